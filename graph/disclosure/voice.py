"""How every value is said: ids, names, numbers, texts and times by their meaning, clear or hidden.

Everything the gate shows goes through one voice, so that hiding cannot be forgotten for a part of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from graph.disclosure.hiding import Masks, cover
from graph.disclosure.known_names import KnownNames
from graph.disclosure.names import Names
from graph.disclosure.traces import Span, find_traces
from graph.disclosure.vocabulary import HIDDEN, is_declared
from graph.languages import read_language
from graph.marks import Mark
from graph.model import ID_MEANINGS, UNDECLARED, label_by_form
from graph.model.meaning import NO_MEANING

RAW = "[as written]"
"""What stands for a contact as somebody wrote it, where names are hidden: it may be in any disguise."""

PLAIN = ("behind", "bool", "descent", "digest", "float", "int", "place", "share")
"""Meanings whose values name nobody."""

COUNTED = ("accounts", "contacts", "days", "files", "groups", "hours", "members", "minutes", "names", "posts", "words")
"""Meanings that are a number and a noun, written in the plural."""

FEW = 8
"""Members of a list that are said in words."""


class Voice:
    """Says values; ``hidden`` puts pseudonyms in the place of names and numbers, days are those of ``zone``."""

    def __init__(self, names: Names, masks: Masks, *, hidden: bool, zone: ZoneInfo, language: str = "en") -> None:
        self.names, self.masks, self.hidden, self.zone = names, masks, hidden, zone
        self.language = read_language(language)
        """What sentences are said in; ids, pseudonyms and what stands in files are the same in all."""
        self.marks: Mapping[str, Mark] = {}
        """Contacts that are widely shared or protected, by id."""

    def mark(self, id: str) -> str:
        """Give in a few words why a contact says little; empty for anything else."""
        mark = self.marks.get(id)
        return mark.says(self.language) if mark else ""

    def marked(self, id: str) -> str:
        """Give what a node is called, with its mark."""
        mark = self.mark(id)
        return self.language.say("voice.marked", name=self.name(id), mark=mark) if mark else self.name(id)

    def name(self, id: str) -> str:
        """Give what a node is called."""
        label = self.names.label(id)
        if label == "Post":
            at, author, chat = self.names.posts.get(id, (None, None, None))
            return self._post(at, author, chat)
        if label == "Source":
            return self.language.say("voice.file", id=id.removeprefix("sha256:")[:12])
        if self.hidden:
            return self.masks.node(label or "thing", id)
        return self.names.text(id)

    def _post(self, at: int | None, author: str | None, chat: str | None) -> str:
        """Give what a post is called: by whom it is or where it stands, and of which day."""
        say = self.language.say
        if author:
            post = say("voice.post_of", name=self.name(author))
        else:
            post = say("voice.post_in", name=self.name(chat)) if chat else say("voice.post")
        return post if at is None else say("voice.post_day", post=post, day=self.day(at))

    def day(self, at: int | float | str | datetime) -> str:
        """Give the day of a time where the reader is, as the language writes it."""
        return self.language.write_day(local_day(at, self.zone), self.zone)

    def id(self, id: str) -> str:
        """Give a node's id; hidden it is a pseudonym that ``show`` takes as well. A file's id hides nobody."""
        if not self.hidden:  # without asking for the label: links have thousands of ends
            return id
        label = self.names.label(id)
        return id if label == "Source" else self.masks.id(label or "thing", id)

    def state(self, id: str) -> dict[str, str | None]:
        """Give under ``state`` and ``state_at`` that a thing is removed, flagged or private, if it is."""
        state = self.names.state(id)
        if state is None:
            return {}
        return {"state": state.word, "state_at": None if state.at is None else moment(state.at)}

    def text(self, text: str, spans: Sequence[Span] = ()) -> str:
        """Give a text of a file; hidden, all that may tell a person is covered."""
        return self.covered(text, spans)[0] if self.hidden else text

    def covered(self, text: str, spans: Sequence[Span] = ()) -> tuple[str, dict[int, tuple[int, int]]]:
        """Give a text with the ``spans`` and all else covered, and where those spans are then, by their begin."""
        return cover(text, [*spans, *find_traces(text), *self._known.find_names(text)])

    def called(self, text: str) -> str:
        """Give a name that is no node's id, as the old name of a rename."""
        return self.masks.name(text) if self.hidden else text

    def title(self, text: str) -> str:
        """Give the name of a cluster; hidden, a pseudonym: the words come from groups, or name a contact."""
        return f"cluster {self.masks.digest(text)[:6]}" if self.hidden else text

    def word(self, text: str) -> str:
        """Give a word of the program's or a platform's; hidden, one that nothing declares may be anybody's name."""
        return text if not self.hidden or is_declared(text) else HIDDEN

    def party(self, value: str) -> str:
        """Give somebody who may be known by an id or by a name alone."""
        return self.id(value) if self.names.label(value) else self.called(value)

    def plain(self, meaning: str | None, value: Any) -> Any:
        """Give a value as JSON, hidden by its meaning; times as ISO text in UTC.

        What has no declared meaning is hidden whole: it may hold anything.
        """
        if value is None:
            return None
        if meaning is None or meaning == NO_MEANING:
            return UNDECLARED if self.hidden else value
        if isinstance(value, list | tuple):
            return [self.plain(meaning.removeprefix("list of "), one) for one in value]
        if meaning in ID_MEANINGS:
            return self.id(str(value))
        if meaning == "called":
            return self.id(value) if label_by_form(value) == "Handle" else self.called(str(value))
        if meaning == "name":
            return self.called(str(value))
        if meaning == "party":
            return self.party(str(value))
        if meaning == "title":
            return self.title(str(value))
        if meaning == "text":
            return self.text(str(value))
        if meaning == "raw":
            return RAW if self.hidden else str(value)
        if meaning in ("time", "date"):
            return moment(value) if meaning == "time" else day(value)
        if meaning == "runner-up":
            said = {key: value[key] for key in value if key not in ("reasons", "told")}  # said beside those of the best
            return said | {"id": self.id(value["id"]), "name": self.name(value["id"])}
        if meaning == "word":
            return self.word(str(value))
        if meaning == "belongings":  # a dict is no list: each member comes alone
            thing = None if value["thing"] is None else self.id(value["thing"])
            return value | {"id": self.id(value["id"]), "thing": thing}
        if meaning == "ways":  # a dict is no list: each way comes alone
            times = {key: self.plain("time", value[key]) for key in ("first_seen", "last_seen")}
            return value | times | {"nodes": [self.id(one) for one in value["nodes"]]}
        if meaning in PLAIN:
            return value
        raise KeyError(f"no meaning {meaning!r}")

    def say(self, meaning: str, value: Any) -> str:
        """Give a value in words."""
        language = self.language
        if value is None:
            return language.say("voice.unknown")
        if meaning.startswith("list of "):
            return self._list(meaning.removeprefix("list of "), value)
        if meaning in ID_MEANINGS or (meaning == "called" and label_by_form(value) == "Handle"):
            return self.marked(str(value))
        if meaning in ("name", "called"):
            return self.called(str(value)) if self.hidden else language.say("voice.quoted", text=str(value))
        if meaning == "party":
            return self.marked(value) if self.names.label(value) else self.say("name", value)
        if meaning == NO_MEANING:
            return UNDECLARED if self.hidden else str(value)
        if meaning == "raw":
            return language.say("voice.as_written") if self.hidden else language.say("voice.quoted", text=str(value))
        if meaning in ("digest", "place"):
            return str(value)
        if meaning == "bool":
            return language.say("voice.yes" if value else "voice.no")
        if meaning == "title":
            return self.title(str(value))
        if meaning == "chain":
            return self.chain([self.marked(one) for one in value[:FEW]], len(value) - FEW)
        if meaning == "text":
            return language.say("voice.quoted", text=self.text(str(value)))
        if meaning in ("time", "date"):
            return self.day(value)
        if meaning == "who":  # whoever works on the case is no secret to those who read it
            return str(value)
        if meaning == "share":
            return language.write_share(value)
        if meaning == "bits":
            return language.say("voice.bits", n=language.write_decimal(value))
        if meaning == "behind":  # how far something else lies behind; below 0 it lies ahead
            key = "voice.behind_more" if value < 0 else "voice.behind_fewer"
            return language.say(key, n=language.write_decimal(abs(value)))
        if meaning == "float":
            return language.write_decimal(value, 2)
        if meaning == "int":
            return language.write_number(value)
        if meaning in COUNTED:
            return language.say(f"count.{meaning}", n=abs(value))
        if meaning == "word":
            return self._word(self.word(str(value)))
        raise KeyError(f"no meaning {meaning!r}")

    def learn(self, meanings: Mapping[str, str], values: Mapping[str, Any]) -> None:
        """Ask for the names of all ids among the values at once."""
        self.names.learn(ids_in(meanings, values))

    def _list(self, meaning: str, values: Collection[Any]) -> str:
        said = [self.say(meaning, one) for one in list(values)[:FEW]]
        return self.language.write_list(said, len(values) - len(said))

    def chain(self, said: Sequence[str], more: int) -> str:
        """Give things of which each leads to the next, and how many more there are."""
        rest = [self.language.say("count.more", n=more)] if more > 0 else []
        return self.language.say("voice.arrow").join([*said, *rest])

    def _word(self, text: str) -> str:
        """Give a word of the program's in the language, where that has it; of several each."""
        if self.language.has(f"word.{text}"):
            return self.language.say(f"word.{text}")
        parts = text.replace("-", " ").replace("_", " ").split(" ")
        return " ".join(self.language.say(key) if self.language.has(key := f"word.{one}") else one for one in parts)

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames.of(*self.names.everyone())


def ids_in(meanings: Mapping[str, str], values: Mapping[str, Any]) -> set[str]:
    """Give the ids among values of known meanings."""
    found: set[str] = set()
    for key, meaning in meanings.items():
        value = values.get(key)
        if value is None:
            continue
        if meaning == "runner-up":
            found.add(value["id"])
        elif meaning == "belongings":
            found.update(id for one in value for id in (one["id"], one["thing"]) if id is not None)
        elif meaning == "ways":
            found.update(id for way in value for id in way["nodes"])
        elif meaning.split("list of ")[-1] in ID_MEANINGS:
            found.update(flat(value))
    return found


def flat(value: Any) -> Iterator[str]:
    """Yield the ids of one, of a list, or of lists of them."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from flat(one)
    else:
        yield value


def moment(at: int | float | str | datetime) -> str:
    """Give a time, from epoch milliseconds or ISO text, as ISO text in UTC to the second."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    if not isinstance(at, datetime):
        at = datetime.fromtimestamp(at / 1000, UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_if_known(at: int | float | str | datetime | None) -> str | None:
    """Give a time as ``moment`` does; None where no file tells it."""
    return None if at is None else moment(at)


def day(at: int | float | str | datetime) -> str:
    """Give the day of a time in UTC."""
    return moment(at)[:10]


def local_day(at: int | float | str | datetime, zone: ZoneInfo) -> str:
    """Give the day of a time where the reader is."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    local = at.astimezone(zone) if isinstance(at, datetime) else datetime.fromtimestamp(at / 1000, zone)
    return local.date().isoformat()
