"""The ledger of collection: what was read of each place, by which file, and what was not."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.case import Case
from graph.model import Account, Group, In, Post, Posted
from graph.snapshot.collected import CollectedPlace, list_collected, measure_longest_silence
from graph.store import Store
from graph.views.answering import AnsweringGate
from tests import acting
from tests.making import Making
from tests.telegram_export import NOON, single, wrote

Run = Callable[..., tuple[int, str, str]]
BEGIN = datetime(2025, 1, 1, 12, tzinfo=UTC)
DAY = 86_400_000
A, B = (f"sha256:{letter * 64}" for letter in "ab")


class World(Making):
    """Posts of one writer, in a group or in none."""

    def __init__(self) -> None:
        super().__init__()
        self.group = self.node(Group, "telegram:channel1", platform="telegram")
        self.who = self.node(Account, "telegram:user1", platform="telegram")

    def post(self, number: int, day: float | None, *files: str, chat: bool = True) -> None:
        at = None if day is None else BEGIN + timedelta(days=day)
        post = self.node(Post, f"{self.group}/{number}", text="boats", at=at)
        for file in files:
            self.link(Posted, self.who, post, file)
            if chat:
                self.link(In, post, self.group, file)

    def ledger(self) -> dict[str, CollectedPlace]:
        snapshot = self.snapshot()
        return {snapshot.ids[one.place]: one for one in list_collected(snapshot)}


def days(at: int | None) -> float | None:
    return None if at is None else (at - BEGIN.timestamp() * 1000) / DAY


def test_each_post_counts_once_and_each_file_says_what_it_holds() -> None:
    world = World()
    for number, (day, files) in enumerate(((0, (A,)), (1, (A, B)), (2, (B,)), (None, (B,)))):
        world.post(number, day, *files)
    [one] = world.ledger().values()
    assert (one.posts, one.undated, days(one.first), days(one.last)) == (4, 1, 0, 2)
    assert [(span.source, span.posts, span.undated, days(span.first), days(span.last)) for span in one.spans] == [
        (A, 2, 0, 0, 1),
        (B, 3, 1, 1, 2),
    ]


def test_a_post_in_no_group_is_told_of_its_writer() -> None:
    world = World()
    world.post(1, 0, A)
    world.post(2, 1, A, chat=False)
    assert {id: one.posts for id, one in world.ledger().items()} == {world.group: 1, world.who: 1}


@pytest.mark.parametrize(("step", "gap", "told"), [(1, 14, False), (1, 15, True), (5, 20, False), (5, 21, True)])
def test_a_gap_is_longer_than_two_weeks_and_than_four_times_the_usual_one(step: int, gap: int, told: bool) -> None:
    world = World()
    for number in range(6):
        world.post(number, number * step, A)
    world.post(9, 5 * step + gap, A)
    [one] = world.ledger().values()
    assert (len(one.gaps) == 1) == told
    assert measure_longest_silence([round(day * step * DAY) for day in range(6)]) == max(14, 4 * step) * DAY


def test_a_gap_within_one_file_may_be_silence_and_one_between_files_was_read_by_nobody() -> None:
    world = World()
    for number, (day, file) in enumerate(((0, A), (1, A), (2, A), (40, B), (41, B), (42, B), (100, B))):
        world.post(number, day, file)
    [one] = world.ledger().values()
    assert [(days(gap.before), days(gap.after), gap.within) for gap in one.gaps] == [(2, 40, False), (42, 100, True)]
    world.post(9, 200, A)  # the other file goes on: it held nothing of the days between
    [one] = world.ledger().values()
    assert [gap.within for gap in one.gaps] == [True, True, True]


def test_nothing_is_told_of_nothing() -> None:
    assert World().ledger() == {}


def export(folder: Path, name: str, *days: int) -> Path:
    path = folder / name / "result.json"
    path.parent.mkdir()
    posts = [wrote(day + 1, "boats", date_unixtime=str(NOON + day * 86_400)) for day in days]
    path.write_text(json.dumps(single(*posts)), "utf-8")
    return path


def test_the_ledger_follows_what_is_loaded_and_taken_back(fresh: Callable[[], Case], store: Store) -> None:
    case = fresh()
    acting.settle_files(case, store, export(case.folder, "a", 0, 1))
    run = acting.settle_files(case, store, export(case.folder, "b", 40, 41))

    def told(*, hide_names: bool = False) -> tuple[int, int, list[tuple[int, bool]], str]:
        [one] = AnsweringGate(case, store, who="tester", hide_names=hide_names).coverage().places
        return one.posts, len(one.files), [(gap.days, gap.within) for gap in one.gaps], one.place.name

    assert told() == (4, 2, [(39, False)], "Night Boats")
    assert "Night" not in told(hide_names=True)[3]
    acting.settle_undo(case, store, run)
    assert told() == (2, 1, [], "Night Boats")


@pytest.mark.slow
def test_the_command_says_what_was_read_and_hides_every_name(worked: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "case"
    shutil.copytree(worked, folder)
    case = ("--case", str(folder))
    code, out, err = run("coverage", "--all", *case)
    assert (code, err) == (0, "")
    assert "Collected" in out
    assert "captured" in out
    assert "desk 4, open pages and groups, copied by hand" in out
    answer = json.loads(run("coverage", *case, "--format", "json")[1])
    names = {one["place"]["name"] for one in answer["places"]} | {
        span["file"] for one in answer["places"] for span in one["files"]
    }
    assert len(names) > 20
    code, table, err = run("coverage", *case, "--format", "csv")
    assert len(table.splitlines()) == 1 + sum(len(one["files"]) for one in answer["places"])
    for form in ("table", "json", "csv"):
        code, hidden, err = run("coverage", "--all", *case, "--format", form, "--hide-names")
        assert [name for name in names if len(name) > 3 and name in hidden] == []
        assert "desk 4" not in hidden
