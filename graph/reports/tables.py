"""The tables of a report: what the next one is compared with, as values that need no program of ours to be read."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import forms
from graph.views import survival
from graph.views.shapes import Overview

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "findings": {
        "id": "string",
        "kind": "string",
        "basis": "string",
        "score": "float64",
        "bits": "float64",
        "confidence": "string",
        "judgement": "string",
        "reasons": "string",
    },
    "members": {"finding": "string", "place": "int32", "node": "string"},
    "subjects": {"node": "string", "label": "string", "name": "string"},
    "survival": dict.fromkeys(survival.COLUMNS[:3], "string")
    | dict.fromkeys(survival.COLUMNS[3:], "int32")
    | {"days": "int32", "share": "float64", "low": "float64", "high": "float64", "followed": "int32"},
}
"""Columns and their types. Nodes and names are as they were shown: what was hidden then is hidden here."""

LIBRARIES = (
    "arcadedb-embedded",
    "duckdb",
    "jinja2",
    "neo4j",
    "networkx",
    "numpy",
    "pyarrow",
    "pyvis",
    "scipy",
    "splink",
)
"""Whose versions a manifest names: those that have a hand in what a report says."""


def list_table_rows(view: Overview) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of each table, each once: findings sorted, survival by curve and day."""
    findings = [
        (one.id, one.kind, one.basis, one.score, one.bits, one.confidence, one.judgement, one.digest)
        for one in view.found
    ]
    members = [(one.id, place, thing.id) for one in view.found for place, thing in enumerate(one.subjects)]
    subjects = {(thing.id, thing.label, forms.clean_line(thing.name)) for one in view.found for thing in one.subjects}
    return {
        "findings": sorted(findings),
        "members": sorted(members),
        "subjects": sorted(subjects),
        "survival": survival.rows(view.survival),
    }


def write_report_tables(view: Overview, folder: Path) -> dict[str, dict[str, Any]]:
    """Write the tables into a folder; give size, SHA-256 and the digest of the rows of each file.

    Two versions of pyarrow write other bytes for the same rows: compare ``rows``.
    """
    import pyarrow.parquet as pq

    told = {}
    for name, some in list_table_rows(view).items():
        path = folder / f"{name}.parquet"
        pq.write_table(make_report_table(name, some), path)
        told[path.name] = {**describe_file(path.read_bytes()), "rows": len(some), "values": digest_rows(some)}
    return told


def make_report_table(name: str, some: Sequence[tuple[Any, ...]]) -> "pa.Table":
    """Give rows as an Arrow table."""
    import pyarrow as pa

    schema = pa.schema([(column, pa.type_for_alias(kind)) for column, kind in COLUMNS[name].items()])
    return pa.table([pa.array([row[at] for row in some], field.type) for at, field in enumerate(schema)], schema=schema)


def digest_rows(some: Iterable[tuple[Any, ...]]) -> str:
    """Give the SHA-256 of rows as lines of JSON."""
    hashed = hashlib.sha256()
    for row in some:
        hashed.update(json.dumps(row, ensure_ascii=True).encode() + b"\n")
    return hashed.hexdigest()


def describe_file(data: bytes) -> dict[str, Any]:
    """Give size and SHA-256 of a file."""
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write_manifest(view: Overview, files: Mapping[str, Mapping[str, Any]], **more: Any) -> bytes:
    """Give the manifest of a report as JSON: what it is of, by which program, and each file beside it."""
    from importlib.metadata import PackageNotFoundError, version
    from platform import python_version

    versions = {"python": python_version()}
    for name in ("liaisons", *LIBRARIES):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:  # the embedded engine has no wheel everywhere
            versions[name] = "not installed"
    plain = {
        "number": view.number,
        "made": view.made,
        "computed": view.computed,
        "since": dict(view.since),
        "zone": view.zone,
        "profile": view.profile,
        "hidden": view.hidden,
        "counts": dict(view.counts),
        "findings": {section.kind: section.count for section in view.sections},
        "sources": [{"name": file.name, "sha256": file.sha256} for file in view.files],
        "versions": versions,
        "files": {name: dict(said) for name, said in sorted(files.items())},
        **more,
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
