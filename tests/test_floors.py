"""The analyses hold their floors on two made-up worlds that nothing was fitted to; what falls below is a regression.

Worlds are made anew where none is kept below ``.cache``; the analyses run always.
"""

from pathlib import Path

import pytest

from liaisons.trials import floors, runs, scores
from liaisons.trials.runs import Trial
from liaisons.trials.scores import KINDS, score


@pytest.mark.parametrize(("kind", "seed"), [("plain", 10), ("hard", 11)])
def test_no_floor_is_broken(kind: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path)
    monkeypatch.setattr(scores, "KEPT", tmp_path)
    least = floors.read()
    assert set(least[kind]) == set(KINDS)
    assert all(least[kind].values())
    assert floors.broken(score(Trial(kind, seed, floors.SIZE)), least) == []
