"""Tables: every kind of row, ids that a spreadsheet lost, times, encodings, and files that are broken."""

import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import MappingError, SourceError
from graph.model import Account, Group, Handle, Invite, Name, Phone, Post, Site
from ingest.answers import Answers
from ingest.record import (
    Call,
    Captured,
    Contact,
    Membership,
    Message,
    Naming,
    Noticed,
    Profile,
    Record,
    Refused,
    Status,
    Tie,
)
from ingest.sources import table
from ingest.sources.reading.head import Head
from ingest.sources.table import mapping as mappings
from ingest.sources.table import shipped
from ingest.sources.table.moments import Clock, UnansweredError

DATA = Path(__file__).parent / "data"

Reader = Callable[..., list[Record | Refused]]
T = TypeVar("T")

POSTS = """
time_zone = "UTC"
platform = "facebook"
[[row]]
kind = "post"
id = "id"
time = "time"
text = "text"
account = { id = "by" }
"""


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a text, or bytes, by a mapping."""

    def reader(content: str | bytes, mapping: str, **answers: Any) -> list[Record | Refused]:
        path = tmp_path / "table"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(table.read_table(path, Answers(mapping=tomllib.loads(mapping), **answers)))

    return reader


def of(kind: type[T], things: list[Record | Refused]) -> list[T]:
    return [thing for thing in things if isinstance(thing, kind)]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


# The example of the format


def test_the_example_makes_posts_names_handles_and_links() -> None:
    mapping = tomllib.loads((DATA / "table.toml").read_text("utf-8"))
    things = list(table.read_table(DATA / "table.csv", Answers(mapping=mapping)))
    first = of(Message, things)[0]
    assert first.post == Post(id="facebook:post9000000000000000001")
    assert first.at == utc(2024, 3, 28, 20, 15)
    assert first.author == Account(id="facebook:100000000000001")
    assert first.chat == Group(id="facebook:group200000000000001")
    assert first.text == "Départ samedi, 2 places.\nWhatsApp +33 6 39 98 12 34\nCALL 07700 900123"
    assert [hint.value for hint in first.hints] == ["https://wa.me/447700900123", "https://t.me/example_desk"]
    names = {(n.subject.id, n.name, n.how) for n in of(Naming, things) if n.place == "line 2"}
    assert names == {
        ("facebook:100000000000001", "Agence Méridienne", "seen"),
        ("facebook:group200000000000001", "سفر آرام", "seen"),
        ("facebook:100000000000001", "Méridienne Voyages", "history"),
    }
    handles = {(p.subject.id, p.handle) for p in of(Profile, things) if p.place == "line 2"}
    assert handles == {("facebook:100000000000001", "agence.meridienne")}


def test_a_zone_named_after_a_time_wins_over_the_file_s() -> None:
    mapping = tomllib.loads((DATA / "table.toml").read_text("utf-8"))
    things = list(table.read_table(DATA / "table.csv", Answers(mapping=mapping)))
    assert {m.at for m in of(Message, things) if m.place == "line 6"} == {utc(2024, 4, 1, 15)}


# Every kind of row


def test_a_profile_shows_its_words_contacts_and_what_opens_it(read: Reader) -> None:
    things = read(
        "id,name,user,about,phones,links,invite,kind,followers,seen\n"
        '5,Desk,@desk,Ask,07700 900123;020 7946 0000,https://example.com,https://t.me/+AbCdEfGh,page,"1,234",2024-05-01T10:00Z\n',
        """
        platform = "facebook"
        [[row]]
        kind = "profile"
        account = { id = "id", name = "name", handle = "user" }
        about = "about"
        phones = { column = "phones", split = ";" }
        links = "links"
        opened_by = "invite"
        openness = "kind"
        members = "followers"
        seen = "seen"
        """,
    )
    seen, desk = utc(2024, 5, 1, 10), Account(id="facebook:5")
    assert of(Profile, things) == [
        Profile(
            place="line 2",
            subject=desk,
            seen=seen,
            handle="@desk",
            text="Ask",
            shown=("https://example.com",),
            contacts=("07700 900123", "020 7946 0000"),
            opened_by=("https://t.me/+AbCdEfGh",),
        )
    ]
    assert of(Naming, things) == [Naming(place="line 2", subject=desk, name="Desk", seen=seen)]
    assert of(Status, things) == [
        Status(place="line 2", subject=desk, state="described", at=seen, kind="page", members=1234)
    ]


def test_a_group_takes_the_answer_for_its_openness(read: Reader) -> None:
    mapping = """
        [[row]]
        kind = "group"
        platform = "telegram"
        group = { id = "id", space = "channel" }
        """
    [status] = of(Status, read("id,x\n77,\n", mapping, openness="closed"))
    assert (status.subject, status.kind) == (Group(id="telegram:channel77"), "closed")


def test_members_with_and_without_ids(read: Reader) -> None:
    things = read(
        "group,id,name,role,in,out,by\n"
        "1,7,Ada,owner,2024-01-02,2024-02-03,Bo\n"
        "1,,Only a name,,,,\n"
        "1,8,,,,2024-03-04,\n"
        "1,,,,,,\n",
        """
        time_zone = "UTC"
        platform = "facebook"
        [[row]]
        kind = "member"
        account = { id = "id", name = "name" }
        group = "group"
        role = { column = "role", map = { owner = "admin" } }
        from = "in"
        to = "out"
        by = "by"
        """,
    )
    group = Group(id="facebook:group1")
    assert of(Membership, things) == [
        Membership(
            place="line 2",
            member=Account(id="facebook:7"),
            group=group,
            how="joined",
            role="admin",
            at=utc(2024, 1, 2),
            to=utc(2024, 2, 3),
            by="Bo",
        ),
        Membership(place="line 3", member=Name.of("Only a name"), group=group, how="listed"),
        Membership(place="line 4", member=Account(id="facebook:8"), group=group, how="left", at=utc(2024, 3, 4)),
    ]
    assert [one.place for one in of(Refused, things)] == ["line 5"]


def test_contacts_are_seen_at_both_their_dates(read: Reader) -> None:
    things = read(
        "id;name;number;first;last\n5;Ada;+46 70 174 06 05;2024-01-01;2024-06-01\n",
        """
        time_zone = "UTC"
        platform = "facebook"
        [[row]]
        kind = "contact"
        account = { id = "id", name = "name" }
        contact = "number"
        from = "first"
        to = "last"
        where = { value = "address-book" }
        """,
    )
    found = {(p.contacts, p.seen, p.where) for p in of(Profile, things)}
    assert [(n.name, n.seen) for n in of(Naming, things)] == [("Ada", utc(2024, 6, 1))]
    shown = ("+46 70 174 06 05",)
    assert found == {(shown, utc(2024, 1, 1), "address-book"), (shown, utc(2024, 6, 1), "address-book")}


@pytest.mark.parametrize(
    ("key", "value", "thing"),
    [
        ("account", "5", Account(id="telegram:user5")),
        ("group", "-1000000000005", Group(id="telegram:channel5")),
        ("post", "channel5/12", Post(id="telegram:channel5/12")),
        ("handle", "@Desk_One", Handle(id="telegram:@desk_one")),
        ("invite", "https://t.me/+AbCdEfGhIj", Invite(id="invite:t.me/+AbCdEfGhIj")),
        ("phone", "+46 70 174 06 05", Phone(id="+46701740605")),
        ("site", "https://www.example.org/a", Site(id="site:example.org/a")),
    ],
)
def test_the_state_of_each_kind_of_thing(read: Reader, key: str, value: str, thing: Any) -> None:
    mapping = f"""
        [[row]]
        kind = "status"
        platform = "telegram"
        {key} = "thing"
        state = {{ column = "state", map = {{ gone = "removed" }} }}
        at = "at"
        by = "by"
        why = "why"
        """
    things = read(f"thing;state;at;by;why\n{value};Gone;2024-01-01T00:00Z;desk 4;terms\n", mapping)
    assert things == [
        Status(place="line 2", subject=thing, state="removed", at=utc(2024, 1, 1), by="desk 4", why="terms")
    ]


def test_a_flag_counts_and_an_unknown_state_is_refused(read: Reader) -> None:
    mapping = """
        platform = "facebook"
        [[row]]
        kind = "flag"
        account = "id"
        flags = "n"
        state = "state"
        """
    things = read("id,n,state\n5,12,\n6,1,who knows\n7,many,\n", mapping)
    assert of(Status, things) == [
        Status(place="line 2", subject=Account(id="facebook:5"), state="flagged", flags=12),
        Status(place="line 4", subject=Account(id="facebook:7"), state="flagged"),
    ]
    assert [(r.place, r.found[:20]) for r in of(Refused, things)] == [("line 3", "state 'who knows' is")]
    assert [note.says for note in of(Noticed, things)] == [
        "cells of flags that are no count, left out: 1, the first 'many' is no count"
    ]


def test_calls_between_numbers_and_accounts(read: Reader) -> None:
    numbers = """
        [[row]]
        kind = "call"
        caller = "A"
        callee = "B"
        at = "at"
        seconds = "s"
        how = { column = "type", map = { SMS = "text", voice = "call" } }
        """
    things = read(
        "A,B,at,s,type\n07700 900123,+33 6 39 98 00 11,1700000000,1:05,Voice\nAD-XXXX,,1700000000,,SMS\n"
        "Private number,07700 900123,1700000000,9,Voice\n",
        numbers,
    )
    assert of(Call, things) == [
        Call(
            place="line 2",
            caller="07700 900123",
            callee="+33 6 39 98 00 11",
            at=utc(2023, 11, 14, 22, 13, 20),
            seconds=65,
            how="call",
        )
    ]
    assert [r.place for r in of(Refused, things)] == ["line 3", "line 4"]
    accounts = numbers.replace('"A"', '{ id = "A" }').replace("[[row]]", '[[row]]\nplatform = "whatsapp"')
    [call] = of(Call, read("A,B,at,s,type\n46701740605@s.whatsapp.net,07700 900123,1700000000,,\n", accounts))
    assert call.caller == Account(id="whatsapp:+46701740605")


TIES = """
    platform = "telegram"
    [[row]]
    kind = "tie"
    who = { id = "who" }
    whom = { id = "id", phone = "number", name = "name" }
    what = "what"
    from = "from"
    to = "to"
    by = "by"
    """


def test_ties_between_accounts_numbers_and_mere_names(read: Reader) -> None:
    things = read(
        "who,id,number,name,what,from,to,by\n"
        "7,8,,Nadia,sister,2020-01-01,2021-01-01,desk 4\n"
        "7,,07700 900123,Uncle boat,saved,,,\n"
        "7,,,Omar,,,,\n",
        TIES,
    )
    seven, eight = Account(id="telegram:user7"), Account(id="telegram:user8")
    begin, end = utc(2020, 1, 1), utc(2021, 1, 1)
    assert of(Tie, things) == [
        Tie(place="line 2", who=seven, whom=eight, what="sister", since=begin, until=end, by="desk 4"),
        Tie(place="line 3", who=seven, whom="07700 900123", what="saved"),
        Tie(place="line 4", who=seven, whom=Name.of("Omar")),
    ]
    assert of(Naming, things) == [Naming(place="line 2", subject=eight, name="Nadia", seen=end)]
    assert of(Contact, things) == [Contact(place="line 3", number="07700 900123", name="Uncle boat")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("7,7,,,,,,", "who and whom are the same"),
        ("7,,private,,,,,", "whom 'private' is no number"),
        ("7,,,,,,,", "whom has no id"),
        ("7,8,,,,2021-01-01,2020-01-01,", "the tie ends 2020-01-01, before it begins"),
    ],
)
def test_a_row_that_ties_nobody_is_refused_with_its_reason(read: Reader, row: str, found: str) -> None:
    things = read(f"who,id,number,name,what,from,to,by\n{row}\n", TIES)
    assert of(Tie, things) == []
    assert [refused.found for refused in of(Refused, things)] == [found]


def test_a_number_of_a_call_keeps_the_name_it_was_saved_under(read: Reader) -> None:
    mapping = """
        [[row]]
        kind = "call"
        caller = { phone = "A", name = "saved" }
        callee = "B"
        at = "at"
        """
    things = read("A,saved,B,at\n07700 900123,Nadia,07700 900456,1700000000\n", mapping)
    assert [call.caller for call in of(Call, things)] == ["07700 900123"]
    assert of(Contact, things) == [Contact(place="line 2", number="07700 900123", name="Nadia")]
    named = mapping.replace('phone = "A", ', "")
    [refused] = of(Refused, read("A,saved,B,at\n1,Nadia,07700 900456,1700000000\n", named))
    assert refused.found == "'Nadia' is a name, where a call has an id or a number"


def test_former_names_from_both_shipped_tables(read: Reader) -> None:
    spelled = (resources("names"), "page_id,page_name,from,to\n5,Old,2020-01-01,2021-01-01\n5,New,2021-01-01,\n")
    things = read(spelled[1], spelled[0])
    page = Account(id="facebook:5")
    assert of(Naming, things) == [
        Naming(place="line 2", subject=page, name="Old", how="history", from_=utc(2020, 1, 1), to=utc(2021, 1, 1)),
        Naming(place="line 3", subject=page, name="New", how="history", from_=utc(2021, 1, 1)),
    ]
    assert "midnight UTC" in of(Noticed, things)[0].says
    listed = read("page_id,last_known_as,all_names\n5,C,A=B=C\n", resources("names_listed"))
    assert {(n.name, n.how) for n in of(Naming, listed)} == {
        ("A", "history"),
        ("B", "history"),
        ("C", "history"),
        ("C", "seen"),
    }


def test_a_name_that_ends_before_it_begins_is_refused(read: Reader) -> None:
    things = read("page_id,page_name,from,to\n5,Old,2022-01-01,2021-01-01\n", resources("names"))
    assert [r.place for r in of(Refused, things)] == ["line 2"]


def test_replies_forwards_addresses_and_posts_without_ids(read: Reader) -> None:
    mapping = """
        platform = "telegram"
        [[row]]
        kind = "post"
        id = "id"
        time = "t"
        text = "text"
        url = "url"
        account = "by"
        group = { id = "in", space = "channel" }
        reply_to = "re"
        forwarded_from = { group = { id = "fg", name = "fn" }, post = "fp" }
        """
    things = read(
        "id,t,text,url,by,in,re,fg,fn,fp\n"
        "3,1700000000,hello,,user5,9,2,,,\n"
        "4,1700000000,on,,user5,9,,channel8,Origin,\n"
        "5,1700000000,on,,user5,9,,channel8,Origin,11\n"
        "6,1700000000,on,,channel9,9,,,Mere name,\n"
        ",1700000000,seen by address,https://t.me/c/9/44,user5,9,,,,\n"
        ",1700000000,no id,,user5,9,,,,\n"
        ",1700000000,no id,,user5,9,,,,\n"
        ",1700000000,,,user5,9,,,,\n",
        mapping,
    )
    channel = Group(id="telegram:channel9")
    posts = of(Message, things)
    assert posts[0].replies_to == Post(id="telegram:channel9/2")
    assert [post.forwarded_from for post in posts[1:4]] == [
        Group(id="telegram:channel8"),
        Post(id="telegram:channel8/11"),
        Name.of("Mere name"),
    ]
    assert posts[3].author == channel
    assert posts[4].post.id.startswith("telegram:")
    assert posts[5].post == posts[6].post != posts[4].post
    assert [r.place for r in of(Refused, things)] == ["line 9"]


# Ids


@pytest.mark.parametrize("lost", ["9.19E+11", "9,19E+11", "1e+17", "919000000001.0", "john.smith", "5 6", "5\x00"])
def test_lost_ids_are_refused_with_their_row(read: Reader, lost: str) -> None:
    things = read(f"id|time|text|by\n1|1700000000|a|7\n2|1700000000|b|{lost}\n", POSTS)
    assert [post.post.id for post in of(Message, things)] == ["facebook:post1"]
    [refused] = of(Refused, things)
    assert (refused.place, refused.raw) == ("line 3", f"2|1700000000|b|{lost}\n".encode())


def test_ids_beyond_the_numbers_of_json_stay_whole(read: Reader) -> None:
    row = '{"id": 9007199254740993123, "time": 1700000000, "text": "a", "by": 100000000000000000001}\n'
    [post] = of(Message, read(row * 2, POSTS))[:1]
    assert (post.post.id, post.author) == (
        "facebook:post9007199254740993123",
        Account(id="facebook:100000000000000000001"),
    )
    assert of(Message, read(row.replace("}", ', "more": ' + "9" * 5000 + "}"), POSTS))
    lost = read(row.replace("100000000000000000001", "1e20"), POSTS)
    assert [r.found for r in of(Refused, lost)] == ["'1e20' is what a spreadsheet left of an id"]


def test_a_bare_telegram_group_needs_its_kind(read: Reader) -> None:
    mapping = '[[row]]\nkind = "group"\nplatform = "telegram"\ngroup = "id"\n'
    things = read("id,x\nchannel5,\n-1000000000006,\n-7,\n8,\n", mapping)
    assert {p.subject.id for p in of(Profile, things)} == {
        "telegram:channel5",
        "telegram:channel6",
        "telegram:chat7",
    }
    assert [r.place for r in of(Refused, things)] == ["line 5"]


def test_our_own_ids_are_read_back(read: Reader) -> None:
    things = read("id,time,text,by\nfacebook:post1,1700000000,a,facebook:7\n", POSTS)
    [post] = of(Message, things)
    assert (post.post.id, post.author) == ("facebook:post1", Account(id="facebook:7"))


# Times


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-03-01T10:00:00+02:00", utc(2024, 3, 1, 8)),
        ("2024-03-01 10:00:00Z", utc(2024, 3, 1, 10)),
        ("2024-03-01 10:00:00 UTC", utc(2024, 3, 1, 10)),
        ("1709287200", utc(2024, 3, 1, 10)),
        ("1709287200000", utc(2024, 3, 1, 10)),
        ("1709287200000000", utc(2024, 3, 1, 10)),
        ("01.03.2024 10:00", utc(2024, 3, 1, 9)),
        ("2024/03/01, 10:00 PM", utc(2024, 3, 1, 21)),
        ("01/03/2024 00:04 AM", utc(2024, 2, 29, 23, 4)),
        ("01/03/2024 13:05 AM", utc(2024, 3, 1, 12, 5)),
        ("01/03/2024 00:30 PM", utc(2024, 2, 29, 23, 30)),
        ("01/03/2024 12:30 a. m.", utc(2024, 2, 29, 23, 30)),
        ("01/03/2024 23:59 PM", utc(2024, 3, 1, 22, 59)),
        ("٠١/٠٣/٢٠٢٤ ١٠:٠٠", utc(2024, 3, 1, 9)),
        ("Fri Mar 01 10:00:00 +0000 2024", utc(2024, 3, 1, 10)),
        ("Fri, 01 Mar 2024 10:00:00 +0100", utc(2024, 3, 1, 9)),
        # 02:30 was skipped on the last Sunday of March, and came twice on that of October.
        ("2024-03-31 02:30", utc(2024, 3, 31, 1, 30)),
        ("2024-10-27 02:30", utc(2024, 10, 27, 0, 30)),
    ],
)
def test_times_become_instants(text: str, at: datetime) -> None:
    assert Clock(ZoneInfo("Europe/Berlin"), day_first=True).read(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "31.02.2024",
        "1" * 18,
        "9" * 99,
    ],
)
def test_absurd_times_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no time|no day|outside"):
        Clock(UTC, day_first=True).read(text)


@given(st.text(max_size=70))
def test_no_text_breaks_the_clock(text: str) -> None:
    try:
        at = Clock(UTC, day_first=None).read(text)
    except ValueError:
        return
    assert 1990 <= at.year <= 2100


def test_what_only_an_answer_settles_is_asked_for() -> None:
    with pytest.raises(UnansweredError) as naive:
        Clock(None, day_first=None).read("2024-03-01 10:00")
    with pytest.raises(UnansweredError) as order:
        Clock(UTC, day_first=None).read("03/04/2024")
    assert [naive.value.answer, order.value.answer] == ["time_zone", "day_first"]


def test_a_day_above_twelve_settles_the_order_for_the_file(read: Reader) -> None:
    things = read("id,time,text,by\n1,03/04/2024 10:00,a,7\n2,25/04/2024 10:00,b,7\n", POSTS)
    assert [post.at for post in of(Message, things)] == [utc(2024, 4, 3, 10), utc(2024, 4, 25, 10)]


def test_a_post_may_be_undated_but_not_misdated(read: Reader) -> None:
    things = read("id,time,text,by\n1,,a,7\n2,never,b,7\n", POSTS)
    assert [(post.post.id, post.at) for post in of(Message, things)] == [("facebook:post1", None)]
    assert [r.place for r in of(Refused, things)] == ["line 3"]


def test_the_newest_post_says_when_the_file_was_written_at_the_earliest(read: Reader) -> None:
    rows = "id,time,text,by\n1,1700000000,a,7\n2,1700000100,b,7\n3,1700000050,c,7\n"
    [captured] = of(Captured, read(rows, POSTS))
    assert captured == Captured(place="line 3", at=utc(2023, 11, 14, 22, 15), basis="newest post")
    assert not of(Captured, read(rows, POSTS, exported=utc(2024, 1, 1)))


# Broken files


def test_a_quote_that_is_not_closed_costs_its_own_line(read: Reader) -> None:
    rows = "".join(f"{n},1700000000,{chr(34) if n == 3 else ''}text {n},7\n" for n in range(1, 9))
    things = read("id,time,text,by\n" + rows, POSTS)
    assert [post.post.id[-1] for post in of(Message, things)] == list("1245678")
    assert [r.place for r in of(Refused, things)] == ["line 4"]


@pytest.mark.slow
def test_an_open_quote_does_not_swallow_a_long_file(read: Reader) -> None:
    rows = "".join(f"{n},1700000000,{chr(34) if n == 3 else ''}text {n},7\n" for n in range(1, 12_000))
    things = read("id,time,text,by\n" + rows, POSTS)
    assert len(of(Message, things)) == 11_998
    assert len(of(Refused, things)) == 1


def test_a_quote_closed_in_a_later_row_does_not_join_them(read: Reader) -> None:
    things = read('id,time,text,by\n1,1700000000,"open,7\n2,1700000000,"closed, with a comma",7\n', POSTS)
    assert [post.post.id for post in of(Message, things)] == ["facebook:post2"]
    assert [r.place for r in of(Refused, things)] == ["line 2"]


def test_a_quote_closed_in_the_next_row_does_not_join_the_two(read: Reader) -> None:
    things = read('id,time,text,by\n1,1700000000,"open,7\n2,1700000000,"closed",7\n', POSTS)
    assert [(post.post.id, post.text) for post in of(Message, things)] == [("facebook:post2", "closed")]
    assert [r.place for r in of(Refused, things)] == ["line 2"]


@pytest.mark.slow
def test_a_quote_that_happens_to_close_far_below_swallows_nothing(read: Reader) -> None:
    texts = {3: '"open', 7000: 'closed"'}
    rows = "".join(f"{n},1700000000,{texts.get(n, 'text')},7\n" for n in range(1, 8000))
    things = read("id,time,text,by\n" + rows, POSTS)
    assert len(of(Message, things)) == 7998
    assert [r.place for r in of(Refused, things)] == ["line 4"]


def test_texts_over_several_lines_keep_the_line_they_begin_on(read: Reader) -> None:
    things = read('id,time,text,by\n1,1700000000,"a\n\nb",7\n2,1700000000,c,7\n', POSTS)
    assert [(post.place, post.text) for post in of(Message, things)] == [("line 2", "a\n\nb"), ("line 5", "c")]


def test_ragged_rows_are_refused_and_empty_ones_left(read: Reader) -> None:
    things = read("id,time,text,by\n1,1700000000,a\n\n,,,\n,,,,,\n2,1700000000,b,7,8\n3,1700000000,c,7", POSTS)
    assert [post.post.id for post in of(Message, things)] == ["facebook:post3"]
    assert [(r.place, r.found) for r in of(Refused, things) if "cells" in r.found] == [
        ("line 2", "3 cells"),
        ("line 6", "5 cells"),
    ]


def test_nul_bytes_and_lines_of_ten_megabytes_are_read(read: Reader) -> None:
    long = "x" * 10_000_000
    things = read(f"id,time,text,by\n1,1700000000,a\x00b,7\n2,1700000000,{long},7\n3,1700000000,c,7\n", POSTS)
    assert [len(post.text) for post in of(Message, things)] == [3, 10_000_000, 1]


@pytest.mark.slow
def test_a_line_without_end_is_refused_and_passed(read: Reader) -> None:
    long = "x" * 20_000_000
    things = read(f"id,time,text,by\n1,1700000000,a,7\n2,1700000000,{long},7\n3,1700000000,c,7\n", POSTS)
    assert [post.post.id for post in of(Message, things)] == ["facebook:post1", "facebook:post3"]
    assert [r.place for r in of(Refused, things)][:1] == ["line 3"]


@given(at=st.integers(0, 1200), junk=st.binary(max_size=20))
def test_what_stands_wholly_before_the_damage_is_kept(
    at: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = (DATA / "table.csv").read_bytes()
    answers = Answers(mapping=tomllib.loads((DATA / "table.toml").read_text("utf-8")))
    path = tmp_path_factory.mktemp("damaged") / "table.csv"
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    # Where each row ends: a row is known by the line it begins on.
    ends = {"line 2": 4, "line 4": 5, "line 5": 6, "line 6": 7, "line 7": 8}
    lines = whole.splitlines(keepends=True)
    offsets = {place: sum(map(len, lines[: line - 1])) for place, line in ends.items()}
    expected = [
        thing
        for thing in table.read_table(DATA / "table.csv", answers)
        if not isinstance(thing, Captured | Noticed) and offsets[thing.place] <= at
    ]
    found = list(table.read_table(path, answers))
    assert [thing for thing in expected if thing not in found] == []


@given(text=st.text(alphabet="a1,;\"\n\r\t'|{}[]:\\ é", max_size=200))
def test_any_text_is_read_without_an_error(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "any"
    path.write_text("id,time,text,by\n" + text, encoding="utf-8", newline="")
    for thing in table.read_table(path, Answers(mapping=tomllib.loads(POSTS))):
        assert isinstance(thing, Message | Refused | Noticed | Captured)


# JSON lines


def test_json_lines_go_on_after_a_bad_one_and_reach_into_objects(read: Reader) -> None:
    mapping = """
        platform = "facebook"
        [[row]]
        kind = "post"
        id = "id"
        time = "at"
        text = ["text", "image.words"]
        account = { id = "owner.id", name = "owner.name" }
        links = "links.url"
        """
    good = {
        "id": 1,
        "at": 1700000000,
        "text": "a",
        "image": {"words": ["b", "c"]},
        "owner": {"id": 7, "name": "Ada"},
        "links": [{"url": "https://a.example"}, {"url": "https://b.example"}],
    }
    lines = [json.dumps(good), '{"id": 2, "at": 17', "[1]", "[" * 100_000, json.dumps(good | {"id": 3})]
    things = read("\n".join(lines), mapping)
    posts = of(Message, things)
    assert [(post.place, post.post.id) for post in posts] == [
        ("line 1", "facebook:post1"),
        ("line 5", "facebook:post3"),
    ]
    assert posts[0].text == "a\nb\nc"
    assert [hint.value for hint in posts[0].hints] == ["https://a.example", "https://b.example"]
    assert [r.place for r in of(Refused, things)] == ["line 2", "line 3", "line 4"]


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_plain_unicode_is_read(read: Reader, encoding: str) -> None:
    things = read("id,time,text,by\n1,1700000000,سلام é,7\n".encode(encoding), POSTS)
    assert [post.text for post in of(Message, things)] == ["سلام é"]
    assert not of(Refused, things)


def test_western_text_is_read_as_such_and_told(read: Reader) -> None:
    things = read("id,time,text,by\n1,1700000000,Été à Bâle,7\n".encode("cp1252"), POSTS)
    assert [post.text for post in of(Message, things)] == ["Été à Bâle"]
    assert "cp1252, a guess" in of(Noticed, things)[0].says


def test_a_named_encoding_wins(read: Reader) -> None:
    things = read("id,time,text,by\n1,1700000000,Завтра,7\n".encode("cp1251"), 'encoding = "cp1251"\n' + POSTS)
    assert [post.text for post in of(Message, things)] == ["Завтра"]


def test_bytes_that_do_not_fit_refuse_their_row_and_are_kept(read: Reader) -> None:
    content = "id,time,text,by\n1,1700000000,é,7\n".encode() + b"2,1700000000,\xff\xfe,7\n" + b"3,1700000000,c,7\n"
    things = read(content, POSTS)
    assert [post.post.id for post in of(Message, things)] == ["facebook:post1", "facebook:post3"]
    assert [r.raw for r in of(Refused, things)] == [b"2,1700000000,\xff\xfe,7\n"]


def test_our_own_sheets_lose_the_marks_that_keep_them_from_running(read: Reader) -> None:
    sheet = '"# text cells are marked \'"\r\n"id","time","text","by"\r\n"1","1700000000","\'=1+1","\'7"\r\n'
    [post] = of(Message, read("\ufeff" + sheet, POSTS))
    assert (post.place, post.text, post.author) == ("line 3", "=1+1", Account(id="facebook:7"))
    [other] = of(Message, read(sheet.partition("\r\n")[2].replace('"\'7"', '"7"'), POSTS))
    assert other.text == "'=1+1"


def test_the_line_that_tells_excel_the_delimiter_is_no_header(read: Reader) -> None:
    [post] = of(Message, read("sep=;\r\nid;time;text;by\r\n1;1700000000;a, b, c;7\r\n", POSTS))
    assert (post.place, post.text) == ("line 3", "a, b, c")


def test_a_preamble_and_a_table_without_a_header_are_read(read: Reader) -> None:
    rows = "1,1700000000,a,7\n"
    preamble = 'Target: "somebody\n\n' + "id,time,text,by\n"
    assert [post.place for post in of(Message, read(preamble + rows, "header_row = 3\n" + POSTS))] == ["line 4"]
    bare = 'header_row = 0\ncolumns = ["id", "time", "text", "by"]\n' + POSTS
    assert [post.place for post in of(Message, read(rows * 2, bare))] == ["line 1", "line 2"]


# Mappings


def test_every_mistake_of_a_mapping_is_told_at_once() -> None:
    plain = tomllib.loads(
        """
        time_zone = "Europe/Berlinn"
        delimeter = ";"
        header_row = "one"
        [[row]]
        kind = "posst"
        [[row]]
        kind = "post"
        text = 5
        accuont = { id = "a" }
        time = { column = "t", format = "dd.mm.yyyy" }
        [[row]]
        kind = "member"
        platform = "Face book"
        account = { nme = "a" }
        group = "g"
        role = { value = "boss" }
        """
    )
    with pytest.raises(MappingError) as error:
        mappings.read_mapping(plain, "my.toml")
    for part in (
        "Europe/Berlinn",
        "no key 'delimeter' (did you mean 'delimiter'?)",
        "header_row = 'one'",
        "no kind 'posst' (did you mean 'post'?)",
        "row 2 (post): no platform",
        "no key 'accuont' (did you mean 'account'?)",
        "text: 5 is no column",
        "'dd.mm.yyyy' is no format",
        "'Face book' is no platform",
        "no key 'nme' (did you mean 'name'?)",
        "'boss' is none of member, admin",
    ):
        assert part in error.value.found, part


def test_missing_columns_are_named_with_the_nearest(read: Reader) -> None:
    [refused] = of(Refused, read("idd,time,txt,by\n1,1700000000,a,7\n", POSTS))
    assert refused.found == "no column 'id' (did you mean 'idd'?); no column 'text' (did you mean 'txt'?)"


def test_a_column_written_as_a_platform_is_no_platform(read: Reader) -> None:
    [refused] = of(
        Refused, read("id,time,text,by,Network\n1,1700000000,a,7,fb\n", POSTS.replace("facebook", "Network"))
    )
    assert "platform = { column = 'Network' }" in refused.found


def test_a_table_without_a_mapping_is_no_guess(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="without a mapping"):
        list(table.read_table(path, Answers()))


def test_columns_that_nothing_reads_are_told(read: Reader) -> None:
    notes = of(Noticed, read("id,time,text,by,mood\n1,1700000000,a,7,x\n", POSTS))
    assert [note.says for note in notes] == ["columns that were not read: mood"]


@pytest.mark.parametrize("name", shipped.NAMES)
def test_a_shipped_mapping_fits_its_own_columns_alone(name: str) -> None:
    mapping = shipped.read_shipped_mapping(name)
    assert shipped.find_shipped_mapping(list(dict.fromkeys([*(mapping.needs or ()), *mapping.named]))) == name
    assert shipped.find_shipped_mapping(("some", "other", "columns")) is None


def test_the_accounts_sheet_tells_accounts_groups_and_states(read: Reader) -> None:
    things = read(
        "platform,kind,id,name,handle,phone,url,about,opened_by,status,seen\n"
        "fb,page,5,Desk,desk.one,+46 70 174 06 05,,Ask,,,2024-01-01T00:00Z\n"
        "telegram,channel,77,سفر,safar,,https://t.me/safar,,https://t.me/+AbCdEfGhIj,deleted,2024-01-01T00:00Z\n"
        "fb,spaceship,5,,,,,,,,\n",
        resources("accounts"),
    )
    channel = Group(id="telegram:channel77")
    assert {(p.subject, p.handle, p.opened_by) for p in of(Profile, things)} == {
        (Account(id="facebook:5"), "desk.one", ()),
        (channel, "safar", ("https://t.me/+AbCdEfGhIj", "https://t.me/safar")),
    }
    assert {(s.subject, s.state) for s in of(Status, things)} == {
        (Account(id="facebook:5"), "described"),
        (channel, "described"),
        (channel, "removed"),
    }
    assert [note.says for note in of(Noticed, things)] == ["rows that no [[row]] of the mapping is for, left out: 1"]


def test_the_posts_and_members_sheets_are_read_as_they_come(read: Reader) -> None:
    posts = read(
        "platform,post_id,time,account_id,account_name,handle,group_id,group_name,text,links\n"
        'telegram,12,2024-01-01T00:00Z,user5,Ada,ada_one,channel7,سفر,"Ask, please","https://a.example,https://b.example"\n',
        resources("posts"),
    )
    [post] = of(Message, posts)
    assert (post.post.id, post.author, post.chat) == (
        "telegram:channel7/12",
        Account(id="telegram:user5"),
        Group(id="telegram:channel7"),
    )
    assert [hint.value for hint in post.hints] == ["https://a.example", "https://b.example"]
    members = read(
        "platform,group_id,account_id,account_name,role\nfb,7,5,Ada,Owner\nfb,7,6,Bo,\n", resources("members")
    )
    assert {(m.member.id, m.role, m.how) for m in of(Membership, members)} == {
        ("facebook:5", "admin", "listed"),
        ("facebook:6", "member", "listed"),
    }


# Recognition


@pytest.mark.parametrize(
    "text",
    [
        "12/31/20, 9:15 PM - Ada: hi\n12/31/20, 9:16 PM - Bo: hello\n",
        "[31/12/20, 21:15:00] Ada: hi, you\n[31/12/20, 21:16:00] Bo: hello, you\n",
        '{"name": "x", "messages": [1, 2]}\n{"a": 1}\n',
        "{\n  'a': 1\n}\n",
        "<html><body>a,b</body></html>\n",
        "Dear all, we meet\nat noon\nand go on, then, by bus\n",
        "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n",
        "1,2,3\n4,5,6\n",
    ],
)
def test_what_is_no_table_is_not_claimed(text: str) -> None:
    assert not table.claims_table(Head("x.csv", text.encode(), Path()))


@pytest.mark.parametrize(
    "text",
    [
        "a;b;c\n1;2;3\n",
        "a\tb\n1\t2\n",
        "name|id\nx|1\n",
        '{"a": 1}\n{"a": 2}\n',
        '"# text cells are marked \'"\r\n"a","b"\r\n"1","2"\r\n',
    ],
)
def test_tables_are_claimed_whatever_they_are_called(text: str) -> None:
    assert table.claims_table(Head("any.bin", ("\ufeff" + text).encode(), Path()))


def resources(name: str) -> str:
    """Give a shipped mapping's text."""
    return (Path(shipped.__file__).parent / "mappings" / f"{name}.toml").read_text("utf-8")
