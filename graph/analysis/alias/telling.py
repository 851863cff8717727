"""Reasons of a compared pair: what each comparison found, in typed parts, with its bits and the links that say so."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import exp2
from typing import Any

from graph import forms
from graph.analysis.alias.columns import Traits
from graph.analysis.alias.company import by_user
from graph.analysis.alias.contacts import RECYCLED, Turn
from graph.analysis.alias.names import sort_sounds
from graph.analysis.shared.times import DAY, format_iso
from graph.finding import Evidence, Reason, make_evidence
from graph.model import AdminOf, In, Mentions, Named, Opens, Posted, RepliesTo

Said = tuple[str, dict[str, Any], tuple[Evidence, ...]]
"""Key, parts and evidence of a reason."""

MOST = 3
"""Things, or links of a kind, that a reason names."""

TURNS = {"declared": "contact-followed", "resold": "contact-recycled", "in_turn": "contact-in-turn"}
"""Keys of reasons by the levels at which one gave a number out after the other."""


class Telling:
    """Says of pairs what their accounts have in common; each index is built once."""

    def __init__(self, traits: Traits) -> None:
        self.traits, self.snapshot, self.ids = traits, traits.snapshot, traits.snapshot.ids
        self.contacts, self.of = traits.contacts, traits.rarity.of
        company = traits.company
        self.users_of = {"contact": company.contacts, "text": company.texts, "group": company.groups}
        self.shared_things = {name: by_user(found) for name, found in self.users_of.items()}
        self.turns: dict[tuple[int, int], list[Turn]] = {}
        for turn in self.contacts.turns:
            if self.snapshot.labels[turn.contact] == "Phone":
                pair = (min(turn.before, turn.after), max(turn.before, turn.after))
                self.turns.setdefault(pair, []).append(turn)
        self.says: Mapping[str, Callable[[int, int, str], Said]] = {
            "phone": self._phone,
            "beside": self._beside,
            "shown": self._shown,
            "change": self._change,
            "mail": lambda a, b, _: self._own(a, b, "Email"),
            "invite": lambda a, b, _: self._own(a, b, "Invite"),
            "handle": self._handle,
            "text": self._text,
            "name": self._name,
            "name_alone": self._name,
            "at_once": self._at_once,
            "username": self._username,
            "company": self._company,
            "places": self._place,
            "size": self._size,
            "lives": self._lives,
            "talk": self._talk,
            "minute": self._minute,
        }

    def reason(self, a: int, b: int, comparison: str, level: str, bits: float) -> Reason:
        """Give the reason that a comparison makes of two accounts, by number, at a level."""
        key, parts, evidence = self.says[comparison](a, b, level)
        return Reason(key, parts, bits, evidence)

    def prior(self, bits: float) -> Reason:
        """Give where every pair begins, before anything is said of it."""
        return Reason("alias-prior", {"of": round(1 + exp2(-bits))}, bits, ())

    def both(self, a: int, b: int) -> dict[str, Any]:
        """Give the part that names the two accounts."""
        return {"accounts": [self.ids[a], self.ids[b]]}

    def _phone(self, a: int, b: int, level: str) -> Said:
        if level in TURNS:
            return self._turn(a, b, level)
        key, parts, evidence = self._own(a, b, "Phone")
        if level == "two_hands":
            return "contact-two-hands", {"contact": parts["contact"]}, (*evidence, *self._together(a, b))
        return key, parts, evidence

    def _own(self, a: int, b: int, label: str) -> Said:
        """Tell the rarest contact of a label that both give out, and that most of their adverts name."""
        contact = min(
            self._common(a, b, label), key=lambda one: (len(self.contacts.own[one]), -self._least(a, b, one), one)
        )
        uses = [self.contacts.adverts.by_user[user][contact] for user in (a, b)]
        parts = {
            "contact": self.ids[contact],
            "users": len(self.contacts.own[contact]),
            "of": self.of,
            "share": round(self._least(a, b, contact), 3),
            "posts": [use.posts for use in uses],
            "shown": [use.shown for use in uses],
        }
        return "own-contact", parts, self._used(contact, a, b)

    def _shown(self, a: int, b: int, _: str) -> Said:
        """Tell the number that both show on their profile, though a group gives it out too, or many name it."""
        common = [contact for contact, users in self.contacts.shown.items() if {a, b} <= set(users)]
        contact = min(common, key=lambda one: (len(self.contacts.shown[one]), one))
        parts = {"contact": self.ids[contact], "users": len(self.contacts.shown[contact]), "of": self.of}
        return "shown-contact", parts, self._used(contact, a, b)

    def _common(self, a: int, b: int, label: str) -> list[int]:
        theirs = {contact for contact, _ in self.contacts.of(b)}
        return [
            contact
            for contact, _ in self.contacts.of(a)
            if contact in theirs and self.snapshot.labels[contact] == label
        ]

    def _least(self, a: int, b: int, contact: int) -> float:
        uses = (self.contacts.adverts.by_user[user][contact] for user in (a, b))
        return min(1.0 if use.shown else use.share for use in uses)

    def _used(self, contact: int, *users: int) -> tuple[Evidence, ...]:
        """Give the links by which accounts give a contact out, however they write it."""
        ids, nodes = self.ids, self.contacts.written(contact)
        return tuple(
            link
            for user in users
            for link in [link for node in nodes for link in self.snapshot.evidence(ids[user], ids[node], MOST)][:MOST]
        )

    def _turn(self, a: int, b: int, level: str) -> Said:
        """Tell the number that one gave out and the other after it; of several the one whose order is most telling."""
        turns = [one for one in self.turns[min(a, b), max(a, b)] if level != "resold" or one.gap > RECYCLED]
        turn = max(turns, key=lambda one: (one.bits, -one.contact))
        parts = {"contact": self.ids[turn.contact], "before": self.ids[turn.before], "after": self.ids[turn.after]}
        return TURNS[level], parts | {"days": turn.gap // DAY}, self._used(turn.contact, a, b)

    def _beside(self, a: int, b: int, level: str) -> Said:
        if level == "two":
            return "two-platforms", self.both(a, b), self._own(a, b, "Phone")[2]
        own = [contact for user in (a, b) for contact in self._alone(user)[:1]]
        users = [user for user in (a, b) if self._alone(user)]
        parts = {"accounts": [self.ids[user] for user in users], "contacts": [self.ids[contact] for contact in own]}
        evidence = tuple(link for user, contact in zip(users, own, strict=True) for link in self._used(contact, user))
        return "another-number", parts, evidence

    def _alone(self, user: int) -> list[int]:
        return self.traits.alone.get(user, [])

    def _place(self, a: int, b: int, _: str) -> Said:
        home = self.contacts.home
        contact = next(one for one in self._common(a, b, "Phone") if one in home)
        parts = {"contact": self.ids[contact], "place": self.ids[home[contact]]}
        return "one-place", parts, self._used(contact, a, b)

    def _at_once(self, a: int, b: int, _: str) -> Said:
        """Tell that both write on one platform for a time, where one person seldom has two accounts in use."""
        lives, ids = self.traits.talk.lives, self.ids
        begin, end = max(lives[a][0], lives[b][0]), min(lives[a][1], lives[b][1])
        parts = self.both(a, b) | {
            "begin": format_iso(begin.at),
            "end": format_iso(end.at),
            "days": (end.at - begin.at) // DAY,
        }
        return (
            "one-platform-at-once",
            parts,
            tuple(make_evidence(Posted, ids[u], ids[lives[u][0].post]) for u in (a, b)),
        )

    def _username(self, a: int, b: int, _: str) -> Said:
        """Tell that both hold or held one username, each on its platform."""
        mine, theirs = (self.contacts.handles_of[user] for user in (a, b))
        name = min(name for name in mine.keys() & theirs.keys() if name in self.contacts.usernames)
        handles = [self.ids[mine[name]], self.ids[theirs[name]]]
        evidence = tuple(
            make_evidence(Opens, handle, self.ids[user]) for handle, user in zip(handles, (a, b), strict=True)
        )
        return "same-username", self.both(a, b) | {"handles": handles}, evidence

    def _change(self, a: int, b: int, _: str) -> Said:
        for user, other in ((a, b), (b, a)):
            theirs = {contact for contact, _ in self.contacts.of(other)}
            for new, (old, post) in sorted(self.contacts.changes.get(user, {}).items()):
                if new in theirs:
                    at = self.snapshot.of_posts("at").get(post)
                    ids = self.ids
                    parts = {
                        "account": ids[user],
                        "other": ids[other],
                        "old": ids[old],
                        "new": ids[new],
                        "at": format_iso(at),
                    }
                    links = tuple(make_evidence(Mentions, ids[post], ids[contact]) for contact in (old, new))
                    return "number-changed", parts, (*links, *self._used(new, other))
        raise LookupError(f"neither of {self.both(a, b)} changed to a number of the other")

    def _handle(self, a: int, b: int, level: str) -> Said:
        if level in ("two", "both"):
            return self._own(a, b, "Handle")
        for user, holder in ((a, b), (b, a)):
            for handle, _ in self.contacts.of(user):
                if holder in self.contacts.held.get(handle, ()):
                    ids, users = self.ids, len(self.contacts.own[handle])
                    said = {"account": ids[user], "handle": ids[handle], "holder": ids[holder]}
                    evidence = (*self._used(handle, user), make_evidence(Opens, ids[handle], ids[holder]))
                    return "own-handle", {**said, "users": users, "of": self.of}, evidence
        raise LookupError(f"neither of {self.both(a, b)} gives out a handle of the other")

    def _text(self, a: int, b: int, _: str) -> Said:
        texts, wrote, ids = self.traits.texts, self.traits.texts.wrote, self.ids
        own = self.traits.own_texts
        share = {
            text: min(len(wrote[user][text]) / sum(map(len, wrote[user].values())) for user in (a, b))
            for text in sorted(wrote[a].keys() & wrote[b].keys() & own)
        }
        text = min(share, key=lambda one: (one in texts.home, len(texts.writers[one]), -share[one], one))
        posts = [wrote[user][text][0] for user in (a, b)]
        parts = {"posts": [ids[post] for post in posts], "writers": len(texts.writers[text]), "of": self.of}
        evidence = tuple(make_evidence(Posted, ids[user], ids[post]) for user, post in zip((a, b), posts, strict=True))
        return "same-text", parts | {"share": round(share[text], 3)}, evidence

    def _name(self, a: int, b: int, level: str) -> Said:
        if level.startswith("differ"):
            return self._other_names(a, b)
        if level.startswith("word"):
            return self._word(a, b)
        key, keys_of = ("same-name", self._written) if level.startswith("equal") else ("alike-name", self._sounds)
        mine, theirs = keys_of(a), keys_of(b)
        best = min(mine.keys() & theirs.keys(), key=lambda one: (self.traits.names.bearing(one, key), one))
        chosen = (mine[best], theirs[best])
        parts = {"names": [name for name, _ in chosen], "bearers": self.traits.names.bearing(best, key)}
        return key, parts | {"of": len(self.traits.names.borne)}, self._named(a, b, chosen)

    def _named(self, a: int, b: int, chosen: Iterable[tuple[str, str]]) -> tuple[Evidence, ...]:
        return tuple(make_evidence(Named, self.ids[u], node) for u, (_, node) in zip((a, b), chosen, strict=True))

    def _word(self, a: int, b: int) -> Said:
        """Tell the rarest word that a name of each has, as a family, a firm or a town gives to many."""
        names = self.traits.names
        word = min(set(names.single[a]) & set(names.single[b]), key=lambda one: (names.bearing_word[one], one))
        chosen = [next(one for one in names.borne[user] if word in names.own_words(one[0])) for user in (a, b)]
        parts = {"names": [name for name, _ in chosen], "bearers": names.bearing_word[word], "of": len(names.borne)}
        return "name-word", parts, self._named(a, b, chosen)

    def _other_names(self, a: int, b: int) -> Said:
        """Tell the names of two that have no word in common in any name of theirs."""
        names = self.traits.names
        chosen = [max(names.borne[user], key=lambda one: (len(names.own_words(one[0])), one)) for user in (a, b)]
        return "other-names", {"names": [name for name, _ in chosen]}, self._named(a, b, chosen)

    def _written(self, user: int) -> dict[str, tuple[str, str]]:
        return {forms.name_key(name): (name, node) for name, node in self.traits.names.borne[user]}

    def _sounds(self, user: int) -> dict[str, tuple[str, str]]:
        return {key: (name, node) for name, node in self.traits.names.borne[user] if (key := sort_sounds(name))}

    def _company(self, a: int, b: int, _: str) -> Said:
        things, evidence = self._things(a, b)
        if not things:
            return self._through(a, b)
        return "same-company", {"things": things}, evidence

    def _things(self, a: int, b: int) -> tuple[list[str], tuple[Evidence, ...]]:
        """Give up to ``MOST`` contacts, adverts and groups that two share, those of few users first."""
        found: list[str] = []
        evidence: list[Evidence] = []
        wrote, ids = self.traits.texts.wrote, self.ids
        for name, of in self.shared_things.items():
            users = self.users_of[name]
            common = sorted(set(of.get(a, ())) & set(of.get(b, ())), key=lambda one: (len(users[one]), one))
            for thing in common[:1]:
                if name == "text":
                    posts = [wrote[user][thing][0] for user in (a, b)]
                    found.append(ids[posts[0]])
                    evidence += [make_evidence(Posted, ids[u], ids[p]) for u, p in zip((a, b), posts, strict=True)]
                    continue
                found.append(ids[thing])
                if name == "contact":
                    evidence += self._used(thing, a, b)
                else:
                    evidence += [link for user in (a, b) for link in self._inside(user, thing)]
        return found, tuple(evidence)

    def _inside(self, user: int, group: int) -> tuple[Evidence, ...]:
        a, b = self.ids[user], self.ids[group]
        return (make_evidence(AdminOf, a, b),) if self.snapshot.has(AdminOf, a, b) else self.snapshot.wrote_in(a, b, 1)

    def _through(self, a: int, b: int) -> Said:
        """Tell the accounts by which two are of one circle that share nothing themselves."""
        circles = self.traits.company.circles
        members = sorted(user for user, circle in circles.items() if circle == circles[a])
        way = find_shortest_way(a, b, lambda user: [one for one in members if one != user and self._share(user, one)])
        steps = list(pairwise(way))
        evidence = tuple(link for one, other in steps for link in self._things(one, other)[1][:2])
        return "company-through", {"through": [self.ids[user] for user in way[1:-1]]}, evidence

    def _share(self, a: int, b: int) -> bool:
        return any(not set(of.get(a, ())).isdisjoint(of.get(b, ())) for of in self.shared_things.values())

    def _size(self, a: int, b: int, _: str) -> Said:
        company = self.traits.company
        return "small-company", {"size": company.sizes[company.circles[a]]}, self._company(a, b, "")[2]

    def _lives(self, a: int, b: int, _: str) -> Said:
        """Tell that one wrote its last advert before the other's first."""
        lives, ids = self.contacts.lives, self.ids
        before, after = sorted((a, b), key=lambda user: (lives[user][1].at, user))
        last, first = lives[before][1], lives[after][0]
        parts = {"before": ids[before], "after": ids[after], "last": format_iso(last.at), "first": format_iso(first.at)}
        links = (make_evidence(Posted, ids[before], ids[last.post]), make_evidence(Posted, ids[after], ids[first.post]))
        return "one-after-other", parts, links

    def _talk(self, a: int, b: int, _: str) -> Said:
        links = self._answers(a, b)
        posts = sum(len(self.traits.talk.answers.get(pair, ())) for pair in ((a, b), (b, a)))
        return "answer-each-other", self.both(a, b) | {"posts": posts}, links

    def _answers(self, a: int, b: int) -> tuple[Evidence, ...]:
        found = [row for pair in ((a, b), (b, a)) for row in self.traits.talk.answers.get(pair, ())]
        return tuple(make_evidence(RepliesTo, self.ids[post], self.ids[other]) for post, other in found[:MOST])

    def _minute(self, a: int, b: int, _: str) -> Said:
        minutes = self.traits.talk.minutes
        times = len(minutes.get(a, {}).keys() & minutes.get(b, {}).keys())
        return "same-minute", self.both(a, b) | {"times": times}, self._minutes(a, b)

    def _minutes(self, a: int, b: int) -> tuple[Evidence, ...]:
        minutes, ids, chats = self.traits.talk.minutes, self.ids, self.snapshot.of_posts("chat")
        met = sorted(minutes.get(a, {}).keys() & minutes.get(b, {}).keys())[:MOST]
        posts = [minutes[user][minute] for minute in met for user in (a, b)]
        return tuple(make_evidence(In, ids[post], ids[chat]) for post in posts if (chat := chats.get(post)) is not None)

    def _together(self, a: int, b: int) -> tuple[Evidence, ...]:
        return (*self._answers(a, b), *self._minutes(a, b))


def find_shortest_way(start: int, end: int, near: Callable[[int], list[int]]) -> list[int]:
    """Give the shortest way from one to another, the least numbers first; both ends alone where there is none."""
    before: dict[int, int] = {start: start}
    edge = [start]
    while edge and end not in before:
        fresh = []
        for one in edge:
            for other in near(one):
                if other not in before:
                    before[other] = one
                    fresh.append(other)
        edge = fresh
    if end not in before:
        return [start, end]
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
