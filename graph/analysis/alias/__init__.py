"""Aliases: accounts of one hand, by the contacts they give out as their own and the company they keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.columns import Traits
from graph.analysis.alias.hands import Hands, join_pairs
from graph.analysis.alias.learnt import Learnt, read_shipped_weights
from graph.analysis.alias.linking import link_accounts
from graph.analysis.alias.relearning import relearn_weights
from graph.analysis.alias.telling import Telling
from graph.analysis.calibration import Calibration
from graph.analysis.calibration.correction import Judged, Spread
from graph.analysis.calibration.familiarity import find_familiarity
from graph.analysis.calibration.teaching import TEACHES, Taught, teach_case, tell_band, things_of
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.context import Past
from graph.analysis.shared.judged_pairs import read_verdicts
from graph.finding import Confidence, Finding, Reason, Subject
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

LEAST = 0.5
"""Probability from which a pair is told. From 0.3 to 0.5 a world of 20,000 accounts held a dozen pairs more, a third
of them true: not worth a suspicion."""

EDGES = (0.7, 0.9)
"""See ``teaching.Edges``."""

NO_HAND: Mapping[str, Any] = {"wall": None, "doubt": None, "brings": 0}
"""What a lead is in no hand, since judgements of the case put it below what is told."""

OF_PIECE, SIDE = "phone", "profile"
"""Comparisons of one thing: the number that two give out, and whether their profiles show it."""

KINDS: Mapping[str, str] = {
    "own-contact": "contact", "shown-contact": "contact", "number-changed": "contact", "own-handle": "handle",
    "same-username": "handle", "same-text": "text", "same-name": "name", "alike-name": "name",
}  # fmt: skip
"""Kinds of evidence that are independent of each other: a number in adverts and on a profile is one number."""


def find_aliases(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield pairs of accounts that may be of one hand, likely ones first, each with a calibrated probability as score.

    Pairs come from blocks and are compared by Splink (Fellegi and Sunter 1969) with weights learnt on several families
    of made-up worlds: contacts, names and adverts of one's own, the company of a crew, and what speaks against one
    hand. The weights of the reasons, that of the prior among them, sum to what decides the score; ``worth`` in its
    parts gives the least and the greatest share of such leads that were true in a family, ``rival`` what else the pair
    may be with ``rival_share``, its probability. What people judged corrects the probabilities of what they did not
    (``teaching``): ``shipped`` is the probability before, ``range`` what it may be, ``withdrawn`` the probability from
    which leads are told, where the correction puts one below it that was told; ``band`` stands for the probability
    where the case is far from all worlds (``familiarity``). Generic and
    protected contacts weigh nothing and make no pair. Known limit: two who give out one private number, keep one
    company and are never seen to answer each other look like one hand.

    Every pair is a finding of its own, which a judgement can hold; ``set`` in its parts gives all accounts of
    the hand, never across a *different* that people judged (``alias.hands``). ``wall`` names the judged pair that kept
    this one apart, ``doubt`` an improbable one that did, ``brings`` how many pairs it ties, ``uncompared`` how many
    pairs of the case were too many to compare (``alias.blocking``). The key is the sorted pair.
    """
    learnt = Learnt.read(past.learnt["alias"]) if "alias" in past.learnt else read_shipped_weights()
    traits = Traits(snapshot, measure_rarity(snapshot, past.protected, past.seed))
    judged = dict(read_verdicts(past.judgements))
    same = {pair for pair, verdict in judged.items() if verdict == "same"}
    linked = link_accounts(traits.table(), learnt.model)
    making = Making(Telling(traits), learnt, linked.pairs, traits)
    taught, known = making.teach(judged), find_familiarity(snapshot)
    uncompared = sum(one.pairs for one in linked.refused.values())
    more = {"uncompared": uncompared} if uncompared else {}
    found = [
        one
        for one in making.findings(judged, taught, far=known is not None and known.far)
        if judged.get(pair_of(one)) != "different"
    ]
    found.sort(key=lambda one: (pair_of(one) not in same, -one.bits, one.key))
    hands = list_hand_accounts([one for one in found if "withdrawn" not in one.parts], judged, traits)
    for one in found:
        place = {**NO_HAND, "set": list(one.key)} if "withdrawn" in one.parts else describe_hand(hands, pair_of(one))
        yield replace(one, parts=place | more | dict(one.parts))


class Making:
    """Makes findings of compared pairs; one that was made is kept."""

    def __init__(self, telling: Telling, learnt: Learnt, pairs: "pa.Table", traits: Traits) -> None:
        self.telling, self.learnt, self.pairs, self.traits = telling, learnt, pairs, traits
        self.made: dict[tuple[int, int], Finding] = {}

    def teach(self, judged: Mapping[tuple[str, str], str]) -> Taught | None:
        """Give what the judgements of the case come to; None for weights that have no probability."""
        shipped = self.learnt.calibration
        if shipped is None:
            return None
        told = list(self.make(shipped, judged))
        leads = [
            Judged(one.score, verdict == "same", things_of(one.key, one.reasons), stake)
            for one, stake in zip(told, self.stakes(told) if judged else [1] * len(told), strict=True)
            if (verdict := judged.get(pair_of(one))) in TEACHES and one.score is not None
        ]
        spread = Spread.of(self.learnt.families)
        return teach_case(spread, shipped, leads, [one.bits for one in told if judged.get(pair_of(one)) not in TEACHES])

    def stakes(self, told: Sequence[Finding]) -> list[int]:
        """Give how many pairs hang on each lead, as if nobody had judged any."""
        hands = list_hand_accounts(sorted(told, key=lambda one: (-one.bits, one.key)), {}, self.traits)
        return [hands.brought.get(pair_of(one), 1) for one in told]

    def findings(self, judged: Mapping[tuple[str, str], str], taught: Taught | None, *, far: bool) -> Iterator[Finding]:
        """Yield what is told as shipped, or by what was judged, or was judged; each with its probability."""
        shipped = self.learnt.calibration
        every = {one.key: one for one in self.make(shipped, judged)}
        if taught is not None and taught.counts:
            every |= {one.key: one for one in self.make(taught.calibration, judged)}
        for _, one in sorted(every.items()):
            if taught is None:
                yield one
            elif judged.get(pair_of(one)) in TEACHES:
                yield replace(one, parts=dict(one.parts) | taught.head())
            else:
                band = tell_band(self.learnt.families, taught.shipped, one.bits, EDGES) if far else {}
                yield correct_alias(one, taught, {} if taught.counts else band)

    def make(self, calibration: Calibration | None, judged: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
        """Yield what a calibration tells and what was judged, with the probabilities that are shipped."""
        ids = self.traits.snapshot.ids
        for row in select_likely_pairs(self.pairs, calibration, self.traits.snapshot, judged):
            place = (row["unique_id_l"], row["unique_id_r"])
            if place not in self.made:
                reasons = tuple(explain_pair(self.telling, self.learnt, row))
                pair = (ids[place[0]], ids[place[1]])
                subjects = tuple(Subject(id, "Account") for id in pair)
                bits = sum(reason.weight for reason in reasons)
                score = self.learnt.score(bits)
                told = weigh_doubts(self.learnt, row, bits, score)
                self.made[place] = Finding(
                    "alias", pair, subjects, reasons, "inferred", rate_alias_confidence(reasons), score, told
                )
            yield self.made[place]


def correct_alias(one: Finding, taught: Taught, band: Mapping[str, Any]) -> Finding:
    """Give a lead with the probability that judgements of the case leave it, and the rival its part of the rest."""
    score, parts = taught.calibration.probability(one.bits), dict(one.parts)
    if one.score is not None and "rival_share" in parts:
        parts["rival_share"] = round(parts["rival_share"] * (1 - score) / (1 - one.score), 3)
    return replace(one, score=score, parts=parts | taught.parts(one.bits, LEAST) | dict(band))


def pair_of(one: Finding) -> tuple[str, str]:
    """Give the two accounts of a finding."""
    return one.key[0], one.key[1]


def teach_alias_weights(snapshot: Snapshot, past: Past) -> dict[str, Any] | None:
    """Give weights that a case teaches itself, for ``Past.learnt``; None where its pairs are too few."""
    traits = Traits(snapshot, measure_rarity(snapshot, past.protected, past.seed))
    found = relearn_weights(link_accounts(traits.table(), read_shipped_weights().model).pairs, read_shipped_weights())
    return found.plain() if found else None


def select_likely_pairs(
    pairs: "pa.Table", calibration: Calibration | None, snapshot: Snapshot, judged: Iterable[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield the compared pairs that are told: probable ones, and those that people judged."""
    import numpy as np
    import pyarrow as pa

    number, nodes = snapshot.number, len(snapshot.ids)
    wanted = [number[a] * nodes + number[b] for a, b in judged if a in number and b in number]
    weights = pairs["match_weight"].to_numpy()
    told = np.interp(weights, calibration.bits, calibration.shares) >= LEAST if calibration else weights >= 0
    told |= np.isin(pairs["unique_id_l"].to_numpy() * nodes + pairs["unique_id_r"].to_numpy(), wanted)
    yield from pairs.filter(pa.array(told)).to_pylist()


def explain_pair(telling: Telling, learnt: Learnt, row: Mapping[str, Any]) -> Iterator[Reason]:
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


def rate_alias_confidence(reasons: Sequence[Reason]) -> Confidence:
    """Say how much there is, by independent kinds of evidence."""
    found = len({KINDS[reason.key] for reason in reasons if reason.weight > 0 and reason.key in KINDS})
    return "strong" if found > 2 else "fair" if found == 2 else "weak"


def list_hand_accounts(found: Sequence[Finding], judged: Mapping[tuple[str, str], str], traits: Traits) -> Hands:
    """Join findings into hands: what people judged the same first, then likely pairs by falling bits."""
    same = [(pair, 1.0) for pair, verdict in sorted(judged.items()) if verdict == "same"]
    pairs = [((one.key[0], one.key[1]), 1.0 if one.score is None else one.score) for one in found]
    walls = [pair for pair, verdict in sorted(judged.items()) if verdict == "different"]
    number, talk = traits.snapshot.number, traits.talk

    def two(a: str, b: str) -> bool:
        return a in number and b in number and talk.apart(number[a], number[b])

    return join_pairs([*same, *pairs], walls, two)


def describe_hand(hands: Hands, pair: tuple[str, str]) -> dict[str, Any]:
    """Give what a pair is in its hand."""
    wall, doubt = hands.walls.get(pair), hands.doubts.get(pair)
    return {
        "set": hands.sets[pair[0]],
        "wall": list(wall) if wall else None,
        "doubt": list(doubt) if doubt else None,
        "brings": hands.brought.get(pair, 0),
    }
