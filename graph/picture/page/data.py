"""What the page holds as JSON: nodes with positions, links with quotes, leads; short keys, every text clean."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import sqrt
from zoneinfo import ZoneInfo

from graph import forms
from graph.answers.quotes import Quote
from graph.kinds import KINDS
from graph.model import CONTACTS, EVERY_LINK, READING, describe_label, label, link_look, link_type
from graph.picture.layout import arrange_nodes
from graph.picture.page.shapes import PageCircle, PageLabel, PageLead, PageLink, PageNode, PageQuote, PageRest, PageType
from graph.picture.palette import COLOURS, find_night_colour
from graph.picture.shared import shared_things
from graph.views import ways
from graph.views.ordering import EVIDENCE, ORDERS
from graph.views.shapes import Circle, Edge, Lead, Network, Node, Overview, Phrase

SIZE = (18.0, 7.0, 48.0)
"""Diameter of a node: least, what each root of a link adds, most."""

LABEL = 46.0
"""Room for the name of a circle, in the page's pixels."""

ROW = 160.0
"""Room between the crews of the overview and the audiences below them."""

ISOLATED = {"name", "contact", "text"}


class Data:
    """Gathers the JSON of a page; quotes and files that occur more than once are held once."""

    def __init__(self, view: Overview) -> None:
        self.view, self.zone = view, ZoneInfo(view.zone)
        self.quotes: list[PageQuote] = []
        self.files: list[tuple[str, str]] = []
        self.places = place_nodes(view.network)
        self._quotes: dict[Quote, int] = {}
        self._files: dict[tuple[str, str], int] = {}

    def nodes(self) -> list[PageNode]:
        """Give the nodes with positions within their circle."""
        return [self.node(at, node) for at, node in enumerate(self.view.network.nodes)]

    def node(self, at: int, node: Node) -> PageNode:
        """Give a node."""
        names = (node.name, *node.names)
        made: PageNode = {
            "id": node.id,
            "l": node.label,
            "n": forms.clean_line(node.name) or node.id,
            "c": node.home,
            "x": self.places[node.home][at][0],
            "y": self.places[node.home][at][1],
            "d": round(size_node(node.links), 1),
            "k": node.links,
            "p": node.posts,
            "f": self.day(node.first),
            "t": self.day(node.last),
            "o": [forms.clean_line(name) for name in node.names],
            "words": list(dict.fromkeys(map(forms.name_key, names))),
            "sounds": list(dict.fromkeys(key for name in names for key in forms.sound_keys(name))),
        }
        if node.state:
            made |= {"state": node.state, "stateAt": self.day(node.state_at)}
        if node.public:
            made["public"] = 1
        if node.mark:
            made["mark"] = node.mark
        if node.near:
            made["near"] = 1
        if node.stands:
            made["stands"] = forms.clean_line(node.stands)
        return made

    def links(self) -> list[PageLink]:
        """Give the links, ends by place among the nodes."""
        return [self.link(edge) for edge in self.view.network.edges]

    def link(self, edge: Edge) -> PageLink:
        """Give a link."""
        made: PageLink = {"from": edge.start, "to": edge.end, "t": edge.type, "s": edge.basis}
        if edge.posts:
            made["p"] = edge.posts
        if edge.first:
            made |= {"f": self.day(edge.first), "u": self.day(edge.last)}
        if edge.quotes:
            made["q"] = [self.quote(quote) for quote in edge.quotes]
        if edge.more:
            made["m"] = edge.more
        if edge.finding:
            made["g"] = edge.finding
        return made

    def quote(self, quote: Quote) -> int:
        """Hold a quote, and give its place."""
        if quote not in self._quotes:
            file = (forms.clean_line(quote.file), quote.sha256)
            if file not in self._files:
                self._files[file] = len(self.files)
                self.files.append(file)
            # the mark is cut out here: offsets count otherwise in Python than in a browser
            begin, end = (quote.begin, quote.end) if quote.begin is not None else (len(quote.text), len(quote.text))
            text = quote.text
            made: PageQuote = {
                "x": (forms.clean_line(text[:begin]), forms.clean_line(text[begin:end]), forms.clean_line(text[end:])),
                "a": self.minute(quote.at),
                "w": forms.clean_line(quote.author or ""),
                "g": forms.clean_line(quote.chat or ""),
                "i": self._files[file],
                "l": forms.clean_line(quote.place),
                "n": quote.files,
                "o": forms.clean_line(quote.post or ""),
            }
            self._quotes[quote] = len(self.quotes)
            self.quotes.append(made)
        return self._quotes[quote]

    def circles(self) -> list[PageCircle]:
        """Give the circles with their positions in the overview."""
        net = self.view.network
        radii = [size_circle(circle) for circle in net.circles]
        places = places_of(net, radii)
        return [
            {
                "id": circle.id,
                "n": forms.clean_line(circle.name),
                "kind": "crew" if circle.crew else "audience" if circle.audience else "outside",
                "lead": circle.finding,
                "size": circle.size,
                "of": (circle.accounts, circle.groups, circle.contacts),
                "shown": circle.shown,
                "x": x,
                "y": y,
                "r": size,
                "g": [(guest, *self.places[at][guest]) for guest in circle.guests],
                "f": self.day(circle.first),
                "t": self.day(circle.last),
            }
            for at, (circle, size, (x, y)) in enumerate(zip(net.circles, radii, places, strict=True))
        ]

    def leads(self) -> list[PageLead]:
        """Give the leads in short, surest first, their subjects by place among the nodes where the page has them."""
        place = {node.id: at for at, node in enumerate(self.view.network.nodes)}
        return [self.lead(lead, place) for section in self.view.sections for lead in section.leads]

    def lead(self, lead: Lead, place: Mapping[str, int]) -> PageLead:
        """Give a lead."""
        return {
            "id": lead.id,
            "kind": lead.kind,
            "says": isolate_phrase(lead.says),
            "sure": f"{lead.sure}, {EVIDENCE[lead.confidence]} evidence",
            "chance": lead.chance,
            "f": self.day(lead.first),
            "who": [place[thing.id] for thing in lead.subjects if thing.id in place],
            "size": lead.size,
            "why": [
                (
                    reason.weight,
                    isolate_phrase(reason.says),
                    [self.quote(quote) for quote in reason.quotes],
                    reason.more,
                )
                for reason in lead.reasons
            ],
            "more": lead.more,
            "notes": [isolate_phrase(note) for note in (*lead.notes, *([lead.rival.says] if lead.rival else []))],
            "judged": None
            if lead.judgement is None
            else (
                lead.judgement.verdict,
                forms.clean_line(lead.judgement.who),
                self.minute(lead.judgement.at),
                forms.clean_line(lead.judgement.why),
            ),
        }

    def day(self, at: str | None) -> str:
        """Give the day of a time where the reader is, empty where it is not known."""
        return "" if at is None else f"{datetime.fromisoformat(at).astimezone(self.zone):%Y-%m-%d}"

    def minute(self, at: str | None) -> str:
        """Give a time where the reader is to the minute."""
        return "" if at is None else f"{datetime.fromisoformat(at).astimezone(self.zone):%Y-%m-%d %H:%M}"

    def coverage(self) -> str:
        """Say what was read, and until when."""
        view = self.view
        first, last = map(self.day, view.span)
        read = f"{len(view.files):,} {'file' if len(view.files) == 1 else 'files'} read"
        not_read = f"{len(view.left):,} not read" if view.left else ""
        refused = sum(file.refused for file in view.files)
        posts = f"posts {first} to {last}" if first else "no dated post"
        told = (read, not_read, f"{refused:,} records refused" if refused else "", posts)
        return ", ".join(part for part in told if part)

    def rest(self) -> PageRest:
        """Give all that is neither node nor link; to be called last, for it holds the quotes of the others."""
        view = self.view
        leads = self.leads()
        return {
            "name": forms.clean_line(view.name),
            "number": view.number,
            "made": self.minute(view.made),
            "computed": self.minute(view.computed),
            "since": dict(view.since),
            "zone": view.zone,
            "hidden": view.hidden,
            "circles": self.circles(),
            "between": [(a, b, list(things)) for (a, b), things in shared_things(view.network).items()],
            "coverage": self.coverage(),
            "leads": leads,
            "summary": list(view.summary),
            "review": [id for section in view.sections for id in section.review],
            "orders": dict(ORDERS),
            "first": [lead.id for lead in view.first],
            "ways": {"generic": ways.GENERIC, "cost": dict(ways.COST)},
            "left": view.network.left,
            "cut": view.network.cut,
            "kinds": {kind.name: kind.colours for kind in KINDS.values()},
            "lines": {kind.link_type: (*kind.line, *kind.colours) for kind in KINDS.values() if kind.line},
            "colours": {kind: (light, find_night_colour(light)) for kind, light in COLOURS.items()},
            "labels": list_labels(),
            "types": list_types(),
            "letters": dict(forms.map_letters()),
            "quotes": self.quotes,
            "files": self.files,
        }


def list_labels() -> list[PageLabel]:
    """Give the labels that are drawn, as the model declares them, in the order of the legend."""
    return [
        (label(cls), said.plural, said.noun, said.look.shape, cls in CONTACTS)
        for cls in READING
        if (said := describe_label(cls)).look.shape
    ]


def list_types() -> list[PageType]:
    """Give the link types that are drawn, as the model declares them, in the order of the legend."""
    return [
        (link_type(cls), look.word, look.does, look.undergoes, look.light, look.dark)
        for cls in EVERY_LINK
        if (look := link_look(cls))
    ]


def place_nodes(net: Network) -> list[dict[int, tuple[float, float]]]:
    """Lay each circle out by itself, members and guests together; give the places of its nodes."""
    around: dict[int, list[tuple[int, float]]] = {}
    for edge in net.edges:
        around.setdefault(edge.start, []).append((edge.end, 1.0 + edge.posts))
    members: list[list[int]] = [list(circle.guests) for circle in net.circles]
    for at, node in enumerate(net.nodes):
        members[node.home].append(at)
    places = []
    for home, some in enumerate(map(sorted, members)):
        local = {at: place for place, at in enumerate(some)}
        links = [(local[at], local[end], weight) for at in some for end, weight in around.get(at, ()) if end in local]
        radii = [size_node(net.nodes[at].links) / 2 + 4 for at in some]
        places.append(dict(zip(some, arrange_nodes(radii, links, seed=home), strict=True)))
    return places


def places_of(net: Network, radii: Sequence[float]) -> list[tuple[float, float]]:
    """Lay the circles of the overview out: crews by what they share, audiences in rows below; the rest is not drawn."""
    crews = [at for at, circle in enumerate(net.circles) if circle.crew]
    number = {at: place for place, at in enumerate(crews)}
    lines = [(number[a], number[b], float(len(things))) for (a, b), things in shared_things(net).items()]
    spots = arrange_nodes([radii[at] + LABEL for at in crews], lines, groups=range(len(crews)))
    places = [(0.0, 0.0)] * len(radii)
    for at, spot in zip(crews, spots, strict=True):
        places[at] = spot
    wide = max((abs(x) for x, _ in spots), default=0.0) + ROW
    high = min((y - radii[at] for at, (_, y) in zip(crews, spots, strict=True)), default=0.0)
    low = max((y + radii[at] for at, (_, y) in zip(crews, spots, strict=True)), default=0.0)
    low += max(ROW, (low - high) * 0.16)
    for some in list_circle_rows([at for at, circle in enumerate(net.circles) if circle.audience], radii, 2 * wide):
        tall = max(radii[at] for at in some)
        left = -sum(2 * (radii[at] + LABEL) for at in some) / 2
        for at in some:
            places[at] = (round(left + radii[at] + LABEL, 1), round(low + tall, 1))
            left += 2 * (radii[at] + LABEL)
        low += 2 * tall + LABEL
    return places


def list_circle_rows(circles: Sequence[int], radii: Sequence[float], wide: float) -> Iterator[list[int]]:
    """Yield circles in rows of at most this width."""
    row: list[int] = []
    for at in circles:
        if row and sum(2 * (radii[one] + LABEL) for one in (*row, at)) > wide:
            yield row
            row = []
        row.append(at)
    if row:
        yield row


def size_node(links: int) -> float:
    """Give the size of a node by its links."""
    least, each, most = SIZE
    return min(least + each * sqrt(links) * 0.7, most)


def size_circle(circle: Circle) -> float:
    """Give the size of a circle by its members, 9 in 10 of them within 120 pixels."""
    return round(min(20 + 5.5 * sqrt(circle.size), 140), 1)


def isolate_phrase(phrase: Phrase) -> str:
    """Give a phrase as text in which every value keeps its direction to itself, and a date its line."""
    return "".join(
        f"\u2068{forms.clean_line(piece.text)}\u2069"
        if piece.kind in ISOLATED
        else piece.text.replace("-", "\u2011")
        if piece.kind == "time"
        else piece.text
        for piece in phrase
    )
