"""Handoffs: where accounts and groups send people, and where they are sent on from there."""

from collections.abc import Collection, Mapping
from typing import Any

from graph.finding import Finding
from graph.kinds.kind import SEEN, WEIGHTLESS, Kind


def order_handoffs(finding: Finding, _crews: Collection[str]) -> tuple[Any, ...]:
    """Put handoffs that go on before those of one hop, contacts of messengers before sites and mail.

    Then come those that most of their users give out and do not merely name: a firm or hotline is named by many.
    """
    parts = finding.parts
    away = finding.subjects[-1].label in ("Site", "Email")
    return away, parts.get("hops", 0) < 2, -rate_giving(parts), -len(parts.get("apps", ()))


def rate_giving(parts: Mapping[str, Any]) -> float:
    """Give how many give a contact out, times their share of all who name it."""
    return float(parts.get("givers", 0) ** 2 / max(parts.get("users", 1), 1))


REASONS = {
    **WEIGHTLESS,
    "hop-opens": "{contact:Contact} leads to {node:Node}" + SEEN,
    "hop-posts": "{user:Node} names {contact:Contact} in {posts:posts}" + SEEN,
    "hop-posted-there": "{contact:Contact} stands in {posts:posts} in {user:Node}, written by others" + SEEN,
    "hop-profile": "{user:Node} shows {contact:Contact} on its profile" + SEEN,
    "more-contacts": "{node:Node} names {count:contacts} more, which this chain does not follow",
}

HANDOFF = Kind(
    name="handoff",
    plural="handoffs",
    title="Handoffs",
    lead="Where accounts and groups send people, and where they are sent on from there. Chains of several steps come "
    "first, then contacts by how many of those who name them give them out: a firm or hotline is named by many. Ways "
    "that end in a widely shared or protected contact are counted and not led.",
    nothing="No way from a post to a contact on another app was found.",
    counted=("{count} way leads people to other apps", "{count} ways lead people to other apps"),
    card="Handoffs: where an account or group sends people",
    colours=("#0f766e", "#2dd4bf"),
    weighs_contacts=True,
    order=order_handoffs,
    headlines=(
        "{chain:chain}: {posts:posts}" + SEEN,
        "{first:Node} leads over {via:list of Node} to {ends:list of Node}: {posts:posts}" + SEEN,
        "{givers:int} of {users:int} accounts and groups that name {last:Node} give it out: {posts:posts}" + SEEN,
        "{many:int} accounts and groups send people to {last:Node}: {posts:posts}" + SEEN,
    ),
    reasons=REASONS,
    parts={
        "hops": "int",
        "posts": "int",
        "apps": "list of word",
        "more": "int",
        "ways": "ways",
        "shared": "int",
        "givers": "int",
        "users": "int",
        "first_seen": "time",
        "last_seen": "time",
    },
)
