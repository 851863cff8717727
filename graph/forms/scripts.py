"""Scripts: in which script a word is written."""

import unicodedata


def find_script(word: str) -> str:
    """Give the script of a word by its first letter, as Unicode names it; empty where it has none."""
    letter = next((char for char in word if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
