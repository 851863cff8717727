"""What in a snapshot answers to what is watched: hits, each with who, when, how often and its evidence.

A hit is observed, never inferred: it says that something stands in a file. All that one party does with what is watched
within one week is one hit with a count, so that a busy number floods nobody.
"""

import functools
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import forms
from graph.answers.watches import WatchKind
from graph.errors import WatchError
from graph.finding import Evidence, make_evidence
from graph.forms.scripts import find_script
from graph.model import EVERY_LINK, HandsOff, In, Link, Name, Named, Post, Posted, RecordedIn, label, link_type
from graph.snapshot.derived import keep_derived
from graph.watches.entries import Watch

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from graph.snapshot import Snapshot

LINKS_OF_HIT = 5
"""Links that a hit opens to: the first of them in time."""

FEWEST_SOUNDS = 3
"""Consonants from which a word or a part of a name is compared by sound: shorter ones answer to too many."""

UNDATED = "undated"
"""Period of what no file dates."""

SAID: tuple[type[Link], ...] = tuple(cls for cls in EVERY_LINK if cls not in (RecordedIn, HandsOff))
"""Links that files say; what is derived of them would count the same twice."""

_WORD = r"(?:^|[^\pL\pN_])"
_WORD_END = r"(?:[^\pL\pN_]|$)"


@dataclass(frozen=True, slots=True)
class WatchHit:
    """What one party did with what is watched, within one week."""

    id: str
    """Twelve hexadecimal digits that depend on watch, party and week alone."""
    watch: int
    party: str
    """Id of the account, group or other node that did it; of a watched cluster that of its finding."""
    period: str
    """Week of the year in UTC, as ``2025-W07``; ``undated`` where no file tells the time."""
    count: int
    """Links that say so: posts that name it, profiles that show it, names, memberships ..."""
    first: int | None
    """Time of the first of them, in ms UTC."""
    last: int | None
    ways: Mapping[str, int]
    """How many links of each type."""
    evidence: tuple[Evidence, ...]
    """The first links in time."""


class _Trace(NamedTuple):
    """A link that answers to a watch, before it is put together with others."""

    party: int
    at: int | None
    link: Evidence


def find_watch_hits(
    snapshot: "Snapshot", watches: Iterable[Watch], cores: Mapping[str, Collection[str]]
) -> list[WatchHit]:
    """Give what answers to each watch, the latest first, then by watch and party.

    ``cores`` has the ids of the core of each cluster, by the id of its finding.
    """
    found: list[WatchHit] = []
    for watch in watches:
        traces = FINDERS[watch.kind](snapshot, watch, cores)
        whole = watch.ids[0] if watch.kind == "cluster" else None
        found += fold_traces(snapshot, watch.n, traces, whole)
    return sorted(found, key=lambda one: (-(one.last or -1), one.watch, one.party, one.period))


def fold_traces(snapshot: "Snapshot", watch: int, traces: Iterable[_Trace], whole: str | None) -> Iterator[WatchHit]:
    """Yield one hit a party and week; with ``whole`` all parties are one, by that id."""
    gathered: dict[tuple[str, str], set[_Trace]] = defaultdict(set)
    for trace in traces:
        party = snapshot.ids[trace.party] if whole is None else whole
        gathered[party, week_of(trace.at)].add(trace)
    for (party, period), some in gathered.items():
        links = sorted({(trace.at is None, trace.at or 0, trace.link) for trace in some})
        times = [at for undated, at, _ in links if not undated]
        yield WatchHit(
            id=hashlib.sha256("\0".join((str(watch), party, period)).encode()).hexdigest()[:12],
            watch=watch,
            party=party,
            period=period,
            count=len({link for _, _, link in links}),
            first=min(times, default=None),
            last=max(times, default=None),
            ways=dict(sorted(Counter(link.type for link in {link for _, _, link in links}).items())),
            evidence=tuple(dict.fromkeys(link for _, _, link in links))[:LINKS_OF_HIT],
        )


def week_of(at: int | None) -> str:
    """Give the week of a time in ms UTC."""
    if at is None:
        return UNDATED
    year, week, _ = datetime.fromtimestamp(at / 1000, UTC).isocalendar()
    return f"{year}-W{week:02}"


def find_contact(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield who names, shows, holds, calls or saves a contact: of a post its writer, else where it stands."""
    yield from trace_links(snapshot, watch.ids, own=False)


def find_thing(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield all that files say of an account or group, put down to itself."""
    yield from trace_links(snapshot, watch.ids, own=True)


def find_cluster(snapshot: "Snapshot", watch: Watch, cores: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield all that files say of the accounts, groups and contacts in the core of a cluster."""
    yield from trace_links(snapshot, sorted(cores.get(watch.ids[0], ())), own=True)


def find_name(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield who bore a name, or had it saved for them: one that holds it as whole words, or sounds like it."""
    asked = [(forms.name_key(one), forms.sound_keys(one)) for one in list_alternatives(watch.value)]
    names = (id for id, kind in zip(snapshot.ids, snapshot.labels, strict=True) if kind == label(Name))
    answering = [id for id in names if answers_to_name(snapshot.name_of(id) or "", asked)]
    for trace in trace_links(snapshot, answering, own=False):
        if trace.link.type == link_type(Named):
            yield trace


def answers_to_name(text: str, asked: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Say whether a name answers to one of those that are asked for, each given by its key and its sounds."""
    key = forms.name_key(text)
    sounds = forms.sound_keys(key)
    return any(holds_words(key, theirs) or forms.sounds_like(heard, sounds, FEWEST_SOUNDS) for theirs, heard in asked)


def holds_words(text: str, words: str) -> bool:
    """Say whether words stand in a text, one after the other and whole."""
    return bool(words) and f" {words} " in f" {text} "


def find_words(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield who wrote posts that have every word; one that ends with ``*`` stands for all that begin so."""
    import pyarrow.compute as pc

    texts = fold_posts(snapshot)
    for words in list_alternatives(watch.value):
        found = [match_texts(texts, pattern) for pattern in word_patterns(words)]
        if found:
            yield from trace_posts(snapshot, functools.reduce(pc.and_, found))


def find_pattern(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield who wrote posts that a regular expression answers to; RE2, whose time grows with the text and no faster."""
    yield from trace_posts(snapshot, match_texts(fold_posts(snapshot), fold_pattern(watch.value)))


def find_place(snapshot: "Snapshot", watch: Watch, _: Mapping[str, Collection[str]]) -> Iterator[_Trace]:
    """Yield who wrote of a place: every word of its name, by spelling, or by sound where the scripts differ."""
    import numpy as np
    import pyarrow as pa

    rows, words, vocabulary = split_posts(snapshot)
    for name in list_alternatives(watch.value):
        asked = forms.name_key(name).split()
        answering = np.full(len(snapshot.posts), fill_value=bool(asked))
        for word in asked:
            sounds = long_sounds(word)
            kept = [n for n, other in enumerate(vocabulary) if is_same_word(other, word, sounds)]
            with_word = np.zeros(len(snapshot.posts), dtype=bool)
            with_word[rows[np.isin(words, kept)]] = True
            answering &= with_word
        yield from trace_posts(snapshot, pa.array(answering))


@keep_derived
def split_posts(snapshot: "Snapshot") -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], list[str]]":
    """Give the words of all posts: of each the row of its post (int64) and its place (int32) in the vocabulary."""
    import pyarrow.compute as pc

    lists = pc.split_pattern_regex(pc.utf8_lower(fold_posts(snapshot)), r"[^\pL\pN]+")
    words = pc.list_flatten(lists).dictionary_encode()
    return pc.list_parent_indices(lists).to_numpy(), words.indices.to_numpy(), words.dictionary.to_pylist()


def long_sounds(word: str) -> frozenset[str]:
    """Give the sounds of a word that are long enough to tell it from others."""
    return frozenset(key for key in forms.sound_keys(word) if len(key) >= FEWEST_SOUNDS)


def is_same_word(other: str, key: str, sounds: Collection[str]) -> bool:
    """Say whether a word is the one that is asked for; within one script its spelling decides."""
    if (folded := fold_word(key)) == fold_word(other):
        return bool(folded)
    if not sounds or find_script(other) == find_script(key):
        return False
    return any(sound in sounds for sound in forms.sound_keys(other))


def fold_word(word: str) -> str:
    """Give a word without decoration and marks on letters."""
    return take_marks_off(word).casefold()


def take_marks_off(text: str) -> str:
    """Give a text as ``fold_texts`` does: without decoration and marks on letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")


FINDERS: Mapping[WatchKind, Callable[["Snapshot", Watch, Mapping[str, Collection[str]]], Iterator[_Trace]]] = {
    "contact": find_contact,
    "thing": find_thing,
    "name": find_name,
    "words": find_words,
    "pattern": find_pattern,
    "place": find_place,
    "cluster": find_cluster,
}
"""What finds the hits of each kind of watch."""


def trace_links(snapshot: "Snapshot", ids: Sequence[str], *, own: bool) -> Iterator[_Trace]:
    """Yield the links of nodes; with ``own`` put down to the nodes themselves, else to whoever stands at the other end.

    A post at the other end stands for its writer, or for the group that it stands in.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = [snapshot.number[id] for id in ids if id in snapshot.number]
    if not numbers:
        return
    wanted = pa.array(numbers, pa.int32())
    watched = frozenset(numbers)
    authors, chats = snapshot.of_posts("author"), snapshot.of_posts("chat")
    posts = label(Post)
    for cls in SAID:
        table = snapshot.table(cls)
        hit = pc.or_(pc.is_in(table["start"], value_set=wanted), pc.is_in(table["end"], value_set=wanted))
        rows = table.filter(hit).select(["start", "end", "first_seen"])
        for start, end, at in zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True):
            mine, other = (start, end) if start in watched else (end, start)
            link = make_evidence(cls, snapshot.ids[start], snapshot.ids[end])
            if own:
                yield _Trace(mine, at, link)
            elif snapshot.labels[other] == posts:
                yield _Trace(authors.get(other, chats.get(other, other)), at, link)
            else:
                yield _Trace(other, at, link)


def trace_posts(snapshot: "Snapshot", answering: "pa.Array") -> Iterator[_Trace]:
    """Yield the writers of posts, or where these stand, by the link that says so."""
    rows = snapshot.posts.filter(answering).select(["post", "at", "author", "chat"])
    for post, at, author, chat in zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True):
        party = author if author is not None else chat
        if party is None:
            continue
        ends = (snapshot.ids[party], snapshot.ids[post])
        yield _Trace(
            party, at, make_evidence(Posted, *ends) if author is not None else make_evidence(In, *reversed(ends))
        )


@keep_derived
def fold_posts(snapshot: "Snapshot") -> "pa.Array":
    """Give the texts of the posts, in the order of the snapshot, as they are searched; ``fold_texts``."""
    import pyarrow.compute as pc

    texts = fold_texts(pc.fill_null(snapshot.posts["text"], ""))
    return texts.combine_chunks() if hasattr(texts, "combine_chunks") else texts


def fold_texts(texts: "pa.Array") -> "pa.Array":
    """Give texts without decoration and marks on letters (NFKD)."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(pc.utf8_normalize(texts, "NFKD"), r"\pM+", "")


def match_texts(texts: "pa.Array", pattern: str) -> "pa.Array":
    """Say of each text whether a pattern answers, letters large or small; raise WatchError where it is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        return pc.match_substring_regex(texts, pattern=pattern, ignore_case=True)
    except pa.ArrowInvalid as error:
        said = str(error).partition("Invalid regular expression: ")[2] or str(error)
        raise WatchError(
            f"watch pattern {pattern!r:.60}",
            said,
            "a regular expression of RE2",
            "See github.com/google/re2/wiki/Syntax.",
        ) from None


def fold_pattern(pattern: str) -> str:
    """Give a pattern as the texts are that it is matched with: its letters without decoration and marks.

    What is no letter or digit then stays as it was typed: a wide ``＊`` must not become a sign of the pattern.
    """
    folded = []
    for char in pattern:
        bare = take_marks_off(char)
        folded.append(bare if not bare or bare.isalnum() else char)
    return "".join(folded)


def check_pattern(pattern: str) -> None:
    """Raise WatchError for what is no pattern, or answers to every text."""
    import pyarrow as pa

    if match_texts(pa.array([""]), fold_pattern(pattern))[0].as_py():
        raise WatchError(
            f"watch pattern {pattern!r:.60}", "it answers to every post", "a pattern that some posts answer to"
        )


def list_alternatives(value: str) -> list[str]:
    """Give the writings between commas: any of them answers."""
    return [one.strip() for one in value.split(",") if one.strip()]


def word_patterns(text: str) -> list[str]:
    """Give a pattern a word: whole words, and with ``*`` at an end all that go on there."""
    import pyarrow as pa

    [folded] = fold_texts(pa.array([text])).to_pylist()
    patterns = []
    for word in folded.split():
        bare = word.strip("*")
        if bare:
            before = "" if word.startswith("*") else _WORD
            after = "" if word.endswith("*") else _WORD_END
            patterns.append(f"{before}{quote_pattern(bare)}{after}")
    return patterns


def locate_match(watch: Watch) -> Callable[[str], tuple[int, int] | None]:
    """Give what says where in the text of a post a watch of words or of a place finds its first word; else nothing.

    A pattern is no pattern of Python, whose search could take for ever, and marks nothing.
    """
    if watch.kind == "words":
        words = (word.strip("*") for one in list_alternatives(watch.value) for word in one.split())
        bare = list(filter(None, words))
        searched = re.compile("|".join(re.escape(word) for word in sorted(bare, key=len, reverse=True)), re.IGNORECASE)
        return lambda text: found.span() if (found := searched.search(text)) else None
    if watch.kind == "place":
        keys = [word for one in list_alternatives(watch.value) for word in forms.name_key(one).split()]
        asked = [(key, long_sounds(key)) for key in keys]

        def locate(text: str) -> tuple[int, int] | None:
            for found in re.finditer(r"\w+", text):
                if any(is_same_word(found[0].lower(), key, sounds) for key, sounds in asked):
                    return found.span()
            return None

        return locate
    return lambda _text: None


def quote_pattern(text: str) -> str:
    """Give a text as a pattern of itself."""
    return "".join(char if char.isalnum() or ord(char) > 0x7F else f"\\{char}" for char in text)
