"""Texts by their keys, one file a language, and how a language writes numbers, dates and plurals.

Whoever writes a form of a report needs four things, and nothing else:

    language = read_language(view.language)              # the report's; LANGUAGES has the codes
    language.say("coverage.head.file")                   # a text by its key: section of the file, dot, name
    language.say("coverage.read", files=12, refused=0)   # values in the place of {files} and {refused}
    language.direction                                   # "ltr" or "rtl"; language.code is the tag for lang=

A value that is a number is written as the language writes it, and chooses the plural where it is called ``n``; a text
stands as it is. ``write_number``, ``write_decimal``, ``write_share``, ``write_day``, ``write_minute`` and
``write_month`` write values alone. ``fill`` gives the same as a list of texts and values, for forms that set values
apart (``<bdi>``, a link).

A key that no file has raises KeyError. ``tests/test_languages.py`` holds that every file has the same keys and
placeholders and that each is used. To mend a sentence, mend it in its file; what stands in braces stays.
Texts of kinds of finding (``kind``, ``reason``) stand in English where the kind is declared (``graph.kinds``): there a
kind that a language does not know yet is said in English.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent

Value = TypeVar("Value")

LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "Français", "de": "Deutsch", "ar": "العربية"}
"""Every language by its code, with what it calls itself."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The forms that a text which counts may have, by the names of Unicode CLDR; ``other`` is always there."""

_PLACE = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*\{[^\[\]]*)\]")


def choose_plural_arabic(count: float) -> str:
    """Give the form that Arabic takes for a number: 3 to 10 and 11 to 99 go by the last two digits."""
    if count % 1:
        return "other"
    if count < 3:
        return ("zero", "one", "two")[int(count)]
    return "few" if 3 <= count % 100 <= 10 else "many" if count % 100 >= 11 else "other"


RULES: Mapping[str, Callable[[float], str]] = {
    "en": lambda count: "one" if count == 1 else "other",
    "de": lambda count: "one" if count == 1 else "other",
    "fr": lambda count: "one" if count < 2 else "other",
    "ar": choose_plural_arabic,
}
"""Which form a number takes, by Unicode CLDR."""


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language, and how it writes values."""

    code: str
    texts: Mapping[str, str]
    """By key; the forms of a text that counts stand under ``key#form``."""

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.texts["language.direction"]

    def has(self, key: str) -> bool:
        """Say whether there is a text of a key."""
        return key in self.texts or f"{key}#other" in self.texts

    def text(self, key: str, n: float = 0) -> str:
        """Give a text as the file has it; where it counts, in the form for ``n``."""
        if key in self.texts:
            return self.texts[key]
        form = f"{key}#{RULES[self.code](abs(n))}"
        return self.texts[form if form in self.texts else f"{key}#other"]

    def say(self, key: str, /, **values: str | int | None) -> str:
        """Give a text with its values; a number is written as the language writes it, None leaves out its brackets."""
        count = values.get("n")
        filled: Iterator[str | int] = self.fill(key, count if isinstance(count, int) else 0, **values)
        return "".join(part if isinstance(part, str) else self.write_number(part) for part in filled)

    def fill(self, key: str, count: float = 0, /, **values: Value | None) -> "Iterator[str | Value]":
        """Yield a text in pieces, each value whole between them; ``count`` chooses the form where the text counts."""
        for optional, parts in split_text(self.text(key, count)):
            if optional and any(values[part] is None for part in parts[1::2]):
                continue
            for at, part in enumerate(parts):
                value = values[part] if at % 2 else part
                if value is not None and value != "":
                    yield value

    def write_number(self, number: int) -> str:
        """Give a number with the sign between thousands."""
        return f"{number:,}".replace(",", self.texts["number.thousands"])

    def write_decimal(self, number: float, digits: int = 1, *, sign: bool = False) -> str:
        """Give a number with so many digits after the sign of decimals; with ``sign`` also a plus."""
        whole, _, rest = f"{number:{'+' if sign else ''},.{digits}f}".partition(".")
        whole = whole.replace(",", self.texts["number.thousands"])
        return f"{whole}{self.texts['number.decimal']}{rest}" if rest else whole

    def write_share(self, share: float, digits: int = 0) -> str:
        """Give a share in percent."""
        return self.say("number.share", n=self.write_decimal(100 * share, digits))

    def write_list(self, texts: Sequence[str], more: int = 0) -> str:
        """Give texts as a list in a sentence, and how many more there are."""
        comma = self.texts["list.comma"]
        if more:
            return self.say("list.more", list=comma.join(texts), n=more)
        return (
            self.say("list.and", list=comma.join(texts[:-1]), last=texts[-1]) if len(texts) > 1 else comma.join(texts)
        )

    def write_day(self, at: str, zone: ZoneInfo) -> str:
        """Give the day of a moment in ISO text, where the reader is; what is no moment stays as it is."""
        return write_time(at, zone, self.texts["date.day"])

    def write_minute(self, at: str, zone: ZoneInfo) -> str:
        """Give the day and minute of a moment in ISO text, where the reader is."""
        return write_time(at, zone, self.texts["date.minute"])

    def write_month(self, month: str) -> str:
        """Give a month that is written as ``2025-03``."""
        year, _, number = month.partition("-")
        return self.say("date.month", year=year, month=number)


def write_time(at: str, zone: ZoneInfo, form: str) -> str:
    """Give a moment in a form; a day alone is that day in any zone."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return (moment.astimezone(zone) if "T" in at else moment).strftime(form)


@lru_cache(maxsize=4096)
def split_text(text: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """Take a text apart: parts that always stand and parts in brackets by turns; in each, words and places by turns."""
    return tuple((at % 2 == 1, tuple(_PLACE.split(part))) for at, part in enumerate(_OPTIONAL.split(text)))


@cache
def read_language(code: str) -> Language:
    """Give the language of a code; one that has no file raises KeyError."""
    if code not in LANGUAGES:
        raise KeyError(code)
    return Language(code, dict(list_texts(tomllib.loads((HERE / f"{code}.toml").read_text("utf-8")))))


def list_texts(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a file with their keys."""
    for name, value in table.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, Mapping) and "other" in value and value.keys() <= PLURALS:
            yield from ((f"{key}#{form}", text) for form, text in value.items())
        elif isinstance(value, Mapping):
            yield from list_texts(value, key)
        else:
            raise ValueError(f"{key} is no text")
