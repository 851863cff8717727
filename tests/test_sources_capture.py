"""Captures of a browser: what each platform's objects say, and what damage costs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Account, Group, Post
from ingest.answers import Answers
from ingest.record import Captured, Message, Naming, Noticed, Profile, Record, Refused
from ingest.sources.capture import READERS, read_capture

SAMPLE = Path(__file__).parent / "data/capture.ndjson"
Json = dict[str, Any]
T = TypeVar("T")
DAY = 86_400_000
COLLECTED = 1_735_725_600_000
"""2025-01-01, 10:00 UTC."""
Read = Callable[..., list[Record | Refused]]
AUTHOR: Json = {"id": "41", "uniqueId": "sea.road", "nickname": "Sea Road", "signature": "call +44 7700 900141"}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read lines, objects or bytes, as a file would be read."""

    def from_file(*lines: Json | bytes, answers: Answers = Answers()) -> list[Record | Refused]:  # noqa: B008
        path = tmp_path / "capture.ndjson"
        path.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines))
        return list(read_capture(path, answers))

    return from_file


def line(data: Json, platform: str = "tiktok.com", day: int = 0, **more: Any) -> Json:
    collected = COLLECTED + day * DAY
    return {"item_id": "1", "timestamp_collected": collected, "source_platform": platform, "data": data, **more}


def video(number: int = 1, **more: Any) -> Json:
    return {"id": str(number), "createTime": 1_735_722_000, "desc": "a boat", "author": AUTHOR, **more}


def only(records: list[Record | Refused], kind: type[T]) -> list[T]:
    return [one for one in records if isinstance(one, kind)]


def sample(kind: type[T]) -> list[T]:
    return only(list(read_capture(SAMPLE, Answers())), kind)


# The sample


def test_posts_of_six_platforms_are_read() -> None:
    assert [one.post.id for one in sample(Message)] == [
        "tiktok:post7300000000000000001",
        "tiktok:post7300000000000000002",
        "tiktok:post7300000000000000003",
        "tiktok:post7300000000000000050",
        "x:post1870000000000000001",
        "x:post1870000000000000002",
        "x:post1870000000000000001",
        "x:post1600000000000000003",
        "instagram:postC0de_list1",
        "instagram:postC0deGraph2",
        "threads:postThreadCode1",
        "facebook:post900000000000001",
        "tiktok:post7300000000000000009",
    ]


def test_words_on_the_picture_belong_to_the_text() -> None:
    assert sample(Message)[0].text == "New boat on Friday @road.helper\ncall 07700 900142\nguaranteed"


def test_a_handle_beside_the_text_is_a_mention_once() -> None:
    assert [hint.value for hint in sample(Message)[0].hints] == ["@second.helper"]


def test_the_same_account_with_another_handle_is_seen_on_two_days() -> None:
    seen = [(one.handle, one.seen and one.seen.day) for one in sample(Profile) if one.subject.id.endswith("11")][:2]
    assert seen == [("sea.road.trips", 2), ("sea.road.travel", 3)]


def test_a_duet_leads_to_the_video_that_it_answers() -> None:
    assert sample(Message)[1].forwarded_from == Post(id="tiktok:post7300000000000000001")


def test_a_writer_without_an_id_signs_and_is_told() -> None:
    assert (sample(Message)[2].author, sample(Message)[2].signed) == (None, "@quiet.ferry")
    assert any("no id" in one.says for one in sample(Noticed))


def test_a_comment_answers_its_video() -> None:
    assert sample(Message)[3].replies_to == Post(id="tiktok:post7300000000000000001")


def test_the_long_text_and_the_address_behind_a_short_one_are_read() -> None:
    post = sample(Message)[4]
    assert post.text.endswith("the rest of a long text")
    assert [hint.value for hint in post.hints] == ["https://wa.me/447700900143", "@road_help"]
    assert post.at == datetime(2025, 1, 1, 10, tzinfo=UTC)


def test_who_passes_on_says_nothing_and_the_original_is_read() -> None:
    passed, original = sample(Message)[5:7]
    assert (passed.text, passed.forwarded_from) == ("", original.post)
    assert original.text == "Boat full, next week again"


def test_a_post_in_a_group_of_facebook_stands_in_it_by_its_number() -> None:
    post = sample(Message)[11]
    assert post.chat == Group(id="facebook:group700000000000001")
    assert post.author == Account(id="facebook:100000000000031")
    assert ("facebook:group700000000000001", "North Road Friends") in [
        (one.subject.id, one.name) for one in sample(Naming)
    ]


def test_nothing_says_who_collected() -> None:
    told = repr([one for one in read_capture(SAMPLE, Answers()) if not isinstance(one, Refused)])
    assert "device" not in told
    assert "secret-token" not in told


def test_the_file_was_made_when_its_newest_line_was_collected_or_later() -> None:
    assert [one.at for one in sample(Captured)] == [datetime(2025, 1, 9, 10, tzinfo=UTC)]


# Shapes


def test_a_profile_that_stays_as_it_is_is_told_once_a_day(read: Read) -> None:
    records = read(line(video(1)), line(video(2)), line(video(3), day=1))
    assert len(only(records, Profile)) == 2
    assert len(only(records, Message)) == 3


def test_keys_that_nobody_reads_are_counted(read: Read) -> None:
    [message] = only(read(line(video(music={}, stats={}))), Message)
    assert message.unread == ("music", "stats")


@pytest.mark.parametrize(
    ("data", "platform", "found"),
    [
        ({"id": "7.3e18"}, "tiktok.com", "no id of a video"),
        ({"id": 0}, "tiktok.com", "no id of a video"),
        ({"id": True}, "tiktok.com", "no id of a video"),
        ({"cid": "", "aweme_id": "1"}, "tiktok.com", "no id of a comment"),
        ({}, "x.com", "no id of a post"),
        ({"legacy": []}, "twitter.com", "no id of a post"),
        ({"caption": {"text": "x"}}, "instagram.com", "no code of a post"),
        ({"code": " "}, "threads.net", "no code of a post"),
        ({"comet_sections": {}}, "facebook.com", "no id of a post"),
        ({"id": "1"}, "pinterest.com", "objects of 'pinterest.com'"),
        ({"id": "1"}, "", "objects of ''"),
    ],
)
def test_what_is_no_post_is_refused_and_the_next_is_read(data: Json, platform: str, found: str, read: Read) -> None:
    records = read(line(data, platform), line(video(2)))
    [refused] = only(records, Refused)
    assert (refused.place, refused.found) == ("line 1", found)
    assert [one.post.id for one in only(records, Message)] == ["tiktok:post2"]


def test_an_id_beyond_53_bits_keeps_every_digit(read: Read) -> None:
    raw = json.dumps(line(video())).encode().replace(b'"id": "1"', b'"id": 9007199254740993')
    assert [one.post.id for one in only(read(raw), Message)] == ["tiktok:post9007199254740993"]


@pytest.mark.parametrize("time", [None, "", "soon", -5, 10**30, True, [], "9.9e9"])
def test_a_time_that_cannot_be_leaves_the_post_undated(time: object, read: Read) -> None:
    records = read(line(video(createTime=time)))
    assert [one.at for one in only(records, Message)] == [None]
    assert any("without a time" in one.says for one in only(records, Noticed))


def test_nul_bytes_are_no_part_of_a_line(read: Read) -> None:
    raw = json.dumps(line(video())).encode().replace(b"a boat", b"a \x00boat")
    assert [one.text for one in only(read(raw), Message)] == ["a boat"]


def test_an_empty_line_is_passed_over(read: Read) -> None:
    assert len(read(b"", json.dumps(line(video())).encode(), b"\x00\r")) == 4


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.text(max_size=8)
    | st.sampled_from(["1", "x/y", "@a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "cid",
                    "code",
                    "rest_id",
                    "legacy",
                    "core",
                    "user",
                    "author",
                    "desc",
                    "text",
                    "caption",
                    "user_results",
                    "result",
                    "tweet",
                    "owner",
                    "pk",
                    "to",
                    "post_id",
                    "actors",
                    "comet_sections",
                    "content",
                    "story",
                    "message",
                    "creation_time",
                    "stickersOnItem",
                    "stickerText",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    data=st.dictionaries(
        st.sampled_from(["id", "cid", "code", "rest_id", "legacy", "core", "user", "author", "post_id"]),
        values,
        max_size=5,
    )
)
@pytest.mark.parametrize("platform", READERS)
def test_no_object_breaks_a_reader(platform: str, data: Json, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "capture.ndjson"
    path.write_text(json.dumps(line(data, platform)), encoding="utf-8")
    assert all(isinstance(one, (*get_args(Record), Refused)) for one in read_capture(path, Answers()))


# Damage


@pytest.mark.parametrize("at", range(0, SAMPLE.stat().st_size, 50))
def test_a_cut_keeps_every_line_before_it(at: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.ndjson"
    whole = SAMPLE.read_bytes()
    path.write_bytes(whole[:at])
    lines = whole[:at].count(b"\n")
    kept = [one for one in read_capture(path, Answers()) if isinstance(one, Message)]
    assert kept == [one for one in sample(Message) if int(one.place.split()[1]) <= lines]
