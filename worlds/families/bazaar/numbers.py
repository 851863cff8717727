"""Telephone numbers reserved for fiction, and how people write them."""

import random
from dataclasses import dataclass, field

US_AREAS = (
    "201", "202", "203", "206", "207", "208", "209", "210", "212", "213", "214", "215", "216", "217",
    "218", "219", "224", "225", "228", "229", "231", "234", "239", "240", "248", "251", "252", "253",
    "254", "256", "260", "262", "267", "269", "270", "276", "281", "301", "302", "303", "304", "305",
    "307", "308", "309", "310", "312", "313", "314", "315", "316", "317", "318", "319", "320", "321",
    "323", "325", "330", "334", "336", "337", "347", "351", "352", "360", "361", "386", "401", "402",
    "404", "405", "406", "407", "408", "409", "410", "412", "413", "414", "415", "417", "419", "423",
    "425", "430", "432", "434", "435", "440", "443", "469", "478", "479", "480", "484", "501", "502",
    "503", "504", "505", "507", "508", "509", "510", "512", "513", "515", "516", "517", "518", "520",
    "530", "540", "541", "551", "559", "561", "562", "563", "567", "570", "571", "573", "574", "580",
    "585", "586", "601", "602", "603",
)  # fmt: skip
GB_FIXED = (
    "20 7946 0",
    "113 496 0",
    "114 496 0",
    "115 496 0",
    "116 496 0",
    "117 496 0",
    "118 496 0",
    "121 496 0",
    "131 496 0",
    "141 496 0",
    "151 496 0",
    "161 496 0",
    "191 498 0",
)
FR_FIXED = ("1 99 00", "2 61 91", "3 53 01", "4 65 71", "5 36 49")
DE_FIXED = ("30 23125", "69 90009", "40 66969", "221 4710", "89 99998")
KEYCAP = "\ufe0f\u20e3"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(slots=True)
class Numbers:
    """Numbers given out once each; a used one comes again only where a pool is at its end."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def _free(self, make: str) -> str:
        """Fill the places marked # with digits, such that the number is new."""
        number = ""
        for _ in range(60):
            number = "".join(self.chance.choice("0123456789") if sign == "#" else sign for sign in make)
            if number not in self.used:
                break
        self.used.add(number)
        return number

    def mobile(self, country: str) -> str:
        """Give a personal number of a country."""
        if country == "GB" and self.chance.random() < 0.7:
            return self._free("+447700900###")
        if country == "DE" and self.chance.random() < 0.3:
            return self._free("+4917139200##")
        if country == "US":
            return self._free(f"+1{self.chance.choice(US_AREAS)}55501##")
        if country == "SE":
            return self._free("+4670174" + f"06{self.chance.randint(5, 99):02}")
        return self._free("+3363998####")

    def fixed(self, country: str) -> str:
        """Give the number of an office."""
        if country == "GB":
            return self._free("+44" + self.chance.choice(GB_FIXED).replace(" ", "") + "###")
        if country == "DE":
            return self._free("+49" + self.chance.choice(DE_FIXED).replace(" ", "") + "###")
        if country == "US":
            return self._free(f"+1{self.chance.choice(US_AREAS)}55501##")
        return self._free("+33" + self.chance.choice(FR_FIXED).replace(" ", "") + "####")

    def hotline(self) -> str:
        """Give a number that calls for free."""
        return self._free("+448081570###")


def split_country(number: str) -> tuple[str, str, str]:
    """Give the code of the country, the digits before which trunk callers dial, and the rest."""
    for code, trunk in (("44", "0"), ("33", "0"), ("49", "0"), ("46", "0"), ("1", "")):
        if number.startswith("+" + code):
            return code, trunk, number[1 + len(code) :]
    return "", "", number[1:]


def group_digits(digits: str, country: str, chance: random.Random) -> str:
    """Space the digits as people of the country do, or not at all."""
    if chance.random() < 0.4:
        return digits
    if country == "33":
        lead = len(digits) % 2
        parts = ([digits[:lead]] if lead else []) + [digits[at : at + 2] for at in range(lead, len(digits), 2)]
        return chance.choice((" ", ".", " ")).join(parts)
    if country == "1":
        return chance.choice(("{}-{}-{}", "({}) {}-{}", "{} {} {}")).format(digits[:3], digits[3:6], digits[6:])
    cut = chance.choice((3, 4))
    middle = cut + (len(digits) - cut) // 2
    return " ".join((digits[:cut], digits[cut:middle], digits[middle:]))


def write_number(number: str, chance: random.Random, form: str, *, arabic: bool) -> str:
    """Write a number with its country (``plain``), without (``national``), or against filters (``disguised``)."""
    code, trunk, rest = split_country(number)
    if form == "disguised":
        digits = trunk + rest if chance.random() < 0.5 else code + rest
        way = chance.randrange(4)
        if way == 0:
            return "".join(digit + KEYCAP for digit in digits)
        if way == 1:
            return chance.choice((" ", "_", "*", " . ")).join(digits)
        if way == 2:
            return digits.replace("0", "O").replace("1", "l")
        names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
        return " ".join(names[int(digit)] if chance.random() < 0.5 else digit for digit in digits)
    if form == "national":
        text = group_digits(trunk + rest, code, chance)
    else:
        text = chance.choice(("+", "+", "00")) + code + chance.choice((" ", "")) + group_digits(rest, code, chance)
    if arabic and chance.random() < 0.25 and "(" not in text:
        return text.translate(ARABIC_DIGITS)
    return text
