"""Tell the truth of a world of ``square``, as far as it concerns what stands in its files."""

from itertools import combinations, pairwise

from worlds.facts import SENDS, Alias, Crew, Hop, Innocent, Pair, Rename, Reuse, Succession, Truth
from worlds.families.square.files import Files, profile_lines, shown_at
from worlds.families.square.gathering import Gathered
from worlds.families.square.people import Account, Firm, Follow, Group, Hand, World
from worlds.families.square.posting import Post

BEST = ("phone", "profile-phone", "number-change", "handle", "invite", "email", "text", "name", "disguised")


class Shared:
    """What each account gives away in the files."""

    def __init__(self, seen: Gathered, posts: list[Post]) -> None:
        """Collect it from captured posts, snapshots and telephones."""
        self.plain: dict[str, dict[str, None]] = {}
        self.hidden: dict[str, dict[str, None]] = {}
        self.shown: dict[str, dict[str, None]] = {}
        self.handles: dict[str, dict[str, None]] = {}
        self.signs: dict[str, dict[str, None]] = {}
        self.emails: dict[str, dict[str, None]] = {}
        self.changes: dict[str, list[Post]] = {}
        self.backs: dict[str, list[Post]] = {}
        self.links: dict[str, dict[str, None]] = {}
        self.own: dict[str, dict[str, None]] = {}
        """Handles that an account bore, as the files show them."""
        self.tells: dict[str, dict[str, None]] = {}
        """Lines on captured profiles."""
        self.posts = [post for post in posts if post.captured]
        for post in self.posts:
            if post.account is None:
                continue
            id = post.account.id
            for number, plain in post.numbers:
                (self.plain if plain else self.hidden).setdefault(id, {})[number] = None
            if post.kind != "quote":
                for handle in post.handles if post.kind != "announce" else ():
                    self.handles.setdefault(id, {})[handle] = None
            for link in post.links:
                self.links.setdefault(id, {})[link] = None
            if post.sign:
                self.signs.setdefault(id, {})[post.sign] = None
            if post.email:
                self.emails.setdefault(id, {})[post.email] = None
            if post.kind == "change":
                self.changes.setdefault(id, []).append(post)
            if post.kind == "back":
                self.backs.setdefault(id, []).append(post)
        for visit, post in seen.scraped:
            if post.account is not None and post.account.handle_at(visit):
                self.own.setdefault(post.account.id, {})[post.account.handle_at(visit)] = None
        for at, accounts in seen.profiles.items():
            for account in accounts:
                for number in shown_at(account, at):
                    self.shown.setdefault(account.id, {})[number] = None
                if account.handle_given:
                    self.handles.setdefault(account.id, {})[account.handle_given] = None
                if account.handle_at(at):
                    self.handles.setdefault(account.id, {})[account.handle_at(at)] = None
                    self.own.setdefault(account.id, {})[account.handle_at(at)] = None
                if account.email:
                    self.emails.setdefault(account.id, {})[account.email] = None
                for line in profile_lines(account, at):
                    self.tells.setdefault(account.id, {})[line] = None
        for holder in seen.holders:
            for account, number, _ in holder.contacts:
                self.shown.setdefault(account.id, {})[number] = None


def tell_truth(world: World, seen: Gathered, files: Files, posts: list[Post]) -> Truth:
    """Give the truth, without whom and what no file holds."""
    truth = Truth(seed=world.seed, world="square", size=world.size)
    shared = Shared(seen, posts)
    rounds: dict[str, set[int]] = {}
    for visit, post in seen.scraped:
        if post.account is not None:
            rounds.setdefault(post.account.id, set()).add(visit)
    subjects: list[Account | Group] = [*world.accounts, *(each for each in world.groups if each.page is None)]
    for subject in subjects:
        if subject.id not in files.ids:
            continue
        truth.renames += list_renames(world, subject, files)
        if isinstance(subject, Account):
            truth.handle_changes += list_handles(world, subject, seen, rounds.get(subject.id, set()))
        script = spell_script(subject.names[0][1])
        if script != "Latin":
            truth.scripts.setdefault(script, []).append(subject.id)
    for kind, old, new, value, _ in world.reuses:
        if value in shared.own.get(old.id, {}) and value in shared.own.get(new.id, {}):
            truth.reuses.append(Reuse(kind, old.id, new.id, f"{old.platform}:@{value}"))
    for old_group, new_group, name in world.taken:
        both = [any(each == name for _, each, _ in files.names.get(end.id, ())) for end in (old_group, new_group)]
        if all(both):
            truth.reuses.append(Reuse("freed-name", old_group.id, new_group.id, name))
    for hand in world.hands:
        _tell_hand(truth, hand, files, shared)
    _tell_groups(truth, world, files, shared)
    _tell_crews(truth, world, files)
    truth.hops = list_hops(world, shared)
    _tell_ways(truth, world, seen, shared)
    _tell_innocents(truth, world, files, shared)
    return truth


def spell_script(name: str) -> str:
    """Give the script of a name's first letter that is not Latin, else Latin."""
    for sign in name:
        if "\u0600" <= sign <= "\u06ff":
            return "Arabic"
        if "\u0400" <= sign <= "\u04ff":
            return "Cyrillic"
        if "\u0980" <= sign <= "\u09ff":
            return "Bengali"
    return "Latin"


def list_renames(world: World, subject: Account | Group, files: Files) -> list[Rename]:
    """Give the renames of a subject of which the files show both names; an event or a history tells more than posts."""
    sights = files.names.get(subject.id, [])
    renames: list[Rename] = []
    for (_, old), (at, new) in pairwise(subject.names):
        if at >= world.span or old == new:
            continue
        told = ""
        for how in ("title", "history"):
            if any(since == at and name == new and each == how for since, name, each in sights):
                told = told or how
        known = all(files.bearing.is_own(subject.id, name) for name in (old, new))
        before = known and any(when < at and name == old for when, name, how in sights if how != "saved")
        after = [when for when, name, how in sights if how in ("seen", "shown") and when >= at and name == new]
        if told or (before and after):
            when = at if told else min(after)
            renames.append(Rename(subject.id, old, new, _format_utc(world, when), told or "seen"))
    return renames


def list_handles(world: World, account: Account, seen: Gathered, rounds: set[int]) -> list[Rename]:
    """Give the changes of a handle that snapshots of the profile, or rounds of the monitor, show."""
    looks = {at for at, who in seen.profiles.items() if account in who} | rounds
    sights = [(at, account.handle_at(at)) for at in sorted(looks)]
    return [
        Rename(account.id, old, new, _format_utc(world, at), "seen")
        for (_, old), (at, new) in pairwise(sights)
        if old and new and old != new
    ]


def _format_utc(world: World, at: int) -> str:
    """Write a time."""
    return world.day(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell_hand(truth: Truth, hand: Hand, files: Files, shared: Shared) -> None:
    """Tell which accounts a hand has, and what each two of them share in the files."""
    accounts = [account for account in hand.accounts if account.id in files.ids]
    if len(accounts) < 2:
        return
    best: list[str] = []
    for first, second in combinations(sorted(accounts, key=lambda account: account.id), 2):
        evidence = list_evidence(hand, first, second, files, shared)
        best += evidence
        planned = (*hand.planned, *(kind for kind in evidence if kind not in hand.planned and kind != "disguised"))
        one, other = spell_script(first.names[0][1]), spell_script(second.names[0][1])
        platforms = "-".join(sorted({first.platform, second.platform}))
        script = one if one == other else "-".join(sorted((one, other)))
        truth.pairs.append(Pair(first.id, second.id, planned, evidence, platforms, script))
    contacts = list(dict.fromkeys(hand.numbers))
    if hand.handle:
        contacts.append(f"telegram:@{hand.handle}")
    if hand.invite:
        contacts.append(_make_invite_id(hand.invite))
    if hand.email:
        contacts.append(f"mail:{hand.email}")
    strongest = next((kind for kind in BEST if kind in best), "nothing")
    truth.aliases.append(Alias(tuple(account.id for account in accounts), strongest, tuple(contacts)))


def list_evidence(hand: Hand, first: Account, second: Account, files: Files, shared: Shared) -> tuple[str, ...]:
    """Give what two accounts of one hand share in the files."""
    kinds: dict[str, None] = {}
    ends = (first.id, second.id)
    for number in dict.fromkeys(hand.numbers):
        posted = [number in shared.plain.get(end, {}) for end in ends]
        shown = [number in shared.shown.get(end, {}) for end in ends]
        hidden = [number in shared.hidden.get(end, {}) for end in ends]
        if all(posted):
            kinds["phone"] = None
        elif all(p or s for p, s in zip(posted, shown, strict=True)):
            kinds["profile-phone"] = None
        elif all(p or s or h for p, s, h in zip(posted, shown, hidden, strict=True)):
            kinds["disguised"] = None
    for end, other in (ends, ends[::-1]):
        for change in shared.changes.get(end, ()):
            told = {*change.olds, *(number for number, _ in change.numbers)}
            if told & {*shared.plain.get(other, {}), *shared.shown.get(other, {})} and told & {*hand.numbers}:
                kinds["number-change"] = None
    given = [{*shared.handles.get(end, {})} for end in ends]
    if given[0] & given[1]:
        kinds["handle"] = None
    for end, other in (ends, ends[::-1]):
        for back in shared.backs.get(end, ()):
            if any(f"@{handle}" in back.text for handle in shared.own.get(other, {})):
                kinds["handle"] = None
    if {*shared.signs.get(ends[0], {})} & {*shared.signs.get(ends[1], {})}:
        kinds["text"] = None
    if {*shared.emails.get(ends[0], {})} & {*shared.emails.get(ends[1], {})}:
        kinds["email"] = None
    if hand.invite and all(hand.invite in shared.links.get(end, {}) for end in ends):
        kinds["invite"] = None
    names = [{bare_name(name) for _, name, how in files.names.get(end, ()) if how != "saved"} - {""} for end in ends]
    if names[0] & names[1]:
        kinds["name"] = None
    return tuple(kinds)


def bare_name(name: str) -> str:
    """Give the letters of a name."""
    return "".join(filter(str.isalpha, name.casefold()))


def _tell_groups(truth: Truth, world: World, files: Files, shared: Shared) -> None:
    """Tell what groups followed which, which died for good, which only went quiet, and whose members rivals took."""
    by_group: dict[str, list[Post]] = {}
    for post in shared.posts:
        place = post.group.id if post.group else post.account.id if post.account and post.account.page else ""
        by_group.setdefault(place, []).append(post)
    followed = {follow.old.id for follow in world.follows}
    for follow in world.follows:
        if follow.old.id in files.ids and follow.new.id in files.ids:
            truth.successions.append(_tell_follow(follow, files, shared, by_group))
    for group in world.groups:
        if group.id not in files.ids or group.end >= world.span:
            continue
        if group.fate in ("removed", "closed") and group.id not in followed:
            truth.dead.append(group.id)
        elif group.fate in ("private", "archived", "dropped"):
            truth.silent.append(group.id)
    truth.rivals = [(old.id, new.id) for old, new in world.rivals if old.id in files.ids and new.id in files.ids]


def _tell_follow(follow: Follow, files: Files, shared: Shared, by_group: dict[str, list[Post]]) -> Succession:
    """Tell a succession and what of it the files still show."""
    old, new = follow.old, follow.new
    evidence: list[str] = []
    inside = [{**files.inside.get(group.id, {})} for group in (old, new)]
    if new.page is not None:
        inside[1][new.page.id] = new.page
    both = [id for id in inside[0] if id in inside[1]]
    if len(both) > 1:
        evidence.append("members")
    heads = [files.heads.get(group.id, {}) for group in (old, new)]
    if any(id in heads[1] for id in heads[0]):
        evidence.append("admins")
    if old.firm is not None and any(inside[0][id].role == "crew" for id in both):
        evidence.append("staff")
    sent = [[post for post in by_group.get(group.id, ()) if post.sends] for group in (old, new)]
    firms = {id(firm) for firm in (old.firm, new.firm) if firm is not None}
    own = [
        [post for post in posts if (who := post.account or post.author) is not None and id(who.firm) in firms]
        for posts in sent
    ]
    numbers = [{number for post in posts for number, _ in post.numbers} for posts in own]
    if numbers[0] & numbers[1]:
        evidence.append("contacts")
    lines = [
        {line for post in posts for line in post.text.splitlines() if sum(map(str.isalpha, line)) > 14} for posts in own
    ]
    if lines[0] & lines[1]:
        evidence.append("texts")
    told = any(post.of is new and post.kind == "announce" for post in shared.posts)
    told = told or any(
        new.link in line or (new.handle and new.handle in line) for each in shared.tells.values() for line in each
    )
    if told:
        evidence.append("announcement")
    names = [{bare_name(name) for _, name, _ in files.names.get(group.id, ())} - {""} for group in (old, new)]
    if any(one.startswith(other) or other.startswith(one) for one in names[0] for other in names[1]):
        evidence.append("name")
    first, second = spell_script(old.name_at(old.end)), spell_script(new.names[0][1])
    script = first if first == second else f"{first}-{second}"
    platform = old.platform if old.platform == new.platform else f"{old.platform}-{new.platform}"
    return Succession(old.id, new.id, len(both), platform, follow.share, tuple(evidence), script, old.id in files.dark)


def _tell_crews(truth: Truth, world: World, files: Files) -> None:
    """Tell the crews: a half that split off is a crew of its own."""
    names: dict[str, int] = {}
    for firm in world.firms:
        accounts = tuple(account.id for account in firm.accounts() if account.id in files.ids)
        if firm.trade != "crew" or not accounts:
            continue
        names[firm.brand] = names.get(firm.brand, 0) + 1
        name = firm.brand if names[firm.brand] == 1 else f"{firm.brand} ({names[firm.brand]})"
        groups = tuple(group.id for group in firm.groups if group.id in files.ids and group.page is None)
        truth.crews.append(Crew(name, accounts, groups, _contacts_of(firm)))


def _contacts_of(firm: Firm) -> tuple[str, ...]:
    """Give the contacts of a crew."""
    given = [number for account in firm.accounts() for _, _, number in (*account.gives, *account.shown)]
    handles = [f"telegram:@{account.handle_given}" for account in firm.accounts() if account.handle_given]
    links = [_make_invite_id(group.link) for group in firm.groups if group.platform == "telegram"]
    return tuple(dict.fromkeys([firm.phone, *given, *handles, *links]))


def _make_invite_id(link: str) -> str:
    """Give the id of an invite link."""
    return f"invite:{link.removeprefix('https://')}"


WHATSAPP = ("wa.me/", "WhatsApp", "واتساب", "Ватсап", "হোয়াটসঅ্যাপ")


def list_hops(world: World, shared: Shared) -> list[Hop]:
    """Give where accounts and groups send people, by what their posts say; profiles tell no time."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for post in shared.posts:
        if not post.sends:
            continue
        app = "whatsapp" if any(sign in post.text for sign in WHATSAPP) else ""
        contacts = [(number, app) for number, _ in post.numbers]
        platform = post.group.platform if post.group else post.account.platform if post.account else ""
        contacts += [(_make_invite_id(link), "telegram") for link in post.links if "t.me/" in link]
        if post.tme or platform == "telegram":
            contacts += [(f"telegram:@{handle}", "telegram") for handle in post.handles]
        starts = [end.id for end in (post.account, post.group) if end is not None]
        for start in starts:
            for contact, where in dict.fromkeys(contacts):
                found.setdefault((start, contact, where), []).append(post.at)
    posted = {(start, contact) for start, contact, _ in found}
    shown = [(id, number) for id, numbers in shared.shown.items() for number in numbers]
    shown += [(id, f"telegram:@{handle}") for id, handles in shared.handles.items() for handle in handles]
    return [
        *(
            Hop(start, contact, app, len(times), _format_utc(world, min(times)), _format_utc(world, max(times)))
            for (start, contact, app), times in found.items()
        ),
        *(Hop(*pair, "", 0, "", "") for pair in dict.fromkeys(shown) if pair not in posted),
    ]


def _tell_ways(truth: Truth, world: World, seen: Gathered, shared: Shared) -> None:
    """Tell what links and handles open, and the ways over them to a number."""
    for group in world.groups:
        if group.platform == "telegram" and any(group is each for rows in seen.groups.values() for each, _ in rows):
            truth.opens.append((_make_invite_id(group.link), group.id))
            if group.handle:
                truth.opens.append((f"telegram:@{group.handle}", group.id))
    opened = dict(truth.opens)
    for id, handles in shared.own.items():
        truth.opens += [(f"telegram:@{handle}", id) for handle in handles if id.startswith("telegram")]
    plain: dict[tuple[str, str], int] = {}
    for post in shared.posts:
        for number, readable in dict(post.numbers).items():
            if post.sends and readable and post.group is not None:
                plain[post.group.id, number] = plain.get((post.group.id, number), 0) + 1
    sends: dict[str, list[str]] = {}
    for (group_id, number), posts in plain.items():
        if posts >= SENDS:
            sends.setdefault(group_id, []).append(number)
    for hop in truth.hops:
        to = opened.get(hop.contact)
        if to is not None and to != hop.start and (hop.posts >= SENDS or not _is_group(hop.start)):
            truth.chains += [(hop.start, hop.contact, to, number) for number in sends.get(to, [])[:3]]
    truth.generic = [*world.generic]


def _is_group(id: str) -> bool:
    """Say whether an id is a group's."""
    return ":group" in id or ":channel" in id


def _tell_innocents(truth: Truth, world: World, files: Files, shared: Shared) -> None:
    """Tell who looks like what he is not; people who sold something in a crew's group are such as well."""
    sold: dict[str, None] = {}
    wrote: dict[str, None] = {}
    for post in shared.posts:
        who = post.account
        if who is not None and post.group is not None and post.group.theme == "crew" and who.role == "ordinary":
            (sold if post.kind == "fridges" else wrote)[who.id] = None
    truth.innocents.append(Innocent("seller", tuple(sold)))
    truth.innocents.append(Innocent("bystander", tuple(id for id in wrote if id not in sold)))
    users: dict[str, dict[str, None]] = {}
    for post in shared.posts:
        if post.account is not None:
            for number, _ in post.numbers:
                users.setdefault(number, {})[post.account.id] = None
    for kind in world.kinds:
        subjects = [each.id for each in kind.subjects if each.id in files.ids]
        around = [each.id for each in kind.around if each.id in files.ids]
        around += [
            id for number in kind.contacts for id in users.get(number, {}) if id not in subjects and id not in around
        ]
        like = tuple(group.id for group in kind.like if group.id in files.ids)
        if not subjects or (kind.like and not like) or (kind.kind in ("namesakes", "handed-on") and len(subjects) < 2):
            continue
        first = next(each for each in kind.subjects if each.id in files.ids)
        script = spell_script(first.names[0][1])
        truth.innocents.append(Innocent(kind.kind, tuple(subjects), tuple(kind.contacts), tuple(around), like, script))
