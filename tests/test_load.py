"""Loading is a set: twice is once, order does not matter, undo is never, a rebuild and a broken load end equal."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.case import Case
from graph.model import Account, Group, HandsOff, MemberOf, Name, Named, Post
from graph.store import Store
from ingest import load
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.linking import Linker
from ingest.reach import Reach
from ingest.record import (
    Attachment,
    Call,
    Captured,
    Card,
    Hint,
    Membership,
    Message,
    Naming,
    Noticed,
    Profile,
    Record,
    Refused,
    Status,
)  # fmt: skip
from ingest.sources import SOURCES, Source
from tests.acting import settle_run, settle_undo
from tests.sources import TELLS_NOTHING

DAY = datetime(2025, 3, 1, tzinfo=UTC)
times = st.integers(0, 12).map(lambda days: DAY + timedelta(days=days))
accounts = st.integers(1, 3).map(lambda n: Account(id=f"telegram:user{n}"))
groups = st.integers(1, 2).map(lambda n: Group(id=f"telegram:channel{n}"))
names = st.sampled_from(["Sea Road", "Zuwara ⛵", "رحلات", "Алия"])
posts = st.integers(1, 5).map(lambda n: Post(id=f"telegram:channel1/{n}"))
texts = st.sampled_from(
    [
        "",
        "write me +1 202 555 0101",
        "https://wa.me/12025550102 or t.me/+AbCdEfGh and @boats_now",
        "call 030 23125 123, mail sea@example.org",
        "chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv",
    ]
)
maybe = st.none() | times


def places(records: list[Record | Refused]) -> list[Record | Refused]:
    """Give each record a place of its own, as every source does."""
    return [type(r)(**{**fields(r), "place": f"line {n}"}) for n, r in enumerate(records, 1)]


def fields(record: Record | Refused) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def build(kind: Any, **parts: Any) -> Any:
    return st.builds(kind, **({} if kind is Attachment else {"place": st.just("")}), **parts)


messages = build(
    Message, post=posts, at=maybe, author=accounts | groups, chat=groups, text=texts, edited=maybe,
    replies_to=st.none() | posts, forwarded_from=st.none() | accounts | groups | names.map(Name.of),
    cards=st.just(()) | st.just((Card(name="Omar", phones=("+12025550103",)),)),
    attachments=st.lists(
        build(Attachment, what=st.sampled_from(["photo", "file"]), width=st.none() | st.integers(1, 2),
              file_name=st.sampled_from(["a.jpg", "b/c.jpg", "d.mp4", "gone.jpg"])), max_size=2).map(tuple),
    hints=st.just(()) | st.just((Hint(value="https://wa.me/12025550104", rule="text_link", begin=0, raw="here"),)),
)  # fmt: skip
records = st.lists(
    messages
    | build(Naming, subject=accounts | groups, name=names, seen=maybe)
    | build(Naming, subject=groups, name=names, how=st.just("event"), from_=times, by=st.just("telegram:user1"))
    | build(Naming, subject=accounts, name=names, how=st.just("history"), from_=maybe, to=maybe)
    | build(Membership, member=accounts | names.map(Name.of), group=groups, at=maybe,
            how=st.sampled_from(["joined", "left", "listed", "removed", "created"]),
            role=st.sampled_from(["member", "admin"]))
    | build(Profile, subject=accounts | groups, seen=maybe, handle=st.none() | st.sampled_from(["@boats", "Sea_1"]),
            text=texts, opened_by=st.just(()) | st.just(("https://t.me/+AbCdEfGh",)))
    | build(Status, subject=groups | posts, state=st.sampled_from(["alive", "removed"]), at=maybe)
    | build(Call, caller=accounts | st.just("+12025550105"), callee=accounts, at=times)
    | build(Refused, found=st.just("x"), expected=st.just("y")) | build(Noticed, says=st.just("z")),
    min_size=1, max_size=8,
)  # fmt: skip
files = st.tuples(maybe, records).map(lambda f: ([Captured(place="file", at=f[0], basis="x")] if f[0] else []) + f[1])


def draw_for(store: Store) -> settings:
    """Draw fewer on the server, where a case takes three times as much: how often a row is written is no engine's."""
    return settings(max_examples=12 if store.embedded else 4, suppress_health_check=[HealthCheck.too_slow])


def unpickle(
    path: Path, answers: Answers, _reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    assert answers.regions == ("DE", "FR")
    for record in pickle.loads(path.read_bytes()):  # our own bytes
        yield looked_beside(record, beside) if isinstance(record, Message) else record


def looked_beside(record: Message, beside: Beside) -> Message:
    """Give a message with what it carries looked for beside the file."""
    carried = [
        replace(one, sha256=sha256, state="kept" if sha256 else "not_beside")
        for one in record.attachments
        for sha256 in [beside.find_sha256(one.file_name or "")]
    ]
    return replace(record, attachments=tuple(carried))


@pytest.fixture(autouse=True)
def _source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pickled records, three a transaction."""
    monkeypatch.setitem(SOURCES, "records", Source(lambda head: False, unpickle, 1, "records", TELLS_NOTHING))
    monkeypatch.setattr(load, "RECORDS", 3)


def ingest(case: Case, store: Store, *contents: Sequence[Record | Refused]) -> int:
    return settle_run(case, store, enter(case, *contents))


def enter(case: Case, *contents: Sequence[Record | Refused]) -> int:
    given = []
    for number, content in enumerate(contents):
        path = case.folder / f"{number}.records"
        path.write_bytes(pickle.dumps(places(list(content))))
        given.append(load.Given(path, path.name, "records", Answers(regions=("DE", "FR")), None, pictures(case)))
    return load.enter_run(case, given, who="tester")


def pictures(case: Case) -> dict[str, Path]:
    """Give what lies beside each file: two names of the same bytes, and other bytes; ``gone.jpg`` does not."""
    paths = {"a.jpg": b"boat", "b/c.jpg": b"boat", "d.mp4": b"harbour"}
    for number, data in enumerate(paths.values()):
        (case.folder / f"{number}.picture").write_bytes(data)
    return {name: case.folder / f"{number}.picture" for number, name in enumerate(paths)}


def test_twice_is_once_and_order_does_not_matter(fresh: Any, store: Store) -> None:
    @draw_for(store)
    @given(a=files, b=files)
    def check(a: Any, b: Any) -> None:
        case = fresh()
        ingest(case, store, a)
        ingest(case, store, b)
        once = store.whole()
        ingest(case, store, b, a)
        assert store.whole() == once
        other = fresh()
        ingest(other, store, b, a)
        assert store.whole() == once

    check()


def test_undo_is_never(fresh: Any, store: Store) -> None:
    @draw_for(store)
    @given(a=files, b=files, c=files)
    def check(a: Any, b: Any, c: Any) -> None:
        case = fresh()
        ingest(case, store, a, c)
        never = store.whole()
        run = ingest(case, store, b, c)
        settle_undo(case, store, run)
        assert store.whole() == never
        case.journal.append("rebuild", {}, who="tester")
        store.clear()
        load.apply_runs(case, store)
        assert store.whole() == never

    check()


def test_a_load_or_undo_that_is_killed_is_completed_by_the_next(fresh: Any, store: Store) -> None:
    @draw_for(store)
    @given(a=files, b=files, after=st.integers(0, 6))
    def check(a: Any, b: Any, after: int) -> None:
        case = fresh()
        ingest(case, store, a, b)
        whole = store.whole()
        other = fresh()
        ingest(other, store, a)
        alone = store.whole()
        run = enter(other, b)
        with Killed(store, after):
            load.apply_runs(other, store)
        load.apply_runs(other, store)
        assert store.whole() == whole
        other.journal.append("undo", {"run": run}, who="tester")
        with Killed(store, after):
            load.apply_runs(other, store)
        again = ingest(other, store, b)
        assert store.whole() == whole
        other.journal.append("undo", {"run": again}, who="tester")
        with Killed(store, after):
            load.apply_runs(other, store)
        load.apply_runs(other, store)
        assert store.whole() == alone

    check()


def test_files_that_share_a_transaction_end_as_if_each_had_its_own_wherever_they_are_killed(
    fresh: Any, store: Store
) -> None:
    @draw_for(store)
    @given(
        contents=st.lists(files, min_size=2, max_size=4),
        records=st.sampled_from([1, 4, 100]),
        derived=st.sampled_from([1, 6, 100]),
        after=st.integers(0, 5),
    )
    def check(contents: Any, records: int, derived: int, after: int) -> None:
        case = fresh()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(load, "RECORDS", 1)
            patch.setattr(load, "DERIVED", 1)
            for content in contents:
                ingest(case, store, content)
        apart = store.whole()
        together = fresh()
        run = enter(together, *contents)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(load, "RECORDS", records)
            patch.setattr(load, "DERIVED", derived)
            with Killed(store, after):
                load.apply_runs(together, store)
            nodes, links = store.whole()
            whole = {id for id, node in nodes.items() if node.get("complete")}
            assert {link for link in links if dict(link[3:]).get("source") in whole} <= set(apart[1])
            load.apply_runs(together, store)
        assert store.whole() == apart
        settle_undo(together, store, run)
        assert store.whole() == ({}, [])

    check()


def test_small_files_share_transactions_and_what_is_derived_is_made_once(
    fresh: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "RECORDS", 100)
    case, group, writer = fresh(), Group(id="telegram:channel1"), Account(id="telegram:user1")
    contents = [
        [
            Message(
                place="",
                post=Post(id=f"telegram:channel1/{n}"),
                at=DAY,
                author=writer,
                chat=group,
                text="wa.me/12025550102",
            )
        ]
        for n in range(20)
    ]
    count = itertools.count()
    write = store.write
    monkeypatch.setattr(store, "write", lambda work: (next(count), write(work))[1])
    ingest(case, store, *contents)
    assert next(count) == 4  # the files, HANDS_OFF of the account and of the group, the files as whole
    assert sorted(store.rows(HandsOff, "start", "posts")) == [[group.id, 20], [writer.id, 20]]
    assert all(row["complete"] for row in store.sources().values())


def test_files_before_one_whose_evidence_is_gone_are_whole(fresh: Any, store: Store) -> None:
    case = fresh()
    contents = [[Status(place="", subject=Group(id=f"telegram:channel{n}"), state="alive")] for n in range(3)]
    enter(case, *contents)
    [*_, last] = load.select_wanted_files(load.list_live_runs(case)).values()
    case.evidence_path(last.sha256).unlink()
    lost = [outcome.lost for outcome in load.apply_runs(case, store)]
    assert lost == ["", "", f"evidence/{last.sha256[:2]}/{last.sha256}: is gone"]
    assert sorted(row["complete"] for row in store.sources().values()) == [True, True]


class Killed:
    """Let the store do ``after`` transactions, then end as a kill would."""

    def __init__(self, store: Store, after: int) -> None:
        self.store, self.left, self.write = store, after, store.write

    def __enter__(self) -> None:
        def write(work: Any) -> Any:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            return self.write(work)

        self.store.write = write  # type: ignore[method-assign]

    def __exit__(self, kind: Any, *_: object) -> bool:
        del self.store.write
        return kind is KeyboardInterrupt


def test_a_member_who_leaves_and_joins_again_has_two_stays(fresh: Any, store: Store) -> None:
    case, member, group = fresh(), Account(id="telegram:user1"), Group(id="telegram:channel1")
    stays = [("joined", 1), ("left", 2), ("joined", 5)]
    ingest(
        case,
        store,
        [Membership(place="", member=member, group=group, how=how, at=DAY + timedelta(days=d)) for how, d in stays],
    )
    links = [dict(link[3:]) for link in store.whole()[1] if link[0] == "MEMBER_OF"]
    assert sorted((link["how"], str(link.get("from", link.get("to")))[8:10]) for link in links) == [
        ("joined", "02"),
        ("joined", "06"),
        ("left", "03"),
    ]


def test_a_contact_that_another_file_reads_from_a_post_is_a_handoff_of_its_writer(fresh: Any, store: Store) -> None:
    case, post, writer = fresh(), Post(id="telegram:channel1/1"), Account(id="telegram:user1")
    ingest(case, store, [Message(place="", post=post, at=DAY, author=writer, chat=None, text="")])
    assert list(store.rows(HandsOff, "start")) == []
    ingest(case, store, [Message(place="", post=post, at=DAY, author=None, chat=None, text="wa.me/12025550102")])
    assert list(store.rows(HandsOff, "start", "end", "posts")) == [[writer.id, "+12025550102", 1]]


def test_the_latest_edit_stands_and_an_undo_brings_the_old_text_back(fresh: Any, store: Store) -> None:
    case, post, group = fresh(), Post(id="telegram:channel1/1"), Group(id="telegram:channel1")

    def said(text: str, edited: datetime | None) -> list[Record | Refused]:
        return [Message(place="", post=post, at=DAY, author=group, chat=group, text=text, edited=edited)]

    ingest(case, store, said("first", None))
    run = ingest(case, store, said("second", DAY + timedelta(days=1)))
    ingest(case, store, [*said("first", None), *said("third of the same day", None)])
    shown = store.whole()[0][post.id]
    assert shown["text"] == "second"
    settle_undo(case, store, run)
    assert store.whole()[0][post.id]["text"] in ("first", "third of the same day")


@pytest.mark.parametrize("answered", [True, False])
def test_the_newest_message_dates_no_name(fresh: Any, store: Store, answered: bool) -> None:
    case, account = fresh(), Account(id="telegram:user1")
    path = case.folder / "0.records"
    said: list[Record | Refused] = [
        Captured(place="", at=DAY, basis="newest message"),
        Naming(place="", subject=account, name="Sea Road"),
    ]
    path.write_bytes(pickle.dumps(places(said)))
    exported = DAY + timedelta(days=400) if answered else None
    answers = Answers(regions=("DE", "FR"), exported=exported)
    load.enter_run(case, [load.Given(path, path.name, "records", answers)], who="tester")
    load.apply_runs(case, store)
    [[seen]] = store.rows(Named, "first_seen")
    assert seen == (exported and exported.timestamp() * 1000)
    [row] = store.sources().values()
    assert row["exported"].to_native() == (exported or DAY)


def test_a_newer_reader_reads_again_what_an_older_one_read(
    fresh: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, post, group = fresh(), Post(id="telegram:channel1/1"), Group(id="telegram:channel1")
    ingest(case, store, [Message(place="", post=post, at=DAY, author=group, chat=group, text="as it stands")])

    def newer(
        path: Path, answers: Answers, _reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
    ) -> Iterator[Record | Refused]:
        for record in unpickle(path, answers):
            yield type(record)(**{**fields(record), "text": "as a newer reader has it"})

    assert load.apply_runs(case, store) == []
    monkeypatch.setitem(SOURCES, "records", Source(lambda head: False, newer, 2, "records", TELLS_NOTHING))
    assert [outcome.file.name for outcome in load.apply_runs(case, store)] == ["0.records"]
    nodes = store.whole()[0]
    assert nodes[post.id]["text"] == "as a newer reader has it"
    store.clear()
    load.apply_runs(case, store)
    assert store.whole()[0] == nodes


def test_refused_records_are_kept_and_counted(fresh: Any, store: Store) -> None:
    case = fresh()
    enter(case, [Refused(place="", found="no id", expected="an id", raw=b"\xff{"), Noticed(place="", says="odd")])
    outcomes = load.apply_runs(case, store)
    [said] = load.summarize_outcomes(case, outcomes)
    assert (said["refused"], said["noticed"]) == (1, [["line 2", "odd"]])
    assert b"no id" in case.recall("refused", said["refusals"])
    assert b"\\\\xff{" in case.recall("refused", said["refusals"])


def test_a_link_that_the_model_forbids_is_refused_and_the_rest_of_its_file_stands(
    fresh: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, group = fresh(), Group(id="telegram:channel1")
    records = [
        Membership(place="", member=Account(id=f"telegram:user{n}"), group=group, how="joined", at=DAY) for n in (1, 2)
    ]
    ingest(case, store, records)
    right = store.whole()
    reading = Linker.membership

    def wrongly(self: Linker, record: Membership) -> Iterator[Any]:
        yield MemberOf(start=group, end=group, place=record.place, how="joined")
        yield from reading(self, record)

    monkeypatch.setattr(Linker, "membership", wrongly)
    again = fresh()
    enter(again, records)
    [outcome] = load.apply_runs(again, store)
    nodes, links = store.whole()
    [file] = store.sources()
    assert nodes[file].pop("reasons")
    assert nodes[file] | {"refused": 0} == right[0][file]
    del nodes[file], right[0][file]
    assert (nodes, links) == right
    assert [(one.place, one.found) for one in outcome.refused] == [
        (f"line {n}", "MEMBER_OF from Group 'telegram:channel1' to Group 'telegram:channel1'") for n in (1, 2)
    ]


def test_a_file_named_again_without_answers_keeps_those_it_was_read_with(fresh: Any, store: Store) -> None:
    case = fresh()
    ingest(case, store, [Noticed(place="", says="x")])
    before = store.whole()
    path = case.folder / "0.records"
    load.enter_run(case, [load.Given(path, "other name", "records", Answers())], who="tester", unanswered=Answers())
    load.apply_runs(case, store)
    assert store.whole() == before
    assert [file.answers for file in load.select_wanted_files(load.list_live_runs(case)).values()] == [
        {"regions": ["DE", "FR"]}
    ]


def test_a_load_tells_how_many_of_all_bytes_it_has_read(
    tmp_path: Path, local_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "RECORDS", 2_000)
    local_store.clear()
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    rows = [f"2025-03-01T10:00:00Z,10{n},boat,{n}" for n in range(5_000)]
    sheets = {
        "posts.csv": ["time,account_id,text,post_id", *rows],
        "few.csv": ["time,account_id,text,post_id", rows[0]],
    }
    mapping = {"name": "m", "platform": "facebook", "row": [
        {"kind": "post", "id": "post_id", "account": "account_id", "text": "text", "time": "time"}]}  # fmt: skip
    given = []
    for name, lines in sheets.items():
        (tmp_path / name).write_text("\n".join(lines))
        given.append(load.Given(tmp_path / name, name, "table", Answers(mapping=mapping)))
    load.enter_run(case, given, who="tester")
    told: list[tuple[str, int, int]] = []
    load.apply_runs(case, local_store, lambda *now: told.append(now))
    sizes = [(tmp_path / name).stat().st_size for name in sheets]
    assert {of for _, _, of in told} == {sum(sizes)}
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert [name for name, done, _ in told if 0 < done < sizes[0]] == ["posts.csv", "posts.csv"]
    assert told[-1] == (load.DERIVING, sum(sizes), sum(sizes))


def test_the_node_of_a_file_says_what_came_of_it(fresh: Any, store: Store) -> None:
    told = Message(place="", post=Post(id="telegram:channel1/1"), at=DAY, author=None, chat=None, unread=("poll", "x"))
    late = Refused(place="", found="'31.2.'", expected="a time")
    odd = Refused(place="", found="'?'", expected="a number")
    ingest(fresh(), store, [told, late, odd, late])
    [said] = store.sources().values()
    assert (said["read"], said["refused"], said["unread"]) == (1, 3, 2)
    assert said["reasons"] == "a time expected, 2 times; a number expected, 1 times"
