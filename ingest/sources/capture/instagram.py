"""Instagram and Threads: posts as their pages get them, in the form of lists and in that of graphs."""

from collections.abc import Iterator

from graph.model import Post
from ingest.record import Message, Words
from ingest.sources.capture.item import (
    Item,
    Json,
    LackingError,
    Person,
    dig,
    dig_list,
    dig_text,
    sign_without_account,
    take_account,
    take_seconds,
)

KEYS = frozenset((
    "code", "shortcode", "user", "owner", "caption", "edge_media_to_caption", "text_post_app_info", "location",
    "taken_at", "taken_at_timestamp",
))  # fmt: skip


def read_instagram(item: Item) -> Iterator[Message | Person]:
    """Yield a post of Instagram."""
    yield from read_post("instagram", item)


def read_threads(item: Item) -> Iterator[Message | Person]:
    """Yield a post of Threads."""
    yield from read_post("threads", item)


def read_post(platform: str, item: Item) -> Iterator[Message | Person]:
    """Yield a post and who wrote it; its place and what it passes on stand beside the text."""
    post = item.data
    code = dig_text(post, "code") or dig_text(post, "shortcode")
    if not code.strip():
        raise LackingError("no code of a post")
    owner = post.get("user") or post.get("owner")
    person = read_user(platform, owner if isinstance(owner, dict) else {})
    yield person
    edges = dig_text(post, "edge_media_to_caption", "edges", 0, "node", "text")
    text = dig_text(post, "caption", "text") or edges or dig_text(post, "caption")
    shared = dig(post, "text_post_app_info", "share_info")
    passed_on = dig_text(shared, "reposted_post", "code") or dig_text(shared, "quoted_post", "code")
    location = dig_text(post, "location", "name")
    yield Message(
        place=item.place,
        post=Post(id=f"{platform}:post{code}"),
        at=take_seconds(post.get("taken_at"), post.get("taken_at_timestamp")),
        author=person.account,
        chat=None,
        text=text,
        beside=(Words(text=location, rule="place"),) if location else (),
        forwarded_from=Post(id=f"{platform}:post{passed_on}") if passed_on else None,
        signed=sign_without_account(person),
    )


def read_user(platform: str, user: Json) -> Person:
    """Read an account; both platforms number it alike, and each keeps a number of its own."""
    links = [dig_text(link, "url") for link in dig_list(user, "bio_links")]
    return Person(
        take_account(platform, user.get("pk"), user.get("id"), user.get("pk_id")),
        dig_text(user, "username"),
        dig_text(user, "full_name"),
        dig_text(user, "biography"),
        tuple(link for link in (dig_text(user, "external_url"), *links) if link),
    )
