"""What officers saw: captures of Facebook, groups visited or looked at again, who ran them, names of pages."""

import json
from collections import defaultdict

from worlds.families.dossier.desk import EVENTS, Desk, Rows, turn_date, written_id, written_place
from worlds.families.dossier.groups import Place
from worlds.families.dossier.numbers import write_number
from worlds.families.dossier.people import DAY, END
from worlds.families.dossier.phones import write_iso, write_utc
from worlds.families.dossier.talk import Post


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


def visit_places(desk: Desk) -> None:
    """Visit what was announced, and some open groups: what they show of themselves, and their last posts."""
    world, ledger = desk.scene.world, desk.ledger
    rng = world.rng
    lines, rows = [], defaultdict(list)
    for place in desk.scene.places:
        known = place.id in ledger.told or place.id in ledger.places
        before = place.old or place.rival_of
        searched = before is not None and before.id in ledger.places and world.happens("searched")
        chance = 1.3 if place.id in ledger.told else 0.7 if known else 0.15
        if not place.open or not (searched or world.happens("visited", chance)):
            continue
        low = max(place.born + 10 * DAY, ledger.last_seen.get(place.id, 0))
        time = min(world.draw_time(low, min(low + 400 * DAY, max(place.ends, low + DAY))), END + 50 * DAY)
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
        header = ["App", "Post", "Time", "Author id", "Author", "Group id", "Group", "Text", "Visited"]
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
    return [place.platform, id, write_utc(post.time), *author, *group, post.text, write_utc(time)]


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
