"""What records mean in the graph: each kind gives its links, and sightings are folded as the file is read."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.model import (
    Account,
    AdminOf,
    Called,
    Group,
    Link,
    MemberOf,
    Mentions,
    Name,
    Named,
    Opens,
    Phone,
    Post,
    RecordedIn,
    Shows,
    Source,
    TiedTo,
)
from ingest.linking import LONGEST, Linker
from ingest.record import Call, Card, Hint, Membership, Message, Naming, Profile, Record, Tie

DAY = datetime(2025, 3, 1, tzinfo=UTC)
ME, GROUP, POST = Account(id="facebook:7"), Group(id="facebook:group1"), Post(id="facebook:post1")


def day(n: int) -> datetime:
    return DAY + timedelta(days=n)


def said(records: Iterable[Record], exported: datetime | None = None) -> list[Link]:
    linker = Linker(Source(id="sha256:00"), ("DE",), exported)
    things = [thing for record in records for thing in linker.said(record)]
    return [thing for thing in (*things, *linker.folds.rest()) if isinstance(thing, Link)]


def of(kind: type[Link], links: Iterable[Link]) -> list[Any]:
    return [link for link in links if type(link) is kind]


def seen(name: str, n: int) -> Naming:
    return Naming(place=f"line {n}", subject=ME, name=name, seen=day(n))


def test_a_name_seen_again_widens_its_run_and_another_name_ends_it() -> None:
    names = of(Named, said([seen("x", 1), seen("x", 3), seen("y", 4), seen("x", 6)]))
    assert {(n.end.text, n.first_seen, n.last_seen, n.place) for n in names} == {
        ("x", day(1), day(3), "line 1"),
        ("y", day(4), day(4), "line 4"),
        ("x", day(6), day(6), "line 6"),
    }


def test_a_file_that_runs_backwards_gives_the_same_run() -> None:
    [name] = of(Named, said([seen("x", 3), seen("x", 1)]))
    assert (name.first_seen, name.last_seen, name.place) == (day(1), day(3), "line 3")


def test_a_name_without_a_time_is_seen_when_the_file_was_exported() -> None:
    [name] = of(Named, said([Naming(place="a", subject=ME, name="x")], exported=day(9)))
    assert name.first_seen == day(9)


def test_a_rename_is_a_link_of_its_own_and_dates_only_what_it_tells() -> None:
    event = Naming(place="a", subject=GROUP, name="x", how="event", from_=day(2), by="facebook:7")
    [name] = of(Named, said([event], exported=day(9)))
    assert (name.how, name.from_, name.to, name.first_seen, name.by) == ("event", day(2), None, None, "facebook:7")


def test_contacts_of_a_profile_are_folded_over_the_file() -> None:
    rows = [Profile(place=f"line {n}", subject=ME, seen=day(n), shown=("+49 30 23125 001",)) for n in (2, 1, 5)]
    [shown] = of(Shows, said(rows))
    assert (shown.end, shown.first_seen, shown.last_seen) == (Phone(id="+493023125001"), day(1), day(5))
    assert (shown.place, shown.raw) == ("line 2", "+49 30 23125 001")


def test_a_handle_that_changes_hands_opens_each_in_its_time() -> None:
    rows = [
        Profile(place=f"line {n}", subject=ME, seen=day(n), handle=h) for n, h in ((1, "@One"), (2, "two"), (4, "one"))
    ]
    opens = of(Opens, said(rows))
    assert {(o.start.id, o.first_seen) for o in opens} == {
        ("facebook:@one", day(1)),
        ("facebook:@two", day(2)),
        ("facebook:@one", day(4)),
    }


def test_a_message_names_what_its_text_its_links_and_its_cards_name() -> None:
    message = Message(
        place="line 1",
        post=POST,
        at=DAY,
        author=ME,
        chat=GROUP,
        text="Boats! wa.me/493023125002",
        hints=(Hint(value="https://t.me/+AbCdEfGh", rule="text_link", begin=0, raw="Boats"),),
        cards=(Card(name="Omar", phones=("+12025550103",)),),
    )
    named = of(Mentions, said([message]))
    assert {(m.end.id, m.rule, m.begin) for m in named} == {
        ("+493023125002", "wa.me", 7),
        ("invite:t.me/+AbCdEfGh", "text_link", 0),
        ("+12025550103", "card", None),
        ("name:Omar", "card", None),
    }


def test_a_very_long_text_is_cut_and_its_contacts_lie_in_what_is_kept() -> None:
    message = Message(place="a", post=POST, at=DAY, author=ME, chat=GROUP, text="x " * LONGEST + "wa.me/493023125002")
    links = said([message])
    [stated] = of(RecordedIn, links)
    assert len(stated.text) == LONGEST
    assert of(Mentions, links) == []


def test_an_admin_of_a_list_is_a_member_too_and_lists_are_folded() -> None:
    rows = [
        Membership(place=f"line {n}", member=ME, group=GROUP, how="listed", role="admin", at=day(n)) for n in (1, 4)
    ]
    links = said(rows)
    [member], [admin] = of(MemberOf, links), of(AdminOf, links)
    assert (member.first_seen, member.last_seen, member.from_) == (day(1), day(4), None)
    assert (admin.first_seen, admin.last_seen) == (day(1), day(4))


def test_who_left_has_an_end_and_no_beginning() -> None:
    [member] = of(MemberOf, said([Membership(place="a", member=Name.of("Ali"), group=GROUP, how="left", at=day(3))]))
    assert (member.from_, member.to, member.first_seen) == (None, day(3), None)


def test_a_call_links_numbers_in_their_normal_form() -> None:
    [call] = of(Called, said([Call(place="a", caller="+1 202 555 0101", callee="0171 x", at=DAY)]))
    assert (call.start.id, call.end.id) == ("+12025550101", "national:0171x")


def test_every_row_that_says_a_tie_is_a_link_of_its_own() -> None:
    rows = [Tie(place=f"line {n}", who=ME, whom="+44 7700 900123", what="seen together", seen=day(n)) for n in (1, 2)]
    linker = Linker(Source(id="sha256:00"), ("GB",))
    links = [thing for row in rows for thing in linker.said(row) if isinstance(thing, TiedTo)]
    assert [(link.end.id, link.what, link.first_seen, link.last_seen) for link in links] == [
        ("+447700900123", "seen together", day(1), day(1)),
        ("+447700900123", "seen together", day(2), day(2)),
    ]


def test_a_tie_that_tells_no_day_was_seen_when_the_file_was_exported() -> None:
    [tie] = of(TiedTo, said([Tie(place="a", who=ME, whom=Name.of("Omar"), since=day(0))], exported=day(5)))
    assert (tie.from_, tie.to, tie.first_seen, tie.last_seen) == (day(0), None, day(5), day(5))
