"""Which names an account or group bore, which of them it is known to have borne itself, and which somebody saved."""

from typing import TYPE_CHECKING

from graph.snapshot.spells import DAY

if TYPE_CHECKING:
    import pyarrow as pa

PHONES = 2
"""Days of export from which a name that phones show is the account's: two phones seldom save one alike."""


def select_borne(named: "pa.Table") -> "pa.Table":
    """Give the links that say that a name was borne, those of address books left out.

    When a list of former names was made is no time at which they were borne: it is left out of them.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = named.filter(pc.fill_null(pc.not_equal(named["how"], "saved"), True))
    listed = pc.fill_null(pc.equal(kept["how"], "history"), False)
    for column in ("first_seen", "last_seen"):
        place = kept.column_names.index(column)
        kept = kept.set_column(place, column, pc.if_else(listed, pa.scalar(None, kept[column].type), kept[column]))
    return kept


def select_attested(named: "pa.Table") -> "pa.Table":
    """Give the links of names that accounts and groups bore themselves, whatever their contacts call them.

    What a phone shows may be what its holder saved. It counts where something else than a phone says the same of
    the account: a profile, a list of names, its own export; or where phones read out on two days show it and no
    address book holds it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    every = select_borne(named)
    shown = pc.fill_null(pc.equal(every["how"], "shown"), False)
    said = {*list_named_pairs(every.filter(pc.invert(shown)))}
    books = {*list_named_pairs(named.filter(pc.fill_null(pc.equal(named["how"], "saved"), False)))}
    days: dict[tuple[int, int], set[int]] = {}
    phones = every.filter(shown)
    for pair, at in zip(list_named_pairs(phones), phones["first_seen"].to_pylist(), strict=True):
        days.setdefault(pair, set()).update(() if at is None else (at // DAY,))
    said |= {pair for pair, some in days.items() if len(some) >= PHONES and pair not in books}
    return every.filter(pa.array([pair in said for pair in list_named_pairs(every)], pa.bool_()))


def list_named_pairs(named: "pa.Table") -> list[tuple[int, int]]:
    """Give who is called what by each link."""
    return list(zip(named["start"].to_pylist(), named["end"].to_pylist(), strict=True))
