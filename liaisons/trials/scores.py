"""Scores of the analyses in worlds: one JSON a world, kept below ``.cache``, so that an interrupted run goes on."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from graph.kinds import KINDS
from liaisons.trials import origins
from liaisons.trials.runs import KEPT, Trial, digest_analysis, keep_file, run_trial
from liaisons.trials.worlds import KEPT as WORLDS
from liaisons.trials.worlds import digest_makers
from worlds.facts import read_truth_file
from worlds.scoring import score_world

Score = dict[str, Any]


def score_trial(trial: Trial) -> Score:
    """Score all kinds in a world; kept, where it was scored before with the code that stands now."""
    marks = {kind: digest_analysis(kind, trial.without) for kind in KINDS}
    path = KEPT / digest_makers() / f"scores-{origins.digest_code('worlds.scoring')}" / f"{trial}.json"
    if path.is_file():
        known: Score = json.loads(path.read_text("utf-8"))
        if known["follows"] == marks:
            return known
    runs = {kind: run_trial(trial, kind) for kind in KINDS}
    home = WORLDS / digest_makers() / trial.place
    truth = read_truth_file(home / "truth.json")
    out = score_world((finding for one in runs.values() for finding in one.findings), truth)
    for kind, one in runs.items():
        out["kinds"][kind]["took"] = {"seconds": one.seconds, "peak": one.peak}
    out |= {"follows": marks}
    keep_file(path, json.dumps(out, ensure_ascii=False, sort_keys=True, indent=1).encode())
    return out


def score_trials(trials: Sequence[Trial], jobs: int) -> Iterator[Score]:
    """Score worlds, each in a process of its own, so that its memory is its own; in the order of ``trials``."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        yield from pool.map(score_trial, trials)
