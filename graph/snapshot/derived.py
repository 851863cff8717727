"""What follows from a snapshot alone, worked out once for all analyses that read it, and gone with the snapshot."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

P = ParamSpec("P")
T = TypeVar("T")


def keep_derived(derive: Callable[Concatenate["Snapshot", P], T]) -> Callable[Concatenate["Snapshot", P], T]:
    """Keep what a function gives for a snapshot and values, with the snapshot; values are such as a key may be.

    Kept so and not by the process, nothing outlives the snapshot, and no other snapshot is asked for it.
    """

    @wraps(derive)
    def derive_once(snapshot: "Snapshot", /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (derive, args, tuple(sorted(kwargs.items())))
        if key not in snapshot.derived:
            snapshot.derived[key] = derive(snapshot, *args, **kwargs)
        found: T = snapshot.derived[key]
        return found

    return derive_once
