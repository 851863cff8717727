"""A source that is no table asks: its file waits, the lines to add are named, and the answers reach its reader."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.errors import MappingError
from graph.model import (
    Account,
    Called,
    Group,
    In,
    MemberOf,
    Mentions,
    Name,
    Named,
    Participant,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Shows,
    Source,
)
from graph.snapshot import Snapshot
from ingest import sections
from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.draft import write_answers_draft
from ingest.linking import Linker
from ingest.plan import Planned, list_unread_files, plan_reading
from ingest.reach import Reach
from ingest.record import Call, Membership, Message, Naming, Record, Refused
from ingest.sources import SOURCES
from ingest.sources import Source as Format
from ingest.sources.reading.head import Head
from tests.making import Making
from tests.sources import TELLS_NOTHING
from tests.telegram_export import Read, only, single, wrote

NEEDED = {"owner": '"+12025550101"', "chat": '"..."', "time_zone": '"Europe/Berlin"', "day_first": "true"}


def claims(head: Head) -> bool:
    return head.start.startswith(b"CHAT")


def asks(asking: Asking) -> Asked:
    given = asking.answers
    open_ = [key for key in NEEDED if not given.given(key)]
    return Asked(given, tuple(Question(key, f"it does not say {key}", f"{key} = {NEEDED[key]}") for key in open_))


def doubts(head: Head) -> Question | None:
    return Question("owner", "nearly a chat", "owner = 1") if head.start.startswith(b"CHUT") else None


def take_text(value: Any, _folder: Path) -> str:
    if not isinstance(value, str):
        raise ValueError("is no text")
    return value


def read_chat(
    path: Path, answers: Answers, _reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Read lines ``name: text`` of the chat that the answers name, from the phone that they name."""
    group = Group(id=f"toy:{answers.own['chat']}")
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], 1):
        name, _, text = line.partition(": ")
        who, place = Participant.of(group, name), f"line {number + 1}"
        yield Naming(place=place, subject=who, name=name)
        yield Membership(place=place, member=who, group=group, how="listed")
        post = Post(id=f"{group.id}/{number}")
        yield Message(place=place, post=post, at=None, author=who, chat=group, text=text)
        at = datetime(2025, 1, number, tzinfo=UTC)
        yield Call(place=place, caller=who, callee=answers.own["owner"], at=at)


@pytest.fixture(autouse=True)
def _chat(monkeypatch: pytest.MonkeyPatch) -> None:
    takes = {"owner": take_text, "chat": take_text}
    monkeypatch.setitem(
        SOURCES, "chat", Format(claims, read_chat, 1, "chats", TELLS_NOTHING, asks=asks, doubts=doubts, takes=takes)
    )


def planned(root: Path, sources: str = "", text: str = "CHAT\nOmar: hello") -> Planned:
    root.mkdir(exist_ok=True)
    (root / "a.txt").write_text(text, encoding="utf-8")
    if sources:
        (root / "sources.toml").write_text(f'[[file]]\nmatch = "a.txt"\n{sources}', encoding="utf-8")
    [one] = plan_reading([root], scratch=root / "scratch")
    return one


def test_a_file_waits_for_all_that_its_source_asks_and_names_each_line(tmp_path: Path) -> None:
    one = planned(tmp_path / "in", "day_first = false\n")
    assert (one.source, one.ready, one.needs) == ("chat", False, ("owner", "chat", "time_zone"))
    lines = 'owner = "+12025550101", chat = "...", time_zone = "Europe/Berlin"'
    assert one.held is not None
    assert one.held.endswith(f'; add to in/sources.toml: [[file]] match = "a.txt", {lines}')
    assert [problem.where for problem in list_unread_files([one])] == ["a.txt"]
    text = write_answers_draft([one])
    assert all(f"# {line}   # MISSING: it does not say" in text for line in lines.split(", "))


def test_answers_that_one_source_takes_reach_its_reader_and_the_journal(tmp_path: Path) -> None:
    lines = 'owner = "+12025550101"\nchat = "c1"\ntime_zone = "Europe/Berlin"\nday_first = true\n'
    one = planned(tmp_path / "in", lines)
    assert one.ready
    again = Answers.read(json.loads(json.dumps(one.answers.plain())))
    assert again == one.answers
    assert again.own == {"owner": "+12025550101", "chat": "c1"}
    assert one.found is not None
    assert only(list(read_chat(one.found.path, again)), Message)[0].chat == Group(id="toy:c1")


def test_an_answer_that_one_source_takes_says_whose_the_file_is(tmp_path: Path) -> None:
    assert planned(tmp_path / "in", 'chat = "c1"\n', "whatever\nthis is").source == "chat"


def test_a_file_that_is_nearly_of_a_format_waits_with_what_it_lacks(tmp_path: Path) -> None:
    one = planned(tmp_path / "in", text="CHUT\nOmar: hello")
    assert (one.source, one.needs) == (None, ("owner",))


def test_an_answer_of_the_wrong_kind_is_a_mistake_of_the_answers(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="owner = 5 is no text"):
        planned(tmp_path / "in", "owner = 5\n")
    assert {"owner", "chat", "mapping", "header_row"} < set(sections.list_answer_keys())


# Who is known in one chat by a name only


def said_of(tmp_path: Path, chat: str) -> list[Any]:
    path = tmp_path / "a.txt"
    path.write_text("CHAT\nOmar: call +1 202 555 0102\nOmar +1 202 555 0103: yes", encoding="utf-8")
    answers = Answers(own={"owner": "+12025550101", "chat": chat})
    linker = Linker(Source(id="sha256:00"), ("US",))
    said = [
        thing for record in read_chat(path, answers) if not isinstance(record, Refused) for thing in linker.said(record)
    ]
    return [*said, *linker.folds.rest()]


def test_who_has_a_name_alone_writes_is_a_member_and_calls(tmp_path: Path) -> None:
    omar = Participant.of(Group(id="toy:c1"), "Omar")
    said = said_of(tmp_path, "c1")
    links = [one for one in said if getattr(one, "start", None) == omar and not isinstance(one, RecordedIn)]
    assert [type(one) for one in links] == [Posted, Called, Named, MemberOf]
    assert links[1].end == Phone(id="+12025550101")
    assert omar.platform == "toy"
    numbers = [one.end.id for one in said_of(tmp_path, "c1") if isinstance(one, Shows)]
    assert numbers == ["+12025550103"]


def test_a_name_in_two_chats_is_two_who_are_no_accounts(tmp_path: Path) -> None:
    here, there = ({one.start for one in said_of(tmp_path, chat) if isinstance(one, Posted)} for chat in ("c1", "c2"))
    assert len(here | there) == 4
    assert not [one for one in (*here, *there) if isinstance(one, Account)]


def test_no_analysis_sees_who_is_known_by_a_name_alone() -> None:
    making = Making()
    making.source = "sha256:aa"
    group, post = making.node(Group, "toy:c1"), making.node(Post, "toy:c1/1")
    omar = making.node(Participant, Participant.of(Group(id=group), "Omar").id)
    number = making.node(Phone, "+12025550101")
    name = making.node(Name, "name:Omar", text="Omar")
    making.link(Posted, omar, post)
    making.link(In, post, group)
    making.link(Mentions, post, number, raw="x", rule="phone")
    making.link(Named, omar, name, how="seen")
    making.link(MemberOf, omar, group, how="listed")
    making.link(Called, omar, number, how="call")
    making.link(Shows, omar, number, raw="x", where="name")
    snapshot: Snapshot = making.snapshot()
    mine = snapshot.number[omar]
    tables = [snapshot.table(cls) for cls in (Posted, Named, MemberOf, Called, Shows)]
    assert [len(table) for table in tables] == [0] * 5
    assert snapshot.spells() == snapshot.attested() == []
    assert mine not in snapshot.of_posts("author").values()
    users = snapshot.uses()["user"].to_pylist()
    assert [snapshot.ids[user] for user in users] == [group]  # what it wrote counts for the chat


def test_a_writer_of_telegram_without_an_id_is_a_participant_of_the_chat(read: Read) -> None:
    chat = single(wrote(1, who=None), wrote(2, who=None), wrote(3, who=None, **{"from": "Mirel"}))
    authors = [message.author for message in only(read(chat), Message)]
    group = Group(id="telegram:channel2001")
    assert authors == [Participant.of(group, "Odo Vint")] * 2 + [Participant.of(group, "Mirel")]
