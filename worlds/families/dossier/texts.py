"""What people of this family write: names, towns, adverts and everyday messages in six languages and four scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language."""

    script: str
    given: tuple[tuple[str, str], ...]
    """First names: as written in the language's script, and in Latin letters."""
    family: tuple[tuple[str, str], ...]
    towns: tuple[str, ...]
    adverts: tuple[str, ...]
    """Texts that a seller of texts sells: {a} and {b} are towns, {p} a price, {d} a day."""
    roles: tuple[str, ...]
    """Labels before numbers: booking, house, boat, money."""
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    """Two halves of a personal line."""
    proverbs: tuple[str, ...]
    """Personal lines that many use."""
    asks: tuple[str, ...]
    chat: tuple[str, ...]
    thanks: tuple[str, ...]
    warns: tuple[str, ...]
    """{n} is a number."""
    sales: tuple[str, ...]
    rates: tuple[str, ...]
    trips: tuple[str, ...]
    """Adverts of agencies."""
    moves: tuple[str, ...]
    """Announcements of another group: {g} its name, {l} its address."""
    changes: tuple[str, ...]
    """{o} and {n}: a number given up, a number taken."""
    groups: tuple[str, ...]
    """Names of groups: {a} and {b} are towns, {w} a word of the crew."""
    words: tuple[str, ...]
    jobs: tuple[str, ...]
    """What a phone's holder saves people under: driver, captain, money, house, paper man."""


ARABIC = Pack(
    "Arabic",
    (
        ("سامر", "Samer"),
        ("خالد", "Khaled"),
        ("يوسف", "Yousef"),
        ("مروان", "Marwan"),
        ("هيثم", "Haitham"),
        ("رامي", "Rami"),
        ("نادر", "Nader"),
        ("وليد", "Walid"),
        ("فادي", "Fadi"),
        ("عماد", "Imad"),
        ("باسل", "Basel"),
        ("ليلى", "Layla"),
        ("هدى", "Huda"),
        ("سناء", "Sanaa"),
        ("رنا", "Rana"),
        ("جمال", "Jamal"),
        ("طارق", "Tareq"),
    ),
    (
        ("الزعيتر", "Al Zuaiter"),
        ("الدرعاوي", "Al Deraawi"),
        ("المصراتي", "Al Misrati"),
        ("الخطيب", "Al Khatib"),
        ("بركات", "Barakat"),
        ("السويدان", "Al Suwaidan"),
        ("حمادة", "Hamada"),
        ("النجار", "Al Najjar"),
        ("قاسم", "Qasem"),
        ("العبدو", "Al Abdo"),
        ("شعبان", "Shaaban"),
        ("الورفلي", "Al Warfali"),
    ),
    ("طرابلس", "لامبيدوزا", "بنغازي", "زوارة", "كاليه", "دوفر"),
    (
        "رحلة من {a} إلى {b} يوم {d}\nالسعر {p} يورو والدفع بعد الوصول\nقارب جديد ومحركين",
        "السلام عليكم شباب، حجز {a} - {b} مفتوح\n{p} يورو للشخص والأطفال نصف السعر\nضمان المبلغ في مكتب",
        "{a} ➡️ {b} خروج {d} إن شاء الله\nالعدد محدود، {p}€\nالتواصل على الخاص فقط",
        "طلعة مضمونة {a} / {b}\nسكن وأكل حتى يوم {d}\n{p} يورو",
        "يوجد لدينا خط {a} إلى {b}، قبطان خبرة عشر سنوات\nالدفع مكتب {p}",
    ),
    ("للحجز", "السكن", "القارب", "المكتب"),
    (
        "الصدق قبل المال",
        "عمي لا تخاف من البحر",
        "من جرّب عرف",
        "كلمتي واحدة",
        "أنا ابن الشط",
        "اسأل عني بالسوق",
        "لا نبيع الكلام",
        "شغل رجال",
        "الأمانة ثقيلة",
    ),
    (
        "والله شاهد",
        "وأهل البلد يشهدون",
        "من أيام زمان",
        "وما ندمت مرة",
        "والباقي على الله",
        "وهذا اسمي",
        "وبابنا مفتوح",
        "قبل الفجر وبعده",
        "ولا غيري",
    ),
    ("توكلنا على الله", "السلامة أولاً", "خير الناس أنفعهم للناس"),
    (
        "مين جرب طريق {a}؟",
        "كم السعر لـ {b} للعائلة؟",
        "في حدا طلع هالأسبوع؟",
        "بدي رقم حدا موثوق لو سمحتوا",
        "هل الطريق مفتوح من {a}؟",
    ),
    (
        "صباح الخير جميعاً",
        "الله يفرجها على الكل",
        "الجو اليوم عاصف",
        "رمضان كريم",
        "مين عنده خبر عن المخيم؟",
        "شكراً يا غالي",
        "تم",
    ),
    ("الحمد لله وصلت {b}، شكراً", "والله ناس محترمين وصلنا بسلام", "أخي وصل أمس، يعطيكم العافية"),
    ("انتبهوا هذا الرقم نصاب {n}", "سرق مني ألفين، رقمه {n} لا تتعاملوا معه", "تحذير: صاحب الرقم {n} كذاب"),
    (
        "للبيع براد مستعمل نظيف 120 يورو {n}",
        "غسالة للبيع، التواصل {n}",
        "غرفة للإيجار للشباب {n}",
        "موبايل للبيع بحالة ممتازة {n}",
    ),
    ("تحويل أموال إلى كل المدن، سعر اليوم {p} {n}", "مكتب حوالات، تسليم خلال ساعة {n}"),
    ("تذاكر طيران وفنادق من {a}، أفضل الأسعار {n}", "مكتب سفريات: فيزا وتأمين وحجز {n}"),
    (
        "تم إغلاق المجموعة، المجموعة الجديدة {g} {l}",
        "انتقلنا إلى {g}: {l}",
        "المجموعة الرسمية الوحيدة {g} {l} احذروا المقلدين",
    ),
    ("رقمي القديم {o} ضاع، الجديد {n}", "غيرت الرقم: {n} بدل {o}"),
    ("طريق {a} {b}", "{w} {a}", "{w} للسفر", "أخبار {a} - {b}", "تجارب السفر {b}", "شباب {a}"),
    ("النورس", "الموج", "الأمان", "الشراع", "الوصول", "المرساة", "الهلال", "النجمة"),
    ("السواق", "القبطان", "المكتب", "أبو البيت", "الأوراق", "المندوب"),
)

BENGALI = Pack(
    "Bengali",
    (
        ("রফিক", "Rafiq"),
        ("সোহেল", "Sohel"),
        ("জামাল", "Jamal"),
        ("মিজান", "Mizan"),
        ("শাহীন", "Shahin"),
        ("তানভীর", "Tanvir"),
        ("নাজমা", "Nazma"),
        ("রুমা", "Ruma"),
        ("ইমরান", "Imran"),
        ("হাসান", "Hasan"),
        ("বাদল", "Badal"),
        ("কামাল", "Kamal"),
        ("সুমি", "Sumi"),
        ("রানা", "Rana"),
        ("লিটন", "Liton"),
    ),
    (
        ("মোল্লা", "Mollah"),
        ("সরদার", "Sardar"),
        ("হাওলাদার", "Howlader"),
        ("তালুকদার", "Talukdar"),
        ("শিকদার", "Sikder"),
        ("মাতুব্বর", "Matubbar"),
        ("খান", "Khan"),
        ("ফকির", "Fakir"),
        ("বেপারী", "Bepari"),
        ("ঢালী", "Dhali"),
    ),
    ("মাদারীপুর", "ত্রিপোলি", "সিলেট", "মিলান", "ঢাকা", "রোম"),
    (
        "{a} থেকে {b} গেম {d}\nমোট {p} টাকা, পৌঁছানোর পর পেমেন্ট\nথাকা খাওয়া ফ্রি",
        "ভাইয়েরা {a} টু {b} লাইন চালু আছে\n{p} টাকা, গ্যারান্টি সহ\nসিট সীমিত",
        "ইতালি যাওয়ার সুযোগ: {a} - {b}\nতারিখ {d}\nবডি কন্ট্রাক্ট {p}",
        "বড় বোট, ভালো ক্যাপ্টেন। {a} হতে {b}\nখরচ {p}, টাকা জমা থাকবে",
    ),
    ("বুকিং", "বাসা", "বোট", "টাকা"),
    (
        "কথা দিয়ে কথা রাখি",
        "মায়ের দোয়া সাথে",
        "আমি এলাকার ছেলে",
        "বিশ্বাসে কাজ",
        "গরিবের বন্ধু",
        "সময়ের দাম জানি",
        "নদীর পারে বাড়ি",
        "হিসাব পরিষ্কার",
    ),
    ("দশ বছর ধরে", "জেলায় সবাই চেনে", "আল্লাহ ভরসা", "মিথ্যা বলি না", "দিন রাত খোলা", "নাম শুনলেই হয়", "চা খেয়ে যান"),
    ("আল্লাহ সহায়", "সবুরে মেওয়া ফলে"),
    ("{a} থেকে কেউ গেছেন?", "{b} যেতে কত লাগে ভাই?", "ভালো দালালের নাম্বার দেন", "গেম কবে হবে?"),
    ("আসসালামু আলাইকুম সবাইকে", "ভাই কেমন আছেন", "দোয়া করবেন", "আজ অনেক ঠান্ডা", "ঈদ মোবারক", "ঠিক আছে"),
    ("আলহামদুলিল্লাহ {b} পৌঁছে গেছি", "ভাই অনেক ভালো মানুষ, ধন্যবাদ"),
    ("এই নাম্বার প্রতারক {n} সাবধান", "{n} আমার পাঁচ লাখ টাকা মেরে দিয়েছে"),
    ("পুরাতন ফ্রিজ বিক্রি হবে {n}", "সিট খালি আছে, ব্যাচেলর {n}", "মোবাইল বিক্রি {n}"),
    ("দেশে টাকা পাঠান আজকের রেট {p} {n}", "বিকাশ হুন্ডি সার্ভিস {n}"),
    ("এয়ার টিকেট {a} - {b} সেরা দাম {n}", "ভিসা প্রসেসিং ও টিকেট {n}"),
    ("গ্রুপ বন্ধ হয়ে গেছে, নতুন গ্রুপ {g} {l}", "সবাই {g} তে আসেন {l}", "আসল গ্রুপ শুধু {g} {l}"),
    ("আমার আগের নাম্বার {o} বন্ধ, নতুন {n}", "নাম্বার বদল: {o} না, এখন {n}"),
    ("{a} টু {b}", "{w} {b}", "{w} গেম", "{a} প্রবাসী", "ইউরোপ খবর {b}", "{a} ভাই ভাই"),
    ("সাগর", "সোনার তরী", "পদ্মা", "আশা", "ভরসা", "দোয়েল", "নতুন দিন"),
    ("ড্রাইভার", "ক্যাপ্টেন", "টাকা ভাই", "বাসার মালিক", "কাগজ", "দালাল"),
)

AMHARIC = Pack(
    "Ethiopic",
    (
        ("ዳዊት", "Dawit"),
        ("ሳሙኤል", "Samuel"),
        ("ሄኖክ", "Henok"),
        ("ዮናስ", "Yonas"),
        ("ብርሃን", "Birhan"),
        ("ተስፋይ", "Tesfay"),
        ("ሰላም", "Selam"),
        ("ሚኪያስ", "Mikias"),
        ("አብርሃም", "Abraham"),
        ("ኪዳነ", "Kidane"),
        ("ራሄል", "Rahel"),
        ("ፍጹም", "Fitsum"),
    ),
    (
        ("ገብሬ", "Gebre"),
        ("ተክለ", "Tekle"),
        ("ሃይሉ", "Hailu"),
        ("አስፋው", "Asfaw"),
        ("በቀለ", "Bekele"),
        ("ወልዱ", "Woldu"),
        ("መንግስቱ", "Mengistu"),
        ("ታደሰ", "Tadesse"),
        ("ኃይለ", "Haile"),
    ),
    ("ካርቱም", "ትሪፖሊ", "መተማ", "ኩፍራ", "አዲስ አበባ", "ሮም"),
    (
        "ከ{a} ወደ {b} ጉዞ {d}\nዋጋ {p} ዶላር ከደረሱ በኋላ\nምግብና ማረፊያ አለ",
        "ወንድሞች {a} - {b} መንገድ ተከፍቷል\n{p} ዶላር ብቻ\nቦታ ውስን ነው",
        "{a} ➡ {b} በ{d} እንወጣለን\nዋስትና አለ {p}",
        "አዲስ ጀልባ {a} እስከ {b}\nክፍያ በሃዋላ {p}",
    ),
    ("ምዝገባ", "ቤት", "ጀልባ", "ገንዘብ"),
    ("ቃሌን እጠብቃለሁ", "የሰው ልጅ ይቅደም", "በእምነት እንሰራለን", "ሁሉም ያውቀኛል", "ውሃው አያስፈራም", "እውነት ትበልጣለች"),
    ("ከልጅነቴ ጀምሮ", "እግዚአብሔር ምስክር ነው", "ሌሊትም ቀንም", "ስሜን ጠይቁ", "በሰላም ትደርሳላችሁ", "ያለ ውሸት"),
    ("እግዚአብሔር ይርዳን", "ቀስ በቀስ እንቁላል በእግሩ ይሄዳል"),
    ("ከ{a} ማን ሄደ?", "ወደ {b} ስንት ነው?", "ጥሩ ሰው አሳዩኝ", "መንገዱ ክፍት ነው?"),
    ("ሰላም ለሁላችሁ", "እንዴት ናችሁ", "እግዚአብሔር ይመስገን", "መልካም በዓል", "እሺ", "ዛሬ ዝናብ ነው"),
    ("{b} በሰላም ደርሻለሁ ተመስገን", "አመሰግናለሁ ወንድሜ ደረስን"),
    ("ተጠንቀቁ ይህ ቁጥር ሌባ ነው {n}", "{n} ገንዘቤን በልቷል"),
    ("ፍሪጅ ለሽያጭ {n}", "ክፍል ለኪራይ {n}", "ስልክ ለሽያጭ {n}"),
    ("ገንዘብ እንልካለን የዛሬ ዋጋ {p} {n}", "ሃዋላ በአንድ ሰዓት {n}"),
    ("የአውሮፕላን ትኬት ከ{a} {n}", "ቪዛና ትኬት ቢሮ {n}"),
    ("ግሩፑ ተዘግቷል አዲሱ {g} {l}", "ወደ {g} ገብተናል {l}", "ትክክለኛው ግሩፕ {g} {l}"),
    ("የድሮ ቁጥሬ {o} ጠፍቷል አዲሱ {n}", "ቁጥር ቀይሬያለሁ {o} አይሰራም {n}"),
    ("{a} {b} መንገድ", "{w} {b}", "{w} ጉዞ", "የ{a} ልጆች", "ዜና {b}"),
    ("ንስር", "ተስፋ", "ሰላም", "ጎህ", "መርከብ", "ብርሃን"),
    ("ሹፌር", "ካፒቴን", "ሃዋላ", "ቤት", "ደላላ"),
)

FRENCH = Pack(
    "Latin",
    (
        ("Mamadou", "Mamadou"),
        ("Ibrahima", "Ibrahima"),
        ("Fatou", "Fatou"),
        ("Cheikh", "Cheikh"),
        ("Ousmane", "Ousmane"),
        ("Aminata", "Aminata"),
        ("Koffi", "Koffi"),
        ("Serge", "Serge"),
        ("Moussa", "Moussa"),
        ("Awa", "Awa"),
        ("Didier", "Didier"),
        ("Lamine", "Lamine"),
        ("Bakary", "Bakary"),
        ("Mariam", "Mariam"),
        ("Yaya", "Yaya"),
    ),
    (
        ("Diabaté", "Diabaté"),
        ("Ndoye", "Ndoye"),
        ("Kouyaté", "Kouyaté"),
        ("Traoré", "Traoré"),
        ("Bamba", "Bamba"),
        ("Sarr", "Sarr"),
        ("Camara", "Camara"),
        ("Kanouté", "Kanouté"),
        ("Gassama", "Gassama"),
        ("Yao", "Yao"),
    ),
    ("Sfax", "Lampedusa", "Nouadhibou", "Las Palmas", "Zarzis", "Paris"),
    (
        "Convoi {a} - {b} départ {d}\n{p} euros, paiement à l'arrivée\nBateau neuf, places limitées",
        "Boza {a} vers {b} inchallah\nprix {p}€ tout compris\nmaison d'attente avec nourriture",
        "Programme {a}/{b} : sortie {d}\ncapitaine expérimenté, gilets fournis\n{p} euros par personne",
        "La route {a} {b} est ouverte\n{p} € garantie chez le dépôt\nmessage privé seulement",
    ),
    ("Réservation", "Maison", "Bateau", "Dépôt"),
    (
        "La parole d'un homme",
        "Dieu ne dort pas",
        "Le petit du quartier",
        "Travail propre",
        "On ne ment pas à la mer",
        "Le vieux du port",
        "Qui m'a vu sait",
        "Sans bla bla",
    ),
    (
        "depuis toujours",
        "demandez à vos frères",
        "jour et nuit",
        "et le reste suivra",
        "la main sur le coeur",
        "comme ton grand frère",
        "ça ne change pas",
        "tu verras bien",
    ),
    ("Dieu est grand", "Qui ne tente rien n'a rien"),
    (
        "Qui a fait {a} récemment ?",
        "C'est combien pour {b} svp ?",
        "Un numéro sérieux svp les frères",
        "La route est bonne ?",
    ),
    (
        "Bonjour la famille",
        "Bonne fête à tous",
        "Il fait froid ce matin",
        "ok merci",
        "Courage à tous",
        "On est ensemble",
    ),
    ("Dieu merci je suis à {b}", "Mon petit frère est bien arrivé, merci grand"),
    ("Attention arnaqueur {n}", "Ne donnez pas l'argent au {n}, il m'a volé"),
    ("Je vends frigo bon état {n}", "Chambre à louer {n}", "Vends téléphone, appeler {n}"),
    ("Transfert d'argent, taux du jour {p} {n}", "Bureau de change, retrait en une heure {n}"),
    ("Billets d'avion {a} {b} meilleurs prix {n}", "Agence de voyage : visa, billet, assurance {n}"),
    ("Groupe fermé, nouveau groupe {g} {l}", "Rejoignez {g} {l}", "Le seul vrai groupe : {g} {l}"),
    ("Mon ancien numéro {o} est perdu, le nouveau {n}", "J'ai changé : {n} à la place de {o}"),
    ("Route {a} {b}", "{w} {b}", "{w} Voyage", "Les gars de {a}", "Infos {a} {b}", "Témoignages {b}"),
    ("Pirogue", "Horizon", "Étoile", "Teranga", "Baobab", "Albatros", "Espoir"),
    ("Chauffeur", "Capitaine", "Argent", "Maison", "Papiers", "Coxeur"),
)

ALBANIAN = Pack(
    "Latin",
    (
        ("Arben", "Arben"),
        ("Ilir", "Ilir"),
        ("Besnik", "Besnik"),
        ("Gent", "Gent"),
        ("Klodian", "Klodian"),
        ("Mirela", "Mirela"),
        ("Erion", "Erion"),
        ("Dritan", "Dritan"),
        ("Elda", "Elda"),
        ("Fatjon", "Fatjon"),
    ),
    (
        ("Kolaj", "Kolaj"),
        ("Bregu", "Bregu"),
        ("Marku", "Marku"),
        ("Shtylla", "Shtylla"),
        ("Gjoka", "Gjoka"),
        ("Lleshi", "Lleshi"),
        ("Hoxhaj", "Hoxhaj"),
        ("Prenga", "Prenga"),
    ),
    ("Dunkerque", "Dover", "Bruksel", "Londër", "Shkodër", "Calais"),
    (
        "Udhëtim {a} - {b} me {d}\n{p} paund, pagesa kur arrin\nme gomone, vende të pakta",
        "Anglia e sigurt: {a} deri {b}\nçmimi {p}\nju marrim ne te stacioni",
        "Rruga {a} {b} e hapur çdo javë\n{p} £ garanci\nvetëm mesazh",
    ),
    ("Rezervime", "Shtëpia", "Varka", "Paratë"),
    ("Fjala e burrit", "Pa llafe kot", "Djali i lagjes", "Punë e pastër", "Besa mbi të gjitha", "Kush më njeh e di"),
    ("natë e ditë", "si vëlla", "që nga fillimi", "pyet kë të duash", "dhe pikë", "me shëndet"),
    ("Zoti na ruajt", "Besa besë"),
    ("Kush ka shkuar nga {a}?", "Sa kushton për {b}?", "A ka ndonjë numër të sigurt?"),
    ("Mirëmëngjesi", "Ftohtë sot", "Gëzuar", "ok flm", "Përshëndetje të gjithëve"),
    ("Arrita në {b}, faleminderit", "Vëllai mbërriti, rrofsh"),
    ("Kujdes mashtrues {n}", "{n} më mori lekët, mos i besoni"),
    ("Shes frigorifer {n}", "Dhomë me qira {n}", "Shes telefon {n}"),
    ("Dërgoj lekë, kursi sot {p} {n}", "Këmbim valutor, brenda orës {n}"),
    ("Bileta avioni {a} {b} {n}", "Agjenci udhëtimi: bileta dhe viza {n}"),
    ("Grupi u mbyll, i riu {g} {l}", "Ejani te {g} {l}", "Grupi i vërtetë {g} {l}"),
    ("Numri i vjetër {o} s'punon, i riu {n}", "Ndërrova numrin {n} jo më {o}"),
    ("{a} {b} udhëtime", "{w} {b}", "{w} Travel", "Shqiptarët në {b}", "Lajme {b}"),
    ("Shqiponja", "Deti", "Ura", "Jugu", "Valët", "Korrieri"),
    ("Shoferi", "Kapiteni", "Lekët", "Shtëpia", "Letrat"),
)

ENGLISH = Pack(
    "Latin",
    (
        ("Grace", "Grace"),
        ("Daniel", "Daniel"),
        ("Ruth", "Ruth"),
        ("Omar", "Omar"),
        ("Kelvin", "Kelvin"),
        ("Blessing", "Blessing"),
        ("Sunny", "Sunny"),
        ("Helen", "Helen"),
        ("Peter", "Peter"),
        ("Anita", "Anita"),
    ),
    (
        ("Okonta", "Okonta"),
        ("Adewole", "Adewole"),
        ("Mensah", "Mensah"),
        ("Osagie", "Osagie"),
        ("Birch", "Birch"),
        ("Fairley", "Fairley"),
        ("Njoroge", "Njoroge"),
        ("Quarshie", "Quarshie"),
    ),
    ("Agadez", "Tripoli", "Dunkirk", "Dover", "Kano", "London"),
    (
        "Movement {a} to {b} on {d}\n{p} dollars, pay when you land\ngood boat, food included",
        "{a} - {b} line is open\nprice {p}, money with third party\nfew seats",
        "Push from {a} to {b} this week {d}\ncamp fee included {p}",
    ),
    ("Booking", "House", "Boat", "Money"),
    ("My word is my bond", "No long story", "Ask the boys", "Clean work only", "God first", "Old sailor talking"),
    ("since day one", "any time", "till you land", "no cry after", "ask anybody", "that is my name"),
    ("God dey", "No pain no gain"),
    ("Who passed {a} lately?", "How much to {b} please?", "Any serious contact?"),
    ("Good morning all", "Happy Sunday", "Cold today", "ok", "Thank you dear", "Any news of the camp?"),
    ("Thank God I am in {b}", "My brother landed, thanks boss"),
    ("Beware of this number {n} scam", "He chopped my money {n} do not pay"),
    ("Fridge for sale {n}", "Room to let {n}", "Clean phone for sale {n}"),
    ("Send money home today rate {p} {n}", "Exchange office, paid out in one hour {n}"),
    ("Cheap flights {a} {b} call {n}", "Travel agency: visa help and tickets {n}"),
    ("Group closed, join {g} {l}", "We moved to {g} {l}", "Only real group is {g} {l}"),
    ("My old line {o} is gone, use {n}", "New number {n} no longer {o}"),
    ("{a} to {b}", "{w} {b}", "{w} Movement", "{a} people", "{b} news"),
    ("Eagle", "Harbour", "Sunrise", "Blue Line", "Lighthouse", "Comfort"),
    ("Driver", "Captain", "Money man", "House", "Papers", "Burger"),
)

PACKS = {"ar": ARABIC, "bn": BENGALI, "am": AMHARIC, "fr": FRENCH, "sq": ALBANIAN, "en": ENGLISH}
"""Packs by language."""

HOTLINE_TEXTS = (
    "Boat in distress? Call {n}. This line is free.",
    "Emergency at sea: {n} / Urgence en mer : {n}",
    "Lost contact with a relative? We listen, day and night: {n}",
)
JOURNALIST_TEXTS = (
    "We found this advert in three groups: {t}",
    "Our report is out. They still write: {t}",
    "Reader question: does anybody know who is behind {n}?",
)
VOLUNTEER_TEXTS = (
    "Tea and clothes on Tuesday behind the church. Ask for us: {n}",
    "Legal advice on Friday, call before: {n}",
    "If the sea frightens you: {n} is the rescue line, not ours.",
)
SELLER_TEXTS = (
    "Ready texts for travel pages, five languages, 10 a piece. Order: {n}",
    "Sample of the week: {t}",
    "New texts, change only the towns. {t}",
)
JOB_TEXTS = (
    "We are hiring packers, call the office {n}",
    "Cleaning firm, ask for a quote: {n}",
    "Office open 9-17, {n}",
)
DUTY_TEXTS = ("I am on duty this week, office {n}", "Shift swap on Monday?", "New price list at the office {n}")
FIRMS = (
    "Kestrel",
    "Marlow",
    "Tamarind",
    "Oriel",
    "Vantage",
    "Palmyra",
    "Sable",
    "Juniper",
    "Corvo",
    "Zephyr",
    "Amaranth",
)
TRADES = {
    "agency": ("Travel", "Tours", "Voyages", "Air"),
    "exchange": ("Exchange", "Transfer", "Hawala", "Cash"),
    "office": ("Cleaning", "Logistics", "Packing", "Repairs"),
}
LANGUAGES = ("English", "عربي", "Français", "বাংলা", "አማርኛ")
"""Labels before numbers, one for each language that is spoken there."""
NICKNAMES = ("Abu Zed", "Doctor", "Chief", "Tall one", "Haji", "Cousin", "Boss", "Old man", "Fox", "New SIM", "Tonton")
