"""A mail server for tests, in this process: it speaks TLS with a certificate of its own, and keeps what it is sent."""

import base64
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Literal

USER, PASSWORD = "liaisons", "correct horse"


@dataclass
class MailBox:
    """A server that listens: what it was sent, and what it does."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    """Recipients that it refuses."""
    fails: Literal["", "data", "answer"] = ""
    """``data``: it refuses what it is sent; ``answer``: it takes it, and is gone before it says so."""


def make_certificate(folder: Path) -> Path | None:
    """Make a certificate of localhost with its key, in one file; None without openssl."""
    command = shutil.which("openssl")
    if command is None:
        return None
    path = folder / "mail.pem"
    subprocess.run(
        [
            command, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    path.write_text((folder / "certificate.pem").read_text() + (folder / "key.pem").read_text())
    return path


@contextmanager
def serve_mail(
    certificate: Path, box: MailBox, security: Literal["tls", "starttls", "none"] = "tls"
) -> Iterator[MailBox]:
    """Listen on a port of this machine; ``none`` offers no TLS at all."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("localhost", 0)) as listening:
        box.port = listening.getsockname()[1]

        def accept() -> None:
            with suppress(OSError):
                while True:
                    plain, _ = listening.accept()
                    with plain, suppress(OSError):
                        plain.settimeout(10)
                        talk(plain, context, box, security)

        thread = Thread(target=accept, daemon=True)
        thread.start()
        yield box
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def talk(plain: socket.socket, context: ssl.SSLContext, box: MailBox, security: str) -> None:
    """Serve one connection."""
    if security == "tls":
        with context.wrap_socket(plain, server_side=True) as safe:
            answer_commands(safe, box, lambda: None)
        return
    if answer_commands(plain, box, None if security == "none" else lambda: "starttls") == "starttls":
        with context.wrap_socket(plain, server_side=True) as safe:
            answer_commands(safe, box, lambda: None, greet=False)


def answer_commands(
    connection: socket.socket, box: MailBox, starts: Callable[[], str | None] | None, *, greet: bool = True
) -> str | None:
    """Answer until the client leaves, or wants TLS; ``starts`` is None where none is offered and none spoken."""
    offers = starts is not None and starts() == "starttls"
    with connection.makefile("rb") as lines:

        def say(text: str) -> None:
            connection.sendall(f"{text}\r\n".encode())

        if greet:
            say("220 mail.example")
        for raw in lines:
            line = raw.decode("utf-8", "replace").strip()
            verb, _, rest = line.partition(" ")
            box.commands.append(f"{verb.upper()} {rest}")
            match verb.upper():
                case "EHLO":
                    say("250-mail.example")
                    say("250 STARTTLS" if offers else "250 AUTH PLAIN")
                case "STARTTLS" if offers:
                    say("220 go on")
                    return "starttls"
                case "AUTH":
                    _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
                    say("235 yes" if (user, password) == (USER, PASSWORD) else "535 5.7.8 no\x1b[31m")
                case "RCPT" if rest[4:-1] in box.refused:
                    say("550 5.1.1 nobody of that name")
                case "MAIL" | "RCPT":
                    say("250 yes")
                case "DATA":
                    say("354 go on")
                    box.mails.append(b"".join(iter(lines.readline, b".\r\n")))
                    if box.fails == "answer":
                        return None
                    say("554 no" if box.fails == "data" else "250 yes")
                case "QUIT":
                    say("221 bye")
                    return None
                case _:
                    say("502 no such command")
    return None
