"""The truth of a world: what was planned, and of it what the files show."""

from worlds.facts import SENDS, Alias, Hop, Pair, Rename, Reuse, Succession, Truth
from worlds.facts import Crew as TrueCrew
from worlds.families.kin.evidence import find_pair_evidence, find_succession_evidence, name_script, pair_scripts
from worlds.families.kin.groups import Group
from worlds.families.kin.innocents import list_innocents
from worlds.families.kin.ledger import Ledger, Sighting
from worlds.families.kin.people import DAY, Account, Crew, Person
from worlds.families.kin.posts import Talk
from worlds.families.kin.sheets import format_utc


def tell_truth(talk: Talk, ledger: Ledger, seed: int, size: int) -> Truth:
    """Tell all that is true of what stands in the files."""
    truth = Truth(seed=seed, world="kin", size=size)
    tell_names(truth, talk, ledger)
    tell_groups(truth, talk, ledger)
    tell_hands(truth, talk, ledger)
    for crew in talk.village.crews:
        truth.crews += tell_crew(ledger, crew)
    tell_ways(truth, ledger)
    seen = {sighting.number for sightings in ledger.sightings.values() for sighting in sightings}
    truth.generic = [number for number in talk.village.hotlines if number in seen]
    truth.innocents = list_innocents(talk, ledger, truth)
    truth.clocks = dict(ledger.clocks)
    scripts: dict[str, list[str]] = {}
    for subject in (*ledger.accounts, *ledger.groups):
        if subject in ledger.names and (script := name_script(ledger.names[subject][0][1])) != "Latin":
            scripts.setdefault(script, []).append(subject.id)
    truth.scripts = scripts
    return truth


def tell_names(truth: Truth, talk: Talk, ledger: Ledger) -> None:
    """Tell renames whose two names the files show, and names and handles that passed on."""
    changes: list[tuple[Account | Group, int, str, str]] = [
        (account, account.renamed[0], account.name, account.renamed[1])
        for account in ledger.accounts
        if account.renamed[0]
    ]
    for group in ledger.groups:
        for (_, old), (when, new) in zip(group.titles, group.titles[1:], strict=False):
            changes.append((group, when, old, new))
    for subject, when, old, new in changes:
        ways = [how for at, name, how in ledger.names.get(subject, ()) if name == new and at >= when]
        known = isinstance(subject, Group) or all(ledger.bearing.is_own(subject.id, name) for name in (old, new))
        if ways and known and any(name == old and at < when for at, name, _ in ledger.names[subject]):
            told = next((way for way in ("title", "history") if way in ways), "seen")
            truth.renames.append(Rename(subject.id, old, new, format_utc(when), told))
    for one, other, name, _ in talk.scape.freed:
        if all(any(name == shown for _, shown, _ in ledger.names.get(group, ())) for group in (one, other)):
            truth.reuses.append(Reuse("freed-name", one.id, other.id, name))
    for before, after, handle, _ in talk.village.passed_handles:
        shown = [any(handle == text for _, text in ledger.handles.get(account, ())) for account in (before, after)]
        if all(shown):
            truth.reuses.append(Reuse("freed-handle", before.id, after.id, f"{before.platform}:@{handle}"))


def tell_groups(truth: Truth, talk: Talk, ledger: Ledger) -> None:
    """Tell which groups took over, which died for good, which live on unseen, and who lured members."""
    followed = {item.old for item in talk.scape.followed}
    for item in talk.scape.followed:
        if item.old in ledger.groups and item.new in ledger.groups:
            carried, evidence = find_succession_evidence(ledger, item.old, item.new)
            truth.successions.append(Succession(
                item.old.id, item.new.id, carried, item.new.platform, round(item.share, 4), evidence,
                pair_scripts(item.old.titles[-1][1], item.new.titles[0][1]), item.old in ledger.noticed,
            ))  # fmt: skip
    last: dict[Group, int] = {}
    written: dict[Group, int] = {}
    for post in talk.posts:
        if post.group:
            written[post.group] = max(written.get(post.group, 0), post.at)
            if post.id in ledger.posts:
                last[post.group] = max(last.get(post.group, 0), post.at)
    for group in ledger.groups:
        if group.fate == "dead" and group not in followed:
            truth.dead.append(group.id)
        elif group.fate == "private" or (
            group.fate == "alive" and group in last and written[group] - last[group] > 120 * DAY
        ):
            truth.silent.append(group.id)
    truth.rivals = [(old.id, new.id) for old, new in talk.scape.rivals if old in ledger.groups and new in ledger.groups]


def tell_hands(truth: Truth, talk: Talk, ledger: Ledger) -> None:
    """Tell the accounts of each hand, and what every two of them share: in the world, and in the files."""
    world = see_all(talk)
    for person in talk.village.people:
        accounts = [account for account in person.accounts if account in ledger.accounts]
        if len(accounts) < 2:
            continue
        kinds: dict[str, None] = {}
        contacts: dict[str, None] = {}
        for number, one in enumerate(accounts):
            for other in accounts[number + 1 :]:
                evidence, shared = find_pair_evidence(ledger, one, other)
                planned, _ = find_pair_evidence(world, one, other)
                planned = tuple(dict.fromkeys((*planned, *evidence)))
                platforms = "-".join(sorted((one.platform, other.platform)))
                truth.pairs.append(
                    Pair(one.id, other.id, planned, evidence, platforms, pair_scripts(one.name, other.name))
                )
                kinds.update(dict.fromkeys(evidence))
                contacts.update(dict.fromkeys(shared))
        if kinds:
            order = ("phone", "profile-phone", "number-change", "handle", "text", "disguised", "invite", "name")
            best = next(kind for kind in order if kind in kinds)
            truth.aliases.append(Alias(tuple(account.id for account in accounts), best, tuple(contacts)))


def see_all(talk: Talk) -> Ledger:
    """Note the whole world as if every file had been kept and could be read."""
    world = Ledger()
    everywhere = (talk.village.home, *talk.village.lands)
    for post in talk.posts:
        world.see_post(post, everywhere)
    for account in talk.village.accounts():
        world.see_account(account, account.since, account.name)
        if account.handle:
            world.handles[account] = [(account.since, account.handle)]
        for number in account.shows:
            world.see_number(account, Sighting(number, account.since, True, False, "profile"))
    return world


def tell_crew(ledger: Ledger, crew: Crew) -> list[TrueCrew]:
    """Tell a crew as the files show it, or the two that it split into."""
    sides: list[tuple[str, list[Person]]] = [(crew.name, [p for p in crew.members if p not in crew.leavers])]
    if crew.leavers:
        sides.append((crew.name + "-split", crew.leavers))
    told = []
    groups = [group for group in ledger.groups if group.crew is crew]
    for number, (name, people) in enumerate(sides):
        accounts = [a for person in people for a in person.accounts if a in ledger.accounts]
        own = [g for g in groups if len(sides) == 1 or (g.admins[0].owner in crew.leavers) == bool(number)]
        contacts: dict[str, None] = {}
        for post in ledger.posts.values():
            if post.topic == "advert" and ((post.account in accounts) or (post.account is None and post.group in own)):
                subject = post.account or post.group
                shown = {s.number for s in ledger.sightings.get(subject, ())} if subject else set()
                contacts.update(
                    dict.fromkeys(given.number for given in post.given if given.own and given.number in shown)
                )
        if accounts or own:
            told.append(TrueCrew(name, tuple(a.id for a in accounts), tuple(g.id for g in own), tuple(contacts)))
    return told


def tell_ways(truth: Truth, ledger: Ledger) -> None:
    """Tell what posts and profiles send people to, what invites open, and the chains that follow."""
    times: dict[tuple[str, str, str], list[int]] = {}
    for (start, number), when in ledger.ways.items():
        times[start, number, ""] = list(when.values())
    for post in ledger.posts.values():
        holder = post.group if post.group and post.group.kind != "page" else None
        for subject in dict.fromkeys((post.account or post.group, holder)):
            if subject is None:
                continue
            if post.handle:
                times.setdefault((subject.id, f"telegram:@{post.handle}", "telegram"), []).append(post.at)
            if post.link.startswith("https://t.me/+"):
                times.setdefault((subject.id, "invite:" + post.link.removeprefix("https://"), "telegram"), []).append(
                    post.at
                )
    for key, times_seen in times.items():
        truth.hops.append(Hop(*key, len(times_seen), format_utc(min(times_seen)), format_utc(max(times_seen))))
    shown: dict[tuple[str, str, str], list[int]] = {}
    for bearer, sightings in ledger.sightings.items():
        for sighting in sightings:
            if sighting.where in ("profile", "book") and (bearer.id, sighting.number, "") not in times:
                shown.setdefault((bearer.id, sighting.number, ""), []).append(sighting.at)
    for key, times_seen in shown.items():
        truth.hops.append(Hop(*key, 0, format_utc(min(times_seen)), format_utc(max(times_seen))))
    truth.opens = [(f"invite:{group.invite}", group.id) for group in ledger.opened if group.invite]
    opened = {group for group in ledger.opened if group.invite}
    for post in ledger.posts.values():
        if post.account and post.opens in opened and post.topic == "advert" and post.opens.invite in post.link:
            given = ledger.numbers_in.get(post.opens, ())
            for number in dict.fromkeys(number for _, number in given):
                by = [writer for writer, one in given if one == number]
                sent = len(by) >= SENDS or None in by
                if sent and number == (post.opens.crew.number if post.opens.crew else ""):
                    truth.chains.append((post.account.id, f"invite:{post.opens.invite}", post.opens.id, number))
    truth.chains = list(dict.fromkeys(truth.chains))
