"""The work of crews: adverts in their own groups and in those of neighbours, changed numbers, ways across platforms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from worlds import speech
from worlds.families.first.adverts import Kit, Way
from worlds.families.first.audience import Audience
from worlds.families.first.crewing import Crew, Page, change_text, find_way_in
from worlds.families.first.pages import write_comments
from worlds.families.first.stage import BEGIN, END, Stage, Task
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Piece, Post, at_time

OWN = 0.65
"""Share of its adverts in which an account that has a contact of its own gives that."""
LEAST = timedelta(days=3)
"""Shorter stays are too short to write in."""


class Work:
    """Plans what crews write; the words are made when a group is told."""

    def __init__(self, stage: Stage, crews: Sequence[Crew], audience: Audience) -> None:
        self.stage, self.crews, self.audience = stage, crews, audience

    def run(self) -> None:
        """Plan the work of every crew."""
        for crew in self.crews:
            for group in crew.groups:
                self.at_home(crew, group)
            for account in crew.people:
                self.abroad(crew, account)
            for account, (at, old, new) in ((a, crew.changed[a.id]) for a in crew.accounts if a.id in crew.changed):
                self.declare(crew, account, at, old, new)
            for page in crew.pages:
                self.on_page(crew, page)
            self.lead_on(crew)
            self.talk(crew)
            self.pass_on(crew)

    def at_home(self, crew: Crew, group: Group) -> None:
        """Let staff advertise in a group of their own, and a channel as itself."""
        kit = self.stage.kits[group.id]
        end = group.died or END
        months = max(1, (end - group.born).days // 30)
        if group.form.endswith("channel"):
            own = Kit(kit.staff, kit.templates, kit.ways, own=False)
            self.stage.plan(
                group, lambda rng: self.adverts(rng, crew, group, group, own, 3 + months * 2, group.born, end)
            )
            return
        for account in kit.staff:
            begin, last = self.active(crew, account, group.joined[account.id], end)
            if last - begin > LEAST:
                count = 2 + max(1, months // 2)
                self.stage.plan(group, self.advertising(crew, account, group, kit, count, begin, last))

    def on_page(self, crew: Crew, page: Page) -> None:
        """Let a page advertise, and people ask below it."""
        end = page.died or END
        count = 3 + 2 * max(1, (end - page.born).days // 30)

        def write(rng: Random) -> list[Post]:
            posts = self.adverts(rng, crew, page.account, None, page.kit, count, page.born, end)
            return posts + write_comments(self.stage, rng, page, posts)

        self.stage.plan(page.account, write)

    def pass_on(self, crew: Crew) -> None:
        """Let staff pass adverts of the crew's channel on into its group; half of the originals are deleted later."""
        stage, rng = self.stage, self.stage.rng
        on_telegram = [group for group in crew.groups if group.platform == "telegram"]
        channels = [group for group in on_telegram if group.form.endswith("channel")]
        groups = [group for group in on_telegram if not group.form.endswith("channel")]
        if not channels or not groups:
            return
        channel, group = channels[0], groups[0]
        staff = stage.kits[group.id].staff[0]
        begin, end = self.active(crew, staff, group.joined[staff.id], min(group.died or END, channel.died or END))
        begin = max(begin, channel.born)
        for _ in range(3 if end - begin > LEAST else 0):
            at = stage.time(rng, begin, end - timedelta(days=1), staff.hand)
            advert = rng.choice(crew.templates)
            way = crew.office(rng, at)
            text = speech.join_pieces(Piece(advert.text(rng, at) + " "), *way.text(rng, advert.language))
            gone = at + timedelta(days=rng.randrange(2, 30)) if rng.randrange(2) else None
            stage.write(Post(channel, channel, at, text, "ad", template=advert.id, deleted=gone))
            later, title = at + timedelta(minutes=rng.randrange(3, 600)), at_time(channel.names, at)
            stage.write(Post(staff, group, later, text, "ad", template=advert.id, forwarded_from=title))

    def abroad(self, crew: Crew, account: Account) -> None:
        """Let an account advertise in some groups of neighbours, with contacts of its own more than the office's."""
        rng = self.stage.rng
        hosts = self.audience.hosts_for(account.platform, crew.languages)
        kit = Kit([account], crew.templates, [])
        for group in rng.sample(hosts, min(rng.randrange(1, 4), len(hosts))):
            begin, end = self.active(crew, account, group.born + timedelta(days=5), group.died or END)
            if end - begin > LEAST:
                self.stage.join(group, account, begin, begin + timedelta(days=2))
                joined = group.joined[account.id]
                if end - joined > LEAST:
                    self.stage.plan(
                        group, self.advertising(crew, account, group, kit, rng.randrange(2, 4), joined, end)
                    )

    def active(self, crew: Crew, account: Account, begin: datetime, end: datetime) -> tuple[datetime, datetime]:
        """Give when an account writes, within two times."""
        return max(begin, crew.begun.get(account.id, BEGIN)), min(end, crew.retired.get(account.id, END))

    def advertising(
        self, crew: Crew, account: Account, group: Group, kit: Kit, count: int, begin: datetime, end: datetime
    ) -> Task:
        """Give the task of writing adverts."""
        return lambda rng: self.adverts(rng, crew, account, group, kit, count, begin, end)

    def adverts(
        self,
        rng: Random,
        crew: Crew,
        author: Account | Group,
        group: Group | None,
        kit: Kit,
        count: int,
        begin: datetime,
        end: datetime,
    ) -> list[Post]:
        """Write adverts, each with a way to get in touch."""
        posts = []
        own = crew.own.get(author.id) if isinstance(author, Account) else None
        hand = author.hand if isinstance(author, Account) else author.id
        for _ in range(count):
            at = self.stage.time(rng, begin, end, hand)
            template = own.template if own and own.template and rng.randrange(2) else rng.choice(kit.templates)
            mine = own.at(rng, at) if own and kit.own else None
            common = rng.choice(kit.ways) if kit.ways else crew.office(rng, at)
            way = mine if mine and rng.random() < OWN else common
            text = speech.join_pieces(
                Piece(template.text(rng, at)),
                Piece(rng.choice((" ", "\n", "\n\n"))),
                *way.text(rng, template.language, self.stage.rates.disguised),
            )
            post = Post(author, group, at, text, "ad", template=template.id)
            if way.number and rng.randrange(25) == 0 and group and group.platform == "telegram":
                post.button = Piece("WhatsApp", "text_link", f"https://wa.me/{way.number.digits}", way.id, "whatsapp")
            posts.append(post)
        return posts

    def declare(self, crew: Crew, account: Account, at: datetime, old: Way, new: Way) -> None:
        """Let an account say its new number, where it works."""
        groups = [g for g in crew.groups if account.id in g.joined and g.born < at < (g.died or END)]
        places: list[Group | None] = [*groups[:2]]
        for group in places or ([None] if account.platform == "facebook" else []):
            when = self.stage.time(self.stage.rng, at, at + timedelta(days=4), account.hand)
            text = change_text(self.stage, account.language, old, new)
            self.stage.write(Post(account, group, when, text, "change"))

    def talk(self, crew: Crew) -> None:
        """Let two who share a telephone write in one minute, each to the other: no hand can do that."""
        rng = self.stage.rng
        there = [g for g in crew.groups if crew.colleagues and all(one.id in g.joined for one in crew.colleagues)]
        for group in there[:2]:
            begin = max(group.joined[one.id] for one in crew.colleagues)
            last = min([group.died or END, *(crew.retired.get(one.id, END) for one in crew.colleagues)])
            begin = max([begin, *(crew.begun.get(one.id, BEGIN) for one in crew.colleagues)])
            if last - begin <= LEAST:
                continue
            before: Post | None = None
            at = self.stage.time(rng, begin, last).replace(second=3)
            for n, account in enumerate(crew.colleagues):
                line = rng.choice(LANGUAGES[account.language].answers)
                text = speech.fill_template(rng, account.language, line)
                before = Post(account, group, at + timedelta(seconds=13 * n), text, "answer", reply_to=before)
                self.stage.write(before)

    def lead_on(self, crew: Crew) -> None:
        """Lay a chain: from a Facebook account over an invite into a group on Telegram, and on to its number."""
        stage, rng = self.stage, self.stage.rng
        targets = [g for g in crew.groups if g.platform == "telegram" and not g.form.endswith("channel")]
        starts = [a for a in crew.on("facebook") if a.id not in crew.begun]
        target = rng.choice(targets) if targets else None
        if target is None or not starts:
            return
        account = rng.choice(starts)
        way = find_way_in(target)
        groups = [g for g in crew.groups if g.platform == "facebook" and account.id in g.joined]
        end = min(target.died or END, crew.retired.get(account.id, END))
        for group in [*groups[:1], None]:
            begin = max(target.born, group.joined[account.id] if group else BEGIN)
            last = min(end, (group.died or END) if group else END)
            if last - begin <= LEAST:
                continue
            for _ in range(2):
                at = stage.time(rng, begin, last, account.hand)
                template = rng.choice(crew.templates)
                text = speech.join_pieces(Piece(template.text(rng, at) + " "), *way.text(rng, template.language))
                stage.write(Post(account, group, at, text, "ad", template=template.id))
        stage.truth.chains.append((account.id, way.id, target.id))


def write_chat(stage: Stage, rng: Random, group: Group, staff: Sequence[Account], crew_like: bool) -> list[Post]:
    """Let members chat; in groups of crews most of them ask, and staff answers some."""
    end = group.died or END
    talkers = [m for m in group.members if m.role in ("neighbour", "journalist") and end - group.joined[m.id] > LEAST]
    if not talkers:
        return []
    count = round(len(talkers) * (0.9 if crew_like else 1.9)) + 3
    said: list[Post] = []
    for _ in range(count):
        author = rng.choice(talkers)
        phrases = LANGUAGES[author.language]
        at = stage.time(rng, group.joined[author.id], end)
        if crew_like and rng.randrange(3):
            question = Post(
                author, group, at, speech.fill_template(rng, author.language, rng.choice(phrases.asks)), "ask"
            )
            said.append(question)
            able = [one for one in staff if group.joined[one.id] < at]
            if able and rng.randrange(3) == 0 and end - at > LEAST:
                seller = rng.choice(able)
                line = rng.choice(LANGUAGES[seller.language].answers)
                later = stage.time(rng, at, at + timedelta(hours=30), seller.hand)
                answer = speech.fill_template(rng, seller.language, line)
                said.append(Post(seller, group, later, answer, "answer", reply_to=question))
            continue
        other = said[rng.randrange(len(said))].author if said else author
        name = at_time(other.names, at).partition(" ")[0]
        post = Post(author, group, at, speech.small_talk(rng, author.language, name), "chat")
        chance = rng.randrange(40)
        if chance == 0:
            post.forwarded_from = "Harbour Gazette (invented)"
        elif chance == 1:
            old = speech.small_talk(rng, author.language, name)
            post.edited = (at + timedelta(minutes=rng.randrange(2, 50)), old)
        elif chance == 2:
            post.photo = True
        elif chance == 3 and end - at > LEAST:
            post.deleted = at + timedelta(hours=rng.randrange(1, 40))
        said.append(post)
    return said
