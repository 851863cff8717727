"""Findings on a terminal: notes before reasons, both lists side by side, sums only where bits are odds."""

from dataclasses import replace
from typing import Any

import pytest

from graph.answers import FindingsAnswer, FindingShown, LinkShown, ReasonRow, ReasonShown, Thing
from graph.answers.quotes import Quote
from liaisons.cli import cards
from liaisons.cli.screen import Screen

HOSTILE = "Sea\u202eGate\x1b[31m [bold]"


def reason(says: str, weight: float, *texts: str) -> ReasonShown:
    quotes = [
        Quote("p", "2025-03-01T12:00:00Z", "Nadia", None, text, None, None, "posts.csv", "a" * 64, "line 7", 1)
        for text in texts
    ]
    return ReasonShown(says, weight, (LinkShown("IN", "a", "b", tuple(quotes)),))


def finding(**more: Any) -> FindingShown:
    said = FindingShown(
        id="f" * 12, kind="succession", says="Sea Door went dark", basis="inferred", score=0.62, chance=0.62,
        calibrated=True, bits=5.0, confidence="fair", judgement=None, parts={},
        subjects=tuple(Thing(name, "Group", name) for name in ("Sea Door", HOSTILE)),
        reasons=(reason("both were run by Nadia", 6.0), reason("other contacts", -1.0)), notes=("About 6 of 10",),
    )  # fmt: skip
    return replace(said, **more)


def rival() -> dict[str, Any]:
    rows = (
        ReasonRow((reason("both were run by Nadia", 6.0),), ()),
        ReasonRow((), (reason("both give out a number", 3.5, "Call me"),)),
    )
    return {
        "parts": {"runner_up": {"id": "other", "name": "Sea Lane", "bits": 3.5, "difference": 1.5}},
        "beside": rows,
    }


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("COLUMNS", "120")
    return Screen("UTC")


def shown(screen: Screen, capsys: pytest.CaptureFixture[str], **more: Any) -> str:
    cards.show_finding(screen, finding(**more))
    return capsys.readouterr().out


def test_notes_come_before_what_it_is_about_and_reasons_end_in_their_sum(
    screen: Screen, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line.rstrip() for line in shown(screen, capsys).splitlines()]
    assert lines.index("About 6 of 10") < next(at for at, line in enumerate(lines) if line.startswith("About  2"))
    assert lines[-3:] == [" +6.0  both were run by Nadia", " -1.0  other contacts", " +5.0  in all: chance 62%"]


def test_bits_of_what_files_say_are_no_odds_and_have_no_sum(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    assert "in all" not in shown(screen, capsys, basis="observed", score=1.0)


def test_the_runner_up_stands_beside_with_its_quotes_below(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.rstrip() for line in shown(screen, capsys, **rival()).splitlines()]
    at = lines.index("Why not Sea Lane  1.5 doublings behind")
    head, mine, theirs, total, *rest = lines[at + 1 :]
    assert head.split() == ["odds", "SeaGate[31m", "[bold]", "odds", "Sea", "Lane"]
    assert mine.split() == ["+6.0", "both", "were", "run", "by", "Nadia"]
    assert theirs.split() == ["+3.5", "both", "give", "out", "a", "number"]
    assert theirs.index("+3.5") > head.index("SeaGate")
    assert total.split() == ["+5.0", "in", "all", "+3.5", "in", "all"]
    assert rest[1:3] == ["What speaks for Sea Lane", " +3.5  both give out a number"]
    assert any("line 7" in line for line in rest)


def test_no_name_steers_the_terminal(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    assert not {"\u202e", "\x1b"} & set(shown(screen, capsys, **rival()))


def test_a_score_that_is_measured_names_its_card_and_bits_say_that_they_are_not(
    screen: Screen, capsys: pytest.CaptureFixture[str]
) -> None:
    open_ = finding(kind="handoff", score=None, chance=None, calibrated=False)
    cards.list_findings(screen, FindingsAnswer(computed=None, since={}, findings=(finding(), open_)), 5)
    said = capsys.readouterr().out
    assert said.count("docs/cards/families.md") == 1
    assert "doublings of the odds" in said


def test_a_weight_that_would_show_as_nothing_is_a_dot() -> None:
    assert [cards.format_weight(ReasonShown("", weight, ())).strip() for weight in (0.0, -0.04, 0.04, -0.06, 1.7)] == [
        "·",
        "·",
        "·",
        "-0.1",
        "+1.7",
    ]
