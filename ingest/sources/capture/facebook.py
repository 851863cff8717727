"""Facebook: posts of pages and groups as its pages get them; their parts lie deep, and move from year to year."""

import re
from collections.abc import Iterator

from graph.model import Group, Post
from ingest.record import Hint, Message, Naming
from ingest.sources.capture.item import (
    Item,
    Json,
    LackingError,
    Person,
    dig,
    dig_list,
    dig_text,
    find_objects,
    join_texts,
    sign_without_account,
    take_account,
    take_id,
    take_seconds,
)

PLATFORM = "facebook"
_GROUP = re.compile(r"facebook\.com/groups/(\d{5,25})(?:/|$|\?)")


def read_post(item: Item) -> Iterator[Message | Person | Naming]:
    """Yield a post, who wrote it and the group it stands in; a shared post stands within it."""
    story = find_story(item.data)
    number = take_id(dig(story, "post_id"), item.data.get("post_id"))
    if not number:
        raise LackingError("no id of a post")
    actor = find_actor(story)
    person = Person(
        take_account(PLATFORM, actor.get("id")), find_handle(dig_text(actor, "url")), dig_text(actor, "name")
    )
    yield person
    group, name = find_group(item, story)
    if group is not None and name:
        yield Naming(place=item.place, subject=group, name=name, seen=item.collected)
    shared = dig(story, "attached_story")
    origin = take_id(dig(shared, "post_id")) or take_id(
        *(one.get("post_id") for one in find_objects(shared, "post_id"))
    )
    layout = dig_list(item.data, "comet_sections", "context_layout", "story", "comet_sections", "metadata")
    times = [dig(one, "story", "creation_time") for one in layout]
    times += [one.get("creation_time") for one in find_objects(item.data, "creation_time")]
    links = dict.fromkeys(
        dig_text(one, "external_url") for one in find_objects(story, "external_url") if dig_text(one, "external_url")
    )
    yield Message(
        place=item.place,
        post=make_post(number),
        at=take_seconds(*times),
        author=person.account,
        chat=group,
        text=join_texts(dig_text(story, "message", "text"), *list_texts(story)),
        hints=tuple(Hint(value=link, rule="text_link") for link in links),
        forwarded_from=make_post(origin) if origin and origin != number else None,
        signed=sign_without_account(person),
    )


def find_story(data: Json) -> Json:
    """Give the part that has the words of a post."""
    known = dig(data, "comet_sections", "content", "story")
    if isinstance(known, dict):
        return known
    return next(find_objects(data, "post_id", "actors"), next(find_objects(data, "post_id"), data))


def find_actor(story: Json) -> Json:
    """Give who wrote."""
    actors = dig_list(story, "actors") or next(
        (dig_list(one, "actors") for one in find_objects(story, "actors") if dig_list(one, "actors")), []
    )
    return actors[0] if actors and isinstance(actors[0], dict) else {}


def find_handle(url: str) -> str:
    """Give the username in the address of a page; none where it is a number."""
    found = re.search(r"facebook\.com/([A-Za-z][A-Za-z0-9.]{4,49})/?(?:\?.*)?$", url)
    return found[1] if found and found[1] not in ("profile.php", "people", "groups", "pages") else ""


def find_group(item: Item, story: Json) -> tuple[Group | None, str]:
    """Give the group in which a post stands, by its number, and its name: a word in its address may move to another."""
    for one in find_objects(item.data, "to"):
        target = one.get("to")
        if isinstance(target, dict) and target.get("__typename") == "Group" and (number := take_id(target.get("id"))):
            return Group(id=f"{PLATFORM}:group{number}"), dig_text(target, "name")
    for url in (dig_text(story, "wwwURL"), dig_text(story, "url"), item.url):
        if found := _GROUP.search(url):
            return Group(id=f"{PLATFORM}:group{int(found[1])}"), ""
    return None, ""


def list_texts(story: Json) -> Iterator[str]:
    """Yield the words of a post where they do not stand in their usual place."""
    if not dig_text(story, "message", "text"):
        for one in find_objects(story, "message"):
            if text := dig_text(one, "message", "text"):
                yield text
                return


def make_post(number: str) -> Post:
    """Give a post."""
    return Post(id=f"{PLATFORM}:post{number}")
