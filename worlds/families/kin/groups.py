"""Groups of villages: who opens and joins them, how they split, go private, are closed and opened again."""

from dataclasses import dataclass, field
from random import Random

from worlds.families.kin.people import BEGIN, DAY, Account, Crew, Person, Village
from worlds.families.kin.speech import COUNTRIES, VILLAGE_TITLES, Spelt, spell_name

CODE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789"


@dataclass(slots=True, eq=False)
class Group:
    """A group, a page, a channel or a small family chat."""

    id: str
    platform: str
    kind: str
    """group, chat (a small private group of Telegram), page or channel: in the last two only the owners write."""
    topic: str
    town: Spelt
    clan: Spelt
    land: str
    titles: list[tuple[int, str]]
    """When it took a name, and which; in order."""
    latin: bool
    admins: list[Account]
    since: int
    until: int
    crew: Crew | None = None
    fate: str = "alive"
    """alive, dead (closed or deleted) or private (lives on, out of sight)."""
    members: dict[Account, tuple[int, int]] = field(default_factory=dict)
    invite: str = ""
    shows: tuple[str, ...] = ()
    innocent_rename: bool = False

    def title_at(self, at: int) -> str:
        """Give the name that it bears at a time."""
        return [title for when, title in self.titles if when <= at or when == self.titles[0][0]][-1]

    def holds(self, account: Account, at: int) -> bool:
        """Say whether an account is a member, and can write, at a time."""
        since, until = self.members.get(account, (1, 0))
        return max(since, self.since) <= at < min(until, self.until)


@dataclass(slots=True, eq=False)
class Followed:
    """A closed group and the one that took over."""

    old: Group
    new: Group
    share: float
    announced: bool
    claims: bool = False
    """Whether another half claims to be it as well."""


@dataclass(slots=True)
class Landscape:
    """All groups, and what became of them."""

    groups: list[Group] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)
    rivals: list[tuple[Group, Group]] = field(default_factory=list)
    halves: list[tuple[Group, Group]] = field(default_factory=list)
    """A group that lives on, and the half that left it under the same name."""
    freed: list[tuple[Group, Group, str, int]] = field(default_factory=list)
    """A group that took another name, and the one that took the old name, and when."""
    alike: list[tuple[Group, Group]] = field(default_factory=list)
    """Two groups of one town with one audience, of which neither follows the other."""


def build_groups(village: Village) -> Landscape:
    """Open the groups of each town, family and crew, then let each live its life."""
    rng, rates = village.rng, village.rates
    scape = Landscape()
    accounts = village.accounts()
    towns = list(dict.fromkeys(house.town for house in village.households))
    wanted = max(8, round(len(accounts) * rates["groups"] / 100))
    topics = (
        "village",
        "village",
        "village",
        "market",
        "market",
        "diaspora",
        "diaspora",
        "football",
        "missing",
        "family",
        "family",
    )
    plan: list[tuple[str, Crew | None]] = [(rng.choice(topics), None) for _ in range(wanted)]
    plan += [("crew", crew) for crew in village.crews for _ in range(rng.choice((1, 1, 2)))]
    for topic, crew in plan:
        house = rng.choice(village.households)
        town, clan = (crew.town, crew.clan) if crew else (rng.choice(towns), house.clan)
        group = open_group(village, topic, town, clan, crew)
        if group.admins:
            fill_group(village, group, accounts)
            scape.groups.append(group)
    for group in list(scape.groups):
        live_group(village, scape, group, depth=0)
    pair_lookalikes(scape)
    return scape


def open_group(
    village: Village, topic: str, town: Spelt, clan: Spelt, crew: Crew | None, platform: str = "", kind: str = "",
    since: int = 0, admins: list[Account] | None = None,
) -> Group:  # fmt: skip
    """Make an empty group with its administrators."""
    rng = village.rng
    platform = platform or rng.choice(
        ("telegram", "telegram", "facebook") if topic == "family" else ("facebook", "facebook", "telegram")
    )
    kind = kind or ("chat" if topic == "family" and platform == "telegram" else "group")
    if platform == "telegram":
        id = f"telegram:{'chat' if kind == 'chat' else 'channel'}{village.take_id(10)}"
    else:
        id = f"facebook:{'' if kind == 'page' else 'group'}{village.take_id(17)}"
    land = rng.choice(village.lands)
    latin = rng.random() < village.rates["latin"]
    since = since or BEGIN + rng.randrange(-500, 150) * DAY
    if admins is None:
        admins = choose_admins(village, platform, town, clan, crew)
    group = Group(
        id, platform, kind, topic, town, clan, land, [], latin, admins, since, village.end, crew,
    )  # fmt: skip
    group.titles = [(since, make_title(group, latin, rng))]
    if platform == "telegram" and rng.random() < 0.8:
        group.invite = "t.me/+" + "".join(rng.choice(CODE) for _ in range(16))
    if crew and rng.random() < 0.4:
        group.shows = (crew.number,)
    return group


def make_title(group: Group, latin: bool, rng: Random) -> str:
    """Give a title as the people of the town would."""
    words = {
        "town": spell_name(group.town, latin, rng),
        "land": spell_name(COUNTRIES[group.land], latin, rng),
        "family": spell_name(group.clan, latin, rng),
    }
    return rng.choice(VILLAGE_TITLES[group.topic][latin]).format(**words) + rng.choice(
        ("", "", "", " 🌹", " ✈" if group.crew else " ⚽")
    )


def choose_admins(village: Village, platform: str, town: Spelt, clan: Spelt, crew: Crew | None) -> list[Account]:
    """Choose who runs a group: people of the crew, or of one clan of the town."""
    rng = village.rng
    people = crew.members if crew else [
        person for house in village.households if house.town is town and house.clan is clan for person in house.people
    ]  # fmt: skip
    able = [account for person in people for account in person.accounts if account.platform == platform]
    if not able and not crew:
        able = [
            a
            for h in village.households
            if h.town is town
            for p in h.people
            for a in p.accounts
            if a.platform == platform
        ]
    return rng.sample(able, min(len(able), rng.choice((1, 2, 2, 3))))


def list_candidates(group: Group, accounts: list[Account]) -> list[Account]:
    """List the accounts that the group is for."""
    able = [account for account in accounts if account.platform == group.platform]
    if group.topic == "family":
        return [account for account in able if account.owner.house.clan is group.clan]
    if group.topic == "diaspora":
        return [
            a for a in able
            if a.land == group.land or (a.owner.house.town is group.town and hash_share(a, group) < 0.3)
        ]  # fmt: skip
    return [a for a in able if a.owner.house.town is group.town or hash_share(a, group) < 0.06]


def hash_share(account: Account, group: Group) -> float:
    """Give a share of one that depends on both ids alone."""
    return (int(account.id[-5:]) * 31 + int(group.id[-5:]) * 17) % 1000 / 1000


def fill_group(village: Village, group: Group, accounts: list[Account]) -> None:
    """Let administrators and candidates join over time."""
    rng = village.rng
    for account in group.admins:
        join_group(group, account, group.since, village.end)
    candidates = list_candidates(group, accounts)
    for account in accounts:
        crew = account.owner.crew
        near = crew and (
            crew is group.crew or (crew.town is group.town and group.topic in ("village", "diaspora", "market"))
        )
        if near and account.platform == group.platform and rng.random() < (0.8 if group.crew else 0.3):
            join_group(group, account, max(group.since, account.since) + rng.randrange(60) * DAY, village.end)
    count = min(len(candidates), 4 + int(rng.lognormvariate(1.9 if group.topic == "family" else 3.5, 0.7)))
    for account in rng.sample(candidates, count):
        since = group.since + int(rng.betavariate(0.7, 1.8) * max(village.end - group.since, 1))
        until = village.end if rng.random() < 0.85 else since + rng.randrange(30, 400) * DAY
        join_group(group, account, since, until)


def join_group(group: Group, account: Account, since: int, until: int) -> None:
    """Make an account a member."""
    group.members.setdefault(account, (max(since, account.since, group.since), min(until, account.until)))


def live_group(village: Village, scape: Landscape, group: Group, depth: int) -> None:
    """Decide by chance what becomes of a group."""
    rng, rates = village.rng, village.rates
    at = max(group.since + 120 * DAY, BEGIN + int(rng.uniform(0.2, 0.75) * (village.end - BEGIN)))
    if at > village.end - 60 * DAY or group.kind in ("page", "channel"):
        return
    chance = rng.random()
    dies = rates["dies"] * (1.8 if group.crew else 1.0)
    if group.crew and group.crew.split_at:
        at = max(group.crew.split_at, group.since + DAY)
        split_group(village, scape, group, at, group.crew.leavers)
    elif chance < dies and group.topic != "family":
        group.until, group.fate = at, "dead"
        if rng.random() < rates["follows"]:
            reopen_group(village, scape, group, depth)
        if rng.random() < rates["rival"]:
            lure_members(village, scape, group)
    elif chance < dies + rates["splits"] and group.topic != "crew":
        clans = [account.owner.house.clan for account in group.members if account.owner.house.clan is not group.clan]
        if clans:
            clan = rng.choice(clans)
            split_group(village, scape, group, at, [a.owner for a in group.members if a.owner.house.clan is clan])
    elif chance < dies + rates["splits"] + rates["goes_private"]:
        group.until, group.fate = at, "private"
    elif rng.random() < rates["renamed_group"] * 1.5:
        rename_group(village, scape, group, at)


def find_relatives(group: Group, village: Village, platform: str) -> list[Account]:
    """List who may open a group again: administrators under other accounts, their households, their crew."""
    owners = [account.owner for account in group.admins]
    people = [person for owner in owners for person in owner.house.people]
    people += group.crew.members if group.crew else []
    return list(
        dict.fromkeys(a for p in people for a in p.accounts if a.platform == platform and a.until == village.end)
    )


def reopen_group(village: Village, scape: Landscape, old: Group, depth: int) -> None:
    """Let a relative open a closed group again after a season, perhaps in another form, for the few who come back."""
    rng, rates = village.rng, village.rates
    platform, kind = old.platform, old.kind
    if rng.random() < rates["other_form"]:
        platform, kind = rng.choice(
            (("facebook", "page"), ("telegram", "group"), ("telegram", "channel"), ("facebook", "group"))
        )
    start = old.until + int((15 + rng.expovariate(1 / rates["pause"])) * DAY)
    begun = old.until - rng.randrange(5, 90) * DAY if rng.random() < rates["prepared"] else start
    able = find_relatives(old, village, platform)
    if start > village.end - 20 * DAY or not able:
        return
    chosen = rng.sample(able, min(len(able), rng.choice((1, 1, 2))))
    if rng.random() < 0.4:
        chosen = list(dict.fromkeys([a for a in old.admins if a in able][:1] + chosen))
    new = open_group(village, old.topic, old.town, old.clan, old.crew, platform, kind, begun, chosen)
    new.land = old.land
    way = rng.random()
    title = old.titles[-1][1]
    if way < 0.35:
        new.titles, new.latin = [(begun, title)], old.latin
    elif way < 0.55:
        new.titles, new.latin = [(begun, title + rng.choice((" 2", " الجديد", " new", " (official)")))], old.latin
    else:
        new.titles = [(begun, make_title(new, new.latin, rng))]
    if old.shows and rng.random() < 0.6:
        new.shows = old.shows
    share = carry_members(village, old, new, start, rates["rejoins"] * rng.uniform(0.4, 1.8))
    strangers = list_candidates(new, village.accounts())
    for account in rng.sample(strangers, min(5, len(strangers))):
        join_group(new, account, start + rng.randrange(200) * DAY, village.end)
    scape.groups.append(new)
    scape.followed.append(Followed(old, new, share, rng.random() < rates["announced"]))
    if depth < 2:
        live_group(village, scape, new, depth + 1)


def carry_members(village: Village, old: Group, new: Group, start: int, share: float) -> float:
    """Let a share of the old members come, each under an account of the new platform; give the share of persons."""
    rng = village.rng
    for account in new.admins:
        join_group(new, account, new.since, village.end)
    if new.kind in ("page", "channel"):
        share *= 1.3
    came: set[Person] = set()
    people = list(dict.fromkeys(account.owner for account in old.members))
    for person in people:
        able = [a for a in person.accounts if a.platform == new.platform and a.until > start]
        if able and rng.random() < share:
            same = [a for a in able if a in old.members]
            account = rng.choice(same or able)
            join_group(new, account, start + int(rng.expovariate(1 / 90) * DAY), village.end)
            came.add(person)
    return len(came) / max(len(people), 1)


def split_group(village: Village, scape: Landscape, old: Group, at: int, leavers: list[Person]) -> None:
    """Let a part of the members leave by a quarrel and open a group of the same name."""
    rng, rates = village.rng, village.rates
    accounts = [a for p in dict.fromkeys(leavers) for a in p.accounts if a.platform == old.platform and a.active(at)]
    if not accounts:
        return
    chosen = [a for a in old.admins if a in accounts][:1] or accounts[:1]
    half = open_group(
        village, old.topic, old.town, chosen[0].owner.house.clan, old.crew, old.platform, old.kind, at, chosen
    )
    half.titles, half.latin = [(at, old.titles[-1][1])], old.latin
    join_group(half, chosen[0], at, village.end)
    for account in accounts:
        join_group(half, account, at + rng.randrange(40) * DAY, village.end)
        if account in old.members and rng.random() < 0.7:
            since, _ = old.members[account]
            old.members[account] = (since, max(at, since + 1))
    for account in list(old.members):
        if rng.random() < 0.15:
            join_group(half, account, at + rng.randrange(200) * DAY, village.end)
    scape.groups.append(half)
    if rng.random() >= rates["split_dies"]:
        scape.halves.append((old, half))
        return
    old.until, old.fate = at + rng.randrange(10, 60) * DAY, "dead"
    people = {account.owner for account in old.members}
    share = len({a.owner for a in half.members} & people) / max(len(people), 1)
    scape.followed.append(Followed(old, half, share, rng.random() < 0.6, claims=True))
    reopen_group(village, scape, old, depth=2)


def lure_members(village: Village, scape: Landscape, old: Group) -> None:
    """Let another clan open a group under a closed group's name, and take part of its members."""
    rng = village.rng
    others = [
        a for a in old.members if a.owner.house.clan is not old.clan and a.until == village.end and not a.owner.crew
    ]
    start = old.until + rng.randrange(3, 60) * DAY
    if not others or start > village.end - 30 * DAY:
        return
    admin = rng.choice(others)
    rival = open_group(
        village, old.topic, old.town, admin.owner.house.clan, None, old.platform, old.kind, start, [admin]
    )
    rival.titles, rival.latin = (
        [(start, old.titles[-1][1] if rng.random() < 0.6 else make_title(rival, old.latin, rng))],
        old.latin,
    )
    rival.land = old.land
    carry_members(village, old, rival, start, rng.uniform(0.1, 0.4))
    scape.groups.append(rival)
    scape.rivals.append((old, rival))


def rename_group(village: Village, scape: Landscape, group: Group, at: int) -> None:
    """Give a group another name; at times a group of another clan takes the old one."""
    rng = village.rng
    old = group.titles[-1][1]
    title = make_title(group, rng.random() < 0.5, rng)
    if title == old:
        return
    group.titles.append((at, title))
    group.innocent_rename = group.crew is None
    if rng.random() < village.rates["freed_name"]:
        takers = [
            other for other in village.rng.sample(scape.groups, len(scape.groups))
            if other is not group and other.platform == group.platform and other.town is group.town
            and len(other.titles) == 1 and other.fate == "alive" and other.titles[0][1] != old
            and other.crew is None and other.kind == group.kind
        ]  # fmt: skip
        later = at + rng.randrange(10, 80) * DAY
        if takers and later < village.end and takers[0].since < at:
            takers[0].titles.append((later, old))
            takers[0].innocent_rename = True
            scape.freed.append((group, takers[0], old, later))


def pair_lookalikes(scape: Landscape) -> None:
    """Find pairs of one town with a common audience, of which neither follows the other."""
    root: dict[Group, Group] = {}
    for one, other in [(f.old, f.new) for f in scape.followed] + scape.rivals + scape.halves:
        first, second = find_root(root, one), find_root(root, other)
        if first is not second:
            root[second] = first
    olds = [group for group in scape.groups if group.fate != "private" and not group.crew and group.topic != "family"]
    for one in olds:
        for other in olds:
            if (
                one is other
                or find_root(root, one) is find_root(root, other)
                or one.town is not other.town
                or one.platform != other.platform
            ):
                continue
            dead = one.fate == "dead" and other.since > one.until - 60 * DAY
            living = one.fate == "alive" and other.fate == "alive" and one.topic == other.topic and one.id < other.id
            if (dead or living) and len(set(one.members) & set(other.members)) >= 2:
                scape.alike.append((one, other))


def find_root(root: dict[Group, Group], group: Group) -> Group:
    """Give the group that stands for all that were split or followed from it."""
    while group in root:
        group = root[group]
    return group
