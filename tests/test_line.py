"""The line as an analyst meets it: killed, interrupted, fed with broken files, watched, tampered with, shared."""

import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph import durable
from graph.analysis.alias import relearning
from graph.case import Case
from graph.finding import read_latest_findings
from graph.store import Store
from liaisons import cli
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent
LONG = 120.0  # seconds to wait for another process on a busy machine; nothing waits that long
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Told]]:
    """Run a command in this process, as ``main`` does."""

    def command(*args: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["liaisons", *map(str, args)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Told(code, *capsys.readouterr())

    before = signal.getsignal(signal.SIGTERM)
    yield command
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def case(worked: Path, tmp_path: Path) -> Path:
    """Give a copy of the case that was read and analysed."""
    return Path(shutil.copytree(worked, tmp_path / "case"))


def start(folder: Path) -> Case:
    return Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="tester")


# Killed and interrupted

ENDED = """
import os, sys
from signal import SIGINT, default_int_handler, signal as obey
from graph.case import Case
from graph.store import Store
from ingest import load
from liaisons.cli import main

signal, step, left = int(sys.argv.pop(1)), sys.argv.pop(1), int(sys.argv.pop(1))
owner = Case if step == "keep" else Store
does, write, near = getattr(owner, step), Store.write, False

def counted(self, *given, **more):
    global left, near
    left -= 1
    near = left == 0
    if near and owner is Case:
        os.kill(os.getpid(), signal)
    return does(self, *given, **more)

def written(self, work):
    def half(tx):
        done = work(tx)
        if near:  # all is said and nothing is kept yet
            os.kill(os.getpid(), signal)
        return done
    return write(self, half)

setattr(owner, step, counted)
Store.write = written
load.RECORDS, load.DERIVED = 50, 60
obey(SIGINT, default_int_handler)  # a shell's background job would ignore it
main()
"""
"""A command that gets a signal in a step: before the nth file is kept, or before its nth transaction ends."""


def ended(number: int, step: str, nth: int, *args: object) -> Told:
    """Run a command in a process of its own, to which a signal comes at that step."""
    command = [sys.executable, "-c", ENDED, str(number), step, str(nth), *map(str, args)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONG)
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, exports: Path) -> Path:
    """Give a few exports, one of them in a zip."""
    folder = tmp_path_factory.mktemp("few")
    shutil.copytree(exports / "telegram/ChatExport_2025-07-05", folder / "ChatExport_2025-07-05")
    shutil.copy(exports / "facebook/accounts.csv", folder)
    shutil.copy(exports / "facebook/accounts.toml", folder)
    with zipfile.ZipFile(folder / "ChatExport_2025-07-03.zip", "w") as file:
        file.write(exports / "telegram/ChatExport_2025-07-03/result.json", "ChatExport_2025-07-03/result.json")
    return folder


def test_killed_at_any_step_the_same_command_completes_to_the_same_graph(
    few: Path, tmp_path: Path, run: Callable[..., Told]
) -> None:
    unbroken, killed = start(tmp_path / "unbroken"), start(tmp_path / "killed")
    acting.ingest(unbroken, [few], who="tester")
    with Store.of(unbroken) as store:
        whole = store.whole()
    for step, nth in (("keep", 3), ("load_files", 4), ("derive", 1), ("finish", 2)):
        told = ended(signal.SIGKILL, step, nth, "ingest", "--case", killed.folder, few)
        assert (told.code, told.out) == (-signal.SIGKILL, ""), told.err
    with Store.of(killed) as store:
        assert store.whole() != whole
        told = run("ingest", "--case", killed.folder, "--format", "json", few)
        assert (told.code, told.json["left"]) == (0, [])
        assert store.whole() == whole
    assert killed.journal.verify() == killed.verify_evidence() == []
    there = {path.name for path in killed.folder.iterdir()}
    assert there == {path.name for path in unbroken.folder.iterdir()}, "a kill left something behind"


def test_ctrl_c_ends_in_one_line_and_lets_the_case_go(few: Path, tmp_path: Path, run: Callable[..., Told]) -> None:
    case = start(tmp_path / "case")
    told = ended(signal.SIGINT, "load_files", 3, "ingest", "--case", case.folder, few)
    assert told.code == 130
    assert told.out == ""
    assert re.fullmatch(r"liaisons: interrupted[^\n]*\n", told.err)
    with case.writing("test", wait=0), Store.of(case) as store:
        assert store.engine is not None
        assert store.engine.owner
        assert False in {row["complete"] for row in store.sources().values()}
    assert run("log", "--case", case.folder, "--verify").code == 0
    assert not list(case.folder.glob("scratch-*"))


# Broken input

POST = {"type": "message", "date": "2025-03-01T10:00:00", "from": "Odo Vint", "from_id": "user4101"}


def message(n: int, text: str, **more: Any) -> dict[str, Any]:
    at = {"id": n, "date_unixtime": str(1740823200 + 60 * n)}
    return POST | at | {"text": text, "text_entities": [{"type": "plain", "text": text}]} | more


def chat(number: int, *messages: dict[str, Any]) -> bytes:
    said = {"name": f"Chat {number}", "type": "private_supergroup", "id": number, "messages": list(messages)}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def three(number: int) -> list[dict[str, Any]]:
    return [message(n, f"boat {number}-{n}, call +1 202 555 01{n:02}") for n in (1, 2, 3)]


def posts(*ids: int, number: int, text: str = "boat") -> str:
    lines = (f"facebook,2025-03-01T10:0{n}:00Z,99{number},{text} {n},{number}{n}\n" for n in ids)
    return "platform,time,account_id,text,post_id\n" + "".join(lines)


def ids(number: int, *of: int) -> set[str]:
    return {f"telegram:channel{number}/{n}" for n in of}


def facebook(number: int, *of: int) -> set[str]:
    return {f"facebook:post{number}{n}" for n in of}


@dataclass(frozen=True, slots=True)
class Broken:
    """A file with damage: posts that lie wholly before or clear of it, and words by which what is lost is named."""

    data: bytes
    kept: set[str]
    lost: tuple[str, ...]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def tricks() -> bytes:
    """Give a zip whose members want out of it; one of them is a chat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in ("../../out.json", "/tmp/out.json", "C:\\out.json", "a/../../out.json"):
            file.writestr(name, chat(9301, message(1, "out")))
        link = zipfile.ZipInfo("link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("good/result.json", chat(9302, *three(9302)))
    return out.getvalue()


def broken() -> dict[str, Broken]:
    whole = chat(9001, *three(9001))
    bad = posts(1, 2, 3, number=96)
    long = "x" * 10_000_000
    large = 2**53
    return {
        "cut.json": Broken(whole[: whole.index(b"boat 9001-3")], ids(9001, 1, 2), ("cut.json",)),
        "latin.json": Broken(
            chat(9002, *three(9002)).replace(b"boat 9002-2", b"b\xf6\xe4t 9002-2"), ids(9002, 1, 3), ()
        ),
        "nul.json": Broken(chat(9003, *three(9003)).replace(b"boat 9003-2", b"b\0at 9003-2"), ids(9003, 1, 3), ()),
        "mess.json": Broken(
            chat(9004, *three(9004)).replace(b'"text": "boat 9004-2', b'"text": boat" 9004-2'),
            ids(9004, 1, 3),
            ("mess.json",),
        ),
        "nothing.json": Broken(b"", set(), ("nothing.json", "0 bytes")),
        "noise.bin": Broken(bytes(range(256)) * 40, set(), ("noise.bin",)),
        "utf16.csv": Broken(posts(1, 2, number=91).encode("utf-16"), facebook(91, 1, 2), ()),
        "arabic.csv": Broken(
            posts(1, 2, number=92, text="قارب الى اليونان الجمعة").encode("cp1256"), facebook(92, 1, 2), ()
        ),
        "short.csv": Broken(posts(1, number=99, text="قارب").encode("cp1256"), set(), ("short.csv", "encoding")),
        "nul.csv": Broken(posts(1, 2, 3, number=93).encode().replace(b"boat 2", b"bo\0t 2"), facebook(93, 1, 3), ()),
        "wide.csv": Broken(
            posts(1, 2, number=94).encode() + f"facebook,2025-03-01T10:05:00Z,9994,{long},945\n".encode(),
            facebook(94, 1, 2),
            (),
        ),
        "dates.csv": Broken(
            posts(1, number=95).encode()
            + b"facebook,0000-00-00,9995,x,952\nfacebook,99999-01-01T00:00:00Z,9995,x,953\n"
            + b"facebook,yesterday,9995,x,954\n"
            + posts(5, number=95).encode().splitlines(keepends=True)[1],
            facebook(95, 1, 5),
            ("dates.csv", "line 3", "line 4", "line 5"),
        ),
        "float.csv": Broken(bad.encode().replace(b",9996,", b",9.19E+11,", 1), facebook(96, 2, 3), ("float.csv",)),
        "dates.json": Broken(
            chat(
                9007,
                message(1, "boat"),
                message(2, "far", date_unixtime="9" * 30, date="9" * 30),
                message(3, "old", date_unixtime="-99999999999999"),
                message(4, "odd", date_unixtime="soon", date="soon"),
                message(5, "boat"),
            ),
            ids(9007, 1, 5),
            (),
        ),
        "large.json": Broken(
            chat(
                9008,
                *(message(n, f"boat of {n}", from_id=f"user{large + n}") for n in (0, 1, 2)),
                message(large + 1, "a large number", date_unixtime="1740823400"),
            ),
            ids(9008, 0, 1, 2, large + 1),
            (),
        ),
        "line.json": Broken(chat(9009, message(1, "boat"), message(2, long), message(3, "boat")), ids(9009, 1, 3), ()),
        "deep.json": Broken(b'{"messages":' + b"[" * 100_000, set(), ("deep.json",)),
        "bomb.zip": Broken(zipped(**{"bomb.json": bytes(101_000_000)}), set(), ("bomb.zip", "bomb")),
        "cut.zip": Broken(zipped(**{"result.json": whole})[:-40], set(), ("cut.zip",)),
        "tricks.zip": Broken(tricks(), ids(9302, 1, 2, 3), ("out.json", "leads out of the zip", "link")),
    }


HOSTILE_NAMES = (
    "line\nbreak.json",
    "\x1b]0;owned\x07\x1b[31mred.json",
    "\u202egnp.json",
    "$(touch owned).json",
    "`touch owned`.json",
    "-rf.json",
    "=cmd|' ! A0.json",
    "<script>alert(1)</script>.json".replace("/", "\u2215"),
    "[bold red]b[/bold red].json".replace("/", "\u2215"),
    f"{'long' * 50}.json",
    "غير معروف.json",
)


def test_broken_files_end_in_no_traceback_and_what_is_lost_is_named(
    tmp_path: Path, run: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, given = tmp_path / "files", broken()
    folder.mkdir()
    for name, one in given.items():
        (folder / name).write_bytes(one.data)
    kept = set().union(*(one.kept for one in given.values()))
    for number, name in enumerate(HOSTILE_NAMES, 9101):
        (folder / name).write_bytes(chat(number, *three(number)))
        kept |= ids(number, 1, 2, 3)
    (folder / os.fsdecode(b"byte-\xff.json")).write_bytes(chat(9201, *three(9201)))
    kept |= ids(9201, 1, 2, 3)
    (folder / "to-nowhere.json").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.json")
    case = start(tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    with Store.of(case) as store:
        told = run("ingest", "--case", case.folder, folder)
        there = store.whole()[0]
    assert told.code == 0
    assert OBEYED.search(told.out.replace("\n", "") + told.err.replace("\n", "")) is None
    assert {id for id, node in there.items() if node["label"] == "Post"} >= kept
    [said] = run("log", "--case", case.folder, "--act", "ingested", "--format", "json").json["entries"]
    payload = said["payload"]
    lost = {one["name"]: json.dumps(one, ensure_ascii=False) for one in (*payload["files"], *payload["left"])}
    for name, one in given.items():
        about = " ".join(text for where, text in lost.items() if where.partition("!/")[0] == name)
        assert [word for word in one.lost if word not in about] == [], about
    assert sum(one["refused"] for one in payload["files"]) > 5
    assert {"to-nowhere.json", "pipe.json"} <= {one["name"] for one in payload["left"]}
    # No name was run, and ids that a float would confuse are three accounts.
    assert {path.name for path in tmp_path.iterdir()} == {"files", "case"}
    assert {f"telegram:user{2**53 + n}" for n in (0, 1, 2)} <= set(there)
    assert run("log", "--case", case.folder, "--verify").code == 0


def test_every_other_command_shows_hostile_names_as_text(
    tmp_path: Path, run: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(HOSTILE_NAMES, 9101):
        (tmp_path / "files").mkdir(exist_ok=True)
        (tmp_path / "files" / name).write_bytes(chat(number, *three(number)))
    case = start(tmp_path / "case")
    monkeypatch.setenv("COLUMNS", "300")
    with Store.of(case):
        acting.ingest(case, [tmp_path / "files"], who="tester")
        for args in (["log"], ["query", "files_read"], ["show", "+12025550101"], ["ingest", tmp_path / "files"],
                     ["ingest", "--dry-run", tmp_path / "files"]):  # fmt: skip
            for form in ("table", "json"):
                told = run(*args, "--case", case.folder, "--format", form)
                assert told.code == 0, told
                assert OBEYED.search(told.out.replace("\n", "") + told.err.replace("\n", "")) is None, args


# Tampered with


def changed(case: Path) -> None:
    journal = case / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"who":"tester"', b'"who":"taster"', 1))


def removed(case: Path) -> None:
    lines = (case / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (case / "journal.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))


def cut(case: Path) -> None:
    lines = (case / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (case / "journal.jsonl").write_bytes(b"".join(lines[:-1]))


def reordered(case: Path) -> None:
    lines = (case / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (case / "journal.jsonl").write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))


def evidence(case: Path) -> Path:
    return min(path for path in (case / "evidence").rglob("*") if path.is_file())


def rewritten(case: Path) -> None:
    path = evidence(case)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"+", b"-", 1))


def lost(case: Path) -> None:
    evidence(case).unlink()


def added(case: Path) -> None:
    (evidence(case).parent / "more.json").write_text("{}")


@pytest.mark.parametrize(
    ("tamper", "where"),
    [
        (changed, "journal.jsonl line 1"),
        (removed, "journal.jsonl line 2"),
        (cut, "journal"),
        (reordered, "journal.jsonl line 2"),
        (rewritten, "was changed"),
        (lost, "is missing"),
        (added, "more.json"),
    ],
)
def test_what_was_tampered_with_is_found(
    tamper: Callable[[Path], None], where: str, case: Path, run: Callable[..., Told]
) -> None:
    assert "add up" in run("log", "--case", case, "--verify").out
    tamper(case)
    told = run("log", "--case", case, "--verify", "--format", "json")
    assert told.code == 1
    assert where in json.dumps(told.json["faults"])
    assert run("log", "--case", case, "--verify").code == 1


def test_a_changed_evidence_file_is_not_read_again(case: Path, exports: Path, run: Callable[..., Told]) -> None:
    rewritten(case)
    told = run("ingest", "--case", case, exports)
    assert "liaisons log --verify" in told.out
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert re.search(r"not read: evidence/\S+: was changed: SHA-256 [0-9a-f]{64}\. liaisons log --verify", told.err)


# Weights of a case's own


def test_a_case_is_weighed_by_what_it_taught_itself_until_the_shipped_weights_are_asked_for(
    case: Path, run: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leads(*more: str) -> dict[str, tuple[float | None, dict[str, float]]]:
        told = run("find", "alias", "--case", case, "--format", "json", *more)
        assert told.code == 0, told.err
        found = [one for one in told.json["findings"] if one["kind"] == "alias"]
        return {one["id"]: (one["score"], {r["says"]: r["weight"] for r in one["reasons"]}) for one in found}

    shipped = leads()
    assert shipped
    assert all(score is not None for score, _ in shipped.values())
    refused = run("find", "alias", "--case", case, "--weights", "case")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "too few pairs" in refused.err
    assert leads() == shipped
    monkeypatch.setattr(relearning, "TOO_FEW", 20)  # the sample is small
    taught = leads("--weights", "case")
    assert taught
    assert all(score is None for score, _ in taught.values())
    both = taught.keys() & shipped.keys()
    assert any(taught[id][1] != shipped[id][1] for id in both)
    assert leads() == taught
    assert leads("--weights", "shipped") == shipped


# Shared by two processes

HOLDER = """
import sys
import liaisons
from graph.case import Case
from pathlib import Path

with liaisons.open(sys.argv[1]) as notebook:
    print("open", flush=True)
    sys.stdin.readline()
    with Case.open(Path(sys.argv[1])).writing("something slow"):
        print("writing", flush=True)
        sys.stdin.readline()
    print("done", flush=True)
    sys.stdin.readline()
"""


class Holder:
    """Another process, which has the case open and writes from one line that it is told to the next."""

    def __init__(self, case: Path) -> None:
        command = [sys.executable, "-c", HOLDER, str(case)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def hear(self, expected: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == f"{expected}\n"

    def go_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@contextmanager
def holding(case: Path) -> Iterator[Holder]:
    holder = Holder(case)
    try:
        holder.hear("open")
        yield holder
    finally:
        holder.process.kill()
        holder.process.communicate()


def test_while_one_holds_the_case_others_read_and_a_second_writer_waits(
    case: Path, exports: Path, run: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Case.writing.__wrapped__.__kwdefaults__, "wait", 0.1)  # type: ignore[attr-defined]
    with holding(case) as holder:
        told = run("show", "--case", case, "--format", "json", read_latest_findings(Case.open(case)).findings[0].id)
        assert len(told.json["findings"]) == 1
        assert run("query", "--case", case, "files_read").code == 0
        holder.go_on()
        holder.hear("writing")
        assert run("query", "--case", case, "files_read").code == 0
        told = run("ingest", "--case", case, exports)
        assert (told.code, told.out) == (1, "")
        assert re.fullmatch(rf"liaisons: [^\n]*process {holder.process.pid} on [^\n]*something slow[^\n]*\n", told.err)

        # It lets go when the second has been seen to wait.
        monkeypatch.setitem(Case.writing.__wrapped__.__kwdefaults__, "wait", LONG)  # type: ignore[attr-defined]
        taken = durable._taken

        def watched(fd: int) -> bool:
            if taken(fd):
                return True
            if holder.process.stdin and not waited:
                waited.append(True)
                holder.go_on()
            return False

        waited: list[bool] = []
        monkeypatch.setattr(durable, "_taken", watched)
        told = run("ingest", "--case", case, "--format", "json", exports)
        assert waited
        assert told.code == 0
        assert len(told.json["known"]) == 8

        # A client that is still connected does not keep it from ending.
        with Store.of(Case.open(case)) as client:
            assert client.engine is not None
            assert not client.engine.owner
            holder.hear("done")
            holder.go_on()
            assert holder.process.wait(LONG) == 0
            assert client.read("RETURN 1") == [[1]]
