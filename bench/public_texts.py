"""Stage ``public-texts``: numbers, handles and links read out of texts whose right reading others have published.

The cases are the tests of libphonenumber's matcher (``matcher_cases.json``) and of twitter-text (``extract.yml``), in
folders beside each other or in one, which ``--data`` names.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.febrl import DATA
from bench.setting import Setting
from bench.table import Row

STAGE = "public-texts"
NUMBERS, TEXTS = "matcher_cases.json", "extract.yml"
FOUND = ("VALID_CASES", "STRICT_GROUPING_CASES", "EXACT_GROUPING_CASES")
"""Groups of texts that hold a number; those of the other groups hold none."""

BARS = {
    "numbers": (0.95, 0.84),
    "handles": (1.0, 1.0),
    "links": (0.89, 0.88),
}
"""Precision and recall that must not be lost: what was measured when the stage was written, rounded down."""

_CASE = re.compile(r"^ {6}text: (.*)\n {6}expected: (.*)$", re.MULTILINE)


class Case(NamedTuple):
    """A text, and what is to be read out of it as it is written there."""

    text: str
    expected: tuple[str, ...]
    region: str = ""


def measure(setting: Setting) -> Iterator[Row]:
    """Read every case, and hold precision and recall of each sort against its bar."""
    del setting
    for name, file, cases, read in (
        ("numbers", NUMBERS, number_cases, read_numbers),
        ("handles", TEXTS, handle_cases, read_handles),
        ("links", TEXTS, link_cases, read_links),
    ):
        path = find_file(file)
        if path is None:
            yield Row(STAGE, name, f"not measured: --data names no folder of {file}")
            continue
        every = cases(path)
        right, said, there = counted((read(case), case.expected) for case in every)
        least = BARS[name]
        holds = right / said >= least[0] and right / there >= least[1]
        yield Row(
            STAGE,
            f"{name} in {len(every)} texts of {'libphonenumber' if file == NUMBERS else 'twitter-text'}",
            f"precision {right / said:.3f} ({right} of {said}), recall {right / there:.3f} ({right} of {there})",
            f"at least {least[0]:.2f} and {least[1]:.2f}",
            holds,
        )


def find_file(name: str) -> Path | None:
    """Give a file in the folder that ``--data`` names, or in a folder of that."""
    folder = os.environ.get(DATA)
    return next(iter(sorted((*Path(folder).glob(name), *Path(folder).glob(f"*/{name}")))), None) if folder else None


def counted(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> tuple[int, int, int]:
    """Count what was read rightly, what was read, and what was to be read."""
    right = said = there = 0
    for read, expected in pairs:
        mine, theirs = Counter(read), Counter(expected)
        right += (mine & theirs).total()
        said += mine.total()
        there += theirs.total()
    return right, said, there


def number_cases(path: Path) -> list[Case]:
    """Give the texts of every group; what stands in one that holds a number is what a parser makes of it."""
    import phonenumbers

    cases = []
    for group, some in json.loads(path.read_bytes()).items():
        for text, region in some:
            expected: tuple[str, ...] = ()
            if group in FOUND:
                expected = (str(phonenumbers.parse(text, region).national_number),)
            cases.append(Case(text, expected, region))
    return cases


def handle_cases(path: Path) -> list[Case]:
    """Give the texts with what each mentions."""
    return [Case(text, expected) for text, expected in read_section(path, "mentions")]


def link_cases(path: Path) -> list[Case]:
    """Give the texts with the links of each."""
    return [Case(text, expected) for text, expected in read_section(path, "urls")]


def read_section(path: Path, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the cases of a section; its YAML is of one form, whose texts and lists are JSON."""
    found = re.search(rf"^  {name}:\n(.*?)(?=^  \w+:|\Z)", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    section = found[1] if found else ""
    cases = [(json.loads(text), tuple(json.loads(expected))) for text, expected in _CASE.findall(section)]
    if not cases or len(cases) != section.count("description:"):
        raise RuntimeError(f"{path}: {len(cases)} cases of {section.count('description:')} in its section {name}")
    yield from cases


def read_numbers(case: Case) -> Iterator[str]:
    """Yield the numbers that are read, without country and leading zeros where the case has its own."""
    import phonenumbers

    code = str(phonenumbers.country_code_for_region(case.region))
    for one in contacts_of(case.text, case.region):
        if one.label == "Phone":
            digits = one.id.removeprefix("national:")
            yield digits.removeprefix(f"+{code}") if digits.startswith("+") else digits.lstrip("0")


def read_handles(case: Case) -> Iterator[str]:
    """Yield the handles that are read as they are written, without the sign before them."""
    for one in contacts_of(case.text):
        if one.raw.startswith("@"):
            yield one.raw.removeprefix("@")


def read_links(case: Case) -> Iterator[str]:
    """Yield the links that are read, as they are written."""
    for one in contacts_of(case.text):
        if one.label != "Email" and not one.raw.startswith("@"):
            yield one.raw


class Read(NamedTuple):
    """A contact that was read out of a text."""

    label: str
    id: str
    raw: str


def contacts_of(text: str, region: str = "") -> list[Read]:
    """Give the contacts that a text names."""
    from graph.model import label
    from ingest.extract import find_contacts

    found: list[Any] = find_contacts(text, platform="x", regions=(region,) if region else ())
    return [Read(label(type(one.node)), one.node.id, one.raw) for one in found]
