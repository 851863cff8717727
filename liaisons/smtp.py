"""Sends one mail by the server that a case names, over TLS always; says where it is not known what became of it.

The server's certificate must be of an authority that this machine trusts (``SSL_CERT_FILE`` adds one of a house).
"""

import smtplib
import ssl
from contextlib import suppress

from graph.errors import MailError, MailLostError
from graph.settings import MailServer

PATIENCE = 30.0
"""Seconds that a server may take for an answer."""

NAMED = "[127.0.0.1]"
"""How we name ourselves: the name of this machine is nobody's business, and looking it up may take minutes."""

OK = (250, 251)
"""Answers of a server that takes a sender, a recipient or a mail."""


def send_mail(server: MailServer, password: str | None, to: str, mail: bytes) -> None:
    """Send a mail to one recipient.

    Raise MailError where the server did not take it, and MailLostError where it had all of it and gave no answer: it
    may have been sent.
    """
    where = f"{server.host}:{server.port}"
    try:
        smtp = reach_server(server)
    except (OSError, ValueError) as error:  # smtplib's errors are of the first sort
        raise MailError(where, describe(error), f"a mail server with {server.security}") from None
    try:
        try:
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                log_in(smtp, server, password, where)
            take_answer(smtp.mail(server.sender), where, f"{server.sender} as the sender")
            take_answer(smtp.rcpt(to), where, f"{to} as a recipient")
        except (OSError, ValueError) as error:
            raise MailError(where, describe(error), "a server that takes the mail") from None
        try:
            answer = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            raise MailError(where, describe(error), "a server that takes the mail") from None
        except OSError as error:
            raise MailLostError(where, describe(error), "an answer that it took the mail") from None
        take_answer(answer, where, "the mail")
        with suppress(OSError):  # it has the mail
            smtp.quit()
    finally:
        smtp.close()


def reach_server(server: MailServer) -> smtplib.SMTP:
    """Give a connection that is encrypted, to a server whose certificate is right."""
    context = ssl.create_default_context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, NAMED, timeout=PATIENCE, context=context)
    smtp = smtplib.SMTP(server.host, server.port, NAMED, timeout=PATIENCE)
    try:
        smtp.starttls(context=context)
    except (OSError, ValueError):
        smtp.close()
        raise
    return smtp


def log_in(smtp: smtplib.SMTP, server: MailServer, password: str | None, where: str) -> None:
    """Log in; raise MailError without a password."""
    if password is None:
        expected = "one in mail.password of the service's credentials or the case, or in LIAISONS_MAIL_PASSWORD"
        raise MailError(where, f"no password of {server.user}", expected)
    smtp.login(server.user, password)


def take_answer(answer: tuple[int, bytes], where: str, what: str) -> None:
    """Raise MailError where the server refuses something."""
    code, says = answer
    if code not in OK:
        raise MailError(where, f"{code} {says.decode('ascii', 'replace')!r:.200}", f"a server that takes {what}")


def describe(error: OSError | ValueError) -> str:
    """Say what went wrong; what a server answers is cut and escaped."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {(text.decode('ascii', 'replace') if isinstance(text, bytes) else text)!r:.200}"
    return f"{type(error).__name__}: {error!s:.200}"
