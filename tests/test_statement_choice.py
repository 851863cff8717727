"""Which statement of a post is shown: engines and Python choose the same, by edit, export, file and place."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from graph.model import Post, RecordedIn, Source
from graph.rows import epoch
from graph.statement_choice import Stated, rank_statement
from graph.store import Store

DAY = datetime(2025, 3, 1, tzinfo=UTC)
EXPORTED = {"sha256:aa": None, "sha256:bb": DAY, "sha256:cc": DAY, "sha256:dd": DAY + timedelta(days=1)}
EDITED = (None, DAY, DAY + timedelta(hours=1))
PLACES = ("message 9", "message 10", "message 11")


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        (Stated(1, None, "a", "x"), Stated(None, 9, "b", "xx")),
        (Stated(None, 2, "a", "x"), Stated(None, 1, "b", "xx")),
        (Stated(None, 1, "a", "x"), Stated(None, None, "b", "xx")),
        (Stated(None, 1, "b", "x"), Stated(None, 1, "a", "xx")),
        (Stated(None, 1, "a", "message 10"), Stated(None, 1, "a", "message 9")),
        (Stated(None, 1, "a", "message 11"), Stated(None, 1, "a", "message 10")),
    ],
)
def test_the_latest_edit_is_shown_then_the_latest_export_then_the_later_file_and_place(
    shown: Stated, other: Stated
) -> None:
    assert rank_statement(shown) > rank_statement(other)


def test_an_engine_shows_the_statement_that_ranks_highest(store: Store) -> None:
    random = Random(5)
    said: dict[str, list[RecordedIn]] = {source: [] for source in EXPORTED}
    best: dict[str, tuple[tuple[object, ...], str]] = {}
    for number in range(60):
        post = Post(id=f"telegram:channel1/{number}")
        every = [(source, edited, place) for source in EXPORTED for edited in EDITED for place in PLACES]
        for source, edited, place in random.sample(every, random.randint(1, 5)):
            text = f"{source} {edited} {place}"
            told = RecordedIn(
                start=post, end=Source(id=source), place=place, stated=True, text=text, at=DAY, edited=edited
            )
            said[source].append(told)
            rank = rank_statement(Stated(epoch(edited), epoch(EXPORTED[source]), source, place))
            best[post.id] = max(best.get(post.id, (rank, text)), (rank, text))
    for source in random.sample(sorted(said), len(said)):
        store.begin(source, {}, EXPORTED[source])
        store.load(source, said[source], [])
    assert dict(store.rows(Post, "id", "text")) == {id: text for id, (_, text) in best.items()}
