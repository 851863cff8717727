"""Every question on both engines: the answer to a small case is right, and the same from one export as from two."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph import questions
from graph.errors import NotFoundError
from graph.model import (
    Account,
    AdminOf,
    Called,
    Checked,
    Email,
    ForwardedFrom,
    Group,
    Handle,
    In,
    Invite,
    Link,
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
)
from graph.questions import LABELS, RECKONED, taken
from graph.store import Store
from queries import CATALOGUE

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
DAY = 86_400_000


def day(n: float) -> datetime:
    return BEGIN + timedelta(days=n)


def at(n: float) -> int:
    """Give a day as an answer has it."""
    return round(BEGIN.timestamp() * 1000 + n * DAY)


BORDER, ROUTES, QUIET = (Group(id=f"telegram:channel{n}") for n in (1, 2, 3))
ALI, BEA, CEM, DOE = (Account(id=f"telegram:user{n}") for n in (1, 2, 3, 4))
PAGE = Account(id="facebook:100")
PHONE, OTHER = Phone(id="+12025550101"), Phone(id="+12025550102")
LOCAL = Phone(id="national:0301234")
AGENT = Handle(id="telegram:@agent")
INVITE, PLAIN_INVITE = Invite(id="invite:chat.whatsapp.com/abcDEF01"), Invite(id="invite:t.me/+xyzDEF01")
MAIL = Email(id="mail:a@example.org")
GUEST = Name.of("Guest")


def post(
    n: int, chat: Group | Account | None, author: Account | Group | None, when: float | None, *more: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Give a post, its time, and its links; ``more`` are classes with their end, of a mention also the app."""
    me, place = told(n), f"message {n}"
    links: list[Any] = [] if author is None else [Posted(start=author, end=me, place=place)]
    links += [] if chat is None else [In(start=me, end=chat, place=place)]
    for cls, end, *app in more:
        if cls is Mentions:
            links.append(Mentions(start=me, end=end, place=place, raw="x", rule="x", app=app[0]))
        else:
            links.append(cls(start=me, end=end, place=place))
    return (me, when, *links)


def told(n: int) -> Post:
    return Post(id=f"telegram:post{n}")


def seen(first: float, last: float) -> dict[str, datetime]:
    return {"first_seen": day(first), "last_seen": day(last)}


def says(link: Any, start: Node, end: Node, place: str, **values: Any) -> tuple[Any, ...]:
    return (link(start=start, end=end, place=place, **values),)


NAMES = {text: Name.of(text) for text in ("Ali", "Omar", "Bea", "Border", "Old", "Agent Ali", "Away")}
WHATSAPP = (Mentions, PHONE, "whatsapp")
# In the order of an export, so that two parts of it may overlap: posts, and links of other kinds.
FACTS: list[tuple[Any, ...]] = [
    says(MemberOf, BEA, BORDER, "m1", how="joined", from_=day(0)),
    says(AdminOf, ALI, BORDER, "m2", how="created", from_=day(0)),
    says(Named, BORDER, NAMES["Border"], "n1", how="seen", **seen(0, 30)),
    says(Named, BORDER, NAMES["Border"], "n2", how="event", to=day(30)),
    says(Named, BORDER, NAMES["Away"], "n2", how="event", from_=day(30)),
    *(says(AdminOf, DOE, group, "m3", how="listed", **seen(0, 0)) for group in (BORDER, QUIET, ROUTES)),
    post(1, BORDER, ALI, 1, WHATSAPP),
    says(Opens, AGENT, ALI, "o1", **seen(1, 10)),
    says(Named, ALI, NAMES["Ali"], "n3", how="seen", **seen(1, 10)),
    says(Named, ALI, NAMES["Old"], "n4", how="history"),
    post(2, BORDER, ALI, 3, (Mentions, AGENT, "telegram")),
    post(3, BORDER, BEA, 5, (Mentions, INVITE, "whatsapp"), (RepliesTo, told(1))),
    says(MemberOf, BEA, BORDER, "m4", how="left", to=day(6)),
    says(MemberOf, GUEST, BORDER, "m5", how="listed", **seen(7, 7)),
    says(MemberOf, CEM, BORDER, "m6", how="listed", **seen(7, 7)),
    post(4, QUIET, CEM, 8, (Mentions, LOCAL, "whatsapp"), (Mentions, PHONE, "phone")),
    says(Shows, DOE, PHONE, "s1", raw="x", where="profile", app="whatsapp", **seen(9, 10)),
    says(Shows, CEM, LOCAL, "s2", raw="x", where="profile", candidates=("TR", "DE"), **seen(9, 12)),
    says(Called, OTHER, DOE, "c1", at=day(10), seconds=60, how="call"),
    says(Called, DOE, OTHER, "c2", at=day(11), how="missed"),
    says(Called, DOE, OTHER, "c3", at=day(12), seconds=5, how="call"),
    says(Called, PHONE, DOE, "c4", at=day(13), how="text"),
    says(TiedTo, OTHER, DOE, "t1", what="brother", from_=day(10), by="Omar"),
    says(TiedTo, DOE, OTHER, "t2", what="seen together", **seen(13, 13)),
    says(MemberOf, BEA, BORDER, "m7", how="joined", from_=day(13)),
    says(Shows, DOE, PHONE, "s3", raw="y", where="profile", app="whatsapp", **seen(15, 16)),
    says(Named, ALI, NAMES["Omar"], "n5", how="event", from_=day(20)),
    says(Opens, AGENT, CEM, "o2", from_=day(20), to=day(23), **seen(21, 22)),
    says(Named, CEM, NAMES["Ali"], "n6", how="seen", **seen(21, 22)),
    says(Opens, AGENT, ALI, "o3", **seen(24, 25)),
    says(Named, ALI, NAMES["Omar"], "n7", how="seen", **seen(21, 24)),
    says(Named, ALI, NAMES["Ali"], "n8", how="seen", **seen(25, 41)),
    says(Named, ALI, NAMES["Agent Ali"], "n9", how="saved", by=DOE.id, from_=day(19), to=day(32), **seen(26, 27)),
    says(Named, ALI, NAMES["Agent Ali"], "n10", how="saved", by=DOE.id, **seen(28, 31)),
    says(Named, BEA, NAMES["Ali"], "n11", how="saved", by=DOE.id),
    says(Named, BEA, NAMES["Bea"], "n12", how="seen", **seen(5, 45)),
    says(AdminOf, ALI, ROUTES, "m8", how="listed", **seen(40, 41)),
    post(5, ROUTES, ALI, 40, WHATSAPP, (Mentions, INVITE, "whatsapp")),
    says(Opens, INVITE, ROUTES, "o4", **seen(41, 41)),
    says(Opens, PLAIN_INVITE, QUIET, "o5"),
    post(6, ROUTES, CEM, 42, (Mentions, INVITE, "whatsapp"), (ForwardedFrom, BORDER)),
    says(MemberOf, BEA, ROUTES, "m9", how="joined", from_=day(44)),
    says(MemberOf, CEM, ROUTES, "m10", how="listed", **seen(44, 44)),
    post(7, ROUTES, BEA, 45, (ForwardedFrom, told(1)), (RepliesTo, told(6))),
    post(8, DOE, CEM, 46, (RepliesTo, told(7)), (Mentions, AGENT, "telegram"), (Mentions, PHONE, "phone")),
    post(9, ROUTES, ROUTES, 70, (Mentions, MAIL, "email"), (ForwardedFrom, BORDER)),
    says(Shows, PAGE, MAIL, "s4", raw="x", where="card", app="email", **seen(60, 60)),
    post(10, ROUTES, ROUTES, 71, (Mentions, INVITE, "whatsapp"), (ForwardedFrom, told(9)), (RepliesTo, told(7))),
    post(11, None, PAGE, 72, (Mentions, INVITE, "whatsapp"), (Mentions, MAIL, "email")),
    post(12, ROUTES, None, None, (Mentions, PLAIN_INVITE, "telegram"), (ForwardedFrom, told(8))),
    post(13, BORDER, BEA, 15, (RepliesTo, told(3)), (ForwardedFrom, told(6))),
    post(14, ROUTES, CEM, 73, (RepliesTo, told(7)), (ForwardedFrom, ALI)),
]
STATES: list[tuple[str, Group | Account, dict[str, Any]]] = [
    ("k1", BORDER, {"state": "removed", "at": day(50), "by": "moderator", "why": "reported"}),
    ("k2", BEA, {"state": "flagged", "at": day(51), "flags": 3}),
    ("k3", BEA, {"state": "alive", "at": day(52)}),
]
EDITED = {told(4): day(9)}
"""Posts that the first of two exports has as they were before."""

WHOLE, FIRST, SECOND = (Source(id=f"sha256:{name}") for name in ("aa", "bb", "cc"))


def load(store: Store, source: Source, facts: list[tuple[Any, ...]]) -> None:
    """Load facts as one file that says them."""
    recorded: list[RecordedIn] = []
    links: list[Link] = [Checked(start=node, end=source, place=place, **said) for place, node, said in STATES]
    for fact in facts:
        if isinstance(fact[0], Post):
            me, when, *said = fact
            text = f"text of {me.id}"
            place = said[0].place
            edited = EDITED.get(me) if source is not FIRST else None
            text += ", edited" if edited else ""
            recorded.append(
                RecordedIn(
                    start=me,
                    end=source,
                    place=place,
                    stated=True,
                    text=text,
                    at=None if when is None else day(when),
                    edited=edited,
                )
            )
            links += said
        else:
            links += fact
    for link in links:
        named = (end for end in (link.start, link.end) if end is not source)
        recorded += (RecordedIn(start=end, end=source, place=link.place) for end in named)
    store.begin(source.id, {"reader": "test"}, day(80))
    store.load(source.id, recorded, links)
    store.derive(store.subjects_of(source.id))
    store.finish(source.id)


LOADS = {"one": [(WHOLE, 0, len(FACTS))], "two": [(FIRST, 0, 40), (SECOND, 5, len(FACTS))]}


WORLDS = [
    pytest.param((engine, how), marks=mark)
    for engine, mark in (("local", pytest.mark.slow), ("server", pytest.mark.server))
    for how in LOADS
]


@pytest.fixture(scope="module", params=WORLDS, ids="-".join)
def world(request: pytest.FixtureRequest) -> Iterator[tuple[Store, str]]:
    """Give a store that has read the case, as one export or as two that overlap."""
    engine, how = request.param
    store: Store = request.getfixturevalue(f"{engine}_store")
    store.clear()
    for source, begin, end in LOADS[how]:
        load(store, source, FACTS[begin:end])
    yield store, how
    store.clear()


def told_in_full(value: Any) -> Any:
    """Give a value of ``data/answers.json`` as an answer has it: things by id, days as times."""
    if isinstance(value, dict):
        return {key: told_in_full(one) for key, one in value.items()}
    if isinstance(value, list):
        return [told_in_full(one) for one in value]
    if not isinstance(value, str):
        return value
    kind, _, number = value.rpartition(" ")
    return at(float(number)) if kind == "day" else THINGS.get(value, value)


THINGS = {name: one.id for name, one in globals().items() if name.isupper() and isinstance(one, Node)}
THINGS |= {f"POST{n}": told(n).id for n in range(1, 15)}
ANSWERS = json.loads((Path(__file__).parent / "data/answers.json").read_text("utf-8"))
"""Cases: question, parameters, rows; ``exports`` where a question on files must tell one from two."""


def test_every_question_has_an_answer_that_says_something() -> None:
    assert {case["ask"] for case in ANSWERS if case["rows"]} == set(CATALOGUE)
    assert {case["ask"] for case in ANSWERS if "exports" in case} == {
        "files_read", "posts_that_differ", "what_a_file_says"
    }  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["ask"])
def test_the_answer_is_right_and_the_same_from_one_export_as_from_two(
    world: tuple[Store, str], case: dict[str, Any]
) -> None:
    store, how = world
    if case.get("exports", how) == how:
        assert questions.run(store, case["ask"], **told_in_full(case["given"])) == told_in_full(case["rows"])


@pytest.mark.parametrize("name", CATALOGUE)
def test_columns_and_values_fit_the_head_and_nothing_is_written(world: tuple[Store, str], name: str) -> None:
    store, how = world
    asked = CATALOGUE[name]
    for case in ANSWERS:
        if case["ask"] == name and case["rows"] and case.get("exports", how) == how:
            values = taken(asked, told_in_full(case["given"]))
            with store.driver.session(database=store.database) as session:
                result = session.run(asked.text, values)
                rows = [(record.keys(), record.values()) for record in result]
                assert result.consume().query_type == "r"
            if name in RECKONED:
                columns = [column.name for column in asked.columns]
                rows = [(columns, row) for row in RECKONED[name]([row for _, row in rows])]
            for keys, row in rows:
                assert keys == [column.name for column in asked.columns]
                told = zip(asked.columns, row, strict=True)
                assert [column.name for column, value in told if not fits(store, column.meaning, value)] == []


PLAIN = {"bool": bool, "float": float, "int": int, "name": str, "text": str, "time": int, "word": str}


def fits(store: Store, meaning: str, value: Any) -> bool:
    """Tell whether a value is what its column means."""
    if value is None:
        return True
    if meaning.startswith("list of "):
        return isinstance(value, list) and all(fits(store, meaning.removeprefix("list of "), one) for one in value)
    if meaning in LABELS:
        return bool(store.read(f"MATCH (n:{'|'.join(LABELS[meaning])} {{id: $id}}) RETURN n.id", id=value))
    return type(value) is PLAIN[meaning]


@pytest.mark.parametrize("id", ["telegram:user999", PHONE.id, MAIL.id])
def test_an_id_of_no_node_of_its_kind_is_not_answered_with_nothing(world: tuple[Store, str], id: str) -> None:
    with pytest.raises(NotFoundError, match="handoffs_of: who"):
        questions.run(world[0], "handoffs_of", who=id)
