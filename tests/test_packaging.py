"""What is installed, under which licences, and what a start of the program loads."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.slow  # packages are built

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "ingest", "liaisons", "queries", "worlds")

# Permissive all: whoever passes the program on owes no more than the texts.
FREE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "PSF-2.0",
    "Python-2.0",
    "Zlib",
}
OLD_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
}
"""How packages without a licence expression name one, in their classifiers or in free text."""

# Over 50 ms each, and most of them hundreds: a command imports them where it needs them.
HEAVY = {
    "IPython",
    "arcadedb_embedded",
    "duckdb",
    "graspologic_native",
    "jinja2",
    "jpype",
    "neo4j",
    "networkx",
    "numpy",
    "pandas",
    "pyarrow",
    "pyvis",
    "rich",
    "scipy",
    "splink",
    "sqlglot",
}


def closure() -> dict[str, importlib.metadata.Distribution]:
    """Give every distribution that running liaisons needs here, by its name."""
    found: dict[str, importlib.metadata.Distribution] = {}
    wanted = ["liaisons"]
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in found:
            continue
        found[name] = importlib.metadata.distribution(name)
        for line in found[name].requires or []:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                wanted.append(need.name)
    return found


def licences(distribution: importlib.metadata.Distribution) -> set[str]:
    """Give the names of all licences that a distribution says it is under."""
    about = distribution.metadata
    if "License-Expression" in about:
        return set(re.split(r" (?:AND|OR) |[()]", about["License-Expression"])) - {""}
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License :: ")
    ]
    told = about["License"].strip() if "License" in about else "none told"
    said = classified or [told]
    return {OLD_WORDS.get(word, word) for word in said}


def test_each_room_is_ours_alone() -> None:
    owners = importlib.metadata.packages_distributions()
    installed = {room: set(owners.get(room, [])) for room in ROOMS}
    # An editable install tells no top-level names: then nobody else may claim them.
    assert all(names <= {"liaisons"} for names in installed.values()), installed


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_the_one_of_this_checkout(room: str) -> None:
    ask = f"import {room}; print(*{room}.__path__, sep='\\n')"
    said = subprocess.run([sys.executable, "-P", "-c", ask], capture_output=True, text=True, cwd="/", check=True)
    assert said.stdout.split("\n")[:-1] == [str(ROOT / room)]


@pytest.mark.parametrize("room", ROOMS)
def test_type_checkers_may_read_the_room(room: str) -> None:
    assert (ROOT / room / "py.typed").is_file()


def test_all_that_runs_is_under_a_free_licence() -> None:
    found = closure()
    assert {"liaisons", "neo4j", "numpy", "pyvis"} <= found.keys()
    strange = {name: licences(it) - FREE for name, it in found.items()}
    assert {name: left for name, left in strange.items() if left} == {}


def test_the_lock_of_the_scripts_checks_names_no_address_and_gives_every_package_a_hash() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.txt").read_text()
    assert "://" not in lock
    assert not re.search(r"^\s*(-|--)(f|i|e|find-links|index-url|extra-index-url)\b", lock, re.MULTILINE)
    assert not re.search(r" @ |^\s*/|/opt/", lock, re.MULTILINE)


def test_lock_gives_every_package_a_hash() -> None:
    lock = (ROOT / "requirements.txt").read_text().replace("\\\n", "")
    pins = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(pins) > 40
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_wheel_holds_all_of_the_rooms_but_the_trials_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, str(tmp_path)], cwd=ROOT, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        packed = {name for name in file.namelist() if ".dist-info/" not in name}
    kept = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.is_relative_to(ROOT / "liaisons/trials")
    }
    assert packed == kept


def test_graph_itself_imports_nothing() -> None:
    tree = ast.parse((ROOT / "graph/__init__.py").read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_no_package_hides_a_room() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_help_loads_nothing_heavy() -> None:
    assert loaded("import liaisons.cli; sys.argv = ['liaisons', '--help']; liaisons.cli.main()")


def test_import_of_liaisons_loads_nothing_heavy() -> None:
    assert loaded("import liaisons")


def loaded(work: str) -> set[str]:
    """Give the top-level modules after some work in a new process; none may be heavy."""
    tell = (
        "import atexit, json, sys\natexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
    )
    said = subprocess.run([sys.executable, "-c", tell + work], capture_output=True, text=True, cwd=ROOT, check=True)
    names = {name.partition(".")[0] for name in json.loads(said.stderr.splitlines()[-1])}
    assert names & HEAVY == set()
    return names
