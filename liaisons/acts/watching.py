"""What people put on a watchlist, take off it, and say of its hits; each an entry of the journal."""

from collections.abc import Collection
from dataclasses import replace

from graph import forms
from graph.answers.watches import HitStatus, WatchesAnswer, WatchHitsAnswer, WatchKind
from graph.case import Case
from graph.errors import NotFoundError, WatchError
from graph.kinds import kind_of
from graph.watches.entries import (
    MARK,
    UNWATCH,
    WATCH,
    Watch,
    enter_listed,
    read_watches,
)
from liaisons.acts.judging import choose_finding
from liaisons.session import Session

LONGEST = 300
"""Characters of what is watched."""


def add_watch(session: Session, kind: WatchKind, value: str, why: str, *, who: str, hide_names: bool) -> Watch:
    """Put something on the watchlist; raise WatchError where it cannot be watched, or is already."""
    if not why.strip():
        raise WatchError("watch", "no reason given", "a reason", "Say why: --why TEXT.")
    text = " ".join(forms.make_storable(value).split())
    if not 0 < len(text) <= LONGEST:
        raise WatchError("watch", f"{len(text):,} characters", f"1 to {LONGEST}", "Watch several things apart.")
    ids = list_watched_ids(session, kind, text, who=who, hide_names=hide_names)
    case = session.case
    with session.writing("watch", who=who):
        for one in read_watches(case):
            if one.kind == kind and (set(ids) & set(one.ids) if ids else one.value == text):
                raise WatchError(
                    f"watch {kind}", f"it is watched already: watch {one.n}", "something new", "liaisons watch list."
                )
        entry = case.journal.append(WATCH, {"kind": kind, "value": text, "ids": list(ids), "why": why}, who=who)
    return choose_watch(case, entry.n)


def list_watched_ids(session: Session, kind: WatchKind, text: str, *, who: str, hide_names: bool) -> tuple[str, ...]:
    """Give the ids that a watch is known by, none where it is of words; raise WatchError for what it cannot take."""
    if kind == "contact":
        ids = tuple(id for id in forms.list_typed_ids(text) if not id.startswith("name:"))
        if not ids:
            raise WatchError(
                "watch contact", f"{text!r:.60}", "a number, handle, invite, mail or web address", "As it was written."
            )
        return ids
    if kind == "thing":
        with session.answering(who=who, hide_names=hide_names) as gate:
            return (gate.find_subject(text),)
    if kind == "cluster":
        found = choose_finding(session.case, text)
        if not kind_of(found.kind).holds_members:
            raise WatchError(found.id, f"a finding of kind {found.kind}", "a cluster", "liaisons find cluster.")
        return (found.id,)
    check_words(kind, text)
    return ()


def check_words(kind: WatchKind, text: str) -> None:
    """Raise WatchError for words that nothing can answer to, or everything."""
    from graph.watches.matching import check_pattern, fold_word, list_alternatives

    if kind == "pattern":
        check_pattern(text)
    elif not (every := list_alternatives(text)) or not all(any(map(str.isalnum, fold_word(one))) for one in every):
        raise WatchError(f"watch {kind}", f"no letter or digit in {text!r:.60}", "words, writings between commas")


def remove_watch(session: Session, n: int, why: str, *, who: str) -> Watch:
    """Take something off the watchlist; its hits stand in earlier reports, and are looked for no more."""
    watch = choose_watch(session.case, n)
    with session.writing("watch", who=who):
        session.case.journal.append(UNWATCH, {"watch": n, "why": why}, who=who)
    return watch


def mark_hit(
    session: Session, prefix: str, status: HitStatus, why: str, *, who: str, hide_names: bool
) -> WatchHitsAnswer:
    """Say that a hit is seen, done or open again, and give it as it stands then."""
    with session.answering(who=who, hide_names=hide_names) as gate:
        answer = gate.watch_hits(hit=prefix)
        found = answer.hits
        if len(found) != 1 or not prefix:
            raise NotFoundError(
                prefix or "watch mark", f"{len(found):,} hits have an id that begins so", "one", "liaisons watch hits."
            )
        one = found[0]
        said = {"hit": one.id, "watch": one.watch, "count": one.count, "status": status, "why": why}
        with session.writing("watch", who=who):
            session.case.journal.append(MARK, said, who=who)
        return replace(answer, hits=(replace(one, status=status, who=who, why=gate.text(why)),))


def answer_watches(session: Session, *, who: str, hide_names: bool) -> WatchesAnswer:
    """Give all that is watched."""
    with session.answering(who=who, hide_names=hide_names) as gate:
        return gate.watches()


def answer_hits(
    session: Session,
    watch: int | None,
    statuses: Collection[HitStatus],
    *,
    who: str,
    hide_names: bool,
    top: int | None = None,
) -> WatchHitsAnswer:
    """Give what answers to one watch or all; what was told once is new no more.

    ``top``: hits that are shown, all if left out; those below stay new.
    """
    if watch is not None:
        choose_watch(session.case, watch)
    with session.answering(who=who, hide_names=hide_names) as gate:
        answer = gate.watch_hits(watch, statuses)
    with session.writing("watch", who=who):
        enter_listed(session.case, {hit.id: hit.count for hit in answer.hits[:top]}, who=who)
    return answer


def choose_watch(case: Case, n: int) -> Watch:
    """Give a watch by its number."""
    for one in read_watches(case):
        if one.n == n:
            return one
    raise NotFoundError(f"watch {n}", "nothing is watched under this number", "a watch", "liaisons watch list.")
