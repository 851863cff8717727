"""What happens in a world of ``square``: new names and numbers, new owners, removal waves and what comes back."""

from worlds.families.square import words
from worlds.families.square.crowd import enter, join_groups, make_group, open_crew_group, staff_group
from worlds.families.square.people import (
    DAY,
    EVER,
    Account,
    Errand,
    Firm,
    Follow,
    Group,
    Kind,
    World,
    equip_staff,
    make_brand,
    make_hand,
    make_lines,
    open_account,
    open_second,
    plan_bonds,
)


def let_happen(world: World) -> None:
    """Let two years pass, apart from what is written."""
    _rename(world)
    _turn_numbers(world)
    _pass_handles(world)
    _sell_agencies(world)
    _clone(world)
    _quieten(world)
    times = sorted(world.rng.randrange(90 * DAY, world.span - 20 * DAY) for _ in range(round(world.rates["waves"])))
    for at in times:
        _remove(world, at)
    _sort_twins(world)


def _rename(world: World) -> None:
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
                new = make_brand(world, group.lang, "crew")
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
                _switch(account, old, new, at)
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
            heir = world.pick(ordinary)
            if heir is not account and heir.home == account.home:
                heir.gives.append((at + world.rng.randrange(30 * DAY), EVER, number))
                if world.chance(0.4):
                    heir.shown.append((at, EVER, number))
                world.kinds.append(Kind("handed-on", [account, heir], [number]))
            elif at + 170 * DAY < world.span:
                _give_anew(world, number, at + 170 * DAY, [account])


def _switch(account: Account, old: str, new: str, at: int) -> None:
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
        _switch(account, old, new, at)
        for each in firm.accounts():
            if each is not account and world.chance(0.5):
                _switch(each, old, new, at)
        if world.chance(0.4):
            firm.lines = make_lines(world, firm.trade, firm.lang)
        world.kinds.append(Kind("renamed", [account], [old, new]))


def _clone(world: World) -> None:
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


def _quieten(world: World) -> None:
    """Let groups go private, be archived, closed by their owners, or no longer be collected."""
    fates = ("private", "archived", "dropped", "died")
    for group in world.groups:
        for fate in fates:
            if world.chance(fate):
                group.end = world.rng.randrange(group.born, world.span)
                group.fate = "closed" if fate == "died" else fate
                break


def _remove(world: World, at: int) -> None:
    """Let one wave remove groups and accounts, and see who comes back."""
    platform = world.pick(("facebook", "facebook", "telegram"))
    gone: list[Group] = []
    for group in [each for each in world.groups if each.platform == platform and each.born < at < each.end]:
        rate = "wave_groups" if group.firm else "wave_wrong"
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
            _come_back(world, account)
    for group in gone:
        if group.firm:
            _follow_crew_group(world, group, group.firm)
        elif world.chance("innocent_returns"):
            _follow_place(world, group)


def _come_back(world: World, account: Account) -> Account | None:
    """Let somebody whose account was removed open another one, and tell it or not."""
    rate = world.rates["admins_back"] * (1 if account.role in ("crew", "clone") else 0.5)
    born = account.died + int(world.rng.expovariate(1 / 25) * DAY)
    if born >= world.span or not world.chance(rate):
        return None
    before = account.name_at(account.died)
    back = open_second(world, account, born, account.platform if world.chance(0.8) else "")
    if world.chance(0.35):
        back.names = [(born, before + world.pick(("", " 2", " new", ".")))]
    if account.firm and account.firm.trade != "clone":
        equip_staff(world, account.firm, back)
    if account.platform == back.platform:
        for group in account.groups:
            if group.end > born and world.chance(0.3):
                enter(world, back, group, born + world.rng.randrange(20 * DAY))
    join_groups(world, back)
    if world.chance(0.2):
        handle = account.handle_at(account.died)
        world.errands.append(
            Errand(born + world.rng.randrange(10 * DAY), back, "back", old=f"@{handle}" if handle else before)
        )
    return back


def _name_again(world: World, group: Group) -> tuple[str, str]:
    """Give the name under which a removed group comes back, and its scripts where they differ."""
    name = group.name_at(group.end)
    draw = world.rng.random()
    if draw < world.rates["same_name"]:
        return name.rstrip(" 0123456789") + world.pick((" 2", " 2.0", "", " new", " ✅", " 3", " 🔥")), ""
    if draw < world.rates["same_name"] + world.rates["other_letters"] and group.firm:
        firm = group.firm
        plain = "".join(sign for sign in firm.brand if sign.isascii()).strip()
        other = (
            words.respell(firm.brand, "ru" if firm.lang == "en" else firm.lang) if plain else words.SCRIPTS[firm.lang]
        )
        if other != name and not other.isascii():
            return other, f"Latin-{words.SCRIPTS['ru' if firm.lang == 'en' else firm.lang]}"
    starts, ends = words.TOWNS[group.lang]
    if group.firm and world.chance(0.5):
        return words.ROUTES[group.lang].format(a=starts[group.firm.way[0]], b=ends[group.firm.way[1]]), ""
    return world.pick(words.PLACES[group.lang]).format(t=ends[group.town]), ""


def _follow_crew_group(world: World, group: Group, firm: Firm) -> None:
    """Let a crew go on elsewhere, whole or in two halves, or not; and let a rival take its chance."""
    if world.chance("rival"):
        _lure(world, group, firm)
    if not world.chance("returns"):
        return
    halves = [firm]
    if world.chance("split") and len(firm.hands) > 1:
        halves.append(_split(world, firm))
    for half in halves:
        new = _open_successor(world, group, half)
        if new is not None:
            share = min(0.7, world.rng.betavariate(1.3, 3.5)) / len(halves)
            _carry(world, group, new, share)
            _announce(world, group, new, half.accounts())


def _split(world: World, firm: Firm) -> Firm:
    """Split a crew: the later half of its people goes on under the same name."""
    cut = max(1, len(firm.hands) // 2)
    half = Firm(firm.brand, firm.trade, firm.lang, firm.town, firm.way, [*firm.lines], half_of=firm)
    half.phone, half.hands = world.new_number(firm.lang), firm.hands[cut:]
    firm.hands = firm.hands[:cut]
    for hand in half.hands:
        for account in hand.accounts:
            if account.firm is firm:
                account.firm = half
                if world.chance(0.5):
                    account.gives.append((world.rng.randrange(world.span), EVER, half.phone))
    world.firms.append(half)
    return half


def _open_successor(world: World, group: Group, firm: Firm) -> Group | None:
    """Open what takes over from a group: at once or late, prepared before, elsewhere, or as a page or channel."""
    name, script = _name_again(world, group)
    late = world.chance("late")
    born = group.end + (world.rng.randrange(90, 280) * DAY if late else int(world.rng.expovariate(1 / 9) * DAY))
    if world.chance("spare"):
        born = max(0, group.end - world.rng.randrange(5, 150) * DAY)
        name = name if world.chance(0.6) else group.names[0][1] + world.pick((" backup", " 2", " reserve"))
    if born >= world.span:
        return None
    platform = group.platform
    if world.chance("elsewhere"):
        platform = "facebook" if platform == "telegram" else "telegram"
    if world.chance("page"):
        if platform == "telegram":
            new = open_crew_group(world, firm, born, name, platform, "channel")
        else:
            return _keep(world, group, _open_page(world, firm, born, name), script)
    else:
        new = open_crew_group(world, firm, born, name, platform, "group")
    staff_group(world, new, firm)
    return _keep(world, group, new, script)


def _open_page(world: World, firm: Firm, born: int, name: str) -> Group:
    """Open a page of a crew in the place of a group; one of its people speaks there."""
    hand = world.pick(firm.hands)
    account = open_account(world, hand, "crew", (firm.lang, firm.town), born=born, name=name, platform="facebook")
    account.firm, account.page = firm, True
    if not hand.planned:
        plan_bonds(world, hand)
        account.names = [(born, name)]
    equip_staff(world, firm, account)
    page = Group(
        account.id,
        "facebook",
        firm.lang,
        firm.town,
        "page",
        "crew",
        account.names,
        born,
        f"https://www.facebook.com/{account.id.removeprefix('facebook:')}",
    )
    page.page, page.firm = account, firm
    firm.groups.append(page)
    world.groups.append(page)
    return page


def _keep(world: World, old: Group, new: Group, script: str) -> Group:
    """Write down that one took over from the other."""
    world.follows.append(Follow(old, new, 0.0, script))
    return new


def _carry(world: World, old: Group, new: Group, share: float) -> None:
    """Bring a share of the members along, and some new ones."""
    carried = 0
    staying = [account for _, left, account in old.members.values() if left > old.end and account.died > new.born]
    for account in staying:
        if world.chance(share):
            carried += 1
            goer = account
            if account.platform != new.platform:
                twins = [each for each in account.hand.accounts if each.platform == new.platform]
                if not twins:
                    continue
                goer = twins[0]
            at = max(new.born, old.end - 20 * DAY) + int(world.rng.expovariate(1 / 18) * DAY)
            enter(world, goer, new, max(at, goer.born))
    for follow in world.follows:
        if follow.new is new and follow.old is old:
            follow.share = round(carried / max(1, len(staying)), 3)
    near = [each for each in world.accounts if each.platform == new.platform and each.lang == new.lang]
    for _ in range(int(world.rng.expovariate(1 / (4 + len(staying) / 2)))):
        if near:
            account = world.pick(near)
            enter(world, account, new, max(new.born, account.born) + world.rng.randrange(90 * DAY))


def _announce(world: World, old: Group, new: Group, staff: list[Account]) -> None:
    """Let people tell where it goes on: in other groups, in the old one, in comments, on profiles."""
    if not world.chance("announced"):
        return
    begin = max(new.born, old.end - 8 * DAY)
    link = f"@{new.handle}" if new.handle and world.chance(0.4) else new.link
    tellers = [each for each in staff if each.born <= begin + 20 * DAY and each.died > begin]
    for account in world.rng.sample(tellers, min(len(tellers), world.rng.randrange(1, 4))):
        if world.chance(0.35):
            account.tells.append((begin, words.LINES[old.lang]["announce"][0].format(l=link)))
        for _ in range(world.rng.randrange(0, 3)):
            at = begin + int(world.rng.expovariate(1 / 12) * DAY)
            world.errands.append(Errand(at, account, "announce", link=link, of=new))
    if new.born < old.end and world.chance(0.5) and tellers:
        world.errands.append(
            Errand(old.end - world.rng.randrange(1, 4 * DAY), tellers[0], "announce", link=link, group=old, of=new)
        )


def _lure(world: World, group: Group, firm: Firm) -> None:
    """Let another crew take members, and perhaps the name and the words of an announcement."""
    rivals = [
        each
        for each in world.firms
        if each.trade == "crew"
        and each.lang == firm.lang
        and each is not firm
        and each.half_of is not firm
        and each is not firm.half_of
    ]
    if not rivals:
        return
    rival = world.pick(rivals)
    born = group.end + int(world.rng.expovariate(1 / 14) * DAY)
    living = [
        each
        for each in rival.groups
        if each.platform == group.platform and each.born < group.end < each.end and each.kind == "group"
    ]
    takes_name = world.chance("rival_name")
    if living and world.chance(0.6):
        new = living[0]
        if takes_name:
            new.names.append((max(born, new.names[-1][0] + 1), group.name_at(group.end)))
    elif born < world.span:
        name = group.name_at(group.end) + world.pick(("", " 2", " new")) if takes_name else ""
        new = open_crew_group(world, rival, born, name, group.platform, "group")
        staff_group(world, new, rival)
    else:
        return
    world.rivals.append((group, new))
    share = world.rng.betavariate(1.2, 4)
    for _, left, account in [*group.members.values()]:
        if left > group.end and account.role != "crew" and world.chance(share):
            enter(world, account, new, max(new.born, group.end) + int(world.rng.expovariate(1 / 20) * DAY))
    if takes_name:
        _announce(world, group, new, rival.accounts())


def _follow_place(world: World, group: Group) -> None:
    """Let an ordinary group come back, mostly by the same people."""
    name, _ = _name_again(world, group)
    born = group.end + int(world.rng.expovariate(1 / 15) * DAY)
    if born >= world.span:
        return
    new = make_group(world, group.platform, (group.lang, group.town), name, group.theme, born, group.kind)
    heads = [each for _, until, each in group.admins if until > group.end and each.died > born]
    staying = [each for _, left, each in group.members.values() if left > group.end and each.died > born]
    if not heads and staying:
        heads = [world.pick(staying)]
    for head in heads:
        if world.chance(0.8):
            enter(world, head, new, born)
            new.admins.append((born, EVER, head))
    _keep(world, group, new, "")
    _carry(world, group, new, world.rng.betavariate(1.5, 3))
    _announce(world, group, new, heads)


def _sort_twins(world: World) -> None:
    """Tell whether a group looks like a dead or a living one."""
    for kind in world.kinds:
        if kind.kind == "look-alike-living" and kind.like[0].fate in ("removed", "closed"):
            kind.kind = "look-alike-dead"
