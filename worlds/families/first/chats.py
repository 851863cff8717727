"""Chats as Telegram Desktop exports them: one by one, or all of an account; some twice, some from a day on only."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from worlds import speech
from worlds.families.first.crewing import Crew
from worlds.families.first.stage import END, Stage
from worlds.families.first.telling import Teller
from worlds.families.first.witness import Witness
from worlds.telegram import Json, Writer, account_export
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Post

LATEST = END + timedelta(days=1, hours=9)
"""When most chats were exported."""
OWNERS = 0.5
"""People, for 1,000 accounts, who export their whole account."""
MOST = 60
"""Chats in an export of a whole account at most: it is written at once."""
WATCHED = 0.7
"""Share of the other chats that an analyst's account is in, which is exported as a whole."""


class Chats:
    """Writes the Telegram part of a world."""

    def __init__(self, out: Path, stage: Stage, crews: list[Crew], teller: Teller, witness: Witness) -> None:
        self.out, self.stage, self.crews = out, stage, crews
        self.teller, self.witness = teller, witness
        self.answers: list[tuple[str, datetime]] = []
        """Each file with the time of its export."""
        self.files = 0

    def write(self) -> None:
        """Write every chat that somebody could export, whole accounts first."""
        groups = [g for g in self.stage.groups if g.platform == "telegram" and not self.stage.takings[g.id].closed]
        done: set[str] = set()
        for owner, mine in self.owners(groups):
            fresh = [group for group in mine if group.id not in done]
            done.update(group.id for group in fresh)
            self.account(owner, fresh)
        watched: list[Group] = []
        for group in groups:
            taking = self.stage.takings[group.id]
            if group.id in done:
                continue
            if taking.until == END and self.stage.chance(WATCHED):
                watched.append(group)
            else:
                at = min(LATEST, taking.until)
                self.one(self.chat(group, at), at)
        for n in range(0, len(watched), MOST):
            desk = self.stage.account("telegram", "en", "desk", "desk", f"Desk {n // MOST + 1}")
            self.account(desk, watched[n : n + MOST], talks=False)

    def owners(self, groups: list[Group]) -> Iterator[tuple[Account, list[Group]]]:
        """Yield who exports a whole account, and the groups in it; none of them stopped being collected."""
        stage = self.stage
        within: dict[str, list[Group]] = {}
        for group in groups:
            if stage.takings[group.id].until == END:
                for member in group.members:
                    if member.role == "neighbour":
                        within.setdefault(member.id, []).append(group)
        able = [a for a in stage.accounts if len(within.get(a.id, ())) > 1 and len(a.names) == 1]
        for owner in stage.rng.sample(able, min(len(able), stage.per_thousand(OWNERS))):
            yield owner, within[owner.id][:MOST]

    def account(self, owner: Account, groups: list[Group], talks: bool = True) -> None:
        """Write the export of a whole account: its groups, and its private chats with crews."""
        writer = Writer(None, LATEST)
        owner.shows = [speech.write_phone(self.stage.rng, "en", self.stage.number())]
        self.witness.profile(owner, LATEST)
        crews = self.stage.rng.sample(self.crews, min(2, len(self.crews))) if talks else []
        chats = [self.private(writer, owner, crew) for crew in crews]
        told = [(self.chat(group, LATEST), group) for group in groups]
        chats += [chat for chat, group in told if group.died is None]
        left = [chat for chat, group in told if group.died]
        self.save(f"DataExport_{self.files + 1:05}", account_export(writer, owner, chats, left), LATEST)

    def private(self, writer: Writer, owner: Account, crew: Crew) -> Json:
        """Give a private chat in which somebody of a crew names a number."""
        rng = self.stage.rng
        partner = rng.choice(crew.on("telegram"))
        chat = Group(
            platform="telegram",
            number=partner.number,
            form="personal_chat",
            language=partner.language,
            names=partner.names,
            topic="private",
        )
        begin = max(crew.begun.get(partner.id, END - timedelta(days=200)), END - timedelta(days=300))
        end = min(crew.retired.get(partner.id, END), END)
        posts = []
        for n in range(6 if end - begin > timedelta(days=30) else 0):
            author = partner if n % 2 else owner
            phrases = LANGUAGES[author.language]
            text = speech.fill_template(rng, author.language, rng.choice(phrases.answers if n % 2 else phrases.asks))
            at = self.stage.time(rng, begin + timedelta(days=n), begin + timedelta(days=n + 2), author.hand)
            own = crew.own[partner.id].at(rng, at)
            if n == 5:
                way = own if own and own.number else crew.offices[0]
                text = way.text(rng, partner.language)
            posts.append(Post(author, chat, at, text, "answer"))
        posts.sort(key=lambda post: post.at)
        for n, post in enumerate(posts, 1):
            post.number = n
            self.witness.post(Post(post.author, None, post.at, post.text, "answer"), LATEST)
        return writer.told(chat, posts)

    def chat(self, group: Group, at: datetime) -> Json:
        """Give a chat at the time of its export, and write an earlier export of it where there is one."""
        taking = self.stage.takings[group.id]
        posts = [post for post in self.teller.group(group) if taking.holds(post.at)]
        events = [event for event in group.events if taking.holds(event.at)]
        final = self.seen(group, posts, events, at)
        if taking.twice and taking.twice > group.born:
            self.one(self.seen(group, posts, events, taking.twice), taking.twice)
        return final

    def seen(self, group: Group, posts: list[Post], events: list[Any], at: datetime) -> Json:
        """Give a chat as it is exported at a time, and see all that it tells."""
        self.witness.bearer(group, at)
        reach = self.stage.takings[group.id].reach(posts, at)
        posts = [post for post in posts if post.at >= reach]
        events = [event for event in events if event.at >= reach]
        for post in posts:
            if post.at <= at and not (post.deleted and post.deleted <= at):
                self.witness.post(post, at)
        for event in events:
            if event.at > at:
                continue
            if isinstance(event.actor, Account):
                self.witness.member(group, event.actor, admin=event.action.startswith("create"))
                self.witness.bearer(event.actor, at)
            if event.title:
                self.witness.sight(group.id, "name", event.at, event.title, len(group.names))
        return Writer(None, at).told(group, posts, events)

    def one(self, chat: Json, at: datetime) -> None:
        """Write a chat of its own."""
        self.save(f"ChatExport_{self.files + 1:05}", chat, at)

    def save(self, folder: str, thing: Json, at: datetime) -> None:
        """Write a file; one folder holds a hundred exports."""
        self.files += 1
        name = f"telegram/{self.files // 100:03}/{folder}/result.json"
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(render_json(thing) + "\n")
        self.answers.append((name, at))


def render_json(thing: Any, depth: int = 0) -> str:
    """Write JSON one space deep, as Telegram does; three times as fast as the standard library's indented form."""
    if isinstance(thing, str):
        return _quoted(thing)
    if isinstance(thing, dict):
        if not thing:
            return "{}"
        lines = [f"{_quoted(key)}: {render_json(value, depth + 1)}" for key, value in thing.items()]
        return _join_block("{", lines, "}", depth)
    if isinstance(thing, list):
        return _join_block("[", [render_json(value, depth + 1) for value in thing], "]", depth) if thing else "[]"
    return json.dumps(thing)


_quoted = json.encoder.encode_basestring  # the quick one, where it is compiled


def _join_block(begin: str, lines: list[str], end: str, depth: int) -> str:
    inner = "\n" + " " * (depth + 1)
    return begin + inner + ("," + inner).join(lines) + "\n" + " " * depth + end
