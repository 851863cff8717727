"""Two seized phones: exports of whole Telegram accounts, with names as their holders saved them, and call records."""

import json
from typing import Any

from worlds.families.relay.collecting import Desk, write_chat
from worlds.families.relay.crews import Crew
from worlds.families.relay.people import DAY, END, START, Account, Person, Post, World
from worlds.families.relay.seeing import Seen, write_time
from worlds.families.relay.texts import ASKS, KUNYA, SAVED_ROLES, TOWNS


def seize_phones(world: World, desk: Desk, seen: Seen, crews: list[Crew]) -> None:
    """Choose two holders of different crews and write what their phones hold."""
    rng = world.rng
    able = [each for crew in crews for each in crew.persons if any(one.platform == "telegram" for one in each.accounts)]
    holders = list({each.crew: each for each in rng.sample(able, len(able))}.values())[:2]
    for index, holder in enumerate(holders):
        crew = next(each for each in crews if holder in each.persons)
        _write_phone(world, desk, seen, index + 1, holder, crew)


def _write_phone(world: World, desk: Desk, seen: Seen, index: int, holder: Person, crew: Crew) -> None:
    rng = world.rng
    account = [each for each in holder.accounts if each.platform == "telegram"][-1]
    at = min(END - 5 * DAY, max(account.born + 40 * DAY, min(account.lost, holder.until)))
    account.lost = max(account.lost, at)
    name, handle = seen.note_account(account, at), seen.note_handle(account, at)
    number = holder.line_at(at)
    seen.note_shown(account, at, [number])
    known = [*crew.persons, *rng.sample(crew.clients, min(len(crew.clients), rng.randint(8, 20)))]
    saved, private = [], []
    called: dict[str, str] = {}
    for person in known:
        if person is holder:
            continue
        accounts = [each for each in person.accounts if each.platform == "telegram" and each.born < at]
        line = person.line_at(at)
        if not accounts and not line:
            continue
        written = _save_name(world, person)
        since = rng.randint(START, at)
        entry: dict[str, Any] = {"user_id": 0}
        if accounts and rng.random() < 0.75:
            one = rng.choice(accounts)
            entry["user_id"] = int(one.id.partition("user")[2])
            called[one.id] = written
            seen.note_account(one, since, written)
            if line:
                seen.note_shown(one, since, [line])
            private.append(_write_private(world, seen, account, one, written, at))
        if not entry["user_id"] and not line:
            continue
        entry |= {"first_name": written, "last_name": "", "phone_number": _group_digits(line)}
        saved.append({**entry, "date": write_time(since)[:-1], "date_unixtime": str(since)})
    mine = [each for each in crew.places if each.platform == "telegram" and each.born < at and rng.random() < 0.7]
    chats = [write_chat(each, (0, at), at, "UTC", seen, called) for each in mine]
    whole = {
        "about": "Here is the data you requested.",
        "personal_information": {
            "user_id": int(account.id.partition("user")[2]),
            "first_name": name,
            "last_name": "",
            "phone_number": _group_digits(number),
            **({"username": f"@{handle}"} if handle else {}),
            "bio": account.bio,
        },
        "contacts": {"about": "Contacts", "list": saved},
        "chats": {"about": "Chats", "list": [*chats, *[each for each in private if each["messages"]]]},
    }
    if account.bio_contacts:
        seen.note_shown(account, at, account.bio_contacts)
    file = f"phones/seized_{index}/result.json"
    desk.write_text(file, json.dumps(whole, ensure_ascii=False, indent=1))
    desk.tell(file, at, "desk 5", f"Telegram Desktop, the whole account of seized phone {index}")
    _write_calls(world, desk, index, number, [each for each in known if each is not holder], at)


def _group_digits(number: str) -> str:
    """Write a number as Telegram Desktop does, in groups."""
    return " ".join(number[begin : begin + 4] for begin in range(0, len(number), 4)) if number else ""


def _save_name(world: World, person: Person) -> str:
    """Save somebody as one would: by a title and a letter, by what he does, by a name alone."""
    rng, plain = world.rng, world.romanize(person.name.removeprefix(KUNYA[person.lang]).split()[0])
    way = rng.randrange(4)
    if way == 0:
        return f"{plain} {person.role or rng.choice(SAVED_ROLES)}"
    if way == 1:
        return f"Abu {plain[0]} {rng.choice(SAVED_ROLES)}"
    if way == 2:
        return f"{plain} {rng.choice(SAVED_ROLES)}"
    return person.name.split()[0]


def _write_private(world: World, seen: Seen, holder: Account, other: Account, saved: str, at: int) -> dict[str, Any]:
    """Write a private chat; now and then somebody sends his number."""
    rng, messages = world.rng, []
    when = max(other.born, holder.born, at - 90 * DAY)
    for number in range(rng.randint(0, 8)):
        when += rng.randint(600, 5 * DAY)
        if when >= at:
            break
        author = rng.choice((holder, other))
        line = author.person.line_at(when)
        lang = author.person.lang
        if line and rng.random() < 0.12:
            post = Post(when, author, f"{rng.choice(('my number', 'رقمي', 'mon numéro'))} {line}", (line,))
        else:
            post = Post(when, author, rng.choice(ASKS[lang]).replace("{a}", rng.choice(TOWNS[lang])))
        name = saved if author is other else seen.note_account(holder, at)
        seen.note_post(post, None)
        if author is other:
            seen.note_account(author, at, name)
        message = {"id": number + 1, "type": "message", "date": write_time(when)[:-1], "date_unixtime": str(when)}
        message |= {"from": name, "from_id": author.id.partition(":")[2], "text": post.text}
        messages.append({**message, "text_entities": [{"type": "plain", "text": post.text}]})
    return {"name": saved, "type": "personal_chat", "id": int(other.id.partition("user")[2]), "messages": messages}


def _write_calls(world: World, desk: Desk, index: int, number: str, known: list[Person], at: int) -> None:
    rng, rows = world.rng, list[tuple[str, ...]]()
    for person in known:
        for _ in range(int(rng.expovariate(1 / 4))):
            when = rng.randint(max(START, at - 200 * DAY), at)
            other = person.line_at(when) or (world.stock.take() if rng.random() < 0.1 else "")
            if other and other != number:
                pair = (number, other) if rng.random() < 0.5 else (other, number)
                rows.append((*pair, write_time(when), str(int(rng.expovariate(1 / 70)))))
    if not rows:
        return
    rows.sort(key=lambda row: row[2])
    desk.write_table(f"calls/calls_{index}.csv", "from|to|began|seconds", rows)
    desk.tell(f"calls/calls_{index}.csv", at, "desk 5", f"call records of seized phone {index}")
