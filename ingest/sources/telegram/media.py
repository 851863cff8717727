"""The pictures and files that a Telegram message carries, and what stands for those that its export left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ingest.record import Attachment
from ingest.sources.telegram.file import Json, TelegramFile, clean_characters, take_text
from ingest.sources.telegram.overview import read_chunks

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
    for key in (b"photo", b"file", b"thumbnail", b"contact_vcard")
)


def list_media_paths(path: Path) -> Iterator[str]:
    """Yield the paths of pictures and files that an export names, each once, whether its JSON is sound or not."""
    known: set[bytes] = set()
    for chunk in read_chunks(path, overlap=2 * LONGEST):
        for pattern in _PATHS:
            for raw in pattern.findall(chunk):
                if raw in known:
                    continue
                known.add(raw)
                try:
                    yield json.loads(b'"%s"' % raw)
                except ValueError:  # no text: the reader refuses the message that holds it
                    continue


def take_attachments(file: TelegramFile, thing: Json, place: str) -> tuple[tuple[Attachment, ...], str | None]:
    """Take out what a message carries, and the name of its file; what is no path or sentence stays in the object."""
    name = take_text(thing, "file_name")
    found: list[Attachment] = []
    for key in ("photo", "file", "thumbnail"):
        value = thing.get(key)
        if not isinstance(value, str) or not value:
            continue
        del thing[key]
        told = value.startswith("(") and value.endswith(")")
        if key == "file" and name is None and not told:
            name = clean_characters(value.rpartition("/")[2])
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
                state="kept" if sha256 else read_absence(value) if told else "not_beside",
                file_name=name if key == "file" else None,
                mime_type=clean_characters(mime)[:100] if key == "file" and isinstance(mime, str) else None,
                width=read_side_length(thing.get("width")) if key != "thumbnail" else None,
                height=read_side_length(thing.get("height")) if key != "thumbnail" else None,
            )
        )
    return tuple(found), name


def read_absence(sentence: str) -> State:
    """Give why a file is not in the export, as a sentence in its place says."""
    return next((state for words_, state in SENTENCES if words_ in sentence.lower()), "unavailable")


def read_side_length(value: object) -> int | None:
    """Give the length of a side in pixels; None for what is none."""
    return value if type(value) is int and 0 < value < LARGEST else None
