"""What the commands ask of the graph: nothing twice; and where it is gone that is said, not that nothing is known."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from neo4j.exceptions import ClientError, TransientError

import liaisons
from graph import store as store_module
from graph.answers import EntityAnswer, to_json
from graph.case import Case
from graph.errors import EngineError, NotFoundError
from graph.finding import Finding, list_standing_judgements, read_latest_findings
from graph.lookups import loading
from graph.lookups.columns import read_columns
from graph.lookups.sections import SECTIONS, list_first_links
from graph.model import NODES, Name, label
from graph.store import Store
from graph.views.entities import given, list_own_links
from liaisons.acts.finding import answer_leads, find_leads
from liaisons.acts.judging import answer_judgement, judge_finding
from liaisons.acts.loading import ingest_files
from liaisons.cli import liaisons as program
from liaisons.session import Session
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

NAMES = "(w:Name)"
"""Stands in what asks the graph for names."""
SHEET = "platform,group_id,account_id,seen\ntelegram,channel1,user1,2025-03-01T10:00:00Z\n"


def test_an_empty_graph_of_a_case_with_runs_asks_for_a_rebuild(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    with acting.asking(case.folder, who="tester") as gate:
        assert gate.findings().findings == ()  # nothing was read: nothing is missing
    (tmp_path / "members.csv").write_text(SHEET)
    acting.ingest(case, [tmp_path / "members.csv"], who="tester")
    shutil.rmtree(case.graph)
    for ask in (
        lambda: acting.asking(case.folder, who="tester").__enter__(),
        lambda: liaisons.open(case.folder, who="tester"),
        lambda: acting.report(case, who="tester"),
    ):
        with pytest.raises(EngineError, match=r"empty, though 1 file was read\. Run liaisons rebuild\."):
            ask()
    acting.rebuild(case, who="tester")
    with acting.asking(case.folder, who="tester") as gate:
        assert to_json(gate.show("telegram:user1"))["entity"]["id"] == "telegram:user1"


@pytest.fixture
def folder(worked: Path, tmp_path: Path) -> Path:
    """Give a copy of the case that was read and analysed."""
    shutil.copytree(worked, tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what the graph is asked from now on, and "write" for each transaction that writes."""
    texts: list[str] = []

    def noting(name: str) -> Any:
        ask = getattr(Store, name)

        def noted(store: Store, what: Any, /, **values: object) -> Any:
            texts.append(what if isinstance(what, str) else "write")
            return ask(store, what, **values)

        return noted

    for name in ("read", "stream", "write"):
        monkeypatch.setattr(Store, name, noting(name))
    return texts


def find(folder: Path) -> dict[str, Any]:
    with Session.open(folder) as session:
        answer: dict[str, Any] = to_json(answer_leads(session, None, who="tester", hide_names=False))
        return answer


def test_a_find_with_nothing_new_asks_what_lies_there_and_writes_nothing(folder: Path, asked: list[str]) -> None:
    first = find(folder)
    asked.clear()
    assert find(folder)["findings"] == first["findings"]
    files = {loading.SOURCES, loading.FILES_HELD}
    assert set(asked) == {*files, loading.FINDINGS_LAID, loading.JUDGEMENTS_LAID}


def test_names_of_another_graph_are_asked_anew(folder: Path, asked: list[str]) -> None:
    find(folder)
    acting.rebuild(Case.open(folder), who="tester")
    asked.clear()
    find(folder)
    assert any("NAMED" in text for text in asked)


def test_a_judgement_reads_one_finding_and_leaves_those_in_the_graph_alone(
    folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = next(one for one in read_latest_findings(Case.open(folder)).findings if one.kind == "alias")
    read: set[str] = set()
    take = Finding.read.__func__  # type: ignore[attr-defined]  # a class method

    def noted(cls: type[Finding], plain: Any) -> Finding:
        read.add(plain["id"])
        found: Finding = take(cls, plain)
        return found

    monkeypatch.setattr(Finding, "read", classmethod(noted))
    with Session.open(folder, quick=True) as session:
        answer = answer_judgement(session, one.id, "unsure", "not seen", who="tester", hide_names=False)
    assert [(said.id, said.judgement and said.judgement.verdict) for said in answer.findings] == [(one.id, "unsure")]
    assert read == {one.id}
    assert asked.count("write") == 1
    assert not [text for text in asked if ":Finding" in text]


@pytest.fixture
def drivers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses that drivers are made for from now on."""
    made: list[str] = []
    connect = store_module.connected  # type: ignore[attr-defined]

    def noted(address: Any, **how: Any) -> Any:
        made.append(address.uri)
        return connect(address, **how)

    monkeypatch.setattr(store_module, "connected", noted)
    return made


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["find"], 1),
        (["find", "--last", "--hide-names"], 1),
        (["show", "telegram:user1"], 1),
        (["query", "files_read"], 1),
        (["judge", "ALIAS", "unsure", "--why", "not seen"], 1),
        (["name", "CLUSTER", "Sea Gate", "--why", "so they say"], 1),
        (["ingest", "FILE"], 1),
        (["rebuild"], 1),
        (["report"], 1),
        (["log", "--verify"], 0),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else None,
)
def test_a_command_has_one_driver_or_none(
    folder: Path, tmp_path: Path, drivers: list[str], arguments: list[str], count: int
) -> None:
    first = {one.kind: one.id for one in reversed(read_latest_findings(Case.open(folder)).findings)}
    (tmp_path / "members.csv").write_text(SHEET)
    put = {"ALIAS": first["alias"], "CLUSTER": first["cluster"], "FILE": str(tmp_path / "members.csv")}
    if arguments[0] == "show":
        put["telegram:user1"] = read_latest_findings(Case.open(folder)).findings[0].subjects[0].id
    typed = [put.get(word, word) for word in arguments]
    done = CliRunner().invoke(program, [*typed, "--case", str(folder)])
    assert done.exit_code == 0, done.output
    assert len(drivers) == count


def test_what_a_gate_has_read_is_read_again_only_where_something_changed(folder: Path, asked: list[str]) -> None:
    with Session.open(folder) as session:

        def show() -> dict[str, Any]:
            with session.answering(who="tester") as gate:
                answer: dict[str, Any] = to_json(gate.show(one.id))
                return answer

        one = next(one for one in read_latest_findings(session.case).findings if one.kind == "alias")
        asked.clear()
        first, asked_first = show(), list(asked)
        asked.clear()
        assert show()["findings"] == first["findings"]
        assert any(NAMES in text for text in asked_first)
        assert not any(NAMES in text for text in asked)
        judge_finding(session, one.id, "unsure", "not seen", who="tester")
        assert show()["findings"][0]["judgement"]["verdict"] == "unsure"


def test_of_a_thing_only_what_is_linked_to_it_is_asked_and_the_files_twice(folder: Path, asked: list[str]) -> None:
    with Session.open(folder) as session:
        said = read_latest_findings(session.case)
        account = next(one for found in said.findings for one in found.subjects if one.label == "Account").id
        for _ in range(2):
            asked.clear()
            with session.answering(who="tester") as gate:
                answer = gate.show(account)
        assert isinstance(answer, EntityAnswer)
        sections = [one for one in SECTIONS["Account"] if one.text in asked]
        assert {one.key for one in sections} | {"names", "handles"} >= {one.key for one in answer.entity.sections}
        assert len(sections) < len(SECTIONS["Account"])
        assert asked.count(loading.FILES_HELD) == 2
        assert len(asked) < 20


def test_every_section_that_is_not_asked_would_be_empty(folder: Path) -> None:
    with Session.open(folder) as session:
        for kind in SECTIONS:
            cls = next(cls for cls in NODES if label(cls) == kind)
            for [id] in list(session.store.rows(cls, "id"))[:3]:
                links = list_own_links(id, kind, session.store)
                for section in SECTIONS[kind]:
                    needed = list_first_links(section.text)
                    if needed and links.isdisjoint(needed):
                        assert not any(map(any, session.store.read(section.text, id=id, **given(section))))


def test_a_name_that_came_in_since_the_last_search_is_found(folder: Path, tmp_path: Path, asked: list[str]) -> None:
    (tmp_path / "names.csv").write_text(
        "platform,group_id,account_id,account_name,role\ntelegram,channel1,user77,Zubayda Quill,member\n"
    )
    with Session.open(folder) as session:

        def search(words: str) -> object:
            with session.answering(who="tester") as gate:
                return gate.show(words)

        def count_readings() -> int:
            return sum(text == read_columns(Name, ("id", "text")) for text in asked)

        known = min(text for [text] in session.store.rows(Name, "text"))
        for _ in range(2):
            search(known)
        assert count_readings() == 1
        ingest_files(session, [tmp_path / "names.csv"], who="tester")
        found = search("Zubeyda Quill")
        assert isinstance(found, EntityAnswer)
        assert found.entity.id == "telegram:user77"
        assert count_readings() == 2


def test_what_a_report_lent_a_name_is_not_taken_for_something_that_is_there(folder: Path) -> None:
    with Session.open(folder) as session, session.answering(who="tester") as gate:
        gate.voice.names.lend("telegram:user99", "Account", "Gone")
        assert gate.name("telegram:user99") == "Gone"
        with pytest.raises(NotFoundError):
            gate.show("telegram:user99")


def test_one_person_never_gets_the_gate_of_another(folder: Path) -> None:
    with Session.open(folder) as session:
        gates = {}
        for who, hide_names in (("ann", False), ("ben", False), ("ann", True)):
            with session.answering(who=who, hide_names=hide_names) as gate:
                assert (gate.who, gate.hidden) == (who, hide_names)
                gates[who, hide_names] = gate
        assert len({id(gate) for gate in gates.values()}) == 3
        with session.answering(who="ann") as gate, session.answering(who="ann") as other:
            assert gate is gates["ann", False]
            assert other is not gate


def test_eight_threads_are_answered_as_one_after_the_other(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(SHEET)
    aliases = [one for one in read_latest_findings(Case.open(folder)).findings if one.kind == "alias"][:4]
    shown = [aliases[0].subjects[0].id, aliases[1].subjects[1].id, aliases[2].id]

    def act(session: Session, number: int) -> Any:
        """Show what does not change by what the others do; judge, find and read a file."""
        if number < 3:
            return [ask(session, shown[number]) for _ in range(3)]
        if number < 5:
            one = aliases[number - 3]
            judge_finding(session, one.id, "unsure", f"looked at {number}", who=f"ann{number}")
            return None
        if number == 5:
            return len(ingest_files(session, [tmp_path / "members.csv"], who="ben").files)
        return len(find_leads(session, ("rename",), who="cleo"))

    def ask(session: Session, what: str) -> Any:
        """Ask until the answer came from a whole graph; of an answer keep what is told of the thing itself."""
        while True:
            with session.answering(who="dora") as gate:
                answer = to_json(gate.show(what))
            if "partial" not in answer:
                said = answer["entity"]["findings"] if "entity" in answer else answer
                return [[one["id"], one["says"]] for one in said["findings"]]

    def end(session: Session) -> tuple[set[str], list[tuple[str, str, str]]]:
        """Give what is in the graph in the end, and the judgements that stand; their numbers are those of entries."""
        find_leads(session, who="tester")
        assert session.case.journal.verify() == []
        there = {id for id in session.store.whole()[0] if not id.startswith("judgement:")}
        return there, sorted((one.finding, one.verdict, one.who) for one in list_standing_judgements(session.case))

    shutil.copytree(folder, tmp_path / "serial")
    with Session.open(tmp_path / "serial") as session:
        expected = [act(session, number) for number in range(8)]
        ended = end(session)
    with Session.open(folder) as session, ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda number: act(session, number), range(8)))
        assert end(session) == ended
    assert got == expected


def test_a_session_that_closes_gives_the_graph_free(folder: Path) -> None:
    session = Session.open(folder)
    owner = folder / "graph/owner.json"
    with session:
        assert not owner.exists()
        assert session.store is session.store
        assert owner.exists()
    assert not owner.exists()


def test_of_threads_whose_driver_failed_the_first_reaches_another_engine_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Driver:
        def get_server_info(self) -> Any:
            return SimpleNamespace(agent="Neo4j")

        def close(self) -> None: ...

    def again() -> Any:
        reached.append("engine")
        return SimpleNamespace(address="bolt://127.0.0.1:2", owner=True)

    monkeypatch.setattr(store_module, "connected", lambda *_, **__: Driver())
    reached: list[str] = []
    store = Store(Driver(), "neo4j", SimpleNamespace(address="bolt://127.0.0.1:1", owner=False))  # type: ignore[arg-type]
    store.again = again
    failed = store.driver
    assert [store.reach_another(OSError(), failed) for _ in range(3)] == [True] * 3
    assert reached == ["engine"]
    assert not store.reach_another(OSError(), store.driver)  # it owns the engine that failed


@pytest.mark.parametrize(("error", "asked"), [(TransientError, 2), (ClientError, 1)])
def test_what_is_read_is_asked_again_where_the_engine_asks_for_it(error: type[Exception], asked: int) -> None:
    class Asked:
        def __enter__(self) -> Any:
            sessions.append(self)
            return self

        def __exit__(self, *_: object) -> None: ...

        def run(self, *_: object) -> Any:
            raise error("not now")

        def execute_read(self, work: Any) -> Any:
            return work(SimpleNamespace(run=lambda *_: [SimpleNamespace(values=lambda: [1])]))

    sessions: list[Any] = []
    driver = SimpleNamespace(session=lambda **_: Asked(), get_server_info=lambda: SimpleNamespace(agent="Neo4j"))
    store = Store(driver, "neo4j")  # type: ignore[arg-type]
    if asked == 2:
        assert store.read("MATCH (n) RETURN 1") == [[1]]
    else:
        with pytest.raises(EngineError):
            store.read("MATCH (n) RETURN 1")
    assert len(sessions) == asked


def test_a_name_that_a_report_lent_is_gone_with_its_answer(folder: Path) -> None:
    with Session.open(folder, quick=True) as session:
        with session.answering(who="tester") as gate:
            gate.voice.names.lend("telegram:user999", "Account", "Odo Vint")
            assert gate.name("telegram:user999") == "Odo Vint"
        with session.answering(who="tester") as gate:
            assert gate.name("telegram:user999") != "Odo Vint"
