"""What is written in two years: adverts of offices, sales of sofas, questions, warnings, announcements."""

import random
from dataclasses import dataclass, field

from worlds.families.bazaar import words
from worlds.families.bazaar.market import DAY, END, START, Account, Follow, Group, Hand, Market, Office, Stint
from worlds.families.bazaar.numbers import write_number
from worlds.families.bazaar.rates import Rates


@dataclass(frozen=True, slots=True)
class Mention:
    """A contact that a post names, and how."""

    contact: str
    form: str
    """plain, national, disguised or link."""
    app: str
    own: bool
    """Whether the writer gives it as his own or his firm's."""


@dataclass(slots=True, eq=False)
class Post:
    """One post; without a writer it is the channel's own."""

    at: int
    writer: Account | None
    place: Group | Account
    text: str
    image: str = ""
    mentions: tuple[Mention, ...] = ()
    marks: tuple[str, ...] = ()
    announces: str = ""
    id: str = ""


@dataclass(slots=True)
class Draft:
    """A text in the making, with what it names."""

    tongue: str
    lines: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    image: str = ""


class Talk:
    """Writes the posts of one world."""

    def __init__(self, market: Market, rates: Rates) -> None:
        """Keep who may write."""
        self.market, self.rates = market, rates
        self.chance: random.Random = market.chance
        self.posts: list[Post] = []
        self.adverts: list[tuple[int, str, tuple[Mention, ...]]] = []

    def write_all(self) -> list[Post]:
        """Write everything, in order of time."""
        for office in self.market.offices:
            self.advertise(office)
        for hand in self.market.hands:
            self.live(hand)
        self.adverts.sort(key=lambda advert: advert[0])
        self.pass_on_adverts()
        for follow in self.market.follows:
            self.announce(follow)
        for _, new, announcer in self.market.rivals:
            group = next(group for group in self.market.groups if group.id == new)
            if announcer:
                self.announce(Follow("", new, group.names[0][1], group.begin + DAY, [announcer]), lure=True)
        self.posts.sort(key=lambda post: (post.at, post.place.id, post.text))
        for number, post in enumerate(self.posts):
            post.id = f"99{number * 37 + 10_000_000_003:013}"
        return self.posts

    def draw_price(self) -> str:
        """Draw a price."""
        return self.chance.choice(("{}€", "{} €", "${}", "{} euro")).format(
            self.chance.choice((20, 45, 80, 150, 350, 900, 1500, 2800, 3500, 4200, 6000))
        )

    def write_contact(
        self, draft: Draft, number: str, national: float, app: str, *, own: bool = True, hide: bool = True
    ) -> str:
        """Write a number in one of the ways, and keep that it was named."""
        form = "national" if self.chance.random() < national else "plain"
        if hide and self.chance.random() < self.rates["disguised"]:
            form = "disguised"
        draft.mentions.append(Mention(number, form, app, own))
        return write_number(number, self.chance, form, arabic=draft.tongue in ("ar", "fa"))

    def write_numbers(self, draft: Draft, office: Office, stint: Stint | None, writer: Account | None, at: int) -> str:
        """Write the numbers below an advert: the firm's, one or all, and whom to ask for."""
        chance, labels = self.chance, words.NUMBER_LABELS[draft.tongue]
        answered = office.numbers_at(at)
        lines = []
        for use, number in answered if office.several else answered[:1]:
            app = "phone" if use in ("call", "office") else use
            lines.append(f"{labels[use]} {self.write_contact(draft, number, office.national, app)}")
        if stint and writer and writer.office < 0:
            personal = [number for number, since, until in writer.numbers if since <= at < until]
            if personal and chance.random() < 0.85:
                shown = self.write_contact(
                    draft, personal[-1], office.national, "whatsapp" if chance.random() < 0.4 else "phone"
                )
                lines.append(
                    chance.choice(words.ASK_FOR[draft.tongue]).format(
                        who=self.call_person(stint.hand, draft.tongue), n=shown
                    )
                )
                if chance.random() < 0.25:
                    lines = lines[-1:]
                    draft.mentions = [mention for mention in draft.mentions if mention.contact == personal[-1]]
            elif stint.hand.signs and chance.random() < 0.8:
                lines.append(
                    chance.choice(words.ASK_FOR[draft.tongue])
                    .format(who=self.call_person(stint.hand, draft.tongue), n="")
                    .rstrip(" :،,")
                )
        chats = [group for group in office.groups if group.platform == "telegram" and group.begin <= at < group.end]
        if chats and chance.random() < self.rates["invites_along"]:
            group = chance.choice(chats)
            link = group.handle if group.handle and chance.random() < 0.6 else f"+{group.invite}"
            draft.mentions.append(
                Mention(
                    f"telegram:@{group.handle}" if link == group.handle else f"invite:t.me/+{group.invite}",
                    "link",
                    "telegram",
                    True,
                )
            )
            lines.append(f"https://t.me/{link}")
        return chance.choice(("\n", "\n", " / ")).join(lines)

    @staticmethod
    def call_person(hand: Hand, tongue: str) -> str:
        """Write a first name as the tongue does."""
        return words.ARABIC.get(hand.first, hand.first) if tongue in ("ar", "fa") else hand.first

    def compose_advert(self, office: Office, stint: Stint | None, writer: Account | None, at: int) -> Draft:
        """Write one advert of an office."""
        chance, tongue = self.chance, office.tongue
        if chance.random() < 0.12:
            tongue = chance.choice(words.TONGUES)
        draft = Draft(tongue)
        (a, b), firm = office.route, office.name_at(at)
        if chance.random() < 0.3 and office.frame < 0:
            a, b = chance.choice(words.ROUTES)
        if tongue in ("ar", "fa"):
            a, b = words.PLACES[a], words.PLACES[b]
        numbers = self.write_numbers(draft, office, stint, writer, at)
        if draft.mentions and self.chance.random() < self.rates["in_image"]:
            draft.image, numbers = f"{firm}\n{numbers}", ""
        if office.frame >= 0 and chance.random() < 0.8:
            text = words.FRANCHISE[office.frame][0].format(
                firm=firm, a=a, b=b, price=self.draw_price(), contact=numbers
            )
            draft.marks.append(f"frame{office.frame}")
        else:
            opener, body, closer, second = office.wording
            kind = office.trade if office.trade in words.HONEST else "agency"
            honest = words.HONEST[kind][tongue]
            secret = words.SECRET[tongue]
            told = secret if office.smuggles and chance.random() < 0.8 else honest
            closers = words.CLOSERS[tongue]
            lines = [
                words.OPENERS[tongue][opener % 5].format(firm=firm),
                told[(body + chance.choice((0, 0, 0, 1))) % len(told)].format(a=a, b=b),
            ]
            lines += [
                closers[place % 5].format(price=self.draw_price(), town=words.TOWNS[office.town][0])
                for place in (closer, second)
            ]
            text = "\n".join([*lines[: chance.choice((2, 3, 4))], numbers])
            draft.marks.append(f"office{office.crew if office.copied < 0 else self.market.offices[office.copied].crew}")
        paid = stint is None and self.chance.random() < self.rates["paid_posts"]
        draft.lines.append(("Sponsored · " if paid else "") + text.strip())
        return draft

    def finish(self, draft: Draft, writer: Account | None) -> None:
        """Add what a writer adds to anything: a turn of phrase, a handle on Telegram."""
        if writer is None:
            return
        if writer.phrase and self.chance.random() < 0.5:
            draft.lines.append(writer.phrase)
            draft.marks.append(f"phrase{writer.hand}")
        if writer.telegram_handle and self.chance.random() < 0.35:
            draft.lines.append(words.HANDLE_SHOWN[draft.tongue].format(h="@" + writer.telegram_handle))
            draft.mentions.append(Mention(f"telegram:@{writer.telegram_handle.lower()}", "link", "telegram", True))

    def post(self, draft: Draft, writer: Account | None, place: Group | Account, at: int, announces: str = "") -> None:
        """Put a draft somewhere, if the place is open."""
        if isinstance(place, Group) and not place.begin <= at < place.end:
            return
        if at >= END or (writer and not writer.begin <= at < writer.end):
            return
        self.posts.append(
            Post(
                at,
                writer,
                place,
                "\n".join(draft.lines),
                draft.image,
                tuple(draft.mentions),
                tuple(draft.marks),
                announces,
            )
        )

    def advertise(self, office: Office) -> None:
        """Write the adverts of an office while it is open."""
        chance, pace = self.chance, self.chance.choice((0.6, 1.0, 1.0, 2.0))
        at = office.begin + chance.randint(0, 20) * DAY
        while at < min(office.end, END):
            at += int(chance.expovariate(pace / 7.0) * DAY) + 3600
            staff = [stint for stint in office.staff if stint.begin <= at < stint.end]
            channels = [group for group in office.groups if group.channel and group.begin <= at < group.end]
            if channels and chance.random() < 0.4:
                draft = self.compose_advert(office, None, None, at)
                self.post(draft, None, chance.choice(channels), at)
                continue
            voices = [
                voice for voice in office.voices if voice.begin <= at < voice.end and voice.platform != "instagram"
            ]
            if voices and (not staff or chance.random() < 0.3):
                self.cross_post(office, None, chance.choice(voices), at)
            elif staff:
                stint = chance.choice(staff)
                pool = [
                    account
                    for account in stint.hand.accounts
                    if account.use == "work" and account.begin <= at < account.end and account.platform != "instagram"
                ]
                pool = (
                    pool
                    if pool and chance.random() < 0.85
                    else [
                        account
                        for account in stint.hand.accounts
                        if account.platform != "instagram" and account.begin <= at < account.end
                    ]
                )
                if pool:
                    self.cross_post(office, stint, chance.choice(pool), at)

    def cross_post(self, office: Office, stint: Stint | None, writer: Account, at: int) -> None:
        """Post one advert to several groups within the hour, to the firm's page or the own profile."""
        chance = self.chance
        draft = self.compose_advert(office, stint, writer, at)
        self.finish(draft, writer)
        self.adverts.append((at, draft.lines[0], () if draft.image else tuple(draft.mentions)))
        places: list[Group | Account] = [
            group
            for group in (*writer.groups, *office.groups)
            if not group.channel and group.platform == writer.platform
        ]
        places = chance.sample(places, min(len(places), chance.choice((1, 1, 2, 3))))
        if writer.platform == "facebook" and (writer.office >= 0 or chance.random() < 0.15):
            places.append(writer)
        for place in {place.id: place for place in places}.values():
            at += chance.randint(40, 900)
            self.post(draft, writer, place, at)

    def live(self, hand: Hand) -> None:
        """Write what people write for themselves: sales, questions, greetings, now and then a warning."""
        chance = self.chance
        for account in hand.accounts:
            if (
                hand.kind == "voice"
                or account.platform == "instagram"
                or (account.use == "work" and chance.random() < 0.6)
            ):
                continue
            for _ in range(1 + int(chance.expovariate(1 / (7.0 if hand.kind != "staff" else 3.5)))):
                at = chance.randint(account.begin, max(account.begin + 1, min(account.end, END) - 1))
                groups = [group for group in account.groups if group.begin <= at < group.end and not group.channel]
                if groups:
                    self.write_ordinary(hand, account, chance.choice(groups), at)
            if account.changed[0]:
                self.tell_change(hand, account)

    def write_ordinary(self, hand: Hand, account: Account, place: Group, at: int) -> None:
        """Write one ordinary post."""
        chance, tongue = self.chance, hand.tongue
        draft = Draft(tongue)
        a, b = chance.choice(words.ROUTES)
        if tongue in ("ar", "fa"):
            a, b = words.PLACES[a], words.PLACES[b]
        mine = [number for number, since, until in account.numbers if since <= at < until]
        if hand.kind == "hotline":
            number = next(number for number, accounts in self.market.hotlines if accounts[0].hand == hand.key)
            draft.lines.append(
                chance.choice(words.HOTLINE).format(n=self.write_contact(draft, number, 0.6, "phone", hide=False))
            )
        elif hand.kind == "driver" and mine:
            draft.lines.append(chance.choice(words.HONEST["agency"][tongue]).format(a=a, b=b))
            draft.lines.append(self.write_contact(draft, mine[-1], 0.7, "phone", hide=False))
        elif chance.random() < (0.6 if hand.kind in ("seller", "household", "staff") else 0.15 if mine else 0.03):
            draft.lines.append(chance.choice(words.SELLS[tongue]).format(price=self.draw_price()))
            if mine and chance.random() < 0.8:
                app = "whatsapp" if chance.random() < 0.3 else "phone"
                shown = self.write_contact(draft, mine[-1], 0.7, app, hide=False)
                draft.lines.append(f"{words.NUMBER_LABELS[tongue]['whatsapp']} {shown}" if app == "whatsapp" else shown)
        elif chance.random() < 0.08:
            self.speak_of_office(draft, place, at)
        elif chance.random() < 0.03:
            number = chance.choice(self.market.hotlines)[0]
            draft.lines.append(
                chance.choice(words.HOTLINE).format(
                    n=self.write_contact(draft, number, 0.6, "phone", own=False, hide=False)
                )
            )
        elif chance.random() < 0.5:
            draft.lines.append(chance.choice(words.ASKS[tongue]).format(a=a, b=b))
        else:
            draft.lines.append(chance.choice(words.CHATTER[tongue]))
        self.finish(draft, account)
        self.post(draft, account, place, at)

    def speak_of_office(self, draft: Draft, place: Group, at: int) -> None:
        """Warn of an office or praise it, with its number."""
        open_ones = [
            office
            for office in self.market.offices
            if office.begin <= at and (office.town == place.town or office.key % 7 == 0)
        ]
        if not open_ones:
            draft.lines.append(self.chance.choice(words.CHATTER[draft.tongue]))
            return
        office = self.chance.choice(open_ones)
        answered = office.numbers_at(min(at, office.end - 1)) or [("call", office.numbers[0][1])]
        number = self.write_contact(draft, self.chance.choice(answered)[1], 0.5, "phone", own=False, hide=False)
        texts = words.WARNS if self.chance.random() < 0.55 else words.RECOMMENDS
        draft.lines.append(self.chance.choice(texts[draft.tongue]).format(firm=office.name_at(at), n=number))

    def tell_change(self, hand: Hand, account: Account) -> None:
        """Tell that the number changed."""
        old, new, at = account.changed
        draft = Draft(hand.tongue)
        shown = [self.write_contact(draft, number, 0.4, "phone", hide=False) for number in (old, new)]
        draft.lines.append(words.NUMBER_CHANGED[hand.tongue].format(old=shown[0], new=shown[1]))
        later = at + self.chance.randint(0, 10) * DAY
        places: list[Group | Account] = [
            group for group in account.groups if group.begin <= later < group.end and not group.channel
        ]
        if places:
            self.post(draft, account, self.chance.choice(places), later)

    def pass_on_adverts(self) -> None:
        """Let journalists quote adverts, and others post them whole without a mark of quotation."""
        if not self.adverts:
            return
        for hand in self.market.hands:
            times = 3 if hand.kind == "journalist" else int(hand.kind == "asker" and self.chance.random() < 0.06)
            for _ in range(times if hand.accounts and hand.accounts[0].groups else 0):
                at, text, mentions = self.chance.choice(self.adverts)
                account = hand.accounts[0]
                draft = Draft(hand.tongue, marks=[f"quote{hand.key}"])
                draft.lines.append(
                    self.chance.choice(words.QUOTES).format(text=text) if hand.kind == "journalist" else text
                )
                draft.mentions = [
                    Mention(one.contact, one.form, one.app, False) for one in mentions if one.form != "link"
                ]
                self.post(draft, account, self.chance.choice(account.groups), at + self.chance.randint(1, 20) * DAY)

    def announce(self, follow: Follow, *, lure: bool = False) -> None:
        """Announce a successor: on the firm's page, on profiles, in other groups, seldom in the old one."""
        chance = self.chance
        able = [
            account
            for account in follow.announcers
            if account.begin <= follow.at < account.end and account.platform == "facebook"
        ]
        if not able or (not lure and chance.random() >= self.rates["announced"]):
            return
        for _ in range(chance.choice((1, 1, 2, 3))):
            writer = chance.choice(able)
            draft = Draft(writer.tongue)
            draft.lines.append(
                chance.choice(words.ANNOUNCED[writer.tongue]).format(new=follow.new_name, link=follow.link).strip()
            )
            if "t.me/+" in follow.link:
                draft.mentions.append(
                    Mention("invite:" + follow.link.removeprefix("https://"), "link", "telegram", True)
                )
            elsewhere: list[Group | Account] = [
                group for group in writer.groups if group.id not in (follow.old, follow.new) and not group.channel
            ]
            place: Group | Account = chance.choice(elsewhere) if elsewhere and chance.random() < 0.4 else writer
            if not follow.elsewhere:
                place = next((group for group in writer.groups if group.id == follow.old), writer)
            at = (
                follow.at + chance.randint(0, 20) * DAY
                if place is writer or follow.elsewhere
                else min(follow.at, follow.at - chance.randint(0, 3) * DAY)
            )
            self.post(draft, writer, place, max(START, at), "" if lure else follow.new)
