"""The sentences of WhatsApp, of all languages: which of them a line is, and what stands in its gaps.

A language is a file of ``languages/``. In a sentence ``{actor}`` is a gap; ``{actor=You}`` is a gap that those words
fill, and they mean whoever exported; ``{actor=}`` says the same where the verb alone tells it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

from ingest.sources.whatsapp.marks import DIRECTION, Matched, clean_words, fold_sentence, prepare_line

LANGUAGES = ("en", "ar", "tr", "fa", "ru", "fr", "es", "de", "it", "pt", "nl", "id", "vi")
"""The files of ``languages/``, the commonest first."""

LineKind = Literal["created", "renamed", "number", "joined", "removed", "added", "left", "admin", "notice"]
KINDS: tuple[LineKind, ...] = get_args(LineKind)
"""What a line of the app tells, in the order in which sentences are tried."""
TELLING: frozenset[LineKind] = frozenset(("created", "renamed", "number", "removed", "added", "notice"))
"""Kinds whose sentences are long enough to tell a chat by; ``left`` ends many a line of other programs."""
GROUP_KINDS: frozenset[LineKind] = frozenset(("created", "renamed", "joined", "removed", "added", "left", "admin"))
"""Kinds that only a group has."""

LONGEST_LINE = 5_000
"""Characters of a line of the app; one that adds two hundred members by their numbers has as many."""
LONGEST_NAME = 255
"""Characters of the name of a file."""
TAIL = 80
"""Characters at the end of a text among which the mark of an edit stands."""
SPARE = 16
"""Marks and blanks that may stand around a placeholder."""
YOU = object()
"""Stands in a gap for whoever exported."""
_GAP = re.compile(r"\{(\w+)(?:(=)([^}]*))?\}")
_FILE = re.compile(r"[^\s.]\.\w{1,8}$")
"""How the name of a file ends; anybody may write a word in brackets behind other words."""
_OPENING = '"“”„«»'
_QUOTE = f"[{_OPENING}]"
_PERSON = r"(?:(?!: ).){1,120}?"
"""A name, which holds no ``: ``. Gaps are bounded: else a line of somebody's making would take hours."""
_BESIDE = re.compile(r"\{\w+\} \{\w+\}")
_WORD = r"(?:\+[\d\s().\-]{6,30}\d|\S+)"
"""A name of one word, or a number: of two names beside each other nobody can tell where the first ends."""
_NUMBER = r"\+?[\d\s().\-‐-―]{6,30}"
_GAPS: Mapping[str, str] = {
    "actor": _PERSON,
    "members": r"(?:(?!: ).){1,4000}?",
    "name": ".{1,300}",
    "old": ".{1,300}?",
    "rest": ".*",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the app that a sentence fits: what it tells, and of whom; ``YOU`` is whoever exported."""

    kind: LineKind
    language: str
    gaps: Mapping[str, Any]

    def take(self, gap: str) -> Any:
        """Give what fills a gap: words, ``YOU``, or None where the sentence has no such gap."""
        return self.gaps.get(gap)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a language, ready to be compared."""

    kind: LineKind
    language: str
    pattern: str
    anchor: str
    """The longest of its words that are no gap, in lower case: what lacks them is not compared."""
    yours: tuple[str, ...]
    """Gaps that mean whoever exported."""
    size: int
    """Characters that are no gap."""

    def match(self, line: Matched, folded: str) -> Line | None:
        """Give what a line tells, where the sentence fits it; ``folded`` is the line in lower case."""
        found = compile_pattern(self.pattern).fullmatch(line.text) if self.anchor in folded else None
        if found is None:
            return None
        gaps: dict[str, Any] = {gap: line.cut(*found.span(gap)) for gap in found.re.groupindex}
        return Line(self.kind, self.language, gaps | dict.fromkeys(self.yours, YOU))


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands in a message in the place of something else."""

    what: str
    """photo, video_file, ... as attachments are called; or deleted, deleted_own."""
    language: str

    @property
    def deleted(self) -> bool:
        """Whether it stands for words that were taken back."""
        return self.what.startswith("deleted")


class Attached(NamedTuple):
    """A file that a message names."""

    name: str
    words: str
    """What the message says beside it."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences, those of the likelier languages first."""

    lines: tuple[Sentence, ...]
    whole: Mapping[str, Placeholder]
    """Texts that are a placeholder as a whole, as they are compared."""
    bracketed: Mapping[str, Placeholder]
    """The same of those that stand in ``<...>``."""
    longest: int
    """Characters of the longest placeholder, with the marks around it."""
    attached: re.Pattern[str]
    edited: re.Pattern[str]

    def match_line(self, raw: str) -> Line | None:
        """Give what a line of the app tells; None where no sentence fits."""
        if len(raw) > LONGEST_LINE:
            return None
        line = prepare_line(raw.strip())
        folded = line.text.casefold()
        return next((found for one in self.lines if (found := one.match(line, folded)) is not None), None)

    def find_attached(self, line: str) -> Attached | None:
        """Give the file that a line names, and the words beside it."""
        found = self.attached.search(line) if "<" in line or ")" in line else None
        if found is None:
            return None
        name, words = clean_words(found["inside"] or line[: found.start()]), ""
        if found["inside"]:
            words = clean_words(line[: found.start()] + line[found.end() :])
        return Attached(name, words) if len(name) <= LONGEST_NAME and _FILE.search(name) else None

    def cut_edited(self, text: str) -> str:
        """Give a text without the mark of an edit at its end."""
        if not text.rstrip().endswith(">"):
            return text
        return text[:-TAIL] + self.edited.sub("", text[-TAIL:])

    def find_placeholder(self, text: str) -> Placeholder | None:
        """Give what a whole text stands for; None where it is words."""
        if len(text) > self.longest:
            return None
        folded = fold_sentence(text)
        if folded.startswith("<") and folded.endswith(">"):
            inner = folded[1:-1].strip(" .")
            return self.bracketed.get(inner) or self.whole.get(inner)
        return self.whole.get(folded)


def may_hold_sentence(rest: str) -> bool:
    """Say whether what stands behind a head can be a line of the app, though it may be split at a colon.

    Nobody's name holds ``: ``, so that one stands in a group's name, behind a quote.
    """
    at = rest.find(": ")
    return at < 0 or any(quote in rest[:at] for quote in _OPENING)


@cache
def read_language(code: str) -> Mapping[str, Any]:
    """Give the file of a language as plain data; not to be changed."""
    return tomllib.loads((files("ingest.sources.whatsapp") / "languages" / f"{code}.toml").read_text("utf-8"))


@cache
def read_sentences(order: tuple[str, ...] = LANGUAGES) -> Sentences:
    """Give the sentences of all languages, in an order of theirs: where two fit, the first language counts."""
    lines = [
        make_sentence(kind, code, sentence)
        for kind in KINDS
        for code in order
        for sentence in read_language(code).get("lines", {}).get(kind, ())
    ]
    # "You" is no name, and would fill the gap of one; so would a word that a longer sentence has
    lines.sort(key=lambda one: (KINDS.index(one.kind), not one.yours, order.index(one.language), -one.size))
    whole: dict[str, Placeholder] = {}
    bracketed: dict[str, Placeholder] = {}
    for code in order:
        language = read_language(code)
        for what, said in language.get("omitted", {}).items():
            for sentence in said:
                whole.setdefault(fold_sentence(sentence), Placeholder(what, code))
        for what in ("deleted", "deleted_own"):
            for sentence in language["texts"].get(what, ()):
                whole.setdefault(fold_sentence(sentence), Placeholder(what, code))
        for sentence in language["texts"].get("omitted", ()):
            bracketed.setdefault(fold_sentence(sentence), Placeholder("file", code))
    return Sentences(
        tuple(lines),
        whole,
        bracketed,
        max(map(len, (*whole, *bracketed))) + SPARE,
        compile_attached(order),
        compile_edited(order),
    )


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Give a pattern when a line comes that has its words: all of them would take half a second."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def make_sentence(kind: LineKind, language: str, sentence: str) -> Sentence:
    """Make the pattern of a sentence: quotes, blanks, case, vowel signs and the final dot are as they come."""
    yours: list[str] = []
    parts: list[str] = []
    end = 0
    both = "{from}" in sentence and "{to}" in sentence
    beside = _BESIDE.search(sentence) is not None
    for gap in _GAP.finditer(sentence):
        parts.append(escape_words(sentence[end : gap.start()]))
        name, own, words = gap.groups()
        if own:
            yours.append(name)
            parts.append(escape_words(words))
        else:
            inside = _GAPS.get(name) or (_NUMBER if both else _PERSON)
            inside = _WORD if beside and name in ("actor", "members") else inside
            parts.append(f"(?P<{name}>{inside})")
        end = gap.end()
    parts.append(escape_words(sentence[end:].rstrip(" .")))
    pattern = "".join(parts) + r"[.\u06d4\u3002]?\s*"
    return Sentence(kind, language, pattern, find_anchor(sentence), tuple(yours), len(_GAP.sub("", sentence)))


def find_anchor(sentence: str) -> str:
    """Give the longest words of a sentence that stand in one spelling alone."""
    plain = _GAP.sub("\n", sentence)
    words = re.split(rf"[\s'’.{_OPENING}]+", prepare_line(plain).text)
    return max(words, key=len).casefold()


def escape_words(words: str) -> str:
    """Give a pattern for words as they may be written."""
    text = prepare_line(words).text
    escaped = re.escape(text).replace("\\ ", r"\s+")
    escaped = re.sub("['’]", "['’ʼ]", escaped)
    return re.sub(_QUOTE, lambda _: rf"\s?{_QUOTE}\s?", escaped)


def compile_attached(order: Sequence[str]) -> re.Pattern[str]:
    """Make the pattern of what names a file beside the text: ``<attached: file>``, or what stands behind its name."""
    words = join_spellings(word for code in order for word in read_language(code)["texts"].get("attached", ()))
    return re.compile(
        rf"<\s{{0,2}}(?:{words})\s{{0,2}}:\s{{0,2}}(?P<inside>[^<>\n]{{1,500}})>|\s\((?:{words})\)[\s{DIRECTION}]*$",
        re.IGNORECASE,
    )


def compile_edited(order: Sequence[str]) -> re.Pattern[str]:
    """Make the pattern of what stands behind the text of a message that was edited."""
    words = join_spellings(word for code in order for word in read_language(code)["texts"].get("edited", ()))
    return re.compile(rf"\s{{0,4}}<\s{{0,2}}(?:{words})\s{{0,2}}\.?\s{{0,2}}>\s{{0,4}}$", re.IGNORECASE)


def join_spellings(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first, with vowel signs and without."""
    spelled = {form for word in words for form in (escape_words(word), re.escape(word).replace("\\ ", r"\s+"))}
    return "|".join(sorted(spelled, key=lambda one: (-len(one), one)))


def list_words(key: str) -> Iterator[str]:
    """Yield the words that the languages have for something, as ``am``."""
    for code in LANGUAGES:
        yield from read_language(code).get(key, ())


@cache
def compile_titles() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of names of files, which hold the name of the chat."""
    found = []
    for title in list_words("titles"):
        before, _, after = title.partition("{name}")
        found.append(re.compile(escape_words(before) + "(?P<name>.+)" + escape_words(after), re.IGNORECASE))
    return tuple(found)
