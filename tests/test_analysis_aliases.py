"""Aliases: what makes two accounts one hand, and which innocents look like it and are none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.alias import LEAST, blocking, find_aliases, teach_alias_weights
from graph.analysis.alias.columns import Traits
from graph.analysis.alias.hands import join_pairs
from graph.analysis.alias.learnt import read_shipped_weights
from graph.analysis.alias.linking import link_accounts
from graph.analysis.alias.model import MOST, Level
from graph.analysis.alias.numbers import join_national
from graph.analysis.alias.relearning import limit_level_weight
from graph.analysis.alias.review import queue_for_review
from graph.analysis.alias.shapes import find_advert_shape
from graph.analysis.alias.telling import Telling
from graph.analysis.alias.texts import number_adverts
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.adverts import asks_about_contact, is_mostly_quoted, is_quoted_between
from graph.analysis.shared.context import Past
from graph.finding import Finding, Judgement, Subject, Verdict
from graph.model import (
    LINKS,
    Account,
    Group,
    Handle,
    In,
    Mentions,
    Name,
    Named,
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
from tests.making import Making

pytestmark = pytest.mark.slow  # Splink takes its time, however small the case

START = datetime(2024, 1, 1, tzinfo=UTC)
FILE = "sha256:a"
A, B, C, D = "facebook:1", "telegram:user2", "telegram:user3", "telegram:user4"
PRIVATE, OTHER, CREW, LAST = "+12025550101", "+12025550102", "+12025550103", "+12025550104"
HOME, CHAT, FAR = "telegram:channel1", "telegram:channel2", "telegram:channel3"


class World(Making):
    """Posts, profiles and names, said by one file."""

    source = FILE

    def __init__(self) -> None:
        super().__init__()
        self.node(Source, FILE)
        self.node(Group, HOME)
        self.node(Group, CHAT)
        self.node(Group, FAR)
        for number in range(60):  # rarity is measured among those who use any contact
            self.post(f"telegram:user{1000 + number}", f"telegram:@crowd_{number}")

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

    def found(self, **past: Any) -> list[Finding]:
        return list(find_aliases(self.snapshot(), Past(**past)))

    def pairs(self, **past: Any) -> set[tuple[str, ...]]:
        return {one.key for one in self.found(**past)}


RIDE = "Every Monday from the old harbour to the far shore, small boat, no waiting, children half price"
WALK = "Night walk over the green hills, three guides know each path, bring warm shoes, money held until you ring"
CAR = "Large car with driver from the river town northwards, four seats left, papers are checked before you pay"
OWN = "Quiet flat for one week near the lake, kitchen and garden, key lies with the baker on the corner"


def crew(*more: str) -> World:
    """Give a crew whose channel gives out one number, and two of whose accounts give out one of their own.

    A and B advertise with a number that only they have, C, D and ``more`` with the crew's; all write its adverts, in
    two groups.
    """
    world = World()
    for number in range(6):
        world.post(HOME, CREW, day=number, text=RIDE + ". Call {}")
    for place, account in enumerate((A, B, C, D, *more)):
        for number, advert in enumerate((RIDE, WALK, CAR) * 2):
            contact = PRIVATE if account in (A, B) and number != 2 else CREW
            chat = CHAT if number % 2 else FAR
            world.post(account, contact, day=number * 9 + place / 24, text=advert + ". Call {}", chat=chat)
    return world


def judgement(n: int, verdict: Verdict, *ids: str) -> Judgement:
    return Judgement(n, "f", "alias", tuple(Subject(id, "Account") for id in ids), verdict, "eve", START, "why")


def keys(finding: Finding) -> set[str]:
    return {reason.key for reason in finding.reasons if reason.weight > 0}


def against(finding: Finding) -> set[str]:
    return {reason.key for reason in finding.reasons if reason.weight < 0} - {"alias-prior"}


def test_a_number_of_their_own_and_common_company_make_a_lead() -> None:
    [found] = crew().found()
    assert (found.key, found.basis) == ((A, B), "inferred")
    assert {"own-contact", "same-company", "same-text"} <= keys(found)
    assert found.score is not None
    assert 0.5 < found.score < 1
    least, most = found.parts["worth"]
    assert 0 < least <= found.score <= most < 1


def test_the_weights_of_the_reasons_sum_to_what_decides_the_score() -> None:
    for found in [*crew().found(), *town().found()]:
        [prior] = [reason.weight for reason in found.reasons if reason.key == "alias-prior"]
        assert prior == read_shipped_weights().model.prior
        assert found.score == read_shipped_weights().score(found.bits)


def test_splinks_match_weight_is_the_prior_and_what_each_comparison_weighs() -> None:
    snapshot = town().snapshot()
    table = Traits(snapshot, measure_rarity(snapshot, frozenset(), 0)).table()
    model = read_shipped_weights().model
    pairs = link_accounts(table, model).pairs.to_pylist()
    assert len(pairs) > 20
    for pair in pairs:
        parts = [pair[f"mw_{one.name}"] for one in model.comparisons]
        levels = [one.at(pair[f"gamma_{one.name}"]).bits for one in model.comparisons]
        assert pair["match_weight"] == pytest.approx(model.prior + sum(parts), abs=1e-6)
        assert parts == pytest.approx(levels, abs=1e-6)


def test_pairs_too_many_to_compare_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a whole crew shares is left out; the number of two of them is not."""
    assert not [one for one in crew().found() if "uncompared" in one.parts]
    monkeypatch.setattr(blocking, "PAIRS", 0)
    monkeypatch.setattr(blocking, "ALWAYS", 1)
    [found] = crew().found()
    assert found.key == (A, B)
    assert found.parts["uncompared"] > 0


def test_every_reason_but_the_prior_opens_to_links_that_are_there() -> None:
    world = town()
    snapshot = world.snapshot()
    links = {link_type(cls): cls for cls in LINKS}
    judged = (judgement(1, "same", "telegram:user5", "telegram:user6"), judgement(2, "same", C, D))
    past = Past(judgements=judged)
    told = [reason for one in find_aliases(snapshot, past) for reason in one.reasons if reason.key != "alias-prior"]
    assert {"own-contact", "same-company", "same-name", "own-handle", "same-text", "one-platform-at-once"} <= {
        r.key for r in told
    }
    assert all(reason.evidence for reason in told)
    assert all(snapshot.has(links[e.type], e.start, e.end) for reason in told for e in reason.evidence)


def town() -> World:
    """Give a crew in which each two share something else, and round it everybody who looks like them."""
    world = crew("telegram:user5", "telegram:user6", "telegram:user7", "telegram:user8")
    world.called(C, "Zephyr Walnut")
    world.called(D, "Zephyr Walnut")
    for account, chat in (("telegram:user5", CHAT), ("telegram:user6", FAR)):
        for day in (3, 20, 40):
            world.post(account, CREW, day=day, text=OWN + ". Call {}", chat=chat)
    handle = world.contact("telegram:@captain_test")
    for day in (5, 25):
        world.post("telegram:user7", handle, day=day, text=RIDE + ". Write {}")
    world.link(Opens, handle, "telegram:user8", last_seen=START)
    world.link(Shows, A, world.contact(PRIVATE), raw=PRIVATE, where="profile", last_seen=START)
    for account in ("telegram:user31", "telegram:user32"):  # a family
        world.adverts(account, OTHER)
        world.called(account, "Zephyr Walnut")
    world.post("telegram:user32", day=2, text="Yes", to=world.post("telegram:user31", day=2, text="Bread?"))
    for day in range(3):  # one who asks
        world.post("telegram:user33", PRIVATE, day=day, text="Is {} honest?")
    for place in range(6):  # one who quotes adverts
        number = f"+12025550{120 + place}"
        world.adverts(f"telegram:user{40 + place}", number, times=4)
        world.post("telegram:user34", number, text="They write: " + RIDE + ", call {}", day=place)
    world.post("telegram:user34", PRIVATE, text="They write: " + RIDE + ", call {}", day=9)
    return world


def test_a_town_is_told_apart() -> None:
    """Who share one advert, or one name, beside a crew's company alone are no lead: people borrow and copy both."""
    likely = {one.key for one in town().found() if one.score is not None and one.score > 0.5}
    assert likely == {(A, B), ("telegram:user7", "telegram:user8")}


def test_a_shared_telephone_alone_is_a_family() -> None:
    world = World()
    for account in (A, B, C):
        world.adverts(account, PRIVATE)
    assert world.pairs() == set()


def test_colleagues_share_the_number_of_the_crew_and_are_not_one_hand() -> None:
    assert not {pair for pair in crew().pairs() if C in pair}


def test_a_name_without_company_never_suffices() -> None:
    world = World()
    for account in (A, B):
        world.called(account, "Zephyr Walnut")
        world.adverts(account, CREW if account == A else OTHER)
    assert world.pairs() == set()


def test_of_a_small_company_two_share_things_by_chance() -> None:
    [few] = crew().found()
    assert "small-company" in against(few)
    more = crew("telegram:user5", "telegram:user6")
    [many] = [one for one in more.found() if one.key == (A, B)]
    assert "small-company" not in against(many)


def test_what_is_given_out_in_one_group_alone_is_the_groups() -> None:
    found = {}
    for chat in (FAR, CHAT):
        world = crew("telegram:user5", "telegram:user6")
        for place, account in enumerate((C, D)):
            for day in range(8):
                there = chat if place else CHAT
                world.post(account, OTHER, day=3 * day + place / 24, chat=there, text=OWN + ". Call {}")
        [found[chat]] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
    assert "one-place" in against(found[CHAT])
    assert "one-place" not in against(found[FAR])
    text = {chat: sum(one.weight for one in lead.reasons if one.key == "same-text") for chat, lead in found.items()}
    assert text[CHAT] < text[FAR]


def test_one_who_begins_when_another_ends_may_be_the_same_hand() -> None:
    found = {}
    for begin in (0, 60):
        world = crew("telegram:user5", "telegram:user6")
        for account, day in (("telegram:user8", 0), ("telegram:user9", begin)):
            for number in range(5):
                world.post(account, OTHER, day=day + number + 0.1, text=RIDE + ". Call {}")
                world.post(account, CREW, day=day + number + 0.2, text=WALK + ". Call {}", chat=HOME)
        pair = ("telegram:user8", "telegram:user9")
        [found[begin]] = [one for one in world.found(judgements=(judgement(1, "same", *pair),)) if one.key == pair]
    assert "one-after-other" in keys(found[60])
    assert "one-after-other" not in keys(found[0])
    [reason] = [reason for reason in found[60].reasons if reason.key == "one-after-other"]
    assert reason.parts["before"] == "telegram:user8"
    assert reason.parts["last"] < reason.parts["first"]


def test_who_wrote_a_single_advert_neither_ends_nor_begins() -> None:
    world = crew("telegram:user5", "telegram:user6")
    pair = ("telegram:user8", "telegram:user9")
    world.post(pair[0], OTHER, day=0, text=RIDE + ". Call {}")
    for hour in range(3):
        world.post(pair[1], OTHER, day=30 + hour / 24, text=RIDE + ". Call {}")
    [found] = [one for one in world.found(judgements=(judgement(1, "same", *pair),)) if one.key == pair]
    assert "one-after-other" not in keys(found)


def test_who_names_a_number_once_that_another_shows_weighs_less_than_who_gives_it_out() -> None:
    bits = {}
    for times in (1, 3):
        world = crew("telegram:user5", "telegram:user6")
        world.link(Shows, C, world.contact(OTHER), raw=OTHER, where="profile", last_seen=START)
        for day in range(times):
            world.post(D, OTHER, day=50 + day, text=WALK + ". Call {}")
        [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
        bits[times] = next(reason.weight for reason in found.reasons if reason.key == "own-contact")
    assert 0 < bits[1] < bits[3]


def test_names_in_two_scripts_sound_alike() -> None:
    world = crew("telegram:user5", "telegram:user6")
    world.called(C, "Yana Snegirko")
    world.called(D, "Яна Снегирько")
    [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
    assert "alike-name" in keys(found)


def test_a_change_of_number_is_seen_without_its_words() -> None:
    world = crew()
    world.adverts(C, OTHER, times=3)
    world.post(C, OTHER, LAST, day=40, text="{} ist zu. Neu: {}")
    world.adverts(D, LAST, times=3, day=45)
    [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
    assert "number-changed" in keys(found)


def test_who_lists_two_numbers_again_and_again_has_changed_none() -> None:
    world = crew()
    world.adverts(C, OTHER, times=3)
    for day in (40, 50, 60):
        world.post(C, OTHER, LAST, day=day, text="{} or {}")
    world.adverts(D, LAST, times=3, day=45)
    [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
    assert "number-changed" not in keys(found)


def test_names_that_have_nothing_in_common_speak_against_and_equal_ones_for() -> None:
    bits = {}
    for mine, theirs in (("Zephyr Walnut", "Zephyr Walnut"), ("Zephyr Walnut", "Orla Quillon"), ("", "")):
        world = crew("telegram:user5")
        for account, name in ((A, mine), (B, theirs)):
            if name:
                world.called(account, name)
        [found] = [one for one in world.found(judgements=(judgement(1, "same", A, B),)) if one.key == (A, B)]
        bits[theirs] = found.bits
        assert ("other-names" in against(found)) is (theirs == "Orla Quillon")
    assert bits["Orla Quillon"] < bits[""] < bits["Zephyr Walnut"]


def test_a_number_is_one_with_and_without_its_country() -> None:
    world = crew()
    full, national = "+447700900123", "national:07700900123"
    world.adverts(C, full, times=3)
    for day in (5, 25, 45):
        id = world.post(D, day=day, text="Call 07700 900123")
        world.link(Mentions, id, world.node(Phone, national), raw="07700 900123", begin=5, rule="phone")
    [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
    [reason] = [one for one in found.reasons if one.key == "own-contact"]
    assert reason.parts["contact"] == full
    assert {one.end for one in reason.evidence} == {full, national}


def test_digits_of_two_full_numbers_are_neither() -> None:
    world = World()
    for number, account in (("+447700900123", C), ("+337700900123", D)):
        world.adverts(account, number)
    world.node(Phone, "national:7700900123")
    assert join_national(world.snapshot()) == {}


def test_an_account_of_whatsapp_is_its_number() -> None:
    world = crew()
    account = f"whatsapp:{OTHER}"
    world.post(account, day=3, text="Here")
    world.adverts(C, OTHER, times=4)
    [found] = [
        one
        for one in world.found(judgements=(judgement(1, "same", C, account),))
        if one.key == tuple(sorted((C, account)))
    ]
    assert "own-contact" in keys(found)


def test_one_username_on_two_platforms_makes_a_pair() -> None:
    world = crew()
    for platform, account in (("telegram", C), ("facebook", "facebook:9")):
        world.node(Account, account)
        handle = world.node(Handle, f"{platform}:@captain_test")
        world.link(Opens, handle, account, last_seen=START)
        world.called(account, "Zephyr Walnut")
    [found] = [one for one in world.found() if one.key == ("facebook:9", C)]
    assert {"same-username", "same-name"} <= keys(found)
    assert found.score is not None
    assert found.score > 0.5


def test_two_who_write_on_one_platform_at_once_are_less_likely_one() -> None:
    at_once, after = crew(), crew()
    for world, day in ((at_once, 0), (after, 400)):
        world.adverts(C, OTHER, times=4)
        world.adverts(D, OTHER, times=4, day=day)
    keys_of = {}
    for name, world in (("at once", at_once), ("after", after)):
        [found] = [one for one in world.found(judgements=(judgement(1, "same", C, D),)) if one.key == (C, D)]
        keys_of[name] = against(found)
    assert "one-platform-at-once" in keys_of["at once"]


def test_who_never_posted_writes_at_no_time() -> None:
    world = crew()
    world.link(Shows, world.node(Account, "telegram:user90"), world.contact(OTHER), raw=OTHER, last_seen=START)
    world.adverts(C, OTHER, times=4)
    pair = (C, "telegram:user90")
    [found] = [one for one in world.found(judgements=(judgement(1, "same", *pair),)) if one.key == pair]
    assert "one-platform-at-once" not in against(found)


def test_a_number_shown_and_written_is_one_reason() -> None:
    world = crew()
    world.link(Shows, A, world.contact(PRIVATE), raw=PRIVATE, where="profile", last_seen=START)
    [found] = world.found()
    assert len([one for one in found.reasons if one.parts.get("contact") == PRIVATE]) == 1


def test_who_quotes_a_number_does_not_give_it_out() -> None:
    world = crew()
    for day in range(4):
        world.post("telegram:user9", PRIVATE, day=day, text="They write this openly: «Boats on Friday, call {}».")
        world.post("telegram:user9", CREW, day=day, text="They write this too: «Boats on Monday, call {}».")
    assert world.pairs() == {(A, B)}
    assert is_quoted_between("They write this openly: «Boats on Friday, call ", "».")
    assert is_quoted_between('Who had this? "Boats on Friday, ', '" Tell me.')
    assert is_quoted_between("\u201eBoote am Freitag, ", "\u201c schreiben sie.")
    assert not is_quoted_between("«Harbour Travel» call ", " for «today».")
    assert not is_quoted_between('"Harbour Travel" call ', ' for "today".')
    assert not is_quoted_between("«Boats on Friday, call ", " day and night»")
    assert is_mostly_quoted("They write: «Boats on Friday, few seats left, write on WhatsApp» I look for witnesses")
    assert not is_mostly_quoted("«Harbour Travel» has boats on Friday, write on WhatsApp")
    assert not is_mostly_quoted("«Boats on Friday, write on WhatsApp»")


def test_who_asks_about_a_number_does_not_give_it_out() -> None:
    world = crew()
    for day in range(4):
        world.post("telegram:user9", PRIVATE, day=day, text="Is {} honest?")
        world.post("telegram:user9", CREW, day=day, text="Who knows {}؟")
    assert world.pairs() == {(A, B)}


def test_a_question_before_a_number_is_an_advert() -> None:
    assert asks_about_contact(" honest? Wants 950")
    assert not asks_about_contact(" day and night.")


def test_answers_and_forwards_give_nothing_out() -> None:
    world = crew()
    first = world.post(C, day=1, text="Which number?")
    for day in (2, 3, 4):
        world.post("telegram:user9", PRIVATE, day=day, to=first)
    assert world.pairs() == {(A, B)}


def test_a_protected_contact_weighs_nothing_and_makes_no_pair() -> None:
    assert crew().pairs(protected=frozenset({PRIVATE})) == set()
    snapshot = crew().snapshot()
    rarity = measure_rarity(snapshot, frozenset({PRIVATE, CREW}), 0)
    traits = Traits(snapshot, rarity)
    assert {snapshot.number[PRIVATE], snapshot.number[CREW]}.isdisjoint(
        {*traits.contacts.own, *traits.company.contacts}
    )


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
        world.adverts(account, PRIVATE, day=day)
    assert world.pairs() == set()


def test_two_who_answer_each_other_are_two_hands() -> None:
    world = crew()
    for day in range(3):
        world.post(B, day=day, text="Where are you?", to=world.post(A, day=day, text="Here"))
    assert world.pairs() == set()


def test_a_number_of_each_ones_own_beside_speaks_against() -> None:
    world = crew()
    [before] = world.found()
    for account, number in ((A, OTHER), (B, LAST)):
        world.adverts(account, number, times=3)
    after = [one for one in world.found() if one.key == (A, B)]
    assert all("another-number" in against(one) and one.bits < before.bits for one in after)


def test_an_advert_is_one_whatever_its_price_its_day_and_its_contact() -> None:
    assert find_advert_shape("Ride today, 950 €. WhatsApp +49 30 23125-238", ["+49 30 23125-238"]) == ["ride", "today"]
    one = tuple(re.findall(r"\w+", "every day on monday from the harbour to the shore"))
    other = tuple(re.findall(r"\w+", "every day tomorrow from the harbour to the shore"))
    third = tuple(re.findall(r"\w+", "every day tomorrow from the hills to the shore"))
    numbers = number_adverts({one: None, other: None, third: None, (*one, "half", "price", "now"): None})
    assert len({numbers[one], numbers[other]}) == 1
    assert len(set(numbers.values())) == 2


def test_different_is_a_wall_and_same_holds() -> None:
    world = crew()
    assert world.pairs(judgements=(judgement(1, "different", A, B),)) == set()
    assert world.pairs(judgements=(judgement(1, "different", A, B), judgement(2, "same", B, A))) == {(A, B)}
    lone = World()
    for account in (A, B):
        lone.adverts(account, PRIVATE)
    assert lone.pairs(judgements=(judgement(1, "same", A, B),)) == {(A, B)}


def bazaar(pairs: int = 60) -> tuple[Snapshot, set[tuple[str, ...]]]:
    """Give a case of pairs that each give out a number under one name, two in three of them twice, and the pairs."""
    world, found = World(), []
    for number in range(pairs):
        one, other = f"telegram:user{5000 + number}", f"facebook:{5000 + number}"
        for account in (one, other):
            world.adverts(account, f"+4420794600{number:02}", times=2 if number % 3 else 1, day=number % 7)
            world.called(account, f"Zephyr{number} Walnut{number}")
        found.append((other, one))
    return world.snapshot(), set(found)


def told(snapshot: Snapshot, *judgements: Judgement) -> dict[tuple[str, ...], Finding]:
    """Give what is found, by key."""
    return {one.key: one for one in find_aliases(snapshot, Past(judgements=judgements))}


def chance(one: Finding) -> float:
    """Give the probability of a finding that has one."""
    assert one.score is not None
    return one.score


@pytest.mark.slow
def test_what_people_found_false_lowers_leads_and_withdraws_some_and_none_vanishes() -> None:
    snapshot, _ = bazaar()
    before = told(snapshot)
    pairs = sorted(before)[:30]
    judged = [judgement(n, "different", *pair) for n, pair in enumerate(pairs, 1)]
    after = told(snapshot, *judged)
    assert set(after) == set(before) - set(pairs)
    assert all(chance(one) < chance(before[key]) for key, one in after.items())
    withdrawn = [one for one in after.values() if "withdrawn" in one.parts]
    assert withdrawn
    assert all(chance(one) < LEAST for one in withdrawn)
    assert all(one.parts["set"] == list(one.key) for one in withdrawn)
    assert all(one.parts["shipped"] == round(chance(before[key]), 4) for key, one in after.items())
    assert all(one.bits == before[key].bits for key, one in after.items())


@pytest.mark.slow
def test_what_people_found_true_raises_leads_and_tells_some_that_were_not() -> None:
    snapshot, pairs = bazaar()
    before = told(snapshot)
    judged = [judgement(n, "same", *pair) for n, pair in enumerate(sorted(before)[:30], 1)]
    after = told(snapshot, *judged)
    assert set(before) < set(after) <= pairs
    assert [after[key].score for key in sorted(before)[:30]] == [before[key].score for key in sorted(before)[:30]]
    assert all(chance(one) >= LEAST > one.parts["shipped"] for key, one in after.items() if key not in before)


@pytest.mark.slow
def test_judgements_teach_the_same_in_any_order_and_nothing_when_they_are_unsure_or_of_another_kind() -> None:
    snapshot, _ = bazaar()
    before = told(snapshot)
    judged = [judgement(n, "different", *pair) for n, pair in enumerate(sorted(before)[:30], 1)]
    mixed = [replace(one, n=31 - one.n) for one in judged]
    assert told(snapshot, *judged) == told(snapshot, *mixed[::-1])
    assert told(snapshot) == before
    unsure = told(snapshot, *(replace(one, verdict="unsure") for one in judged))
    assert unsure == before
    assert told(snapshot, *(replace(one, kind="succession") for one in judged)) == before


@pytest.mark.slow
def test_what_was_judged_unsure_does_not_vanish_when_a_correction_lowers_it() -> None:
    snapshot, _ = bazaar()
    pairs = sorted(told(snapshot))
    judged = [judgement(n, "different", *pair) for n, pair in enumerate(pairs[:30], 1)]
    after = told(snapshot, *judged, judgement(40, "unsure", *pairs[-1]))
    assert after[pairs[-1]].score is not None


def test_pairs_of_one_hand_make_a_set_and_never_cross_a_wall() -> None:
    world = crew()
    for account in (A, B, C):
        world.called(account, "Zephyr Walnut")
    world.adverts(C, PRIVATE, times=12, day=0.5)
    assert {tuple(one.parts["set"]) for one in world.found()} == {(A, B, C)}
    found = world.found(judgements=(judgement(1, "different", A, C),))
    assert {one.key for one in found} == {(A, B), (B, C)}
    assert [A, C] in [one.parts["wall"] for one in found]
    assert all(not {A, C} <= set(one.parts["set"]) for one in found)


def test_an_empty_case_has_none() -> None:
    assert list(find_aliases(Snapshot.of({}, {}), Past())) == []


def test_a_post_more_moves_no_id() -> None:
    world = crew()
    before = [one.id for one in world.found()]
    world.adverts(A, PRIVATE, day=50)
    assert [one.id for one in world.found()] == before


def test_the_order_of_what_was_read_changes_nothing() -> None:
    world = town()
    before = [one.plain() for one in world.found()]
    for seed in range(3):
        for rows in world.links.values():
            Random(seed).shuffle(rows)
        assert [one.plain() for one in world.found()] == before


LETTERS = "abcdef"
PAIRS = list(combinations(LETTERS, 2))


@given(
    st.lists(st.sampled_from(PAIRS), max_size=12, unique=True),
    st.sets(st.sampled_from(PAIRS), max_size=6),
)
def test_sets_hold_no_two_that_a_wall_parts(pairs: Sequence[tuple[str, str]], walls: set[tuple[str, str]]) -> None:
    allowed = [(pair, 1.0) for pair in pairs if pair not in walls]
    hands = join_pairs(allowed, walls)
    assert not [wall for wall in walls if set(wall) <= set(hands.sets.get(wall[0], ()))]
    for (a, b), _ in allowed:
        assert b in hands.sets[a] or (a, b) in hands.walls


def test_what_is_joined_over_weak_links_is_no_set() -> None:
    weak = join_pairs([(("a", "b"), 0.7), (("b", "c"), 0.6)], ())
    assert weak.sets["a"] == ["a", "b"]
    assert weak.doubts == {("b", "c"): ("a", "c")}
    firm = join_pairs([(("a", "b"), 0.9), (("b", "c"), 0.8)], ())
    assert firm.sets["a"] == ["a", "b", "c"]
    assert firm.brought == {("a", "b"): 1, ("b", "c"): 2}


def test_two_hands_are_never_joined_by_a_third() -> None:
    hands = join_pairs([(("a", "b"), 1.0), (("b", "c"), 1.0)], (), lambda a, b: {a, b} == {"a", "c"})
    assert hands.sets["c"] == ["c"]
    assert hands.doubts == {("b", "c"): ("a", "c")}


def lead(a: str, b: str, score: float, brings: int = 1, hand: str = "") -> Finding:
    subjects = (Subject(a, "Account"), Subject(b, "Account"))
    return Finding("alias", (a, b), subjects, (), "inferred", "fair", score, {"set": hand or [a, b], "brings": brings})


def test_the_queue_puts_likely_leads_with_large_consequences_first_and_one_of_each_set() -> None:
    large, second = lead("a", "b", 0.95, 4, "abcd"), lead("b", "c", 0.95, 3, "abcd")
    small, doubtful = lead("e", "f", 0.95), lead("g", "h", 0.3)
    assert queue_for_review([doubtful, second, small, large]) == [large, small, doubtful, second]
    judged = Judgement(1, large.id, "alias", large.subjects, "same", "eve", START, "why")
    assert queue_for_review([large, small], [judged]) == [small, large]


def test_a_case_too_small_teaches_itself_nothing() -> None:
    assert teach_alias_weights(town().snapshot(), Past()) is None


def test_weights_that_a_case_taught_itself_give_no_probability() -> None:
    taught = {key: value for key, value in read_shipped_weights().plain().items() if key in ("prior", "weights")}
    [found] = [one for one in crew().found(learnt={"alias": taught}) if one.key == (A, B)]
    assert found.score is None
    assert found.bits > 0


def test_a_level_keeps_to_what_it_may_say() -> None:
    assert limit_level_weight(Level("a", "", says="for"), -3.0) == 0.0
    assert limit_level_weight(Level("a", "", says="against"), 3.0) == 0.0
    assert limit_level_weight(Level("a", ""), 30.0) == MOST


def test_a_number_on_two_profiles_counts_though_a_group_gives_it_out_and_many_name_it() -> None:
    world = crew()
    for number in range(14):
        world.post(f"telegram:user{500 + number}", CREW, text="Has anybody gone with {}")
    for account in (C, D):
        world.link(Shows, account, world.contact(CREW), raw=CREW, where="profile")
    snapshot = world.snapshot()
    traits = Traits(snapshot, measure_rarity(snapshot, frozenset(), 0))
    public = traits.lists()["phones_public"]
    assert set(public) == {snapshot.number[C], snapshot.number[D]}
    [shown] = traits.contacts.shown.values()
    assert shown == sorted(snapshot.number[one] for one in (C, D))
    parts = Telling(traits).reason(snapshot.number[C], snapshot.number[D], "shown", "two", 1.0).parts
    assert (parts["contact"], parts["users"]) == (CREW, 2)


def test_a_number_of_one_s_own_is_told_once_whether_or_not_profiles_show_it() -> None:
    world = crew()
    for account in (A, B):
        world.link(Shows, account, world.contact(PRIVATE), raw=PRIVATE, where="profile")
    snapshot = world.snapshot()
    assert not Traits(snapshot, measure_rarity(snapshot, frozenset(), 0)).lists()["phones_public"]
