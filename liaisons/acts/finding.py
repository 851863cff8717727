"""The analyses run over what the graph holds; what they say is remembered, and laid over the graph."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.answers import FindingsAnswer
from graph.case import Case
from graph.errors import CaseError, JournalError, NotFoundError
from graph.finding import Finding, format_findings, last_run, list_standing_judgements, read_latest_findings, runs_of
from graph.kinds import kind_of
from graph.marks import protected_contacts, write_marks
from graph.spelling import ask_nearest
from ingest import load
from liaisons.acts.laying import explain_standing, lay_findings
from liaisons.saying import Say
from liaisons.session import Session

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.ordering import Order

MARKS = "marks"
"""Beside the kinds: which contacts are widely shared, of a run that weighs contacts."""

KEPT = 3
"""Runs that are looked back at: a cluster may vanish for one."""


def find_leads(
    session: Session,
    kinds: Sequence[str] = (),
    *,
    who: str,
    now: datetime | None = None,
    seed: int = 0,
    weights: str | None = None,
) -> tuple[Finding, ...]:
    """Run the analyses over what the graph holds, and remember what they say.

    ``kinds`` runs some alone; of the others the findings stand as they were, and so they do where nothing has changed
    that they follow from (``liaisons.inputs``). ``weights`` says what aliases are weighed by from now on: "case" for
    weights that the case teaches itself now, "shipped"; without it what counted before.
    """
    from graph.analysis import ANALYSES
    from graph.snapshot.kept import graph_key, read_snapshot
    from liaisons.inputs import digest_program

    case, graph = session.case, session.store
    with session.writing("find", who=who):
        load.apply_runs(case, graph)
        if last_run(case).lost:
            kinds = ()  # there is nothing that the others could stand as they were

        @cache
        def snapshot() -> "Snapshot":
            session.say("reading the graph")
            return read_snapshot(case, graph, keep=True)

        learnt: dict[str, str] = {}
        if weights is None:
            learnt = read_known_weights(case)
        elif weights == "case":
            learnt = teach_case(case, snapshot(), seed)
        wanted = kinds or tuple(ANALYSES)
        found, inputs, anew = run_analyses(case, snapshot, graph_key(case, graph), wanted, seed, learnt, session.say)
        digest = case.remember("findings", format_findings(found))
        before = read_last_find(case)
        counts = {kind: sum(one.kind == kind for one in found) for kind in ANALYSES}
        said = {
            "findings": digest,
            "counts": counts,
            "kinds": list(kinds),
            "seed": seed,
            "learnt": learnt,
            "marks": keep_marks(case, snapshot(), seed) if MARKS in anew else before.get("marks"),
            "likeness": measure_likeness(snapshot()) if MARKS in anew else before.get("likeness"),
            "inputs": inputs,
            "program": digest_program(),
            "runs": sorted(load.list_live_runs(case)),
        }
        entry = case.journal.append("find", said, who=who, now=now)
        with explain_standing(f"entry {entry.n}, the findings of this run,", "liaisons find lays them anew"):
            lay_findings(case, graph)
        return found


def answer_leads(
    session: Session,
    kind: str | None,
    *,
    who: str,
    hide_names: bool,
    weights: str | None = None,
    order: "Order" = "surest",
) -> FindingsAnswer:
    """Run the analyses, or one kind of them, and give what they say; the names that it is said with are kept."""
    find_leads(session, () if kind is None else (kind,), who=who, weights=weights)
    session.say("naming what was found")
    with session.answering(who=who, hide_names=hide_names, wait=False) as gate:
        with session.writing("find", who=who):
            gate.keep_names()
        return gate.findings(kind, order=order)


def answer_last(
    session: Session, kind: str | None, *, who: str, hide_names: bool, order: "Order" = "surest"
) -> FindingsAnswer:
    """Give what the last run of the analyses found; with names in the clear no engine starts for it.

    Hidden names are looked for in every text, and for that the graph must tell all there are.
    """
    from graph.views.answering import AnsweringGate

    gate = None if hide_names else AnsweringGate.of_kept(session.case, who=who)
    if gate is not None:
        return gate.findings(kind, order=order)
    with session.answering(who=who, hide_names=hide_names) as gate:
        return gate.findings(kind, order=order)


def check_kind(kind: str | None) -> None:
    """Raise NotFoundError for a kind of findings that there is not."""
    from graph.analysis import ANALYSES

    if kind is not None and kind not in ANALYSES:
        raise NotFoundError(
            "find", f"no analysis {kind!r:.60}{ask_nearest(kind, ANALYSES)}", f"one of {', '.join(ANALYSES)}"
        )


def read_last_find(case: Case) -> Mapping[str, Any]:
    """Give what the journal has of the last run of the analyses; nothing where none has run."""
    entry = case.journal.last("find")
    return (entry.payload or {}) if entry else {}


def read_known_weights(case: Case) -> dict[str, str]:
    """Give the digests of the weights that the case taught itself and that count, by kind."""
    return dict(read_last_find(case).get("learnt", {}))


def teach_case(case: Case, snapshot: "Snapshot", seed: int) -> dict[str, str]:
    """Let the case teach itself weights, and give their digest, by kind; raise ``CaseError`` where it is too small."""
    from graph.analysis.alias import teach_alias_weights
    from graph.analysis.shared.context import Past

    weights = teach_alias_weights(snapshot, Past(protected=protected_contacts(case), seed=seed))
    if weights is None:
        raise CaseError("find", "too few pairs of accounts to learn from", "some hundred", "Use --weights shipped.")
    return {"alias": case.remember("learnt", json.dumps(weights, sort_keys=True).encode())}


def run_analyses(
    case: Case,
    snapshot: "Callable[[], Snapshot]",
    graph_key: str | None,
    kinds: Sequence[str],
    seed: int,
    learnt: Mapping[str, str],
    say: Say,
) -> tuple[tuple[Finding, ...], dict[str, str], frozenset[str]]:
    """Run some analyses, bound by the case's judgements and its protected contacts, where there is something new.

    Gives the findings of all kinds; by kind the digest of what they follow from, the marks of contacts among the
    kinds where one runs that weighs contacts; and of these what has something new.
    """
    from graph.analysis import ANALYSES
    from graph.analysis.cluster import live_on
    from graph.analysis.shared.context import Past
    from liaisons.inputs import digest_inputs, list_unchanged_kinds

    runs = {kind: tuple(runs_of(case, kind)) for kind in kinds if kind_of(kind).holds_members}
    read = frozenset(load.list_live_runs(case))
    fewer = {kind: next((run for run in some if run.read < read), None) for kind, some in runs.items()}
    past = Past(
        judgements=list_standing_judgements(case),
        protected=protected_contacts(case),
        learnt={kind: json.loads(recall_weights(case, digest)) for kind, digest in learnt.items()},
        seed=seed,
    )
    looked = (*kinds, MARKS) if any(kind_of(kind).weighs_contacts for kind in kinds) else tuple(kinds)
    inputs: dict[str, str] = read_inputs(case)
    digests: dict[str, str] = {}
    if graph_key is not None:
        for kind in looked:
            start = fewer.get(kind)
            digests[kind] = digest_inputs(kind, graph_key, past, None if start is None else start.digest)
    anew = frozenset(looked) - list_unchanged_kinds(digests, inputs)
    before: dict[str, list[Finding]] = {}
    for one in read_latest_findings(case).findings:
        before.setdefault(one.kind, []).append(one)
    if anew.intersection(ANALYSES):
        past = replace(
            past,
            findings={kind: tuple(ones) for kind, ones in before.items()},
            earlier={kind: tuple(run.findings(case) for run in some[1:KEPT]) for kind, some in runs.items()},
            fewer={kind: run.findings(case) if run is not None else () for kind, run in fewer.items()},
        )
    found: list[Finding] = []
    for kind in ANALYSES:
        if kind in anew:
            say(f"looking for {kind_of(kind).sought or kind_of(kind).plural}")
            found += ANALYSES[kind](snapshot(), past)
        else:
            stand = before.get(kind, ())
            found += live_on(stand) if kind in runs else stand
    kept = {kind: digest for kind, digest in inputs.items() if kind not in looked}
    return tuple(sorted(found, key=lambda one: (one.kind, one.id))), kept | digests, anew


def read_inputs(case: Case) -> dict[str, str]:
    """Give what the last run's findings and marks follow from; nothing of what was lost since, which is made anew."""
    said = read_last_find(case)
    inputs = dict(said.get("inputs", {}))
    if last_run(case).lost:
        return {}
    try:
        case.recall("marks", said.get("marks") or "")
    except (JournalError, NotFoundError):
        inputs.pop(MARKS, None)
    return inputs


def recall_weights(case: Case, digest: str) -> bytes:
    """Give the weights that the case taught itself; raise JournalError, saying how to go on, where they are lost."""
    try:
        return case.recall("learnt", digest)
    except JournalError as error:
        do = "Run liaisons find --weights case to learn them anew, or --weights shipped."
        raise JournalError(error.where, error.found, error.expected, do) from None


def keep_marks(case: Case, snapshot: "Snapshot", seed: int) -> str:
    """Remember which contacts are widely shared, and give the digest of it for the journal."""
    from graph.analysis.network.contact_rarity import measure_rarity

    generic = measure_rarity(snapshot, protected_contacts(case), seed).generic
    return case.remember("marks", write_marks({snapshot.ids[contact]: one.mark for contact, one in generic.items()}))


def measure_likeness(snapshot: "Snapshot") -> dict[str, Any] | None:
    """Give how far the case is from the worlds that weights were learnt on."""
    from graph.analysis.calibration.familiarity import find_familiarity

    found = find_familiarity(snapshot)
    return None if found is None else found.plain()
