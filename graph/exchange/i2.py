"""i2 Analyst's Notebook: a chart as XML (.anx) with an entity a thing and a link a link.

Observed links are solid, inferred ones dashed, judged ones dash-dotted. The schema of the form is not public: what is
written here is what other writers write, and was not opened in the program; the tables of ``csv`` import there as well.
"""

import math
from collections.abc import Iterator

from graph.answers.exchange import Exchange, LinkExchanged, ThingExchanged
from graph.exchange import Written
from graph.exchange.attributes import list_link_values, list_thing_values
from graph.exchange.graphml import count_findings_without_links
from graph.exchange.markup import HEAD, open_tag, write_tag
from graph.exchange.values import make_line

STRENGTHS = {"observed": "DotStyleSolid", "inferred": "DotStyleDashed", "judged": "DotStyleDashDot"}
STEP = 120
"""Between two entities of the grid in which they stand until the program lays them out."""

LONGEST = 255
"""Characters of a label; the whole name stands in the description."""


def write_i2(view: Exchange) -> Written:
    """Write a view as a chart."""
    lines = [
        HEAD + open_tag("Chart", {"IdReferenceLinking": "false"}),
        "<StrengthCollection>",
        *(write_tag("Strength", {"Id": name, "Name": name, "DotStyle": style}) for name, style in STRENGTHS.items()),
        "</StrengthCollection>",
        "<EntityTypeCollection>",
        *(write_tag("EntityType", {"Name": label}) for label in sorted({thing.label for thing in view.things})),
        "</EntityTypeCollection>",
        "<LinkTypeCollection>",
        *(write_tag("LinkType", {"Name": type}) for type in sorted({link.type for link in view.links})),
        "</LinkTypeCollection>",
        "<ChartItemCollection>",
    ]
    wide = math.isqrt(len(view.things)) + 1
    for place, thing in enumerate(view.things):
        lines += write_entity(thing, place, wide)
    for link in view.links:
        lines += write_link(link)
    lines.append("</ChartItemCollection></Chart>\n")
    return Written("\n".join(lines).encode(), count_findings_without_links(view))


def write_entity(thing: ThingExchanged, place: int, wide: int) -> Iterator[str]:
    """Yield a thing in its place of the grid."""
    said = {"Label": make_line(thing.name)[:LONGEST] or thing.id, "Description": describe(list_thing_values(thing))}
    yield open_tag("ChartItem", said | list_dates(thing.first))
    yield open_tag("End", {"X": STEP * (place % wide), "Y": STEP * (place // wide)})
    yield open_tag("Entity", {"EntityId": place + 1, "Identity": thing.id, "LabelIsIdentity": "false"})
    yield open_tag("Icon") + write_tag("IconStyle", {"Type": thing.label}) + "</Icon>"
    yield "</Entity></End></ChartItem>"


def write_link(link: LinkExchanged) -> Iterator[str]:
    """Yield a link; several of one pair stand side by side."""
    said = {"Label": link.type, "Description": describe(list_link_values(link))}
    yield open_tag("ChartItem", said | list_dates(link.first))
    yield open_tag("Link", {"End1Id": link.start, "End2Id": link.end})
    style = {"Type": link.type, "StrengthReference": link.basis, "ArrowStyle": "ArrowOnHead"}
    yield write_tag("LinkStyle", style | {"MlStyle": "MultiplicityMultiple"})
    yield "</Link></ChartItem>"


def describe(values: dict[str, object]) -> str:
    """Give all that is said of a thing or link, a line each."""
    return "\n".join(f"{name}: {value}" for name, value in values.items() if value is not None)


def list_dates(first: str | None) -> dict[str, str]:
    """Give when an item was seen first, where that is known."""
    if first is None:
        return {"DateSet": "false", "TimeSet": "false"}
    return {"DateTime": first.removesuffix("Z") + ".000", "DateSet": "true", "TimeSet": "true"}
