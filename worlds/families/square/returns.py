"""How removed accounts and groups of ``square`` come back, or others take their place."""

from worlds.families.square import words
from worlds.families.square.crowd import enter_group, join_groups, make_group, open_firm_group, staff_group
from worlds.families.square.firms import equip_staff
from worlds.families.square.people import (
    DAY,
    EVER,
    Account,
    Errand,
    Firm,
    Follow,
    Group,
    World,
    open_account,
    open_second,
    plan_bonds,
)


def come_back(world: World, account: Account) -> Account | None:
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
                enter_group(world, back, group, born + world.rng.randrange(20 * DAY))
    join_groups(world, back)
    if world.chance(0.15):
        back.tells.append((born, words.LINES[account.lang]["back"][0].format(o=before)))
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
            words.respell_brand(firm.brand, "ru" if firm.lang == "en" else firm.lang)
            if plain
            else words.SCRIPTS[firm.lang]
        )
        if other != name and not other.isascii():
            return other, f"Latin-{words.SCRIPTS['ru' if firm.lang == 'en' else firm.lang]}"
    starts, ends = words.TOWNS[group.lang]
    if group.firm and world.chance(0.5):
        return words.ROUTES[group.lang].format(a=starts[group.firm.way[0]], b=ends[group.firm.way[1]]), ""
    return world.pick(words.PLACES[group.lang]).format(t=ends[group.town]), ""


def follow_crew_group(world: World, group: Group, firm: Firm) -> None:
    """Let a crew go on elsewhere, whole or in two halves, or not; and let a rival take its chance."""
    if world.chance("rival"):
        _lure_members(world, group, firm)
    if not world.chance("returns"):
        return
    halves = [firm]
    if world.chance("split") and len(firm.hands) > 1:
        halves.append(split_crew(world, firm))
    go_on(world, group, halves)


def go_on(world: World, group: Group, halves: list[Firm]) -> None:
    """Let a firm, or both halves of a crew, open what takes over from a group."""
    for half in halves:
        new = _open_successor(world, group, half)
        if new is not None:
            share = min(0.7, world.rng.betavariate(1.3, 3.5)) / len(halves)
            _carry_members(world, group, new, share)
            announce_group(world, group, new, half.accounts())


def split_crew(world: World, firm: Firm) -> Firm:
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
            new = open_firm_group(world, firm, born, name, platform, "channel")
        else:
            return _keep_succession(world, group, _open_page(world, firm, born, name), script)
    else:
        new = open_firm_group(world, firm, born, name, platform, "group")
    staff_group(world, new, firm)
    return _keep_succession(world, group, new, script)


def _open_page(world: World, firm: Firm, born: int, name: str) -> Group:
    """Open a page of a crew in the place of a group; one of its people speaks there."""
    hand = world.pick(firm.hands)
    account = open_account(world, hand, firm.trade, (firm.lang, firm.town), born=born, name=name, platform="facebook")
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
        "crew" if firm.trade == "crew" else "firm",
        account.names,
        born,
        f"https://www.facebook.com/{account.id.removeprefix('facebook:')}",
    )
    page.page, page.firm = account, firm
    firm.groups.append(page)
    world.groups.append(page)
    return page


def _keep_succession(world: World, old: Group, new: Group, script: str) -> Group:
    """Write down that one took over from the other."""
    world.follows.append(Follow(old, new, 0.0, script))
    return new


def _carry_members(world: World, old: Group, new: Group, share: float) -> None:
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
            enter_group(world, goer, new, max(at, goer.born))
    for follow in world.follows:
        if follow.new is new and follow.old is old:
            follow.share = round(carried / max(1, len(staying)), 3)
    near = [each for each in world.accounts if each.platform == new.platform and each.lang == new.lang]
    for _ in range(int(world.rng.expovariate(1 / (4 + len(staying) / 2)))):
        if near:
            account = world.pick(near)
            enter_group(world, account, new, max(new.born, account.born) + world.rng.randrange(90 * DAY))


def announce_group(world: World, old: Group, new: Group, staff: list[Account]) -> None:
    """Let people tell where it goes on: in other groups, in the old one, in comments, on profiles."""
    if not world.chance("announced"):
        return
    begin = max(new.born, min(old.end, world.span) - 8 * DAY)
    link = f"@{new.handle}" if new.handle and world.chance(0.4) else new.link
    tellers = [each for each in staff if each.born <= begin + 20 * DAY and each.died > begin]
    for account in world.rng.sample(tellers, min(len(tellers), world.rng.randrange(1, 4))):
        if world.chance(0.35):
            account.tells.append((begin, words.LINES[old.lang]["announce"][0].format(l=link)))
        for _ in range(world.rng.randrange(0, 3)):
            at = begin + int(world.rng.expovariate(1 / 12) * DAY)
            world.errands.append(Errand(at, account, "announce", link=link, of=new))
    inside = [each for each in tellers if each.platform == old.platform]
    if new.born < old.end < world.span and world.chance(0.5) and inside:
        world.errands.append(
            Errand(old.end - world.rng.randrange(1, 4 * DAY), inside[0], "announce", link=link, group=old, of=new)
        )


def _lure_members(world: World, group: Group, firm: Firm) -> None:
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
        new = open_firm_group(world, rival, born, name, group.platform, "group")
        staff_group(world, new, rival)
    else:
        return
    world.rivals.append((group, new))
    if new.names[-1][1] == group.name_at(group.end):
        world.taken.append((group, new, new.names[-1][1]))
    share = world.rng.betavariate(1.2, 4)
    for _, left, account in [*group.members.values()]:
        if left > group.end and account.role != "crew" and world.chance(share):
            enter_group(world, account, new, max(new.born, group.end) + int(world.rng.expovariate(1 / 20) * DAY))
    if takes_name:
        announce_group(world, group, new, rival.accounts())


def follow_place(world: World, group: Group) -> None:
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
            enter_group(world, head, new, born)
            new.admins.append((born, EVER, head))
    _keep_succession(world, group, new, "")
    _carry_members(world, group, new, world.rng.betavariate(1.5, 3))
    announce_group(world, group, new, heads)
