"""What crews write: templates with a price of the season, ways to get in touch, and kits of both for a group."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from worlds import speech
from worlds.families.first.supply import disguise_number
from worlds.numbers import Number
from worlds.texts import LANGUAGES
from worlds.world import Account, Piece, Text

NEW_WAYS = frozenset({"tr", "es", "am"})
"""Languages of shifted worlds, whose people write to other apps, and numbers in other forms."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get in touch."""

    id: str
    """Of the contact."""
    number: Number | None = None

    def text(self, rng: Random, language: str, hidden: float = 0.0) -> Text:
        """Write it as an advert in that language does; some numbers so that a plain reader does not see them."""
        phrases = LANGUAGES[language]
        if self.number is None:
            line = rng.choice(phrases.join)
            return speech.fill_template(rng, language, line, contact=self.link(rng))
        if rng.random() < hidden:
            piece = Piece(disguise_number(rng, self.number), contact=f"disguised:{self.number.id}", app="whatsapp")
            return speech.fill_template(rng, language, rng.choice(phrases.call), contact=piece)
        if language in NEW_WAYS:
            return _write_newer_app(rng, language, self.number)
        return speech.announce_whatsapp(rng, language, self.number)

    def link(self, rng: Random) -> Piece:
        """Write an invite, a handle or a mail address."""
        kind, _, address = self.id.partition(":")
        if kind == "invite":
            return speech.write_link(rng, address)
        if kind == "mail":
            return Piece(address, "email", contact=self.id)
        if kind == "telegram":
            return speech.write_handle(rng, address.removeprefix("@"))
        where = f"groups/{address[5:]}" if address.startswith("group") else f"profile.php?id={address}"
        return Piece(f"https://www.facebook.com/{where}", "link", contact=self.id)


def by_phone(number: Number) -> Way:
    """Give a number as a way."""
    return Way(number.id, number)


def _write_newer_app(rng: Random, language: str, number: Number) -> Text:
    way = rng.randrange(5)
    if way == 0:
        return (Piece(f"https://signal.me/#p/+{number.digits}", "link", contact=number.id, app="signal"),)
    if way == 1:
        return (Piece(f"viber://chat?number=%2B{number.digits}", "link", contact=number.id, app="viber"),)
    call = rng.choice(LANGUAGES[language].call)
    return speech.fill_template(rng, language, call, contact=write_phone_piece(rng, language, number))


def write_phone_piece(rng: Random, language: str, number: Number) -> Piece:
    """Write a number as people of the language do."""
    if language not in NEW_WAYS:
        return speech.write_phone(rng, language, number)
    text = "+" + rng.choice((".", "/", "  ")).join(number.groups)
    return Piece(text if rng.randrange(3) else f"00{number.digits}", contact=number.id)


@dataclass(frozen=True, slots=True)
class Template:
    """An advert that is written again and again: its route and promises stand, its price is that of the season."""

    id: str
    language: str
    body: str
    promises: tuple[str, ...]
    prices: tuple[str, ...]
    days: tuple[str, ...]

    def text(self, rng: Random, at: datetime) -> str:
        """Give its words at a time."""
        price = self.prices[at.toordinal() // 61 % len(self.prices)]
        offer = self.body.replace("{price}", price).replace("{day}", rng.choice(self.days))
        return " ".join((offer, *self.promises))


def make_template(rng: Random, key: str, language: str) -> Template:
    """Make an advert nobody else has, but by chance."""
    phrases = LANGUAGES[language]
    a, b = rng.sample(phrases.places, 2)
    body = rng.choice(phrases.ads).replace("{a}", a).replace("{b}", b)
    base = rng.randrange(6, 90)
    prices = tuple(rng.choice(phrases.money).format(n=(base + rng.randrange(-4, 9)) * 50) for _ in range(4))
    promises = tuple(rng.sample(phrases.promises, rng.randrange(1, 4)))
    return Template(key, language, body, promises, prices, tuple(rng.sample(phrases.days, 2)))


@dataclass(slots=True)
class Kit:
    """With what a crew writes in one of its groups: who, which adverts, which contacts."""

    staff: list[Account]
    templates: list[Template]
    ways: list[Way]
    own: bool = True
    """Whether its people give their own contacts here too."""


@dataclass(slots=True)
class Own:
    """What an account gives out as its own."""

    ways: list[tuple[datetime, datetime, Way]] = field(default_factory=list)
    template: Template | None = None

    def at(self, rng: Random, at: datetime) -> Way | None:
        """Give one of its contacts of that time."""
        held = [way for begin, end, way in self.ways if begin <= at < end]
        return rng.choice(held) if held else None
