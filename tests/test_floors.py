"""The analyses hold their floors on made-up worlds whose family no weight was learnt on.

Worlds are made anew where none is kept below ``.cache``; the analyses run always.
"""

from pathlib import Path

import pytest

from graph.kinds import KINDS
from liaisons.trials import floors, runs, scores
from liaisons.trials.runs import Trial
from liaisons.trials.scores import score_trial
from worlds.families import family_of

pytestmark = pytest.mark.slow  # worlds are made, read and analysed


@pytest.mark.parametrize(("kind", "seed"), [("kin", 10), ("square", 11)])
def test_no_floor_is_broken(kind: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEPT", tmp_path)
    monkeypatch.setattr(scores, "KEPT", tmp_path)
    least = floors.read_floors()
    assert set(least[kind]) == set(KINDS)
    assert floors.list_broken_floors(score_trial(Trial(kind, seed, floors.SIZE, family_of(kind))), least) == []
