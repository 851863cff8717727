"""Stage ``killed``: a load that is killed half way and begun again ends in the graph of one that was not."""

import json
import signal
from collections.abc import Iterator, Mapping

from bench.processes import job, running
from bench.setting import Setting
from bench.table import Row

STAGE = "killed"


def measure(setting: Setting) -> Iterator[Row]:
    """Kill a load on each engine, complete it, and compare."""
    for name in setting.engines:
        whole = setting.whole(name)
        with setting.engine(name) as (env, _):
            folder = setting.new("killed")
            at = kill(folder, str(setting.export), whole.messages // 2, env)
            done = job("load", folder, str(setting.export), **env)
            graph = job("digest", folder, **env)
        yield Row(
            STAGE,
            f"{name}: SIGKILL after {at:,} records, completed by a second run in {done['wall']:.0f} s",
            f"{graph['rows']:,} nodes and links, {graph['digest'][:12]}…",
            "equals the uninterrupted load",
            graph["digest"] == whole.digest,
        )
    if len(setting.engines) > 1:
        digests = {setting.whole(name).digest for name in setting.engines}
        yield Row(STAGE, "both engines hold the same graph", f"{min(digests)[:12]}…", "equal", len(digests) == 1)


def kill(folder: str, export: str, half: int, env: Mapping[str, str]) -> int:
    """Start a load and kill it when half of the records are in; give how many were."""
    with running("load", folder, export, **env) as child:
        if child.stdout is None:
            raise RuntimeError("the load tells nothing")
        for line in child.stdout:
            told: int = json.loads(line).get("told", -1)
            if told < 0:
                break
            if told >= half:
                child.send_signal(signal.SIGKILL)
                child.wait()
                return told
    raise RuntimeError("the load ended before it was killed")
