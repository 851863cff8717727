"""The sources: one module an export format, and the registry that names them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from graph.errors import SourceError
from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question, Take, ask_nothing
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Record, Refused
from ingest.sources import capture, meta, table, telegram, vcard, whatsapp
from ingest.sources.reading.head import Head
from ingest.sources.telegram import dataset, html, library


class Reading(Protocol):
    """Reads a file; where somebody waits, it tells the reach which file it follows."""

    def __call__(
        self, path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE, /
    ) -> Iterator[Record | Refused]:
        """Yield what the file says; ``beside`` leads to the files that it refers to."""


def refers_to_nothing(_path: Path) -> Iterable[str]:
    """Give the names that a file refers to, of a format whose files stand alone."""
    return ()


def have_no_doubts(_head: Head) -> None:
    """Say of a file that nobody claims nothing."""


@dataclass(frozen=True, slots=True)
class Tells:
    """What a format can and cannot tell, in a sentence each, for people: ``docs/sources.md`` is written from it.

    A sentence begins with ``yes``, ``no`` or ``in part``.
    """

    made_by: str
    """How the export is made, and which file of it is named."""
    ids: str
    """Ids of accounts and groups that stay when names and handles change."""
    handles: str
    numbers: str
    """Telephone numbers that the format declares; those in texts are read of every format."""
    renames: str
    """Names that were given up, with a date or without."""
    times: str
    """Whether times are instants, or those of a clock whose zone must be answered."""
    members: str


@dataclass(frozen=True, slots=True)
class Source:
    """One export format: how it is recognised and read."""

    claims: Callable[[Head], bool]
    """Whether the file is in this format, by its content; never raises."""
    read: Reading
    """Yield what the file says, in its order, as it is read; what cannot be read is Refused, not raised."""
    version: int
    """Raised when the reader says something else of the same bytes; files read before are then loaded again."""
    says: str
    """The format in a few words, for the list of what was read."""
    tells: Tells
    """What it can and cannot tell, for the page on sources."""
    refers: Callable[[Path], Iterable[str]] = refers_to_nothing
    """Give the names of files that a file refers to, as it writes them: those that are there are kept with it."""
    asks: Callable[[Asking], Asked] = ask_nothing
    """Give the answers that a file is read with, and what it cannot tell: then it waits for an answer."""
    doubts: Callable[[Head], Question | None] = have_no_doubts
    """Say what stands in the way of a file that nobody claims and that would be in this format but for it."""
    takes: Mapping[str, Take] = field(default_factory=dict)
    """Answers that this source alone takes, by their key in ``sources.toml``."""
    owns_answered: bool = True
    """Whether a file with one of them is its own, whatever it looks like: not where pictures lie beside the file."""
    kept_with_others: bool = False
    """Whether a file that another one refers to is that one's alone: a card that was sent is in no address book."""
    gives_way: bool = False
    """Whether any other source that claims a file reads it: a table may look like anything in rows."""
    mapping_mistakes: Callable[[Mapping[str, Any], str], Sequence[str]] | None = None
    """Of a source whose files are named by mappings beside them: says what is wrong in a mapping."""


SOURCES: dict[str, Source] = {
    "telegram-desktop": Source(
        telegram.claims_export,
        telegram.read_export,
        telegram.VERSION,
        telegram.SAYS,
        Tells(
            made_by="Telegram Desktop: *Export chat history* of one chat, or *Export Telegram data* of an "
            "account, each as machine-readable JSON; name `result.json`, or its folder or zip for the "
            "pictures and files beside it",
            ids="yes, of users, groups and channels",
            handles="in part: the exporter's own, those of bots, and what a text mentions",
            numbers="in part: the exporter's own, saved contacts and contact cards",
            renames="yes, of groups and channels, with the new title and its time; names of users are those of the day "
            "of export",
            times="yes, instants; exports of before 2022 have the exporter's clock alone, which is read as UTC until "
            "`time_zone` is answered",
            members="in part: who joined, was invited or left while the chat was kept; no list",
        ),
        refers=telegram.list_media_paths,
    ),
    "telegram-html": Source(
        html.claims_page,
        html.read_page,
        html.VERSION,
        html.SAYS,
        Tells(
            made_by="Telegram Desktop: *Export chat history* of one chat, or *Export Telegram data* of an account, as "
            "HTML; name the folder or zip, so that `messages.html`, `messages2.html` and so on, and the pictures and "
            "files beside them, are one chat. Bring JSON instead where you can: it has the ids",
            ids="in part: of messages; a chat has the id that `chat` in `sources.toml` gives it, else one made from "
            "its first messages, and who writes is known in that chat by a name only",
            handles="in part: what a text mentions",
            numbers="in part: of contact cards",
            renames="yes, of groups and channels, with the new title, dated by the message above it; names of writers "
            "are those of the day of export",
            times="yes, instants; older exports have the exporter's clock alone, for which `time_zone` is asked; "
            "service lines have none",
            members="in part: who joined, was invited or left while the chat was kept; no list",
        ),
        refers=html.list_linked_files,
        asks=html.ask_chat,
        takes=html.TAKES,
        owns_answered=False,
    ),
    "telegram-library": Source(
        library.claims_library,
        library.read_library,
        library.VERSION,
        library.SAYS,
        Tells(
            made_by="collectors that speak to Telegram: dumps of Telethon (one object a line, a list, or an object "
            "with `messages`, `users` and `chats`, as telegram-tracker writes it), and tdl's JSON",
            ids="yes, of users, groups and channels; tdl tells a chat's number, and `chat` in `sources.toml` "
            "what it is of",
            handles="in part: where the dump lists its users and chats",
            numbers="in part: where the dump lists its users, and of contact cards",
            renames="yes, of groups and channels, with the new title and its time",
            times="yes, instants",
            members="in part: who joined, was invited or left, by id; no list",
        ),
        asks=library.ask_library,
        takes=library.TAKES,
        owns_answered=False,
    ),
    "telegram-dataset": Source(
        dataset.claims_dataset,
        dataset.read_dataset,
        dataset.VERSION,
        dataset.SAYS,
        Tells(
            made_by="the crawler of TGDataset, and whoever writes as it does: JSON of channels by their numbers, each "
            "with `text_messages` and `generic_media`",
            ids="in part: of channels and messages; writers and origins are bare numbers, read where the file holds "
            "that channel",
            handles="yes, of channels",
            numbers="no",
            renames="no: one title, which is told by nobody else; that of a file is not taken for one",
            times="yes, instants",
            members="no: how many there are",
        ),
    ),
    "table": Source(
        table.claims_table,
        table.read_table,
        table.VERSION,
        table.SAYS,
        Tells(
            made_by="anybody, by a tool or by hand: CSV, TSV, JSON lines or a JSON array of objects, each also packed "
            "with gzip; XLSX, ODS or XLS, each sheet a table; Parquet. A [mapping](mappings.md) says what each column "
            "is; `liaisons ingest --dry-run --draft FILE` drafts one",
            ids="in part: where a column has them",
            handles="in part: where a column has them",
            numbers="in part: where a column has them",
            renames="in part: a table of names with the days from and to which they were borne",
            times="in part: instants where the cells have an offset, else `time_zone` is asked",
            members="in part: a table of members, with the days of joining and leaving",
        ),
        asks=table.ask_mapping,
        doubts=table.find_header_obstacle,
        takes=table.TAKES,
        gives_way=True,
        mapping_mistakes=table.list_mapping_mistakes,
    ),
    "capture": Source(
        capture.claims_capture,
        capture.read_capture,
        capture.VERSION,
        capture.SAYS,
        Tells(
            made_by="the browser's extension Zeeschuimer (*Export to file*), or 4CAT (*Download as NDJSON*), while "
            "somebody looks at TikTok and its comments, X, Instagram, Threads or Facebook",
            ids="yes, of accounts, posts and Facebook groups; a video that was embedded in a page may have a handle "
            "alone",
            handles="yes, each time a post of the account was seen",
            numbers="no, but those in profiles, posts and on pictures of TikTok are read as texts",
            renames="in part: the same account with another handle or name on a later day",
            times="yes, instants",
            members="no",
        ),
    ),
    "meta": Source(
        meta.claims_thread,
        meta.read_thread,
        meta.VERSION,
        meta.SAYS,
        Tells(
            made_by="*Download your information* of Facebook, Messenger or Instagram, as JSON; name the folder or zip "
            "of the download, or a `message_1.json`",
            ids="in part: of group chats; people are names within their chat, and of two who write to each other the "
            "chat is known by their names",
            handles="no",
            numbers="no",
            renames="in part: of group chats, where the sentence that says so is in a language that is known",
            times="yes, instants",
            members="in part: who is in the chat on the day of the download, who was added or left",
        ),
        refers=meta.list_media_names,
        asks=meta.ask_platform,
        takes=meta.TAKES,
        owns_answered=False,
    ),
    "whatsapp": Source(
        whatsapp.claims_chat,
        whatsapp.read_chat,
        whatsapp.VERSION,
        whatsapp.SAYS,
        Tells(
            made_by="WhatsApp on a telephone: *Export chat*, with or without media; name the text or the zip",
            ids="no: who is not saved under a name is known by the number, a chat by whose telephone it is from and by "
            "the name of its file, or by `chat` in `sources.toml`",
            handles="no",
            numbers="in part: of whoever is not in the address book of that telephone, and of contact cards",
            renames="yes, of groups, with the new name and its minute, and mostly the old one; changes of a number",
            times="no: the clock of the telephone, to the minute; `time_zone` is asked, and `day_first` where no date "
            "tells",
            members="in part: who created, was added, joined by link, was removed or left while the chat was kept",
        ),
        refers=whatsapp.list_attached_files,
        asks=whatsapp.ask_exporter,
        doubts=whatsapp.find_missing_proof,
        takes=whatsapp.TAKES,
        owns_answered=False,
    ),
    "vcard": Source(
        vcard.claims_address_book,
        vcard.read_address_book,
        vcard.VERSION,
        vcard.SAYS,
        Tells(
            made_by="the address book of a telephone or a mail program, exported as vCard (`.vcf`) of version 2.1, 3.0 "
            "or 4.0; whose telephone it was is asked with `exporter`",
            ids="no",
            handles="no",
            numbers="yes, each with the name that it was saved under",
            renames="no",
            times="no",
            members="no",
        ),
        asks=vcard.ask_owner,
        takes=vcard.TAKES,
        owns_answered=False,
        kept_with_others=True,
    ),
}


def find_claimant(head: Head) -> str | None:
    """Name the one source that claims the file; None where none does.

    Raises SourceError where two do, naming both.
    """
    names = [name for name, source in SOURCES.items() if source.claims(head)]
    if len(names) > 1:
        names = [name for name in names if not SOURCES[name].gives_way]
    if len(names) > 1:
        raise SourceError(
            head.name,
            f"{' and '.join(names)} both claim the file",
            "one source",
            "Name the right one in sources.toml: source = ...",
        )
    return names[0] if names else None
