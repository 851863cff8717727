"""Manner: the names that two accounts bear, the adverts they word alike, where they are and whom they answer."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from math import log2

from graph import forms
from graph.analysis.belongings import HAND, Belongings, Pair, ordered
from graph.finding import Evidence, Reason, address
from graph.model import AdminOf, In, MemberOf, Named, Posted, RepliesTo

CIRCLE = 6
"""Administrators of a group, or members of one, up to which it says something of any two of them."""

WORDS = 8
"""Words from which an equal text is no chance."""

MINUTE = 60_000

NUMBER = 7
"""Digits from which figures in a row are a number to call, and no price or date."""


class Manner:
    """What accounts are called, write and do beside their contacts; each index is built once.

    ``wanted`` are the accounts that will be compared: the sound of a name costs more than all else.
    """

    def __init__(self, belongings: Belongings, wanted: Collection[int]) -> None:
        self.snapshot, self.adverts, self.of = belongings.snapshot, belongings.adverts, belongings.of
        self.belongings, self.wanted = belongings, wanted

    def names(self, a: int, b: int) -> Iterator[Reason]:
        """Yield a name that both bore, or that sounds alike: never enough by itself."""
        for key, most in (("same-name", 6.0), ("alike-name", 4.0)):
            bearers = self.spelt[key]
            mine, theirs = self.called[key].get(a, {}), self.called[key].get(b, {})
            common = sorted(mine.keys() & theirs.keys(), key=lambda text: (len(bearers[text]), text))
            if common:
                text, ids = common[0], self.snapshot.ids
                of = max(len(self.called[key]), self.of)
                bits = min(most, log2(of / len(bearers[text])))
                evidence = tuple(address(Named, ids[u], names[text][1]) for u, names in ((a, mine), (b, theirs)))
                parts = {"names": [mine[text][0], theirs[text][0]], "bearers": len(bearers[text]), "of": of}
                yield Reason(key, parts, bits, evidence)
                return

    @cached_property
    def called(self) -> dict[str, dict[int, dict[str, tuple[str, str]]]]:
        """Give what each account was called, by the way of comparing and by key: the name and its node."""
        ways: dict[str, Callable[[str], str]] = {"same-name": forms.name_key, "alike-name": sounding}
        found: dict[str, dict[int, dict[str, tuple[str, str]]]] = {way: {} for way in ways}
        for spell in self.snapshot.spells():
            number = self.snapshot.number[spell.subject]
            for way, key in ways.items():
                if way == "alike-name" and number not in self.wanted:
                    continue
                if self.snapshot.labels[number] == "Account" and len(text := key(spell.name)) > 1:
                    node = (spell.name, spell.evidence[0].end)
                    found[way].setdefault(number, {}).setdefault(text, node)
        return found

    @cached_property
    def spelt(self) -> dict[str, dict[str, set[int]]]:
        """Give who bore a name, by the way of comparing and by key."""
        found: dict[str, dict[str, set[int]]] = {}
        for way, accounts in self.called.items():
            bearers = found.setdefault(way, {})
            for account, names in accounts.items():
                for text in names:
                    bearers.setdefault(text, set()).add(account)
        return found

    def texts(self, a: int, b: int) -> Iterator[Reason]:
        """Yield an advert of eight words or more that both posted word for word, contacts apart.

        Texts that name a contact that both give out are left out: it speaks for itself.
        """
        common = set(self.belongings.shared(a, b))
        mine, theirs = self.wrote.get(a, {}), self.wrote.get(b, {})
        for text in sorted(mine.keys() & theirs.keys(), key=lambda text: (len(self.writers[text]), text)):
            posts = (mine[text], theirs[text])
            if any(common & set(self.adverts.posts[post]) for post in posts) or len(self.writers[text]) > HAND:
                continue
            ids = self.snapshot.ids
            evidence = tuple(address(Posted, ids[user], ids[post]) for user, post in zip((a, b), posts, strict=True))
            parts = {"posts": [ids[post] for post in posts], "writers": len(self.writers[text]), "of": self.of}
            yield Reason("same-text", parts, log2(self.of / len(self.writers[text])), evidence)
            return

    @cached_property
    def wrote(self) -> dict[int, dict[str, int]]:
        """Give the adverts of each account by their words: the first post of each."""
        found: dict[int, dict[str, int]] = {}
        for row in self.snapshot.posts.to_pylist():
            post, author = row["post"], row["author"]
            if author is None or author in self.adverts.informers or post not in self.adverts.posts:
                continue
            words = wording(row["text"] or "")
            if words.count(" ") >= WORDS - 1:
                found.setdefault(author, {}).setdefault(words, post)
        return found

    @cached_property
    def writers(self) -> dict[str, list[int]]:
        """Give who posted a text."""
        found: dict[str, list[int]] = {}
        for author, texts in self.wrote.items():
            for text in texts:
                found.setdefault(text, []).append(author)
        return found

    def circles(self, a: int, b: int) -> Iterator[Reason]:
        """Yield the smallest group that both run, and the smallest in which both are among a few."""
        for key, cls, of in (("same-admins", AdminOf, self.run), ("same-circle", MemberOf, self.joined)):
            groups, sizes = of
            common = sorted(groups.get(a, set()) & groups.get(b, set()), key=lambda group: (sizes[group], group))
            if common and sizes[common[0]] <= CIRCLE:
                ids = self.snapshot.ids
                group = ids[common[0]]
                parts = {"group": group, "accounts": sizes[common[0]], "of": self.of}
                evidence = tuple(link for user in (a, b) for link in self.inside(cls, ids[user], group))
                yield Reason(key, parts, log2(self.of / sizes[common[0]]), evidence)
                return

    def inside(self, cls: type[AdminOf] | type[MemberOf], user: str, group: str) -> tuple[Evidence, ...]:
        """Give the link that puts an account into a group."""
        if self.snapshot.has(cls, user, group):
            return (address(cls, user, group),)
        return self.snapshot.wrote_in(user, group, 1)

    @cached_property
    def run(self) -> tuple[dict[int, set[int]], Counter[int]]:
        """Give the groups that each account runs, and how many run each."""
        links = self.snapshot.table(AdminOf)
        return grouped(zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True))

    @cached_property
    def joined(self) -> tuple[dict[int, set[int]], Counter[int]]:
        """Give the groups in which each account is a member or writes, and the size of each."""
        links, writers = self.snapshot.table(MemberOf), self.snapshot.writers()
        return grouped(
            [
                *zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True),
                *zip(writers["writer"].to_pylist(), writers["chat"].to_pylist(), strict=True),
            ]
        )

    def answers(self, a: int, b: int) -> Iterator[Reason]:
        """Yield that the two answer each other."""
        posts = self.replies.get(ordered(a, b), [])
        if posts:
            ids = self.snapshot.ids
            evidence = tuple(address(RepliesTo, ids[post], ids[other]) for post, other in posts[:3])
            parts = {"accounts": [ids[a], ids[b]], "posts": len(posts)}
            yield Reason("answer-each-other", parts, -2.0 * min(len(posts), 3), evidence)

    @cached_property
    def replies(self) -> dict[Pair, list[tuple[int, int]]]:
        """Give the answers between two accounts: post and what it answers."""
        author = dict(
            zip(self.snapshot.posts["post"].to_pylist(), self.snapshot.posts["author"].to_pylist(), strict=True)
        )
        found: dict[Pair, list[tuple[int, int]]] = {}
        links = self.snapshot.table(RepliesTo)
        for post, other in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            a, b = author.get(post), author.get(other)
            if a is not None and b is not None and a != b:
                found.setdefault(ordered(a, b), []).append((post, other))
        return found

    def moments(self, a: int, b: int) -> Iterator[Reason]:
        """Yield that both wrote within one minute in two places, more often than chance would."""
        mine, theirs = self.written.get(a, []), self.written.get(b, [])
        met = []
        for at, post, chat in mine:
            place = bisect_left(theirs, (at - MINUTE, 0, 0))
            near = [row for row in theirs[place : place + 3] if row[0] <= at + MINUTE and row[2] != chat]
            met += [(post, chat, *near[0][1:])] if near else []
        if len(met) >= 3:
            ids = self.snapshot.ids
            parts = {"accounts": [ids[a], ids[b]], "times": len(met)}
            evidence = tuple(address(In, ids[post], ids[chat]) for row in met[:3] for post, chat in (row[:2], row[2:]))
            yield Reason("same-minute", parts, -1.0 * min(len(met) - 2, 4), evidence)

    @cached_property
    def written(self) -> dict[int, list[tuple[int, int, int]]]:
        """Give the posts of each account by time: time, post, place."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for row in self.snapshot.posts.to_pylist():
            if row["author"] is not None and row["at"] is not None and row["chat"] is not None:
                found.setdefault(row["author"], []).append((row["at"], row["post"], row["chat"]))
        return {author: sorted(posts) for author, posts in found.items()}


def sounding(name: str) -> str:
    """Give a name's skeleton, of two words or more; a single one fits too many names."""
    words = forms.skeleton(name).split()
    return " ".join(sorted(words)) if len(words) > 1 and len("".join(words)) >= 4 else ""


def wording(text: str) -> str:
    """Give the words of a text without contacts, case and spacing: contacts are compared by themselves."""
    words: list[str] = []
    figures: list[str] = []
    for word in [*forms.fold(text).casefold().split(), ""]:
        if word and not any(char.isalpha() for char in word):
            figures.append(word)
            continue
        if sum(char.isdigit() for figure in figures for char in figure) < NUMBER:
            words += figures
        figures = []
        if "/" not in word and "@" not in word:
            words.append(word)
    return " ".join(words).strip()


def grouped(links: Iterable[tuple[int, int]]) -> tuple[dict[int, set[int]], Counter[int]]:
    """Give the groups of each account, and how many accounts each has."""
    found: dict[int, set[int]] = {}
    for account, group in links:
        found.setdefault(account, set()).add(group)
    return found, Counter(group for groups in found.values() for group in groups)
