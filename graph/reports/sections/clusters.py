"""Clusters: accounts, groups and contacts that belong together, and the picture of them all."""

from collections.abc import Iterator, Sequence

from graph.kinds import Kind
from graph.languages import Language, read_language
from graph.picture import plots
from graph.reports.blocks import (
    Block,
    Leads,
    Plot,
    Section,
    Table,
    Text,
    make_row,
    phrase_command,
    phrase_name,
    phrase_words,
    write_phrase,
)
from graph.reports.sections import leads
from graph.views.shapes import OUTSIDE, Circle, Lead, Overview

MOST = 100
"""Rows of a table."""


def write_cluster_section(view: Overview, kind: Kind) -> Section:
    """Give the clusters, below a picture of the network, and how finely they are divided."""
    found = view.section(kind.name)
    if not found.count:
        return leads.write_section(view, kind)
    language = read_language(view.language)
    crews = tuple(lead for lead in found.leads if not lead.parts.get("audience"))
    outside = next((circle.size for circle in view.network.circles if circle.id == OUTSIDE), 0)
    audiences = [circle for circle in view.network.circles if circle.audience]
    caption = language.say("clusters.caption", audiences=len(audiences), outside=outside)
    drawn = plots.draw_network(view.network, language)
    blocks: list[Block] = [Plot(drawn, caption), *describe_ladders(found.leads, language)]
    if crews:
        blocks.append(Text(phrase_words(language.say("clusters.cores"))))
    blocks.append(Leads(crews, found.count - len(audiences)))
    if audiences:
        blocks += list_audience_blocks(audiences, language)
    return leads.title_section(view, kind, tuple(blocks), found.count)


def list_audience_blocks(audiences: Sequence[Circle], language: Language) -> Iterator[Block]:
    """Yield what audiences are, and a table of them."""
    command = phrase_command("liaisons show ID")
    yield Text(write_phrase(language, "clusters.audiences", command=command))
    counts = {
        "audiences": language.say("count.audience", n=len(audiences)),
        "accounts": language.say("count.account", n=sum(circle.accounts for circle in audiences)),
    }
    rows = tuple(
        make_row(
            language,
            phrase_name(circle.name),
            circle.accounts,
            circle.groups,
            circle.contacts,
            phrase_command(circle.finding or ""),
        )
        for circle in audiences[:MOST]
    )
    heads = tuple(language.say(f"clusters.{name}") for name in ("audience", "accounts", "groups", "contacts", "id"))
    yield Table(language.say("clusters.audience_table", **counts), heads, rows, frozenset({1, 2, 3}))


def describe_ladders(some: tuple[Lead, ...], language: Language) -> Iterator[Text]:
    """Yield at which resolution clusters are shown, once for those who work and once for audiences."""
    for apart, key in ((False, "clusters.ladder"), (True, "clusters.ladder_audiences")):
        lead = next((one for one in some if bool(one.parts.get("apart")) == apart and one.parts.get("ladder")), None)
        if lead is not None and len(lead.parts["ladder"]) > 1:
            levels = language.text("list.comma").join(
                language.say("clusters.level", rung=write_rung(rung[0], language), share=language.write_share(rung[1]))
                for rung in lead.parts["ladder"]
            )
            yield Text(write_phrase(language, key, rung=write_rung(lead.parts["rung"], language), levels=levels))


def write_rung(rung: float, language: Language) -> str:
    """Give a resolution."""
    return f"{rung:g}".replace(".", language.text("number.decimal"))
