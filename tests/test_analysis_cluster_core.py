"""How members belong to a cluster: who is in its core and by what, who stands around it, and what has no core."""

from typing import Any

import pytest

from graph.analysis.cluster.core import AGAIN, Belonging
from graph.analysis.network.projection import project_ties
from graph.analysis.shared.adverts import find_adverts
from graph.finding import Finding
from graph.model import Account, AdminOf, Called, Group, Invite, Opens, Phone, Shows
from graph.snapshot import Snapshot
from tests.test_analysis_cluster import Town, judged, members

OFFICE = "+447700900100"
DRIVER = "+447700900101"
CREW = tuple(f"telegram:crew{number}" for number in range(3))


def office(*clients: str) -> Town:
    """Give a town where three give out the office's number again and again, and clients name it once each."""
    town = Town(4)
    town.links |= {AdminOf: [], Called: []}
    for one in CREW:
        for place in range(AGAIN):
            town.post(one, "telegram:trips", [OFFICE], f"We leave on {place}")
    for client in clients:
        town.post(client, "telegram:trips", [OFFICE], "They were good")
    return town


def found(town: Town, **past: Any) -> Finding:
    [one] = [one for one in town.find(**past) if CREW[0] in members(one)]
    return one


def places(one: Finding) -> dict[str, tuple[bool, str]]:
    return {place["id"]: (place["core"], place["how"]) for place in one.parts["belongs"]}


@pytest.mark.slow
def test_who_gives_out_what_others_give_out_is_core_and_who_names_it_once_is_around() -> None:
    one = found(office("telegram:client0", "telegram:client1"))
    assert one.parts["core"] == list(CREW)
    assert (one.parts["core_accounts"], one.parts["around_accounts"]) == (3, 2)
    assert places(one) == {
        **dict.fromkeys(CREW, (True, "gives-out")),
        "telegram:client0": (False, "names"),
        "telegram:client1": (False, "names"),
        "telegram:trips": (False, "place"),
    }
    [first] = [place for place in one.parts["belongs"] if place["id"] == CREW[0]]
    assert (first["thing"], first["members"]) == (OFFICE, 2)


def test_every_account_and_group_of_a_cluster_stands_in_it_or_around_it_once() -> None:
    one = found(office("telegram:client0"))
    users = [subject.id for subject in one.subjects if subject.label in ("Account", "Group")]
    assert sorted(place["id"] for place in one.parts["belongs"]) == sorted(users)


def test_a_client_who_recommends_a_number_twice_is_around_where_most_only_name_it() -> None:
    town = office("telegram:client0", *(f"telegram:client{number}" for number in range(9)))
    assert places(found(town))["telegram:client0"] == (False, "names")


def test_two_adverts_are_enough_of_a_number_that_most_who_name_it_give_out() -> None:
    town = office()
    for _ in range(AGAIN - 1):
        town.post("telegram:new", "telegram:trips", [OFFICE])
    assert places(found(town))["telegram:new"] == (True, "gives-out")


def test_the_reasons_of_a_cluster_are_those_of_its_core() -> None:
    one = found(office("telegram:client0", "telegram:client1"))
    [shared] = [reason for reason in one.reasons if reason.key == "shared-contact"]
    assert (shared.parts["members"], shared.parts["users"]) == (3, 6)  # of the six one is the group that it stands in
    assert not any("client" in link.start for reason in one.reasons for link in reason.evidence)


def test_who_runs_a_group_of_the_cluster_is_core_and_the_group_with_him() -> None:
    town = office()
    town.post("telegram:boss", "telegram:trips", [OFFICE])
    town.link(AdminOf, "telegram:boss", "telegram:trips")
    stand = places(found(town))
    assert stand["telegram:boss"] == (True, "runs")
    assert stand["telegram:trips"] == (True, "is-run")


def test_a_group_with_a_crowd_of_administrators_makes_none_of_them_core() -> None:
    town = office()
    for number in range(12):
        town.post(f"telegram:admin{number}", "telegram:trips", [OFFICE])
        town.link(AdminOf, f"telegram:admin{number}", "telegram:trips")
    assert found(town).parts["core"] == list(CREW)


def test_who_gives_out_what_opens_a_group_of_the_cluster_is_core() -> None:
    town = office()
    town.post("telegram:guide", "telegram:trips", [OFFICE])
    invite = town.node(Invite, "telegram:+AbCdEf")
    town.link(Opens, invite, "telegram:trips")
    town.link(Shows, "telegram:guide", invite, raw="t.me/+AbCdEf", where="profile")
    assert places(found(town))["telegram:guide"] == (True, "leads-to")


def test_of_two_parts_that_give_out_nothing_in_common_the_larger_is_the_core() -> None:
    town = office()
    for one in ("telegram:aunt", "telegram:uncle"):
        town.post(one, f"{one}-home", [OFFICE], "They were good")
        town.link(Shows, one, town.node(Phone, DRIVER), raw=DRIVER, where="profile")
    snapshot = town.snapshot()
    users = [snapshot.number[id] for id in (*CREW, "telegram:aunt", "telegram:uncle")]
    core, around = belonging_of(snapshot).divide(users)
    assert [snapshot.ids[place.user] for place in core] == list(CREW)
    assert [snapshot.ids[place.user] for place in around] == ["telegram:aunt", "telegram:uncle"]


def belonging_of(snapshot: Snapshot) -> Belonging:
    return Belonging(snapshot, project_ties(snapshot, ()), find_adverts(snapshot, frozenset()), {})


def test_who_is_judged_to_be_with_one_of_the_core_is_core() -> None:
    town = office("telegram:client0")
    judgement = judged(1, "cluster", "telegram:client0", CREW[0], "same")
    assert places(found(town, judgements=(judgement,)))["telegram:client0"] == (True, "judged")


@pytest.mark.parametrize("posts", [1, 2])
def test_a_cluster_in_which_one_alone_gives_something_out_is_an_audience(posts: int) -> None:
    town = Town(4)
    for _ in range(posts * 4):
        town.post("telegram:agency", "telegram:office", [OFFICE])
    for client in range(6):
        town.post(f"telegram:client{client}", "telegram:office", [OFFICE])
    [one] = [one for one in town.find() if "telegram:agency" in members(one)]
    assert (one.parts["audience"], one.parts["core"], "belongs" in one.parts) == (True, [], False)


@pytest.mark.parametrize(("runs", "cored"), [(True, False), (False, True)])
def test_a_page_a_user_and_the_channel_that_the_user_runs_are_an_office_and_no_core(runs: bool, cored: bool) -> None:
    town = Town(4)
    town.links[AdminOf] = []
    town.node(Account, "facebook:page")
    town.node(Account, "telegram:user")
    town.node(Group, "telegram:channel")
    for one in ("facebook:page", "telegram:user", "telegram:channel"):
        town.link(Shows, one, town.node(Phone, OFFICE), raw=OFFICE, where="profile")
    if runs:
        town.link(AdminOf, "telegram:user", "telegram:channel")
    for client in range(4):
        town.post(f"telegram:client{client}", "telegram:channel", [OFFICE], "They were good")
    [office_of] = [one for one in town.find() if "telegram:user" in members(one)]
    assert (bool(office_of.parts["core"]), office_of.parts["audience"]) == (cored, not cored)


def test_a_judgement_makes_the_third_of_a_core() -> None:
    town = Town(4)
    for one in CREW[:2]:
        for place in range(AGAIN):
            town.post(one, "telegram:trips", [OFFICE], f"We leave on {place}")
    town.post("telegram:client0", "telegram:trips", [OFFICE], "They were good")
    judgement = judged(1, "cluster", "telegram:client0", CREW[0], "same")
    assert found(town).parts["core"] == []
    assert found(town, judgements=(judgement,)).parts["core"] == ["telegram:client0", *CREW[:2]]


def test_the_key_of_a_cluster_does_not_depend_on_its_core() -> None:
    town = office("telegram:client0")
    before = found(town)
    for _ in range(AGAIN):
        town.post("telegram:client0", "telegram:trips", [OFFICE])
    after = next(one for one in town.find([before]) if one.key == before.key)
    assert set(after.parts["core"]) > set(before.parts["core"])


def test_a_page_that_posts_for_itself_can_be_core() -> None:
    town = office()
    town.node(Group, "telegram:channel-of-it")
    town.link(Shows, "telegram:channel-of-it", OFFICE, raw=OFFICE, where="description")
    assert places(found(town))["telegram:channel-of-it"] == (True, "gives-out")
