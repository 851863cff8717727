"""The bench: its exports are the same for a seed, its table keeps what people wrote, its digest sees a difference."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as main
from bench import judging, small_files, table
from bench.digest import digest
from bench.exports import telegram
from bench.measuring import Measured
from bench.setting import Setting
from bench.subject import Cost
from bench.subjects import SUBJECTS
from bench.table import Row
from graph.finding import Finding
from graph.model import Account, Post, Posted, RecordedIn, Source
from graph.store import Store
from ingest.plan import plan_reading
from ingest.record import Message
from ingest.sources import SOURCES

pytestmark = pytest.mark.slow  # benches are run

FILE = Source(id="sha256:aa")
ME = Account(id="telegram:user1")
DAY = datetime(2025, 3, 1, tzinfo=UTC)


def test_an_export_is_the_same_bytes_for_a_seed(tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate((1, 1, 2)):
        path = tmp_path / f"{number}.json"
        telegram(path, 200, seed)
        made.append(path.read_bytes())
    assert made[0] == made[1] != made[2]


def test_the_table_is_put_anew_and_the_words_around_it_stay(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    table.write(page, table.markdown([Row("load", "rate", "1 \\g<0>")]))
    page.write_text(page.read_text("utf-8") + "\nOur words.\n", "utf-8")
    table.write(page, table.markdown([Row("load", "rate", "2", "at least 3", False)]))
    text = page.read_text("utf-8")
    assert "Our words." in text
    assert "| load | rate | 2 | at least 3 | **no** |" in text
    assert "1 \\g<0>" not in text


def test_a_stage_that_fails_says_so_and_the_next_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Setting) -> Iterator[Row]:
        yield Row("broken", "first", "1")
        raise RuntimeError("no engine\ntoday")

    stages = {"broken": broken, "whole": lambda _: iter([Row("whole", "all", "2")])}
    monkeypatch.setattr(main, "STAGES", stages)
    monkeypatch.setattr("bench.server.missing", lambda: None)
    assert list(main.checked(tmp_path, list(stages), 10)) == [
        Row("broken", "first", "1"),
        Row("broken", "not measured", "no engine today", "runs", False),
        Row("whole", "all", "2"),
    ]


def test_the_page_names_the_machine_once_and_puts_subjects_in_their_rooms() -> None:
    rows = [Measured(SUBJECTS[name], 10, Cost(10, 1.0, 0.1), None) for name in ("read", "renames")]
    text = main.page(rows, [Row("killed", "half", "equal")])
    assert text.count(table.machine()) == 1
    places = [text.index(word) for word in ("## The line", "**read.**", "## The analyses", "**renames.**", "## Checks")]
    assert places == sorted(places)


def test_the_digest_tells_a_graph_from_another_and_not_the_order(store: Store) -> None:
    posts = [Post(id=f"telegram:channel1/{n}") for n in (1, 2)]
    found = []
    for order, text in ((1, "x"), (-1, "x"), (1, "y")):
        store.clear()
        store.begin(FILE.id, {"reader": "test"}, None)
        said = [RecordedIn(start=one, end=FILE, place="p", stated=True, text=text, at=DAY) for one in posts]
        links = [Posted(start=ME, end=one, place="p") for one in posts]
        store.load(FILE.id, [RecordedIn(start=ME, end=FILE, place="p"), *said[::order]], links[::order])
        found.append(digest(store))
    assert found[0] == found[1] != found[2]
    assert found[0][0] == 2 + 1 + 1 + 3 + 2


@pytest.mark.parametrize(
    ("many", "one"),
    [(small_files.write_chats, small_files.write_account), (small_files.write_tables, small_files.write_table)],
)
def test_many_small_files_hold_the_posts_of_the_one(tmp_path: Path, many: Any, one: Any) -> None:
    posts = []
    for name, write in (("many", many), ("one", one)):
        planned = plan_reading([small_files.written(tmp_path / name, write, 3)], scratch=tmp_path / "scratch")
        files = [(one.source, one.found.path, one.answers) for one in planned if one.source and one.found]
        read = [thing for source, path, answers in files for thing in SOURCES[source].read(path, answers)]
        posts.append(sorted((said.post.id, said.text) for said in read if isinstance(said, Message)))
        assert all(file.answers.exported is not None for file in planned)
    assert len(files) == 1
    assert posts[0] == posts[1]
    assert len({id for id, _ in posts[0]}) == len(posts[0]) > 2 * small_files.EACH


def test_judging_has_as_many_findings_as_it_says_each_with_an_id_of_its_own() -> None:
    found = [Finding("rename", (str(n),), (), (), "observed", "fair") for n in range(3)]
    assert {one.id for one in found} < {one.id for one in judging.repeated(found, 10)}
    assert len({one.id for one in judging.repeated(found, 10)}) == 10
    assert judging.repeated(found, 2) == found[:2]
