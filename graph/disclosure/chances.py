"""What a score is worth, in words: how often such leads were true where the truth is known, and which card says so."""

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


def card(kind: str) -> str:
    """Give the page that tells how a kind was measured, and where it fails."""
    return f"docs/cards/{kind}.md"


def sure(kind: str, basis: str, score: float | None) -> str:
    """Give in a few words what a score is worth."""
    if basis == "observed":
        return "observed"
    if score is None:
        return f"{basis}, not calibrated"
    return f"{basis}, {' '.join(column(kind, basis, score))}"


def told(kind: str, score: float) -> str:
    """Say in a sentence what a calibrated score means."""
    many = often(score)
    said = f"{many[0].upper()}{many[1:]} such leads were true in made-up worlds ({score:.1%})"
    return f"{said}; {card(kind)} tells how it was measured"
