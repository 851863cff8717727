"""Watchlists: what came up is found in any writing, told as new once, opens to its posts, and hides when asked to."""

import json
import shutil
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.answers.watches import WatchKind
from graph.case import Case
from graph.errors import NotFoundError, WatchError
from graph.model import Account, Group, HandsOff, In, Mentions, Name, Named, Phone, Post, Posted, Shows
from graph.store import Store
from graph.views.answering import AnsweringGate
from graph.watches.entries import Watch, read_watches
from graph.watches.matching import WatchHit, check_pattern, find_watch_hits, locate_match, word_patterns
from liaisons.acts import watching
from liaisons.session import Session
from tests import acting
from tests.making import Making
from tests.telegram_export import NOON, single, wrote

Run = Callable[..., tuple[int, str, str]]
MONDAY = datetime(2025, 3, 3, 9, tzinfo=UTC)
PHONE = "+12025550101"


def watch(kind: WatchKind, value: str, *ids: str, n: int = 7) -> Watch:
    return Watch(n, MONDAY, "tester", kind, value, ids, "test")


class World(Making):
    """Posts of accounts in one group."""

    source = "sha256:" + "a" * 64

    def __init__(self) -> None:
        super().__init__()
        self.group = self.node(Group, "telegram:channel1", platform="telegram")

    def account(self, number: int, name: str = "") -> str:
        who = self.node(Account, f"telegram:user{number}", platform="telegram")
        if name:
            said = Name.of(name)
            self.node(Name, said.id, text=name)
            self.link(Named, who, said.id, first_seen=MONDAY)
        return who

    def post(self, who: str, text: str, days: float | None = 0, contact: str = "") -> str:
        at = None if days is None else MONDAY + timedelta(days=days)
        post = self.node(Post, f"{self.group}/{len(self.nodes[Post]) + 1}", text=text, at=at)
        self.link(Posted, who, post)
        self.link(In, post, self.group)
        if contact:
            self.node(Phone, contact)
            self.link(Mentions, post, contact)
        return post

    def hits(self, *watches: Watch, cores: Mapping[str, Collection[str]] | None = None) -> list[WatchHit]:
        return find_watch_hits(self.snapshot(), watches, cores or {})

    def found(self, kind: WatchKind, value: str) -> set[str]:
        """Give the numbers of the accounts that answer."""
        return {hit.party.removeprefix("telegram:user") for hit in self.hits(watch(kind, value))}


def test_all_that_one_party_does_within_a_week_is_one_hit_and_the_next_week_is_another() -> None:
    world = World()
    one, other = world.account(1), world.account(2)
    for days in (0, 1, 6.5):
        world.post(one, "boats", days, PHONE)
    world.post(one, "boats", 8, PHONE)
    world.post(other, "boats", 2, PHONE)
    hits = world.hits(watch("contact", PHONE, PHONE))
    assert [(hit.party, hit.period, hit.count) for hit in hits] == [
        (one, "2025-W11", 1),
        (one, "2025-W10", 3),
        (other, "2025-W10", 1),
    ]
    assert len({hit.id for hit in hits}) == 3
    assert [link.type for link in hits[1].evidence] == ["MENTIONS"] * 3


def test_the_id_of_a_hit_stays_when_more_comes_in() -> None:
    world = World()
    one = world.account(1)
    world.post(one, "boats", 0, PHONE)
    [before] = world.hits(watch("contact", PHONE, PHONE))
    world.post(one, "boats", 1, PHONE)
    [after] = world.hits(watch("contact", PHONE, PHONE))
    assert (before.id, before.count, after.count) == (after.id, 1, 2)
    [another] = world.hits(watch("contact", PHONE, PHONE, n=8))
    assert another.id != after.id


def test_a_number_on_a_profile_is_a_hit_and_a_handoff_that_was_derived_counts_nothing_twice() -> None:
    world = World()
    one = world.account(1)
    world.post(one, "boats", 0, PHONE)
    world.link(Shows, one, PHONE, first_seen=MONDAY)
    world.link(HandsOff, one, PHONE)
    [hit] = world.hits(watch("contact", PHONE, PHONE))
    assert (hit.count, hit.ways) == (2, {"MENTIONS": 1, "SHOWS": 1})


def test_what_no_file_dates_is_one_hit_without_a_time() -> None:
    world = World()
    world.post(world.account(1), "boats", None, PHONE)
    [hit] = world.hits(watch("contact", PHONE, PHONE))
    assert (hit.period, hit.first, hit.last) == ("undated", None, None)


def test_a_thing_is_watched_whole_and_a_cluster_is_its_core() -> None:
    world = World()
    one, other = world.account(1, "Odo"), world.account(2)
    world.post(one, "a")
    world.post(other, "b")
    [hit] = world.hits(watch("thing", "Odo", one))
    assert (hit.party, hit.ways) == (one, {"NAMED": 1, "POSTED": 1})
    core = {"f00d": {one}}
    [hit] = world.hits(watch("cluster", "Odo's", "f00d"), cores=core)
    assert (hit.party, hit.count) == ("f00d", 2)
    assert world.hits(watch("cluster", "gone", "beef"), cores=core) == []


TEXTS = {
    1: "Visa for everyone, call now",
    2: "VISAS and papers",
    3: "𝐕𝐢𝐬𝐚 without waiting",
    4: "advisable",
    5: "Visá!",
    6: "un visa pour la France",
    7: "تأشيرة الى فرنسا",
    8: "",
}


@pytest.mark.parametrize(
    ("kind", "value", "answering"),
    [
        ("words", "visa", "1 3 5 6"),
        ("words", "visa*", "1 2 3 5 6"),
        ("words", "*visa*", "1 2 3 4 5 6"),
        ("words", "VISA call", "1"),
        ("words", "call, papers", "1 2"),
        ("words", "تأشيرة", "7"),
        ("words", "تاشيرة", "7"),
        ("words", "v.sa", ""),
        ("pattern", r"\bvisas?\b.*(papers|waiting)", "2 3"),
        ("pattern", "^un ", "6"),
        ("pattern", r"\p{Arabic}", "7"),
    ],
)
def test_words_and_patterns_are_found_in_any_letters(kind: WatchKind, value: str, answering: str) -> None:
    world = World()
    for number, text in TEXTS.items():
        world.post(world.account(number), text)
    assert world.found(kind, value) == set(answering.split())


@pytest.mark.parametrize(
    ("value", "answering"),
    [
        ("Agadez", "1 2 3"),
        ("أغاديز", "1 2 3"),
        ("Tripoli", "4"),
        ("Tripoli, طرابلس", "4 5 7"),
        ("Tripoli, Agadez", "1 2 3 4"),
        ("Ras Ajdir", "6"),
        ("Sebha", ""),
    ],
)
def test_a_place_is_found_in_any_script_and_within_one_by_its_spelling(value: str, answering: str) -> None:
    world = World()
    texts = [
        "from AGADEZ tonight",
        "من أغاديز",
        "Агадез завтра",
        "Tripoli–Bari",
        "الى طرابلس",
        "near Ras Ajdir",
        "Tripolis",
        "ras",
    ]
    for number, text in enumerate(texts, 1):
        world.post(world.account(number), text)
    assert world.found("place", value) == set(answering.split())


@pytest.mark.parametrize(
    ("value", "answering"),
    [
        ("Khaled", "1 2"),
        ("خالد", "1 2"),
        ("Khaled, Khalid", "1 2 4"),
        ("boatman", "4"),
        ("Omar", "3"),
        ("Sea Road", "5"),
        ("Road", "5"),
        ("Nobody, Omar", "3"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_a_short_one_as_a_whole(value: str, answering: str) -> None:
    world = World()
    names = ["⚓ Khaled ⚓", "خالد", "عمر", "Khalid the boatman", "SEA ROAD dates", "Amir Ali Sam"]
    for number, name in enumerate(names, 1):
        world.account(number, name)
    assert world.found("name", value) == set(answering.split())


@pytest.mark.parametrize("pattern", ["(", "x*", "", "[", "(?<a>b)(?=c)"])
def test_a_pattern_that_is_none_or_answers_to_everything_is_refused(pattern: str) -> None:
    with pytest.raises(WatchError, match="watch pattern"):
        check_pattern(pattern)


def test_words_are_no_pattern() -> None:
    assert word_patterns("* **") == []
    world = World()
    world.post(world.account(1), "a+b (c) [d] \\E ^x$ |")
    for value in ("a+b", "(c)", "[d]", "\\E", "^x$", "|"):
        assert world.found("words", value) == {"1"}, value
    assert world.found("words", "a.b") == set()


def export(folder: Path, name: str, *messages: Any) -> Path:
    path = folder / name / "result.json"
    path.parent.mkdir()
    path.write_text(json.dumps(single(*messages)), "utf-8")
    return path


DAY = 86_400
FIRST = (wrote(1, "call +1 202 555 0101 for boats"),)
LATER = (
    wrote(2, "call +1 202 555 0101 again", date_unixtime=str(NOON + DAY)),
    wrote(3, "my number is 001 (202) 555-0101", "user4102", **{"from": "Ama Roo"}),
)


def test_a_hit_opens_to_its_posts_and_is_gone_with_its_file(fresh: Callable[[], Case], store: Store) -> None:
    case = fresh()
    acting.settle_files(case, store, export(case.folder, "a", *FIRST))
    run = acting.settle_files(case, store, export(case.folder, "b", *LATER))
    case.journal.append("watch", {"kind": "contact", "value": PHONE, "ids": [PHONE], "why": "x"}, who="tester")

    def hits(**how: Any) -> dict[str, tuple[int, str]]:
        answer = AnsweringGate(case, store, who="tester", **how).watch_hits()
        return {hit.party.name: (hit.count, hit.quotes[0].text) for hit in answer.hits}

    assert hits() == {
        "Odo Vint": (2, "call +1 202 555 0101 for boats"),
        "Ama Roo": (1, "my number is 001 (202) 555-0101"),
    }
    shown = json.dumps(list(hits(hide_names=True).items()))
    assert all(secret not in shown for secret in ("Odo", "Vint", "Ama", "202", "0101", "4101"))
    acting.settle_undo(case, store, run)
    assert hits() == {"Odo Vint": (1, "call +1 202 555 0101 for boats")}


@pytest.fixture
def session(tmp_path: Path) -> Any:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    acting.ingest(case, [export(tmp_path, "a", *FIRST)], who="tester")
    with Session(case, quick=True) as session:
        yield session


HOW: Any = {"who": "tester", "hide_names": False}


@pytest.mark.slow
def test_a_hit_is_new_once_for_each_reader_and_says_how_much_it_grew(session: Session, tmp_path: Path) -> None:
    watching.add_watch(session, "contact", "+1 (202) 555-0101", "asked for", **HOW)
    [hit] = watching.answer_hits(session, None, (), **HOW).hits
    assert (hit.new, hit.more, hit.status) == (True, 1, "open")
    [hit] = watching.answer_hits(session, None, (), **HOW).hits
    assert (hit.new, hit.more) == (False, 0)
    session.close()
    acting.ingest(session.case, [export(tmp_path, "b", *LATER)], who="tester")
    new, grown = watching.answer_hits(session, None, (), **HOW).hits
    assert (new.party.name, new.new, grown.new, grown.more) == ("Ama Roo", True, False, 1)
    session.close()
    page = acting.report(session.case, who="tester").read_text("utf-8")
    assert "1 thing on the watchlist: 2 new hits" in page  # whom a person told is new to those who read reports
    page = acting.report(session.case, who="tester").read_text("utf-8")
    assert "0 new hits; 2 told before and not done with" in page
    assert page.index('id="watched"') < page.index('id="matters"')


@pytest.mark.slow
def test_a_hit_that_is_done_leaves_the_report_and_can_be_opened_again(session: Session) -> None:
    watching.add_watch(session, "words", "boats", "asked for", **HOW)
    [hit] = watching.answer_hits(session, None, (), **HOW).hits
    [done] = watching.mark_hit(session, hit.id[:6], "done", "told the desk", **HOW).hits
    assert (done.status, done.who, done.why) == ("done", "tester", "told the desk")
    assert watching.answer_hits(session, None, ("open", "seen"), **HOW).hits == ()
    [again] = watching.mark_hit(session, hit.id, "open", "it went on", **HOW).hits
    assert again.status == "open"
    with pytest.raises(NotFoundError, match="0 hits have an id"):
        watching.mark_hit(session, "beef", "done", "", **HOW)


@pytest.mark.slow
def test_a_hit_that_grows_after_it_was_done_with_is_open_again(session: Session, tmp_path: Path) -> None:
    watching.add_watch(session, "contact", PHONE, "asked for", **HOW)
    [hit] = watching.answer_hits(session, None, (), **HOW).hits
    [done] = watching.mark_hit(session, hit.id, "done", "told the desk", **HOW).hits
    assert done.status == "done"
    session.close()
    more = wrote(2, "call +1 202 555 0101 again", date_unixtime=str(NOON + 60))
    acting.ingest(session.case, [export(tmp_path, "b", more)], who="tester")
    [grown] = watching.answer_hits(session, None, (), **HOW).hits
    assert (grown.id, grown.count, grown.status) == (hit.id, 2, "open")


@pytest.mark.slow
def test_what_cannot_be_watched_is_refused_and_nothing_is_watched_twice(session: Session) -> None:
    refused: list[tuple[WatchKind, str]] = [
        ("contact", "no number at all"), ("words", " , *"), ("place", "!?"), ("name", ""), ("pattern", "("),
    ]  # fmt: skip
    for kind, value in refused:
        with pytest.raises(WatchError):
            watching.add_watch(session, kind, value, "x", **HOW)
    with pytest.raises(WatchError, match="no reason"):
        watching.add_watch(session, "words", "boats", " ", **HOW)
    with pytest.raises(NotFoundError, match="0 accounts and groups"):
        watching.add_watch(session, "thing", "nobody here", "x", **HOW)
    with pytest.raises(NotFoundError):
        watching.add_watch(session, "cluster", "f00d", "x", **HOW)
    assert read_watches(session.case) == ()
    one = watching.add_watch(session, "contact", PHONE, "x", **HOW)
    with pytest.raises(WatchError, match=f"watched already: watch {one.n}"):
        watching.add_watch(session, "contact", "001 202 555 0101", "x", **HOW)
    thing = watching.add_watch(session, "thing", "Odo Vint", "x", **HOW)
    assert thing.ids == ("telegram:user4101",)
    watching.remove_watch(session, one.n, "no longer", who="tester")
    assert [watch.n for watch in read_watches(session.case)] == [thing.n]
    with pytest.raises(NotFoundError, match="nothing is watched"):
        watching.remove_watch(session, one.n, "twice", who="tester")


@pytest.mark.slow
def test_a_watch_that_was_erased_is_watched_no_more(session: Session) -> None:
    one = watching.add_watch(session, "words", "boats", "x", **HOW)
    session.case.journal.erase([one.n], why="asked to", who="tester")
    assert read_watches(session.case) == ()
    assert watching.answer_watches(session, **HOW).watches == ()


def test_what_was_taken_off_is_not_watched_again_when_that_is_erased(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")
    said = {"kind": "words", "value": "boats", "ids": [], "why": "x"}
    one = case.journal.append("watch", said, who="tester")
    off = case.journal.append("unwatch", {"watch": one.n, "why": "no longer"}, who="tester")
    case.journal.erase([off.n], why="asked to", who="tester")
    assert read_watches(case) == ()


@pytest.mark.slow
def test_the_command_tells_what_came_up_and_hides_every_name(worked: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "case"
    shutil.copytree(worked, folder)
    case = ("--case", str(folder))
    cluster = next(
        row["id"] for row in json.loads(run("find", "--last", *case, "--format", "json")[1])["findings"]
        if row["kind"] == "cluster"
    )  # fmt: skip
    for kind, value in (("words", "visa*"), ("place", "Tripoli, طرابلس"), ("cluster", cluster[:6]), ("name", "باب")):
        code, out, err = run("watch", "add", kind, value, "--why", "asked for by Unit Four", *case)
        assert (code, err) == (0, ""), err
        assert "Watched now: " in out
    code, out, err = run("watch", "hits", *case, "--top", "3")
    assert (code, err) == (0, "")
    assert "new" in out
    assert "watch mark ID" in out
    code, out, err = run("watch", "hits", *case, "--format", "csv")
    assert out.startswith("hit,watch,kind,watched,who,")
    names = {row.split(",")[4] for row in out.splitlines()[1:]}
    assert len(names) > 5
    code, hidden, err = run("watch", "hits", *case, "--format", "json", "--hide-names")
    code, listed, err = run("watch", "list", *case, "--hide-names")
    for text in (hidden, listed):
        assert not [name for name in names if len(name) > 4 and name in text]
        assert "visa" not in listed.lower()
        assert "Tripoli" not in text
    code, _, err = run("watch", "remove", "999999", "--why", "x", *case)
    assert code == 1
    assert "nothing is watched under this number" in err


@pytest.mark.slow
def test_a_report_tells_what_is_new_since_the_report_it_is_compared_with(session: Session, tmp_path: Path) -> None:
    watching.add_watch(session, "words", "boats", "asked for", **HOW)
    case = session.case
    session.close()
    assert "1 new hit" in acting.report(case, who="tester").read_text("utf-8")
    assert "0 new hits; 1 told before" in acting.report(case, who="tester").read_text("utf-8")
    acting.ingest(case, [export(tmp_path, "b", *(wrote(9, "boats", "user4109", **{"from": "Ama Roo"}),))], who="tester")
    assert "1 new hit; 1 told before" in acting.report(case, who="tester").read_text("utf-8")
    assert "0 new hits; 2 told before" in acting.report(case, who="tester").read_text("utf-8")
    assert "1 new hit; 1 told before" in acting.report(case, who="tester", since="1").read_text("utf-8")
    assert case.verify_results() == []


@pytest.mark.parametrize("kind", ["words", "place", "name"])
@pytest.mark.parametrize("value", ["\ufe70", "\ufc5e", "*", ", ,"])
def test_what_holds_no_letter_without_its_marks_answers_to_nothing_and_cannot_be_watched(
    kind: WatchKind, value: str
) -> None:
    world = World()
    world.post(world.account(1, "Omar"), "boats - tomorrow")
    world.post(world.account(2, "!"), "")
    assert world.found(kind, value) == set()
    with pytest.raises(WatchError, match="no letter or digit"):
        watching.check_words(kind, value)


@pytest.mark.parametrize("pattern", ["قَارِب", "Visá", "𝐕isa", "[é-è]cole|vis[aá]", "\u0301visa"])
def test_a_pattern_is_matched_without_marks_on_letters_as_texts_are(pattern: str) -> None:
    world = World()
    world.post(world.account(1), "visa قارب")
    assert world.found("pattern", pattern) == {"1"}


def test_a_wide_sign_is_no_sign_of_a_pattern() -> None:
    world = World()
    world.post(world.account(1), "boat")
    assert world.found("pattern", "bo．t") == set()


def test_a_lone_star_marks_nothing() -> None:
    span = locate_match(watch("words", "visa *"))("a visa")
    assert span == (2, 6)


@pytest.mark.slow
def test_what_was_not_shown_stays_new(session: Session, tmp_path: Path) -> None:
    acting.ingest(session.case, [export(tmp_path, "b", *LATER)], who="tester")
    watching.add_watch(session, "contact", PHONE, "x", **HOW)
    every = watching.answer_hits(session, None, (), **HOW, top=1).hits
    assert len(every) > 1
    again = watching.answer_hits(session, None, (), **HOW).hits
    assert [hit.new for hit in again].count(False) == 1
    assert not any(hit.new for hit in watching.answer_hits(session, None, (), **HOW).hits)
