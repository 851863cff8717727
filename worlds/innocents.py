"""People who look like a crew and are none: agency, hotline, rating group, families, a journalist."""

from collections.abc import Sequence
from datetime import timedelta

from worlds import speech
from worlds.chatter import write_at_once
from worlds.crews import Crew
from worlds.facts import Innocent
from worlds.people import enter_group
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Piece, Post, World

AGENCY = "Meridia Travel (invented)"


def add_agency(world: World, groups: Sequence[Group], crews: Sequence[Crew]) -> None:
    """A licensed travel office: clients name its number, and crews copy its adverts."""
    numbers = [world.numbers.take("DE"), world.numbers.take("DE")]
    page = world.account("facebook", "en", "agency", "agency", AGENCY)
    page.page, page.shows = True, [speech.write_phone(world.rng, "en", number) for number in numbers]
    page.about = "Tickets, insurance, visa forms. Licensed travel office, open Monday to Friday."
    clerk = world.account("telegram", "en", "agency", "agency-clerk", "Meridia desk")
    born = world.begin + timedelta(days=3, hours=10)
    channel = world.group("telegram", "public_channel", "en", "Meridia Travel offers", "agency", born, clerk)
    channel.handles = [(born, "meridia_travel_sample")]
    channel.shows = [speech.write_phone(world.rng, "en", numbers[0])]
    for language in ("en", "fr", "ar", "fa", "ru", "en", "fr", "ar") * 4:
        line = world.rng.choice(LANGUAGES[language].agency)
        number = speech.write_phone(world.rng, language, world.rng.choice(numbers))
        text = speech.fill_template(world.rng, language, line, contact=number)
        site = Piece("https://meridia.example/offers", "link")
        text = speech.join_pieces(*text, Piece(" "), site, Piece(" booking@meridia.example"))
        author: Account | Group = world.rng.choice((page, channel))
        at = world.time(author.id, born + timedelta(days=2), world.end)
        world.posts.append(Post(author, channel if author is channel else None, at, text, "agency"))
    clients: list[str] = []
    for group in groups:
        people = [m for m in group.members if m.role == "neighbour" and m.id not in clients]
        for client in world.rng.sample(people, 4):
            line = world.rng.choice(LANGUAGES[client.language].client)
            number = speech.write_phone(world.rng, client.language, numbers[world.rng.randrange(4) == 0])
            text = speech.fill_template(world.rng, client.language, line, contact=number)
            at = world.time(client.hand, group.born + timedelta(days=9), world.end)
            world.posts.append(Post(client, group, at, text, "client"))
            clients.append(client.id)
    for crew in crews[:4]:
        language = crew.plan.languages[0]
        for account in crew.accounts[:2]:
            group = crew.supergroup if account.platform == "telegram" else crew.facebook
            number = speech.write_phone(world.rng, language, numbers[0])
            line = LANGUAGES[language].agency[0]
            text = speech.fill_template(world.rng, language, line, contact=number)
            at = world.time(account.hand, group.born + timedelta(days=30), group.born + timedelta(days=200))
            world.posts.append(Post(account, group, at, text, "agency"))
    world.truth.generic.extend(number.id for number in numbers)
    world.truth.innocents.append(
        Innocent(
            "agency",
            (page.id, clerk.id, channel.id),
            tuple(number.id for number in numbers),
            tuple(sorted(clients)),
        )
    )


def add_hotline(world: World, groups: Sequence[Group], count: int) -> None:
    """A rescue number of an aid group, which people of every kind pass on in every kind of group."""
    number = world.numbers.take("GB")
    page = world.account("facebook", "en", "aid", "aid", "Tide Watch Aid (invented)")
    page.page, page.shows = True, [speech.write_phone(world.rng, "en", number)]
    page.about = "Volunteers answer the phone day and night. We are not police and not a rescue service."
    named: list[str] = []
    turn = 0
    while len(named) < count:
        group = groups[turn % len(groups)]
        turn += 1
        people = [m for m in group.members if m.role == "neighbour" and m.id not in named]
        if not people:
            continue
        account = world.rng.choice(people)
        line = world.rng.choice(LANGUAGES[account.language].warn)
        contact = speech.write_phone(world.rng, account.language, number)
        text = speech.fill_template(world.rng, account.language, line, contact=contact)
        begin = group.born + timedelta(days=20)
        at = world.time(account.hand, begin, min(group.died or world.end, world.end))
        world.posts.append(Post(account, group, at, text, "warn"))
        named.append(account.id)
    for n in range(12):
        language = ("en", "fr", "ar", "fa", "ru", "en")[n % 6]
        line = world.rng.choice(LANGUAGES[language].warn)
        text = speech.fill_template(world.rng, language, line, contact=speech.write_phone(world.rng, language, number))
        at = world.time(page.hand, world.begin, world.end)
        world.posts.append(Post(page, None, at, text, "warn"))
    world.truth.generic.append(number.id)
    world.truth.innocents.append(Innocent("hotline", (page.id,), (number.id,), tuple(sorted(named))))


def add_rating_group(world: World, people: Sequence[Account], crews: Sequence[Crew]) -> Group:
    """A group in which people ask whose number is honest, and others answer."""
    born = world.begin + timedelta(days=8, hours=11)
    admin = people[0]
    name = "صادق ام نصاب؟ Honest or not?"
    group = world.group("telegram", "public_supergroup", "ar", name, "rating", born, admin)
    for person in world.rng.sample(list(people[1:]), 62):
        enter_group(world, group, person, born, born + timedelta(days=250))
    numbers = [n for crew in crews for n in (*crew.own_numbers(), crew.office)]
    askers = set()
    for number in numbers * 3:
        asker = world.rng.choice(group.members)
        at = world.time(asker.hand, born + timedelta(days=40), world.end - timedelta(days=4))
        phrases = LANGUAGES[asker.language]
        contact = speech.write_phone(world.rng, asker.language, number)
        text = speech.fill_template(world.rng, asker.language, world.rng.choice(phrases.rate), contact=contact)
        question = Post(asker, group, at, text, "rate")
        world.posts.append(question)
        askers.add(asker.id)
        for _ in range(world.rng.randrange(3)):
            other = world.rng.choice(group.members)
            line = world.rng.choice(LANGUAGES[other.language].verdicts)
            later = world.time(other.hand, at, at + timedelta(days=3))
            answer = speech.fill_template(world.rng, other.language, line)
            world.posts.append(Post(other, group, later, answer, "rate", reply_to=question))
    world.truth.innocents.append(Innocent("rating", (group.id,), (), tuple(sorted(askers))))
    return group


def add_phone_families(world: World, groups: Sequence[Group]) -> None:
    """Families that share one phone, and talk to each other in the same minute."""
    for n, (group, given) in enumerate(zip(groups, (3, 3, 4), strict=False)):
        number = world.numbers.take()
        members = []
        for m in range(given):
            name, _ = world.names.person(group.language)
            person = world.account(group.platform, group.language, "family", f"family-{n}-{m}", name)
            enter_group(world, group, person, group.born, group.born + timedelta(days=60))
            members.append(person)
        for person in members * 2:
            line = world.rng.choice(LANGUAGES[group.language].sell)
            contact = speech.write_phone(world.rng, group.language, number)
            if group.platform == "facebook" and not world.rng.randrange(3):
                contact = Piece(number.national, contact=number.id)
            text = speech.fill_template(world.rng, group.language, line, contact=contact)
            at = world.time(person.hand, group.born + timedelta(days=70), world.end)
            world.posts.append(Post(person, group, at, text, "sell"))
        for _ in range(4):
            write_at_once(world, group, members, group.born + timedelta(days=70), world.end)
        ids = tuple(sorted(person.id for person in members))
        world.truth.innocents.append(Innocent("family", ids, (number.id,)))


def add_journalist(world: World, groups: Sequence[Group]) -> None:
    """Somebody who quotes adverts of several crews, numbers and all."""
    account = world.account("facebook", "fr", "journalist", "journalist", "Colombe Plumier, reportages")
    adverts = [p for p in world.posts if p.purpose == "ad" and any(x.contact.startswith("+") for x in p.text)]
    for advert in world.rng.sample(adverts, 8):
        group = world.rng.choice([*groups, None])
        language = world.rng.choice(("fr", "en", "ar"))
        line = world.rng.choice(LANGUAGES[language].quote)
        text = speech.fill_template(world.rng, language, line, ad=advert.text)
        at = world.time(account.hand, world.begin + timedelta(days=100), world.end)
        world.posts.append(Post(account, group, at, text, "quote"))
    world.truth.innocents.append(Innocent("journalist", (account.id,)))


def add_recycled_number(world: World, crew: Crew, group: Group) -> None:
    """A number of a crew's hand that, long after, belongs to somebody else who sells a fridge."""
    account = next(a for hand in crew.hands for a in hand.accounts if hand.evidence == "text")
    number = world.numbers.take("SE")
    language = crew.plan.languages[0]
    for _ in range(5):
        body, spoken = world.rng.choice(crew.bodies)
        at = world.time(account.hand, world.begin + timedelta(days=20), world.begin + timedelta(days=170))
        place = crew.supergroup if account.platform == "telegram" else crew.facebook
        text = speech.make_advert(world.rng, spoken, body, speech.announce_whatsapp(world.rng, spoken, number))
        world.posts.append(Post(account, place, at, text, "ad"))
    name, _ = world.names.person(language)
    person = world.account(group.platform, group.language, "neighbour", "recycled", name)
    enter_group(world, group, person, world.begin + timedelta(days=400), world.begin + timedelta(days=420))
    for _ in range(2):
        line = world.rng.choice(LANGUAGES[group.language].sell)
        contact = speech.write_phone(world.rng, group.language, number)
        text = speech.fill_template(world.rng, group.language, line, contact=contact)
        at = world.time(person.hand, world.begin + timedelta(days=425), world.end)
        world.posts.append(Post(person, group, at, text, "sell"))
    world.truth.innocents.append(Innocent("recycled-number", (person.id,), (number.id,)))


def add_sample_namesakes(world: World, people: Sequence[Account]) -> None:
    """Two people of one name who have nothing to do with each other."""
    one, other = people[4], people[-4]
    other.names = list(one.names)
    world.truth.innocents.append(Innocent("namesakes", tuple(sorted((one.id, other.id)))))
