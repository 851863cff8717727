"""The shape of an advert: its words without what changes from post to post, by which two adverts are one."""

import re
from collections.abc import Iterable

from graph import forms

CALL = 2
"""Words up to which a last sentence says how to get in touch and nothing else ("WhatsApp", "Call us")."""

_SENTENCE = re.compile(r"(?<=[.!?\u061f\u06d4\u1362\n])\s*")
_EDGES = ".,!?;:\u060c\u061b\u061f\u06d4\u1362\u2026\u00b7-\u2013\u2014()[]{}\"'\u00ab\u00bb"
_CURRENCY = re.compile(
    "[$€£₺₽]+|eur|euros?|usd|dollars?|евро|доллар\\w*|руб\\w*"
    "|دولار|يورو|یورو|دلار|تومان|دينار|lira|tl|dinars?|dólares|dolar"
    "|ብር|ዶላር|ዩሮ"
)
"""How prices are counted: with the season one advert says euro, and dollar the next."""


def find_advert_shape(text: str, contacts: Iterable[str]) -> list[str]:
    """Give the words of an advert without figures, currencies and the sentences that name ``contacts``.

    ``contacts`` are as they stand in the text. So one advert with the price of another season, or with another
    number to call, has one shape.
    """
    raws = sorted((raw for raw in contacts if raw), key=len, reverse=True)
    words: list[str] = []
    sentences = [sentence for sentence in _SENTENCE.split(mark_contacts(text, raws)) if sentence.strip()]
    for place, sentence in enumerate(sentences):
        if "\x00" in sentence:
            continue
        kept = [word.strip(_EDGES) for word in forms.fold_text(sentence).casefold().split()]
        kept = [word for word in kept if word and not _CURRENCY.fullmatch(word)]
        kept = [word for word in kept if not any(char.isdigit() for char in word)]
        if place < len(sentences) - 1 or len(kept) > CALL:
            words += kept
    return words


def mark_contacts(text: str, raws: Iterable[str]) -> str:
    """Put a mark in the place of each contact: the dots of a number or an address end no sentence."""
    for raw in raws:
        text = text.replace(raw, "\x00")
    return text
