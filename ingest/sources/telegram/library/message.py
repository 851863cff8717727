"""A message of a Telegram library in the keys of Telegram Desktop's JSON, so that one reader reads both."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from graph.model import Account
from ingest.sources.telegram.peers import make_account, read_whole_number

Json = dict[str, Any]
LEFT_OUT = "(File not included)"
"""What stands for a picture or file: a library's dump holds none."""
LOOKS = frozenset(
    ("out", "mentioned", "media_unread", "silent", "post", "from_scheduled", "legacy", "edit_hide", "pinned",
     "noforwards", "views", "forwards", "replies", "ttl_period", "grouped_id", "invert_media", "offline",
     "restriction_reason", "from_boosts_applied", "video_processing_pending", "paid_suggested_post_stars", "effect",
     "from_rank", "_")
)  # fmt: skip
"""Keys that say how a message looks or how often it was seen: accounted for, and not told."""
PEERS = (("user_id", "user"), ("chat_id", "chat"), ("channel_id", "channel"))
_BARE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?", re.ASCII)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def read_peer(value: object) -> str | int | None:
    """Give a peer in the form of Desktop's JSON; nothing where there is none. Raises ValueError for what is no peer."""
    if value is None:
        return None
    if isinstance(value, dict):
        for key, kind in PEERS:
            if value.get(key) is not None:
                return f"{kind}{read_whole_number(value[key])}"
        raise ValueError(f"peer {str(value)[:60]!r} has no id")
    return read_whole_number(value)


def translate_message(raw: Json) -> tuple[Json, str | int | None]:
    """Give a message in the keys of Desktop's JSON, and the peer that it stands with. Raises ValueError."""
    thing = {key: value for key, value in raw.items() if value not in (None, False, [], {}, "") and key not in LOOKS}
    peer = read_peer(thing.pop("peer_id", thing.pop("to_id", None)))
    said: Json = {"type": "service" if "action" in thing else "message"}
    if "id" in thing:
        said["id"] = thing.pop("id")
    put_time(said, "date", thing.pop("date", None))
    put_time(said, "edited", thing.pop("edit_date", None))
    words, entities = thing.pop("message", ""), thing.pop("entities", None)
    if not isinstance(words, str):
        raise ValueError(f"message {words!r:.60} is no text")
    said["text"] = list(cut_text(words, entities if isinstance(entities, list) else []))
    writer = read_peer(thing.pop("from_id", None))
    if writer is None and (raw.get("post") or (str(peer).startswith("user") and not raw.get("out"))):
        writer = peer  # the channel itself, or the partner of a private chat
    key = "actor_id" if said["type"] == "service" else "from_id"
    if writer is not None:
        said[key] = writer
    if "post_author" in thing:
        said["author"] = thing.pop("post_author")
    put_origin(said, thing)
    put_answered(said, thing)
    if isinstance(media := thing.pop("media", None), dict):
        said |= translate_media(media)
    if isinstance(markup := thing.pop("reply_markup", None), dict):
        said["inline_bot_buttons"] = [
            list(list_buttons(row)) for row in markup.get("rows") or () if isinstance(row, dict)
        ]
    if isinstance(action := thing.pop("action", None), dict):
        said |= translate_action(action)
    return {**thing, **said}, peer


def put_time(said: Json, key: str, value: object) -> None:
    """Put a time: seconds, or text, which without an offset is UTC."""
    if type(value) is int:
        said[f"{key}_unixtime"] = str(value)
    elif isinstance(value, str):
        said[key] = f"{value}+00:00" if _BARE.fullmatch(value) else value
    elif isinstance(value, datetime) or value is not None:
        raise ValueError(f"time {value!r:.60} is neither text nor seconds")


def cut_text(words: str, entities: list[Any]) -> Iterator[str | Json]:
    """Cut a text at what hides a link or an account; offsets count UTF-16 units."""
    wide = words.encode("utf-16-le", "surrogatepass")
    at = 0
    for entity in sorted((one for one in entities if isinstance(one, dict)), key=_read_offset):
        kind = {"MessageEntityTextUrl": "text_link", "MessageEntityMentionName": "mention_name"}.get(
            entity.get("_", "")
        )
        begin, length = _read_offset(entity), entity.get("length")
        if kind is None or type(length) is not int or length <= 0 or begin < at or 2 * (begin + length) > len(wide):
            continue
        if begin > at:
            yield _decode(wide[2 * at : 2 * begin])
        at = begin + length
        part = {"type": kind, "text": _decode(wide[2 * begin : 2 * at])}
        yield {**part, **({"href": entity.get("url")} if kind == "text_link" else {"user_id": entity.get("user_id")})}
    if 2 * at < len(wide):
        yield _decode(wide[2 * at :])


def _read_offset(entity: Json) -> int:
    offset = entity.get("offset")
    return offset if type(offset) is int and offset >= 0 else 1 << 40


def _decode(wide: bytes) -> str:
    return wide.decode("utf-16-le", "replace")


def put_origin(said: Json, thing: Json) -> None:
    """Put whom a message is passed on from: by id, else by name."""
    header = thing.pop("fwd_from", None)
    if not isinstance(header, dict):
        return
    origin = read_peer(
        header.get("from_id") or ({"channel_id": header["channel_id"]} if header.get("channel_id") else None)
    )
    if origin is not None:
        said["forwarded_from_id"] = origin
    if isinstance(name := header.get("from_name"), str):
        said["forwarded_from"] = name


def put_answered(said: Json, thing: Json) -> None:
    """Put the message that is answered."""
    header = thing.pop("reply_to", None)
    number = header.get("reply_to_msg_id") if isinstance(header, dict) else thing.pop("reply_to_msg_id", None)
    if number is not None:
        said["reply_to_message_id"] = number
        peer = header.get("reply_to_peer_id") if isinstance(header, dict) else None
        if peer is not None:
            said["reply_to_peer_id"] = read_peer(peer)


def translate_media(media: Json) -> Json:
    """Give what a message carries in the keys of Desktop's JSON."""
    kind = str(media.get("_", "")).removeprefix("MessageMedia")
    if kind == "Contact":
        keys = ("first_name", "last_name", "phone_number", "user_id")
        return {"contact_information": {key: media[key] for key in keys if media.get(key)}}
    if kind in ("Geo", "GeoLive", "Venue"):
        said: Json = {"location_information": media.get("geo")} if media.get("geo") else {}
        return said | {to: media[of] for of, to in (("title", "place_name"), ("address", "address")) if media.get(of)}
    if kind == "Poll" and isinstance(poll := media.get("poll"), dict):
        answers = [one.get("text") for one in poll.get("answers") or () if isinstance(one, dict)]
        return {"poll": [_take_words(poll.get("question")), *map(_take_words, answers)]}
    if kind == "Photo":
        return {"photo": LEFT_OUT}
    if kind == "Document":
        return {"file": LEFT_OUT, **_translate_document(media.get("document"))}
    if kind in ("Game", "Invoice"):
        game = media.get("game")
        about = game if isinstance(game, dict) else media
        return {"game_title": about.get("title"), "game_description": about.get("description")}
    return {f"media {kind or 'of no kind'!s:.40}": True} if kind != "Empty" else {}


def _take_words(value: object) -> object:
    return value.get("text") if isinstance(value, dict) else value


def _translate_document(document: object) -> Json:
    about = document if isinstance(document, dict) else {}
    said: Json = {"mime_type": about["mime_type"]} if about.get("mime_type") else {}
    for attribute in about.get("attributes") or ():
        if not isinstance(attribute, dict):
            continue
        kind = str(attribute.get("_", "")).removeprefix("DocumentAttribute")
        if kind == "Filename" and attribute.get("file_name"):
            said["file_name"] = attribute["file_name"]
        elif kind == "Audio":
            said["media_type"] = "voice_message" if attribute.get("voice") else "audio_file"
            said |= {key: attribute[key] for key in ("title", "performer") if attribute.get(key)}
        elif kind == "Video":
            said.setdefault("media_type", "video_message" if attribute.get("round_message") else "video_file")
        elif kind in ("Sticker", "Animated"):
            said["media_type"] = "sticker" if kind == "Sticker" else "animation"
    return said


def list_buttons(row: Json) -> Iterator[Json]:
    """Yield the buttons of a row."""
    for button in row.get("buttons") or ():
        if isinstance(button, dict):
            kind = str(button.get("_", "")).removeprefix("KeyboardButton")
            known = {"Url": "url", "UrlAuth": "auth", "WebView": "web_view", "SimpleWebView": "simple_web_view"}
            named = known.get(kind) or ("user_profile" if kind == "UserProfile" else kind.lower() or "text")
            yield {"type": named, "text": button.get("text"), "data": button.get("url") or button.get("user_id")}


def list_accounts(value: object) -> list[Account | None]:
    """Give accounts by their bare numbers."""
    return [make_account(one) for one in (value if isinstance(value, list) else [value])]


def translate_action(action: Json) -> Json:
    """Give an action in the keys of Desktop's JSON; one that is not read by a name of its own."""
    kind = str(action.get("_", "")).removeprefix("MessageAction")
    title = {"title": action["title"]} if isinstance(action.get("title"), str) else {}
    if kind in ("ChatCreate", "ChannelCreate"):
        members = {"members": list_accounts(action.get("users") or [])}
        return {"action": "create_group" if kind == "ChatCreate" else "create_channel", **title, **members}
    if kind == "ChatEditTitle":
        return {"action": "edit_group_title", **title}
    if kind == "ChatAddUser":
        return {"action": "invite_members", "members": list_accounts(action.get("users") or action.get("user_id"))}
    if kind == "ChatDeleteUser":
        return {"action": "remove_members", "members": list_accounts(action.get("user_id"))}
    if kind == "ChatJoinedByLink":
        inviter = make_account(action.get("inviter_id"))
        return {"action": "join_group_by_link", **({"inviter": inviter.id} if inviter else {})}
    if kind == "ChatJoinedByRequest":
        return {"action": "join_group_by_request"}
    if kind == "ChannelMigrateFrom":
        return {"action": "migrate_from_group", "old": action.get("chat_id"), **title}
    if kind == "ChatMigrateTo":
        return {"action": "migrate_to_supergroup"}
    if kind == "PhoneCall":
        reason = action.get("reason")
        why = str(reason.get("_", "")) if isinstance(reason, dict) else ""
        ended = why.removeprefix("PhoneCallDiscardReason").lower()
        return {"action": "phone_call", "duration_seconds": action.get("duration"), "discard_reason": ended or "hangup"}
    return {"action": _CAMEL.sub("_", kind).lower()[:60] or "of no kind"}
