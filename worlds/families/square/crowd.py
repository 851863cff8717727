"""Fill a world of ``square``: public groups, ordinary people, households, firms, crews, and who is in which group."""

from worlds.families.square import words
from worlds.families.square.firms import equip_staff, make_firm
from worlds.families.square.people import (
    DAY,
    EVER,
    Account,
    Firm,
    Group,
    Kind,
    World,
    choose_platform,
    make_hand,
    name_person,
    name_profile,
    open_account,
    open_second,
)

TRADES = ("agency", "agency", "driver", "driver", "exchange", "translator", "jobs")


def fill_world(world: World) -> None:
    """Make all who are there at first, and put them into groups."""
    _make_places(world)
    size, rng = world.size, world.rng
    _fill_up(world, size * world.rates["crew_share"], _add_crew)
    _fill_up(world, size * world.rates["firm_share"], _add_firm)
    _fill_up(world, size * world.rates["family_share"], _add_family)
    _fill_up(world, size * world.rates["volunteer"] + 2, _add_volunteer)
    _fill_up(world, size * world.rates["bot"] + 1, _add_bot)
    _add_freelancers(world)
    while len(world.accounts) < size * 0.95:
        _add_ordinary(world)
    rng.shuffle(world.accounts)
    _place_admins(world)
    for account in world.accounts:
        join_groups(world, account)
    _gather_audiences(world)
    _make_twins(world)


def _fill_up(world: World, wanted: float, add) -> None:  # type: ignore[no-untyped-def]
    """Add until there are so many accounts more."""
    end = len(world.accounts) + wanted
    while len(world.accounts) < end:
        add(world)


def make_group(
    world: World, platform: str, home: tuple[str, int], name: str, theme: str, born: int, kind: str = "group"
) -> Group:
    """Open a group or channel."""
    group = Group(
        world.new_id(platform, "group"), platform, home[0], home[1], kind, theme, [(born, name)], born,
        world.new_link(platform),
    )  # fmt: skip
    if platform == "telegram" and (kind == "channel" or world.chance(0.4)):
        group.handle = world.new_handle(name if name.isascii() else theme)
    if not group.link:
        group.link = f"https://www.facebook.com/groups/{group.id.removeprefix('facebook:group')}"
    world.groups.append(group)
    return group


def _make_places(world: World) -> None:
    """Open the public groups of every home."""
    for _ in range(max(16, world.size // 16)):
        lang, town = world.pick(world.homes)
        rng = world.rng
        platform = "telegram" if world.chance("on_telegram") else "facebook"
        draw = rng.random()
        starts, ends = words.TOWNS[lang]
        names = ends if lang not in words.LATIN_TOWNS or world.chance(0.7) else words.LATIN_TOWNS[lang]
        if draw < 0.82:
            name, theme = world.pick(words.PLACES[lang]).format(t=names[town]), "place"
        elif draw < 0.93:
            name, theme = words.ROUTES[lang].format(a=world.pick(starts), b=names[town]), "route"
        else:
            name, theme = words.RATINGS[lang].format(b=names[town]), "rating"
        if world.chance(0.35):
            name += world.pick((" 1", " 2", " 🇪🇺", " ✅", " official", " 2024", " chat"))
        born = int(rng.random() ** 3 * world.span * 0.7)
        group = make_group(world, platform, (lang, town), name, theme, born)
        if theme == "rating":
            world.kinds.append(Kind("rating", [group]))


def _some_birth(world: World) -> int:
    """Draw when an account begins: most are there from the first days."""
    return 0 if world.chance(0.5) else int(world.rng.random() * world.span * 0.85)


def _add_ordinary(world: World) -> None:
    """Add an ordinary person, some with a second account."""
    home = world.pick(world.homes)
    hand = make_hand(world, home[0])
    account = open_account(world, hand, "ordinary", home, born=_some_birth(world), name=name_profile(world, hand, home))
    if world.chance(0.25):
        hand.phone = world.new_number(home[0])
        account.gives.append((account.born, EVER, hand.phone))
        if world.chance(0.3):
            account.shown.append((account.born, EVER, hand.phone))
    if world.chance("second_account"):
        open_second(world, account, min(world.span - 1, account.born + int(world.rng.expovariate(1 / 150) * DAY)))


def _add_family(world: World) -> None:
    """Add a household on one number, or an office of several small firms on one line."""
    home = world.pick(world.homes)
    office = world.chance(0.2)
    number = world.new_number(home[0])
    family = world.rng.randrange(len(words.FAMILY[home[0]]))
    platform = choose_platform(world)
    accounts: list[Account] = []
    for _ in range(world.rng.choice((2, 2, 3, 4))):
        hand = make_hand(world, home[0])
        if not office and world.chance(0.85):
            hand.family = family
        role = world.pick(("translator", "exchange", "jobs", "agency")) if office else "ordinary"
        where = platform if world.chance(0.5) else choose_platform(world)
        account = open_account(
            world, hand, role, home, born=_some_birth(world), name=name_person(hand, world.chance(0.4)), platform=where
        )
        if world.chance(0.4):
            if world.chance(0.6):
                hand.phone = number
            open_second(world, account, min(world.span - 1, account.born + world.rng.randrange(200 * DAY)))
        for each in hand.accounts:
            if world.chance(0.75):
                each.gives.append((each.born, EVER, number))
            if world.chance(0.4):
                each.shown.append((each.born, EVER, number))
        accounts += hand.accounts
    world.kinds.append(Kind("office" if office else "family", [*accounts], [number]))


def _add_crew(world: World) -> None:
    """Add a crew with up to three groups of its own."""
    home = world.pick(world.homes)
    firm = make_firm(world, "crew", home, 1 + int(world.rng.random() ** 2 * 8))
    for _ in range(world.rng.choice((0, 1, 1, 2, 3, 4))):
        open_firm_group(world, firm, int(world.rng.random() * world.span * 0.6))


def open_firm_group(world: World, firm: Firm, born: int, name: str = "", platform: str = "", kind: str = "") -> Group:
    """Open a group of a crew or firm, named by its brand, its way or like any public group."""
    starts, ends = words.TOWNS[firm.lang]
    way = words.ROUTES[firm.lang].format(a=starts[firm.way[0]], b=ends[firm.way[1]])
    place = world.pick(words.PLACES[firm.lang]).format(t=ends[firm.town])
    name = name or world.pick((firm.brand, firm.brand, way, f"{firm.brand} {way}", place))
    platform = platform or ("telegram" if world.chance("on_telegram") else "facebook")
    kind = kind or ("channel" if platform == "telegram" and world.chance(0.3) else "group")
    group = make_group(
        world, platform, (firm.lang, firm.town), name, "crew" if firm.trade == "crew" else "firm", born, kind
    )
    group.firm = firm
    firm.groups.append(group)
    if world.chance(0.4):
        group.about = firm.phone
    return group


def _add_firm(world: World) -> None:
    """Add a firm: one person mostly, or an office with staff."""
    home = world.pick(world.homes)
    trade = world.pick(TRADES)
    people = 1 if world.chance(0.55) else 1 + int(world.rng.random() ** 2 * 7)
    firm = make_firm(world, trade, home, people)
    if trade in ("agency", "jobs", "exchange") and world.chance(0.3):
        open_firm_group(world, firm, int(world.rng.random() * world.span * 0.7))


def _add_volunteer(world: World) -> None:
    """Add a journalist, or a hotline with its volunteers."""
    home = world.pick(world.homes)
    lang = home[0]
    hand = make_hand(world, lang)
    if world.chance(0.4):
        account = open_account(world, hand, "journalist", home, born=_some_birth(world), name=name_person(hand, True))
        hand.phone = world.new_number(lang)
        account.gives.append((0, EVER, hand.phone))
        if world.chance(0.4):
            open_second(world, account, account.born)
        world.kinds.append(Kind("journalist", [*hand.accounts], [hand.phone]))
        return
    number = world.numbers["H"].pop()
    stem = "".join(world.pick(words.SYLLABLES) for _ in range(3)).capitalize()
    account = open_account(world, hand, "hotline", home, born=0, name=f"{stem} Hotline")
    accounts = [account]
    for _ in range(world.rng.randrange(1, 5)):
        helper = make_hand(world, lang)
        accounts.append(
            open_account(
                world,
                helper,
                "hotline",
                world.pick(world.homes),
                born=_some_birth(world),
                name=name_person(helper, world.chance(0.5)),
            )
        )
    for each in accounts:
        each.gives.append((0, EVER, number))
        if world.chance(0.4):
            each.shown.append((0, EVER, number))
    world.generic.append(number)
    world.kinds.append(Kind("hotline", [*accounts], [number]))


def _add_bot(world: World) -> None:
    """Add a bot that posts adverts of others again."""
    home = world.pick(world.homes)
    hand = make_hand(world, home[0])
    town = words.LATIN_TOWNS.get(home[0], words.TOWNS[home[0]][1])[home[1]]
    account = open_account(
        world, hand, "bot", home, born=_some_birth(world), name=f"{town} ads {world.pick(('bot', 'board', '24'))}"
    )
    world.kinds.append(Kind("bot", [account]))


def _add_freelancers(world: World) -> None:
    """Let freelancers make adverts and run accounts of firms; what a client's account says is the client's."""
    clients = [firm for firm in world.firms if world.chance("freelancer")]
    while clients:
        served, clients = clients[:5], clients[5:]
        home = world.pick(world.homes)
        hand = make_hand(world, home[0])
        account = open_account(world, hand, "freelancer", home, born=0, name=name_person(hand, world.chance(0.5)))
        hand.phone = world.new_number(home[0])
        account.gives.append((0, EVER, hand.phone))
        if world.chance(0.4):
            open_second(world, account, world.rng.randrange(int(world.span * 0.8)))
        for firm in served:
            firm.designer = hand.phone if world.chance(0.6) else ""
        around = [account for firm in served for account in firm.accounts()]
        world.kinds.append(Kind("freelancer", [*hand.accounts], [hand.phone], around))
        world.generic.append(hand.phone)


def tell_firms(world: World) -> None:
    """Write down which accounts belong to firms that are no crews."""
    for firm in world.firms:
        if firm.trade != "crew":
            kind = (
                firm.trade
                if firm.trade in ("agency", "exchange")
                else "colleagues"
                if len(firm.hands) > 1
                else firm.trade
            )
            world.kinds.append(Kind(kind, [*firm.accounts(), *firm.groups], [firm.phone]))


def _place_admins(world: World) -> None:
    """Give every group its administrators."""
    by_home: dict[tuple[str, str, int], list[Account]] = {}
    by_lang: dict[tuple[str, str], list[Account]] = {}
    for account in world.accounts:
        if account.role in ("ordinary", "agency", "jobs", "driver"):
            by_home.setdefault((account.platform, *account.home), []).append(account)
            by_lang.setdefault((account.platform, account.lang), []).append(account)
    for group in world.groups:
        if group.firm:
            staff_group(world, group, group.firm)
            continue
        around = by_home.get((group.platform, group.lang, group.town)) or by_lang.get((group.platform, group.lang), [])
        for _ in range(world.rng.choice((1, 1, 2, 3))):
            if around:
                account = world.pick(around)
                enter_group(world, account, group, max(account.born, group.born))
                group.admins.append((max(account.born, group.born), EVER, account))


def staff_group(world: World, group: Group, firm: Firm) -> None:
    """Put people of a crew at the head of its group; somebody opens an account where nobody has one there."""
    staff = [each for each in firm.accounts() if each.platform == group.platform and each.died > group.born]
    if not staff:
        hand = world.pick(firm.hands)
        staff = [open_second(world, hand.accounts[0], group.born, group.platform)]
        equip_staff(world, firm, staff[0])
    heads = world.rng.sample(staff, min(len(staff), world.rng.randrange(1, 4)))
    for each in staff:
        if each in heads or world.chance(0.6):
            enter_group(world, each, group, max(each.born, group.born))
        if each in heads:
            group.admins.append((max(each.born, group.born), EVER, each))


def enter_group(world: World, account: Account, group: Group, at: int) -> None:
    """Make an account a member."""
    if account.id not in group.members and at < world.span:
        left = EVER if world.chance(0.88) else at + int(world.rng.expovariate(1 / 120) * DAY)
        group.members[account.id] = (at, left, account)
        account.groups.append(group)


def join_groups(world: World, account: Account) -> None:
    """Let an account join groups of its platform: those of its town and language, the early ones more."""
    if account.platform == "instagram":
        return
    near, far = _list_open(world, account)
    count = 1 + int(world.rng.expovariate(1 / {"ordinary": 4, "crew": 6, "bot": 12}.get(account.role, 3.5)))
    for _ in range(count):
        pool = near if near and world.chance(0.75) else far
        if pool:
            group = pool[int(world.rng.random() ** 2.2 * len(pool))]
            if group.firm and group.firm.half_of is None and account.role == "crew" and world.chance(0.8):
                continue
            enter_group(world, account, group, max(account.born, group.born) + int(world.rng.random() ** 3 * 120 * DAY))


def _list_open(world: World, account: Account) -> tuple[list[Group], list[Group]]:
    """Give the groups of an account's town, and of its language, on its platform."""
    far = [
        each
        for each in world.groups
        if each.platform == account.platform and each.lang == account.lang and each.end > account.born
    ]
    return [each for each in far if each.town == account.town], far


def _gather_audiences(world: World) -> None:
    """Let people join the groups of firms and crews: a dozen, or hundreds."""
    for group in [each for each in world.groups if each.firm]:
        near = [each for each in world.accounts if each.platform == group.platform and each.lang == group.lang]
        wanted = min(len(near) // 3, int(world.rng.lognormvariate(3.9, 0.9)))
        for account in world.rng.sample(near, wanted):
            at = max(group.born, account.born) + int(world.rng.expovariate(1 / 90) * DAY)
            if account.role != "crew" and at < group.end:
                enter_group(world, account, group, at)


def _make_twins(world: World) -> None:
    """Let some public groups share most of their audience."""
    places = [each for each in world.groups if each.firm is None and len(each.members) >= 6]
    for group in world.rng.sample(places, min(len(places), 2 + len(places) // 9)):
        name = group.names[0][1]
        if world.chance(0.5):
            name = world.pick(words.PLACES[group.lang]).format(t=words.TOWNS[group.lang][1][group.town])
        elif world.chance(0.6):
            name += world.pick((" 2", " new", " +"))
        twin = make_group(
            world,
            group.platform,
            (group.lang, group.town),
            name,
            group.theme,
            int(world.rng.random() * world.span * 0.8),
        )
        share = world.rng.uniform(0.3, 0.8)
        for joined, _, account in [*group.members.values()]:
            if world.chance(share):
                enter_group(world, account, twin, max(twin.born, joined) + int(world.rng.random() * 60 * DAY))
        heads = [*twin.members.values()]
        if world.chance(0.4) and group.admins:
            twin.admins.append((twin.born, EVER, group.admins[0][2]))
            enter_group(world, group.admins[0][2], twin, twin.born)
        elif heads:
            twin.admins.append((twin.born, EVER, world.pick(heads)[2]))
        world.kinds.append(Kind("look-alike-living", [twin], like=[group]))


def add_namesakes(world: World) -> None:
    """Write down whose name several people bear."""
    bearers: dict[str, list[Account]] = {}
    for account in world.accounts:
        if account.role == "ordinary":
            bearers.setdefault(account.names[-1][1], []).append(account)
    for same in bearers.values():
        hands = {id(account.hand): account for account in same}
        if len(hands) >= 3:
            world.kinds.append(Kind("namesakes", [*hands.values()]))
