"""One Telegram message: every field is taken out by name, what is left is told as unread."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from graph.model import Name, Post
from ingest.record import FILE_NAME, Card, Hint, Message, Record, Subject, Words, Writer
from ingest.sources.telegram.file import Json, TelegramFile, clean_characters, join_full_name, take_text
from ingest.sources.telegram.media import take_attachments
from ingest.sources.telegram.peers import Chat, make_account, make_scoped_id, read_whole_number
from ingest.sources.telegram.service import Event, read_service

LOOKS = frozenset(
    ("width", "height", "mime_type", "media_type", "duration_seconds", "thumbnail", "media_spoiler", "sticker_emoji",
     "file_size", "photo_file_size", "thumbnail_file_size")
)  # fmt: skip
"""Keys that say how a file looks, not what was said: accounted for, and not told."""
BESIDE = {
    "poll": "poll",
    "todo_list": "list",
    "place_name": "place",
    "address": "place",
    "title": "title",
    "performer": "title",
    "game_title": "game",
    "game_description": "game",
    "game_link": "game",
    "invoice_information": "invoice",
}
"""Keys whose words stand beside the text, and what they are of."""
DEEPEST = 8
"""How deep a value is looked into for words."""
ADDRESSES = ("url", "auth", "web_view", "simple_web_view")
"""Kinds of button that open an address."""


def read_message(file: TelegramFile, chat: Chat, place: str, thing: object) -> Iterator[Record]:
    """Yield what one message says; raise ValueError where it cannot be told what it is, when or by whom."""
    if not isinstance(thing, dict):
        raise ValueError(f"{thing!r:.60} is no object")
    kind = thing.pop("type", None)
    if kind == "unsupported":
        file.count("messages of a kind that Telegram could not write", place)
        return
    if kind is None and ("text" in thing or "from" in thing):
        file.count("messages without a type", place)
        kind = "service" if "action" in thing or "actor_id" in thing else "message"
    elif kind not in ("message", "service"):
        raise ValueError(f"type {kind!r:.60}")
    for key in [key for key, value in thing.items() if value is None]:
        del thing[key]  # null says nothing
    at = file.moment(thing, "date", place)
    if at is None:
        file.count("messages without a time", place)
    text, hints = _take_text_and_hints(file, place, thing)
    author: Writer | None
    actor: Subject | None = None
    if kind == "service":
        actor_id, name = thing.pop("actor_id", None), take_text(thing, "actor")
        author = actor = file.peers(actor_id) if actor_id is not None else None
    else:
        author_id, name = thing.pop("from_id", None), take_text(thing, "from")
        author = file.author(chat, author_id, name, place)
    post = _make_post(file, chat, place, thing, (at, author, text))
    if author is not None:
        yield from file.naming(place, author, name)
    if kind == "service":
        known = yield from read_service(
            Event(file=file, chat=chat, place=place, thing=thing, at=at, actor=actor, name=name, post=post)
        )
        if not text:
            for key in sorted(thing.keys() - LOOKS) if known else ():
                file.count(f"key {key!r:.60} of service messages, not read", place)
            return
    edited = file.edited(thing, place)
    replies_to = _take_answered_post(file, chat, thing)
    origin, called = _take_forward_origin(file, thing)
    if origin is not None and not isinstance(origin, Name):
        yield from file.naming(place, origin, called)
    cards = _take_contact_cards(thing)
    carried, file_name = take_attachments(file, thing, place)
    beside = list(_take_words_beside(thing, file_name))
    if "inline_bot_buttons" in thing:
        beside += (Words(text=label, rule="button") for label in _list_button_labels(thing["inline_bot_buttons"]))
        hints += tuple(_list_button_hints(file, place, thing))
    signed = take_text(thing, "author")
    yield Message(
        place=place,
        post=post,
        at=at,
        author=author,
        chat=chat.stands(post),
        text=text,
        edited=edited,
        hints=hints,
        cards=cards,
        beside=tuple(beside),
        attachments=carried,
        replies_to=replies_to,
        forwarded_from=origin,
        signed=signed,
        unread=tuple(sorted(thing.keys() - LOOKS)) if thing else (),
    )


def _make_post(
    file: TelegramFile, chat: Chat, place: str, thing: Json, said: tuple[datetime | None, Writer | None, str]
) -> Post:
    """Give the post of a message; one without an id is known by its time, writer and words."""
    if "id" in thing:
        return chat.post(read_whole_number(thing.pop("id")))
    file.count("messages without an id, known by time, writer and words", place)
    return Post(id=f"{chat.scope(chat.node)}/unknown-{make_scoped_id(str(said[0]), said[1] and said[1].id, said[2])}")


def _take_text_and_hints(file: TelegramFile, place: str, thing: Json) -> tuple[str, tuple[Hint, ...]]:
    """Take the text out, and what it hides: addresses behind words, and accounts behind names."""
    parts, entities = thing.pop("text", ""), thing.pop("text_entities", None)
    if not parts and isinstance(entities, list):
        parts = entities
    if isinstance(parts, str):
        return clean_characters(parts), ()
    if isinstance(parts, dict):
        parts = [parts]
    if not isinstance(parts, list):
        raise ValueError(f"text {parts!r:.60} is neither text nor a list")
    said: list[str] = []
    hints: list[Hint] = []
    begin = 0
    for part in _flatten_parts(parts):
        raw = part if isinstance(part, str) else part.get("text") if isinstance(part, dict) else None
        if raw is None and (part is None or isinstance(part, dict)):
            raw = ""  # null says nothing; what a part hides it hides all the same
        if not isinstance(raw, str):
            raise ValueError(f"text with {part!r:.60} in it")
        raw = clean_characters(raw)
        if isinstance(part, dict):
            hints.extend(_make_hint(file, place, part, raw, begin))
        said.append(raw)
        begin += len(raw)
    return "".join(said), tuple(hints)


def _flatten_parts(parts: list[Any]) -> Iterator[Any]:
    """Give the parts of a text in their order, those of lists in lists too, which other programs write."""
    waiting = [iter(parts)]
    while waiting:
        for part in waiting[-1]:
            if isinstance(part, list):
                waiting.append(iter(part))
                break
            yield part
        else:
            waiting.pop()


def _make_hint(file: TelegramFile, place: str, part: Json, raw: str, begin: int) -> Iterator[Hint]:
    kind = part.get("type")
    if kind == "text_link" and isinstance(href := part.get("href"), str):
        if href != raw:
            yield Hint(value=clean_characters(href), rule="text_link", begin=begin, raw=raw or None)
    elif kind == "mention_name":
        node = make_account(part.get("user_id"))
        if node is None:
            file.count("mentions by name whose id cannot be read", place)
        else:
            yield Hint(value=raw, rule="mention_name", begin=begin, raw=raw, node=node)


def _take_words_beside(thing: Json, file_name: str | None) -> Iterator[Words]:
    """Take out what is said beside the text: what a poll asks, where a place is, how a file is called."""
    for key, rule in BESIDE.items():
        if key in thing and (text := "\n".join(_list_leaf_texts(thing[key]))):
            del thing[key]
            yield Words(text=text, rule=rule)
    if file_name:
        yield Words(text=file_name, rule=FILE_NAME)


def _list_leaf_texts(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a value, in its order."""
    if isinstance(value, str):
        yield clean_characters(value)
    elif depth < DEEPEST and isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _list_leaf_texts(one, depth + 1)


def _list_button_labels(value: object) -> Iterator[str]:
    """Yield the words on buttons."""
    for row in value if isinstance(value, list) else [value]:
        for button in row if isinstance(row, list) else [row]:
            if isinstance(button, dict) and isinstance(text := button.get("text"), str) and text.strip():
                yield clean_characters(text)


def _list_button_hints(file: TelegramFile, place: str, thing: Json) -> Iterator[Hint]:
    """Yield the addresses that buttons open; those that only speak to a bot are counted."""
    rows = thing.pop("inline_bot_buttons")
    for row in rows if isinstance(rows, list) else [[rows]]:
        for button in row if isinstance(row, list) else [row]:
            kind, data = (button.get("type"), button.get("data")) if isinstance(button, dict) else (None, None)
            raw = button.get("text") if isinstance(button, dict) else None
            raw = clean_characters(raw) if isinstance(raw, str) else None
            if kind in ADDRESSES and isinstance(data, str):
                yield Hint(value=clean_characters(data), rule="button", raw=raw)
            elif kind == "user_profile" and (node := make_account(data)):
                yield Hint(value=raw or str(data), rule="mention_name", raw=raw, node=node)
            else:
                file.count(f"buttons of the kind {kind!r:.40}, not read", place)


def _take_answered_post(file: TelegramFile, chat: Chat, thing: Json) -> Post | None:
    """Take the message out that is answered; one whose id cannot be read stays in the object."""
    if "reply_to_message_id" not in thing:
        return None
    try:
        message = read_whole_number(thing["reply_to_message_id"])
        if "reply_to_peer_id" in thing:
            peer = file.peers(thing["reply_to_peer_id"])
            post = chat.post(message) if peer == chat.node else Post(id=f"{chat.scope(peer)}/{message}")
        else:
            post = chat.post(message)
    except ValueError:
        return None
    thing.pop("reply_to_message_id")
    thing.pop("reply_to_peer_id", None)
    return post


def _take_forward_origin(file: TelegramFile, thing: Json) -> tuple[Subject | Name | None, str | None]:
    """Take origin and its name out: by id where the file has it; a saved message's is where it was saved from."""
    for key in ("forwarded_from", "saved_from"):
        name = take_text(thing, key)
        if f"{key}_id" in thing:
            try:
                origin = file.peers(thing[f"{key}_id"])
            except ValueError:
                pass  # it stays in the object, and is told as unread
            else:
                del thing[f"{key}_id"]
                return origin, name
        if name:
            return Name.of(name), name
    return None, None


def _take_contact_cards(thing: Json) -> tuple[Card, ...]:
    """Take the contact card out of a message."""
    card: Any = thing.pop("contact_information", None)
    if not isinstance(card, dict):
        return ()
    phone = take_text(card, "phone_number")
    account = make_account(card.get("user_id"))
    return (Card(name=join_full_name(card), phones=(phone,) if phone else (), account=account),)
