"""The desk's tables: posts copied group by group, profiles looked up once, lists, states, calls and address books."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from worlds.families.kin.groups import Group
from worlds.families.kin.ledger import Ledger, Sighting
from worlds.families.kin.people import BEGIN, DAY, Account
from worlds.families.kin.posts import Post, Talk
from worlds.families.kin.speech import KIN, write_number

DESKS: tuple[tuple[str, str, str], ...] = (
    ("nadia", "csv", "Europe/Berlin"),
    ("desk2", "csv", "UTC"),
    ("oleg", "jsonl", "UTC"),
)
"""Who copies, into which form, by which clock."""


def format_utc(at: int) -> str:
    """Write a time as ISO in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def strip_platform(id: str) -> str:
    """Give an id as the platform writes it."""
    return id.partition(":")[2]


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> None:
    """Write a CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


POSTS_NADIA = """name = "nadia's sheets"
files = ["sheet_*.csv"]
delimiter = ";"
time_zone = "Europe/Berlin"
day_first = true
regions = {home}

[[row]]
kind = "post"
platform = "facebook"
id = "Post no"
time = {{ column = "Date", format = "%d.%m.%Y %H:%M:%S" }}
text = "What they wrote"
account = {{ id = "Profile ID", name = "Profile" }}
group = {{ id = "Group ID", name = "Group" }}
reply_to = "Answer to"
"""
POSTS_DESK2 = """name = "sheets of desk 2"
files = ["group_*.csv"]
time_zone = "UTC"
regions = {all}

[[row]]
kind = "post"
platform = "facebook"
id = "post_id"
time = "time"
text = "text"
account = {{ id = "author_id", name = "author" }}
group = {{ id = "group_id", name = "group_name" }}
reply_to = "reply_to"
"""
POSTS_OLEG = """name = "oleg's captures"
files = ["*.jsonl"]
time_zone = "UTC"
regions = {home}

[[row]]
kind = "post"
platform = "facebook"
id = "id"
time = "when"
text = "body"
account = {{ id = "author.id", name = "author.name" }}
group = {{ id = "group.id", name = "group.title" }}
reply_to = "answers"
"""
LISTS = {
    "profiles.toml": """name = "profiles looked up"
files = ["profiles*.csv"]
time_zone = "UTC"
regions = {home}

[[row]]
kind = "profile"
platform = {{ column = "platform" }}
account = {{ id = "id", name = "name", handle = "username" }}
about = "about"
phones = {{ column = "phone", split = "|" }}
seen = "checked"
""",
    "groups.toml": """name = "groups looked up"
files = ["groups.csv"]
time_zone = "UTC"
regions = {home}

[[row]]
kind = "group"
platform = {{ column = "platform" }}
group = {{ id = "id", name = "name" }}
about = "about"
opened_by = "link"
members = "members"
seen = "checked"
when = {{ column = "kind", is = "group" }}

[[row]]
kind = "profile"
account = {{ id = "id", name = "name" }}
about = "about"
members = "members"
seen = "checked"
when = {{ column = "kind", is = "page" }}
""",
    "members.toml": """name = "people of groups"
files = ["members.csv"]
time_zone = "UTC"

[[row]]
kind = "member"
platform = {{ column = "platform" }}
group = {{ id = "group_id", name = "group_name" }}
account = {{ id = "account_id", name = "account_name", handle = "username" }}
role = "role"
seen = "listed"
""",
    "states.toml": """name = "what became of groups"
files = ["states.csv"]
time_zone = "UTC"

[[row]]
kind = "status"
platform = {{ column = "platform" }}
group = {{ id = "id" }}
state = "state"
at = "checked"
by = "by"
why = "note"
when = {{ column = "kind", is = "group" }}

[[row]]
kind = "status"
account = {{ id = "id" }}
state = "state"
at = "checked"
by = "by"
why = "note"
when = {{ column = "kind", is = "page" }}
""",
    "names.toml": """name = "page histories"
files = ["names.csv"]
time_zone = "UTC"

[[row]]
kind = "name"
platform = "facebook"
account = {{ id = "page" }}
name = "name"
from = "from"
to = "to"
""",
    "calls.toml": """name = "call lists"
files = ["calls_*.csv"]
delimiter = ";"
time_zone = "UTC"
regions = {home}

[[row]]
kind = "call"
platform = "phone"
caller = "from"
callee = "to"
at = "start"
seconds = "secs"
""",
    "phonebook.toml": """name = "address books"
files = ["phonebook_*.csv"]
time_zone = "UTC"
regions = {home}

[[row]]
kind = "contact"
platform = "telegram"
account = {{ id = "telegram id" }}
contact = "number"
where = {{ value = "address-book" }}
when = {{ column = "telegram id", not_empty = true }}

[[row]]
kind = "name"
account = {{ id = "telegram id" }}
name = "saved as"
how = {{ value = "saved" }}
when = {{ column = "telegram id", not_empty = true }}
""",
}


class Desk:
    """Writes the tables of a case and notes what they show."""

    def __init__(self, folder: Path, talk: Talk, ledger: Ledger, rng: Random) -> None:
        self.folder, self.talk, self.ledger, self.rng = folder, talk, ledger, rng
        self.village = talk.village
        self.rates = talk.village.rates
        self.home: tuple[str, ...] = (self.village.home,)
        self.all = (self.village.home, *self.village.lands)

    def copy_groups(self) -> None:
        """Copy the posts of watched Facebook groups and pages into sheets, some of them twice."""
        by_group: dict[Group, list[Post]] = {}
        for post in self.talk.posts:
            if post.group and post.group.platform == "facebook":
                by_group.setdefault(post.group, []).append(post)
        for number, group in enumerate(self.talk.scape.groups):
            posts = by_group.get(group, [])
            if not posts or self.rng.random() >= min(1.0, self.rates["watched"] * (1.25 if group.crew else 1.0)):
                continue
            desk = self.rng.randrange(3)
            last = self.village.end - self.rng.randrange(20) * DAY
            if self.rng.random() < 0.3:
                last = BEGIN + int(self.rng.uniform(0.4, 0.9) * (self.village.end - BEGIN))
            looks = [last] if self.rng.random() < 0.75 else [last - self.rng.randrange(60, 300) * DAY, last]
            for look in looks:
                first = look - int(self.rng.expovariate(1 / (self.rates["window"] * 1.5)) + 60) * DAY
                kept = [p for p in posts if first <= p.at <= look and self.rng.random() < self.rates["copied"]]
                if kept:
                    self.write_sheet(desk, f"{number + 1:03d}{'' if look == last else 'a'}", kept)

    def copy_walls(self) -> None:
        """Copy the walls of a few accounts that were looked up."""
        kept = [
            post for post in self.talk.posts
            if post.group is None and post.account and post.account.platform == "facebook"
            and post.account in self.ledger.accounts
            and self.rng.random() < (0.4 if post.topic in ("advert", "moved") else 0.12)
        ]  # fmt: skip
        if kept:
            self.write_sheet(0, "walls", kept)

    def write_sheet(self, desk: int, name: str, posts: list[Post]) -> None:
        """Write one sheet in the form of its desk."""
        who, form, zone = DESKS[desk]
        regions = self.all if desk == 1 else self.home
        rows: list[tuple[object, ...]] = []
        lines: list[str] = []
        for post in posts:
            group = post.group if post.group and post.group.kind == "group" else None
            if post.account:
                writer, title = strip_platform(post.account.id), post.account.name_at(post.at)
                self.ledger.see_account(post.account, post.at, title)
            elif post.group:
                writer, title = strip_platform(post.group.id), post.group.title_at(post.at)
            if post.group and (group or not post.account):
                self.ledger.see_group(post.group, post.at, post.group.title_at(post.at))
            place = (strip_platform(group.id).removeprefix("group"), group.title_at(post.at)) if group else ("", "")
            number, answers = post_number(post.id), post_number(post.reply_to) if post.reply_to else ""
            self.ledger.see_post(post, regions)
            when = datetime.fromtimestamp(post.at, UTC)
            if form == "jsonl":
                entry: dict[str, object] = {
                    "id": number,
                    "when": format_utc(post.at),
                    "author": {"id": writer, "name": title},
                    "body": post.text,
                }
                if group:
                    entry["group"] = {"id": place[0], "title": place[1]}
                if answers:
                    entry["answers"] = answers
                lines.append(json.dumps(entry, ensure_ascii=False))
            elif desk == 0:
                local = when.astimezone(ZoneInfo(zone)).strftime("%d.%m.%Y %H:%M:%S")
                rows.append((local, *place, writer, title, post.text, number, answers))
            else:
                rows.append((number, format_utc(post.at), *place, writer, title, post.text, answers))
        folder = self.folder / "facebook" / who
        if form == "jsonl":
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        elif desk == 0:
            header = ("Date", "Group ID", "Group", "Profile ID", "Profile", "What they wrote", "Post no", "Answer to")
            write_table(folder / f"sheet_{name}.csv", header, rows, ";")
        else:
            header = ("post_id", "time", "group_id", "group_name", "author_id", "author", "text", "reply_to")
            write_table(folder / f"group_{name}.csv", header, rows)

    def look_up_profiles(self) -> None:
        """Look up profiles of accounts that stand in the files, most of them once, at the end."""
        rows: list[tuple[int, tuple[object, ...]]] = []
        for account in self.talk.village.accounts():
            chance = self.rates["looked_up"] * (2.5 if account.owner.crew or account.owner.office else 1.0)
            if account.platform == "telegram":
                chance *= 0.5
            if account not in self.ledger.accounts or self.rng.random() >= min(chance, 0.95):
                continue
            looks = [self.village.end - self.rng.randrange(15) * DAY]
            if self.rng.random() < self.rates["looked_twice"] * (
                3 if account.renamed[0] or account.handle_until < self.village.end else 1
            ):
                looks.insert(0, looks[0] - self.rng.randrange(200, 420) * DAY)
            rows += [(look, self.make_profile(account, look)) for look in looks if look >= account.since]
        rows.sort(key=lambda row: (row[0], str(row[1][2])))
        header = ("checked", "platform", "id", "name", "username", "about", "phone")
        write_table(self.folder / "desk" / "profiles.csv", header, (row for _, row in rows))

    def make_profile(self, account: Account, look: int) -> tuple[object, ...]:
        """Make the row of one profile as it stood at a time."""
        self.ledger.see_account(account, look, account.name_at(look))
        handle = self.handle_at(account, look)
        if handle:
            self.ledger.handles.setdefault(account, []).append((look, handle))
        phones, about = [], account.about
        for number in account.shows:
            national = number.startswith("+") and self.village.home == account.land and self.rng.random() < 0.6
            written = write_number(number, national, self.rng)
            if self.rng.random() < 0.4:
                about = f"{about} {written}".strip()
            else:
                phones.append(written)
            self.ledger.see_number(account, Sighting(number, look, True, False, "profile"))
        return (
            format_utc(look),
            account.platform,
            strip_platform(account.id),
            account.name_at(look),
            handle,
            about,
            "|".join(phones),
        )

    def handle_at(self, account: Account, at: int) -> str:
        """Give the handle that an account bears at a time."""
        for old, new, handle, when in self.village.passed_handles:
            if account is old and at >= when:
                return ""
            if account is new and handle == account.handle and at < when:
                return ""
        return account.handle

    def look_up_groups(self) -> None:
        """Look up groups, list some of their members, and note which are gone."""
        rows: list[tuple[object, ...]] = []
        members: list[tuple[object, ...]] = []
        states: list[tuple[object, ...]] = []
        for group in self.talk.scape.groups:
            page = group.kind == "page"
            kind, id = "page" if page else "group", strip_platform(group.id)
            alive = group.fate == "alive"
            known = group in self.ledger.groups or self.rng.random() < 0.15
            look = self.village.end - self.rng.randrange(30) * DAY
            if not alive:
                look = group.until - self.rng.randrange(2, 90) * DAY
            if known and look > group.since and group.kind != "chat" and self.rng.random() < (0.7 if alive else 0.4):
                about = " ".join(write_number(number, False, self.rng) for number in group.shows)
                link = f"https://{group.invite}" if group.invite and self.rng.random() < 0.7 else ""
                size = sum(1 for account in group.members if group.holds(account, look))
                rows.append((format_utc(look), group.platform, kind, id, group.title_at(look), about, link, size))
                self.ledger.see_group(group, look, group.title_at(look))
                if link:
                    self.ledger.opened[group] = None
                for number in group.shows:
                    self.ledger.see_number(group, Sighting(number, look, True, False, "profile"))
                if not page and group.kind != "channel" and self.rng.random() < self.rates["lists"]:
                    members += self.list_members(group, look)
            if group in self.ledger.groups and not alive and self.rng.random() < self.rates["checked"]:
                at = min(group.until + self.rng.randrange(1, 60) * DAY, self.village.end)
                state = "private" if group.fate == "private" else "removed"
                states.append(
                    (format_utc(at), group.platform, kind, id, state, self.rng.choice(("nadia", "desk 2", "oleg")), "")
                )
                self.ledger.noticed[group] = None
            elif group in self.ledger.groups and alive and self.rng.random() < 0.2:
                states.append(
                    (format_utc(self.village.end - DAY), group.platform, kind, id, "alive", "desk 2", "looked at again")
                )
        desk = self.folder / "desk"
        write_table(
            desk / "groups.csv", ("checked", "platform", "kind", "id", "name", "about", "link", "members"), rows
        )
        write_table(
            desk / "members.csv",
            ("listed", "platform", "group_id", "group_name", "account_id", "account_name", "username", "role"),
            members,
        )
        write_table(desk / "states.csv", ("checked", "platform", "kind", "id", "state", "by", "note"), states)
        histories: list[tuple[object, ...]] = []
        for account in self.ledger.accounts:
            when, new = account.renamed
            if account.platform == "facebook" and account.owner.kind == "front" and self.rng.random() < 0.6:
                histories.append(
                    (
                        strip_platform(account.id),
                        account.name,
                        format_utc(account.since),
                        format_utc(when) if when else "",
                    )
                )
                self.ledger.names[account].append((account.since, account.name, "history"))
                if when:
                    histories.append((strip_platform(account.id), new, format_utc(when), ""))
                    self.ledger.names[account].append((when, new, "history"))
        write_table(desk / "names.csv", ("page", "name", "from", "to"), histories)

    def list_members(self, group: Group, look: int) -> list[tuple[object, ...]]:
        """List part of a group's members, administrators first, as its page shows them."""
        share = self.rng.uniform(0.1, 0.8)
        rows: list[tuple[object, ...]] = []
        for account in group.members:
            admin = account in group.admins
            if group.holds(account, look) and (admin or self.rng.random() < share):
                name = account.name_at(look)
                handle = self.handle_at(account, look) if account.platform == "telegram" else ""
                if handle:
                    self.ledger.handles.setdefault(account, []).append((look, handle))
                place = (format_utc(look), group.platform, strip_platform(group.id), group.title_at(look))
                rows.append((*place, strip_platform(account.id), name, handle, "admin" if admin else "member"))
                self.ledger.see_account(account, look, name)
                self.ledger.see_member(group, account, admin)
        return rows

    def write_calls(self) -> None:
        """Write the call lists of two suspects: relatives, fellows, clients and the fridge."""
        for number, crew in enumerate(self.rng.sample(self.village.crews, 2)):
            suspect = crew.members[0]
            line = (
                suspect.foreign
                if suspect.foreign and suspect.left < self.village.end - 200 * DAY
                else suspect.lines_at(self.village.end - DAY)[0]
            )
            partners = [
                house_line for person in suspect.house.people for house_line in person.lines_at(self.village.end - DAY)
            ]
            partners += [p.foreign or p.lines_at(self.village.end - DAY)[0] for p in crew.members]
            partners += [self.rng.choice(self.rng.choice(self.village.households).numbers) for _ in range(8)]
            partners += [self.rng.choice(self.village.offices).number, self.rng.choice(self.village.hotlines)]
            others = [partner for partner in dict.fromkeys(partners) if partner != line]
            rows: list[tuple[object, ...]] = []
            for _ in range(self.rng.randrange(40, 140)):
                other = self.rng.choice(others)
                pair = (line, other) if self.rng.random() < 0.55 else (other, line)
                at = self.village.end - self.rng.randrange(120 * DAY)
                rows.append((*pair, format_utc(at), self.rng.choice((0, 12, 45, 130, 600))))
            rows.sort(key=lambda row: str(row[2]))
            write_table(self.folder / "calls" / f"calls_{number + 1}.csv", ("from", "to", "start", "secs"), rows, ";")

    def write_phonebooks(self) -> None:
        """Write the address books of seized phones, with relatives saved by kinship."""
        for number, crew in enumerate(self.rng.sample(self.village.crews, min(3, len(self.village.crews)))):
            holder = self.rng.choice(crew.members)
            known = list(
                dict.fromkeys([*holder.house.people, *crew.members, *self.rng.sample(self.village.people, 12)])
            )
            rows: list[tuple[object, ...]] = []
            for person in known:
                if person is holder:
                    continue
                line = person.foreign or self.rng.choice(person.lines_at(self.village.end - DAY))
                accounts = [a for a in person.accounts if a.platform == "telegram" and a.active(self.village.end - DAY)]
                id = ""
                if accounts and self.rng.random() < 0.7:
                    account = accounts[-1]
                    id = strip_platform(account.id)
                    self.ledger.accounts[account] = None
                    self.ledger.see_number(account, Sighting(line, self.village.end, True, False, "book"))
                saved = self.rng.choice(KIN) if self.rng.random() < 0.6 else self.rng.choice(person.given)
                rows.append((saved if isinstance(saved, str) else saved[0], write_number(line, False, self.rng), id))
            write_table(
                self.folder / "phones" / f"phonebook_{number + 1}.csv", ("saved as", "number", "telegram id"), rows
            )

    def write_mappings(self) -> None:
        """Write the mappings beside the tables."""
        words = {"home": json.dumps(list(self.home)), "all": json.dumps(list(self.all))}
        for who, text in (("nadia", POSTS_NADIA), ("desk2", POSTS_DESK2), ("oleg", POSTS_OLEG)):
            folder = self.folder / "facebook" / who
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "posts.toml").write_text(text.format(**words), encoding="utf-8", newline="\n")
        for name, text in LISTS.items():
            folder = self.folder / {"calls.toml": "calls", "phonebook.toml": "phones"}.get(name, "desk")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text.format(**words), encoding="utf-8", newline="\n")


def post_number(id: int) -> str:
    """Give a post's number on Facebook."""
    return f"99{id:013d}"
