"""X: posts as its pages get them, in the form of today and in that of 2022 and before."""

from collections.abc import Iterator
from datetime import UTC, datetime

from graph.model import Account, Post
from ingest.record import Hint, Message
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
    take_id,
    take_seconds,
)

PLATFORM = "x"
KEYS = frozenset((
    "rest_id", "id_str", "id", "created_at", "full_text", "text", "entities", "legacy", "core", "user",
    "user_id_str", "note_tweet", "quoted_status_result", "quoted_status_id_str", "retweeted_status",
    "retweeted_status_id_str", "in_reply_to_status_id_str", "tweet", "result", "type",
))  # fmt: skip
_TIME = "%a %b %d %H:%M:%S %z %Y"


def read_post(item: Item) -> Iterator[Message | Person]:
    """Yield a post, who wrote it, and the post that it passes on where that is beside it."""
    yield from read_one(item, unwrap_result(item.data))


def read_one(item: Item, post: Json, deep: int = 2) -> Iterator[Message | Person]:
    """Yield one post; of one that is passed on or quoted the original stands within it."""
    legacy = post.get("legacy")
    said: Json = legacy if isinstance(legacy, dict) else post
    number = take_id(post.get("rest_id"), said.get("id_str"), said.get("id"))
    if not number:
        raise LackingError("no id of a post")
    person = read_user(find_user(post), said)
    yield person
    within = [unwrap_result(dig(said, "retweeted_status_result")), unwrap_result(dig(said, "retweeted_status"))]
    quoted = [unwrap_result(dig(post, "quoted_status_result")), unwrap_result(dig(said, "quoted_status_result"))]
    retweeted = next((one for one in within if one), None)
    other = retweeted or next((one for one in quoted if one), None)
    origin = take_id(dig(other, "rest_id"), dig(other, "legacy", "id_str"), dig(other, "id_str")) or take_id(
        said.get("retweeted_status_id_str"), said.get("quoted_status_id_str")
    )
    answered = take_id(said.get("in_reply_to_status_id_str"))
    yield Message(
        place=item.place,
        post=make_post(number),
        at=read_time(said.get("created_at")),
        author=person.account,
        chat=None,
        text=read_text(post, said, retweeted),
        hints=tuple(list_links(post, said)),
        replies_to=make_post(answered) if answered else None,
        forwarded_from=make_post(origin) if origin else None,
        signed=sign_without_account(person),
    )
    if other and deep and take_id(dig(other, "rest_id"), dig(other, "id_str"), dig(other, "legacy", "id_str")):
        yield from read_one(item, other, deep - 1)


def unwrap_result(thing: object) -> Json:
    """Take off what stands round a post: ``result``, and ``tweet`` where its visibility is told."""
    for key in ("result", "tweet"):
        inner = dig(thing, key)
        thing = inner if isinstance(inner, dict) else thing
    return thing if isinstance(thing, dict) else {}


def find_user(post: Json) -> Json:
    """Give who wrote, where the post says it: within ``core``, or flat."""
    found = dig(post, "core", "user_results", "result") or post.get("user") or {}
    return found if isinstance(found, dict) else {}


def read_user(user: Json, said: Json) -> Person:
    """Read an account: name and handle stand in ``legacy``, in ``core`` since 2025, or flat."""
    places = [one for one in (user.get("legacy"), user.get("core"), user) if isinstance(one, dict)]

    def first(key: str) -> str:
        return next((text for text in (dig_text(one, key) for one in places) if text), "")

    links = (
        dig_text(link, "expanded_url")
        for one in places
        for part in ("url", "description")
        for link in dig_list(one, "entities", part, "urls")
    )
    return Person(
        take_account(PLATFORM, user.get("rest_id"), user.get("id_str"), said.get("user_id_str")),
        first("screen_name"),
        first("name"),
        first("description"),
        tuple(dict.fromkeys(link for link in links if link)),
    )


def read_text(post: Json, said: Json, retweeted: Json | None) -> str:
    """Give what a post says in full; what passes on says nothing of its own."""
    if retweeted:
        return ""
    long = dig_text(post, "note_tweet", "note_tweet_results", "result", "text")
    return long or dig_text(said, "full_text") or dig_text(said, "text")


def list_links(post: Json, said: Json) -> Iterator[Hint]:
    """Yield the addresses behind the short ones, and the accounts that a post names by their ids."""
    sets = (dig(said, "entities"), dig(post, "note_tweet", "note_tweet_results", "result", "entity_set"))
    links = dict.fromkeys(dig_text(link, "expanded_url") for one in sets for link in dig_list(one, "urls"))
    for link in links:
        if link:
            yield Hint(value=link, rule="text_link")
    for one in sets:
        for mention in dig_list(one, "user_mentions"):
            if number := take_id(dig(mention, "id_str")):
                handle = dig_text(mention, "screen_name")
                yield Hint(
                    value=f"@{handle}", rule="mention_name", node=Account(id=f"{PLATFORM}:{number}"), raw=f"@{handle}"
                )


def read_time(value: object) -> datetime | None:
    """Read ``Tue Oct 10 11:22:33 +0000 2023``, or seconds."""
    if isinstance(value, str):
        try:
            return datetime.strptime(value, _TIME).astimezone(UTC)
        except ValueError:
            return take_seconds(value)
    return take_seconds(value)


def make_post(number: str) -> Post:
    """Give a post."""
    return Post(id=f"{PLATFORM}:post{number}")
