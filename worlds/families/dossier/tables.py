"""Tables of the unit: answers of providers, calls, captures of Facebook, groups looked at again, and who ran them."""

import csv
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from worlds.families.dossier.groups import Place, Scene
from worlds.families.dossier.ledger import Ledger
from worlds.families.dossier.mappings import MAPPINGS
from worlds.families.dossier.numbers import write_number
from worlds.families.dossier.people import DAY, END, NEVER, Account
from worlds.families.dossier.phones import Phone, write_iso, write_utc
from worlds.families.dossier.talk import Post, write_private_chat

Rows = list[list[str]]
EVENTS = ("create", "title", "join", "invite")


@dataclass(slots=True)
class Desk:
    """The unit's desk: writes tables and keeps what each is and when it was made."""

    scene: Scene
    ledger: Ledger
    posts: dict[str, list[Post]]
    phones: list[Phone]
    folder: Path
    sections: list[str]

    def save_table(
        self, name: str, header: list[str], rows: Rows, exported: int, *, delimiter: str = ",", above: str = ""
    ) -> None:
        """Write a CSV."""
        if not rows:
            return
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerows([header, *rows])
        self.save_text(name, above + out.getvalue(), exported)

    def save_text(self, name: str, text: str, exported: int) -> None:
        """Write a file and its section of the answers."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.answer(name, exported, "desk")

    def answer(self, match: str, exported: int, by: str, how: str = "", **more: str) -> None:
        """Add a section to sources.toml."""
        lines = ["[[file]]", f'match = "{match}"', f"exported = {write_utc(exported)}", f'captured_by = "{by}"']
        lines += [f'captured_how = "{how}"'] if how else []
        lines += [f'{key} = "{value}"' for key, value in more.items()]
        self.sections.append("\n".join(lines))


def write_tables(desk: Desk) -> None:
    """Write every table of the unit, their mappings, and the answers."""
    ask_providers(desk)
    read_books(desk)
    list_whatsapp(desk)
    ask_calls(desk)
    capture_facebook(desk)
    visit_places(desk)
    look_again(desk)
    note_admins(desk)
    list_page_names(desk)
    folders = {
        "profiles": "requests",
        "numbers": "requests",
        "calls": "calls",
        "captures": "facebook",
        "returns": "requests",
        "checks": "groups",
        "admins": "groups",
        "books": "phones",
        "whatsapp": "phones",
        "visits": "groups",
        "visit_posts": "groups",
        "page_names": "facebook",
    }
    for name, folder in folders.items():
        (desk.folder / folder).mkdir(exist_ok=True)
        (desk.folder / folder / f"{name}.toml").write_text(MAPPINGS[name], encoding="utf-8", newline="\n")
    for phone in desk.phones:
        for name, exported in phone.files:
            desk.answer(name, exported, "mobile forensics", f"Telegram Desktop, {phone.why}")
    head = '[[file]]\nmatch = "**"\nregions = ["FR", "GB", "US", "DE"]\n'
    (desk.folder / "sources.toml").write_text(
        "\n\n".join([head, *desk.sections]) + "\n", encoding="utf-8", newline="\n"
    )


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
        ledger.names[account.id].add(old)
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


def written_id(account: Account) -> str:
    """Write an account's id as the tables do."""
    return f"user{account.digits}" if account.platform == "telegram" else account.digits


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
            }
            lines.append(json.dumps(line, ensure_ascii=False))
        if lines:
            desk.save_text(f"requests/content_{number + 1:03}.jsonl", "\n".join(lines) + "\n", exported)


def read_books(desk: Desk) -> None:
    """Write the address books that the phones' own tool gave, beside some exports."""
    world, ledger = desk.scene.world, desk.ledger
    for phone in desk.phones:
        if world.rng.random() > 0.5:
            continue
        rows: Rows = []
        for partner in [one for partners in phone.partners.values() for one in partners]:
            hand = world.hands[partner.hand]
            for since, until, number in hand.numbers:
                if partner.id in phone.saved and since < phone.until and world.rng.random() < 0.8:
                    saved = phone.saved[partner.id] + (
                        " old" if until < phone.until and world.rng.random() < 0.3 else ""
                    )
                    style = "plus" if world.rng.random() < 0.6 else "national spaced"
                    rows.append([f"user{partner.digits}", saved, write_number(world.rng, number, style)])
                    ledger.see_account(partner, saved)
                    ledger.shown[partner.id].add(number)
        rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
        desk.save_table(
            f"phones/book_{phone.name}.csv", ["Telegram id", "Saved as", "Number"], rows, phone.exported, delimiter=";"
        )


def list_whatsapp(desk: Desk) -> None:
    """List the chats on WhatsApp that the unit's tool found on phones: who writes is a number, named as saved."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    for phone in desk.phones:
        mine = [one for one in phone.holder.accounts if one.platform == "whatsapp" and one.born < phone.until]
        hands = {one.hand: phone.saved.get(one.id, "") for partners in phone.partners.values() for one in partners}
        hands |= {index: hands.get(index, "") for crew in phone.holder.crews for index in world.crews[crew].hands}
        rows: Rows = []
        for holder in mine:
            for index, saved in hands.items():
                partner = next((one for one in world.hands[index].accounts if one.platform == "whatsapp"), None)
                if not partner or index == holder.hand or rng.random() < 0.3:
                    continue
                for post in write_private_chat(desk.scene, holder, partner, phone.until):
                    if not post.text or post.kind == "card":
                        continue
                    writer = world.accounts[post.author]
                    name = (
                        "" if writer is holder else saved if saved and rng.random() < 0.8 else writer.name_at(post.time)
                    )
                    ledger.see_post(desk.scene, post, partner.id)
                    ledger.see_account(writer, push)
                    ledger.posted[writer.id].add(writer.digits)
                    stamp = turn_date(write_iso(post.time, "Europe/Paris"), ".")
                    rows.append([writer.digits, push, known, stamp, post.text])
        header = ["Sender", "Push name", "Saved as", "Time", "Body"]
        desk.save_table(f"phones/whatsapp_{phone.name}.csv", header, rows, phone.exported, delimiter=";")
        if rows:
            desk.sections[-1] += '\ntime_zone = "Europe/Paris"'


def turn_date(stamp: str, sign: str) -> str:
    """Write an ISO time with the day first."""
    return f"{stamp[8:10]}{sign}{stamp[5:7]}{sign}{stamp[:4]} {stamp[11:]}"


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


def capture_facebook(desk: Desk) -> None:
    """Capture open groups and pages on Facebook as an officer saw them, for some months only."""
    world, ledger = desk.scene.world, desk.ledger
    rows: dict[int, Rows] = defaultdict(list)
    for place in desk.scene.places:
        if place.platform != "facebook" or not place.open or not world.happens("captured"):
            continue
        officer = world.rng.randrange(1, 4)
        begin = place.born if world.rng.random() < 0.4 else world.draw_time(place.born, min(place.ends, END))
        until = min(END, begin + world.rng.randrange(60, 700) * DAY)
        for post in desk.posts.get(place.id, ()):
            if begin <= post.time < until and post.kind not in {"create", "title", "join", "invite"}:
                page = place.kind == "page"
                name = place.name_at(post.time)
                ledger.see_post(desk.scene, post)
                ledger.see_place(place, name, post.time)
                author = desk.scene.name_of(post.author, post.time)
                if not page:
                    ledger.see_account(world.accounts[post.author], author)
                rows[officer].append(
                    [
                        f"{place.digits}{post.number:05}",
                        "" if page else place.digits,
                        "" if page else name,
                        (place if page else world.accounts[post.author]).digits,
                        author,
                        write_iso(post.time, "Europe/Paris")[:16].replace("T", " "),
                        post.text,
                    ]
                )
    for officer, held in sorted(rows.items()):
        desk.save_table(
            f"facebook/capture_{officer}.csv",
            ["Post", "Group id", "Group", "Author id", "Author", "Time", "Text"],
            held,
            END + 5 * DAY,
        )


def look_again(desk: Desk) -> None:
    """Look again at groups that stand in the files, late; many never."""
    world, ledger = desk.scene.world, desk.ledger
    rows: Rows = []
    words = {"removed": "gone", "deleted": "gone", "private": "closed", "idle": "active", "": "active"}
    for place in desk.scene.places:
        if place.id not in ledger.places or not world.happens("looked_again"):
            continue
        for _ in range(world.rng.choice((1, 1, 2))):
            low = max(ledger.last_seen.get(place.id, 0), place.born)
            time = world.draw_time(low, END + 60 * DAY)
            state = words[place.end] if time >= place.ends else "active"
            name = place.name_at(time) if state == "active" else ""
            if state == "gone":
                ledger.noticed.add(place.id)
            ledger.see_place(place, name, time if state == "active" else 0)
            members = (
                str(sum(since <= time < until for since, until in place.members.values()) * 7)
                if state == "active" and place.kind != "page"
                else ""
            )
            stamp = write_iso(time, "Europe/Paris")
            id = place.digits if place.platform == "facebook" else f"channel{place.digits}"
            rows.append(
                [
                    place.platform,
                    "page" if place.kind == "page" else "group",
                    id,
                    name,
                    state,
                    turn_date(stamp[:16], "/"),
                    members,
                    f"officer {world.rng.randrange(1, 5)}",
                ]
            )
    desk.save_table(
        "groups/looked_again.csv",
        ["App", "Kind", "Id", "Name", "State", "Looked", "Members", "Officer"],
        rows,
        END + 61 * DAY,
    )


def written_place(place: Place) -> str:
    """Write a place's id as the tables do."""
    return place.digits if place.platform == "facebook" else f"channel{place.digits}"


def visit_places(desk: Desk) -> None:
    """Visit what was announced, and some open groups: what they show of themselves, and their last posts."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    lines, rows = [], defaultdict(list)
    for place in desk.scene.places:
        known = place.id in ledger.told or place.id in ledger.places
        if not place.open or not world.happens("visited", 1.3 if place.id in ledger.told else 0.7 if known else 0.15):
            continue
        low = max(place.born + 10 * DAY, ledger.last_seen.get(place.id, 0))
        time = min(world.draw_time(low, low + 400 * DAY), END + 50 * DAY)
        if not place.lives(time):
            continue
        crew = world.crews[place.crew] if place.crew >= 0 else None
        number = world.houses[place.house].number if place.house >= 0 else crew.desk_at(time) if crew else ""
        about = (
            f"{place.name_at(time)} {write_number(rng, number, 'plus spaced')}" if number and rng.random() < 0.5 else ""
        )
        if about:
            ledger.in_place[place.id].add(number)
            ledger.send(place.id, number, 0)
        ledger.see_place(place, place.name_at(time), time)
        ledger.visited.add(place.id)
        if place.handle:
            ledger.borne.add((place.handle, place.id))
        members = str(sum(since <= time < until for since, until in place.members.values()) * 7)
        kind = "page" if place.kind == "page" else "group"
        line = {
            "visited": write_utc(time),
            "app": place.platform,
            "kind": kind,
            "id": written_place(place),
            "title": place.name_at(time),
            "handle": place.handle,
            "link": place.address,
            "about": about,
            "members": members,
        }
        lines.append(json.dumps(line, ensure_ascii=False))
        posts = [post for post in desk.posts.get(place.id, ()) if post.time < time]
        for post in [one for one in posts if one.kind not in EVENTS][-rng.randrange(2, 25) :]:
            rows[rng.randrange(1, 3)].append(write_post_row(desk, place, post, time))
    if lines:
        desk.save_text("groups/visited.jsonl", "\n".join(lines) + "\n", END + 50 * DAY)
    for officer, held in sorted(rows.items()):
        header = ["App", "Post", "Time", "Author id", "Author", "Group id", "Group", "Text"]
        desk.save_table(f"groups/visit_posts_{officer}.csv", header, held, END + 50 * DAY)


def write_post_row(desk: Desk, place: Place, post: Post, time: int) -> list[str]:
    """Give the row of a post as a visitor copies it; a channel's post has no author."""
    desk.ledger.see_post(desk.scene, post)
    name = place.name_at(time)
    group = ["", ""] if place.kind == "page" else [written_place(place), name]
    author = ["", ""] if place.kind == "channel" else [place.digits, name]
    if post.author != place.id:
        account = desk.scene.world.accounts[post.author]
        author = [written_id(account), account.name_at(time)]
        desk.ledger.see_account(account, author[1])
    id = f"{place.digits}{post.number:05}" if place.platform == "facebook" else str(post.number)
    return [place.platform, id, write_utc(post.time), *author, *group, post.text]


def list_page_names(desk: Desk) -> None:
    """List what pages were called, where the platform shows it."""
    rows: Rows = []
    for place in desk.scene.places:
        if place.kind == "page" and place.id in desk.ledger.places and desk.scene.world.rng.random() < 0.5:
            for at, (since, name) in enumerate(place.names):
                until = write_utc(place.names[at + 1][0]) if at + 1 < len(place.names) else ""
                rows.append([place.digits, name, write_utc(since), until])
                desk.ledger.see_place(place, name)
                if at:
                    desk.ledger.titles.add((place.id, name))
    desk.save_table("facebook/page_names.csv", ["Page", "Name", "Since", "Until"], rows, END + 20 * DAY)


def note_admins(desk: Desk) -> None:
    """Note who ran a group when somebody looked."""
    world, ledger = desk.scene.world, desk.ledger
    lines = []
    for place in desk.scene.places:
        if place.id not in ledger.places or place.kind == "page" or not world.happens("admins_listed"):
            continue
        time = world.draw_time(place.born, min(place.ends, END))
        running = [world.accounts[id] for id, since, until in place.admins if since <= time < until]
        if not running:
            continue
        for account in running:
            ledger.see_account(account, account.name_at(time))
            ledger.see_member(place, account.id, admin=True)
        ledger.see_place(place, place.name_at(time), time)
        id = place.digits if place.platform == "facebook" else f"channel{place.digits}"
        admins = [{"id": written_id(account), "name": account.name_at(time)} for account in running]
        lines += [
            json.dumps(
                {
                    "app": place.platform,
                    "group": {"id": id, "title": place.name_at(time)},
                    "admins": admin,
                    "noted": write_utc(time),
                },
                ensure_ascii=False,
            )
            for admin in admins
        ]
    if lines:
        desk.save_text("groups/admins.jsonl", "\n".join(lines) + "\n", END + 61 * DAY)
