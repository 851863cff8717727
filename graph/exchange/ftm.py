"""FollowTheMoney: an entity a line of JSON, for Aleph, OpenAleph and whatever reads its schema.

Accounts, groups, contacts and names are UserAccount (``service`` says of what), posts Message, pictures Image, files
that were read Document, links UnknownLink, aliases Similar, findings Note. Ids of the schema are letters, digits and
hyphens, so an entity's id is a hash of the id that is shown, which stands in ``username``.

The library lets what it cannot read go without a word: SHA-256 stand in notes, since its checksums are SHA-1, and times
have an offset, since one that ends in Z loses its seconds.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from graph.answers.exchange import Exchange, FileExchanged, FindingExchanged, LinkExchanged, ThingExchanged
from graph.exchange import Written
from graph.exchange.attributes import say_name

Properties = Mapping[str, Iterable[str | None]]

SIMILAR = "ALIAS"
"""The type of links that say two accounts may be one."""

SCHEMATA: Mapping[str, str] = {"Post": "Message", "Media": "Image"}
"""Of labels that are no UserAccount."""


def write_ftm(view: Exchange) -> Written:
    """Write a view as lines, things first, each before what refers to it."""
    labels = {thing.id: thing.label for thing in view.things}
    wrote = {link.end: link.start for link in view.links if link.type == "POSTED"}
    carried = {link.end: link.start for link in view.links if link.type == "ATTACHES"}
    entities = [
        *(write_file(file) for file in view.files),
        *(write_thing(thing, wrote, carried, hidden=view.head.hidden) for thing in view.things),
        *(write_link(link, labels) for link in view.links),
        *(write_finding(one) for one in view.findings),
    ]
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in entities)
    return Written("".join(f"{line}\n" for line in lines).encode())


def write_thing(
    thing: ThingExchanged, wrote: Mapping[str, str], carried: Mapping[str, str], *, hidden: bool
) -> Mapping[str, object]:
    """Give a thing as an entity."""
    schema = SCHEMATA.get(thing.label, "UserAccount")
    said: dict[str, Iterable[str | None]] = {
        "name": [thing.name or thing.id],
        "notes": list_notes(thing),
        "keywords": [thing.label, *(f"cluster {id}" for id in thing.clusters), *(f"near {id}" for id in thing.near)],
        "proof": [make_entity_id(f"sha256:{sha256}") for sha256 in thing.sources],
    }
    if schema == "UserAccount":
        others = [spell.name for spell in thing.names if spell.name != thing.name]
        said |= {
            "username": [thing.id],
            "service": [thing.platform or thing.label.lower()],
            "previousName": others,
            "phone": [thing.id] if thing.label == "Phone" and not hidden else [],
            "email": [thing.id.removeprefix("mail:")] if thing.label == "Email" and not hidden else [],
        }
    elif schema == "Message":
        said |= {
            "fileName": [thing.id],
            "bodyText": [thing.text or "(a post without text)"],
            "date": [say_time(thing.first)],
            "senderAccount": [make_entity_id(wrote[thing.id])] if thing.id in wrote else [],
        }
    else:
        said |= {"fileName": [thing.id], "parent": [make_entity_id(carried[thing.id])] if thing.id in carried else []}
    return write_entity(make_entity_id(thing.id), schema, said)


def list_notes(thing: ThingExchanged) -> Iterator[str]:
    """Yield what the schema has no property for."""
    if thing.first or thing.last:
        yield f"seen {thing.first or 'unknown'} to {thing.last or 'unknown'}"
    yield from (f"called {say_name(spell)}" for spell in thing.names if spell.first or spell.last)
    if thing.state:
        yield f"{thing.state} {thing.state_at or ''}".rstrip()
    if thing.mark:
        yield thing.mark
    if thing.sha256:
        yield f"SHA-256 {thing.sha256}"
    if not thing.chosen:
        yield "not selected: at the other end of a link"


def write_link(link: LinkExchanged, labels: Mapping[str, str]) -> Mapping[str, object]:
    """Give a link as an entity; where the accounts of an alias may be one, as Similar."""
    start, end = make_entity_id(link.start), make_entity_id(link.end)
    worth = f", {link.worth}" if link.worth else ""
    if link.type == SIMILAR and {labels[link.start], labels[link.end]} == {"Account"}:
        verdict = f", judged {link.verdict}" if link.verdict else ""
        return write_entity(
            make_entity_id(f"link:{link.id}"),
            "Similar",
            {
                "candidate": [start],
                "match": [end],
                "confidenceScore": [None if link.chance is None else str(link.chance)],
                "criteria": [f"{link.basis}, {link.confidence} evidence{worth}{verdict}; finding {link.finding}"],
                "matcher": ["liaisons"],
            },
        )
    evidence = f", {link.confidence} evidence{worth}" if link.confidence else ""
    return write_entity(
        make_entity_id(f"link:{link.id}"),
        "UnknownLink",
        {
            "subject": [start],
            "object": [end],
            "role": [link.type],
            "status": [link.basis],
            "summary": [f"{link.basis}{evidence}; said {link.count} times", *link.how],
            "recordId": [link.id],
            "startDate": [say_time(link.first)],
            "endDate": [say_time(link.last)],
            "proof": [make_entity_id(f"sha256:{sha256}") for sha256 in link.sources],
        },
    )


def write_finding(one: FindingExchanged) -> Mapping[str, object]:
    """Give a finding, with its reasons and judgement, as a note about its subjects."""
    worth = f", {one.worth}" if one.worth else ""
    told = [f"{one.basis}, {one.confidence} evidence{worth}"]
    told += [f"{reason.weight:+.2f} bits: {reason.says}" for reason in one.reasons]
    if one.judgement:
        told.append(f"judged {one.judgement.verdict} on {one.judgement.at}: {one.judgement.why}")
    return write_entity(
        make_entity_id(f"finding:{one.id}"),
        "Note",
        {
            "name": [f"{one.kind} {one.id}"],
            "description": [one.says],
            "notes": told,
            "entity": [make_entity_id(id) for id in one.subjects],
            "proof": [make_entity_id(f"sha256:{sha256}") for sha256 in one.sources],
            "keywords": [one.kind, one.basis],
        },
    )


def write_file(file: FileExchanged) -> Mapping[str, object]:
    """Give a file that was read."""
    return write_entity(
        make_entity_id(f"sha256:{file.sha256}"),
        "Document",
        {
            "name": [file.name or file.sha256],
            "fileName": [file.name or file.sha256],
            "notes": [f"SHA-256 {file.sha256}", f"read as {file.reader}" if file.reader else None],
            "date": [say_time(file.exported)],
        },
    )


def write_entity(id: str, schema: str, properties: Properties) -> Mapping[str, object]:
    """Give an entity: each property with its values once, in order, and without those that are empty."""
    said = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: some for name, some in said.items() if some}}


def make_entity_id(id: str) -> str:
    """Give the id that an entity has in the schema."""
    return f"liaisons-{hashlib.sha256(id.encode()).hexdigest()[:32]}"


def say_time(at: str | None) -> str | None:
    """Give a time with its offset."""
    return None if at is None else at.replace("Z", "+00:00")
