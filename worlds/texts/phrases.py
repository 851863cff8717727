"""What one language gives a made-up chat: lines by purpose, with slots to fill."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Lines of one language.

    Slots: ``{a}`` and ``{b}`` places, ``{price}``, ``{day}``, ``{name}``, ``{contact}`` and, in a
    declared change of number, ``{old}``.
    """

    places: tuple[str, ...]
    days: tuple[str, ...]
    money: tuple[str, ...]
    digits: str = "0123456789"
    """The ten digits people of this language may write numbers with."""
    call: tuple[str, ...]
    """How a number is announced, the app named: ``WhatsApp {contact}``."""
    ads: tuple[str, ...]
    promises: tuple[str, ...]
    join: tuple[str, ...]
    """How an advert sends people to a group, ``{contact}`` being its invite or handle."""
    change: tuple[str, ...]
    asks: tuple[str, ...]
    answers: tuple[str, ...]
    thanks: tuple[str, ...]
    rate: tuple[str, ...]
    verdicts: tuple[str, ...]
    warn: tuple[str, ...]
    """Warnings and help texts that name a hotline."""
    agency: tuple[str, ...]
    client: tuple[str, ...]
    """What a client of the agency writes, its number named."""
    quote: tuple[str, ...]
    """How a journalist passes an advert on."""
    sell: tuple[str, ...]
    """Small ads of private people, with a number to call."""
    chat: tuple[str, ...]
    tails: tuple[str, ...]
    tags: tuple[str, ...]
