"""Names for clusters: the two words that set its groups apart, never a person's."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt

from graph.model import Named
from graph.snapshot import Snapshot

WORD = re.compile(r"[^\W\d_]{3,}")

PIECE = re.compile(r"\S*[@:/\d]\S*")
"""Handles, addresses and numbers are no words, nor are their parts."""

TITLE = 5
"""What a word in a group's name counts as much as in posts: titles are few and chosen."""

POSTS = 200
"""Posts of a cluster whose words are counted."""


def names(snapshot: Snapshot, clusters: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """Give up to two words for each cluster of node numbers, the most telling first; there may be none.

    A word counts by its log-odds against all other clusters over its standard error, with half a sight
    of every word on both sides (after Monroe et al. 2008). Posts name persons, so only words that stand
    in the name of some group count, and none that stands in the name of an account, a member or anybody
    who is mentioned. A group that bears a person's name nobody else bears gives it away all the same.
    """
    titles, persons = bearers(snapshot)
    title_words = {word for texts in titles.values() for text in texts for word in words(text)}
    allowed = title_words - persons
    texts = posts(snapshot, clusters)
    counts = [
        counted([text for node in cluster for text in titles.get(node, ())], TITLE, allowed)
        + counted(texts[number], 1, allowed)
        for number, cluster in enumerate(clusters)
    ]
    every = Counter[str]()
    for count in counts:
        every.update(count)
    return [telling(count, every) for count in counts]


def persons(snapshot: Snapshot) -> frozenset[str]:
    """Give every word in the name of anything but a group."""
    return bearers(snapshot)[1]


def bearers(snapshot: Snapshot) -> tuple[Mapping[int, list[str]], frozenset[str]]:
    """Give the names of groups by number, and the words of all other names."""
    titles: dict[int, list[str]] = {}
    of_groups: set[int] = set()
    of_others: set[int] = set()
    named = snapshot.table(Named)
    for subject, name in zip(named["start"].to_pylist(), named["end"].to_pylist(), strict=True):
        if snapshot.labels[subject] == "Group":
            titles.setdefault(subject, []).append(snapshot.name_of(snapshot.ids[name]) or "")
            of_groups.add(name)
        else:
            of_others.add(name)
    of_others |= {n for n, label in enumerate(snapshot.labels) if label == "Name"} - of_groups
    texts = (snapshot.name_of(snapshot.ids[name]) or "" for name in of_others)
    return titles, frozenset(word for text in texts for word in words(text))


def posts(snapshot: Snapshot, clusters: Sequence[Sequence[int]]) -> list[list[str]]:
    """Give the texts of each cluster's first posts, by number, that stand in its groups or that it wrote."""
    import numpy as np

    home = np.full(len(snapshot.ids) + 1, -1)
    for number, cluster in enumerate(clusters):
        home[list(cluster)] = number
    places = [home[snapshot.posts[c].fill_null(len(snapshot.ids)).to_numpy()] for c in ("chat", "author")]
    where = np.where(places[0] >= 0, places[0], places[1])
    order = np.argsort(where, kind="stable")
    bounds = np.searchsorted(where[order], np.arange(len(clusters) + 1))
    rows = [order[begin:end][:POSTS] for begin, end in pairwise(bounds.tolist())]
    texts = snapshot.posts["text"]
    return [[text for text in texts.take(some).to_pylist() if text] for some in rows]


def words(text: str) -> list[str]:
    """Give the words of a text, compared without case or form."""
    return WORD.findall(PIECE.sub(" ", unicodedata.normalize("NFKC", text).casefold()))


def counted(texts: Iterable[str], times: int, allowed: Iterable[str]) -> Counter[str]:
    """Count in how many texts each allowed word stands."""
    count = Counter(word for text in texts for word in set(words(text)) if word in allowed)
    return Counter({word: times * number for word, number in count.items()})


def telling(count: Counter[str], every: Counter[str]) -> tuple[str, ...]:
    """Give the two words with the highest log-odds over their standard error, if above 0."""
    inside, total = count.total(), every.total()
    ranked = []
    for word, here in count.items():
        there = every[word] - here
        odds = log((here + 0.5) / (inside - here + 0.5)) - log((there + 0.5) / (total - inside - there + 0.5))
        ranked.append((-odds / sqrt(1 / (here + 0.5) + 1 / (there + 0.5)), word))
    return tuple(word for score, word in sorted(ranked)[:2] if score < 0)
