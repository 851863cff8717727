"""What was typed, to the things it may mean: an id, number, handle or link in any writing, or words of a name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import Any, NamedTuple

from graph import forms
from graph.disclosure.names import Names, Spelt
from graph.disclosure.voice import Voice
from graph.lookups import things
from graph.model import FORMLESS, NODES, Account, Group, Name, Node, called_by, label, label_by_form
from graph.store import Store

MOST = 200
"""Names that a search by words takes from the index."""

_SHA256 = re.compile("[0-9a-f]{64}")


SCANNED = 50_000
"""Names of a case up to which all are read for what is spelt otherwise; in a larger one only where no word is found."""

EXACT, SAME, WORDS, ALIKE, SOUND = range(5)
"""How well a thing answers: by its id, by a whole name, its words, a part of a spelling, or by sound alone."""

KINDS = (label(Group), label(Account))
"""Of two that answer alike the first kind comes first, then all others."""


class Hit(NamedTuple):
    """A thing that was meant, perhaps."""

    id: str
    label: str
    why: str
    """What of it answers: ``id``, or the name."""
    grade: int = EXACT


def hits(text: str, store: Store, voice: Voice) -> list[Hit]:
    """Give what a text may stand for, the likeliest first: what it names exactly, else names by words and by sound."""
    if (known := voice.masks.take_apart(text)) is not None:
        return list(unmasked(*known, store, voice))
    plain = text.strip()
    ids = [f"sha256:{plain}" if _SHA256.fullmatch(plain) else plain, *forms.list_typed_ids(text)]
    exact = [Hit(id, kind, "id") for id, kind in there(list(dict.fromkeys(ids)), store, voice)]
    things = [hit for hit in exact if hit.label != label(Name)]
    if things and not plain.isalpha():
        return things
    names = {hit.id: (voice.names.text(hit.id), SAME) for hit in exact if hit.label == label(Name)}
    if plain not in names:  # an id of a name is that name and no other
        names = named(text, store, voice.names) | names
    return ranked([*things, *bearers(names, store, voice), *called(text, store)], text, voice)


def ranked(found: Iterable[Hit], text: str, voice: Voice) -> list[Hit]:
    """Sort hits by how well they answer, then by kind; a name borne now comes before one borne once."""
    asked = spelt(text)

    def place(hit: Hit) -> tuple[Any, ...]:
        kind = KINDS.index(hit.label) if hit.label in KINDS else len(KINDS)
        former = hit.grade != EXACT and hit.why != voice.names.text(hit.id)
        far = 1 - SequenceMatcher(None, asked, spelt(hit.why), autojunk=False).ratio() if hit.grade == SOUND else 0.0
        return hit.grade, round(far, 2), former, kind, hit.why, hit.id

    return sorted(dict.fromkeys(found), key=place)


def spelt(text: str) -> str:
    """Give a name in Latin letters, for comparing how near two are that sound alike."""
    return "".join(forms.map_letters().get(char, char) for char in forms.name_key(text))


def firm(found: Sequence[Hit]) -> list[Hit]:
    """Give the hits that are more than alike in sound, or all where there are no others."""
    return [hit for hit in found if hit.grade < SOUND] or list(found)


def there(ids: Sequence[str], store: Store, voice: Voice) -> Iterator[tuple[str, str]]:
    """Yield which of some ids the graph has, with their labels, in their order."""
    forms_of = {id: label_by_form(id) for id in ids}
    # of an id that tells no label the names know one only when the graph has it
    known = {id: voice.names.labels.get(id) for id, form in forms_of.items() if form is None}
    found: dict[str, str] = {id: label for id, label in known.items() if label and id not in voice.names.lent}
    for cls in NODES:
        asked = [
            id
            for id, form in forms_of.items()
            if id not in found and (form == label(cls) or (form is None and cls in FORMLESS))
        ]
        if asked:
            found.update((id, label(cls)) for [id] in store.read(things.THERE[cls], ids=asked))
    yield from ((id, found[id]) for id in ids if id in found)


def named(text: str, store: Store, names: Names) -> dict[str, tuple[str, int]]:
    """Give the names that have the words of a text, and those that are spelt or sound like it: by id, with the grade.

    A name in another script is offered beside one that has the very words: an analyst types one of the two.
    """
    words, key, sounds = terms(text), forms.name_key(text), forms.sound_keys(text)
    found: dict[str, tuple[str, int]] = {}
    if words:
        index = store.fulltext_index(Name, "text")
        asked = " AND ".join(f"{word}*" for word in words)
        for id, said, _ in store.read(things.BY_WORDS, index=index, words=asked, limit=MOST):
            found[id] = said, SAME if forms.name_key(said) == key else WORDS
    if not key or (found and names.spelt is None and store.read(things.COUNT_NAMES)[0][0] > SCANNED):
        return found
    for name in list_spelt_names(names):
        if name.id not in found and (grade := likeness(name, key, sounds)) is not None:
            found[name.id] = name.text, grade
    return found


def list_spelt_names(names: Names) -> Iterable[Spelt]:
    """Give every name of the case with its spelling and its sounds; of a case that is not too large they are kept."""
    if names.spelt is not None:
        return names.spelt
    every = (spell_name(id, text) for id, text in names.store.rows(Name, "id", "text"))
    kept = list(islice(every, SCANNED))
    if len(kept) == SCANNED:
        return chain(kept, every)
    names.spelt = kept
    return kept


def spell_name(id: str, text: str) -> Spelt:
    """Give a name with its spelling and its sounds."""
    return Spelt(id, text, forms.name_key(text), forms.sound_keys(text))


def likeness(name: Spelt, key: str, sounds: tuple[str, ...]) -> int | None:
    """Give how well a name answers to the key and the sounds of what was typed; None where it does not."""
    if name.key == key:
        return SAME
    if key in name.key:
        return ALIKE
    return SOUND if sounds and forms.sounds_like(sounds, name.sounds) else None


def called(text: str, store: Store) -> Iterator[Hit]:
    """Yield nodes that a property of their own names, as the model declares it; what is borne stands in ``bearers``."""
    key, sounds = forms.name_key(text), forms.sound_keys(text)
    for cls in NODES:
        name = called_by(cls)
        if not key or name is None or cls is Name:
            continue
        for id, said in store.rows(cls, "id", name):
            if said and (grade := likeness(spell_name(id, said), key, sounds)) is not None:
                yield Hit(id, label(cls), said, grade)


def terms(text: str) -> list[str]:
    """Give the words of a text, as the index cuts them: letters, digits and marks, so that nothing is an operator."""
    kept = "".join(char if char == "_" or unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return kept.lower().split()


def bearers(names: Mapping[str, tuple[str, int]], store: Store, voice: Voice) -> Iterator[Hit]:
    """Yield who bore the names, each once, by the name that answers best."""
    who: dict[str, list[str]] = {}
    for question in things.BEARERS:
        for name, id in store.read(question, ids=list(names)):
            who.setdefault(name, []).append(id)
    voice.names.learn({id for ids in who.values() for id in ids})
    best: dict[str, tuple[int, bool, str]] = {}
    for name, (text, grade) in names.items():
        ids = who.get(name, [])
        for id in [id for id in ids if id != name] or ids[:1]:
            answers = grade, voice.names.text(id) != text, text
            best[id] = min(best.get(id, answers), answers)
    for id, (grade, _, text) in best.items():
        yield Hit(id, voice.names.label(id) or "", text, grade)


def unmasked(kind: str, digits: str, store: Store, voice: Voice) -> Iterator[Hit]:
    """Yield what a pseudonym stands for: by hashing every node of its label."""
    cls: type[Node] = next(cls for cls in NODES if label(cls) == kind)
    for [id] in store.rows(cls, "id"):
        if voice.masks.digest(id).startswith(digits):
            yield Hit(id, kind, "pseudonym")
