"""Digits that are no phone number: dates, times, prices, coordinates, bank accounts, cards, devices."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise

from ingest.extract import amounts, ships, words
from ingest.extract.page import TAKEN

_ALONE = r"(?<![\d+])(?<!\d[.\-/:])"
"""Nothing before it makes it the later part of a longer number."""
_END = r"(?!\d|[.\-/:]\d)"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[34]\d\d|19\d\d|20\d\d)"
"""Years from 1300 on: the Persian and the Islamic calendar count them."""
_NEAR_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d"
_TO = (
    r"\s{0,2}(?:[-–—‒―−~〜～/→>]|\bto\b|\bbis\b|\bà\b|\bau\b|\ba\b|\bal\b|\bhasta\b|\band\b|\bund\b|\bet\b"
    r"|по|до|[إا]ل[ىي]|حتى|تا|و|እስከ)\s{0,2}"
)
_FULL = (
    rf"(?:{_YEAR}(?P<s1>[\-/.]){_MONTH}(?P=s1){_DAY}|{_DAY}(?P<s2>[\-/.]){_MONTH}(?P=s2)(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}(?P<s3>[\-/.]){_DAY}(?P=s3){_YEAR})"
)


def _renumber_groups(pattern: str, last: str) -> str:
    """Give a pattern whose groups bear other names, so that it may stand twice."""
    return re.sub(r"\(\?P([<=])(s\d)", rf"(?P\1\g<2>{last}", pattern)


_HOUR = rf"(?:[T_ ]{{0,2}}(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?|{_CLOCK}(?:[0-5]\d)?(?=\D|$)))"
_WRITTEN_TOGETHER = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DATE_RANGE = re.compile(
    rf"{_ALONE}(?:{_FULL}\.?{_HOUR}?{_TO}{_renumber_groups(_FULL, 'b')}"
    rf"|{_WRITTEN_TOGETHER}{_TO}{_WRITTEN_TOGETHER}"
    # 04.06-07.06, 12/05 - 15/05/2024, 12.-15.05.2024, 05/2024-07/2024
    rf"|{_DAY}(?P<j>[./])(?:{_MONTH})(?P=j)?{_TO}{_DAY}(?P=j){_MONTH}(?:(?P=j)(?:{_YEAR}|\d\d)?)?"
    rf"|{_DAY}\.?{_TO}{_DAY}(?P<k>[./\-]){_MONTH}(?P=k)(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}[./\-]{_NEAR_YEAR}{_TO}{_MONTH}[./\-]{_NEAR_YEAR}"
    rf"|{_NEAR_YEAR}[./\-]{_MONTH}{_TO}{_NEAR_YEAR}[./\-]{_MONTH}"
    rf"){_END}",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"{_ALONE}(?:{_FULL}|{_YEAR}\s?[\-–/]\s?{_YEAR}){_END}(?:T(?=\d\d:))?"
    rf"|{_ALONE}{_renumber_groups(_FULL, 'c')}[ T]?(?={_CLOCK}(?!\d))(?!\d{{5}})"
    # as files are named: 2024-05-20-22-30-15-123
    rf"|{_ALONE}{_YEAR}(?P<s4>[\-_.]){_MONTH}(?P=s4){_DAY}[\-_. ](?:[01]\d|2[0-3])[\-_.][0-5]\d"
    r"(?:[\-_.][0-5]\d(?:[\-_.]\d{1,6})?)?(?!\d|[\-_.]\d)"
)
_SPACED_DATE = re.compile(
    rf"{_ALONE}(?<!\d )(?:{_DAY} {_MONTH} (?:19|20)\d\d|{_NEAR_YEAR} {_MONTH} {_DAY}"
    rf"|{_DAY} ?[/.\-] ?{_MONTH} ?[/.\-] ?{_NEAR_YEAR}"
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ T_\-.]?{_CLOCK}(?:[0-5]\d)?)?"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_NEAR_YEAR}(?:[ T_\-.]?{_CLOCK})?"
    rf"){_END}(?! \d)"
)
"""``20 05 2024``, ``20240520`` and ``20240520 1430``: one in a hundred numbers of eight digits looks so and is lost."""
_YEARS = re.compile(
    rf"{_ALONE}(?<!\d ){_NEAR_YEAR}(?:[ ,/\-–]{{1,3}}(?:{_NEAR_YEAR}|{_CLOCK})){{1,6}}(?!\d|[ .\-/:]\d)"
)
"""Years one after another, or a year and the time of day behind a date in words."""
_TIME = re.compile(r"(?<![\d:.+])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?![\d:])")
_DOTTED_TIME = re.compile(
    rf"{_ALONE}(?<!\d )(?:[01]?\d|2[0-3])\.[0-5]\d\.[0-5]\d(?!\d|[ .\-/]\d)(?=[ ,]?\s?(?:\(|[AaPp]\.?[Mm]|\D|$))"
)
_HOURS = r"(?:[01]?\d|2[0-4])[.:h][0-5]\d"
_CLOCK_RANGE = re.compile(
    rf"{_ALONE}(?<!\d )(?:{_HOURS}{_TO}{_HOURS}(?:[ ,;/&]{{1,3}}{_HOURS}{_TO}{_HOURS}){{0,4}}"
    rf"|(?:[01]\d|2[0-4])(?:00|15|30|45)(?:{_TO}|\s?[,;]\s?)(?:[01]\d|2[0-4])(?:00|15|30|45)"
    rf"|(?:[01]\d|2[0-4])(?:00|15|30|45)(?: (?:[01]\d|2[0-4])(?:00|15|30|45)){{2,5}}){_END}(?! \d)",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"(?<![\d.+])-?(?P<one>\d{1,3})[.٫]\d{3,15}\s?°?\s?[NSEWО]?\s?[,;/ ]\s?[NSEW]?-?"
    r"(?P<other>\d{1,3})[.٫]\d{3,15}(?!\d)"
    r"|(?<![\d.+])-?(?P<one2>\d{1,3}),\d{4,15}\s?[NSEW]?\s?[,;/ ]\s?[NSEW]?-?(?P<other2>\d{1,3}),\d{4,15}(?!\d)"
    r"|(?<![\d.+])-?\d{1,2}\.\d{5,15}(?![\d.])"
    r"|\d{1,3}\s?[°º]\s?\d{1,2}(?:[.,]\d{1,6})?(?:\s?['′’`´]\s?(?:\d{1,2}(?:[.,]\d{1,6})?)?\s?[\"″”']{0,2})?"
    r"(?:\s?[NSEWO]\b)?"
    r"|(?<![\d+A-Za-z])[NSEW]\s?\d{1,3}[ .\-°]{1,2}\d{1,3}(?:[ .\-,']{1,2}\d{1,6}){0,2}(?!\d)"
    r"|(?<![\d+])\d{1,3}(?:[ .\-]\d{1,2}){1,2}(?:[.,]\d{1,4})?\s?[NSEW]\b(?:[ ,/]{0,3}\d{1,3}"
    r"(?:[ .\-]\d{1,2}){1,2}(?:[.,]\d{1,4})?\s?[NSEWO]\b)?"
    r"|(?<![\d+])\d{4,6}\s?[NS]\b[ ,/]{0,3}\d{4,7}\s?[EW]\b"
    r"|\b\d{1,2}[C-X]\s?\d{6}\s?\d{7}\b|\b\d{1,2}[C-X]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"
)
_LATITUDE = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)[\s:=\"']{1,4}-?\d{1,3}(?:[.,]\d+|\d{3,7})(?!\d|[ .\-]\d)",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?<![\d.+])(?<!\d[ \-])(\d{1,3})([ .:\-])([0-5]?\d)\2([0-5]?\d)(?:[.,]\d{1,4})?[ ,;/]{1,3}-?(\d{1,3})\2"
    r"([0-5]?\d)\2([0-5]?\d)(?:[.,]\d{1,4})?(?![ .\-:]?\d)"
)
"""Degrees, minutes and seconds twice, with nothing that says so: no number without a word of contact before it."""
_POSITION = re.compile(
    r"(?:\b(?:gps|coords?|coordinates?|coordonn[ée]es?|koordinaten?|coordenadas|coordinate|koordinat\w{0,5}"
    r"|lat(?:itude)?|lon(?:g(?:itude)?)?|lng"
    r"|pos(?:ition|ici[óo]n|izione)?|standort|locali[sz]ation|location|utm|mgrs|konum|ubicaci[óo]n"
    r"|koordinat\w{0,3})\b|[إا]حداثيات\w{0,2}|الموقع|موقعنا|موقع"
    r"|مختصات|موقعیت|координат\w{0,2}|местоположение|ቦታ|አድራሻ)[^\d\n+]{0,12}"
    r"(-?\d{1,3}(?:[.,]\d{1,8})?(?:(?:[.:]|[°'\"′″NSEWnsewO ,;/\-]{1,5})\d{1,3}(?:[.,]\d{1,8})?){0,7})"
    r"(?!\d|[/.\-]\d)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![\d.+])((?:\d{1,3}\.){3}\d{1,3})(?::\d{2,5}|/\d{1,2})?(?![.\d])")
_VERSION = re.compile(
    r"(?:\b(?:v|ver|version|build|rev|release|android|ios|windows)\b|[إا]صدار|نسخه|версия)\W{0,3}\d+(?:[.\-]\d+){1,5}",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]{4}){2,7}(?:[ \-]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])", re.IGNORECASE
)
_UUID = re.compile(
    r"(?<![0-9a-f])(?<![0-9a-f]-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])"
    r"|(?<![0-9a-f:.])(?:[0-9a-f]{1,4}:){3,7}:?(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}(?![0-9a-f:])",
    re.IGNORECASE,
)
"""Ids of 128 bits, and addresses of the internet's sixth version."""
_NETWORK_CARD = re.compile(
    r"(?<![0-9a-f:+])(?<![0-9a-f+][ \-])[0-9a-f]{2}([:\-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f])(?!\1[0-9a-f])",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![\d+])(?<!\d[ .\-/])(?:[1-9]\d{2}\.\d{3}\.\d{3}-\d\d|[1-9]\d\.\d{3}\.\d{3}/\d{4}-\d\d"
    r"|[1-9]\d?\.\d{3}\.\d{3}-[\dKk]|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4}"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-\d{4})(?!\d|[ .\-/]\d)"
)
"""Numbers of persons and firms in Brazil, Chile, Sweden and Denmark, by how they are grouped."""
_DOI = re.compile(r"(?<![\d.+])10\.\d{4,9}/[^\s]{1,100}")
_EPOCH = re.compile(r"(?<![\d+])(?<!\d[ .\-/()])1[4-8]\d{8}(?:\d{3}){0,2}(?!\d|[ .\-/()]\d)")
"""Seconds or milliseconds since 1970, of the years 2014 to 2030; national numbers do not begin so without a zero."""
_PAIRS = re.compile(
    r"(?<![\d+])(?<!\d[ .\-/])(?:0|[1-9]\d{0,2})\s?(?P<in>[-–:/])\s?\d{1,3}(?:\s?[,;/|]\s?|\s)"
    r"(?:(?:0|[1-9]\d{0,2})\s?(?P=in)\s?\d{1,3}(?:\s?[,;/|]\s?|\s|(?!\d))){1,8}(?!\s?\d)"
)
"""Ranges or scores one after another: 8-12 / 14-18, 3-0 2-1 4-3."""
_DECIMALS = re.compile(
    r"(?<![\d+.,])(?<!\d[ \-/])(?P<whole>[1-9]\d{0,4})(?P<mark>[.,])(?P<part>\d\d|\d{4})\s?[-–/ ]\s?"
    r"[1-9]\d{0,4}(?P=mark)(?:\d\d|\d{4})(?!\d|[.,\-/ ]\d)"
)
"""Two rates or prices with as many decimals."""
_COUNT = re.compile(r"(?<![\d+,])[1-9]\d{0,2}(?:[,٬]\d{3}){2,4}(?![\d,٬]\d)(?!\d)")
"""Commas between thousands: they stand in no phone number so."""
_COUNTED_ON = re.compile(
    r"(?<![\d+])(?<!\d[ .\-/])\d{1,2}(?:(?P<by>, ?|[ \-/;])\d{1,2})(?:(?P=by)\d{1,2}){2,}(?!\d|[ .\-/,;]\d)"
)
LARGEST_STEP = 5
"""Of numbers that count on; 22-33-44-55 is a phone number."""
_SERIAL = re.compile(r"(?<![\d+])(?<!\d[ .\-/])20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3,4}(?!\d|[ .\-/]\d)")
"""A day and a number within it."""
_MINUTES = re.compile(
    r"(?<![\d+.])(?<!\d[ \-])\d{1,2}[ \-][0-5]?\d[.,]\d{2,4}[ ,;/]{1,3}\d{1,3}[ \-][0-5]?\d[.,]\d{2,4}(?![\d.]|[ \-]\d)"
)
"""Degrees and decimal minutes twice, with nothing that says so."""
_ITEM = re.compile(r"(?<![\d+(])(?<!\d[.\-/])(?:[1-9]|1\d|20)[)](?=\s{0,2}[\d+(])")
"""The number of a point in a list, with a bracket that nothing opened."""
_APP_VERSION = re.compile(
    r"\b(?:whatsapp|telegram(?:\sdesktop)?|signal|viber|imo|messenger)\s(?:v\.?)?"
    r"(?:20[12]\d\.(?:0?[1-9]|1[0-2])\.\d{2,4}|[1-9]\d?\.\d{1,2}\.\d{1,3}(?![.\d]))(?!\d)(?:\s?\(\d{3,8}\)|\sx\d\d(?:\s\d{3,8})?)?",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"(?<![\d+])(?<!\d[ \-])(?:\d{4}([ \-./_·–])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?"
    r"|3[47]\d\d([ \-])\d{6}\2\d{5})(?![ \-]?\d)"
)
_DEVICE = re.compile(r"(?<![\d+])\d{2}-\d{6}-\d{6}-\d{1,2}(?!\d)")
_CHAT = re.compile(r"(?<![\w+])-100\d{9,11}(?!\d)|(?<![\w+\d ])-\d{9,10}(?![\d\-])")
"""Ids of groups as Telegram's programs write them."""
_CASE = re.compile(
    rf"(?<![\d+])\d{{1,4}} [A-Z][A-Za-z]{{0,3}} \d{{1,6}}/\d\d(?!\d)"
    rf"|(?<![\d+])(?<!\d[ ./\-])[1-9]\d{{0,4}}/\d{{1,7}}/{_NEAR_YEAR}(?![/\d])"
    rf"|(?<![\d+]){_NEAR_YEAR}/\d{{1,6}}/\d{{2,7}}(?![/\d])"
    rf"|(?<![\d+])(?<!\d[ ./\-])[1-9]\d{{0,6}}/{_NEAR_YEAR}(?!\d|[ ./\-]\d)"
    rf"|(?<![\d+])(?<=[A-Za-z][/\-]){_NEAR_YEAR}[/\-]\d{{3,8}}(?!\d|[ ./\-]\d)"
    rf"|(?<![\d+])(?<!\d[ ./\-]){_NEAR_YEAR}/(?:[A-Z]\s)?\d{{3}}-\d{{6}}(?!\d)"
    rf"|(?<![\d+])(?<!\d[ ./\-])\d{{2,6}}\s?\({_NEAR_YEAR}\)"
    rf"|(?<=[A-Za-z])\s?\({_NEAR_YEAR}\)\s?\d{{2,6}}(?!\d|[ ./\-]\d)"
    r"|(?<![\d+])(?<!\d[ ./\-])[1-9]\d{3,5}/\d\d(?:,?\s[1-9]\d{3,5}/\d\d)*(?!\d|[./\-]\d)"
)
"""Numbers of files that end or begin with a year."""
_CONTAINER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}[UJZ][ \-]?\d{6}[ \-]?\d(?!\d)")
_PLATE = re.compile(
    r"(?<![\d+])(?<!\d[ \-])(?:\d{5,6}[ \-][1-9]\d{2}[ \-](?:0[1-9]|[1-4]\d|5[0-8])|(?:0[1-9]|[1-4]\d"
    r"|5[0-8])-[1-9]\d{2}-\d{5,6})(?![ \-]?\d)"
)
"""Plates of Algeria: number, class and year, province."""


@lru_cache(maxsize=1 << 12)
def mask_decoys(text: str) -> str:
    """Put ``TAKEN`` over what is no phone number; the length stays. Adverts are posted again and again: kept."""
    text = _cover_spans(text, ships.find_ship_numbers(text))
    for pattern, holds in _CUTS:
        text = pattern.sub(partial(_cover_match, holds), text)
    text = _cover_spans(text, amounts.find_ranges(text))
    for pattern, holds in amounts.PATTERNS:
        text = pattern.sub(partial(_cover_match, holds), text)
    return text


def _cover_spans(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    chars = list(text)
    for begin, end in spans:
        chars[begin:end] = TAKEN * (end - begin)
    return "".join(chars)


def _cover_match(holds: Callable[[re.Match[str]], bool], found: re.Match[str]) -> str:
    return TAKEN * len(found[0]) if holds(found) else found[0]


def _accept_always(_: re.Match[str]) -> bool:
    return True


def _is_on_earth(found: re.Match[str]) -> bool:
    pairs = ((found["one"], found["other"]), (found["one2"], found["other2"]))
    return all(one is None or (int(one) <= 180 and int(other) <= 180) for one, other in pairs)


def _lacks_contact_label(found: re.Match[str]) -> bool:
    """Say whether no word of contact stands directly before what could be a number as well."""
    return words.find_app_label(found.string, found.start()) is None


def _lacks_open_bracket(found: re.Match[str]) -> bool:
    """Say whether no bracket before it belongs to the one that closes."""
    before = found.string[max(0, found.start() - 16) : found.start()]
    return before.count("(") <= before.count(")")


def _are_number_pairs(found: re.Match[str]) -> bool:
    """Say whether pairs are ranges that all rise, sizes that all fall, or scores of one digit."""
    sides = [(int(low), int(high)) for low, high in re.findall(r"(\d+)\s?[-–:/]\s?(\d+)", found[0])]
    one_way = len({low < high for low, high in sides}) == 1 and all(low != high for low, high in sides)
    return (one_way or max(max(side) for side in sides) <= 9) and _lacks_contact_label(found)


def _is_progression(found: re.Match[str]) -> bool:
    """Say whether small numbers count on by as much each: ages, sizes, points of a list."""
    values = [int(value) for value in re.findall(r"\d+", found[0])]
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and 0 < abs(min(steps)) <= LARGEST_STEP and _lacks_contact_label(found)


def _are_decimals(found: re.Match[str]) -> bool:
    return ((len(found["part"]) == 2 and len(found["whole"]) > 2) or len(found["part"]) == 4) and _lacks_contact_label(
        found
    )


def _lacks_contact_word(found: re.Match[str]) -> bool:
    """Say whether no word of contact stands near before, or directly behind."""
    text = found.string
    return words.find_app_before(text, found.start(), 0) is None and words.find_app_after(text, found.end()) is None


def _is_position(found: re.Match[str]) -> bool:
    """Say whether what a word calls a position can be one: degrees, or degrees with minutes and seconds, twice."""
    if re.search(r"\d[.,]\d{3}", found[1]):
        return True
    values = [int(each) for each in re.findall(r"\d+", found[1])]
    half = len(values) // 2
    if len(values) not in (4, 6):
        return False
    return all(side[0] <= 180 and max(side[1:]) < 60 for side in (values[:half], values[half:]))


def _are_degrees(found: re.Match[str]) -> bool:
    return int(found[1]) <= 90 and int(found[5]) <= 180 and _lacks_contact_label(found)


def _is_internet_address(found: re.Match[str]) -> bool:
    """Say whether four numbers with dots are an address of the internet; four pairs are a phone number as well."""
    parts = found[1].split(".")
    if any(int(part) > 255 or (len(part) > 1 and part[0] == "0") for part in parts):
        return False
    return any(len(part) != 2 for part in parts)


def _is_payment_card(found: re.Match[str]) -> bool:
    """Say whether four groups of four are a card: after 00 only where its check digit is right (ISO 7812)."""
    digits = [int(char) for char in found[0] if char.isdecimal()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[::2]]
    return found[0][:2] != "00" or (sum(doubled) + sum(digits[1::2])) % 10 == 0


def _is_bank_account(found: re.Match[str]) -> bool:
    """Say whether the check digits of a bank account are right (ISO 13616), with or without its last groups."""
    parts = re.split(r"[ \-]", found[0])
    return any(_passes_mod97("".join(parts[:end])) for end in range(len(parts), 0, -1))


def _passes_mod97(account: str) -> bool:
    if len(account) < 15:
        return False
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1


_CUTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_CONTAINER, _accept_always),
    (_UUID, _accept_always),
    (_NETWORK_CARD, _lacks_contact_word),
    (_DOI, _accept_always),
    (_PERSON, _lacks_contact_label),
    (_EPOCH, _lacks_contact_word),
    (_SERIAL, _lacks_contact_word),
    (_APP_VERSION, _accept_always),
    (_IBAN, _is_bank_account),
    (_CARD, _is_payment_card),
    (_DEVICE, _accept_always),
    (_CHAT, _accept_always),
    (_PLATE, _lacks_contact_label),
    (_POSITION, _is_position),
    (_LATITUDE, _accept_always),
    (_COORDINATES, _is_on_earth),
    (_DEGREES, _are_degrees),
    (_MINUTES, _lacks_contact_label),
    (_VERSION, _accept_always),
    (_ADDRESS, _is_internet_address),
    (_DATE_RANGE, _accept_always),
    (_DATE, _accept_always),
    (_SPACED_DATE, _accept_always),
    (_CASE, _accept_always),
    (_YEARS, _accept_always),
    (_CLOCK_RANGE, _accept_always),
    (_DOTTED_TIME, _accept_always),
    (_TIME, _accept_always),
    (_ITEM, _lacks_open_bracket),
    (_PAIRS, _are_number_pairs),
    (_COUNTED_ON, _is_progression),
    (_COUNT, _accept_always),
    (_DECIMALS, _are_decimals),
)
