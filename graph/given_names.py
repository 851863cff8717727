"""Names that people give to clusters: entries of the journal, which stay with a cluster's id and can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from graph.case import Case
from graph.finding import Finding

ACT = "name"
"""The act of the journal's entries."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """What a person calls a cluster."""

    finding: str
    """Id of the cluster's finding, which lives on with its lineage."""
    name: str
    who: str
    at: datetime
    why: str


def read_given_names(case: Case) -> dict[str, GivenName]:
    """Give the names that count, by the ids of findings: of each the last that was not taken back."""
    found: dict[str, GivenName] = {}
    for entry in case.journal.entries(ACT):
        said = entry.payload
        if said is None:
            continue
        found.pop(said["finding"], None)
        if said["name"] is not None:
            found[said["finding"]] = GivenName(said["finding"], said["name"], entry.who, entry.at, said["why"])
    return found


def apply_names(findings: Iterable[Finding], given: Mapping[str, GivenName]) -> tuple[Finding, ...]:
    """Give findings with the names that people gave them in the place of those that the analysis made."""
    return tuple(
        replace(one, parts={**one.parts, "name": given[one.id].name}) if one.id in given else one for one in findings
    )
