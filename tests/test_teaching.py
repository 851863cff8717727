"""Teaching: when judgements of a case count, what they make of leads, and that by none and by taking back all stays."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.calibration import Calibration, pool_families
from graph.analysis.calibration.correction import Judged, Spread
from graph.analysis.calibration.teaching import Taught, teach_case, things_of
from graph.finding import Evidence, Reason

FAMILIES = {
    "low": Calibration((-4.0, 0.0, 4.0), (0.02, 0.2, 0.8)),
    "middle": Calibration((-4.0, 0.0, 4.0), (0.05, 0.5, 0.9)),
    "high": Calibration((-4.0, 0.0, 4.0), (0.1, 0.7, 0.98)),
}
SHIPPED = pool_families(list(FAMILIES.values()))
SPREAD = Spread.of(FAMILIES)
OPEN = (0.5, 1.0, 1.5, 2.0, 3.0)


def judged(count: int, share: float) -> list[Judged]:
    """Give so many leads that have nothing in common, so much of which was true."""
    rng = random.Random(count)
    return [Judged(0.6, rng.random() < share, frozenset({f"n{place}"})) for place in range(count)]


def taught(some: list[Judged]) -> Taught:
    return teach_case(SPREAD, SHIPPED, some, OPEN)


def test_nothing_judged_leaves_everything_as_shipped_and_tells_how_many_it_takes() -> None:
    found = taught([])
    assert not found.counts
    assert found.calibration == SHIPPED
    assert found.judged == 0
    assert found.needed is not None
    assert 5 < found.needed < 100
    assert found.parts(1.0, 0.5) == {"judged": 0, "needed": found.needed}


def test_as_many_as_were_said_to_be_needed_are_about_enough() -> None:
    needed = taught([]).needed
    assert needed is not None
    assert not taught(judged(needed // 3, 0.6)).counts
    assert taught(judged(2 * needed, 0.6)).counts


def test_the_more_was_judged_the_fewer_are_needed() -> None:
    asked = [taught(judged(count, 0.6)).needed for count in (0, 10, 20, 200)]
    assert asked[-1] == 0
    assert asked == sorted(asked, key=lambda one: -(one or 0))


def test_what_was_found_false_withdraws_what_was_told_and_keeps_what_it_was_before() -> None:
    found = taught(judged(60, 0.1))
    assert found.counts
    bits = 0.5
    assert SHIPPED.probability(bits) >= 0.5 > found.calibration.probability(bits)
    parts = found.parts(bits, 0.5)
    assert parts["withdrawn"] == 0.5
    assert parts["shipped"] == round(SHIPPED.probability(bits), 4)
    low, high = parts["range"]
    assert low < found.calibration.probability(bits) < high
    assert "withdrawn" not in found.parts(4.0, 0.3)
    assert "withdrawn" not in found.parts(-4.0, 0.5)  # it was not told before


def test_what_was_found_true_raises_leads() -> None:
    found = taught(judged(60, 0.95))
    assert found.calibration.probability(0.0) > SHIPPED.probability(0.0) + 0.1


@given(st.lists(st.tuples(st.floats(0.2, 0.98), st.booleans()), min_size=40, max_size=80), st.floats(-5, 5))
@settings(max_examples=15, deadline=None)
def test_a_corrected_probability_never_falls_with_bits_and_is_never_certain(
    some: list[tuple[float, bool]], bits: float
) -> None:
    leads = [Judged(one, true, frozenset({f"n{place}"})) for place, (one, true) in enumerate(some)]
    found = taught(leads).calibration
    assert 0 < found.probability(bits) <= found.probability(bits + 0.5) < 1


def test_where_families_do_not_tell_what_they_differ_by_nothing_is_corrected_and_nothing_asked_for() -> None:
    found = teach_case(None, SHIPPED, judged(60, 0.1), OPEN)
    assert not found.counts
    assert found.head() == {"judged": 60}


def test_leads_hang_together_by_contacts_that_speak_for_them_and_not_by_towns_or_groups() -> None:
    speaks = Reason(
        "own-contact", {}, 3.0, (Evidence("MENTIONS", "post", "+442079460001"), Evidence("IN", "post", "g"))
    )
    against = Reason("another-number", {}, -1.0, (Evidence("SHOWS", "a", "+442079460002"),))
    runs = Reason("same-admin", {}, 2.0, (Evidence("ADMIN_OF", "boss", "old"), Evidence("OPENS", "t.me/x", "new")))
    assert things_of(("a", "b"), (speaks, against, runs)) == {"a", "b", "+442079460001", "boss", "t.me/x"}
