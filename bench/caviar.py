"""Subject ``caviar``: calls of a published investigation, by phase, loaded through a mapping as an analyst would.

The eleven tables of who called whom are Morselli's (Inside Criminal Networks, 2009). They are not part of the project:
``--data`` names the folder with ``phase1.csv`` to ``phase11.csv``. They tell how often, and no day: each phase is laid
in a month of its own.
"""

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.febrl import DATA
from bench.processes import ROOT
from bench.subject import Bar, Cost, Subject, metered

if TYPE_CHECKING:
    from graph.views.answering import AnsweringGate

PHASES = 11
YEAR = 1995
CALLS = "calls.csv"
MAPPING = "calls.toml"
MAPPED = f"""name = "calls of an investigation"
files = ["{CALLS}"]
time_zone = "UTC"

[[row]]
kind = "call"
platform = "caviar"
caller = {{ id = "caller" }}
callee = {{ id = "callee" }}
at = "at"
"""

MOST_PARTNERS: Mapping[int, tuple[str, ...]] = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 8, 10), ("n1",)), 9: ("n3",), 11: ("n12",),
}  # fmt: skip
"""Who has the highest degree in each phase, as published."""

BETWEEN: Mapping[int, tuple[str, float]] = {
    1: ("n1", 0.91), 2: ("n1", 0.94), 3: ("n1", 0.83), 4: ("n1", 0.84), 5: ("n1", 0.88), 6: ("n1", 0.54),
    7: ("n1", 0.59), 8: ("n1", 0.55), 9: ("n3", 0.58),
}  # fmt: skip
"""Who stands between the others most, and how much, as published."""


def folder() -> Path:
    """Name the folder of the tables."""
    return Path(os.environ.get(DATA) or ROOT / ".cache/caviar")


def missing() -> str | None:
    """Say what is not there."""
    there = all((folder() / f"phase{phase}.csv").is_file() for phase in range(1, PHASES + 1))
    return None if there else "the phases of CAVIAR are not at hand; --data names their folder"


def month(phase: int) -> datetime:
    """Give when a phase begins; that of the one after the last is its end."""
    return datetime(YEAR + (phase - 1) // 12, (phase - 1) % 12 + 1, 1, tzinfo=UTC)


def communications(phase: int) -> Iterator[tuple[str, str, int]]:
    """Yield who called whom, and how often."""
    with (folder() / f"phase{phase}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for caller, *counts in rows:
        for callee, count in zip(head[1:], counts, strict=True):
            if times := int(float(count or 0)):
                yield player(caller), player(callee), times


def player(id: str) -> str:
    """Give the one form of a player: some copies write 1, others n1."""
    return f"n{id.strip().removeprefix('n')}"


def prepare(size: int, into: Path) -> None:
    """Write the tables as one list of calls, a row a call, with its mapping."""
    del size
    with (into / CALLS).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("caller", "callee", "at"))
        for phase in range(1, PHASES + 1):
            at = month(phase)
            for caller, callee, times in communications(phase):
                for _ in range(times):
                    at += timedelta(minutes=30)
                    rows.writerow((caller, callee, at.isoformat()))
    (into / MAPPING).write_text(MAPPED, encoding="utf-8")


def ours(size: int, into: Path) -> Cost:
    """Load the calls, find clusters, and ask for each phase who is called by most and who stands between."""
    from bench.jobs import WHO, case
    from graph.local import quiet_end
    from liaisons.acts.finding import find_leads
    from liaisons.acts.loading import ingest_files
    from liaisons.session import Session

    quiet_end()
    here = case(into / "case")
    with Session(here) as session:
        done = ingest_files(session, [into / CALLS], who=WHO)
        found, cpu, peak = metered(lambda: find_leads(session, ("cluster",), who=WHO), again=False)
        with session.answering(who=WHO) as gate:
            told = measured(gate)
    facts = {"calls": float(sum(file["read"].get("call", 0) for file in done.files)), "clusters": float(len(found))}
    facts["in clusters"] = float(sum(len(one.subjects) for one in found))
    facts |= told
    return Cost(size, cpu, peak, facts)


def measured(gate: "AnsweringGate") -> dict[str, float]:
    """Give how many phases come out as published."""
    partners = sum(
        set(named(leading(asked(gate, "most_called", phase), "partners"))) == set(said)
        for phase, said in MOST_PARTNERS.items()
    )
    between = 0
    for phase, (who, share) in BETWEEN.items():
        [first, *_] = asked(gate, "who_stands_between", phase)
        between += named([first]) == [who] and abs(first["between"] - share) <= 0.005
    return {"most partners": float(partners), "between": float(between)}


def asked(gate: "AnsweringGate", question: str, phase: int) -> list[dict[str, Any]]:
    """Ask a question of a phase."""
    period = {"since": month(phase).isoformat(), "until": month(phase + 1).isoformat()}
    return [dict(row) for row in gate.query(question, period).rows]


def leading(rows: Sequence[Mapping[str, Any]], by: str) -> list[Mapping[str, Any]]:
    """Give the rows that nobody is before."""
    return [row for row in rows if row[by] == rows[0][by]]


def named(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give the players of rows."""
    return [row["who"].partition(":")[2] for row in rows]


SUBJECTS = (
    Subject(
        "caviar",
        "The calls of CAVIAR, eleven phases, loaded through a mapping; who has most partners and who stands between.",
        "phases",
        prepare,
        ours,
        bars=(
            Bar(
                "most partners as published", lambda ours, _: ours.facts["most partners"] == len(MOST_PARTNERS), PHASES
            ),
            Bar("betweenness as published", lambda ours, _: ours.facts["between"] == len(BETWEEN), PHASES),
        ),
        sizes=(PHASES,),
        fixed=True,
        lacking=missing,
    ),
)
