"""Clusters: accounts, groups and contacts that belong together, and the picture of them all."""

from collections.abc import Iterator

from graph.kinds import Kind
from graph.picture import plots
from graph.reports.blocks import (
    Block,
    Leads,
    Plot,
    Section,
    Table,
    Text,
    make_row,
    phrase_list,
    phrase_name,
    phrase_number,
    phrase_words,
)
from graph.reports.sections import leads
from graph.views.cluster_changes import Turn
from graph.views.shapes import OUTSIDE, Lead, Overview, Phrase, Piece

CORES = (
    "The core of a cluster gives out again and again, or on its profile, a contact that others of it give out too, or "
    "runs a group of it, or deals with two of it. Who merely names its contacts, asks or writes there stands around it "
    "and is called no member: many of them are clients, relatives, people who warn."
)

AUDIENCES = (
    "Audiences have no core: people who meet in the same groups, or who name a contact that hardly any of them gives "
    "out, as the clients of a firm do. Nobody in them is called a member. liaisons show ID tells of each."
)

MOST = 100
"""Rows of a table."""

BECAME = {
    "ended": "ended",
    "merged": "merged",
    "split": "split off",
    "born": "new",
    "back": "back",
    "grown": "grown",
    "shrunk": "shrunk",
}


def write_cluster_section(view: Overview, kind: Kind) -> Section:
    """Give the clusters, below a picture of the network, what became of them, and how finely they are divided."""
    found = view.section(kind.name)
    if not found.count:
        return leads.write_section(view, kind)
    crews = tuple(lead for lead in found.leads if not lead.parts.get("audience"))
    outside = next((circle.size for circle in view.network.circles if circle.id == OUTSIDE), 0)
    audiences = [circle for circle in view.network.circles if circle.audience]
    caption = (
        "Circles are clusters with those around them, sized by how many; point at one for its name. Lines join two "
        f"that share something rare. Not drawn: {len(audiences):,} audiences, listed below, and {outside:,} accounts, "
        "groups and contacts outside all clusters. The page network.html opens each."
    )
    blocks: list[Block] = [Plot(plots.draw_network(view.network), caption), *describe_ladders(found.leads)]
    if view.turns and view.changes is None:  # else what changed since the last report stands first
        title = f"Since the run before: {len(view.turns):,} that did not merely go on"
        columns = ("Cluster", "What", "Members before", "Now", "From, or where they are now")
        blocks.append(Table(title, columns, tuple(map(make_turn_row, view.turns[:MOST])), frozenset({2, 3})))
    if crews:
        blocks.append(Text(phrase_words(CORES)))
    blocks.append(Leads(crews, found.count - len(audiences)))
    if audiences:
        accounts = sum(circle.accounts for circle in audiences)
        title = f"{phrase_number(len(audiences), 'audience')}, {phrase_number(accounts, 'account')}"
        columns = ("Audience", "Accounts", "Groups", "Contacts", "Id")
        rows = tuple(
            make_row(phrase_name(circle.name), circle.accounts, circle.groups, circle.contacts, circle.finding or "")
            for circle in audiences[:MOST]
        )
        blocks.append(Text(phrase_words(AUDIENCES)))
        blocks.append(Table(title, columns, rows, frozenset({1, 2, 3})))
    return Section(kind.title, tuple(blocks), found.count, kind.short)


def make_turn_row(one: Turn) -> tuple[Phrase, ...]:
    """Give what became of a cluster as a row."""
    others = phrase_list(one.others)
    if one.how == "ended":
        others = (
            *others,
            Piece(f"{one.was - one.size:,} in none" if not one.others else f"; {one.was - one.size:,} in none"),
        )
    return make_row(phrase_name(one.name), BECAME[one.how], one.was, "" if one.how == "ended" else one.size, others)


def describe_ladders(some: tuple[Lead, ...]) -> Iterator[Text]:
    """Yield at which resolution clusters are shown, once for those who work and once for audiences."""
    for apart in (False, True):
        lead = next((one for one in some if bool(one.parts.get("apart")) == apart and one.parts.get("ladder")), None)
        if lead is not None and len(lead.parts["ladder"]) > 1:
            levels = ", ".join(f"{rung[0]:g}: {rung[1]:.0%}" for rung in lead.parts["ladder"])
            whose = "Clusters of audiences" if apart else "Clusters"
            said = (
                f"{whose} are those at resolution {lead.parts['rung']:g} (the higher, the more and smaller), where "
                "runs that each see nine of ten links agree most; what lies in tiny clusters counts against it. "
            )
            yield Text(phrase_words(f"{said}Agreement by resolution, coarse to fine: {levels}."))
