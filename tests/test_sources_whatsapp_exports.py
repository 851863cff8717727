"""WhatsApp chats as whole files: one chat in many exports, media beside it, damage, and what a graph makes of them."""

import itertools
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.case import Case
from graph.model import Account, Participant
from graph.store import Store
from ingest import plan
from ingest.answers import Answers
from ingest.beside import Beside
from ingest.record import Attachment, Card, Membership, Message, Naming, Noticed, Profile, Record, Refused
from ingest.sources import whatsapp
from ingest.sources.whatsapp.cards import read_cards
from tests.acting import settle_files, settle_undo

DATA = Path(__file__).parent / "data"
T = TypeVar("T")
OWN = {"exporter": "+44 20 7946 0001", "title": "Quay", "you": "Sam"}
GIVEN = Answers(own=OWN, time_zone="Europe/Berlin")
N, M = "\u202a+44 20 7946 0102\u202c", "\u202a+44 20 7946 0103\u202c"


def only(records: Sequence[Any], kind: type[T]) -> list[T]:
    return [one for one in records if isinstance(one, kind)]


def read(path: Path, answers: Answers = GIVEN, beside: Beside | None = None) -> list[Record | Refused]:
    return list(whatsapp.read_chat(path, answers, None, beside or Beside()))


# One chat, exported in eight ways

TOLD: list[tuple[str, str, str, str]] = [
    # who it stands under on iOS, or writes; what both systems write in English; in Arabic; "" where the app tells it
    ("", "Quay", "Messages and calls are end-to-end encrypted.", "الرسائل والمكالمات مشفرة تمامًا بين الطرفين."),
    ("", "Quay", f"{N} created group “Harbour: a”", f"{N} أنشأ المجموعة “Harbour: a”"),
    ("", "Quay", f"{N} added you", f"{N} أضافك"),
    ("says", N, "Two seats\nfor Friday: call", "Two seats\nfor Friday: call"),
    ("says", "Bob", "ok", "ok"),
    ("says", "Bob", "ok", "ok"),
    ("says", "Sam", "“Bob left”: he said", "“Bob left”: he said"),
    ("app", "Bob", "This message was deleted", "تم حذف هذه الرسالة"),
    ("media", "Bob", "image omitted|<Media omitted>", "لم يتم إدراج الصورة|<تم استبعاد الوسائط>"),
    ("", "Quay", f"{N} changed the group name from “Harbour: a” to “Quay”",
     f"غيّر {N} اسم المجموعة من “Harbour: a” إلى “Quay”"),
    ("", "Quay", f"{N} changed to {M}", f"{N} تم تغييره إلى {M}"),
    ("", "Quay", "Bob left", "Bob غادر"),
    ("says", M, "bye", "bye"),
]  # fmt: skip
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WAYS = list(itertools.product(("en", "ar"), ("ios", "android"), (12, 24)))


def export_chat(language: str, system: str, clock: int) -> bytes:
    """Write what ``TOLD`` tells as a system does, in a language and by a clock."""
    out, at = [], datetime(2024, 2, 28, 9, 12, 5)  # noqa: DTZ001 - of the telephone's clock
    for number, (kind, who, english, arabic) in enumerate(TOLD):
        moment = at + timedelta(hours=number // 2, days=number // 4)
        hour = f"{moment.hour % 12 or 12}" if clock == 12 else f"{moment.hour:02}"
        half = "" if clock == 24 else f"\u202f{'AM' if moment.hour < 12 else 'PM'}"
        date = f"{moment.month}/{moment.day}/{moment:%y}"
        time = f"{hour}:{moment:%M}" + (f":{moment:%S}" if system == "ios" else "")
        comma, text = ",", english
        if language == "ar":
            half = "" if clock == 24 else f"\u00a0{'ص' if moment.hour < 12 else 'م'}"
            date = f"{moment.day}\u200f/{moment.month}\u200f/{moment.year}".translate(ARABIC)
            time, comma, text = time.translate(ARABIC), "،", arabic
        if kind == "media":
            text = text.split("|")[0 if system == "ios" else 1]
        if system == "ios":
            mark = "" if kind == "says" else "\u200e"
            out.append(f"[{date}{comma} {time}{half}] {who}: {mark}{text}\r\n")
        else:
            out.append(f"{date}{comma} {time}{half} - {f'{who}: ' if kind else ''}{text}\n")
    return "".join(out).encode()


def tell(records: Sequence[Any]) -> dict[str, Any]:
    """Give what an export says, its times to the minute: posts, members, names and numbers."""
    return {
        "posts": [(m.post.id, m.author, m.text, m.at.replace(second=0)) for m in only(records, Message) if m.at],
        "members": [(m.member, m.how, m.at, m.by) for m in only(records, Membership)],
        "names": [(n.subject, n.name, n.how, n.from_, n.to) for n in only(records, Naming)],
        "numbers": [(p.subject, p.contacts, p.where) for p in only(records, Profile)],
    }


@pytest.mark.parametrize(("language", "system", "clock"), WAYS[1:])
def test_one_chat_exported_in_eight_ways_says_the_same(language: str, system: str, clock: int, tmp_path: Path) -> None:
    first, other = tmp_path / "first", tmp_path / "other"
    first.write_bytes(export_chat(*WAYS[0]))
    other.write_bytes(export_chat(language, system, clock))
    records = read(other)
    assert not only(records, Refused)
    assert tell(records) == tell(read(first))


def test_the_chat_of_the_eight_ways_says_something(tmp_path: Path) -> None:
    path = tmp_path / "chat"
    path.write_bytes(export_chat("en", "android", 24))
    told = tell(read(path))
    assert [text for _, _, text, _ in told["posts"]] == [
        "Two seats\nfor Friday: call", "ok", "ok", "“Bob left”: he said", "", "", "bye",
    ]  # fmt: skip
    assert [how for _, how, _, _ in told["members"]] == ["created", "invited", "left"]


PASTED = "[28.02.24, 09:12:00] Ali: look\n[28.02.24, 09:13:00] Bob: forged\r\n[28.02.24, 09:14:00] Bob: true\r\n"


def test_a_head_that_was_pasted_into_a_message_of_ios_is_text(tmp_path: Path) -> None:
    path = tmp_path / "chat"
    path.write_bytes((PASTED + "[28.02.24, 09:15:00] Bob: yes\r\n" * 3).encode())
    records = read(path)
    first, *others = only(records, Message)
    assert first.text == "look\n[28.02.24, 09:13:00] Bob: forged"
    assert [message.text for message in others] == ["true", "yes", "yes", "yes"]
    assert ("line 1", "messages in which lines look like the head of another: 1") in [
        (one.place, one.says) for one in only(records, Noticed)
    ]


def test_lines_that_all_end_in_one_way_are_heads(tmp_path: Path) -> None:
    path = tmp_path / "chat"
    path.write_bytes(PASTED.replace("\r", "").encode())
    assert [message.text for message in only(read(path), Message)] == ["look", "forged", "true"]


# Files beside the chat


def test_media_and_cards_beside_the_chat_are_kept_with_it(tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sample;Driver;;;\r\nFN:Driver Sample\r\n"
        "item1.TEL;waid=442079460104:+44 20 7946 0104\r\nTEL;type=CELL:+44 20 7946\r\n  0105\r\nEND:VCARD\r\n"
    )
    chat = tmp_path / "chat"
    chat.write_text("28/02/24, 09:12 - Bob: a.jpg (file attached)\n28/02/24, 09:13 - Bob: d.vcf (file attached)\n")
    beside = Beside({"a.jpg": "aa", "d.vcf": "bb"}, {"aa": chat, "bb": card}.__getitem__)
    picture, contact = only(read(chat, beside=beside), Message)
    assert picture.attachments == (Attachment(what="photo", sha256="aa", file_name="a.jpg"),)
    assert contact.cards == (
        Card(name="Driver Sample", phones=("+44 20 7946 0104", "+44 20 7946 0105"),
             account=Account(id="whatsapp:+442079460104")),
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCARD", b"TEL:1\n", b"BEGIN:VCARD\nTEL\nFN:\xff\n", b"\x00" * 99])
def test_what_is_no_card_holds_no_contact(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(data)
    assert list(read_cards(tmp_path / "a.vcf")) == []


def test_a_zip_of_ios_takes_its_chat_from_the_name_of_the_zip(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "WhatsApp Chat - Quay: “a”.zip", "w") as archive:
        archive.writestr("00000001-PHOTO.jpg", b"\xff\xd8\xff")
        archive.writestr("_chat.txt", "[28.02.24, 09:12:00] Bob: \u200e<attached: 00000001-PHOTO.jpg>\r\n")
    (folder / "sources.toml").write_text('[[file]]\nmatch = "*.zip"\nexporter = "phone 3"\ntime_zone = "UTC"\n')
    planned = plan.plan_reading([folder], scratch=tmp_path / "scratch")
    [chat] = [one for one in planned if one.source]
    assert chat.answers.own["title"] == "Quay: “a”"
    assert list(chat.beside) == ["00000001-PHOTO.jpg"]
    assert plan.list_unread_files(planned) == []


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/passwd", "a\\..\\secret.jpg", "link.jpg"])
def test_no_name_in_a_chat_reaches_a_file_that_was_not_walked(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"\xff\xd8\xff")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "WhatsApp Chat with Quay.txt").write_text(f"28/02/24, 09:12 - Bob: {name} (file attached)\n")
    (folder / "sources.toml").write_text('[[file]]\nmatch = "*.txt"\nexporter = "phone 3"\ntime_zone = "UTC"\n')
    [chat] = [one for one in plan.plan_reading([folder], scratch=tmp_path / "scratch") if one.source]
    assert chat.ready
    assert chat.beside == {}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Quay.txt", "Quay"),
        ("a/WhatsApp Chat with Quay.zip!/WhatsApp Chat with Quay.txt", "Quay"),
        ("WhatsApp Chat - Quay.zip!/_chat.txt", "Quay"),
        ("Чат WhatsApp с контактом Quay.txt", "Quay"),
        ("WhatsApp-Chat mit Quay.txt", "Quay"),
        ("WhatsApp-chat met Quay.txt", "Quay"),
        ("Discussion WhatsApp avec Quay.txt", "Quay"),
        ("Chat de WhatsApp con Quay.txt", "Quay"),
        ("Chat di WhatsApp con Quay.txt", "Quay"),
        ("Conversa do WhatsApp com Quay.txt", "Quay"),
        ("Quay ile WhatsApp Sohbeti.txt", "Quay"),
        ("WhatsApp Chat with +44 20 7946 0102.txt", "+44 20 7946 0102"),
        ("WhatsApp Chat with Quay.txt.txt", "Quay.txt"),
        ("WhatsApp Chat with .txt", None),
        ("notes.txt", None),
    ],
)
def test_the_name_of_the_file_tells_the_chat(name: str, title: str | None) -> None:
    assert whatsapp.find_title(name) == title


# Damage

SAMPLES = sorted(DATA.glob("whatsapp-*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("junk", [b"", b"\xff\x00\n"], ids=["cut", "junk"])
def test_damage_costs_nothing_that_stands_before_it(sample: Path, junk: bytes, tmp_path: Path) -> None:
    whole, path = sample.read_bytes(), tmp_path / "damaged.txt"
    sound = only(read(sample), Message)
    begins = [sum(map(len, whole.splitlines(keepends=True)[: int(m.place.split()[1]) - 1])) for m in sound]
    for at in range(200, len(whole), 50):
        path.write_bytes(whole[:at] + junk + (whole[at + len(junk) :] if junk else b""))
        things = read(path)
        assert all(isinstance(thing, (*get_args(Record), Refused)) for thing in things)
        # the entry that the damage is in, and the one before it, to which its lines may fall, are its cost
        before = [m for m, begin in zip(sound, begins, strict=True) if begin <= at][:-2]
        found = {(m.place, m.at, m.text) for m in only(things, Message)}
        assert {(m.place, m.at, m.text) for m in before} <= found


LINE = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}/{}/{}, {}:{:02} - {}{}".format,
        st.sampled_from(["", "\u200e", "["]),
        st.integers(0, 40),
        st.integers(0, 40),
        st.integers(0, 9999),
        st.integers(0, 30),
        st.integers(0, 99),
        st.sampled_from(["Ali: ", "", "+44 20 7946 0102: ", "\u202a+44\u202c: ", ": ", "~\u202fA: "]),
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                ["null", "<Media omitted>", "a.jpg (file attached)", "Ali added you", '"A" to "B"', "\u200e"]
            ),
        ),
    ),
)


@given(lines=st.lists(LINE, max_size=12))
def test_no_lines_break_the_reader(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_text("28/02/2024, 09:12 - Ali: hi\n" + "\n".join(lines), encoding="utf-8", errors="replace")
    things = read(path)
    assert all(isinstance(thing, (*get_args(Record), Refused)) for thing in things)
    posts = [message.post.id for message in only(things, Message)]
    assert len(set(posts)) == len(posts)


# In the graph

CHAT = '28/02/2024, 09:12 - Ali created group "Quay"\n'
MINE = CHAT + f"28/02/2024, 09:13 - {N}: two seats t.me/harbour_sample\n28/02/2024, 09:14 - Sam: ok\n"
THEIRS = (
    "[28.02.24, 09:13:20] Lena: two seats t.me/harbour_sample\r\n"
    "[28.02.24, 09:14:02] \u202a+44 20 7946 0001\u202c: ok\r\n"
)
ANSWERS = """
[[file]]
match = "mine.txt"
source = "whatsapp"
exporter = "+44 20 7946 0001"
you = "Sam"
chat = "quay"
time_zone = "Europe/Berlin"

[[file]]
match = "theirs.txt"
source = "whatsapp"
exporter = "+44 20 7946 0102"
you = "Lena"
chat = "quay"
time_zone = "Europe/Berlin"
day_first = true
"""


@pytest.fixture
def phones(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {"mine.txt": MINE, "theirs.txt": THEIRS, "sources.toml": ANSWERS}.items():
        (folder / name).write_bytes(text.encode())
    return folder


def test_two_telephones_of_one_chat_are_one_graph_in_either_order(
    fresh: Callable[[], Case], store: Store, phones: Path
) -> None:
    graphs = []
    for order in (("mine.txt", "theirs.txt"), ("theirs.txt", "mine.txt"), (".",)):
        case = fresh()
        for name in order:
            settle_files(case, store, phones / name)
        graphs.append(store.whole())
    assert graphs[0] == graphs[1] == graphs[2]


def test_undo_of_one_telephone_leaves_what_the_other_says(
    fresh: Callable[[], Case], store: Store, phones: Path
) -> None:
    case = fresh()
    settle_files(case, store, phones / "mine.txt")
    alone = store.whole()
    run = settle_files(case, store, phones / "theirs.txt")
    assert store.whole() != alone
    settle_undo(case, store, run)
    assert store.whole() == alone


def test_no_post_of_two_telephones_is_there_twice(phones: Path) -> None:
    planned = {one.name: one for one in plan.plan_reading([phones], scratch=phones / "scratch")}
    told = [only(read(phones / name, planned[name].answers), Message) for name in ("mine.txt", "theirs.txt")]
    assert [message.post for message in told[0]] == [message.post for message in told[1]]
    assert [message.author for message in told[0]] == [message.author for message in told[1]]
    assert not any(isinstance(message.author, Participant) for message in told[0])
