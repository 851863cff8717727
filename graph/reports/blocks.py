"""What a section is made of: blocks that every output form can render."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.languages import Language
from graph.picture.svg import Picture
from graph.views.changes import ChangeSeen
from graph.views.shapes import Lead, Phrase, Piece

THINGS = ("contact", "thing")
"""What a change may be of that is no finding."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    says: Phrase


@dataclass(frozen=True, slots=True)
class Cards:
    """Leads in short: who, what, since when, and a quote."""

    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in short: what, how it came, and the reasons that moved it."""

    changes: tuple[ChangeSeen, ...]


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads with their reasons and evidence; ``count`` is that of all."""

    leads: tuple[Lead, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with what is to be known when looking at it."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of phrases below columns; numbers stand right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what is said of them."""

    pairs: tuple[tuple[str, Phrase], ...]


Block = Text | Cards | Changes | Leads | Plot | Table | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; ``count`` stands beside its title where there is something to count."""

    title: str
    blocks: tuple[Block, ...]
    count: int | None = None
    short: str = ""
    """The title where there is little room."""


def write_phrase(language: Language, key: str, /, **values: Phrase | str | int) -> Phrase:
    """Give a text by its key as a phrase; a value is a phrase of its own, a number or words of ours."""
    whole = {name: phrase_value(language, value) for name, value in values.items()}
    n = values.get("n")
    found: list[Piece] = []
    for part in language.fill(key, n if isinstance(n, int) else 0, **whole):
        for piece in phrase_words(part) if isinstance(part, str) else part:
            if found and not piece.kind and not found[-1].kind:
                found[-1] = Piece(found[-1].text + piece.text)
            else:
                found.append(piece)
    return tuple(found)


def phrase_value(language: Language, value: Phrase | str | int) -> Phrase:
    """Give a phrase as it is, words of ours and a number as one."""
    if isinstance(value, tuple):
        return value
    return phrase_words(language.write_number(value) if isinstance(value, int) else value)


def phrase_words(text: str) -> Phrase:
    """Give words of ours as a phrase."""
    return (Piece(text),)


def phrase_command(text: str) -> Phrase:
    """Give what can be typed as a phrase: it stays as it is in any language."""
    return (Piece(text, "command"),)


def phrase_name(text: str) -> Phrase:
    """Give a name out of a file or case as a phrase."""
    return (Piece(text, "name"),)


def name_kind(language: Language, name: str) -> str:
    """Give what one finding of a kind is called, or a contact or thing; what a language does not know, as it is."""
    if name in THINGS:
        return language.say(f"change.{name}", n=1)
    return language.text(key) if language.has(key := f"kind.{name}.name") else name


def make_row(language: Language, *cells: Phrase | str | int) -> tuple[Phrase, ...]:
    """Give a row: numbers and words of ours beside phrases."""
    return tuple(phrase_value(language, cell) for cell in cells)


def phrase_list(language: Language, texts: Sequence[str], most: int = 12) -> Phrase:
    """Give names out of files as one phrase with commas, at most so many."""
    pieces: list[Piece] = []
    for text in texts[:most]:
        pieces += [Piece(language.text("list.comma")), Piece(text, "name")] if pieces else [Piece(text, "name")]
    if len(texts) > most:
        return write_phrase(language, "list.more", list=tuple(pieces), n=len(texts) - most)
    return tuple(pieces)


def phrase_time(language: Language, at: str | None) -> Phrase:
    """Give a day, or that none is known."""
    return (Piece(at, "time"),) if at else phrase_words(language.say("date.unknown"))
