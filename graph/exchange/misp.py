"""MISP: one event with an object a thing, a reference a link and an annotation a finding.

Nothing is marked for detection (``to_ids``), and the event is for the own organisation alone until somebody changes
that in MISP. What a template has no field for stands in the comment of the object or reference. An estimative word
stands where a chance was measured, and nowhere else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from graph.answers.exchange import Exchange, FileExchanged, FindingExchanged, LinkExchanged, ThingExchanged
from graph.exchange import Written
from graph.exchange.attributes import say_name
from graph.exchange.values import make_line

OURS = UUID("9b0f4f0c-57a5-5c34-8f41-0d5b1f6b7c22")
INHERIT, OWN = "5", "0"
"""Distributions: as the event, and this organisation alone."""


@dataclass(frozen=True, slots=True)
class Template:
    """An object template of MISP; a test holds that the library knows it by this version."""

    name: str
    category: str
    uuid: str
    version: str
    fields: Mapping[str, str]
    """The types of the fields that are written here."""


ACCOUNT = Template(
    "user-account", "misc", "49606b06-22f0-4ac8-8eee-2f12ad46f3d3", "6",
    {"account-type": "text", "user-id": "text", "username": "text", "display-name": "text", "email": "email"},
)  # fmt: skip
GROUP = Template(
    "social-media-group", "misc", "c4939ec4-ab53-4c35-9a98-3d4d4caf5b6c", "1",
    {"group-name": "text", "group-alias": "text", "platform": "text", "description": "text"},
)  # fmt: skip
PHONE = Template("phone", "misc", "d7e4fbdd-b551-4862-bddb-a0b470a38509", "6", {"msisdn": "text", "text": "text"})
URL = Template("url", "network", "60efb77b-40b5-4c46-871b-ed1ed999fce5", "10", {"url": "url", "text": "text"})
PERSON = Template("person", "misc", "a15b0477-e9d1-4b9c-9546-abe78a4f4248", "21", {"alias": "text", "text": "text"})
MESSAGE = Template(
    "instant-message", "misc", "5fa51a24-f40f-4696-a77e-d31e26bab5fc", "3",
    {"body": "text", "from-name": "text", "sent-date": "datetime", "app-used": "text"},
)  # fmt: skip
FILE = Template(
    "file", "file", "688c46fb-5edb-40a3-8273-1af7923e2215", "25",
    {"filename": "filename", "sha256": "sha256", "text": "text"},
)  # fmt: skip
NOTE = Template(
    "annotation", "misc", "5d8dc046-15a1-4ca3-a09f-ed4ede7c4487", "3",
    {"text": "text", "type": "text"},
)  # fmt: skip
TEMPLATES = (ACCOUNT, GROUP, PHONE, URL, PERSON, MESSAGE, FILE, NOTE)

CATEGORIES: Mapping[str, str] = {
    "email": "Social network",
    "filename": "Payload delivery",
    "sha256": "Payload delivery",
    "url": "Network activity",
}
"""Categories that MISP has for a type of value; ``Other`` for all else."""

LIKELIHOOD = (
    (0.05, "almost-no-chance"), (0.20, "very-unlikely"), (0.45, "unlikely"), (0.55, "roughly-even-chance"),
    (0.80, "likely"), (0.95, "very-likely"), (1.01, "almost-certain"),
)  # fmt: skip
"""Words of the taxonomy estimative-language, each up to a chance."""


def write_misp(view: Exchange) -> Written:
    """Write a view as an event."""
    head, made = view.head, str(round(datetime.fromisoformat(view.head.made).timestamp()))
    objects = {thing.id: make_thing(thing, made) for thing in view.things}
    for link in view.links:
        start, end = objects[link.start], objects[link.end]
        kind = link.type.lower().replace("_", "-")
        add_reference(start, end["uuid"], kind, link.id, say_link(link), made)
    notes = []
    for one in view.findings:
        note = make_note(one, made)
        for id in one.subjects:
            add_reference(note, objects[id]["uuid"], "annotates", f"{one.id} {id}", one.basis, made)
        notes.append(note)
    every = [*objects.values(), *(make_file(file, made) for file in view.files), *notes]
    event = {
        "uuid": str(uuid5(OURS, json.dumps(every, sort_keys=True))),
        "info": make_line(f"{head.program}: {head.case or 'case'}; purpose: {head.purpose}"),
        "date": head.made[:10],
        "timestamp": made,
        "threat_level_id": "4",
        "analysis": "1",
        "distribution": OWN,
        "published": False,
        "Tag": [{"name": f'liaisons:hidden-names="{str(head.hidden).lower()}"'}],
        "Attribute": [],
        "Object": every,
    }
    return Written((json.dumps({"Event": event}, ensure_ascii=False, indent=1) + "\n").encode())


def make_thing(thing: ThingExchanged, made: str) -> dict[str, Any]:
    """Give a thing as an object."""
    template, fields = choose_fields(thing)
    return make_object(template, thing.id, fields, "; ".join(say_thing(thing)), made, thing.first, thing.last)


def choose_fields(thing: ThingExchanged) -> tuple[Template, Mapping[str, list[str | None]]]:
    """Give the template of a thing's label, and what stands in its fields."""
    bare = thing.id.partition(":")[2] or thing.id
    aliases: list[str | None] = [spell.name for spell in thing.names if spell.name != thing.name]
    match thing.label:
        case "Group":
            named: dict[str, list[str | None]] = {"group-name": [thing.name], "group-alias": aliases}
            return GROUP, {**named, "platform": [thing.platform], "description": [thing.id]}
        case "Phone":
            return PHONE, {"msisdn": [thing.id], "text": [thing.name]}
        case "Site" | "Invite":
            return URL, {"url": [bare]}
        case "Name":
            return PERSON, {"alias": [thing.name or thing.id]}
        case "Email":
            return ACCOUNT, {"email": [bare], "user-id": [thing.id]}
        case "Handle":
            return ACCOUNT, {"account-type": [thing.platform], "username": [bare.removeprefix("@")]}
        case "Post":
            said: dict[str, list[str | None]] = {
                "body": [thing.text or "(a post without text)"],
                "sent-date": [thing.first],
            }
            return MESSAGE, {**said, "from-name": [thing.name], "app-used": [thing.platform]}
        case "Media":
            return FILE, {"sha256": [thing.sha256], "filename": [thing.id]}
    return ACCOUNT, {"account-type": [thing.platform], "user-id": [thing.id], "display-name": [thing.name]}


def say_thing(thing: ThingExchanged) -> Iterator[str]:
    """Yield what the templates have no field for."""
    yield f"{thing.label} {thing.id}"
    yield from (f"called {say_name(spell)}" for spell in thing.names)
    if thing.state:
        yield f"{thing.state} {thing.state_at or ''}".rstrip()
    if thing.mark:
        yield thing.mark
    yield from (f"in cluster {id}" for id in thing.clusters)
    yield from (f"around cluster {id}" for id in thing.near)
    if thing.posts:
        yield f"posts: {thing.posts}"
    if not thing.chosen:
        yield "not selected"
    if thing.sources:
        yield f"files: {' '.join(thing.sources)}"


def say_link(link: LinkExchanged) -> str:
    """Say a link in a comment: first whether it is observed, inferred or judged."""
    said: list[str] = [link.basis]
    said += [f"{link.confidence} evidence"] if link.confidence else []
    said += [link.worth] if link.worth else []
    said += [f"judged {link.verdict}"] if link.verdict else []
    said += [f"finding {link.finding}"] if link.finding else []
    said += [f"plausibility {link.plausibility:.2f}"] if link.plausibility is not None else []
    said += [", ".join(link.how)] if link.how else []
    said.append(f"said {link.count} times")
    said += [f"seen {link.first} to {link.last or 'unknown'}"] if link.first else []
    said += [f"files: {' '.join(link.sources)}"] if link.sources else []
    return "; ".join(said)


def make_note(one: FindingExchanged, made: str) -> dict[str, Any]:
    """Give a finding as an annotation; tags say what it rests on and, where that was measured, how likely it is."""
    said = [one.says, f"{one.basis}, {one.confidence} evidence{f', {one.worth}' if one.worth else ''}"]
    said += [f"{reason.weight:+.2f} bits: {reason.says}" for reason in one.reasons]
    if one.judgement:
        said.append(f"judged {one.judgement.verdict} on {one.judgement.at}: {one.judgement.why}")
    tags = [f'liaisons:basis="{one.basis}"']
    if one.chance is not None:
        word = next(word for most, word in LIKELIHOOD if one.chance < most)
        tags.append(f'estimative-language:likelihood-probability="{word}"')
    comment = f"{one.kind} {one.id}; others: {one.others}; files: {' '.join(one.sources)}"
    fields = {"text": ["\n".join(said)], "type": [one.kind]}
    note = make_object(NOTE, f"finding {one.id}", fields, comment, made, one.first, one.last)
    note["Attribute"][0]["Tag"] = [{"name": tag} for tag in tags]
    return note


def make_file(file: FileExchanged, made: str) -> dict[str, Any]:
    """Give a file that was read."""
    fields = {"filename": [file.name], "sha256": [file.sha256]}
    comment = f"read as {file.reader or 'unknown'}; exported {file.exported or 'unknown'}"
    return make_object(FILE, f"source {file.sha256}", fields, comment, made, None, None)


def make_object(
    template: Template,
    name: str,
    fields: Mapping[str, Iterable[str | None]],
    comment: str,
    made: str,
    first: str | None,
    last: str | None,
) -> dict[str, Any]:
    """Give an object of a template, with what is known of its fields."""
    id = uuid5(OURS, name)
    values = [
        (field, value)
        for field, some in fields.items()
        for value in dict.fromkeys(value.strip() for value in some if value and value.strip())
    ]
    return {
        "uuid": str(id),
        "name": template.name,
        "meta-category": template.category,
        "template_uuid": template.uuid,
        "template_version": template.version,
        "distribution": INHERIT,
        "timestamp": made,
        "comment": make_line(comment),
        **({"first_seen": first} if first else {}),
        **({"last_seen": last} if last else {}),
        "Attribute": [
            {
                "uuid": str(uuid5(id, f"{field} {place}")),
                "object_relation": field,
                "type": template.fields[field],
                "category": CATEGORIES.get(template.fields[field], "Other"),
                "value": value,
                "to_ids": False,
                "disable_correlation": template.fields[field] not in ("email", "sha256", "url")
                and field not in ("msisdn", "user-id", "username"),
                "distribution": INHERIT,
                "timestamp": made,
            }
            for place, (field, value) in enumerate(values)
        ],
        "ObjectReference": [],
    }


def add_reference(start: dict[str, Any], end: str, kind: str, name: str, comment: str, made: str) -> None:
    """Let an object refer to another."""
    start["ObjectReference"].append(
        {
            "uuid": str(uuid5(OURS, f"reference {kind} {name}")),
            "object_uuid": start["uuid"],
            "referenced_uuid": end,
            "relationship_type": kind,
            "comment": make_line(comment),
            "timestamp": made,
        }
    )
