"""What a table cannot tell of itself: its mapping, how it is written, where its header is, zone and order of dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from graph.errors import MappingError
from graph.spelling import ask_nearest
from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question, Take, UnusableError
from ingest.reach import Reach
from ingest.sources.reading.exporter import EXPORTER
from ingest.sources.reading.head import Head
from ingest.sources.table import mapping as mappings
from ingest.sources.table import packed, shipped
from ingest.sources.table.calls import (
    HEADERLESS_MAPPING,
    find_call_columns,
    holds_numbers,
    is_headerless_calls,
    lacks_owner,
    make_call_mapping,
)
from ingest.sources.table.encoding import Encoding, is_known, show_readings
from ingest.sources.table.guess import draft_sheets, guess_mapping
from ingest.sources.table.keys import OF_SHEET
from ingest.sources.table.lines import Line, Wrong
from ingest.sources.table.opening import Table, choose_sheet_mapping, open_tables
from ingest.sources.table.sample import SURE, Sample, find_obstacle, find_open_time
from ingest.sources.table.shape import TableMapping, list_missing_columns
from ingest.toml_files import read_toml

EXAMPLES = {
    "time_zone": '"Europe/Berlin"', "day_first": "true", "header_row": "2", "encoding": '"cp1256"',
    "mapping": '"....toml"',
}  # fmt: skip
ANOTHER = "Mend it, or name another in sources.toml: mapping = ..."


def find_header_obstacle(head: Head) -> Question | None:
    """Say what stands in the way of a file that would be a table but for its header."""
    why = find_obstacle(head)
    if why is None:
        return None
    advice = "say where the header is, or what parts its cells (delimiter), or write a mapping with columns"
    return Question("header_row", f"{why}; {advice}", give_answer_example("header_row"))


def ask_mapping(asking: Asking) -> Asked:
    """Find a table's mapping: named, beside it, or shipped; and ask for what it leaves open.

    Of one question the file's own answer counts, then the mapping's, then the default.
    """
    own, answers, beside = asking.own, asking.answers, asking.mapping
    if asking.unusable:
        return ask_right_mapping(answers, asking.unusable, asking.unusable_name)
    if beside is not None and beside.wrong:
        return ask_right_mapping(answers, beside.wrong, beside.name)
    plain = answers.mapping or (beside.plain if beside else None)
    if plain is None:
        chosen = choose_mapping(asking)
        if isinstance(chosen, Asked):
            return chosen
        plain = chosen
    mapping = mappings.apply_answers(mappings.read_mapping(plain, asking.name), answers)
    said = Answers(regions=mapping.regions, time_zone=mapping.time_zone, day_first=mapping.day_first, mapping=plain)
    answers = own.filled(said).filled(asking.defaults)
    return ask_of_tables(asking, mapping, answers, beside.name if beside else mapping.name)


def choose_mapping(asking: Asking) -> Mapping[str, Any] | Asked:
    """Choose shipped mappings for the tables of a file, or ask for one that is for all that have none."""
    answers = asking.answers
    found: list[tuple[Table, Mapping[str, Any] | None]] = []
    broken: list[str] = []
    for table in open_tables(asking.path, mappings.apply_answers(mappings.NOTHING, answers), answers.regions):
        if isinstance(table, Wrong):
            broken.append(f"{table.place}: {table.found}")
            continue
        if table.known.doubt:
            return ask_encoding(asking.path, answers, table.known)
        if table.sheet is None and table.sample.why is not None:
            beginning = packed.read_beginning(asking.path).decode("utf-8-sig", "replace")
            if is_headerless_calls(beginning.splitlines()[:SURE]):
                return HEADERLESS_MAPPING
        if table.sheet is None or (table.sample.why is None and len(table.sample.header) > 1):
            plain = choose_table_mapping(table, answers)
            if isinstance(plain, Question):
                return Asked(answers, (plain,))
            found.append((replace(table, rows=hold_nothing), plain))
    plains = [plain for _, plain in found if plain is not None]
    if plains and len(plains) == len(found):
        if all(plain == plains[0] for plain in plains):
            return plains[0]
        return {
            "name": " and ".join(sorted({plain["name"] for plain in plains})),
            "sheets": {table.sheet: make_sheet_mapping(plain) for table, plain in found if plain is not None},
        }
    file = asking.name.rpartition("/")[2]
    reason = f"{told}, a table without a mapping" if (told := asking.recognised()) else "a table without a mapping"
    if [table.sheet for table, _ in found] == [None]:
        draft = guess_mapping(found[0][0].sample, file)
    else:
        sheets = ", ".join(repr(table.sheet)[:60] for table, plain in found if plain is None)
        reason = f"sheets without a mapping: {sheets}" if found else "a workbook in which no sheet holds a table"
        reason = "; ".join([reason, *broken])
        draft = draft_sheets([(table.sheet or "", table.sample, plain) for table, plain in found], file)
    return Asked(answers, (Question("mapping", reason, give_answer_example("mapping"), draft),))


def hold_nothing(_reach: Reach | None) -> Iterator[Line | Wrong]:
    """Give no rows: of a sheet that was looked at and is let go."""
    return iter(())


def make_sheet_mapping(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Give a mapping as that of a sheet."""
    return {key: value for key, value in plain.items() if key in OF_SHEET}


def choose_table_mapping(table: Table, answers: Answers) -> Mapping[str, Any] | Question | None:
    """Give the mapping of a table that is known by its columns; or ask whose call records it is."""
    name = shipped.find_shipped_mapping(table.sample.header)
    if name is not None:
        return shipped.read_shipped_toml(name)
    calls = find_call_columns(table.sample.header)
    if calls is None or not holds_numbers(calls, table.sample.rows):
        return None
    owner = answers.own.get(EXPORTER)
    if lacks_owner(calls) and not (isinstance(owner, str) and any(map(str.isdecimal, owner))):
        why = "call records in which no column says whose they are: the number of that telephone"
        return Question(EXPORTER, why, f'{EXPORTER} = "+44 20 7946 0000"')
    return make_call_mapping(calls, owner)


def ask_of_tables(asking: Asking, mapping: TableMapping, answers: Answers, name: str) -> Asked:
    """Ask what is open of each table that the mapping is for; one of a workbook that it is not for is left out."""
    lacking: list[str] = []
    fits = False
    sheets: list[str] = []
    for table in open_tables(asking.path, mapping, answers.regions):
        if isinstance(table, Wrong):
            lacking.append(f"{table.place}: {table.found}")
            continue
        if table.known.doubt:
            return ask_encoding(asking.path, answers, table.known)
        own = choose_sheet_mapping(mapping, table.sheet)
        sheets.append(table.sheet or "")
        if not own.rows:
            continue
        if mistakes := list_lacking_columns(own, table.sample):
            where = "" if table.sheet is None else f"{table.place}: "
            lacking += [where + one for one in [*mistakes, *([table.sample.why] if table.sample.why else [])]]
            if mapping.sheets:
                return ask_right_mapping(answers, lacking, name)
            continue
        fits = True
        open_ = find_open_time(own, answers, table.sample, partial(table.survey, own))
        if open_ is not None:
            return Asked(answers, (Question(open_.answer, open_.found, give_answer_example(open_.answer)),))
    lacking += [
        f"no sheet {sheet!r:.60}{ask_nearest(sheet, sheets)}" for sheet in mapping.sheets if sheet not in sheets
    ]
    return Asked(answers) if fits else ask_right_mapping(answers, lacking or ["no sheet holds a table"], name)


def ask_encoding(path: Path, answers: Answers, known: Encoding) -> Asked:
    """Ask how a file is written of which too few letters tell it."""
    reason = f"too few letters to tell how it is written: {show_readings(path, known)}"
    return Asked(answers, (Question("encoding", reason, f'encoding = "{known.doubt[0]}"'),))


def ask_right_mapping(answers: Answers, mistakes: Sequence[str], name: str) -> Asked:
    """Hold a file whose mapping is wrong, or does not fit it."""
    reason = f"{'; '.join(mistakes)}; the mapping is {name}"
    return Asked(answers, (Question("mapping", reason, give_answer_example("mapping"), mend=ANOTHER),))


def list_lacking_columns(mapping: TableMapping, sample: Sample) -> Sequence[str]:
    """Say which columns a table lacks; a key of JSON lines may come later."""
    if sample.lines and any(column in sample.header for column in mapping.named):
        return ()
    return list_missing_columns(mapping, sample.header)


def give_answer_example(key: str) -> str:
    """Give a line that answers a question."""
    return f"{key} = {EXAMPLES[key]}"


def list_mapping_mistakes(plain: Mapping[str, Any], name: str) -> list[str]:
    """Say what is wrong in a mapping."""
    try:
        mappings.read_mapping(plain, name)
    except MappingError as error:
        return [f"{name}: {error.found}"]
    return []


def take_mapping(value: Any, folder: Path) -> dict[str, Any]:
    """Take the mapping that an answer names: a file below its folder, or one that is shipped."""
    if not isinstance(value, str):
        raise UnusableError(f"mapping = {value!r:.60} is no name of one")
    if not value.endswith(".toml"):
        if value in shipped.NAMES:
            return shipped.read_shipped_toml(value)
        meant = ask_nearest(value, shipped.NAMES)
        raise UnusableError(f"no mapping {value!r:.60}{meant}; shipped: {', '.join(shipped.NAMES)}")
    if "\0" in value:
        raise UnusableError(f"mapping = {value!r:.60} is no name of a file")
    path = (folder / value).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnusableError(f"mapping = {value!r:.60} leads out of the folder")
    mistakes: list[str] = []
    plain = read_toml(path, mistakes.append)
    mistakes = mistakes or list_mapping_mistakes(plain, path.name)
    if mistakes:
        raise UnusableError(*(f"mapping {mistake}" for mistake in mistakes))
    return plain


def take_encoding(value: Any, _folder: Path) -> str:
    """Take how a table is written, as Python names it."""
    if not isinstance(value, str) or not is_known(value):
        raise ValueError("is no encoding, as utf-8, cp1256 or utf-16-le")
    return value


def take_delimiter(value: Any, _folder: Path) -> str:
    """Take what stands between two cells."""
    if not isinstance(value, str) or not mappings.is_delimiter(value):
        raise ValueError("is not the one character between two cells")
    return value


def take_header_row(value: Any, _folder: Path) -> int:
    """Take the line of a table's header."""
    if type(value) is not int or not 1 <= value <= mappings.HEADER_MOST:
        raise ValueError(f"is no line from 1 to {mappings.HEADER_MOST}")
    return value


TAKES: dict[str, Take] = {
    "mapping": take_mapping,
    "encoding": take_encoding,
    "delimiter": take_delimiter,
    "header_row": take_header_row,
}
"""The answers that tables alone take."""
