"""Files as people bring them: exports that other programs wrote or changed, and what is told of those not read."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph import questions
from graph.answers import to_json
from graph.case import Case
from graph.errors import SourceError
from graph.finding import make_evidence
from graph.model import Mentions, Named, Phone, Post, Shows, Source
from graph.snapshot import Snapshot
from graph.store import Store
from graph.views.answering import AnsweringGate
from ingest import plan
from ingest.extract import read_file_name
from ingest.linking import Linker
from ingest.record import Contact, Message, Naming, Noticed, Refused
from tests.acting import settle_files, settle_undo
from tests.telegram_export import NOON, Read, only, single, texts, wrote

FIRST, SECOND = Phone(id="+442079460123"), Phone(id="+442079460124")
BOAT = Post(id="telegram:channel5001/5")
TWICE = """platform,time,account_id,text,post_id,account_name,group_id,group_name
telegram,2024-03-01T10:00:00Z,1001,"Boat Friday, call +44 20 7946 0123",5,Amin,channel5001,Coast trips
telegram,2024-03-01T10:00:00Z,1001,"Boat Saturday, call +44 20 7946 0124",5,Amin,channel5001,Coast trips
telegram,2024-03-01T10:00:00Z,1001,"Boat Friday, call +44 20 7946 0123",5,Amin,channel5001,Coast trips
"""
"""A sheet of repeated pulls: one post in two wordings, the first of them twice."""
UNQUOTED = [
    "stickers/a.webp", "video_files/sticker (2).webm", "../b.tgs", "5368/x.webp", "12.5.webp", "C:/x/y.webp",
    "(File not included. Change data exporting settings to download.)", "ملصق.webp", "a:b", "'5368324170671202286'",
    "-", "0x1F", "+5", "nulls", "<none>", "true.webp",
]  # fmt: skip
UNQUOTED_LINES = [*UNQUOTED, "sticker [1].webp", "a, b.webp", "{x}.webp", "odd ].webp", "odd }, {.webp"]
"""What stands without quotes after a key, where it has its line for itself."""
FILE_NAMES = [
    "IMG_20240520_143000.jpg", "IMG-20240520-WA0012.jpg", "VID_20240520_143000123.mp4", "1716215400000.jpg",
    "photo_1@20-05-2024_10-00-00.jpg", "WhatsApp Image 2024-05-20 at 14.30.00.jpeg", "6042079460123.mp4",
    "WhatsApp Image 2024-05-20 at 14.30.00 (1).jpeg", "PXL_20240520_143000123.MP.jpg", "DSC00012345678.JPG",
    "Screenshot_20240520-143000_Telegram.jpg", "Screenshot 2024-05-20 143000.png", "audio_2024-05-20_14-30-00.ogg",
    "AUD-20240520-WA0003.opus", "sticker@2x.png", "icon@2x.webp", "report.pdf", "archive.zip", "backup.mov",
    "7700900123.pdf", "02079460123.pdf", "PTT-20240520-WA0001.opus", "animation.gif.mp4", "file_123456789.docx",
    "document_5368324170671202286.pdf", "Signal-2024-05-20-143000.jpg", "viber_image_2024-05-20_14-30-00-123.jpg",
]  # fmt: skip
"""Names that cameras, apps and savers give, and bare digits."""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")


def files(folder: Path, **contents: str | bytes) -> Path:
    """Write files into a new folder; a name has __ for its point."""
    folder.mkdir()
    for name, content in contents.items():
        (folder / name.replace("__", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_what_an_office_program_leaves_beside_an_open_file_is_nobodys(tmp_path: Path) -> None:
    folder = files(tmp_path / "in", **{"~$sheet.xlsx": b"\x05Sam" + b"\x00" * 160})
    assert plan.list_unread_files(plan.plan_reading([folder], scratch=tmp_path / "scratch")) == []


def test_text_as_an_object_and_as_lists_in_lists_is_read(read: Read) -> None:
    phone = {"type": "phone", "text": "+44 20 7946 0123"}
    deep: Any = ["deep"]
    for _ in range(600):
        deep = [deep]
    records = read(single(wrote(5, text=phone), wrote(6, text=[["call ", phone], " now"]), wrote(7, text=deep)))
    assert texts(records) == ["+44 20 7946 0123", "call +44 20 7946 0123 now", "deep"]


@pytest.mark.parametrize("seconds", ["", "0", 0, None])
def test_a_time_in_seconds_that_is_none_leaves_the_local_one(read: Read, seconds: Any) -> None:
    [message] = only(read(single({**wrote(5), "date_unixtime": seconds, "date": "2024-03-01T10:00:00"})), Message)
    assert f"{message.at:%Y-%m-%d %H:%M}" == "2024-03-01 10:00"


# One post twice in a file


def test_both_wordings_of_one_post_in_one_file_are_kept_and_told(case: Case, store: Store, tmp_path: Path) -> None:
    settle_files(case, store, files(tmp_path / "in", posts__csv=TWICE))
    rows = questions.run(store, "posts_that_differ")
    assert [row[:2] for row in rows] == [[BOAT.id, 2]]
    shown = AnsweringGate(case, store, who="tester").show(BOAT.id)
    assert "Boat Friday" in str(shown)
    assert "Boat Saturday" in str(shown)


def test_a_contact_opens_to_the_wording_that_names_it(case: Case, store: Store, tmp_path: Path) -> None:
    settle_files(case, store, files(tmp_path / "in", posts__csv=TWICE))
    gate = AnsweringGate(case, store, who="tester")
    quotes = [gate.open_link(make_evidence(Mentions, BOAT.id, phone.id))[0] for phone in (FIRST, SECOND)]
    assert [(quote.text, quote.place, quote.files) for quote in quotes] == [
        ("Boat Friday, call +44 20 7946 0123", "line 2", 1),
        ("Boat Saturday, call +44 20 7946 0124", "line 3", 1),
    ]


def test_a_file_that_says_two_things_of_a_post_counts_it_once(case: Case, store: Store, tmp_path: Path) -> None:
    settle_files(case, store, files(tmp_path / "in", posts__csv=TWICE))
    [read] = questions.run(store, "files_read")
    [file, *_] = read
    assert read[4] == 1  # posts
    told = {row[0]: row[1:] for row in questions.run(store, "what_a_file_says", file=file)}
    assert told["Post"] == [1, 1, 1]


def test_two_wordings_in_one_file_load_as_a_set_and_are_undone_whole(case: Case, store: Store, tmp_path: Path) -> None:
    header, first, second, *_ = TWICE.splitlines(keepends=True)
    both = files(tmp_path / "both", posts__csv=TWICE)
    other = files(tmp_path / "other", posts__csv=header + second + first)
    run = settle_files(case, store, both)
    alone = store.whole()
    later = settle_files(case, store, both, other)
    together = store.whole()
    settle_undo(case, store, later)
    assert store.whole() == alone
    settle_undo(case, store, run)
    assert store.whole() == ({}, [])
    settle_files(case, store, other)
    settle_files(case, store, both)
    assert store.whole() == together


# Faults of writers of JSON


def test_a_value_without_quotes_is_read_as_text(read: Read) -> None:
    emoji = b'[{"type": "custom_emoji", "text": "A", "document_id": %s}, " call +44 20 7946 0123"]'
    for bare in UNQUOTED:
        file = json.dumps(single(wrote(text="HERE"), wrote(6))).encode().replace(b'"HERE"', emoji % bare.encode())
        records = read(file)
        assert texts(records) == ["A call +44 20 7946 0123", "two seats"], bare
        assert only(records, Refused) == []
        assert any("without quotes" in one.says for one in only(records, Noticed)), bare


@pytest.mark.parametrize("bare", UNQUOTED_LINES)
def test_a_value_without_quotes_ends_with_its_line(read: Read, bare: str) -> None:
    file = json.dumps(single(wrote(document_id="HERE"), wrote(6)), indent=1).replace('"HERE"', bare)
    records = read(file.encode())
    assert texts(records) == ["two seats", "two seats"]
    assert only(records, Refused) == []


@pytest.mark.parametrize("word", ["None", "True", "False", "undefined", ""])
def test_words_of_other_languages_are_what_they_mean(read: Read, word: str) -> None:
    file = json.dumps(single(wrote(edited="HERE"), wrote(6))).replace('"HERE"', word)
    assert texts(read(file.encode())) == ["two seats", "two seats"]


def test_commas_with_nothing_behind_them_cost_nothing(read: Read) -> None:
    file = json.dumps(single(wrote(text=["a", "b"]), wrote(6))).replace("]", ",]").replace("}", ",}")
    records = read(file.encode())
    assert texts(records) == ["ab", "two seats"]
    assert only(records, Refused) == []


def test_a_quote_that_is_gone_is_no_value_without_quotes(read: Read) -> None:
    file = json.dumps(single(wrote(text="HERE"), wrote(6)), indent=1).replace('"HERE"', 'boats at night"')
    records = read(file.encode())
    assert texts(records) == ["two seats"]
    assert len(only(records, Refused)) == 1


@pytest.mark.parametrize("key", ["text", "from", "text_entities", "edited", "reply_to_message_id", "forwarded_from"])
def test_null_says_nothing_and_costs_no_message(read: Read, key: str) -> None:
    records = read(single(wrote(**{"text": "two seats", key: None})))
    assert [message.unread for message in only(records, Message)] == [()]
    assert only(records, Refused) == []


def test_a_message_without_text_is_kept(read: Read) -> None:
    [message] = only(read(single(wrote(text=None, text_entities=None, photo="photos/a.jpg"))), Message)
    assert message.text == ""


def test_nothing_in_a_list_of_text_is_nothing(read: Read) -> None:
    parts = [None, "a", {"type": "bold", "text": None}, {"type": "text_link", "text": None, "href": "https://wa.me/1"}]
    [message] = only(read(single(wrote(text=parts))), Message)
    assert message.text == "a"
    assert [hint.value for hint in message.hints] == ["https://wa.me/1"]


# Saved contacts without an account


BOOK = {
    "personal_information": {"user_id": 5001, "first_name": "Desk"},
    "contacts": {
        "list": [
            {"user_id": 5002, "first_name": "Abu", "phone_number": "020 7946 0124", "date_unixtime": "1704067200"},
            {
                "first_name": "Driver",
                "last_name": "Zed",
                "phone_number": "+442079460125",
                "date_unixtime": "1704067200",
            },
            {"first_name": "Own words", "phone_number": "020 7946 0126"},
            {"first_name": "Nobody"},
        ]
    },
    "chats": {"list": []},
}


def test_a_number_saved_under_a_name_is_kept_with_who_saved_it_and_when(
    case: Case, store: Store, tmp_path: Path
) -> None:
    settle_files(case, store, files(tmp_path / "in", result__json=json.dumps(BOOK)))
    named = sorted(store.rows(Named, "start", "end", "how", "by", "from"))
    me, at = "telegram:user5001", 1_704_067_200_000
    assert [row for row in named if row[2] == "saved"] == [
        ["+442079460125", "name:Driver Zed", "saved", me, at],
        ["national:02079460126", "name:Own words", "saved", me, None],
        ["telegram:user5002", "name:Abu", "saved", me, at],
    ]
    gate = AnsweringGate(case, store, who="tester")
    for asked in ("Driver", "+44 20 7946 0125"):
        shown = json.dumps(to_json(gate.show(asked)), ensure_ascii=False)
        assert "Driver Zed" in shown, asked
        assert "+442079460125" in shown, asked
    assert Snapshot.read(store).spells() == [
        spell for spell in Snapshot.read(store).spells() if spell.subject == "telegram:user5001"
    ]


def test_a_saved_contact_without_a_name_or_number_is_told(read: Read) -> None:
    says = [one.says for one in only(read(BOOK), Noticed)]
    assert "saved contacts without an account, and without a name or a number, not read: 1" in says
    assert [one.number for one in only(read(BOOK), Contact)] == ["+442079460125", "020 7946 0126"]


# Contacts beside the text

NUMBER = "+44 20 7946 0123"
BESIDES: dict[str, dict[str, Any]] = {
    "poll": {
        "poll": {"question": f"Boat Friday? {NUMBER}", "closed": False, "answers": [{"text": "yes", "voters": 2}]}
    },
    "answer": {"poll": {"question": "Who?", "answers": [{"text": f"call {NUMBER}", "voters": 2, "chosen": False}]}},
    "answer of parts": {"poll": {"question": ["Who? ", {"type": "phone", "text": NUMBER}], "answers": []}},
    "list": {"todo_list": {"title": "Friday", "answers": [{"text": f"ring {NUMBER}"}]}},
    "place": {"place_name": "Harbour", "address": f"Quay 3, {NUMBER}"},
    "card": {"contact_information": {"first_name": f"Amin {NUMBER}", "phone_number": ""}},
    "button": {"inline_bot_buttons": [[{"type": "callback", "text": f"WhatsApp {NUMBER}", "data": "x"}]]},
    "forward": {"forwarded_from": f"Amin {NUMBER}"},
    "signature": {"author": f"Amin {NUMBER}"},
    "song": {"title": f"Our song {NUMBER}", "performer": "Amin"},
    "game": {"game_title": "Sea", "game_description": f"ask {NUMBER}", "game_link": "https://example.org/g"},
    "invoice": {"invoice_information": {"title": "Seat", "description": f"pay {NUMBER}", "amount": 900}},
    "file": {"file_name": f"prices {NUMBER}.pdf", "file": "files/prices.pdf"},
    "path of a file": {"file": f"files/prices {NUMBER}.pdf"},
}


@pytest.mark.parametrize("where", BESIDES)
def test_a_contact_that_stands_beside_the_text_is_one_of_the_post(read: Read, where: str) -> None:
    [message] = only(read(single(wrote(**BESIDES[where]))), Message)
    links = [link for link in Linker(Source(id="sha256:00"), ()).said(message) if isinstance(link, Mentions)]
    assert FIRST in [link.end for link in links]
    assert [link.begin for link in links if link.end == FIRST] == [None]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_the_name_of_a_file_names_no_number_by_its_digits_alone(name: str) -> None:
    assert read_file_name(name, platform="telegram", regions=("DE", "GB", "IQ", "SE", "US")) == []


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("prices +442079460123.pdf", ["+442079460123"]),
        ("call 00442079460123.jpg", ["+442079460123"]),
        ("WhatsApp +44 20 7946 0123.vcf", ["+442079460123"]),
        ("join @travelnorth.mp4", ["telegram:@travelnorth"]),
    ],
)
def test_the_name_of_a_file_names_what_is_written_as_a_contact(name: str, ids: list[str]) -> None:
    assert [one.node.id for one in read_file_name(name, platform="telegram", regions=())] == ids


def test_the_name_of_a_group_shows_the_contacts_in_it(read: Read) -> None:
    chat = {**single(wrote()), "name": f"Boats {NUMBER} @travelnorth"}
    linker = Linker(Source(id="sha256:00"), ())
    things = [thing for record in read(chat) if isinstance(record, Naming | Message) for thing in linker.said(record)]
    shown = [link for link in (*things, *linker.folds.rest()) if isinstance(link, Shows)]
    assert sorted((link.start.id, link.end.id, link.where) for link in shown) == [
        ("telegram:channel2001", "+442079460123", "name"),
        ("telegram:channel2001", "telegram:@travelnorth", "name"),
    ]


# WhatsApp written as Telegram's JSON

JID = "442079460123@s.whatsapp.net"


def converted(**more: object) -> dict[str, Any]:
    """A chat as converters write it: numbers as ids, seconds as a number."""
    message = {**wrote(who="user442079460123"), "date_unixtime": 1_709_287_200, "from": "+442079460123"}
    return {**single(message, kind="personal_chat", number=442079460123), **more}


CONVERTED = {
    "name": ("result.json", converted(name=JID)),
    "numbers": ("result.json", converted()),
    "name of the file": (f"{JID}.json", single(wrote())),
    "group": ("result.json", {**single(wrote()), "name": "120363000000000001@g.us"}),
    "old group": ("result.json", {**single(wrote()), "name": "442079460123-1588000000@g.us"}),
    "id": ("result.json", single(wrote(), number=JID)),
    "writer": ("result.json", single(wrote(who="442079460123@c.us"))),
    "hidden writer": ("result.json", single(wrote(who="98765432101234@lid"))),
    "channel": ("result.json", {**single(wrote()), "name": "120363000000000001@newsletter"}),
}


@pytest.mark.parametrize("how", CONVERTED)
def test_a_whatsapp_chat_is_never_read_as_telegram(tmp_path: Path, how: str) -> None:
    name, chat = CONVERTED[how]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_text(json.dumps(chat))
    [one] = plan.plan_reading([folder], scratch=tmp_path / "scratch")
    assert one.problem is not None
    assert one.problem.found == "a WhatsApp chat that a converter wrote as Telegram's JSON"


def test_one_that_was_read_before_is_taken_back(read: Read) -> None:
    with pytest.raises(SourceError, match="a WhatsApp chat"):
        read(converted(name=JID))


@pytest.mark.parametrize(
    "chat",
    [
        single({**wrote(), "date_unixtime": NOON}),
        single(wrote(text=f"write to {JID}, my jid")),
        single(wrote(who="user7944201230")),
        single(wrote(who="user442079460123")),
    ],
)
def test_a_telegram_chat_that_only_speaks_of_whatsapp_is_read(read: Read, chat: dict[str, Any]) -> None:
    assert len(texts(read(chat))) == 1


# What is not read says what it is


def office(**members: str) -> bytes:
    """Give a document in the form of a zip; a name has __ for /."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), text)
    return made.getvalue()


SHEET = office(TYPES="<Types/>", xl__workbook="<workbook/>")
KINDS: dict[str, tuple[bytes, str]] = {
    "a.xlsx": (SHEET, "Excel workbook"),
    "renamed.csv": (SHEET, "Excel workbook"),
    "a.ods": (
        office(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "OpenDocument sheet",
    ),
    "a.docx": (office(TYPES="<Types/>", word__document="<document/>"), "text document"),
    "a.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "old Office"),
    "a.msg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "Outlook"),
    "posts.csv.gz": (b"\x1f\x8b\x08\x00" + b"\x9d" * 40, "gzip"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00" * 40, "7z archive"),
    "a.rar": (b"Rar!\x1a\x07\x01\x00" + b"\x00" * 40, "RAR archive"),
    "a.tar": (b"result.json" + b"\x00" * 246 + b"ustar\x0000" + b"\x00" * 200, "tar archive"),
    "a.xz": (b"\xfd7zXZ\x00" + b"\x11" * 40, "packed file"),
    "a.pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "a.eml": (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: tip\r\n\r\nCall", "mail (EML)"),
    "received.eml": (b"Received: from x.example by y.example\n\tid 1\nFrom: a@example.org\n\nCall", "mail (EML)"),
    "a.mbox": (b"From a@example.org Fri Mar  1 10:00:00 2024\nFrom: a@example.org\n\nCall", "mailbox"),
    "msgstore.db": (b"SQLite format 3\x00" + b"\x10\x00" * 40, "SQLite"),
    "a.parquet": (b"PAR1\x15\x04\x15" + b"\x00" * 40, "Parquet"),
    "a.graphml": (b'<?xml version="1.0"?><graphml><graph edgedefault="directed"/></graphml>', "GraphML"),
    "report.xml": (b'<?xml version="1.0"?><project xmlns="http://pa.cellebrite.com/report/2.0"/>', "Cellebrite"),
    "sms.xml": (b"<?xml version='1.0'?><smses count='1'><sms address='+442079460123'/></smses>", "text messages"),
    "other.xml": (b'<?xml version="1.0"?><rows/>', "XML"),
    "a.vcf": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Amin\r\nTEL:+442079460123\r\nEND:VCARD\r\n", "an address book"),
    "german.txt": (b"01.03.24, 10:00 - Sam: hallo\n", "WhatsApp chat"),
    "arabic.txt": (
        "\u200f\u0661/\u0663/\u0662\u0660\u0662\u0664\u060c \u0661\u0660:\u0660\u0660 \u0645 - Sam: hello\n".encode(),
        "WhatsApp chat",
    ),
    "program.log": (b"2024-03-01 10:00:00 INFO started\n", "log"),
    "msgstore.db.crypt14": (b"\x9a\x01\x0a\x30" + b"\x7f\x80" * 40, "encrypted WhatsApp"),
    "evidence.enc": (b"\x9a\x01\x0a\x30" + b"\x7f\x80" * 40, "encrypted file"),
    "pyrogram.json": (b'[{"id": 1, "peer_id": 100200, "message": "x"}]', "Telegram library"),
    "message_1.json": (
        b'{"participants": [{"name": "A"}], "messages": [{"sender_name": "A", "timestamp_ms": 1}]}',
        "Messenger",
    ),
    "followers.json": (b'[{"title": "", "string_list_data": [{"value": "a"}]}]', "Instagram"),
    "array.json": (b'[\n {"platform": "telegram", "text": "x"}\n]', "a table without a mapping"),
    "list.json": (b'["+442079460123"]', "JSON array"),
    "python.json": (b"{'name': 'A', 'messages': []}", "single quotes"),
    "nothing.json": (b"{}", "nothing in it"),
    "other.json": (b'{"hello": 1}', "JSON"),
    "geo.json": (b'{"type": "FeatureCollection", "features": [{"geometry": null}]}', "GeoJSON"),
    "numbers.txt": (b"+44 20 7946 0123\n+44 20 7946 0124\n", "list of numbers"),
    "links.txt": (b"https://t.me/travelnorth\nt.me/travelsouth\n", "list of links"),
    "handles.txt": (b"@travelnorth\n@travelsouth\n", "list of links"),
    "names.csv": (b"name\nAmin\nPetra\n", "line 1 is one cell"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "picture"),
    "a.png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
    "a.heic": (b"\x00\x00\x00\x18ftypheic", "picture"),
    "a.mp4": (b"\x00\x00\x00\x18ftypmp42", "video"),
    "voice.ogg": (b"OggS\x00\x02" + b"\x00" * 40, "sound"),
    "a.mp3": (b"ID3\x04\x00" + b"\x00" * 40, "sound"),
    "utf16.txt": (("A letter is no table.\n" * 9).encode("utf-16-le"), "UTF-16"),
    "big-endian.txt": (("A letter is no table.\n" * 9).encode("utf-16-be"), "UTF-16"),
    "messages.html": (
        b"<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body></body></html>",
        "Telegram Desktop HTML",
    ),
    "page.html": (b"<!DOCTYPE html><html><body>x</body></html>", "HTML page"),
    "empty.csv": (b"", "0 bytes"),
}
"""Files that are not read, and a word of what is told of each."""


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_read_says_what_it_is_and_what_to_do(tmp_path: Path, name: str) -> None:
    content, word = KINDS[name]
    folder = files(tmp_path / "in", **{name: content})
    [problem] = plan.list_unread_files(plan.plan_reading([folder], scratch=tmp_path / "scratch"))
    assert word in problem.found
    assert problem.expected or "add to in/sources.toml" in problem.found


def test_lines_of_another_program_are_held_by_its_name(tmp_path: Path) -> None:
    content = b'{"id": 1, "peer_id": {"id": 2}, "message": "x"}\n'
    folder = files(tmp_path / "in", **{"pyrogram.jsonl": content})
    [problem] = plan.list_unread_files(plan.plan_reading([folder], scratch=tmp_path / "scratch"))
    assert problem.found.startswith("JSON of a Telegram library, a table")


def test_a_file_of_any_bytes_is_told_of(tmp_path: Path) -> None:
    for number, (content, _) in enumerate(KINDS.values()):
        for cut in {1, 3, 9, len(content) // 2} - {0}:
            folder = files(tmp_path / f"in{number}-{cut}", x=content[:cut])
            planned = plan.plan_reading([folder], scratch=tmp_path / "scratch")
            assert [one.name for one in planned] == ["x"]
            assert [one.where for one in plan.list_unread_files(planned)] == ["x"] * (not planned[0].ready)


def test_what_lies_beside_a_telegram_export_is_told_as_its_own(tmp_path: Path) -> None:
    folder = files(tmp_path / "in", result__json=json.dumps(single(wrote())), messages__html=KINDS["messages.html"][0])
    for part, content in (("css/style.css", b"body {}"), ("js/script.js", b"f()"), ("photos/a.jpg", KINDS["a.jpg"][0])):
        (folder / part).parent.mkdir()
        (folder / part).write_bytes(content)
    (folder / "files").mkdir()
    (folder / "files/list.csv").write_text(TWICE)
    planned = plan.plan_reading([folder], scratch=tmp_path / "scratch")
    assert [one.name for one in planned if one.ready] == ["result.json", "files/list.csv"]
    assert [(one.where, one.found, one.expected.partition(":")[0]) for one in plan.list_unread_files(planned)] == [
        (
            "messages.html",
            "a page of Telegram Desktop HTML without messages",
            "no more, where result.json beside it holds the same chats",
        ),
        ("css/style.css", "a part of the HTML pages, of the Telegram export beside it", "no more"),
        ("js/script.js", "a part of the HTML pages, of the Telegram export beside it", "no more"),
        ("photos/a.jpg", "a picture, of the Telegram export beside it", "what it shows as a table, where that matters"),
    ]


def test_two_exports_of_one_chat_are_one_chat(case: Case, store: Store, tmp_path: Path) -> None:
    first = single(wrote(1), wrote(2, text="same"), wrote(3, text="same"), wrote(4, text="old"))
    edited = str(NOON + 60)
    second = single(
        wrote(2, text="same"), wrote(3, text="same"), wrote(4, text="new", edited_unixtime=edited), wrote(5)
    )
    a, b = (files(tmp_path / name, result__json=json.dumps(chat)) for name, chat in (("a", first), ("b", second)))
    settle_files(case, store, a, b)
    assert len(list(store.rows(Post, "id"))) == 5
    assert [row[0] for row in questions.run(store, "posts_that_differ")] == ["telegram:channel2001/4"]
    assert dict(store.rows(Post, "id", "text"))["telegram:channel2001/4"] == "new"
