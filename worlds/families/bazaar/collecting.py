"""Writes what an analyst of the bazaars has; here the monthly pulls of two monitoring tools."""

import csv
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from worlds.families.bazaar import words
from worlds.families.bazaar.market import DAY, END, START, Account, Group, Market
from worlds.families.bazaar.rates import Rates
from worlds.families.bazaar.sightings import Sightings
from worlds.families.bazaar.talk import Post

ZONE = ZoneInfo("Europe/Athens")
PULL_COLUMNS = (
    "Pulled",
    "Place Type",
    "Place Id",
    "Place Name",
    "Author Id",
    "Author Name",
    "Post Id",
    "Created",
    "Message",
    "Image Text",
    "Reactions",
)
PULL_MAPPING = """name = "page monitor, monthly pulls"
time_zone = "Europe/Athens"
day_first = true
platform = "facebook"

[[row]]
kind = "post"
when = [{ column = "Place Type", is = "group" }, { column = "Author Id", not_empty = true }]
id = "Post Id"
time = { column = "Created", format = "%d/%m/%Y %H:%M" }
text = ["Message", "Image Text"]
account = { id = "Author Id", name = "Author Name" }
group = { id = "Place Id", name = "Place Name" }
seen = { column = "Pulled", format = "%d/%m/%Y %H:%M" }

[[row]]
kind = "post"
when = [{ column = "Place Type", is = "group" }, { column = "Author Id", in = [""] }]
id = "Post Id"
time = { column = "Created", format = "%d/%m/%Y %H:%M" }
text = ["Message", "Image Text"]
group = { id = "Place Id", name = "Place Name" }
seen = { column = "Pulled", format = "%d/%m/%Y %H:%M" }

[[row]]
kind = "post"
when = { column = "Place Type", in = ["page", "profile"] }
id = "Post Id"
time = { column = "Created", format = "%d/%m/%Y %H:%M" }
text = ["Message", "Image Text"]
account = { id = "Place Id", name = "Place Name" }
seen = { column = "Pulled", format = "%d/%m/%Y %H:%M" }
"""
STREAM_MAPPING = """name = "second monitor, stream of items"
platform = "facebook"

[[row]]
kind = "post"
when = { column = "surface.type", is = "group" }
id = "id"
time = "published"
text = "content"
account = { id = "actor.id", name = "actor.name" }
group = { id = "surface.id", name = "surface.title" }
seen = "fetched"

[[row]]
kind = "post"
when = { column = "surface.type", in = ["page", "profile"] }
id = "id"
time = "published"
text = "content"
account = { id = "surface.id", name = "surface.title" }
seen = "fetched"
"""


def strip_platform(id: str) -> str:
    """Give an id as tables write it, without its platform and the word group."""
    return id.partition(":")[2].removeprefix("group")


def format_utc(at: int) -> str:
    """Write a time in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def format_local(at: int) -> str:
    """Write a time as the first tool does."""
    return datetime.fromtimestamp(at, ZONE).strftime("%d/%m/%Y %H:%M")


class Collector:
    """Writes the files of one case and notes all that they show."""

    def __init__(self, market: Market, rates: Rates, posts: list[Post], folder: Path) -> None:
        """Decide what is watched, from when and until when."""
        self.market, self.rates, self.folder = market, rates, folder
        self.chance: random.Random = market.chance
        self.shown = Sightings()
        self.answers: list[str] = []
        self.rows = 0
        self.posts = posts
        self.by_place: dict[str, list[Post]] = {}
        for post in posts:
            self.by_place.setdefault(post.place.id, []).append(post)
        self.begin = START + self.chance.randint(0, 120) * DAY
        self.end = END - self.chance.randint(0, 90) * DAY
        self.switch = self.begin + int((self.end - self.begin) * rates["tool_changed"])
        self.hidden = {group.id for group in market.groups if self.chance.random() < rates["writer_hidden"]}
        self.silent: set[str] = set()
        self.events: dict[str, list[tuple[int, str | Account | Post]]] = {}
        self.watch: dict[str, tuple[int, int]] = {}

    def write_monitors(self) -> None:
        """Write what the monitoring tools saw."""
        self.choose_watched()
        self.write_pulls()

    def write_answers(self) -> None:
        """Write what the files cannot tell."""
        (self.folder / "sources.toml").write_text("\n".join(self.answers), encoding="utf-8", newline="\n")

    def answer(self, match: str, **told: str | list[str]) -> None:
        """Add a section to the answers."""
        lines = [
            f"{key} = {json.dumps(value)}" if key != "exported" else f"exported = {value}"
            for key, value in told.items()
        ]
        self.answers.append("\n".join(["[[file]]", f"match = {json.dumps(match)}", *lines, ""]))

    def choose_watched(self) -> None:
        """Choose groups, pages and profiles for the tool, each noticed some time after it was opened."""
        chance = self.chance
        places: list[Group | Account] = [group for group in self.market.groups if group.platform == "facebook"]
        places += [
            account
            for account in self.market.accounts()
            if account.platform == "facebook" and account.id in self.by_place
        ]
        for place in places:
            page = isinstance(place, Group) or place.office >= 0
            if chance.random() >= self.rates["watched"] * (1.0 if page else 0.35):
                continue
            noticed = max(self.begin, place.begin + int(chance.expovariate(1 / 50) * DAY))
            until = self.end
            if chance.random() < 0.12:
                until = chance.randint(noticed, max(noticed + 1, self.end))
                if isinstance(place, Group) and not place.how and until < self.end - 60 * DAY:
                    self.silent.add(place.id)
            if isinstance(place, Group) and place.private_since:
                until = min(until, place.private_since)
                self.silent.add(place.id)
            self.watch[place.id] = (noticed, until)

    def write_pulls(self) -> None:
        """Write the monthly pulls: a table for each town's list, later one stream for all."""
        chance = self.chance
        caught = [post for post in self.posts if post.place.id in self.watch and chance.random() < self.rates["caught"]]
        without_image = {post.id for post in caught if post.image and chance.random() < 0.5}
        stream, month = self.begin, 0
        streams: list[list[tuple[int, Post]]] = []
        for town in range(len(words.TOWNS)):
            begin, month = self.begin, 0
            of_town = [post for post in caught if post.place.town == town]
            while begin < self.end:
                until = begin + 30 * DAY
                pulled = until + 2 * DAY + town * 3600
                rows = [
                    post
                    for post in of_town
                    if begin - 3 * DAY <= post.at < until + 2 * DAY and self.is_open(post, pulled)
                ]
                if chance.random() < self.rates["month_lost"]:
                    rows = []
                elif chance.random() < self.rates["month_cut"]:
                    rows = rows[: int(len(rows) * chance.uniform(0.3, 0.9))]
                if begin >= self.switch:
                    streams += [[] for _ in range(month + 1 - len(streams))]
                    streams[month] += [(pulled, post) for post in rows]
                elif rows:
                    self.write_pull(town, month, pulled, rows, without_image)
                begin, month = until, month + 1
        for month, items in enumerate(streams):
            if items:
                self.write_stream(month, stream + (month + 1) * 30 * DAY, items, without_image)
        if any(self.folder.glob("lists/*/*.csv")):
            (self.folder / "lists" / "pull.toml").write_text(PULL_MAPPING, encoding="utf-8", newline="\n")
        if any(streams):
            (self.folder / "stream" / "items.toml").write_text(STREAM_MAPPING, encoding="utf-8", newline="\n")

    def is_open(self, post: Post, pulled: int) -> bool:
        """Tell whether a pull can still see a post: not of what was removed before, nor of what is unwatched."""
        noticed, until = self.watch[post.place.id]
        if not noticed - 10 * DAY <= post.at < until:
            return False
        place = post.place
        gone = place.how in ("report", "closed") if isinstance(place, Group) else place.removed
        return not (gone and place.end < pulled and hash_of(post.id) % 10 < 4)

    def show_post(self, post: Post, pulled: int, *, image: bool) -> tuple[str, str, str, str, str]:
        """Note what a row shows; give kind and name of the place, id and name of the writer, and the picture's text."""
        place, writer = post.place, post.writer
        self.rows += 1
        self.shown.see(place.id, place.name_at(pulled), pulled)
        hidden = writer is None or post.place.id in self.hidden
        picture = post.image if image else ""
        if isinstance(place, Account):
            self.shown.see_post(post, place.id, image=image)
            return (
                ("page" if place.office >= 0 else "profile"),
                place.name_at(pulled),
                strip_platform(place.id),
                place.name_at(pulled),
                picture,
            )
        self.shown.see_post(post, "" if hidden or writer is None else writer.id, image=image)
        if hidden or writer is None:
            return "group", place.name_at(pulled), "", "", picture
        self.shown.see(writer.id, writer.name_at(pulled), pulled)
        return "group", place.name_at(pulled), strip_platform(writer.id), writer.name_at(pulled), picture

    def write_pull(self, town: int, month: int, pulled: int, posts: list[Post], without_image: set[str]) -> None:
        """Write one month of one list."""
        slug = f"list-{town + 1}"
        (self.folder / "lists" / slug).mkdir(parents=True, exist_ok=True)
        path = self.folder / "lists" / slug / f"pull_{month + 1:02}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file, delimiter=";" if town % 2 else ",", lineterminator="\n")
            table.writerow(PULL_COLUMNS)
            for post in posts:
                kind, name, writer, writer_name, picture = self.show_post(
                    post, pulled, image=post.id not in without_image
                )
                table.writerow(
                    (
                        format_local(pulled),
                        kind,
                        strip_platform(post.place.id),
                        name,
                        writer,
                        writer_name,
                        post.id,
                        format_local(post.at),
                        post.text,
                        picture,
                        hash_of(post.id) % 90,
                    )
                )
        if month == 0 or not any(f"lists/{slug}/" in answer for answer in self.answers):
            self.answer(
                f"lists/{slug}/*.csv",
                mapping="lists/pull.toml",
                regions=regions_of(town),
                captured_how="monthly pull of a page monitor",
            )

    def write_stream(self, month: int, at: int, items: list[tuple[int, Post]], without_image: set[str]) -> None:
        """Write one month of the second tool."""
        (self.folder / "stream").mkdir(parents=True, exist_ok=True)
        with (self.folder / "stream" / f"items_{month + 1:02}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for pulled, post in items:
                kind, name, writer, writer_name, picture = self.show_post(
                    post, pulled, image=post.id not in without_image
                )
                content = post.text + (f"\n{picture}" if picture else "")
                actor = {"id": writer or None, "name": writer_name or None}
                thing = {
                    "id": post.id,
                    "surface": {"type": kind, "id": strip_platform(post.place.id), "title": name},
                    "actor": actor,
                    "published": format_utc(post.at),
                    "fetched": format_utc(pulled),
                    "content": content,
                }
                file.write(json.dumps(thing, ensure_ascii=False) + "\n")
        self.answer(
            f"stream/items_{month + 1:02}.jsonl",
            mapping="stream/items.toml",
            regions=["FR", "GB", "US", "DE"],
            exported=format_utc(at + 3 * DAY),
        )


def hash_of(id: str) -> int:
    """Give a number that stays the same for an id."""
    return int(id[-9:]) * 7919 % 1_000_003


def regions_of(town: int) -> list[str]:
    """Give the countries in which a list's numbers may lie: its own, and one more."""
    country = words.TOWNS[town][2]
    return [country, *({"FR": ["DE"], "GB": ["FR"], "US": [], "DE": ["GB", "FR"]}[country])]
