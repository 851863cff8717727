"""``sources.toml``: answers for files by their names, in sections, beside the files or in the case.

Sections that name the same file add up: of one answer given twice the nearest file's counts, and in it the
last. Mistakes are gathered over all files before anything is said.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from fnmatch import translate
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from graph.spelling import ask_nearest
from ingest.answers import Answers
from ingest.asking import UnusableError
from ingest.sources import SOURCES
from ingest.toml_files import read_toml

NAME = "sources.toml"
OPENNESS = ("open", "closed")
FIELDS = frozenset(one.name for one in fields(Answers))
_MAGIC = re.compile(r"[*?[]")
"""What makes a pattern of a name."""


@dataclass(frozen=True, slots=True)
class Section:
    """Answers for the files that a pattern matches."""

    pattern: str
    answers: Mapping[str, Any]
    """Only what was answered, by field of ``Answers``."""
    named: str | None = None
    """The mapping as it was named."""
    stopped: tuple[str, ...] = ()
    """Why the mapping that it names cannot be taken: the files that it matches wait, the others do not."""


class Sections:
    """The sections of a ``sources.toml``, in order; one that names a file is looked up, not tried on every file."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._named: dict[str, list[tuple[int, Section]]] = {}
        self._patterns: list[tuple[int, Section]] = []
        for number, section in enumerate(sections):
            if _MAGIC.search(section.pattern):
                self._patterns.append((number, section))
            else:
                self._named.setdefault(section.pattern, []).append((number, section))

    def matching(self, name: str) -> list[Section]:
        """Give the sections for a file, by its name below the folder of the ``sources.toml``."""
        found = [one for one in self._patterns if matches_name(one[1].pattern, name)]
        whole = _list_names(name)
        for known in {*whole, *(one.rpartition("/")[2] for one in whole)}:
            found += self._named.get(known, ())
        return [section for _, section in sorted(found, key=lambda one: one[0])]


def matches_name(pattern: str, name: str) -> bool:
    """Match a name as ``folder/archive.zip!/member``.

    ``*`` stays within a folder and ``**`` does not; a pattern without ``/`` is for that name in any folder.
    What matches a zip is for all its members.
    """
    names = _list_names(name)
    if "/" not in pattern:
        names = [one.rpartition("/")[2] for one in names]
    return any(_compile_pattern(pattern).fullmatch(one) for one in names)


def _list_names(name: str) -> list[str]:
    """Give the name, and those of the zips that it came in."""
    names = [name]
    while "!/" in names[-1]:
        names.append(names[-1].rpartition("!/")[0])
    return names


def escape_pattern(name: str) -> str:
    """Give the pattern that matches a name and nothing else."""
    return re.sub(r"([*?[])", r"[\1]", name)


def read_sections(path: Path, sources: Sequence[str], wrong: Callable[[str], None]) -> list[Section]:
    """Take the sections of a sources.toml, with the mappings that they name; tell every mistake to ``wrong``."""
    plain = read_toml(path, wrong)
    for key in plain:
        if key != "file":
            wrong(f"{path.name}: no key {key!r:.60}; answers stand under [[file]]")
    sections = plain.get("file", [])
    if not isinstance(sections, list):
        wrong(f"{path.name}: [file] is written [[file]]")
        return []
    return [
        section
        for number, one in enumerate(sections, 1)
        if (section := _read_section(one, f"{path.name}: file {number}", path.parent, sources, wrong))
    ]


def overlay_answers(answers: Answers, sections: Sequence[Section]) -> Answers:
    """Give the answers for a file of the sections that match it, each over those before it."""
    for section in sections:
        own = {**answers.own, **section.answers.get("own", {})}
        answers = replace(answers, **{**section.answers, "own": own})
    return answers


def list_answer_keys() -> tuple[str, ...]:
    """Give the keys that a section may have: of any file, and of single sources."""
    own = (key for source in SOURCES.values() for key in source.takes)
    return tuple(dict.fromkeys(("match", "source", *ANSWERS, *own)))


def take_own_answer(key: str, value: Any, folder: Path) -> Any:
    """Take an answer of single sources; one that several take must be one to each of them, as whose telephone it is."""
    takers = [source.takes[key] for source in SOURCES.values() if key in source.takes]
    return [take(value, folder) for take in dict.fromkeys(takers)][-1]


def _read_section(
    plain: Any, where: str, folder: Path, sources: Sequence[str], wrong: Callable[[str], None]
) -> Section | None:
    if not isinstance(plain, dict):
        wrong(f"{where}: {plain!r:.60} is no table")
        return None
    answers: dict[str, Any] = {}
    own: dict[str, Any] = {}
    stopped: list[str] = []
    known = list_answer_keys()
    for key, value in plain.items():
        if key not in known:
            wrong(f"{where}: no key {key!r:.60}{ask_nearest(key, known) or '; there are ' + ', '.join(known)}")
        elif key == "source":
            if isinstance(value, str) and value in sources:
                answers[key] = value
            else:
                meant = ask_nearest(str(value), sources, most=2)
                wrong(f"{where}: no source {value!r:.60}{meant}; there are {', '.join(sources)}")
        elif key != "match":
            try:
                taken = take_own_answer(key, value, folder) if key not in ANSWERS else ANSWERS[key](value)
                (answers if key in FIELDS else own)[key] = taken
            except UnusableError as error:
                stopped += (f"{where}: {mistake}" for mistake in error.mistakes)
            except (ValueError, TypeError, OSError, KeyError, OverflowError) as error:
                wrong(f"{where}: {key} = {value!r:.60} {_format_error(error)}")
    pattern = plain.get("match")
    if not isinstance(pattern, str) or not pattern:
        wrong(f'{where}: no match = "name of the file"')
        return None
    if own:
        answers["own"] = own
    named = plain.get("mapping")
    return Section(pattern, answers, named if isinstance(named, str) else None, tuple(stopped))


@cache
def _compile_pattern(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\[[^\]]+\]|\*\*/?|\*|\?)", pattern)
    taken = {"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    # translate() knows the brackets of a pattern; it ends in an anchor that is cut off.
    return re.compile("".join(taken.get(part) or translate(part)[4:-3] for part in parts), re.DOTALL)


def _format_error(error: Exception) -> str:
    text = str(error)
    return text if text.startswith(("is ", "has ")) else "cannot be read"


def _check_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is no text")
    return value


def _check_zone(value: Any) -> str:
    try:
        ZoneInfo(_check_text(value))
    except (ValueError, OSError, KeyError):
        raise ValueError("is no time zone as Europe/Berlin") from None
    return str(value)


def _check_regions(value: Any) -> tuple[str, ...]:
    import phonenumbers

    if not isinstance(value, list) or not all(one in phonenumbers.SUPPORTED_REGIONS for one in value):
        raise ValueError('is no list of countries as ["DE", "TR"]')
    return tuple(value)


def _check_moment(value: Any) -> datetime:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("is no time with its offset, as 2025-01-01T10:00:00Z")
    return value.astimezone(UTC)


def _check_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def _check_openness(value: Any) -> str:
    if value not in OPENNESS:
        raise ValueError(f"is neither {' nor '.join(OPENNESS)}")
    return str(value)


ANSWERS: dict[str, Callable[[Any], Any]] = {
    "regions": _check_regions,
    "time_zone": _check_zone,
    "exported": _check_moment,
    "captured_by": _check_text,
    "captured_how": _check_text,
    "openness": _check_openness,
    "day_first": _check_flag,
}
