"""TOML that people write beside their files: answers and mappings."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

LARGEST = 1 << 20
"""Bytes of a sources.toml or a mapping."""


def read_toml(path: Path, wrong: Callable[[str], None]) -> dict[str, Any]:
    """Read a TOML; of one that cannot be read tell why, and give nothing."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            wrong(f"{path.name}: larger than {LARGEST:,} bytes")
            return {}
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        wrong(f"{path.name}: {error.strerror}")
    except (ValueError, RecursionError) as error:
        wrong(f"{path.name}: no TOML: {error!s:.120}")
    return {}
