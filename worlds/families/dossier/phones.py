"""Phones that were read out: whole accounts and single chats of Telegram Desktop, names as the holder saved them."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from worlds.families.dossier.groups import Place, Scene
from worlds.families.dossier.ledger import Ledger
from worlds.families.dossier.numbers import PREFIXES, country_of
from worlds.families.dossier.people import DAY, END, NEVER, Account, Hand, World
from worlds.families.dossier.talk import Post, write_private_chat
from worlds.families.dossier.texts import NICKNAMES, PACKS

TYPES = {"supergroup": ("public_supergroup", "private_supergroup"), "channel": ("public_channel", "private_channel")}
Object = dict[str, Any]


@dataclass(slots=True)
class Phone:
    """A phone that was read out."""

    name: str
    holder: Hand
    accounts: list[Account]
    until: int
    """The last moment of its chats."""
    exported: int
    why: str
    whole: bool = False
    partners: dict[str, list[Account]] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    """Names under which the holder saved accounts."""
    files: list[tuple[str, int]] = field(default_factory=list)
    """Files written, with the time of the export."""


def write_iso(time: int, zone: str = "UTC") -> str:
    """Write a time as ISO without an offset, in a zone."""
    return datetime.fromtimestamp(time, ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")


def write_utc(time: int) -> str:
    """Write a time in UTC with its offset."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seize_phones(scene: Scene) -> list[Phone]:
    """Choose whose phones are read out: the arrested, some of their clients, witnesses, and people wrongly searched."""
    world, rng = scene.world, scene.world.rng
    wanted = max(8, round(world.size * world.rates["phones"]))
    chosen: list[tuple[Hand, int, str]] = [
        (world.hands[hand], time, "seized at the arrest") for time, hand, _ in scene.arrests if rng.random() < 0.8
    ]
    kinds = {
        "worker": 1.2,
        "ordinary": 0.06,
        "agency": 0.4,
        "exchange": 0.6,
        "family": 0.1,
        "volunteer": 0.5,
        "office": 0.1,
    }
    others = [
        hand
        for hand in world.hands
        if hand.kind in kinds and hand.arrested == NEVER and any(one.platform == "telegram" for one in hand.accounts)
    ]
    weights = [kinds[hand.kind] for hand in others]
    for hand in rng.choices(others, weights, k=max(3, wanted - len(chosen))):
        time = world.draw_time(END - 700 * DAY, END)
        if all(hand is not one for one, _, _ in chosen):
            chosen.append((hand, time, "handed over by a witness" if hand.kind == "ordinary" else "house search"))
    phones: list[Phone] = []
    for hand, time, why in sorted(chosen, key=lambda one: one[1])[:wanted]:
        accounts = [one for one in hand.accounts if one.platform == "telegram" and one.born < time - DAY]
        if accounts:
            accounts = accounts if rng.random() < 0.5 else accounts[-1:]
            exported = time + rng.randrange(2 * DAY, 60 * DAY)
            phones.append(Phone(f"P{len(phones) + 1:03}", hand, accounts, time, exported, why, world.happens("whole")))
    for phone in phones:
        for account in phone.accounts:
            phone.partners[account.id] = choose_partners(scene, phone, account)
        save_names(world, phone)
    return phones


def choose_partners(scene: Scene, phone: Phone, account: Account) -> list[Account]:
    """Choose with whom a holder wrote: people of the same crew or house, people of the same groups."""
    world, rng = scene.world, scene.world.rng
    near = {
        one.id: one
        for index in phone.holder.crews
        for hand in world.crews[index].hands
        for one in world.hands[hand].accounts
    }
    if phone.holder.firm >= 0:
        near |= {one.id: one for hand in world.houses[phone.holder.firm].hands for one in world.hands[hand].accounts}
    partners = [
        one for one in near.values() if one.platform == "telegram" and one.hand != account.hand and rng.random() < 0.6
    ]
    met = [
        world.accounts[id] for place in scene.places if account.id in place.members for id in list(place.members)[:60]
    ]
    met = [one for one in met if one.hand != account.hand]
    partners += rng.sample(met, min(len(met), rng.randrange(2, 9)))
    staff = [
        one
        for one in world.accounts.values()
        if world.hands[one.hand].kind == "worker"
        and one.platform == "telegram"
        and world.hands[one.hand].lang == phone.holder.lang
        and one.hand != account.hand
    ]
    if staff and phone.holder.kind == "ordinary":
        partners += rng.sample(staff, min(len(staff), 2))
    return list({one.id: one for one in partners if one.born < phone.until}.values())


def save_names(world: World, phone: Phone) -> None:
    """Give the names in the holder's address book: real ones, jobs, towns, nicknames, slips; some serve for several."""
    rng, pack = world.rng, PACKS[phone.holder.lang]
    for account in [one for partners in phone.partners.values() for one in partners]:
        hand = world.hands[account.hand]
        if not world.happens("saved"):
            continue
        first = hand.latin.split(" ")[0]
        name = rng.choice((hand.latin, hand.native, account.name_at(phone.until)))
        if world.happens("odd_saved"):
            slip = first[:1] + first[2:3] + first[1:2] + first[3:]
            name = rng.choice(
                (
                    rng.choice(pack.jobs),
                    rng.choice(pack.jobs),
                    f"{first} {rng.choice(pack.towns)}",
                    rng.choice(NICKNAMES),
                    slip,
                    f"{first} {rng.choice(pack.jobs)}",
                    f"{first} 2",
                    ".",
                )
            )
        phone.saved[account.id] = name


class Exporter:
    """Writes the exports of one phone and keeps in the ledger what they hold."""

    def __init__(self, scene: Scene, ledger: Ledger, posts: dict[str, list[Post]], phone: Phone, folder: Path) -> None:
        self.scene, self.ledger, self.posts, self.phone, self.folder = scene, ledger, posts, phone, folder
        self.world, self.rng = scene.world, scene.world.rng
        self.zone = self.rng.choice(("Europe/Paris", "Europe/London", "UTC", "Africa/Tripoli"))
        self.holder = phone.accounts[0].id
        """The account whose export is being written."""

    def name_of(self, id: str) -> str:
        """Give the name under which the phone shows an account or place, and note it."""
        if place := self.scene.by_id.get(id):
            name = place.name_at(self.phone.exported)
            self.ledger.see_place(place, name)
            return name
        account = self.world.accounts[id]
        saved = self.phone.saved.get(id, "")
        name = saved or account.name_at(self.phone.exported)
        how = "seen" if id == self.holder and self.phone.whole else "shown"
        self.ledger.see_account(account, name, "saved" if saved and how == "shown" else how, self.phone.exported // DAY)
        return name

    def write(self) -> None:
        """Write the phone's account or accounts, each whole or as single chats."""
        for at, account in enumerate(self.phone.accounts):
            self.holder = account.id
            chats = self.list_chats(account)
            name = self.phone.name + (f"/{at + 1}" if len(self.phone.accounts) > 1 else "")
            if self.phone.whole:
                if chats and self.rng.random() < 0.3:
                    # A chat was exported by itself, and the whole account too: the files overlap.
                    self.save(f"phones/{name}_first/result.json", self.rng.choice(chats), self.phone.exported)
                whole = self.describe_account(account) | {"chats": {"about": "", "list": chats}}
                self.save(f"phones/{name}/result.json", whole, self.phone.exported)
            else:
                for number, chat in enumerate(chats):
                    self.save(
                        f"phones/{name}/ChatExport_{number + 1:02}/result.json",
                        chat,
                        self.phone.exported + number * 300,
                    )

    def save(self, name: str, value: Object, exported: int) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        self.phone.files.append((name, exported))

    def describe_account(self, account: Account) -> Object:
        """Give the head of a whole export: who the holder is, and the contacts."""
        number = self.phone.holder.number_at(max(account.born, min(self.phone.until, account.ends) - 1))
        first = account.name_at(self.phone.exported)
        self.ledger.see_account(account, first)
        if handle := account.handle_at(self.phone.until - 1):
            self.ledger.handles[account.id].add(handle)
            self.ledger.borne.add((handle, account.id))
        about: Object = {
            "user_id": int(account.digits),
            "first_name": first,
            "last_name": "",
            "phone_number": space_number(number),
            "username": f"@{handle}" if handle else "",
            "bio": account.about,
        }
        if number:
            self.ledger.shown[account.id].add(number)
            self.ledger.send(account.id, number, 0)
        return {
            "about": "Here is the data you requested.",
            "personal_information": about,
            "contacts": {"about": "", "list": self.list_contacts(account)},
        }

    def list_contacts(self, account: Account) -> list[Object]:
        """List the saved contacts with the numbers that the holder knows."""
        contacts = []
        for partner in self.phone.partners[account.id]:
            number = self.world.hands[partner.hand].number_at(self.phone.until - 1)
            if partner.id in self.phone.saved and number and partner.born < self.phone.until:
                self.ledger.see_account(partner, self.phone.saved[partner.id], "saved")
                self.ledger.shown[partner.id].add(number)
                since = self.world.draw_time(partner.born, self.phone.until)
                contacts.append(
                    {
                        "user_id": int(partner.digits),
                        "first_name": self.phone.saved[partner.id],
                        "last_name": "",
                        "phone_number": space_number(number),
                        "date": write_iso(since, self.zone),
                        "date_unixtime": str(since),
                    }
                )
        return contacts

    def list_chats(self, account: Account) -> list[Object]:
        """List the chats of an account as objects of an export; of single chats only those that were taken."""
        chats: list[Object] = []
        until = min(self.phone.until, account.ends)
        for place in self.scene.places:
            if (
                place.platform == "telegram"
                and place.born < until
                and self.reads(place, account, until)
                and self.takes()
            ):
                chat = self.write_place(place, account, until)
                if chat:
                    chats.append(chat)
        for partner in [one for one in self.phone.partners[account.id] if self.takes()]:
            posts = write_private_chat(self.scene, account, partner, until)
            messages = [self.write_message(post, at + 1, partner.id) for at, post in enumerate(self.cut(posts))]
            if messages:
                chats.append(
                    {
                        "name": self.name_of(partner.id),
                        "type": "personal_chat",
                        "id": int(partner.digits),
                        "messages": messages,
                    }
                )
        return chats

    def takes(self) -> bool:
        """Draw whether a chat is exported: all are in a whole account."""
        return self.phone.whole or self.world.happens("chats_taken")

    def reads(self, place: Place, account: Account, until: int) -> bool:
        """Tell whether the account is in a place; channels are read by many."""
        if account.id in place.members:
            return place.members[account.id][0] < until
        hand = self.phone.holder
        return place.kind == "channel" and (
            place.crew in hand.crews or (place.lang == hand.lang and hash_chance(account.id, place.id) < 0.12)
        )

    def cut(self, posts: list[Post]) -> list[Post]:
        """Let some exports begin late or end early."""
        if len(posts) > 3 and self.world.happens("cut_early"):
            at = self.rng.randrange(1, len(posts) - 1)
            return posts[at:] if self.rng.random() < 0.5 else posts[: at + 1]
        return posts

    def write_place(self, place: Place, account: Account, until: int) -> Object | None:
        """Write a group or channel as the phone holds it."""
        since = place.members.get(account.id, (0, 0))[0] if not place.open else 0
        posts = self.cut([post for post in self.posts[place.id] if since <= post.time < until])
        if not posts:
            return None
        messages = [self.write_message(post, post.number) for post in posts]
        self.ledger.see_place(place, place.name_at(self.phone.exported), posts[-1].time)
        return {
            "name": self.name_of(place.id),
            "type": TYPES[place.kind][0 if place.open else 1],
            "id": int(place.digits),
            "messages": messages,
        }

    def write_message(self, post: Post, number: int, partner: str = "") -> Object:
        """Write a message, a card, a call or an event."""
        author = post.author
        # In a private chat ids count within the phone, and both sides are known by it.
        self.ledger.see_post(self.scene, post, partner and self.other_side(post, partner))
        message: Object = {
            "id": number,
            "type": "message",
            "date": write_iso(post.time, self.zone),
            "date_unixtime": str(post.time),
        }
        who = {"actor": self.name_of(author), "actor_id": from_id(author)}
        if post.kind in {"create", "title", "join", "invite", "call", "missed"}:
            message |= {"type": "service"} | who
            if post.kind == "create":
                message |= {
                    "action": "create_channel" if author in self.scene.by_id else "create_group",
                    "title": post.text,
                }
                if author not in self.scene.by_id:
                    message["members"] = [who["actor"]]
                    self.ledger.see_member(self.scene.by_id[post.place], author)
            elif post.kind == "title":
                message |= {"action": "edit_group_title", "title": post.text}
            elif post.kind == "join":
                message |= {"action": "join_group_by_link", "inviter": None}
            elif post.kind == "invite":
                message |= {
                    "action": "invite_members",
                    "members": [self.world.accounts[post.text].name_at(self.phone.exported)],
                }
            else:
                message |= {
                    "action": "phone_call",
                    "duration_seconds": 0 if post.kind == "missed" else 15 + post.time % 900,
                    "discard_reason": "missed" if post.kind == "missed" else "hangup",
                }
            return message | {"text": "", "text_entities": []}
        message |= {"from": who["actor"], "from_id": who["actor_id"]}
        if post.signed:
            message["author"] = post.signed
        if post.forwarded:
            message["forwarded_from"] = self.scene.name_of(post.forwarded, self.phone.exported)
        if post.kind == "card":
            message["contact_information"] = {
                "first_name": post.text,
                "last_name": "",
                "phone_number": space_number(post.numbers[0][0]),
            }
            return message | {"text": "", "text_entities": []}
        return message | {"text": post.text, "text_entities": [{"type": "plain", "text": post.text}]}

    def other_side(self, post: Post, partner: str) -> str:
        """Give whom a private message was written to."""
        return partner if post.author != partner else self.holder


def from_id(id: str) -> str:
    """Give an id as exports of Telegram write it."""
    return id.partition(":")[2] if not id.startswith("facebook") else ""


def hash_chance(one: str, other: str) -> float:
    """Give a chance that is fixed for two ids."""
    return (int(one[-5:]) * 7919 + int(other[-5:]) * 104_729) % 1000 / 1000


def space_number(number: str) -> str:
    """Write a number as Telegram does."""
    if not number:
        return ""
    prefix = PREFIXES[country_of(number)]
    return f"+{prefix} {number[len(prefix) + 1 :]}"


def write_phones(scene: Scene, ledger: Ledger, posts: dict[str, list[Post]], folder: Path) -> list[Phone]:
    """Write the exports of all phones."""
    phones = seize_phones(scene)
    empty: dict[str, list[Post]] = defaultdict(list, posts)
    for phone in phones:
        Exporter(scene, ledger, empty, phone, folder).write()
    return phones
