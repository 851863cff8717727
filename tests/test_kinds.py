"""Kinds of findings: what each declares, and that a kind stands on every screen by its declaration alone."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import liaisons
from graph.analysis import ANALYSES
from graph.analysis.shared.context import Past
from graph.answers import Thing
from graph.case import Case
from graph.finding import Finding, Reason, Subject, make_evidence
from graph.kinds import KINDS, Kind
from graph.model import Posted
from graph.picture.page.data import Data
from graph.picture.page.shapes import PageRest
from graph.reports import html
from graph.reports.sections import AFTER, BEFORE, report_sections
from graph.snapshot import Snapshot
from graph.views.shapes import Lead, Overview, Piece, Said, Section
from tests import acting
from worlds.facts import Truth
from worlds.matching import MATCHERS
from worlds.scoring import score_world

Run = Callable[..., tuple[int, str, str]]

SAME_PICTURE = Kind(
    name="same-picture",
    plural="same pictures",
    title="Same pictures",
    lead="Accounts that show one picture.",
    nothing="No two accounts show one picture.",
    counted=("{count} picture on two accounts", "{count} pictures on two accounts"),
    card="Same pictures: two accounts show one",
    colours=("#334155", "#cbd5e1"),
    line=("same picture", "shows the picture of", "shows the picture of"),
    headlines=("{first:Node} and {last:Node} show one picture, {picture:word}",),
    reasons={"same-picture": "both show it, as {accounts:int} of {of:int} accounts do"},
    parts={"picture": "word"},
)
"""A kind that no room knows: its declaration and its analysis are all there is of it."""


def find_pictures(snapshot: Snapshot, _past: Past) -> Iterator[Finding]:
    """Say of the first two accounts that wrote anything that they show one picture; a post of each is the evidence."""
    wrote = {row["start"]: row["end"] for row in snapshot.table(Posted).to_pylist()}
    accounts = sorted(snapshot.ids[number] for number in wrote)
    two = tuple(accounts[:2])
    links = tuple(make_evidence(Posted, id, snapshot.ids[wrote[snapshot.number[id]]]) for id in two)
    reason = Reason("same-picture", {"accounts": 2, "of": len(accounts)}, 4.5, links)
    subjects = tuple(Subject(id, "Account") for id in two)
    yield Finding("same-picture", two, subjects, (reason,), "inferred", "fair", None, {"picture": "profile"})


def register_toy(patched: pytest.MonkeyPatch) -> None:
    """Register a kind: one line here, and one where the analyses are."""
    patched.setitem(KINDS, SAME_PICTURE.name, SAME_PICTURE)
    patched.setitem(ANALYSES, SAME_PICTURE.name, find_pictures)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Kind:
    register_toy(monkeypatch)
    return SAME_PICTURE


# What each declares


def test_every_kind_has_an_analysis_and_every_analysis_a_kind() -> None:
    assert set(ANALYSES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_is_declared_whole(kind: Kind) -> None:
    assert KINDS[kind.name] is kind
    assert re.fullmatch("[a-z]+(-[a-z]+)*", kind.name)
    assert kind.headlines
    assert kind.reasons
    assert all([kind.plural, kind.title, kind.lead, kind.nothing, kind.card])
    assert all("{count}" in text for text in kind.counted)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in kind.colours)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_part_in_a_template_says_what_it_means(kind: Kind) -> None:
    for template in (*kind.headlines, *kind.reasons.values()):
        parts = [(key, meaning) for _, key, meaning, _ in Formatter().parse(template) if key is not None]
        assert all(key and meaning for key, meaning in parts), template


def test_a_reason_says_the_same_in_every_kind_that_has_it() -> None:
    said: dict[str, set[str]] = {}
    for kind in KINDS.values():
        for key, template in kind.reasons.items():
            said.setdefault(key, set()).add(template)
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_no_two_kinds_have_one_anchor_nor_that_of_another_section() -> None:
    assert len(report_sections()) == len(BEFORE) + len(AFTER) + len(KINDS)


def test_every_kind_is_scored_in_a_world() -> None:
    assert set(KINDS) <= set(score_world([], Truth())["kinds"])


# Reports and pages made by hand


def lead_of(kind: Kind, number: int) -> Lead:
    things = tuple(Thing(f"telegram:user{at}", "Account", f"Writer {at}") for at in (number, number + 1))
    return Lead(
        id=f"{number:012x}", kind=kind.name, says=(Piece("two accounts"),), basis="inferred", score=0.5,
        confidence="fair", bits=3.0, subjects=things, size=2, reasons=(Said((Piece("both say so"),), 3.0),),
    )  # fmt: skip


def with_every_kind(view: Overview) -> Overview:
    """Give a view that has a lead of each kind, all on the first page too."""
    leads = [lead_of(kind, 500 + 10 * at) for at, kind in enumerate(KINDS.values())]
    return replace(view, first=tuple(leads), sections=tuple(Section(one.kind, 1, (one,)) for one in leads))


def anchors(page: str) -> tuple[set[str], set[str]]:
    """Give the ids of a page's elements, and what its links within it lead to."""
    return set(re.findall(r' id="([^"]+)"', page)), set(re.findall(r' href="#([^"]+)"', page))


class Drawn(NamedTuple):
    """What the tests of each kind look at, drawn once for all of them."""

    whole: Overview
    report: str
    empty: str
    """The report of a case in which nothing was found."""
    page: PageRest


@pytest.fixture(scope="module")
def drawn(view: Overview) -> Drawn:
    """Draw a report and a page that have a lead of each kind, the toy among them."""
    with pytest.MonkeyPatch.context() as patched:
        register_toy(patched)
        whole = with_every_kind(view)
        empty = html.render_report(replace(view, first=(), sections=()))
        return Drawn(whole, html.render_report(whole), empty, Data(whole).rest())


@pytest.mark.parametrize("name", [*KINDS, "same-picture"])
def test_a_lead_of_each_kind_has_a_section_with_its_reasons_and_every_anchor_resolves(
    name: str, drawn: Drawn, toy: Kind
) -> None:
    kind, page = KINDS[name], drawn.report
    there, wanted = anchors(page)
    [lead] = drawn.whole.section(name).leads
    assert wanted <= there
    assert {kind.anchor, f"lead-{lead.id}"} <= wanted
    section = page[page.index(f'<section id="{kind.anchor}"') :].partition("</section>")[0]
    assert f'id="lead-{lead.id}"' in section
    assert "both say so" in section
    assert kind.colours[0] in page


@pytest.mark.parametrize("name", [*KINDS, "same-picture"])
def test_a_kind_of_which_nothing_was_found_says_so(name: str, drawn: Drawn, toy: Kind) -> None:
    assert KINDS[name].nothing in drawn.empty


@pytest.mark.parametrize("name", [*KINDS, "same-picture"])
def test_a_lead_of_each_kind_stands_on_the_page_with_its_reasons_and_colours(
    name: str, drawn: Drawn, toy: Kind
) -> None:
    data = drawn.page
    [lead] = [one for one in data["leads"] if one["kind"] == name]
    assert [why[1] for why in lead["why"]] == ["both say so"]
    assert data["kinds"][name] == KINDS[name].colours
    assert (KINDS[name].link_type in data["lines"]) == bool(KINDS[name].line)


# A kind that is registered in one place, in a case


@pytest.fixture
def case(worked: Path, tmp_path: Path, toy: Kind) -> Case:
    """Give a case in which the toy kind was looked for."""
    shutil.copytree(worked, tmp_path / "case")
    made = Case.open(tmp_path / "case")
    acting.find(made, (toy.name,), who="tester")
    return made


@pytest.mark.slow
def test_a_kind_registered_in_one_place_stands_in_every_command_report_page_and_score(
    case: Case, run: Run, toy: Kind, tmp_path: Path
) -> None:
    code, out, _ = run("find", toy.name, "--last", "--case", str(case.folder), "--format", "json")
    [one] = json.loads(out)["findings"]
    assert code == 0
    assert one["kind"] == toy.name
    assert one["says"].endswith("show one picture, profile")
    assert one["reasons"][0]["says"].startswith("both show it, as 2 of ")
    subject = one["subjects"][0]["id"]

    for command in (["find", "--last"], ["show", one["id"]], ["show", subject]):
        code, out, err = run(*command, "--case", str(case.folder))
        assert (code, err) == (0, "")
        assert toy.name in out
        assert one["id"] in out

    page = acting.report(case, who="tester").read_text("utf-8")
    there, wanted = anchors(page)
    assert wanted <= there
    assert {toy.anchor, f"lead-{one['id']}"} <= there
    assert "both show it, as 2 of " in page
    network = (case.reports / "1/network.html").read_text("utf-8")
    assert f'"{one["id"]}"' in network
    assert f'"{toy.link_type}"' in network

    with liaisons.open(case.folder, who="tester") as notebook:
        assert list(notebook.findings(toy.name)["id"]) == [one["id"]]

    planted = [tuple(subject["id"] for subject in one["subjects"])]
    score = score_world([one], Truth(others={toy.name: [*planted, ("telegram:user1", "telegram:user2")]}))
    assert (score["kinds"][toy.name]["precision"], score["kinds"][toy.name]["recall"]) == (1.0, 0.5)


def test_a_kind_without_a_matcher_is_scored_by_its_subjects_in_any_order() -> None:
    truth = Truth(others={"same-picture": [("a", "b"), ("c", "d")]})
    found = [{"id": "1", "kind": "same-picture", "subjects": ["b", "a"]}]
    found += [{"id": "2", "kind": "same-picture", "subjects": ["a", "c"]}]
    score = score_world(found, truth)["kinds"]["same-picture"]
    assert (score["right"], score["said"], score["found"], score["planted"]) == (1, 2, 1, 2)
    assert "same-picture" not in MATCHERS


def test_a_world_that_does_not_know_a_kind_calls_none_of_its_findings_false() -> None:
    assert "same-picture" not in score_world([{"kind": "same-picture", "subjects": ["a", "b"]}], Truth())["kinds"]


def test_a_truth_keeps_what_was_planted_of_a_kind_of_no_list(tmp_path: Path) -> None:
    from worlds.facts import read_truth_file

    truth = Truth(others={"same-picture": [("a", "b")]})
    truth.write(tmp_path / "truth.json")
    assert read_truth_file(tmp_path / "truth.json").others == truth.others
