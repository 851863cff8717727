"""Pages of crews on Facebook: who asks under their posts, what becomes of them, and pages of innocents beside them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from worlds import speech
from worlds.facts import Innocent
from worlds.families.first.adverts import Kit, Own, Way, by_phone, make_template
from worlds.families.first.audience import Audience
from worlds.families.first.crewing import Crew, Hand, Page
from worlds.families.first.fates import BUMPS, Fates
from worlds.families.first.naming import SOUNDS, find_script
from worlds.families.first.stage import BEGIN, END, Stage
from worlds.texts import LANGUAGES
from worlds.world import Account, Post

LATEST = END - timedelta(days=40)
"""When pages are opened at the latest."""
COMING = timedelta(days=240)
"""How long after its opening a page finds new people."""
FANS = 20
"""People who ask at a page of an agency, an office or a helper."""


class Pages:
    """Opens pages, and lets some of them go dark and be followed."""

    def __init__(self, stage: Stage, crews: Sequence[Crew], audience: Audience, fates: Fates) -> None:
        self.stage, self.crews, self.audience, self.fates = stage, crews, audience, fates

    def run(self) -> None:
        """Let all of it happen."""
        stage, rates = self.stage, self.stage.rates
        for crew in self.crews:
            if stage.chance(rates.pages):
                self.first(crew)
        every = [(crew, page) for crew in self.crews for page in crew.pages]
        followed = 0
        for crew, page in every:
            if not stage.chance(rates.deaths):
                continue
            page.died = page.account.removed = self.fates.death()
            page.account.checks = self.fates.found(page.died)
            crew.retired[page.account.id] = page.died
            if not stage.chance(rates.followed):
                stage.truth.dead.append(page.account.id)
                continue
            for _ in range(2 if stage.chance(rates.splits) else 1):
                self.succeed(crew, page)
                followed += 1
        dead = [page for _, page in every if page.died]
        living = [page for _, page in every if not page.died]
        for page in living:
            if stage.chance(rates.silent):
                stage.truth.silent.append(page.account.id)
        for n in range(round(followed * rates.alike)):
            pool = living if n % 2 else dead
            if pool:
                self.look_alike(stage.rng.choice(pool))

    def first(self, crew: Crew) -> None:
        """Open the first page of a crew, run by a hand of its own."""
        stage, rng = self.stage, self.stage.rng
        own = [by_phone(stage.number())] if rng.randrange(2) else []
        kit = Kit([], rng.sample(crew.templates, min(3, len(crew.templates))), list(crew.offices))
        born = BEGIN + timedelta(days=rng.randrange(1, 90), hours=9)
        crew.hands.append(Hand(f"{crew.key}-{len(crew.hands)}", []))
        name = stage.names.crew(crew.languages[0]) + rng.choice((" 24", " | info", " ⭐"))
        page = self.open(crew, crew.hands[-1], name, born, kit, own)
        for person in self.audience.seeking(crew, "facebook", crew.languages[0], 14 + int(rng.lognormvariate(3, 0.6))):
            self.come(page, person, born, born + COMING)

    def open(self, crew: Crew, hand: Hand, name: str, born: datetime, kit: Kit, own: Sequence[Way]) -> Page:
        """Open a page."""
        stage = self.stage
        account = stage.account("facebook", crew.languages[0], "crew", hand.key, name)
        account.page, account.names = True, [(born, name)]
        if stage.rng.randrange(2):
            account.handles = [(born, stage.code("sample.page.", 6).lower())]
        stage.listed.add(account.id)
        hand.accounts.append(account)
        crew.called[account.id] = (name, name)
        crew.own[account.id] = Own([(BEGIN, END, way) for way in own])
        crew.begun[account.id] = born
        page = Page(account, kit, born)
        crew.pages.append(page)
        return page

    def come(self, page: Page, person: Account, begin: datetime, end: datetime) -> None:
        """Let somebody find a page between two times."""
        span = max(min(end, END - timedelta(days=10)) - begin, timedelta())
        page.fans.setdefault(person.id, (person, (begin + span * self.stage.rng.random()).replace(microsecond=0)))

    def succeed(self, crew: Crew, old: Page) -> None:
        """Let the same people open another page for one that is gone, with what the rates let it keep."""
        stage, rng, rates = self.stage, self.stage.rng, self.stage.rates
        died = old.died or END
        born = min(self.fates.born_after(died).replace(microsecond=0), LATEST)
        hand = next(hand for hand in crew.hands if old.account in hand.accounts)
        ways, own = list(old.kit.ways), [way for _, _, way in crew.own[old.account.id].ways]
        if not stage.chance(rates.phone_kept):
            ways, own = [by_phone(stage.number())], []
            crew.later.append((born, ways[0]))
        templates = list(old.kit.templates)
        if not stage.chance(rates.text_kept):
            templates = [
                make_template(rng, f"{old.account.id} {len(hand.accounts)} {n}", crew.languages[0]) for n in (1, 2)
            ]
        name = stage.names.crew(crew.languages[0]) + rng.choice((" 24", " | info", " ⭐"))
        if stage.chance(rates.name_kept):
            name = old.account.names[-1][1] + rng.choice(BUMPS)
        new = self.open(crew, hand, name, born, Kit([], templates, ways), own)
        pair = (min(old.account.id, new.account.id), max(old.account.id, new.account.id))
        hand.planned[pair] = ("phone",) if own else ()
        if stage.chance(rates.announced):
            at = stage.time(rng, died - timedelta(days=4), died, hand.key)
            text = Way(new.account.id).text(rng, crew.languages[0])
            stage.write(Post(old.account, None, at, text, "ad"))
        share = rng.uniform(*rates.carried)
        taken = self.carry(old, new, share)
        count = max(4, round(len(old.fans) * rng.uniform(0.5, 1.1)) - taken)
        for person in self.audience.seeking(crew, "facebook", crew.languages[0], count):
            if person.id not in old.fans:
                self.come(new, person, born, born + COMING)
        self.fates.tell(old.account, new.account, share)

    def carry(self, old: Page, new: Page, share: float) -> int:
        """Let a share of those who asked at a page ask at another."""
        fans = [person for person, _ in old.fans.values()]
        some = self.stage.rng.sample(fans, round(len(fans) * share))
        for person in some:
            self.come(new, person, new.born, new.born + timedelta(days=40))
        return len(some)

    def look_alike(self, old: Page) -> None:
        """Open a page of innocents that part of the audience of a crew's page finds too."""
        stage, rng = self.stage, self.stage.rng
        begin = self.fates.born_after(old.died) if old.died else old.born + timedelta(days=rng.randrange(60, 200))
        born, language = min(begin.replace(microsecond=0), LATEST), old.account.language
        mine = f"{rng.choice(SOUNDS[language].places)} {rng.choice(LANGUAGES[language].places)}"
        name = f"{old.account.names[-1][1]} – {mine}" if rng.randrange(5) == 0 else mine
        account = stage.account("facebook", language, "office", f"page-{len(stage.accounts)}", name)
        account.page, account.names = True, [(born, name)]
        stage.listed.add(account.id)
        new = Page(account, Kit([], [], []), born)
        self.carry(old, new, rng.uniform(*stage.rates.alike_share))
        for person in self.audience.some("facebook", language, max(4, len(old.fans) - len(new.fans))):
            if person.id not in old.fans:
                self.come(new, person, born, born + COMING)
        self.talk(new, 8)
        kind = "look-alike-dead" if old.died else "look-alike-living"
        stage.truth.innocents.append(Innocent(kind, (account.id,), (), (), (old.account.id,), find_script(name)))

    def visited(self) -> None:
        """Let people ask at the pages of agencies, offices and helpers too."""
        for account in self.stage.accounts:
            if account.page and account.role in ("agency", "aid", "exchange"):
                page = Page(account, Kit([], [], []), BEGIN)
                for person in self.audience.some("facebook", account.language, FANS):
                    self.come(page, person, BEGIN, END)
                self.talk(page, 3)

    def talk(self, page: Page, count: int) -> None:
        """Let a page of innocents say this and that, and people ask below it."""
        self.stage.plan(page.account, lambda rng: talked_about(self.stage, rng, page, count))


def talked_about(stage: Stage, rng: Random, page: Page, count: int) -> list[Post]:
    """Write small talk of a page, and what people ask below it."""
    posts = []
    for _ in range(count):
        at = stage.time(rng, page.born, page.died or END, page.account.hand)
        posts.append(Post(page.account, None, at, speech.small_talk(rng, page.account.language, ""), "chat"))
    return posts + write_comments(stage, rng, page, posts)


def write_comments(stage: Stage, rng: Random, page: Page, posts: Sequence[Post]) -> list[Post]:
    """Write what people ask below the posts of a page, each once or twice; some of it is answered."""
    said: list[Post] = []
    end = page.died or END
    stands = sorted((post for post in posts if post.at < end), key=lambda post: post.at)
    for person, since in page.fans.values():
        for _ in range(rng.randrange(1, 3)):
            if end - since < timedelta(days=2):
                continue
            at = stage.time(rng, since, end, person.hand)
            below = [post for post in stands if post.at < at]
            if not below:
                continue
            line = rng.choice(LANGUAGES[person.language].asks)
            asked = Post(person, None, at, speech.fill_template(rng, person.language, line), "ask", reply_to=below[-1])
            said.append(asked)
            if rng.randrange(4) == 0 and end - at > timedelta(days=2):
                later = stage.time(rng, at, at + timedelta(hours=30), page.account.hand)
                text = speech.fill_template(
                    rng, page.account.language, rng.choice(LANGUAGES[page.account.language].answers)
                )
                said.append(Post(page.account, None, later, text, "answer", reply_to=asked))
    return said
