"""What a platform's team and a monitor get to see of a world of ``square``, when, and what is lost on the way."""

from dataclasses import dataclass, field

from worlds.families.square import words
from worlds.families.square.people import DAY, Account, Group, World, name_person
from worlds.families.square.posting import Post, write_number


@dataclass(slots=True, eq=False)
class Export:
    """One Telegram group exported whole, or as far as somebody who was in it could see."""

    group: Group
    at: int
    begin: int = 0
    saved: dict[str, str] = field(default_factory=dict)
    """Names of accounts as the holder of the exporting account saved them."""


@dataclass(slots=True, eq=False)
class Holder:
    """A telephone that was exported with all its chats."""

    account: Account
    number: str
    at: int
    contacts: list[tuple[Account, str, str]]
    """Account, number, name as saved."""
    exports: list[Export]
    chats: list[tuple[Account, list[tuple[int, Account, str]]]]


@dataclass(slots=True, eq=False)
class Gathered:
    """All that is in the files; what is not here nobody can find."""

    until: int = 0
    rows: list[Post] = field(default_factory=list)
    """Posts of Facebook and Instagram in the platform's table."""
    scraped: list[tuple[int, Post]] = field(default_factory=list)
    """Posts the monitor read, with the time of its round."""
    exports: list[Export] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    profiles: dict[int, list[Account]] = field(default_factory=dict)
    groups: dict[int, list[tuple[Group, list[Account]]]] = field(default_factory=dict)
    """Groups of a snapshot, with the administrators listed."""
    members: list[tuple[int, Group, list[tuple[int, Account]]]] = field(default_factory=list)
    sealed: list[tuple[int, Group, list[Account]]] = field(default_factory=list)
    """Groups whose heads were kept when the group was removed."""
    queue: list[tuple[int, int, Account | Group, str]] = field(default_factory=list)
    """Flagged when, decided when, what, the decision."""
    checks: list[tuple[int, Account | Group, str]] = field(default_factory=list)
    history: list[tuple[Account | Group, str, int, int]] = field(default_factory=list)
    """Subject, name, from, to (or the end of all times)."""


def gather_world(world: World, posts: list[Post]) -> Gathered:
    """Collect as the teams do: tables of tracked groups, rounds of a monitor, few exports, snapshots, a queue."""
    seen = Gathered(until=world.span)
    tracked = {
        group.id: world.rng.randrange(int(world.span * 0.3)) if world.chance(0.4) else 0
        for group in world.groups
        if group.platform == "facebook" and world.chance(min(0.97, world.rates["tracked"] + (0.1 if group.firm else 0)))
    }
    rounds = list(range(world.rng.randrange(10, 60) * DAY, world.span, world.rng.randrange(35, 110) * DAY))
    scraped = {group.id: group for group in world.groups if group.platform == "telegram" and world.chance("scraped")}
    seen.exports = _choose_exports(world)
    seen.holders = _choose_holders(world)
    exported = [
        (each, each.group.id) for each in [*seen.exports, *(one for holder in seen.holders for one in holder.exports)]
    ]
    by_export: dict[str, list[Export]] = {}
    for export, id in exported:
        by_export.setdefault(id, []).append(export)
    for post in posts:
        group = post.group
        if post.at >= world.span or world.chance("lost"):
            continue
        if group is None or group.platform == "facebook":
            if group is None and post.account is not None and post.account.platform == "telegram":
                continue
            if group is None and not world.chance(0.8):
                continue
            if group is not None and not (tracked.get(group.id, world.span) <= post.at < _find_readable_until(group)):
                continue
            seen.rows.append(post)
            post.captured = True
            continue
        if any(each.begin <= post.at < each.at for each in by_export.get(group.id, ())):
            post.captured = True
        if group.id in scraped:
            visit = next((each for each in rounds if each > post.at), None)
            if visit is not None and visit < _find_readable_until(group):
                seen.scraped.append((visit, post))
                post.captured = True
    _take_snapshots(world, seen)
    _keep_queue(world, seen)
    return seen


def _find_readable_until(group: Group) -> int:
    """Give until when a group can be read."""
    return group.end if group.fate in ("removed", "closed", "private", "dropped") else 10**9


def _choose_exports(world: World) -> list[Export]:
    """Choose the largest Telegram groups, some of them exported before they died, some twice."""
    large = [each for each in world.groups if each.platform == "telegram" and each.kind == "group"]
    large.sort(key=lambda group: (-len(group.members), group.id))
    exports: list[Export] = []
    for group in large[: max(4, int(len(large) * world.rates["exported"] * 2))]:
        if len(exports) > 1 and not world.chance(0.6):
            continue
        at = int(world.span * world.rng.uniform(0.5, 0.97)) if world.chance("ends_early") else world.span
        end = _find_readable_until(group)
        if at >= end:
            if not world.chance(0.5):
                continue
            at = world.rng.randrange(group.born, end) if end > group.born else end
        exports.append(Export(group, at))
        if world.chance(0.2) and at > group.born + 60 * DAY:
            exports.append(Export(group, int((at + group.born) / 2)))
    return [each for each in exports if each.at > each.group.born + 5 * DAY]


def _choose_holders(world: World) -> list[Holder]:
    """Choose one or two telephones of migrants that were exported, with the names they had saved."""
    able = [
        each
        for each in world.accounts
        if each.platform == "telegram" and each.role == "ordinary" and len(each.groups) > 1
    ]
    holders: list[Holder] = []
    for account in world.rng.sample(able, min(len(able), world.rng.choice((1, 1, 2)))):
        at = world.rng.randrange(max(account.born, world.span // 2), world.span)
        near = [
            each
            for each in world.accounts
            if each.platform == "telegram" and each.lang == account.lang and each.born < at and each is not account
        ]
        contacts = []
        saved: dict[str, str] = {}
        for other in world.rng.sample(near, min(len(near), world.rng.randrange(8, 45))):
            number = next((each for since, until, each in other.gives if since <= at < until), "")
            number = number or other.hand.phone or world.new_number(other.lang)
            given = words.LATIN_GIVEN.get(other.hand.lang, words.GIVEN[other.hand.lang])[other.hand.given]
            name = (
                world.pick(words.SAVED).format(n=given)
                if world.chance(0.6)
                else name_person(other.hand, world.chance(0.5))
            )
            contacts.append((other, number, name))
            saved[other.id] = name
        exports = []
        for group in account.groups[:2]:
            joined, left, _ = group.members[account.id]
            until = min(at, left, group.end if group.fate in ("removed", "closed") else at)
            if until > joined:
                exports.append(Export(group, at if until == at else until, joined, saved))
        chats = []
        for other, _, _ in contacts[: world.rng.randrange(3, 9)]:
            chats.append((other, _add_talk(world, account, other, at)))
        holders.append(
            Holder(account, account.hand.phone or world.new_number(account.lang), at, contacts, exports, chats)
        )
    return holders


def _add_talk(world: World, account: Account, other: Account, at: int) -> list[tuple[int, Account, str]]:
    """Let two people talk: a question, an answer, perhaps a number."""
    starts, ends = words.TOWNS[account.lang]
    begin = max(other.born, account.born, at - world.rng.randrange(200 * DAY))
    lines: list[tuple[int, Account, str]] = []
    for turn in range(world.rng.randrange(2, 9)):
        writer = account if turn % 2 == 0 else other
        text = world.pick(words.LINES[account.lang][world.pick(("ask", "chat"))]).format(
            a=world.pick(starts), b=world.pick(ends), t=world.pick(ends)
        )
        if writer is other and other.gives and world.chance(0.4):
            text = write_number(world, other.gives[-1][2], other.style, other.lang)[0]
        begin += world.rng.randrange(1, 600)
        lines.append((min(begin, at - 1), writer, text))
    return lines


def _take_snapshots(world: World, seen: Gathered) -> None:
    """Look at profiles, groups and members at a few dates, never at all of them."""
    count = round(world.rates["snapshots"])
    dates = sorted(world.rng.sample(range(40 * DAY, world.span, DAY), count))
    cap = round(world.rates["cap"])
    for at in dates:
        seen.profiles[at] = [each for each in world.accounts if each.born < at < each.died and world.chance("profiles")]
        listed: list[tuple[Group, list[Account]]] = []
        for group in world.groups:
            if (
                group.page is not None
                or not group.born < at < _find_readable_until(group)
                or not world.chance("groups")
            ):
                continue
            heads: list[Account] = []
            if group.kind == "group" and world.chance("admins"):
                heads = [each for since, until, each in group.admins if since <= at < min(until, each.died)]
            listed.append((group, heads))
            if group.kind == "group" and world.chance("members"):
                seen.members.append((at, group, _list_inside(world, group, at, cap)))
        seen.groups[at] = listed
    for group in world.groups:
        if group.fate == "removed" and group.platform == "facebook" and group.page is None and world.chance("sealed"):
            last = group.end - 1
            seen.members.append((last, group, _list_inside(world, group, last, cap)))
            seen.sealed.append(
                (last, group, [each for since, until, each in group.admins if since <= last < min(until, each.died)])
            )


def _list_inside(world: World, group: Group, at: int, cap: int) -> list[tuple[int, Account]]:
    """Give the members at a time with when each joined, no more than a cap."""
    inside = [(joined, each) for joined, left, each in group.members.values() if joined <= at < min(left, each.died)]
    return inside if len(inside) <= cap else world.rng.sample(inside, cap)


def _keep_queue(world: World, seen: Gathered) -> None:
    """Record removals late or not at all, flags that led nowhere, and what was looked at again."""
    delay = max(2, round(world.rates["delay"]))
    for account in world.accounts:
        if account.died < world.span and world.chance("recorded"):
            seen.queue.append((account.died - world.rng.randrange(1, delay) * DAY, account.died, account, "removed"))
        elif account.role in ("crew", "clone", "agency", "driver") and world.chance(0.06):
            at = world.rng.randrange(account.born, world.span)
            seen.queue.append((at, at + world.rng.randrange(delay) * DAY, account, "kept"))
    for group in world.groups:
        if group.page is not None:
            continue
        if group.fate == "removed" and world.chance("recorded"):
            seen.queue.append((group.end - world.rng.randrange(1, delay) * DAY, group.end, group, "removed"))
        elif world.chance(0.03):
            at = world.rng.randrange(group.born, world.span)
            seen.queue.append((at, at + world.rng.randrange(delay) * DAY, group, "kept"))
        gone = group.fate in ("removed", "closed", "private", "dropped", "archived")
        if gone and world.chance("again"):
            at = min(world.span, group.end + world.rng.randrange(3, 200) * DAY)
            state = {"removed": "removed", "closed": "removed", "private": "private"}.get(group.fate, "alive")
            seen.checks.append((at, group, state))
        elif not gone and world.chance(0.1):
            seen.checks.append((world.rng.randrange(group.born, world.span), group, "alive"))
    seen.queue.sort(key=lambda row: row[:2])
    seen.checks.sort(key=lambda row: row[0])
    subjects: list[Account | Group] = [*world.accounts, *(each for each in world.groups if each.page is None)]
    for subject in subjects:
        if len(subject.names) > 1 and subject.platform == "facebook" and world.chance("history"):
            for (since, name), until in zip(subject.names, [*(at for at, _ in subject.names[1:]), 10**9], strict=True):
                if since < world.span:
                    seen.history.append((subject, name, since, until))
