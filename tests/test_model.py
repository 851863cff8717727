"""The model is declared once, and everything follows: all that shows a label or link type is held to each, by name.

A label or link type that is added without a declaration, or that something forgets, fails here by its name.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

from graph.answers import EntityAnswer, FindingsAnswer, to_json
from graph.case import Case
from graph.disclosure.hiding import Masks
from graph.disclosure.names import Names
from graph.disclosure.vocabulary import is_declared
from graph.disclosure.voice import Voice
from graph.errors import ModelError
from graph.finding import Evidence, make_evidence
from graph.lookups.sections import HELD, SECTIONS, list_link
from graph.model import (
    DRAWN,
    EVERY_LINK,
    LINKS,
    NODES,
    PROVENANCE,
    Account,
    Called,
    Group,
    HandsOff,
    Link,
    MemberOf,
    Name,
    Node,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Source,
    called_by,
    check_ends,
    describe_label,
    label,
    label_by_form,
    link_look,
    link_type,
    list_properties,
)
from graph.model.meaning import Meaning, Property
from graph.picture.page import network as page
from graph.picture.page.data import list_labels, list_types
from graph.reports import html
from graph.snapshot import Snapshot
from graph.snapshot.columns import link_kinds, node_kinds
from graph.store import Store
from graph.views import entities
from graph.views.answering import AnsweringGate
from graph.views.frames import Frames
from graph.views.network import network
from graph.views.overview import overview
from ingest.load import Batch
from tests import acting
from tests.engines import ENGINES

DOCS = Path(__file__).parent.parent / "docs"
DAY = datetime(2025, 3, 1, tzinfo=UTC)
SECRET = "Zarifa Hostile-Berkani"
A, B = Source(id=f"sha256:{'a' * 64}"), Source(id=f"sha256:{'b' * 64}")

labels = pytest.mark.parametrize("cls", NODES, ids=label)
types = pytest.mark.parametrize("cls", EVERY_LINK, ids=link_type)
every = pytest.mark.parametrize("cls", [*NODES, *EVERY_LINK], ids=lambda cls: cls.__name__)
loaded_types = pytest.mark.parametrize("cls", LINKS, ids=link_type)


# What is declared


def test_the_page_on_the_schema_is_in_step_with_the_model() -> None:
    written = subprocess.run([sys.executable, "-m", "graph.model"], capture_output=True, check=True).stdout
    assert (DOCS / "schema.md").read_bytes() == written, "run: python -m graph.model > docs/schema.md"


@labels
def test_a_label_is_declared_whole(cls: type[Node]) -> None:
    assert cls.declared is not None, f"{label(cls)} has no LabelDeclaration"
    assert says_what_it_is(cls), f"{label(cls)} has no docstring"
    assert cls.declared.form, f"{label(cls)} does not say how its ids look"


@types
def test_a_link_type_is_declared_whole(cls: type[Link]) -> None:
    assert cls.declared is not None, f"{link_type(cls)} has no LinkDeclaration"
    assert says_what_it_is(cls), f"{link_type(cls)} has no docstring"
    known = {"start", "end", *(one.name for one in (*list_properties(cls), *PROVENANCE))}
    said = {name for _, name, _, _ in Formatter().parse(cls.declared.sentence) if name}
    assert {"start"} <= said <= known, f"the sentence of {link_type(cls)} names what it has not"
    assert set(cls.declared.listed) <= known, f"{link_type(cls)} lists what it has not"


def says_what_it_is(cls: type[Node] | type[Link]) -> bool:
    return bool(cls.__doc__) and not str(cls.__doc__).startswith(f"{cls.__name__}(")  # which dataclass writes


@every
def test_every_property_has_a_meaning_and_says_what_it_holds(cls: type[Node] | type[Link]) -> None:
    bare = [one.name for one in list_properties(cls) if one.meaning is None or not one.about]
    assert not bare, f"{cls.__name__} has properties without a declared meaning: {', '.join(bare)}"


@labels
def test_an_id_shows_the_label_whose_form_it_has(cls: type[Node]) -> None:
    assert label_by_form(sample(cls).id) == (label(cls) if describe_label(cls).prefixes else None)


@loaded_types
def test_each_end_of_a_link_is_told_of_its_node(cls: type[Link]) -> None:
    silent = [
        f"{label(node)} at its {side}"
        for side, classes in zip(("start", "end"), cls.ends, strict=True)
        for node in classes
        if not held(node, cls, side)
        and not list(list_link(node, cls, "start" if side == "start" else "end"))
        and not (cls.__name__ == "Checked" and side == "end")  # a file's own statements are told of its nodes
    ]
    assert not silent, f"show tells nothing of {link_type(cls)}: {', '.join(silent)}"


@labels
def test_sections_of_a_label_have_keys_of_their_own(cls: type[Node]) -> None:
    keys = [section.key for section in SECTIONS[label(cls)]]
    assert len(keys) == len(set(keys))


OF_NOBODY = ("Source", "bool", "digest", "float", "int", "place", "time")
"""Meanings whose values name nobody: they are shown as they are."""


@pytest.mark.parametrize("meaning", get_args(Meaning))
def test_every_meaning_is_understood_and_hidden(meaning: str) -> None:
    value = example(meaning)
    clear, hidden = (
        [voice.plain(meaning, value), voice.say(meaning, value)]
        for voice in (quiet_voice(hidden=False), quiet_voice(hidden=True))
    )
    if meaning in OF_NOBODY:
        assert hidden == clear
    else:
        assert SECRET in str(clear)
        assert SECRET not in str(hidden)


def test_what_has_no_declared_meaning_is_hidden_whole() -> None:
    said = [quiet_voice(hidden=hidden).plain(None, SECRET) for hidden in (False, True)]
    assert said == [SECRET, "[value]"]


@labels
def test_a_hidden_node_can_be_typed_back_by_its_pseudonym(cls: type[Node]) -> None:
    masks = Masks(lambda id: "7f3a91c2" * 8)
    word = masks.id(label(cls), "x:1")
    assert masks.take_apart(word) == (label(cls), "7f3a91c2"), word
    assert is_declared(label(cls))


# What the model forbids


WRONG: list[Link] = [
    MemberOf(start=Phone(id="+12025550101"), end=Group(id="x:1"), place="line 3", how="listed"),  # type: ignore[arg-type,unused-ignore]
    Posted(start=Account(id="x:1"), end=Group(id="x:2"), place="line 3"),
    Called(start=Account(id="x:1"), end=Group(id="x:1"), place="line 3", at=DAY, how="call"),
    RecordedIn(start=A, end=B, place="line 3"),
]


@pytest.mark.parametrize("link", WRONG, ids=lambda link: type(link).__name__)
def test_a_link_whose_ends_the_model_forbids_says_what_was_found_and_what_is_expected(link: Link) -> None:
    with pytest.raises(ModelError) as raised:
        check_ends(link)
    kind = link_type(type(link))
    assert raised.value.where == "line 3"
    assert raised.value.found.startswith(f"{kind} from {label(type(link.start))} ")
    assert raised.value.expected.startswith(f"{kind} from {label(type(link).ends[0][0])}")
    assert raised.value.do


def test_a_forbidden_link_is_refused_and_all_else_of_its_record_stands() -> None:
    batch = Batch(A)
    phone, group = Phone(id="+12025550101"), Group(id="x:1")
    member = MemberOf(start=Account(id="x:2"), end=group, place="line 3", how="listed")
    batch.add(None, [MemberOf(start=phone, end=group, place="line 3", how="listed"), member])
    said = batch.says()
    assert list(said.links) == [member]
    assert {one.start.id for one in said.recorded} == {phone.id, group.id, "x:2"}
    [refused] = batch.refused
    assert refused.place == "line 3"
    assert refused.found == "MEMBER_OF from Phone '+12025550101' to Group 'x:1'"
    assert refused.expected == "MEMBER_OF from Account or Name or Participant to Group"


# One of everything, on each engine


@dataclass(frozen=True, slots=True)
class Whole:
    """A case whose one file says one link of every type between every pair of labels."""

    case: Case
    store: Store
    links: tuple[Link, ...]
    secret: bool

    def gate(self, *, hidden: bool = False) -> AnsweringGate:
        return AnsweringGate(self.case, self.store, who="analyst", hide_names=hidden, now=DAY + timedelta(days=99))


def sample(cls: type[Node], secret: str = "", number: int = 1) -> Node:
    """Make a node of a class: its id of its declared form, each property of its column."""
    if cls is Source:
        return A
    if cls is Name:
        return Name.of(f"{secret or 'Sea Road'}{'' if number == 1 else f' {number}'}")
    prefix = next(iter(describe_label(cls).prefixes), f"x:{label(cls).lower()}")
    made = {"+": "+1202555010", "*:@": "x:@sample"}.get(prefix, f"{prefix}sample") + str(number)
    own = {one.field: of_column(one, secret) for one in list_properties(cls) if one.field and one.name != "id"}
    return cls(id=made, **own)


def of_column(one: Property, secret: str) -> Any:
    """Give a value for a property: a string is the secret, or a word that may be shown."""
    text = secret or ("removed" if one.meaning == "word" else "sea road")
    values = {"time": DAY, "int": 3, "float": 0.5, "bool": True, "list": (text,), "text": text}
    return values[one.column]


def linked(secret: str) -> Iterator[Link]:
    """Make a link of every type between every pair of labels that it may have."""
    for cls in LINKS:
        for start in cls.ends[0]:
            for end in cls.ends[1]:
                if cls is RecordedIn:
                    continue
                own = {one.field: of_column(one, secret) for one in list_properties(cls)}
                ends = sample(start, secret), sample(end, secret, 2 if start is end else 1)
                yield cls(start=ends[0], end=ends[1], place="line 1", **own)
    for start in RecordedIn.ends[0]:
        own = {one.field: of_column(one, secret) for one in list_properties(RecordedIn) if start is Post}
        for number in (1, 2):
            yield RecordedIn(start=sample(start, secret, number), end=A, place="line 1", **own | {"stated": True})


def load_whole(store: Store, source: Source, links: tuple[Link, ...]) -> None:
    recorded = [link for link in links if isinstance(link, RecordedIn)]
    store.begin(source.id, {"reader": "telegram", "version": 1, "answers": "0"}, DAY)
    store.load(source.id, recorded, [link for link in links if not isinstance(link, RecordedIn)])
    store.derive(store.subjects_of(source.id))
    store.finish(source.id)


@pytest.fixture(scope="module", params=ENGINES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Give one of everything, on each engine."""
    return made_whole(request.getfixturevalue(f"{request.param}_store"), tmp_path_factory.mktemp("whole"), "")


def made_whole(store: Store, folder: Path, secret: str) -> Whole:
    store.clear()
    case = Case.init(folder / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester", now=DAY)
    name = f"chat with {SECRET}.json"
    case.journal.append("ingest", {"files": [acting.enter_file("a" * 64, name)]}, who="tester", now=DAY)
    links = tuple(linked(secret))
    load_whole(store, A, links)
    return Whole(case, store, links, bool(secret))


@labels
def test_a_node_of_each_label_is_written_and_read_back_with_all_its_properties(whole: Whole, cls: type[Node]) -> None:
    own = [one.name for one in list_properties(cls) if one.origin == "id"]
    rows = [dict(zip(own, row, strict=True)) for row in whole.store.rows(cls, *own)]
    assert plain(sample(cls).values()) in rows
    assert len(rows) == (1 if cls is Source else 2)


@loaded_types
def test_a_link_of_each_type_is_written_and_read_back_with_all_its_properties(whole: Whole, cls: type[Link]) -> None:
    own = [one.name for one in list_properties(cls)]
    rows = {(row[0], row[1]): row[2:] for row in whole.store.rows(cls, "start", "end", *own)}
    made = {(link.start.id, link.end.id): link.values() for link in whole.links if type(link) is cls}
    assert rows.keys() == made.keys()
    for ends, values in made.items():
        assert {n: v for n, v in zip(own, rows[ends], strict=True) if v is not None} == plain(values), ends


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Give values as a store reads them: times in ms, tuples as lists."""
    kinds: dict[type, Callable[[Any], Any]] = {datetime: lambda at: round(at.timestamp() * 1000), tuple: list}
    return {name: kinds.get(type(value), lambda same: same)(value) for name, value in values.items()}


@labels
def test_a_node_of_each_label_is_shown_with_every_link_that_it_has(whole: Whole, cls: type[Node]) -> None:
    told: set[str] = set()
    for number in (1, 2):  # a link between two of one label starts at the first
        id, gate = sample(cls, number=number).id, whole.gate()
        if cls is Name:  # one that several bear is answered by who they are
            none = FindingsAnswer(computed=None, since={}, findings=())
            entity = entities.entity(id, label(cls), whole.store, gate.voice, gate.opener, none, ())
        else:
            answer = gate.show(id)
            assert isinstance(answer, EntityAnswer)
            entity = answer.entity
        assert (entity.id, entity.label) == (id, label(cls))
        told |= {section.key for section in entity.sections if section.count}
    wanted = {
        (link_type(link), section.key)
        for link in LINKS
        for side, classes in zip(("start", "end"), link.ends, strict=True)
        if cls in classes and not held(cls, link, side)
        for section in list_link(cls, link, "start" if side == "start" else "end")
    }
    assert not [f"{kind} ({key})" for kind, key in wanted if key not in told]
    own = {one.name for one in list_properties(cls) if one.field} - {"id", called_by(cls)}
    assert own <= {name for section in entity.sections for name, _ in section.columns}


def held(cls: type[Node], link: type[Link], side: str) -> bool:
    return (cls, link, side) in HELD


@labels
def test_a_node_of_each_label_is_found_by_its_id_and_by_its_pseudonym(whole: Whole, cls: type[Node]) -> None:
    id = sample(cls).id
    hidden = whole.gate(hidden=True)
    word = hidden.shown_id(id)
    assert cls is Source or word.startswith(describe_label(cls).mask or describe_label(cls).noun)
    assert id not in hidden.name(id) or cls is Source
    answer = hidden.show(word)
    assert isinstance(answer, EntityAnswer)
    assert answer.entity.label == label(cls)


@types
def test_a_link_of_each_type_opens_to_its_file_and_line(whole: Whole, cls: type[Link]) -> None:
    made = [make_evidence(cls, link.start.id, link.end.id) for link in whole.links if type(link) is cls]
    if cls is HandsOff:
        made = [Evidence(link_type(cls), start, end) for start, end in whole.store.rows(cls, "start", "end")]
    assert made
    for link, quotes in whole.gate().open_links(made).items():
        assert quotes, link
        assert {(quote.sha256, quote.place) for quote in quotes} == {("a" * 64, "line 1")}


@every
def test_each_class_is_a_table_and_a_part_of_the_snapshot(whole: Whole, cls: type[Node] | type[Link]) -> None:
    name = label(cls) if issubclass(cls, Node) else link_type(cls)
    columns, rows, _ = Frames(whole.gate()).table(name)
    own = [one.name for one in list_properties(cls) if one.field or one.origin != "id"]
    assert rows
    assert set(own) <= set(columns)
    assert set(own) <= rows[0].keys()
    if issubclass(cls, Node):
        assert set(node_kinds(cls)) <= {"id", *own}
    else:
        assert set(link_kinds(cls)) >= set(own)


@labels
def test_a_node_of_each_label_that_has_a_shape_is_drawn(whole: Whole, cls: type[Node]) -> None:
    net = network(whole.gate(), Snapshot.read(whole.store))
    assert (label(cls) in {node.label for node in net.nodes}) is (label(cls) in DRAWN)
    assert bool(describe_label(cls).look.shape) is (label(cls) in DRAWN)


@types
def test_a_link_of_each_type_that_has_a_look_is_drawn(whole: Whole, cls: type[Link]) -> None:
    net = network(whole.gate(), Snapshot.read(whole.store))
    assert (link_type(cls) in {edge.type for edge in net.edges}) is (link_look(cls) is not None)


def test_of_everything_an_undo_leaves_what_was_there_before(whole: Whole) -> None:
    before = whole.store.whole()
    load_whole(whole.store, B, tuple(of_file(link, B) for link in whole.links))
    assert whole.store.whole() != before
    whole.store.undo(B.id)
    assert whole.store.whole() == before


def of_file(link: Link, source: Source) -> Link:
    from dataclasses import replace

    return replace(link, end=source) if isinstance(link.end, Source) else link


# A hostile name in every string


@pytest.fixture(scope="module")
def hostile(local_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Give one of everything with a name in every property that holds text."""
    return made_whole(local_store, tmp_path_factory.mktemp("hostile"), SECRET)


def leaks(shown: object) -> bool:
    text = shown if isinstance(shown, str) else json.dumps(shown, default=str, ensure_ascii=False)
    return any(part in text.lower() for part in ("zarifa", "berkani"))


@pytest.mark.slow
@labels
def test_no_string_of_a_label_is_shown_where_names_are_hidden(hostile: Whole, cls: type[Node]) -> None:
    id = sample(cls, SECRET).id
    hidden = hostile.gate(hidden=True)
    assert leaks(to_json(hostile.gate().show(id))) or cls is Source
    assert not leaks(to_json(hidden.show(id))), "show"
    assert not leaks(to_json(hidden.show(hidden.shown_id(id)))), "show of a pseudonym"
    assert not leaks(Frames(hidden).table(label(cls))), "table"
    assert leaks(Frames(hostile.gate()).table(label(cls))) or not any(
        one.column == "text" and one.field and one.name != "id" for one in list_properties(cls)
    )


@pytest.mark.slow
@types
def test_no_string_of_a_link_is_shown_where_names_are_hidden(hostile: Whole, cls: type[Link]) -> None:
    hidden = hostile.gate(hidden=True)
    assert not leaks(Frames(hidden).table(link_type(cls))), "table"
    made = [make_evidence(cls, link.start.id, link.end.id) for link in hostile.links if type(link) is cls]
    for quotes in hidden.open_links(made).values():
        assert not leaks(to_json(quotes)), "evidence"


@pytest.mark.slow
def test_no_string_is_found_drawn_or_reported_where_names_are_hidden(hostile: Whole) -> None:
    hidden = hostile.gate(hidden=True)
    assert not leaks(hidden.show(SECRET)), "search"
    with hostile.case.writing("report", who="tester"):
        view = overview(hidden, 1)
    assert not leaks(page.render_network_page(view)), "page"
    assert not leaks(html.render_report(view)), "report"
    net = Frames(hidden).net([sample(cls, SECRET).id for cls in NODES if label(cls) in DRAWN])
    assert not leaks([*net.nodes(data=True), *net.edges(data=True)]), "net"


def quiet_voice(*, hidden: bool) -> Voice:
    """Give a voice that knows one account and asks no graph."""
    from zoneinfo import ZoneInfo

    from graph.disclosure.known_names import KnownNames

    names = Names(None)
    names.labels |= {"x:1": "Account", SECRET: "", A.id: "Source"}
    names.texts["x:1"] = SECRET
    voice = Voice(names, Masks(lambda id: "7f3a91c2" * 8), hidden=hidden, zone=ZoneInfo("UTC"))
    voice.__dict__["_known"] = KnownNames.of([SECRET], [])
    return voice


def example(meaning: str) -> Any:
    if meaning == "list of word":
        return [SECRET]
    numbers = {"bool": True, "float": 0.5, "int": 3, "time": 0, "place": "line 1", "digest": "0" * 64}
    ids = {"Account": "x:1", "Group": "x:1", "Node": "x:1", "Source": A.id}
    return numbers.get(meaning, ids.get(meaning, SECRET))


def test_the_page_of_the_network_names_and_draws_what_the_model_declares() -> None:
    labels, types = list_labels(), list_types()
    assert [one[0] for one in labels] == list(DRAWN)
    assert labels[0] == ("Account", "accounts", "account", "circle", False)
    assert {one[0] for one in types} == {link_type(cls) for cls in EVERY_LINK if link_look(cls)}
    assert types[0] == ("MENTIONS", "names", "names", "named by", "#0f766e", "#2dd4bf")
