"""Numbers that change hands: recycled ones that innocents get, and SIMs that one hand of a crew leaves to another."""

from collections.abc import Sequence
from datetime import timedelta

from worlds import speech
from worlds.facts import Innocent
from worlds.families.first.adverts import by_phone, write_phone_piece
from worlds.families.first.audience import Audience
from worlds.families.first.crewing import Crew
from worlds.families.first.naming import find_script
from worlds.families.first.stage import BEGIN, END, Stage
from worlds.texts import LANGUAGES
from worlds.world import Account, Post

TRIES = 30
"""Draws until two are found between whom a number can pass."""


class SecondHand:
    """Lets numbers pass from hand to hand."""

    def __init__(self, stage: Stage, crews: Sequence[Crew], audience: Audience) -> None:
        self.stage, self.crews, self.audience = stage, crews, audience
        self.rng = stage.rng
        self.used: set[str] = set()
        """Accounts that have given or taken a number."""

    def run(self) -> None:
        """Let all of it happen."""
        stage, rates = self.stage, self.stage.rates
        for _ in range(stage.per_thousand(rates.recycled)):
            any(self.recycle() for _try in range(TRIES))
        for n in range(stage.per_thousand(rates.handed_on)):
            any(self.hand_on(within=n % 2 == 0) for _ in range(TRIES))

    def able(self, crew: Crew) -> list[Account]:
        """Give the accounts of a crew that write all the time, and have not passed a number yet."""
        return [a for a in crew.people if a.id not in crew.retired and a.id not in crew.begun and a.id not in self.used]

    def recycle(self) -> bool:
        """Let a number of a crew belong to an innocent some months later."""
        crew = self.rng.choice(self.crews)
        person = self.audience.person(self.rng.choice(("telegram", "facebook")), crew.languages[0])
        groups = [
            g for g in self.audience.hosts if person.id in g.joined and (g.died or END) > END - timedelta(days=60)
        ]
        able = self.able(crew)
        if not groups or not able or person.id in self.used:
            return False
        account, number = self.rng.choice(able), self.stage.number()
        changed = BEGIN + timedelta(days=self.rng.randrange(120, 240))
        crew.own[account.id].ways.append((BEGIN, changed, by_phone(number)))
        group = self.rng.choice(groups)
        begin = max(changed + timedelta(days=120), group.joined[person.id])
        for _ in range(2):
            line = self.rng.choice(LANGUAGES[person.language].sell)
            text = speech.fill_template(
                self.rng, person.language, line, contact=write_phone_piece(self.rng, person.language, number)
            )
            end = group.died or END
            at = self.stage.time(self.rng, min(begin, end - timedelta(days=20)), end, person.hand)
            self.stage.write(Post(person, group, at, text, "sell"))
        self.used.update((account.id, person.id))
        told = Innocent("recycled", (person.id,), (number.id,), (), (), find_script(person.names[0][1]))
        self.stage.truth.innocents.append(told)
        return True

    def hand_on(self, within: bool) -> bool:
        """Let one hand give a number up, and weeks later another use it, of the same crew or of one that is not."""
        crew = self.rng.choice(self.crews)
        other = crew if within else self.rng.choice(self.crews)
        givers, takers = self.able(crew), self.able(other)
        if not givers or not takers or (other is crew) != within:
            return False
        giver, taker = self.rng.choice(givers), self.rng.choice(takers)
        if giver.hand == taker.hand or {giver, taker} & {*crew.colleagues, *other.colleagues}:
            return False
        way = by_phone(self.stage.number())
        given = BEGIN + timedelta(days=self.rng.randrange(150, 330))
        taken = given + timedelta(days=self.rng.randrange(7, 60))
        crew.own[giver.id].ways.append((BEGIN, given, way))
        other.own[taker.id].ways.append((taken, END, way))
        self.used.update((giver.id, taker.id))
        both = tuple(sorted((giver.id, taker.id)))
        self.stage.truth.innocents.append(
            Innocent("handed-on", both, (way.id,), (), (), find_script(giver.names[0][1]))
        )
        return True
