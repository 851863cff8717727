"""Familiarity: how far a case is from the worlds that weights were learnt on, and what it is told by."""

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.analysis.calibration.familiarity import (
    Profile,
    compare_with_families,
    known_worlds,
    measure_profile,
    measure_variation,
)
from graph.model import Account, Called, Group, In, Link, Node, Phone, Post, Posted
from graph.snapshot import Snapshot

START = datetime(2024, 1, 1, tzinfo=UTC)
SIZES = {"accounts": 100.0, "posts of an account": 5.0, "members of a group": 10.0}


def profile(**evidence: float) -> Profile:
    """Give a profile in which all but the evidence is the same."""
    alike = {aspect: {"one": 1.0} for aspect in ("contacts", "platforms", "scripts", "accounts")}
    return Profile({"evidence": evidence, **alike}, SIZES)


def link(start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "source": "sha256:a", "place": f"{start} {end}", **more}


def calls() -> Snapshot:
    """Give a case of calls, and one post in it."""
    accounts = [f"phone:+4420794600{number:02}" for number in range(10)]
    nodes: dict[type[Node], list[dict[str, Any]]] = {
        Account: [{"id": id} for id in accounts],
        Group: [{"id": "telegram:channel1"}],
        Phone: [{"id": "+442079460000"}],
        Post: [{"id": "telegram:post1", "text": "سلام", "at": START}],
    }
    links: dict[type[Link], list[dict[str, Any]]] = {
        Called: [link(one, other, at=START) for one, other in itertools.pairwise(accounts)],
        Posted: [link(accounts[0], "telegram:post1")],
        In: [link("telegram:post1", "telegram:channel1")],
    }
    return Snapshot.of(nodes, links)


def test_a_case_is_described_by_what_its_evidence_is_made_of() -> None:
    found = measure_profile(calls())
    assert found.shares["evidence"] == {"calls": 0.9, "posts": 0.1}
    assert found.shares["contacts"] == {"phone numbers": 1.0}
    assert found.shares["platforms"] == {"phone": 1.0}
    assert found.shares["scripts"] == {"Arabic": 1.0}
    assert found.shares["accounts"] == {
        "wrote a post": 0.1, "have a post with a date": 0.1, "called or were called": 1.0
    }  # fmt: skip
    assert found.sizes["accounts"] == 10
    assert Profile.read(found.plain()) == found


def test_a_distance_is_nothing_to_itself_the_same_both_ways_and_at_most_one() -> None:
    one, other = measure_profile(calls()), profile(posts=1.0)
    assert one.distance(one) == 0
    assert one.distance(other) == pytest.approx(other.distance(one))
    assert 0 < one.distance(other) <= 1
    assert measure_variation({"a": 1.0}, {"b": 1.0}) == 1


def test_a_case_is_far_where_it_differs_more_than_any_family_from_the_one_nearest_to_it() -> None:
    worlds = {"one": [profile(posts=0.9, calls=0.1)], "two": [profile(posts=0.7, calls=0.3)]}
    near, far = (
        compare_with_families(profile(posts=0.8, calls=0.2), worlds),
        compare_with_families(profile(calls=1.0), worlds),
    )
    assert near is not None
    assert far is not None
    assert not near.far
    assert far.far
    assert near.bound == far.bound == pytest.approx(0.2 / 6)
    assert far.nearest == "two"
    assert far.differences == (
        "calls make 100% of the evidence here; in no made-up world more than 30%",
        "posts make 0% of the evidence here; in no made-up world less than 70%",
    )
    assert near.differences == ()


def test_of_what_a_case_has_none_of_no_share_is_told() -> None:
    bare = Profile({**profile(posts=0.8, calls=0.2).shares, "contacts": {}}, SIZES)
    found = compare_with_families(
        bare, {"one": [profile(posts=0.9, calls=0.1)], "two": [profile(posts=0.7, calls=0.3)]}
    )
    assert found is not None
    assert found.far
    assert found.differences == ()


def test_one_family_alone_says_nothing_of_how_far_is_far() -> None:
    assert compare_with_families(profile(posts=1.0), {"one": [profile(posts=1.0)]}) is None


def test_no_family_that_weights_were_learnt_on_is_far_from_the_others_and_calls_alone_are() -> None:
    worlds = known_worlds()
    assert len(worlds) >= 6
    for family, some in worlds.items():
        others = {name: profiles for name, profiles in worlds.items() if name != family}
        found = compare_with_families(some[0], worlds)
        assert found is not None
        assert not found.far
        assert compare_with_families(some[0], others) is not None
    alone = compare_with_families(measure_profile(calls()), worlds)
    assert alone is not None
    assert alone.far
    assert alone.differences[0].startswith("100% of the accounts here") or "calls make" in alone.differences[0]


def test_an_empty_case_can_be_described() -> None:
    found = measure_profile(Snapshot.of({}, {}))
    assert found.shares["evidence"] == {}
    assert found.sizes["accounts"] == 1
