"""Sentences out of templates: slots filled, contacts written as people write them."""

import re
from dataclasses import replace
from random import Random

from worlds.numbers import Number
from worlds.texts import LANGUAGES
from worlds.texts.phrases import Phrases
from worlds.world import Piece, Text, join_words

_SLOT = re.compile(r"\{(\w+)\}")


def fill_template(rng: Random, language: str, template: str, **contacts: Piece | Text | str) -> Text:
    """Fill a template's slots; places, days and prices by chance, the rest from ``contacts``."""
    phrases = LANGUAGES[language]
    a, b = rng.sample(phrases.places, 2)
    chance: dict[str, Piece | Text | str] = {
        "a": a,
        "b": b,
        "day": rng.choice(phrases.days),
        "price": rng.choice(phrases.money).format(n=rng.randrange(3, 90) * 50),
        "name": "",
    }
    given = {**chance, **contacts}
    pieces: list[Piece] = []
    for i, part in enumerate(_SLOT.split(template)):
        value = given[part] if i % 2 else part
        if isinstance(value, tuple):
            pieces.extend(value)
        else:
            pieces.append(value if isinstance(value, Piece) else Piece(value))
    return join_pieces(*pieces)


def join_pieces(*pieces: Piece) -> Text:
    """Put pieces together; plain neighbours become one, empty ones go."""
    out: list[Piece] = []
    for piece in pieces:
        if out and _is_bare(out[-1]) and _is_bare(piece):
            out[-1] = Piece(out[-1].text + piece.text)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _is_bare(piece: Piece) -> bool:
    return piece.kind == "plain" and not piece.contact


def write_phone(rng: Random, language: str, number: Number, app: str = "") -> Piece:
    """Write a number; an app marks it where it is in common digits."""
    text = number.written(rng, LANGUAGES[language].digits)
    return Piece(text, "phone" if text.isascii() else "plain", contact=number.id, app=app)


def write_link(rng: Random, address: str) -> Piece:
    """Write the address of an invite, with or without its scheme."""
    app = "whatsapp" if "whatsapp" in address else "telegram"
    text = f"https://{address}" if rng.randrange(3) else address
    return Piece(text, "link", contact=f"invite:{address}", app=app)


def write_handle(rng: Random, name: str) -> Piece:
    """Write a Telegram handle, as a link where it must be understood elsewhere."""
    text = rng.choice((f"https://t.me/{name}", f"t.me/{name}"))
    return Piece(text, "link", contact=f"telegram:@{name}", app="telegram")


def announce_whatsapp(rng: Random, language: str, number: Number) -> Text:
    """Announce a number on WhatsApp: as a number, as a link, or as a link behind a word."""
    way = rng.randrange(6)
    if way == 0:
        href = f"https://wa.me/{number.digits}"
        return (Piece("WhatsApp", "text_link", href, number.id, "whatsapp"),)
    if way <= 2:
        text = rng.choice((f"https://wa.me/{number.digits}", f"wa.me/{number.digits}"))
        return (Piece(text, "link", contact=number.id, app="whatsapp"),)
    call = rng.choice(LANGUAGES[language].call)
    return fill_template(rng, language, call, contact=write_phone(rng, language, number, "whatsapp"))


def make_advert(rng: Random, language: str, body: str, contact: Text) -> Text:
    """Make an advert: what is offered, a promise, how to get in touch, now and then a tag."""
    phrases: Phrases = LANGUAGES[language]
    promise = rng.choice(phrases.promises) if rng.randrange(3) else ""
    gap = rng.choice((" ", "\n", "\n\n"))
    tag = (Piece("\n"), Piece(rng.choice(phrases.tags), "hashtag")) if not rng.randrange(4) else ()
    offer = fill_template(rng, language, body)
    if not rng.randrange(5):
        offer = (Piece(join_words(offer), "bold"),)
    return join_pieces(*offer, Piece((gap if promise else "") + promise), Piece(gap), *contact, *tag)


def draw_text(text: Text) -> Text:
    """Give the text as it stands in a picture, where no word can hide a link."""
    return tuple(replace(p, text=f"{p.text}: {p.href}", kind="plain", href="") if p.href else p for p in text)


def small_talk(rng: Random, language: str, name: str) -> Text:
    """Say one of the things people say."""
    phrases = LANGUAGES[language]
    text = fill_template(rng, language, rng.choice(phrases.chat), name=name)
    if not rng.randrange(5):
        text = join_pieces(*text, Piece(". "), *fill_template(rng, language, rng.choice(phrases.chat), name=name))
    return join_pieces(*text, Piece(rng.choice(phrases.tails)))
