"""What the files hold in the end: truth about evidence is taken from what was written, not from what was planned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from worlds.facts import Alias, Hop, Pair, Rename, Succession
from worlds.facts import Crew as CrewTruth
from worlds.families.first.crewing import Crew, Hand, find_way_in
from worlds.families.first.naming import find_script
from worlds.families.first.stage import Stage
from worlds.world import Account, Group, Post, at_time

Bearer = Account | Group
HIDDEN = "disguised:"
"""Mark of a contact that was written so that a plain reader does not see it."""
KINDS = (("+", "phone"), ("mail:", "email"), ("telegram:@", "handle"))
"""What a contact is evidence of, by its beginning."""
TIES = 2
"""Members that two groups share and the files tell, from which they are evidence: one may be chance."""


class Witness:
    """Sees each thing when it is written."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.uses: dict[tuple[str, str], tuple[str, int, datetime | None, datetime | None]] = {}
        """App, posts, first and last of each account or group and each contact."""
        self.plain: set[tuple[str, str]] = set()
        """Of these, those that a plain reader can see."""
        self.worded: set[tuple[str, str]] = set()
        """Who, and which group, used which advert."""
        self.all_members: dict[str, set[str]] = {}
        """Who was seen in which group, or at which page: it wrote there, or a file says that it came."""
        self.admins: dict[str, set[str]] = {}
        self.opens: set[tuple[str, str]] = set()
        self.present: set[str] = set()
        self.named: set[str] = set()
        """Of these, those whose name stands in a file: lists of members give numbers alone."""
        self.sights: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
        """Name or handle of those that bore several, each time it was seen."""
        self.followed = {id for one in stage.truth.successions for id in (one.old, one.new)}

    def post(self, post: Post, seen: datetime) -> None:
        """See a post in a file; ``seen`` is the time of the names it shows."""
        bearers: list[Bearer] = [post.author, *([post.group] if post.group else [])]
        pieces = (*post.text, *post.image_text, *([post.button] if post.button else []))
        for piece in pieces:
            if not piece.contact:
                continue
            contact = piece.contact.removeprefix(HIDDEN)
            for bearer in bearers:
                self.use(bearer.id, contact, piece.app, post.at)
                if not piece.contact.startswith(HIDDEN):
                    self.plain.add((bearer.id, contact))
        for bearer in bearers:
            if post.template:
                self.worded.add((bearer.id, post.template))
            self.bearer(bearer, seen)
        if post.group and isinstance(post.author, Account):
            self.all_members.setdefault(post.group.id, set()).add(post.author.id)
        above = post.reply_to.author if post.reply_to and not post.group else None
        if isinstance(above, Account) and above.page and post.reply_to and not post.reply_to.deleted:
            self.all_members.setdefault(above.id, set()).add(post.author.id)

    def use(self, start: str, contact: str, app: str, at: datetime | None) -> None:
        """See that somebody gives a contact out."""
        known, count, first, last = self.uses.get((start, contact), ("", 0, None, None))
        times = [time for time in (first, last, at) if time]
        count += at is not None
        self.uses[start, contact] = known or app, count, min(times, default=None), max(times, default=None)

    def profile(self, bearer: Bearer, seen: datetime) -> None:
        """See what a profile shows at a time."""
        for piece in bearer.shows:
            self.use(bearer.id, piece.contact, piece.app, None)
            self.plain.add((bearer.id, piece.contact))
        if bearer.handles:
            handle = at_time(bearer.handles, seen)
            if bearer.platform == "telegram":
                self.opens.add((f"telegram:@{handle}", bearer.id))
            self.sight(bearer.id, "handle", seen, handle, len(bearer.handles))
        if isinstance(bearer, Group) and bearer.invite:
            self.opens.add((f"invite:{bearer.invite}", bearer.id))
        self.bearer(bearer, seen)

    def bearer(self, bearer: Bearer, seen: datetime) -> None:
        """See somebody, or a group, by name."""
        self.present.add(bearer.id)
        self.named.add(bearer.id)
        self.sight(bearer.id, "name", seen, at_time(bearer.names, seen), len(bearer.names))

    def member(self, group: Group, account: Account, admin: bool = False) -> None:
        """See that somebody was in a group, or ran it."""
        self.present.update((group.id, account.id))
        self.all_members.setdefault(group.id, set()).add(account.id)
        if admin and group.id in self.followed:
            self.admins.setdefault(group.id, set()).add(account.id)

    def sight(self, id: str, what: str, at: datetime, value: str, borne: int) -> None:
        """See a name or handle; of those that bore only one nothing is kept."""
        if borne > 1:
            self.sights.setdefault((id, what), []).append((at, value))

    def settle(self, crews: Iterable[Crew]) -> None:
        """Write down what is true, with the evidence that survived."""
        truth, stage = self.stage.truth, self.stage
        bearers: list[Bearer] = [*stage.accounts, *stage.groups]
        by_id = {bearer.id: bearer for bearer in bearers}
        truth.renames = sorted(self.changes("name", by_id), key=lambda one: (one.at, one.subject))
        seen = {(one.subject, one.old, one.new) for one in truth.renames}
        truth.handle_changes = list(self.changes("handle", by_id))
        moved = {(one.subject, one.new) for one in truth.handle_changes}
        truth.reuses = [
            one
            for one in truth.reuses
            if (one.kind == "freed-handle" and (one.new, one.value) in moved and self.gave_up(one.old, one.value))
            or (one.kind != "freed-handle" and self.passed(one.old, one.new, one.value, one.kind == "swap", seen))
        ]
        for crew in crews:
            self.crew(crew)
        by_group = {group.id: crew for crew in crews for group in crew.groups}
        by_group |= {page.account.id: crew for crew in crews for page in crew.pages}
        truth.successions = [
            self.succession(one, by_id[one.old], by_id[one.new], by_group.get(one.old)) for one in truth.successions
        ]
        truth.opens = sorted(self.opens)
        known = dict(self.opens)
        truth.chains = [chain for chain in truth.chains if self.lasts(chain, known)]
        truth.hops = list(self.hops())
        for bearer in bearers:
            written = find_script(bearer.names[0][1])
            if bearer.id in self.named and written != "Latin":
                truth.scripts.setdefault(written, []).append(bearer.id)

    def changes(self, what: str, by_id: dict[str, Bearer]) -> Iterator[Rename]:
        """Yield the changes that the files tell: between two different names seen one after the other."""
        for (id, kind), seen in sorted(self.sights.items()):
            if kind != what:
                continue
            bearer = by_id[id]
            spells = bearer.names if what == "name" else bearer.handles
            told = "history" if id in self.stage.history else "seen"
            if isinstance(bearer, Group) and bearer.platform == "telegram":
                told = "title"
            before: tuple[datetime, str] | None = None
            for at, value in sorted(seen):
                if before and before[1] != value:
                    begun = [begin for begin, name in spells if name == value and before[0] <= begin <= at]
                    when = begun[0] if begun else at
                    told = "handle" if what == "handle" else told
                    yield Rename(id, before[1], value, f"{when:%Y-%m-%dT%H:%M:%SZ}", told)
                before = (at, value)

    def passed(self, old: str, new: str, name: str, swap: bool, seen: set[tuple[str, str, str]]) -> bool:
        """Tell whether the files show that one gave a name up and another took it."""
        given = any(subject == old and before == name for subject, before, _ in seen)
        taken = any(subject == new and after == name for subject, _, after in seen)
        others = {after for subject, before, after in seen if subject == old and before == name}
        back = any(subject == new and before in others and after == name for subject, before, after in seen)
        return given and taken and (back or not swap)

    def gave_up(self, id: str, handle: str) -> bool:
        """Tell whether a handle was seen with its old bearer."""
        return any(value == handle for _, value in self.sights.get((id, "handle"), ()))

    def crew(self, crew: Crew) -> None:
        """Write a crew down, and each two accounts of a hand with what of their evidence survived."""
        truth = self.stage.truth
        accounts = tuple(sorted(account.id for account in crew.accounts if account.id in self.present))
        groups = tuple(sorted(group.id for group in crew.groups if group.id in self.present))
        truth.crews.append(CrewTruth(crew.key, accounts, groups, tuple(crew.contacts())))
        for hand in crew.hands:
            self.hand(crew, hand)

    def hand(self, crew: Crew, hand: Hand) -> None:
        """Write down the pairs of a hand."""
        truth = self.stage.truth
        here = sorted((a for a in hand.accounts if a.id in self.present), key=lambda account: account.id)
        if len(here) < 2:
            return
        found: set[str] = set()
        offices = crew.common()
        for n, one in enumerate(here):
            for other in here[n + 1 :]:
                planned = hand.planned.get((one.id, other.id), ())
                evidence = self.evidence(crew, one, other, offices)
                found.update(evidence)
                platforms = "-".join(sorted({one.platform, other.platform}))
                scripts = "-".join(sorted({find_script(one.names[0][1]), find_script(other.names[0][1])}))
                truth.pairs.append(Pair(one.id, other.id, planned, evidence, platforms, scripts))
        truth.aliases.append(Alias(tuple(account.id for account in here), "+".join(sorted(found)) or "none"))

    def evidence(self, crew: Crew, one: Account, other: Account, offices: set[str]) -> tuple[str, ...]:
        """Give what two accounts of a hand share in the files, the crew's common contacts left out."""
        own = {id: {way.id for _, _, way in crew.own[id].ways} for id in (one.id, other.id)}
        given = {id: {contact for contact in self.contacts(crew, id) if contact not in offices} for id in own}
        found: set[str] = set()
        for contact in given[one.id] & given[other.id]:
            kind = next((kind for start, kind in KINDS if contact.startswith(start)), "invite")
            if contact.startswith("+") and any(contact == p.contact for a in (one, other) for p in a.shows):
                kind = "profile-phone"
            if contact.startswith("+") and any(self.declared(crew, a.id, contact) for a in (one, other)):
                kind = "number-change"
            seen = (one.id, contact) in self.plain and (other.id, contact) in self.plain
            found.add(kind if seen else "disguised")
        for bearer, teller in ((one, other), (other, one)):
            for _, handle in bearer.handles if bearer.platform == "telegram" else ():
                contact = f"telegram:@{handle}"
                if (contact, bearer.id) in self.opens and (teller.id, contact) in self.plain:
                    found.add("handle")
        shared = crew.own[one.id].template
        if shared and shared is crew.own[other.id].template:
            found |= {"text"} if all((id, shared.id) in self.worded for id in own) else set()
        if crew.called[one.id] == crew.called[other.id] and self.bore(one) and self.bore(other):
            found.add("name")
        return tuple(sorted(found))

    def bore(self, account: Account) -> bool:
        """Tell whether the files show an account under its first name."""
        if account.id not in self.named:
            return False
        seen = self.sights.get((account.id, "name"), ())
        return len(account.names) == 1 or any(value == account.names[0][1] for _, value in seen)

    def contacts(self, crew: Crew, id: str) -> set[str]:
        """Give the contacts of a crew that an account gave out, as far as the files tell."""
        some = {way.id for held in crew.own.values() for _, _, way in held.ways}
        some |= {way.id for _, _, way in crew.changed.values()}
        return {contact for contact in some if (id, contact) in self.uses}

    def declared(self, crew: Crew, id: str, contact: str) -> bool:
        """Tell whether an account declared this number as its new one."""
        return id in crew.changed and crew.changed[id][2].id == contact

    def succession(self, one: Succession, old: Bearer, new: Bearer, crew: Crew | None) -> Succession:
        """Give a succession with what of its evidence survived."""
        shared = self.all_members.get(old.id, set()) & self.all_members.get(new.id, set())
        crewed = {account.id for account in crew.accounts} if crew else set()
        if isinstance(old, Group):
            crewed.add(old.admins[0].id)
        found = []
        if len(shared - crewed) >= TIES:
            found.append("members")
        admins = self.admins.get(old.id, set()) & self.admins.get(new.id, set())
        found += ["admins"] if admins else []
        found += ["staff"] if shared & crewed - admins else []
        if crew:
            given = [contact for contact in crew.contacts() if (old.id, contact) in self.plain]
            if any((new.id, contact) in self.plain for contact in given):
                found.append("contacts")
            kits = {template for id, template in self.worded if id == old.id}
            if any((new.id, template) in self.worded for template in kits):
                found.append("texts")
            way = find_way_in(new).id if isinstance(new, Group) else new.id
            if (old.id, way) in self.plain and ((way, new.id) in self.opens or way == new.id):
                found.append("announcement")
        if old.id in self.present and new.id in self.present:
            end = old.died if isinstance(old, Group) else old.removed
            told = old.id in self.named and new.id in self.named
            if told and new.names[0][1].startswith(at_time(old.names, end or old.names[0][0])):
                found.append("name")
        else:
            found = []
        return replace(one, carried=len(shared - crewed), evidence=tuple(sorted(found)))

    def lasts(self, chain: tuple[str, ...], known: dict[str, str]) -> bool:
        """Tell whether each step of a chain is in a file."""
        start, contact, opened = chain
        return (start, contact) in self.plain and known.get(contact) == opened

    def hops(self) -> Iterator[Hop]:
        """Yield who gives which contact out."""
        for (start, contact), (app, count, first, last) in sorted(self.uses.items()):
            told = [f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else "" for at in (first, last)]
            yield Hop(start, contact, app, count, *told)
