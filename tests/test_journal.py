"""The journal: what was written comes back, a kill costs one entry at most, every edit is found."""

import hashlib
import json
import multiprocessing
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph import chain
from graph.errors import JournalError, NotFoundError
from graph.journal import Entry, Journal
from graph.sealing import KEYS, key_path

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Three entries of three acts."""
    return filled(tmp_path)


def filled(folder: Path) -> Journal:
    made = Journal(folder / "journal.jsonl")
    made.append("began", {"settings": {"name": "Nord"}}, who="Ada", now=AT)
    made.append("judged", {"id": "e6b9483c368b", "says": "same"}, who="Ada", now=AT)
    made.append("reported", {"n": 1}, who="clock", now=AT)
    return made


def changed(journal: Journal, change: Callable[[list[bytes]], list[bytes]]) -> list[str]:
    """Edit the lines, and give where the chain finds faults by itself, on a machine that has not the key."""
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(b"".join(change(lines)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(KEYS, str(journal.path.parent / "elsewhere"))
        return [fault.where for fault in journal.verify()]


def again(entry: Entry, **fields: Any) -> bytes:
    """Give the line of an entry that somebody changed, with digest and hash made to fit."""
    old: dict[str, Any] = {name: getattr(entry, name) for name in ("n", "at", "who", "act", "payload", "previous")}
    return chain.format_entry_line(chain.make_entry(**old | fields))


def test_what_is_appended_is_read_back(journal: Journal) -> None:
    new = journal.append("searched", {"kinds": ("rename", "alias"), "at": {1: 2}}, who="Ève\n", now=AT)
    assert new.payload == {"kinds": ["rename", "alias"], "at": {"1": 2}}
    assert list(journal.entries())[3:] == [new]
    assert [entry.n for entry in journal.entries()] == [1, 2, 3, 4]
    assert journal.verify() == []


@pytest.mark.slow
@settings(max_examples=60)
@given(
    payload=st.dictionaries(st.text(st.characters(), max_size=5), PLAIN, max_size=4),
    who=st.text(st.characters(), max_size=20),
    act=st.text(st.characters(), max_size=10),
    hours=st.integers(-(10**6), 10**6),
    zone=st.integers(-14, 14),
)
def test_any_entry_survives_its_line(payload: dict[str, Any], who: str, act: str, hours: int, zone: int) -> None:
    at = (AT + timedelta(hours=hours, microseconds=hours)).astimezone(timezone(timedelta(hours=zone)))
    entry = chain.make_entry(1, at, who, act, payload, chain.START)
    assert chain.read_entry_line(chain.format_entry_line(entry), "") == entry
    assert chain.format_entry_line(entry).count(b"\n") == 1
    assert entry.payload == payload


def test_time_is_kept_in_utc(journal: Journal) -> None:
    east = AT.astimezone(timezone(timedelta(hours=5)))
    entry = journal.append("searched", {}, who="Ada", now=east)
    assert entry.at == AT
    assert b'"at":"2026-03-01T12:00:00.000000+00:00"' in chain.format_entry_line(entry)


def test_time_without_its_zone_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        journal.append("searched", {}, who="Ada", now=AT.replace(tzinfo=None))
    assert journal.verify() == []


def test_what_json_cannot_hold_is_refused_before_it_is_written(journal: Journal) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(ValueError, match="JSON compliant"):
        journal.append("searched", {"score": float("nan")}, who="Ada")
    assert journal.path.read_bytes() == before


def test_entries_are_chosen_by_act(journal: Journal) -> None:
    journal.append("asked", {"says": '"act":"judged"'}, who="Ada", now=AT)
    assert [e.n for e in journal.entries("judged", "reported")] == [2, 3]
    assert [e.n for e in journal.entries("judged")] == [2]
    assert list(journal.entries("undo")) == []


def test_last_is_the_latest_of_its_acts(journal: Journal) -> None:
    journal.append("judged", {"says": "different"}, who="Bo", now=AT)
    last = journal.last("judged")
    assert last is not None
    assert last.n == 4
    assert journal.last("undo", "reported") == next(journal.entries("reported"))
    assert journal.last("undo") is None


def test_long_lines_are_found_from_the_end(journal: Journal) -> None:
    for size in (70_000, 3, 200_000):
        journal.append("loaded", {"files": "x" * size}, who="Ada", now=AT)
    journal.append("searched", {}, who="Ada", now=AT)
    assert [e.n for e in journal.entries()] == list(range(1, 8))
    last = journal.last("began")
    assert last is not None
    assert last.n == 1
    assert journal.verify() == []


def test_entries_appended_meanwhile_are_not_followed(journal: Journal) -> None:
    for entry in journal.entries():
        journal.append("asked", {"of": entry.n}, who="Ada", now=AT)
    assert len(list(journal.entries())) == 6


def test_hash_covers_the_digest_and_not_the_payload(journal: Journal) -> None:
    [entry] = journal.entries("judged")
    payload = b'{"id":"e6b9483c368b","says":"same"}'
    digest = hashlib.sha256(payload).hexdigest()
    previous = next(journal.entries()).hash
    fields = [2, "2026-03-01T12:00:00.000000+00:00", "Ada", "judged", digest, previous]
    text = json.dumps(fields, separators=(",", ":"))
    assert entry.digest == digest
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()


def test_only_the_owner_reads_it(journal: Journal) -> None:
    for path in journal.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


# Somebody edits it.


def test_changed_field_is_found_on_its_line(journal: Journal) -> None:
    assert changed(journal, lambda lines: [lines[0], lines[1].replace(b"Ada", b"Bob"), lines[2]]) == [
        "journal.jsonl line 2"
    ]


def test_changed_payload_is_found_on_its_line(journal: Journal) -> None:
    assert changed(journal, lambda lines: [lines[0], lines[1].replace(b"same", b"unsure"), lines[2]]) == [
        "journal.jsonl line 2"
    ]


def test_entry_hashed_anew_is_found_by_the_next(journal: Journal) -> None:
    [entry] = journal.entries("judged")
    assert changed(journal, lambda lines: [lines[0], again(entry, who="Bob"), lines[2]]) == ["journal.jsonl line 3"]


def test_last_entry_hashed_anew_is_found_by_the_head(journal: Journal) -> None:
    [entry] = journal.entries("reported")
    assert changed(journal, lambda lines: [*lines[:2], again(entry, who="Bob")]) == ["journal.jsonl line 3"]


def test_removed_entry_is_found(journal: Journal) -> None:
    assert changed(journal, lambda lines: [lines[0], lines[2]]) == ["journal.jsonl line 2"]


def test_entry_removed_and_counted_anew_is_found(journal: Journal) -> None:
    [entry] = journal.entries("reported")
    assert changed(journal, lambda lines: [lines[0], again(entry, n=2)]) == [
        "journal.jsonl line 2",
        "journal.jsonl",
    ]


def test_entry_with_a_wrong_number_is_found(journal: Journal) -> None:
    [kept, entry] = journal.entries("judged", "reported")
    journal.path.with_suffix(".head").write_text(
        json.dumps({"n": 2, "hash": kept.hash})  # as a kill leaves it
    )
    assert changed(journal, lambda lines: [*lines[:2], again(entry, n=4)]) == ["journal.jsonl line 3"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"n":2', b'"n": 2'),
        (b'"n":2', b'"n":7,"n":2'),
        (b'"says":"same"', b'"says":"different","says":"same"'),
        (b"Ada", b"\\u0041da"),
        (b"+00:00", b"Z"),
        (b"}\n", b"}\r\n"),
    ],
)
def test_other_bytes_of_the_same_meaning_are_found(journal: Journal, old: bytes, new: bytes) -> None:
    assert changed(journal, lambda lines: [lines[0], lines[1].replace(old, new), lines[2]]) == ["journal.jsonl line 2"]


def test_reordered_entries_are_found(journal: Journal) -> None:
    assert "journal.jsonl line 2" in changed(journal, lambda lines: [lines[0], lines[2], lines[1]])


def test_inserted_entry_is_found(journal: Journal) -> None:
    [entry] = journal.entries("judged")
    assert "journal.jsonl line 3" in changed(
        journal, lambda lines: [*lines[:2], again(entry, n=3, previous=entry.hash), lines[2]]
    )


def test_last_entry_removed_is_found(journal: Journal) -> None:
    [kept, gone] = journal.entries("judged", "reported")
    changed(journal, lambda lines: lines[:2])
    [fault] = journal.verify()
    assert fault.where == "journal.jsonl"
    assert fault.found == f"ends at entry 2 with the hash {kept.hash}"
    assert fault.expected == f"entry 3 with the hash {gone.hash}, which journal.head names"


@pytest.mark.parametrize("line", [b"\n", b"{\n", b"[]\n", b"\xff\n", b"[" * 100_000 + b"\n", b'{"n": 2}\n', b"1\n"])
def test_line_that_is_no_entry_is_found(journal: Journal, line: bytes) -> None:
    assert changed(journal, lambda lines: [lines[0], line, lines[2]]) == ["journal.jsonl line 2"]


def test_payload_taken_out_is_found(journal: Journal) -> None:
    def empty(lines: list[bytes]) -> list[bytes]:
        thing = json.loads(lines[1]) | {"payload": None}
        return [lines[0], json.dumps(thing, separators=(",", ":")).encode() + b"\n", lines[2]]

    assert changed(journal, empty) == ["journal.jsonl line 2"]


def test_journal_taken_away_is_found(journal: Journal) -> None:
    journal.path.unlink()
    assert [fault.where for fault in journal.verify()] == ["journal.jsonl"]
    with pytest.raises(JournalError, match="no entry"):
        journal.append("searched", {}, who="Ada")


@pytest.mark.parametrize("head", [None, b"", b"[]", b'{"n": "x"}', b"\xff"])
def test_head_taken_away_or_spoilt_is_found(journal: Journal, head: bytes | None) -> None:
    path = journal.path.with_suffix(".head")
    path.unlink()
    if head is not None:
        path.write_bytes(head)
    assert journal.verify()
    with pytest.raises(JournalError):
        journal.append("searched", {}, who="Ada")


@pytest.mark.slow
@settings(max_examples=100)
@given(data=st.data())
def test_any_edit_is_found_unless_nothing_changed(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = filled(tmp_path_factory.mktemp("edited"))
    before = journal.path.read_bytes()
    at = data.draw(st.integers(0, len(before)))
    gone = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=10) | st.sampled_from([b" ", b"\n", b"0", b"null"]))
    after = before[:at] + put + before[at + gone :]
    assume(after != before)
    # bytes after the last line end are no entry: set aside, told, and nothing was lost
    added = after.startswith(before) and b"\n" not in after[len(before) :]
    journal.path.write_bytes(after)
    assert bool(journal.verify()) != added
    assert bool(journal.notes) >= added


def test_append_does_not_continue_a_changed_end(journal: Journal) -> None:
    changed(journal, lambda lines: [*lines[:2], lines[2].replace(b"clock", b"clerk")])
    before = journal.path.read_bytes()
    with pytest.raises(JournalError, match="hash"):
        journal.append("searched", {}, who="Ada")
    assert journal.path.read_bytes() == before


def test_append_does_not_continue_a_shortened_journal(journal: Journal) -> None:
    changed(journal, lambda lines: lines[:2])
    with pytest.raises(JournalError, match="ends at entry 2"):
        journal.append("searched", {}, who="Ada")


def test_a_changed_entry_is_not_handed_out(journal: Journal) -> None:
    changed(journal, lambda lines: [lines[0], lines[1].replace(b"same", b"unsure"), lines[2]])
    with pytest.raises(JournalError, match="line 2"):
        list(journal.entries("judged"))
    with pytest.raises(JournalError, match="digest"):
        journal.last("judged")


# The process is killed while it writes.


@pytest.mark.slow
def test_a_kill_at_any_byte_costs_that_entry_alone(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    head = journal.path.with_suffix(".head")
    before, named = journal.path.read_bytes(), head.read_bytes()
    journal.append("judged", {"says": "unsure"}, who="Ada", now=AT)
    last = journal.path.read_bytes()[len(before) :]
    torn = journal.path.with_suffix(".torn")
    for cut in range(len(last)):
        journal.path.write_bytes(before + last[:cut])
        head.write_bytes(named)
        torn.unlink(missing_ok=True)
        opened = Journal(journal.path)
        assert opened.verify() == []
        assert len(list(opened.entries())) == 3
        assert opened.append("searched", {}, who="Ada", now=AT).n == 4
        assert opened.verify() == []
        assert (torn.read_bytes() if cut else b"\n") == last[:cut] + b"\n"
        assert len(opened.notes) == 2 * bool(cut)


@pytest.mark.parametrize("behind", [1, 2, 3])
def test_a_head_left_behind_is_healed(journal: Journal, behind: int) -> None:
    head = journal.path.with_suffix(".head")
    named = head.read_bytes()
    for _ in range(behind):
        journal.append("searched", {}, who="Ada", now=AT)
    head.write_bytes(named)
    assert journal.verify() == []
    assert journal.append("searched", {}, who="Ada", now=AT).n == 4 + behind
    assert json.loads(head.read_bytes())["n"] == 4 + behind
    assert journal.verify() == []


def test_a_head_left_behind_does_not_hide_a_change(journal: Journal) -> None:
    head = journal.path.with_suffix(".head")
    named = head.read_bytes()
    for _ in range(2):
        journal.append("searched", {}, who="Ada", now=AT)
    head.write_bytes(named)
    [first, _] = journal.entries("searched")
    changed(journal, lambda lines: [*lines[:3], again(first, who="Bob"), lines[4]])
    with pytest.raises(JournalError, match="does not continue"):
        journal.append("searched", {}, who="Ada")


def test_a_kill_after_the_first_entry_is_healed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("began", {}, who="Ada", now=AT)
    (tmp_path / "journal.head").unlink()
    assert journal.verify() == []
    assert journal.append("searched", {}, who="Ada", now=AT).n == 2


def test_a_full_disk_leaves_the_journal_as_it_was(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    before = journal.path.read_bytes()
    real = os.write
    monkeypatch.setattr("graph.journal.os.write", lambda fd, data: real(fd, data[:30]))
    with pytest.raises(JournalError, match="only part"):
        journal.append("searched", {}, who="Ada")
    assert journal.path.read_bytes() == before


def test_a_folder_that_is_gone_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be written"):
        Journal(tmp_path / "gone" / "journal.jsonl").append("searched", {}, who="Ada")


# Erasure.


def test_an_erased_payload_leaves_the_chain_whole(journal: Journal) -> None:
    done = journal.erase([2], why="asked for", who="Ada", now=AT)
    assert done.payload == {"entries": [2], "why": "asked for"}
    assert [entry.payload is None for entry in journal.entries()] == [False, True, False, False]
    assert b"e6b9483c368b" not in journal.path.read_bytes()
    assert journal.verify() == []
    journal.append("searched", {}, who="Ada", now=AT)
    assert journal.verify() == []


def test_a_payload_that_came_back_is_found(journal: Journal) -> None:
    before = journal.path.read_bytes().splitlines(keepends=True)
    journal.erase([2], why="asked for", who="Ada", now=AT)
    assert changed(journal, lambda lines: [lines[0], before[1], *lines[2:]]) == ["journal.jsonl line 2"]


@pytest.mark.parametrize("number", [0, 4, 5])
def test_what_erased_is_not_erased(journal: Journal, number: int) -> None:
    journal.erase([2], why="asked for", who="Ada", now=AT)
    with pytest.raises(NotFoundError):
        journal.erase([number], why="to hide it", who="Bob")


# Names of persons.


def test_pseudonym_is_stable_in_a_case_and_differs_between_cases(journal: Journal, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    name = journal.pseudonym("telegram:user1001")
    assert Journal(journal.path).pseudonym("telegram:user1001") == name
    assert len(name) == 16
    assert journal.pseudonym("telegram:user1002") != name
    assert filled(other).pseudonym("telegram:user1001") != name


@pytest.mark.parametrize("key", [None, "", "ab", "x" * 64])
def test_a_lost_key_is_told_and_not_replaced(journal: Journal, key: str | None) -> None:
    path = journal.path.with_suffix(".key")
    path.unlink()
    if key is not None:
        path.write_text(key)
    with pytest.raises(JournalError, match=r"journal\.key"):
        journal.pseudonym("telegram:user1001")


# Who wrote it.


def resealed(journal: Journal, entry: Entry) -> None:
    """Put an entry at the end, and name it in the head, as somebody does who can write all of the case."""
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(b"".join([*lines[: entry.n - 1], chain.format_entry_line(entry)]))
    journal.path.with_suffix(".head").write_text(json.dumps({"n": entry.n, "hash": entry.hash}))


def forged(journal: Journal, n: int, act: str = "judged", **more: Any) -> Entry:
    [before] = [entry for entry in journal.entries() if entry.n == n - 1]
    return replace(chain.make_entry(n, before.at, "Ada", act, {}, before.hash), **more)


@pytest.mark.parametrize("seal", ["", "0" * 64])
@pytest.mark.parametrize("n", [3, 4])
def test_an_entry_that_was_written_without_the_key_is_found_with_it(journal: Journal, n: int, seal: str) -> None:
    resealed(journal, forged(journal, n, seal=seal))
    assert [fault.where for fault in journal.verify()] == ["journal.head", f"journal.jsonl entry {n}"]
    journal.append("searched", {}, who="Ada", now=AT)  # what follows does not wash it clean
    assert [fault.where for fault in journal.verify()] == [f"journal.jsonl entry {n}"]


def test_entries_taken_from_the_end_are_found_though_the_head_was_written_anew(journal: Journal) -> None:
    [kept] = journal.entries("judged")
    journal.path.write_bytes(b"".join(journal.path.read_bytes().splitlines(keepends=True)[:2]))
    journal.path.with_suffix(".head").write_text(json.dumps({"n": 2, "hash": kept.hash, "seal": kept.seal}))
    assert [fault.where for fault in journal.verify()] == ["journal.head"]


def test_a_chain_written_anew_without_seals_is_found(journal: Journal) -> None:
    previous, lines = chain.START, []
    for entry in journal.entries():
        lines.append(chain.make_entry(entry.n, entry.at, entry.who, entry.act, entry.payload or {}, previous))
        previous = lines[-1].hash
    journal.path.write_bytes(b"".join(map(chain.format_entry_line, lines)))
    journal.path.with_suffix(".head").write_text(json.dumps({"n": 3, "hash": previous}))
    assert "journal.jsonl entries 1 to 3" in [fault.where for fault in journal.verify()]


def test_without_the_key_the_chain_is_checked_and_that_is_told(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [first] = journal.entries("began")
    here = key_path(first.hash)
    monkeypatch.setenv(KEYS, str(tmp_path / "elsewhere"))
    assert journal.verify() == []
    [told] = journal.proof
    assert "their key is not here" in told
    assert "not proven" in told
    assert journal.append("searched", {}, who="Ada", now=AT).seal == ""
    assert "bears no seal. Copy the key" in caplog.text
    assert not (tmp_path / "elsewhere").exists()  # another key would make the first useless
    # carried over, it proves again, and says what was written meanwhile
    there = key_path(first.hash)
    there.parent.mkdir()
    there.write_bytes(here.read_bytes())
    assert [fault.where for fault in journal.verify()] == ["journal.head", "journal.jsonl entry 4"]
    assert journal.append("searched", {}, who="Ada", now=AT).seal


def test_an_old_journal_gets_its_key_with_the_next_entry(journal: Journal, tmp_path: Path) -> None:
    old = Journal(tmp_path / "old" / "journal.jsonl")
    old.path.parent.mkdir()
    old.path.with_suffix(".key").write_text("0" * 64)
    previous, lines = chain.START, []
    for n in (1, 2):
        lines.append(chain.make_entry(n, AT, "Ada", "asked", {"n": n}, previous))
        previous = lines[-1].hash
    old.path.write_bytes(b"".join(map(chain.format_entry_line, lines)))
    old.path.with_suffix(".head").write_text(json.dumps({"n": 2, "hash": previous}))
    assert old.verify() == []
    assert "no entry bears a seal" in old.proof[0]
    assert old.append("searched", {}, who="Ada", now=AT).seal
    assert old.verify() == []
    assert "entries 1 to 2 are older" in old.proof[0]


def test_the_key_is_for_its_owner_alone_and_apart_from_the_case(journal: Journal, keys: Path) -> None:
    [first] = journal.entries("began")
    path = key_path(first.hash)
    assert path.parent == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = json.loads(path.read_text())["key"]
    assert all(secret.encode() not in file.read_bytes() for file in journal.path.parent.iterdir())
    path.chmod(0o644)
    assert journal.verify() == []
    assert any("chmod 600" in told for told in journal.proof)


def test_a_key_that_cannot_be_kept_costs_the_seal_and_not_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(KEYS, "/dev/null/keys")
    journal = filled(tmp_path)
    assert [entry.seal for entry in journal.entries()] == ["", "", ""]
    assert caplog.text.count("cannot be read or made") == 1
    assert journal.verify() == []


def test_an_erased_payload_leaves_the_seals_whole(journal: Journal) -> None:
    journal.erase([2], why="asked for", who="Ada", now=AT)
    assert journal.verify() == []
    assert [entry.payload for entry in journal.entries("judged")] == [None]


def test_a_kill_while_erasing_leaves_the_payload_or_the_erasure_whole(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """What a kill is to the code that it ends: nothing after it runs."""

    whole, real = journal.path.read_bytes(), Path.replace
    calls = 0
    for last in range(20):
        journal.path.write_bytes(whole)

        def dying(old: Path, new: Path, last: int = last) -> Path:
            nonlocal calls
            calls += 1
            if calls > last:
                raise KilledError
            return real(old, new)

        calls = 0
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", dying)
            try:
                journal.erase([2], why="asked for", who="Ada", now=AT)
            except KilledError:
                pass
            else:
                break
        assert journal.verify() == []
        [judged] = journal.entries("judged")
        assert (journal.last("erase") is None) == (judged.payload is not None)
    else:
        raise AssertionError("never done")
    assert last > 0


def test_entries_whose_time_goes_back_are_found(journal: Journal) -> None:
    journal.append("judged", {}, who="Ada", now=AT - timedelta(seconds=30))  # a clock put right
    assert journal.verify() == []
    journal.append("judged", {}, who="Ada", now=AT - timedelta(days=30))
    journal.append("judged", {}, who="Ada", now=AT)
    [fault] = journal.verify()
    assert fault.where == "journal.jsonl line 5"
    assert "2026-01-30" in fault.found


def test_no_entry_is_dated_from_outside(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert journal.append("judged", {}, who="Ada").at > AT


# Several processes.


def enter(path: Path, who: str, times: int) -> None:
    journal = Journal(path)
    for n in range(times):
        journal.append("asked", {"n": n}, who=who, now=AT)


@pytest.mark.slow
def test_processes_append_one_after_the_other(journal: Journal) -> None:
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=enter, args=(journal.path, who, 20), daemon=True) for who in ("Bo", "Cy")]
    for other in others:
        other.start()
    enter(journal.path, "Ada", 20)
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    assert journal.verify() == []
    assert [e.n for e in journal.entries()] == list(range(1, 64))
    for who in ("Ada", "Bo", "Cy"):
        of = [e.payload for e in journal.entries("asked") if e.who == who]
        assert of == [{"n": n} for n in range(20)]
