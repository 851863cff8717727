"""Tells what is true of a bazaar, and what of it the written files can show."""

from itertools import combinations, pairwise

from worlds.facts import SENDS, Alias, Crew, Hop, Innocent, Pair, Rename, Reuse, Succession, Truth
from worlds.families.bazaar.collecting import Collector, format_utc
from worlds.families.bazaar.market import Account, Follow, Group, Market, Office
from worlds.families.bazaar.sightings import Sightings


def tell_script(name: str) -> str:
    """Tell in which letters a name is written."""
    return "Arabic" if any("\u0600" <= sign <= "\u06ff" for sign in name) else ""


def join_scripts(one: str, other: str) -> str:
    """Name the scripts of two names; nothing where both are in Latin letters."""
    scripts = (tell_script(one), tell_script(other))
    return scripts[0] if scripts[0] == scripts[1] else "Arabic-Latin"


def tell_truth(market: Market, collector: Collector, seed: int, size: int) -> Truth:
    """Tell all that is true of what the files show."""
    shown = collector.shown
    truth = Truth(seed=seed, world="bazaar", size=size)
    known = {account.id: account for account in market.accounts() if account.id in shown.names}
    groups = {group.id: group for group in market.groups if group.id in shown.names}
    first_names = {id: names[0][1] for id in (*known, *groups) if (names := sorted(shown.names[id]))}
    truth.scripts = {"Arabic": sorted(id for id, name in first_names.items() if tell_script(name))}
    tell_renames(truth, shown, known, groups)
    tell_handle_changes(truth, shown, known)
    tell_hands(truth, market, shown, known)
    tell_successions(truth, market, shown, known, groups)
    tell_crews(truth, market, shown, known, groups)
    tell_hops(truth, shown, known, groups)
    tell_innocents(truth, market, shown, known, groups)
    truth.silent = sorted(id for id in collector.silent if id in groups)
    truth.generic = [number for number, _ in market.hotlines if any(number in seen for seen in shown.contacts.values())]
    truth.rivals = [(old, new) for old, new, _ in market.rivals if old in groups and new in groups]
    for kind, old, new, value in market.freed:
        seen = shown.handles if kind == "freed-handle" else shown.names
        if all(value in {one for _, one in seen.get(bearer, [])} for bearer in (old, new)):
            truth.reuses.append(Reuse(kind, old, new, value))
    return truth


def tell_renames(truth: Truth, shown: Sightings, known: dict[str, Account], groups: dict[str, Group]) -> None:
    """Tell the renames that two sightings, a title or a history show."""
    things: dict[str, Account | Group] = {**known, **groups}
    for id, thing in things.items():
        for (_, old), (seen, new) in pairwise(sorted(shown.names[id])):
            if old == new:
                continue
            at = max((since for since, name in thing.names if name == new and since <= seen), default=0)
            how = "history" if id in shown.histories else "title" if id in shown.titles else "seen"
            if at:
                truth.renames.append(Rename(id, old, new, format_utc(at), how))


def tell_handle_changes(truth: Truth, shown: Sightings, known: dict[str, Account]) -> None:
    """Tell the handles that two sightings show to have changed."""
    for id, account in known.items():
        seen = [handle for _, handle in sorted(shown.handles.get(id, []))]
        for old, new in pairwise(dict.fromkeys(seen)):
            truth.handle_changes.append(Rename(id, old, new, format_utc(account.later_handle[0]), "seen"))


def find_common_contacts(market: Market, shown: Sightings) -> set[str]:
    """Give the contacts of offices and households that several people show as their own: they speak for nobody."""
    shared = {number for office in market.offices for _, number, _, _ in office.numbers}
    shared |= {family[0].home for family in market.households}
    shared |= {f"invite:t.me/+{group.invite}" for group in market.groups}
    shared |= {f"telegram:@{group.handle}" for group in market.groups if group.handle}
    hands: dict[str, set[int]] = {}
    for account in market.accounts():
        for contact in shown.own_contacts(account.id):
            hands.setdefault(contact, set()).add(account.hand)
    return {contact for contact in shared if len(hands.get(contact, ())) > 1}


def find_shared(one: Account, other: Account, shown: Sightings, common: set[str]) -> tuple[list[str], list[str]]:
    """Give what two accounts of a hand share in the files, and the contacts that say so.

    A number that colleagues or relatives show too is left out: by it the two cannot be told from those.
    """
    mine, theirs = shown.own_contacts(one.id), shown.own_contacts(other.id)
    evidence: list[str] = []
    said: list[str] = []
    for contact in sorted((mine.keys() & theirs.keys()) - common):
        sides = (mine[contact], theirs[contact])
        said.append(contact)
        if contact.startswith("telegram:@"):
            evidence.append("handle")
        elif contact.startswith("invite:"):
            evidence.append("invite")
        elif any(side.forms == {"disguised"} for side in sides):
            evidence.append("disguised")
        elif any(side.on_profile for side in sides):
            evidence.append("profile-phone")
        else:
            evidence.append("phone")
    handles = [{handle.lower() for _, handle in shown.handles.get(account.id, [])} for account in (one, other)]
    if handles[0] & handles[1]:
        evidence.append("handle")
        said += sorted(
            f"{account.platform}:@{handle}" for account in (one, other) for handle in handles[0] & handles[1]
        )
    for side, (account, contacts) in enumerate(((other, mine), (one, theirs))):
        named = {f"telegram:@{handle}" for handle in handles[1 - side]} if account.platform == "telegram" else set()
        if named & contacts.keys():
            evidence.append("handle")
            said += sorted(named & contacts.keys())
    if {one.id, other.id} & shown.changes and set(evidence) & {"phone", "profile-phone"}:
        evidence.append("number-change")
    marks = shown.marks.get(one.id, set()) & shown.marks.get(other.id, set())
    if any(mark.startswith("phrase") for mark in marks):
        evidence.append("text")
    names = [{" ".join(name.lower().split()) for _, name in shown.names[account.id]} for account in (one, other)]
    if names[0] & names[1]:
        evidence.append("name")
    return list(dict.fromkeys(evidence)), list(dict.fromkeys(said))


COLLEAGUES_AN_OFFICE = 8
"""More pairs of colleagues of one office are not told: they are all alike."""
STRONG = ("number-change", "phone", "profile-phone", "handle", "text")


def tell_hands(truth: Truth, market: Market, shown: Sightings, known: dict[str, Account]) -> None:
    """Tell every two accounts of one hand, and the hands that the files can show."""
    common = find_common_contacts(market, shown)
    for hand in market.hands:
        accounts = [account for account in hand.accounts if account.id in known]
        linked: dict[str, set[str]] = {}
        contacts: list[str] = []
        for one, other in combinations(accounts, 2):
            evidence, said = find_shared(one, other, shown, common)
            planned = hand.planned.get((one.id, other.id), ()) or hand.planned.get((other.id, one.id), ())
            names = [(shown.names[account.id] or [(0, account.names[0][1])])[0][1] for account in (one, other)]
            truth.pairs.append(
                Pair(
                    one.id,
                    other.id,
                    tuple(dict.fromkeys(planned)),
                    tuple(evidence),
                    "-".join(sorted({one.platform, other.platform})),
                    join_scripts(*names),
                )
            )
            if found := [kind for kind in STRONG if kind in evidence]:
                linked.setdefault(found[0], set()).update((one.id, other.id))
                contacts += said
        if linked:
            best = min(linked, key=STRONG.index)
            members = {id for ids in linked.values() for id in ids}
            truth.aliases.append(
                Alias(
                    tuple(account.id for account in accounts if account.id in members),
                    best,
                    tuple(dict.fromkeys(contacts)),
                )
            )


def tell_successions(
    truth: Truth, market: Market, shown: Sightings, known: dict[str, Account], groups: dict[str, Group]
) -> None:
    """Tell who took over from whom, as far as both are in the files, and what of it shows."""
    places: dict[str, Group | Account] = {**groups, **known}
    crews = staff_by_crew(market)
    followed: set[str] = set()
    for follow in market.follows:
        followed.add(follow.old)
        if follow.old not in places or follow.new not in places:
            continue
        sides = (follow.old, follow.new)
        evidence: list[str] = []
        shared = {
            what: shown.of_place(follow.old, what) & shown.of_place(follow.new, what)
            for what in ("members", "admins", "contacts", "marks")
        }
        carried = len(shared["members"])
        if carried:
            evidence.append("members")
        if shared["admins"]:
            evidence.append("admins")
        crew = crews.get(follow.crew_texts, set())
        if all((shown.of_place(side, "members") | {side}) & crew for side in sides) and crew:
            evidence.append("staff")
        own = kept_by(market, follow)
        if (
            own & shared["contacts"]
            or own & shown.own_contacts(follow.old).keys() & shown.own_contacts(follow.new).keys()
        ):
            evidence.append("contacts")
        if shared["marks"] & ({follow.crew_texts} | {f"phrase{account.hand}" for account in follow.announcers}):
            evidence.append("texts")
        if follow.new in shown.announced:
            evidence.append("announcement")
        if follow.similar and all(shown.names[side] for side in sides):
            evidence.append("name")
        old, new = places[follow.old], places[follow.new]
        share = 0.0
        if isinstance(old, Group) and isinstance(new, Group) and old.members:
            share = round(len(old.members.keys() & new.members.keys()) / len(old.members), 3)
        script = join_scripts(old.names[-1][1], new.names[-1][1])
        platform = old.platform if old.platform == new.platform else f"{old.platform}-{new.platform}"
        truth.successions.append(
            Succession(
                follow.old,
                follow.new,
                carried,
                platform,
                share,
                tuple(evidence),
                script,
                noticed=follow.old in shown.removed,
            )
        )
    truth.dead = sorted(
        id
        for id, place in places.items()
        if id not in followed
        and (
            (isinstance(place, Group) and place.how)
            or (isinstance(place, Account) and place.office >= 0 and place.removed)
        )
    )


def kept_by(market: Market, follow: Follow) -> set[str]:
    """Give the contacts of those who led a place over: of the offices, or of the administrators."""
    line = [office for office in market.offices if f"office{office.crew}" == follow.crew_texts]
    kept = {number for office in line for number in numbers_of(office)}
    for group in (group for office in line for group in office.groups if group.id not in (follow.old, follow.new)):
        kept |= {f"invite:t.me/+{group.invite}", f"telegram:@{group.handle}"}
    return kept | {number for account in follow.announcers for number, _, _ in account.numbers}


def staff_by_crew(market: Market) -> dict[str, set[str]]:
    """Give all accounts of each line of offices."""
    crews: dict[str, set[str]] = {}
    for office in market.offices:
        crew = crews.setdefault(f"office{office.crew}", set())
        crew |= {account.id for stint in office.staff for account in stint.hand.accounts} | {
            voice.id for voice in office.voices
        }
    return crews


def tell_crews(
    truth: Truth, market: Market, shown: Sightings, known: dict[str, Account], groups: dict[str, Group]
) -> None:
    """Tell each line of offices that smuggles: staff of all its years, groups and numbers."""
    everybody = staff_by_crew(market)
    seen = {contact for contacts in shown.contacts.values() for contact in contacts}
    for crew in sorted({office.crew for office in market.offices if office.smuggles}):
        line = [office for office in market.offices if office.crew == crew]
        accounts = tuple(id for id in known if id in everybody[f"office{crew}"])
        own = tuple(group.id for office in line for group in office.groups if group.id in groups)
        numbers = dict.fromkeys(number for office in line for number in numbers_of(office) if number in seen)
        if accounts or own:
            truth.crews.append(Crew(line[0].names[0][1], accounts, own, tuple(numbers)))


def numbers_of(office: Office) -> list[str]:
    """Give the numbers of an office and the lines of its staff."""
    return [number for _, number, _, _ in office.numbers] + [stint.line for stint in office.staff if stint.line]


def tell_hops(truth: Truth, shown: Sightings, known: dict[str, Account], groups: dict[str, Group]) -> None:
    """Tell every contact that an account or group sends people to, and the chains that invites make."""
    opened = {  # of an invite no file says what it opens
        f"telegram:@{handle.lower()}": group.id
        for group in groups.values()
        for _, handle in shown.handles.get(group.id, ())
    }
    for subject in (*known, *groups):
        for contact, seen in shown.contacts.get(subject, {}).items():
            app = (
                "telegram"
                if contact.startswith(("telegram:", "invite:t.me"))
                else next((app for app in ("whatsapp", "viber") if app in seen.apps), "phone")
            )
            truth.hops.append(Hop(subject, contact, app, seen.posts, format_utc(seen.first), format_utc(seen.last)))
            if contact in opened and subject in known:
                truth.opens.append((contact, opened[contact]))
                place = opened[contact]
                given = shown.contacts.get(place, {})
                truth.chains += [
                    (subject, contact, place, further)
                    for further in sorted(shown.of_place(place, "contacts"))
                    if not further.startswith("invite:") and further in given and given[further].posts >= SENDS
                ]
    truth.opens = list(dict.fromkeys(truth.opens))


def tell_innocents(
    truth: Truth, market: Market, shown: Sightings, known: dict[str, Account], groups: dict[str, Group]
) -> None:
    """Tell who only looks like what he is not."""
    guilty = {id for crew in truth.crews for id in (*crew.accounts, *crew.groups)}
    seen = {contact for contacts in shown.contacts.values() for contact in contacts}
    namers: dict[str, list[str]] = {}
    for subject, contacts in shown.contacts.items():
        for contact, sighting in contacts.items():
            if subject in known and not sighting.own:
                namers.setdefault(contact, []).append(subject)

    def add(kind: str, subjects: list[str], contacts: list[str], like: tuple[str, ...] = (), least: int = 1) -> None:
        here = tuple(dict.fromkeys(id for id in subjects if (id in known or id in groups) and id not in guilty))
        if len(here) < least:
            return
        named = tuple(dict.fromkeys(contact for contact in contacts if contact in seen))
        around = dict.fromkeys(one for contact in named for one in namers.get(contact, ()) if one not in here)
        script = (
            tell_script(known[here[0]].names[0][1]) if here[0] in known else tell_script(groups[here[0]].names[0][1])
        )
        truth.innocents.append(Innocent(kind, here, named, tuple(around), like, script))

    crews = staff_by_crew(market)
    for office in market.offices:
        if not office.smuggles:
            kind = {"agency": "agency" if office.licensed else "office", "exchange": "exchange"}.get(
                office.trade, "shop"
            )
            members = [voice.id for voice in office.voices] + [
                account.id for stint in office.staff for account in stint.hand.accounts
            ]
            add(kind, [*members, *(group.id for group in office.groups)], numbers_of(office))
            if len(office.names) > 1:
                add(
                    "renamed",
                    [
                        account.id
                        for account in office.voices
                        if len({name for _, name in shown.names.get(account.id, [])}) > 1
                    ],
                    [],
                )
        if office.frame >= 0 and not office.smuggles:
            add("franchise", [voice.id for voice in office.voices], [])
        tell_colleagues(truth, office, known, shown)
    for number, accounts in market.hotlines:
        add("hotline", [account.id for account in accounts], [number])
    for family in market.households:
        add("family", [account.id for hand in family for account in hand.accounts], [family[0].home], least=2)
    for account, number in market.recycled:
        add("recycled", [account.id], [number])
    for giver, taker, line in market.passed_lines:
        if giver.id != taker.id:
            add("handed-on", [giver.id, taker.id], [line], least=2)
    by_kind = {
        kind: [hand for hand in market.hands if hand.kind == kind] for kind in ("journalist", "seller", "driver")
    }
    for kind, hands in by_kind.items():
        for hand in hands:
            add(kind, [account.id for account in hand.accounts], [hand.line] if hand.line else [])
    for group in groups.values():
        if group.like:
            model = next(one for one in market.groups if one.id == group.like)
            if model.id in groups:
                add(
                    "look-alike-dead" if model.how and model.end <= group.begin else "look-alike-living",
                    [group.id],
                    [],
                    (model.id,),
                )
        if group.kind == "rating":
            add("rating", [group.id], [])
        if group.kind == "diaspora":
            add("diaspora", [group.id], [])
    tell_namesakes(add_to=truth, known=known, shown=shown, staff=set().union(*crews.values()) if crews else set())


def tell_colleagues(truth: Truth, office: Office, known: dict[str, Account], shown: Sightings) -> None:
    """Tell two accounts of different people at one smuggling office who give the same number."""
    if not office.smuggles:
        return
    accounts = [account for stint in office.staff for account in stint.hand.accounts if account.id in known]
    told = 0
    for one, other in combinations(accounts, 2):
        common = shown.own_contacts(one.id).keys() & shown.own_contacts(other.id).keys()
        if one.hand != other.hand and common and told < COLLEAGUES_AN_OFFICE:
            told += 1
            truth.innocents.append(Innocent("colleagues", (one.id, other.id), tuple(sorted(common))))


def tell_namesakes(add_to: Truth, known: dict[str, Account], shown: Sightings, staff: set[str]) -> None:
    """Tell accounts of different people that bear one full name."""
    bearers: dict[str, list[str]] = {}
    for id, account in known.items():
        name = account.names[0][1]
        if " " in name and id not in staff and any(name == other for _, other in shown.names[id]):
            bearers.setdefault(name, []).append(id)
    for name, ids in bearers.items():
        if len({known[id].hand for id in ids}) > 1:
            add_to.innocents.append(Innocent("namesakes", tuple(ids), script=tell_script(name)))
