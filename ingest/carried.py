"""The lists of what files refer to, as the case keeps them: SHA-256 by the name that the file uses.

Each run that read a file has its own list. What one run found beside a file and another did not is beside it; of one
name the later run's counts. So undoing a run leaves what the others found.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from graph.case import Case
from graph.errors import JournalError

LIST = "beside"
"""The kind under which the case remembers a list."""


def keep_list(case: Case, names: Mapping[str, str]) -> str:
    """Keep a list, and give its digest."""
    return case.remember(LIST, format_carried_list(names))


def format_carried_list(names: Mapping[str, str]) -> bytes:
    """Give a list as JSON; equal lists are equal bytes."""
    return json.dumps(names, sort_keys=True, ensure_ascii=False).encode()


def join_lists(case: Case, digests: Sequence[str]) -> dict[str, str]:
    """Give lists as one, later ones over earlier; raise JournalError where one is not what was kept."""
    joined: dict[str, str] = {}
    for digest in digests:
        joined |= json.loads(case.recall(LIST, digest))
    return joined


def digest_lists(case: Case, digests: Sequence[str]) -> str | None:
    """Give the digest of lists joined; None where there are none.

    Where one cannot be read the digest is that of no list: the file is read again then, and found to be lost.
    """
    if len(set(digests)) <= 1:
        return digests[0] if digests else None
    try:
        return hashlib.sha256(format_carried_list(join_lists(case, digests))).hexdigest()
    except JournalError:
        return "lost"
