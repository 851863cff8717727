"""A view as tables: what CSV, XLSX and Parquet hold alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.answers.exchange import Exchange
from graph.exchange.attributes import BETWEEN, list_head_values, list_link_values, list_thing_values

Cell = Literal["text", "int", "float", "bool"]

THINGS: Mapping[str, Cell] = {
    "id": "text", "kind": "text", "label": "text", "platform": "text", "names": "text", "first": "text",
    "last": "text", "state": "text", "state_at": "text", "mark": "text", "posts": "int", "clusters": "text",
    "near": "text", "chosen": "bool", "text": "text", "sha256": "text", "sources": "text",
}  # fmt: skip
LINKS: Mapping[str, Cell] = {
    "id": "text", "start": "text", "start_label": "text", "type": "text", "end": "text", "end_label": "text",
    "basis": "text", "how": "text", "count": "int", "first": "text", "last": "text", "plausibility": "float",
    "confidence": "text", "chance": "float", "worth": "text", "finding": "text", "verdict": "text", "sources": "text",
}  # fmt: skip
NAMES: Mapping[str, Cell] = {
    "thing": "text", "name": "text", "first": "text", "last": "text", "exact_first": "bool", "exact_last": "bool",
}  # fmt: skip
FINDINGS: Mapping[str, Cell] = {
    "id": "text", "kind": "text", "says": "text", "basis": "text", "confidence": "text", "chance": "float",
    "worth": "text", "bits": "float", "first": "text", "last": "text", "others": "int", "sources": "text",
}  # fmt: skip
SUBJECTS: Mapping[str, Cell] = {"finding": "text", "place": "int", "thing": "text", "label": "text"}
REASONS: Mapping[str, Cell] = {"finding": "text", "says": "text", "weight": "float", "links": "int", "sources": "text"}
JUDGEMENTS: Mapping[str, Cell] = {
    "finding": "text", "verdict": "text", "who": "text", "at": "text", "why": "text", "entry": "int",
}  # fmt: skip
FILES: Mapping[str, Cell] = {"sha256": "text", "name": "text", "reader": "text", "exported": "text"}
LEFT: Mapping[str, Cell] = {"what": "text", "count": "int", "why": "text"}
ABOUT: Mapping[str, Cell] = {"what": "text", "value": "text"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what each column holds, and its rows."""

    name: str
    columns: Mapping[str, Cell]
    rows: Sequence[Sequence[Any]]


def list_tables(view: Exchange, notes: Mapping[str, str]) -> tuple[Table, ...]:
    """Give the tables of a view, first what it is; ``notes`` are what a form says of itself."""
    called = {thing.id: thing.name for thing in view.things}
    about = {key: value for key, value in list_head_values(view.head).items() if value is not None}
    spells = [(thing.id, spell) for thing in view.things for spell in thing.names]
    judged = [(one.id, one.judgement) for one in view.findings if one.judgement is not None]
    links = [
        list_link_values(link) | {"start_label": called.get(link.start), "end_label": called.get(link.end)}
        for link in view.links
    ]
    return (
        Table("about", ABOUT, [(key, str(value)) for key, value in {**notes, **about}.items()]),
        Table("things", THINGS, [[row[name] for name in THINGS] for row in map(list_thing_values, view.things)]),
        Table("links", LINKS, [[row[name] for name in LINKS] for row in links]),
        Table(
            "names",
            NAMES,
            [(id, one.name, one.first, one.last, one.exact_first, one.exact_last) for id, one in spells],
        ),
        Table(
            "findings",
            FINDINGS,
            [
                (one.id, one.kind, one.says, one.basis, one.confidence, one.chance, one.worth or None, one.bits,
                 one.first, one.last, one.others, BETWEEN.join(one.sources))
                for one in view.findings
            ],
        ),
        Table(
            "subjects",
            SUBJECTS,
            [(one.id, place, id, called.get(id)) for one in view.findings for place, id in enumerate(one.subjects)],
        ),
        Table(
            "reasons",
            REASONS,
            [
                (one.id, reason.says, reason.weight, reason.links, BETWEEN.join(reason.sources))
                for one in view.findings
                for reason in one.reasons
            ],
        ),
        Table("judgements", JUDGEMENTS, [(id, j.verdict, j.who, j.at, j.why, j.entry) for id, j in judged]),
        Table("files", FILES, [(file.sha256, file.name, file.reader, file.exported) for file in view.files]),
        Table("left_out", LEFT, [(left.what, left.count, left.why) for left in view.left]),
    )  # fmt: skip
