"""What the findings of a kind follow from, as one digest: where it is the last run's, the last run's findings stand.

Analyses are pure functions of the snapshot and of ``Past``; their code, the shipped weights and the libraries they
stand on are as much a part of what they say. Everything is covered that may change a finding, rather more than less.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import graph
from graph.analysis.shared.context import Past

CODE = ("analysis", "snapshot", "forms")
"""Folders of ``graph`` that findings follow from, beside its own modules; what is beside code in them counts too."""

_NAME = re.compile(r"[\w.-]+")


def digest_inputs(kind: str, graph_key: str, past: Past, fewer: str | None = None) -> str:
    """Give what the findings of a kind follow from; ``fewer`` is the digest of the run that it starts from, if any.

    The runs before are not in it, though clusters are recognised by them: where nothing else is new, what became of a
    cluster since the run before is known without looking (``cluster.live_on``).
    """
    judged = [
        [one.n, one.kind, one.finding, one.verdict, [list(subject) for subject in one.subjects]]
        for one in past.judgements
    ]
    protected = sorted(past.protected)
    said: list[Any] = [kind, graph_key, digest_program(), judged, protected, past.seed, past.learnt.get(kind), fewer]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def list_unchanged_kinds(digests: Mapping[str, str], before: Mapping[str, str]) -> frozenset[str]:
    """Give the kinds whose findings follow from the very same as those of the last run that looked for them."""
    return frozenset(kind for kind, digest in digests.items() if before.get(kind) == digest)


@cache
def digest_program() -> str:
    """Give a digest of the code and the weights that findings follow from, and of the libraries below them."""
    home = Path(next(iter(graph.__path__)))
    found = [*home.glob("*.py"), *(path for name in CODE for path in (home / name).rglob("*"))]
    digest = hashlib.sha256()
    for path in sorted(found):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(home).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update("\n".join(list_library_versions()).encode())
    return digest.hexdigest()


def list_library_versions() -> list[str]:
    """Give the installed versions of all that the program asks for."""
    try:
        wanted = metadata.requires("liaisons") or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return []
    names = {found[0].lower() for one in wanted if (found := _NAME.match(one))}
    versions = []
    for name in sorted(names):
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:  # wanted for tests alone
            continue
    return versions
