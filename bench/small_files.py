"""Stage ``small-files``: the same posts in one file and in many small ones, each with answers of its own."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from bench.exports import chat
from bench.processes import job
from bench.setting import Setting
from bench.table import Row

STAGE = "small-files"
POSTS, EACH = 37_500, 75
"""Posts of all files, and of one."""
MOST = 1.5
"""Times the CPU of one file that many may cost."""
COLUMNS = ("platform", "time", "account_id", "text", "post_id", "account_name", "group_id", "group_name")

Chat = tuple[dict[str, Any], list[dict[str, Any]]]
"""Its head and its messages, as Telegram Desktop writes them."""


def measure(setting: Setting) -> Iterator[Row]:
    """Load chats, then tables: many small files, and the same posts in one."""
    count = max(2, min(POSTS, setting.messages) // EACH)
    for what, many, one in (("chats", write_chats, write_account), ("tables", write_tables, write_table)):
        folders = [
            written(setting.folder / f"{what}-{name}", write, count) for name, write in (("n", many), ("1", one))
        ]
        done = [job("load", setting.new(f"{what}-case"), str(folder)) for folder in folders]
        if done[0]["messages"] != done[1]["messages"]:
            raise RuntimeError(
                f"{done[0]['messages']:,} posts of {what} in {count} files, {done[1]['messages']:,} in one"
            )
        ratio = done[0]["cpu"] / done[1]["cpu"]
        yield Row(
            STAGE,
            f"{count} {what} with {done[0]['messages']:,} posts against one file with the same posts",
            f"{done[0]['cpu']:.1f} against {done[1]['cpu']:.1f} CPU s: {ratio:.2f}",
            f"at most {MOST}",
            ratio <= MOST,
        )


def written(folder: Path, write: Callable[[Path, list[Chat]], None], count: int) -> Path:
    """Write so many chats into a new folder."""
    folder.mkdir()
    write(folder, [chat_of(number) for number in range(count)])
    return folder


def chat_of(number: int) -> Chat:
    """Give one chat, with people of its own, the same for a number."""
    head = {"name": f"Road {number}", "type": "private_supergroup", "id": 9_800_000_000 + number}
    messages: list[dict[str, Any]] = list(chat(EACH, Random(number)))
    for message in messages:
        for key in ("from_id", "actor_id"):
            if key in message:
                message[key] = f"{message[key]}{number:04}"
    return head, messages


def write_chats(folder: Path, chats: list[Chat]) -> None:
    """Write an export a chat."""
    for number, (head, messages) in enumerate(chats):
        path = folder / f"ChatExport_{number:04}" / "result.json"
        path.parent.mkdir()
        path.write_text(json.dumps({**head, "messages": messages}, ensure_ascii=False), "utf-8")
    answer(folder, [f"ChatExport_{number:04}/result.json" for number in range(len(chats))])


def write_account(folder: Path, chats: list[Chat]) -> None:
    """Write one export that holds all chats, as that of an account does."""
    listed = {"about": "", "list": [{**head, "messages": messages} for head, messages in chats]}
    (folder / "result.json").write_text(json.dumps({"chats": listed}, ensure_ascii=False), "utf-8")
    answer(folder, ["result.json"])


def write_tables(folder: Path, chats: list[Chat]) -> None:
    """Write a table a chat."""
    for number, one in enumerate(chats):
        write_rows(folder / f"posts_{number:04}.csv", [one])
    answer(folder, [f"posts_{number:04}.csv" for number in range(len(chats))])


def write_table(folder: Path, chats: list[Chat]) -> None:
    """Write one table of all chats."""
    write_rows(folder / "posts.csv", chats)
    answer(folder, ["posts.csv"])


def write_rows(path: Path, chats: list[Chat]) -> None:
    """Write the posts of chats as rows, in the columns of the mapping that is shipped."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for head, messages in chats:
            for message in messages:
                if "from_id" in message:
                    at = datetime.fromtimestamp(int(message["date_unixtime"]), UTC).isoformat()
                    writer = message["from_id"].removeprefix("user")
                    group = ("facebook", at, writer, message["text"], f"{head['id']}_{message['id']}")
                    rows.writerow((*group, message["from"], head["id"], head["name"]))


def answer(folder: Path, names: list[str]) -> None:
    """Say of each file when it was exported, in a section of its own, as who collects files by hand does."""
    sections = (f'[[file]]\nmatch = "{name}"\nexported = 2025-07-01T00:00:00Z\n' for name in names)
    (folder / "sources.toml").write_text("\n".join(sections), "utf-8")
