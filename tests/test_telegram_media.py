"""Pictures and files of Telegram exports: what is there is kept and linked by its SHA-256, what is not is said so."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.answers import to_json
from graph.case import Case
from graph.model import Attaches, Media, Post
from graph.store import Store
from graph.views.answering import AnsweringGate
from ingest import load, plan
from ingest.beside import Beside, normal_name
from ingest.record import Attachment, Message
from ingest.sources import telegram
from liaisons import rehearsal
from tests.acting import settle_files, settle_undo
from tests.telegram_export import EXPORTED, only, single, wrote

BOAT, SOUND, SECRET = b"\xff\xd8\xff a boat", b"OggS a voice", b"not for anybody"
LEFT_OUT = "(File not included. Change data exporting settings to download.)"
CHAT = single(
    wrote(1, photo="photos/photo_1.jpg", width=1280, height=720),
    wrote(2, file="files/vent à l'est.ogg", media_type="voice_message", mime_type="audio/ogg"),
    wrote(3, photo=LEFT_OUT),
    wrote(4, file="(File exceeds maximum size. Change data exporting settings to download.)", file_name="sea.mp4"),
    wrote(5, photo="photos/gone.jpg"),
    wrote(6, photo="photos/photo_1 (1).jpg"),
)
FILES = {
    "photos/photo_1.jpg": BOAT,
    "photos/photo_1 (1).jpg": BOAT,
    "files/vent à l'est.ogg": SOUND,
    "photos/of nobody.jpg": b"\xff\xd8\xff no message names it",
}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_folder(folder: Path, chat: Any = CHAT, files: dict[str, bytes] = FILES) -> Path:
    for name, data in {"result.json": json.dumps(chat, ensure_ascii=False).encode(), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_zip(folder: Path) -> Path:
    folder.mkdir()
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        for name, data in FILES.items():  # before the chat that names them
            archive.writestr(f"ChatExport/{name}", data)
        archive.writestr("ChatExport/result.json", json.dumps(CHAT, ensure_ascii=False))
    return folder / "export.zip"


def carried_by(message: object, beside: Beside, tmp_path: Path) -> list[tuple[Attachment, ...]]:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(message), encoding="utf-8")
    return [one.attachments for one in only(list(telegram.read_export(path, EXPORTED, None, beside)), Message)]


def test_what_is_beside_has_its_sha256_and_what_is_not_says_why(tmp_path: Path) -> None:
    beside = Beside({"photos/photo_1.jpg": "aa", "photos/photo_1 (1).jpg": "aa", "files/vent à l'est.ogg": "bb"})
    assert [one for [one] in carried_by(CHAT, beside, tmp_path)] == [
        Attachment(what="photo", sha256="aa", width=1280, height=720),
        Attachment(what="voice_message", sha256="bb", file_name="vent à l'est.ogg", mime_type="audio/ogg"),
        Attachment(what="photo", state="not_included"),
        Attachment(what="file", state="too_large", file_name="sea.mp4"),
        Attachment(what="photo", state="not_beside"),
        Attachment(what="photo", sha256="aa"),
    ]


def test_a_thumbnail_is_told_only_where_it_is_there(tmp_path: Path) -> None:
    chat = single(*(wrote(n, file=LEFT_OUT, thumbnail=f"files/{n}.jpg") for n in (1, 2)))
    first, second = carried_by(chat, Beside({"files/2.jpg": "aa"}), tmp_path)
    assert [one.what for one in first] == ["file"]
    assert [(one.what, one.sha256) for one in second] == [("file", None), ("thumbnail", "aa")]


@pytest.mark.parametrize("value", [5, None, ["photos/a.jpg"], {"path": "photos/a.jpg"}, "", True])
def test_what_is_no_path_is_no_picture(tmp_path: Path, value: object) -> None:
    [carried] = carried_by(single(wrote(1, photo=value, media_type=value, width=value)), Beside(), tmp_path)
    assert carried == ()


@pytest.mark.parametrize("name", ["../secret", "photos/../../secret", "/etc/passwd", "", "..", "a\0b", "photos/.."])
def test_a_name_that_leads_out_of_the_folder_means_nothing(name: str) -> None:
    assert normal_name(name) is None


def test_a_name_is_one_however_its_accents_and_its_dots_are_written() -> None:
    assert normal_name("files/./vent à.ogg") == normal_name("files//vent à.ogg") == "files/vent à.ogg"


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_an_export_takes_along_what_it_names_and_nothing_else(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    planned = plan.plan_reading([write(tmp_path / "in")], scratch=tmp_path / "scratch")
    [chat] = [one for one in planned if one.source]
    named = sorted(set(FILES) - {"photos/of nobody.jpg"})
    assert sorted(chat.beside) == named
    assert [chat.beside[name].path.read_bytes() for name in named] == [FILES[name] for name in named]
    assert [problem.where.rpartition("/")[2] for problem in plan.list_unread_files(planned)] == ["of nobody.jpg"]
    kept = list((tmp_path / "scratch").glob("*"))
    assert len(kept) == (4 if write is write_zip else 0)  # the chat and what it names


def test_no_path_in_an_export_reaches_a_file_that_was_not_walked(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    paths = ["../secret", str(tmp_path / "secret"), "link.jpg", ".hidden", "files", "result.json", "a\\..\\..\\secret"]
    chat = single(*(wrote(n, photo=path) for n, path in enumerate(paths, 1)))
    folder = write_folder(tmp_path / "in", chat, {".hidden": SECRET, "files/a.jpg": BOAT})
    (folder / "link.jpg").symlink_to(tmp_path / "secret")
    [one] = [one for one in plan.plan_reading([folder], scratch=tmp_path / "scratch") if one.source]
    assert one.beside == {}


def test_a_file_that_is_named_alone_brings_nothing_along(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in")
    [chat] = plan.plan_reading([folder / "result.json"], scratch=tmp_path / "scratch")
    assert chat.beside == {}
    both = plan.plan_reading([folder / "result.json", folder / "photos"], scratch=tmp_path / "scratch")
    assert sorted(both[0].beside) == ["photos/photo_1 (1).jpg", "photos/photo_1.jpg"]


def test_a_card_that_was_sent_is_that_chat_s_and_nobody_is_asked_whose_it_is(tmp_path: Path) -> None:
    chat = single(wrote(1, contact_vcard="contacts/contact_1.vcard"))
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Omar\r\nTEL:+44 7700 900171\r\nEND:VCARD\r\n"
    folder = write_folder(tmp_path / "in", chat, {"contacts/contact_1.vcard": card})
    planned = plan.plan_reading([folder], scratch=tmp_path / "scratch")
    assert [sorted(one.beside) for one in planned if one.ready] == [["contacts/contact_1.vcard"]]
    assert plan.list_unread_files(planned) == []


def test_a_table_or_a_zip_that_was_sent_is_carried_too(tmp_path: Path) -> None:
    chat = single(wrote(1, file="files/list.csv"), wrote(2, file="files/pack.zip"))
    folder = write_folder(tmp_path / "in", chat, {"files/list.csv": b"page_id,page_name,from,to\n5,Old,2020-01-01,\n"})
    with zipfile.ZipFile(folder / "files/pack.zip", "w") as archive:
        archive.writestr("note.txt", "x")
    planned = plan.plan_reading([folder], scratch=tmp_path / "scratch")
    assert sorted(planned[0].beside) == ["files/list.csv", "files/pack.zip"]
    assert [one.source for one in planned if one.carried] == ["table"]


def test_paths_are_found_in_json_that_is_cut_and_across_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.sources.telegram import overview as telegram_overview

    monkeypatch.setattr(telegram_overview, "CHUNK", 100)
    text = json.dumps(CHAT)[:-2].replace('"text": "two seats"', '"text": "\\"photo\\": \\"photos/said.jpg\\""')
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    assert sorted(telegram.list_media_paths(path)) == [
        "files/vent à l'est.ogg", "photos/gone.jpg", "photos/photo_1 (1).jpg", "photos/photo_1.jpg",
    ]  # fmt: skip


def links(store: Store) -> dict[str, tuple[str, str]]:
    """Give what each post carries, by the end of its id: node and state."""
    rows = store.rows(Attaches, "start", "end", "state")
    return {post.rpartition("/")[2]: (media, state) for post, media, state in rows}


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_what_a_chat_carries_stands_in_the_graph_and_in_the_evidence(
    fresh: Callable[[], Case], store: Store, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    case = fresh()
    settle_files(case, store, write(tmp_path / "in"))
    post = Post(id="telegram:channel2001/3")
    found = links(store)
    assert found["1"] == found["6"] == (f"media:{sha256(BOAT)}", "kept")
    assert found["2"] == (f"media:{sha256(SOUND)}", "kept")
    assert found["3"] == (Media.absent(post, "photo 0").id, "not_included")
    assert [found[number][1] for number in ("4", "5")] == ["too_large", "not_beside"]
    assert len({media for media, _ in found.values()}) == 5
    assert case.whole_evidence(sha256(BOAT)).read_bytes() == BOAT
    assert not case.evidence_path(sha256(FILES["photos/of nobody.jpg"])).exists()
    assert (case.verify_evidence(), case.verify_results()) == ([], [])


def test_undo_takes_back_what_a_chat_carries_and_a_rebuild_brings_it(
    fresh: Callable[[], Case], store: Store, tmp_path: Path
) -> None:
    case, other = fresh(), single(wrote(9, photo="photos/photo_1.jpg"), number=2002)
    settle_files(case, store, write_folder(tmp_path / "b", other, {"photos/photo_1.jpg": BOAT}))
    before = store.whole()
    run = settle_files(case, store, write_folder(tmp_path / "a"))
    both = store.whole()
    store.clear()
    load.apply_runs(case, store)
    assert store.whole() == both
    settle_undo(case, store, run)
    assert store.whole() == before


def test_a_chat_named_again_without_its_pictures_keeps_them_as_long_as_the_run_that_had_them(
    fresh: Callable[[], Case], store: Store, tmp_path: Path
) -> None:
    case, folder = fresh(), write_folder(tmp_path / "in")
    bare = write_folder(tmp_path / "bare", files={})
    second = fresh()
    first_run = settle_files(second, store, folder)
    settle_files(second, store, bare)
    with_pictures = store.whole()
    settle_undo(second, store, first_run)
    without = store.whole()
    third = fresh()
    settle_files(third, store, bare)
    assert {state for _, state in links(store).values()} == {"not_beside", "not_included", "too_large"}
    assert store.whole() == without
    settle_files(third, store, folder)
    assert store.whole() == with_pictures
    assert case.verify_evidence() == []


def test_a_list_of_what_lies_beside_that_was_changed_is_told_and_its_file_not_read(
    fresh: Callable[[], Case], store: Store, tmp_path: Path
) -> None:
    case = fresh()
    settle_files(case, store, write_folder(tmp_path / "in"))
    [kept] = (case.folder / "kept").glob("*.beside")
    kept.write_bytes(b"{}")
    assert f"kept/{kept.name}" in {fault.where for fault in case.verify_results()}
    store.clear()
    [outcome] = load.apply_runs(case, store)
    assert "was changed" in outcome.lost
    assert store.sources() == {}


def test_a_dry_run_reads_what_lies_beside(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in")
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    made = rehearsal.rehearse_ingest(case, [folder], hide_names=False)
    says = [one.says for one in made.files[0].noticed]
    assert says == ["pictures and files that are named and are not beside the export: 1"]
    assert [one.name for one in made.left] == ["photos/of nobody.jpg"]


@pytest.mark.parametrize("hide_names", [False, True])
def test_a_post_shows_what_it_carries_and_a_picture_who_carries_it(
    local_store: Store, tmp_path: Path, hide_names: bool
) -> None:
    local_store.clear()
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    settle_files(case, local_store, write_folder(tmp_path / "in"))
    gate = AnsweringGate(case, local_store, who="tester", hide_names=hide_names)
    shown = to_json(gate.show("telegram:channel2001/2"))["entity"]
    [carries] = [one for one in shown["sections"] if one["key"] == "carries"]
    [row] = carries["rows"]
    assert ("vent" in json.dumps(shown)) != hide_names
    assert row["state"] == "kept"
    picture = to_json(gate.show(f"media:{sha256(BOAT)}"))["entity"]
    [carried] = [one for one in picture["sections"] if one["key"] == "carried"]
    assert carried["count"] == 2
    assert len(picture["quotes"]) == 2
