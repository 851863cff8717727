"""What calls ``liaisons schedule --once`` by itself: a unit of systemd, a line of cron, a task of Windows.

Only systemd knows zones: it is given the moments. The others call every quarter of an hour, and what is not due costs
a look at the journal.
"""

import shlex
import shutil
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from graph.case import Case
from graph.settings import WEEK, Schedule

QUARTER = 15
"""Minutes."""

LAST_DAYS = (29, 30, 31)
"""Days that some months have not; there it is the last day."""


def print_unit(case: Case, form: str) -> str:
    """Give the text of a form: systemd, cron or task."""
    folder = case.folder.resolve()
    return {"systemd": print_systemd, "cron": print_cron, "task": print_task}[form](case, folder)


def find_command(folder: Path) -> list[str]:
    """Give the command with its full path: whoever calls it has another PATH."""
    found = shutil.which("liaisons") or str(Path(sys.argv[0]).resolve())
    return [found, "schedule", "--once", "--case", str(folder)]


def print_systemd(case: Case, folder: Path) -> str:
    """Give a service and a timer of the user; each begins with the name of its file."""
    name = f"liaisons-{''.join(char if char.isascii() and char.isalnum() else '-' for char in folder.name) or 'case'}"
    command = " ".join(quote_systemd(part) for part in find_command(folder))
    moments = "".join(f"OnCalendar={moment}\n" for one in case.settings.schedules for moment in list_moments(one, case))
    return f"""# ~/.config/systemd/user/{name}.service
[Unit]
Description=Liaisons: reports that are due

[Service]
Type=oneshot
ExecStart={command}

# ~/.config/systemd/user/{name}.timer
# systemctl --user daemon-reload && systemctl --user enable --now {name}.timer
# loginctl enable-linger lets it run while nobody is logged in
[Unit]
Description=Liaisons: when reports are due

[Timer]
{moments}Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
"""


def quote_systemd(text: str) -> str:
    """Give an argument as a unit file reads it: percent signs and dollars mean something there."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return inner if inner == shlex.quote(text) else f'"{inner}"'


def list_moments(schedule: Schedule, case: Case) -> list[str]:
    """Give the moments of a schedule as systemd writes them."""
    zone = schedule.zone or case.settings.time_zone
    week = [day for day in WEEK if day in schedule.days]
    month = sorted(day for day in schedule.days if isinstance(day, int))
    found = [f"{','.join(day.capitalize() for day in week)} *-*-* {schedule.hour} {zone}"] if week else []
    whole = [day for day in month if day not in LAST_DAYS]
    if whole:
        found.append(f"*-*-{','.join(f'{day:02}' for day in whole)} {schedule.hour} {zone}")
    if len(whole) < len(month):
        found.append(f"*-*-28..31 {schedule.hour} {zone}")  # it looks by itself which of these is meant
    return found or [f"*-*-* {schedule.hour} {zone}"]


def print_cron(_: Case, folder: Path) -> str:
    """Give a line for crontab -e."""
    command = " ".join(shlex.quote(part) for part in find_command(folder)).replace("%", "\\%")
    return f"# crontab -e\n*/{QUARTER} * * * * {command}\n"


def print_task(_: Case, folder: Path) -> str:
    """Give a task for schtasks /Create /TN Liaisons /XML FILE."""
    program, *rest = find_command(folder)
    arguments = " ".join(f'"{part}"' if " " in part else part for part in rest)
    return f"""<?xml version="1.0"?>
<!-- schtasks /Create /TN Liaisons /XML FILE -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2025-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT{QUARTER}M</Interval></Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
