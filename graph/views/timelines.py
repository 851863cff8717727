"""What happened when: posts of each group and new contacts by month, and the names of subjects over time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from graph.disclosure.voice import moment
from graph.model import CONTACTS, In, Posted, describe_label, label
from graph.views.shapes import Activity, Bar, Lane, Row
from graph.views.shown import show_thing

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.disclosure import Disclosure
    from graph.snapshot import Snapshot, Spell

GROUPS = 24
"""Rows of the picture of activity, the groups and pages with the most posts."""

MONTHS = 60
"""Months of a picture, ending with the newest; what is older, or later than the report, is counted apart."""

LANES = 30

BARS = 12
"""Names of one subject that are drawn, the newest ones."""


def activity(
    gate: "Disclosure", snapshot: "Snapshot", newest: Mapping[int, int], zone: ZoneInfo, made: str
) -> Activity:
    """Give the posts of each group or page by month; ``newest`` says until when a group was collected."""
    import pyarrow.compute as pc

    counts = counted_posts(snapshot, zone)
    axis = between([month for month in seen_months(snapshot, zone) if month <= made])
    place = {month: at for at, month in enumerate(axis)}
    outside = sum(count for some in counts.values() for month, count in some.items() if month not in place)
    counts = {group: kept for group, some in counts.items() if (kept := within(some, place))}
    chosen = sorted(counts, key=lambda group: (-counts[group].total(), snapshot.ids[group]))[:GROUPS]
    gate.consult("activity", [snapshot.ids[group] for group in chosen])
    gate.learn([snapshot.ids[group] for group in chosen])
    until = {group: month_of(at, zone) for group, at in newest.items()}
    rows = []
    for group in chosen:
        some = counts[group]
        last = place.get(until.get(group, ""), len(axis) - 1)
        id = snapshot.ids[group]
        rows.append(
            Row(
                gate.name(id),
                gate.shown_id(id),
                tuple(some.get(month, 0) for month in axis),
                (0, max(last, place[max(some)])),
            )
        )
    undated = int(pc.sum(pc.is_null(snapshot.posts["at"])).as_py() or 0)
    return Activity(axis, tuple(rows), len(counts) - len(rows), undated, outside)


def counted_posts(snapshot: "Snapshot", zone: ZoneInfo) -> dict[int, Counter[str]]:
    """Count posts by month for each group they stand in; those that stand nowhere, for whose page they are on."""
    import pyarrow.compute as pc

    stands = snapshot.table(In).select(["start", "end", "first_seen"])
    written = snapshot.table(Posted).select(["start", "end", "first_seen"])
    alone = written.filter(pc.invert(pc.is_in(written["end"], value_set=stands["start"])))
    counts: dict[int, Counter[str]] = {}
    for table, column in ((stands, "end"), (alone, "start")):
        for place, month in zip(table[column].to_pylist(), by_month(table["first_seen"], zone), strict=True):
            if month is not None and (column == "start" or snapshot.labels[place] == "Group"):
                counts.setdefault(place, Counter())[month] += 1
    return counts


def seen_months(snapshot: "Snapshot", zone: ZoneInfo) -> set[str]:
    """Give the months of which anything is dated: posts wherever they stand, and contacts that a profile shows."""
    dated = [snapshot.posts["at"], snapshot.uses()["first_seen"]]
    return {month for times in dated for month in by_month(times, zone) if month is not None}


def within(counts: Mapping[str, int], place: Mapping[str, int]) -> Counter[str]:
    """Give the counts of months that the picture has."""
    return Counter({month: count for month, count in counts.items() if month in place})


def contacts(snapshot: "Snapshot", axis: Sequence[str], zone: ZoneInfo) -> Activity:
    """Give how many contacts were seen for the first time in each month of the axis, by what they are."""
    first: dict[int, int] = {}
    uses = snapshot.uses()
    for contact, at in zip(uses["contact"].to_pylist(), uses["first_seen"].to_pylist(), strict=True):
        if at is not None:
            first[contact] = min(first.get(contact, at), at)
    months = {contact: month_of(at, zone) for contact, at in first.items()}
    rows = []
    for cls in CONTACTS:
        kind, noun = label(cls), describe_label(cls).plural.capitalize()
        some = Counter(month for contact, month in months.items() if snapshot.labels[contact] == kind and month in axis)
        if some:
            rows.append(
                Row(
                    noun,
                    kind,
                    tuple(some.get(month, 0) for month in axis),
                    (0, len(axis) - 1),
                )
            )
    dateless = len({*uses["contact"].to_pylist()} - set(first))
    outside = sum(month not in axis for month in months.values())
    return Activity(tuple(axis), tuple(rows), 0, dateless, outside)


def lanes(gate: "Disclosure", snapshot: "Snapshot", subjects: Sequence[str]) -> tuple[tuple[Lane, ...], int]:
    """Give the names over time of the first subjects, and of how many there are any.

    Undated names have no place here, nor has a subject all whose names are known of one day.
    """
    spells: dict[str, list[Spell]] = {subject: [] for subject in subjects}
    for spell in snapshot.spells():
        if spell.subject in spells and spell.begin is not None:
            spells[spell.subject].append(spell)
    several = [id for id in subjects if len({spell.begin for spell in spells[id]}) > 1]
    chosen = several[:LANES]
    gate.consult("names", chosen)
    gate.learn(chosen)
    shown = tuple(
        Lane(
            show_thing(id, gate.label(id), gate.voice),
            tuple(map(gate_bar(gate), spells[id][-BARS:], [*spells[id][-BARS:][1:], None])),
        )
        for id in chosen
    )
    return shown, len(several)


def gate_bar(gate: "Disclosure") -> Any:
    """Give what makes a bar of a spell and the one after it; a name holds until the next is known to begin."""

    def bar(spell: "Spell", after: "Spell | None") -> Bar:
        exact = after is not None and after.exact_begin
        end = after.begin if after is not None and exact else spell.end
        return Bar(
            gate.called(spell.name),
            None if spell.begin is None else moment(spell.begin),
            None if end is None else moment(end),
            not spell.exact_begin,
            not (spell.exact_end or exact),
        )

    return bar


def by_month(times: "pa.ChunkedArray", zone: ZoneInfo) -> list[str | None]:
    """Give the month of many times, where the reader is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    local = pc.cast(pc.cast(times, pa.int64()), pa.timestamp("ms", tz=zone.key))
    years, months = pc.year(local).to_pylist(), pc.month(local).to_pylist()
    return [None if year is None else f"{year:04}-{month:02}" for year, month in zip(years, months, strict=True)]


def month_of(at: int, zone: ZoneInfo) -> str:
    """Give the month of a time."""
    from datetime import UTC, datetime

    return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone(zone):%Y-%m}"


def between(months: Collection[str]) -> tuple[str, ...]:
    """Give all months from the first to the last, at most the newest ``MONTHS``."""
    if not months:
        return ()
    first, last = (12 * int(month[:-3]) + int(month[-2:]) - 1 for month in (min(months), max(months)))
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(max(first, last - MONTHS + 1), last + 1))
