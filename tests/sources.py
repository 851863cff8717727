"""What tests of sources share: their samples, the answers that those are read with, and a source that tells nothing."""

import tomllib
from pathlib import Path

from ingest.answers import Answers
from ingest.sources import Tells

DATA = Path(__file__).parent / "data"

TELLS_NOTHING = Tells(made_by="a test", ids="no", handles="no", numbers="no", renames="no", times="no", members="no")


def list_samples(name: str) -> list[Path]:
    """Give a source's samples: ``<name>.<ending>``, and ``<name>-<what>.<ending>`` where there are more."""
    found = (path for path in DATA.iterdir() if path.suffix != ".toml")
    return sorted(path for path in found if path.stem == name or path.stem.startswith(f"{name}-"))


OWN = {"exporter": "+44 20 7946 0001", "title": "باب المخزن"}
"""What chats of WhatsApp are read with."""


def give_answers(sample: Path) -> Answers:
    """Give what a sample is read with."""
    if sample.stem == "vcard":
        return Answers(own={"exporter": "+44 20 7946 0001"})
    if sample.stem.startswith("whatsapp"):
        return Answers(own=OWN, time_zone="Europe/Berlin")
    if sample.stem.startswith("meta"):
        return Answers(own={"platform": "instagram"})
    mapping = sample.with_suffix(".toml")
    return Answers(mapping=tomllib.loads(mapping.read_text("utf-8"))) if mapping.exists() else Answers()
