"""Sentences in pieces: what the table of words says, with every value apart, so that a page can isolate and link it."""

import re
from collections.abc import Mapping
from typing import Any

from graph.disclosure.voice import FEW, Voice, local_day
from graph.finding import Finding
from graph.model import CONTACTS, ID_MEANINGS, label, label_by_form
from graph.views import words
from graph.views.shapes import Phrase, Piece

CONTACT = {label(cls) for cls in CONTACTS}

_MARK = re.compile("\x02([0-9]+)\x03")


class Pieces(Voice):
    """Says values as marks that lead to pieces; what it says is of use to ``phrase`` alone.

    No value comes into the text itself, so nothing in a name can look like a mark.
    """

    def __init__(self, voice: Voice) -> None:
        Voice.__init__(
            self, voice.names, voice.masks, hidden=voice.hidden, zone=voice.zone, language=voice.language.code
        )
        self.inner = voice
        self.marks = voice.marks
        self.said: list[Piece] = []

    def say(self, meaning: str, value: Any) -> str:
        """Put a value down as a piece, and give its mark."""
        if value is not None:
            if meaning.startswith("list of "):
                return super().say(meaning, value)
            if meaning == "chain":
                return self.chain([self.say("Node", one) for one in value[:FEW]], len(value) - FEW)
        piece = self._piece(meaning, value)
        mark = self.mark(str(value)) if piece.id is not None else ""
        return self._put(piece) + (f" ({mark})" if mark else "")

    def _piece(self, meaning: str, value: Any) -> Piece:
        if value is None:
            return Piece(self.inner.say(meaning, None))
        node = meaning in ID_MEANINGS or (meaning == "called" and label_by_form(str(value)) == "Handle")
        if node:
            kind = "contact" if self.names.label(str(value)) in CONTACT else "name"
            return Piece(self.inner.name(str(value)), kind, self.inner.id(str(value)))
        if meaning in ("date", "time"):
            return Piece(local_day(value, self.zone), "time")
        kind = "name" if meaning in ("name", "called", "title", "who") else "text" if meaning == "text" else ""
        return Piece(self.inner.say(meaning, value), kind)

    def _put(self, piece: Piece) -> str:
        self.said.append(piece)
        return f"\x02{len(self.said) - 1}\x03"

    def phrase(self, marked: str) -> Phrase:
        """Give the pieces of what was said, neighbouring words of ours joined."""
        found: list[Piece] = []
        for at, part in enumerate(_MARK.split(marked)):
            piece = self.said[int(part)] if at % 2 else Piece(part)
            if not piece.kind and found and not found[-1].kind:
                found[-1] = Piece(found[-1].text + piece.text)
            elif piece.text:
                found.append(piece)
        self.said.clear()
        return tuple(found)

    def reason(self, key: str, parts: Mapping[str, Any]) -> Phrase:
        """Give the words of a reason in pieces."""
        return self.phrase(words.reason(key, parts, self))

    def filled(self, template: str, parts: Mapping[str, Any]) -> Phrase:
        """Fill a template of our own."""
        return self.phrase(words.filled(template, parts, self))

    def headline(self, finding: Finding) -> Phrase:
        """Give what a finding says in a line, in pieces."""
        return self.phrase(words.headline(finding, self))
