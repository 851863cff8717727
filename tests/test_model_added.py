"""Labels and link types added to the model alone, in a copy of the project, work everywhere or fail by their names."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "@dataclass(frozen=True, slots=True, kw_only=True)\n"
TOY_NODES = f'''
{HEAD}class Place(Node):
    """A place."""

    declared = LabelDeclaration(
        noun="place", plural="places", form="`place:<name>`", prefixes=("place:",),
        look=Look("#4d7c0f", "#a3e635", "triangle"),
    )
    spelling: Annotated[str, Means("name", "As people write it")]


{HEAD}class Offer(Node):
    """What a post offers."""

    declared = LabelDeclaration(
        noun="offer", plural="offers", form="`offer:<hash>`", prefixes=("offer:",),
        look=Look("#334155", "#cbd5e1", "cut"),
    )
    says: Annotated[str, Means("text", "The words that say so")]
    price: Annotated[float | None, Means("float", "What it costs")] = None


'''
TOY_LINKS = f'''
{HEAD}class Offers(Link):
    """The post offers it."""

    ends: ClassVar = ((Post,), (Offer,))
    declared = LinkDeclaration(
        "{{start}} offers {{end}}", at_start=Heading("offers", "Offers", "offer"),
        at_end=Heading("offered", "Offered in", "post"),
        look=LinkLook("offers", "offers", "offered by", "#334155", "#cbd5e1"),
    )

    raw: Raw


{HEAD}class Departs(Link):
    """The offer departs from the place."""

    ends: ClassVar = ((Offer,), (Place,))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{{start}} departs from {{end}}[, {{how}}]", at_start=Heading("departs", "Departs from", "place"),
        at_end=Heading("departures", "Departures", "offer"), listed=("how", "at"),
        look=LinkLook("departs from", "departs from", "left by", "#4d7c0f", "#a3e635"),
    )

    how: Annotated[str, Means("word", "By what")]
    at: Annotated[datetime | None, Means("time", "When")] = None


'''
pytestmark = pytest.mark.slow  # the tests of the model run in a process of their own
TOYS = "Place or Offer or OFFERS or DEPARTS or Offers or Departs"


def add_toys(folder: Path, nodes: str, links: str) -> Path:
    """Copy the project and add two labels and two link types to the two files of the model, and to no other file."""
    for room in ("ingest", "liaisons", "queries", "worlds", "samples"):
        (folder / room).symlink_to(ROOT / room)
    shutil.copytree(ROOT / "graph", folder / "graph", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests").mkdir()
    for path in (ROOT / "tests").glob("*.py"):
        if not path.name.startswith("test_") or path.name == "test_model.py":
            shutil.copy(path, folder / "tests")
    shutil.copy(ROOT / "pyproject.toml", folder)
    model = folder / "graph/model"
    for file, begin, toys, head, names in (
        ("nodes.py", "CONTACTS: tuple", nodes, "NODES: tuple[type[Node], ...] = (", "Offer, Place,"),
        ("links.py", "LINKS: tuple", links, "LINKS: tuple[type[Link], ...] = (", "Offers, Departs,"),
    ):
        text = (model / file).read_text("utf-8").replace(begin, toys + begin, 1)
        assert head in text
        text = text.replace(head, f"{head}{names}")
        (model / file).write_text(text.replace("    Account,\n", "    Account,\n    Offer,\n    Place,\n"), "utf-8")
    return folder


def run_conformance(folder: Path, chosen: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "tests/test_model.py",
    ]
    return subprocess.run([*command, "-m", chosen, "-k", TOYS], cwd=folder, capture_output=True, text=True, check=False)


def test_two_labels_and_two_types_added_to_the_model_alone_work_everywhere(tmp_path: Path) -> None:
    done = run_conformance(add_toys(tmp_path, TOY_NODES, TOY_LINKS), "not server")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    passed = int(done.stdout.rsplit(" passed", 1)[0].rsplit(maxsplit=1)[-1])
    assert passed > 30


def test_what_is_added_without_a_declaration_fails_by_its_name(tmp_path: Path) -> None:
    bare = {
        ', Means("text", "The words that say so")]': ", 1]",
        'at_start=Heading("departs", "Departs from", "place"),': "",
    }
    nodes, links = TOY_NODES, TOY_LINKS
    for text, without in bare.items():
        nodes, links = nodes.replace(text, without), links.replace(text, without)
    links = links.replace('"{start} offers {end}", at_start', '"{start} offers {thing}", at_start')
    done = run_conformance(add_toys(tmp_path, nodes, links), "not server and not slow")
    assert done.returncode == 1, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Offer has properties without a declared meaning: says" in done.stdout
    assert "show tells nothing of DEPARTS: Offer at its start" in done.stdout
    assert "the sentence of OFFERS names what it has not" in done.stdout
