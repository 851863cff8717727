"""Weights that were learnt without a family of worlds: what that family is judged by."""

import json
from pathlib import Path
from typing import Any

from liaisons.trials import origins

FOLDER = origins.ROOT / "liaisons/trials/apart"


def path(kind: str, family: str) -> Path:
    """Give the file of the weights of a kind that never saw a family."""
    return FOLDER / f"{kind}-without-{family}.json"


def read_weights(kind: str, family: str) -> dict[str, Any]:
    """Read the weights of a kind that never saw a family, as ``Past.learnt`` takes them."""
    found: dict[str, Any] = json.loads(path(kind, family).read_text("utf-8"))
    return found
