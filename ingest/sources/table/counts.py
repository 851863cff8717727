"""Counts of a table's cells as people and apps write them: ``12,345``, ``12.3K``, ``1,5 тыс.``, ``١٢٣٤``, ``~5000``."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

LARGEST = 2**53
"""Counts beyond this are slips of a spreadsheet."""

_WORDS = {
    1_000: "k t tsd tausend thousand thousands mil bin тыс тысяч тысячи хил хиляди tys mijë"
    " ألف الف آلاف الاف هزار χιλ χιλιάδες millier milliers mila",
    1_000_000: "m mio mln mn million millions millionen millón millones milhão milhões milioni milyon"
    " млн миллион миллиона миллионов مليون ملايين میلیون ملیون εκ",
}
_SCALES = {word: scale for scale, words in _WORDS.items() for word in words.split()}
"""Words for a thousand and a million. A ``B`` is Turkish for the one and English for a billion: no word of these."""
_ROUGH_WORDS = """
    ~ ≈ ≃ > >= ≥ + ca circa about approx approximately around über over etwa rund environ env около примерно
    yaklaşık حوالي تقريبا حدود
"""
_ROUGH = frozenset(_ROUGH_WORDS.split())
_NOUN_WORDS = """
    members member subscribers subscriber followers follower participants people users likes views
    mitglieder abonnenten membres membre abonnés abonné miembros suscriptores seguidores üye üyeler abone takipçi
    участников участника участник подписчиков подписчика подписчик عضو عضوا أعضاء اعضاء مشترك مشتركين متابع
    sec secs seconds s
"""
_NOUNS = frozenset(_NOUN_WORDS.split())
_COUNT = re.compile(r"((?:[^\d.,+-]|\.(?!\d))*)(\+?)(\d[\d.,'’ ]*)(\+?)\s*([^\d]*)")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")
_PARTED = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")


class Count(NamedTuple):
    """A count, and whether it was only said about so many."""

    number: int
    rough: bool


def read_count(text: str) -> Count:
    """Read a count; raises ValueError where it is none, or can be read in two ways."""
    plain = _simplify_count(text)
    found = _COUNT.fullmatch(plain)
    if not found:
        raise ValueError(f"{text!r:.60} is no count")
    before, after = found[1].split(), found[5].replace(".", " ").split()
    rough = bool(found[2] or found[4])
    scale = 1
    for word in before:
        if word.strip(".") not in _ROUGH:
            raise ValueError(f"{text!r:.60} is no count: {word!r:.20} is not understood")
        rough = True
    for word in after:
        bare = word.rstrip("+")
        rough = rough or bare != word or bare in _ROUGH
        if bare in _SCALES and scale == 1:
            scale = _SCALES[bare]
        elif bare and bare not in _NOUNS and bare not in _ROUGH:
            raise ValueError(f"{text!r:.60} is no count: {word!r:.20} is not understood")
    digits = found[3].strip(" '’")
    number = _read_whole_number(digits, text) if scale == 1 else _read_scaled_number(digits, scale, text)
    if number >= LARGEST:
        raise ValueError(f"{text!r:.60} is no count: too large")
    return Count(number, rough or scale > 1)


def _read_whole_number(digits: str, text: str) -> int:
    """Read a whole number; a separator before three digits parts thousands, since nobody counts in thousandths."""
    if found := _WHOLE.fullmatch(digits):
        return int(found[1])
    if _GROUPED.fullmatch(digits):
        return int(re.sub(r"\D", "", digits))
    raise ValueError(f"{text!r:.60} is no count: a part of one, or a word for thousands is missing")


def _read_scaled_number(digits: str, scale: int, text: str) -> int:
    found = _PARTED.fullmatch(digits)
    if not found:
        raise ValueError(f"{text!r:.60} can be read in two ways")
    return int(Decimal(f"{found[1]}.{found[2] or 0}") * scale)


def _simplify_count(text: str) -> str:
    """Give a text in lower case, ASCII digits and blanks, whatever script its digits are in."""
    parts = []
    for char in unicodedata.normalize("NFC", text).casefold():
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            parts.append(str(digit))
        elif char in "٬،":
            parts.append(",")
        elif char == "٫":
            parts.append(".")
        elif unicodedata.category(char) != "Cf":
            parts.append(" " if char.isspace() else char)
    return re.sub(r"(\d)([^\W\d_])", r"\1 \2", "".join(parts)).strip()
