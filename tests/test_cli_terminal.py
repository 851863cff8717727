"""A terminal of any width: whatever a command or a question of the catalogue prints, no id, name or date is cut."""

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from graph.answers import FindingsAnswer, HitsAnswer, to_json
from graph.case import Case
from graph.model import NODES, label
from graph.questions import LABELS
from graph.store import Store
from graph.views.answering import AnsweringGate
from liaisons.acts.asking import check_question
from liaisons.acts.checking import read_journal
from liaisons.acts.finding import answer_last, check_kind
from liaisons.acts.judging import choose_finding
from liaisons.cli import asking, cards, keeping, screen
from liaisons.cli.screen import Screen
from liaisons.session import Session
from queries import QUESTIONS, Question

WIDTHS = (60, 80, 100, 200)
ID = re.compile(r"(?:facebook|telegram):[\w@./+-]*\w")
DATE = re.compile(r"(?<![\d:+])20\d\d-\d[\d-]*")
WHOLE_DATE = re.compile(r"20\d\d-\d\d-\d\d")
KINDS = ("alias", "cluster", "handoff", "rename")


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory, worked: Path) -> Iterator[AnsweringGate]:
    """Give the gate of a worked case; its engine starts once for all tests of the file."""
    folder = tmp_path_factory.mktemp("terminal") / "case"
    shutil.copytree(worked, folder)
    case = Case.open(folder)
    with Store.of(case) as store:
        yield AnsweringGate(case, store, who="tester")


@pytest.fixture(scope="module")
def ids(gate: AnsweringGate) -> dict[str, list[str]]:
    """Give some ids of each label, of posts those that name a contact."""
    found = {label(cls): sorted(id for [id] in gate.store.rows(cls, "id")) for cls in NODES}
    found["Post"] = [id for [id] in gate.store.read("MATCH (p:Post)-[:MENTIONS]->(:Phone) RETURN DISTINCT p.id")]
    busy = "MATCH (a:{kind})-[:HANDS_OFF]->() RETURN a.id, count(*) AS n ORDER BY n DESC, a.id"
    for kind in ("Account", "Group"):
        found[kind] = [id for id, _ in gate.store.read(busy.format(kind=kind))] + found[kind]
    return found


def parameters(question: Question, ids: dict[str, list[str]]) -> dict[str, str]:
    """Give what a question needs: of each kind the first thing, of a second of a kind the second."""
    given: dict[str, str] = {}
    for one in question.parameters:
        kinds = [kind for meaning in one.labels for kind in LABELS[meaning] if ids[kind]]
        if kinds:
            given[one.name] = next(id for id in ids[kinds[0]] if id not in given.values())
        elif one.required:
            given[one.name] = "2024-06-01" if one.type in ("time", "date") else "1" if one.type == "int" else "telegram"
    return given


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Print something at a width, and give what was printed."""

    def at(width: int, write: Callable[[Screen], None]) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        capsys.readouterr()
        write(Screen("UTC"))
        return capsys.readouterr().out

    return at


def is_whole(out: str, answer: object, width: int) -> None:
    """Assert that a screen has no line that is too long, and no id or date that is not one of the answer."""
    lines = out.splitlines()
    assert max(map(cell_len, lines), default=0) <= width
    said = json.dumps(to_json(answer), ensure_ascii=False)
    known = set(ID.findall(said))
    assert [id for line in lines if "…" not in line for id in ID.findall(line) if id not in known] == []
    assert [date for date in DATE.findall(out) if not WHOLE_DATE.fullmatch(date) and date not in said] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_of_the_catalogue_is_whole_at_every_width(
    name: str, gate: AnsweringGate, ids: dict[str, list[str]], printed: Callable[..., str]
) -> None:
    answer = gate.query(name, parameters(QUESTIONS[name], ids))
    for width in WIDTHS:
        out = printed(width, lambda screen: asking.show_answer_rows(screen, answer, asking.ROWS))
        is_whole(out, answer, width)
        words = set(out.split())
        for row in answer.rows[: asking.ROWS]:
            for column, meaning in answer.columns:
                name_of = row.get(f"{column}_name")
                if meaning in cards.OF_SUBJECTS and isinstance(name_of, str):
                    assert {word for word in name_of.split() if cell_len(word) <= 20} <= words | {"(removed)"}
                    assert row[column] in words


@pytest.mark.parametrize("what", ["Account", "Group", "Phone", "Invite", "Handle", "Name", "Post", "Source"])
def test_everything_that_is_shown_is_whole(
    what: str, gate: AnsweringGate, ids: dict[str, list[str]], printed: Callable[..., str]
) -> None:
    answer = gate.show(ids[what][0])
    for width in WIDTHS:
        for whole in (False, True):
            is_whole(printed(width, lambda screen, w=whole: cards.show_answer(screen, answer, whole=w)), answer, width)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_is_whole(kind: str, gate: AnsweringGate, printed: Callable[..., str]) -> None:
    listed = gate.findings(kind)
    answer = gate.show(listed.findings[0].id)
    for width in WIDTHS:
        is_whole(printed(width, lambda screen: cards.show_answer(screen, answer)), answer, width)
        is_whole(printed(width, lambda screen: cards.list_findings(screen, listed, 10)), listed, width)


def test_a_list_of_hits_is_whole_and_each_has_its_number(gate: AnsweringGate, printed: Callable[..., str]) -> None:
    answer = gate.show("al")
    assert isinstance(answer, HitsAnswer)
    assert answer.count > 2
    for width in WIDTHS:
        out = printed(width, lambda screen: cards.show_answer(screen, answer, text="al"))
        is_whole(out, answer, width)
        numbers = re.findall(r"^ *(\d+)  ", out, re.MULTILINE)
        assert numbers == [str(number) for number in range(1, len(answer.rows) + 1)]


def test_a_cluster_answers_on_the_first_screen_and_its_members_come_after(
    gate: AnsweringGate, printed: Callable[..., str]
) -> None:
    [first, *_] = gate.findings("cluster").findings
    lines = printed(80, lambda screen: cards.show_answer(screen, gate.show(first.id), text=first.id)).splitlines()
    assert first.says.split()[0] in lines[1]
    reasons = next(at for at, line in enumerate(lines) if line.startswith("Reasons"))
    members = next(at for at, line in enumerate(lines) if line.startswith("Core"))
    assert reasons < 12
    assert members > reasons


def last(folder: Path, kind: str | None) -> FindingsAnswer:
    check_kind(kind)
    with Session.open(folder, quick=True) as session:
        return answer_last(session, kind, who="tester", hide_names=False)


def test_the_last_findings_are_listed_without_the_graph(
    gate: AnsweringGate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate.keep_names()
    folder = tmp_path / "case"
    shutil.copytree(gate.case.folder, folder, ignore=shutil.ignore_patterns("graph"))

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the engine was started")

    monkeypatch.setattr(Store, "of", never)
    for kind in (None, "cluster"):
        answer = last(folder, kind)
        assert answer == gate.findings(kind)
    names = folder / "names.json"
    names.write_text(names.read_text("utf-8").replace("Account", "Group"), "utf-8")
    with pytest.raises(AssertionError, match="engine"):  # what was changed is not shown: the graph is asked
        last(folder, None)


@pytest.mark.parametrize(
    "start",
    [
        lambda _: check_kind("clusters"),
        lambda folder: last(folder, "aliases"),
        lambda _: check_question("contacts_taken_ovr", {}),
        lambda _: check_question("who_uses_contact", {"contcat": "+493023125001"}),
        lambda _: check_question("contacts_taken_over", {"days": "many"}),
        lambda folder: choose_finding(Case.open(folder), "ffffffffffff"),
        lambda folder: read_journal(Case.open(folder), ("jugde",), hide_names=False),
    ],
    ids=["kind", "kind of the last", "question", "parameter", "value", "finding", "act"],
)
def test_what_is_misspelt_is_refused_before_the_engine_starts(
    start: Callable[[Path], object], gate: AnsweringGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.errors import LiaisonsError

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the engine was started")

    monkeypatch.setattr(Store, "of", never)
    with pytest.raises(LiaisonsError):
        start(gate.case.folder)


def test_a_spreadsheet_runs_no_cell(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = ["=1+1", "+493023125001", "-2", "@SUM(A1)", "\t=x", "  =cmd|' /C calc'!A0", "plain", -2, 0.5, None, True]
    screen.write_spreadsheet(["x"], [[value] for value in hostile])
    cells = capsys.readouterr().out.splitlines()[1:]
    assert cells == ["'=1+1", "'+493023125001", "'-2", "'@SUM(A1)", "' =x", "'  =cmd|' /C calc'!A0", "plain", "-2",
                     "0.5", '""', "True"]  # fmt: skip


def test_members_of_a_finding_are_a_table_to_hand_on(gate: AnsweringGate) -> None:
    found = gate.findings("cluster").findings
    columns, rows = cards.tabulate_findings(found)
    assert len(rows) == sum(len(one.subjects) for one in found)
    assert {"what", "name", "id", "chance", "state"} <= set(columns)


def test_a_terminal_of_80_by_24_gets_it_whole(gate: AnsweringGate) -> None:
    """The same through a real terminal: the program asks it for its width."""
    gate.keep_names()
    code = "from liaisons.cli import main; main()"
    master, slave = pty.openpty()
    subprocess.run(["stty", "-F", os.ttyname(slave), "cols", "80", "rows", "24"], check=True)
    command = [sys.executable, "-c", code, "find", "--last", "--top", "2", "--case", str(gate.case.folder)]
    plain = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, env=plain | {"TERM": "xterm"}) as program:
        os.close(slave)
        out = b""
        try:
            while piece := os.read(master, 65536):
                out += piece
        except OSError:  # the other end is closed
            pass
    os.close(master)
    assert program.returncode == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out.decode()).replace("\r\n", "\n").replace("\r", "")
    assert "cluster" in text
    is_whole(text, gate.findings(), 80)


def test_the_journal_is_whole(gate: AnsweringGate, printed: Callable[..., str]) -> None:
    zone, told = gate.case.settings.time_zone, read_journal(gate.case, (), hide_names=False)
    rows = [(one.n, one.at, one.who, one.act, one.says) for one in told.entries]
    assert keeping.run_log.name == "log"
    for width in WIDTHS:
        is_whole(printed(width, lambda on: on.table("Journal", ("n", "at", "who", "act", "what"), rows)), rows, width)
    assert zone == "UTC"


def test_who_waits_is_told_how_many_bytes_of_all_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with screen.show_progress("reading") as tell:
        tell("[bold]chat.json", 500_000, 2_000_000)
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stderr.getvalue())
    assert re.search(r"reading \[bold\]chat.json .* 0\.5/2\.0 MB +-:--:--", said)
