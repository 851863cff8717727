"""Innocents who look like what they are not: agencies, hotlines, offices, families, namesakes, journalists."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from worlds import speech
from worlds.facts import Innocent
from worlds.families.first.adverts import Way, write_phone_piece
from worlds.families.first.audience import Audience
from worlds.families.first.crewing import Crew
from worlds.families.first.naming import SOUNDS, find_script
from worlds.families.first.stage import BEGIN, END, Stage
from worlds.numbers import Number
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Piece, Post, join_words


class LookAlikes:
    """Places the innocents among the crews and their audience."""

    def __init__(self, stage: Stage, crews: Sequence[Crew], audience: Audience) -> None:
        self.stage, self.crews, self.audience = stage, crews, audience
        self.rng = stage.rng

    def run(self) -> None:
        """Place all kinds."""
        stage, rates = self.stage, self.stage.rates
        for make, rate in (
            (self.agency, rates.agencies),
            (self.hotline, rates.hotlines),
            (self.rating, rates.ratings),
            (self.exchange, rates.exchanges),
            (self.family, rates.families),
            (self.namesakes, rates.namesakes),
            (self.journalist, rates.journalists),
        ):
            for n in range(stage.per_thousand(rate)):
                make(n)

    def agency(self, n: int) -> None:
        """A licensed office: the words of crews, clients who name its numbers, crews that copy its adverts."""
        language = self.language()
        name = f"{self.rng.choice(SOUNDS[language].tails)} Travel {n + 1}"
        numbers = [self.stage.number() for _ in range(2)]
        page = self.business("facebook", language, "agency", f"agency-{n}", name, numbers)
        page.about = "Licensed travel office, tickets, visa forms, insurance."
        clerk = self.business("telegram", language, "agency", f"agency-{n}-clerk", f"{name} desk", numbers[:1])
        born = BEGIN + timedelta(days=self.rng.randrange(60), hours=10)
        channel = self.stage.group("telegram", "public_channel", language, f"{name} offers", "agency", born, clerk)
        channel.handles = [(born, self.stage.code("travel_sample_", 6).lower())]

        def write(rng: Random, where: Group | None) -> list[Post]:
            posts = []
            for _ in range(14):
                line = rng.choice(LANGUAGES[language].agency)
                text = speech.fill_template(
                    rng, language, line, contact=write_phone_piece(rng, language, rng.choice(numbers))
                )
                author: Account | Group = where or page
                posts.append(Post(author, where, self.stage.time(rng, born, END), text, "agency"))
            return posts

        self.stage.plan(page, lambda rng: write(rng, None))
        self.stage.plan(channel, lambda rng: write(rng, channel))
        clients = self.naming(language, numbers, 12, "client")
        for crew in self.rng.sample(list(self.crews), min(2, len(self.crews))):
            account, group = self.at_work(crew)
            at = self.stage.time(self.rng, group.born, group.died or END, account.hand)
            line = self.rng.choice(LANGUAGES[account.language].agency)
            text = speech.fill_template(
                self.rng, account.language, line, contact=write_phone_piece(self.rng, account.language, numbers[0])
            )
            self.stage.write(Post(account, group, at, text, "agency"))
        self.tell("agency", (page.id, clerk.id, channel.id), numbers, clients, name)

    def hotline(self, n: int) -> None:
        """A rescue number that people of every kind pass on in every kind of group."""
        language = self.language()
        number = self.stage.number()
        name = f"Tide Watch {n + 1} (invented)"
        page = self.business("facebook", language, "aid", f"aid-{n}", name, [number])
        page.about = "Volunteers answer day and night. We are not police."

        def write(rng: Random) -> list[Post]:
            posts = []
            for _ in range(10):
                text = speech.fill_template(
                    rng,
                    language,
                    rng.choice(LANGUAGES[language].warn),
                    contact=write_phone_piece(rng, language, number),
                )
                posts.append(Post(page, None, self.stage.time(rng, BEGIN, END), text, "warn"))
            return posts

        self.stage.plan(page, write)
        callers = self.naming(language, [number], 60, "warn", everywhere=True)
        for crew in self.crews:
            if self.rng.randrange(5) == 0:
                account, group = self.at_work(crew)
                at = self.stage.time(self.rng, group.born, group.died or END, account.hand)
                line = self.rng.choice(LANGUAGES[account.language].warn)
                contact = write_phone_piece(self.rng, account.language, number)
                text = speech.fill_template(self.rng, account.language, line, contact=contact)
                self.stage.write(Post(account, group, at, text, "warn"))
        self.stage.truth.generic.append(number.id)
        self.tell("hotline", (page.id,), [number], callers, name)

    def rating(self, n: int) -> None:
        """A large group in which people ask whose number is honest."""
        language = self.rng.choice(self.crews).languages[0]
        admin = self.audience.person("telegram", language)
        born = BEGIN + timedelta(days=self.rng.randrange(100), hours=11)
        line = self.rng.choice(LANGUAGES[language].rate).replace("{contact}", "").replace("{price}", "").strip(" .,?")
        name = f"{line[:40]} {n + 1}"
        group = self.audience.open("telegram", language, admin, born, name)
        group.topic = "rating"
        for person in self.audience.some("telegram", language, 40 + self.rng.randrange(80)):
            self.stage.join(group, person, born, END - timedelta(days=60))
        ways = [way for crew in self.crews for way in self.given(crew) if crew.languages[0] == language]
        askers: set[str] = set()
        for way in self.rng.sample(ways, min(30, len(ways))):
            for _ in range(self.rng.randrange(1, 4)):
                asker = self.rng.choice(group.members)
                self.ask(group, asker, way)
                askers.add(asker.id)
        self.tell("rating", (group.id,), (), sorted(askers), name)

    def ask(self, group: Group, asker: Account, way: Way) -> None:
        """Let somebody ask about a number, and others answer."""
        at = self.stage.time(self.rng, group.joined[asker.id], END - timedelta(days=4), asker.hand)
        phrases = LANGUAGES[asker.language]
        if way.number is None:
            return
        contact = write_phone_piece(self.rng, asker.language, way.number)
        text = speech.fill_template(self.rng, asker.language, self.rng.choice(phrases.rate), contact=contact)
        question = Post(asker, group, at, text, "rate")
        self.stage.write(question)
        other = self.rng.choice(group.members)
        answer = speech.fill_template(self.rng, other.language, self.rng.choice(LANGUAGES[other.language].verdicts))
        later = self.stage.time(self.rng, at, at + timedelta(days=3), other.hand)
        if later >= group.joined[other.id]:
            self.stage.write(Post(other, group, later, answer, "rate", reply_to=question))

    def exchange(self, n: int) -> None:
        """An office that changes and sends money: several crews name it, and so do those who have nothing to do."""
        language = self.language()
        number = self.stage.number()
        name = f"{self.rng.choice(SOUNDS[language].tails)} Exchange {n + 1}"
        account = self.business(
            self.rng.choice(("telegram", "facebook")), language, "exchange", f"ex-{n}", name, [number]
        )
        for group in self.pick(self.audience.hosts_for(account.platform, (language,)), 4):
            for _ in range(3):
                rate = f"1 € = {self.rng.randrange(30, 900)}. {name} "
                contact = write_phone_piece(self.rng, language, number)
                at = self.stage.time(self.rng, group.born, group.died or END, account.hand)
                self.stage.write(Post(account, group, at, speech.join_pieces(Piece(rate), contact), "sell"))
        customers = self.naming(language, [number], 8, "client", name)
        for crew in self.rng.sample(list(self.crews), min(4, len(self.crews))):
            account, group = self.at_work(crew)
            at = self.stage.time(self.rng, group.born, group.died or END, account.hand)
            text = speech.join_pieces(Piece(f"{name} "), write_phone_piece(self.rng, account.language, number))
            self.stage.write(Post(account, group, at, text, "answer"))
        self.tell("exchange", (account.id,), [number], customers, name)

    def family(self, n: int) -> None:
        """Two to four people with one telephone, who talk to each other in the same minute."""
        language, platform = self.language(), self.rng.choice(("telegram", "facebook"))
        number = self.stage.number()
        surname = self.stage.names.person(language)[0].partition(" ")[2]
        groups = self.pick(self.audience.hosts_for(platform, (language,)), 1) or self.audience.hosts[:1]
        group = groups[0]
        members = []
        for m in range(self.rng.randrange(2, 5)):
            given = self.stage.names.person(language)[0].partition(" ")[0]
            name = f"{given} {surname}" if self.rng.randrange(2) else self.stage.names.person(language)[0]
            person = self.stage.account(group.platform, language, "neighbour", f"family-{n}-{m}", name)
            self.stage.join(group, person, group.born, group.born + timedelta(days=60))
            members.append(person)
        end = group.died or END
        begin = min(group.born + timedelta(days=61), end - timedelta(days=9))
        for person in members:
            for _ in range(2):
                line = self.rng.choice(LANGUAGES[language].sell)
                text = speech.fill_template(
                    self.rng, language, line, contact=write_phone_piece(self.rng, language, number)
                )
                self.stage.write(Post(person, group, self.stage.time(self.rng, begin, end, person.hand), text, "sell"))
        for _ in range(2):
            self.together(group, members, begin, end)
        self.tell("family", tuple(sorted(m.id for m in members)), [number], (), members[0].names[0][1])

    def together(self, group: Group, members: Sequence[Account], begin: datetime, end: datetime) -> None:
        """Let different people write in one minute, each answering the one before."""
        at = self.stage.time(self.rng, begin, end).replace(second=1)
        before: Post | None = None
        for n, person in enumerate(members):
            text = speech.fill_template(self.rng, person.language, self.rng.choice(LANGUAGES[person.language].answers))
            before = Post(person, group, at + timedelta(seconds=11 * n), text, "chat", reply_to=before)
            self.stage.write(before)

    def namesakes(self, n: int) -> None:
        """Two people of one name, here and there in two scripts."""
        language = self.language()
        native, latin = self.stage.names.person(language)
        people = [self.audience.person(self.rng.choice(("telegram", "facebook")), language) for _ in range(2)]
        if people[0] is people[1] or any(len(person.names) > 1 for person in people):
            return
        people[0].names = [(BEGIN, native)]
        people[1].names = [(BEGIN, latin if n % 3 == 0 else native)]
        self.tell("namesakes", tuple(sorted(person.id for person in people)), (), (), native)

    def journalist(self, n: int) -> None:
        """Somebody who quotes adverts of several crews, numbers and all."""
        language, platform = self.language(), self.rng.choice(("telegram", "facebook"))
        name = self.stage.names.person(language)[0]
        account = self.stage.account(platform, language, "journalist", f"journalist-{n}", name)
        groups = self.pick(self.audience.hosts_for(platform, (language,)), 2)
        for group in groups:
            self.stage.join(group, account, group.born, group.born + timedelta(days=90))
        for _ in range(5 if groups else 0):
            crew = self.rng.choice(self.crews)
            template = self.rng.choice(crew.templates)
            group = self.rng.choice(groups)
            at = self.stage.time(self.rng, group.joined[account.id], group.died or END, account.hand)
            way = self.rng.choice(self.given(crew))
            advert = speech.join_pieces(
                Piece(template.text(self.rng, at) + " "), *way.text(self.rng, template.language)
            )
            line = self.rng.choice(LANGUAGES[language].quote)
            text = speech.fill_template(self.rng, language, line, ad=advert)
            self.stage.write(Post(account, group, at, text, "quote"))
        self.tell("journalist", (account.id,), (), (), name)

    def naming(
        self, language: str, numbers: Sequence[Number], count: int, how: str, name: str = "", everywhere: bool = False
    ) -> list[str]:
        """Let people in groups of neighbours, or of every kind, name a number."""
        named: list[str] = []
        hosts = self.audience.hosts
        if not everywhere:
            hosts = [group for group in hosts if group.language == language] or hosts
        crewed = [group for crew in self.crews for group in crew.groups if not group.form.endswith("channel")]
        for _ in range(count):
            group = self.rng.choice(crewed if everywhere and self.rng.randrange(3) == 0 else hosts)
            people = self.rng.sample(group.members, min(3, len(group.members)))
            person = next((one for one in people if one.role == "neighbour" and one.id not in named), None)
            end = group.died or END
            if person is None or group.joined[person.id] > end - timedelta(days=9):
                continue
            contact = write_phone_piece(self.rng, person.language, self.rng.choice(numbers))
            if how == "warn":
                line = self.rng.choice(LANGUAGES[person.language].warn)
                text = speech.fill_template(self.rng, person.language, line, contact=contact)
            else:
                said = speech.fill_template(self.rng, person.language, self.rng.choice(LANGUAGES[person.language].chat))
                text = speech.join_pieces(Piece(f"{join_words(said)}. {name} "), contact)
            at = self.stage.time(self.rng, group.joined[person.id], end, person.hand)
            self.stage.write(Post(person, group, at, text, how))
            named.append(person.id)
        return sorted(named)

    def business(
        self, platform: str, language: str, role: str, hand: str, name: str, numbers: Sequence[Number]
    ) -> Account:
        """Add a page or account that shows its numbers, and that an analyst looked up."""
        account = self.stage.account(platform, language, role, hand, name)
        account.page = platform == "facebook"
        account.shows = [write_phone_piece(self.rng, language, number) for number in numbers]
        self.stage.listed.add(account.id)
        return account

    def at_work(self, crew: Crew) -> tuple[Account, Group]:
        """Give one who works in a group of a crew, and the group."""
        group = self.rng.choice([group for group in crew.groups if not group.form.endswith("channel")])
        return self.rng.choice(self.stage.kits[group.id].staff), group

    def given(self, crew: Crew) -> list[Way]:
        """Give the numbers a crew gives out."""
        own = [way for held in crew.own.values() for _, _, way in held.ways if way.number]
        return [*crew.offices, *own]

    def pick(self, groups: Sequence[Group], count: int) -> list[Group]:
        """Give some of these groups that live long enough."""
        lasting = [group for group in groups if (group.died or END) - group.born > timedelta(days=150)]
        return self.rng.sample(lasting, min(count, len(lasting)))

    def language(self) -> str:
        """Give a language of the world."""
        return self.rng.choice(self.stage.rates.languages)

    def tell(
        self, kind: str, subjects: tuple[str, ...], numbers: Sequence[Number], around: Sequence[str], name: str
    ) -> None:
        """Write the innocents down."""
        contacts = tuple(number.id for number in numbers)
        told = Innocent(kind, subjects, contacts, tuple(around), (), find_script(name))
        self.stage.truth.innocents.append(told)
