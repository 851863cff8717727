"""One row an account, with what it has as lists of numbers: what Splink compares, and nothing in clear.

A number in a list is a key times 32 and, in the low bits, how telling the key is (``SPARE`` less its users), so that
the shared bits of two lists can be summed in SQL.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.company import Company, by_user
from graph.analysis.alias.contacts import HAND, RECYCLED, Contacts
from graph.analysis.alias.names import Names
from graph.analysis.alias.talk import Talk
from graph.analysis.alias.texts import Texts
from graph.analysis.shared.adverts import HABIT
from graph.analysis.shared.rarity import Rarity
from graph.analysis.shared.times import DAY
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

ROOM = 32
"""Low bits of a number in a list."""

SPARE = HAND + 2
"""What a key's users are taken from: 12 where two have it, 2 where twelve do."""

WRITERS = 6
"""Accounts that write an advert, above which it is a crew's or a trade's and not one hand's."""

GRADES = {"": 0.0, "_uses": 0.1, "_leans": 0.2, "_owns": 0.3, "_mains": 0.5}
"""Share of an account's adverts that name a thing, or are it, from which it stands in the list of that ending.

Who has a number of its own gives that in most adverts; who gives the office's, or another's, does so now and then.
"""

GRADED = ("phones", "invites", "mails", "texts")

LISTS = (
    *(name + grade for name in GRADED for grade in GRADES),
    "phones_shown", "phones_public", "phones_new", "phones_home", "phones_habit", "turns", "resold", "texts_home",
    "handles", "handles_held", "handles_any", "company_contacts", "company_groups", "company_texts", "runs",
    "names", "sounds", "parts", "usernames", "answered", "minutes",
)  # fmt: skip
"""Columns of 64-bit numbers. Beside them stand ``unique_id``, ``platform``, ``circle`` and ``circle_size`` (null where
there is none), ``first`` and ``last`` (days of the first and the last advert, counted from 1970; null where a single
one, or none, has a time), ``begins`` and ``ends`` (days of the first and the last post of any sort), ``alone`` (numbers
that nobody else gives out), and ``words`` (most words in one of its names that say who it is)."""


class Traits:
    """What the accounts of a snapshot have, as columns and, for telling, in full."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity) -> None:
        self.snapshot, self.rarity = snapshot, rarity
        self.contacts = Contacts(snapshot, rarity)
        self.texts = Texts(snapshot, self.contacts)
        self.company = Company(snapshot, self.contacts, self.texts)
        self.names = Names(snapshot)
        self.talk = Talk(snapshot)

    def table(self) -> "pa.Table":
        """Give one row an account, by number: ``LISTS`` and what stands beside them."""
        import pyarrow as pa

        accounts = [number for number, label in enumerate(self.snapshot.labels) if label == "Account"]
        columns: dict[str, Any] = {
            "unique_id": pa.array(accounts, pa.int64()),
            "platform": [self.snapshot.ids[account].partition(":")[0] for account in accounts],
        }
        circles, sizes = self.company.circles, self.company.sizes
        columns["circle"] = pa.array([circles.get(account) for account in accounts], pa.int64())
        columns["circle_size"] = pa.array([sizes.get(circles.get(account, -1)) for account in accounts], pa.int32())
        adverts, posts = self.contacts.lives, self.talk.lives
        for lives, names in ((adverts, ("first", "last")), (posts, ("begins", "ends"))):
            for place, name in enumerate(names):
                days = [lives[account][place].at // DAY if account in lives else None for account in accounts]
                columns[name] = pa.array(days, pa.int64())
        columns["words"] = pa.array([self.names.words.get(account, 0) for account in accounts], pa.int32())
        columns["alone"] = pa.array([len(self.alone.get(account, ())) for account in accounts], pa.int32())
        for name, values in self.lists().items():
            rows = [sorted(set(values.get(account, ()))) for account in accounts]
            columns[name] = pa.array(rows, pa.list_(pa.int64()))
        return pa.table(columns)

    def lists(self) -> Mapping[str, Mapping[int, list[int]]]:
        """Give the lists of each account that has any, by column."""
        found: dict[str, dict[int, list[int]]] = {name: {} for name in LISTS}
        for name, account, value in self._values():
            found[name].setdefault(account, []).append(value)
        return found

    @cached_property
    def alone(self) -> dict[int, list[int]]:
        """Give the numbers that an account gives out in more than a few adverts, and nobody else does."""
        contacts, labels = self.contacts, self.snapshot.labels
        found: dict[int, list[int]] = {}
        for contact, users in contacts.own.items():
            if len(users) == 1 and labels[contact] == "Phone":
                use = contacts.adverts.by_user[users[0]][contact]
                if use.shown or use.share >= GRADES["_uses"]:
                    found.setdefault(users[0], []).append(contact)
        return found

    @cached_property
    def own_texts(self) -> set[int]:
        """Give the adverts that may be one hand's: of few writers, and of no group."""
        return {
            text for text, users in self.texts.writers.items() if len(users) <= WRITERS and text not in self.texts.house
        }

    def _values(self) -> Iterator[tuple[str, int, int]]:
        for part in (self._contacts, self._handles, self._texts, self._company, self._names, self._talk):
            yield from part()

    def _contacts(self) -> Iterator[tuple[str, int, int]]:
        labels, contacts = self.snapshot.labels, self.contacts
        for contact, users in contacts.own.items():
            kind = {"Phone": "phones", "Email": "mails", "Invite": "invites"}.get(labels[contact])
            if kind is None:
                continue
            value = contact * ROOM + rate_rareness(users)
            for user in users:
                if labels[user] != "Account":
                    continue
                use = contacts.adverts.by_user[user][contact]
                yield from grade_by_share(
                    kind, user, value, 1.0 if use.shown else use.share, HABIT if use.shown else use.posts
                )
                if kind == "phones" and use.shown:
                    yield "phones_shown", user, value
                if kind == "phones" and use.advertises:
                    yield "phones_habit", user, value
                if kind == "phones" and contact in contacts.home:
                    yield "phones_home", user, contact
        for contact, users in contacts.shown.items():
            for user in users:
                yield "phones_public", user, contact * ROOM + rate_rareness(users)
        for number, turn in enumerate(contacts.turns):
            if labels[turn.contact] == "Phone":
                kind = "resold" if turn.gap > RECYCLED else "turns"
                for user in (turn.before, turn.after):
                    yield kind, user, number * ROOM + min(ROOM - 1, int(turn.bits))
        for user, changes in contacts.changes.items():
            for new in changes:
                yield "phones_new", user, new * ROOM + rate_rareness(contacts.own.get(new, ()))

    def _handles(self) -> Iterator[tuple[str, int, int]]:
        contacts = self.contacts
        for handle, users in contacts.own.items():
            if self.snapshot.labels[handle] == "Handle":
                value = handle * ROOM + rate_rareness(users)
                for user in users:
                    yield "handles", user, value
                    yield "handles_any", user, handle
                for holder in contacts.held.get(handle, ()):
                    yield "handles_held", holder, value
                    yield "handles_any", holder, handle
        for number, (_, holders) in enumerate(sorted(contacts.usernames.items())):
            for holder in holders:
                yield "usernames", holder, number

    def _texts(self) -> Iterator[tuple[str, int, int]]:
        wrote = self.texts.wrote
        for text in sorted(self.own_texts):
            users = self.texts.writers[text]
            if text in self.texts.home:
                yield from (("texts_home", user, text) for user in users)
                continue
            for user in users:
                posts = len(wrote[user][text])
                share = posts / sum(map(len, wrote[user].values()))
                yield from grade_by_share("texts", user, text * ROOM + rate_rareness(users), share, posts)

    def _company(self) -> Iterator[tuple[str, int, int]]:
        for name, found in (
            ("company_contacts", self.company.contacts),
            ("company_groups", self.company.groups),
            ("company_texts", self.company.texts),
        ):
            for user, things in by_user(found).items():
                for thing in things:
                    yield name, user, thing
        for account, group in self.company.run:
            yield "runs", account, group

    def _names(self) -> Iterator[tuple[str, int, int]]:
        names = self.names
        columns = (
            ("names", names.written, names.bits),
            ("sounds", names.sounds, names.bits),
            ("parts", names.single, names.part_bits),
        )
        for column, keys_of, bits in columns:
            numbers = {key: n for n, key in enumerate(sorted({key for keys in keys_of.values() for key in keys}))}
            for account, keys in keys_of.items():
                for key in keys:
                    yield column, account, numbers[key] * ROOM + bits(key)

    def _talk(self) -> Iterator[tuple[str, int, int]]:
        for account, other in self.talk.answers:
            yield "answered", account, other
        for account, minutes in self.talk.minutes.items():
            for minute in minutes:
                yield "minutes", account, minute


def rate_rareness(users: Sequence[int]) -> int:
    """Give how telling a thing of so many users is, in low bits."""
    return SPARE - max(len(users), 2)


def grade_by_share(kind: str, user: int, value: int, share: float, posts: int) -> Iterator[tuple[str, int, int]]:
    """Yield a thing into the lists of its kind that its share of the user's adverts allows.

    A share of one post is little of one: who names a number once, in the one advert of a lifetime, does not own it.
    """
    for ending, least in GRADES.items():
        if share >= least and (posts >= HABIT or ending in ("", "_uses")):
            yield kind + ending, user, value
