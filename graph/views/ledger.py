"""The ledger of collection as it may be shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph import settings
from graph.answers.collected import MissingShown, PlaceShown, SpanShown
from graph.disclosure.paper import Paper
from graph.disclosure.voice import moment, moment_if_known
from graph.rows import plain
from graph.snapshot.collected import DAY, CollectedPlace, CollectedSpan, list_collected
from graph.views.shown import show_thing

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate


def show_places(gate: "AnsweringGate", snapshot: "Snapshot", kind: str = "") -> tuple[PlaceShown, ...]:
    """Give what was read of each place, or of those with a label, those with most posts first."""
    chosen = (one for one in list_collected(snapshot) if kind in ("", snapshot.labels[one.place]))
    places = sorted(chosen, key=lambda one: (-one.posts, snapshot.ids[one.place]))
    ids = [snapshot.ids[one.place] for one in places]
    gate.consult("coverage", ids, count=len(ids))
    gate.learn(ids)
    gate.voice.names.learn_states(ids)
    files = describe_files(gate)
    return tuple(show_place(gate, snapshot, one, files) for one in places)


def show_place(
    gate: "AnsweringGate", snapshot: "Snapshot", one: CollectedPlace, files: Mapping[str, Mapping[str, Any]]
) -> PlaceShown:
    """Give what was read of one place."""
    spans = tuple(show_span(gate, span, files) for span in one.spans)
    return PlaceShown(
        place=show_thing(snapshot.ids[one.place], snapshot.labels[one.place], gate.voice),
        posts=one.posts,
        undated=one.undated,
        first=moment_if_known(one.first),
        last=moment_if_known(one.last),
        usual_days=round(one.usual / DAY, 1) if one.usual else None,
        read_until=max((span.exported for span in spans if span.exported), default=None),
        files=spans,
        gaps=tuple(
            MissingShown(moment(gap.before), moment(gap.after), round((gap.after - gap.before) / DAY), gap.within)
            for gap in one.gaps
        ),
    )


def show_span(gate: "AnsweringGate", span: CollectedSpan, files: Mapping[str, Mapping[str, Any]]) -> SpanShown:
    """Give what one file holds of a place."""
    name, sha256 = gate.file(span.source)
    said = files.get(span.source, {})
    return SpanShown(
        file=name,
        sha256=sha256,
        reader=said.get("reader", ""),
        mapping=said.get("mapping", ""),
        captured_by=said.get("captured_by", ""),
        captured_how=said.get("captured_how", ""),
        exported=said.get("exported"),
        posts=span.posts,
        undated=span.undated,
        first=moment_if_known(span.first),
        last=moment_if_known(span.last),
    )


def describe_files(gate: "AnsweringGate") -> dict[str, dict[str, Any]]:
    """Give by the id of each file what read it, by which mapping, who captured it and how, and when it was exported.

    What people wrote in sources.toml is covered where names are hidden.
    """
    paper = Paper(gate.case, hidden=gate.hidden)
    found: dict[str, dict[str, Any]] = {}
    for id, row in gate.store.sources().items():
        exported = plain(row).get("exported")
        found[id] = {"reader": str(row.get("reader", "")), "exported": moment_if_known(exported)}
    for entry in gate.case.journal.entries("ingest"):
        for one in (entry.payload or {}).get("files", ()):
            id, answers = f"sha256:{one['sha256']}", one.get("answers") or {}
            if id in found:
                said = {key: answers.get(key) or "" for key in ("captured_by", "captured_how")}
                said["mapping"] = (answers.get("mapping") or {}).get("name") or ""
                found[id] |= {key: paper.words(text) if text else "" for key, text in said.items()}
    return found


def show_scope(gate: "AnsweringGate") -> dict[str, Any]:
    """Give what is to be collected and what is knowingly not, as case.toml says."""
    said = settings.tabulate_settings(gate.case.settings).get("scope", {})
    return {key: [gate.text(one) for one in value] if isinstance(value, list) else value for key, value in said.items()}
