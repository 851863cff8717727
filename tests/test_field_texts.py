"""What is no contact and what is one in texts of the field: prices, dates, ships, files, and numbers beside them.

Two strangers who name the same price, ship or host of an app have nothing in common; a number that editing from
right to left has turned is still one person's.
"""

import random
from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest

from graph.case import Case
from graph.finding import read_latest_findings
from ingest.extract import find_contacts
from tests import acting

REGIONS = tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
SETS: tuple[tuple[str, ...], ...] = ((), ("DE", "IQ", "IT"), ("SE",), REGIONS)
ZEROS = "0٠۰०০"
"""Of Latin, Arabic, Persian, Devanagari and Bengali digits."""

NO_CONTACT = """
السعر 3500-4500 يورو
Preis 3500-4500 Euro
Van for sale. 3500-4500 €
واتساب فقط السعر ٣٥٠٠-٤٥٠٠ يورو
واتساب فقط. مكانان. السعر ٣٥٠٠-٤٥٠٠ يورو
WhatsApp only, 3500-4500 €
Call me: 3500-4500 Euro for the car
Contact for the van, 3500-4500 €
Tel. evenings, 3500-4500 €
واتساب 3500-4500
Call 3500/4500
WhatsApp 10000-12000
€3500-€4500
3500€-4500€
3500 EUR - 4500 EUR
$1,500-$2,000
3.500-4.500 €
3 500 - 4 500 €
3'500–4'500 CHF
3.500,00 - 2.500,00 EUR
3500 to 4500
from 3500 to 4500 euro
من 3500 إلى 4500 يورو
3500 bis 4500 Euro
3.500.000 تا 4.500.000 تومان
قیمت ۳۵۰۰۰۰۰۰ تومان
3500000-4500000
3,500,000 - 4,500,000 toman
3450-4575 €
3450-4575
Preis: 3450 - 4575
900-1200
1500-2000-2500
5000-6000/7000-8000
3500~4500
3500–4500€ p.P.
3.5K-4.5K
3500k-4500k
2x3500-4500
3500-4500 x2
3500-4500x3
1200-1500 km
18000-25000 members
2015-2024
2014 2015 2016 2017
1402-1403
04.06-07.06
04.06.-07.06.2024
12/05-15/05/2024
12/05/2024-15/05/2024
12.-15.05.2024
12 - 15/05/2024
20240520 1430
202405201430
20240520143000
20240520T143000
20052024
2024 05 20
20 05 2024
2024/05/20-2024/05/25
1403/02/15 - 1403/02/20
١٤٠٣/٠٢/١٥
२०२४/०५/२०
10.30-11.30
08:00-17:00
0800-1700
8.00 – 17.00
10.30-11.30 call
22h00-06h00
GPS 36 48 23 10 11 45
GPS: 36.8065 10.1815
36.80650, 10.18150
36°48'23"N 10°11'45"E
36 48 23 N 10 11 45 E
N36 48.383 E010 11.750
36,80650 10,18150
إحداثيات 36 48 23 10 11 45
33-52-10N 035-30-22E
مختصات ۳۶.۸۰۶۵ ۱۰.۱۸۱۵
36 48 23 10 11 45
Aktenzeichen 123/4567/2024
Az. 12 Js 34567/24
Aktenzeichen: 1234567890
ref. 1234567890
Ref 123-456-7890
dossier n° 1234567890
dossier 123 456 789
n° de dossier 2079460123
numéro de vol 1234567
numéro de dossier : 01 23 45 67 89
شماره پرونده 1234567890
شماره پرونده: ۰۹۱۲۳۴۵۶۷۸۹
شماره پرواز 1234567
رقم الملف 1234567890
رقم القضية: 2024/1234567
رقم الرحلة 1234567
номер дела 1234567890
expediente 1234567890
dosya no 1234567890
የመዝገብ ቁጥር 1234567890
lambarka kiiska 1234567890
case number is 1234567890
Case file no. 1234567890
IMO 1234567
IMO 9074729
IMO: 9074729
The coaster (IMO 1234567, flag unknown) left at night
Distress: IMO 1234567 asked to help
الباخرة IMO: 1234567 غيرت مسارها
IMO 1234567 took 30 people on board
IMO No. 9074729 / 9074731
imo number 9074729
کشتی ایمو 9074729
MMSI 211234560
MMSI: 211234560, IMO 9074729
IMO/MMSI 9074729/211234560
Vessel 211234560
navire 9074729
flight LH 1234567
TK1980/1981
tracking RR123456789DE
RR123456789DE
1Z999AA10123456784
MSKU 1234567
MSKU1234565
IBAN DE89 3704 0044 0532 0130 00
iban: de89 3704 0044 0532 0130 00
Konto 1234567890
Konto-Nr. 1234 5678 90
RIB 007 99999 0001234567 89
شبا IR06 2960 0000 0010 0324 2000 01
کارت 6037-9911-2345-6789
6037.9911.2345.6789
4111 1111 1111 1111
plate 12345-116-16
12345-116-16
192.168.10.120
185.199.108.153:8080
v4.16.30.2101
version 10.15.7.1234
chat id -1001234567890
-1001234567890
message id 1234567
msg #12345678
user id 5123456789
ID: 5123456789
passport 123456789
passport no. AB 1234567
جواز سفر رقم 12345678
3000000
123456789
11111111
00000000
1234567890
WhatsApp 123456789
واتساب 3000000
بودجه 45,000,000
12,500,000
price 1375000
Kundennummer 1234567890
Kunden-Nr. 1234567
Sendungsnummer: 00340434161094042557
Rechnungsnr. 20240001234
order #1234567890
Booking no. 1234567890
booking ref 1234567890
weight 60-70 kg, distance 1200-1500 km
age 18-25, 20-30
3000-3500 € per adult, children 1500-2000 €
من ٣٥٠٠ الى ٤٥٠٠
بين 3500 و 4500
between 3500 and 4500
4500-3500
1716236400
1716236400000
Unix 1716236400
20240520-20240525
8-12 / 14-18
Mon 8.30-12.30 14.00-18.00
3-0 2-1 4-3 5-2
18-25 / 26-35 / 36-45
lat: 3680649 lon: 1018153
قضية عدد 12345/2024
12345/2024
EUAA/2024/123456
CVE-2024-1234567
Resolution 2240 (2015)
Tender 2024/S 123-345678
550e8400-e29b-41d4-a716-446655440000
00-14-22-01-23-45
2001:0db8:85a3:0000:0000:8a2e:0370:7334
Screenshot_2024-05-20-22-30-15-123.png
WhatsApp Image 2024-05-20 at 22.30.15 (1).jpeg
doi:10.1000/182.1234567
arXiv 2401.12345
RUT 12.345.678-5
CPF 123.456.789-09
123.456.789-09
12.345.678/0001-95
SSN 078-05-1120
BSN 123456782
900101-1234
EUR/USD 1.0850-1.0950
gold 2350.50 2410.75
3500 4500 5500 €
1) 3500 2) 4500 3) 5500
2100 1800 900 MHz
SAR freq 2182 4125 6215
Telegram 10.12.0 (4710)
Telegram Desktop 4.16.8 x64 1234567
imo 2024.05.1021
IMO: 9 074 729
IMO number: 9.074.729
IMO 907 4729
AIS 211234560
MTCN 123 456 7890
2024_05_20_22_30
2024.05.20.22.30
36 48.390 10 10.890
ECHR 12345/15 23456/16
no. 47287/15
COM(2023) 123
age 17,18,19,20,21
1 2 3 4 5 6 7 8 9 10
1,2,3,4,5,6,7,8,9,10
size 38-40-42-44
175/70 180/80
BP 120/80 130/85
21-19 21-15
20240520001
5,123,456 subs
"""

CONTACTS = """
0171 3500 4500 => national:017135004500
Tel 0171 35004500 => national:017135004500
Preis 3500-4500 Euro, Tel +44 7700 900123 => +447700900123
السعر 3500-4500 يورو واتساب 00447700900123 => +447700900123
واتساب 07700 900123 السعر 3500-4500 => national:07700900123
+33 6 39 98 12 34 3500-4500€ => +33639981234
06 39 98 12 34 => national:0639981234
06.39.98.12.34 => national:0639981234
imo 07700 900123 => national:07700900123
imo: +44 7700 900123 => +447700900123
IMO/+447700900123 => +447700900123
ref +44 7700 900123 => +447700900123
passport needed. WhatsApp 07700 900123 => national:07700900123
GPS needed. call 07700 900123 => national:07700900123
order: call 07700900123 => national:07700900123
Ref 1234567890, tel 07700 900123 => national:07700900123
IMO 1234567 call +44 20 7946 0123 => +442079460123
030 23125 000 => national:03023125000
030/23125000 => national:03023125000
(030) 23125-000 => national:03023125000
boat tonight 07700 900123 => national:07700900123
Location 07700 900123 => national:07700900123
22-33-44-55 => national:22334455 @@DK
55.12.34.56 => national:55123456 @@DK
22 333 444 => national:22333444 @@TN
WhatsApp 22 333 444 => national:22333444 @@TN
12.05.2024 07700 900123 5000 EUR => national:07700900123
Telefonnummer 030 23125000 => national:03023125000
Handynummer: 07700 900123 => national:07700900123
my number 07700900123 => national:07700900123
رقمي 07700900123 => national:07700900123
رقم الواتساب 07700900123 => national:07700900123
شماره تماس 07700900123 => national:07700900123
شماره من 07700900123 => national:07700900123
numéro: 06 39 98 12 34 => national:0639981234
للحجز 07700900123 => national:07700900123
booking 07700 900123 => national:07700900123
07700 900123 or 07700 900124 => national:07700900123 national:07700900124
07700900123/or WhatsApp 07700900124 => national:07700900123 national:07700900124
07700900123/07700900124 => national:07700900123 national:07700900124
07700900123 و 07700900124 => national:07700900123 national:07700900124
07700900123،07700900124 => national:07700900123 national:07700900124
07700900123;07700900124 => national:07700900123 national:07700900124
07700900123\\n07700900124 => national:07700900123 national:07700900124
07700900123-07700900124 => national:07700900123 national:07700900124
500-600-700 => national:500600700 @@PL
500 600 701 => national:500600701 @@PL
(415) 666-7777 => national:4156667777 @@US
415-666-7777 => national:4156667777 @@US
+44 20 7946 0123/+44 20 7946 0124 => +442079460123 +442079460124
للتواصل واتساب 20 7946 0123 44+ => +442079460123
رقمي 20 7946 0123 44+ => +442079460123
واتساب 7700900123-44+ => +447700900123
0123 7946 20 44+ => +442079460123
442079460123+ => +442079460123
7700900123 0044 => +447700900123
0123 7946 20 0044 => +442079460123
44+ 20 7946 0123 => +442079460123
)44+( 20 7946 0123 => +442079460123
20 7946 0123 )44+( => +442079460123
)+44( 20 7946 0123 => +442079460123
واتساب \u200f44+ \u200e7700 900123 => +447700900123
07700900123or 07700900124 => national:07700900123 national:07700900124
07700900123WhatsApp => national:07700900123
011442079460123 => +442079460123 @@US
call 011 44 20 7946 0123 => +442079460123 @@US,GB
0011442079460123 => +442079460123 @@AU
7700900123 => national:07700900123 @@GB
07700 900123 => national:07700900123 @@GB
(202) 555-0123 => national:2025550123 @@US
030 231250 / 231251 => national:030231250 national:030231251 @@DE
+49 30 23125000 030 23125001 => +493023125000 national:03023125001 @@DE
+49 30 23125000 23125001 => +493023125000 @@FR
22 333 444 22 333 445 => national:22333444 national:22333445 @@TN
0171 1234567 / 68 => national:01711234567 @@DE
+49 (30) 23125-0 => +4930231250
+49 30 23125000 2 => +493023125000
\u279544 7700 900123 => +447700900123
\u279544 7700 900123 => +447700900123
WhatsApp 447700900123 => +447700900123
447700900123 => +447700900123
+44 7700 900123. 3500 € => +447700900123
+44 7700 900123 - 3500 € => +447700900123
07700 900123. 3500 € => national:07700900123
07700900123 (3500-4500€) => national:07700900123
1) 07700 900123 2) 07700 900124 => national:07700900123 national:07700900124
7700 900123 +44 => +447700900123
7700-900123+44 => +447700900123
(44+) 7700900123 => +447700900123
1716236400 WhatsApp => national:01716236400 @@DE
WhatsApp 1716236400 => national:01716236400 @@DE
wa.me/44 7700 900123 => +447700900123
https://t.me/travelnorth+447700900123 => telegram:@travelnorth +447700900123
https://chat.whatsapp.com/ AbCdEfGhIjKlMnOpQrStUv => invite:chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv
https://www.instagram.com/_u/travel.north => instagram:@travel.north
tiktok.com/@travel.north => tiktok:@travel.north
"""
"""A text, the ids of its contacts, and behind ``@@`` the regions where they are not Britain, Germany and France."""


def ids(text: str, regions: tuple[str, ...] = ()) -> list[str]:
    return [each.node.id for each in find_contacts(text, platform="telegram", regions=regions)]


def in_digits(text: str, zero: str) -> str:
    """Write with the ten digits that begin at a character."""
    return text.translate({ord(str(value)): chr(ord(zero) + value) for value in range(10)})


@pytest.mark.parametrize("text", NO_CONTACT.strip().split("\n"))
def test_it_is_no_contact_in_any_country(text: str) -> None:
    assert [found for regions in SETS if (found := ids(text, regions))] == []


@pytest.mark.parametrize("row", CONTACTS.strip().split("\n"))
def test_a_contact_is_read(row: str) -> None:
    text, _, expected = row.partition(" => ")
    found, _, regions = expected.partition("@@")
    assert ids(text.replace("\\n", "\n"), tuple((regions.strip() or "GB,DE,FR").split(","))) == found.split()


RANGES = [(low, high) for low in range(1000, 12001, 500) for high in range(low + 500, 12001, 500)]
FORMS = [
    "{}-{}€",
    "{}/{} €",
    "{} - {} EUR",
    "{}–{}",
    "واتساب {}-{}",
    "Call {}-{}",
    "{} إلى {} يورو",
    "{} تا {}",
    "€{}-€{}",
]


@pytest.mark.parametrize("form", FORMS)
def test_no_price_range_is_a_contact(form: str) -> None:
    texts = [in_digits(form.format(*both), zero) for both in RANGES for zero in ZEROS]
    assert [text for text in texts if ids(text, REGIONS)] == []


@pytest.mark.slow
@pytest.mark.parametrize("region", REGIONS)
def test_no_price_range_is_a_contact_in_one_country(region: str) -> None:
    texts = [form.format(*both) for both in RANGES[::5] for form in ("{}-{}€", "{}/{} €")]
    assert [text for text in texts if ids(text, (region,))] == []


@pytest.mark.parametrize("form", ["{} 3500-4500€", "3500-4500€ {}", "السعر 3500-4500 {}", "{}, 3500/4500 EUR"])
@pytest.mark.parametrize("number", ["+44 20 7946 0123", "0044 20 7946 0123", "+442079460123"])
def test_a_number_beside_a_price_range_is_read(form: str, number: str) -> None:
    assert ids(form.format(number), REGIONS) == ["+442079460123"]


def one_of(*texts: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice(texts)(chance)


def digits(chance: random.Random, length: int) -> str:
    return str(chance.randrange(10 ** (length - 1), 10**length))


def day(chance: random.Random) -> str:
    year, month, number = chance.randrange(1995, 2031), chance.randrange(1, 13), chance.randrange(1, 29)
    mark = chance.choice("-/.")
    return chance.choice(
        [
            f"{number:02}{mark}{month:02}{mark}{year}", f"{year}{mark}{month:02}{mark}{number:02}",
            f"{month:02}{mark}{number:02}{mark}{year}", f"{number}{mark}{month}{mark}{year % 100:02}",
            f"{year}{month:02}{number:02}", f"{number:02} {month:02} {year}",
            f"{chance.randrange(1380, 1410)}/{month:02}/{number:02}",
        ]
    )  # fmt: skip


def clock(chance: random.Random, mark: str = ".") -> str:
    return f"{chance.randrange(24):02}{mark}{chance.choice(['00', '15', '30', '45'])}"


def joint(chance: random.Random) -> str:
    return chance.choice(["-", " - ", "–", " – ", "/", "~", " to ", " bis ", " إلى ", " تا ", " à "])


DATES = one_of(
    day,
    lambda chance: day(chance).replace(".", "/") + " - " + day(chance).replace(".", "/"),
    lambda chance: f"{day(chance)}, {day(chance)}",
    lambda chance: f"20240520 {clock(chance, '')}",
    lambda chance: f"20{chance.randrange(10, 30)}0520T{clock(chance, '')}00",
    lambda chance: f"{chance.randrange(1, 29):02}.06{joint(chance)}{chance.randrange(1, 29):02}.07",
    lambda chance: f"{chance.randrange(1, 15)}.-{chance.randrange(15, 29)}.06.20{chance.randrange(10, 30)}",
    lambda chance: f"{clock(chance)}-{clock(chance)}",
    lambda chance: f"{clock(chance, ':')}{joint(chance)}{clock(chance, ':')}",
    lambda chance: f"{clock(chance, '')}-{clock(chance, '')}",
    lambda chance: f"20{chance.randrange(10, 30)}-20{chance.randrange(10, 30)}",
)
PRICES = one_of(
    *(
        lambda chance, form=form: form.format(
            chance.randrange(20, 240) * 50,
            chance.randrange(240, 480) * 50,
            joint=joint(chance),
            currency=chance.choice(["€", " €", " euro", " EUR", "$", " يورو", " تومان", " birr", " دينار", " TL"]),
        )
        for form in (
            "{0}{joint}{1}{currency}", "{0}{currency}{joint}{1}{currency}", "{0}{joint}{1}", "€{0}{joint}€{1}",
            "{0}{currency} / {1}{currency}", "{0}K{joint}{1}K", "{0:,}{joint}{1:,}{currency}",
        )
    ),
    lambda chance: f"{chance.randrange(10**6, 10**8):,}".replace(",", chance.choice(".,' ")) + " تومان",
    lambda chance: f"{chance.randrange(1001, 9999)}-{chance.randrange(1001, 9999)} €",
    lambda chance: chance.choice(["price ", "Preis: ", "السعر ", "قیمت "]) + str(chance.randrange(10**6, 10**8)),
)  # fmt: skip
LABELS = (
    "ID ", "ID: ", "#", "ref ", "Ref. ", "order no. ", "Aktenzeichen ", "Az. ", "dossier n° ", "n° de dossier ",
    "شماره پرونده ", "رقم الملف ", "رقم القضية: ", "номер дела ", "expediente ", "dosya no ", "Passport No: ",
    "case ", "IMEI ", "tracking ",
    "facture ", "user id ", "message id ", "Konto ", "PNR ", "کد رهگیری ", "رقم الحساب ", "Kundennummer ", "pratica ",
    "የመዝገብ ቁጥር ", "booking no. ", "numéro de vol ", "شماره پرواز ", "flight ", "policy ",
)  # fmt: skip
IDS = one_of(
    lambda chance: chance.choice(LABELS) + digits(chance, chance.randrange(7, 14)),
    lambda chance: chance.choice(LABELS) + "-".join(digits(chance, length) for length in (3, 4, 4)),
    lambda chance: chance.choice(LABELS) + " ".join(digits(chance, 3) for _ in range(3)),
    lambda chance: chance.choice(LABELS) + "0" + digits(chance, 9),
    lambda chance: f"{digits(chance, 3)}/{digits(chance, 4)}/20{chance.randrange(10, 30)}",
    lambda chance: " ".join(digits(chance, 4) for _ in range(4)),
    lambda chance: f"RR{digits(chance, 9)}DE",
    lambda chance: f"MSKU {digits(chance, 7)}",
    lambda chance: f"-100{digits(chance, 10)}",
    lambda chance: ".".join(str(chance.randrange(100, 256)) for _ in range(4)),
)


def degrees(chance: random.Random) -> str:
    return f"{chance.randrange(90)} {chance.randrange(60):02} {chance.randrange(60):02}"


COORDINATES = one_of(
    lambda chance: f"{chance.uniform(-90, 90):.5f}, {chance.uniform(-180, 180):.5f}",
    lambda chance: f"{chance.uniform(-90, 90):.6f} {chance.uniform(-180, 180):.6f}",
    lambda chance: f"GPS {degrees(chance)} {degrees(chance)}",
    lambda chance: f"{degrees(chance)} N {degrees(chance)} E",
    lambda chance: f"36°{chance.randrange(60):02}'{chance.randrange(60):02}\"N 10°{chance.randrange(60):02}'11\"E",
    lambda chance: f"إحداثيات {chance.uniform(-90, 90):.4f} {chance.uniform(-180, 180):.4f}",
    lambda chance: f"lat {chance.uniform(-90, 90):.5f} lon {chance.uniform(-180, 180):.5f}",
    lambda chance: f"N{chance.randrange(90)} {chance.randrange(60):02}.383 E010 {chance.randrange(60):02}.750",
)
SHIPS = one_of(
    *(
        lambda chance, form=form: form.format(digits(chance, 7), chance.choice("234567") + digits(chance, 8))
        for form in (
            "IMO {0}", "IMO: {0}", "IMO{0}", "imo no. {0}", "MMSI {1}", "vessel {1}",
            "MMSI: {1}, IMO {0}",
            "الباخرة IMO {0}",
            "کشتی imo {0}", "navire IMO {0} MMSI {1}", "IMO/MMSI {0}/{1}", "IMO-Nummer {0}",
            "flag unknown, IMO number: {0}",
        )
    )
)  # fmt: skip
WORDS = (
    "boat", "tonight", "سفر", "غدا", "call me", "WhatsApp", "واتساب", "tel.", "demain", "with family", "مركب",
    "اتصل", "تماس", "Preis", "نفر", "и дети", "and", "فقط", "ዛሬ", ".",
)  # fmt: skip


def write_text(chance: random.Random) -> str:
    """Write one to three dates, prices, ids, coordinates or ships among words."""
    parts = []
    for _ in range(chance.randrange(1, 4)):
        subject = chance.choice([DATES, PRICES, IDS, COORDINATES, SHIPS])
        parts += [chance.choice(WORDS), in_digits(subject(chance), chance.choice(ZEROS))]
    return chance.choice([" ", ", ", "\n"]).join([*parts, chance.choice(WORDS)])


@pytest.mark.slow
def test_no_text_of_dates_prices_ids_coordinates_and_ships_holds_a_contact() -> None:
    """Each text is read in a twelfth of all countries: in all of them the library of numbers takes most of the time."""
    texts = [write_text(random.Random(number)) for number in range(10_000)]
    assert [text for at, text in enumerate(texts) if ids(text, REGIONS[at % 12 :: 12])] == []


HEAD = "platform,time,account_id,text,post_id,account_name,group_id,group_name\n"


def posts(account: int, name: str, texts: list[str]) -> str:
    return "".join(
        f'telegram,2024-03-0{at}T10:00:00Z,{account},"{text}",{at},{name},channel{account},Group of {name}\n'
        for at, text in enumerate(texts, 1)
    )


def case_of(folder: Path, first: list[str], second: list[str], regions: tuple[str, ...] = ()) -> Case:
    """Give a case in which two strangers wrote three posts each, read and analysed."""
    (folder / "posts.csv").write_text(HEAD + posts(1001, "Lina", first) + posts(2002, "Otto", second), encoding="utf-8")
    case = Case.init(folder / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester", regions=regions)
    acting.ingest(case, [folder / "posts.csv"], who="tester")
    acting.find(case, who="tester")
    return case


STRANGERS = {
    "a price range": (["Sunday, السعر 2500-3500 يورو"] * 3, ["Used tyres, Preis 2500-3500 Euro"] * 3, ("DE", "IQ")),
    "a price range beside a word of contact": (["واتساب فقط ٢٥٠٠-٣٥٠٠ يورو"] * 3, ["Call me: 2500-3500 Euro"] * 3, ()),
    "a ship": (["Seen: IMO 9074729 at night"] * 3, ["Distress, IMO 9074729 asks for help"] * 3, ()),
    "the host of an app": (["https://wa.me/+44 20 7946 0201"] * 3, ["wa.me/+44 7700 900201", "t.me", "bit.ly"], ()),
    "a made-up number": (["WhatsApp 123456789"] * 3, ["call 123456789, wa.me/11111111"] * 3, ("DE",)),
}


@pytest.mark.slow
@pytest.mark.parametrize("shared", STRANGERS)
def test_two_strangers_get_no_lead_from(shared: str, tmp_path: Path) -> None:
    first, second, regions = STRANGERS[shared]
    assert read_latest_findings(case_of(tmp_path, first, second, regions)).findings == ()


@pytest.mark.slow
def test_a_number_with_its_plus_at_the_end_is_the_number(tmp_path: Path) -> None:
    turned, plain = ["للتواصل واتساب 20 7946 0202 44+"] * 3, ["واتساب +44 20 7946 0202"] * 3
    found = read_latest_findings(case_of(tmp_path, turned, plain, ("GB", "DE"))).findings
    shared = [subject.id for one in found if one.kind == "handoff" for subject in one.subjects]
    assert {id for id in shared if not id.startswith("telegram:")} == {"+442079460202"}
