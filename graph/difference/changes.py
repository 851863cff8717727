"""What changed from one report to another: typed findings and facts compared, never words."""

import hashlib
import json
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any, Literal

from graph.difference.newness import Came, Newness
from graph.difference.standing import Judged, Standing
from graph.finding import Finding, Reason
from graph.kinds import kind_of, reason_meanings
from graph.model import ID_MEANINGS

What = Literal[
    "born", "back", "gone", "withdrawn", "stronger", "weaker", "grown", "shrunk", "merged", "split", "dead", "moved",
    "state", "judged", "unjudged",
]  # fmt: skip

Why = Literal["judged", "unjudged", "undone", "reread", "protected", "version", "against", "below"]
"""Why something is gone or weaker: a judgement; a run that was taken back; a file read otherwise; a contact that
case.toml protects now; another version of an analysis; something that speaks against it; below the line by itself."""

BANDS = (0.5, 0.75, 0.9, 0.97)
"""A score that moves within two of these is no change."""

MOVED = 0.5
"""Bits that a score must have moved beside, so that one on the edge of a band is not told each time."""

SURE = ("weak", "fair", "strong")

WORDS = ("called", "name", "list of name", "title", "text", "raw")
"""Meanings of parts that are what somebody calls something."""

HEAVIER = 0.25
"""Bits by which a reason must weigh otherwise to be told."""


@dataclass(frozen=True, slots=True)
class ReasonChange:
    """A reason that came, went or weighs otherwise."""

    how: Literal["new", "gone", "heavier", "lighter"]
    reason: Reason
    was: float = 0.0
    """What it weighed before."""
    came: Came | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed."""

    what: What
    kind: str
    """The kind of the finding; else ``contact`` or ``thing``."""
    id: str
    """Of the finding; else of the thing."""
    now: Finding | None = None
    was: Finding | None = None
    came: Came = "new"
    why: Why | None = None
    joined: tuple[str, ...] = ()
    """Subjects that it has now and had not; of a contact that moved, who gives it out now."""
    left: tuple[str, ...] = ()
    joined_late: tuple[str, ...] = ()
    """Those among them that joined by what was read late alone."""
    origin: tuple[str, ...] = ()
    """Ids of findings that it came from, or went into."""
    reasons: tuple[ReasonChange, ...] = ()
    judgement: Judged | None = None
    state: str = ""
    state_at: int | None = None

    @property
    def finding(self) -> Finding | None:
        """The finding as it is now, else as it was."""
        return self.now or self.was


def compare_findings(then: Standing, now: Standing) -> Iterator[Change]:
    """Yield what changed of the findings that hold no members."""
    newness = Newness(then, now)
    before = {one.id: one for one in then.findings if not kind_of(one.kind).holds_members}
    after = {one.id: one for one in now.findings if not kind_of(one.kind).holds_members}
    for id, one in after.items():
        if id not in before:
            came = newness.of_finding(one)
            why: Why | None = "version" if came == "worked-out" and is_other_version(then, now) else None
            yield Change(what="born", kind=one.kind, id=id, now=one, came=came, why=why)
        elif (change := compare_finding(before[id], one, newness)) is not None:
            yield change
    for id, one in before.items():
        if id not in after:
            yield Change(what="gone", kind=one.kind, id=id, was=one, why=explain_loss(one, newness))


def compare_finding(was: Finding, one: Finding, newness: Newness) -> Change | None:
    """Say what changed of a finding that is in both; None where nothing did that matters."""
    reasons = compare_reasons(was, one, newness)
    told: dict[str, Any] = {"kind": one.kind, "id": one.id, "now": one, "was": was, "reasons": reasons}
    if ("withdrawn" in one.parts) != ("withdrawn" in was.parts):
        if "withdrawn" in one.parts:
            return Change(what="withdrawn", why=explain_loss(was, newness, one), **told)
        return Change(what="back", came=came_of(one, reasons, newness), **told)
    joined, left = differ(was, one)
    if joined or left:
        late = () if came_of(one, reasons, newness) != "late" else joined
        what: What = "grown" if len(joined) >= len(left) else "shrunk"
        if what == "grown":
            told["came"] = came_of(one, reasons, newness)
        else:
            told["why"] = explain_loss(was, newness, one)
        return Change(what=what, joined=joined, left=left, joined_late=late, **told)
    step = strength(one, was)
    if step > 0:
        return Change(what="stronger", came=came_of(one, reasons, newness), **told)
    if step < 0:
        return Change(what="weaker", why=explain_loss(was, newness, one), **told)
    return None


def differ(was: Finding, one: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the subjects that joined, and those that left, sorted."""
    before, after = ({subject.id for subject in some.subjects} for some in (was, one))
    return tuple(sorted(after - before)), tuple(sorted(before - after))


def strength(one: Finding, was: Finding) -> int:
    """Say whether a finding is stronger (1), weaker (-1) or as it was: by the band of its score, then by evidence."""
    if one.score is not None and was.score is not None and one.basis == was.basis == "inferred":
        step = bisect(BANDS, one.score) - bisect(BANDS, was.score)
        if step and abs(odds(one.score) - odds(was.score)) >= MOVED:
            return 1 if step > 0 else -1
    step = SURE.index(one.confidence) - SURE.index(was.confidence)
    return (step > 0) - (step < 0)


def odds(score: float) -> float:
    """Give a probability in bits."""
    held = min(max(score, 1e-6), 1 - 1e-6)
    return log2(held / (1 - held))


def identify(reason: Reason) -> tuple[str, ...]:
    """Give what makes a reason the same one in two reports: its key, and the things that it names one by one.

    Names, counts, dates and lists are not in it: a reason that tells more of the same is heavier, not another.
    """
    meanings: Mapping[str, str] = reason_meanings(reason.key)
    ids = (f"{key}={value}" for key, value in sorted(reason.parts.items()) if meanings.get(key) in ID_MEANINGS)
    return (reason.key, *ids)


def compare_reasons(was: Finding, one: Finding, newness: Newness) -> tuple[ReasonChange, ...]:
    """Give the reasons that came, went or weigh otherwise, the greatest step first."""
    before: dict[tuple[str, ...], list[Reason]] = {}
    for reason in was.reasons:
        before.setdefault(identify(reason), []).append(reason)
    found: list[ReasonChange] = []
    for at, reason in enumerate(one.reasons):
        same = before.get(identify(reason))
        if not same:
            found.append(ReasonChange("new", reason, 0.0, newness.of_reasons(one, [at]) or "worked-out"))
            continue
        old = same.pop(0)
        if abs(reason.weight - old.weight) >= HEAVIER:
            how: Literal["heavier", "lighter"] = "heavier" if reason.weight > old.weight else "lighter"
            found.append(ReasonChange(how, reason, old.weight, newness.of_reasons(one, [at]) or "worked-out"))
    found += [ReasonChange("gone", reason, reason.weight) for same in before.values() for reason in same]
    return tuple(sorted(found, key=lambda each: (-abs(step_of(each)), each.how, identify(each.reason))))


def digest_reasons(finding: Finding) -> str:
    """Give a hash of what the reasons of a finding come to; names and words in them change nothing."""
    told = []
    for reason in finding.reasons:
        meanings = reason_meanings(reason.key)
        parts = {key: value for key, value in sorted(reason.parts.items()) if meanings.get(key) not in WORDS}
        told.append([reason.key, parts, reason.weight, reason.evidence])
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def step_of(change: ReasonChange) -> float:
    """Give by how many bits a reason moved its finding."""
    return -change.was if change.how == "gone" else change.reason.weight - change.was


def came_of(one: Finding, reasons: Iterable[ReasonChange], newness: Newness) -> Came:
    """Say how that came which made a finding stronger: the reasons that came or weigh more."""
    places = {id(reason): at for at, reason in enumerate(one.reasons)}
    raised = [places[id(each.reason)] for each in reasons if each.how != "gone" and step_of(each) >= 0]
    return newness.of_reasons(one, raised) or "worked-out"


def explain_loss(was: Finding, newness: Newness, one: Finding | None = None) -> Why:
    """Say why a finding is gone or weaker; ``one`` is what it is now."""
    then, now = newness.then, newness.now
    if why := explain_judgement(was, then, now):
        return why
    sources = {
        source
        for reason, spots in zip(was.reasons, then.reasons.get(was.id, ()), strict=False)
        if reason.weight >= 0
        for spot in spots
        for source in spot.sources
    }
    lost = sources - now.sources.keys()
    if not sources and not newness.told:
        lost = then.sources.keys() - now.sources.keys()
    if lost:
        return "undone"
    if any(then.sources.get(source) != now.sources[source] for source in sources):
        return "reread"
    if now.protected - then.protected and now.protected - then.protected & things_of(was):
        return "protected"
    if is_other_version(then, now):
        return "version"
    if one is not None and any(
        each.reason.weight < 0 for each in compare_reasons(was, one, newness) if each.how != "gone"
    ):
        return "against"
    return "below"


def explain_judgement(was: Finding, then: Standing, now: Standing) -> Why | None:
    """Say whether a judgement made a finding go: one made since, or one taken back."""
    made, before = ({one.n: one for one in some.judgements if one.finding == was.id} for some in (now, then))
    if any(n not in before and one.verdict != "same" for n, one in made.items()):
        return "judged"
    if any(n not in made and one.verdict == "same" for n, one in before.items()):
        return "unjudged"
    return None


def things_of(finding: Finding) -> set[str]:
    """Give all that a finding and its evidence name."""
    ends = (end for reason in finding.reasons for link in reason.evidence for end in (link.start, link.end))
    return {*ends, *(subject.id for subject in finding.subjects)}


def is_other_version(then: Standing, now: Standing) -> bool:
    """Say whether the analyses changed from one report to the other; where that is not known, not."""
    return bool(then.program and now.program and then.program != now.program)
