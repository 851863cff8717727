"""Numbers of files, ships, flights, parcels, accounts and cards: a word directly before says what the digits are.

The word stands nearer than any word of contact (``Telefon: ja, Aktenzeichen 123``), or behind one as in Persian
(``شماره پرونده``, the number of a file). A number with its plus is a phone number all the same.
"""

import re

from ingest.extract import words

_ALONE = (
    # Latin letters, whole words
    r"id|ids|uid|guid|iban|bic|swift|rib|imei|imsi|iccid|s/?n|serial|ref|refs|reference|order|invoice|pnr"
    r"|passport|case"
    r"|docket|code|pin|otp|account|acct|a/c|tracking|awb|waybill|container|card|vat|tax|tin|licen[cs]e"
    r"|registration|plate"
    r"|arxiv|cve|celex|resolution|tender|rut|cpf|cnpj|ssn|bsn|nif|cif|nss|afm|αφμ|amka|pesel|curp|aadhaar|itin|mtcn|ais"
    r"|freq(?:uency|uenz|uence)?|vhf|unix|epoch|timestamp"
    r"|policy|batch|lot|isbn|issn|ean|sku|unhcr|vin|chassis|flight|mmsi|eni|call\s?sign|incident|ip|version|v|gps"
    r"|dossier|r[ée]f[ée]rence|r[ée]f|commande|facture|suivi|colis|compte|carte|passeport|matricule"
    r"|immatriculation|plaque|vol"
    r"|siren|siret|affaire|contrat|s[ée]rie|expediente|exp|referencia|pedido|factura|cuenta|tarjeta|pasaporte"
    r"|matr[íi]cula"
    r"|vuelo|seguimiento|dni|nie|c[ée]dula|c[óo]digo|pratica|fascicolo|riferimento|rif|ordine|fattura|conto"
    r"|passaporto|targa"
    r"|volo|spedizione|codice|protocollo|prot|processo|refer[êe]ncia|fatura|passaporte|voo|dosya|referans"
    r"|sipari[şs]|hesap|kart"
    r"|pasaport|plaka|u[çc]u[şs]|takip|kargo|kimlik|akte|aktenzeichen|az|gesch[äa]ftszeichen|gz|vorgang"
    r"|bestellung|rechnung"
    r"|sendung|paket|konto|kto|blz|steuer|ausweis|reisepass|kennzeichen|vertrag|flug|referenz|beleg|plz"
    r"|lambarka|kiiska"
    r"|baasaboor\w{0,3}|akoon\w{0,3}|duulimaad\w{0,3}|faylka|zaak|zaaknummer|[äa]rende|diarienummer|sak|sag"
    r"|\w{2,20}(?<!tele)(?<!telefon)(?<!telefoon)(?<!handy)(?<!mobil)(?<!ruf)(?<!fax)(?<!app)(?<!kontakt)(?<!gram)"
    r"(?<!viber)(?<!signal)(?<!notruf)(?<!service)(?<!hotline)-?(?:nummer|nr|nro|num)"
)
_COUNTED = (
    r"booking|reservation|ticket|visa|file|train|bus|room|seat|gate|ship|vessel|hull|message|msg|post|chat"
    r"|channel|user|member"
    r"|document|doc|certificate|claim|contract|item|article|product|model|report|log|receipt|request"
    r"|application|parcel"
    r"|r[ée]servation|billet|train|pages?|reserva|billete|boleto|prenotazione|biglietto|treno|bilet|rezervasyon"
    r"|sefer|evrak"
    r"|buchung\w{0,3}|ticket|zug|kunden?|mitglied\w{0,2}|artikel|karten?"
)
"""Nouns that speak of a number only with a word for one beside them: people write "order a ticket: 07700 …"."""
_NUMBER_WORD = (
    r"(?:numbers?|numb|no|nos|nr|nrs|num|n[°ºo]|№|#|id|code|ref|num[ée]ros?|n[úu]meros?|n[úu]m|nummer|номер\w?|ቁጥር)"
)
_OTHER = (
    # Scripts whose words take prefixes and endings
    r"الملف|ملف\w{0,2}|القضية|قضية|المعاملة|معاملة|(?:ال)?حساب\w{0,2}|البطاقة|بطاقة"
    r"|(?:ال)?جواز(?:\s?(?:ال)?سفر)?|الفاتورة|فاتورة|التتبع|تتبع|الشحنة"
    r"|اللوحة|لوحة|المرجع|مرجع\w{0,2}|الهوية|هوية|الإقامة|اقامة|التأشيرة|المحضر|محضر|الوثيقة|وثيقة|العقد"
    r"|التذكرة|تذكرة|كود|رمز|الرمز|المعرف|معرف|[آا]يبان"
    r"|رقم\s(?:الطلب|الحجز|الرحلة|رحلة|الرسالة|التسجيل|السفينة|الباخرة|الحاوية|القطار|الوصل|الإيصال|المركبة"
    r"|السيارة|الهيكل|القرار|المنشور)"
    r"|پرونده|پاسپورت|گذرنامه|کد|کُد|رهگیری|پیگیری|مرسوله|سفارش|فاکتور|(?:شماره\s)?کارت|شبا|شماره\s(?:پرواز|قطار"
    r"|رزرو|بلیط|بلیت|نامه|ثبت|کشتی|کانتینر"
    r"|پیام|سند|شناسایی|قرارداد|بارنامه|عضویت)|پرواز|پلاک|شناسنامه|ملی|شناسه|سریال|بارنامه|کانتینر"
    r"|فائل|کیس|پاسپورٹ|کارڈ|اکاؤنٹ|آرڈر|حوالہ|ٹکٹ|فلائٹ|پرواز|ٹریکنگ|دوسیه|دوسيه|پاسپورټ|تذکره|الوتنه"
    r"|дел[оау]|заказ\w?|сч[её]т\w?|карт[аыу]|паспорт\w{0,2}|рейс\w?|поезд\w?|трек\w{0,3}|отправлени\w"
    r"|накладн\w{2}|договор\w?|инн|снилс|огрн"
    r"|полис\w?|билет\w?|брон[ьи]|артикул|заявк[аи]|справ[аи]|протокол\w?|госномер|судн[оа]"
    r"|መዝገብ|ፋይል|ፓስፖርት|ጉዳይ|የጉዳይ|መለያ|አካውንት|ሂሳብ|በረራ|የበረራ|ትኬት|ታርጋ|ሰሌዳ|ኮድ|መታወቂያ|ማጣቀሻ|ቁጽሪ\sመዝገብ|መንነት"
    r"|পাসপোর্ট|মামলা\w{0,2}|অর্ডার|অ্যাকাউন্ট|ফ্লাইট|আইডি|রেফারেন্স|কোড|पासपोर्ट|खाता|ऑर्डर|उड़ान|केस|मामला"
    r"|(?:بريد|پستی|بوستي)"
)
_FILLER = (
    rf"(?P<filler>(?:[^\w\n]{{0,3}}(?:{_NUMBER_WORD}|is|ist|est|es|was|war|the|your|our|of|de|du|des|der|die"
    rf"|dem|la|le|el|al|del|and|or|in|on|with|mit"
    r"|pour|unter|رقم|رقمه|رقمها|عدد|هو|هي|شماره|نمبر|شمیره|نمره|است|ቁጥር|নম্বর|नंबर|waa"
    r"|(?-i:[A-Z]{1,4}))(?![^\W\d_])){0,4})"
)
_NAMED = re.compile(
    rf"(?:(?:#|№)|(?<![^\W\d_])(?:{_ALONE})\.?|(?<![^\W\d_])(?:{_COUNTED})\.?[^\w\n]{{0,3}}{_NUMBER_WORD}\.?"
    rf"|{_NUMBER_WORD}[^\w\n]{{0,3}}(?:(?:de|du|des|d'|der|di|of|la|le"
    rf"|el)[^\w\n]{{0,3}}){{0,2}}(?:{_COUNTED})\.?|(?:{_OTHER}))"
    rf"{_FILLER}[^\w\n+]{{0,4}}\n?[^\w\n+]{{0,3}}$",
    re.IGNORECASE,
)
_COUNTING = re.compile(rf"{_NUMBER_WORD}|رقم|شماره", re.IGNORECASE)
"""Words for a number that a phone number has as well."""
REACH = 56
"""Characters before digits in which a word may say what they are."""

_HARD_END = re.compile(r"[|•\t\n,;]|  |\s[-–—/]\s|\s\(")


def count_reference_groups(text: str, groups: list[tuple[int, int]]) -> int:
    """Give how many of the groups of digits a word before them names as something else than a phone number."""
    begin = groups[0][0]
    before = text[max(0, begin - REACH) : begin]
    label = _NAMED.search(before)
    if label is None or words.find_last_word(_COUNTING.sub("", label["filler"])):
        return 0
    taken = 0
    count = 0
    for first, end in groups:
        if count and _HARD_END.search(text, groups[count - 1][1], first):
            break
        if taken >= 7 and (text[first] == "0" or end - first >= 7):
            break
        taken += end - first
        count += 1
    return count
