"""Notes and rivals: what a score is worth, who else is drawn in, which wall stands, why not the next best answer."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.shared.rarity import Generic
from graph.answers import to_json
from graph.case import Case
from graph.errors import JudgementError, NotFoundError
from graph.finding import Finding, Reason, Subject, format_findings, make_evidence
from graph.languages import read_language
from graph.marks import Mark, read_marks, write_marks
from graph.model import Account, AdminOf, Group, Name, Named, RecordedIn, Source
from graph.store import Store
from graph.views import chances, leads, ordering, runner_up
from graph.views.answering import AnsweringGate
from graph.views.phrases import Pieces
from graph.views.shapes import Lead, plain
from tests import acting

ENGLISH = read_language("en")
DAY = datetime(2025, 3, 1, 23, 30, tzinfo=UTC)
FILE = Source(id=f"sha256:{'a' * 64}")
ACCOUNTS = [Account(id=f"telegram:user470{number}") for number in range(4)]
NAMES = ("Nadia Testova", "Omar Testov", "Lena Probe", "Sami Muster")
GROUPS = [Group(id=f"telegram:channel900{number}") for number in range(3)]
TITLES = ("Sea Door", "Sea Gate", "Sea Lane")
OLD, NEW, RIVAL = GROUPS
BOSS = ACCOUNTS[0]


def fill(store: Store) -> None:
    nodes = [*ACCOUNTS, *GROUPS]
    names = [Name.of(text) for text in (*NAMES, *TITLES)]
    recorded = [RecordedIn(start=node, end=FILE, place="head", stated=True) for node in nodes]
    recorded += [RecordedIn(start=name, end=FILE, place="head") for name in names]
    links: list[Any] = [
        Named(start=node, end=name, place="head", how="seen", first_seen=DAY, last_seen=DAY)
        for node, name in zip(nodes, names, strict=True)
    ]
    links += [AdminOf(start=BOSS, end=group, place="line 7", how="listed", first_seen=DAY) for group in GROUPS]
    store.begin(FILE.id, {"reader": "test"}, DAY)
    store.load(FILE.id, recorded, links)
    store.finish(FILE.id)


def reason(key: str, weight: float, *links: Group, **parts: Any) -> Reason:
    return Reason(key, parts, weight, tuple(make_evidence(AdminOf, BOSS.id, group.id) for group in links))


def succession(difference: float, *, close: bool, told: bool = True, score: float | None = 0.953) -> Finding:
    """Sea Door went on as Sea Gate; Sea Lane comes next, with an administrator alone."""
    mine = (
        reason("same-admin", 4.0, OLD, NEW, accounts=[BOSS.id], groups=3),
        reason("like-name", 3.0, names=list(TITLES[:2])),
        reason("other-contacts", -1.0, old=OLD.id, new=NEW.id),
    )
    theirs = [reason("same-admin", 2.0, OLD, RIVAL, accounts=[BOSS.id], groups=3)]
    rival = {"id": RIVAL.id, "bits": 6.0 - difference, "difference": difference, "reasons": ["same-admin"]}
    if told:
        plainly = [{"key": r.key, "parts": r.parts, "weight": r.weight, "evidence": r.evidence} for r in theirs]
        rival["told"] = plainly
    parts = {"how": "removed", "dark": DAY.isoformat(), "born": DAY.isoformat(), "close": close, "runner_up": rival}
    ids = (OLD.id, NEW.id)
    return Finding("succession", ids, tuple(Subject(id, "Group") for id in ids), mine, "inferred", "fair", score, parts)


def alias(wall: list[str] | None = None) -> Finding:
    ids = (ACCOUNTS[0].id, ACCOUNTS[1].id)
    mine = (reason("same-name", 5.0, names=list(NAMES[:2]), bearers=2),)
    parts = {"set": [one.id for one in ACCOUNTS[:3]], "wall": wall}
    return Finding("alias", ids, tuple(Subject(id, "Account") for id in ids), mine, "inferred", "weak", None, parts)


def cluster(key: str, number: int, **parts: Any) -> Finding:
    members = tuple(Subject(one.id, "Account") for one in ACCOUNTS)
    said = {"name": f"Sea–Door {number}", "number": number, "accounts": 4, "groups": 0, "contacts": 0}
    said |= {"first_seen": None, "last_seen": None, **parts}
    return Finding("cluster", (key,), members, (), "inferred", "fair", 0.8, said)


class Desk:
    """A case whose findings are made by hand, one run after the other."""

    def __init__(self, case: Case, store: Store) -> None:
        self.case, self.store = case, store

    def finds(self, *findings: Finding, run: int = 1) -> None:
        digest = self.case.remember("findings", format_findings(findings))
        self.case.journal.append(
            "find", {"findings": digest, "counts": {}, "kinds": [], "seed": 0, "runs": [run]}, who="me"
        )

    def gate(self, *, hide_names: bool = False) -> AnsweringGate:
        return AnsweringGate(self.case, self.store, who="me", hide_names=hide_names)

    def shown(self, one: Finding, *, hide_names: bool = False) -> dict[str, Any]:
        made: list[dict[str, Any]] = to_json(self.gate(hide_names=hide_names).finding(one.id).findings)
        return made[0]

    def lead(self, one: Finding, *, hide_names: bool = False) -> Lead:
        gate = self.gate(hide_names=hide_names)
        made = {said.id: said for said in gate.findings().findings}
        return next(lead for some in leads.sections(gate, made) for lead in some.leads if lead.id == one.id)


@pytest.fixture(scope="module")
def filled(local_store: Store) -> Store:
    """Give a store that tests only read: what they write is in their cases."""
    local_store.clear()
    fill(local_store)
    return local_store


@pytest.fixture
def desk(tmp_path: Path, filled: Store) -> Desk:
    case = Case.init(
        tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="me", time_zone="Europe/Berlin"
    )
    case.journal.append("ingest", {"files": [acting.enter_file("a" * 64, "staff.csv")]}, who="me")
    return Desk(case, filled)


# Scores


@given(probability=st.floats(0, 1))
def test_no_probability_is_told_as_none_or_as_all(probability: float) -> None:
    said = chances.often(probability)
    many, of = (int(word) for word in said.split() if word.isdigit())
    assert 0 < many < of


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.999, "over 99 of 100"),
        (0.98, "about 98 of 100"),
        (0.953, "about 19 of 20"),
        (0.9, "about 9 of 10"),
        (0.51, "about 5 of 10"),
        (0.03, "under 1 of 20"),
    ],
)
def test_a_probability_is_told_as_people_count(probability: float, said: str) -> None:
    assert chances.often(probability) == said


def test_where_families_disagree_their_range_stands_in_place_of_one_number() -> None:
    agreed, apart = chances.told(0.9, {"worth": [0.85, 0.95]}), chances.told(0.7, {"worth": [0.4, 0.95]})
    assert agreed.startswith("About 9 of 10 such leads were true in made-up worlds (90.0%), 85% in the worst; ")
    assert apart.startswith("About 4 of 10 to about 19 of 20 such leads were true")
    assert "(40% to 95%, 70% over all)" in apart


def test_what_was_judged_in_the_case_stands_in_place_of_made_up_worlds() -> None:
    taught = {"judged": 34, "needed": 0, "shipped": 0.55, "range": [0.18, 0.47], "worth": [0.4, 0.95]}
    said = chances.told(0.31, taught)
    assert said == (
        "About 3 of 10 such leads are true in this case, by the 34 that people judged (31 %, between 18 % and 47 %); "
        "55 % before that"
    )
    gone = chances.told(0.31, taught | {"withdrawn": 0.5})
    assert gone == f"Withdrawn: it was shown from 50 % on, and is below that now. {said}"


def test_how_many_judgements_it_takes_is_told_until_it_takes_none() -> None:
    assert chances.told_needed(0, None) == ""
    assert chances.told_needed(0, 24).startswith("about 24 more judgements of this kind")
    assert chances.told_needed(5, 19).startswith("5 judged so far, about 19 more")
    assert chances.told_needed(31, 0) == "corrected by 31 judgements of this case"


def test_a_calibrated_score_names_its_card_and_only_an_empty_one_is_not_calibrated(desk: Desk) -> None:
    known, unknown = succession(8, close=False), replace(alias(), score=None)
    desk.finds(known, unknown)
    worth = "About 19 of 20 such leads were true in made-up worlds (95.3%); docs/cards/families.md"
    assert desk.shown(known)["notes"][0] == f"{worth} tells how it was measured"
    assert not any("made-up worlds" in note for note in desk.shown(unknown)["notes"])
    assert [desk.lead(one).sure for one in (known, unknown)] == [
        "inferred, chance 95 %",
        "inferred, not calibrated",
    ]
    assert [desk.shown(one)["calibrated"] for one in (known, unknown)] == [True, False]


# The runner-up


def test_both_lists_of_reasons_stand_side_by_side_those_first_that_part_them_most(desk: Desk) -> None:
    one = succession(4.0, close=False)
    desk.finds(one)
    rival = desk.lead(one).rival
    assert rival is not None
    ran = "both were run by Nadia Testova; the rarest of them ran 3 groups"
    assert [[plain(said.says) for said in (*row.mine, *row.theirs)] for row in rival.rows] == [
        ["their names share rare words, “Sea Door” and “Sea Gate”"],
        [ran, ran],
        ["Sea Gate gives out other contacts than Sea Door did"],
    ]
    assert plain(rival.says) == "The next best, Sea Lane, is 4.0 bits behind"
    assert [quote.place for quote in rival.rows[1].theirs[0].quotes] == ["line 7", "line 7"]
    assert not rival.close


def test_under_two_bits_it_is_one_of_two(desk: Desk) -> None:
    one = succession(1.25, close=True)
    desk.finds(one)
    rival = desk.lead(one).rival
    assert rival is not None
    assert (rival.close, plain(rival.says)) == (True, "One of these two: Sea Lane is 1.2 bits behind")
    assert desk.shown(one)["notes"][-1] == "One of these two: Sea Lane is 1.2 bits behind"


def test_a_runner_up_whose_reasons_nobody_told_is_named_alone(desk: Desk) -> None:
    one = succession(4.0, close=False, told=False)
    desk.finds(one)
    lead = desk.lead(one)
    assert lead.rival is None
    assert plain(lead.notes[-1]) == "The next best, Sea Lane, is 4.0 bits behind"
    assert "beside" not in desk.shown(one)["parts"]["runner_up"]


def test_the_reasons_of_the_runner_up_open_to_quotes_and_hide_as_all_others_do(desk: Desk) -> None:
    one = succession(4.0, close=False)
    desk.finds(one)
    beside = desk.shown(one)["parts"]["runner_up"]["beside"]
    [theirs] = [reason for row in beside for reason in row["theirs"]]
    assert {quote["place"] for link in theirs["evidence"] for quote in link["quotes"]} == {"line 7"}
    hidden = json.dumps(desk.shown(one, hide_names=True), ensure_ascii=False)
    words = re.sub(r"\b(?=\d*[a-f])[0-9a-f]{8,}\b", "", hidden)  # a mark holds any three figures now and then
    assert not [text for text in ("900", "470", *NAMES, *TITLES, "Testova", "Sea") if text in words]
    lead = desk.lead(one, hide_names=True)
    assert lead.rival is not None
    told = [plain(said.says) for row in lead.rival.rows for said in (*row.mine, *row.theirs)]
    assert not [text for text in ("Testova", "Sea") if any(text in said for said in told)]


def test_every_reason_of_both_is_in_one_row() -> None:
    one = succession(4.0, close=False)
    rows = runner_up.rows(one)
    assert sorted(reason.key for row in rows for reason in row.mine) == sorted(reason.key for reason in one.reasons)
    assert [reason.key for row in rows for reason in row.theirs] == ["same-admin"]
    assert all(reason.key == row.key for row in rows for reason in (*row.mine, *row.theirs))


# Order


def test_leads_stand_surest_first_unless_the_order_of_review_is_asked_for(desk: Desk) -> None:
    def pair(number: int, score: float, brings: int) -> Finding:
        ids = (ACCOUNTS[0].id, f"telegram:user{number}")
        parts = {"set": list(ids), "wall": None, "doubt": None, "brings": brings}
        subjects = tuple(Subject(id, "Account") for id in ids)
        return Finding("alias", ids, subjects, alias().reasons, "inferred", "weak", score, parts)

    sure, doubtful, heavy = pair(4801, 0.99, 1), pair(4802, 0.6, 1), pair(4803, 0.8, 6)
    desk.finds(sure, doubtful, heavy)
    gate = desk.gate()
    answers = {order: gate.findings("alias", order=order) for order in ordering.ORDERS}
    surest, review = [sure.id, heavy.id, doubtful.id], [heavy.id, doubtful.id, sure.id]
    assert [one.id for one in answers["surest"].findings] == surest
    assert [one.id for one in answers["review"].findings] == review
    assert {order: answer.order for order, answer in answers.items()} == {order: order for order in ordering.ORDERS}
    made = {one.id: one for one in answers["surest"].findings}
    [section] = leads.sections(gate, made)
    assert [lead.id for lead in section.leads] == surest
    assert section.review == tuple(review)
    assert [lead.id for lead in leads.first([section])] == surest[:1]  # all three are about one account


def test_kinds_stand_in_one_order_and_chances_that_tie_by_their_evidence(desk: Desk) -> None:
    weak, strong = (replace(alias(), key=(name,), score=0.9, confidence=name) for name in ("weak", "strong"))
    desk.finds(weak, strong, succession(8, close=False), cluster("c", 1))
    every = ordering.ordered([cluster("c", 1), weak, succession(8, close=False), strong], {})
    assert [one.kind for one in every] == ["succession", "alias", "alias", "cluster"]
    assert [one.confidence for one in every if one.kind == "alias"] == ["strong", "weak"]
    assert [one.id for one in desk.gate().findings().findings] == [one.id for one in every]


# Reasons


def test_what_speaks_against_is_shown_however_light_it_is_and_the_prior_comes_last() -> None:
    heavy = [reason("same-admin", 9.0 + number) for number in range(20)]
    against = [reason("other-contacts", -0.1), reason("other-admins", -0.2)]
    prior = reason("alias-prior", -23.0)
    one = replace(alias(), reasons=(prior, *against, *heavy))
    shown = leads.kept(one)
    assert [some.key for some in shown] == ["same-admin"] * leads.REASONS + [some.key for some in (*against, prior)]


# Sets and walls


def test_a_wall_says_who_judged_when_and_why_in_the_days_of_the_case(desk: Desk) -> None:
    wall = [ACCOUNTS[1].id, ACCOUNTS[2].id]
    one = alias(wall)
    subjects = [[id, "Account"] for id in wall]
    for verdict, why in (("same", "a slip"), ("different", "Lena Probe lives elsewhere")):
        said = {"finding": "f" * 12, "kind": "alias", "subjects": subjects, "verdict": verdict, "why": why}
        desk.case.journal.append("judge", said, who="ann", now=DAY + timedelta(days=1))
    desk.finds(one)
    assert desk.shown(one)["notes"] == [
        "Leads of this kind join 3 accounts: Nadia Testova, Omar Testov and Lena Probe",
        "Its two sets are not joined: Omar Testov and Lena Probe would come together, "
        "which ann judged different on 2025-03-03: “Lena Probe lives elsewhere”",
    ]
    hidden = " ".join(desk.shown(one, hide_names=True)["notes"])
    words = re.sub(r"\b(?=\d*[a-f])[0-9a-f]{8,}\b", "", hidden)  # a mark holds any three figures now and then
    assert not [text for text in ("Lena", "Testov", "470") if text in words]
    assert "ann judged different" in hidden


def test_what_hangs_on_a_pair_and_what_makes_it_improbable_are_told(desk: Desk) -> None:
    plainly = alias()
    one = replace(plainly, parts={**plainly.parts, "brings": 4, "doubt": [ACCOUNTS[1].id, ACCOUNTS[3].id]})
    one = replace(one, parts={**one.parts, "uncompared": 1_200})
    desk.finds(one)
    assert desk.shown(one)["notes"][1:] == [
        "It ties two sets: 4 pairs of accounts hang on it",
        "Its two sets are not joined: Omar Testov and Sami Muster would come together, improbable as a pair",
        "Up to 1,200 pairs of accounts were not compared: what they share is shared by too many",
    ]


# Clusters


def test_what_became_of_a_cluster_is_told_once_there_was_a_run_before(desk: Desk) -> None:
    gone, left = cluster("gone", 1), cluster("left", 2, **{"from": {"how": "born", "clusters": []}})
    desk.finds(gone, left)
    assert desk.shown(left)["notes"] == []
    merged = cluster("left", 2, **{"from": {"how": "merged", "clusters": [gone.id, left.id]}})
    new = cluster("new", 3, **{"from": {"how": "born", "clusters": []}})
    desk.finds(merged, new, run=2)
    assert desk.shown(merged)["notes"] == ["Merged: it holds what was Sea–Door 1 and Sea–Door 2"]
    assert desk.shown(new)["notes"] == ["New in this run: no cluster of the run before holds its members"]


def test_a_doubtful_place_the_rung_above_and_the_rung_below_are_told(desk: Desk) -> None:
    ids = [one.id for one in ACCOUNTS]
    one = cluster(
        "one", 1, borderline=ids[:2], borderline_shares=[0.25, 0.5], above={"number": 1, "size": 9, "share": 1.0},
        below=[ids[:1] * 3, ids[2:]],
    )  # fmt: skip
    other = cluster("other", 2, above={"number": 1, "size": 9, "share": 0.9})
    desk.finds(one, other)
    assert desk.shown(one)["notes"] == [
        "In doubt, with the share of runs that put them here: Nadia Testova (25%), Omar Testov (50%)",
        "At the next coarser resolution 100% of it lie in one cluster of 9 accounts and groups with Sea–Door 2",
        "At the next finer resolution it falls into 2: 3 with Nadia Testova, Nadia Testova and Nadia Testova; "
        "2 with Lena Probe and Sami Muster",
    ]


def test_a_sentence_tells_the_day_where_the_reader_is(desk: Desk) -> None:
    one = succession(4.0, close=False)
    desk.finds(one)
    assert "fell silent on 2025-03-02" in desk.shown(one)["says"]
    assert desk.shown(one)["parts"]["dark"] == "2025-03-01T23:30:00Z"


# Names that people give, and marks of contacts


def test_a_cluster_bears_the_name_that_a_person_gave_until_it_is_taken_back(desk: Desk) -> None:
    one = cluster("one", 1, size=4)
    desk.finds(one)
    made = one.parts["name"]
    acting.name_cluster(desk.case, one.id, " Bab  al Bahr ", "they call themselves so", who="ann")
    shown = desk.shown(one)
    assert shown["parts"]["name"] == "Bab al Bahr"
    assert shown["says"].startswith("Bab al Bahr: ")
    assert any(note.startswith("Its name was given by ann on ") for note in shown["notes"])
    acting.name_cluster(desk.case, one.id, "Sea Gate", "their own translation", who="ben")
    assert desk.shown(one)["parts"]["name"] == "Sea Gate"
    acting.name_cluster(desk.case, one.id, None, "a mistake", who="ben")
    assert desk.shown(one)["parts"]["name"] == made


def test_a_given_name_stays_with_the_lineage_and_is_hidden_with_all_others(desk: Desk) -> None:
    one = cluster("one", 1, size=4)
    desk.finds(one)
    acting.name_cluster(desk.case, one.id, "Bab al Bahr", "why not", who="ann")
    desk.finds(replace(one, parts={**one.parts, "name": "another"}), run=2)
    assert desk.shown(one)["parts"]["name"] == "Bab al Bahr"
    assert desk.lead(one).says[0].text == "Bab al Bahr"
    assert "Bahr" not in json.dumps(desk.shown(one, hide_names=True))


@pytest.mark.parametrize(
    ("name", "why", "error"),
    [
        (" ", "x", JudgementError),
        ("x" * 81, "x", JudgementError),
        ("Sea", " ", JudgementError),
        (None, "x", JudgementError),
    ],
)
def test_no_name_is_given_without_a_reason_or_a_text_or_taken_where_none_was_given(
    desk: Desk, name: str | None, why: str, error: type[Exception]
) -> None:
    one = cluster("one", 1, size=4)
    desk.finds(one)
    with pytest.raises(error):
        acting.name_cluster(desk.case, one.id, name, why, who="ann")


def test_only_a_cluster_is_given_a_name(desk: Desk) -> None:
    desk.finds(alias())
    with pytest.raises(JudgementError, match="a finding of kind alias"):
        acting.name_cluster(desk.case, alias().id, "Sea", "x", who="ann")


def test_a_kind_that_is_none_is_refused_with_the_nearest_word(desk: Desk) -> None:
    desk.finds(alias())
    with pytest.raises(NotFoundError, match="cluster"):
        desk.gate().findings("clusters")


def test_a_contact_that_is_widely_shared_or_protected_says_so_wherever_it_is_said(desk: Desk) -> None:
    gate = desk.gate()
    number, invite = "+12025550101", "invite:t.me/+abcDEF01"
    gate.voice.marks = {number: Mark(users=64, of=201), invite: Mark(protected=True)}
    assert gate.voice.say("Contact", number) == "+1 202-555-0101 (widely shared: 64 of 201)"
    assert gate.voice.say("list of Node", [invite]) == "t.me/+abcDEF01 (protected)"
    said = plain(Pieces(gate.voice).filled("{one:Contact} and {way:chain}", {"one": number, "way": [number, invite]}))
    assert said.count("(widely shared: 64 of 201)") == 2
    assert said.endswith("t.me/+abcDEF01 (protected)")


def test_every_reason_why_a_contact_weighs_nothing_has_a_mark_that_is_remembered(desk: Desk) -> None:
    whys: dict[str, dict[str, Any]] = {
        "contact-protected": {"contact": "a"},
        "contact-nobody": {"contact": "a"},
        "contact-many": {"contact": "a", "users": 64, "of": 201, "limit": 50},
        "contact-spread": {"contact": "a", "users": 30, "of": 201, "share": 0.1},
    }
    marks = {why: Generic(why, parts).mark for why, parts in whys.items()}
    says = {"protected", "nobody's own", "widely shared: 64 of 201", "widely shared: 30 of 201"}
    assert {mark.says(ENGLISH) for mark in marks.values()} == says
    digest = desk.case.remember("marks", write_marks(marks))
    desk.case.journal.append("find", {"findings": "0" * 64, "kinds": [], "runs": [], "marks": digest}, who="tester")
    told = {id: mark.says(ENGLISH) for id, mark in read_marks(desk.case).items()}
    assert told == {why: mark.says(ENGLISH) for why, mark in marks.items() if not mark.protected}


def test_marks_are_those_of_the_last_run_and_of_what_is_protected_now(desk: Desk) -> None:
    marks = {"+12025550101": Mark(users=64, of=201), "+12025550102": Mark(protected=True)}
    desk.finds(alias())
    digest = desk.case.remember("marks", write_marks(marks))
    desk.case.journal.append("find", {"findings": "0" * 64, "kinds": [], "runs": [], "marks": digest}, who="me")
    assert read_marks(desk.case) == {"+12025550101": Mark(users=64, of=201)}
    settings = desk.case.folder / "case.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text + '\n[protected]\ncontacts = ["+1 202 555 0102"]\n', "utf-8")
    assert read_marks(Case.open(desk.case.folder))["+12025550102"].says(ENGLISH) == "protected"
