"""Neighbours: who lives, asks and chats in a world, the groups they live in, and those who look for a way."""

from collections.abc import Collection
from datetime import datetime, timedelta
from random import Random

from worlds.families.first.crewing import Crew
from worlds.families.first.stage import BEGIN, END, Stage
from worlds.texts import LANGUAGES
from worlds.world import Account, Group

TELEGRAM = 0.55
"""Share of people on Telegram; the others are on Facebook."""
HOSTED = 22
"""Accounts for one group of neighbours."""
SEEKERS = 0.55
"""Share of neighbours who look for a way."""
NEAR = 150
"""People among whom a crew finds its audience: those of its region, so that crews far apart share few."""


class Audience:
    """The people of a world by platform and language."""

    def __init__(self, stage: Stage, count: int) -> None:
        self.stage = stage
        self.people: dict[tuple[str, str], list[Account]] = {}
        self.seekers: dict[tuple[str, str], list[Account]] = {}
        self.hosts: list[Group] = []
        for n in range(count):
            language = stage.rng.choice(stage.rates.languages)
            platform = "telegram" if stage.chance(TELEGRAM) else "facebook"
            native, latin = stage.names.person(language)
            name = latin if stage.rng.randrange(4) == 0 else native
            person = stage.account(platform, language, "neighbour", f"n{n}", name)
            self.people.setdefault((platform, language), []).append(person)
            if stage.chance(SEEKERS):
                self.seekers.setdefault((platform, language), []).append(person)
        for (platform, language), some in sorted(self.people.items()):
            for _ in range(max(1, len(some) // HOSTED)):
                self.hosts.append(self.host(platform, language))

    def host(self, platform: str, language: str) -> Group:
        """Open a group of neighbours with its members."""
        stage, rng = self.stage, self.stage.rng
        admin = rng.choice(self.people[platform, language])
        born = BEGIN + timedelta(days=rng.randrange(90), hours=rng.randrange(6, 20))
        group = self.open(platform, language, admin, born)
        size = min(8 + int(rng.lognormvariate(3.1, 0.7)), 260)
        for person in self.some(platform, language, size):
            stage.join(group, person, born, END - timedelta(days=90))
        return group

    def open(self, platform: str, language: str, admin: Account, born: datetime, name: str = "") -> Group:
        """Open an empty group of neighbours."""
        town = self.stage.rng.choice(LANGUAGES[language].places)
        name = name or self.stage.names.place(language, town)
        form = "group" if platform == "facebook" else "public_supergroup"
        return self.stage.group(platform, form, language, name, "host", born, admin)

    def some(self, platform: str, language: str, count: int) -> list[Account]:
        """Give people who speak a language, and one in eight who does not."""
        pool = self.people.get((platform, language), [])
        return self.stage.rng.sample(pool, min(count, len(pool))) + self.strangers(platform, count // 8)

    def strangers(self, platform: str, count: int) -> list[Account]:
        """Give people who may speak another language."""
        others = self.people.get((platform, self.stage.rng.choice(self.stage.rates.languages)), [])
        return self.stage.rng.sample(others, min(count, len(others)))

    def person(self, platform: str, language: str, rng: Random | None = None) -> Account:
        """Give somebody of a platform who speaks a language, or else somebody of that platform."""
        rng = rng or self.stage.rng
        pool = self.people.get((platform, language))
        if not pool:
            pool = next(some for (where, _), some in sorted(self.people.items()) if where == platform)
        return rng.choice(pool)

    def gather(self, crews: list[Crew]) -> None:
        """Let people who look for a way join the groups of crews."""
        for crew in crews:
            for group in crew.groups:
                self.follow(crew, group, 14 + int(self.stage.rng.lognormvariate(3.3, 0.6)))

    def follow(self, crew: Crew, group: Group, count: int, without: Collection[str] = ()) -> None:
        """Let that many join a group of a crew: people of its region, half of them at most."""
        for person in self.seeking(crew, group.platform, group.language, count):
            if person.id not in without:
                end = min(group.born + timedelta(days=240), END - timedelta(days=60))
                self.stage.join(group, person, group.born, end)

    def seeking(self, crew: Crew, platform: str, language: str, count: int) -> list[Account]:
        """Give people who look for a way in a crew's region, half of them at most, and one in eight from anywhere."""
        pool = self.seekers.get((platform, language), [])
        region = self.stage.seed + int(crew.key.rpartition("-")[2]) * 37
        near = [pool[(region + n) % len(pool)] for n in range(min(NEAR, len(pool)))]
        return self.stage.rng.sample(near, min(count, len(near) // 2)) + self.strangers(platform, count // 8)

    def hosts_for(self, platform: str, languages: tuple[str, ...]) -> list[Group]:
        """Give the groups of neighbours on a platform where one of the languages is spoken."""
        return [group for group in self.hosts if group.platform == platform and group.language in languages]
