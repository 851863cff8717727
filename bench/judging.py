"""Stage ``judging``: a judgement where there are many findings, beside the same where there are few."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench import second_find
from bench.processes import LIAISONS, Ran, job, median, run
from bench.setting import Setting
from bench.table import Row
from graph.case import Case
from graph.finding import Finding, format_findings, read_latest_findings

STAGE = "judging"
MANY, FEW = 5_000, 50
PAIRS = 5
MOST = 1.2
"""Times what a judgement costs among few that it may cost among many."""


def measure(setting: Setting) -> Iterator[Row]:
    """Judge findings of two copies of one case in turn, which differ in how many findings they hold."""
    whole = next(iter(sorted(setting.folder.glob("world-case-*"))), None) or second_find.world_case(setting)[0]
    found = read_latest_findings(Case.open(whole)).findings
    copies = []
    for count in (MANY, FEW):
        folder = Path(setting.new("judging")) / "case"
        shutil.copytree(whole, folder)
        some = repeated(found, count)
        keep(Case.open(folder), some)
        job("lay", str(folder))
        copies.append((folder, some))
    pairs = []
    for number in range(PAIRS):
        many, few = (judge(folder, some[number].id) for folder, some in copies)
        pairs.append((many.cpu, few.cpu))
    used, least = (median(values) for values in zip(*pairs, strict=True))
    ratio = median([many / few for many, few in pairs])
    yield Row(
        STAGE,
        f"`liaisons judge` among {MANY:,} findings against among {FEW}",
        f"{used:.2f} against {least:.2f} CPU s: {ratio:.2f}",
        f"at most {MOST}",
        ratio <= MOST,
    )


def repeated(found: Sequence[Finding], count: int) -> list[Finding]:
    """Give so many findings: of those that there are, once more under another key where they are too few."""
    return [
        replace(one, key=(*one.key, str(number))) if number >= len(found) else one
        for number in range(count)
        for one in [found[number % len(found)]]
    ]


def keep(case: Case, findings: Sequence[Finding]) -> None:
    """Let a case remember these as what was found last."""
    last = case.journal.last("find")
    said = dict((last.payload or {}) if last else {})
    digest = case.remember("findings", format_findings(findings))
    case.journal.append("find", {**said, "findings": digest}, who="bench")


def judge(folder: Path, finding: str) -> Ran:
    """Judge as a person does."""
    return run(LIAISONS, "judge", "--case", str(folder), "--who", "bench", finding, "unsure", "--why", "measuring")
