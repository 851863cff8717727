"""Things, links and the head as flat values by name, for forms that hold a row or a list of properties.

A value that is not known is None; several values are one text.
"""

from collections.abc import Iterable
from typing import Any

from graph.answers.exchange import HeadExchanged, LinkExchanged, NameExchanged, ThingExchanged

BETWEEN = "; "


def list_head_values(head: HeadExchanged) -> dict[str, Any]:
    """Give what the file says of itself."""
    return {
        "case": head.case,
        "purpose": head.purpose,
        "legal_basis": head.legal_basis,
        "profile": head.profile,
        "program": head.program,
        "made": head.made,
        "analyses": head.computed,
        "zone": head.zone,
        "hidden": head.hidden,
        "selection": join_values(head.selection),
        "around": head.around,
        "posts": head.posts,
    }


def list_thing_values(thing: ThingExchanged) -> dict[str, Any]:
    """Give what is said of a thing."""
    return {
        "id": thing.id,
        "kind": thing.label,
        "label": thing.name,
        "platform": thing.platform or None,
        "names": join_values(map(say_name, thing.names)),
        "first": thing.first,
        "last": thing.last,
        "state": thing.state or None,
        "state_at": thing.state_at,
        "mark": thing.mark or None,
        "posts": thing.posts,
        "clusters": join_values(thing.clusters),
        "near": join_values(thing.near),
        "chosen": thing.chosen,
        "text": thing.text or None,
        "sha256": thing.sha256 or None,
        "sources": join_values(thing.sources),
    }


def list_link_values(link: LinkExchanged) -> dict[str, Any]:
    """Give what is said of a link."""
    return {
        "id": link.id,
        "start": link.start,
        "end": link.end,
        "type": link.type,
        "basis": link.basis,
        "how": join_values(link.how),
        "count": link.count,
        "first": link.first,
        "last": link.last,
        "plausibility": link.plausibility,
        "confidence": link.confidence or None,
        "chance": link.chance,
        "worth": link.worth or None,
        "finding": link.finding,
        "verdict": link.verdict or None,
        "sources": join_values(link.sources),
    }


def say_name(spell: NameExchanged) -> str:
    """Give a name with the days between which it was borne."""
    days = [at[:10] for at in (spell.first, spell.last) if at]
    return f"{spell.name} ({' to '.join(dict.fromkeys(days))})" if days else spell.name


def join_values(values: Iterable[str]) -> str | None:
    """Give several values as one text; None where there are none."""
    return BETWEEN.join(values) or None
