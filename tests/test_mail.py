"""Reports by mail: over TLS to whom the schedule names, each once, entered before it is sent; what fails is told."""

import email
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from graph.case import Case, hash_file
from graph.difference.reports import Written
from graph.disclosure.paper import Paper
from graph.errors import CaseError
from graph.languages import LANGUAGES, read_language
from graph.reports.mail import write_report_mail
from graph.settings import MailServer, dump_settings, parse_settings
from graph.views import records
from liaisons.acts import mailing, reporting, scheduling
from tests.mail_server import PASSWORD, USER, MailBox, make_certificate, serve_mail

START = datetime(2025, 6, 2, 5, tzinfo=UTC)
TO = "desk@ngo.example"
PAGE = "<p>Somebody said «مرحبا».</p>\n.\n" + "x" * 3000
"""With a line that holds a dot alone, which ends a mail, and a line longer than mail has."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_certificate(tmp_path_factory.mktemp("certificate"))
    if made is None:
        if os.environ.get("CI"):
            pytest.fail("no openssl")
        pytest.skip("no openssl")
    return made


@pytest.fixture
def box(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> MailBox:
    """Give a mailbox, whose certificate this process trusts, and its password in the environment."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("LIAISONS_MAIL_PASSWORD", PASSWORD)
    return MailBox()


def plan(port: int, security: str = "tls", to: tuple[str, ...] = (TO,)) -> str:
    return f"""
[mail]
host = "localhost"
port = {port}
security = "{security}"
sender = "reports@ngo.example"
user = "{USER}"

[[schedule]]
report = "weekly"
hour = "06:00"
hide_names = true
mail = [{", ".join(f'"{one}"' for one in to)}]
"""


def begin(folder: Path, port: int, security: str = "tls", to: tuple[str, ...] = (TO,), **more: Any) -> Case:
    """Begin a case with one report that waits to be sent."""
    said: dict[str, Any] = {"purpose": "a test", "legal_basis": "none", "profile": "ngo"}
    Case.init(folder, **(said | more), who="me", now=START - timedelta(days=3))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(plan(port, security, to))
    case = Case.open(folder)
    write_small(case, reporting.Due("weekly", START, mail=to))
    return case


def write_small(case: Case, due: reporting.Due, *, hidden: bool = True) -> Path:
    """Write a small report, and give it its place as any other."""
    number = reporting.find_next_number(case)
    folder = reporting.make_empty_folder(case, number)
    (folder / "report.html").write_text(PAGE, "utf-8")
    (folder / "findings.parquet").write_bytes(b"a table")
    files = {path.name: hash_file(path) for path in folder.iterdir()}
    said = {"number": number, "hidden": hidden, "files": files, **reporting.describe_due(due)}
    return reporting.settle_report(case, number, said, who="me", now=START) / "report.html"


def send(case: Case, hours: float = 0) -> list[str]:
    return list(mailing.mail_reports(Case.open(case.folder), who="me", now=START + timedelta(hours=hours)))


def outcomes(case: Case) -> list[str]:
    return [(entry.payload or {})["outcome"] for entry in case.journal.entries("mail-outcome")]


def read(box: MailBox) -> EmailMessage:
    [raw] = box.mails
    return email.message_from_bytes(raw, policy=default)


# What is sent


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_report_is_sent_once_over_tls_to_whom_its_schedule_names(
    security: Any, certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    with serve_mail(certificate, box, security):
        case = begin(tmp_path / "case", box.port, security)
        assert (send(case), send(case, 24)) == ([], [])
    assert len(box.mails) == 1
    assert f"RCPT TO:<{TO}>" in box.commands
    assert outcomes(case) == ["sent"]


def test_before_tls_nothing_is_said_but_the_wish_for_it(certificate: Path, box: MailBox, tmp_path: Path) -> None:
    with serve_mail(certificate, box, "starttls"):
        send(begin(tmp_path / "case", box.port, "starttls"))
    assert [line.partition(" ")[0] for line in box.commands[:3]] == ["EHLO", "STARTTLS", "EHLO"]


def test_a_mail_holds_the_page_as_it_was_written_and_no_other_file(
    certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        send(case)
    [page] = read(box).iter_attachments()
    assert page.get_filename() == "weekly-1.html"
    assert page.get_content() == PAGE
    assert page.get_payload(decode=True) == PAGE.encode()
    assert hash_file(case.reports / "1/report.html") in read(box).get_body().get_content()  # type: ignore[union-attr]


def test_each_recipient_gets_a_mail_that_names_no_other(certificate: Path, box: MailBox, tmp_path: Path) -> None:
    both = (TO, "other@ngo.example")
    with serve_mail(certificate, box):
        send(begin(tmp_path / "case", box.port, to=both))
    assert [email.message_from_bytes(raw)["To"] for raw in box.mails] == list(both)


def test_no_word_of_the_case_stands_in_the_head_of_a_mail(certificate: Path, box: MailBox, tmp_path: Path) -> None:
    name = "Nadia\r\nBcc: all@example.org\r\n\r\nباب"
    with serve_mail(certificate, box):
        send(begin(tmp_path / "Nadia", box.port, name=name))
    assert "Nadia" not in box.mails[0].decode()
    assert read(box)["Subject"] == "weekly: report 1"
    assert read(box)["Bcc"] is None


def test_the_same_mail_has_the_same_id() -> None:
    ids = {email.message_from_bytes(write(to=to))["Message-ID"] for to in (TO, TO, "other@ngo.example")}
    assert len(ids) == 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_mail_is_said_in_each_language_in_letters_that_any_server_takes(code: str) -> None:
    raw = write(code)
    message: EmailMessage = email.message_from_bytes(raw, policy=default)
    body, _ = message.iter_parts()
    assert raw.isascii()
    assert read_language(code).text("mail.body").partition("{")[0].strip() in body.get_content()


@pytest.mark.parametrize("given", [{"to": "a@b.example\r\nBcc: c@d.example"}, {"sender": "a@b.example\nX: y"}])
def test_a_line_break_in_an_address_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        write(**given)


def write(language: str = "en", **given: str) -> bytes:
    report = Written(1, 5, START, None, schedule="weekly", hidden=True, page="0" * 64, language=language)
    return write_report_mail(report, b"x", **{"sender": "a@b.example", "to": TO} | given, now=START)


def test_a_report_that_shows_names_is_not_sent(box: MailBox, tmp_path: Path) -> None:
    case = begin(tmp_path / "case", 9)
    write_small(case, reporting.Due("weekly", START, mail=(TO,)), hidden=False)
    assert "shows names" in send(case)[-1]


def test_a_page_that_was_changed_is_not_sent(certificate: Path, box: MailBox, tmp_path: Path) -> None:
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        (case.reports / "1/report.html").write_text("something else")
        [told] = send(case)
    assert "was changed since it was written" in told
    assert box.mails == []


def test_who_is_taken_out_of_case_toml_gets_nothing_more(certificate: Path, box: MailBox, tmp_path: Path) -> None:
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        path = case.folder / "case.toml"
        path.write_text(path.read_text("utf-8").replace(TO, "new@ngo.example"), "utf-8")
        send(case)
    assert box.mails == []


# What fails


def test_a_recipient_who_is_refused_stops_no_other_and_is_tried_again(
    certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    box.refused = frozenset({TO})
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port, to=(TO, "other@ngo.example"))
        [told] = send(case)
        assert "550" in told
        assert outcomes(case) == ["failed", "sent"]
        box.refused = frozenset()
        assert (send(case, 0.5), send(case, 1.5)) == ([], [])
    assert [email.message_from_bytes(raw)["To"] for raw in box.mails] == ["other@ngo.example", TO]


def test_a_mail_that_fails_ten_times_is_given_up(tmp_path: Path, box: MailBox) -> None:
    case = begin(tmp_path / "case", 9)
    told = [len(send(case, 2 * at)) for at in range(mailing.TRIES + 2)]
    assert told == [1] * mailing.TRIES + [0, 0]


def test_a_server_that_is_gone_is_told(tmp_path: Path, box: MailBox) -> None:
    case = begin(tmp_path / "case", 9)
    [told] = send(case)
    assert "Report 1 to desk@ngo.example was not sent: localhost:9: ConnectionRefusedError" in told
    assert outcomes(case) == ["failed"]


def test_a_certificate_of_nobody_is_refused(
    certificate: Path, box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serve_mail(certificate, box):
        [told] = send(begin(tmp_path / "case", box.port))
    assert "certificate verify failed" in told
    assert box.commands == []


def test_a_server_without_tls_is_sent_neither_password_nor_mail(
    certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    with serve_mail(certificate, box, "none"):
        [told] = send(begin(tmp_path / "case", box.port, "starttls"))
    assert "STARTTLS" in told
    assert [line.partition(" ")[0] for line in box.commands] == ["EHLO"]


def test_a_wrong_password_is_told_without_it(
    certificate: Path, box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISONS_MAIL_PASSWORD", "hunter2")
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        [told] = send(case)
    assert "535" in told
    assert "hunter2" not in told + case.journal.path.read_text("utf-8")
    assert "\x1b" not in told


def test_without_a_password_it_says_where_one_may_stand(
    certificate: Path, box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIAISONS_MAIL_PASSWORD")
    with serve_mail(certificate, box):
        [told] = send(begin(tmp_path / "case", box.port))
    assert "mail.password" in told


def test_a_mail_that_a_server_refuses_as_a_whole_is_tried_again(
    certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    box.fails = "data"
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        [told] = send(case)
        assert "554" in told
        box.fails = ""
        assert send(case, 2) == []
    assert outcomes(case) == ["failed", "sent"]


def test_a_mail_of_which_the_server_says_nothing_is_not_sent_twice(
    certificate: Path, box: MailBox, tmp_path: Path
) -> None:
    box.fails = "answer"
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        [told] = send(case)
        box.fails = ""
        assert send(case, 2) == []
    assert "may not have been sent, and is not sent again" in told
    assert (outcomes(case), len(box.mails)) == (["unknown"], 1)


def test_a_kill_before_the_answer_is_told_once_and_nothing_is_sent_twice(
    certificate: Path, box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        with monkeypatch.context() as killing:
            killing.setattr(mailing, "send_mail", die)
            with pytest.raises(KeyboardInterrupt):
                send(case)
        [told] = send(case, 2)
        assert "the program ended before it was known" in told
        assert send(case, 4) == []
    assert box.mails == []


# The journal


def test_who_gets_which_page_is_entered_before_it_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = begin(tmp_path / "case", 9)
    there: list[Any] = []
    monkeypatch.setattr(
        mailing, "send_mail", lambda *_: there.extend(entry.payload for entry in case.journal.entries("mail"))
    )
    send(case)
    digest = hash_file(case.reports / "1/report.html")
    assert there == [{"number": 1, "to": TO, "sha256": digest}]


def test_the_log_hides_who_got_a_report_where_names_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = begin(tmp_path / "case", 9)
    monkeypatch.setattr(mailing, "send_mail", lambda *_: None)
    send(case)
    shown, hidden = (str(list(records.entries(Paper(case, hidden=hide)))) for hide in (False, True))
    assert TO in shown
    assert TO not in hidden


# Runs and settings


def test_a_run_of_the_schedule_sends_what_it_made(
    certificate: Path, box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "find_leads", lambda *_, **__: ())
    monkeypatch.setattr(
        scheduling,
        "write_report",
        lambda session, *, due, hide_names, **_: write_small(session.case, due, hidden=hide_names),
    )
    with serve_mail(certificate, box):
        case = begin(tmp_path / "case", box.port)
        _, failed = scheduling.run_due(case.folder, who="me", now=START + timedelta(days=1))
    assert failed == ()
    assert [email.message_from_bytes(raw)["Subject"] for raw in box.mails] == ["weekly: report 1", "weekly: report 2"]


def test_a_report_that_hides_names_itself_can_be_sent() -> None:
    hiding = {"mail": SERVER, "report": {"weekly": {"hide_names": True}}}
    settings = parse_settings(SAID | hiding | {"schedule": [WEEKLY | {"hide_names": False}]}, "case.toml")
    assert settings.schedules[0].mail == (TO,)


SAID = {"purpose": "x", "legal_basis": "y", "profile": "ngo"}
SERVER = {"host": "mail.example", "security": "starttls", "sender": "a@b.example"}
WEEKLY = {"report": "weekly", "hour": "06:00", "hide_names": True, "mail": [TO]}


def test_a_server_is_read_and_written_as_it_was_with_the_usual_port() -> None:
    import tomllib

    settings = parse_settings(SAID | {"mail": SERVER, "schedule": [WEEKLY]}, "case.toml", name="case")
    assert settings.mail == MailServer(host="mail.example", port=587, security="starttls", sender="a@b.example")
    assert parse_settings(tomllib.loads(dump_settings(settings)), "case.toml", name="case") == settings


@pytest.mark.parametrize(
    ("mail", "schedule", "told"),
    [
        ({"sender": "a\r\nBcc: x@y.example"}, {}, "mail.sender"),
        ({"security": "none"}, {}, "is none of tls, starttls"),
        ({"port": 70000}, {}, "mail.port"),
        ({"host": "mail.example\r\n"}, {}, "mail.host"),
        ({"password": "x"}, {}, "never here"),
        ({}, {"mail": ["a@b.example, c@d.example"]}, "schedule.mail"),
        ({}, {"hide_names": False}, "names never go by mail"),
        (None, {}, "no [mail]"),
    ],
)
def test_mistakes_of_a_server_and_of_recipients_are_told(
    mail: dict[str, Any] | None, schedule: dict[str, Any], told: str
) -> None:
    server = {} if mail is None else {"mail": SERVER | mail}
    with pytest.raises(CaseError) as error:
        parse_settings(SAID | server | {"schedule": [WEEKLY | schedule]}, "case.toml")
    assert told in str(error.value)


def test_the_password_is_the_services_then_the_cases_then_the_shells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = begin(tmp_path / "case", 9)
    monkeypatch.setenv("LIAISONS_MAIL_PASSWORD", "shell")
    found: list[Callable[[], str | None] | str | None] = [case.mail_password()]
    own = case.folder / "mail.password"
    own.write_text("case\n")
    own.chmod(0o600)
    found.append(case.mail_password())
    (tmp_path / "mail.password").write_text("service")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    found.append(case.mail_password())
    assert found == ["shell", "case", "service"]
