"""Links of Telegram, WhatsApp, Signal, Viber and imo, and of the telephone."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from graph.forms.addresses import Address
from graph.forms.handles import make_handle_id
from graph.forms.numbers import (
    FEWEST,
    MOST,
    find_countries,
    has_possible_length,
    made_up,
    make_national_id,
    parse_international,
    read_digits,
)
from graph.forms.reading import NOTHING, Reading
from graph.forms.texts import make_text_id

_NO_HANDLES = (
    "addemoji addlist addstickers addtheme auth bg boost c call confirmphone contact giftcode invoice iv joinchat "
    "login m nft proxy s setlanguage share socks web"
)
NO_HANDLES = frozenset(_NO_HANDLES.split())
"""First words of a t.me path that are no usernames (core.telegram.org/api/links)."""

DOUBTFUL = 0.5
"""Plausibility of a number that a link gives whole and the number plan does not know: it may be newer than the plan."""

CODE = 22
"""Characters of the code that invites to a WhatsApp group; what is written on is a word."""
_CODE = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER = re.compile(rf"\+?\d{{{FEWEST},{MOST}}}")


def read_telegram(parts: Address) -> Reading | None:
    """Read t.me, telegram.me and telegram.dog."""
    first, rest = unquote(parts.first), parts.path[1:]
    match first.lower(), rest:
        case "s", (name, *_):
            return _read_link_handle("telegram", name, "t.me")
        case "c", (number, *_) if number.isdecimal():
            return Reading("Group", make_text_id("telegram", f"channel{int(number)}"), "t.me", "telegram")
        case "joinchat", (code, *_):
            return _read_invite("t.me/+", code, "t.me", "telegram")
        case ("addlist" | "contact" | "m") as kind, (code, *_):
            return _read_invite(f"t.me/{kind}/", code, "t.me", "telegram")
        case "share" | "msg", _:
            return _read_carrier(parts, "t.me", "telegram")
    if first.startswith(("+", " ")):
        return _read_link_phone(first[1:], "t.me", "telegram") or _read_invite("t.me/+", first[1:], "t.me", "telegram")
    if first.lower() in NO_HANDLES:
        return None
    return _read_link_handle("telegram", first, "t.me", parts.query.get("text", ""))


def read_telegram_subdomain(parts: Address) -> Reading | None:
    """Read ``<name>.t.me``, the one form that puts a username into the host."""
    name, dot, rest = parts.host.partition(".")
    if dot and rest == "t.me" and name not in NO_HANDLES:
        return _read_link_handle("telegram", name, "t.me")
    if parts.host == "telegram.org" and parts.first in ("a", "k", "z") and parts.fragment.startswith("@"):
        return _read_link_handle("telegram", parts.fragment, "t.me")
    return None


def telegram_scheme(parts: Address) -> Reading | None:
    """Read ``tg://``, with or without its slashes."""
    query = parts.query
    match parts.host.lower():
        case "resolve" if "phone" in query:
            return _read_link_phone(query["phone"], "t.me", "telegram", query.get("text", ""))
        case "resolve" if "domain" in query:
            return _read_link_handle("telegram", query["domain"], "t.me", query.get("text", ""))
        case "join":
            return _read_invite("t.me/+", query.get("invite", ""), "t.me", "telegram")
        case "addlist":
            return _read_invite("t.me/addlist/", query.get("slug", ""), "t.me", "telegram")
        case "contact":
            return _read_invite("t.me/contact/", query.get("token", ""), "t.me", "telegram")
        case "message":
            return _read_invite("t.me/m/", query.get("slug", ""), "t.me", "telegram")
        case "privatepost" if (number := query.get("channel", "")).isdecimal():
            return Reading("Group", make_text_id("telegram", f"channel{int(number)}"), "t.me", "telegram")
        case "user" | "openmessage":
            number = query.get("id", query.get("user_id", ""))
            if number.isdecimal():
                return Reading("Account", make_text_id("telegram", f"user{int(number)}"), "t.me", "telegram")
        case "msg" | "msg_url":
            return _read_carrier(parts, "t.me", "telegram")
    return None


def read_whatsapp(parts: Address) -> Reading | None:
    """Read wa.me, the hosts of whatsapp.com and ``whatsapp://``."""
    text = parts.query.get("text", "")
    path = parts.path if parts.web else (parts.host, *parts.path)
    if parts.host == "chat.whatsapp.com":
        last = "".join(parts.path[1:2] if parts.first == "invite" else parts.path[:1])
        return _read_invite("chat.whatsapp.com/", last[:CODE], "chat.whatsapp.com", "whatsapp")
    if "phone" in parts.query:
        return _read_link_phone(parts.query["phone"], "wa.me", "whatsapp", text)
    match path:
        case ("message" | "qr") as kind, code, *_:
            return _read_invite(f"wa.me/{kind}/", code, "wa.me", "whatsapp")
        case "channel", code, *_ if _CODE.fullmatch(code):
            return Reading("Group", make_text_id("whatsapp", f"channel{code}"), "whatsapp.com", "whatsapp")
        case "chat", *_ if "code" in parts.query:
            return _read_invite("chat.whatsapp.com/", parts.query["code"], "chat.whatsapp.com", "whatsapp")
        case ("c", number, *_) | ("p", _, number, *_):  # a catalogue, a product in it
            return _read_link_phone(number, "wa.me", "whatsapp", text)
        case (number, *_) if found := _read_link_phone(number, "wa.me", "whatsapp", text):
            return found
    return _read_carrier(parts, "wa.me", "whatsapp")


def read_signal(parts: Address) -> Reading | None:
    """Read signal.me and signal.group, whose fragment is what counts, and ``sgnl://``."""
    host = parts.host.lower()
    kind, _, code = parts.fragment.partition("/")
    if host == "signal.me" and kind == "p":
        return _read_link_phone(code, "signal", "signal")
    if host == "signal.me" and kind == "eu" and (found := re.match(r"[A-Za-z0-9_\-+/=]+", code)):
        # An encrypted username: its case counts, and it is the only one with a slash.
        return Reading("Handle", make_text_id("signal", f"@eu/{found[0]}"), "signal", "signal")
    if host == "signal.group":
        return _read_invite("signal.group/#", parts.fragment, "signal", "signal")
    return None


def read_viber(parts: Address) -> Reading | None:
    """Read ``viber://``, invite.viber.com and chats.viber.com."""
    query = parts.query
    if parts.host == "invite.viber.com":
        for key in ("g2", "g"):
            if key in query:
                return _read_invite(f"invite.viber.com/?{key}=", query[key], "viber", "viber")
        return None
    if parts.host == "chats.viber.com":
        return _read_link_handle("viber", parts.first, "viber")
    if parts.web:
        return None
    if "number" in query:
        return _read_link_phone(query["number"], "viber", "viber", query.get("draft", ""))
    for key in ("chatURI", "chaturi", "uri"):
        if key in query:
            return _read_link_handle("viber", query[key], "viber", query.get("text", ""))
    return _read_carrier(parts, "viber", "viber")


def read_imo(parts: Address) -> Reading | None:
    """Read the links by which imo passes on a group or a profile."""
    code = parts.path[-1] if parts.path else ""
    if parts.host == "s.imoim.net" and len(parts.path) == 1:
        return _read_invite("s.imoim.net/", code, "imo", "imo")
    if parts.first == "profileshare" and len(parts.path) == 2:
        return Reading("Invite", make_text_id("invite", f"profile.imo.im/profileshare/{code}"), "imo", "imo")
    return None


def read_dialled(parts: Address) -> Reading | None:
    """Read ``tel:`` and ``sms:``, whose number may be national."""
    number = unquote(parts.host).partition(";")[0]
    return _read_link_phone(number, parts.scheme, "phone", parts.query.get("body", ""))


def bare_phone(found: Reading, regions: Sequence[str]) -> Reading | None:
    """Read the digits of a link that have no country code; None where they are no number anywhere."""
    number = found.id
    if not FEWEST <= len(number) <= MOST or made_up(number):
        return None
    countries = find_countries(number, regions)
    plausibility = None if countries else DOUBTFUL
    return Reading(
        "Phone", make_national_id(number, countries), found.rule, found.app, found.text, countries or None, plausibility
    )


def _read_link_phone(text: str, rule: str, app: str, words: str = "") -> Reading | None:
    """Read the number of a link, with its country code as these links have it, or at least digits."""
    number = read_digits(unquote(text).strip())
    if number is None or not _NUMBER.fullmatch(number.removeprefix("00")):
        return None
    plus, number = number.startswith("+"), number.removeprefix("+")
    if number.startswith("00") and not plus:
        plus, number = True, number[2:]
    certain = plus or rule not in ("tel", "sms")
    if certain and (known := parse_international(number)):
        return Reading("Phone", known, rule, app, words)
    if certain and has_possible_length(number):
        return Reading("Phone", f"+{number}", rule, app, words, None, DOUBTFUL)
    return None if plus else Reading("National", number, rule, app, words)


def _read_link_handle(platform: str, name: str, rule: str, words: str = "") -> Reading | None:
    name = re.split(r"[^\w.@\-·]", unquote(name), maxsplit=1)[0]
    found = make_handle_id(platform, name.rstrip(".-"))
    return Reading("Handle", found, rule, platform, words) if found else None


def _read_invite(before: str, code: str, rule: str, app: str) -> Reading | None:
    """Read a code, whose case counts; what follows its last character is not of it."""
    found = _CODE.match(unquote(code).strip())
    if not found or len(found[0]) < 4 or (found[0].isdecimal() and len(found[0]) <= MOST):
        return None  # digits alone are a part of a number
    return Reading("Invite", make_text_id("invite", before + found[0]), rule, app)


def _read_carrier(parts: Address, rule: str, app: str) -> Reading | None:
    """Read a link that only carries words to be shared: itself no contact, its words to be read."""
    words = " ".join(parts.query.get(key, "") for key in ("url", "text")).strip()
    return Reading(NOTHING, "", rule, app, words) if words else None
