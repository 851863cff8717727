"""Names of columns in the languages and tools of the field: what a header says of its cells."""

import re

from ingest.sources.table.spelled import fold_words

_NAMES = {
    "id": """
        id, native id, المعرف, معرف, رقم المعرف, identifiant, شناسه, kennung, kimlik, ид, идентификатор,
        identificador
    """,
    "post.id": """
        post id, message id, msg id, tweet id, item id, ad id, comment id, post number, message number, message
        no, معرف المنشور, معرف الرسالة, id du message, id publication, شناسه پیام, شناسه پست, nachrichten id,
        beitrags id, gönderi id, mesaj id, id сообщения, id поста, id del mensaje, id de la publicación
    """,
    "time": """
        datetime, date time, timestamp, unix timestamp, created, created at, post created, created time, create
        time, published, published at, posted, posted at, posted on, date posted, sent, sent at, timestamp utc,
        تاريخ النشر, date de publication, horodatage, zeitpunkt, erstellt, erstellt am, дата и время, fecha y
        hora, fecha de publicación, start time, call time, date and time
    """,
    "date": """
        date, day, التاريخ, تاريخ, تاریخ, datum, tarih, дата, fecha, data, post created date
    """,
    "hour": """
        time, hour, الوقت, الساعة, ساعت, زمان, heure, zeit, uhrzeit, saat, zaman, время, hora, post created time
    """,
    "text": """
        text, message, body, content, caption, description, post, msg, message text, image text, link text,
        original message, tweet, full text, post text, نص, النص, الرسالة, نص الرسالة, المنشور, المحتوى, texte,
        contenu, publication, متن, پیام, متن پیام, nachricht, nachrichtentext, inhalt, beitrag, metin, mesaj,
        içerik, gönderi, текст, сообщение, пост, содержание, текст сообщения, texto, mensaje, contenido,
        publicación
    """,
    "account.id": """
        account id, author id, user id, userid, sender id, from id, owner id, profile id, page id, facebook id,
        member id, معرف الحساب, معرف المستخدم, id utilisateur, id du compte, identifiant utilisateur, شناسه کاربر,
        شناسه حساب, nutzer id, benutzer id, konto id, absender id, kullanıcı id, hesap id, id пользователя, id
        автора, id аккаунта, id de usuario, id usuario, id de cuenta
    """,
    "account.name": """
        account name, author name, page name, sender name, from name, owner name, profile name, display name, full
        name, name, author, sender, from, page, account, author fullname, author full name, member name, member,
        الاسم, اسم, اسم الحساب, المرسل, الكاتب, nom, nom complet, auteur, expéditeur, compte, نام, فرستنده,
        نویسنده, absender, autor, verfasser, konto, isim, ad, ad soyad, gönderen, yazar, hesap, имя, отправитель,
        автор, аккаунт, nombre, remitente, cuenta
    """,
    "account.handle": """
        handle, username, user name, screen name, user, author username, nickname, اسم المستخدم, nom d
        utilisateur, pseudo, نام کاربری, benutzername, nutzername, kullanıcı adı, имя пользователя, юзернейм, ник,
        логин, nombre de usuario, usuario
    """,
    "group.id": """
        group id, channel id, chat id, thread id, معرف المجموعة, معرف القناة, id du groupe, id groupe, id canal,
        شناسه گروه, شناسه کانال, gruppen id, kanal id, grup id, id группы, id канала, id чата, id del grupo, id
        grupo
    """,
    "group.name": """
        group name, group, group title, channel, channel name, channel title, chat, chat name, chat title, title,
        to, المجموعة, القناة, اسم المجموعة, اسم القناة, groupe, nom du groupe, canal, chaîne, گروه, کانال, نام
        گروه, نام کانال, gruppe, gruppenname, kanal, grup, grup adı, kanal adı, группа, канал, чат, название,
        название группы, grupo, nombre del grupo
    """,
    "group.handle": """
        group username, channel username, chat username, group handle
    """,
    "links": """
        link, links, urls, external link, external links, final link, expanded links, روابط, الروابط, liens, لینک
        ها, bağlantılar, ссылки, enlaces
    """,
    "url": """
        url, post url, permalink, post link, tiktok url, tweet url, message url, message link, الرابط, رابط, رابط
        المنشور, lien, آدرس, لینک, adresse, bağlantı, ссылка, enlace
    """,
    "phones": """
        phone, phones, mobile, tel, telephone, msisdn, phone number, phone numbers, mobile number, whatsapp,
        whatsapp number, contact, contact number, viber, signal, الهاتف, رقم الهاتف, هاتف, واتساب, واتس اب, جوال,
        الجوال, موبايل, رقم, téléphone, numéro, numéro de téléphone, portable, تلفن, شماره, شماره تلفن, موبایل,
        واتساپ, telefon, telefonnummer, handy, handynummer, rufnummer, telefon numarası, cep, cep telefonu,
        телефон, телефоны, номер, номер телефона, ватсап, teléfono, número de teléfono, móvil
    """,
    "emails": """
        email, e mail, emails, mail, courriel, البريد الإلكتروني, ایمیل, eposta, e posta, почта, correo
    """,
    "about": """
        about, bio, biography, page description, signature, author bio, نبذة, الوصف, à propos, درباره, توضیحات,
        beschreibung, hakkında, о себе, описание, descripción, biografía
    """,
    "seen": """
        seen, last seen, collected, collected at, captured, captured at, scraped at, timestamp collected
    """,
    "platform": """
        platform, network, service, source platform, المنصة, الشبكة, التطبيق, plateforme, réseau, پلتفرم, شبکه,
        plattform, netzwerk, platforma, платформа, сеть, plataforma
    """,
    "kind": """
        kind, type, النوع, نوع, art, typ, tür, тип, вид, tipo
    """,
    "members": """
        members, member count, members count, participants count, participants, subscribers, followers, group
        size, عدد الأعضاء, الأعضاء, membres, abonnés, nombre de membres, تعداد اعضا, اعضا, mitglieder, abonnenten,
        üyeler, üye sayısı, участники, подписчики, количество участников, miembros, seguidores, suscriptores
    """,
    "reply_to": """
        reply to, in reply to, reply to id, replied to
    """,
    "forwarded_from": """
        forwarded from, forward from, author forwarded from name, fwd from
    """,
    "edited": """
        edited, edited at, timestamp edited
    """,
    "caller": """
        caller, calling number, caller number, a number, a party, from number, المتصل, appelant, anrufer, arayan,
        звонящий, вызывающий, llamante, تماس گیرنده
    """,
    "callee": """
        callee, called number, callee number, called, b number, b party, to number, recipient, المتصل به, appelé,
        angerufener, aranan, вызываемый, receptor, گیرنده
    """,
    "seconds": """
        duration, seconds, duration s, duration sec, المدة, durée, مدت, dauer, süre, длительность, duración
    """,
    "role": """
        role, الدور, rôle, rolle, rol, роль, نقش
    """,
    "from": """
        joined, joined at, join date, date joined, member since
    """,
    "to_time": """
        left, left at, leave date
    """,
}
_GROUP_WORDS = (
    "channel supergroup group chat قناة مجموعة canal groupe gruppe kanal grup канал группа чат کانال گروه grupo"
)
GROUP_KINDS = frozenset(fold_words(word) for word in _GROUP_WORDS.split())
"""Words of a column of kinds that say that a row is of a group."""
CHAT_KINDS = frozenset(["chat", "basic group"])
PLATFORMS = {
    "telegram": r"(?:^|//)t\.me/|telegram|access hash",
    "facebook": r"facebook\.com|fb\.com|facebook",
    "instagram": r"instagram",
    "tiktok": r"tiktok",
    "x": r"//(?:www\.)?(?:twitter|x)\.com|tweet|twitter",
    "youtube": r"youtube|youtu\.be",
    "vk": r"//vk\.com",
    "whatsapp": r"@s\.whatsapp\.net|@g\.us",
}
"""What tells a platform, in addresses and names of columns and files."""


def fold_header(column: str) -> str:
    """Give a column's name in small words: ``userId``, ``User_ID`` and ``User ID:`` are one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"\([^)]*\)", " ", column))
    return " ".join(fold_words(re.sub(r"[\W_]+", " ", parted)).split())


MEANINGS: dict[str, str] = {}
for _meaning, _names in _NAMES.items():
    for _name in _names.replace("\n", " ").split(","):
        MEANINGS.setdefault(fold_header(_name), _meaning)


def find_column_meaning(column: str) -> str | None:
    """Say what a column's name says of its cells; ``Phone 2`` is a second phone."""
    folded = fold_header(column)
    return MEANINGS.get(folded) or MEANINGS.get(folded.rstrip("0123456789").strip())
