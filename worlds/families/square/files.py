"""Write what was gathered in a world of ``square``: large tables, snapshots, a moderation queue, checks."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from worlds.bearing import Bearing
from worlds.families.square.gathering import Gathered
from worlds.families.square.people import DAY, EVER, Account, Group, World

POSTS = """name = "posts of the platform"
files = ["posts_*.csv"]
encoding = "utf-8-sig"
delimiter = ";"
time_zone = "UTC"

[[row]]
kind = "post"
platform = { column = "network" }
id = "post_id"
time = { column = "created", format = "%Y-%m-%d %H:%M" }
text = "text"
account = { id = "author_id", name = "author_name" }
group = { id = "group_id", name = "group_name" }
reply_to = "parent_id"
"""
QUEUE = """name = "moderation queue"
files = ["queue.csv"]
delimiter = ";"
time_zone = "UTC"

[[row]]
kind = "flag"
platform = { column = "network" }
account = { id = "object_id" }
at = { column = "reported", format = "%Y-%m-%d %H:%M" }
why = "reason"
when = { column = "object", is = "account" }

[[row]]
kind = "flag"
group = { id = "object_id" }
at = { column = "reported", format = "%Y-%m-%d %H:%M" }
why = "reason"
when = { column = "object", is = "group" }

[[row]]
kind = "status"
account = { id = "object_id" }
state = { column = "decision", map = { "taken down" = "removed" } }
at = { column = "decided", format = "%Y-%m-%d %H:%M" }
when = [{ column = "object", is = "account" }, { column = "decision", is = "taken down" }]

[[row]]
kind = "status"
group = { id = "object_id" }
state = { column = "decision", map = { "taken down" = "removed" } }
at = { column = "decided", format = "%Y-%m-%d %H:%M" }
when = [{ column = "object", is = "group" }, { column = "decision", is = "taken down" }]
"""
CHECKS = """name = "groups looked at again"
files = ["checks.csv"]
time_zone = "Europe/Berlin"

[[row]]
kind = "status"
platform = { column = "network" }
group = { id = "group_id", name = "group_name" }
state = { column = "found", map = { "still there" = "alive", gone = "removed", "closed to outsiders" = "private" } }
at = { column = "checked", format = "%d.%m.%Y" }
by = "checked_by"
"""
NAMES = """name = "names over time"
files = ["names.csv"]
time_zone = "UTC"

[[row]]
kind = "name"
platform = "facebook"
account = { id = "id" }
name = "name"
from = { column = "from", format = "%Y-%m-%d" }
to = { column = "to", format = "%Y-%m-%d" }
when = { column = "object", is = "account" }

[[row]]
kind = "name"
platform = "facebook"
group = { id = "id" }
name = "name"
from = { column = "from", format = "%Y-%m-%d" }
to = { column = "to", format = "%Y-%m-%d" }
when = { column = "object", is = "group" }
"""
PROFILES = """name = "snapshots of profiles"
files = ["profiles_*.jsonl"]
time_zone = "UTC"

[[row]]
kind = "profile"
platform = { column = "network" }
account = { id = "id", name = "name", handle = "username" }
about = "about"
phones = { column = "phone", split = "," }
emails = "email"
seen = "collected"
"""
GROUPS = """name = "snapshots of groups"
files = ["groups_*.jsonl"]
time_zone = "UTC"

[[row]]
kind = "group"
platform = { column = "network" }
group = { id = "id", name = "title", handle = "username", space = "channel" }
about = "about"
opened_by = "invite"
openness = "privacy"
members = "members_count"
seen = "collected"
"""
MONITOR = """name = "posts read by the monitor"
files = ["monitor_*.jsonl"]
time_zone = "UTC"

[[row]]
kind = "post"
platform = "telegram"
id = "id"
time = "date"
text = "text"
account = { id = "sender.id", name = "sender.name", handle = "sender.username" }
group = { id = "chat.id", name = "chat.title", handle = "chat.username", space = "channel" }
reply_to = "reply_to"
forwarded_from = "forwarded_from"
seen = "read"
"""


MEMBERS = "platform group_id group_name account_id account_name role from seen"


class Files:
    """Writes the files, and keeps which names, profiles and people of groups stand in them."""

    def __init__(self, world: World, folder: Path) -> None:
        """Begin in a folder, which is made."""
        self.world, self.case = world, folder
        self.ids: dict[str, None] = {}
        self.names: dict[str, list[tuple[int, str, str]]] = {}
        """Sightings of names: when, which, and how (title, history, seen, shown by a phone, or saved)."""
        self.bearing = Bearing()
        self.inside: dict[str, dict[str, Account]] = {}
        """Who is seen in a group: wrote, is listed, joined."""
        self.heads: dict[str, dict[str, Account]] = {}
        self.dark: dict[str, None] = {}
        """Groups of which somebody found that they were removed."""
        self.sources: list[str] = []

    def see(self, subject: Account | Group, at: int, name: str = "", how: str = "seen") -> str:
        """Note that a subject stands in a file, under a name; give its bare id."""
        self.ids[subject.id] = None
        if name:
            self.names.setdefault(subject.id, []).append((at, name, how))
            self.bearing.note(subject.id, name, how, at // DAY)
        return subject.id.partition(":")[2]

    def enter(self, group: Group, account: Account) -> None:
        """Note that a file shows an account in a group."""
        self.inside.setdefault(group.id, {})[account.id] = account

    def clock(self, at: int, form: str = "%Y-%m-%d %H:%M") -> str:
        """Write a minute of the world as a time in UTC."""
        return self.world.day(at).strftime(form)

    def table(self, name: str, head: str, rows: Iterable[list[str]], delimiter: str = ",", mark: str = "utf-8") -> None:
        """Write a table."""
        path = self.case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=mark, newline="") as out:
            writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
            writer.writerow(head.split())
            writer.writerows(rows)

    def text(self, name: str, text: str) -> None:
        """Write a text."""
        path = self.case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def source(self, match: str, at: int, who: str, how: str, more: str = "") -> None:
        """Say when a file was exported, by whom and how."""
        when = self.clock(min(at, self.world.span), "%Y-%m-%dT%H:%M:00Z")
        self.sources.append(
            f'[[file]]\nmatch = "{match}"\nexported = {when}\ncaptured_by = "{who}"\ncaptured_how = "{how}"\n{more}'
        )


def write_tables(files: Files, seen: Gathered) -> None:
    """Write all files but the exports of Telegram."""
    _write_table(files, seen)
    _write_monitor(files, seen)
    _write_snapshots(files, seen)
    _write_queue(files, seen)


def write_sources(files: Files) -> None:
    """Write who captured what, and when."""
    regions = 'regions = ["GB", "FR", "DE", "SE", "US", "AU"]\n'
    files.text("sources.toml", "\n".join([f'[[file]]\nmatch = "**"\n{regions}', *files.sources]))


def _write_table(files: Files, seen: Gathered) -> None:
    """Write the platform's posts in two tables that overlap by some weeks."""
    middle = files.world.span // 2
    numbers: dict[int, str] = {}
    for turn, post in enumerate(seen.rows):
        numbers[id(post)] = post.id = f"99{turn * 7919 % 99991:05d}{turn:07d}31"
    for part, (begin, end) in enumerate(((0, middle + 20 * DAY), (middle, files.world.span))):
        rows: list[list[str]] = []
        for post in seen.rows:
            if not begin <= post.at < end or post.account is None:
                continue
            account, group = post.account, post.group
            name = account.name_at(post.at)
            row = [account.platform, post.id, files.clock(post.at), files.see(account, post.at, name), name, "", ""]
            if group is not None:
                row[5] = files.see(group, post.at, group.name_at(post.at)).removeprefix("group")
                row[6] = group.name_at(post.at)
                files.enter(group, account)
            rows.append([*row, post.text, numbers.get(id(post.reply), "")])
        head = "network post_id created author_id author_name group_id group_name text parent_id"
        files.table(f"platform/posts_{part + 1}.csv", head, rows, ";", "utf-8-sig")
        files.source(f"platform/posts_{part + 1}.csv", end, "trust and safety", "query of the platform's own table")
    files.text("platform/posts.toml", POSTS)


def _write_monitor(files: Files, seen: Gathered) -> None:
    """Write what the monitor read of Telegram, with names as they were at the round."""
    lines: list[str] = []
    for visit, post in seen.scraped:
        group = post.group
        if group is None:
            continue
        chat = {
            "id": files.see(group, visit, group.name_at(visit)),
            "title": group.name_at(visit),
            "username": group.handle,
        }
        sender: dict[str, str] = {}
        if post.account is not None:
            name = post.account.name_at(visit)
            sender = {
                "id": files.see(post.account, visit, name),
                "name": name,
                "username": post.account.handle_at(visit),
            }
            files.enter(group, post.account)
        else:
            sender = {"id": chat["id"], "name": chat["title"]}
        line: dict[str, Any] = {"id": post.id, "date": files.clock(post.at, "%Y-%m-%dT%H:%M:00+00:00"), "chat": chat,
                                "sender": sender, "text": post.text}  # fmt: skip
        if post.reply is not None and post.reply.group is group and post.reply.captured:
            line["reply_to"] = post.reply.id
        if post.forwarded:
            line["forwarded_from"] = post.forwarded
        lines.append(json.dumps({**line, "read": files.clock(visit, "%Y-%m-%dT%H:%M:00+00:00")}, ensure_ascii=False))
    files.text("telegram/monitor_posts.jsonl", "\n".join(lines) + "\n")
    files.text("telegram/monitor.toml", MONITOR)
    files.source("telegram/monitor_posts.jsonl", files.world.span, "monitor", "own collector, rounds every few months")


def profile_lines(account: Account, at: int) -> list[str]:
    """Give the lines of a profile at a time."""
    return [line for line in (account.bio, *(line for since, line in account.tells if since <= at)) if line]


def _write_snapshots(files: Files, seen: Gathered) -> None:
    """Write profiles, groups and members as they were at each date."""
    for at, accounts in seen.profiles.items():
        lines: list[str] = []
        for account in accounts:
            name = account.name_at(at)
            about = profile_lines(account, at)
            shown = shown_at(account, at)
            if account.platform != "facebook":
                about += shown
            if account.handle_given and account.handle_given != account.handle_at(at):
                about.append(f"@{account.handle_given}")
            line = {"network": account.platform, "id": files.see(account, at, name), "name": name,
                    "username": account.handle_at(at),
                    "about": "\n".join(about), "collected": files.clock(at, "%Y-%m-%dT%H:%M:00Z")}  # fmt: skip
            if account.platform == "facebook" and shown:
                line["phone"] = ", ".join(shown)
            if account.email:
                line["email"] = account.email
            lines.append(json.dumps(line, ensure_ascii=False))
        day = files.clock(at, "%Y-%m-%d")
        files.text(f"snapshots/profiles_{day}.jsonl", "\n".join(lines) + "\n")
        files.source(f"snapshots/profiles_{day}.jsonl", at + 60, "trust and safety", "snapshot of profiles")
    rows: list[list[str]] = []
    for at, groups in seen.groups.items():
        lines = []
        for group, heads in groups:
            name = group.name_at(at)
            line = {"network": group.platform, "id": files.see(group, at, name).removeprefix("group"), "title": name,
                    "username": group.handle, "about": group.about,
                    "invite": group.link if group.platform == "telegram" else "",
                    "members_count": str(sum(joined <= at < left for joined, left, _ in group.members.values()) + 3),
                    "privacy": "public", "collected": files.clock(at, "%Y-%m-%dT%H:%M:00Z")}  # fmt: skip
            lines.append(json.dumps(line, ensure_ascii=False))
            for head in heads:
                rows.append(_row_of(files, at, group, head, "admin", ""))
                files.heads.setdefault(group.id, {})[head.id] = head
        day = files.clock(at, "%Y-%m-%d")
        files.text(f"snapshots/groups_{day}.jsonl", "\n".join(lines) + "\n")
        files.source(f"snapshots/groups_{day}.jsonl", at + 60, "trust and safety", "snapshot of groups")
    for at, group, heads in seen.sealed:
        for head in heads:
            rows.append(_row_of(files, at, group, head, "admin", ""))
            files.heads.setdefault(group.id, {})[head.id] = head
    files.table("snapshots/admins.csv", MEMBERS, rows)
    files.source(
        "snapshots/admins.csv", files.world.span, "trust and safety", "heads of groups at the dates of the snapshots"
    )
    rows = []
    for at, group, inside in seen.members:
        for joined, account in inside:
            since = files.clock(joined, "%Y-%m-%dT%H:%M:00Z") if group.platform == "facebook" else ""
            rows.append(_row_of(files, at, group, account, "member", since))
    files.table("snapshots/members.csv", MEMBERS, rows)
    files.source(
        "snapshots/members.csv",
        files.world.span,
        "trust and safety",
        "members as listed at the same dates, and on the day of a removal",
    )
    files.text("snapshots/profiles.toml", PROFILES)
    files.text("snapshots/groups.toml", GROUPS)


def _row_of(files: Files, at: int, group: Group, account: Account, role: str, since: str) -> list[str]:
    """Write a member or administrator of a group as seen at a date."""
    files.enter(group, account)
    name, title = account.name_at(at), group.name_at(at)
    id = files.see(group, at, title).removeprefix("group")
    when = files.clock(at, "%Y-%m-%dT%H:%M:00Z")
    return [group.platform, id, title, files.see(account, at, name), name, role, since, when]


def shown_at(account: Account, at: int) -> list[str]:
    """Give the numbers a profile shows at a time."""
    return list(dict.fromkeys(number for since, until, number in account.shown if since <= at < until))


def _write_queue(files: Files, seen: Gathered) -> None:
    """Write the moderation queue, what was looked at again, and the history of names."""
    rows: list[list[str]] = []
    for turn, (flagged, decided, subject, decision) in enumerate(seen.queue):
        kind = "group" if isinstance(subject, Group) else "account"
        id = files.see(subject, flagged).removeprefix("group")
        if decision == "removed":
            files.dark[subject.id] = None
        rows.append([f"q{turn + 1}", subject.platform, kind, id, files.clock(flagged),
                     "taken down" if decision == "removed" else "no violation",
                     files.clock(decided), ("smuggling", "fraud", "spam", "user reports")[turn * 7 % 4]])  # fmt: skip
    files.table("moderation/queue.csv", "ticket network object object_id reported decision decided reason", rows, ";")
    files.text("moderation/queue.toml", QUEUE)
    files.source("moderation/queue.csv", files.world.span, "trust and safety", "dump of the queue")
    words_of = {"alive": "still there", "removed": "gone", "private": "closed to outsiders"}
    rows = []
    for at, group, state in seen.checks:
        if isinstance(group, Group):
            id = files.see(group, at).removeprefix("group")
            if state == "removed":
                files.dark[group.id] = None
            rows.append([group.platform, id, "", words_of[state], files.clock(at, "%d.%m.%Y"), "volunteer desk"])
    files.table("checks/checks.csv", "network group_id group_name found checked checked_by", rows)
    files.text("checks/checks.toml", CHECKS)
    files.source("checks/checks.csv", files.world.span, "monitoring desk", "looked up by hand", "day_first = true\n")
    rows = []
    for subject, name, since, until in seen.history:
        kind = "group" if isinstance(subject, Group) else "account"
        id = files.see(subject, since, name, "history").removeprefix("group")
        rows.append(
            [kind, id, name, files.clock(since, "%Y-%m-%d"), files.clock(until, "%Y-%m-%d") if until < EVER else ""]
        )
    files.table("moderation/names.csv", "object id name from to", rows)
    files.text("moderation/names.toml", NAMES)
    files.source("moderation/names.csv", files.world.span, "trust and safety", "history of names, where there is one")
