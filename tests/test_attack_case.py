"""A case under attack: hostile words, disks that fill, servers that listen in; every end is one line."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from graph.case import Case
from graph.errors import CaseError, EngineError, JournalError
from graph.finding import list_standing_judgements
from graph.journal import Journal
from graph.local import Address
from graph.settings import Server, load_settings, make_direct_address
from graph.store import Store

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent
LATIN = b"caf\xe9"
"""A word as a terminal of Latin 1 gives it."""
TORN = LATIN.decode("utf-8", "surrogateescape")
"""The same as Python takes it from the command line."""
MEMBERS = "platform,group_id,account_id,seen\ntelegram,channel1,user{0},2025-03-01T10:00:00Z\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Give a case whose engine runs on: a start costs seconds, and each command is a client."""
    folder = tmp_path_factory.mktemp("lasting") / "case"
    case = Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="tester")
    with Store.of(case):
        yield case


def in_a_line(told: tuple[int, str, str]) -> str:
    """Give the one line on stderr of a command that ended with 1."""
    code, out, err = told
    assert (code, out, err.count("\n")) == (1, "", 1), told
    assert err.startswith("liaisons: ")
    return err


# Words that are no text


@pytest.mark.parametrize(
    "args",
    [
        ["judge", "0123456789ab", "same", "--why", TORN],
        ["judge", "0123456789ab", "same", "--why", "well", "--who", TORN],
        ["judge", TORN, "same", "--why", "well"],
        ["show", "who", TORN],
        ["query", "contacts_of", f"who={TORN}"],
        ["find", TORN],
        ["log", "--act", TORN],
    ],
)
def test_an_argument_that_is_no_utf_8_is_refused_before_anything_is_entered(
    args: list[str], case: Case, run: Run
) -> None:
    before = case.journal.path.read_bytes()
    assert "no UTF-8" in in_a_line(run(args[0], "--case", str(case.folder), *args[1:]))
    assert case.journal.path.read_bytes() == before
    assert not case.graph.exists()


def test_a_login_name_that_is_no_utf_8_is_refused(case: Case, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: TORN)
    assert "no UTF-8" in in_a_line(run("log", "--case", str(case.folder)))


@pytest.mark.parametrize("option", ["--purpose", "--legal-basis", "--name", "--time-zone", "--region"])
def test_no_case_begins_with_words_that_are_no_utf_8(option: str, tmp_path: Path, run: Run) -> None:
    given = {"--purpose": "p", "--legal-basis": "l", "--profile": "ngo"} | {option: TORN}
    told = run("init", str(tmp_path / "new"), *(word for pair in given.items() for word in pair))
    assert "no UTF-8" in in_a_line(told)
    assert not (tmp_path / "new").exists()


def test_a_folder_whose_name_is_no_utf_8_holds_no_case(tmp_path: Path, run: Run) -> None:
    given = ("--purpose", "p", "--legal-basis", "l", "--profile", "ngo", "--name", "n")
    assert "no UTF-8" in in_a_line(run("init", str(tmp_path / TORN), *given))


@pytest.mark.parametrize(
    ("payload", "who"),
    [({"why": TORN}, "me"), ({"a": [{"b": (TORN,)}]}, "me"), ({TORN: 1}, "me"), ({}, TORN), ({"x": "\udc00"}, "me")],
)
def test_the_journal_takes_no_text_that_utf_8_cannot_hold(payload: dict[str, Any], who: str, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("begin", {}, who="me")
    before = journal.path.read_bytes()
    with pytest.raises(JournalError, match="no UTF-8"):
        journal.append("note", payload, who=who)
    assert journal.path.read_bytes() == before


def test_a_judgement_of_an_old_journal_that_is_no_utf_8_stops_nothing(
    lasting: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests import acting

    case = lasting
    said = {"finding": "0" * 12, "kind": "alias", "subjects": [["x:1", "Account"]], "verdict": "same", "why": TORN}
    with monkeypatch.context() as patched:
        patched.setattr("graph.journal._refuse_unwritable", lambda *_: None)
        case.journal.append("judge", said, who=TORN)
    acting.find(case, who="me")
    assert [one.why for one in list_standing_judgements(case)] == [TORN]


def test_a_file_whose_name_is_no_utf_8_is_read(lasting: Case, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / TORN
    folder.mkdir()
    (folder / f"{TORN}.csv").write_text(MEMBERS.format(1))
    (folder / f"{TORN}.dat").write_bytes(b"\0\1\2")
    for paths in ([folder], [folder / f"{TORN}.csv"]):
        code, out, err = run("ingest", "--case", str(lasting.folder), *map(str, paths))
        assert (code, err) == (0, ""), out


# Nothing was done


@pytest.mark.parametrize("form", ["table", "json"])
def test_nothing_that_can_be_read_ends_with_1(form: str, lasting: Case, tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    for what in (tmp_path / "nowhere", tmp_path / "empty"):
        code, _, _ = run("ingest", "--case", str(lasting.folder), "--format", form, str(what))
        assert code == 1


def test_an_act_that_is_none_is_refused_with_the_nearest(lasting: Case, run: Run) -> None:
    assert "did you mean 'judge'?" in in_a_line(run("log", "--case", str(lasting.folder), "--act", "judges"))
    assert run("log", "--case", str(lasting.folder), "--act", "judge")[0] == 0


# The disk, the pipe and the engine


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("args", [["query"], ["query", "--format", "json"], ["--help"]])
def test_an_output_that_is_full_is_one_line(args: list[str]) -> None:
    command = [sys.executable, "-c", "from liaisons.cli import main; main()", *args]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert ended.returncode == 1
    assert ended.stderr == (
        "liaisons: disk or output: No space left on device. Make room. "
        "The case is whole: the same command again goes on from here.\n"
    )


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "Make room"), (errno.EACCES, "Run it as the owner"), (errno.EIO, "Input/output")],
)
def test_whatever_the_disk_refuses_is_one_line(
    number: int, says: str, case: Case, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "/somewhere/journal.jsonl")

    monkeypatch.setattr(Journal, "_lines", refuse)
    told = in_a_line(run("log", "--case", str(case.folder)))
    assert says in told
    assert "/somewhere/journal.jsonl" in told


def test_a_place_that_takes_no_case_is_one_line(run: Run) -> None:
    code, _, err = run("demo", "/dev/null/demo")
    assert (code, err) == (1, "liaisons: /dev/null/demo/case/desk: Not a directory.\n")
    in_a_line(run("init", "/dev/null/case", "--purpose", "p", "--legal-basis", "l", "--profile", "ngo"))
    in_a_line(run("ingest", "--dry-run", "--case", "/dev/null", "x"))


def listening(answer: bytes) -> tuple[Address, bytearray]:
    """Give the address of a server that answers all it hears in one way, and what it heard."""
    heard = bytearray()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server:
            while True:
                connection, _ = server.accept()
                with connection:
                    heard.extend(connection.recv(4096))
                    connection.sendall(answer)

    Thread(target=serve, daemon=True).start()
    return Address(f"bolt://127.0.0.1:{server.getsockname()[1]}", "neo4j", "secret", "neo4j"), heard


@pytest.mark.parametrize("answer", [b"\0\0\0\0", b"\0\0\4\4", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 4])
def test_a_server_that_speaks_otherwise_is_an_error_of_ours(answer: bytes) -> None:
    address, _ = listening(answer)
    with pytest.raises(EngineError) as caught:
        Store.at(address)
    assert "\n" not in str(caught.value)


def test_what_the_engine_refuses_is_an_error_of_ours(local_store: Store) -> None:
    for ask in (
        lambda: local_store.read("MATCH (n RETURN n"),
        lambda: list(local_store.stream("RETURN 1 / 0 AS x, nonsense()")),
        lambda: local_store.write(lambda tx: tx.run("MATCH (n) SET").consume()),
    ):
        with pytest.raises(EngineError):
            ask()
    for ask in (
        lambda: local_store.read("RETURN $x", x=TORN),
        lambda: list(local_store.stream("RETURN $x", x=TORN)),
        lambda: local_store.write(lambda tx: tx.run("RETURN $x", x=TORN).consume()),
    ):
        with pytest.raises(EngineError, match="UTF-8"):
            ask()
    assert local_store.read("RETURN 1") == [[1]]


# The password


NEEDED = 'purpose = "p"\nlegal_basis = "l"\nprofile = "ngo"\n[store]\naddress = "{0}"\n'


@pytest.mark.parametrize(
    "address",
    [
        "bolt://10.0.0.5:7687",
        "neo4j://graph.example:7687",
        "neo4j://localhost.example",
        "bolt://[2001:db8::1]:7687",
        "bolt://0.0.0.0:7687",
        "bolt://127.0.0.1.example:7687",
        "neo4j://[::ffff:10.0.0.5]:7687",
        "bolt://[::1:7687",
    ],
)
def test_no_password_goes_to_another_machine_in_clear(address: str, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(NEEDED.format(address))
    with pytest.raises(CaseError, match=r"unencrypted.*\+s://.*insecure = true"):
        load_settings(path)
    path.write_text(NEEDED.format(address) + "insecure = true\n")
    assert load_settings(path).store == Server(address=address, insecure=True)


@pytest.mark.parametrize(
    "address",
    [
        "bolt://127.0.0.1:7687",
        "bolt://127.9.9.9",
        "neo4j://localhost:7687",
        "bolt://LOCALHOST:7687",
        "bolt://[::1]:7687",
        "bolt+s://graph.example",
        "neo4j+s://10.0.0.5:7687",
        "neo4j+ssc://10.0.0.5",
    ],
)
def test_this_machine_and_tls_need_no_leave(address: str, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(NEEDED.format(address))
    assert load_settings(path).store.address == address


def test_a_server_on_this_machine_sends_nobody_elsewhere() -> None:
    assert make_direct_address(Server(address="neo4j://localhost:7687")) == "bolt://localhost:7687"
    assert make_direct_address(Server(address="neo4j+s://graph.example")) == "neo4j+s://graph.example"
    assert make_direct_address(Server(address="neo4j://10.0.0.5", insecure=True)) == "neo4j://10.0.0.5"
