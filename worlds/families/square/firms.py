"""Firms and crews of ``square``: who works there, what their adverts say, and whose number they give."""

from worlds.families.square import words
from worlds.families.square.people import (
    DAY,
    EVER,
    Account,
    Firm,
    World,
    keep_bonds,
    make_hand,
    name_person,
    open_account,
    open_second,
    plan_bonds,
)


def make_lines(world: World, trade: str, lang: str) -> list[str]:
    """Make the words of a firm's adverts; the line of the contacts is the last."""
    lines = [world.pick(words.LINES[lang][trade])]
    if trade == "crew":
        lines += world.rng.sample(words.LINES[lang]["trust"], world.rng.randrange(1, 4))
        lines.append(world.pick(words.LINES[lang]["price"]))
    elif world.chance(0.5):
        lines.append(world.pick(words.LINES[lang]["price"]))
    if world.chance(0.3):
        lines.insert(0, world.pick(("🚌🚌", "✈️✈️✈️", "🌍", "⭐⭐⭐", "🔥🔥")))
    return [*lines, world.pick(words.LINES[lang]["call"])]


def make_brand(world: World, lang: str, trade: str) -> str:
    """Invent the name of a firm."""
    stem = "".join(world.pick(words.SYLLABLES) for _ in range(world.rng.choice((2, 2, 3)))).capitalize()
    spelled = stem if world.chance(0.5) else words.respell_brand(stem, lang)
    tail = world.pick(words.TRADES[lang][trade])
    return f"{tail} {spelled}" if world.chance(0.3) else f"{spelled} {tail}"


def make_firm(world: World, trade: str, home: tuple[str, int], people: int) -> Firm:
    """Make a firm or crew with its people and their accounts."""
    lang, town = home
    starts, ends = words.TOWNS[lang]
    way = (
        world.rng.randrange(len(starts)) if world.chance(0.5) else 0,
        world.rng.randrange(len(ends)) if world.chance(0.5) else 0,
    )
    firm = Firm(make_brand(world, lang, trade), trade, lang, town, way, make_lines(world, trade, lang))
    firm.phone = world.new_number(lang)
    firm.one_number, firm.branded = world.chance("one_number"), world.chance("brand_on_all")
    firm.handle = world.new_handle(firm.brand) if world.chance(0.4) else ""
    firm.form = trade in ("crew", "driver") and world.chance("form")
    takers = [each for each in world.firms if each.lang == lang and {each.trade, trade} <= {"crew", "driver", "agency"}]
    if takers and world.chance("copied"):
        firm.lines = [*world.pick(takers).lines[:-1], firm.lines[-1]]
    world.firms.append(firm)
    for turn in range(people):
        add_staff(world, firm, voice=turn == 0)
    if trade == "crew" and world.chance("several_brands"):
        _add_brands(world, firm)
    return firm


def add_staff(world: World, firm: Firm, voice: bool, born: int | None = None) -> Account:
    """Add a person to a firm: the voice speaks in its name on one to three platforms, the others sell."""
    home = (firm.lang, firm.town)
    hand = make_hand(world, firm.lang)
    firm.hands.append(hand)
    start = born if born is not None else int(world.rng.random() ** 2 * world.span * 0.7)
    person = name_person(hand, world.chance(0.35))
    name = person
    if voice:
        name = firm.brand
    elif firm.branded:
        name = world.pick(("{f} {n}", "{n} | {f}", "{f}", "{f} {t}", "{n} ({f})")).format(
            f=firm.brand, n=person.split(" ")[0], t=words.TOWNS[firm.lang][1][firm.town]
        )
    account = open_account(world, hand, firm.trade, home, born=start, name=name)
    account.firm, account.page = firm, voice and account.platform == "facebook" and world.chance(0.7)
    if voice:
        hand.phone = firm.phone
        hand.planned = tuple(kind for kind in ("phone", "profile-phone", "name") if world.chance(0.55))
        for platform in ("facebook", "telegram", "instagram"):
            if platform != account.platform and world.chance(0.45):
                later = min(world.span - 1, start + world.rng.randrange(1, 200 * DAY))
                name = _vary_brand(world, firm)
                other = open_account(world, hand, firm.trade, home, born=later, name=name, platform=platform)
                other.firm = firm
        for each in hand.accounts:
            keep_bonds(world, hand, each)
    elif world.chance("crew_second" if firm.trade == "crew" else "staff_second"):
        while True:
            open_second(world, account, min(world.span - 1, account.born + int(world.rng.expovariate(1 / 120) * DAY)))
            if len(hand.accounts) > 3 or not world.chance(0.3):
                break
    for each in hand.accounts:
        equip_staff(world, firm, each)
    return account


def _vary_brand(world: World, firm: Firm) -> str:
    """Spell a brand as it stands on another platform: the same, with the town, in other letters, or in short."""
    town = words.TOWNS[firm.lang][1][firm.town]
    latin = "".join(sign for sign in firm.brand if sign.isascii()).strip()
    short = max(firm.brand.split(" "), key=len)
    return world.pick((firm.brand, firm.brand, f"{firm.brand} {town}", short, latin or firm.brand, f"{short} {town}"))


def equip_staff(world: World, firm: Firm, account: Account) -> None:
    """Give an account of a firm the contacts that its adverts give and its profile shows."""
    hand = account.hand
    if firm.one_number or not account.gives:
        if firm.one_number or world.chance(0.5):
            account.gives.append((account.born, EVER, firm.phone))
        else:
            hand.phone = hand.phone or world.new_number(firm.lang)
            account.gives.append((account.born, EVER, hand.phone))
    if world.chance(0.3):
        account.shown.append((account.born, EVER, firm.phone))
    if firm.handle and not account.handle_given and world.chance(0.4):
        account.handle_given = firm.handle
    if not account.sign and world.chance("own_line"):
        account.sign = world.pick(words.LINES[firm.lang]["sign"]).format(n=name_person(hand, False))
    if world.chance(0.4):
        account.bio = firm.brand
    if firm.trade == "crew" and world.chance("bought"):
        sold = account.born
        account.born = max(0, sold - world.rng.randrange(30, 300) * DAY)
        account.grown = sold
        account.names = [
            (account.born, f"{world.pick(words.GROWN)} {world.rng.randrange(2, 999)}"),
            (sold, account.names[0][1]),
        ]


def _add_brands(world: World, firm: Firm) -> None:
    """Let one person of a crew run accounts of further brands."""
    hand = firm.hands[-1]
    for _ in range(world.rng.randrange(1, 4)):
        born = world.rng.randrange(int(world.span * 0.8))
        brand = make_brand(world, firm.lang, "crew")
        account = open_account(world, hand, "crew", (firm.lang, firm.town), born=born, name=brand)
        account.firm = firm
        if not hand.planned:
            plan_bonds(world, hand)
        else:
            keep_bonds(world, hand, account)
        account.names = [(born, brand)]
        equip_staff(world, firm, account)
