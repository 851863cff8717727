"""What changed between two reports: typed values compared, each change told once, with where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from graph.difference import Difference, compare_standings
from graph.difference.changes import Change, digest_reasons
from graph.difference.ranking import choose_first
from graph.difference.spots import Spot, list_coverage, list_spots
from graph.difference.standing import Judged, Seen, Standing
from graph.finding import Evidence, Finding, Reason, Subject
from graph.model import Account, Group, In, MemberOf, Mentions, Phone, Post, Posted
from tests.making import Making

DAY = 86_400_000
JUNE = 1_748_736_000_000
"""The first of June 2025: until then the earlier report had read."""
CHAT = "telegram:channel1"
OLD, NEW = ("sha256:old",), ("sha256:new",)
PHONE = "+12025550101"


def finding(kind: str, *subjects: str, reasons: Iterable[Reason] = (), **more: Any) -> Finding:
    said = {"basis": "inferred", "confidence": "fair", "score": 0.6, **more}
    about = tuple(Subject(id, "Account") for id in subjects)
    return Finding(kind=kind, key=said.pop("key", subjects), subjects=about, reasons=tuple(reasons), **said)


def shares(contact: str = PHONE, weight: float = 4.0, **parts: Any) -> Reason:
    return Reason(
        "own-contact",
        {"contact": contact, "users": 2, "of": 90, "share": None, **parts},
        weight,
        (Evidence("MENTIONS", "post", contact),),
    )


def spot(sources: tuple[str, ...], first: int, last: int | None = None, place: str = CHAT) -> Spot:
    return Spot(place, sources, first, first if last is None else last, 1)


def standing(
    number: int,
    *findings: Finding,
    sources: Iterable[str] = OLD,
    coverage: Iterable[Spot] = (),
    spots: Mapping[str, Iterable[Spot]] | None = None,
    **more: Any,
) -> Standing:
    """Give what a report stood on; ``spots`` are those of the first reason of a finding, by its id."""
    return Standing(
        number=number,
        made="2025-06-01T00:00:00Z",
        findings=findings,
        digest="",
        sources=dict.fromkeys(sources, "read"),
        coverage=(spot(OLD, JUNE - 90 * DAY, JUNE), *coverage),
        reasons={one.id: (tuple((spots or {}).get(one.id, ())), *(() for _ in one.reasons[1:])) for one in findings},
        **{"program": "one", **more},
    )


def changed(then: Standing, now: Standing) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for one in compare_standings(then, now).changes:
        assert one.id not in found, "told twice"
        found[one.id] = one
    return found


ALIAS = finding("alias", "a", "b", reasons=[shares()])


def test_the_same_standing_twice_is_no_change() -> None:
    one = standing(1, ALIAS)
    assert compare_standings(one, replace(one, number=2)).is_empty


@pytest.mark.parametrize(
    ("sources", "first", "last", "came"),
    [
        (NEW, JUNE + DAY, JUNE + 2 * DAY, "new"),
        (NEW, JUNE - 9 * DAY, JUNE - 2 * DAY, "late"),
        (NEW, JUNE - 9 * DAY, JUNE + 2 * DAY, "both"),
        ((*NEW, *OLD), JUNE - 9 * DAY, JUNE - 2 * DAY, "worked-out"),
        (OLD, JUNE - 9 * DAY, JUNE - 2 * DAY, "worked-out"),
    ],
)
def test_a_new_finding_is_news_by_when_its_evidence_happened_and_not_by_when_it_was_read(
    sources: tuple[str, ...], first: int, last: int, came: str
) -> None:
    now = standing(2, ALIAS, sources=(*OLD, *NEW), spots={ALIAS.id: [spot(sources, first, last)]})
    [change] = changed(standing(1), now).values()
    assert (change.what, change.came) == ("born", came)


def test_what_is_of_a_chat_that_was_not_read_before_is_news_only_after_all_that_was_read() -> None:
    for first, came in ((JUNE - DAY, "late"), (JUNE + DAY, "new")):
        now = standing(2, ALIAS, sources=(*OLD, *NEW), spots={ALIAS.id: [spot(NEW, first, place="telegram:channel2")]})
        assert changed(standing(1), now)[ALIAS.id].came == came


def test_a_chat_whose_file_was_exported_later_than_its_last_post_was_read_until_then() -> None:
    then = standing(1, exported={OLD[0]: JUNE + 9 * DAY})
    now = standing(2, ALIAS, sources=(*OLD, *NEW), spots={ALIAS.id: [spot(NEW, JUNE + DAY)]})
    assert changed(then, now)[ALIAS.id].came == "late"


def test_what_no_file_dates_is_called_so() -> None:
    now = standing(2, ALIAS, sources=(*OLD, *NEW), spots={ALIAS.id: [Spot(CHAT, NEW, None, None, 1)]})
    assert changed(standing(1), now)[ALIAS.id].came == "undated"


def test_after_a_report_that_kept_no_coverage_nobody_knows_what_came_late() -> None:
    then = replace(standing(1), coverage=None)
    now = standing(2, ALIAS, sources=(*OLD, *NEW), spots={ALIAS.id: [spot(NEW, JUNE - DAY)]})
    assert changed(then, now)[ALIAS.id].came == "unknown"


def test_what_follows_from_what_had_been_read_is_put_down_to_a_new_version_where_there_is_one() -> None:
    now = standing(2, ALIAS, spots={ALIAS.id: [spot(OLD, JUNE - DAY)]})
    assert changed(standing(1), now)[ALIAS.id].why is None
    assert changed(standing(1), replace(now, program="two"))[ALIAS.id].why == "version"


def rename(at: str) -> Finding:
    parts = {"old": "Sea Door", "new": "Land Door", "at": at, "before": None, "after": None, "what": "name"}
    told = Reason("rename-dated", {"node": "g", **parts}, 0.0, (Evidence("NAMED", "g", "name:Land Door"),))
    return finding("rename", "g", reasons=[told], basis="observed", score=1.0, parts=parts)


def test_a_rename_is_news_by_its_own_day_whenever_the_name_was_seen_last() -> None:
    for at, came in (("2025-05-03T00:00:00Z", "late"), ("2025-06-03T00:00:00Z", "new")):
        one = rename(at)
        spots = {one.id: [spot(NEW, JUNE - 30 * DAY, JUNE + 30 * DAY)]}
        assert changed(standing(1), standing(2, one, sources=(*OLD, *NEW), spots=spots))[one.id].came == came


# Gone, and why


def test_what_is_gone_says_whether_a_judgement_a_run_a_file_or_a_version_took_it() -> None:
    held = {ALIAS.id: [spot(OLD, JUNE - DAY)]}
    then = standing(1, ALIAS, spots=held)
    judged = (Judged(9, ALIAS.id, "alias", "different"),)
    for now, why in (
        (standing(2, judgements=judged), "judged"),
        (standing(2, sources=()), "undone"),
        (replace(standing(2), sources={OLD[0]: "otherwise"}), "reread"),
        (standing(2, protected=frozenset({PHONE})), "protected"),
        (standing(2, program="two"), "version"),
        (standing(2), "below"),
    ):
        change = next(one for one in compare_standings(then, now).changes if one.what == "gone")
        assert (change.id, change.why) == (ALIAS.id, why)


def test_a_judgement_that_is_taken_back_may_take_a_finding_along() -> None:
    then = standing(1, ALIAS, judgements=(Judged(9, ALIAS.id, "alias", "same"),))
    what = {one.what: one for one in compare_standings(then, standing(2)).changes}
    assert what["gone"].why == "unjudged"
    assert what["unjudged"].judgement == Judged(9, ALIAS.id, "alias", "same")


def test_a_judgement_is_told_once_with_what_it_says() -> None:
    now = standing(2, ALIAS, judgements=(Judged(9, ALIAS.id, "alias", "same"),))
    [change] = compare_standings(standing(1, ALIAS), now).changes
    assert (change.what, change.judgement and change.judgement.verdict) == ("judged", "same")


# Stronger and weaker


@pytest.mark.parametrize(
    ("was", "score", "what"), [(0.6, 0.95, "stronger"), (0.95, 0.6, "weaker"), (0.6, 0.7, None), (0.74, 0.76, None)]
)
def test_a_score_is_told_where_it_goes_into_another_band_by_more_than_a_hair(
    was: float, score: float, what: str | None
) -> None:
    found = changed(standing(1, replace(ALIAS, score=was)), standing(2, replace(ALIAS, score=score)))
    assert [one.what for one in found.values()] == ([] if what is None else [what])


def test_a_stronger_finding_names_the_reason_that_came_and_how_it_came() -> None:
    text = Reason("same-text", {"writers": 2, "of": 90, "share": None}, 3.0, (Evidence("POSTED", "a", "post"),))
    more = replace(ALIAS, score=0.98, reasons=(*ALIAS.reasons, text))
    now = replace(
        standing(2, more, sources=(*OLD, *NEW)),
        reasons={ALIAS.id: ((spot(OLD, JUNE - DAY),), (spot(NEW, JUNE - 3 * DAY),))},
    )
    change = changed(standing(1, ALIAS), now)[ALIAS.id]
    assert (change.what, change.came) == ("stronger", "late")
    assert [(one.how, one.reason.key, one.came) for one in change.reasons] == [("new", "same-text", "late")]


def test_a_rename_and_another_wording_change_no_other_finding() -> None:
    then = replace(ALIAS, reasons=(shares(names=["Nadia"]),), parts={"rival": "household"})
    now = replace(ALIAS, reasons=(shares(names=["Nadia Testova"]),), parts={"rival": "clients"})
    things = [{"a": Seen("Account", name, 1, 2, 3)} for name in ("Nadia", "Nadia Testova")]
    assert changed(standing(1, then, things=things[0]), standing(2, now, things=things[1])) == {}


def test_the_hash_of_reasons_is_of_their_values_and_no_name_changes_it() -> None:
    names = [
        Reason("alike-name", {"names": [name, "Nadia"], "bearers": 2, "of": 90}, 2.0, ()) for name in ("N.", "Nadja")
    ]
    one, other = (digest_reasons(replace(ALIAS, reasons=(reason,))) for reason in names)
    assert one == other
    assert digest_reasons(ALIAS) != digest_reasons(replace(ALIAS, reasons=(shares(weight=4.1),)))


# Clusters


def cluster(id: str, members: str, **parts: Any) -> Finding:
    said = {"name": id, "size": len(members), "core": sorted(members), **parts}
    return finding("cluster", *sorted(members), key=(id,), parts=said, score=0.9)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"x": "abcd"}, {"x": "abcde"}, [("x", "grown", "e", "", "")]),
        ({"x": "abcde"}, {"x": "abcd"}, [("x", "shrunk", "", "e", "")]),
        ({"x": "abcd", "y": "efgh"}, {"x": "abcdefgh"}, [("x", "merged", "", "", "y")]),
        ({"x": "abcd", "y": "efgh"}, {"x": "abcdefg"}, [("x", "merged", "", "h", "y")]),
        ({"x": "abcdefgh"}, {"x": "abcde", "y": "fgh"}, [("y", "split", "", "", "x")]),
        ({"x": "abcd"}, {"x": "abcd", "y": "efg"}, [("y", "born", "", "", "")]),
        ({"x": "abcd", "y": "efg"}, {"x": "abcd"}, [("y", "gone", "", "", "")]),
        ({"x": "abcd"}, {"z": "abcde"}, [("z", "grown", "e", "", "")]),
        ({"x": "abcd", "y": "efgh"}, {"z": "abcdefghi"}, [("z", "merged", "i", "", "xy")]),
        ({"x": "abcd"}, {"z": "abcd"}, []),
    ],
)
def test_what_became_of_a_cluster_is_told_once_by_its_members(
    before: Mapping[str, str], after: Mapping[str, str], told: list[tuple[str, ...]]
) -> None:
    then = standing(1, *(cluster(id, members) for id, members in before.items()))
    now = standing(2, *(cluster(id, members) for id, members in after.items()))
    names = {one.id: one.key[0] for one in (*then.findings, *now.findings)}
    found = [
        (names[id], one.what, "".join(one.joined), "".join(one.left), "".join(sorted(names[own] for own in one.origin)))
        for id, one in changed(then, now).items()
    ]
    assert found == told


def test_a_cluster_that_grew_by_what_was_read_late_alone_is_no_growth_of_its_own() -> None:
    one = cluster("x", "abcde")
    late, fresh = (spot(NEW, JUNE - DAY),), (spot(NEW, JUNE + DAY),)
    for spots, came in (({"e": late}, "late"), ({"e": fresh}, "new")):
        now = standing(2, one, sources=(*OLD, *NEW), members={one.id: spots})
        [change] = changed(standing(1, cluster("x", "abcd")), now).values()
        assert (change.came, change.joined_late) == (came, ("e",) if came == "late" else ())


# Contacts and states


def handoff(*users: tuple[str, int, int]) -> Finding:
    reasons = [
        Reason(
            "hop-posts",
            {"user": user, "contact": PHONE, "posts": 3, "first_seen": first, "last_seen": last},
            2.0,
            (Evidence("MENTIONS", f"post-{user}", PHONE),),
        )
        for user, first, last in users
    ]
    return finding("handoff", *(user for user, *_ in users), PHONE, key=(PHONE,), reasons=reasons, basis="observed")


def test_a_contact_that_its_givers_left_and_others_took_has_moved() -> None:
    then = standing(1, handoff(("a", JUNE - 90 * DAY, JUNE - DAY)))
    taken = handoff(("a", JUNE - 90 * DAY, JUNE - DAY), ("b", JUNE + DAY, JUNE + 9 * DAY))
    seen = Seen("Account", "A", JUNE - 90 * DAY, JUNE - DAY, None)
    for looked, moved in ((JUNE + 10 * DAY, [(PHONE, ("a",), ("b",))]), (JUNE, [])):
        now = standing(2, taken, things={"a": seen._replace(looked=looked)})
        found = compare_standings(then, now).changes
        assert [(one.id, one.left, one.joined) for one in found if one.what == "moved"] == moved


def test_who_took_a_contact_that_moved_is_not_told_again_as_its_new_giver() -> None:
    then = standing(1, handoff(("a", JUNE - 90 * DAY, JUNE - DAY)))
    taken = handoff(("a", JUNE - 90 * DAY, JUNE - DAY), ("b", JUNE + DAY, JUNE + 9 * DAY))
    seen = Seen("Account", "A", JUNE - 90 * DAY, JUNE - DAY, JUNE + 10 * DAY)
    found = compare_standings(then, standing(2, taken, things={"a": seen})).changes
    assert [(one.what, one.kind) for one in found] == [("moved", "contact")]


def test_a_handoff_is_dead_where_it_was_looked_for_and_not_where_it_was_not() -> None:
    one = handoff(("a", JUNE - 90 * DAY, JUNE - DAY))
    then = standing(1, one, things={PHONE: Seen("Phone", "", JUNE - 90 * DAY, JUNE - DAY, JUNE)})
    for looked, what in ((JUNE + 70 * DAY, ["dead"]), (JUNE + 7 * DAY, [])):
        now = standing(2, one, things={PHONE: Seen("Phone", "", JUNE - 90 * DAY, JUNE - DAY, looked)})
        assert [change.what for change in compare_standings(then, now).changes] == what


def test_a_state_is_told_and_one_that_was_so_before_the_report_came_late() -> None:
    then = standing(1, ALIAS, things={"a": Seen("Account", "A", 1, 2, 3)})
    for at, came in ((JUNE + DAY, "new"), (JUNE - DAY, "late")):
        now = standing(2, ALIAS, things={"a": Seen("Account", "A", 1, 2, 3, "removed", at)})
        change = changed(then, now)["a"]
        assert (change.what, change.state, change.came) == ("state", "removed", came)


def test_a_closed_group_that_is_led_to_for_the_first_time_was_not_found_so_since() -> None:
    things = {"a": Seen("Group", "A", 1, 2, 3, "private", None)}
    assert changed(standing(1), standing(2, things=things)) == {}


def sights(found: Difference) -> list[tuple[str, str]]:
    return [(one.how, one.id) for one in found.sights]


def test_first_seen_is_by_date_and_not_by_when_a_file_was_read() -> None:
    things = {
        "new": Seen("Account", "", JUNE + DAY, JUNE + DAY, JUNE + 2 * DAY),
        "late": Seen("Account", "", JUNE - DAY, JUNE - DAY, JUNE),
    }
    assert sights(compare_standings(standing(1), standing(2, things=things))) == [("first", "new")]


# What was collected


@pytest.mark.parametrize(
    ("first", "last", "place", "how"),
    [
        (JUNE + DAY, JUNE + 9 * DAY, CHAT, "on"),
        (JUNE - 200 * DAY, JUNE - 100 * DAY, CHAT, "back"),
        (JUNE - 20 * DAY, JUNE - 10 * DAY, CHAT, "between"),
        (JUNE - 20 * DAY, JUNE + 10 * DAY, "telegram:channel2", "place"),
    ],
)
def test_what_was_read_since_is_told_by_how_it_lies_to_what_had_been_read(
    first: int, last: int, place: str, how: str
) -> None:
    now = standing(2, sources=(*OLD, *NEW), coverage=[spot(NEW, first, last, place)])
    [one] = compare_standings(standing(1), now).collected
    assert (one.how, one.place) == (how, place)


# Order


def test_at_most_ten_come_first_and_what_was_read_late_after_what_happened() -> None:
    late = [finding("alias", f"l{at}", "x", score=0.99) for at in range(9)]
    fresh = [finding(kind, f"n{at}", "x") for kind in ("alias", "reuse", "succession", "handoff") for at in range(5)]
    fresh = [replace(one, reasons=(shares(),)) for one in fresh]
    late = [replace(one, reasons=(shares(),)) for one in late]
    spots = {one.id: [spot(NEW, JUNE - DAY if one in late else JUNE + DAY)] for one in (*late, *fresh)}
    now = standing(2, *late, *fresh, sources=(*OLD, *NEW), spots=spots)
    first = choose_first(compare_standings(standing(1), now).changes)
    assert [one.kind for one in first] == ["succession"] * 3 + ["alias"] * 3 + ["handoff"] * 3 + ["reuse"]
    assert {one.came for one in first} == {"new"}


# Where and when things are seen


def test_a_post_is_seen_where_it_stands_in_all_files_that_hold_it_and_a_member_in_the_group() -> None:
    made = Making()
    made.source = "sha256:one"
    made.node(Account, "u")
    made.node(Group, CHAT)
    made.node(Phone, PHONE)
    for number, sources in enumerate((("sha256:one",), ("sha256:one", "sha256:two"))):
        post = made.node(Post, f"p{number}", at=JUNE + number * DAY)
        for source in sources:
            made.link(Posted, "u", post, source)
            made.link(In, post, CHAT, source)
            made.link(Mentions, post, PHONE, source, raw=PHONE, rule="phone")
    made.link(MemberOf, "u", CHAT, first_seen=JUNE, last_seen=JUNE + 5 * DAY)
    snapshot = made.snapshot()
    wanted = [Evidence("MENTIONS", "p1", PHONE), Evidence("MEMBER_OF", "u", CHAT), Evidence("MENTIONS", "gone", PHONE)]
    assert list_spots(snapshot, wanted) == {
        wanted[0]: Spot(CHAT, ("sha256:one", "sha256:two"), JUNE + DAY, JUNE + DAY, 1),
        wanted[1]: Spot(CHAT, ("sha256:one",), JUNE, JUNE + 5 * DAY, 1),
    }
    assert list_coverage(snapshot) == (
        Spot(CHAT, ("sha256:one",), JUNE, JUNE + 5 * DAY, 2),
        Spot(CHAT, ("sha256:one", "sha256:two"), JUNE + DAY, JUNE + DAY, 1),
    )
