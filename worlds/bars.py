"""The bars of the demo: what must hold of the findings on the sample case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worlds.claims import Claim
from worlds.facts import Truth
from worlds.matching import Matched

SHELTERED = ("agency", "hotline", "rating")
"""Innocents that no alias or succession lead may touch, nor those who name their numbers or ask there."""
ALIASES = 2 / 5
"""Share of the planted aliases to be found. Half of the sample's share a number under names that have nothing in
common: in most families of worlds that is a household's or an office's number, so that they are no leads."""


@dataclass(frozen=True, slots=True)
class Check:
    """One bar."""

    name: str
    holds: bool
    detail: str


def check_bars(claims: Sequence[Claim], truth: Truth, matched: Mapping[str, Matched]) -> tuple[Check, ...]:
    """Hold the findings against each bar."""
    return (
        _check_complete("every rename found, none invented", matched["rename"]),
        _check_complete("every swap, freed name and freed handle found, none invented", matched["reuse"]),
        _check_untouched(claims, truth),
        _check_ends(claims, truth),
        _check_recreated(matched["succession"], truth),
        _check_aliases(matched["alias"]),
    )


def _check_complete(name: str, matched: Matched) -> Check:
    missed, wrong = len(matched.missed), len(matched.false_leads)
    return Check(name, not missed and not wrong, f"{missed} of {matched.planted} missed, {wrong} invented")


def _check_untouched(claims: Sequence[Claim], truth: Truth) -> Check:
    near = {
        id: innocent.kind
        for innocent in truth.innocents
        if innocent.kind in SHELTERED
        for id in (*innocent.subjects, *innocent.contacts, *innocent.around)
    }
    leads = [claim for claim in claims if claim.kind in ("alias", "succession")]
    touched = [f"{near[id]}: {claim}" for claim in leads for id in claim.subjects if id in near]
    name = "no alias or succession lead touches agency, hotline or rating group"
    # A reader that says nothing touches nobody; that is no merit.
    return Check(name, bool(leads) and not touched, "; ".join(touched) or f"{len(leads)} leads, none does")


def _check_ends(claims: Sequence[Claim], truth: Truth) -> Check:
    generic = {number for innocent in truth.innocents if innocent.kind == "hotline" for number in innocent.contacts}
    chains = [claim for claim in claims if claim.kind == "handoff"]
    on = [str(claim) for claim in chains if generic.intersection(claim.subjects[:-1])]
    detail = "; ".join(on) or f"{len(chains)} chains, none goes through it"
    return Check("the hotline ends every chain", bool(chains) and not on, detail)


def _check_recreated(matched: Matched, truth: Truth) -> Check:
    first = truth.successions[0]
    missed = any(line.startswith(f"{first.old} > {first.new}") for line in matched.missed)
    detail = f"{first.old} > {first.new} {'missed' if missed else 'found'}"
    return Check("the re-created group is found", not missed, detail)


def _check_aliases(matched: Matched) -> Check:
    found = matched.planted - len(matched.missed)
    holds = found >= ALIASES * matched.planted
    return Check("two in five of the planted aliases are found", holds, f"{found} of {matched.planted} pairs")
