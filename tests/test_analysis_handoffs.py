"""Handoff chains: in time, as long as they go, no further than a generic contact."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.handoff import WAYS, find_handoffs
from graph.analysis.handoff.chains import BEFORE, HOPS, REPEATED, Hop, Paths, find_app, list_chain_nodes, list_chains
from graph.analysis.shared.context import Past
from graph.finding import Finding, Judgement, id_of, ways_of
from graph.model import (
    Account,
    Group,
    Handle,
    In,
    Invite,
    Mentions,
    Node,
    Opens,
    Phone,
    Post,
    Posted,
    RepliesTo,
    Shows,
)
from graph.views import ordering
from tests.making import Making

pytestmark = pytest.mark.slow  # whole analyses run over many made-up cases

DAY = 86_400_000


class Case(Making):
    """A few posts and openings, written down as a file would say them."""

    source = "s"

    def post(self, who: str, where: str, contacts: Iterable[str], day: int = 0, text: str = "", **values: Any) -> None:
        post = f"{where}/{len(self.nodes[Post])}"
        self.node(Post, post, at=day * DAY, text=text)
        self.link(Posted, self.named(who), post)
        self.link(In, post, self.named(where))
        for contact in contacts:
            self.link(Mentions, post, self.named(contact), raw=contact, rule="text", **values)

    def opens(self, contact: str, node: str, day: int | None = None) -> None:
        at = None if day is None else day * DAY
        self.link(Opens, self.named(contact), self.named(node), first_seen=at, last_seen=at)

    def named(self, id: str) -> str:
        """Give the node of an id, whose form says what it is."""
        signs: tuple[tuple[str, type[Node]], ...] = (
            ("@", Handle),
            ("invite:", Invite),
            ("+", Phone),
            ("user", Account),
            ("", Group),
        )
        return self.node(next(cls for sign, cls in signs if sign in id), id)

    def find(self, **past: Any) -> list[Finding]:
        return list(find_handoffs(self.snapshot(), Past(**past)))


ONE, TWO, THREE = "telegram:channel1", "telegram:channel2", "telegram:channel3"
INVITE, WHATSAPP, HANDLE = "invite:t.me/+abcDEF01", "invite:chat.whatsapp.com/xyzDEF01", "telegram:@route"
CHAT, NUMBER = "whatsapp:xyz", "+12025550123"


def keys(findings: Iterable[Finding]) -> set[tuple[str, ...]]:
    """Give every chain, and every contact that several lead to."""
    return {key for finding in findings for key in chains_of(finding) or [finding.key]}


def chains_of(finding: Finding) -> list[tuple[str, ...]]:
    return [tuple(way["nodes"]) for way in finding.parts.get("ways", ())]


def led() -> Case:
    """Give a case in which user1 leads to channel2, and channel2 to a chat on WhatsApp."""
    case = Case()
    case.post("telegram:user1", ONE, [INVITE], 1)
    case.opens(INVITE, TWO, 3)
    case.post(TWO, TWO, [WHATSAPP], 4)
    case.opens(WHATSAPP, CHAT)
    return case


def test_a_chain_goes_from_a_post_to_another_app() -> None:
    [chain] = led().find()
    assert chain.key == ("telegram:user1",)
    assert chains_of(chain) == [("telegram:user1", INVITE, TWO, WHATSAPP, CHAT)]
    assert [tuple(subject.id for subject in chain.subjects)] == chains_of(chain)
    assert (chain.basis, chain.score, chain.parts["hops"]) == ("observed", 1.0, 4)
    assert chain.parts["apps"] == ["telegram", "whatsapp"]
    assert [reason.key for reason in chain.reasons] == ["hop-posts", "hop-opens", "hop-posts", "hop-opens"]
    assert all(reason.evidence for reason in chain.reasons)


def test_what_a_group_gave_out_long_before_people_were_sent_there_leads_nowhere() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [INVITE, INVITE], 100)
    case.post("telegram:user1", ONE, [INVITE], 101)
    case.opens(INVITE, TWO, 100)
    case.post(TWO, TWO, [WHATSAPP], 9)
    case.post(TWO, TWO, [], 100)
    case.opens(WHATSAPP, CHAT)
    assert ("telegram:user1", INVITE, TWO) in keys(case.find())
    case.post(TWO, TWO, [WHATSAPP], 10)
    assert ("telegram:user1", INVITE, TWO, WHATSAPP, CHAT) in keys(case.find())


def test_of_a_group_that_no_file_follows_any_more_the_last_contact_leads_on() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [INVITE], 400)
    case.post(TWO, TWO, [WHATSAPP], 9)
    case.post(TWO, TWO, [], 99)
    case.opens(INVITE, TWO)
    case.opens(WHATSAPP, CHAT)
    assert keys(case.find()) == {("telegram:user1", INVITE, TWO, WHATSAPP, CHAT)}


def given_out() -> Case:
    """Give a case in which two colleagues give one number out."""
    case = Case()
    for user in (1, 2):
        for day in range(2):
            case.post(f"telegram:user{user}", ONE, [NUMBER], day, f"Boats {user}{day}, call {NUMBER}", begin=15)
    return case


def joined(case: Case) -> set[str]:
    """Give who leads to the number together."""
    [joint] = [one for one in case.find() if one.key == (NUMBER,)]
    return {subject.id for subject in joint.subjects} - {NUMBER}


def test_who_names_once_what_others_give_out_sends_nobody_there() -> None:
    case = given_out()
    case.post("telegram:user3", TWO, [NUMBER], 9, f"Good people, {NUMBER}", begin=13)
    assert joined(case) == {"telegram:user1", "telegram:user2"}


def test_who_gives_out_another_contact_of_theirs_sends_people_to_what_it_names_once() -> None:
    case = given_out()
    case.post("telegram:user3", TWO, [NUMBER], 9, f"Good people, {NUMBER}", begin=13)
    for user in (2, 3):
        for day in range(2):
            case.post(f"telegram:user{user}", TWO, [HANDLE], day, f"Write {user}{day}")
    assert joined(case) == {"telegram:user1", "telegram:user2", "telegram:user3"}


def test_who_shows_on_its_profile_what_others_give_out_sends_people_there() -> None:
    case = given_out()
    case.link(Shows, case.named("telegram:user3"), NUMBER, where="profile", raw=NUMBER)
    assert joined(case) == {"telegram:user1", "telegram:user2", "telegram:user3"}


def test_who_warns_in_an_answer_sends_nobody_there() -> None:
    case = given_out()
    case.post("telegram:user3", ONE, [NUMBER], 9, f"He stole my money: {NUMBER}", begin=19)
    case.link(RepliesTo, f"{ONE}/4", f"{ONE}/0")
    assert joined(case) == {"telegram:user1", "telegram:user2"}


@pytest.mark.parametrize(
    "said",
    [
        "Who knows them? Boats, {}",
        "vous connaissez ? Bateau, {}",
        "منقول من مجموعة {}",
        "هل هو صحيح {}",
        "ገንዘቤን በልቷል {}",
    ],
)
def test_who_asks_who_they_are_or_says_that_it_is_copied_sends_nobody_there(said: str) -> None:
    case = Case()
    for user in (1, 2):
        case.post(f"telegram:user{user}", ONE, [NUMBER], user, f"Boats {user}, call {NUMBER}", begin=14)
    case.post("telegram:user3", TWO, [NUMBER], 9, said.format(NUMBER), begin=said.index("{"))
    assert joined(case) == {"telegram:user1", "telegram:user2"}


NEWER = "+12025550145"


@pytest.mark.parametrize("text", [f"My old number {NUMBER} is dead, {NEWER}", f"غيرت الرقم: {NEWER} بدل {NUMBER}"])
@pytest.mark.parametrize("who", ["telegram:user3", TWO])
def test_who_gives_a_number_up_sends_people_to_the_new_one_alone(text: str, who: str) -> None:
    case = Case()
    for user in (1, 2):
        case.post(f"telegram:user{user}", ONE, [NUMBER], user, f"Boats {user}, call {NUMBER}", begin=14)
        case.post(f"telegram:user{user}", ONE, [NEWER], 30, f"Boats {user}, call {NEWER}", begin=14)
    case.post(who, TWO, [NUMBER, NEWER], 9, text)
    assert joined(case) == {"telegram:user1", "telegram:user2"}
    [new] = [one for one in case.find() if one.key == (NEWER,)]
    assert who in {subject.id for subject in new.subjects}


def test_two_numbers_side_by_side_are_both_given_out() -> None:
    case = Case()
    for user in (1, 2):
        case.post(f"telegram:user{user}", ONE, [NUMBER, NEWER], user, f"Boats {user}, call {NUMBER} or {NEWER}")
    case.post("telegram:user3", TWO, [NUMBER], 0)
    assert joined(case) == {"telegram:user1", "telegram:user2", "telegram:user3"}


def test_a_channel_that_informs_leads_nobody_to_what_it_writes_of() -> None:
    case = Case()
    for number in range(6):
        for day in range(3):
            case.post(f"telegram:user{number}", ONE, [f"+1202555012{number}"], day, f"Boats {number}{day}")
            case.post(f"telegram:user1{number}", ONE, [f"+1202555012{number}"], day, f"Ships {number}{day}")
        case.post(THREE, THREE, [f"+1202555012{number}"], 9, f"Seen this week {number}")
    heads = {subject.id for one in case.find() for subject in one.subjects}
    assert "telegram:user0" in heads
    assert THREE not in heads


@pytest.mark.parametrize("looked", [1, 400])
def test_when_a_group_was_looked_at_begins_and_ends_no_chain(looked: int) -> None:
    case = Case()
    case.post("telegram:user1", ONE, [INVITE], 100)
    case.opens(INVITE, TWO, looked)
    case.post(TWO, TWO, [WHATSAPP], 120)
    case.opens(WHATSAPP, CHAT, looked)
    assert keys(case.find()) == {("telegram:user1", INVITE, TWO, WHATSAPP, CHAT)}


def test_who_asks_about_a_number_or_repeats_the_advert_of_its_owner_sends_nobody_to_it() -> None:
    case = Case()
    advert = f"Boats every week, call {NUMBER}"
    for day in range(2):
        case.post("telegram:user1", ONE, [NUMBER], day, advert, begin=advert.index("+"))
        case.post("telegram:user2", TWO, [NUMBER], day, f"New season {day}, {NUMBER}", begin=14)
    case.post("telegram:user3", THREE, [NUMBER], 5, advert, begin=advert.index("+"))
    case.post("telegram:user4", THREE, [NUMBER], 6, f"{NUMBER} honest?", begin=0)
    [joint] = [one for one in case.find() if one.key == (NUMBER,)]
    assert [subject.id for subject in joint.subjects] == ["telegram:user1", "telegram:user2", NUMBER]


@pytest.mark.parametrize(
    "text", [f"Scammers, do not pay {NUMBER}", f"Careful, this one took my money: {NUMBER}", f"نصاب {NUMBER}"]
)
def test_who_warns_of_a_number_sends_nobody_to_it(text: str) -> None:
    case = Case()
    for user in (1, 2):
        case.post(f"telegram:user{user}", ONE, [NUMBER], user, f"Boats, call {NUMBER}", begin=12)
    case.post("telegram:user3", TWO, [NUMBER], 5, text, begin=text.index("+"))
    [joint] = case.find()
    assert [subject.id for subject in joint.subjects] == ["telegram:user1", "telegram:user2", NUMBER]


def test_who_says_that_it_is_no_scam_advertises() -> None:
    case = Case()
    for user in (1, 2):
        case.post(f"telegram:user{user}", ONE, [NUMBER], user, f"No scam, no fraud, call {NUMBER}", begin=24)
    [joint] = case.find()
    assert [subject.id for subject in joint.subjects] == ["telegram:user1", "telegram:user2", NUMBER]


def test_a_group_in_which_people_warn_of_a_number_or_repeat_it_from_elsewhere_leads_nobody_to_it() -> None:
    case = led()
    for day in range(3):
        case.post(f"telegram:user{day + 5}", TWO, [NUMBER], 5 + day, f"Scam! {NUMBER}", begin=6)
    assert {chain[-1] for chain in chains_of(case.find()[0])} == {CHAT}


@pytest.mark.parametrize(("where", "leads"), [("address-book", False), ("export", False), ("profile", True)])
def test_a_number_that_others_tell_of_an_account_is_not_given_out_by_it(where: str, leads: bool) -> None:
    case = Case()
    for user in (1, 2):
        case.link(Shows, case.named(f"telegram:user{user}"), case.named(NUMBER), where=where, raw=NUMBER)
    assert bool(case.find()) is leads


def test_what_opens_nobody_but_who_gives_it_out_leads_nowhere() -> None:
    case = Case()
    for day in range(3):
        case.post("telegram:user2", ONE, [HANDLE], day)
    case.opens(HANDLE, "telegram:user2")
    assert case.find() == []


def test_who_answers_with_a_number_sends_somebody_to_it() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [NUMBER], 1)
    case.post("telegram:user2", ONE, [NUMBER], 2)
    case.link(RepliesTo, f"{ONE}/1", f"{ONE}/0")
    [joint] = case.find()
    assert [subject.id for subject in joint.subjects] == ["telegram:user1", "telegram:user2", NUMBER]


def test_a_plausible_number_makes_a_chain_inferred() -> None:
    case = led()
    case.post(TWO, TWO, [NUMBER], 5, plausibility=0.25)
    [head] = [finding for finding in case.find() if finding.key == ("telegram:user1",)]
    assert (head.basis, head.score) == ("observed", 1.0)
    assert {way["nodes"][-1]: way["score"] for way in head.parts["ways"]} == {CHAT: 1.0, NUMBER: 0.25}


def test_what_one_writer_said_once_in_a_group_leads_nowhere() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [INVITE])
    case.post("telegram:user1", ONE, [INVITE])
    case.opens(INVITE, TWO)
    case.post("telegram:user2", TWO, [NUMBER])
    assert keys(case.find()) == {("telegram:user1", INVITE, TWO)}
    case.post("telegram:user3", TWO, [NUMBER])
    assert ("telegram:user1", INVITE, TWO, NUMBER) in keys(case.find())


def test_a_way_that_ends_in_a_protected_contact_is_counted_and_leads_nowhere() -> None:
    case = led()
    case.post(TWO, TWO, [NUMBER], 5)
    case.post(TWO, TWO, [NUMBER], 6)
    [head] = [f for f in case.find(protected=frozenset([WHATSAPP])) if f.key == ("telegram:user1",)]
    assert {way["nodes"][-1]: way["shared"] for way in head.parts["ways"]} == {WHATSAPP: True, NUMBER: False}
    assert head.parts["shared"] == 1
    assert WHATSAPP not in {subject.id for subject in head.subjects}
    assert "contact-protected" in {reason.key for reason in head.reasons}
    assert ordering.is_led(head)


def test_a_head_whose_every_way_ends_in_a_protected_contact_is_no_lead() -> None:
    found = led().find(protected=frozenset([WHATSAPP]))
    [head] = [one for one in found if one.key == ("telegram:user1",)]
    assert not ordering.is_led(head)
    assert head not in ordering.ordered(found, {})
    assert ordering.count_shared(found) == 1


def test_all_ways_of_one_head_are_one_finding_whose_id_stays_when_another_end_is_added() -> None:
    case = led()
    [one] = case.find()
    case.post(TWO, TWO, [NUMBER], 5)
    case.post(TWO, TWO, [NUMBER], 6)
    [two] = case.find()
    assert one.id == two.id
    assert {nodes[-1] for nodes in chains_of(two)} == {CHAT, NUMBER}


def test_a_way_keeps_the_id_that_its_chain_had_and_can_be_judged_alone() -> None:
    [head] = led().find()
    [way] = ways_of(head)
    chain = ("telegram:user1", INVITE, TWO, WHATSAPP, CHAT)
    assert way.id == head.parts["ways"][0]["id"] == id_of("handoff", chain)
    assert tuple(subject.id for subject in way.subjects) == chain
    assert [subject.label for subject in way.subjects] == ["Account", "Invite", "Group", "Invite", "Group"]
    judged = Judgement(1, way.id, "handoff", way.subjects, "different", "me", datetime(2030, 1, 1, tzinfo=UTC), "no")
    assert ordering.is_refuted(head, {way.id: judged})


def test_who_gives_a_contact_out_counts_more_than_who_names_it() -> None:
    case = Case()
    for user in range(9):
        case.post(f"telegram:client{user}", ONE, [NUMBER], user)  # an agency's clients name it once
    for user in range(3):
        for day in range(2):
            case.post(f"telegram:user{user}", TWO, ["+12025550199"], day)
    case.post("telegram:user7", TWO, ["mail:a@b.example"], 1)
    found = ordering.ordered(case.find(), {})
    assert [one.key for one in found] == [("+12025550199",), (NUMBER,)]
    assert [(one.parts["givers"], one.parts["users"]) for one in found] == [(3, 3), (0, 9)]


def test_one_mention_of_a_neighbour_is_no_finding() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [HANDLE])
    case.opens(HANDLE, "telegram:user2")
    assert case.find() == []
    case.post("telegram:user1", ONE, [HANDLE])
    assert keys(case.find()) == {("telegram:user1", HANDLE, "telegram:user2")}


def test_a_number_that_two_lead_to_keeps_its_id_when_a_third_joins() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [NUMBER], 2)
    assert case.find() == []
    case.post("telegram:user2", ONE, [NUMBER], 1)
    [two] = case.find()
    case.post("telegram:user3", ONE, [NUMBER], 3)
    [three] = case.find()
    assert two.id == three.id
    assert [subject.id for subject in three.subjects] == [
        "telegram:user2", "telegram:user1", "telegram:user3", NUMBER,
    ]  # fmt: skip


@pytest.mark.parametrize(("posts", "expected"), [((1, 1), "weak"), ((5, 2), "fair"), ((5, 3, 1), "strong")])
def test_what_several_lead_to_is_as_sure_as_the_second_who_says_it_most(posts: tuple[int, ...], expected: str) -> None:
    case = Case()
    for user, count in enumerate(posts):
        for day in range(count):
            case.post(f"telegram:user{user}", f"telegram:channel{user}", [NUMBER], day, app="whatsapp")
    [joint] = [one for one in case.find() if one.key == (NUMBER,)]
    assert joint.confidence == expected


def test_a_handle_on_the_same_app_is_no_way_out() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [HANDLE])
    case.post("telegram:user2", ONE, [HANDLE])
    assert case.find() == []


def test_each_contact_that_a_group_gives_out_is_the_end_of_a_way() -> None:
    case = Case()
    case.post("telegram:user1", ONE, [INVITE])
    case.opens(INVITE, TWO)
    case.post(TWO, TWO, [f"+1202555{number:04}" for number in range(WAYS + 5)])
    [head] = case.find()
    assert (len(chains_of(head)), head.parts["more"]) == (WAYS + 5, 0)


def test_ways_beyond_the_limit_are_counted() -> None:
    case = led()
    for number in range(WAYS + 4):
        case.opens(WHATSAPP, f"whatsapp:chat{number}")
    [head] = case.find()
    assert (len(chains_of(head)), head.parts["more"]) == (WAYS, 5)


@pytest.mark.parametrize(
    ("id", "app"),
    [
        ("telegram:user1", "telegram"),
        (INVITE, "telegram"),
        (WHATSAPP, "whatsapp"),
        ("invite:signal.group/x", "signal.group"),
        (NUMBER, None),
        ("national:0301234", None),
        ("mail:a@b.example", None),
    ],
)
def test_an_id_tells_its_app(id: str, app: str | None) -> None:
    assert find_app(id) == app


USERS, CONTACTS = range(4), range(10, 14)
times = st.none() | st.integers(0, 40).map(lambda day: day * 2 * DAY)


@st.composite
def found(draw: st.DrawFn) -> Paths:
    """Draw hops between four users and four contacts, at most one for a pair."""
    uses: dict[int, list[Hop]] = {}
    opens: dict[int, list[Hop]] = {}
    pairs = st.tuples(st.sampled_from(USERS), st.sampled_from(CONTACTS))
    for user, contact in sorted(draw(st.sets(pairs, max_size=9))):
        first, last = span(draw(times), draw(times))
        own, posts = draw(st.booleans()), draw(st.integers(1, REPEATED))
        uses.setdefault(user, []).append(Hop(user, contact, first, last, 1.0, False, posts, own=own))
    for user, contact in sorted(draw(st.sets(pairs, max_size=9))):
        opens.setdefault(contact, []).append(Hop(contact, user, *span(draw(times), draw(times)), 1.0, True))
    return Paths(uses, opens, draw(st.frozensets(st.sampled_from(CONTACTS), max_size=1)))


def span(one: int | None, two: int | None) -> tuple[int | None, int | None]:
    known = [time for time in (one, two) if time is not None]
    return (min(known), max(known)) if known else (None, None)


def in_order(links: Sequence[dict[str, Any]]) -> bool:
    """Say whether each contact was still given out when people had been sent on by all those before it."""
    return all(
        before["opens"] or after["opens"] or before["first"] is None or after["last"] is None
        or after["last"] + BEFORE >= before["first"]
        for before, after in combinations(links, 2)
    )  # fmt: skip


def oracle(found: Paths) -> Iterator[tuple[int, ...]]:
    """Give every simple path of networkx that is a chain, and keep those that no other one holds."""
    net: nx.DiGraph[int] = nx.DiGraph()
    for hops in (*found.uses.values(), *found.opens.values()):
        for hop in hops:
            if hop.opens and hop.start in found.ends:
                continue
            led = hop.own or hop.posts > 1
            net.add_edge(hop.start, hop.end, first=hop.first, last=hop.last, own=hop.own, led=led, opens=hop.opens)
    paths: set[tuple[int, ...]] = set()
    for start in [node for node in net if node in USERS]:
        others = [node for node in net if node != start]
        for path in nx.all_simple_paths(net, start, others, cutoff=HOPS):
            links = [net.edges[pair] for pair in pairwise(path)]
            ordered = in_order(links)
            led = all(link["led"] for link in links)
            if ordered and led and links[0]["own"] and len(path) > 2:
                paths.add(tuple(path))
    held = {path for path in paths for other in paths if path != other and holds(other, path)}
    yield from sorted(paths - held)


def holds(outer: tuple[int, ...], inner: tuple[int, ...]) -> bool:
    return any(outer[at : at + len(inner)] == inner for at in range(len(outer) - len(inner) + 1))


@settings(max_examples=100, deadline=None)
@given(paths=found())
def test_chains_are_the_longest_simple_paths_in_time(paths: Paths) -> None:
    assert [list_chain_nodes(chain) for chain in list_chains(paths)] == list(oracle(paths))


posts = st.lists(
    st.tuples(
        st.sampled_from(["telegram:user1", "telegram:user2", ONE, TWO]),
        st.sampled_from([ONE, TWO, THREE]),
        st.sets(st.sampled_from([INVITE, WHATSAPP, HANDLE, NUMBER]), min_size=1, max_size=2).map(sorted),
        st.integers(0, 90),
    ),
    max_size=8,
)


def reached(said: list[Any]) -> list[Finding]:
    case = Case()
    for who, where, contacts, day in said:
        case.post(who, where, contacts, day)
    case.opens(INVITE, TWO, 10)
    case.opens(HANDLE, "telegram:user2", 20)
    case.opens(WHATSAPP, CHAT)
    return case.find()


def stretches(findings: Iterable[Finding]) -> set[tuple[str, ...]]:
    """Give every chain and what it holds: a chain cut short by a deleted post is none that was added."""
    found = keys(findings)
    return {key[i:j] for key in found for i in range(len(key)) for j in range(i + 1, len(key) + 1)}


def is_named_once(said: list[Any], user: str, contact: str) -> bool:
    return [who == user and contact in contacts for who, _, contacts, _ in said].count(True) == 1


@settings(max_examples=50, deadline=None)
@given(said=posts, data=st.data())
def test_deleting_a_post_adds_no_chain_but_by_who_names_once_what_it_gave_out(
    said: list[Any], data: st.DataObject
) -> None:
    if said:
        at = data.draw(st.integers(0, len(said) - 1))
        left = said[:at] + said[at + 1 :]
        for chain in keys(reached(left)) - stretches(reached(said)):
            once = [contact for user, contact in pairwise(chain) if is_named_once(left, user, contact)]
            assert set(once) & set(said[at][2]), "only who named it once is taken for its owner then"


@settings(max_examples=30, deadline=None)
@given(said=posts, order=st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_posts(said: list[Any], order: Any) -> None:
    first = [(f.id, f.parts, [r.key for r in f.reasons]) for f in reached(said)]
    order.shuffle(said)
    assert [(f.id, f.parts, [r.key for r in f.reasons]) for f in reached(said)] == first
