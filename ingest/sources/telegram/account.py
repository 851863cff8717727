"""What the export of a whole Telegram account says beside its chats: whose it is, and whom that one knows."""

from collections.abc import Iterator
from datetime import datetime

from ingest.record import EARLIEST, Contact, Naming, Profile, Record, Refused
from ingest.sources.reading.json_stream import Piece
from ingest.sources.telegram.file import Json, TelegramFile, join_full_name, take_text
from ingest.sources.telegram.overview import Overview
from ingest.sources.telegram.peers import make_account


def read_exporter(file: TelegramFile, event: Piece, raw: bytes) -> Iterator[Record | Refused]:
    """Tell who exported the account, with the number it lives on."""
    about: Json = event.value if isinstance(event.value, dict) else {}
    node = make_account(about.pop("user_id", None))
    if node is None:
        yield Refused(place=event.place, found="no user_id", expected="the account that was exported", raw=raw)
        return
    file.exporter = node
    yield from file.naming(event.place, node, join_full_name(about))
    phone = take_text(about, "phone_number")
    yield Profile(
        place=event.place,
        subject=node,
        handle=take_text(about, "username"),
        text=take_text(about, "bio") or "",
        contacts=(phone,) if phone else (),
        where="export",
        unread=tuple(sorted(about)),
    )


def read_saved_contact(file: TelegramFile, event: Piece, raw: bytes) -> Iterator[Record | Refused]:
    """Tell a saved contact: its name is of the account, or of the number where no account is told."""
    if not isinstance(event.value, dict):
        yield Refused(place=event.place, found=f"{event.value!r:.60}", expected="a saved contact", raw=raw)
        return
    saved: Json = event.value
    node, name, phone = (
        make_account(saved.pop("user_id", None)),
        join_full_name(saved),
        take_text(saved, "phone_number"),
    )
    since = read_saved_time(file, event.place, saved)
    by = file.exporter.id if file.exporter else None
    if node is None:
        if name and phone and any(map(str.isdecimal, phone)):
            unread = tuple(sorted(saved))
            yield Contact(place=event.place, number=phone, name=name, since=since, by=by, unread=unread)
        else:
            file.count("saved contacts without an account, and without a name or a number, not read", event.place)
        return
    names = file.book.setdefault(node.id, set())
    if name:
        names.add(name)
        yield Naming(place=event.place, subject=node, name=name, how="saved", from_=since, by=by)
    yield Profile(
        place=event.place,
        subject=node,
        contacts=(phone,) if phone else (),
        where="address-book",
        unread=tuple(sorted(saved)),
    )


def read_saved_time(file: TelegramFile, place: str, saved: Json) -> datetime | None:
    """Take the time of a saved contact; one that cannot be costs no contact."""
    try:
        at = file.moment(saved, "date", place)
    except (ValueError, OverflowError):
        file.count("times of a saved contact that cannot be", place)
        return None
    return at if at is not None and at.year >= EARLIEST else None


def read_frequent_contact(file: TelegramFile, event: Piece, overview: Overview) -> Iterator[Record]:
    """Tell the name of someone or some group that was often written to."""
    top: Json = event.value if isinstance(event.value, dict) else {}
    kind = take_text(top, "type")
    try:
        node = file.peers.chat("personal_chat" if kind == "user" else kind, top.get("id"), overview)
    except ValueError:
        file.count("frequent contacts without an id, not read", event.place)
        return
    yield from file.naming(event.place, node, take_text(top, "name"))
