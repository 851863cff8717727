"""What the people of ``square`` write: adverts, things for sale, questions, warnings, quotations, announcements."""

from dataclasses import dataclass, field

from worlds.families.square import words
from worlds.families.square.people import Account, Errand, Firm, Group, World, name_person

MEANS = {
    "ordinary": 5.0,
    "crew": 18.0,
    "clone": 14.0,
    "bot": 60.0,
    "journalist": 8.0,
    "hotline": 14.0,
    "freelancer": 9.0,
}
"""Posts of an account by its role; firms write fourteen."""
NATIVE = {"ar": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯"}


@dataclass(slots=True, eq=False)
class Post:
    """One post as it was written."""

    at: int
    account: Account | None
    """Nobody where a channel writes."""
    group: Group | None
    text: str
    kind: str
    sends: bool = False
    """Whether it sends readers to its contacts: no warning, quotation or question does."""
    numbers: list[tuple[str, bool]] = field(default_factory=list)
    """Numbers, and whether each is written in plain digits."""
    handles: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    email: str = ""
    sign: str = ""
    of: Group | None = None
    olds: list[str] = field(default_factory=list)
    """Numbers said to be given up."""
    reply: "Post | None" = None
    forwarded: str = ""
    author: Account | None = None
    """Who wrote in a channel's name."""
    tme: bool = False
    """Whether the handle is written as an address of Telegram."""
    id: str = ""
    captured: bool = False


def write_posts(world: World) -> list[Post]:
    """Write everything in the order of time."""
    slots: list[tuple[int, int, Account, Errand | None]] = []
    for account in world.accounts:
        end = min(account.died, world.span)
        if end <= account.born:
            continue
        mean = MEANS.get(account.role, 14.0)
        if account.hand.accounts[0] is not account:
            mean *= 0.7
        for _ in range(1 + int(world.rng.expovariate(1 / mean))):
            slots.append((world.rng.randrange(account.born, end), len(slots), account, None))
    for duty in world.errands:
        if duty.account.born <= duty.at < min(duty.account.died, world.span):
            slots.append((duty.at, len(slots), duty.account, duty))
    slots.sort(key=lambda slot: slot[:2])
    writer = Writer(world)
    for at, _, account, errand in slots:
        writer.write(at, account, errand)
    writer.posts.sort(key=lambda post: post.at)
    return writer.posts


def write_number(world: World, number: str, style: str, lang: str) -> tuple[str, bool]:
    """Write a number in a style; the second tells whether its digits can be read as they stand."""
    rng = world.rng
    code = next(code for code in ("+44", "+33", "+49", "+46", "+61", "+1") if number.startswith(code))
    rest = number[len(code) :]
    national = rest if code == "+1" else f"0{rest}"
    if style == "national":
        cut = 3 if code == "+1" else 5
        text = f"{national[:cut]}{world.pick((' ', '-', '/', ' '))}{national[cut:]}"
    elif style == "zero":
        text = f"00{code[1:]} {rest}"
    elif style == "wa":
        text = f"wa.me/{number[1:]}"
    elif style == "bare":
        text = number
    elif style == "hidden":
        draw = rng.random()
        if draw < 0.4:
            return national.replace("0", "o").replace("1", "l"), False
        if draw < 0.7:
            return "".join(f"{digit}\ufe0f\u20e3" for digit in number[1:]), False
        return "*".join(national), False
    else:
        sign = world.pick((" ", " ", "-", "."))
        text = f"{code}{sign}{rest[:3]}{sign}{rest[3:6]}{sign}{rest[6:]}"
    if style == "digits" and lang in NATIVE:
        text = "".join(NATIVE[lang][int(sign)] if sign.isdigit() else sign for sign in text)
    return text, True


class Writer:
    """Writes slot after slot; remembers adverts that others may repeat."""

    def __init__(self, world: World) -> None:
        """Begin with nothing written."""
        self.world = world
        self.posts: list[Post] = []
        self.adverts: dict[str, list[Post]] = {}
        self.last: dict[str, Post] = {}
        self.open: dict[tuple[str, str], list[Group]] = {}
        for group in world.groups:
            if group.kind == "group":
                self.open.setdefault((group.platform, group.lang), []).append(group)

    def write(self, at: int, account: Account, errand: Errand | None) -> None:
        """Write what an account writes at a time, in one place or several."""
        place = errand.group if errand and errand.group else self.choose_place(at, account, errand)
        if place is None and account.platform == "telegram":
            return
        if errand:
            post = self.write_errand(at, account, place, errand)
        elif at < account.grown:
            post = self.fill(at, account, place, "chat")
        elif account.role == "ordinary":
            post = self.write_ordinary(at, account, place)
        elif account.role == "bot":
            post = self.repeat(at, account, place, "advert")
        elif account.role == "journalist":
            post = (
                self.repeat(at, account, place, "quote")
                if self.world.chance(0.4)
                else self.fill(at, account, place, "news")
            )
        elif account.role == "hotline":
            post = self.fill(at, account, place, "hotline")
        elif account.role == "freelancer":
            post = self.fill(at, account, place, "design")
        elif self.world.chance(0.12):
            post = self.write_ordinary(at, account, place)
        else:
            post = self.write_advert(at, account, place)
        self.keep(post)
        if post.kind == "advert" and place is not None and place.kind == "group":
            for turn in range(self.world.rng.choice((0, 0, 0, 1, 2))):
                other = self.choose_place(at, account, None)
                if other is not None and other is not place and other.kind == "group":
                    again = Post(at + 3 + 7 * turn, account, other, post.text, post.kind, post.sends)
                    again.numbers, again.handles, again.links = post.numbers, post.handles, post.links
                    again.email, again.sign = post.email, post.sign
                    self.keep(again)

    def keep(self, post: Post) -> None:
        """Add a post, and remember it where it may be repeated or answered."""
        place = post.group
        if place is not None and place.kind == "channel" and post.account is not None:
            post.author, post.account = post.account, None
        self.posts.append(post)
        if place is not None:
            self.last[place.id] = post
        if post.kind == "advert" and post.sends:
            lang = (post.account or post.author or self.world.accounts[0]).lang
            kept = self.adverts.setdefault(lang, [])
            kept.append(post)
            del kept[:-60]

    def choose_place(self, at: int, account: Account, errand: Errand | None) -> Group | None:
        """Choose a group that the account is in and that is open, or none for its own page."""
        if account.platform == "instagram" or (account.page and not errand and self.world.chance(0.75)):
            return None
        if errand and errand.kind == "announce" and self.world.chance(0.6):
            near = [
                each
                for each in self.open.get((account.platform, account.lang), [])
                if is_open(each, at) and each is not errand.of
            ]
            if near:
                return self.world.pick(near)
        places = [
            group
            for group in account.groups
            if is_open(group, at)
            and group.members[account.id][0] <= at < group.members[account.id][1]
            and (group.kind == "group" or any(head is account for _, _, head in group.admins))
        ]
        if errand:
            places = [group for group in places if group is not errand.of]
        if not places or (account.platform == "facebook" and self.world.chance(0.12)):
            return None
        own = [group for group in places if group.firm and group.firm is account.firm]
        return self.world.pick(own) if own and self.world.chance(0.35) else self.world.pick(places)

    def slots(self, account: Account, firm: Firm | None) -> dict[str, str]:
        """Give what the slots of a line hold for an account."""
        world = self.world
        starts, ends = words.TOWNS[account.lang]
        a, b = (starts[firm.way[0]], ends[firm.way[1]]) if firm else (world.pick(starts), world.pick(ends))
        if firm and world.chance(0.15):
            b = world.pick(ends)
        price = str(world.rng.randrange(8, 90) * (100 if firm and firm.trade == "crew" else 10))
        return {
            "a": a,
            "b": b,
            "t": ends[account.town],
            "p": price,
            "n": name_person(account.hand, False),
            "i": world.pick(words.THINGS[account.lang]),
            "c": "",
            "o": "",
            "l": "",
        }

    def write_contacts(self, at: int, account: Account, post: Post, numbers: list[str]) -> str:
        """Write numbers and a handle as the account does, and note them on the post."""
        world = self.world
        parts: list[str] = []
        for number in numbers:
            style = account.style
            if world.chance("country_left_off"):
                style = "national"
            if account.role in ("crew", "clone") and world.chance("disguise"):
                style = "hidden"
            text, plain = write_number(world, number, style, account.lang)
            parts.append(text)
            post.numbers.append((number, plain))
        handle = account.handle_given or ("" if parts else account.handle_at(at))
        if handle and (not parts or world.chance(0.6)):
            post.handles.append(handle)
            post.tme = account.platform != "telegram" and handle == account.handle_given and world.chance(0.6)
            parts.append(f"t.me/{handle}" if post.tme else f"@{handle}")
        return world.pick((" / ", "  ", " , ", "\n")).join(parts)

    def write_advert(self, at: int, account: Account, place: Group | None) -> Post:
        """Write an advert of a firm, of a crew, or of somebody who has nothing but a number."""
        world, firm = self.world, account.firm
        post = Post(at, account, place, "", "advert", sends=True)
        given = list(dict.fromkeys(number for since, until, number in account.gives if since <= at < until))
        numbers = given if len(given) < 2 or world.chance(0.5) else [world.pick(given)]
        if firm and firm.hands and world.chance(world.rates["two_numbers"] * 0.6):
            colleague = world.pick(world.pick(firm.hands).accounts)
            numbers += [
                number for since, until, number in colleague.gives if since <= at < until and number not in numbers
            ][:1]
        slots = self.slots(account, firm)
        slots["c"] = self.write_contacts(at, account, post, numbers)
        trade = firm.trade if firm else "sell"
        lines = (
            [*firm.lines]
            if firm
            else [world.pick(words.LINES[account.lang].get(account.role, words.LINES[account.lang]["sell"])), "{c}"]
        )
        if firm and firm.form and world.chance(0.7):
            lines = [*words.FORMS[account.lang], lines[-1]]
        elif firm and len(lines) > 2 and world.chance(0.25):
            lines.pop(world.rng.randrange(len(lines) - 1))
        text = "\n".join(line.format(**slots) for line in lines if "{c}" not in line or slots["c"])
        if firm and firm.designer and world.chance(0.3):
            text += "\n" + words.LINES[account.lang]["design"][0].format(c=firm.designer)
            post.numbers.append((firm.designer, True))
        own_line = account.hand.phone
        if firm and own_line and own_line not in numbers and own_line != firm.phone and world.chance("own_line"):
            text += "\n" + world.pick(words.LINES[account.lang]["own"]).format(
                c=self.write_contacts(at, account, post, [own_line])
            )
        if account.invite and world.chance(0.4):
            text += f"\n{account.invite}"
            post.links.append(account.invite)
        if account.email and world.chance(0.7):
            text += f"\n{account.email}"
            post.email = account.email
        if account.sign and world.chance(0.75):
            text += f"\n{account.sign}"
            post.sign = account.sign
        own = next((group for group in firm.groups if is_open(group, at)), None) if firm and trade == "crew" else None
        if own is not None and world.chance(0.18):
            post.links.append(own.link)
            text += f"\n{own.link}"
        post.text = text
        return post

    def write_ordinary(self, at: int, account: Account, place: Group | None) -> Post:
        """Write what ordinary people write, with their own number at most."""
        world, lines = self.world, words.LINES[account.lang]
        draw = world.rng.random()
        for kind in ("warnings", "quotes", "fridges"):
            draw -= world.rates[kind]
            if draw < 0:
                break
        else:
            kind = "chat"
        if kind == "quotes":
            return self.repeat(at, account, place, "quote")
        post = Post(at, account, place, "", kind)
        slots = self.slots(account, None)
        if kind == "warnings":
            if world.generic and world.chance(0.3):
                return self.share_hotline(at, account, place)
            bad = [each for each in self.adverts.get(account.lang, []) if each.numbers]
            if bad:
                number = world.pick(bad).numbers[0][0]
                slots["c"], plain = write_number(world, number, account.style, account.lang)
                post.numbers = [(number, plain)]
            post.text = world.pick(lines["warn"]).format(**slots)
        elif kind == "fridges":
            given = [number for since, until, number in account.gives if since <= at < until]
            post.sends = True
            contacts = self.write_contacts(at, account, post, given[:1]) if given else ""
            post.text = world.pick(lines["sell"]).format(**slots) + (f"\n{contacts}" if contacts else "")
            if account.sign and world.chance(0.4):
                post.text += f"\n{account.sign}"
                post.sign = account.sign
        elif place is not None and place.theme == "rating" and world.chance(0.6):
            post.text = world.pick(lines["rate"]).format(**slots)
        else:
            post.text = world.pick(lines[world.pick(("ask", "chat", "chat"))]).format(**slots)
            if world.chance(0.35):
                post.text += world.pick((" ", "\n", ". ")) + world.pick(lines[world.pick(("ask", "chat"))]).format(
                    **slots
                )
            post.text += world.pick(("", "", "", "!", " 🙏", " ❤️", "...", " 😂", "?"))
            given = [number for since, until, number in account.gives if since <= at < until]
            if given and world.chance(0.2):
                post.sends = True
                post.text += "\n" + self.write_contacts(at, account, post, given[:1])
        if place is not None and world.chance(0.3):
            post.reply = self.last.get(place.id)
        return post

    def share_hotline(self, at: int, account: Account, place: Group | None) -> Post:
        """Pass the number of a hotline or of somebody who makes adverts on."""
        post = Post(at, account, place, "", "shared")
        number = self.world.pick(self.world.generic)
        text, plain = write_number(self.world, number, account.style, account.lang)
        post.numbers = [(number, plain)]
        line = self.world.pick(words.LINES[account.lang]["hotline"])
        post.text = line.format(**{**self.slots(account, None), "c": text})
        return post

    def repeat(self, at: int, account: Account, place: Group | None, kind: str) -> Post:
        """Post an advert of somebody else again: forwarded, copied, typed off a picture, with or without a remark."""
        world = self.world
        known = self.adverts.get(account.lang)
        if not known:
            return self.fill(at, account, place, "chat")
        source = world.pick(known)
        text = source.text
        if kind == "quote" and world.chance(0.4):
            text = f"{world.pick(words.LINES[account.lang]['saw'])}\n{text}"
        elif kind == "quote" and world.chance(0.3):
            text = text.replace("\n", " ")
        post = Post(
            at, account, place, text, kind, sends=kind == "advert", numbers=[*source.numbers], handles=[*source.handles]
        )
        if account.platform == "telegram" and world.chance(0.5):
            author = source.account or source.author
            post.text, post.forwarded = source.text, author.name_at(at) if author else ""
        return post

    def fill(self, at: int, account: Account, place: Group | None, line: str) -> Post:
        """Write one line of a kind, with the account's own contacts."""
        post = Post(at, account, place, "", line, sends=line in ("hotline", "design", "news"))
        slots = self.slots(account, None)
        text = self.world.pick(words.LINES[account.lang][line])
        if "{c}" in text:
            given = [number for since, until, number in account.gives if since <= at < until]
            slots["c"] = self.write_contacts(at, account, post, given[:1])
        post.text = text.format(**slots)
        return post

    def write_errand(self, at: int, account: Account, place: Group | None, errand: Errand) -> Post:
        """Write an announcement, a new number or a return."""
        post = Post(at, account, place, "", errand.kind, sends=True, of=errand.of)
        slots = self.slots(account, account.firm)
        if errand.kind == "announce":
            slots["l"] = errand.link
            (post.handles if errand.link.startswith("@") else post.links).append(errand.link.removeprefix("@"))
            if place is not None and self.world.chance(0.3):
                post.reply = self.last.get(place.id)
        elif errand.kind == "change":
            slots["c"], plain = write_number(self.world, errand.number, account.style, account.lang)
            slots["o"], _ = write_number(self.world, errand.old, account.style, account.lang)
            post.numbers, post.olds = [(errand.number, plain)], [errand.old]
        else:
            slots["o"] = errand.old
        post.text = self.world.pick(words.LINES[account.lang][errand.kind]).format(**slots)
        return post


def is_open(group: Group, at: int) -> bool:
    """Tell whether people can write in a group at a time."""
    return group.born <= at and (at < group.end or group.fate in ("private", "dropped"))
