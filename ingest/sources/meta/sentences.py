"""Sentences that Messenger and Instagram put into a chat as messages, in the language of whoever downloaded it.

English was seen in downloads; the other languages are general knowledge. A sentence that is not known stays a message.
"""

import re

_WHO, _WHOM, _NAME = r"(?P<who>.{1,200}?)", r"(?P<whom>.{1,300}?)", r"(?P<name>.{1,300}?)"


def compile_sentences(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile sentences, of which each begins with whoever did it and may end with a dot."""
    return tuple(re.compile(rf"{_WHO} {pattern}\.?", re.IGNORECASE) for pattern in patterns)


RENAMED = compile_sentences(
    rf"(?:named the group|changed the group name to|set the group name to) {_NAME}",
    rf"hat (?:die Gruppe|den Gruppennamen) (?:in |zu )?{_NAME} (?:genannt|geändert)",
    rf"a nommé le groupe {_NAME}",
    rf"(?:nombró al|cambió el nombre del) grupo (?:a )?{_NAME}",
    rf"ha (?:chiamato il gruppo|dato al gruppo il nome) {_NAME}",
)
ADDED = compile_sentences(
    rf"added {_WHOM} to the group",
    rf"hat {_WHOM} zur Gruppe hinzugefügt",
    rf"a ajouté {_WHOM} au groupe",
)
LEFT = compile_sentences("left the group", "hat die Gruppe verlassen", "a quitté le groupe")


def match_sentence(patterns: tuple[re.Pattern[str], ...], text: str, sender: str) -> re.Match[str] | None:
    """Match a sentence of the platform: it begins with the name of whoever is given as its sender, or with "You"."""
    for pattern in patterns:
        found = pattern.fullmatch(text)
        if found and found["who"].casefold() in (sender.casefold(), "you", "du", "vous", "tú"):
            return found
    return None
