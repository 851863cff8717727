"""The sample case as files: what an analyst would hold, and its truth apart."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from liaisons.simulate import plot, table
from liaisons.simulate.telegram import Writer, account_export, dump
from liaisons.simulate.world import Group, World

FIRST = datetime(2025, 7, 2, 10, 5, tzinfo=UTC)
"""When the first single chat was exported; some on each of the days after it."""
FULL = datetime(2025, 7, 6, 17, 20, tzinfo=UTC)
"""When the full account was exported: the newest of the files."""


def write_sample(out: Path, seed: int = 7) -> None:
    """Write the sample case into ``out/case`` and its truth into ``out/truth.json``."""
    world = plot.build(seed)
    for name, data in sorted(files(world)):
        path = out / "case" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    world.truth.write(out / "truth.json")


def files(world: World) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the case by its name."""
    yield from telegram_files(world)
    yield "facebook/posts.csv", table.posts(world)
    yield "facebook/accounts.csv", table.accounts(world)
    yield "facebook/groups.csv", table.groups(world)
    yield "facebook/members.csv", table.members(world)
    yield "facebook/states.csv", table.states(world)
    yield "facebook/name_history.csv", table.name_history(world)
    for name, mapping in sorted(table.MAPPINGS.items()):
        yield f"facebook/{name}.toml", mapping.encode()
    yield "desk/shelf-list.dat", b"\x00\x01shelf list of desk 4, format unknown\x00" + bytes(range(64, 96))


def telegram_files(world: World) -> Iterator[tuple[str, bytes]]:
    """Yield the exports of Telegram: one of a whole account, the other chats one by one."""
    chats = [group for group in world.groups if group.platform == "telegram"]
    owner = max(
        (a for a in world.accounts if a.role == "neighbour" and a.platform == "telegram"),
        key=lambda a: (sum(a in group.members for group in chats), a.number),
    )
    full = Writer(world, FULL)
    mine: list[Group] = []
    single: list[Group] = []
    for group in chats:
        (mine if owner in group.members or group.topic == "rating" else single).append(group)
    yield (
        "telegram/DataExport_2025-07-06/result.json",
        dump(
            account_export(
                full,
                owner,
                "+1 202 555 0199",
                [full.chat(group) for group in mine if not group.died],
                [full.chat(group) for group in mine if group.died],
            )
        ),
    )
    for n, group in enumerate(single):
        day, nth = divmod(n, 5)
        at = FIRST + timedelta(days=day, minutes=17 * nth)
        folder = f"ChatExport_{at:%Y-%m-%d}" + (f" ({nth})" if nth else "")
        data = dump(Writer(world, at, 2022 if n % 3 else 2024).chat(group))
        if n == 4:
            yield f"telegram/{folder}.zip", zipped(f"{folder}/result.json", data)
        else:
            yield f"telegram/{folder}/result.json", data


def zipped(name: str, data: bytes) -> bytes:
    """Give a zip with one file, stored as it is: packed, its bytes would differ from machine to machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        info = zipfile.ZipInfo(name, (2025, 7, 2, 12, 0, 0))
        info.create_system, info.external_attr = 3, 0o644 << 16
        file.writestr(info, data)
    return out.getvalue()
