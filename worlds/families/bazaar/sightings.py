"""What the written files show: by account, group and contact. The truth tells as evidence only what stands here."""

from dataclasses import dataclass, field

from worlds.families.bazaar.market import Account, Group
from worlds.families.bazaar.talk import Post


@dataclass(slots=True)
class Sighting:
    """A contact that the files show with an account or group."""

    first: int
    last: int
    posts: int = 0
    own: bool = False
    forms: set[str] = field(default_factory=set)
    apps: set[str] = field(default_factory=set)
    on_profile: bool = False


@dataclass(slots=True)
class Sightings:
    """All that the files show."""

    names: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Of each account and group: when it was seen under which name."""
    handles: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    histories: set[str] = field(default_factory=set)
    """Pages with a table of names."""
    titles: set[str] = field(default_factory=set)
    """Chats whose file holds events of new titles."""
    contacts: dict[str, dict[str, Sighting]] = field(default_factory=dict)
    places: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """Of each group: who is seen in it, admins among them, contacts and marks of texts."""
    marks: dict[str, set[str]] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    last_seen: dict[str, int] = field(default_factory=dict)
    counted: set[tuple[str, str]] = field(default_factory=set)
    """Posts already counted for whoever wrote them: pulls overlap."""
    changes: set[str] = field(default_factory=set)
    """Accounts whose change of number is told in a post."""

    def see(self, subject: str, name: str, at: int, handle: str = "") -> None:
        """Note a name, and a handle, as a file shows it."""
        if name:
            self.names.setdefault(subject, []).append((at, name))
        else:
            self.names.setdefault(subject, [])
        if handle:
            self.handles.setdefault(subject, []).append((at, handle))

    def see_contact(
        self, subject: str, contact: str, at: int, *, own: bool, form: str, app: str, on_profile: bool = False
    ) -> None:
        """Note a contact with an account or group."""
        seen = self.contacts.setdefault(subject, {}).setdefault(contact, Sighting(at, at))
        seen.first, seen.last = min(seen.first, at), max(seen.last, at)
        seen.posts += not on_profile
        seen.own |= own
        seen.on_profile |= on_profile
        seen.forms.add(form)
        seen.apps.add(app)

    def see_post(self, post: Post, writer: str, *, image: bool) -> None:
        """Note what a post shows; no ``writer`` where the tool hides it, no picture without ``image``."""
        place = post.place.id
        in_place = self.places.setdefault(place, {})
        self.last_seen[place] = max(self.last_seen.get(place, 0), post.at)
        for mark in post.marks:
            in_place.setdefault("marks", set()).add(mark)
            if writer:
                self.marks.setdefault(writer, set()).add(mark)
        if writer and isinstance(post.place, Group) and writer != place:
            in_place.setdefault("members", set()).add(writer)
        if post.announces:
            self.announced.add(post.announces)
        if (
            post.writer
            and post.writer.changed[0]
            and {post.writer.changed[0], post.writer.changed[1]} <= {one.contact for one in post.mentions}
        ):
            self.changes.add(post.writer.id)
        for mention in post.mentions if image or not post.image else ():
            if mention.own:
                in_place.setdefault("contacts", set()).add(mention.contact)
            if writer and (writer, post.id) not in self.counted:
                self.see_contact(writer, mention.contact, post.at, own=mention.own, form=mention.form, app=mention.app)
            if isinstance(post.place, Group) and writer != place and (place, post.id) not in self.counted:
                self.see_contact(place, mention.contact, post.at, own=False, form=mention.form, app=mention.app)
        self.counted |= {(writer, post.id), (place, post.id)}

    def see_member(self, account: Account, group: Group, at: int, *, admin: bool) -> None:
        """Note a member as a list or an event shows it."""
        self.see(account.id, account.name_at(at), at)
        place = self.places.setdefault(group.id, {})
        place.setdefault("members", set()).add(account.id)
        if admin:
            place.setdefault("admins", set()).add(account.id)

    def of_place(self, place: str, what: str) -> set[str]:
        """Give the members, admins, contacts or marks of a group or page."""
        return self.places.get(place, {}).get(what, set())

    def own_contacts(self, account: str) -> dict[str, Sighting]:
        """Give the contacts that an account shows as its own."""
        return {contact: seen for contact, seen in self.contacts.get(account, {}).items() if seen.own}
