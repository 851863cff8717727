"""The store on both engines: what is written is what was said, chosen and folded as the model says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import jvm, local, transactions
from graph.case import Case
from graph.errors import EngineError
from graph.model import (
    LINKS,
    NODES,
    Account,
    Group,
    HandsOff,
    In,
    Link,
    Mentions,
    Name,
    Named,
    Node,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Shows,
    Source,
    link_type,
)
from graph.rows import digested, fold_links, fold_nodes, parts
from graph.store import Store

DAY = datetime(2025, 3, 1, tzinfo=UTC)
A, B = "sha256:aa", "sha256:bb"
ME, GROUP = Account(id="telegram:user1"), Group(id="telegram:channel1")
POST, PHONE = Post(id="telegram:channel1/1"), Phone(id="+12025550101")


def day(n: int) -> datetime:
    return DAY + timedelta(days=n)


def post(source: str, text: str, edited: int | None = None, place: str = "line 1") -> RecordedIn:
    when = None if edited is None else day(edited)
    return RecordedIn(start=POST, end=Source(id=source), place=place, stated=True, text=text, at=DAY, edited=when)


def mention(node: Node, source: str = A) -> RecordedIn:
    return RecordedIn(start=node, end=Source(id=source), place="x")


def load(store: Store, source: str, recorded: list[RecordedIn], links: list[Link], exported: int | None = None) -> None:
    store.begin(source, {"reader": "test"}, None if exported is None else day(exported))
    store.load(source, recorded, links)
    store.derive(store.subjects_of(source))
    store.finish(source)


def shown(store: Store) -> str:
    return str(dict(store.rows(Post, "id", "text"))[POST.id])


def test_of_two_files_the_later_edit_is_shown_then_the_later_export_then_the_greater_hash(store: Store) -> None:
    load(store, A, [post(A, "edited late", 5)], [], exported=6)
    load(store, B, [post(B, "edited early", 2)], [], exported=9)
    assert shown(store) == "edited late"
    load(store, A, [post(A, "exported late", 5)], [], exported=9)
    load(store, B, [post(B, "exported early", 5)], [], exported=6)
    assert shown(store) == "exported late"
    store.undo(B)
    load(store, B, [post(B, "same export", 5)], [], exported=9)
    assert shown(store) == "same export"
    store.undo(B)
    assert shown(store) == "exported late"


SAID = [
    RecordedIn(start=POST, end=Source(id=A), place="line 1"),
    post(A, "first", 1, "line 2"),
    post(A, "second", 3, "line 9"),
    post(A, "third", 3, "line 10"),
    post(A, "older", 2, "line 11"),
    post(A, "second", 3, "line 12"),
    RecordedIn(start=POST, end=Source(id=A), place="line 13"),
]
"""What a file says of one post: it is mentioned, stated five times in four ways, and mentioned again."""


@pytest.mark.parametrize("size", [1, 2, 3, len(SAID)])
def test_each_thing_that_a_file_says_of_a_post_is_kept_at_its_first_place(store: Store, size: int) -> None:
    store.begin(A, {}, None)
    for _ in range(2):  # a load that was broken off begins again
        for batch in parts(SAID, size):
            store.load(A, batch, [])
    said = sorted(store.rows(RecordedIn, "place", "text", "stated"))
    assert said == [
        ["line 10", "third", True],
        ["line 11", "older", True],
        ["line 2", "first", True],
        ["line 9", "second", True],
    ]
    store.undo(A)
    assert store.whole() == ({}, [])


@pytest.mark.parametrize("size", [1, len(SAID)])
def test_of_one_file_the_later_edit_is_shown_and_of_equals_the_later_in_the_file(store: Store, size: int) -> None:
    store.begin(A, {}, None)
    for batch in parts(SAID, size):
        store.load(A, batch, [])
    assert shown(store) == "third"


def test_two_statements_of_one_file_outlive_the_undo_of_another(store: Store) -> None:
    load(store, B, [post(B, "once", 2), mention(ME, B)], [Posted(start=ME, end=POST, place="line 1")])
    before = store.whole()
    load(store, A, [*SAID, mention(ME)], [Posted(start=ME, end=POST, place="line 2")])
    assert shown(store) == "third"
    store.undo(A)
    assert shown(store) == "once"
    assert store.whole() == before


@pytest.mark.parametrize("together", [True, False])
def test_first_seen_is_least_and_last_seen_greatest_within_a_file(store: Store, together: bool) -> None:
    name = Name.of("x")
    links: list[Link] = [
        Named(start=ME, end=name, place="p", how="seen", first_seen=day(a), last_seen=day(b))
        for a, b in ((3, 4), (1, 2), (5, 9))
    ]
    store.begin(A, {}, None)
    store.load(A, [mention(ME), mention(name)], links if together else links[:1])
    for link in () if together else links[1:]:
        store.load(A, [], [link])
    [row] = store.rows(Named, "first_seen", "last_seen")
    assert row == [day(1).timestamp() * 1000, day(9).timestamp() * 1000]


def test_two_files_that_say_the_same_are_two_links(store: Store) -> None:
    for source in (A, B):
        load(store, source, [mention(ME, source), post(source, "x")], [Posted(start=ME, end=POST, place="x")])
    assert sorted(store.rows(Posted, "source", "start", "end")) == [[A, ME.id, POST.id], [B, ME.id, POST.id]]


def test_handoffs_count_posts_once_and_lead_to_other_apps_only(store: Store) -> None:
    def said(source: str, app: str) -> list[Link]:
        return [
            Posted(start=ME, end=POST, place="x"),
            In(start=POST, end=GROUP, place="x"),
            Mentions(start=POST, end=PHONE, place="x", raw="+1", rule="phone", app=app),
        ]

    nodes = (ME, GROUP, PHONE)
    for source, app in ((A, "phone"), (B, "whatsapp")):
        load(store, source, [post(source, "x"), *(mention(n, source) for n in nodes)], said(source, app))
    found = sorted(store.rows(HandsOff, "start", "end", "app", "posts", "first_seen"))
    at = DAY.timestamp() * 1000
    assert found == [[GROUP.id, PHONE.id, "whatsapp", 1, at], [ME.id, PHONE.id, "whatsapp", 1, at]]
    store.undo(B)
    assert {row[0] for row in store.rows(HandsOff, "app")} == {"phone"}
    store.undo(A)
    load(store, A, [post(A, "x"), *map(mention, nodes)], said(A, "telegram"))
    assert list(store.rows(HandsOff, "app")) == []


def test_a_contact_on_a_profile_is_a_handoff_without_posts(store: Store) -> None:
    link = Shows(
        start=ME, end=PHONE, place="x", raw="+1", where="profile", app="whatsapp", first_seen=day(1), last_seen=day(2)
    )
    load(store, A, [mention(ME), mention(PHONE)], [link])
    assert list(store.rows(HandsOff, "posts", "last_seen")) == [[0, day(2).timestamp() * 1000]]


def test_a_link_whose_end_is_missing_is_an_error_and_writes_nothing(store: Store) -> None:
    store.begin(A, {}, None)
    before = store.whole()
    with pytest.raises(EngineError, match="0 of 1 rows"):
        store.load(A, [mention(ME)], [Posted(start=ME, end=POST, place="x")])
    assert store.whole() == before


def test_every_class_of_link_is_written_and_read_back(store: Store) -> None:
    samples: dict[str, Any] = {
        "how": "seen",
        "what": "photo",
        "raw": "x",
        "where": "profile",
        "rule": "x",
        "state": "alive",
        "at": DAY,
        "app": "x",
        "posts": 1,
    }
    store.begin(A, {}, None)
    made: dict[type[Node], Any] = {
        kind: Name.of("n") if kind is Name else kind(id=A if kind is Source else f"x:{kind.__name__}") for kind in NODES
    }
    store.load(A, [mention(node) for node in made.values() if not isinstance(node, Source)], [])
    for cls in LINKS:
        needed = {name: value for name, value in samples.items() if name in required(cls)}
        for start in cls.ends[0]:
            for end in cls.ends[1]:
                if cls is not RecordedIn and start is not end:
                    store.load(A, [], [cls(start=made[start], end=made[end], place="p", **needed)])
    types = {link[0] for link in store.whole()[1]}
    assert types == {link_type(cls) for cls in LINKS} - {"REPLIES_TO"}


def required(cls: type[Link]) -> set[str]:
    from dataclasses import MISSING, fields

    return {f.name for f in fields(cls) if f.default is MISSING}


def test_findings_lie_over_the_graph_and_can_be_laid_anew(store: Store) -> None:
    load(store, A, [mention(ME), mention(GROUP)], [])
    bare = store.whole()
    row = {"id": "f1", "kind": "rename", "says": "{}", "subjects": [[ME.id, "Account"], ["telegram:user9", "Account"]]}
    store.put_findings(digested([row]))
    store.put_judgements(digested([{"id": "j1", "finding": "f1", "verdict": "same", "subjects": []}]))
    nodes, links = store.whole()
    assert nodes["f1"]["about"] == (ME.id, "telegram:user9")
    assert "j1" in nodes
    assert ("ABOUT", "f1", ME.id) in links
    store.put_findings(digested([]))
    store.put_judgements(digested([]))
    assert store.whole() == bare


SUBJECTS = {ME.id: "Account", GROUP.id: "Group", "telegram:user9": "Account"}
laid = st.dictionaries(
    st.sampled_from(["f1", "f2", "f3"]),
    st.tuples(st.integers(0, 1), st.sets(st.sampled_from(sorted(SUBJECTS)), min_size=1)),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(laid, st.sampled_from(["", "loaded", "undone"])), min_size=1, max_size=4))
def test_what_differs_is_laid_and_ends_as_if_all_had_been_laid_anew(store: Store, steps: Any) -> None:
    store.clear()
    for findings, between in steps:
        if between == "loaded":
            load(store, A, [mention(ME), mention(GROUP)], [])
        elif between == "undone":
            store.undo(A)
        rows = [
            {"id": id, "kind": "rename", "subjects": [[one, SUBJECTS[one]] for one in sorted(about)]}
            | ({"bits": bits} if bits else {})
            for id, (bits, about) in findings.items()
        ]
        judged = [{"id": f"j{row['id']}", "verdict": len(row), "subjects": row["subjects"]} for row in rows]
        store.put_findings(digested(rows))
        store.put_judgements(digested(judged))
    by_steps = store.whole()
    store.put_findings(digested([]))
    store.put_judgements(digested([]))
    store.put_findings(digested(rows))
    store.put_judgements(digested(judged))
    assert store.whole() == by_steps


def test_findings_that_are_there_are_not_written_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, A, [mention(ME), mention(GROUP)], [])
    rows = [{"id": f"f{n}", "kind": "rename", "subjects": [[ME.id, "Account"]]} for n in range(4)]
    store.put_findings(digested(rows))
    said, tied = written(monkeypatch, "say"), written(monkeypatch, "tie")
    changed = [{**rows[2], "kind": "alias"}, {**rows[3], "subjects": [[GROUP.id, "Group"]]}]
    store.put_findings(digested([*rows[:2], *changed]))
    assert said == ["f2", "f3"]
    assert tied == ["f3"]  # f2 is about whom it was about
    said.clear()
    store.put_findings(digested([*rows[:2], *changed]))
    assert said == []


def written(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Give the ids of the rows that a step of ``graph.transactions`` writes from now on."""
    ids: list[str] = []
    step = getattr(transactions, name)

    def noting(tx: Any, *given: Any) -> None:
        ids.extend(row["id"] for row in given[-1])
        step(tx, *given)

    monkeypatch.setattr(transactions, name, noting)
    return ids


def test_names_are_found_by_words_of_any_script(store: Store) -> None:
    names = [Name.of("رحلات البحر"), Name.of("Дорога домой"), Name.of("Sea Road")]
    load(store, A, [mention(name) for name in names], [])
    text = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN node.text"
    index = store.fulltext_index(Name, "text")
    for words, found in (("البحر", "رحلات البحر"), ("дорога", "Дорога домой"), ("road", "Sea Road")):
        assert store.read(text, index=index, words=words) == [[found]]


def test_folding_keeps_the_stated_place() -> None:
    nodes, stated = fold_nodes([mention(GROUP), RecordedIn(start=GROUP, end=Source(id=A), place="y", stated=True)])
    assert nodes[Group] == {GROUP.id: {"id": GROUP.id, "platform": "telegram"}}
    assert [(row["place"], row["stated"]) for row in stated[Group]] == [("y", True)]
    assert fold_links([]) == {}
    assert list(parts([1, 2, 3], 2)) == [[1, 2], [3]]


@pytest.mark.parametrize(("evidence", "reads", "cheap"), [(0, 1, True), (jvm.SMALL, 0, False), (1, jvm.SMALL, False)])
def test_a_small_case_gets_the_cheap_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evidence: int, reads: int, cheap: bool
) -> None:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    path = case.evidence_path("0" * 64)
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(evidence)

    def start(home: Path, *, quick: bool) -> None:
        raise EngineError(str(home), f"quick is {quick}")

    monkeypatch.setattr(local, "start_engine", start)
    with pytest.raises(EngineError, match=f"quick is {cheap}"):
        Store.of(case, reads=reads)
