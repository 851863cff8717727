"""Folders that are written aside and then named, so that a kill leaves them whole or not at all."""

import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from graph.case import hash_file
from graph.durable import PARTIAL, flush_folder


def name_partial(done: Path) -> Path:
    """Give where a folder lies until it has its name."""
    return done.with_name(f"{done.name}{PARTIAL}")


def make_partial_folder(done: Path) -> Path:
    """Make the empty folder that is to become ``done``; what a kill left beside it goes."""
    done.parent.mkdir(0o700, exist_ok=True)
    for left in done.parent.glob(f"*{PARTIAL}"):
        shutil.rmtree(left, ignore_errors=True)
    partial = name_partial(done)
    partial.mkdir(0o700)
    return partial


def place_folder(done: Path) -> Path:
    """Give a folder that was written aside its name."""
    partial = name_partial(done)
    flush_folder(partial)
    partial.rename(done)
    flush_folder(done.parent)
    return done


def place_entered_folders(
    entered: Iterable[tuple[Path, Mapping[str, str]]], beside: Collection[str] = frozenset()
) -> None:
    """Give their names to folders that stand in the journal, whole, and were killed just before they got them.

    Each comes with the SHA-256 of its files as entered; ``beside`` are files of it that no entry names.
    """
    for done, files in entered:
        left = name_partial(done)
        if done.exists() or not left.is_dir():
            continue
        there = {path.name: hash_file(path) for path in left.iterdir() if path.is_file() and path.name not in beside}
        if there == files:
            left.rename(done)


def copy_folder(folder: Path, done: Path) -> None:
    """Copy a folder to where nothing is, whole or not at all; what a kill left of an earlier copy goes."""
    partial = name_partial(done)
    shutil.rmtree(partial, ignore_errors=True)
    try:
        shutil.copytree(folder, partial)
        place_folder(done)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise
