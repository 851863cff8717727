"""A message of a page in the keys of Telegram's JSON, so that one reader reads both; what has no place is counted."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.sources.telegram.html.markup import Element, UnsoundError, read_words
from ingest.sources.telegram.html.sentences import DELETED
from ingest.sources.telegram.html.shape import read_date, read_link, take_bot_off

Json = dict[str, Any]
_REPLY = re.compile(r"([^#]*)#go_to_message(-?\d{1,19})")
_SECONDS = re.compile(r"\((\d{1,9}) seconds\)")
_PLACE = re.compile(r"[?&]q=(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
WRAPS = {
    "photo_wrap": "photo",
    "sticker_wrap": "sticker",
    "animated_wrap": "animation",
    "video_file_wrap": "video_file",
}
"""Classes of pictures that a page shows, with what they are."""
TITLES = {
    "Photo": "photo",
    "Sticker": "sticker",
    "Animation": "animation",
    "Video file": "video_file",
    "Video message": "video_message",
    "Voice message": "voice_message",
    "Audio file": "audio_file",
    "File": "file",
    "Self-destructing photo": "photo",
    "Self-destructing video": "video_file",
}
"""What stands in the place of a picture or file that is not shown, with what it is."""
ENDINGS = {"Missed": "missed", "Cancelled": "missed", "Declined": "busy"}
"""How a call ended that came to nothing, with what JSON calls it."""
LACKING = "Unavailable"
"""What is told of a file that is neither linked nor explained."""
APART = frozenset(("userpic_wrap", "date", "from_name"))
"""Parts of a body that are read beside its content."""


def translate_message(root: Element) -> tuple[Json, list[str]]:
    """Give a message in the keys of Telegram's JSON, and which parts of it are not read.

    ``from`` is missing where the message is joined to the one before it, ``forwarded`` tells that it is passed on.
    Raises UnsoundError where it is not built as a message is.
    """
    body = next((child for child in root.elements if "body" in child.classes), None)
    if body is None:
        raise UnsoundError("a message without a body")
    said: Json = {"type": "message"}
    unread: list[str] = []
    if "joined" in root.classes:
        said["joined"] = True
    for child in body.elements:
        if "date" in child.classes and "title" in child.attributes:
            said["date"] = read_date(child.attributes["title"]) or child.attributes["title"]
        elif "from_name" in child.classes:
            said["from"], via = take_bot_off(read_words(child))
            if via:
                said["via_bot"] = f"@{via}"
        elif "forwarded" in child.classes and "body" in child.classes:
            said["forwarded"] = True
            for part in child.elements:
                if "from_name" in part.classes:
                    said["forwarded_from"] = _read_forwarded_name(part)
                else:
                    _take_part(part, said, unread)
            refuse_stray_words(child)
        elif not APART & child.classes:
            _take_part(child, said, unread)
    refuse_stray_words(root)
    refuse_stray_words(body)
    return {key: value for key, value in said.items() if value != ""}, unread


def refuse_stray_words(element: Element) -> None:
    """Raise UnsoundError where words stand directly in what holds elements alone."""
    for child in element.children:
        if isinstance(child, str) and child.strip():
            raise UnsoundError(f"words where none belong: {child.strip()!r:.60}")


def _read_forwarded_name(element: Element) -> str:
    """Give the name of an origin: the time that stands behind it is no part of it."""
    own = Element(element.tag, {}, frozenset(), [child for child in element.children if isinstance(child, str)])
    return take_bot_off(read_words(own))[0]


def _take_part(part: Element, said: Json, unread: list[str]) -> None:
    """Take one part of a body's content."""
    classes = part.classes
    if "text" in classes:
        said["text"] = list(list_text_parts(part))
    elif "media_wrap" in classes:
        for media in part.elements:
            _take_media(media, said, unread)
    elif "reply_to" in classes:
        found = next(
            (f for link in part.find_links() if (f := _REPLY.fullmatch(link.attributes.get("href", "")))), None
        )
        if found:
            said["reply_to_message_id"] = int(found[2])
        else:
            unread.append("answers to messages of another chat")
    elif "signature" in classes:
        said["author"] = read_words(part)
    elif any(name.startswith("bot_button") for name in classes):
        said["inline_bot_buttons"] = [[_make_button(link) for link in part.find_links()]]
    elif APART & classes:
        return
    else:
        unread.append(f"parts {' '.join(sorted(classes))[:40]!r}")


def _make_button(link: Element) -> Json:
    href = link.attributes.get("href", "")
    return {"type": "url" if href else "callback", "text": read_words(link), "data": href}


def list_text_parts(element: Element) -> Iterator[str | Json]:
    """Yield a text in the form of Telegram's JSON, without the blanks that indent its tags."""
    parts = list(_list_parts(element))
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" \t\r\n")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" \t\r\n")
    yield from parts


def _list_parts(element: Element) -> Iterator[str | Json]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag == "a":
            yield _make_link_part(child)
        else:
            yield from _list_parts(child)


def _make_link_part(link: Element) -> Json:
    """Give a link in a text: hidden where it leads elsewhere than its words say."""
    words = "".join(child if isinstance(child, str) else read_words(child) for child in link.children)
    href = link.attributes.get("href", "")
    named = words.startswith("@") and href.rpartition("/")[2].lower() == words[1:].lower()
    if named or href in (words, f"mailto:{words}", f"tel:{words}", ""):
        kind = "mention_name" if "ShowMentionName" in link.attributes.get("onclick", "") else "plain"
        return {"type": kind, "text": words}
    return {"type": "text_link" if _SCHEME.match(href) else "plain", "text": words, "href": href}


def _take_media(media: Element, said: Json, unread: list[str]) -> None:
    """Take what a message carries."""
    classes = media.classes
    if "media_poll" in classes:
        said["poll"] = _read_poll(media)
        return
    link = media.attributes.get("href", "") if media.tag == "a" else ""
    shown = next((kind for name, kind in WRAPS.items() if name in classes), None)
    if shown:
        _put_file(said, shown, link, "")
        return
    title, description, status = (_read_part(media, name) for name in ("title", "description", "status"))
    if "media_contact" in classes:
        said["contact_information"] = {"first_name": title, "phone_number": status.removesuffix(" - vCard")}
        if link:
            said["contact_vcard"] = link
    elif "media_call" in classes:
        said |= {"type": "service", "action": "phone_call", "called": title}
        said["discard_reason"] = next((why for word, why in ENDINGS.items() if status.startswith(word)), "hangup")
        if seconds := _SECONDS.search(status):
            said["duration_seconds"] = int(seconds[1])
    elif classes & {"media_location", "media_live_location", "media_venue"}:
        if "media_venue" in classes:
            said |= {"place_name": title, "address": description}
        if place := _PLACE.search(link):
            said["location_information"] = {"latitude": place[1], "longitude": place[2]}
    elif "media_game" in classes:
        said |= {"game_title": title, "game_description": description, "game_link": status}
    elif "media_invoice" in classes:
        said["invoice_information"] = {"title": title, "description": description, "amount": status}
    elif any(name.startswith("media_") for name in classes):
        kind = TITLES.get(title)
        if kind is None:
            kind = "audio_file" if "media_audio_file" in classes else "file"
            if kind == "file":
                said["file_name"] = title
            else:
                said["performer"], _, said["title"] = title.rpartition(" – ")
        _put_file(said, kind, link, description)
    else:
        unread.append(f"media {' '.join(sorted(classes))[:40]!r}")


def _read_part(media: Element, name: str) -> str:
    found = media.find(name)
    return read_words(found) if found is not None else ""


def _put_file(said: Json, kind: str, link: str, why: str) -> None:
    """Put a picture or file, by its name or by why it is not there."""
    name = read_link(link)
    said["photo" if kind == "photo" else "file"] = name or f"({why or LACKING})"
    if kind not in ("photo", "file"):
        said["media_type"] = kind


def _read_poll(media: Element) -> Json:
    poll: Json = {"question": _read_part(media, "question"), "answers": []}
    for child in media.elements:
        if "answer" in child.classes:
            own = Element(
                "div",
                {},
                frozenset(),
                [one for one in child.children if isinstance(one, str) or "details" not in one.classes],
            )
            poll["answers"].append({"text": read_words(own).removeprefix("- ")})
    return poll


def is_gone(name: object) -> bool:
    """Tell whether a name only says that its bearer is gone."""
    return name in DELETED or not name
