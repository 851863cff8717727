"""What a file yielded is compared with files of earlier runs: a lack is told, a quiet place is not."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.case import Case
from graph.model import Account, Group, Post
from ingest.record import Message, Naming
from ingest.yields import DAY, FEWEST, Earlier, FileYield, list_shortfalls
from liaisons.acts.loading import Ingested
from tests import acting
from tests.telegram_export import single, wrote

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
BOATS = Group(id="telegram:channel2001")


def hold(per_day: int, days: range, *groups: Group) -> FileYield:
    """Make what a file holds: posts of groups, as many each day."""
    held = FileYield()
    for group in groups or (BOATS,):
        for day in days:
            for number in range(per_day):
                post = Post(id=f"{group.id}/{day * 1000 + number}")
                at = BEGIN + timedelta(days=day, minutes=number)
                held.take(Message(place="", post=post, at=at, author=None, chat=group))
    return held


def lacks(now: FileYield, *before: FileYield) -> list[tuple[str, int, int]]:
    files = [Earlier(str(n), f"{n}.json", held) for n, held in enumerate(before)]
    return [(one.how, one.posts, one.expected) for one in list_shortfalls(now, files)]


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (hold(2, range(20)), [hold(10, range(20))], [("same days", 36, 180)]),
        (hold(10, range(20)), [hold(2, range(20))], []),
        (hold(6, range(20)), [hold(10, range(20))], []),
        # an export that reaches back less far lacks nothing of the days that it holds
        (hold(10, range(15, 20)), [hold(10, range(20))], []),
        # days at the ends may be cut
        (hold(1, range(3)), [hold(30, range(1, 3))], []),
        (hold(1, range(14, 21)), [hold(10, range(7)), hold(12, range(7, 14))], [("exports before", 7, 70)]),
        # a first export of a year says nothing of a week
        (hold(1, range(365, 372)), [hold(10, range(365))], []),
        (hold(3, range(14, 21)), [hold(10, range(7)), hold(12, range(7, 14))], []),
        # few posts
        (hold(1, range(5)), [hold(FEWEST // 4, range(5))], []),
        (hold(2, range(20)), [], []),
    ],
)
def test_a_lack_is_told_where_an_earlier_file_shows_it(
    now: FileYield, before: Sequence[FileYield], found: list[tuple[str, int, int]]
) -> None:
    assert lacks(now, *before) == found


def test_a_chat_that_is_not_in_the_next_export_of_an_account_is_told() -> None:
    chats = [Group(id=f"telegram:chat{n}") for n in range(5)]
    assert lacks(hold(5, range(9), *chats[:4]), hold(5, range(9), *chats)) == [("not in it", 0, 45)]


def test_exports_of_other_chats_are_not_compared() -> None:
    chats = [Group(id=f"telegram:chat{n}") for n in range(9)]
    assert lacks(hold(5, range(9), *chats[:2]), hold(5, range(9), *chats[2:])) == []


def test_the_largest_lack_stands_first() -> None:
    ferry = Group(id="telegram:channel2002")
    now, before = hold(1, range(20), ferry), hold(4, range(20), ferry)
    now.places |= hold(1, range(20)).places
    before.places |= hold(9, range(20)).places
    assert [expected for _, _, expected in lacks(now, before)] == [162, 72]


def test_a_post_outside_of_groups_counts_for_who_wrote_it() -> None:
    held = FileYield()
    page = Account(id="facebook:100")
    held.take(Message(place="", post=Post(id="facebook:post1"), at=None, author=page, chat=None))
    assert held.places["facebook:100"].posts == 1


def test_a_place_has_the_name_that_the_file_gave_it_last() -> None:
    held = hold(1, range(2))
    for name in ("Night Boats", "Day Ferry"):
        held.take(Naming(place="", subject=BOATS, name=name, how="event", from_=BEGIN))
    assert held.places[BOATS.id].name == "Day Ferry"


@given(st.dictionaries(st.text(min_size=1), st.dictionaries(st.integers(0, 30_000), st.integers(1, 9), min_size=1)))
def test_what_is_kept_is_read_as_it_was(places: dict[str, dict[int, int]]) -> None:
    held = FileYield()
    for id, days in places.items():
        for day, posts in days.items():
            for _ in range(posts):
                at = datetime.fromtimestamp(day * DAY, UTC)
                held.take(Message(place="", post=Post(id="x"), at=at, author=None, chat=Group(id=id)))
    packed = held.pack()
    assert FileYield.unpack(packed).pack() == packed
    assert sum(one.posts for one in FileYield.unpack(packed).places.values()) == sum(
        sum(days.values()) for days in places.values()
    )


@pytest.mark.slow
def test_the_run_says_which_group_has_fewer_posts_than_the_export_before(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    whole, thin = (ingest_boats(case, tmp_path, name, per_day) for name, per_day in (("whole", 9), ("thin", 2)))
    assert "fewer" not in whole.files[0]
    assert [(one["name"], one["posts"], one["expected"]) for one in thin.files[0]["fewer"]] == [("Night Boats", 16, 72)]


def ingest_boats(case: Case, folder: Path, name: str, per_day: int) -> Ingested:
    times = [BEGIN + timedelta(days=day, minutes=n) for day in range(10) for n in range(per_day)]
    messages = [
        wrote(number, date=at.strftime("%Y-%m-%dT%H:%M:%S"), date_unixtime=str(int(at.timestamp())))
        for number, at in enumerate(times, 1)
    ]
    path = folder / f"{name}.json"
    path.write_text(json.dumps(single(*messages)), encoding="utf-8")
    return acting.ingest(case, [path], who="test")
