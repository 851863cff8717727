"""Telegram Desktop's ``result.json``, as its versions write it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from worlds.clock import to_berlin_time
from worlds.world import Account, Event, Group, Post, Text, World, at_time, join_words

Json = dict[str, Any]
NO_FILE = "(File not included. Change data exporting settings to download.)"
SHIFT = 1_000_000_000
"""What is taken off the ids of a basic group's messages once it has become a supergroup."""


class Writer:
    """Writes the chats of a world as they looked at the time of an export."""

    def __init__(self, world: World | None, at: datetime, version: int = 2024) -> None:
        self.world, self.at, self.version = world, at, version

    def chat(self, group: Group) -> Json:
        """Write one chat; one that was a basic group keeps its old messages in front, their ids moved away."""
        posts = self.world.posts if self.world else []
        return self.told(group, (post for post in posts if post.group is group))

    def told(self, group: Group, posts: Iterable[Post], events: Iterable[Event] | None = None) -> Json:
        """Write one chat of these posts, and of these events in the place of all."""
        items: list[Event | Post] = [
            *(event for event in (group.events if events is None else events) if event.at <= self.at),
            *(post for post in posts if post.at <= self.at and not (post.deleted and post.deleted <= self.at)),
        ]
        items.sort(key=lambda item: item.number)
        messages = []
        for item in items:
            shift = SHIFT if group.moved and item.at < group.moved else 0
            if isinstance(item, Event):
                messages.append(self.event(item, shift))
            else:
                messages.append(self.message(item, shift))
        return {
            "name": at_time(group.names, self.at),
            "type": group.form,
            "id": int(group.number),
            "messages": messages,
        }

    def message(self, post: Post, shift: int) -> Json:
        """Write a message, with the text it had at the time of the export."""
        out: Json = {"id": post.number - shift, "type": "message"} | self.date("date", post.at)
        text = post.text
        if post.edited and post.edited[0] > self.at:
            text = post.edited[1]
        elif post.edited:
            out |= self.date("edited", post.edited[0])
        elif self.version < 2021:
            out["edited"] = "1970-01-01T01:00:00"
        out |= self.peer("from", post.author)
        if post.forwarded_from:
            out["forwarded_from"] = post.forwarded_from
        # An answer keeps the id of what it answered when that is deleted; the sample leaves such answers out.
        kept = post.reply_to and (self.world is None or not post.reply_to.deleted)
        if kept and post.reply_to and post.reply_to.group is post.group:
            out["reply_to_message_id"] = post.reply_to.number - shift
        if post.photo:
            out |= {"photo": NO_FILE, "width": 1080, "height": 720}
        if post.card:
            first, number = post.card
            card = {"first_name": first, "last_name": "", "phone_number": "+" + " ".join(number.groups)}
            out["contact_information"] = card
        out |= self.text(text)
        if post.button and self.version >= 2024:
            button = {"type": "url", "text": post.button.text, "data": post.button.href}
            out["inline_bot_buttons"] = [[button]]
        if self.version >= 2024 and post.number % 11 == 0:
            out["reactions"] = [{"type": "emoji", "count": post.number % 5 + 1, "emoji": "👍"}]
        return out

    def event(self, event: Event, shift: int) -> Json:
        """Write a service message."""
        out: Json = {"id": event.number - shift, "type": "service"} | self.date("date", event.at)
        out |= self.peer("actor", event.actor)
        out["action"] = event.action
        if event.title:
            out["title"] = event.title
        if event.action in ("create_group", "invite_members", "remove_members"):
            out["members"] = [self.name(member) for member in event.members]
        if event.action == "join_group_by_link":
            out["inviter"] = "Group"
        if event.action == "migrate_from_group":
            out["title"] = at_time(event.actor.names, event.at)
        if event.action == "pin_message":
            out["message_id"] = event.number - 1 - shift
        return out | self.text(())

    def text(self, text: Text) -> Json:
        """Write a text twice, as Telegram does: as it reads, and as entities."""
        if all(piece.kind == "plain" for piece in text):
            value: str | list[Any] = join_words(text)
        else:
            value = [piece.text if piece.kind == "plain" else _write_entity(piece) for piece in text]
        return {"text": value} | ({"text_entities": [_write_entity(p) for p in text]} if self.version >= 2022 else {})

    def date(self, key: str, at: datetime) -> Json:
        """Write a time in the exporter's zone and, since 2022, as an instant."""
        out: Json = {key: f"{to_berlin_time(at):%Y-%m-%dT%H:%M:%S}"}
        if self.version >= 2022:
            out[f"{key}_unixtime"] = str(int(at.timestamp()))
        return out

    def peer(self, key: str, who: Account | Group) -> Json:
        """Write who wrote or acted: the name of today, and the id as the version has it."""
        number = who.number if self.version < 2021 else who.id.removeprefix("telegram:")
        return {key: self.name(who), f"{key}_id": int(number) if self.version < 2021 else number}

    def name(self, who: Account | Group) -> str | None:
        """Give the name at the time of the export; None of an account that is gone."""
        if isinstance(who, Account) and who.removed and who.removed <= self.at:
            return None
        return at_time(who.names, self.at)


def _write_entity(piece: Any) -> Json:
    out: Json = {"type": piece.kind, "text": piece.text}
    if piece.kind == "text_link":
        out["href"] = piece.href
    return out


def account_export(writer: Writer, owner: Account, chats: Sequence[Json], left: Sequence[Json]) -> Json:
    """Write what a person gets who exports the whole account."""
    first, _, last = at_time(owner.names, writer.at).partition(" ")
    about = "Here is the data you requested."
    handle = f"@{at_time(owner.handles, writer.at)}" if owner.handles else ""
    return {
        "about": about,
        "personal_information": {
            "user_id": int(owner.number),
            "first_name": first,
            "last_name": last,
            "phone_number": owner.shows[0].text,
            "username": handle,
            "bio": "",
        },
        "profile_pictures": [],
        "stories": [],
        "contacts": {"about": "Contacts you synchronised.", "list": []},
        "frequent_contacts": {"about": "", "list": []},
        "sessions": {"about": "", "list": []},
        "web_sessions": {"about": "", "list": []},
        "other_data": {"about": "", "changes_log": []},
        "chats": {"about": "This page lists all chats from this export.", "list": list(chats)},
        "left_chats": {"about": "Chats you left.", "list": list(left)},
    }


def dump_telegram(thing: Json) -> bytes:
    """Give the bytes as Telegram writes them: one space deep, control characters the wrong way."""
    text = json.dumps(thing, ensure_ascii=False, indent=1)
    return (text.replace("\\u000b", "\\x0B") + "\n").encode()
