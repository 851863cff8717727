"""Makes the groups of the bazaars, fills them with people, and lets them end and be followed."""

import random

from worlds.families.bazaar import words
from worlds.families.bazaar.market import DAY, END, START, Account, Follow, Group, Office
from worlds.families.bazaar.people import People


class Places:
    """Makes the groups of one world."""

    def __init__(self, people: People) -> None:
        """Keep what everything is made with."""
        self.people, self.market, self.rates = people, people.market, people.rates
        self.chance: random.Random = people.chance

    def make_group(self, kind: str, town: int, platform: str, begin: int, name: str, *, channel: bool = False) -> Group:
        """Make one group."""
        space = "group" if platform == "facebook" else "channel"
        group = Group(
            self.market.new_id(platform, space),
            platform,
            kind,
            town,
            [(begin, name)],
            words.TOWNS[town][1],
            begin,
            channel=channel,
        )
        if platform == "telegram":
            group.invite = self.market.new_invite()
            if self.chance.random() < 0.5:
                group.handle = "bz" + "".join(self.chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(7))
        self.market.groups.append(group)
        return group

    def name_group(self, kind: str, town: int, office: Office | None = None, at: int = START) -> str:
        """Name a group as its kind is named."""
        a, b = office.route if office else self.chance.choice(words.ROUTES)
        pattern = self.chance.choice(words.GROUP_NAMES[kind])
        if "مسافر" in pattern:
            a, b = words.PLACES[a], words.PLACES[b]
        return pattern.format(town=words.TOWNS[town][0], firm=office.name_at(at) if office else "", a=a, b=b).strip()

    def make_groups(self, size: int) -> None:
        """Open markets in each town, groups of offices, and others of ordinary life."""
        chance = self.chance
        markets = max(len(words.TOWNS), size // 90)
        for place in range(markets):
            town = place % len(words.TOWNS)
            kind = (
                chance.choices(("market", "rooms", "diaspora", "rating"), (5, 3, 2, 1))[0] if place >= 5 else "market"
            )
            platform = "facebook" if chance.random() < 0.85 else "telegram"
            self.make_group(
                kind,
                town,
                platform,
                START if chance.random() < 0.7 else self.people.moment(0.0, 0.5),
                self.name_group(kind, town),
            )
        for office in list(self.market.offices):
            for _ in range(chance.choice((0, 1, 1, 2, 3)) if office.smuggles else chance.choice((0, 0, 0, 1))):
                if office.end - office.begin > 90 * DAY:
                    self.open_office_group(office, office.begin + chance.randint(0, 60) * DAY)
        self.fill_groups()

    def open_office_group(self, office: Office, begin: int, name: str = "") -> Group:
        """Let an office open a group, on Telegram perhaps a channel."""
        telegram = self.people.happens("telegram")
        channel = telegram and self.chance.random() < 0.6
        name = name or self.name_group("office", office.town, office, begin)
        group = self.make_group(
            "office", office.town, "telegram" if telegram else "facebook", begin, name, channel=channel
        )
        group.office, group.route = office.key, office.route
        office.groups.append(group)
        for stint in office.staff:
            if stint.begin <= begin < stint.end or self.chance.random() < 0.3:
                for account in stint.hand.accounts:
                    if account.platform == group.platform and self.chance.random() < 0.8:
                        self.join(account, group)
                        if stint.role != "clerk" or self.chance.random() < 0.3:
                            group.admins.append(account)
        if office.voices[0].platform == group.platform and not group.admins:
            group.admins.append(office.voices[0])
        return group

    @staticmethod
    def join(account: Account, group: Group) -> None:
        """Make an account a member."""
        if account.id not in group.members:
            group.members[account.id] = account
            account.groups.append(group)

    def fill_groups(self) -> None:
        """Let everybody join groups of the own town, some of other towns."""
        chance = self.chance
        by_place: dict[tuple[str, int], list[Group]] = {}
        by_platform: dict[str, list[Group]] = {}
        for group in self.market.groups:
            by_place.setdefault((group.platform, group.town), []).append(group)
            by_platform.setdefault(group.platform, []).append(group)
        for account in self.market.accounts():
            if account.platform == "instagram":
                continue
            staff = self.market.hands[account.hand].kind in ("staff", "voice")
            near, far = by_place.get((account.platform, account.town), []), by_platform.get(account.platform, [])
            for _ in range(chance.choice((2, 3, 4, 6)) if staff else chance.choice((1, 1, 2, 3))):
                pool = near if near and chance.random() < 0.75 else far
                if pool:
                    group = chance.choice(pool)
                    if group.kind != "office" or not staff or chance.random() < 0.25:
                        self.join(account, group)
        for group in self.market.groups:
            if not group.admins and group.members:
                group.admins = chance.sample(list(group.members.values()), min(2, len(group.members)))

    def end_groups(self) -> None:
        """Let groups die, by report, quarrel, boredom or with their office, and let others follow."""
        chance = self.chance
        for group in list(self.market.groups):
            office = self.market.offices[group.office] if group.office >= 0 else None
            if office and office.closed and chance.random() < 0.7:
                group.end, group.how = office.end, "closed"
            elif self.people.happens("group_dies"):
                group.end = max(group.begin + 60 * DAY, self.people.moment(0.2, 0.9))
                group.how = chance.choice(
                    ("report", "report", "quarrel", "boredom")
                    if group.kind == "office"
                    else ("quarrel", "boredom", "boredom", "report")
                )
            elif chance.random() < 0.12:
                group.private_since = self.people.moment(0.3, 0.9)
            elif chance.random() < 0.2:
                self.rename_group(group, office)
            if group.end >= END - 30 * DAY:
                group.end, group.how = END, ""
            if group.how:
                self.follow_group(group, office)
        for group in list(self.market.groups):
            if self.people.happens("look_alike"):
                self.copy_looks(group)

    def rename_group(self, group: Group, office: Office | None) -> None:
        """Give a living group another name; now and then another takes the old one."""
        at = self.people.moment(0.2, 0.9)
        old = group.name_at(at)
        group.names.append((at, self.name_group(group.kind, group.town, office, at)))
        others = [
            other
            for other in self.market.groups
            if other.town == group.town and other.id != group.id and not other.how and len(other.names) == 1
        ]
        if others and self.chance.random() < 0.15:
            taker = self.chance.choice(others)
            taker.names.append((at + self.chance.randint(3, 40) * DAY, old))
            self.market.freed.append(("freed-name", group.id, taker.id, old))

    def follow_group(self, old: Group, office: Office | None) -> None:
        """Open what follows a group that ended, or nothing; let a rival try."""
        chance, people = self.chance, self.people
        if office and office.closed:
            later = [
                other
                for other in self.market.offices
                if other.crew == office.crew and other.key != office.key and other.begin >= office.begin
            ]
            office = later[-1] if later else (office if old.how != "closed" else None)
        boring = 0.4 if old.how == "boredom" else 1.0
        if (office or old.kind != "office") and chance.random() < self.rates["followed"] * boring:
            halves = 2 if old.how == "quarrel" and chance.random() < 0.4 else 1
            for half in range(halves):
                if office and office.staff and people.happens("page_instead") and half == 0:
                    self.follow_by_page(old, office)
                else:
                    self.follow_by_group(old, office, half, halves)
        if chance.random() < self.rates["rival"] and old.kind == "office":
            self.let_rival(old)

    def begin_after(self, old: Group) -> int:
        """Draw when a successor is opened: long before, soon after, or half a year later."""
        if self.people.happens("prepared"):
            return max(START, old.end - self.chance.randint(25, 220) * DAY)
        if self.people.happens("late"):
            return old.end + self.chance.randint(120, 210) * DAY
        return old.end + self.chance.randint(0, 25) * DAY

    def follow_by_page(self, old: Group, office: Office) -> None:
        """Let a page take over what was a group."""
        begin = self.begin_after(old)
        if begin > END - 30 * DAY:
            return
        voice = self.market.hands[office.voices[0].hand]
        name = (
            self.similar_name(old.name_at(old.end))
            if self.people.happens("name_kept")
            else office.name_at(begin) + " page"
        )
        page = self.people.add_account(voice, "voice", "facebook", name, begin)
        page.office = office.key
        office.voices.append(page)
        for earlier in voice.accounts[:-1]:
            voice.planned[(earlier.id, page.id)] = ("phone",)
        self.market.follows.append(
            Follow(
                old.id,
                page.id,
                name,
                max(begin, old.end),
                self.announcers(office, old),
                f"office{office.crew}",
                name != office.name_at(begin) + " page",
            )
        )

    def similar_name(self, name: str) -> str:
        """Vary a name so that its readers know it again."""
        return name if self.chance.random() < 0.3 else self.chance.choice(words.KEEPS).format(name=name)

    def announcers(self, office: Office | None, old: Group) -> list[Account]:
        """Give who may announce a successor: pages and staff, or the administrators."""
        if office:
            return [*office.voices[:1], *(stint.hand.accounts[0] for stint in office.staff if stint.hand.accounts)]
        return list(old.admins)

    def follow_by_group(self, old: Group, office: Office | None, half: int, halves: int) -> None:
        """Open a group that takes over, with part of the members."""
        chance, begin = self.chance, self.begin_after(old)
        if begin > END - 40 * DAY:
            return
        similar = self.people.happens("name_kept")
        name = (
            self.similar_name(old.name_at(old.end)) if similar else self.name_group(old.kind, old.town, office, begin)
        )
        if office:
            new = self.open_office_group(office, begin, name)
        else:
            platform = (
                old.platform if chance.random() < 0.8 else ("telegram" if old.platform == "facebook" else "facebook")
            )
            new = self.make_group(old.kind, old.town, platform, begin, name)
        keen = old.admins[half::halves]
        for admin in keen:
            account = admin
            if chance.random() < 0.3 or admin.platform != new.platform:
                hand = self.market.hands[admin.hand]
                if hand.kind != "voice" and admin.use != "page":
                    account = self.people.add_second(hand, admin, "work" if office else "spare", begin)
            if account.platform == new.platform and account.id not in new.members:
                self.join(account, new)
                new.admins.append(account)
        self.carry_members(old, new, self.rates["carried"] * chance.uniform(0.3, 1.7) / halves)
        link = (
            f"https://t.me/+{new.invite}"
            if new.platform == "telegram"
            else f"https://www.facebook.com/groups/{new.id.removeprefix('facebook:group')}"
        )
        crew = f"office{office.crew}" if office else ""
        self.market.follows.append(
            Follow(
                old.id,
                new.id,
                name,
                max(begin, old.end - 3 * DAY),
                self.announcers(office, old),
                crew,
                similar,
                elsewhere=chance.random() < 0.75,
                link=link if chance.random() < 0.7 else "",
            )
        )

    def carry_members(self, old: Group, new: Group, share: float) -> None:
        """Let part of the members come along; on another platform only who has an account there."""
        for account in list(old.members.values()):
            if self.chance.random() < min(0.8, share):
                for sibling in self.market.hands[account.hand].accounts:
                    if sibling.platform == new.platform and (
                        sibling.id == account.id or account.platform != new.platform
                    ):
                        self.join(sibling, new)
        fresh = [
            account
            for account in self.market.accounts()
            if account.platform == new.platform and account.town == new.town
        ]
        for account in self.chance.sample(fresh, min(len(fresh), max(4, len(old.members) // 3))):
            self.join(account, new)

    def let_rival(self, old: Group) -> None:
        """Let another office take the name of a dead group and lure its members."""
        others = [
            office
            for office in self.market.offices
            if office.smuggles
            and office.key != old.office
            and office.begin < old.end < office.end - 60 * DAY
            and office.crew != self.market.offices[old.office].crew
        ]
        if not others:
            return
        rival, begin = self.chance.choice(others), old.end + self.chance.randint(0, 40) * DAY
        if begin > END - 30 * DAY:
            return
        new = self.open_office_group(rival, begin, self.similar_name(old.name_at(old.end)))
        self.carry_members(old, new, self.rates["carried"] * self.chance.uniform(0.3, 1.2))
        announcer = rival.voices[0] if self.chance.random() < 0.6 else None
        if old.handle and new.platform == "telegram" and self.chance.random() < 0.5:
            new.handle = old.handle
            self.market.freed.append(("freed-handle", old.id, new.id, old.handle))
        self.market.rivals.append((old.id, new.id, announcer))

    def copy_looks(self, model: Group) -> None:
        """Open a group of other people that looks like one that is dead or alive: same town, audience and name."""
        begin = model.end + self.chance.randint(5, 90) * DAY if model.how else self.people.moment(0.2, 0.7)
        if begin > END - 60 * DAY:
            return
        name = (
            self.similar_name(model.name_at(begin))
            if self.chance.random() < 0.5
            else self.name_group("market", model.town)
        )
        kind = "market" if model.kind == "office" else model.kind
        twin = self.make_group(kind, model.town, model.platform, begin, name)
        twin.like = model.id
        self.carry_members(model, twin, self.chance.uniform(0.05, 0.5))
        crew = {account.hand for account in model.admins}
        pool = [
            account
            for account in twin.members.values()
            if account.hand not in crew and self.market.hands[account.hand].kind not in ("staff", "voice")
        ]
        twin.admins = self.chance.sample(pool, min(2, len(pool)))
        for account in list(twin.members.values()):
            if account.hand in crew or self.market.hands[account.hand].kind in ("staff", "voice"):
                del twin.members[account.id]
                account.groups.remove(twin)
