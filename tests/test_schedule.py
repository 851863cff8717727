"""Reports by the clock: due once at each moment, through changes of the clock, failures, kills and two runs at once."""

import errno
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.case import Case, hash_file
from graph.clock import Rule, find_due, find_next, find_slot, list_slots
from graph.difference.reports import last_report, list_reports
from graph.durable import hold_lock
from graph.errors import BusyError, CaseError, EngineError
from graph.settings import Schedule, dump_settings, parse_settings
from liaisons import units
from liaisons.acts import reporting, scheduling

ROOT = Path(__file__).parent.parent
BERLIN = ZoneInfo("Europe/Berlin")
EVERY = frozenset(range(7))
START = datetime(2025, 6, 2, 5, tzinfo=UTC)
"""A Monday; 07:00 in Berlin."""


def rule(hour: str = "06:00", weekdays: frozenset[int] = EVERY, *month_days: int) -> Rule:
    return Rule(weekdays, frozenset(month_days), time.fromisoformat(hour), BERLIN)


# The clock


@pytest.mark.parametrize(("day", "shown"), [(date(2025, 3, 30), "03:30+02:00"), (date(2025, 10, 26), "02:30+02:00")])
def test_half_past_two_is_once_on_the_day_it_is_not_and_on_the_day_it_is_twice(day: date, shown: str) -> None:
    at = find_slot(day, time(2, 30), BERLIN)
    assert at.astimezone(BERLIN).isoformat()[11:16] + at.astimezone(BERLIN).isoformat()[-6:] == shown
    before, after = (datetime.combine(day, time(), BERLIN) + timedelta(hours=hours) for hours in (-1, 30))
    assert list(list_slots(rule("02:30"), before, after.astimezone(UTC) - timedelta(hours=5))) == [at]


def test_six_in_the_morning_stays_six_in_the_morning_through_both_changes() -> None:
    for month, day in ((3, 28), (10, 24)):
        begin = datetime(2025, month, day, tzinfo=UTC)
        slots = list(list_slots(rule(), begin, begin + timedelta(days=4)))
        assert {at.astimezone(BERLIN).strftime("%H:%M") for at in slots} == {"06:00"}
        assert len(slots) == 4


def test_what_was_missed_folds_into_the_newest_and_a_clock_set_back_makes_nothing_due() -> None:
    now = START + timedelta(days=5)
    due = find_due(rule(), START, now)
    assert due == datetime(2025, 6, 7, 4, tzinfo=UTC)
    assert len(list(list_slots(rule(), START, now))) == 5
    assert find_due(rule(), due, now) is None
    assert find_due(rule(), due, now - timedelta(days=3)) is None


def test_a_day_that_a_month_has_not_is_its_last_one() -> None:
    begin, end = (datetime(2025, month, 1, tzinfo=UTC) for month in (1, 5))
    slots = list_slots(rule("06:00", frozenset(), 31), begin, end)
    assert [f"{at.astimezone(BERLIN):%m-%d}" for at in slots] == ["04-30", "03-31", "02-28", "01-31"]


def test_the_next_moment_is_after_now() -> None:
    assert find_next(rule("06:00", frozenset({0})), START) == datetime(2025, 6, 9, 4, tzinfo=UTC)


# Settings

NEEDED = {"purpose": "x", "legal_basis": "y", "profile": "ngo"}


def test_a_schedule_is_read_and_written_as_it_was() -> None:
    plain = {
        "report": "weekly", "days": ["Mon", "thursday", 15], "hour": "06:00", "zone": "Europe/Athens",
        "watch": "inbox", "deliver": "/srv/reports", "hide_names": True, "forms": ["pdf", "csv"],
    }  # fmt: skip
    settings = parse_settings(
        NEEDED | {"schedule": [plain, {"report": "daily", "days": "daily", "hour": "23:30"}]}, "case.toml"
    )
    assert settings.schedules == (
        Schedule(
            report="weekly", days=("mon", "thu", 15), hour="06:00", zone="Europe/Athens", watch="inbox",
            deliver="/srv/reports", hide_names=True, forms=("pdf", "csv"),
        ),
        Schedule(report="daily", days=(), hour="23:30"),
    )  # fmt: skip
    import tomllib

    assert parse_settings(tomllib.loads(dump_settings(settings)), "case.toml", name="case") == settings


def test_every_mistake_of_a_schedule_is_told_at_once() -> None:
    plain = {
        "report": "Weekly!",
        "days": ["Mon", "never", 32],
        "hour": "6",
        "zone": "Mars",
        "hide": True,
        "forms": ["doc"],
    }
    twice = {"report": "a", "hour": "06:00"}
    with pytest.raises(CaseError) as told:
        parse_settings(NEEDED | {"schedule": [plain, twice, twice]}, "case.toml")
    for part in (
        "'Weekly!'",
        "'never' is no day",
        "32 is no day",
        "'6' is not a time",
        "'Mars'",
        "'doc' is not one of pdf, xlsx, csv, parquet, json",
        "hide",
        "'a' stands twice",
    ):
        assert part in str(told.value)


# Runs

PLAN = '\n[[schedule]]\nreport = "weekly"\ndays = ["Mon"]\nhour = "06:00"\nzone = "Europe/Berlin"\ndeliver = "out"\n'


def begin(folder: Path, plan: str = PLAN) -> Case:
    Case.init(
        folder, purpose="a test", legal_basis="none", profile="ngo", who="me", now=START - timedelta(days=3)
    )  # a Friday
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(plan)
    return Case.open(folder)


def write_small(session: Any, *, who: str, now: datetime, due: reporting.Due, **_: Any) -> Path:
    """Write a report that holds what its reader is told, and give it its place as any other."""
    case = session.case
    number = reporting.find_next_number(case)
    folder = reporting.make_empty_folder(case, number)
    (folder / "report.html").write_text("\n".join(due.told))
    files = {"report.html": hash_file(folder / "report.html")}
    said = {"number": number, "hidden": False, "files": files, **reporting.describe_due(due)}
    return reporting.settle_report(case, number, said, who=who, now=now) / "report.html"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run look for nothing and write a small report."""
    monkeypatch.setattr(scheduling, "find_leads", lambda *_, **__: ())
    monkeypatch.setattr(scheduling, "write_report", write_small)


def run(case: Case, now: datetime) -> tuple[scheduling.Done, ...]:
    return scheduling.run_due(case.folder, who="me", now=now)[0]


@pytest.mark.usefixtures("small")
def test_a_scheduled_report_has_the_forms_that_its_schedule_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[str, ...]] = []

    def write(session: Any, *, forms: tuple[str, ...], **how: Any) -> Path:
        asked.append(forms)
        return write_small(session, **how)

    monkeypatch.setattr(scheduling, "write_report", write)
    run(begin(tmp_path / "case", f'{PLAN}forms = ["pdf", "xlsx"]\n'), START + timedelta(days=7))
    assert asked == [("pdf", "xlsx")]


@pytest.mark.usefixtures("small")
def test_what_is_due_is_made_once_and_delivered_whole(tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    [done] = run(case, START)
    assert (done.report, done.missed, done.told) == ("weekly", 0, ())
    assert (case.folder / "out/weekly-1/report.html").is_file()
    assert run(case, START + timedelta(hours=1)) == ()
    assert run(case, START - timedelta(days=2)) == (), "the clock was set back"
    [entry] = case.journal.entries("deliver")
    assert entry.payload
    assert entry.payload["number"] == 1


@pytest.mark.usefixtures("small")
def test_reports_that_were_missed_fold_into_one_that_says_so(tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    run(case, START)
    [done] = run(case, START + timedelta(weeks=3))
    assert done.missed == 2
    assert done.page
    assert done.page.read_text() == "It stands for 3 reports: 2 before it were missed."


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "error", [EngineError("store", "no server answers", ""), OSError(errno.ENOSPC, "No space left on device")]
)
def test_a_run_that_fails_is_told_tried_again_after_an_hour_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    plan = PLAN + '[[schedule]]\nreport = "other"\ndays = ["Mon"]\nhour = "06:30"\nzone = "Europe/Berlin"\n'
    case = begin(tmp_path / "case", plan)

    def failing(session: Any, *, due: reporting.Due, **how: Any) -> Path:
        if due.schedule == "weekly":
            raise error
        return write_small(session, due=due, **how)

    with monkeypatch.context() as broken:
        broken.setattr(scheduling, "write_report", failing)
        weekly, other = run(case, START)
        assert weekly.page is None
        assert str(error) in weekly.told[0]
        assert other.page is not None
        assert run(case, START + timedelta(minutes=5)) == ()
        [again] = run(case, START + timedelta(minutes=61))
        assert again.page is None
    [mended] = run(case, START + timedelta(minutes=130))
    assert mended.page
    assert mended.page.read_text().count(str(error)) == 2
    assert [one.number for one in list_reports(case)] == [1, 2]


@pytest.mark.usefixtures("small")
def test_a_watched_folder_that_is_gone_is_told_in_the_report_that_is_made_all_the_same(tmp_path: Path) -> None:
    case = begin(tmp_path / "case", PLAN + 'watch = "inbox"\n')
    [done] = run(case, START)
    assert done.page
    assert "The folder inbox was not read" in done.page.read_text()
    assert len(done.told) == 1


@pytest.mark.usefixtures("small")
def test_the_files_of_a_watched_folder_are_read_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[Path]] = []
    monkeypatch.setattr(scheduling, "ingest_files", lambda _, paths, **__: read.append(paths))
    case = begin(tmp_path / "case", PLAN + 'watch = "inbox"\n')
    (case.folder / "inbox").mkdir()
    run(case, START)
    (case.folder / "inbox/new.csv").write_text("x")
    run(case, START + timedelta(weeks=1))
    assert read == [[case.folder / "inbox"]]


@pytest.mark.usefixtures("small")
def test_of_two_runs_at_once_one_is_refused(tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    with hold_lock(case.folder / scheduling.LOCK, wait=0), pytest.raises(BusyError, match="under way"):
        run(case, START)


@pytest.mark.usefixtures("small")
def test_a_report_is_compared_with_the_last_of_its_schedule_and_one_by_hand_with_the_last(
    tmp_path: Path,
) -> None:
    plan = PLAN + '[[schedule]]\nreport = "daily"\nhour = "06:30"\nzone = "Europe/Berlin"\n'
    case = begin(tmp_path / "case", plan)
    run(case, START)
    run(case, START + timedelta(days=1))
    names = {one.number: one.schedule for one in list_reports(case)}
    assert names == {1: "weekly", 2: "daily", 3: "daily"}
    bases = [last_report(case, name) for name in ("weekly", "daily", "")]
    assert [base and base.number for base in bases] == [1, 3, 3]


@pytest.mark.usefixtures("small")
def test_a_report_of_another_case_in_the_same_folder_is_not_taken_for_this_one(tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    there = case.folder / "out/weekly-1"
    there.mkdir(parents=True)
    (there / "report.html").write_text("of another case")
    _, undelivered = scheduling.run_due(case.folder, who="me", now=START)
    assert "holds another report" in undelivered[0]
    assert list(case.journal.entries("deliver")) == []
    assert (there / "report.html").read_text() == "of another case"


@pytest.mark.usefixtures("small")
def test_what_cannot_be_delivered_is_told_and_delivered_by_the_next_run(tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    (case.folder / "out").write_text("a file stands where the folder should")
    _, undelivered = scheduling.run_due(case.folder, who="me", now=START)
    assert "Report 1 was not delivered" in undelivered[0]
    (case.folder / "out").unlink()
    assert scheduling.run_due(case.folder, who="me", now=START + timedelta(minutes=1)) == ((), ())
    assert (case.folder / "out/weekly-1/report.html").is_file()


# Killed

KILLS = """
import os, random, signal, sys
from datetime import timedelta
from pathlib import Path
from tests import test_schedule as own
from liaisons.acts import scheduling

scheduling.find_leads = lambda *_, **__: ()
scheduling.write_report = own.write_small
case = own.begin(Path(sys.argv[1]))
chance, kills = random.Random(7), 0
for week in range(100):
    now = own.START + timedelta(weeks=week)
    child = os.fork()
    if not child:
        left = chance.randrange(1, 90)
        def hook(event, _):
            global left
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "shutil.copytree", "os.truncate", "os.scandir"):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
        scheduling.run_due(case.folder, who="me", now=now)
        os._exit(0)
    chance.random()
    kills += os.waitpid(child, 0)[1] == signal.SIGKILL
    if week % 3 == 0:
        scheduling.run_due(case.folder, who="me", now=now + timedelta(minutes=1))
scheduling.run_due(case.folder, who="me", now=now + timedelta(minutes=2))
print(kills)
"""
"""Kills a run in each of a hundred weeks at one of the files it touches; one of three is followed by a second run."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_no_report_is_lost_halved_or_made_twice_by_kills_at_a_hundred_moments(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path / "case")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 50, "hardly any run was killed"
    case = Case.open(tmp_path / "case")
    assert case.verify_results() == []
    assert [fault for fault in case.journal.verify() if not fault.found.startswith("the time")] == []
    every = list_reports(case)
    assert [one.number for one in every] == sorted({one.number for one in every})
    assert len({one.slot for one in every}) == len(every)
    assert every[-1].slot == datetime(2027, 4, 26, 4, tzinfo=UTC)
    there = {path.name for path in case.reports.iterdir()}
    assert there == {str(one.number) for one in every}
    delivered = {path.name for path in (case.folder / "out").iterdir() if not path.name.endswith(".partial")}
    assert delivered == {f"weekly-{one.number}" for one in every}


# What calls it


@pytest.fixture
def placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    plan = PLAN.replace('["Mon"]', '["Mon", 1, 31]') + '[[schedule]]\nreport = "daily"\nhour = "23:30"\n'
    case = begin(tmp_path / "a case of 50%", plan)
    monkeypatch.setattr(shutil, "which", lambda _: "/opt/liaisons")
    return lambda form: units.print_unit(case, form)


def test_systemd_is_given_the_moments_in_their_zone_and_quoted_paths(placed: Callable[[str], str]) -> None:
    text = placed("systemd")
    moments = [line.partition("=")[2] for line in text.splitlines() if line.startswith("OnCalendar=")]
    assert moments == [
        "Mon *-*-* 06:00 Europe/Berlin", "*-*-01 06:00 Europe/Berlin", "*-*-28..31 06:00 Europe/Berlin",
        "*-*-* 23:30 UTC",
    ]  # fmt: skip
    [command] = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    assert command.startswith('ExecStart=/opt/liaisons schedule --once --case "')
    assert command.endswith('/a case of 50%%"')
    assert "Persistent=true" in text


def test_cron_and_windows_look_every_quarter_of_an_hour(placed: Callable[[str], str]) -> None:
    assert placed("cron").splitlines()[1].startswith("*/15 * * * * /opt/liaisons schedule --once --case '")
    assert placed("cron").rstrip().endswith("/a case of 50\\%'")
    task = ET.fromstring(placed("task").partition("?>")[2])
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert task.findtext(f".//{space}Interval") == "PT15M"
    assert (task.findtext(f".//{space}Arguments") or "").endswith('/a case of 50%"')
