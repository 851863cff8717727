"""How rows are laid out on a terminal: side by side while nothing is cut, else one block a row.

Widths are those of cells: a letter of Chinese takes two, a mark over a letter none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

GAP = 2
"""Cells between two columns."""

LEAST = 22
"""Cells that a column of words has at least: in a narrower one a sentence runs down the screen letter by letter."""

SHORT = 20
"""Cells of a value up to which several stand on one line of a block."""

LONGEST = 30
"""Cells up to which a word is not broken where its column could be narrower."""

BREAK = "… …"
"""Stands where a word is broken because no line is wide enough: it ends one line and begins the next."""

_WHOLE = re.compile(r".{0,12}|\d{4}-\d\d-\d\d \d\d:\d\d")
"""Cells that are never broken: numbers, days, times, short words."""
_NUMBER = re.compile(r"-?[\d,.]*%?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it holds."""

    head: str
    whole: bool
    """Whether its cells are never broken: ids, numbers, days."""
    right: bool
    """Whether it is numbers, which end at one line."""
    needed: int
    """Cells without which it would be cut or hard to read."""
    natural: int
    """Cells in which each of its values fits on one line."""


def measure_columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Say of each column what it holds and how wide it must be."""
    made = []
    for at, head in enumerate(heads):
        cells = [row[at] for row in rows]
        natural = max([cell_len(head), *map(cell_len, cells)])
        whole = head == "id" or all(map(_WHOLE.fullmatch, cells))
        words = max((cell_len(word) for cell in cells for word in cell.split()), default=0)
        needed = natural if whole else min(natural, max(cell_len(head), LEAST, min(words, LONGEST)))
        right = any(cells) and all(map(_NUMBER.fullmatch, cells))
        made.append(Column(head, whole, right, needed, natural))
    return made


def fit_widths(columns: Sequence[Column], room: int | None) -> list[int] | None:
    """Give the width of each column; None where they do not fit side by side. Without ``room`` there is no end."""
    if room is None:
        return [column.natural for column in columns]
    left = room - sum(column.needed for column in columns) - GAP * (len(columns) - 1)
    if left < 0:
        return None
    wide = [column.needed for column in columns]
    # those that lack least are made whole first, so that one long text does not break all others
    for at in sorted(range(len(columns)), key=lambda at: columns[at].natural - columns[at].needed):
        more = min(left, columns[at].natural - columns[at].needed)
        wide[at] += more
        left -= more
    return wide


def join_side_by_side(columns: Sequence[Column], rows: Sequence[Sequence[str]], wide: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a table: its heads first."""
    for row in ([column.head for column in columns], *rows):
        cells = [wrap_text(cell, width) for cell, width in zip(row, wide, strict=True)]
        for line in range(max(map(len, cells))):
            parts = []
            for column, cell, width in zip(columns, cells, wide, strict=True):
                text = cell[line] if line < len(cell) else ""
                pad = " " * (width - cell_len(text))
                parts.append(pad + text if column.right else text + pad)
            yield (" " * GAP).join(parts).rstrip()


def list_blocks(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of rows that do not fit side by side, one block a row, each line as (margin, value).

    The first value is the title of its block. An id follows what it is the id of, on the same line where both fit.
    """
    margin = max((cell_len(head) for head in heads[1:] if head != "id"), default=0) + GAP
    number = len(str(len(rows)))
    for place, row in enumerate(rows, 1):
        (_, *title), *fields = split_fields(heads, row)
        if all(len(values) == 1 and cell_len(values[0]) <= SHORT for _, *values in fields):
            beside = [f"{head} {value}" for head, value in fields]
            lead = f"{place:>{number}}" + " " * GAP
            if cell_len(lead + (" " * GAP).join([*title, *beside])) <= room:
                yield lead, (" " * GAP).join([*title, *beside])
                continue
        yield from hang_values(f"{place:>{number}}" + " " * GAP, title, room)
        indent = " " * (number + GAP)
        short: list[str] = []
        for head, *values in [*fields, ["", ""]]:
            if head and len(values) == 1 and cell_len(values[0]) <= SHORT:
                short.append(f"{head} {values[0]}")
                continue
            if short:
                yield from pack_texts(indent, short, room)
                short = []
            if head:
                yield from hang_values(indent + head + " " * (margin - cell_len(head)), values, room)


def split_fields(heads: Sequence[str], row: Sequence[str]) -> list[list[str]]:
    """Give a row as lists of head and values, an id behind what it is the id of; what is empty is left out."""
    fields: list[list[str]] = []
    for head, value in zip(heads, row, strict=True):
        if head == "id" and fields:
            fields[-1].append(value)
        else:
            fields.append([head, value])
    kept = [[head, *filter(None, values)] for head, *values in fields]
    return [field for at, field in enumerate(kept) if at == 0 or len(field) > 1]


def pack_texts(indent: str, texts: Sequence[str], room: int) -> Iterator[tuple[str, str]]:
    """Yield short values several a line."""
    line = ""
    for text in texts:
        longer = f"{line}{' ' * GAP}{text}" if line else text
        if line and cell_len(indent) + cell_len(longer) > room:
            yield indent, line
            longer = text
        line = longer
    yield indent, line


def hang_values(lead: str, values: Sequence[str], room: int) -> Iterator[tuple[str, str]]:
    """Yield a line with its values side by side, or each from a line of its own behind the same margin."""
    margin = cell_len(lead)
    beside = (" " * GAP).join(values)
    if cell_len(beside) <= room - margin:
        lines = [beside]
    else:
        lines = [line for value in values for line in wrap_text(value, max(room - margin, 1))]
    for at, line in enumerate(lines):
        yield (lead if at == 0 else " " * margin), line


def wrap_text(text: str, width: int) -> list[str]:
    """Break a text between words into lines of ``width`` cells at most."""
    lines = [""]
    for piece in (piece for word in text.split(" ") for piece in break_word(word, width)):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if lines[-1] and cell_len(longer) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def break_word(word: str, width: int) -> list[str]:
    """Give a word in pieces that fit a line; a link or an id says where it is broken, other scripts go on."""
    if cell_len(word) <= width:
        return [word]
    if not word.isascii():
        return chop_cells(word, width)
    end, _, begin = BREAK.partition(" ")
    step = max(width - len(end) - len(begin), 1)
    pieces = [word[at : at + step] for at in range(0, len(word), step)]
    return [f"{begin if at else ''}{piece}{end if at < len(pieces) - 1 else ''}" for at, piece in enumerate(pieces)]
