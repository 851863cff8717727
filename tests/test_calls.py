"""A list of calls from file to answer: read by a mapping, clusters, and who stands between whom by month."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import caviar, febrl
from graph.case import Case
from graph.finding import Finding
from graph.views.answering import AnsweringGate
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

DATA = Path(__file__).parent / "data"
WHO = "tester"


def number(last: int) -> str:
    return f"+4477009001{last:02}"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tuple[Finding, ...], AnsweringGate]]:
    """Give the clusters of the list, and the gate of its case."""
    folder = tmp_path_factory.mktemp("calls") / "case"
    case = Case.init(folder, purpose="tests", legal_basis="invented numbers", profile="research", who=WHO)
    done = acting.ingest(case, [DATA / "calls.csv", DATA / "calls.toml"], who=WHO)
    assert [(file["name"], file["refused"]) for file in done.files] == [("calls.csv", 0)]
    found = acting.find(case, ("cluster",), who=WHO)
    with acting.asking(folder, who=WHO) as gate:
        yield found, gate


def asked(gate: AnsweringGate, question: str, month: int) -> list[dict[str, Any]]:
    period = {"since": f"2025-{month:02}-01", "until": f"2025-{month + 1:02}-01"}
    return [dict(row) for row in gate.query(question, period).rows]


def test_those_who_call_each_other_are_clusters_without_those_who_have_one_number_to_call(
    known: tuple[tuple[Finding, ...], AnsweringGate],
) -> None:
    clusters = {frozenset(subject.id for subject in one.subjects) for one in known[0]}
    assert clusters == {frozenset(map(number, range(1, 6))), frozenset(map(number, range(11, 15)))}


@pytest.mark.parametrize(("month", "who"), [(1, 1), (2, 1), (3, 3)])
def test_who_stands_between_changes_with_the_months(
    known: tuple[tuple[Finding, ...], AnsweringGate], month: int, who: int
) -> None:
    first, second, *_ = asked(known[1], "who_stands_between", month)
    assert (first["who"], first["rank"], first["rank_to"]) == (number(who), 1, 1)
    assert first["between"] > second["between"] > 0
    assert asked(known[1], "most_called", month)[0]["who"] == number(who)


@pytest.mark.parametrize("question", ["who_stands_between", "most_called"])
def test_where_somebody_stands_is_told_with_what_it_does_not_say(
    known: tuple[tuple[Finding, ...], AnsweringGate], question: str
) -> None:
    assert "collected" in known[1].query(question, {}).note


def test_hidden_the_answer_names_no_number(known: tuple[tuple[Finding, ...], AnsweringGate]) -> None:
    gate = known[1]
    hidden = AnsweringGate(gate.case, gate.store, who=WHO, hide_names=True)
    told = str([asked(hidden, question, 1) for question in ("who_stands_between", "most_called")])
    assert "number" in told
    assert "7700" not in told


# What the bench makes of tables by phase


@pytest.fixture
def phases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with tables of two phases, one in each of the forms that copies have."""
    (tmp_path / "phase1.csv").write_text('"players","1","2","12"\n"1",0,3,1\n"2",0,0,0\n"12",2,0,0\n', encoding="utf-8")
    (tmp_path / "phase2.csv").write_text("players,n1,n3\nn1,0,1.0\nn3,,0\n", encoding="utf-8")
    monkeypatch.setenv(febrl.DATA, str(tmp_path))
    monkeypatch.setattr(caviar, "PHASES", 2)
    return tmp_path


def test_each_communication_is_a_row_in_the_month_of_its_phase(phases: Path) -> None:
    caviar.prepare(2, phases)
    rows = [line.split(",") for line in (phases / caviar.CALLS).read_text("utf-8").splitlines()[1:]]
    assert [(caller, callee, at[:7]) for caller, callee, at in rows] == [
        *[("n1", "n2", "1995-01")] * 3, ("n1", "n12", "1995-01"), *[("n12", "n1", "1995-01")] * 2,
        ("n1", "n3", "1995-02"),
    ]  # fmt: skip
    assert len({at for *_, at in rows}) == len(rows)


def test_without_the_tables_the_bench_says_what_is_missing(phases: Path) -> None:
    assert caviar.missing() is None
    (phases / "phase2.csv").unlink()
    assert "--data" in str(caviar.missing())
