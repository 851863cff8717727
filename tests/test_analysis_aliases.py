"""Aliases: what makes two accounts one hand, and which innocents look like it and are none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.adverts import asks
from graph.analysis.aliases import find_aliases, joined
from graph.analysis.manner import wording
from graph.analysis.past import Past
from graph.finding import Finding, Judgement, Subject, Verdict
from graph.model import (
    LINKS,
    Account,
    AdminOf,
    Checked,
    Group,
    Handle,
    In,
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
    RepliesTo,
    Shows,
    Source,
    link_type,
)
from graph.snapshot import Snapshot

START = datetime(2024, 1, 1, tzinfo=UTC)
FILE = "sha256:a"
A, B, C, D = "facebook:1", "telegram:user2", "telegram:user3", "telegram:user4"
PRIVATE, OTHER, CREW, HOTLINE = "+12025550101", "+12025550102", "+12025550103", "+12025550104"
HOME, CHAT = "telegram:channel1", "telegram:channel2"


class World:
    """A case in the making: posts, profiles and names, said by one file."""

    def __init__(self) -> None:
        self.nodes: dict[type[Node], dict[str, dict[str, Any]]] = defaultdict(dict)
        self.links: dict[type[Link], list[dict[str, Any]]] = defaultdict(list)
        self.node(Source, FILE)
        self.node(Group, HOME)
        self.node(Group, CHAT)
        for number in range(60):  # rarity is measured among those who use any contact
            self.post(f"telegram:user{1000 + number}", f"telegram:@crowd_{number}")

    def node(self, cls: type[Node], id: str, **more: Any) -> str:
        self.nodes[cls].setdefault(id, {"id": id, **more})
        return id

    def link(self, cls: type[Link], start: str, end: str, **more: Any) -> None:
        place = f"line {sum(map(len, self.links.values()))}"
        self.links[cls].append({"start": start, "end": end, "source": FILE, "place": place, **more})

    def contact(self, id: str) -> str:
        return self.node(Handle if "@" in id else Phone, id)

    def post(
        self, writer: str, *contacts: str, day: float = 0, chat: str = CHAT, text: str = "Call {}", to: str = ""
    ) -> str:
        """Write a post that names contacts; ``to`` is the post that it answers."""
        id = f"telegram:post{len(self.nodes[Post])}"
        said = text.format(*contacts)
        self.node(Post, id, text=said, at=START + timedelta(days=day))
        self.node(Group if writer in self.nodes[Group] else Account, writer)
        self.link(Posted, writer, id)
        self.link(In, id, chat)
        for contact in contacts:
            begin = said.index(contact)
            self.link(Mentions, id, self.contact(contact), raw=contact, begin=begin, rule="phone")
        if to:
            self.link(RepliesTo, id, to)
        return id

    def adverts(self, writer: str, *contacts: str, times: int = 3, day: float = 0) -> None:
        for number in range(times):
            for contact in contacts:
                self.post(writer, contact, day=day + 10 * number)

    def called(self, account: str, name: str) -> None:
        self.node(Account, account)
        self.link(Named, account, self.node(Name, Name.of(name).id, text=name), how="seen", last_seen=START)

    def snapshot(self) -> Snapshot:
        return Snapshot.of({cls: rows.values() for cls, rows in self.nodes.items()}, self.links)

    def found(self, **past: Any) -> list[Finding]:
        return list(find_aliases(self.snapshot(), Past(**past)))

    def pairs(self, **past: Any) -> set[tuple[str, ...]]:
        return {one.key for one in self.found(**past)}


def crew() -> World:
    """Give a crew whose channel gives out one number, and two of whose accounts give out one of their own."""
    world = World()
    for number in range(6):
        world.adverts(HOME, CREW, times=1, day=number)
    world.adverts(A, PRIVATE, CREW)
    world.adverts(B, PRIVATE, CREW)
    world.adverts(C, OTHER, CREW)
    return world


def judgement(n: int, verdict: Verdict, *ids: str) -> Judgement:
    return Judgement(n, "f", "alias", tuple(Subject(id, "Account") for id in ids), verdict, "eve", START, "why")


def keys(finding: Finding) -> set[str]:
    return {reason.key for reason in finding.reasons if reason.weight > 0}


def test_a_private_number_and_common_company_make_a_lead() -> None:
    [found] = crew().found()
    assert (found.key, found.score, found.basis) == ((A, B), None, "inferred")
    assert keys(found) == {"own-contact", "same-company"}
    assert all(reason.evidence for reason in found.reasons)


def test_every_reason_opens_to_links_that_are_there() -> None:
    world = crew()
    for account in (A, B):
        world.called(account, "Zephyr Walnut")
        world.link(AdminOf, account, HOME, how="listed")
    world.post(B, text="Here", to=world.post(A, text="Where?"))
    snapshot = world.snapshot()
    links = {link_type(cls): cls for cls in LINKS}
    told = [reason for one in find_aliases(snapshot, Past()) for reason in one.reasons]
    assert {"own-contact", "same-company", "same-name", "same-admins", "answer-each-other"} <= {r.key for r in told}
    assert all(reason.evidence for reason in told)
    assert all(snapshot.has(links[e.type], e.start, e.end) for reason in told for e in reason.evidence)


def test_a_shared_telephone_alone_is_a_family() -> None:
    world = World()
    for account in (A, B, C):
        world.adverts(account, PRIVATE)
    assert world.pairs() == set()


def test_colleagues_share_the_number_of_the_crew_and_are_not_one_hand() -> None:
    assert not {pair for pair in crew().pairs() if C in pair}


def test_a_name_alone_never_suffices() -> None:
    world = World()
    for account in (A, B):
        world.called(account, "Zephyr Walnut")
        world.adverts(account, CREW if account == A else OTHER)
    assert world.pairs() == set()


def test_a_rare_name_beside_a_private_number_is_a_lead() -> None:
    world = World()
    for account in (A, B):
        world.called(account, "Zephyr Walnut")
        world.adverts(account, PRIVATE)
    [found] = world.found()
    assert keys(found) == {"own-contact", "same-name"}


def test_names_in_two_scripts_sound_alike() -> None:
    world = World()
    world.called(A, "Yana Snegirko")
    world.called(B, "Яна Снегирько")
    for account in (A, B):
        world.adverts(account, PRIVATE)
    [found] = world.found()
    assert "alike-name" in keys(found)


def test_a_profile_that_leads_to_another_account() -> None:
    world = crew()
    handle = world.contact("telegram:@captain_test")
    world.link(Shows, A, handle, raw="@captain_test", where="profile", last_seen=START)
    world.link(Opens, handle, C, last_seen=START)
    assert (A, C) in world.pairs()


def test_a_handle_that_another_held_long_before_leads_to_nobody() -> None:
    world = crew()
    handle = world.contact("telegram:@captain_test")
    world.link(Shows, A, handle, raw="@captain_test", where="profile", first_seen=START + timedelta(days=300))
    world.link(Opens, handle, C, last_seen=START)
    assert (A, C) not in world.pairs()


def test_one_handle_on_two_platforms_counts_and_alone_is_no_lead() -> None:
    world = World()
    for account, handle in ((A, "facebook:@captaintest"), (B, "telegram:@captain_test")):
        world.node(Account, account)
        world.link(Opens, world.contact(handle), account, last_seen=START)
    assert world.pairs() == set()
    world.called(A, "Zephyr Walnut")
    world.called(B, "Zephyr Walnut")
    assert world.pairs() == {(A, B)}


def test_a_change_of_number_is_seen_without_its_words() -> None:
    world = World()
    world.adverts(A, PRIVATE, times=3)
    world.post(A, PRIVATE, OTHER, day=40, text="{} ist zu. Neu: {}")
    world.adverts(A, OTHER, times=3, day=45)
    world.adverts(B, OTHER, times=3, day=45)
    [found] = world.found()
    assert keys(found) == {"own-contact", "number-changed"}


def test_who_asks_about_a_number_does_not_give_it_out() -> None:
    world = crew()
    for day in range(4):
        world.post(D, PRIVATE, day=day, text="Is {} honest?")
        world.post(D, CREW, day=day, text="Who knows {}؟")
    assert not {pair for pair in world.pairs() if D in pair}


def test_a_question_before_a_number_is_an_advert() -> None:
    assert asks(" honest? Wants 950")
    assert not asks(" day and night.")
    world = World()
    for account in (A, B):
        world.called(account, "Zephyr Walnut")
        for day in range(3):
            world.post(account, PRIVATE, day=day, text="Need a room? Call {}")
    assert world.pairs() == {(A, B)}


def test_answers_and_forwards_give_nothing_out() -> None:
    world = crew()
    first = world.post(C, day=1, text="Which number?")
    for day in (2, 3, 4):
        world.post(D, PRIVATE, day=day, to=first)
        world.post(D, CREW, day=day, to=first)
    assert not {pair for pair in world.pairs() if D in pair}


def test_a_journalist_who_quotes_adverts_is_no_alias() -> None:
    world = World()
    numbers = [f"+120255501{number:02}" for number in range(10, 17)]
    for place, number in enumerate(numbers):
        world.adverts(f"telegram:user{10 + place}", number, CREW, times=4)
        world.post(D, number, text="They write: ride today, call {}", day=place)
    for _ in range(2):
        world.post(D, numbers[0], CREW, text="They write: ride today, call {} or {}", day=20)
    assert not {pair for pair in world.pairs() if D in pair}


def test_a_protected_contact_weighs_nothing() -> None:
    assert crew().pairs(protected=frozenset({PRIVATE})) == set()


def test_a_number_that_many_give_out_is_a_services() -> None:
    world = crew()
    for number in range(7):
        world.adverts(f"telegram:user{20 + number}", PRIVATE)
    assert world.pairs() == set()


def test_a_number_that_everybody_quotes_is_public() -> None:
    world = crew()
    for number in range(13):
        world.post(f"telegram:user{20 + number}", PRIVATE)
    assert world.pairs() == set()


def test_a_number_sold_anew_joins_nobody() -> None:
    world = World()
    for account, day in ((A, 0), (B, 300)):
        world.called(account, "Zephyr Walnut")
        world.adverts(account, PRIVATE, CREW, day=day)
    world.adverts(C, CREW)
    assert world.pairs() == set()


def test_talking_to_each_other_speaks_against() -> None:
    world = crew()
    [before] = world.found()
    for day in range(3):
        world.post(B, day=day, text="Where are you?", to=world.post(A, day=day, text="Here"))
    assert not world.found()
    assert before.bits > 0


def test_contacts_of_a_removed_account_are_taken_over() -> None:
    world = World()
    world.adverts(A, PRIVATE, times=3)
    world.adverts(B, PRIVATE, times=3, day=25)
    world.link(Checked, A, FILE, state="removed", at=START + timedelta(days=22))
    [found] = world.found()
    assert keys(found) == {"own-contact", "contact-taken-over"}


def test_an_advert_word_for_word_counts_apart_from_its_contacts() -> None:
    world = World()
    for account, contact in ((A, OTHER), (B, CREW)):
        world.adverts(account, PRIVATE)
        world.post(account, contact, text="Every Monday from the old harbour, small boat, no waiting, call {}")
    [found] = world.found()
    assert keys(found) == {"own-contact", "same-text"}
    assert wording("Call  +49 (30) 23125-238 NOW, 950 €") == "call now, 950 €"


def test_running_one_group_together_counts() -> None:
    world = World()
    for account in (A, B):
        world.adverts(account, PRIVATE)
        world.link(AdminOf, account, HOME, how="listed")
    [found] = world.found()
    assert keys(found) == {"own-contact", "same-admins"}


def test_a_small_group_of_a_family_is_no_second_sort_of_evidence() -> None:
    world = World()
    for account in (A, B, C):
        world.adverts(account, PRIVATE)
        world.link(MemberOf, account, HOME, how="listed")
    assert world.pairs() == set()
    [*found] = world.found(judgements=(judgement(1, "same", A, B),))
    assert "same-circle" in keys(found[0])


def test_different_is_a_wall_and_same_holds() -> None:
    world = crew()
    assert world.pairs(judgements=(judgement(1, "different", A, B),)) == set()
    assert world.pairs(judgements=(judgement(1, "different", A, B), judgement(2, "same", B, A))) == {(A, B)}
    lone = World()
    for account in (A, B):
        lone.adverts(account, PRIVATE)
    assert lone.pairs(judgements=(judgement(1, "same", A, B),)) == {(A, B)}


def test_pairs_of_one_hand_make_a_set_and_never_cross_a_wall() -> None:
    world = crew()
    world.adverts(D, PRIVATE, CREW)
    assert {tuple(one.parts["set"]) for one in world.found()} == {(A, B, D)}
    found = world.found(judgements=(judgement(1, "different", A, D),))
    assert {one.key for one in found} == {(A, B), (B, D)}
    [wall] = [one.parts["wall"] for one in found if one.parts["wall"]]
    assert wall == [A, D]
    assert all(not {A, D} <= set(one.parts["set"]) for one in found)


def test_an_empty_case_has_none() -> None:
    assert list(find_aliases(Snapshot.of({}, {}), Past())) == []


def test_a_post_more_moves_no_id() -> None:
    world = crew()
    before = [one.id for one in world.found()]
    world.adverts(A, PRIVATE, day=50)
    assert [one.id for one in world.found()] == before


@settings(max_examples=8)  # each builds a case and analyses it
@given(st.integers(0, 1000))
def test_the_order_of_what_was_read_changes_nothing(seed: int) -> None:
    random = Random(seed)
    world = crew()
    before = [one.plain() for one in world.found()]
    for rows in world.links.values():
        random.shuffle(rows)
    assert [one.plain() for one in world.found()] == before


LETTERS = "abcdef"
PAIRS = list(combinations(LETTERS, 2))


@given(
    st.lists(st.sampled_from(PAIRS), max_size=12),
    st.sets(st.sampled_from(PAIRS), max_size=6),
)
def test_sets_hold_no_two_that_a_wall_parts(pairs: Sequence[tuple[str, str]], walls: set[tuple[str, str]]) -> None:
    allowed = [pair for pair in pairs if pair not in walls]
    sets, stopped = joined(allowed, walls)
    assert not [wall for wall in walls if set(wall) <= set(sets.get(wall[0], ()))]
    whole: Mapping[str, list[str]] = sets
    for a, b in allowed:
        assert b in whole[a] or (a, b) in stopped
