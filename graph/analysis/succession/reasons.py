"""Reasons: the reasons for and against one pair, each with its bits, its parts and the links that say so."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from graph.analysis.shared.times import DAY, format_iso
from graph.analysis.succession.audience import TOLD
from graph.analysis.succession.candidates import CandidatePairs
from graph.analysis.succession.group_profiles import HERE, Held
from graph.analysis.succession.members import SMALL
from graph.analysis.succession.weights import Weights
from graph.finding import Evidence, Reason, make_evidence
from graph.model import AdminOf, Checked, In, MemberOf, Named, Opens, Posted, Shows

Values = Mapping[str, float]
"""Measures of one pair by term."""

TOLD_ANYWAY = frozenset(
    {"members-came-along", "born-after", "handed-contact", "handed-text", "same-admin", "came-back"}
)
"""What a reader wants to know even where it weighs nothing."""

KINDS: Mapping[str, str] = {
    "members-came-along": "members",
    "came-early": "members",
    "same-admin": "staff",
    "same-staff": "staff",
    "staff-there": "staff",
    "came-back": "staff",
    "handed-contact": "contacts",
    "same-circle": "circle",
    "handed-text": "texts",
    "announced": "announced",
    "announced-elsewhere": "announced",
    "named-together": "announced",
    "led-by-people": "announced",
    "like-name": "name",
}
"""The kinds of what speaks for a pair: reasons of one kind travel together."""


class PairReasons:
    """Tells why: the same terms that make the bits, one reason a sort of evidence."""

    def __init__(self, candidate_pairs: CandidatePairs, weights: Weights) -> None:
        self.candidate_pairs, self.weights = candidate_pairs, weights
        self.snapshot, self.lives = candidate_pairs.snapshot, candidate_pairs.lives
        self.profiles, self.audience = candidate_pairs.profiles, candidate_pairs.audience
        self.ids = self.snapshot.ids

    def reasons(self, old: int, new: int, values: Values, others: Mapping[str, tuple[int, float]]) -> list[Reason]:
        """Give the reasons of a pair, the heaviest first; ``others`` names who contests it, and by how many bits."""
        tell: tuple[Callable[[int, int, Values], Iterator[Reason]], ...] = (
            self.birth, self.order, self.members, self.staff, self.others, self.contacts, self.texts, self.elsewhere,
            self.announced, self.announcements, self.names, self.asked, self.kind, self.place,
        )  # fmt: skip
        found = [self.prior(old, new), *self.death(old, values)]
        found += [
            reason for one in tell for reason in one(old, new, values) if reason.weight or reason.key in TOLD_ANYWAY
        ]
        if "came-elsewhere" in others and self.bits(values, "came-elsewhere"):
            found.append(self.from_elsewhere(old, new, others["came-elsewhere"][0], values))
        for term, key in (("contested", "another-old"), ("followed", "another-new")):
            if term in others:
                other, apart = others[term]
                end = {"new": self.ids[new]} if term == "contested" else {"old": self.ids[old]}
                parts = {"other": self.ids[other], "bits": round(apart, 2)} | end
                evidence = (*self.edge(other, last=term == "contested"), *self.edge(new, last=False))
                found.append(Reason(key, parts, self.bits(values, term), evidence))
        return sorted(found, key=lambda reason: (-abs(reason.weight), -reason.weight, reason.key))

    def bits(self, values: Values, *terms: str) -> float:
        """Give the bits of some terms of a pair."""
        return float(sum(self.weights.curves[term](values[term]) for term in terms))

    def prior(self, old: int, new: int) -> Reason:
        """Give what a pair is worth of which nothing is known: few new ones follow an old one."""
        return Reason("succession-prior", {}, self.weights.prior, self.ends(old, new))

    def death(self, old: int, values: Values) -> Iterator[Reason]:
        """Yield what is known of the old one's death: a check says so, it was silent when looked at, or nothing is."""
        life, id = self.lives[old], self.ids[old]
        told: dict[str, Any] = {"node": id, "last": format_iso(life.last)}
        if life.how == "removed" and life.checked:
            yield Reason("old-removed", told, self.bits(values, "removed"), (make_evidence(Checked, id, life.checked),))
        elif life.how == "silent":
            told |= {"looked": format_iso(life.looked), "needed_days": life.needed // DAY}
            yield Reason("old-silent", told, self.bits(values, "silence"), self.edge(old, last=True))
        else:
            yield Reason("old-unknown", told, self.bits(values, "unended"), self.edge(old, last=True))
        if values["alive-since"] < 0 and life.alive:
            at, file = life.alive
            yield Reason(
                "old-alive",
                {"node": id, "at": format_iso(at)},
                self.bits(values, "alive-since"),
                (make_evidence(Checked, id, file),),
            )
        if values["flagged"] and life.flagged:
            at, file = life.flagged
            parts = {"node": id, "at": format_iso(at)}
            yield Reason("old-flagged", parts, self.bits(values, "flagged"), (make_evidence(Checked, id, file),))

    def birth(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield how long after the old one was last heard of the new one began, or before that: both speak against."""
        life = self.lives[old]
        gap = (self.lives[new].born - life.end) / DAY
        if life.last is not None or life.dark is not None:
            key = "born-after" if gap >= 0 else "born-before"
            parts = {"days": round(abs(gap), 1)}
            yield Reason(key, parts, self.bits(values, "gap", "born-before"), self.ends(old, new))

    def order(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that the old one was seen later than the new one at first, or to the last."""
        parts = {"old": self.ids[old], "new": self.ids[new]}
        if values["other-order"] < 0:
            evidence = (*self.edge(old, last=False), *self.edge(new, last=False))
            yield Reason("other-order", parts, self.bits(values, "other-order"), evidence)
        if values["outlived"] < 0:
            days = round((self.lives[old].end - self.lives[new].end) / DAY, 1)
            evidence = (*self.edge(old, last=True), *self.edge(new, last=True))
            yield Reason("outlived", parts | {"days": days}, self.bits(values, "outlived"), evidence)

    def members(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield how many members came along, whether they came early for the new one, or how few of many came."""
        import numpy as np

        audience = self.audience.members
        mine, theirs = audience.rows_of(old), audience.rows_of(new)
        common = np.isin(audience.member[theirs], audience.member[mine])
        shared = int(common.sum())
        early = audience.early[theirs]
        parts: dict[str, Any] = {"shared": shared, "old": mine.stop - mine.start, "new": theirs.stop - theirs.start}
        order = np.lexsort((audience.member[theirs], audience.within[audience.member[theirs]], ~early))
        who = [int(audience.member[theirs][at]) for at in order.tolist() if common[at]]
        evidence = self.audience.inside(who, old, new)
        if shared:
            bits = self.bits(values, "members", "carried", "overlap")
            yield Reason("members-came-along", parts, bits, evidence)
        if shared and values["wave"]:
            came, of = int((early & common).sum()), int(early.sum())
            told = {"early": came, "shared": shared, "all_early": of, "new": parts["new"]}
            yield Reason("came-early", told, self.bits(values, "wave"), self.audience.inside(who, new))
        if values["few-early"] < 0:
            some = [int(one) for one in audience.member[mine][:TOLD]]
            told = {"early": int((early & common).sum()), "old": parts["old"], "node": self.ids[old]}
            few = (*self.audience.inside(some, old), *self.audience.inside(who, new))
            yield Reason("few-early", told, self.bits(values, "few-early"), few or self.edge(new, last=False))
        if values["few-members"] < 0:
            some = [int(one) for one in audience.member[mine][:1]]
            few = evidence or (*self.audience.inside(some, old), *self.edge(new, last=False))
            yield Reason("few-members", parts, self.bits(values, "few-members"), few)

    def from_elsewhere(self, old: int, new: int, other: int, values: Values) -> Reason:
        """Give that a larger part of another old one's members than of this one's came early into the new one."""
        import numpy as np

        members = self.audience.members
        early = members.member[members.rows_of(new)][members.early[members.rows_of(new)]]
        told: dict[str, Any] = {"old": self.ids[old], "new": self.ids[new], "other": self.ids[other]}
        evidence: tuple[Evidence, ...] = ()
        for name, one in (("other_share", other), ("old_share", old)):
            theirs = members.member[members.rows_of(one)]
            came = early[np.isin(early, theirs)]
            told[name] = round(len(came) / (len(theirs) + SMALL), 3)
            evidence += self.audience.inside(came.tolist(), one, new)
        return Reason("came-elsewhere", told, self.bits(values, "came-elsewhere"), evidence)

    def staff(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield who ran both, who advertised in both, or that others run and advertise in the new one."""
        admins, staff = self.profiles.admins, self.candidate_pairs.hands
        ran, runs = self.rarest(admins, old, new)
        if ran:
            evidence = tuple(self.link(account, group) for account in ran[:TOLD] for group in (old, new))
            parts = {"accounts": self.named(ran), "groups": runs[ran[0]]}
            yield Reason("same-admin", parts, self.bits(values, "same-admin", "staff-kept"), evidence)
        both, works = self.rarest(staff, old, new)
        others = [account for account in both if account not in ran]
        if others and values["same-staff"] > 0:
            evidence = tuple(
                link for account in others[:TOLD] for group in (old, new) for link in self.at(account, group)
            )
            parts = {"accounts": self.named(others), "groups": works[others[0]]}
            terms = ("same-staff",) if ran else ("same-staff", "staff-kept")
            yield Reason("same-staff", parts, self.bits(values, *terms), evidence)
        if not both and values["staff-there"] > 0:
            seen = self.profiles.there.get
            there = sorted((staff.get(old, set()) & seen(new, set())) | (seen(old, set()) & staff.get(new, set())))
            evidence = tuple(link for who in there[:TOLD] for group in (old, new) for link in self.sight(who, group))
            yield Reason("staff-there", {"accounts": self.named(there)}, self.bits(values, "staff-there"), evidence)
        if values["like-staff"] > 0:
            yield from self.came_back(old, new, values)

    def came_back(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield who may run the new one under another account of the same name."""
        borne, hands = self.profiles.borne, self.profiles.hands
        for before in sorted(hands.get(old, ())):
            for after in sorted(hands.get(new, set()) - {before}):
                common = sorted(borne.get(before, set()) & borne.get(after, set()))
                if common:
                    ids = [self.ids[before], self.ids[after]]
                    evidence = tuple(make_evidence(Named, id, self.ids[common[0]]) for id in ids)
                    parts = {"accounts": ids, "name": self.snapshot.name_of(self.ids[common[0]])}
                    yield Reason("came-back", parts, self.bits(values, "like-staff"), evidence)
                    return

    def others(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that others run the new one, or that nothing of what is known of both is the same."""
        parts = {"old": self.ids[old], "new": self.ids[new]}
        if values["other-admins"] < 0:
            evidence = tuple(self.link(min(self.profiles.admins[group]), group) for group in (old, new))
            yield Reason("other-admins", parts, self.bits(values, "other-admins"), evidence)
        if values["strangers"] < 0:
            evidence = tuple(link for group in (old, new) for link in self.behind(group))
            yield Reason("strangers", parts, self.bits(values, "strangers"), evidence)

    def behind(self, group: int) -> tuple[Evidence, ...]:
        """Give a link that shows who works in a group, what contact it has, or what advert."""
        for account in sorted(self.profiles.hands.get(group, ())):
            if found := self.at(account, group):
                return found[:1]
        for contact in sorted(self.profiles.circles.get(group, ())):
            if found := self.gives(group, contact):
                return found[:1]
        return tuple(self.stands(post, group) for post in sorted(self.profiles.texts.get(group, {}).values())[:1])

    def contacts(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield contacts that both give out, or whose staff gives them out anywhere, or that they give out others."""
        contacts, circles = self.profiles.contacts, self.profiles.circles
        common, users = self.rarest(contacts, old, new)
        both = {"old": self.ids[old], "new": self.ids[new]}
        if common:
            evidence = tuple(link for one in common[:TOLD] for group in (old, new) for link in self.gives(group, one))
            parts = {"contacts": self.named(common), "users": users[common[0]], "of": self.candidate_pairs.of}
            bits = self.bits(values, "handed-contact", "contacts-kept")
            yield Reason("handed-contact", parts, bits, evidence)
        around, givers = self.rarest(circles, old, new)
        indirect = [one for one in around if one not in common]
        if indirect and values["same-circle"] > 0:
            links = [link for one in indirect[:TOLD] for group in (old, new) for link in self.gives(group, one)]
            evidence = tuple(dict.fromkeys(links))  # who works in both is told once
            parts = {"contacts": self.named(indirect), "users": givers[indirect[0]], "of": self.candidate_pairs.of}
            yield Reason("same-circle", parts, self.bits(values, "same-circle"), evidence)
        if values["other-contacts"] < 0:
            evidence = tuple(link for group in (old, new) for link in self.gives(group, min(contacts[group])))
            yield Reason("other-contacts", both, self.bits(values, "other-contacts"), evidence)

    def texts(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield adverts that stand in both word for word, contacts apart, or that none does."""
        texts = self.profiles.texts
        mine, theirs = texts.get(old, {}), texts.get(new, {})
        common, spread = self.rarest(self.candidate_pairs.texts, old, new)
        if common:
            posts = (mine[common[0]], theirs[common[0]])
            told = {"texts": len(common), "groups": spread[common[0]], "of": self.candidate_pairs.of}
            evidence = tuple(self.stands(post, group) for post, group in zip(posts, (old, new), strict=True))
            yield Reason("handed-text", told, self.bits(values, "handed-text", "texts-kept"), evidence)
        elif values["other-texts"] < 0:
            evidence = tuple(self.stands(min(some.values()), group) for some, group in ((mine, old), (theirs, new)))
            parts = {"old": self.ids[old], "new": self.ids[new]}
            yield Reason("other-texts", parts, self.bits(values, "other-texts"), evidence)

    def elsewhere(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that people, contacts and adverts of the new one tie it to another one far more than to the old one."""
        other = int(self.candidate_pairs.kinship[1][new])
        if values["belongs-elsewhere"] >= 0 or other < 0:
            return
        evidence: tuple[Evidence, ...] = ()
        hands, _ = self.rarest(self.candidate_pairs.hands, other, new)
        circles, _ = self.rarest(self.profiles.circles, other, new)
        texts, _ = self.rarest(self.candidate_pairs.texts, other, new)
        for group in (other, new):
            evidence += tuple(link for account in hands[:1] for link in self.at(account, group))
            evidence += tuple(link for contact in circles[:1] for link in self.gives(group, contact))
            evidence += tuple(self.stands(self.profiles.texts[group][text], group) for text in texts[:1])
        parts = {"old": self.ids[old], "new": self.ids[new], "other": self.ids[other]}
        yield Reason("belongs-elsewhere", parts, self.bits(values, "belongs-elsewhere"), evidence)

    def announced(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that the old one, or who runs it, names the new one, or else the new one the old."""
        for one, other in ((old, new), (new, old)):
            if (one, other) in self.profiles.announced:
                said = self.profiles.announced[one, other]
                parts = {"in": self.ids[one], "names": self.ids[other]}
                key = "announced" if said.strength == HERE else "announced-elsewhere"
                yield Reason(key, parts, self.bits(values, "announced"), said.evidence)
                return

    def announcements(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that posts which lead to the new one call it new, are by people of the old one, or name that too."""
        announcements, parts = self.candidate_pairs.announcements, {"old": self.ids[old], "new": self.ids[new]}
        if new in announcements.heralded:
            said = announcements.heralded[new]
            key = "called-successor" if said.strength > 1 else "called-new"
            yield Reason(key, {"node": self.ids[new]}, self.bits(values, "heralded"), said.evidence)
        for key, term, pairs in (
            ("led-by-people", "by-people", announcements.by_people),
            ("named-together", "named-both", announcements.named_both),
        ):
            if (old, new) in pairs:
                yield Reason(key, parts, self.bits(values, term), pairs[old, new].evidence)

    def names(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield the names of the two that share most, by the rarity of the words; figures do not count."""
        like = self.candidate_pairs.group_names.alike(old, new)
        if like and like[0] > 0:
            _, one, other = like
            evidence = (make_evidence(Named, self.ids[old], one), make_evidence(Named, self.ids[new], other))
            texts = [self.snapshot.name_of(one), self.snapshot.name_of(other)]
            yield Reason("like-name", {"names": texts}, self.bits(values, "like-name"), evidence)
        if values["borne-out"] > 0:
            parts = {"old": self.ids[old], "new": self.ids[new]}
            links = (*self.behind(old), *self.behind(new))
            yield Reason("borne-out", parts, self.bits(values, "borne-out"), links)

    def asked(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that the new one's name or people ask after the old one, as those do who talk about it."""
        if values["asked-after"] >= 0:
            return
        parts = {"old": self.ids[old], "new": self.ids[new]}
        like = self.candidate_pairs.group_names.alike(old, new)
        evidence: tuple[Evidence, ...] = ()
        if like and like[0] < 0:
            evidence = (make_evidence(Named, self.ids[old], like[1]), make_evidence(Named, self.ids[new], like[2]))
        asked = sorted(self.profiles.asked.get(new, set()) & self.profiles.contacts.get(old, set()))
        for contact in asked[:1]:
            evidence += self.snapshot.evidence(self.ids[new], self.ids[contact], 3)
        yield Reason("asked-after", parts, self.bits(values, "asked-after"), evidence)

    def kind(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that both are channels or both chats, or one each, and that one trades more than the other."""
        both = {"old": self.ids[old], "new": self.ids[new]}
        if values["same-kind"] > 0:
            evidence = tuple(link for group in (old, new) for link in self.profiles.channels[group][1])
            kinds = Counter(channel for channel, _ in self.profiles.channels.values())
            channel = self.profiles.channels[old][0]
            told = {"kind": "channels" if channel else "chats", "alike": kinds[channel], "of": kinds.total()}
            yield Reason("same-kind", told, self.bits(values, "same-kind"), evidence)
        elif values["other-kind"] < 0:
            evidence = tuple(link for group in (old, new) for link in self.profiles.channels[group][1])
            one = self.ids[old if self.profiles.channels[old][0] else new]
            yield Reason("other-kind", {"channel": one}, self.bits(values, "other-kind"), evidence)
        trades = self.profiles.trades
        if values["other-trade"] < 0 and self.bits(values, "other-trade") < 0:
            evidence = self.ends(old, new)
            shares = {"old_share": round(trades[old], 3), "new_share": round(trades[new], 3)}
            yield Reason("other-trade", both | shares, self.bits(values, "other-trade"), evidence)

    def place(self, old: int, new: int, values: Values) -> Iterator[Reason]:
        """Yield that the two are on two platforms, or that one is a page and the other one a group."""
        both = {"old": self.ids[old], "new": self.ids[new]}
        for term in ("other-platform", "other-sort"):
            if values[term] < 0:
                yield Reason(term, both, self.bits(values, term), self.ends(old, new))

    def ends(self, old: int, new: int) -> tuple[Evidence, ...]:
        """Give the last that is known of the old one, and the first of the new one."""
        return (*self.edge(old, last=True), *self.edge(new, last=False))

    def rarest(self, held: Held, old: int, new: int) -> tuple[list[int], Counter[int]]:
        """Give what both hold, the rarest first, and how many hold each."""
        key = id(held)
        if key not in self._counts:
            self._counts[key] = (held, Counter(thing for things in held.values() for thing in things))
        holders = self._counts[key][1]
        common = held.get(old, set()) & held.get(new, set())
        return sorted(common, key=lambda thing: (holders[thing], thing)), holders

    @cached_property
    def _counts(self) -> dict[int, tuple[Held, Counter[int]]]:
        return {}

    def named(self, numbers: Sequence[int]) -> list[str]:
        """Give the ids of the first few."""
        return [self.ids[number] for number in numbers[:TOLD]]

    def link(self, account: int, group: int) -> Evidence:
        """Give the link by which an account runs a group."""
        return make_evidence(AdminOf, self.ids[account], self.ids[group])

    def at(self, account: int, group: int) -> tuple[Evidence, ...]:
        """Give a link that puts one of the staff into a group: it runs it, or wrote there."""
        if self.snapshot.has(AdminOf, self.ids[account], self.ids[group]):
            return (self.link(account, group),)
        return self.snapshot.wrote_in(self.ids[account], self.ids[group], 1)

    def gives(self, subject: int, contact: int) -> tuple[Evidence, ...]:
        """Give links that say that a group, page or its staff gives a contact out."""
        direct = self.snapshot.evidence(self.ids[subject], self.ids[contact], 2)
        if direct:
            return direct
        for account in sorted(self.profiles.staff.get(subject, ())):
            if contact in self.profiles.adverts.own(account):
                return self.snapshot.evidence(self.ids[account], self.ids[contact], 2)
        return ()

    def stands(self, post: int, subject: int) -> Evidence:
        """Give the link by which a post stands in a group, or is a page's."""
        if self.snapshot.labels[subject] == "Account":
            return make_evidence(Posted, self.ids[subject], self.ids[post])
        return make_evidence(In, self.ids[post], self.ids[subject])

    def sight(self, account: int, group: int) -> tuple[Evidence, ...]:
        """Give a link that shows an account in a group: it runs it, writes there, or is a member."""
        if found := self.at(account, group):
            return found
        if self.snapshot.has(MemberOf, self.ids[account], self.ids[group]):
            return (make_evidence(MemberOf, self.ids[account], self.ids[group]),)
        return ()

    def edge(self, subject: int, *, last: bool) -> tuple[Evidence, ...]:
        """Give the first or the last post of a group or page; of one without posts a link that shows it to exist."""
        ends = self._edges.get(subject)
        return (self.stands(ends[last], subject),) if ends else self._signs.get(subject, ())

    @cached_property
    def _signs(self) -> dict[int, tuple[Evidence, ...]]:
        """Give a link that shows each group or page without posts to exist: its name, a check, a member."""
        found: dict[int, tuple[Evidence, ...]] = {}
        for cls in (Named, Checked, AdminOf, MemberOf, Opens, Shows):
            table = self.snapshot.table(cls)
            for start, end in zip(table["start"].to_pylist(), table["end"].to_pylist(), strict=True):
                for subject in (start, end):
                    if subject in self.lives and subject not in self._edges:
                        found.setdefault(subject, (make_evidence(cls, self.ids[start], self.ids[end]),))
        return found

    @cached_property
    def _edges(self) -> dict[int, tuple[int, int]]:
        """Give the first and the last post of each group and page."""
        found: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
        posts = self.snapshot.posts
        columns = (posts[name].to_pylist() for name in ("post", "author", "chat", "at"))
        for post, author, chat, at in zip(*columns, strict=True):
            page = author if author is not None and self.snapshot.labels[author] == "Account" else None
            for subject in (page, chat):
                if at is not None and subject is not None and subject in self.lives:
                    first, last = found.get(subject, ((at, post), (at, post)))
                    found[subject] = min(first, (at, post)), max(last, (at, post))
        return {subject: (first[1], last[1]) for subject, (first, last) in found.items()}
