"""Successions: a group or page went dark, and another took over its audience, contacts or words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.analysis.calibration import Calibration
from graph.analysis.calibration.correction import Judged, Spread
from graph.analysis.calibration.familiarity import find_familiarity
from graph.analysis.calibration.teaching import TEACHES, Taught, teach_case, tell_band, things_of
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.context import Past
from graph.analysis.shared.judged_pairs import read_verdicts
from graph.analysis.shared.lifetimes import measure_lives
from graph.analysis.shared.times import DAY, format_iso
from graph.analysis.succession.candidates import CandidatePairs
from graph.analysis.succession.features import TERMS
from graph.analysis.succession.ranking import CLEAR, CONTEXT, Candidates, Donors, Pair, Ranking, rank_pairs
from graph.analysis.succession.reasons import KINDS, PairReasons
from graph.analysis.succession.weights import NEAR_WORST, Weights, read_learnt_weights
from graph.finding import Confidence, Finding, Reason, Subject
from graph.snapshot import Snapshot

SHOWN, FAIR, STRONG = 0.25, 0.5, 0.9
"""Probabilities from which a pair is shown, is called fair, and needs one kind of reason alone.

What such bits are worth differs by family of worlds, from one in six to nine in ten
(decision 026): what is below a half is shown as weak, and in its order."""

SORTS = 2
"""Kinds of reasons that a pair needs below ``STRONG``, or where none of them stands alone."""

ALONE = frozenset({"members", "staff", "contacts", "texts", "announced"})
"""Kinds of reasons of which one is enough from ``STRONG``: a name is what anybody takes, and much is known of few."""

PREPARED = 200.0
"""Days before the end of an old one from which those who come early into a new one may come from it."""

CLOSE = 2.0
"""Bits by which a runner-up must fall behind, or the finding says "one of these two"."""


def find_successions(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield pairs of groups, or of pages, old before new, the likeliest first; the score is a probability.

    Any two of which the new one began later or lasted longer are a pair if they share anything. That the old one was
    found removed, or silent for 14 days and four times its usual gap when looked at again, speaks for it; of one that
    was no longer collected nothing is said. How long before or after its end the new one began is weighed too, and
    platforms and kinds that differ. All are reasons in bits that were learnt on made-up worlds of several families
    (``liaisons.trials``) and sum, with the prior, to what the calibration takes: no bits are worth more than they
    earned in the family in which they were worth least. ``past.learnt`` may bring other weights.

    A new one follows one old one, by falling bits; an old one may be followed by several, each a finding of its
    own. From a probability of 0.9 a pair is shown, where more than a name or an acquaintance speaks for it; from 0.25
    where two kinds of reasons do. ``runner_up`` is the next best for the same old one with its reasons; ``close``
    says that it is less than two bits behind.
    A pair that people judged different is left out and contests nobody, one judged the same is always said. An
    account that took over another's contacts is an alias; here an account counts only where a file calls it a page.
    """
    weights = (
        Weights.read(past.learnt["succession"]) if "succession" in past.learnt else read_learnt_weights("succession")
    )
    candidate_pairs = CandidatePairs(
        snapshot, measure_rarity(snapshot, past.protected, past.seed), measure_lives(snapshot)
    )
    known = find_familiarity(snapshot)
    far = known is not None and known.far
    judged = number_judged(candidate_pairs, dict(read_verdicts(past.judgements, "succession")))
    every = find_candidates(candidate_pairs, judged, weights)
    free = FindingMaker(candidate_pairs, weights, every, rank_pairs(every, weights, set()))
    taught = free.teach(judged)
    if not judged:
        yield from free.make_findings(judged, taught, far=far)
        return
    corrected = replace(weights, calibration=taught.calibration)
    if least_bits_shown(corrected) < least_bits_shown(weights):  # what is told now was dropped unseen
        every = find_candidates(candidate_pairs, judged, corrected)
    found = every.without({pair for pair, verdict in judged.items() if verdict == "different"})
    telling = FindingMaker(candidate_pairs, weights, found, rank_pairs(found, weights, pairs_judged_same(judged)))
    yield from telling.make_findings(judged, taught, far=far)


def number_judged(candidate_pairs: CandidatePairs, judged: Mapping[tuple[str, str], str]) -> dict[Pair, str]:
    """Give judged pairs by number, of those that are there."""
    number, found = candidate_pairs.snapshot.number, dict[Pair, str]()
    for (old, new), verdict in judged.items():
        pair = (number.get(old, -1), number.get(new, -1))
        if pair[0] in candidate_pairs.lives and pair[1] in candidate_pairs.lives:
            found[pair] = verdict
    return found


def pairs_judged_same(judged: Mapping[Pair, str]) -> set[Pair]:
    """Give the pairs that were judged the same."""
    return {pair for pair, verdict in judged.items() if verdict == "same"}


def find_candidates(
    candidate_pairs: CandidatePairs, judged: Mapping[Pair, str], weights: Weights | None = None
) -> Candidates:
    """Give all pairs, sorted, with all that were judged; those judged different give nothing to others.

    With weights, pairs that can neither be shown nor contest one that is are dropped chunk by chunk, so that tens of
    millions of them never stand in memory.
    """
    import numpy as np

    nodes = len(candidate_pairs.snapshot.ids)
    held = pairs_judged_same(judged)
    apart = np.array([a * nodes + b for (a, b), verdict in judged.items() if verdict == "different"], dtype="int64")
    forced = np.array([a * nodes + b for a, b in judged], dtype="int64")
    donors = Donors(nodes)
    terms = (*TERMS, "early-share")
    parts: list[tuple[Any, Any, Mapping[str, Any]]] = []
    for old, new, values in candidate_pairs.measure_pairs():
        keys = old.astype("int64") * nodes + new
        kept = np.ones(len(keys), bool)
        if weights is not None:
            own = weights.prior + weights.bits(values, TERMS)
            kept = (own >= least_bits_shown(weights) - CLEAR) | np.isin(keys, forced)
        together = ~np.isin(keys, apart)
        near = together & (values["born-before"] >= -PREPARED)
        donors.see(old[near], new[near], values["early-share"][near])
        held -= set(zip(old[kept].tolist(), new[kept].tolist(), strict=True))
        parts.append((old[kept], new[kept], {term: values[term][kept] for term in terms}))
    parts += [(np.array([old]), np.array([new]), candidate_pairs.measure_pair(old, new)) for old, new in sorted(held)]
    nothing = np.zeros(0, dtype="int64")
    parts.append((nothing, nothing, {term: np.zeros(0) for term in terms}))
    ends = [np.concatenate([part[end] for part in parts]).astype("int64") for end in (0, 1)]
    order = np.lexsort((ends[1], ends[0]))
    values = {term: np.concatenate([part[2][term] for part in parts])[order] for term in terms}
    olds, news = ends[0][order], ends[1][order]
    values["came-elsewhere"] = donors.behind(news, values["early-share"])
    return Candidates(olds, news, values, donors)


def least_bits_shown(weights: Weights) -> float:
    """Give bits below which no pair is shown."""
    calibration = weights.calibration
    hidden = [bits for bits, share in zip(calibration.bits, calibration.shares, strict=True) if share < SHOWN]
    return max(hidden, default=min(calibration.bits))


class FindingMaker:
    """Makes findings of the pairs that were chosen."""

    def __init__(self, candidate_pairs: CandidatePairs, weights: Weights, found: Candidates, ranking: Ranking) -> None:
        self.candidate_pairs, self.weights = candidate_pairs, weights
        self.found, self.ranking = found, ranking
        self.pair_reasons = PairReasons(candidate_pairs, weights)
        self.said: dict[int, list[Reason]] = {}

    def teach(self, judged: Mapping[Pair, str]) -> Taught:
        """Give what the judgements of the case come to; each pair is ranked as if nobody had judged any."""
        calibration = self.weights.calibration
        leads = []
        for row in self.rows_of(judged):
            if judged[self.pair(row)] in TEACHES:
                ids = [self.candidate_pairs.snapshot.ids[number] for number in self.pair(row)]
                probability = calibration.probability(float(self.ranking.total[row]))
                true = judged[self.pair(row)] == "same"
                leads.append(Judged(probability, true, things_of(ids, self.reasons(row))))
        told = [bits for row, _, bits in self.likely_rows({}, calibration) if judged.get(self.pair(row)) not in TEACHES]
        return teach_case(Spread.of(self.weights.families, NEAR_WORST), calibration, leads, told)

    def rows_of(self, pairs: Collection[Pair]) -> list[int]:
        """Give the rows of some pairs, of those that are there."""
        import numpy as np

        nodes = len(self.candidate_pairs.snapshot.ids)
        wanted = np.array([old * nodes + new for old, new in pairs], dtype="int64")
        found: list[int] = np.flatnonzero(np.isin(self.found.old * nodes + self.found.new, wanted)).tolist()
        return found

    def likely_rows(
        self, judged: Mapping[Pair, str], *calibrations: Calibration
    ) -> Iterator[tuple[int, list[Reason], float]]:
        """Yield rows that any of some calibrations shows, or that were judged, with their reasons and bits."""
        for row in self.ranking.chosen.tolist():
            total = float(self.ranking.total[row])
            held = self.pair(row) in judged
            if not held and all(calibration.probability(total) < SHOWN for calibration in calibrations):
                continue
            reasons = self.reasons(row)
            bits = sum(reason.weight for reason in reasons)
            if held or any(is_shown(calibration.probability(bits), reasons) for calibration in calibrations):
                yield row, reasons, bits

    def make_findings(self, judged: Mapping[Pair, str], taught: Taught, *, far: bool) -> Iterator[Finding]:
        """Yield what is likely enough, or was judged."""
        shipped = self.weights.calibration
        told = list(self.likely_rows(judged, shipped, taught.calibration))
        said = {row for row, _, _ in told}
        likeliest: set[int] = set()
        for row, reasons, bits in told:
            second = self.pair(row)[0] in likeliest
            likeliest.add(self.pair(row)[0])
            if judged.get(self.pair(row)) in TEACHES:
                p, parts = shipped.probability(bits), taught.head()
            else:
                p, parts = taught.calibration.probability(bits), taught.parts(bits, SHOWN)
                if far and not taught.counts:
                    parts |= tell_band(self.weights.families, shipped, bits, (FAIR, STRONG))
            yield self.make_finding(row, reasons, p, self.find_runner_up(row, said), second, parts)

    def pair(self, row: int) -> Pair:
        """Give old and new of a row."""
        return int(self.found.old[row]), int(self.found.new[row])

    def reasons(self, row: int) -> list[Reason]:
        """Give the reasons of a row, with what contests it."""
        if row not in self.said:
            self.said[row] = self._reasons(row)
        return self.said[row]

    def _reasons(self, row: int) -> list[Reason]:
        ranking = self.ranking
        values = self.found.at(row) | {term: float(ranking.contexts[term][row]) for term in CONTEXT}
        others = {}
        for term, end in (("contested", self.found.old), ("followed", self.found.new)):
            if values[term] < 0:
                others[term] = int(end[int(ranking.others[term][row])]), CLEAR + values[term]
        if values["came-elsewhere"] < 0 and self.found.donors is not None:
            others["came-elsewhere"] = int(self.found.donors.who[self.pair(row)[1]]), values["came-elsewhere"]
        return self.pair_reasons.reasons(*self.pair(row), values, others)

    def find_runner_up(self, row: int, said: set[int]) -> tuple[int, bool] | None:
        """Give the next best row for the same old one, and whether it is said; not one that follows another old one."""
        total, old = self.ranking.total, self.found.old[row]
        elsewhere = {self.pair(one)[1] for one in said if self.found.old[one] != old}
        rest = [
            (-float(total[one]), one)
            for one in (self.found.old == old).nonzero()[0].tolist()
            if one != row and total[one] <= total[row] and self.pair(one)[1] not in elsewhere
        ]
        return (min(rest)[1], min(rest)[1] in said) if rest else None

    def make_finding(
        self,
        row: int,
        reasons: Sequence[Reason],
        p: float,
        rest: tuple[int, bool] | None,
        second: bool,
        more: Mapping[str, Any],
    ) -> Finding:
        """Give a pair as a finding."""
        ids, lives = self.candidate_pairs.snapshot.ids, self.candidate_pairs.lives
        key = tuple(ids[number] for number in self.pair(row))
        old, new = (lives[number] for number in self.pair(row))
        known = old.last is not None or old.dark is not None
        parts: dict[str, Any] = {"how": old.how, "dark": format_iso(old.dark), "born": format_iso(new.born)}
        parts |= {"gap_days": round((new.born - old.end) / DAY, 1) if known else None}
        parts |= {"members": next((r.parts["shared"] for r in reasons if r.key == "members-came-along"), 0)}
        parts |= {"close": False, "second": second, "runner_up": None} | dict(more)
        if rest is not None:
            bits, next_best = sum(reason.weight for reason in reasons), self.reasons(rest[0])
            behind = bits - sum(reason.weight for reason in next_best)
            parts["close"] = behind < CLOSE
            parts["runner_up"] = {
                "id": ids[self.pair(rest[0])[1]],
                "bits": round(bits - behind, 2),
                "difference": round(behind, 2),
                "reasons": sorted({reason.key for reason in next_best}),
                "said": rest[1],
                "told": [reason_as_json(reason) for reason in next_best],
            }
        subjects = tuple(Subject(id, self.candidate_pairs.snapshot.label_of(id)) for id in key)
        return Finding("succession", key, subjects, tuple(reasons), "inferred", rate_confidence(p), round(p, 4), parts)


def reason_as_json(reason: Reason) -> dict[str, Any]:
    """Give a reason as JSON values."""
    evidence = [list(link) for link in reason.evidence]
    return {"key": reason.key, "weight": reason.weight, "parts": dict(reason.parts), "evidence": evidence}


def is_shown(p: float, reasons: Sequence[Reason]) -> bool:
    """Say whether a pair of a probability has reasons of enough kinds."""
    sorts = kinds_of_reasons(reasons)
    return bool(p >= STRONG and sorts & ALONE) or (p >= SHOWN and len(sorts) >= SORTS)


def kinds_of_reasons(reasons: Sequence[Reason]) -> set[str]:
    """Give the kinds of what speaks for a pair."""
    return {KINDS[reason.key] for reason in reasons if reason.weight > 0 and reason.key in KINDS}


def rate_confidence(p: float) -> Confidence:
    """Give the band of a probability."""
    return "strong" if p >= STRONG else "fair" if p >= FAIR else "weak"
