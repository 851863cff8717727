"""Words beside a number or name that say which app it is for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extract import ships

_LATIN = {
    "whatsapp": r"whatsapp(?:\.com|:/)/?\S{0,20}phone=|whats?\s?app?|whatsap+|wha?tsap+|watsap+|wats?up"
    r"|wsp|wapp|w\.?app|wp|wa",
    "telegram": r"t\s{0,2}\.\s{0,2}me|tg:/?/?resolve\?phone=|telegram+e?|telgram|tele|tlgrm|tg",
    "signal": r"signal",
    "viber": r"viber",
    "imo": r"imo",
    "messenger": r"messenger|msngr",
    "instagram": r"instagram|insta|ig",
    "tiktok": r"tik\s?tok",
    "x": r"twitter|x",
    "facebook": r"facebook|fb",
    "snapchat": r"snap(?:chat)?",
    "youtube": r"youtube|yt",
    "phone": r"phone|tel(?!\s?aviv)|tél|téléphone|telephone|telefon|telefono|teléfono"
    r"|mobile?|mob|cell|call(?:\s(?:us|me))?|sms"
    r"|contact|appele[rz]|portable|handy|anruf(?:en)?|numéro|ara|llama|chiama",
}
_OTHERS = {
    # Arabic, Persian and Kurdish letters; Cyrillic; Ge'ez; Bengali. Searched inside words: prefixes are written on.
    "whatsapp": r"وات\s?س\s?[اآ]?[بپ]?|واتسآب|وتساب|ватсап+|вотсап+|вацап|ዋትሳፕ|ዋትስአፕ|হোয়াটস\s?অ্যাপ",
    "telegram": r"تلي?[غگقج]را?م|تيلي?[غگقج]را?م|تلگرام|телеграм+|ቴሌግራም|টেলিগ্রাম",
    "signal": r"سي[جغگق]نال|سیگنال|сигнал",
    "viber": r"[فو][اي]ي?بر|وایبر|ڤايبر|вайбер|ቫይበር",
    "imo": r"[اإآأ]يمو|ایمو|имо|ኢሞ|ইমো",
    "messenger": r"م[اا]?سنجر|مسنجر|мессенджер",
    "instagram": r"[اإأ]نستا?(?:[غگقج]را?م)?|اینستا(?:گرام)?|инстаграм+|инста",
    "tiktok": r"تيك\s?توك|تیک\s?تاک",
    "x": r"تويتر|توییتر",
    "facebook": r"فيس\s?بوك|فیس\s?بوک|فيس",
    "snapchat": r"سناب(?:\s?شات)?",
    "youtube": r"يوتيوب|یوتیوب",
    "phone": r"هاتف|تلفون|تليفون|تلفن|موبايل|موبایل|جوال|محمول|اتصال?|إتصل|للتواصل|تواصل|تماس|شماره|للحجز"
    r"|телефон|тел|звони"
    r"|ስልክ|ফোন|মোবাইল|[\u260e\U0001f4de\U0001f4f1\U0001f4f2]",
}
NUMBERED = ("whatsapp", "telegram", "signal", "viber", "imo", "messenger", "phone")
"""Apps that a number may lead to, and the telephone."""


def _match_any_app(apps: Iterable[str]) -> str:
    return "|".join(f"(?P<{app}>(?<![a-zà-ÿ])(?:{_LATIN[app]})(?![a-zà-ÿ])|{_OTHERS[app]})" for app in apps)


_WORD = re.compile(_match_any_app(NUMBERED), re.IGNORECASE)
_LINK_WORDS = r"(?:(?:on|via|by|par|sur|auf|über|su|por|only|and|و|فقط|على|علی|في|عبر|در)\s+)?"
_AFTER = re.compile(rf"[^\w\n\x1f]{{0,4}}{_LINK_WORDS}(?:{_match_any_app(NUMBERED)})(?!\w*\s?[:=\-+@])", re.IGNORECASE)
_ABOVE = re.compile(rf"(?:{_match_any_app(NUMBERED)})[^\w\n\x1f]{{0,4}}$", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_match_any_app(_LATIN)})[^\w\n\x1f]{{0,4}}$", re.IGNORECASE)

REACH = 28
"""Characters before a number in which a word counts as beside it."""
REACH_AFTER = 24


@dataclass(frozen=True, slots=True)
class Word:
    """An app's word and where it ends."""

    app: str
    end: int


def find_app_before(text: str, begin: int, since: int) -> str | None:
    """Give the app whose word stands last before a place, on its line or as a label that ends the line above."""
    window = text[max(since, begin - REACH) : begin]
    line = window.rpartition("\n")[2]
    if not re.search(r"\w", line) and "\n" in window:
        above = window.rstrip("\n \t\r").rpartition("\n")[2]
        found = _ABOVE.search(above)
        if found:
            return found.lastgroup
    return find_last_word(text, max(begin - len(line), text.rfind("\x1f", 0, begin) + 1), begin)


def find_last_word(text: str, begin: int = 0, end: int | None = None) -> str | None:
    """Give the app whose word stands last in a text, or in a part of it."""
    last = None
    for found in _WORD.finditer(text, begin, len(text) if end is None else end):
        if found.lastgroup != "imo" or not ships.is_register(text, *found.span()):
            last = found.lastgroup
    return last


def find_app_after(text: str, end: int) -> Word | None:
    """Give the app whose word follows a place directly, unless it labels what comes next."""
    found = _AFTER.match(text, end, end + REACH_AFTER)
    return Word(found.lastgroup, found.end()) if found and found.lastgroup else None


def find_app_label(text: str, begin: int) -> str | None:
    """Give the app, of all, whose word stands directly before a place, punctuation between them at most."""
    found = _LABEL.search(text[max(0, begin - REACH) : begin])
    return found.lastgroup if found else None
