"""What a file is that no source reads, told from its first bytes and its name, with what to do about it.

One entry a format in ``FORMATS``; the first that fits is told. Nothing is opened beyond the beginning of the file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ingest.sources.reading.converted import is_from_whatsapp
from ingest.sources.reading.head import Head

ASCII_ONLY = 1024
"""Bytes in which zeros at every second place tell UTF-16 without a mark."""
MANY = 0.8
"""Share of zeros among every second byte that tells it."""
LIST_LINES = 50
"""Lines that are looked at to tell a list from a text."""


class Told(NamedTuple):
    """What a file is, and what to bring instead."""

    what: str
    instead: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a file in the forms that a format is told from."""

    name: str
    """The last part of its name, in lower case."""
    raw: bytes
    text: str
    """As UTF-8, without a mark and leading blanks."""

    @property
    def json(self) -> bool:
        """Whether it begins as JSON does."""
        return self.text[:1] in ("{", "[")


Fits = Callable[[Beginning], object]


def recognize_file(head: Head) -> Told:
    """Say what a file that no source reads is, and what to do; of one that is not known, what can be read."""
    raw = head.start
    mark = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(raw[:2], "utf-8")
    text = raw.decode(mark, "replace").lstrip("\ufeff \t\r\n")
    if text[:1] == "{" and is_from_whatsapp(head):
        return CONVERTED
    begun = Beginning(re.split(r"[/\\]", head.name.lower())[-1], raw, text)
    return next((told for fits, told in FORMATS if fits(begun)), UNKNOWN)


def match_first_bytes(*marks: bytes, at: int = 0) -> Fits:
    """Tell by bytes at a place."""
    return lambda begun: begun.raw[at:].startswith(marks)


def match_ending(*endings: str) -> Fits:
    """Tell by the end of the name."""
    return lambda begun: begun.name.endswith(endings)


def match_pattern(pattern: str) -> Fits:
    """Tell by words in the text."""
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL).search
    return lambda begun: found(begun.text)


def match_beginning(pattern: str) -> Fits:
    """Tell by how the text begins."""
    found = re.compile(pattern, re.IGNORECASE).match
    return lambda begun: found(begun.text)


def match_zip_members(*members: bytes) -> Fits:
    """Tell a document in the form of a zip by the names of its members, which stand in its bytes."""
    return lambda begun: begun.raw.startswith(b"PK") and any(member in begun.raw for member in members)


def match_json_keys(*keys: str) -> Fits:
    """Tell JSON, one object or a list or lines of them, by keys that all stand in it."""
    found = [re.compile(rf'"{key}"\s{{0,64}}:').search for key in keys]
    return lambda begun: begun.json and all(search(begun.text) for search in found)


def match_lines(pattern: str) -> Fits:
    """Tell a list by lines that all fit."""
    fits = re.compile(pattern, re.IGNORECASE).fullmatch

    def fit(begun: Beginning) -> bool:
        lines = [line.strip() for line in begun.text[:8192].split("\n")[:LIST_LINES]]
        whole = [line for line in (lines[:-1] if len(begun.text) > 8192 else lines) if line]
        return bool(whole) and all(fits(line) for line in whole)

    return fit


def is_utf16_without_mark(start: bytes) -> bool:
    """Tell UTF-16 without its mark: every second byte of what is mostly ASCII is zero."""
    some = start[:ASCII_ONLY]
    zeros = [some[at::2].count(0) / max(len(some) // 2, 1) for at in (0, 1)]
    return len(some) >= 8 and max(zeros) > MANY and min(zeros) < 1 - MANY


SHEET = "the workbook whole, or each sheet saved as CSV (UTF-8)"
NO_XLSX = Told("a damaged Excel workbook, or a binary one (XLSB)", SHEET)
NO_ODS = Told("a damaged OpenDocument sheet", SHEET)
UNPACKED = "the files in it: unpack it, or pack them as a plain zip"
WHATSAPP = "the chat as WhatsApp exports it on the telephone (Export chat): a text, or a zip with _chat.txt"
PICTURE = "what it shows as a table, where that matters: pictures are not read"
SOUND = "what is said as a table, where that matters: sound and video are not read"
TABLE = "a table: CSV or XLSX with a row of names of columns, or JSON lines (one object a line)"
DESKTOP = "the chat as JSON (Telegram Desktop: Export chat history, format: machine-readable JSON)"

UNKNOWN = Told("a file that no source knows", f"Telegram Desktop JSON, or {TABLE}")
HTML = Told(
    "a page of Telegram Desktop HTML without messages",
    "its chats (messages.html), or better the export as JSON, which holds contacts and ids too",
)
PART = Told("a part of an HTML page", "no more: it holds no evidence of its own")

FORMATS: tuple[tuple[Fits, Told], ...] = (
    (lambda begun: not begun.raw, Told("an empty file", "a file with something in it")),
    # packed
    (match_zip_members(b"xl/workbook", b"xl/worksheets"), NO_XLSX),
    (match_zip_members(b"opendocument.spreadsheet"), NO_ODS),
    (
        match_zip_members(b"word/document", b"opendocument.text"),
        Told("a text document", "its text as a table, or its tables as CSV"),
    ),
    (match_zip_members(b"ppt/", b"opendocument.presentation"), Told("slides", "their text as a table")),
    (match_zip_members(b"AndroidManifest.xml"), Told("an Android app (APK)", "the exports of the app, not the app")),
    (match_ending(".xlsx", ".xlsm"), NO_XLSX),
    (match_ending(".ods"), NO_ODS),
    (match_zip_members(b"mimetype", b"[Content_Types].xml"), Told("an office document", "its tables as CSV (UTF-8)")),
    (match_first_bytes(b"PK"), Told("a document in the form of a zip", UNPACKED)),
    (
        match_ending(".crypt12", ".crypt14", ".crypt15", ".crypt5", ".crypt7", ".crypt8"),
        Told("an encrypted WhatsApp backup", WHATSAPP),
    ),
    (match_first_bytes(b"\x1f\x8b"), Told("a gzip archive of no table", "the file in it: gunzip it")),
    (match_first_bytes(b"7z\xbc\xaf\x27\x1c"), Told("a 7z archive", UNPACKED)),
    (match_first_bytes(b"Rar!\x1a\x07"), Told("a RAR archive", UNPACKED)),
    (
        match_first_bytes(b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"),
        Told("a packed file", UNPACKED),
    ),
    (match_first_bytes(b"ustar", at=257), Told("a tar archive", UNPACKED)),
    # documents and databases
    (match_first_bytes(b"%PDF"), Told("a PDF", "the file that it was printed from, or its tables as CSV")),
    (match_first_bytes(b"SQLite format 3\x00"), Told("an SQLite database", "its tables exported as CSV (UTF-8)")),
    (match_first_bytes(b"PAR1"), Told("a Parquet file that is cut", "the file whole")),
    (match_first_bytes(b"ARROW1", b"FEA1"), Told("an Arrow file", "the table as CSV (UTF-8) or JSON lines")),
    (
        lambda begun: begun.raw.startswith(b"\xd0\xcf\x11\xe0") and begun.name.endswith(".msg"),
        Told("a mail of Outlook (MSG)", "its text as a table"),
    ),
    (
        lambda begun: begun.raw.startswith(b"\xd0\xcf\x11\xe0") and begun.name.endswith((".doc", ".ppt")),
        Told("an old Office document", "its text as a table, or its tables as CSV"),
    ),
    (
        match_first_bytes(b"\xd0\xcf\x11\xe0"),
        Told(
            "an old Office document, or a workbook with a password",
            "its tables as XLSX or CSV (UTF-8), without a password",
        ),
    ),
    (match_first_bytes(b"{\\rtf"), Told("a rich text document (RTF)", "its text as a table")),
    (match_first_bytes(b"!BDN"), Told("an Outlook store (PST)", "its messages as a table")),
    (match_first_bytes(b"\x89HDF"), Told("an HDF5 file", TABLE)),
    (match_first_bytes(b"bplist00"), Told("an Apple property list", TABLE)),
    # pictures, sound, video
    (
        match_first_bytes(b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
        Told("a picture", PICTURE),
    ),
    (lambda begun: begun.raw[:4] == b"RIFF" and begun.raw[8:12] == b"WEBP", Told("a picture", PICTURE)),
    (
        lambda begun: begun.raw[4:8] == b"ftyp" and begun.raw[8:12] in (b"heic", b"heix", b"mif1", b"avif"),
        Told("a picture", PICTURE),
    ),
    (lambda begun: begun.raw[4:8] == b"ftyp", Told("a video or sound file", SOUND)),
    (
        match_first_bytes(b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"fLaC", b"#!AMR", b"RIFF"),
        Told("a sound file", SOUND),
    ),
    (match_first_bytes(b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba"), Told("a video", SOUND)),
    (
        match_ending(
            ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tgs", ".svg", ".bmp", ".tif", ".tiff", ".avif"
        ),
        Told("a picture", PICTURE),
    ),
    (
        match_ending(
            ".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".ogg", ".opus", ".mp3", ".m4a", ".wav", ".amr", ".aac"
        ),
        Told("a video or sound file", SOUND),
    ),
    (match_first_bytes(b"\x7fELF", b"MZ"), Told("a program", "the exports of the program, not the program")),
    (
        match_ending(".enc", ".gpg", ".pgp", ".aes", ".age"),
        Told("an encrypted file", "the file without its encryption"),
    ),
    (match_beginning(r"-----BEGIN PGP MESSAGE"), Told("an encrypted file", "the file without its encryption")),
    (lambda begun: is_utf16_without_mark(begun.raw), Told("UTF-16 text without a mark", "the file saved as UTF-8")),
    # marked-up text
    (match_pattern(r"<html[^>]*>.*(?:class=\"(?:page_wrap|history|message default)|Exported Data)"), HTML),
    (
        match_beginning(r"(?:<\?xml[^>]*>\s*)?<!DOCTYPE html|<html"),
        Told("an HTML page", "the chat or list it shows as JSON or CSV"),
    ),
    (match_pattern(r"<graphml"), Told("a GraphML network", "its nodes and edges as two tables (CSV, UTF-8)")),
    (match_pattern(r"<gexf"), Told("a GEXF network", "its nodes and edges as two tables (CSV, UTF-8)")),
    (
        match_pattern(r"pa\.cellebrite\.com|<project[^>]*cellebrite"),
        Told("a Cellebrite report (XML)", "its chats, contacts and calls exported as tables (CSV, UTF-8)"),
    ),
    (
        match_pattern(r"<(?:smses|calls)\b"),
        Told("a backup of text messages or calls (XML)", "the list as a table (CSV, UTF-8)"),
    ),
    (match_pattern(r"<kml\b"), Told("a map (KML)", "its places as a table (CSV, UTF-8)")),
    (match_beginning(r"<\?xml|<[a-z][\w:.-]*[\s>]"), Told("XML", "its records as a table (CSV, UTF-8) or JSON lines")),
    # text of people and mail
    (match_beginning(r"BEGIN:VCALENDAR"), Told("a calendar", "its entries as a table (CSV, UTF-8)")),
    (match_beginning(r"From \S+@\S+ .{10,40}\d{4}"), Told("a mailbox (MBOX)", "its messages as a table (CSV, UTF-8)")),
    (
        match_beginning(
            r"(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version):[^\n]*\n(?:[\w-]+:|\s)"
        ),
        Told("a mail (EML)", "its text as a table (CSV, UTF-8)"),
    ),
    (
        # Arabic keyboards write marks of direction, their own digits and comma, and the half of the day
        match_beginning(
            r"[\u200e\u200f\u202a-\u202e]*\[?\d{1,4}[\u200e\u200f]*[./-][\u200e\u200f]*\d{1,2}[\u200e\u200f]*[./-]"
            r"[\u200e\u200f]*\d{1,4}[,،]?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?(?:[AaPp]\.?[Mm]\.?|[صم]))?(?:\]\s|\s[-–]\s)"
        ),
        Told("a WhatsApp chat (text)", WHATSAPP),
    ),
    (lambda begun: "whatsapp" in begun.name and begun.name.endswith(".txt"), Told("a WhatsApp chat (text)", WHATSAPP)),
    # JSON of other programs
    (match_json_keys("string_list_data"), Told("an Instagram download", TABLE)),
    (match_json_keys("string_map_data"), Told("an Instagram download", TABLE)),
    (match_json_keys("peer_id", "message"), Told("JSON of a Telegram library", DESKTOP + ", or " + TABLE)),
    (match_json_keys("thread_id", "timestamp", "body"), Told("4CAT's JSON", "the dataset exported by 4CAT as CSV")),
    (match_json_keys("nodes", "edges"), Told("a network in JSON", "its nodes and edges as two tables (CSV, UTF-8)")),
    (match_json_keys("type", "spec_version"), Told("a STIX bundle", TABLE)),
    (match_json_keys("features", "geometry"), Told("a map (GeoJSON)", "its places as a table (CSV, UTF-8)")),
    (
        match_beginning(r"[\[{]\s*'"),
        Told("JSON with single quotes, as Python prints it", "the same written by json.dumps, one object a line"),
    ),
    (match_beginning(r"\[\s*\]|\{\s*\}"), Told("JSON with nothing in it", "a file with something in it")),
    (match_beginning(r"\[\s*\{"), Told("a JSON array of another program", TABLE)),
    (match_beginning(r"\["), Told("a JSON array of values", TABLE)),
    (match_beginning(r"\{"), Told("JSON that is not known", TABLE + "; for Telegram " + DESKTOP)),
    # parts of pages, programs
    (match_ending(".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".otf", ".ico"), PART),
    (
        match_ending(".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf", ".log", ".md"),
        Told("settings, notes or a log", TABLE),
    ),
    (lambda begun: "\x00" in begun.text or begun.text.count("\ufffd") > len(begun.text) // 20, UNKNOWN),
    # lists
    (
        match_lines(r"[+0(]?[\d ()./\u00a0-]{5,24}\d"),
        Told("a list of numbers", "a table (CSV): a first line with names of columns, as platform,kind,phone"),
    ),
    (
        match_lines(r"(?:https?://|www\.)?[\w.-]+\.[a-z]{2,}(?:/\S*)?|@\w{3,}"),
        Told("a list of links", "a table (CSV): a first line with names of columns, as platform,kind,id,links"),
    ),
    (match_lines(r"[^,;\t|]{1,200}"), Told("text in one column", TABLE)),
)
"""What tells each format, and what is told of it, the surest first."""


def list_unread_formats() -> tuple[Told, ...]:
    """Give every format that is known and not read, once, by what it is."""
    return tuple(sorted({told for _, told in FORMATS if told is not UNKNOWN} | {CONVERTED}))


CONVERTED = Told("a WhatsApp chat that a converter wrote as Telegram's JSON", WHATSAPP)
NESTED = ("JSON of a Telegram library", "4CAT's JSON")
"""Formats of other programs that look like a table of JSON lines and need a mapping of their own."""
