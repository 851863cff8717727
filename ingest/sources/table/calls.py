"""Call records of telephone companies: known by the names of their columns, and read without a mapping.

There is no standard. What is looked for are two sides, a time, and one thing more that only call records have. Of a
header that says ``A Party``, A is the telephone whose records these are; then ``IN`` says that the other one called.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.sources.table.vocabulary import fold_header

_NAMES = {
    "target": """
        target, target no, target number, target a party number, a party, a party no, a party number, aparty, msisdn,
        a number, a no, subscriber number, subscriber no, mobile no, mobile number, own number
    """,
    "caller": """
        caller, caller number, caller id, calling party, calling no, calling number, calling party number, calling
        party telephone number, calling msisdn, originating number, originating party, source number, from number
    """,
    "other": """
        b party, b party no, b party number, bparty, b number, b no, correspondent, correspondent id, other party, other
        number, other party number, counterpart
    """,
    "callee": """
        callee, callee number, called, called party, called no, called number, called party number, called party
        telephone number, called msisdn, dialled number, dialed number, terminating number, terminating party,
        destination number, to number
    """,
    "date": "date, call date, start date, date of call",
    "hour": "time, call time, start time, time of call, call initiation time",
    "time": """
        datetime, date time, date and time, call date time, call datetime, start datetime, start date time, call start
        time, timestamp, event time
    """,
    "seconds": """
        dur, dur s, duration, duration s, duration sec, duration seconds, duration in seconds, call duration, call
        duration s, call duration sec, call duration in seconds, call dur, et, talk time, seconds
    """,
    "kind": "call type, type of call, type, interaction, event type, usage type, service type",
    "direction": "direction, call direction, dir",
    "cell": """
        first cgi, cgi, cell, cell id, first cell, first cell id, first cell global id, antenna, antenna id, site id,
        last cgi, last cell, last cell id, last cell global id
    """,
    "device": "imei, a imei, imei a, imei no, imei number",
}
_LOOSE = {"from": "caller", "to": "callee"}
"""Names that a list of messages has too: of call records where a duration and a kind stand beside them."""
MEANINGS = {
    fold_header(name): meaning for meaning, names in _NAMES.items() for name in names.replace("\n", " ").split(",")
}

_WORDS = {
    ("call", "out"): "out outgoing mo moc orig originating dialed dialled out_call call_out outgoing_call voice_out",
    ("call", "in"): "in incoming mt mtc term terminating received in_call call_in incoming_call voice_in",
    ("missed", "in"): "missed missed_call call_missed in_missed missed_in incoming_missed",
    ("text", "out"): "smo sms_out out_sms sms_mo mo_sms smsmo sms_outgoing outgoing_sms sms_sent text_out sms_o",
    ("text", "in"): "smt sms_in in_sms sms_mt mt_sms smsmt sms_incoming incoming_sms sms_received text_in sms_i",
    ("call", ""): "call calls voice voice_call speech talk telephony",
    ("text", ""): "sms text texts message mms txt",
}
"""Words of a column of kinds: what it was, and who began it."""
_DIRECTIONS = {
    "in": "in incoming mt received inbound terminating",
    "out": "out outgoing mo sent outbound originating dialed dialled",
}
DIGITS = 5
"""Digits from which on a cell can be a number that is dialled."""
HEADERLESS = ("direction", "kind", "caller", "callee", "time", "seconds", "place 1", "place 2")
"""Columns of a form that is shared for research, which has no header."""
_HEADERLESS_LINE = re.compile(
    r"[12];(?:1[0-9]|2[0-9]);\+?\d{3,16};\+?\d{3,16};[^;\n]{8,40};\d{1,6}(?:\.\d+)?;-?\d{1,3}[.,]\d+;-?\d{1,3}[.,]\d+"
)


def find_call_columns(header: Sequence[str]) -> dict[str, list[str]] | None:
    """Say which columns of a header are what of a call; None where it is none of call records."""
    found: dict[str, list[str]] = {}
    folded = {column: fold_header(column) for column in header if column}
    for column, name in folded.items():
        if meaning := MEANINGS.get(name):
            found.setdefault(meaning, []).append(column)
    if "seconds" in found and "kind" in found:
        for column, name in folded.items():
            if (meaning := _LOOSE.get(name, "")) and meaning not in found:
                found[meaning] = [column]
    other = "other" in found or "callee" in found
    when = any(meaning in found for meaning in ("time", "date", "hour"))
    sure = sum(meaning in found for meaning in ("seconds", "kind", "direction", "cell", "device"))
    side = "target" in found or "caller" in found
    return found if other and when and sure >= (1 if side else 2) else None


def is_headerless_calls(lines: Sequence[str]) -> bool:
    """Say whether lines are of the form of call records that has no header."""
    whole = [line.strip() for line in lines if line.strip()]
    return bool(whole) and all(_HEADERLESS_LINE.fullmatch(line) for line in whole)


def lacks_owner(found: Mapping[str, Sequence[str]]) -> bool:
    """Say whether no column tells whose records these are."""
    return "target" not in found and "caller" not in found


def holds_numbers(found: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the other side of most rows can be dialled: else the columns are called so by chance."""
    column = (found.get("other") or found["callee"])[0]
    cells = [text for row in rows if (text := str(row.get(column) or "").strip())]
    return 2 * sum(sum(map(str.isdecimal, cell)) >= DIGITS for cell in cells) >= len(cells)


def make_call_mapping(found: Mapping[str, Sequence[str]], owner: str | None = None) -> dict[str, Any]:
    """Give the mapping of call records; ``owner`` is the telephone whose they are, where no column tells."""
    own: Any = found["target"][0] if "target" in found else {"value": owner}
    other = (found.get("other") or found.get("callee") or ())[0]
    sides = (found["caller"][0], other) if "caller" in found else None
    """Of a header that names the caller, whoever began it."""
    time = [*found.get("date", ())[:1], *found.get("hour", ())[:1]]
    if "time" in found and len(time) < 2:
        time = list(found["time"][:1])
    said: dict[str, Any] = {"kind": "call", "at": time}
    said |= {key: found[key][0] for key in ("seconds", "device") if key in found}
    if "cell" in found:
        said["cell"] = list(found["cell"])
    rows = []
    for how, direction, when in _list_kinds(found):
        caller, callee = sides or ((other, own) if direction == "in" else (own, other))
        rows.append(
            {**said, "caller": caller, "callee": callee, "how": {"value": how}, **({"when": when} if when else {})}
        )
    needed = {
        meaning: columns[0] for meaning, columns in found.items() if meaning in ("target", "caller", "other", "callee")
    }
    return {"name": "call records", "needs": [*needed.values(), *time], "row": rows}


def _list_kinds(found: Mapping[str, Sequence[str]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Give what a row may be: what it was, who began it, and which cells say so."""
    kind, way = (found[key][0] if key in found else None for key in ("kind", "direction"))
    if kind is None and way is None:
        return [("call", "", [])]
    listed = []
    for (how, began), words in _WORDS.items():
        if kind is None and how != "call":
            continue
        here = [] if kind is None else [{"column": kind, "in": _write_words(words)}]
        if way is None:
            listed.append((how, began, here))
        elif not began or how == "missed":
            listed += [
                (how, direction, [*here, {"column": way, "in": _write_words(spelled)}])
                for direction, spelled in _DIRECTIONS.items()
            ]
    return listed


def _write_words(words: str) -> list[str]:
    """Give words in the ways in which they are parted: ``sms_in`` is ``SMS-IN`` and ``sms in`` too."""
    return [
        word.replace("_", mark) for word in words.split() for mark in (("_", "-", " ", "") if "_" in word else ("_",))
    ]


HEADERLESS_MAPPING: dict[str, Any] = {
    "name": "call records without a header",
    "delimiter": ";",
    "columns": list(HEADERLESS),
    "row": [
        {
            "kind": "call",
            "caller": "caller" if way == "1" else "callee",
            "callee": "callee" if way == "1" else "caller",
            "at": "time",
            "seconds": "seconds",
            "cell": ["place 1", "place 2"],
            "how": {"value": how},
            "when": [{"column": "direction", "is": way}, {"column": "kind", "in": kinds}],
        }
        for way in ("1", "2")
        for how, kinds in (("call", ["11"]), ("text", ["21", "22"]))
    ],
}
"""A is whose records these are: with direction 2 the other one called."""
