"""The pictures and files that a Telegram message carries, and what stands for those that its export left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ingest.record import Attachment
from ingest.sources.telegram.file import Json, TelegramFile, clean, words
from ingest.sources.telegram.overview import chunks

State = Literal["kept", "not_included", "too_large", "unavailable", "not_beside"]

SENTENCES: tuple[tuple[str, State], ...] = (("not included", "not_included"), ("exceeds maximum size", "too_large"))
"""What Telegram Desktop writes in brackets in the place of a path; any other sentence says that it was unavailable."""
FILES = frozenset(("animation", "audio_file", "sticker", "video_file", "video_message", "voice_message"))
"""Values of ``media_type``."""
LONGEST = 2_000
"""Bytes of a path, as JSON writes it."""
LARGEST = 1_000_000
"""Pixels of a side, beyond which it is no size."""
# One pattern a key: each then begins with its own literal, which the search is quick for.
_PATHS = tuple(
    re.compile(rb'"%s"\s{0,8}:\s{0,8}"((?!\()(?:[^"\\]|\\.){1,%d})"' % (key, LONGEST))
    for key in (b"photo", b"file", b"thumbnail")
)


def refers(path: Path) -> Iterator[str]:
    """Yield the paths of pictures and files that an export names, each once, whether its JSON is sound or not."""
    known: set[bytes] = set()
    for chunk in chunks(path, overlap=2 * LONGEST):
        for pattern in _PATHS:
            for raw in pattern.findall(chunk):
                if raw in known:
                    continue
                known.add(raw)
                try:
                    yield json.loads(b'"%s"' % raw)
                except ValueError:  # no text: the reader refuses the message that holds it
                    continue


def attachments(file: TelegramFile, thing: Json, place: str) -> tuple[tuple[Attachment, ...], str | None]:
    """Take out what a message carries, and the name of its file; what is no path or sentence stays in the object."""
    name = words(thing, "file_name")
    found: list[Attachment] = []
    for key in ("photo", "file", "thumbnail"):
        value = thing.get(key)
        if not isinstance(value, str) or not value:
            continue
        del thing[key]
        told = value.startswith("(") and value.endswith(")")
        if key == "file" and name is None and not told:
            name = clean(value.rpartition("/")[2])
        sha256 = None if told else file.beside.find_sha256(value)
        if key == "thumbnail" and sha256 is None:
            continue  # it only shows in small what is told of beside it
        if sha256 is None and not told:
            file.count("pictures and files that are named and are not beside the export", place)
        media = thing.get("media_type")
        mime = thing.get("mime_type")
        found.append(
            Attachment(
                what=media if key == "file" and isinstance(media, str) and media in FILES else key,
                sha256=sha256,
                state="kept" if sha256 else absence(value) if told else "not_beside",
                file_name=name if key == "file" else None,
                mime_type=clean(mime)[:100] if key == "file" and isinstance(mime, str) else None,
                width=size(thing.get("width")) if key != "thumbnail" else None,
                height=size(thing.get("height")) if key != "thumbnail" else None,
            )
        )
    return tuple(found), name


def absence(sentence: str) -> State:
    """Give why a file is not in the export, as a sentence in its place says."""
    return next((state for words_, state in SENTENCES if words_ in sentence.lower()), "unavailable")


def size(value: object) -> int | None:
    """Give the length of a side in pixels; None for what is none."""
    return value if type(value) is int and 0 < value < LARGEST else None
