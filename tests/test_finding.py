"""What a case remembers of its runs."""

from pathlib import Path

from graph.case import Case
from graph.finding import Finding, Subject, format_findings, read_latest_findings, runs_of
from tests import acting


def cluster(*members: str) -> Finding:
    return Finding("cluster", (members[0],), tuple(Subject(id, "Account") for id in members), (), "inferred", "weak")


def test_runs_are_given_latest_first_and_those_that_found_the_same_once(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    alias = Finding("alias", ("x:1", "x:2"), (), (), "inferred", "weak")

    def find(read: list[int], kinds: list[str], *findings: Finding) -> None:
        digest = case.remember("findings", format_findings(findings))
        case.journal.append("find", {"findings": digest, "kinds": kinds, "runs": read}, who="tester")

    find([1], [], cluster("x:1"), alias)
    find([1], [], cluster("x:1"), alias)
    find([1, 2], ["alias"], cluster("x:1"))
    find([1, 2], ["cluster"], cluster("x:2"), alias)
    runs = runs_of(case, "cluster")
    assert [run.read for run in runs] == [{1, 2}, {1}]
    assert [run.findings(case) for run in runs] == [(cluster("x:2"),), (cluster("x:1"),)]


def read_file(letter: str, name: str, **how: object) -> dict[str, object]:
    """Give a file as the journal's entry of an ingest has it."""
    return acting.enter_file(letter * 64, name, **how)


def test_files_read_again_change_nothing_and_all_that_does_is_counted_once(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")

    def ingest(*files: dict[str, object]) -> int:
        return case.journal.append("ingest", {"files": list(files)}, who="tester").n

    def undo(run: int) -> None:
        case.journal.append("undo", {"run": run}, who="tester")

    def stale() -> int:
        return read_latest_findings(case).since["sources"]

    first = ingest(read_file("a", "a.csv"), read_file("b", "b.csv"))
    assert stale() == 2  # no analysis has run
    digest = case.remember("findings", format_findings([]))
    case.journal.append("find", {"findings": digest, "kinds": [], "runs": [first]}, who="tester")
    assert stale() == 0
    ingest(read_file("a", "a.csv"), read_file("b", "elsewhere/b.csv"))
    assert stale() == 0
    again = ingest(read_file("a", "a.csv"), read_file("c", "c.csv"))
    assert stale() == 1
    undo(again)
    assert stale() == 0
    ingest(read_file("b", "b.csv", answers={"regions": ["DE"]}))
    assert stale() == 1
    undo(first)  # the second run holds a, the last one b
    assert stale() == 1
