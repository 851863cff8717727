"""Which findings of aliases and successions are true, and what each brings in: hands grow together, pair by pair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from worlds.claims import Claim
from worlds.facts import Pair, Truth

UNREAD = frozenset({"disguised"})
"""Evidence that stands in the files and that no reader of today reads: it makes nothing findable yet."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing to be found."""

    key: Key
    findable: bool
    """Whether any evidence of it survived in the files."""
    platform: str
    script: str
    evidence: int
    """How many sorts of it."""
    share: float | None = None
    """Of a succession: share of the members that came along."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, whether it is true, and what it brings in that was not found before it."""

    claim: Claim
    right: bool
    finds: tuple[Key, ...]


@dataclass(slots=True)
class Exam:
    """What was planted of a kind, and how the findings did, best first."""

    planted: list[Planted]
    judged: list[Judged] = field(default_factory=list)

    @property
    def found(self) -> set[Key]:
        """All that was found."""
        return {key for one in self.judged for key in one.finds}


class Hands:
    """Accounts joined into hands."""

    def __init__(self) -> None:
        self._held: dict[str, list[str]] = {}

    def of(self, account: str) -> list[str]:
        """Give all accounts of its hand, itself among them."""
        return self._held.setdefault(account, [account])

    def join(self, accounts: Sequence[str]) -> list[Key]:
        """Join accounts into one hand, and give each two that were not together before."""
        fresh: list[Key] = []
        for other in accounts[1:]:
            one, two = self.of(accounts[0]), self.of(other)
            if one is two:
                continue
            fresh += [(min(a, b), max(a, b)) for a in one for b in two]
            one += two
            for account in two:
                self._held[account] = one
        return fresh

    def groups(self, accounts: Iterable[str]) -> dict[str, str]:
        """Give for each account the least of its hand."""
        return {account: min(self._held.get(account, [account])) for account in accounts}


def examine_aliases(claims: Sequence[Claim], truth: Truth) -> Exam:
    """Judge findings of aliases; one is true if all its accounts are of one hand."""
    hand = truth.hands()
    pairs = truth.pairs or [
        Pair(one, other, (), (alias.evidence,) if alias.evidence else (), "", "")
        for alias in truth.aliases
        for one, other in combinations(sorted(alias.accounts), 2)
    ]
    by_evidence = Hands()
    for pair in pairs:
        if set(pair.evidence) - UNREAD:
            by_evidence.join((pair.one, pair.other))
    exam = Exam([])
    for pair in pairs:
        findable = by_evidence.of(pair.one) is by_evidence.of(pair.other)
        count = len(set(pair.evidence) - UNREAD)
        exam.planted.append(Planted((pair.one, pair.other), findable, pair.platforms, pair.script, count))
    hands, said = Hands(), set()
    for claim in claims:
        key = tuple(sorted(set(claim.subjects)))
        if key in said or len(key) < 2:
            continue
        said.add(key)
        behind = {hand.get(account) for account in key}
        right = len(behind) == 1 and None not in behind
        exam.judged.append(Judged(claim, right, tuple(hands.join(key)) if right else ()))
    return exam


def examine_successions(claims: Sequence[Claim], truth: Truth) -> Exam:
    """Judge findings of successions, old and new."""
    planted = {(one.old, one.new): one for one in truth.successions}
    worlds = bool(truth.world)
    exam = Exam([])
    for key, one in planted.items():
        count = len(set(one.evidence) - UNREAD)
        findable = bool(count) or not worlds
        exam.planted.append(Planted(key, findable, one.platform, one.script, count, one.share if worlds else None))
    said = set()
    for claim in claims:
        if claim.subjects in said or len(claim.subjects) != 2:
            continue
        said.add(claim.subjects)
        pair = (claim.subjects[0], claim.subjects[1])
        exam.judged.append(Judged(claim, pair in planted, (pair,) if pair in planted else ()))
    return exam


def reciprocal_rank(exam: Exam) -> dict[str, float | int]:
    """Give the mean reciprocal rank of the true successor among those said for an old one, runner-up included.

    ``mrr`` is over old ones of which anything was said, ``mrr_all`` over all that have a successor.
    """
    said: dict[str, list[str]] = {}
    for one in exam.judged:
        said.setdefault(one.claim.subjects[0], []).append(one.claim.subjects[1])
    for one in exam.judged:
        runner_up = one.claim.parts.get("runner_up")
        if isinstance(runner_up, dict) and runner_up.get("id") not in said[one.claim.subjects[0]]:
            said[one.claim.subjects[0]].append(str(runner_up["id"]))
    true: dict[str, set[str]] = {}
    for planted in exam.planted:
        true.setdefault(planted.key[0], set()).add(planted.key[1])
    ranks = {
        old: next((1 / rank for rank, new in enumerate(said.get(old, ()), 1) if new in news), 0.0)
        for old, news in true.items()
    }
    some = [rank for old, rank in ranks.items() if old in said]
    return {
        "mrr": sum(some) / len(some) if some else 0.0,
        "mrr_all": sum(ranks.values()) / len(ranks) if ranks else 1.0,
        "old_with_candidates": len(some),
    }
