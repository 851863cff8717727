"""Trials: what a result follows from, how worlds are counted together, bars, mistakes and the cards that tell them."""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from liaisons.trials import bars, floors, origins, runs, scores
from liaisons.trials.__main__ import trials
from liaisons.trials.cards import card, index
from liaisons.trials.marking import marked
from liaisons.trials.mistakes import mistakes
from liaisons.trials.plot import reliability, wilson
from liaisons.trials.runs import Trial, Worlds
from liaisons.trials.sections import reliability_plot
from liaisons.trials.tables import across, table
from liaisons.trials.tallies import Bin, Pool, Rate
from liaisons.trials.words import CARDS
from liaisons.trials.worlds import world
from worlds.facts import Truth

Said = dict[str, Any]
KIND, SEED, SIZE = "plain", 10, 1000


@pytest.fixture(scope="module")
def truth() -> Truth:
    return world(KIND, SEED, SIZE).truth


def lead(kind: str, *subjects: str, score: float | None = 0.95, key: str = "own-contact") -> Said:
    reasons = [{"key": key, "parts": {}, "weight": 9.0}, {"key": f"{kind}-prior", "parts": {}, "weight": 1.0}]
    return {"id": " ".join((kind, *subjects)), "kind": kind, "subjects": list(subjects), "parts": {}, "score": score,
            "reasons": reasons}  # fmt: skip


def perfect(truth: Truth, score: float | None = 0.95) -> dict[str, list[Said]]:
    """Say all that is true of the kinds that have an order, and of clusters."""
    found: dict[str, list[Said]] = {kind: [] for kind in scores.KINDS}
    found["alias"] = [lead("alias", pair.one, pair.other, score=score) for pair in truth.pairs]
    found["succession"] = [lead("succession", one.old, one.new, score=score) for one in truth.successions]
    found["cluster"] = [lead("cluster", *crew.accounts, *crew.groups) for crew in truth.crews]
    return found


def told(found: dict[str, list[Said]], truth: Truth, seed: int = SEED, naive: float = 0.1) -> Said:
    """Give the score of a world as ``scores.score`` does."""
    out = marked(found, truth) | {"seed": seed}
    for one in out["kinds"].values():
        one["took"] = {"seconds": 1.5, "peak": 100.0}
    readers = {name for names in bars.NAIVE.values() for name in names}
    return out | {"naive": {name: {"precision": naive, "recall_findable": 0.9, "f1": 0.2} for name in readers}}


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
    names = {path.relative_to(origins.ROOT).as_posix() for path in origins.files(["graph.analysis.renames"])}
    assert {"graph/analysis/renames.py", "graph/snapshot/__init__.py", "graph/snapshot/spells.py"} <= names
    assert "graph/analysis/clusters.py" not in names
    weighed = {path.stem for path in origins.files(["graph.analysis.aliases"]) if path.suffix == ".json"}
    assert weighed == {"alias"}
    assert "succession" in {path.stem for path in origins.files(["graph.analysis.successions"])}
    assert not [path for path in origins.files(["graph.analysis.clusters"]) if path.suffix == ".json"]
    assert origins.digest("graph.analysis.renames") != origins.digest("graph.analysis.reuse")


def test_a_digest_changes_with_code_and_not_with_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "ROOT", tmp_path)
    module, other = tmp_path / "graph/one.py", tmp_path / "graph/other.py"
    module.parent.mkdir()

    def digest(text: str, below: str = "X = 1\n") -> str:
        origins.parsed.cache_clear()
        origins.digest.cache_clear()
        module.write_text(f"from graph.other import X\n{text}")
        other.write_text(below)
        return origins.digest("graph.one")

    first = digest("Y = X + 1\n")
    assert digest("# why\nY = (X +  1)\n") == first
    assert len({first, digest("Y = X + 2\n"), digest("Y = X + 1\n", "X = 2\n")}) == 3


def test_what_a_run_finds_is_kept_without_evidence_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path)
    trial = Trial(KIND, SEED, SIZE)
    first = runs.run(trial, "rename")
    assert first.findings
    assert all("evidence" not in reason for one in first.findings for reason in one["reasons"])
    monkeypatch.setattr(runs, "world", None)  # nobody looks at the world again
    assert runs.run(trial, "rename") == first


def test_mistakes_are_told_by_whom_they_are_about_and_by_what_spoke(truth: Truth) -> None:
    family = next(one for one in truth.innocents if one.kind == "family")
    one, other = of_two_hands(truth)
    found = [
        lead("alias", *family.subjects[:2]),
        lead("alias", one, other, key="same-name"),
        lead("alias", one, family.subjects[0]),
        lead("alias", other, family.subjects[1], score=0.3),
    ]
    made = mistakes("alias", found, truth)
    assert made.touched == {"family": 1, "two hands of one crew": 1, "a crew and family": 1}
    assert made.spoke == {"own-contact": 2, "same-name": 1}
    assert sum(made.missed.values()) == sum(made.planted.values()) > 0


def test_a_perfect_reader_makes_no_mistakes(truth: Truth) -> None:
    for kind in ("alias", "succession"):
        made = mistakes(kind, perfect(truth)[kind], truth)
        assert not made.touched
        assert not sum(made.missed.values())
        assert made.planted


def test_counts_of_worlds_are_added_and_the_worst_is_named(truth: Truth) -> None:
    good, poor = perfect(truth), perfect(truth)
    poor["alias"] += [lead("alias", *of_two_hands(truth))]
    pool = Pool([told(good, truth), told(poor, truth, seed=11)])
    precision = pool.figure("alias", "precision")
    assert precision is not None
    pairs = len(truth.pairs)
    assert (precision.worst, precision.seed) == (pairs / (pairs + 1), 11)
    assert precision.mean == pytest.approx((1 + pairs / (pairs + 1)) / 2)
    assert sum(rate.of for rate in pool.precision_by("alias", "platform").values()) == 2 * pairs + 1
    assert {rate.share for rate in pool.sure_by("succession", "carried").values()} == {1.0}
    [bin] = pool.reliability("alias")
    assert (round(bin.probability, 9), bin.true) == (0.95, Rate(2 * pairs, 2 * pairs + 1))


def test_bars_hold_for_a_perfect_reader_and_break_for_a_poor_one(truth: Truth) -> None:
    sure = perfect(truth, score=0.999)
    held = {one.says: one.holds for kind in ("alias", "succession", "cluster") for one in
            bars.verdicts(kind, "plain", Pool([told(sure, truth)]))}  # fmt: skip
    assert {says for says, holds in held.items() if holds is False} == set()
    assert len(held) > 12
    wrong = [lead("alias", *one.subjects[:2]) for one in truth.innocents if one.kind == "namesakes"]
    sure["alias"] = wrong
    broken = {one.says for one in bars.verdicts("alias", "plain", Pool([told(sure, truth, naive=0.9)]))
              if one.holds is False}  # fmt: skip
    assert "precision at recall 0.80 of what could be found" in broken
    assert "calibration error, all worlds as one" in broken
    assert any("hard enough" in says for says in broken)


def test_few_innocents_break_no_bar_and_many_do() -> None:
    assert bars.spared("namesakes", Rate(5, 900), "plain") is None
    assert bars.spared("namesakes", Rate(2, 1000), "plain") is True
    assert bars.spared("namesakes", Rate(3, 1000), "plain") is False
    assert bars.spared("namesakes", Rate(3, 1000), "hard") is True
    assert bars.spared("look-alike-dead", Rate(20, 1000), "plain") is True
    assert bars.spared("family", Rate(900, 1000), "plain") is None


def test_crews_that_look_alike_are_held_to_the_same_bars_and_told_apart_from_innocents(truth: Truth) -> None:
    assert bars.spared("colleagues (of crews)", Rate(3, 1000), "plain") is False
    assert bars.spared("family (of crews)", Rate(900, 1000), "plain") is None
    says = [one.says for one in bars.verdicts("alias", "plain", Pool([told(perfect(truth), truth)]))]
    assert "false findings for 1,000 innocents" in says
    assert "false findings for 1,000 of crews that look like another hand" in says


def test_floors_lie_below_the_worst_and_a_figure_that_is_gone_breaks_them(truth: Truth, tmp_path: Path) -> None:
    score = told(perfect(truth), truth)
    least = floors.floors({"plain": [score]})
    assert least["plain"]["alias"]["precision"] == 0.9
    assert least["plain"]["cluster"]["ari"] == 0.9
    floors.write(least, range(10), tmp_path / "floors.toml")
    assert floors.read(tmp_path / "floors.toml") == least
    assert floors.broken(score, least) == []
    poor = perfect(truth)
    poor["alias"] = [one | {"score": None} for one in poor["alias"][:5]]
    broken = floors.broken(told(poor, truth), least)
    assert {line.split(", ")[2].split(": ")[0] for line in broken} == {
        "recall_findable", "precision_from_0.9", "pr_auc"
    }  # fmt: skip


@pytest.mark.parametrize("kind", scores.KINDS)
def test_a_card_tells_every_kind_of_world_and_is_the_same_twice(kind: str, truth: Truth) -> None:
    found = perfect(truth)
    found["alias"] += [lead("alias", *of_two_hands(truth))]
    by = {name: Pool([told(found, truth)]) for name in ("plain", "hard", "shifted")}
    text = card(kind, by, by, range(10), SIZE)
    assert text == card(kind, by, by, range(10), SIZE)
    assert text.startswith(f"# {CARDS[kind].title}\n")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} >= {4, 5}
    links = re.findall(r"\]\((\.\./[^)]+)\)", text)
    assert len(links) >= 1
    assert all((origins.ROOT / "docs/cards" / link).is_file() for link in links)
    for heading in ("Bars", "Measures", "By size", "Mistakes", "How to repeat"):
        assert f"## {heading}\n" in text
    if kind == "alias":
        assert "two hands of one crew | 1 |" in text
        assert "### Precision of all that is said, by script" in text
        assert "| any shared contact | plain | 0.100 |" in text


def test_the_page_of_cards_names_what_is_broken(truth: Truth) -> None:
    page = index({"plain": Pool([told(perfect(truth), truth, naive=0.9)])}, SIZE)
    broken = page[page.index("## Broken bars") :]
    assert (
        "- succession, plain: the world is hard enough: precision of the naive reader, member overlap: 0.900" in broken
    )
    assert "ARI" not in broken
    assert "(cluster.md) | 1 | 0 | 0 |" in page


def test_a_plot_is_drawn_where_there_are_probabilities(truth: Truth) -> None:
    sure, bare = Pool([told(perfect(truth), truth)]), Pool([told(perfect(truth, score=None), truth)])
    drawn = reliability_plot("alias", {"plain": sure, "hard": sure})
    assert drawn is not None
    picture = ElementTree.fromstring(drawn)
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert f"plain, {len(truth.pairs):,} findings" in texts
    assert reliability_plot("alias", {"plain": bare}) is None
    assert "carry no probability" in card("alias", {"plain": bare}, {"plain": bare}, range(10), SIZE)


def test_points_stand_where_probability_and_share_say() -> None:
    drawn = ElementTree.fromstring(reliability({"plain": [Bin(0.0, Rate(0, 10)), Bin(1.0, Rate(10, 10))]}, "x"))
    low, high = drawn.iter("{http://www.w3.org/2000/svg}circle")
    assert float(high.get("cx", 0)) - float(low.get("cx", 0)) == pytest.approx(250)
    assert float(low.get("cy", 0)) - float(high.get("cy", 0)) == pytest.approx(250)


def test_intervals_are_wilsons() -> None:
    assert wilson(Rate(5, 10)) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(Rate(0, 10))[0] == 0.0
    assert wilson(Rate(0, 10))[1] == pytest.approx(0.2775, abs=1e-4)


def test_tables_keep_their_cells_and_their_order() -> None:
    assert table(["a"], [["x|y"]]) == ["| a |", "| --- |", "| x\\|y |"]
    rates = {"40% up": Rate(1, 2), "under 5%": Rate(0, 0), "5% up": Rate(3, 4), "10% up": Rate(1, 1)}
    rows = across("carried", {"plain": rates})[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| under 5%", "| 5% up", "| 10% up", "| 40% up"]
    assert rows[0].endswith("| – |")


def test_cards_are_written_from_runs_and_the_second_time_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(scores, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(scores, "scores", lambda some, _jobs: map(scores.score, some))
    arguments = ["cards", "--seeds", "10", "--size", "1000", "--small", "300", "--world", "plain"]
    texts = []
    for name in ("one", "two"):
        done = CliRunner().invoke(trials, [*arguments, "--out", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        texts.append({path.name: path.read_text("utf-8") for path in (tmp_path / name).iterdir()})
    assert texts[0] == texts[1]
    assert {"README.md", *(f"{kind}.md" for kind in scores.KINDS)} <= set(texts[0])
    [kept] = (tmp_path / "kept").rglob("plain-1000-10.json")
    assert json.loads(kept.read_text("utf-8"))["kinds"]["rename"]["recall"] == 1.0
    assert "| plain | recall | at least 1.00 | 1.000 | 1.000 (seed 10) | yes |" in texts[0]["rename.md"]


def test_weights_are_learnt_on_plain_and_hard_worlds_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def learn(lessons: Worlds) -> Said:
        twice = [[(one.kind, one.seed, one.size) for one in lessons] for _ in range(2)]
        assert twice[0] == twice[1]
        return {"learnt": {"from": twice[0]}}

    monkeypatch.setattr(origins, "LEARNT", str(tmp_path))
    monkeypatch.setattr("liaisons.trials.__main__.LEARNERS", {"alias": "made_up"})
    monkeypatch.setitem(sys.modules, "made_up", SimpleNamespace(learn=learn))
    done = CliRunner().invoke(trials, ["learn", "--seeds", "10-11", "--size", "300"])
    assert done.exit_code == 0, done.output
    known = json.loads((tmp_path / "alias.json").read_text("utf-8"))
    assert known["learnt"]["from"] == [[kind, seed, 300] for kind in ("plain", "hard") for seed in (10, 11)]


@pytest.mark.parametrize("wrong", ["x", "1-y", ""])
def test_seeds_that_are_none_are_refused(wrong: str) -> None:
    done = CliRunner().invoke(trials, ["cards", "--seeds", wrong])
    assert done.exit_code == 2
    assert "no seed" in done.output
