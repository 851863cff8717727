"""What is to be known of a chat before its first message is read: whose clock, whose name, group or not."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ingest.sources.whatsapp.entries import decode_start, read_entries
from ingest.sources.whatsapp.heads import Form, Head, guess_form, make_local_time, read_head
from ingest.sources.whatsapp.marks import NOTICE
from ingest.sources.whatsapp.people import clean_name
from ingest.sources.whatsapp.sentences import (
    GROUP_KINDS,
    LANGUAGES,
    TELLING,
    Line,
    Sentences,
    may_hold_sentence,
    read_language,
    read_sentences,
)

MOST = 5_000
"""Writers that are counted."""
BACK = timedelta(days=1)
"""A step back in time that is longer does not happen by a clock that was set."""


@dataclass(slots=True)
class OrderVote:
    """Which part of a date is the day, as far as the dates of a file tell."""

    day_first: int = 0
    month_first: int = 0
    """Dates that can only be read in one way."""
    dates: int = 0
    latin: bool = False
    """Whether the half of the day is written AM or PM."""
    steps: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    """Steps back in time, were the day first or not."""
    before: dict[bool, datetime] = field(default_factory=dict)

    def count(self, head: Head) -> None:
        """Take the date of a head."""
        if head.wide:
            return
        self.dates += 1
        self.latin = self.latin or head.latin
        if head.a > 12:
            self.day_first += 1
        elif head.b > 12:
            self.month_first += 1
        elif not self.sure:
            for day_first in (True, False):
                try:
                    at = make_local_time(head, day_first)
                except ValueError:
                    return
                if at < self.before.get(day_first, at) - BACK:
                    self.steps[day_first] += 1
                self.before[day_first] = at

    @property
    def sure(self) -> bool:
        """Whether a date was seen that can be read in one way alone."""
        return self.day_first != self.month_first

    def decide(self) -> bool | None:
        """Say whether the day stands first; None where the dates do not tell."""
        if not self.dates:
            return True
        if self.sure:
            return self.day_first > self.month_first
        if self.steps[True] != self.steps[False]:
            return self.steps[True] < self.steps[False]
        return False if self.latin and not self.day_first else None


@dataclass(slots=True)
class Overview:
    """What one pass over a chat told."""

    sentences: Sentences
    day_first: bool | None
    newest: datetime | None = None
    """Local time of the newest message."""
    writers: Counter[str] = field(default_factory=Counter)
    deleters: set[str] = field(default_factory=set)
    """Who wrote what only the exporter sees: that the exporter deleted a message."""
    group_lines: int = 0
    speaker: str | None = None
    """The name under which iOS wrote the notice at the beginning: the chat's own."""
    created: tuple[str, datetime] | None = None
    """Name and local time, to the minute, with which the group was created."""

    words_for_you: frozenset[str] = frozenset()
    """What the language of the file calls whoever exported."""
    title: str | None = None
    """The chat's name, as that of the file has it."""

    @classmethod
    def of(cls, path: Path, form: Form, answered: bool | None, title: str | None) -> "Overview":
        """Look through a file."""
        languages = order_languages(path)
        order = decide_order(path, form) if answered is None else answered
        told = cls(read_sentences(languages), order)
        told.title = None if title is None else clean_name(title)
        told.words_for_you = frozenset(read_language(languages[0]).get("you", ()))
        for entry in read_entries(path, form):
            if entry.head is None:
                continue
            try:
                at = make_local_time(entry.head, bool(order))
            except ValueError:
                continue
            told.look(entry.head.rest, at)
            told.newest = at if told.newest is None or at > told.newest else told.newest
        return told

    def look(self, rest: str, at: datetime) -> None:
        """Take what stands behind a head."""
        name, colon, text = rest.partition(": ")
        if self.newest is None and colon and text.startswith(NOTICE):
            first = self.sentences.match_line(text)
            self.speaker = clean_name(name) if first is not None and first.kind == "notice" else None
        line = self.find_line(rest)
        if line is not None:
            self.group_lines += line.kind in GROUP_KINDS
            self.note_creation(line, at)
            return
        if not colon:
            return
        found = self.sentences.find_placeholder(text)
        if text.startswith(NOTICE) and found is None and "<" not in text:
            return
        known = clean_name(name)
        if len(self.writers) < MOST or known in self.writers:
            self.writers[known] += 1
            if found is not None and found.what == "deleted_own":
                self.deleters.add(known)

    def find_line(self, rest: str) -> Line | None:
        """Give the line of the app that stands behind a head; None where a person wrote, or no sentence fits."""
        if may_hold_sentence(rest) and (whole := self.sentences.match_line(rest)) is not None:
            return whole
        name, _, text = rest.partition(": ")
        line = self.sentences.match_line(text) if text.startswith(NOTICE) else None
        return line if line is not None and self.may_tell(name, line) else None

    def may_tell(self, name: str, line: Line) -> bool:
        """Say whether iOS can have written a line under a name: that of the chat, or of who did what it tells.

        Anybody can write the words of a line; nobody writes them under the chat's name, or does so but of oneself.
        """
        known = clean_name(name)
        if self.is_chat(name):
            return True
        doers = (line.take("actor") or line.take("members"), line.take("from"))
        return line.kind != "notice" and any(isinstance(who, str) and clean_name(who) == known for who in doers)

    def is_chat(self, name: str) -> bool:
        """Say whether a name is that of the chat itself."""
        return clean_name(name) in (self.title, self.speaker)

    def note_creation(self, line: Line, at: datetime) -> None:
        """Take with which name, and when, the group was created."""
        name = line.take("name")
        if line.kind == "created" and self.created is None and name:
            self.created = (name, at.replace(second=0))

    def find_you(self, answered: str | None) -> str | None:
        """Give the name under which the exporter writes, where it can be known."""
        if answered is not None:
            return clean_name(answered)
        if len(self.deleters) == 1:
            return next(iter(self.deleters))
        partners = self.writers.keys() & {self.title, self.speaker}
        if not self.group_lines and len(self.writers) == 2 and len(partners) == 1:
            return next(iter(self.writers.keys() - partners))
        return next((name for name in self.writers if name in self.words_for_you), None)

    def is_group(self, you: str | None) -> bool:
        """Say whether the chat is a group's: lines tell it, or more than two write, or nobody has the chat's name."""
        if self.group_lines:
            return True
        others = self.writers.keys() - {you}
        if len(others) > (1 if you is not None else 2):
            return True
        names = {self.title, self.speaker} - {None}
        return bool(others and names) and not others & names


def decide_order(path: Path, form: Form) -> bool | None:
    """Say whether the day stands first in the dates of a file; None where they do not tell. Ends when one tells."""
    vote = OrderVote()
    for entry in read_entries(path, form):
        if entry.head is not None:
            vote.count(entry.head)
            if entry.head.wide or vote.sure:
                break
    return vote.decide()


def order_languages(path: Path) -> tuple[str, ...]:
    """Give the languages, those first of which most sentences stand at the beginning of a file."""
    with path.open("rb") as file:
        return rank_languages(decode_start(file.read(1 << 16)))


def rank_languages(text: str) -> tuple[str, ...]:
    """Give the languages by how many of their sentences stand in a text."""
    counted = Counter(code for code, _ in list_tellers(text))
    return tuple(sorted(LANGUAGES, key=lambda code: (-counted[code], LANGUAGES.index(code))))


def list_tellers(text: str) -> list[tuple[str, bool]]:
    """Give the language of each sentence of WhatsApp in a text, and whether no other program writes such."""
    sentences, found = read_sentences(), []
    form: Form | None = None
    for line in text.split("\n"):
        form = form or guess_form(line)
        head = read_head(line, form) if form else None
        if head is None:
            continue
        said = sentences.match_line(head.rest) if may_hold_sentence(head.rest) else None
        _, colon, words = head.rest.partition(": ")
        if said is None and colon and words.startswith(NOTICE):
            said = sentences.match_line(words)
        if said is not None:
            found.append((said.language, said.kind in TELLING))
        elif colon and len(words) < 300:
            placeholder = sentences.find_placeholder(words.rpartition(NOTICE)[2] or words)
            if placeholder is not None:
                found.append((placeholder.language, True))
            elif sentences.find_attached(words) is not None:
                found.append((LANGUAGES[0], True))
    return found
