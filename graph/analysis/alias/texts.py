"""The adverts that accounts write, told apart by their words: what changes with the day counts for nothing."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from graph.analysis.alias.contacts import Contacts
from graph.analysis.alias.shapes import find_advert_shape
from graph.model import Mentions
from graph.snapshot import Snapshot

SHORTEST = 6
"""Words from which an equal advert is no chance."""

BEGIN, END, SLOT = 2, 3, 4
"""Two adverts are one where words at the begin and the end are equal, and a few between them differ."""

NEIGHBOURS = 40
"""Adverts of one begin and end that are compared with each other."""


class Texts:
    """Who writes which advert; each index is built once."""

    def __init__(self, snapshot: Snapshot, contacts: Contacts) -> None:
        self.snapshot, self.adverts = snapshot, contacts.adverts

    @cached_property
    def wrote(self) -> dict[int, dict[int, list[int]]]:
        """Give the adverts of each account or group: number of the advert to posts in order."""
        spans: dict[int, list[str]] = {}
        mentions = self.snapshot.table(Mentions)
        for post, raw in zip(mentions["start"].to_pylist(), mentions["raw"].to_pylist(), strict=True):
            if post in self.adverts.posts:
                spans.setdefault(post, []).append(raw or "")
        said: dict[tuple[str, ...], dict[int, list[int]]] = {}
        posts = self.snapshot.posts
        for post, author, text in zip(
            posts["post"].to_pylist(), posts["author"].to_pylist(), posts["text"].to_pylist(), strict=True
        ):
            if post in self.adverts.posts and author is not None and author not in self.adverts.informers and text:
                shaped = tuple(find_advert_shape(text, spans.get(post, ())))
                if len(shaped) >= SHORTEST:
                    said.setdefault(shaped, {}).setdefault(author, []).append(post)
        found: dict[int, dict[int, list[int]]] = {}
        numbers = number_adverts(said)
        for words, authors in sorted(said.items()):
            for author, own in authors.items():
                found.setdefault(author, {}).setdefault(numbers[words], []).extend(own)
        return {author: {text: sorted(own) for text, own in sorted(texts.items())} for author, texts in found.items()}

    @cached_property
    def writers(self) -> dict[int, list[int]]:
        """Give who writes an advert, by its number; accounts alone."""
        found: dict[int, list[int]] = {}
        for author, texts in sorted(self.wrote.items()):
            for text in texts:
                if self.snapshot.labels[author] == "Account":
                    found.setdefault(text, []).append(author)
        return dict(sorted(found.items()))

    @cached_property
    def house(self) -> set[int]:
        """Give the adverts that a group itself writes."""
        groups = (author for author in self.wrote if self.snapshot.labels[author] == "Group")
        return {text for group in groups for text in self.wrote[group]}

    @cached_property
    def home(self) -> set[int]:
        """Give the adverts that several write, all of them in one place: that place's, and not one hand's."""
        chats = self.snapshot.of_posts("chat")
        return {
            text
            for text, users in self.writers.items()
            if len(users) > 1 and len({chats.get(post, user) for user in users for post in self.wrote[user][text]}) == 1
        }


Words = tuple[str, ...]


def number_adverts(said: Mapping[Words, object]) -> dict[Words, int]:
    """Number adverts, those alike as one: equal at begin and end, with up to ``SLOT`` other words between.

    A day or a place of departure changes from post to post ("on Friday", "tomorrow"); what is promised does not.
    """
    ordered = sorted(said)
    root = {words: words for words in ordered}

    def top(words: Words) -> Words:
        while root[words] != words:
            root[words] = root[root[words]]
            words = root[words]
        return words

    blocks: dict[Words, list[Words]] = {}
    for words in ordered:
        blocks.setdefault((*words[:BEGIN], *words[-END:]), []).append(words)
    for block in blocks.values():
        for place, words in enumerate(block):
            for other in block[max(0, place - NEIGHBOURS) : place]:
                if are_alike_adverts(words, other):
                    one, two = sorted((top(words), top(other)))
                    root[two] = one
    first = {words: number for number, words in enumerate(words for words in ordered if top(words) == words)}
    return {words: first[top(words)] for words in ordered}


def are_alike_adverts(one: Words, other: Words) -> bool:
    """Say whether two adverts differ in one stretch of a few words only."""
    shorter = min(len(one), len(other))
    begin = count_common_prefix(one, other, shorter)
    end = count_common_prefix(one[::-1], other[::-1], shorter - begin)
    return begin >= BEGIN and end >= END and max(len(one), len(other)) - begin - end <= SLOT


def count_common_prefix(one: Iterable[str], other: Iterable[str], most: int) -> int:
    """Count the words that two begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or count >= most:
            break
        count += 1
    return count
