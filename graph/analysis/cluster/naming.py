"""Names for clusters: the brand that their own groups share, now or before; else what they are about."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from math import sqrt

from graph.finding import Reason
from graph.model import Checked, Named, format_contact
from graph.snapshot import Snapshot

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670'’\u200c])*")

PIECE = re.compile(r"\S*[@:/\d]\S*")
"""Handles, addresses and numbers are no words, nor are their parts."""

LONGEST = 3
"""Words of a brand at most."""

LETTERS = 3
"""Letters that a brand has at least."""

GROUPS = 2
"""Groups of a cluster that must bear a brand."""

OWNED = 0.5
"""Share of all groups with a run of words that must be the cluster's own, or it is everybody's."""

OWNED_WORD = 2 / 3
"""The same for a single word, which chance shares more often."""

AS_WIDE = 0.75
"""Share of the groups with a run of words that must have a longer one around it, for that to be the brand."""

Run = tuple[str, ...]
"""Words in a row, compared without case or form."""


@dataclass(frozen=True, slots=True)
class Members:
    """What a cluster is named by."""

    accounts: int
    groups: Sequence[int]
    """Its own groups, by number."""
    contacts: Sequence[int]
    """The most telling first."""
    reasons: Sequence[Reason]
    """What its members share, the strongest first."""
    audience: bool
    phones: int = 0
    """Phones that are members as accounts are."""


@dataclass(slots=True)
class Titles:
    """The names of all groups, now and before, and those of everybody else."""

    of: Mapping[int, Sequence[str]]
    """Of each group, by number, the latest last."""
    persons: frozenset[Run]
    """Names of whoever is neither a group nor a page: no cluster is called after a person."""
    holders: Mapping[Run, frozenset[int]] = field(default_factory=dict)
    """The groups that have a run of words in a name."""

    def bears_person(self, run: Run) -> bool:
        """Say whether words are a person's name, or hold one of two words or more.

        One word of a longer name says nothing: somebody is called Salam in every case that has a group "Bab al Salam".
        """
        return any(part in self.persons for part in list_word_runs(run, len(run)) if len(part) > 1 or part == run)


def name_clusters(snapshot: Snapshot, clusters: Sequence[Members], former: Sequence[str | None]) -> list[str]:
    """Give each cluster a name that no other one has; ``former`` is what each was called before.

    The brand is the longest run of one to three words of one script in the names, now or before, of two or more of a
    cluster's own groups, weighed by the share of all groups that have it. Without one it is called by its most telling
    group; without a group by the contact that most of it shares; an audience by whose it is. A name that a cluster may
    still be called by stays with it.
    """
    titles = read_titles(snapshot)
    choices = [list(dict.fromkeys(named_by(snapshot, one, titles))) for one in clusters]
    names = [before if before in some else None for before, some in zip(former, choices, strict=True)]
    taken = {name for name in names if name}
    for place, some in enumerate(choices):
        if names[place] is None:
            numbered = (f"{some[0]} ({number})" for number in count(2))
            names[place] = next(name for name in chain(some, numbered) if name not in taken)
            taken.add(str(names[place]))
    return [str(name) for name in names]


def is_personal(titles: Titles, name: str) -> bool:
    """Say whether a name has come to be a person's."""
    return titles.bears_person(tuple(fold_words(name)))


def named_by(snapshot: Snapshot, one: Members, titles: Titles) -> Iterator[str]:
    """Yield what a cluster may be called, the best first; there is always one."""
    if one.audience:
        yield from (f"audience of {name}" for name in list_audience_names(snapshot, one, titles))
    else:
        yield from list_brands(one, titles)
        others = f" +{len(one.groups) - 1} group{'s' if len(one.groups) > 2 else ''}" if len(one.groups) > 1 else ""
        yield from (f"{name}{others}" for name in list_own_group_names(snapshot, one, titles))
    number, noun = (one.accounts, "account") if one.accounts else (one.phones, "phone")
    many = f"{number:,} {noun}{'s' if number != 1 else ''}" if number else "groups"
    yield from (f"{many} round {contact}" for contact in shared_contacts(snapshot, one))
    yield many


def list_brands(one: Members, titles: Titles) -> Iterator[str]:
    """Yield the runs of words that are a cluster's own, the best first, as its groups write them."""
    here: dict[Run, set[int]] = defaultdict(set)
    for group in one.groups:
        for title in titles.of.get(group, ()):
            if not is_personal(titles, title):
                for run in list_word_runs(fold_words(title)):
                    here[run].add(group)
    found = {
        run: groups
        for run, groups in here.items()
        if len(groups) >= GROUPS
        and len(groups) >= (OWNED if len(run) > 1 else OWNED_WORD) * len(titles.holders[run])
        and sum(map(len, run)) >= LETTERS
        and one_script(run)
        and not titles.bears_person(run)
    }

    def weight(run: Run) -> tuple[float, int, Run]:
        owned = len(found[run]) / len(titles.holders[run])
        return -len(found[run]) * owned * sqrt(len(run)), -len(run), run

    for run in sorted(found, key=weight):
        wider = [
            other
            for other in found
            if len(other) > len(run)
            and run in set(list_word_runs(other, len(run)))
            and is_nearly_as_wide(found[run], found[other])
        ]
        yield as_written(min(wider, key=lambda other: (-len(other), weight(other)), default=run), one, titles)


def is_nearly_as_wide(groups: set[int], wider: set[int]) -> bool:
    """Say whether a longer run stands nearly as wide as the run inside it."""
    return len(wider) >= AS_WIDE * len(groups)


def list_own_group_names(snapshot: Snapshot, one: Members, titles: Titles) -> Iterator[str]:
    """Yield the latest names of a cluster's own groups: first of those that its members have most to themselves."""
    met = {
        snapshot.number[reason.parts["group"]]: reason.parts["members"] ** 2 / reason.parts["users"]
        for reason in one.reasons
        if reason.key == "shared-group"
    }
    for group in sorted(one.groups, key=lambda group: (-met.get(group, 0.0), group)):
        yield from list_group_names(group, titles)


def list_group_names(group: int, titles: Titles) -> Iterator[str]:
    """Yield the latest name of a group, unless it is a person's."""
    name = next(iter(titles.of.get(group, ())[-1:]), "")
    if name and not is_personal(titles, name):
        yield name


def list_audience_names(snapshot: Snapshot, one: Members, titles: Titles) -> Iterator[str]:
    """Yield whose audience a cluster is: its own groups', else of the groups in which it meets."""
    yield from list_own_group_names(snapshot, one, titles)
    for reason in one.reasons:
        if reason.key == "shared-group":
            yield from list_group_names(snapshot.number[reason.parts["group"]], titles)


def shared_contacts(snapshot: Snapshot, one: Members) -> Iterator[str]:
    """Yield the contacts that a cluster shares, the most telling first, as people read them."""
    shared = [reason.parts["contact"] for reason in one.reasons if reason.key == "shared-contact"]
    for id in dict.fromkeys([*shared, *(snapshot.ids[contact] for contact in one.contacts)]):
        yield format_contact(id)


def read_titles(snapshot: Snapshot) -> Titles:
    """Read the names of groups, the latest last, and those of persons."""
    of: dict[int, list[str]] = defaultdict(list)
    apart: set[int] = set()
    of_groups: set[int] = set()
    pages = called_pages(snapshot)
    for spell in snapshot.spells():
        subject = snapshot.number[spell.subject]
        if snapshot.labels[subject] == "Group":
            of[subject].append(spell.name)
    named = snapshot.table(Named)
    for subject, name in zip(named["start"].to_pylist(), named["end"].to_pylist(), strict=True):
        if snapshot.labels[subject] == "Group" or subject in pages:
            of_groups.add(name)
        else:
            apart.add(name)
    apart |= {n for n, kind in enumerate(snapshot.labels) if kind == "Name"} - of_groups
    texts = (snapshot.name_of(snapshot.ids[name]) or "" for name in apart)
    persons = frozenset(run for text in texts if (run := tuple(fold_words(text))))
    holders: dict[Run, set[int]] = defaultdict(set)
    for group, names in of.items():
        for title in names:
            for run in list_word_runs(fold_words(title)):
                holders[run].add(group)
    return Titles(of, persons, {run: frozenset(groups) for run, groups in holders.items()})


def called_pages(snapshot: Snapshot) -> set[int]:
    """Give the accounts that a file calls a page, a channel or a bot: their names are no person's."""
    rows = snapshot.table(Checked)
    if "kind" not in rows.column_names:
        return set()
    kinds = zip(rows["start"].to_pylist(), rows["kind"].to_pylist(), strict=True)
    return {subject for subject, kind in kinds if kind in ("page", "channel", "bot")}


def fold_words(text: str) -> list[str]:
    """Give the words of a text, compared without case or form."""
    return WORD.findall(PIECE.sub(" ", unicodedata.normalize("NFKC", text).casefold()))


def list_word_runs(words: Sequence[str], longest: int = LONGEST) -> Iterator[Run]:
    """Yield the runs of one word or more."""
    for begin in range(len(words)):
        for end in range(begin + 1, min(begin + longest, len(words)) + 1):
            yield tuple(words[begin:end])


def one_script(run: Iterable[str]) -> bool:
    """Say whether words are written in one script: two in one name turn each other around."""
    return len({unicodedata.name(char, "?").partition(" ")[0] for word in run for char in word if char.isalpha()}) == 1


def as_written(run: Run, one: Members, titles: Titles) -> str:
    """Give a run of words as most of the cluster's groups write it."""
    found: Counter[str] = Counter()
    for group in one.groups:
        for title in titles.of.get(group, ()):
            text = unicodedata.normalize("NFKC", title)
            written = WORD.findall(PIECE.sub(" ", text))
            for begin in range(len(written) - len(run) + 1):
                some = written[begin : begin + len(run)]
                if tuple(word.casefold() for word in some) == run:
                    found[" ".join(some)] += 1
    return min(found, key=lambda text: (-found[text], text)) if found else " ".join(run)
