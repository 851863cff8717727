"""TikTok: videos with the words on them, and comments."""

from collections.abc import Iterator

from graph.model import Post
from ingest.record import Hint, Message
from ingest.sources.capture.item import (
    Item,
    Json,
    LackingError,
    Person,
    dig,
    dig_list,
    dig_text,
    join_texts,
    sign_without_account,
    take_account,
    take_id,
    take_seconds,
)

PLATFORM = "tiktok"
VIDEO_KEYS = frozenset((
    "id", "video_id", "createTime", "create_time", "author", "authorId", "nickname", "desc", "stickersOnItem",
    "textExtra", "duetInfo",
))  # fmt: skip
COMMENT_KEYS = frozenset((
    "cid", "aweme_id", "text", "create_time", "user", "reply_id", "reply_to_reply_id",
))  # fmt: skip


def read_video(item: Item) -> Iterator[Message | Person]:
    """Yield a video: who shows it, its description and the words on its picture, which often hold the number."""
    video = item.data
    number = take_id(video.get("id"), video.get("video_id"))
    if not number:
        raise LackingError("no id of a video")
    at = take_seconds(video.get("createTime"), video.get("create_time"))
    person = read_author(video)
    yield person
    shown = (
        dig_text(words) for sticker in dig_list(video, "stickersOnItem") for words in dig_list(sticker, "stickerText")
    )
    text = join_texts(dig_text(video, "desc"), *shown)
    named = (dig_text(one, "userUniqueId") for one in dig_list(video, "textExtra"))
    duet = take_id(dig(video, "duetInfo", "duetFromId"))
    yield Message(
        place=item.place,
        post=make_post(number),
        at=at,
        author=person.account,
        chat=None,
        text=text,
        hints=tuple(
            Hint(value=f"@{handle}", rule="mention")
            for handle in dict.fromkeys(named)
            if handle and f"@{handle}" not in text
        ),
        forwarded_from=make_post(duet) if duet else None,
        signed=sign_without_account(person),
    )


def read_comment(item: Item) -> Iterator[Message | Person]:
    """Yield a comment, which answers a video or another comment."""
    comment = item.data
    number, video = take_id(comment.get("cid")), take_id(comment.get("aweme_id"))
    if not number:
        raise LackingError("no id of a comment")
    user = dig(comment, "user")
    person = read_user(user if isinstance(user, dict) else {})
    yield person
    answered = take_id(comment.get("reply_to_reply_id"), comment.get("reply_id"), video)
    yield Message(
        place=item.place,
        post=make_post(number),
        at=take_seconds(comment.get("create_time")),
        author=person.account,
        chat=None,
        text=dig_text(comment, "text"),
        replies_to=make_post(answered) if answered else None,
        signed=sign_without_account(person),
    )


def read_author(video: Json) -> Person:
    """Read who shows a video; where it was embedded in a page the author is a mere handle, with an id beside it."""
    author = video.get("author")
    if isinstance(author, dict):
        return read_user(author)
    return Person(take_account(PLATFORM, video.get("authorId")), dig_text(video, "author"), dig_text(video, "nickname"))


def read_user(user: Json) -> Person:
    """Read an account: in videos it has ``id`` and ``uniqueId``, in comments ``uid`` and ``unique_id``."""
    links = (dig_text(user, "bioLink", "link"), dig_text(user, "bio_url"))
    return Person(
        take_account(PLATFORM, user.get("id"), user.get("uid")),
        dig_text(user, "uniqueId") or dig_text(user, "unique_id"),
        dig_text(user, "nickname"),
        dig_text(user, "signature"),
        tuple(link for link in links if link),
    )


def make_post(number: str) -> Post:
    """Give the post of a video or comment."""
    return Post(id=f"{PLATFORM}:post{number}")
