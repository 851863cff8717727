"""Makes the offices with their staff and their numbers, and the ordinary people around."""

import random

from worlds.families.bazaar import words
from worlds.families.bazaar.market import DAY, DAYS, END, START, Account, Hand, Market, Office, Stint
from worlds.families.bazaar.numbers import Numbers
from worlds.families.bazaar.rates import Rates

ORDINARY = (("seller", 0.3), ("asker", 0.62), ("driver", 0.06), ("journalist", 0.02))


class People:
    """Makes persons, accounts and offices of one world."""

    def __init__(self, market: Market, rates: Rates, numbers: Numbers) -> None:
        """Keep what everything is made with."""
        self.market, self.rates, self.numbers = market, rates, numbers
        self.chance: random.Random = market.chance

    def happens(self, rate: str) -> bool:
        """Draw whether something of this rate happens."""
        return self.chance.random() < self.rates[rate]

    def moment(self, low: float = 0.1, high: float = 0.9) -> int:
        """Draw a time between two shares of the two years."""
        return START + int(DAYS * DAY * self.chance.uniform(low, high))

    def make_hand(self, town: int, kind: str, last: str = "", tongue: str = "") -> Hand:
        """Make a person without accounts."""
        tongue = tongue or (words.TOWNS[town][1] if self.chance.random() < 0.8 else self.chance.choice(words.TONGUES))
        pool = words.NAMES[tongue].split() + (words.WOMEN.split() if self.chance.random() < 0.35 else [])
        if not last:
            last = self.chance.choice(words.LAST[tongue].split())
            if self.chance.random() < 0.5:
                last = self.chance.choice(words.FAMILY_FORMS[tongue]).format(
                    last=last, other=self.chance.choice(words.LAST[tongue].split())
                )
        hand = Hand(len(self.market.hands), self.chance.choice(pool), last, tongue, town, kind)
        self.market.hands.append(hand)
        return hand

    def name_person(self, hand: Hand, way: str) -> str:
        """Write a person's name in one of the ways of people."""
        first, last = hand.first, hand.last
        if way == "arabic" and first in words.ARABIC and last in words.ARABIC:
            return f"{words.ARABIC[first]} {words.ARABIC[last]}"
        if way == "spelt":
            for old, new in self.chance.sample(words.SPELLINGS, len(words.SPELLINGS)):
                if old in first.lower() + last.lower():
                    return f"{first} {last}".lower().replace(old, new, 1).title()
        if way == "short":
            return self.chance.choice(
                (f"{first} {last[0]}.", first, f"Abu {first}", f"{first} {self.chance.randint(70, 99)}")
            )
        if way == "other":
            return self.chance.choice(
                (
                    "Night Bird",
                    "أبو الليل",
                    "Stranger in town",
                    "Deli Yürek",
                    "مسافر",
                    f"Abu {self.chance.choice(words.NAMES['ar'].split())}",
                    "Rose of the bazaar",
                    "ابن البلد",
                )
            )
        return f"{first} {last}"

    def add_account(self, hand: Hand, use: str, platform: str, name: str, begin: int = START) -> Account:
        """Give a person another account."""
        account = Account(
            self.market.new_id(platform, "user"),
            platform,
            hand.key,
            use,
            [(begin, name)],
            hand.tongue,
            hand.town,
            begin=begin,
        )
        if platform != "facebook" or self.chance.random() < 0.3:
            stem = "".join(
                sign
                for sign in f"{hand.first}{self.chance.choice(('', '_', '.'))}{hand.last}".lower()
                if sign.isascii() and (sign.isalpha() or sign in "_.")
            )
            account.handle = (stem.replace(".", "_") if platform == "telegram" else stem) + str(
                self.chance.randint(1, 9999)
            )
            if self.happens("handle_changed"):
                account.later_handle = (
                    self.moment(),
                    account.handle.rstrip("0123456789")
                    + self.chance.choice(("_b", "_new", "_travel", "x"))
                    + str(self.chance.randint(1, 99)),
                )
        hand.accounts.append(account)
        return account

    def choose_platform(self, first: str = "") -> str:
        """Draw where an account is opened."""
        if not first:
            return "facebook" if self.chance.random() < 0.85 else "telegram"
        if self.happens("other_platform"):
            others = [platform for platform in ("facebook", "telegram", "telegram", "instagram") if platform != first]
            return self.chance.choice(others)
        return first if first != "instagram" else "facebook"

    def add_second(self, hand: Hand, first: Account, use: str, begin: int, name: str = "") -> Account:
        """Give a person a second account, and decide what the two share: often nothing that anybody could find."""
        chance, planned = self.chance, []
        if not name:
            if self.happens("same_name"):
                name, planned = first.names[0][1], ["name"]
            elif self.happens("other_script"):
                name, planned = self.name_person(hand, chance.choice(("arabic", "spelt"))), ["name"]
            else:
                name = self.name_person(hand, chance.choice(("short", "other", "other")))
        account = self.add_account(hand, use, self.choose_platform(first.platform), name, begin)
        if hand.line and self.happens("line_everywhere"):
            planned.append("phone")
            for one in (first, account):
                if all(number != hand.line for number, _, _ in one.numbers):
                    one.numbers.append((hand.line, begin, END))
        if hand.line and chance.random() < 0.1:
            new = self.numbers.mobile(words.TOWNS[hand.town][2])
            account.numbers.append((new, begin, END))
            first.numbers.append((hand.line, START, begin))
            first.changed = (hand.line, new, begin)
            planned.append("number-change")
        if hand.line and chance.random() < self.rates["shown_number"] * 0.5:
            planned.append("profile-phone")
            for one in (first, account):
                one.shows.append((hand.line, START, END))
        if self.happens("own_words"):
            hand.phrase = hand.phrase or self.make_phrase()
            first.phrase = account.phrase = hand.phrase
            planned.append("text")
        if {first.platform, account.platform} == {"facebook", "telegram"} and chance.random() < 0.35:
            one, other = (first, account) if first.platform == "facebook" else (account, first)
            one.telegram_handle = other.handle
            planned.append("handle")
        elif first.platform != account.platform and chance.random() < 0.25:
            first.handle = account.handle = account.handle or first.handle
            planned.append("handle")
        for earlier in hand.accounts:
            if earlier.id != account.id:
                hand.planned[(earlier.id, account.id)] = tuple(planned) if earlier is first else ()
        return account

    def make_phrase(self) -> str:
        """Make a turn of phrase that is one person's."""
        start, word = self.chance.choice(words.PHRASE_STARTS), self.chance.sample(words.PHRASE_WORDS.split(), 2)
        return start.format(w=" and ".join(word)) + self.chance.choice((" 🌙", " 🕊", "", " ..", " 🌾"))

    def name_office(self, tongue: str, trade: tuple[str, str, str], town: int) -> str:
        """Name an office; two offices may bear one name."""
        latin, arabic = self.chance.choice(words.FIRMS)
        if tongue == "ar" and self.chance.random() < 0.45:
            return f"{trade[2]} {arabic}" if self.chance.random() < 0.3 else f"{arabic} {trade[2]}"
        place = f" {words.TOWNS[town][0]}" if self.chance.random() < 0.15 else ""
        return f"{self.chance.choice(words.EPITHETS)}{latin} {trade[1]}{place}"

    def name_worker(self, hand: Hand, office: Office, at: int) -> str:
        """Name an account for work, mostly by the firm."""
        firm = office.name_at(at)
        if not self.happens("firm_in_name"):
            return self.name_person(hand, self.chance.choice(("short", "arabic", "spelt", "full")))
        who = words.ARABIC.get(hand.first, hand.first) if not firm.isascii() and hand.tongue == "ar" else hand.first
        return self.chance.choice((f"{who} - {firm}", f"{firm} {who}", f"{who} | {firm}", f"{firm} ({who})"))

    def make_office(self, town: int, crew: int = -1, begin: int = START) -> Office:
        """Make an office with its numbers, without staff."""
        _, tongue, country = words.TOWNS[town]
        trade = self.chance.choice(words.TRADES)
        smuggles = crew >= 0 or self.happens("smuggling")
        key = len(self.market.offices)
        office = Office(
            key,
            trade[0],
            town,
            tongue,
            country,
            [(begin, self.name_office(tongue, trade, town))],
            smuggles,
            licensed=not smuggles and self.happens("licensed"),
            crew=crew if crew >= 0 else key,
            begin=begin,
        )
        office.route = self.chance.choice(words.ROUTES)
        office.wording = tuple(self.chance.randrange(60) for _ in range(4))
        office.several, office.national = (
            self.happens("several_numbers"),
            min(0.95, self.rates["without_country"] * self.chance.uniform(0.3, 1.7)),
        )
        office.numbers.append(("call", self.numbers.mobile(country), begin, END))
        if self.chance.random() < 0.4:
            office.numbers.append(("call", self.numbers.mobile(country), begin, END))
        if self.chance.random() < 0.7:
            office.numbers.append(("office", self.numbers.fixed(country), begin, END))
        for use in ("whatsapp", "viber"):
            if self.chance.random() < 0.55:
                kept = office.numbers[0][1] if self.chance.random() < 0.4 else self.numbers.mobile(country)
                office.numbers.append((use, kept, begin, END))
        self.market.offices.append(office)
        self.open_page(office, begin)
        return office

    def open_page(self, office: Office, begin: int) -> None:
        """Open the firm's page; the page and its other voices are one team's, or the owner's own."""
        voice = Hand(len(self.market.hands), office.name_at(begin), "", office.tongue, office.town, "voice")
        self.market.hands.append(voice)
        page = self.add_account(voice, "page", "facebook", office.name_at(begin), begin)
        page.office = office.key
        office.voices.append(page)
        if self.chance.random() < 0.3:
            page.shows.append((office.numbers[0][1], begin, END))
        if self.chance.random() < 0.35:
            other = self.chance.choice(("instagram", "telegram", "facebook"))
            name = office.name_at(begin) + self.chance.choice(("", " support", " 2", " official"))
            second = self.add_account(voice, "voice", other, name, begin)
            second.office = office.key
            office.voices.append(second)
            shown = ["name"]
            if self.chance.random() < 0.6:
                second.shows.append((office.numbers[0][1], begin, END))
                shown.append("profile-phone")
            if other != "instagram":
                shown.append("phone")
            voice.planned[(page.id, second.id)] = tuple(shown)

    def hire(self, office: Office, hand: Hand, begin: int, role: str, line: str = "") -> Stint:
        """Let a person begin at an office, mostly with an account for it."""
        stint = Stint(hand, begin, office.end, role, line)
        office.staff.append(stint)
        work = next((account for account in hand.accounts if account.use == "work"), None)
        if work is None and not hand.accounts:
            hand.accounts.clear()
            private = self.add_account(
                hand,
                "private",
                self.choose_platform(),
                self.name_person(hand, self.chance.choice(("full", "full", "arabic"))),
            )
            if self.happens("work_account"):
                work = self.add_second(hand, private, "work", begin, self.name_worker(hand, office, begin))
                if hand.first in work.names[0][1] and hand.last in work.names[0][1]:
                    hand.planned[(private.id, work.id)] += ("name",)
                if self.chance.random() < 0.12:
                    self.add_second(
                        hand,
                        work,
                        "work",
                        begin + self.chance.randint(10, 300) * DAY,
                        self.name_worker(hand, office, begin),
                    )
        elif work is not None and begin > START:
            if self.happens("new_work_account"):
                work.end = begin
                self.add_second(hand, work, "work", begin, self.name_worker(hand, office, begin))
            elif office.name_at(begin) not in work.names[-1][1]:
                work.names.append((begin, self.name_worker(hand, office, begin)))
        if line:
            for account in self.writers(hand):
                account.numbers.append((line, begin, END))
        return stint

    @staticmethod
    def writers(hand: Hand) -> list[Account]:
        """Give the accounts with which a person advertises: those for work, else the private one."""
        return [account for account in hand.accounts if account.use == "work"] or hand.accounts[:1]

    def staff_office(self, office: Office) -> None:
        """Give an office its owner, perhaps a brother, and clerks."""
        town = office.town
        owner = self.make_hand(town, "staff")
        if self.happens("one_man"):
            voice = self.market.hands[office.voices[0].hand]
            voice.first, voice.last, voice.kind = owner.first, owner.last, "staff"
            self.market.hands.pop()
            profile = self.add_account(voice, "private", "facebook", self.name_person(voice, "full"))
            for earlier in voice.accounts[:-1]:
                voice.planned[(earlier.id, profile.id)] = ("phone",)
            for _, number, since, until in office.numbers[:1]:
                profile.numbers.append((number, since, until))
            office.staff.append(Stint(voice, office.begin, office.end, "owner"))
            voice.signs = self.happens("signs")
            return
        roles = [(owner, "owner")]
        if self.happens("brother"):
            roles.append((self.make_hand(town, "staff", owner.last, owner.tongue), "brother"))
        clerks = int(self.rates["staff"] + self.chance.random() * 2 - 0.5)
        roles += [(self.make_hand(town, "staff"), "clerk") for _ in range(max(0, clerks))]
        for hand, role in roles:
            hand.signs = self.happens("signs")
            if self.happens("personal_line"):
                hand.line = self.numbers.mobile(
                    office.country if self.chance.random() < 0.8 else self.chance.choice(("GB", "FR", "US", "SE", "DE"))
                )
            self.hire(office, hand, office.begin, role, hand.line)
            if role != "clerk" and self.chance.random() < 0.4:
                for account in hand.accounts:
                    account.shows.append((office.numbers[0][1], office.begin, office.end))

    def dress_offices(self) -> None:
        """Decide who fills in a common advert, and who copied from whom."""
        frames = [(frame, self.chance.choice(words.ROUTES)) for frame in range(len(words.FRANCHISE))]
        for office in self.market.offices:
            secret = "secret" if office.smuggles else "honest"
            fitting = [(frame, route) for frame, route in frames if words.FRANCHISE[frame][1] == secret]
            if office.trade == "agency" and fitting and self.happens("franchise"):
                office.frame, office.route = self.chance.choice(fitting)
            elif self.happens("copied"):
                office.copied = self.chance.choice(self.market.offices).key
                office.wording, office.route = (
                    self.market.offices[office.copied].wording,
                    self.market.offices[office.copied].route,
                )

    def make_ordinary(self, count: int) -> None:
        """Fill the bazaars with everybody else."""
        chance, limit = self.chance, self.market.account_count() + count
        for _ in range(1 + count // 500):
            number = self.numbers.hotline()
            hand = self.make_hand(chance.randrange(len(words.TOWNS)), "hotline", tongue="en")
            self.market.hotlines.append(
                (number, [self.add_account(hand, "private", "facebook", f"Shore Watch {hand.last}")])
            )
        for office in self.market.offices:
            if office.closed and office.end < END - 200 * DAY and self.happens("recycled"):
                number = office.numbers[0][1]
                hand = self.make_hand(office.town, "seller")
                account = self.add_account(hand, "private", "facebook", self.name_person(hand, "full"))
                account.numbers.append((number, office.end + 120 * DAY, END))
                self.market.recycled.append((account, number))
                office.numbers = [
                    (use, one, since, min(until, office.end) if one == number else until)
                    for use, one, since, until in office.numbers
                ]
        while self.market.account_count() < limit:
            if self.happens("household"):
                self.make_household()
                continue
            kind = chance.choices([kind for kind, _ in ORDINARY], [share for _, share in ORDINARY])[0]
            hand = self.make_hand(chance.randrange(len(words.TOWNS)), kind)
            if kind in ("seller", "driver") or chance.random() < 0.2:
                hand.line = self.numbers.mobile(words.TOWNS[hand.town][2])
            first = self.add_account(
                hand,
                "private",
                self.choose_platform(),
                self.name_person(hand, chance.choice(("full", "full", "arabic", "short", "other"))),
            )
            if hand.line:
                first.numbers.append((hand.line, START, END))
            if hand.line and self.happens("sim_given"):
                self.give_card(hand, first)
            if self.happens("name_changed"):
                first.names.append(
                    (
                        self.moment(),
                        self.name_person(hand, chance.choice(("full", "arabic", "short", "other", "spelt"))),
                    )
                )
            if self.happens("second_account"):
                self.add_second(hand, first, "spare", self.moment(0.05, 0.8))

    def give_card(self, hand: Hand, giver: Account) -> None:
        """Let somebody leave town, and a friend use the number from then on."""
        at = self.moment(0.25, 0.7)
        giver.numbers = [(number, since, min(until, at)) for number, since, until in giver.numbers]
        friend = self.make_hand(hand.town, "seller")
        taker = self.add_account(friend, "private", giver.platform, self.name_person(friend, "full"))
        taker.numbers.append((hand.line, at + self.chance.randint(3, 90) * DAY, END))
        self.market.passed_lines.append((giver, taker, hand.line))
        hand.line = ""

    def make_household(self) -> None:
        """Make a family with one telephone."""
        chance = self.chance
        town = chance.randrange(len(words.TOWNS))
        home, last = self.numbers.mobile(words.TOWNS[town][2]), ""
        family: list[Hand] = []
        for _ in range(chance.choice((2, 2, 3, 4))):
            hand = self.make_hand(
                town, "household", last if chance.random() < 0.8 else "", family[0].tongue if family else ""
            )
            last, hand.home = last or hand.last, home
            account = self.add_account(
                hand,
                "private",
                "facebook" if chance.random() < 0.9 else "telegram",
                self.name_person(hand, chance.choice(("full", "arabic", "spelt"))),
            )
            account.numbers.append((home, START, END))
            if chance.random() < self.rates["shown_number"] * 0.4:
                account.shows.append((home, START, END))
            family.append(hand)
        self.market.households.append(family)
