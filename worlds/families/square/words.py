# ruff: noqa: E501
"""Texts, names and towns of the family ``square``, by language: English, French, Arabic, Russian and Bengali.

Slots of a line: ``{a}`` and ``{b}`` two towns, ``{p}`` a price, ``{c}`` the contacts, ``{n}`` a name, ``{l}`` a link or
handle, ``{o}`` an old number or handle, ``{t}`` a town, ``{i}`` a thing for sale.
"""

LANGUAGES = ("en", "fr", "ar", "ru", "bn")
SCRIPTS = {"en": "Latin", "fr": "Latin", "ar": "Arabic", "ru": "Cyrillic", "bn": "Bengali"}

TOWNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (("Lagos", "Tripoli", "Istanbul", "Izmir"), ("London", "Dover", "Calais", "Milan", "Athens")),
    "fr": (("Tunis", "Oran", "Dakar", "Sfax"), ("Marseille", "Paris", "Lyon", "Lille", "Turin")),
    "ar": (("طرابلس", "إسطنبول", "إزمير", "صفاقس"), ("برلين", "ميلانو", "أثينا", "باريس", "مالمو")),
    "ru": (("Минск", "Стамбул", "Ташкент", "Ереван"), ("Берлин", "Варшава", "Вильнюс", "Прага", "Гамбург")),
    "bn": (("ঢাকা", "সিলেট", "দুবাই", "ত্রিপোলি"), ("রোম", "মিলান", "এথেন্স", "প্যারিস", "লিসবন")),
}
"""Where people leave from and where they go or live, as each language writes them."""

LATIN_TOWNS = {
    "ar": ("Berlin", "Milano", "Athen", "Paris", "Malmö"),
    "ru": ("Berlin", "Warsaw", "Vilnius", "Prague", "Hamburg"),
    "bn": ("Roma", "Milano", "Athens", "Paris", "Lisboa"),
}

GIVEN: dict[str, tuple[str, ...]] = {
    "en": (
        "Samuel",
        "Grace",
        "Ibrahim",
        "Blessing",
        "Daniel",
        "Ruth",
        "Musa",
        "Esther",
        "Peter",
        "Amina",
        "John",
        "Joy",
    ),
    "fr": ("Karim", "Fatou", "Mehdi", "Aicha", "Moussa", "Nadia", "Yacine", "Awa", "Omar", "Sonia", "Ali", "Leila"),
    "ar": ("أحمد", "محمد", "علي", "خالد", "سامر", "نور", "ليلى", "يوسف", "عمر", "رامي", "هدى", "سعيد"),
    "ru": ("Алексей", "Марина", "Рустам", "Ольга", "Тимур", "Елена", "Азиз", "Дмитрий", "Нигора", "Сергей", "Анна"),
    "bn": ("রহিম", "করিম", "সুমন", "নাসরিন", "রাসেল", "জুয়েল", "শারমিন", "কামাল", "মিজান", "রুবেল", "তানিয়া"),
}
FAMILY: dict[str, tuple[str, ...]] = {
    "en": ("Okoro", "Bello", "Mensah", "Adeyo", "Kamara", "Tesfay", "Haile", "Osman", "Cole", "Duru"),
    "fr": ("Benali", "Traoré", "Diallo", "Mansour", "Haddad", "Sow", "Ndiaye", "Belkacem", "Trabelsi"),
    "ar": ("الحسن", "العلي", "المصري", "الشامي", "حداد", "نجار", "الأحمد", "درويش", "قاسم", "المغربي"),
    "ru": ("Ким", "Иванов", "Каримов", "Рахимов", "Петренко", "Алиев", "Саркисян", "Юсупов", "Новик"),
    "bn": ("হোসেন", "আহমেদ", "মিয়া", "ইসলাম", "খান", "আক্তার", "শেখ", "চৌধুরী", "সরকার"),
}
LATIN_GIVEN = {
    "ar": ("Ahmad", "Mohamed", "Ali", "Khaled", "Samer", "Nour", "Laila", "Yousef", "Omar", "Rami", "Huda", "Said"),
    "ru": ("Aleksey", "Marina", "Rustam", "Olga", "Timur", "Elena", "Aziz", "Dmitry", "Nigora", "Sergey", "Anna"),
    "bn": (
        "Rahim", "Karim", "Sumon", "Nasrin", "Rasel", "Jewel", "Sharmin", "Kamal", "Mizan", "Rubel", "Tania",
    ),
}  # fmt: skip
LATIN_FAMILY = {
    "ar": ("Alhasan", "Alali", "Almasri", "Shami", "Haddad", "Najjar", "Alahmad", "Darwish", "Kasem", "Maghribi"),
    "ru": ("Kim", "Ivanov", "Karimov", "Rakhimov", "Petrenko", "Aliev", "Sarkisyan", "Yusupov", "Novik"),
    "bn": ("Hossain", "Ahmed", "Mia", "Islam", "Khan", "Akter", "Sheikh", "Chowdhury", "Sarkar"),
}
"""The same persons' names in Latin letters, place by place."""

SYLLABLES = ("ba", "ve", "lo", "mi", "ra", "ta", "ne", "so", "du", "ki", "za", "mar", "lin", "dor", "sel", "nur", "tek")
LETTERS = {
    "ar": dict(zip("abvdeiklmnorstuz", "ابفدييكلمنورستوز", strict=True)),
    "ru": dict(zip("abvdeiklmnorstuz", "абвдеиклмнорстуз", strict=True)),
    "bn": dict(zip("abvdeiklmnorstuz", "াবভদেিকলমনোরসতুজ", strict=True)),
}
"""How a brand is spelled in other letters."""

TRADES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "crew": ("Travel", "Route", "Visa Help", "Europe"),
        "agency": ("Travel Agency", "Tours", "Visa Centre"),
        "exchange": ("Exchange", "Money Transfer"),
        "driver": ("Minibus", "Transfer"),
        "translator": ("Translations",),
        "jobs": ("Jobs", "Recruitment"),
    },
    "fr": {
        "crew": ("Voyage", "Route", "Visa Aide", "Europe"),
        "agency": ("Agence de Voyage", "Tours", "Visa Conseil"),
        "exchange": ("Change", "Transfert"),
        "driver": ("Navette", "Transport"),
        "translator": ("Traductions",),
        "jobs": ("Emploi", "Recrutement"),
    },
    "ar": {
        "crew": ("للسفر", "طريق أوروبا", "للفيزا", "رحلات"),
        "agency": ("للسياحة والسفر", "مكتب سفر"),
        "exchange": ("للصرافة", "حوالات"),
        "driver": ("للنقل", "باصات"),
        "translator": ("ترجمة محلفة",),
        "jobs": ("للتوظيف", "فرص عمل"),
    },
    "ru": {
        "crew": ("Трэвел", "Маршрут", "Виза", "Европа"),
        "agency": ("Турагентство", "Визовый центр"),
        "exchange": ("Обмен", "Переводы денег"),
        "driver": ("Перевозки", "Микроавтобус"),
        "translator": ("Бюро переводов",),
        "jobs": ("Работа", "Кадры"),
    },
    "bn": {
        "crew": ("ট্রাভেল", "ইউরোপ", "ভিসা", "রুট"),
        "agency": ("ট্রাভেলস", "ভিসা সেন্টার"),
        "exchange": ("মানি এক্সচেঞ্জ",),
        "driver": ("পরিবহন",),
        "translator": ("অনুবাদ",),
        "jobs": ("চাকরি", "রিক্রুটিং"),
    },
}

PLACES: dict[str, tuple[str, ...]] = {
    "en": ("Nigerians in {t}", "Jobs {t}", "Students {t} newcomers", "Buy and sell {t}", "Expats in {t}", "{t} rooms and flats"),
    "fr": ("Maghrébins de {t}", "Emploi {t}", "Étudiants étrangers {t}", "Bonnes affaires {t}", "Africains à {t}", "Colocation {t}"),
    "ar": ("العرب في {t}", "فرص عمل {t}", "الطلاب العرب {t}", "بيع وشراء {t}", "السوريون في {t}", "سكن {t}"),
    "ru": ("Наши в {t}", "Работа {t}", "Студенты {t}", "Барахолка {t}", "Русскоязычный {t}", "Жильё {t}"),
    "bn": ("{t} প্রবাসী বাংলাদেশী", "{t} চাকরি", "{t} ছাত্র", "{t} কেনাবেচা", "আমরা {t}", "{t} বাসা ভাড়া"),
}  # fmt: skip
"""Names of public groups."""
RATINGS = {
    "en": "Who is honest? {b} reviews", "fr": "Avis et arnaques {b}", "ar": "تقييم المهربين {b}",
    "ru": "Отзывы {b} чёрный список", "bn": "{b} দালাল যাচাই",
}  # fmt: skip
ROUTES = {
    "en": "{a} to {b} help", "fr": "{a} vers {b} entraide", "ar": "طريق {a} {b}",
    "ru": "{a} {b} помощь в дороге", "bn": "{a} থেকে {b}",
}  # fmt: skip
"""Names of groups about a way, which crews and migrants alike use."""

THINGS = {
    "en": ("fridge", "washing machine", "pram", "bike", "sofa", "phone"),
    "fr": ("frigo", "machine à laver", "poussette", "vélo", "canapé", "téléphone"),
    "ar": ("براد", "غسالة", "عربة أطفال", "دراجة", "كنبة", "موبايل"),
    "ru": ("холодильник", "стиральную машину", "коляску", "велосипед", "диван", "телефон"),
    "bn": ("ফ্রিজ", "ওয়াশিং মেশিন", "সাইকেল", "সোফা", "মোবাইল"),
}

LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "crew": ("{a} - {b} every week, safe way", "Brothers, who wants to reach {b} from {a}?", "New trip {a} {b}, few places left",
                 "We take families from {a} to {b}", "{b} without visa, from {a}, by boat or truck", "Guaranteed game {a} > {b}"),
        "trust": ("You pay when you arrive", "Money stays with the office until you call", "We have video of every group",
                  "Children go free", "Second try for free", "No boat over 20 people"),
        "price": ("Price {p} euro", "{p} € all in", "From {p} eur per person", "Cheap now: {p} euro"),
        "call": ("WhatsApp {c}", "Write to {c}", "Contact: {c}", "Call or message {c}", "Only serious people {c}"),
        "agency": ("Flights, hotels and visa forms for {b}", "Embassy appointments and tickets {a} - {b}", "Student visa {b}, licensed office"),
        "driver": ("Minibus {a} - {b}, parcels and people", "I drive {a} {b} every Saturday", "Transfer {a} - {b}, 8 seats, door to door"),
        "exchange": ("Best rate today, euro dollar, cash in {t}", "We send money {t} - {a} in one hour", "Exchange without commission {t}"),
        "translator": ("Sworn translations for offices in {t}", "Papers for marriage and residence translated, {t}"),
        "jobs": ("Workers wanted in {t}, house included", "Cleaners and drivers needed {t}, papers required"),
        "sell": ("Selling a {i}, works well, pick up in {t}", "{i} for sale, moving out of {t}", "Who needs a {i}? {p} euro, {t}"),
        "ask": ("Does anybody know a good way from {a} to {b}?", "How much is it to {b} now?", "Is somebody leaving {a} this week?", "Room in {t} for two people?"),
        "chat": ("Good morning everybody", "Thanks brother", "Where is the office for papers in {t}?", "It rains again", "Price in private please", "Happy feast to all"),
        "warn": ("Careful, this one took my money: {c}", "Scammer!! {c} do not pay him", "My cousin was left in the woods by {c}"),
        "saw": ("A friend got this, is it true?", "Copied from another group:"),
        "announce": ("Our group was deleted, the new one: {l}", "All come here now {l}", "Old group is gone. We go on at {l}", "Spare group, join before they close this: {l}"),
        "change": ("My new number is {c}, the old {o} is off", "Do not call {o} any more, now {c}"),
        "back": ("My old account {o} was blocked, this is my new one", "I am back, before I was {o}"),
        "rate": ("Paid {p}, arrived in five days, honest man", "He kept us ten days in a house, not recommended", "Five stars for the driver"),
        "news": ("For a report I look for people who went from {a} to {b}, write {c}", "Our report on adverts for {b} is online"),
        "hotline": ("In distress at sea call {c}, day and night", "Free legal advice in {t}: {c}"),
        "sign": ("{n}, counter two, after six", "Ask for {n} and say the group sent you", "Your {n}, always at your service", "{n} speaks four languages", "Respect and trust, {n}"),
        "own": ("Personally: {c}", "My own line {c}"),
        "design": ("Adverts and pages made by {c}",),
    },
    "fr": {
        "crew": ("{a} - {b} chaque semaine, route sûre", "Les frères, qui veut partir de {a} à {b} ?", "Nouveau départ {a} {b}, peu de places",
                 "Familles acceptées, {a} vers {b}", "{b} sans visa depuis {a}, bateau rapide", "Harga {a} {b} garantie"),
        "trust": ("Paiement à l'arrivée", "L'argent reste au bureau jusqu'à ton appel", "On a les vidéos de chaque groupe",
                  "Enfants gratuits", "Deuxième essai gratuit", "Moteur neuf, gilets pour tous"),
        "price": ("Prix {p} euros", "{p} € tout compris", "À partir de {p} eur", "Promo {p} euros"),
        "call": ("WhatsApp {c}", "Écrivez à {c}", "Contact : {c}", "Appelez {c}", "Gens sérieux seulement {c}"),
        "agency": ("Billets, hôtels et dossiers visa pour {b}", "Rendez-vous ambassade et vols {a} - {b}", "Visa étudiant {b}, agence agréée"),
        "driver": ("Navette {a} - {b}, colis et passagers", "Je fais {a} {b} chaque samedi", "Transport {a} - {b}, 8 places, à domicile"),
        "exchange": ("Meilleur taux du jour à {t}, euro dinar", "Transfert {t} - {a} en une heure", "Change sans commission {t}"),
        "translator": ("Traductions assermentées à {t}", "Actes et diplômes traduits, {t}"),
        "jobs": ("Cherche ouvriers à {t}, logés", "Ménage et livraison {t}, papiers exigés"),
        "sell": ("Vends {i}, bon état, à prendre à {t}", "{i} à vendre, je quitte {t}", "Qui veut un {i} ? {p} euros, {t}"),
        "ask": ("Quelqu'un connaît une bonne route {a} {b} ?", "C'est combien pour {b} maintenant ?", "Qui part de {a} cette semaine ?", "Chambre à {t} pour deux ?"),
        "chat": ("Bonjour à tous", "Merci mon frère", "C'est où la préfecture à {t} ?", "Il pleut encore", "Prix en privé svp", "Bonne fête à tous"),
        "warn": ("Attention, il a pris mon argent : {c}", "Arnaqueur !! {c} ne payez pas", "Mon cousin a été abandonné par {c}"),
        "saw": ("Un ami a reçu ça, c'est vrai ?", "Copié d'un autre groupe :"),
        "announce": ("Notre groupe a été supprimé, le nouveau : {l}", "Venez tous ici {l}", "L'ancien groupe est fini. On continue sur {l}", "Groupe de secours : {l}"),
        "change": ("Mon nouveau numéro est {c}, l'ancien {o} est coupé", "N'appelez plus le {o}, maintenant {c}"),
        "back": ("Mon ancien compte {o} est bloqué, voici le nouveau", "Je suis de retour, avant j'étais {o}"),
        "rate": ("Payé {p}, arrivé en cinq jours, homme honnête", "Dix jours enfermés, je déconseille", "Cinq étoiles pour le chauffeur"),
        "news": ("Pour un reportage je cherche des gens partis de {a} à {b}, {c}", "Notre article sur les annonces pour {b}"),
        "hotline": ("En détresse en mer appelez {c}, jour et nuit", "Conseil juridique gratuit à {t} : {c}"),
        "sign": ("{n}, guichet deux, après dix-huit heures", "Demandez {n} de la part du groupe", "Votre {n}, toujours à votre service", "{n} parle quatre langues", "Respect et confiance, {n}"),
        "own": ("Personnel : {c}", "Ma ligne {c}"),
        "design": ("Annonces et pages par {c}",),
    },
    "ar": {
        "crew": ("{a} - {b} كل أسبوع طريق آمن", "يا شباب مين بدو يوصل {b} من {a}", "رحلة جديدة {a} {b} أماكن قليلة",
                 "نأخذ العائلات من {a} إلى {b}", "{b} بدون فيزا من {a} يخت أو شاحنة", "طلعة مضمونة {a} {b}"),
        "trust": ("الدفع عند الوصول", "المبلغ يبقى في المكتب حتى تتصل", "عندنا فيديو لكل مجموعة", "الأطفال مجانا", "المحاولة الثانية مجانا", "لا يزيد العدد عن عشرين"),
        "price": ("السعر {p} يورو", "{p} يورو كامل", "ابتداء من {p} يورو للشخص", "عرض {p} يورو"),
        "call": ("واتساب {c}", "راسلنا على {c}", "للتواصل {c}", "اتصل على {c}", "للجادين فقط {c}"),
        "agency": ("تذاكر وفنادق وطلبات فيزا إلى {b}", "مواعيد السفارة وحجز {a} {b}", "فيزا دراسة {b} مكتب مرخص"),
        "driver": ("باص {a} {b} ركاب وطرود", "مسافر {a} {b} كل سبت", "نقل {a} {b} ثمانية مقاعد من الباب للباب"),
        "exchange": ("أفضل سعر اليوم يورو دولار في {t}", "نحول من {t} إلى {a} خلال ساعة", "صرف بدون عمولة {t}"),
        "translator": ("ترجمة محلفة للدوائر في {t}", "ترجمة شهادات وعقود زواج {t}"),
        "jobs": ("مطلوب عمال في {t} مع سكن", "مطلوب سائقين وعمال نظافة {t} مع أوراق"),
        "sell": ("للبيع {i} بحالة جيدة الاستلام في {t}", "{i} للبيع بسبب السفر من {t}", "مين بدو {i} ب {p} يورو {t}"),
        "ask": ("حدا بيعرف طريق منيح من {a} إلى {b}", "قديش صار سعر {b}", "مين طالع من {a} هالأسبوع", "غرفة في {t} لشخصين"),
        "chat": ("صباح الخير للجميع", "شكرا أخي", "وين مكتب الأوراق في {t}", "الجو ماطر", "السعر خاص لو سمحت", "كل عام وأنتم بخير"),
        "warn": ("انتبهوا هذا أخذ فلوسي {c}", "نصاب {c} لا تدفعوا له", "ابن عمي تركوه في الغابة {c}"),
        "saw": ("وصل هذا لصديقي هل هو صحيح", "منقول من مجموعة ثانية"),
        "announce": ("تم حذف مجموعتنا الجديدة هنا {l}", "تعالوا كلكم إلى {l}", "المجموعة القديمة انتهت نكمل على {l}", "مجموعة احتياط انضموا {l}"),
        "change": ("رقمي الجديد {c} والقديم {o} مغلق", "لا تتصلوا على {o} الآن {c}"),
        "back": ("حسابي القديم {o} محظور هذا الجديد", "رجعت كنت سابقا {o}"),
        "rate": ("دفعت {p} ووصلت خلال خمسة أيام رجل صادق", "حجزونا عشرة أيام لا أنصح", "خمس نجوم للسائق"),
        "news": ("لتقرير صحفي أبحث عن ناس سافروا من {a} إلى {b} راسلوني {c}", "تقريرنا عن إعلانات {b}"),
        "hotline": ("في حال الخطر في البحر اتصل {c} ليلا ونهارا", "استشارة قانونية مجانية في {t} {c}"),
        "sign": ("أخوكم {n} شباك رقم اثنين", "اسألوا عن {n} وقولوا من المجموعة", "{n} دائما في خدمتكم", "{n} يتكلم أربع لغات", "ثقة واحترام {n}"),
        "own": ("شخصي {c}", "خطي {c}"),
        "design": ("تصميم الإعلانات {c}",),
    },
    "ru": {
        "crew": ("{a} - {b} каждую неделю, надёжный путь", "Кто хочет из {a} в {b}?", "Новая группа {a} {b}, мало мест",
                 "Берём семьи, {a} - {b}", "{b} без визы из {a}, пешком или фура", "Проход {a} {b} с гарантией"),
        "trust": ("Оплата по прибытии", "Деньги лежат в офисе до вашего звонка", "Есть видео каждой группы", "Дети бесплатно", "Вторая попытка бесплатно", "Проводник идёт с вами"),
        "price": ("Цена {p} евро", "{p} € всё включено", "От {p} евро с человека", "Скидка: {p} евро"),
        "call": ("Ватсап {c}", "Пишите {c}", "Связь: {c}", "Звоните {c}", "Только серьёзным {c}"),
        "agency": ("Билеты, отели и анкеты на визу, {b}", "Запись в посольство и рейсы {a} - {b}", "Учебная виза {b}, лицензия"),
        "driver": ("Микроавтобус {a} - {b}, посылки и пассажиры", "Еду {a} {b} каждую субботу", "Перевозки {a} - {b}, 8 мест, от двери до двери"),
        "exchange": ("Лучший курс сегодня, евро доллар, {t}", "Перевод {t} - {a} за час", "Обмен без комиссии {t}"),
        "translator": ("Присяжный перевод для ведомств, {t}", "Перевод дипломов и свидетельств, {t}"),
        "jobs": ("Нужны рабочие, {t}, жильё есть", "Уборка и доставка {t}, с документами"),
        "sell": ("Продам {i}, рабочее, самовывоз {t}", "Отдам {i}, уезжаю из {t}", "Кому {i}? {p} евро, {t}"),
        "ask": ("Кто знает хороший путь из {a} в {b}?", "Сколько сейчас стоит {b}?", "Кто едет из {a} на неделе?", "Комната {t} на двоих?"),
        "chat": ("Всем доброе утро", "Спасибо, брат", "Где тут ведомство, {t}?", "Опять дождь", "Цену в личку", "С праздником всех"),
        "warn": ("Осторожно, взял деньги и пропал: {c}", "Кидала!! {c} не платите", "Брата бросили в лесу, это {c}"),
        "saw": ("Другу прислали, это правда?", "Из другой группы:"),
        "announce": ("Нашу группу удалили, новая: {l}", "Все переходим сюда {l}", "Старой группы нет. Дальше здесь {l}", "Запасная группа: {l}"),
        "change": ("Мой новый номер {c}, старый {o} не работает", "На {o} больше не звоните, теперь {c}"),
        "back": ("Старый аккаунт {o} заблокировали, это новый", "Я вернулся, раньше был {o}"),
        "rate": ("Отдал {p}, дошёл за пять дней, честный", "Держали десять дней, не советую", "Водителю пять звёзд"),
        "news": ("Для репортажа ищу тех, кто шёл из {a} в {b}, {c}", "Наш материал об объявлениях, {b}"),
        "hotline": ("В беде на границе звоните {c}, круглые сутки", "Бесплатная помощь юриста, {t}: {c}"),
        "sign": ("{n}, второе окно, после шести", "Спросите {n}, скажите из группы", "Ваш {n}, всегда на связи", "{n} говорит на четырёх языках", "С уважением и доверием, {n}"),
        "own": ("Лично: {c}", "Моя линия {c}"),
        "design": ("Реклама и страницы: {c}",),
    },
    "bn": {
        "crew": ("{a} থেকে {b} প্রতি সপ্তাহে নিরাপদ পথ", "ভাইয়েরা কে {a} থেকে {b} যেতে চান", "নতুন ট্রিপ {a} {b} সিট কম",
                 "পরিবার সহ {a} থেকে {b}", "ভিসা ছাড়া {b} নৌকা বা ট্রাক {a}", "গ্যারান্টি গেম {a} {b}"),
        "trust": ("পৌঁছে টাকা দেবেন", "টাকা অফিসে জমা থাকবে", "প্রতি গ্রুপের ভিডিও আছে", "বাচ্চা ফ্রি", "দ্বিতীয় চেষ্টা ফ্রি", "ভালো খাবার ভালো ঘর"),
        "price": ("খরচ {p} ইউরো", "সব মিলিয়ে {p} ইউরো", "জনপ্রতি {p} ইউরো থেকে", "অফার {p} ইউরো"),
        "call": ("হোয়াটসঅ্যাপ {c}", "ইনবক্স {c}", "যোগাযোগ {c}", "ফোন করুন {c}", "শুধু আগ্রহীরা {c}"),
        "agency": ("টিকেট হোটেল ভিসা ফরম {b}", "দূতাবাসের তারিখ ও ফ্লাইট {a} {b}", "স্টুডেন্ট ভিসা {b} লাইসেন্স আছে"),
        "driver": ("মাইক্রোবাস {a} {b} যাত্রী ও মালামাল", "প্রতি শনিবার {a} {b} যাই", "ট্রান্সফার {a} {b} আট সিট"),
        "exchange": ("আজকের সেরা রেট ইউরো টাকা {t}", "{t} থেকে {a} এক ঘন্টায় টাকা", "কমিশন ছাড়া এক্সচেঞ্জ {t}"),
        "translator": ("{t} অফিসের জন্য অনুবাদ", "বিয়ের কাগজ অনুবাদ {t}"),
        "jobs": ("{t} শ্রমিক দরকার থাকা ফ্রি", "ক্লিনার ও ড্রাইভার দরকার {t} কাগজ লাগবে"),
        "sell": ("{i} বিক্রি হবে ভালো আছে {t}", "{t} ছাড়ছি তাই {i} বিক্রি", "{i} কার লাগবে {p} ইউরো {t}"),
        "ask": ("{a} থেকে {b} ভালো পথ কেউ জানেন", "{b} এখন কত টাকা", "এই সপ্তাহে {a} থেকে কে যাবেন", "{t} দুইজনের রুম আছে"),
        "chat": ("সবাইকে সালাম", "ধন্যবাদ ভাই", "{t} কাগজের অফিস কোথায়", "আবার বৃষ্টি", "দাম ইনবক্সে", "ঈদ মোবারক"),
        "warn": ("সাবধান আমার টাকা নিয়েছে {c}", "প্রতারক {c} টাকা দেবেন না", "আমার ভাইকে জঙ্গলে ফেলে গেছে {c}"),
        "saw": ("এক বন্ধু এটা পেয়েছে সত্যি কি", "অন্য গ্রুপ থেকে"),
        "announce": ("আমাদের গ্রুপ বন্ধ নতুন গ্রুপ {l}", "সবাই এখানে আসুন {l}", "পুরানো গ্রুপ নেই এখন {l}", "বিকল্প গ্রুপ {l}"),
        "change": ("আমার নতুন নম্বর {c} পুরানো {o} বন্ধ", "{o} এ আর কল নয় এখন {c}"),
        "back": ("আমার পুরানো আইডি {o} ব্লক এটা নতুন", "ফিরে এলাম আগে ছিলাম {o}"),
        "rate": ("{p} দিয়ে পাঁচ দিনে পৌঁছেছি সৎ লোক", "দশ দিন আটকে রেখেছে ভালো না", "ড্রাইভার পাঁচ তারা"),
        "news": ("প্রতিবেদনের জন্য {a} থেকে {b} যাওয়া লোক খুঁজছি {c}", "{b} বিজ্ঞাপন নিয়ে আমাদের প্রতিবেদন"),
        "hotline": ("সাগরে বিপদে কল করুন {c} দিন রাত", "{t} বিনা খরচে আইনি পরামর্শ {c}"),
        "sign": ("{n} দুই নম্বর কাউন্টার", "{n} কে খুঁজুন গ্রুপের কথা বলুন", "আপনাদের {n} সব সময় পাশে", "{n} চার ভাষা জানে", "বিশ্বাস ও সম্মান {n}"),
        "own": ("ব্যক্তিগত {c}", "আমার লাইন {c}"),
        "design": ("বিজ্ঞাপন ও পেজ {c}",),
    },
}  # fmt: skip

FORMS = {
    "en": ("{a} {b} ** seats free ** leaving this weekend", "day and night, ask for the exact hour"),
    "fr": ("{a} {b} ** places libres ** départ ce week-end", "jour et nuit, demandez l'heure exacte"),
    "ar": ("{a} {b} ** أماكن متوفرة ** الانطلاق نهاية الأسبوع", "ليلا ونهارا اسأل عن الساعة"),
    "ru": ("{a} {b} ** есть места ** выезд в выходные", "днём и ночью, час уточняйте"),
    "bn": ("{a} {b} ** সিট খালি ** এই সপ্তাহে যাত্রা", "দিন রাত সময় জেনে নিন"),
}
"""The form of an advert that many fill in, drivers and crews alike, with the same two towns."""

SAVED = ("Abu {n} road", "{n} agent", "{n} 2", "{n} bus", "boss {n}", "{n} dont answer", "{n} office", "haj {n}")
"""How the holder of a telephone writes the name of a contact."""
GROWN = ("Funny clips daily", "Beautiful nature", "Football today", "Sweet recipes", "Cars and speed", "Quotes of life")
"""What bought accounts were called while they grew."""


def respell(brand: str, lang: str) -> str:
    """Spell an invented brand in the letters of a language."""
    letters = LETTERS.get(lang)
    if letters is None:
        return brand
    return "".join(letters.get(letter, letter) for letter in brand.casefold())
