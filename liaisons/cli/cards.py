"""Findings and things as a terminal shows them: what it is, why, and which file says so."""

from collections.abc import Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any

from graph.disclosure.ordering import EVIDENCE, ORDERS
from liaisons.cli.screen import Screen

ROWS = 10
"""Rows of a section that are listed; JSON has more."""

QUOTES = 3
"""Quotes a link opens to on a terminal."""

OF_SUBJECTS = frozenset({"Account", "Group", "Node", "Post", "Name"})
"""Meanings whose ids are worth a column: a contact is typed as it is read."""


def findings(screen: Screen, answer: Mapping[str, Any], top: int) -> None:
    """List findings by kind, in the order of the answer, which is said above them."""
    every = answer["findings"]
    if len(every) > 1 and "order" in answer:
        screen.line((f"Order: {ORDERS[answer['order']]}.", "dim"))
        screen.blank()
    for kind, group in groupby(every, key=lambda one: str(one["kind"])):
        some = list(group)
        crews = [one for one in some if not one["parts"].get("audience")]
        shown = some[:top] if top >= len(some) else crews[:top]
        judged = any(one["judgement"] for one in shown)
        score = next((head for one in some if (head := scored(one)[0])), "")
        names = ["id", *([score] if score else []), "evidence", *(["judged"] if judged else []), "what"]
        rows = [
            [
                one["id"], *([scored(one)[1]] if score else []), EVIDENCE[one["confidence"]],
                *([verdict(one)] if judged else []), one["says"],
            ]
            for one in shown
        ]  # fmt: skip
        screen.table(kind, names, rows, of=len(some))
        order = "" if answer.get("order", "surest") == "surest" else f" --order {answer['order']}"
        rest = [f"{len(crews) - len(shown):,} more"] if len(crews) > len(shown) else []
        if audiences := len(some) - len(crews) if len(shown) < len(some) else 0:
            accounts = sum(one["parts"]["accounts"] for one in some if one["parts"].get("audience"))
            rest.append(f"{audiences:,} {'audience' if audiences == 1 else 'audiences'}, {accounts:,} accounts")
        if rest:
            screen.line((f"  {' and '.join(rest)}: liaisons find {kind} --top {len(some)}{order}", "dim"))
        screen.blank()
    if not every:
        screen.line("Nothing found.")
    if shared := answer.get("not_led", {}).get("widely_shared"):
        ends = "chain ends" if shared == 1 else "chains end"
        screen.line((f"{shared:,} {ends} in a widely shared or protected contact: not led.", "dim"))
    if any(one["score"] is None for one in every):
        said = "A chance that is not measured has doublings of the odds in its place: an order, and no probability."
        screen.line((said, "dim"))
    for kind in dict.fromkeys(str(one["kind"]) for one in every if one["chance"] is not None):
        said = f"Of {kind} leads with a chance of 90 % nine in ten were true in test data with known answers: "
        screen.line((f"{said}docs/cards/{kind}.md", "dim"))
    screen.computed(answer)


def shown(screen: Screen, answer: Mapping[str, Any]) -> None:
    """Show what ``show`` answers: findings in full, one thing, or the several that were meant."""
    if "entity" in answer:
        entity(screen, answer["entity"])
    elif "rows" in answer:
        rows = [
            (one["label"], named(one), one["id"], "" if one["matched"] == one["name"] else one["matched"])
            for one in answer["rows"]
        ]
        screen.table("Several answer to that", ("what", "name", "id", "matched"), rows, of=answer["count"])
    else:
        for one in answer["findings"]:
            finding(screen, one)
    screen.blank()
    screen.computed(answer)


def finding(screen: Screen, one: Mapping[str, Any]) -> None:
    """Show a finding with its reasons and the evidence of each."""
    screen.line((one["kind"], "bold"), f" {one['id']}  ", (f"{one['basis']}, {worth(one)}", "dim"))
    screen.line(one["says"])
    if one["judgement"]:
        said = one["judgement"]
        screen.line(
            ("judged ", ""), (said["verdict"], "bold"), f" by {said['who']}, {screen.minute(said['at'])}: {said['why']}"
        )
    for note in one["notes"]:
        screen.line((note, "dim"))
    screen.blank()
    rows = [(subject["label"], named(subject), subject["id"]) for subject in one["subjects"]]
    screen.table("About", ("what", "name", "id"), rows[: 3 * ROWS], of=len(rows))
    screen.blank()
    ways = one["parts"].get("ways") or ()
    if len(ways) > 1 or any(way["judgement"] for way in ways):
        listed = [(way["id"], verdict(way), way["says"]) for way in ways]
        screen.table("Ways", ("id", "judged", "what"), listed)
        screen.line(("  One way alone is judged by its id: liaisons judge ID different --why TEXT", "dim"))
        screen.blank()
    screen.line(("Reasons", "bold"), ("  bits for (+) and against (-)", "dim"))
    for reason in one["reasons"]:
        screen.line(f"{bits(reason)}  ", reason["says"])
        quotes(screen, quoted(reason), indent=7)
    if one["basis"] == "inferred" and one["kind"] != "cluster" and len(one["reasons"]) > 1:
        screen.line((f"{one['bits']:+5.1f}  in all", "bold"))
    rival(screen, one)


def rival(screen: Screen, one: Mapping[str, Any]) -> None:
    """Show the reasons of a finding beside those of the next best answer, those first that part them most."""
    other = one["parts"].get("runner_up") or {}
    if not other.get("beside"):
        return
    screen.blank()
    screen.line(("Why not ", "bold"), (other["name"], "bold"), (f"  {other['difference']:.1f} bits behind", "dim"))
    rows = [
        [bits(mine), mine["says"] if mine else "", bits(theirs), theirs["says"] if theirs else ""]
        for row in other["beside"]
        for mine, theirs in zip_longest(row["mine"], row["theirs"])
    ]
    rows.append([f"{one['bits']:+5.1f}", "in all", f"{other['bits']:+5.1f}", "in all"])
    screen.table("", ("bits", one["subjects"][-1]["name"], "bits", other["name"]), rows)
    telling = [reason for row in other["beside"] for reason in row["theirs"] if quoted(reason)]
    if telling:
        screen.blank()
        screen.line(("What speaks for ", "bold"), (other["name"], "bold"))
    for reason in telling:
        screen.line(f"{bits(reason)}  ", reason["says"])
        quotes(screen, quoted(reason), indent=7)


def bits(reason: Mapping[str, Any] | None) -> str:
    """Give the weight of a reason, a dot where it is only told, or weighs nothing that shows."""
    if reason is None:
        return ""
    weight = round(reason["weight"], 1)
    return f"{weight:+5.1f}" if weight else "    ·"


def quoted(reason: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the quotes behind a reason: first one a link, so that the few that are shown come from both ends."""
    turns = zip_longest(*(link.get("quotes", ()) for link in reason["evidence"]))
    return [quote for turn in turns for quote in turn if quote is not None]


def quotes(screen: Screen, some: Sequence[Mapping[str, Any]], indent: int) -> None:
    """Show quotes with what is marked in them, each with its file, SHA-256 and place."""
    margin = " " * indent
    for number, quote in enumerate(some[:QUOTES]):
        who = " ".join(filter(None, [quote["author"], f"in {quote['chat']}" if quote["chat"] else None]))
        head = "  ".join(filter(None, [screen.minute(quote["at"]), who]))
        if number:
            screen.blank()
        if head:
            screen.padded(indent, (head, "dim"))
        begin, end = quote["begin"], quote["end"]
        if begin is None:
            screen.padded(indent, quote["text"])
        else:
            text = quote["text"]
            screen.padded(indent, text[:begin], (text[begin:end], "bold underline"), text[end:])
        screen.padded(indent, (f"{quote['file']}  {quote['sha256'][:12]}  {quote['place']}", "dim"))
    if len(some) > QUOTES:
        screen.line((f"{margin}{len(some) - QUOTES:,} more quotes: --format json", "dim"))


def entity(screen: Screen, thing: Mapping[str, Any]) -> None:
    """Show a thing: its sections, the leads about it, its latest posts."""
    screen.line((thing["label"], "dim"), "  ", (named(thing), "bold"), f"  {thing['id']}")
    if thing.get("sha256"):
        screen.line((f"SHA-256 {thing['sha256']}", "dim"))
    for section in thing["sections"]:
        screen.blank()
        if section["key"] == "posts":
            row = section["rows"][0]
            screen.line(
                ("Posts", "bold"), f"  {row['posts']:,}, {screen.day(row['first'])} to {screen.day(row['last'])}"
            )
            continue
        columns = [
            (name, meaning)
            for name, meaning in section["columns"]
            if any(row[name] not in (None, []) for row in section["rows"])
        ]
        rows = [list(cells(screen, row, columns)) for row in section["rows"][:ROWS]]
        screen.table(section["title"], heads(columns), rows, of=section["count"])
    about = thing.get("findings", {}).get("findings", ())
    if about:
        screen.blank()
        rows = [[one["kind"], one["id"], worth(one), one["says"]] for one in about[:ROWS]]
        screen.table("Findings about it", ("kind", "id", "how sure", "what"), rows, of=len(about))
    if thing["quotes"]:
        screen.blank()
        screen.line(("Latest posts", "bold"))
        quotes(screen, thing["quotes"], indent=2)


def named(thing: Mapping[str, Any]) -> str:
    """Give what a thing is called, with the mark of a contact that is widely shared or protected."""
    return f"{thing['name']} ({thing['mark']})" if thing.get("mark") else str(thing["name"])


def heads(columns: Sequence[tuple[str, str]]) -> list[str]:
    """Give the heads of columns: beside the name of a thing stands its id."""
    return [head for name, meaning in columns for head in ([name, "id"] if meaning in OF_SUBJECTS else [name])]


def cells(screen: Screen, row: Mapping[str, Any], columns: Sequence[tuple[str, str]]) -> Sequence[object]:
    """Give the cells of a row: ids by name, days instead of times."""
    made: list[object] = []
    for name, meaning in columns:
        value = row[name]
        if meaning == "time":
            made.append(screen.day(value))
        elif meaning in OF_SUBJECTS:
            made += [row.get(f"{name}_name"), value]
        else:
            made.append(row.get(f"{name}_name", value))
    return made


def scored(one: Mapping[str, Any]) -> tuple[str, str]:
    """Give what the score of a finding is called and what it is; bits where it has none, nothing where it is observed.

    The bits of a cluster are no odds.
    """
    from graph.disclosure import chances

    if one["score"] is None and one["kind"] != "cluster":
        return "doublings", f"{one['bits']:.1f}"
    return chances.column(one["kind"], one["basis"], one["score"])


def worth(one: Mapping[str, Any]) -> str:
    """Give the score of a finding with its name, and how much evidence there is."""
    return ", ".join(filter(None, [" ".join(filter(None, scored(one))), f"{EVIDENCE[one['confidence']]} evidence"]))


def verdict(one: Mapping[str, Any]) -> str:
    """Give what a person decided, if anybody did."""
    return str(one["judgement"]["verdict"]) if one["judgement"] else ""
