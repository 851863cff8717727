"""What the files of a world show, noted while they are written: the truth says of nothing more."""

from dataclasses import dataclass, field

from worlds.bearing import Bearing
from worlds.families.kin.groups import Group
from worlds.families.kin.people import DAY, Account, dial_country
from worlds.families.kin.posts import Post


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number that a file shows with an account, or with a group or page."""

    number: str
    at: int
    own: bool
    disguised: bool
    where: str
    """post, profile or book."""


@dataclass(slots=True)
class Ledger:
    """All that was written."""

    accounts: dict[Account, None] = field(default_factory=dict)
    groups: dict[Group, None] = field(default_factory=dict)
    present: dict[Group, dict[Account, None]] = field(default_factory=dict)
    admins: dict[Group, dict[Account, None]] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    sightings: dict[Account | Group, list[Sighting]] = field(default_factory=dict)
    words: dict[str, dict[Account | Group, None]] = field(default_factory=dict)
    """Who wrote which text; a text is its letters, without numbers and signs."""
    names: dict[Account | Group, list[tuple[int, str, str]]] = field(default_factory=dict)
    """When, which name, and whether a title event, a history or a sighting says so."""
    handles: dict[Account, list[tuple[int, str]]] = field(default_factory=dict)
    opened: dict[Group, None] = field(default_factory=dict)
    """Groups whose invite a file says to open them."""
    ways: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    """An account or group, and a number that its posts name: the posts, and when."""
    numbers_in: dict[Group, list[tuple[Account | None, str]]] = field(default_factory=dict)
    """Numbers that writers gave as their own in a group, or that the page or channel gave itself."""
    words_in: dict[Group, list[tuple[Account | None, str]]] = field(default_factory=dict)
    noticed: dict[Group, None] = field(default_factory=dict)
    bearing: Bearing = field(default_factory=Bearing)
    clocks: dict[str, int] = field(default_factory=dict)
    _counted: int = -1
    _by_account: dict[Account, list[Post]] = field(default_factory=dict)
    _by_name: dict[str, list[Account]] = field(default_factory=dict)

    def see_account(self, account: Account, at: int, name: str, how: str = "seen") -> None:
        """Note an account under a name; ``shown`` by the phone of somebody else."""
        self.accounts[account] = None
        self.names.setdefault(account, []).append((at, name, how))
        self.bearing.note(account.id, name, how, at // DAY)

    def see_group(self, group: Group, at: int, name: str) -> None:
        """Note a group under a name."""
        self.groups[group] = None
        self.names.setdefault(group, []).append((at, name, "seen"))

    def see_member(self, group: Group, account: Account, admin: bool = False) -> None:
        """Note that an account was in a group."""
        self.present.setdefault(group, {})[account] = None
        if admin:
            self.admins.setdefault(group, {})[account] = None

    def see_number(self, subject: Account | Group, sighting: Sighting) -> None:
        """Note a number."""
        self.sightings.setdefault(subject, []).append(sighting)

    def see_post(self, post: Post, regions: tuple[str, ...]) -> None:
        """Note a post, and those of its numbers that can be read in a file with these regions."""
        first = post.id not in self.posts
        self.posts[post.id] = post
        subjects: list[Account | Group] = []
        if post.account:
            subjects.append(post.account)
            if post.group:
                self.see_member(post.group, post.account)
        elif post.group:
            subjects.append(post.group)
        if post.group and post.topic not in ("chat", "copy"):
            self.words_in.setdefault(post.group, []).append((post.account, read_words(post.text)))
        for subject in subjects:
            if first and post.topic not in ("chat", "copy"):
                self.words.setdefault(read_words(post.text), {})[subject] = None
            for given in post.given:
                if not given.national or dial_country(given.number) in regions:
                    self.see_number(subject, Sighting(given.number, post.at, given.own, given.disguised, "post"))
                    self.see_way(post, subject, given.number)
                    if post.group and given.own and not given.disguised:
                        self.numbers_in.setdefault(post.group, []).append((post.account, given.number))
            if post.old_number and not post.by_relative:
                self.see_number(subject, Sighting(post.old_number, post.at, False, False, "change"))
                self.see_way(post, subject, post.old_number)

    def see_way(self, post: Post, subject: Account | Group, number: str) -> None:
        """Note that a post sends people to a number, from its writer and from the group that holds it."""
        self.ways.setdefault((subject.id, number), {})[post.id] = post.at
        if post.group and post.group is not subject and post.group.kind != "page":
            self.ways.setdefault((post.group.id, number), {})[post.id] = post.at

    def posts_of(self, account: Account) -> list[Post]:
        """Give the posts of an account that a file shows."""
        if len(self.posts) != self._counted:
            self._by_account = {}
            for post in self.posts.values():
                if post.account:
                    self._by_account.setdefault(post.account, []).append(post)
            self._counted = len(self.posts)
        return self._by_account.get(account, [])

    def bearers(self, name: str) -> list[Account]:
        """Give the accounts that bear a name in the files."""
        if not self._by_name:
            for subject, names in self.names.items():
                if isinstance(subject, Account):
                    for shown in dict.fromkeys(shown for _, shown, _ in names):
                        self._by_name.setdefault(shown, []).append(subject)
        return self._by_name.get(name, [])


def read_words(text: str) -> str:
    """Give the letters of a text, by which two posts are the same but for their numbers."""
    return "".join(filter(str.isalpha, text.casefold()))
