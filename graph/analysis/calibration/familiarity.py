"""How far a case is from the worlds that weights were learnt on: what its evidence is made of, and how much there is.

A case is described by shares: of sorts of links, of contacts, of platforms, of scripts of posts, of accounts that wrote
anything or have any date; and by sizes. Two descriptions differ by the mean over these aspects: of shares the total
variation distance, of sizes the doublings between them, ten for the whole way. A case is far where it differs more
from the nearest family of worlds than any of these does from the family nearest to itself.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from graph.forms.scripts import find_script
from graph.model import AdminOf, Called, ForwardedFrom, MemberOf, Mentions, Opens, Posted, RepliesTo, Shows, TiedTo
from graph.snapshot import Snapshot

FILE = Path(__file__).parents[1] / "learnt/families.json"

EVIDENCE: Mapping[str, type] = {
    "posts": Posted, "contacts in posts": Mentions, "contacts on profiles": Shows, "calls": Called,
    "forwards": ForwardedFrom, "answers": RepliesTo, "memberships": MemberOf, "administrators": AdminOf,
    "invites and handles that lead somewhere": Opens, "ties told by a source": TiedTo,
}  # fmt: skip
"""Sorts of links that are evidence, as they are told."""

CONTACTS: Mapping[str, str] = {
    "phone numbers": "Phone", "handles": "Handle", "invites": "Invite", "sites": "Site", "addresses of mail": "Email",
}  # fmt: skip

ASPECTS: Mapping[str, str] = {
    "evidence": "{what} make {here} of the evidence here",
    "contacts": "{what} make {here} of the contacts here",
    "platforms": "{here} of the accounts here are on {what}",
    "scripts": "{here} of the posts here are in {what} letters",
    "accounts": "{here} of the accounts here {what}",
}
"""What is compared by shares, and how a difference is told."""

SIZES = ("accounts", "posts of an account", "members of a group")

WHOLE = 10.0
"""Doublings between two sizes that count as the whole distance."""

READ = 5_000
"""Posts whose script is looked at, spread evenly."""

TOLD = 3
"""Differences that are told, the largest."""

STANDS_OUT = 0.1
"""Difference of a share from all worlds from which it is told."""

COMPARED: "WeakKeyDictionary[Snapshot, Familiarity | None]" = WeakKeyDictionary()
"""What was compared, while its snapshot lives."""

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a case or a world is made of."""

    shares: Mapping[str, Shares]
    """By aspect, then by what."""
    sizes: Shares

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values; ``read`` takes them back."""
        return {"shares": {aspect: dict(some) for aspect, some in self.shares.items()}, "sizes": dict(self.sizes)}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Profile":
        """Take it back from its JSON values."""
        return cls(plain["shares"], plain["sizes"])

    def distance(self, other: "Profile") -> float:
        """Give how far two are apart, from 0 to 1."""
        parts = [measure_variation(self.shares[aspect], other.shares[aspect]) for aspect in ASPECTS]
        apart = [abs(log2((self.sizes[one] + 1) / (other.sizes[one] + 1))) / WHOLE for one in SIZES]
        return (sum(parts) + sum(min(one, 1.0) for one in apart) / len(apart)) / (len(parts) + 1)


@dataclass(frozen=True, slots=True)
class Familiarity:
    """How far a case is from every family of worlds."""

    nearest: str
    distance: float
    bound: float
    """The farthest that any family is from the one nearest to it."""
    differences: tuple[str, ...]
    """What differs most from all of them, in words."""

    @property
    def far(self) -> bool:
        """Say whether no family is like the case."""
        return self.distance > self.bound

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "nearest": self.nearest,
            "distance": round(self.distance, 3),
            "bound": round(self.bound, 3),
            "far": self.far,
            "differences": list(self.differences),
        }


def measure_profile(snapshot: Snapshot) -> Profile:
    """Describe a case or a world."""
    import pyarrow.compute as pc

    counts, nodes = snapshot.counts(), Counter(snapshot.labels)
    accounts = [id for id, label in zip(snapshot.ids, snapshot.labels, strict=True) if label == "Account"]
    texts = [text for text in snapshot.posts["text"].to_pylist() if text]
    texts = texts[:: max(1, len(texts) // READ)]
    dated = set(snapshot.posts.filter(pc.is_valid(snapshot.posts["at"]))["author"].to_pylist()) - {None}
    wrote = set(snapshot.posts["author"].to_pylist()) - {None}
    called = {id for end in ("start", "end") for id in snapshot.table(Called)[end].to_pylist()}
    count = max(len(accounts), 1)
    posts, groups = nodes["Post"], max(nodes["Group"], 1)
    shares = {
        "evidence": share_counts({what: counts.get(cls.__name__, 0) for what, cls in EVIDENCE.items()}),
        "contacts": share_counts({what: nodes[label] for what, label in CONTACTS.items()}),
        "platforms": share_counts(Counter(id.partition(":")[0] for id in accounts)),
        "scripts": share_counts(Counter(find_script(text).capitalize() or "no" for text in texts)),
        "accounts": {
            "wrote a post": len(wrote) / count,
            "have a post with a date": len(dated) / count,
            "called or were called": len(called) / count,
        },
    }
    sizes = (count, posts / count, counts.get("MemberOf", 0) / groups)
    return Profile(shares, dict(zip(SIZES, (round(float(one), 3) for one in sizes), strict=True)))


def share_counts(counts: Mapping[str, int]) -> dict[str, float]:
    """Give shares of a whole, what is nothing left out."""
    total = sum(counts.values())
    return {what: round(count / total, 4) for what, count in sorted(counts.items()) if count}


def measure_variation(one: Shares, other: Shares) -> float:
    """Give the total variation distance of two lists of shares, at most 1."""
    return min(1.0, sum(abs(one.get(what, 0.0) - other.get(what, 0.0)) for what in {*one, *other}) / 2)


def compare_with_families(profile: Profile, worlds: Mapping[str, Sequence[Profile]]) -> Familiarity | None:
    """Say how far a case is from the worlds of each family; None where there are too few families to compare with."""
    if len(worlds) < 2:
        return None
    far = {family: min(profile.distance(one) for one in some) for family, some in sorted(worlds.items())}
    nearest = min(far, key=lambda family: far[family])
    apart = [
        min(one.distance(other) for name, others in worlds.items() if name != family for other in others)
        for family, some in worlds.items()
        for one in some
    ]
    every = [one for some in worlds.values() for one in some]
    return Familiarity(nearest, far[nearest], max(apart), tuple(tell_differences(profile, every)))


def tell_differences(profile: Profile, worlds: Iterable[Profile]) -> list[str]:
    """Tell what a case has more or less of than any world, the largest difference first."""
    every, found = list(worlds), []
    for aspect, template in ASPECTS.items():
        if not profile.shares[aspect]:
            continue  # of nothing there are no shares
        for what in sorted({what for one in (profile, *every) for what in one.shares[aspect]}):
            here = profile.shares[aspect].get(what, 0.0)
            known = [one.shares[aspect].get(what, 0.0) for one in every]
            over, under = here - max(known), min(known) - here
            if max(over, under) >= STANDS_OUT:
                rest = f"more than {max(known):.0%}" if over > 0 else f"less than {min(known):.0%}"
                said = template.format(what=what, here=f"{here:.0%}")
                found.append((-max(over, under), f"{said}; in no made-up world {rest}"))
    return [said for _, said in sorted(found)[:TOLD]]


@cache
def known_worlds() -> dict[str, tuple[Profile, ...]]:
    """Read the worlds that the shipped weights were learnt on, by family."""
    plain = json.loads(FILE.read_text(encoding="utf-8"))
    return {family: tuple(map(Profile.read, some)) for family, some in plain.items()}


def find_familiarity(snapshot: Snapshot) -> Familiarity | None:
    """Say how far a case is from the worlds that shipped weights were learnt on; None where it has no accounts.

    Of one snapshot it is said once.
    """
    if snapshot not in COMPARED:
        some = "Account" in snapshot.labels
        COMPARED[snapshot] = compare_with_families(measure_profile(snapshot), known_worlds()) if some else None
    return COMPARED[snapshot]
