"""What people of a village are called, how they write a number, and what they write in their groups."""

from collections.abc import Sequence
from random import Random

Spelt = tuple[str, tuple[str, ...]]
"""A name in Arabic script, and its spellings in Latin letters."""

MEN: tuple[Spelt, ...] = (
    ("محمد", ("Mohammed", "Muhammad", "Mohamad", "Mhamad")),
    ("احمد", ("Ahmad", "Ahmed", "Ehmed")),
    ("علي", ("Ali", "Aly")),
    ("حسن", ("Hasan", "Hassan", "Hesen")),
    ("حسين", ("Hussein", "Husain", "Hossein", "Houcine")),
    ("محمود", ("Mahmoud", "Mahmud", "Mehmud")),
    ("خالد", ("Khaled", "Khalid", "Xalid")),
    ("يوسف", ("Yousef", "Yusuf", "Youssef")),
    ("ابراهيم", ("Ibrahim", "Ebrahim", "Brahim")),
    ("مصطفى", ("Mustafa", "Moustapha", "Mostafa")),
    ("عمر", ("Omar", "Umar", "Omer")),
    ("عبدالله", ("Abdullah", "Abdallah", "Abdulla")),
    ("سليمان", ("Suleiman", "Sliman", "Soleyman")),
    ("ياسين", ("Yasin", "Yassine")),
    ("جمال", ("Jamal", "Gamal", "Djamel")),
    ("كريم", ("Karim", "Kareem")),
    ("سامر", ("Samer", "Samir")),
    ("رشيد", ("Rashid", "Rachid", "Reshid")),
)
WOMEN: tuple[Spelt, ...] = (
    ("فاطمة", ("Fatima", "Fatma", "Fatema")),
    ("عائشة", ("Aisha", "Aicha", "Aysha")),
    ("مريم", ("Maryam", "Mariam", "Meryem")),
    ("زينب", ("Zeinab", "Zaynab", "Zineb")),
    ("خديجة", ("Khadija", "Xedija")),
    ("سعاد", ("Suad", "Souad")),
    ("هدى", ("Huda", "Houda", "Hoda")),
    ("ليلى", ("Layla", "Leila", "Lila")),
    ("نور", ("Nour", "Noor", "Nur")),
    ("امينة", ("Amina", "Emine")),
)
FAMILIES: tuple[Spelt, ...] = (
    ("الدرموني", ("Al Darmuni", "Darmouni", "Eldermuni")),
    ("الطيزلي", ("Tayzali", "Al Teyzeli")),
    ("بوخرشان", ("Bukhershan", "Boukharchane")),
    ("النعيساوي", ("Naisawi", "Al Nuaisawy")),
    ("قرمادو", ("Qarmado", "Karmadou", "Garmado")),
    ("الشلغوني", ("Shalghuni", "Chelghouni")),
    ("ورداشي", ("Wardashi", "Ouardachi")),
    ("الزبراني", ("Zabrani", "Al Zebrany")),
    ("حموريني", ("Hamourini", "Hamureni")),
    ("الكعبراوي", ("Kaabrawi", "Kabraoui")),
    ("صفدوري", ("Safduri", "Safdoury")),
    ("المرغيني", ("Marghini", "Mergheeny")),
    ("تلبيساني", ("Talbisani", "Telbissany")),
    ("البرهوشي", ("Barhushi", "Berhouchi")),
    ("جعفوري", ("Jafouri", "Djaafuri")),
    ("الخرداني", ("Khardani", "Al Xerdany")),
)
TOWNS: tuple[Spelt, ...] = (
    ("عين الدرم", ("Ain Darm", "Ayn Derm")),
    ("تل ورداش", ("Tal Wardash", "Tell Ouardach")),
    ("الزبرة", ("Zabra", "Al Zebra")),
    ("كفر حمورين", ("Kafr Hamourin", "Kefer Hamoreen")),
    ("وادي صفدور", ("Wadi Safdur", "Oued Safdour")),
    ("مرغينة", ("Marghina", "Mergheena")),
    ("بئر التلبيس", ("Bir Talbis", "Beer Telbis")),
    ("رأس الخرد", ("Ras Khard", "Ras Xerd")),
)
PLACES: tuple[Spelt, ...] = (
    ("مرسى لوميا", ("Marsa Lumia", "Port Loumia")),
    ("جزيرة كالتو", ("Kalto island", "Calto")),
    ("ساحل برندا", ("Brenda coast", "Brinda")),
    ("غابة ميروش", ("Mirosh forest", "Mirouch")),
    ("بلدة ستارفا", ("Starva", "Stharva")),
)
COUNTRIES: dict[str, Spelt] = {
    "DE": ("المانيا", ("Germany", "Allemagne", "Almanya")),
    "FR": ("فرنسا", ("France", "Fransa")),
    "GB": ("بريطانيا", ("Britain", "UK", "Angleterre")),
    "SE": ("السويد", ("Sweden", "Suede")),
    "AU": ("استراليا", ("Australia", "Australie")),
    "US": ("امريكا", ("America", "Amerique")),
}
DIAL = {"DE": "49", "FR": "33", "GB": "44", "SE": "46", "AU": "61", "US": "1"}
FIRMS: tuple[Spelt, ...] = (
    ("سنابل", ("Sanabel", "Sanabil")),
    ("الهدهد", ("Hudhud", "Hoodhood")),
    ("قنديل", ("Qandil", "Kandeel")),
    ("الريحان", ("Rayhan", "Rihane")),
    ("بوابة الزيتون", ("Olive Gate",)),
    ("نسمة", ("Nasma", "Nesma")),
    ("الشراع الازرق", ("Blue Sail",)),
)
KIN = (
    "Uncle boat", "خالي ابو علي", "ابن عمي", "cousin guesthouse", "عمي", "brother of wife", "اخي الصغير",
    "Uncle France", "ابن خالتي", "khali", "3ammi", "beit jaddi", "neighbour car", "صهري", "امي", "mama",
    "ابو محمد زيت", "khaled wedding hall",
)  # fmt: skip
"""How the holder of a phone saves relatives and neighbours."""

VILLAGE_TITLES = {
    "village": (("ابناء {town}", "اهالي {town}", "{town} اليوم"), ("Sons of {town}", "{town} people", "{town} today")),
    "market": (("سوق {town}", "بيع وشراء {town}"), ("{town} market", "Buy and sell {town}")),
    "diaspora": (("ابناء {town} في {land}", "جالية {town} {land}"), ("{town} in {land}", "{town} families {land}")),
    "football": (("كرة {town}", "نادي {town}"), ("{town} football", "FC {town} fans")),
    "missing": (("مفقودين {town}", "نداء {town}"), ("Missing from {town}", "{town} appeal")),
    "family": (("ديوان {family}", "عائلة {family}"), ("{family} family", "House of {family}")),
    "crew": (
        ("طريق {town} اوروبا", "سفر {town}", "درب {town} {land}"),
        ("{town} road to Europe", "Travel {town}", "{town} way {land}"),
    ),
}
"""Titles of groups by topic: in Arabic script, in Latin letters."""

TEXTS: dict[str, tuple[str, ...]] = {
    "advert": (
        "رحلة قريبة من {town} الى {place} كل يوم {day} العدد محدود اهل بلدنا اولا. الدفع عند الوصول. {n}",
        "السلام عليكم يا شباب {town} الطريق مفتوح {place} ثم {land} السعر {price} امانة عند المكتب {n}",
        "خط {town} - {place} سيارة وبيت للراحة عند ابن العم. عائلات واطفال بسعر خاص. اتصلوا {n} {name}",
        "From {town} to {place}, our own road, our own people. {day} is next. Pay when you arrive. {n}",
        "For the sons of {town}: {place} then {land}, {price} euro, the guesthouse is ours. Ask for {name} {n}",
        "Depart {town} arrivee {place}, prix {price}, on paie apres. La famille garantit. {n} ({name})",
        "اللي بدو يطلع من {town} على {land} يحكي معي واتس {n} والله الموفق",
        "Small boat no, big boat yes. {town} - {place}, {day}. Speak with my uncle {n}",
    ),
    "agency": (
        "مكتب {firm} للسفر: حجز تذاكر وفيزا {land} من {town}. السعر {price}. {n}",
        "{firm} travel: tickets, visa for {land}, insurance. Office in {town}. Pay after approval. {n} {name}",
        "{firm} voyages {town} {land}, bus chaque {day}, {price} euro. {n}",
        "مكتب {firm} عمرة ورحلات وباص {town} - {place} كل {day} {n}",
    ),
    "exchange": (
        "تحويل {land} الى {town} نفس اليوم عمولة قليلة مكتب {firm} {n}",
        "{firm}: money from {land} to {town} same day, give the name of your father. {n} {name}",
        "حوالات {town} {land} امانة {firm} اسعار اليوم {price} {n}",
    ),
    "seller": (
        "للبيع {item} بحالة جيدة السعر {price} {town} التواصل {n}",
        "For sale {item}, clean, {price}, {town} near the mosque. Call the house {n}",
        "A vendre {item}, {price}, {town}. {n}",
        "عندنا {item} من ارضنا {town} السعر {price} التوصيل موجود {n}",
        "{item} for sale, price {price}, ask for {name} {n}",
    ),
    "wedding": (
        "تتشرف عائلة {family} بدعوتكم لحضور فرح ولدنا يوم {day} في {town}. للاستفسار {n}",
        "You are all invited on {day} to the wedding at the house of {family}, {town}. {n}",
        "مبروك للعرسان الف مبروك يا {family}",
    ),
    "mourning": (
        "انتقل الى رحمة الله الحاج {name} من {town} العزاء يوم {day} تقبل التعازي على {n}",
        "We belong to God. {name} of {family} died. Condolences for those abroad by telephone {n}",
        "الله يرحمو ويصبر اهلو بيت {family}",
    ),
    "documents": (
        "ضاعت هوية وجواز باسم {name} بين {town} و {place} من يجدها يتصل {n}",
        "Lost: papers of {name}, on the bus to {town}. Who finds them please call his family {n}",
        "Perdu passeport au nom de {name}, {town}. Merci d'appeler {n}",
    ),
    "missing": (
        "من يعرف شي عن {name} من {town} انقطع خبره من {day} قرب {place} اهله يسألون {n}",
        "Nobody heard from {name} of {town} since {day}, he was near {place}. His mother asks, call {n}",
        "انشروا يا اخوان {name} {family} مفقود عند {place} رقم الاهل {n}",
    ),
    "warning": (
        "لا تتصلوا على هذا الرقم اخذ فلوس ابن عمي وسكر التلفون {n}",
        "Do not call this number, he took my cousin's money at {place} {n}",
        "انتبهوا من {name} حرامي ضيع الشباب في {place} رقمه {n}",
        "Attention a ce numero {n} il a laisse mon frere a {place}",
    ),
    "praise": (
        "ابن خالتي طلع معهم ووصل {land} الله يعطيهم العافية اسألوا {n}",
        "My cousin went with {name}, three days and he is in {land}. Number {n}",
        "جربناه رجال صادق {name} هذا رقمه {n}",
    ),
    "ask": (
        "يا شباب مين بيعرف حدا ثقة من {town} الى {land}؟",
        "How much is it now from {town} to {place}? My brother wants to go",
        "السلام عليكم في حدا طلع عن طريق {place} هالشهر؟",
        "Qui connait quelqu'un pour {land} ? serieux svp",
    ),
    "hotline": (
        "ارقام الطوارئ للي بالبحر او عند {place} احفظوها: {n}",
        "If you are in danger near {place} call these, they do not ask for money: {n}",
        "Numeros utiles pour ceux qui sont en route: {n}",
    ),
    "press": (
        "In {town} the adverts read like this: rides to {place}, pay on arrival, {n} and nobody asks who answers.",
        "تحقيق: هكذا تعلن شبكات السفر في {town} عن رحلاتها الى {place} رقم يتكرر {n}",
    ),
    "chat": (
        "صباح الخير يا اهل {town}", "الف مبروك للفريق فزنا على {place}", "Who has a photo of the old school of {town}?",
        "الكهرباء مقطوعة من {day}", "Good morning from {land}, we miss {town}", "اللهم صل على محمد جمعة مباركة",
        "Match on {day}, bring water", "كيف الطقس عندكم في {land}", "Congratulations to the students of {town}",
        "من عنده رقم طبيب الاسنان", "The bakery of {family} is open again", "On se voit {day} inchallah",
    ),
    "moved": (
        "هذا رقمي الجديد {n} القديم {old} صار مع اخي",
        "My new number is {n}, this is {name}. The old one {old} is with my brother now",
        "يا اهلي هذا رقمي من {land} {n} وانا {name} لا تعطوه لحدا",
    ),
    "opened": (
        "رجعنا يا اهل {town} الكروب القديم راح. ادخلوا {link} {group}",
        "Our group was closed. The new one of the family is {group} {link}",
        "اللي ما دخل بعد يدخل هنا {group} {link} وخبروا قرايبكم",
    ),
    "claim": (
        "نحن الكروب الاصلي {group} والباقي تقليد {link}",
        "This is the real {group}, the others left us. {link}",
    ),
}  # fmt: skip
"""What is written, by topic; ``{n}`` stands for numbers."""

ITEMS = (
    "ثلاجة", "زيت زيتون", "a fridge", "olive oil", "سيارة هيونداي", "a car, 2009", "غسالة", "un frigo", "كنبة",
    "a motorbike", "عسل", "goats", "لابتوب", "wedding dress", "طابعة", "water tank", "خروف",
)  # fmt: skip
DAYS = ("الخميس", "الجمعة", "السبت", "Thursday", "Friday", "Sunday", "lundi", "samedi", "الاثنين")
TAILS = (
    "", "", "", " 🌹", " 🙏", " والسلام", " share please", " انشروا", " 💙💙", " inshallah", " يا غاليين", " ..", " ✅",
    " ولكم الشكر", " thank you", " الله كريم", " merci",
)  # fmt: skip
ABOUTS = (
    "من {town}", "{town} in my heart", "Lives in {land}", "ابن {town}", "الحمد لله", "father of three", "{family}",
    "football and {town}", "Work: driver", "زيت وعسل {town}",
)  # fmt: skip

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spell_name(name: Spelt, latin: bool, rng: Random) -> str:
    """Write a name in one of its spellings."""
    return rng.choice(name[1]) if latin else name[0]


def split_number(number: str) -> tuple[str, str]:
    """Give the country's dialling code and the rest of a number with its country."""
    code = next(code for code in DIAL.values() if number.startswith("+" + code))
    return code, number[1 + len(code) :]


def group_digits(digits: str, rng: Random) -> str:
    """Part digits by blanks, in twos or threes, or not at all."""
    width = rng.choice((0, 2, 3))
    if not width:
        return digits
    first = len(digits) % width or width
    return " ".join((digits[:first], *(digits[at : at + width] for at in range(first, len(digits), width))))


def write_number(number: str, national: bool, rng: Random) -> str:
    """Write a number as people do who do not hide it, with or without its country."""
    code, rest = split_number(number)
    if national:
        text = group_digits(rest if code == "1" else "0" + rest, rng)
    else:
        text = rng.choice(("+", "00")) + code + rng.choice((" ", "")) + group_digits(rest, rng)
    return text.translate(EASTERN) if rng.random() < 0.2 else text


def disguise_number(number: str, national: bool, rng: Random) -> str:
    """Write a number so that a filter does not see it."""
    code, rest = split_number(number)
    digits = (rest if code == "1" else "0" + rest) if national else "00" + code + rest
    way = rng.randrange(4)
    if way == 0:
        return digits.replace("0", "O").replace("1", "l")
    if way == 1:
        return "".join(digit + "️⃣" for digit in digits)
    if way == 2:
        at = rng.randrange(2, len(digits) - 2)
        return f"{digits[:at]} {WORDS[int(digits[at])]} {digits[at + 1 :]}"
    return rng.choice((".", "*", "_", " ☆ ")).join(digits)


def join_numbers(numbers: Sequence[str], rng: Random) -> str:
    """Put several written numbers into one line or several."""
    return rng.choice((" / ", " - ", "\n", " او ", " & ")).join(numbers)
