"""Trials: what a result follows from, how worlds are counted together, bars and the cards that tell them."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from graph.kinds import KINDS
from liaisons.trials import apart, floors, origins, runs, scores
from liaisons.trials.__main__ import run_trials
from liaisons.trials.runs import RANKED, Trial, Worlds
from liaisons.trials.tables import format_table
from liaisons.trials.tallies import Pool, Rate
from liaisons.trials.worlds import load_world
from worlds.facts import Truth
from worlds.families import FAMILIES, family_of
from worlds.scoring import score_world

pytestmark = pytest.mark.slow  # worlds are made for it

Said = dict[str, Any]
KIND, SEED, SIZE = "plain", 10, 1000


@pytest.fixture(scope="module")
def truth() -> Truth:
    return load_world(KIND, SEED, SIZE).truth


def lead(kind: str, *subjects: str, score: float | None = 0.95, key: str = "own-contact") -> Said:
    reasons = [{"key": key, "parts": {}, "weight": 9.0}, {"key": f"{kind}-prior", "parts": {}, "weight": 1.0}]
    return {"id": " ".join((kind, *subjects)), "kind": kind, "subjects": list(subjects), "parts": {}, "score": score,
            "reasons": reasons}  # fmt: skip


def perfect(truth: Truth, score: float | None = 0.95) -> dict[str, list[Said]]:
    """Say all that is true of the kinds that have an order, and of clusters."""
    found: dict[str, list[Said]] = {kind: [] for kind in KINDS}
    found["alias"] = [lead("alias", pair.one, pair.other, score=score) for pair in truth.pairs]
    found["succession"] = [lead("succession", one.old, one.new, score=score) for one in truth.successions]
    found["cluster"] = [lead("cluster", *crew.accounts, *crew.groups) for crew in truth.crews]
    return found


def told(found: dict[str, list[Said]], truth: Truth, seed: int = SEED) -> Said:
    """Give the score of a world as ``scores.score_trial`` does."""
    out = score_world((one for some in found.values() for one in some), truth) | {"seed": seed}
    for one in out["kinds"].values():
        one["took"] = {"seconds": 1.5, "peak": 100.0}
    return out


def of_two_hands(truth: Truth) -> tuple[str, str]:
    """Give two accounts of one crew that are of different hands, and no colleagues."""
    hand = {id: n for n, alias in enumerate(truth.aliases) for id in alias.accounts}
    shy = {one.subjects for one in truth.innocents if one.kind == "colleagues"}
    return next(
        (a, b)
        for crew in truth.crews
        for a in crew.accounts
        for b in crew.accounts
        if a < b and hand.get(a, a) != hand.get(b, b) and (a, b) not in shy
    )


def test_a_result_follows_from_what_its_module_imports_and_from_weights() -> None:
    names = {
        path.relative_to(origins.ROOT).as_posix() for path in origins.list_code_files(["graph.analysis.names.renames"])
    }
    assert {"graph/analysis/names/renames.py", "graph/snapshot/__init__.py", "graph/snapshot/spells.py"} <= names
    assert "graph/analysis/cluster/__init__.py" not in names
    weighed = {path.stem for path in origins.list_code_files(["graph.analysis.alias"]) if path.suffix == ".json"}
    assert weighed == {"alias", "families"}  # families: how far the case is from the worlds that weights were learnt on
    assert "succession" in {path.stem for path in origins.list_code_files(["graph.analysis.succession"])}
    assert not [path for path in origins.list_code_files(["graph.analysis.cluster"]) if path.suffix == ".json"]
    assert origins.digest_code("graph.analysis.names.renames") != origins.digest_code("graph.analysis.names.reuse")


def test_a_digest_changes_with_code_and_not_with_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "ROOT", tmp_path)
    module, other = tmp_path / "graph/one.py", tmp_path / "graph/other.py"
    module.parent.mkdir()

    def digest(text: str, below: str = "X = 1\n") -> str:
        origins.read_code_file.cache_clear()
        origins.digest_code.cache_clear()
        module.write_text(f"from graph.other import X\n{text}")
        other.write_text(below)
        return origins.digest_code("graph.one")

    first = digest("Y = X + 1\n")
    assert digest("# why\nY = (X +  1)\n") == first
    assert len({first, digest("Y = X + 2\n"), digest("Y = X + 1\n", "X = 2\n")}) == 3


def test_what_a_run_finds_is_kept_without_evidence_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path)
    trial = Trial(KIND, SEED, SIZE)
    first = runs.run_trial(trial, "rename")
    assert first.findings
    assert all("evidence" not in reason for one in first.findings for reason in one["reasons"])
    monkeypatch.setattr(runs, "load_world", None)  # nobody looks at the world again
    assert runs.run_trial(trial, "rename") == first


def test_counts_of_worlds_are_added_and_the_worst_is_named(truth: Truth) -> None:
    good, poor = perfect(truth), perfect(truth)
    poor["alias"] += [lead("alias", *of_two_hands(truth))]
    pool = Pool([told(good, truth), told(poor, truth, seed=11)])
    precision = pool.figure("alias", "precision")
    assert precision is not None
    pairs = len(truth.pairs)
    assert (precision.worst, precision.seed) == (pairs / (pairs + 1), 11)
    assert precision.mean == pytest.approx((1 + pairs / (pairs + 1)) / 2)
    [bin] = pool.reliability("alias")
    assert (round(bin.probability, 9), bin.true) == (0.95, Rate(2 * pairs, 2 * pairs + 1))


def test_floors_lie_below_the_worst_and_a_figure_that_is_gone_breaks_them(truth: Truth, tmp_path: Path) -> None:
    score = told(perfect(truth), truth)
    least = floors.compute_floors({"plain": [score]})
    assert least["plain"]["alias"]["precision"] == 0.9
    assert least["plain"]["cluster"]["ari"] == 0.9
    floors.write_floors(least, range(10), tmp_path / "floors.toml")
    assert floors.read_floors(tmp_path / "floors.toml") == least
    assert floors.list_broken_floors(score, least) == []
    poor = perfect(truth)
    poor["alias"] = [one | {"score": None} for one in poor["alias"][:5]]
    broken = floors.list_broken_floors(told(poor, truth), least)
    assert {line.split(", ")[2].split(": ")[0] for line in broken} == {
        "recall_findable", "pr_auc"
    }  # fmt: skip


def test_tables_keep_their_cells() -> None:
    assert format_table(["a"], [["x|y"]]) == ["| a |", "| --- |", "| x\\|y |"]


def test_the_card_is_written_from_runs_and_the_second_time_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(scores, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(scores, "score_trials", lambda some, _jobs: map(scores.score_trial, some))
    arguments = ["families", "--seeds", "0", "--size", "300", "--family", "kin"]
    texts = []
    for name in ("one", "two"):
        done = CliRunner().invoke(run_trials, [*arguments, "--out", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        texts.append((tmp_path / name / "families.md").read_text("utf-8"))
    assert texts[0] == texts[1]
    [kept] = (tmp_path / "kept").rglob("kin-300-0-apart.json")
    recall = json.loads(kept.read_text("utf-8"))["kinds"]["rename"]["recall"]
    assert f"| recall | {recall:.3f} ({recall:.3f}) | **{recall:.3f}** kin |" in texts[0]


def test_a_family_is_judged_by_weights_that_never_saw_it() -> None:
    for kind in RANKED:
        for family in {family_of(one) for one in FAMILIES}:
            weights = apart.read_weights(kind, family)
            assert family not in weights["families"]
            assert len(weights["families"]) == len({family_of(one) for one in FAMILIES}) - 1


def test_weights_are_learnt_on_every_family_and_written_with_those_that_never_saw_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def learn(lessons: Worlds) -> tuple[Said, dict[str, Said]]:
        twice = [[(one.kind, one.seed, one.size) for one in lessons] for _ in range(2)]
        assert twice[0] == twice[1]
        return {"learnt": {"from": twice[0]}}, {"kin": {"prior": 1.23456789}}

    monkeypatch.setattr(origins, "LEARNT", str(tmp_path))
    monkeypatch.setattr(apart, "FOLDER", tmp_path / "apart")
    monkeypatch.setattr("liaisons.trials.__main__.LEARNERS", {"alias": "made_up"})
    monkeypatch.setattr("liaisons.trials.__main__.FAMILIES", {"plain": None, "shifted": None, "kin": None})
    monkeypatch.setitem(sys.modules, "made_up", SimpleNamespace(learn_kind=learn))
    monkeypatch.setattr("liaisons.trials.__main__.describe_families", lambda lessons: {"kin": len(list(lessons))})
    done = CliRunner().invoke(run_trials, ["learn", "--seeds", "10-11", "--size", "300"])
    assert done.exit_code == 0, done.output
    known = json.loads((tmp_path / "alias.json").read_text("utf-8"))
    assert known["learnt"]["from"] == [[kind, seed, 300] for kind in ("plain", "kin") for seed in (10, 11)]
    assert apart.read_weights("alias", "kin") == {"prior": 1.23457}
    assert json.loads((tmp_path / "families.json").read_text("utf-8")) == {"kin": 4}


@pytest.mark.parametrize("wrong", ["x", "1-y", ""])
def test_seeds_that_are_none_are_refused(wrong: str) -> None:
    done = CliRunner().invoke(run_trials, ["families", "--seeds", wrong])
    assert done.exit_code == 2
    assert "no seed" in done.output
