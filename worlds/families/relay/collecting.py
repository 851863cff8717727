"""How analysts collect: many small exports of single chats, tables by hand, lists of members, profiles looked up."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from worlds.families.relay.mappings import MAPPINGS
from worlds.families.relay.people import DAY, END, Account, Place, Post, World, value_at
from worlds.families.relay.seeing import Seen, write_time

ZONES = ("Europe/Berlin", "Europe/London", "Europe/Paris", "Europe/Athens")
KINDS = {"channel": "public_channel", "chat": "public_supergroup"}
Json = dict[str, Any]
NOBODY: Mapping[str, str] = MappingProxyType({})


class Desk:
    """Writes files into the folder of the case, and remembers what a sources.toml must say of each."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        self.folder = folder
        self.sections: list[str] = []
        self.exports: dict[str, int] = {}

    def write_text(self, name: str, text: str) -> None:
        """Write one file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def write_table(self, name: str, header: str, rows: list[tuple[str, ...]], delimiter: str = ",") -> None:
        """Write a CSV and the mapping for it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerow(header.split("|"))
            writer.writerows(rows)

    def tell(self, match: str, at: int, by: str, how: str) -> None:
        """Say of a file when, by whom and how it was taken."""
        self.sections.append(
            f"[[file]]\nmatch = {json.dumps(match)}\nexported = {write_time(at)}\n"
            f"captured_by = {json.dumps(by)}\ncaptured_how = {json.dumps(how)}\n"
        )

    def finish(self) -> None:
        """Write the mappings of what is there, and sources.toml."""
        for name, text in MAPPINGS.items():
            if (self.folder / name).parent.is_dir():
                self.write_text(name, text)
        head = '# What the files do not say of themselves.\n\n[[file]]\nmatch = "**"\n'
        head += 'regions = ["FR", "GB", "DE", "SE", "US"]\n'
        self.write_text("sources.toml", "\n".join((head, *self.sections)))


def write_message(post: Post, place: Place, at: int, zone: str, seen: Seen, saved: Mapping[str, str] = NOBODY) -> Json:
    """Write a message as Telegram Desktop does at an export; a deleted account has no name."""
    local = datetime.fromtimestamp(post.at, UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")
    message: Json = {"id": post.number, "type": "message", "date": local, "date_unixtime": str(post.at)}
    if post.author is None:
        voice = post.voice or place
        message |= {"from": seen.note_place(voice, at), "from_id": voice.id.partition(":")[2]}
    else:
        author = post.author
        gone = author.lost < at and int(author.id[-1]) % 2 == 0
        name = None if gone else seen.note_account(author, at, saved.get(author.id), phone=True)
        message |= {"from": name, "from_id": author.id.partition(":")[2]}
    if post.signed:
        message["author"] = post.signed
    if post.forwarded:
        message["forwarded_from"] = post.forwarded
    message |= {"text": post.text, "text_entities": [{"type": "plain", "text": post.text}]}
    seen.note_post(post, place)
    return message


def write_chat(
    place: Place, window: tuple[int, int], at: int, zone: str, seen: Seen, saved: Mapping[str, str] = NOBODY
) -> Json:
    """Write a chat as a single export: titles, joins and messages of the window.

    Whom the exporter saved under a name bears that name, by account in ``saved``.
    """
    begin, end = window
    name = value_at(place.names, at)
    things: list[tuple[int, Json]] = []

    def serve(when: int, actor: str | None, actor_id: str, action: str, **more: object) -> None:
        local = datetime.fromtimestamp(when, UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")
        thing: Json = {
            "type": "service",
            "date": local,
            "date_unixtime": str(when),
            "actor": actor,
            "actor_id": actor_id,
        }
        things.append((when, {**thing, "action": action, **more, "text": "", "text_entities": []}))

    key = place.id.partition(":")[2]
    for index, (when, title) in enumerate(place.names):
        if begin <= when < min(end, place.end):
            seen.titles[place.id].add(when)
            seen.names[place.id].setdefault(title, when)
            serve(when, name, key, "edit_group_title" if index else "create_channel", title=title)
    if not place.broadcasts:
        for account, when in place.members.items():
            if begin <= when < min(end, place.end) and int(account.id[-2]) % 3 == 0:
                shown = seen.note_account(account, at, saved.get(account.id), phone=True)
                seen.members[place.id].add(account.id)
                serve(when, shown, account.id.partition(":")[2], "join_group_by_link", inviter=name)
    things += [
        (post.at, write_message(post, place, at, zone, seen, saved))
        for post in place.posts
        if begin <= post.at < end and post.gone > at
    ]
    if things:  # an export without a message is not written
        seen.note_place(place, at)
    things.sort(key=lambda entry: (entry[0], entry[1].get("id", 0)))
    messages = []
    for number, (_, thing) in enumerate(things):
        messages.append({"id": thing.get("id", 1_000_000_000 - (number + 1)), **thing} if "id" not in thing else thing)
    kind = KINDS[place.kind] if place.handle else KINDS[place.kind].replace("public", "private")
    return {"name": name, "type": kind, "id": int(key.removeprefix("channel")), "messages": messages}


def number_posts(world: World, place: Place) -> None:
    """Order the posts of a place, number them, and say which are deleted when."""
    place.names = place.names[:1] + [each for each in place.names[1:] if each[0] < place.end]
    place.posts = [each for each in place.posts if place.born <= each.at < place.end]
    place.posts.sort(key=lambda each: each.at)
    number = 1
    for post in place.posts:
        number += world.rng.choice((1, 1, 1, 2, 3))
        post.number = number
        if world.happens("deleted"):
            post.gone = post.at + int(world.rng.expovariate(1 / 20) * DAY)


def collect_telegram(world: World, desk: Desk, seen: Seen) -> None:
    """Write the many exports of single channels and chats."""
    rng = world.rng
    for place in [each for each in world.places if each.platform == "telegram"]:
        if not world.happens("collected_crew" if place.purpose == "crew" else "collected_other") or not place.posts:
            continue
        closes = place.end if place.fate in ("removed", "deleted", "private") else END
        times = 1 + (world.happens("again")) + (rng.random() < 0.25)
        for _ in range(times):
            at = max(world.moment(min(place.born + 20 * DAY, closes - 1), closes) for _ in range(2))
            if rng.random() < 0.4:
                at = closes - rng.randint(3600, 12 * DAY)
            at = max(at, place.born + 3600)
            begin = (
                at - 7 * DAY
                if world.happens("one_week")
                else (0 if rng.random() < 0.7 else at - rng.randint(30, 150) * DAY)
            )
            end = at - rng.randint(7, 60) * DAY if world.happens("ends_early") and begin == 0 else at
            write_export(world, desk, seen, place, (begin, end), at)


def write_export(world: World, desk: Desk, seen: Seen, place: Place, window: tuple[int, int], at: int) -> None:
    """Write one export of one chat; on a few the disk was full before its end."""
    rng = world.rng
    who = rng.randrange(len(ZONES))
    chat = write_chat(place, window, at, ZONES[who], seen)
    if not chat["messages"]:
        return
    day = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
    folder = f"telegram/desk{who + 1}/ChatExport_{day}"
    count = desk.exports[folder] = desk.exports.get(folder, -1) + 1
    folder += f" ({count})" if count else ""
    desk.write_text(f"{folder}/result.json", json.dumps(chat, ensure_ascii=False, indent=1))
    desk.tell(f"{folder}/result.json", at, f"desk {who + 1}", "Telegram Desktop, one chat")


def collect_whatsapp(world: World, desk: Desk, seen: Seen) -> None:
    """Write WhatsApp groups as the tables of two phone tools; the second overlaps with the first."""
    rng = world.rng
    lines: tuple[list[str], list[str]] = ([], [])
    for place in [each for each in world.places if each.platform == "whatsapp"]:
        if not world.happens("collected_crew" if place.purpose == "crew" else "collected_other"):
            continue
        for which in (0, 1) if rng.random() < 0.2 else (rng.randrange(2),):
            begin = place.born if rng.random() < 0.6 else rng.randint(place.born, place.end)
            for post in place.posts:
                if post.at < begin or post.author is None:
                    continue
                seen.note_post(post, place)
                row = {
                    "chat": {"jid": place.id.partition(":")[2], "subject": seen.note_place(place, post.at)},
                    "sender": post.author.id.partition(":")[2],
                    "shown_as": seen.note_account(post.author, post.at),
                    "time": write_time(post.at),
                    "text": post.text,
                }
                lines[which].append(json.dumps(row, ensure_ascii=False))
    for index, rows in enumerate(lines):
        if rows:
            desk.write_text(f"whatsapp/chats_{index + 1}.jsonl", "\n".join(rows) + "\n")
            desk.tell(f"whatsapp/chats_{index + 1}.jsonl", END - DAY, "desk 2", "groups of a phone that was handed in")


def collect_facebook(world: World, desk: Desk, seen: Seen) -> None:
    """Write posts of pages and groups, and what pages were called."""
    rng = world.rng
    rows: list[tuple[str, ...]] = []
    names: list[tuple[str, ...]] = []
    for place in [each for each in world.places if each.platform == "facebook"]:
        if not world.happens("collected_crew" if place.purpose == "crew" else "collected_other"):
            continue
        page, until = place.kind == "page", place.end if rng.random() < 0.5 else rng.randint(place.born, place.end)
        key = place.id.partition(":")[2]
        for post in place.posts:
            if post.at > until or post.gone < until or (post.author is None) != page:
                continue
            seen.note_post(post, place)
            shown = seen.note_place(place, post.at)
            who = (
                (key, shown)
                if post.author is None
                else (post.author.id.partition(":")[2], seen.note_account(post.author, post.at))
            )
            where = ("", "") if page else (key.removeprefix("group"), shown)
            post_id = f"99{key[-9:]}{post.number:06}"
            rows.append((post_id, write_time(post.at), *who, *where, post.text))
        if page and len(place.names) > 1 and rng.random() < 0.7:
            seen.ids.add(place.id)
            for (since, name), (later, _) in zip(place.names, place.names[1:], strict=False):
                names.append((key, name, write_time(since), write_time(later)))
                seen.names[place.id].setdefault(name, since)
                seen.history.add((place.id, name))
            names.append((key, place.names[-1][1], write_time(place.names[-1][0]), ""))
            seen.history.add((place.id, place.names[-1][1]))
            seen.names[place.id].setdefault(place.names[-1][1], place.names[-1][0])
    if rows:
        desk.write_table(
            "facebook/posts_1.csv", "post|written|who|who is called|where|where is called|words", rows, ";"
        )
        desk.tell("facebook/posts_1.csv", END - DAY, "desk 3", "pages and groups, copied by hand")
    if names:
        desk.write_table("lookups/former_names.csv", "page|bore|since|until", names)
        desk.tell("lookups/former_names.csv", END - DAY, "desk 3", "what pages say of themselves")


def collect_profiles(world: World, desk: Desk, seen: Seen) -> None:
    """Write the profiles that somebody looked up, once or again later."""
    rng = world.rng
    rows: list[tuple[str, ...]] = []
    for account in world.accounts:
        if account.platform == "whatsapp" or account.born > END - 2 * DAY:
            continue
        rate = "crew_profile_seen" if account.person.crew else "profile_seen"
        if account.id not in seen.ids and rng.random() < 0.75:
            continue
        for _ in range(1 + (rng.random() < 0.25) if world.happens(rate) else 0):
            last = max(account.born + DAY, min(account.lost, END) - 1)
            rows.append(_look_up(account, rng.randint(account.born + DAY - 1, last), seen))
    rows.sort(key=lambda row: row[-1])
    desk.write_table("lookups/profiles.csv", "platform|id|name|handle|phone|bio|looked at", rows)
    desk.tell("lookups/profiles.csv", END - DAY, "desk 1", "profiles, looked up by hand")


def _look_up(account: Account, at: int, seen: Seen) -> tuple[str, ...]:
    name, handle = seen.note_account(account, at), seen.note_handle(account, at)
    phone = value_at(account.shown, at)
    seen.note_shown(account, at, [*([phone] if phone else ()), *account.bio_contacts])
    key = account.id.partition(":")[2]
    return account.platform, key, name, handle, phone, account.bio, write_time(at)


def collect_places(world: World, desk: Desk, seen: Seen) -> None:
    """Write places that were looked up, lists of members and administrators, and the hand-kept table of states."""
    rng = world.rng
    places: list[str] = []
    members: list[tuple[str, ...]] = []
    states: list[tuple[str, ...]] = []
    for place in world.places:
        if place.id not in seen.ids and rng.random() < 0.8:
            continue
        key = place.id.partition(":")[2].removeprefix("group")
        at = rng.randint(place.born, max(place.born + 1, place.end - 1))
        if place.kind != "page" and rng.random() < 0.6:
            invite = f"https://{place.invite.removeprefix('invite:')}" if place.invite else ""
            about = {"id": key, "title": seen.note_place(place, at), "username": place.handle, "invite": invite}
            count = sum(when <= at for when in place.members.values())
            places.append(
                json.dumps(
                    {"platform": place.platform, "place": {**about, "members": count}, "seen": write_time(at)},
                    ensure_ascii=False,
                )
            )
            if place.contact:
                seen.opens.add((place.contact, place.id))
        if place.kind != "page" and world.happens("members_listed"):
            hidden = place.broadcasts or rng.random() < 0.4
            for account, when in place.members.items():
                if when <= at < account.lost and not hidden:
                    members.append(
                        (
                            place.platform,
                            key,
                            account.id.partition(":")[2],
                            seen.note_account(account, at),
                            "member",
                            write_time(at),
                        )
                    )
                    seen.members[place.id].add(account.id)
            for account in place.admins:
                if rng.random() < 0.8 and account.platform == place.platform:
                    members.append(
                        (
                            place.platform,
                            key,
                            account.id.partition(":")[2],
                            seen.note_account(account, at),
                            "admin",
                            write_time(at),
                        )
                    )
                    seen.admins[place.id].add(account.id)
                    seen.ids.add(place.id)
        if world.happens("state_checked") and place.kind != "fbgroup":
            check = place.born
            for _ in range(1 + world.happens("state_again") + (rng.random() < 0.3)):
                check = rng.randint(check, END)
                states.append(_check_state(world, place, key, check, seen))
    if places:
        desk.write_text("lookups/places.jsonl", "\n".join(places) + "\n")
        desk.tell("lookups/places.jsonl", END - DAY, "desk 1", "a script that looks places up")
    if members:
        desk.write_table("lookups/members.csv", "platform|place|account|name|role|listed", members)
        desk.tell("lookups/members.csv", END - DAY, "desk 1", "lists as the application shows them")
    if states:
        desk.write_table("table/zustand.csv", "Datum|Netz|ID|Name|Zustand|Wer", states, ";")
        desk.tell("table/zustand.csv", END - DAY, "desk 4", "table kept by hand")


def _check_state(world: World, place: Place, key: str, at: int, seen: Seen) -> tuple[str, ...]:
    """Write what somebody found on looking a place up; one silent place is now and then taken for a dead one."""
    name = seen.note_place(place, min(at, place.end - 1))
    word = "lebt"
    if at >= place.end:
        word = {"removed": "weg", "deleted": "weg", "private": "privat", "quiet": "still"}.get(place.fate, "lebt")
        if word != "lebt" and world.rng.random() < 0.08:
            word = "weg" if word == "still" else "still"
    seen.states[place.id].add(word)
    local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo("Europe/Berlin")).strftime("%d.%m.%Y %H:%M")
    net = {"telegram": "tg", "whatsapp": "wa", "facebook": "fb"}[place.platform]
    return local, net, key, name, word, world.rng.choice(("mk", "TL", "Desk 4", ""))
