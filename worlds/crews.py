"""The crews: hands with several accounts, their groups, their numbers and their adverts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from worlds import people, speech
from worlds.facts import Alias
from worlds.numbers import Number
from worlds.plans import Plan
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Piece, Post, Text, World, at_time


@dataclass(eq=False, slots=True)
class Hand:
    """Somebody with one or more accounts."""

    evidence: str
    accounts: list[Account]
    own: dict[str, list[tuple[datetime, Number]]]
    """What number each account gives as its own, and from when, by account id."""

    def number(self, account: Account, at: datetime) -> Number | None:
        """Give the account's own number at a time; None where it has none."""
        held = [number for begin, number in self.own.get(account.id, ()) if begin <= at]
        return held[-1] if held else None


@dataclass(eq=False, slots=True)
class Crew:
    """A crew at work."""

    plan: Plan
    office: Number
    hands: list[Hand]
    supergroup: Group
    channel: Group
    facebook: Group
    bodies: list[tuple[str, str]]
    """Its adverts, each with its language: the route and words it repeats."""
    whatsapp: str
    groups: list[Group] = field(default_factory=list)

    @property
    def accounts(self) -> list[Account]:
        """All of its accounts."""
        return [account for hand in self.hands for account in hand.accounts]

    def own_numbers(self) -> list[Number]:
        """Give the numbers of its hands, each once."""
        numbers = [n for hand in self.hands for held in hand.own.values() for _, n in held]
        return list(dict.fromkeys(numbers))


def make_sample_crew(world: World, plan: Plan) -> Crew:
    """Make a crew: its hands, its groups, its adverts, and what is true of its aliases."""
    hands = [
        make_sample_hand(world, plan, evidence, accounts, nickname, f"{plan.key}-{n}")
        for n, (evidence, accounts, nickname) in enumerate(plan.hands)
    ]
    telegram = [a for h in hands for a in h.accounts if a.platform == "telegram"]
    facebook = [a for h in hands for a in h.accounts if a.platform == "facebook"]
    born = world.begin + timedelta(days=world.rng.randrange(2, 12), hours=9)
    language = plan.languages[0]
    open_ = plan.key in ("green-bridge", "forest-path", "open-road")
    form = "public_supergroup" if open_ else "private_supergroup"
    supergroup = world.group("telegram", form, language, plan.supergroup, "crew", born, telegram[0])
    later = born + timedelta(hours=5)
    channel = world.group("telegram", "public_channel", language, plan.channel, "crew", later, telegram[-1])
    channel.handles = [(later, plan.key.replace("-", "_") + "_sample")]
    supergroup.invite = world.invite()
    group = world.group("facebook", "group", language, plan.facebook, "crew", later, facebook[0])
    for account in telegram[1:]:
        people.enter_group(world, supergroup, account, later, later + timedelta(days=3))
        supergroup.admins.append(account)
    for account in facebook[1:]:
        people.enter_group(world, group, account, later, later + timedelta(days=3))
    bodies = []
    for n in range(3):
        spoken = plan.languages[n % len(plan.languages)]
        body = world.rng.choice(LANGUAGES[spoken].ads)
        a, b = world.rng.sample(LANGUAGES[spoken].places, 2)
        bodies.append((body.replace("{a}", a).replace("{b}", b), spoken))
    crew = Crew(plan, world.numbers.take(), hands, supergroup, channel, group, bodies, world.whatsapp())
    crew.groups = [supergroup, channel, group]
    return crew


def make_sample_hand(world: World, plan: Plan, evidence: str, kinds: str, nickname: str, key: str) -> Hand:
    """Make a hand with its accounts and numbers."""
    language = plan.languages[0]
    native, latin = world.names.person(language)
    accounts = []
    for n, kind in enumerate(kinds):
        name = (native, nickname or latin, plan.page)[n if kind != "p" else 2]
        platform = "telegram" if kind == "t" else "facebook"
        account = world.account(platform, language, "crew", key, name)
        account.page = kind == "p"
        accounts.append(account)
    first = world.numbers.take({"open-road-3": "AU", "wide-line-3": "FR-mobile"}.get(key))
    own = {account.id: [(world.begin, first)] for account in accounts}
    contacts = [first.id]
    if evidence == "number-change":
        second = world.numbers.take()
        changed = world.begin + timedelta(days=world.rng.randrange(150, 300), hours=12)
        own = {accounts[0].id: [(world.begin, first), (changed, second)], accounts[1].id: [(changed, second)]}
        contacts.append(second.id)
    elif evidence == "handle":
        name = nickname_handle(key)
        accounts[0].handles = [(world.begin, name)]
        accounts[1].shows = [speech.write_handle(world.rng, name)]
        own = {accounts[1].id: [(world.begin, first)]}
        contacts = [f"telegram:@{name}"]
    elif evidence == "profile-phone":
        accounts[1].shows = [speech.write_phone(world.rng, "en", first)]
        own = {accounts[0].id: [(world.begin, first)]}
    elif evidence == "text":
        own = {}
        contacts = []
    if len(accounts) > 1:
        ids = tuple(sorted(account.id for account in accounts))
        world.truth.aliases.append(Alias(ids, evidence, tuple(contacts)))
    return Hand(evidence, accounts, own)


def nickname_handle(key: str) -> str:
    """Give a handle nobody has."""
    return key.replace("-", "_") + "_direct_test"


def write_adverts(world: World, crew: Crew, group: Group, posts: int, begin: datetime, end: datetime) -> None:
    """Let the crew's accounts on the group's platform write adverts in it."""
    able = [(h, a) for h in crew.hands for a in h.accounts if a.platform == group.platform]
    for _ in range(posts):
        hand, account = world.rng.choice(able)
        at = world.time(account.hand, begin, end)
        body, language = world.rng.choice(crew.bodies)
        own = hand.number(account, at)
        if own and group.platform == "telegram" and not world.rng.randrange(20):
            name = at_time(account.names, at).split()[0]
            world.posts.append(Post(account, group, at, (), "ad", card=(name, own)))
            continue
        way = write_contact_words(world, crew, hand, account, at, language)
        post = Post(account, group, at, speech.make_advert(world.rng, language, body, way), "ad")
        if group.platform == "facebook" and not world.rng.randrange(9):
            line = world.rng.choice(LANGUAGES[language].promises)
            post.text, post.image_text = speech.fill_template(world.rng, language, line), speech.draw_text(post.text)
        post.photo = bool(post.image_text) or not world.rng.randrange(6)
        world.posts.append(post)


def write_contact_words(world: World, crew: Crew, hand: Hand, account: Account, at: datetime, language: str) -> Text:
    """Say how to get in touch: mostly the account's own number, else the office, else a group."""
    own = hand.number(account, at)
    chance = world.rng.randrange(10)
    if own and chance < 7:
        return speech.announce_whatsapp(world.rng, language, own)
    if chance < 8:
        return speech.announce_whatsapp(world.rng, language, crew.office)
    target = speech.write_link(world.rng, crew.whatsapp)
    return speech.fill_template(world.rng, language, world.rng.choice(LANGUAGES[language].join), contact=target)


def invite_to(world: World, crew: Crew, account: Account, group: Group | None, target: Piece, posts: int) -> None:
    """Let one account send people to a group, again and again."""
    begin, end = world.begin + timedelta(days=20), world.begin + timedelta(days=200)
    for _ in range(posts):
        body, language = world.rng.choice(crew.bodies)
        line = world.rng.choice(LANGUAGES[language].join)
        text = speech.make_advert(
            world.rng, language, body, speech.fill_template(world.rng, language, line, contact=target)
        )
        world.posts.append(Post(account, group, world.time(account.hand, begin, end), text, "ad"))


def announce_crew(world: World, crew: Crew) -> None:
    """Let the crew's channel write, as the channel itself, with the office number and the WhatsApp group."""
    channel, language = crew.channel, crew.plan.languages[0]
    end = min(channel.died or world.end, world.end)
    for n in range(26):
        at = world.time(channel.id, channel.born + timedelta(days=1), end)
        body, language = world.rng.choice(crew.bodies)
        if n % 3 == 0:
            line = world.rng.choice(LANGUAGES[language].join)
            way = speech.fill_template(world.rng, language, line, contact=speech.write_link(world.rng, crew.whatsapp))
        else:
            way = speech.announce_whatsapp(world.rng, language, crew.office)
        post = Post(channel, channel, at, speech.make_advert(world.rng, language, body, way), "ad")
        if n % 6 == 1:
            href = f"https://wa.me/{crew.office.digits}"
            post.button = Piece("WhatsApp", "text_link", href, crew.office.id, "whatsapp")
        world.posts.append(post)


def declare_changes(world: World, crew: Crew) -> None:
    """Let those who changed their number say so, in the crew's group and beside it."""
    for hand in crew.hands:
        for account in hand.accounts:
            held = hand.own.get(account.id, [])
            for (_, old), (changed, new) in pairwise(held):
                language = crew.plan.languages[0]
                group = crew.supergroup if account.platform == "telegram" else crew.facebook
                for _ in range(2):
                    line = world.rng.choice(LANGUAGES[language].change)
                    text = speech.fill_template(
                        world.rng,
                        language,
                        line,
                        old=speech.write_phone(world.rng, language, old),
                        contact=speech.write_phone(world.rng, language, new),
                    )
                    at = world.time(account.hand, changed, changed + timedelta(days=4))
                    world.posts.append(Post(account, group, at, text, "change"))
