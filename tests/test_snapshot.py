"""The snapshot: numbers, merged links, spells and uses, the same for any order of loading."""

import itertools
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.finding import Evidence
from graph.model import (
    Account,
    Called,
    ForwardedFrom,
    Group,
    Handle,
    HandsOff,
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
    Shows,
    Source,
)
from graph.snapshot import Snapshot, Spell
from graph.snapshot.spells import DAY, QUARTER
from graph.store import Store

Rows = list[dict[str, Any]]
World = tuple[dict[type[Node], Rows], dict[type[Link], Rows]]

A, B, G, H = "telegram:user1", "telegram:user2", "telegram:channel1", "telegram:channel2"
PHONE, HANDLE, INVITE = "+12025550123", "telegram:@route", "invite:t.me/+abcDEF01"
P1, P2 = "telegram:channel1/1", "telegram:channel1/2"


def nodes(names: tuple[str, ...] = ()) -> dict[type[Node], Rows]:
    return {
        Account: [{"id": A}, {"id": B}],
        Group: [{"id": G}, {"id": H}],
        Phone: [{"id": PHONE}],
        Handle: [{"id": HANDLE}],
        Invite: [{"id": INVITE}],
        Name: [Name.of(name).values() for name in names],
        Post: [{"id": P1, "at": 50, "text": "one"}, {"id": P2, "at": 90, "text": "two", "edited": 95}],
    }


def link(start: str, end: str, source: str = "s", place: str = "1", **values: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "source": source, "place": place} | {
        name.rstrip("_"): value for name, value in values.items()
    }


def named(name: str, source: str = "s", how: str = "seen", subject: str = A, **times: Any) -> dict[str, Any]:
    return link(subject, f"name:{name}", source, how=how, **times)


def bore(*links: dict[str, Any]) -> list[Spell]:
    names = tuple(sorted({link["end"].removeprefix("name:") for link in links}))
    return Snapshot.of(nodes(names), {Named: list(links)}).spells()


def dates(spells: list[Spell]) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(spell.name, spell.after, spell.begin, spell.end) for spell in spells]


def test_numbers_follow_sorted_ids() -> None:
    snapshot = Snapshot.of(nodes(), {})
    assert snapshot.ids == sorted(snapshot.ids)
    assert [snapshot.number[id] for id in snapshot.ids] == list(range(len(snapshot.ids)))
    assert snapshot.label_of(G) == "Group"


def test_an_empty_case_has_empty_tables() -> None:
    snapshot = Snapshot.of({}, {})
    assert snapshot.ids == []
    assert snapshot.newest is None
    assert snapshot.counts() == {}
    assert len(snapshot.posts) == len(snapshot.uses()) == len(snapshot.writers()) == 0
    assert snapshot.spells() == []
    assert snapshot.tenures() == []
    assert len(snapshot.net([])) == 0


def test_files_that_say_the_same_make_one_row() -> None:
    links = [
        link(A, G, "s", how="joined", from_=30),
        link(A, G, "t", how="listed", first_seen=70, last_seen=80),
        link(A, G, "t", "2", how="listed", first_seen=75),
    ]
    [row] = Snapshot.of(nodes(), {MemberOf: links}).table(MemberOf).to_pylist()
    assert (row["sources"], row["first_seen"], row["last_seen"], row["how"]) == (2, 30, 80, "joined")


def test_a_merged_end_is_the_latest() -> None:
    links = [link(A, G, how="left", to=40), link(A, G, "t", how="left", to=60)]
    [row] = Snapshot.of(nodes(), {MemberOf: links}).table(MemberOf).to_pylist()
    assert (row["to"], row["last_seen"], row["first_seen"]) == (60, 60, 40)


def test_a_link_of_a_post_has_its_time() -> None:
    [row] = Snapshot.of(nodes(), {Mentions: [link(P2, PHONE, raw="x", rule="phone")]}).table(Mentions).to_pylist()
    assert (row["first_seen"], row["last_seen"]) == (90, 90)


def test_sightings_stay_apart() -> None:
    snapshot = Snapshot.of(nodes(("X",)), {Named: [named("X", "t", first_seen=1), named("X", "s", first_seen=2)]})
    found = snapshot.sightings(Named).select(["source", "first_seen"]).to_pylist()
    assert found == [{"source": "s", "first_seen": 2}, {"source": "t", "first_seen": 1}]


def test_a_loop_and_an_isolate_are_kept() -> None:
    snapshot = Snapshot.of(nodes(), {Called: [link(A, A, at=5, how="call")]})
    assert snapshot.table(Called).select(["start", "end"]).to_pylist() == [
        {"start": snapshot.number[A], "end": snapshot.number[A]}
    ]
    assert snapshot.counts()["Account"] == 2
    assert snapshot.counts()["Called"] == 1


def test_an_end_that_is_no_node_is_named() -> None:
    with pytest.raises(ValueError, match="telegram:user9"):
        Snapshot.of(nodes(), {MemberOf: [link("telegram:user9", G, how="joined")]})


def test_a_post_has_one_author_and_one_chat() -> None:
    links: Mapping[type[Link], Rows] = {
        Posted: [link(G, P1, "s"), link(A, P1, "t"), link(G, P2)],
        In: [link(P1, B), link(P1, G)],
    }
    snapshot = Snapshot.of(nodes(), links)
    found = {row["text"]: (row["author"], row["chat"]) for row in snapshot.posts.to_pylist()}
    assert found == {"one": (snapshot.number[A], snapshot.number[G]), "two": (snapshot.number[G], None)}


def test_there_and_back_are_three_spells() -> None:
    spells = bore(named("X", first_seen=1, last_seen=3), named("Y", first_seen=5), named("X", first_seen=7))
    assert dates(spells) == [("X", None, 1, 3), ("Y", 3, 5, 5), ("X", 5, 7, 7)]
    assert spells[1].evidence == (Evidence("NAMED", A, "name:Y"),)


def test_another_export_opens_no_spell() -> None:
    spells = bore(named("X", "s", first_seen=1, last_seen=3), named("X", "t", first_seen=2, last_seen=9))
    assert dates(spells) == [("X", None, 1, 9)]
    assert spells[0].sources == 2


def test_only_an_event_dates_a_change() -> None:
    spells = bore(named("X", first_seen=1, last_seen=3), named("Y", how="event", from_=5), named("Y", last_seen=9))
    assert [(s.name, s.begin, s.exact_begin, s.exact_end) for s in spells] == [
        ("X", 1, False, False),
        ("Y", 5, True, False),
    ]


def test_a_name_that_ends_comes_before_one_that_begins_then() -> None:
    spells = bore(
        named("A", how="event", from_=5),
        named("B", how="event", to=5),
        named("B", "t", first_seen=2, last_seen=5),
    )
    assert dates(spells) == [("B", None, 2, 5), ("A", 5, 5, 5)]
    assert spells[0].exact_end
    assert spells[1].exact_begin


def test_of_two_names_of_one_moment_the_ending_one_came_first() -> None:
    spells = bore(named("A", how="event", from_=5), named("B", how="event", to=5))
    assert dates(spells) == [("B", None, 5, 5), ("A", 5, 5, 5)]


def test_an_undated_former_name_is_given_apart() -> None:
    spells = bore(named("Old", how="history"), named("X", first_seen=1), named("X", "t", how="history"))
    assert dates(spells) == [("X", None, 1, 1), ("Old", None, None, None)]


def test_a_name_saved_in_an_address_book_is_no_spell() -> None:
    assert bore(named("Cousin", how="saved", first_seen=1)) == []


def test_when_a_list_of_former_names_was_made_is_no_time_at_which_they_were_borne() -> None:
    spells = bore(named("Old", how="history", first_seen=9, last_seen=9), named("Now", "t", first_seen=9))
    assert dates(spells) == [("Now", None, 9, 9), ("Old", None, None, None)]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ([named("X", how="shown", first_seen=DAY)], []),
        ([named("X", "s", how="shown", first_seen=DAY), named("X", "t", how="shown", first_seen=DAY + 5)], []),
        ([named("X", "s", how="shown", first_seen=DAY), named("X", "t", how="shown", first_seen=3 * DAY)], ["X"]),
        (
            [
                named("X", "s", how="shown", first_seen=DAY),
                named("X", "t", how="shown", first_seen=3 * DAY),
                named("X", "u", how="saved", first_seen=9 * DAY),
            ],
            [],
        ),
        ([named("X", "s", how="shown", first_seen=DAY), named("X", "t", first_seen=3 * DAY)], ["X"]),
        ([named("X", "s", how="shown", first_seen=DAY), named("X", "t", how="history")], ["X"]),
        ([named("X", "s", how="shown", first_seen=DAY), named("X", "t", how="saved", first_seen=3 * DAY)], []),
        ([named("X", how="seen", first_seen=DAY)], ["X"]),
        ([named("X", how="shown")], []),
    ],
)
def test_what_one_phone_alone_shows_is_not_known_to_be_the_accounts_own_name(said: Rows, known: list[str]) -> None:
    snapshot = Snapshot.of(nodes(("X",)), {Named: said})
    assert [spell.name for spell in snapshot.attested()] == known


sightings = st.lists(
    st.tuples(
        st.sampled_from([A, B]),
        st.sampled_from("XYZ"),
        st.sampled_from("st"),
        st.sampled_from(["seen", "event", "history"]),
        st.dictionaries(st.sampled_from(["from", "to", "first_seen", "last_seen"]), st.integers(0, 9)),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(said=sightings, seed=st.randoms(use_true_random=False))
def test_spells_of_one_subject_never_overlap_in_any_order(said: list[Any], seed: random.Random) -> None:
    links = [
        named(name, source, how, subject, **{f"{k}_": v for k, v in times.items()})
        for subject, name, source, how, times in said
    ]
    spells = bore(*links)
    seed.shuffle(links)
    assert bore(*links) == spells
    for one, two in itertools.pairwise(spells):
        if one.subject == two.subject and two.begin is not None:
            assert one.end is not None
            assert one.end <= two.begin
            assert one.name != two.name
            assert two.after == one.end
    moments = {  # when a list of former names was made says nothing of when they were borne
        (subject, name, time)
        for subject, name, _, how, times in said
        for key, time in times.items()
        if how != "history" or not key.endswith("_seen")
    }
    for subject, name, time in moments:
        borne = [
            (s.begin, s.end)
            for s in spells
            if (s.subject, s.name) == (subject, name) and s.begin is not None and s.end is not None
        ]
        # within a spell, or in the day that a list gives by its first moment, where a spell holds that moment
        assert any(
            begin <= time <= end or (begin <= (mark := end - end % QUARTER) <= time < mark + DAY)
            for begin, end in borne
        )


def test_a_freed_handle_has_two_tenures() -> None:
    links = [link(HANDLE, A, first_seen=1, last_seen=4), link(HANDLE, G, first_seen=8), link(INVITE, H, first_seen=2)]
    spells = Snapshot.of(nodes(), {Opens: links}).tenures()
    assert dates(spells) == [(A, None, 1, 4), (G, 4, 8, 8)]
    assert spells[0].subject == HANDLE


def test_the_latest_name_is_the_name() -> None:
    links = [named("Z", how="history"), named("X", first_seen=9), named("Y", first_seen=1, last_seen=8)]
    snapshot = Snapshot.of(nodes(("X", "Y", "Z")), {Named: links})
    assert (snapshot.name_of(A), snapshot.name_of(B), snapshot.name_of("name:Y")) == ("X", None, "Y")


def used() -> Snapshot:
    links: Mapping[type[Link], Rows] = {
        Posted: [link(A, P1, "s"), link(A, P1, "t")],
        In: [link(P1, G), link(P2, G)],
        Mentions: [
            link(P1, PHONE, raw="x", rule="phone", plausibility=0.5),
            link(P2, PHONE, raw="y", rule="phone", plausibility=0.25, app="whatsapp"),
            link(P2, A, raw="z", rule="text_link"),
        ],
        ForwardedFrom: [link(P2, H)],
        Shows: [link(B, PHONE, raw="x", where="profile", first_seen=7)],
    }
    return Snapshot.of(nodes(), links)


def test_a_writer_and_the_place_use_a_contact() -> None:
    snapshot = used()
    found = {snapshot.ids[row.pop("user")]: row for row in snapshot.uses().drop_columns("contact").to_pylist()}
    assert found == {
        A: {"posts": 1, "forwards": 0, "first_seen": 50, "last_seen": 50, "shown": False, "own": True,
            "plausibility": 0.5, "app": None},
        G: {"posts": 2, "forwards": 1, "first_seen": 50, "last_seen": 90, "shown": False, "own": True,
            "plausibility": 0.5, "app": "whatsapp"},
        B: {"posts": 0, "forwards": 0, "first_seen": 7, "last_seen": 7, "shown": True, "own": True,
            "plausibility": 1.0, "app": None},
    }  # fmt: skip


def test_a_group_is_merely_the_place_of_what_others_wrote() -> None:
    links: Mapping[type[Link], Rows] = {
        Posted: [link(A, P1)],
        In: [link(P1, G)],
        Mentions: [link(P1, PHONE, raw="x", rule="phone")],
    }
    snapshot = Snapshot.of(nodes(), links)
    assert {snapshot.ids[row["user"]]: row["own"] for row in snapshot.uses().to_pylist()} == {A: True, G: False}


def test_a_channel_that_posts_in_itself_counts_once() -> None:
    links: Mapping[type[Link], Rows] = {
        Posted: [link(G, P1)],
        In: [link(P1, G)],
        Mentions: [link(P1, PHONE, raw="x", rule="phone")],
    }
    [row] = Snapshot.of(nodes(), links).uses().to_pylist()
    assert (row["posts"], row["own"]) == (1, True)


@pytest.mark.parametrize(
    ("countries", "users"),
    [
        ((["DE"], ["TR"]), set()),
        ((["DE", "TR"], ["TR"]), {A, B}),
        ((["DE"], None), {A, B}),
        ((None, None), {A, B}),
    ],
)
def test_the_same_digits_in_two_countries_are_no_shared_contact(countries: Any, users: set[str]) -> None:
    digits = "national:02125550123"
    known = nodes() | {Phone: [{"id": digits}]}
    links = {
        Shows: [link(A, digits, raw="0212", where="profile", candidates=countries[0])],
        Posted: [link(B, P1)],
        Mentions: [link(P1, digits, raw="0212", rule="phone", candidates=countries[1])],
    }
    snapshot = Snapshot.of(known, links)
    assert {snapshot.ids[row["user"]] for row in snapshot.uses().to_pylist()} == users


def test_a_use_opens_to_its_links() -> None:
    snapshot = used()
    assert snapshot.evidence(B, PHONE) == (Evidence("SHOWS", B, PHONE),)
    assert snapshot.evidence(G, PHONE) == (Evidence("MENTIONS", P1, PHONE), Evidence("MENTIONS", P2, PHONE))
    assert snapshot.evidence(H, PHONE) == ()
    assert snapshot.wrote_in(A, G) == (Evidence("IN", P1, G),)
    assert snapshot.has(Shows, B, PHONE)
    assert not snapshot.has(Shows, A, PHONE)


def test_the_net_draws_posts_together() -> None:
    net = used().net([A, B, G, PHONE])
    found = {(a, b): (link["type"], link["posts"]) for a, b, link in net.edges(data=True)}
    assert found == {
        (A, PHONE): ("MENTIONS", 1), (G, PHONE): ("MENTIONS", 2), (B, PHONE): ("SHOWS", 0), (A, G): ("IN", 1),
    }  # fmt: skip
    assert net.nodes[A] == {"label": "Account", "name": None}


def test_the_newest_thing_dates_the_case() -> None:
    assert used().newest == 95


class Shuffled:
    """Rows of a world, as a store gives them: in any order, without what was not asked for."""

    def __init__(self, world: World, seed: int) -> None:
        self.rows_of: dict[Any, Rows] = {**world[0], **world[1]}
        self.random = random.Random(seed)

    def rows(self, cls: type[Node] | type[Link], *columns: str) -> Iterator[list[Any]]:
        rows = list(self.rows_of.get(cls, []))
        self.random.shuffle(rows)
        for row in rows:
            yield [row.get(column) for column in columns]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a world of few nodes and many links, so that links are parallel, loops and in conflict."""
    accounts, groups, phones, posts = (
        [A, B, "telegram:user3"],
        [G, H],
        [PHONE, "+12025550145"],
        [P1, P2, "telegram:x/3"],
    )
    ends: dict[type[Link], tuple[list[str], list[str]]] = {
        Posted: (accounts + groups, posts),
        In: (posts, groups + accounts),
        Mentions: (posts, [*phones, HANDLE, *accounts]),
        MemberOf: (accounts, groups),
        Shows: (accounts, phones),
        Called: (accounts, accounts + phones),
        Opens: ([HANDLE], accounts),
        HandsOff: (accounts, phones),
    }
    own: dict[type[Link], dict[str, st.SearchStrategy[Any]]] = {
        Mentions: {
            "raw": st.sampled_from("xy"), "begin": st.none() | st.integers(0, 9), "rule": st.just("phone"),
            "candidates": st.none() | st.just(["DE", "AT"]), "plausibility": st.none() | st.sampled_from([0.5, 0.25]),
        },
        MemberOf: {"how": st.sampled_from(["joined", "left"]), "from": st.none() | st.integers(0, 9)},
        Called: {"at": st.integers(0, 9), "how": st.just("call"), "seconds": st.none() | st.integers(0, 9)},
        Opens: {"first_seen": st.none() | st.integers(0, 9), "last_seen": st.none() | st.integers(0, 9)},
    }  # fmt: skip
    links: dict[type[Link], Rows] = {}
    for cls, (starts, finishes) in ends.items():
        row = st.fixed_dictionaries(
            {
                "start": st.sampled_from(starts),
                "end": st.sampled_from(finishes),
                "source": st.sampled_from("st"),
                "place": st.sampled_from("12"),
                **own.get(cls, {}),
            }
        )
        links[cls] = draw(st.lists(row, max_size=6))
    time = st.none() | st.integers(0, 99)
    return {
        Account: [{"id": id} for id in accounts],
        Group: [{"id": id} for id in groups],
        Phone: [{"id": id} for id in phones],
        Handle: [{"id": HANDLE}],
        Post: [{"id": id, "at": draw(time), "text": id} for id in posts],
    }, links


def everything(snapshot: Snapshot) -> list[Any]:
    tables = [snapshot.table(cls) for cls in (Posted, In, Mentions, MemberOf, Shows, Called, Opens, HandsOff)]
    tables += [snapshot.posts, snapshot.uses(), snapshot.writers(), snapshot.sightings(Called)]
    net = snapshot.net(snapshot.ids)
    return [
        snapshot.ids, snapshot.labels, snapshot.tenures(), list(net.nodes(data=True)), list(net.edges(data=True)),
        *(table.to_pylist() for table in tables),
    ]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(world=worlds(), seed=st.integers(0, 9))
def test_any_order_of_loading_gives_equal_arrays(world: World, seed: int) -> None:
    one, two = Snapshot.read(Shuffled(world, seed)), Snapshot.of(*world)
    assert everything(one) == everything(two)


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(world=worlds())
def test_uses_are_what_a_plain_loop_finds(world: World) -> None:
    snapshot = Snapshot.of(*world)
    links = world[1]
    users = {(link["end"], link["start"]) for link in links[Posted]}
    users |= {(link["start"], link["end"]) for link in links[In] if link["end"] in (G, H)}
    expected: dict[tuple[str, str], set[str]] = {(link["start"], link["end"]): set() for link in links[Shows]}
    for mention in links[Mentions]:
        if mention["end"] not in (A, B, "telegram:user3"):
            for post, user in users:
                if post == mention["start"]:
                    expected.setdefault((user, mention["end"]), set()).add(post)
    found = {
        (snapshot.ids[row["user"]], snapshot.ids[row["contact"]]): row["posts"] for row in snapshot.uses().to_pylist()
    }
    assert found == {pair: len(posts) for pair, posts in expected.items()}


def test_a_snapshot_of_a_store_has_what_was_loaded(store: Store) -> None:
    day = datetime(2030, 1, 2, tzinfo=UTC)
    account, group, phone, post, name = Account(id=A), Group(id=G), Phone(id=PHONE), Post(id=P1), Name.of("X")
    source = Source(id="sha256:aa")
    links: list[Link] = [
        Posted(start=account, end=post, place="1"),
        In(start=post, end=group, place="1"),
        Mentions(start=post, end=phone, place="1", raw="x", rule="phone", app="whatsapp", candidates=("DE", "AT")),
        Named(start=account, end=name, place="1", how="event", from_=day),
    ]
    recorded = [RecordedIn(start=node, end=source, place="1") for node in (account, group, phone, name)]
    recorded.append(RecordedIn(start=post, end=source, place="1", stated=True, text="hi", at=day))
    store.begin(source.id, {"reader": "test"}, None)
    store.load(source.id, recorded, links)
    store.derive(store.subjects_of(source.id))
    store.finish(source.id)
    snapshot = Snapshot.read(store)
    assert snapshot.ids == sorted([A, G, PHONE, P1, name.id, source.id])
    [row] = snapshot.posts.to_pylist()
    assert (row["text"], row["at"], row["author"]) == ("hi", round(day.timestamp() * 1000), snapshot.number[A])
    [row] = snapshot.table(Mentions).to_pylist()
    assert (row["candidates"], row["app"], row["sources"]) == ("DE,AT", "whatsapp", 1)
    [spell] = snapshot.spells()
    assert (spell.name, spell.begin, spell.exact_begin) == ("X", round(day.timestamp() * 1000), True)
    assert {(snapshot.ids[row["start"]], row["posts"]) for row in snapshot.table(HandsOff).to_pylist()} >= {(A, 1)}
