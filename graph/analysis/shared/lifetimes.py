"""Lifetimes: since when a group or page is known to exist, and whether it went dark or is merely not read on."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import AdminOf, Checked, In, Link, MemberOf, Named, Opens, Posted, Shows
from graph.snapshot import Snapshot
from graph.snapshot.collected import measure_longest_silence
from graph.snapshot.columns import look_up_values
from graph.snapshot.derived import keep_derived

if TYPE_CHECKING:
    import pyarrow as pa

OWN = 2
"""Posts on its own, in no group, that make an account a page; half of its posts at least."""

DATED: tuple[type[Link], ...] = (MemberOf, AdminOf, Named, Shows, Opens, Checked)
"""Links beside posts that show a group to exist at a time."""

TIMES = ("from", "to", "first_seen", "last_seen", "at")


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of when a group or page lived; milliseconds."""

    subject: int
    born: int
    """When anything first shows it to exist."""
    last: int | None
    """Its last post."""
    posts: int
    dark: int | None
    """Since when it is dark: its last post, or the check that found it gone where it has none."""
    how: str | None
    """removed or silent, None where it is not known to be dark."""
    checked: str | None
    """The file that found it removed."""
    looked: int
    """When it was last looked at, dead or alive: by a check, a list, a name of that day, a file of its own."""
    needed: int
    """Silence in milliseconds that would make it dark."""
    flagged: tuple[int, str] | None = None
    """When somebody last found it flagged or closed before it went dark, and the file that says so."""
    alive: tuple[int, str] | None = None
    """When somebody last found it alive, and the file that says so."""

    @property
    def end(self) -> int:
        """When it was last heard of: its last post, else the last that shows it to exist, or to be gone."""
        if self.last is not None:
            return self.last
        return self.dark if self.dark is not None else self.looked


@keep_derived
def measure_lives(snapshot: Snapshot) -> dict[int, Life]:
    """Give the lives of all groups and pages, by number.

    Silent is what did not post for 14 days and four times its usual gap, and was looked at after that. What other
    groups posted meanwhile says nothing: of a table of many groups nobody knows when each was no longer collected.
    """
    subjects = {number for number, label in enumerate(snapshot.labels) if label == "Group"} | find_pages(snapshot)
    posts = list_post_times(snapshot, subjects)
    seen = looked_at(snapshot, subjects)
    gone, states = find_removals(snapshot), list_checks(snapshot)
    found = {}
    for subject, born in sorted(find_births(snapshot, subjects).items()):
        times = posts.get(subject, [])
        last = times[-1] if times else None
        check = gone.get(subject)
        removed = check is not None and (last is None or check[0] >= last)
        looked = max(seen.get(subject, born), last or born)
        needed = measure_longest_silence(times)
        silent = last is not None and looked - last >= needed
        how = "removed" if removed else "silent" if silent else None
        dark = (last if last is not None else check[0] if check else None) if how else None
        checked = check[1] if check and removed else None
        flags = [(at, file) for at, state, file in states.get(subject, ()) if how and state in ("flagged", "private")]
        alive = [(at, file) for at, state, file in states.get(subject, ()) if state == "alive"]
        found[subject] = Life(
            subject, born, last, len(times), dark, how, checked, looked, needed,
            max(flags, default=None), max(alive, default=None),
        )  # fmt: skip
    return found


def find_pages(snapshot: Snapshot) -> set[int]:
    """Give the accounts that a file calls a page, and those that no file calls anything and that post on their own."""
    rows = snapshot.sightings(Checked).select(["start", "kind"]).to_pylist()
    kinds: dict[int, set[str]] = {}
    for row in rows:
        if row["kind"] and snapshot.labels[row["start"]] == "Account":
            kinds.setdefault(row["start"], set()).add(row["kind"])
    called = {account for account, some in kinds.items() if "page" in some}
    every, alone = Counter[int](), Counter[int]()
    for author, chat in zip(snapshot.posts["author"].to_pylist(), snapshot.posts["chat"].to_pylist(), strict=True):
        if author is not None and author not in kinds and snapshot.labels[author] == "Account":
            every[author] += 1
            alone[author] += chat is None
    return called | {one for one, posts in alone.items() if posts >= OWN and 2 * posts >= every[one]}


def list_post_times(snapshot: Snapshot, subjects: set[int]) -> dict[int, list[int]]:
    """Give the times of the posts in each group, and of each page's, ascending."""
    found: dict[int, list[int]] = {}
    stands, wrote = snapshot.table(In), snapshot.table(Posted)
    for table, end in ((stands, "end"), (wrote, "start")):
        for subject, at in zip(table[end].to_pylist(), table["first_seen"].to_pylist(), strict=True):
            if at is not None and subject in subjects and (end == "end" or snapshot.labels[subject] == "Account"):
                found.setdefault(subject, []).append(at)
    return {subject: sorted(times) for subject, times in found.items()}


def find_births(snapshot: Snapshot, subjects: set[int]) -> dict[int, int]:
    """Give the earliest time of anything that shows a subject to exist."""
    found: dict[int, int] = {}
    for cls in (In, Posted, *DATED):
        table = snapshot.table(cls)
        for end in ("start", "end"):
            for subject, at in zip(table[end].to_pylist(), table["first_seen"].to_pylist(), strict=True):
                if at is not None and subject in subjects and at < found.get(subject, at + 1):
                    found[subject] = at
    return found


def looked_at(snapshot: Snapshot, subjects: set[int]) -> dict[int, int]:
    """Give when each subject was last looked at: by what files say of it, and by the reach of a file of its own."""
    found: dict[int, int] = {}
    for cls in DATED:
        table = snapshot.table(cls)
        for end in ("start", "end"):
            for subject, at in zip(table[end].to_pylist(), table["last_seen"].to_pylist(), strict=True):
                if at is not None and subject in subjects and at > found.get(subject, at - 1):
                    found[subject] = at
    reach = find_last_times(snapshot)
    for file, subject in find_exclusive_files(snapshot, subjects).items():
        found[subject] = max(reach.get(file, 0), found.get(subject, 0))
    return found


def find_last_times(snapshot: Snapshot) -> dict[str, int]:
    """Give the latest time that each file says anything of."""
    found: dict[str, int] = {}
    for cls in (In, Posted, *DATED):
        rows = snapshot.sightings(cls)
        if cls in (In, Posted):
            column = "start" if cls is In else "end"
            times = [look_up_values(snapshot.posts["post"], snapshot.posts["at"], rows[column])]
        else:
            times = [rows[name] for name in TIMES if name in rows.column_names]
        for column_of_times in times:
            for file, at in find_latest_by_source(rows["source"], column_of_times):
                found[file] = max(at, found.get(file, at))
    return found


def find_latest_by_source(sources: "pa.Array", times: "pa.Array") -> list[tuple[str, int]]:
    """Give the greatest time of each source."""
    import pyarrow as pa

    table = pa.table({"source": sources, "at": times}).group_by("source", use_threads=False)
    rows = table.aggregate([("at", "max")]).to_pylist()
    return [(row["source"], row["at_max"]) for row in rows if row["at_max"] is not None]


def find_exclusive_files(snapshot: Snapshot, subjects: set[int]) -> dict[str, int]:
    """Give the files that hold posts of one subject and of no other place."""
    found: dict[str, set[int]] = {}
    for cls, end in ((In, "end"), (Posted, "start")):
        rows = snapshot.sightings(cls).group_by([end, "source"], use_threads=False).aggregate([])
        for subject, source in zip(rows[end].to_pylist(), rows["source"].to_pylist(), strict=True):
            if cls is In or subject in subjects:
                found.setdefault(source, set()).add(subject)
    return {file: min(some) for file, some in found.items() if len(some) == 1 and some <= subjects}


def find_removals(snapshot: Snapshot) -> dict[int, tuple[int, str]]:
    """Give the first check that found a subject removed and that no later check contradicts: time and file."""
    found: dict[int, tuple[int, str]] = {}
    rows = [row for row in snapshot.sightings(Checked).to_pylist() if row["at"] is not None]
    for row in sorted(rows, key=lambda row: (row["start"], row["at"], row["state"])):
        if row["state"] == "removed":
            found.setdefault(row["start"], (row["at"], snapshot.ids[row["end"]]))
        elif row["state"] in ("alive", "flagged", "private"):
            found.pop(row["start"], None)
    return found


def list_checks(snapshot: Snapshot) -> dict[int, list[tuple[int, str, str]]]:
    """Give what checks found of each subject: time, state and file, ascending."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    rows = [row for row in snapshot.sightings(Checked).to_pylist() if row["at"] is not None]
    for row in sorted(rows, key=lambda row: (row["start"], row["at"], row["end"])):
        found.setdefault(row["start"], []).append((row["at"], row["state"], snapshot.ids[row["end"]]))
    return found
