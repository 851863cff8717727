"""What README prints to be typed can be typed: every command and option is there, and its number is in the sample."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from graph.answers import EntityAnswer
from graph.case import Case
from graph.store import Store
from graph.views.answering import AnsweringGate
from liaisons.cli import COMMANDS
from queries import QUESTIONS

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
LINES = re.findall(r"^    (?:.*&& )?(?:\.venv/bin/)?liaisons (\S.*)$", README, re.MULTILINE)
INLINE = re.findall(r"`liaisons ([a-z][^`]*)`", README)


def test_there_are_commands_to_try() -> None:
    assert len(LINES) >= 8


@pytest.mark.parametrize("line", [*LINES, *(re.sub(r"\b[A-Z]+$", "1", line) for line in INLINE)])
def test_every_command_is_taken_as_printed(line: str) -> None:
    name, *args = shlex.split(line, comments=True)
    context = COMMANDS[name].make_context(name, args)
    assert context.command is COMMANDS[name]


def test_questions_that_are_named_are_in_the_catalogue() -> None:
    named = [shlex.split(line, comments=True)[1] for line in LINES if line.startswith("query ")]
    assert named
    assert set(named) <= set(QUESTIONS)


def test_the_number_that_is_shown_is_in_the_sample(tmp_path: Path, worked: Path) -> None:
    [typed] = [shlex.split(line, comments=True)[1:] for line in LINES if line.startswith("show ")]
    shutil.copytree(worked, tmp_path / "case")
    case = Case.open(tmp_path / "case")
    with Store.of(case) as store:
        answer = AnsweringGate(case, store, who="tester").show(" ".join(typed))
        assert isinstance(answer, EntityAnswer)
        assert answer.entity.label == "Phone"


def test_an_option_that_is_not_there_would_be_found() -> None:
    with pytest.raises(click.UsageError):
        COMMANDS["find"].make_context("find", ["--lats"])
