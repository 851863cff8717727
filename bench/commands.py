"""Stage ``commands``: what short commands cost beside the least that they could, on the sample case."""

import json
from collections.abc import Callable, Iterator

from bench.processes import LIAISONS, PYTHON, Ran, job, median, run, running
from bench.setting import Setting
from bench.table import Row

STAGE = "commands"
PAIRS = 5
HELP, ALONE, CLIENT = 0.3, 1.5, 2.0


def measure(setting: Setting) -> Iterator[Row]:
    """Measure help, ``show`` alone and ``show`` as the client of a process that has the case open."""
    used = [run(LIAISONS, "--help").cpu for _ in range(PAIRS)]
    yield Row(STAGE, "`liaisons --help`", f"{median(used):.2f} CPU s", f"under {HELP} CPU s", median(used) < HELP)
    folder, what = sample(setting)

    def show(thing: str) -> Ran:
        return run(LIAISONS, "show", "--case", folder, thing)

    for kind, thing in what.items():
        yield ratio(
            f"`liaisons show` of {kind} against a bare start with `RETURN 1`",
            lambda thing=thing: show(thing),  # type: ignore[misc]
            lambda: run(PYTHON, "-m", "bench.bare", f"{folder}/graph"),
            ALONE,
        )
    with running("own", folder) as owner:
        if owner.stdout is None or not owner.stdout.readline():
            raise RuntimeError("the case was not opened")
        for kind, thing in what.items():
            yield ratio(
                f"`liaisons show` of {kind} as a client against `import neo4j`",
                lambda thing=thing: show(thing),  # type: ignore[misc]
                lambda: run(PYTHON, "-c", "import neo4j"),
                CLIENT,
            )


def sample(setting: Setting) -> tuple[str, dict[str, str]]:
    """Make the sample case and analyse it; give its folder and what to show of it."""
    from worlds.sample import write_sample

    export = setting.folder / "sample"
    write_sample(export)
    folder = setting.new("sample-case")
    job("analyse", folder, str(export / "case"))
    found = json.loads(run(LIAISONS, "find", "--case", folder, "--format", "json").out)["findings"]
    handoff = next(one for one in found if one["kind"] == "handoff")
    alias = next(one for one in found if one["kind"] == "alias")
    contact = next(one["id"] for one in handoff["subjects"] if one["id"].startswith(("+", "invite:")))
    return folder, {"a contact": contact, "an account": alias["subjects"][0]["id"], "a finding": alias["id"]}


def ratio(what: str, ours: Callable[[], Ran], least: Callable[[], Ran], most: float) -> Row:
    """Run two programs in turn, and compare their CPU pair by pair."""
    pairs = [(ours().cpu, least().cpu) for _ in range(PAIRS)]
    value = median([one / other for one, other in pairs])
    used = f"{median([one for one, _ in pairs]):.2f} against {median([other for _, other in pairs]):.2f} CPU s"
    return Row(STAGE, what, f"{used}: {value:.2f}", f"at most {most}", value <= most)
