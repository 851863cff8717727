"""The whole way in one call: rebuild, judgements, undo, equal bytes, overlapping exports, and both engines alike."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph import questions
from graph.analysis import ANALYSES
from graph.answers import to_json
from graph.case import Case
from graph.errors import JudgementError, NotFoundError
from graph.finding import Finding, last_run, list_standing_judgements, read_latest_findings
from graph.local import Address
from graph.store import Store
from graph.views.answering import AnsweringGate
from liaisons import inputs
from liaisons.acts.finding import find_leads
from liaisons.acts.judging import judge_finding
from liaisons.rehearsal import rehearse_ingest
from liaisons.session import Session
from queries import CATALOGUE, Parameter
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent
NOW = datetime(2025, 8, 1, 6, tzinfo=UTC)
"""As in conftest.py: a case from nothing at the same time equals the one that all tests share."""
CHAT, HEIR = "telegram/ChatExport_2025-07-03", "telegram/ChatExport_2025-07-05"


def start(folder: Path) -> Case:
    return Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="tester", now=NOW)


def found(findings: tuple[Finding, ...], *kinds: str) -> dict[str, Finding]:
    """Give findings by id; what became of a cluster since the run before is no part of what is found."""
    return {
        one.id: replace(one, parts={key: part for key, part in one.parts.items() if key != "from"})
        for one in findings
        if one.kind in kinds or not kinds
    }


@pytest.fixture
def case(worked: Path, tmp_path: Path) -> Case:
    """Give a copy of the case that was read and analysed."""
    shutil.copytree(worked, tmp_path / "case")
    return Case.open(tmp_path / "case")


def test_a_rebuild_gives_an_equal_graph_judgements_and_cluster_ids_included(case: Case) -> None:
    before = read_latest_findings(case).findings
    alias, other, *_ = found(before, "alias")
    acting.judge(case, alias, "same", "one hand", who="tester")
    acting.judge(case, other, "different", "two desks", who="tester")
    with Store.of(case) as store:
        acting.find(case, who="tester")
        findings, graph = found(read_latest_findings(case).findings), store.whole()
        assert "cluster" in {one.kind for one in findings.values()}
        assert {f"judgement:{one.n}" for one in list_standing_judgements(case)} < set(graph[0])
        acting.rebuild(case, who="tester")
        assert store.whole() == graph
        assert found(acting.find(case, who="tester")) == findings


def test_a_reason_gives_each_of_its_links_once(worked: Path) -> None:
    reasons = [(one.id, reason) for one in read_latest_findings(Case.open(worked)).findings for reason in one.reasons]
    assert reasons
    assert not [(id, reason.key) for id, reason in reasons if len(set(reason.evidence)) < len(reason.evidence)]


def test_a_judgement_binds_later_runs_until_it_is_taken_back(case: Case) -> None:
    before = read_latest_findings(case).findings
    same, different, *_ = found(before, "alias")
    with Store.of(case):
        acting.judge(case, same, "same", "one hand", who="ann")
        acting.judge(case, different, "different", "two desks", who="bob")
        after = found(acting.find(case, who="tester"), "alias")
        assert same in after
        assert different not in after
        assert {(one.finding, one.verdict, one.who) for one in list_standing_judgements(case)} == {
            (same, "same", "ann"),
            (different, "different", "bob"),
        }
        with pytest.raises(NotFoundError):
            acting.judge(case, different, "same", "after all", who="bob")
        acting.unjudge(case, different[:8], "a slip", who="bob")
        acting.unjudge(case, same, "not so sure", who="ann")
        assert list_standing_judgements(case) == ()
        assert found(acting.find(case, who="tester")) == found(before)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the kinds that are looked for from now on, as they are."""
    ran: list[str] = []

    def noting(kind: str, analysis: Any) -> Any:
        def run(*given: Any) -> Any:
            ran.append(kind)
            return analysis(*given)

        return run

    for kind, analysis in list(ANALYSES.items()):
        monkeypatch.setitem(ANALYSES, kind, noting(kind, analysis))
    return ran


def test_a_second_find_runs_nothing_and_equals_one_that_runs_all(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(case.folder, tmp_path / "other")
    other = Case.open(tmp_path / "other")
    ran = watched(monkeypatch)
    with Session(case) as session:
        second = find_leads(session, who="tester")
        third = find_leads(session, who="tester")
        assert ran == []  # that clusters live on, which were born, is known without looking for them
        assert {one.parts["from"]["how"] for one in second if one.kind == "cluster"} == {"lives"}
        assert third == second
        judge_finding(session, next(one.id for one in second if one.kind == "alias"), "same", "x", who="ann")
        find_leads(session, ("rename",), who="tester")
        assert ran == ["rename"]
        find_leads(session, ("rename",), who="tester", seed=1)
        assert ran == ["rename"] * 2
    monkeypatch.setattr("liaisons.inputs.list_unchanged_kinds", lambda *_: frozenset())
    with Session(other) as session:
        assert find_leads(session, who="tester") == second
        assert find_leads(session, who="tester") == third


def test_a_find_says_how_far_the_case_is_from_made_up_worlds_and_one_that_looks_at_nothing_keeps_it(case: Case) -> None:
    likeness = last_run(case).likeness
    assert set(likeness) == {"nearest", "distance", "bound", "far", "differences"}
    assert likeness["far"] == (likeness["distance"] > likeness["bound"])
    acting.find(case, ("rename",), who="tester")
    assert last_run(case).likeness == likeness


def test_another_program_finds_anew(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaisons.inputs.list_library_versions", lambda: ["numpy 99"])
    inputs.digest_program.cache_clear()
    ran = watched(monkeypatch)
    acting.find(case, ("rename",), who="tester")
    inputs.digest_program.cache_clear()
    assert ran == ["rename"]


def test_a_judgement_needs_a_reason(worked: Path) -> None:
    case = Case.open(worked)
    with pytest.raises(JudgementError, match="--why"):
        acting.judge(case, read_latest_findings(case).findings[0].id, "same", "  ", who="tester")
    assert list_standing_judgements(case) == ()


def test_a_dry_run_counts_what_the_ingest_reads(exports: Path, worked: Path) -> None:
    case = Case.open(worked)
    told = rehearse_ingest(case, [exports], hide_names=False)
    entry = case.journal.last("ingested")
    assert entry is not None
    assert entry.payload is not None
    counted = {one["name"]: (one["read"], one["refused"]) for one in entry.payload["files"]}
    assert {one.name: (one.read, one.refused) for one in told.files} == counted
    assert to_json(told.left) == entry.payload["left"]


def test_a_run_that_is_undone_was_never_and_can_be_done_again(exports: Path, tmp_path: Path) -> None:
    case = start(tmp_path / "case")
    with Store.of(case) as store:
        acting.ingest(case, [exports / CHAT], who="tester")
        alone = store.whole()
        run = acting.ingest(case, [exports / HEIR, exports / CHAT], who="tester").run
        both = store.whole()
        assert both != alone
        acting.undo(case, run, who="tester")
        assert store.whole() == alone
        assert acting.undo(case, run, who="tester").already
        assert store.whole() == alone
        with pytest.raises(NotFoundError, match="run 999"):
            acting.undo(case, 999, who="tester")
        again = acting.ingest(case, [exports / HEIR], who="tester")
        assert [one["name"] for one in again.files] == ["result.json"]
        assert store.whole() == both
        assert {one.payload["run"] for one in case.journal.entries("undo") if one.payload} == {run}
        assert case.journal.verify() == case.verify_evidence() == []


ANEW = """
import sys
from datetime import datetime
from pathlib import Path
from graph.case import Case
from liaisons.acts.finding import find_leads
from liaisons.acts.loading import ingest_files
from liaisons.acts.reporting import write_report
from liaisons.session import Session

when = datetime.fromisoformat(sys.argv[3])
case = Case.init(Path(sys.argv[1]), purpose="tests", legal_basis="none", profile="ngo", who="tester", now=when)
with Session(case) as session:
    ingest_files(session, [Path(sys.argv[2])], who="tester", now=when)
    find_leads(session, who="tester", now=when)
    write_report(session, who="tester")
"""


def test_twice_from_nothing_gives_the_same_bytes(
    case: Case, exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(round(NOW.timestamp())))
    acting.report(case, who="tester")
    # Another process with another seed: no order may come from hashes.
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    subprocess.run(
        [sys.executable, "-c", ANEW, tmp_path / "anew/case", exports, NOW.isoformat()],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    files = [read(folder) for folder in (case.folder, tmp_path / "anew/case")]
    assert files[0].keys() == files[1].keys()
    assert {"report.html", "network.html", "findings.parquet"} <= {Path(name).name for name in files[0]}
    assert [name for name in files[0] if files[0][name] != files[1][name]] == []


def read(folder: Path) -> dict[str, bytes]:
    """Give what a case keeps and reports; the manifest names its journal, which has a key of its own."""
    paths = (path for part in ("kept", "reports") for path in (folder / part).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# One chat, read from two exports


def parts(chat: dict[str, Any]) -> Iterator[bytes]:
    """Yield an export as two that overlap: of the same moment, but each lacks an end of it."""
    messages = chat["messages"]
    third = len(messages) // 3
    for some in (messages[: 2 * third], messages[third:]):
        yield json.dumps({**chat, "messages": some}, ensure_ascii=False).encode()


def written(folder: Path, *exported: bytes) -> Path:
    for number, data in enumerate(exported):
        (folder / f"{number}").mkdir(parents=True)
        (folder / f"{number}/result.json").write_bytes(data)
    (folder / "sources.toml").write_text('[[file]]\nmatch = "**"\nexported = 2025-07-03T10:05:00Z\n')
    return folder


ABOUT_FILES = ("files_read", "posts_that_differ", "what_a_file_says")
"""Questions that must tell one file from two."""


def test_every_question_is_answered_alike_when_a_chat_was_read_from_two_overlapping_exports(
    exports: Path, tmp_path: Path
) -> None:
    chat, heir = ((exports / name / "result.json").read_bytes() for name in (CHAT, HEIR))
    one, two = start(tmp_path / "one"), start(tmp_path / "two")
    acting.ingest(one, [written(tmp_path / "once", chat, heir)], who="tester")
    acting.ingest(two, [written(tmp_path / "twice", *parts(json.loads(chat)), heir)], who="tester")
    with Store.of(one) as first, Store.of(two) as second:
        asked = list(calls(first))
        answers = [[questions.run(store, name, **given) for name, given in asked] for store in (first, second)]
    named = [name for name, _ in asked]
    assert set(named) == CATALOGUE.keys() - set(ABOUT_FILES)
    assert sum(map(bool, answers[0])) > len(named) / 2, "the chats hold too little to prove anything"
    assert dict(zip(named, answers[1], strict=True)) == dict(zip(named, answers[0], strict=True))


def calls(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each question but those about files, with values for what it needs."""
    for name, question in CATALOGUE.items():
        if name in ABOUT_FILES:
            continue
        values: dict[str, Any] = {}
        for parameter in question.parameters:
            if parameter.required:
                values[parameter.name] = value(store, parameter, values.values())
        yield name, values


def value(store: Store, parameter: Parameter, taken: Collection[str]) -> str:
    """Give a time, or of the nodes that may be meant the one with most links."""
    if parameter.type == "time":
        return "2024-06-01"
    for meaning in parameter.labels:
        for kind in questions.LABELS[meaning]:
            text = f"MATCH (n:{kind})-[r]-() RETURN n.id, count(r) AS links ORDER BY links DESC, n.id LIMIT 3"
            for id, _ in store.read(text):
                if id not in taken:
                    return str(id)
    raise AssertionError(f"{parameter.name}: the sample has no {parameter.type}")


# Both engines


def test_the_whole_way_ends_alike_on_both_engines(
    neo4j_server: Address, exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISONS_NEO4J_PASSWORD", neo4j_server.password)
    with Store.at(neo4j_server) as store:
        store.clear()
    ended = {}
    for engine in ("local", "server"):
        case = start(tmp_path / engine)
        if engine == "server":
            case = on_server(case, neo4j_server)
        else:  # the server's case enters that its case.toml names a server: the entries after it bear equal numbers
            case.journal.append("consult", {"what": "nothing"}, who="tester", now=NOW)
        with Store.of(case) as store:
            acting.ingest(case, [exports / CHAT, exports / "facebook/name_history.csv"], who="tester", now=NOW)
            run = acting.ingest(case, [exports / HEIR], who="tester", now=NOW).run
            findings = acting.find(case, who="tester", now=NOW)
            acting.judge(case, findings[0].id, "unsure", "to be seen", who="tester", now=NOW)
            graph, shown = store.whole(), shows(case, store, findings[0])
            acting.undo(case, run, who="tester", now=NOW)
            ended[engine] = (findings, graph, shown, store.whole())
            store.clear()
    assert ended["local"] == ended["server"]
    assert not (tmp_path / "server/graph").exists()


def on_server(case: Case, server: Address) -> Case:
    """Let the case live on a Neo4j server."""
    with (case.folder / "case.toml").open("a") as file:
        file.write(f'\n[store]\naddress = "{server.uri}"\nuser = "{server.user}"\ndatabase = "{server.database}"\n')
    return Case.open(case.folder)


def shows(case: Case, store: Store, finding: Finding) -> list[Any]:
    """Give what is shown of a finding, of its subject and of a number."""
    gate = AnsweringGate(case, store, who="tester", now=NOW)
    said: list[Any] = to_json(gate.query("contacts_of", {"who": finding.subjects[0].id}))["rows"]
    return [to_json(gate.show(what)) for what in (finding.id, finding.subjects[0].id)] + said
