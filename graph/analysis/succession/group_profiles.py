"""Group profiles: who runs groups and pages, what contacts, adverts and announcements they give out, how they trade."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.shared.adverts import HABIT, Adverts, find_adverts
from graph.analysis.shared.lifetimes import Life
from graph.analysis.shared.rarity import Rarity
from graph.analysis.shared.wording import WORDS, find_wording
from graph.finding import Evidence, make_evidence
from graph.model import AdminOf, Checked, ForwardedFrom, MemberOf, Mentions, Opens, Posted, Shows
from graph.snapshot import Snapshot

Pair = tuple[int, int]
Held = dict[int, set[int]]
"""Things by holder, both by number."""

SHARE = 10
"""One part in so many of a group's posts makes its writer one of those who make the group."""

ITSELF = 0.9
"""Share of its posts that a channel writes as itself."""

TRADES = 8
"""Posts from which it is said how much of a group is adverts."""

NAMESAKES = 3
"""Accounts that bear a name up to which it may tell who came back under another account."""

PLACES = 5
"""Groups in which somebody advertises up to which what he says elsewhere is said for each of them."""

HERE, ELSEWHERE = 2.0, 1.0
"""How plainly one group is named for another: in it or on its profile, or elsewhere by who runs it."""


@dataclass(frozen=True, slots=True)
class Announced:
    """How plainly a group or page, or who runs it, names another one, and the links that say so."""

    strength: float
    evidence: tuple[Evidence, ...]


class GroupProfiles:
    """What groups and pages give out, word and announce; each index is built once."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity, lives: Mapping[int, Life]) -> None:
        self.snapshot, self.rarity, self.lives = snapshot, rarity, lives
        self.adverts: Adverts = find_adverts(snapshot, frozenset(rarity.generic))

    @cached_property
    def admins(self) -> Held:
        """Give who runs each group."""
        links, found = self.snapshot.table(AdminOf), Held()
        for account, group in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            if group in self.lives:
                found.setdefault(group, set()).add(account)
        return found

    @cached_property
    def inner(self) -> Held:
        """Give those whose contacts are the group's: who run it, make a tenth or more of its posts, or write in a
        channel, which only those can who run it."""
        found = {group: set(accounts) for group, accounts in self.admins.items()}
        for row in self.snapshot.writers().to_pylist():
            life, channel = self.lives.get(row["chat"]), self.channels.get(row["chat"], (False, ()))[0]
            if life is not None and (channel or (SHARE * row["posts"] >= life.posts and row["posts"] > 1)):
                found.setdefault(row["chat"], set()).add(row["writer"])
        return {group: accounts - self.adverts.informers for group, accounts in found.items()}

    @cached_property
    def staff(self) -> Held:
        """Give those who run a group, or advertise a contact of its own there."""
        found = {group: set(accounts) for group, accounts in self.admins.items()}
        chat, author = self.snapshot.of_posts("chat"), self.snapshot.of_posts("author")
        for post in self.adverts.posts:
            group, writer = chat.get(post), author.get(post)
            if group is not None and group in self.lives and writer is not None and writer != group:
                found.setdefault(group, set()).add(writer)
        return {group: accounts - self.adverts.informers for group, accounts in found.items()}

    @cached_property
    def hands(self) -> Held:
        """Give those who run a group or advertise in it; informers too where they run it."""
        found = {one: set(some) for one, some in self.staff.items()}
        for one, some in self.admins.items():
            found.setdefault(one, set()).update(some)
        return found

    @cached_property
    def borne(self) -> Held:
        """Give the names that each of the hands bears, by account, as far as few accounts bear them."""
        hands = {account for some in self.hands.values() for account in some}
        found: Held = {}
        for name, accounts in self.snapshot.bearers().items():
            if len(accounts) <= NAMESAKES:
                for account in accounts & hands:
                    found.setdefault(account, set()).add(name)
        return found

    @cached_property
    def there(self) -> Held:
        """Give in each group those, of all who run a group or advertise in one, who are seen there at all."""
        found = {one: set(some) for one, some in self.hands.items()}
        hands = {account for some in self.hands.values() for account in some}
        for account, group in self.presences():
            if account in hands:
                found.setdefault(group, set()).add(account)
        return found

    def presences(self) -> Iterator[tuple[int, int]]:
        """Yield account and group of all who run a group, are in one or write in one."""
        members, admins, writers = self.snapshot.table(MemberOf), self.snapshot.table(AdminOf), self.snapshot.writers()
        for table, account, group in ((members, "start", "end"), (admins, "start", "end"), (writers, "writer", "chat")):
            for pair in zip(table[account].to_pylist(), table[group].to_pylist(), strict=True):
                if pair[1] in self.lives:
                    yield pair

    @cached_property
    def contacts(self) -> Held:
        """Give the contacts given out by a group or page itself, by who runs it, or in it again and again."""
        found: Held = {}
        for subject in self.lives:
            given = self.adverts.own(subject)
            found[subject] = {contact for contact in given if contact not in self.rarity.generic}
        uses = self.snapshot.uses()
        columns = (uses[name].to_pylist() for name in ("user", "contact", "posts", "forwards"))
        for user, contact, posts, forwards in zip(*columns, strict=True):
            by = self.adverts.by_contact.get(contact, {})
            giving = any(use.advertises for writer, use in by.items() if writer in self.inner.get(user, ()))
            if user in self.lives and contact not in self.rarity.generic and posts - forwards > 0 and giving:
                found[user].add(contact)
        return {subject: contacts for subject, contacts in found.items() if contacts}

    @cached_property
    def circles(self) -> Held:
        """Give the contacts that the staff of each group gives out anywhere, the group's own among them, and those
        that are given out in it again and again by who is not named."""
        found = {subject: set(contacts) for subject, contacts in self.contacts.items()}
        for subject, contacts in self.adverts.unsigned.items():
            often = {one for one, posts in contacts.items() if len(posts) >= HABIT and one not in self.rarity.generic}
            if subject in self.lives and often:
                found.setdefault(subject, set()).update(often)
        for subject, accounts in self.staff.items():
            for account in accounts:
                own = {one for one in self.adverts.own(account) if one not in self.rarity.generic}
                if own:
                    found.setdefault(subject, set()).update(own)
        return found

    @cached_property
    def asked(self) -> Held:
        """Give the contacts that a group names and does not give out: its people ask after them, or warn."""
        uses, found = self.snapshot.uses(), Held()
        for user, contact in zip(uses["user"].to_pylist(), uses["contact"].to_pylist(), strict=True):
            if user in self.lives and contact not in self.contacts.get(user, ()):
                by = self.adverts.by_contact.get(contact, {})
                if any(use.asked for use in by.values()):
                    found.setdefault(user, set()).add(contact)
        return found

    @cached_property
    def texts(self) -> dict[int, dict[int, int]]:
        """Give the first post of each wording of eight words or more that advertises in each group, or by each page.

        Figures are left out: the price of an advert changes with the season, its words stand.
        """
        numbers: dict[str, int] = {}
        found: dict[int, dict[int, int]] = {}
        posts = self.snapshot.posts
        columns = (posts[name].to_pylist() for name in ("post", "author", "chat", "text"))
        for post, author, chat, text in zip(*columns, strict=True):
            subjects = [subject for subject in (author, chat) if subject in self.lives]
            advertises = post in self.adverts.posts and author not in self.adverts.informers
            if not subjects or not (advertises or post in self.unsigned):
                continue
            words = " ".join(word for word in find_wording(text or "").split() if not any(map(str.isdigit, word)))
            if words.count(" ") >= WORDS - 1:
                number = numbers.setdefault(words, len(numbers))
                for subject in subjects:
                    found.setdefault(subject, {}).setdefault(number, post)
        return found

    @cached_property
    def unsigned(self) -> frozenset[int]:
        """Give the adverts of which no file names the writer."""
        given = self.adverts.unsigned.values()
        return frozenset(post for contacts in given for posts in contacts.values() for post in posts)

    @cached_property
    def opens(self) -> dict[int, list[int]]:
        """Give the groups and pages that each handle or invite opened, ascending."""
        links, found = self.snapshot.table(Opens), dict[int, list[int]]()
        for contact, opened in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            if opened in self.lives:
                found.setdefault(contact, []).append(opened)
        return found

    @cached_property
    def leads(self) -> dict[int, dict[int, tuple[Evidence, ...]]]:
        """Give the groups and pages that each post leads to, and the links that say so."""
        ids, found = self.snapshot.ids, dict[int, dict[int, tuple[Evidence, ...]]]()
        mentions = self.snapshot.table(Mentions)
        for post, thing in zip(mentions["start"].to_pylist(), mentions["end"].to_pylist(), strict=True):
            generic = self.rarity.generic.get(thing)
            if generic is not None and generic.why == "contact-protected":
                continue
            link = make_evidence(Mentions, ids[post], ids[thing])
            for place in self.opens.get(thing, [thing] if thing in self.lives else []):
                more = () if thing == place else (make_evidence(Opens, ids[thing], ids[place]),)
                found.setdefault(post, {}).setdefault(place, (link, *more))
        return found

    @cached_property
    def run_by(self) -> Held:
        """Give the groups that each account runs or makes, or in which it advertises if it does so in few."""
        found: Held = {}
        for group, accounts in self.inner.items():
            for account in accounts:
                found.setdefault(account, set()).add(group)
        works: Held = {}
        for group, accounts in self.staff.items():
            for account in accounts:
                works.setdefault(account, set()).add(group)
        for account, groups in works.items():
            if len(groups) <= PLACES:
                found.setdefault(account, set()).update(groups)
        return found

    @cached_property
    def announced(self) -> dict[Pair, Announced]:
        """Give how a group, or who runs it, names another group, its invite or its handle, the plainest of each.

        In the group itself, elsewhere, on a profile, or by passing on what stands in the other.
        """
        chat, author = self.snapshot.of_posts("chat"), self.snapshot.of_posts("author")
        ids, found = self.snapshot.ids, dict[Pair, Announced]()

        def named(post: int, other: int, links: tuple[Evidence, ...]) -> None:
            writer = author.get(post)
            group = chat.get(post, -1 if writer is None else writer)
            places = {group: HERE} if group in self.lives and (
                writer in (None, group) or writer in self.inner.get(group, ())
            ) else {}  # fmt: skip
            if writer is not None:
                for place in self.run_by.get(writer, ()):
                    places.setdefault(place, ELSEWHERE)
            for place, strength in places.items():
                keep_plainest(found, place, other, Announced(strength, links))

        for post, led in self.leads.items():
            for other, links in led.items():
                named(post, other, links)
        passed = self.snapshot.table(ForwardedFrom)
        for post, origin in zip(passed["start"].to_pylist(), passed["end"].to_pylist(), strict=True):
            place = chat.get(origin, author.get(origin, origin))
            if place in self.lives:
                named(post, place, (make_evidence(ForwardedFrom, ids[post], ids[origin]),))
        shows = self.snapshot.table(Shows)
        for who, contact in zip(shows["start"].to_pylist(), shows["end"].to_pylist(), strict=True):
            places = {who: HERE} if who in self.lives else dict.fromkeys(self.run_by.get(who, ()), ELSEWHERE)
            for other in self.opens.get(contact, ()):
                links = (make_evidence(Shows, ids[who], ids[contact]), make_evidence(Opens, ids[contact], ids[other]))
                for place, strength in places.items():
                    keep_plainest(found, place, other, Announced(strength, links))
        return found

    @cached_property
    def trades(self) -> dict[int, float]:
        """Give the share of posts that are adverts, of groups and pages with a few posts."""
        counts = Counter[int]()
        chat, author = self.snapshot.of_posts("chat"), self.snapshot.of_posts("author")
        for post in self.adverts.posts:
            counts.update({chat.get(post, -1), author.get(post, -1)})
        return {one: counts[one] / life.posts for one, life in self.lives.items() if life.posts >= TRADES}

    @cached_property
    def channels(self) -> dict[int, tuple[bool, tuple[Evidence, ...]]]:
        """Give whether a group is a channel, that speaks to many, or a chat: as files call it, or as it is written."""
        found: dict[int, tuple[bool, tuple[Evidence, ...]]] = {}
        ids = self.snapshot.ids
        rows = self.snapshot.sightings(Checked).select(["start", "end", "kind"]).to_pylist()
        for row in rows:
            kind = row["kind"] or ""
            if row["start"] in self.lives and ("channel" in kind or "group" in kind or "chat" in kind):
                told = (make_evidence(Checked, ids[row["start"]], ids[row["end"]]),)
                found.setdefault(row["start"], ("channel" in kind, told))
        wrote = self.snapshot.table(Posted)
        itself: dict[int, list[int]] = {}
        for writer, post in zip(wrote["start"].to_pylist(), wrote["end"].to_pylist(), strict=True):
            if writer in self.lives and self.snapshot.labels[writer] == "Group":
                itself.setdefault(writer, []).append(post)
        for subject, posts in itself.items():
            if subject not in found and len(posts) > ITSELF * self.lives[subject].posts:
                found[subject] = (True, (make_evidence(Posted, ids[subject], ids[min(posts)]),))
        return found


def keep_plainest(found: dict[Pair, Announced], old: int, new: int, said: Announced) -> None:
    """Keep what is said of a pair where nothing as plain is known."""
    if old != new and ((old, new) not in found or found[old, new].strength < said.strength):
        found[old, new] = said
