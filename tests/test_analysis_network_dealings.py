"""Who deals with whom: calls, stated ties, saved numbers and posts passed on make clusters, and say no more."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest

from graph.analysis.cluster import find_clusters
from graph.analysis.network.dealings import CROWD, list_dealings, list_passings
from graph.analysis.shared.context import Past
from graph.finding import Evidence, Finding
from graph.kinds import reason_template
from graph.model import (
    Account,
    Called,
    ForwardedFrom,
    Group,
    In,
    Link,
    Mentions,
    Name,
    Named,
    Node,
    Phone,
    Post,
    Posted,
    Shows,
    TiedTo,
    link_type,
)
from graph.snapshot import Snapshot

DAY = 86_400_000
Pair = tuple[str, str]


def phone(number: int) -> str:
    return f"+4477009{number:05}"


class Log:
    """Calls, ties and posts passed on, in the order in which they are told."""

    def __init__(self, *pairs: Pair) -> None:
        self.links: dict[type[Link], list[dict[str, Any]]] = {}
        self.nodes: dict[str, type[Node]] = {}
        for pair in pairs:
            self.call(*pair)

    def say(self, cls: type[Link], start: str, end: str, **said: Any) -> None:
        for id in (start, end):
            kind = Phone if id[0] == "+" else Name if id.startswith("name:") else Group if "channel" in id else Account
            self.nodes.setdefault(id, Post if "/" in id else kind)
        rows = self.links.setdefault(cls, [])
        rows.append({"source": "s", "place": str(len(rows)), **said, "start": start, "end": end})

    def call(self, start: str, end: str, times: int = 1) -> None:
        for _ in range(times):
            self.say(Called, start, end, at=len(self.links.get(Called, ())) * DAY, how="call")

    def forward(self, who: str, origin: str) -> None:
        post = f"telegram:{who}/{len(self.links.get(Posted, ()))}"
        self.say(Posted, who, post)
        self.say(ForwardedFrom, post, origin)

    def snapshot(self) -> Snapshot:
        nodes: dict[type[Node], list[dict[str, Any]]] = {}
        for id, kind in self.nodes.items():
            nodes.setdefault(kind, []).append({"id": id} | ({"text": id} if kind is Name else {}))
        return Snapshot.of(nodes, self.links)

    def find(self, **past: Any) -> list[Finding]:
        return list(find_clusters(self.snapshot(), Past(**past)))


def ring(numbers: Iterable[int]) -> list[Pair]:
    """Everybody calls everybody."""
    return list(combinations(map(phone, numbers), 2))


def members(finding: Finding) -> set[str]:
    return {subject.id for subject in finding.subjects}


def pairs(log: Log) -> set[Pair]:
    snapshot = log.snapshot()
    table = list_dealings(snapshot)
    return {(snapshot.ids[row["low"]], snapshot.ids[row["high"]]) for row in table.to_pylist()}


# Clusters


@pytest.mark.slow
def test_a_case_of_calls_alone_has_clusters_of_phones() -> None:
    found = Log(*ring(range(5)), *ring(range(10, 16)), (phone(0), phone(10))).find()
    assert [members(one) for one in found] == [set(map(phone, range(10, 16))), set(map(phone, range(5)))]
    for one in found:
        assert (one.parts["accounts"], one.parts["contacts"], one.parts["size"]) == (
            0,
            len(members(one)),
            len(members(one)),
        )
        assert (one.parts["audience"], one.confidence) == (False, "fair")


def test_such_a_cluster_is_called_by_the_phone_with_the_most_partners() -> None:
    [found] = Log(*(pair for pair in ring(range(5)) if pair not in ring((0, 1)) + ring((2, 3)))).find()
    assert found.parts["name"] == "5 phones round +44 7700 900004"


def test_the_reason_counts_calls_pairs_and_members_and_opens_to_the_calls() -> None:
    log = Log(*ring(range(4)), (phone(0), phone(9)), (phone(9), phone(8)), (phone(8), phone(7)))
    log.call(phone(1), phone(0), 5)
    [found] = log.find()
    [reason] = found.reasons
    assert (reason.key, dict(reason.parts)) == (
        "called", {"calls": 11, "pairs": 6, "members": 4, "users": 5, "of": 16}
    )  # fmt: skip
    assert reason.weight == pytest.approx(1.678, abs=0.001)  # log2(16 / 5)
    assert Evidence("CALLED", phone(1), phone(0)) in reason.evidence[:2]
    links = {(link_type(cls), row["start"], row["end"]) for cls, rows in log.links.items() for row in rows}
    assert set(reason.evidence) <= links
    assert "leader" not in reason_template("called")


def test_who_is_called_by_one_alone_is_no_member() -> None:
    log = Log(*ring(range(4)))
    log.call(phone(0), phone(20), 30)
    [found] = log.find()
    assert members(found) == set(map(phone, range(4)))


def test_a_phone_that_called_many_who_call_nobody_else_makes_no_cluster() -> None:
    assert Log(*((phone(0), phone(n)) for n in range(1, 30))).find() == []


def test_who_deals_with_a_crowd_ties_nobody() -> None:
    rings = [pair for low in range(0, CROWD + 1, 3) for pair in ring(range(low, low + 3))]
    crowd = [(phone(99_999), phone(n)) for n in range(CROWD + 1)]
    assert pairs(Log(*crowd, *rings)) == set(rings)
    assert pairs(Log(*crowd[1:], *rings)) == {tuple(sorted(pair)) for pair in [*crowd[1:], *rings]}


def test_a_protected_number_is_dealt_with_by_nobody() -> None:
    log = Log(*((phone(0), phone(n)) for n in range(1, 6)), *((phone(n), phone(n + 1)) for n in range(1, 5)))
    assert phone(0) in members(log.find()[0])
    assert all(phone(0) not in members(found) for found in log.find(protected=frozenset({phone(0)})))


def test_a_call_that_two_files_tell_of_is_one() -> None:
    log = Log(*ring(range(3)))
    log.links[Called] += [row | {"source": "t"} for row in log.links[Called]]
    assert list_dealings(log.snapshot())["calls"].to_pylist() == [1, 1, 1]


def test_accounts_that_call_and_know_each_other_are_no_audience() -> None:
    log = Log()
    for a, b in combinations([f"case:n{n}" for n in range(4)], 2):
        log.say(TiedTo, a, b, what="seen together", first_seen=1)
    [found] = log.find()
    assert (found.parts["audience"], [reason.key for reason in found.reasons]) == (False, ["known"])
    assert set(found.parts["core"]) == members(found)


def test_a_number_that_calls_is_with_the_account_that_gives_it_out() -> None:
    log = Log(*ring(range(4)))
    log.say(Shows, "facebook:1", phone(2), raw="x", where="profile")
    [found] = log.find()
    assert members(found) == {"facebook:1", *map(phone, range(4))}
    links = {(link_type(cls), row["start"], row["end"]) for cls, rows in log.links.items() for row in rows}
    assert {link for reason in found.reasons for link in reason.evidence} <= links


# Who deals with whom


def test_numbers_that_are_saved_are_known_to_who_saved_them() -> None:
    log = Log()
    for owner, number in (("telegram:user1", 1), ("telegram:user1", 2), ("telegram:user2", 1), ("telegram:user2", 2)):
        log.say(Named, phone(number), "name:uncle", how="saved", by=owner)
        log.nodes[owner] = Account
    assert pairs(log) == {(phone(n), f"telegram:user{m}") for n in (1, 2) for m in (1, 2)}
    log.say(TiedTo, "telegram:user1", "telegram:user2", what="brother")
    [reason] = log.find()[0].reasons
    assert {link.type for link in reason.evidence} == {"NAMED", "TIED_TO"}


def test_a_mere_name_ties_nobody() -> None:
    log = Log()
    for a, b in (("case:1", "name:Omar"), ("case:2", "name:Omar"), ("case:3", "name:Omar")):
        log.say(TiedTo, a, b)
    assert pairs(log) == set()


# Who passes on whom


def passed(log: Log) -> list[tuple[str, str, int]]:
    snapshot = log.snapshot()
    rows = list_passings(snapshot).to_pylist()
    return [(snapshot.ids[row["low"]], snapshot.ids[row["high"]], row["posts"]) for row in rows]


def test_who_passes_another_on_once_is_tied_to_nobody() -> None:
    log = Log()
    log.forward("telegram:channel1", "telegram:channel2")
    assert passed(log) == []
    log.forward("telegram:channel2", "telegram:channel1")
    assert passed(log) == [("telegram:channel1", "telegram:channel2", 2)]


def test_a_post_that_is_passed_on_stands_for_the_group_it_is_in() -> None:
    log = Log()
    log.say(Posted, "telegram:user1", "telegram:channel2/1")
    log.say(In, "telegram:channel2/1", "telegram:channel2")
    for _ in range(2):
        log.forward("telegram:channel1", "telegram:channel2/1")
    assert passed(log) == [("telegram:channel1", "telegram:channel2", 2)]


def test_channels_that_pass_each_other_on_are_a_cluster_that_says_so() -> None:
    log = Log()
    for low in (0, 10):
        for a, b in combinations(range(low, low + 4), 2):
            for _ in range(3):
                log.forward(f"telegram:channel{a}", f"telegram:channel{b}")
    found = log.find()
    assert [members(one) for one in found] == [{f"telegram:channel{n}" for n in range(low, low + 4)} for low in (0, 10)]
    assert [[reason.key for reason in one.reasons] for one in found] == [["passed-on"], ["passed-on"]]
    assert {one.confidence for one in found} == {"weak"}
    links = {(link_type(cls), row["start"], row["end"]) for cls, rows in log.links.items() for row in rows}
    assert {link for one in found for link in one.reasons[0].evidence} <= links


def test_who_passes_a_crew_on_does_not_work_with_it() -> None:
    log = Log()
    for n in range(4):
        log.say(Posted, f"telegram:channel{n}", f"telegram:channel{n}/post")
        log.say(Mentions, f"telegram:channel{n}/post", phone(1), raw="x", rule="phone")
    for _ in range(9):
        log.forward("telegram:channel9", "telegram:channel1")
    [found] = log.find()
    assert "telegram:channel9" not in members(found)
