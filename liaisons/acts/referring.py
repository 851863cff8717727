"""Referrals: written into the case as files that can be checked, entered in the journal; nothing is sent.

referrals/<n>/   referral.txt      the letter          referral.json   the same as values
                 SHA256SUMS        ``sha256sum -c`` checks both
referrals/<n>-correction-<entry>/  what its recipient must be told, in the same form
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from graph.answers import to_json
from graph.answers.referrals import (
    Instrument,
    Outcome,
    ReferralAnswer,
    ReferralFigure,
    ReferralFiguresAnswer,
    ReferralRow,
    ReferralsAnswer,
)
from graph.case import Case, hash_file, read_clock
from graph.disclosure.voice import moment
from graph.durable import write_whole
from graph.errors import JournalError, NotFoundError, ReferralError
from graph.referrals import (
    ANSWER,
    CORRECT,
    FOLDER,
    REFER,
    Referral,
    find_next_referral_number,
    list_turned,
    read_referrals,
)
from liaisons.acts.folders import copy_folder, make_partial_folder, place_entered_folders, place_folder
from liaisons.letters import write_correction, write_letter
from liaisons.session import Session

FEWEST = 5
"""Referrals from which a figure is told: fewer can tell of whom it is."""

SUMS, VALUES = "SHA256SUMS", "referral.json"

GOOD_FAITH = "I believe in good faith that the information and allegations in this notice are accurate and complete."
"""What a notice must confirm (Regulation (EU) 2022/2065, Article 16(2)(d))."""

EUROPOL = "Europol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What whoever refers says; each instrument takes some of it."""

    instrument: Instrument
    to: str
    why: str
    select: tuple[str, ...]
    name: str = ""
    mail: str = ""
    good_faith: bool = False
    legal_basis: str = ""
    since: date | None = None
    until: date | None = None
    data: str = ""
    states: tuple[str, ...] = ()


TAKES: dict[Instrument, tuple[str, ...]] = {
    "notice": ("name", "mail", "good_faith"),
    "hotline": (),
    "danger": ("states",),
    "order": ("legal_basis", "since", "until", "data"),
}
"""The fields of each instrument beside recipient, reasons and selection; all but ``states`` must be given."""


def check_wanted(wanted: Wanted) -> None:
    """Raise ReferralError for fields that the instrument needs and lacks, or that it does not take."""
    takes = TAKES[wanted.instrument]
    needed = [name for name in ("to", "why", "select", *takes) if name != "states" and not getattr(wanted, name)]
    fields = {name for names in TAKES.values() for name in names}
    excess = sorted(name for name in fields - set(takes) if getattr(wanted, name))
    if needed or excess:
        said = [f"without {', '.join(map(option, needed))}"] if needed else []
        said += [f"with {', '.join(map(option, excess))}"] if excess else []
        raise ReferralError(
            f"refer {wanted.instrument}",
            " and ".join(said),
            f"only what it wants: {', '.join(map(option, takes)) or 'nothing more'}",
        )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise ReferralError(
            "refer order", f"from {wanted.since} to {wanted.until}", "a period that ends after it begins"
        )


def option(name: str) -> str:
    """Give a field as it is typed."""
    return {"since": "--from", "until": "--until", "select": "--select"}.get(name, f"--{name.replace('_', '-')}")


def write_referral(
    session: Session, wanted: Wanted, *, who: str, out: Path | None = None, now: datetime | None = None
) -> tuple[ReferralAnswer, Path]:
    """Write a referral into the case, copied to ``out`` where that is given; give it and its folder."""
    from graph.snapshot.kept import read_snapshot
    from graph.views.answering import AnsweringGate
    from graph.views.referring import refer_posts, refer_things, select_things

    check_wanted(wanted)
    refuse_existing(out)
    case = session.case
    with session.writing("refer", who=who):
        gate = AnsweringGate(case, session.store, who=who, now=now)
        with gate.disclosing("referral"):
            chosen = select_things(gate, wanted.select)
            snapshot = read_snapshot(case, session.store, keep=False)
            gate.consult("referral", [*(thing.id for thing in chosen.things), *chosen.posts])
            things = refer_things(gate, snapshot, chosen)
            posts = () if wanted.instrument == "order" else refer_posts(gate, chosen.posts)
        number = find_next_referral_number(case)
        answer = ReferralAnswer(
            number=number,
            instrument=wanted.instrument,
            to=wanted.to,
            made=moment(now or read_clock()),
            reasons=wanted.why,
            case=f"referral {number}",
            sender=f"{wanted.name} <{wanted.mail}>" if wanted.instrument == "notice" else "",
            good_faith=GOOD_FAITH if wanted.instrument == "notice" else "",
            legal_basis=wanted.legal_basis,
            period=tuple(day.isoformat() for day in (wanted.since, wanted.until) if day),
            data=wanted.data,
            states=(wanted.states or (EUROPOL,)) if wanted.instrument == "danger" else (),
            things=things,
            posts=posts,
        )
        entered = {
            "number": number,
            "instrument": wanted.instrument,
            "to": wanted.to,
            "why": wanted.why,
            "findings": [one.id for one in chosen.findings],
            "things": len(things),
            "posts": len(posts),
        }
        folder = keep_files(case, str(number), REFER, entered, write_letter(answer), to_json(answer), who=who)
    copy_referral(folder, out)
    return answer, folder


def keep_files(
    case: Case,
    name: str,
    act: str,
    entered: Mapping[str, object],
    letter: str,
    values: object,
    *,
    who: str,
    now: datetime | None = None,
) -> Path:
    """Write letter, values and sums; enter them in the journal; then give the folder its name.

    A kill between the two is mended by ``put_referrals_in_place``.
    """
    put_referrals_in_place(case)
    done = case.folder / FOLDER / name
    partial = make_partial_folder(done)
    texts = {
        "referral.txt": letter,
        VALUES: json.dumps(values, ensure_ascii=False, indent=1) + "\n",
    }
    for file, text in texts.items():
        write_whole(partial / file, text.encode())
    hashes = {file: hash_file(partial / file) for file in sorted(texts)}
    write_whole(partial / SUMS, "".join(f"{sha256}  {file}\n" for file, sha256 in hashes.items()).encode())
    case.journal.append(act, {**entered, "folder": name, "files": hashes}, who=who, now=now)
    return place_folder(done)


def put_referrals_in_place(case: Case) -> None:
    """Give their names to folders that stand in the journal, whole, and were killed just before they got them."""
    entries = (entry.payload for entry in case.journal.entries(REFER, CORRECT) if entry.payload is not None)
    root = case.folder / FOLDER
    place_entered_folders(((root / Path(str(said["folder"])).name, said["files"]) for said in entries), {SUMS})


def copy_referral(folder: Path, out: Path | None) -> None:
    """Copy a referral into a new folder, whole or not at all."""
    if out is None:
        return
    try:
        copy_folder(folder, out)
    except OSError as error:
        raise ReferralError(
            str(out), f"cannot be written: {error}", "a new folder", f"It is written and entered; copy it from {folder}"
        ) from None


def enter_answer(
    session: Session,
    number: int,
    outcome: Outcome,
    day: date | None,
    says: str,
    *,
    who: str,
    hide_names: bool = False,
    now: datetime | None = None,
) -> ReferralsAnswer:
    """Keep what a recipient answered, and when: a day of the case's zone, today where none is given."""
    referral = choose_referral(session.case, number)
    zone = ZoneInfo(session.case.settings.time_zone)
    today = (now or read_clock()).astimezone(zone).date()
    day = day or today
    made = referral.at.astimezone(zone).date()
    if not made <= day <= today:
        when = "before it was made" if day < made else "which is still to come"
        raise ReferralError(f"referral {number}", f"answered on {day}, {when}", f"a day from {made} to {today}")
    with session.writing("refer", who=who):
        said = {"number": number, "outcome": outcome, "day": day.isoformat(), "says": says}
        session.case.journal.append(ANSWER, said, who=who)
    return list_referrals(session.case, hide_names=hide_names)


def correct_referral(session: Session, number: int, why: str, *, who: str, out: Path | None = None) -> Path:
    """Write what a recipient must be told now that people have turned what a referral stood on."""
    from graph.disclosure.paper import Paper

    refuse_existing(out)
    case = session.case
    referral = choose_referral(case, number)
    with session.writing("refer", who=who):
        turned = list(list_turned(case, referral))
        if not turned:
            raise ReferralError(
                f"referral {number}",
                "nothing that it stands on was turned since",
                "a judgement taken back, or different",
            )
        original = recall_referral(case, referral)
        letter = write_correction(original, dict(turned), why, Paper(case, hidden=False).text)
        values = {"number": number, "to": referral.to, "why": why, "turned": dict(turned)}
        name = f"{number}-correction-{1 + sum(1 for _ in case.journal.entries(CORRECT))}"
        entered = {"number": number, "to": referral.to, "why": why, "findings": [finding for finding, _ in turned]}
        folder = keep_files(case, name, CORRECT, entered, letter, values, who=who)
    copy_referral(folder, out)
    return folder


def recall_referral(case: Case, referral: Referral) -> dict[str, Any]:
    """Give the values of a referral as they were entered; raise JournalError where they are gone or were changed."""
    put_referrals_in_place(case)
    path = case.folder / FOLDER / str(referral.number) / VALUES
    restore = "Bring it back from a backup; liaisons log --verify names every fault."
    try:
        data = path.read_bytes()
    except OSError as error:
        raise JournalError(str(path), f"cannot be read: {error}", "the referral that was entered", restore) from None
    if hashlib.sha256(data).hexdigest() != referral.digest:
        raise JournalError(str(path), "was changed", f"SHA-256 {referral.digest}", restore)
    values: dict[str, Any] = json.loads(data)
    return values


def list_referrals(case: Case, *, hide_names: bool, now: datetime | None = None) -> ReferralsAnswer:
    """Give all referrals, the latest first; hidden, recipients and their words are left out."""
    rows = []
    for one in reversed(read_referrals(case)):
        until = datetime.combine(one.answered, one.at.timetz()) if one.answered else now or read_clock()
        due = next(list_turned(case, one), None) is not None
        rows.append(
            ReferralRow(
                number=one.number,
                instrument=one.instrument,  # type: ignore[arg-type]  # read back from the journal
                to="[recipient]" if hide_names else one.to,
                at=moment(one.at),
                things=one.things,
                posts=one.posts,
                answered=one.answered.isoformat() if one.answered else None,
                outcome=one.outcome or "",
                says="[words]" if hide_names and one.says else one.says,
                hours=round(max((until - one.at).total_seconds(), 0) / 3600, 1),
                correction="due" if due else "sent" if one.corrected else "",
            )
        )
    return ReferralsAnswer(referrals=tuple(rows))


def count_referrals(case: Case, year: int, *, hide_names: bool = False) -> ReferralFiguresAnswer:
    """Give how many referrals of each sort each recipient had in a year; fewer than five are not told.

    Nor is the total where it would tell them: where all that are not told come to fewer than five, or stand in one row.
    """
    some = [one for one in read_referrals(case) if one.at.year == year]
    counts = Counter(("[recipient]" if hide_names else one.to, one.instrument, one.outcome or "open") for one in some)
    few = [count for count in counts.values() if count < FEWEST]
    telling = bool(few) and (len(few) == 1 or sum(few) < FEWEST)
    return ReferralFiguresAnswer(
        year=year,
        total=None if telling else len(some),
        figures=tuple(
            ReferralFigure(to=to, instrument=instrument, outcome=outcome, count=count if count >= FEWEST else None)  # type: ignore[arg-type]  # read back from the journal
            for (to, instrument, outcome), count in sorted(counts.items())
        ),
    )


def choose_referral(case: Case, number: int) -> Referral:
    """Give a referral by its number."""
    for one in read_referrals(case):
        if one.number == number:
            return one
    raise NotFoundError(f"referral {number}", "there is none of this number", "a referral", "liaisons refer list.")


def refuse_existing(out: Path | None) -> None:
    """Raise ReferralError where something lies already that would be written over."""
    if out is not None and out.exists():
        raise ReferralError(str(out), "is there already", "a new folder")
