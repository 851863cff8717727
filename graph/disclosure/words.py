"""The words of reasons and findings, in one table: a key, and its typed parts between braces.

The type of a part is its meaning (``graph.disclosure.voice``): by it a part is masked, counted or put into a list.
A key that is not here is a bug and raises KeyError, so that nothing is shown that the gate does not understand.
"""

from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

from graph.disclosure.voice import Voice
from graph.finding import Finding

REASONS: dict[str, str] = {
    # contacts that weigh nothing
    "contact-protected": "{contact:Contact} is protected by the case and weighs nothing",
    "contact-many": "{contact:Contact} weighs nothing: {users:int} of {of:int} use it, the limit is {limit:int}",
    "contact-spread": "{contact:Contact} weighs nothing: {users:int} of {of:int} use it, {share:share} in one place",
}
"""What each reason says."""

PARTS: dict[str, dict[str, str]] = {}
"""What the parts of each kind of finding mean."""

HEADLINES: dict[str, str] = {}
"""What each kind of finding says in a line; of its parts and ``subjects``, ``first`` and ``last``."""


def reason(key: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Give the words of a reason."""
    return filled(REASONS[key], parts, voice)


def headline(finding: Finding, voice: Voice) -> str:
    """Give what a finding says in a line."""
    ids = [subject.id for subject in finding.subjects]
    more = {"subjects": ids, "first": ids[0], "last": ids[-1]} if ids else {}
    return filled(HEADLINES[finding.kind], {**finding.parts, **more}, voice)


def filled(template: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Fill a template, each part said by its meaning."""
    said = []
    for literal, key, meaning in fields(template):
        said.append(literal)
        if key is not None:
            said.append(voice.say(meaning, parts[key]))
    return "".join(said)


def meanings(template: str) -> dict[str, str]:
    """Give the parts of a template and what each means."""
    return {key: meaning for _, key, meaning in fields(template) if key is not None}


@lru_cache(maxsize=256)
def fields(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Take a template apart into literal text, key and meaning."""
    return tuple((literal, key, meaning or "") for literal, key, meaning, _ in Formatter().parse(template))
