"""A Telegram export for tests: its messages, and what the source reads of them."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ingest.answers import Answers
from ingest.record import Message, Record, Refused
from ingest.sources import telegram

EXPORTED = Answers(exported=datetime(2024, 5, 1, tzinfo=UTC))
NOON = 1_709_294_400
"""2024-03-01, 12:00 UTC."""

Json = dict[str, Any]
Read = Callable[..., list[Record | Refused]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read JSON, or bytes, as a file would be read."""

    def from_file(thing: object, answers: Answers = EXPORTED) -> list[Record | Refused]:
        path = tmp_path / "result.json"
        path.write_bytes(thing if isinstance(thing, bytes) else json.dumps(thing, ensure_ascii=False).encode())
        return list(telegram.read_export(path, answers))

    return from_file


def single(*messages: Json, kind: str = "private_supergroup", number: object = 2001, **more: object) -> Json:
    return {"name": "Night Boats", "type": kind, "id": number, **more, "messages": list(messages)}


def wrote(number: object = 5, text: object = "two seats", who: object = "user4101", **more: object) -> Json:
    said = {
        "id": number,
        "type": "message",
        "date_unixtime": str(NOON),
        "from": "Odo Vint",
        "from_id": who,
        "text": text,
    }
    return {**said, **more}


def did(action: str, number: int = 6, who: object = "user4101", name: object = "Odo Vint", **more: object) -> Json:
    said = {"id": number, "type": "service", "date_unixtime": str(NOON), "actor": name, "actor_id": who}
    return {**said, "action": action, "text": "", **more}


T = TypeVar("T")


def only(records: Sequence[Record | Refused], kind: type[T]) -> list[T]:
    return [record for record in records if isinstance(record, kind)]


def texts(records: list[Record | Refused]) -> list[str]:
    return [message.text for message in only(records, Message)]
