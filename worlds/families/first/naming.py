"""Invented names of people and groups for worlds of any size, in the script of a language and in Latin letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from worlds.names import BY_LANGUAGE, Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """What names of a language are made of: syllables in its script and in Latin letters, and words for groups."""

    script: str
    first: tuple[Both, ...]
    last: tuple[Both, ...]
    given: tuple[Both, ...] = ()
    heads: tuple[str, ...]
    """What crews call their groups by, put before a tail."""
    tails: tuple[str, ...]
    places: tuple[str, ...]
    """What neighbours call their groups, put before the name of a town."""


def _read_pairs(text: str) -> tuple[Both, ...]:
    """Read pairs written as ``با=ba``, or single words that are both."""
    pairs = (word.partition("=") for word in text.split())
    return tuple((own, latin or own) for own, _, latin in pairs)


def _read_words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


SOUNDS: dict[str, Sounds] = {
    "ar": Sounds(
        script="Arabic",
        first=_read_pairs(
            "زن=zan مر=mar ياق=yaq بس=bas غيم=ghaym سند=sand "
            "كرز=karz نور=nawr خز=khuz صف=saf دلب=dulb رمد=ramd هدب=hadb"
        ),
        last=_read_pairs(
            "باي=bai جاني=jani وتي=uti تون=tun يان=yan لان=lan "
            "امي=ami راوي=rawi ساني=sani وشي=ushi اوي=awi يدي=idi"
        ),
        heads=_read_words("باب|طريق|جسر|مركب|نجم|موج|درب|شراع|مرسى|قافلة"),
        tails=_read_words("البحر|الامل|الشمال|القمر|النور|السلام|الغد|الريح|الصخر|الورد"),
        places=_read_words("جيران|اهل|شباب|سوق|عائلات|دليل|ابناء|عمل وسكن"),
    ),
    "fa": Sounds(
        script="Arabic",
        first=_read_pairs(
            "سپید=sepid بلوط=balut شبنم=shabnam کبوتر=kabutar نیل=nil "
            "صنو=sano باران=baran کوه=kuh دریا=darya مهتا=mahta"
        ),
        last=_read_pairs("پور=pour نیا=nia زاده=zadeh مهر=mehr بری=bari یان=ian فر=far منش=manesh"),
        heads=_read_words("راه|پل|کشتی|ستاره|مسیر|دروازه|باد|چراغ"),
        tails=_read_words("روشن|دریا|امید|شمال|فردا|ماه|آرام|سبز"),
        places=_read_words("همسایه‌های|خانواده‌های|بازار|جوانان|کار و خانه|دور از خانه"),
    ),
    "ru": Sounds(
        script="Cyrillic",
        first=_read_pairs(
            "Рябин=Ryabin Снег=Sneg Ольхов=Olkhov Журав=Zhurav "
            "Метел=Metel Клен=Klen Жёлуд=Zholud Чибис=Chibis Шорох=Shorokh"
        ),
        last=_read_pairs("чук=chuk ирько=irko ец=ets лик=lik ович=ovich енко=enko ский=skiy ухин=ukhin ейко=eyko"),
        heads=_read_words("Лесная|Тихая|Новая|Светлая|Дальняя|Северная|Морская"),
        tails=_read_words("тропа|дорога|переправа|звезда|пристань|гавань|звонница"),
        places=_read_words("Соседи|Работа и жильё|Барахолка|Родители|Свои в городе|Курсы"),
    ),
    "fr": Sounds(
        script="Latin",
        first=_read_pairs("Baob Palm Tama Sahel Kola Rôni Néré Mango Fila Kapo Lian Iroko"),
        last=_read_pairs("abé iero rine ou tier er da ué ossi amba ouré elle"),
        heads=_read_words("Ligne|Pont|Voile|Route|Phare|Quai|Passage|Étoile"),
        tails=_read_words("du Large|du Nord|de l'Aube|des Vents|de Sel|des Dunes|de Jade|d'Espoir"),
        places=_read_words("Voisins de|Familles de|Petits boulots à|Cours du soir à|Brocante de|Les anciens de"),
    ),
    "en": Sounds(
        script="Latin",
        first=_read_pairs("Iroko Harma Okra Savan Yam Rain Weaver Cala Ebon Lago Kente Bara"),
        last=_read_pairs("wood ttan field leigh song drum bird bashe drift stone loom tide"),
        heads=_read_words("Open|Green|Blue|Silver|Quiet|North|Golden|Long"),
        tails=_read_words("Road|Bridge|Harbour|Sail|Gate|Lantern|Crossing|Star"),
        places=_read_words("Neighbours of|Rooms and jobs in|Evening course|Harbour FC|Parents of|People from"),
    ),
    "tr": Sounds(
        script="Latin",
        given=_read_pairs(
            "Ayça Şule Göksel İlknur Çağla Özgür Tuğçe Yiğit "
            "Bülent Sevgi Doğan Feyza Ümit Nazlı Koray Pınar"
        ),
        first=_read_pairs("Çınar Söğüt Ilgın Keklik Çiğdem Toprak Yağmur Kızıl Gümüş Dolun"),
        last=_read_pairs("oğlu lı can soy taş er öz alp kaya"),
        heads=_read_words("Mavi|Yeşil|Uzun|Sessiz|Kuzey|Altın|Yeni"),
        tails=_read_words("Yol|Köprü|Liman|Yelken|Kapı|Fener|Umut"),
        places=_read_words("Komşular|İş ve oda|Gurbetçiler|Aileler|İkinci el|Hemşeriler"),
    ),
    "es": Sounds(
        script="Latin",
        given=_read_pairs(
            "Yadira Ñusta Wilmer Maité Édgar Rocío Jairo Anahí "
            "Néstor Xiomara Iván Lupe Saúl Zulay Darío Nayeli"
        ),
        first=_read_pairs("Ceib Guay Jacar Palom Higuer Colibr Cañah Romer Alcat"),
        last=_read_pairs("ales aquí andá ino ola ero uela ejo ares"),
        heads=_read_words("Puente|Camino|Vela|Faro|Puerta|Ruta|Estrella"),
        tails=_read_words("del Norte|de Luna|del Viento|de Sal|Nueva|Azul|del Alba"),
        places=_read_words("Vecinos de|Cuartos y trabajo en|Paisanos de|Familias de|Mercadillo de|Curso de"),
    ),
    "am": Sounds(
        script="Ethiopic",
        given=_read_pairs(
            "አበበ=Abebe ሰላም=Selam ትዕግስት=Tigist ዮናስ=Yonas ሄለን=Helen "
            "ብሩክ=Biruk ሳባ=Saba ካሳ=Kassa ማርታ=Marta ደረጀ=Dereje"
        ),
        first=_read_pairs("ወርቅ=Work ደስታ=Desta ኃይለ=Haile ገብረ=Gebre ተስፋ=Tesfa በላይ=Belay ለማ=Lema ጥላ=Tila"),
        last=_read_pairs("ነሽ=nesh ዬ=ye ማርያም=mariam ልኝ=lign ነህ=neh ቃል=kal ሰው=sew"),
        heads=_read_words("የሰላም|የተስፋ|አዲስ|ረጅም|የብርሃን|ሰማያዊ"),
        tails=_read_words("መንገድ|ድልድይ|በር|ኮከብ|ጉዞ|ወደብ"),
        places=_read_words("ጎረቤቶች|ቤተሰቦች|ሥራና ቤት|ወጣቶች|የአገር ልጆች"),
    ),
}  # fmt: skip

_SPELLINGS = (("kh", "h"), ("q", "k"), ("ou", "u"), ("y", "i"), ("ee", "i"), ("sh", "ch"), ("w", "ou"), ("a", "e"))
"""How people write one name in Latin letters now this way, now that."""


class Namer:
    """Names by chance: common ones often, so that namesakes come about."""

    def __init__(self, rng: Random, languages: Sequence[str]) -> None:
        self._rng = rng
        self._given: dict[str, list[Both]] = {}
        self._family: dict[str, list[Both]] = {}
        for language in sorted(set(languages)):
            sounds = SOUNDS[language]
            known = BY_LANGUAGE.get(language, ((), ()))
            self._given[language] = [*known[0], *sounds.given]
            made = [(a + b, (al + bl).capitalize()) for a, al in sounds.first for b, bl in sounds.last]
            self._family[language] = [*known[1], *made]
            rng.shuffle(self._given[language])
            rng.shuffle(self._family[language])

    def person(self, language: str) -> Both:
        """Give a name of that language, common ones more often."""
        given, family = self._given[language], self._family[language]
        one = given[int(len(given) * self._rng.random() ** 1.6)]
        other = family[int(len(family) * self._rng.random() ** 1.4)]
        return f"{one[0]} {other[0]}", f"{one[1]} {other[1]}"

    def spelt(self, latin: str) -> str:
        """Write a Latin name as somebody else would."""
        old, new = self._rng.choice(_SPELLINGS)
        return latin.replace(old, new) if self._rng.randrange(2) else latin

    def crew(self, language: str) -> str:
        """Give a name for a crew's group."""
        sounds = SOUNDS[language]
        return f"{self._rng.choice(sounds.heads)} {self._rng.choice(sounds.tails)}"

    def place(self, language: str, town: str) -> str:
        """Give a name for a group of neighbours."""
        return f"{self._rng.choice(SOUNDS[language].places)} {town}"


def find_script(text: str) -> str:
    """Tell the script of a name by its first letter; Latin where there is none."""
    for char in text:
        if char.isalpha():
            for low, high, name in _RANGES:
                if low <= ord(char) <= high:
                    return name
            return "Latin"
    return "Latin"


_RANGES = ((0x400, 0x52F, "Cyrillic"), (0x600, 0x6FF, "Arabic"), (0x1200, 0x137F, "Ethiopic"))
