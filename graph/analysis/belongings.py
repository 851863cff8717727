"""Belongings: the contacts and handles that two accounts give out as their own, and what becomes of them."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations
from math import log2, sqrt
from typing import Any

from graph.analysis.adverts import Adverts, Use, adverts
from graph.analysis.moments import DAY, iso
from graph.analysis.rarity import Rarity
from graph.finding import Evidence, Reason, address
from graph.model import Checked, Mentions, Opens
from graph.snapshot import Snapshot

HAND = 6
"""Accounts that give a contact out, above which it is a crew's or a service's and not one hand's."""

PUBLIC = 12
"""Accounts that name a contact without giving it out, above which everybody knows it: quoting it ties nobody."""

RECYCLED = 90 * DAY
"""Silence after which a number in new hands is a number sold anew, not a hand that goes on."""

TAKEN_OVER = 30 * DAY
"""Time after a removal within which contacts that turn up elsewhere were taken along."""

SHORTEST = 6
"""Letters and digits from which an equal handle on another platform is no chance."""

Pair = tuple[int, int]


class Belongings:
    """The contacts of accounts, as far as they can be one hand's; each index is built once."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity) -> None:
        self.snapshot, self.rarity = snapshot, rarity
        self.adverts: Adverts = adverts(snapshot, frozenset(rarity.generic))
        self.of = rarity.of

    def pairs(self) -> list[Pair]:
        """Give the pairs that share something that could be one hand's, sorted."""
        found: set[Pair] = set()
        for users in self.hands.values():
            found |= set(combinations(users, 2))
        found |= {ordered(a, b) for a, b in self.led}
        found |= {ordered(a, b) for holders in self.namesakes.values() for a, b in combinations(sorted(holders), 2)}
        return sorted(pair for pair in found if pair[0] != pair[1])

    @cached_property
    def hands(self) -> dict[int, list[int]]:
        """Give the accounts that give a contact out where it may be one hand's, by contact.

        An invite opens a group and a site is read by all: they are company, not one hand's.
        """
        found = {}
        for contact in sorted(self.adverts.by_contact):
            users = self.adverts.advertisers(contact)
            if self.snapshot.labels[contact] in ("Invite", "Site"):
                continue
            if 1 < len(users) <= HAND and contact not in self.rarity.generic and contact not in self.house:
                found[contact] = users
        return found

    @cached_property
    def house(self) -> set[int]:
        """Give the contacts of a crew, a group or a service: what a group itself, or many, give out or are called."""
        opens = self.snapshot.table(Opens)
        found = {
            contact
            for contact, opened in zip(opens["start"].to_pylist(), opens["end"].to_pylist(), strict=True)
            if self.snapshot.labels[opened] == "Group"
        }
        for contact, uses in self.adverts.by_contact.items():
            users = self.adverts.advertisers(contact)
            naming = sum(1 for user, use in uses.items() if not use.advertises and user not in self.adverts.informers)
            ours = any(self.snapshot.labels[user] == "Group" for user in users)
            if ours or len(users) > HAND or naming > PUBLIC:
                found.add(contact)
        return found

    def contacts(self, a: int, b: int) -> Iterator[Reason]:
        """Yield contacts that both give out, by rarity and by how much of their adverts name them.

        A handle that is not known to be an account's may be a group's, and weighs half. A number long silent
        before the other took it was sold anew.
        """
        ids = self.snapshot.ids
        for contact in sorted(self.shared(a, b)):
            one, other = self.adverts.by_user[a][contact], self.adverts.by_user[b][contact]
            evidence = self.used(contact, a, b)
            if (gap := apart(one, other)) > RECYCLED:
                yield Reason("contact-recycled", {"contact": ids[contact], "days": gap // DAY}, -2.0, evidence)
                continue
            users = len(self.hands[contact])
            sure = min(one.plausibility, other.plausibility) * (1.0 if contact in self.personal else 0.5)
            parts: dict[str, Any] = {"contact": ids[contact], "users": users, "of": self.of}
            parts |= {"posts": [one.posts, other.posts], "shown": [one.shown, other.shown]}
            much = min(1.0, 2 * sqrt(one.share * other.share))  # half of one's adverts make a main contact
            yield Reason("own-contact", parts, log2(self.of / users) * much * sure, evidence)
            for use in (one, other):
                if use.asked:
                    told = {"account": ids[use.user], "contact": ids[contact], "posts": use.asked}
                    yield Reason("contact-asked", told, -2.0, self.used(contact, use.user))

    @cached_property
    def personal(self) -> set[int]:
        """Give the contacts that are surely no group's: numbers, mail addresses and the handles of accounts."""
        opens = self.snapshot.table(Opens)
        return {
            handle
            for handle, holder in zip(opens["start"].to_pylist(), opens["end"].to_pylist(), strict=True)
            if self.snapshot.labels[holder] == "Account"
        } | {contact for contact in self.adverts.by_contact if self.snapshot.labels[contact] in ("Phone", "Email")}

    def shared(self, a: int, b: int) -> list[int]:
        """Give the contacts of one hand that both give out."""
        return [c for c in self.adverts.own(a).keys() & self.adverts.own(b).keys() if c in self.hands]

    def used(self, contact: int, *users: int) -> tuple[Evidence, ...]:
        """Give the links by which users use a contact."""
        ids = self.snapshot.ids
        return tuple(link for user in users for link in self.snapshot.evidence(ids[user], ids[contact], 3))

    @cached_property
    def led(self) -> dict[Pair, list[tuple[int, int]]]:
        """Give the handles by which an account leads to another: (who leads, whose it is) to handle and users."""
        found: dict[Pair, list[tuple[int, int]]] = {}
        for row in self.snapshot.table(Opens).to_pylist():
            handle, holder = row["start"], row["end"]
            users = self.adverts.advertisers(handle)
            if self.snapshot.labels[handle] != "Handle" or self.snapshot.labels[holder] != "Account":
                continue
            if handle in self.rarity.generic or handle in self.house or len(users) > HAND:
                continue
            for user in users:
                use = self.adverts.by_user[user][handle]
                if user != holder and meet((use.first, use.last), (row["first_seen"], row["last_seen"])):
                    found.setdefault((user, holder), []).append((handle, len(users)))
        return {pair: handles for pair, handles in found.items() if self.snapshot.labels[pair[0]] == "Account"}

    def handles(self, a: int, b: int) -> Iterator[Reason]:
        """Yield handles by which one leads to the other, and handles that both hold on two platforms."""
        ids = self.snapshot.ids
        for user, holder in ((a, b), (b, a)):
            for handle, users in self.led.get((user, holder), ()):
                use = self.adverts.by_user[user][handle]
                parts = {"account": ids[user], "handle": ids[handle], "holder": ids[holder], "users": users}
                evidence = (*self.used(handle, user), address(Opens, ids[handle], ids[holder]))
                yield Reason("own-handle", parts | {"of": self.of}, log2(self.of / users) * use.share, evidence)
        for text in sorted(self.held.get(a, {}).keys() & self.held.get(b, {}).keys()):
            one, other = self.held[a][text], self.held[b][text]
            holders = len(self.namesakes.get(text, ()))
            if holders > 1:
                of = max(len(self.held), self.of)
                parts = {"handles": [ids[one], ids[other]], "holders": holders, "of": of}
                evidence = (address(Opens, ids[one], ids[a]), address(Opens, ids[other], ids[b]))
                yield Reason("same-handle", parts, log2(of / holders), evidence)

    @cached_property
    def held(self) -> dict[int, dict[str, int]]:
        """Give the handles of each account, by their letters and digits alone."""
        found: dict[int, dict[str, int]] = {}
        for row in self.snapshot.table(Opens).to_pylist():
            if self.snapshot.labels[row["start"]] == "Handle" and self.snapshot.labels[row["end"]] == "Account":
                text = re.sub(r"[\W_]", "", self.snapshot.ids[row["start"]].partition(":")[2])
                if len(text) >= SHORTEST and not text.isdigit():
                    found.setdefault(row["end"], {}).setdefault(text, row["start"])
        return found

    @cached_property
    def namesakes(self) -> dict[str, set[int]]:
        """Give the accounts of one handle on two platforms or more, a few at most."""
        found: dict[str, set[int]] = {}
        for account, texts in self.held.items():
            for text in texts:
                found.setdefault(text, set()).add(account)
        return {
            text: accounts
            for text, accounts in sorted(found.items())
            if 1 < len(accounts) <= HAND and len({self.snapshot.ids[a].partition(":")[0] for a in accounts}) > 1
        }

    def changes(self, a: int, b: int) -> Iterator[Reason]:
        """Yield changes of number that one declares and the other goes along with."""
        common = set(self.shared(a, b))
        for user, other in ((a, b), (b, a)):
            for old, new, post, at in self.declared.get(user, ()):
                if new in common:
                    ids = self.snapshot.ids
                    parts = {"account": ids[user], "other": ids[other], "old": ids[old], "new": ids[new], "at": iso(at)}
                    links = tuple(self.mention(post, contact) for contact in (old, new))
                    yield Reason("number-changed", parts, 3.0, links)
                    break

    @cached_property
    def declared(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """Give the posts that name an account's old number and its new one: old, new, post, time.

        The words are not read: the old number is given out before the post and not after it, the new one
        after it and not before, within a week.
        """
        times = {row["post"]: (row["author"], row["at"]) for row in self.snapshot.posts.to_pylist()}
        found: dict[int, list[tuple[int, int, int, int]]] = {}
        for post, contacts in sorted(self.adverts.posts.items()):
            phones = sorted({c for c in contacts if self.snapshot.labels[c] == "Phone"})
            user, at = times[post]
            if len(phones) != 2 or at is None or user is None:
                continue
            for old, new in (phones, phones[::-1]):
                before, after = self.adverts.by_user[user][old], self.adverts.by_user[user][new]
                if before.advertises and after.advertises and turns(before, after, at):
                    found.setdefault(user, []).append((old, new, post, at))
        return found

    def mention(self, post: int, contact: int) -> Evidence:
        """Give the address of the link from a post to a contact."""
        return address(Mentions, self.snapshot.ids[post], self.snapshot.ids[contact])

    def company(self, a: int, b: int) -> Iterator[Reason]:
        """Yield the rarest contact of a crew or group that both give out: they keep the same company."""
        uses, others = self.adverts.by_user.get(a, {}), self.adverts.by_user.get(b, {})
        best: tuple[float, int, int] | None = None
        for contact in sorted(uses.keys() & others.keys()):
            if contact in self.hands or contact in self.rarity.generic:
                continue
            if not (uses[contact].posts or uses[contact].shown) or not (others[contact].posts or others[contact].shown):
                continue
            every = self.adverts.by_contact[contact]
            giving, naming = len(self.adverts.advertisers(contact)), self.naming(every)
            if 3 * giving >= naming and (best is None or log2(self.of / max(naming, 1)) > best[0]):
                best = (log2(self.of / max(naming, 1)), contact, naming)
        if best is not None and best[0] > 0:
            bits, contact, naming = best
            parts = {"contact": self.snapshot.ids[contact], "users": naming, "of": self.of}
            yield Reason("same-company", parts, bits, self.used(contact, a, b))

    def naming(self, every: Mapping[int, Use]) -> int:
        """Give how many name a contact otherwise than by asking, informers left out."""
        return sum((use.posts > 0 or use.shown) and user not in self.adverts.informers for user, use in every.items())

    def takeover(self, a: int, b: int) -> Iterator[Reason]:
        """Yield that one was removed, and its contacts turned up with the other within a month."""
        for gone, new in ((a, b), (b, a)):
            if (at := self.removed.get(gone)) is None:
                continue
            for contact in sorted(self.shared(a, b)):
                first = self.adverts.by_user[new][contact].first
                last = self.adverts.by_user[gone][contact].last
                if first is not None and last is not None and last <= first <= at[0] + TAKEN_OVER:
                    ids = self.snapshot.ids
                    parts = {"account": ids[gone], "other": ids[new], "contact": ids[contact], "at": iso(at[0])}
                    yield Reason("contact-taken-over", parts, 2.0, (address(Checked, ids[gone], at[1]),))
                    return

    @cached_property
    def removed(self) -> dict[int, tuple[int, str]]:
        """Give when an account was found removed, and by which file."""
        found: dict[int, tuple[int, str]] = {}
        for row in self.snapshot.sightings(Checked).to_pylist():
            if row["state"] == "removed" and row["at"] is not None:
                found[row["start"]] = min(
                    found.get(row["start"], (row["at"], "~")), (row["at"], self.snapshot.ids[row["end"]])
                )
        return found


def ordered(a: int, b: int) -> Pair:
    """Give a pair in the order of numbers, which is that of ids."""
    return (a, b) if a <= b else (b, a)


def apart(one: Use, other: Use) -> int:
    """Give the milliseconds between the last use of one and the first of the other; 0 where they overlap."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0
    return max(0, other.first - one.last, one.first - other.last)


def meet(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether two spans may overlap, a month's slack given: handles are seen when profiles are looked at."""
    (a, b), (c, d) = one, other
    later = a is not None and d is not None and a > d + TAKEN_OVER
    earlier = b is not None and c is not None and c > b + TAKEN_OVER
    return not later and not earlier


def turns(before: Use, after: Use, at: int) -> bool:
    """Say whether one contact ends and another begins about then."""
    week = 7 * DAY
    ends = before.last is not None and before.last <= at + week
    return ends and after.first is not None and after.first >= at - week and before.first != after.first
