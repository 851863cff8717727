"""Links of Facebook, Messenger, Instagram, TikTok, X and YouTube."""

import re
from urllib.parse import unquote

from graph.forms.addresses import Address
from graph.forms.handles import make_handle_id
from graph.forms.reading import Reading
from graph.forms.texts import make_text_id

_FACEBOOK_PAGES = (
    "ads business buddylist dialog events fundraisers gaming groups hashtag help home.php l.php legal login login.php "
    "marketplace media messages notifications pages people permalink.php photo photo.php photos plugins policies "
    "profile.php public reel reels search settings share share.php sharer sharer.php story.php stories tr video.php "
    "videos watch"
)
_INSTAGRAM_PAGES = "_n _u about accounts api developer direct explore legal p reel reels s share stories tv web"
_X_PAGES = (
    "compose explore hashtag home i intent jobs login messages notifications privacy search settings share signup tos"
)
FACEBOOK_PAGES = frozenset(_FACEBOOK_PAGES.split())
INSTAGRAM_PAGES = frozenset(_INSTAGRAM_PAGES.split())
X_PAGES = frozenset(_X_PAGES.split())

_PAGES = {
    "facebook.com": ("events", "marketplace", "media", "photo", "photo.php", "share", "stories", "watch"),
    "fb.com": ("events", "share"),
    "instagram.com": ("s", "share", "stories"),
    "tiktok.com": ("t",),
    "youtube.com": ("c", "user", "playlist"),
}
"""First words of paths that lead to one thing for which there is no node; a code or name follows them."""
_YOUTUBE_PAGES = frozenset(
    [
        "about",
        "account",
        "ads",
        "c",
        "channel",
        "creators",
        "embed",
        "feed",
        "gaming",
        "hashtag",
        "kids",
        "live",
        "movies",
        "music",
        "new",
        "playlist",
        "premium",
        "redirect",
        "results",
        "shorts",
        "t",
        "trending",
        "tv",
        "upload",
        "user",
        "watch",
    ]
)
"""First words of a path of YouTube that are no channel's older name."""

_ID = re.compile(r"\d{1,20}")
_POST = re.compile(r"(?:pfbid)?[A-Za-z0-9_-]{1,200}")
_NAME_AND_ID = re.compile(r".+-(\d{9,20})")
"""The older form of a page's address: its words, then its number."""
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")


def unwrap_address(parts: Address) -> str | None:
    """Give the address that a link of the "you are leaving" kind carries."""
    match parts.host, parts.path:
        case (("l.facebook.com" | "lm.facebook.com" | "facebook.com"), ("l.php",)):
            return parts.query.get("u")
        case "l.instagram.com", _:
            return parts.query.get("u")
        case "youtube.com", ("redirect",):
            return parts.query.get("q")
    return None


def has_page(parts: Address) -> bool:
    """Say whether an address of a network, which no reader knows, leads to one page all the same."""
    if parts.host in ("x.com", "twitter.com"):
        return True  # its searches and lists are pages; kept as a fact, weighed as a service's host
    rest = (*parts.path[1:], *parts.query.values())
    if parts.first.lower() in _PAGES.get(parts.host, ()):
        return any(len(part) > 3 for part in rest)
    return parts.host == "youtube.com" and bool(parts.first) and parts.first.lower() not in _YOUTUBE_PAGES


def read_facebook(parts: Address) -> Reading | None:
    """Read facebook.com and fb.com."""
    path, query = parts.path, parts.query
    match [part.lower() for part in path[:1]], path[1:]:
        case ["profile.php"], _:
            return _read_account("facebook", query.get("id", ""))
        case ["people"], (_, number, *_):
            return _read_account("facebook", number)
        case ["pages"], (*_, number):
            return _read_account("facebook", number)
        case ["groups"], (_, ("permalink" | "posts"), post, *_):
            return _read_post("facebook", post)
        case ["groups"], (name, *_):
            return _facebook_group(name)
        case ["permalink.php" | "story.php"], _:
            return _read_post("facebook", query.get("story_fbid", ""))
        case ["photo" | "photo.php" | "watch"], _:
            return _read_post("facebook", query.get("fbid", query.get("v", "")))
        case ["reel"], (post, *_):
            return _read_post("facebook", post)
        case ["messages"], ("t", name, *_):
            return _read_owner("facebook", name, "facebook", "messenger")
        case [name], _ if name in FACEBOOK_PAGES:
            return None
        case [_], (("posts" | "videos"), *_, post):
            return _read_post("facebook", post)
        case [name], _:
            if found := _NAME_AND_ID.fullmatch(name):
                return _read_account("facebook", found[1])
            return _read_owner("facebook", path[0], "facebook", "facebook")
    return None


def read_messenger(parts: Address) -> Reading | None:
    """Read m.me and messenger.com: the names are Facebook's."""
    match parts.path:
        case "j", code, *_ if parts.host == "m.me" and _POST.fullmatch(code):
            return Reading("Invite", make_text_id("invite", f"m.me/j/{code}"), "m.me", "messenger")
        case ("t", name, *_) | (name,):
            return _read_owner("facebook", name, "m.me", "messenger")
    return None


def read_instagram(parts: Address) -> Reading | None:
    """Read instagram.com and ig.me."""
    match parts.path:
        case "m", name, *_ if parts.host == "ig.me":
            return _read_owner("instagram", name, "instagram", "instagram")
        case "j", code, *_ if parts.host == "ig.me" and _POST.fullmatch(code):
            return Reading("Invite", make_text_id("invite", f"ig.me/j/{code}"), "instagram", "instagram")
        case (("p" | "reel" | "reels" | "tv"), code, *_):
            return _read_post("instagram", code)
        case _, ("p" | "reel" | "tv"), code, *_:
            return _read_post("instagram", code)
        case (("_u" | "_n"), name, *_):  # as apps open a profile
            return _read_owner("instagram", name, "instagram", "instagram")
        case "stories", name, *_ if name != "highlights":
            return _read_owner("instagram", name, "instagram", "instagram")
        case name, *_ if name.lower() not in INSTAGRAM_PAGES and parts.host == "instagram.com":
            return _read_owner("instagram", name, "instagram", "instagram")
    return None


def read_tiktok(parts: Address) -> Reading | None:
    """Read tiktok.com; its short links are sites that nothing resolves."""
    match parts.path:
        case name, ("video" | "photo"), post, *_ if name.startswith("@") and _ID.fullmatch(post):
            return _read_post("tiktok", post)
        case name, *_ if name.startswith("@"):
            return _read_owner("tiktok", name, "tiktok", "tiktok")
    return None


def read_x(parts: Address) -> Reading | None:
    """Read x.com and twitter.com."""
    match parts.path:
        case "i", "user", number, *_:
            return _read_account("x", number)
        case ("i", "status", post, *_) | ("i", "web", "status", post, *_):
            return _read_post("x", post)
        case "intent", ("user" | "follow"), *_:
            return _read_owner("x", parts.query.get("screen_name", ""), "x", "x")
        case _, "status", post, *_:
            return _read_post("x", post)
        case name, *_ if name.lower() not in X_PAGES:
            return _read_owner("x", name, "x", "x")
    return None


def read_youtube(parts: Address) -> Reading | None:
    """Read youtube.com and youtu.be. Names under /c/ and /user/ are another space than handles: sites."""
    match parts.path:
        case (code,) if parts.host == "youtu.be":
            return _read_post("youtube", code)
        case "channel", code, *_ if _CHANNEL.fullmatch(code):
            return Reading("Account", make_text_id("youtube", code), "youtube", "youtube")
        case ("watch",) if "v" in parts.query:
            return _read_post("youtube", parts.query["v"])
        case (("shorts" | "live" | "embed"), code, *_):
            return _read_post("youtube", code)
        case name, *_ if name.startswith("@"):
            return _read_owner("youtube", unquote(name), "youtube", "youtube")
    return None


def _facebook_group(name: str) -> Reading | None:
    if _ID.fullmatch(name):
        return Reading("Group", make_text_id("facebook", f"group{name}"), "facebook", "facebook")
    found = make_handle_id("facebook", name)
    if found is None:
        return None
    # A group's address can be given to another group: a handle that OPENS leads from, not the group.
    return Reading("Handle", found.replace("@", "@groups/", 1), "facebook", "facebook")


def _read_account(platform: str, number: str) -> Reading | None:
    if not _ID.fullmatch(number):
        return None
    return Reading("Account", make_text_id(platform, number), platform, platform)


def _read_post(platform: str, code: str) -> Reading | None:
    found = _POST.match(code)
    return Reading("Post", make_text_id(platform, f"post{found[0]}"), platform, platform) if found else None


def _read_owner(platform: str, name: str, rule: str, app: str) -> Reading | None:
    """Read a part of a path as the number or the name of who is meant."""
    name = re.split(r"[^\w.@\-·]", name, maxsplit=1)[0]
    if platform == "facebook" and _ID.fullmatch(name):
        return Reading("Account", make_text_id(platform, name), rule, app)
    found = make_handle_id(platform, name.rstrip(".") if platform != "x" else name)
    return Reading("Handle", found, rule, app) if found else None
