"""Which findings say what was planted: one matcher a kind."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from worlds.claims import Claim, normalize_name, same_handle
from worlds.facts import Rename, Reuse, Truth

MOST = 0.6
"""Share of a crew's accounts that a cluster must hold to be that crew's."""


@dataclass(slots=True)
class Matched:
    """What was found of what was planted."""

    planted: int
    right: int = 0
    missed: list[str] = field(default_factory=list)
    false_leads: list[str] = field(default_factory=list)


def match_renames(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match by subject, old and new name, each planted rename once; a changed handle must be one, and counts not."""
    left, handles = list(truth.renames), list(truth.handle_changes)
    out = Matched(len(left))
    for claim in claims:
        pool = handles if claim.of_handle else left
        fitting = [rename for rename in pool if _says_rename(claim, rename)]
        if fitting:
            pool.remove(min(fitting, key=lambda rename: _rank_by_date(claim, rename)))
            out.right += 1
        else:
            out.false_leads.append(str(claim))
    out.missed = [f"{r.subject} {r.old} > {r.new} at {r.at} (told by {r.told_by})" for r in left]
    return out


def _says_rename(claim: Claim, rename: Rename) -> bool:
    old, folded = claim.part("old"), same_handle if claim.of_handle else normalize_name
    return (
        claim.subjects[0] == rename.subject
        and claim.part("new") == folded(rename.new)
        and old in ("", folded(rename.old))
    )


def _rank_by_date(claim: Claim, rename: Rename) -> tuple[bool, str]:
    """Put the rename first whose day the finding names: there and back and there again are two."""
    at = str(claim.parts.get("at") or claim.parts.get("before") or claim.parts.get("after") or "")
    return at[:10] != rename.at[:10], rename.at


def match_reuses(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match swaps by their two bearers, freed names and handles by bearers in order and what was freed."""
    planted: dict[tuple[str, ...], Reuse] = {}
    for reuse in truth.reuses:
        if reuse.kind == "swap":
            planted["swap", *sorted((reuse.old, reuse.new))] = reuse
        else:
            folded = same_handle if reuse.kind == "freed-handle" else normalize_name
            planted[reuse.kind, reuse.old, reuse.new, folded(reuse.value)] = reuse
    swapped = {frozenset((r.old, r.new)) for r in truth.reuses if r.kind == "swap"}
    out = Matched(len(planted))
    found: set[tuple[str, ...]] = set()
    for claim in claims:
        kind = str(claim.parts.get("kind", ""))
        key = (kind, *sorted(claim.subjects)) if kind == "swap" else (kind, *claim.subjects, claim.part("value"))
        if key in planted and key not in found:
            found.add(key)
            out.right += 1
        elif kind != "freed-name" or frozenset(claim.subjects) not in swapped:
            # Each half of a swap is a freed name too: said beside the swap, that is no mistake.
            out.false_leads.append(str(claim))
    out.missed = [f"{r.kind} {r.old} > {r.new} {r.value}" for key, r in planted.items() if key not in found]
    return out


def match_successions(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match old and new."""
    planted = {(s.old, s.new): s for s in truth.successions}
    found = {claim.subjects for claim in claims} & set(planted)
    out = Matched(len(planted), len(found))
    out.false_leads = [str(claim) for claim in claims if claim.subjects not in planted]
    out.missed = [f"{s.old} > {s.new} ({s.carried} came along)" for key, s in planted.items() if key not in found]
    return out


def match_aliases(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match pairs of accounts; of three, two pairs that hang together give the third."""
    hand = {account: n for n, alias in enumerate(truth.aliases) for account in alias.accounts}
    out = Matched(sum(len(list(combinations(alias.accounts, 2))) for alias in truth.aliases))
    root = {account: account for account in hand}

    def top(account: str) -> str:
        while root[account] != account:
            account = root[account]
        return account

    for claim in claims:
        hands = {hand.get(account) for account in claim.subjects}
        if len(hands) == 1 and None not in hands and len(claim.subjects) > 1:
            out.right += 1
            for account in claim.subjects[1:]:
                root[top(account)] = top(claim.subjects[0])
        else:
            out.false_leads.append(str(claim))
    for alias in truth.aliases:
        for one, other in combinations(alias.accounts, 2):
            if top(one) != top(other):
                out.missed.append(f"{one} = {other} (by {alias.evidence})")
    return out


def match_crews(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match a crew to a cluster that holds most of its accounts and of no other crew; clusters of others are free."""
    out, found = Matched(len(truth.crews)), set()
    for claim in claims:
        members = set(claim.subjects)
        held = [c.name for c in truth.crews if len(members & set(c.accounts)) >= MOST * len(c.accounts)]
        if len(held) == 1:
            found.add(held[0])
            out.right += 1
        elif held:
            out.false_leads.append(f"cluster {claim.id} holds {', '.join(held)} in one")
    out.missed = [f"crew {crew.name}, {len(crew.accounts)} accounts" for crew in truth.crews if crew.name not in found]
    return out


def match_handoffs(claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match laid chains from their first contact on; false are hops never made, or on from a generic one.

    A finding that holds several ways from one head says each of them.
    """
    hops = {(hop.start, hop.contact) for hop in truth.hops}
    opens = set(truth.opens)
    generic = set(truth.generic)
    out = Matched(len(truth.chains))
    said: list[list[str]] = []
    for claim, ids in ((one, ids) for one in claims for ids in list_claimed_ways(one)):
        nodes = [node for node in ids if not is_post(node)]
        said.append(nodes)
        wrong = [f"{one} > {other}" for one, other in _list_steps(nodes) if not _is_true_hop((one, other), hops, opens)]
        wrong += [f"{node} is generic and goes on" for node in nodes[:-1] if node in generic]
        if wrong:
            out.false_leads.append(f"{claim} ({'; '.join(wrong)})")
        else:
            out.right += 1
    out.missed = [
        " > ".join(chain) for chain in truth.chains if not any(_is_within(chain[1:], nodes) for nodes in said)
    ]
    return out


def list_claimed_ways(claim: Claim) -> list[Sequence[str]]:
    """Give the chains that a finding says: each of its ways, else its subjects in order."""
    return [way["nodes"] for way in claim.parts.get("ways") or ()] or [claim.subjects]


def _list_steps(nodes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield who leads to what; of several accounts or groups in a row each leads to the contact after them."""
    holders: list[str] = []
    contact = ""
    for node in nodes:
        if not is_bearer(node):
            yield from ((holder, node) for holder in holders or [contact] if holder)
            holders, contact = [], node
            continue
        if contact:
            yield contact, node
        holders, contact = [*holders, node], ""


def is_bearer(node: str) -> bool:
    """Tell whether an id is an account's or a group's, not a contact's."""
    space, colon, rest = node.partition(":")
    return bool(colon) and space not in ("invite", "site", "mail", "national") and not rest.startswith("@")


def _is_within(part: Sequence[str], nodes: Sequence[str]) -> bool:
    return any(list(part) == list(nodes[n : n + len(part)]) for n in range(len(nodes) - len(part) + 1))


def _is_true_hop(hop: tuple[str, str], hops: set[tuple[str, str]], opens: set[tuple[str, str]]) -> bool:
    # Of web and mail addresses, and of what a number without its country may be, the truth says nothing.
    return hop in hops or hop in opens or hop[1].startswith(("site:", "mail:", "national:"))


def is_post(node: str) -> bool:
    """Tell whether an id is a post's."""
    space, _, rest = node.partition(":")
    return rest.startswith("post") or (space == "telegram" and "/" in rest)


MATCHERS: dict[str, Callable[[Sequence[Claim], Truth], Matched]] = {
    "rename": match_renames,
    "reuse": match_reuses,
    "succession": match_successions,
    "alias": match_aliases,
    "cluster": match_crews,
    "handoff": match_handoffs,
}
"""Kinds that more than their subjects tell apart; of any other ``match_subjects`` holds the subjects alone."""


def match_kind(kind: str, claims: Sequence[Claim], truth: Truth) -> Matched:
    """Match the findings of a kind, by its own matcher where it has one."""
    match = MATCHERS.get(kind)
    return match_subjects(claims, truth.others.get(kind, ())) if match is None else match(claims, truth)


def match_subjects(claims: Sequence[Claim], planted: Sequence[Sequence[str]]) -> Matched:
    """Match by the subjects, in whatever order, each planted thing once."""
    left = {frozenset(subjects): subjects for subjects in planted}
    out = Matched(len(left))
    for claim in claims:
        if left.pop(frozenset(claim.subjects), None) is not None:
            out.right += 1
        else:
            out.false_leads.append(str(claim))
    out.missed = [" ".join(subjects) for subjects in left.values()]
    return out


def scored_kinds(truth: Truth) -> tuple[str, ...]:
    """Give the kinds of which a truth tells what was planted; findings of any other can be neither right nor wrong."""
    return (*MATCHERS, *(kind for kind in truth.others if kind not in MATCHERS))
