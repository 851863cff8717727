"""What an address leads to: a phone, handle, invite, group, account, post, mail address or site.

Each app has one reader, named in ``READERS`` by its hosts and in ``SCHEMES`` by its own schemes. What a reader
does not know is no contact: every stranger names ``wa.me`` and ``t.me``. Only a page that is one thing, such as
an event, is a site (``networks.has_page``).
"""

import re
from collections.abc import Callable, Sequence

from graph.forms import messengers, networks
from graph.forms.addresses import Address, make_site_id, split_address, undo_address_disguise
from graph.forms.messengers import bare_phone
from graph.forms.networks import has_page, unwrap_address
from graph.forms.reading import Reading
from graph.forms.texts import fold_text, make_text_id

Reader = Callable[[Address], Reading | None]

READERS: dict[str, Reader] = {
    "t.me": messengers.read_telegram,
    "telegram.me": messengers.read_telegram,
    "telegram.dog": messengers.read_telegram,
    "wa.me": messengers.read_whatsapp,
    "whatsapp.com": messengers.read_whatsapp,
    "api.whatsapp.com": messengers.read_whatsapp,
    "chat.whatsapp.com": messengers.read_whatsapp,
    "signal.me": messengers.read_signal,
    "signal.group": messengers.read_signal,
    "invite.viber.com": messengers.read_viber,
    "chats.viber.com": messengers.read_viber,
    "s.imoim.net": messengers.read_imo,
    "profile.imo.im": messengers.read_imo,
    "m.me": networks.read_messenger,
    "messenger.com": networks.read_messenger,
    "facebook.com": networks.read_facebook,
    "fb.com": networks.read_facebook,
    "instagram.com": networks.read_instagram,
    "ig.me": networks.read_instagram,
    "tiktok.com": networks.read_tiktok,
    "x.com": networks.read_x,
    "twitter.com": networks.read_x,
    "youtube.com": networks.read_youtube,
    "youtu.be": networks.read_youtube,
}
SCHEMES: dict[str, Reader] = {
    "tg": messengers.telegram_scheme,
    "whatsapp": messengers.read_whatsapp,
    "sgnl": messengers.read_signal,
    "signal": messengers.read_signal,
    "viber": messengers.read_viber,
    "tel": messengers.read_dialled,
    "sms": messengers.read_dialled,
}
_WITHOUT_PATH = (
    "aka.ms app.goo.gl bit.do bit.ly buff.ly cutt.ly discord.com discord.gg dlvr.it fb.me fb.watch forms.gle "
    "goo.gl is.gd l.facebook.com l.instagram.com linktr.ee lm.facebook.com lnkd.in ok.ru ow.ly pin.it rb.gy "
    "rebrand.ly s.id shorturl.at snapchat.com t.co t.ly telegram.org tiny.cc tinyurl.com v.gd vb.me vk.cc vk.com "
    "vm.tiktok.com vt.tiktok.com wa.link youtube-nocookie.com"
)
WITHOUT_PATH = frozenset(_WITHOUT_PATH.split())
"""Hosts that shorten links or that everybody has a page on: nothing without a path."""
_SERVICES = (
    "airbnb.com amazon.com aol.com apple.com apps.apple.com baidu.com bbc.com bing.com blogspot.com booking.com "
    "cnn.com docs.google.com drive.google.com dropbox.com ebay.com gmail.com gmx.de google.com hotmail.com "
    "icloud.com linkedin.com live.com mail.ru maps.google.com medium.com microsoft.com msn.com outlook.com "
    "paypal.com pinterest.com play.google.com protonmail.com qq.com reddit.com sites.google.com skype.com "
    "spotify.com threads.net translate.google.com twitch.tv twitter.com unhcr.org web.de wikipedia.org "
    "wordpress.com x.com yahoo.com yandex.ru zoom.us"
)
SERVICES = frozenset(_SERVICES.split())
"""Hosts that everybody names: without a path a fact of the text, and no tie between those who write them."""
_MAIL = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_HIDDEN_AT = re.compile(r"\s?[(\[{]\s?at\s?[)\]}]\s?", re.IGNORECASE)
_DEPTH = 3
"""How often a link in a link is unwrapped."""


def read_address(text: str, regions: Sequence[str] = ()) -> Reading | None:
    """Say what an address in any writing leads to; None where it is no address."""
    if address := make_mail_id(text):
        return Reading("Email", address, "mail", "mail")
    return _read_link(text, regions, _DEPTH)


def make_mail_id(text: str) -> str | None:
    """Give the id of a mail address, ``mailto:`` and ``name (at) host`` included."""
    written = undo_address_disguise(_HIDDEN_AT.sub("@", fold_text(text)))
    if written[:7].lower() == "mailto:":
        written = written[7:].partition("?")[0]
    return make_text_id("mail", written.lower()) if _MAIL.fullmatch(written) else None


def _read_link(text: str, regions: Sequence[str], depth: int) -> Reading | None:
    parts = split_address(text)
    if parts is None:
        return None
    if depth and (inner := unwrap_address(parts)):
        return _read_link(inner, regions, depth - 1) or _read_site(parts)
    if not parts.web:
        reader = SCHEMES.get(parts.scheme)
        found = reader(parts) if reader else None
    else:
        reader = READERS.get(parts.host)
        found = reader(parts) if reader else messengers.read_telegram_subdomain(parts)
    if found and found.label == "National":
        found = bare_phone(found, regions)
    return found or _read_site(parts)


def of_nobody(id: str) -> bool:
    """Say whether the id of a site or invite is a service's host, or an app's address that leads to nobody."""
    kind, _, written = id.partition(":")
    if kind not in ("site", "invite"):
        return False
    parts = split_address(f"https://{written}")
    if parts is None:
        return False
    return _read_link(f"https://{written}", (), 0) is None or (
        parts.host in SERVICES and not parts.path and not parts.query
    )


def of_app(parts: Address) -> bool:
    """Say whether an address belongs to an app whose links are read."""
    return not parts.web or parts.host in READERS or parts.host.endswith(".t.me")


def _read_site(parts: Address) -> Reading | None:
    """Give an address as a site; None where it is an app's and not understood, or a service's and without a path."""
    if not parts.web or (of_app(parts) and not has_page(parts)):
        return None
    if parts.host in WITHOUT_PATH and not parts.path and not parts.query:
        return None
    return Reading("Site", make_site_id(parts), "web", "web")
