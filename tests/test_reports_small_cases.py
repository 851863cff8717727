"""A report of a case that holds little, or nothing of a kind, is a report and no traceback; clear and hidden."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.case import Case
from graph.model import (
    Account,
    Called,
    Group,
    In,
    Link,
    MemberOf,
    Mentions,
    Name,
    Named,
    Node,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Shows,
    Source,
    TiedTo,
)
from graph.picture.page import network
from graph.reports import html
from graph.store import Store
from graph.views.answering import AnsweringGate
from graph.views.overview import overview

NOW = datetime(2025, 7, 7, 9, tzinfo=UTC)
AT = datetime(2025, 5, 1, tzinfo=UTC)
LATER = datetime(2026, 5, 1, tzinfo=UTC)
FILE = Source(id=f"sha256:{1:064x}")
PAGE, FRIEND, CLUB = Account(id="facebook:1"), Account(id="facebook:2"), Group(id="telegram:channel1")
NUMBER = Phone(id="+447700900123")


def stated(post: Post, at: datetime | None, text: str = "Call +44 7700 900123") -> RecordedIn:
    return RecordedIn(start=post, end=FILE, place="line 2", stated=True, text=text, at=at)


def page_post(at: datetime | None) -> list[Link]:
    post = Post(id="facebook:post1")
    return [
        stated(post, at),
        Posted(start=PAGE, end=post, place="line 2"),
        Mentions(start=post, end=NUMBER, place="line 2", raw="+44 7700 900123", begin=5, rule="phone"),
    ]


CASES: dict[str, list[Link]] = {
    "nothing": [],
    "a post of a page, in no group": page_post(AT),
    "a post after the clock": page_post(LATER),
    "a post without a date": page_post(None),
    "a post of a private chat": [*page_post(AT), In(start=Post(id="facebook:post1"), end=FRIEND, place="line 2")],
    "a group whose posts all lie after the clock": [
        *page_post(LATER), In(start=Post(id="facebook:post1"), end=CLUB, place="line 2"),
    ],
    "a profile that shows a number": [
        Shows(start=PAGE, end=NUMBER, place="line 2", raw="+44 7700 900123", where="profile", first_seen=AT),
    ],
    "a profile that shows a number at no time": [
        Shows(start=PAGE, end=NUMBER, place="line 2", raw="+44 7700 900123", where="profile"),
    ],
    "a name": [Named(start=PAGE, end=Name.of("Nizar Khuzamy"), place="line 2", how="seen", first_seen=AT)],
    "a member list": [MemberOf(start=PAGE, end=CLUB, place="line 2", how="listed", first_seen=AT)],
    "a call": [Called(start=NUMBER, end=Phone(id="+447700900456"), place="line 2", at=AT, how="call")],
    "a tie": [TiedTo(start=NUMBER, end=PAGE, place="line 2", what="brother of Nizar", by="Nizar Khuzamy")],
    "a tie to a mere name": [TiedTo(start=NUMBER, end=Name.of("Nizar Khuzamy"), place="line 2")],
}  # fmt: skip


def recorded(links: list[Link]) -> list[RecordedIn]:
    nodes: dict[str, Node] = {end.id: end for link in links for end in (link.start, link.end) if end is not FILE}
    said = {link.start.id for link in links if isinstance(link, RecordedIn)}
    return [RecordedIn(start=node, end=FILE, place="line 2") for id, node in nodes.items() if id not in said]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester", now=NOW)


@pytest.mark.parametrize("what", CASES)
def test_a_report_of_a_small_case_can_be_read(what: str, case: Case, store: Store) -> None:
    links = CASES[what]
    if links:
        store.begin(FILE.id, {}, None)
        said = [link for link in links if isinstance(link, RecordedIn)]
        store.load(FILE.id, [*said, *recorded(links)], [link for link in links if link not in said])
        store.derive(store.every_subject())
        store.finish(FILE.id)
    for hidden in (False, True):
        view = overview(AnsweringGate(case, store, who="tester", hide_names=hidden, now=NOW), 1)
        pages = html.render_report(view) + network.render_network_page(view)
        assert "</html>" in pages
        assert not hidden or not [secret for secret in ("Nizar", "900123", "facebook:1") if secret in pages]


def test_posts_of_a_page_are_drawn_as_those_of_a_group(case: Case, store: Store) -> None:
    links = page_post(AT)
    store.begin(FILE.id, {}, None)
    store.load(FILE.id, [links[0], *recorded(links)], links[1:])  # type: ignore[list-item]
    store.finish(FILE.id)
    view = overview(AnsweringGate(case, store, who="tester", now=NOW), 1)
    assert [(row.id, row.counts) for row in view.activity.rows] == [(PAGE.id, (1,))]
