"""JSON read piece by piece: no further than asked, in bounded memory."""

import io
import json
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from ingest.answers import Answers
from ingest.record import Message
from ingest.sources import telegram
from ingest.sources.reading import text_window
from ingest.sources.reading.json_stream import JsonStream, Lost, Piece
from ingest.sources.reading.text_window import TextWindow
from ingest.sources.telegram.shape import OPENED, list_landmarks

EXPORTED = Answers(exported=datetime(2024, 5, 1, tzinfo=UTC))
NOON = 1_709_294_400


def wrote(number: int, text: str) -> dict[str, object]:
    said = {"id": number, "type": "message", "date_unixtime": str(NOON), "from": "Odo Vint", "from_id": "user4101"}
    return {**said, "text": text}


def chat(*messages: dict[str, object]) -> dict[str, object]:
    return {"name": "Night Boats", "type": "private_supergroup", "id": 2001, "messages": messages}


class Endless(io.BytesIO):
    """An export whose messages never end."""

    def __init__(self, start: str, again: str) -> None:
        super().__init__()
        self.given = 0
        self._start = self._rest = start.encode()
        self._again = again.encode() * 100

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._rest = self._start[offset:]
        return offset

    def read(self, size: int | None = -1, /) -> bytes:
        size = size or 0
        while len(self._rest) < size:
            self._rest += self._again
        given, self._rest = self._rest[:size], self._rest[size:]
        self.given += size
        return given


def test_stream_reads_no_further_than_it_is_asked_and_holds_little() -> None:
    endless = Endless('{"name": "x", "id": 1, "messages": [', json.dumps(wrote(5, "y" * 200)) + ",")
    window = TextWindow(endless)
    stream = JsonStream(window, OPENED, partial(list_landmarks, full=False))
    widest = 0
    for count, _ in enumerate(islice(stream, 20_000), 1):
        widest = max(widest, len(window.text))
        assert endless.given <= count * 400 + 3 * text_window.CHUNK
    assert endless.given > 5 * text_window.CHUNK
    assert widest <= 3 * text_window.CHUNK


@pytest.mark.slow
def test_forbidden_escape_is_mended_without_looking_for_a_landmark_far_away() -> None:
    endless = Endless('{"contacts": {"list": [', r'{"no": "landmark\x0B"},')
    stream = JsonStream(TextWindow(endless), OPENED, partial(list_landmarks, full=True))
    pieces = [event for event in islice(stream, 20_000) if isinstance(event, Piece)]
    assert {piece.value["no"] for piece in pieces} == {"landmark\x0b"}
    assert endless.given < 10 * text_window.CHUNK


def test_records_come_before_the_file_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_window, "CHUNK", 512)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat(*(wrote(number, "x") for number in range(1, 200)))))
    wider: list[int] = []
    more = TextWindow.more

    def counted(window: TextWindow, keep: int) -> None:
        wider.append(keep)
        more(window, keep)

    monkeypatch.setattr(TextWindow, "more", counted)
    records = telegram.read_export(path, EXPORTED)
    assert any(isinstance(record, Message) for record in islice(records, 5))
    assert len(wider) < 5
    assert len(list(records)) > 190
    assert len(wider) > 40


def test_piece_longer_than_the_bound_is_lost_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_window, "CHUNK", 4096)
    monkeypatch.setattr("ingest.sources.reading.json_stream.LONGEST", 20_000)
    raw = json.dumps(chat(wrote(5, "x"), wrote(6, "x" * 100_000), wrote(7, "x"))).encode()
    window = TextWindow(io.BytesIO(raw))
    seen: list[str] = []
    for event in JsonStream(window, OPENED, partial(list_landmarks, full=False)):
        assert len(window.text) < 80_000
        if isinstance(event, Lost):
            assert event.byte == raw.index(b'{"id": 6')
            assert len(event.raw) > 10_000
            seen.append("lost")
        elif isinstance(event, Piece) and event.path == "messages[]":
            seen.append(str(event.value["id"]))
    assert seen == ["5", "lost", "7"]


@pytest.mark.parametrize("number", ["2", "200", "-2", "2.5", "1e5"])
def test_a_number_at_the_end_of_the_file_may_lack_digits_and_is_no_piece(number: str) -> None:
    cut = io.BytesIO(b'{"name": "x", "id": ' + number.encode())
    events = list(JsonStream(TextWindow(cut), OPENED, partial(list_landmarks, full=False)))
    assert [event.path for event in events if isinstance(event, Piece)] == ["name"]
    lost = next(event for event in events if isinstance(event, Lost))
    assert (lost.found, lost.raw) == ("the file ends within a number", number.encode())


@pytest.mark.parametrize("whole", ['"2"', "true", "null"])
def test_what_has_an_end_of_its_own_is_whole_at_the_end_of_the_file(whole: str) -> None:
    cut = io.BytesIO(b'{"name": "x", "id": ' + whole.encode())
    events = list(JsonStream(TextWindow(cut), OPENED, partial(list_landmarks, full=False)))
    assert [event.value for event in events if isinstance(event, Piece)] == ["x", json.loads(whole)]
