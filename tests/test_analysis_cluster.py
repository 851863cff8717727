"""Clusters: by rare things shared, unmoved by what everybody shares, with ids that live on."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from math import log2
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analysis import ANALYSES
from graph.analysis.cluster import find_clusters, naming
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.network.partition import (
    find_resolution,
    label_rows,
    partition_rows,
    release_loose_rows,
    split_by_connection,
)
from graph.analysis.network.projection import AUDIENCE, BUDGET, CROWD, limit_users, project_ties
from graph.analysis.shared.context import Past
from graph.analysis.shared.rarity import FEW, measure_all_contacts
from graph.finding import Finding, Judgement, Subject, Verdict
from graph.model import (
    Account,
    Checked,
    Group,
    Handle,
    In,
    Invite,
    MemberOf,
    Mentions,
    Name,
    Named,
    Node,
    Opens,
    Phone,
    Post,
    Posted,
    Shows,
    Source,
)  # fmt: skip
from graph.snapshot import Snapshot
from tests.making import Making

pytestmark = pytest.mark.slow  # whole analyses run over many made-up cases

HOTLINE = "+493023125000"
DAY = 86_400_000


class Town(Making):
    """Crews that post in their own group, with numbers of their own."""

    source = "s"

    def __init__(self, crews: int = 0, accounts: int = 5, numbers: int = 2, seed: int = 0) -> None:
        super().__init__()
        draw = random.Random(seed)
        for crew in range(crews):
            own = [f"+1202555{crew:04}{number}" for number in range(numbers)]
            for account in range(accounts):
                for _ in range(4):
                    self.post(f"telegram:user{crew}x{account}", f"telegram:channel{crew}", [draw.choice(own)])

    def post(self, who: str, where: str, contacts: Iterable[str] = (), text: str = "") -> None:
        number = len(self.nodes[Post])
        post = f"telegram:post{number}"
        self.node(Post, post, at=number * DAY, text=text)
        self.link(Posted, self.node(Account, who), post)
        self.link(In, post, self.node(Group, where))
        for contact in contacts:
            self.link(Mentions, post, self.node(Phone, contact), raw=contact, rule="phone")

    def name(self, kind: type[Node], id: str, text: str) -> None:
        self.nodes[Name][f"name:{text}"] = Name.of(text).values()
        self.link(Named, self.node(kind, id), f"name:{text}", how="seen", first_seen=1)

    def shuffled(self, order: random.Random) -> Snapshot:
        """Give the snapshot of rows in another order."""
        nodes = {kind: list(rows.values()) for kind, rows in self.nodes.items()}
        links = {kind: list(rows) for kind, rows in self.links.items()}
        for rows in (*nodes.values(), *links.values()):
            order.shuffle(rows)
        return Snapshot.of(nodes, links)

    def find(self, former: Iterable[Finding] = (), **past: Any) -> list[Finding]:
        some = {"cluster": tuple(former)}
        return list(find_clusters(self.snapshot(), Past(some, fewer=some, **past)))


def members(finding: Finding) -> set[str]:
    return {subject.id for subject in finding.subjects}


def sets(findings: Iterable[Finding]) -> set[frozenset[str]]:
    return {frozenset(members(finding)) for finding in findings}


def crew(number: int, accounts: int = 5, numbers: int = 2) -> frozenset[str]:
    return frozenset(
        [f"telegram:channel{number}"]
        + [f"telegram:user{number}x{account}" for account in range(accounts)]
        + [f"+1202555{number:04}{own}" for own in range(numbers)]
    )


def judged(n: int, kind: str, a: str, b: str, verdict: Verdict) -> Judgement:
    subjects = (Subject(a, "Account"), Subject(b, "Account"))
    return Judgement(n, "f", kind, subjects, verdict, "analyst", datetime(2030, 1, 1, tzinfo=UTC), "seen")


def test_crews_are_found_with_their_numbers() -> None:
    assert sets(Town(12).find()) == {crew(number) for number in range(12)}


def test_a_finding_says_what_is_shared() -> None:
    found = Town(12).find()[0]
    assert (found.basis, found.score, found.parts["size"]) == ("inferred", 1.0, 8)
    assert (found.parts["accounts"], found.parts["groups"], found.parts["contacts"]) == (5, 1, 2)
    contacts = [reason for reason in found.reasons if reason.key == "shared-contact"]
    [group] = [reason for reason in found.reasons if reason.key == "shared-group"]
    assert group.parts == {"group": group.parts["group"], "members": 5, "users": 6, "of": 72}
    assert group.weight == log2(72 / 6)
    assert {reason.parts["contact"] for reason in contacts} <= members(found)
    assert all(reason.evidence for reason in found.reasons)


def test_an_audience_alone_is_weak() -> None:
    town = Town(8, accounts=12)
    for number in range(4):
        town.link(MemberOf, town.node(Account, f"x:{number}"), town.node(Group, "x:group"), how="joined")
    confidence = {frozenset(members(finding)): finding.confidence for finding in town.find()}
    assert confidence[frozenset(["x:group", "x:0", "x:1", "x:2", "x:3"])] == "weak"
    assert confidence[crew(0, accounts=12)] == "fair"
    assert {finding.confidence: finding.parts["audience"] for finding in town.find()} == {"weak": True, "fair": False}


def test_the_same_case_gives_the_same_findings_in_any_order() -> None:
    town = Town(8, seed=3)
    found = [finding.plain() for finding in find_clusters(town.snapshot(), Past())]
    again = [finding.plain() for finding in find_clusters(town.shuffled(random.Random(1)), Past())]
    assert again == found


def test_an_empty_case_and_isolates_have_no_cluster() -> None:
    assert Town().find() == []
    town = Town()
    for number in range(5):
        town.node(Account, f"telegram:user{number}")
        town.post(f"telegram:user{number}", f"telegram:channel{number}")
    assert town.find() == []


def test_what_everybody_shares_changes_no_cluster() -> None:
    town = Town(20)
    before = sets(town.find())
    for account in list(town.nodes[Account]):
        town.link(Shows, account, town.node(Phone, HOTLINE), raw=HOTLINE, where="profile")
    after = town.find()
    assert sets(after) == before
    generic = [reason for reason in after[0].reasons if reason.key.startswith("contact-")]
    assert [(reason.parts["contact"], reason.weight) for reason in generic] == [(HOTLINE, 0.0)]
    assert all(reason.evidence for reason in generic)


@pytest.mark.parametrize("seed", range(3))
def test_a_hotline_on_a_twentieth_of_accounts_leaves_the_largest_component(seed: int) -> None:
    town = Town(200, seed=seed)
    before = largest(town.snapshot())
    for account in random.Random(seed).sample(sorted(town.nodes[Account]), 50):
        town.link(Shows, account, town.node(Phone, HOTLINE), raw=HOTLINE, where="profile")
    assert abs(largest(town.snapshot()) - before) <= 0.01 * before


def largest(snapshot: Snapshot) -> int:
    """Give the size of the largest component of ties, as clusters are made from them."""
    pairs = project_ties(snapshot, measure_rarity(snapshot, frozenset(), 0).generic).pairs()
    return max(len(part) for part in nx.connected_components(nx.from_scipy_sparse_array(pairs)))


def test_a_hotline_is_not_at_home_among_those_who_share_nothing_else() -> None:
    town = Town()
    for account in range(200):
        group = town.node(Group, f"x:group{account % 5}")
        town.link(MemberOf, town.node(Account, f"x:{account}"), group, how="joined")
    for account in range(30):
        town.link(Shows, f"x:{account}", town.node(Phone, HOTLINE), raw=HOTLINE, where="profile")
    found = measure_rarity(town.snapshot(), frozenset(), 0).generic.values()
    assert [(generic.why, generic.parts["contact"]) for generic in found] == [("contact-spread", HOTLINE)]


def hotline(homes: Sequence[int | None]) -> dict[str, float]:
    """Give the share told of a hotline with 24 users; the homes are theirs, then those of others."""
    town = Town()
    for account in range(len(homes)):
        number = HOTLINE if account < 24 else f"+1202555{account:04}"
        town.link(Shows, town.node(Account, f"x:{account}"), town.node(Phone, number), raw=number, where="profile")
    snapshot = town.snapshot()
    places = {snapshot.number[f"x:{account}"]: home for account, home in enumerate(homes) if home is not None}
    return {
        generic.why: generic.parts["share"] for generic in measure_all_contacts(snapshot, homes=places).generic.values()
    }


def test_a_large_cluster_holds_its_share_of_a_hotline_by_chance() -> None:
    assert hotline([0] * 12 + [1] * 12 + [0] * 12 + [1] * 12) == {"contact-spread": 0.0}
    assert hotline([0] * 12 + [1] * 12 + [2] * 24) == {}
    assert hotline([0] * 24 + [1] * 24) == {}


def test_nothing_is_said_of_users_without_a_home() -> None:
    assert hotline([0, 1, 2, 3] + [None] * 20) == {}
    assert hotline([*range(24)]) != {}


def test_who_quotes_many_numbers_ties_no_crews() -> None:
    town = Town(12)
    numbers = sorted(town.nodes[Phone])
    for rater in range(3):
        town.post(f"telegram:rater{rater}", "telegram:ratings", numbers)
    found = sets(town.find())
    assert {crew(number) for number in range(12)} <= found


def test_an_audience_ties_less_than_a_number() -> None:
    town = Town()
    for account in ("x:0", "x:1"):
        town.link(MemberOf, town.node(Account, account), town.node(Group, "x:group"), how="joined")
        town.link(Shows, account, town.node(Phone, "+12025550199"), raw="", where="profile")
    shared = project_ties(town.snapshot(), ())
    by_id = {town.snapshot().ids[user]: row for row, user in enumerate(shared.users.tolist())}
    pairs = shared.pairs().toarray()
    assert pairs[by_id["x:0"], by_id["x:group"]] == pytest.approx(AUDIENCE / 3)
    assert pairs[by_id["x:0"], by_id["x:1"]] == pytest.approx(1 / 2 + AUDIENCE / 3)


def test_a_judged_wall_is_not_crossed() -> None:
    a, b = "telegram:user0x0", "telegram:user0x1"
    found = Town(6).find(judgements=(judged(1, "cluster", a, b, "different"),))
    assert not any({a, b} <= members(finding) for finding in found)


def test_different_hands_may_work_side_by_side() -> None:
    a, b = "telegram:user0x0", "telegram:user0x1"
    assert sets(Town(6).find(judgements=(judged(1, "alias", a, b, "different"),))) == sets(Town(6).find())


@pytest.mark.parametrize("kind", ["cluster", "alias"])
def test_a_judged_link_holds(kind: str) -> None:
    a, b = "telegram:user0x0", "telegram:user1x0"
    found = Town(6).find(judgements=(judged(1, kind, a, b, "same"),))
    assert any({a, b} <= members(finding) for finding in found)


def test_the_last_judgement_of_a_pair_stands() -> None:
    a, b = "telegram:user0x0", "telegram:user0x1"
    taken_back = (judged(1, "cluster", a, b, "different"), judged(2, "cluster", a, b, "unsure"))
    assert sets(Town(6).find(judgements=taken_back)) == sets(Town(6).find())


def test_an_id_lives_on_when_a_post_is_added() -> None:
    town = Town(12)
    town.name(Group, "telegram:channel3", "Bab al Bahr")
    before = town.find()
    town.post("telegram:newcomer", "telegram:channel3", ["+120255500030"])
    after = town.find(before)
    assert {finding.id for finding in after} == {finding.id for finding in before}
    [grown] = [finding for finding in after if "telegram:newcomer" in members(finding)]
    [former] = [finding for finding in before if finding.id == grown.id]
    assert members(grown) == members(former) | {"telegram:newcomer"}
    assert grown.parts["from"] == {"how": "lives", "clusters": [former.id]}
    assert grown.parts["name"] == former.parts["name"]


def test_a_new_cluster_takes_no_number_of_a_living_one() -> None:
    before = Town(4).find()
    after = Town(5).find(before)
    assert sorted(finding.parts["number"] for finding in after) == [1, 2, 3, 4, 5]
    assert {finding.parts["from"]["how"] for finding in after if finding.id not in {f.id for f in before}} == {"born"}


def branded(*names: str, others: Iterable[str] = ()) -> Town:
    """Give a town whose first crew has one group a name, and whose other crews' groups bear ``others``."""
    town = Town(6)
    for number, name in enumerate(names):
        group = "telegram:channel0" if number == 0 else f"telegram:channel0{number}x"
        for account in range(5):
            town.post(f"telegram:user0x{account}", group, ["+120255500000"])
        town.name(Group, group, name)
    for number, name in enumerate(others, 1):
        town.name(Group, f"telegram:channel{number}", name)
    return town


def called(town: Town, former: Iterable[Finding] = ()) -> str:
    """Give the name of the cluster that holds the first crew."""
    [name] = [one.parts["name"] for one in town.find(former) if "telegram:channel0" in members(one)]
    return str(name)


@pytest.mark.parametrize(
    ("names", "others", "expected"),
    [
        (["Bab al Bahr", "Bab al Bahr 2 🌊", "Trips"], [], "Bab al Bahr"),
        (["باب البحر", "باب البحر رحلات"], ["باب الشام", "باب النور"], "باب البحر"),
        (["Ligne du Large info", "La Ligne du Large"], ["La mer info", "La ville info"], "Ligne du Large"),
        (["Лесная тропа", "ЛЕСНАЯ ТРОПА (new)", "Лесная тропа"], ["Новая (new)"], "Лесная тропа"),
        (["Trips info", "Tours info"], ["Bread info", "Rooms info", "Jobs info"], "Tours info +1 group"),
        (["Green طريق", "Green طريق"], ["Green one", "Green two", "طريق A", "طريق B"], "Green طريق +1 group"),
        (["Bab al Bahr"], [], "Bab al Bahr"),
    ],
)
def test_a_cluster_is_called_by_the_brand_of_its_own_groups(names: list[str], others: list[str], expected: str) -> None:
    found = called(branded(*names, others=others))
    assert found in (expected, expected.replace("Tours", "Trips"))


def test_a_former_name_of_a_group_counts_as_well() -> None:
    town = branded("Bab al Bahr", "Family kitchen")
    town.name(Group, "telegram:channel01x", "Bab al Bahr")
    assert called(town) == "Bab al Bahr"


def test_without_a_group_that_has_a_name_it_is_called_by_its_contact() -> None:
    assert called(Town(6, numbers=1)) == "5 accounts round +1 20255500000"


def test_no_cluster_is_called_after_a_person() -> None:
    town = branded("Karim Haddad", "Karim Haddad", "Sea trips")
    town.name(Account, "telegram:user9", "Karim Haddad")
    assert called(town) == "Sea trips +2 groups"


def test_a_page_that_bears_the_brand_is_no_person() -> None:
    town = branded("Bab al Bahr", "Bab al Bahr")
    town.name(Account, "telegram:user9", "Bab al Bahr")
    town.link(Checked, "telegram:user9", "s", kind="page")
    town.node(Source, "s")
    assert called(town) == "Bab al Bahr"


def test_a_name_stays_with_a_cluster_while_it_may_still_be_called_so() -> None:
    before = branded("Bab al Bahr", "Bab al Bahr", "Sea trips").find()
    names = ("Bab al Bahr", "Bab al Bahr", "Sea trips", "Sea trips", "Sea trips", "Sea trips")
    after = branded(*names)
    assert called(after) == "Sea trips"
    assert called(after, before) == "Bab al Bahr"


def test_a_name_is_dropped_when_a_person_comes_to_bear_it() -> None:
    before = branded("Alda Brina", "Alda Brina", "Sea trips").find()
    town = branded("Alda Brina", "Alda Brina", "Sea trips")
    town.name(Account, "telegram:user9", "Alda Brina")
    assert called(town, before) == "Sea trips +2 groups"


def test_no_two_clusters_have_one_name() -> None:
    town = Town(4)
    for number in range(4):
        town.name(Group, f"telegram:channel{number}", "Sea trips")
    names = [finding.parts["name"] for finding in town.find()]
    assert len(set(names)) == 4


def test_those_who_name_what_hardly_anybody_gives_out_are_an_audience() -> None:
    town = Town(4, numbers=1)
    for post in range(2):
        town.post("telegram:agency", "telegram:office", ["+4930231259"], f"Tickets {post}")
    for client in range(9):
        town.post(f"telegram:client{client}", "telegram:office", ["+4930231259"], "Good people")
    town.name(Group, "telegram:office", "Salt Travel")
    [found] = [one for one in town.find() if "telegram:agency" in members(one)]
    assert (found.parts["audience"], found.parts["core"]) == (True, [])
    assert found.parts["name"] == "audience of Salt Travel"
    assert not any(one.parts["audience"] for one in town.find() if one is not found and one.id != found.id)


def test_addresses_and_numbers_are_no_words() -> None:
    words = naming.fold_words("Trip to ALDA, @haji_karim t.me/karim +49301 call2us été")
    assert words == ["trip", "to", "alda", "été"]


def test_the_registry_knows_it() -> None:
    assert ANALYSES["cluster"] is find_clusters


def test_a_contact_is_as_rare_as_its_users_are_few() -> None:
    snapshot = Town(20).snapshot()
    rarity = measure_all_contacts(snapshot)
    number = snapshot.number["+120255500000"]
    assert rarity.of == 100
    assert rarity.bits(number) == log2(100 / rarity.users[number])


def test_a_few_accounts_are_measured_against_more() -> None:
    assert measure_all_contacts(Town(1, accounts=3).snapshot()).of == FEW


def test_a_protected_number_weighs_nothing() -> None:
    snapshot = Town(2).snapshot()
    rarity = measure_all_contacts(snapshot, frozenset(["+120255500000", "+120255599999"]))
    number = snapshot.number["+120255500000"]
    assert rarity.bits(number) == 0.0
    assert rarity.generic[number].why == "contact-protected"


def test_a_number_that_sits_in_one_place_is_not_generic() -> None:
    town = Town(30, accounts=2)
    for account in range(24):
        town.post(f"telegram:worker{account}", "telegram:office", ["+12025550199"])
        town.post(f"telegram:user{account}x0", f"telegram:channel{account}", [HOTLINE])
    snapshot = town.snapshot()
    generic = measure_all_contacts(snapshot).generic
    assert {snapshot.ids[contact]: why.why for contact, why in generic.items()} == {HOTLINE: "contact-spread"}


def test_the_one_hotline_of_a_case_does_not_raise_its_own_limit() -> None:
    town = Town(12)
    for account in list(town.nodes[Account]):
        town.link(Shows, account, town.node(Phone, HOTLINE), raw=HOTLINE, where="profile")
    snapshot = town.snapshot()
    generic = measure_all_contacts(snapshot, homes=dict.fromkeys(range(len(snapshot.ids)), 0)).generic
    assert {snapshot.ids[contact]: why.parts for contact, why in generic.items()} == {
        HOTLINE: {"contact": HOTLINE, "users": 60, "of": 60, "limit": 50}
    }


def test_many_channels_of_one_crew_may_share_a_number() -> None:
    town = Town(10)
    channels = {f"telegram:shop{number}" for number in range(25)}
    for channel in sorted(channels):
        town.node(Group, channel)
        town.link(Shows, channel, town.node(Phone, "+12025550199"), raw="", where="profile")
    assert channels | {"+12025550199"} in sets(town.find())


def test_a_number_quoted_once_elsewhere_stays_where_it_works() -> None:
    town = Town(4)
    town.post("telegram:user0x0", "telegram:channel0", ["+120255500010"])
    assert crew(1) in sets(town.find())


@pytest.mark.parametrize("turn", range(3))
def test_clusters_start_from_those_of_before(turn: int) -> None:
    # a ring of nine falls into three arcs in three ways, each as good as the others
    town = Town()
    for account in range(9):
        for number in (account, (account + 1) % 9):
            town.link(
                Shows, town.node(Account, f"x:{account}"), town.node(Phone, f"+1202555010{number}"), raw="", where=""
            )
    arcs = [frozenset(f"x:{(3 * arc + turn + place) % 9}" for place in range(3)) for arc in range(3)]
    [one, *_] = Town(2).find()
    former = [
        replace(one, key=(str(n),), subjects=tuple(Subject(id, "Account") for id in sorted(arc)))
        for n, arc in enumerate(arcs)
    ]
    after = town.find(former)
    assert {frozenset(id for id in members(finding) if id.startswith("x:")) for finding in after} == set(arcs)
    assert all(finding.score is not None and finding.score < 0.9 for finding in after)


def test_who_is_tied_outward_stands_alone() -> None:
    # 3 hangs on 0, 1 and 2 by as much as on 4, 5 and 6, and a little more on 7
    links = {pair: 1.0 for trio in ((0, 1, 2), (4, 5, 6)) for pair in combinations(trio, 2)}
    links |= {(0, 3): 0.5, (3, 4): 0.5, (3, 7): 0.75}
    pairs = symmetric(links, 8)
    assert release_loose_rows(pairs, [[0, 1, 2, 3], [4, 5, 6], [7]]) == [[0, 1, 2], [3], [4, 5, 6], [7]]
    assert release_loose_rows(pairs, [[0, 1, 2, 3], [4, 5, 6], [7]], [(0, 3)]) == [[0, 1, 2, 3], [4, 5, 6], [7]]
    assert release_loose_rows(pairs, [[0, 1, 2, 7], [3], [4, 5, 6]], [(0, 7)]) == [[0, 1, 2, 7], [3], [4, 5, 6]]


def test_who_is_tied_to_many_others_a_little_stays() -> None:
    inside = dict.fromkeys(combinations(range(3), 2), 1.0) | {(0, 3): 0.4}
    scattered = inside | {(3, other): 0.1 for other in range(4, 10)}
    outside = [[other] for other in range(4, 10)]
    assert release_loose_rows(symmetric(scattered, 10), [[0, 1, 2, 3], *outside])[0] == [0, 1, 2, 3]
    assert release_loose_rows(symmetric(inside | {(3, 4): 0.3, (3, 5): 0.3}, 10), [[0, 1, 2, 3], *outside])[0] == [
        0,
        1,
        2,
    ]
    many = inside | {(3, other): 0.25 for other in range(4, 10)}
    assert release_loose_rows(symmetric(many, 10), [[0, 1, 2, 3], *outside])[0] == [0, 1, 2]


def test_a_cluster_in_pieces_is_split() -> None:
    pieces = split_by_connection(symmetric({(0, 1): 1.0, (2, 3): 1.0}, 5), label_rows([[0, 1, 2, 3], [4]], 5))
    assert sorted(pieces) == [[0, 1], [2, 3], [4]]


def test_the_limit_of_users_keeps_the_budget() -> None:
    assert limit_users(np.array([1, 2, 5])) == CROWD
    crowds = np.array([3] + [CROWD - 1] * (2 * BUDGET // ((CROWD - 1) * (CROWD - 2)) + 1))
    assert limit_users(crowds) == CROWD - 2


def test_resolution_grows_with_the_case() -> None:
    assert [round(find_resolution(10**n)) for n in (0, 3, 4, 5, 6, 7, 8)] == [1, 1, 2, 4, 20, 100, 100]


weighted = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.25, 0.5, 1.0, 2.0]),
    max_size=30,
)
pairs_of_rows = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4)


def symmetric(links: dict[tuple[int, int], float], rows: int = 12) -> csr_array:
    whole = np.zeros((rows, rows))
    for (a, b), weight in links.items():
        whole[a, b] = whole[b, a] = weight
    return csr_array(whole)


@settings(max_examples=100, deadline=None)
@given(links=weighted, same=pairs_of_rows, different=pairs_of_rows, warm=st.none() | st.lists(st.integers(0, 3)))
def test_clusters_are_connected_and_respect_judgements(
    links: dict[tuple[int, int], float],
    same: list[tuple[int, int]],
    different: list[tuple[int, int]],
    warm: list[int] | None,
) -> None:
    before = None if warm is None else dict(enumerate(warm[:12]))
    clusters = partition_rows(symmetric(links), before=before, same=same, different=different)
    assert sorted(row for cluster in clusters for row in cluster) == list(range(12))
    home = {row: number for number, cluster in enumerate(clusters) for row in cluster}
    for a, b in different:
        assert a == b or home[a] != home[b]
    net = nx.Graph([*links, *same])
    net.add_nodes_from(range(12))
    assert all(nx.is_connected(net.subgraph(cluster)) for cluster in clusters)
    held = nx.Graph(same)
    if not different:
        assert all(home[a] == home[b] for a, b in held.edges)


@settings(max_examples=60, deadline=None)
@given(links=weighted)
def test_clusters_are_no_worse_than_components_in_modularity(links: dict[tuple[int, int], float]) -> None:
    net = nx.Graph()
    net.add_nodes_from(range(12))
    net.add_weighted_edges_from((a, b, weight) for (a, b), weight in links.items())
    if links:
        found = nx.community.modularity(net, map(set, partition_rows(symmetric(links))))
        assert found >= nx.community.modularity(net, list(nx.connected_components(net))) - 1e-9


@settings(max_examples=60, deadline=None)
@given(uses=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=15))
def test_ties_are_walks_over_what_is_shared(uses: set[tuple[int, int]]) -> None:
    town = Town()
    for user, contact in sorted(uses):
        town.link(
            Shows, town.node(Account, f"x:{user}"), town.node(Phone, f"+1202555010{contact}"), raw="", where="card"
        )
    shared = project_ties(town.snapshot(), ())
    named = {user: sum(u == user for u, _ in uses) for user, _ in uses}
    weight = {contact: sum(1 / named[user] for user, c in uses if c == contact) for _, contact in uses}
    expected = {}
    for a, b in combinations(sorted(named), 2):
        both = [c for c in weight if (a, c) in uses and (b, c) in uses]
        if both:
            expected[f"x:{a}", f"x:{b}"] = sum(1 / named[a] / named[b] / weight[c] for c in both)
    ids = [town.snapshot().ids[user] for user in shared.users]
    pairs = shared.pairs().tocoo()
    found = {(ids[a], ids[b]): weight for a, b, weight in zip(*pairs.coords, pairs.data, strict=True) if a < b}
    assert found == pytest.approx(expected)


def test_what_an_invite_opens_is_tied_to_who_posts_it() -> None:
    town = Town()
    invite = town.node(Invite, "invite:t.me/+abcDEF01")
    town.link(Opens, invite, town.node(Group, "telegram:channel1"))
    for account in ("telegram:user1", "telegram:user2"):
        town.link(Shows, town.node(Account, account), invite, raw="", where="profile")
    [found] = town.find()
    assert members(found) == {"telegram:user1", "telegram:user2", "telegram:channel1", invite}


def test_a_cluster_may_be_born_with_the_members_of_an_older_one() -> None:
    first, second, third = Town(3).find()
    moved = replace(first, subjects=second.subjects)
    after = Town(3).find([moved, third])
    assert len({finding.id for finding in after}) == 3
    assert {finding.id for finding in after} >= {first.id, third.id}


def test_who_only_sits_in_a_group_of_a_crew_is_no_member() -> None:
    town = Town(6)
    for number in range(6):
        for seat in range(30):
            town.link(MemberOf, town.node(Account, f"x:{number}x{seat}"), f"telegram:channel{number}", how="joined")
    found = town.find()
    assert {crew(number) for number in range(6)} <= sets(found)
    apart = {frozenset(members(finding)) for finding in found if finding.parts["apart"]}
    assert apart == {frozenset(f"x:{number}x{seat}" for seat in range(30)) for number in range(6)}
    assert all(
        finding.parts["audience"] and finding.confidence == "weak" for finding in found if finding.parts["apart"]
    )


def test_who_asks_about_a_number_is_no_member() -> None:
    town = Town(6)
    for number in range(6):
        asker, group = f"telegram:asker{number}", f"telegram:square{number % 2}"
        contact = f"+1202555{number:04}0"
        town.post(asker, group, (), f"Is {contact} honest?")
        begin = len("Is ")
        town.link(
            Mentions, f"telegram:post{len(town.nodes[Post]) - 1}", contact, raw=contact, rule="phone", begin=begin
        )
    found = town.find()
    assert {crew(number) for number in range(6)} <= sets(found)
    assert not any("asker" in member for finding in found if not finding.parts["apart"] for member in members(finding))
    town.post("telegram:asker0", "telegram:square0", ["+120255500000"], "+120255500000, seats tonight")
    assert any({"telegram:asker0", "telegram:channel0"} <= members(finding) for finding in town.find())


def test_a_handle_that_passed_on_ties_its_bearers_to_nobody() -> None:
    town = Town(2)
    for account in ("telegram:user0x0", "telegram:user1x0"):
        town.link(Opens, town.node(Handle, "telegram:@passed"), account)
    assert sets(town.find()) == sets(Town(2).find())
    shared = project_ties(town.snapshot(), ())
    assert town.snapshot().number["telegram:@passed"] not in shared.things


def test_a_group_is_tied_to_what_others_named_there_as_an_audience_is() -> None:
    town = Town()
    town.post("x:0", "x:group", ["+12025550199"])
    town.link(Shows, town.node(Account, "x:1"), "+12025550199", raw="", where="profile")
    snapshot = town.snapshot()
    shared = project_ties(snapshot, ())
    row = {snapshot.ids[user]: number for number, user in enumerate(shared.users.tolist())}
    column = {snapshot.ids[thing]: number for number, thing in enumerate(shared.things.tolist())}
    weights = {id: shared.matrix[row[id], column["+12025550199"]] for id in ("x:0", "x:1", "x:group")}
    assert weights == {"x:0": 1.0, "x:1": 1.0, "x:group": AUDIENCE}


def test_somebody_of_the_audience_who_was_judged_to_belong_works() -> None:
    town = Town(3)
    for seat in range(12):
        town.link(MemberOf, town.node(Account, f"x:{seat}"), town.node(Group, "x:group"), how="joined")
    same = judged(1, "cluster", "x:3", "telegram:user1x0", "same")
    found = town.find(judgements=(same,))
    assert any({"x:3", "telegram:user1x0"} <= members(finding) for finding in found)
    assert not any({"x:3", "x:4"} <= members(finding) for finding in found)


@settings(max_examples=25, deadline=None)
@given(
    uses=st.lists(st.tuples(st.integers(0, 15), st.integers(0, 7)), min_size=8, max_size=40),
    seats=st.lists(st.tuples(st.integers(0, 25), st.integers(0, 3)), max_size=40),
    verdicts=st.lists(
        st.tuples(
            st.sampled_from(["cluster", "alias"]),
            st.integers(0, 25),
            st.integers(0, 25),
            st.sampled_from(["same", "different", "unsure"]),
        ),
        max_size=5,
    ),
    warm=st.booleans(),
)
def test_findings_follow_from_files_and_the_last_judgements(
    uses: list[tuple[int, int]],
    seats: list[tuple[int, int]],
    verdicts: list[tuple[str, int, int, Verdict]],
    warm: bool,
) -> None:
    town = Town()
    for user, contact in uses:
        town.link(Shows, town.node(Account, f"x:{user}"), town.node(Phone, f"+1202555010{contact}"), raw="", where="")
    for user, group in seats:
        town.link(MemberOf, town.node(Account, f"x:{user}"), town.node(Group, f"x:group{group}"), how="joined")
    said = [judged(n, kind, f"x:{a}", f"x:{b}", verdict) for n, (kind, a, b, verdict) in enumerate(verdicts) if a != b]
    fewer = {"cluster": tuple(town.find())} if warm else {}
    chain = list(find_clusters(town.snapshot(), Past(fewer=fewer)))
    for n in range(1, len(said) + 1):
        past = Past({"cluster": tuple(chain)}, fewer=fewer, judgements=tuple(said[:n]))
        chain = list(find_clusters(town.snapshot(), past))
    last = {(one.kind, *sorted(subject.id for subject in one.subjects)): one for one in said}
    once = list(find_clusters(town.snapshot(), Past(fewer=fewer, judgements=tuple(last.values()))))
    assert [(members(one), one.score, one.reasons) for one in chain] == [
        (members(one), one.score, one.reasons) for one in once
    ]
    walls = [key[1:] for key, one in last.items() if key[0] == "cluster" and one.verdict == "different"]
    homes = [member for finding in chain for member in members(finding)]
    assert len(homes) == len(set(homes))
    assert not any(set(wall) <= members(finding) for wall in walls for finding in chain)
