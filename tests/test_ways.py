"""Ways between two things: over rare ties, over what is generic only where no other way leads, and then it is said."""

from datetime import UTC, datetime
from itertools import pairwise
from math import log2
from pathlib import Path
from random import Random

import networkx as nx
import pytest

from graph.answers import to_json
from graph.case import Case
from graph.errors import NotFoundError, QuestionError
from graph.model import (
    Account,
    Checked,
    Group,
    In,
    Link,
    MemberOf,
    Mentions,
    Name,
    Named,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Source,
)
from graph.store import Store
from graph.views.answering import AnsweringGate
from graph.views.ways import COST, NOTE, Net, cheapest_way, find_way, why_generic

DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)
FILE = Source(id=f"sha256:{'a' * 64}")
ANN, BOB, CEM, DOE, EVE = (Account(id=f"telegram:user{n}") for n in range(1, 6))
SQUARE, SMALL = Group(id="telegram:channel1"), Group(id="telegram:channel2")
PHONE = Phone(id="+12025550101")
FIRST, SECOND = Post(id="telegram:channel1/1"), Post(id="telegram:channel2/1")
NAME = Name.of("Ann Testova")


def net(links: dict[tuple[int, int], str], generic: dict[int, str] | None = None) -> Net:
    """Make a net of links by their ends, with their types."""
    around: dict[int, list[tuple[int, str, str]]] = {}
    for (a, b), kind in links.items():
        around.setdefault(a, []).append((b, kind, "observed"))
        around.setdefault(b, []).append((a, kind, "observed"))
    return Net(around, {number: len(some) for number, some in around.items()}, generic or {})


def cost(net: Net, way: list[int]) -> float:
    """Add up what a way costs, by the words of the rule."""
    steps = sum(1 + min(COST.get(kind, 0) for end, kind, _ in net.around[a] if end == b) for a, b in pairwise(way))
    return steps + sum(log2(1 + net.links[one]) for one in way[1:-1])


def test_the_way_over_few_is_taken_before_the_short_one_over_many() -> None:
    hub = {(0, n): "MENTIONS" for n in range(1, 40)}
    rare = {(1, 50): "MENTIONS", (50, 51): "SHOWS", (51, 2): "MENTIONS"}
    assert find_way(net(hub | rare), 1, 2) == ([1, 50, 51, 2], False)


def test_what_is_generic_is_passed_only_where_no_other_way_leads_and_ends_are_never_left_out() -> None:
    links = {(0, 1): "IN", (0, 2): "IN", (0, 5): "IN", (1, 3): "SHOWS", (3, 4): "SHOWS", (4, 2): "SHOWS"}
    one = net(links, generic={0: "public group"})
    assert find_way(one, 1, 2) == ([1, 3, 4, 2], False)
    assert find_way(one, 1, 5) == ([1, 0, 5], True)
    assert find_way(one, 1, 0) == ([1, 0], False)
    assert find_way(one, 1, 99) is None


@pytest.mark.parametrize(
    ("mark", "links", "public", "why"),
    [
        ("widely shared: 9 of 20", 3, False, "widely shared: 9 of 20"),
        ("", 3, True, "public group"),
        ("", 41, False, "41 links"),
        ("", 40, False, ""),
    ],
)
def test_it_is_said_why_a_thing_ties_nobody(mark: str, links: int, public: bool, why: str) -> None:
    assert why_generic(mark, links, public_group=public) == why


@pytest.mark.parametrize("seed", range(20))
def test_no_way_is_cheaper_by_another_implementation(seed: int) -> None:
    chance = Random(seed)
    pairs = {tuple(sorted(chance.sample(range(30), 2))) for _ in range(60)}
    one = net({(a, b): chance.choice(["IN", "MENTIONS", "ALIAS"]) for a, b in sorted(pairs)})
    other = nx.DiGraph()
    for number, some in one.around.items():
        for end, kind, _ in some:  # to pass a thing is paid when it is left; the begin costs nothing
            passed = 0 if number == 0 else log2(1 + one.links[number])
            other.add_edge(number, end, weight=1 + COST.get(kind, 0) + passed)
    lengths = nx.single_source_dijkstra_path_length(other, 0) if 0 in other else {}
    for goal in range(1, 30):
        way = cheapest_way(one, 0, goal, wide=False)
        assert (way is None) == (goal not in lengths)
        assert way is None or cost(one, way) == pytest.approx(lengths[goal])


def mention(post: Post, place: str) -> Mentions:
    return Mentions(start=post, end=PHONE, place=place, raw="+1 202 555 0101", rule="phone", app="phone")


@pytest.fixture
def gate(store: Store, tmp_path: Path) -> AnsweringGate:
    """Give the gate of a case in which two share a public group, and a rare number leads from one to the other."""
    members = [(ANN, SQUARE), (BOB, SQUARE), (DOE, SQUARE), (BOB, SMALL)]
    links: list[Link] = [MemberOf(start=who, end=group, place="m", how="joined") for who, group in members]
    for who, post, group in ((ANN, FIRST, SQUARE), (CEM, SECOND, SMALL)):
        links += [Posted(start=who, end=post, place="p"), In(start=post, end=group, place="p"), mention(post, "p")]
    links.append(Checked(start=SQUARE, end=FILE, place="s", state="alive", kind="public_supergroup"))
    links.append(Named(start=ANN, end=NAME, place="n", how="seen", first_seen=DAY, last_seen=DAY))
    nodes = (ANN, BOB, CEM, DOE, EVE, SQUARE, SMALL, PHONE, NAME)
    recorded = [RecordedIn(start=node, end=FILE, place="r") for node in nodes]
    recorded += [
        RecordedIn(start=one, end=FILE, place="r", stated=True, text="boat", at=DAY) for one in (FIRST, SECOND)
    ]
    store.begin(FILE.id, {"reader": "test"}, DAY)
    store.load(FILE.id, recorded, links)
    store.derive(store.subjects_of(FILE.id))
    store.finish(FILE.id)
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    return AnsweringGate(case, store, who="tester")


def steps(answer: dict[str, object]) -> list[tuple[object, ...]]:
    rows = answer["rows"]
    assert isinstance(rows, list)
    return [(row["step"], row["origin"], row["links"], row["target"], row["generic"]) for row in rows]


def test_the_answer_is_the_way_of_rare_ties_step_by_step(gate: AnsweringGate) -> None:
    answer = to_json(gate.query("path_between", {"begin": ANN.id, "goal": BOB.id}))
    assert steps(answer) == [
        (1, ANN.id, ["MENTIONS"], PHONE.id, None),
        (2, PHONE.id, ["MENTIONS"], CEM.id, None),
        (3, CEM.id, ["IN"], SMALL.id, None),
        (4, SMALL.id, ["MEMBER_OF"], BOB.id, None),
    ]
    assert answer["note"] == ""
    assert {row["basis"] for row in answer["rows"]} == {"observed"}


def test_a_way_that_only_a_public_group_makes_says_so(gate: AnsweringGate) -> None:
    answer = to_json(gate.query("path_between", {"begin": ANN.id, "goal": DOE.id}))
    assert steps(answer) == [
        (1, ANN.id, ["IN", "MEMBER_OF"], SQUARE.id, "public group"),
        (2, SQUARE.id, ["MEMBER_OF"], DOE.id, None),
    ]
    assert answer["note"] == NOTE


def test_a_post_may_be_an_end_of_a_way_and_a_name_stands_for_who_bore_it(gate: AnsweringGate) -> None:
    answer = to_json(gate.query("path_between", {"begin": NAME.text, "goal": SECOND.id}))
    assert [(row["origin"], row["target"]) for row in answer["rows"]] == [(ANN.id, PHONE.id), (PHONE.id, SECOND.id)]


def test_nothing_leads_to_what_is_alone_and_what_is_no_end_is_refused(gate: AnsweringGate) -> None:
    assert to_json(gate.query("path_between", {"begin": ANN.id, "goal": EVE.id}))["rows"] == []
    with pytest.raises(NotFoundError, match="path_between: goal"):
        to_json(gate.query("path_between", {"begin": ANN.id, "goal": "telegram:user99"}))
    with pytest.raises(QuestionError, match="the same id twice"):
        to_json(gate.query("path_between", {"begin": ANN.id, "goal": ANN.id}))
