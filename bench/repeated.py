"""Stage ``repeat``: the same files twice from nothing give the same findings and the same report, byte for byte."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bench.exports import telegram
from bench.processes import LIAISONS, job, run
from bench.setting import Setting
from bench.table import Row

STAGE = "repeat"
POSTS = 20_000
SAMPLE = 3_000
"""Posts that the sample case has at least; one generated chat makes up the rest."""
WHEN = "1772366400"


def measure(setting: Setting) -> Iterator[Row]:
    """Analyse and report twice, in processes and cases of their own."""
    from worlds.sample import write_sample

    export = setting.folder / "repeated"
    write_sample(export)
    posts = min(POSTS, max(setting.messages, SAMPLE))
    telegram(export / "case" / "result.json", posts - SAMPLE, seed=1)
    runs = []
    for _ in range(2):
        folder = setting.new("repeat")
        done = job("analyse", folder, str(export / "case"), SOURCE_DATE_EPOCH=WHEN)
        run(LIAISONS, "report", "--case", folder, "--who", "bench", SOURCE_DATE_EPOCH=WHEN)
        runs.append((done, written(Path(folder) / "reports")))
    (first, pages), (again, others) = runs
    yield Row(
        STAGE,
        f"{posts:,} posts twice: {first['count']:,} findings",
        f"{first['findings'][:12]}… and {again['findings'][:12]}…",
        "the same bytes",
        first["findings"] == again["findings"],
    )
    differing = sorted(name for name in pages.keys() | others.keys() if pages.get(name) != others.get(name))
    yield Row(
        STAGE,
        f"their reports: {len(pages)} files",
        f"differing: {', '.join(differing)}" if differing else f"report.html {pages['report.html'][:12]}…",
        "the same bytes",
        not differing,
    )


def written(reports: Path) -> dict[str, str]:
    """Give the SHA-256 of each file of the one report by its name."""
    [folder] = [path for path in reports.iterdir() if path.is_dir()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
