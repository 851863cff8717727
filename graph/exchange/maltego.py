"""Maltego: a graph (.mtgx), which is a zip with one GraphML of entities and links.

What is written here is what other writers write, and was not opened in the program. Posts have no entity there.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from graph.answers.exchange import Exchange, LeftOut, LinkExchanged, ThingExchanged
from graph.exchange import Written
from graph.exchange.archives import pack_files
from graph.exchange.attributes import list_link_values, list_thing_values
from graph.exchange.graphml import NAMESPACE, count_findings_without_links
from graph.exchange.markup import HEAD, open_tag, write_tag
from graph.exchange.values import make_line

MALTEGO = "http://maltego.paterva.com/xml/mtgx"
YFILES = "http://www.yworks.com/xml/graphml"

TYPES: Mapping[str, tuple[str, str]] = {
    "Account": ("maltego.Alias", "alias"),
    "Group": ("maltego.Alias", "alias"),
    "Participant": ("maltego.Alias", "alias"),
    "Handle": ("maltego.Alias", "alias"),
    "Name": ("maltego.Alias", "alias"),
    "Phone": ("maltego.PhoneNumber", "phonenumber"),
    "Email": ("maltego.EmailAddress", "email"),
    "Site": ("maltego.URL", "url"),
    "Invite": ("maltego.URL", "url"),
    "Media": ("maltego.Image", "description"),
}
"""Type of entity and its main property, by label."""

STEP = 120
"""Between two entities of the grid in which they stand until the program lays them out."""


def write_maltego(view: Exchange) -> Written:
    """Write a view as a graph."""
    things = [thing for thing in view.things if thing.label in TYPES]
    place = {thing.id: f"n{number}" for number, thing in enumerate(things)}
    links = [link for link in view.links if link.start in place and link.end in place]
    names = {"xmlns": NAMESPACE, "xmlns:mtg": MALTEGO, "xmlns:y": YFILES}
    lines = [
        HEAD + open_tag("graphml", names),
        write_tag("key", {"id": "d0", "for": "node", "attr.name": "MaltegoEntity"}),
        write_tag("key", {"id": "d1", "for": "node", "yfiles.type": "nodegraphics"}),
        write_tag("key", {"id": "d2", "for": "edge", "attr.name": "MaltegoLink"}),
        open_tag("graph", {"id": "G", "edgedefault": "directed"}),
    ]
    wide = math.isqrt(len(things)) + 1
    for number, thing in enumerate(things):
        lines += write_entity(thing, f"n{number}", STEP * (number % wide), STEP * (number // wide))
    for number, link in enumerate(links):
        lines += write_link(link, f"e{number}", place)
    lines.append("</graph></graphml>\n")
    lost = Counter(thing.label for thing in view.things) - Counter(thing.label for thing in things)
    lost += Counter(link.type for link in view.links) - Counter(link.type for link in links)
    left = [LeftOut(what=what, count=count, why="this form has no posts") for what, count in sorted(lost.items())]
    files = {"Graphs/Graph1.graphml": "\n".join(lines).encode()}
    return Written(pack_files(files), (*count_findings_without_links(view), *left))


def write_entity(thing: ThingExchanged, node: str, x: int, y: int) -> Iterator[str]:
    """Yield a thing in its place of the grid."""
    kind, main = TYPES[thing.label]
    if thing.label == "Account" and thing.platform == "facebook":
        kind, main = "maltego.affiliation.Facebook", "person.name"
    contact = thing.label in ("Site", "Invite", "Email", "Media")
    shown = thing.id.partition(":")[2] or thing.id if contact else make_line(thing.name) or thing.id
    yield open_tag("node", {"id": node}) + open_tag("data", {"key": "d0"})
    yield open_tag("mtg:MaltegoEntity", {"id": thing.id, "type": kind})
    yield from write_properties({main: shown} | list_thing_values(thing))
    yield "</mtg:MaltegoEntity></data>" + open_tag("data", {"key": "d1"})
    yield "<mtg:EntityRenderer>" + write_tag("mtg:Position", {"x": x, "y": y}) + "</mtg:EntityRenderer></data></node>"


def write_link(link: LinkExchanged, edge: str, place: Mapping[str, str]) -> Iterator[str]:
    """Yield a link; its label says whether it is observed, inferred or judged."""
    yield open_tag("edge", {"id": edge, "source": place[link.start], "target": place[link.end]})
    yield open_tag("data", {"key": "d2"})
    yield open_tag("mtg:MaltegoLink", {"id": link.id, "type": "maltego.link.manual-link"})
    yield from write_properties({"maltego.link.manual.type": f"{link.type} ({link.basis})"} | list_link_values(link))
    yield "</mtg:MaltegoLink></data></edge>"


def write_properties(values: Mapping[str, object]) -> Iterator[str]:
    """Yield properties: the first is that of the type, the others bear our name."""
    yield "<mtg:Properties>"
    for number, (name, value) in enumerate(values.items()):
        if value is not None:
            said = name if number == 0 else f"liaisons.{name}"
            yield open_tag("mtg:Property", {"name": said, "displayName": name, "type": "string"})
            yield write_tag("mtg:Value", {}, str(value)) + "</mtg:Property>"
    yield "</mtg:Properties>"
