"""Findings and things as a terminal shows them: what it is, why, and which file says so."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from graph.answers import (
    EntityAnswer,
    EntityShown,
    FindingsAnswer,
    FindingShown,
    HitsAnswer,
    HitShown,
    JudgementShown,
    ReasonShown,
    Thing,
)
from graph.answers.quotes import Quote
from graph.kinds import kind_of
from graph.views.ordering import EVIDENCE, ORDERS
from liaisons.cli.options import Call
from liaisons.cli.screen import Screen
from liaisons.nouns import format_count

ROWS = 10
"""Rows of a section that are listed without --all."""

QUOTES = 3
"""Quotes of a reason that are shown without --all; one where there are more reasons than ``FEW``."""

FEW = 6
"""Subjects and reasons up to which a finding is short: its subjects come first, and each reason has all its quotes."""

NOBODY = Call(Path(), json=False, hide_names=False, who="")
"""Whose hints name neither case nor way to the program."""

CONTACTS = frozenset({"Phone", "Handle", "Invite", "Email"})
"""Labels of contacts that are found as they are read: their ids say the same again."""

OF_SUBJECTS = frozenset({"Account", "Group", "Node", "Post", "Name"})
"""Meanings whose ids are worth a column: a contact is typed as it is read."""


def list_findings(screen: Screen, answer: FindingsAnswer, top: int, call: Call = NOBODY) -> None:
    """List findings by kind, in the order of the answer, which is said above them."""
    from graph.views import chances

    every = answer.findings
    if len(every) > 1 and answer.order:
        screen.line((f"Order: {ORDERS[answer.order]}.", "dim"))
        screen.blank()
    for kind, group in groupby(every, key=lambda one: one.kind):
        some = list(group)
        crews = [one for one in some if not one.parts.get("audience")]
        shown = some[:top] if top >= len(some) else crews[:top]
        judged = any(one.judgement for one in shown)
        score = next((head for one in some if (head := format_score(one)[0])), "")
        names = ["id", *([score] if score else []), "evidence", *(["judged"] if judged else []), "what"]
        rows = [
            [
                one.id, *([format_score(one)[1]] if score else []), EVIDENCE[one.confidence],
                *([format_verdict(one.judgement)] if judged else []), one.says,
            ]
            for one in shown
        ]  # fmt: skip
        screen.table(kind, names, rows, of=len(some))
        order = "" if answer.order in (None, "surest") else f" --order {answer.order}"
        rest = [f"{len(crews) - len(shown):,} more"] if len(crews) > len(shown) else []
        if audiences := len(some) - len(crews) if len(shown) < len(some) else 0:
            accounts = sum(one.parts["accounts"] for one in some if one.parts.get("audience"))
            rest.append(f"{audiences:,} {'audience' if audiences == 1 else 'audiences'}, {accounts:,} accounts")
        if rest:
            command = call.hint(f"find {kind} --last --top {len(some)}{order}")
            screen.line((f"  {' and '.join(rest)}: {command}", "dim"))
        screen.blank()
    if not every:
        screen.line("Nothing found.")
    if shared := answer.not_led.get("widely_shared"):
        ends = "chain ends" if shared == 1 else "chains end"
        screen.line((f"{shared:,} {ends} in a widely shared or protected contact: not led.", "dim"))
    if any(one.score is None for one in every):
        said = "A chance that is not measured has doublings of the odds in its place: an order, and no probability."
        screen.line((said, "dim"))
    if any(chances.measured(one.kind, one.basis, one.score) for one in every):
        said = "A chance is the share of such leads that were true in made-up worlds of kinds not learnt from: "
        screen.line((f"{said}docs/cards/families.md", "dim"))
        for line in (*list_taught_chances(every), *chances.told_likeness(answer.likeness)):
            screen.line((line, "dim"))
    screen.computed(answer.computed, answer.since)


def list_taught_chances(every: Sequence[FindingShown]) -> Iterator[str]:
    """Yield by kind what judgements of the case make of its chances, or how many more that takes."""
    from graph.views import chances

    for kind, group in groupby(every, key=lambda one: one.kind):
        some = [one.parts for one in group]
        said = next((parts for parts in some if "judged" in parts), None)
        if said is not None and (told := chances.told_needed(said["judged"], said.get("needed"))):
            gone = sum("withdrawn" in parts for parts in some)
            rest = f"; {gone:,} withdrawn, listed last" if gone else ""
            yield f"Chances of {kind_of(kind).plural}: {told}{rest}."


def tabulate_findings(every: Sequence[FindingShown]) -> tuple[list[str], list[list[Any]]]:
    """Give findings as a table to hand on: a row a subject."""
    columns = ["finding", "kind", "chance", "evidence", "judged", "says", "what", "name", "id", "state", "stands"]
    rows = [
        [
            one.id, one.kind, one.chance, EVIDENCE[one.confidence], format_verdict(one.judgement), one.says,
            subject.label, subject.name, subject.id, subject.state or None, places.get(subject.id),
        ]
        for one in every
        for places in [map_member_places(one)]
        for subject in one.subjects
    ]  # fmt: skip
    return columns, rows


def map_member_places(one: FindingShown) -> dict[str, str]:
    """Give by id whether a member of a cluster is in its core or around it."""
    return {place["id"]: "core" if place["core"] else "around" for place in one.parts.get("belongs") or ()}


def show_answer(
    screen: Screen,
    answer: FindingsAnswer | EntityAnswer | HitsAnswer,
    call: Call = NOBODY,
    text: str = "",
    *,
    whole: bool = False,
) -> None:
    """Show what ``show`` answers: findings in full, one thing, or the several that were meant."""
    from graph.views import chances

    more = call.hint(f"show {shlex.quote(text)} --all")
    if isinstance(answer, EntityAnswer):
        show_entity(screen, answer.entity, more, whole=whole)
    elif isinstance(answer, HitsAnswer):
        screen.table("Several answer to that", *tabulate_hits(answer.rows), of=answer.count, numbered=True)
        screen.line((f"  one of them: {call.hint(f'show {shlex.quote(text)} --pick N')}", "dim"))
    else:
        for one in answer.findings:
            show_finding(screen, one, more, whole=whole)
        if any(kind_of(one.kind).measured for one in answer.findings):
            screen.blank()
            for line in chances.told_likeness(answer.likeness):
                screen.line((line, "dim"))
    screen.blank()
    screen.computed(answer.computed, answer.since)


def tabulate_hits(rows: Sequence[HitShown]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give things that a search found as a table: what they are, and what of them answers."""
    columns = ("name", "id", "what", "matched")
    return columns, [
        (format_marked_name(one), give_shown_id(one), one.label, "" if one.matched == one.name else one.matched)
        for one in rows
    ]


def show_finding(screen: Screen, one: FindingShown, more: str = "", *, whole: bool = False) -> None:
    """Show a finding with its reasons and the evidence of each; many subjects stand after them, the telling ones first.

    ``more`` is the command that shows what is left out here.
    """
    screen.line((one.kind, "bold"), f" {one.id}  ", (f"{one.basis}, {format_score_and_evidence(one)}", "dim"))
    screen.line(one.says)
    if said := one.judgement:
        screen.line(("judged ", ""), (said.verdict, "bold"), f" by {said.who}, {screen.minute(said.at)}: {said.why}")
    for note in one.notes:
        screen.line((note, "dim"))
    screen.blank()
    subjects = one.subjects
    if len(subjects) <= FEW and not one.parts.get("belongs"):
        show_subjects(screen, subjects, len(subjects), more)
        screen.blank()
    ways = one.parts.get("ways") or ()
    if len(ways) > 1 or any(way["judgement"] for way in ways):
        screen.table(
            "Ways",
            ("id", "judged", "what"),
            [(way["id"], (way["judgement"] or {}).get("verdict", ""), way["says"]) for way in ways],
        )
        screen.line(("  One way alone is judged by its id: liaisons judge ID different --why TEXT", "dim"))
        screen.blank()
    reasons = one.reasons
    shown_reasons = reasons if whole or len(subjects) <= FEW else reasons[:ROWS]
    few = 1 if len(reasons) > FEW else QUOTES
    screen.line(("Reasons", "bold"), ("  doublings of the odds for (+) and against (-)", "dim"))
    for reason in shown_reasons:
        screen.padded(0, f"{format_weight(reason)}  ", reason.says, hang=7)
        show_quotes(screen, list_quotes(reason), indent=7, most=None if whole else few)
    if len(shown_reasons) < len(reasons):
        screen.line((f"       {len(reasons) - len(shown_reasons):,} more reasons: {more}", "dim"))
    if one.basis == "inferred" and not kind_of(one.kind).holds_members and len(reasons) > 1:
        chance = f": chance {one.chance:.0%}" if one.chance is not None else ""
        screen.line((f"{one.bits:+5.1f}  in all{chance}", "bold"))
    show_runner_up(screen, one)
    if one.parts.get("belongs"):
        screen.blank()
        show_core(screen, one, more, whole=whole)
    elif len(subjects) > FEW:
        screen.blank()
        telling = sorted(subjects, key=lambda subject: order_subject(subject, reasons))
        show_subjects(screen, telling, len(telling) if whole else 2 * ROWS, more)


def show_core(screen: Screen, one: FindingShown, more: str, *, whole: bool) -> None:
    """Show the core of a cluster with what puts each there, then those around it, then the contacts that it holds."""
    places = one.parts["belongs"]
    things = {subject.id: subject for subject in one.subjects}
    for title, inner in (("Core", True), ("Around it, not members", False)):
        some = [place for place in places if place["core"] == inner]
        shown = some if whole else some[: 2 * ROWS if inner else ROWS]
        if some:
            rows = [
                (format_marked_name(things[place["id"]]), give_shown_id(things[place["id"]]), place["says"])
                for place in shown
            ]
            screen.table(title, ("name", "id", "why"), rows, of=len(some))
            if len(shown) < len(some):
                screen.line((f"  {len(some) - len(shown):,} more: {more}", "dim"))
            screen.blank()
    placed = {place["id"] for place in places}
    held = [subject for subject in one.subjects if subject.id not in placed]
    if held:
        show_subjects(screen, held, len(held) if whole else ROWS, more)


def show_subjects(screen: Screen, subjects: Sequence[Thing], most: int, more: str) -> None:
    """Show what a finding is about."""
    rows = [(format_marked_name(subject), give_shown_id(subject), subject.label) for subject in subjects[:most]]
    screen.table("About", ("name", "id", "what"), rows, of=len(subjects))
    if len(subjects) > most:
        screen.line((f"  {len(subjects) - most:,} more: {more}", "dim"))


def give_shown_id(thing: Thing | HitShown) -> str:
    """Give the id of a thing; of a contact nothing, which is typed as it is read."""
    return "" if thing.label in CONTACTS else thing.id


def order_subject(subject: Thing, reasons: Sequence[ReasonShown]) -> tuple[Any, ...]:
    """Order the subjects of a finding: by kind, then those with names and those of which its evidence speaks most."""
    kinds = ("Group", "Account")
    links = [link for reason in reasons for link in reason.evidence]
    told = sum(subject.id in (link.start, link.end) for link in links)
    told += sum(subject.name in (quote.author, quote.chat) for link in links for quote in link.quotes or ())
    kind = kinds.index(subject.label) if subject.label in kinds else len(kinds)
    return kind, subject.name == subject.id, -told, subject.name, subject.id


def show_runner_up(screen: Screen, one: FindingShown) -> None:
    """Show the reasons of a finding beside those of the next best answer, those first that part them most."""
    if not one.beside:
        return
    other = one.parts["runner_up"]
    screen.blank()
    screen.line(("Why not ", "bold"), (other["name"], "bold"), (f"  {other['difference']:.1f} doublings behind", "dim"))
    rows = [
        [format_weight(mine), mine.says if mine else "", format_weight(theirs), theirs.says if theirs else ""]
        for row in one.beside
        for mine, theirs in zip_longest(row.mine, row.theirs)
    ]
    rows.append([f"{one.bits:+5.1f}", "in all", f"{other['bits']:+5.1f}", "in all"])
    screen.table("", ("odds", one.subjects[-1].name, "odds", other["name"]), rows)
    telling = [reason for row in one.beside for reason in row.theirs if list_quotes(reason)]
    if telling:
        screen.blank()
        screen.line(("What speaks for ", "bold"), (other["name"], "bold"))
    for reason in telling:
        screen.line(f"{format_weight(reason)}  ", reason.says)
        show_quotes(screen, list_quotes(reason), indent=7)


def format_weight(reason: ReasonShown | None) -> str:
    """Give the weight of a reason, a dot where it is only told, or weighs nothing that shows."""
    if reason is None:
        return ""
    weight = round(reason.weight, 1)
    return f"{weight:+5.1f}" if weight else "    ·"


def list_quotes(reason: ReasonShown) -> list[Quote]:
    """Give the quotes behind a reason: first one a link, so that the few that are shown come from both ends."""
    turns = zip_longest(*(link.quotes or () for link in reason.evidence))
    return [quote for turn in turns for quote in turn if quote is not None]


def show_quotes(screen: Screen, some: Sequence[Quote], indent: int, most: int | None = QUOTES) -> None:
    """Show quotes with what is marked in them, each with its file, SHA-256 and place."""
    margin = " " * indent
    for number, quote in enumerate(some[:most]):
        who = " ".join(filter(None, [quote.author, f"in {quote.chat}" if quote.chat else None]))
        head = "  ".join(filter(None, [screen.minute(quote.at), who]))
        if number:
            screen.blank()
        if head:
            screen.padded(indent, (head, "dim"))
        begin, end, text = quote.begin, quote.end, quote.text
        if begin is None:
            screen.padded(indent, text)
        else:
            screen.padded(indent, text[:begin], (text[begin:end], "bold underline"), text[end:])
        screen.padded(indent, (f"{quote.file}  {quote.sha256[:12]}  {quote.place}", "dim"))
    if most is not None and len(some) > most:
        screen.line((f"{margin}{format_count(len(some) - most, 'more quote')}: --all", "dim"))


def show_entity(screen: Screen, thing: EntityShown, more: str = "", *, whole: bool = False) -> None:
    """Show a thing: its sections, the leads about it, its latest posts, and what sounds like it."""
    screen.line((thing.label, "dim"), "  ", (format_marked_name(thing, screen), "bold"), f"  {thing.id}")
    if thing.sha256:
        screen.line((f"SHA-256 {thing.sha256}", "dim"))
    most = None if whole else ROWS
    for section in thing.sections:
        screen.blank()
        if section.key == "posts":
            row = section.rows[0]
            screen.line(
                ("Posts", "bold"), f"  {row['posts']:,}, {screen.day(row['first'])} to {screen.day(row['last'])}"
            )
            continue
        if any("exact_from" in row for row in section.rows):
            spans = [(row["name"], format_name_span(screen, row), row["files"]) for row in section.rows[:most]]
            screen.table(section.title, ("name", "when", "files"), spans, of=section.count)
        else:
            columns = [
                (name, meaning)
                for name, meaning in section.columns
                if any(row[name] not in (None, []) for row in section.rows)
            ]
            rows = [list(list_cells(screen, row, columns)) for row in section.rows[:most]]
            screen.table(section.title, list_heads(columns), rows, of=section.count)
        left = section.count - len(section.rows[:most])
        if left:
            screen.line((f"  {left:,} more: {more if not whole else 'liaisons query has questions for all'}", "dim"))
    leads = thing.findings.findings
    if leads:
        screen.blank()
        found = [[one.kind, one.id, format_score_and_evidence(one), one.says] for one in leads[:most]]
        screen.table("Findings about it", ("kind", "id", "how sure", "what"), found, of=len(leads))
        if len(found) < len(leads):
            screen.line((f"  {len(leads) - len(found):,} more: {more}", "dim"))
    if thing.quotes:
        screen.blank()
        screen.line(("Latest posts", "bold"))
        show_quotes(screen, thing.quotes, indent=2)
    if thing.alike:
        screen.blank()
        screen.table("Sounds alike", *tabulate_hits(thing.alike))


def format_name_span(screen: Screen, row: Mapping[str, Any]) -> str:
    """Say when a name was borne: "from" and "until" where a file tells of the change, "seen" where it was only seen."""
    begin, end = screen.day(row["from"]), screen.day(row["to"])
    if not begin and not end:
        return "no date"
    if row["exact_from"] and row["exact_to"]:
        return f"from {begin} until {end}"
    if row["exact_from"]:
        return f"from {begin}" + (f", seen {end}" if end and end != begin else "")
    if row["exact_to"]:
        return (f"seen {begin}, " if begin and begin != end else "") + f"until {end}"
    return f"seen {begin or end}" + (f" to {end}" if begin and end and end != begin else "")


def format_marked_name(thing: Thing | HitShown | EntityShown, screen: Screen | None = None) -> str:
    """Give what a thing is called, with what a reader must know of it: widely shared, protected, removed, private.

    With the ``screen`` also the day on which it was seen so.
    """
    state = thing.state
    if state and screen is not None and thing.state_at:
        state = f"{state}, seen {screen.day(thing.state_at)}"
    marks = [mark for mark in (thing.mark, state) if mark]
    return f"{thing.name} ({'; '.join(marks)})" if marks else thing.name


def list_heads(columns: Sequence[tuple[str, str]]) -> list[str]:
    """Give the heads of columns: beside the name of a thing stands its id."""
    return [head for name, meaning in columns for head in ([name, "id"] if meaning in OF_SUBJECTS else [name])]


def list_cells(screen: Screen, row: Mapping[str, Any], columns: Sequence[tuple[str, str]]) -> Sequence[object]:
    """Give the cells of a row: ids by name, days instead of times."""
    made: list[object] = []
    for name, meaning in columns:
        value = row[name]
        if meaning == "time":
            made.append(screen.day(value))
        elif meaning in OF_SUBJECTS:
            called, state = row.get(f"{name}_name"), row.get(f"{name}_state")
            made += [f"{called} ({state})" if state else called, value]
        elif (name, value) == ("state", "described"):  # a file that tells what it is, and nothing of its life
            made.append("seen")
        elif isinstance(value, str) and (meaning == "word" or name == "kind"):
            made.append(value.replace("_", " "))
        else:
            made.append(row.get(f"{name}_name", value))
    return made


def format_score(one: FindingShown) -> tuple[str, str]:
    """Give what the score of a finding is called and what it is; bits where it has none, nothing where it is observed.

    The bits of what holds members are no odds.
    """
    from graph.views import chances

    if one.score is None and not kind_of(one.kind).holds_members:
        return "doublings", f"{one.bits:.1f}"
    return chances.column(one.kind, one.basis, one.score, one.parts)


def format_score_and_evidence(one: FindingShown) -> str:
    """Give the score of a finding with its name, and how much evidence there is."""
    return ", ".join(filter(None, [" ".join(filter(None, format_score(one))), f"{EVIDENCE[one.confidence]} evidence"]))


def format_verdict(judgement: JudgementShown | None) -> str:
    """Give what a person decided, if anybody did."""
    return "" if judgement is None else judgement.verdict
