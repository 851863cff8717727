"""Wording: the words of an advert without its contacts."""

from graph import forms

WORDS = 8
"""Words from which an equal text is no chance."""

NUMBER = 7
"""Digits from which figures in a row are a number to call, and no price or date."""


def find_wording(text: str) -> str:
    """Give the words of a text without contacts, case and spacing: contacts are compared by themselves."""
    words: list[str] = []
    figures: list[str] = []
    for word in [*forms.fold_text(text).casefold().split(), ""]:
        if word and not any(char.isalpha() for char in word):
            figures.append(word)
            continue
        if sum(char.isdigit() for figure in figures for char in figure) < NUMBER:
            words += figures
        figures = []
        if "/" not in word and "@" not in word:
            words.append(word)
    return " ".join(words).strip()
