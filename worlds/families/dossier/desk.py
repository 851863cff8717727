"""The desk of a unit: writes tables, and keeps when and how each was made."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from worlds.families.dossier.groups import Place, Scene
from worlds.families.dossier.ledger import Ledger
from worlds.families.dossier.people import Account
from worlds.families.dossier.phones import Phone, write_utc
from worlds.families.dossier.talk import Post

Rows = list[list[str]]
EVENTS = ("create", "title", "join", "invite")
"""What an app writes itself."""


@dataclass(slots=True)
class Desk:
    """The unit's desk: writes tables and keeps what each is and when it was made."""

    scene: Scene
    ledger: Ledger
    posts: dict[str, list[Post]]
    phones: list[Phone]
    folder: Path
    sections: list[str]

    def save_table(
        self, name: str, header: list[str], rows: Rows, exported: int, *, delimiter: str = ",", above: str = ""
    ) -> None:
        """Write a CSV."""
        if not rows:
            return
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerows([header, *rows])
        self.save_text(name, above + out.getvalue(), exported)

    def save_text(self, name: str, text: str, exported: int) -> None:
        """Write a file and its section of the answers."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.answer(name, exported, "desk")

    def answer(self, match: str, exported: int, by: str, how: str = "", **more: str) -> None:
        """Add a section to sources.toml."""
        lines = ["[[file]]", f'match = "{match}"', f"exported = {write_utc(exported)}", f'captured_by = "{by}"']
        lines += [f'captured_how = "{how}"'] if how else []
        lines += [f'{key} = "{value}"' for key, value in more.items()]
        self.sections.append("\n".join(lines))


def turn_date(stamp: str, sign: str) -> str:
    """Write an ISO time with the day first."""
    return f"{stamp[8:10]}{sign}{stamp[5:7]}{sign}{stamp[:4]} {stamp[11:]}"


def written_id(account: Account) -> str:
    """Write an account's id as the tables do."""
    return f"user{account.digits}" if account.platform == "telegram" else account.digits


def written_place(place: Place) -> str:
    """Write a place's id as the tables do."""
    return place.digits if place.platform == "facebook" else f"channel{place.digits}"
