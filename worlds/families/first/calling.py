"""Renames by crews and by innocents, there and back, swaps, and names and handles that others take."""

from collections import Counter
from datetime import datetime, timedelta

from worlds.facts import Innocent, Rename, Reuse
from worlds.families.first.naming import find_script
from worlds.families.first.stage import BEGIN, END, ROUNDS, Stage, strip_marks
from worlds.world import Account, Event, Group

Bearer = Account | Group
NEAR = timedelta(days=3)
"""No change lies this near to a round of the analyst: files tell days alone, and clocks are hours off."""


class Calling:
    """Gives new names; what of it the files tell is seen when they are written."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.rng = stage, stage.rng
        borne = stage.names_borne()
        everybody: list[Bearer] = [*stage.groups, *stage.accounts]
        free = [b for b in everybody if borne[strip_marks(b.names[0][1])] == 1 and self.lasts(b)]
        self.rng.shuffle(free)
        self.groups = [b for b in free if isinstance(b, Group)]
        self.people = [
            b for b in free if isinstance(b, Account) and b.platform == "facebook" and b.role != "journalist"
        ]
        self.taken = Counter(borne)

    def lasts(self, bearer: Bearer) -> bool:
        """Tell whether something lives long enough to change its name in between."""
        if isinstance(bearer, Account):
            return bearer.removed is None and bearer.names[0][0] == BEGIN
        return (bearer.died or END) - bearer.born > timedelta(days=150)

    def run(self) -> None:
        """Let all of it happen."""
        stage = self.stage
        for _ in range(stage.per_thousand(stage.rates.passed)):
            self.swap()
            self.free()
            self.pass_handle()
        count = stage.per_thousand(stage.rates.renamed)
        for n in range(count):
            pool = self.people if n % 2 else self.groups
            bearer = pool.pop() if pool else None
            if bearer is None:
                continue
            at = self.moment(bearer)
            first = bearer.names[-1][1]
            self.rename(bearer, self.fresh(bearer), at)
            if n % 7 == 0:
                later = self.moment(bearer, at + timedelta(days=25))
                if later > at + timedelta(days=20):
                    self.rename(bearer, first, later)
            if isinstance(bearer, Account) or bearer.topic != "crew":
                stage.truth.innocents.append(Innocent("renamed", (bearer.id,), (), (), (), find_script(first)))

    def moment(self, bearer: Bearer, after: datetime = BEGIN) -> datetime:
        """Give when a change may be: in its life, and not near to a round of the analyst."""
        begin = bearer.born if isinstance(bearer, Group) else BEGIN
        end = (bearer.died if isinstance(bearer, Group) else None) or END
        begin, end = max(begin, after) + timedelta(days=20), end - timedelta(days=25)
        for _ in range(40):
            at = begin + timedelta(seconds=self.rng.randrange(max(int((end - begin).total_seconds()), 1)))
            if all(abs(at - seen) > NEAR for seen in ROUNDS):
                break
        return at

    def rename(self, bearer: Bearer, name: str, at: datetime) -> None:
        """Give another name from a time on: a group's log tells it on Telegram; of a page a list, or its posts."""
        bearer.names.append((at, name))
        if isinstance(bearer, Group) and bearer.platform == "telegram":
            actor: Bearer = bearer if bearer.form.endswith("channel") else bearer.admins[0]
            bearer.events.append(Event(at=at, action="edit_group_title", actor=actor, title=name))
        elif isinstance(bearer, Account) and self.rng.randrange(2):
            self.stage.history.add(bearer.id)
        self.taken[strip_marks(name)] += 1

    def fresh(self, bearer: Bearer) -> str:
        """Give a name nobody has: often the old one with a mark or a word more."""
        old = bearer.names[-1][1]
        names = self.stage.names
        for n in range(50):
            if isinstance(bearer, Account):
                new = " / ".join(names.person(bearer.language)) if n % 2 else names.person(bearer.language)[n % 2]
            elif self.rng.randrange(3) == 0:
                new = f"{old} {self.rng.choice(('24/7', '2025', 'plus', 'III'))}"
            else:
                new = f"{names.crew(bearer.language)} {self.rng.randrange(3, 99)}"
            if not self.taken[strip_marks(new)]:
                return new
        return f"{old} {len(self.taken)}"

    def two(self) -> tuple[Bearer, Bearer] | None:
        """Give two bearers of one kind and platform whose lives overlap for long."""
        groups = self.rng.randrange(2) == 0
        pool: list[Bearer] = list(self.groups if groups else self.people)
        for one in pool[:40]:
            for other in pool[:40]:
                if one is other or one.platform != other.platform:
                    continue
                begin, end = self.span(one, other)
                if end - begin > timedelta(days=200):
                    for bearer in (one, other):
                        if isinstance(bearer, Group):
                            self.groups.remove(bearer)
                        else:
                            self.people.remove(bearer)
                    return one, other
        return None

    def span(self, *bearers: Bearer) -> tuple[datetime, datetime]:
        """Give the time in which all of them live."""
        groups = [bearer for bearer in bearers if isinstance(bearer, Group)]
        begin = max((group.born for group in groups), default=BEGIN)
        return begin, min((group.died or END for group in groups), default=END)

    def swap(self) -> None:
        """Let two exchange their names within a week."""
        pair = self.two()
        if pair is None:
            return
        one, other = pair
        begin, _ = self.span(one, other)
        at = begin + timedelta(days=self.rng.randrange(60, 120), hours=5)
        while any(abs(at - seen) < 2 * NEAR for seen in ROUNDS):
            at += timedelta(days=4)
        mine, theirs = one.names[-1][1], other.names[-1][1]
        self.rename(one, theirs, at)
        self.rename(other, mine, at + timedelta(days=2, hours=3))
        for bearer in (one, other):
            if isinstance(bearer, Account):
                self.stage.history.add(bearer.id)
        self.stage.truth.reuses.append(Reuse("swap", one.id, other.id, mine))

    def free(self) -> None:
        """Let one give up its name, and another take it weeks later."""
        pair = self.two()
        if pair is None:
            return
        old, new = pair
        begin, end = self.span(old, new)
        at = begin + timedelta(days=self.rng.randrange(50, 90), hours=6)
        while any(abs(at - seen) < NEAR for seen in ROUNDS):
            at += timedelta(days=4)
        later = at + timedelta(days=self.rng.randrange(20, 70))
        while any(abs(later - seen) < NEAR for seen in ROUNDS):
            later += timedelta(days=4)
        if later > end - timedelta(days=20):
            return
        name = old.names[-1][1]
        self.rename(old, self.fresh(old), at)
        self.rename(new, name, later)
        for bearer in (old, new):
            if isinstance(bearer, Account):
                self.stage.history.add(bearer.id)
        self.stage.truth.reuses.append(Reuse("freed-name", old.id, new.id, name))

    def pass_handle(self) -> None:
        """Let a page give up its handle between two rounds, and another take it before or after the next."""
        listed = self.stage.listed
        pages = [b for b in self.people if b.handles and b.id in listed and len(b.handles) == 1]
        if len(pages) < 2:
            return
        old, new = pages[:2]
        for bearer in (old, new):
            self.people.remove(bearer)
        at = ROUNDS[0] + timedelta(days=self.rng.randrange(20, 80))
        later = at + timedelta(days=self.rng.randrange(20, 70))
        name, had = old.handles[-1][1], new.handles[-1][1]
        other = self.stage.code("sample.page.", 7).lower()
        old.handles.append((at, other))
        new.handles.append((later, name))
        self.stage.truth.reuses.append(Reuse("freed-handle", old.id, new.id, name))
        for bearer, before, after, when in ((old, name, other, at), (new, had, name, later)):
            told = Rename(bearer.id, before, after, f"{when:%Y-%m-%dT%H:%M:%SZ}", "handle")
            self.stage.truth.handle_changes.append(told)
