"""The sample's world as it comes in month by month: one release up to some day, then one a month, some of it late.

    out/releases/2025-01/   what was read by the end of that month, and not before; the first holds all that is older
    out/truth.json          what is true of the whole
    out/months.json         what happened in each month, and which places were read late, from when to when

A place that is late is missing from every release but the last, which holds all of it. What its older posts tell
happened long before, and is no news by then.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from worlds import plot, table
from worlds.clock import is_ambiguous_time, to_berlin_time
from worlds.mappings import MAPPINGS
from worlds.telegram import Writer, dump_telegram
from worlds.world import Group, Post, World

LATE = 5
"""One of so many chats is read late."""

Span = tuple[datetime, datetime]


def write_months(
    out: Path, months: int, seed: int = 7, until: datetime | None = None, *, prompt: bool = False
) -> list[dict[str, Any]]:
    """Write the releases of a world and its truth; give what happened in each month.

    ``prompt`` lets nothing be late: the same world, read in time.
    """
    world = plot.build_sample(seed)
    ends = list_ends(until or world.end, months)
    begins = [world.begin - timedelta(days=3650), *ends[:-1]]
    late = [] if prompt else choose_late(world, ends[0])
    if (out / "months.json").is_file():  # ours, then
        shutil.rmtree(out / "releases", ignore_errors=True)
    for begin, end in zip(begins, ends, strict=True):
        for name, data in list_release(world, (begin, end), late, last=end == ends[-1]):
            path = out / "releases" / f"{end - timedelta(days=1):%Y-%m}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    world.truth.write(out / "truth.json")
    told = [tell_month(world, span, late, last=span[1] == ends[-1]) for span in zip(begins, ends, strict=True)]
    (out / "months.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return told


def list_ends(until: datetime, months: int) -> list[datetime]:
    """Give the ends of a first release and of so many months after it: midnight of the first of each month."""
    end = datetime(until.year, until.month, 1, tzinfo=UTC)
    ends = [end]
    for _ in range(months):
        end = (end - timedelta(days=1)).replace(day=1)
        ends.append(end)
    return ends[::-1]


def choose_late(world: World, end: datetime) -> list[Group]:
    """Give the chats that are read late: some of those that were there by the first release."""
    there = [group for group in world.groups if group.platform == "telegram" and group.born < end]
    return there[1::LATE]


def list_release(world: World, span: Span, late: list[Group], *, last: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one release: of each chat what was written within the span, of tables the rows."""
    begin, end = span
    at = end + timedelta(hours=4)
    answers = [f'[[file]]\nmatch = "facebook/*.csv"\nexported = {at:%Y-%m-%dT%H:%M:%SZ}\n']
    posts: dict[int, list[Post]] = {}
    for post in world.posts:
        if post.group is not None:
            posts.setdefault(id(post.group), []).append(post)
    for group in world.groups:
        held = group in late
        if group.platform != "telegram" or (held and not last):
            continue
        first = world.begin - timedelta(days=3650) if held else begin
        mine = [post for post in posts.get(id(group), ()) if first <= post.at < end]
        events = [event for event in group.events if first <= event.at < end]
        if not mine and not events:
            continue
        name = f"telegram/ChatExport_{group.number}_{end:%Y-%m-%d}/result.json"
        yield name, dump_telegram(Writer(world, end - timedelta(seconds=1)).told(group, mine, events))
        answers.append(f'[[file]]\nmatch = "{name}"\nexported = {at:%Y-%m-%dT%H:%M:%SZ}\n')
    yield from list_tables(world, span)
    yield "sources.toml", "\n".join(answers).encode()


def list_tables(world: World, span: Span) -> Iterator[tuple[str, bytes]]:
    """Yield the tables of what was collected from Facebook within the span."""
    begin, end = span
    head = ("Post ID", "Created", "Page ID", "Page", "User", "Group ID", "Group", "Message", "Image Text", "Links")
    rows = [
        table.post_row(post)
        for post in world.posts
        if begin <= post.at < end
        and not (post.group and post.group.platform != "facebook")
        and not is_ambiguous_time(post.at)
    ]
    yield "facebook/posts.csv", table.write_sheet(head, rows)
    members = [
        (
            group.number,
            member.number,
            "admin" if member in group.admins else "member",
            f"{to_berlin_time(at):{table.MINUTE}}",
        )
        for group in world.groups
        if group.platform == "facebook"
        for at, member in sorted(table.list_joins(group), key=lambda pair: (pair[0], pair[1].number))
        if begin <= at < end
    ]
    yield "facebook/members.csv", table.write_sheet(("Group ID", "Account ID", "Role", "Joined"), members)
    states = [
        (
            group.platform.title(),
            group.id.rpartition(":")[2].removeprefix("group"),
            state,
            f"{to_berlin_time(at):{table.MINUTE}}",
            "desk 4",
            why,
        )
        for group in world.groups
        for at, state, why in sorted(group.checks)
        if begin <= at < end
    ]
    columns = ("Network", "Group ID", "State", "Checked", "By", "Why")
    yield "facebook/states.csv", table.write_sheet(columns, states)
    for name in ("posts", "members", "states"):
        yield f"facebook/{name}.toml", MAPPINGS[name].encode()


def tell_month(world: World, span: Span, late: list[Group], *, last: bool) -> dict[str, Any]:
    """Give what happened within the span, and what was read late in its release."""
    begin, end = span

    def within(at: str) -> bool:
        return bool(at) and begin <= datetime.fromisoformat(at) < end

    truth = world.truth
    return {
        "month": f"{end - timedelta(days=1):%Y-%m}",
        "until": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "renames": [[one.subject, one.old, one.new] for one in truth.renames if within(one.at)],
        "handles": [[one.subject, one.old, one.new] for one in truth.handle_changes if within(one.at)],
        "died": [group.id for group in world.groups if group.died and begin <= group.died < end],
        "born": [group.id for group in world.groups if begin <= group.born < end],
        "contacts": sorted({one.contact for one in truth.hops if within(one.first)}),
        "late": [[group.id, f"{group.born:%Y-%m-%dT%H:%M:%SZ}"] for group in late] if last else [],
    }
