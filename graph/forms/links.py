"""What an address leads to: a phone, handle, invite, group, account, post, mail address or site.

Each app has one reader, named in ``READERS`` by its hosts and in ``SCHEMES`` by its own schemes. What a reader
does not know is no contact: every stranger names ``wa.me`` and ``t.me``. Only a page that is one thing, such as
an event, is a site (``networks.has_page``).
"""

import re
from collections.abc import Callable, Sequence

from graph.forms import messengers, networks
from graph.forms.addresses import Address, plain, site, split
from graph.forms.messengers import bare_phone
from graph.forms.networks import has_page, unwrapped
from graph.forms.reading import Reading
from graph.forms.texts import fold, identity

Reader = Callable[[Address], Reading | None]

READERS: dict[str, Reader] = {
    "t.me": messengers.telegram,
    "telegram.me": messengers.telegram,
    "telegram.dog": messengers.telegram,
    "wa.me": messengers.whatsapp,
    "whatsapp.com": messengers.whatsapp,
    "api.whatsapp.com": messengers.whatsapp,
    "chat.whatsapp.com": messengers.whatsapp,
    "signal.me": messengers.signal,
    "signal.group": messengers.signal,
    "invite.viber.com": messengers.viber,
    "chats.viber.com": messengers.viber,
    "s.imoim.net": messengers.imo,
    "profile.imo.im": messengers.imo,
    "m.me": networks.messenger,
    "messenger.com": networks.messenger,
    "facebook.com": networks.facebook,
    "fb.com": networks.facebook,
    "instagram.com": networks.instagram,
    "ig.me": networks.instagram,
    "tiktok.com": networks.tiktok,
    "x.com": networks.x,
    "twitter.com": networks.x,
    "youtube.com": networks.youtube,
    "youtu.be": networks.youtube,
}
SCHEMES: dict[str, Reader] = {
    "tg": messengers.telegram_scheme,
    "whatsapp": messengers.whatsapp,
    "sgnl": messengers.signal,
    "signal": messengers.signal,
    "viber": messengers.viber,
    "tel": messengers.dialled,
    "sms": messengers.dialled,
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
    if address := mail(text):
        return Reading("Email", address, "mail", "mail")
    return _read(text, regions, _DEPTH)


def mail(text: str) -> str | None:
    """Give the id of a mail address, ``mailto:`` and ``name (at) host`` included."""
    written = plain(_HIDDEN_AT.sub("@", fold(text)))
    if written[:7].lower() == "mailto:":
        written = written[7:].partition("?")[0]
    return identity("mail", written.lower()) if _MAIL.fullmatch(written) else None


def _read(text: str, regions: Sequence[str], depth: int) -> Reading | None:
    parts = split(text)
    if parts is None:
        return None
    if depth and (inner := unwrapped(parts)):
        return _read(inner, regions, depth - 1) or _site(parts)
    if not parts.web:
        reader = SCHEMES.get(parts.scheme)
        found = reader(parts) if reader else None
    else:
        reader = READERS.get(parts.host)
        found = reader(parts) if reader else messengers.subdomain(parts)
    if found and found.label == "National":
        found = bare_phone(found, regions)
    return found or _site(parts)


def of_nobody(id: str) -> bool:
    """Say whether the id of a site or invite is a service's host, or an app's address that leads to nobody."""
    kind, _, written = id.partition(":")
    if kind not in ("site", "invite"):
        return False
    parts = split(f"https://{written}")
    if parts is None:
        return False
    return _read(f"https://{written}", (), 0) is None or (parts.host in SERVICES and not parts.path and not parts.query)


def of_app(parts: Address) -> bool:
    """Say whether an address belongs to an app whose links are read."""
    return not parts.web or parts.host in READERS or parts.host.endswith(".t.me")


def _site(parts: Address) -> Reading | None:
    """Give an address as a site; None where it is an app's and not understood, or a service's and without a path."""
    if not parts.web or (of_app(parts) and not has_page(parts)):
        return None
    if parts.host in WITHOUT_PATH and not parts.path and not parts.query:
        return None
    return Reading("Site", site(parts), "web", "web")
