"""What will be read, by which source and with which answers, and what is held until somebody answers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from graph.errors import MappingError, SourceError
from ingest import sections
from ingest.answers import Answers
from ingest.asking import Asked, Asking, MappingFile, Question
from ingest.beside import normal_name
from ingest.companions import describe_companion, find_export_beside
from ingest.files import Archive, Found, Problem, is_mapping, walk_files
from ingest.recognition import NESTED, UNKNOWN, recognize_file
from ingest.sections import Section, Sections
from ingest.sources import SOURCES, find_claimant
from ingest.sources.reading.head import Head
from ingest.toml_files import read_toml

TELEGRAM, PAGES = "telegram-desktop", "telegram-html"
UNANSWERED = Answers()


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
    questions: tuple[Question, ...] = ()
    """What the file cannot tell, with the line that answers each."""
    mapping: str | None = None
    """Of a table: the mapping as its answer names it, seen from the folder that was named."""
    beside: Mapping[str, Found] = field(default_factory=dict)
    """The files that it refers to and that are there, by the names it uses of them (``ingest.beside``)."""
    carried: bool = False
    """Whether another file refers to it, so that it is kept with that one."""

    @property
    def name(self) -> str:
        """The file's name, for people."""
        return self.found.name if self.found else self.problem.where if self.problem else ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of the answers that are missing."""
        return tuple(question.key for question in self.questions)

    @property
    def draft(self) -> str | None:
        """Of a table without a mapping: one guessed from its header, for the dry run."""
        return next((question.draft for question in self.questions if question.draft), None)

    @property
    def ready(self) -> bool:
        """Whether it can be read now."""
        return self.source is not None and self.held is None and self.problem is None


def plan_reading(
    paths: Iterable[Path], *, scratch: Path, defaults: Answers = UNANSWERED, sources: Path | None = None
) -> list[Planned]:
    """Say of each file below the paths which source reads it and with which answers.

    Zips are unpacked into ``scratch``; members that no source knows are removed again. ``sources`` is the
    case's own sources.toml, which those beside the files overrule. Raises MappingError with every mistake
    in every sources.toml that concerns a file; a mapping with mistakes holds the files that it is for.
    """
    answering = _Answering(defaults, sources)
    planned: list[Planned] = []
    zips: list[Found] = []
    for thing in walk_files(paths, scratch):
        if isinstance(thing, Archive):
            zips.append(thing.found)
        elif isinstance(thing, Problem):
            planned.append(Planned(None, None, defaults, problem=thing))
        else:
            planned.append(_plan_file(thing, answering))
    if answering.wrong:
        raise MappingError("answers and mappings", "; ".join(answering.wrong), "", "Nothing was read.")
    joined = join_carried_files(leave_pages_to_json(planned), zips)
    _remove_unused(joined, zips)
    return describe_companions(joined)


def list_unread_files(planned: Iterable[Planned]) -> list[Problem]:
    """Give every file that is neither read nor kept with another, by its name, and why; held files included."""
    return [
        one.problem or Problem(one.name, one.held or UNKNOWN.what)
        for one in planned
        if not one.ready and not (one.carried and one.source is None)
    ]


def join_carried_files(planned: Sequence[Planned], zips: Iterable[Found]) -> list[Planned]:
    """Give each file that is read what it refers to, and say of that that it is kept with it.

    A name is looked up among the files that were walked: nothing else can be reached by it.
    """
    places = {_normalize_place(found.place): found for found in zips}
    places |= {_normalize_place(one.found.place): one.found for one in planned if one.found is not None}
    within = Counter(folder for place in places for folder in _list_parent_folders(place))
    joined: list[Planned] = []
    carried: set[str] = set()
    for one in planned:
        beside: dict[str, Found] = {}
        if one.ready and one.found is not None and one.source is not None:
            folder = _normalize_place(one.found.place).rpartition("/")[0]
            alone = within[folder] == 1  # a whole pass over the file is spared
            for name in () if alone else SOURCES[one.source].refers(one.found.path):
                known = normal_name(name)
                if known is not None and (other := places.get(f"{folder}/{known}")) not in (None, one.found):
                    beside[known] = other
                    carried.add(other.place)
        joined.append(replace(one, beside=beside))
    return [mark_carried(one) if one.found is not None and one.found.place in carried else one for one in joined]


def mark_carried(one: Planned) -> Planned:
    """Say of a file that another refers to it; one of a format that is kept with others is not read by itself."""
    if one.source is None or not SOURCES[one.source].kept_with_others:
        return replace(one, carried=True)
    return replace(one, carried=True, source=None, held=None, questions=())


def _list_parent_folders(place: str) -> Iterator[str]:
    """Yield the folders that a place is in, those of zips too, the nearest first."""
    while "/" in place:
        place = place.rpartition("/")[0]
        yield place


def _normalize_place(place: str) -> str:
    """Give a place in the form in which names are compared."""
    return normalize("NFC", place)


def _remove_unused(planned: Iterable[Planned], zips: Iterable[Found]) -> None:
    """Remove what was unpacked and is neither read nor kept: it takes no more room."""
    used = {found.path for one in planned for found in one.beside.values()}
    used |= {one.found.path for one in planned if one.found is not None and one.problem is None}
    unpacked = [*zips, *(one.found for one in planned if one.found is not None)]
    for found in unpacked:
        if found.archive is not None and found.path not in used:
            found.path.unlink(missing_ok=True)


def leave_pages_to_json(planned: Sequence[Planned]) -> list[Planned]:
    """Leave out the pages of chats whose JSON lies beside them, unless somebody has said that they are read.

    A page has no ids: read with the JSON, its chat would be a second one with the same posts.
    """
    exports = {one.name.rpartition("/")[0]: one.name.rpartition("/")[2] for one in planned if one.source == TELEGRAM}
    left: list[Planned] = []
    for one in planned:
        json = find_export_beside(one.name, exports) if one.source == PAGES else None
        if json is None or one.found is None or one.answers.source == PAGES or one.answers.given("chat"):
            left.append(one)
            continue
        expected = f'no more, where {json} beside it holds the same chat: it is read; else chat = "telegram:..." for it'
        left.append(_plan_unread(one.found, one.answers, SOURCES[PAGES].says, expected))
    return left


def describe_companions(planned: list[Planned]) -> list[Planned]:
    """Say of what lies beside a Telegram export and is not read what it is to it; a table that was sent is a table."""
    exports = {one.name.rpartition("/")[0]: one.name.rpartition("/")[2] for one in planned if one.source == TELEGRAM}
    return [
        replace(one, problem=describe_companion(one.problem, exports)) if one.problem and not one.source else one
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
        for folder in reversed(_list_answer_folders(found)):
            path = folder / sections.NAME
            if path.is_file() and not path.is_symlink():
                places.append((path, _name_below(found, folder)))
        return [(path.parent, section) for path, name in places for section in self._sections(path).matching(name)]

    def mapping(self, found: Found) -> Mapped | None:
        """Give the mapping whose ``files`` match, of the nearest folder that has one.

        One that cannot be read at all might be for any table of its folder, so that they wait.
        """
        for folder in _list_answer_folders(found):
            if folder not in self.mapped:
                self.mapped[folder] = list(self._mapped(folder))
            name = _name_below(found, folder)
            here = self.mapped[folder]
            fits = [one for one in here if any(sections.matches_name(glob, name) for glob in one.files or ())]
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
            self.sections[path] = Sections(sections.read_sections(path, tuple(SOURCES), self.tell(path.parent)))
        return self.sections[path]

    def _mapped(self, folder: Path) -> Iterator[Mapped]:
        for path in sorted(folder.glob("*.toml")):
            if path.name == sections.NAME or path.is_symlink() or not is_mapping(path):
                continue
            wrong: list[str] = []
            plain = read_toml(path, wrong.append)
            checks = (source.mapping_mistakes for source in SOURCES.values())
            if not wrong:
                wrong += (mistake for check in checks if check for mistake in check(plain, path.name))
            files = plain.get("files", ())
            told = isinstance(files, list | tuple) and all(isinstance(one, str) for one in files)
            yield Mapped(path, tuple(files) if told and plain else None, plain, tuple(wrong))


def _plan_file(found: Found, answering: _Answering) -> Planned:
    matching = answering.matching(found)
    own = sections.overlay_answers(UNANSWERED, [section for _, section in matching])
    naming = next(((folder, one) for folder, one in reversed(matching) if one.named or one.stopped), None)
    answers = own.filled(answering.defaults)
    try:
        head = Head.of(found.path, found.name)
    except OSError as error:
        return _plan_unread(found, answers, error.strerror or "not readable", "a file that can be read")
    if not head.start:
        return _plan_unread(found, answers, "0 bytes", "a file with something in it")
    unusable = naming[1].stopped if naming else ()
    mapped = next((name for name, source in SOURCES.items() if source.mapping_mistakes), None)
    elsewhere = answers.mapping or unusable or answers.source not in (None, mapped)
    beside = None if elsewhere else answering.mapping(found)
    source = answers.source
    if source is None and (unusable or (beside and not beside.wrong)):
        source = mapped
    if source is None:  # who answers what one source alone asks says that the file is of that source
        source = next(
            (name for name, one in SOURCES.items() if one.owns_answered and any(map(answers.given, one.takes))), None
        )
    if source is None:
        try:
            source = find_claimant(head)
        except SourceError as error:
            return Planned(found, None, answers, problem=Problem(found.name, error.found, error.expected))
    if source is None:
        doubts = (one.doubts(head) for one in SOURCES.values())
        if question := next((doubt for doubt in doubts if doubt is not None), None):
            return _hold_file(found, Asked(answers, (question,)), None)
        return _plan_unread(found, answers, *recognize_file(head))
    asked = SOURCES[source].asks(
        Asking(
            path=found.path,
            name=found.name,
            own=own,
            defaults=answering.defaults,
            mapping=MappingFile(beside.path.name, beside.plain, beside.wrong) if beside else None,
            unusable=unusable,
            unusable_name=str(naming[1].named) if naming else "",
            recognised=lambda: told if (told := recognize_file(head).what) in NESTED else None,
        )
    )
    planned = _hold_file(found, asked, source) if asked.questions else Planned(found, source, asked.answers)
    return replace(planned, mapping=_name_mapping_from_root(found, *naming)) if naming else planned


def _plan_unread(found: Found, answers: Answers, reason: str, expected: str) -> Planned:
    """Say why no source reads a file."""
    return Planned(found, None, answers, problem=Problem(found.name, reason, expected))


def _hold_file(found: Found, asked: Asked, source: str | None) -> Planned:
    """Hold a file until its questions are answered, and say which lines answer them."""
    match = sections.escape_pattern(_name_below(found, found.folder)).replace("\\", "\\\\").replace('"', '\\"')
    reason = "; ".join(question.found for question in asked.questions)
    mend = next((question.mend for question in asked.questions if question.mend), "")
    lines = ", ".join(question.add for question in asked.questions)
    held = f'{reason}; add to {found.folder.name}/{sections.NAME}: [[file]] match = "{match}", {lines}'
    return Planned(found, source, asked.answers, held=f"{reason}. {mend}" if mend else held, questions=asked.questions)


def _name_mapping_from_root(found: Found, folder: Path, section: Section) -> str | None:
    """Give a mapping's name as a sources.toml of the folder that was named would say it."""
    if section.named is None or not section.named.endswith(".toml") or not folder.is_relative_to(found.root):
        return section.named
    return (folder.relative_to(found.root) / section.named).as_posix()


def _take_file_name(found: Found) -> str:
    return found.name.rpartition("/")[2]


def _list_answer_folders(found: Found) -> list[Path]:
    """Give the folders whose answers count, the nearest first, up to the one that was named."""
    folders = [found.folder]
    while folders[-1] != found.root and folders[-1].is_relative_to(found.root):
        folders.append(folders[-1].parent)
    return folders


def _name_below(found: Found, folder: Path) -> str:
    """Give a file's name as seen from a folder above it."""
    inside = folder.relative_to(found.root).as_posix()
    return found.name if inside == "." else found.name.removeprefix(f"{inside}/")
