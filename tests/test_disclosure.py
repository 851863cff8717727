"""The gate: what is shown is said in words, opens to files, hides when asked to, and is entered in the journal."""

import ast
import json
import operator
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.answers import to_json
from graph.case import Case
from graph.disclosure.hiding import cover
from graph.disclosure.states import latest_state
from graph.disclosure.traces import find_traces
from graph.errors import NotFoundError
from graph.finding import Evidence, Finding, Reason, Subject, format_findings, make_evidence
from graph.kinds import KINDS
from graph.languages import read_language
from graph.model import (
    ID_MEANINGS,
    LINKS,
    Account,
    AdminOf,
    Attaches,
    Called,
    Checked,
    ForwardedFrom,
    Group,
    Handle,
    HandsOff,
    In,
    Invite,
    Link,
    Media,
    MemberOf,
    Mentions,
    Name,
    Named,
    Node,
    Opens,
    Phone,
    Post,
    Posted,
    RecordedIn,
    RepliesTo,
    Shows,
    Source,
    TiedTo,
    link_type,
)
from graph.store import Store
from graph.views import words
from graph.views.answering import AnsweringGate
from graph.views.evidence import Mention
from graph.views.excerpts import MOST, excerpt
from graph.views.frames import Frames
from tests import acting
from tests.engines import ENGINES

ROOT = Path(__file__).parent.parent
DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)
A, B = Source(id=f"sha256:{'a' * 64}"), Source(id=f"sha256:{'b' * 64}")
NADIA, OMAR = Account(id="telegram:user4711"), Account(id="telegram:user4712")
GROUP, LANE = Group(id="telegram:channel9001"), Group(id="telegram:channel9002")
PHONE, HANDLE = Phone(id="+12025550101"), Handle(id="telegram:@sea_desk")
INVITE = Invite(id="invite:t.me/+AbCdEfGhIj")
FIRST, SECOND = Post(id="telegram:channel9001/1"), Post(id="telegram:channel9001/2")
PICTURE = Media.absent(SECOND, "photo")
OLD, NEW, TITLE = Name.of("Nadia Testova"), Name.of("نادية البحر"), Name.of("Sea Road [bold]")
TEXT = "Boats at dawn. Call Nadia Testova +1 202 555 0101 or @sea_desk, see https://sea.example/x 1500 euro"
SECRETS = (
    "Nadia", "نادية", "Sea Road", "4711", "4712", "9001", "2025550101", "202 555", "202-555", "sea_desk", "AbCdEf",
    "sea.example", "Omar", "chat with",
)  # fmt: skip


def day(n: int) -> datetime:
    return DAY + timedelta(days=n)


def stated(node: Node, source: Source, place: str, **said: Any) -> RecordedIn:
    return RecordedIn(start=node, end=source, place=place, stated=True, **said)


def said_by(source: Source) -> tuple[list[RecordedIn], list[Link]]:
    """What each of two overlapping exports says: the second knows one post more and the newer name."""
    recorded = [stated(node, source, "head") for node in (NADIA, OMAR, GROUP)]
    recorded += [RecordedIn(start=node, end=source, place="x") for node in (PHONE, HANDLE, INVITE, OLD, NEW, TITLE)]
    recorded.append(stated(FIRST, source, "messages[1]", text=TEXT, at=day(1)))
    links: list[Link] = [
        Posted(start=NADIA, end=FIRST, place="messages[1]"),
        In(start=FIRST, end=GROUP, place="messages[1]"),
        mention(PHONE, "+1 202 555 0101", app="whatsapp"),
        mention(HANDLE, "@sea_desk"),
        Named(start=GROUP, end=TITLE, place="head", how="seen", first_seen=day(0), last_seen=day(9)),
        Named(start=NADIA, end=OLD, place="messages[1]", how="seen", first_seen=day(1), last_seen=day(1)),
        Opens(start=HANDLE, end=OMAR, place="head", first_seen=day(1), last_seen=day(2)),
        Shows(start=NADIA, end=PHONE, place="head", raw="+1 202 555 0101", where="profile", app="whatsapp"),
    ]
    if source is B:
        recorded += [stated(LANE, source, "head"), RecordedIn(start=Name.of("Sea Lane"), end=source, place="head")]
        links.append(Named(start=LANE, end=Name.of("Sea Lane"), place="head", how="seen", first_seen=day(0)))
        recorded.append(stated(SECOND, source, "messages[2]", text="Nadia Testova, we are full", at=day(2)))
        recorded.append(RecordedIn(start=PICTURE, end=source, place="messages[2]"))
        links += [
            Posted(start=OMAR, end=SECOND, place="messages[2]"),
            In(start=SECOND, end=GROUP, place="messages[2]"),
            RepliesTo(start=SECOND, end=FIRST, place="messages[2]"),
            ForwardedFrom(start=SECOND, end=NADIA, place="messages[2]"),
            Attaches(start=SECOND, end=PICTURE, place="messages[2]", what="photo", state="not_included"),
            Named(start=NADIA, end=NEW, place="messages[3]", how="event", from_=day(3)),
            MemberOf(start=NADIA, end=GROUP, place="messages[4]", how="joined", from_=day(0)),
            AdminOf(start=OMAR, end=GROUP, place="messages[4]", how="created", from_=day(0)),
            Called(start=NADIA, end=PHONE, place="calls[1]", at=day(1), how="missed"),
            TiedTo(start=NADIA, end=OMAR, place="ties[1]", what="wife", by="Omar 202 555 0101"),
            TiedTo(start=PHONE, end=OLD, place="ties[2]", what="cousin of Nadia"),
            Checked(start=GROUP, end=B, place="line 2", state="removed", at=day(8), by="Omar", why="call 202 555 0101"),
        ]
    return recorded, links


def mention(contact: Node, raw: str, app: str | None = None) -> Mentions:
    return Mentions(
        start=FIRST, end=contact, place="messages[1]", raw=raw, begin=TEXT.index(raw), rule="phone", app=app
    )


RENAME = Finding(
    "rename",
    (NADIA.id, "name", "1"),
    (Subject(NADIA.id, "Account"),),
    (
        Reason(
            "rename-dated",
            {"node": NADIA.id, "old": OLD.text, "new": NEW.text, "what": "name", "at": "2025-03-04T12:00:00Z"},
            0.0,
            (make_evidence(Named, NADIA.id, OLD.id), make_evidence(Named, NADIA.id, NEW.id)),
        ),
    ),
    "observed",
    "strong",
    1.0,
    {"old": OLD.text, "new": NEW.text, "at": "2025-03-04T12:00:00Z", "after": None, "before": None, "what": "name"},
)


def lead(n: int, weight: float) -> Finding:
    """A chain from Nadia to the number, of that many bits."""
    reason = Reason(
        "hop-posts",
        {"user": NADIA.id, "contact": PHONE.id, "posts": n, "first_seen": 1_740_000_000_000, "last_seen": None},
        weight,
        (make_evidence(Mentions, FIRST.id, PHONE.id),),
    )
    about = (Subject(NADIA.id, "Account"), Subject(PHONE.id, "Phone"))
    parts = {"hops": 1, "posts": n, "apps": ["whatsapp"], "more": 0, "first_seen": None, "last_seen": None}
    return Finding("handoff", (NADIA.id, str(n)), about, (reason,), "inferred", "fair", None, parts)


LEADS = [lead(1, 2.0), lead(2, 9.0), lead(3, 5.0)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="test")
    files = [
        acting.enter_file(source.id.removeprefix("sha256:"), f"WhatsApp chat with {who}.json")
        for source, who in ((A, "Nadia"), (B, "Omar"))
    ]
    made.journal.append("ingest", {"files": files}, who="test")
    digest = made.remember("findings", format_findings([RENAME, *LEADS]))
    made.journal.append("find", {"findings": digest, "counts": {}, "kinds": [], "runs": []}, who="test", now=day(20))
    return made


READER = {"reader": "test of the gate"}


@pytest.fixture(params=ENGINES)
def filled(request: pytest.FixtureRequest) -> Store:
    """Give a store, on each engine in turn, that holds what ``A`` and ``B`` say; who asks for it only reads."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    there = {id: (source["reader"], source["complete"]) for id, source in store.sources().items()}
    if there != dict.fromkeys((A.id, B.id), (READER["reader"], True)):
        store.clear()
        for source in (A, B):
            store.begin(source.id, READER, day(10))
            store.load(source.id, *said_by(source))
            store.derive(store.subjects_of(source.id))
            store.finish(source.id)
    return store


@pytest.fixture
def gate(case: Case, filled: Store) -> AnsweringGate:
    return AnsweringGate(case, filled, who="analyst", now=day(30))


@pytest.fixture
def hidden(case: Case, filled: Store) -> AnsweringGate:
    return AnsweringGate(case, filled, who="analyst", hide_names=True, now=day(30))


@pytest.fixture
def clear_and_hidden(gate: AnsweringGate, hidden: AnsweringGate) -> tuple[AnsweringGate, AnsweringGate]:
    return gate, hidden


# Names


def test_a_thing_is_called_by_its_latest_name_else_its_handle_else_as_people_read_it(gate: AnsweringGate) -> None:
    things = (NADIA, GROUP, OMAR, PHONE, HANDLE, INVITE, FIRST)
    assert [gate.name(thing.id) for thing in things] == [
        "نادية البحر",
        "Sea Road [bold]",
        "@sea_desk",
        "+1 202-555-0101",
        "@sea_desk",
        "t.me/+AbCdEfGhIj",
        "post of نادية البحر, 2025-03-02",
    ]
    assert [gate.label(thing.id) for thing in (*things, Account(id="telegram:user1"))] == [
        "Account", "Group", "Account", "Phone", "Handle", "Invite", "Post", "",
    ]  # fmt: skip


# What became of things


@pytest.mark.parametrize(
    ("checks", "state"),
    [
        ([], None),
        ([("alive", 5, None)], None),
        ([("removed", 5, None), ("alive", 3, None)], ("removed", 5)),
        ([("removed", 5, None), ("alive", 9, None)], None),
        ([("flagged", 3, None), ("alive", 9, None)], ("flagged", 3)),
        ([("flagged", 3, None), ("removed", 9, None)], ("removed", 9)),
        ([("described", 9, "private_supergroup"), ("removed", 5, None)], ("removed", 5)),
        ([("described", 9, "private_supergroup"), ("described", 12, "private_supergroup")], ("private", 12)),
        ([("described", 9, "public_channel")], None),
        ([("removed", None, None), ("alive", 4, None)], None),
        ([("removed", None, None)], ("removed", None)),
        ([("removed", 4, None), ("alive", 4, None)], ("removed", 4)),
    ],
)
def test_the_state_of_a_thing_is_what_was_seen_last(
    checks: list[tuple[str, int | None, str | None]], state: tuple[str, int | None] | None
) -> None:
    assert latest_state(checks) == latest_state(checks[::-1]) == state


def test_what_was_removed_says_so_wherever_it_is_named(gate: AnsweringGate) -> None:
    removed = {"state": "removed", "state_at": "2025-03-09T12:00:00Z"}
    told = to_json(gate.show(GROUP.id))["entity"]
    assert {key: told.get(key) for key in removed} == removed
    [row] = [row for row in to_json(gate.show("Sea"))["rows"] if row["id"] == GROUP.id]
    assert {key: row.get(key) for key in removed} == removed
    [row] = to_json(gate.query("groups_of_account", {"account": NADIA.id}))["rows"]
    assert {key: row[f"group_{key}"] for key in removed} == removed
    assert "state" not in to_json(gate.show(LANE.id))["entity"]


# Links to evidence


def test_every_kind_of_link_opens_to_a_file_its_sha256_and_a_place(gate: AnsweringGate) -> None:
    _, links = said_by(B)
    every = {type(link): make_evidence(type(link), link.start.id, link.end.id) for link in links}
    every[HandsOff] = make_evidence(HandsOff, NADIA.id, PHONE.id)
    every[RecordedIn] = make_evidence(RecordedIn, NADIA.id, B.id)
    assert set(every) == {*LINKS, HandsOff}
    opened = gate.open_links(every.values())
    for link in every.values():
        assert opened[link], link
        for quote in opened[link]:
            assert quote.sha256 in (A.id[7:], B.id[7:])
            assert quote.place
            assert quote.file.startswith("WhatsApp chat with")
            assert quote.text


def test_a_tie_says_what_the_table_says_and_who_says_it(clear_and_hidden: tuple[AnsweringGate, AnsweringGate]) -> None:
    clear, covered = clear_and_hidden
    wife, cousin = make_evidence(TiedTo, NADIA.id, OMAR.id), make_evidence(TiedTo, PHONE.id, OLD.id)
    [said] = clear.open_link(wife)
    assert said.text == "نادية البحر knows @sea_desk: wife, says “Omar 202 555 0101”"
    [said] = covered.open_link(wife)
    assert re.fullmatch(r"account \w{8} knows account \w{8}: wife, says name \w{8}", said.text)
    [said] = covered.open_link(cousin)  # no table declares these words
    assert said.text.endswith(": [word]")


def test_a_mention_opens_to_its_post_with_the_contact_marked(gate: AnsweringGate) -> None:
    [quote] = gate.open_link(make_evidence(Mentions, FIRST.id, PHONE.id))
    assert quote.begin is not None
    assert quote.text[quote.begin : quote.end] == "+1 202 555 0101"
    assert (quote.post, quote.at, quote.author, quote.chat, quote.files) == (
        FIRST.id,
        "2025-03-02T12:00:00Z",
        "نادية البحر",
        "Sea Road [bold]",
        2,
    )
    assert (quote.sha256, quote.file) == ("b" * 64, "WhatsApp chat with Omar.json")


def test_a_handoff_opens_to_the_profile_and_to_the_posts(gate: AnsweringGate) -> None:
    quotes = gate.open_link(make_evidence(HandsOff, NADIA.id, PHONE.id))
    assert [(quote.post, quote.text[:14]) for quote in quotes] == [
        (None, "the profile of"),
        (FIRST.id, "Boats at dawn."),
    ]


LINKED = "Write me on WhatsApp or here. WhatsApp works best, not https://t.me/sea_desk"
HIDDEN_LINKS = (
    (PHONE, "WhatsApp", LINKED.index("WhatsApp"), "text_link"),
    (INVITE, "here", LINKED.index("here"), "text_link"),
    (HANDLE, "https://t.me/sea_desk", LINKED.index("https"), "text_link"),
    (OMAR, "WhatsApp", None, "button"),
)
"""What the words of a post lead to: two hide it, one shows it, one is a button with a word of the text on it."""


def opened_up(gate: AnsweringGate, text: str = LINKED) -> AnsweringGate:
    """Let the gate know a post with hidden links."""
    gate.opener.read([SECOND.id])
    [said] = gate.opener.posts[SECOND.id].statements
    gate.opener.posts[SECOND.id].statements = [said._replace(text=text)]
    gate.opener.posts[SECOND.id].mentions = [
        Mention(node.id, type(node).__name__, B.id, begin, raw, rule) for node, raw, begin, rule in HIDDEN_LINKS
    ]
    return gate


def test_a_hidden_link_shows_where_it_leads_and_one_that_says_it_does_not_say_it_twice(gate: AnsweringGate) -> None:
    quote = opened_up(gate).quote(SECOND.id, PHONE.id)
    assert quote.text == (
        "Write me on WhatsApp [+1 202-555-0101] or here [t.me/+AbCdEfGhIj]. "
        "WhatsApp works best, not https://t.me/sea_desk"
    )
    assert quote.text[quote.begin : quote.end] == "WhatsApp [+1 202-555-0101]"


@pytest.mark.parametrize(("node", "words"), [(INVITE, "here [t.me/+AbCdEfGhIj]"), (HANDLE, "https://t.me/sea_desk")])
def test_the_mark_of_a_link_keeps_its_place_behind_others(gate: AnsweringGate, node: Node, words: str) -> None:
    quote = opened_up(gate).quote(SECOND.id, node.id)
    assert quote.text[quote.begin : quote.end] == words


def test_a_button_stands_behind_the_text_and_shows_where_it_leads(gate: AnsweringGate) -> None:
    quote = opened_up(gate).quote(SECOND.id, OMAR.id)
    assert quote.text.endswith("https://t.me/sea_desk [button: WhatsApp [@sea_desk]]")
    assert quote.text[quote.begin : quote.end] == "WhatsApp [@sea_desk]"


@pytest.mark.parametrize("node", [PHONE, OMAR])
def test_hidden_links_stay_hidden_where_names_are(hidden: AnsweringGate, node: Node) -> None:
    quote = opened_up(hidden).quote(SECOND.id, node.id)
    assert [secret for secret in SECRETS if secret in quote.text] == []
    assert quote.text[quote.begin : quote.end] == f"[{hidden.name(node.id)}]"


def test_words_that_show_another_number_than_the_link_leads_to_are_no_cover(gate: AnsweringGate) -> None:
    opened_up(gate, "call +1 202 555 0199")
    false = Mention(PHONE.id, "Phone", B.id, 5, "+1 202 555 0199", "text_link")
    gate.opener.posts[SECOND.id].mentions = [false]
    assert gate.quote(SECOND.id).text == "call +1 202 555 0199 [+1 202-555-0101]"


def test_a_link_that_is_not_there_opens_to_nothing(gate: AnsweringGate) -> None:
    gone = Evidence("MENTIONS", "telegram:channel1/9", PHONE.id)
    assert gate.open_links([gone, Evidence("SHOWS", OMAR.id, PHONE.id)]) == {
        gone: [],
        Evidence("SHOWS", OMAR.id, PHONE.id): [],
    }
    with pytest.raises(NotFoundError):
        gate.quote("telegram:channel1/9")


# Hiding


def every_answer(gate: AnsweringGate) -> str:
    """All that the gate says of the case."""
    said: list[Any] = [to_json(gate.findings()), to_json(gate.finding(RENAME.id)), to_json(gate.finding(LEADS[0].id))]
    typed = [NADIA.id, OMAR.id, GROUP.id, "+12025550101", "@sea_desk", "t.me/+AbCdEfGhIj", FIRST.id, SECOND.id, B.id]
    said += [to_json(gate.show(text)) for text in (*typed, "Nadia")]
    _, links = said_by(B)
    opened = gate.open_links({make_evidence(type(link), link.start.id, link.end.id) for link in links})
    said.append([to_json(quotes) for quotes in opened.values()])
    return json.dumps(said, ensure_ascii=False)


def test_hidden_answers_hold_no_name_number_handle_link_id_or_file_name(
    clear_and_hidden: tuple[AnsweringGate, AnsweringGate],
) -> None:
    clear, covered = map(every_answer, clear_and_hidden)
    assert [secret for secret in SECRETS if secret not in clear] == []
    assert [secret for secret in SECRETS if secret in covered] == []


def test_a_hidden_mark_still_stands_where_the_contact_is(hidden: AnsweringGate) -> None:
    quote = hidden.quote(FIRST.id, PHONE.id)
    assert quote.begin is not None
    assert re.fullmatch(r"\[number [0-9a-f]{8} \(\+1\)\]", quote.text[quote.begin : quote.end])
    assert quote.text.startswith("Boats at dawn. Call [name] [number ")
    assert "1500 euro" in quote.text


def test_pseudonyms_are_the_same_in_a_case_and_others_in_another(
    hidden: AnsweringGate, filled: Store, tmp_path: Path
) -> None:
    other = Case.init(tmp_path / "other", purpose="tests", legal_basis="none", profile="ngo", who="test")
    elsewhere = AnsweringGate(other, filled, who="analyst", hide_names=True)
    again = AnsweringGate(hidden.case, filled, who="another", hide_names=True)
    assert hidden.name(NADIA.id) == again.name(NADIA.id) != elsewhere.name(NADIA.id)
    assert re.fullmatch("account [0-9a-f]{8}", hidden.name(NADIA.id))


def test_a_pseudonym_can_be_typed_back(clear_and_hidden: tuple[AnsweringGate, AnsweringGate]) -> None:
    clear, covered = clear_and_hidden
    for text in (covered.name(PHONE.id), covered.shown_id(PHONE.id)):
        assert to_json(clear.show(text))["entity"]["id"] == PHONE.id


separators = st.sampled_from(["", " ", "-", ".", " - ", "/", "\u00a0", ")", "("])


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩０１２"), separators), min_size=5, max_size=15), st.text()
)
def test_five_digits_or_more_are_covered_in_any_script_and_writing(digits: list[tuple[str, str]], around: str) -> None:
    number = "".join(digit + between for digit, between in digits[:-1]) + digits[-1][0]
    assume(not re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}", number))
    text = f"{''.join(filter(str.isalpha, around))} call: {number} now"
    covered, _ = cover(text, find_traces(text))
    assert not any(char.isdigit() for char in covered)


def test_days_and_prices_stay_readable() -> None:
    text = "on 2025-03-01 and 3.4.2025 for 1500 euro, 12 places"
    assert cover(text, find_traces(text))[0] == text


# Excerpts


LONG_TEXTS = st.builds(operator.mul, st.text(max_size=60), st.sampled_from([0, 1, 40]))  # letters take long to draw


@given(LONG_TEXTS, st.text(min_size=1, max_size=40), LONG_TEXTS)
def test_an_excerpt_keeps_its_mark_in_one_readable_line(before: str, mark: str, after: str) -> None:
    text = before + mark + after
    piece = excerpt(text, len(before), len(before) + len(mark))
    assert piece.begin is not None
    assert piece.end is not None
    clean = excerpt(mark).text.strip()
    assert piece.text[piece.begin : piece.end].strip() == clean
    assert len(piece.text) <= MOST + 2 * 48
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", piece.text)


def test_an_excerpt_is_cut_between_words_and_says_so() -> None:
    text = "word " * 200 + "HERE" + " word" * 200
    piece = excerpt(text, 1000, 1004)
    assert piece.text.startswith("…word word")
    assert piece.text.endswith("word…")
    assert piece.text[piece.begin : piece.end] == "HERE"


# Findings


def test_findings_are_in_the_order_of_their_worth_and_judged_different_last(case: Case, filled: Store) -> None:
    said = {"finding": RENAME.id, "kind": "rename", "subjects": [[NADIA.id, "Account"]], "verdict": "different"}
    case.journal.append("judge", said | {"why": "two"}, who="analyst")
    answer = to_json(AnsweringGate(case, filled, who="analyst").findings())
    assert [one["id"] for one in answer["findings"]] == [LEADS[1].id, LEADS[2].id, LEADS[0].id, RENAME.id]
    assert answer["since"] == {"sources": 0, "judgements": 1}
    assert answer["computed"] == "2025-03-21T12:00:00Z"


def test_a_finding_has_the_shape_of_the_design(gate: AnsweringGate) -> None:
    [one] = to_json(gate.some_findings(LEADS[0].id))["findings"]
    assert one == {
        "id": LEADS[0].id,
        "kind": "handoff",
        "says": "نادية البحر → +1 202-555-0101: 1 post",
        "basis": "inferred",
        "score": None,
        "chance": None,
        "calibrated": False,
        "bits": 2.0,
        "confidence": "fair",
        "subjects": [
            {"id": NADIA.id, "label": "Account", "name": "نادية البحر"},
            {"id": PHONE.id, "label": "Phone", "name": "+1 202-555-0101"},
        ],
        "parts": {"hops": 1, "posts": 1, "apps": ["whatsapp"], "more": 0, "first_seen": None, "last_seen": None},
        "reasons": [
            {
                "says": "نادية البحر names +1 202-555-0101 in 1 post",
                "weight": 2.0,
                "evidence": [{"type": "MENTIONS", "start": FIRST.id, "end": PHONE.id}],
            }
        ],
        "notes": [],
        "judgement": None,
    }


def test_a_finding_opens_to_its_quotes(gate: AnsweringGate) -> None:
    [one] = to_json(gate.finding(LEADS[0].id[:8]))["findings"]
    [link] = one["reasons"][0]["evidence"]
    assert link["quotes"][0]["text"] == TEXT
    with pytest.raises(NotFoundError):
        to_json(gate.finding("ffff"))
    with pytest.raises(NotFoundError):
        to_json(gate.finding(""))


# Words


NO_KEYS = {"log-log", "address-book", "freed-name", "freed-handle", "early-share", "handed-on"}
NO_KEYS |= {"alive-since", "like-staff"}  # part of the bits of old-alive and came-back
NO_KEYS |= {"by-people", "named-both"}  # the bits of led-by-people and named-together
NO_KEYS |= {"staff-kept", "contacts-kept", "texts-kept"}  # part of the bits of same-admin, handed-contact, handed-text
"""Words with a hyphen in the analyses that are no keys of reasons."""


BELONGS = {key.removeprefix("belongs."): text for key, text in read_language("en").texts.items() if "belongs." in key}


def test_every_key_of_a_reason_that_an_analysis_writes_has_words() -> None:
    texts = {
        node.value
        for path in (ROOT / "graph/analysis").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {text for text in texts if re.fullmatch("[a-z]+(-[a-z]+)+", text)}
    declared = {key for kind in KINDS.values() for key in kind.reasons} | set(BELONGS)
    assert keys - NO_KEYS - declared == set()
    assert declared <= texts


def test_every_part_has_a_meaning_that_can_be_said_and_hidden(gate: AnsweringGate, hidden: AnsweringGate) -> None:
    templates = [
        *(text for kind in KINDS.values() for text in kind.reasons.values()),
        *BELONGS.values(),
        *(text for kind in KINDS.values() for text in kind.headlines),
    ]
    for template in templates:
        meanings = words.meanings(template)
        parts = {key: example(meaning) for key, meaning in meanings.items()}
        assert "unknown" not in words.filled(template, parts, gate.voice)
        assert not any(secret in words.filled(template, parts, hidden.voice) for secret in SECRETS)
    for kind in KINDS.values():
        for meaning in kind.parts.values():
            said = hidden.voice.plain(meaning, example(meaning))
            assert not any(secret in json.dumps(said, ensure_ascii=False) for secret in SECRETS)
            hidden.voice.plain(meaning, None)


def example(meaning: str) -> Any:
    if meaning.startswith("list of "):
        return [example(meaning.removeprefix("list of "))]
    if meaning in ID_MEANINGS:
        return PHONE.id if meaning in ("Contact", "Phone") else NADIA.id
    if meaning == "runner-up":
        told = {"key": "same-admin", "weight": 3.0, "parts": {"accounts": [NADIA.id], "groups": 2}}
        return {"id": NADIA.id, "bits": 3.0, "difference": 1.0, "reasons": ["same-admin"], "told": [told]}
    if meaning == "belongings":
        return [{"id": NADIA.id, "core": True, "how": "gives-out", "thing": PHONE.id, "members": 2}]
    if meaning == "ways":
        nodes = {"nodes": [NADIA.id, PHONE.id], "labels": ["Account", "Phone"]}
        return [{"id": "a" * 12, "posts": 1, "shared": False, "first_seen": 1, "last_seen": None} | nodes]
    if meaning == "chain":
        return [NADIA.id, PHONE.id]
    texts = {"name": OLD.text, "called": OLD.text, "text": TEXT, "title": "Sea Road 3", "word": "number-change"}
    return texts.get(meaning, 1)


def test_what_lies_behind_and_what_lies_ahead_is_told_without_a_sign(gate: AnsweringGate) -> None:
    assert gate.voice.say("behind", 3.2) == "3.2 bits fewer"
    assert gate.voice.say("behind", -16.3) == "16.3 bits more"


def test_an_unknown_key_is_a_bug(gate: AnsweringGate) -> None:
    with pytest.raises(KeyError):
        words.reason("no-such-key", {}, gate.voice)
    with pytest.raises(KeyError):
        gate.voice.say("no such meaning", "x")
    with pytest.raises(KeyError):
        gate.voice.plain("no such meaning", "x")


# Searching


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("telegram:user4711", NADIA),
        ("+1 (202) 555-0101", PHONE),
        ("0012025550101", PHONE),
        ("https://wa.me/12025550101", PHONE),
        ("@Sea_Desk", HANDLE),
        ("https://t.me/sea_desk", HANDLE),
        ("https://t.me/+AbCdEfGhIj", INVITE),
        ("نادية", NADIA),
        ("nadia", NADIA),
        ("TESTOVA nad", NADIA),
        ("al bahr", NADIA),
        ("nadya el-bahr", NADIA),
        ("00 1 (202) 555-0101", PHONE),
        ("sea road", GROUP),
        ("[BOLD]", GROUP),
        ("telegram:channel9001/2", SECOND),
    ],
)
def test_what_anybody_types_is_found(typed: str, found: Node, gate: AnsweringGate) -> None:
    assert to_json(gate.show(typed))["entity"]["id"] == found.id


def test_several_hits_are_listed(gate: AnsweringGate) -> None:
    answer = to_json(gate.show("sea"))
    assert answer["count"] == 2
    assert {(row["id"], row["label"], row["name"]) for row in answer["rows"]} == {
        (GROUP.id, "Group", "Sea Road [bold]"),
        (LANE.id, "Group", "Sea Lane"),
    }


def test_a_finding_is_shown_by_the_beginning_of_its_id(gate: AnsweringGate) -> None:
    assert to_json(gate.show(RENAME.id[:10]))["findings"][0]["id"] == RENAME.id


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=40) | st.sampled_from(["AND", "a AND", "*", "(", '"', "a:b", "\\", "[", "/", "~1", "?" * 9])
)
def test_whatever_is_typed_is_found_or_not_and_never_a_crash(text: str, gate: AnsweringGate) -> None:
    with suppress(NotFoundError):
        to_json(gate.show(text))


def test_a_thing_tells_its_names_contacts_groups_states_and_findings(gate: AnsweringGate) -> None:
    shown = to_json(gate.show(NADIA.id))["entity"]
    sections = {section["key"]: section for section in shown["sections"]}
    assert [(row["name"], row["from"], row["exact_from"]) for row in sections["names"]["rows"]] == [
        ("Nadia Testova", "2025-03-02T12:00:00Z", False),
        ("نادية البحر", "2025-03-04T12:00:00Z", True),
    ]
    assert {row["contact"]: row["posts"] for row in sections["contacts"]["rows"]} == {PHONE.id: 1, HANDLE.id: 1}
    assert sections["files"]["count"] == 2
    assert {one["id"] for one in shown["findings"]["findings"]} == {RENAME.id, *(one.id for one in LEADS)}
    states = {s["key"]: s for s in to_json(gate.show(GROUP.id))["entity"]["sections"]}["states"]
    assert [(row["state"], row["at"]) for row in states["rows"]] == [("removed", "2025-03-09T12:00:00Z")]


# The journal


def test_every_answer_is_one_consultation_with_subjects_by_keyed_hash(gate: AnsweringGate) -> None:
    journal = gate.case.journal
    before = len(list(journal.entries()))
    to_json(gate.show(NADIA.id))
    to_json(gate.findings())
    to_json(gate.finding(RENAME.id))
    gate.quote(FIRST.id)
    made = list(journal.entries("consult"))
    assert [entry.payload and entry.payload["what"] for entry in made] == ["show", "findings", "finding", "quote"]
    assert len(list(journal.entries())) == before + 4
    assert {entry.who for entry in made} == {"analyst"}
    assert made[0].payload is not None
    assert made[0].payload["subjects"] == [journal.pseudonym(NADIA.id)]
    assert not any(secret in json.dumps([entry.payload for entry in made]) for secret in SECRETS)


def test_a_report_is_one_disclosure(gate: AnsweringGate) -> None:
    with gate.disclosing("report"):
        to_json(gate.findings())
        gate.open_link(make_evidence(Mentions, FIRST.id, PHONE.id))
    [entry] = gate.case.journal.entries("disclose")
    assert entry.payload is not None
    assert entry.payload["subjects"] == sorted(map(gate.case.journal.pseudonym, (FIRST.id, PHONE.id)))
    assert not list(gate.case.journal.entries("consult"))
    assert link_type(Mentions) not in json.dumps(entry.payload)


def test_a_hidden_table_tells_no_contact_in_disguise_and_nobody_who_did_something(case: Case, store: Store) -> None:
    boss, member, post = Account(id="telegram:user77"), Account(id="telegram:user78"), Post(id="telegram:channel9001/3")
    handle, text = Handle(id="telegram:@boats_now"), "write b o a t s now, or telegram boats_now"
    recorded = [stated(node, A, "x") for node in (boss, member, GROUP, handle)]
    recorded.append(stated(post, A, "x", text=text, at=day(1)))
    links: list[Link] = [
        MemberOf(start=member, end=GROUP, place="x", how="invited", from_=day(0), by=boss.id),
        MemberOf(start=boss, end=GROUP, place="y", how="invited", from_=day(0), by="Zo"),
        Mentions(start=post, end=handle, place="x", raw="b o a t s now", begin=6, rule="handle", app="telegram"),
    ]
    store.begin(A.id, {"reader": "test"}, day(10))
    store.load(A.id, recorded, links)
    store.finish(A.id)
    covered = Frames(AnsweringGate(case, store, who="analyst", hide_names=True))
    told = str([covered.table(kind)[1] for kind in ("MEMBER_OF", "MENTIONS")])
    assert not [secret for secret in ("user77", "'Zo'", "b o a t s", "boats_now") if secret in told]
    [said] = covered.table("Post")[1]
    assert "boats_now" not in said["text"]
    clear = Frames(AnsweringGate(case, store, who="analyst"))
    assert {row["by"] for row in clear.table("MEMBER_OF")[1]} == {boss.id, "Zo"}


def test_a_value_that_nothing_declares_is_hidden_in_tables_and_in_show(case: Case, store: Store) -> None:
    sentence = "closed group run by Omar Vale, call 07700 900123"
    recorded = [stated(GROUP, A, "x")]
    links: list[Link] = [
        Checked(start=GROUP, end=A, place="x", state="described", kind=sentence, at=day(1)),
        Checked(start=GROUP, end=A, place="y", state="described", kind="private_supergroup", at=day(2)),
    ]
    store.begin(A.id, {"reader": "test"}, day(10))
    store.load(A.id, recorded, links)
    store.finish(A.id)
    clear, covered = (AnsweringGate(case, store, who="analyst", hide_names=hidden) for hidden in (False, True))
    assert {row["kind"] for row in Frames(clear).table("CHECKED")[1]} == {sentence, "private_supergroup"}
    assert {row["kind"] for row in Frames(covered).table("CHECKED")[1]} == {"[word]", "private_supergroup"}
    states = next(some for some in to_json(covered.show(GROUP.id))["entity"]["sections"] if some["key"] == "states")
    assert {row["kind"] for row in states["rows"]} == {"[word]", "private_supergroup"}
