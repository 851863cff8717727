"""The story of the sample case: who lives where, who renames what, which group dies and which follows."""

from datetime import UTC, datetime, timedelta
from random import Random

from worlds import changes, chatter, crews, innocents, ledger, people, plans, speech
from worlds.names import Names
from worlds.numbers import Numbers
from worlds.world import Account, Event, Group, Piece, Post, World

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)
EARLY = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
"""When one chat was exported for the first time."""


def build_sample(seed: int) -> World:
    """Make the world of the sample case: the same seed gives the same world."""
    rng = Random(seed)
    world = World(rng, Names(rng), Numbers(rng), BEGIN, END)
    world.truth.seed = seed
    on_telegram = people.add_neighbours(world, "telegram", 132)
    on_facebook = people.add_neighbours(world, "facebook", 126)
    telegram = people.add_home_groups(world, "telegram", on_telegram)
    facebook = people.add_home_groups(world, "facebook", on_facebook)
    everyone = [*on_telegram, *on_facebook]
    innocents.add_sample_namesakes(world, on_telegram)
    known = [crews.make_sample_crew(world, plan) for plan in plans.PLANS]
    for crew in known:
        add_audience(world, crew, crew.supergroup, on_telegram)
        add_audience(world, crew, crew.facebook, on_facebook)
    end_groups(world, known, telegram, on_telegram)
    rename_all(world, known, telegram, facebook, everyone)
    pass_handles(world, known)
    move_members(world, telegram, known)
    for crew in known:
        run_sample_crew(world, crew, telegram, facebook)
    lay_chains(world, known)
    for group in [g for g in world.groups if g.topic not in ("crew", "agency")]:
        posts = 84 if group.platform == "telegram" else 62
        chatter.write_small_talk(world, group, posts, group.born + timedelta(days=3), group.died or END)
    innocents.add_agency(world, [*telegram[:5], *facebook], known)
    innocents.add_rating_group(world, on_telegram, known)
    spread = [g for g in world.groups if g.topic not in ("agency", "walks") and not g.form.endswith("channel")]
    innocents.add_hotline(world, spread, 64)
    innocents.add_phone_families(world, (telegram[6], facebook[4], telegram[7]))
    innocents.add_recycled_number(world, known[3], telegram[6])
    innocents.add_journalist(world, facebook[:4])
    write_private_chats(world, on_telegram, known)
    second_thoughts(world, known[1].supergroup)
    ledger.close_ledger(world, known)
    return world


def add_audience(world: World, crew: crews.Crew, group: Group, some: list[Account]) -> None:
    """Let people who look for a way join a crew's group: most speak one of its languages."""
    speakers = [person for person in some if person.language in crew.plan.languages]
    others = [person for person in some if person not in speakers]
    for person in (*world.rng.sample(speakers, 18), *world.rng.sample(others, 5)):
        people.enter_group(world, group, person, group.born + timedelta(hours=6), group.born + timedelta(days=150))


def run_sample_crew(world: World, crew: crews.Crew, telegram: list[Group], facebook: list[Group]) -> None:
    """Let a crew advertise in its own groups and in those of others, and be asked."""
    crews.announce_crew(world, crew)
    crews.declare_changes(world, crew)
    for group in crew.groups:
        end = min(group.died or END, END)
        begin = group.born + timedelta(days=1)
        months = max((end - begin).days // 30, 3)
        if group.form.endswith("channel"):
            continue
        crews.write_adverts(world, crew, group, months * 5 // 2, begin, end)
        chatter.write_questions(world, group, crew, months, begin, end)
        hands = [h.accounts[0] for h in crew.hands if h.accounts[0].platform == group.platform]
        for _ in range(2):
            chatter.write_at_once(world, group, hands[:3], begin, end)
    for place in (*telegram, *facebook):
        if place.language in crew.plan.languages and place.topic in ("diaspora", "jobs"):
            crews.write_adverts(world, crew, place, 5, BEGIN + timedelta(days=15), place.died or END)
    spoken = [place for place in telegram if place.language in crew.plan.languages and not place.died]
    chatter.pass_on(world, crew.channel, spoken[:2])


def end_groups(world: World, known: list[crews.Crew], telegram: list[Group], some: list[Account]) -> None:
    """Groups that die: three opened anew, one crew's and one innocent's gone for good, one rival, one look-alike."""
    sea, _, wide, bright, forest, road = known
    changes.end_group(sea.supergroup, datetime(2024, 9, 12, 20, 40, tzinfo=UTC), "removed", "terms of service")
    changes.reopen_group(world, sea, sea.supergroup, "باب البحر ٢ (الجديد)", 9, 45)
    changes.end_group(bright.facebook, datetime(2024, 12, 1, 18, 5, tzinfo=UTC), "removed", "content not available")
    changes.reopen_group(world, bright, bright.facebook, "راه روشن – گروه تازه", 6, 40)
    changes.end_group(forest.channel, datetime(2025, 1, 20, 9, 15, tzinfo=UTC), "removed", "channel not found")
    crews.announce_crew(world, forest)
    forest.channel = changes.reopen_group(world, forest, forest.channel, "Тропа 2025: даты", 11, 0)
    later = datetime(2024, 9, 27, 8, 30, tzinfo=UTC)
    admin = road.supergroup.admins[1]
    rival = world.group("telegram", "private_supergroup", "ar", "طريق العائلة", "crew", later, admin)
    changes.lure_members(world, sea.supergroup, rival, 18)
    road.groups.append(rival)
    changes.end_group(wide.facebook, datetime(2025, 2, 14, 21, 0, tzinfo=UTC), "removed", "content not available")
    world.truth.dead.append(wide.facebook.id)
    football = next(g for g in telegram if g.topic == "football")
    changes.end_group(football, datetime(2025, 3, 2, 19, 30, tzinfo=UTC), "", "")
    changes.look_alike(world, football, some)


def rename_all(
    world: World, known: list[crews.Crew], telegram: list[Group], facebook: list[Group], everyone: list[Account]
) -> None:
    """Renames: by crews and by innocents, there and back, a swap on each platform, names freed and taken."""
    sea, green, wide, bright, forest, road = known

    def day(n: int, hour: int = 12) -> datetime:
        return BEGIN + timedelta(days=n, hours=hour, minutes=7 * n % 60)

    changes.rename_bearer(world, sea.supergroup, "مطبخ العائلة", day(66))
    changes.rename_bearer(world, sea.supergroup, "باب البحر", day(97))
    changes.rename_bearer(world, sea.facebook, "سفر وامان", day(233), "seen")
    changes.rename_bearer(world, wide.supergroup, "Cuisine du Large", day(120))
    changes.rename_bearer(world, wide.channel, "Le Large, horaires", day(310))
    changes.rename_bearer(world, road.channel, "Open Road 24/7 🌊", day(140))
    changes.rename_bearer(world, bright.supergroup, "راه روشن ۲۰۲۵", day(370))
    football = next(g for g in telegram if g.topic == "football")
    changes.rename_bearer(world, football, "Harbour FC season 24/25", day(236))
    changes.rename_bearer(world, telegram[2], "⚓ Harbour Street neighbours", day(301))
    changes.rename_bearer(world, telegram[8], "Evening course B2", day(255))
    changes.rename_bearer(world, facebook[5], "Rooms, fridges, small jobs (new rules)", day(190), "seen")
    changes.swap_names(world, green.supergroup, green.channel, day(205))
    changes.free_name(world, forest.supergroup, road.supergroup, "Грибы и ягоды", day(330), 38)
    pages = [a for crew in known for a in crew.accounts if a.page]
    lantern, office, comptoir, desk = pages
    changes.swap_names(world, office, comptoir, day(412), "history")
    changes.free_name(world, lantern, desk, "Blue Heron Services", day(150), 61, "history")
    changes.rename_bearer(world, desk, "Kite Tail Desk", day(480), "history")
    silent = world.account("facebook", "en", "page", "silent-page", "Cedar & Salt Shop")
    silent.page = True
    changes.rename_bearer(world, silent, "Cedar & Salt Travel", day(80), "history")
    changes.rename_bearer(world, silent, "Cedar & Salt Shop", day(290), "history")
    owl = forest.hands[2].accounts[0]
    changes.rename_bearer(world, owl, "Тётя Сова", day(222), "seen")
    people_ = [a for a in everyone if a.platform == "facebook" and a.language in ("fr", "ar")]
    changes.rename_bearer(world, people_[3], f"{people_[3].names[0][1]}-Lilas", day(260), "history")
    changes.rename_bearer(world, people_[8], "Maman de Noor (inventée)", day(340), "history")


def pass_handles(world: World, known: list[crews.Crew]) -> None:
    """Handles: one passed on among pages, one among Telegram accounts; the rest stay."""
    pages = [a for crew in known for a in crew.accounts if a.platform == "facebook"]
    for n, account in enumerate(pages):
        account.handles.append((BEGIN, f"sample.page.{n:02}"))
    changes.pass_handle(world, pages[1], pages[8], "sample.page.lantern", BEGIN + timedelta(days=270), 45)
    users = [a for crew in known for a in crew.accounts if a.platform == "telegram" and not a.handles]
    for n, account in enumerate(users):
        account.handles.append((BEGIN, f"quiet_sample_{n:02}"))
    changes.pass_handle(world, users[2], users[7], "loud_sample_02", BEGIN + timedelta(days=200), 60)


def move_members(world: World, telegram: list[Group], known: list[crews.Crew]) -> None:
    """Members who leave, some for good; pins; a basic group that becomes a supergroup; a deleted account."""
    for group in (*telegram, *(crew.supergroup for crew in known)):
        end = group.died or END
        goers = [m for m in group.members if m.role == "neighbour" and m not in group.admins]
        for n, member in enumerate(world.rng.sample(goers, 4)):
            at = world.time(member.hand, group.joined[member.id] + timedelta(days=2), end - timedelta(days=9))
            back = world.time(member.hand, at + timedelta(days=1), end) if n % 2 else None
            people.leave_group(group, member, at, back)
        pinned = world.time(group.admins[0].hand, group.born + timedelta(days=4), end)
        group.events.append(Event(at=pinned, action="pin_message", actor=group.admins[0]))
    wide = known[2].supergroup
    wide.moved = wide.born + timedelta(days=44)
    before = wide.moved - timedelta(seconds=4)
    wide.events.append(Event(at=before, action="migrate_to_supergroup", actor=wide.admins[0]))
    wide.events.append(Event(at=wide.moved, action="migrate_from_group", actor=wide))
    telegram[0].members[9].removed = END - timedelta(days=30)


def write_private_chats(world: World, some: list[Account], known: list[crews.Crew]) -> None:
    """Let somebody who is in many groups export the whole account, private chats with two crews included."""
    groups = [group for group in world.groups if group.platform == "telegram"]
    owner = max(some, key=lambda one: (sum(one in group.members for group in groups), one.number))
    world.owner = owner
    owner.shows = [speech.write_phone(world.rng, "en", world.numbers.take("US"))]
    friend = next(one for one in some if one is not owner and one.language == owner.language)
    chatter.write_private_talk(world, friend, 9)
    for crew in known[:2]:
        hand = crew.hands[0]
        seller = hand.accounts[0]
        chatter.write_private_talk(world, seller, 6)
        own = hand.number(seller, END)
        if own:
            at = world.time(seller.hand, END - timedelta(days=60), END)
            text = speech.announce_whatsapp(world.rng, seller.language, own)
            world.posts.append(Post(seller, world.chats[-1], at, text, "answer"))


def second_thoughts(world: World, group: Group) -> None:
    """Between two exports of one chat: one advert edited, another deleted, a line with a control character in it."""
    adverts = sorted((p for p in world.posts if p.group is group and p.purpose == "ad" and p.text), key=lambda p: p.at)
    before = [post for post in adverts if post.at < EARLY - timedelta(days=3)]
    edited, gone = before[-2], before[-5]
    old = edited.text
    edited.text = speech.join_pieces(Piece("FULL. "), *old)
    edited.edited = (EARLY + timedelta(days=2), old)
    gone.deleted = EARLY + timedelta(days=5)
    adverts[2].text = speech.join_pieces(Piece("\x0b"), *adverts[2].text)


def lay_chains(world: World, known: list[crews.Crew]) -> None:
    """Lay chains from a Facebook account over an invite or handle to a Telegram group, and on to a number."""
    for crew in known:
        account = next(a for h in crew.hands for a in h.accounts if a.platform == "facebook")
        if crew.supergroup.invite and crew.plan.key != "green-bridge":
            target = speech.write_link(world.rng, crew.supergroup.invite)
            start, opened = f"invite:{crew.supergroup.invite}", crew.supergroup
        else:
            name = crew.channel.handles[0][1]
            target = speech.write_handle(world.rng, name)
            start, opened = f"telegram:@{name}", crew.channel
        crews.invite_to(world, crew, account, crew.facebook, target, 3)
        crews.invite_to(world, crew, account, None, target, 2)
        for end in find_top_contacts(world, opened):
            world.truth.chains.append((account.id, start, opened.id, end))
        if crew.plan.key == "bright-road":
            # The long way: from Facebook into the group, and from there into the channel.
            name = crew.channel.handles[0][1]
            seller = crew.hands[-1].accounts[0]
            crews.invite_to(world, crew, seller, crew.supergroup, speech.write_handle(world.rng, name), 4)
            world.truth.chains.append((account.id, start, opened.id, f"telegram:@{name}", crew.channel.id))


def find_top_contacts(world: World, group: Group) -> list[str]:
    """Give the contacts on WhatsApp that the adverts in the group name most."""
    counted: dict[str, int] = {}
    for post in world.posts:
        if post.group is group and post.purpose == "ad":
            for piece in post.text:
                if piece.app == "whatsapp":
                    counted[piece.contact] = counted.get(piece.contact, 0) + 1
    return sorted(counted, key=lambda contact: (-counted[contact], contact))[:2]
