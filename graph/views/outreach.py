"""Outreach as it may be shown: groups by name, people only as numbers in fives, so that no small number tells anybody.

A difference of two numbers that are told is no smaller: sets grow by five people at least, and shares are told in
steps of five people or more.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.analysis.outreach import FEWEST, MOST, SHARE, Crowd, Outreach, OutreachStep, measure_outreach
from graph.answers.outreach import OutreachGroup, OutreachSet, OutreachShown
from graph.errors import NotFoundError
from graph.model import MemberOf
from graph.views.shown import show_thing

if TYPE_CHECKING:
    from graph.finding import Finding
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

__all__ = ["FEWEST", "MOST", "SHARE", "find_cluster", "show_outreach"]

STEP = 0.01
"""The smallest step in which a share is told."""


def show_outreach(
    gate: "AnsweringGate",
    snapshot: "Snapshot",
    *,
    only: str = "",
    share: float = SHARE,
    most: int = MOST,
    without_core: bool = False,
) -> tuple[OutreachShown, ...]:
    """Give the sets of ``analysis.outreach`` over the clusters of the last run; ``only`` is the id of one of them."""
    clusters = {one.id: one for one in gate.latest.findings if one.kind == "cluster"}
    crowds = [
        Crowd(one.id, frozenset(subject.id for subject in one.subjects), frozenset(one.parts.get("core") or ()))
        for one in clusters.values()
    ]
    found = measure_outreach(snapshot, crowds, share=share, most=most, without_core=without_core, only=only)
    ids = sorted({id for one in found for step in one.steps for id in step.groups})
    gate.consult("outreach", ids, count=len(ids))
    gate.learn(ids)
    gate.voice.names.learn_states(ids)
    listed = list_listed(snapshot)
    cores = {id: gate.voice.title(clusters[crowd.id].parts["name"]) for crowd in crowds for id in crowd.core}
    shown = {id: OutreachGroup(group=show_thing(id, snapshot.label_of(id), gate.voice), people=0, listed=id in listed,
                               core_of=cores.get(id, "")) for id in ids}  # fmt: skip
    return tuple(show_scope(gate, one, clusters, shown) for one in found)


def show_scope(
    gate: "AnsweringGate", one: Outreach, clusters: Mapping[str, "Finding"], shown: Mapping[str, OutreachGroup]
) -> OutreachShown:
    """Give the sets of one scope."""
    cluster = clusters.get(one.part)
    return OutreachShown(
        scope=one.scope,
        name=gate.voice.title(cluster.parts["name"]) if cluster else gate.voice.word(one.part),
        finding=one.part if cluster else "",
        people=round_people(one.people),
        groups=one.candidates,
        dark=one.dark,
        enough=one.enough,
        sets=tuple(show_set(one, step, shown) for step in one.steps),
    )


def show_set(one: Outreach, step: OutreachStep, shown: Mapping[str, OutreachGroup]) -> OutreachSet:
    """Give one set, shares in steps that tell no small number; the ends of a range lie outwards."""
    size = max(STEP, FEWEST / one.people)
    low, high = math.floor(step.low / size) * size, math.ceil(step.high / size) * size
    return OutreachSet(
        groups=tuple(
            OutreachGroup(
                group=shown[id].group,
                people=round_people(one.readers[id]),
                listed=shown[id].listed,
                core_of=shown[id].core_of,
            )
            for id in step.groups
        ),
        reached=limit_share(round(step.reached / one.people / size) * size),
        low=limit_share(low),
        high=limit_share(high),
        passed_on=limit_share(round(step.passed_on / size) * size),
    )


def round_people(count: int) -> int:
    """Round a number of people to fives."""
    return (count + FEWEST // 2) // FEWEST * FEWEST


def limit_share(share: float) -> float:
    """Give a share with two digits, 1 at most."""
    return min(1.0, round(share, 2))


def list_listed(snapshot: "Snapshot") -> frozenset[str]:
    """Give the ids of groups of which a list of members was read."""
    import pyarrow.compute as pc

    said = snapshot.sightings(MemberOf)
    groups = pc.unique(said.filter(pc.equal(said["how"], "listed"))["end"]).to_pylist()
    return frozenset(snapshot.ids[number] for number in groups)


def find_cluster(gate: "AnsweringGate", typed: str) -> str:
    """Give the id of the one cluster that somebody typed; raise NotFoundError where it is none, or several."""
    found = [one for one in gate.last_run.answering(typed.strip().lower()) if one.kind == "cluster"]
    if len(found) != 1:
        raise NotFoundError(
            f"{typed!r:.60}",
            f"{len(found):,} clusters answer to it",
            "the id of a cluster",
            "List them: liaisons find.",
        )
    return found[0].id
