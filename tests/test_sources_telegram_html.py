"""Telegram Desktop's HTML: what is read out of a page, what it asks, and that damage costs what it hits."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.case import Case
from graph.errors import SourceError
from graph.model import Account, Group, Media, Name, Participant, Post
from graph.store import Store
from ingest import plan
from ingest.answers import Answers
from ingest.beside import Beside
from ingest.record import (
    Attachment,
    Call,
    Card,
    Hint,
    Membership,
    Message,
    Naming,
    Noticed,
    Record,
    Refused,
    Words,
)
from ingest.sources import telegram
from ingest.sources.telegram import html
from ingest.sources.telegram.html.markup import EMPTY
from ingest.sources.telegram.html.sentences import split_names
from tests import telegram_export as as_json
from tests.acting import settle_files, settle_undo
from tests.telegram_export import EXPORTED, only, single, texts
from tests.telegram_page import SCOPED, ReadPage, forwarded, line, media, page, wrote
from tests.test_telegram_media import BOAT, sha256

SAMPLE = Path(__file__).parent / "data" / "telegram-html.html"
POLL = (
    '<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">Which?</div>'
    '<div class="answer">- Friday <span class="details">3 votes</span></div></div></div>'
)
GROUP = Group(id="telegram:channel2001")
ODO = Participant.of(GROUP, "Odo Vint")


def says(records: list[Record | Refused]) -> str:
    return "; ".join(one.says for one in only(records, Noticed))


# What is read


def test_message_is_a_post_of_somebody_known_by_a_name_in_this_chat(read_page: ReadPage) -> None:
    [message] = only(read_page(wrote()), Message)
    assert message == Message(
        place="message5",
        post=Post(id="telegram:channel2001/5"),
        at=datetime(2024, 3, 1, 12, tzinfo=UTC),
        author=ODO,
        chat=GROUP,
        text="two seats",
    )


def test_joined_message_is_by_the_writer_of_the_one_before(read_page: ReadPage) -> None:
    authors = [one.author for one in only(read_page(wrote(5), wrote(6, who=None), wrote(7, who="Mirel")), Message)]
    assert authors == [ODO, ODO, Participant.of(GROUP, "Mirel")]


def test_joined_message_behind_a_lost_one_has_no_writer(read_page: ReadPage) -> None:
    records = read_page(wrote(5), wrote(6, who="Mirel", at="yesterday"), wrote(7, who=None))
    assert [one.author for one in only(records, Message)] == [ODO, None]
    assert "joined to one that was lost" in says(records)


def test_origin_is_a_name_and_goes_on_in_joined_messages(read_page: ReadPage) -> None:
    inner = '<div class="text">\npassed on\n</div>\n'
    parts = [
        wrote(5, "", inner=forwarded("Night Desk", inner)),
        wrote(6, "", None, inner=forwarded("", inner)),
        wrote(7),
    ]
    messages = only(read_page(*parts), Message)
    assert [one.forwarded_from for one in messages] == [Name.of("Night Desk"), Name.of("Night Desk"), None]
    assert [one.text for one in messages] == ["passed on", "passed on", "two seats"]


def test_text_keeps_lines_and_brackets_and_gives_hidden_links(read_page: ReadPage) -> None:
    text = (
        'a &lt;b&gt;<br><strong>call</strong> <a href="tel:+12025550123">+12025550123</a>, <a href="https://t.me/x_y">@x_y'
        '</a>, <a href="https://wa.me/493023125101">here</a> &amp; <a href="https://a.example/">https://a.example/</a>'
    )
    [message] = only(read_page(wrote(text=text)), Message)
    assert message.text == "a <b>\ncall +12025550123, @x_y, here & https://a.example/"
    assert message.hints == (Hint(value="https://wa.me/493023125101", rule="text_link", begin=31, raw="here"),)


def test_answer_and_signature_and_bot_are_taken_off(read_page: ReadPage) -> None:
    inner = (
        '<div class="reply_to details">\nIn reply to <a href="messages2.html#go_to_message3">this message</a>\n</div>\n'
    )
    after = '<div class="signature details">\nO. V.\n</div>\n'
    [message] = only(read_page(wrote(who="Odo Vint via @night_bot", inner=inner + after)), Message)
    assert (message.replies_to, message.signed) == (Post(id="telegram:channel2001/3"), "O. V.")
    assert (message.author, message.unread) == (ODO, ("via_bot",))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Odo Vint joined group by link from Mirel", (ODO, "joined", "Mirel")),
        ("Odo Vint joined group by request", (ODO, "requested", None)),
        ("Odo Vint invited Mirel", (Name.of("Mirel"), "invited", "Odo Vint")),
        ("Odo Vint invited Odo Vint", (ODO, "joined", None)),
        ("Odo Vint removed Mirel", (Name.of("Mirel"), "removed", "Odo Vint")),
        ("Odo Vint removed Odo Vint", (ODO, "left", None)),
        ("Odo Vint created group «Boats»", (ODO, "created", None)),
    ],
)
def test_line_tells_who_came_and_went(words: str, expected: tuple[object, ...], read_page: ReadPage) -> None:
    [move] = only(read_page(wrote(), line(6, words)), Membership)
    assert (move.member, move.how, move.by) == expected
    assert (move.group, move.at) == (GROUP, datetime(2024, 3, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "words", ["Odo Vint changed group title to &laquo;Day «B» Boats&raquo;", "Channel title changed to «Day «B» Boats»"]
)
def test_title_is_dated_by_the_message_above(words: str, read_page: ReadPage) -> None:
    records = read_page(wrote(), line(6, words))
    [title] = [one for one in only(records, Naming) if one.how == "event"]
    assert (title.subject, title.name, title.from_) == (GROUP, "Day «B» Boats", datetime(2024, 3, 1, 12, tzinfo=UTC))
    assert "no time of their own" in says(records)


def test_row_of_a_day_dates_the_line_below_it_and_is_no_message(read_page: ReadPage) -> None:
    records = read_page(
        wrote(at="01.03.2024 12:00:00 UTC+02:00"), line(-2, "2 March 2024"), line(6, "A changed group title to «B»")
    )
    [title] = [one for one in only(records, Naming) if one.how == "event"]
    assert title.from_ == datetime(2024, 3, 1, 22, tzinfo=UTC)
    assert len(only(records, Message)) == 1
    assert not only(records, Refused)


@pytest.mark.parametrize(
    ("names", "known", "found"),
    [
        ("A", (), ["A"]),
        ("A and B", (), ["A", "B"]),
        ("A, B and C", (), ["A", "B", "C"]),
        ("Boats and Bikes", ("Boats and Bikes",), ["Boats and Bikes"]),
    ],
)
def test_list_of_names_is_taken_apart_unless_it_is_a_writer(
    names: str, known: tuple[str, ...], found: list[str]
) -> None:
    assert split_names(names, known) == found


def test_unknown_line_is_told_with_its_words(read_page: ReadPage) -> None:
    records = read_page(wrote(), line(6, "Odo Vint did what no version writes"))
    assert "service lines that are not known, as 'Odo Vint did what no version writes'" in says(records)


def test_call_is_between_those_whom_it_names(read_page: ReadPage) -> None:
    inner = media("media_call success", "Mirel", status="Outgoing (35 seconds)")
    [call] = only(read_page(wrote(text="", inner=inner)), Call)
    assert (call.caller, call.callee, call.seconds, call.how) == (ODO, Participant.of(GROUP, "Mirel"), 35, "call")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            media("media_contact", "Pell Marsh", status="+44 7700 900456"),
            Card(name="Pell Marsh", phones=("+44 7700 900456",)),
        ),
        (
            media("media_venue", "Café", description="3 Quay Road"),
            (Words(text="Café", rule="place"), Words(text="3 Quay Road", rule="place")),
        ),
        (POLL, (Words(text="Which?\nFriday", rule="poll"),)),
        (
            media("media_game", "Race", status="https://t.me/x_bot?game=r"),
            (Words(text="Race", rule="game"), Words(text="https://t.me/x_bot?game=r", rule="game")),
        ),
        (
            media("media_photo", "Photo", description="Not included, change data exporting settings to download."),
            Attachment(what="photo", state="not_included"),
        ),
        (
            media("media_file", "sea.mp4", description="Exceeds maximum size, change data exporting settings."),
            Attachment(what="file", state="too_large", file_name="sea.mp4"),
        ),
        (
            media("media_photo", "Self-destructing photo", status="Expired"),
            Attachment(what="photo", state="unavailable"),
        ),
    ],
)
def test_what_a_message_carries_is_read_as_from_json(inner: str, expected: object, read_page: ReadPage) -> None:
    [message] = only(read_page(wrote(text="", inner=inner)), Message)
    assert expected in (*message.cards, message.beside, *message.attachments)


def test_account_that_is_gone_is_nobody(read_page: ReadPage) -> None:
    records = read_page(wrote(who="Deleted Account"), wrote(6, who="Deleted Account"))
    assert [one.author for one in only(records, Message)] == [None, None]
    assert "messages of accounts that are gone" in says(records)


# One chat in two formats


TALK = [
    (1, "first", "Odo Vint"),
    (2, "call +1 202 555 0123", "Mirel"),
    (3, "line one\nline two & <three>", "Odo Vint"),
]


def test_the_same_chat_as_json_and_as_a_page_has_the_same_posts(read_page: ReadPage, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(single(*(as_json.wrote(n, text, None, **{"from": who}) for n, text, who in TALK))))
    from_json = only(list(telegram.read_export(path, EXPORTED)), Message)
    marked = [(n, text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>"), who) for n, text, who in TALK]
    from_page = only(read_page(*(wrote(*one) for one in marked)), Message)
    known = [(one.post, one.text, one.at, one.chat, one.author) for one in from_json]
    assert known == [(one.post, one.text, one.at, one.chat, one.author) for one in from_page]


def test_writer_called_as_the_answered_chat_is_the_chat(read_page: ReadPage) -> None:
    assert only(read_page(wrote(who="Night Boats")), Message)[0].author == GROUP
    alone = only(read_page(wrote(who="Night Boats"), answers=EXPORTED), Message)[0]
    assert isinstance(alone.author, Participant)


def test_private_chat_is_numbered_by_whose_export_it_is(read_page: ReadPage) -> None:
    answers = Answers(own={"chat": "telegram:user5/user7"})
    messages = only(read_page(wrote(5, who="Night Boats"), wrote(6), answers=answers), Message)
    assert [one.post.id for one in messages] == ["telegram:user5/user7/5", "telegram:user5/user7/6"]
    assert [one.author for one in messages] == [Account(id="telegram:user5"), Account(id="telegram:user7")]


def folder_with(tmp_path: Path, sources: str = "", **content: str) -> list[plan.Planned]:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for name, text in content.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    if sources:
        (folder / "sources.toml").write_text(f'[[file]]\nmatch = "messages*.html"\n{sources}\n', encoding="utf-8")
    return plan.plan_reading([folder], scratch=tmp_path / "scratch")


def test_page_beside_the_json_of_its_chat_is_left_out_unless_it_is_answered(tmp_path: Path) -> None:
    content = {"result__json": json.dumps(single(as_json.wrote())), "messages__html": page(wrote())}
    planned = folder_with(tmp_path, **content)
    assert [one.name for one in planned if one.ready] == ["result.json"]
    [left] = plan.list_unread_files(planned)
    assert (left.where, left.found) == ("messages.html", "Telegram Desktop HTML")
    assert "result.json beside it holds the same chat" in left.expected
    answered = folder_with(tmp_path, 'chat = "telegram:channel2002"', **content)
    assert sorted(one.name for one in answered if one.ready) == ["messages.html", "result.json"]


def test_chat_of_an_account_is_left_to_the_json_above_it(tmp_path: Path) -> None:
    (tmp_path / "in/chats/chat_001").mkdir(parents=True)
    (tmp_path / "in/chats/chat_001/messages.html").write_text(page(wrote()))
    planned = folder_with(tmp_path, result__json=json.dumps({"chats": {"list": [single(as_json.wrote())]}}))
    assert [one.name for one in planned if one.ready] == ["result.json"]


def read_folder(planned: list[plan.Planned]) -> set[str]:
    ids: set[str] = set()
    for one in planned:
        assert one.found is not None
        beside = Beside({name: name for name in one.beside}, lambda name: tmp_of(planned, name))
        ids |= {
            message.chat.id
            for message in only(list(html.read_page(one.found.path, one.answers, None, beside)), Message)
            if message.chat
        }
    return ids


def tmp_of(planned: list[plan.Planned], name: str) -> Path:
    return next(one.found.path for one in planned if one.found and one.name == name)


def test_pages_of_one_export_are_one_chat(tmp_path: Path) -> None:
    second = page(wrote(6, "later"), before="messages.html")
    planned = folder_with(tmp_path, messages__html=page(wrote(5)), messages2__html=second)
    assert [len(one.beside) for one in planned] == [0, 1]
    [chat] = read_folder(planned)
    assert chat.startswith("telegram:unknown-")


def test_page_that_lies_alone_is_a_chat_of_its_own_and_that_is_told(tmp_path: Path, read_page: ReadPage) -> None:
    whole = read_page(page(wrote(6, "later"), before="messages.html").encode(), answers=EXPORTED)
    assert only(whole, Message)[0].chat != only(read_page(wrote(5), answers=EXPORTED), Message)[0].chat
    assert "a chat without an id, known by how it begins" in says(whole)


# What it asks


def test_page_without_offsets_waits_for_its_zone(tmp_path: Path) -> None:
    old = page(wrote(at="01.03.2020 12:00:00"))
    [one] = folder_with(tmp_path, messages__html=old)
    assert (one.ready, one.needs) == (False, ("time_zone",))
    [one] = folder_with(tmp_path, 'time_zone = "Europe/Berlin"', messages__html=old)
    assert one.ready
    assert one.found is not None
    [message] = only(list(html.read_page(one.found.path, one.answers)), Message)
    assert message.at == datetime(2020, 3, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize("chat", ["Night Boats", "telegram:channel", "telegram:group5", "telegram:channel5/user7x"])
def test_answer_that_is_no_chat_of_telegram_is_asked_again(tmp_path: Path, chat: str) -> None:
    [one] = folder_with(tmp_path, f'chat = "{chat}"', messages__html=page(wrote()))
    assert one.needs == ("chat",)
    assert "is no id of a chat of Telegram" in str(one.held)


# What lies beside


@pytest.mark.parametrize("root", ["", "../../chats/chat_001/"])
def test_pictures_that_a_page_links_to_are_kept_with_it(tmp_path: Path, root: str) -> None:
    inner = f'<div class="media_wrap"><a class="photo_wrap pull_left" href="{root}photos/a%20b.jpg"></a></div>'
    (tmp_path / "in/photos").mkdir(parents=True)
    (tmp_path / "in/photos/a b.jpg").write_bytes(BOAT)
    [one] = [one for one in folder_with(tmp_path, messages__html=page(wrote(text="", inner=inner))) if one.source]
    assert list(one.beside) == ["photos/a b.jpg"]
    assert one.found is not None
    records = list(html.read_page(one.found.path, SCOPED, None, Beside({"photos/a b.jpg": sha256(BOAT)})))
    [carried] = only(records, Message)[0].attachments
    assert (carried.what, carried.sha256, carried.state) == ("photo", sha256(BOAT), "kept")


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    links = [
        "../secret.jpg",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://a.example/x.jpg",
        "javascript:alert(1)",
        "#a",
    ]
    inner = "".join(
        f'<div class="media_wrap clearfix"><a class="photo_wrap" href="{link}"></a></div>' for link in links
    )
    (tmp_path / "secret.jpg").write_bytes(BOAT)
    [one] = folder_with(tmp_path, messages__html=page(wrote(text="", inner=inner)))
    assert not one.beside


# Damage, and pages that mean harm


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)"/>',
        "<!-- <div id=&quot;message9&quot;> -->",
        "]]><![CDATA[",
        '<a href="javascript:alert(1)">x</a>',
        "<svg><g><div></div></g></svg>",
        "&#0;&#x110000;&nope;&#xD800;",
        "\u202e\u0000",
    ],
)
def test_markup_in_a_text_runs_nothing_and_costs_no_other_message(text: str, read_page: ReadPage) -> None:
    records = read_page(wrote(4), wrote(5, text), wrote(6))
    assert [one.post.id[-1] for one in only(records, Message)] == ["4", "5", "6"]


def test_text_cannot_feign_a_message(read_page: ReadPage) -> None:
    feigned = wrote(9, "not mine").replace("<", "&lt;").replace(">", "&gt;")
    assert [one.post.id[-1] for one in only(read_page(wrote(5, feigned), wrote(6)), Message)] == ["5", "6"]


@pytest.mark.parametrize(
    "inner",
    ["<b>" * 100_000, "</div>" * 100_000, "<div " * 100_000, '<div class="' * 50_000, "<" * 1_000_000, "x" * 5_000_000],
)
def test_what_is_nested_or_long_beyond_reason_costs_one_message(inner: str, read_page: ReadPage) -> None:
    records = read_page(wrote(4), wrote(5, inner), wrote(6))
    assert {"4", "6"} <= {one.post.id[-1] for one in only(records, Message)}


@pytest.mark.parametrize("raw", [b"", b"\x00" * 100, b"<html>", b"null", page().encode()[:150], b"\xff\xfe<"])
def test_what_is_no_page_is_refused(raw: bytes, read_page: ReadPage) -> None:
    with pytest.raises(SourceError, match="neither a message nor the name of a chat"):
        read_page(raw)


def test_bytes_that_are_no_utf8_become_a_mark_and_are_told(read_page: ReadPage) -> None:
    records = read_page(page(wrote(4), wrote(5, "CP"), wrote(6)).encode().replace(b"CP", b"caf\xe9"))
    assert texts(records) == ["two seats", "caf\ufffd", "two seats"]
    assert "message5" in [one.place for one in only(records, Noticed)]


def test_loss_is_told_with_place_and_byte_and_reading_goes_on(read_page: ReadPage) -> None:
    raw = page(wrote(5), wrote(6, "BAD"), wrote(7)).encode()
    at = raw.index(b'<div class="text">\nBAD')
    records = read_page(raw[:at] + b"<" + raw[at + 3 :])
    [refused] = only(records, Refused)
    assert refused.place == "message6"
    assert f"(byte {raw.index(b'<div', raw.index(b'two seats'))})"
    assert [one.post.id[-1] for one in only(records, Message)] == ["5", "7"]


@pytest.mark.slow
def test_damage_at_every_fiftieth_byte_spares_what_stands_before_it(tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    sound = {one.place: one for one in only(list(html.read_page(SAMPLE, SCOPED)), Message)}
    places = sorted((whole.index(f'id="{place}"'.encode()), place) for place in sound)
    path = tmp_path / "messages.html"
    for at in range(0, len(whole), 50):
        path.write_bytes(whole[:at] + b'<">\xff\x00&' + whole[at + 6 :])
        try:
            records = list(html.read_page(path, SCOPED))
        except SourceError:
            assert at < places[0][0]
            continue
        assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
        found = {one.place: one for one in only(records, Message)}
        before = [
            place for (_, place), (end, _) in zip(places, [*places[1:], (len(whole), "")], strict=True) if end <= at
        ]
        assert [found.get(place) for place in before] == [sound[place] for place in before], at
        told = {one.place.removeprefix("behind ") for one in only(records, Refused)}
        lost = sound.keys() - found.keys()
        assert len(lost) <= 1 or at < places[0][0], (at, lost)
        assert told or not lost


TAGS = st.sampled_from(["div", "a", "b", "br", "span", "img", "blockquote", "pre"])
CLASSES = st.sampled_from(
    [
        "body",
        "text",
        "from_name",
        "forwarded body",
        "media_wrap",
        "media media_call",
        "media media_photo",
        "date details",
        "reply_to details",
        "details",
        "signature",
        "media_poll",
        "question bold",
        "answer",
        "bot_button",
        "",
        "joined",
    ]
)
WORDS = st.text("ab «»,&<>\"'\u202e\u0000:/#@\n", max_size=12)


@st.composite
def markup(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 4 or draw(st.booleans()):
        return draw(st.one_of(WORDS, WORDS.map(lambda text: text.replace("<", "&lt;"))))
    tag, inner = draw(TAGS), "".join(draw(st.lists(markup(depth + 1), max_size=4)))
    href = draw(
        st.sampled_from(["", ' href="#go_to_message3"', ' href="photos/a.jpg"', ' title="01.03.2024 12:00:00"'])
    )
    return f'<{tag} class="{draw(CLASSES)}"{href}>{inner}' + ("" if tag in EMPTY else f"</{tag}>")


@pytest.mark.slow
@settings(max_examples=60)
@given(inner=st.lists(markup(), max_size=4), service=st.booleans())
def test_any_markup_within_a_message_costs_at_most_that_message(
    inner: list[str], service: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("page") / "messages.html"
    middle = line(5, "".join(inner)) if service else wrote(5, inner="".join(inner))
    path.write_text(page(wrote(4), middle, wrote(6)), encoding="utf-8")
    records = list(html.read_page(path, SCOPED))
    assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
    assert {"4", "6"} <= {one.post.id[-1] for one in only(records, Message)}


def test_undoing_a_page_takes_back_all_that_it_said(store: Store, tmp_path: Path) -> None:
    store.clear()
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    run = settle_files(case, store, SAMPLE)
    assert len(list(store.rows(Post, "id"))) > 15
    assert list(store.rows(Media, "id"))
    settle_undo(case, store, run)
    assert not any(list(store.rows(label, "id")) for label in (Post, Media, Participant, Group, Name))
