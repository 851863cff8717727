"""Subjects of the bench: the same input each time, one small run of each, limits on the peer, and what blocks say."""

import hashlib
import json
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench import apart, blocks
from bench.measuring import Bench, Measured
from bench.processes import PYTHON, Ran, ran
from bench.subject import Bar, Cost, Failed, Peer, Subject
from bench.subjects import SUBJECTS

pytestmark = pytest.mark.slow  # benches are run

SMALL = 1_000
ENGINES = ("load-embedded", "load-neo4j")
"""These start an engine and are tested where loading is."""
ALONE = [name for name in SUBJECTS if name not in (*ENGINES, "febrl", "caviar")]


def nothing(_: int, __: Path) -> Cost:
    return Cost(10, 2.0, 0.5)


def made(_: int, __: Path) -> None:
    pass


def subject(*bars: Bar) -> Subject:
    return Subject("one", "Says.", "posts", made, nothing, Peer("other", nothing), bars)


@pytest.mark.parametrize("name", ALONE)
def test_an_input_is_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    seen = []
    for again in ("a", "b"):
        folder = tmp_path / again
        folder.mkdir()
        SUBJECTS[name].prepare(SMALL, folder)
        seen.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()})
    assert seen[0] == seen[1]
    assert seen[0]


@pytest.mark.parametrize("name", ALONE)
def test_a_subject_and_its_peer_run(name: str, tmp_path: Path) -> None:
    one = SUBJECTS[name]
    one.prepare(SMALL, tmp_path)
    costs = [one.ours(SMALL, tmp_path), *([one.peer.run(SMALL, tmp_path)] if one.peer else [])]
    for cost in costs:
        assert cost.count > 0
        assert json.loads(json.dumps(cost.plain())) == cost.plain()


SAME = ("projection", "renames", "reuse", "snapshot")
"""Here the peer does the whole work, and finds the same."""


@pytest.mark.parametrize("name", SAME)
def test_where_the_peer_does_the_same_it_finds_as_much(name: str, tmp_path: Path) -> None:
    one = SUBJECTS[name]
    one.prepare(SMALL, tmp_path)
    assert one.peer is not None
    ours, theirs = one.ours(SMALL, tmp_path).facts, one.peer.run(SMALL, tmp_path).facts
    assert ours == theirs
    assert min(ours.values()) > 0


def rows(ours: Cost | Failed, peer: Cost | Failed | None, *bars: Bar) -> Sequence[Measured]:
    return [Measured(subject(*bars), 1_000_000, ours, peer)]


FAST = Bar("10 times", lambda ours, peer: peer.cpu >= 10 * ours.cpu)


def test_a_ratio_is_of_rates_since_a_peer_may_take_a_part() -> None:
    [row] = rows(Cost(1000, 2.0, 0.1), Cost(10, 2.0, 0.1))
    assert row.ratio == 100


def test_a_peer_that_was_stopped_gives_a_least_ratio() -> None:
    [row] = rows(Cost(1000, 2.0, 0.1), Failed("over 120 CPU s", 120.0), FAST)
    assert (row.ratio, list(row.bars())) == (60, [("10 times", True)])
    assert "over 60" in blocks.markdown([row])


def test_a_peer_without_memory_leaves_the_bar_open_and_says_why() -> None:
    [row] = rows(Cost(1000, 2.0, 0.1), Failed("over 8 GB"), FAST)
    assert (row.ratio, list(row.bars())) == (None, [("10 times", None)])
    assert "over 8 GB" in blocks.markdown([row])


def test_what_we_cannot_do_breaks_the_bar() -> None:
    [row] = rows(Failed("ValueError: no"), Cost(1000, 2.0, 0.1), FAST)
    assert list(row.bars()) == [("10 times", False)]


def test_a_bar_stands_at_its_size_alone() -> None:
    small = Measured(subject(FAST), 10_000, Cost(10, 5.0, None), Cost(10, 5.0, None))
    assert list(small.bars()) == []


def test_sizes_of_its_own_are_measured_up_to_the_greatest_asked_for() -> None:
    own = replace(subject(), sizes=(1_000, 5_000, 50_000), fixed=True)
    asked = ((), (10_000,), (10, 20), (1_000_000,))
    assert [list(own.wanted(sizes)) for sizes in asked] == [
        [1_000, 5_000, 50_000],
        [1_000, 5_000],
        [1_000],
        [1_000, 5_000, 50_000],
    ]
    assert subject().wanted((10, 20)) == (10, 20)


def test_a_block_shows_what_each_found() -> None:
    [row] = rows(Cost(1000, 2.0, 0.1, {"F1": 0.75}), Cost(1000, 4.0, 0.2, {"F1": 0.7}))
    text = blocks.markdown([row])
    assert "| posts | a CPU s | CPU s | peak GB | F1 | other, CPU s | peak GB | its F1 | times as fast |" in text
    assert "| 1,000,000 | 500 | 2 | 0.10 | 0.75 | 4 | 0.20 | 0.7 | 2 |" in text


def test_an_input_and_a_peer_that_two_share_are_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    steps: list[str] = []

    def cost(_: Subject, step: str, *__: object) -> Cost:
        steps.append(step)
        return Cost(1, 1.0, None)

    monkeypatch.setattr("bench.measuring.run", lambda *command, **_: steps.append(command[4]))
    monkeypatch.setattr(apart, "cost", cost)
    bench = Bench(tmp_path)
    assert [row.size for one in (subject(), subject(FAST)) for row in bench.measured(one, [5])] == [5, 5]
    assert steps == ["prepare", "ours", "peer", "ours"]


@pytest.mark.parametrize(
    ("code", "told", "cost"),
    [
        (-24, "", Failed(f"over {apart.CPU} CPU s", 121.0)),
        (1, "Traceback\nnumpy._ArrayMemoryError: Unable to allocate", Failed(f"over {apart.MEMORY} GB")),
        (1, "Traceback\nKeyError: 'x'\n", Failed("KeyError: 'x'")),
    ],
)
def test_a_step_that_ends_early_says_why(code: int, told: str, cost: Failed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ran", lambda *_: Ran(1.0, 121.0, "", told, code))
    assert apart.cost(subject(), "peer", 1, Path()) == cost


def test_a_peer_is_ended_when_it_has_used_its_time() -> None:
    work = "from bench import apart; apart.CPU = 1; apart.limit()\nwhile True: pass"
    done = ran(PYTHON, "-c", work)
    assert (done.code, round(done.cpu)) in ((-signal.SIGXCPU, 1), (-signal.SIGXCPU, 2))
