"""The ledger of collection: of each place when its posts were read from and to, by which files, and what is missing.

The place of a post is the group or chat in which it stands, else whoever wrote it. A time of which a place has no post
is a gap where it is longer than the place is used to. Between two files nothing was read; within one file it may be
silence, deleted posts, or a capture that took some posts alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from graph.model import In, Posted
from graph.snapshot.columns import look_up_values
from graph.snapshot.derived import keep_derived

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.snapshot import Snapshot

DAY = 86_400_000

QUIET = 14 * DAY
"""Milliseconds without a post that are a gap of no place, however much it writes."""

GAPS = 4
"""Usual gaps between posts that a gap must outlast."""


@dataclass(frozen=True, slots=True)
class CollectedSpan:
    """What one file holds of a place; times in ms UTC, None where it dates nothing."""

    source: str
    """Id of the file."""
    posts: int
    undated: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class CollectedGap:
    """A time of which a place has no post; ms UTC."""

    before: int
    """Its last post before."""
    after: int
    within: bool
    """Whether one file has posts of both sides."""


@dataclass(frozen=True, slots=True)
class CollectedPlace:
    """What all files hold of a place."""

    place: int
    """Its number in the snapshot."""
    posts: int
    """Posts, each once."""
    undated: int
    first: int | None
    last: int | None
    usual: int
    """Usual gap between days with posts, in ms; 0 where it has no two days."""
    spans: tuple[CollectedSpan, ...]
    """By file: the one that reaches back furthest first."""
    gaps: tuple[CollectedGap, ...]


@keep_derived
def list_collected(snapshot: "Snapshot") -> tuple[CollectedPlace, ...]:
    """Give the ledger, a line a place, by number."""
    import pyarrow.compute as pc

    rows = list_dated_posts(snapshot)
    by_file = rows.group_by(["place", "source"], use_threads=False).aggregate(
        [("post", "count"), ("at", "count"), ("at", "min"), ("at", "max")]
    )
    spans: dict[int, list[CollectedSpan]] = defaultdict(list)
    columns = ("place", "source", "post_count", "at_count", "at_min", "at_max")
    for place, source, posts, dated, first, last in zip(*(by_file[name].to_pylist() for name in columns), strict=True):
        spans[place].append(CollectedSpan(source, posts, posts - dated, first, last))
    each = rows.group_by(["place", "post", "at"], use_threads=False).aggregate([])
    undated = each.filter(pc.is_null(each["at"])).group_by("place", use_threads=False).aggregate([("post", "count")])
    lacking = dict(zip(undated["place"].to_pylist(), undated["post_count"].to_pylist(), strict=True))
    times: dict[int, list[int]] = defaultdict(list)
    dated = each.filter(pc.is_valid(each["at"])).sort_by([("place", "ascending"), ("at", "ascending")])
    for place, at in zip(dated["place"].to_pylist(), dated["at"].to_pylist(), strict=True):
        times[place].append(at)
    return tuple(describe_place(place, times[place], lacking.get(place, 0), spans[place]) for place in sorted(spans))


def describe_place(place: int, times: list[int], undated: int, spans: list[CollectedSpan]) -> CollectedPlace:
    """Give the line of a place; ``times`` ascend."""
    usual, longest = measure_usual_gap(times), measure_longest_silence(times)
    first, last = (times[0], times[-1]) if times else (None, None)
    spans.sort(key=lambda one: (one.first is None, one.first or 0, one.source))
    reach = [(span.first, span.last) for span in spans if span.first is not None and span.last is not None]
    gaps = tuple(
        CollectedGap(before, after, any(begin <= before and after <= end for begin, end in reach))
        for before, after in pairwise(times)
        if after - before > longest
    )
    return CollectedPlace(place, len(times) + undated, undated, first, last, usual, tuple(spans), gaps)


def measure_usual_gap(times: list[int]) -> int:
    """Give the usual gap between posts in ms: the median of the days' gaps, so that a burst is one."""
    days = sorted({time // DAY for time in times})
    gaps = [(after - before) * DAY for before, after in pairwise(days)]
    return round(median(gaps)) if gaps else 0


def measure_longest_silence(times: list[int]) -> int:
    """Give the ms without a post that a place is used to: 14 days, or four times its usual gap."""
    return max(QUIET, GAPS * measure_usual_gap(times))


def list_dated_posts(snapshot: "Snapshot") -> "pa.Table":
    """Give each post of a place once a file that holds it: post, source, place, at (ms)."""
    import pyarrow.compute as pc

    rows = pair_posts_with_files(snapshot)
    place = pc.coalesce(snapshot.posts["chat"], snapshot.posts["author"])
    rows = rows.append_column("place", look_up_values(snapshot.posts["post"], place, rows["post"]))
    rows = rows.append_column("at", look_up_values(snapshot.posts["post"], snapshot.posts["at"], rows["post"]))
    return rows.filter(pc.is_valid(rows["place"]))


def pair_posts_with_files(snapshot: "Snapshot") -> "pa.Table":
    """Give each post once a file that says where it stands or who wrote it: post, source."""
    import pyarrow as pa

    parts = []
    for cls, end in ((In, "start"), (Posted, "end")):
        links = snapshot.sightings(cls)
        parts.append(pa.table({"post": links[end], "source": links["source"]}))
    return pa.concat_tables(parts).group_by(["post", "source"], use_threads=False).aggregate([])
