"""Families of worlds that were written apart: what each must hold, whatever its people do."""

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.case import Case
from liaisons.rehearsal import rehearse_ingest
from worlds import facts
from worlds.families import FAMILIES

pytestmark = pytest.mark.slow  # worlds are made for it

APART = ("bazaar", "relay", "kin", "dossier", "square")
SIZE = 300
RESERVED = re.compile(
    r"\+(44(7700900\d{3}|2079460\d{3}|11[3-8]4960\d{3}|1[2-6]14960\d{3}|1914980\d{3}|808157\d{4}|909879\d{4})"
    r"|33(199\d{6}|26191\d{4}|35301\d{4}|46571\d{4}|53649\d{4}|63998\d{4})|1[2-9]\d\d55501\d\d"
    r"|49(3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|17139200\d\d)"
    r"|46(8465004\d\d|7017406\d\d)|61(49157(0006|0156|0157|0158|0159|0110)|25550\d{4}|37010\d{4}))"
)
"""Numbers that no person can have."""


@pytest.fixture(scope="module", params=APART)
def family(request: pytest.FixtureRequest) -> str:
    """Give each family in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def world(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write one small world of the family."""
    folder = tmp_path_factory.mktemp(family)
    FAMILIES[family](folder, 3, SIZE)
    return folder


def digest(folder: Path) -> dict[str, str]:
    """Give the hash of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def all_text(world: Path) -> str:
    """Give everything that stands in the files of a world."""
    return "\n".join(path.read_text(encoding="utf-8-sig") for path in (world / "case").rglob("*") if path.is_file())


def subjects_of(truth: facts.Truth) -> set[str]:
    """Give every account and group of a truth."""
    ids = {end for pair in truth.pairs for end in (pair.one, pair.other)}
    ids |= {one for crew in truth.crews for one in (*crew.accounts, *crew.groups)}
    ids |= {one for innocent in truth.innocents for one in (*innocent.subjects, *innocent.around, *innocent.like)}
    ids |= {end for one in truth.successions for end in (one.old, one.new)} | {
        end for two in truth.rivals for end in two
    }
    ids |= {one.subject for one in (*truth.renames, *truth.handle_changes)} | {one.start for one in truth.hops}
    ids |= {one for alias in truth.aliases for one in alias.accounts} | {opened for _, opened in truth.opens}
    return ids | set(truth.dead) | set(truth.silent)


def numbers_of(truth: facts.Truth) -> set[str]:
    """Give every telephone number of a truth."""
    contacts = {one for crew in truth.crews for one in crew.contacts} | set(truth.generic)
    contacts |= {one for innocent in truth.innocents for one in innocent.contacts}
    contacts |= {one.contact for one in truth.hops} | {one for alias in truth.aliases for one in alias.contacts}
    return {contact for contact in contacts if contact.startswith("+")}


def test_the_same_seed_gives_the_same_bytes(family: str, world: Path, tmp_path: Path) -> None:
    FAMILIES[family](tmp_path, 3, SIZE)
    assert digest(tmp_path) == digest(world)


def test_another_seed_gives_another_world(family: str, world: Path, tmp_path: Path) -> None:
    FAMILIES[family](tmp_path, 4, SIZE)
    assert facts.read_truth_file(tmp_path / "truth.json").pairs != facts.read_truth_file(world / "truth.json").pairs


def test_every_account_and_group_of_the_truth_stands_in_the_files(world: Path) -> None:
    written = set(re.findall(r"\d{8,}", all_text(world)))
    ids = {id: re.search(r"\d{8,}", id) for id in subjects_of(facts.read_truth_file(world / "truth.json"))}
    assert [id for id, digits in ids.items() if digits is None or digits[0] not in written] == []


def test_every_number_of_the_truth_is_reserved_for_fiction(world: Path) -> None:
    numbers = numbers_of(facts.read_truth_file(world / "truth.json"))
    assert numbers
    assert [number for number in numbers if not RESERVED.fullmatch(number)] == []


def test_every_file_of_a_world_is_read_and_nothing_is_refused(world: Path, tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="a test", legal_basis="a test", profile="police", who="a test")
    told = rehearse_ingest(case, [world / "case"], hide_names=False)
    assert told.open == ()
    assert told.left == ()
    assert [(one.name, one.reasons) for one in told.files if one.refused] == []


def objects_in(value: Any) -> Iterator[list[str]]:
    """Yield each object of a JSON value as the texts and numbers in it, without the objects inside."""
    if isinstance(value, list):
        for item in value:
            yield from objects_in(item)
    elif isinstance(value, dict):
        yield [str(item) for item in value.values() if isinstance(item, str | int)]
        for item in value.values():
            yield from objects_in(item)


def rows_in(case: Path) -> Iterator[list[str]]:
    """Yield the rows of every table, the lines of JSON and the objects of every export."""
    for path in sorted(case.rglob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        delimiter = max(";,", key=text.partition("\n")[0].count)
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    for path in sorted(case.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield [text for item in objects_in(json.loads(line)) for text in item]
    for path in sorted(case.rglob("*.json")):
        yield from objects_in(json.loads(path.read_text(encoding="utf-8")))


def texts_by_account(case: Path, accounts: set[str]) -> dict[str, list[str]]:
    """Give what stands in one row, or in one object, with each account: posts, profiles, saved numbers."""
    bare = {re.sub(r"^\w+:(user)?", "", account): account for account in accounts}
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows_in(case):
        for key in {cell.removeprefix("user") for cell in row} & bare.keys():
            texts[bare[key]] += row
    return texts


def holds_number(texts: list[str], number: str) -> bool:
    """Tell whether a text holds the end of a number, however its digits are spaced."""
    digits = ["".join(str(int(sign)) for sign in text if sign.isdecimal()) for text in texts]
    return any(number[-8:] in line for line in digits)


def test_accounts_of_one_hand_share_the_number_that_the_truth_says(world: Path) -> None:
    truth = facts.read_truth_file(world / "truth.json")
    texts = texts_by_account(world / "case", {end for pair in truth.pairs for end in (pair.one, pair.other)})
    pairs = [{pair.one, pair.other} for pair in truth.pairs if {"phone", "profile-phone"} & {*pair.evidence}]
    assert pairs
    for pair in pairs:
        alias = next(alias for alias in truth.aliases if pair <= set(alias.accounts))
        numbers = [contact for contact in alias.contacts if contact.startswith("+")]
        assert any(all(holds_number(texts[account], number) for account in pair) for number in numbers), pair


def test_accounts_of_one_hand_share_the_name_or_the_words_that_the_truth_says(world: Path) -> None:
    truth = facts.read_truth_file(world / "truth.json")
    texts = texts_by_account(world / "case", {end for pair in truth.pairs for end in (pair.one, pair.other)})
    pairs = [pair for pair in truth.pairs if {"name", "text"} & {*pair.evidence}]
    assert pairs
    for pair in pairs:
        lines = [{line.strip() for text in texts[end] for line in text.splitlines()} for end in (pair.one, pair.other)]
        plain = [{"".join(filter(str.isalpha, line.casefold())) for line in each} - {""} for each in lines]
        assert plain[0] & plain[1], pair


def test_some_accounts_of_one_hand_share_nothing_that_can_be_found(world: Path) -> None:
    pairs = facts.read_truth_file(world / "truth.json").pairs
    assert 0 < sum(not pair.evidence for pair in pairs) < len(pairs)
