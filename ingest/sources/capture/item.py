"""One object of a platform as a capture holds it, and how its values are taken: any of them may be missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graph import forms
from graph.model import Account
from ingest.record import FIRST_SECOND, LAST_SECOND

Json = dict[str, Any]


class LackingError(ValueError):
    """What an object lacks to be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """An object with its place in the file, and when the browser got it."""

    place: str
    data: Json
    collected: datetime | None
    url: str = ""
    """The page it was seen on, where the capture says so and it names no device: of Facebook a group's address."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote: an account where its id is there, and what it showed of itself."""

    account: Account | None
    handle: str = ""
    name: str = ""
    about: str = ""
    links: tuple[str, ...] = ()


def sign_without_account(person: Person) -> str | None:
    """Give the name under which somebody wrote whose id is not there."""
    return None if person.account else f"@{person.handle}" if person.handle else person.name or None


def dig(thing: object, *path: str | int) -> Any:
    """Give what stands at the end of a path of keys and numbers; None where any of it is missing."""
    for step in path:
        if isinstance(step, int) and isinstance(thing, list) and -len(thing) <= step < len(thing):
            thing = thing[step]
        elif isinstance(step, str) and isinstance(thing, dict):
            thing = thing.get(step)
        else:
            return None
    return thing


def dig_list(thing: object, *path: str | int) -> list[Any]:
    """Give a list at the end of a path; empty where there is none."""
    found = dig(thing, *path)
    return found if isinstance(found, list) else []


def dig_text(thing: object, *path: str | int) -> str:
    """Give a text at the end of a path, as it can be stored; empty where there is none."""
    found = dig(thing, *path)
    return forms.make_storable(found) if isinstance(found, str) else ""


def take_id(*values: object) -> str:
    """Give the first value that is an id of a platform that numbers: digits, written as a number or as text.

    A number with a point or an exponent has lost its last digits, and 0 stands for none.
    """
    for value in values:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= 25 and text.strip("0"):
            return str(int(text))
    return ""


def take_account(platform: str, *values: object) -> Account | None:
    """Give the account of the first value that is an id."""
    found = take_id(*values)
    return Account(id=f"{platform}:{found}") if found else None


def take_seconds(*values: object) -> datetime | None:
    """Give the first value that is a time in seconds or milliseconds since 1970, as number or text."""
    for value in values:
        if isinstance(value, str) and value.isascii() and value.replace(".", "", 1).isdigit() and len(value) < 20:
            value = int(value.partition(".")[0] or 0)
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        seconds = value / 1000 if value >= LAST_SECOND else float(value)
        if FIRST_SECOND <= seconds < LAST_SECOND:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def join_texts(*texts: str) -> str:
    """Join texts by line ends; what is empty, or stands in one before, is left out."""
    kept: list[str] = []
    for text in texts:
        if text.strip() and not any(text in one for one in kept):
            kept.append(text)
    return "\n".join(kept)


def find_objects(thing: object, *keys: str, deep: int = 12) -> Iterator[Json]:
    """Yield every object within that has all the keys, the outermost first."""
    if deep < 0:
        return
    if isinstance(thing, dict):
        if all(key in thing for key in keys):
            yield thing
        for value in thing.values():
            yield from find_objects(value, *keys, deep=deep - 1)
    elif isinstance(thing, list):
        for value in thing:
            yield from find_objects(value, *keys, deep=deep - 1)
