"""Core: how strongly each member belongs to its cluster. The core does what its cluster does, others stand around it.

Who gives a shared contact out again and again lives by it; who names it once has read it somewhere. Innocents stand
near crews by naming: clients recommend a number, warn of it, sell a fridge in the group.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.network.projection import Ties
from graph.analysis.shared.adverts import Adverts, Use
from graph.model import AdminOf, MemberOf, Opens
from graph.snapshot import Snapshot

AGAIN = 3
"""Adverts from which one contact shows that its giver belongs, whoever else names it; a profile that shows it does too.

Clients of a crew name its number twice (a recommendation, a warning), hardly ever three times. So two adverts show it
of a contact that most who name it give out, or where there are two such contacts."""

RUNNERS = 10
"""Administrators above which running a group says no more than being in it."""

DEALT = 2
"""Members with whom one deals who is in the core: a customer has one number that he calls."""

LEAST_CORE = 3
"""Accounts, phones, or groups that give something out, without which nothing is a cluster to report.

Two accounts with one contact are an alias or an office. A group counts with whoever of the core runs it."""


@dataclass(frozen=True, slots=True)
class Place:
    """How one member stands in its cluster, and what says so."""

    user: int
    key: str
    """What it does: ``gives-out``, ``leads-to``, ``runs``, ``deals``, ``judged``, ``is-run``, ``is-led-to``; around
    the core ``names``, ``asks``, ``quotes``, ``writes``, ``meets``, ``calls``, ``place``, ``near``."""
    thing: int | None = None
    """The contact, group or account that it does it with."""
    members: int = 0
    """Other members that do it too, or are dealt with."""


class Belonging:
    """What places the members of clusters, looked up once for all of them."""

    def __init__(self, snapshot: Snapshot, shared: Ties, found: Adverts, generic: Mapping[int, Any]) -> None:
        self.snapshot, self.shared, self.adverts, self.generic = snapshot, shared, found, generic
        self.runs, self.run_by = map_ends(snapshot.table(AdminOf), "start", "end")
        self.writes, _ = map_ends(snapshot.writers(), "writer", "chat")
        self.meets, _ = map_ends(snapshot.table(MemberOf), "start", "end")
        self.opens, _ = map_ends(snapshot.table(Opens), "start", "end")
        self._givers: dict[int, list[int]] = {}
        self.partners: dict[int, list[int]] = defaultdict(list)
        if shared.dealt:
            for low, high in zip(*(shared.dealt[end].to_pylist() for end in ("low", "high")), strict=True):
                self.partners[low].append(high)
                self.partners[high].append(low)

    def divide(
        self, users: Sequence[int], same: Sequence[tuple[int, int]] = ()
    ) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Give the core of a cluster and those around it, each in the order of ``users``.

        The core hangs together: of several parts that share nothing among them the largest is the core. It is empty
        where fewer than ``LEAST_CORE`` speak for themselves. One judged the *same* as one of the core belongs to it.
        """
        inside = set(users)
        acting = {user: place for user in users if (place := self.place_core(user, inside)) is not None}
        core = {user: acting[user] for user in self.largest_part(acting, inside)}
        for pair in (*same, *same):  # twice: who is the same as one that is the same
            for one, other in (pair, pair[::-1]):
                if one in core and other in inside and other not in core:
                    core[other] = Place(other, "judged", one)
        if sum(not self.run_inside(user, core) for user in core) < LEAST_CORE:
            return (), ()
        for user in users:
            if user not in core and (place := self.place_group(user, core)) is not None:
                core[user] = place
        around = (self.place_around(user, inside, core) for user in users if user not in core)
        return tuple(core[user] for user in users if user in core), tuple(around)

    def run_inside(self, group: int, core: Mapping[int, Place]) -> bool:
        """Say whether one is a group that an account of the core runs: the two speak with one voice."""
        return self.snapshot.labels[group] == "Group" and any(user in core for user in self.run_by.get(group, ()))

    def place_core(self, user: int, inside: set[int]) -> Place | None:
        """Say what puts a member in the core, the strongest first; None where nothing does."""
        strong: list[tuple[int, int, Place]] = []
        twice: list[Place] = []
        for contact, use in self.adverts.by_user.get(user, {}).items():
            place = self.place_use(use, inside)
            if place is None:
                continue
            if use.shown or use.posts >= AGAIN:
                strong.append((-place.members, contact, place))
            elif use.advertises and user not in self.adverts.informers:
                twice.append(place)
                if 2 * len(self.givers(contact)) >= len(self.adverts.by_contact[contact]):
                    strong.append((-place.members, contact, place))
        if strong:
            return min(strong)[2]
        led = [group for group in self.runs.get(user, ()) if group in inside and len(self.run_by[group]) <= RUNNERS]
        if led:
            return Place(user, "runs", min(led))
        dealt = sum(partner in inside for partner in self.partners.get(user, ()))
        if dealt >= DEALT:
            return Place(user, "deals", None, dealt)
        return twice[0] if len(twice) > 1 else None

    def place_use(self, use: Use, inside: set[int]) -> Place | None:
        """Say what a contact that a member gives out ties it to: others who give it out, or what it opens."""
        if use.contact in self.generic or not (use.shown or use.posts):
            return None
        others = sum(other in inside and other != use.user for other in self.givers(use.contact))
        if others:
            return Place(use.user, "gives-out", use.contact, others)
        opened = [one for one in self.opens.get(use.contact, ()) if one in inside and one != use.user]
        return Place(use.user, "leads-to", min(opened)) if opened else None

    def givers(self, contact: int) -> list[int]:
        """Give who gives a contact out."""
        found = self._givers.get(contact)
        if found is None:
            found = self._givers[contact] = self.adverts.advertisers(contact)
        return found

    def place_group(self, group: int, core: Mapping[int, Place]) -> Place | None:
        """Say by whom of the core a group is run or given out; None of what is no group, or neither."""
        if self.snapshot.labels[group] != "Group":
            return None
        run = [user for user in self.run_by.get(group, ()) if user in core]
        if run:
            return Place(group, "is-run", min(run), len(run) - 1)
        leading = [user for user, place in core.items() if place.key == "leads-to" and place.thing == group]
        return Place(group, "is-led-to", min(leading), len(leading) - 1) if leading else None

    def place_around(self, user: int, inside: set[int], core: Mapping[int, Place]) -> Place:
        """Say what a member that is not in the core has to do with the cluster."""
        given = {place.thing for place in core.values() if place.key == "gives-out"}
        uses = self.adverts.by_user.get(user, {})
        named = [use for contact, use in sorted(uses.items()) if contact not in self.generic]
        near = [use for use in named if use.contact in given] or [
            use for use in named if any(other in core for other in self.adverts.by_contact[use.contact])
        ]
        for key, said in (("names", "posts"), ("asks", "asked"), ("quotes", "passed_on")):
            for use in near:
                if getattr(use, said) or (key == "names" and use.shown):
                    return Place(user, key, use.contact)
        for key, groups in (("writes", self.writes), ("meets", self.meets)):
            some = [group for group in groups.get(user, ()) if group in inside]
            if some:
                return Place(user, key, min(some, key=lambda group: (group not in core, group)))
        group = self.snapshot.labels[user] == "Group"
        writers = sum(user in self.writes.get(one, ()) for one in core) if group else 0
        if writers:
            return Place(user, "place", None, writers)
        partners = [partner for partner in self.partners.get(user, ()) if partner in inside]
        if partners:
            return Place(user, "calls", min(partners, key=lambda partner: (partner not in core, partner)))
        return Place(user, "near")

    def largest_part(self, acting: Mapping[int, Place], inside: set[int]) -> set[int]:
        """Give the largest part of those who act that hangs together: by what they give out, groups, and dealings."""
        from scipy.cluster.hierarchy import DisjointSet

        joined, first = DisjointSet(acting), dict[tuple[str, int], int]()
        for user in acting:
            for tie in self.ties_of(user, inside):
                joined.merge(first.setdefault(tie, user), user)
            for partner in self.partners.get(user, ()):
                if partner in acting:
                    joined.merge(user, partner)
        return max(joined.subsets(), key=lambda part: (len(part), -min(part)), default=set())

    def ties_of(self, user: int, inside: set[int]) -> Iterable[tuple[str, int]]:
        """Yield what ties one who acts to others: contacts that it gives out, what they open, groups.

        Not what it merely names: a household in whose name somebody once recommended a crew is none of the crew.
        """
        yield "user", user
        for contact, use in self.adverts.by_user.get(user, {}).items():
            if contact not in self.generic and use.advertises:
                yield "contact", contact
                yield from (("user", opened) for opened in self.opens.get(contact, ()))
        yield from (("user", group) for group in self.runs.get(user, ()) if group in inside)
        yield from (("user", group) for group in self.writes.get(user, ()) if group in inside)


def map_ends(table: Any, start: str, end: str) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Give the ends of each start, and the starts of each end, ascending, each once."""
    there: dict[int, set[int]] = defaultdict(set)
    back: dict[int, set[int]] = defaultdict(set)
    for a, b in zip(table[start].to_pylist(), table[end].to_pylist(), strict=True):
        there[a].add(b)
        back[b].add(a)
    return {a: sorted(some) for a, some in there.items()}, {b: sorted(some) for b, some in back.items()}
