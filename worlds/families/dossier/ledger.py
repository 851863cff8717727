"""What the files hold: kept while they are written, so that the truth can say what of it can be found."""

from collections import defaultdict
from dataclasses import dataclass, field

from worlds.bearing import Bearing
from worlds.families.dossier.groups import Place, Scene
from worlds.families.dossier.people import Account
from worlds.families.dossier.talk import Post


def fold_name(name: str) -> str:
    """Give the letters of a name, without regard to case."""
    return "".join(filter(str.isalpha, name.casefold()))


@dataclass(slots=True)
class Sent:
    """How often, and when, somebody sends people to a contact."""

    posts: int = 0
    plain: int = 0
    """Of these posts, those that name it plainly."""
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Ledger:
    """What stands in the files about each account and place."""

    posted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Numbers that an account's or place's posts name plainly and as its own or its crew's."""
    hidden: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Numbers that a profile, a card or an address book gives an account."""
    handles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lines: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bearing: Bearing = field(default_factory=Bearing)
    changes: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    admins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_place: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Contacts that adverts in a place name."""
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Where a place is announced: ids of places, accounts, or ``private``."""
    sent: dict[tuple[str, str], Sent] = field(default_factory=dict)
    accounts: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    titles: set[tuple[str, str]] = field(default_factory=set)
    """Places whose change of name an export or a table tells, with the new name, and how."""
    bearers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many hands bear a name, its letters alone."""
    visited: set[str] = field(default_factory=set)
    """Places of which a visit tells where their address leads."""
    leads: set[tuple[str, str]] = field(default_factory=set)
    """Authors of posts, and the place to which these send people."""
    borne: set[tuple[str, str]] = field(default_factory=set)
    """Handles, and who is said to bear or to have borne them."""
    last_seen: dict[str, int] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)
    counted: set[tuple[str, str, int]] = field(default_factory=set)
    """Posts that stand in some file already."""

    def see_account(self, account: Account, name: str = "", how: str = "seen", day: int = 0) -> None:
        """Note that an account stands in a file, with a name: ``saved``, or ``shown`` by a phone read out that day."""
        self.accounts.add(account.id)
        if name:
            self.names[account.id].add(name)
            self.bearing.note(account.id, name, how, day)

    def see_place(self, place: Place, name: str = "", time: int = 0) -> None:
        """Note that a place stands in a file."""
        self.places.add(place.id)
        if name:
            self.names[place.id].add(name)
        self.last_seen[place.id] = max(self.last_seen.get(place.id, 0), time)

    def see_member(self, place: Place, account: str, *, admin: bool = False) -> None:
        """Note that a file says that an account is, or administers, in a place."""
        self.members[place.id].add(account)
        self.accounts.add(account)
        if admin:
            self.admins[place.id].add(account)

    def send(self, start: str, contact: str, time: int, *, plain: bool = True) -> None:
        """Count one post, or with no time a profile, that sends people to a contact."""
        sent = self.sent.setdefault((start, contact), Sent())
        if time:
            sent.posts += 1
            sent.plain += plain
            sent.first = min(sent.first or time, time)
            sent.last = max(sent.last, time)

    def see_post(self, scene: Scene, post: Post, partner: str = "") -> bool:
        """Note all that a post in a file says; tell whether it is the first file with it."""
        place = scene.by_id.get(post.place)
        key = (post.place or "/".join(sorted((post.author, partner))), post.author, post.number or post.time)
        if key in self.counted:
            return False
        self.counted.add(key)
        author = post.author
        if author in scene.world.accounts:
            self.accounts.add(author)
        if place:
            self.places.add(place.id)
            self.last_seen[place.id] = max(self.last_seen.get(place.id, 0), post.time)
            if author in scene.world.accounts:
                self.members[place.id].add(author)
        if post.kind == "create" and place:
            self.names[place.id].add(post.text)
        if post.kind == "title" and place:
            self.titles.add((place.id, post.text))
        # Of a change the number given up is no longer the author's.
        for number, plain in post.numbers[post.kind == "change" :]:
            if post.kind in {"warn", "copy", "journalist", "card"}:
                continue
            (self.posted if plain else self.hidden)[author].add(number)
        if post.kind == "change":
            self.changes[author].add((post.numbers[0][0], post.numbers[1][0]))
        if post.kind not in {"copy", "journalist", "warn"}:
            self.handles[author] |= {*post.handles}
            if post.line:
                self.lines[author].add(post.line)
        if place and post.kind == "advert":
            self.in_place[place.id] |= {number for number, plain in post.numbers if plain} | {
                f"@{one}" for one in post.handles
            }
            self.texts[place.id] |= {
                line
                for line in post.text.split("\n")[1:]
                if len(line) > 12 and "@" not in line and not any(map(str.isdigit, line))
            }
        if post.points and post.sends:
            self.leads.add((author, post.points))
        if post.points and post.kind in {"move", "claim"}:
            self.told[post.points].add(post.place or "private")
        if post.sends or post.kind == "card":
            contacts = list(post.numbers[-1 if post.kind == "change" else 0 :])
            contacts += [(f"telegram:@{handle}", True) for handle in post.handles]
            for contact, plain in dict(contacts).items():
                self.send(author, contact, post.time, plain=plain)
                if place and author != place.id:
                    self.send(place.id, contact, post.time, plain=plain)
        return True
