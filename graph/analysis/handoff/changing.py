"""Changes of number: whether a post gives a number up for another, by its words."""

from functools import lru_cache

from graph.analysis.handoff.stems import find_stems

STEMS = (
    # English, French, Spanish, Turkish
    "new number", "old number", "changed my number", "changed number", "number changed", "instead of",
    "nouveau numéro", "ancien numéro", "changé de numéro", "j'ai changé", "à la place de", "remplace le",
    "nuevo número", "número nuevo", "número viejo", "cambié de número", "en vez de", "yeni numara", "eski numara",
    "numaram değiş", "yerine",
    # Arabic, Persian, Urdu
    "رقمي الجديد", "رقم جديد", "الرقم الجديد", "الرقم القديم", "رقمي القديم", "غيرت الرقم", "غيرت رقمي", "تغير الرقم",
    "بدل", "شماره جدید", "شماره قدیم", "شماره عوض", "نیا نمبر", "پرانا نمبر",
    # Russian, Bengali, Amharic, Hindi
    "новый номер", "старый номер", "сменил номер", "сменила номер", "номер сменил", "вместо",
    "নাম্বার বদল", "আগের নাম্বার", "নতুন নাম্বার", "পুরানো নাম্বার", "নম্বর বদল", "নতুন নম্বর",
    "ቁጥር ቀይ", "አዲስ ቁጥር", "አዲሱ ቁጥር", "የድሮ ቁጥር", "नया नंबर", "पुराना नंबर", "नंबर बदल",
)  # fmt: skip
"""Words, or their beginnings, by which people say that one number stands for another from now on."""

find = find_stems(STEMS)


@lru_cache(maxsize=4096)
def says_number_changed(text: str) -> bool:
    """Say whether a post says that a number has changed."""
    return bool(find(text.casefold()))
