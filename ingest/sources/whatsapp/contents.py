"""What a message says: its words, what it carries or carried, whether it was deleted, edited or shown once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.record import Attachment
from ingest.sources.whatsapp.entries import find_form, read_entries
from ingest.sources.whatsapp.heads import Form
from ingest.sources.whatsapp.marks import DIRECTION, NOTICE, clean_words
from ingest.sources.whatsapp.sentences import LONGEST_NAME, Sentences, read_sentences

VIEW_ONCE = "view_once"
KINDS = {
    "photo": ("jpg", "jpeg", "png", "heic"),
    "sticker": ("webp",),
    "video_file": ("mp4", "mov", "3gp"),
    "animation": ("gif",),
    "voice_message": ("opus",),
    "audio_file": ("mp3", "m4a", "aac", "ogg", "amr", "wav"),
    "card": ("vcf",),
}
"""What a file is, by how its name ends; any other is a file."""
_PAGES = re.compile(rf"\s{{0,4}}•[\s{DIRECTION}]{{0,4}}\d[\d.,]*\s*\S+\s*$")
"""How many pages a document has, behind its name: ``list.pdf • 2 pages``."""
_VOICE = re.compile(r"^PTT-|-AUDIO-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says."""

    text: str = ""
    file: str | None = None
    """The name of what lies beside the chat, as the text has it."""
    attachment: Attachment | None = None
    """What it carries, without its bytes."""
    deleted: bool = False

    @property
    def key(self) -> str:
        """Give what tells the message from others of its minute: the same from every telephone and program."""
        mark = "deleted" if self.deleted else "carries" if self.attachment or self.file else "says"
        return f"{mark} {clean_words(self.text)}"


def read_content(text: str, sentences: Sentences, form: Form) -> Content:
    """Give what the text of a message says; placeholders are taken out of it."""
    text = text.strip("\r\n")
    if not text.strip() or (form == "dash" and text.strip() == "null"):
        return Content(attachment=Attachment(what=VIEW_ONCE, state="unavailable"))
    placeholder = sentences.find_placeholder(text)
    if placeholder is not None:
        return Content(deleted=True) if placeholder.deleted else Content(attachment=make_absent(placeholder.what))
    text = sentences.cut_edited(text)
    first, _, caption = text.partition("\n")
    if (file := sentences.find_attached(first)) is not None:
        return Content("\n".join(filter(None, (file.words, caption))), file.name)
    marked = first.strip()[:1] in ("<", NOTICE)
    if marked and (placeholder := sentences.find_placeholder(first)) is not None and not placeholder.deleted:
        return Content(caption, attachment=make_absent(placeholder.what))
    before, mark, last = text.rpartition(NOTICE)
    if mark and (placeholder := sentences.find_placeholder(last)) is not None and not placeholder.deleted:
        if len(before) <= LONGEST_NAME and (named := _PAGES.search(before)):
            return Content(attachment=make_absent(placeholder.what, clean_words(before[: named.start()])))
        return Content(before.strip(), attachment=make_absent(placeholder.what))
    return Content(text.lstrip(NOTICE))


def make_absent(what: str, name: str | None = None) -> Attachment:
    """Give what a message carried and the export does not hold."""
    return Attachment(what=what, state="not_included", file_name=name)


def name_kind(name: str) -> str:
    """Give what a file is, by its name."""
    if _VOICE.search(name):
        return "voice_message"
    ending = name.rpartition(".")[2].lower()
    return next((what for what, endings in KINDS.items() if ending in endings), "file")


def list_attached_files(path: Path) -> Iterator[str]:
    """Yield the names of files that a chat refers to, each once."""
    form = find_form(path)
    sentences = read_sentences()
    known: set[str] = set()
    if form is None:
        return
    for entry in read_entries(path, form):
        if entry.head is None or len(entry.head.rest) > 1000:
            continue
        found = sentences.find_attached(entry.head.rest.partition(": ")[2])
        if found is not None and found.name not in known:
            known.add(found.name)
            yield found.name
