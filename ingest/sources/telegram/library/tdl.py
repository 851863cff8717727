"""A message of tdl's JSON in the keys of Telegram Desktop's; what tdl keeps raw tells the writer and the chat."""

from typing import Any

from ingest.sources.telegram.library.message import put_time, read_peer

Json = dict[str, Any]
_PEERS = {"UserID": "user_id", "ChatID": "chat_id", "ChannelID": "channel_id"}


def translate_tdl(raw: Json) -> tuple[Json, str | int | None]:
    """Give a message in the keys of Desktop's JSON, and the peer that it stands with. Raises ValueError."""
    thing = {key: value for key, value in raw.items() if value not in (None, "")}
    kept = thing.pop("raw", None)
    inner: Json = kept if isinstance(kept, dict) else {}
    said: Json = {}
    put_time(said, "date", thing.pop("date", inner.get("Date")))
    text = thing.pop("text", inner.get("Message", ""))
    if not isinstance(text, str):
        raise ValueError(f"text {text!r:.60} is no text")
    said |= {"type": thing.pop("type", "message"), "text": text}
    peer, writer = _read_raw_peer(inner.get("PeerID")), _read_raw_peer(inner.get("FromID"))
    if writer is None and inner.get("Post"):
        writer = peer
    if writer is not None:
        said["actor_id" if said["type"] == "service" else "from_id"] = writer
    if isinstance(origin := inner.get("FwdFrom"), dict):
        known = _read_raw_peer(origin.get("FromID"))
        said |= {"forwarded_from_id": known} if known is not None else {}
        said |= {"forwarded_from": origin["FromName"]} if origin.get("FromName") else {}
    if isinstance(answered := inner.get("ReplyTo"), dict) and answered.get("ReplyToMsgID"):
        said["reply_to_message_id"] = answered["ReplyToMsgID"]
    if inner.get("PostAuthor"):
        said["author"] = inner["PostAuthor"]
    return {**thing, **said}, peer


def _read_raw_peer(value: object) -> str | int | None:
    if not isinstance(value, dict):
        return None
    known = {name: value[key] for key, name in _PEERS.items() if value.get(key)}
    return read_peer(known) if known else None
