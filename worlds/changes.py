"""What changes hands: names, handles and audiences."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from worlds import speech
from worlds.crews import Crew
from worlds.facts import Innocent, Rename, Reuse, Succession
from worlds.people import enter_group
from worlds.texts import LANGUAGES
from worlds.world import Account, Event, Group, Post, World

Bearer = Account | Group


def rename_bearer(world: World, bearer: Bearer, name: str, at: datetime, told_by: str = "") -> None:
    """Give an account or group another name from a time on.

    A Telegram group's log tells it; of a page or account only a table of names does, or its posts.
    """
    old = bearer.names[-1][1]
    bearer.names.append((at, name))
    if isinstance(bearer, Group) and bearer.platform == "telegram":
        actor: Bearer = bearer if bearer.form.endswith("channel") else bearer.admins[0]
        bearer.events.append(Event(at=at, action="edit_group_title", actor=actor, title=name))
        told_by = "title"
    world.truth.renames.append(Rename(bearer.id, old, name, f"{at:%Y-%m-%dT%H:%M:%SZ}", told_by))


def swap_names(world: World, one: Bearer, other: Bearer, at: datetime, told_by: str = "") -> None:
    """Let two exchange their names, two days apart."""
    mine, theirs = one.names[-1][1], other.names[-1][1]
    rename_bearer(world, one, theirs, at, told_by)
    rename_bearer(world, other, mine, at + timedelta(days=2), told_by)
    world.truth.reuses.append(Reuse("swap", one.id, other.id, mine))


def free_name(world: World, old: Bearer, new: Bearer, other: str, at: datetime, days: int, told_by: str = "") -> None:
    """Let one give up its name for another, and a second take the freed name some days later."""
    name = old.names[-1][1]
    rename_bearer(world, old, other, at, told_by)
    rename_bearer(world, new, name, at + timedelta(days=days), told_by)
    world.truth.reuses.append(Reuse("freed-name", old.id, new.id, name))


def pass_handle(world: World, old: Account, new: Account, other: str, at: datetime, days: int) -> None:
    """Let one give up its handle, and a second take it some days later."""
    name, had = old.handles[-1][1], new.handles[-1][1]
    later = at + timedelta(days=days)
    old.handles.append((at, other))
    new.handles.append((later, name))
    told = f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{later:%Y-%m-%dT%H:%M:%SZ}"
    world.truth.handle_changes.append(Rename(old.id, name, other, told[0], "handle"))
    world.truth.handle_changes.append(Rename(new.id, had, name, told[1], "handle"))
    world.truth.reuses.append(Reuse("freed-handle", old.id, new.id, name))


def end_group(group: Group, at: datetime, state: str, why: str) -> None:
    """Let a group fall silent for good; some days later somebody looks, and finds it in that state."""
    group.died = at
    if state:
        group.checks.append((at + timedelta(days=3), state, why))


def reopen_group(world: World, crew: Crew, old: Group, name: str, days: int, share: int) -> Group:
    """Open the dead group anew: some of its members, one admin, the same contacts, the same adverts."""
    born = (old.died or world.end) + timedelta(days=days, hours=3)
    admin = old.admins[0]
    new = world.group(old.platform, old.form, old.language, name, "crew", born, admin)
    if old.form.endswith("group") and old.platform == "telegram":
        new.invite = world.invite()
    carried = [admin]
    for member in world.rng.sample(old.members, len(old.members) * share // 100):
        if member.role == "neighbour":
            enter_group(world, new, member, born, born + timedelta(days=24))
            carried.append(member)
    crew.groups.append(new)
    world.truth.successions.append(Succession(old.id, new.id, len(carried), old.platform))
    return new


def lure_members(world: World, old: Group, new: Group, share: int) -> None:
    """Let part of a dead group's members come into a group of other people."""
    begin = max(new.born, old.died or new.born)
    for member in world.rng.sample(old.members, len(old.members) * share // 100):
        if member.role == "neighbour":
            enter_group(world, new, member, begin, begin + timedelta(days=20))


def look_alike(world: World, old: Group, people: Sequence[Account]) -> Group:
    """Open a new group soon after an innocent one died: part of its members, other people behind it."""
    born = (old.died or world.end) + timedelta(days=17, hours=5)
    admin = next(person for person in people if person not in old.members)
    new = world.group(
        "telegram", "public_supergroup", old.language, "Sunday walks by the harbour", "walks", born, admin
    )
    lure_members(world, old, new, 30)
    strangers = [person for person in people if person not in new.members and person not in old.members]
    for person in world.rng.sample(strangers, 22):
        enter_group(world, new, person, born, born + timedelta(days=90))
    for country in ("GB-mobile", "FR-mobile", "SE", "GB-mobile", "FR-mobile", "SE"):
        number = world.numbers.take(country)
        walker = world.rng.choice(new.members)
        line = world.rng.choice(LANGUAGES[walker.language].sell)
        contact = speech.write_phone(world.rng, walker.language, number)
        text = speech.fill_template(world.rng, walker.language, line, contact=contact)
        at = world.time(walker.hand, born + timedelta(days=95), world.end)
        world.posts.append(Post(walker, new, at, text, "sell"))
    world.truth.dead.append(old.id)
    world.truth.innocents.append(Innocent("look-alike", (new.id,), (), (old.id,)))
    return new
