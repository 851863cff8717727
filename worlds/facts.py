"""What is true of a made-up world, kept apart from its files: the form of ``truth.json``."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Rename:
    """A subject took another name."""

    subject: str
    old: str
    new: str
    at: str
    """When, as ISO time in UTC."""
    told_by: str
    """Which files tell it: ``title`` (an event), ``history`` (a table of names), ``seen`` (the name on its posts)."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A name or handle passed from one bearer to another."""

    kind: str
    """swap, freed-name or freed-handle."""
    old: str
    new: str
    value: str


@dataclass(frozen=True, slots=True)
class Succession:
    """A group, or a page, went dark and another took over."""

    old: str
    new: str
    carried: int
    """How many members came along, as the files can tell."""
    platform: str
    share: float = 0.0
    """Share of the old members that came along in truth, seen or not."""
    evidence: tuple[str, ...] = ()
    """What survived in the files: members, admins, staff (somebody of the crew in both), contacts, texts,
    announcement, name."""
    script: str = ""
    """Of the two names, as ``Arabic`` or ``Arabic-Latin``."""
    noticed: bool = False
    """Whether somebody found the old one removed and said so."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Accounts of one hand."""

    accounts: tuple[str, ...]
    evidence: str
    """What of it survives in the files: phone, profile-phone, number-change, handle or text."""
    contacts: tuple[str, ...] = ()
    """The contacts that say so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts of one hand, and what of it the files hold."""

    one: str
    other: str
    planned: tuple[str, ...]
    """What they were to share: phone, profile-phone, number-change, handle, text, name, invite, email."""
    evidence: tuple[str, ...]
    """What of that survived; a number in disguise alone is ``disguised``."""
    platforms: str
    script: str


@dataclass(frozen=True, slots=True)
class Crew:
    """Accounts, groups and contacts that belong together."""

    name: str
    accounts: tuple[str, ...]
    groups: tuple[str, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """An account or group sent people to a contact."""

    start: str
    contact: str
    app: str
    posts: int
    """How many of its posts say so; 0 where only its profile does."""
    first: str
    last: str


SENDS = 2
"""Posts of members from which a contact is what their group sends people to, as the ends of planted chains are."""


@dataclass(frozen=True, slots=True)
class Innocent:
    """People who look like what they are not."""

    kind: str
    """agency, colleagues, exchange, family, handed-on, hotline, journalist, look-alike-dead, look-alike-living,
    namesakes, rating, recycled or renamed."""
    subjects: tuple[str, ...]
    """The accounts and groups that no lead should touch."""
    contacts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    """Who names its contacts, or asks there, without being it."""
    like: tuple[str, ...] = ()
    """What a look-alike group looks like: the dead or living group whose audience it shares."""
    script: str = ""


@dataclass(slots=True)
class Truth:
    """All that was planted, each list in order."""

    seed: int = 0
    renames: list[Rename] = field(default_factory=list)
    handle_changes: list[Rename] = field(default_factory=list)
    reuses: list[Reuse] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    """Groups and pages that went dark and were not followed."""
    aliases: list[Alias] = field(default_factory=list)
    crews: list[Crew] = field(default_factory=list)
    chains: list[tuple[str, ...]] = field(default_factory=list)
    """Account, contact, group, contact: ways that the files show, by the definition in docs/worlds.md."""
    hops: list[Hop] = field(default_factory=list)
    """Every account or group, and every contact on another app that its posts or profile name."""
    opens: list[tuple[str, str]] = field(default_factory=list)
    """Invite or handle, and what it opens."""
    generic: list[str] = field(default_factory=list)
    """Contacts that end a chain."""
    innocents: list[Innocent] = field(default_factory=list)
    world: str = ""
    size: int = 0
    pairs: list[Pair] = field(default_factory=list)
    """Every two accounts of one hand."""
    silent: list[str] = field(default_factory=list)
    """Groups and pages that live on and are no longer collected."""
    rivals: list[tuple[str, str]] = field(default_factory=list)
    """A dead group, and the group of another crew that lured part of its members."""
    clocks: dict[str, int] = field(default_factory=dict)
    """Files written by a wrong clock, and by how many minutes."""
    scripts: dict[str, list[str]] = field(default_factory=dict)
    """Whose first name is in which script; all others' are in Latin letters."""

    others: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Of kinds of finding that no list above is of: by kind, the subjects of each that was planted."""

    def hands(self) -> dict[str, int]:
        """Give the number of the hand of each account that is of one hand with another, findable or not.

        ``aliases`` names the hands that files can show, ``pairs`` every two accounts of one: who has two accounts is
        of one hand with himself also where no file shows it, and a lead that says so is true.
        """
        together: dict[str, list[str]] = {}
        for some in [*(alias.accounts for alias in self.aliases), *((pair.one, pair.other) for pair in self.pairs)]:
            lists = {id(one): one for account in some if (one := together.get(account)) is not None}
            joined = list(dict.fromkeys([*(account for one in lists.values() for account in one), *some]))
            together |= dict.fromkeys(joined, joined)
        number = {id(some): n for n, some in enumerate({id(some): some for some in together.values()}.values())}
        return {account: number[id(some)] for account, some in together.items()}

    def script_of(self) -> dict[str, str]:
        """Give the script of each account and group whose name is not in Latin letters."""
        return {id: script for script, ids in self.scripts.items() for id in ids}

    def write(self, path: Path) -> None:
        """Write it as JSON, a line an entry."""
        parts = []
        for name, value in asdict(self).items():
            if name in ADDED and not value:
                continue
            if isinstance(value, list) and value:
                lines = ",\n  ".join(json.dumps(drop_absent(entry), ensure_ascii=False) for entry in value)
                parts.append(f" {json.dumps(name)}: [\n  {lines}\n ]")
            else:
                parts.append(f" {json.dumps(name)}: {json.dumps(value)}")
        path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8", newline="\n")


_OF_WORLDS = ("world", "size", "pairs", "silent", "rivals", "clocks", "scripts", "others")
_OF_ENTRIES = ("share", "evidence", "script", "noticed", "like")
ADDED = frozenset((*_OF_WORLDS, *_OF_ENTRIES))
"""What only worlds tell: left out where there is nothing, so that the sample's truth stays as it was."""


def drop_absent(entry: Any) -> Any:
    """Leave out what only worlds tell and this entry does not."""
    if not isinstance(entry, dict):
        return entry
    return {key: value for key, value in entry.items() if value or key not in ADDED}


def read_truth_file(path: Path) -> Truth:
    """Read a truth back."""
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def tuples(entry: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}

    return Truth(
        seed=plain["seed"],
        renames=[Rename(**entry) for entry in plain["renames"]],
        handle_changes=[Rename(**entry) for entry in plain["handle_changes"]],
        reuses=[Reuse(**entry) for entry in plain["reuses"]],
        successions=[Succession(**tuples(entry)) for entry in plain["successions"]],
        dead=list(plain["dead"]),
        aliases=[Alias(**({"evidence": ""} | tuples(entry))) for entry in plain["aliases"]],
        crews=[Crew(**tuples(entry)) for entry in plain["crews"]],
        chains=[tuple(chain) for chain in plain["chains"]],
        hops=[Hop(**entry) for entry in plain["hops"]],
        opens=[(contact, opened) for contact, opened in plain["opens"]],
        generic=list(plain["generic"]),
        innocents=[Innocent(**tuples(entry)) for entry in plain["innocents"]],
        world=plain.get("world", ""),
        size=plain.get("size", 0),
        pairs=[Pair(**({"evidence": (), "script": ""} | tuples(entry))) for entry in plain.get("pairs", ())],
        silent=list(plain.get("silent", ())),
        rivals=[(old, new) for old, new in plain.get("rivals", ())],
        clocks=dict(plain.get("clocks", {})),
        scripts=dict(plain.get("scripts", {})),
        others={kind: [tuple(one) for one in some] for kind, some in plain.get("others", {}).items()},
    )
