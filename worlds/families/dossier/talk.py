"""What people write: adverts with their numbers, announcements, questions, warnings, copies, sales."""

from collections import defaultdict
from dataclasses import dataclass

from worlds.families.dossier.groups import Place, Scene, staff_account
from worlds.families.dossier.numbers import STYLES, hide_number, write_number
from worlds.families.dossier.people import BEGIN, DAY, END, Account, Crew, Hand, World
from worlds.families.dossier.texts import (
    DUTY_TEXTS,
    HOTLINE_TEXTS,
    JOB_TEXTS,
    JOURNALIST_TEXTS,
    LANGUAGES,
    PACKS,
    SELLER_TEXTS,
    VOLUNTEER_TEXTS,
)


@dataclass(slots=True)
class Post:
    """A message in a place or, without one, in a private chat."""

    time: int
    author: str
    """An account, or the place itself where a channel or page speaks."""
    place: str
    text: str
    kind: str
    numbers: tuple[tuple[str, bool], ...] = ()
    """Numbers in it, and whether they stand there plainly."""
    handles: tuple[str, ...] = ()
    sends: bool = False
    """Whether the author sends people to these contacts."""
    forwarded: str = ""
    points: str = ""
    """The place that it announces or leads to."""
    line: str = ""
    """The personal line under it."""
    signed: str = ""
    with_account: str = ""
    """The partner in a private chat."""
    number: int = 0
    """Of the message in its place."""


def write_contact(world: World, hand: Hand, number: str, *, may_hide: bool = False) -> tuple[str, bool]:
    """Write a number as a person writes it; tell whether it stands there plainly."""
    if may_hide and world.happens("disguise"):
        return hide_number(world.rng, number), False
    style = hand.style
    if hand.mixes:
        style = "national" if world.happens("national") else world.rng.choice(STYLES[:3])
    return write_number(world.rng, number, style), True


def write_advert(scene: Scene, crew: Crew, hand: Hand, place: Place, time: int) -> Post:
    """Write an advert of a crew: a text, one number or several, a handle, perhaps a line of the writer's own."""
    world, rng = scene.world, scene.world.rng
    pack = PACKS[crew.lang]
    text = crew.template or "\n".join(dict.fromkeys(rng.choice(pack.adverts).split("\n")[at % 2] for at in range(2)))
    a, b = crew.towns if rng.random() < 0.85 else (rng.choice(pack.towns), rng.choice(pack.towns))
    lines = [text.format(a=a, b=b, p=rng.randrange(6, 90) * 50, d=f"{rng.randrange(1, 29)}/{rng.randrange(1, 13)}")]
    numbers: dict[str, bool] = {}

    def add_number(number: str, label: str) -> None:
        written, plain = write_contact(world, hand, number, may_hide=True)
        lines.append(f"{label}: {written}" if label else written)
        numbers[number] = numbers.get(number, False) or plain

    desk = crew.desk_at(time)
    if rng.random() < crew.several:
        others = [world.hands[index] for index in crew.hands if world.hands[index].number_at(time)]
        labels = pack.roles if rng.random() < 0.7 else LANGUAGES
        for label, other in zip(labels, rng.sample(others, min(len(others), rng.choice((2, 2, 3, 4)))), strict=False):
            add_number(other.number_at(time), label)
    elif desk and rng.random() < 0.75:
        add_number(desk, rng.choice(("", "📞", pack.roles[0])))
    own = hand.number_at(time)
    if own and own not in numbers and rng.random() < (0.25 if numbers else 0.65):
        add_number(own, rng.choice(("", "WhatsApp", "☎️", "IMO")))
    handles = []
    mine = next((one.handle for one in hand.accounts_at(time, "telegram") if one.handle_at(time)), "")
    if crew.handle and rng.random() < 0.6:
        handles.append(crew.handle)
    elif mine and rng.random() < 0.4:
        handles.append(mine)
    lines += [f"Telegram @{handle}" for handle in handles]
    points = ""
    if place.platform == "facebook" and rng.random() < 0.35:
        chats = [
            one for one in scene.places if one.crew == crew.index and one.platform == "telegram" and one.lives(time)
        ]
        if chats:
            chat = rng.choice(chats)
            points = chat.id
            lines.append(chat.address)
    if hand.line and rng.random() < 0.8:
        lines.append(hand.line)
    return Post(
        time,
        "",
        place.id,
        "\n".join(lines),
        "advert",
        tuple(numbers.items()),
        tuple(handles),
        True,
        "",
        points,
        hand.line if hand.line in lines else "",
    )


def write_everything(scene: Scene) -> dict[str, list[Post]]:
    """Write all posts in places, by place and in order of time."""
    posts: dict[str, list[Post]] = defaultdict(list)
    for place in scene.places:
        if place.crew >= 0:
            add_adverts(scene, place, posts[place.id])
            tell_claims(scene, place, posts[place.id])
    for place in scene.places:
        if place.house >= 0:
            speak_for_house(scene, place, posts[place.id])
        for time, speaker, told_in in place.told_in:
            if told_in:
                posts[told_in].append(announce_place(scene, place, time, speaker, told_in))
    adverts = [post for written in posts.values() for post in written if post.kind == "advert"]
    for place in scene.places:
        add_chatter(scene, place, posts[place.id], adverts)
    post_as_others(scene, posts, adverts)
    for place in scene.places:
        if place.kind in {"supergroup", "channel"}:
            tell_events(scene, place, posts[place.id])
    for id, written in posts.items():
        written.sort(key=lambda post: (post.time, post.author, post.text))
        number = scene.world.rng.randrange(2, 400)
        for post in written:
            number += scene.world.rng.choice((1, 1, 2, 3, 7))
            post.number = number
            post.place = id
    return posts


def speak_in(world: World, place: Place, account: Account, post: Post) -> Post:
    """Put an author on a post: in channels and pages the place itself speaks, at times signed."""
    if place.kind in {"channel", "page"}:
        post.author = place.id
        post.signed = account.name_at(END) if place.kind == "channel" and world.rng.random() < 0.25 else ""
    else:
        post.author = account.id
    return post


def add_adverts(scene: Scene, place: Place, written: list[Post]) -> None:
    """Let a crew's people advertise in a place of theirs while it lives."""
    world, rng = scene.world, scene.world.rng
    crew = world.crews[place.crew]
    time, pause = place.born + rng.randrange(DAY), rng.randrange(6, 22)
    while time < min(place.ends, END):
        account = staff_account(world, crew, place, time)
        if account:
            hand = world.hands[account.hand]
            post = write_advert(scene, crew, hand, place, time)
            for since, old, new in hand.changes:
                if since < time < since + 60 * DAY and rng.random() < 0.5:
                    text = rng.choice(PACKS[crew.lang].changes)
                    (o, plain), (n, _) = write_contact(world, hand, old), write_contact(world, hand, new)
                    post = Post(
                        time, "", place.id, text.format(o=o, n=n), "change", ((old, plain), (new, plain)), sends=True
                    )
            written.append(speak_in(world, place, account, post))
        time += int(rng.expovariate(1 / (pause * DAY))) + 3600


def tell_claims(scene: Scene, place: Place, written: list[Post]) -> None:
    """Let a half of a split crew, or a rival, say in its own place that it is the true one."""
    world, rng = scene.world, scene.world.rng
    if (place.rival_of is None and not place.claims) or rng.random() < 0.4:
        return
    account = staff_account(world, world.crews[place.crew], place, place.born)
    if account:
        text = rng.choice(PACKS[place.lang].moves).format(g=place.names[0][1], l=place.address)
        written.append(
            speak_in(world, place, account, Post(place.born + 7200, "", place.id, text, "claim", points=place.id))
        )


def announce_place(scene: Scene, place: Place, time: int, speaker: str, told_in: str) -> Post:
    """Write the announcement of a place."""
    world = scene.world
    text = world.rng.choice(PACKS[place.lang].moves).format(g=place.name_at(time), l=place.address)
    where = scene.by_id[told_in]
    return speak_in(
        world, where, world.accounts[speaker], Post(time, "", told_in, text, "move", sends=True, points=place.id)
    )


def speak_for_house(scene: Scene, place: Place, written: list[Post]) -> None:
    """Let a firm advertise in its own channel or page."""
    world, rng = scene.world, scene.world.rng
    house = world.houses[place.house]
    time = place.born + rng.randrange(30 * DAY)
    while time < min(place.ends, END):
        hand = world.hands[rng.choice([one for one in house.hands if holds_common(world, one, time)] or house.hands)]
        account = next(iter(hand.accounts_at(time)), None)
        if account:
            written.append(
                speak_in(world, place, account, write_house_post(world, hand, house.kind, house.number, time))
            )
        time += int(rng.expovariate(1 / (30 * DAY))) + 3600


def write_house_post(world: World, hand: Hand, kind: str, number: str, time: int) -> Post:
    """Write what a firm's or family's member posts with the common number."""
    rng, pack = world.rng, PACKS[hand.lang]
    texts = {"agency": pack.trips, "exchange": pack.rates, "office": JOB_TEXTS + DUTY_TEXTS, "family": pack.sales}[kind]
    if kind == "agency" and rng.random() < 0.3:
        texts = tuple(f"{text}\n{{n}}" for text in pack.adverts)
    written, plain = write_contact(world, hand, number)
    text = rng.choice(texts)
    held = ((number, plain),) if "{n}" in text else ()
    a, b = pack.towns[0], pack.towns[1]
    text = text.format(
        n=written, a=a, b=b, p=rng.randrange(80, 120), d=f"{rng.randrange(1, 29)}/{rng.randrange(1, 13)}"
    )
    line = hand.line if rng.random() < 0.7 else ""
    return Post(time, "", "", f"{text}\n{line}" if line else text, kind, held, sends=True, line=line)


def holds_common(world: World, hand: int, time: int) -> bool:
    """Tell whether somebody holds the common number of the house at a time: sold firms have new people."""
    number = world.houses[world.hands[hand].firm].number
    return any(since <= time < until for since, until, held in world.hands[hand].numbers if held == number)


def add_chatter(scene: Scene, place: Place, written: list[Post], adverts: list[Post]) -> None:
    """Let members ask, greet, thank, warn, copy and sell."""
    world, rng = scene.world, scene.world.rng
    if place.kind in {"channel", "page"}:
        return
    pack = PACKS[place.lang]
    local = [post for post in written if post.kind == "advert"]
    near = [post for post in adverts if scene.by_id[post.place].lang == place.lang]
    for id, (since, until) in place.members.items():
        hand = world.hands[world.accounts[id].hand]
        if until - since < DAY:
            continue
        time = world.draw_time(since, until)
        if hand.kind == "worker":
            if place.crew not in hand.crews and rng.random() < 0.5 and hand.crews:
                post = write_advert(scene, world.crews[hand.crews[0]], hand, place, time)
                post.author = id
                written.append(post)
            continue
        house = world.houses[hand.firm] if hand.firm >= 0 else None
        if house and rng.random() < 0.4 and holds_common(world, hand.index, time):
            post = write_house_post(world, hand, house.kind, house.number, time)
            post.author = id
            written.append(post)
            continue
        post = Post(time, id, place.id, "", "chat")
        way = rng.random()
        read = [one for one in (local or near)[:60] if one.time < time and one.numbers]
        number = hand.number_at(time)
        if world.happens("warnings") and read:
            warned, plain = rng.choice(rng.choice(read).numbers)
            said, _ = write_contact(world, hand, warned)
            post.text, post.kind, post.numbers = rng.choice(pack.warns).format(n=said), "warn", ((warned, True),)
        elif world.happens("forwards") and near:
            copied = rng.choice(near)
            post.text, post.kind, post.numbers, post.handles = copied.text, "copy", copied.numbers, copied.handles
            post.time = max(time, copied.time + 3600)
            if not world.happens("unmarked") and copied.author.partition(":")[0] == place.platform:
                post.forwarded = copied.author
            if post.time >= until:
                continue
        elif world.happens("sales") and number:
            said, plain = write_contact(world, hand, number)
            post.text, post.kind, post.numbers, post.sends = (
                rng.choice(pack.sales).format(n=said),
                "sale",
                ((number, plain),),
                True,
            )
        elif way < 0.45:
            continue
        else:
            kind = rng.choice((pack.asks, pack.chat, pack.chat, pack.thanks))
            post.text = rng.choice(kind).format(a=rng.choice(pack.towns), b=rng.choice(pack.towns))
        written.append(post)


def post_as_others(scene: Scene, posts: dict[str, list[Post]], adverts: list[Post]) -> None:
    """Let journalists, volunteers, hotlines and sellers of texts post in many places."""
    world, rng = scene.world, scene.world.rng
    rescue = [hand.numbers[0][2] for hand in world.hands if hand.kind == "hotline"]
    for hand in world.hands:
        texts = {
            "journalist": JOURNALIST_TEXTS,
            "volunteer": VOLUNTEER_TEXTS,
            "hotline": HOTLINE_TEXTS,
            "text seller": SELLER_TEXTS,
        }.get(hand.kind)
        if not texts or not adverts:
            continue
        for account in hand.accounts:
            fits = [
                one for one in scene.places if one.platform == account.platform and one.kind in {"supergroup", "group"}
            ]
            for place in rng.sample(fits, min(len(fits), 3 + min(world.size // 400, 8))):
                time = world.draw_time(max(place.born, account.born), min(place.ends, END))
                if time >= min(place.ends, END):
                    continue
                text, quoted = rng.choice(texts), rng.choice(adverts)
                own = hand.numbers[0][2]
                number = {
                    "journalist": quoted.numbers[0][0] if quoted.numbers else "",
                    "hotline": rng.choice(rescue),
                    "volunteer": rng.choice(rescue) if "rescue" in text else own,
                }.get(hand.kind, own)
                number = number or own
                said, plain = write_contact(world, hand, number)
                held: tuple[tuple[str, bool], ...] = ((number, plain),) if "{n}" in text else ()
                shown = quoted.text
                if hand.kind == "text seller":
                    pack = PACKS[hand.lang]
                    shown = rng.choice(pack.adverts).format(a=pack.towns[0], b=pack.towns[1], p="***", d="...")
                elif "{t}" in text:
                    held = quoted.numbers
                sends = hand.kind in {"hotline", "volunteer", "text seller"}
                post = Post(time, account.id, place.id, text.format(n=said, t=shown), hand.kind, held, sends=sends)
                posts[place.id].append(post)


def tell_events(scene: Scene, place: Place, written: list[Post]) -> None:
    """Add what the platform writes itself: who opened it, who joined, what it is called now."""
    rng = scene.world.rng
    opener = place.admins[0][0] if place.admins and place.kind == "supergroup" else place.id
    written.append(Post(place.born, opener, place.id, place.names[0][1], "create"))
    written += [Post(since, opener, place.id, name, "title") for since, name in place.names[1:] if since < place.ends]
    if place.kind == "channel":
        return
    for id, (since, _) in place.members.items():
        way = rng.random()
        if way < 0.5:
            written.append(Post(since, id, place.id, "", "join"))
        elif way < 0.6 and opener != id:
            written.append(Post(since, opener, place.id, id, "invite"))


def write_private_chat(scene: Scene, holder: Account, partner: Account, until: int) -> list[Post]:
    """Write what two people say to each other: plans, numbers, calls, cards, announcements, family talk."""
    world, rng = scene.world, scene.world.rng
    one, other = world.hands[holder.hand], world.hands[partner.hand]
    pack, posts = PACKS[one.lang], []
    low, high = max(holder.born, partner.born, BEGIN), min(until, holder.ends, partner.ends)
    if high - low < DAY:
        return []
    crew = next((world.crews[index] for index in one.crews if index in other.crews), None)
    for _ in range(rng.choice((1, 2, 3, 5, 8, 13))):
        time, writer = world.draw_time(low, high), rng.choice((holder, partner))
        hand = world.hands[writer.hand]
        text, kind = rng.choice(pack.chat), "private"
        numbers: tuple[tuple[str, bool], ...] = ()
        way, number = rng.random(), hand.number_at(time)
        if way < 0.2 and number:
            said, plain = write_contact(world, hand, number)
            text, numbers = said, ((number, plain),)
        elif way < 0.35 and crew:
            third = world.hands[rng.choice(crew.hands)]
            if third.number_at(time):
                text, kind, numbers = third.latin.split(" ")[0], "card", ((third.number_at(time), True),)
        elif way < 0.5:
            text = rng.choice(pack.asks).format(a=rng.choice(pack.towns), b=rng.choice(pack.towns))
        elif way < 0.65:
            text, kind = "", rng.choice(("call", "call", "missed"))
        posts.append(
            Post(
                time,
                writer.id,
                "",
                text,
                kind,
                numbers,
                sends=kind == "private" and bool(numbers),
                with_account=partner.id,
            )
        )
    for hand, writer in ((one, holder), (other, partner)):
        for since, old, new in hand.changes:
            if low < since < high and rng.random() < 0.5:
                (o, plain), (n, _) = write_contact(world, hand, old), write_contact(world, hand, new)
                text = rng.choice(pack.changes).format(o=o, n=n)
                posts.append(
                    Post(
                        since + 1800,
                        writer.id,
                        "",
                        text,
                        "change",
                        ((old, plain), (new, plain)),
                        sends=True,
                        with_account=partner.id,
                    )
                )
    for place in scene.places:
        for time, speaker, told_in in place.told_in:
            if not told_in and speaker in {holder.id, partner.id} and low < time < high and rng.random() < 0.6:
                text = rng.choice(pack.moves).format(g=place.name_at(time), l=place.address)
                posts.append(
                    Post(time, speaker, "", text, "move", sends=True, points=place.id, with_account=partner.id)
                )
    return sorted(posts, key=lambda post: (post.time, post.author, post.text))
