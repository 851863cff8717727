"""What is true of a world of this family, and what of it the files still hold."""

from collections import defaultdict
from itertools import combinations, pairwise

from worlds import facts
from worlds.families.dossier.groups import Place, Scene
from worlds.families.dossier.ledger import Ledger, fold_name
from worlds.families.dossier.people import DAY, END, Account, Hand
from worlds.families.dossier.phones import write_utc

COMMON = 5
"""A name that so many hands bear in the files, as a trade or a nickname, finds nobody."""


def tell_script(name: str) -> str:
    """Tell the script of a name by its first letter."""
    letter = next((ord(sign) for sign in name if sign.isalpha()), 65)
    spans = (("Arabic", 0x600, 0x6FF), ("Bengali", 0x980, 0x9FF), ("Ethiopic", 0x1200, 0x137F))
    return next((script for script, low, high in spans if low <= letter <= high), "Latin")


def join_scripts(one: str, other: str) -> str:
    """Name the scripts of two names."""
    return "-".join(sorted({tell_script(one), tell_script(other)}))


def tell_truth(scene: Scene, ledger: Ledger, size: int) -> facts.Truth:
    """Tell what is true of the subjects that stand in the files."""
    truth = facts.Truth(seed=scene.world.seed, world="dossier", size=size)
    for name, hands in sorted(hands_by_name(scene, ledger).items()):
        ledger.bearers[name] = len(hands)
    for hand in scene.world.hands:
        tell_hand(ledger, truth, hand)
    tell_crews(scene, ledger, truth)
    tell_successions(scene, ledger, truth)
    tell_names(scene, ledger, truth)
    tell_ways(scene, ledger, truth)
    tell_innocents(scene, ledger, truth)
    for id in sorted(ledger.accounts | ledger.places):
        script = tell_script(scene.name_of(id, 0))
        if script != "Latin":
            truth.scripts.setdefault(script, []).append(id)
    return truth


def hands_by_name(scene: Scene, ledger: Ledger) -> dict[str, dict[int, str]]:
    """Give for each name in the files the hands that bear it, with an account of each."""
    named: dict[str, dict[int, str]] = defaultdict(dict)
    for id in sorted(ledger.accounts):
        for name in sorted(ledger.names.get(id, ())):
            named[fold_name(name)].setdefault(scene.world.accounts[id].hand, id)
    return named


def compare_accounts(ledger: Ledger, hand: Hand, one: Account, other: Account) -> tuple[list[str], list[str], set[str]]:
    """Give what two accounts of a hand were to share, what survived, and the contacts that say so."""
    planned, evidence, contacts = [], [], set()
    spells = {
        id(account): {number for since, until, number in hand.numbers if since < account.ends and until > account.born}
        for account in (one, other)
    }
    held = spells[id(one)] & spells[id(other)]
    if held:
        planned.append("phone")
    posted = ledger.posted[one.id] & ledger.posted[other.id]
    every = [ledger.posted[account.id] | ledger.shown[account.id] for account in (one, other)]
    shown = (every[0] & every[1]) - posted
    changed = {pair for account in (one, other) for pair in ledger.changes[account.id]}
    changes = {
        pair
        for pair in changed
        if (pair[0] in every[0] and pair[1] in every[1]) or (pair[1] in every[0] and pair[0] in every[1])
    }
    if {one.shown, other.shown} & held:
        planned.append("profile-phone")
    if any(since > one.born or since > other.born for since, _, _ in hand.changes):
        planned.append("number-change")
    if posted:
        evidence.append("phone")
    if shown:
        evidence.append("profile-phone")
    if changes and not posted:
        evidence.append("number-change")
    contacts |= posted | shown | {number for pair in changes for number in pair if not posted}
    handles = ledger.handles[one.id] & ledger.handles[other.id]
    if (one.handle and one.handle == other.handle) or handles:
        planned.append("handle")
    if handles:
        evidence.append("handle")
        contacts |= {f"telegram:@{handle}" for handle in handles}
    if hand.line:
        planned.append("text")
    if ledger.lines[one.id] & ledger.lines[other.id]:
        evidence.append("text")
    if {fold_name(name) for _, name in one.names} & {fold_name(name) for _, name in other.names}:
        planned.append("name")
    folded = [{fold_name(name) for name in ledger.names[account.id]} for account in (one, other)]
    if any(0 < ledger.bearers[name] < COMMON for name in folded[0] & folded[1] if name):
        evidence.append("name")
    hidden = [ledger.hidden[account.id] | every[at] for at, account in enumerate((one, other))]
    if not evidence and hidden[0] & hidden[1]:
        evidence.append("disguised")
    return planned, evidence, contacts


def tell_hand(ledger: Ledger, truth: facts.Truth, hand: Hand) -> None:
    """Tell the pairs of one hand, and the hand as one alias."""
    seen = [account for account in hand.accounts if account.id in ledger.accounts]
    if len(seen) < 2:
        return
    found: set[str] = set()
    contacts: set[str] = set()
    for one, other in combinations(seen, 2):
        planned, evidence, shared = compare_accounts(ledger, hand, one, other)
        platforms = "-".join(sorted({one.platform, other.platform}))
        truth.pairs.append(
            facts.Pair(
                one.id,
                other.id,
                tuple(planned),
                tuple(evidence),
                platforms,
                join_scripts(one.names[0][1], other.names[0][1]),
            )
        )
        found |= {*evidence}
        contacts |= shared
    order = ("phone", "profile-phone", "number-change", "handle", "text", "name", "disguised")
    truth.aliases.append(
        facts.Alias(
            tuple(one.id for one in seen),
            next((one for one in order if one in found), "nothing"),
            tuple(sorted(contacts)),
        )
    )


def tell_crews(scene: Scene, ledger: Ledger, truth: facts.Truth) -> None:
    """Tell each crew: its people's accounts, its places, the numbers and handles that stand in the files."""
    world = scene.world
    known = {number for held in (*ledger.posted.values(), *ledger.shown.values()) for number in held}
    for crew in world.crews:
        accounts = [one.id for index in crew.hands for one in world.hands[index].accounts if one.id in ledger.accounts]
        places = [place.id for place in scene.places if place.crew == crew.index and place.id in ledger.places]
        if crew.parent >= 0:
            places += [
                place.old.id
                for place in scene.places
                if place.crew == crew.index
                and place.old
                and place.old.id in ledger.places
                and place.old.crew == crew.parent
            ]
        numbers = {number for index in crew.hands for _, _, number in world.hands[index].numbers} | {
            spell[2] for spell in crew.desks
        }
        contacts = sorted(numbers & known) + ([f"telegram:@{crew.handle}"] if crew.handle else [])
        if len(accounts) + len(places) > 1:
            truth.crews.append(
                facts.Crew(
                    f"{crew.word} {crew.index + 1}", tuple(accounts), tuple(dict.fromkeys(places)), tuple(contacts)
                )
            )


def compare_places(scene: Scene, ledger: Ledger, old: Place, new: Place) -> tuple[list[str], int]:
    """Give what the files hold of one place following another, and how many members came along."""
    world, evidence = scene.world, []
    crew = world.crews[old.crew] if old.crew >= 0 else None
    hands = {*crew.hands} | {*world.crews[new.crew].hands} if crew else set()
    staff = {account.id for index in hands for account in world.hands[index].accounts}
    both = ledger.members[old.id] & ledger.members[new.id]
    carried = len(both - staff)
    people = [{world.accounts[id].hand for id in ledger.members[place.id] if id in staff} for place in (old, new)]
    if carried > 1:
        evidence.append("members")
    if ledger.admins[old.id] & ledger.admins[new.id]:
        evidence.append("admins")
    if both & staff or (people[0] & people[1] and both):
        evidence.append("staff")
    if ledger.in_place[old.id] & ledger.in_place[new.id]:
        evidence.append("contacts")
    if ledger.texts[old.id] & ledger.texts[new.id]:
        evidence.append("texts")
    if ledger.told[new.id] - {new.id}:
        evidence.append("announcement")
    names = [{fold_name(name) for name in ledger.names[place.id]} for place in (old, new)]
    if any(one and other and (one in other or other in one) for one in names[0] for other in names[1]):
        evidence.append("name")
    return evidence, carried


def tell_successions(scene: Scene, ledger: Ledger, truth: facts.Truth) -> None:
    """Tell what followed what, what died for good, what only fell out of sight, and the rivals."""
    followed = set()
    for new in scene.places:
        if new.old and {new.id, new.old.id} <= ledger.places:
            old = new.old
            evidence, carried = compare_places(scene, ledger, old, new)
            followed.add(old.id)
            platform = old.platform if old.platform == new.platform else f"{old.platform}-{new.platform}"
            script = join_scripts(old.names[0][1], new.names[0][1])
            truth.successions.append(
                facts.Succession(
                    old.id,
                    new.id,
                    carried,
                    platform,
                    round(new.share, 3),
                    tuple(evidence),
                    script,
                    old.id in ledger.noticed,
                )
            )
    for place in scene.places:
        if place.id not in ledger.places or place.id in followed:
            continue
        if place.end == "private":
            truth.silent.append(place.id)
        elif place.end:
            truth.dead.append(place.id)
        elif ledger.last_seen.get(place.id, 0) < END - 90 * DAY:
            truth.silent.append(place.id)
    truth.rivals += [(dead.id, new.id) for dead, new in scene.rivals if {dead.id, new.id} <= ledger.places]


def tell_names(scene: Scene, ledger: Ledger, truth: facts.Truth) -> None:
    """Tell the renames that the files show, and the handles that passed on."""
    for id in sorted(ledger.accounts | ledger.places):
        names = scene.by_id[id].names if id in scene.by_id else scene.world.accounts[id].names
        for (_, old), (at, new) in pairwise(names):
            kept = ledger.names[id] | {name for subject, name in ledger.titles if subject == id}
            if old == new or not ({new} & kept):
                continue
            person = id in scene.world.accounts
            if old not in kept or (person and not all(ledger.bearing.is_own(id, name) for name in (old, new))):
                continue  # no file gives one of the names, or a phone alone does
            told = ("history" if person else "title") if (id, new) in ledger.titles else "seen"
            truth.renames.append(facts.Rename(id, old, new, write_utc(at), told))
    moved = []
    for handle, old, new in scene.world.handle_moves:
        if {(handle, old), (handle, new)} <= ledger.borne:
            moved.append((handle, old, new))
    holders: dict[str, list[str]] = defaultdict(list)
    for handle, id in sorted(ledger.borne):
        if id in scene.world.accounts:
            holders[handle].append(id)
    for handle, held in sorted(holders.items()):  # files show it with both, whoever meant it so
        moved += [(handle, *two) for two in pairwise(sorted(held, key=lambda id: (scene.world.accounts[id].born, id)))]
    truth.reuses += [facts.Reuse("freed-handle", old, new, handle) for handle, old, new in dict.fromkeys(moved)]


def tell_ways(scene: Scene, ledger: Ledger, truth: facts.Truth) -> None:
    """Tell who sends people where, and what handles and invites open."""
    for (start, contact), sent in sorted(ledger.sent.items()):
        app = "telegram" if contact.startswith("telegram:") else "phone"
        first, last = (write_utc(sent.first), write_utc(sent.last)) if sent.posts else ("", "")
        truth.hops.append(facts.Hop(start, contact, app, sent.posts, first, last))
    for handle, id in sorted(ledger.borne):
        if id.startswith("telegram"):
            truth.opens.append((f"telegram:@{handle}", id))
    sends: dict[str, list[str]] = defaultdict(list)
    for (start, contact), sent in sorted(ledger.sent.items()):
        if contact.startswith("+") and sent.plain >= facts.SENDS:
            sends[start].append(contact)
    for author, id in sorted(ledger.leads):
        place = scene.by_id[id]
        if place.platform == "telegram" and place.handle and id in ledger.visited and sends[id]:
            truth.chains.append((author, f"telegram:@{place.handle}", id, sends[id][0]))
    numbers: dict[str, set[int]] = defaultdict(set)
    for start, contact in ledger.sent:
        if start in scene.world.accounts:
            numbers[contact].add(scene.world.accounts[start].hand)
    hotlines = {number for hand in scene.world.hands if hand.kind == "hotline" for _, _, number in hand.numbers}
    truth.generic += sorted(number for number in hotlines if number in numbers)


def tell_innocents(scene: Scene, ledger: Ledger, truth: facts.Truth) -> None:
    """Tell who looks like what they are not."""
    world = scene.world

    def add(
        kind: str,
        subjects: list[str],
        contacts: set[str] | None = None,
        around: list[str] | None = None,
        like: list[str] | None = None,
    ) -> None:
        seen = tuple(id for id in dict.fromkeys(subjects) if id in ledger.accounts | ledger.places)
        near = tuple(id for id in dict.fromkeys(around or []) if id in ledger.accounts | ledger.places)
        if seen:
            script = tell_script(scene.name_of(seen[0], 0))
            truth.innocents.append(
                facts.Innocent(kind, seen, tuple(sorted(contacts or ())), near, tuple(like or ()), script)
            )

    for index, house in enumerate(world.houses):
        subjects = [one.id for hand in house.hands for one in world.hands[hand].accounts]
        subjects += [place.id for place in scene.places if place.house == index]
        add(house.kind if len(house.names) == 1 else "renamed", subjects, {house.number})
    for kind in ("journalist", "volunteer", "hotline", "text seller"):
        for hand in world.hands:
            if hand.kind == kind:
                add(kind, [one.id for one in hand.accounts], {number for _, _, number in hand.numbers})
    for number, old, new in world.reissued:
        add(
            "recycled",
            [one.id for one in world.hands[new].accounts],
            {number},
            [one.id for one in world.hands[old].accounts],
        )
    sellers = sorted(
        {
            id
            for id in ledger.accounts
            if world.hands[world.accounts[id].hand].kind == "ordinary" and ledger.posted.get(id)
        }
    )
    for id in sellers:
        add("seller", [id], ledger.posted[id])
    for crew in world.crews:
        for number in sorted({spell[2] for spell in crew.desks}):
            shared = [
                [
                    one.id
                    for one in world.hands[index].accounts
                    if number in ledger.posted.get(one.id, set()) | ledger.shown.get(one.id, set())
                ]
                for index in crew.hands
            ]
            if sum(map(bool, shared)) > 1:
                answered = len({spell[3] for spell in crew.desks if spell[2] == number})
                add("handed-on" if answered > 1 else "colleagues", [id for ids in shared for id in ids], {number})
    for name, bearers in sorted(hands_by_name(scene, ledger).items()):
        if name and len(bearers) > 1:
            add("namesakes", list(bearers.values()))
    crew_places = [place for place in scene.places if place.crew >= 0 and place.id in ledger.places]
    for place in scene.places:
        if place.crew >= 0 or place.house >= 0 or place.old or place.id not in ledger.places:
            continue
        likes = sorted(
            ((len(ledger.members[place.id] & ledger.members[one.id]), one.id, one.end) for one in crew_places),
            reverse=True,
        )
        if likes and likes[0][0] >= 2:
            add("look-alike-dead" if likes[0][2] else "look-alike-living", [place.id], like=[likes[0][1]])
        elif place.purpose == "rating":
            add("rating", [place.id])
        else:
            add("diaspora", [place.id])
