"""What a Telegram file looks like: how it begins, which parts are entered, where reading can go on after damage."""

import re

from ingest.sources.reading.converted import is_from_whatsapp
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import Landmarks, Piece
from ingest.sources.reading.text_window import detect_encoding
from ingest.sources.telegram.peers import KINDS

OPENED = {
    "messages": "[",
    **dict.fromkeys(("chats", "left_chats", "contacts", "frequent_contacts"), "{"),
    **dict.fromkeys(("chats.list", "left_chats.list", "contacts.list", "frequent_contacts.list"), "["),
    **dict.fromkeys(("chats.list[]", "left_chats.list[]"), "{"),
    **dict.fromkeys(("chats.list[].messages", "left_chats.list[].messages"), "["),
}
"""The containers whose pieces are read one by one, with what each begins with."""
HEADER = ("name", "type", "id")
_S = r"\s{0,64}"
_TYPES = rf'"type"{_S}:{_S}"(?:{"|".join(KINDS)})"'
_KIND = rf'"type"{_S}:{_S}"(?:message|service|unsupported)"'
_MESSAGE = (
    rf'\{{{_S}(?:"id"{_S}:{_S}"?-?\d{{1,20}}"?{_S},{_S}(?:{_KIND}|"date)'
    rf'|{_KIND}|"date(?:_unixtime)?"{_S}:|"(?:action|actor|author)"{_S}:)'
)
_CHAT = rf'\{{{_S}(?:"name"{_S}:{_S}(?:null|"(?:[^"\\]|\\.){{0,512}}"){_S},{_S})?{_TYPES}'
_TOP = ("chats", "left_chats", "contacts", "frequent_contacts", "personal_information")
_ANY_TYPE = re.compile(_TYPES)
_ANY_MESSAGE = re.compile(_KIND)
_TRIMMED = re.compile(rf'\{{{_S}(?:"name"{_S}:[^{{}}\[\]]*,{_S})?"messages"{_S}:{_S}\[{_S}\{{')
_LIST = re.compile(rf'"(?:left_)?chats"{_S}:{_S}\{{[^{{}}\[\]]*"list"{_S}:{_S}\[')
_PERSONAL = re.compile(rf'"personal_information"{_S}:{_S}\{{{_S}"user_id"{_S}:')
_OTHERS = re.compile(rf'"(?:_|sender_name|participants|thread_path|timestamp_ms)"{_S}:')


def claims_export(head: Head) -> bool:
    """Tell whether a file begins as Telegram Desktop writes it, or as what others trim from that."""
    encoding, mark = detect_encoding(head.start)
    start = head.start[mark:].decode(encoding, "replace").lstrip()
    if not start.startswith("{") or _OTHERS.search(start) or is_from_whatsapp(head):
        return False
    if _PERSONAL.search(start) or _LIST.search(start):
        return True
    single = '"messages"' in start and '"id"' in start and _ANY_TYPE.search(start) is not None
    return single or (_ANY_MESSAGE.search(start) is not None and _TRIMMED.match(start) is not None)


def list_landmarks(path: str, *, full: bool) -> Landmarks:
    """Give the words at which reading can go on after damage, from a container on."""
    if not full:
        keys = {
            "messages": rf'"messages"{_S}:{_S}\[',
            "type": _TYPES,
            "id": rf'"id"{_S}:{_S}-?\d+{_S},{_S}"messages"',
        }
        return {"messages[]": _MESSAGE, **keys}
    side = "left_chats" if path.startswith("left_chats") else "chats"
    marks = {f"{side}.list[]": _CHAT, **{key: rf'"{key}"{_S}:{_S}\{{' for key in _TOP}}
    if path.startswith(("chats", "left_chats")):
        chat = f"{side}.list[]"
        marks[f"{chat}.messages[]"] = _MESSAGE
        marks[f"{chat}.messages"] = rf'"messages"{_S}:{_S}\['
        marks[f"{chat}.type"] = rf'{_TYPES}{_S},{_S}"id"'
        marks[f"{chat}.id"] = rf'"id"{_S}:{_S}-?\d+{_S},{_S}"messages"'
    elif path.startswith("contacts"):
        marks["contacts.list[]"] = rf'\{{{_S}"(?:user_id|first_name)"{_S}:'
    return marks


def header_key(event: Piece) -> str | None:
    """Give which part of a chat's header a piece is, if any."""
    container, _, key = event.path.rpartition(".")
    return key if key in HEADER and (not container or container.endswith(".list[]")) else None
