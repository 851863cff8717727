"""What a score is worth, in words: how often such leads were true where the truth is known, and which card says so."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from graph.finding import Basis
from graph.kinds import kind_of

NOTHING: Mapping[str, Any] = MappingProxyType({})


def measured(kind: str, basis: Basis | str, score: float | None) -> bool:
    """Say whether a score is a share of leads that were true; an observed finding has 1, a cluster its stability."""
    return kind_of(kind).measured and basis == "inferred" and score is not None


def numbered(kind: str, basis: Basis | str, score: float | None, parts: Mapping[str, Any]) -> float | None:
    """Give a score that is a share of leads that were true; None where a band stands in its place."""
    return score if measured(kind, basis, score) and "band" not in parts else None


def often(probability: float) -> str:
    """Give a probability as people count: of ten, of twenty or of a hundred, never all and never none."""
    if probability >= 0.995:
        return "over 99 of 100"
    if probability >= 0.96:
        return f"about {round(100 * probability)} of 100"
    if probability >= 0.925:
        return "about 19 of 20"
    if probability < 0.05:
        return "under 1 of 20"
    return f"about {max(round(10 * probability), 1)} of 10"


def percent(probability: float) -> str:
    """Give a probability in percent, never all and never none."""
    if probability >= 0.995:
        return "over 99 %"
    return "under 1 %" if probability < 0.01 else f"{round(100 * probability)} %"


def column(kind: str, basis: Basis | str, score: float | None, parts: Mapping[str, Any] = NOTHING) -> tuple[str, str]:
    """Give what the score of a finding is called at the head of a column, and the score; nothing where it is observed.

    Where no score was measured, leads stand by bits: doublings of the odds. Where a case is like no made-up world a
    band stands in place of a chance, and what was withdrawn says so.
    """
    if basis == "observed" or score is None:
        return "", ""
    name = kind_of(kind).score_name
    if measured(kind, basis, score):
        said = str(parts["band"]) if "band" in parts else percent(score)
        return name, f"{said}, withdrawn" if "withdrawn" in parts else said
    return name, f"{score:.0%}".replace("%", " %")


CARD = "docs/cards/families.md"
"""The page that tells how kinds were measured, and where they fail."""

APART = 0.2
"""Difference between families of worlds from which they disagree, and no single number says what a lead is worth."""


def sure(kind: str, basis: str, score: float | None, parts: Mapping[str, Any] = NOTHING) -> str:
    """Give in a few words what a score is worth."""
    if basis == "observed":
        return "observed"
    if score is None:
        return f"{basis}, not calibrated"
    return f"{basis}, {' '.join(column(kind, basis, score, parts))}"


def told(score: float, parts: Mapping[str, Any] = NOTHING) -> str:
    """Say in a sentence what a calibrated score means; ``parts`` are those of the finding.

    Where people's judgements of this case correct the score the sentence gives what they make of it, and what it was
    before. Else it is what such leads came to in made-up worlds: where families of these disagree their range and not
    their mean, and how many judgements it takes until the case tells it by itself.
    """
    if "shipped" in parts:
        return told_by_case(score, parts)
    if "band" in parts:
        return told_in_band(parts)
    worth = parts.get("worth", ())
    if worth and worth[-1] - worth[0] > APART:
        low, high = often(worth[0]), often(worth[-1])
        said = f"{low[0].upper()}{low[1:]} to {high} such leads were true, by what people do in made-up worlds"
        said += f" ({worth[0]:.0%} to {worth[-1]:.0%}, {score:.0%} over all)"
    else:
        many = often(score)
        said = f"{many[0].upper()}{many[1:]} such leads were true in made-up worlds ({score:.1%})"
        said += f", {worth[0]:.0%} in the worst" if worth else ""
    return f"{said}; {CARD} tells how it was measured"


def told_by_case(score: float, parts: Mapping[str, Any]) -> str:
    """Say what judgements of this case make of a score."""
    low, high = parts["range"]
    many = often(score)
    said = (
        f"{many[0].upper()}{many[1:]} such leads are true in this case, by the {parts['judged']:,} that people judged"
    )
    said += f" ({percent(score)}, between {percent(low)} and {percent(high)}); {percent(parts['shipped'])} before that"
    if least := parts.get("withdrawn"):
        said = f"Withdrawn: it was shown from {percent(least)} on, and is below that now. {said}"
    return said


def told_in_band(parts: Mapping[str, Any]) -> str:
    """Say what a lead is worth in a case that is like no made-up world, where a probability would be a guess."""
    said = f"{str(parts['band']).capitalize()}, and no number: this case is unlike every made-up world that chances "
    said += "were learnt on"
    if (worst := parts.get("band_worst")) is not None:
        said += f"; in the worst of these {often(worst)} leads of this band were true ({percent(worst)})"
    return f"{said}; {CARD} tells how it was measured"


def told_likeness(likeness: Mapping[str, Any]) -> Iterator[str]:
    """Yield how far a case is from the made-up worlds that chances were learnt on, and what differs most."""
    if not likeness:
        return
    apart, bound = percent(likeness["distance"]), percent(likeness["bound"])
    if likeness["far"]:
        yield (
            f"This case is unlike every made-up world that chances were learnt on: {apart} of what is compared differs "
            f"from the nearest, and none of them differs by more than {bound} from the one nearest to it."
        )
    else:
        yield (
            f"This case is as like made-up worlds that chances were learnt on as these are like each other: {apart} of "
            f"what is compared differs from the nearest (up to {bound} between them)."
        )
    for one in likeness["differences"]:
        yield f"{one[0].upper()}{one[1:]}."


def told_needed(judged: int, needed: int | None) -> str:
    """Say how far judgements of this case are from correcting chances of their kind; empty where nothing is to say."""
    if needed is None:
        return ""
    if needed == 0:
        return f"corrected by {judged:,} judgements of this case"
    have = f"{judged:,} judged so far, " if judged else ""
    return f"{have}about {needed:,} more judgements of this kind and this case corrects its chances itself"
