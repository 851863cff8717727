"""Legacy: the contacts, adverts and announcements that pass from one group or page to another."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import log2

from graph.analysis.adverts import Adverts, adverts
from graph.analysis.audience import MOST, TOLD, Audience
from graph.analysis.lifetimes import Life
from graph.analysis.manner import WORDS, wording
from graph.analysis.rarity import Rarity
from graph.finding import Reason, address
from graph.model import In, Mentions, Opens
from graph.snapshot import Snapshot

Pair = tuple[int, int]

SPREAD = 3
"""Groups and pages in which an advert may stand and still be somebody's own."""


class Legacy:
    """What groups and pages give out, word and announce; each index is built once."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity, lives: Mapping[int, Life], audience: Audience) -> None:
        self.snapshot, self.rarity, self.lives = snapshot, rarity, lives
        self.admins, self.of = audience.admins, audience.of
        self.adverts: Adverts = adverts(snapshot, frozenset(rarity.generic))

    @cached_property
    def contacts(self) -> dict[int, set[int]]:
        """Give the contacts given out by a group or page itself, by who runs it, or in it again and again."""
        found: dict[int, set[int]] = {}
        for subject in self.lives:
            given = self.adverts.own(subject)
            found[subject] = {contact for contact in given if contact not in self.rarity.generic}
        uses = self.snapshot.uses()
        columns = (uses[name].to_pylist() for name in ("user", "contact", "posts", "forwards"))
        for user, contact, posts, forwards in zip(*columns, strict=True):
            by = self.adverts.by_contact.get(contact, {})
            giving = any(use.advertises for writer, use in by.items() if writer in self.inner.get(user, ()))
            if user in self.lives and contact not in self.rarity.generic and posts - forwards > 0 and giving:
                found[user].add(contact)
        return found

    @cached_property
    def inner(self) -> dict[int, set[int]]:
        """Give those who run a group, or who make a tenth or more of its posts: whose contacts are the group's."""
        found = {group: set(accounts) for group, accounts in self.admins.items()}
        for row in self.snapshot.writers().to_pylist():
            life = self.lives.get(row["chat"])
            if life is not None and 10 * row["posts"] >= life.posts and row["posts"] > 1:
                found.setdefault(row["chat"], set()).add(row["writer"])
        return {group: accounts - self.adverts.informers for group, accounts in found.items()}

    def handed(self, old: int, new: int) -> Iterator[Reason]:
        """Yield contacts that both give out, the rarest first; they travel together, so the next weigh less."""
        ids = self.snapshot.ids
        common = self.contacts.get(old, set()) & self.contacts.get(new, set())
        for rank, contact in enumerate(sorted(common, key=lambda contact: (self.giving[contact], contact))[:TOLD], 1):
            users = self.giving[contact]
            parts = {"contact": ids[contact], "users": users, "of": self.of}
            evidence = tuple(link for user in (old, new) for link in self.snapshot.evidence(ids[user], ids[contact], 3))
            yield Reason("handed-contact", parts, max(0.5, log2(self.of / users)) / rank, evidence)

    @cached_property
    def giving(self) -> Counter[int]:
        """Give how many groups and pages give a contact out."""
        return Counter(contact for contacts in self.contacts.values() for contact in contacts)

    @cached_property
    def texts(self) -> dict[int, set[int]]:
        """Give the adverts of each group or page of eight words or more, as numbers of their wording."""
        return {subject: set(posts) for subject, posts in self.adverted.items()}

    @cached_property
    def adverted(self) -> dict[int, dict[int, int]]:
        """Give the first post of each wording in each group, and by each page."""
        numbers: dict[str, int] = {}
        found: dict[int, dict[int, int]] = {}
        posts = self.snapshot.posts
        columns = (posts[name].to_pylist() for name in ("post", "author", "chat", "text"))
        for post, author, chat, text in zip(*columns, strict=True):
            subjects = [subject for subject in (author, chat) if subject in self.lives]
            if not subjects or post not in self.adverts.posts or author in self.adverts.informers:
                continue
            words = wording(text or "")
            if words.count(" ") >= WORDS - 1:
                number = numbers.setdefault(words, len(numbers))
                for subject in subjects:
                    found.setdefault(subject, {}).setdefault(number, post)
        return found

    @cached_property
    def spread(self) -> Counter[int]:
        """Give in how many groups each wording stands."""
        return Counter(number for numbers in self.adverted.values() for number in numbers)

    def texted(self, old: int, new: int) -> Iterator[Reason]:
        """Yield an advert that stands in both word for word, contacts apart, and in few others."""
        ids = self.snapshot.ids
        mine, theirs = self.adverted.get(old, {}), self.adverted.get(new, {})
        common = sorted(mine.keys() & theirs.keys(), key=lambda number: (self.spread[number], number))
        if common and self.spread[common[0]] <= SPREAD:
            posts = (mine[common[0]], theirs[common[0]])
            parts = {"posts": [ids[post] for post in posts], "texts": len(common), "groups": self.spread[common[0]]}
            evidence = tuple(
                address(In, ids[post], ids[group])
                for post, group in zip(posts, (old, new), strict=True)
                if self.snapshot.has(In, ids[post], ids[group])
            )
            bits = min(MOST, log2(self.of / self.spread[common[0]]))
            mentions = tuple(address(Mentions, ids[post], ids[self.adverts.posts[post][0]]) for post in posts)
            yield Reason("handed-text", parts | {"of": self.of}, bits, evidence or mentions)

    @cached_property
    def announced(self) -> dict[Pair, tuple[int, int | None]]:
        """Give the posts of a group, or of who runs it, that name another group, its invite or its handle."""
        opens: dict[int, set[int]] = {}
        links = self.snapshot.table(Opens)
        for contact, opened in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            opens.setdefault(contact, set()).add(opened)
        posts, mentions = self.snapshot.posts, self.snapshot.table(Mentions)
        author = dict(zip(posts["post"].to_pylist(), posts["author"].to_pylist(), strict=True))
        chat = dict(zip(posts["post"].to_pylist(), posts["chat"].to_pylist(), strict=True))
        found: dict[Pair, tuple[int, int | None]] = {}
        for post, thing in zip(mentions["start"].to_pylist(), mentions["end"].to_pylist(), strict=True):
            group, writer = chat.get(post), author.get(post)
            if (
                group is not None
                and group in self.lives
                and (writer in (None, group) or writer in self.inner.get(group, ()))
            ):
                for opened in opens.get(thing, {thing} if thing in self.lives else ()):
                    if opened in self.lives and opened != group:
                        found.setdefault((group, opened), (post, None if thing == opened else thing))
        return found

    def told(self, old: int, new: int) -> Iterator[Reason]:
        """Yield that the old one names the new one, or the new one the old."""
        ids = self.snapshot.ids
        for one, other in ((old, new), (new, old)):
            if (one, other) in self.announced:
                post, contact = self.announced[one, other]
                parts = {"in": ids[one], "names": ids[other], "post": ids[post]}
                links = [address(Mentions, ids[post], ids[other if contact is None else contact])]
                links += [] if contact is None else [address(Opens, ids[contact], ids[other])]
                yield Reason("announced", parts, 6.0 if one == old else 4.0, tuple(links))
