"""The company that accounts keep: the contacts of a crew, the groups they advertise in or run, the adverts they share.

Colleagues keep one company as well as one hand does. So it proves nothing; without it, though, two accounts
with one telephone are a family or a number sold anew far more often than an alias.
"""

from collections import Counter
from functools import cached_property

from graph.analysis.alias.contacts import Contacts
from graph.analysis.alias.texts import Texts
from graph.model import AdminOf
from graph.snapshot import Snapshot

CROWD = 40
"""Accounts that share a thing, above which it is no company: pairs grow with its square."""

CIRCLE = 60
"""Accounts above which a circle is a crowd that something common has chained together."""

SEVERAL = 3
"""Adverts that two share, from which they work from one stock."""


class Company:
    """What accounts have in common with a crew; each index is built once."""

    def __init__(self, snapshot: Snapshot, contacts: Contacts, texts: Texts) -> None:
        self.snapshot, self.owned, self.worded = snapshot, contacts, texts

    @cached_property
    def contacts(self) -> dict[int, list[int]]:
        """Give the accounts that give out a crew's contact, by contact.

        Of those who name it a third gives it out again and again: of an exchange office or a hotline a few do.
        """
        found = {}
        adverts, labels = self.owned.adverts, self.snapshot.labels
        for contact in sorted(adverts.by_contact):
            if contact in self.owned.rarity.generic or labels[contact] == "Site":
                continue
            naming, giving = self.owned.named(contact), adverts.advertisers(contact)
            accounts = [user for user in naming if labels[user] == "Account"]
            if 3 * len(giving) >= len(naming) and (len(accounts) > 2 or contact in self.owned.house):
                found[contact] = accounts
        return drop_crowded(found)

    @cached_property
    def groups(self) -> dict[int, list[int]]:
        """Give the accounts that advertise in a group, or run it, by group."""
        found: dict[int, set[int]] = {}
        posts = self.snapshot.posts
        for post, author, chat in zip(
            posts["post"].to_pylist(), posts["author"].to_pylist(), posts["chat"].to_pylist(), strict=True
        ):
            if author is not None and chat is not None and post in self.owned.adverts.posts:
                found.setdefault(chat, set()).add(author)
        for account, group in self.run:
            found.setdefault(group, set()).add(account)
        informers = self.owned.adverts.informers
        labels = self.snapshot.labels
        return drop_crowded(
            {
                group: sorted(user for user in found[group] - informers if labels[user] == "Account")
                for group in sorted(found)
            }
        )

    @cached_property
    def run(self) -> list[tuple[int, int]]:
        """Give who runs which group."""
        links = self.snapshot.table(AdminOf)
        return sorted(set(zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True)))

    @cached_property
    def texts(self) -> dict[int, list[int]]:
        """Give the accounts that write an advert which more than two do, by advert."""
        return drop_crowded({text: users for text, users in self.worded.writers.items() if len(users) > 2})

    @cached_property
    def sizes(self) -> Counter[int]:
        """Count the accounts of each circle."""
        return Counter(self.circles.values())

    @cached_property
    def circles(self) -> dict[int, int]:
        """Give the circle of each account that is in one: who shares several things with somebody of it.

        Two are of one circle where they share a contact and an advert, or two contacts, or ``SEVERAL`` adverts, or run
        a group together; one thing alone may be copied, quoted or bought from. A circle above ``CIRCLE`` is none.
        """
        import numpy as np
        from scipy.sparse import coo_matrix
        from scipy.sparse.csgraph import connected_components

        runs: dict[int, list[int]] = {}
        for account, group in self.run:
            runs.setdefault(group, []).append(account)
        shared = [self.contacts, self.texts, drop_crowded(runs)]
        accounts = sorted({user for found in shared for users in found.values() for user in users})
        row = {account: number for number, account in enumerate(accounts)}

        def together(found: dict[int, list[int]]) -> "coo_matrix[int]":
            places = [(row[user], n) for n, users in enumerate(found.values()) for user in users]
            at = np.array(places, dtype=np.int64).reshape(-1, 2)
            held = coo_matrix(
                (np.ones(len(at), np.int32), (at[:, 0], at[:, 1])), (len(row), max(len(found), 1))
            ).tocsr()
            return held @ held.T

        contacts, texts, run = map(together, shared)
        strong = (contacts > 0).multiply(texts > 0) + (contacts > 1) + (texts >= SEVERAL) + (run > 0)
        _, numbers = connected_components(strong, directed=False)
        sizes = np.bincount(numbers) if len(numbers) else numbers
        first: dict[int, int] = {}
        for account, number in zip(accounts, numbers.tolist(), strict=True):
            if 1 < sizes[number] <= CIRCLE:
                first.setdefault(number, account)
        return {account: first[n] for account, n in zip(accounts, numbers.tolist(), strict=True) if n in first}


def drop_crowded(found: dict[int, list[int]]) -> dict[int, list[int]]:
    """Leave out what one account has, and what a crowd has."""
    return {thing: users for thing, users in found.items() if 1 < len(users) <= CROWD}


def by_user(found: dict[int, list[int]]) -> dict[int, list[int]]:
    """Turn things with their users into users with their things, in order."""
    out: dict[int, list[int]] = {}
    for thing, users in sorted(found.items()):
        for user in users:
            out.setdefault(user, []).append(thing)
    return out
