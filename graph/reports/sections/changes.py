"""What changed since an earlier report: the few changes that matter, first; all of them, in a section of their own."""

from collections.abc import Iterator

from graph.answers.changes import CollectedShown
from graph.languages import Language, read_language
from graph.reports.blocks import (
    Block,
    Changes,
    Section,
    Table,
    Text,
    make_row,
    name_kind,
    phrase_command,
    phrase_list,
    phrase_name,
    phrase_time,
    phrase_words,
    write_phrase,
)
from graph.views.changes import ChangeSeen, ChangesView, SightSeen
from graph.views.shapes import Overview, Phrase, Piece

MOST = 200
"""Rows of a table."""


def write_changed_section(view: Overview) -> Section | None:
    """Give the few changes that a reader must know of; None where there is no report to compare with."""
    changes = view.changes
    if changes is None:
        return None
    language = read_language(view.language)
    blocks = tuple(changed_blocks(changes, language))
    return Section(language.say("changed.title"), blocks, len(changes.changes), language.say("changed.short"))


def write_change_sections(changes: ChangesView) -> dict[str, Section]:
    """Give the sections of a page that holds changes and nothing else, by their anchors."""
    language, count = read_language(changes.language), len(changes.changes)
    found = {"changed": Section(language.say("changed.title"), tuple(changed_blocks(changes, language)), count)}
    if not changes.answer.nothing:
        found["changes"] = Section(language.say("changes.title"), tuple(table_blocks(changes, language)), count)
    return found


def changed_blocks(changes: ChangesView, language: Language) -> Iterator[Block]:
    """Yield what stands first of changes."""
    number, day = changes.then.number, (Piece(changes.then.made, "time"),)
    if changes.answer.nothing:
        yield Text(write_phrase(language, "changed.nothing", number=number))
        return
    if not changes.changes:
        yield Text(write_phrase(language, "changed.only_read", number=number, day=day))
        return
    summary = language.text("list.semicolon").join(changes.summary)
    yield Text(write_phrase(language, "changed.since", number=number, day=day, changes=summary))
    if changes.late:
        every = changes.late == len(changes.changes)
        late = language.say("changed.all_late") if every else language.say("changed.late", n=changes.late)
        yield Text(phrase_words(late))
    yield Changes(changes.first)
    if len(changes.changes) > len(changes.first):
        title, shown = language.say("changes.title"), len(changes.first)
        yield Text(write_phrase(language, "changed.some", shown=shown, count=len(changes.changes), title=title))


def write_all_changes_section(view: Overview) -> Section | None:
    """Give all changes in tables; None where there is no report to compare with."""
    changes = view.changes
    if changes is None or changes.answer.nothing:
        return None
    language = read_language(view.language)
    blocks = tuple(table_blocks(changes, language))
    return Section(language.say("changes.title"), blocks, len(changes.changes), language.say("changes.short"))


def table_blocks(changes: ChangesView, language: Language) -> Iterator[Block]:
    """Yield the tables of changes, of sights, and of what was read."""
    say = language.say
    if changes.changes:
        rows = tuple(make_change_row(one, language) for one in changes.changes[:MOST])
        heads = tuple(say(f"changes.{name}") for name in ("change", "of", "what", "how"))
        yield Table(say("changes.table", number=changes.then.number), heads, rows)
        yield from more(len(changes.changes) - MOST, changes, language)
    if changes.sights:
        rows = tuple(make_sight_row(one, language) for one in changes.sights[:MOST])
        heads = tuple(say(f"changes.{name}") for name in ("who", "seen_how", "first", "last"))
        yield Table(say("changes.seen", n=len(changes.sights)), heads, rows)
        yield from more(len(changes.sights) - MOST, changes, language)
    if changes.collected:
        rows = tuple(make_collected_row(one, language) for one in changes.collected[:MOST])
        heads = tuple(say(f"changes.{name}") for name in ("read_of", "read_how", "from", "to", "posts", "files"))
        yield Table(say("changes.read"), heads, rows, frozenset({4}))
        yield from more(len(changes.collected) - MOST, changes, language)
    if changes.gone:
        yield Text(write_phrase(language, "changes.taken_back", files=phrase_list(language, changes.gone)))


def more(count: int, changes: ChangesView, language: Language) -> Iterator[Text]:
    """Say how many rows are left out, where any are, and where they are."""
    if count > 0:
        command = phrase_command(f"liaisons compare {changes.then.number} {changes.now.number} --format json")
        yield Text(write_phrase(language, "lead.more", n=count, command=command))


def make_change_row(one: ChangeSeen, language: Language) -> tuple[Phrase, ...]:
    """Give a change as a row."""
    says = one.says
    for line in one.lines:
        says = (*says, Piece(". "), *line)
    tag = language.say(f"tag.{one.tag.replace(' ', '-')}")
    return make_row(language, tag, name_kind(language, one.kind), says, one.note or language.say("changes.since"))


def make_sight_row(one: SightSeen, language: Language) -> tuple[Phrase, ...]:
    """Give a sight as a row."""
    how = language.say(f"sight.{one.how}")
    return make_row(language, one.says, how, phrase_time(language, one.first), phrase_time(language, one.last))


def make_collected_row(one: CollectedShown, language: Language) -> tuple[Phrase, ...]:
    """Give what was read of a place as a row."""
    return make_row(
        language,
        phrase_name(one.place),
        language.say(f"collected.{one.how}"),
        phrase_time(language, one.first),
        phrase_time(language, one.last),
        one.count,
        phrase_list(language, one.files, 3),
    )
