"""What two crews share and few others have: the lines between circles, on the page and in the report."""

from collections import defaultdict
from itertools import combinations

from graph.model import CONTACTS, label
from graph.views.shapes import Network, Node

RARE = 12
"""Links of a contact that is still rare: a hotline or a firm's number has more, and ties nobody."""

_CONTACTS = {label(cls) for cls in CONTACTS}


def is_rare(node: Node) -> bool:
    """Say whether a node is a contact that few use."""
    return node.label in _CONTACTS and not node.mark and node.links <= RARE


def shared_things(net: Network) -> dict[tuple[int, int], tuple[int, ...]]:
    """Give, by two circles of crews, the rare contacts that members of both use; and who is one hand or successor.

    Things are places among the nodes. Audiences and what lies outside of all have no lines: they share with everybody.
    """
    crews = {at for at, circle in enumerate(net.circles) if circle.crew}
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    users: dict[int, set[int]] = defaultdict(set)
    for edge in net.edges:
        homes = {net.nodes[end].home for end in (edge.start, edge.end)}
        if edge.finding is not None and len(homes) == 2 and homes <= crews:
            found[min(homes), max(homes)] |= {edge.start, edge.end}
        for one, other in ((edge.start, edge.end), (edge.end, edge.start)):
            if is_rare(net.nodes[one]):
                users[one] |= {net.nodes[end].home for end in (one, other)} & crews
    for thing, homes in users.items():
        for pair in combinations(sorted(homes), 2):
            found[pair].add(thing)
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}
