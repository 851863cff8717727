"""Announcements: posts that name a group or page, in words of a new place, and who of another place writes them."""

from collections.abc import Mapping
from functools import cached_property

from graph.analysis.shared.lifetimes import Life
from graph.analysis.succession.announcement_words import rate_announcement
from graph.analysis.succession.group_names import GroupNames, sound_words
from graph.analysis.succession.group_profiles import Announced, GroupProfiles, Pair, keep_plainest
from graph.analysis.succession.members import JOINER
from graph.snapshot import Snapshot

BEARERS = 20
"""Groups and pages whose names hold a word up to which the word may point to one of them in a text."""

PLAIN_TITLE = 8.0
"""Bits of a name from which its words, all in one text, are that name."""


class Announcements:
    """Who says of which group or page that it is a new one, and who that knows an old one leads there."""

    def __init__(
        self, snapshot: Snapshot, lives: Mapping[int, Life], profiles: GroupProfiles, group_names: GroupNames
    ) -> None:
        self.snapshot, self.lives = snapshot, lives
        self.profiles, self.group_names = profiles, group_names

    @cached_property
    def heralded(self) -> dict[int, Announced]:
        """Give how plainly posts that lead to a place call it new: 1, or the successor of one that is gone: 2."""
        found: dict[int, Announced] = {}
        for post, places in self.profiles.leads.items():
            level = self._words[post]
            for place, links in places.items():
                if level and (place not in found or found[place].strength < level):
                    found[place] = Announced(level, links)
        return found

    @cached_property
    def by_people(self) -> dict[Pair, Announced]:
        """Give how people of one, or posts in it, lead to another: 1, or 2 and 3 in words of a new place."""
        found: dict[Pair, Announced] = {}
        author, chat = self.snapshot.of_posts("author"), self.snapshot.of_posts("chat")
        for post, places in self.profiles.leads.items():
            homes = self._homes.get(author.get(post, -1), ())
            for old in (*homes, chat[post]) if chat.get(post) in self.lives else homes:
                for new, links in places.items():
                    keep_plainest(found, old, new, Announced(1.0 + self._words[post], links))
        return found

    @cached_property
    def named_both(self) -> dict[Pair, Announced]:
        """Give how plainly posts that lead to one in words of a new place hold the name of another."""
        found: dict[Pair, Announced] = {}
        for post, places in self.profiles.leads.items():
            if level := self._words[post]:
                for old in self._titled(self._texts[post]):
                    for new, links in places.items():
                        keep_plainest(found, old, new, Announced(level, links))
        return found

    @cached_property
    def _words(self) -> dict[int, int]:
        """Give how plainly each of these posts speaks of a new place."""
        return {post: rate_announcement(self._texts[post]) for post in self.profiles.leads}

    @cached_property
    def _texts(self) -> dict[int, str]:
        """Give the text of each of these posts."""
        posts = self.snapshot.posts
        rows = zip(posts["post"].to_pylist(), posts["text"].to_pylist(), strict=True)
        return {post: text or "" for post, text in rows if post in self.profiles.leads}

    @cached_property
    def _homes(self) -> dict[int, list[int]]:
        """Give the groups that each account is a member or writer of; of who is everywhere none."""
        found: dict[int, set[int]] = {}
        for account, group in self.profiles.presences():
            found.setdefault(account, set()).add(group)
        return {account: sorted(groups) for account, groups in found.items() if len(groups) <= JOINER}

    def _titled(self, text: str) -> list[int]:
        """Give the groups and pages of which all words of a plain name stand in a text."""
        words, group_names = set(sound_words(text)), self.group_names
        near = {
            one
            for word in words
            if len(group_names.bearers.get(word, ())) <= BEARERS
            for one in group_names.bearers.get(word, ())
        }
        return sorted(
            one
            for one in near
            if any(words.issuperset(name) and group_names.bits(name) >= PLAIN_TITLE for name in group_names.called[one])
        )
