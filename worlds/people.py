"""The people of the world: neighbours, askers and the groups they live in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from worlds.world import Account, Event, Group, World

LANGUAGES = ("ar", "ar", "fr", "en", "fa", "ru")
"""How often each is spoken."""

TELEGRAM: tuple[tuple[str, str, str], ...] = (
    ("ar", "diaspora", "جيران المدينة الجديدة"),
    ("fr", "diaspora", "Les voisins du quai nord"),
    ("en", "diaspora", "Harbour Street neighbours"),
    ("fa", "diaspora", "همسایه‌های شهرک"),
    ("ru", "diaspora", "Соседи с тихой улицы"),
    ("en", "football", "Harbour FC season 23/24"),
    ("ar", "jobs", "عمل وسكن للجميع"),
    ("fr", "jobs", "Petits boulots et chambres"),
    ("en", "course", "Evening course B1"),
)
FACEBOOK: tuple[tuple[str, str, str], ...] = (
    ("ar", "diaspora", "ابناء الوادي في الغربة"),
    ("fr", "diaspora", "Familles du fleuve"),
    ("en", "diaspora", "River people abroad"),
    ("fa", "diaspora", "دور از خانه"),
    ("ar", "jobs", "سوق المستعمل والسكن"),
    ("en", "jobs", "Rooms, fridges, small jobs"),
    ("fr", "course", "Cours du soir, entraide"),
    ("en", "cooking", "Flour, salt and memory"),
    ("ru", "jobs", "Работа и жильё рядом"),
)


def add_neighbours(world: World, platform: str, count: int) -> list[Account]:
    """Add people who live, ask and chat; none of them sells anything."""
    people = []
    for n in range(count):
        language = LANGUAGES[n % len(LANGUAGES)]
        native, latin = world.names.person(language)
        name = latin if world.rng.randrange(4) == 0 else native
        people.append(world.account(platform, language, "neighbour", f"{platform}-{n}", name))
    return people


def add_home_groups(world: World, platform: str, people: Sequence[Account]) -> list[Group]:
    """Add the groups they live in, each with members that speak its language, and a few that do not."""
    made = []
    for language, topic, name in TELEGRAM if platform == "telegram" else FACEBOOK:
        speakers = [person for person in people if person.language == language]
        admin = world.rng.choice(speakers)
        form = "group" if platform == "facebook" else "public_supergroup"
        born = world.begin + timedelta(hours=world.rng.randrange(6, 200), minutes=world.rng.randrange(60))
        group = world.group(platform, form, language, name, topic, born, admin)
        some = world.rng.sample(speakers, min(len(speakers), 26)) + world.rng.sample(list(people), 6)
        for person in some:
            enter_group(world, group, person, born, born + timedelta(days=300))
        made.append(group)
    return made


def enter_group(world: World, group: Group, account: Account, begin: datetime, end: datetime) -> datetime | None:
    """Let an account come into a group some time between two; None where it is in already."""
    if account in group.members:
        return None
    at = world.time(account.hand, begin, end)
    way = world.rng.randrange(5)
    if way == 0 and group.platform == "telegram":
        event = Event(at=at, action="invite_members", actor=group.admins[0], members=[account])
    else:
        event = Event(at=at, action="join_group_by_link", actor=account, members=[account])
    group.events.append(event)
    group.members.append(account)
    group.joined[account.id] = at
    return at


def leave_group(group: Group, account: Account, at: datetime, back: datetime | None) -> None:
    """Let a member go; one that comes back later has two stays."""
    group.events.append(Event(at=at, action="remove_members", actor=account, members=[account]))
    if back:
        group.events.append(Event(at=back, action="join_group_by_link", actor=account, members=[account]))
    else:
        group.left[account.id] = at
