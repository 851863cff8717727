"""Adverts: which contact an account or group gives out as its own, and who merely quotes or asks about it.

A post advertises a contact where its writer neither answers nor forwards another, does not quote and does not ask about
the contact: a question mark after it makes it a question ("+49 ... honest?"), one before it does not
("Need a room? Call +49 ..."), and between quotation marks with words around them it is somebody else's. One such post
is a mention, two are a habit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model import CONTACTS, ForwardedFrom, Mentions, RepliesTo, Shows, label
from graph.snapshot import Snapshot
from graph.snapshot.derived import keep_derived

HABIT = 2
"""Posts from which a contact counts as given out by its writer."""

OTHERS = 5
"""Contacts of others from which an account that names them may be an informer: a journalist, a rating member."""

OWNERS = 4
"""Owners of these contacts from which it is one. A crew's channel names many numbers too, and they are one owner's."""

QUESTION = "?\u061f\u037e\u1367\uff1f"
"""Question marks: Latin, Arabic, Greek, Ethiopic, full-width."""

QUOTES = (
    ("\u00ab", "\u00bb"), ("\u2039", "\u203a"), ("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u300c", "\u300d"),
    ('"', '"'),
)  # fmt: skip
"""Marks that begin and end what somebody else said, by the customs of many languages."""

AROUND = 2
"""Words around a quotation, from which it is one: who puts a whole advert between quotation marks quotes nobody."""


@dataclass(slots=True)
class Use:
    """How one account or group uses one contact."""

    user: int
    contact: int
    posts: int = 0
    """Posts that advertise it."""
    asked: int = 0
    passed_on: int = 0
    """Answers, forwards and quotations that name it."""
    answered: int = 0
    """The answers among them: they are no adverts, and yet send somebody there."""
    shown: bool = False
    """Whether its profile shows it."""
    first: int | None = None
    last: int | None = None
    plausibility: float = 0.0
    """That it is a contact, at best; 1 where nothing speaks against it."""
    share: float = 0.0
    """Of the user's adverts those that name it; 1 where its profile shows it."""

    @property
    def advertises(self) -> bool:
        """Whether it is given out as the user's own."""
        return self.shown or self.posts >= HABIT

    def seen(self, times: Iterable[int | None]) -> None:
        """Widen the times of advertising."""
        known = [at for at in (self.first, self.last, *times) if at is not None]
        self.first, self.last = min(known, default=None), max(known, default=None)


@dataclass(slots=True)
class Adverts:
    """All uses of contacts, by contact and by user, both sorted by number."""

    by_contact: dict[int, dict[int, Use]] = field(default_factory=dict)
    by_user: dict[int, dict[int, Use]] = field(default_factory=dict)
    informers: frozenset[int] = frozenset()
    """Accounts that name many contacts of others, and whose naming says nothing of themselves."""
    posts: dict[int, list[int]] = field(default_factory=dict)
    """The contacts that each advertising post names."""
    answers: dict[int, list[int]] = field(default_factory=dict)
    """The contacts that each answer names without quoting or forwarding."""
    unsigned: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    """By group and contact the posts that advertise it and of which no file names the writer."""

    def use(self, user: int, contact: int) -> Use:
        """Give a use, made where there was none."""
        use = self.by_user.setdefault(user, {}).get(contact)
        if use is None:
            use = self.by_user[user][contact] = Use(user, contact)
            self.by_contact.setdefault(contact, {})[user] = use
        return use

    def advertisers(self, contact: int) -> list[int]:
        """Give who gives a contact out, informers left out, by number."""
        uses = self.by_contact.get(contact, {})
        return sorted(user for user, use in uses.items() if use.advertises and user not in self.informers)

    def own(self, user: int) -> Mapping[int, Use]:
        """Give the contacts that a user gives out as its own; of an informer none."""
        if user in self.informers:
            return {}
        return {contact: use for contact, use in sorted(self.by_user.get(user, {}).items()) if use.advertises}


@keep_derived
def find_adverts(snapshot: Snapshot, generic: frozenset[int]) -> Adverts:
    """Give who advertises what; what is generic makes nobody an informer."""
    found = Adverts()
    total = map_writer_adverts(snapshot, found)
    for row in snapshot.table(Shows).to_pylist():
        use = found.use(row["start"], row["end"])
        use.shown = True
        use.seen((row["first_seen"], row["last_seen"]))
        use.plausibility = max(use.plausibility, fill_plausibility(row["plausibility"]))
    for user, uses in found.by_user.items():
        for use in uses.values():
            use.share = 1.0 if use.shown else use.posts / max(total.get(user, 0), 1)
    found.informers = find_informers(found, generic)
    return found


def map_writer_adverts(snapshot: Snapshot, found: Adverts) -> dict[int, int]:
    """Put the mentions of contacts down to the writers of their posts; give each writer's adverts."""
    contacts = set(map(label, CONTACTS))
    posts = snapshot.posts
    author, chat = snapshot.of_posts("author"), snapshot.of_posts("chat")
    text = dict(zip(posts["post"].to_pylist(), posts["text"].to_pylist(), strict=True))
    answers, forwards = (set(snapshot.table(cls)["start"].to_pylist()) for cls in (RepliesTo, ForwardedFrom))
    mentions = snapshot.table(Mentions)
    columns = (mentions[name].to_pylist() for name in ("start", "end", "first_seen", "begin", "raw", "plausibility"))
    total: dict[int, int] = {}
    for post, contact, at, begin, raw, plausibility in zip(*columns, strict=True):
        user = author.get(post)
        if snapshot.labels[contact] not in contacts:
            continue
        said = text.get(post) or ""
        after = "" if begin is None else said[begin + len(raw or "") :]
        quoting = is_mostly_quoted(said) if begin is None else is_quoted_between(said[:begin], after)
        passing_on = post in answers or post in forwards or quoting
        if user is None:
            place = chat.get(post)
            if place is not None and not passing_on and not asks_about_contact(after):
                found.unsigned.setdefault(place, {}).setdefault(contact, []).append(post)
            continue
        use = found.use(user, contact)
        use.plausibility = max(use.plausibility, fill_plausibility(plausibility))
        if passing_on:
            use.passed_on += 1
            if post in answers and post not in forwards and not quoting:
                use.answered += 1
                found.answers.setdefault(post, []).append(contact)
        elif asks_about_contact(after):
            use.asked += 1
        else:
            use.posts += 1
            use.seen((at,))
            if post not in found.posts:
                total[user] = total.get(user, 0) + 1
            found.posts.setdefault(post, []).append(contact)
    return total


def fill_plausibility(plausibility: float | None) -> float:
    """Give a plausibility; what has none is certain."""
    return 1.0 if plausibility is None else plausibility


def asks_about_contact(rest: str) -> bool:
    """Say whether what follows a contact asks about it."""
    return any(mark in rest for mark in QUESTION)


def is_quoted_between(before: str, after: str) -> bool:
    """Say whether what stands between two texts is part of a quotation that has words around it."""
    for begin, end in QUOTES:
        opened, closed = before.rfind(begin), after.find(end)
        if opened < 0 or closed < 0 or (before.count(begin) % 2 == 0 if begin == end else end in before[opened + 1 :]):
            continue
        if len(before[:opened].split()) + len(after[closed + 1 :].split()) >= AROUND:
            return True
    return False


def is_mostly_quoted(text: str) -> bool:
    """Say whether most of a text is one quotation, but not all: what it leads to without writing it is quoted too."""
    for begin, end in QUOTES:
        opened, closed = text.find(begin), text.rfind(end)
        if -1 < opened < closed:
            inside, outside = text[opened + 1 : closed].split(), [*text[:opened].split(), *text[closed + 1 :].split()]
            if len(inside) > len(outside) >= AROUND:
                return True
    return False


def find_informers(found: Adverts, generic: frozenset[int]) -> frozenset[int]:
    """Give who names contacts of many owners, and more often than contacts of its own.

    Whom somebody else names together are one owner's; another suspect does not join them, who lists everybody. Who is
    no longer suspected joins them in the next round, until none drops out.
    """
    suspects = {}
    for user in found.by_user:
        others = named_of_others(found, user, generic)
        if len(others) >= OTHERS and own_adverts(found, user) <= sum(found.by_user[user][one].posts for one in others):
            suspects[user] = others
    while True:
        left = {
            user: others
            for user, others in suspects.items()
            if count_contact_owners(found, user, others, suspects) >= OWNERS
        }
        if len(left) == len(suspects):
            return frozenset(left)
        suspects = left


def named_of_others(found: Adverts, user: int, generic: frozenset[int]) -> list[int]:
    """Give the contacts that a user names, that others give out and that it does not give out itself."""
    return [
        contact
        for contact, use in found.by_user[user].items()
        if contact not in generic and not use.shown and use.posts <= HABIT
        if any(
            other.user != user and other.advertises and other.share >= use.share
            for other in found.by_contact[contact].values()
        )
    ]


def own_adverts(found: Adverts, user: int) -> int:
    """Give how often a user names contacts that it gives out as its own."""
    return sum(use.posts for use in found.by_user[user].values() if use.shown or use.posts > HABIT)


def count_contact_owners(found: Adverts, user: int, contacts: Iterable[int], suspects: Mapping[int, object]) -> int:
    """Give how many owners contacts have: those that somebody names both of, who is no suspect, have one."""
    from scipy.cluster.hierarchy import DisjointSet

    joined = DisjointSet(contacts)
    first: dict[int, int] = {}
    for contact in contacts:
        for other, use in found.by_contact[contact].items():
            if other != user and other not in suspects and (use.posts or use.shown):
                joined.merge(first.setdefault(other, contact), contact)
    return int(joined.n_subsets)
