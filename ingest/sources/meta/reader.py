"""One file of a chat: its header first, which stands behind the messages, then each message."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from graph import forms
from graph.errors import SourceError
from graph.model import Group, Participant, Post
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import (
    EARLIEST,
    FIRST_SECOND,
    LAST_SECOND,
    LATEST,
    Attachment,
    Call,
    Captured,
    Hint,
    Membership,
    Message,
    Naming,
    Noticed,
    Profile,
    Record,
    Refused,
    Status,
    Words,
)
from ingest.sources.meta.sentences import ADDED, LEFT, RENAMED, match_sentence
from ingest.sources.meta.shape import OPENED, PLATFORM, SAYS, list_landmarks
from ingest.sources.reading.digests import hash_words
from ingest.sources.reading.json_stream import Event, JsonStream, Lost, Mended, Piece
from ingest.sources.reading.text_window import TextWindow

Json = dict[str, Any]
SOUND = "a message with sender_name and timestamp_ms, or senderName and timestamp"
MEDIA = {
    "photos": "photo", "videos": "video", "audio_files": "audio", "files": "file", "gifs": "gif", "sticker": "sticker",
    "media": "file",
}  # fmt: skip
"""Keys of a message under which files stand, and what they are."""
KEYS = frozenset(
    [
        "sender_name",
        "senderName",
        "timestamp_ms",
        "timestamp",
        "content",
        "text",
        "share",
        "type",
        *MEDIA,
        "call_duration",
    ]
)
_THREAD = re.compile(r"(?:^|/)[^/_]*_([0-9A-Za-z_-]{5,40})/?$")
"""The end of a thread's path: a name without its marks, and an id of digits, or in older downloads of letters too."""
_COUNTED = re.compile(r"_\d{1,6}$")
"""What the encrypted dialect adds to the name of a chat."""
_FIRST, _LAST = FIRST_SECOND * 1000, LAST_SECOND * 1000


def list_media_names(path: Path) -> Iterator[str]:
    """Yield the files that a chat names, as they lie beside it."""
    known: set[str] = set()
    for event in stream_chat(path, None):
        if isinstance(event, Piece) and event.path == "messages[]" and isinstance(event.value, dict):
            for _, uri in list_files(event.value):
                name = name_beside(uri)
                if name not in known:
                    known.add(name)
                    yield name


def read_thread(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what a chat says, message by message; what cannot be read is refused with its place.

    Raises SourceError where it is not said of which platform it is.
    """
    platform = answers.own.get(PLATFORM)
    if not isinstance(platform, str):
        raise SourceError("the file", "it is not said of which platform the chat is", "platform = ... in sources.toml")
    header = read_header(path)
    if not header.people and not header.title and header.newest is None:
        raise SourceError("the file", "no participants, no title and no messages", SAYS)
    if answers.exported is None and header.newest is not None:
        yield Captured(place="the file", at=header.newest, basis="newest message")
    yield from Reader(platform, header, beside).records(path, reach)


@dataclass(slots=True)
class Header:
    """What a chat is, from all of its file."""

    title: str = ""
    thread: str = ""
    """The id at the end of its path."""
    people: list[str] = field(default_factory=list)
    link: str = ""
    newest: datetime | None = None
    encrypted: bool = False

    def make_group(self, platform: str) -> Group:
        """Give the chat's node. A thread of two may bear the other's id, which whoever writes to that one shares."""
        if self.thread and len(self.people) > 2:
            return Group(id=f"{platform}:thread{self.thread}")
        return Group(id=f"{platform}:threadhash={hash_words(self.thread or self.title, *sorted(self.people))}")


def read_header(path: Path) -> Header:
    """Read participants, title and thread, which may stand behind the messages, and the newest time."""
    header = Header()
    newest = 0
    for event in stream_chat(path, None):
        if not isinstance(event, Piece):
            continue
        if event.path == "participants[]":
            name = event.value.get("name") if isinstance(event.value, dict) else event.value
            if isinstance(name, str):
                header.people.append(name)
        elif event.path == "messages[]" and isinstance(event.value, dict):
            header.encrypted = header.encrypted or "senderName" in event.value
            at = event.value.get("timestamp_ms", event.value.get("timestamp"))
            newest = at if type(at) is int and _FIRST <= at < _LAST and at > newest else newest
        elif event.path in ("title", "threadName") and isinstance(event.value, str):
            header.title = event.value
        elif event.path == "thread_path" and isinstance(event.value, str):
            found = _THREAD.search(event.value)
            header.thread = found[1] if found else ""
        elif event.path == "joinable_mode" and isinstance(event.value, dict):
            link = event.value.get("link")
            header.link = link if isinstance(link, str) else ""
    mend = (lambda text: text) if header.encrypted else (lambda text: repair_text(text)[0])
    header.title, header.people = mend(header.title), [*dict.fromkeys(map(mend, header.people))]
    header.newest = datetime.fromtimestamp(newest / 1000, UTC) if newest else None
    return header


def stream_chat(path: Path, reach: Reach | None) -> Iterator[Event]:
    """Yield the pieces of a file."""
    with path.open("rb") as file:
        if reach is not None:
            reach.follow(file)
        yield from JsonStream(TextWindow(file), OPENED, list_landmarks)


def repair_text(text: str) -> tuple[str, bool]:
    """Undo what the classic download does to every text: its UTF-8 read as Latin-1. Say whether it could be undone."""
    if text.isascii():
        return text, True
    try:
        return text.encode("latin-1").decode("utf-8"), True
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text, False


def list_files(message: Json) -> Iterator[tuple[str, str]]:
    """Yield what a message carries: what it is, and where it lies."""
    for key, what in MEDIA.items():
        given = message.get(key)
        for one in given if isinstance(given, list) else [given]:
            uri = one.get("uri") if isinstance(one, dict) else None
            if isinstance(uri, str) and uri and not uri.startswith(("http:", "https:")):
                yield what, uri


def name_beside(uri: str) -> str:
    """Give where a file lies seen from the chat: a path of the whole download ends in its folder and its name."""
    return "/".join(uri.replace("\\", "/").split("/")[-2:])


class Reader:
    """Reads one file; what comes again and again is counted."""

    def __init__(self, platform: str, header: Header, beside: Beside) -> None:
        self.platform, self.header, self.beside = platform, header, beside
        self.group = header.make_group(platform)
        self.counts: dict[str, tuple[int, str]] = {}
        self.equal: dict[str, int] = {}

    def records(self, path: Path, reach: Reach | None) -> Iterator[Record | Refused]:
        """Yield the chat, then its messages as they stand in the file: the newest first in the classic dialect."""
        yield from self.describe()
        for event in stream_chat(path, reach):
            if isinstance(event, Piece) and event.path == "messages[]":
                try:
                    yield from self.message(event.place, event.value)
                except ValueError as error:
                    raw = json.dumps(event.value, ensure_ascii=False).encode("utf-8", "surrogatepass")
                    yield Refused(place=event.place, found=str(error), expected=SOUND, raw=raw[:65_536])
            elif isinstance(event, Lost):
                yield event.refused()
            elif isinstance(event, Mended):
                self.count(event.says, event.place)
        for says, (times, first) in self.counts.items():
            yield Noticed(place=first, says=f"{says}: {times:,}")

    def describe(self) -> Iterator[Record]:
        """Yield what the header says: the chat's kind, its name, who is in it, what opens it."""
        header, place = self.header, "the file"
        kind = "personal_chat" if len(header.people) <= 2 else "private_group"
        yield Status(place=place, subject=self.group, state="described", kind=kind)
        title = _COUNTED.sub("", header.title) if header.encrypted else header.title
        if title.strip() and kind == "private_group":  # of two, it is the name of the other
            yield Naming(place=place, subject=self.group, name=forms.make_storable(title))
        for name in header.people:
            if name.strip():
                yield Membership(place=place, member=self.person(name), group=self.group, how="listed")
        if header.link:
            yield Profile(place=place, subject=self.group, opened_by=(forms.make_storable(header.link),))

    def person(self, name: str) -> Participant:
        """Give who bears a name in this chat."""
        return Participant.of(self.group, forms.make_storable(name))

    def count(self, says: str, place: str) -> None:
        """Count something that is told once, with its first place."""
        times, first = self.counts.get(says, (0, place))
        self.counts[says] = times + 1, first

    def text(self, value: object, place: str) -> str:
        """Give a text as it was written."""
        if not isinstance(value, str):
            return ""
        if self.header.encrypted:
            return forms.make_storable(value)
        repaired, sound = repair_text(value)
        if not sound:
            self.count("texts whose letters could not be mended, kept as they stand", place)
        return forms.make_storable(repaired)

    def message(self, place: str, value: object) -> Iterator[Record]:
        """Yield what a message says; raise ValueError where it is none."""
        if not isinstance(value, dict):
            raise ValueError(f"{type(value).__name__} where a message belongs")
        sender = self.text(value.get("senderName", value.get("sender_name")), place).strip()
        if not sender:
            raise ValueError("a message without a sender")
        at = value.get("timestamp_ms", value.get("timestamp"))
        if type(at) is not int or not _FIRST <= at < _LAST:
            raise ValueError(f"time {at!r:.60} is not between {EARLIEST} and {LATEST}")
        moment, author = datetime.fromtimestamp(at / 1000, UTC), self.person(sender)
        text = self.text(value.get("text", value.get("content")), place)
        yield from self.event(place, text, sender, author, moment)
        yield from self.call(place, value, author, moment)
        link = value.get("share")
        shared = self.text(link.get("link"), place) if isinstance(link, dict) else ""
        words = self.text(link.get("share_text"), place) if isinstance(link, dict) else ""
        yield Message(
            place=place,
            post=self.make_post(at, sender, text, value),
            at=moment,
            author=author,
            chat=self.group,
            text=text,
            hints=(Hint(value=shared, rule="text_link"),) if shared and shared not in text else (),
            beside=(Words(text=words, rule="share"),) if words and words not in text else (),
            attachments=tuple(self.attach(place, what, uri) for what, uri in list_files(value)),
            unread=tuple(sorted(forms.make_storable(key) for key in value if key not in KEYS)),
        )

    def make_post(self, at: int, sender: str, text: str, value: Json) -> Post:
        """Give the post: downloads give no ids, so it is known by who said what when, and which of equal ones it is."""
        names = (uri.rpartition("/")[2] for _, uri in list_files(value))
        digest = hash_words(self.group.id, str(at), sender, text, *names)
        self.equal[digest] = number = self.equal.get(digest, 0) + 1
        return Post(id=f"{self.platform}:posthash={digest}{f'-{number}' if number > 1 else ''}")

    def event(self, place: str, text: str, sender: str, author: Participant, at: datetime) -> Iterator[Record]:
        """Yield what a sentence of the platform says; the sentence stays a message of whoever did it."""
        if found := match_sentence(RENAMED, text, sender):
            yield Naming(place=place, subject=self.group, name=found["name"], how="event", from_=at, by=author.id)
        elif found := match_sentence(ADDED, text, sender):
            member = self.person(found["whom"])
            yield Membership(place=place, member=member, group=self.group, how="invited", at=at, by=author.id)
        elif match_sentence(LEFT, text, sender):
            yield Membership(place=place, member=author, group=self.group, how="left", at=at)

    def call(self, place: str, value: Json, author: Participant, at: datetime) -> Iterator[Call]:
        """Yield a call between two."""
        seconds, people = value.get("call_duration"), [self.person(name) for name in self.header.people]
        if type(seconds) is not int or len(people) != 2 or author not in people:
            return
        [other] = [one for one in people if one != author]
        how: Literal["call", "missed"] = "call" if seconds > 0 else "missed"
        yield Call(place=place, caller=author, callee=other, at=at, seconds=max(seconds, 0), how=how)

    def attach(self, place: str, what: str, uri: str) -> Attachment:
        """Give what a message carries, by the file that lies beside the chat."""
        name = name_beside(uri)
        sha256 = self.beside.find_sha256(name)
        if sha256 is None:
            self.count("pictures and files that are named and are not beside the chat", place)
        return Attachment(
            what=what,
            sha256=sha256,
            state="kept" if sha256 else "not_beside",
            file_name=forms.make_storable(name.rpartition("/")[2]),
        )
