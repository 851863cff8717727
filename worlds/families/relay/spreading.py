"""How posts wander: copied into spare channels, by rivals and scammers; and where successors are announced."""

from worlds.families.relay.crews import Crew
from worlds.families.relay.people import DAY, Place, Post, World
from worlds.families.relay.speaking import (
    copy_post,
    name_of,
)
from worlds.families.relay.texts import (
    MOVED,
    ONLY_REAL,
)


def spread_news(world: World, crews: list[Crew]) -> None:
    """Copy old posts into spares and rivals' channels, and announce successors here, there and by mistake elsewhere."""
    rng = world.rng
    for old, new in [*world.facts.get("spares", []), *world.facts.get("copies", [])]:
        _copy_posts(world, old, new)
    for old, copied, number in world.facts.get("clones", []):
        for post in [each for each in old.posts if copied.born - 90 * DAY < each.at < copied.born + 60 * DAY]:
            swap = (number, number) if post.said or post.veiled else None
            copied.posts.append(copy_post(post, max(post.at, copied.born) + rng.randint(600, 90_000), None, swap=swap))
    for old, new, crew in world.facts.get("claims", []):
        post = Post(
            max(new.born, old.end) + 7200, None, ONLY_REAL[crew.lang].format(name=name_of(old, old.end), link=new.link)
        )
        _put_post(world, new, crew, post)
    for old, new, crew in world.facts.get("announcements", []):
        _announce_successor(world, old, new, crew, crews)


def _copy_posts(world: World, old: Place, new: Place) -> None:
    rng = world.rng
    chosen = sorted(
        (each for each in old.posts if each.author is None and not each.forwarded), key=lambda each: each.at
    )
    for post in chosen[-rng.randint(3, 12) :]:
        at = max(new.born, min(old.end, post.at)) + rng.randint(60, 9000)
        forwarded = name_of(old, at) if rng.random() < 0.6 else ""
        _put_post(world, new, None, copy_post(post, at, None, forwarded=forwarded))


def _put_post(world: World, place: Place, crew: Crew | None, post: Post) -> None:
    """Put a post into a place: as the place where it writes itself, else by somebody of its staff."""
    if not place.broadcasts:
        people = [
            account
            for person in (crew.persons if crew else ())
            for account in person.accounts_at(post.at, place.platform)
        ]
        people = people or [each for each in place.admins if each.platform == place.platform]
        if not people:
            return
        post.author = world.rng.choice(people)
    if post.at < place.end:
        place.posts.append(post)


def _announce_successor(world: World, old: Place, new: Place, crew: Crew, crews: list[Crew]) -> None:
    """Announce a successor: in the old place while it lives, in its chat, in a sister, on a profile, or by mistake."""
    rng = world.rng
    text = rng.choice(MOVED[crew.lang]).format(old=name_of(old, old.end), new=name_of(new, new.born), link=new.link)
    said = (new.contact,) if new.contact else ()
    sent: list[tuple[Place, Crew]] = []
    chat = old.linked
    after = max(old.end, new.born) + rng.randint(3600, 4 * DAY)
    if not world.happens("announced_elsewhere"):
        if new.born < old.end:
            _put_post(
                world,
                old,
                crew,
                Post(
                    rng.randint(max(new.born, old.end - 5 * DAY), old.end - 60),
                    None,
                    text,
                    said,
                    announces=(old.id, new.id),
                ),
            )
        return
    sisters = [each for each in crew.places if each not in (old, new) and each.born <= after < each.end]
    strange = [
        each
        for other in crews
        if other is not crew
        for each in other.places
        if each.kind == "chat" and each.born <= after < each.end
    ]
    way = rng.choice(("chat", "sister", "profile", "strange"))
    if way == "chat" and chat is not None and chat.end > after:
        sent.append((chat, crew))
    elif way == "sister" and sisters:
        sent.append((rng.choice(sisters), crew))
    elif way == "strange" and strange:
        sent.append((rng.choice(strange), crew))
    elif new.contact:
        people = [account for person in crew.working(after) for account in person.accounts_at(after, "telegram")]
        if people:
            account = rng.choice(people)
            account.bio = f"{account.bio} {new.link}".strip()
            account.bio_contacts = (*account.bio_contacts, new.contact)
            world.note("bios", (account, old.id, new.id))
    for place, by in sent:
        _put_post(world, place, by, Post(after, None, text, said, announces=(old.id, new.id)))
