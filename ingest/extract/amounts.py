"""Prices, ranges and measures: digits that say how much, how many, how far or how old.

A range is two amounts that something joins (``3500-4500``, ``from 3500 to 4500``). With a currency, a unit or a
word of price beside it, it is one whatever its digits are. Without, it is one where both are round, or where the
second goes on from the first and no word of contact stands directly before.
"""

import re

from ingest.extract import words

_SIGNS = "€$£¥₺₽₹₪₦₨₫₴₸₼₾฿₵₱₩৳"
_CURRENCY_LATIN = (
    r"US\$|euros?|eur|usd|dollars?|dol|gbp|pounds?|chf|tl|lir[ae]?s?|dzd|da|dt|lyd|ld|tnd|mad|dh|egp|sdg|ssp"
    r"|xaf|xof|cfa"
    r"|f\.?cfa|birr|etb|nakfa|ern|afn|af|toman|irr|irt|rials?|riyals?|dinars?|dirhams?|aed|sar|qar|kwd|omr|bhd|iqd|syp"
    r"|lbp|jod|ils|nis|shekels?|naira|ngn|taka|bdt|pkr|inr|rs|rupees?|shillings?|kes|ugx|rub|uah|pln|ron|bgn"
    r"|czk|huf|rsd|din|lei|lev[ai]?|sek|nok|dkk|kr|krone[rn]?|z[łl]|forint|ft|bam|lek[ëe]?|gel|amd|azn"
    r"|kzt|uzs|so'm|cad|aud|bucks|quid|(?-i:TRY|SOS|KM|ALL)|руб\w{0,4}|р\.?|евро|долл\w{0,6}|грн|гривен\w{0,2}"
    r"|лв|дин|тенге|сум|сом"
)
_CURRENCY_OTHER = (
    r"يورو|یورو|اورو|دولار\w{0,2}|دلار|دۆلار|دينار|دینار|درهم|جنيه\w?|جنية|ليرة|لیره|لير|تومان|تومن|ریال|ريال"
    r"|افغانی|افغاني"
    r"|باوند|پوند|پونډ|یورو|ډالر|ڈالر|روپے|روپئے|روپیه|روبية|شيكل|شيقل|فرنك|کرون|كرون|ብር|ናቅፋ|ዶላር|ዩሮ|ፓውንድ|টাকা"
    r"|ডলার|ইউরো"
    r"|रुपये|रुपए|डॉलर|यूरो"
)
CURRENCY = rf"(?:[{_SIGNS}]|(?<![a-zà-ÿа-я])(?:{_CURRENCY_LATIN})(?![a-zà-ÿа-я])|{_CURRENCY_OTHER})"
_BEFORE = (
    rf"(?:[{_SIGNS}]|(?<![a-z])(?:US\$|euros?|usd|(?-i:[Ee]ur|EUR|GBP|CHF|TL|DZD|DA|LYD|TND|MAD|EGP|SDG|XAF|XOF"
    rf"|CFA|ETB|ERN|AFN|IRR|IRT"
    rf"|AED|SAR|QAR|KWD|OMR|BHD|IQD|SYP|LBP|JOD|ILS|NIS|NGN|BDT|PKR|INR|KES|UGX|RUB|UAH|PLN|RON|BGN|CZK|HUF|RSD"
    rf"|SEK|NOK|DKK|BAM|GEL)"
    rf"|rs\.?|birr|toman)(?![a-z])|{_CURRENCY_OTHER})"
)
"""Currencies that stand before an amount; a word such as "mad" or "try" does so in other meanings."""
_SURE = (
    rf"(?:[{_SIGNS}]|euros?|eur|usd|dollars?|gbp|pounds?|birr|toman|nakfa"
    rf"|евро|руб\w{{0,4}}|{_CURRENCY_OTHER})(?![a-zа-я])"
)
"""Currencies that are no words of something else."""
_TIMES = (
    r"(?:k|mio|mln|millions?|thousand|grand|tausend|tsd|mille|mil|bin|milyon|kun|тыс|млн|тысяч\w?"
    r"|[أا]لف|آلاف|الاف|ملايين|ملیون|مليون|میلیون|هزار|زره|ہزار|ሺ|ሺህ|হাজার|লাখ|हज़ार|लाख)(?![a-zа-я])\.?"
)
"""What multiplies an amount."""
_UNIT = (
    r"(?:kms?|kgs?|gr?|mg|cm|mm|m[²2³3]?|lbs?|lt?|lit(?:er|re)s?|hp|ps|kw[h]?|kmh|km/h|nm|nmi|miles?|mi|knots?"
    r"|tons?|tonnes?|cc"
    r"|%|h|hrs?|hours?|min(?:ute)?[sn]?|days?|weeks?|months?|years?|yrs?|y/?o|ans?|jahren?|años|anni|yaş\w{0,4}"
    r"|gün|saat"
    r"|stunden|tagen?|uhr|heures?|jours?|mois|people|persons?|pers|pax|places?|seats?|personen|personnes?"
    r"|personas|kişi"
    r"|kinder|members?|followers?|posts?|likes?|views?|meters?|metres?|feet|ft|км|кг|час\w{0,3}|дн\w{1,2}|лет"
    r"|чел\w{0,6}|мин"
    r"|كم|كلم|كيلو\w{0,4}|کیلو\w{0,4}|متر|طن|تن|ساعة|ساعات|ساعت|يوم|أيام|ايام|روز|سنة|سنوات|عام|سال|شخص|أشخاص"
    r"|اشخاص|نفر"
    r"|راكب|مسافر|دقيقة|دقیقه|ኪሎ\w{0,3}|ኪሜ|ሰዓት|ቀን|ዓመት|ሰው|কেজি|কিমি|saacadood|qof|maalmood)(?![a-zà-ÿа-я])"
)
_PRICE_WORD = (
    r"(?:\b(?:prices?|priced?|preise?|prix|precios?|prezz[oi]|preços?|costs?|fees?|fare|rates?|kosten|kostet"
    r"|tarifs?|tarif[ae]"
    r"|co[uû]te?|costo|coste|fiyat\w{0,4}|[uü]cret\w{0,4}|budget|salary|rent|miete|loyer|pay(?:ment)?|deposit"
    r"|range|betrag|amount"
    r"|qiim\w{1,4}|lacag\w{0,3}|between|zwischen|entre)\b|цен[аыу]|стоимость|плата|السعر|سعر|[أا]?سعار\w{0,3}"
    r"|بسعر|التكلفة|تكلفة|المبلغ|مبلغ|الثمن"
    r"|ثمن|[أا]جرة|الدفع|الراتب|قیمت|هزینه|نرخ|کرایه|مبلغ|بيه|بیه|ዋጋ|ክፍያ|ዋጋው|দাম|মূল্য|ভাড়া|कीमत|दाम)"
)
_PRICED = re.compile(rf"{_PRICE_WORD}[^\d\n+.!?]{{0,16}}$", re.IGNORECASE)
"""A word of price with little behind it."""

_NUMBER = r"(?<!\d)(?!0\d)(?:\d{1,3}(?:[.,'’٬]\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}|\d{1,8})(?:[.,٫]\d{1,2})?(?!\d)"
_SIDE = rf"(?:{_BEFORE}\s?)?{_NUMBER}(?:\s?{_TIMES})?(?:\s?{CURRENCY})?(?:\s?{_TIMES})?"
_JOIN = (
    r"(?:[ \t]{0,3}(?:[-–—‒―−~〜～/→>×*&=|]|\.{1,3}|…|x(?=\s?\d))[ \t]{0,3}"
    r"|[ \t]{1,3}(?:up\sto|to|till|until|or|and|bis|und|oder|à|a|au|et|ou|hasta|y|o|ilə|ile|ve|veya|do|ila|ilaa"
    r"|ama|iyo|по|до|и|или|e|al)[ \t]{1,3}"
    r"|[ \t]{0,3}(?:[إاأ]ل[ىي]|الی|ل(?=\d)|حتى|حتی|لغاية|لحد|و|[أا]و|تا|الى|يا|یا|سے|تک|تر|له|ከ|እስከ|ወይም|থেকে|से"
    r"|तक)[ \t]{0,3})"
)
_RANGE = re.compile(rf"{_SIDE}(?:{_JOIN}{_SIDE}){{1,5}}(?P<unit>\s?{_UNIT})?", re.IGNORECASE)
_VALUE = re.compile(_NUMBER)
_MANY = re.compile(r"\s?[x×*]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}\s?[x×*]\s?", re.IGNORECASE)
"""How often an amount is paid."""
_MONEY = re.compile(rf"{CURRENCY}|\d\s?{_TIMES}", re.IGNORECASE)
_SURE_MONEY = re.compile(_SURE, re.IGNORECASE)
_CLEAR_JOIN = re.compile(r"\d\s?[-–—‒―−~〜～/→>]\s?\d|\d\s*[^\W\d_]+\s*\d")
"""Joints that stand in a range; dots and blanks stand in numbers as well."""
_AMOUNT = r"\d{1,7}(?:[.,'’ ]\d{3}){0,4}(?:[.,]\d{1,2})?"
_PRICE = re.compile(
    rf"{_BEFORE}\s?{_AMOUNT}(?![ \-]?\d)"
    # after a number and a space only one group of digits, and no currency that is a word elsewhere
    rf"|(?<=\d )[1-9]\d{{2,5}}(?:[.,]\d{{3}})*(?:\s?{_TIMES})?\s?{_SURE}(?!\w|\s?\d)"
    rf"|(?<![\d+])(?<!\d[ .,\-/()]){_AMOUNT}(?:\s?{_TIMES})?\s?{CURRENCY}(?![a-z]|\s?\d)"
    rf"|(?<![\d+])(?<!\d[ .,\-/()]){_AMOUNT}\s?{_TIMES}(?!\s?\d)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    rf"(?<![\d+])(?<!\d[ .,\-/()])[1-9]\d{{0,3}}(?:[.,' ]?\d{{3}})?\s?{_UNIT}(?!\s?\d)", re.IGNORECASE
)
_PLAIN = re.compile(r"(?<![\d+])(?<!\d[ .,\-/()])[1-9]\d{0,2}(?:[.,' ]?\d{3}){0,3}(?![\d]|[ .,\-/]\d)")

_DIGITS_BEFORE = re.compile(r"(?:\d[ \t.,\-/()*_~|·•‐-―−]{0,4}|\+[ (]?)$")
_DIGITS_AFTER = re.compile(r"(?P<joint>[ \t.\-/()*_~|·•‐-―−]{0,4})(?P<group>\d+)")


def is_price(found: re.Match[str]) -> bool:
    """Say whether an amount with a currency is one: a zero before it, and it is a number."""
    value = _VALUE.search(found[0])
    return not (value and len(value[0]) > 6 and value[0].startswith("0"))


def is_priced(found: re.Match[str]) -> bool:
    """Say whether a word of price stands before bare digits, nearer than any word of contact."""
    before = found.string[max(0, found.start() - 40) : found.start()]
    label = _PRICED.search(before)
    return label is not None and words.find_last_word(before[label.start() :]) is None


def is_range(found: re.Match[str]) -> bool:
    """Say whether amounts that something joins are a range, and no number that is grouped like one."""
    written = [value[0] for value in _VALUE.finditer(_MANY.sub(" ", found[0]))]
    whole = [re.sub(r"[.,٫]\d{1,2}$", "", each) for each in written]
    values = [int(re.sub(r"\D", "", each) or "0") for each in whole]
    text, begin, end = found.string, found.start(), found.end()
    before = _DIGITS_BEFORE.search(text[max(0, begin - 6) : begin])
    if before and ("+" in before[0] or not (_SURE_MONEY.search(found[0]) and " " in before[0])):
        return False
    rises = len(values) > 1 and values[0] < values[1] <= 3 * values[0]
    if before and not rises and not all(map(is_round, values)):
        return False  # the first is the end of a number, and the second alone an amount
    if found["unit"] or _MONEY.search(found[0]) or _PRICED.search(text[max(0, begin - 40) : begin]):
        return True
    if len(values) < 2:
        return False  # one amount, so many times
    after = _DIGITS_AFTER.match(text, end)
    if after and not (" " in after["joint"] and after["group"].startswith("0") and after["group"].strip("0")):
        return False
    if all(map(is_round, values)) and (len(values) == 2 or min(values) >= 1000):
        return True
    if len(values) != 2 or not _CLEAR_JOIN.search(found[0]):
        return False
    low, high = values
    lengths = len(str(low)), len(str(high))
    goes_on = low < high <= 3 * low and 3 <= lengths[0] <= lengths[1] <= min(6, lengths[0] + 1) and sum(lengths) > 6
    return goes_on and words.find_app_label(text, begin) is None


def is_round(value: int) -> bool:
    """Say whether an amount is one that people name: 150, 3500, 4999, 12000."""
    return value >= 100 and (value % 50 == 0 or value % 100 in (90, 95, 99))


def find_ranges(text: str) -> list[tuple[int, int]]:
    """Give where ranges stand; where amounts in a row are none, those without the first may be."""
    spans = []
    found = _RANGE.search(text)
    while found:
        if is_range(found):
            spans.append(found.span())
            begin = found.end()
        else:
            value = _VALUE.search(text, found.start(), found.end())
            begin = value.end() if value else found.end()
        found = _RANGE.search(text, begin)
    return spans


_ROW = re.compile(
    rf"(?<![\d+])(?<!\d[ .\-/()])[1-9]\d{{2,5}}(?:[ ,;]{{1,2}}[1-9]\d{{2,5}}){{1,6}}\s?(?:{CURRENCY}|[kmg]hz\b)",
    re.IGNORECASE,
)
"""Amounts one after another, with the currency or unit behind the last alone."""


def is_row(found: re.Match[str]) -> bool:
    """Say whether amounts in a row are round ones, and no groups of a number."""
    return all(is_round(int(value)) for value in re.findall(r"\d+", found[0]))


PATTERNS = ((_ROW, is_row), (_PRICE, is_price), (_MEASURE, is_price), (_PLAIN, is_priced))
