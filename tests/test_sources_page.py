"""The page on what is read: written from the registry, current, and with a plain answer to each question."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from ingest.recognition import UNKNOWN, list_unread_formats
from ingest.sources import SOURCES, Tells

DOCS = Path(__file__).parents[1] / "docs"
ASKED = [one.name for one in fields(Tells) if one.name != "made_by"]


def test_the_page_is_what_the_registry_says() -> None:
    written = subprocess.run([sys.executable, "-m", "ingest.sources"], capture_output=True, check=True).stdout

    assert (DOCS / "sources.md").read_bytes() == written, "run: python -m ingest.sources > docs/sources.md"


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("asked", ASKED)
def test_a_source_answers_each_question_plainly(source: str, asked: str) -> None:
    answer = getattr(SOURCES[source].tells, asked)

    assert answer.split(",")[0].split(":")[0] in ("yes", "no", "in part"), f"{source}, {asked}: {answer}"


def test_every_format_that_is_known_and_not_read_stands_once_with_advice() -> None:
    unread = list_unread_formats()

    assert len({told.what for told in unread}) == len(unread) > 50
    assert all(told.instead for told in unread)
    assert UNKNOWN not in unread
