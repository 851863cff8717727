"""The first leads that a reader of the sample meets: true, about no sheltered innocent, of crews by their brands."""

from pathlib import Path

import pytest

from graph.analysis import ANALYSES
from graph.analysis.shared.context import Past
from graph.finding import Finding
from graph.snapshot import Snapshot
from liaisons.trials.first_leads import find_all, is_brand, measure_first, name_crews
from liaisons.trials.reading import read_folder_tables
from worlds.facts import Truth, read_truth_file

pytestmark = pytest.mark.slow  # worlds are made for it

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(*read_folder_tables(SAMPLES / "case"))


@pytest.fixture(scope="module")
def truth() -> Truth:
    return read_truth_file(SAMPLES / "truth.json")


@pytest.fixture(scope="module")
def found(snapshot: Snapshot) -> list[Finding]:
    return find_all(snapshot)


def test_the_first_ten_leads_of_each_kind_are_true(found: list[Finding], truth: Truth) -> None:
    measured = measure_first(found, truth)
    assert all(one.count for one in measured)
    assert [one.wrong for one in measured] == [()] * 6


def test_no_agency_hotline_or_rating_group_is_in_the_first_thirty_of_any_kind(
    found: list[Finding], truth: Truth
) -> None:
    assert [one.innocent for one in measure_first(found, truth)] == [()] * 6


def test_kinds_are_found_alike_in_any_order(found: list[Finding]) -> None:
    fresh = Snapshot(*read_folder_tables(SAMPLES / "case"))
    again = {kind: list(ANALYSES[kind](fresh, Past())) for kind in reversed(list(ANALYSES))}
    assert [one.plain() for kind in ANALYSES for one in again[kind]] == [one.plain() for one in found]


def test_an_agency_put_first_would_be_seen(found: list[Finding], truth: Truth) -> None:
    contacts = {contact for one in truth.innocents if one.kind == "agency" for contact in one.contacts}
    [lead] = [one for one in found if one.kind == "handoff" and set(one.key) & contacts]
    assert any(one.innocent for one in measure_first([lead], truth))


def test_each_crew_bears_its_own_brand(found: list[Finding], snapshot: Snapshot, truth: Truth) -> None:
    named = name_crews(found, snapshot, truth)
    assert {one.crew: one.name for one in named} == {
        "sea-door": "باب البحر",
        "green-bridge": "Green Bridge",
        "wide-line": "Ligne du Large",
        "bright-road": "راه روشن",
        "forest-path": "Тропа",
        "open-road": "Open Road",
    }
    assert all(one.brand for one in named)


def test_a_name_of_one_group_is_no_brand(truth: Truth) -> None:
    crew = truth.crews[0]
    assert not is_brand("Sea Door", crew, {crew.groups[0]: ["Sea Door"]})


@pytest.fixture(scope="module")
def guarded(snapshot: Snapshot, truth: Truth, found: list[Finding]) -> tuple[frozenset[str], list[Finding]]:
    """Protect a number and an invite of each crew, and a handle that passed on, and find again."""
    contacts = {contact for crew in truth.crews for contact in crew.contacts}
    numbers = sorted(contact for contact in contacts if contact.startswith("+"))[::2]
    invites = sorted(contact for contact in contacts if contact.startswith("invite:"))
    handles = [one.parts["value"] for one in found if one.kind == "reuse" and one.parts["kind"] == "freed-handle"]
    known = {id for id in (*numbers, *invites, *handles) if id in snapshot.number}
    assert handles
    assert set(handles) <= known
    return frozenset(known), find_all(snapshot, Past(protected=frozenset(known)))


def test_no_lead_rests_on_a_protected_contact(guarded: tuple[frozenset[str], list[Finding]]) -> None:
    protected, found = guarded
    for one in found:
        for reason in one.reasons:
            ends = {end for link in reason.evidence for end in (link.start, link.end)}
            assert not (reason.weight and ends & protected), (one.kind, reason)


def test_no_lead_is_about_a_protected_contact(guarded: tuple[frozenset[str], list[Finding]]) -> None:
    protected, found = guarded
    about = {subject.id for one in found for subject in one.subjects if one.kind != "handoff" or not shared(one)}
    assert not about & protected
    values = {one.parts["value"] for one in found if one.kind == "reuse"}
    assert not values & protected


def shared(one: Finding) -> bool:
    """Say whether a handoff is counted and not led."""
    return bool(one.parts.get("ways")) and len(one.parts["ways"]) == one.parts["shared"]
