"""The words of reasons and findings: templates that each kind declares (``graph.kinds``), filled by a voice.

The type of a part is its meaning (``graph.disclosure.voice``): by it a part is masked, counted or put into a list.
A key that no kind declares is a bug and raises KeyError, so that nothing is shown that the gate does not understand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

from graph.disclosure.voice import Voice
from graph.finding import Finding
from graph.kinds import Kind, kind_of, reason_template
from graph.languages import Language


def reason(key: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Give the words of a reason."""
    told = f"reason.{key}"
    return filled(voice.language.text(told) if voice.language.has(told) else reason_template(key), parts, voice)


def headlines(kind: Kind, language: Language) -> tuple[str, ...]:
    """Give the headlines of a kind in a language; one that the language does not know has those it declares."""
    keys = [f"headline.{kind.name}.{place}" for place in range(1, len(kind.headlines) + 1)]
    return tuple(map(language.text, keys)) if all(map(language.has, keys)) else kind.headlines


def count_findings(kind: Kind, count: int, language: Language) -> str:
    """Say how many findings of a kind there are."""
    key = f"kind.{kind.name}.counted"
    if language.has(key):
        return language.say(key, n=count)
    one, many = kind.counted
    return (one if count == 1 else many).format(count=language.write_number(count))


def standing(place: Mapping[str, Any], language: Language) -> tuple[str, Mapping[str, Any]]:
    """Give the template of how a member belongs to its cluster, and its parts; of no other members nothing is said.

    ``graph.analysis.cluster.core`` says how.
    """
    template = language.text(f"belongs.{place['how']}")
    parts = {"thing": place["thing"], "members": place["members"] or None}
    return template, parts


def headline(finding: Finding, voice: Voice) -> str:
    """Give what a finding says in a line."""
    ids = [subject.id for subject in finding.subjects]
    parts = {**finding.parts, "subjects": ids, "first": ids[0], "last": ids[-1], "many": len(ids) - 1}
    parts |= {f"on_{end}": parts[end].partition(":")[0] for end in ("first", "last")}
    parts["removed"] = "removed" if parts.get("how") == "removed" else None
    ways = [way["nodes"] for way in parts.get("ways", ()) if not way["shared"]] or [
        way["nodes"] for way in parts.get("ways", ())
    ]
    if len(ways) > 1:
        parts["ends"] = list(dict.fromkeys(way[-1] for way in ways))
        parts["via"] = [id for id in dict.fromkeys(id for way in ways for id in way[1:-1]) if id not in parts["ends"]]
    parts["chain"] = ids if len(ways) < 2 and finding.parts.get("hops") == len(ids) - 1 else None
    templates = headlines(kind_of(finding.kind), voice.language)
    for template in templates:
        if all(parts.get(key) is not None for _, some in pieces(template)[::2] for key, _ in some):
            return filled(template, parts, voice)
    return filled(templates[-1], parts, voice)


def filled(template: str, parts: Mapping[str, Any], voice: Voice) -> str:
    """Fill a template, each part said by its meaning."""
    said = []
    for at, ((first, *texts), some) in enumerate(pieces(template)):
        if at % 2 and any(parts.get(key) is None for key, _ in some):
            continue
        said.append(first)
        for (key, meaning), text in zip(some, texts, strict=True):
            said += (voice.say(meaning, parts[key]), text)
    return "".join(said)


def meanings(template: str) -> dict[str, str]:
    """Give the parts of a template and what each means."""
    return {key: meaning for _, some in pieces(template) for key, meaning in some}


Piece = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Literal texts, and the parts that stand between them."""


@lru_cache(maxsize=1024)
def pieces(template: str) -> tuple[Piece, ...]:
    """Take a template apart: pieces that always stand and pieces in brackets by turns."""
    return tuple(_piece(text) for text in re.split(r"[\[\]]", template))


def _piece(text: str) -> Piece:
    literals: list[str] = []
    some: list[tuple[str, str]] = []
    for literal, key, meaning, _ in Formatter().parse(text):
        literals.append(literal)
        if key is not None:
            some.append((key, meaning or ""))
    if len(literals) == len(some):
        literals.append("")
    return tuple(literals), tuple(some)
