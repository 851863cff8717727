"""What the commands ask of the graph: nothing twice; and where it is gone that is said, not that nothing is known."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import liaisons
from graph import statements
from graph.case import Case
from graph.errors import EngineError
from graph.finding import Finding, latest
from graph.store import Store
from liaisons import desk, reporting, work

pytestmark = pytest.mark.slow  # each starts an engine or asks one

SHEET = "platform,group_id,account_id,seen\ntelegram,channel1,user1,2025-03-01T10:00:00Z\n"


def test_an_empty_graph_of_a_case_with_runs_asks_for_a_rebuild(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    with desk.open(case.folder, who="tester") as gate:
        assert gate.findings()["findings"] == []  # nothing was read: nothing is missing
    (tmp_path / "members.csv").write_text(SHEET)
    work.ingest(case, [tmp_path / "members.csv"], who="tester")
    shutil.rmtree(case.graph)
    for ask in (
        lambda: desk.open(case.folder, who="tester").__enter__(),
        lambda: liaisons.open(case.folder, who="tester"),
        lambda: reporting.report(case, who="tester"),
    ):
        with pytest.raises(EngineError, match=r"empty, though 1 file was read\. Run liaisons rebuild\."):
            ask()
    work.rebuild(case, who="tester")
    with desk.open(case.folder, who="tester") as gate:
        assert gate.show("telegram:user1")["entity"]["id"] == "telegram:user1"


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


def test_a_find_with_nothing_new_asks_what_lies_there_and_writes_nothing(folder: Path, asked: list[str]) -> None:
    first = desk.find(folder, None, who="tester", hide_names=False)
    asked.clear()
    assert desk.find(folder, None, who="tester", hide_names=False)[1]["findings"] == first[1]["findings"]
    sources = "MATCH (s:Source) RETURN properties(s)"
    assert set(asked) == {sources, statements.LAID, "MATCH (n:Judgement) RETURN n.id, n.digest"}


def test_names_of_another_graph_are_asked_anew(folder: Path, asked: list[str]) -> None:
    desk.find(folder, None, who="tester", hide_names=False)
    work.rebuild(Case.open(folder), who="tester")
    asked.clear()
    desk.find(folder, None, who="tester", hide_names=False)
    assert any("NAMED" in text for text in asked)


def test_a_judgement_reads_one_finding_and_leaves_those_in_the_graph_alone(
    folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = next(one for one in latest(Case.open(folder)).findings if one.kind == "alias")
    read: set[str] = set()
    take = Finding.read.__func__  # type: ignore[attr-defined]  # a class method

    def noted(cls: type[Finding], plain: Any) -> Finding:
        read.add(plain["id"])
        found: Finding = take(cls, plain)
        return found

    monkeypatch.setattr(Finding, "read", classmethod(noted))
    _, answer = desk.judge(folder, one.id, "unsure", "not seen", who="tester", hide_names=False)
    assert [(said["id"], said["judgement"]["verdict"]) for said in answer["findings"]] == [(one.id, "unsure")]
    assert read == {one.id}
    assert asked.count("write") == 1
    assert not [text for text in asked if ":Finding" in text]
