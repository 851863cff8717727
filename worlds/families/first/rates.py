"""What each difficulty means: shares, rates and look-alikes, fixed before any analysis is tuned (docs/worlds.md)."""

from dataclasses import dataclass, field, fields, replace
from typing import Any


def _document_rate(words: str) -> Any:
    return field(metadata={"says": words})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates of one world. Counts are for 1,000 accounts, shares lie between 0 and 1."""

    languages: tuple[str, ...] = _document_rate("languages, by how often each is spoken")
    hours: tuple[int, int] = _document_rate("hours of the day in which people write, UTC")

    crews: float = _document_rate("crews (for 1,000 accounts)")
    hands: tuple[int, int] = _document_rate("hands of a crew")
    second_account: float = _document_rate("hands with a second account")
    third_account: float = _document_rate("of these, with a third")
    nothing: float = _document_rate("pairs of one hand that share nothing of their own")
    more: float = _document_rate("pairs that share something and share another sort of it; and again for a third sort")
    colleagues: float = _document_rate("crews in which two hands share a telephone")
    handed_on: float = _document_rate(
        "numbers that one hand gives up and another takes, half of them in the crew (for 1,000 accounts)"
    )
    copied: float = _document_rate("crews that use an advert of another crew")
    disguised: float = _document_rate("numbers in adverts written so that a plain reader does not see them")

    pages: float = _document_rate("crews with a page on Facebook, under whose posts people ask")
    deaths: float = _document_rate("groups and pages of crews that go dark")
    noticed: float = _document_rate("of these, found removed, or private, by somebody who says so")
    flagged: float = _document_rate("of these, found flagged before")
    flagged_wrongly: float = _document_rate(
        "living groups found flagged (for 1,000 accounts), half of them of innocents"
    )
    followed: float = _document_rate("of these, followed by another")
    splits: float = _document_rate("of the followed, followed by two")
    carried: tuple[float, float] = _document_rate("share of the members that come along")
    admins_kept: float = _document_rate("successions that keep somebody who ran the old group")
    phone_kept: float = _document_rate("that keep a number")
    text_kept: float = _document_rate("that keep their adverts")
    name_kept: float = _document_rate("that keep the name, bumped")
    announced: float = _document_rate("that are announced in the old group")
    gap: float = _document_rate("days between death and birth, mean of an exponential")
    reopened: float = _document_rate("groups of innocents that go dark and are opened anew (for 1,000 accounts)")
    rivals: float = _document_rate("rivals that lure members, for one death")
    alike: float = _document_rate(
        "look-alikes with part of the audience, for one succession; half of them of dead groups"
    )
    alike_share: tuple[float, float] = _document_rate("the part of the audience they have")

    agencies: float = _document_rate("licensed agencies (for 1,000 accounts)")
    hotlines: float = _document_rate("NGOs and hotlines")
    ratings: float = _document_rate("rating groups")
    exchanges: float = _document_rate("exchange offices")
    families: float = _document_rate("families that share a telephone")
    namesakes: float = _document_rate("pairs of namesakes beyond those that chance makes")
    journalists: float = _document_rate("journalists who quote adverts")
    recycled: float = _document_rate("numbers of crews that later belong to somebody else")
    renamed: float = _document_rate("innocent accounts and groups that take another name")
    passed: float = _document_rate("swaps, freed names and freed handles, of each")

    members_seen: float = _document_rate("members whose coming a file tells")
    listed: float = _document_rate("accounts of crews that an analyst looked up")
    closed: float = _document_rate("groups that nobody could export")
    silent: float = _document_rate("living groups that are no longer collected from some day on")
    halves: float = _document_rate("chats exported from some day on only")
    capped: float = _document_rate("chats and groups of which only the newest 30 to 120 posts were taken")
    deleted: float = _document_rate("posts that were deleted before most exports, answered and passed on or not")
    gaps: float = _document_rate("chats and groups with weeks missing")
    twice: float = _document_rate("chats exported twice")
    wrong_clocks: float = _document_rate("tables of posts written by a clock that is hours off")


PLAIN = Rates(
    languages=("ar", "ar", "fr", "en", "fa", "ru"),
    hours=(5, 22),
    crews=8,
    hands=(5, 9),
    second_account=0.5,
    third_account=0.25,
    nothing=0.17,
    more=0.5,
    colleagues=0.2,
    handed_on=2.5,
    copied=0.25,
    disguised=0.06,
    pages=0.4,
    deaths=0.6,
    noticed=0.6,
    flagged=0.3,
    flagged_wrongly=1,
    followed=0.65,
    splits=0.1,
    carried=(0.05, 0.70),
    admins_kept=0.6,
    phone_kept=0.45,
    text_kept=0.5,
    name_kept=0.4,
    announced=0.2,
    gap=14,
    reopened=1.5,
    rivals=0.25,
    alike=1,
    alike_share=(0.05, 0.20),
    agencies=0.8,
    hotlines=0.25,
    ratings=0.5,
    exchanges=1,
    families=8,
    namesakes=8,
    journalists=6,
    recycled=6,
    renamed=8,
    passed=1,
    members_seen=0.8,
    listed=0.8,
    closed=0.02,
    silent=0.06,
    halves=0.05,
    capped=0.04,
    deleted=0.02,
    gaps=0.06,
    twice=0.08,
    wrong_clocks=0.08,
)

HARD = replace(
    PLAIN,
    nothing=0.52,
    more=0.25,
    colleagues=0.4,
    handed_on=5,
    copied=0.5,
    disguised=0.12,
    noticed=0.3,
    flagged=0.15,
    flagged_wrongly=2,
    carried=(0.025, 0.35),
    admins_kept=0.3,
    phone_kept=0.225,
    text_kept=0.25,
    name_kept=0.2,
    announced=0.1,
    gap=21,
    rivals=0.5,
    alike=2,
    agencies=1.6,
    hotlines=0.5,
    ratings=1,
    exchanges=2,
    families=16,
    namesakes=16,
    journalists=12,
    recycled=12,
    renamed=16,
    members_seen=0.4,
    listed=0.4,
    closed=0.1,
    silent=0.12,
    halves=0.1,
    capped=0.08,
    deleted=0.04,
    gaps=0.12,
    wrong_clocks=0.16,
)

SHIFTED = replace(HARD, languages=("tr", "tr", "es", "am"), hours=(14, 24))

WORLDS: dict[str, Rates] = {"plain": PLAIN, "hard": HARD, "shifted": SHIFTED}


def list_table_lines() -> list[str]:
    """Give the table of docs/worlds.md, line by line."""
    lines = [f"| | {' | '.join(WORLDS)} |", "|---|" + "---|" * len(WORLDS)]
    for one in fields(Rates):
        values = [_format_rate(getattr(rates, one.name)) for rates in WORLDS.values()]
        lines.append(f"| {one.metadata['says']} | {' | '.join(values)} |")
    return lines


def _format_rate(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value) if isinstance(value[0], str) else f"{value[0]:g} to {value[1]:g}"
    return f"{value:g}"
