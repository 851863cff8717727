"""What one hand does not do: answer itself again and again, and write in one minute twice."""

from functools import cached_property

from graph.analysis.alias.contacts import Moment
from graph.model import RepliesTo
from graph.snapshot import Snapshot

MINUTE = 60_000
"""Milliseconds."""


class Talk:
    """Who answers whom, and who writes when; each index is built once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def answers(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Give the answers of one account to another: post and what it answers, by who answers whom."""
        author = self.snapshot.of_posts("author")
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        links = self.snapshot.table(RepliesTo)
        for post, other in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            a, b = author.get(post), author.get(other)
            if a is not None and b is not None and a != b:
                found.setdefault((a, b), []).append((post, other))
        return found

    @cached_property
    def minutes(self) -> dict[int, dict[int, int]]:
        """Give the minutes in which each account wrote, and a post of each, where somebody else wrote too."""
        posts = self.snapshot.posts
        by_minute: dict[int, list[tuple[int, int]]] = {}
        for post, author, at in zip(
            posts["post"].to_pylist(), posts["author"].to_pylist(), posts["at"].to_pylist(), strict=True
        ):
            if author is not None and at is not None:
                by_minute.setdefault(at // MINUTE, []).append((author, post))
        found: dict[int, dict[int, int]] = {}
        for minute, rows in sorted(by_minute.items()):
            if len({author for author, _ in rows}) > 1:
                for author, post in sorted(rows):
                    found.setdefault(author, {}).setdefault(minute, post)
        return found

    @cached_property
    def lives(self) -> dict[int, tuple[Moment, Moment]]:
        """Give the first and the last post of each account that wrote any with a time."""
        posts = self.snapshot.posts
        columns = (posts[name].to_pylist() for name in ("author", "at", "post"))
        found: dict[int, tuple[Moment, Moment]] = {}
        for author, at, post in zip(*columns, strict=True):
            if author is not None and at is not None:
                moment = Moment(at, post)
                first, last = found.get(author, (moment, moment))
                found[author] = (min(first, moment), max(last, moment))
        return found

    def apart(self, a: int, b: int) -> bool:
        """Say whether two accounts are two hands by what they do: they answer each other, or write in one minute."""
        if (a, b) in self.answers or (b, a) in self.answers:
            return True
        return not self.minutes.get(a, {}).keys().isdisjoint(self.minutes.get(b, {}).keys())
