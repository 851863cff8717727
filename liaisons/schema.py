"""The published shapes of all that ``--format json`` writes: JSON Schema, made from the classes of the answers.

``python -m liaisons.schema`` writes ``docs/schema/``; a test holds that the files are current and that what every
command writes is valid by them.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from graph.answers import EntityAnswer, FindingsAnswer, HitsAnswer, QueryAnswer, QuestionsAnswer, findings
from graph.answers.changes import CompareAnswer
from graph.answers.collected import CollectedAnswer
from graph.answers.exchange import ExportAnswer
from graph.answers.outreach import OutreachAnswer
from graph.answers.plain import json_fields
from graph.answers.records import IngestAnswer, LogAnswer, VerifyAnswer
from graph.answers.referrals import ReferralAnswer, ReferralFiguresAnswer, ReferralsAnswer
from graph.answers.reports import ReportDocument
from graph.answers.watches import WatchesAnswer, WatchHitsAnswer
from liaisons.answers import (
    DemoAnswer,
    DryRunAnswer,
    InitAnswer,
    RebuildAnswer,
    ReportAnswer,
    ScheduleAnswer,
    ScoreAnswer,
    UndoAnswer,
    WorldAnswer,
)

FOLDER = Path(__file__).parents[1] / "docs/schema"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

VERSION = 1
"""Raised when a field goes, or means something else; a field that is added raises nothing."""

ANSWERS: Mapping[str, tuple[type, ...]] = {
    "demo": (DemoAnswer,),
    "init": (InitAnswer,),
    "ingest": (IngestAnswer, DryRunAnswer),
    "find": (FindingsAnswer,),
    "show": (EntityAnswer, FindingsAnswer, HitsAnswer),
    "judge": (FindingsAnswer,),
    "name": (FindingsAnswer,),
    "coverage": (CollectedAnswer,),
    "outreach": (OutreachAnswer,),
    "watch": (WatchesAnswer, WatchHitsAnswer),
    "query": (QueryAnswer, QuestionsAnswer),
    "refer": (ReferralAnswer, ReferralsAnswer, ReferralFiguresAnswer),
    "report": (ReportAnswer,),
    "compare": (CompareAnswer,),
    "export": (ExportAnswer,),
    "schedule": (ScheduleAnswer,),
    "log": (LogAnswer, VerifyAnswer),
    "undo": (UndoAnswer,),
    "rebuild": (RebuildAnswer,),
    "simulate": (WorldAnswer, ScoreAnswer),
}
"""What each command answers; of several, what is typed decides."""

DOCUMENTS: Mapping[str, tuple[str, type]] = {
    "report-document": ("report.json, as liaisons report --form json writes it", ReportDocument)
}
"""Files of JSON that commands write, with what each is."""

PRIMITIVES: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema_of(command: str) -> dict[str, Any]:
    """Give the JSON Schema of what a command answers, or of a file that it writes."""
    defs: dict[str, Any] = {}
    title, classes = f"liaisons {command} --format json", ANSWERS.get(command, ())
    if command in DOCUMENTS:
        title, document = DOCUMENTS[command]
        classes = (document,)
    answers = [make_type_schema(cls, defs) for cls in classes]
    return {
        "$schema": DRAFT,
        "title": title,
        "version": VERSION,
        **(answers[0] if len(answers) == 1 else {"anyOf": answers}),
        "$defs": dict(sorted(defs.items())),
    }


def make_type_schema(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a type; classes go into ``defs`` and are referred to."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if kind in PRIMITIVES:
        return {"type": PRIMITIVES[kind]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return {"anyOf": [make_type_schema(one, defs) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": make_type_schema(inner[0], defs)}
    if origin is tuple:
        places = [make_type_schema(one, defs) for one in inner]
        return {"type": "array", "prefixItems": places, "minItems": len(places), "maxItems": len(places)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": make_type_schema(inner[1], defs)}
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise TypeError(f"{kind} has no shape in JSON")
    name = kind.__name__
    if name not in defs:
        defs[name] = {}  # a class may hold others of its own kind
        defs[name] = make_class_schema(kind, defs)
    return {"$ref": f"#/$defs/{name}"}


def make_class_schema(cls: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a class: every field that its JSON has, and no other."""
    hints = get_type_hints(cls, vars(findings))  # one class names another that stands above it
    told = read_field_docs(cls)
    shown = json_fields(cls)
    properties = {
        one.name: make_type_schema(hints[one.name], defs)
        | ({"description": told[one.name]} if one.name in told else {})
        for one in shown
    }
    return {
        "type": "object",
        "description": inspect.getdoc(cls),
        "properties": properties,
        "required": [one.name for one in shown if not one.metadata.get("omitted")],
        "additionalProperties": False,
    }


@cache
def read_field_docs(cls: Any) -> Mapping[str, str]:
    """Give what the source of a class says of each field below it."""
    [made] = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    body = made.body if isinstance(made, ast.ClassDef) else []
    return {
        field.target.id: " ".join(told.value.value.split())
        for field, told in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(told, ast.Expr)
        and isinstance(told.value, ast.Constant)
        and isinstance(told.value.value, str)
    }


def schema_text(command: str) -> str:
    """Give the schema of a command as it is published."""
    return json.dumps(schema_of(command), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path = FOLDER) -> None:
    """Write the schema of every command, and take away those of commands that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stem not in {*ANSWERS, *DOCUMENTS}:
            old.unlink()
    for command in (*ANSWERS, *DOCUMENTS):
        (folder / f"{command}.json").write_text(schema_text(command), "utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas()
