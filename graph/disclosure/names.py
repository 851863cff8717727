"""What nodes are called: label and latest known name of an id, asked for in batches and kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from graph.disclosure.states import State, latest_state
from graph.finding import Evidence
from graph.lookups import things
from graph.lookups.things import DATES
from graph.model import (
    FORMLESS,
    Account,
    Group,
    Handle,
    Name,
    Named,
    Participant,
    Post,
    format_contact,
    label,
    label_by_form,
)
from graph.snapshot.spells import Sight, Spell, fold_spells
from graph.store import Store

OTHERS = tuple(cls for cls in FORMLESS if cls not in (Account, Group, Participant, Post))
"""Classes whose ids show no label, and of which nothing else is asked."""

BATCH = 1_000


def spells(rows: Iterable[list[Any]], link: str) -> list[Spell]:
    """Fold rows (subject, node, text, how, four dates, source) into spells, as the snapshot does.

    A name saved in somebody's address book is not one that was borne, and when a list of former names was made is
    no time at which they were.
    """
    seen: dict[tuple[str, str, str, int | None], list[Any]] = {}
    for subject, node, text, how, *dates, source in rows:
        if node is None or how == "saved":
            continue
        moments = [
            (at, column)
            for column, at in zip(DATES, dates, strict=True)
            if at is not None and (how != "history" or column in ("from", "to"))
        ]
        for at, column in moments or [(None, "")]:
            told = seen.setdefault((subject, text, node, at), [False, False, set()])
            told[0] |= column == "from"
            told[1] |= column == "to"
            told[2].add(source)
    ordered = sorted(seen.items(), key=lambda one: (one[0][0], one[0][1], one[0][3] is not None, one[0][3] or 0))
    return list(
        fold_spells(
            Sight(subject, text, at, starts, ends, sources, Evidence(link, subject, node))
            for (subject, text, node, at), (starts, ends, sources) in ordered
        )
    )


class Spelt(NamedTuple):
    """A name with what it is found by where it is typed otherwise."""

    id: str
    text: str
    key: str
    sounds: tuple[str, ...]


class Names:
    """Labels and names by id; what was asked for once is known."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self.labels: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.posts: dict[str, tuple[int | None, str | None, str | None]] = {}
        """When a post was written, by whom and where."""
        self.spelt: list[Spelt] | None = None
        """Every name of the case, once a search has read them."""
        self.lent: set[str] = set()
        """Ids that the graph does not know, and that are called by what a report called them."""
        self._formatted: dict[str, str] = {}
        """Contacts as people read them."""
        self._states: dict[str, State | None] = {}

    def label(self, id: str) -> str | None:
        """Give a node's label; None where the graph has no such node."""
        if id not in self.labels:
            self.learn([id])
        return self.labels.get(id) or None

    def text(self, id: str) -> str:
        """Give the latest name of an account or group, else a handle, else the id; a contact as people read it."""
        if id not in self.labels:
            self.learn([id])
        said = self.texts.get(id) or self._formatted.get(id)
        if said is None:
            said = self._formatted[id] = format_contact(id)
        return said

    def learn(self, ids: Collection[str]) -> None:
        """Ask for what is not known yet of these ids."""
        new = sorted({id for id in ids if id not in self.labels})
        rest = []
        for id in new:
            found = label_by_form(id)
            if found is None:
                rest.append(id)
            else:
                self.labels[id] = found
                if found == label(Name):
                    self.texts[id] = id.removeprefix("name:")
        for start in range(0, len(rest), BATCH):
            self._ask(rest[start : start + BATCH])
        for cls, text in things.CALLED.items():
            asked = [id for id in new if self.labels[id] == label(cls)]
            if cls is Name:
                asked = [id for id in asked if id.startswith("name:sha256=")]
            for start in range(0, len(asked), BATCH):
                rows = self.store.read(text, ids=asked[start : start + BATCH])
                self.texts.update((id, said) for id, said in rows if said)

    @property
    def store(self) -> Store:
        """The graph; names that were kept have none, and know what they know."""
        if self._store is None:
            raise LookupError("asked for a name that was not kept")
        return self._store

    def kept(self) -> dict[str, Any]:
        """Give all that is known, as JSON values: what a list of findings needs when it is shown again."""
        states = {id: None if state is None else [state.word, state.at] for id, state in self._states.items()}
        posts = {id: list(said) for id, said in self.posts.items()}
        return {"labels": self.labels, "texts": self.texts, "posts": posts, "states": states}

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> "Names":
        """Give names that ask no graph."""
        names = cls(None)
        names.recall(kept)
        return names

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Know what was known before of the same graph."""
        self.labels |= kept["labels"]
        self.texts |= kept["texts"]
        self.posts |= {id: tuple(said) for id, said in kept["posts"].items()}
        self._states |= {id: None if said is None else State(*said) for id, said in kept["states"].items()}

    def lend(self, id: str, label: str, text: str) -> None:
        """Call what the graph does not know any more by what it was called when a report named it."""
        if not self.labels.get(id):
            self.lent.add(id)
            self.labels[id] = label
            if text:
                self.texts[id] = text

    def state(self, id: str) -> State | None:
        """Give what became of a thing: removed, flagged or private."""
        if id not in self._states:
            self.learn_states([id])
        return self._states[id]

    def learn_states(self, ids: Collection[str]) -> None:
        """Ask for the states of many things at once."""
        self.learn(new := sorted({id for id in ids if id not in self._states}))
        told: dict[str, list[tuple[str, int | None, str | None]]] = defaultdict(list)
        for kind, text in things.CHECKED.items():
            asked = [id for id in new if self.labels.get(id) == kind]
            for start in range(0, len(asked), BATCH):
                for id, word, at, described in self.store.read(text, ids=asked[start : start + BATCH]):
                    told[id].append((word, at, described))
        self._states.update((id, latest_state(told[id]) if id in told else None) for id in new)

    def everyone(self) -> tuple[list[str], list[str]]:
        """Give the names that persons bear or are saved by, and those of groups alone with every handle, without @."""
        borne: dict[str, set[str]] = {}
        for kind, id in self.store.rows(Named, "start_label", "end"):
            borne.setdefault(id, set()).add(kind)
        persons: list[str] = []
        others = [id.partition(":@")[2] for [id] in self.store.rows(Handle, "id")]
        for id, text in self.store.rows(Name, "id", "text"):
            (others if borne.get(id) == {label(Group)} else persons).append(text)
        return persons, others

    def _ask(self, ids: list[str]) -> None:
        for cls in (Account, Group, Participant):
            asked = [id for id in ids if id not in self.labels and (cls is not Participant or Participant.is_id(id))]
            rows = self.store.read(things.NAMED[cls], ids=asked) if asked else []
            self.labels.update((row[0], label(cls)) for row in rows)
            self._named(rows)
            nameless = [row[0] for row in rows if row[0] not in self.texts]
            if nameless and cls in things.HELD:
                for row in self.store.read(things.HELD[cls], ids=nameless):
                    self.texts[row[0]] = format_contact(row[1])
        for other in OTHERS:
            asked = [id for id in ids if id not in self.labels]
            rows = self.store.read(things.THERE[other], ids=asked)
            self.labels.update((id, label(other)) for [id] in rows)
        left = [id for id in ids if id not in self.labels]
        if left:
            writers: set[str] = set()
            for id, at, wrote, chats in self.store.read(things.POSTS, ids=left):
                self.labels[id] = label(Post)
                author, chat = min(wrote, default=""), max(chats, default="")
                self.posts[id] = (at, author.partition(" ")[2] or None, chat.partition(" ")[2] or None)
                writers |= {one for one in self.posts[id][1:] if isinstance(one, str)}
            self.learn(writers)
        self.labels.update((id, "") for id in ids if id not in self.labels)

    def _named(self, rows: list[list[Any]]) -> None:
        for spell in spells(rows, "NAMED"):
            if spell.end is not None or spell.subject not in self.texts:
                self.texts[spell.subject] = spell.name
        saved: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if row[1] is not None and row[0] not in self.texts:
                saved[row[0]].add(row[2])
        self.texts.update((id, min(texts)) for id, texts in saved.items())
