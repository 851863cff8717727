"""An analyst played in made-up worlds: who judges the first leads of a review by the truth, and what that makes of the
others.

What is measured is what was not judged: how far its probabilities are from what is true, before and after.
"""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.analysis import ANALYSES
from graph.analysis.alias.review import queue_for_review
from graph.analysis.shared.context import Past
from graph.finding import Finding, Judgement, Verdict
from graph.snapshot import Snapshot
from liaisons.trials import apart, origins
from liaisons.trials.runs import KEPT, Trial, digest_analysis, keep_file
from liaisons.trials.tables import EMPTY, format_table
from liaisons.trials.worlds import digest_makers, load_world
from worlds.claims import read_claim
from worlds.facts import Truth
from worlds.scoring.pairs import examine_aliases, examine_successions
from worlds.scoring.ranking import calibration_error

PLAYS = ((20, 0.0), (50, 0.0), (50, 0.05))
"""Judgements, and how many of these are wrong."""

DAY = datetime(2025, 1, 1, tzinfo=UTC)

DRAWS = 200
"""Draws by which it is told how far probabilities that are all right are off by chance."""

Leads = Sequence[tuple[float, bool]]
"""Probability and truth."""


@dataclass(frozen=True, slots=True)
class Play:
    """What one analyst's judgements made of the leads that were not judged."""

    judged: int
    counts: bool
    """Whether so many judgements correct anything."""
    before: Leads
    after: Leads
    """With those that are told now, and those that were withdrawn."""


def play_analyst(trial: Trial, kind: str) -> list[Play]:
    """Play an analyst for each of ``PLAYS``; kept, where it was played before with the code that stands now."""
    code = origins.digest_code(__name__)
    path = KEPT / digest_makers() / f"analyst-{kind}-{digest_analysis(kind, trial.without)}-{code}" / f"{trial}.json"
    if not path.is_file():
        seen = load_world(trial.world, trial.seed, trial.size)
        learnt = {kind: apart.read_weights(kind, trial.without)} if trial.without else {}
        plays = judge_worlds(kind, seen.snapshot, seen.truth, Past(learnt=learnt), f"{trial}")
        said = [[one.judged, one.counts, list(one.before), list(one.after)] for one in plays]
        keep_file(path, json.dumps(said).encode())
    return [
        Play(judged, counts, [(p, true) for p, true in before], [(p, true) for p, true in after])
        for judged, counts, before, after in json.loads(path.read_text("utf-8"))
    ]


def judge_worlds(kind: str, snapshot: Snapshot, truth: Truth, past: Past, seed: str) -> list[Play]:
    """Judge the first leads of a kind in the order of review, and look again, for each of ``PLAYS``."""
    found = list(ANALYSES[kind](snapshot, past))
    true = tell_right_findings(kind, found, truth)
    ranked = sorted(found, key=lambda one: (-(one.score or 0.0), -one.bits, one.id))
    ordered = queue_for_review([one for one in ranked if one.id in true])
    plays = []
    for count, wrong in PLAYS:
        rng = random.Random(int.from_bytes(hashlib.sha256(f"{seed}{wrong}".encode()).digest()[:4]))
        first = ordered[:count]
        answers = [true[one.id] != (rng.random() < wrong) for one in first]
        judgements = tuple(
            judge_finding(n, one, "same" if yes else "different")
            for n, (one, yes) in enumerate(zip(first, answers, strict=True), 1)
        )
        again = list(ANALYSES[kind](snapshot, Past(learnt=past.learnt, judgements=judgements)))
        now, done = tell_right_findings(kind, again, truth), {one.id for one in first}
        counts = any("shipped" in one.parts for one in again)
        before = [(one.score or 0.0, true[one.id]) for one in ordered[count:]]
        after = [(one.score or 0.0, now[one.id]) for one in again if one.id in now and one.id not in done]
        plays.append(Play(len(first), counts, before, after))
    return plays


def judge_finding(n: int, one: Finding, verdict: Verdict) -> Judgement:
    """Judge a finding."""
    return Judgement(n, one.id, one.kind, one.subjects, verdict, "analyst", DAY, "by the truth of the world")


def tell_right_findings(kind: str, found: Iterable[Finding], truth: Truth) -> dict[str, bool]:
    """Give which findings are right, by id, of those that the examiner counts."""
    claims = [read_claim(one.plain()) for one in found]
    exam = examine_aliases(claims, truth) if kind == "alias" else examine_successions(claims, truth)
    return {one.claim.id: one.right for one in exam.judged}


def measure_error(leads: Leads) -> float | None:
    """Give the calibration error of leads; None of none."""
    return calibration_error([p for p, _ in leads], [true for _, true in leads]) if leads else None


def error_by_chance(leads: Leads) -> float | None:
    """Give the calibration error that leads had in the mean if every probability were right: what few leads cost."""
    if not leads:
        return None
    rng = random.Random(0)
    scores = [p for p, _ in leads]
    return sum(calibration_error(scores, [rng.random() < p for p in scores]) for _ in range(DRAWS)) / DRAWS


def play_trials(trials: Sequence[Trial], kinds: Sequence[str], jobs: int) -> Iterator[list[Play]]:
    """Play analysts, each in a process of its own; by trial, then by kind."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    every = [(trial, kind) for trial in trials for kind in kinds]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        yield from pool.map(play_analyst, *zip(*every, strict=True))


def compare_plays(by: Mapping[str, Sequence[Sequence[Play]]]) -> list[str]:
    """Give a row a family: the calibration error of open leads before judgements and after, of all its worlds."""
    head = ["family"]
    for count, wrong in PLAYS:
        head.append(f"after {count}{', one in twenty wrong' if wrong else ''}")
    rows = []
    for family, worlds in by.items():
        cells = [family]
        for place in range(len(PLAYS)):
            some = [one[place] for one in worlds]
            before = [lead for one in some for lead in one.before]
            after = [lead for one in some for lead in one.after]
            counts = f"{sum(one.counts for one in some)} of {len(some)}"
            cells.append(
                f"{format_error(measure_error(before))} to {format_error(measure_error(after))} "
                f"(chance {format_error(error_by_chance(after))}; "
                f"{len(before):,} leads, {len(after):,} after; corrected in {counts})"
            )
        rows.append(cells)
    return format_table(head, rows)


def format_error(error: float | None) -> str:
    """Give an error as text."""
    return EMPTY if error is None else f"{error:.3f}"
