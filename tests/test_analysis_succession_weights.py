"""Successions: the learnt weights, the blocks that make pairs, and the learning itself."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analysis import succession
from graph.analysis.calibration import Calibration, pool_families
from graph.analysis.succession.blocking import Block, list_pair_chunks
from graph.analysis.succession.features import TERMS, measure_unlikeness
from graph.analysis.succession.members import EARLY, UNKNOWN, WAVE, Members, measure_surprise
from graph.analysis.succession.ranking import CLEAR, CONTEXT, Candidates, Donors, find_contested, rank_pairs
from graph.analysis.succession.reasons import KINDS
from graph.analysis.succession.weights import NEAR_WORST, Curve, Weights, read_learnt_weights
from liaisons.trials import learning_successions
from liaisons.trials.learning_successions import (
    AT_LEAST,
    AT_MOST,
    POINTS,
    PRIOR,
    Learner,
    Lesson,
    balance_families,
    fit_regression,
)
from worlds.families import family_of


@pytest.fixture(scope="module", autouse=True)
def shown_low() -> Iterator[None]:
    """Show pairs from 0.15: towns of a test have few people, so that what is told of them is told at little."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(succession, "SHOWN", 0.15)
        yield


APART = Path(learning_successions.__file__).parent / "apart"

WEIGHTS = read_learnt_weights("succession")
AGAINST = ("few-early", "few-members", "came-elsewhere", "other-admins", "other-contacts", "other-texts",
           "belongs-elsewhere", "strangers", "asked-after", "gap", "born-before", "other-order", "outlived",
           "alive-since", "other-kind", "other-platform", "other-sort", "other-trade", *CONTEXT)  # fmt: skip


def values(random: Random, pairs: int) -> dict[str, Any]:
    """Give measures of pairs as they may come: against below 0, for above."""
    return {
        term: np.array([random.uniform(min(POINTS[term]), max(POINTS[term])) for _ in range(pairs)]) for term in TERMS
    }


def test_every_term_has_a_curve() -> None:
    assert set(WEIGHTS.curves) == {*TERMS, *CONTEXT} == set(POINTS)


def test_nothing_known_says_nothing() -> None:
    assert {term: float(curve(0.0)) for term, curve in WEIGHTS.curves.items()} == dict.fromkeys(WEIGHTS.curves, 0.0)


def test_a_pair_begins_as_unlikely() -> None:
    assert WEIGHTS.prior <= PRIOR
    assert WEIGHTS.calibration.probability(WEIGHTS.prior) < 0.5


@given(st.sampled_from(sorted(WEIGHTS.curves)), st.floats(-300, 300), st.floats(0, 300))
def test_more_evidence_never_weighs_less(term: str, value: float, more: float) -> None:
    curve = WEIGHTS.curves[term]
    assert curve(value + more) >= curve(value)


@given(st.sampled_from(AGAINST), st.floats(-300, 0))
def test_evidence_against_never_raises(term: str, value: float) -> None:
    assert WEIGHTS.curves[term](value) <= 0


def test_probabilities_are_never_certain_and_never_fall() -> None:
    shares = WEIGHTS.calibration.shares
    assert list(shares) == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.floats(0.1, 20))
def test_a_pair_with_more_for_it_is_never_less_likely_among_others(seed: int, more: float) -> None:
    random = Random(seed)
    count = 8
    old = np.array([random.randrange(3) for _ in range(count)])
    new = np.array([random.randrange(3, 7) for _ in range(count)])
    said = values(random, count)
    before = rank_pairs(Candidates(old, new, said), WEIGHTS, ())
    row = random.randrange(count)
    term = random.choice(TERMS)
    raised = {name: one.copy() for name, one in said.items()}
    raised[term][row] += more
    after = rank_pairs(Candidates(old, new, raised), WEIGHTS, ())
    assert after.total[row] >= before.total[row] - 1e-9


def test_each_new_one_is_chosen_once_and_one_judged_the_same_first() -> None:
    random = Random(3)
    old, new = np.array([0, 1, 2, 0]), np.array([5, 5, 5, 6])
    found = Candidates(old, new, values(random, 4))
    for held in ((), ((0, 5),), ((1, 5),), ((2, 5),)):
        ranking = rank_pairs(found, WEIGHTS, held)
        said = [(int(old[row]), int(new[row])) for row in ranking.chosen]
        assert sorted(pair[1] for pair in said) == [5, 6]
        assert not held or said[0] == held[0]


def test_a_lead_is_told_by_how_far_the_next_stays_behind() -> None:
    found = Candidates(np.array([0, 0, 1]), np.array([5, 6, 6]), {})
    context, others = find_contested(found, np.array([3.0, 1.0, 2.5]))
    assert context["followed"].tolist() == [2.0 - CLEAR, -2.0 - CLEAR, 0.0]
    assert context["contested"].tolist() == [0.0, -1.5 - CLEAR, 1.5 - CLEAR]
    assert others["followed"].tolist() == [1, 0, -1]
    assert others["contested"].tolist() == [-1, 2, 1]


@pytest.mark.slow
@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_chunks_give_what_one_dense_product_gives(seed: int) -> None:
    draw = np.random.default_rng(seed)
    olds, news, things = 7, 9, 5
    dense = {name: [draw.integers(0, 3, (rows, things)) * (draw.random((rows, things)) < 0.4) for rows in (olds, news)]
             for name in ("a", "b")}  # fmt: skip
    blocks = {
        name: Block(csr_array(old.astype(float)), csr_array(new.astype(float))) for name, (old, new) in dense.items()
    }
    first = np.sort(draw.integers(0, news, olds))
    last = np.minimum(first + draw.integers(0, news, olds), news)
    found = {}
    for chunk in list_pair_chunks(blocks, first, last, budget=int(draw.integers(1, 60))):
        for at, pair in enumerate(zip(chunk.old.tolist(), chunk.new.tolist(), strict=True)):
            assert pair not in found
            found[pair] = tuple(float(chunk.values[name][at]) for name in blocks)
    products = {name: old @ new.T for name, (old, new) in dense.items()}
    expected = {
        (a, b): tuple(float(products[name][a, b]) for name in blocks)
        for a in range(olds)
        for b in range(first[a], last[a])
        if any(products[name][a, b] for name in blocks)
    }
    assert found == expected


def test_members_count_once_with_their_first_coming_and_staff_does_not() -> None:
    group, member = np.array([0, 0, 0, 1, 1, 1], dtype="int32"), np.array([4, 4, 5, 4, 5, 6])
    born = np.array([0, 100, 0, 0, 0, 0, 0], dtype="int64")
    came = np.array([50, 9, UNKNOWN, 100 + WAVE, 101 + WAVE, 100])
    members = Members(group, member, came, born, np.array([1 * 7 + 6]))
    assert list(zip(members.group.tolist(), members.member.tolist(), strict=True)) == [(0, 4), (0, 5), (1, 4), (1, 5)]
    assert members.early.tolist() == [True, False, True, False]
    blocks = members.blocks(np.array([0]), np.array([1]))
    [chunk] = list_pair_chunks(blocks, np.array([0]), np.array([1]))
    assert chunk.values["members"].tolist() == [2 + EARLY]


def test_who_is_everywhere_carries_nothing_over() -> None:
    group = np.arange(60, dtype="int32")
    members = Members(group, np.full(60, 60), np.zeros(60, "int64"), np.zeros(61, "int64"))
    assert len(members.group) == 0


def test_a_wave_surprises_and_a_trickle_does_not() -> None:
    early, shared = np.array([8.0, 1.0, 0.0]), np.array([8.0, 8.0, 0.0])
    wave = measure_surprise(early, shared, np.full(3, 10.0), np.full(3, 50.0))
    assert wave[0] > 5
    assert wave[1] <= 0
    assert wave[2] == 0


@pytest.mark.slow
def test_learning_finds_what_parts_true_from_false() -> None:
    draw = np.random.default_rng(1)
    true = draw.random(4000) < 0.2
    said = {"wave": np.where(true, 6.0, 0.0) + draw.normal(0, 2, 4000), "gap": -draw.uniform(0, 120, 4000)}
    prior, curves = fit_regression(said, true.astype(float), ("wave", "gap"), 0.0)
    bits = prior + curves["wave"](said["wave"]) + curves["gap"](said["gap"])
    assert bits[true].mean() - bits[~true].mean() > 5
    assert max(curves["gap"].bits) - min(curves["gap"].bits) < 1.5  # of what is chance nothing is learnt
    assert all(np.diff(curve.bits).min() >= 0 for curve in curves.values())


def lessons_of(worlds: Sequence[str], pairs: int = 400) -> list[Lesson]:
    """Give lessons in which a name is worth something in the family "bazaar" alone, and who runs two in all."""
    found = []
    for seed, world in enumerate(worlds):
        draw = np.random.default_rng(seed)
        true = draw.random(pairs) < 0.2
        said = {term: np.zeros(pairs) for term in TERMS}
        said["same-admin"] = np.where(true & (draw.random(pairs) < 0.8), 8.0, 0.0)
        named = true if world == "bazaar" else draw.permutation(true)
        said["like-name"] = np.where(named, 8.0, 0.0)
        said["members"] = draw.uniform(0, 3, pairs)
        values = said | {"came-elsewhere": np.zeros(pairs)}
        found.append(Lesson(world, seed, Candidates(np.arange(pairs), np.arange(pairs) + pairs, values), true))
    return found


@pytest.mark.slow
def test_what_one_family_alone_says_is_worth_less_to_a_learner_that_never_saw_it() -> None:
    learner = Learner(lessons_of(("bazaar", "bazaar", "plain", "hard", "relay")))
    assert learner.families == ["bazaar", "first", "relay"]
    whole, apart = learner.curves(), learner.curves(frozenset({"bazaar"}))
    assert whole.curves["like-name"](8.0) > apart.curves["like-name"](8.0) + 0.5
    assert apart.curves["same-admin"](8.0) > 2


def test_every_family_weighs_the_same_however_many_worlds_it_has() -> None:
    few, many = lessons_of(("bazaar", "relay")), lessons_of(("bazaar", "relay", "relay", "relay"))
    shares = balance_families(many)
    assert shares[0] > 2 * shares[1]
    assert len(set(np.round(balance_families(few), 1))) == 1


def test_a_calibration_of_a_family_left_out_is_that_of_leads_by_weights_that_never_saw_it() -> None:
    lessons = lessons_of(("bazaar", "plain", "relay"))
    learner = Learner(lessons)
    bits, true = learner.leads("bazaar", frozenset())
    known = learner.curves(frozenset({"bazaar"}))
    ranking = rank_pairs(lessons[0].found, known, set())
    assert bits.tolist() == ranking.total[ranking.chosen].tolist()
    assert true.tolist() == lessons[0].true[ranking.chosen].tolist()


def test_what_each_family_would_say_is_kept_beside_what_they_say_together() -> None:
    learner = Learner(lessons_of(("bazaar", "plain", "relay")))
    taught = learner.taught(frozenset({"relay"}))
    assert sorted(taught.families) == ["bazaar", "first"]
    together = pool_families(list(taught.families.values()), NEAR_WORST)
    for bits in (-6.0, 0.0, 4.0):
        assert taught.calibration.probability(bits) == pytest.approx(together.probability(bits), abs=1e-3)
    assert Weights.read(taught.plain()) == taught


def test_no_bits_are_worth_more_than_midway_between_the_families_and_the_worst_of_them() -> None:
    sure, poor = Calibration((-2.0, 2.0), (0.1, 0.9)), Calibration((-2.0, 2.0), (0.1, 0.3))
    pooled = pool_families([sure, poor], NEAR_WORST)
    assert pooled.probability(2.0) == pytest.approx((0.6 + 0.3) / 2)
    assert pooled.probability(-9.0) == pytest.approx(0.1)
    assert list(pooled.shares) == sorted(pooled.shares)


@pytest.mark.parametrize("path", sorted(APART.glob("succession-without-*.json")), ids=lambda path: path.stem)
def test_weights_without_a_family_never_saw_it_and_have_every_term(path: Path) -> None:
    plain = json.loads(path.read_text("utf-8"))
    without = path.stem.removeprefix("succession-without-")
    assert without not in {family_of(world) for world in plain["learnt_from"]["worlds"]}
    weights = Weights.read(plain)
    assert set(weights.curves) == {*TERMS, *CONTEXT}
    assert max(weights.calibration.shares) < 1


def test_weights_survive_their_json() -> None:
    assert Weights.read(WEIGHTS.plain()) == WEIGHTS


def test_a_curve_is_flat_beyond_its_ends() -> None:
    curve = Curve((-1.0, 0.0, 2.0), (-3.0, 0.0, 4.0))
    assert [float(curve(value)) for value in (-9, -0.5, 1, 9)] == [-3.0, -1.5, 2.0, 4.0]


def test_kinds_of_reasons_are_those_that_speak_for_a_pair() -> None:
    assert set(KINDS.values()) == {"members", "staff", "contacts", "circle", "texts", "announced", "name"}
    assert pytest.approx(0.0) == WEIGHTS.curves["contested"](0.0)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_the_best_donor_is_the_same_in_whatever_chunks_pairs_come(seed: int, step: int) -> None:
    draw = np.random.default_rng(seed)
    old, new = np.divmod(np.arange(40), 8)
    share = draw.integers(0, 4, 40) / 10
    whole, parts = Donors(8), Donors(8)
    whole.see(old, new, share)
    for begin in range(0, 40, step):
        parts.see(old[begin : begin + step], new[begin : begin + step], share[begin : begin + step])
    best = [share[new == one].max() for one in range(8)]
    assert parts.share.tolist() == whole.share.tolist() == best
    firsts = [int(old[(new == one) & (share == best[one])][0]) if best[one] else -1 for one in range(8)]
    assert parts.who.tolist() == whole.who.tolist() == firsts
    behind = whole.behind(new, share)
    assert (behind <= 0).all()
    assert (behind[share == np.array(best)[new]] == 0).all()


def test_a_few_posts_do_not_show_that_two_trade_unlike() -> None:
    few = measure_unlikeness(np.array([2.0]), np.array([8.0]), np.array([0.0]), np.array([8.0]))
    many = measure_unlikeness(np.array([50.0]), np.array([200.0]), np.array([0.0]), np.array([200.0]))
    unknown = measure_unlikeness(np.zeros(1), np.zeros(1), np.array([9.0]), np.array([30.0]))
    assert unknown[0] == 0
    assert 0 < few[0] < 3 < many[0]


def test_what_is_measured_in_bits_of_rarity_is_worth_no_more_and_what_both_have_is_worth_something() -> None:
    for term, most in AT_MOST.items():
        curve = WEIGHTS.curves[term]
        assert all(bits <= most * at + 1e-3 for at, bits in zip(curve.at, curve.bits, strict=True))
    assert all(WEIGHTS.curves[term](4.0) > 0 for term in AT_LEAST)
