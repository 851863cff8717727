"""What the card of families says that is not measured."""

from collections.abc import Mapping

FIELD = (
    "A figure from made-up worlds ranks methods and sets floors. It promises nothing of a real case, whose evidence, "
    "people and gaps are its own: a finding is a lead with reasons to be checked, never a fact."
)

TITLES: Mapping[str, str] = {
    "alias": "Aliases: accounts of one hand",
    "succession": "Successions: a group or page went dark, and another took over",
    "cluster": "Clusters: accounts, groups and contacts that belong together",
    "rename": "Renames: an account or group bore another name",
    "reuse": "Reuse: a name or handle passed from one to another",
    "handoff": "Handoffs: where an account or group sends people",
}
"""What the findings of each kind are."""
