"""Survival: what ended is told from what was followed no further, and the curves are those of the books."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.shared.times import DAY
from graph.analysis.survival import ENDS, LIVES, Curve, Span, estimate_curve, measure_survival, part_by_removal
from graph.model import Account, Checked, Group, In, Name, Named, Post, Posted, Source
from tests.making import Making

START = datetime(2024, 1, 1, tzinfo=UTC)
FILE, LATER = "sha256:early", "sha256:late"


def at(day: float) -> datetime:
    return START + timedelta(days=day)


class World(Making):
    """``LATER`` reaches to day 400 by a group that never stops."""

    source = LATER

    def __init__(self) -> None:
        super().__init__()
        for file in (FILE, LATER):
            self.node(Source, file)

    def lives(self, group: str, first: int, last: int, source: str = LATER) -> str:
        """Let a group hold a post a day."""
        self.nodes[Group][group] = {"id": group}
        writer = f"{group.partition(':')[0]}:user1"
        self.nodes[Account][writer] = {"id": writer}
        for day in range(first, last + 1):
            post = f"{group}/{day}"
            self.nodes[Post][post] = {"id": post, "text": "Good morning", "at": at(day)}
            self.link(Posted, writer, post, source)
            self.link(In, post, group, source)
        return group

    def removed(self, group: str, day: float) -> None:
        self.link(Checked, group, LATER, state="removed", at=at(day))

    def described(self, group: str, day: int) -> None:
        self.link(Checked, group, LATER, state="described", at=at(day))

    def called(self, subject: str, name: str, day: float, **more: Any) -> None:
        self.nodes[Name][Name.of(name).id] = {"id": Name.of(name).id, "text": name}
        times = more or {"first_seen": at(day), "last_seen": at(day), "how": "seen"}
        self.link(Named, subject, Name.of(name).id, **times)

    def curves(self, clusters: Iterable[list[str]] = ()) -> dict[tuple[str, str, str], Curve]:
        return {(one.what, one.split, one.part): one for one in measure_survival(self.snapshot(), clusters)}


def spans(lasted: Iterable[tuple[int, bool]]) -> list[Span]:
    return [Span(number, 0, days * DAY, ended) for number, (days, ended) in enumerate(lasted)]


def by_hand(lasted: list[tuple[int, bool]]) -> dict[int, Fraction]:
    """Multiply, day by day, the share of those still there that did not end; exactly, for a half is a half."""
    left, shares = Fraction(1), {}
    for day in sorted({days for days, _ in lasted}):
        there = sum(days >= day for days, _ in lasted)
        left *= 1 - Fraction(sum(days == day and ended for days, ended in lasted), there)
        shares[day] = left
    return shares


@pytest.mark.slow
def test_the_curve_is_that_of_the_trial_which_every_book_has() -> None:
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    followed = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]  # weeks in remission, Freireich and others 1963
    found = estimate_curve("group", spans([*((days, True) for days in ended), *((days, False) for days in followed)]))
    told = {step.days: (step.share, step.followed) for step in found.steps}
    assert [told[day] for day in (6, 7, 10, 13, 16, 22, 23)] == [
        (0.8571, 21), (0.8067, 17), (0.7529, 15), (0.6902, 12), (0.6275, 11), (0.5378, 7), (0.4482, 6),
    ]  # fmt: skip
    assert (found.median, found.range) == (23, (13, None))


@pytest.mark.slow
@given(
    lasted=st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=LIVES, max_size=60).filter(
        lambda some: sum(ended for _, ended in some) >= ENDS
    )
)
def test_shares_are_those_of_the_product_by_hand_and_the_band_lies_around_them(lasted: list[tuple[int, bool]]) -> None:
    found = estimate_curve("group", spans(lasted))
    expected = by_hand(lasted)
    assert {step.days: step.share for step in found.steps} == pytest.approx(
        {day: float(share) for day, share in expected.items()}, abs=6e-5
    )
    assert all(0 <= step.low <= step.share + 1e-4 and step.share <= step.high + 1e-4 <= 1.0002 for step in found.steps)
    assert [step.followed for step in found.steps] == [sum(days >= day for days, _ in lasted) for day in expected]
    assert found.median == next((day for day, share in expected.items() if share <= Fraction(1, 2)), None)


@pytest.mark.slow
@given(seed=st.integers(0, 999))
def test_the_order_of_lives_changes_nothing(seed: int) -> None:
    some = spans([(days % 37, days % 3 > 0) for days in range(5, 45)])
    turned = list(some)
    Random(seed).shuffle(turned)
    assert estimate_curve("group", some) == estimate_curve("group", turned)


@pytest.mark.parametrize(("ended", "count", "told"), [(4, 40, False), (5, 9, False), (5, 10, True)])
def test_a_few_ends_make_no_curve(ended: int, count: int, told: bool) -> None:
    found = estimate_curve("group", spans([(9, number < ended) for number in range(count)]))
    assert (bool(found.steps), found.count, found.ended) == (told, count, ended)


def test_silent_and_removed_are_ends_and_what_is_no_longer_collected_is_none() -> None:
    world = World()
    world.lives("telegram:channel1", 0, 400)
    world.lives("telegram:channel2", 0, 100)
    world.lives("telegram:channel3", 10, 395)
    world.removed("telegram:channel3", 396)
    world.lives("telegram:channel4", 0, 50, FILE)
    world.described("telegram:channel2", 400)  # that other groups of a table went on is no look at this one
    found = world.curves()["group", "", ""]
    assert (found.count, found.ended, found.removed) == (4, 2, 1)


def test_a_group_without_a_post_has_no_life_and_platforms_are_told_apart() -> None:
    world = World()
    world.lives("telegram:channel1", 0, 30)
    world.lives("facebook:group1", 0, 400)
    world.nodes[Group]["telegram:channel2"] = {"id": "telegram:channel2"}
    world.removed("telegram:channel2", 20)
    world.described("telegram:channel1", 400)
    found = world.curves()
    assert {key[1:]: (one.count, one.ended) for key, one in found.items() if key[0] == "group"} == {
        ("", ""): (2, 1),
        ("platform", "facebook"): (1, 0),
        ("platform", "telegram"): (1, 1),
        ("removal", "before"): (0, 0),
        ("removal", "after"): (0, 0),
    }


def test_a_name_ends_where_a_file_dates_the_change_or_in_the_middle_between_two_sights() -> None:
    world = World()
    for number in range(ENDS):
        group = world.lives(f"telegram:channel{number}", 0, 3)
        world.called(group, f"Sea Road {number}", 0)
        world.called(group, f"Sea Road {number}", 10)
        world.called(group, f"Sea Lane {number}", 20)
        world.called(group, f"Sea Gate {number}", 0, how="event", **{"from": at(50)})
    found = world.curves()["group name", "", ""]
    assert (found.count, found.ended) == (3 * ENDS, 2 * ENDS)
    assert [(step.days, step.share) for step in found.steps] == [(0, 1.0), (15, 0.5), (35, 0.0)]


def test_names_of_accounts_stand_apart_from_those_of_groups() -> None:
    world = World()
    world.lives("telegram:channel1", 0, 3)
    for day, name in ((0, "Nadia"), (9, "Omar")):
        world.called("telegram:user1", name, day)
    found = world.curves()
    assert [(found[what, "", ""].count, found[what, "", ""].ended) for what in ("group name", "account name")] == [
        (0, 0),
        (2, 1),
    ]


def test_before_is_followed_to_the_first_removal_of_its_cluster_and_after_began_later() -> None:
    world = World()
    first, second, third, other = (f"telegram:channel{number}" for number in range(1, 5))
    for group, begin, end in ((first, 0, 100), (second, 20, 400), (third, 110, 400), (other, 0, 400)):
        world.lives(group, begin, end)
    world.removed(first, 102)
    world.lives("telegram:channel9", 0, 400)  # in no cluster
    found = world.curves([[first, second, third], [other]])
    parts = {part: found["group", "removal", part] for part in ("before", "after")}
    assert {part: (one.count, one.ended, one.removed) for part, one in parts.items()} == {
        "before": (3, 1, 1),
        "after": (1, 0, 0),
    }


def test_what_outlives_the_first_removal_is_followed_to_it_alone() -> None:
    some = [Span(1, 0, 10, True, True), Span(2, 0, 90, True), Span(3, 10, 30, True), Span(4, 0, 50, True)]
    before, after = part_by_removal([*some, Span(5, 0, 70, True)], {1: 10, 2: 10, 3: 10, 5: None})
    assert before == [Span(1, 0, 10, True, True), Span(2, 0, 10, False), Span(5, 0, 70, True)]
    assert after == [Span(3, 10, 30, True)]
