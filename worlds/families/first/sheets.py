"""The tables of a world: posts of Facebook in many files, accounts, groups, members, admins, states, former names."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TextIO

from worlds.clock import is_ambiguous_time, to_berlin_time
from worlds.families.first.stage import BEGIN, EARLY, END, ROUNDS, Stage
from worlds.families.first.telling import Teller
from worlds.families.first.witness import Witness
from worlds.mappings import MAPPINGS
from worlds.table import MINUTE, list_joins, post_row
from worlds.world import Account, Group, Post, at_time

ROWS = 4_000
"""Posts of one file."""
POSTS = (
    "Post ID", "Created", "Page ID", "Page", "User", "Group ID", "Group", "Message", "Image Text", "Links", "Answers",
)  # fmt: skip
LOOK = timedelta(days=30)
"""How long after its opening an analyst looks up a page that was not there all the time."""
ADMINS = """name = "admins"
files = ["admins.csv"]
encoding = "utf-8-sig"
delimiter = ";"
time_zone = "Europe/Berlin"
day_first = true

[[row]]
kind = "member"
platform = { column = "Network" }
account = "Account ID"
group = "Group ID"
role = "Role"
seen = { column = "Seen", format = "%d.%m.%Y %H:%M" }
"""


class Sheets:
    """Writes the tables of a world, row by row."""

    def __init__(self, out: Path, stage: Stage, teller: Teller, witness: Witness) -> None:
        self.out, self.stage, self.teller, self.witness = out / "facebook", stage, teller, witness
        self.rng = Random(f"{stage.seed} sheets")
        self.out.mkdir(parents=True, exist_ok=True)

    def write(self) -> None:
        """Write all of them."""
        self.posts()
        self.accounts()
        self.groups()
        self.members()
        self.states()
        self.former_names()
        for name, mapping in sorted(MAPPINGS.items()):
            (self.out / f"{name}.toml").write_text(adapt_mapping(name, mapping), encoding="utf-8", newline="\n")
        (self.out / "admins.toml").write_text(ADMINS, encoding="utf-8", newline="\n")

    def posts(self) -> None:
        """Write what was collected from Facebook: some files by a wrong clock, some rows twice, some unreadable."""
        now, early = Posts(self, "posts_{:03}.csv"), Posts(self, "posts_early_{:03}.csv")
        for group in self.stage.groups:
            if group.platform == "facebook" and not self.stage.takings[group.id].closed:
                taking = self.stage.takings[group.id]
                sheet = now if taking.until == END else early
                posts = [post for post in self.teller.group(group) if not post.deleted]
                reach = taking.reach(posts, END)
                for post in posts:
                    if taking.holds(post.at) and post.at >= reach:
                        sheet.add(post)
        silent = set(self.stage.truth.silent)
        for account in self.stage.accounts:
            if account.platform == "facebook" and (account.id in self.stage.tasks or account.id in self.stage.posts):
                sheet, until = (early, EARLY) if account.id in silent else (now, END)
                for post in self.teller.page(account):
                    if not post.deleted and post.at <= until:
                        sheet.add(post)
        now.close()
        early.close()

    def accounts(self) -> None:
        """Write the accounts an analyst looked up, as they were in each round."""
        head = ("Network", "Account ID", "Name", "Handle", "Kind", "Contact", "About", "Seen")
        rows = []
        for account in self.stage.accounts:
            if account.id not in self.stage.listed:
                continue
            born, end = account.names[0][0], account.removed or END
            times = {*ROUNDS, (born + LOOK).replace(hour=8)} if end < END or born > BEGIN else {*ROUNDS}
            for seen in sorted(time for time in times if born < time < end):
                self.witness.profile(account, seen)
                handle = at_time(account.handles, seen) if account.handles else ""
                kind = "page" if account.page else "person"
                shown = ", ".join(piece.text for piece in account.shows)
                name = at_time(account.names, seen)
                at = f"{to_berlin_time(seen):{MINUTE}}"
                rows.append(
                    (account.platform.title(), _strip_platform(account), name, handle, kind, shown, account.about, at)
                )
        self.sheet("accounts.csv", head, rows)

    def groups(self) -> None:
        """Write the groups an analyst keeps an eye on, closed ones too, with the invite that opens each."""
        head = ("Network", "Group ID", "Name", "Handle", "Invite", "Contact", "Openness", "Members", "Seen")
        rows = []
        for group in self.stage.groups:
            watched = group.topic != "host" or not int(group.number) % 3
            for seen in ROUNDS if watched else ():
                if group.born > seen or (group.died and group.died <= seen):
                    continue
                self.witness.profile(group, seen)
                handle = at_time(group.handles, seen) if group.handles else ""
                invite = f"https://{group.invite}" if group.invite else ""
                openness = "private" if group.form.startswith("private") else "public"
                count = str(sum(at <= seen for at in group.joined.values()))
                name, at = at_time(group.names, seen), f"{to_berlin_time(seen):{MINUTE}}"
                rows.append(
                    (group.platform.title(), _strip_platform(group), name, handle, invite, "", openness, count, at)
                )
        self.sheet("groups.csv", head, rows)

    def members(self) -> None:
        """Write who came into which Facebook group, and who runs the groups that are watched."""
        rows, admins = [], []
        for group in self.stage.groups:
            taking = self.stage.takings[group.id]
            if group.platform == "facebook" and not taking.closed:
                for at, member in sorted(list_joins(group), key=lambda pair: (pair[0], pair[1].number)):
                    if taking.holds(at):
                        role = "admin" if member in group.admins else "member"
                        self.witness.member(group, member, role == "admin")
                        rows.append((group.number, member.number, role, f"{to_berlin_time(at):{MINUTE}}"))
            elif group.topic == "crew" and not taking.closed and self.rng.random() < self.stage.rates.members_seen:
                seen = min(group.born + timedelta(days=40), (group.died or END) - timedelta(hours=1))
                for admin in group.admins:
                    self.witness.member(group, admin, True)
                    at_ = f"{to_berlin_time(seen):{MINUTE}}"
                    admins.append(("Telegram", _strip_platform(group), _strip_platform(admin), "admin", at_))
        self.sheet("members.csv", ("Group ID", "Account ID", "Role", "Joined"), rows)
        self.sheet("admins.csv", ("Network", "Group ID", "Account ID", "Role", "Seen"), admins)

    def states(self) -> None:
        """Write in what state groups were found."""
        rows = []
        bearers: list[Account | Group] = [*self.stage.groups, *self.stage.accounts]
        for bearer in bearers:
            ids = (_strip_platform(bearer), "") if isinstance(bearer, Group) else ("", _strip_platform(bearer))
            for at, state, why in sorted(bearer.checks):
                rows.append((bearer.platform.title(), *ids, state, f"{to_berlin_time(at):{MINUTE}}", "desk 4", why))
        self.sheet("states.csv", ("Network", "Group ID", "Account ID", "State", "Checked", "By", "Why"), rows)

    def former_names(self) -> None:
        """Write the former names of accounts: days alone, and an open end for the name of today."""
        rows = []
        for account in self.stage.accounts:
            if account.id not in self.stage.history:
                continue
            ends = [at for at, _ in account.names[1:]]
            for (begin, name), end in zip(account.names, [*ends, None], strict=True):
                start = "" if begin == BEGIN else f"{begin:%Y-%m-%d}"
                rows.append((account.number, name, start, f"{end:%Y-%m-%d}" if end else ""))
                self.witness.present.add(account.id)
                self.witness.named.add(account.id)
                self.witness.sight(account.id, "name", begin, name, 2)
        with (self.out / "name_history.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("page_id", "page_name", "from", "to"), *rows])

    def sheet(self, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table as a spreadsheet saves it in Germany."""
        with (self.out / name).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(head)
            writer.writerows(rows)


class Posts:
    """A table of posts that goes on in the next file."""

    def __init__(self, sheets: Sheets, name: str) -> None:
        self.sheets, self.name = sheets, name
        self.files = self.rows = 0
        self.file: TextIO | None = None
        self.shift = timedelta()
        self.last: tuple[str, ...] = ()

    def add(self, post: Post) -> None:
        """Write a post; an hour that the clock shows twice is left out."""
        if is_ambiguous_time(post.at):
            return
        if self.file is None or self.rows >= ROWS:
            self.open()
        self.sheets.witness.post(post, post.at)
        answers = str(post.reply_to.number) if post.reply_to and post.reply_to.number else ""
        row = (*post_row(replace(post, at=post.at + self.shift)), answers)
        self.put(row)
        if self.rows % 200 == 0:
            self.put(row)
        if self.rows == 30:
            self.put((str(99_399_000_000_000_000 + self.files), "31.02.2024 10:05", *row[2:]))
            self.put((str(99_398_000_000_000_000 + self.files), row[1], "9.92E+16", *row[3:]))
        self.last = row

    def put(self, row: tuple[str, ...]) -> None:
        """Write a row."""
        self.rows += 1
        csv.writer(self.out, delimiter=";", lineterminator="\r\n").writerow(row)

    @property
    def out(self) -> TextIO:
        """The file that is open."""
        if self.file is None:
            raise ValueError("no table is open")
        return self.file

    def open(self) -> None:
        """Begin the next file; some by a clock that is hours off."""
        self.close()
        self.files += 1
        self.rows = 0
        name = self.name.format(self.files)
        rng, stage = self.sheets.rng, self.sheets.stage
        minutes = rng.choice((-420, -180, 95, 240, 600)) if rng.random() < stage.rates.wrong_clocks else 0
        self.shift = timedelta(minutes=minutes)
        if minutes:
            stage.truth.clocks[f"facebook/{name}"] = minutes
        self.file = (self.sheets.out / name).open("w", encoding="utf-8-sig", newline="")
        csv.writer(self.out, delimiter=";", lineterminator="\r\n").writerow(POSTS)
        if self.last:
            self.put(self.last)

    def close(self) -> None:
        """End the file."""
        if self.file is not None:
            self.file.close()
            self.file = None


def adapt_mapping(name: str, mapping: str) -> str:
    """Give a mapping of the sample for what the tables of worlds have more: many files, answers, kinds, pages."""
    if name == "posts":
        return mapping.replace('"posts.csv"', '"posts_*.csv"') + 'reply_to = "Answers"\n'
    if name == "accounts":
        return mapping + 'openness = "Kind"\n'
    if name == "states":
        head, _, row = mapping.partition("[[row]]")
        when = 'when = [{{ column = "{}", not_empty = true }}]\n'
        account = row.replace('group = "Group ID"', 'account = "Account ID"')
        return f"{head}[[row]]{row}{when.format('Group ID')}\n[[row]]{account}{when.format('Account ID')}"
    return mapping


def _strip_platform(bearer: Account | Group) -> str:
    return bearer.id.rpartition(":")[2].removeprefix("group")
