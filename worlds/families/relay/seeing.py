"""What of a world stands in the files: filled while they are written, asked when the truth is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from worlds.bearing import Bearing
from worlds.families.relay.people import DAY, Account, Place, Post, value_at


@dataclass(slots=True)
class Seen:
    """What the files hold, by id."""

    ids: set[str] = field(default_factory=set)
    posts: dict[Post, Place | None] = field(default_factory=dict)
    """Where each post stands; None: in a private chat."""
    names: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """Names that an account or place bears in the files, and when first."""
    handles: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    shown: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """Numbers and handles on a profile, or in somebody's address book, and when first."""
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    admins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Times of title events."""
    states: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    last: dict[str, int] = field(default_factory=dict)
    """When a place was captured last."""
    opens: set[tuple[str, str]] = field(default_factory=set)
    bearing: Bearing = field(default_factory=Bearing)
    history: set[tuple[str, str]] = field(default_factory=set)
    """Places and names that a table of names holds."""

    def note_post(self, post: Post, place: Place | None) -> None:
        """Note a post and who wrote it."""
        self.posts.setdefault(post, place)
        if post.author is None and post.voice is not None:
            self.ids.add(post.voice.id)
        if post.author is not None:
            self.ids.add(post.author.id)
            if place is not None:
                self.members[place.id].add(post.author.id)

    def note_account(self, account: Account, at: int, name: str | None = None, *, phone: bool = False) -> str:
        """Note an account with the name that it bears then, or under a saved one; give the name.

        ``phone``: as the phone of somebody else shows it.
        """
        self.ids.add(account.id)
        shown = value_at(account.names, at) if name is None else name
        if shown:
            how = "saved" if name is not None else "shown" if phone else "seen"
            self.bearing.note(account.id, shown, how, at // DAY)
            self.names[account.id].setdefault(shown, at)
        return shown

    def note_place(self, place: Place, at: int) -> str:
        """Note a place with the name that it bears then; give the name."""
        self.ids.add(place.id)
        self.last[place.id] = max(self.last.get(place.id, 0), at)
        name = value_at(place.names, at)
        self.names[place.id].setdefault(name, at)
        return name

    def note_handle(self, account: Account, at: int) -> str:
        """Note the handle that an account bears then; give it."""
        handle = value_at(account.handles, at) if account.handles and account.handles[0][0] <= at else ""
        if handle:
            self.handles[account.id].setdefault(handle, at)
            self.opens.add((f"{account.platform}:@{handle.lower()}", account.id))
        return handle

    def note_shown(self, account: Account, at: int, contacts: Iterable[str]) -> None:
        """Note what a profile shows."""
        for contact in contacts:
            self.shown[account.id].setdefault(contact, at)


def write_time(at: int) -> str:
    """Write a time as ISO in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
