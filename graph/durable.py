"""Files that survive a kill and a neighbour: whole or absent, and one process at a time."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows would turn line ends without it."""

PARTIAL = ".partial"
"""How the name of a file ends that is still being written."""

_PAUSE = (0.001, 0.05)
"""Seconds between two tries for a lock, first and longest."""


def write_whole(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put ``data`` at ``path`` so that a kill leaves the old file or the new one, never half of it.

    The name itself is on disk after :func:`flush_folder`. One process at a time: the caller holds a lock.
    """
    partial = path.with_name(path.name + PARTIAL)
    try:
        partial.unlink(missing_ok=True)  # what a kill left, maybe with another mode
        fd = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """Flush the names in ``folder`` to disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def hold_lock(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock file ``path``; raise TimeoutError when another has it for ``wait`` seconds.

    The system frees it when the process ends, however it ends. The file stays: were it removed, two
    processes could hold two files of one name. Threads keep each other out too.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
    try:
        until, pause = time.monotonic() + wait, _PAUSE[0]
        while not _taken(fd):
            if time.monotonic() >= until:
                raise TimeoutError(f"{path} is held by another process")
            time.sleep(pause)
            pause = min(2 * pause, _PAUSE[1])
        try:
            yield
        finally:
            _free(fd)
    finally:
        os.close(fd)


if sys.platform == "win32":

    def _taken(fd: int) -> bool:
        os.lseek(fd, 0, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:

    def _taken(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)
