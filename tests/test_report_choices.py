"""What a report is asked to hold in case.toml: mistakes told, chosen by what stays, left out and counted."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.difference import Standing
from graph.difference.reports import count_reports, last_report
from graph.difference.spots import Spot
from graph.errors import CaseError
from graph.finding import Finding, Reason, Subject
from graph.kinds import KINDS
from graph.reports.sections import report_sections
from graph.settings import FINDINGS, SECTIONS, ReportChoice, Settings, dump_settings, load_settings, tabulate_settings
from graph.views import choosing
from graph.views.choosing import Chosen, Period, cut_activity, find_period
from graph.views.shapes import Activity, Row

HEAD = 'purpose = "a test"\nlegal_basis = "none"\nprofile = "police"\n'
WEEKLY = '[report]\nlanguage = "fr"\nkinds = ["alias"]\n[report.weekly]\nperiod = "last 7 days"\n'
UTC_ZONE = ZoneInfo("UTC")


def read(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "case.toml"
    path.write_text(HEAD + text, "utf-8")
    return load_settings(path)


def test_the_sections_and_kinds_that_can_be_asked_for_are_those_that_there_are() -> None:
    assert list(report_sections()) == list(SECTIONS)
    assert list(KINDS) == list(FINDINGS)


def test_a_report_with_a_name_is_as_all_are_where_it_does_not_say_otherwise(tmp_path: Path) -> None:
    settings = read(tmp_path, WEEKLY)
    assert settings.report == ReportChoice(language="fr", kinds=("alias",))
    assert settings.reports == (ReportChoice(name="weekly", language="fr", kinds=("alias",), days=7),)
    assert settings.choose_report("mayor") is None


def test_reports_are_written_as_they_are_read(tmp_path: Path) -> None:
    more = '[report.mayor]\nlanguage = "en"\nfrom = 2025-01-01\nclusters = ["@sea_desk"]\nprobability = 0.5\n'
    settings = read(tmp_path, f'{WEEKLY}{more}hide_names = true\nsections = ["aliases"]\nwatchlist = true\n')
    (tmp_path / "case.toml").write_text(dump_settings(settings), "utf-8")
    assert load_settings(tmp_path / "case.toml") == settings
    assert tabulate_settings(settings)["report"]["mayor"]["from"] == "2025-01-01"


@pytest.mark.parametrize(("text", "told"), [
    ('[report.weekly]\nkinds = ["aliass"]', "line 5, report.weekly.kinds: 'aliass' is none of"),
    ('[report.weekly]\nkinds = ["aliass"]', "(did you mean 'alias'?)"),
    ('[report]\nlangage = "ar"', "line 5, report.langage: is not known (did you mean 'language'?)"),
    ('[report]\nlanguage = "arabic"', "line 5, report.language: 'arabic' is none of en, fr, de, ar"),
    ('[report.a]\nsections = ["alias"]', "line 5, report.a.sections: 'alias' is none of"),
    ('[report.a]\nperiod = "30 days"', "line 5, report.a.period: '30 days' is no period; expected such as 'last 30"),
    ('[report.a]\nperiod = "last 3 days"\nto = 2025-01-01', "line 5, report.a.period: stands beside from or to"),
    ('[report.a]\nfrom = 2025-02-01\nto = 2025-01-01', "line 5, report.a.from: 2025-02-01 is after to, 2025-01-01"),
    ('[report.a]\nprobability = 50', "line 5, report.a.probability: 50 is no number from 0 to 1"),
    ("[report.A_b]", "line 4, report.A_b: the name is not one of small letters"),
    ("[report.kinds]", "line 4, report.kinds: is a table; kinds is no name of a report"),
    (
        '[report.weekly]\n[[schedule]]\nreport = "weekli"\nhour = "06:00"',
        "schedule.report: no [report.weekli] (did you mean 'weekly'?)",
    ),
])  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_the_nearest_right_word(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CaseError) as caught:
        read(tmp_path, text)
    assert told in str(caught.value)
    assert "case.toml" in str(caught.value)


def test_a_schedule_may_have_any_name_where_no_report_has_one(tmp_path: Path) -> None:
    assert read(tmp_path, '[[schedule]]\nreport = "weekly"\nhour = "06:00"').schedules[0].report == "weekly"


def ms(year: int, month: int, day: int, hour: int = 0) -> int:
    return round(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


def test_the_last_days_end_with_that_of_the_report_where_the_reader_is() -> None:
    now = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)  # in Athens it is July
    found = find_period(ReportChoice(days=2), now, ZoneInfo("Europe/Athens"))
    assert found == Period(ms(2025, 6, 29, 21), ms(2025, 7, 1, 21))
    assert find_period(ReportChoice(until=date(2025, 1, 1)), now, UTC_ZONE) == Period(None, ms(2025, 1, 2))
    assert find_period(ReportChoice(), now, UTC_ZONE) is None


def test_a_period_holds_what_was_seen_in_part_of_it() -> None:
    period = Period(10, 20)
    seen: list[tuple[int | None, int | None]] = [(1, 10), (1, 9), (19, 30), (20, 30), (1, 30), (None, 12), (9, None)]
    assert [period.holds(*at) for at in seen] == [True, False, True, False, True, True, False]


def finding(kind: str, name: str, at: int | None, score: float | None = None) -> tuple[Finding, tuple[Spot, ...]]:
    made = Finding(
        kind, (name,), (Subject(name, "Account"), Subject("shared", "Account")), (Reason("x", {}, 1.0, ()),),
        "inferred", "fair", score, {},
    )  # fmt: skip
    return made, (Spot("p", (), at, at, 1),)


def choose(choice: ReportChoice, *some: tuple[Finding, tuple[Spot, ...]]) -> Chosen:
    findings = tuple(one for one, _ in some)
    standing = Standing(
        number=1, made="", findings=findings, digest="", program="", sources={}, coverage=(),
        reasons={one.id: (spots,) for one, spots in some},
    )  # fmt: skip
    case = SimpleNamespace(settings=SimpleNamespace(time_zone="UTC"))
    gate: Any = SimpleNamespace(case=case, latest=SimpleNamespace(findings=findings))
    snapshot: Any = None
    return choosing.choose_findings(gate, snapshot, standing, choice, datetime(2025, 6, 30, tzinfo=UTC))


def test_what_is_left_out_is_counted_once_by_the_first_reason() -> None:
    june, may = ms(2025, 6, 20), ms(2025, 5, 1)
    some = [
        finding("alias", "a", june, 0.9), finding("alias", "b", june, 0.2), finding("alias", "c", may, 0.1),
        finding("alias", "d", None, 0.9), finding("rename", "e", may),
    ]  # fmt: skip
    chosen = choose(ReportChoice(days=30, kinds=("alias",), probability=0.5), *some)
    assert chosen.findings == (some[0][0],)
    assert chosen.left == {"kind": 1, "undated": 1, "period": 1, "probability": 1}


def test_a_cluster_is_chosen_by_any_of_its_members_and_brings_what_is_about_them() -> None:
    cluster, other = finding("cluster", "telegram:user1", 1), finding("cluster", "telegram:user2", 1)
    about, apart = finding("rename", "shared", 1), finding("rename", "z", 1)
    cluster, other = (
        (Finding(one.kind, one.key, one.subjects[:1] if one is other[0] else one.subjects, one.reasons, one.basis,
                 one.confidence, one.score, one.parts), spots)
        for one, spots in (cluster, other)
    )  # fmt: skip
    apart = (Finding("rename", ("z",), (Subject("z", "Account"),), (), "observed", "fair", 1.0, {}), apart[1])
    chosen = choose(ReportChoice(clusters=("telegram:user1",)), cluster, other, about, apart)
    assert [one.subjects[0].id for one in chosen.findings] == ["telegram:user1", "shared"]
    assert chosen.left == {"about": 2}


def test_months_outside_a_period_are_counted_and_not_drawn() -> None:
    data = Activity(
        ("2025-04", "2025-05", "2025-06"), (Row("g", "g", (3, 2, 1), (0, 2)), Row("h", "h", (4, 0, 0), (0, 0)))
    )
    cut = cut_activity(data, Period(ms(2025, 5, 1), ms(2025, 6, 1)), UTC_ZONE)
    assert cut == Activity(("2025-05",), (Row("g", "g", (2,), (0, 0)),), outside=8)


def test_each_name_is_counted_and_compared_with_its_own_last() -> None:
    names = ("", "weekly", "mayor", "weekly")
    entries = [
        SimpleNamespace(
            n=n, at=datetime(2025, 6, n, tzinfo=UTC), payload={"number": n, "name": name} if name else {"number": n}
        )
        for n, name in enumerate(names, 1)
    ]
    case: Any = SimpleNamespace(journal=SimpleNamespace(entries=lambda act: entries))
    assert count_reports(case, "weekly") == 2
    last = [last_report(case, name, own=True) for name in ("weekly", "mayor", "daily")]
    assert [one and one.number for one in last] == [4, 3, None]
    assert [one and one.number for one in (last_report(case, "daily"), last_report(case))] == [4, 4]
