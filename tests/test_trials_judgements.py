"""Judgements bind and leave no trace: after a hundred, made and taken back, findings follow from those that stand.

What a cluster is called follows from its history (its id is that of a lineage), and is left out of the comparison; who
is in it, why and how surely is not.
"""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graph.analysis import ANALYSES
from graph.analysis.shared.context import Past
from graph.case import Case
from graph.finding import Finding, Judgement, Subject, Verdict, list_standing_judgements, read_latest_findings
from graph.marks import protected_contacts
from graph.snapshot import Snapshot
from graph.store import Store
from liaisons.acts.finding import KEPT
from liaisons.trials.worlds import load_world
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ACTS = 100
AGAIN = 0.12
"""How often the analyses run again after an act."""
BOUND = ("alias", "cluster", "succession")
"""Kinds that a judgement changes: most acts are about them."""
LINEAGE = frozenset({"name", "number", "from"})


def plain(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Give findings as JSON values, those of clusters without what their lineage gives them."""
    found = []
    for finding in findings:
        said = finding.plain()
        if finding.kind == "cluster":
            said["parts"] = {key: part for key, part in said["parts"].items() if key not in LINEAGE}
            del said["id"], said["key"]
        found.append(said)
    return sorted(found, key=repr)


class Desk:
    """A row of runs on one snapshot, and the judgements that stand; as ``liaisons.acts.finding`` keeps both."""

    def __init__(self, snapshot: Snapshot, rng: Random) -> None:
        self.snapshot, self.rng = snapshot, rng
        self.runs: list[tuple[Finding, ...]] = []
        self.standing: dict[int, Judgement] = {}
        self.undone = 0

    def judgements(self) -> tuple[Judgement, ...]:
        """Give of each finding the last judgement that was not taken back."""
        last = {one.finding: one for one in self.standing.values()}
        return tuple(sorted(last.values(), key=lambda one: one.n))

    def run(self) -> None:
        """Run all analyses with what the runs before found."""
        before: dict[str, list[Finding]] = {}
        for finding in self.runs[-1] if self.runs else ():
            before.setdefault(finding.kind, []).append(finding)
        grown: list[tuple[Finding, ...]] = []
        for findings in reversed(self.runs):
            clusters = tuple(one for one in findings if one.kind == "cluster")
            if not grown or grown[-1] != clusters:
                grown.append(clusters)
        earlier = {"cluster": tuple(grown[1:KEPT])}
        past = Past({kind: tuple(some) for kind, some in before.items()}, earlier, judgements=self.judgements())
        self.runs.append(analysed(self.snapshot, past))

    def act(self, n: int) -> None:
        """Judge a finding, or two members of a cluster; or take a judgement back."""
        verdict: Verdict | None = self.rng.choice(("same", "different", None))
        if verdict is None and self.standing:
            del self.standing[self.rng.choice(sorted(self.standing))]
            self.undone += 1
            return
        kinds = sorted({one.kind for one in self.runs[-1]})
        kind = self.rng.choice([one for one in kinds if one in BOUND] if self.rng.random() < 0.7 else kinds)
        one = self.rng.choice([finding for finding in self.runs[-1] if finding.kind == kind])
        subjects = one.subjects
        if kind == "cluster" and self.rng.random() < 0.7:
            subjects = tuple(self.rng.sample([some for some in subjects if some.label in ("Account", "Group")], 2))
        at = datetime(2025, 1, 1, tzinfo=UTC)
        self.standing[n] = Judgement(n, one.id, kind, subjects, verdict or "same", "tester", at, "a test")


def analysed(snapshot: Snapshot, past: Past) -> tuple[Finding, ...]:
    found = [finding for kind in ANALYSES for finding in ANALYSES[kind](snapshot, past)]
    return tuple(sorted(found, key=lambda one: (one.kind, one.id)))


@pytest.fixture(scope="module", params=[("plain", 10), ("hard", 11)], ids=str)
def desk(request: pytest.FixtureRequest) -> Desk:
    """Give what a hundred acts left on a world; nobody acts on it any more."""
    kind, seed = request.param
    desk = Desk(load_world(kind, seed, 1000).snapshot, Random(seed))
    desk.run()
    for n in range(1, ACTS + 1):
        desk.act(n)
        if desk.rng.random() < AGAIN:
            desk.run()
    desk.run()
    return desk


def test_a_hundred_judgements_leave_what_a_run_from_nothing_gives(desk: Desk) -> None:
    assert desk.undone > 10
    assert len(desk.runs) > 8
    fresh = analysed(desk.snapshot, Past(judgements=desk.judgements()))
    for kind in ANALYSES:
        left, anew = ([one for one in run if one.kind == kind] for run in (desk.runs[-1], fresh))
        assert plain(left) == plain(anew), kind


def test_all_taken_back_leaves_the_first_run(desk: Desk) -> None:
    assert plain(desk.runs[-1]) != plain(desk.runs[0])
    left = Desk(desk.snapshot, desk.rng)
    left.runs = list(desk.runs)
    left.run()
    assert plain(left.runs[-1]) == plain(desk.runs[0])


def test_what_was_judged_different_is_not_said_and_what_was_judged_the_same_is(desk: Desk) -> None:
    said = {(one.kind, one.subjects) for one in desk.runs[-1]}
    pairs = {one for one in desk.judgements() if one.kind in ("alias", "succession")}
    assert {one.verdict for one in pairs} == {"same", "different"}
    # Of two successors of one group that are both judged the same, one is said: it is followed once.
    for one in pairs:
        if one.verdict == "different":
            assert (one.kind, one.subjects) not in said
        elif one.kind == "alias":
            assert (one.kind, one.subjects) in said


def test_judgements_through_a_case_leave_what_a_run_from_nothing_gives(worked: Path, tmp_path: Path) -> None:
    shutil.copytree(worked, tmp_path / "case")
    case, rng = Case.open(tmp_path / "case"), Random(3)
    for n in range(12):
        standing = list_standing_judgements(case)
        if standing and n % 3 == 2:
            acting.unjudge(case, rng.choice(standing).finding, "not so sure", who="tester")
        else:
            kind = rng.choice(BOUND)
            one = rng.choice([finding for finding in read_latest_findings(case).findings if finding.kind == kind])
            acting.judge(case, one.id, rng.choice(("same", "different")), "looked at it", who="tester")
        if n % 4 == 3:
            left = acting.find(case, who="tester")
    assert list_standing_judgements(case)
    with Store.of(case) as store:
        snapshot = Snapshot.read(store)
    assert plain(left) == plain(
        analysed(snapshot, Past(judgements=list_standing_judgements(case), protected=protected_contacts(case)))
    )


def test_the_comparison_sees_who_is_in_a_cluster() -> None:
    def cluster(*ids: str) -> Finding:
        return Finding("cluster", ids[:1], tuple(Subject(id, "Account") for id in ids), (), "inferred", "fair")

    assert plain([cluster("a", "b", "c")]) != plain([cluster("a", "b", "d")])
