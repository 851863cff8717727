"""From a link to what says so: posts with the mark in them, the file, its SHA-256 and the place in it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from graph import forms
from graph.answers.quotes import Quote
from graph.disclosure import Disclosure
from graph.disclosure.names import Names
from graph.disclosure.voice import moment
from graph.errors import NotFoundError
from graph.finding import Evidence
from graph.lookups import evidence
from graph.model import EVERY_LINK, HandsOff, Link, Mentions, evidence_sentence, label, link_type, post_end
from graph.rows import plain
from graph.statement_choice import NEVER, Stated, rank_statement
from graph.views.excerpts import MOST, excerpt
from graph.views.words import filled, meanings

BY_TYPE: dict[str, type[Link]] = {link_type(cls): cls for cls in EVERY_LINK}

OF_POSTS: dict[str, int] = {
    kind: Evidence._fields.index(end) for kind, cls in BY_TYPE.items() if (end := post_end(cls)) is not None
}
"""Links that a post makes, and the place of the post in their address."""

HIDING = ("text_link", "button", "mention_name")
"""Rules of mentions whose words are anybody's choice: a reader who sees them does not see where they lead."""

Locate = Callable[[str], tuple[int, int] | None]
"""Says where in a text what is asked for stands."""

BATCH = 500
HANDED = 5
"""Posts that a handoff opens to: the first ones."""


class Mention(NamedTuple):
    """What a file says a post names."""

    contact: str
    label: str
    source: str
    begin: int | None
    raw: str
    rule: str


class Statement(NamedTuple):
    """What a file says of a post; of one that is only mentioned, where."""

    text: str
    at: int | None
    source: str
    place: str


@dataclass(slots=True)
class Opened:
    """A post with all that is needed to quote it."""

    statements: list[Statement]
    """That which the post shows first, and at least one."""
    files: int
    mentions: list[Mention]


class Opener:
    """Opens links of one case; posts that were read once are known."""

    def __init__(self, gate: Disclosure) -> None:
        self.store, self.voice, self.file = gate.store, gate.voice, gate.file
        self.posts: dict[str, Opened] = {}

    def open(
        self, links: Collection[Evidence], most: int = MOST, locate: Locate | None = None
    ) -> dict[Evidence, list[Quote]]:
        """Give for each link the quotes behind it; none where the graph has no such link any more.

        ``locate`` says where a text is to be marked in which no contact is.
        """
        wanted = list(dict.fromkeys(links))
        of_posts = {link: [link[OF_POSTS[link.type]]] for link in wanted if link.type in OF_POSTS}
        handed = [link for link in wanted if link.type == link_type(HandsOff)]
        of_posts |= self._handed(handed)
        self.read({post for posts in of_posts.values() for post in posts})
        opened: dict[Evidence, list[Quote]] = {}
        for link, posts in of_posts.items():
            marked = link.end if link.type in (link_type(Mentions), link_type(HandsOff)) else None
            opened[link] = [self.quote(post, marked, most, locate) for post in posts if post in self.posts]
        opened.update(self._told([link for link in wanted if link.type not in OF_POSTS and link not in handed]))
        shown = {link: Evidence("SHOWS", link.start, link.end) for link in handed}
        for link, quotes in self._told(shown.values()):
            for one, said in shown.items():
                if said == link:
                    opened[one] = [*quotes, *opened[one]]
        return {link: opened.get(link, []) for link in wanted}

    def quote(self, post: str, contact: str | None = None, most: int = MOST, locate: Locate | None = None) -> Quote:
        """Quote a post with a contact marked; raise NotFoundError where there is no such post."""
        self.read([post])
        if post not in self.posts:
            raise NotFoundError(post, "no such post", "the id of a post in the case")
        one, voice = self.posts[post], self.voice
        said, mention = marked(one, contact) if contact else (one.statements[0], None)
        text = said.text
        apart = None if mention or not contact else beside(one, contact)
        if apart is not None:
            text, mention = bracketed(text, apart)
        if mention is None and locate is not None:
            mention = locate(text)
        begin, end = mention or (None, None)
        if voice.hidden:
            spans = [
                (*place, f"[{voice.masks.node(named.label, named.contact)}]")
                for named in one.mentions
                if (place := mention if named is apart else found(text, named)) is not None
            ]
            text, homes = voice.covered(text, spans)
            begin, end = homes.get(begin, (None, None)) if begin is not None else (None, None)
        else:
            led = self._led({named: mention if named is apart else found(text, named) for named in one.mentions})
            text, begin, end = revealed(text, begin, end, led)
        text = text or voice.language.say("voice.no_text")
        piece = excerpt(text, begin, end, most)
        _, author, chat = voice.names.posts.get(post, (None, None, None))
        name, sha256 = self.file(said.source)
        return Quote(
            post=voice.id(post),
            at=None if said.at is None else moment(said.at),
            author=voice.name(author) if author else None,
            chat=voice.name(chat) if chat else None,
            text=piece.text,
            begin=piece.begin,
            end=piece.end,
            file=name,
            sha256=sha256,
            place=said.place,
            files=one.files,
        )

    def _led(self, places: Mapping[Mention, tuple[int, int] | None]) -> dict[tuple[int, int], str]:
        """Give what stands behind links that lead elsewhere than they say, by the place of their words."""
        led: dict[tuple[int, int], list[str]] = {}
        for said, place in places.items():
            if place is None or said.rule not in HIDING:
                continue
            name = self.voice.name(said.contact)
            if not shows(said.raw, said.contact, name) and name not in led.setdefault(place, []):
                led[place].append(name)
        return {place: f" [{', '.join(sorted(names))}]" for place, names in led.items() if names}

    def read(self, posts: Iterable[str]) -> None:
        """Ask for posts that are not known yet."""
        new = sorted({post for post in posts if post not in self.posts})
        self.voice.names.learn(new)
        for start in range(0, len(new), BATCH):
            self._read(new[start : start + BATCH])

    def _read(self, ids: list[str]) -> None:
        said: dict[str, list[tuple[Any, Statement]]] = defaultdict(list)
        files: dict[str, set[str]] = defaultdict(set)
        for id, stated, text, at, place, edited, exported, source in self.store.read(evidence.STATEMENTS, ids=ids):
            order = (stated, rank_statement(Stated(edited, exported, source, place)))
            said[id].append((order, Statement(text or "", at, source, place)))
            if stated:
                files[id].add(source)
        for id, some in said.items():
            self.posts[id] = Opened([one for _, one in sorted(some, reverse=True)], max(len(files[id]), 1), [])
        for id, contact, kind, source, begin, raw, rule in self.store.read(evidence.MENTIONS, ids=ids):
            if id in self.posts:
                self.posts[id].mentions.append(Mention(contact, kind, source, begin, raw or "", rule or ""))
        self.voice.names.learn(
            {said.contact for id in ids if id in self.posts for said in self.posts[id].mentions if said.rule in HIDING}
        )

    def _handed(self, links: Sequence[Evidence]) -> dict[Evidence, list[str]]:
        """Give the first posts that make up each handoff."""
        posts: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for kind, rows in self._by_label(links).items():
            for user, contact, post, at in self.store.read(evidence.HANDED[kind], rows=rows):
                posts[user, contact].append((NEVER if at is None else at, post))
        return {link: [post for _, post in sorted(posts[link.start, link.end])[:HANDED]] for link in links}

    def _told(self, links: Iterable[Evidence]) -> Iterable[tuple[Evidence, list[Quote]]]:
        """Give what files say of links that no post makes."""
        by_type: dict[str, list[Evidence]] = defaultdict(list)
        for link in links:
            by_type[link.type].append(link)
        for kind, some in sorted(by_type.items()):
            self.voice.names.learn({end for link in some for end in (link.start, link.end)})
            told: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
            for start, rows in self._by_label(some, BY_TYPE[kind]).items():
                for first, last, said in self.store.read(evidence.BETWEEN[start, kind], rows=rows):
                    told[first, last].append(plain(said))
            for link in some:
                yield link, self._sentences(link, told[link.start, link.end])

    def _sentences(self, link: Evidence, told: list[dict[str, Any]]) -> list[Quote]:
        """Say what a link says, once a place; of places that say the same the first."""
        quotes: dict[tuple[str, str | None], Quote] = {}
        files = len({said["source"] for said in told})
        for said in sorted(told, key=lambda one: (when(one) or "", one["source"], one.get("place", ""))):
            key = f"link.{link.type}"
            known = self.voice.language.has(key)
            template = self.voice.language.text(key) if known else evidence_sentence(BY_TYPE[link.type])
            parts = dict.fromkeys(meanings(template)) | said | {"start": link.start, "end": link.end}
            at = when(said)
            name, sha256 = self.file(said["source"])
            text = filled(template, parts, self.voice)
            quote = Quote(
                None,
                moment(at) if at else None,
                None,
                None,
                text,
                None,
                None,
                name,
                sha256,
                said.get("place", ""),
                files,
            )
            quotes.setdefault((text, quote.at), quote)
        return list(quotes.values())

    def _by_label(self, links: Iterable[Evidence], cls: type[Link] | None = None) -> dict[str, list[dict[str, str]]]:
        """Sort links by the label that they start from; what the model does not allow is left out."""
        allowed = {label(end) for end in (cls or HandsOff).ends[0]}
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for link in links:
            kind = self.voice.names.label(link.start)
            if kind in allowed:
                rows[kind].append({"start": link.start, "end": link.end})
        return dict(rows)


def in_turn(links: Iterable[Evidence], subjects: Collection[str], names: Names) -> list[Evidence]:
    """Sort links so that each subject speaks in turn: what two share is proved by a quote of either, not by one's.

    A link speaks for the subject that wrote its post, or where the post stands, or at which it starts or ends;
    ``names`` knows the posts.
    """
    spoken: dict[str, list[Evidence]] = {}
    for link in dict.fromkeys(links):
        spoken.setdefault(speaker(link, subjects, names), []).append(link)
    rounds = zip_longest(*spoken.values())
    return [link for turn in rounds for link in turn if link is not None]


def speaker(link: Evidence, subjects: Collection[str], names: Names) -> str:
    """Give the subject for which a link speaks; where it is none of them, who wrote it."""
    author = chat = None
    if link.type in OF_POSTS:
        _, author, chat = names.posts.get(link[OF_POSTS[link.type]], (None, None, None))
    known = [end for end in (author, chat, link.start, link.end) if end in subjects]
    return known[0] or "" if known else author or link.start


def posts_of(links: Iterable[Evidence]) -> set[str]:
    """Give the posts that links stand in."""
    return {link[OF_POSTS[link.type]] for link in links if link.type in OF_POSTS}


def marked(post: Opened, contact: str) -> tuple[Statement, tuple[int, int] | None]:
    """Give the first statement of a post that names a contact, and where: a later edit may have cut it out."""
    named = [one for one in post.mentions if one.contact == contact]
    for said in post.statements:
        for one in sorted(named, key=lambda one: (one.source != said.source, one.source)):
            if (place := found(said.text, one)) is not None:
                return said, place
    return post.statements[0], None


def shows(raw: str, contact: str, name: str) -> bool:
    """Say whether the words of a link show what it leads to: they are its name, or can be read as it."""
    return raw.strip() == name or contact in forms.list_typed_ids(raw)


def revealed(
    text: str, begin: int | None, end: int | None, led: Mapping[tuple[int, int], str]
) -> tuple[str, int | None, int | None]:
    """Put behind the words of each link where it leads, and give the text with the place of its mark."""
    parts, at = [], 0
    for (_, last), words in sorted(led.items(), key=lambda one: one[0][1]):
        parts += [text[at:last], words]
        at = last
    whole = "".join([*parts, text[at:]])
    if begin is None or end is None:
        return whole, None, None
    before, within = (sum(len(words) for (_, last), words in led.items() if last <= place) for place in (begin, end))
    return whole, begin + before, end + within


def beside(post: Opened, contact: str) -> Mention | None:
    """Give the mention of a contact that stands beside a post's text, on a card or a button."""
    said = (one for one in post.mentions if one.contact == contact and one.raw)
    return min(said, key=lambda one: (one.source, one.raw, one.rule), default=None)


def bracketed(text: str, said: Mention) -> tuple[str, tuple[int, int]]:
    """Put what stands beside a text behind it, and give its place."""
    before = f"{text} [{said.rule.replace('_', ' ')}: ".lstrip()
    return f"{before}{said.raw}]", (len(before), len(before) + len(said.raw))


def found(text: str, said: Mention) -> tuple[int, int] | None:
    """Give where a text has what was read, which another statement of the post may have elsewhere."""
    begin = said.begin if said.begin is not None else -1
    if said.rule in HIDING and not text.startswith(said.raw or "\0", begin if begin >= 0 else len(text)):
        return None  # its words are any: elsewhere in the text they are no link
    if not said.raw or not text.startswith(said.raw, max(begin, 0)) or begin < 0:
        begin = text.find(said.raw) if said.raw else -1
    return None if begin < 0 else (begin, begin + len(said.raw))


def when(said: Mapping[str, Any]) -> str | None:
    """Give the time that a link tells, as ISO text."""
    times = (said.get(name) for name in ("at", "from", "first_seen", "to", "last_seen"))
    return next((at for at in times if at), None)
