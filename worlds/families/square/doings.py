"""What happens in a world of ``square``: new names and numbers, new owners, removal waves and what comes back."""

from worlds.families.square import words
from worlds.families.square.crowd import enter_group, join_groups, open_firm_group, staff_group
from worlds.families.square.firms import make_brand, make_lines
from worlds.families.square.people import (
    DAY,
    EVER,
    Account,
    Errand,
    Firm,
    Group,
    Kind,
    World,
    make_hand,
    open_account,
    open_second,
)
from worlds.families.square.returns import announce_group, come_back, follow_crew_group, follow_place, go_on, split_crew


def let_happen(world: World) -> None:
    """Let two years pass, apart from what is written."""
    _rename_some(world)
    _turn_numbers(world)
    _pass_handles(world)
    _sell_agencies(world)
    _add_clones(world)
    _quieten_groups(world)
    _split_crews(world)
    times = sorted(world.rng.randrange(90 * DAY, world.span - 20 * DAY) for _ in range(round(world.rates["waves"])))
    for at in times:
        _remove_wave(world, at)
    _sort_twins(world)


def _rename_some(world: World) -> None:
    """Give groups and accounts other names, and some accounts back their first one."""
    for group in world.groups:
        if world.chance("group_renamed"):
            at = world.rng.randrange(group.born, world.span)
            name = group.names[-1][1]
            old = group.firm
            new = world.pick(
                (
                    f"{name} ✅",
                    f"{name} 🔥",
                    name + " chat",
                    world.pick(words.PLACES[group.lang]).format(t=words.TOWNS[group.lang][1][group.town]),
                )
            )
            if old and world.chance(0.4):
                new = make_brand(world, group.lang, old.trade)
            if new != name:
                group.names.append((at, new))
                if world.chance(0.15) and at + 20 * DAY < world.span:
                    group.names.append((at + world.rng.randrange(5, 20) * DAY, name))
    renamed: list[Account] = []
    for account in world.accounts:
        if (
            account.role in ("ordinary", "crew", "driver")
            and len(account.names) == 1
            and world.chance("account_renamed")
        ):
            at = world.rng.randrange(account.born, world.span)
            first = account.names[0][1]
            new = world.pick(
                (
                    f"{first} {world.pick(words.FAMILY[account.lang])}",
                    first.split(" ")[0],
                    f"{first} 🌙",
                    f"{world.pick(words.GIVEN[account.lang])} {first.split(' ')[-1]}",
                )
            )
            if new != first:
                account.names.append((at, new))
                renamed.append(account)
    world.kinds.append(Kind("renamed", [each for each in renamed if each.role == "ordinary"]))


def _turn_numbers(world: World) -> None:
    """Let people give numbers up, pass them to colleagues or family, and strangers be given them later."""
    for firm in [each for each in world.firms if each.trade == "crew"]:
        for hand in firm.hands:
            if not hand.phone or hand.phone == firm.phone or not world.chance("turnover"):
                continue
            at = world.rng.randrange(30 * DAY, world.span)
            old, new = hand.phone, world.new_number(firm.lang)
            for account in hand.accounts:
                _switch_number(account, old, new, at)
                if world.chance(0.3):
                    world.errands.append(
                        Errand(at + world.rng.randrange(5 * DAY), account, "change", old=old, number=new)
                    )
            hand.numbers.append(new)
            others = [each for each in firm.accounts() if each.hand is not hand and each.born < at]
            if others and world.chance("shift_phone"):
                world.pick(others).gives.append((at + world.rng.randrange(20 * DAY), EVER, old))
            elif world.chance("recycled") and at + 180 * DAY < world.span:
                _give_anew(world, old, at + world.rng.randrange(150, 200) * DAY, firm.accounts())
    ordinary = [
        each for each in world.accounts if each.role == "ordinary" and each.gives and len(each.hand.accounts) == 1
    ]
    for account in ordinary:
        if world.chance("handed_on"):
            at = world.rng.randrange(account.born, world.span)
            number = account.gives[0][2]
            account.gives = [(since, min(until, at), each) for since, until, each in account.gives]
            near = [each for each in ordinary if each.home == account.home and each is not account]
            if near and world.chance(0.6):
                heir = world.pick(near)
                heir.gives.append((at + world.rng.randrange(30 * DAY), EVER, number))
                if world.chance(0.4):
                    heir.shown.append((at, EVER, number))
                world.kinds.append(Kind("handed-on", [account, heir], [number]))
            elif at + 170 * DAY < world.span:
                _give_anew(world, number, at + 170 * DAY, [account])


def _switch_number(account: Account, old: str, new: str, at: int) -> None:
    """Let an account give another number from a time on."""
    for listed in (account.gives, account.shown):
        for place, (since, until, number) in enumerate([*listed]):
            if number == old and until > at:
                listed[place] = (since, max(since, at), number)
                listed.append((max(since, at), until, new))


def _give_anew(world: World, number: str, at: int, before: list[Account]) -> None:
    """Give a number that was given up to a stranger."""
    strangers = [each for each in world.accounts if each.role in ("ordinary", "driver", "jobs") and each not in before]
    taker = world.pick(strangers)
    if at < world.span:
        taker.gives.append((at, EVER, number))
        if world.chance(0.4):
            taker.shown.append((at, EVER, number))
        world.kinds.append(Kind("recycled", [taker], [number], before))


def _pass_handles(world: World) -> None:
    """Let accounts give their handle up, and others take it, by chance or for money."""
    holders = [each for each in world.accounts if each.handles]
    for account in holders:
        if not world.chance("handle_passed"):
            continue
        at = world.rng.randrange(account.born, world.span)
        handle = account.handles[-1][1]
        takers = [
            each
            for each in holders
            if each.platform == account.platform
            and each.hand is not account.hand
            and each.born <= at
            and each.lang == account.lang
        ]
        if takers:
            taker = world.pick(takers)
            later = at + world.rng.randrange(1, 60) * DAY
            account.handles.append((at, world.new_handle("new")))
            taker.handles.append((later, handle))
            world.reuses.append(("freed-handle", account, taker, handle, later))


def _sell_agencies(world: World) -> None:
    """Let pages of agencies be sold: the buyer renames them and gives another number."""
    for firm in [each for each in world.firms if each.trade in ("agency", "driver", "jobs")]:
        if not world.chance("sold") or len(firm.hands[0].accounts) > 1:
            continue
        account = firm.hands[0].accounts[0]
        at = world.rng.randrange(account.born, world.span)
        old = firm.phone
        new = world.new_number(firm.lang)
        account.names.append((at, make_brand(world, firm.lang, firm.trade)))
        _switch_number(account, old, new, at)
        for each in firm.accounts():
            if each is not account and world.chance(0.5):
                _switch_number(each, old, new, at)
        if world.chance(0.4):
            firm.lines = make_lines(world, firm.trade, firm.lang)
        world.kinds.append(Kind("renamed", [account], [old, new]))


def _add_clones(world: World) -> None:
    """Let swindlers take the name and the words of crews and agencies, with a number of their own."""
    for firm in [each for each in world.firms if each.trade in ("crew", "agency")]:
        if not world.chance("clone"):
            continue
        hand = make_hand(world, firm.lang)
        home = (firm.lang, firm.town)
        name = firm.brand + world.pick(("", " official", " ✅", "."))
        account = open_account(world, hand, "clone", home, born=world.rng.randrange(world.span), name=name)
        number = world.new_number(firm.lang)
        account.gives.append((account.born, EVER, number))
        twin = Firm(firm.brand, firm.trade, firm.lang, firm.town, firm.way, firm.lines, phone=number)
        account.firm = twin
        account.bio = firm.brand if world.chance(0.5) else ""
        join_groups(world, account)
        if world.chance(0.4):
            hand.phone = number
            second = open_second(world, account, min(world.span - 1, account.born + world.rng.randrange(100 * DAY)))
            second.gives.append((second.born, EVER, number))
            join_groups(world, second)


def _quieten_groups(world: World) -> None:
    """Let groups go private, be archived, closed by their owners, or no longer be collected."""
    twins = {group.id for kind in world.kinds for group in kind.like}
    fates = ("private", "archived", "dropped", "died")
    for group in world.groups:
        for fate in fates:
            if world.chance(fate):
                group.end = world.rng.randrange(group.born, world.span)
                group.fate = "closed" if fate == "died" else fate
                break
        if group.end == EVER and group.id in twins and world.chance("twin_dies"):
            group.end, group.fate = world.rng.randrange(group.born, world.span), "closed"
        if group.fate == "closed" and group.theme == "crew" and group.firm and world.chance(0.5):
            follow_crew_group(world, group, group.firm)


def _split_crews(world: World) -> None:
    """Let crews split whose group lives: one half opens another under its name, and says the old one is gone."""
    for firm in [each for each in world.firms if each.trade == "crew" and len(each.hands) > 2]:
        living = [each for each in firm.groups if each.end == EVER and each.kind == "group"]
        if not living or not world.chance(world.rates["split"] * 0.6):
            continue
        group = living[0]
        at = world.rng.randrange(group.born, world.span)
        half = split_crew(world, firm)
        name = group.name_at(at) + world.pick(("", " 2", " new", " ✅"))
        new = open_firm_group(world, half, at, name, group.platform, "group")
        staff_group(world, new, half)
        share = world.rng.betavariate(1.2, 4)
        for joined, left, account in [*group.members.values()]:
            if joined < at < left and account.role != "crew" and world.chance(share):
                enter_group(world, account, new, at + int(world.rng.expovariate(1 / 20) * DAY))
        announce_group(world, group, new, half.accounts())


def _remove_wave(world: World, at: int) -> None:
    """Let one wave remove groups and accounts, and see who comes back."""
    platform = world.pick(("facebook", "facebook", "telegram"))
    gone: list[Group] = []
    for group in [each for each in world.groups if each.platform == platform and each.born < at < each.end]:
        rate = "wave_groups" if group.theme == "crew" else "wave_wrong"
        if group.theme == "route" or world.rates[rate] > world.rng.random():
            if group.theme == "route" and not world.chance(world.rates["wave_groups"] / 3):
                continue
            group.end = min(world.span - 1, at + world.rng.randrange(6 * DAY))
            group.fate = "removed"
            gone.append(group)
    heads = {id(head): head for group in gone for since, until, head in group.admins if since <= at < until}
    for account in [each for each in world.accounts if each.platform == platform and each.born < at < each.died]:
        share = world.rates["wave_accounts" if account.role in ("crew", "clone") else "wave_wrong"]
        if world.chance(0.5 if id(account) in heads and account.role == "crew" else share):
            account.died = min(world.span - 1, at + world.rng.randrange(6 * DAY))
            come_back(world, account)
    for group in gone:
        if group.firm and group.theme == "crew":
            follow_crew_group(world, group, group.firm)
        elif group.firm and world.chance("innocent_returns"):
            go_on(world, group, [group.firm])
        elif world.chance("innocent_returns"):
            follow_place(world, group)


def _sort_twins(world: World) -> None:
    """Tell whether a group looks like a dead or a living one."""
    for kind in world.kinds:
        if kind.kind == "look-alike-living" and kind.like[0].fate in ("removed", "closed"):
            kind.kind = "look-alike-dead"
