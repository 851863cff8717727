"""A mapping drafted from a table's beginning: it is tried on its rows, and what it leaves out stands in it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import Any

from graph.errors import MappingError
from graph.forms import clean_line
from ingest.sources.table import mapping as mappings
from ingest.sources.table.cells import Row, get_cell, list_texts
from ingest.sources.table.moments import Clock, UnansweredError
from ingest.sources.table.rows import Rows
from ingest.sources.table.sample import Sample
from ingest.sources.table.spelled import fold_words
from ingest.sources.table.vocabulary import CHAT_KINDS, GROUP_KINDS, PLATFORMS, find_column_meaning, fold_header

UNKNOWN = "..."
TRIED = ("telegram", "facebook")
"""Platforms that a draft is tried on where none is known."""
SEVERAL = ("text", "links", "phones", "emails", "about", "opened_by")
POST, MEMBER, CALL = "post", "member", "call"


@dataclass(frozen=True, slots=True)
class Draft:
    """The columns of a table by what they mean, and what is made of them."""

    found: Mapping[str, tuple[str, ...]]
    platform: str | None
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Words of the column of kinds: of channels, of basic groups, of accounts."""
    dropped: Mapping[str, str] = field(default_factory=dict)
    """Meanings that were tried and given up, and why."""

    def has(self, *meanings: str) -> bool:
        """Say whether one of the meanings is there."""
        return any(meaning in self.found and meaning not in self.dropped for meaning in meanings)

    def column(self, meaning: str) -> str:
        """Give the first column of a meaning."""
        return _format_toml_text(self.found[meaning][0])

    def value(self, meaning: str) -> str:
        """Give a meaning's columns as a mapping writes them."""
        columns = [_format_toml_text(column) for column in self.found[meaning]]
        if meaning not in SEVERAL and meaning != "time":
            columns = columns[:1]
        return columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"

    def pairs(self, **keys: str) -> list[str]:
        """Give the lines of those keys whose meaning is there."""
        return [f"{key.rstrip('_')} = {self.value(meaning)}" for key, meaning in keys.items() if self.has(meaning)]

    def thing(self, key: str, space: str = "") -> list[str]:
        """Give the line of an account or a group."""
        parts = [
            f"{part} = {self.column(f'{key}.{part}')}" for part in ("id", "name", "handle") if self.has(f"{key}.{part}")
        ]
        if key == "group" and self.has("group.id"):
            parts.append(f'space = "{space or "channel"}"')
        return [f"{key} = {{ {', '.join(parts)} }}"] if parts else []


def guess_mapping(sample: Sample, file: str) -> str:
    """Give the text of a mapping for a table's beginning, with a comment where a person must decide.

    Every column that it does not use is listed, and so is what its rows would lose.
    """
    draft = _draft_meanings(sample, file)
    draft, refused = _try_draft(draft, sample.rows)
    lines = [
        "# A guess from the header: mend it and take this line away (docs/mappings.md).",
        f"files = [{_format_toml_text(file)}]",
    ]
    rows = _draft_rows(draft)
    if draft.platform and not draft.has("platform"):
        lines.append("# The platform is a guess from names and addresses.")
    if "space =" in "".join(rows):
        lines.append('# Of a Telegram group: space = "channel", supergroups too; a basic group is "chat".')
    if not rows:
        lines.append("# No column is known for an id: say which one holds it, as account = { id = ... }, in a [[row]].")
    lines += rows
    if refused:
        count, why = refused
        lines.append(f"# {count} of the first {len(sample.rows)} rows would be refused: {why}")
    used = _list_used_columns(rows)
    for meaning, why in draft.dropped.items():
        lines.append(f"# not taken: {', '.join(map(_format_toml_text, draft.found[meaning]))}: {why}")
    given_up = {column for meaning in draft.dropped for column in draft.found[meaning]}
    left = [column for column in dict.fromkeys(sample.header) if column and column not in used | given_up]
    lines += [f"# not taken: {_format_toml_text(column)}" for column in left]
    return "\n".join(clean_line(line) for line in lines) + "\n"


def draft_sheets(sheets: Sequence[tuple[str, Sample, Mapping[str, Any] | None]], file: str) -> str:
    """Give the text of a mapping for a workbook: of each sheet the mapping that is known, or a guess."""
    lines = [f"files = [{_format_toml_text(file)}]"]
    for sheet, sample, plain in sheets:
        key = f"sheets.{_format_toml_text(sheet)}"
        if plain is None:
            text = guess_mapping(sample, file)
            own = [line for line in text.splitlines() if not line.startswith("files = ")]
        else:
            own = list(_write_mapping(plain))
        lines += ["", f"[{key}]", *(line.replace("[[row]]", f"[[{key}.row]]") for line in own)]
    return "\n".join(clean_line(line) for line in lines) + "\n"


def _write_mapping(plain: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a mapping that is plain data, without its name."""
    for key, value in plain.items():
        if key not in ("name", "row"):
            yield f"{key} = {_write_toml(value)}"
    for row in plain["row"]:
        yield from ("", "[[row]]", *(f"{key} = {_write_toml(value)}" for key, value in row.items()))


def _write_toml(value: Any) -> str:
    """Write a text, a flag, a number, a list or a table as TOML does, in one line."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_format_toml_text(key)} = {_write_toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_write_toml, value))}]"
    return _format_toml_text(value) if isinstance(value, str) else json.dumps(value)


def _draft_meanings(sample: Sample, file: str) -> Draft:
    """Say what each column means, together with the others."""
    found: dict[str, tuple[str, ...]] = {}
    for column in dict.fromkeys(sample.header):
        if column and (meaning := find_column_meaning(column)):
            found[meaning] = (*found.get(meaning, ()), column)
    if "time" not in found and ("date" in found or "hour" in found):
        found["time"] = (*found.get("date", ())[:1], *found.get("hour", ())[:1])
    elif "time" in found:
        found["time"] = found["time"][:1]
    kind = _choose_list_kind(found)
    if "account.id" not in found and (
        numbers := [one for one in found.get("account.name", ()) if _are_ids(sample, one)]
    ):
        found["account.id"] = (numbers[0],)
        found["account.name"] = tuple(one for one in found["account.name"] if one != numbers[0])
        found = {meaning: columns for meaning, columns in found.items() if columns}
    if kind != POST and "links" in found and "url" not in found and _is_group_list(found):
        found["opened_by"] = found.pop("links")
    if kind != POST and "url" in found:
        found["opened_by"] = found.pop("url")
    if "id" in found:
        own = {POST: "account.id" if "post.id" in found else "post.id", CALL: "id", MEMBER: "account.id"}.get(kind)
        if own is None:
            own = "account.id" if "kind" in found or not _is_group_list(found) else "group.id"
        found.setdefault(own, found["id"])
    if kind not in (POST, CALL) and "time" in found:
        found.setdefault("seen", found["time"])
    if kind == "profile" and _is_group_list(found) and "kind" not in found:
        for part in ("name", "handle"):
            if f"account.{part}" in found:
                found.setdefault(f"group.{part}", found[f"account.{part}"])
    return Draft(found, _guess_platform(sample, file), _map_value_kinds(sample.rows, found))


def _are_ids(sample: Sample, column: str) -> bool:
    """Say whether a column of authors holds their ids, as some tools call them."""
    cells = [text.strip() for row in sample.rows for text in list_texts(row.get(column))]
    return bool(cells) and all(re.fullmatch(r"\d{5,25}", text) for text in cells)


def _choose_list_kind(found: Mapping[str, Any]) -> str:
    if "caller" in found and "callee" in found:
        return CALL
    if "text" in found or ("time" in found and ("post.id" in found or "url" in found or "links" in found)):
        return POST
    who = "account.id" in found or ("id" in found and "group.id" in found) or "account.name" in found
    if "group.id" in found and who and "kind" not in found:
        return MEMBER
    return "profile"


def _is_group_list(found: Mapping[str, Any]) -> bool:
    """Say whether a list is one of groups."""
    return "account.id" not in found and ("group.id" in found or ("members" in found and "group.name" in found))


def _map_value_kinds(rows: Sequence[Row], found: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    if "kind" in found:
        words = {text.strip() for row in rows for text in list_texts(get_cell(row, found["kind"][0])) if text.strip()}
        for word in sorted(words):
            folded = fold_words(word)
            what = "chat" if folded in CHAT_KINDS else "channel" if folded in GROUP_KINDS else "account"
            kinds.setdefault(what, []).append(word)
    return kinds


def _guess_platform(sample: Sample, file: str) -> str | None:
    """Guess the platform from names of columns and of the file, and from addresses in the cells."""
    words = " ".join([file.lower(), *(fold_header(column) for column in sample.header)])
    words += " ".join(
        text.lower()
        for row in sample.rows[:20]
        for column in row
        if find_column_meaning(column) in ("url", "links", "group.id", "account.id")
        for text in list_texts(row[column])
    )
    fits = [name for name, pattern in PLATFORMS.items() if re.search(pattern, words)]
    return fits[0] if len(fits) == 1 else None


def _draft_rows(draft: Draft) -> list[str]:
    """Give the [[row]]s of a draft; none where no thing has an id."""
    kind = _choose_list_kind(draft.found)
    if draft.has("platform"):
        platform = f"platform = {{ column = {draft.column('platform')} }}"
    else:
        platform = f'platform = "{draft.platform or UNKNOWN}"' + ("" if draft.platform else " # as facebook")
    shown = draft.pairs(
        about="about",
        phones="phones",
        links="links",
        emails="emails",
        opened_by="opened_by",
        members="members",
        seen="seen",
    )
    if kind == CALL:
        return [
            "",
            "[[row]]",
            'kind = "call"',
            *draft.pairs(caller="caller", callee="callee", at="time", seconds="seconds"),
        ]
    if kind == POST:
        time = draft.pairs(time="time") or ['time = { value = "" } # no column is known for it: the posts stay undated']
        forwarded = (
            ["forwarded_from = { name = " + draft.column("forwarded_from") + " }"]
            if draft.has("forwarded_from")
            else []
        )
        rest = draft.pairs(
            id="post.id", text="text", links="links", phones="phones", url="url", reply_to="reply_to", edited="edited"
        )
        return [
            "",
            "[[row]]",
            'kind = "post"',
            platform,
            *time,
            *rest,
            *forwarded,
            *draft.thing("account"),
            *draft.thing("group"),
        ]
    if kind == MEMBER and draft.has("group.id"):
        rest = draft.pairs(role="role", from_="from", to="to_time", seen="seen")
        rows = ["", "[[row]]", 'kind = "member"', platform, *draft.thing("account"), *draft.thing("group"), *rest]
        if draft.has("about", "phones", "links", "emails", "opened_by") and draft.has("account.id"):
            who = f"account = {draft.column('account.id')}"
            rows += [
                "",
                "[[row]]",
                'kind = "profile"',
                platform,
                who,
                *[one for one in shown if not one.startswith("members")],
            ]
        return rows
    if draft.kinds and draft.has("account.id"):
        return [line for what in draft.kinds for line in _of_kind(draft, what, platform, shown)]
    if draft.has("account.id"):
        return ["", "[[row]]", 'kind = "profile"', platform, *draft.thing("account"), *shown]
    if draft.has("group.id"):
        return ["", "[[row]]", 'kind = "group"', platform, *draft.thing("group"), *shown]
    handle = next((key for key in ("account.handle", "group.handle") if draft.has(key)), None)
    if handle:
        state = ['state = { value = "described" }', *draft.pairs(members="members", at="seen")]
        return ["", "[[row]]", 'kind = "status"', platform, f"handle = {draft.column(handle)}", *state]
    return []


def _of_kind(draft: Draft, what: str, platform: str, shown: Sequence[str]) -> list[str]:
    """Give the [[row]] for the rows of one kind of thing, as a column of kinds tells them apart."""
    words = ", ".join(map(_format_toml_text, draft.kinds[what]))
    when = f"when = {{ column = {draft.column('kind')}, in = [{words}] }}"
    if what == "account":
        return ["", "[[row]]", 'kind = "profile"', when, platform, *draft.thing("account"), *shown]
    of_group = replace(
        draft,
        found={
            key.replace("account.", "group."): columns for key, columns in draft.found.items() if "group." not in key
        },
    )
    return ["", "[[row]]", 'kind = "group"', when, platform, *of_group.thing("group", what), *shown]


def _try_draft(draft: Draft, rows: Sequence[Row]) -> tuple[Draft, tuple[int, str] | None]:
    """Try a draft on rows, and give up what costs them; give what is still refused, and why."""
    refused = _count_refused(draft, rows)
    for meaning in ("post.id", "account.id", "group.id"):
        if refused and draft.has(meaning):
            without = replace(draft, dropped={**draft.dropped, meaning: refused[1]})
            again = _count_refused(without, rows)
            if _draft_rows(without) and (again is None or again[0] * 2 < refused[0]):
                draft, refused = without, again
    return draft, refused


def _count_refused(draft: Draft, rows: Sequence[Row]) -> tuple[int, str] | None:
    """Say how many rows a draft would refuse, and why the first."""
    lines = _draft_rows(draft)
    if not lines:
        return None
    worst: tuple[int, str] | None = None
    for platform in (draft.platform,) if draft.platform else TRIED:
        try:
            plain = tomllib.loads("\n".join(lines).replace(f'"{UNKNOWN}"', json.dumps(platform)))
            mapping = mappings.read_mapping(plain, "draft")
        except (MappingError, tomllib.TOMLDecodeError):
            return len(rows), "the mapping cannot be read"
        made, count, why = Rows(mapping, Clock(UTC, day_first=True)), 0, ""
        for row in rows:
            try:
                made.records("", row)
            except UnansweredError:
                continue
            except ValueError as error:
                count, why = count + 1, why or str(error)
        if count and (worst is None or count > worst[0]):
            worst = (count, why)
    return worst


def _list_used_columns(rows: Sequence[str]) -> set[str]:
    """Give the columns that the [[row]]s read."""
    try:
        plain = tomllib.loads("\n".join(rows).replace(f'"{UNKNOWN}"', json.dumps(TRIED[0])))
        return set(mappings.read_mapping(plain, "draft").named)
    except (MappingError, tomllib.TOMLDecodeError):
        return set()


def _format_toml_text(text: str) -> str:
    """Write a text as TOML does; a column that it cannot write stays visible as one that is wrong."""
    return json.dumps(clean_line(text), ensure_ascii=False)
