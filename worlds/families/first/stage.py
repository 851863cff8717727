"""The stage of a world: who and what there is in it, and who is to write what where."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from worlds.facts import Truth
from worlds.families.first.adverts import Kit
from worlds.families.first.naming import Namer
from worlds.families.first.rates import Rates
from worlds.families.first.supply import list_free_numbers
from worlds.numbers import Number
from worlds.world import LETTERS, Account, Event, Group, Post

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)
ROUNDS = tuple(BEGIN + timedelta(days=days, hours=8) for days in (166, 350, 535))
"""When the analyst went through accounts and groups."""
EARLY = END - timedelta(days=150)
"""Until when the Facebook groups were collected that no longer are."""

Task = Callable[[Random], Iterable[Post]]
"""Writes posts for one group, or one page, by the chance of that group."""


@dataclass(slots=True)
class Taking:
    """How a group was collected."""

    closed: bool = False
    since: datetime = BEGIN
    until: datetime = END
    gaps: list[tuple[datetime, datetime]] = field(default_factory=list)
    twice: datetime | None = None
    """When it was exported a first time."""
    most: int = 0
    """How many of the newest posts were taken; 0 for all."""

    def holds(self, at: datetime) -> bool:
        """Whether something of that time is in a file."""
        inside = self.since <= at <= self.until and not any(begin <= at <= end for begin, end in self.gaps)
        return inside and not self.closed

    def reach(self, posts: Sequence[Post], at: datetime) -> datetime:
        """Give from when on the posts are taken that were there at a time, the newest of them where there is a cap."""
        there = [post.at for post in posts if post.at <= at and self.holds(post.at)]
        return there[-self.most] if 0 < self.most < len(there) else BEGIN


class Stage:
    """Everything that was planned; files and truth are written from it."""

    def __init__(self, seed: int, size: int, rates: Rates, world: str) -> None:
        self.seed, self.size, self.rates = seed, size, rates
        self.rng = Random(f"{seed} {size} {world}")
        self.names = Namer(self.rng, rates.languages)
        self.numbers: Iterator[Number] = list_free_numbers(self.rng)
        self.accounts: list[Account] = []
        self.groups: list[Group] = []
        self.tasks: dict[str, list[Task]] = {}
        """By id of the group; of posts on an account's own page by id of the account."""
        self.posts: dict[str, list[Post]] = {}
        """What was worded beforehand, by the same ids."""
        self.takings: dict[str, Taking] = {}
        self.kits: dict[str, Kit] = {}
        """What crews write with in each of their groups."""
        self.listed: set[str] = set()
        """Accounts that the analyst looked up."""
        self.history: set[str] = set()
        """Accounts whose former names somebody kept."""
        self.busy: dict[str, set[datetime]] = {}
        self.truth = Truth(seed=seed, world=world, size=size)

    def per_thousand(self, rate: float) -> int:
        """Give how many of something that comes ``rate`` times for 1,000 accounts; one at least."""
        return max(1, round(rate * self.size / 1000))

    def chance(self, share: float) -> bool:
        """Say yes in that share of cases."""
        return self.rng.random() < share

    def number(self) -> Number:
        """Give a number nobody has; raises ``ValueError`` where the reserved ranges are used up."""
        number = next(self.numbers, None)
        if number is None:
            raise ValueError(f"the numbers reserved for fiction do not suffice for {self.size} accounts")
        return number

    def account(self, platform: str, language: str, role: str, hand: str, name: str) -> Account:
        """Add an account, its number without order, in number spaces far above those in use."""
        n = len(self.accounts) + 1
        number = (n * 73_687_873) % 999_999_937
        account = Account(
            platform=platform,
            number=str(990_000_000_000 + number if platform == "telegram" else 99_200_000_000_000_000 + number * 11),
            language=language,
            role=role,
            hand=hand,
            names=[(BEGIN, name)],
        )
        self.accounts.append(account)
        return account

    def group(
        self, platform: str, form: str, language: str, name: str, topic: str, born: datetime, admin: Account
    ) -> Group:
        """Add a group with its first admin; a channel acts for itself."""
        n = len(self.groups) + 1
        number = (n * 7_368_787) % 99_999_989
        group = Group(
            platform=platform,
            number=str(9_900_000_000 + number if platform == "telegram" else 9_930_000_000_000_000 + number * 7),
            form=form,
            language=language,
            names=[(born, name)],
            topic=topic,
            admins=[admin],
            members=[admin],
            joined={admin.id: born},
        )
        channel = form.endswith("channel")
        action = "create_channel" if channel else "create_group"
        actor: Account | Group = group if channel else admin
        group.events.append(Event(at=born, action=action, actor=actor, title=name, members=[admin]))
        self.groups.append(group)
        self.takings[group.id] = Taking()
        return group

    def join(self, group: Group, account: Account, begin: datetime, end: datetime, seen: float | None = None) -> None:
        """Let an account come in between two times; whether a file tells it is a matter of chance."""
        if account.id in group.joined:
            return
        begin = max(begin, group.born + timedelta(minutes=5))
        at = begin + (max(end, begin) - begin) * self.rng.random()
        at = at.replace(microsecond=0)
        group.members.append(account)
        group.joined[account.id] = at
        if not group.form.endswith("channel") and self.chance(self.rates.members_seen if seen is None else seen):
            group.events.append(Event(at=at, action="join_group_by_link", actor=account, members=[account]))

    def plan(self, where: Group | Account, task: Task) -> None:
        """Let something be written in a group, or on an account's own page."""
        self.tasks.setdefault(where.id, []).append(task)

    def write(self, post: Post) -> None:
        """Let this one post be written, where it says."""
        self.posts.setdefault((post.group or post.author).id, []).append(post)

    def time(self, rng: Random, begin: datetime, end: datetime, hand: str = "") -> datetime:
        """Give a waking moment between two times; a hand writes one thing a minute."""
        first, last = self.rates.hours
        days = max((end - begin).days, 0) + 1
        taken = self.busy.setdefault(hand, set()) if hand else None
        for _ in range(60):
            day = begin + timedelta(days=rng.randrange(days))
            hour = rng.randrange(first, last)
            at = day.replace(hour=hour, minute=rng.randrange(60), second=0, microsecond=0)
            if begin < at < end and (taken is None or at not in taken):
                break
        else:
            at = (begin + (end - begin) * rng.random()).replace(second=0, microsecond=0)
        if taken is not None:
            taken.add(at)
        return at + timedelta(seconds=rng.randrange(1, 59))

    def code(self, start: str, length: int) -> str:
        """Give a link that ends in a code nobody has."""
        return start + "".join(self.rng.choice(LETTERS) for _ in range(length))

    def names_borne(self) -> Counter[str]:
        """Count how many accounts and groups bear each name, marks left out."""
        borne = Counter(strip_marks(name) for account in self.accounts for _, name in account.names)
        borne.update(strip_marks(name) for group in self.groups for _, name in group.names)
        return borne


def strip_marks(name: str) -> str:
    """Give the letters and digits of a name: what people take for one name with this mark or that."""
    return "".join(char for char in name.casefold() if char.isalnum())
