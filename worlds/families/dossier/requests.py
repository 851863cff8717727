"""What providers answer, months later: profiles, accounts of numbers, contents, calls."""

import json
from collections import defaultdict

from worlds.families.dossier.desk import Desk, Rows, turn_date, written_id
from worlds.families.dossier.people import DAY, END, NEVER, Account
from worlds.families.dossier.phones import write_iso, write_utc
from worlds.families.dossier.talk import Post


def ask_providers(desk: Desk) -> None:
    """Ask for the profiles of accounts of interest, and for the accounts of numbers; answers come months later."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    interest = [
        one
        for one in world.accounts.values()
        if world.hands[one.hand].kind == "worker"
        and one.platform != "whatsapp"
        and (one.id in ledger.accounts or (one.platform == "facebook" and rng.random() < 0.5))
    ]
    wrong = [
        one
        for one in world.accounts.values()
        if one.id in ledger.accounts
        and ledger.posted.get(one.id)
        and world.hands[one.hand].kind != "worker"
        and one.platform != "whatsapp"
    ]
    asked = [one for one in interest if world.happens("requested", 1.4)] + [
        one for one in wrong if world.happens("requested", 0.5)
    ]
    batches: dict[str, Rows] = defaultdict(list)
    latest: dict[str, int] = {}
    for account in asked:
        if not world.happens("answered"):
            continue
        time = world.draw_time(max(account.born, END - 600 * DAY), END) + rng.randrange(60, 260) * DAY
        batch = f"requests/profiles_{(time - END) // (60 * DAY) + 12:02}.csv"
        latest[batch] = max(latest.get(batch, 0), time)
        batches[batch].append(describe_profile(desk, account, time))
    for name, rows in sorted(batches.items()):
        header = ["Platform", "Id", "Name", "User name", "Phones", "About", "Former names", "Answered"]
        desk.save_table(name, header, rows, latest[name] + DAY)
    ask_numbers(desk)
    ask_contents(desk, [one for one in asked if one.platform == "facebook"])


def describe_profile(desk: Desk, account: Account, time: int) -> list[str]:
    """Give the row of one profile: what it is called, the number with which it was registered, what it shows."""
    world, ledger = desk.scene.world, desk.ledger
    hand = world.hands[account.hand]
    way = world.rng.random()
    registered = hand.number_at(account.born) if way < 0.6 else hand.burner if way < 0.75 else ""
    phones = sorted({number for number in (registered, account.shown) if number})
    name = account.name_at(time)
    former = [old for _, old in account.names if old != name]
    ledger.see_account(account, name)
    for old in former:
        ledger.see_account(account, old)
        ledger.titles.add((account.id, name))
    for number in phones:
        ledger.shown[account.id].add(number)
        ledger.send(account.id, number, 0)
    handle = account.handle_at(time)
    if handle:
        ledger.handles[account.id].add(handle)
        ledger.borne.add((handle, account.id))
    if account.about:
        for place in desk.scene.places:
            if place.address in account.about.split(" "):
                ledger.told[place.id].add(account.id)
    account.asked = True
    return [
        account.platform,
        written_id(account),
        name,
        handle,
        ",".join(phones),
        account.about,
        "|".join(former),
        write_utc(time),
    ]


def ask_numbers(desk: Desk) -> None:
    """Ask which accounts are, or were, registered with numbers out of adverts."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    numbers = sorted({number for held in ledger.posted.values() for number in held})
    by_number: dict[str, list[tuple[Account, int, int]]] = defaultdict(list)
    for hand in world.hands:
        for since, until, number in hand.numbers:
            for account in hand.accounts:
                if since <= account.born < until or (account.shown == number and since < END):
                    by_number[number].append((account, max(since, account.born), min(until, account.ends)))
    rows: dict[str, Rows] = defaultdict(list)
    latest: dict[str, int] = {}
    for number in numbers:
        if not world.happens("requested", 0.6) or not world.happens("answered"):
            continue
        time = END + rng.randrange(10, 200) * DAY
        batch = f"requests/numbers_{(time - END) // (60 * DAY) + 1:02}.csv"
        for account, since, until in by_number[number]:
            if rng.random() < 0.55:
                ledger.see_account(account, account.name_at(time))
                ledger.shown[account.id].add(number)
                ledger.send(account.id, number, 0)
                latest[batch] = max(latest.get(batch, 0), time)
                ended = write_utc(until) if until < NEVER and until < END else ""
                rows[batch].append(
                    [
                        number,
                        account.platform,
                        written_id(account),
                        account.name_at(time),
                        write_utc(since),
                        ended,
                        write_utc(time),
                    ]
                )
    for name, held in sorted(rows.items()):
        desk.save_table(
            name, ["Number", "Platform", "Id", "Name", "Linked", "Unlinked", "Answered"], held, latest[name] + DAY
        )


def ask_contents(desk: Desk, accounts: list[Account]) -> None:
    """Ask for the contents of accounts on Facebook: their posts, in whatever groups."""
    world, ledger = desk.scene.world, desk.ledger
    written: dict[str, list[Post]] = defaultdict(list)
    for posts in desk.posts.values():
        for post in posts:
            written[post.author].append(post)
    for number, account in enumerate(accounts):
        if not written[account.id] or not world.happens("answered", 0.7):
            continue
        lines = []
        exported = END + world.rng.randrange(20, 250) * DAY
        for post in sorted(written[account.id], key=lambda one: one.time):
            if post.kind in {"create", "title", "join", "invite"}:
                continue
            place = desk.scene.by_id[post.place]
            ledger.see_post(desk.scene, post)
            ledger.see_account(account, account.name_at(exported))
            ledger.see_place(place, place.name_at(exported), post.time)
            group = {"id": place.digits, "name": place.name_at(exported)} if place.kind == "group" else {}
            line = {
                "post": f"{place.digits}{post.number:05}",
                "time": write_utc(post.time),
                "owner": {"id": account.digits, "name": account.name_at(exported)},
                "group": group,
                "body": post.text,
                "answered": write_utc(exported),
            }
            lines.append(json.dumps(line, ensure_ascii=False))
        if lines:
            desk.save_text(f"requests/content_{number + 1:03}.jsonl", "\n".join(lines) + "\n", exported)


def ask_calls(desk: Desk) -> None:
    """Ask for the calls of numbers; those between two targets stand in both tables, forwarded ones as two legs."""
    world = desk.scene.world
    rng = world.rng
    targets = []
    for crew in world.crews:
        hands = [world.hands[index] for index in crew.hands]
        for hand in hands:
            targets += [
                (number, hand, hands, crew)
                for number in (hand.numbers[0][2], hand.burner)
                if number and world.happens("called", 0.5)
            ]
    calls: dict[str, set[tuple[int, str, str, int, str]]] = defaultdict(set)
    wanted = {number for number, _, _, _ in targets}
    clients = [hand for hand in world.hands if hand.kind != "worker" and hand.numbers]
    for number, hand, hands, crew in targets:
        begin = world.draw_time(END - 800 * DAY, END - 200 * DAY)
        for _ in range(rng.randrange(5, 45)):
            time = begin + rng.randrange(120 * DAY)
            burner = number == hand.burner
            other = rng.choice(hands) if burner or rng.random() < 0.4 else rng.choice(clients)
            partner = other.burner if burner and other.burner else other.number_at(time)
            if not partner or partner == number:
                continue
            pair = (number, partner) if rng.random() < 0.5 else (partner, number)
            call = (
                time,
                *pair,
                rng.choice((0, 12, 35, 61, 180, 640)),
                rng.choice(("VOICE", "VOICE", "NOANSWER", "SMS")),
            )
            legs = [call]
            desk_number = crew.desk_at(time)
            if not burner and desk_number not in {"", number, partner} and rng.random() < 0.15:
                legs = [
                    (time, partner, desk_number, call[3], "VOICE"),
                    (time + 3, desk_number, number, call[3], "VOICE"),
                ]
            for leg in legs:
                for end in leg[1:3]:
                    if end in wanted or end == number:
                        calls[end].add(leg)
    for number, held in sorted(calls.items()):
        zone = rng.choice(("Europe/Paris", "Europe/London"))
        rows = [
            [one, other, turn_date(write_iso(time, zone), "."), str(seconds), how]
            for time, one, other, seconds, how in sorted(held)
        ]
        name = f"calls/calls_{number[1:]}.csv"
        desk.save_table(
            name,
            ["A number", "B number", "Start", "Duration", "Type"],
            rows,
            END + 30 * DAY,
            delimiter=";",
            above=f"Target;{number}\nRequest;calls and messages\n",
        )
        desk.sections[-1] += f'\ntime_zone = "{zone}"'
