"""What a score is worth, in words: how often such leads were true where the truth is known, and which card says so."""

from collections.abc import Sequence

from graph.finding import Basis

MEASURED = ("alias", "succession")
"""Kinds whose score is calibrated on made-up worlds; an observed finding's is 1 and a cluster's is its stability."""


def measured(kind: str, basis: Basis | str, score: float | None) -> bool:
    """Say whether a score is a share of leads that were true."""
    return kind in MEASURED and basis == "inferred" and score is not None


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


def column(kind: str, basis: Basis | str, score: float | None) -> tuple[str, str]:
    """Give what the score of a finding is called at the head of a column, and the score; nothing where it is observed.

    Where no score was measured, leads stand by bits: doublings of the odds.
    """
    if basis == "observed" or score is None:
        return "", ""
    if kind == "cluster":
        return "stability", f"{score:.0%}".replace("%", " %")
    if measured(kind, basis, score):
        return "chance", percent(score)
    return "plausibility", f"{score:.0%}".replace("%", " %")


CARD = "docs/cards/families.md"
"""The page that tells how kinds were measured, and where they fail."""

APART = 0.2
"""Difference between families of worlds from which they disagree, and no single number says what a lead is worth."""


def sure(kind: str, basis: str, score: float | None) -> str:
    """Give in a few words what a score is worth."""
    if basis == "observed":
        return "observed"
    if score is None:
        return f"{basis}, not calibrated"
    return f"{basis}, {' '.join(column(kind, basis, score))}"


def told(score: float, worth: Sequence[float] = ()) -> str:
    """Say in a sentence what a calibrated score means; ``worth`` is what such leads came to in single families.

    Where families of worlds disagree the sentence gives their range and not their mean.
    """
    if worth and worth[-1] - worth[0] > APART:
        low, high = often(worth[0]), often(worth[-1])
        said = f"{low[0].upper()}{low[1:]} to {high} such leads were true, by what people do in made-up worlds"
        said += f" ({worth[0]:.0%} to {worth[-1]:.0%}, {score:.0%} over all)"
    else:
        many = often(score)
        said = f"{many[0].upper()}{many[1:]} such leads were true in made-up worlds ({score:.1%})"
        said += f", {worth[0]:.0%} in the worst" if worth else ""
    return f"{said}; {CARD} tells how it was measured"
