"""What people live by: crews and those who work for them, families, firms, those who report and help."""

from worlds.families.dossier.people import BEGIN, DAY, END, ROLES, Crew, Hand, House, World
from worlds.families.dossier.texts import FIRMS, PACKS, TRADES


def add_crews(world: World) -> None:
    """Add organisers and those who work for them; some work for two."""
    rng, rates = world.rng, world.rates
    left = int(world.size * rates["workers"] / 1.8)
    while left > 0 or len(world.crews) < 3:
        lang = world.draw_lang()
        pack = PACKS[lang]
        steady = max(3, round(rng.gauss(rates["crew_size"], 1.5)))
        crew = Crew(len(world.crews), lang, rng.choice(pack.words), (pack.towns[0], pack.towns[1]), [], "")
        if rng.random() < 0.6:
            crew.towns = (rng.choice(pack.towns[::2]), rng.choice(pack.towns[1::2]))
        crew.template = rng.choice(pack.adverts) if world.happens("bought_text") else ""
        crew.several = rates["several"] * rng.uniform(0.5, 1.5)
        for seat in range(steady):
            role = ROLES[seat] if seat < len(ROLES) else rng.choice(ROLES[1:])
            others = [hand for hand in world.hands if hand.role == role and hand.lang == lang and len(hand.crews) == 1]
            if role != "organiser" and others and world.happens("freelance"):
                hand = rng.choice(others)
            else:
                hand = add_worker(world, lang, role)
                left -= 1
            hand.crews.append(crew.index)
            crew.hands.append(hand.index)
        if world.happens("desk"):
            pass_desk(world, crew)
        if world.happens("firm_handle"):
            holder = rng.choice(world.hands[crew.hands[0]].accounts)
            holder.handle = crew.handle = world.invent_handle(crew.word if crew.word.isascii() else "route")
            crew.handle_of = holder.id
        world.crews.append(crew)


def add_worker(world: World, lang: str, role: str) -> Hand:
    """Add somebody who works for crews, with numbers and accounts."""
    hand = world.add_hand("worker", lang)
    hand.role = role
    world.give_number(hand)
    if world.happens("second_line"):
        since = world.draw_time(BEGIN, BEGIN + 600 * DAY)
        old = hand.numbers[0][2]
        world.give_number(hand, since)
        if world.happens("told_change"):
            hand.changes.append((since, old, hand.numbers[-1][2]))
    hand.burner = world.pool.issue(hand.country)
    if world.happens("personal_line"):
        hand.line = world.draw_line(hand)
    world.open_accounts(hand, "work_account", "telegram" if world.rng.random() < 0.85 else "facebook")
    return hand


def pass_desk(world: World, crew: Crew) -> None:
    """Let the common number of a crew be answered by one after another, and be replaced at times."""
    rng, time = world.rng, BEGIN
    number = world.pool.issue(world.hands[crew.hands[0]].country)
    answering = crew.hands[min(1, len(crew.hands) - 1)]
    while time < END:
        until = time + rng.randrange(120, 240) * DAY
        crew.desks.append((time, until, number, answering))
        for account in world.hands[answering].accounts:
            if rng.random() < 0.3:
                account.shown = number
        if world.happens("handed_on"):
            answering = rng.choice(crew.hands)
        if rng.random() < 0.15:
            number = world.pool.issue(world.hands[answering].country)
        time = until


def add_houses(world: World) -> None:
    """Add families, offices, agencies and exchange offices: several persons, one number each."""
    rng, rates = world.rng, world.rates
    families, offices = world.size * rates["families"], world.size * rates["offices"]
    while families > 0 or offices > 0:
        kind = "family" if families > 0 else rng.choice(("agency", "exchange", "office"))
        lang = world.draw_lang()
        surname = rng.choice(PACKS[lang].family)
        house = House(kind, [], "", lang=lang)
        firm = f"{rng.choice(FIRMS)} {rng.choice(TRADES.get(kind, ('',)))}"
        for _ in range(rng.choice((2, 2, 3, 3, 4, 5))):
            hand = world.add_hand(kind, lang, surname if kind == "family" and rng.random() < 0.8 else None)
            hand.firm = len(world.houses)
            hand.country = world.hands[house.hands[0]].country if house.hands else hand.country
            house.number = house.number or world.pool.issue(hand.country)
            world.give_number(hand, number=house.number)
            if rng.random() < (0.35 if kind == "family" else 0.15):
                world.give_number(hand)
            world.open_accounts(hand, "doubles", "facebook" if rng.random() < 0.5 else "telegram")
            for account in hand.accounts:
                account.shown = house.number if rng.random() < 0.3 else account.shown
                if kind != "family" and world.happens("firm_name"):
                    account.names = [
                        (
                            account.born,
                            rng.choice(
                                (firm, f"{firm} {hand.latin.split(' ')[0]}", f"{firm} {rng.choice(PACKS[lang].towns)}")
                            ),
                        )
                    ]
            if kind != "family" and rng.random() < 0.25:
                hand.line = world.draw_line(hand)
            house.hands.append(hand.index)
        house.names.append((BEGIN, firm))
        if kind in {"agency", "exchange"} and world.happens("firm_sold"):
            house.names.append(
                (world.draw_time(BEGIN + 200 * DAY, END - 150 * DAY), f"{rng.choice(FIRMS)} {rng.choice(TRADES[kind])}")
            )
        if len(house.names) > 1:
            sell_house(world, house)
        world.houses.append(house)
        count = sum(len(world.hands[index].accounts) for index in house.hands)
        families, offices = (families - count, offices) if kind == "family" else (families, offices - count)


def sell_house(world: World, house: House) -> None:
    """Hand a firm to new owners: the number goes along, some of the staff stay and rename their accounts."""
    rng, (time, name) = world.rng, house.names[-1]
    for index in house.hands:
        hand = world.hands[index]
        if rng.random() < 0.5:
            hand.numbers = [
                (since, time if held == house.number else until, held) for since, until, held in hand.numbers
            ]
            continue
        for account in hand.accounts:
            old = account.names[-1][1]
            if house.names[0][1] in old and account.born < time:
                account.names.append((time, old.replace(house.names[0][1], name)))
    for _ in range(rng.choice((1, 2, 2))):
        owner = world.add_hand(house.kind, house.lang)
        owner.firm = len(world.houses)
        world.give_number(owner, time, number=house.number)
        shown = name if world.happens("firm_name") else world.draw_name(owner)
        world.open_account(owner, rng.choice(("facebook", "telegram")), time, shown)
        house.hands.append(owner.index)


def add_others(world: World) -> None:
    """Add those who report, help and sell texts, then ordinary people until the world is full."""
    rng = world.rng
    for kind, share in (("journalist", 0.004), ("volunteer", 0.006), ("hotline", 0.002), ("text seller", 0.002)):
        for _ in range(max(1, round(world.size * share * rng.uniform(0.5, 1.5)))):
            hand = world.add_hand(kind)
            world.give_number(hand)
            world.open_accounts(hand, "doubles")
    while len(world.accounts) < world.size:
        hand = world.add_hand("ordinary")
        if rng.random() < 0.7:
            world.give_number(hand)
        world.open_accounts(hand, "doubles")
