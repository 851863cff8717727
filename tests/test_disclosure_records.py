"""What the journal and the runs say when names are hidden: nobody's name, whoever wrote it."""

from pathlib import Path

from graph.case import Case
from graph.disclosure.paper import Paper
from graph.views import records
from liaisons.acts.checking import verify_case
from tests import acting


def test_a_hidden_log_tells_no_word_that_a_person_wrote(tmp_path: Path) -> None:
    case = Case.init(tmp_path, purpose="find Omar Vale", legal_basis="none", profile="ngo", who="tester")
    judged = {"finding": "ab12", "kind": "alias", "subjects": [], "verdict": "same", "why": "Omar Vale told me"}
    case.journal.append("judge", judged, who="tester")
    case.journal.append("unjudge", {"judgement": 2, "why": "not Omar Vale"}, who="tester")
    clear, hidden = ([one.says for one in records.entries(Paper(case, hidden=h))] for h in (False, True))
    assert [line.count("Omar Vale") for line in clear] == [1, 1, 1]
    assert not [line for line in hidden if "Omar" in line or "Vale" in line]


def test_a_hidden_verify_names_no_file(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    (tmp_path / "chat.json").write_text("{}")
    kept = case.keep(tmp_path / "chat.json")
    case.journal.append("ingest", {"files": [acting.enter_file(kept.sha256, "Omar Vale.json")]}, who="tester")
    kept.path.unlink()
    assert "Omar Vale" in str(verify_case(case))
    told = verify_case(case, hide_names=True)
    assert "Omar" not in str(told)
    assert [fault.found for fault in told.faults] == ["is missing"]


def test_a_hidden_run_names_no_field_that_was_not_read(tmp_path: Path) -> None:
    case = Case.init(tmp_path, purpose="test", legal_basis="none", profile="ngo", who="tester")
    said = {
        "name": "a.csv", "source": "table", "read": {"post": 2}, "refused": 1, "unread": {"Omar Vale": 2, "x": 1},
        "noticed": [["file", "columns that were not read: Omar Vale, 07700 900123"]],
        "first_refused": [["line 2", "the time 'Omar Vale' is no time", "a time"]],
    }  # fmt: skip
    told = records.file(Paper(case, hidden=True), said)
    assert "Omar" not in str(told)
    assert told.unread == {"[fields]": 3}
    assert told.noticed[0].says == "columns that were not read: [value]"
    assert "Omar Vale" in str(records.file(Paper(case, hidden=False), said))
