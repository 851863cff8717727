"""What WhatsApp writes in each language: literal lines, written by hand beside the language files and not from them."""

from typing import Any

import pytest

from ingest.sources.whatsapp.contents import read_content
from ingest.sources.whatsapp.sentences import LANGUAGES, YOU, read_language, read_sentences

N, M = "+44 20 7946 0102", "+44 20 7946 0103"

LINES: list[tuple[str, str, dict[str, Any]]] = [
    # English
    ('Ali created group "Harbour: rooms"', "created", {"actor": "Ali", "name": "Harbour: rooms"}),
    ("Ali created this group", "created", {"actor": "Ali"}),
    ('Ali changed the subject from "A" to "B"', "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ('Ali changed the subject from “A” to “B: "C"”', "renamed", {"actor": "Ali", "old": "A", "name": 'B: "C"'}),
    ('You changed the group name from "A" to "B"', "renamed", {"actor": YOU, "old": "A", "name": "B"}),
    ("Ali changed the group name to “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali added you", "added", {"actor": "Ali", "members": YOU}),
    ("You added Bob", "added", {"actor": YOU, "members": "Bob"}),
    ("Bob was added", "added", {"members": "Bob"}),
    (f"Ali removed {N}", "removed", {"actor": "Ali", "members": N}),
    ("You removed Bob", "removed", {"actor": YOU, "members": "Bob"}),
    ("Bob left", "left", {"members": "Bob"}),
    ("Bob joined using this group's invite link", "joined", {"members": "Bob"}),
    ("Bob joined using a group link.", "joined", {"members": "Bob"}),
    ("Bob joined from the community", "joined", {"members": "Bob"}),
    (f"\u202a{N}\u202c changed to \u202a{M}\u202c", "number", {"from": N, "to": M}),
    ("Ali changed their phone number to a new number. Tap to message.", "number", {"from": "Ali"}),
    (f"{N} changed their phone number. You're currently chatting with their new number. Tap to add it.",
     "number", {"from": N}),
    ("You're now an admin", "admin", {}),
    ("Ali changed this group's icon", "notice", {"actor": "Ali"}),
    ("Your security code with Ali changed. Tap to learn more.", "notice", {"actor": "Ali"}),
    # German
    ("Du hast die Gruppe „G“ erstellt", "created", {"actor": YOU, "name": "G"}),
    ("Ali hat die Gruppe „G“ erstellt", "created", {"actor": "Ali", "name": "G"}),
    ("Du hast den Gruppennamen von „A“ zu „B“ geändert.", "renamed", {"actor": YOU, "old": "A", "name": "B"}),
    ("Ali hat den Gruppennamen zu „B“ geändert.", "renamed", {"actor": "Ali", "name": "B"}),
    ("Du hast Bob hinzugefügt", "added", {"actor": YOU, "members": "Bob"}),
    ("Ali hat dich hinzugefügt", "added", {"actor": "Ali", "members": YOU}),
    ("Du hast Bob entfernt", "removed", {"actor": YOU, "members": "Bob"}),
    ("Bob hat die Gruppe verlassen", "left", {"members": "Bob"}),
    ("Bob ist dieser Gruppe mit dem Einladungslink beigetreten", "joined", {"members": "Bob"}),
    (f"{N} hat zu {M} gewechselt", "number", {"from": N, "to": M}),
    ("Ali hat eine neue Telefonnummer. Tippe, um eine Nachricht zu senden.", "number", {"from": "Ali"}),
    # French
    ("Ali a créé le groupe « G »", "created", {"actor": "Ali", "name": "G"}),
    ("Ali a changé le sujet en “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali a modifié le sujet en “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali a remplacé le sujet par « B »", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali a ajouté Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Bob a été ajouté(e)", "added", {"members": "Bob"}),
    ("Ali a retiré Bob", "removed", {"actor": "Ali", "members": "Bob"}),
    ("Bob est parti", "left", {"members": "Bob"}),
    ("Bob est parti(e)", "left", {"members": "Bob"}),
    ("Bob a rejoint le groupe via le lien d’invitation", "joined", {"members": "Bob"}),
    (f"{N} est passé à {M}", "number", {"from": N, "to": M}),
    ("Ali a changé de numéro de téléphone. Appuyez pour l’ajouter.", "number", {"from": "Ali"}),
    # Spanish
    ("Creaste el grupo “G”", "created", {"actor": YOU, "name": "G"}),
    ("Ali creó el grupo “G”", "created", {"actor": "Ali", "name": "G"}),
    ("Ali cambió el asunto de “A” a “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali cambió el nombre del grupo de “A” a “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali añadió a Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Ali agregó a Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Ali te añadió", "added", {"actor": "Ali", "members": YOU}),
    ("Añadiste a Bob", "added", {"actor": YOU, "members": "Bob"}),
    ("Ali eliminó a Bob", "removed", {"actor": "Ali", "members": "Bob"}),
    ("Eliminaste a Bob", "removed", {"actor": YOU, "members": "Bob"}),
    ("Bob salió del grupo", "left", {"members": "Bob"}),
    ("Bob se unió usando el enlace de invitación de este grupo", "joined", {"members": "Bob"}),
    (f"{N} cambió a {M}", "number", {"from": N, "to": M}),
    ("Ali cambió su número de teléfono a uno nuevo.", "number", {"from": "Ali"}),
    # Italian
    ("Ali ha creato il gruppo “G”", "created", {"actor": "Ali", "name": "G"}),
    ("Ali ha cambiato l'oggetto da “A” a “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali ha cambiato l’oggetto in “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali ha aggiunto Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Hai aggiunto Bob", "added", {"actor": YOU, "members": "Bob"}),
    ("Ali ti ha aggiunto", "added", {"actor": "Ali", "members": YOU}),
    ("Ali ha rimosso Bob", "removed", {"actor": "Ali", "members": "Bob"}),
    ("Hai rimosso Bob", "removed", {"actor": YOU, "members": "Bob"}),
    ("Bob ha abbandonato", "left", {"members": "Bob"}),
    ("Bob è entrato usando il link d'invito al gruppo", "joined", {"members": "Bob"}),
    (f"{N} è stato cambiato con {M}", "number", {"from": N, "to": M}),
    ("Ali ha cambiato numero", "number", {"from": "Ali"}),
    # Portuguese
    ("Ali criou o grupo “G”", "created", {"actor": "Ali", "name": "G"}),
    ("Ali mudou o assunto de “A” para “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali mudou o nome do grupo para “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali adicionou Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Ali removeu Bob", "removed", {"actor": "Ali", "members": "Bob"}),
    ("Bob saiu", "left", {"members": "Bob"}),
    ("Bob entrou usando o link de convite deste grupo", "joined", {"members": "Bob"}),
    ("Bob entrou usando o link do grupo", "joined", {"members": "Bob"}),
    (f"{N} mudou para {M}", "number", {"from": N, "to": M}),
    # Dutch
    ("U hebt de groep “G” gemaakt", "created", {"actor": YOU, "name": "G"}),
    ("Ali heeft de groep “G” aangemaakt", "created", {"actor": "Ali", "name": "G"}),
    ("Ali heeft het onderwerp gewijzigd van “A” naar “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali heeft het onderwerp gewijzigd naar “B”", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali heeft Bob toegevoegd", "added", {"actor": "Ali", "members": "Bob"}),
    ("Ali heeft Bob verwijderd", "removed", {"actor": "Ali", "members": "Bob"}),
    ("Bob heeft de groep verlaten", "left", {"members": "Bob"}),
    ("Bob is deelnemer geworden via de uitnodigingslink van deze groep", "joined", {"members": "Bob"}),
    ("Ali heeft een nieuw telefoonnummer. Tik om te berichten.", "number", {"from": "Ali"}),
    # Turkish
    ("Ali “G” grubunu oluşturdu", "created", {"actor": "Ali", "name": "G"}),
    ("Ali konusunu “B” olarak değiştirdi", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali adını “B” olarak değiştirdi", "renamed", {"actor": "Ali", "name": "B"}),
    ("Ali Bob kişisini ekledi", "added", {"actor": "Ali", "members": "Bob"}),
    (f"{N} {M} kişisini çıkardı", "removed", {"actor": N, "members": M}),
    ("Ali sizi ekledi", "added", {"actor": "Ali", "members": YOU}),
    ("Bob ayrıldı", "left", {"members": "Bob"}),
    ("Bob bu grubun davet bağlantısıyla katıldı", "joined", {"members": "Bob"}),
    ("Ali telefon numarasını değiştirdi", "number", {"from": "Ali"}),
    # Indonesian
    ("Ali telah membuat grup “G”", "created", {"actor": "Ali", "name": "G"}),
    ("Ali membuat grup “G”", "created", {"actor": "Ali", "name": "G"}),
    ("Ali telah mengubah subjek dari “A” menjadi “B”", "renamed", {"actor": "Ali", "old": "A", "name": "B"}),
    ("Ali menambahkan Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Ali telah menambahkan Bob", "added", {"actor": "Ali", "members": "Bob"}),
    ("Bob keluar", "left", {"members": "Bob"}),
    ("Bob telah bergabung menggunakan tautan undangan grup ini", "joined", {"members": "Bob"}),
    (f"{N} telah diganti ke {M}", "number", {"from": N, "to": M}),
    ("Ali telah mengganti nomor teleponnya. Ketuk untuk mengirim pesan.", "number", {"from": "Ali"}),
    # Russian
    ("Али создал(-а) группу «G»", "created", {"actor": "Али", "name": "G"}),
    ("Али изменил(-а) тему с «A» на «B»", "renamed", {"actor": "Али", "old": "A", "name": "B"}),
    ("Али изменил(-а) тему на «B»", "renamed", {"actor": "Али", "name": "B"}),
    ("Али добавил(-а) Боб", "added", {"actor": "Али", "members": "Боб"}),
    ("Али удалил(-а) Боб", "removed", {"actor": "Али", "members": "Боб"}),
    ("Боб покинул(-а) группу", "left", {"members": "Боб"}),
    ("Боб вышел", "left", {"members": "Боб"}),
    ("Али изменил номер телефона", "number", {"from": "Али"}),
    # Arabic
    ("علي أنشأ المجموعة “G”", "created", {"actor": "علي", "name": "G"}),
    ("أنشأ علي المجموعة “G”", "created", {"actor": "علي", "name": "G"}),
    ("غيّر علي اسم المجموعة من “A” إلى “B”", "renamed", {"actor": "علي", "old": "A", "name": "B"}),
    ("علي أضاف باسل", "added", {"actor": "علي", "members": "باسل"}),
    ("علي أزال باسل", "removed", {"actor": "علي", "members": "باسل"}),
    ("باسل غادر", "left", {"members": "باسل"}),
    ("باسل انضم باستخدام رابط الدعوة", "joined", {"members": "باسل"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "gaps"), LINES)
def test_a_line_of_the_app_tells(line: str, kind: str, gaps: dict[str, Any]) -> None:
    found = read_sentences().match_line(line)
    assert found is not None
    assert found.kind == kind
    assert {gap: found.take(gap) for gap in gaps} == gaps


@pytest.mark.parametrize(
    "line",
    [
        "علی گروه «G» را ایجاد کرد",
        "علی نام گروه را به «B» تغییر داد",
        "علی گروه را ترک کرد",
        "Ali đã tạo nhóm “G”",
        "Ali đã đổi tên nhóm thành “B”",
        "Ali đã rời khỏi nhóm",
    ],
)
def test_lines_of_groups_in_persian_and_vietnamese_stay_unread(line: str) -> None:
    assert read_sentences().match_line(line) is None


def test_two_names_that_cannot_be_parted_stay_unread() -> None:
    assert read_sentences().match_line("Ali Can Bob Er kişisini ekledi") is None


NOTICES = {
    "en": "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
    "de": "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.",
    "fr": "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers ne peut les lire.",
    "es": "Los mensajes y las llamadas están cifrados de extremo a extremo.",
    "it": "I messaggi e le chiamate sono crittografati end-to-end.",
    "pt": "As mensagens e as chamadas são encriptadas ponto a ponto.",
    "nl": "Berichten en oproepen worden end-to-end versleuteld.",
    "tr": "Mesajlar ve aramalar uçtan uca şifrelidir.",
    "ru": "Сообщения и звонки защищены сквозным шифрованием.",
    "id": "Pesan dan panggilan terenkripsi secara end-to-end.",
    "vi": "Tin nhắn và cuộc gọi được mã hóa đầu cuối.",
    "ar": "الرسائل والمكالمات مشفرة تمامًا بين الطرفين.",
    "fa": "پیام‌ها و تماس‌ها سرتاسر رمزگذاری شده‌اند.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_notice_at_the_beginning_is_known_and_tells_the_language(code: str) -> None:
    found = read_sentences().match_line(NOTICES[code])
    assert found is not None
    assert (found.kind, found.language) == ("notice", code)


DELETED = [
    "This message was deleted", "You deleted this message.",
    "Diese Nachricht wurde gelöscht.", "Du hast diese Nachricht gelöscht.",
    "Ce message a été supprimé", "Vous avez supprimé ce message",
    "Se eliminó este mensaje.", "Eliminaste este mensaje.",
    "Questo messaggio è stato eliminato", "Hai eliminato questo messaggio",
    "Esta mensagem foi apagada", "Apagou esta mensagem", "Mensagem apagada",
    "Dit bericht is verwijderd", "U hebt dit bericht verwijderd",
    "Bu mesaj silindi", "Bu mesajı sildiniz",
    "Данное сообщение удалено.", "Вы удалили данное сообщение",
    "Pesan ini dihapus", "Anda menghapus pesan ini",
    "Tin nhắn này đã bị xóa", "Tin nhắn này đã bị xoá", "Bạn đã xoá tin nhắn này", "Bạn đã xóa tin nhắn này",
    "تم حذف هذه الرسالة", "أنت حذفت هذه الرسالة", "لقد حذَفت هذه الرسالة", "لقد حذفت هذه الرسالة",
    "این پیام حذف شده است", "شما این پیام را حذف کردید",
]  # fmt: skip


@pytest.mark.parametrize("text", DELETED)
def test_a_message_that_was_deleted_has_no_words(text: str) -> None:
    assert read_content(f"\u200e{text}", read_sentences(), "bracket").deleted


OMITTED = {
    "photo": [
        "image omitted", "Bild weggelassen", "image absente", "imagen omitida", "immagine omessa",
        "imagem não revelada",
        "imagem ocultada", "afbeelding weggelaten", "görüntü dahil edilmedi", "изображение отсутствует",
        "gambar tidak disertakan", "đã bỏ qua hình ảnh", "لم يتم إدراج الصورة", "تصویر حذف شد",
    ],
    "video_file": [
        "video omitted", "Video weggelassen", "vidéo absente", "Video omitido", "video omesso", "vídeo não revelado",
        "video weggelaten", "video dahil edilmedi", "видео отсутствует", "video tidak disertakan", "đã bỏ video",
        "لم يتم إدراج الفيديوهات", "ویدیو حذف شد",
    ],
    "audio_file": [
        "audio omitted", "Audio weggelassen", "audio omis", "audio omitido", "audio omesso",
        "ficheiro de áudio não revelado", "audio weggelaten", "ses dahil edilmedi", "аудиофайл отсутствует",
        "audio tidak disertakan", "bỏ qua tệp âm thanh", "لم يتم إدراج المقاطع الصوتية", "صدا حذف شد",
    ],
    "sticker": [
        "sticker omitted", "Sticker weggelassen", "sticker omis", "sticker omitido", "sticker non incluso",
        "sticker não revelado", "Çıkartma dahil edilmedi", "стикер не добавлен", "stiker tidak disertakan",
        "đã bỏ sticker", "تم حذف الملصقات",
    ],
    "animation": [
        "GIF omitted", "GIF weggelassen", "GIF retiré", "GIF omitido", "GIF esclusa", "GIF não revelada",
        "GIF dahil edilmedi", "GIF отсутствует", "GIF tidak disertakan",
    ],
    "file": [
        "document omitted", "Dokument weggelassen", "document manquant", "documento omitido", "documento omesso",
        "documento não revelado", "document weggelaten", "belge dahil edilmedi", "документ отсутствует",
        "dokumen tidak disertakan", "đã bỏ qua tài liệu", "لم يتم إدراج المستند", "سند حذف شد",
    ],
    "card": [
        "Contact card omitted", "Kontaktkarte ausgelassen", "Fiche contact manquante", "Tarjeta de contacto omitida",
        "Scheda contatto omessa", "Contacto não revelado", "Карточка контакта отсутствует",
        "Kartu kontak tidak disertakan", "Bỏ qua thẻ liên lạc", "لم يتم إدراج بطاقة جهة اتصال",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in OMITTED.items() for text in texts])
def test_what_ios_left_out_is_an_attachment_that_is_not_included(what: str, text: str) -> None:
    content = read_content(f"\u200e{text}", read_sentences(), "bracket")
    assert content.attachment is not None
    assert (content.text, content.attachment.what, content.attachment.state) == ("", what, "not_included")


@pytest.mark.parametrize(
    "text",
    [
        "Media omitted", "Medien ausgeschlossen", "Medien weggelassen", "Médias omis", "Fichier omis",
        "Multimedia omitido", "Archivo omitido", "Media omessi", "Mídia oculta", "Ficheiro não revelado",
        "Media weggelaten", "Medya dahil edilmedi", "Без медиафайлов", "Media tidak disertakan", "Bỏ qua Media",
        "تم استبعاد الوسائط",
    ],
)  # fmt: skip
def test_what_android_left_out_stands_in_brackets(text: str) -> None:
    content = read_content(f"<{text}>", read_sentences(), "dash")
    assert content.attachment is not None
    assert content.attachment.state == "not_included"
    assert read_content(text, read_sentences(), "dash").text == text


@pytest.mark.parametrize(
    ("ios", "android"),
    [
        ("attached", "file attached"), ("Anhang", "Datei angehängt"), ("pièce jointe", "fichier joint"),
        ("adjunto", "archivo adjunto"), ("allegato", "file allegato"), ("anexado", "arquivo anexado"),
        ("anexado", "ficheiro anexado"), ("bijgevoegd", "bestand bijgevoegd"), ("ekli", "dosya ekli"),
        ("прикреплено", "файл добавлен"), ("terlampir", "file terlampir"), ("đính kèm", "tệp đính kèm"),
        ("المُرفق", "الملف مرفق"), ("پیوست", "پیوست شد"),
    ],
)  # fmt: skip
def test_a_file_beside_the_chat_is_named(ios: str, android: str) -> None:
    name = "00000012-PHOTO-2022-03-27-21-41-35.jpg"
    assert read_content(f"\u200e<{ios}: {name}>", read_sentences(), "bracket").file == name
    content = read_content(f"\u200eIMG-20220327-WA0001.jpg ({android})\nthe boat", read_sentences(), "dash")
    assert (content.file, content.text) == ("IMG-20220327-WA0001.jpg", "the boat")


def test_a_document_stands_behind_its_name_and_its_pages() -> None:
    content = read_content("plan.pdf • \u200e2 pages \u200edocument omitted", read_sentences(), "bracket")
    assert content.attachment is not None
    assert (content.text, content.attachment.file_name) == ("", "plan.pdf")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_file_has_no_key_that_nothing_reads(code: str) -> None:
    language = read_language(code)
    assert set(language) <= {"name", "you", "am", "pm", "and", "titles", "lines", "texts", "omitted"}
    assert set(language["lines"]) <= {
        "created", "renamed", "added", "removed", "left", "joined", "number", "admin", "notice"
    }  # fmt: skip
    assert set(language["texts"]) <= {"deleted", "deleted_own", "edited", "omitted", "attached"}
