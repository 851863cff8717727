"""Invented names of people, in the script of a language and in Latin letters."""

from collections.abc import Iterator
from random import Random

Both = tuple[str, str]
"""A name in its own script, and in Latin letters."""

_ARAB_GIVEN: tuple[Both, ...] = (
    ("سامر", "Samer"), ("هالة", "Hala"), ("نزار", "Nizar"), ("ريم", "Reem"), ("وائل", "Wael"),
    ("لمى", "Lama"), ("جواد", "Jawad"), ("سلوى", "Salwa"), ("طارق", "Tarek"), ("منال", "Manal"),
    ("فراس", "Firas"), ("دعاء", "Duaa"), ("باسل", "Basel"), ("نور", "Nour"), ("زياد", "Ziad"),
    ("رنا", "Rana"), ("عماد", "Imad"), ("هدى", "Huda"), ("كنان", "Kinan"), ("سهى", "Suha"),
)  # fmt: skip
_ARAB_FAMILY: tuple[Both, ...] = (
    ("الزنبقي", "Zanbaqi"), ("المرجاني", "Murjani"), ("الياقوتي", "Yaquti"), ("البستوني", "Bastuni"),
    ("الغيمي", "Ghaymi"), ("السنديان", "Sindyan"), ("الكرزي", "Karazi"), ("النورسي", "Nawrasi"),
    ("الخزامى", "Khuzama"), ("الصفصاف", "Safsaf"),
)  # fmt: skip
_PERSIAN_GIVEN: tuple[Both, ...] = (
    ("آرش", "Arash"), ("نگار", "Negar"), ("بهنام", "Behnam"), ("شیرین", "Shirin"), ("کاوه", "Kaveh"),
    ("پریسا", "Parisa"), ("سهراب", "Sohrab"), ("لاله", "Laleh"), ("فرید", "Farid"), ("مینا", "Mina"),
)  # fmt: skip
_PERSIAN_FAMILY: tuple[Both, ...] = (
    ("سپیدارپور", "Sepidarpour"), ("بلوطیان", "Balutian"), ("شبنم‌زاده", "Shabnamzadeh"),
    ("کبوترنیا", "Kabutarnia"), ("نیلوفرمهر", "Niloufarmehr"), ("صنوبری", "Sanobari"),
)  # fmt: skip
_RUSSIAN_GIVEN: tuple[Both, ...] = (
    ("Борис", "Boris"), ("Вера", "Vera"), ("Глеб", "Gleb"), ("Зоя", "Zoya"), ("Лев", "Lev"),
    ("Нина", "Nina"), ("Руслан", "Ruslan"), ("Тамара", "Tamara"), ("Фёдор", "Fyodor"), ("Яна", "Yana"),
)  # fmt: skip
_RUSSIAN_FAMILY: tuple[Both, ...] = (
    ("Рябинчук", "Ryabinchuk"), ("Снегирько", "Snegirko"), ("Ольховец", "Olkhovets"),
    ("Журавчик", "Zhuravchik"), ("Метелько", "Metelko"), ("Кленовик", "Klenovik"),
)  # fmt: skip
_FRENCH_GIVEN = (
    "Amadou", "Fanta", "Mamadou", "Aïcha", "Yannick", "Mariam", "Ousmane", "Clarisse", "Ibou", "Solange",
    "Kader", "Nadège", "Seydou", "Awa", "Thierno", "Rokia",
)  # fmt: skip
_FRENCH_FAMILY = (
    "Baobabé", "Palmiero", "Tamarine", "Sahelou", "Kolatier", "Rônier", "Néréda", "Mangoué",
)  # fmt: skip
_ENGLISH_GIVEN = (
    "Blessing", "Osas", "Joy", "Emeka", "Grace", "Sunday", "Patience", "Felix", "Abel", "Hiwet",
    "Dawit", "Selam", "Peter", "Mary", "Isaac", "Ruth",
)  # fmt: skip
_ENGLISH_FAMILY = (
    "Irokwood", "Harmattan", "Okrafield", "Savannah-Lee", "Yamsong", "Raindrum", "Weaverbird", "Calabashe",
)  # fmt: skip


def _pair_same(names: tuple[str, ...]) -> tuple[Both, ...]:
    return tuple((name, name) for name in names)


BY_LANGUAGE: dict[str, tuple[tuple[Both, ...], tuple[Both, ...]]] = {
    "ar": (_ARAB_GIVEN, _ARAB_FAMILY),
    "en": (_pair_same(_ENGLISH_GIVEN), _pair_same(_ENGLISH_FAMILY)),
    "fa": (_PERSIAN_GIVEN, _PERSIAN_FAMILY),
    "fr": (_pair_same(_FRENCH_GIVEN), _pair_same(_FRENCH_FAMILY)),
    "ru": (_RUSSIAN_GIVEN, _RUSSIAN_FAMILY),
}


class Names:
    """Names that nobody else in the world bears, one after the other."""

    def __init__(self, rng: Random) -> None:
        self._left: dict[str, Iterator[Both]] = {}
        for language, (given, family) in sorted(BY_LANGUAGE.items()):
            pairs = [(f"{g} {f}", f"{gl} {fl}") for g, gl in given for f, fl in family]
            rng.shuffle(pairs)
            self._left[language] = iter(pairs)

    def person(self, language: str) -> Both:
        """Give the next name of that language."""
        return next(self._left[language])
