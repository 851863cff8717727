"""Who names a contact and sends nobody to it: who asks, warns, gives it up, forwards, quotes, repeats or informs."""

from collections import Counter
from collections.abc import Mapping
from math import inf

from graph.analysis.handoff.changing import says_number_changed
from graph.analysis.handoff.warning import warns_of_contact
from graph.analysis.shared.adverts import HABIT, Adverts
from graph.model import Shows
from graph.snapshot import Snapshot

GIVEN = (None, "profile", "name")
"""Where a contact stands that an account gives out. What an address book, a card or the phone's own export tells of an
account was told by somebody else."""

Texts = Mapping[int, str | None]
"""The text of each post."""


def merely_named(snapshot: Snapshot, uses: Adverts) -> set[tuple[int, int]]:
    """Give accounts and groups with the contacts that they name and send nobody to.

    Accounts ask about it, warn of it, give it up, forward others, quote, repeat an advert that somebody wrote before
    who gives the contact out, or name once what others give out. Informers, channels too, name many contacts of others,
    and warn or write of them. Who answers sends people on. A group sends people to what was advertised in it twice,
    whoever wrote it; what a channel writes or forwards itself leads on.
    """
    posts = snapshot.posts
    text = dict(zip(posts["post"].to_pylist(), posts["text"].to_pylist(), strict=True))
    against = count_warnings(snapshot, uses, text) + count_number_changes(snapshot, uses, text)
    placed = advertised_in(snapshot, uses, text)
    repeated, profiles = count_repeated_adverts(snapshot, uses), on_profiles(snapshot)
    named: set[tuple[int, int]] = set()
    for user, of_user in uses.by_user.items():
        account = snapshot.labels[user] == "Account"
        for contact, use in of_user.items():
            pair = (user, contact)
            if pair in profiles:
                continue
            own = use.posts + use.answered - against[pair] - (repeated[pair] if account else 0)
            nowhere = own <= 0 and (account or use.posts > 0)  # what a channel forwards leads on
            once = account and own < HABIT and is_once_named(uses, user, contact)
            if nowhere or once or (user in uses.informers and own <= HABIT):
                named.add(pair)
    rows = snapshot.uses()
    columns = (rows[name].to_pylist() for name in ("user", "contact", "own"))
    for user, contact, own_words in zip(*columns, strict=True):
        if not own_words and placed.get((user, contact), 0) < HABIT:
            named.add((user, contact))
    return named


def is_once_named(uses: Adverts, user: int, contact: int) -> bool:
    """Say whether others give a contact out, and the user who named it once gives out nothing else that they do.

    One post does not tell who copies, praises or passes on a contact from its owner. Colleagues have another contact
    in common. Who answers with it sends somebody there.
    """
    if uses.by_user[user][contact].answered:
        return False
    givers = [other for other in uses.advertisers(contact) if other != user]
    own = uses.own(user)
    return bool(givers) and not any(
        one != contact and other in givers for one in own for other in uses.advertisers(one)
    )


def on_profiles(snapshot: Snapshot) -> set[tuple[int, int]]:
    """Give who shows which contact of itself, on its profile or in its name."""
    rows = snapshot.sightings(Shows)
    columns = (rows[name].to_pylist() for name in ("start", "end", "where"))
    return {(start, end) for start, end, where in zip(*columns, strict=True) if where in GIVEN}


def count_warnings(snapshot: Snapshot, uses: Adverts, text: Texts) -> Counter[tuple[int, int]]:
    """Count the posts in which a user warns of a contact that it names so seldom that these may be all."""
    counts: Counter[tuple[int, int]] = Counter()
    author = snapshot.of_posts("author")
    for some in (uses.posts, uses.answers):
        for post, contacts in some.items():
            user = author.get(post)
            seldom = [one for one in contacts if user is not None and uses.by_user[user][one].posts <= HABIT]
            if user is not None and seldom and warns_of_contact(text.get(post) or ""):
                counts.update((user, contact) for contact in seldom)
    return counts


def count_number_changes(snapshot: Snapshot, uses: Adverts, text: Texts) -> Counter[tuple[int, int]]:
    """Count the posts in which a user gives a number up for another: of the two the one that was known before."""
    counts: Counter[tuple[int, int]] = Counter()
    author = snapshot.of_posts("author")
    for post, contacts in uses.posts.items():
        user = author.get(post)
        phones = {contact for contact in contacts if snapshot.labels[contact] == "Phone"}
        if user is not None and len(phones) == 2 and says_number_changed(text.get(post) or ""):
            old, new = sorted(phones, key=lambda one: (known_since(uses, one), one))
            if known_since(uses, old) < known_since(uses, new):
                counts[user, old] += 1
    return counts


def known_since(uses: Adverts, contact: int) -> float:
    """Give when somebody advertised a contact first; never, where no time is known."""
    return min((use.first for use in uses.by_contact[contact].values() if use.first is not None), default=inf)


def advertised_in(snapshot: Snapshot, uses: Adverts, text: Texts) -> dict[tuple[int, int], int]:
    """Count the posts in each group that send people to a contact, up to two; warnings and answers are none of them."""
    counts: Counter[tuple[int, int]] = Counter()
    chat = snapshot.of_posts("chat")
    for post, contacts in sorted(uses.posts.items()):
        group = chat.get(post)
        wanted = [one for one in contacts if group is not None and counts[group, one] < HABIT]
        if group is not None and wanted and not warns_of_contact(text.get(post) or ""):
            counts.update((group, contact) for contact in wanted)
    return dict(counts)


def count_repeated_adverts(snapshot: Snapshot, uses: Adverts) -> Counter[tuple[int, int]]:
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
    return counts
