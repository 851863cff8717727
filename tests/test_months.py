"""The bar of differences: a made-up world that comes in month by month, some of it late; both engines tell the same.

Every difference is held against what the analyses found before and after, by other means than it was made by; and what
it calls news against a case that read the same world in time.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from graph.case import Case
from graph.difference import Difference, compare_standings
from graph.difference.changes import BANDS
from graph.difference.standing import Standing, look
from graph.disclosure.names import Names
from graph.finding import Finding
from graph.kinds import kind_of
from graph.snapshot import Snapshot, read_tables
from graph.snapshot.kept import read_snapshot
from graph.store import Store
from graph.views.coverage import exported_at
from ingest import load
from liaisons.acts import finding, loading
from liaisons.session import Session
from worlds.months import write_months

MONTHS = 2
UNTIL = datetime(2025, 2, 1, tzinfo=UTC)
NOW = datetime(2025, 2, 2, 6, tzinfo=UTC)


def stand(case: Case, number: int, *releases: Path) -> Standing:
    """Read releases, look for leads, and give what a report would stand on."""
    with Session(case) as session:
        for release in releases:
            told = loading.ingest_files(session, [release], who="tester", now=NOW)
            assert told.left == ()
        finding.find_leads(session, who="tester", now=NOW)
        return look_at(case, session.store, read_snapshot(case, session.store, keep=True), number)


def look_at(case: Case, store: Store, snapshot: Snapshot, number: int) -> Standing:
    exported = {id: exported_at(row) for id, row in store.sources().items()}
    names = Names(store)
    names.learn_states({id for id, kind in zip(snapshot.ids, snapshot.labels, strict=True) if kind == "Group"})
    states = {id: (s.word, s.at) for id in snapshot.ids if id in names._states and (s := names.state(id))}
    return look(case, snapshot, exported, states, number=number, made=f"2025-0{number}-01T00:00:00Z", program="one")


@dataclass(frozen=True)
class Months:
    """What each month's report stood on, and what the one before the last would have, had all been in time."""

    case: Case
    standings: list[Standing]
    prompt: Standing


@pytest.fixture(scope="module")
def months(local_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    folder = tmp_path_factory.mktemp("months")

    def begin(name: str) -> Case:
        local_store.clear()
        return Case.init(folder / name, purpose="test", legal_basis="none", profile="ngo", who="tester", now=NOW)

    write_months(folder / "late", MONTHS, until=UNTIL)
    write_months(folder / "prompt", MONTHS, until=UNTIL, prompt=True)
    late = sorted((folder / "late/releases").iterdir())
    prompt = sorted((folder / "prompt/releases").iterdir())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "of", lambda _case, **_: local_store)
        patched.setattr(local_store, "close", lambda: None)
        case = begin("one")
        standings = [stand(case, number, release) for number, release in enumerate(late, 1)]
        yield Months(case, standings, stand(begin("other"), MONTHS, *prompt[:-1]))


def core(one: Finding) -> frozenset[str]:
    return frozenset(one.parts.get("core") or [subject.id for subject in one.subjects])


def band(one: Finding) -> int:
    return sum((one.score or 0.0) >= edge for edge in BANDS)


def check_findings(then: Standing, now: Standing, found: Difference) -> None:
    """Nothing missed and nothing told twice, of all that is no cluster."""
    told = Counter(one.id for one in found.changes if one.what not in ("moved", "state", "judged", "unjudged"))
    assert [id for id, times in told.items() if times > 1] == []
    before, after = ({one.id: one for one in some.findings} for some in (then, now))
    what = {one.id: one.what for one in found.changes if one.kind not in ("contact", "thing")}
    moved = {one.now.id for one in found.changes if one.what == "moved" and one.now}
    for id in before.keys() | after.keys():
        one, old = after.get(id), before.get(id)
        if kind_of((one or old).kind).holds_members:  # type: ignore[union-attr]  # it is in one of both
            continue
        if old is None:
            assert what[id] == "born"
        elif one is None:
            assert what[id] == "gone"
        elif {s.id for s in one.subjects} != {s.id for s in old.subjects}:
            assert id in moved or what[id] in ("grown", "shrunk")
        elif id in what:
            assert band(one) != band(old) or one.confidence != old.confidence or what[id] == "dead"
        elif one.basis == "inferred":
            assert one.confidence == old.confidence


def check_clusters(then: Standing, now: Standing, found: Difference) -> None:
    """What is told of clusters leads from the members that were to those that are."""
    replayed = {one.id: core(one) for one in then.findings if one.kind == "cluster"}
    was = dict(replayed)
    told = [one for one in found.changes if one.kind == "cluster"]
    for one in told:
        if one.what == "split" and one.now:  # what split off is not told again of what it was in
            for id in one.origin:
                replayed[id] -= core(one.now)
    for one in told:
        if one.what == "gone":
            del replayed[one.id]
        elif one.what in ("born", "split"):
            assert one.now
            replayed[one.id] = core(one.now)
        else:
            into = [one.was.id] if one.was else []
            into += one.origin if one.what == "merged" else ()
            base = frozenset[str]().union(*(replayed.pop(id, was[id]) for id in into))
            replayed[one.id] = (base | set(one.joined)) - set(one.left)
    assert replayed == {one.id: core(one) for one in now.findings if one.kind == "cluster"}


def test_every_month_is_told_whole_once_and_what_was_read_late_is_no_news(months: Months) -> None:
    standings, prompt = months.standings, months.prompt
    differences = [compare_standings(one, other) for one, other in pairwise(standings)]
    for found in differences:
        assert found.changes
        check_findings(found.then, found.now, found)
        check_clusters(found.then, found.now, found)
    in_order, last = differences[:-1], differences[-1]
    assert [one.id for found in in_order for one in found.changes if one.came == "late"] == []
    known = {one.id for one in prompt.findings}
    born = [one for one in last.changes if one.what == "born"]
    assert [one.id for one in born if one.came == "new" and one.id in known] == [], "told as news, and only read late"
    assert any(one.came == "late" for one in born), "nothing of what was read late was found"
    assert compare_standings(standings[-1], standings[-1]).is_empty


def test_a_server_tells_of_the_last_month_what_the_embedded_engine_does(months: Months, server_store: Store) -> None:
    """A difference is worked out from two standings alone, so that it is the same on both."""
    server_store.clear()
    assert [outcome.lost for outcome in load.apply_runs(months.case, server_store) if outcome.lost] == []
    snapshot = Snapshot(*read_tables(server_store))
    assert look_at(months.case, server_store, snapshot, len(months.standings)) == months.standings[-1]


@pytest.mark.slow
def test_the_releases_hold_every_post_once_and_the_truth_of_each_month(tmp_path: Path) -> None:
    told = write_months(tmp_path, MONTHS, until=UNTIL)
    assert [one["month"] for one in told] == ["2024-11", "2024-12", "2025-01"]
    assert [bool(one["late"]) for one in told] == [False, False, True]
    assert told[1]["died"] == ["facebook:group9930000000210030"]
    names = [path.parent.name for path in tmp_path.glob("releases/*/telegram/*/result.json")]
    late = {id.removeprefix("telegram:channel") for id, _ in told[-1]["late"]}
    assert {name.split("_")[1] for name in names if "2025-02" not in name}.isdisjoint(late)
    assert UNTIL - timedelta(days=1) > datetime.fromisoformat(told[0]["until"])
