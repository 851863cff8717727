"""The sample case as files: what an analyst would hold, and its truth apart."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from worlds import plans, plot, table
from worlds.mappings import MAPPINGS
from worlds.telegram import Json, Writer, account_export, dump_telegram
from worlds.telephones import add_telephones
from worlds.world import Group, World

FIRST = datetime(2025, 7, 2, 10, 5, tzinfo=UTC)
"""When the first single chat was exported; some on each of the days after it."""
ZIPPED = 4
"""Which of them lies in a zip."""
OLD = ("course", "walks")
"""Groups that somebody exported with a program of long ago."""
TABLES = """# What the files do not say of themselves.
[[file]]
match = "facebook/*.csv"
exported = 2025-07-01T08:00:00Z
captured_by = "desk 4"
captured_how = "open pages and groups, copied by hand"
"""
FULL = datetime(2025, 7, 6, 17, 20, tzinfo=UTC)
"""When the full account was exported: the newest of the files."""


def write_sample(out: Path, seed: int = 7) -> None:
    """Write the sample case into ``out/case`` and its truth into ``out/truth.json``; an older one goes."""
    world = plot.build_sample(seed)
    if (out / "truth.json").is_file():
        # Ours, then: without a truth beside it a folder named case is somebody's work.
        shutil.rmtree(out / "case", ignore_errors=True)
    for name, data in sorted(list_sample_files(world)):
        path = out / "case" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    world.truth.write(out / "truth.json")


def list_sample_files(world: World) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the case by its name."""
    yield from list_messenger_files(world)
    yield "facebook/posts.csv", table.write_post_table(world)
    yield "facebook/accounts.csv", table.write_account_table(world)
    yield "facebook/groups.csv", table.write_group_table(world)
    yield "facebook/members.csv", table.write_member_table(world)
    yield "facebook/states.csv", table.write_state_table(world)
    yield "facebook/name_history.csv", table.name_history(world)
    for name, mapping in sorted(MAPPINGS.items()):
        yield f"facebook/{name}.toml", mapping.encode()
    yield "desk/shelf-list.dat", b"\x00\x01shelf list of desk 4, format unknown\x00" + bytes(range(64, 96))


def list_messenger_files(world: World) -> Iterator[tuple[str, bytes]]:
    """Yield the exports of Telegram and WhatsApp, and what they do not say of themselves."""
    answers = [TABLES]
    for name, at, year, data in list_sample_exports(world):
        yield name, data
        answers.append(f'[[file]]\nmatch = "{name}"\nexported = {at:%Y-%m-%dT%H:%M:%SZ}\n')
        if year < 2022:
            # Only since 2022 do the files hold instants beside the local times.
            answers[-1] += 'time_zone = "Europe/Berlin"\n'
    for name, at, given, data in add_telephones(world):
        yield name, zip_file("_chat.txt", data) if name.endswith(".zip") else data
        answers.append(f'[[file]]\nmatch = "{name}"\nexported = {at:%Y-%m-%dT%H:%M:%SZ}\n{given}')
    yield "sources.toml", "\n".join(answers).encode()


def list_sample_exports(world: World) -> Iterator[tuple[str, datetime, int, bytes]]:
    """Yield name, time, version and bytes: one account as a whole, the other chats one by one, one of them twice."""
    groups = [group for group in world.groups if group.platform == "telegram"]
    mine = [g for g in groups if (world.owner in g.members or g.topic == "rating") and g.topic not in OLD]
    yield "telegram/DataExport_2025-07-06/result.json", FULL, 2024, dump_telegram(owner_export(world, mine))
    [twice] = [group for group in groups if group.names[0][1] == plans.PLANS[1].supergroup]
    early = dump_telegram(Writer(world, plot.EARLY, 2022).chat(twice))
    yield "telegram/ChatExport_2025-03-01/result.json", plot.EARLY, 2022, early
    for n, group in enumerate(group for group in groups if group not in mine):
        day, nth = divmod(n, 5)
        at = FIRST + timedelta(days=day, minutes=17 * nth)
        folder = f"ChatExport_{at:%Y-%m-%d}" + (f" ({nth})" if nth else "")
        year = choose_export_version(group)
        data = dump_telegram(Writer(world, at, year).chat(group))
        if n == ZIPPED:
            yield f"telegram/{folder}.zip", at, year, zip_file(f"{folder}/result.json", data)
        else:
            yield f"telegram/{folder}/result.json", at, year, data


def choose_export_version(group: Group) -> int:
    """Give the year of the program that a chat was exported with: one very old, some old."""
    if group.topic == "course":
        return 2020
    return {"walks": 2021, "jobs": 2022}.get(group.topic, 2024)


def owner_export(world: World, mine: list[Group]) -> Json:
    """Write the export of the owner's whole account."""
    if world.owner is None:
        raise ValueError("nobody exports")
    writer = Writer(world, FULL)
    saved = {"type": "saved_messages", "id": int(world.owner.number), "messages": []}
    chats = [writer.chat(group) for group in (*world.chats, *(g for g in mine if not g.died))]
    left = [writer.chat(group) for group in mine if group.died]
    return account_export(writer, world.owner, [*chats, saved], left)


def zip_file(name: str, data: bytes) -> bytes:
    """Give a zip with one file, stored as it is: packed, its bytes would differ from machine to machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        info = zipfile.ZipInfo(name, (2025, 7, 2, 12, 0, 0))
        info.create_system, info.external_attr = 3, 0o644 << 16
        file.writestr(info, data)
    return out.getvalue()
