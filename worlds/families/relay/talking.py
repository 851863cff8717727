"""What crews and their clients write in the places of crews, and crews in the places of others."""

from itertools import pairwise

from worlds.families.relay.crews import Crew
from worlds.families.relay.people import DAY, END, Account, Person, Place, Post, World, value_at
from worlds.families.relay.speaking import (
    copy_post,
    name_of,
    sign_post,
    write_advert,
    write_number,
)
from worlds.families.relay.texts import (
    ANSWERS,
    ASKS,
    CHANGED,
    FRIEND,
    NEW_HERE,
    RELISTS,
    TOWNS,
    WARNINGS,
)


def fill_places(world: World, crew: Crew) -> None:
    """Write what a crew and its clients say in its places."""
    rng = world.rng
    for place in crew.places:
        at, gap = place.born + rng.randint(0, 6) * DAY, rng.uniform(1.5, 8)
        spare = any(place is new for _, new in world.facts.get("spares", []))
        begin = next(
            (max(old.end, place.born) for old, new, _ in world.facts.get("successions", []) if new is place), at
        )
        at = begin if spare or rng.random() < 0.5 else at
        while at < place.end:
            at += int(rng.expovariate(1 / gap) * DAY) + rng.randint(600, 50_000)
            if at < place.end:
                _add_advert(world, crew, place, at)
        if not place.broadcasts:
            _add_chat(world, crew, place)


def _add_advert(world: World, crew: Crew, place: Place, at: int) -> None:
    """Write one advert: by the place itself, or by somebody of the crew under it."""
    rng = world.rng
    people = crew.working(at, "dispatcher", "advertiser") or crew.working(at)
    if not people:
        return
    person = rng.choice(people)
    numbers = [person.line_at(at)]
    if world.happens("two_numbers") and len(crew.working(at)) > 1:
        numbers.append(rng.choice(crew.working(at)).line_at(at))
    numbers = list(dict.fromkeys(numbers))
    if place.broadcasts:
        post = write_advert(
            world, crew.lang, at, None, numbers, place.texts, f"{crew.key.removesuffix('-b')}/{place.turn}"
        )
        if rng.random() < 0.2 and person.accounts_at(at, place.platform):
            account = rng.choice(person.accounts_at(at, place.platform))
            post.signed = account.names[0][1]
            sign_post(post, account)
    else:
        accounts = person.accounts_at(at, place.platform)
        if not accounts:
            return
        account = rng.choice(accounts)
        post = write_advert(
            world,
            crew.lang,
            at,
            account,
            numbers if "phone" in account.habits else [],
            place.texts,
            f"{crew.key.removesuffix('-b')}/{place.turn}",
        )
        sign_post(post, account)
        place.members.setdefault(account, at)
    _lead_on(world, crew, place, person, post)
    place.posts.append(post)
    if place.kind == "channel" and place.linked is not None:
        echo = copy_post(post, at + 2, None, forwarded=name_of(place, at))
        echo.voice = place
        place.linked.posts.append(echo)


def _lead_on(world: World, crew: Crew, place: Place, person: Person, post: Post) -> None:
    """Put the writer's Telegram name under an advert, or the way to another place of the crew."""
    if world.happens("names_handle"):
        handles = [value_at(each.handles, post.at) for each in person.accounts_at(post.at, "telegram") if each.handles]
        if handles and handles[0]:
            post.text += f"\nTelegram @{handles[0]}"
            post.said = (*post.said, f"telegram:@{handles[0].lower()}")
    others = [each for each in crew.places if each is not place and each.contact and each.born <= post.at < each.end]
    if others and world.happens("leads_on"):
        other = world.rng.choice(others)
        post.text += f"\n{other.link}"
        post.said = (*post.said, other.contact)


def _add_chat(world: World, crew: Crew, place: Place) -> None:
    """Let clients talk: ask, recommend their driver, relist, warn; staff tells new numbers and new accounts."""
    rng = world.rng
    adverts = sorted(
        (each for each in place.posts if any(one.startswith("+") for one in each.said)), key=lambda each: each.at
    )
    for account, joined in sorted(place.members.items(), key=lambda entry: (entry[1], entry[0].id)):
        if account.person.crew or joined >= place.end:
            continue
        for _ in range(int(rng.expovariate(1 / 4))):
            at = world.moment(joined, min(place.end, joined + 120 * DAY))
            place.posts.append(write_client(world, crew, account, at, adverts))
    staff = [(each, END) for each in crew.persons] + crew.former
    for person, until in staff:
        for account in person.accounts:
            low, high = max(place.born, account.born), min(place.end, account.lost, until)
            if account.platform == place.platform and low < high:
                for _ in range(int(rng.expovariate(1 / 2.5))):
                    _add_remark(world, crew, place, account, world.moment(low, high))
        _tell_changes(world, place, person)


def write_client(world: World, crew: Crew, account: Account, at: int, adverts: list[Post]) -> Post:
    """Write what a client says."""
    rng, lang = world.rng, account.person.lang
    draw = rng.random()
    before = [each for each in adverts if each.at < at]
    if draw < world.rates["recommends"]:
        drivers = crew.working(at, "driver", "dispatcher")
        if drivers:
            driver = rng.choice(drivers)
            return _name_number(world, FRIEND[lang].replace("{n}", driver.name), driver.line_at(at), at, account)
    draw -= world.rates["recommends"]
    if 0 <= draw < world.rates["warns"] and before:
        number = next(one for one in rng.choice(before).said if one.startswith("+"))
        warning = _name_number(world, WARNINGS[lang], number, at, account)
        warning.sends = False
        return warning
    draw -= world.rates["warns"]
    if 0 <= draw < world.rates["relists"] and before:
        post = rng.choice(before)
        if rng.random() < 0.5:
            return copy_post(post, at, account, forwarded=post.author.names[0][1] if post.author else crew.brand)
        copied = copy_post(post, at, account)
        if rng.random() < 0.5:
            copied.text = RELISTS[lang].replace("{text}", post.text)
        return copied
    return Post(at, account, rng.choice(ASKS[lang]).replace("{a}", rng.choice(TOWNS[lang])))


def _name_number(world: World, text: str, number: str, at: int, account: Account) -> Post:
    words, plain, app = write_number(world, number)
    said = (number,) if plain else ()
    return Post(at, account, text.replace("{phone}", words), said, () if plain else (number,), app)


def _tell_changes(world: World, place: Place, person: Person) -> None:
    """Tell a new number with the old one, and a new account with the handle of the lost one."""
    for (_, old), (at, new) in zip(person.lines, person.lines[1:], strict=False):
        accounts = person.accounts_at(at, place.platform)
        if place.born <= at < place.end and accounts and world.happens("tells_change"):
            first, plain, _ = write_number(world, old, plain=True)
            second, _, app = write_number(world, new, plain=True)
            text = CHANGED[person.lang].replace("{old}", first).replace("{new}", second)
            said = (old, new) if plain else (new,)
            place.posts.append(Post(at + 3600, accounts[0], text, said, app=app, change=(old, new)))
    chain = [each for each in person.accounts if each.platform == place.platform == "telegram"]
    for lost, back in pairwise(chain):
        if (
            lost.handles
            and lost.handles[-1][1]
            and place.born <= back.born < place.end
            and world.happens("tells_other")
        ):
            handle = lost.handles[-1][1]
            text = NEW_HERE[person.lang].replace("{handle}", f"@{handle}")
            place.posts.append(Post(back.born + 7200, back, text, (f"telegram:@{handle.lower()}",)))


def advertise_abroad(world: World, crew: Crew, places: list[Place]) -> None:
    """Let people of a crew post into groups of others: in the crew's name with their own line, or small things."""
    rng = world.rng
    for account in [each for person in crew.persons for each in person.accounts]:
        busy = 3.5 if account.person.role in ("advertiser", "dispatcher", "driver") else 1.2
        fit = [each for each in places if each.platform == account.platform and each.kind != "channel"]
        for _ in range(int(rng.expovariate(1 / busy)) if fit else 0):
            place = rng.choice(fit)
            low, high = max(place.born, account.born), min(place.end, account.lost)
            if low >= high:
                continue
            at = world.moment(low, high)
            _add_remark(world, crew, place, account, at)


def _add_remark(world: World, crew: Crew, place: Place, account: Account, at: int) -> None:
    """Write one thing as an account of a crew does in a chat."""
    rng, lang = world.rng, account.person.lang
    if rng.random() < 0.45:
        post = Post(at, account, rng.choice((*ANSWERS[lang], *ASKS[lang])).replace("{a}", rng.choice(TOWNS[lang])))
    else:
        numbers = [account.person.line_at(at)] if "phone" in account.habits and account.person.lines else []
        post = write_advert(
            world, lang, at, account, numbers, crew.wordings, f"{crew.key.removesuffix('-b')}/{crew.turn}"
        )
        _lead_on(world, crew, place, account.person, post)
    if rng.random() < 0.7:
        sign_post(post, account)
    place.members.setdefault(account, at)
    place.posts.append(post)
