"""Subject ``whatsapp``: a chat of WhatsApp read into records, beside a pass over the same lines by ``str.split``."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bench.exports import WORDS, contact
from bench.subject import Bar, Cost, Peer, Subject, metered
from ingest.answers import Answers
from ingest.sources import whatsapp

START = datetime(2020, 1, 1, tzinfo=UTC)
GIVEN = Answers(
    own={"exporter": "+44 20 7946 0001", "title": "Open Road", "you": "Person 1"},
    time_zone="Europe/Berlin",
    day_first=True,
)
MOST = 0.3
"""GB."""


def prepare(size: int, folder: Path) -> None:
    """Write a chat as Android does: one message in ten names a contact, one line in fifty is the app's."""
    dice = Random(0)
    with (folder / "chat.txt").open("w", encoding="utf-8") as file:
        file.write("01/01/2020, 00:00 - Messages and calls are end-to-end encrypted. Tap to learn more.\n")
        for number in range(size):
            at = START + timedelta(seconds=40 * number)
            who = f"Person {dice.randrange(900)}" if dice.random() < 0.6 else f"+49 30 23125 {dice.randrange(300):03}"
            if dice.random() < 0.02:
                said = dice.choice((f"{who} left", f'{who} changed the group name from "A: {number}" to "B"'))
            else:
                text = " ".join(dice.choices(WORDS, k=dice.randrange(4, 30)))
                if dice.random() < 0.1:
                    text += "\n" + contact(dice)
                said = f"{who}: {text}"
            file.write(f"{at:%d/%m/%Y, %H:%M} - {said}\n")


def ours(size: int, folder: Path) -> Cost:
    """Read all records."""
    path = folder / "chat.txt"

    def work() -> Counter[str]:
        return Counter(type(record).__name__ for record in whatsapp.read_chat(path, GIVEN))

    found, cpu, peak = metered(work)
    if found["Refused"]:
        raise RuntimeError(f"{found['Refused']} lines were refused")
    return Cost(size, cpu, peak, {"records": found.total(), "MB": round(path.stat().st_size / 1e6)})


def split(size: int, folder: Path) -> Cost:
    """Split each line into time, writer and text, and keep nothing: no system lines, no dates, no people."""
    path = folder / "chat.txt"

    def work() -> int:
        with path.open(encoding="utf-8") as file:
            return sum(len(line.split(" - ", 1)[-1].split(": ", 1)) for line in file)

    _, cpu, peak = metered(work)
    return Cost(size, cpu, peak)


SUBJECTS = (
    Subject(
        "whatsapp",
        "A WhatsApp chat read into records, without the graph.",
        "messages",
        prepare,
        ours,
        Peer("split lines", split),
        (Bar(f"at most {MOST} GB", lambda ours, _: ours.peak is None or ours.peak <= MOST),),
    ),
)
