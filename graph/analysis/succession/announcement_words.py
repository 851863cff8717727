"""Announcement words: those by which people say that a group or page is new or gone, in the languages of the field."""

import re
import unicodedata

from graph import forms
from graph.analysis.shared.wording import find_wording

PLACE = """
group groupe gruppe grupo grupp grup gruppo channel chanel chaine canal canale kanal page pagina
pagine chat account compte cuenta conta konto hesab hesap sayfa koox kanaal komel rupel مجموع كروب
جروب قروب غروب قناه قناة قنات صفح حساب گروه کانال پیج صفحه گروپ چینل ډله چینل групп канал чат
страниц аккаунт сторінк група গ্রুপ গ্রূপ চ্যানেল পেজ ግሩፕ ጉሩፕ ቻናል ቻነል ገጽ ፔጅ समूह ग्रुप चैनल पेज
"""
"""Words for a place where people meet."""

NEW = """
new nouveau nouvelle nouvel neue neuer neues neuen nuevo nueva novo nova nuovo nuova yeni teze nû
cusub backup reserve spare second replacement reserva secours yedek official officiel oficial resmi
real vrai original orijinal originale جديد جدید تازه احتياط بديل ثاني رسمي اصلي حقيقي اصلی رسمی نیا
نئی نوی نوې нов резерв запас официальн настоящ резервн নতুন আসল አዲስ ትክክለኛ ዋናው नया नई असली
"""
"""Words for what is new, kept in reserve or said to be the real one."""

OLD = """
old ancien ancienne alte alter altes viejo vieja antiguo antigua anterior vecchio vecchia velho eski
kevn قديم قدیم پرانا стар পুরান পুরোন አሮጌ የድሮ पुरान
"""
"""Words for what was before."""

GONE = """
close ferme cerrad kapat kapan geschlossen chius fechad delet supprim elimin borrad geloscht silin
apagad banned blocked bloqu gesperrt gone lost hack pirat reported removed taken disparu moved
moving demenag tasin verschoben umgezogen xidhan مغلق اغلق انغلق تسكر اتسكر سكروا بسته حذف انحذف
محذوف حظر محظور تبند انحظر مسدود راح طار انتهك اختراق رفت انتقل نقلنا منتقل بند закры удал заблок
забан пропал взлом переехал переезж снес বন্ধ মুছে ব্লক ተዘግ ተሰር ታግ ጠፍ बंद हटा
"""
"""Words for what is closed, deleted, banned, lost or moved."""

COME = """
join come continue continuons weiter devam continuamos продолж نكمل نستمر enter follow rejoign venez
entrez suivez unete unase vengan sigan entra katil gelin girin beitreten kommt ادخل تعال انضم تابع
بیایید عضو شامل فوتوا переход вступ заход подпис যোগ আসুন এসো ይቀላቀ ተቀላቀ ግቡ ኑ जुड़ आओ
"""
"""Words that call people in."""

SHORT = 4
"""Letters up to which a word of the lists stands for itself alone, and no longer one begins with it."""

_ARTICLES = re.compile(r"\b(?:و|ف)?(?:ب|ل|ك)?(?:ال|لل)(?=\w{3})")


_MARKS = re.compile("[\u0300-\u036f\u0653-\u0655]")
"""Accents and hamzas, which people leave out."""


def _strip_accents(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", forms.name_key(text)))


def _compile_words(some: str) -> re.Pattern[str]:
    known = sorted({_strip_accents(word) for word in some.split()})
    return re.compile("|".join(rf"\b{re.escape(w)}" + (r"\b" if len(w) < SHORT and w.isascii() else "") for w in known))


_PLACE, _NEW, _OLD, _GONE, _COME = map(_compile_words, (PLACE, NEW, OLD, GONE, COME))


def rate_announcement(text: str) -> int:
    """Say how plainly a text speaks of a new place: 1 that there is one, 2 that it stands for one that is gone."""
    words = _ARTICLES.sub("", _strip_accents(find_wording(text)))
    place, new, come = (bool(some.search(words)) for some in (_PLACE, _NEW, _COME))
    if (_GONE.search(words) and (place or new or come)) or (_OLD.search(words) and (place or come)):
        return 2
    return int(new and place)
