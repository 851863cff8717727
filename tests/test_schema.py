"""The published shapes of what commands write: current, complete, and kept by every command."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph.answers.plain import OMITTED, omitted_with, to_json
from graph.case import Case
from graph.finding import read_latest_findings
from graph.store import Store
from liaisons import demo, schema
from liaisons.cli import COMMANDS
from worlds.facts import read_truth_file
from worlds.truth import score_findings

ROOT = Path(__file__).parent.parent
Run = Callable[..., tuple[int, str, str]]


def validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((schema.FOLDER / f"{command}.json").read_text("utf-8")))


def test_every_command_has_a_schema_and_no_other_file_lies_there() -> None:
    assert set(schema.ANSWERS) == set(COMMANDS)
    named = {*COMMANDS, *schema.DOCUMENTS}
    assert {path.name for path in schema.FOLDER.iterdir()} == {f"{name}.json" for name in named}


@pytest.mark.parametrize("command", [*schema.ANSWERS, *schema.DOCUMENTS])
def test_a_schema_is_a_schema_and_is_what_the_classes_say(command: str) -> None:
    text = (schema.FOLDER / f"{command}.json").read_text("utf-8")
    assert text == schema.schema_text(command), "python -m liaisons.schema writes them anew"
    Draft202012Validator.check_schema(json.loads(text))


@dataclass(frozen=True)
class Inner:
    """Something within."""

    says: str


@dataclass(frozen=True)
class Toy:
    """A toy."""

    name: str
    """What it is called."""
    inner: tuple[Inner, ...]
    state: str = field(default="", metadata=OMITTED)
    state_at: str | None = field(default=None, metadata=omitted_with("state"))
    secret: int = field(default=0, metadata={"hidden": True})


def test_a_class_is_json_with_its_fields_and_without_what_is_empty_and_may_be_left_out() -> None:
    assert to_json(Toy("a", (Inner("b"),))) == {"name": "a", "inner": [{"says": "b"}]}
    whole: dict[str, Any] = {"name": "a", "inner": [], "state": "removed", "state_at": None}
    assert to_json(Toy("a", (), "removed")) == whole


def test_a_schema_takes_what_its_class_writes_and_nothing_else() -> None:
    defs: dict[str, Any] = {}
    valid = Draft202012Validator(schema.make_type_schema(Toy, defs) | {"$defs": defs})
    made = to_json(Toy("a", (Inner("b"),), "removed"))
    assert valid.is_valid(made)
    assert not valid.is_valid(made | {"more": 1})
    assert not valid.is_valid({"name": "a"})
    assert not valid.is_valid(made | {"inner": [{"says": 1}]})
    assert defs["Toy"]["description"] == "A toy."
    assert defs["Toy"]["properties"]["name"]["description"] == "What it is called."


def test_every_class_of_an_answer_is_frozen() -> None:
    seen: set[type] = set()

    def look(cls: type) -> None:
        if cls not in seen:
            seen.add(cls)
            assert is_dataclass(cls)
            with pytest.raises((AttributeError, TypeError)):
                setattr(object.__new__(cls), fields(cls)[0].name, None)

    for classes in schema.ANSWERS.values():
        for cls in classes:
            look(cls)
    assert len(seen) > 10


@pytest.mark.slow
def test_what_every_command_writes_as_json_is_valid_by_its_schema(
    worked: Path, exports: Path, run: Run, tmp_path: Path
) -> None:
    folder, kept = tmp_path / "case", set()
    shutil.copytree(worked, folder)

    def told(command: str, *args: str, case: bool = True, code: int = 0) -> Any:
        ended, out, err = run(command, *args, *(["--case", str(folder)] if case else []), "--format", "json")
        assert ended == code, err
        faults = [f"{error.json_path}: {error.message}" for error in validator(command).iter_errors(json.loads(out))]
        assert faults == [], (command, *args)
        kept.add(command)
        return json.loads(out)

    told("init", str(tmp_path / "new"), "--purpose", "x", "--legal-basis", "y", "--profile", "ngo", case=False)
    with Store.of(Case.open(folder)):  # each command is its client
        told("find")
        told("find", "--last", "--order", "review")
        found = {one.kind: one for one in read_latest_findings(Case.open(folder)).findings}
        for one in found.values():
            [shown] = told("show", one.id)["findings"]
            assert shown["id"] == one.id
            assert told("show", one.subjects[0].id)["entity"]["findings"]["findings"]
        assert told("show", "al")["count"] > 1
        told("judge", found["alias"].id, "same", "--why", "seen")
        told("judge", found["alias"].id, "--take-back", "--why", "not seen")
        told("name", found["cluster"].id, "A name", "--why", "it is called so")
        assert told("query")["questions"]
        assert told("query", "names_of", f"who={found['rename'].subjects[0].id}")["rows"]
        told("query", "names_of", "--help", case=False)
        assert told("coverage")["places"]
        assert told("outreach")["share"] == 0.8
        told("watch", "add", "words", "visa*", "--why", "it is asked for")
        told("watch", "list")
        [*_, hit] = told("watch", "hits")["hits"]
        told("watch", "mark", hit["id"], "done", "--why", "it is known")
        told("watch", "remove", str(hit["watch"]), "--why", "no longer")
        told("refer", "hotline", "--select", found["alias"].id, "--to", "Hotline", "--why", "see the posts")
        told("refer", "answer", "1", "acted", "--says", "removed")
        told("refer", "figures", "2026")
        told("report")
        with (folder / "case.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[schedule]]\nreport = "weekly"\nhour = "06:00"\n')
        assert [one["failed"] for one in told("schedule", "--once")["done"]] == [[]]
        assert told("schedule", "--once")["done"] == []
        assert told("compare", "1", "2")["now"]["number"] == 2
        assert told("export", "csv", "--out", str(tmp_path / "case.zip"))["things"]
        told("log")
        told("log", "--verify")
        run_ = told("log", "--act", "ingest")["entries"][0]["n"]
        told("ingest", str(exports), "--dry-run")
        told("ingest", str(exports))
        told("undo", str(run_))
    told("rebuild", "--verify")
    told("simulate", str(tmp_path / "world"), case=False)
    truth = tmp_path / "world/truth.json"
    told("simulate", "--score", str(folder), "--truth", str(truth), case=False)
    assert kept == set(COMMANDS) - {"demo"}


def test_what_the_demo_writes_as_json_is_valid_by_its_schema(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = score_findings([], read_truth_file(ROOT / "samples/truth.json"))
    monkeypatch.setattr(demo, "run_sample_case", lambda *_, **__: (tmp_path / "report.html", nothing))
    code, out, _ = run("demo", str(tmp_path / "demo"), "--format", "json")
    made = json.loads(out)
    assert code == 1  # nothing was found, and no bar holds
    assert list(validator("demo").iter_errors(made)) == []
    assert made["kinds"]
    assert made["checks"]
