"""The settings of a case, as ``case.toml`` holds them; every mistake in it is told at once."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from graph.errors import CaseError
from graph.languages import LANGUAGES
from graph.spelling import ask_nearest

RETENTION = {
    "eu-body": "6 months",
    "police": "6 months",
    "ngo": "3 months",
    "research": "3 months",
    "platform": "3 months",
}
"""Each profile, and after how long it reviews what nobody has put in a category."""

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""How the address of a server may begin."""

PLAIN = ("bolt", "neo4j")
"""Schemes that send the password as it is: beyond this machine it needs another, or ``insecure``."""

_SPAN = re.compile(r"[1-9][0-9]{0,3} (?:day|week|month|year)s?")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_REPORT = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_REGION = re.compile(r"[A-Z]{2}")
REPORT_FORMS = ("pdf", "xlsx", "csv", "parquet", "json")
"""Forms that a report may have beside its page (``graph.reports.report_forms``)."""
_FORM = re.compile("|".join(REPORT_FORMS))
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as a schedule names them."""

SECTIONS = (
    "watched", "changed", "matters", "successions", "aliases", "handoffs", "clusters", "reuse", "renames", "changes",
    "coverage", "activity", "survival", "outreach", "reading", "case",
)  # fmt: skip
"""Sections of a report by their anchors, in order; a test holds that they are those that there are."""

ALWAYS = ("matters", "coverage", "case")
"""Sections of every report: what it is of, and what was read for it."""

FINDINGS = ("succession", "alias", "handoff", "cluster", "reuse", "rename")
"""Kinds of finding; a test holds that they are those that there are."""

_HEAD = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_LAST = re.compile(r"last ([1-9][0-9]{0,3}) days?")
NO_LINES: Mapping[str, int] = MappingProxyType({})
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]{2,45}\]?")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
MAIL_PORTS = {"tls": 465, "starttls": 587}
"""How a mail server is spoken to, and its usual port; there is no way without TLS."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MAIL_APART = "the password stands in the file mail.password or LIAISONS_MAIL_PASSWORD, never here"
_APART = "the password stands in the file store.password or LIAISONS_NEO4J_PASSWORD, never here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is collected, and what is knowingly not; empty where nobody said."""

    groups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: date | None = None
    """First day; ``from`` in the file."""
    until: date | None = None
    """Last day; ``to`` in the file."""
    not_collected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The Neo4j server that a case lives on; without an address it lives in its own folder."""

    address: str | None = None
    database: str = "neo4j"
    user: str = "neo4j"
    insecure: bool = False
    """Whether the password may go to another machine without TLS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What a report holds and how it is said; a ``[report]`` or ``[report.NAME]`` of the file. Empty means everything.

    What a named one does not say is as ``[report]`` says.
    """

    name: str = ""
    """Empty for the one that has no name."""
    language: str = "en"
    sections: tuple[str, ...] = ()
    """Anchors of sections; those of ``ALWAYS`` stand in every report."""
    kinds: tuple[str, ...] = ()
    """Kinds of finding."""
    since: date | None = None
    """First day that evidence may be of; ``from`` in the file."""
    until: date | None = None
    """Last day; ``to`` in the file."""
    days: int = 0
    """The last so many days, in the place of both; ``period = "last 30 days"`` in the file."""
    clusters: tuple[str, ...] = ()
    """Members, as ids, numbers, handles or links: the clusters that hold any of them."""
    watchlist: bool = False
    """What is about somebody on the watchlist alone."""
    probability: float = 0.0
    """Of what has a measured chance, what has at least this one."""
    forms: tuple[str, ...] = ()
    """Of ``REPORT_FORMS``: what lies beside its page."""
    hide_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that reports are sent by; ``[mail]`` of the file."""

    host: str
    port: int
    security: str
    """``tls`` from the first byte, or ``starttls`` before anything is said."""
    sender: str
    """The address that mails come from."""
    user: str = ""
    """Empty where the server asks for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A report that is made by the clock; a ``[[schedule]]`` of the file."""

    report: str
    """What it is called, as its ``[report.NAME]``; each is compared with the last of its name."""
    days: tuple[str | int, ...]
    """Days of the week by three letters, or days of the month; empty for every day."""
    hour: str
    """Time of the clock, as ``06:00``."""
    zone: str = ""
    """Empty for the time zone of the case."""
    watch: str = ""
    """A folder whose files are read first; one that begins nowhere lies in the case's folder."""
    deliver: str = ""
    """A folder that it is copied into."""
    hide_names: bool = False
    forms: tuple[str, ...] = ()
    """Of ``REPORT_FORMS``: what lies beside its page."""
    mail: tuple[str, ...] = ()
    """Addresses that it is sent to, with names hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person decided about a case."""

    name: str
    purpose: str
    legal_basis: str
    profile: str
    retention: str
    """How long what nobody categorised stays before review, as ``6 months``."""
    time_zone: str = "UTC"
    """Of reports and screens, never of files."""
    regions: tuple[str, ...] = ()
    """Countries of national numbers where nothing nearer says so, as ISO 3166 codes."""
    scope: Scope = field(default_factory=Scope)
    store: Server = field(default_factory=Server)
    protected: tuple[str, ...] = ()
    """Contacts of hotlines, lawyers, journalists and the like: they weigh nothing."""
    schedules: tuple[Schedule, ...] = ()
    mail: MailServer | None = None
    report: ReportChoice = ReportChoice()
    """What a report without a name holds."""
    reports: tuple[ReportChoice, ...] = ()
    """Reports that have a name."""

    def choose_report(self, name: str) -> ReportChoice | None:
        """Give the report of a name, empty for that without one; None where no ``[report.NAME]`` has it."""
        return next((one for one in (self.report, *self.reports) if one.name == name), None)


def load_settings(path: Path) -> Settings:
    """Read ``case.toml``; raise one CaseError that names every mistake in it, those of reports with their line."""
    try:
        text = path.read_bytes().decode()
        plain = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise CaseError(str(path), f"cannot be read: {error!s:.200}", "TOML in UTF-8") from None
    return parse_settings(plain, str(path), name=path.resolve().parent.name or "case", lines=find_lines(text))


def find_lines(text: str) -> dict[str, int]:
    """Give the line of each key and table of a file by its dotted name; of one that stands twice the first."""
    table, lines = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = re.sub(r"[\s\"']", "", head[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key[1]}".removeprefix("."), number)
    return lines


def parse_settings(
    plain: dict[str, Any], where: str, *, name: str = "case", lines: Mapping[str, int] = NO_LINES
) -> Settings:
    """Make settings of such tables; raise one CaseError that names every mistake.

    ``lines`` says where keys stand, for the mistakes of reports.
    """
    mistakes: list[str] = []
    top = _Table("", plain, mistakes)
    scope, store, protected, mail = (top.table(name) for name in ("scope", "store", "protected", "mail"))
    planned = top.tables("schedule")
    report, reports = parse_reports(top.table("report"), mistakes)
    schedules = [parse_schedule(table) for table in planned]
    profile = top.one_of("profile", RETENTION)
    settings = Settings(
        name=top.text("name") or name,
        purpose=top.text("purpose", needed="what the case is for"),
        legal_basis=top.text("legal_basis", needed="the law that the case rests on"),
        profile=profile,
        retention=top.span("retention") or RETENTION.get(profile, ""),
        time_zone=top.zone("time_zone") or "UTC",
        regions=top.texts("regions", _REGION, "a country as two capital letters"),
        scope=Scope(
            groups=scope.texts("groups"),
            words=scope.texts("words"),
            since=scope.day("from"),
            until=scope.day("to"),
            not_collected=scope.texts("not_collected"),
        ),
        store=Server(
            address=store.address("address"),
            database=store.text("database") or "neo4j",
            user=store.text("user") or "neo4j",
            insecure=store.switch("insecure"),
        ),
        protected=protected.texts("contacts"),
        schedules=tuple(schedules),
        report=report,
        reports=reports,
        mail=parse_mail_server(mail) if "mail" in plain else None,
    )
    names = [one.report for one in schedules]
    known = [one.name for one in reports]
    mistakes += [
        f"schedule.report: no [report.{name}]{ask_nearest(name, known)}"
        for name in names
        if known and name and name not in known
    ]
    mistakes += [
        f"schedule.report: {name!r:.60} stands twice; each report needs a name of its own"
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    if (told := open_address(settings.store)) is not None:
        mistakes.append(f"store.address: {told}")
    since, until = settings.scope.since, settings.scope.until
    if since and until and since > until:
        mistakes.append(f"scope.from: {since} is after scope.to, {until}")
    mistakes += list_mail_mistakes(settings)
    for table, apart in ((store, _APART), (mail, _MAIL_APART)):
        if "password" in table.left:
            del table.left["password"]
            mistakes.append(f"{table.name}.password: {apart}")
    for table in (top, scope, store, protected, mail, *planned):
        table.close()
    if mistakes:
        raise CaseError(where, "; ".join(add_line(one, lines) for one in mistakes))
    return settings


def add_line(mistake: str, lines: Mapping[str, int]) -> str:
    """Put the line before a mistake of a report."""
    path = mistake.partition(": ")[0]
    return f"line {lines[path]}, {mistake}" if path.startswith("report") and path in lines else mistake


def parse_reports(table: "_Table", mistakes: list[str]) -> tuple[ReportChoice, tuple[ReportChoice, ...]]:
    """Make the reports of the table ``[report]``: tables in it are reports with a name, what else stands is of all."""
    named = {key: value for key, value in table.left.items() if isinstance(value, dict)}
    for key in named:
        del table.left[key]
    base = parse_report(table, ReportChoice())
    reports = []
    for name, plain in named.items():
        inner = _Table(f"report.{name}", plain, mistakes)
        if not _REPORT.fullmatch(name):
            mistakes.append(f"report.{name}: the name is not one of small letters, digits and hyphens")
        elif name in table.known:
            mistakes.append(f"report.{name}: is a table; {name} is no name of a report, but what it holds")
        reports.append(parse_report(inner, replace(base, name=name)))
        inner.close()
    table.close()
    return base, tuple(reports)


def parse_report(table: "_Table", base: ReportChoice) -> ReportChoice:
    """Make one report of its table; what it does not say is as ``base`` says."""
    given = set(table.left)
    since, until, days = table.day("from"), table.day("to"), table.last_days("period")
    if days and (since or until):
        table.refuse("period", "stands beside from or to; say one of them")
    if since and until and since > until:
        table.refuse("from", f"{since} is after to, {until}")
    said: dict[str, Any] = {
        "language": table.choice("language", tuple(LANGUAGES)),
        "sections": table.choices("sections", SECTIONS),
        "kinds": table.choices("kinds", FINDINGS),
        "clusters": table.texts("clusters"),
        "watchlist": table.switch("watchlist"),
        "probability": table.share("probability"),
        "forms": table.choices("forms", REPORT_FORMS),
        "hide_names": table.switch("hide_names"),
    }
    kept = {key: value for key, value in said.items() if key in given}
    if given & {"from", "to", "period"}:
        kept |= {"since": since, "until": until, "days": days}
    return replace(base, **kept)


def parse_schedule(table: "_Table") -> Schedule:
    """Make one schedule of its table."""
    return Schedule(
        report=table.matching("report", _REPORT, "a name of small letters, digits and hyphens"),
        days=table.days("days"),
        hour=table.matching("hour", _HOUR, "a time such as '06:00'"),
        zone=table.zone("zone"),
        watch=table.text("watch"),
        deliver=table.text("deliver"),
        hide_names=table.switch("hide_names"),
        forms=table.texts("forms", _FORM, f"one of {', '.join(REPORT_FORMS)}"),
        mail=table.texts("mail", _MAIL, "one mail address"),
    )


def parse_mail_server(table: "_Table") -> MailServer:
    """Make the mail server of its table."""
    security = table.one_of("security", {"tls": "", "starttls": ""})
    return MailServer(
        host=table.matching("host", _HOST, "the name of a mail server"),
        port=table.number("port", 1, 65535) or MAIL_PORTS.get(security, 0),
        security=security,
        sender=table.matching("sender", _MAIL, "the mail address that reports come from"),
        user=table.text("user"),
    )


def list_mail_mistakes(settings: Settings) -> list[str]:
    """Say which schedules cannot be mailed: without a server, or with names."""
    mailed = [one for one in settings.schedules if one.mail]
    told = [
        f"schedule.mail: {one.report} would be sent with names, and names never go by mail; add hide_names = true"
        for one in mailed
        if not (one.hide_names or (settings.choose_report(one.report) or settings.report).hide_names)
    ]
    if mailed and settings.mail is None:
        told.append("schedule.mail: there is no [mail] that names a server; docs/reports.md shows one")
    return told


def open_address(server: Server) -> str | None:
    """Say why a server's address would carry the password in clear over a network; None where it does not.

    A name but ``localhost`` may lead anywhere, so it is not looked up.
    """
    scheme, _, _ = (server.address or "").partition("://")
    if scheme not in PLAIN or server.insecure or on_this_machine(server.address or ""):
        return None
    return (
        f"{server.address!r:.80} would send the password unencrypted over the network; "
        f"expected {scheme}+s://, or insecure = true in [store] where the network itself is trusted"
    )


def make_direct_address(server: Server) -> str:
    """Give the address to connect to.

    A ``neo4j://`` server names others to go to, which need not be on this machine: there it is spoken to alone.
    """
    address = server.address or ""
    scheme, _, rest = address.partition("://")
    return f"bolt://{rest}" if scheme == "neo4j" and not server.insecure else address


def on_this_machine(address: str) -> bool:
    """Tell whether an address leads to this machine by its form alone."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def tabulate_settings(settings: Settings) -> dict[str, Any]:
    """Give the settings as the tables of the file, days as text; what is empty is left out."""
    scope, store = settings.scope, settings.store
    whole = {
        "name": settings.name,
        "purpose": settings.purpose,
        "legal_basis": settings.legal_basis,
        "profile": settings.profile,
        "retention": settings.retention,
        "time_zone": settings.time_zone,
        "regions": list(settings.regions),
        "scope": {
            "groups": list(scope.groups),
            "words": list(scope.words),
            "from": scope.since.isoformat() if scope.since else "",
            "to": scope.until.isoformat() if scope.until else "",
            "not_collected": list(scope.not_collected),
        },
        "store": {
            "address": store.address,
            "database": store.database,
            "user": store.user,
            "insecure": store.insecure,
        },
        "protected": {"contacts": list(settings.protected)},
        "report": tabulate_reports(settings),
        "mail": asdict(settings.mail) if settings.mail else {},
        "schedule": [
            {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}
            for one in settings.schedules
        ],
    }
    if store.address is None:
        del whole["store"]
    return _drop_empty(whole)


def tabulate_reports(settings: Settings) -> dict[str, Any]:
    """Give the reports as the tables of the file: what all have, and the whole of each that has a name."""
    base = settings.report
    named = {one.name: tabulate_report(one, base.language) for one in settings.reports}
    return tabulate_report(base, "en") | named


def tabulate_report(one: ReportChoice, language: str) -> dict[str, Any]:
    """Give one report as its table, its language where it is another."""
    return {
        "language": "" if one.language == language else one.language,
        "sections": list(one.sections),
        "kinds": list(one.kinds),
        "from": one.since.isoformat() if one.since else "",
        "to": one.until.isoformat() if one.until else "",
        "period": f"last {one.days} days" if one.days else "",
        "clusters": list(one.clusters),
        "watchlist": one.watchlist,
        "probability": one.probability or "",
        "forms": list(one.forms),
        "hide_names": one.hide_names,
    }


def dump_settings(settings: Settings) -> str:
    """Write settings as ``case.toml``."""
    lines, later = [], []
    for key, value in tabulate_settings(settings).items():
        if isinstance(value, dict):
            inner = {name: each for name, each in value.items() if isinstance(each, dict)}
            own = {name: each for name, each in value.items() if name not in inner}
            for head, table in ((key, own), *((f"{key}.{name}", table) for name, table in inner.items())):
                later += ["", f"[{head}]", *(f"{name} = {_format_toml_value(each)}" for name, each in table.items())]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                later += ["", f"[[{key}]]", *(f"{name} = {_format_toml_value(each)}" for name, each in one.items())]
        else:
            lines.append(f"{key} = {_format_toml_value(value)}")
    return "\n".join([*lines, *later, ""])


class _Table:
    """One table of a file: each key is taken out by name, what is left over is told."""

    def __init__(self, name: str, plain: dict[str, Any], mistakes: list[str]) -> None:
        self.name, self.left, self.mistakes = name, dict(plain), mistakes
        self.known: list[str] = []

    def text(self, key: str, *, needed: str = "") -> str:
        value = self._take(key, str, "text")
        if value is not None and not value.strip():
            value = None
            if not needed:
                self.refuse(key, "is empty")
        if value is None and needed and not self._told(key):
            self.refuse(key, f"is missing; it says {needed}")
        return value or ""

    def one_of(self, key: str, choice: dict[str, str]) -> str:
        value = self.text(key, needed="one of " + ", ".join(choice))
        self._is_among(key, value, choice)
        return value

    def texts(self, key: str, form: re.Pattern[str] | None = None, says: str = "") -> tuple[str, ...]:
        value = self._take(key, list, "a list of texts")
        good: list[str] = []
        for each in value or ():
            if not isinstance(each, str) or not each.strip():
                self.refuse(key, f"{each!r:.60} is no text")
            elif form is not None and not form.fullmatch(each):
                self.refuse(key, f"{each!r:.60} is not {says}")
            else:
                good.append(each)
        return tuple(good)

    def span(self, key: str) -> str:
        value = self.left.get(key)
        if type(value) is int:
            self.left[key] = f"{value} days"
        value = self.text(key)
        if value and not _SPAN.fullmatch(value):
            self.refuse(key, f"{value!r:.60} is no time; expected days, or such as '6 months'")
        return value

    def zone(self, key: str) -> str:
        value = self.text(key)
        try:
            if value:
                ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self.refuse(key, f"{value!r:.60} is no time zone; expected such as 'Europe/Athens'")
        return value

    def day(self, key: str) -> date | None:
        value = self._take(key, str | date, "a day")
        try:
            # a time would leave open whose midnight it counts from
            if isinstance(value, datetime):
                raise ValueError
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            self.refuse(key, f"{str(value)!r:.60} is no day; expected such as 2026-01-31")
        return None

    def address(self, key: str) -> str | None:
        value = self.text(key)
        scheme, found, host = value.partition("://")
        if value and (scheme not in SCHEMES or not found or not host):
            expected = "expected such as neo4j://localhost:7687"
            self.refuse(key, f"{value!r:.60} is no address; {expected}{ask_nearest(scheme, SCHEMES)}")
        elif "@" in host:
            self.refuse(key, f"names a user or password; {_APART}")
        return value or None

    def number(self, key: str, least: int, most: int) -> int:
        value = self._take(key, int, "a whole number")
        if value is not None and (isinstance(value, bool) or not least <= value <= most):
            self.refuse(key, f"{value!r:.60} is no number from {least} to {most}")
        return value or 0

    def switch(self, key: str) -> bool:
        return bool(self._take(key, bool, "true or false"))

    def matching(self, key: str, form: re.Pattern[str], says: str) -> str:
        value = self.text(key, needed=says)
        if value and not form.fullmatch(value):
            self.refuse(key, f"{value!r:.60} is not {says}")
        return value

    def days(self, key: str) -> tuple[str | int, ...]:
        value = self._take(key, str | int | list, "days")
        given = value if isinstance(value, list) else [] if value in (None, "daily") else [value]
        good: list[str | int] = []
        for each in given:
            day = each.lower()[:3] if isinstance(each, str) else each
            if day in WEEK or (type(day) is int and 1 <= day <= 31):
                good.append(day)
            else:
                self.refuse(key, f"{each!r:.60} is no day; expected 'daily', such as ['Mon', 'Thu'], or 1 to 31")
        return tuple(dict.fromkeys(good))

    def choice(self, key: str, some: Sequence[str]) -> str:
        value = self.text(key)
        return value if self._is_among(key, value, some) else ""

    def choices(self, key: str, some: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for value in self.texts(key) if self._is_among(key, value, some)))

    def share(self, key: str) -> float:
        value = self._take(key, float | int, "a number from 0 to 1")
        if value is not None and (isinstance(value, bool) or not 0 <= value <= 1):
            self.refuse(key, f"{value!r:.60} is no number from 0 to 1")
            return 0.0
        return float(value or 0)

    def last_days(self, key: str) -> int:
        value = self.text(key)
        found = _LAST.fullmatch(value)
        if value and not found:
            self.refuse(key, f"{value!r:.60} is no period; expected such as 'last 30 days'")
        return int(found[1]) if found else 0

    def tables(self, key: str) -> "list[_Table]":
        value = self._take(key, list, f"tables, each under [[{key}]]") or []
        if not all(isinstance(each, dict) for each in value):
            self.refuse(key, f"is not tables, each under [[{key}]]")
            return []
        return [_Table(key, each, self.mistakes) for each in value]

    def table(self, key: str) -> "_Table":
        return _Table(key, self._take(key, dict, "a table") or {}, self.mistakes)

    def close(self) -> None:
        for key in self.left:
            self.refuse(key, f"is not known{ask_nearest(key, self.known)}")

    def _take(self, key: str, kind: Any, says: str) -> Any:
        self.known.append(key)
        value = self.left.pop(key, None)
        if value is None or isinstance(value, kind):
            return value
        self.refuse(key, f"{value!r:.60} is not {says}")
        return None

    def _is_among(self, key: str, value: str, some: Collection[str]) -> bool:
        """Say whether a value is one of some words, and refuse it where it is not; nothing is refused of no value."""
        if value and value not in some:
            self.refuse(key, f"{value!r:.60} is none of {', '.join(some)}{ask_nearest(value, some)}")
            return False
        return bool(value)

    def _told(self, key: str) -> bool:
        return any(mistake.startswith(f"{self._path(key)}: ") for mistake in self.mistakes)

    def refuse(self, key: str, what: str) -> None:
        self.mistakes.append(f"{self._path(key)}: {what}")

    def _path(self, key: str) -> str:
        path = f"{self.name}.{key}" if self.name else key
        return path if path.isprintable() and len(path) < 60 else f"{path!r:.60}"


def _drop_empty(table: dict[str, Any]) -> dict[str, Any]:
    kept = {
        k: _drop_empty(v)
        if isinstance(v, dict)
        else [_drop_empty(one) if isinstance(one, dict) else one for one in v]
        if isinstance(v, list)
        else v
        for k, v in table.items()
    }
    return {k: v for k, v in kept.items() if v not in ("", [], {}, None, False)}


def _format_toml_value(value: bool | int | float | str | list[str | int]) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_format_toml_value, value)) + "]"
    return '"' + "".join(map(_escape_char, value)) + '"'


def _escape_char(char: str) -> str:
    if char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029":
        return _ESCAPES.get(char, f"\\u{ord(char):04x}")
    return _ESCAPES.get(char, char)
