"""Arrests, and what colleagues do then: accounts, numbers and handles are dropped, kept, passed on."""

from worlds.families.dossier.people import BEGIN, DAY, NEVER, Account, Crew, Hand, World


def arrest_people(world: World) -> list[tuple[int, int, int]]:
    """Arrest workers; colleagues drop accounts and numbers. Give the arrests: when, hand, crew."""
    rng, arrests = world.rng, []
    for crew in world.crews:
        for year in range(2):
            if not world.happens("arrests"):
                continue
            time = world.draw_time(BEGIN + (60 + 400 * year) * DAY, BEGIN + (440 + 400 * year) * DAY)
            free = [index for index in crew.hands if world.hands[index].arrested == NEVER]
            if len(free) < 2:
                continue
            arrested = free[0] if rng.random() < 0.35 else rng.choice(free)
            world.hands[arrested].arrested = time
            drop_number(world, world.hands[arrested], time)
            arrests.append((time, arrested, crew.index))
            for index in free:
                if index == arrested:
                    for account in world.hands[index].accounts:
                        account.ends = min(account.ends, time)
                elif world.happens("dropped"):
                    come_back(world, world.hands[index], time + rng.randrange(0, 12) * DAY)
            pass_handle(world, crew, time)
    return sorted(arrests)


def come_back(world: World, hand: Hand, time: int) -> None:
    """Leave the accounts in use and open others after a while, with a number kept or taken anew."""
    rng = world.rng
    left = hand.accounts_at(time)
    if not left:
        return
    again = time + rng.choice((1, 4, 15, 40, 120)) * DAY
    if not world.happens("kept_number"):
        old = hand.number_at(time)
        drop_number(world, hand, time)
        new = world.give_number(hand, again)
        if old and world.happens("told_change"):
            hand.changes.append((again, old, new))
    for at, account in enumerate(left):
        account.ends = min(account.ends, time)
        if rng.random() < (0.85 if at == 0 else 0.3):
            name = account.names[-1][1] if world.happens("own_name") else world.draw_name(hand)
            opened = world.open_account(hand, account.platform, again, name)
            if account.handle and rng.random() < 0.15:
                opened.handle = account.handle


def drop_number(world: World, hand: Hand, time: int) -> None:
    """End the number that a hand holds; by chance a stranger gets it later."""
    number = hand.number_at(time)
    hand.numbers = [(since, min(until, time) if held == number else until, held) for since, until, held in hand.numbers]
    if number and world.happens("sold_phone"):
        strangers = [other for other in world.hands if other.kind == "ordinary" and other.lang == hand.lang]
        if strangers:
            stranger = world.rng.choice(strangers)
            since = time + world.rng.choice((5, 20, 90, 200, 300)) * DAY
            world.give_number(stranger, since, number=number)
            world.reissued.append((number, hand.index, stranger.index))
            for account in stranger.accounts:
                if world.happens("shows_number", 1.5):
                    account.shown = number


def pass_handle(world: World, crew: Crew, time: int) -> None:
    """Give a crew's common handle to a colleague's account when its holder is gone."""
    holder = world.accounts.get(crew.handle_of)
    if not holder or holder.ends > time or not world.happens("handle_passed"):
        return
    free = [account for index in crew.hands for account in world.hands[index].accounts_at(time + 5 * DAY, "telegram")]
    if free:
        heir = world.rng.choice(free)
        holder.handle_until = time
        heir.handle, heir.handle_since = crew.handle, time + world.rng.randrange(DAY, 5 * DAY)
        crew.handle_of = heir.id
        world.handle_moves.append((crew.handle, holder.id, heir.id))


def open_whatsapp(world: World) -> None:
    """Give some people WhatsApp, where the account is the number; numbers that change hands are left out."""
    holders: dict[str, set[int]] = {}
    for hand in world.hands:
        for _, _, number in hand.numbers:
            holders.setdefault(number, set()).add(hand.index)
    for crew in world.crews:
        for _, _, number, answering in crew.desks:
            holders.setdefault(number, set()).update((answering, -1))
    for hand in world.hands:
        for since, until, number in hand.numbers:
            if len(holders[number]) == 1 and world.happens("whatsapp"):
                account = Account(f"whatsapp:{number}", hand.index, [(since, world.draw_name(hand))], "", since, until)
                hand.accounts.append(account)
                world.accounts[account.id] = account
