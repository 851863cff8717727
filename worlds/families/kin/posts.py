"""What people write: adverts of crews and offices, fridges and funerals, warnings, and the numbers in them."""

from dataclasses import dataclass, field
from random import Random

from worlds.families.kin.groups import Group, Landscape
from worlds.families.kin.people import BEGIN, DAY, Account, Crew, Person, Village, dial_country
from worlds.families.kin.speech import (
    COUNTRIES,
    DAYS,
    ITEMS,
    MEN,
    PLACES,
    TAILS,
    TEXTS,
    disguise_number,
    join_numbers,
    spell_name,
    write_number,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A number in a post: how it is written, and whether it is the writer's to give."""

    number: str
    national: bool
    disguised: bool
    own: bool


@dataclass(slots=True, eq=False)
class Post:
    """One post; without an account, the page or channel wrote it itself."""

    id: int
    at: int
    account: Account | None
    group: Group | None
    """None: on the writer's own wall."""
    topic: str
    text: str
    body: str
    """The text before numbers were filled in."""
    given: tuple[Given, ...] = ()
    handle: str = ""
    """A handle on Telegram that the post sends people to."""
    link: str = ""
    opens: Group | None = None
    """The group that the link opens."""
    reply_to: int = 0
    old_number: str = ""
    """In a post about a new number, the old one."""
    by_relative: bool = False
    via: str = ""
    """The name that a copied post was forwarded from."""


@dataclass(slots=True)
class Talk:
    """All posts of the world, and what is needed to write more."""

    village: Village
    scape: Landscape
    posts: list[Post] = field(default_factory=list)
    places: dict[Account, list[Group]] = field(default_factory=dict)
    adverts: list[Post] = field(default_factory=list)
    count: int = 0


def write_posts(village: Village, scape: Landscape) -> Talk:
    """Let everybody write."""
    talk = Talk(village, scape)
    for group in scape.groups:
        for account in group.members:
            talk.places.setdefault(account, []).append(group)
    for crew in village.crews:
        fixed = village.rng.sample(TEXTS["advert"], 2)
        crew.texts = [fill_fixed(text, crew, village) for text in fixed]
    for person in village.people:
        write_life(talk, person)
    for group in scape.groups:
        if group.kind in ("page", "channel"):
            write_page(talk, group)
    for person in village.people:
        tell_new_number(talk, person)
    announce_groups(talk)
    quote_numbers(talk)
    talk.posts.sort(key=lambda post: (post.at, post.id))
    return talk


def fill_fixed(text: str, crew: Crew, village: Village) -> str:
    """Fill in what a family never changes in its advert: its town, its road, its country."""
    rng = village.rng
    latin = text[0].isascii()
    fixed = {
        "town": spell_name(crew.town, latin, rng),
        "place": spell_name(rng.choice(PLACES), latin, rng),
        "land": spell_name(COUNTRIES[rng.choice(village.lands)], latin, rng),
    }
    for word, value in fixed.items():
        text = text.replace("{" + word + "}", value)
    return text + rng.choice(TAILS)


def fill_text(text: str, person: Person, rng: Random, village: Village, name: str = "") -> str:
    """Fill in all but the numbers of a text."""
    latin = text[0].isascii()
    words = {
        "town": spell_name(person.house.town, latin, rng),
        "family": spell_name(person.house.clan, latin, rng),
        "place": spell_name(rng.choice(PLACES), latin, rng),
        "land": spell_name(COUNTRIES[person.land or rng.choice(village.lands)], latin, rng),
        "day": rng.choice(DAYS),
        "price": str(rng.randrange(2, 90) * rng.choice((5, 50, 100))),
        "item": person.house.item or rng.choice(ITEMS),
        "name": name or spell_name(rng.choice(MEN), latin, rng),
        "firm": person.office.name if person.office else "",
    }
    for word, value in words.items():
        text = text.replace("{" + word + "}", value)
    return text


def add_post(
    talk: Talk, at: int, account: Account | None, group: Group | None, topic: str, body: str,
    numbers: list[tuple[str, bool]], at_home: bool, **more: object,
) -> Post:  # fmt: skip
    """Write the numbers into a body, each as this writer would, and keep the post."""
    village = talk.village
    rng, rates = village.rng, village.rates
    given, written = [], []
    for number, own in numbers:
        country = dial_country(number)
        here = village.home if at_home else (account.land if account else village.home)
        national = country == here and rng.random() < (rates["national"] if at_home else 0.2)
        hidden = topic == "advert" and own and rng.random() < rates["disguise"]
        given.append(Given(number, national, hidden, own))
        written.append((disguise_number if hidden else write_number)(number, national, rng))
    text = body.replace("{n}", join_numbers(written, rng)) if written else body.replace(" {n}", "").replace("{n}", "")
    text = text.strip()
    talk.count += 1
    post = Post(talk.count, at, account, group, topic, text, body, tuple(given))
    for name, value in more.items():
        setattr(post, name, value)
    talk.posts.append(post)
    return post


def choose_place(talk: Talk, account: Account, at: int, topic: str) -> Group | None:
    """Choose a group that the account can write in, or its own wall."""
    able = [g for g in talk.places.get(account, ()) if g.holds(account, at) and g.kind in ("group", "chat")]
    own = [group for group in able if account in group.admins and group.topic not in ("family", "football")]
    if own and talk.village.rng.random() < 0.4:
        return talk.village.rng.choice(own)
    if topic == "advert":
        liked = [g for g in able if g.topic in ("crew", "village", "diaspora")]
        able = liked or [g for g in able if g.topic != "family"]
    elif topic in ("agency", "exchange", "seller", "ask", "warning", "praise"):
        able = [g for g in able if g.topic not in ("family", "football")] or able
    return talk.village.rng.choice(able) if able and talk.village.rng.random() < 0.93 else None


def write_life(talk: Talk, person: Person) -> None:
    """Write the ordinary and the business posts of one hand, from whichever account is in use."""
    village = talk.village
    rng, rates = village.rng, village.rates
    years = (village.end - BEGIN) / (365 * DAY)
    factor = {"crew": 2.5, "agency": 1.6, "exchange": 1.6, "volunteer": 2.0, "journalist": 2.0}.get(person.role, 1.0)
    wanted = rates["posts"] * years * factor * rng.lognormvariate(0.0, 0.7)
    for _ in range(min(int(wanted + rng.random()), 120)):
        at = rng.randrange(BEGIN, village.end)
        able = [account for account in person.accounts if account.active(at)]
        if not able:
            continue
        newest = max(able, key=lambda account: account.since)
        account = newest if rng.random() < 0.65 else rng.choice(able)
        topic = choose_topic(person, rng)
        group = choose_place(talk, account, at, topic)
        if group is None and (account.platform == "telegram" or rng.random() < 0.75):
            continue
        write_one(talk, person, account, group, topic, at)


def choose_topic(person: Person, rng: Random) -> str:
    """Choose what to write about by who one is."""
    work = {
        "crew": "advert", "agency": "agency", "exchange": "exchange", "volunteer": "hotline", "journalist": "press",
        "nephew": "agency",
    }.get(person.role)  # fmt: skip
    if work and rng.random() < (1.0 if person.kind == "front" else 0.55):
        return work
    if person.house.item and rng.random() < 0.25:
        return "seller"
    return rng.choice(("chat", "chat", "chat", "wedding", "mourning", "documents", "missing", "ask", "ask"))


def write_one(talk: Talk, person: Person, account: Account, group: Group | None, topic: str, at: int) -> None:
    """Write one post: a text of one's stock or a new one, with the numbers that one gives out then."""
    village = talk.village
    rng, rates = village.rng, village.rates
    if topic == "agency" and person.role == "nephew" and person.office and at < person.office.sold[0]:
        topic = "chat"
    stock = person.stock.setdefault(topic, [])
    name = ""
    if topic == "advert" and person.crew:
        crew = person.crew
        if rng.random() < rates["borrowed"]:
            crew = rng.choice(village.crews)
        text = rng.choice(crew.texts)
        if crew is not person.crew:
            text = text.replace(crew.town[0], person.crew.town[0])
        body = fill_text(text, person, rng, village, account.name if rng.random() < 0.5 else "")
    elif stock and rng.random() < 0.6:
        body = rng.choice(stock)
    else:
        name = account.name if topic in ("agency", "exchange", "seller") else ""
        body = fill_text(rng.choice(TEXTS[topic]), person, rng, village, name) + rng.choice(TAILS)
        if topic not in ("chat", "ask"):
            stock.append(body)
    at_home = account.land == village.home and not (person.left and at > person.left)
    numbers: list[tuple[str, bool]] = []
    if "{n}" in body and (
        topic in ("advert", "agency", "exchange", "hotline", "press") or rng.random() < rates["numbers"]
    ):
        numbers = choose_numbers(village, person, account, topic, at)
    handle = ""
    if topic == "advert" and rng.random() < 0.15 and person.crew:
        handles = [
            a.handle
            for p in person.crew.members
            for a in p.accounts
            if a.platform == "telegram" and a.handle and a.handle_until > at
        ]
        handle = rng.choice(handles) if handles else ""
        body += f" telegram @{handle}" if handle else ""
    link, opens = "", None
    if topic == "advert" and rng.random() < 0.2:
        own = [g for g in talk.scape.groups if g.crew is person.crew and g.invite and g.since <= at < g.until]
        if own:
            opens = rng.choice(own)
            link = "https://" + opens.invite
            body += " " + link
    if topic in ("advert", "agency", "exchange") and person.kind == "person" and rng.random() < 0.2:
        body += "\n" + rng.choice(("- ", "~ ", "حكي مع ", "call me: ")) + account.name
    add_post(talk, at, account, group, topic, body, numbers, at_home, handle=handle, link=link, opens=opens)


def choose_numbers(village: Village, person: Person, account: Account, topic: str, at: int) -> list[tuple[str, bool]]:
    """Choose the numbers of a post, and whether each is the writer's to give."""
    rng, rates = village.rng, village.rates
    if topic == "hotline":
        return [
            (number, False) for number in rng.sample(village.hotlines, rng.randint(1, min(4, len(village.hotlines))))
        ]
    if topic == "press":
        return [(rng.choice(village.crews).number, False)]
    abroad = account.land != village.home or (person.left and at > person.left)
    if abroad and person.foreign:
        mine = [person.foreign] + (person.house.numbers[:1] if rng.random() < 0.2 else [])
    else:
        mine = [rng.choice(person.lines_at(at))]
    if topic in ("agency", "exchange") and person.office:
        mine = [person.office.number] + (mine if rng.random() < 0.25 else [])
    if topic == "advert" and person.crew:
        crew = person.crew
        if rng.random() < rates["family_advert"] or person.kind == "front":
            mine = [crew.number] + (mine if person.kind == "person" and rng.random() < 0.4 else [])
        if rng.random() < rates["several"]:
            side = crew.leavers if person in crew.leavers and at > crew.split_at else crew.members
            other = rng.choice(side)
            mine.append(other.foreign if other.foreign and at > other.left else rng.choice(other.lines_at(at)))
    if account.shows and rng.random() < 0.5:
        mine = [account.shows[0], *mine]
    return [(number, True) for number in dict.fromkeys(mine)][:3]


def write_page(talk: Talk, group: Group) -> None:
    """Write what a page or channel posts itself."""
    village = talk.village
    rng = village.rng
    owner = group.admins[0].owner
    topics = {
        "crew": ("advert", "advert", "chat"),
        "market": ("seller", "chat"),
        "missing": ("missing", "hotline", "chat"),
    }
    for _ in range(rng.randrange(4, 40)):
        at = rng.randrange(max(group.since, BEGIN), group.until)
        topic = rng.choice(topics.get(group.topic, ("chat", "wedding", "mourning", "documents")))
        text = rng.choice(group.crew.texts if topic == "advert" and group.crew else TEXTS[topic])
        body = fill_text(text, owner, rng, village) + rng.choice(TAILS)
        numbers: list[tuple[str, bool]] = []
        if "{n}" in body and rng.random() < 0.6:
            numbers = (
                [(group.crew.number, True)]
                if topic == "advert" and group.crew
                else choose_numbers(village, owner, group.admins[0], topic, at)
            )
        post = add_post(talk, at, None, group, topic, body, numbers, True)
        fans = [account for account in group.members if account.platform == "facebook" and group.holds(account, at)]
        if group.kind == "page":
            for account in rng.sample(fans, min(len(fans), rng.randrange(4))):
                body = fill_text(rng.choice(TEXTS["chat"] + TEXTS["ask"]), account.owner, rng, village)
                add_post(
                    talk,
                    min(at + rng.randrange(1, 4 * DAY), village.end - 1),
                    account,
                    group,
                    "chat",
                    body,
                    [],
                    True,
                    reply_to=post.id,
                )


def tell_new_number(talk: Talk, person: Person) -> None:
    """Let a traveller, or a relative for him, tell the family the new number."""
    village = talk.village
    rng = village.rng
    if person.left <= BEGIN or not person.foreign or rng.random() >= village.rates["tells"]:
        return
    new = [account for account in person.accounts if account.land != village.home]
    relative = rng.random() < 0.3
    writers = [a for p in person.house.people if p is not person for a in p.accounts] if relative else new
    if not writers or not new:
        return
    account = rng.choice(writers)
    at = max(account.since, new[0].since) + rng.randrange(1, 60) * DAY
    if not account.active(at):
        return
    family = [g for g in talk.places.get(account, ()) if g.holds(account, at) and g.topic == "family"]
    group = rng.choice(family) if family else choose_place(talk, account, at, "chat")
    if group is None and account.platform == "telegram":
        return
    old = [
        number for number, since, until in person.lines if since < person.left and until >= person.left
    ] or person.house.numbers
    body = fill_text(rng.choice(TEXTS["moved"]), person, rng, village, person.accounts[0].name)
    told = old[0] if "{old}" in body else ""
    numbers = [(person.foreign, not relative)]
    body = body.replace("{old}", write_number(told, False, rng) if told else "")
    add_post(talk, at, account, group, "moved", body, numbers, False, old_number=told, by_relative=relative)


def announce_groups(talk: Talk) -> None:
    """Let those who opened a group say so elsewhere, and halves claim to be the one."""
    village = talk.village
    rng = village.rng
    news = [(f.new, f.old, "opened") for f in talk.scape.followed if f.announced]
    news += [(f.new, f.old, "claim") for f in talk.scape.followed if f.claims]
    news += [(new, old, "opened") for old, new in talk.scape.rivals if rng.random() < 0.5]
    news += [(new, old, "claim") for old, new in talk.scape.halves if rng.random() < 0.4]
    for new, old, topic in news:
        for _ in range(rng.randint(2, 5)):
            owner = rng.choice(new.admins).owner
            early = new.since < old.until and rng.random() < 0.5
            at = (
                (old.until - rng.randrange(1, 5) * DAY)
                if early
                else max(new.since, old.until) + rng.randrange(0, 90) * DAY
            )
            able = [account for account in owner.accounts if account.active(at)]
            if not able or at >= village.end:
                continue
            account = rng.choice(able)
            group = old if early and old.holds(account, at) else choose_place(talk, account, at, "village")
            if group is None and account.platform == "telegram":
                continue
            place = {"telegram": "https://" + new.invite if new.invite else ""}.get(
                new.platform, "https://www.facebook.com/" + new.id.partition(":")[2].replace("group", "groups/")
            )
            body = fill_text(rng.choice(TEXTS[topic]), owner, rng, village)
            body = body.replace("{link}", place).replace("{group}", new.title_at(at))
            add_post(talk, at, account, group, topic, body, [], True, link=place, opens=new)


def quote_numbers(talk: Talk) -> None:
    """Let people warn of, recommend and repeat numbers and adverts of others, without quotation marks."""
    village = talk.village
    rng, rates = village.rng, village.rates
    adverts = [post for post in talk.posts if post.topic == "advert" and post.given and post.account]
    searches = [
        post
        for post in talk.posts
        if post.topic in ("missing", "mourning", "documents", "seller") and post.given and post.account
    ]
    writers = [person for person in village.people if person.role in ("", "client") and person.accounts]
    for _ in range(int(len(talk.posts) * rates["quotes"])):
        person = rng.choice(writers)
        at = rng.randrange(BEGIN + 60 * DAY, village.end)
        able = [account for account in person.accounts if account.active(at)]
        if not able:
            continue
        account = rng.choice(able)
        way = rng.random()
        source = rng.choice(adverts if adverts and way < 0.7 else searches or adverts)
        topic = rng.choice(("warning", "praise", "praise")) if way < 0.6 else "copy"
        group = choose_place(talk, account, at, "praise")
        if group is None or source.account is None or source.account.owner is person or at < source.at:
            continue
        numbers = [(given.number, False) for given in source.given][: 1 if topic != "copy" else 3]
        if topic == "copy":
            via = source.account.name if account.platform == "telegram" and rng.random() < 0.5 else ""
            add_post(
                talk,
                at,
                account,
                group,
                "copy",
                source.body,
                numbers,
                True,
                via=via,
                handle=source.handle,
                link=source.link,
                opens=source.opens,
            )
        else:
            if not person.role:
                person.role = "client"
            body = fill_text(rng.choice(TEXTS[topic]), person, rng, village, source.account.name)
            add_post(talk, at, account, group, topic, body, numbers, True)
    for post in adverts:
        if rng.random() < rates["copies"] * 0.5 and post.account:
            relatives = [p for p in post.account.owner.house.people if p.role == "" and p.accounts]
            if relatives:
                account = rng.choice(rng.choice(relatives).accounts)
                at = post.at + rng.randrange(1, 20) * DAY
                group = choose_place(talk, account, at, "praise") if account.active(at) else None
                if group is not None and at < village.end:
                    add_post(talk, at, account, group, "copy", post.body, [(g.number, False) for g in post.given], True)
