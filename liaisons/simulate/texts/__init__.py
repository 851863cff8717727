"""The lines of the made-up chats, by language."""

from liaisons.simulate.texts.amharic import AMHARIC
from liaisons.simulate.texts.arabic import ARABIC
from liaisons.simulate.texts.english import ENGLISH
from liaisons.simulate.texts.french import FRENCH
from liaisons.simulate.texts.persian import PERSIAN
from liaisons.simulate.texts.phrases import Phrases
from liaisons.simulate.texts.russian import RUSSIAN
from liaisons.simulate.texts.spanish import SPANISH
from liaisons.simulate.texts.turkish import TURKISH

LANGUAGES: dict[str, Phrases] = {
    "am": AMHARIC,
    "ar": ARABIC,
    "en": ENGLISH,
    "es": SPANISH,
    "fa": PERSIAN,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "tr": TURKISH,
}
