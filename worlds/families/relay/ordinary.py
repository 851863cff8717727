"""Ordinary people, and innocents who share numbers, names, texts or audiences for reasons of their own."""

from dataclasses import dataclass, field

from worlds.families.relay.crews import Crew
from worlds.families.relay.people import DAY, END, START, Account, Person, Place, Post, World
from worlds.families.relay.speaking import choose_towns, copy_post, name_of, write_number
from worlds.families.relay.texts import (
    ASKS,
    DIASPORA,
    FIRMS,
    LANGUAGES,
    MISSING,
    NEWS,
    RATING,
    RELISTS,
    SELLS,
    TOWNS,
    TRADE_WORDS,
    TRADES,
    WARNINGS,
)


@dataclass(slots=True, eq=False)
class Group:
    """Innocents of one kind who share something."""

    kind: str
    accounts: list[Account] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    around: list[Account] = field(default_factory=list)
    like: list[Place] = field(default_factory=list)


def add_ordinary(world: World, count: int) -> list[Person]:
    """Add people with an account on Telegram, some with others beside it."""
    people: list[Person] = []
    rng, begin = world.rng, len(world.accounts)
    while len(world.accounts) - begin < count:
        person = world.add_person(rng.choices(LANGUAGES, (5, 4, 3, 4, 2))[0])
        born = rng.randint(START - 400 * DAY, END - 200 * DAY)
        world.add_account(person, "telegram", born, name=world.invent_name(person) if rng.random() < 0.4 else "")
        if world.happens("two_apps"):
            platform = rng.choice(("whatsapp", "whatsapp", "facebook", "telegram"))
            name = "" if rng.random() < 0.35 else world.invent_name(person)
            other = world.add_account(person, platform, born + rng.randint(0, 300) * DAY, name=name)
            if platform == "whatsapp":
                person.lines = [(START, other.id.partition(":")[2])]
        people.append(person)
    return people


def add_places(world: World, people: list[Person], count: int) -> list[Place]:
    """Add diaspora chats, news channels and rating groups, with what people say there."""
    rng, places = world.rng, list[Place]()
    for index in range(count):
        lang = rng.choice(LANGUAGES)
        purpose = rng.choice(("diaspora", "diaspora", "news", "rating" if index else "diaspora"))
        platform, kind = (
            ("telegram", "channel")
            if purpose == "news"
            else rng.choice(
                (("telegram", "chat"), ("telegram", "chat"), ("whatsapp", "group"), ("facebook", "fbgroup"))
            )
        )
        word = rng.choice(TOWNS[lang])
        name = (RATING if purpose == "rating" else DIASPORA)[lang].format(a=word)
        place = world.add_place(
            platform, kind, f"{name} news" if purpose == "news" else name, lang, rng.randint(START, END - 300 * DAY)
        )
        place.purpose = purpose
        if rng.random() < 0.15:
            place.end, place.fate = (
                rng.randint(place.born + 90 * DAY, END),
                rng.choice(("deleted", "private", "quiet", "removed")),
            )
        if world.happens("renames"):
            place.names.append(
                (place.born + rng.randint(30, 250) * DAY, f"{name} {rng.choice(('2024', '🌍', 'help', 'free talk'))}")
            )
        if kind != "channel":
            for person in rng.sample(people, min(len(people), rng.randint(25, 160))):
                for account in person.accounts:
                    if account.platform == platform and (person.lang == lang or rng.random() < 0.4):
                        place.members[account] = rng.randint(place.born, max(place.born + 1, place.end - DAY))
            place.admins = list(place.members)[:2]
        _add_small_talk(world, place)
        places.append(place)
    return places


def _add_small_talk(world: World, place: Place) -> None:
    rng, lang = world.rng, place.lang
    if place.kind == "channel":
        at = place.born
        while (at := at + int(rng.expovariate(1 / 9) * DAY) + 3600) < place.end:
            place.posts.append(Post(at, None, rng.choice(NEWS[lang]).replace("{a}", rng.choice(TOWNS[lang]))))
        return
    for account, joined in place.members.items():
        for _ in range(int(rng.expovariate(1 / 5))):
            at = world.moment(joined, place.end)
            text = rng.choice(ASKS[account.person.lang]).replace("{a}", rng.choice(TOWNS[account.person.lang]))
            place.posts.append(Post(at, account, text))


def say_number(world: World, place: Place, account: Account, text: str, number: str, firm: str = "") -> Post:
    """Write a text with a number into a place."""
    rng, one, other = world.rng, *choose_towns(world, account.person.lang)
    words, plain, app = write_number(world, number)
    filled = text.replace("{phone}", words).replace("{firm}", firm).replace("{a}", one).replace("{b}", other)
    filled = filled.replace("{price}", str(rng.choice((90, 140, 220)))).replace("{n}", account.person.name.split()[0])
    at = world.moment(max(place.born, account.born), place.end)
    post = Post(at, account, filled, (number,) if plain else (), () if plain else (number,), app)
    place.posts.append(post)
    place.members.setdefault(account, at)
    return post


def add_innocents(world: World, crews: list[Crew], places: list[Place], size: int) -> list[Group]:
    """Add innocents of every kind, as many as the world is large."""
    chats = [each for each in places if each.kind != "channel" and each.end - each.born > 60 * DAY]
    crowds = [
        each
        for crew in crews
        for each in crew.places
        if each.kind in ("chat", "group") and each.end - each.born > 40 * DAY
    ]
    groups: list[Group] = []
    times = max(1, size // 400)
    for kind in ("hotline", "agency", "exchange", "driver", "colleagues"):
        groups += [
            _add_firm(world, kind, chats, crowds) for _ in range(times if kind != "hotline" else max(1, times // 3))
        ]
    for _ in range(times * 2):
        groups.append(_add_family(world, chats, crowds))
        groups.append(_add_seller(world, crowds or chats))
        groups.append(_hand_on(world, chats))
        groups.append(_add_tutor(world, chats))
    for _ in range(times):
        groups += _add_journalist(world, crews)
        groups += _recycle_numbers(world, crews, chats)
        groups += _add_namesake(world, crews, chats)
        groups += _look_alike(world, crews)
    for office in [each for each in groups if each.kind == "exchange" and world.happens("banks")]:
        _add_bank_office(world, office, crews)
    groups += [Group("rating", places=[each]) for each in places if each.purpose == "rating"]
    groups += [
        Group("diaspora", places=[each])
        for each in places
        if each.purpose in ("diaspora", "news") and len(each.names) < 2
    ]
    groups += [
        Group("renamed", places=[each])
        for each in places
        if each.purpose in ("diaspora", "news") and len(each.names) > 1
    ]
    _rate_crews(world, [each for each in places if each.purpose == "rating" and each.members], crews)
    return groups


def _choose_chat(world: World, platform: str, chats: list[Place]) -> Place | None:
    """Choose a place on a platform."""
    fit = [each for each in chats if each.platform == platform]
    return world.rng.choice(fit) if fit else None


def _add_firm(world: World, kind: str, chats: list[Place], crowds: list[Place]) -> Group:
    """Add an office whose staff posts one number, under the firm's name or under their own."""
    rng, group = world.rng, Group(kind)
    firm = f"{rng.choice(FIRMS)} {TRADE_WORDS[kind]}"
    numbers = [world.stock.take() for _ in range(rng.randint(1, 2))]
    group.contacts = numbers
    sold = rng.randint(START + 200 * DAY, END - 100 * DAY) if kind == "agency" and rng.random() < 0.5 else END
    renamed = f"{rng.choice(FIRMS)} {TRADE_WORDS[kind]}"
    named = rng.random() < 0.6
    for _ in range(rng.randint(5, 14) if kind == "hotline" else rng.randint(2, 6)):
        person = world.add_person(rng.choice(LANGUAGES))
        platforms = rng.choice(
            (("telegram",), ("telegram",), ("facebook",), ("telegram", "telegram"), ("telegram", "facebook"))
        )
        for platform in platforms:
            name = f"{firm} {person.name.split()[0]}" if named and kind != "hotline" else person.name
            account = world.add_account(person, platform, rng.randint(START, START + 300 * DAY), name=name)
            group.accounts.append(account)
            if rng.random() < 0.4:
                account.shown = [(account.born, rng.choice(numbers))]
            if sold < END and named:
                account.names.append((sold, f"{renamed} {person.name.split()[0]}"))
            for _ in range(rng.randint(1, 5)):
                place = _choose_chat(world, platform, chats + crowds if rng.random() < 0.7 else crowds or chats)
                if place is not None:
                    text = rng.choice(TRADES[kind])
                    say_number(world, place, account, text, rng.choice(numbers), firm)
    if rng.random() < 0.6:
        born = START + rng.randint(0, 200) * DAY
        if kind == "agency":
            page = world.add_place("facebook", "page", firm, "en", born)
        else:
            page = world.add_place("telegram", "channel", firm, "en", born)
        page.purpose = kind
        if sold < END:
            page.names.append((sold, renamed))
        page.admins = [each for each in group.accounts if each.platform == page.platform][:2]
        for _ in range(rng.randint(5, 25)):
            words, plain, app = write_number(world, numbers[0])
            one, other = choose_towns(world, "en")
            text = rng.choice(TRADES[kind]).replace("{firm}", firm).replace("{phone}", words).replace("{price}", "120")
            text = text.replace("{a}", one).replace("{b}", other)
            said = (numbers[0],)
            page.posts.append(
                Post(world.moment(born, END), None, text, said if plain else (), () if plain else said, app)
            )
        group.places.append(page)
    return group


def _add_bank_office(world: World, office: Group, crews: list[Crew]) -> None:
    """Let a crew name an exchange office as the place to leave the money."""
    crew = world.rng.choice(crews)
    for place in crew.places:
        author = place.admins[0] if place.admins else None
        if author is not None or place.broadcasts:
            words, plain, app = write_number(world, office.contacts[0])
            text, said = world.rng.choice(TRADES["bank"]).replace("{phone}", words), (office.contacts[0],)
            voice = None if place.broadcasts else author
            at = world.moment(place.born, place.end)
            place.posts.append(Post(at, voice, text, said if plain else (), () if plain else said, app))


def _add_family(world: World, chats: list[Place], crowds: list[Place]) -> Group:
    """Let siblings look for a missing brother with one number, in several groups and the same words."""
    rng, group, lang = world.rng, Group("family"), world.rng.choice(LANGUAGES)
    number = world.stock.take()
    group.contacts = [number]
    text = MISSING[lang]
    for _ in range(rng.randint(2, 4)):
        person = world.add_person(lang)
        for platform in rng.choice((("telegram",), ("telegram", "facebook"), ("telegram", "telegram"), ("facebook",))):
            account = world.add_account(person, platform, rng.randint(START, START + 500 * DAY))
            group.accounts.append(account)
            if rng.random() < 0.25:
                account.shown = [(account.born, number)]
            for _ in range(rng.randint(1, 4)):
                place = _choose_chat(world, platform, chats + crowds)
                if place is not None:
                    say_number(world, place, account, text, number)
    return group


def _add_seller(world: World, crowds: list[Place]) -> Group:
    """Let somebody sell a fridge in a crew's group, with the number of the household."""
    rng, group, number = world.rng, Group("seller"), world.stock.take()
    group.contacts = [number]
    for _ in range(rng.randint(1, 2)):
        place = rng.choice(crowds) if crowds else None
        person = world.add_person(place.lang if place else "en")
        platform = place.platform if place else "telegram"
        account = world.add_account(person, platform, START)
        group.accounts.append(account)
        if place is not None:
            for _ in range(rng.randint(1, 3)):
                say_number(world, place, account, rng.choice(SELLS[person.lang]), number)
    return group


def _hand_on(world: World, chats: list[Place]) -> Group:
    """Hand a number on from one ordinary person to another, with the old phone."""
    rng, group, number = world.rng, Group("handed-on"), world.stock.take()
    group.contacts = [number]
    for turn in range(2):
        person = world.add_person(rng.choice(LANGUAGES))
        account = world.add_account(person, "telegram", START + turn * rng.randint(200, 400) * DAY)
        account.lost = END
        group.accounts.append(account)
        if rng.random() < 0.4:
            account.shown = [(account.born, number)]
        for _ in range(rng.randint(1, 4)):
            place = _choose_chat(world, "telegram", chats)
            if place is not None:
                say_number(world, place, account, rng.choice(TRADES["handed-on"]), number)
    return group


def _add_tutor(world: World, chats: list[Place]) -> Group:
    """Add a language tutor with an account here and one there: one hand, and no crew."""
    rng, group, number = world.rng, Group("tutor"), world.stock.take()
    group.contacts = [number]
    person = world.add_person(rng.choice(LANGUAGES))
    for platform in rng.choice((("telegram", "facebook"), ("telegram",), ("telegram", "telegram"))):
        account = world.add_account(person, platform, rng.randint(START, START + 400 * DAY))
        account.habits = frozenset(("phone",)) if rng.random() < 0.7 else frozenset()
        group.accounts.append(account)
        for _ in range(rng.randint(1, 6) if account.habits else 0):
            place = _choose_chat(world, platform, chats)
            if place is not None:
                say_number(world, place, account, rng.choice(TRADES["tutor"]), number)
    return group


def _add_journalist(world: World, crews: list[Crew]) -> list[Group]:
    """Add a journalist who forwards and quotes adverts in a channel and asks in chats."""
    rng = world.rng
    person = world.add_person("en")
    account = world.add_account(person, "telegram", START + 30 * DAY)
    channel = world.add_place("telegram", "channel", f"Border notes {rng.choice(FIRMS)}", "en", START + 60 * DAY)
    channel.purpose, channel.admins = "journalist", [account]
    adverts = [(post, place) for crew in crews for place in crew.places for post in place.posts if post.author is None]
    for post, place in rng.sample(adverts, min(len(adverts), rng.randint(6, 25))):
        at = max(post.at, channel.born) + rng.randint(1, 60) * DAY
        copied = copy_post(post, at, None, forwarded=name_of(place, at) if rng.random() < 0.6 else "")
        if not copied.forwarded:
            copied.text = rng.choice(("Seen this week:\n", "They write: ", "One of many adverts. ")) + copied.text
        copied.sends = False
        channel.posts.append(copied)
    return [Group("journalist", [account], [channel])]


def _recycle_numbers(world: World, crews: list[Crew], chats: list[Place]) -> list[Group]:
    """Give a number that a crew gave up to somebody who knows nothing of it."""
    rng = world.rng
    free = sorted(number for crew in crews for number, until in crew.used.items() if until < END - 250 * DAY)
    if not free or not chats:
        return []
    number = rng.choice(free)
    person = world.add_person(rng.choice(LANGUAGES))
    account = world.add_account(person, "telegram", END - rng.randint(100, 200) * DAY)
    account.shown = [(account.born, number)] if rng.random() < 0.5 else []
    late = [each for each in chats if each.end > account.born + 20 * DAY and each.platform == "telegram"]
    for _ in range(rng.randint(1, 3) if late else 0):
        say_number(world, rng.choice(late), account, rng.choice(TRADES["recycled"]), number)
    others = [
        each
        for crew in crews
        for one in crew.persons
        if any(line == number for _, line in one.lines)
        for each in one.accounts
    ]
    return [Group("recycled", [account], [], [number], others)]


def _add_namesake(world: World, crews: list[Crew], chats: list[Place]) -> list[Group]:
    """Add somebody with the very name of a crew's account."""
    rng = world.rng
    crew = rng.choice(crews)
    models = [each for person in crew.persons for each in person.accounts]
    if not models:
        return []
    model = rng.choice(models)
    person = world.add_person(model.person.lang)
    account = world.add_account(person, "telegram", rng.randint(START, END - 200 * DAY), name=model.names[0][1])
    for _ in range(rng.randint(1, 6)):
        place = _choose_chat(world, "telegram", chats)
        if place is not None:
            at = world.moment(max(place.born, account.born), place.end)
            place.posts.append(
                Post(at, account, rng.choice(ASKS[person.lang]).replace("{a}", rng.choice(TOWNS[person.lang])))
            )
            place.members.setdefault(account, at)
    return [Group("namesakes", [account], around=[model])]


def _look_alike(world: World, crews: list[Crew]) -> list[Group]:
    """Open a chat of ordinary people that shares the audience of a crew's dead or living one."""
    rng, groups = world.rng, list[Group]()
    dead = [each for crew in crews for each in crew.places if each.fate in ("removed", "deleted") and each.members]
    living = [
        each
        for crew in crews
        for each in crew.places
        if each.fate == "lives" and each.members and each.end - each.born > 150 * DAY
    ]
    for kind, models in (("look-alike-dead", dead), ("look-alike-living", living)):
        if not models:
            continue
        model = rng.choice(models)
        born = (
            model.end + rng.randint(-30, 25) * DAY
            if kind == "look-alike-dead"
            else rng.randint(model.born, END - 100 * DAY)
        )
        if born > END - 60 * DAY:
            continue
        name = rng.choice(
            (DIASPORA[model.lang].format(a=rng.choice(TOWNS[model.lang])), f"{name_of(model, born).split()[0]} friends")
        )
        place = world.add_place(model.platform, model.kind, name, model.lang, born)
        place.purpose = "look-alike"
        clients = [each for each in model.members if not each.person.crew]
        for account in rng.sample(clients, round(len(clients) * rng.uniform(0.1, 0.6))):
            place.members[account] = rng.randint(born, min(END, born + 80 * DAY))
        place.admins = list(place.members)[:1]
        _add_small_talk(world, place)
        groups.append(Group(kind, places=[place], like=[model]))
    return groups


def _rate_crews(world: World, places: list[Place], crews: list[Crew]) -> None:
    """Let members of rating groups warn, praise and relist with numbers of crews."""
    rng = world.rng
    adverts = [
        post
        for crew in crews
        for place in crew.places
        for post in place.posts
        if post.said and post.said[0].startswith("+")
    ]
    for place in places:
        for account in rng.sample(list(place.members), len(place.members) // 2):
            if not adverts:
                return
            post = rng.choice(adverts)
            at, lang = max(post.at, place.born, place.members[account]) + rng.randint(1, 40) * DAY, account.person.lang
            if at >= place.end:
                continue
            if rng.random() < 0.5:
                words, plain, app = write_number(world, post.said[0])
                text = rng.choice((WARNINGS[lang], "{phone} ? 👍", "{phone} 5/10")).replace("{phone}", words)
                said = (post.said[0],)
                rated = Post(at, account, text, said if plain else (), () if plain else said, app)
                rated.sends = False
                place.posts.append(rated)
            else:
                copied = copy_post(post, at, account)
                copied.text = RELISTS[lang].replace("{text}", post.text) if rng.random() < 0.5 else post.text
                place.posts.append(copied)
