"""Liaisons: who advertises with whom, under which names, and where they send people.

In a notebook: ``case = liaisons.open("case")``, then ``case.ask(...)``, ``case.table("Post")`` and
``case.cluster(...)``. On the command line: ``liaisons --help``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaisons.notebook import Notebook

__all__ = ["open"]


def open(case: str | Path, *, who: str | None = None, hide_names: bool = False) -> "Notebook":
    """Open a case for a notebook; raise CaseError where the folder is none."""
    import getpass

    from liaisons.notebook import Notebook

    return Notebook(Path(case), who=who or getpass.getuser(), hide_names=hide_names)
