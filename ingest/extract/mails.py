"""Mail addresses in a text, ``name (at) host`` among them."""

import re

from graph import forms
from ingest.extract.page import Page

_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot)\s?[)\]}]\s?)"
_HINT = re.compile(r"@|[(\[{]\s?at", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+\-@/])(?:mailto:)?[a-z0-9_](?:[\w.+%\-]{0,62}[\w+\-])?"
    r"(?:@|\s?[(\[{]\s?at\s?[)\]}]\s?)"
    rf"(?:[a-z0-9](?:[a-z0-9\-]{{0,61}}[a-z0-9])?{_DOT}){{1,8}}[a-z]{{2,24}}(?![\w@\-])",
    re.IGNORECASE | re.ASCII,
)


def extract_mails(page: Page) -> None:
    """Read every mail address."""
    if not _HINT.search(page.free):
        return
    for match in _MAIL.finditer(page.free):
        if address := forms.make_mail_id(match[0]):
            page.take(match.start(), match.end(), forms.Reading("Email", address, "mail", "mail"))
