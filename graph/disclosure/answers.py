"""Findings as JSON: in words, masked where names are hidden."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.disclosure import chances, notes, rivals, words
from graph.disclosure.notes import Around
from graph.disclosure.opening import Opener
from graph.disclosure.voice import Voice, ids_in, moment
from graph.finding import Evidence, Finding, Judgement, Reason
from graph.kinds import kind_of, reason_template
from graph.model import ID_MEANINGS


def learn(findings: Collection[Finding], around: Around, voice: Voice) -> None:
    """Ask for the names of all that findings are about, at once."""
    ids: set[str] = set()
    for one in findings:
        ids |= {subject.id for subject in one.subjects}
        ids |= ids_in(kind_of(one.kind).parts, one.parts)
        ids.update(notes.ids(notes.notes(one, around)))
        for reason in (*one.reasons, *(reason for row in rivals.rows(one) for reason in row.theirs)):
            ids |= ids_in(words.meanings(reason_template(reason.key)), reason.parts)
            if voice.hidden:  # the ends of links are written as pseudonyms, which begin with the label
                ids |= {end for link in reason.evidence for end in (link.start, link.end)}
    voice.names.learn(ids)
    voice.names.learn_states({subject.id for one in findings for subject in one.subjects})


def finding(one: Finding, judgement: Judgement | None, around: Around, voice: Voice) -> dict[str, Any]:
    """Give a finding as the JSON of an answer; names are known (``learn``)."""
    made: dict[str, Any] = {
        "id": one.id,
        "kind": one.kind,
        "says": words.headline(one, voice),
        "basis": one.basis,
        "score": one.score,
        "chance": chances.numbered(one.kind, one.basis, one.score, one.parts),
        "calibrated": one.basis == "observed" or chances.measured(one.kind, one.basis, one.score),
        "bits": round(one.bits, 1),
        "confidence": one.confidence,
        "subjects": [
            {"id": voice.id(subject.id), "label": subject.label, "name": voice.name(subject.id)}
            | voice.state(subject.id)
            | marked(voice, subject.id)
            for subject in one.subjects
        ],
        "parts": {key: voice.plain(kind_of(one.kind).parts[key], value) for key, value in one.parts.items()},
        "reasons": [said(reason, voice) for reason in one.reasons],
        "notes": [words.filled(template, parts, voice) for template, parts in notes.notes(one, around)],
        "judgement": judged(judgement, voice),
    }
    if rows := rivals.rows(one):
        made["parts"]["runner_up"]["beside"] = [
            {"mine": [said(one, voice) for one in row.mine], "theirs": [said(one, voice) for one in row.theirs]}
            for row in rows
        ]
    return made


def marked(voice: Voice, id: str) -> dict[str, str]:
    """Give the mark of a contact that is widely shared or protected, as a part of the JSON of a thing."""
    mark = voice.mark(id)
    return {"mark": mark} if mark else {}


def said(reason: Reason, voice: Voice) -> dict[str, Any]:
    """Give a reason in words."""
    return {
        "says": words.reason(reason.key, reason.parts, voice),
        "weight": round(reason.weight, 2),
        "evidence": [link(address, voice) for address in reason.evidence],
    }


def beside(made: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Give from a finding's JSON the rows that hold its reasons against those of the next best answer."""
    rows: Sequence[Mapping[str, Any]] = (made["parts"].get("runner_up") or {}).get("beside", ())
    return rows


def link(address: Evidence, voice: Voice) -> dict[str, str]:
    """Give the address of a link."""
    return {"type": address.type, "start": voice.id(address.start), "end": voice.id(address.end)}


def judged(judgement: Judgement | None, voice: Voice) -> dict[str, Any] | None:
    """Give what a person decided; the why is a text that may name people."""
    if judgement is None:
        return None
    return {
        "entry": judgement.n,
        "verdict": judgement.verdict,
        "who": judgement.who,
        "at": moment(judgement.at),
        "why": voice.text(judgement.why),
    }


def rows(
    columns: Sequence[tuple[str, str]], found: Iterable[Sequence[Any]], voice: Voice, opener: Opener
) -> list[dict[str, Any]]:
    """Give rows as JSON, masked by what each column means.

    What an id is called stands beside it as ``…_name``, with the mark of a contact that is widely shared or protected;
    that it is removed, flagged or private as ``…_state`` and ``…_state_at``, where it is.
    """
    table = [list(row) for row in found]
    kinds = dict(columns)
    ids = {id for row in table for id in ids_in(kinds, dict(zip(kinds, row, strict=True)))}
    voice.names.learn(ids)
    voice.names.learn_states(ids)
    return [row(columns, values, voice, opener) for values in table]


def row(columns: Sequence[tuple[str, str]], values: Sequence[Any], voice: Voice, opener: Opener) -> dict[str, Any]:
    """Give one row."""
    made: dict[str, Any] = {}
    for (name, meaning), value in zip(columns, values, strict=True):
        made[name] = voice.plain(meaning, value)
        if value is not None and meaning.removeprefix("list of ") in ID_MEANINGS:
            one = value if isinstance(value, list) else [value]
            said = [opener.file(id)[0] if meaning.endswith("Source") else voice.marked(id) for id in one]
            made[f"{name}_name"] = said if isinstance(value, list) else said[0]
            if not isinstance(value, list):
                made.update((f"{name}_{key}", told) for key, told in voice.state(value).items())
    return made
