"""What a score is worth, in words: how often such leads were true where the truth is known, and which card says so."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from graph.finding import Basis
from graph.kinds import kind_of
from graph.languages import Language, read_language

NOTHING: Mapping[str, Any] = MappingProxyType({})


def measured(kind: str, basis: Basis | str, score: float | None) -> bool:
    """Say whether a score is a share of leads that were true; an observed finding has 1, a cluster its stability."""
    return kind_of(kind).measured and basis == "inferred" and score is not None


def numbered(kind: str, basis: Basis | str, score: float | None, parts: Mapping[str, Any]) -> float | None:
    """Give a score that is a share of leads that were true; None where a band stands in its place."""
    return score if measured(kind, basis, score) and "band" not in parts else None


def often(probability: float, language: Language | None = None) -> str:
    """Give a probability as people count: of ten, of twenty or of a hundred, never all and never none."""
    say = (language or read_language("en")).say
    if probability >= 0.995:
        return say("often.over")
    if probability >= 0.96:
        return say("often.hundred", n=round(100 * probability))
    if probability >= 0.925:
        return say("often.nineteen")
    if probability < 0.05:
        return say("often.under")
    return say("often.ten", n=max(round(10 * probability), 1))


def percent(probability: float, language: Language | None = None) -> str:
    """Give a probability in percent, never all and never none."""
    say = (language or read_language("en")).say
    if probability >= 0.995:
        return say("number.over")
    return say("number.under") if probability < 0.01 else say("number.percent", n=round(100 * probability))


def column(
    kind: str,
    basis: Basis | str,
    score: float | None,
    parts: Mapping[str, Any] = NOTHING,
    language: Language | None = None,
) -> tuple[str, str]:
    """Give what the score of a finding is called at the head of a column, and the score; nothing where it is observed.

    Where no score was measured, leads stand by bits: doublings of the odds. Where a case is like no made-up world a
    band stands in place of a chance, and what was withdrawn says so.
    """
    if basis == "observed" or score is None:
        return "", ""
    language = language or read_language("en")
    name = language.say(f"score.{kind_of(kind).score_name}")
    if measured(kind, basis, score):
        said = language.say(f"band.{parts['band']}") if "band" in parts else percent(score, language)
        return name, language.say("lead.withdrawn", score=said) if "withdrawn" in parts else said
    return name, language.say("number.percent", n=f"{100 * score:.0f}")


CARD = "docs/cards/families.md"
"""The page that tells how kinds were measured, and where they fail."""

APART = 0.2
"""Difference between families of worlds from which they disagree, and no single number says what a lead is worth."""


def sure(
    kind: str,
    basis: str,
    score: float | None,
    parts: Mapping[str, Any] = NOTHING,
    language: Language | None = None,
) -> str:
    """Give in a few words what a score is worth."""
    language = language or read_language("en")
    if basis == "observed":
        return language.say("basis.observed")
    said = language.say(f"basis.{basis}")
    if score is None:
        return language.say("lead.not_calibrated", basis=said)
    name, worth = column(kind, basis, score, parts, language)
    return language.say("lead.sure", basis=said, name=name, score=worth)


def begin(text: str) -> str:
    """Give a text as the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def told(score: float, parts: Mapping[str, Any] = NOTHING, language: Language | None = None) -> str:
    """Say in a sentence what a calibrated score means; ``parts`` are those of the finding.

    Where people's judgements of this case correct the score the sentence gives what they make of it, and what it was
    before. Else it is what such leads came to in made-up worlds: where families of these disagree their range and not
    their mean, and how many judgements it takes until the case tells it by itself.
    """
    language = language or read_language("en")
    if "shipped" in parts:
        return told_by_case(score, parts, language)
    if "band" in parts:
        return told_in_band(parts, language)
    worth = parts.get("worth", ())
    if worth and worth[-1] - worth[0] > APART:
        return begin(
            language.say(
                "chance.worlds_apart",
                low=often(worth[0], language),
                high=often(worth[-1], language),
                least=language.write_share(worth[0]),
                most=language.write_share(worth[-1]),
                score=language.write_share(score),
                card=CARD,
            )
        )
    values = {"often": often(score, language), "score": language.write_share(score, 1), "card": CARD}
    if not worth:
        return begin(language.say("chance.worlds", **values))
    return begin(language.say("chance.worlds_worst", **values, worst=language.write_share(worth[0])))


def told_by_case(score: float, parts: Mapping[str, Any], language: Language) -> str:
    """Say what judgements of this case make of a score."""
    low, high = parts["range"]
    said = begin(
        language.say(
            "chance.case",
            often=often(score, language),
            judged=parts["judged"],
            score=percent(score, language),
            low=percent(low, language),
            high=percent(high, language),
            before=percent(parts["shipped"], language),
        )
    )
    least = parts.get("withdrawn")
    return language.say("chance.case_withdrawn", least=percent(least, language), told=said) if least else said


def told_in_band(parts: Mapping[str, Any], language: Language) -> str:
    """Say what a lead is worth in a case that is like no made-up world, where a probability would be a guess."""
    band, worst = language.say(f"band.{parts['band']}"), parts.get("band_worst")
    if worst is None:
        return begin(language.say("chance.band", band=band, card=CARD))
    told = {"often": often(worst, language), "worst": percent(worst, language)}
    return begin(language.say("chance.band_worst", band=band, card=CARD, **told))


def told_likeness(likeness: Mapping[str, Any], language: Language | None = None) -> Iterator[str]:
    """Yield how far a case is from the made-up worlds that chances were learnt on, and what differs most.

    What differs stands in the run as it was said then, in English.
    """
    if not likeness:
        return
    language = language or read_language("en")
    apart, bound = percent(likeness["distance"], language), percent(likeness["bound"], language)
    yield language.say("chance.far" if likeness["far"] else "chance.near", apart=apart, bound=bound)
    yield from (f"{begin(one)}." for one in likeness["differences"])


def told_needed(judged: int, needed: int | None, language: Language | None = None) -> str:
    """Say how far judgements of this case are from correcting chances of their kind; empty where nothing is to say."""
    if needed is None:
        return ""
    language = language or read_language("en")
    if needed == 0:
        return language.say("chance.corrected", judged=judged)
    if judged:
        return language.say("chance.needed_judged", judged=judged, needed=needed)
    return language.say("chance.needed", needed=needed)
