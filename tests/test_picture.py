"""Pictures: positions without overlap that come out the same, SVG that no name can leave, a page of text alone."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from math import dist
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InstallError
from graph.languages import read_language
from graph.picture import palette, plots
from graph.picture.layout import arrange_nodes
from graph.picture.page import network
from graph.picture.shared import shared_things
from graph.picture.survival import draw_survival, find_last_day
from graph.picture.svg import Drawing, Label, cut_label, width_of
from graph.views.shapes import Activity, Network, Overview, Row
from graph.views.survival import Curve, Step

ENGLISH, UTC = read_language("en"), ZoneInfo("UTC")
SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[float], list[tuple[int, int, float]], list[int] | None]:
    count = draw(st.integers(1, 40))
    ends = st.integers(0, count - 1)
    links = draw(st.lists(st.tuples(ends, ends, st.floats(0, 50)), max_size=80))
    radii = draw(st.lists(st.floats(4, 40), min_size=count, max_size=count))
    groups = draw(st.none() | st.lists(st.integers(0, 4), min_size=count, max_size=count))
    return radii, links, groups


@pytest.mark.slow
@given(graph=graphs())
def test_no_node_lies_over_another_and_a_rerun_is_identical(
    graph: tuple[list[float], list[tuple[int, int, float]], list[int] | None],
) -> None:
    radii, links, groups = graph
    places = arrange_nodes(radii, links, groups, seed=3)
    assert places == arrange_nodes(radii, links, groups, seed=3)
    for (a, one), (b, other) in combinations(enumerate(places), 2):
        assert dist(one, other) >= radii[a] + radii[b] - 0.5


def test_linked_nodes_lie_nearer_than_others() -> None:
    ring = [(at, (at + 1) % 30, 1.0) for at in range(30)]
    places = arrange_nodes([8.0] * 30, ring)
    near = sum(dist(places[a], places[b]) for a, b, _ in ring) / 30
    every = [dist(one, other) for one, other in combinations(places, 2)]
    assert near < sum(every) / len(every) / 2


def test_groups_are_discs_apart() -> None:
    places = arrange_nodes([8.0] * 40, [(at, (at + 1) % 20, 1.0) for at in range(20)], [at // 20 for at in range(40)])
    left, right = places[:20], places[20:]
    (a, b), (c, d) = (tuple(sum(axis) / 20 for axis in zip(*half, strict=True)) for half in (left, right))
    radius = max(dist(one, (a, b)) for one in left) + max(dist(one, (c, d)) for one in right)
    assert dist((a, b), (c, d)) > radius


def test_nothing_has_no_positions() -> None:
    assert arrange_nodes([], []) == []


@given(name=st.text())
def test_no_text_leaves_its_place_in_a_picture(name: str) -> None:
    drawing = Drawing()
    drawing.add("rect", name, x=1, fill=name)
    drawing.labels.append(Label(1, 2, name))
    root = ElementTree.fromstring(drawing.picture(10, 10, name).svg())
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}rect", f"{SVG}text"]


def test_every_plot_of_hostile_names_is_well_formed_and_says_what_it_shows(view: Overview) -> None:
    for picture in (
        plots.draw_activity(view.activity, "Posts", ENGLISH),
        plots.draw_lanes(view.lanes, ENGLISH, UTC),
        plots.draw_network(view.network, ENGLISH),
    ):
        root = ElementTree.fromstring(picture.svg())
        assert {child.tag for child in root.iter()} <= {
            f"{SVG}{name}" for name in ("svg", "title", "path", "rect", "text", "circle")
        }
        assert root[0].text == picture.alt
        assert not any(
            name.startswith("on") or name in ("style", "href") for node in root.iter() for name in node.attrib
        )


def test_every_colour_of_a_plot_has_a_partner_on_dark(view: Overview) -> None:
    drawn = "".join(
        picture.svg()
        for picture in (
            plots.draw_activity(view.activity, "Activity", ENGLISH),
            plots.draw_lanes(view.lanes, ENGLISH, UTC),
            plots.draw_network(view.network, ENGLISH),
            draw_survival(view.survival[:2], view.survival[2:], "How long", ENGLISH),
        )
    )
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', drawn))
    assert colours <= palette.DARK.keys()
    assert len(colours) > 8


@pytest.mark.parametrize(("ink", "ground"), [*((ink, "#fff") for ink in palette.COLOURS.values()),
                                             *(("#0f172a", fill) for fill in palette.LANES)])  # fmt: skip
def test_words_and_kinds_stand_out_by_day_and_by_night(ink: str, ground: str) -> None:
    for one, other in ((ink, ground), (palette.find_night_colour(ink), palette.find_night_colour(ground))):
        light = sorted(map(luminance, (one, other)))
        assert (light[1] + 0.05) / (light[0] + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Give how light a colour is, as WCAG 2 counts it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@given(discs=st.lists(st.tuples(st.floats(0, 900), st.floats(0, 400), st.floats(4, 60)), max_size=40))
def test_no_name_of_a_circle_lies_over_another_and_what_has_room_is_named(
    discs: list[tuple[float, float, float]],
) -> None:
    labels = plots.place_labels([f"Sea Door {number}" for number in range(len(discs))], discs)
    for one, other in combinations(labels, 2):
        apart = abs(one.x - other.x), abs(one.y - other.y)
        assert apart[0] >= (width_of(one.text, 12) + width_of(other.text, 12)) / 2 - 1e-6 or apart[1] >= 16 - 1e-6
    assert len(plots.place_labels(["Sea Door"], discs[:1])) == len(discs[:1])


def test_what_is_in_no_cluster_is_not_drawn(view: Overview) -> None:
    said = plots.draw_network(view.network, ENGLISH).svg()
    assert "Outside all clusters" not in said
    assert ">4,000<" in said
    assert ">10<" not in said


def test_a_curve_is_drawn_as_far_as_five_are_followed_and_looks_apart_without_colour() -> None:
    steps = tuple(Step(day, 1 - day / 100, 1 - day / 50, 1.0, 20 - day) for day in range(1, 20))
    one = Curve(what="group", split="removal", part="before", count=20, ended=19, removed=0, steps=steps)
    few = replace(one, part="later", steps=(), ended=1)
    assert find_last_day(one) == 15
    said = draw_survival([one, replace(one, part="after")], [few], "Groups", ENGLISH).svg()
    assert said.count("stroke-dasharray") == 1
    assert "later: too few to say, 1 of 20 ended" in said
    assert "NaN" not in said


def test_a_right_to_left_name_starts_where_its_label_stands() -> None:
    drawing = Drawing()
    drawing.labels += [Label(5, 2, "باب البحر"), Label(5, 2, "Sea Door"), Label(5, 2, "باب", anchor="end")]
    labels = list(ElementTree.fromstring(drawing.picture(9, 9, "x").svg()).iter(f"{SVG}text"))
    assert [(label.get("direction"), label.get("text-anchor")) for label in labels] == [
        ("rtl", "end"),
        (None, "start"),
        ("rtl", "start"),
    ]


def test_a_cut_name_keeps_letters_with_their_marks() -> None:
    assert cut_label("Nadia Testova", 1000, 11) == "Nadia Testova"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    for width in range(10, 120):
        said = cut_label(f"ab{family}cd", width, 11).removesuffix("…")
        assert said in ("", "ab", f"ab{family}", f"ab{family}c", f"ab{family}cd")


def test_months_that_were_not_collected_are_hatched() -> None:
    months = ("2025-01", "2025-02", "2025-03")

    def hatches(last: int) -> int:
        picture = plots.draw_activity(Activity(months, (Row("g", "g", (1, 0, 0), (0, last)),)), "Posts", ENGLISH)
        return picture.svg().count("not collected")

    assert (hatches(2), hatches(0)) == (0, 1)


def test_plots_of_nothing_are_drawn() -> None:
    for picture in (
        plots.draw_activity(Activity((), ()), "Posts", ENGLISH),
        plots.draw_lanes((), ENGLISH, UTC),
        plots.draw_network(Network((), (), ()), ENGLISH),
    ):
        assert ElementTree.fromstring(picture.svg()).tag == f"{SVG}svg"


class Elements(HTMLParser):
    """Reads the scripts and the attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[tuple[str | None, str]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._type: str | None = None
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "script":
            self._in, self._type = True, dict(attrs).get("type")
            self.scripts.append((self._type, ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


@pytest.fixture(scope="module")
def page(view: Overview) -> str:
    return network.render_network_page(view)


def read(page: str) -> Elements:
    elements = Elements()
    elements.feed(page)
    return elements


def test_the_policy_of_the_page_names_its_scripts_and_no_other(page: str) -> None:
    elements = read(page)
    data, *scripts = elements.scripts
    assert data[0] == "application/json"
    assert len(scripts) == 2
    policy = next(
        str(value)
        for tag, name, value in elements.attributes
        if tag == "meta" and name == "content" and "'none'" in str(value)
    )
    assert re.findall(r"'sha256-[^']+'", policy) == [network.csp_hash(text) for _, text in scripts]
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy


def test_the_page_has_no_handler_and_no_address_but_the_report(page: str) -> None:
    attributes = read(page).attributes
    assert not [one for one in attributes if one[1].startswith("on") or one[1] in ("src", "style", "action")]
    assert {value for _, name, value in attributes if name == "href"} == {"report.html"}


def test_the_page_holds_every_node_link_and_quote(page: str, view: Overview) -> None:
    data = json.loads(read(page).scripts[0][1])
    assert [node["id"] for node in data["nodes"]] == [node.id for node in view.network.nodes]
    assert [(one["from"], one["to"], one["t"]) for one in data["links"]] == [
        (edge.start, edge.end, edge.type) for edge in view.network.edges
    ]
    quote = data["quotes"][data["links"][3]["q"][0]]
    assert quote["x"][1] == "+46 70 174 06 71"
    assert data["files"][quote["i"]][1] == view.network.edges[3].quotes[0].sha256
    assert data["left"] == 3_960


def test_the_page_is_the_same_bytes_twice(page: str, view: Overview) -> None:
    assert page == network.render_network_page(view)


def test_another_vis_network_than_the_reviewed_one_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "VIS", (network.VIS[0], "0" * 64))
    with pytest.raises(InstallError, match="SHA-256 1f20f0736f32"):
        network.vis_network()


def test_positions_stay_when_only_words_change(view: Overview) -> None:
    renamed = replace(
        view, network=replace(view.network, nodes=tuple(replace(n, name="x") for n in view.network.nodes))
    )
    before, after = (
        json.loads(read(network.render_network_page(one)).scripts[0][1])["nodes"] for one in (view, renamed)
    )
    assert [(node["x"], node["y"]) for node in before] == [(node["x"], node["y"]) for node in after]


def test_a_lane_of_what_was_removed_ends_in_a_cross_and_the_name_borne_now_stands_out(view: Overview) -> None:
    gone = replace(
        view.lanes[2], subject=replace(view.lanes[2].subject, state="removed", state_at="2025-03-01T00:00:00Z")
    )
    drawn = plots.draw_lanes((gone, view.lanes[3]), ENGLISH, UTC).svg()
    assert drawn.count('stroke="#b91c1c"') == 1
    assert "was found removed, 2025-03-01" in drawn
    assert ">group, removed<" in drawn
    assert drawn.count(f'fill="{palette.LANES[1]}"') == 2


def test_audiences_and_what_everybody_uses_make_no_lines(view: Overview) -> None:
    net = view.network
    rare = shared_things(net)
    assert rare[0, 1]
    assert all(net.nodes[at].links <= 12 for things in rare.values() for at in things)
    audience = replace(net, circles=(net.circles[0], replace(net.circles[1], audience=True), net.circles[2]))
    assert shared_things(audience) == {}
    generic = replace(net, nodes=tuple(replace(node, links=64) for node in net.nodes))
    marked = replace(net, nodes=tuple(replace(node, mark="widely shared: 64 of 201") for node in net.nodes))
    told = {at for edge in net.edges if edge.type in ("ALIAS", "SUCCESSION") for at in (edge.start, edge.end)}
    for one in (generic, marked):
        assert {at for things in shared_things(one).values() for at in things} <= told
