"""What goes out of a case: all or a selection, through the gate, into the journal, never over another file."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.answers.exchange import Exchange, ExportAnswer
from graph.errors import CaseError, NotFoundError
from graph.exchange import FORMS, write_form
from graph.finding import Finding, read_latest_findings
from graph.model import (
    Account,
    Called,
    ForwardedFrom,
    Group,
    HandsOff,
    In,
    MemberOf,
    Mentions,
    Name,
    Named,
    Phone,
    Post,
    Posted,
    Shows,
)  # fmt: skip
from graph.views.answering import AnsweringGate
from graph.views.exchanged_links import Tie, collect_ties
from graph.views.exchanging import select_things
from graph.views.ordering import members_of
from liaisons.acts.exporting import write_export
from liaisons.acts.judging import judge_finding, withdraw_judgement
from liaisons.session import Session
from tests.exchanges import READERS, list_files, list_secrets, read_csv
from tests.making import Making

Run = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAY = datetime(2025, 3, 1, tzinfo=UTC)
PHONE = "+12025550101"


class World(Making):
    """One account that writes twice in a group about one number, and an unsigned post."""

    source = "sha256:" + "a" * 64
    other = "sha256:" + "b" * 64

    def __init__(self) -> None:
        super().__init__()
        self.group = self.node(Group, "telegram:channel1", platform="telegram")
        self.who = self.node(Account, "telegram:user1", platform="telegram")
        self.node(Phone, PHONE)
        for number in range(3):
            post = self.node(Post, f"{self.group}/{number}", text="boats", at=DAY + timedelta(days=number))
            for source in (self.source, self.other)[: 2 if number == 0 else 1]:
                self.link(In, post, self.group, source)
                self.link(Mentions, post, PHONE, source, plausibility=0.4, app="whatsapp")
                if number < 2:
                    self.link(Posted, self.who, post, source)

    def ties(self, *, posts: bool = False) -> dict[tuple[str, str, str], Tie]:
        snapshot = self.snapshot()
        return {
            (tie.type, snapshot.ids[tie.start], snapshot.ids[tie.end]): tie
            for tie in collect_ties(snapshot, posts=posts)
        }


def test_what_posts_name_is_one_link_from_whoever_wrote_them_counted_by_post_with_all_files() -> None:
    ties = World().ties()
    tie = ties["MENTIONS", "telegram:user1", PHONE]
    assert (tie.count, tie.plausibility, tie.how, tie.basis) == (2, 0.4, {"whatsapp"}, "observed")
    assert (tie.seen.first, tie.seen.last) == tuple(round((DAY + timedelta(days=n)).timestamp() * 1000) for n in (0, 1))
    assert tie.seen.sources == {"a" * 64, "b" * 64}
    unsigned = ties["MENTIONS", "telegram:channel1", PHONE]
    assert (unsigned.count, unsigned.seen.sources) == (1, {"a" * 64})
    assert ties["IN", "telegram:user1", "telegram:channel1"].count == 2
    assert not [key for key in ties if "telegram:channel1/0" in key]


def test_with_posts_each_says_for_itself_too() -> None:
    ties = World().ties(posts=True)
    assert ties["POSTED", "telegram:user1", "telegram:channel1/0"].count == 2  # two files say so
    assert ties["MENTIONS", "telegram:channel1/2", PHONE].seen.sources == {"a" * 64}
    assert ties["MENTIONS", "telegram:user1", PHONE].count == 2


def test_a_handoff_that_was_worked_out_is_inferred_and_has_the_files_it_was_worked_out_from() -> None:
    world = World()
    world.link(HandsOff, world.who, PHONE, source=" ", app="whatsapp", posts=2)
    world.link(Shows, world.who, PHONE, "sha256:" + "c" * 64, raw="x", where="profile")
    tie = world.ties()["HANDS_OFF", "telegram:user1", PHONE]
    assert (tie.basis, tie.count) == ("inferred", 2)
    assert {"a" * 64, "b" * 64, "c" * 64} <= tie.seen.sources
    world.link(HandsOff, world.group, PHONE, source=" ", app="whatsapp", posts=2)
    of_group = world.ties()["HANDS_OFF", "telegram:channel1", PHONE]
    assert {"a" * 64, "b" * 64} <= of_group.seen.sources


def test_a_name_saved_in_an_address_book_is_a_link_and_one_that_was_borne_is_none() -> None:
    world = World()
    for text, how in (("Odo", "saved"), ("Nadia", "seen")):
        said = Name.of(text)
        world.node(Name, said.id, text=text)
        world.link(Named, PHONE if how == "saved" else world.who, said.id, how=how, first_seen=DAY)
    named = [key for key in world.ties() if key[0] == "NAMED"]
    assert named == [("NAMED", PHONE, "name:Odo")]


def test_what_was_passed_on_calls_and_memberships_are_links_between_the_two() -> None:
    world = World()
    origin = world.node(Account, "telegram:user2", platform="telegram")
    world.link(ForwardedFrom, f"{world.group}/0", origin)
    for number in range(3):
        world.link(Called, world.who, origin, at=DAY + timedelta(days=number), how="call")
    world.link(MemberOf, origin, world.group, how="joined", first_seen=DAY)
    ties = world.ties()
    assert ties["FORWARDED_FROM", "telegram:user1", "telegram:user2"].count == 1
    called = ties["CALLED", "telegram:user1", "telegram:user2"]
    assert (called.count, called.how) == (3, {"call"})
    assert ties["MEMBER_OF", "telegram:user2", "telegram:channel1"].seen.first == round(DAY.timestamp() * 1000)


@pytest.fixture(scope="module")
def session(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give a session in a copy of the worked case."""
    folder = tmp_path_factory.mktemp("going") / "case"
    shutil.copytree(worked, folder)
    with Session.open(folder) as session:
        yield session


@pytest.fixture(scope="module")
def hidden(session: Session) -> Exchange:
    """Give all that goes out of the case, with posts, names hidden."""
    gate = AnsweringGate(session.case, session.store, who="tester", hide_names=True, now=NOW)
    with session.writing("export", who="tester"), gate.disclosing("export"):
        return gate.exchange(posts=True)


@pytest.fixture(scope="module")
def secrets(session: Session) -> frozenset[str]:
    """Give what no hidden form may hold."""
    return frozenset(list_secrets(session))


def write(session: Session, form: str, out: Path, *selection: str, **how: Any) -> ExportAnswer:
    return write_export(session, form, out, selection, who="tester", now=NOW, **how)


def ids_of(path: Path) -> set[str]:
    return read_csv(path.read_bytes()).things


def found(session: Session, kind: str) -> Finding:
    return next(one for one in read_latest_findings(session.case).findings if one.kind == kind)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_hidden_names_numbers_ids_and_quotations_are_in_no_form(
    form: str, hidden: Exchange, secrets: frozenset[str]
) -> None:
    data = write_form(form, hidden).data
    read = READERS[form](data)
    assert read.things
    assert len(secrets) > 500
    pieces = {piece for text in list_files(data) for piece in re.split('[\n"<>]', text)}  # each once: it is long
    pieces |= {*read.texts, *read.things, *map(" ".join, read.links)}
    whole = "\n".join(sorted({re.sub(r"\b[0-9a-f]{8,64}\b", "#", piece) for piece in pieces}))
    assert [secret for secret in sorted(secrets) if secret in whole] == []


@pytest.mark.slow
def test_without_hidden_names_all_that_is_looked_for_there_stands_in_the_file(
    session: Session, secrets: frozenset[str], tmp_path: Path
) -> None:
    write(session, "csv", tmp_path / "out", posts=True)
    whole = "\n".join(read_csv((tmp_path / "out").read_bytes()).texts)
    assert len([secret for secret in secrets if secret in whole]) > 0.9 * len(secrets)  # all but participants


@pytest.mark.slow
def test_every_hash_that_is_cited_is_of_a_file_that_is_listed(hidden: Exchange) -> None:
    cited = {
        sha256 for some in (hidden.things, hidden.links, hidden.findings) for one in some for sha256 in one.sources
    }
    assert cited == {file.sha256 for file in hidden.files}
    assert all(link.sources for link in hidden.links if link.basis == "observed")


def test_a_selection_that_comes_to_nothing_is_not_the_whole_case() -> None:
    world = World()
    snapshot, ties = world.snapshot(), list(world.ties().values())
    for around in (False, True):
        assert select_things(snapshot, ties, set(), around=around, posts=True) == set()
    assert len(select_things(snapshot, ties, None, around=False, posts=False)) == 3


def test_a_selection_takes_its_contacts_along_and_other_accounts_and_groups_only_with_around() -> None:
    world = World()
    snapshot, ties = world.snapshot(), list(world.ties(posts=True).values())

    def chosen(**how: bool) -> set[str]:
        kept = select_things(snapshot, ties, {snapshot.number["telegram:user1"]}, **how)
        return {snapshot.ids[number] for number in kept}

    assert chosen(around=False, posts=False) == {"telegram:user1", PHONE}
    assert chosen(around=False, posts=True) == {"telegram:user1", PHONE, "telegram:channel1/0", "telegram:channel1/1"}
    assert chosen(around=True, posts=False) >= {"telegram:user1", PHONE, "telegram:channel1"}


@pytest.mark.slow
def test_what_went_out_is_one_entry_of_the_journal_with_the_hash_of_the_file(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "case.graphml"
    answer = write(session, "graphml", out)
    entry = session.case.journal.last("disclose")
    assert entry is not None
    said: Any = entry.payload
    assert said["sha256"] == answer.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (said["what"], said["form"], said["hidden"], said["things"]) == (
        "export", "graphml", False, sum(answer.things.values()),
    )  # fmt: skip
    assert said["of"] == sum(answer.things.values())
    assert "telegram:" not in json.dumps(said)
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_a_file_that_exists_stays_and_nothing_is_entered(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "there"
    out.write_text("mine")
    before = session.case.journal.last("disclose")
    for place in (out, tmp_path / "no-folder" / "x"):
        with pytest.raises(CaseError):
            write(session, "csv", place)
    assert out.read_text() == "mine"
    assert session.case.journal.last("disclose") == before


@pytest.mark.slow
def test_the_same_case_at_the_same_moment_gives_the_same_bytes(session: Session, tmp_path: Path) -> None:
    answers = [write(session, "csv", tmp_path / name, posts=True) for name in ("one", "other")]
    assert answers[0].sha256 == answers[1].sha256


@pytest.mark.slow
def test_a_selected_cluster_is_its_core_and_with_around_all_of_it(session: Session, tmp_path: Path) -> None:
    cluster = found(session, "cluster")
    core = set(members_of(cluster))
    answer = write(session, "csv", tmp_path / "core", cluster.id)
    assert core <= ids_of(tmp_path / "core")
    assert answer.findings["cluster"] == 1
    people = {id for id in ids_of(tmp_path / "core") if ":user" in id or ":channel" in id}
    assert people <= core
    write(session, "csv", tmp_path / "around", cluster.id, around=True)
    assert {subject.id for subject in cluster.subjects} <= ids_of(tmp_path / "around")
    assert len(ids_of(tmp_path / "around")) > len(ids_of(tmp_path / "core"))


@pytest.mark.slow
def test_a_selected_account_goes_out_with_its_contacts_and_what_is_found_of_it_alone(
    session: Session, tmp_path: Path
) -> None:
    [one, other] = found(session, "alias").subjects[:2]
    answer = write(session, "csv", tmp_path / "one", one.id)
    ids = ids_of(tmp_path / "one")
    assert one.id in ids
    assert other.id not in ids
    assert set(answer.things) <= {"Account", "Phone", "Handle", "Invite", "Site", "Email"}
    assert answer.things["Account"] == 1
    assert answer.links.get("ALIAS", 0) == 0
    both = write(session, "csv", tmp_path / "both", one.id, other.id)
    assert both.links["ALIAS"] == 1
    with pytest.raises(NotFoundError):
        write(session, "csv", tmp_path / "none", "+12025550199")


@pytest.mark.slow
def test_what_a_person_judged_the_same_is_judged_and_what_is_different_is_no_link(
    session: Session, tmp_path: Path
) -> None:
    alias = found(session, "alias").id
    bases = []
    for number, verdict in enumerate(("same", "different", "", "")):
        if verdict:
            judge_finding(session, alias, verdict, "seen", who="tester")  # type: ignore[arg-type]
        else:
            withdraw_judgement(session, alias, "not seen", who="tester")  # the one before it stands again
        write(session, "parquet", tmp_path / f"out{number}", alias)
        with zipfile.ZipFile(tmp_path / f"out{number}") as archive:
            links = pq.read_table(io.BytesIO(archive.read("links.parquet"))).to_pylist()
        bases.append([link["basis"] for link in links if link["finding"] == alias])
    assert bases == [["judged"], [], ["judged"], ["inferred"]]


@pytest.mark.slow
def test_the_command_tells_on_stderr_what_the_file_has_not(
    session: Session, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # a parallel run sets it, and a narrow screen parts the path
    case = ("--case", str(session.case.folder))
    code, out, err = run("export", "maltego", "--posts", "--out", str(tmp_path / "case.mtgx"), *case)
    assert code == 0, err
    assert re.search(r"not in the file: [\d,]+ Post, this form has no posts", err)
    assert f"maltego: {tmp_path / 'case.mtgx'}" in out
    code, _, err = run("export", "csv", "--out", str(tmp_path / "case.mtgx"), *case)
    assert (code, "is there already" in err) == (1, True)
