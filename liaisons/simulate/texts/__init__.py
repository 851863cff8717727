"""The lines of the made-up chats, by language."""

from liaisons.simulate.texts.arabic import ARABIC
from liaisons.simulate.texts.english import ENGLISH
from liaisons.simulate.texts.french import FRENCH
from liaisons.simulate.texts.persian import PERSIAN
from liaisons.simulate.texts.phrases import Phrases
from liaisons.simulate.texts.russian import RUSSIAN

LANGUAGES: dict[str, Phrases] = {
    "ar": ARABIC,
    "en": ENGLISH,
    "fa": PERSIAN,
    "fr": FRENCH,
    "ru": RUSSIAN,
}
