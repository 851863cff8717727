"""What is asked of a case whose graph is gone: that is said, not that nothing is known."""

import shutil
from pathlib import Path

import pytest

import liaisons
from graph.case import Case
from graph.errors import EngineError
from liaisons import desk, reporting, work

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
