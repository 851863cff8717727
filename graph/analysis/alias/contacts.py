"""The contacts that accounts give out, as far as they can be one hand's: of few, of no group, and of one time."""

from collections.abc import Iterator
from functools import cached_property
from math import comb, log2
from typing import NamedTuple

from graph.analysis.alias.numbers import join_national, join_uses, own_numbers
from graph.analysis.shared.adverts import Adverts, Use, find_adverts
from graph.analysis.shared.rarity import Rarity
from graph.analysis.shared.times import DAY
from graph.model import Opens
from graph.snapshot import Snapshot

HAND = 12
"""Accounts that name a contact, above which it is a crew's or a service's and makes no pair of one hand."""

PUBLIC = 12
"""Accounts that name a contact without giving it out, above which everybody knows it: quoting it ties nobody."""

SAME_USERNAME = 6
"""Accounts that bear one username, above which it is a word that anybody takes."""

RECYCLED = 90 * DAY
"""Silence after which a number in new hands may be a number sold anew."""


class Turn(NamedTuple):
    """A number in one account's hands, then in another's."""

    contact: int
    before: int
    after: int
    gap: int
    """Milliseconds between the last time of one and the first of the other."""
    bits: float
    """How telling the order is: log2 of one in so many pairs that would look so by chance."""


class Moment(NamedTuple):
    """When an advert was written, and its post."""

    at: int
    """Milliseconds."""
    post: int


class Contacts:
    """The contacts of accounts; each index is built once."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity) -> None:
        self.snapshot, self.rarity = snapshot, rarity
        self.joined = join_national(snapshot)
        """The full number that national digits stand for, where the case leaves one choice."""
        given = find_adverts(snapshot, frozenset(rarity.generic))
        self.adverts: Adverts = join_uses(given, self.joined, own_numbers(snapshot))
        self._written: dict[int, list[int]] = {}
        for national, full in self.joined.items():
            self._written.setdefault(full, []).append(national)

    def named(self, contact: int) -> list[int]:
        """Give the accounts and groups that name a contact as one gives out one's own, informers left out."""
        uses = self.adverts.by_contact.get(contact, {})
        return sorted(u for u, use in uses.items() if gives_contact(use) and u not in self.adverts.informers)

    def written(self, contact: int) -> list[int]:
        """Give the nodes of a contact: itself, and the national digits that stand for it."""
        return [contact, *self._written.get(contact, ())]

    @cached_property
    def own(self) -> dict[int, list[int]]:
        """Give the accounts that name a contact where it may be one hand's, by contact; also where it is but one."""
        found = {}
        for contact in sorted(self.adverts.by_contact):
            if contact in self.rarity.generic or contact in self.house or self.snapshot.labels[contact] == "Site":
                continue
            users = self.named(contact)
            if 0 < len(users) <= HAND:
                found[contact] = users
        return found

    @cached_property
    def shown(self) -> dict[int, list[int]]:
        """Give the accounts that show a number on their profile which a group gives out too, or more than a hand name.

        Who buys from somebody names the number; a profile shows one's own, or one's office's.
        """
        found = {}
        for contact, uses in sorted(self.adverts.by_contact.items()):
            if contact in self.own or contact in self.rarity.generic or self.snapshot.labels[contact] != "Phone":
                continue
            users = [user for user, use in sorted(uses.items()) if use.shown and user not in self.adverts.informers]
            if 1 < len(users) <= HAND:
                found[contact] = users
        return found

    @cached_property
    def house(self) -> set[int]:
        """Give the contacts that a group itself gives out, that open one, or that everybody knows."""
        labels, opens = self.snapshot.labels, self.snapshot.table(Opens)
        found = {
            contact
            for contact, opened in zip(opens["start"].to_pylist(), opens["end"].to_pylist(), strict=True)
            if labels[opened] == "Group"
        }
        for contact, uses in self.adverts.by_contact.items():
            asking = sum(1 for user, use in uses.items() if not use.advertises and user not in self.adverts.informers)
            if asking > PUBLIC or any(labels[user] == "Group" for user in self.adverts.advertisers(contact)):
                found.add(contact)
        return found

    @cached_property
    def turns(self) -> list[Turn]:
        """Give who took a number over from whom: one gave it out for the last time before the other's first time.

        Two who use one number now the one, now the other, do so by chance when they are seen seldom: of three posts of
        each in one case of ten.
        """
        return [turn for contact, users in self.own.items() for turn in self._turns(contact, users)]

    def _turns(self, contact: int, users: list[int]) -> Iterator[Turn]:
        spans = []
        for user in users:
            use = self.adverts.by_user[user][contact]
            if use.first is not None and use.last is not None and not use.shown:
                spans.append((use.first, use.last, user, use.posts))
        spans.sort()
        for place, (first, last, user, posts) in enumerate(spans):
            for begin, _, other, more in spans[place + 1 :]:
                if begin > last >= first:
                    yield Turn(contact, user, other, begin - last, log2(comb(posts + more, posts) / 2))

    @cached_property
    def home(self) -> dict[int, int]:
        """Give the contacts that several give out in adverts all in one place, that place's more than a hand's: where.

        A place is a group, or an account that writes on its own page.
        """
        authors, chats = self.snapshot.of_posts("author"), self.snapshot.of_posts("chat")
        places: dict[int, set[int]] = {}
        for post, contacts in self.adverts.posts.items():
            author = authors.get(post)
            if author is not None and author not in self.adverts.informers:
                for contact in contacts:
                    places.setdefault(contact, set()).add(chats.get(post, author))
        return {
            contact: min(found)
            for contact, found in places.items()
            if len(found) == 1 and len(self.own.get(contact, ())) > 1
        }

    @cached_property
    def lives(self) -> dict[int, tuple[Moment, Moment]]:
        """Give the first and the last advert of those who have two or more with a time."""
        authors, times = self.snapshot.of_posts("author"), self.snapshot.of_posts("at")
        found: dict[int, list[Moment]] = {}
        for post in self.adverts.posts:
            author, at = authors.get(post), times.get(post)
            if author is not None and at is not None:
                found.setdefault(author, []).append(Moment(at, post))
        return {author: (min(moments), max(moments)) for author, moments in found.items() if len(moments) > 1}

    def of(self, user: int) -> Iterator[tuple[int, Use]]:
        """Yield the own contacts that an account names, in order, each with how it uses it."""
        for contact, use in sorted(self.adverts.by_user.get(user, {}).items()):
            if user in self.own.get(contact, ()):
                yield contact, use

    @cached_property
    def held(self) -> dict[int, list[int]]:
        """Give the accounts that hold or held a handle which somebody else gives out, by handle."""
        found: dict[int, list[int]] = {}
        for handle, holder in self._holding:
            if handle in self.own:
                found.setdefault(handle, []).append(holder)
        return found

    @cached_property
    def _holding(self) -> list[tuple[int, int]]:
        """Give handles and the accounts that hold or held them, in order."""
        labels, opens = self.snapshot.labels, self.snapshot.table(Opens)
        ends = zip(opens["start"].to_pylist(), opens["end"].to_pylist(), strict=True)
        return sorted((a, b) for a, b in ends if labels[a] == "Handle" and labels[b] == "Account")

    @cached_property
    def handles_of(self) -> dict[int, dict[str, int]]:
        """Give the handles that each account holds or held, by username; of one on several platforms the first."""
        found: dict[int, dict[str, int]] = {}
        for handle, holder in self._holding:
            found.setdefault(holder, {}).setdefault(self.snapshot.ids[handle].partition(":@")[2], handle)
        return found

    @cached_property
    def usernames(self) -> dict[str, list[int]]:
        """Give the accounts that hold or held one username, on one platform or several, by username; of few ones."""
        found: dict[str, list[int]] = {}
        for holder, handles in sorted(self.handles_of.items()):
            for name in handles:
                found.setdefault(name, []).append(holder)
        return {name: found[name] for name in sorted(found) if 1 < len(found[name]) <= SAME_USERNAME}

    @cached_property
    def changes(self) -> dict[int, dict[int, tuple[int, int]]]:
        """Give the numbers that accounts went over to: by account and new number, the old one and the post.

        The words are not read: a post names two numbers, of which the account gave out one before and not after it,
        and the other never before. Who lists several numbers side by side, again and again, has not changed any.
        """
        times, authors = self.snapshot.of_posts("at"), self.snapshot.of_posts("author")
        found: dict[int, dict[int, tuple[int, int]]] = {}
        for post, contacts in sorted(self.adverts.posts.items()):
            phones = sorted({contact for contact in contacts if self.snapshot.labels[contact] == "Phone"})
            user, at = authors.get(post), times.get(post)
            if len(phones) != 2 or at is None or user is None or user in self.adverts.informers:
                continue
            for old, new in (phones, phones[::-1]):
                before, after = self.adverts.by_user[user][old], self.adverts.by_user[user][new]
                if before.first is not None and before.first < at == before.last and after.first == at:
                    found.setdefault(user, {}).setdefault(new, (old, post))
        return found


def gives_contact(use: Use) -> bool:
    """Say whether a contact is given out once at least: neither asked about nor passed on alone."""
    return use.shown or use.posts > 0
