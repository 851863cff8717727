"""What will be read, by which source and with which answers, and what is held until somebody answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import MappingError, SourceError
from ingest import sections
from ingest.answers import Answers
from ingest.files import Found, Problem, is_mapping, walk
from ingest.sections import Section
from ingest.sources import SOURCES, claimant
from ingest.sources.head import Head
from ingest.sources.table import mapping as mappings
from ingest.sources.table import shipped
from ingest.sources.table.guess import guess
from ingest.sources.table.sample import Sample, of_file, unanswered
from ingest.sources.table.shape import TableMapping, missing

TABLE = "table"
UNANSWERED = Answers()
UNKNOWN = "a file that no source knows"
FEW = 3
"""Unknown files of one folder and ending that are still named one by one."""
EXAMPLES = {"time_zone": '"Europe/Berlin"', "day_first": "true"}


@dataclass(frozen=True, slots=True)
class Planned:
    """One file, or what is in the way of one."""

    found: Found | None
    """None where nothing can be opened: then there is a problem."""
    source: str | None
    answers: Answers
    held: str | None = None
    """Why the file waits, and the line of sources.toml that lets it in."""
    problem: Problem | None = None
    draft: str | None = None
    """Of a table without a mapping: one guessed from its header, for the dry run."""
    needs: tuple[str, ...] = ()
    """Keys of the answers that are missing."""

    @property
    def name(self) -> str:
        """The file's name, for people."""
        return self.found.name if self.found else self.problem.where if self.problem else ""

    @property
    def ready(self) -> bool:
        """Whether it can be read now."""
        return self.source is not None and self.held is None and self.problem is None


def plan(
    paths: Iterable[Path], *, scratch: Path, defaults: Answers = UNANSWERED, sources: Path | None = None
) -> list[Planned]:
    """Say of each file below the paths which source reads it and with which answers.

    Zips are unpacked into ``scratch``; members that no source knows are removed again. ``sources`` is the
    case's own sources.toml, which those beside the files overrule. Raises MappingError with every mistake
    in every sources.toml and mapping that concerns a file.
    """
    answering = _Answering(defaults, sources)
    planned = [
        Planned(None, None, defaults, problem=thing) if isinstance(thing, Problem) else _file(thing, answering)
        for thing in walk(paths, scratch)
    ]
    if answering.wrong:
        raise MappingError("answers and mappings", "; ".join(answering.wrong), "", "Nothing was read.")
    return planned


def left(planned: Iterable[Planned]) -> list[Problem]:
    """Give what is not read and why, held files included; many unknown files of one folder and ending as one.

    An export brings its pictures along by the thousand.
    """
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for one in planned:
        if one.ready:
            continue
        problem = one.problem or Problem(one.name, one.held or UNKNOWN)
        folder, slash, name = problem.where.rpartition("/")
        ending = "." + name.rpartition(".")[2] if "." in name else ""
        alike.setdefault((folder + slash, ending, problem.found), []).append(problem)
    return [
        problem
        for (folder, ending, found), some in alike.items()
        for problem in (
            some
            if len(some) <= FEW or found != UNKNOWN
            else [Problem(f"{folder}*{ending}", f"{len(some):,} files that no source knows", some[0].expected)]
        )
    ]


class Mapped(NamedTuple):
    """A mapping file beside the data."""

    path: Path
    files: tuple[str, ...]
    plain: dict[str, Any]


@dataclass(slots=True)
class _Answering:
    """The answers and mappings that were found so far, by folder, and the mistakes in them."""

    defaults: Answers
    case: Path | None
    wrong: dict[str, None] = field(default_factory=dict)
    """Each mistake once, in the order they were met."""
    sections: dict[Path, list[Section]] = field(default_factory=dict)
    mapped: dict[Path, list[Mapped]] = field(default_factory=dict)

    def tell(self, folder: Path) -> Callable[[str], None]:
        """Give what takes the mistakes of a folder's files."""
        return lambda mistake: self.wrong.setdefault(f"{folder.name}/{mistake}")

    def answers(self, found: Found) -> Answers:
        """Give a file's own answers: of the case's file, then of each folder from the outermost in."""
        answers = UNANSWERED
        if self.case is not None and self.case.is_file():
            answers = sections.overlaid(answers, self._sections(self.case), found.name)
        for folder in reversed(_folders(found)):
            path = folder / sections.NAME
            if path.is_file() and not path.is_symlink():
                answers = sections.overlaid(answers, self._sections(path), _below(found, folder))
        return answers

    def mapping(self, found: Found) -> Mapped | None:
        """Give the mapping whose ``files`` match, of the nearest folder that has one."""
        for folder in _folders(found):
            if folder not in self.mapped:
                self.mapped[folder] = list(self._mapped(folder))
            name = _below(found, folder)
            fits = [one for one in self.mapped[folder] if any(sections.matches(glob, name) for glob in one.files)]
            if len(fits) > 1:
                both = " and ".join(one.path.name for one in fits)
                self.wrong.setdefault(f"{found.name}: {both} are both for it; name one in {sections.NAME}")
            if fits:
                return fits[0]
        return None

    def _sections(self, path: Path) -> list[Section]:
        if path not in self.sections:
            self.sections[path] = sections.read(path, tuple(SOURCES), self.tell(path.parent))
        return self.sections[path]

    def _mapped(self, folder: Path) -> Iterator[Mapped]:
        for path in sorted(folder.glob("*.toml")):
            if path.name == sections.NAME or path.is_symlink() or not is_mapping(path):
                continue
            plain = sections.mapping(path, self.tell(folder))
            if plain is not None:
                yield Mapped(path, tuple(plain.get("files", ())), plain)


def _file(found: Found, answering: _Answering) -> Planned:
    own = answering.answers(found)
    answers = own.filled(answering.defaults)
    try:
        head = Head.of(found.path, found.name)
    except OSError as error:
        return _lost(found, answers, error.strerror or "not readable", "a file that can be read")
    if not head.start:
        return _lost(found, answers, "0 bytes", "a file with something in it")
    beside = None if answers.mapping or answers.source not in (None, TABLE) else answering.mapping(found)
    source = answers.source
    if source is None and (answers.mapping or beside):
        source = TABLE
    if source is None:
        try:
            source = claimant(head)
        except SourceError as error:
            return Planned(found, None, answers, problem=Problem(found.name, error.found, error.expected))
    if source is None:
        return _lost(found, answers, UNKNOWN, ", ".join(one.says for one in SOURCES.values()))
    if source == TABLE:
        return _table(found, own, beside, answering)
    return Planned(found, source, answers)


def _lost(found: Found, answers: Answers, reason: str, expected: str) -> Planned:
    """Give up a file; what was unpacked for it takes no more room."""
    if found.archive is not None:
        found.path.unlink(missing_ok=True)
    return Planned(found, None, answers, problem=Problem(found.name, reason, expected))


def _table(found: Found, own: Answers, beside: Mapped | None, answering: _Answering) -> Planned:
    """Find a table's mapping: named, beside it, or shipped; and hold what it leaves open.

    Of one question the file's own answer counts, then the mapping's, then the default.
    """
    answers = own.filled(answering.defaults)
    plain = answers.mapping or (beside.plain if beside else None)
    if plain is None:
        sample, _ = of_file(found.path)
        name = shipped.fitting(sample.header)
        if name is None:
            held = _line(found, 'mapping = "....toml"', "a table without a mapping")
            return Planned(
                found, TABLE, answers, held=held, draft=guess(sample.header, _file_name(found)), needs=("mapping",)
            )
        plain = shipped.plain(name)
    mapping = mappings.read(plain, found.name)
    said = Answers(regions=mapping.regions, time_zone=mapping.time_zone, day_first=mapping.day_first, mapping=plain)
    answers = own.filled(said).filled(answering.defaults)
    sample, _ = of_file(found.path, mapping)
    for mistake in _missing(mapping, sample):
        answering.wrong.setdefault(f"{found.name}: {mistake}; the mapping is {mapping.name}")
    open_question = unanswered(mapping, answers, sample.rows)
    if open_question is not None:
        key = open_question.answer
        held = _line(found, f"{key} = {EXAMPLES[key]}", open_question.found)
        return Planned(found, TABLE, answers, held=held, needs=(key,))
    return Planned(found, TABLE, answers)


def _missing(mapping: TableMapping, sample: Sample) -> Sequence[str]:
    """Say which columns a table lacks; a key of JSON lines may come later."""
    if sample.lines and any(column in sample.header for column in mapping.named):
        return ()
    return missing(mapping, sample.header)


def _line(found: Found, line: str, reason: str) -> str:
    match = sections.literal(_below(found, found.folder)).replace("\\", "\\\\").replace('"', '\\"')
    where = found.folder.name
    return f'{reason}; add to {where}/{sections.NAME}: [[file]] match = "{match}", {line}'


def _file_name(found: Found) -> str:
    return found.name.rpartition("/")[2]


def _folders(found: Found) -> list[Path]:
    """Give the folders whose answers count, the nearest first, up to the one that was named."""
    folders = [found.folder]
    while folders[-1] != found.root and folders[-1].is_relative_to(found.root):
        folders.append(folders[-1].parent)
    return folders


def _below(found: Found, folder: Path) -> str:
    """Give a file's name as seen from a folder above it."""
    inside = folder.relative_to(found.root).as_posix()
    return found.name if inside == "." else found.name.removeprefix(f"{inside}/")
