"""Successions: a dead group and its heir, told from rivals, siblings and groups no longer collected."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import succession
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.context import Past
from graph.analysis.shared.lifetimes import Life, find_pages, measure_lives
from graph.analysis.shared.times import DAY
from graph.analysis.succession import find_candidates, find_successions
from graph.analysis.succession.announcement_words import rate_announcement
from graph.analysis.succession.candidates import CandidatePairs
from graph.analysis.succession.group_names import GroupNames
from graph.analysis.succession.weights import read_learnt_weights
from graph.finding import Finding, Judgement, Subject, Verdict
from graph.model import (
    LINKS,
    Account,
    AdminOf,
    Checked,
    ForwardedFrom,
    Group,
    Handle,
    In,
    Invite,
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
from graph.snapshot.collected import measure_usual_gap
from tests.making import Making

pytestmark = pytest.mark.slow  # whole analyses run over many made-up cases


@pytest.fixture(scope="module", autouse=True)
def shown_low() -> Iterator[None]:
    """Show pairs from 0.1: towns of a test have few people, so that what is told of them is told at little."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(succession, "SHOWN", 0.1)
        yield


START = datetime(2024, 1, 1, tzinfo=UTC)
CHAT, TABLE = "sha256:chat", "sha256:table"
OLD, NEW, RIVAL, THIRD = (f"telegram:channel{number}" for number in (1, 2, 3, 4))
PAGE, OTHER_PAGE = "facebook:1", "facebook:2"
BOSS, STRANGER = "telegram:user1", "telegram:user2"
PRIVATE, OTHER = "+12025550101", "+12025550102"
PEOPLE = [f"telegram:user{number}" for number in range(100, 112)]


def at(day: float) -> datetime:
    return START + timedelta(days=day)


class World(Making):
    """Other groups are there, so that what is shared can be rare."""

    source = TABLE

    def __init__(self, groups: int = 20) -> None:
        super().__init__()
        self.node(Source, CHAT)
        self.node(Source, TABLE)
        for number in range(groups):
            self.lives(f"telegram:channel{100 + number}", 0, 300, people=[f"telegram:user{1000 + number}"])

    def post(
        self, writer: str, group: str, day: float, *contacts: str, text: str = "Call {}", source: str = TABLE
    ) -> None:
        id = f"telegram:post{len(self.nodes[Post])}"
        said = text.format(*contacts) if contacts else text
        self.node(Post, id, text=said, at=at(day))
        self.node(Group if "channel" in writer else Account, writer)
        self.link(Posted, writer, id, source)
        if group:
            self.link(In, id, self.node(Group, group), source)
        for contact in contacts:
            kind = Handle if "@" in contact else Invite if contact.startswith("invite") else Phone
            self.link(Mentions, id, self.node(kind, contact), source, raw=contact, begin=said.index(contact), rule="x")

    def unsigned(self, group: str, day: float, contact: str) -> None:
        """Let an advert stand in a group, of which no file names the writer."""
        id = f"telegram:post{len(self.nodes[Post])}"
        self.node(Post, id, text=f"Call {contact}", at=at(day))
        self.link(In, id, self.node(Group, group))
        self.link(Mentions, id, self.node(Phone, contact), raw=contact, begin=5, rule="x")

    def lives(self, group: str, first: float, last: float, people: Sequence[str] = (), source: str = TABLE) -> None:
        """Let people write in a group every five days."""
        day, number = first, 0
        while day <= last:
            self.post(people[number % len(people)], group, day, text="Good morning", source=source)
            day, number = day + 5, number + 1

    def runs(self, account: str, *groups: str) -> None:
        for group in groups:
            self.link(AdminOf, self.node(Account, account), self.node(Group, group), how="listed")

    def gives_out(self, account: str, contact: str, *groups: str, day: float = 0) -> None:
        for group in groups:
            for number in range(2):
                self.post(account, group, day + number, contact)

    def called(self, subject: str, name: str, day: float, how: str = "seen") -> None:
        self.link(Named, subject, self.node(Name, Name.of(name).id, text=name), how=how, last_seen=at(day))

    def removed(self, subject: str, day: float, state: str = "removed", **more: Any) -> None:
        self.link(Checked, subject, TABLE, state=state, at=at(day), **more)

    def found(self, **past: Any) -> list[Finding]:
        return list(find_successions(self.snapshot(), Past(**past)))

    def pairs(self, **past: Any) -> set[tuple[str, ...]]:
        return {one.key for one in self.found(**past)}


def recreated(
    *, boss: str = BOSS, contact: str = PRIVATE, born: float = 110, people: Sequence[str] = PEOPLE[:8]
) -> World:
    """Give a group that dies on day 100 and one that most of its people are in afterwards."""
    world = World()
    world.lives(OLD, 0, 100, PEOPLE)
    world.lives(NEW, born, 300, people)
    world.runs(BOSS, OLD)
    world.runs(boss, NEW)
    world.gives_out(BOSS, PRIVATE, OLD, day=10)
    world.gives_out(boss, contact, NEW, day=born + 10)
    return world


def keys(finding: Finding) -> set[str]:
    return {reason.key for reason in finding.reasons if reason.weight > 0}


def judgement(n: int, verdict: Verdict, *ids: str) -> Judgement:
    return Judgement(n, "f", "succession", tuple(Subject(id, "Group") for id in ids), verdict, "eve", START, "why")


def test_every_reason_opens_to_links_that_are_there() -> None:
    world = recreated()
    world.called(OLD, "Walnut gate 3", 50)
    world.called(NEW, "Walnut gate 4", 150)
    invite = world.node(Invite, "invite:t.me/+abcDEF01")
    world.link(Opens, invite, NEW, last_seen=at(200))
    world.post(BOSS, OLD, 99, invite, text="We go on in {}")
    world.removed(OLD, 130, state="described")
    snapshot = world.snapshot()
    links = {link_type(cls): cls for cls in LINKS}
    told = [reason for one in find_successions(snapshot, Past()) for reason in one.reasons]
    expected = {"same-admin", "handed-contact", "announced", "like-name", "members-came-along", "old-silent"}
    assert expected <= {reason.key for reason in told}
    assert all(reason.evidence for reason in told)
    assert all(snapshot.has(links[e.type], e.start, e.end) for reason in told for e in reason.evidence)


def test_an_empty_case_has_none() -> None:
    assert list(find_successions(Snapshot.of({}, {}), Past())) == []


def test_a_case_whose_groups_list_no_member_has_no_heir() -> None:
    nodes: dict[type[Node], list[dict[str, Any]]] = {
        Group: [{"id": "telegram:channel1"}],
        Post: [{"id": "telegram:channel1/1", "at": datetime(2025, 1, 1, tzinfo=UTC)}],
        Source: [{"id": "sha256:a"}],
    }
    stands = {"start": "telegram:channel1/1", "end": "telegram:channel1", "source": "sha256:a", "place": "1"}
    assert list(find_successions(Snapshot.of(nodes, {In: [stands]}), Past())) == []


def measured_of(world: World, old: str = OLD, new: str = NEW) -> Mapping[str, float]:
    """Give the measures of a pair that shares anything; none where it is no pair."""
    snapshot = world.snapshot()
    candidate_pairs = CandidatePairs(snapshot, measure_rarity(snapshot, frozenset(), 0), measure_lives(snapshot))
    found = find_candidates(candidate_pairs, {})
    wanted = (snapshot.number[old], snapshot.number[new])
    rows = [row for row, pair in enumerate(zip(found.old.tolist(), found.new.tolist(), strict=True)) if pair == wanted]
    return found.at(rows[0]) if rows else {}


def life_of(world: World, group: str = OLD) -> Life:
    snapshot = world.snapshot()
    return measure_lives(snapshot)[snapshot.number[group]]


def test_a_group_that_goes_on_long_after_the_other_began_is_no_old_one() -> None:
    world = recreated()
    world.lives(OLD, 101, 300, PEOPLE)
    assert world.pairs() == set()
    assert measured_of(world)["born-before"] == -186


def test_what_other_groups_of_a_table_post_says_nothing_of_a_silence() -> None:
    world = recreated()
    assert life_of(world).how is None
    world.called(OLD, "Harbour", 200)  # somebody looked at it then
    assert life_of(world).how == "silent"


def test_a_later_list_of_members_or_check_is_a_look_and_a_file_of_its_own_reaches_as_far_as_it_goes() -> None:
    for cls, end in ((MemberOf, OLD), (AdminOf, OLD)):
        world = recreated()
        world.link(cls, world.node(Account, STRANGER), end, how="listed", last_seen=at(200))
        assert life_of(world).how == "silent"
    world = recreated()
    world.removed(OLD, 200, state="described")
    assert life_of(world).how == "silent"
    world = World()
    world.lives(OLD, 0, 100, PEOPLE, source=CHAT)
    assert life_of(world).how is None
    world.node(Name, Name.of("Boss").id, text="Boss")
    world.link(Named, world.node(Account, BOSS), Name.of("Boss").id, CHAT, how="seen", last_seen=at(200))
    assert life_of(world).how == "silent"


def test_one_not_known_to_be_dark_makes_a_pair_and_that_it_was_removed_speaks_for_it() -> None:
    world = recreated()
    before = measured_of(world)
    assert (before["removed"], before["silence"], before["gap"]) == (0, 0, -10)
    world.removed(OLD, 104)
    assert (measured_of(world)["removed"], life_of(world).how) == (1, "removed")
    world.removed(OLD, 120, state="alive")
    assert measured_of(world)["removed"] == 0


def test_one_found_alive_long_after_the_other_began_is_told() -> None:
    world = recreated()
    world.removed(OLD, 290, state="alive")
    found = next(iter(world.found(judgements=(judgement(1, "same", OLD, NEW),))))
    reason = next(reason for reason in found.reasons if reason.key == "old-alive")
    assert reason.weight <= 0
    assert measured_of(world)["alive-since"] < 0


def test_silence_must_outlast_what_is_usual() -> None:
    world = World(groups=1)
    for day in range(0, 220, 30):
        world.post(BOSS, OLD, day)
    world.called(OLD, "Harbour", 300)
    assert life_of(world).how is None  # 90 days of silence, 120 needed
    world.called(OLD, "Harbour", 335)
    assert life_of(world).how == "silent"
    assert measure_usual_gap([0, 1000, 5 * DAY, 10 * DAY]) == 5 * DAY


def test_how_long_before_or_after_the_end_a_new_one_began_is_weighed() -> None:
    weights = read_learnt_weights("succession").curves
    gaps = {born: measured_of(recreated(born=born)) for born in (10, 80, 95, 110, 260)}
    assert all(gaps.values())
    bits = {born: weights["gap"](one["gap"]) + weights["born-before"](one["born-before"]) for born, one in gaps.items()}
    assert bits[10] < bits[80] < bits[95]
    assert bits[260] < bits[110]


def test_a_page_may_follow_a_group_and_a_group_one_of_another_platform() -> None:
    world = recreated()
    channel = "whatsapp:1@g.us"
    for new in (PAGE, channel):
        for day in range(110, 200, 5):
            world.post(new if new == PAGE else "whatsapp:2", "" if new == PAGE else channel, day, PRIVATE)
    assert measured_of(world, OLD, PAGE)["other-sort"] == -1
    assert (measured_of(world, OLD, channel)["other-platform"], measured_of(world)["other-platform"]) == (-1, 0)


def test_an_account_that_posts_on_its_own_is_a_page_unless_a_file_calls_it_otherwise() -> None:
    world = World(groups=1)
    for day in range(3):
        world.post(PAGE, "", day)
        world.post(OTHER_PAGE, "", day)
        world.post(BOSS, OLD, day)
    world.removed(OTHER_PAGE, 10, state="described", kind="account")
    snapshot = world.snapshot()
    assert {snapshot.ids[number] for number in find_pages(snapshot)} == {PAGE}


def test_few_shared_members_of_few_are_a_small_share() -> None:
    few, many = World(), World()
    for world, size in ((few, 3), (many, 12)):
        world.lives(OLD, 0, 100, PEOPLE[:size])
        world.lives(NEW, 110, 300, [*PEOPLE[: size * 2 // 3], "telegram:user200"])
    assert measured_of(few)["carried"] < 0.2 < 0.35 < measured_of(many)["carried"]


def test_an_announcement_elsewhere_by_who_runs_the_old_one_counts_less_than_one_in_it() -> None:
    world, invite = invited(PEOPLE[:2])
    world.runs(BOSS, OLD)
    assert measured_of(world)["announced"] == 0
    world.post(BOSS, "telegram:channel100", 101, invite, text="We go on in {}")
    assert measured_of(world)["announced"] == 2
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    assert "announced-elsewhere" in {reason.key for reason in found.reasons}
    world.post(BOSS, OLD, 99, invite, text="We go on in {}")
    assert measured_of(world)["announced"] == 3


def test_a_profile_announces_and_so_does_who_passes_on_what_stands_in_the_new_one() -> None:
    shown, invite = invited(PEOPLE[:2])
    shown.link(Shows, OLD, invite, raw=invite, where="profile", last_seen=at(101))
    assert measured_of(shown)["announced"] == 3
    passed, _ = invited(PEOPLE[:2])
    passed.post(OLD, OLD, 100, text="See there")
    passed.link(ForwardedFrom, f"telegram:post{len(passed.nodes[Post]) - 1}", NEW)
    assert measured_of(passed)["announced"] == 3


def test_who_came_back_under_a_name_that_few_bear_is_told() -> None:
    world = recreated(boss=STRANGER, contact=OTHER)
    assert measured_of(world)["like-staff"] == 0
    for boss, day in ((BOSS, 50), (STRANGER, 150)):
        world.called(boss, "Walnut Harbour Master", day)
    assert measured_of(world)["like-staff"] > 0
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    reason = next(reason for reason in found.reasons if reason.key == "came-back")
    assert reason.parts["accounts"] == [BOSS, STRANGER]


def test_who_is_saved_under_one_name_in_an_address_book_has_not_come_back() -> None:
    world = recreated(boss=STRANGER, contact=OTHER)
    for boss, day in ((BOSS, 50), (STRANGER, 150)):
        world.called(boss, "Uncle Boat", day, how="saved")
    assert measured_of(world)["like-staff"] == 0


def test_others_who_run_the_new_one_speak_against_it_and_name_and_members_count_more_with_who_ran_the_old_one() -> None:
    rival, heir = recreated(boss=STRANGER, contact=OTHER), recreated()
    for world in (rival, heir):
        world.called(OLD, "Walnut gate 3", 50)
        world.called(NEW, "Walnut gate 4", 150)
    taken, kept = measured_of(rival), measured_of(heir)
    assert taken["strangers"] < 0 == kept["strangers"]
    assert kept["borne-out"] > 0 == taken["borne-out"]


def test_weights_of_the_past_take_the_place_of_those_shipped() -> None:
    world = recreated()
    world.called(OLD, "Walnut gate 3", 50)
    world.called(NEW, "Walnut gate 4", 150)
    sure = read_learnt_weights("succession").plain() | {"calibration": {"bits": [-50.0, 50.0], "shares": [0.97, 0.98]}}
    scores = {one.key: one.score for one in world.found(learnt={"succession": sure})}
    assert 0.97 <= (scores[OLD, NEW] or 0) <= 0.98


def test_a_bumped_number_in_a_name_counts() -> None:
    world = recreated()
    world.called(OLD, "Walnut gate 3", 50)
    world.called(NEW, "Walnut gate 4", 150)
    [found] = world.found()
    assert "like-name" in keys(found)
    assert score(world) > score(recreated())


def test_a_member_known_by_name_is_the_account_of_that_name() -> None:
    world = World()
    world.lives(OLD, 0, 100, [STRANGER])
    world.lives(NEW, 110, 300, [BOSS])
    world.runs(BOSS, OLD, NEW)
    for number, person in enumerate(PEOPLE):
        world.called(world.node(Account, person), f"Person {number}", 20)
        world.link(MemberOf, Name.of(f"Person {number}").id, OLD, how="listed", last_seen=at(90))
        world.link(MemberOf, person, NEW, how="listed", last_seen=at(200))
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    assert found.parts["members"] == len(PEOPLE)


def test_one_group_follows_one_group() -> None:
    world = recreated()
    world.lives(THIRD, 0, 102, PEOPLE[:4])
    world.runs(BOSS, THIRD)
    assert {pair[1] for pair in world.pairs()} == {NEW}
    assert len(world.pairs()) == 1


@settings(max_examples=8)  # each builds a case and analyses it
@given(st.integers(0, 1000))
def test_the_order_of_what_was_read_changes_nothing(seed: int) -> None:
    random = Random(seed)
    world = recreated()
    before = [one.plain() for one in world.found()]
    for rows in world.links.values():
        random.shuffle(rows)
    assert [one.plain() for one in world.found()] == before


def score(world: World, old: str = OLD, new: str = NEW, **past: Any) -> float:
    """Give the probability of a pair, 0 where it is not said."""
    return next((one.score or 0.0 for one in world.found(**past) if one.key == (old, new)), 0.0)


def test_a_recreated_group_is_found() -> None:
    [found] = recreated().found()
    # what such evidence was worth in the family of worlds in which it was worth least allows no more than "weak"
    assert (found.key, found.basis, found.confidence) == ((OLD, NEW), "inferred", "weak")
    assert found.score is not None
    assert 0 < found.score < 0.5
    assert {"same-admin", "handed-contact", "members-came-along"} <= keys(found)
    assert (found.parts["how"], found.parts["gap_days"], found.parts["members"]) == (None, 10.0, 8)
    assert all(reason.evidence for reason in found.reasons)


def test_the_reasons_sum_to_the_bits_that_the_score_stands_on() -> None:
    [found] = recreated().found()
    assert "succession-prior" in {reason.key for reason in found.reasons}
    assert found.score == round(read_learnt_weights("succession").calibration.probability(found.bits), 4)


def test_a_rival_who_lures_a_few_is_no_heir() -> None:
    few = [*PEOPLE[:2], *(f"telegram:user{number}" for number in range(200, 210))]
    world = recreated(boss=STRANGER, contact=OTHER, people=few)
    world.called(OLD, "Harbour walnut", 50)
    world.called(NEW, "Seaside almond", 150)
    assert world.pairs() == set()
    assert recreated(people=[*PEOPLE[:4], *few[2:]]).pairs() == {(OLD, NEW)}  # with its admin and number


def test_who_asks_after_a_group_is_no_heir() -> None:
    few = [*PEOPLE[:2], *(f"telegram:user{number}" for number in range(200, 210))]
    world = recreated(boss=STRANGER, contact=OTHER, people=few)
    world.called(OLD, "Harbour walnut", 50)
    world.called(NEW, "Harbour walnut: honest?", 150)
    assert world.pairs() == set()


def test_nobody_who_shares_nothing_is_an_heir() -> None:
    strangers = [f"telegram:user{number}" for number in range(200, 208)]
    world = recreated(boss=STRANGER, contact=OTHER, people=strangers)
    assert world.pairs() == set()
    assert world.pairs(judgements=(judgement(1, "same", OLD, NEW),)) == {(OLD, NEW)}  # people may know better


def invited(members: Sequence[str]) -> tuple[World, str]:
    """Give a world in which a group goes dark and another begins with these members, and an invite that opens it."""
    world = World()
    world.lives(OLD, 0, 100, PEOPLE)
    world.lives(NEW, 110, 300, members)
    invite = world.node(Invite, "invite:t.me/+abcDEF01")
    world.link(Opens, invite, NEW, last_seen=at(200))
    return world, invite


def test_an_announcement_counts() -> None:
    world, invite = invited([*PEOPLE[:3], *(f"telegram:user{number}" for number in range(200, 209))])
    before = score(world)
    world.post(OLD, OLD, 99, invite, text="We go on in {}")
    [found] = world.found()
    assert "announced" in keys(found)
    assert found.score is not None
    assert found.score > before


def test_an_invite_that_any_member_posts_announces_nothing() -> None:
    world, invite = invited(PEOPLE[:8])
    world.post(STRANGER, OLD, 99, invite, text="Come to {}")
    assert all("announced" not in keys(one) for one in world.found())


def test_whoever_writes_in_a_channel_announces_for_it() -> None:
    world, invite = invited(PEOPLE[:8])
    world.post(STRANGER, OLD, 99, invite, text="Come to {}")
    world.link(Checked, OLD, TABLE, state="described", at=at(50), kind="public_channel")
    [found] = world.found()
    assert "announced" in keys(found)


def test_first_members_that_came_from_another_dead_group_speak_against() -> None:
    def one(others: Sequence[str]) -> World:
        world = World()
        world.lives(OLD, 0, 100, PEOPLE)
        world.lives(THIRD, 0, 100, others)
        world.lives(NEW, 110, 300, [*others[:6], *PEOPLE[:4]])
        world.runs(BOSS, OLD, NEW)
        world.gives_out(BOSS, PRIVATE, OLD, day=10)
        world.gives_out(BOSS, PRIVATE, NEW, day=120)
        return world

    strangers = [f"telegram:user{number}" for number in range(200, 212)]
    rows = {found.key: found for found in one(strangers).found(judgements=(judgement(1, "same", OLD, NEW),))}
    reason = next(reason for reason in rows[OLD, NEW].reasons if reason.key == "came-elsewhere")
    assert reason.weight < 0
    assert (reason.parts["old"], reason.parts["other"], reason.parts["new"]) == (OLD, THIRD, NEW)
    assert reason.parts["other_share"] > reason.parts["old_share"]
    assert reason.evidence
    apart = judgement(2, "different", THIRD, NEW)
    [found] = one(strangers).found(judgements=(judgement(1, "same", OLD, NEW), apart))
    assert "came-elsewhere" not in {reason.key for reason in found.reasons}


def test_words_that_go_together_in_many_names_are_one_thing() -> None:
    def shared(others: int) -> float:
        world = recreated()
        world.called(OLD, "Rooms and jobs in Walnut", 50)
        world.called(NEW, "Rooms and jobs in Almond", 150)
        for number in range(others):
            world.called(f"telegram:channel{100 + number}", f"Rooms and jobs in {'ABCDEFGHIJKLMN'[number]}ville", 50)
        snapshot = world.snapshot()
        group_names = GroupNames(snapshot, measure_lives(snapshot), 1000, 50)
        like = group_names.alike(snapshot.number[OLD], snapshot.number[NEW])
        return like[0] if like else 0.0

    assert shared(0) > shared(2) > shared(10)
    assert shared(0) < 11  # 0.5 others of 1,000, however many words


def test_an_advert_is_the_same_whatever_its_price() -> None:
    words = "Every week a safe way across the river with water and bread for {} coins"
    world = recreated(boss=STRANGER, contact=OTHER)
    for group, boss, price in ((OLD, BOSS, 250), (NEW, STRANGER, 300)):
        world.gives_out(boss, PRIVATE if boss == BOSS else OTHER, group, day=20 if group == OLD else 150)
        for number in range(2):
            world.post(boss, group, (30 if group == OLD else 160) + number, PRIVATE if boss == BOSS else OTHER,
                       text=words.format(price) + ", {}")  # fmt: skip
    # others run the new one, so that without a judgement it is no lead
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    assert "handed-text" in keys(found)


def two_heirs() -> World:
    world = recreated()
    world.lives(RIVAL, 112, 300, PEOPLE[:8])
    world.runs(BOSS, RIVAL)
    world.gives_out(BOSS, PRIVATE, RIVAL, day=120)
    return world


def test_a_second_heir_is_a_finding_of_its_own_and_the_next_best_of_the_first() -> None:
    first, second = two_heirs().found()
    assert {first.key, second.key} == {(OLD, NEW), (OLD, RIVAL)}
    assert (first.parts["second"], second.parts["second"]) == (False, True)
    runner_up = first.parts["runner_up"]
    assert (runner_up["id"], runner_up["said"]) == (second.key[1], True)
    assert runner_up["difference"] == pytest.approx(first.bits - second.bits, abs=0.01)
    assert first.parts["close"] is (runner_up["difference"] < 2)
    assert sum(one["weight"] for one in runner_up["told"]) == pytest.approx(second.bits)
    assert {one["key"] for one in runner_up["told"]} == {reason.key for reason in second.reasons}


def test_what_the_best_has_counts_against_the_next_best() -> None:
    second = next(one for one in two_heirs().found() if one.parts["second"])
    assert "another-new" in {reason.key for reason in second.reasons if reason.weight < 0}


def test_a_new_one_follows_one_old_one() -> None:
    world = recreated()
    world.lives(THIRD, 0, 102, PEOPLE[:4])
    world.runs(BOSS, THIRD)
    assert [pair[1] for pair in world.pairs()] == [NEW]


def test_judgements_bind() -> None:
    world = two_heirs()
    assert world.pairs(judgements=(judgement(1, "different", OLD, NEW),)) == {(OLD, RIVAL)}
    assert (OLD, RIVAL) in world.pairs(judgements=(judgement(1, "same", OLD, RIVAL),))
    unsure = [one.plain() for one in world.found(judgements=(judgement(1, "unsure", OLD, NEW),))]
    assert unsure == [one.plain() for one in world.found()]


def test_one_judged_different_contests_nobody() -> None:
    [alone] = recreated().found()
    [found] = two_heirs().found(judgements=(judgement(1, "different", OLD, RIVAL),))
    assert (found.key, found.parts["runner_up"]) == ((OLD, NEW), None)
    assert "another-new" not in {reason.key for reason in found.reasons}
    assert (alone.parts["close"], found.parts["close"]) == (False, False)


def test_one_judged_the_same_takes_the_new_one_from_all_others() -> None:
    world = recreated()
    world.lives(THIRD, 0, 100, [f"telegram:user{number}" for number in range(300, 312)])
    found = world.found(judgements=(judgement(1, "same", THIRD, NEW),))
    assert [one.key for one in found] == [(THIRD, NEW)]
    assert found[0].confidence == "weak"


def test_a_contact_counts_that_those_who_make_the_group_give_out() -> None:
    world = World(groups=40)
    world.lives(OLD, 0, 100, PEOPLE)
    world.lives(NEW, 110, 300, PEOPLE[:8])
    for day in (10, 20, 30):
        world.gives_out(BOSS, PRIVATE, OLD, day=day)
        world.gives_out(BOSS, PRIVATE, NEW, day=110 + day)
    [found] = world.found()
    assert "handed-contact" in keys(found)
    guarded = world.found(protected=frozenset({PRIVATE}))
    assert all("handed-contact" not in keys(one) for one in guarded)


def test_a_page_may_follow_a_page() -> None:
    world = World()
    advert = "Every Monday from the old harbour, small boat and no waiting, call {}"
    for page, first in ((PAGE, 0), (OTHER_PAGE, 110)):
        world.node(Account, page)
        world.removed(page, 250, state="described", kind="page")
        world.called(page, f"Walnut harbour {first}", first + 10)
        for day in range(0, 100, 5):
            world.post(page, "", first + day, PRIVATE, text=advert)
    world.removed(PAGE, 105)
    [found] = world.found()
    assert (found.key, found.subjects[0].label) == ((PAGE, OTHER_PAGE), "Account")
    assert {"handed-contact", "handed-text", "like-name"} <= {reason.key for reason in found.reasons}
    assert all(reason.evidence for reason in found.reasons)


def test_who_answers_a_page_is_its_audience() -> None:
    world = World()
    for page, first in ((PAGE, 0), (OTHER_PAGE, 110)):
        world.node(Account, page)
        world.removed(page, 250, state="described", kind="page")
        for number, day in enumerate(range(0, 100, 5)):
            world.post(page, "", first + day, text="Good morning")
            said = f"telegram:post{len(world.nodes[Post]) - 1}"
            world.post(f"facebook:5{number % 12}", "", first + day + 1, text="Hello")
            world.link(RepliesTo, f"telegram:post{len(world.nodes[Post]) - 1}", said)
    world.removed(PAGE, 105)
    [found] = world.found(judgements=(judgement(1, "same", PAGE, OTHER_PAGE),))
    along = next(reason for reason in found.reasons if reason.key == "members-came-along")
    assert (along.parts["shared"], along.parts["old"]) == (12, 12)
    assert {one.type for one in along.evidence} == {"REPLIES_TO"}


def test_a_channel_does_not_follow_a_chat_as_easily() -> None:
    alike, apart = recreated(), recreated()
    for world, kind in ((alike, "public_supergroup"), (apart, "public_channel")):
        world.link(Checked, OLD, TABLE, state="described", at=at(50), kind="public_supergroup")
        world.link(Checked, NEW, TABLE, state="described", at=at(200), kind=kind)
    assert score(alike) > score(apart)


def test_a_flag_is_told() -> None:
    world = recreated()
    world.removed(OLD, 90, state="flagged")
    world.removed(OLD, 104)
    [found] = world.found()
    flag = next(reason for reason in found.reasons if reason.key == "old-flagged")
    assert flag.weight >= 0
    assert flag.evidence


SHARES = (0.1, 0.25, 0.5)
"""Of twenty members those who come along."""


def test_a_planted_town_of_heirs_and_look_alikes() -> None:
    """Heirs keep who ran the old one; beside each stand a rival and somebody with part of a living one's audience."""
    world, planted, decoys = World(groups=30), {}, set()
    for number in range(9):
        old, new, rival, alike, living = (f"telegram:channel{200 + 10 * number + step}" for step in range(5))
        boss, thief = f"telegram:user{300 + number}", f"telegram:user{400 + number}"
        people = [f"telegram:user{1000 * (number + 2) + one}" for one in range(60)]
        share = SHARES[number % len(SHARES)]
        came = people[: round(20 * share)]
        day = 3 * number
        world.lives(old, day, 100 + day, people[:20])
        world.lives(living, day, 300, people[40:60])
        world.lives(new, 108 + day, 300, [*came, *people[20:35]])
        world.lives(rival, 112 + day, 300, [people[18], people[19], *people[35:40]])
        world.lives(alike, 110 + day, 300, [*people[55:58], *people[36:40]])
        world.runs(boss, old, new)
        world.runs(thief, rival)
        for group, writer, since in ((old, boss, day), (new, boss, 110 + day), (rival, thief, 115 + day)):
            contact = f"+1202555{(200 if writer == thief else 100) + number:04}"
            for week in range(6):
                world.gives_out(writer, contact, group, day=since + 7 * week)
        planted[old, new] = share
        decoys |= {rival, alike}
    found = {one.key: one for one in world.found()}
    by_share = {
        share: sum(found.get(pair) is not None for pair, one in planted.items() if one == share) for share in SHARES
    }
    assert by_share == {0.1: 3, 0.25: 3, 0.5: 3}
    assert not {pair for pair in found if pair[1] in decoys}
    assert set(found) == set(planted)


def test_a_name_alone_is_what_anybody_takes() -> None:
    strangers = [f"telegram:user{number}" for number in range(200, 203)]
    world = World(groups=80)
    world.lives(OLD, 0, 100, PEOPLE[:3])
    world.lives(NEW, 103, 300, strangers)
    world.called(OLD, "Harbour walnut gate", 50)
    world.called(NEW, "Harbour walnut gate 2", 150)
    assert world.pairs() == set()
    world.runs(BOSS, OLD, NEW)
    [found] = world.found()
    assert {"same-admin", "like-name"} <= keys(found)


def test_a_pair_less_likely_than_what_is_shown_is_no_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    assert recreated().pairs() == {(OLD, NEW)}
    monkeypatch.setattr(succession, "SHOWN", 0.5)
    assert recreated().pairs() == set()
    judged = judgement(1, "same", OLD, NEW)
    assert {found.key for found in recreated().found(judgements=(judged,))} == {(OLD, NEW)}


def test_who_leads_to_the_new_one_in_words_of_a_new_place_heralds_it() -> None:
    world, invite = invited(PEOPLE[:2])
    assert measured_of(world)["heralded"] == 0
    world.post("telegram:user900", "telegram:channel100", 112, invite, text="New group: {}")
    assert measured_of(world)["heralded"] == 1
    world.post("telegram:user901", "telegram:channel100", 113, invite, text="The old group was deleted, join {}")
    assert measured_of(world)["heralded"] == 2
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    assert "called-successor" in {reason.key for reason in found.reasons}


def test_people_of_the_old_one_who_lead_to_the_new_one_speak_for_the_pair_alone() -> None:
    world, invite = invited(PEOPLE[:2])
    world.post(PEOPLE[5], "telegram:channel100", 112, invite, text="See {}")
    assert measured_of(world)["by-people"] == 1
    world.post(PEOPLE[6], "telegram:channel100", 112, invite, text="Notre groupe est fermé, le nouveau {}")
    assert measured_of(world)["by-people"] == 3
    assert measured_of(world)["announced"] == 0, "they do not run the old one"
    stranger, other = invited(PEOPLE[:2])
    stranger.post("telegram:user900", "telegram:channel100", 112, other, text="See {}")
    assert measured_of(stranger)["by-people"] == 0


def test_a_post_that_leads_to_the_new_one_and_names_the_old_one_names_both() -> None:
    world, invite = invited(PEOPLE[:2])
    world.called(OLD, "Walnut gate travellers", 50)
    world.post("telegram:user900", "telegram:channel100", 112, invite, text="New group of walnut gate travellers {}")
    assert measured_of(world)["named-both"] == 1
    world.post("telegram:user900", "telegram:channel100", 112, invite, text="Walnut gate travellers are gone, join {}")
    assert measured_of(world)["named-both"] == 2
    silent, other = invited(PEOPLE[:2])
    silent.called(OLD, "Walnut gate travellers", 50)
    silent.post("telegram:user900", "telegram:channel100", 112, other, text="Walnut gate travellers {}")
    assert measured_of(silent)["named-both"] == 0, "no word says that it is a new place"


def test_a_group_of_which_nothing_says_that_it_ended_is_not_taken_for_one_that_did() -> None:
    world = World()
    world.lives(NEW, 110, 300, PEOPLE[:4])
    for person in PEOPLE:
        world.link(MemberOf, world.node(Account, person), world.node(Group, OLD), last_seen=at(20))
    assert measured_of(world)["unended"] == -1
    world.removed(OLD, 105)
    assert measured_of(world)["unended"] == 0
    [found] = world.found(judgements=(judgement(1, "same", OLD, NEW),))
    assert "old-unknown" not in {reason.key for reason in found.reasons}


def test_adverts_without_a_writer_are_their_group_s_circle_where_they_come_again() -> None:
    world = World()
    for group, first, last in ((OLD, 0, 100), (NEW, 110, 300)):
        world.lives(group, first, last, [f"telegram:user{first + 500}"])
        for number in range(2):
            world.unsigned(group, first + number, PRIVATE)
    assert measured_of(world)["same-circle"] > 0
    once = World()
    for group, first, last in ((OLD, 0, 100), (NEW, 110, 300)):
        once.lives(group, first, last, [f"telegram:user{first + 500}"])
        once.unsigned(group, first, PRIVATE)
    assert measured_of(once).get("same-circle", 0) == 0


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Our group was deleted, the new one: https://t.me/+abc", 2),
        ("Groupe fermé, rejoignez https://t.me/+abc", 2),
        ("تم حذف المجموعة القديمة، انضموا الى الجديدة", 2),
        ("Старую группу заблокировали, переходим в новую", 2),
        ("Eski grup kapandı, yeni grup", 2),
        ("El grupo anterior fue eliminado, únete", 2),
        ("গ্রুপ বন্ধ, নতুন গ্রুপ", 2),
        ("Backup channel: @spare", 1),
        ("Запасной канал", 1),
        ("المجموعة الرسمية", 1),
        ("Selling a new car, old price", 0),
        ("Travel Tripoli - Lampedusa, 900 euro, call", 0),
        ("Нужна комната в Берлине", 0),
        ("https://example.org/new/group/deleted", 0),
    ],
)
def test_words_of_a_new_place_are_told_from_others(text: str, level: int) -> None:
    assert rate_announcement(text) == level
