"""Aliases: accounts of one hand, by the contacts they give out as their own and the company they keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.columns import Traits
from graph.analysis.alias.hands import Hands, joined
from graph.analysis.alias.learnt import Learnt, shipped
from graph.analysis.alias.linking import link
from graph.analysis.alias.relearning import relearnt
from graph.analysis.alias.telling import Telling
from graph.analysis.clusters import measured
from graph.analysis.past import Past
from graph.finding import Confidence, Finding, Judgement, Reason, Subject
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

LEAST = 0.5
"""Probability from which a pair is told. From 0.3 to 0.5 a world of 20,000 accounts held a dozen pairs more, a third
of them true: not worth a suspicion."""

OF_PIECE, SIDE = "phone", "profile"
"""Comparisons of one thing: the number that two give out, and whether their profiles show it."""

KINDS: Mapping[str, str] = {
    "own-contact": "contact", "number-changed": "contact", "own-handle": "handle", "same-username": "handle",
    "same-text": "text", "same-name": "name", "alike-name": "name",
}  # fmt: skip
"""Kinds of evidence that are independent of each other: a number in adverts and on a profile is one number."""


def find_aliases(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield pairs of accounts that may be of one hand, likely ones first, each with a calibrated probability as score.

    Pairs come from blocks and are compared by Splink (Fellegi and Sunter 1969) with weights learnt on several families
    of made-up worlds: contacts, names and adverts of one's own, the company of a crew, and what speaks against one
    hand. The weights of the reasons, that of the prior among them, sum to what decides the score; ``worth`` in its
    parts gives the least and the greatest share of such leads that were true in a family, ``rival`` what else the pair
    may be with ``rival_share``, its probability. Generic and
    protected contacts weigh nothing and make no pair. Known limit: two who give out one private number, keep one
    company and are never seen to answer each other look like one hand.

    Every pair is a finding of its own, which a judgement can hold; ``set`` in its parts gives all accounts of
    the hand, never across a *different* that people judged (``alias.hands``). ``wall`` names the judged pair that kept
    this one apart, ``doubt`` an improbable one that did, ``brings`` how many pairs it ties, ``uncompared`` how many
    pairs of the case were too many to compare (``alias.blocking``). The key is the sorted pair.
    """
    learnt = Learnt.read(past.learnt["alias"]) if "alias" in past.learnt else shipped()
    traits = Traits(snapshot, measured(snapshot, past.protected, past.seed))
    judged = dict(verdicts(past.judgements))
    same = {pair for pair, verdict in judged.items() if verdict == "same"}
    telling = Telling(traits)
    found: list[Finding] = []
    linked = link(traits.table(), learnt.model)
    pairs, uncompared = linked.pairs, sum(one.pairs for one in linked.refused.values())
    more = {"uncompared": uncompared} if uncompared else {}
    for row in likely(pairs, learnt, snapshot, same):
        pair = (snapshot.ids[row["unique_id_l"]], snapshot.ids[row["unique_id_r"]])
        if judged.get(pair) != "different":
            reasons = tuple(said(telling, learnt, row))
            subjects = tuple(Subject(id, "Account") for id in pair)
            bits = sum(reason.weight for reason in reasons)
            score = learnt.score(bits)
            told = weigh_doubts(learnt, row, bits, score)
            found.append(Finding("alias", pair, subjects, reasons, "inferred", confidence(reasons), score, told))
    found.sort(key=lambda one: ((one.key[0], one.key[1]) not in same, -one.bits, one.key))
    hands = hands_of(found, judged, traits)
    for one in found:
        yield replace(one, parts=parts(hands, (one.key[0], one.key[1])) | more | dict(one.parts))


def teach(snapshot: Snapshot, past: Past) -> dict[str, Any] | None:
    """Give weights that a case teaches itself, for ``Past.learnt``; None where its pairs are too few."""
    traits = Traits(snapshot, measured(snapshot, past.protected, past.seed))
    found = relearnt(link(traits.table(), shipped().model).pairs, shipped())
    return found.plain() if found else None


def likely(
    pairs: "pa.Table", learnt: Learnt, snapshot: Snapshot, same: Iterable[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield the compared pairs that are told: probable ones, and those that people judged to be the same."""
    import numpy as np
    import pyarrow as pa

    number, nodes = snapshot.number, len(snapshot.ids)
    wanted = [number[a] * nodes + number[b] for a, b in same if a in number and b in number]
    weights = pairs["match_weight"].to_numpy()
    if learnt.calibration:
        told = np.interp(weights, learnt.calibration.bits, learnt.calibration.shares) >= LEAST
    else:
        told = weights >= 0
    told |= np.isin(pairs["unique_id_l"].to_numpy() * nodes + pairs["unique_id_r"].to_numpy(), wanted)
    yield from pairs.filter(pa.array(told)).to_pylist()


def said(telling: Telling, learnt: Learnt, row: Mapping[str, Any]) -> Iterator[Reason]:
    """Yield the reasons of a compared pair, weightiest first, the prior last; what weighs nothing is not told.

    A number that one shows on its profile and the other writes is one thing seen from two sides, and one reason.
    """
    a, b = row["unique_id_l"], row["unique_id_r"]
    weights = {one.name: row[f"mw_{one.name}"] for one in learnt.model.comparisons}
    weights[OF_PIECE] += weights.pop(SIDE)
    found = [
        telling.reason(a, b, one.name, one.at(row[f"gamma_{one.name}"]).key, weight)
        for one in learnt.model.comparisons
        if (weight := weights.get(one.name, 0.0)) != 0.0
    ]
    yield from sorted(found, key=lambda reason: (-reason.weight, reason.key))
    yield telling.prior(learnt.model.prior)


def weigh_doubts(learnt: Learnt, row: Mapping[str, Any], bits: float, score: float | None) -> dict[str, Any]:
    """Give the parts that tell what such leads came to in families of worlds, and what else the pair may be."""
    parts: dict[str, Any] = {}
    if (worth := learnt.over_families(bits)) is not None:
        parts["worth"] = [round(one, 3) for one in worth]
    if score is not None and (rival := learnt.rival(row, score)) is not None:
        parts["rival"], parts["rival_share"] = rival
    return parts


def confidence(reasons: Sequence[Reason]) -> Confidence:
    """Say how much there is, by independent kinds of evidence."""
    found = len({KINDS[reason.key] for reason in reasons if reason.weight > 0 and reason.key in KINDS})
    return "strong" if found > 2 else "fair" if found == 2 else "weak"


def hands_of(found: Sequence[Finding], judged: Mapping[tuple[str, str], str], traits: Traits) -> Hands:
    """Join findings into hands: what people judged the same first, then likely pairs by falling bits."""
    same = [(pair, 1.0) for pair, verdict in sorted(judged.items()) if verdict == "same"]
    pairs = [((one.key[0], one.key[1]), 1.0 if one.score is None else one.score) for one in found]
    walls = [pair for pair, verdict in sorted(judged.items()) if verdict == "different"]
    number, talk = traits.snapshot.number, traits.talk

    def two(a: str, b: str) -> bool:
        return a in number and b in number and talk.apart(number[a], number[b])

    return joined([*same, *pairs], walls, two)


def parts(hands: Hands, pair: tuple[str, str]) -> dict[str, Any]:
    """Give what a pair is in its hand."""
    wall, doubt = hands.walls.get(pair), hands.doubts.get(pair)
    return {
        "set": hands.sets[pair[0]],
        "wall": list(wall) if wall else None,
        "doubt": list(doubt) if doubt else None,
        "brings": hands.brought.get(pair, 0),
    }


def verdicts(judgements: Iterable[Judgement], kind: str = "alias") -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each judged pair with the last verdict on it: sorted, or old before new where the kind has an order."""
    last: dict[tuple[str, str], str] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.n):
        if judgement.kind == kind and len(judgement.subjects) == 2:
            a, b = (subject.id for subject in judgement.subjects)
            a, b = sorted((a, b)) if kind == "alias" else (a, b)
            last[a, b] = judgement.verdict
    yield from sorted(last.items())
