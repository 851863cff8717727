"""Correction: what was judged moves what was not, monotone and bounded, in whatever order it was judged."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.calibration import Calibration
from graph.analysis.calibration.correction import Judged, Spread, learn_correction, share_weight

LOW = Calibration((-4.0, 0.0, 4.0), (0.02, 0.2, 0.8))
MIDDLE = Calibration((-4.0, 0.0, 4.0), (0.05, 0.5, 0.9))
HIGH = Calibration((-4.0, 0.0, 4.0), (0.1, 0.7, 0.98))
KNOWN = Spread.of({"low": LOW, "middle": MIDDLE, "high": HIGH})
assert KNOWN is not None
SPREAD: Spread = KNOWN

LEADS = st.lists(
    st.builds(
        Judged,
        st.floats(0.2, 0.99),
        st.booleans(),
        st.frozensets(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=2),
    ),
    max_size=60,
)


def apart(shares: Sequence[tuple[float, bool]]) -> list[Judged]:
    """Give leads that have nothing in common."""
    return [Judged(probability, true, frozenset({f"n{place}"})) for place, (probability, true) in enumerate(shares)]


@given(LEADS, st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=12, deadline=None)
def test_it_is_bounded_and_what_is_told_at_more_is_never_corrected_to_less(
    judged: list[Judged], one: float, other: float
) -> None:
    found = learn_correction(SPREAD, judged)
    low, high = sorted((one, other))
    assert 0 < found.probability(low) <= found.probability(high) + 1e-12 < 1
    least, most = found.inner(low)
    assert 0 < least <= most < 1


@given(LEADS, st.randoms())
@settings(max_examples=12, deadline=None)
def test_the_order_of_judgements_changes_not_a_bit(judged: list[Judged], rng: random.Random) -> None:
    before = learn_correction(SPREAD, judged)
    rng.shuffle(judged)
    after = learn_correction(SPREAD, judged)
    assert [before.probability(one / 10) for one in range(11)] == [after.probability(one / 10) for one in range(11)]


@given(LEADS, st.floats(0.2, 0.99))
@settings(max_examples=12, deadline=None)
def test_one_more_that_was_true_lowers_nothing_and_one_that_was_false_raises_nothing_of_its_own(
    judged: list[Judged], told: float
) -> None:
    alone = frozenset({"alone"})
    before = learn_correction(SPREAD, judged).probability(told)
    assert learn_correction(SPREAD, [*judged, Judged(told, True, alone)]).probability(told) >= before - 1e-12
    assert learn_correction(SPREAD, [*judged, Judged(told, False, alone)]).probability(told) <= before + 1e-12


def test_leads_below_those_that_were_judged_move_too() -> None:
    false = learn_correction(SPREAD, apart([(0.8, False)] * 20))
    true = learn_correction(SPREAD, apart([(0.8, True)] * 20))
    assert false.probability(0.55) < 0.3
    assert true.probability(0.55) > 0.65


def test_what_was_true_in_a_case_is_found_again_whatever_was_judged_first() -> None:
    rng = random.Random(7)
    told = sorted((rng.uniform(0.3, 0.97) for _ in range(400)), reverse=True)
    leads = apart([(one, rng.random() < one**3) for one in told])
    found = learn_correction(SPREAD, leads[:150])  # the most probable first
    for one in (0.4, 0.5, 0.6, 0.75, 0.9):
        assert found.probability(one) == pytest.approx(one**3, abs=0.1)


def test_the_more_was_judged_the_narrower_is_what_it_may_be() -> None:
    widths = []
    for count in (0, 10, 40, 160):
        low, high = learn_correction(SPREAD, apart([(0.7, n % 10 < 7) for n in range(count)])).inner(0.6)
        widths.append(high - low)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < widths[0] / 2


def test_many_judgements_about_one_number_are_worth_few() -> None:
    one = [Judged(0.8, False, frozenset({f"account {n}", "+442079460001"})) for n in range(20)]
    found, free = learn_correction(SPREAD, one), learn_correction(SPREAD, apart([(0.8, False)] * 20))
    assert found.count == free.count == 20
    assert found.worth < 3
    assert free.worth == 20
    assert free.probability(0.7) < found.probability(0.7)


def test_leads_hang_together_through_a_third() -> None:
    sets = [frozenset("ab"), frozenset("bc"), frozenset("cd"), frozenset("xy")]
    weights = share_weight(sets)
    assert weights[0] == weights[1] == weights[2] < weights[3] == 1


def test_families_that_are_too_few_tell_nothing_of_one_more() -> None:
    assert Spread.of({"low": LOW, "high": HIGH}) is None


def test_families_that_differ_more_let_judgements_say_more() -> None:
    alike = Spread.of({"one": MIDDLE, "two": MIDDLE, "three": MIDDLE})
    assert alike is not None
    judged = apart([(0.8, False)] * 10)
    assert learn_correction(SPREAD, judged).probability(0.8) < learn_correction(alike, judged).probability(0.8)
    assert SPREAD.range_at(0.0) == pytest.approx(0.5)
    assert alike.range_at(0.0) == 0
