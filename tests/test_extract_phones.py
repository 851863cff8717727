"""Phone numbers in running text: every writing, no decoys, no guessed country."""

import random
from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import Found, decoys, find_contacts

SAMPLES = [
    "+447700900123", "+442079460123", "+33639981234", "+33199001234", "+12025550123", "+61491570156",
    "+493023125000", "+4915228817386", "+46701740605", "+353209123456",
]  # fmt: skip


def numbers(text: str, regions: tuple[str, ...] = ()) -> list[Found]:
    return [each for each in find_contacts(text, regions=regions) if each.rule == "phone"]


def grouped(number: str) -> str:
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def digits(zero: str) -> Callable[[str], str]:
    """Write with the ten digits that begin at a character."""
    table = {ord(str(value)): chr(ord(zero) + value) for value in range(10)}
    return lambda number: number.translate(table)


def keycaps(number: str) -> str:
    return "+" + "".join(f"{char}\ufe0f\u20e3" for char in number[1:])


WRITINGS: dict[str, Callable[[str], str]] = {
    "together": lambda number: number,
    "spaces": grouped,
    "dashes": lambda number: grouped(number).replace(" ", "-"),
    "dots": lambda number: grouped(number).replace(" ", "."),
    "00": lambda number: "00" + number[1:],
    "00 with spaces": lambda number: "00 " + grouped(number)[1:],
    "Arabic-Indic": digits("٠"),
    "00 Arabic-Indic": lambda number: digits("٠")("00" + number[1:]),
    "Persian": digits("۰"),
    "Devanagari": digits("०"),
    "Bengali": digits("০"),
    "Myanmar": digits("၀"),
    "full-width": lambda number: digits("０")(number).replace("+", "＋"),
    "bold": digits("𝟎"),
    "subscript": digits("₀"),
    "keycaps": keycaps,
    "no-break space": lambda number: grouped(number).replace(" ", "\u00a0"),
    "narrow space": lambda number: grouped(number).replace(" ", "\u202f"),
    "thin space": lambda number: grouped(number).replace(" ", "\u2009"),
    "figure space": lambda number: grouped(number).replace(" ", "\u2007"),
    "tab": lambda number: grouped(number).replace(" ", "\t"),
    "bidi marks": lambda number: f"\u202a{grouped(number)}\u202c",
    "mark between": lambda number: grouped(number).replace(" ", "\u200e "),
    "zero-width": lambda number: "\u200b".join(number),
    "middle dot": lambda number: grouped(number).replace(" ", "·"),
    "bullet": lambda number: grouped(number).replace(" ", "•"),
    "underscore": lambda number: grouped(number).replace(" ", "_"),
    "star": lambda number: grouped(number).replace(" ", "*"),
    "bar": lambda number: grouped(number).replace(" ", "|"),
    "en dash": lambda number: grouped(number).replace(" ", "–"),
    "each digit alone": lambda number: "+" + " ".join(number[1:]),
    "bracketed code": lambda number: f"({number[:3]}) {number[3:]}",
}

ADVERTS = [
    "{}",
    "للتواصل واتساب {} على مدار الساعة",
    "Départ demain 12/06/2024 à 10:30, appelez {}, prix 3500€",
    "Safe way 2024! {}\nWhatsApp only",
    "12.05.2024 {} 5000 EUR",
]


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("advert", ADVERTS)
def test_a_number_is_found_in_every_writing(writing: str, advert: str) -> None:
    missed = []
    for number in SAMPLES:
        text = advert.format(WRITINGS[writing](number))
        if [each.node.id for each in numbers(text)] != [number]:
            missed.append(text)
    assert missed == []


def test_a_keycap_number_keeps_its_last_keycap() -> None:
    text = keycaps("+447700900123")
    assert [each.raw for each in numbers(f"call {text} now")] == [text]


def test_a_number_whole_without_its_plus_is_doubtful() -> None:
    [found] = numbers("447700900123")
    assert (found.node.id, found.plausibility) == ("+447700900123", 0.5)


def test_a_word_beside_it_takes_the_doubt() -> None:
    [found] = numbers("WhatsApp 447700900123")
    assert (found.node.id, found.plausibility, found.app) == ("+447700900123", None, "whatsapp")


@pytest.mark.parametrize("regions", [("FR",), ("FR", "GB", "US")])
def test_a_national_number_names_candidates_and_no_country(regions: tuple[str, ...]) -> None:
    [found] = numbers("06 39 98 12 34", regions)
    assert (found.node.id, found.candidates, found.plausibility) == ("national:0639981234", ("FR",), 0.5)


def test_a_national_number_of_no_region_is_no_contact() -> None:
    assert numbers("06 39 98 12 34", ("GB",)) == []


def test_a_national_number_of_no_region_with_a_word_is_a_doubtful_contact() -> None:
    [found] = numbers("واتساب 06 39 98 12 34", ("GB",))
    assert (found.node.id, found.candidates, found.plausibility, found.app) == (
        "national:0639981234",
        None,
        0.5,
        "whatsapp",
    )


@pytest.mark.parametrize(
    ("text", "apps"),
    [
        ("+447700900123", ["phone"]),
        ("WhatsApp: +447700900123", ["whatsapp"]),
        ("واتس +447700900123", ["whatsapp"]),
        ("بالواتساب +447700900123", ["whatsapp"]),
        ("viber +447700900123 signal +447700900124", ["viber", "signal"]),
        ("+447700900123 (WhatsApp), Telegram: +447700900124", ["whatsapp", "telegram"]),
        ("تلگرام +447700900123", ["telegram"]),
        ("IMO/+447700900123", ["imo"]),
        ("إيمو +447700900123", ["imo"]),
        ("WhatsApp:\n+447700900123", ["whatsapp"]),
        ("Telegram +447700900123 / +447700900124", ["telegram", "telegram"]),
        ("+447700900123 on WhatsApp", ["whatsapp"]),
        ("📞 +447700900123", ["phone"]),
        ("timorous +447700900123", ["phone"]),
    ],
)
def test_a_word_beside_a_number_names_the_app(text: str, apps: list[str]) -> None:
    assert [each.app for each in numbers(text)] == apps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+447700900123 +447700900124", ["+447700900123", "+447700900124"]),
        ("+447700900123/+447700900124", ["+447700900123", "+447700900124"]),
        ("00447700900123 00447700900124", ["+447700900123", "+447700900124"]),
        ("447700900123 / 447700900124", ["+447700900123", "+447700900124"]),
        ("447700900123 447700900124", ["+447700900123", "+447700900124"]),
        ("2024 447700900123", ["+447700900123"]),
        ("+447700900123 5", ["+447700900123"]),
        ("+493023125000 5", ["+493023125000"]),
        ("+493023125000 50", ["+493023125000"]),
        ("+49 30 23125000 5 people", ["+493023125000"]),
        ("+49 30 23125000 5000 EUR", ["+493023125000"]),
        ("+44 (0) 7700 900123", ["+447700900123"]),
        ("و00447700900123", ["+447700900123"]),
        ("call +447700900123 5 ;\n +447700900124", ["+447700900123", "+447700900124"]),
        ("+447700900123\n+447700900124", ["+447700900123", "+447700900124"]),
        ("tel 077\n+447700900124", ["+447700900124"]),
        ("44 7700 90 0123", ["+447700900123"]),
        ("+1 555 0123", []),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, found: list[str]) -> None:
    assert [each.node.id for each in numbers(text)] == found


def account(chance: random.Random) -> str:
    """Make a bank account whose check digits are right."""
    code, rest = chance.choice(["DE", "FR", "TN", "TR", "GB"]), f"{chance.randrange(10**18):018}"
    check = 98 - int("".join(str(int(char, 36)) for char in f"{rest}{code}00")) % 97
    whole = f"{code}{check:02}{rest}"
    return chance.choice([whole, " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))])


def checked(chance: random.Random, length: int) -> str:
    """Make digits whose last one is the check digit of cards and devices."""
    body = [chance.randrange(10) for _ in range(length - 1)]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in body[::-1][::2]]
    return "".join(map(str, body)) + str(-(sum(doubled) + sum(body[::-1][1::2])) % 10)


def card(chance: random.Random) -> str:
    whole = checked(chance, 16)
    return chance.choice(["", " ", "-"]).join(whole[at : at + 4] for at in range(0, 16, 4))


def number_of(chance: random.Random, length: int) -> int:
    return chance.randrange(10 ** (length - 1), 10**length)


def date(chance: random.Random) -> str:
    year, month, day = chance.randrange(1990, 2030), chance.randrange(1, 13), chance.randrange(1, 29)
    return chance.choice(
        [
            f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02} 10:30:11", f"{day}.{month}.{year % 100:02}",
            f"{year}-{year + 3}", f"{year}-{month:02}-{day:02}T10:11:12Z", f"{year}{month:02}{day:02}",
            f"{day:02} {month:02} {year}", f"{day:02}/{month:02}/{year} 08:00 - {day:02}/{month:02}/{year}",
        ]
    )  # fmt: skip


DECOYS: dict[str, Callable[[random.Random], str]] = {
    "bank account": account,
    "card": card,
    "device": lambda chance: chance.choice(["IMEI ", ""]) + checked(chance, 15),
    "device with dashes": lambda chance: f"35-{number_of(chance, 6)}-{number_of(chance, 6)}-{chance.randrange(10)}",
    "id in a link": lambda chance: chance.choice(
        [
            f"https://facebook.com/groups/{number_of(chance, 10)}/permalink/{number_of(chance, 12)}/",
            f"https://example.org/item/{number_of(chance, 10)}?id={number_of(chance, 11)}",
            f"https://t.me/c/{number_of(chance, 10)}/{number_of(chance, 4)}",
        ]
    ),
    "named id": lambda chance: chance.choice(["ID: ", "#", "order ", "ref "]) + str(number_of(chance, 10)),
    "coordinates": lambda chance: chance.choice(["{:.6f}, {:.6f}", "{:.5f},{:.5f}", "{:.7f} {:.7f}"]).format(
        chance.uniform(-90, 90), chance.uniform(-180, 180)
    ),
    "price": lambda chance: chance.choice(
        ["{}€", "€{}", "{} euro", "${}", "{},000 تومان", "{}.000.000 دينار", "only {} 000 DA"]
    ).format(chance.randrange(1, 99999)),
    "date": date,
}


@pytest.mark.parametrize("kind", DECOYS)
@pytest.mark.parametrize("regions", [(), ("DE", "FR", "TN", "TR")])
def test_decoys_are_no_numbers(kind: str, regions: tuple[str, ...]) -> None:
    chance = random.Random(f"{kind}{regions}")
    texts = [f"meet {DECOYS[kind](chance)} ok" for _ in range(300)]
    assert [text for text in texts if numbers(text, regions)][3:] == []  # 1 % may pass


def test_what_is_cut_keeps_its_length() -> None:
    text = "12/05/2024 10:30 5000€ 36.80650, 10.18150 +447700900123"
    assert len(decoys.mask_decoys(text)) == len(text)
    assert decoys.mask_decoys(text).endswith(" +447700900123")


@pytest.mark.parametrize("text", ["10:30", "23:59:59", "2024-05-12T10:30", "5 000 €", "€5000", "36°48'22"])
def test_a_decoy_is_cut_whole(text: str) -> None:
    assert set(decoys.mask_decoys(text)) == {"\x1f"}


WORDS = st.sampled_from(["call", "price", "سفر", "tonight", "prix", "(", ")", ",", "5", "2024", "300€", "10:30", "\n"])
PLAIN = st.builds(
    lambda number, write: write(number),
    st.sampled_from(SAMPLES),
    st.sampled_from([WRITINGS["together"], WRITINGS["spaces"], WRITINGS["dashes"]]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(WORDS, PLAIN, WORDS), min_size=1, max_size=3))
def test_plain_text_gives_what_the_matcher_gives(parts: list[tuple[str, str, str]]) -> None:
    """Two listed reasons to differ: the matcher glues a number to digits beside it, so it is asked part by part;

    and it calls some ranges reserved for fiction invalid: those are compared with what was written.
    """
    text = " ; ".join(f"{before} {number} {after}" for before, number, after in parts)
    expected = []
    for _, number, _ in parts:
        matches = list(phonenumbers.PhoneNumberMatcher(number, None))
        parsed = matches[0].number if matches else phonenumbers.parse(number)
        expected.append(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    assert [each.node.id for each in numbers(text)] == expected


@pytest.mark.parametrize("label", ["টাকা", "euro", "DH", "dollar", "ريال"])
@pytest.mark.parametrize("number", ["+49 69.900.098.92", "+49 69 900 098 92", "0049 69.900.098.92"])
def test_a_grouped_number_above_a_line_that_begins_with_a_currency_is_read(number: str, label: str) -> None:
    assert len(numbers(f"boat: {number}\n{label}: +44 7700 900123")) == 2
