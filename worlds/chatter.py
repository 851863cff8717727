"""What fills groups: small talk, questions, answers, replies, forwards and edits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from worlds import speech
from worlds.crews import Crew
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Post, World, at_time


def write_small_talk(world: World, group: Group, posts: int, begin: datetime, end: datetime) -> list[Post]:
    """Let members chat; a third of it answers somebody, some of it is passed on or edited later."""
    talkers = [member for member in group.members if member.role == "neighbour"]
    turns: list[tuple[datetime, Account]] = []
    for _ in range(posts):
        talker = world.rng.choice(talkers)
        turns.append((world.time(talker.hand, max(begin, group.joined[talker.id]), end), talker))
    said: list[Post] = []
    for at, author in sorted(turns, key=lambda turn: (turn[0], turn[1].id)):
        other = world.rng.choice(said[-6:]) if said else None
        name = at_time((other.author if other else author).names, at).split()[0]
        post = Post(author, group, at, speech.small_talk(world.rng, author.language, name), "chat")
        said.append(post)
        chance = world.rng.randrange(30)
        if other and chance < 9 and other.author is not post.author:
            post.reply_to = other
        elif chance == 9:
            post.forwarded_from = "Harbour Gazette (invented)"
        elif chance == 10:
            post.edited = (
                post.at + timedelta(minutes=world.rng.randrange(2, 50)),
                speech.small_talk(world.rng, author.language, name),
            )
        elif chance == 11:
            post.photo = True
    world.posts.extend(said)
    return said


def write_questions(world: World, group: Group, crew: Crew, posts: int, begin: datetime, end: datetime) -> None:
    """Let members ask the crew, the crew answer some of them, and a few say thanks."""
    askers = [member for member in group.members if member.role == "neighbour"]
    sellers = [account for account in crew.accounts if account.platform == group.platform]
    for _ in range(posts):
        asker = world.rng.choice(askers)
        at = world.time(asker.hand, max(begin, group.joined[asker.id]), end - timedelta(days=2))
        phrases = LANGUAGES[asker.language]
        question = Post(
            asker, group, at, speech.fill_template(world.rng, asker.language, world.rng.choice(phrases.asks)), "ask"
        )
        world.posts.append(question)
        if world.rng.randrange(2):
            seller = world.rng.choice(sellers)
            answer = speech.fill_template(world.rng, asker.language, world.rng.choice(phrases.answers))
            later = world.time(seller.hand, at, at + timedelta(hours=30))
            world.posts.append(Post(seller, group, later, answer, "answer", reply_to=question))
        if not world.rng.randrange(6):
            name = at_time(world.rng.choice(sellers).names, at).split()[0]
            line = world.rng.choice(phrases.thanks)
            later = world.time(asker.hand, at, end)
            text = speech.fill_template(world.rng, asker.language, line, name=name)
            world.posts.append(Post(asker, group, later, text, "thanks"))


def write_at_once(world: World, group: Group, accounts: list[Account], begin: datetime, end: datetime) -> None:
    """Let different people write in one and the same minute, each answering the one before."""
    at = world.time("together", begin, end).replace(second=2)
    before: Post | None = None
    for n, account in enumerate(accounts):
        world.busy.setdefault(account.hand, set()).add(at.replace(second=0))
        line = world.rng.choice(LANGUAGES[account.language].answers)
        text = speech.fill_template(world.rng, account.language, line)
        post = Post(account, group, at + timedelta(seconds=9 * n), text, "chat", reply_to=before)
        world.posts.append(post)
        before = post


def pass_on(world: World, channel: Group, groups: Sequence[Group]) -> None:
    """Let members of other groups forward what a channel wrote: the copy bears its name, and its contacts."""
    early = world.end - timedelta(days=30)
    adverts = [post for post in world.posts if post.author is channel and post.at < early]
    for group in groups:
        advert = world.rng.choice(adverts)
        member = world.rng.choice([m for m in group.members if m.role == "neighbour"])
        begin = max(advert.at, group.joined[member.id])
        at = world.time(member.hand, begin, begin + timedelta(days=20))
        name = at_time(channel.names, world.end)
        world.posts.append(Post(member, group, at, advert.text, "ad", forwarded_from=name))


def write_private_talk(world: World, partner: Account, turns: int) -> None:
    """Let the owner of the exported account talk with somebody alone."""
    owner = world.owner or partner
    begin = world.begin + timedelta(days=world.rng.randrange(60, 300))
    chat = Group(
        platform="telegram",
        number=partner.number,
        form="personal_chat",
        language=partner.language,
        names=partner.names,
        topic="private",
    )
    world.chats.append(chat)
    for n in range(turns):
        author = partner if n % 2 else owner
        phrases = LANGUAGES[author.language]
        lines = phrases.chat if partner.role == "neighbour" else phrases.answers if n % 2 else phrases.asks
        at = world.time(author.hand, begin + timedelta(days=n), begin + timedelta(days=n + 2))
        text = speech.fill_template(world.rng, author.language, world.rng.choice(lines), name="")
        world.posts.append(Post(author, chat, at, text, "chat"))
