"""Writes the sheets that analysts keep by hand: accounts and groups seen once or twice, members, former names."""

import csv

from worlds.families.bazaar.collecting import Collector, format_utc, strip_platform
from worlds.families.bazaar.market import DAY, Account, Group
from worlds.families.bazaar.numbers import write_number

SHEET_COLUMNS = ("platform", "kind", "id", "name", "handle", "phone", "about", "status", "seen")


def write_sheets(collector: Collector) -> None:
    """Write the sheets kept by hand: accounts, pages and groups, as they were when looked at."""
    chance = collector.chance
    first = chance.randint(collector.begin + 60 * DAY, collector.end - 120 * DAY)
    second = chance.randint(first + 60 * DAY, collector.end)
    chosen: list[Account | Group] = []
    for account in collector.market.accounts():
        kind = collector.market.hands[account.hand].kind
        share = collector.rates["on_sheet"] * (1.0 if kind in ("staff", "voice") else 0.15)
        if chance.random() < share * (1.4 if account.platform == "instagram" else 1.0):
            chosen.append(account)
    chosen += [group for group in collector.market.groups if chance.random() < collector.rates["on_sheet"]]
    again = [thing for thing in chosen if chance.random() < collector.rates["seen_twice"]]
    for number, (at, things) in enumerate(
        ((first, chosen), (second, again + [thing for thing in chosen if thing.begin > first]))
    ):
        rows = [
            row
            for thing in things
            if thing.begin <= at
            for row in sheet_row(collector, thing, at + chance.randint(0, 14) * DAY)
        ]
        if not rows:
            continue
        (collector.folder / "sheets").mkdir(exist_ok=True)
        write_table(collector, f"sheets/accounts_{number + 1}.csv", SHEET_COLUMNS, rows)
        collector.answer(
            f"sheets/accounts_{number + 1}.csv",
            mapping="accounts",
            regions=["FR", "GB", "US", "DE", "SE"],
            exported=format_utc(at + 20 * DAY),
            captured_by=f"desk {number + 1}",
        )


def write_table(collector: Collector, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write a table."""
    with (collector.folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *dict.fromkeys(rows)])


def sheet_row(collector: Collector, thing: Account | Group, at: int) -> list[tuple[str, ...]]:
    """Note an account or a group as it looks at a time."""
    chance, name = collector.chance, thing.name_at(at)
    gone = thing.end < at and (thing.how in ("report", "closed") if isinstance(thing, Group) else thing.removed)
    if gone:
        collector.shown.removed.add(thing.id)
    if isinstance(thing, Group):
        private = 0 < thing.private_since < at
        collector.shown.see(thing.id, name, at, thing.handle_at(at))
        kind = "group" if thing.platform == "facebook" else "channel"
        return [
            (
                thing.platform,
                kind,
                strip_platform(thing.id).removeprefix("channel"),
                name,
                thing.handle_at(at),
                "",
                "",
                "removed" if gone else "private" if private else "alive",
                format_utc(at),
            )
        ]
    collector.shown.see(thing.id, name, at, thing.handle_at(at))
    phone = about = ""
    for number, since, until in thing.shows if not gone else ():
        if since <= at < until:
            written = write_number(number, chance, "national" if chance.random() < 0.3 else "plain", arabic=False)
            if chance.random() < 0.5:
                phone = written
            else:
                about = f"WhatsApp {written}"
            collector.shown.see_contact(
                thing.id,
                number,
                at,
                own=True,
                form="profile",
                app="whatsapp" if not phone else "phone",
                on_profile=True,
            )
            break
    if not about and thing.phrase and chance.random() < 0.5:
        about = thing.phrase
        collector.shown.marks.setdefault(thing.id, set()).add(f"phrase{thing.hand}")
    kind = "page" if thing.office >= 0 and thing.platform == "facebook" else "account"
    return [
        (
            thing.platform,
            kind,
            strip_platform(thing.id),
            name,
            thing.handle_at(at),
            phone,
            about,
            "removed" if gone else "alive",
            format_utc(at),
        )
    ]


def write_member_lists(collector: Collector) -> None:
    """Write the lists of members that somebody once kept."""
    chance = collector.chance
    for group in collector.market.groups:
        if not group.members or chance.random() >= collector.rates["list_kept"]:
            continue
        at = chance.randint(
            max(collector.begin, group.begin), max(group.begin + 1, min(group.end, collector.end)) + DAY * 90
        )
        at = max(group.begin + DAY, min(at, group.end - DAY))
        here = [account for account in group.members.values() if account.begin <= at < account.end]
        listed = [account for account in here if account in group.admins or chance.random() < 0.6]
        collector.shown.see(group.id, group.name_at(at), at)
        rows: list[tuple[str, ...]] = []
        for account in listed:
            admin = account in group.admins
            collector.shown.see_member(account, group, at, admin=admin)
            rows.append(
                (
                    group.platform,
                    strip_platform(group.id),
                    strip_platform(account.id),
                    group.name_at(at),
                    account.name_at(at),
                    "admin" if admin else "member",
                    format_utc(at),
                )
            )
        (collector.folder / "sheets").mkdir(exist_ok=True)
        name = f"sheets/members_{strip_platform(group.id)}.csv"
        write_table(
            collector, name, ("platform", "group_id", "account_id", "group_name", "account_name", "role", "seen"), rows
        )
        collector.answer(name, mapping="members", exported=format_utc(at + DAY))


def write_histories(collector: Collector) -> None:
    """Write the former names of pages, as the platform tells them."""
    rows: list[tuple[str, ...]] = []
    for office in collector.market.offices:
        for page in office.voices:
            if page.platform == "facebook" and len(page.names) > 1 and collector.chance.random() < 0.4:
                collector.shown.histories.add(page.id)
                ends = [since for since, _ in page.names[1:]]
                for place, (since, name) in enumerate(page.names):
                    collector.shown.see(page.id, name, since)
                    rows.append(
                        (
                            strip_platform(page.id),
                            name,
                            format_utc(since)[:10],
                            format_utc(ends[place])[:10] if place < len(ends) else "",
                        )
                    )
    if rows:
        (collector.folder / "sheets").mkdir(exist_ok=True)
        write_table(collector, "sheets/page_names.csv", ("page_id", "page_name", "from", "to"), rows)
        collector.answer("sheets/page_names.csv", mapping="names", exported=format_utc(collector.end), time_zone="UTC")
