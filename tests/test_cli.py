"""The command: what it prints, what it answers as JSON, how it ends, and that a terminal obeys no name."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from graph.case import Case
from graph.errors import LiaisonsError
from graph.store import Store
from liaisons import cli
from liaisons.cli import COMMANDS, starting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

HOSTILE = "\x1b[31mRed\x9b2J [bold red]Quux[/] \u202egnp.exe :boom: <img src=x onerror=alert(1)>"
ARABIC, NADIA = "باب البحر", "Nadia Testova"
NUMBER = "+12025550101"
SECRETS = ("Red", "Quux", "باب", "Nadia", "Testova", "2025550101", "202 555", "202-555", "sea_desk", "Road")
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HEAVY = ("arcadedb_embedded", "graspologic_native", "jinja2", "jpype", "neo4j", "networkx", "numpy", "pandas",
         "phonenumbers", "pyarrow", "pyvis", "rich", "scipy")  # fmt: skip


def message(n: int, user: int, name: str, text: str) -> dict[str, Any]:
    said = {
        "id": n,
        "type": "message",
        "date": f"2025-03-{n:02}T10:00:00",
        "date_unixtime": str(1740823200 + 86400 * n),
    }
    return said | {
        "from": name,
        "from_id": f"user{user}",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}],
    }


def service(n: int, title: str) -> dict[str, Any]:
    said = {
        "id": n,
        "type": "service",
        "date": f"2025-03-{n:02}T10:00:00",
        "date_unixtime": str(1740823200 + 86400 * n),
    }
    said |= {"actor": NADIA, "actor_id": "user4711", "action": "edit_group_title", "title": title}
    return said | {"text": "", "text_entities": []}


CHAT = {
    "name": ARABIC,
    "type": "private_supergroup",
    "id": 9900001,
    "messages": [
        message(1, 4711, NADIA, "boats, call +1 202 555 0101 or @sea_desk"),
        service(2, ARABIC),
        message(3, 4712, HOSTILE, "call +1 202 555 0101 now \x1b]0;owned\x07"),
        service(4, "Sea Road"),
        message(5, 4711, NADIA, "still boats: +1 202 555 0101"),
        message(6, 4712, HOSTILE, "https://wa.me/12025550101 today"),
        service(7, ARABIC),
    ],
}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of exports: a chat with hostile names, a table with a bad row, one that waits, a riddle."""
    folder = tmp_path_factory.mktemp("export") / "Nadia-chats"
    folder.mkdir()
    (folder / "result.json").write_text(json.dumps(CHAT), "utf-8")
    (folder / "members.csv").write_text(
        "platform,group_id,account_id,account_name,seen\n"
        f"telegram,channel9900001,user4711,{NADIA},2025-03-01T10:00:00Z\n"
        f"telegram,channel9900001,{NADIA},x,2025-03-01T10:00:00Z\n",
        "utf-8",
    )
    (folder / "held.csv").write_text("Nadia,time\nx,y\nx,y\n", "utf-8")
    (folder / "notes.dat").write_bytes(b"\x00\x01\x02 nobody knows")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, export: Path) -> Iterator[Path]:
    """Give a case that was filled by the commands; its engine runs on, so that each command is a client."""
    folder = tmp_path_factory.mktemp("cli") / "case"
    Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="test")
    with Store.of(Case.open(folder)):
        out, _, code = in_process(["ingest", "--case", str(folder), "--format", "json", "--who", "me", str(export)])
        assert code == 0, out
        in_process(["find", "--case", str(folder)])
        yield folder


def in_process(args: list[str]) -> tuple[str, str, int]:
    """Run a command as ``main`` does; give stdout, stderr and the exit code."""
    import io

    out, err, code = io.StringIO(), io.StringIO(), 0
    saved = sys.argv, sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = ["liaisons", *args], Stream(out), Stream(err)
    try:
        cli.main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv, sys.stdout, sys.stderr = saved
    return out.getvalue(), err.getvalue(), code


class Stream:
    """A stream that is no terminal, and takes what ``main`` asks of one."""

    encoding = "utf-8"

    def __init__(self, to: Any) -> None:
        self.write, self.flush = to.write, to.flush

    def isatty(self) -> bool:
        return False

    def reconfigure(self, *, errors: str) -> None:
        assert errors == "backslashreplace"


@pytest.fixture
def run(made: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "80")

    def command(*args: str, code: int = 0) -> str:
        out, err, ended = in_process([args[0], "--case", str(made), *args[1:]])
        assert ended == code, (out, err)
        return out if code == 0 else out + err

    return command


def answer(run: Any, *args: str) -> Any:
    return json.loads(run(*args, "--format", "json"))


# How it starts and ends


def test_help_lists_the_commands_in_the_order_of_the_work() -> None:
    out, _, code = in_process(["--help"])
    assert code == 0
    assert re.findall(r"^  ([a-z]+)  ", out.partition("Commands:")[2], re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("args", [["--help"], ["find", "--help"], ["query", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    code = f"""
import sys
from liaisons.cli import main
sys.argv = ["liaisons", *{args}]
try:
    main()
except SystemExit:
    print("LOADED", *sorted(set(sys.modules) & set({HEAVY})))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED", done.stdout


@pytest.mark.parametrize("args", [["no-such"], ["find", "--no-such"], ["judge", "abc"], ["show"], ["undo", "x"]])
def test_wrong_usage_ends_with_2(args: list[str]) -> None:
    out, err, code = in_process(args)
    assert (code, out) == (2, "")
    assert "Usage:" in err


@pytest.mark.parametrize(
    "args",
    [
        ["show", "--case", "/nowhere", "x"],
        ["find", "--case", "/nowhere"],
        ["log", "--case", "/nowhere"],
        ["query", "no_such_question", "--help"],
        ["init", "/nowhere/at/all", "--purpose", "x"],
    ],
)
def test_an_error_that_a_user_can_mend_is_one_line_and_ends_with_1(args: list[str]) -> None:
    out, err, code = in_process(args)
    assert (code, out) == (1, "")
    assert err.startswith("liaisons: ")
    assert err.count("\n") == 1


def test_errors_are_one_line_that_a_terminal_does_not_obey(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LiaisonsError("a\nb", HOSTILE)

    monkeypatch.setattr(cli, "liaisons", fail)
    out, err, code = in_process([])
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert not OBEYED.search(err.rstrip("\n"))


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "liaisons", fail)
    with pytest.raises(ZeroDivisionError):
        in_process([])


def test_a_reader_that_leaves_is_no_error() -> None:
    command = [sys.executable, "-c", "from liaisons.cli import main; main()", "query"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""


# Starting a case


def test_no_case_without_purpose_and_legal_basis(tmp_path: Path) -> None:
    _, err, code = in_process(["init", str(tmp_path / "case"), "--profile", "ngo"])
    assert code == 1
    assert "--purpose" in err
    assert "--legal-basis" in err
    assert not (tmp_path / "case").exists()


def test_init_asks_where_somebody_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(["to test", "none", "research"])
    monkeypatch.setattr(starting, "can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(said))
    _, _, code = in_process(["init", str(tmp_path / "case")])
    assert code == 0
    settings = Case.open(tmp_path / "case").settings
    assert (settings.purpose, settings.legal_basis, settings.profile) == ("to test", "none", "research")


# The way through a case


def test_ingest_tells_what_was_read_refused_known_and_not_read(run: Any, export: Path) -> None:
    told = answer(run, "log", "--act", "ingested")["entries"][0]
    assert re.fullmatch(r"run 2: \d+ records, 1 refused, 2 files not read", told["says"])
    again = run("ingest", str(export))
    assert "Known already  2" in again
    assert "notes.dat" in again
    assert "Nothing to read" not in again


def test_a_dry_run_loads_nothing_and_drafts_the_answers(run: Any, made: Path, export: Path) -> None:
    before = Case.open(made).journal.last("init", "ingest", "ingested", "consult", "find")
    told = answer(run, "ingest", "--dry-run", str(export))
    assert Case.open(made).journal.last("init", "ingest", "ingested", "consult", "find") == before
    [table] = [one for one in told["files"] if one["source"] == "table"]
    assert table["refused"] == 1
    assert table["reasons"][0][0] == 1
    assert any("user4711" in row[2] for row in table["rows"])
    assert 'match = "held.csv"' in told["draft"]
    assert [(one["key"], one["files"]) for one in told["open"]] == [("mapping", ["held.csv"])]
    assert [one["name"] for one in told["left"]] == ["held.csv", "notes.dat"]


def test_a_dry_run_says_first_what_is_open_and_writes_it_where_it_is_told(
    run: Any, export: Path, tmp_path: Path
) -> None:
    out = run("ingest", "--dry-run", str(export), "--draft", str(tmp_path / "sources.toml"))
    assert out.startswith("1 question open")
    assert "mapping = " in out.partition("Would be read")[0]
    assert "MISSING" not in out
    assert "notes.dat" in out.partition("Would not be read")[2]
    assert "held.csv" not in out.partition("Would not be read")[2]
    assert 'match = "held.csv"' in (tmp_path / "sources.toml").read_text("utf-8")
    run("ingest", "--dry-run", str(export), "--draft", str(tmp_path / "sources.toml"), code=2)  # it is there already
    run("ingest", str(export), "--draft", str(tmp_path / "other.toml"), code=2)


def test_findings_are_listed_shown_judged_and_taken_back(run: Any) -> None:
    found = answer(run, "find")["findings"]
    renames = [one for one in found if one["kind"] == "rename"]
    assert {one["parts"]["new"] for one in renames} == {"Sea Road", ARABIC}
    one = renames[0]["id"]
    assert answer(run, "show", one[:8])["findings"][0]["reasons"][0]["evidence"][0]["quotes"][0]["sha256"]
    judged = answer(run, "judge", one, "different", "--why", "a test")["findings"][0]
    assert judged["judgement"]["verdict"] == "different"
    assert "different" in run("find", "rename")
    taken = answer(run, "judge", one, "--take-back", "--why", "a slip")
    assert taken["findings"][0]["judgement"] is None
    assert taken["since"]["judgements"] == 1
    run("judge", one, "--take-back", "--why", "again", code=1)
    run("judge", "ffffffffffff", "same", "--why", "x", code=1)


def test_only_the_first_findings_of_a_kind_are_listed_and_the_rest_is_counted(run: Any) -> None:
    out = run("find", "rename", "--top", "1")
    assert "rename  1 of 2" in out
    assert "1 more" in out


def test_one_thing_is_shown_and_several_are_listed(run: Any) -> None:
    assert answer(run, "show", "+1 (202) 555-0101")["entity"]["id"] == NUMBER
    assert answer(run, "show", "nadia")["entity"]["id"] == "telegram:user4711"
    assert answer(run, "show", "باب")["entity"]["id"] == "telegram:channel9900001"
    run("show", "nothing like it", code=1)


def test_a_question_is_asked_with_what_people_type(run: Any) -> None:
    answered = answer(run, "query", "who_uses_contact", "contact=+1 (202) 555-0101")
    assert {row["who"] for row in answered["rows"]} >= {"telegram:user4711", "telegram:user4712"}
    assert len(answer(run, "query")["questions"]) > 15
    assert "parameter" in run("query", "who_uses_contact", "--help")
    run("query", "who_uses_contact", code=1)
    run("query", "who_uses_contact", "contact=nobody at all", code=1)
    run("query", "who_uses_contact", "no equals sign", code=2)


def test_the_log_verifies_and_tells_who_did_what(run: Any, made: Path) -> None:
    entries = answer(run, "log")["entries"]
    assert [one["act"] for one in entries][:3] == ["init", "ingest", "ingested"]
    assert entries[1]["who"] == "me"
    assert "add up" in run("log", "--verify")
    n, hash = run("log", "--head").split()
    assert (int(n), hash) == (entries[-1]["n"], entries[-1]["hash"])


def test_a_changed_journal_or_evidence_is_found_and_ends_with_1(run: Any, made: Path) -> None:
    journal = made / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole.replace(b'"who":"me"', b'"who":"we"', 1))
    try:
        assert "journal.jsonl line" in run("log", "--verify", code=1)
    finally:
        journal.write_bytes(whole)


def test_undo_and_rebuild(run: Any, export: Path) -> None:
    assert "equals the one before" in run("rebuild", "--verify")
    run("undo", "999", code=1)
    runs = [one["n"] for one in answer(run, "log", "--act", "ingest")["entries"]]
    for n in runs:
        run("undo", str(n))
    run("show", NUMBER, code=1)
    run("ingest", str(export))
    assert answer(run, "show", NUMBER)["entity"]["id"] == NUMBER


# What is printed

SCREENS = [
    ["find"],
    ["find", "rename", "--top", "1"],
    ["show", NUMBER],
    ["show", "telegram:user4712"],
    ["show", "telegram:channel9900001"],
    ["show", "telegram:channel9900001/3"],
    ["query"],
    ["query", "who_uses_contact", f"contact={NUMBER}"],
    ["query", "names_of", "who=telegram:user4712"],
    ["query", "who_uses_contact", "--help"],
    ["log"],
]


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
def test_every_screen_fits_80_columns_and_a_terminal_obeys_nothing_in_it(args: list[str], run: Any) -> None:
    out = run(*args)
    assert out.strip()
    assert max(map(cell_len, out.splitlines())) <= 80
    assert not OBEYED.search(out.replace("\n", ""))


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
def test_json_is_one_document_that_a_terminal_does_not_obey(args: list[str], run: Any) -> None:
    out = run(*args, "--format", "json")
    json.loads(out)
    assert not OBEYED.search(out.replace("\n", ""))


def test_markup_in_a_name_is_text(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert "[31mRed2J [bold red]Quux[/] gnp.exe :boom: <img src=x onerror=alert(1)>" in run("show", "telegram:user4712")


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("args", [*SCREENS, ["judge", "ID", "unsure", "--why", f"{NUMBER} @sea_desk"]], ids=" ".join)
def test_hidden_screens_name_nobody(args: list[str], form: str, run: Any) -> None:
    if "ID" in args:
        args = [answer(run, "find")["findings"][0]["id"] if one == "ID" else one for one in args]
    out = run(*args, "--hide-names", "--format", form)
    assert [secret for secret in SECRETS if secret in out] == []


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_hidden_ingest_names_nobody(more: list[str], run: Any, export: Path) -> None:
    out = run("ingest", str(export), "--hide-names", *more)
    assert [secret for secret in SECRETS if secret in out] == []


def test_no_colour_where_no_terminal_is(made: Path) -> None:
    command = [sys.executable, "-c", "from liaisons.cli import main; main()", "log", "--case", str(made)]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "FORCE_COLOR": ""})
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""
