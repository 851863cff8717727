"""The users and chats that a dump lists: their names, handles, numbers and descriptions, as they were on that day."""

from collections.abc import Iterator
from typing import Any

from graph.model import Account, Group
from ingest.record import Profile, Record, Refused, Status
from ingest.sources.telegram.file import TelegramFile, join_full_name, take_text
from ingest.sources.telegram.peers import read_whole_number

Json = dict[str, Any]
FORBIDDEN = ("ChatForbidden", "ChannelForbidden")


def read_listed(file: TelegramFile, place: str, value: object, raw: bytes) -> Iterator[Record | Refused]:
    """Yield what a dump says of one user or chat beside its messages."""
    thing: Json = dict(value) if isinstance(value, dict) else {}
    kind = str(thing.get("_", ""))
    try:
        number = read_whole_number(thing.get("id"))
        if number <= 0:
            raise ValueError(f"id {number} is no number of a user or chat")
    except ValueError as error:
        yield Refused(place=place, found=str(error), expected="a user or chat with its id", raw=raw)
        return
    if kind.startswith("User"):
        yield from read_user(file, place, Account(id=f"telegram:user{number}"), thing)
    else:
        space = "channel" if kind.startswith("Channel") else "chat"
        yield from read_chat(file, place, Group(id=f"telegram:{space}{number}"), thing)


def read_user(file: TelegramFile, place: str, node: Account, thing: Json) -> Iterator[Record]:
    """Yield the name, handles and number of a user."""
    yield from file.naming(place, node, join_full_name(thing))
    phone = take_text(thing, "phone")
    if phone:
        phone = phone if phone.startswith("+") else f"+{phone}"
    handles = list_handles(thing)
    about = take_text(thing, "about") or ""
    for number, handle in enumerate(handles or [None]):
        contacts = (phone,) if phone and not number else ()
        if handle or about or contacts:
            yield Profile(place=place, subject=node, handle=handle, text=about, contacts=contacts)
    if thing.get("deleted") is True:
        yield Status(place=place, subject=node, state="removed")


def read_chat(file: TelegramFile, place: str, node: Group, thing: Json) -> Iterator[Record]:
    """Yield the title, handles, description and size of a group or channel."""
    kind = str(thing.get("_", ""))
    open_ = "public" if thing.get("username") or thing.get("usernames") else "private"
    yield from file.naming(place, node, take_text(thing, "title"))
    about = take_text(thing, "about") or ""
    for handle in list_handles(thing) or [None]:
        if handle or about:
            yield Profile(place=place, subject=node, handle=handle, text=about)
    if kind in FORBIDDEN:
        yield Status(place=place, subject=node, state="private")
    elif kind:
        count = thing.get("participants_count")
        named = "supergroup" if thing.get("megagroup") else "channel" if kind.startswith("Channel") else "group"
        members = count if type(count) is int and count >= 0 else None
        described = f"{open_}_{named}" if named != "group" else "private_group"
        yield Status(place=place, subject=node, state="described", kind=described, members=members)


def list_handles(thing: Json) -> list[str | None]:
    """Give the handles of a user or chat, the first one first."""
    more = thing.get("usernames")
    listed = [one.get("username") for one in more if isinstance(one, dict)] if isinstance(more, list) else []
    found = [take_text(thing, "username"), *listed]
    return list(dict.fromkeys(one for one in found if isinstance(one, str) and one.strip(" @")))
