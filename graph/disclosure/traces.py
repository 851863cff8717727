"""Traces of persons in a text: what looks like a number, a handle, a link or a mail address, in any script.

Every rule takes time linear in the text: a repetition is bounded, or grows outwards from a sign and stops at the next.
"""

import re
from collections.abc import Iterator

from graph import forms

Span = tuple[int, int, str]
"""Begin and end in a text, and what stands there when it is hidden."""

LINK, MAIL, HANDLE, NUMBER = "[link]", "[mail]", "[handle]", "[number]"

SHORTEST_NUMBER = 5
"""Digits of a run that is covered: a price of four digits stays readable."""

LONGEST_SCHEME = 32
"""Letters before :// that belong to the link."""

DIGITS_IN_DISGUISE = 4
"""True digits that a run of digits and look-alike letters must hold: O77OO 9OO123 is a number, lol is none."""

_SCHEME = re.compile(r"://|www\.|tel:|mailto:", re.IGNORECASE)
_SCHEME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-")
_BLANK = re.compile(r"\s")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z][a-z0-9-]{1,62}(?=[/:?#\W]|\Z)", re.IGNORECASE)
_AT = re.compile(r"@")
_AT_IN_WORDS = re.compile(
    r"[\w.+-]{1,64}\s{0,2}[(\[{<]\s{0,2}(?:@|at|à|ät|arroba)\s{0,2}[)\]}>]\s{0,2}[\w.-]{1,255}"
    r"(?:\s{0,2}[(\[{<]?\s{0,2}(?:dot|punkt|point|punto)\s{0,2}[)\]}>]?\s{0,2}\w{1,63}){0,4}",
    re.IGNORECASE,
)
_MAIL_SIDE = re.compile(r"[^\s@<>()]{0,320}")
_DOTTED = re.compile(r"\.\w")
_HANDLE = re.compile(r"@ ?[\w.]{2,64}")
_NUMBER = re.compile(r"\+?\(?\d(?:[^\w+@]{0,3}\d){4,}")
_DISGUISED = re.compile(r"(?<![^\W\d_])[+(]{0,2}[\doil](?:[^\w+@]{0,3}[\doil]){6,}(?![^\W\d_])", re.IGNORECASE)
_DAY = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_COMMA = re.compile(r"[,;]")
_MOMENTS = re.compile(rf"(?:{_DAY}|{_CLOCK})(?:[^\w+@]{{1,3}}(?:{_DAY}|{_CLOCK}))*")


def find_traces(text: str) -> Iterator[Span]:
    """Yield what looks like a number, handle, link or mail address, as spans of the text; they may overlap."""
    folded = forms.Folded.of(text)
    for begin, end, mark in (
        *_links(folded.text),
        *_mails(folded.text),
        *_handles(folded.text),
        *_numbers(folded.text),
    ):
        yield (*folded.span(begin, end), mark)


def _links(text: str) -> Iterator[Span]:
    past = 0
    while found := _SCHEME.search(text, past):
        begin = found.start()
        if found[0] == "://":
            while begin > max(past, found.start() - LONGEST_SCHEME) and text[begin - 1] in _SCHEME_LETTERS:
                begin -= 1
        past = _word_end(text, found.end())
        yield begin, past, LINK
    past = 0
    while found := _HOST.search(text, past):
        begin = found.start()
        while begin > past and (text[begin - 1].isalnum() or text[begin - 1] in "-_."):
            begin -= 1
        past = found.end()
        if text[past : past + 1] in ("/", ":", "?", "#"):
            past = _word_end(text, past)
        yield begin, past, LINK


def _word_end(text: str, at: int) -> int:
    """Give where the word ends that goes on at a place: a link of any length ends at a blank."""
    found = _BLANK.search(text, at)
    return found.start() if found else len(text)


def _mails(text: str) -> Iterator[Span]:
    past = 0
    for found in _AT.finditer(text):
        begin = found.start()
        while begin > past and not text[begin - 1].isspace() and text[begin - 1] not in "@<>()":
            begin -= 1
        past = found.end()
        after = _MAIL_SIDE.match(text, past)
        if begin < found.start() and after and _DOTTED.search(after[0]):
            yield begin, after.end(), MAIL
    for found in _AT_IN_WORDS.finditer(text):
        yield *found.span(), MAIL


def _handles(text: str) -> Iterator[Span]:
    for found in _HANDLE.finditer(text):
        if found.start() == 0 or not (text[found.start() - 1].isalnum() or text[found.start() - 1] in "_@"):
            yield *found.span(), HANDLE


def _numbers(text: str) -> Iterator[Span]:
    for found in _NUMBER.finditer(text):
        if _digits_beside_moments(found[0]) >= SHORTEST_NUMBER:
            yield *found.span(), NUMBER
    for found in _DISGUISED.finditer(text):
        if _digits_beside_moments(found[0]) >= DIGITS_IN_DISGUISE:
            yield *found.span(), NUMBER


def _digits_beside_moments(run: str) -> int:
    """Count the digits of a run that are no day and no clock; a moment ends at a comma, or where the run does."""
    parts = (part.strip() for part in _COMMA.split(run))
    return sum(char.isdigit() for part in parts if not _MOMENTS.fullmatch(part) for char in part)
