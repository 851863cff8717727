"""Tables of one program: its columns are known, however many of them nothing reads."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graph.model import Account, Group
from ingest.plan import plan_reading
from ingest.record import Message, Naming, Profile, Record, Refused
from ingest.sources import SOURCES
from ingest.sources.table.shipped import PROGRAMS, find_shipped_mapping, read_shipped_mapping

T = TypeVar("T")
COUNTS = (
    "Total Interactions",
    "Likes",
    "Comments",
    "Shares",
    "Love",
    "Wow",
    "Haha",
    "Sad",
    "Angry",
    "Care",
    "Post Views",
)
FACEBOOK = {
    "User Name": "searoadtrips", "Facebook Id": "100000000000031", "Post Created": "2021-03-01 10:22:33 EST",
    "URL": "https://www.facebook.com/100000000000031/posts/900000000000001", "Message": "boats, ask 07700 900162",
    "Link": "https://t.me/sea_road", "Final Link": "N/A", "Image Text": "call 07700 900161", "Link Text": "",
    "Description": "",
} | dict.fromkeys(COUNTS, "1,234")  # fmt: skip
PAGE = {"Page Name": "Sea Road", "Page Description": "Trips. 07700 900160", **FACEBOOK}
ROOM = {"Group Name": "North Road", **FACEBOOK, "Facebook Id": "700000000000001"}
LIBRARY = {
    "id": "900000000000005", "creation_time": "2024-02-01T10:00:00+0000", "text": "hello 07700 900164",
    "post_owner.id": "100000000000031", "post_owner.name": "Sea Road", "post_owner.username": "searoadtrips",
    "surface.id": "", "surface.name": "", "mcl_url": "https://www.facebook.com/x", "statistics.views": "5",
    "statistics.reactions": "5", "lang": "en", "multimedia": "", "post_owner.type": "page", "surface.type": "",
}  # fmt: skip
COMMENT = {
    "cid": "Ugx1", "text": "call +44 7700 900163", "time": "2 years ago", "author": "@asker",
    "channel": "UC" + "a" * 22, "votes": "1", "photo": "", "heart": False, "reply": False, "time_parsed": 1700000000.5,
}  # fmt: skip


def read(folder: Path, row: dict[str, Any], *, lines: bool = False) -> list[Record | Refused]:
    """Read a table of one row as an ingest would, without a mapping or an answer."""
    path = folder / ("table.jsonl" if lines else "table.csv")
    if lines:
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerow(row)
    [one] = plan_reading([path], scratch=folder / "scratch")
    assert one.ready, one.held or one.problem
    return list(SOURCES["table"].read(path, one.answers))


def only(records: list[Record | Refused], kind: type[T]) -> list[T]:
    return [one for one in records if isinstance(one, kind)]


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_columns_of_a_program_are_enough_to_know_it(name: str) -> None:
    needs = read_shipped_mapping(name).needs
    assert needs
    assert find_shipped_mapping([*needs, *(f"count {n}" for n in range(60))]) == name


def test_a_page_of_crowdtangle_has_its_post_name_handle_and_contacts(tmp_path: Path) -> None:
    records = read(tmp_path, PAGE)
    [post] = only(records, Message)
    assert (post.post.id, post.author) == ("facebook:post900000000000001", Account(id="facebook:100000000000031"))
    assert post.text == "boats, ask 07700 900162\ncall 07700 900161"
    assert [one.name for one in only(records, Naming)] == ["Sea Road"]
    assert [one.handle or one.text for one in only(records, Profile)] == ["searoadtrips", "Trips. 07700 900160"]


@pytest.mark.parametrize(
    ("zone", "hour"), [("EST", 15), ("EDT", 14), ("EET", 8), ("CEST", 8), ("PST", 18), ("UTC", 10)]
)
def test_crowdtangle_s_times_have_the_zone_of_who_asked_for_them(zone: str, hour: int, tmp_path: Path) -> None:
    [post] = only(read(tmp_path, PAGE | {"Post Created": f"2021-03-01 10:22:33 {zone}"}), Message)
    assert post.at == datetime(2021, 3, 1, hour, 22, 33, tzinfo=UTC)


def test_nobody_wrote_what_crowdtangle_saw_in_a_group(tmp_path: Path) -> None:
    [post] = only(read(tmp_path, ROOM), Message)
    assert (post.chat, post.author) == (Group(id="facebook:group700000000000001"), None)


def test_a_name_of_the_content_library_is_not_dated_by_its_post(tmp_path: Path) -> None:
    records = read(tmp_path, LIBRARY)
    assert [one.seen for one in only(records, Naming)] == [None]
    assert [one.post.id for one in only(records, Message)] == ["facebook:post900000000000005"]


def test_an_id_of_the_content_library_that_lost_its_digits_is_refused(tmp_path: Path) -> None:
    assert only(read(tmp_path, LIBRARY | {"id": "9.00000000000005E+14"}), Message) == []


def test_a_comment_of_youtube_is_its_channel_s(tmp_path: Path) -> None:
    [post] = only(read(tmp_path, COMMENT, lines=True), Message)
    assert (post.post.id, post.author) == ("youtube:postUgx1", Account(id="youtube:UC" + "a" * 22))
