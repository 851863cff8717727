"""Scores a case against the truth of a made-up world: in numbers alone, for nothing of a case passes the gate."""

from pathlib import Path
from typing import Any

from graph.case import Case
from graph.errors import NotFoundError, SourceError
from graph.finding import read_latest_findings
from worlds import naive
from worlds.facts import Truth, read_truth_file
from worlds.scoring import score_world


def score_last_findings(folder: Path, truth: Path) -> dict[str, Any]:
    """Score the last findings of a case, and the naive readers where the world's raw facts lie beside its truth."""
    planted = read_truth(truth)
    found = read_latest_findings(Case.open(folder))
    if found.at is None:
        raise NotFoundError(str(folder), "no findings", "a case in which the analyses have run", "Run liaisons find.")
    score = score_world((finding.plain() for finding in found.findings), planted)
    for kind in score["kinds"].values():
        for listed in ("missed", "false"):
            kind.pop(listed, None)
    return score | {"naive": score_naive_readers(truth.parent / "raw", planted)}


def score_naive_readers(raw: Path, planted: Truth) -> dict[str, dict[str, Any]]:
    """Score each naive reader on its kind; none where the raw facts are not there."""
    if not raw.is_dir():
        return {}
    scores = {}
    for name, said in naive.read_naive(raw).items():
        kind = "succession" if name == "member overlap" else "alias"
        one = score_world(said, planted)["kinds"][kind]
        scores[name] = {key: one[key] for key in ("said", "right", "precision", "recall", "recall_findable", "f1")}
    return scores


def read_truth(path: Path) -> Truth:
    """Read a truth; raise ``SourceError`` where the file is none."""
    try:
        return read_truth_file(path)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            str(path), f"{type(error).__name__}: {error}"[:80], "the truth.json of a simulated world"
        ) from error
