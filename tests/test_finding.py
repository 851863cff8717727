"""What a case remembers of its runs."""

from pathlib import Path

from graph.case import Case
from graph.finding import Finding, Subject, runs_of, written


def cluster(*members: str) -> Finding:
    return Finding("cluster", (members[0],), tuple(Subject(id, "Account") for id in members), (), "inferred", "weak")


def test_runs_are_given_latest_first_and_those_that_found_the_same_once(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    alias = Finding("alias", ("x:1", "x:2"), (), (), "inferred", "weak")

    def find(read: list[int], kinds: list[str], *findings: Finding) -> None:
        digest = case.remember("findings", written(findings))
        case.journal.append("find", {"findings": digest, "kinds": kinds, "runs": read}, who="tester")

    find([1], [], cluster("x:1"), alias)
    find([1], [], cluster("x:1"), alias)
    find([1, 2], ["alias"], cluster("x:1"))
    find([1, 2], ["cluster"], cluster("x:2"), alias)
    runs = runs_of(case, "cluster")
    assert [run.read for run in runs] == [{1, 2}, {1}]
    assert [run.findings(case) for run in runs] == [(cluster("x:2"),), (cluster("x:1"),)]
