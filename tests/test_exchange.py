"""Files for other programs: valid for their own libraries, whole or told, inert whatever names hold, the same twice."""

import io
import json
import re
from collections import Counter

import networkx as nx
import pytest

from graph.answers.exchange import Exchange
from graph.answers.plain import to_json
from graph.exchange import FORMS, write_form
from graph.exchange.csv_tables import RUN
from graph.exchange.table_rows import list_tables
from graph.exchange.values import clean_id, clean_text, make_plain
from liaisons.cli import exporting
from tests.exchanges import NAMES, READERS, make_view, read_csv

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@pytest.fixture(scope="module")
def view() -> Exchange:
    return make_view()


def test_every_form_is_read_by_another_library_and_told_in_the_help_of_the_command() -> None:
    assert set(READERS) == set(FORMS)
    for name, form in FORMS.items():
        assert f"{name:9}{form.about}" in exporting.HELP


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_every_thing_and_link_or_tells_what_it_leaves_out(form: str, view: Exchange) -> None:
    written = write_form(form, view)
    plain, _ = make_plain(view)
    read = READERS[form](written.data)
    left = Counter({one.what: one.count for one in written.left})
    labels = {thing.id: thing.label for thing in plain.things}
    missing = Counter(labels[id] for id in labels.keys() - read.things)
    assert missing == {what: left[what] for what in missing}
    wanted = Counter((link.type, link.start, link.end) for link in plain.links)
    lost = Counter(type for type, *_ in (wanted - Counter(read.links)).elements())
    assert lost == {what: left[what] for what in lost}
    assert not read.things - labels.keys()
    assert not Counter(read.links) - wanted


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_name_is_text_in_every_form_and_its_marks_are_gone_and_told(form: str, view: Exchange) -> None:
    written = write_form(form, view)
    for text in READERS[form](written.data).texts:
        assert not OBEYED.search(text), text[:80]
    assert [one.why for one in written.left if one.what == "text"]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_view_gives_the_same_bytes(form: str, view: Exchange) -> None:
    assert write_form(form, view).data == write_form(form, make_view()).data


def test_no_cell_of_a_csv_is_run_by_a_spreadsheet_and_every_text_can_be_read_back(view: Exchange) -> None:
    cells = read_csv(write_form("csv", view).data).texts
    assert not [
        cell for cell in cells if cell.lstrip(' "\u200b').startswith(RUN) and not re.fullmatch(r"-?[\d.]+", cell)
    ]
    plain, _ = make_plain(view)
    back = {cell.removeprefix("'") for cell in cells}
    assert {thing.name for thing in plain.things} <= back | {""}


def test_what_is_taken_out_of_an_id_leaves_ids_apart() -> None:
    assert clean_id("name:a") == "name:a"
    assert len({clean_id("name:a"), clean_id("name:a\u202e"), clean_id("name:a\u202d"), clean_id("name: a")}) == 4
    assert clean_text("a\r\nb\x85c\x00\ud800") == "a\nb\nc"


def test_values_that_are_plain_already_stay_as_they_are(view: Exchange) -> None:
    once, changed = make_plain(view)
    assert changed > 0
    again, more = make_plain(once)
    assert (again, more) == (once, 0)
    assert json.loads(json.dumps(to_json(once))) == to_json(once)
    assert any(len(thing.name) == 40_000 for thing in once.things)
    assert len(NAMES) == len({thing.id for thing in once.things}) - 4


def test_a_sheet_holds_formulas_numbers_and_long_ids_as_text_and_tells_what_it_cut(view: Exchange) -> None:
    written = write_form("xlsx", view)
    cells = set(READERS["xlsx"](written.data).texts)
    assert {"=1+1", "+49 30 23125 001", "-2+3", "0049", "9223372036854775808123", "x" * 32_767} <= cells
    plain, _ = make_plain(view)
    long = [cell for table in list_tables(plain, {}) for row in table.rows for cell in row if len(str(cell)) > 32_767]
    assert [(one.what, one.count) for one in written.left if "cell" in one.why] == [("text", len(long))]
    assert long


def test_a_probability_stands_only_where_it_was_measured(view: Exchange) -> None:
    bundle = json.loads(write_form("stix", view).data)["objects"]
    confident = {one["name"]: one["confidence"] for one in bundle if one["type"] == "grouping" and "confidence" in one}
    assert confident == {"alias 111111111111": 83}
    links = [one for one in bundle if one["type"] == "relationship"]
    assert [one["confidence"] for one in links if "confidence" in one] == [83]
    event = json.loads(write_form("misp", view).data)["Event"]
    likely = [tag for tag in json.dumps(event).split('"') if tag.startswith("estimative-language")]
    assert len(likely) == 1
    entities = map(json.loads, write_form("ftm", view).data.decode().split("\n")[:-1])
    scores = [one["properties"].get("confidenceScore") for one in entities if one["schema"] == "Similar"]
    assert sorted(map(str, scores)) == ["None", "['0.83']"]


def test_a_judgement_is_an_opinion_of_its_own_and_no_link_where_it_says_different(view: Exchange) -> None:
    bundle = json.loads(write_form("stix", view).data)["objects"]
    said = {one["id"]: one for one in bundle}
    opinions = {said[one["object_refs"][0]]["name"]: one["opinion"] for one in bundle if one["type"] == "opinion"}
    assert opinions == {"alias 222222222222": "agree", "alias 555555555555": "disagree"}


def test_a_name_holds_on_the_timeline_between_its_days_and_without_days_always(view: Exchange) -> None:
    net = nx.read_gexf(io.BytesIO(write_form("gexf", view).data))
    [(first, start, end), (second, *days)] = net.nodes["telegram:user7"]["name_at"]
    assert (first, start, str(end)) == ("filegpj.exe\u200b", "2025-03-01", "None")
    assert (second, [*map(str, days)]) == ("Nadia", ["None", "None"])
