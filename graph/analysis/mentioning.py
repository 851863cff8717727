"""Who names a contact and sends nobody to it: who asks, forwards, quotes, repeats an advert or informs of many."""

from collections import Counter

from graph.analysis.adverts import HABIT, Adverts
from graph.snapshot import Snapshot


def merely_named(snapshot: Snapshot, uses: Adverts) -> set[tuple[int, int]]:
    """Give accounts and the contacts that they name and send nobody to; what a group or channel posts leads on.

    They ask about it, forward others, quote, repeat an advert that somebody wrote before who gives the contact out, or
    are informers: accounts that name many contacts of others, who warn or write of them. Who answers sends people on.
    """
    repeated = repeating(snapshot, uses)
    named: set[tuple[int, int]] = set()
    for user, of_user in uses.by_user.items():
        for contact, use in of_user.items() if snapshot.labels[user] == "Account" else ():
            own = use.posts + use.answered - repeated.get((user, contact), 0)
            if not use.shown and (own <= 0 or (user in uses.informers and own <= HABIT)):
                named.add((user, contact))
    return named


def repeating(snapshot: Snapshot, uses: Adverts) -> dict[tuple[int, int], int]:
    """Count the posts of writers in which they repeat an advert that somebody wrote before who gives its contact out.

    Two of one crew who write one advert both give its contacts out, from the second post of their own on.
    """
    columns = (snapshot.posts[name].to_pylist() for name in ("post", "at", "author", "text"))
    first: dict[str, tuple[int, int]] = {}
    written: list[tuple[int, int, str]] = []
    for post, at, author, text in zip(*columns, strict=True):
        if at is None or author is None or post not in uses.posts:
            continue
        words = " ".join((text or "").casefold().split())
        if not words:
            continue
        written.append((post, author, words))
        if words not in first or (at, author) < first[words]:
            first[words] = (at, author)
    counts: Counter[tuple[int, int]] = Counter()
    for post, author, words in written:
        owner = first[words][1]
        for contact in uses.posts[post] if owner != author else ():
            theirs = uses.by_contact[contact].get(owner)
            mine = uses.by_contact[contact][author]
            if theirs is not None and theirs.advertises and mine.posts < HABIT:
                counts[author, contact] += 1
    return dict(counts)
