"""What people of the relay write: adverts, small talk, warnings, announcements; names of persons and of crews."""

LANGUAGES = ("ar", "fa", "fr", "en", "ru")

GIVEN = {
    "ar": ("يزن", "حيدر", "مجد", "لؤي", "أنس", "وسيم", "رائد", "ثائر", "نورس", "جاد", "سلوى", "هبة", "رنيم", "ميساء"),
    "fa": ("آرش", "پویا", "سیاوش", "بهنام", "کاوه", "میلاد", "فرهاد", "شیرین", "نگار", "الهام", "روزبه", "یلدا"),
    "fr": ("Amadou", "Idrissa", "Mamoudou", "Yacine", "Bilal", "Koffi", "Fatou", "Aïcha", "Seydou", "Nassim", "Lamine"),
    "en": ("Sami", "Omar", "Yonas", "Biniam", "Haval", "Rezan", "Karim", "Ali", "Selam", "Dawit", "Nadia", "Rojin"),
    "ru": ("Артём", "Руслан", "Тимур", "Залина", "Марат", "Денис", "Лейла", "Камила", "Эдик", "Рашид"),
}
FAMILY_HEAD = {
    "ar": ("الشرق", "البحير", "المرسا", "العناب", "الزيتون", "القندي", "السروج", "الطواح", "الكرم", "الصفصاف"),
    "fa": ("کوهرنگ", "بادام", "رود", "سپید", "نیل", "دشت", "آبشار", "گل", "سنگ", "چنار"),
    "fr": ("Bakan", "Tirou", "Sanfo", "Mekou", "Zena", "Doubri", "Kola", "Ngari", "Ouzel", "Belkou"),
    "en": ("Tes", "Hav", "Gole", "Ber", "Oku", "Nade", "Sar", "Kid", "Mez", "Zer"),
    "ru": ("Заруб", "Ахтар", "Мельхор", "Садыб", "Тюрян", "Ольшан", "Кедр", "Бурун"),
}
FAMILY_TAIL = {
    "ar": ("اني", "ي", "اوي", "ية", "ون"),
    "fa": ("ی", "چی", "ساز", "پر", "بان", "زاده"),
    "fr": ("dé", "ma", "la", "ri", "di", "ka"),
    "en": ("mar", "rani", "star", "wari", "bay", "ran", "vand", "anu"),
    "ru": ("ин", "ов", "ский", "ек", "цев", "енко"),
}
NICKS = (
    "sea",
    "star",
    "lion",
    "moon",
    "eagle",
    "captain",
    "doctor",
    "prince",
    "desert",
    "rose",
    "007",
    "king",
    "wolf",
    "life",
)
KUNYA = {"ar": "أبو ", "fa": "حاجی ", "fr": "Le ", "en": "Abu ", "ru": "Дядя "}
"""What stands before a name that is half a title."""
LATIN = {
    "يزن": "Yazan",
    "حيدر": "Haidar",
    "مجد": "Majd",
    "لؤي": "Louay",
    "أنس": "Anas",
    "وسيم": "Wasim",
    "رائد": "Raed",
    "ثائر": "Thaer",
    "نورس": "Nawras",
    "جاد": "Jad",
    "سلوى": "Salwa",
    "هبة": "Hiba",
    "رنيم": "Raneem",
    "ميساء": "Maysa",
    "آرش": "Arash",
    "پویا": "Pouya",
    "سیاوش": "Siavash",
    "بهنام": "Behnam",
    "کاوه": "Kaveh",
    "میلاد": "Milad",
    "فرهاد": "Farhad",
    "شیرین": "Shirin",
    "نگار": "Negar",
    "الهام": "Elham",
    "روزبه": "Rouzbeh",
    "یلدا": "Yalda",
    "Артём": "Artyom",
    "Руслан": "Ruslan",
    "Тимур": "Timur",
    "Залина": "Zalina",
    "Марат": "Marat",
    "Денис": "Denis",
    "Лейла": "Leila",
    "Камила": "Kamila",
    "Эдик": "Edik",
    "Рашид": "Rashid",
}

BRAND_FIRST = {
    "ar": ("نجمة", "طريق", "جسر", "شراع", "مرسى", "نورس", "بوابة"),
    "fa": ("ستاره", "راه", "پل", "بادبان", "پرنده", "دروازه"),
    "fr": ("Étoile", "Route", "Pont", "Voile", "Cap", "Phare"),
    "en": ("Star", "Road", "Bridge", "Sail", "Swallow", "Compass", "Lantern"),
    "ru": ("Звезда", "Дорога", "Мост", "Парус", "Маяк", "Компас"),
}
BRAND_SECOND = {
    "ar": ("الفجر", "الأمان", "الشمال", "الياسمين", "الأزرق", "المسافر"),
    "fa": ("سپیده", "امید", "شمال", "آبی", "مسافر", "سبز"),
    "fr": ("du Nord", "de l'Aube", "bleue", "du Voyageur", "d'Or", "du Sud"),
    "en": ("of the North", "Dawn", "Blue", "Traveller", "of Hope", "Silver"),
    "ru": ("Севера", "Рассвет", "Путника", "Надежды", "Синий", "Юга"),
}
SUFFIXES = ("2", "new", "جديد", "official", "الرسمي", "24", "🚢", "⭐", "Plus", "real", "v2", "backup")

TOWNS = {
    "ar": ("طرابلس", "لامبيدوزا", "إزمير", "أثينا", "بلغراد", "كاليه", "دوفر", "زوارة"),
    "fa": ("استانبول", "پاتراس", "تریسته", "بلگراد", "کاله", "دانکرک", "ازمیر"),
    "fr": ("Sfax", "Lampedusa", "Oran", "Almería", "Calais", "Dunkerque", "Vintimille", "Nouadhibou"),
    "en": ("Dunkirk", "Dover", "Izmir", "Bihac", "Trieste", "Patras", "Zuwara", "Edirne"),
    "ru": ("Минск", "Гродно", "Белосток", "Стамбул", "Варшава", "Брест"),
}

ADVERTS = {
    "ar": (
        "رحلة من {a} إلى {b} كل أسبوع\nالسعر {price} يورو والدفع بعد الوصول\nللتواصل {phone}",
        "متوفر {a} - {b}\nقارب كبير، عدد محدود، مكتب ضمان\nواتساب {phone}",
        "اخوان من {a} لـ {b} طريق مضمون بدون مشي، {phone} خاص فقط",
    ),
    "fa": (
        "حرکت از {a} به {b} هر هفته\nقیمت {price} یورو، پول بعد از رسیدن\nتماس {phone}",
        "{a} تا {b} با ماشین، تضمینی، جا محدود. واتساپ {phone}",
        "مسافر محترم مسیر {a} {b} باز شد. پیام بدهید {phone}",
    ),
    "fr": (
        "Départ {a} - {b} chaque semaine\nPrix {price} euros, payé à l'arrivée\nContact {phone}",
        "Places libres {a} {b}, zodiac neuf, gilets, capitaine sérieux. WhatsApp {phone}",
        "Programme {a} vers {b} confirmé inch'Allah, {phone}, pas de curieux",
    ),
    "en": (
        "From {a} to {b} every week\nPrice {price} euro, pay after you arrive\nContact {phone}",
        "{a} {b} good weather this week, few places, life jackets. WhatsApp {phone}",
        "Game {a} - {b} by car, office deposit, {phone} only serious people",
    ),
    "ru": (
        "Едем {a} - {b} каждую неделю\nЦена {price} евро, оплата после\nСвязь {phone}",
        "{a} {b} на машине, места есть, гарантия. WhatsApp {phone}",
        "Надёжно из {a} в {b}, писать {phone}",
    ),
}
"""Templates that everybody fills with his own number and the same few towns."""

OPENERS = {
    "ar": ("السلام عليكم شباب", "بسم الله نبدأ", "خبر طيب للجميع", "لأهلنا الكرام", "الجو ممتاز هالأسبوع", "عالبركة"),
    "fa": ("سلام دوستان عزیز", "به نام خدا", "خبر خوش", "هموطن عزیز", "هوا عالیست", "فرصت آخر"),
    "fr": (
        "Salam la famille",
        "Bonne nouvelle",
        "Les frères et soeurs",
        "La mer est calme",
        "Dernier appel",
        "Bonjour",
    ),
    "en": ("Salam brothers", "Good news everybody", "Dear friends", "Weather is good", "Last call", "We start again"),
    "ru": ("Салам братья", "Хорошая новость", "Друзья", "Погода хорошая", "Последний набор", "Начинаем снова"),
}
MIDDLES = {
    "ar": (
        "من {a} إلى {b} مع دليل يعرف الطريق",
        "{a} {b} نوم وأكل علينا",
        "طلعة {a} وصول {b} خلال ليلتين",
        "خط {a} {b} رجع يشتغل والحمدلله",
        "سيارة من {a} وبيت ضيافة في {b}",
    ),
    "fa": (
        "از {a} تا {b} با راه‌بلد خودمان",
        "{a} {b} خواب و غذا با ما",
        "مسیر {a} {b} دوباره باز شد",
        "دو شب از {a} تا {b}",
        "خانه در {a} و ماشین تا {b}",
    ),
    "fr": (
        "de {a} à {b} avec notre guide",
        "{a} {b} logement et repas compris",
        "la ligne {a} {b} a repris",
        "deux nuits de {a} à {b}",
        "maison à {a}, voiture pour {b}",
    ),
    "en": (
        "from {a} to {b} with our own guide",
        "{a} {b} sleeping and food with us",
        "line {a} {b} works again",
        "two nights from {a} to {b}",
        "house in {a}, car to {b}",
    ),
    "ru": (
        "из {a} в {b} со своим проводником",
        "{a} {b} ночлег и еда наши",
        "линия {a} {b} снова работает",
        "две ночи от {a} до {b}",
        "дом в {a}, машина до {b}",
    ),
}
CLOSERS = {
    "ar": (
        "اسألوا اللي وصلوا",
        "السعر {price} عند المكتب",
        "العوائل لها خصم",
        "لا نستلم شي قبل الوصول",
        "الكلام قليل والشغل كثير",
    ),
    "fa": (
        "از رسیده‌ها بپرسید",
        "قیمت {price} در صرافی",
        "خانواده تخفیف دارد",
        "حرف کم کار زیاد",
        "قبل از رسیدن پول نمی‌گیریم",
    ),
    "fr": (
        "demandez aux arrivés",
        "{price} déposés au bureau",
        "prix de famille",
        "peu de mots beaucoup de travail",
        "rien avant l'arrivée",
    ),
    "en": (
        "ask those who arrived",
        "{price} stays in the office",
        "family price",
        "small talk big work",
        "nothing before you arrive",
    ),
    "ru": (
        "спросите доехавших",
        "{price} лежат в обменнике",
        "семьям скидка",
        "меньше слов больше дела",
        "ничего вперёд",
    ),
}
CALLS = {
    "ar": "التواصل {phone}",
    "fa": "شماره {phone}",
    "fr": "numéro {phone}",
    "en": "call {phone}",
    "ru": "номер {phone}",
}
PICTURES = {
    "ar": "الرقم على الصورة",
    "fa": "شماره روی عکس",
    "fr": "numéro sur la photo",
    "en": "number in the picture",
    "ru": "номер на фото",
}
SIGNATURES = {
    "ar": ("والله ولي التوفيق، {n}", "خادمكم {n} ⚓", "{n} كلمة وحدة", "مع تحيات {n} 🌙"),
    "fa": ("ارادتمند {n} ⚓", "{n} حرف یکیست", "با احترام {n} 🌙", "خاک پای مسافر {n}"),
    "fr": ("votre {n} ⚓", "{n}, une seule parole", "c'est {n} qui vous le dit 🌙", "signé {n} le marin"),
    "en": ("your {n} ⚓", "{n}, one word only", "{n} never sleeps 🌙", "greetings from {n} of the sea"),
    "ru": ("ваш {n} ⚓", "{n}, слово одно", "{n} не спит 🌙", "с уважением {n}"),
}

CHANGED = {
    "ar": "رقمي القديم {old} توقف، الجديد {new}",
    "fa": "شماره قبلی {old} خاموش است، شماره جدید {new}",
    "fr": "mon ancien numéro {old} est coupé, le nouveau {new}",
    "en": "my old number {old} is off, new number {new}",
    "ru": "старый номер {old} не работает, новый {new}",
}
MOVED = {
    "ar": ("القناة القديمة راحت، تابعونا هنا {link}", "{old} سكرت، الجديدة {new} {link}"),
    "fa": ("کانال قبلی بسته شد، اینجا {link}", "{old} رفت، کانال جدید {new} {link}"),
    "fr": ("l'ancien canal est fermé, venez ici {link}", "{old} est tombé, le nouveau c'est {new} {link}"),
    "en": ("our channel was closed, join here {link}", "{old} is gone, the new one is {new} {link}"),
    "ru": ("канал закрыли, мы теперь здесь {link}", "{old} удалили, новый {new} {link}"),
}
ONLY_REAL = {
    "ar": "نحن {name} الوحيدون الأصليون، البقية كذابين {link}",
    "fa": "ما تنها {name} واقعی هستیم، بقیه دروغ‌گو {link}",
    "fr": "nous sommes le seul vrai {name}, les autres mentent {link}",
    "en": "we are the only real {name}, others are liars {link}",
    "ru": "мы единственный настоящий {name}, остальные лгут {link}",
}
NEW_HERE = {
    "ar": "حسابي القديم {handle} ضاع، هذا أنا",
    "fa": "اکانت قبلی {handle} پرید، این منم",
    "fr": "mon ancien compte {handle} est perdu, c'est moi",
    "en": "I lost {handle}, this is me now",
    "ru": "старый аккаунт {handle} пропал, это я",
}

ASKS = {
    "ar": (
        "في طلعة هالأسبوع؟",
        "كم السعر للعائلة؟",
        "كيف الطقس بكرا؟",
        "حدا وصل بخير؟",
        "بدي أسأل عن الأوراق",
        "الحمدلله وصلنا",
        "شو أخبار {a}؟",
    ),
    "fa": (
        "این هفته حرکت هست؟",
        "برای خانواده چند؟",
        "کسی رسید؟",
        "هوا فردا چطور؟",
        "اوضاع {a} چطور است؟",
        "شکر رسیدیم",
    ),
    "fr": (
        "il y a départ cette semaine ?",
        "c'est combien pour deux ?",
        "quelqu'un est arrivé ?",
        "la météo demain ?",
        "des nouvelles de {a} ?",
        "merci on est arrivés",
    ),
    "en": (
        "is there a trip this week?",
        "how much for a family?",
        "did anyone arrive?",
        "how is the weather?",
        "any news from {a}?",
        "thank God we arrived",
    ),
    "ru": (
        "есть выезд на этой неделе?",
        "сколько на двоих?",
        "кто доехал?",
        "какая погода завтра?",
        "что слышно из {a}?",
        "спасибо, доехали",
    ),
}
FRIEND = {
    "ar": "أخي هذا رقم السائق {n} {phone} جربته",
    "fa": "داداش شماره راننده {n} {phone} من رفتم",
    "fr": "frère le numéro du chauffeur {n} {phone}, j'ai fait avec lui",
    "en": "bro this is driver {n} {phone}, I went with him",
    "ru": "брат вот водитель {n} {phone}, я с ним ехал",
}
WARNINGS = {
    "ar": "انتبهوا من {phone} نصاب أخذ مصاري وسكر",
    "fa": "مواظب {phone} باشید کلاهبردار است",
    "fr": "attention {phone} voleur, il a pris l'argent",
    "en": "careful with {phone} he took money and closed the phone",
    "ru": "осторожно {phone} мошенник, взял деньги",
}
ANSWERS = {
    "ar": ("خاص", "راسلني خاص", "الجمعة إن شاء الله", "اصبروا شباب"),
    "fa": ("پیام بده", "جمعه انشالله", "صبر کنید"),
    "fr": ("viens en privé", "vendredi inch'Allah", "patience"),
    "en": ("come private", "friday inshallah", "be patient brothers"),
    "ru": ("пиши в личку", "в пятницу", "терпение"),
}
RELISTS = {
    "ar": "حدا يعرف هدول؟ {text}",
    "fa": "کسی اینها را می‌شناسد؟ {text}",
    "fr": "vous connaissez ? {text}",
    "en": "who knows them? {text}",
    "ru": "кто их знает? {text}",
}
MISSING = {
    "ar": "مفقود أخي {n} طلع من {a} ولم يصل، أي خبر على {phone}",
    "fa": "برادرم {n} از {a} گم شده، هر خبری دارید {phone}",
    "fr": "on cherche notre frère {n} parti de {a}, toute nouvelle au {phone}",
    "en": "we look for our brother {n}, left {a}, any news please {phone}",
    "ru": "ищем брата {n}, уехал из {a}, любые новости {phone}",
}
SELLS = {
    "ar": ("للبيع براد مستعمل {phone}", "غرفة للإيجار {phone}"),
    "fa": ("یخچال فروشی {phone}", "اتاق اجاره {phone}"),
    "fr": ("frigo à vendre {phone}", "chambre à louer {phone}"),
    "en": ("fridge for sale {phone}", "room for rent {phone}"),
    "ru": ("продаю холодильник {phone}", "сдам комнату {phone}"),
}
TRADES = {
    "hotline": (
        "In distress at sea? Send your position to {phone}, free, day and night",
        "SOS en mer : {phone}, gratuit",
        "للنجدة في البحر {phone} مجاني",
    ),
    "agency": (
        "{firm}: tickets, visas, family visits {a} - {b}. {phone}",
        "{firm} حجوزات طيران {a} {b} {phone}",
        "{firm} billets {a} {b}, {price} euros, {phone}",
    ),
    "exchange": (
        "{firm} money transfer {a} {b}, today's rate on {phone}",
        "{firm} صرافة وتحويل {a} {b} {phone}",
        "{firm} حواله {a} {b} {phone}",
    ),
    "bank": (
        "money stays at the office {phone}",
        "التأمين عند مكتب الصرافة {phone}",
        "l'argent reste au bureau {phone}",
    ),
    "tutor": (
        "German A1 to B2 in the evening, write {phone}",
        "Cours de français pour débutants {phone}",
        "دورة لغة مسائية {phone}",
    ),
    "driver": (
        "{firm} cargo {a} - {b} every week, parcels and furniture {phone}",
        "{firm} شحن بضائع من {a} إلى {b} كل أسبوع {phone}",
        "{firm} грузы {a} {b} каждую неделю {phone}",
    ),
    "colleagues": (
        "{firm} fresh bread and phone repair, {phone}",
        "{firm} pièces et téléphones {phone}",
        "{firm} حلاقة وموبايلات {phone}",
    ),
    "handed-on": (
        "write me on {phone} about the flat",
        "مين عنده رقم طبيب؟ رقمي {phone}",
        "mon numéro {phone} pour les cours du soir",
    ),
    "recycled": ("new number, friends: {phone}", "رقمي الجديد {phone}", "mon nouveau numéro {phone}"),
}
FIRMS = ("Almandar", "Roshkar", "Veldi", "Tamino", "Sahrani", "Orkide", "Nilufer-Hof", "Bahrak", "Korvane", "Lumedi")
TRADE_WORDS = {
    "agency": "Travel",
    "exchange": "Exchange",
    "driver": "Cargo",
    "colleagues": "Market",
    "hotline": "Sea Watchers",
}
NEWS = {
    "ar": ("أخبار {a} اليوم", "درجات الحرارة في {a}", "قرار جديد بخصوص الإقامة"),
    "fa": ("اخبار {a} امروز", "قانون تازه اقامت", "هوای {a}"),
    "fr": ("les nouvelles de {a}", "nouvelle loi sur le séjour", "météo à {a}"),
    "en": ("news from {a} today", "new rule on residence", "weather in {a}"),
    "ru": ("новости {a}", "новый закон о проживании", "погода в {a}"),
}
DIASPORA = {"ar": "جالية {a}", "fa": "ایرانیان {a}", "fr": "Communauté {a}", "en": "{a} community", "ru": "Земляки {a}"}
RATING = {
    "ar": "تقييم المهربين {a}",
    "fa": "نظر مسافران {a}",
    "fr": "Avis sur les passeurs {a}",
    "en": "Who is good {a} reviews",
    "ru": "Отзывы {a}",
}
SAVED_ROLES = ("boat", "new", "2", "driver", "office", "hawala", "house", "Izmir", "old nr", "taxi", "cousin")
