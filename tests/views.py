"""Fixtures: what a report and its page show, made by hand out of hostile names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

import pytest

from graph.answers import JudgementShown, Thing
from graph.answers.changes import CollectedShown, CompareAnswer, ReportNamed
from graph.answers.collected import PlaceShown
from graph.answers.findings import FindingShown, ReasonShown
from graph.answers.outreach import OutreachGroup, OutreachSet, OutreachShown
from graph.answers.quotes import Quote
from graph.answers.records import FileLeft, NoticeShown, RefusalShown
from graph.answers.watches import WatchHitShown
from graph.views.changes import ChangeSeen, ChangesView, SightSeen
from graph.views.shapes import (
    Activity,
    Bar,
    Beside,
    Circle,
    Edge,
    File,
    Found,
    Gap,
    Lane,
    Lead,
    Network,
    Node,
    Overview,
    Piece,
    Rival,
    Row,
    Said,
    Section,
    plain,
)
from graph.views.survival import Curve, Split, Step, What

HOSTILE = (
    "<img src=x onerror=\"window.__xss='img'\">",
    "</script><script>window.__xss='script'</script>",
    "</title></style><svg onload=\"window.__xss='svg'\">",
    "<a href=\"javascript:window.__xss='href'\">href</a>",
    "\"' onmouseover=\"window.__xss='attribute'\" x='`",
    "${window.__xss='template'}{{7*7}}{% raw %}{{constructor.constructor('window.__xss=1')()}}",
    "javascript:window.__xss='address'",
    "file\u202egpj.exe\u2066\u200b\u200f",
    "a\u200db\u200c \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1f3",
    "nul\x00 escape\x1b[31m bell\x07 half\ud800",
    "<!--<script>]]>--><![CDATA[",
    "=cmd|' /C calc'!A0",
    "",
    "و" * 4000 + "x" * 6000,
)
"""What names, titles, texts and file names may hold (the corpus of both pages)."""


def curves(platform: str) -> tuple[Curve, ...]:
    """Give curves of each sort; what began after a removal is too few to say."""
    steps = tuple(Step(30 * at, 1 - at / 22, 1 - at / 18, 1 - at / 30, 40 - 2 * at) for at in range(1, 16))
    sorts: tuple[tuple[Split, str], ...] = (
        ("", ""),
        ("platform", platform),
        ("removal", "before"),
        ("removal", "after"),
    )
    few: dict[str, Any] = {"count": 7, "ended": 2, "removed": 0}
    enough: dict[str, Any] = {
        "count": 40,
        "ended": 20,
        "removed": 3,
        "steps": steps,
        "median": 330,
        "range": (270, None),
    }
    return tuple(
        Curve(what=what, split=split, part=part, **(few if part == "after" else enough))
        for what in get_args(What)
        for split, part in sorts
    )


def tell(one: Lead) -> FindingShown:
    """Give a lead as commands answer it."""
    return FindingShown(
        id=one.id, kind=one.kind, says=plain(one.says), basis="inferred", score=one.score, chance=None,
        calibrated=False, bits=one.bits, confidence="fair", subjects=one.subjects, parts={},
        reasons=tuple(ReasonShown(plain(reason.says), reason.weight, ()) for reason in one.reasons),
        notes=tuple(map(plain, one.notes)), judgement=one.judgement,
    )  # fmt: skip


def changes(names: Sequence[str]) -> ChangesView:
    """Give changes of every sort, with hostile names in all that is shown of them."""
    then, now = ReportNamed(2, "2025-06-30T09:00:00Z"), ReportNamed(3, "2025-07-07T09:00:00Z")
    tags = ("new", "gone", "merged", "moved", "stronger", "state")
    seen = tuple(
        ChangeSeen(
            tag=tags[at % len(tags)], kind=("alias", "cluster", "contact")[at % 3], id="a" * 12,
            says=(Piece(name, "name", f"s{at}"), Piece(" and "), Piece("+46 70 174 06 71", "contact")),
            lines=((Piece("Joined: "), Piece(name, "name")),), came="late" if at % 2 else "new",
            note="Collected late." if at % 2 else "",
            reasons=(("new", 2.5, (Piece("both write "), Piece(name, "text"))),), more=2,
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    collected = tuple(
        CollectedShown(how, name, "2025-01-01T00:00:00Z", None, 9, (name, name))
        for how, name in zip(("on", "back", "between", "place"), names, strict=False)
    )
    sights = tuple(
        SightSeen(how=how, label="Account", says=(Piece(name, "name"),), first=None, last="2025-07-01T00:00:00Z")
        for how, name in zip(("first", "again", "silent"), names, strict=False)
    )
    answer = CompareAnswer(
        then=then, now=now, nothing=False, counts={"born": {"alias": 1}}, late=7, changes=(), sights=(),
        collected=collected, gone=(names[0],),
    )  # fmt: skip
    return ChangesView(
        then=then, now=now, first=seen[:10], changes=seen, summary=("1 new alias", "2 clusters merged"), late=7,
        sights=sights, collected=collected, gone=(names[0],), answer=answer,
    )  # fmt: skip


def outreach(names: Sequence[str]) -> tuple[OutreachShown, ...]:
    """Give sets of groups with hostile names, of the case, a platform and a cluster; the last reaches no most."""

    def chosen(size: int) -> OutreachSet:
        groups = tuple(
            OutreachGroup(
                group=Thing(f"telegram:channel{at}", "Group", names[at]), people=500 - at * 5, listed=at % 2 == 0,
                core_of=names[at + 1] if at == 1 else "",
            )
            for at in range(size)
        )  # fmt: skip
        return OutreachSet(groups=groups, reached=size / 12, low=size / 14, high=size / 11, passed_on=size / 11)

    sets = tuple(chosen(size) for size in range(1, 11))
    scopes: Sequence[tuple[Literal["case", "platform", "cluster"], str]] = (
        ("case", ""), ("platform", "telegram"), ("cluster", names[0])
    )  # fmt: skip
    return tuple(
        OutreachShown(
            scope=scope, name=name, finding="c" * 12 if scope == "cluster" else "", people=1_200, groups=40, dark=2,
            enough=scope != "cluster", sets=sets,
        )
        for scope, name in scopes
    )  # fmt: skip


@pytest.fixture(scope="session")
def hostile() -> tuple[str, ...]:
    """Give texts that try to run, to steer the line, or to be too long."""
    return HOSTILE


@pytest.fixture(scope="session")
def view() -> Overview:
    """Give what a report and its page show, made by hand: two clusters of hostile names, and a lead of each kind."""
    names = [*HOSTILE, "باب البحر", "Nadia Testova", "ሰላም ጉዞ"]
    labels = ["Account", "Group", "Phone", "Handle", "Invite", "Site", "Email"]

    def quote(number: int) -> Quote:
        text = f"before {names[number % len(names)][:200]} call +46 70 174 06 71 now"
        begin = text.index("+46")
        name = names[(number + 2) % len(names)]
        return Quote(
            post=f"telegram:channel1/{number}", at="2025-03-01T12:00:00Z", author=names[(number + 1) % len(names)],
            chat=name, text=text, begin=begin, end=begin + 16, file=f"export/{name[:60]}/result.json",
            sha256=f"{number:064x}", place=f"messages[{number}]", files=1 + number % 2,
        )  # fmt: skip

    nodes = tuple(
        Node(
            id=f"telegram:user{number}", label=labels[number % len(labels)], name=names[number % len(names)],
            home=0 if number < 40 else 1 if number < 70 else 2, links=3, posts=number, first="2024-01-08T10:00:00Z",
            last="2025-06-30T10:00:00Z", names=(names[(number + 3) % len(names)],) if number % 5 == 0 else (),
        )
        for number in range(80)
    )  # fmt: skip
    types = ("MENTIONS", "IN", "MEMBER_OF", "OPENS", "SHOWS", "ADMIN_OF", "FORWARDED_FROM", "CALLED", "TIED_TO")
    edges = [
        Edge(
            start=number, end=(number * 7 + 1) % 70, type=types[number % len(types)], basis="observed", posts=number,
            first="2024-02-01T00:00:00Z", last="2025-02-01T00:00:00Z", quotes=(quote(number),), more=number % 3,
        )
        for number in range(70)
    ]  # fmt: skip
    edges.append(Edge(start=0, end=7, type="ALIAS", basis="inferred", finding="a" * 12))
    edges.append(Edge(start=1, end=8, type="SUCCESSION", basis="judged", finding="b" * 12))

    def rival(name: str) -> Rival:
        both = Said((Piece("both were run by "), Piece(name, "name")), 4.0)
        return Rival(
            says=(Piece("One of these two: "), Piece(name, "name"), Piece(" is 1.2 bits behind")),
            thing=Thing("telegram:user9", "Group", name), mine=names[2], bits=6.3, close=True,
            rows=(
                Beside((Said((Piece("their names share rare words"),), 3.0),), ()),
                Beside((both,), (replace(both, weight=2.0, quotes=(quote(5),)),)),
            ),
        )  # fmt: skip

    def lead(number: int, kind: str) -> Lead:
        things = tuple(Thing(nodes[at].id, nodes[at].label, nodes[at].name) for at in (number, number + 7))
        number_piece = Piece("+46 70 174 06 71", "contact")
        says = (Piece(names[number % len(names)], "name", things[0].id), Piece(" and "), number_piece)
        return Lead(
            id={"alias": "a" * 12, "succession": "b" * 12}.get(kind, f"{number:012x}"),
            kind=kind, says=says, basis="observed" if kind in ("rename", "reuse") else "inferred",
            score=1.0 if kind in ("rename", "reuse") else None, confidence="fair", bits=7.5, subjects=things, size=9,
            reasons=(
                Said((Piece("both name "), Piece(names[number % len(names)], "text")), 8.5, (quote(number),), 2),
                Said((Piece("one answers the other"),), -1.0),
            ),
            more=1, first="2024-05-01T00:00:00Z", last=None,
            rival=rival(names[0]) if kind == "succession" else None, parts={"close": kind == "succession"},
            judgement=None if number % 2 else JudgementShown(
                entry=3, verdict="unsure", who=names[1], at="2025-07-01T00:00:00Z", why=names[0]),
        )  # fmt: skip

    def circle(id: str, name: str, finding: str | None, size: int, shown: int) -> Circle:
        return Circle(
            id=id,
            name=name,
            finding=finding,
            size=size,
            accounts=size - 5,
            groups=3,
            contacts=2,
            shown=shown,
            guests=(45, 50) if shown == 40 else (),
        )

    kinds = ("succession", "alias", "handoff", "cluster", "reuse", "rename")
    sections = tuple(
        Section(kind, 40, tuple(lead(10 * at + number, kind) for number in range(1 if at < 2 else 4)))
        for at, kind in enumerate(kinds)
    )
    months = tuple(f"2025-{month:02}" for month in range(1, 7))
    return Overview(
        name=names[1], purpose=names[0], legal_basis=names[3], profile="police", zone="Europe/Athens",
        scope={"groups": list(names[:4]), "not_collected": [names[2]]}, number=3, made="2025-07-07T09:00:00Z",
        computed="2025-07-07T08:00:00Z", since={"sources": 1, "judgements": 0}, hidden=False,
        counts={"Account": 12, "Post": 3000}, span=("2024-01-01T00:00:00Z", "2025-06-30T00:00:00Z"),
        first=tuple(section.leads[0] for section in sections), sections=sections,
        watched=len(names),
        hits=tuple(
            WatchHitShown(
                id=f"{at:012x}", watch=at, kind="words", value=name, party=Thing(name, "Account", name),
                period="2025-W10", count=3, more=at % 3, first=None, last="2025-03-05T09:00:00Z", ways={"POSTED": 3},
                status="open", new=at % 2 == 0,
                quotes=(Quote(None, None, name, name, name, None, None, name, "a" * 64, name, 1),),
            )
            for at, name in enumerate(names)
        ),
        found=tuple(
            Found(
                id=one.id, kind=one.kind, basis=one.basis, score=one.score, bits=one.bits, confidence=one.confidence,
                judgement=None, digest="d" * 64, subjects=one.subjects,
                shown=tell(one),
            )
            for section in sections
            for one in section.leads
        ),
        files=tuple(
            File(
                name=name, sha256=f"{number:064x}", source="table", read={"message": 5}, refused=number % 2 * 9,
                first_refused=(RefusalShown("line 3", name, "a row"),) if number % 2 else (),
                noticed=(NoticeShown("file", name),), exported=None, run=2,
            )
            for number, name in enumerate(names)
        ),
        left=(FileLeft(names[0], names[1]),),
        gaps=(Gap(names[0], "name", "2025-02-01T00:00:00Z", None, "its newest file ends then"),),
        places=tuple(
            PlaceShown(
                place=Thing(f"g{at}", "Group", name), posts=3, undated=1, first="2025-02-01T00:00:00Z", last=None,
                usual_days=1.0, read_until=None, files=(), gaps=(),
            )
            for at, name in enumerate(names)
        ),
        activity=Activity(
            months, tuple(Row(name, f"g{at}", (0, 3, 9, 0, 1, 4), (0, 4)) for at, name in enumerate(names)), 2, 1
        ),
        contacts=Activity(months, (Row("Numbers", "Phone", (1, 0, 0, 2, 0, 0), (0, 5)),)),
        lanes=tuple(
            Lane(
                Thing(f"s{at}", "Group", name),
                (
                    Bar(name, "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z", True, False),
                    Bar(names[at - 1], "2025-02-01T00:00:00Z", None, False, True),
                ),
            )
            for at, name in enumerate(names)
        ),
        laned=41,
        survival=curves(names[0]),
        outreach=outreach(names),
        network=Network(
            (
                circle("c" * 12, names[1], f"{30:012x}", 4_000, 40),
                circle("d" * 12, "باب–البحر 2", None, 30, 30),
                circle("outside", "Outside all clusters", None, 10, 10),
            ),
            nodes, tuple(edges), 3_960, 12,
        ),
        told=(names[0],), changes=changes(names),
    )  # fmt: skip
