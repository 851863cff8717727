"""Reports: one file without a script, every foreign text isolated, few leads first, counts that are those of all."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.analysis import ANALYSES
from graph.answers import JudgementShown, Thing, to_json
from graph.case import Case
from graph.difference.reports import choose_report, recall_report
from graph.errors import JournalError, NotFoundError
from graph.finding import Finding, format_findings, read_latest_findings
from graph.languages import LANGUAGES, read_language
from graph.model import (
    Account,
    Group,
    Handle,
    In,
    Mentions,
    Name,
    Named,
    Opens,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Source,
)
from graph.reports import html, tables
from graph.reports.blocks import Section as Made
from graph.reports.sections import report_sections
from graph.store import Store
from graph.views import leads
from graph.views.shapes import Activity, Lead, Network, Overview, Piece, Said, Section
from ingest.load import File
from liaisons.acts import reporting
from liaisons.session import Session
from tests import acting

NOW = datetime(2025, 7, 7, 9, tzinfo=UTC)
KINDS = ("succession", "alias", "handoff", "cluster", "reuse", "rename")


class Text(HTMLParser):
    """Reads elements, and the text a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.isolated: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "bdi":
            self.isolated.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data
        if "bdi" in self._open:
            self.isolated[-1] += data


def read(page: str) -> Text:
    text = Text()
    text.feed(page)
    return text


@pytest.fixture(scope="module")
def page(view: Overview) -> str:
    return html.render_report(view)


def empty(view: Overview) -> Overview:
    nothing = Activity((), ())
    return replace(
        view, first=(), sections=(), found=(), files=(), left=(), gaps=(), places=(), lanes=(), survival=(),
        activity=nothing, contacts=nothing, network=Network((), (), ()), computed=None, scope={}, span=(None, None),
        counts={}, since={}, watched=0, hits=(), changes=None,
    )  # fmt: skip


@pytest.mark.parametrize("name", report_sections())
def test_a_section_has_something_to_say_of_a_full_case_and_of_an_empty_one(name: str, view: Overview) -> None:
    for one in (view, empty(view)):
        made = report_sections()[name](one)
        if name == "watched" and not one.watched:  # who watches nothing is told nothing first of all
            assert made is None
            continue
        if one.changes is None and name in ("changed", "changes"):
            assert made is None  # the first report has none to be compared with
            continue
        assert isinstance(made, Made)
        assert made.title
        assert made.blocks


def test_a_report_has_no_script_no_handler_and_asks_for_nothing(page: str) -> None:
    tags = read(page).tags
    assert not {"script", "img", "iframe", "object", "link", "base", "form", "audio", "video"} & {
        tag for tag, _ in tags
    }
    attributes = [(name, value or "") for _, said in tags for name, value in said.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "style", "srcset", "action")]
    assert all(value.startswith(("#", "network.html")) for name, value in attributes if name == "href")


def test_its_policy_forbids_all_but_its_own_look(page: str) -> None:
    css = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = next(str(said["content"]) for tag, said in read(page).tags if said.get("http-equiv"))
    assert css
    assert policy.startswith(f"default-src 'none'; style-src {html.csp_hash(css[1])};")


def test_hostile_names_are_text_and_each_stands_isolated(page: str, hostile: tuple[str, ...]) -> None:
    read_ = read(page)
    for name in hostile[:7]:
        assert name in read_.isolated
    assert "direction marks taken out" in read_.text
    assert not re.search("[\x00-\x08\x1b\u202e\u2066\ud800]", page)


def test_every_lead_on_top_opens_to_its_section(page: str, view: Overview) -> None:
    tags = read(page).tags
    anchors = {said["id"] for _, said in tags if "id" in said}
    opened = [said["href"] for _, said in tags if said.get("class") == "open"]
    assert view.changes
    assert len(opened) == len(view.first) + len(view.changes.first)
    assert all(str(href)[1:] in anchors for href in opened)


def test_one_thing_at_the_head_is_no_several(view: Overview) -> None:
    text = " ".join(read(html.render_report(replace(view, counts={"Site": 1, "Email": 2}))).text.split())
    assert "1 site 2 mail addresses" in text
    assert "0 posts" in text


def test_a_quote_marks_the_contact_and_names_file_hash_and_place(page: str) -> None:
    assert '<mark class="ltr">+46 70 174 06 71</mark>' in page
    assert "<bdi>messages[10]</bdi>" in page
    assert f"<code>{f'{10:064x}'[:12]}</code>" in page


def test_what_is_not_shown_is_counted(page: str) -> None:
    text = read(page).text
    assert "4 of 40 are shown" in text
    assert "2 more" in text
    assert "1 more reason of less weight" in text


def test_how_long_names_last_is_drawn_and_told_and_what_is_too_few_is_said_to_be(page: str) -> None:
    text = " ".join(read(page).text.split())
    assert "before: 20 of 40 ended, half within 330 days" in text
    assert "after: too few to say, 2 of 7 ended" in text
    assert "330 days (270 to open)" in text
    assert "86% (83% to 90%)" in text


def test_scores_that_are_not_calibrated_say_so_and_a_cluster_has_no_probability(view: Overview) -> None:
    [lead] = view.section("alias").leads
    assert lead.sure == "inferred, not calibrated"
    assert replace(lead, score=0.42).sure == "inferred, chance 42 %"
    assert replace(lead, score=0.42, kind="cluster").sure == "inferred, stability 42 %"
    assert replace(lead, score=0.42, kind="handoff").sure == "inferred, plausibility 42 %"
    assert replace(lead, basis="observed", score=1.0).sure == "observed"


def test_no_word_of_ours_says_what_only_a_court_may(view: Overview) -> None:
    said = read(html.render_report(empty(view))).text.lower()
    for path in Path(html.__file__).parent.rglob("*"):
        if path.suffix in (".py", ".j2"):
            said += path.read_text("utf-8").lower()
    assert not re.search("smuggler|criminal|kingpin|gang|offender|suspect", said)


def test_a_report_is_the_same_bytes_twice_and_days_are_those_of_the_reader(page: str, view: Overview) -> None:
    assert page == html.render_report(view)
    assert read_language("en").write_day("2025-03-01T23:30:00Z", ZoneInfo("Europe/Athens")) == "2025-03-02"


def lead(kind: str, number: int, verdict: str | None = None, *about: str) -> Lead:
    return Lead(
        id=f"{kind}{number}", kind=kind, says=(Piece("x"),), basis="inferred", score=None, confidence="weak", bits=1.0,
        subjects=tuple(Thing(id, "Group", id) for id in about), size=2, reasons=(Said((Piece("y"),), 1.0),),
        judgement=JudgementShown(1, verdict, "me", "2025-07-01T00:00:00Z", "why") if verdict else None,
    )  # fmt: skip


@pytest.mark.parametrize(("kinds", "expected"), [(KINDS, 10), (KINDS[:2], 6), (KINDS[:1], 3), ((), 0)])
def test_at_most_ten_leads_come_first_and_three_of_a_kind(kinds: tuple[str, ...], expected: int) -> None:
    sections = [Section(kind, 9, tuple(lead(kind, number) for number in range(9))) for kind in kinds]
    first = leads.first(sections)
    assert len(first) == expected
    assert all(1 <= sum(one.kind == kind for one in first) <= 3 for kind in kinds)
    assert [one.kind for one in first] == sorted((one.kind for one in first), key=KINDS.index)


def test_what_was_judged_different_does_not_come_first() -> None:
    sections = [Section("alias", 2, (lead("alias", 1, "different"), lead("alias", 2, "same")))]
    assert [one.id for one in leads.first(sections)] == ["alias2"]


def test_no_two_leads_of_one_subject_or_one_chain_come_first() -> None:
    sections = [
        Section("succession", 2, (lead("succession", 1, None, "old", "new"), lead("succession", 2, None, "old", "b"))),
        Section("handoff", 2, (lead("handoff", 1, None, "new", "+1"), lead("handoff", 2, None, "c", "+2"))),
        Section("cluster", 2, (lead("cluster", 1, None, "old", "b"), lead("cluster", 2, None, "old", "c"))),
    ]
    assert [one.id for one in leads.first(sections)] == ["succession1", "handoff2", "cluster1", "cluster2"]


def test_tables_hold_every_finding_and_read_back(view: Overview, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    told = tables.write_report_tables(view, tmp_path)
    assert set(told) == {f"{name}.parquet" for name in ("findings", "members", "subjects", "survival")}
    for name, some in tables.list_table_rows(view).items():
        data = pq.read_table(tmp_path / f"{name}.parquet")
        assert [tuple(row.values()) for row in data.to_pylist()] == some
        assert (
            told[f"{name}.parquet"]["sha256"] == hashlib.sha256((tmp_path / f"{name}.parquet").read_bytes()).hexdigest()
        )
    assert {row[0] for row in tables.list_table_rows(view)["findings"]} == {one.id for one in view.found}


def test_rows_have_the_digest_of_their_values_in_any_order_of_findings(view: Overview) -> None:
    turned = replace(view, found=view.found[::-1])
    one, other = (
        {n: tables.digest_rows(some) for n, some in tables.list_table_rows(v).items()} for v in (view, turned)
    )
    changed = tables.list_table_rows(replace(view, found=(replace(view.found[0], bits=1.0), *view.found[1:])))
    assert one == other
    assert tables.digest_rows(changed["findings"]) != one["findings"]


# From a case

DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)
FILE = Source(id=f"sha256:{'a' * 64}")
GROUP, OTHER = Group(id="telegram:channel9001"), Group(id="telegram:channel9002")
PHONE, HANDLE = Phone(id="+12025550101"), Handle(id="telegram:@sea_desk")
ACCOUNTS = [Account(id=f"telegram:user470{number}") for number in range(8)]
TEXT = "من وهران الى طرابلس. Call Nadia Testova +1 202 555 0101 or @sea_desk"
SECRETS = (
    "Nadia",
    "Testova",
    "Sea Door",
    "باب البحر",
    "202 555",
    "2025550101",
    "sea_desk",
    "9001",
    "4701",
    "desk-export",
)


def fill(store: Store) -> None:
    """Load eight accounts that name one number in one group, which was renamed, and a handle that opens another."""
    recorded = [RecordedIn(start=node, end=FILE, place="head", stated=True) for node in (GROUP, OTHER, *ACCOUNTS)]
    recorded += [RecordedIn(start=node, end=FILE, place="x") for node in (PHONE, HANDLE)]
    links: list[Any] = []
    for number, title in enumerate(("Sea Door", "باب البحر")):
        since = DAY + timedelta(days=20 * number)
        recorded.append(RecordedIn(start=Name.of(title), end=FILE, place="x"))
        links.append(Named(start=GROUP, end=Name.of(title), place=f"m{number}", how="event", from_=since))
    for number, account in enumerate(ACCOUNTS):
        name = Name.of("Nadia Testova" if number == 0 else f"Writer {number}")
        recorded.append(RecordedIn(start=name, end=FILE, place="x"))
        links.append(Named(start=account, end=name, place=f"a{number}", how="seen", first_seen=DAY, last_seen=DAY))
        for post_number in range(2):
            post = Post(id=f"telegram:channel9001/{10 * number + post_number}")
            place = f"messages[{10 * number + post_number}]"
            at = DAY + timedelta(days=7 * number + post_number)
            recorded.append(RecordedIn(start=post, end=FILE, place=place, stated=True, text=TEXT, at=at))
            links += [Posted(start=account, end=post, place=place), In(start=post, end=GROUP, place=place)]
            for contact, raw in ((PHONE, "+1 202 555 0101"), (HANDLE, "@sea_desk")):
                links.append(
                    Mentions(start=post, end=contact, place=place, raw=raw, begin=TEXT.index(raw), rule="phone")
                )
    links.append(Opens(start=HANDLE, end=OTHER, place="head", first_seen=DAY))
    store.begin(FILE.id, {"reader": "telegram", "version": 1, "answers": "x"}, DAY + timedelta(days=90))
    store.load(FILE.id, recorded, links)
    store.derive(store.subjects_of(FILE.id))
    store.finish(FILE.id)


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory, local_store: Store) -> Path:
    """Give a case with one file and the findings of all analyses; its graph is read, and it is copied."""
    from graph.analysis.shared.context import Past
    from graph.snapshot import Snapshot

    local_store.clear()
    fill(local_store)
    folder = tmp_path_factory.mktemp("analysed") / "case"
    case = Case.init(folder, purpose="a test", legal_basis="none", profile="police", who="me", now=NOW)
    file: dict[str, Any] = {
        "sha256": FILE.id.removeprefix("sha256:"),
        "name": "desk-export/result.json",
        "size": 9,
        "source": "telegram-desktop",
        "version": 1,
        "answers": {},
    }
    case.journal.append("ingest", {"files": [file | {"archive": None}]}, who="me", now=NOW)
    local_store.begin(FILE.id, File(**file, archive=None).reading, DAY + timedelta(days=90))  # as the run says
    local_store.finish(FILE.id)
    said = {
        **file, "read": {"message": 16}, "refused": 3, "unread": {}, "noticed": [],
        "first_refused": [["messages[7]", "'x' is no time", "a time"]],
    }  # fmt: skip
    left = [{"name": "notes.dat", "why": "no source knows this kind of file"}]
    case.journal.append("ingested", {"run": 2, "files": [said], "left": left}, who="me", now=NOW)
    snapshot = Snapshot.read(local_store)
    found = [one for kind in ANALYSES for one in ANALYSES[kind](snapshot, Past())]
    digest = case.remember("findings", format_findings(found))
    case.journal.append(
        "find", {"findings": digest, "counts": {}, "kinds": [], "seed": 0, "runs": [2]}, who="me", now=NOW
    )
    return folder


@pytest.fixture
def case(analysed: Path, tmp_path: Path, local_store: Store, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Give a copy of the case, on the engine that the session has."""
    shutil.copytree(analysed, tmp_path / "case")
    monkeypatch.setattr(Store, "of", lambda _case, **_: local_store)
    monkeypatch.setattr(local_store, "close", lambda: None)  # other tests have it too
    return Case.open(tmp_path / "case")


def test_a_report_of_a_case_stands_whole_in_its_folder_and_in_the_journal(case: Case) -> None:
    path = acting.report(case, who="me", now=NOW)
    assert path == case.reports / "1" / "report.html"
    entry = case.journal.last("report")
    assert entry is not None
    assert entry.payload is not None
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    for name, sha256 in entry.payload["files"].items():
        assert hashlib.sha256((path.parent / name).read_bytes()).hexdigest() == sha256
    assert set(manifest["files"]) | {"manifest.json"} == {one.name for one in path.parent.iterdir()}
    disclosed = case.journal.last("disclose")
    assert disclosed is not None
    assert disclosed.n < entry.n
    assert GROUP.id not in json.dumps(disclosed.payload)
    told = [fault for fault in case.journal.verify() if not fault.found.startswith("the time")]
    assert told == []  # this case was begun at a time that is past: a note of case.toml is entered now


def test_it_quotes_posts_in_their_script_and_tells_what_was_refused_and_not_read(case: Case) -> None:
    text = read(acting.report(case, who="me", now=NOW).read_text("utf-8")).text
    for said in ("من وهران", "+1 202 555 0101", "باب البحر", "Sea Door", "'x' is no time", "2 more", "notes.dat"):
        assert said in text
    assert "16 records read, 3 refused; 1 file not read" in text


def test_the_same_case_gives_the_same_bytes_and_the_next_number(case: Case) -> None:
    _, first, second = (acting.report(case, who="me", now=NOW).parent for _ in range(3))
    assert (first.name, second.name) == ("2", "3")
    for name in ("network.html", "report.html"):
        texts = ((folder / name).read_text("utf-8") for folder in (first, second))
        one, other = (re.sub(r"sha256-[\w+/]+=", "sha256-", text) for text in texts)  # paper's heads bear the number
        for old, new in (("3", "2"), ("2 of", "1 of"), ("2: no", "1: no")):
            for before in ("report ", "Report ", "number ", '"number":'):
                other = other.replace(f"{before}{old}", f"{before}{new}")
        assert one == other


def refind(case: Case, keep: Callable[[Finding], bool]) -> None:
    """Let a run have found what the last one found, but for some."""
    refind_all(case, [one for one in read_latest_findings(case).findings if keep(one)])


def test_the_second_report_says_first_what_changed_since_the_last_one_and_the_first_has_nothing_to_say(
    case: Case,
) -> None:
    every = read_latest_findings(case).findings
    refind(case, lambda one: one.kind != "rename")
    first = read(acting.report(case, who="me", now=NOW).read_text("utf-8"))
    assert "What changed" not in first.text
    refind_all(case, every)
    second = acting.report(case, who="me", now=NOW).read_text("utf-8")
    anchors = [said["id"] for tag, said in read(second).tags if tag == "section"]
    assert anchors[:2] == ["changed", "matters"]
    text = " ".join(read(second).text.split())
    assert "Since report 1 of 2025-07-07: 1 new rename." in text
    assert "Its evidence had been read by report 1" in text
    third = " ".join(read(acting.report(case, who="me", now=NOW).read_text("utf-8")).text.split())
    assert "Nothing changed since report 2" in third


def refind_all(case: Case, findings: Iterable[Finding]) -> None:
    said = {
        "findings": case.remember("findings", format_findings(findings)),
        "counts": {}, "kinds": [], "seed": 0, "runs": [2],
    }  # fmt: skip
    case.journal.append("find", said, who="me", now=NOW)


def test_a_report_tells_what_changed_since_another_where_that_is_asked_for(case: Case) -> None:
    every = read_latest_findings(case).findings
    refind(case, lambda one: one.kind != "rename")
    acting.report(case, who="me", now=NOW)
    refind_all(case, every)
    acting.report(case, who="me", now=NOW)
    for since in ("1", f"{NOW:%Y-%m-%d}"):
        text = " ".join(read(acting.report(case, who="me", now=NOW, since=since).read_text("utf-8")).text.split())
        assert ("Since report 1 of 2025-07-07: 1 new rename." in text) == (since == "1")
    with pytest.raises(NotFoundError, match="There are 1 of"):
        acting.report(case, who="me", now=NOW, since="9")
    with pytest.raises(NotFoundError, match="no report"):
        acting.report(case, who="me", now=NOW, since=f"{NOW - timedelta(days=9):%Y-%m-%d}")


def test_a_report_of_an_older_version_is_read_by_its_run_or_refused_with_advice(case: Case) -> None:
    acting.report(case, who="me", now=NOW)
    [older] = [entry.payload for entry in case.journal.entries("report")]
    assert older
    case.journal.append("report", {"number": 2, "hidden": False, "files": {}}, who="me", now=NOW)  # keeps no standing
    with acting.asking(case.folder, who="me") as gate:
        read_standing = recall_report(case, choose_report(case, "2"))
        assert read_standing.coverage is None
        assert read_standing.findings == gate.last_run.findings()
    find = case.journal.last("find")
    assert find
    assert find.payload
    (case.folder / "kept" / f"{find.payload['findings']}.findings").unlink()
    with pytest.raises(JournalError, match=r"an older version wrote it.*Compare with a later report"):
        recall_report(case, choose_report(case, "2"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_names_and_numbers_are_in_no_file_of_the_report(case: Case, language: str) -> None:
    path = acting.report(case, who="me", hide_names=True, now=NOW, language=language)
    hidden_in(path.parent)


def test_hidden_names_and_numbers_are_in_nothing_that_tells_what_changed(case: Case, tmp_path: Path) -> None:
    every = read_latest_findings(case).findings
    refind_all(case, [])
    acting.report(case, who="me", now=NOW)
    refind_all(case, every)
    due = reporting.Due("weekly", NOW, ("The folder 'Nadia Testova' was not read",))
    path = acting.report(case, who="me", hide_names=True, now=NOW, due=due)
    assert "What changed" in path.read_text("utf-8")
    hidden_in(path.parent)
    page = tmp_path / "pages" / "changes.html"
    page.parent.mkdir()
    with Session(case) as session:
        found = reporting.compare_reports(session, "1", who="me", hide_names=True, page=page)
    (page.parent / "changes.json").write_text(json.dumps(to_json(found.answer)), "utf-8")
    assert found.answer.changes
    hidden_in(page.parent)
    disclosed = case.journal.last("disclose")
    assert disclosed
    assert disclosed.payload
    assert (disclosed.payload["what"], disclosed.payload["hidden"]) == ("compare", True)


def hidden_in(folder: Path) -> None:
    """Look for what must not be there in every file of a folder."""
    for file in folder.iterdir():
        data = file.read_bytes()
        data = re.sub(rb"[0-9a-f]{12,64}", b"", data)  # a digest may hold the digits of an id by chance
        ours = data.split(b'id="data">')[-1].split(b"</script>")[0] if file.name == "network.html" else data
        for secret in SECRETS:
            assert secret.encode() not in ours, (file.name, secret)
            assert json.dumps(secret)[1:-1].encode() not in ours, (file.name, secret)


def test_a_killed_report_leaves_nothing_but_what_the_next_one_takes_away(case: Case) -> None:
    (case.reports / "7.partial").mkdir(parents=True)
    acting.report(case, who="me", now=NOW)
    assert [one.name for one in case.reports.iterdir()] == ["1"]


def test_every_field_of_the_overview_is_shown_by_some_section(view: Overview) -> None:
    shown = "".join(
        path.read_text("utf-8") for path in Path(html.__file__).parent.rglob("*") if path.suffix in (".py", ".j2")
    )
    assert [field.name for field in fields(view) if not re.search(rf"view\.{field.name}\b", shown)] == ["lanes"][:0]
