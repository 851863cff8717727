"""What is watched and what answers to it, as it may be shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.answers import Thing
from graph.answers.quotes import Quote
from graph.answers.watches import HitStatus, WatchHitShown, WatchShown
from graph.disclosure.voice import moment, moment_if_known
from graph.finding import Evidence
from graph.views.shown import show_thing
from graph.watches.entries import HitMark, Watch, read_hit_marks, read_watches
from graph.watches.matching import WatchHit, find_watch_hits, locate_match

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

QUOTED = 60
"""Hits whose links are opened to quotes; the others are listed."""

QUOTES = 2
"""Quotes of a hit."""

LENGTH = 220
"""Characters of a quote."""

OPEN: HitStatus = "open"


def show_watches(gate: "AnsweringGate", snapshot: "Snapshot") -> tuple[WatchShown, ...]:
    """Give all that is watched, with how much answers to each."""
    watches, marks = read_watches(gate.case), read_hit_marks(gate.case)
    by_watch: dict[int, list[WatchHit]] = {watch.n: [] for watch in watches}
    for hit in find_hits(gate, snapshot, watches):
        by_watch[hit.watch].append(hit)
    gate.consult("watches", {id for watch in watches for id in watch.ids}, count=len(watches))
    learn_watched(gate, watches)
    return tuple(show_watch(gate, watch, by_watch[watch.n], marks) for watch in watches)


def show_watch(
    gate: "AnsweringGate", watch: Watch, hits: Sequence[WatchHit], marks: Mapping[str, HitMark]
) -> WatchShown:
    """Give one watch, with how much answers to it."""
    return WatchShown(
        n=watch.n,
        kind=watch.kind,
        value=say_watched(gate, watch),
        who=watch.who,
        at=moment(watch.at),
        why=gate.text(watch.why),
        hits=len(hits),
        open=sum(status_of(hit, marks) == OPEN for hit in hits),
        first=moment_if_known(min((hit.first for hit in hits if hit.first is not None), default=None)),
        last=moment_if_known(max((hit.last for hit in hits if hit.last is not None), default=None)),
    )


def show_hits(
    gate: "AnsweringGate",
    snapshot: "Snapshot",
    told: Mapping[str, int],
    watch: int | None = None,
    statuses: Collection[HitStatus] = (),
    prefix: str = "",
) -> tuple[WatchHitShown, ...]:
    """Give the hits of one watch or of all, with these statuses or any, whose ids begin so.

    New ones come first, then those that grew, then the latest. ``told`` has the counts that the reader was told of
    before, by hit.
    """
    watches = {one.n: one for one in read_watches(gate.case) if watch is None or one.n == watch}
    marks = read_hit_marks(gate.case)
    every = find_hits(gate, snapshot, list(watches.values()))
    chosen = (hit for hit in every if hit.id.startswith(prefix))
    hits = [hit for hit in chosen if not statuses or status_of(hit, marks) in statuses]
    hits.sort(key=lambda hit: (hit.id in told, hit.count <= told.get(hit.id, 0)))
    gate.consult("watch hits", {hit.party for hit in hits}, count=len(hits))
    learn_watched(gate, watches.values())
    gate.learn({hit.party for hit in hits})
    gate.voice.names.learn_states([hit.party for hit in hits])
    quotes = quote_hits(gate, watches, hits[:QUOTED])
    return tuple(
        WatchHitShown(
            id=hit.id,
            watch=hit.watch,
            kind=watches[hit.watch].kind,
            value=say_watched(gate, watches[hit.watch]),
            party=show_party(gate, watches[hit.watch], hit),
            period=hit.period,
            count=hit.count,
            more=max(hit.count - told.get(hit.id, 0), 0),
            first=moment_if_known(hit.first),
            last=moment_if_known(hit.last),
            ways=hit.ways,
            status=status_of(hit, marks),
            who=marks[hit.id].who if hit.id in marks else "",
            why=gate.text(marks[hit.id].why) if hit.id in marks else "",
            new=hit.id not in told,
            quotes=quotes.get(hit.id, ()),
        )
        for hit in hits
    )


def find_hits(gate: "AnsweringGate", snapshot: "Snapshot", watches: Sequence[Watch]) -> list[WatchHit]:
    """Give what answers to watches; of a cluster that the last run lacks nothing does."""
    wanted = {watch.ids[0] for watch in watches if watch.kind == "cluster"}
    clusters = [one for one in gate.last_run.of_kind("cluster") if one.id in wanted] if wanted else []
    cores = {one.id: frozenset(one.parts.get("core") or ()) for one in clusters}
    return find_watch_hits(snapshot, watches, cores)


def quote_hits(
    gate: "AnsweringGate", watches: Mapping[int, Watch], hits: Iterable[WatchHit]
) -> dict[str, tuple[Quote, ...]]:
    """Give the first quotes of each hit, what is watched marked in them."""
    by_watch: dict[int, list[WatchHit]] = {}
    for hit in hits:
        by_watch.setdefault(hit.watch, []).append(hit)
    quotes: dict[str, tuple[Quote, ...]] = {}
    for n, some in by_watch.items():
        links = {link for hit in some for link in hit.evidence[:QUOTES]}
        locate = locate_match(watches[n])
        opened: Mapping[Evidence, Sequence[Quote]] = gate.opener.open(links, LENGTH, locate)
        for hit in some:
            found = (quote for link in hit.evidence[:QUOTES] for quote in opened[link])
            quotes[hit.id] = tuple(dict.fromkeys(found))[:QUOTES]
    return quotes


def learn_watched(gate: "AnsweringGate", watches: Iterable[Watch]) -> None:
    """Ask for the names of what is watched."""
    gate.learn({id for watch in watches if watch.kind in ("contact", "thing") for id in watch.ids})


def say_watched(gate: "AnsweringGate", watch: Watch) -> str:
    """Give what is watched as it was typed; hidden, a pseudonym, or no more than what kind of thing it is."""
    if watch.kind == "cluster":
        return say_cluster(gate, watch.ids[0])
    if watch.kind == "thing":
        return gate.name(watch.ids[0])
    if not gate.hidden:
        return watch.value
    known = [id for id in watch.ids if gate.label(id)]
    return gate.name(known[0]) if known else f"[{watch.kind}]"


def say_cluster(gate: "AnsweringGate", finding: str) -> str:
    """Give the name of a cluster; its id where the last run has it no more."""
    found = gate.named(one for one in gate.last_run.answering(finding) if one.id == finding)
    return gate.voice.title(found[0].parts["name"]).removeprefix("cluster ") if found else finding


def show_party(gate: "AnsweringGate", watch: Watch, hit: WatchHit) -> Thing:
    """Give who did it."""
    if watch.kind == "cluster":
        return Thing(hit.party, "Finding", say_cluster(gate, hit.party))
    return show_thing(hit.party, gate.label(hit.party), gate.voice)


def status_of(hit: WatchHit, marks: Mapping[str, HitMark]) -> HitStatus:
    """Give how far a hit is dealt with; one that has grown since is open again."""
    mark = marks.get(hit.id)
    return OPEN if mark is None or hit.count > mark.count else mark.status
