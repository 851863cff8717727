"""Stage ``second-answers``: what answers of an open session take once it has given them, on the sample case."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.commands import sample
from bench.setting import Setting
from bench.table import Row
from liaisons.session import Session

if TYPE_CHECKING:
    from graph.answers import FindingsAnswer
    from graph.views.answering import AnsweringGate

STAGE = "second-answers"
TIMES = 25
MOST = 100
"""Milliseconds that an answer may take."""

Ask = Callable[["AnsweringGate"], object]


def measure(setting: Setting) -> Iterator[Row]:
    """Ask each thing of one session again and again; of a machine that does other things the least says most."""
    folder, _ = sample(setting)
    with Session.open(Path(folder)) as session:
        with session.answering(who="bench") as gate:
            asked = choose(gate.findings())
        for what, ask in asked.items():
            wall, cpu = [], []
            for _ in range(TIMES):
                begun, used = perf_counter(), process_time()
                with session.answering(who="bench") as gate:
                    ask(gate)
                wall.append(1000 * (perf_counter() - begun))
                cpu.append(1000 * (process_time() - used))
            said = f"{min(wall):.0f} ms, {min(cpu):.0f} ms of it by the asking process"
            yield Row(STAGE, f"{what}, again", said, f"at most {MOST} ms", min(wall) <= MOST)


def choose(found: "FindingsAnswer") -> dict[str, Ask]:
    """Give what is asked: of each label that of which the most findings are."""
    counts = Counter((one.label, one.id) for finding in found.findings for one in finding.subjects)
    most = {label: max((n, id) for (of, id), n in counts.items() if of == label)[1] for label, _ in sorted(counts)}
    first = {finding.kind: finding.id for finding in reversed(found.findings)}
    name = next(one.name for finding in found.findings for one in finding.subjects if one.id == most["Account"])
    return {
        "`show` of a lead": lambda gate: gate.show(first["alias"]),
        "`show` of a cluster": lambda gate: gate.show(first["cluster"]),
        "`show` of an account": lambda gate: gate.show(most["Account"]),
        "`show` of a group": lambda gate: gate.show(most["Group"]),
        "`show` of a number": lambda gate: gate.show(most["Phone"]),
        "`show` of words of a name": lambda gate: gate.show(name),
        "a list of all findings": lambda gate: gate.findings(),
    }
