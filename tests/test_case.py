"""The case: settings survive their file, evidence is what was read, one process writes at a time."""

import dataclasses
import hashlib
import json
import multiprocessing
import os
import pickle
import stat
import tomllib
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.case import Case, Scope, Server, Settings, read_clock
from graph.errors import BusyError, CaseError, JournalError, NotFoundError, SourceError
from graph.settings import RETENTION, dump_settings, load_settings, parse_settings, tabulate_settings
from tests import acting

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NEEDED = {"purpose": "a study", "legal_basis": "an act", "profile": "ngo"}


def in_order(since: date | None, until: date | None) -> bool:
    return since is None or until is None or since <= until


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
MANY = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
SETTINGS = st.builds(
    Settings,
    name=WORDS,
    purpose=WORDS,
    legal_basis=WORDS,
    profile=st.sampled_from(sorted(RETENTION)),
    retention=st.sampled_from(["1 day", "90 days", "6 months", "2 years"]),
    time_zone=st.just("UTC"),
    regions=st.lists(st.sampled_from(["DE", "GR", "TR"]), max_size=3).map(tuple),
    scope=st.builds(
        lambda days, **more: Scope(since=days[0], until=days[1], **more),
        days=st.tuples(DAYS, DAYS).filter(lambda days: in_order(*days)),
        groups=MANY,
        words=MANY,
        not_collected=MANY,
    ),
    store=st.just(Server())
    | st.builds(Server, address=st.just("neo4j+s://graph.example:7687"), database=WORDS, user=WORDS),
    protected=MANY,
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return start(tmp_path / "case")


def start(folder: Path, **more: Any) -> Case:
    return Case.init(folder, **NEEDED, who="Ada", now=AT, **more)


def mistakes(text: str, tmp_path: Path) -> str:
    path = tmp_path / "case.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError) as caught:
        load_settings(path)
    assert caught.value.where == str(path)
    return caught.value.found


# Settings.


@pytest.mark.slow
@settings(max_examples=80)
@given(wanted=SETTINGS)
def test_settings_survive_their_file(wanted: Settings) -> None:
    text = dump_settings(wanted)
    assert text.encode().isascii() or not any(ord(c) < 32 and c != "\n" for c in text)
    assert parse_settings(tomllib.loads(text), "case.toml") == wanted


@settings(max_examples=40)
@given(wanted=SETTINGS)
def test_settings_in_the_journal_are_those_of_the_file(wanted: Settings) -> None:
    plain = json.loads(json.dumps(tabulate_settings(wanted)))
    assert parse_settings(plain, "journal") == wanted


def test_hostile_text_adds_no_key(tmp_path: Path) -> None:
    name = 'x"\nprofile = "police"\n[store]\naddress = "bolt://elsewhere"\n\x00\x1b[2J\x7f\u2028\\'
    case = start(tmp_path / "case", name=name)
    again = Case.open(case.folder).settings
    assert (again.name, again.profile, again.store.address) == (name, "ngo", None)
    assert len((case.folder / "case.toml").read_text("utf-8").splitlines()) == 6


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = mistakes(
        'purpose = "  "\nlegal_base = "x"\nprofile = "polise"\nretention = "soon"\nregions = ["de"]\n'
        'time_zone = "../etc/passwd"\nname = 3\n[scope]\ngroup = ["a"]\nwords = "one"\n'
        'from = 2026-02-01\nto = "2026-01-01"\nnot_collected = [1]\n'
        '[store]\naddress = "bold://localhost"\npassword = "secret"\n[protected]\ncontacts = {}\n',
        tmp_path,
    )
    for part in [
        "name: 3 is not text",
        "purpose: is missing; it says what the case is for",
        "legal_basis: is missing",
        "legal_base: is not known (did you mean 'legal_basis'?)",
        "profile: 'polise' is none of eu-body, police, ngo, research, platform (did you mean 'police'?)",
        "retention: 'soon' is no time",
        "regions: 'de' is not a country as two capital letters",
        "time_zone: '../etc/passwd' is no time zone",
        "scope.group: is not known (did you mean 'groups'?)",
        "scope.words: 'one' is not a list of texts",
        "scope.from: 2026-02-01 is after scope.to, 2026-01-01",
        "scope.not_collected: 1 is no text",
        "store.address: 'bold://localhost' is no address",
        "did you mean 'bolt'?",
        "store.password: the password stands in the file store.password",
        "protected.contacts: {} is not a list of texts",
    ]:
        assert part in found
    assert "secret" not in found


@pytest.mark.parametrize("day", ["2026-01-31T10:00:00", "2026-01-31T10:00:00Z", '"31.1.2026"', "10:00:00", "3", '""'])
def test_a_day_is_a_day(day: str, tmp_path: Path) -> None:
    assert "scope.from: " in mistakes(f"[scope]\nfrom = {day}\n", tmp_path)


@pytest.mark.parametrize(
    "text",
    [b"purpose = ", b"\xff\xfe", b"\x00", b"a = " + b"[" * 50_000, b"purpose = 'x'\npurpose = 'y'"],
)
def test_a_file_that_is_no_toml_is_told(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(text)
    with pytest.raises(CaseError, match="cannot be read"):
        Case.open(tmp_path)


@pytest.mark.slow
@settings(max_examples=60)
@given(
    plain=st.dictionaries(
        st.sampled_from([*(f.name for f in dataclasses.fields(Settings)), "other", "\x1b[2J"]),
        st.recursive(
            st.integers() | st.text(max_size=5) | st.booleans() | st.dates(),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.sampled_from(["from", "words", "address", "user"]), inner)
            ),
            max_leaves=4,
        ),
    )
)
def test_any_tables_are_settings_or_mistakes(plain: dict[str, Any]) -> None:
    said = ""
    try:
        parse_settings(NEEDED | plain, "case.toml")
    except CaseError as error:
        said = str(error)
    assert said.isprintable()


def test_a_password_in_the_address_is_not_repeated(tmp_path: Path) -> None:
    found = mistakes('[store]\naddress = "bolt://neo4j:hush@localhost"\n', tmp_path)
    assert "store.address: names a user or password" in found
    assert "hush" not in found


def test_retention_in_days_is_a_number_of_days() -> None:
    assert parse_settings(NEEDED | {"retention": 90}, "").retention == "90 days"


@pytest.mark.parametrize(("profile", "retention"), RETENTION.items())
def test_each_profile_has_its_retention(profile: str, retention: str) -> None:
    assert parse_settings(NEEDED | {"profile": profile}, "").retention == retention


def test_a_written_file_may_have_days_as_toml_writes_them(tmp_path: Path) -> None:
    case = start(tmp_path / "case")
    with (case.folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write("[scope]\nfrom = 2026-01-01\nto = 2026-02-01\n")
    scope = Case.open(case.folder).settings.scope
    assert (scope.since, scope.until) == (date(2026, 1, 1), date(2026, 2, 1))


# The folder.


def test_a_case_is_made_for_its_owner_alone(case: Case) -> None:
    assert stat.S_IMODE(case.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(case.evidence.stat().st_mode) == 0o700
    assert stat.S_IMODE((case.folder / "case.toml").stat().st_mode) == 0o600


def test_a_case_opens_as_it_was_made(case: Case) -> None:
    again = Case.open(case.folder)
    assert again.settings == case.settings
    assert again.settings.name == "case"
    [entry] = again.journal.entries()
    assert (entry.act, entry.who, entry.at) == ("init", "Ada", AT)
    assert entry.payload == {"settings": tabulate_settings(case.settings)}
    assert again.journal.verify() == []


@pytest.mark.parametrize("missing", ["purpose", "legal_basis"])
def test_no_case_starts_without_purpose_and_legal_basis(missing: str, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=f"{missing}: is missing"):
        Case.init(tmp_path / "case", who="Ada", now=AT, **NEEDED | {missing: " "})
    assert not (tmp_path / "case").exists()


def test_a_case_is_not_started_twice(case: Case) -> None:
    before = {path: path.read_bytes() for path in case.folder.iterdir() if path.is_file()}
    with pytest.raises(CaseError, match="is a case already"):
        start(case.folder)
    assert {p: p.read_bytes() for p in case.folder.iterdir() if p.is_file()} == before


def test_a_start_that_was_killed_is_started_again(case: Case) -> None:
    (case.folder / "case.toml").unlink()
    assert [e.act for e in start(case.folder).journal.entries()] == ["init", "init"]


def test_lost_settings_are_not_replaced_by_a_new_start(case: Case) -> None:
    case.journal.append("ingest", {"files": []}, who="Ada", now=AT)
    (case.folder / "case.toml").unlink()
    with pytest.raises(CaseError, match="backup"):
        start(case.folder)


def test_where_there_is_no_case_the_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="liaisons init"):
        Case.open(tmp_path)


def test_a_case_without_its_journal_does_not_open(case: Case) -> None:
    case.journal.path.unlink()
    with pytest.raises(JournalError, match="gone"):
        Case.open(case.folder)


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="surrogate"):
        start(tmp_path / "case", name="a\udc80")


def test_changed_settings_are_noted_once(case: Case) -> None:
    assert not case.note_settings(who="Ada", now=AT)
    path = case.folder / "case.toml"
    path.write_text(path.read_text("utf-8").replace("a study", "a survey"), "utf-8")
    again = Case.open(case.folder)
    assert again.note_settings(who="Bo", now=AT)
    assert not again.note_settings(who="Bo", now=AT)
    last = again.journal.last("settings")
    assert last is not None
    assert last.payload == {"settings": tabulate_settings(again.settings), "changed": ["purpose"]}


def test_the_next_writer_enters_what_changed_in_case_toml(case: Case) -> None:
    with case.writing("find", who="Ada"):
        assert case.journal.last("settings") is None
    path = case.folder / "case.toml"
    more = '[scope]\nwords = ["boat"]\n[protected]\ncontacts = ["+44 20 7946 0667"]\n'
    path.write_text(path.read_text("utf-8").replace('"an act"', '"another"') + more, "utf-8")
    for _ in range(2):
        with Case.open(case.folder).writing("find", who="Bo"):
            pass
    [entry] = case.journal.entries("settings")
    assert entry.who == "Bo"
    assert entry.payload is not None
    assert entry.payload["changed"] == ["legal_basis", "protected.contacts", "scope.words"]


# The password.


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIAISONS_NEO4J_PASSWORD", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def test_the_password_comes_from_the_nearest_place(
    case: Case, bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert case.password() is None
    own = case.folder / "store.password"
    own.write_text("of the case\n")
    own.chmod(0o600)
    assert case.password() == "of the case"
    (tmp_path / "store.password").write_text("of the service")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert case.password() == "of the service"
    monkeypatch.setenv("LIAISONS_NEO4J_PASSWORD", "of the shell")
    assert case.password() == "of the shell"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_password_that_others_can_read_is_refused(case: Case, bare: None, mode: int) -> None:
    path = case.folder / "store.password"
    path.write_text("hush")
    path.chmod(mode)
    with pytest.raises(CaseError, match="others can read it") as caught:
        case.password()
    assert "hush" not in str(caught.value)


# Evidence.


def ingested(case: Case, *files: Path) -> list[str]:
    """Keep files as an ingest does."""
    with case.writing("ingest"):
        kept = [case.keep(file) for file in files]
        case.journal.append(
            "ingest",
            {
                "files": [
                    acting.enter_file(each.sha256, file.name, size=each.size)
                    for each, file in zip(kept, files, strict=True)
                ]
            },
            who="Ada",
            now=AT,
        )
    return [each.sha256 for each in kept]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    path.write_bytes(b"{}" * 700_000)
    return path


def test_a_file_is_kept_under_its_hash_and_not_altered(case: Case, export: Path) -> None:
    kept = case.keep(export)
    assert kept.sha256 == hashlib.sha256(export.read_bytes()).hexdigest()
    assert kept.path == case.evidence / kept.sha256[:2] / kept.sha256
    assert kept.path == case.evidence_path(kept.sha256)
    assert kept.path.read_bytes() == export.read_bytes()
    assert kept.size == export.stat().st_size == 1_400_000
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o400


def test_a_file_is_kept_once(case: Case, export: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again.json"
    copy.write_bytes(export.read_bytes())
    assert case.keep(export) == case.keep(copy)
    assert len([path for path in case.evidence.rglob("*") if path.is_file()]) == 1


def test_links_pipes_folders_and_nothing_are_not_kept(case: Case, export: Path) -> None:
    link, pipe = export.with_name("link"), export.with_name("pipe")
    link.symlink_to(export)
    os.mkfifo(pipe)
    for path, says in [
        (link, "a symbolic link"),
        (pipe, "no regular file"),
        (case.folder, "no regular file"),
        (export.with_name("gone"), "No such file"),
    ]:
        with pytest.raises(SourceError, match=says):
            case.keep(path)
    assert list(case.evidence.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../case.toml", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"])
def test_evidence_is_named_by_hash_alone(case: Case, name: str) -> None:
    with pytest.raises(NotFoundError):
        case.evidence_path(name)


def test_whole_evidence_has_no_fault(case: Case, export: Path) -> None:
    ingested(case, export)
    assert case.verify_evidence() == []


def spoil(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"}", b")", 1))


def test_changed_evidence_is_found(case: Case, export: Path) -> None:
    [sha256] = ingested(case, export)
    spoil(case.evidence_path(sha256))
    [fault] = case.verify_evidence()
    assert fault.where == f"evidence/{sha256[:2]}/{sha256}"
    assert fault.found.startswith("was changed")
    assert fault.expected == sha256


def test_changed_evidence_is_not_read_again_unseen(case: Case, export: Path) -> None:
    [sha256] = ingested(case, export)
    spoil(case.evidence_path(sha256))
    with pytest.raises(JournalError, match="SHA-256"):
        case.keep(export)


def test_missing_evidence_is_found_by_name(case: Case, export: Path) -> None:
    [sha256] = ingested(case, export)
    case.evidence_path(sha256).unlink()
    [fault] = case.verify_evidence()
    assert (fault.found, fault.expected) == ("is missing", "the file 'result.json'")


def test_moved_evidence_is_stray_and_missing(case: Case, export: Path) -> None:
    [sha256] = ingested(case, export)
    case.evidence_path(sha256).rename(case.evidence / sha256)
    assert {(f.where, f.found) for f in case.verify_evidence()} == {
        (f"evidence/{sha256}", "a file that no ingest speaks of"),
        (f"evidence/{sha256[:2]}/{sha256}", "is missing"),
    }


def test_stray_files_are_found(case: Case, export: Path) -> None:
    ingested(case, export)
    (case.evidence / "notes.txt").write_text("mine")
    (case.evidence / "link").symlink_to(export)
    other = export.with_name("other.json")
    other.write_text("[]")
    kept = case.keep(other)
    assert {fault.where for fault in case.verify_evidence()} == {
        "evidence/notes.txt",
        "evidence/link",
        kept.path.relative_to(case.folder).as_posix(),
    }


def test_what_a_kill_left_half_copied_goes_with_the_next_writer(case: Case, export: Path) -> None:
    left = case.evidence / "0123456789abcdef.partial"
    left.write_bytes(b"{")
    ingested(case, export)
    assert not left.exists()
    assert case.verify_evidence() == []


# What runs remember.


def test_a_result_is_recalled_by_its_hash(case: Case) -> None:
    digest = case.remember("findings", b"[1]")
    assert case.remember("findings", b"[1]") == digest == hashlib.sha256(b"[1]").hexdigest()
    assert case.recall("findings", digest) == b"[1]"


def test_a_result_that_was_changed_is_told(case: Case) -> None:
    digest = case.remember("findings", b"[1]")
    [path] = (case.folder / "kept").iterdir()
    path.write_bytes(b"[2]")
    with pytest.raises(JournalError, match="was changed"):
        case.recall("findings", digest)
    path.unlink()
    with pytest.raises(JournalError, match="cannot be read"):
        case.recall("findings", digest)


def test_a_result_is_named_by_kind_and_hash_alone(case: Case) -> None:
    with pytest.raises(NotFoundError):
        case.remember("../x", b"")
    with pytest.raises(NotFoundError):
        case.recall("findings", "../../case.toml")


# One writer.


def occupy(folder: Path, held: Event, done: Event) -> None:
    with Case.open(folder).writing("ingest"):
        held.set()
        done.wait()


@pytest.mark.slow
def test_a_second_writer_is_told_of_the_first(case: Case) -> None:
    spawn = multiprocessing.get_context("spawn")
    held, done = spawn.Event(), spawn.Event()
    other = spawn.Process(target=occupy, args=(case.folder, held, done), daemon=True)
    other.start()
    held.wait()
    with (
        pytest.raises(BusyError, match=rf"held by process {other.pid} on .* 'ingest' since '2"),
        case.writing("undo", wait=0),
    ):
        raise AssertionError("two writers")
    # a reader enters its consultation all the same
    case.journal.append("consult", {"what": "show"}, who="Bo", now=AT)
    done.set()
    with case.writing("undo", wait=60):
        assert json.loads((case.folder / "writer.json").read_text())["what"] == "undo"
    other.join()
    assert other.exitcode == 0
    assert not (case.folder / "writer.json").exists()


@pytest.mark.slow
def test_a_killed_writer_frees_the_case(case: Case) -> None:
    spawn = multiprocessing.get_context("spawn")
    held, done = spawn.Event(), spawn.Event()
    other = spawn.Process(target=occupy, args=(case.folder, held, done), daemon=True)
    other.start()
    held.wait()
    other.kill()
    other.join()
    assert (case.folder / "writer.json").exists()
    with case.writing("undo", wait=0):
        assert json.loads((case.folder / "writer.json").read_text())["pid"] == os.getpid()


@pytest.mark.parametrize("says", [b"", b"[]", b"{}", b"\xff", b'{"pid": "\\u001b[2J"}'])
def test_a_holder_that_says_nonsense_is_another_process(case: Case, says: bytes) -> None:
    with case.writing("ingest"):
        (case.folder / "writer.json").write_bytes(says)
        with (
            pytest.raises(BusyError, match="held by another process"),
            case.writing("undo", wait=0),
        ):
            raise AssertionError("two writers")


def test_the_error_of_a_busy_case_survives_a_worker_process(case: Case) -> None:
    with case.writing("ingest"), pytest.raises(BusyError) as caught, case.writing("undo", wait=0):
        raise AssertionError("two writers")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


# The clock.


def test_time_can_be_fixed_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772366400")
    assert read_clock() == AT
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(CaseError, match="SOURCE_DATE_EPOCH"):
        read_clock()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert read_clock().tzinfo is UTC
