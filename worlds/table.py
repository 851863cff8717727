"""The tables an analyst keeps: posts, accounts, groups, members, states and former names."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from worlds.clock import is_ambiguous_time, to_berlin_time
from worlds.world import Account, Group, Post, World, at_time, join_words

SHEETS = (datetime(2024, 6, 15, 8, tzinfo=UTC), datetime(2025, 6, 20, 8, tzinfo=UTC))
"""When the analyst went through accounts and groups; the sheets keep both rounds."""
DAY, MINUTE = "%d.%m.%Y", "%d.%m.%Y %H:%M"


def write_post_table(world: World) -> bytes:
    """Write what was collected from Facebook, two bad rows included: a day that never was, and a lost id."""
    head = ("Post ID", "Created", "Page ID", "Page", "User", "Group ID", "Group", "Message", "Image Text", "Links")
    rows: list[tuple[str, ...]] = []
    for post in world.posts:
        if (post.group and post.group.platform != "facebook") or is_ambiguous_time(post.at):
            continue
        rows.append(post_row(post))
    bad = list(rows[40])
    bad[0], bad[1] = "99399999999999991", "31.02.2024 10:05"
    rows.insert(40, tuple(bad))
    bad = list(rows[700])
    bad[0], bad[2] = "99399999999999992", "9.92E+16"
    rows.insert(700, tuple(bad))
    return write_sheet(head, rows)


def post_row(post: Post) -> tuple[str, ...]:
    """Write a post with the names of its own day; links behind words stand in a column of their own."""
    author, group, at = post.author, post.group, post.at
    return (
        str(post.number),
        f"{to_berlin_time(at):{MINUTE}}",
        author.number,
        at_time(author.names, at),
        at_time(author.handles, at) if author.handles else "",
        group.number if group else "",
        at_time(group.names, at) if group else "",
        join_words(post.text),
        join_words(post.image_text),
        ",".join(piece.href for piece in post.text if piece.href),
    )


def write_account_table(world: World) -> bytes:
    """Write the accounts an analyst looked up, as they were in each round."""
    head = ("Network", "Account ID", "Name", "Handle", "Kind", "Contact", "About", "Seen")
    rows = []
    for n, account in enumerate(world.accounts):
        if account.role == "neighbour" and n % 6:
            continue
        for seen in SHEETS:
            if account.removed and account.removed <= seen:
                continue
            rows.append(
                (
                    account.platform.title(),
                    account.id.rpartition(":")[2],
                    at_time(account.names, seen),
                    at_time(account.handles, seen) if account.handles else "",
                    "page" if account.page else "person",
                    ", ".join(piece.text for piece in account.shows),
                    account.about,
                    f"{to_berlin_time(seen):{MINUTE}}",
                )
            )
    return write_sheet(head, rows)


def write_group_table(world: World) -> bytes:
    """Write the groups and channels an analyst keeps an eye on, with the invite that opens each."""
    head = ("Network", "Group ID", "Name", "Handle", "Invite", "Contact", "Openness", "Members", "Seen")
    rows = []
    for group in world.groups:
        for seen in SHEETS:
            gone = group.checks and group.checks[-1][0] <= seen
            if group.born > seen or gone:
                continue
            rows.append(
                (
                    group.platform.title(),
                    group.id.rpartition(":")[2].removeprefix("group"),
                    at_time(group.names, seen),
                    at_time(group.handles, seen) if group.handles else "",
                    f"https://{group.invite}" if group.invite else "",
                    ", ".join(piece.text for piece in group.shows),
                    "private" if group.form.startswith("private") else "public",
                    str(sum(1 for at, _ in list_joins(group) if at <= seen)),
                    f"{to_berlin_time(seen):{MINUTE}}",
                )
            )
    return write_sheet(head, rows)


def list_joins(group: Group) -> Iterator[tuple[datetime, Account]]:
    """Yield when each member came."""
    for event in group.events:
        if event.action.startswith(("create", "invite", "join")):
            for member in event.members:
                yield event.at, member


def write_member_table(world: World) -> bytes:
    """Write who came into which Facebook group, and when."""
    rows = [
        (
            group.number,
            member.number,
            "admin" if member in group.admins else "member",
            f"{to_berlin_time(at):{MINUTE}}",
        )
        for group in world.groups
        if group.platform == "facebook"
        for at, member in sorted(list_joins(group), key=lambda pair: (pair[0], pair[1].number))
    ]
    return write_sheet(("Group ID", "Account ID", "Role", "Joined"), rows)


def write_state_table(world: World) -> bytes:
    """Write in what state groups were found."""
    rows = [
        (
            group.platform.title(),
            group.id.rpartition(":")[2].removeprefix("group"),
            state,
            f"{to_berlin_time(at):{MINUTE}}",
            "desk 4",
            why,
        )
        for group in world.groups
        for at, state, why in sorted(group.checks)
    ]
    return write_sheet(("Network", "Group ID", "State", "Checked", "By", "Why"), rows)


def name_history(world: World) -> bytes:
    """Write the former names of pages and profiles: days alone, and an open end for the name of today."""
    told = {rename.subject for rename in world.truth.renames if rename.told_by == "history"}
    rows = []
    for account in sorted((a for a in world.accounts if a.id in told), key=lambda a: int(a.number)):
        ends = [at for at, _ in account.names[1:]]
        for (begin, name), end in zip(account.names, [*ends, None], strict=True):
            start = "" if begin == world.begin else f"{begin:%Y-%m-%d}"
            rows.append((account.number, name, start, f"{end:%Y-%m-%d}" if end else ""))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([("page_id", "page_name", "from", "to"), *rows])
    return text.getvalue().encode()


def write_sheet(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Write a table as a spreadsheet saves it in Germany."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
