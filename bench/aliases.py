"""Subject ``aliases``: pairs of one hand by our core, beside bare Splink with the same settings and weights."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import accounts, alias_settings, bare_splink
from bench.subject import Bar, Cost, Peer, Subject, metered

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.analysis.alias.model import Model

LEARNT = "learnt.json"
FLOOR = 0.0
"""Bits from which a pair is more likely true than not."""
SLOWER = 1.2
MOST = 3.0
"""GB at a million accounts."""


def prepare(size: int, folder: Path) -> None:
    """Write accounts, and the weights that Splink learns from them."""
    import pyarrow.parquet as pq

    accounts.prepare(size, folder)
    table = pq.read_table(folder / accounts.ACCOUNTS)
    settings = alias_settings.untrained(alias_settings.model())
    bare_splink.train([table], settings, alias_settings.training(), folder / LEARNT)


def ours(size: int, folder: Path) -> Cost:
    """Find the pairs by our core, with what each comparison weighs."""
    return replace(by_core(alias_settings.model(), folder), count=size)


def bare(size: int, folder: Path) -> Cost:
    """Find the pairs by Splink alone."""
    return replace(by_splink(alias_settings.training().macros, folder), count=size)


def by_core(model: "Model", folder: Path) -> Cost:
    """Link a table by our core, with the weights that lie beside it."""
    import pyarrow.parquet as pq

    from graph.analysis.alias.linking import link_accounts

    table, learnt = pq.read_table(folder / accounts.ACCOUNTS), read(folder)
    weighed = model.weighed(*bare_splink.weights(learnt))
    found, cpu, peak = metered(lambda: link_accounts(table, weighed, FLOOR), again=False)
    return Cost(len(table), cpu, peak, accounts.quality(folder, pairs(found.pairs)))


def by_splink(macros: Sequence[str], folder: Path) -> Cost:
    """Link a table by Splink alone, with the settings that it wrote."""
    import pyarrow.parquet as pq

    table, learnt = pq.read_table(folder / accounts.ACCOUNTS), read(folder)
    found, cpu, peak = metered(lambda: bare_splink.predicted([table], learnt, macros), again=False)
    return Cost(len(table), cpu, peak, accounts.quality(folder, pairs(found)))


def read(folder: Path) -> dict[str, Any]:
    """Read what Splink learnt."""
    learnt: dict[str, Any] = json.loads((folder / LEARNT).read_text("utf-8"))
    return learnt


def pairs(found: "pa.Table") -> "pa.Table":
    """Give both ids of each pair, the smaller one first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ends = found["unique_id_l"], found["unique_id_r"]
    return pa.table({"a": pc.min_element_wise(*ends), "b": pc.max_element_wise(*ends)})


SUBJECTS = (
    Subject(
        "aliases",
        "Pairs of one hand among accounts of which one in five has a second; Splink learns the weights of both first.",
        "accounts",
        prepare,
        ours,
        Peer("bare Splink", bare),
        (
            Bar(f"at most {SLOWER} times bare Splink", lambda ours, peer: ours.cpu <= SLOWER * peer.cpu),
            Bar("F1 no lower", lambda ours, peer: ours.facts["F1"] >= peer.facts.get("F1", 0.0)),
            Bar(f"at most {MOST:.0f} GB", lambda ours, _: ours.peak is None or ours.peak <= MOST),
        ),
    ),
)
