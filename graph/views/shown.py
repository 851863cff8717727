"""Findings and rows as they are shown: in words, masked where names are hidden."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.answers import FindingShown, JudgementShown, LinkShown, ReasonRow, ReasonShown, Thing
from graph.answers.quotes import Quote
from graph.disclosure.voice import Voice, ids_in, moment
from graph.finding import Evidence, Finding, Judgement, Reason
from graph.kinds import kind_of, reason_template
from graph.model import ID_MEANINGS
from graph.views import chances, notes, runner_up, words
from graph.views.evidence import Opener, in_turn
from graph.views.notes import Around

Opened = Mapping[Evidence, Sequence[Quote]]
"""The quotes behind links that were opened."""


def learn_names(findings: Collection[Finding], around: Around, voice: Voice) -> None:
    """Ask for the names of all that findings are about, at once."""
    ids: set[str] = set()
    for one in findings:
        ids |= {subject.id for subject in one.subjects}
        ids |= ids_in(kind_of(one.kind).parts, one.parts)
        ids.update(notes.ids(notes.notes(one, around, voice.language)))
        for reason in (*one.reasons, *(reason for row in runner_up.rows(one) for reason in row.theirs)):
            ids |= ids_in(words.meanings(reason_template(reason.key)), reason.parts)
            if voice.hidden:  # the ends of links are written as pseudonyms, which begin with the label
                ids |= {end for link in reason.evidence for end in (link.start, link.end)}
    voice.names.learn(ids)
    voice.names.learn_states({subject.id for one in findings for subject in one.subjects})


def show_finding(
    one: Finding, judgement: Judgement | None, around: Around, voice: Voice, opened: Opened | None = None
) -> FindingShown:
    """Give a finding as it is shown; names are known (``learn_names``), and ``opened`` has the quotes of its links."""
    parts = {key: voice.plain(kind_of(one.kind).parts[key], value) for key, value in one.parts.items()}
    for place, said in zip(one.parts.get("belongs", ()), parts.get("belongs", ()), strict=True):
        said |= {"name": voice.name(place["id"]), "says": words.filled(*words.standing(place, voice.language), voice)}
    return FindingShown(
        id=one.id,
        kind=one.kind,
        says=words.headline(one, voice),
        basis=one.basis,
        score=one.score,
        chance=chances.numbered(one.kind, one.basis, one.score, one.parts),
        calibrated=one.basis == "observed" or chances.measured(one.kind, one.basis, one.score),
        bits=round(one.bits, 1),
        confidence=one.confidence,
        subjects=tuple(show_thing(subject.id, subject.label, voice) for subject in one.subjects),
        parts=parts,
        reasons=tuple(say_reason(reason, one, voice, opened) for reason in one.reasons),
        notes=tuple(
            words.filled(template, parts, voice) for template, parts in notes.notes(one, around, voice.language)
        ),
        judgement=show_judgement(judgement, voice),
        beside=tuple(
            ReasonRow(
                tuple(say_reason(reason, one, voice) for reason in row.mine),
                tuple(say_reason(reason, one, voice, opened) for reason in row.theirs),
            )
            for row in runner_up.rows(one)
        ),
    )


def show_thing(id: str, label: str, voice: Voice) -> Thing:
    """Give a node by what it is called, with its state and the mark of a contact that is widely shared or protected."""
    state = voice.state(id)
    return Thing(voice.id(id), label, voice.name(id), state.get("state") or "", state.get("state_at"), voice.mark(id))


def say_reason(reason: Reason, one: Finding, voice: Voice, opened: Opened | None = None) -> ReasonShown:
    """Give a reason of a finding in words; where its links were opened their quotes stand in turn from each subject."""
    if opened is None:
        evidence = tuple(show_link(address, voice) for address in reason.evidence)
    else:
        subjects = {subject.id for subject in one.subjects}
        links = in_turn(reason.evidence, subjects, voice.names)
        evidence = tuple(show_link(address, voice, tuple(opened[address])) for address in links)
    return ReasonShown(words.reason(reason.key, reason.parts, voice), round(reason.weight, 2), evidence)


def show_link(address: Evidence, voice: Voice, quotes: tuple[Quote, ...] | None = None) -> LinkShown:
    """Give the address of a link."""
    return LinkShown(address.type, voice.id(address.start), voice.id(address.end), quotes)


def show_judgement(judgement: Judgement | None, voice: Voice) -> JudgementShown | None:
    """Give what a person decided; the why is a text that may name people."""
    if judgement is None:
        return None
    at = moment(judgement.at)
    return JudgementShown(judgement.n, judgement.verdict, judgement.who, at, voice.text(judgement.why))


def show_rows(
    columns: Sequence[tuple[str, str]], found: Iterable[Sequence[Any]], voice: Voice, opener: Opener
) -> tuple[dict[str, Any], ...]:
    """Give rows as JSON, masked by what each column means.

    What an id is called stands beside it as ``…_name``, with the mark of a contact that is widely shared or protected;
    that it is removed, flagged or private as ``…_state`` and ``…_state_at``, where it is.
    """
    table = [list(row) for row in found]
    kinds = dict(columns)
    ids = {id for row in table for id in ids_in(kinds, dict(zip(kinds, row, strict=True)))}
    voice.names.learn(ids)
    voice.names.learn_states(ids)
    return tuple(show_row(columns, values, voice, opener) for values in table)


def show_row(columns: Sequence[tuple[str, str]], values: Sequence[Any], voice: Voice, opener: Opener) -> dict[str, Any]:
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
