"""What two accounts of one hand, or a closed group and the one that took over, share in the files."""

from worlds.families.kin.groups import Group
from worlds.families.kin.ledger import Ledger, Sighting, read_words
from worlds.families.kin.people import Account


def name_script(name: str) -> str:
    """Give the script of a name by its letters."""
    return "Arabic" if any("؀" <= letter <= "ۿ" for letter in name) else "Latin"


def pair_scripts(one: str, other: str) -> str:
    """Give the script of two names, as ``Arabic`` or ``Arabic-Latin``."""
    return "-".join(sorted({name_script(one), name_script(other)}))


def list_own(ledger: Ledger, account: Account) -> dict[str, list[Sighting]]:
    """List the sightings of each number that an account gives as its own."""
    own: dict[str, list[Sighting]] = {}
    for sighting in ledger.sightings.get(account, ()):
        if sighting.own:
            own.setdefault(sighting.number, []).append(sighting)
    return own


def find_pair_evidence(ledger: Ledger, one: Account, other: Account) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find what two accounts of one hand share, and the numbers that they share."""
    kinds: dict[str, None] = {}
    first, second = list_own(ledger, one), list_own(ledger, other)
    shared = [number for number in first if number in second]
    for number in shared:
        plain = [[s for s in side[number] if not s.disguised] for side in (first, second)]
        if not all(plain):
            kinds["disguised"] = None
        elif all(any(s.where == "post" for s in side) for side in plain):
            kinds["phone"] = None
        else:
            kinds["profile-phone"] = None
    if len(kinds) > 1:
        kinds.pop("disguised", None)
    for side, account in ((second, one), (first, other)):
        for sighting in ledger.sightings.get(account, ()):
            if sighting.where == "change" and sighting.number in side:
                kinds["number-change"] = None
                shared.append(sighting.number)
    handles = [{text for _, text in ledger.handles.get(account, ())} for account in (one, other)]
    if handles[0] & handles[1] or any(
        post.handle and post.handle in side and post.account is account and post.topic == "advert"
        for account, side in ((one, handles[1]), (other, handles[0]))
        for post in ledger.posts_of(account)
    ):
        kinds["handle"] = None
    for post in ledger.posts_of(one):
        writers = ledger.words.get(read_words(post.text), {})
        if other in writers and all(isinstance(w, Account) and w.owner is one.owner for w in writers):
            kinds["text"] = None
    names = [{name for _, name, _ in ledger.names.get(account, ())} for account in (one, other)]
    if any({a.owner for a in ledger.bearers(name)} == {one.owner} for name in sorted(names[0] & names[1])):
        kinds["name"] = None
    return tuple(kinds), tuple(dict.fromkeys(shared))


def find_succession_evidence(ledger: Ledger, old: Group, new: Group) -> tuple[int, tuple[str, ...]]:
    """Find how many members came along, as the files show it, and what else the two groups share."""
    kinds: list[str] = []
    before, after = ledger.present.get(old, {}), ledger.present.get(new, {})
    carried = sum(1 for account in before if account in after)
    if carried:
        kinds.append("members")
    if any(account in ledger.admins.get(new, {}) for account in ledger.admins.get(old, {})):
        kinds.append("admins")
    team = {person for account in old.admins for person in account.owner.house.people}
    team |= set(old.crew.members) if old.crew else set()
    if {a.owner for a in before if a.owner in team} and {a.owner for a in after if a.owner in team}:
        kinds.append("staff")
    for kind, table in (("contacts", ledger.numbers_in), ("texts", ledger.words_in)):
        values = [
            {value for writer, value in table.get(group, ()) if writer is None or writer.owner in team}
            for group in (old, new)
        ]  # fmt: skip
        if kind == "contacts":
            for group, side in zip((old, new), values, strict=True):
                side |= {sighting.number for sighting in ledger.sightings.get(group, ()) if sighting.own}
        if values[0] & values[1]:
            kinds.append(kind)
    if any(post.opens is new and post.topic in ("opened", "claim") for post in ledger.posts.values()):
        kinds.append("announcement")
    names = [{name.strip(" 🌹✈⚽") for _, name, _ in ledger.names.get(group, ())} for group in (old, new)]
    if any(name and other.startswith(name) for name in names[0] for other in names[1]):
        kinds.append("name")
    return carried, tuple(kinds)
