"""Calibration: shares ascend, are what was planted, and are never certain."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.calibration import LEAST, Calibration, fit_calibration

LEADS = st.lists(st.tuples(st.floats(-30, 30), st.booleans()), min_size=2 * LEAST, max_size=300)


@pytest.mark.slow
@given(LEADS, st.floats(-100, 100), st.floats(0, 50))
@settings(max_examples=100)
def test_more_bits_are_never_less_probable_and_nothing_is_certain(
    leads: list[tuple[float, bool]], bits: float, more: float
) -> None:
    found = fit_calibration([bits for bits, _ in leads], [true for _, true in leads])
    assert 0 < found.probability(bits) <= found.probability(bits + more) < 1


@pytest.mark.slow
@given(LEADS, st.randoms())
@settings(max_examples=50)
def test_the_order_of_leads_changes_nothing_but_rounding(leads: list[tuple[float, bool]], rng: random.Random) -> None:
    one = fit_calibration([bits for bits, _ in leads], [true for _, true in leads])
    rng.shuffle(leads)
    other = fit_calibration([bits for bits, _ in leads], [true for _, true in leads])
    assert one.shares == pytest.approx(other.shares)
    assert one.bits == pytest.approx(other.bits)


def test_it_gives_the_shares_that_were_planted() -> None:
    rng = random.Random(4)
    bits = [rng.uniform(-6, 6) for _ in range(20_000)]
    found = fit_calibration(bits, [rng.random() < 1 / (1 + 2 ** (2 - one)) for one in bits])
    for one in (-4, -1, 0, 2, 3, 5):
        assert found.probability(one) == pytest.approx(1 / (1 + 2 ** (2 - one)), abs=0.06)


def test_it_comes_back_from_json_values() -> None:
    found = Calibration((-1.0, 2.5), (0.1, 0.9))
    assert Calibration.read(found.plain()) == found
    assert found.probability(-50) == 0.1
    assert found.probability(50) == 0.9


def test_too_few_leads_are_refused() -> None:
    with pytest.raises(ValueError, match="39 leads with 39 truths; at least 40"):
        fit_calibration([1.0] * 39, [True] * 39)
