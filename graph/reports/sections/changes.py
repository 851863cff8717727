"""What changed since an earlier report: the few changes that matter, first; all of them, in a section of their own."""

from collections.abc import Iterator

from graph.answers.changes import CollectedShown
from graph.reports.blocks import (
    Block,
    Changes,
    Section,
    Table,
    Text,
    make_row,
    phrase_list,
    phrase_name,
    phrase_number,
    phrase_words,
)
from graph.views.changes import ChangeSeen, ChangesView, SightSeen
from graph.views.shapes import Overview, Phrase, Piece

MOST = 200
"""Rows of a table."""

SIGHTS = {
    "first": "seen for the first time",
    "again": "seen again after 60 days or more",
    "silent": "silent for 60 days",
}
COLLECTED = {
    "on": "goes on from where it ended",
    "back": "read further back",
    "between": "fills in what was missing",
    "place": "was not read before",
}
NOTHING = "Nothing changed since report {number}: no lead, no cluster, no state, no judgement, and no file."


def write_changed_section(view: Overview) -> Section | None:
    """Give the few changes that a reader must know of; None where there is no report to compare with."""
    changes = view.changes
    if changes is None:
        return None
    return Section("What changed", tuple(changed_blocks(changes)), len(changes.changes), "Changed")


def write_change_sections(changes: ChangesView) -> dict[str, Section]:
    """Give the sections of a page that holds changes and nothing else, by their anchors."""
    found = {"changed": Section("What changed", tuple(changed_blocks(changes)), len(changes.changes))}
    if not changes.answer.nothing:
        found["changes"] = Section("All changes", tuple(table_blocks(changes)), len(changes.changes))
    return found


def changed_blocks(changes: ChangesView) -> Iterator[Block]:
    """Yield what stands first of changes."""
    since = (Piece(f"Since report {changes.then.number} of "), Piece(changes.then.made, "time"))
    if changes.answer.nothing:
        yield Text(phrase_words(NOTHING.format(number=changes.then.number)))
        return
    if not changes.changes:
        yield Text((*since, Piece(": no lead, no cluster, no state and no judgement changed.")))
        return
    yield Text((*since, Piece(f": {'; '.join(changes.summary)}.")))
    if changes.late:
        count = "All" if changes.late == len(changes.changes) else f"{changes.late:,}"
        verb = "come" if count == "All" or changes.late > 1 else "comes"
        yield Text(
            phrase_words(
                f"{count} of them {verb} from what was read late: older than that report. They stand last, and are no "
                "trend."
            )
        )
    yield Changes(changes.first)
    if len(changes.changes) > len(changes.first):
        yield Text(phrase_words(f"{len(changes.first)} of {len(changes.changes):,}: all stand under “All changes”."))


def write_all_changes_section(view: Overview) -> Section | None:
    """Give all changes in tables; None where there is no report to compare with."""
    changes = view.changes
    if changes is None or changes.answer.nothing:
        return None
    return Section("All changes", tuple(table_blocks(changes)), len(changes.changes), "All changes")


def table_blocks(changes: ChangesView) -> Iterator[Block]:
    """Yield the tables of changes, of sights, and of what was read."""
    number = changes.then.number
    if changes.changes:
        rows = tuple(map(make_change_row, changes.changes[:MOST]))
        yield Table(f"Since report {number}", ("Change", "Of", "What", "How it came, or why"), rows)
        if len(changes.changes) > MOST:
            yield more(len(changes.changes) - MOST, changes)
    if changes.sights:
        rows = tuple(map(make_sight_row, changes.sights[:MOST]))
        title = f"Seen, of those that leads are about: {phrase_number(len(changes.sights), 'change')}"
        yield Table(title, ("Who or what", "How", "First", "Last"), rows)
        if len(changes.sights) > MOST:
            yield more(len(changes.sights) - MOST, changes)
    if changes.collected:
        rows = tuple(map(make_collected_row, changes.collected[:MOST]))
        yield Table(
            "Read since", ("Of what", "How it lies", "From", "To", "Posts or links", "Files"), rows, frozenset({4})
        )
        if len(changes.collected) > MOST:
            yield more(len(changes.collected) - MOST, changes)
    if changes.gone:
        yield Text((Piece("Taken back: "), *phrase_list(changes.gone)))


def more(count: int, changes: ChangesView) -> Text:
    """Say how many rows are left out, and where they are."""
    command = f"liaisons compare {changes.then.number} {changes.now.number} --format json"
    return Text(phrase_words(f"{count:,} more: {command}"))


def make_change_row(one: ChangeSeen) -> tuple[Phrase, ...]:
    """Give a change as a row."""
    says = one.says
    for line in one.lines:
        says = (*says, Piece(". "), *line)
    return make_row(one.tag, one.kind, says, one.note or "it happened since")


def make_sight_row(one: SightSeen) -> tuple[Phrase, ...]:
    """Give a sight as a row."""
    return make_row(one.says, SIGHTS[one.how], phrase_time(one.first), phrase_time(one.last))


def make_collected_row(one: CollectedShown) -> tuple[Phrase, ...]:
    """Give what was read of a place as a row."""
    return make_row(
        phrase_name(one.place),
        COLLECTED[one.how],
        phrase_time(one.first),
        phrase_time(one.last),
        one.count,
        phrase_list(one.files, 3),
    )


def phrase_time(at: str | None) -> Phrase:
    """Give a day, or that none is known."""
    return (Piece(at, "time"),) if at else phrase_words("not known")
