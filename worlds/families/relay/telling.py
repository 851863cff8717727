"""The truth of a world of the relay: what was planned, held against what the files show."""

from collections import defaultdict
from itertools import combinations, pairwise

from worlds.facts import Alias, Crew, Hop, Innocent, Pair, Rename, Reuse, Succession, Truth
from worlds.families.relay.crews import Crew as RelayCrew
from worlds.families.relay.ordinary import Group
from worlds.families.relay.people import DAY, END, Account, Person, Place, Post, World, speaker_of
from worlds.families.relay.seeing import Seen, write_time

ORDER = ("phone", "profile-phone", "number-change", "handle", "text", "name", "invite", "disguised")
TELLING = ORDER[:5]
"""What makes a hand findable by more than a name."""


def tell_truth(world: World, seen: Seen, crews: list[RelayCrew], groups: list[Group], seed: int, size: int) -> Truth:
    """Write down what is true, of what the files hold."""
    truth = Truth(seed=seed, world="relay", size=size)
    said = _Said(seen)
    _tell_names(truth, world, seen)
    _tell_hands(truth, world, seen, said)
    _tell_crews(truth, seen, crews, said)
    _tell_successions(truth, world, seen, said)
    _tell_innocents(truth, world, seen, groups, said)
    _tell_hops(truth, seen, said, crews)
    scripts: dict[str, set[str]] = defaultdict(set)
    named = [(each.id, each.names[0][1]) for each in world.accounts]
    for id, first in [*named, *((each.id, each.names[0][1]) for each in world.places)]:
        if id in seen.ids and name_scripts(first, first):
            scripts[name_scripts(first, first)].add(id)
    truth.scripts = {script: sorted(ids) for script, ids in sorted(scripts.items())}
    return truth


def name_scripts(one: str, other: str) -> str:
    """Give the scripts of two names, as ``Arabic`` or ``Arabic-Latin``; nothing where both are in Latin letters."""
    scripts = sorted({_tell_script(one), _tell_script(other)})
    return "" if scripts == ["Latin"] else "-".join(scripts)


def _tell_script(name: str) -> str:
    for sign in name:
        if "\u0400" <= sign <= "\u04ff":
            return "Cyrillic"
        if "\u0600" <= sign <= "\u06ff":
            return "Arabic"
        if sign.isalpha():
            return "Latin"
    return "Latin"


class _Said:
    """Who says which contact, of what the files hold."""

    def __init__(self, seen: Seen) -> None:
        self.plain: dict[str, set[str]] = defaultdict(set)
        self.veiled: dict[str, set[str]] = defaultdict(set)
        self.keys: dict[str, set[str]] = defaultdict(set)
        self.changes: dict[str, set[str]] = defaultdict(set)
        self.speakers: dict[str, set[str]] = defaultdict(set)
        self.places: dict[str, set[str]] = defaultdict(set)
        self.wordings: dict[str, set[str]] = defaultdict(set)
        self.announced: set[tuple[str, str]] = set()
        self.all: set[str] = set()
        for post, place in seen.posts.items():
            who = speaker_of(post, place)
            self.plain[who].update(post.said)
            self.veiled[who].update(post.veiled)
            if not post.forwarded:
                self.keys[who].update(post.keys)
            self.changes[who].update(each for each in post.change if each)
            for contact in (*post.said, *post.veiled):
                self.speakers[contact].add(who)
                if place is not None:
                    self.places[place.id].add(contact)
            self.all.update((*post.said, *post.veiled))
            if place is not None:
                self.wordings[place.id].update(post.keys)
            if post.announces[0]:
                self.announced.add(post.announces)
        for id, contacts in seen.shown.items():
            self.all.update(contacts)
            for contact in contacts:
                self.speakers[contact].add(id)
        for id in seen.ids:
            if id.startswith("whatsapp:+"):
                number = id.partition(":")[2]
                self.all.add(number)
                self.plain[id].add(number)
                self.speakers[number].add(id)


def _tell_names(truth: Truth, world: World, seen: Seen) -> None:
    """Tell renames and passed handles as the files show them."""
    for place in world.places:
        for (_, old), (at, new) in zip(place.names, place.names[1:], strict=False):
            if old == new or new not in seen.names.get(place.id, {}) or place.id not in seen.ids:
                continue
            both = old in seen.names[place.id]
            if not both:
                continue  # what it was called before stands nowhere
            if at in seen.titles.get(place.id, ()):
                truth.renames.append(Rename(place.id, old, new, write_time(at), "title"))
            elif {(place.id, old), (place.id, new)} <= seen.history:
                truth.renames.append(Rename(place.id, old, new, write_time(at), "history"))
            else:
                truth.renames.append(Rename(place.id, old, new, write_time(at), "seen"))
    for account in world.accounts:
        shown = seen.names.get(account.id, {})
        for (_, old), (at, new) in zip(account.names, account.names[1:], strict=False):
            known = all(seen.bearing.is_own(account.id, name) for name in (old, new))
            if old != new and known and old in shown and new in shown:
                truth.renames.append(Rename(account.id, old, new, write_time(at), "seen"))
    truth.renames.sort(key=lambda each: (each.at, each.subject))
    for old, new, handle in world.facts.get("freed", []):
        if handle in seen.handles.get(old.id, {}) and handle in seen.handles.get(new.id, {}):
            truth.reuses.append(Reuse("freed-handle", old.id, new.id, handle))
    for old, new, handle in world.facts.get("taken", []):
        contact = f"telegram:@{handle.lower()}"
        if {(contact, old.id), (contact, new.id)} <= seen.opens:
            truth.reuses.append(Reuse("freed-handle", old.id, new.id, handle))
    told = {(each.old, each.new) for each in truth.reuses}
    holders: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for id, handles in seen.handles.items():
        for handle, at in handles.items():
            holders[handle].append((at, id))
    for handle, held in sorted(holders.items()):  # files show it with both, whoever meant it so
        for (_, before), (_, after) in pairwise(sorted(held)):
            if (before, after) not in told:
                truth.reuses.append(Reuse("freed-handle", before, after, handle))
    for account in world.accounts:
        shown = seen.handles.get(account.id, {})
        for (_, old), (at, new) in zip(account.handles, account.handles[1:], strict=False):
            if old in shown and new in shown:
                truth.handle_changes.append(Rename(account.id, old, new, write_time(at), "handle"))
    truth.opens = sorted(seen.opens)


def _tell_hands(truth: Truth, world: World, seen: Seen, said: _Said) -> None:
    """Tell every two accounts of one hand, and what they share in the files."""
    for person in world.persons:
        accounts = [each for each in person.accounts if each.id in seen.ids]
        found: dict[str, set[str]] = {}
        shared: set[str] = set()
        for one, other in combinations(accounts, 2):
            evidence, contacts = _compare_accounts(one, other, seen, said)
            planned = _list_planned_traits(one, other, person) | set(evidence)
            platforms = "-".join(sorted({one.platform, other.platform}))
            scripts = name_scripts(one.names[0][1], other.names[0][1])
            pair = Pair(one.id, other.id, _order_traits(planned), _order_traits(evidence), platforms, scripts)
            truth.pairs.append(pair)
            if evidence & set(TELLING):
                found.setdefault(one.id, set()).add(other.id)
                found.setdefault(other.id, set()).add(one.id)
                shared |= contacts
        for part in _join_accounts(found):
            best = [set(p.evidence) for p in truth.pairs if p.one in part and p.other in part]
            kind = next(word for word in TELLING if any(word in each for each in best))
            truth.aliases.append(Alias(tuple(sorted(part)), kind, tuple(sorted(shared))))


def _list_planned_traits(one: Account, other: Account, person: Person) -> set[str]:
    both = one.habits & other.habits
    planned = {each for each in both if each in ("phone", "text")}
    planned |= {each for each in ("name", "handle") if each in other.habits}
    if "profile-phone" in one.habits | other.habits and (
        "phone" in one.habits | other.habits or "profile-phone" in both
    ):
        planned.add("profile-phone")
    if "whatsapp" in (one.platform, other.platform) and person.lines and "phone" in one.habits | other.habits:
        planned.add("phone")
    return planned


def _order_traits(words: set[str]) -> tuple[str, ...]:
    return tuple(word for word in ORDER if word in words)


def _compare_accounts(one: Account, other: Account, seen: Seen, said: _Said) -> tuple[set[str], set[str]]:
    """Give what two accounts share in the files, and the contacts among it."""
    evidence: set[str] = set()
    posted = [{each for each in said.plain[id] if each.startswith("+")} for id in (one.id, other.id)]
    shown = [{each for each in seen.shown.get(id, {}) if each.startswith("+")} for id in (one.id, other.id)]
    veiled = [said.veiled[id] for id in (one.id, other.id)]
    own = person_lines(one.person)
    phones = posted[0] & posted[1] & own
    profile = ((shown[0] & (shown[1] | posted[1])) | (shown[1] & posted[0])) & own
    hidden = ((posted[0] | shown[0] | veiled[0]) & (posted[1] | shown[1] | veiled[1]) & own) - phones - profile
    if phones:
        evidence.add("phone")
    if profile:
        evidence.add("profile-phone")
    if hidden and not phones and not profile:
        evidence.add("disguised")
    changes = (said.changes[one.id] & (posted[1] | shown[1])) | (said.changes[other.id] & (posted[0] | shown[0]))
    if changes:
        evidence.add("number-change")
    handles = [{each.lower() for each in seen.handles.get(id, {})} for id in (one.id, other.id)]
    named = [
        {each.partition("@")[2] for each in {*said.plain[id], *seen.shown.get(id, {})} if "@" in each}
        for id in (one.id, other.id)
    ]
    mine = {value.lower() for each in one.person.accounts for _, value in each.handles if value}
    if handles[0] & handles[1] or named[0] & named[1] & mine or handles[0] & named[1] or handles[1] & named[0]:
        evidence.add("handle")
    if any(each.startswith("sign/") for each in said.keys[one.id] & said.keys[other.id]):
        evidence.add("text")
    if {_simplify_name(each) for each in seen.names.get(one.id, {})} & {
        _simplify_name(each) for each in seen.names.get(other.id, {})
    }:
        evidence.add("name")
    return evidence, phones | profile | hidden | {each for each in changes if each in own}


def person_lines(person: Person) -> set[str]:
    """Give all numbers that somebody ever used, his accounts' own ones included."""
    return (
        {number for _, number in person.lines}
        | {number for each in person.accounts for _, number in each.shown}
        | {each.id.partition(":")[2] for each in person.accounts if each.platform == "whatsapp"}
    )


def _simplify_name(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _are_names_alike(one: str, other: str) -> bool:
    """Tell whether two names of places are one, but for what is put behind it."""
    short, long = sorted((_simplify_name(one), _simplify_name(other)), key=len)
    return short == long or (len(short) > 4 and long.startswith(short))


def _join_accounts(found: dict[str, set[str]]) -> list[set[str]]:
    """Give the accounts that hang together by pairs with evidence."""
    parts, left = [], dict(found)
    while left:
        part, edge = set[str](), {next(iter(left))}
        while edge:
            id = edge.pop()
            part.add(id)
            edge |= left.pop(id, set()) - part
        parts.append(part)
    return parts


def _tell_crews(truth: Truth, seen: Seen, crews: list[RelayCrew], said: _Said) -> None:
    for crew in crews:
        accounts = sorted(each.id for person in crew.persons for each in person.accounts if each.id in seen.ids)
        places = sorted(each.id for each in crew.places if each.id in seen.ids and each.kind != "page")
        accounts = sorted(
            (*accounts, *(each.id for each in crew.places if each.id in seen.ids and each.kind == "page"))
        )
        contacts = {number for person in crew.persons for _, number in person.lines}
        contacts |= {each.contact for each in crew.places if each.contact}
        if accounts or places:
            truth.crews.append(Crew(crew.key, tuple(accounts), tuple(places), tuple(sorted(contacts & said.all))))


def _tell_successions(truth: Truth, world: World, seen: Seen, said: _Said) -> None:
    followed: set[str] = set()
    crew_of = {each.id for each in world.accounts if each.person.crew}
    for old, new, crew in world.facts.get("successions", []):
        if old.id not in seen.ids or new.id not in seen.ids:
            continue
        followed.add(old.id)
        homes = [seen.members.get(each.id, set()) for each in (old, new)]
        came = {each for each in homes[0] & homes[1] if each not in crew_of}
        staff = {each for each in homes[0] & homes[1] if each in crew_of}
        evidence = set()
        if came:
            evidence.add("members")
        if seen.admins[old.id] & seen.admins[new.id]:
            evidence.add("admins")
        if staff:
            evidence.add("staff")
        contacts = {number for each in (*crew.persons, *_list_leavers(world, crew)) for _, number in each.lines}
        if said.places[old.id] & said.places[new.id] & contacts:
            evidence.add("contacts")
        if said.wordings[old.id] & said.wordings[new.id]:
            evidence.add("texts")
        bios = any(
            (one, two) == (old.id, new.id) and new.contact in seen.shown.get(account.id, {})
            for account, one, two in world.facts.get("bios", [])
        )
        if (old.id, new.id) in said.announced or bios:
            evidence.add("announcement")
        if any(_are_names_alike(one, other) for one in seen.names[old.id] for other in seen.names[new.id]):
            evidence.add("name")
        order = ("members", "admins", "staff", "contacts", "texts", "announcement", "name")
        share = len(_list_clients(old) & _list_clients(new)) / max(1, len(_list_clients(old)))
        platform = old.platform if old.platform == new.platform else f"{old.platform}-{new.platform}"
        noticed = "weg" in seen.states[old.id]
        script = name_scripts(old.names[0][1], new.names[0][1])
        truth.successions.append(
            Succession(
                old.id,
                new.id,
                len(came),
                platform,
                round(share, 3),
                tuple(each for each in order if each in evidence),
                script,
                noticed,
            )
        )
    for place in world.places:
        if place.id not in seen.ids or place.id in followed:
            continue
        if place.fate in ("removed", "deleted") and place.end < END - DAY:
            truth.dead.append(place.id)
        elif place.fate in ("lives", "quiet", "private") and seen.last.get(place.id, END) < END - 90 * DAY:
            truth.silent.append(place.id)
    rivals = {(old.id, new.id) for old, new in world.facts.get("rivals", [])}
    rivals |= {(old.id, new.id) for old, new, _ in world.facts.get("clones", []) if old.fate in ("removed", "deleted")}
    truth.rivals = sorted(pair for pair in rivals if set(pair) <= seen.ids)


def _list_leavers(world: World, crew: RelayCrew) -> list[Person]:
    """Give who went with the other half of a crew."""
    return [each for each in world.persons if each.crew == f"{crew.key}-b"]


def _list_clients(place: Place) -> set[int]:
    home = place if place.kind in ("chat", "group") or place.linked is None else place.linked
    return {id(each.person) for each in home.members if not each.person.crew}


def _tell_innocents(truth: Truth, world: World, seen: Seen, groups: list[Group], said: _Said) -> None:
    for group in groups:
        subjects = tuple(sorted(id for id in _ids_of(group) if id in seen.ids))
        if not subjects:
            continue
        contacts = tuple(sorted(each for each in group.contacts if each in said.all))
        around = {each.id for each in group.around if each.id in seen.ids}
        around |= {id for each in contacts for id in said.speakers[each] if id in seen.ids} - set(subjects)
        like = tuple(each.id for each in group.like if each.id in seen.ids)
        first = group.places[0].names[0][1] if group.places else ""
        script = name_scripts(first, first)
        truth.innocents.append(Innocent(group.kind, subjects, contacts, tuple(sorted(around)), like, script))
        if group.kind == "hotline":
            truth.generic += [each for each in contacts if len(said.speakers[each]) >= 5]
    _tell_clients(truth, world, seen, said, {id for each in groups for id in _ids_of(each)})


def _ids_of(group: Group) -> list[str]:
    return [*(each.id for each in group.accounts), *(each.id for each in group.places)]


def _tell_clients(truth: Truth, world: World, seen: Seen, said: _Said, known: set[str]) -> None:
    """Tell the clients who said a crew's number: they warned of it, relisted it, or gave it to a friend."""
    crewed = {number: person.crew for person in world.persons if person.crew for _, number in person.lines}
    ordinary = {each.id for each in world.accounts if not each.person.crew} & seen.ids - known
    staff = {each.id for each in world.accounts if each.person.crew}
    for number in sorted(crewed.keys() & said.all):
        clients = tuple(sorted(said.speakers[number] & ordinary))
        if len(clients) > 1:
            around = tuple(sorted(said.speakers[number] & staff & seen.ids))
            truth.innocents.append(Innocent("client", clients, (number,), around))


def _tell_hops(truth: Truth, seen: Seen, said: _Said, crews: list[RelayCrew]) -> None:
    """Tell who gives out which contact, and the ways that crews laid: each step of a way is one of these."""
    posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post, place in seen.posts.items():
        who = speaker_of(post, place)
        starts = dict.fromkeys((who, place.id if place is not None else who)) if post.sends else ()
        for start in starts:
            for contact in (*post.said, *post.veiled):
                posts[start, contact].append(post)
    for (who, contact), written in sorted(posts.items()):
        times = sorted(each.at for each in written)
        app = next((each.app for each in written if each.app), "")
        if not contact.startswith("+"):
            app = "whatsapp" if "whatsapp" in contact else "telegram"
        truth.hops.append(Hop(who, contact, app, len(times), write_time(times[0]), write_time(times[-1])))
    for id, contacts in sorted(seen.shown.items()):
        for contact, at in sorted(contacts.items()):
            if (id, contact) not in posts:
                truth.hops.append(Hop(id, contact, "", 0, write_time(at), write_time(at)))
    crewed = {
        each
        for crew in crews
        for each in [*(a.id for p in crew.persons for a in p.accounts), *(g.id for g in crew.places)]
    }
    opened = dict(truth.opens)
    lines = {crew.key: {number for person in crew.persons for _, number in person.lines} for crew in crews}
    owner = {place.id: crew.key for crew in crews for place in crew.places}
    for who in sorted(crewed & said.plain.keys()):
        for contact in sorted(said.plain[who]):
            leads_to = opened.get(contact, "")
            if leads_to not in owner or ((who, contact) not in posts and contact not in seen.shown.get(who, {})):
                continue
            numbers = said.plain[leads_to] & lines[owner[leads_to]]
            for number in sorted(number for number in numbers if (leads_to, number) in posts)[:2]:
                truth.chains.append((who, contact, leads_to, number))
