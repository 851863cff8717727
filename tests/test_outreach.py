"""Outreach as it is shown: groups alone, people in fives, shares in steps of five people, and pseudonyms."""

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.outreach import Outreach, OutreachStep
from graph.answers import Thing
from graph.answers.outreach import OutreachAnswer, OutreachGroup, OutreachSet
from graph.answers.plain import to_json
from graph.errors import NotFoundError
from graph.languages import LANGUAGES, read_language
from graph.reports import html
from graph.reports.sections.outreach import write_outreach_section
from graph.views.outreach import round_people, show_set
from graph.views.shapes import Overview, plain
from liaisons.cli.outreach import tabulate_sets
from tests import acting

GROUP = "telegram:channel1"
SHOWN = {GROUP: OutreachGroup(group=Thing(GROUP, "Group", "A group"), people=0, listed=True)}


def shown(people: int, reached: int, low: float = 0.5, high: float = 0.9) -> OutreachSet:
    step = OutreachStep((GROUP,), reached, low, high, reached / people)
    return show_set(Outreach("case", "", people, 1, 0, (step,), True, {GROUP: reached}), step, SHOWN)


@pytest.mark.parametrize("people", [20, 23, 99, 480, 7_000])
def test_no_share_tells_fewer_than_five_people_apart(people: int) -> None:
    told = [shown(people, reached).reached for reached in range(people + 1)]
    changes = [at for at in range(1, people + 1) if told[at] != told[at - 1]]
    assert min(after - before for before, after in itertools.pairwise(changes)) >= 5


def test_people_are_told_in_fives() -> None:
    assert [round_people(count) for count in (20, 22, 23, 27, 28)] == [20, 20, 25, 25, 30]
    assert shown(100, 38).groups[0].people == 40


def test_a_range_is_rounded_outwards() -> None:
    found = shown(1_000, 700, 0.6789, 0.7123)
    assert (found.low, found.reached, found.high) == (0.67, 0.7, 0.72)


def test_no_share_is_more_than_all() -> None:
    assert shown(23, 23, 0.99, 1).high == 1


# In a case


@pytest.fixture(scope="module")
def answers(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, OutreachAnswer]:
    folder = tmp_path_factory.mktemp("outreach") / "case"
    shutil.copytree(worked, folder)
    found = {}
    for hide in (False, True):
        with acting.asking(folder, who="tester", hide_names=hide) as gate:
            found[hide] = gate.outreach(share=0.8, most=10)
            if not hide:
                with pytest.raises(NotFoundError, match="0 clusters answer to it"):
                    gate.outreach("0000", share=0.8, most=10)
                entry = gate.case.journal.last("consult")
                assert entry is not None
                assert (entry.payload or {})["what"] == "outreach"
    return found


def test_only_groups_are_named(answers: dict[bool, OutreachAnswer]) -> None:
    named = {one.group.label for scope in answers[False].scopes for some in scope.sets for one in some.groups}
    assert named == {"Group"}


def test_hidden_groups_have_pseudonyms_and_the_same_figures(answers: dict[bool, OutreachAnswer]) -> None:
    open_, hidden = (answers[hide].scopes for hide in (False, True))
    named = {one.group for scope in open_ for some in scope.sets for one in some.groups}
    text = json.dumps(to_json(hidden), ensure_ascii=False)
    assert [one for one in named if one.name in text or one.id in text] == []
    figures = [[(one.people, [some.reached for some in one.sets]) for one in scopes] for scopes in (open_, hidden)]
    assert figures[0] == figures[1]


def test_a_spreadsheet_has_a_row_a_scope_set_and_group(answers: dict[bool, OutreachAnswer]) -> None:
    columns, rows = tabulate_sets(answers[False])
    assert {len(row) for row in rows} == {len(columns)}
    assert len(rows) == sum(len(some.groups) for scope in answers[False].scopes for some in scope.sets)


# In a report


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_section_stands_in_the_report_in_each_language(code: str, view: Overview) -> None:
    page = html.render_report(replace(view, language=code))
    assert 'id="outreach"' in page
    assert read_language(code).text("outreach.groups") in page


def test_a_scope_that_cannot_be_reached_says_so(view: Overview) -> None:
    section: Any = write_outreach_section(view)
    rows = section.blocks[1].rows
    assert [plain(row[3]) for row in rows] == ["83%", "83%", "83%, no more"]


def test_without_people_enough_there_is_no_section(view: Overview) -> None:
    assert write_outreach_section(replace(view, outreach=())) is None
