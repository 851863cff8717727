"""Walking what people name: an order that stays, zips that cannot harm, and nothing followed out of the folder."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from ingest import files
from ingest.files import Archive, Found, Problem, walk_files

Walk = Callable[..., tuple[dict[str, bytes], dict[str, str]]]


@pytest.fixture
def walked(tmp_path: Path) -> Walk:
    """Walk paths, and give the files by name with what is in them, and what was in the way."""

    def walker(*paths: Path) -> tuple[dict[str, bytes], dict[str, str]]:
        things = list(walk_files(paths, tmp_path / "scratch"))
        found = {one.name: one.path.read_bytes() for one in things if isinstance(one, Found)}
        return found, {one.where: one.found for one in things if isinstance(one, Problem)}

    return walker


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_folders_are_walked_in_order_and_our_own_files_set_apart(tmp_path: Path, walked: Walk) -> None:
    root = tmp_path / "in"
    (root / "b").mkdir(parents=True)
    for name in ("z.txt", "a.txt", ".hidden", "sources.toml", "b/c.csv", "b/other.toml", "Thumbs.db"):
        (root / name).write_text(name)
    (root / "b/c.toml").write_text('[[row]]\nkind = "post"\n')
    (root / ".git").mkdir()
    (root / ".git/x").write_text("x")
    found, problems = walked(root)
    assert list(found) == ["a.txt", "z.txt", "b/c.csv", "b/other.toml"]
    assert problems == {}


def test_a_found_file_knows_where_its_answers_are(tmp_path: Path) -> None:
    root = tmp_path / "in"
    (root / "b").mkdir(parents=True)
    (root / "b/c.csv").write_text("c")
    inner = zipped(root / "b/d.zip", {"deep/e.json": b"e"})
    first, zipped_, second = walk_files([root], tmp_path / "scratch")
    assert isinstance(first, Found)
    assert isinstance(zipped_, Archive)
    assert isinstance(second, Found)
    assert (first.place, zipped_.found.path) == ((root / "b/c.csv").as_posix(), inner)
    assert second.place == f"{inner.as_posix()}\0/deep/e.json"
    assert (first.name, first.archive, first.folder, first.root) == ("b/c.csv", None, root / "b", root)
    assert (second.name, second.archive, second.folder) == ("b/d.zip!/deep/e.json", inner, root / "b")
    [alone] = walk_files([root / "b/c.csv"], tmp_path / "scratch")
    assert isinstance(alone, Found)
    assert (alone.name, alone.folder, alone.root) == ("c.csv", root / "b", root / "b")


def test_members_are_written_under_names_of_our_own(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"sub/con?.txt": b"1", "b.txt": b"2"})
    scratch = tmp_path / "scratch"
    found = [one for one in walk_files([path], scratch) if isinstance(one, Found)]
    assert [one.name for one in found] == ["a.zip!/sub/con?.txt", "a.zip!/b.txt"]
    assert {one.path.parent for one in found} == {scratch}
    assert all(one.path.name.startswith("member-") for one in found)


def test_a_second_walk_into_the_same_scratch_takes_nothing_away(tmp_path: Path) -> None:
    path, scratch = zipped(tmp_path / "a.zip", {"a": b"1"}), tmp_path / "scratch"
    [_, first], [_, second] = walk_files([path], scratch), walk_files([path], scratch)
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.path != second.path


def test_zips_within_zips_are_opened_to_the_second(tmp_path: Path, walked: Walk) -> None:
    data = b"x"
    for name in ("a", "b.zip", "c.zip"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
            archive.writestr("beside", b"y")
        data = buffer.getvalue()
    path = tmp_path / "d.zip"
    path.write_bytes(data)
    found, problems = walked(path)
    assert set(found) == {"d.zip!/beside", "d.zip!/c.zip!/beside"}
    assert problems == {"d.zip!/c.zip!/b.zip": "a zip within 2 zips"}


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.txt", "a/../../up.txt", "..\\up.txt", "C:\\up.txt", "\\\\host\\up"]
)
def test_paths_that_lead_out_are_refused_and_named(tmp_path: Path, walked: Walk, name: str) -> None:
    found, problems = walked(zipped(tmp_path / "a.zip", {name: b"x", "good": b"y"}))
    assert found == {"a.zip!/good": b"y"}
    assert list(problems.values()) == ["a path that leads out of the zip"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "scratch"]


def test_links_in_a_zip_are_refused(tmp_path: Path, walked: Walk) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert walked(path) == ({}, {"a.zip!/link": "a symbolic link, or no file"})


def test_links_in_a_folder_are_refused_and_not_followed(tmp_path: Path, walked: Walk) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (tmp_path / "secret").write_text("s")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "round").symlink_to(root)
    os.mkfifo(root / "pipe")
    found, problems = walked(root)
    assert found == {}
    assert problems == {
        "link": "a symbolic link",
        "round": "a symbolic link",
        "pipe": "a device, pipe or socket",
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_second_of_two_members_of_one_name_is_refused(tmp_path: Path, walked: Walk) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    assert walked(path) == ({"a.zip!/a": b"1"}, {"a.zip!/a": "a second member of the same name"})


def test_encrypted_members_are_refused(tmp_path: Path, walked: Walk) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the member's own head, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert walked(path) == ({}, {"a.zip!/a": "encrypted"})


def test_answers_within_a_zip_are_not_taken(tmp_path: Path, walked: Walk) -> None:
    found, problems = walked(zipped(tmp_path / "a.zip", {"x/sources.toml": b"[[file]]"}))
    assert found == {}
    assert list(problems) == ["a.zip!/x/sources.toml"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SMALL", 1_000_000)
    path = zipped(tmp_path / "a.zip", {"bomb": bytes(5_000_000), "good": b"x"})
    found, problems = walked(path)
    assert found == {"a.zip!/good": b"x"}
    assert "a zip bomb" in problems["a.zip!/bomb"]
    monkeypatch.setattr(files, "SMALL", 1_000)
    whole = walked(zipped(tmp_path / "b.zip", {str(n): bytes(900_000) for n in range(9)}))
    assert whole[0] == {}
    assert "a zip bomb" in whole[1]["b.zip"]


def test_what_there_is_no_room_for_is_refused(tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SPARE", 1 << 62)
    with pytest.raises(SourceError, match="1 bytes to be unpacked"):
        walked(zipped(tmp_path / "a.zip", {"a": b"1"}))


def test_too_many_members_are_refused(tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MEMBERS", 3)
    found, problems = walked(zipped(tmp_path / "a.zip", {str(n): b"" for n in range(4)}))
    assert (found, list(problems)) == ({}, ["a.zip"])


def test_the_limit_of_members_counts_for_all_zips_of_a_run(
    tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MEMBERS", 5)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        zipped(folder / f"{name}.zip", {str(n): b"x" for n in range(3)})
    found, problems = walked(folder)
    assert (list(found), list(problems)) == ([f"a.zip!/{n}" for n in range(3)], ["b.zip", "c.zip"])
    assert problems["b.zip"] == "3 members, with the zips before it 6, where a run unpacks 5"


def test_zips_within_a_zip_are_one_bomb_together(tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them is below every limit of one zip."""
    monkeypatch.setattr(files, "SMALL", 100_000)
    inner = zipped(tmp_path / "inner.zip", {"zeros": bytes(90_000)}).read_bytes()
    outer = zipped(tmp_path / "a.zip", {f"{n:03d}.zip": inner for n in range(200)})
    found, problems = walked(outer)
    assert 0 < len(found) < 120
    assert len(found) + len(problems) == 200
    assert all("a zip bomb" in why for why in problems.values())


def test_zips_side_by_side_are_one_bomb_together(tmp_path: Path, walked: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SMALL", 100_000)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        zipped(folder / f"{number:02d}.zip", {"zeros": bytes(99_000)})
    found, problems = walked(folder)
    assert (len(found), len(problems)) == (10, 20)
    assert "a zip bomb" in problems["29.zip"]


def test_a_member_of_no_bytes_is_named_and_not_unpacked(tmp_path: Path, walked: Walk) -> None:
    assert walked(zipped(tmp_path / "a.zip", {"a": b"", "b": b"1"})) == (
        {"a.zip!/b": b"1"},
        {"a.zip!/a": "0 bytes"},
    )


def test_members_that_overlap_are_refused(tmp_path: Path, walked: Walk) -> None:
    """Many entries of the directory that point at one and the same packed member."""
    path = zipped(tmp_path / "a.zip", {"a": os.urandom(5000)}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    begin, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[begin:end]
    entries = b"".join(entry.replace(b"a", bytes([97 + n]), 1) for n in range(9))
    tail = data[end : end + 8] + struct.pack("<HHLL", 9, 9, len(entries), begin) + b"\x00\x00"
    path.write_bytes(data[:begin] + entries + tail)
    found, problems = walked(path)
    assert found == {}
    assert problems == {"a.zip": "members that overlap"}


def test_a_damaged_member_is_told_and_the_rest_is_read(tmp_path: Path, walked: Walk) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"one" * 50, "b": b"two"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    found, problems = walked(path)
    assert found == {"a.zip!/b": b"two"}
    assert list(problems) == ["a.zip!/a"]


def test_documents_in_the_form_of_a_zip_stay_one_file(tmp_path: Path, walked: Walk) -> None:
    found, problems = walked(zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
    assert (list(found), problems) == (["a.xlsx"], {})


def test_what_is_not_there_is_told(tmp_path: Path, walked: Walk) -> None:
    found, problems = walked(tmp_path / "nowhere")
    assert found == {}
    assert list(problems.values()) == ["not there (No such file or directory)"]


def test_names_cannot_command_a_terminal(tmp_path: Path, walked: Walk) -> None:
    found, _ = walked(zipped(tmp_path / "a.zip", {"x\x1b[31m\u202ey\n.txt": b"1"}))
    [name] = found
    assert not set(name) & {"\x1b", "\u202e", "\n"}


@given(at=st.integers(0, 500), junk=st.binary(max_size=20))
def test_no_damage_to_a_zip_is_raised(at: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    path = zipped(folder / "a.zip", {"a/b": b"one" * 50, "c": b"two", "d.zip": b"PK\x03\x04no"})
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    assert all(isinstance(thing, Found | Problem | Archive) for thing in walk_files([path], folder / "scratch"))
