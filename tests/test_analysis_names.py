"""Renames and reuse: everything planted is found, nothing else, whatever the order of the files."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import forms
from graph.analysis.names.renames import find_renames
from graph.analysis.names.reuse import find_reuses
from graph.analysis.shared.context import Past
from graph.finding import Finding
from graph.model import Account, Group, Handle, Name, Named, Opens
from graph.snapshot import Snapshot

pytestmark = pytest.mark.slow  # whole analyses run over many made-up cases

START = datetime(2024, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


class Bears(NamedTuple):
    """A row of what files say of a name or a handle."""

    subject: str
    value: str
    seen: Sequence[float] = ()
    begins: float | None = None
    ends: float | None = None
    source: str = "sha256:a"
    how: str = ""
    """As somebody's phone shows it, or in an address book; else as it is known."""


def snapshot(*rows: Bears) -> Snapshot:
    """Give a snapshot of names, and of handles where the value begins with @."""
    named: list[dict[str, Any]] = []
    held: list[dict[str, Any]] = []
    handles: set[str] = set()
    for number, row in enumerate(rows):
        said: dict[str, Any] = {"source": row.source, "place": f"line {number}"}
        if row.seen:
            said |= {"first_seen": day(min(row.seen)), "last_seen": day(max(row.seen))}
        if row.begins is not None:
            said["from"] = day(row.begins)
        if row.ends is not None:
            said["to"] = day(row.ends)
        if row.value.startswith("@"):
            handle = f"telegram:{row.value}"
            handles.add(handle)
            held.append({"start": handle, "end": row.subject, **said})
        else:
            how = row.how or ("seen" if row.seen else "event")
            named.append({"start": row.subject, "end": Name.of(row.value).id, "how": how, **said})
    return Snapshot.of(
        {
            Account: [{"id": id} for id in sorted({row.subject for row in rows}) if id not in GROUPS],
            Group: [{"id": id} for id in sorted({row.subject for row in rows}) if id in GROUPS],
            Handle: [{"id": id} for id in sorted(handles)],
            Name: [Name.of(text).values() for text in sorted({r.value for r in rows if not r.value.startswith("@")})],
        },
        {Named: named, Opens: held},
    )


def renames(*rows: Bears) -> list[Finding]:
    return list(find_renames(snapshot(*rows), Past()))


def reuses(*rows: Bears) -> list[Finding]:
    return list(find_reuses(snapshot(*rows), Past()))


def changes(found: Sequence[Finding]) -> list[tuple[str, str, str | None]]:
    return [(one.subjects[0].id, one.parts["old"], one.parts["new"]) for one in found]


def passed(found: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    return [(one.parts["kind"], one.subjects[0].id, one.subjects[1].id, one.parts["value"]) for one in found]


A, B, C = "telegram:user1", "telegram:user2", "telegram:user3"
GROUPS = ("telegram:channel1", "telegram:channel2", "facebook:group3")


def test_an_event_dates_a_rename() -> None:
    [found] = renames(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=9))
    assert (found.parts["at"], found.parts["after"]) == ("2024-01-10T00:00:00Z", "2024-01-02T00:00:00Z")
    assert (found.score, found.basis, found.confidence) == (1.0, "observed", "strong")
    assert {reason.key for reason in found.reasons} == {"rename-dated"}
    assert found.reasons[0].evidence


def test_two_sightings_leave_the_date_between_them() -> None:
    [found] = renames(Bears(A, "Salt", seen=[1, 3]), Bears(A, "Pepper", seen=[9]))
    assert found.parts["at"] is None
    assert (found.parts["after"], found.parts["before"]) == ("2024-01-04T00:00:00Z", "2024-01-10T00:00:00Z")


def test_two_phones_that_call_one_account_differently_tell_no_rename() -> None:
    ferry = Bears(A, "Ferry Man", seen=[1], how="shown")
    assert renames(ferry, Bears(A, "Cousin Sam", seen=[9], how="shown", source="sha256:b")) == []
    assert renames(ferry, Bears(A, "Sam Doe", seen=[9], source="sha256:b")) == []
    assert renames(Bears(A, "Sam Doe", seen=[1]), Bears(A, "Ferry Man", seen=[9], how="shown")) == []


def test_a_name_that_two_phones_show_on_two_days_is_the_accounts_own() -> None:
    new = [Bears(A, "Sam Roe", seen=[at], how="shown", source=f"sha256:{at}") for at in (9, 12)]
    assert changes(renames(Bears(A, "Sam Doe", seen=[1]), *new)) == [(A, "Sam Doe", "Sam Roe")]
    book = Bears(A, "Sam Roe", seen=[15], how="saved", source="sha256:book")
    assert renames(Bears(A, "Sam Doe", seen=[1]), *new, book) == []


def test_what_a_phone_shows_in_between_is_no_rename_there_and_back() -> None:
    odd = Bears(A, "Ferry Man", seen=[5], how="shown", source="sha256:b")
    assert renames(Bears(A, "Sam Doe", seen=[1]), odd, Bears(A, "Sam Doe", seen=[9])) == []


def test_one_book_name_of_two_accounts_is_no_reuse() -> None:
    rows = (
        Bears(A, "Ferry Man", seen=[1], how="shown"),
        Bears(A, "Sam Doe", seen=[5]),
        Bears(B, "Ida Roe", seen=[2]),
        Bears(B, "Ferry Man", seen=[9], how="shown", source="sha256:b"),
    )
    assert reuses(*rows) == []


def test_a_name_that_an_answer_calls_a_former_one_came_before_the_one_it_gives() -> None:
    told = Bears(A, "Zed Salt", seen=[9], how="history"), Bears(A, "Amy Pepper", seen=[9])
    assert changes(renames(*told)) == [(A, "Zed Salt", "Amy Pepper")]


def test_there_and_back_are_two_renames() -> None:
    rows = Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", seen=[2]), Bears(A, "Salt", begins=3)
    found = renames(*rows)
    assert changes(found) == [(A, "Salt", "Pepper"), (A, "Pepper", "Salt")]
    assert len({one.id for one in found}) == 2


def test_an_unknown_old_name_is_not_claimed() -> None:
    assert renames(Bears(A, "Salt", begins=5)) == []


def test_an_undated_name_was_once_borne() -> None:
    [found] = renames(Bears(A, "Salt"), Bears(A, "Pepper", seen=[3]))
    assert changes([found]) == [(A, "Salt", "Pepper")]
    assert [found.parts[name] for name in ("at", "after", "before")] == [None, None, None]


def test_decoration_alone_is_told_as_cosmetic() -> None:
    rows = Bears(A, "Salt", seen=[1]), Bears(A, "🌊 SALT", seen=[2]), Bears(A, "Pepper", seen=[3])
    assert [one.parts["cosmetic"] for one in renames(*rows)] == [True, False]


def test_an_earlier_sight_of_both_names_moves_no_id() -> None:
    rows = Bears(A, "Salt", seen=[5]), Bears(A, "Pepper", seen=[20])
    more = Bears(A, "Salt", seen=[1, 8], source="sha256:b"), Bears(A, "Pepper", begins=12, source="sha256:b")
    assert [one.id for one in renames(*rows)] == [one.id for one in renames(*rows, *more)]


def test_a_change_of_handle_is_a_rename_of_its_own_sort() -> None:
    [found] = renames(Bears(A, "@salt", seen=[1]), Bears(A, "@pepper", seen=[9]))
    assert (found.parts["what"], found.parts["old"], found.parts["new"]) == (
        "handle",
        "telegram:@salt",
        "telegram:@pepper",
    )
    assert found.reasons[0].evidence[0].end == A


def test_a_handle_that_comes_back_is_two_changes() -> None:
    rows = Bears(A, "@salt", seen=[1]), Bears(A, "@pepper", seen=[4]), Bears(A, "@salt", seen=[9])
    assert len(renames(*rows)) == 2


def test_handles_side_by_side_are_no_change() -> None:
    rows = [Bears(A, handle, seen=[at]) for at in (1, 5) for handle in ("@salt", "@pepper")]
    assert renames(*rows) == []


def test_who_is_seen_on_the_day_on_which_a_list_ends_a_name_has_not_taken_it_back() -> None:
    rows = Bears(A, "Salt", begins=1, ends=10), Bears(A, "Pepper", begins=10), Bears(A, "Salt", seen=[2, 10.4])
    assert changes(renames(*rows)) == [(A, "Salt", "Pepper")]
    assert changes(renames(Bears(A, "Salt", seen=[2, 10.4]), rows[1])) == [(A, "Salt", "Pepper")]


def test_who_is_seen_under_an_old_name_on_another_day_has_taken_it_back() -> None:
    rows = Bears(A, "Salt", begins=1, ends=10), Bears(A, "Pepper", begins=10), Bears(A, "Salt", seen=[11.2])
    assert changes(renames(*rows)) == [(A, "Salt", "Pepper"), (A, "Pepper", "Salt")]


def test_a_name_that_begins_and_is_seen_on_the_day_of_another_stands() -> None:
    rows = Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=10), Bears(A, "Salt", begins=10.2)
    assert changes(renames(*rows, Bears(A, "Salt", seen=[10.4]))) == [(A, "Salt", "Pepper"), (A, "Pepper", "Salt")]


def test_two_who_exchange_names_swap() -> None:
    rows = [
        *(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=10)),
        *(Bears(B, "Pepper", seen=[1]), Bears(B, "Salt", begins=12)),
    ]
    [found] = reuses(*rows)
    assert passed([found]) == [("swap", A, B, "Salt")]
    assert (found.parts["other"], found.parts["freed"], found.parts["taken"]) == (
        "Pepper",
        "2024-01-11T00:00:00Z",
        "2024-01-13T00:00:00Z",
    )
    assert "not-the-same-account" in {reason.key for reason in found.reasons}


def test_an_exchange_over_weeks_is_a_freed_name_and_no_swap() -> None:
    rows = [
        *(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=10)),
        *(Bears(B, "Pepper", seen=[1]), Bears(B, "Salt", begins=30)),
    ]
    assert passed(reuses(*rows)) == [("freed-name", A, B, "Salt")]


def test_a_name_that_two_bore_at_once_was_not_freed() -> None:
    rows = [
        *(Bears(A, "Salt", seen=[1, 20]), Bears(A, "Pepper", seen=[30])),
        *(Bears(B, "Water", seen=[1]), Bears(B, "Salt", seen=[15, 40])),
    ]
    assert reuses(*rows) == []


def test_a_name_that_a_third_bears_meanwhile_was_not_freed() -> None:
    rows = [
        *(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=5)),
        *(Bears(B, "Water", seen=[1]), Bears(B, "Salt", begins=9)),
    ]
    assert passed(reuses(*rows)) == [("freed-name", A, B, "Salt")]
    assert reuses(*rows, Bears(C, "salt 🌊", seen=[3])) == []


def test_who_was_first_seen_with_a_name_did_not_take_it() -> None:
    rows = Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=5), Bears(B, "Salt", seen=[9])
    assert reuses(*rows) == []
    assert passed(reuses(*rows[:2], Bears(B, "Salt", begins=9))) == [("freed-name", A, B, "Salt")]


def test_names_pass_within_a_platform_only() -> None:
    other = "facebook:1"
    rows = [
        *(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=5)),
        *(Bears(other, "Water", seen=[1]), Bears(other, "Salt", begins=9)),
    ]
    assert reuses(*rows) == []


def test_the_name_of_a_group_passes_on_any_platform() -> None:
    one, _, other = GROUPS
    rows = Bears(one, "Salt", seen=[1]), Bears(one, "Pepper", begins=5), Bears(other, "Salt", begins=9)
    assert passed(reuses(*rows)) == [("freed-name", one, other, "Salt")]


def test_a_name_that_lay_free_for_half_a_year_is_chance() -> None:
    rows = Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=5), Bears(B, "Salt", begins=180)
    assert reuses(*rows) == []


def test_the_name_of_a_group_that_ended_passes_to_one_that_bore_another() -> None:
    old, new, _ = GROUPS
    rows = Bears(old, "Salt", seen=[1, 40]), Bears(new, "Pepper", seen=[1, 60]), Bears(new, "Salt", seen=[70, 200])
    assert reuses(*rows) == []  # nobody looked at the old one any more: it may live on
    [found] = reuses(*rows, Bears(old, "@salt", seen=[200]))
    assert passed([found]) == [("freed-name", old, new, "Salt")]
    assert [reason.key for reason in found.reasons][:2] == ["name-left", "name-taken"]


def test_a_group_that_is_made_with_the_name_of_one_that_ended_may_be_its_successor() -> None:
    old, new, _ = GROUPS
    assert reuses(Bears(old, "Salt", seen=[1, 40]), Bears(new, "Salt", begins=70), Bears(new, "Salt", seen=[200])) == []


def test_an_account_that_is_seen_no_more_frees_no_name() -> None:
    rows = Bears(A, "Salt", seen=[1, 40]), Bears(B, "Pepper", seen=[1, 60]), Bears(B, "Salt", seen=[70, 200])
    assert reuses(*rows) == []


def test_a_group_that_adds_a_word_frees_its_name_for_one_that_takes_it_and_not_for_one_that_is_made_with_it() -> None:
    old, new, _ = GROUPS
    rows = Bears(old, "Salt", seen=[1]), Bears(old, "Salt official", begins=5), Bears(new, "Salt", begins=9)
    assert reuses(*rows) == []
    assert passed(reuses(Bears(new, "Pepper", seen=[1]), *rows)) == [("freed-name", old, new, "Salt")]


def test_a_handle_that_two_held_in_turn_was_freed() -> None:
    rows = Bears(A, "@salt", seen=[1, 4]), Bears(A, "@pepper", seen=[6]), Bears(B, "@salt", seen=[9])
    [found] = reuses(*rows)
    assert passed([found]) == [("freed-handle", A, B, "telegram:@salt")]
    assert found.parts["taken"] == "2024-01-10T00:00:00Z"


class Plan(NamedTuple):
    """A world of names: what files say, and what happened."""

    rows: list[Bears]
    renames: set[tuple[str, str, str]]
    reuses: set[tuple[str, str, str, str]]


SUBJECTS = [f"telegram:user{number}" for number in range(5)]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plant renames, swaps and freed names ten days apart, told by events or by sightings, in any order."""
    names = {subject: f"Name {number}" for number, subject in enumerate(SUBJECTS)}
    histories: dict[str, list[tuple[float, str]]] = {subject: [(0, name)] for subject, name in names.items()}
    freed: dict[str, str] = {}
    planted: set[tuple[str, str, str]] = set()
    passed: set[tuple[str, str, str, str]] = set()
    fresh = len(SUBJECTS)

    def take(subject: str, name: str, at: float) -> None:
        planted.add((subject, names[subject], name))
        names[subject] = name
        histories[subject].append((at, name))

    moments: list[float] = [5.0]
    for step in range(1, draw(st.integers(1, 8))):
        at = 10.0 * step
        subject, other = draw(st.permutations(SUBJECTS))[:2]
        sort = draw(st.sampled_from(["fresh", "swap", "free"]))
        known = names[subject]
        if sort == "swap":
            first, second = known, names[other]
            take(subject, second, at)
            take(other, first, at + 2)
            passed.add(("swap", subject, other, first))
            moments.append(at + 1)
        else:
            unused = sorted(freed) if sort == "free" else []
            name = draw(st.sampled_from(unused)) if unused else f"Name {fresh}"
            fresh += 1
            take(subject, name, at)
            if name in freed and (giver := freed.pop(name)) != subject:
                passed.add(("freed-name", giver, subject, name))
            freed[known] = subject
        moments.append(at + 5)
    rows = draw(st.permutations(list(told(histories, moments, draw(st.booleans())))))
    spread = draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)))
    placed = [row._replace(source=f"sha256:{number}") for row, number in zip(rows, spread, strict=True)]
    return Plan(placed, planted, passed)


def told(histories: Mapping[str, Sequence[tuple[float, str]]], moments: Sequence[float], events: bool) -> list[Bears]:
    """Give what files say of the histories: each change, or who bore what at each of the moments."""
    rows = [Bears(subject, history[0][1], seen=[0]) for subject, history in histories.items()]
    for subject, history in histories.items():
        if events:
            rows += [Bears(subject, name, begins=at) for at, name in history[1:]]
        else:
            borne = [(at, [name for begin, name in history if begin <= at][-1]) for at in moments]
            rows += [Bears(subject, name, seen=[at]) for at, name in borne]
    return rows


@given(plans())
def test_all_that_is_planted_is_found_and_nothing_else(plan: Plan) -> None:
    found = list(find_renames(snapshot(*plan.rows), Past()))
    assert set(changes(found)) == plan.renames
    assert set(passed(reuses(*plan.rows))) == plan.reuses


@given(plans())
def test_every_rename_stands_once_for_its_place_in_the_history(plan: Plan) -> None:
    found = renames(*plan.rows)
    assert len({one.id for one in found}) == len(found)
    by_subject = [one for one in found if one.subjects[0].id == SUBJECTS[0]]
    assert all(one.parts["new"] == other.parts["old"] for one, other in pairwise(by_subject))


@given(st.permutations(range(6)))
def test_the_order_of_files_changes_nothing(order: Sequence[int]) -> None:
    rows = [
        *(Bears(A, "Salt", seen=[1]), Bears(A, "Pepper", begins=10), Bears(A, "Salt", seen=[30])),
        *(Bears(B, "Pepper", seen=[1]), Bears(B, "Salt", begins=12), Bears(B, "Water", seen=[25])),
    ]
    mixed = [rows[number] for number in order]
    assert renames(*mixed) == renames(*rows)
    assert reuses(*mixed) == reuses(*rows)


def test_an_empty_case_has_none() -> None:
    assert renames() == reuses() == []


def test_names_are_compared_as_the_forms_say() -> None:
    assert forms.name_key("🌊 SALT") == forms.name_key("Salt")
