"""Clusters: accounts, groups and contacts that belong together."""

from collections.abc import Collection
from typing import Any

from graph.finding import Finding
from graph.kinds.kind import WEIGHTLESS, Kind


def order_clusters(finding: Finding, _crews: Collection[str]) -> tuple[Any, ...]:
    """Put clusters that share contacts before audiences, by the bits of what ties each member."""
    return finding.parts.get("audience", False), -sum_tie_bits(finding), -(finding.score or 0.0)


def sum_tie_bits(finding: Finding) -> float:
    """Give the bits of the contacts and dealings that tie a cluster, each for every member beyond the first."""
    shared = (reason for reason in finding.reasons if reason.key in ("shared-contact", "called", "known"))
    return float(sum(reason.weight * (reason.parts["members"] - 1) for reason in shared))


REASONS = {
    **WEIGHTLESS,
    "shared-contact": "{members:int} of its members use {contact:Contact}, as do {users:int} of {of:int} in the case",
    "called": "{members:int} of its members called or texted each other, {calls:int} times in {pairs:int} pairs; with "
    "all whom they called or who called them they are {users:int} of {of:int} in the case",
    "known": "{members:int} of its members know each other in {pairs:int} pairs, as {ties:int} statements and saved "
    "numbers say; with all whom they know they are {users:int} of {of:int} in the case",
    "passed-on": "{members:int} of its members pass on posts of each other again and again, {posts:int} in {pairs:int} "
    "pairs; with all others that do so with them they are {users:int} of {of:int} in the case",
    "shared-group": "{members:int} of its members meet in {group:Group}, as do {users:int} of {of:int} in the case",
}

CLUSTER = Kind(
    name="cluster",
    plural="clusters",
    title="Clusters",
    lead="Accounts, groups and contacts that belong together.",
    nothing="No cluster of three accounts and groups or more was found.",
    counted=("{count} cluster shares contacts", "{count} clusters share contacts"),
    card="Clusters: accounts, groups and contacts that belong together",
    colours=("#2563eb", "#6ea8fe"),
    score_name="stability",
    weighs_contacts=True,
    holds_members=True,
    order=order_clusters,
    headlines=(
        "{name:title}: {core_accounts:accounts} and {around_accounts:int} around it, {groups:groups} and "
        "{contacts:contacts}[, active {first_seen:date} to {last_seen:date}]",
        "{name:title}: {accounts:accounts}, {groups:groups} and {contacts:contacts}"
        "[, active {first_seen:date} to {last_seen:date}]",
    ),
    reasons=REASONS,
    parts={
        "name": "title",
        "number": "int",
        "size": "int",
        "accounts": "int",
        "groups": "int",
        "contacts": "int",
        "first_seen": "time",
        "last_seen": "time",
        "from": "descent",
        "audience": "bool",
        "core": "list of Node",
        "belongs": "belongings",
        "core_accounts": "int",
        "around_accounts": "int",
        "apart": "bool",
        "borderline": "list of Node",
        "borderline_shares": "list of share",
        "rung": "float",
        "agreement": "share",
        "ladder": "list of float",
        "above": "descent",
        "below": "list of list of Node",
    },
)
