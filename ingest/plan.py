"""What will be read, by which source and with which answers, and what is held until somebody answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import MappingError, SourceError
from ingest import sections
from ingest.answers import Answers
from ingest.companions import told_beside
from ingest.files import Found, Problem, is_mapping, walk
from ingest.recognition import NESTED, UNKNOWN, recognise
from ingest.sections import Section, Sections
from ingest.sources import SOURCES, claimant
from ingest.sources.head import Head
from ingest.sources.table import mapping as mappings
from ingest.sources.table import shipped
from ingest.sources.table.encoding import Encoding, readings
from ingest.sources.table.guess import guess
from ingest.sources.table.sample import Sample, obstacle, of_file, unanswered
from ingest.sources.table.shape import TableMapping, missing

TABLE = "table"
TELEGRAM = "telegram-desktop"
UNANSWERED = Answers()
EXAMPLES = {
    "time_zone": '"Europe/Berlin"', "day_first": "true", "header_row": "2", "encoding": '"cp1256"',
    "mapping": '"....toml"',
}  # fmt: skip


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
    reason: str = ""
    """Why the file waits, without the line."""
    add: str = ""
    """The line that lets it in, as ``time_zone = "Europe/Berlin"``."""
    mapping: str | None = None
    """Of a table: the mapping as its answer names it, seen from the folder that was named."""

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
    in every sources.toml that concerns a file; a mapping with mistakes holds the files that it is for.
    """
    answering = _Answering(defaults, sources)
    planned = [
        Planned(None, None, defaults, problem=thing) if isinstance(thing, Problem) else _file(thing, answering)
        for thing in walk(paths, scratch)
    ]
    if answering.wrong:
        raise MappingError("answers and mappings", "; ".join(answering.wrong), "", "Nothing was read.")
    return beside_exports(planned)


def left(planned: Iterable[Planned]) -> list[Problem]:
    """Give every file that is not read, by its name, and why; held files included."""
    return [one.problem or Problem(one.name, one.held or UNKNOWN.what) for one in planned if not one.ready]


def beside_exports(planned: list[Planned]) -> list[Planned]:
    """Say of what lies beside a Telegram export and is not read what it is to it; a table that was sent is a table."""
    exports = {one.name.rpartition("/")[0]: one.name.rpartition("/")[2] for one in planned if one.source == TELEGRAM}
    return [
        replace(one, problem=told_beside(one.problem, exports)) if one.problem and not one.source else one
        for one in planned
    ]


class Mapped(NamedTuple):
    """A mapping file beside the data."""

    path: Path
    files: tuple[str, ...] | None
    """None where they cannot be told: then it may be for any table."""
    plain: dict[str, Any]
    wrong: tuple[str, ...]
    """Its mistakes: the files that it is for wait."""


@dataclass(slots=True)
class _Answering:
    """The answers and mappings that were found so far, by folder, and the mistakes in them."""

    defaults: Answers
    case: Path | None
    wrong: dict[str, None] = field(default_factory=dict)
    """Each mistake once, in the order they were met."""
    sections: dict[Path, Sections] = field(default_factory=dict)
    mapped: dict[Path, list[Mapped]] = field(default_factory=dict)

    def tell(self, folder: Path) -> Callable[[str], None]:
        """Give what takes the mistakes of a folder's files."""
        return lambda mistake: self.wrong.setdefault(f"{folder.name}/{mistake}")

    def matching(self, found: Found) -> list[tuple[Path, Section]]:
        """Give the sections for a file and their folders: of the case's file, then of each from the outermost in."""
        places: list[tuple[Path, str]] = []
        if self.case is not None and self.case.is_file():
            places.append((self.case, found.name))
        for folder in reversed(_folders(found)):
            path = folder / sections.NAME
            if path.is_file() and not path.is_symlink():
                places.append((path, _below(found, folder)))
        return [(path.parent, section) for path, name in places for section in self._sections(path).matching(name)]

    def mapping(self, found: Found) -> Mapped | None:
        """Give the mapping whose ``files`` match, of the nearest folder that has one.

        One that cannot be read at all might be for any table of its folder, so that they wait.
        """
        for folder in _folders(found):
            if folder not in self.mapped:
                self.mapped[folder] = list(self._mapped(folder))
            name = _below(found, folder)
            here = self.mapped[folder]
            fits = [one for one in here if any(sections.matches(glob, name) for glob in one.files or ())]
            fits = fits or [one for one in here if one.files is None][:1]
            if len(fits) > 1:
                both = " and ".join(one.path.name for one in fits)
                wrong = f"{both} are both for it; name one in {sections.NAME}"
                return fits[0]._replace(wrong=(wrong,))
            if fits:
                return fits[0]
        return None

    def _sections(self, path: Path) -> Sections:
        if path not in self.sections:
            self.sections[path] = Sections(sections.read(path, tuple(SOURCES), self.tell(path.parent)))
        return self.sections[path]

    def _mapped(self, folder: Path) -> Iterator[Mapped]:
        for path in sorted(folder.glob("*.toml")):
            if path.name == sections.NAME or path.is_symlink() or not is_mapping(path):
                continue
            wrong: list[str] = []
            plain = sections.mapping(path, wrong.append)
            files = plain.get("files", ())
            told = isinstance(files, list | tuple) and all(isinstance(one, str) for one in files)
            yield Mapped(path, tuple(files) if told and plain else None, plain, tuple(wrong))


def _file(found: Found, answering: _Answering) -> Planned:
    matching = answering.matching(found)
    own = sections.overlaid(UNANSWERED, [section for _, section in matching])
    naming = next(((folder, one) for folder, one in reversed(matching) if one.named or one.stopped), None)
    answers = own.filled(answering.defaults)
    try:
        head = Head.of(found.path, found.name)
    except OSError as error:
        return _lost(found, answers, error.strerror or "not readable", "a file that can be read")
    if not head.start:
        return _lost(found, answers, "0 bytes", "a file with something in it")
    stopped = naming is not None and bool(naming[1].stopped)
    elsewhere = answers.mapping or stopped or answers.source not in (None, TABLE)
    beside = None if elsewhere else answering.mapping(found)
    source = answers.source
    written = answers.header_row or answers.delimiter or answers.encoding
    if source is None and (answers.mapping or stopped or written or (beside and not beside.wrong)):
        source = TABLE
    if source is None:
        try:
            source = claimant(head)
        except SourceError as error:
            return Planned(found, None, answers, problem=Problem(found.name, error.found, error.expected))
    if source is None and (why := obstacle(head)) is not None:
        reason = f"{why}; say where the header is, or what parts its cells (delimiter), or write a mapping with columns"
        return _held(found, None, answers, "header_row", reason)
    if source is None:
        return _lost(found, answers, *recognise(head))
    if source != TABLE:
        return Planned(found, source, answers)
    if stopped and naming is not None:
        return _stopped(found, answers, naming[1].stopped, f"{naming[1].named}")
    if beside is not None and beside.wrong:
        return _stopped(found, answers, beside.wrong, beside.path.name)
    planned = _table(found, own, beside, answering)
    return replace(planned, mapping=_seen_from_root(found, *naming)) if naming else planned


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
        sample, known = of_file(found.path, mappings.answered(mappings.NOTHING, answers), answers.regions)
        if known.doubt:
            return _doubted(found, answers, known)
        name = shipped.fitting(sample.header)
        if name is None:
            told = recognise(Head.of(found.path, found.name))
            reason = f"{told.what}, a table without a mapping" if told.what in NESTED else "a table without a mapping"
            planned = _held(found, TABLE, answers, "mapping", reason)
            return replace(planned, draft=guess(sample, _file_name(found)))
        plain = shipped.plain(name)
    mapping = mappings.answered(mappings.read(plain, found.name), answers)
    said = Answers(regions=mapping.regions, time_zone=mapping.time_zone, day_first=mapping.day_first, mapping=plain)
    answers = own.filled(said).filled(answering.defaults)
    sample, known = of_file(found.path, mapping, answers.regions)
    if known.doubt:
        return _doubted(found, answers, known)
    if mistakes := _missing(mapping, sample):
        return _stopped(
            found,
            answers,
            [*mistakes, *([sample.why] if sample.why else [])],
            beside.path.name if beside else mapping.name,
        )
    open_question = unanswered(found.path, mapping, answers, sample, known.name)
    if open_question is not None:
        return _held(found, TABLE, answers, open_question.answer, open_question.found)
    return Planned(found, TABLE, answers)


def _doubted(found: Found, answers: Answers, known: Encoding) -> Planned:
    """Hold a file of which too few letters tell how it is written."""
    reason = f"too few letters to tell how it is written: {readings(found.path, known)}"
    return _held(found, TABLE, answers, "encoding", reason, f'encoding = "{known.doubt[0]}"')


def _stopped(found: Found, answers: Answers, mistakes: Sequence[str], name: str) -> Planned:
    """Hold a file whose mapping is wrong, or does not fit it; the others go on."""
    reason = f"{'; '.join(mistakes)}; the mapping is {name}"
    held = f"{reason}. Mend it, or name another in {sections.NAME}: mapping = ..."
    return Planned(found, TABLE, answers, held=held, needs=("mapping",), reason=reason, add=_example("mapping"))


def _missing(mapping: TableMapping, sample: Sample) -> Sequence[str]:
    """Say which columns a table lacks; a key of JSON lines may come later."""
    if sample.lines and any(column in sample.header for column in mapping.named):
        return ()
    return missing(mapping, sample.header)


def _held(
    found: Found, source: str | None, answers: Answers, key: str, reason: str, line: str | None = None
) -> Planned:
    """Hold a file until an answer is given, and say which line gives it."""
    match = sections.literal(_below(found, found.folder)).replace("\\", "\\\\").replace('"', '\\"')
    line = line or _example(key)
    held = f'{reason}; add to {found.folder.name}/{sections.NAME}: [[file]] match = "{match}", {line}'
    return Planned(found, source, answers, held=held, needs=(key,), reason=reason, add=line)


def _example(key: str) -> str:
    return f"{key} = {EXAMPLES[key]}"


def _seen_from_root(found: Found, folder: Path, section: Section) -> str | None:
    """Give a mapping's name as a sources.toml of the folder that was named would say it."""
    if section.named is None or not section.named.endswith(".toml") or not folder.is_relative_to(found.root):
        return section.named
    return (folder.relative_to(found.root) / section.named).as_posix()


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
