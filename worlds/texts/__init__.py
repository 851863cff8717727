"""The lines of the made-up chats, by language."""

from worlds.texts.amharic import AMHARIC
from worlds.texts.arabic import ARABIC
from worlds.texts.english import ENGLISH
from worlds.texts.french import FRENCH
from worlds.texts.persian import PERSIAN
from worlds.texts.phrases import Phrases
from worlds.texts.russian import RUSSIAN
from worlds.texts.spanish import SPANISH
from worlds.texts.turkish import TURKISH

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
