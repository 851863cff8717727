"""A WhatsApp chat that a converter wrote as Telegram's JSON: its ids are not Telegram's, and no source reads it."""

import re

from ingest.sources.reading.head import Head

WHATSAPP_ID = r"\d{5,20}(?:-\d{5,20})?@(?:s\.whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter)"
_KEYED = re.compile(
    rf'"(?:name|id|from|from_id|actor|actor_id|jid|chat_id)"\s{{0,64}}:\s{{0,64}}"[^"\\]{{0,64}}{WHATSAPP_ID}'
)
_CONVERTED = (
    re.compile(r'"date_unixtime"\s{0,64}:\s{0,64}\d{9,11}\b'),
    re.compile(r'"from_id"\s{0,64}:\s{0,64}"user[1-9]\d{10,14}"'),
)


def is_from_whatsapp(head: Head) -> bool:
    """Tell a WhatsApp chat that a converter wrote as Telegram's JSON: by WhatsApp's ids, or by numbers as ids.

    Telegram writes seconds as text, and no account of it has a number as long as a telephone's.
    """
    if re.search(WHATSAPP_ID, head.name.replace("\\", "/").rpartition("/")[2]):
        return True
    text = head.start.decode("utf-8", "replace")
    return _KEYED.search(text) is not None or all(pattern.search(text) for pattern in _CONVERTED)
