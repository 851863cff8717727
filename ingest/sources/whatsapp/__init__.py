"""WhatsApp's *Export chat*: a text of both systems, alone or in the zip that it came in."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.errors import SourceError
from graph.model import Account, Group, Participant
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Naming, Profile, Record, Refused, Status
from ingest.sources.reading.digests import hash_words
from ingest.sources.reading.exporter import EXPORTER
from ingest.sources.whatsapp.asking import (
    CHAT,
    INVITE,
    TAKES,
    TITLE,
    YOU,
    ask_exporter,
    claims_chat,
    find_missing_proof,
    find_title,
    read_answer,
)
from ingest.sources.whatsapp.contents import list_attached_files
from ingest.sources.whatsapp.entries import find_form, read_entries
from ingest.sources.whatsapp.overview import Overview
from ingest.sources.whatsapp.people import People, clean_name, make_exporter, make_group, read_number
from ingest.sources.whatsapp.reader import Reader

__all__ = [
    "SAYS",
    "TAKES",
    "VERSION",
    "ask_exporter",
    "claims_chat",
    "find_missing_proof",
    "find_title",
    "list_attached_files",
    "read_chat",
]

VERSION = 1
SAYS = "a WhatsApp chat (text)"


def read_chat(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what a chat says, entry by entry; what cannot be read is refused with its line.

    Raises SourceError where it is not said whose telephone it is from, or no line begins as those of a chat do.
    """
    exporter = read_answer(answers, EXPORTER)
    if exporter is None:
        raise SourceError(
            "the file", "it is not said whose telephone the chat is from", "exporter = ... in sources.toml"
        )
    form = find_form(path)
    if form is None:
        raise SourceError("the file", "no line that begins with a date and a time", SAYS)
    overview = Overview.of(path, form, answers.day_first, read_answer(answers, TITLE))
    if overview.day_first is None:
        raise SourceError("the file", "dates whose order is not told", "day_first = ... in sources.toml")
    zone = ZoneInfo(answers.time_zone) if answers.time_zone else UTC
    if answers.exported is None and overview.newest is not None:
        newest = overview.newest.replace(tzinfo=zone).astimezone(UTC)
        yield Captured(place="the file", at=newest, basis="newest message")
    title, named = read_answer(answers, TITLE), read_answer(answers, CHAT)
    label = named or title or ""
    own = "" if named else exporter
    created = overview.created
    if named is None and created is not None:
        moment = created[1].replace(tzinfo=zone).astimezone(UTC)
        label = f"{created[0]} {moment:%Y-%m-%dT%H:%M}"
    group = make_group(label, *([own] if own else []))
    people = People(
        Group(id=f"whatsapp:chat{hash_words(exporter, group.id)}"),
        make_exporter(exporter),
        overview.find_you(read_answer(answers, YOU)),
    )
    chat = find_chat(overview, people, group, title)
    reader = Reader(overview, people, chat, title, form, zone, beside, group.id)
    if answers.time_zone is None:
        reader.count("times without a zone, taken as UTC; time_zone says better", "the file")
    yield from tell_exporter(people, exporter)
    yield from tell_chat(reader, read_answer(answers, INVITE))
    for entry in read_entries(path, form, reach):
        yield from reader.read(entry)
    yield from tell_title(reader)
    if people.you is None:
        reader.count("the exporter's messages stand under a name that is not known; you = ... says which", "the file")
    yield from reader.notices()


def find_chat(overview: Overview, people: People, group: Group, title: str | None) -> Group | Account | Participant:
    """Give what the posts stand in: the group, or the partner of a private chat."""
    if overview.is_group(people.you):
        return group
    others = [name for name in overview.writers if name != people.you]
    named_so = title is not None and clean_name(title) in others
    partner = title if named_so or not others else others[0]
    return people.find(partner) if partner else group


def tell_exporter(people: People, label: str) -> Iterator[Record]:
    """Yield what is said of whoever exported: a number, or what people call the telephone."""
    number = read_number(label)
    if number:
        yield Profile(place="the file", subject=people.exporter, contacts=(number,), where="export")
    else:
        yield Naming(place="the file", subject=people.exporter, name=label, how="saved")


def tell_chat(reader: Reader, invite: str | None) -> Iterator[Record]:
    """Yield what kind of chat it is, and what opens it, where somebody has said so."""
    chat = reader.chat
    if isinstance(chat, Group):
        yield Status(place="the file", subject=chat, state="described", kind="group")
        if invite:
            yield Profile(place="the file", subject=chat, opened_by=(invite,))


def tell_title(reader: Reader) -> Iterator[Record]:
    """Yield the name of the chat as the name of its file has it, which lacks the characters that systems forbid there.

    Where the lines of the app tell a name that differs in such marks alone, that one is seen.
    """
    title, chat = reader.title, reader.chat
    if title is None:
        return
    if not isinstance(chat, Group):
        yield from reader.people.tell("the file", chat, title, None)
        return
    told = reader.named
    name = told if told is not None and fold_title(told) == fold_title(title) else title
    yield Naming(place="the file", subject=chat, name=name, how="seen")


def fold_title(title: str) -> str:
    """Give the letters and digits of a name."""
    return "".join(filter(str.isalnum, title.casefold()))
