"""What a measured result follows from: the code that a module imports of ours, and the weights that it reads."""

import ast
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "ingest", "liaisons", "queries", "worlds")
LEARNT = "graph/analysis/learnt"
"""Where the weights lie; code that names the folder is taken to read those of which it names the kind."""


@dataclass(frozen=True, slots=True)
class CodeFile:
    """What a digest needs of one file, read once: a tree is walked long, and eight digests share most files."""

    imported: tuple[Path, ...]
    """Files of ours that it imports; of a package its own file, where a name is taken from that."""
    texts: frozenset[str]
    """What stands between quotes."""
    said: bytes
    """Its tree in words, which comments and lay-out do not change."""


@cache
def digest_code(*modules: str) -> str:
    """Give twelve digits that change with the code of modules, of what they import, and with the weights they read.

    Comments and the lay-out of the code do not count.
    """
    hashed = hashlib.sha256()
    for path in list_code_files(modules):
        said = path.read_bytes() if path.suffix == ".json" else read_code_file(path).said
        hashed.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + said + b"\0")
    return hashed.hexdigest()[:12]


def list_code_files(modules: Iterable[str]) -> list[Path]:
    """Give the files of modules and of all of ours that they import, on the way too, and the weights read there."""
    found: set[Path] = set()
    open_ = [path for module in modules if (path := find_module_file(module)) is not None]
    while open_:
        path = open_.pop()
        if path not in found:
            found.add(path)
            open_ += read_code_file(path).imported
    analysis = [path for path in found if path.is_relative_to(ROOT / "graph/analysis")]
    said = {text for path in analysis for text in read_code_file(path).texts}
    if any(text.partition("/")[0] == "learnt" for text in said):
        found.update(
            weights
            for weights in (ROOT / LEARNT).glob("*.json")
            if any(text == weights.stem or text.endswith(weights.name) for text in said)
        )
    return sorted(found)


@cache
def read_code_file(path: Path) -> CodeFile:
    tree = ast.parse(path.read_bytes())
    imported: list[Path] = []
    texts: set[str] = set()
    for node in ast.walk(tree):
        names: list[tuple[str, str]] = []
        if isinstance(node, ast.Import):
            names = [(alias.name, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [(f"{node.module}.{alias.name}", node.module) for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        imported += [
            found for name, parent in names if (found := find_module_file(name) or find_module_file(parent)) is not None
        ]
    return CodeFile(tuple(imported), frozenset(texts), ast.dump(tree).encode())


def find_module_file(module: str) -> Path | None:
    """Give the file of a module of ours."""
    if module.partition(".")[0] not in ROOMS:
        return None
    place = ROOT / module.replace(".", "/")
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)
