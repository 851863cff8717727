"""STIX 2.1, one bundle: accounts and contacts are observables, groups identities, links relationships.

Findings are groupings, judgements opinions. What STIX has no place for stands in an extension of ours, which the
bundle declares: basis, count, first and last seen, how, names, files. A confidence of STIX is a number, so it stands
only where a chance was measured. A handle is an observable of its own and no login of its holder, since a new login is
a new id.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from graph.answers.exchange import Exchange, FileExchanged, FindingExchanged, LinkExchanged, ThingExchanged
from graph.exchange import Written
from graph.exchange.attributes import say_name

Object = dict[str, Any]

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The name space of STIX for ids of observables: the same account has the same id in every bundle."""

OURS = UUID("6d6a1f0e-51e2-5b67-9a3c-0f6f5a2f4c11")
"""That of all other ids."""

EXTENSION = f"extension-definition--{uuid5(OURS, 'extension 1')}"
OPINIONS: Mapping[str, str] = {"same": "agree", "different": "disagree", "unsure": "neutral"}
GROUPS = ("Group", "Name")
"""Labels that are identities."""


def write_stix(view: Exchange) -> Written:
    """Write a view as a bundle: what it is first, then what is referred to before what refers to it."""
    made = view.head.made
    named = f"case {view.head.case} {view.head.purpose}"
    case = make_sdo("identity", named, made, {"name": view.head.case or "case", "identity_class": "unspecified"})
    case["description"] = "; ".join(
        part for part in (view.head.program, f"purpose: {view.head.purpose}", f"legal basis: {view.head.legal_basis}")
    )
    refs: dict[str, str] = {}
    taken: set[str] = set()
    objects: list[Object] = []
    authors = {link.end: link.start for link in view.links if link.type == "POSTED"}
    for thing in sorted(view.things, key=lambda one: one.label == "Post"):  # a post refers to its writer
        one = make_thing(thing, made, refs.get(authors.get(thing.id, ""), str(case["id"])))
        if one["id"] in taken:  # an invite and a site may be one address
            one["id"] = f"{one['type']}--{uuid5(OURS, thing.id)}"
        refs[thing.id] = one["id"]
        taken.add(one["id"])
        objects.append(one)
    files = [make_file(file) for file in view.files]
    links = [make_relationship(link, made, refs) for link in view.links]
    found: list[Object] = []
    for finding in view.findings:
        found += make_grouping(finding, made, refs, case["id"])
    every = [case, define_extension(made, case["id"]), *objects, *files, *links, *found]
    for one in every:
        if "created" in one and one is not case:
            one.setdefault("created_by_ref", case["id"])
    digest = uuid5(OURS, json.dumps(every, sort_keys=True))
    bundle = {"type": "bundle", "id": f"bundle--{digest}", "objects": every}
    return Written((json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode())


def make_thing(thing: ThingExchanged, made: str, author: str) -> Object:
    """Give a thing as an object; of a post what it says, about whoever wrote it."""
    said = drop_empty(
        {
            "label": thing.label,
            "id": thing.id,
            "platform": thing.platform,
            "names": [say_name(spell) for spell in thing.names],
            "state": thing.state,
            "state_at": thing.state_at,
            "mark": thing.mark,
            "posts": thing.posts,
            "first_seen": thing.first,
            "last_seen": thing.last,
            "clusters": list(thing.clusters),
            "near": list(thing.near),
            "chosen": thing.chosen,
            "sources": list(thing.sources),
        }
    )
    if thing.label == "Post":
        about = {"abstract": thing.name, "content": thing.text or "(a post without text)", "object_refs": [author]}
        return make_sdo("note", thing.id, made, about) | extend(said)
    if thing.label in GROUPS:
        kind = "group" if thing.label == "Group" else "unspecified"
        return make_sdo("identity", thing.id, made, {"name": thing.name or thing.id, "identity_class": kind}) | extend(
            said
        )
    if thing.label == "Media":
        known = {"hashes": {"SHA-256": thing.sha256}} if thing.sha256 else {"name": thing.id}
        return make_observable("file", thing.id, known, {}) | extend(said)
    if thing.label in ("Site", "Invite"):
        return make_observable("url", "", {"value": thing.id.partition(":")[2] or thing.id}, {}) | extend(said)
    if thing.label == "Email":
        return make_observable("email-addr", "", {"value": thing.id.removeprefix("mail:")}, {}) | extend(said)
    if thing.label == "Handle":
        login = thing.id.partition(":@")[2] or thing.id
        return make_observable("user-account", "", {"account_type": thing.platform, "account_login": login}, {}) | (
            extend(said)
        )
    own = {"account_type": thing.platform or thing.label.lower(), "user_id": thing.id}
    return make_observable("user-account", "", own, {"display_name": thing.name}) | extend(said)


def make_relationship(link: LinkExchanged, made: str, refs: Mapping[str, str]) -> Object:
    """Give a link as a relationship; it ends after it starts, or its end is not said."""
    said = drop_empty(
        {
            "basis": link.basis,
            "how": list(link.how),
            "count": link.count,
            "first_seen": link.first,
            "last_seen": link.last,
            "plausibility": link.plausibility,
            "evidence": link.confidence,
            "worth": link.worth,
            "finding": link.finding,
            "verdict": link.verdict,
            "sources": list(link.sources),
        }
    )
    about: Object = {
        "relationship_type": link.type.lower().replace("_", "-"),
        "source_ref": refs[link.start],
        "target_ref": refs[link.end],
    }
    if link.chance is not None:
        about["confidence"] = round(100 * link.chance)
    if link.first is not None:
        about["start_time"] = link.first
        if link.last is not None and link.last > link.first:
            about["stop_time"] = link.last
    return make_sdo("relationship", link.id, made, about) | extend(said)


def make_grouping(one: FindingExchanged, made: str, refs: Mapping[str, str], case: str) -> list[Object]:
    """Give a finding as a grouping, and what a person judged of it as an opinion."""
    said = drop_empty(
        {
            "kind": one.kind,
            "basis": one.basis,
            "evidence": one.confidence,
            "worth": one.worth,
            "bits": one.bits,
            "first_seen": one.first,
            "last_seen": one.last,
            "others": one.others,
            "reasons": [
                {"says": reason.says, "bits": reason.weight, "links": reason.links, "sources": list(reason.sources)}
                for reason in one.reasons
            ],
            "sources": list(one.sources),
        }
    )
    about: Object = {
        "name": f"{one.kind} {one.id}",
        "description": one.says,
        "context": "unspecified",
        "object_refs": [refs[id] for id in one.subjects] or [case],
    }
    if one.chance is not None:
        about["confidence"] = round(100 * one.chance)
    grouping = make_sdo("grouping", one.id, made, about) | extend(said)
    if one.judgement is None:
        return [grouping]
    judged = one.judgement
    opinion = {
        "explanation": judged.why,
        "opinion": OPINIONS.get(judged.verdict, "neutral"),
        "object_refs": [grouping["id"]],
        **({"authors": [judged.who]} if judged.who else {}),
    }
    return [
        grouping,
        make_sdo("opinion", f"{one.id} {judged.entry}", made, opinion)
        | extend({"verdict": judged.verdict, "at": judged.at, "entry": judged.entry}),
    ]


def make_file(file: FileExchanged) -> Object:
    """Give a file that was read."""
    known: Object = {"hashes": {"SHA-256": file.sha256}} | ({"name": file.name} if file.name else {})
    said = drop_empty({"reader": file.reader, "exported": file.exported})
    return make_observable("file", f"source {file.sha256}", known, {}) | (extend(said) if said else {})


def make_observable(type: str, name: str, known: Object, more: Object) -> Object:
    """Give an observable; without a name of its own its id follows from what is known of it, as STIX says."""
    known, more = drop_empty(known), drop_empty(more)
    if name:
        digest = uuid5(OURS, name)
    else:
        digest = uuid5(OBSERVABLES, json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    return {"type": type, "spec_version": "2.1", "id": f"{type}--{digest}", **known, **more}


def make_sdo(type: str, name: str, made: str, about: Object) -> Object:
    """Give a domain object or a relationship."""
    id = f"{type}--{uuid5(OURS, f'{type} {name}')}"
    return {"type": type, "spec_version": "2.1", "id": id, "created": made, "modified": made, **about}


def extend(said: Object) -> Object:
    """Give what stands in our extension."""
    return {"extensions": {EXTENSION: {"extension_type": "property-extension", **said}}}


def define_extension(made: str, case: str) -> Object:
    """Declare the extension."""
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": case,
        "created": made,
        "modified": made,
        "name": "Liaisons",
        "description": "Basis (observed, inferred or judged), how often and when it was said, and by which files",
        "schema": "docs/exchange.md of the program that wrote it",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def drop_empty(said: Mapping[str, Any]) -> Object:
    """Leave out what is not known: STIX has no null and no empty list."""
    return {key: value for key, value in said.items() if value is not None and value != "" and value != []}
