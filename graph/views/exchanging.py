"""What leaves the case for another program, said by the gate: what is chosen, and the head, findings and files of it.

The links come from ``graph.views.exchanged_links``; forms are written of the result by ``graph.exchange``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from graph.answers.exchange import (
    Exchange,
    FileExchanged,
    FindingExchanged,
    HeadExchanged,
    JudgementExchanged,
    LeftOut,
    LinkExchanged,
    NameExchanged,
    ReasonExchanged,
    ThingExchanged,
)
from graph.case import read_clock
from graph.disclosure.voice import moment, moment_if_known
from graph.errors import NotFoundError
from graph.finding import Finding, ids_of
from graph.model import CONTACTS, NODES, Media, Name, OnPlatform, Participant, Post, Source, label
from graph.rows import plain
from graph.snapshot.kept import read_snapshot
from graph.views import chances, searching, shown
from graph.views.exchanged_links import Seen, SeenLinks, Tie, collect_ties, list_finding_ties
from graph.views.network import wrote
from graph.views.ordering import members_of

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

Shown = TypeVar("Shown", ThingExchanged, LinkExchanged)

ON_PLATFORM = frozenset(label(cls) for cls in NODES if issubclass(cls, OnPlatform))
OF_POSTS = frozenset({label(Post), label(Media)})
CONTACT_LABELS = frozenset(map(label, CONTACTS))

SURE = 8
"""Digits of a finding's id from which nothing else is looked for, as where something is shown."""

BEYOND_ANY = 1_000_000
"""Characters that no post has: its text goes out whole."""


def make_exchange(gate: "AnsweringGate", selection: Sequence[str], *, around: bool, posts: bool) -> Exchange:
    """Give all that goes out of a case, or what was selected of it.

    Parameters:
        selection: findings, clusters, accounts, groups and contacts, as they are typed; empty for the whole case.
        around: also who is around the core of a cluster, and what is linked with what was selected.
        posts: also posts with their texts, and what they carry.

    Of a selection go out: the things, the contacts linked with them, and all links between these.
    Raise NotFoundError for what answers to nothing, or to several things. To be called while holding ``case.writing``.
    """
    snapshot = read_snapshot(gate.case, gate.store, keep=True)
    findings = gate.ordered(gate.latest.findings)
    asked, selected = choose_things(gate, snapshot, selection, findings, around=around)
    chosen = asked if selection else None  # a selection may come to nothing, and is not the whole case then
    seen = SeenLinks(snapshot)
    ties = [*collect_ties(snapshot, posts=posts), *list_finding_ties(gate, snapshot, findings, seen)]
    kept = select_things(snapshot, ties, chosen, around=around, posts=posts)
    ties = [tie for tie in ties if tie.start in kept and tie.end in kept]
    going = [one for one in findings if one.id in selected or goes_along(one, snapshot, kept)]
    named = {subject.id for one in going for subject in one.subjects}
    gate.consult("export", named | {snapshot.ids[number] for number in kept})
    learn_all(gate, snapshot, kept, findings)
    links, same_links = keep_first(sorted((say_tie(gate, snapshot, tie) for tie in ties), key=order_of_link))
    shown_findings = tuple(
        say_finding(gate, snapshot, one, kept, seen) for one in sorted(going, key=lambda one: (one.kind, one.id))
    )
    things, same_things = keep_first(list_things(gate, snapshot, kept, ties, chosen, posts=posts))
    cited = {sha256 for some in (things, links, shown_findings) for one in some for sha256 in one.sources}
    return Exchange(
        head=say_head(gate, selected, around, posts),
        things=things,
        links=links,
        findings=shown_findings,
        files=list_files(gate, cited),
        left=(
            *count_left_out(snapshot, kept, findings, shown_findings, whole=not selection, posts=posts),
            *(
                LeftOut(what=what, count=count, why="another has the same pseudonym")
                for what, count in (("thing", same_things), ("link", same_links))
                if count
            ),
        ),
    )


# What is chosen


def choose_things(
    gate: "AnsweringGate",
    snapshot: "Snapshot",
    selection: Sequence[str],
    findings: Sequence[Finding],
    *,
    around: bool,
) -> tuple[set[int], list[str]]:
    """Give the numbers of the things that were selected, and what was: ids of findings, and of things as shown."""
    chosen: set[int] = set()
    selected: list[str] = []
    for text in selection:
        typed = text.strip().lower()
        about = [one for one in findings if any(id.startswith(typed) for id in ids_of(one))] if len(typed) > 3 else []
        sure = len(about) == 1 and len(typed) >= SURE and not typed.isdigit()
        hits = [] if sure else searching.firm(searching.hits(text, gate.store, gate.voice))
        if len(about) == 1 and not hits:
            [one] = about
            selected.append(one.id)
            members = [subject.id for subject in one.subjects] if around else members_of(one)
            ways = [id for way in one.parts.get("ways", ()) for id in way["nodes"]]
            chosen |= {snapshot.number[id] for id in (*members, *ways) if id in snapshot.number}
        elif len(hits) == 1 and hits[0].label != label(Source):
            chosen.add(snapshot.number[hits[0].id])
            selected.append(gate.shown_id(hits[0].id))
        else:
            raise NotFoundError(
                f"--select {text!r:.60}",
                f"{len(hits) or len(about):,} things answer to it",
                "one finding, cluster, account, group or contact",
                "liaisons show lists what answers; give its id.",
            )
    return chosen, sorted(set(selected))


def select_things(
    snapshot: "Snapshot", ties: Iterable[Tie], chosen: set[int] | None, *, around: bool, posts: bool
) -> set[int]:
    """Give the numbers of all things that go out: names alone, posts and what they carry as ends of links alone.

    Nothing chosen is nothing; None stands for the whole case.
    """
    labels = snapshot.labels
    apart = {label(Source), label(Name), label(Participant), *OF_POSTS}
    if chosen is None:
        kept = {number for number, kind in enumerate(labels) if kind not in apart}
        return kept | {end for tie in ties for end in (tie.start, tie.end) if labels[end] != label(Participant)}
    kept = set(chosen)
    for tie in ties:
        for one, other in ((tie.start, tie.end), (tie.end, tie.start)):
            written = posts and labels[other] == label(Post) and tie.type in ("POSTED", "IN")
            if one in chosen and (around or written or labels[other] in CONTACT_LABELS):
                kept.add(other)
    carried = {tie.end for tie in ties if tie.type == "ATTACHES" and tie.start in kept}
    return kept | carried


def goes_along(one: Finding, snapshot: "Snapshot", kept: set[int]) -> bool:
    """Say whether a finding goes out though nobody selected it: all that it names does."""
    return all(snapshot.number.get(id) in kept for id in members_of(one) or [subject.id for subject in one.subjects])


def learn_all(gate: "AnsweringGate", snapshot: "Snapshot", kept: set[int], findings: Iterable[Finding]) -> None:
    """Ask for all names and states at once."""
    ids = [snapshot.ids[number] for number in sorted(kept)]
    gate.learn(ids)
    gate.voice.names.learn_states(ids)
    shown.learn_names(list(findings), gate.around, gate.voice)


def count_left_out(
    snapshot: "Snapshot",
    kept: set[int],
    findings: Sequence[Finding],
    shown_findings: Sequence[FindingExchanged],
    *,
    whole: bool,
    posts: bool,
) -> tuple[LeftOut, ...]:
    """Count what of the case does not go out, by label and kind, with why."""
    counts = Counter(kind for number, kind in enumerate(snapshot.labels) if number not in kept)
    del counts[label(Source)], counts[label(Name)]  # files stand apart, and names with who bears them
    why = dict.fromkeys(OF_POSTS, "only with --posts") if not posts else {}
    why[label(Participant)] = "known in one chat by a name only"
    left = [
        LeftOut(what=kind, count=count, why=why.get(kind, "not linked" if whole else "not selected"))
        for kind, count in sorted(counts.items())
    ]
    kinds = Counter(one.kind for one in findings) - Counter(one.kind for one in shown_findings)
    return (*left, *(LeftOut(what=kind, count=kinds[kind], why="not selected") for kind in sorted(kinds)))


# How it is said


def say_head(gate: "AnsweringGate", selection: Iterable[str], around: bool, posts: bool) -> HeadExchanged:
    """Say what this is."""
    said = gate.case.settings
    return HeadExchanged(
        case=gate.text(said.name),
        purpose=gate.text(said.purpose),
        legal_basis=gate.text(said.legal_basis),
        profile=said.profile,
        zone=said.time_zone,
        program=f"liaisons {version('liaisons')}",
        made=moment(gate.now or read_clock()),
        computed=None if gate.last_run.at is None else moment(gate.last_run.at),
        hidden=gate.hidden,
        selection=tuple(selection),
        around=around,
        posts=posts,
    )


def list_things(
    gate: "AnsweringGate",
    snapshot: "Snapshot",
    kept: set[int],
    ties: Iterable[Tie],
    chosen: set[int] | None,
    *,
    posts: bool,
) -> list[ThingExchanged]:
    """Give the things, sorted by label and the id that is shown."""
    seen: dict[int, Seen] = {}
    for tie in ties:
        for end in (tie.start, tie.end):
            seen.setdefault(end, Seen()).add(tie.seen)
    names: dict[str, list[NameExchanged]] = {}
    for spell in snapshot.spells():
        if snapshot.number[spell.subject] in kept:
            names.setdefault(spell.subject, []).append(
                NameExchanged(
                    name=gate.called(spell.name),
                    first=moment_if_known(spell.begin),
                    last=moment_if_known(spell.end),
                    exact_first=spell.exact_begin,
                    exact_last=spell.exact_end,
                )
            )
            seen.setdefault(snapshot.number[spell.subject], Seen()).add(Seen.of(spell.begin, spell.end))
    core, near = list_places(gate)
    written = wrote(snapshot)
    texts = read_texts(gate, snapshot, kept) if posts else {}
    things = []
    for number in sorted(kept):
        id, kind = snapshot.ids[number], snapshot.labels[number]
        times = seen.get(number, Seen())
        state = gate.voice.state(id)
        things.append(
            ThingExchanged(
                id=gate.shown_id(id),
                label=kind,
                name=gate.name(id),
                platform=gate.voice.word(id.partition(":")[0]) if kind in ON_PLATFORM else "",
                names=tuple(names.get(id, ())),
                state=state.get("state") or "",
                state_at=state.get("state_at"),
                mark=gate.voice.mark(id),
                posts=written.get(number, 0),
                first=moment_if_known(times.first),
                last=moment_if_known(times.last),
                clusters=tuple(core.get(id, ())),
                near=tuple(near.get(id, ())),
                chosen=chosen is None or number in chosen,
                sources=tuple(sorted(times.sources)),
                text=texts.get(number, ""),
                sha256=say_digest(gate, id) if kind == label(Media) else "",
            )
        )
    return sorted(things, key=lambda one: (one.label, one.id))


def keep_first(some: Sequence[Shown]) -> tuple[tuple[Shown, ...], int]:
    """Give of those with one id the first, and how many others there were: two things may have one pseudonym."""
    first: dict[str, Shown] = {}
    for one in some:
        first.setdefault(one.id, one)
    return tuple(first.values()), len(some) - len(first)


def say_digest(gate: "AnsweringGate", id: str) -> str:
    """Give the SHA-256 of a picture or file that is kept; hidden, nothing: who has the file knows whose it is."""
    digest = id.removeprefix("media:")
    return "" if gate.hidden or digest.startswith("absent-") else digest


def list_places(gate: "AnsweringGate") -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give the clusters in whose core each thing is, and those that it is around, by id."""
    core: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    for one in sorted(gate.last_run.of_kind("cluster"), key=lambda one: one.id):
        inner = set(members_of(one))
        for subject in one.subjects:
            (core if subject.id in inner else near).setdefault(subject.id, []).append(one.id)
    return core, near


def read_texts(gate: "AnsweringGate", snapshot: "Snapshot", kept: set[int]) -> dict[int, str]:
    """Give the texts of posts, by number; hidden, covered, and each as one line."""
    texts = zip(snapshot.posts["post"].to_pylist(), snapshot.posts["text"].to_pylist(), strict=True)
    chosen = {post: text for post, text in texts if post in kept and text}
    if not gate.hidden:
        return chosen
    gate.opener.read(snapshot.ids[post] for post in chosen)
    return {post: gate.opener.quote(snapshot.ids[post], most=BEYOND_ANY).text for post in chosen}


def say_tie(gate: "AnsweringGate", snapshot: "Snapshot", tie: Tie) -> LinkExchanged:
    """Say a link; its id follows from what is shown, so that nobody can guess a hidden number from it."""
    start, end = gate.shown_id(snapshot.ids[tie.start]), gate.shown_id(snapshot.ids[tie.end])
    return LinkExchanged(
        id=name_link(tie.type, start, end, tie.finding),
        type=tie.type,
        start=start,
        end=end,
        basis=tie.basis,
        how=tuple(sorted({gate.voice.word(word) for word in tie.how})),
        count=tie.count,
        first=moment_if_known(tie.seen.first),
        last=moment_if_known(tie.seen.last),
        plausibility=tie.plausibility,
        confidence=tie.confidence,
        chance=tie.chance,
        worth=tie.worth,
        finding=tie.finding,
        verdict=tie.verdict,
        sources=tuple(sorted(tie.seen.sources)),
    )


def name_link(type: str, start: str, end: str, finding: str | None) -> str:
    """Give the id of a link."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps([type, start, end, finding]).encode()).hexdigest()[:24]


def order_of_link(link: LinkExchanged) -> tuple[str, str, str, str]:
    """Order links by type, ends and finding."""
    return link.type, link.start, link.end, link.finding or ""


def say_finding(
    gate: "AnsweringGate", snapshot: "Snapshot", one: Finding, kept: set[int], seen: SeenLinks
) -> FindingExchanged:
    """Say a finding, with its reasons and the judgement that stands."""
    told = gate.say_finding(one)
    inner = [subject.id for subject in one.subjects if snapshot.number.get(subject.id) in kept]
    every = seen.of(link for reason in one.reasons for link in reason.evidence)
    judged = told.judgement
    return FindingExchanged(
        id=one.id,
        kind=one.kind,
        says=told.says,
        basis="judged" if judged is not None and judged.verdict == "same" else one.basis,
        confidence=one.confidence,
        chance=told.chance,
        worth=chances.column(one.kind, one.basis, one.score, one.parts)[1],
        bits=told.bits,
        first=moment_if_known(every.first),
        last=moment_if_known(every.last),
        subjects=tuple(gate.shown_id(id) for id in inner),
        others=len(one.subjects) - len(inner),
        reasons=tuple(
            ReasonExchanged(
                says=said.says,
                weight=said.weight,
                links=len(reason.evidence),
                sources=tuple(sorted(seen.of(reason.evidence).sources)),
            )
            for reason, said in zip(one.reasons, told.reasons, strict=True)
        ),
        judgement=None
        if judged is None
        else JudgementExchanged(
            entry=judged.entry,
            verdict=judged.verdict,
            who="" if gate.hidden else judged.who,
            at=judged.at,
            why=judged.why,
        ),
        sources=tuple(sorted(every.sources)),
    )


def list_files(gate: "AnsweringGate", cited: set[str]) -> tuple[FileExchanged, ...]:
    """Give the files that are cited, by hash."""
    found: Mapping[str, Mapping[str, object]] = {id: plain(row) for id, row in gate.store.sources().items()}
    files = []
    for id, row in sorted(found.items()):
        name, sha256 = gate.file(id)
        if sha256 in cited:
            exported = row.get("exported")
            at = moment(str(exported)) if exported else None
            files.append(FileExchanged(sha256=sha256, name=name, reader=str(row.get("reader", "")), exported=at))
    return tuple(files)
