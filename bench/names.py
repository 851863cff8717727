"""Subjects ``renames`` and ``reuse``: names over time, beside a window of pandas over the same sightings."""

from pathlib import Path
from typing import TYPE_CHECKING

from bench import tables
from bench.subject import Cost, Peer, Subject, metered
from graph.model import Account, Name, Named

if TYPE_CHECKING:
    import pandas as pd

START, MONTH = 1_690_000_000_000, 30 * 86_400_000
SEEN = 4
"""Sightings an account, a month between them."""
CHANGES = 0.2
"""Share of sightings that show another name than the one before."""
PASSED = 20
"""One account in so many ends with the first name of another that has given it up."""


def prepare(size: int, folder: Path) -> None:
    """Write sightings of names in the order of chance."""
    import numpy as np

    draw = np.random.default_rng(0)
    accounts = size // SEEN
    changed = draw.random((accounts, SEEN)) < CHANGES
    changed[:, 0] = False
    name = np.arange(accounts)[:, None] * SEEN + np.cumsum(changed, axis=1)
    taker = np.arange(0, accounts - 1, PASSED)
    gone = changed[taker + 1, 1 : SEEN - 1].any(axis=1)
    name[taker[gone], SEEN - 1] = name[taker[gone] + 1, 0]
    at = START + np.arange(SEEN) * MONTH + draw.integers(0, MONTH // 2, (accounts, SEEN))
    order = draw.permutation(accounts * SEEN)
    bearers = tables.numbered("telegram:user{}", np.repeat(np.arange(accounts), SEEN)[order])
    borne, dates = name.ravel()[order], at.ravel()[order]
    names = np.unique(borne)
    written = {
        Account: tables.node(Account, tables.numbered("telegram:user{}", np.arange(accounts))),
        Name: tables.node(Name, tables.numbered("name:{}", names), text=tables.numbered("Person {}", names)),
        Named: tables.link(
            Named, bearers, tables.numbered("name:{}", borne), how="seen", first_seen=dates, last_seen=dates
        ),
    }
    tables.write(folder, written)


def renames(size: int, folder: Path) -> Cost:
    """Find the renames, each with its dates and evidence."""
    return found("rename", size, folder)


def reuse(size: int, folder: Path) -> Cost:
    """Find the names that passed from one to another, each with its dates and evidence."""
    return found("reuse", size, folder)


def found(kind: str, size: int, folder: Path) -> Cost:
    """Run an analysis on a new snapshot."""
    from graph.analysis import ANALYSES
    from graph.analysis.shared.context import Past
    from graph.snapshot import Snapshot

    snapshot = Snapshot(*tables.read(folder))
    count, cpu, peak = metered(lambda: sum(1 for _ in ANALYSES[kind](snapshot, Past())), again=False)
    return Cost(size, cpu, peak, {"found": count})


def sightings(folder: Path) -> "pd.DataFrame":
    """Read who was seen with which name when."""
    named = tables.read(folder)[1][Named].select(["start", "end", "first_seen"])
    return named.rename_columns(["subject", "name", "at"]).to_pandas()


def changes(seen: "pd.DataFrame") -> "pd.DataFrame":
    """Give every sighting of another name than the one before."""
    ordered = seen.sort_values(["subject", "at"], ignore_index=True)
    ordered["old"] = ordered.groupby("subject")["name"].shift()
    return ordered[ordered["old"].notna() & (ordered["old"] != ordered["name"])]


def window(size: int, folder: Path) -> Cost:
    """Find the changes alone."""
    seen = sightings(folder)
    rows, cpu, peak = metered(lambda: changes(seen))
    return Cost(size, cpu, peak, {"found": len(rows)})


def passed(seen: "pd.DataFrame") -> "pd.DataFrame":
    """Give every spell of a name that began after another had given the name up."""
    ordered = seen.sort_values(["subject", "at"], ignore_index=True)
    before = ordered.groupby("subject")["name"].shift()
    ordered["run"] = (before != ordered["name"]).cumsum()
    spells = ordered.groupby("run").agg(subject=("subject", "first"), name=("name", "first"), begin=("at", "min"))
    spells["gone"] = spells.groupby("subject")["begin"].shift(-1)
    spells = spells.sort_values(["name", "begin"], ignore_index=True)
    for column in ("subject", "gone"):
        spells[f"old_{column}"] = spells.groupby("name")[column].shift()
    taken = spells["old_subject"].notna() & (spells["old_subject"] != spells["subject"])
    return spells[taken & (spells["old_gone"] <= spells["begin"])]


def passing(size: int, folder: Path) -> Cost:
    """Find the names that passed alone."""
    seen = sightings(folder)
    rows, cpu, peak = metered(lambda: passed(seen))
    return Cost(size, cpu, peak, {"found": len(rows)})


SUBJECTS = (
    Subject(
        "renames",
        "Changes of name out of sightings, with dates and evidence; the peer gives their rows alone.",
        "sightings",
        prepare,
        renames,
        Peer("pandas shift", window),
    ),
    Subject(
        "reuse",
        "Names that passed from one account to another, with dates and evidence; the peer gives their rows alone.",
        "sightings",
        prepare,
        reuse,
        Peer("pandas shift", passing),
    ),
)
