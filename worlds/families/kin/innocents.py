"""The innocents of a world, by kind: families, clients, sellers, offices, namesakes, groups with a common audience."""

from collections.abc import Iterable

from worlds.facts import Innocent, Truth
from worlds.families.kin.evidence import name_script
from worlds.families.kin.groups import Group
from worlds.families.kin.ledger import Ledger
from worlds.families.kin.people import Account, Household, Person
from worlds.families.kin.posts import Post, Talk

NAMESAKES = 4
"""How many bearers of one name stand in an entry at most."""


def list_innocents(talk: Talk, ledger: Ledger, truth: Truth) -> list[Innocent]:
    """List the innocents that the files show.

    A subject is one account a person: the second account of one hand stands in ``around``: a lead on both is true.
    """
    innocents = [*list_families(talk, ledger), *list_inheritors(talk, ledger), *list_offices(talk, ledger)]
    innocents += [*list_quoters(talk, ledger), *list_sellers(ledger), *list_namesakes(ledger)]
    return innocents + list_groups(talk, ledger, truth)


def pick_subjects(accounts: Iterable[Account]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part accounts into one a person without a crew, and the others."""
    subjects: dict[Person, str] = {}
    around: list[str] = []
    for account in dict.fromkeys(accounts):
        if account.owner.crew or account.owner in subjects:
            around.append(account.id)
        else:
            subjects[account.owner] = account.id
    return tuple(subjects.values()), tuple(around)


def show_number(ledger: Ledger, number: str, people: Iterable[Person]) -> list[Account]:
    """List the accounts of some people that the files show with a number as their own."""
    return [
        account for person in people for account in person.accounts
        if any(s.number == number and s.own for s in ledger.sightings.get(account, ()))
    ]  # fmt: skip


def list_families(talk: Talk, ledger: Ledger) -> list[Innocent]:
    """List households of which several persons give the same telephone."""
    families: list[Innocent] = []
    house: Household
    for house in talk.village.households:
        for number in house.numbers:
            accounts = show_number(ledger, number, house.people)
            subjects, around = pick_subjects(accounts)
            if subjects and len({account.owner for account in accounts}) > 1:
                families.append(Innocent("family", subjects, (number,), around))
    return families


def list_inheritors(talk: Talk, ledger: Ledger) -> list[Innocent]:
    """List numbers that relatives took over from travellers, and strangers from crews."""
    told: list[Innocent] = []
    passed = [("handed-on", number, one, other) for number, one, other, _ in talk.village.passed]
    for kind, number, one, other in passed + [("recycled", *entry) for entry in talk.village.recycled]:
        accounts = show_number(ledger, number, (other, one))
        subjects, around = pick_subjects(accounts)
        if subjects and len({account.owner for account in accounts}) == 2:
            told.append(Innocent(kind, subjects, (number,), around))
    return told


def list_offices(talk: Talk, ledger: Ledger) -> list[Innocent]:
    """List agencies and exchange offices with their staff, and the nephews who bought one."""
    told: list[Innocent] = []
    for office in talk.village.offices:
        people = [office.front, *office.staff, *(p for p in office.sold[2:] if p)]
        accounts = show_number(ledger, office.number, people)
        subjects, around = pick_subjects(accounts)
        if subjects:
            told.append(Innocent(office.kind, subjects, (office.number,), around))
        named = [
            account for person in office.staff for account in person.accounts
            if account in ledger.accounts and office.name in account.name
        ]  # fmt: skip
        subjects, around = pick_subjects(named)
        if len(subjects) > 1:
            told.append(Innocent("colleagues", subjects, (), around))
    return told


def list_quoters(talk: Talk, ledger: Ledger) -> list[Innocent]:
    """List clients who recommend, warn of or repeat a number, volunteers with hotlines, and journalists."""
    by_number: dict[tuple[str, str], dict[Account, None]] = {}
    kinds = {"warning": "rating", "praise": "rating", "copy": "rating", "hotline": "hotline", "press": "journalist"}
    crews = {number for crew in talk.village.crews for number in (crew.number, *(p.foreign for p in crew.members))}
    for post in ledger.posts.values():
        if post.topic in kinds and post.account and not post.account.owner.crew:
            for given in post.given:
                if (post.account.id, given.number) not in ledger.ways:
                    continue
                if given.own or (kinds[post.topic] == "rating" and given.number not in crews):
                    continue
                by_number.setdefault((kinds[post.topic], given.number), {})[post.account] = None
    told = []
    for (kind, number), accounts in by_number.items():
        subjects, around = pick_subjects(accounts)
        told.append(Innocent(kind, subjects, (number,), around))
    return told


def list_sellers(ledger: Ledger) -> list[Innocent]:
    """List who sells a fridge, a car or oil in a crew's group, with a number."""
    sellers: dict[Household, dict[Account, list[Post]]] = {}
    for post in ledger.posts.values():
        group, account = post.group, post.account
        if account and group and group.crew and not account.owner.crew and post.topic == "seller" and post.given:
            sellers.setdefault(account.owner.house, {}).setdefault(account, []).append(post)
    told = []
    for accounts in sellers.values():
        subjects, around = pick_subjects(accounts)
        numbers = dict.fromkeys(
            given.number for account, posts in accounts.items() for post in posts for given in post.given
            if (account.id, given.number) in ledger.ways
        )  # fmt: skip
        told.append(Innocent("seller", subjects, tuple(numbers), around))
    return told


def list_namesakes(ledger: Ledger) -> list[Innocent]:
    """List different persons who bear the same name, letter by letter."""
    bearers: dict[str, dict[Person, Account]] = {}
    for account in ledger.accounts:
        for _, name, _ in ledger.names.get(account, ()):
            bearers.setdefault(name, {}).setdefault(account.owner, account)
    told = []
    for name, people in bearers.items():
        accounts = list(people.values())[:NAMESAKES]
        subjects, around = pick_subjects(accounts)
        if len(accounts) > 1 and subjects and not all(account.owner.office for account in accounts):
            told.append(Innocent("namesakes", subjects, (), around, script=name_script(name)))
    return told


def list_groups(talk: Talk, ledger: Ledger, truth: Truth) -> list[Innocent]:
    """List groups that took another name, groups of the diaspora, and groups with the audience of another."""
    moved = {id for item in truth.successions for id in (item.old, item.new)} | {
        id for pair in truth.rivals for id in pair
    }
    told: list[Innocent] = []
    for group in ledger.groups:
        if (
            group.innocent_rename
            and group.fate == "alive"
            and any(rename.subject == group.id for rename in truth.renames)
        ):
            told.append(Innocent("renamed", (group.id,)))
        if group.topic == "diaspora" and group.id not in moved and len(group.titles) == 1:
            told.append(Innocent("diaspora", (group.id,)))
    used: dict[Group, int] = {}
    for one, other in talk.scape.alike:
        known = one in ledger.groups and other in ledger.groups
        if known and other.id not in moved and used.get(one, 0) < 2:
            used[one] = used.get(one, 0) + 1
            kind = "look-alike-dead" if one.fate == "dead" else "look-alike-living"
            script = name_script(other.titles[0][1])
            told.append(Innocent(kind, (other.id,), like=(one.id,), script=script))
    return told
