"""Scoring on worlds: a perfect reader scores 1, a shuffled one scores chance, measures agree with their definitions."""

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graph.case import Case
from graph.finding import Finding, Subject, format_findings
from liaisons.cli import liaisons
from worlds import facts
from worlds.facts import Truth
from worlds.families import FAMILIES
from worlds.families.first.writing import write_world
from worlds.scoring import score_world
from worlds.scoring.agreement import adjusted_rand, b_cubed, mutual_information
from worlds.scoring.pooling import pool_scores
from worlds.scoring.printing import print_world_score
from worlds.scoring.ranking import (
    average_precision,
    bin_reliability,
    calibration_error,
    count_at_precision,
    measure_brier,
    precision_at,
)

pytestmark = pytest.mark.slow  # worlds are made for it

Said = dict[str, Any]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scored")
    write_world(folder, 2, 3000, "plain")
    return folder


@pytest.fixture(scope="module")
def truth(world: Path) -> Truth:
    return facts.read_truth_file(world / "truth.json")


def perfect(truth: Truth) -> list[Said]:
    """Say exactly what is true, and be sure of it."""
    said: list[tuple[str, tuple[str, ...], Said]] = []
    said += [("rename", (r.subject,), {"old": r.old, "new": r.new, "at": r.at}) for r in truth.renames]
    said += [("reuse", (r.old, r.new), {"kind": r.kind, "value": r.value}) for r in truth.reuses]
    said += [("succession", (s.old, s.new), {}) for s in truth.successions]
    said += [("alias", (p.one, p.other), {}) for p in truth.pairs]
    said += [("cluster", (*c.accounts, *c.groups), {}) for c in truth.crews]
    said += [("handoff", chain, {}) for chain in truth.chains]
    return [
        {"id": f"{n:06}", "kind": kind, "subjects": list(ids), "parts": parts, "reasons": [], "score": 1.0}
        for n, (kind, ids, parts) in enumerate(said)
    ]


def alone(kind: str, *subjects: str, score: float | None = 1.0, bits: float = 0.0) -> Said:
    reasons = [{"says": "", "weight": bits}]
    return {"id": " ".join(subjects), "kind": kind, "subjects": list(subjects), "reasons": reasons, "score": score}


def test_a_perfect_reader_scores_one(truth: Truth) -> None:
    kinds = score_world(perfect(truth), truth)["kinds"]
    assert {kind: (one["precision"], one["recall"], one["f1"]) for kind, one in kinds.items()} == dict.fromkeys(
        ("alias", "succession", "rename", "reuse", "cluster", "handoff"), (1.0, 1.0, 1.0)
    )
    for kind in ("alias", "succession"):
        one = kinds[kind]
        assert one["recall_findable"] == one["pr_auc"] == 1.0
        assert set(one["precision_at"].values()) == {1.0}
        assert one["calibration_error"] == one["brier"] == 0.0
        assert {part["recall"] for parts in one["by"].values() for part in parts.values()} == {1.0}
        assert {part["touched"] for part in one["false_per_thousand"].values()} == {0}
        assert {part["recall_findable"] for part in one["recall_at_precision"].values()} == {1.0}
        assert {part["precision"] for parts in one["precision_by"].values() for part in parts.values()} == {1.0}
        every = [part for parts in one["within"].values() for part in parts.values()]
        assert {(part["f1"], part["pr_auc"], part["recall_findable"], part["brier"]) for part in every} == {
            (1, 1, 1, 0)
        }
        assert one["reliability"][9] == {"low": 0.9, "count": one["said"], "mean": 1.0, "share": 1.0}
        assert sum(part["count"] for part in one["reliability"]) == one["said"]
    assert kinds["alias"]["b_cubed"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (kinds["succession"]["mrr"], kinds["succession"]["mrr_all"]) == (1.0, 1.0)
    assert (kinds["cluster"]["ari"], kinds["cluster"]["covered"]) == (1.0, 1.0)
    assert kinds["cluster"]["nmi"] == pytest.approx(1.0)


def test_innocents_are_counted_in_cores_and_in_whole_clusters(truth: Truth) -> None:
    crew = truth.crews[0].accounts
    crewed = {account for one in truth.crews for account in one.accounts}
    strangers = sorted({id for one in truth.innocents for id in one.subjects} - crewed)[:4]
    members = [*crew[:4], *strangers]
    finding = {
        "id": "1", "kind": "cluster", "reasons": [],
        "subjects": [[id, "Account"] for id in members] + [["phone:+447700900123", "Phone"]],
        "parts": {"core": [*crew[:4], strangers[0]]},
    }  # fmt: skip
    one = score_world([finding], truth)["kinds"]["cluster"]
    assert (one["innocents_per_ten_core"], one["innocents_per_ten"]) == (2.5, 10.0)


def test_an_audience_names_nobody_a_member(truth: Truth) -> None:
    some = [*truth.crews[0].accounts[:4], "telegram:999999999"]
    subjects = [[id, "Account"] for id in some]
    finding = {"id": "1", "kind": "cluster", "reasons": [], "subjects": subjects, "parts": {"audience": True}}
    one = score_world([finding], truth)["kinds"]["cluster"]
    assert one["innocents_per_ten"] is one["innocents_per_ten_core"] is None


def test_a_reader_of_shuffled_truth_scores_chance(truth: Truth) -> None:
    rng, said = Random(4), perfect(truth)
    for kind in ("alias", "succession", "cluster", "rename", "reuse"):
        some = [finding for finding in said if finding["kind"] == kind]
        pool = [subject for finding in some for subject in finding["subjects"]]
        rng.shuffle(pool)
        for finding in some:
            finding["subjects"] = [pool.pop() for _ in finding["subjects"]]
    kinds = score_world(said, truth)["kinds"]
    for kind in ("alias", "succession", "rename", "reuse"):
        assert kinds[kind]["precision"] < 0.15
    assert kinds["alias"]["pr_auc"] < 0.05
    assert kinds["alias"]["calibration_error"] > 0.85
    assert abs(kinds["cluster"]["ari"]) < 0.05
    assert kinds["succession"]["mrr_all"] < 0.15
    for kind in ("alias", "succession"):
        assert {part["said"] for part in kinds[kind]["recall_at_precision"].values()} <= {0, 1}
        every = [part for parts in kinds[kind]["within"].values() for part in parts.values() if part["planted"] > 5]
        assert every
        assert max(part["pr_auc"] for part in every) < 0.2


def test_an_empty_reader_scores_nothing(truth: Truth) -> None:
    kinds = score_world([], truth)["kinds"]
    assert {(one["precision"], one["recall"]) for one in kinds.values()} == {(0.0, 0.0)}
    assert kinds["alias"]["precision_at"] == {"20": None, "100": None, "1000": None}
    assert kinds["cluster"]["ari"] == pytest.approx(0.0)


def test_who_finds_all_that_can_be_found_has_that_recall(truth: Truth) -> None:
    said = [alone("alias", p.one, p.other) for p in truth.pairs if p.evidence]
    said += [alone("succession", s.old, s.new) for s in truth.successions if s.evidence]
    kinds = score_world(said, truth)["kinds"]
    assert kinds["alias"]["recall_findable"] == 1.0
    assert kinds["alias"]["recall"] < 0.95
    assert kinds["succession"]["recall_findable"] == 1.0


def test_two_pairs_of_three_give_the_third(truth: Truth) -> None:
    a, b, c = next(alias.accounts for alias in truth.aliases if len(alias.accounts) == 3)
    one = score_world([alone("alias", a, b), alone("alias", b, c)], truth)["kinds"]["alias"]
    assert (one["said"], one["right"], one["found"]) == (2, 2, 3)
    assert score_world([alone("alias", a, b), alone("alias", b, a)], truth)["kinds"]["alias"]["said"] == 1


def test_scores_that_are_empty_leave_calibration_out_and_bits_give_the_order(truth: Truth) -> None:
    pair = truth.pairs[0]
    wrong = alone("alias", truth.aliases[1].accounts[0], truth.aliases[2].accounts[0], score=None, bits=3)
    right = alone("alias", pair.one, pair.other, score=None, bits=9)
    one = score_world([wrong, right], truth)["kinds"]["alias"]
    assert (one["calibrated"], one["calibration_error"], one["brier"]) == (False, None, None)
    assert one["pr_auc"] == pytest.approx(1 / len(truth.pairs))
    turned = [wrong | {"reasons": [{"says": "", "weight": 12}]}, right]
    assert score_world(turned, truth)["kinds"]["alias"]["pr_auc"] == pytest.approx(1 / len(truth.pairs) / 2)


def test_a_lead_on_a_family_is_held_against_it_and_an_unlikely_one_is_not(truth: Truth) -> None:
    family = next(innocent for innocent in truth.innocents if innocent.kind == "family")
    for score, touched in ((0.9, 2), (None, 2), (0.4, 0)):
        lead = alone("alias", *family.subjects[:2], score=score)
        rate = score_world([lead], truth)["kinds"]["alias"]["false_per_thousand"]
        assert (rate["family"]["touched"], rate["all"]["touched"]) == (touched, touched)
        assert rate["family"]["per_thousand"] == 1000 * touched / rate["family"]["innocents"]
        assert rate["hotline"]["touched"] == 0


def test_crews_are_no_innocents_and_are_counted_apart(truth: Truth) -> None:
    colleagues = next(innocent for innocent in truth.innocents if innocent.kind == "colleagues")
    lead = alone("alias", *colleagues.subjects, score=0.9)
    rate = score_world([lead], truth)["kinds"]["alias"]["false_per_thousand"]
    assert rate["colleagues (of crews)"]["touched"] == 2
    assert "colleagues" not in rate
    assert rate["all"]["touched"] == 0
    crewed = {id for crew in truth.crews for id in crew.accounts}
    customers = {id for one in truth.innocents if one.kind == "exchange" for id in (*one.subjects, *one.around)}
    assert rate["exchange"]["innocents"] == len(customers - crewed)


def test_a_runner_up_counts_for_the_rank(truth: Truth) -> None:
    true = truth.successions[0]
    other = next(one for one in truth.successions if one.old != true.old)
    wrong = alone("succession", true.old, other.new) | {"parts": {"runner_up": {"id": true.new}}}
    one = score_world([wrong], truth)["kinds"]["succession"]
    assert one["mrr"] == 0.5
    assert one["precision"] == 0.0


def test_b_cubed_by_definition_on_fifty_nodes() -> None:
    rng = Random(11)
    nodes = [str(n) for n in range(50)]
    said, true = ({node: rng.randrange(9) for node in nodes} for _ in range(2))
    precision = recall = 0.0
    for node in nodes:
        mine = {other for other in nodes if said[other] == said[node]}
        theirs = {other for other in nodes if true[other] == true[node]}
        precision += len(mine & theirs) / len(mine) / 50
        recall += len(mine & theirs) / len(theirs) / 50
    got = b_cubed(said, true)
    assert got["precision"] == pytest.approx(precision)
    assert got["recall"] == pytest.approx(recall)
    assert got["f1"] == pytest.approx(2 * precision * recall / (precision + recall))


Grouping = Mapping[str, int]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=14))
def test_agreement_by_definition(labels: list[tuple[int, int]]) -> None:
    said: Grouping = {str(n): one for n, (one, _) in enumerate(labels)}
    true: Grouping = {str(n): other for n, (_, other) in enumerate(labels)}
    pairs = [(i, j) for i in range(len(labels)) for j in range(i)]
    a = [labels[i][0] == labels[j][0] for i, j in pairs]
    b = [labels[i][1] == labels[j][1] for i, j in pairs]
    both = sum(x and y for x, y in zip(a, b, strict=True))
    expected, most = sum(a) * sum(b) / len(pairs), (sum(a) + sum(b)) / 2
    rand = 1.0 if most == expected else (both - expected) / (most - expected)
    assert adjusted_rand(said, true) == pytest.approx(rand)
    n = len(labels)

    def share(*wanted: int | None) -> float:
        return sum(all(w is None or w == v for w, v in zip(wanted, one, strict=True)) for one in labels) / n

    mutual = sum(
        share(x, y) * log(share(x, y) / (share(x, None) * share(None, y)))
        for x in range(4) for y in range(4) if share(x, y)
    )  # fmt: skip
    entropy = sum(-p * log(p) for p in (*(share(x, None) for x in range(4)), *(share(None, y) for y in range(4))) if p)
    assert mutual_information(said, true) == pytest.approx(1.0 if entropy == 0 else 2 * mutual / entropy)


def test_random_groupings_agree_by_chance_alone() -> None:
    rng = Random(3)
    rand = [adjusted_rand(*({str(n): rng.randrange(6) for n in range(300)} for _ in range(2))) for _ in range(30)]
    assert abs(sum(rand) / 30) < 0.01


def test_measures_of_an_order() -> None:
    right = [True, False, True]
    assert precision_at(right, 2) == 0.5
    assert precision_at(right, 100) == pytest.approx(2 / 3)
    assert precision_at([], 20) is None
    assert average_precision(right, [1, 0, 1], 4) == pytest.approx((1 + 2 / 3) / 4)
    assert average_precision([None, *right], [1, 1, 0, 1], 4) == pytest.approx((1 + 1 + 2 / 3) / 4)
    assert measure_brier([1.0, 0.5], [True, False]) == 0.125
    assert calibration_error([0.9] * 10, [True] * 9 + [False]) == pytest.approx(0.0)
    assert calibration_error([0.9] * 10, [True] * 4 + [False] * 6) == pytest.approx(0.5)


def test_scores_are_said_to_people(truth: Truth) -> None:
    text = "\n".join(
        print_world_score(score_world(perfect(truth), truth), {"any": {"precision": 0.1, "recall": 1.0, "said": 9}})
    )
    assert "false findings for 1,000 innocents" in text
    assert "recall by carried" in text
    assert "precision by script" in text
    assert "true at probability: 1.00 is 1.00" in text
    assert "at precision: 0.9 1.000" in text
    assert "naive reader, any" in text
    assert all(len(line) < 700 for line in text.splitlines())


def run(*arguments: str) -> Any:
    return CliRunner().invoke(liaisons, ["simulate", *arguments])


def test_the_command_scores_what_a_case_remembers(world: Path, truth: Truth, tmp_path: Path) -> None:
    case = Case.init(
        tmp_path / "case", name="x", purpose="p", legal_basis="none", profile="ngo", time_zone="UTC", who="me"
    )
    told = ["--score", str(tmp_path / "case"), "--truth", str(world / "truth.json")]
    assert "Run liaisons find" in str(run(*told).exception)
    found = [
        Finding(
            "alias", (p.one, p.other), (Subject(p.one, "Account"), Subject(p.other, "Account")), (), "inferred", "fair"
        )
        for p in truth.pairs
    ]
    digest = case.remember("findings", format_findings(found))
    case.journal.append("find", {"findings": digest, "counts": {}, "kinds": [], "seed": 0, "runs": []}, who="me")
    answer = json.loads(run(*told, "--format", "json").output)
    assert answer["kinds"]["alias"]["recall"] == 1.0
    assert answer["kinds"]["succession"]["recall"] == 0.0
    assert set(answer["naive"]) == {"any shared contact", "equal names", "member overlap"}
    assert truth.pairs[0].one not in json.dumps(answer)
    assert "B-cubed" in run(*told).output


def test_the_command_writes_a_world(tmp_path: Path) -> None:
    done = run(str(tmp_path), "--world", "shifted", "--size", "200", "--seed", "3", "--format", "json")
    assert json.loads(done.stdout)["world"] == "shifted"
    assert facts.read_truth_file(tmp_path / "truth.json").size == 200


def test_the_help_says_of_every_family_what_it_is() -> None:
    listed = run("--help").output.partition("Worlds:\n")[2]
    said = dict(re.findall(r"^  (\w+) +(\S.*)", listed, re.MULTILINE))
    assert set(said) == {"sample", *FAMILIES}


def test_a_world_of_any_family_is_written_and_a_misspelt_one_is_told_the_nearest(tmp_path: Path) -> None:
    done = run(str(tmp_path), "--world", "kin", "--size", "200", "--format", "json")
    assert json.loads(done.stdout)["world"] == "kin"
    wrong = run(str(tmp_path), "--world", "bazar")
    assert wrong.exit_code == 2
    assert "did you mean 'bazaar'?" in wrong.output


@pytest.mark.parametrize(
    "wrong", [[], ["--score", "."], ["out", "--score", ".", "--truth", "x"], ["out", "--size", "5"]]
)
def test_the_command_wants_one_thing(wrong: list[str]) -> None:
    assert run(*wrong).exit_code == 2


def test_a_truth_that_is_none_is_told(world: Path, tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text("[1]")
    Case.init(tmp_path / "c", name="x", purpose="p", legal_basis="none", profile="ngo", time_zone="UTC", who="me")
    failed = run("--score", str(tmp_path / "c"), "--truth", str(tmp_path / "truth.json"))
    assert "truth.json of a simulated world" in str(failed.exception)


def test_precision_is_told_at_recalls_and_probabilities(truth: Truth) -> None:
    said = [alone("alias", p.one, p.other, score=0.95) for p in truth.pairs]
    wrong = [alone("alias", a.accounts[0], b.accounts[0], score=0.6) for a, b in pairwise(truth.aliases)]
    one = score_world([*said, *wrong], truth)["kinds"]["alias"]
    assert one["at_probability"]["0.9"]["precision"] == 1.0
    assert one["at_probability"]["0.5"]["precision"] == pytest.approx(len(said) / (len(said) + len(wrong)))
    assert one["precision_at_recall"]["0.9"] == one["precision_at_recall_findable"]["0.8"] == 1.0
    assert sum(part["said"] for part in one["precision_by"]["platform"].values()) == len(said) + len(wrong)
    none = score_world(wrong, truth)["kinds"]["alias"]
    assert none["precision_at_recall"] == dict.fromkeys(("0.5", "0.8", "0.85", "0.9"))


def test_unlikely_findings_join_no_hands(truth: Truth) -> None:
    wrong = [alone("alias", a.accounts[0], b.accounts[0], score=0.2) for a, b in pairwise(truth.aliases)]
    assert score_world(wrong, truth)["kinds"]["alias"]["b_cubed"]["precision"] == 1.0


def test_seeds_are_pooled_by_mean_and_worst(truth: Truth) -> None:
    family = next(innocent for innocent in truth.innocents if innocent.kind == "family")
    good = score_world(perfect(truth), truth)
    bad = score_world([alone("alias", *family.subjects[:2])], truth) | {"seed": 99}
    both = pool_scores([good, bad])
    assert both["kinds"]["alias"]["precision"] == {"mean": 0.5, "worst": 0.0, "seed": 99}
    assert both["kinds"]["alias"]["calibration_error"] == {"mean": 0.5, "worst": 1.0, "seed": 99}
    assert both["kinds"]["alias"]["precision_at_recall_findable_0.8"] == {"mean": 0.5, "worst": 0.0, "seed": 99}
    assert both["kinds"]["alias"]["recall_findable_at_precision_0.97"] == {"mean": 0.5, "worst": 0.0, "seed": 99}
    rate = both["kinds"]["alias"]["false_per_thousand"]["family"]
    assert (rate["touched"], rate["innocents"]) == (
        2,
        2 * good["kinds"]["alias"]["false_per_thousand"]["family"]["innocents"],
    )


def test_counts_of_seeds_are_added_up(truth: Truth) -> None:
    half = [one for one in perfect(truth) if one["kind"] == "alias"][::2]
    wrong = [alone("alias", a.accounts[0], b.accounts[0], score=0.95) for a, b in pairwise(truth.aliases)]
    one, other = score_world(half, truth), score_world([*half, *wrong], truth)
    both = pool_scores([one, other])["kinds"]["alias"]["pooled"]
    right, said = one["kinds"]["alias"]["right"] * 2, len(half) * 2 + len(wrong)
    assert (both["said"], both["precision"]) == (said, pytest.approx(right / said))
    assert both["at_probability"]["0.9"]["precision"] == pytest.approx(right / said)
    assert both["recall_findable"] == pytest.approx(one["kinds"]["alias"]["recall_findable"])
    last = both["reliability"][9]
    assert last["count"] == said
    assert last["share"] == pytest.approx(right / said)
    assert last["mean"] == pytest.approx((len(half) * 2 + 0.95 * len(wrong)) / said)
    assert both["calibration_error"] == pytest.approx(abs(last["mean"] - last["share"]))
    assert sum(part["said"] for part in both["precision_by"]["script"].values()) == said
    assert sum(part["planted"] for part in both["by"]["platform"].values()) == 2 * len(truth.pairs)


def test_precision_is_told_by_script(truth: Truth) -> None:
    script = truth.script_of()
    arabic = [p for p in truth.pairs if {script.get(p.one), script.get(p.other)} == {"Arabic"}]
    latin = [a.accounts[0] for a in truth.aliases if script.get(a.accounts[0]) is None]
    said = [alone("alias", p.one, p.other) for p in arabic]
    said += [alone("alias", one, other) for one, other in pairwise(latin)]
    by = score_world(said, truth)["kinds"]["alias"]["precision_by"]["script"]
    assert {name: (part["said"], part["precision"]) for name, part in by.items()} == {
        "Arabic": (len(arabic), 1.0),
        "Latin": (len(latin) - 1, 0.0),
    }


@given(st.lists(st.booleans(), max_size=30), st.sampled_from((0.5, 0.9, 0.95)))
def test_the_longest_that_is_precise_enough(right: list[bool], least: float) -> None:
    able = [n for n in range(1, len(right) + 1) if sum(right[:n]) >= least * n]
    assert count_at_precision(right, least) == max(able, default=0)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_reliability_holds_every_finding_once(said: list[tuple[float, bool]]) -> None:
    bins = bin_reliability([score for score, _ in said], [right for _, right in said])
    assert [one.low for one in bins] == [n / 10 for n in range(10)]
    assert sum(one.count for one in bins) == len(said)
    assert sum((one.share or 0) * one.count for one in bins) == pytest.approx(sum(right for _, right in said))
    for one in bins:
        assert one.mean is None or one.low - 1e-9 <= one.mean <= one.low + 0.1 + 1e-9
