"""Write groups and telephones of a world of ``square`` as Telegram Desktop exports them."""

import json
import re
from datetime import timedelta, timezone
from typing import Any

from worlds.families.square.files import Files
from worlds.families.square.gathering import Export, Gathered, Holder
from worlds.families.square.people import Account, World
from worlds.families.square.posting import Post

ZONE = timezone(timedelta(hours=3))
"""The clock of whoever exported Telegram."""
LINK = re.compile(r"https://\S+|@\w+")


def number_messages(world: World, posts: list[Post]) -> dict[str, list[tuple[int, int, Post | Account | str]]]:
    """Number all that happens in Telegram groups: id, when, and a post, somebody who joined, or a new title."""
    events: dict[str, list[tuple[int, int, Post | Account | str]]] = {}
    for post in posts:
        if post.group is not None and post.group.platform == "telegram":
            events.setdefault(post.group.id, []).append((post.at, 2, post))
    numbered: dict[str, list[tuple[int, int, Post | Account | str]]] = {}
    for group in world.groups:
        if group.platform != "telegram":
            continue
        listed = events.get(group.id, [])
        listed += [(since, 0, name) for since, name in group.names]
        if group.kind == "group":
            listed += [(at, 1, account) for at, _, account in group.members.values() if world.chance(0.35)]
        listed.sort(key=lambda event: event[:2])
        number = 0
        kept = numbered.setdefault(group.id, [])
        for at, _, thing in listed:
            number += 1 + world.rng.randrange(3)
            if isinstance(thing, Post):
                thing.id = str(number)
            kept.append((number, at, thing))
    return numbered


def write_exports(
    files: Files, seen: Gathered, numbered: dict[str, list[tuple[int, int, Post | Account | str]]]
) -> None:
    """Write the groups exported whole, and the telephones."""
    for turn, export in enumerate(seen.exports):
        name = f"telegram/export_{turn + 1:02d}/result.json"
        files.text(name, json.dumps(_make_chat(files, export, numbered), ensure_ascii=False, indent=1))
        files.source(name, export.at, "monitor", "Telegram Desktop, one chat")
    for turn, holder in enumerate(seen.holders):
        name = f"phones/phone_{turn + 1}/result.json"
        files.text(name, json.dumps(_make_phone_export(files, holder, numbered), ensure_ascii=False, indent=1))
        files.source(name, holder.at, "desk 2", "Telegram Desktop, all chats, by consent of the holder")


def _format_moment(files: Files, at: int) -> dict[str, str]:
    """Give a time as Telegram Desktop writes it."""
    when = files.world.day(at)
    return {"date": when.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S"), "date_unixtime": str(int(when.timestamp()))}


def _name_account(files: Files, account: Account, at: int, saved: dict[str, str]) -> tuple[str | None, str]:
    """Give the name an export shows of an account, none where it is gone, and its id."""
    if account.died <= at:
        return None, files.see(account, at)
    name = saved.get(account.id)
    if name is not None:
        return name, files.see(account, at, name, "saved")
    name = account.name_at(at)
    return name, files.see(account, at, name, "shown")


def _make_chat(
    files: Files, export: Export, numbered: dict[str, list[tuple[int, int, Post | Account | str]]]
) -> dict[str, Any]:
    """Give one exported group, with what happened in it."""
    group, at = export.group, export.at
    id = files.see(group, at, group.name_at(at))
    messages: list[dict[str, Any]] = []
    for number, when, thing in numbered[group.id]:
        if not export.begin <= when < at:
            continue
        if isinstance(thing, Post):
            if thing.captured:
                messages.append({"id": number, **_make_message(files, thing, export), **_format_moment(files, when)})
            continue
        action: dict[str, Any]
        if isinstance(thing, str):
            files.names.setdefault(group.id, []).append((when, thing, "title"))
            head = next((each for begin, end, each in group.admins if begin <= when < end), None)
            action = {"action": "edit_group_title", "title": thing}
            if when == group.born:
                action = {"action": "create_channel", "title": thing}
            if head is None or group.kind == "channel":
                action |= {"actor": group.name_at(at), "actor_id": id}
                head = None
        else:
            head, action = thing, {"action": "join_group_by_link", "inviter": "Group"}
        if head is not None:
            name, account = _name_account(files, head, at, export.saved)
            action |= {"actor": name, "actor_id": account}
            files.enter(group, head)
        messages.append(
            {"id": number, "type": "service", **action, "text": "", "text_entities": [], **_format_moment(files, when)}
        )
    kind = "public_channel" if group.kind == "channel" else "public_supergroup"
    return {"name": group.name_at(at), "type": kind, "id": int(id.removeprefix("channel")), "messages": messages}


def _make_message(files: Files, post: Post, export: Export) -> dict[str, Any]:
    """Give one message; its text comes in parts where it holds a link and nothing else of note."""
    group = export.group
    if post.account is None:
        name: str | None = group.name_at(export.at)
        id = files.see(group, export.at)
    else:
        name, id = _name_account(files, post.account, export.at, export.saved)
        files.enter(group, post.account)
    message: dict[str, Any] = {"type": "message", "from": name, "from_id": id}
    if post.forwarded:
        message["forwarded_from"] = post.forwarded
    if post.reply is not None and post.reply.group is group and post.reply.id:
        message["reply_to_message_id"] = int(post.reply.id)
    entities = [{"type": "plain", "text": post.text}]
    message["text"] = post.text
    if not post.numbers and not post.sign and not post.email and LINK.search(post.text):
        entities = []
        rest = post.text
        while found := LINK.search(rest):
            if found.start():
                entities.append({"type": "plain", "text": rest[: found.start()]})
            entities.append({"type": "mention" if found[0].startswith("@") else "link", "text": found[0]})
            rest = rest[found.end() :]
        if rest:
            entities.append({"type": "plain", "text": rest})
        message["text"] = [part["text"] if part["type"] == "plain" else part for part in entities]
    message["text_entities"] = entities
    return message


def _make_phone_export(
    files: Files, holder: Holder, numbered: dict[str, list[tuple[int, int, Post | Account | str]]]
) -> dict[str, Any]:
    """Give all that one telephone held: its owner, contacts as saved, chats and groups."""
    at, owner = holder.at, holder.account
    name, id = _name_account(files, owner, at, {})
    files.see(owner, at, name or "")
    contacts = []
    saved: dict[str, str] = {}
    for other, number, as_saved in holder.contacts:
        saved[other.id] = as_saved
        bare = files.see(other, at, as_saved, "saved")
        contacts.append({"user_id": int(bare.removeprefix("user")), "first_name": as_saved, "last_name": "",
                         "phone_number": number, **_format_moment(files, at)})  # fmt: skip
    chats: list[dict[str, Any]] = []
    for other, lines in holder.chats:
        messages = []
        for turn, (when, writer, text) in enumerate(lines):
            shown, writer_id = _name_account(files, writer, at, saved)
            messages.append({"id": 5000 + turn, "type": "message", **_format_moment(files, when),
                             "from": shown, "from_id": writer_id, "text": text,
                             "text_entities": [{"type": "plain", "text": text}]})  # fmt: skip
        bare = files.see(other, at).removeprefix("user")
        chats.append({"name": saved[other.id], "type": "personal_chat", "id": int(bare), "messages": messages})
    chats += [_make_chat(files, export, numbered) for export in holder.exports]
    return {
        "about": "Here is the data you requested.",
        "personal_information": {
            "user_id": int(id.removeprefix("user")),
            "first_name": name or "",
            "last_name": "",
            "phone_number": holder.number,
            "username": f"@{owner.handle_at(at)}" if owner.handle_at(at) else "",
            "bio": "",
        },
        "contacts": {"about": "Contacts.", "list": contacts},
        "chats": {"about": "Chats.", "list": chats},
    }
