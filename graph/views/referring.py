"""What a referral hands on: things with exact addresses, and posts with the hashes of their files; no more."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.answers.referrals import ReferredPost, ReferredThing
from graph.disclosure.voice import Voice
from graph.errors import NotFoundError
from graph.finding import Finding, Subject
from graph.forms.web_addresses import write_web_address
from graph.kinds import kind_of
from graph.model import Opens, Post, label
from graph.views import chances, searching, words
from graph.views.evidence import OF_POSTS
from graph.views.ledger import describe_files

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

POSTS_OF_FINDING = 12
"""Posts of the evidence of one finding that a referral shows, the first in its reasons."""

LENGTH = 4_000
"""Characters of a post that is shown."""

POST = label(Post)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a referral is about."""

    things: tuple[Subject, ...]
    posts: tuple[str, ...]
    findings: tuple[Finding, ...]


class IdVoice(Voice):
    """Says things by their ids, by which a platform finds them: what somebody is called is not handed on."""

    def name(self, id: str) -> str:
        """Give the id."""
        return id

    def title(self, text: str) -> str:  # noqa: ARG002  # of the parent
        """Give a word for a cluster: its name comes from people or groups."""
        return "a cluster"


def select_things(gate: "AnsweringGate", typed: Iterable[str]) -> Selection:
    """Give what ids stand for: a finding for its subjects and the posts behind it, anything else for itself.

    Of a cluster the core alone. Raise NotFoundError for what is no one thing of the case.
    """
    things: dict[str, Subject] = {}
    posts: dict[str, None] = {}
    findings: dict[str, Finding] = {}
    for text in typed:
        found = gate.findings_beginning(text.strip().lower())
        if len(found) == 1:
            [one] = found
            findings[one.id] = one
            things |= {subject.id: subject for subject in list_core(one) if subject.label != POST}
            links = (link for reason in one.reasons if reason.weight >= 0 for link in reason.evidence)
            behind = dict.fromkeys(link[OF_POSTS[link.type]] for link in links if link.type in OF_POSTS)
            posts |= dict.fromkeys(list(behind)[:POSTS_OF_FINDING])
            continue
        hits = searching.firm(searching.hits(text, gate.store, gate.voice))
        if len(hits) != 1:
            raise NotFoundError(
                f"{text!r:.60}", f"{len(hits):,} things answer to it", "the id of a finding, a thing or a post"
            )
        if hits[0].label == POST:
            posts[hits[0].id] = None
        else:
            things[hits[0].id] = Subject(hits[0].id, hits[0].label)
    return Selection(tuple(things.values()), tuple(posts), tuple(findings.values()))


def list_core(one: Finding) -> Sequence[Subject]:
    """Give the subjects of a finding; of what holds members those in the core, and no contact of others."""
    core = frozenset(one.parts.get("core") or ())
    return [subject for subject in one.subjects if not kind_of(one.kind).holds_members or subject.id in core]


def refer_things(gate: "AnsweringGate", snapshot: "Snapshot", chosen: Selection) -> tuple[ReferredThing, ...]:
    """Give things by id, with every address at which they can be opened and the findings that name them."""
    ids = [thing.id for thing in chosen.things]
    gate.learn(ids)
    gate.voice.names.learn_states(ids)
    openers = list_openers(snapshot, ids)
    voice = IdVoice(gate.voice.names, gate.voice.masks, hidden=False, zone=gate.voice.zone)
    return tuple(
        ReferredThing(
            id=thing.id,
            what=thing.label.lower(),
            platform=thing.id.partition(":")[0] if ":" in thing.id else "",
            addresses=tuple(filter(None, map(write_web_address, (*openers.get(thing.id, ()), thing.id)))),
            states=str(gate.state(thing.id).get("state") or ""),
            stands_on=tuple(
                f"{words.headline(one, voice)} ({describe_certainty(one)})"
                for one in chosen.findings
                if thing in one.subjects
            ),
        )
        for thing in chosen.things
    )


def describe_certainty(one: Finding) -> str:
    """Say whether a finding is read from files or concluded, and how sure that is."""
    return f"finding {one.id}, {chances.sure(one.kind, one.basis, one.score, one.parts)}"


def list_openers(snapshot: "Snapshot", ids: Collection[str]) -> dict[str, list[str]]:
    """Give the handles and invites that lead to things, by their ids."""
    wanted = {snapshot.number[id]: id for id in ids if id in snapshot.number}
    found: dict[str, list[str]] = {}
    table = snapshot.table(Opens)
    for start, end in zip(table["start"].to_pylist(), table["end"].to_pylist(), strict=True):
        if end in wanted:
            found.setdefault(wanted[end], []).append(snapshot.ids[start])
    return found


def refer_posts(gate: "AnsweringGate", posts: Iterable[str]) -> tuple[ReferredPost, ...]:
    """Give posts with their text, the hash of the file that they were read from, and their place in it."""
    files = describe_files(gate)
    shown = []
    for id in posts:
        quote = gate.opener.quote(id, most=LENGTH)
        captured = files.get(f"sha256:{quote.sha256}", {}).get("exported")
        shown.append(
            ReferredPost(
                id=id,
                address=write_web_address(id),
                at=quote.at,
                text=quote.text,
                sha256=quote.sha256,
                place=quote.place,
                captured=captured,
            )
        )
    return tuple(sorted(shown, key=lambda one: (one.at or "", one.id)))
