"""The whole of a case as a report and a page show it: one look at the graph, everything through the gate."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from graph import settings
from graph.case import read_clock
from graph.difference import Standing, compare_standings
from graph.difference.standing import look
from graph.disclosure.paper import Paper
from graph.disclosure.voice import moment, moment_if_known
from graph.model import Group, label
from graph.rows import Row
from graph.settings import ReportChoice
from graph.snapshot.kept import read_snapshot
from graph.views import chances, choosing, coverage, leads, ledger, network, outreach, survival, timelines, watching
from graph.views.changing import show_difference
from graph.views.shapes import Overview
from graph.watches.entries import read_watches

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate


def overview(gate: "AnsweringGate", number: int) -> Overview:
    """Look at a case once, and give all that report ``number`` and its page show; one entry of the journal.

    To be called while holding ``case.writing``.
    """
    with gate.disclosing("report"):
        snapshot = read_snapshot(gate.case, gate.store, keep=True)
        return looked(gate, number, snapshot, gate.store.sources(), {})


def overview_since(
    gate: "AnsweringGate",
    number: int,
    then: Standing | None,
    *,
    program: str,
    hits: Mapping[str, int],
    told: Iterable[str] = (),
    choice: ReportChoice | None = None,
    issue: int = 0,
) -> tuple[Overview, Standing]:
    """Give the same with what changed since an earlier report, and what this one stands on.

    ``hits`` has the counts that the earlier report told of each hit of what is watched. ``choice`` says what the report
    holds, and ``issue`` how many of its name there are; what a report stands on is whole whatever it holds.
    """
    with gate.disclosing("report"):
        snapshot = read_snapshot(gate.case, gate.store, keep=True)
        sources = gate.store.sources()
        now = gate.now or read_clock()
        exported = {id: coverage.exported_at(row) for id, row in sources.items()}
        subjects = {subject.id for one in gate.latest.findings for subject in one.subjects}
        gate.learn(subjects)
        gate.voice.names.learn_states(subjects)
        states = {id: (state.word, state.at) for id in subjects if (state := gate.voice.names.state(id)) is not None}
        made = moment(now)
        standing = look(gate.case, snapshot, exported, states, number=number, made=made, program=program)
        chosen = choosing.choose_findings(gate, snapshot, standing, choice or ReportChoice(), now)
        with gate.narrowed(chosen.findings):
            view = looked(gate, number, snapshot, sources, hits)
        paper = Paper(gate.case, hidden=gate.hidden)
        found = None if then is None else choosing.choose_changes(compare_standings(then, standing), chosen)
        changes = None if found is None else show_difference(gate, found)
        zone = ZoneInfo(view.zone)
        return (
            replace(
                view,
                told=tuple(map(paper.text, told)),
                changes=changes,
                activity=choosing.cut_activity(view.activity, chosen.period, zone),
                contacts=choosing.cut_activity(view.contacts, chosen.period, zone),
                choice=choosing.show_choice(gate, chosen, issue),
            ),
            standing,
        )


def looked(
    gate: "AnsweringGate", number: int, snapshot: "Snapshot", sources: Mapping[str, Row], hits: Mapping[str, int]
) -> Overview:
    """Gather the views."""
    import pyarrow.compute as pc

    said = gate.case.settings
    zone = ZoneInfo(said.time_zone)
    made = moment(gate.now or read_clock())
    newest = coverage.ends(snapshot, sources)
    month = timelines.month_of(round((gate.now or read_clock()).timestamp() * 1000), zone)
    activity = timelines.activity(gate, snapshot, newest, zone, month)
    made_of = {one.id: one for one in gate.findings().findings}
    sections = leads.sections(gate, made_of)
    renamed = [one.subjects[0].id for one in gate.ordered(gate.latest.findings) if one.kind == "rename"]
    lanes, laned = timelines.lanes(gate, snapshot, list(dict.fromkeys(renamed)))
    span = pc.min_max(snapshot.posts["at"]).as_py()
    tables = settings.tabulate_settings(said)
    return Overview(
        name=gate.text(said.name),
        purpose=gate.text(said.purpose),
        legal_basis=gate.text(said.legal_basis),
        profile=said.profile,
        zone=said.time_zone,
        scope={
            key: [gate.text(one) for one in value] if isinstance(value, list) else value
            for key, value in tables.get("scope", {}).items()
        },
        number=number,
        made=made,
        computed=None if gate.latest.at is None else moment(gate.latest.at),
        since=dict(gate.latest.since),
        likeness=tuple(chances.told_likeness(gate.last_run.likeness, gate.voice.language)),
        hidden=gate.hidden,
        language=gate.voice.language.code,
        counts=dict(sorted(Counter(snapshot.labels).items())),
        span=(moment_if_known(span["min"]), moment_if_known(span["max"])),
        first=leads.first(sections),
        summary=leads.summary(gate),
        sections=sections,
        watched=len(read_watches(gate.case)),
        hits=watching.show_hits(gate, snapshot, hits, statuses=("open", "seen")),
        found=leads.found(gate, made_of),
        files=coverage.files(gate, sources),
        left=coverage.left(gate),
        gaps=coverage.gaps(gate, snapshot, newest),
        places=ledger.show_places(gate, snapshot, label(Group)),
        activity=activity,
        contacts=timelines.contacts(snapshot, activity.months, zone),
        lanes=lanes,
        laned=laned,
        survival=survival.curves(gate, snapshot),
        outreach=outreach.show_outreach(gate, snapshot),
        network=network.network(gate, snapshot),
    )
