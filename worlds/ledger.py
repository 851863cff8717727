"""What is left when a world has been told: posts in order with their ids, and the truth that follows from them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from worlds.crews import Crew
from worlds.facts import Crew as CrewTruth
from worlds.facts import Hop
from worlds.world import Account, Event, Group, Post, World

DAY = timedelta(hours=36)
"""A table of names tells days alone: nobody it names writes this near to a change."""


def close_ledger(world: World, crews: Sequence[Crew]) -> None:
    """Put the posts in order, give them ids, and write down crews, hops and what opens what."""
    told = {rename.subject for rename in world.truth.renames if rename.told_by == "history"}
    world.posts = [post for post in world.posts if not _is_blurred(post, told) and not _is_gone(post)]
    world.posts.sort(key=lambda post: (post.at, post.author.id, post.group.id if post.group else ""))
    number_world_posts(world)
    world.truth.renames.sort(key=lambda rename: (rename.at, rename.subject))
    world.truth.opens = list(list_opened(world))
    world.truth.hops = list_world_hops(world)
    for crew in crews:
        contacts = {crew.office.id, *(n.id for n in crew.own_numbers()), f"invite:{crew.whatsapp}"}
        world.truth.crews.append(
            CrewTruth(
                crew.plan.key,
                tuple(sorted(account.id for account in crew.accounts)),
                tuple(sorted(group.id for group in crew.groups)),
                tuple(sorted(contacts)),
            )
        )


def _is_gone(post: Post) -> bool:
    return post.group is not None and post.at >= post.group.left.get(post.author.id, post.at + DAY)


def _is_blurred(post: Post, told: set[str]) -> bool:
    if not isinstance(post.author, Account) or post.author.id not in told:
        return False
    return any(abs(post.at - at) < DAY for at, _ in post.author.names[1:])


def number_world_posts(world: World) -> None:
    """Give ids: in a Telegram chat events and posts count together, with gaps where something was deleted."""
    for group in (*world.groups, *world.chats):
        if group.platform != "telegram":
            continue
        group.events.sort(key=lambda event: event.at)
        items: list[Event | Post] = [*group.events, *(post for post in world.posts if post.group is group)]
        n = 0
        for item in sorted(items, key=lambda item: item.at):
            n += 1 if world.rng.randrange(20) else world.rng.randrange(2, 5)
            item.number = n
    for n, post in enumerate(post for post in world.posts if not post.group or post.group.platform == "facebook"):
        post.number = 99400000000000000 + n * 130363


def list_opened(world: World) -> Iterator[tuple[str, str]]:
    """Yield each invite and handle of Telegram with what it opens."""
    for group in world.groups:
        if group.invite:
            yield f"invite:{group.invite}", group.id
        for _, name in group.handles:
            yield f"telegram:@{name}", group.id
    for account in world.accounts:
        if account.platform == "telegram":
            for _, name in account.handles:
                yield f"telegram:@{name}", account.id


def list_world_hops(world: World) -> list[Hop]:
    """Give every writer and group with every contact its posts name."""
    seen: dict[tuple[str, str], tuple[str, list[datetime]]] = {}
    for post in world.posts:
        pieces = (*post.text, *post.image_text, *([post.button] if post.button else []))
        named = {piece.contact: piece.app for piece in pieces if piece.contact}
        if post.card:
            named[post.card[1].id] = ""
        there: list[Account | Group] = [post.author, *([post.group] if post.group else [])]
        for contact, app in sorted(named.items()):
            for start in dict.fromkeys(bearer.id for bearer in there):
                known, times = seen.setdefault((start, contact), (app, []))
                seen[start, contact] = (known or app, [*times, post.at])
    bearers: list[Account | Group] = [*world.accounts, *world.groups]
    for bearer in bearers:
        for piece in bearer.shows:
            seen.setdefault((bearer.id, piece.contact), (piece.app, []))
    return [
        Hop(
            start,
            contact,
            app,
            len(times),
            _format_time(min(times, default=None)),
            _format_time(max(times, default=None)),
        )
        for (start, contact), (app, times) in sorted(seen.items())
    ]


def _format_time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else ""
