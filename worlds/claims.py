"""A finding as the examiner reads it: kind, subjects and parts out of the JSON that the program prints."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Claim:
    """What one finding says."""

    id: str
    kind: str
    subjects: tuple[str, ...]
    parts: Mapping[str, Any]
    reasons: tuple[tuple[str, float], ...]
    """Words and weight of each."""
    accounts: tuple[str, ...] = ()
    """Subjects that are accounts, as far as the finding says what its subjects are."""

    def part(self, key: str) -> str:
        """Give a part as a name, or a handle, to compare; empty where it is unknown."""
        text = str(self.parts.get(key) or "")
        return same_handle(text) if self.of_handle else normalize_name(text)

    @property
    def of_handle(self) -> bool:
        """Whether it speaks of a handle."""
        return self.parts.get("what") == "handle" or self.parts.get("kind") == "freed-handle"

    def __str__(self) -> str:
        what = " ".join(f"{key}={self.parts[key]}" for key in ("kind", "old", "new", "value") if self.parts.get(key))
        return f"{self.kind} {self.id} {' > '.join(self.subjects)} {what}".rstrip()


def read_claim(finding: Mapping[str, Any]) -> Claim:
    """Read a finding; subjects may be objects with an id, pairs that begin with one, or ids."""
    said = [read_subject(subject) for subject in finding.get("subjects", ())]
    reasons = tuple(
        (str(reason.get("says", reason.get("parts", ""))), float(reason.get("weight") or 0))
        for reason in finding.get("reasons", ())
    )
    parts = finding.get("parts") or {}
    subjects = tuple(id for id, _ in said)
    accounts = tuple(id for id, label in said if label == "Account")
    return Claim(str(finding.get("id", "")), str(finding["kind"]), subjects, parts, reasons, accounts)


def read_subject(subject: Any) -> tuple[str, str]:
    """Give the id and the label of a subject, the label empty where it is not said."""
    if isinstance(subject, Mapping):
        return str(subject["id"]), str(subject.get("label", ""))
    if isinstance(subject, str):
        return subject, ""
    return str(subject[0]), str(subject[1]) if len(subject) > 1 else ""


def normalize_name(name: str) -> str:
    """Give a name as it is compared: composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def same_handle(handle: str) -> str:
    """Give a handle as it is compared: without platform and mark, case and dots, which Facebook does not heed."""
    return normalize_name(handle).rpartition("@")[2].replace(".", "").casefold()
