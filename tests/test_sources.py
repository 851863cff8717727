"""What every source must do: know its own sample, read it, and never break on a damaged one."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from ingest.answers import Answers
from ingest.record import Contact, Message, Record, Refused
from ingest.sources import SOURCES, Source, find_claimant
from ingest.sources.reading.head import Head
from tests.sources import DATA, TELLS_NOTHING, give_answers, list_samples

SAMPLES = [pytest.param(name, path, id=path.name) for name in SOURCES for path in list_samples(name)]
each_sample = pytest.mark.parametrize(("name", "sample"), SAMPLES)


def read(name: str, path: Path, given: Answers) -> list[Record | Refused]:
    return list(SOURCES[name].read(path, given))


@each_sample
def test_a_source_claims_its_sample_and_no_other_does(name: str, sample: Path) -> None:
    head = Head.of(sample, sample.name)
    claimants = {other for other, source in SOURCES.items() if source.claims(head)}
    assert name in claimants
    assert all(SOURCES[other].gives_way for other in claimants - {name})
    assert find_claimant(head) == name


@each_sample
@pytest.mark.parametrize("ending", ["json", "csv", "jsonl", "txt", "zip", "jpg"])
def test_a_sample_under_the_ending_of_another_is_claimed_by_its_own_source(
    name: str, sample: Path, ending: str
) -> None:
    assert find_claimant(Head.of(sample, f"{sample.stem}.{ending}")) == name


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_has_a_sample(name: str) -> None:
    assert list_samples(name)


@each_sample
def test_a_sample_holds_posts_or_contacts_and_one_bad_piece(name: str, sample: Path) -> None:
    things = read(name, sample, give_answers(sample))
    assert sum(isinstance(thing, Message | Contact) for thing in things) > 2
    [refused] = [thing for thing in things if isinstance(thing, Refused)]
    assert all((refused.place, refused.found, refused.expected, refused.raw))


@each_sample
def test_every_record_has_its_place_and_times_in_utc(name: str, sample: Path) -> None:
    for thing in read(name, sample, give_answers(sample)):
        assert thing.place
        at = getattr(thing, "at", None)
        assert at is None or at.utcoffset().total_seconds() == 0


@each_sample
def test_reading_twice_says_the_same(name: str, sample: Path) -> None:
    assert read(name, sample, give_answers(sample)) == read(name, sample, give_answers(sample))


@each_sample
@given(at=st.integers(0, 4000), junk=st.binary(max_size=20))
def test_damage_is_refused_not_raised(
    name: str, sample: Path, at: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = sample.read_bytes()
    path = tmp_path_factory.mktemp("damaged") / sample.name
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    try:
        things = read(name, path, give_answers(sample))
    except SourceError:
        return  # what is left is no file of this kind: said, not guessed
    assert all(isinstance(thing, (*get_args(Record), Refused)) for thing in things)


@pytest.mark.parametrize("name", SOURCES)
@given(data=st.binary(max_size=300))
def test_no_bytes_break_recognition(name: str, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "any"
    path.write_bytes(data)
    assert SOURCES[name].claims(Head.of(path, "any")) in (True, False)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff\xfe", b"[" * 5000, b'{"a":' * 5000, b"\xef\xbb\xbf", b"PK\x03\x04"]
)
def test_what_is_no_file_of_any_kind_is_not_claimed(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    assert not SOURCES[name].claims(Head.of(path, "any"))


def test_two_claims_are_an_error_that_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = DATA / "telegram-desktop.json"
    monkeypatch.setitem(SOURCES, "again", claim_all())
    with pytest.raises(SourceError, match="telegram-desktop and again both claim the file"):
        find_claimant(Head.of(sample, sample.name))


def test_a_table_gives_way_to_a_source_that_knows_the_file_by_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = DATA / "table.csv"
    monkeypatch.setitem(SOURCES, "again", claim_all())
    assert find_claimant(Head.of(sample, sample.name)) == "again"


def claim_all() -> Source:
    return Source(
        claims=lambda head: True, read=SOURCES["table"].read, version=1, says="all there is", tells=TELLS_NOTHING
    )
