"""Telegram exports that members of the diaspora and seized phones gave, many of them small."""

import json
from pathlib import Path
from random import Random
from typing import Any

from worlds.families.kin.groups import Group
from worlds.families.kin.ledger import Ledger, Sighting
from worlds.families.kin.people import BEGIN, DAY, Account, Person
from worlds.families.kin.posts import Given, Post, Talk
from worlds.families.kin.sheets import format_utc, strip_platform
from worlds.families.kin.speech import KIN, TEXTS, write_number

Json = dict[str, Any]
Key = tuple[int, str, str]
"""When a message was written, what it is, and the id of what it tells."""


class Exports:
    """Writes Telegram Desktop exports and notes what they show."""

    def __init__(self, folder: Path, talk: Talk, ledger: Ledger, rng: Random) -> None:
        self.folder, self.talk, self.ledger, self.rng = folder, talk, ledger, rng
        self.village, self.rates = talk.village, talk.village.rates
        self.regions: tuple[str, ...] = (talk.village.home,)
        """Countries that are answered for the export in hand: home, and at times where its holder lives."""
        self.answers: list[tuple[str, int, str, tuple[str, ...]]] = []
        """Path of each export seen from the case, when it was made, by whom, and the countries of its numbers."""
        self.by_group: dict[Group, list[Post]] = {}
        for post in talk.posts:
            if post.group and post.group.platform == "telegram":
                self.by_group.setdefault(post.group, []).append(post)

    def export_groups(self) -> None:
        """Export the groups of which a member helped, some twice, by others and earlier."""
        number = 0
        for group in self.talk.scape.groups:
            helpers = [account for account in group.members if account.owner.left or self.rng.random() < 0.3]
            if group.platform != "telegram" or not helpers:
                continue
            if self.rng.random() >= min(1.0, self.rates["exported"] * (1.2 if group.crew else 1.0)):
                continue
            for turn in range(1 if self.rng.random() < 0.75 else 2):
                helper = self.rng.choice(helpers)
                at = self.village.end - self.rng.randrange(15) * DAY - turn * self.rng.randrange(60, 300) * DAY
                if group.fate == "private" or (group.fate == "dead" and self.rng.random() < 0.5):
                    at = group.until - self.rng.randrange(1, 60) * DAY
                if at <= max(group.since, BEGIN):
                    continue
                self.choose_regions(helper)
                since = group.members[helper][0] if self.rng.random() < 0.3 else 0
                number += 1
                date = format_utc(at)[:10]
                path = f"telegram/{number:03d}/ChatExport_{date}/result.json"
                minutes = 0
                if self.rng.random() < self.rates["clock"]:
                    minutes = self.rng.choice((-120, -60, 47, 60, 180))
                    self.ledger.clocks[path] = minutes
                self.write_json(path, self.make_chat(group, since, at, minutes), at, "a member of the diaspora")

    def choose_regions(self, holder: Account) -> None:
        """Choose what is answered of the countries of an export's numbers."""
        stay = (holder.land,) if holder.land != self.village.home and self.rng.random() < 0.5 else ()
        self.regions = (self.village.home, *stay)

    def make_chat(self, group: Group, since: int, at: int, minutes: int = 0) -> Json:
        """Make a chat as Telegram Desktop writes it: names are those of the day of the export."""
        events: list[tuple[Key, Json]] = []
        for account, (joined, _) in group.members.items():
            if since <= joined <= at and joined > group.since and group.kind == "group" and self.rng.random() < 0.35:
                name = account.name_at(at)
                events.append(((joined, "joined", account.id), {
                    "type": "service", "actor": name, "actor_id": strip_platform(account.id),
                    "action": "join_group_by_link", "inviter": group.admins[0].name_at(at), "text": "",
                }))  # fmt: skip
                self.ledger.see_account(account, at, name, "shown")
                self.ledger.see_member(group, account)
        for when, title in group.titles[1:]:
            if since <= when <= at:
                admin = group.admins[0]
                actor = (
                    (group.title_at(at), strip_platform(group.id))
                    if group.kind == "channel"
                    else (admin.name_at(at), strip_platform(admin.id))
                )
                events.append(
                    (
                        (when, "titled", title),
                        {
                            "type": "service",
                            "actor": actor[0],
                            "actor_id": actor[1],
                            "action": "edit_group_title",
                            "title": title,
                            "text": "",
                        },
                    )
                )
                self.ledger.names.setdefault(group, []).append((when, title, "title"))
                if group.kind != "channel":
                    self.ledger.see_account(admin, at, actor[0], "shown")
                    self.ledger.see_member(group, admin)
        events += [
            ((post.at, "wrote", str(post.id)), self.make_message(post, at))
            for post in self.by_group.get(group, ())
            if since <= post.at <= at and self.rng.random() < 0.97
        ]
        self.ledger.see_group(group, at, group.title_at(at))
        events.sort(key=lambda event: event[0])
        kinds = {
            "chat": "private_group",
            "channel": "private_channel",
            "group": "private_supergroup" if group.invite else "public_supergroup",
        }
        numbers = self.number_messages(group)
        messages = [{"id": numbers[key], **self.date(key[0], minutes), **event} for key, event in events]
        digits = strip_platform(group.id).removeprefix("channel").removeprefix("chat")
        return {"name": group.title_at(at), "type": kinds[group.kind], "id": int(digits), "messages": messages}

    def number_messages(self, group: Group) -> dict[Key, int]:
        """Number all messages of a group once: each has the same number in every export."""
        keys: set[Key] = {(post.at, "wrote", str(post.id)) for post in self.by_group.get(group, ())}
        keys |= {(joined, "joined", account.id) for account, (joined, _) in group.members.items()}
        keys |= {(when, "titled", title) for when, title in group.titles}
        return {key: number + 1 for number, key in enumerate(sorted(keys))}

    def date(self, at: int, minutes: int = 0) -> Json:
        """Write a time, as the exporter's clock has it."""
        at += minutes * 60
        return {"date": format_utc(at)[:-1], "date_unixtime": str(at)}

    def make_message(self, post: Post, at: int, saved: str = "") -> Json:
        """Make one message, with its links as Telegram marks them; a relative stands under the name that is saved."""
        if post.account:
            name, writer = saved or post.account.name_at(at), strip_platform(post.account.id)
            if saved:
                self.ledger.accounts[post.account] = None
            else:
                self.ledger.see_account(post.account, at, name, "shown")
        elif post.group:
            name, writer = post.group.title_at(at), strip_platform(post.group.id)
        self.ledger.see_post(post, self.regions)
        message: Json = {"type": "message", "from": name, "from_id": writer}
        if post.via:
            message["forwarded_from"] = post.via
        entities: list[Json] = [{"type": "plain", "text": post.text}]
        if post.link and post.link in post.text:
            before, _, after = post.text.partition(post.link)
            parts = [("plain", before), ("link", post.link), ("plain", after)]
            entities = [{"type": kind, "text": text} for kind, text in parts if text]
        message["text"] = (
            post.text if len(entities) == 1 else [e["text"] if e["type"] == "plain" else e for e in entities]
        )
        message["text_entities"] = entities
        return message

    def export_accounts(self) -> None:
        """Export whole accounts: of seized phones, and of one relative abroad who gave it freely."""
        crews = self.rng.sample(self.village.crews, min(len(self.village.crews), 1 + len(self.village.crews) // 12))
        holders = [
            account for crew in crews for person in crew.members if person.kind == "person"
            for account in person.accounts[-1:] if account.platform == "telegram" and account.until == self.village.end
        ]  # fmt: skip
        free = [
            account for account in self.village.accounts()
            if account.platform == "telegram" and account.land != self.village.home and not account.owner.crew
        ]  # fmt: skip
        holders = holders[: 1 + len(crews) // 2] + self.rng.sample(free, min(1, len(free)))
        for number, account in enumerate(holders):
            at = self.village.end - self.rng.randrange(10) * DAY
            self.choose_regions(account)
            how = "seized phone" if account.owner.crew else "given by its holder"
            path = f"telegram/account_{number + 1}/DataExport_{format_utc(at)[:10]}/result.json"
            self.write_json(path, self.make_account(account, at), at, how)

    def make_account(self, account: Account, at: int) -> Json:
        """Make a whole account: its number, its address book, its chats with relatives and some groups."""
        owner = account.owner
        number = owner.foreign if account.land != self.village.home else owner.lines_at(at)[0]
        relatives = [*owner.house.people, *(owner.crew.members if owner.crew else ())]
        relatives += self.rng.sample(self.village.people, min(10, len(self.village.people)))
        contacts: list[Json] = []
        chats: list[Json] = []
        for person in dict.fromkeys(relatives):
            if person is owner or person.kind != "person":
                continue
            line = person.foreign if person.foreign and at > person.left else person.lines_at(at)[0]
            saved = (
                self.rng.choice(KIN)
                if self.rng.random() < 0.6
                else self.rng.choice((person.given[0], *person.given[1]))
            )
            accounts = [a for a in person.accounts if a.platform == "telegram" and a.active(at)]
            card: Json = {
                "first_name": saved,
                "last_name": "",
                "phone_number": write_number(line, False, self.rng),
                **self.date(at - DAY),
            }
            if accounts:
                other = accounts[-1]
                card = {"user_id": int(strip_platform(other.id).removeprefix("user")), **card}
                self.ledger.accounts[other] = None
                self.ledger.see_number(other, Sighting(line, at, True, False, "book"))
                if self.rng.random() < 0.7:
                    chats.append(self.make_dialogue(account, other, saved, at))
            contacts.append(card)
        mine = [group for group in self.talk.scape.groups if account in group.members and group.since < at][:3]
        chats += [self.make_chat(group, 0, min(at, group.until)) for group in mine if self.rng.random() < 0.6]
        self.ledger.see_account(account, at, account.name_at(at))
        self.ledger.see_number(account, Sighting(number, at, True, False, "profile"))
        first, _, last = account.name_at(at).partition(" ")
        return {
            "about": "All data of one account.",
            "personal_information": {
                "user_id": int(strip_platform(account.id).removeprefix("user")), "first_name": first, "last_name": last,
                "phone_number": write_number(number, False, self.rng), "bio": account.about,
            },
            "contacts": {"about": "The address book.", "list": contacts},
            "chats": {"about": "All chats.", "list": chats},
        }  # fmt: skip

    def make_dialogue(self, account: Account, other: Account, saved: str, at: int) -> Json:
        """Make a private chat of two relatives, in which a traveller may tell his new number."""
        messages: list[Json] = []
        when = max(account.since, other.since, BEGIN)
        for _ in range(self.rng.randrange(2, 7)):
            when += self.rng.randrange(1, 30) * DAY
            if when >= at:
                break
            writer = self.rng.choice((account, other))
            person: Person = writer.owner
            text = self.rng.choice(TEXTS["chat"]).format(
                town=person.house.town[0], place="", day="", land="", family=""
            )
            given: tuple[Given, ...] = ()
            old = ""
            if (
                person.foreign
                and when > person.left
                and writer.land != self.village.home
                and self.rng.random() < self.rates["tells"]
            ):
                old = person.house.numbers[0]
                text = TEXTS["moved"][1].format(
                    n=write_number(person.foreign, False, self.rng),
                    old=write_number(old, False, self.rng),
                    name=person.given[1][0],
                )
                given = (Given(person.foreign, False, False, True),)
            self.talk.count += 1
            post = Post(
                self.talk.count, when, writer, None, "moved" if old else "chat", text, text, given, old_number=old
            )
            message = self.make_message(post, at, saved if writer is other else "")
            messages.append({"id": len(messages) + 1, **self.date(when), **message})
        digits = int(strip_platform(other.id).removeprefix("user"))
        return {"name": saved, "type": "personal_chat", "id": digits, "messages": messages}

    def write_json(self, path: str, content: Json, at: int, how: str) -> None:
        """Write an export and keep what is to be answered of it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        self.answers.append((path, at, how, self.regions))
