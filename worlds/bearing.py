"""What files say that accounts are called, and whether that is known to be their own name: a rule for every family."""

from dataclasses import dataclass, field

PHONES = 2
"""Days of export from which a name that phones show is the account's own."""


@dataclass(slots=True)
class Bearing:
    """Names by account, as files give them.

    What a phone shows of another account may be what its holder saved. The files show a name to be the account's own
    where something else than a phone says so (a profile, a table, a list of names, its own export), or where exports
    of two days show it and no address book holds it. A rename is shown where they show both names so.
    """

    own: set[tuple[str, str]] = field(default_factory=set)
    saved: set[tuple[str, str]] = field(default_factory=set)
    shown: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def note(self, id: str, name: str, how: str, day: int) -> None:
        """Note a name: ``saved`` in a book, ``shown`` by a phone on the day of its export, or anything else."""
        if how == "shown":
            self.shown.setdefault((id, name), set()).add(day)
        else:
            (self.saved if how == "saved" else self.own).add((id, name))

    def is_own(self, id: str, name: str) -> bool:
        """Say whether the files show a name to be an account's own."""
        one = (id, name)
        return one in self.own or (one not in self.saved and len(self.shown.get(one, ())) >= PHONES)
