"""Chats of Meta's downloads in both dialects: what they say, whom they tie, and what damage costs."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Participant
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.plan import plan_reading
from ingest.record import Call, Captured, Membership, Message, Naming, Noticed, Profile, Record, Refused, Status
from ingest.sources.meta import list_media_names, read_thread

DATA = Path(__file__).parent / "data"
CLASSIC, ENCRYPTED = DATA / "meta-classic.json", DATA / "meta-encrypted.json"
INSTAGRAM = Answers(own={"platform": "instagram"})
Json = dict[str, Any]
T = TypeVar("T")
Read = Callable[..., list[Record | Refused]]
AT = 1_735_840_000_000


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read an object as a file would be read."""

    def from_file(thing: Json, beside: Beside = NOTHING_BESIDE) -> list[Record | Refused]:
        path = tmp_path / "message_1.json"
        path.write_text(json.dumps(thing), encoding="utf-8")
        return list(read_thread(path, INSTAGRAM, None, beside))

    return from_file


def mangle(text: str) -> str:
    """Write a text as the classic download does."""
    return text.encode().decode("latin-1")


def chat(*messages: Json, people: tuple[str, ...] = ("Ana", "Omar", "Zoë"), number: int = 70041, **more: Any) -> Json:
    names = [{"name": mangle(name)} for name in people]
    path = f"inbox/road_{number}"
    return {"participants": names, "messages": list(messages), "title": "Road", "thread_path": path, **more}


def wrote(content: str, sender: str = "Omar", at: object = AT, **more: Any) -> Json:
    return {"sender_name": mangle(sender), "timestamp_ms": at, "content": mangle(content), **more}


def only(records: list[Record | Refused], kind: type[T]) -> list[T]:
    return [one for one in records if isinstance(one, kind)]


def sample(path: Path, kind: type[T]) -> list[T]:
    return only(list(read_thread(path, INSTAGRAM)), kind)


def test_letters_are_mended_in_the_classic_dialect() -> None:
    assert sample(CLASSIC, Message)[1].text == "اكتب لي +44 7700 900151"


def test_letters_are_left_as_they_are_in_the_encrypted_dialect() -> None:
    assert sample(ENCRYPTED, Message)[0].text == "سلام, call 030 23125 151"


def test_letters_that_cannot_be_mended_are_kept_and_told(read: Read) -> None:
    records = read(chat({"sender_name": "Omar", "timestamp_ms": AT, "content": "caf\xe9 \u20ac"}))
    assert [one.text for one in only(records, Message)] == ["caf\xe9 \u20ac"]
    assert any("could not be mended" in one.says for one in only(records, Noticed))


def test_a_group_is_named_and_renamed() -> None:
    names = [(one.name, one.how) for one in sample(CLASSIC, Naming)]
    assert names == [("Night Ferry ⛴", "seen"), ("Night Ferry ⛴", "event")]


def test_who_is_added_or_leaves_is_told_with_its_time() -> None:
    assert [one.how for one in sample(CLASSIC, Membership)] == ["listed", "listed", "listed", "invited", "left"]


def test_somebody_who_writes_about_the_name_renames_nothing(read: Read) -> None:
    records = read(chat(wrote("Ana named the group Ferry", sender="Omar"), wrote("I named the group Ferry")))
    assert [one.how for one in only(records, Naming)] == ["seen"]


def test_a_link_that_opens_the_group_is_its_own() -> None:
    assert [one.opened_by for one in sample(CLASSIC, Profile)] == [("https://ig.me/j/AbCdEf12345/",)]


def test_a_shared_link_and_its_words_stand_beside_the_text() -> None:
    message = sample(CLASSIC, Message)[2]
    assert [hint.value for hint in message.hints] == ["https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv"]
    assert [words.text for words in message.beside] == ["join us"]


def test_equal_messages_of_one_moment_are_two_posts() -> None:
    ids = [one.post.id for one in sample(CLASSIC, Message)]
    assert len(set(ids)) == len(ids) == 8


def test_a_chat_of_two_bears_nobody_s_name() -> None:
    assert sample(ENCRYPTED, Naming) == []
    assert [one.kind for one in sample(ENCRYPTED, Status)] == ["personal_chat"]


def test_two_who_write_to_the_same_person_do_not_share_a_chat(read: Read) -> None:
    one, other = (only(read(chat(wrote("x"), people=(name, "Omar"))), Status)[0].subject for name in ("Ana", "Zoë"))
    assert one != other


def test_a_group_is_the_same_in_the_downloads_of_two_members(read: Read) -> None:
    ids = {
        only(read(chat(wrote("x"), people=people)), Status)[0].subject.id
        for people in (("Ana", "Omar", "Zoë"), ("Zoë", "Omar", "Cem", "Ana"))
    }
    assert ids == {"instagram:thread70041"}


def test_people_are_names_within_their_chat(read: Read) -> None:
    here, there = (only(read(chat(wrote("x"), number=number)), Message)[0].author for number in (70041, 70042))
    assert isinstance(here, Participant)
    assert here != there


def test_a_call_of_two_is_a_call() -> None:
    assert [(one.seconds, one.how) for one in sample(ENCRYPTED, Call)] == [(62, "call")]


def test_nobody_knows_whom_a_call_in_a_group_reached(read: Read) -> None:
    assert only(read(chat(wrote("x", call_duration=5))), Call) == []


def test_a_picture_beside_the_chat_is_kept(read: Read) -> None:
    digest = hashlib.sha256(b"boat").hexdigest()
    beside = Beside({"photos/1.jpg": digest}, lambda sha256: Path(sha256))
    uri = "your_instagram_activity/messages/inbox/road_41/photos/1.jpg"
    [message] = only(read(chat(wrote("x", photos=[{"uri": uri}])), beside), Message)
    assert [(one.sha256, one.state, one.file_name) for one in message.attachments] == [(digest, "kept", "1.jpg")]


def test_the_files_of_a_chat_are_named_as_they_lie_beside_it() -> None:
    assert [*list_media_names(CLASSIC), *list_media_names(ENCRYPTED)] == ["photos/1.jpg", "media/9.jpg"]


def test_keys_that_nobody_reads_are_counted(read: Read) -> None:
    [message] = only(read(chat(wrote("x", reactions=[], is_unsent=True))), Message)
    assert message.unread == ("is_unsent", "reactions")


def test_the_newest_message_says_when_it_was_downloaded_at_the_earliest(read: Read) -> None:
    [captured] = only(read(chat(wrote("b", at=AT + 1000), wrote("a"))), Captured)
    assert captured.at.timestamp() * 1000 == AT + 1000


# Whose it is


def plan(folder: Path, name: str, sources: str = "") -> tuple[bool, tuple[str, ...]]:
    path = folder / "in" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(CLASSIC.read_bytes())
    if sources:
        (folder / "in" / "sources.toml").write_text(sources, encoding="utf-8")
    [one] = plan_reading([folder / "in"], scratch=folder / "scratch")
    assert one.source == "meta"
    return one.ready, one.needs


@pytest.mark.parametrize("folder", ["your_instagram_activity", "your_facebook_activity"])
def test_the_folder_of_the_download_says_of_which_platform_it_is(folder: str, tmp_path: Path) -> None:
    assert plan(tmp_path, f"{folder}/messages/inbox/road_41/message_1.json") == (True, ())


def test_a_chat_alone_is_held_until_somebody_says_it(tmp_path: Path) -> None:
    assert plan(tmp_path, "message_1.json") == (False, ("platform",))


def test_the_answer_lets_it_in(tmp_path: Path) -> None:
    answer = '[[file]]\nmatch = "message_1.json"\nplatform = "facebook"\n'
    assert plan(tmp_path, "message_1.json", answer) == (True, ())


def test_nothing_is_read_without_a_platform() -> None:
    with pytest.raises(SourceError, match="of which platform"):
        list(read_thread(CLASSIC, Answers()))


# Damage


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ({"timestamp_ms": AT}, "without a sender"),
        (wrote("x", at="soon"), "time 'soon'"),
        (wrote("x", at=1.5), "time"),
        (wrote("x", at=10**18), "time"),
        (wrote("x", at=True), "time True"),
        ({"sender_name": ["x"], "timestamp_ms": AT}, "without a sender"),
    ],
)
def test_what_is_no_message_is_refused_and_the_next_is_read(message: Json, found: str, read: Read) -> None:
    records = read(chat(message, wrote("next")))
    [refused] = only(records, Refused)
    assert refused.place == "messages[0]"
    assert found in refused.found
    assert [one.text for one in only(records, Message)] == ["next"]


@pytest.mark.parametrize("path", [CLASSIC, ENCRYPTED], ids=["classic", "encrypted"])
def test_a_cut_keeps_every_message_before_it(path: Path, tmp_path: Path) -> None:
    raw, cut = path.read_bytes(), tmp_path / "cut.json"
    texts = [one.text for one in sample(path, Message)]
    kept: list[int] = []
    for at in range(raw.index(b'"messages"') + 20, len(raw), 50):
        cut.write_bytes(raw[:at])
        try:
            messages = only(list(read_thread(cut, INSTAGRAM)), Message)
        except SourceError:  # before the first message is whole
            messages = []
        assert [one.text for one in messages] == texts[: len(messages)]
        kept.append(len(messages))
    assert kept == sorted(kept)
    assert kept[-1] == len(texts)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("uri"), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = ["sender_name", "senderName", "timestamp_ms", "timestamp", "content", "photos", "share", "call_duration"]


@given(
    messages=st.lists(values | st.dictionaries(st.sampled_from(KEYS), values | st.just(AT)), max_size=3), people=values
)
def test_no_object_breaks_the_reader(
    messages: list[Any], people: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "message_1.json"
    thing = {"participants": people, "messages": messages, "title": "x"}
    path.write_text(json.dumps(thing), encoding="utf-8")
    assert all(isinstance(one, (*get_args(Record), Refused)) for one in read_thread(path, INSTAGRAM))
