"""What people and offices of the bazaars are called, and what they write. All invented."""

TONGUES = ("ar", "tr", "fa", "en", "fr")

TOWNS: tuple[tuple[str, str, str], ...] = (
    ("Marsa Qadim", "ar", "FR"),
    ("Suq Nahhasin", "ar", "FR"),
    ("Bab Zaytun", "ar", "US"),
    ("Kumruhan", "tr", "GB"),
    ("Eskiçarşı-Dere", "tr", "DE"),
    ("Chahar Dalan", "fa", "US"),
    ("Darband Sara", "fa", "FR"),
    ("Port Amaranth", "en", "GB"),
    ("Pont-aux-Dattes", "fr", "FR"),
)
"""Town of a bazaar, its tongue, and the country of its numbers."""

NAMES: dict[str, str] = {
    "en": "Rami Samer Bilal Hadi Yazan Karim Omar Ziad Fadi Layth Tarek Anas Qusay Wael Majd Hasan Ayham Salem Basel",
    "tr": "Murat Serkan Emre Volkan Cemal Tolga Ferhat Zeki Orhan Sinan Baran Yavuz Kemal Ufuk Deniz Ilker Halit Soner",
    "fa": "Farid Navid Behzad Kamran Jawad Milad Reza Sohrab Arash Omid Hamed Pouya Nader Shahin Edris Zaher Siavash",
    "fr": "Idriss Mounir Nabil Sofiane Redouane Walid Amine Fouad Hicham Lotfi Malik Samir Yassine Brahim Kais Slim",
}
NAMES["ar"] = NAMES["en"]
WOMEN = "Salma Rima Hanan Dalia Lubna Zeynep Elif Sevgi Parisa Nilufar Shirin Amel Karima Sonia Maya Lina Huda Abeer"
LAST: dict[str, str] = {
    "ar": "Haddad Najjar Khayyat Sabbagh Attar Halabi Masri Shami Daoud Kanaan Rashid Zein Sayegh Qassab Dabbagh",
    "tr": "Demirci Kuyumcu Aydin Yildirim Kaplan Arslan Bakirci Terzi Dogan Koc Ozer Sari Polat Keskin Tas Balci",
    "fa": "Rahimi Karimi Noori Zargar Sarraf Ahangar Hosseini Mirzai Bahrami Golzar Naderi Tehrani Kabuli Azizi Fazli",
    "fr": "Benali Mansour Bouzid Khelifi Hamdi Saidi Trabelsi Cherif Ziani Belkacem Mebarki Amrani Toumi Gharbi",
}
LAST["en"] = LAST["ar"]
FAMILY_FORMS: dict[str, tuple[str, ...]] = {
    "ar": ("Al {last}", "Abu {last}", "{last} {other}"),
    "tr": ("{last}oglu", "{last} {other}", "Kara{last}"),
    "fa": ("{last}zadeh", "{last} {other}", "{last}pour"),
    "en": ("Al {last}", "{last} {other}"),
    "fr": ("Ben {last}", "{last} {other}", "El {last}"),
}
"""How names of families are made longer."""

ARABIC: dict[str, str] = {
    "Rami": "رامي",
    "Nour": "نور",
    "Samer": "سامر",
    "Bilal": "بلال",
    "Hadi": "هادي",
    "Yazan": "يزن",
    "Karim": "كريم",
    "Omar": "عمر",
    "Ziad": "زياد",
    "Fadi": "فادي",
    "Layth": "ليث",
    "Tarek": "طارق",
    "Anas": "أنس",
    "Qusay": "قصي",
    "Wael": "وائل",
    "Majd": "مجد",
    "Hasan": "حسن",
    "Ayham": "أيهم",
    "Salem": "سالم",
    "Basel": "باسل",
    "Salma": "سلمى",
    "Rima": "ريما",
    "Hanan": "حنان",
    "Dalia": "داليا",
    "Lubna": "لبنى",
    "Maya": "مايا",
    "Lina": "لينا",
    "Huda": "هدى",
    "Abeer": "عبير",
    "Haddad": "حداد",
    "Najjar": "نجار",
    "Khayyat": "خياط",
    "Sabbagh": "صباغ",
    "Attar": "عطار",
    "Halabi": "حلبي",
    "Masri": "مصري",
    "Shami": "شامي",
    "Daoud": "داود",
    "Kanaan": "كنعان",
    "Rashid": "راشد",
    "Zein": "زين",
    "Sayegh": "صايغ",
    "Qassab": "قصاب",
    "Dabbagh": "دباغ",
    "Nahhas": "نحاس",
    "Farid": "فريد",
    "Navid": "نوید",
    "Behzad": "بهزاد",
    "Kamran": "کامران",
    "Jawad": "جواد",
    "Milad": "میلاد",
    "Reza": "رضا",
    "Sohrab": "سهراب",
    "Arash": "آرش",
    "Omid": "امید",
    "Hamed": "حامد",
    "Pouya": "پویا",
    "Nader": "نادر",
    "Shahin": "شاهین",
    "Edris": "ادریس",
    "Zaher": "ظاهر",
    "Siavash": "سیاوش",
    "Parisa": "پریسا",
    "Nilufar": "نیلوفر",
    "Shirin": "شیرین",
    "Rahimi": "رحیمی",
    "Karimi": "کریمی",
    "Noori": "نوری",
    "Zargar": "زرگر",
    "Sarraf": "صراف",
    "Ahangar": "آهنگر",
    "Hosseini": "حسینی",
    "Mirzai": "میرزایی",
    "Bahrami": "بهرامی",
    "Golzar": "گلزار",
    "Naderi": "نادری",
    "Tehrani": "تهرانی",
    "Kabuli": "کابلی",
    "Azizi": "عزیزی",
    "Fazli": "فاضلی",
}

SPELLINGS = (
    ("ou", "u"),
    ("ei", "ey"),
    ("sh", "ch"),
    ("q", "k"),
    ("ee", "i"),
    ("y", "i"),
    ("kh", "h"),
    ("aa", "a"),
    ("w", "v"),
)
"""How one name is spelt in two ways in Latin letters."""

FIRMS: tuple[tuple[str, str], ...] = (
    ("Waha", "الواحة"),
    ("Blue Gate", "البوابة الزرقاء"),
    ("Safina", "السفينة"),
    ("Najm", "النجم"),
    ("Crescent Road", "طريق الهلال"),
    ("Amber", "العنبر"),
    ("Seven Doors", "الأبواب السبعة"),
    ("Hudhud", "الهدهد"),
    ("Copper Lamp", "المصباح"),
    ("Nawras", "النورس"),
    ("Silk Stair", "درج الحرير"),
    ("Marjan", "المرجان"),
    ("Two Palms", "النخلتين"),
    ("Qandil", "القنديل"),
    ("Zafaran", "الزعفران"),
    ("White Mule", "البغلة"),
    ("Yasmin", "الياسمين"),
    ("Rihla", "الرحلة"),
    ("Long Bridge", "الجسر الطويل"),
    ("Fanar", "الفنار"),
    ("Turquoise", "الفيروز"),
    ("Kervan", "القافلة"),
    ("Lale", "لاله"),
    ("Simurgh", "سیمرغ"),
    ("Parvaz", "پرواز"),
    ("Setareh", "ستاره"),
    ("Morvarid", "مروارید"),
    ("Boussole", "البوصلة"),
    ("Escale", "المرفأ"),
    ("Dattier", "النخيل"),
    ("Sahil", "الساحل"),
    ("Badr", "البدر"),
    ("Dalil", "الدليل"),
    ("Tamarind", "التمر الهندي"),
    ("Saqr", "الصقر"),
)
"""An office's name in Latin and in Arabic letters."""
EPITHETS = ("", "", "", "New ", "Golden ", "Al ", "Al ", "Royal ", "Little ", "Grand ")
TRADES: tuple[tuple[str, str, str], ...] = (
    ("agency", "Travel", "للسياحة والسفر"),
    ("agency", "Tours", "للرحلات"),
    ("exchange", "Exchange", "للصرافة"),
    ("exchange", "Hawala", "للحوالات"),
    ("agency", "Tourism Bureau", "مكتب سياحة"),
    ("agency", "Visa Desk", "خدمات التأشيرات"),
    ("phone shop", "Phones", "للموبايلات"),
    ("agency", "Transport", "للنقل"),
)
"""Kind of office, and the word after its name."""

ROUTES = (
    ("Izmir", "Athens"),
    ("Bodrum", "Kos"),
    ("Istanbul", "Sofia"),
    ("Tripoli", "Lampedusa"),
    ("Tunis", "Palermo"),
    ("Oran", "Almería"),
    ("Edirne", "Belgrade"),
    ("Athens", "Milan"),
    ("Belgrade", "Vienna"),
    ("Calais", "Dover"),
    ("Sfax", "Sicily"),
    ("Mersin", "Cyprus"),
    ("Minsk", "Berlin"),
    ("Van", "Istanbul"),
    ("Zahedan", "Tehran"),
)
PLACES: dict[str, str] = {
    "Izmir": "أزمير",
    "Athens": "أثينا",
    "Bodrum": "بودروم",
    "Kos": "كوس",
    "Istanbul": "اسطنبول",
    "Sofia": "صوفيا",
    "Tripoli": "طرابلس",
    "Lampedusa": "لامبيدوزا",
    "Tunis": "تونس",
    "Palermo": "باليرمو",
    "Oran": "وهران",
    "Almería": "ألميريا",
    "Edirne": "أدرنة",
    "Belgrade": "بلغراد",
    "Milan": "ميلانو",
    "Vienna": "فيينا",
    "Calais": "كاليه",
    "Dover": "دوفر",
    "Sfax": "صفاقس",
    "Sicily": "صقلية",
    "Mersin": "مرسين",
    "Cyprus": "قبرص",
    "Minsk": "مينسك",
    "Berlin": "برلين",
    "Van": "وان",
    "Zahedan": "زاهدان",
    "Tehran": "طهران",
}

OPENERS: dict[str, tuple[str, ...]] = {
    "ar": (
        "بسم الله ✈️ {firm} تقدم لكم",
        "السلام عليكم شباب",
        "عرض جديد من {firm} 🔥",
        "لكل الشباب الحابة تسافر",
        "الحمدلله وصلوا المجموعة الماضية 🌹",
    ),
    "tr": (
        "{firm} güvencesiyle",
        "Selamün aleyküm arkadaşlar",
        "Yeni sefer 🔥 {firm}",
        "Gitmek isteyenler için",
        "Geçen grup ulaştı çok şükür 🌹",
    ),
    "fa": (
        "با سلام خدمت هموطنان، {firm}",
        "سفر مطمئن با {firm} ✈️",
        "دوستان توجه کنید",
        "مسافران هفته گذشته رسیدند 🌹",
        "کار جدید {firm} 🔥",
    ),
    "en": (
        "{firm} presents ✈️",
        "Peace be upon you all",
        "New trip with {firm} 🔥",
        "For whoever wants to go",
        "Last week's group is there, thank God 🌹",
    ),
    "fr": (
        "{firm} vous propose ✈️",
        "Salam la famille",
        "Nouveau départ avec {firm} 🔥",
        "Pour ceux qui veulent partir",
        "Le dernier groupe est bien arrivé 🌹",
    ),
}
SECRET: dict[str, tuple[str, ...]] = {
    "ar": (
        "تهريب مضمون {a} - {b} يخت سياحي",
        "طلعة كل خميس {a} {b} بالبلم ٩ أمتار",
        "سيارة لباب البيت {a} ➡️ {b} بدون مشي",
        "{a} {b} عن طريق المطار جواز أوروبي",
        "من {a} إلى {b} الدفع بعد الوصول عند المكتب",
    ),
    "tr": (
        "{a} - {b} garantili geçiş, yat ile",
        "Her perşembe {a} {b} bot 9 metre",
        "{a} ➡️ {b} kapıya kadar araba, yürüyüş yok",
        "{a} {b} havalimanından, pasaport bizden",
        "{a} dan {b} e ödeme varınca emanetçide",
    ),
    "fa": (
        "قاچاقی تضمینی {a} - {b} با کشتی",
        "هر پنجشنبه {a} {b} با قایق ۹ متری",
        "{a} ➡️ {b} با ماشین تا دم در بدون پیاده روی",
        "{a} {b} هوایی با پاسپورت اروپایی",
        "از {a} تا {b} پول در صرافی بعد از رسیدن",
    ),
    "en": (
        "{a} to {b} guaranteed, tourist yacht, no papers",
        "Every Thursday {a} {b} boat of 9 metres",
        "{a} ➡️ {b} car to the door, no walking",
        "{a} {b} by air, passport from us",
        "From {a} to {b}, money stays at the office until arrival",
    ),
    "fr": (
        "{a} - {b} passage garanti, yacht, sans papiers",
        "Chaque jeudi {a} {b} bateau 9 mètres",
        "{a} ➡️ {b} voiture jusqu'à la porte, sans marche",
        "{a} {b} par avion, passeport fourni",
        "De {a} à {b}, argent au bureau jusqu'à l'arrivée",
    ),
}
HONEST: dict[str, dict[str, tuple[str, ...]]] = {
    "agency": {
        "ar": (
            "تذاكر طيران {a} - {b} بأرخص الأسعار",
            "باص مريح {a} {b} كل خميس",
            "مواعيد سفارات وتأمين صحي {a} {b}",
            "فنادق وتوصيل من {a} إلى {b} والدفع عند الوصول",
        ),
        "tr": (
            "{a} - {b} uçak bileti en uygun fiyat",
            "Her perşembe {a} {b} otobüs",
            "Vize randevusu ve sigorta {a} {b}",
            "{a} dan {b} e otel ve transfer, ödeme varınca",
        ),
        "fa": (
            "بلیط هواپیما {a} - {b} ارزان",
            "اتوبوس هر پنجشنبه {a} {b}",
            "وقت سفارت و بیمه {a} {b}",
            "هتل و ترانسفر از {a} تا {b} پرداخت بعد از رسیدن",
        ),
        "en": (
            "Flights {a} - {b}, best price",
            "Coach every Thursday {a} {b}",
            "Visa appointment and insurance {a} {b}",
            "Hotel and transfer from {a} to {b}, pay on arrival",
        ),
        "fr": (
            "Billets {a} - {b} au meilleur prix",
            "Car chaque jeudi {a} {b}",
            "Rendez-vous visa et assurance {a} {b}",
            "Hôtel et transfert de {a} à {b}, paiement à l'arrivée",
        ),
    },
    "exchange": {
        "ar": ("تحويل أموال {a} {b} خلال ساعة، أمانات", "صرف دولار ويورو وحوالات {a} - {b}"),
        "tr": ("{a} {b} havale bir saatte, emanet", "Dolar euro bozum, havale {a} - {b}"),
        "fa": ("حواله {a} {b} یک ساعته، امانت", "صرافی دلار یورو و حواله {a} - {b}"),
        "en": ("Money {a} {b} within the hour, deposits kept", "Dollar, euro and transfers {a} - {b}"),
        "fr": ("Transfert {a} {b} en une heure, dépôts", "Change dollar, euro, envois {a} - {b}"),
    },
    "phone shop": {
        "ar": ("موبايلات مستعملة وشرائح إنترنت للمسافرين", "صيانة موبايل وأرقام واتساب"),
        "tr": ("İkinci el telefon, turist hattı", "Telefon tamiri ve hat"),
        "fa": ("موبایل دست دوم و سیم کارت مسافر", "تعمیر موبایل و شماره واتساپ"),
        "en": ("Used phones and SIM cards for travellers", "Phones mended, lines opened"),
        "fr": ("Téléphones d'occasion et puces pour voyageurs", "Réparation de téléphones, lignes"),
    },
}
FRANCHISE: tuple[tuple[str, str], ...] = (
    (
        "⭐⭐⭐⭐⭐ VIP\n{firm}\n{a} ✈️ {b}\n✅ guarantee ✅ comfort ✅ 24 hours\nPlaces are few, book today\n{contact}",
        "secret",
    ),
    ("🚢 {a} - {b} 🚢\nمكتب {firm}\nطلعات يومية والسعر {price}\nضمان عند مكتب التأمين\n{contact}", "secret"),
    ("🚌 {a} {b} 🚌\n{firm}\nevery day 08:00 and 20:00\nchildren half price, {price}\n{contact}", "honest"),
    ("{firm} ile {a} {b}\n💯 güvenilir 💯 hızlı\nfiyat {price}\n{contact}", "secret"),
)
"""Adverts that many offices fill in, and for which trade."""

CLOSERS: dict[str, tuple[str, ...]] = {
    "ar": ("السعر {price} والأطفال نصف", "الأماكن محدودة", "للجادين فقط", "العنوان {town} جانب الصاغة", "أهلا وسهلا"),
    "tr": (
        "Fiyat {price}, çocuk yarım",
        "Yer az kaldı",
        "Ciddi olanlar yazsın",
        "Adres {town}, sarraflar yanı",
        "Bekleriz",
    ),
    "fa": ("قیمت {price} اطفال نصف", "ظرفیت محدود", "فقط افراد جدی", "آدرس {town} کنار زرگری", "در خدمتیم"),
    "en": (
        "Price {price}, children half",
        "Few places left",
        "Serious people only",
        "Find us in {town}, by the goldsmiths",
        "Welcome",
    ),
    "fr": (
        "Prix {price}, enfants moitié",
        "Places limitées",
        "Personnes sérieuses seulement",
        "Adresse {town}, près des bijoutiers",
        "Bienvenue",
    ),
}
ASK_FOR: dict[str, tuple[str, ...]] = {
    "ar": ("اسأل عن {who} {n}", "للتواصل مع {who}: {n}", "{who} واتس {n}"),
    "tr": ("{who} beyi sorun {n}", "İrtibat {who}: {n}", "{who} wp {n}"),
    "fa": ("با {who} تماس بگیرید {n}", "{who}: {n}", "{who} واتساپ {n}"),
    "en": ("Ask for {who}, {n}", "Contact {who}: {n}", "{who} WhatsApp {n}"),
    "fr": ("Demandez {who}, {n}", "Contact {who} : {n}", "{who} WhatsApp {n}"),
}
NUMBER_LABELS: dict[str, dict[str, str]] = {
    "ar": {"office": "المكتب", "whatsapp": "واتساب", "viber": "فايبر", "call": "للتواصل"},
    "tr": {"office": "Ofis", "whatsapp": "WhatsApp", "viber": "Viber", "call": "Tel"},
    "fa": {"office": "دفتر", "whatsapp": "واتساپ", "viber": "وایبر", "call": "تماس"},
    "en": {"office": "Office", "whatsapp": "WhatsApp", "viber": "Viber", "call": "Call"},
    "fr": {"office": "Bureau", "whatsapp": "WhatsApp", "viber": "Viber", "call": "Tél"},
}

SELLS: dict[str, tuple[str, ...]] = {
    "ar": (
        "براد للبيع نظيف {price}",
        "غرفة للإيجار لشاب {price}",
        "مطلوب عامل مطعم",
        "كنبة وطاولة للبيع بداعي السفر",
        "دراجة للبيع {price}",
    ),
    "tr": (
        "Satılık buzdolabı temiz {price}",
        "Bekara kiralık oda {price}",
        "Lokantaya eleman aranıyor",
        "Taşınıyoruz, koltuk satılık",
        "Bisiklet {price}",
    ),
    "fa": (
        "یخچال تمیز فروشی {price}",
        "اتاق کرایه برای مجرد {price}",
        "کارگر رستوران لازم است",
        "فروش مبل به علت سفر",
        "دوچرخه {price}",
    ),
    "en": (
        "Fridge for sale, clean, {price}",
        "Room for one man, {price}",
        "Kitchen hand wanted",
        "Sofa and table, we are moving",
        "Bicycle {price}",
    ),
    "fr": (
        "Frigo à vendre, propre, {price}",
        "Chambre pour une personne {price}",
        "Cherche aide cuisinier",
        "Canapé à vendre cause départ",
        "Vélo {price}",
    ),
}
ASKS: dict[str, tuple[str, ...]] = {
    "ar": (
        "مين عندو رقم مكتب أمين لطريق {a} {b}؟",
        "شباب كم السعر هالأيام؟",
        "في حدا بيعرف محامي؟",
        "يا جماعة الطقس كيف الأسبوع الجاي",
        "بدي تذكرة {a} {b}",
    ),
    "tr": (
        "{a} {b} için güvenilir ofis bilen var mı?",
        "Fiyat ne kadar bu aralar?",
        "Avukat tanıyan var mı",
        "Hava nasıl olacak",
        "{a} {b} bilet lazım",
    ),
    "fa": (
        "کسی صراف مطمئن برای {a} {b} می شناسد؟",
        "قیمت این روزها چند است؟",
        "وکیل خوب سراغ دارید",
        "هوا چطور است",
        "بلیط {a} {b} می خواهم",
    ),
    "en": (
        "Who knows an honest office for {a} {b}?",
        "What do they ask these days?",
        "Does anybody know a lawyer?",
        "How is the weather next week",
        "Need a ticket {a} {b}",
    ),
    "fr": (
        "Qui connaît un bureau sérieux pour {a} {b} ?",
        "C'est combien ces jours-ci ?",
        "Quelqu'un connaît un avocat ?",
        "La météo la semaine prochaine ?",
        "Je cherche un billet {a} {b}",
    ),
}
CHATTER: dict[str, tuple[str, ...]] = {
    "ar": ("الله يوفقكم", "تم", "خاص", "كل عام وأنتم بخير", "مبروك 🌹", "شو صار معك"),
    "tr": ("Allah yardımcınız olsun", "Özelden yazdım", "Hayırlı cumalar", "Up", "Bayramınız mübarek"),
    "fa": ("موفق باشید", "پیام دادم", "عید مبارک", "تشکر", "خدا یار شما"),
    "en": ("God be with you", "Sent you a message", "Up", "Blessed Friday", "Thanks brother"),
    "fr": ("Bon courage", "Message privé envoyé", "Up", "Bonne fête à tous", "Merci mon frère"),
}
WARNS: dict[str, tuple[str, ...]] = {
    "ar": ("انتبهوا من صاحب هذا الرقم {n} نصاب أخذ المصاري وسكر", "هاد المكتب {firm} حرامية {n}"),
    "tr": ("Bu numaraya dikkat {n} parayı alıp kapattı", "{firm} dolandırıcı {n}"),
    "fa": ("مواظب این شماره باشید {n} کلاهبردار", "{firm} دزد هستند {n}"),
    "en": ("Careful with {n}, took the money and closed", "{firm} are thieves {n}"),
    "fr": ("Attention à ce numéro {n}, il a pris l'argent", "{firm} des voleurs {n}"),
}
RECOMMENDS: dict[str, tuple[str, ...]] = {
    "ar": ("جربت {firm} ناس محترمة {n}", "خود هالرقم {n} بيفيدك"),
    "tr": ("{firm} iyi insanlar {n}", "Şu numarayı ara {n}"),
    "fa": ("{firm} آدم های خوب {n}", "این شماره را بگیر {n}"),
    "en": ("{firm} were good to us {n}", "Try this number {n}"),
    "fr": ("{firm} des gens sérieux {n}", "Essaie ce numéro {n}"),
}
NUMBER_CHANGED: dict[str, str] = {
    "ar": "غيرت رقمي، القديم {old} الجديد {new}",
    "tr": "Numaram değişti, eski {old} yeni {new}",
    "fa": "شماره من عوض شد قبلی {old} جدید {new}",
    "en": "My number changed: old {old}, new {new}",
    "fr": "J'ai changé de numéro : ancien {old}, nouveau {new}",
}
ANNOUNCED: dict[str, tuple[str, ...]] = {
    "ar": ("الغروب القديم تسكر، هاد الجديد {new} {link}", "انتقلنا إلى {new} {link}"),
    "tr": ("Eski grup kapandı, yenisi {new} {link}", "{new} grubuna geçtik {link}"),
    "fa": ("گروه قبلی بسته شد، جدید {new} {link}", "به {new} آمدیم {link}"),
    "en": ("The old group is closed, here is the new one: {new} {link}", "We moved to {new} {link}"),
    "fr": ("L'ancien groupe est fermé, voici le nouveau : {new} {link}", "On est passé sur {new} {link}"),
}
HANDLE_SHOWN: dict[str, str] = {
    "ar": "تلغرام {h}",
    "tr": "Telegram {h}",
    "fa": "تلگرام {h}",
    "en": "Telegram {h}",
    "fr": "Telegram {h}",
}
HOTLINE = (
    "In danger at sea call {n}, day and night, free of charge. No rescue is paid for.",
    "نداء استغاثة في البحر {n} مجانا",
    "Appel gratuit {n}, conseil juridique aux migrants",
)
QUOTES = (
    "Our correspondent was offered this today, number included: {text}",
    "Seen in the bazaar groups this week. {text}",
    "Screenshot of an advert, for the record: {text}",
)
PHRASE_STARTS = (
    "From the lane of {w}",
    "By the bread of {w}",
    "Your brother under the {w}",
    "The door with the {w} is open",
    "{w} and patience",
    "May {w} bloom for you",
    "No {w} without thorns",
    "ابن حارة {w}",
    "على الوعد يا {w}",
    "{w} gibi selamlar",
    "سلام از {w}",
)
PHRASE_WORDS = (
    "saffron lentils tinsmiths quince lanterns mulberry anise walnut sumac candles copper storks vinegar almonds "
    "felt carob rosewater sparrows thimbles saddles raisins indigo combs barley"
)
GROUP_NAMES: dict[str, tuple[str, ...]] = {
    "market": (
        "سوق {town}",
        "{town} market, buy and sell",
        "{town} alım satım",
        "دیوار {town}",
        "Le bon coin de {town}",
        "{town} everything",
    ),
    "rooms": (
        "Rooms in {town}",
        "غرف للإيجار {town}",
        "{town} kiralık oda",
        "Jobs and rooms {town}",
        "اتاق و کار {town}",
    ),
    "diaspora": ("Friends of {town} abroad", "أهل {town} في الغربة", "{town} gurbetçileri", "Ceux de {town}"),
    "rating": ("Honest or thief? offices of {town}", "كشف النصابين {town}", "{town} ofis yorumları"),
    "office": (
        "{firm} {a} {b}",
        "{a} - {b} with {firm}",
        "مسافرين {a} {b}",
        "{a} {b} yolcuları",
        "مسافران {a} {b}",
        "Travellers {a} {b}",
    ),
}
KEEPS = ("{name} 2", "{name} (new)", "New {name}", "{name} الجديد", "{name} official")
