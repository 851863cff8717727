"""Tells one group, or one page, at a time: its posts in order, numbered; nothing of it is kept afterwards."""

from datetime import timedelta
from random import Random

from worlds.families.first.crewing import Crew
from worlds.families.first.stage import Stage
from worlds.families.first.work import write_chat
from worlds.world import Account, Event, Group, Post

BLUR = timedelta(hours=36)
"""Nobody who changes a name on Facebook writes this near to it: lists tell days, and clocks are hours off."""


class Teller:
    """Makes the posts of a world, place by place."""

    def __init__(self, stage: Stage, crews: list[Crew]) -> None:
        self.stage = stage
        self.crewed = {group.id for crew in crews for group in crew.groups}
        self.counted = 0
        self.posts = 0

    def group(self, group: Group) -> list[Post]:
        """Give the posts of a group, oldest first, with their ids."""
        rng = Random(f"{self.stage.seed} {group.id}")
        posts = self.planned(group, rng)
        if not group.form.endswith("channel"):
            kit = self.stage.kits.get(group.id)
            posts += write_chat(self.stage, rng, group, kit.staff if kit else (), group.id in self.crewed)
        end = group.died
        posts = [post for post in posts if end is None or post.at < end]
        return self.numbered(group, self.settled(posts, rng), rng)

    def page(self, account: Account) -> list[Post]:
        """Give the posts of an account's own page."""
        rng = Random(f"{self.stage.seed} {account.id}")
        posts, end = self.planned(account, rng), account.removed
        posts = [post for post in posts if end is None or post.at < end]
        return self.numbered(None, self.settled(posts, rng), rng)

    def planned(self, where: Group | Account, rng: Random) -> list[Post]:
        posts = self.stage.posts.pop(where.id, [])
        for task in self.stage.tasks.pop(where.id, ()):
            posts.extend(task(rng))
        return posts

    def settled(self, posts: list[Post], rng: Random) -> list[Post]:
        """Put posts in order; those too near to a change of name go, and some are deleted later, answered or not."""
        kept = [post for post in posts if not _is_blurred(post)]
        kept.sort(key=lambda post: (post.at, post.author.id, post.purpose))
        for post in kept:
            if post.deleted is None and rng.random() < self.stage.rates.deleted:
                post.deleted = post.at + timedelta(hours=rng.randrange(1, 400))
        self.posts += len(kept)
        return kept

    def numbered(self, group: Group | None, posts: list[Post], rng: Random) -> list[Post]:
        """Give ids: in a Telegram chat events and posts count together, with gaps where something was deleted."""
        if group is None or group.platform == "facebook":
            for post in posts:
                self.counted += 1
                post.number = 99_400_000_000_000_000 + self.counted * 130_363
            return posts
        group.events.sort(key=lambda event: event.at)
        items: list[Event | Post] = [*group.events, *posts]
        n = 0
        for item in sorted(items, key=lambda item: item.at):
            n += 1 if rng.randrange(20) else rng.randrange(2, 5)
            item.number = n
        return posts


def _is_blurred(post: Post) -> bool:
    there = (post.author, post.group) if post.group else (post.author,)
    return any(
        abs(post.at - at) < BLUR
        for bearer in there
        if bearer.platform == "facebook" and (len(bearer.names) > 1 or len(bearer.handles) > 1)
        for at, _ in (*bearer.names[1:], *bearer.handles[1:])
    )
