"""Fates of groups: takedowns in waves, deaths without notice, successions, splits, rivals and look-alikes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from worlds import speech
from worlds.facts import Innocent, Succession
from worlds.families.first.adverts import Own, by_phone, make_template, write_phone_piece
from worlds.families.first.audience import Audience
from worlds.families.first.crewing import Crew, Hand, find_way_in, make_nickname, open_group
from worlds.families.first.naming import find_script
from worlds.families.first.stage import BEGIN, EARLY, END, Stage
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Post, Text

WAVES = (160, 265, 350, 430)
"""Days on which platforms remove many groups at once."""
WHY = {
    "removed": ("terms of service", "content not available", "not found"),
    "private": ("members only", "asks for an invite"),
    "flagged": ("marked as a scam", "label of the platform", "reported by members"),
}
"""What is said of a state."""
PRIVATE = 0.15
"""Share of what goes dark that is found private, not removed."""
BUMPS = (" 2", " (new)", " 2025", " II", " +", "")
"""What is put behind a kept name; now and then nothing."""


Check = tuple[datetime, str, str]


class Fates:
    """What becomes of the groups of a world."""

    def __init__(self, stage: Stage, crews: Sequence[Crew], audience: Audience) -> None:
        self.stage, self.crews, self.audience = stage, crews, audience
        self.dead: list[tuple[Crew, Group]] = []

    def run(self) -> None:
        """Let all of it happen, in order."""
        stage, rates = self.stage, self.stage.rates
        for crew in self.crews:
            for group in tuple(crew.groups):
                if stage.chance(rates.deaths):
                    self.die(group)
                    self.dead.append((crew, group))
        followed = 0
        for crew, group in self.dead:
            if stage.chance(rates.followed):
                for _ in range(2 if stage.chance(rates.splits) else 1):
                    self.succeed(crew, group)
                    followed += 1
            else:
                stage.truth.dead.append(group.id)
            if stage.chance(rates.rivals):
                self.lure(crew, group)
        followed += self.reopen()
        for n in range(max(2, round(followed * rates.alike))):
            self.look_alike(n % 2 == 0)
        for group in stage.groups:
            if group.died is None and group.topic in ("crew", "host") and stage.chance(rates.silent):
                days = stage.rng.randrange(60, 200)
                until = EARLY if group.platform == "facebook" else END - timedelta(days=days)
                if group.born < until - timedelta(days=60):
                    stage.takings[group.id].until = until
                    stage.truth.silent.append(group.id)
                    if stage.chance(2 * PRIVATE):
                        group.checks.append(self.check(until + timedelta(days=2), "private"))
        self.flag()

    def die(self, group: Group) -> None:
        """Let a group of a crew go dark."""
        group.died = self.death()
        group.checks += self.found(group.died)

    def death(self) -> datetime:
        """Give when something of a crew goes dark: mostly in a wave, with others."""
        stage, rng = self.stage, self.stage.rng
        day = rng.choice(WAVES) + rng.randrange(4) if stage.chance(0.6) else rng.randrange(150, 470)
        return BEGIN + timedelta(days=day, hours=rng.randrange(24), minutes=rng.randrange(60))

    def found(self, died: datetime) -> list[Check]:
        """Give what somebody may have found: flagged some time before, removed or private some days after."""
        stage, rng = self.stage, self.stage.rng
        checks = []
        if stage.chance(stage.rates.flagged):
            checks.append(self.check(died - timedelta(days=rng.randrange(3, 60)), "flagged"))
        if stage.chance(stage.rates.noticed):
            state = "private" if stage.chance(PRIVATE) else "removed"
            checks.append(self.check(died + timedelta(days=rng.randrange(1, 7)), state))
        return checks

    def check(self, at: datetime, state: str) -> Check:
        """Give a state that was found, by daylight."""
        return at.replace(hour=self.stage.rng.randrange(7, 17)), state, self.stage.rng.choice(WHY[state])

    def flag(self) -> None:
        """Let living groups be flagged, of crews and of innocents by turns."""
        stage, rng = self.stage, self.stage.rng
        living = [group for group in stage.groups if group.died is None]
        crewed = [group for group in living if group.topic == "crew"]
        others = [group for group in living if group.topic != "crew"]
        for n in range(stage.per_thousand(stage.rates.flagged_wrongly)):
            group = rng.choice(others if n % 2 else crewed or others)
            days = (END - group.born).days
            group.checks.append(self.check(group.born + timedelta(days=rng.randrange(days // 3, days)), "flagged"))

    def born_after(self, died: datetime) -> datetime:
        """Give when something is born after a death: soon, or in one of ten cases shortly before."""
        rng = self.stage.rng
        if rng.randrange(10) == 0:
            return died - timedelta(hours=rng.randrange(12, 300))
        return died + timedelta(days=min(rng.expovariate(1 / self.stage.rates.gap), 110), hours=rng.randrange(1, 20))

    def succeed(self, crew: Crew, old: Group) -> None:
        """Open a dead group anew, with what the rates let it keep."""
        stage, rng, rates = self.stage, self.stage.rng, self.stage.rates
        died, kit = old.died or END, stage.kits[old.id]
        born = min(self.born_after(died).replace(microsecond=0), END - timedelta(days=40))
        keeps = {
            "admins": stage.chance(rates.admins_kept),
            "phone": stage.chance(rates.phone_kept),
            "text": stage.chance(rates.text_kept),
        }
        active = [a for a in crew.on(old.platform) if crew.retired.get(a.id, END) > born]
        able = [a for a in active if a in kit.staff] if keeps["admins"] else [a for a in active if a not in kit.staff]
        if not able:
            able = [self.recruit(crew, old.platform)]
        name = old.names[-1][1] + rng.choice(BUMPS) if stage.chance(rates.name_kept) else ""
        new = open_group(stage, crew, old.platform, old.form, name or stage.names.crew(old.language), born, able)
        fresh = stage.kits[new.id]
        fresh.own = keeps["phone"]
        if keeps["phone"]:
            fresh.ways = list(kit.ways)
        else:
            fresh.ways = [by_phone(stage.number())]
            crew.later.append((born, fresh.ways[0]))
        fresh.templates = list(kit.templates)
        if not keeps["text"]:
            fresh.templates = [make_template(rng, f"{new.id} {n}", old.language) for n in range(2)]
        if stage.chance(rates.announced):
            self.announce(kit.staff, old, new, died)
        share = rng.uniform(*rates.carried)
        carried = self.carry(old, new, share, born, 30)
        count = max(4, round(len(old.members) * rng.uniform(0.5, 1.1)) - carried)
        self.audience.follow(crew, new, count, old.joined)
        self.tell(old, new, share)

    def tell(self, old: Group | Account, new: Group | Account, share: float) -> None:
        """Write a succession down; what of it survives in the files is seen when they are written."""
        names = sorted({find_script(old.names[-1][1]), find_script(new.names[0][1])})
        noticed = any(state == "removed" for _, state, _ in old.checks)
        told = Succession(old.id, new.id, 0, old.platform, round(share, 3), (), "-".join(names), noticed)
        self.stage.truth.successions.append(told)

    def recruit(self, crew: Crew, platform: str) -> Account:
        """Give somebody who is new in the crew."""
        key = f"{crew.key}-{len(crew.hands)}"
        called = make_nickname(self.stage, crew)
        name = called[self.stage.rng.randrange(2)]
        account = self.stage.account(platform, crew.languages[0], "crew", key, name)
        crew.called[account.id] = called
        crew.hands.append(Hand(key, [account]))
        crew.own[account.id] = Own()
        return account

    def carry(self, old: Group, new: Group, share: float, begin: datetime, days: int) -> int:
        """Let a share of the members who run nothing come into another group."""
        members = [m for m in old.members if m.role == "neighbour" and m.id not in new.joined]
        some = self.stage.rng.sample(members, round(len(members) * share))
        for member in some:
            self.stage.join(new, member, begin, begin + timedelta(days=days))
        return len(some)

    def announce(self, staff: Sequence[Account], old: Group, new: Group, died: datetime) -> None:
        """Let the old group say where to go."""
        stage, writer = self.stage, staff[0]
        at = stage.time(stage.rng, died - timedelta(days=4), died, writer.hand)
        text: Text = find_way_in(new).text(stage.rng, old.language)
        stage.write(Post(writer, old, at, text, "ad"))

    def lure(self, crew: Crew, old: Group) -> None:
        """Let a rival open a group and take part of a dead group's members."""
        stage = self.stage
        died = old.died or END
        able = [one for one in self.crews if one is not crew and one.languages[0] == crew.languages[0]]
        if not able or died > END - timedelta(days=70):
            return
        other = stage.rng.choice(able)
        born = died + timedelta(days=stage.rng.randrange(1, 60), hours=5)
        people = [a for a in other.on(old.platform) if other.retired.get(a.id, END) > born]
        if not people or old.form.endswith("channel"):
            return
        new = open_group(stage, other, old.platform, old.form, stage.names.crew(old.language), born, people)
        taken = self.carry(old, new, stage.rng.uniform(*stage.rates.alike_share), born, 30)
        self.audience.follow(other, new, taken * stage.rng.randrange(2, 6), old.joined)
        stage.truth.rivals.append((old.id, new.id))

    def reopen(self) -> int:
        """Let groups of neighbours go dark and be opened anew by who ran them; some end for good."""
        stage, rng = self.stage, self.stage.rng
        count = stage.per_thousand(stage.rates.reopened)
        picked = rng.sample(self.audience.hosts, min(2 * count, len(self.audience.hosts)))
        for n, old in enumerate(picked):
            old.died = BEGIN + timedelta(days=rng.randrange(180, 460), hours=rng.randrange(24))
            if stage.chance(stage.rates.noticed):
                state = "private" if stage.chance(PRIVATE) else "removed"
                old.checks.append(self.check(old.died + timedelta(days=rng.randrange(1, 7)), state))
            if n % 2:
                stage.truth.dead.append(old.id)
                continue
            born = self.born_after(old.died).replace(microsecond=0)
            name = old.names[-1][1] + rng.choice(BUMPS)
            new = self.audience.open(old.platform, old.language, old.admins[0], born, name)
            share = rng.uniform(*stage.rates.carried)
            taken = self.carry(old, new, share, born, 40)
            for person in self.audience.some(old.platform, old.language, max(4, len(old.members) - taken)):
                stage.join(new, person, born, min(born + timedelta(days=120), END - timedelta(days=5)))
            self.tell(old, new, share)
        return len(picked) // 2

    def look_alike(self, of_dead: bool) -> None:
        """Open a group of innocents with part of the audience of a dead or living group of a crew."""
        stage, rng = self.stage, self.stage.rng
        dead = [group for _, group in self.dead]
        living = [group for crew in self.crews for group in crew.groups if group.died is None]
        pool = [group for group in (dead if of_dead else living) if not group.form.endswith("channel")]
        if not pool:
            return
        old = rng.choice(pool)
        begin = self.born_after(old.died) if old.died else old.born + timedelta(days=rng.randrange(60, 200))
        born = min(begin.replace(microsecond=0), END - timedelta(days=40))
        admin = self.audience.person(old.platform, old.language)
        follows = rng.randrange(5) == 0
        name = f"{old.names[-1][1]} – {rng.choice(LANGUAGES[old.language].asks)[:12]}?" if follows else ""
        new = self.audience.open(old.platform, old.language, admin, born, name)
        new.topic = "look-alike"
        share = rng.uniform(*stage.rates.alike_share)
        members = sum(member.role == "neighbour" for member in old.members)
        taken = self.carry(old, new, share, born, 40)
        size = max(taken + 4, round(members * rng.uniform(0.6, 1.3)))
        for person in self.audience.some(old.platform, old.language, size - taken):
            if person.id not in old.joined:
                stage.join(new, person, born, min(born + timedelta(days=120), END - timedelta(days=5)))
        kind = "look-alike-dead" if of_dead else "look-alike-living"
        stage.truth.innocents.append(Innocent(kind, (new.id,), (), (), (old.id,), find_script(new.names[0][1])))
        if follows:
            self.ask_after(old, new)

    def ask_after(self, old: Group, new: Group) -> None:
        """Let members ask where the people behind the old group are, their number named."""
        stage = self.stage
        for way in stage.kits[old.id].ways:
            if way.number is None:
                continue
            for _ in range(2):
                asker = stage.rng.choice(new.members)
                at = stage.time(stage.rng, new.joined[asker.id], END, asker.hand)
                line = stage.rng.choice(LANGUAGES[asker.language].rate)
                contact = write_phone_piece(stage.rng, asker.language, way.number)
                text = speech.fill_template(stage.rng, asker.language, line, contact=contact)
                stage.write(Post(asker, new, at, text, "rate"))
