"""The plan of an ingest: which source, which answers, which mapping, and what is held with the line to add."""

import re
import tomllib
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import MappingError
from ingest import sections
from ingest.answers import Answers
from ingest.draft import write_answers_draft
from ingest.plan import Planned, list_unread_files, plan_reading
from ingest.sources.table import mapping as mappings

CHAT = '{"name": "G", "type": "private_group", "id": 5, "messages": []}'
TABLE = "id,time,text,by\n1,2024-01-01 10:00,a,7\n"
MAPPING = """
platform = "facebook"
files = ["t*.csv"]
[[row]]
kind = "post"
id = "id"
time = "time"
text = "text"
account = { id = "by" }
"""

Planner = Callable[..., dict[str, Planned]]


@pytest.fixture
def planned(tmp_path: Path) -> Planner:
    """Write files below a folder, and plan their ingest."""

    def planner(contents: dict[str, str], **given: Any) -> dict[str, Planned]:
        root = tmp_path / "in"
        for name, text in contents.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return {one.name: one for one in plan_reading([root], scratch=tmp_path / "scratch", **given)}

    return planner


def test_each_file_has_one_source_or_is_named_as_unknown(planned: Planner) -> None:
    found = planned({"a/result.json": CHAT, "t.csv": TABLE, "t.toml": MAPPING, "x.bin": "\x00\x01", "empty": ""})
    assert {name: one.source for name, one in found.items()} == {
        "a/result.json": "telegram-desktop",
        "t.csv": "table",
        "x.bin": None,
        "empty": None,
    }
    assert [one.problem.found for one in found.values() if one.problem] == ["0 bytes", "a file that no source knows"]


def test_a_table_without_a_zone_is_held_with_the_line_to_add(planned: Planner) -> None:
    one = planned({"t.csv": TABLE, "t.toml": MAPPING})["t.csv"]
    assert not one.ready
    assert one.held is not None
    assert '[[file]] match = "t.csv", time_zone = "Europe/Berlin"' in one.held
    line = '[[file]]\nmatch = "t.csv"\ntime_zone = "Europe/Berlin"\n'
    assert planned({"t.csv": TABLE, "t.toml": MAPPING, "sources.toml": line})["t.csv"].ready


def test_days_and_months_that_can_be_swapped_are_held(planned: Planner) -> None:
    swapped = TABLE.replace("2024-01-01", "02/03/2024")
    found = planned({"t.csv": swapped, "t.toml": 'time_zone = "UTC"\n' + MAPPING})
    assert found["t.csv"].needs == ("day_first",)


def test_a_table_without_a_mapping_is_held_with_a_draft_that_can_be_mended(planned: Planner) -> None:
    one = planned({"ads.csv": "Post ID,Created,Message,Page ID,Page Name,Mood\n1,2,3,4,5,6\n"})["ads.csv"]
    assert one.held is not None
    assert 'mapping = "....toml"' in one.held
    assert one.draft is not None
    plain = tomllib.loads(one.draft.replace('"..."', '"facebook"'))
    mapping = mappings.read_mapping(plain, "draft")
    assert set(mapping.named) == {"Post ID", "Created", "Message", "Page ID", "Page Name"}


def test_a_shipped_mapping_takes_its_columns_unasked(planned: Planner) -> None:
    one = planned({"h.csv": "page_id,page_name,from,to\n5,Old,2020-01-01,\n"})["h.csv"]
    assert one.ready
    assert one.answers.mapping is not None
    assert one.answers.mapping["name"] == "names"


def test_a_named_mapping_wins_over_one_beside_and_one_shipped(planned: Planner) -> None:
    found = planned(
        {
            "sub/t.csv": TABLE,
            "sub/t.toml": MAPPING,
            "other.toml": MAPPING.replace('["t*.csv"]', "[]").replace('"facebook"', '"x"'),
            "sources.toml": '[[file]]\nmatch = "sub/*.csv"\nmapping = "other.toml"\ntime_zone = "UTC"\n',
        }
    )
    mapping = found["sub/t.csv"].answers.mapping
    assert mapping is not None
    assert mapping["platform"] == "x"


def test_a_mapping_in_a_folder_above_counts_up_to_the_one_named(planned: Planner, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(MAPPING)
    assert planned({"a/b/t.csv": TABLE})["a/b/t.csv"].needs == ("mapping",)
    assert planned({"a/t.toml": MAPPING})["a/b/t.csv"].needs == ("time_zone",)


def test_the_nearest_answer_counts_then_the_mapping_then_the_default(planned: Planner) -> None:
    files = {
        "sources.toml": '[[file]]\nmatch = "**.csv"\ncaptured_by = "far"\nregions = ["FR"]\n',
        "a/sources.toml": '[[file]]\nmatch = "t.csv"\ncaptured_by = "near"\n',
        "a/t.csv": TABLE,
        "b/t.csv": TABLE,
        "t.toml": 'time_zone = "Asia/Tehran"\nregions = ["IR"]\n' + MAPPING,
    }
    found = planned(files, defaults=Answers(regions=("DE",), time_zone="UTC", openness="open"))
    near, far = found["a/t.csv"].answers, found["b/t.csv"].answers
    assert (near.captured_by, far.captured_by) == ("near", "far")
    assert (near.regions, near.time_zone, near.openness) == (("FR",), "Asia/Tehran", "open")


def test_the_case_answers_where_no_folder_does(planned: Planner, tmp_path: Path) -> None:
    case = tmp_path / "case.sources.toml"
    case.write_text('[[file]]\nmatch = "*.csv"\ntime_zone = "UTC"\ncaptured_by = "case"\n')
    found = planned({"t.csv": TABLE, "t.toml": MAPPING}, sources=case)
    assert found["t.csv"].ready
    assert found["t.csv"].answers.captured_by == "case"


def test_members_of_a_zip_have_answers_beside_it_and_the_unknown_are_removed(tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    with zipfile.ZipFile(root / "a.zip", "w") as archive:
        archive.writestr("x/result.json", CHAT)
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
    (root / "sources.toml").write_text('[[file]]\nmatch = "a.zip"\nexported = 2025-01-01T10:00:00+01:00\n')
    chat, photo = plan_reading([root], scratch=tmp_path / "scratch")
    assert chat.ready
    assert chat.answers.exported == datetime(2025, 1, 1, 9, tzinfo=UTC)
    assert photo.found is not None
    assert not photo.found.path.exists()


def test_a_source_that_is_forced_reads_what_it_would_not_claim(planned: Planner) -> None:
    line = '[[file]]\nmatch = "odd"\nsource = "telegram-desktop"\n'
    assert planned({"odd": "whatever", "sources.toml": line})["odd"].source == "telegram-desktop"


def test_all_mistakes_of_the_answers_are_told_at_once(planned: Planner) -> None:
    with pytest.raises(MappingError) as error:
        planned(
            {
                "t.csv": TABLE,
                "sources.toml": """
                [[file]]
                match = "t.csv"
                time_zon = "UTC"
                exported = 2025-01-01T10:00:00
                regions = ["Germany"]
                day_first = "yes"
                source = "wathsapp"
                openness = "ajar"
                encoding = "latin-99"
                delimiter = ";;"
                header_row = 0
                [[file]]
                mapping = "acounts"
                """,
            }
        )
    for part in (
        "no key 'time_zon' (did you mean 'time_zone'?)",
        "exported = datetime.datetime(2025, 1, 1, 10, 0) is no time with its offset",
        "regions = ['Germany'] is no list of countries",
        "day_first = 'yes' is neither true nor false",
        "no source 'wathsapp' (did you mean 'whatsapp'?)",
        "openness = 'ajar' is neither open nor closed",
        "encoding = 'latin-99' is no encoding",
        "delimiter = ';;' is not the one character",
        "header_row = 0 is no line from 1",
        "no match",
    ):
        assert part in error.value.found, part


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"t.toml": MAPPING.replace('"text"', '"txt"')},
            "no column 'txt' (did you mean 'text'?); the mapping is t.toml",
        ),
        ({"t.toml": MAPPING.replace('"post"', '"pots"')}, "t.toml: row 1: no kind 'pots' (did you mean 'post'?)"),
        ({"t.toml": MAPPING + "]"}, "t.toml: no TOML"),
        ({"a.toml": MAPPING, "b.toml": MAPPING}, "a.toml and b.toml are both for it; name one in sources.toml"),
        (
            {"sources.toml": '[[file]]\nmatch = "t.csv"\nmapping = "acounts"\n'},
            "no mapping 'acounts' (did you mean 'accounts'?)",
        ),
        ({"sources.toml": '[[file]]\nmatch = "t.csv"\nmapping = "gone.toml"\n'}, "gone.toml: No such file"),
        ({"sources.toml": '[[file]]\nmatch = "t.csv"\nmapping = "../x.toml"\n'}, "leads out of the folder"),
        ({"sources.toml": '[[file]]\nmatch = "t.csv"\nmapping = "a\\u0000.toml"\n'}, "is no name of a file"),
        ({"sources.toml": '[[file]]\nmatch = "t.csv"\nmapping = 5\n'}, "mapping = 5 is no name of one"),
    ],
)
def test_a_wrong_mapping_holds_its_file_and_the_rest_goes_on(
    planned: Planner, files: dict[str, str], told: str
) -> None:
    accounts = "platform,kind,id\ntelegram,user,5\n"
    found = planned({"t.csv": TABLE, "chat/result.json": CHAT, **files, "other/accounts.csv": accounts})
    assert told in (found["t.csv"].held or "")
    assert found["t.csv"].needs == ("mapping",)
    assert found["chat/result.json"].ready
    assert found["other/accounts.csv"].ready or "no TOML" in told  # it might be for any table below its folder


@pytest.mark.parametrize("text", ["[[file]", "file = 3", "\x00", "[[file]]\nmatch = 3\n", "x = " + "[" * 3000])
def test_a_broken_sources_toml_is_a_mistake_not_a_traceback(planned: Planner, text: str) -> None:
    with pytest.raises(MappingError, match=r"sources\.toml"):
        planned({"t.csv": TABLE, "sources.toml": text})


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("*.csv", "a/b/t.csv", True),
        ("a/*.csv", "a/t.csv", True),
        ("a/*.csv", "a/b/t.csv", False),
        ("a/**.csv", "a/b/t.csv", True),
        ("a/**/t.csv", "a/t.csv", True),
        ("t?.csv", "t1.csv", True),
        ("t[12].csv", "t3.csv", False),
        ("x.zip", "a/x.zip!/b/result.json", True),
        ("a/x.zip!/b/*.json", "a/x.zip!/b/result.json", True),
        ("result.json", "a/x.zip!/b/result.json", True),
        ("T.CSV", "t.csv", False),
    ],
)
def test_patterns(pattern: str, name: str, fits: bool) -> None:
    assert sections.matches_name(pattern, name) is fits


@given(st.text(alphabet="ab*?[]!/.\\ ", min_size=1, max_size=12))
def test_a_literal_pattern_matches_its_name(name: str) -> None:
    assert sections.matches_name(sections.escape_pattern(name), name)


@given(
    st.lists(st.text(alphabet="ab*[]!/", min_size=1, max_size=5), max_size=6),
    st.text(alphabet="ab*[]!/", min_size=1, max_size=8),
)
def test_sections_are_looked_up_as_if_each_pattern_were_tried_in_its_order(patterns: list[str], name: str) -> None:
    known = [sections.Section(pattern, {"captured_by": str(n)}) for n, pattern in enumerate([*patterns, name])]
    tried = [one for one in known if sections.matches_name(one.pattern, name)]
    assert sections.Sections(known).matching(name) == tried


def test_a_draft_holds_what_is_open_and_answers_nothing_as_it_stands(planned: Planner) -> None:
    files = {
        'a "q" [1].csv': TABLE,
        "ads.csv": "Post ID,Message\n1,a\n",
        "t.csv": TABLE,
        "t.toml": MAPPING,
        "list.csv": "5,6,7\n5,6,7\n",
        "chat/result.json": CHAT,
        "x.bin": "\x00",
    }
    before = planned(files, defaults=Answers(regions=("DE",), captured_by='Ada "A" \\ Bo'))
    text = write_answers_draft(before.values())
    assert "# Open questions: 4." in text
    assert re.findall(r"^# (\w+) = .*# MISSING", text, re.MULTILINE) == [
        "mapping",
        "mapping",
        "header_row",
        "time_zone",
    ]
    assert [section["match"] for section in tomllib.loads(text)["file"]] == [
        'a "q" [[]1].csv', "ads.csv", "list.csv", "t.csv",
    ]  # fmt: skip
    assert "result.json" not in text
    assert "# exported = " in text
    assert "captured_by" not in text
    after = planned({**files, "sources.toml": text}, defaults=Answers(regions=("DE",), captured_by='Ada "A" \\ Bo'))
    assert {name: one.answers for name, one in after.items() if one.source} == {
        name: one.answers for name, one in before.items() if one.source
    }


def test_a_draft_keeps_the_mapping_that_is_answered(planned: Planner) -> None:
    answer = '[[file]]\nmatch = "*.csv"\nmapping = "maps/t.toml"\n'
    found = planned({"a/t.csv": TABLE, "a/maps/t.toml": MAPPING, "a/sources.toml": answer})
    [section] = tomllib.loads(write_answers_draft(found.values()))["file"]
    assert section == {"match": "a/t.csv", "mapping": "a/maps/t.toml"}
    shipped = '[[file]]\nmatch = "p.csv"\nmapping = "posts"\n'
    posts = "platform,time,account_id,text\nfacebook,2024-01-01 10:00,100000000000017,a\n"
    found = planned({"p.csv": posts, "sources.toml": shipped})
    assert 'mapping = "posts"' in write_answers_draft(one for one in found.values() if one.name == "p.csv")


def test_every_file_that_is_not_read_is_told_by_its_name(planned: Planner) -> None:
    photos = {f"photos/{n}.jpg": "\x00\x01" for n in range(20)}
    found = planned({**photos, "a.bin": "\x00", "t.csv": TABLE, "t.toml": MAPPING, "u.csv": "a,b\n1,2\n"})
    told = {problem.where: problem.found[:38] for problem in list_unread_files(found.values())}
    assert told == {
        "a.bin": "a file that no source knows",
        "t.csv": "time '2024-01-01 10:00' without an off",
        "u.csv": "a table without a mapping; add to in/s",
        **{f"photos/{n}.jpg": "a picture" for n in range(20)},
    }


def test_answers_survive_the_journal() -> None:
    answers = Answers(
        regions=("DE",), time_zone="UTC", exported=datetime(2025, 1, 1, tzinfo=UTC), mapping={"row": [{"kind": "post"}]}
    )
    assert Answers.read(answers.plain()) == answers
    assert Answers.read(Answers().plain()) == Answers()
