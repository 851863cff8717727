"""Warnings: whether a post warns of those whose contact it names, asks who they are or says that it is copied."""

import re
from functools import lru_cache

from graph.analysis.handoff.stems import find_stems

STEMS = (
    # English, French, Spanish, Turkish, Uzbek, Somali
    "scam", "fraud", "swindl", "thief", "thieves", "liar", "beware", "careful", "watch out", "took my money",
    "stole ", "cheater", "do not pay", "don't pay", "do not trust", "don't trust", "never answered", "left my",
    "arnaqu", "escroc", "voleur", "méfi", "prudence avec", "menteur", "a pris mon argent", "ne payez pas",
    "estaf", "ladrón", "cuidado con", "mentiros", "no pagu", "dolandır", "sahtekar", "hırsız", "firibgar", "tuug",
    # Arabic, Persian, Urdu
    "نصاب", "نصب علي", "محتال", "احتيال", "حرامي", "كذاب", "احذر", "انتبهوا من", "انتبه من", "اخد مصار", "أخذ مصار",
    "سرق", "تركوه", "كلاهبردار", "کلاهبردار", "دزد", "مراقب", "فریب", "دروغگو", "دھوک", "فراڈ",
    # Russian, Bengali, Amharic, Tigrinya, Hindi
    "кидал", "кинул", "мошенни", "обман", "осторожн", "аферист", "не платите", "প্রতারক", "সাবধান", "ঠকবাজ", "টাকা মেরে",
    "ফেলে গেছে", "বাটপার", "አታላይ", "አጭበርባሪ", "ሌባ", "ተጠንቀቁ", "ሰራቒ", "ተጠንቀቑ", "ठग", "सावधान", "धोख",
    # Who took money or left people behind, in the languages above
    "do not give money", "don't give money", "stole my", "robbed", "left us in", "was left in", "were left in",
    "donnez pas l'argent", "donnez pas d'argent", "volé", "m'a pris", "nous a laiss", "no den dinero", "me robó",
    "nos dejó", "paramı al", "para vermeyin", "أخذ فلوس", "اخذ فلوس", "أكل فلوس", "اكل فلوس", "أخذ مالي", "تركنا في",
    "پولم را", "پولمان را", "бросил", "забрал деньги", "взял деньги и", "взяла деньги и", "টাকা নিয়ে", "ገንዘቤን",
    # Who asks others about them, or says that the words are not his own
    "who knows them", "who knows him", "who knows this", "does anyone know", "anybody know", "is it true",
    "is this true",
    "vous connaissez", "quelqu'un connaît", "est-ce vrai", "alguien conoce", "es verdad", "tanıyan var", "doğru mu",
    "حدا يعرف", "حد يعرف", "مين يعرف", "هل هو صحيح", "هل هذا صحيح", "می\u200cشناسد", "میشناسد", "кто их знает",
    "кто его знает",
    "кто-нибудь знает", "это правда", "কেউ চেনেন", "সত্যি কি", "copied from", "copié d", "copiado de", "alıntı", "منقول",
    "скопировано из", "কপি করা",
)  # fmt: skip
"""Words, or their beginnings, by which people warn of somebody, or ask others who that is; none that sellers use of
themselves ("attention")."""

DENIED = re.compile(r"\b(?:no|not|never|without|pas d.|sans|без|не|بدون|sin)\s+\W*$")
"""Words before one of these that turn it around: "no scam", "sans arnaque"."""

find = find_stems(STEMS)


@lru_cache(maxsize=4096)
def warns_of_contact(text: str) -> bool:
    """Say whether a post warns, asks or is copied: one of the words stands in it that nothing before turns around."""
    said = text.casefold()
    return any(not DENIED.search(said[max(0, found.start() - 12) : found.start()]) for found in find(said))
