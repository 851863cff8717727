"""What was typed, to the things it may mean: an id, number, handle or link in any writing, or words of a name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph import forms
from graph.disclosure import hiding
from graph.disclosure.names import by_form
from graph.disclosure.voice import Voice
from graph.model import NODES, Account, Group, Name, Node, Post, label
from graph.store import Store

MOST = 200
"""Names that a search by words takes from the index."""

FORMLESS: tuple[type[Node], ...] = (Account, Group, Post)
"""Nodes whose ids do not show their label."""

FULL_TEXT = (
    "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
    "RETURN node.id, node.text, score ORDER BY score DESC, node.id LIMIT $limit"
)
BEARERS = (
    "UNWIND $ids AS id MATCH (w:Name {id: id})<-[r:NAMED]-(n) RETURN DISTINCT w.id, n.id",
    "UNWIND $ids AS id MATCH (w:Name {id: id})-[:MEMBER_OF]->() RETURN DISTINCT w.id, w.id AS who",
    "UNWIND $ids AS id MATCH (w:Name {id: id})<-[:MENTIONS|FORWARDED_FROM]-(:Post) RETURN DISTINCT w.id, w.id AS who",
)
"""Who bore a name; one that is known by nothing else stands for itself."""

_SHA256 = re.compile("[0-9a-f]{64}")


class Hit(NamedTuple):
    """A thing that was meant, perhaps."""

    id: str
    label: str
    why: str
    """What of it answers: ``id``, or the name."""


def hits(text: str, store: Store, voice: Voice) -> list[Hit]:
    """Give what a text may stand for, the likeliest first: what it names exactly, else names with its words."""
    if (known := hiding.pseudonym(text)) is not None:
        return list(unmasked(*known, store, voice))
    plain = text.strip()
    ids = [f"sha256:{plain}" if _SHA256.fullmatch(plain) else plain, *forms.typed(text)]
    exact = [Hit(id, kind, "id") for id, kind in there(list(dict.fromkeys(ids)), store)]
    things = [hit for hit in exact if hit.label != label(Name)]
    if things and not plain.isalpha():
        return things
    names = [(hit.id, hit.id.removeprefix("name:")) for hit in exact if hit not in things] or named(text, store)
    return list(dict.fromkeys([*things, *bearers(names, store, voice)]))


def there(ids: Sequence[str], store: Store) -> Iterator[tuple[str, str]]:
    """Yield which of some ids the graph has, with their labels, in their order."""
    found: dict[str, str] = {}
    forms_of = {id: by_form(id) for id in ids}
    for cls in NODES:
        asked = [id for id, form in forms_of.items() if form == label(cls) or (form is None and cls in FORMLESS)]
        if asked:
            text = f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}}) RETURN n.id"
            found.update((id, label(cls)) for [id] in store.read(text, ids=asked))
    yield from ((id, found[id]) for id in ids if id in found)


def named(text: str, store: Store) -> list[tuple[str, str]]:
    """Give names that have the words of a text: by the index, else by what two spellings share, else by sound."""
    words = terms(text)
    if words:
        index = store.fulltext_index(Name, "text")
        asked = " AND ".join(f"{word}*" for word in words)
        found = store.read(FULL_TEXT, index=index, words=asked, limit=MOST)
        if found:
            return [(id, said) for id, said, _ in found]
    key = forms.name_key(text)
    every = [(id, said) for id, said in store.rows(Name, "id", "text")] if key else []
    alike = sorted((id, said) for id, said in every if key in forms.name_key(said))
    if alike or not words:
        return alike
    sound = forms.skeleton(text)
    return sorted((id, said) for id, said in every if sound and f" {sound} " in f" {forms.skeleton(said)} ")


def terms(text: str) -> list[str]:
    """Give the words of a text, as the index cuts them: letters, digits and marks, so that nothing is an operator."""
    kept = "".join(char if char == "_" or unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return kept.lower().split()


def bearers(names: Iterable[tuple[str, str]], store: Store, voice: Voice) -> Iterator[Hit]:
    """Yield who bore the names, in their order, each once."""
    texts = dict(names)
    who: dict[str, list[str]] = {}
    for question in BEARERS:
        for name, id in store.read(question, ids=list(texts)):
            who.setdefault(name, []).append(id)
    voice.names.learn({id for ids in who.values() for id in ids})
    told: set[str] = set()
    for name, text in texts.items():
        ids = who.get(name, [])
        others = [id for id in ids if id != name]
        for id in sorted(others or ids[:1]):
            if id not in told:
                told.add(id)
                yield Hit(id, voice.names.label(id) or "", text)


def unmasked(kind: str, digits: str, store: Store, voice: Voice) -> Iterator[Hit]:
    """Yield what a pseudonym stands for: by hashing every node of its label."""
    cls: type[Node] = next(cls for cls in NODES if label(cls) == kind)
    for [id] in store.rows(cls, "id"):
        if voice.masks.digest(id).startswith(digits):
            yield Hit(id, kind, "pseudonym")
