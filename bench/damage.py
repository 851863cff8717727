"""Subject ``damage``: the samples of all sources, damaged at random places, read to the end.

What is measured is that no damage raises, none takes longer than ``LONGEST``, and every post that stands before the
damage is kept. A fault stops the measurement with the input that shows it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter

from bench.subject import Bar, Cost, Subject, metered
from graph.errors import SourceError
from ingest.record import Message
from ingest.sources import SOURCES
from tests.sources import give_answers, list_samples

LONGEST = 5.0
"""Seconds by the clock for one input."""
STEP = 50
"""Bytes between the cuts that say what must be kept."""
SIZES = (1_000, 10_000, 100_000)

Damage = Callable[[bytes, int, Random], bytes]


def cut(whole: bytes, at: int, _: Random) -> bytes:
    """End the file early."""
    return whole[:at]


def overwrite(whole: bytes, at: int, dice: Random) -> bytes:
    """Put random bytes over some."""
    junk = dice.randbytes(dice.randrange(1, 30))
    return whole[:at] + junk + whole[at + len(junk) :]


def insert(whole: bytes, at: int, dice: Random) -> bytes:
    """Put bytes between, those of quotes and brackets among them."""
    junk = dice.choice((dice.randbytes(9), b'"', b"{", b"]", b"\\", b"\x00", b"\n", b'"}', b"\xff\xfe", b"," * 9))
    return whole[:at] + junk + whole[at:]


def remove(whole: bytes, at: int, dice: Random) -> bytes:
    """Take bytes away."""
    return whole[:at] + whole[at + dice.randrange(1, 200) :]


def repeat(whole: bytes, at: int, dice: Random) -> bytes:
    """Put a part in a second time."""
    return whole[:at] + whole[at : at + dice.randrange(1, 2_000)] + whole[at:]


DAMAGES: tuple[Damage, ...] = (cut, overwrite, insert, remove, repeat)


def list_inputs() -> list[tuple[str, Path]]:
    """Give the samples of all sources."""
    return [(name, sample) for name in SOURCES for sample in list_samples(name)]


def read_texts(name: str, path: Path, sample: Path) -> Counter[str]:
    """Give the texts of all posts that can be read; none where it is no file of its kind any more."""
    try:
        return Counter(one.text for one in SOURCES[name].read(path, give_answers(sample)) if isinstance(one, Message))
    except SourceError:
        return Counter()


@cache
def list_kept(name: str, sample: Path, folder: Path) -> list[Counter[str]]:
    """Give the texts that are there before each ``STEP`` of a sample."""
    whole, path, found = sample.read_bytes(), folder / f"cut-{sample.name}", []
    every = read_texts(name, sample, sample)
    for at in range(0, len(whole) + STEP, STEP):
        path.write_bytes(whole[:at])
        found.append(read_texts(name, path, sample) & every)  # the last may itself be cut
    return found


def damage_inputs(size: int) -> Iterator[tuple[str, Path, int, bytes]]:
    """Yield each damaged input with its source, its sample and the byte where the damage begins."""
    dice, inputs = Random(0), list_inputs()
    wholes = {sample: sample.read_bytes() for _, sample in inputs}
    for number in range(size):
        name, sample = inputs[number % len(inputs)]
        whole = wholes[sample]
        at = dice.randrange(len(whole))
        yield name, sample, at, DAMAGES[number // len(inputs) % len(DAMAGES)](whole, at, dice)


def prepare(size: int, folder: Path) -> None:
    """Write the bytes of which the damaged inputs of a size are made: the samples themselves, and how many."""
    (folder / "inputs.txt").write_text(f"{size}\n", encoding="utf-8")
    for _, sample in list_inputs():
        (folder / sample.name).write_bytes(sample.read_bytes())


def ours(size: int, folder: Path) -> Cost:
    """Read all damaged inputs; raise where one raises, takes too long, or costs a post before its damage."""
    slowest = 0.0
    damaged = folder / "damaged"
    damaged.mkdir(exist_ok=True)

    def work() -> int:
        nonlocal slowest
        for name, sample, at, data in damage_inputs(size):
            path = damaged / sample.name
            path.write_bytes(data)
            kept = list_kept(name, sample, damaged)[at // STEP]
            begin = perf_counter()
            found = read_texts(name, path, sample)
            slowest = max(slowest, perf_counter() - begin)
            if slowest > LONGEST or not kept <= found:
                why = f"{slowest:.1f} s" if slowest > LONGEST else f"lost {list((kept - found).elements())[:3]}"
                raise RuntimeError(f"{sample.name} damaged at byte {at}: {why}; the input is {path}")
        return size

    _, cpu, peak = metered(work, again=False)
    return Cost(size, cpu, peak, {"samples": len(list_inputs()), "slowest, s": round(slowest, 2)})


SUBJECTS = (
    Subject(
        "damage",
        "Samples of all sources, damaged at random places: none raises, and every post before the damage is kept.",
        "inputs",
        prepare,
        ours,
        None,
        (Bar(f"none above {LONGEST:.0f} s", lambda ours, _: ours.facts["slowest, s"] <= LONGEST, at=SIZES[-1]),),
        sizes=SIZES,
    ),
)
