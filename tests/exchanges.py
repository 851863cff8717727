"""What goes out of a case, made by hand out of hostile names, and how each form is read back by another library."""

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from graph.answers.exchange import (
    Exchange,
    FileExchanged,
    FindingExchanged,
    HeadExchanged,
    JudgementExchanged,
    LeftOut,
    LinkExchanged,
    NameExchanged,
    ReasonExchanged,
    ThingExchanged,
)
from graph.snapshot import Snapshot
from liaisons.session import Session
from tests.views import HOSTILE

FILE = "a" * 64
OTHER_FILE = "b" * 64
NAMES = (
    *HOSTILE,
    "=1+1",
    "+49 30 23125 001",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " \u200b'=1+1",
    "＝1+1",
    '\ufeff=HYPERLINK("http://example.org")',
    "\ufffe\uffff\U0001ffff noncharacters",
    "]]>&amp;<b>&#0;",
    "line\r\nof \x0b several\x85lines\u2028",
    "0049",
    "9223372036854775808123",
    "'quoted",
    "x" * 40_000,
    "باب البحر",
)
"""What names and texts may hold."""

WRITERS = ("Account", "Group", "Participant")
CONTACTS = ("Phone", "Handle", "Invite", "Site", "Email")


def make_view(*, hidden: bool = False) -> Exchange:
    """Give a view with things of all labels, links of all bases, and every name hostile."""
    things: list[ThingExchanged] = []
    for number, name in enumerate(NAMES):
        label = (*WRITERS[:2], *CONTACTS)[number % 7]
        platform = "telegram" if label in ("Account", "Group", "Handle") else ""
        spells = (
            NameExchanged(name=name, first="2025-03-01T10:00:00Z", last=None, exact_first=True, exact_last=False),
            NameExchanged(name="Nadia", first=None, last=None, exact_first=False, exact_last=False),
        )
        things.append(
            ThingExchanged(
                id=make_id(label, number), label=label, name=name, platform=platform,
                names=spells if label in WRITERS else (), state="removed" if number == 0 else "",
                state_at="2025-04-01T00:00:00Z" if number == 0 else None, mark="protected" if number == 2 else "",
                posts=number, first="2025-03-01T10:00:00Z", last="2025-06-30T23:59:59Z",
                clusters=("c" * 12,) if number < 7 else (), near=("c" * 12,) if number == 8 else (),
                sources=(FILE,),
            )
        )  # fmt: skip
    post = ThingExchanged(
        id="telegram:channel1/5", label="Post", name="post of Nadia", platform="telegram", text=NAMES[4] * 3,
        first="2025-03-02T09:00:00Z", last="2025-03-02T09:00:00Z", sources=(FILE, OTHER_FILE),
    )  # fmt: skip
    digest = "d" * 64
    media = ThingExchanged(id=f"media:{digest}", label="Media", name="media", sha256=digest, sources=(FILE,))
    extra = ThingExchanged(id="telegram:user777", label="Account", name="", platform="telegram", chosen=False)
    named = ThingExchanged(id=f"name:{NAMES[7]}", label="Name", name=NAMES[7], sources=(FILE,))
    things += [post, media, extra, named]
    things.sort(key=lambda one: (one.label, one.id))
    links = [
        make_link("MENTIONS", make_id("Account", 0), make_id("Phone", 2), how=("whatsapp",), count=7, plausibility=0.4),
        make_link("SHOWS", make_id("Account", 0), make_id("Phone", 2), how=("profile",)),
        make_link("OPENS", make_id("Handle", 3), make_id("Account", 0)),
        make_link("MEMBER_OF", make_id("Account", 7), make_id("Group", 1), how=("joined", "listed")),
        make_link("IN", make_id("Account", 0), make_id("Group", 1), first=None, last=None),
        make_link("CALLED", make_id("Account", 0), make_id("Account", 7), how=("call",), count=3),
        make_link("NAMED", make_id("Phone", 2), named.id, how=("saved",)),
        make_link("TIED_TO", make_id("Account", 0), make_id("Account", 7), how=("brother",)),
        make_link("HANDS_OFF", make_id("Account", 0), make_id("Phone", 2), basis="inferred", how=("whatsapp",)),
        make_link("POSTED", make_id("Account", 0), post.id),
        make_link("IN", post.id, make_id("Group", 1)),
        make_link("ATTACHES", post.id, media.id),
        make_link("ALIAS", make_id("Account", 0), make_id("Account", 7), basis="inferred", confidence="fair",
                  chance=0.83, worth="83 %", finding="1" * 12),
        make_link("ALIAS", make_id("Account", 0), extra.id, basis="judged", confidence="strong", worth="likely",
                  finding="2" * 12, verdict="same"),
        make_link("SUCCESSION", make_id("Group", 1), make_id("Group", 8), basis="inferred", confidence="weak",
                  finding="3" * 12),
    ]  # fmt: skip
    links.sort(key=lambda one: (one.type, one.start, one.end, one.finding or ""))
    return Exchange(
        head=HeadExchanged(
            case=NAMES[0], purpose=NAMES[1], legal_basis="none", profile="police", zone="UTC", program="liaisons 0",
            made="2026-01-05T08:00:00Z", computed="2026-01-05T07:00:00Z", hidden=hidden, selection=(), around=False,
            posts=True,
        ),
        things=tuple(things),
        links=tuple(links),
        findings=(
            make_finding("1" * 12, "alias", make_id("Account", 0), make_id("Account", 7), chance=0.83),
            make_finding("2" * 12, "alias", make_id("Account", 0), extra.id, verdict="same"),
            make_finding("3" * 12, "succession", make_id("Group", 1), make_id("Group", 8)),
            make_finding("4" * 12, "rename", make_id("Group", 1), basis="observed"),
            make_finding("5" * 12, "alias", make_id("Account", 7), extra.id, verdict="different"),
            make_finding("c" * 12, "cluster", *(one.id for one in things if one.clusters)),
        ),
        files=(
            FileExchanged(sha256=FILE, name=f"export/{NAMES[2]}.json", reader="telegram", exported=None),
            FileExchanged(sha256=OTHER_FILE, name=NAMES[9], reader="table", exported="2025-07-01T00:00:00Z"),
        ),
        left=(LeftOut(what="Post", count=12, why="only with --posts"),),
    )  # fmt: skip


def make_id(label: str, number: int) -> str:
    """Give an id as the graph has it."""
    return {
        "Account": f"telegram:user{number}",
        "Group": f"telegram:channel{number}",
        "Phone": f"+12025550{100 + number}",
        "Handle": f"telegram:@name{number}",
        "Invite": f"invite:t.me/+hash{number}",
        "Site": f"site:example.org/{number}?a=1&b=<2>",
        "Email": f"mail:name{number}@example.org",
    }[label]


def make_link(type: str, start: str, end: str, **more: Any) -> LinkExchanged:
    """Give a link of some days and one file."""
    said: dict[str, Any] = {
        "id": f"{type}-{start}-{end}-{more.get('finding')}", "basis": "observed", "first": "2025-03-01T10:00:00Z",
        "last": "2025-05-01T12:30:00Z", "sources": (FILE,),
    }  # fmt: skip
    return LinkExchanged(type=type, start=start, end=end, **(said | more))


def make_finding(
    id: str, kind: str, *subjects: str, basis: Any = "inferred", chance: float | None = None, verdict: str = ""
) -> FindingExchanged:
    """Give a finding with a hostile sentence."""
    judgement = JudgementExchanged(entry=9, verdict=verdict, who="me", at="2026-01-04T10:00:00Z", why=NAMES[1])
    return FindingExchanged(
        id=id, kind=kind, says=f"{NAMES[5]} and more", basis="judged" if verdict == "same" else basis,
        confidence="fair", chance=chance, worth="" if chance is None else "83 %", bits=7.5,
        first="2025-03-01T10:00:00Z", last=None, subjects=subjects, others=1 if kind == "cluster" else 0,
        reasons=(ReasonExchanged(says=NAMES[6], weight=-1.25, links=2, sources=(FILE,)),),
        judgement=judgement if verdict else None, sources=(FILE,),
    )  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What another library reads in a file: ids of things, links, and all text in it."""

    things: set[str] = field(default_factory=set)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read_graphml(data: bytes) -> Reading:
    import networkx as nx

    net = nx.parse_graphml(data.decode("utf-8"), force_multigraph=True)
    read = Reading(set(net.nodes), [(said["type"], a, b) for a, b, said in net.edges(data=True)])
    assert len({key for *_, key in net.edges(keys=True)}) == net.number_of_edges()
    for values in (
        net.graph,
        *(said for _, said in net.nodes(data=True)),
        *(said for *_, said in net.edges(data=True)),
    ):
        read.texts += [value for value in values.values() if isinstance(value, str)]
    return read


def read_gexf(data: bytes) -> Reading:
    import networkx as nx

    net = nx.read_gexf(io.BytesIO(data))
    assert net.graph["mode"] == "dynamic"
    read = Reading(set(net.nodes), [(said["type"], a, b) for a, b, said in net.edges(data=True)])
    for values in (*(said for _, said in net.nodes(data=True)), *(said for *_, said in net.edges(data=True))):
        read.texts += [value for value in values.values() if isinstance(value, str)]
        read.texts += [name for name, *_ in values.get("name_at", ())]
        first, last = values.get("start"), values.get("end")
        assert None in (first, last) or first <= last
    return read


def read_csv(data: bytes) -> Reading:
    read = Reading()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            read.texts += [cell for row in rows for cell in row.values()]
            if name == "things.csv":
                read.things |= {row["id"].removeprefix("'") for row in rows}
            if name == "links.csv":
                read.links += [
                    (row["type"], row["start"].removeprefix("'"), row["end"].removeprefix("'")) for row in rows
                ]
    return read


def read_ftm(data: bytes) -> Reading:
    """Hold each entity against the schema as its package has it: the library wants a compiler."""
    schemata = json.loads((Path(__file__).parent / "followthemoney.json").read_text("utf-8"))["schemata"]
    entities = {one["id"]: one for one in map(json.loads, data.decode("utf-8").split("\n")[:-1])}
    assert len(entities) == data.count(b"\n")
    read = Reading()
    names: dict[str, str] = {}
    for id, one in entities.items():
        schema = schemata[one["schema"]]
        assert re.fullmatch("[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", id)
        assert one["properties"].keys() <= schema["properties"].keys(), one["schema"]
        for name, values in one["properties"].items():
            kind, *ranges = schema["properties"][name]
            assert values
            assert len(values) == len(set(values))
            for value in values:
                if kind == "entity" and ranges:
                    assert ranges[0] in schemata[entities[value]["schema"]]["is"], (one["schema"], name)
                if kind == "date":
                    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", value)
                if kind == "number":
                    float(value)
            read.texts += values
        wanted = set(schema["required"]) - {"sender"}  # of the form in which people edit: an account is no LegalEntity
        assert wanted <= one["properties"].keys()
        if one["schema"] in ("UserAccount", "Message", "Image"):
            names[id] = one["properties"]["username" if one["schema"] == "UserAccount" else "fileName"][0]
    read.things = set(names.values())
    for one in entities.values():
        said = one["properties"]
        if one["schema"] == "UnknownLink":
            read.links.append((said["role"][0], names[said["subject"][0]], names[said["object"][0]]))
        if one["schema"] == "Similar":
            read.links.append(("ALIAS", names[said["candidate"][0]], names[said["match"][0]]))
    return read


def read_stix(data: bytes) -> Reading:
    import stix2

    bundle = stix2.parse(data.decode("utf-8"), allow_custom=False)
    plain = json.loads(data)["objects"]
    assert len({one["id"] for one in plain}) == len(plain) == len(bundle.objects)
    [extension] = [one["id"] for one in plain if one["type"] == "extension-definition"]
    own = {one["id"]: one.get("extensions", {}).get(extension, {}) for one in plain}
    ids = {id: said["id"] for id, said in own.items() if "label" in said}
    read = Reading(set(ids.values()))
    for one in plain:
        assert all(ref in own for key in one if key.endswith("_refs") for ref in one[key])
        assert all(one[key] in own for key in one if key.endswith("_ref"))
        if one["type"] == "relationship":
            type = one["relationship_type"].upper().replace("-", "_")
            read.links.append((type, ids[one["source_ref"]], ids[one["target_ref"]]))
            assert own[one["id"]]["basis"] in ("observed", "inferred", "judged")
    read.texts += list_texts(plain)
    return read


def read_misp(data: bytes) -> Reading:
    from pymisp import MISPEvent, MISPObject

    plain = json.loads(data)["Event"]
    event = MISPEvent(strict_validation=True)
    event.from_dict(**plain)
    assert (event.distribution, event.published) == (0, False)
    read, ids = Reading(), {}
    for one, said in zip(event.objects, plain["Object"], strict=True):
        known = MISPObject(one.name, strict=True)._definition or {}
        assert (known["uuid"], str(known["version"])) == (said["template_uuid"], said["template_version"])
        assert known["meta-category"] == said["meta-category"]
        assert said["Attribute"]
        for value in said["Attribute"]:
            assert known["attributes"][value["object_relation"]]["misp-attribute"] == value["type"]
            assert not value["to_ids"]
        assert {value["object_relation"] for value in said["Attribute"]} & set(known["requiredOneOf"])
        label, _, id = said["comment"].partition(";")[0].partition(" ")
        if one.name != "annotation" and label != "read":
            ids[one.uuid] = id
    read.things = set(ids.values())
    assert len(read.things) == len(ids)
    for one in event.objects:
        for link in one.references:
            if one.name != "annotation":
                type = link.relationship_type.upper().replace("-", "_")
                read.links.append((type, ids[link.object_uuid], ids[link.referenced_uuid]))
                assert re.match("observed|inferred|judged", link.comment)
    uuids = re.findall(r'"uuid": "([^"]+)"', data.decode("utf-8"))
    assert len(set(uuids)) == len(uuids)
    read.texts += list_texts(plain)
    return read


def list_texts(value: Any) -> list[str]:
    """Give all texts within JSON values, keys too."""
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in (key, *list_texts(one))]
    if isinstance(value, list):
        return [text for one in value for text in list_texts(one)]
    return [value] if isinstance(value, str) else []


def read_xlsx(data: bytes) -> Reading:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    read = Reading()
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        read.texts += [cell for row in rows for cell in row if isinstance(cell, str)]
        said = [dict(zip(head, row, strict=True)) for row in rows]
        if name == "things":
            read.things |= {str(row["id"]) for row in said}
        if name == "links":
            read.links += [(str(row["type"]), str(row["start"]), str(row["end"])) for row in said]
    return read


def read_parquet(data: bytes) -> Reading:
    import duckdb

    read = Reading()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        for name in archive.namelist():
            table = duckdb.read_parquet(str(Path(folder) / name))
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
            read.texts += [cell for row in rows for cell in row.values() if isinstance(cell, str)]
            if name == "things.parquet":
                read.things |= {row["id"] for row in rows}
            if name == "links.parquet":
                read.links += [(row["type"], row["start"], row["end"]) for row in rows]
    return read


def read_i2(data: bytes) -> Reading:
    chart = ElementTree.fromstring(data)
    assert [one.tag for one in chart] == [
        "StrengthCollection", "EntityTypeCollection", "LinkTypeCollection", "ChartItemCollection",
    ]  # fmt: skip
    known = {one.tag: {said.get("Name") for said in one} for one in chart}
    read = Reading()
    for item in chart[3]:
        read.texts += item.attrib.values()
        if (entity := item.find("End/Entity")) is not None:
            read.things.add(entity.attrib["Identity"])
            assert item.find("End/Entity/Icon/IconStyle").attrib["Type"] in known["EntityTypeCollection"]  # type: ignore[union-attr]
        if (link := item.find("Link")) is not None:
            [style] = link
            assert style.attrib["Type"] in known["LinkTypeCollection"]
            assert style.attrib["StrengthReference"] in known["StrengthCollection"]
            read.links.append((style.attrib["Type"], link.attrib["End1Id"], link.attrib["End2Id"]))
    return read


def read_maltego(data: bytes) -> Reading:
    mtg = "{http://maltego.paterva.com/xml/mtgx}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        [name] = archive.namelist()
        assert name == "Graphs/Graph1.graphml"
        root = ElementTree.fromstring(archive.read(name))
    nodes: dict[str, str] = {}
    read = Reading()
    for one in root.iter():
        if one.tag.endswith("}node"):
            [entity] = one.iter(f"{mtg}MaltegoEntity")
            assert entity.attrib["type"].startswith("maltego.")
            assert list(one.iter(f"{mtg}Position"))
            nodes[one.attrib["id"]] = entity.attrib["id"]
        if one.tag.endswith("}edge"):
            said = {value.attrib["name"]: value[0].text for value in one.iter(f"{mtg}Property")}
            ends = nodes[one.attrib["source"]], nodes[one.attrib["target"]]
            read.links.append((str(said["liaisons.type"]), *ends))
            assert said["maltego.link.manual.type"] == f"{said['liaisons.type']} ({said['liaisons.basis']})"
        read.texts += [*one.attrib.values(), one.text or ""]
    read.things = set(nodes.values())
    return read


READERS: Mapping[str, Callable[[bytes], Reading]] = {
    "graphml": read_graphml,
    "gexf": read_gexf,
    "csv": read_csv,
    "ftm": read_ftm,
    "stix": read_stix,
    "misp": read_misp,
    "xlsx": read_xlsx,
    "parquet": read_parquet,
    "i2": read_i2,
    "maltego": read_maltego,
}
"""By form; each with another library than the one that writes it, or with that of the form itself."""


def list_files(data: bytes) -> Iterator[str]:
    """Yield the text of a file, or of all files in a zip."""
    if not data.startswith(b"PK"):
        yield data.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8", "replace")


def list_secrets(session: Session) -> set[str]:
    """Give what tells a person: ids with their numbers, names of several words, lines of posts, names of files."""
    snapshot = Snapshot.read(session.store)
    secrets: set[str] = set()
    for id, kind in zip(snapshot.ids, snapshot.labels, strict=True):
        if kind == "Source":
            continue
        bare = id.partition(":")[2] or id
        secrets |= {id, *re.findall(r"\d{6,}|@\w{5,}", bare)}
        name = snapshot.name_of(id)
        if name and " " in name.strip():
            secrets.add(name)
    for text in snapshot.posts["text"].to_pylist():
        secrets |= {line.strip() for line in (text or "").splitlines() if re.search(r"\d{6,}|@\w{5,}", line)}
    entries = session.case.journal.entries("ingest")
    return secrets | {file["name"] for entry in entries for file in (entry.payload or {})["files"]}
