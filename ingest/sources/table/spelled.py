"""Words of dates: months, days of the week, halves of the day and zones, in the languages of the people who write them.

A word that is none of these is not passed over: what it says of the time is not known, and the time is not read.
"""

import unicodedata
from datetime import UTC, timedelta, timezone, tzinfo

_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro ocak oca januari stycznia"
    " января январь янв січня січень ιανουαριου ιαν يناير جانفي ژانویه جنوری",
    "february feb februar feber février févr fév febrero febbraio fevereiro fev şubat şub februari lutego"
    " февраля февраль фев февр лютого лютий φεβρουαριου φεβ فبراير فيفري شباط فوریه فبروری فروری",
    "march mar märz mär mrz mars marzo março mart maart mrt marca"
    " марта март мар березня березень μαρτιου μαρ مارس آذار مارچ",
    "april apr avril avr abril abr aprile nisan nis kwietnia апреля апрель апр квітня квітень απριλιου απρ"
    " أبريل ابريل أفريل نيسان آوریل اپریل",
    "may mai mayo maggio mag maio mayıs mei maja мая май травня травень μαιου μαι مايو ماي أيار مه می مئی",
    "june jun juni juin junio giugno giu junho haziran haz czerwca июня июнь июн червня червень ιουνιου ιουν"
    " يونيو يونيه جوان حزيران ژوئن جون",
    "july jul juli juillet juil julio luglio lug julho temmuz tem lipca июля июль июл липня липень ιουλιου ιουλ"
    " يوليو يوليه يوليوز جويلية تموز ژوئیه جولای جولائی",
    "august aug août agosto ago ağustos ağu augustus sierpnia августа август авг серпня серпень αυγουστου αυγ"
    " أغسطس أوت غشت آب اوت آگوست اگست",
    "september sep sept septembre septiembre setiembre settembre set setembro eylül eyl września"
    " сентября сентябрь сен сент вересня вересень σεπτεμβριου σεπ سبتمبر شتنبر أيلول سپتامبر سپتمبر ستمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki października"
    " октября октябрь окт жовтня жовтень οκτωβριου οκτ أكتوبر اکتبر اکتوبر تشرين_الأول",
    "november nov novembre noviembre novembro kasım kas listopada ноября ноябрь ноя нояб листопада листопад"
    " νοεμβριου νοε نوفمبر نونبر نوامبر نومبر تشرين_الثاني",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro aralık ara grudnia"
    " декабря декабрь дек грудня грудень δεκεμβριου δεκ ديسمبر دجنبر دسامبر دسمبر كانون_الأول",
)
_TWO_WORDS = {"كانون_الثاني": 1}
_OTHER_CALENDARS = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند حمل ثور جوزا سرطان اسد سنبله میزان عقرب"
    " قوس جدی دلو حوت محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو القعدة الحجة ه هـ هجري هجری"
)
_DAYS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
    " montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so"
    " lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"
    " lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo dom"
    " lunedì martedì mercoledì giovedì gio venerdì sabato sab domenica segunda terça quarta quinta sexta feira"
    " pazartesi pzt salı sal çarşamba çar perşembe per cuma cum cumartesi cmt pazar paz"
    " понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс"
    " الاثنين الإثنين اثنين الثلاثاء ثلاثاء الأربعاء أربعاء الخميس خميس الجمعة جمعة السبت سبت الأحد أحد يوم"
    " شنبه یکشنبه دوشنبه سهشنبه سه چهارشنبه پنجشنبه پنج جمعه روز"
)
_FILLERS = (
    "at on of the um uhr à le de del a las los la den dem saat г год года в час الساعة ساعت في در به تاريخ ميلادي"
    " st nd rd th er ère º ª h hrs"
)
_MORNING = "am ص صباحا صباح ق_ظ قبل_از_ظهر صبح öö πμ"
_EVENING = "pm م مساء ب_ظ بعد_از_ظهر بعدازظهر عصر ظهرا ös μμ"
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1,
    "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "irst": 3.5,
    "irdt": 4.5, "aft": 4.5, "pkt": 5, "npt": 5.75, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "edt": -4, "mdt": -6, "pdt": -7,
}  # fmt: skip
"""Abbreviations of one meaning, to hours from UTC."""
AMBIGUOUS = frozenset(
    ["ist", "cst", "cdt", "est", "mst", "pst", "ast", "adt", "bst", "gst", "sst", "wst", "amt", "act"]
)
"""Abbreviations that two countries use for different hours."""

_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ı": "i", "ـ": None, "’": "'"})


def fold_words(text: str) -> str:
    """Give a text in one writing of its letters: lower case, no marks above or below, one form of kaf and ya."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf")).translate(_LETTERS)


def _split_words(text: str) -> frozenset[str]:
    return frozenset(fold_words(word).replace("_", " ") for word in text.split())


MONTHS: dict[str, int] = {word: number for number, words in enumerate(_MONTHS, 1) for word in _split_words(words)}
MONTHS |= {fold_words(word).replace("_", " "): number for word, number in _TWO_WORDS.items()}
OTHER_CALENDARS = _split_words(_OTHER_CALENDARS)
PASSED = _split_words(_DAYS) | _split_words(_FILLERS)
"""Words that say nothing of a time which its digits do not: days of the week, articles."""
MORNING, EVENING = _split_words(_MORNING), _split_words(_EVENING)
ZONES: dict[str, tzinfo] = {name: timezone(timedelta(hours=hours)) if hours else UTC for name, hours in _ZONES.items()}
