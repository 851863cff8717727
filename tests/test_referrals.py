"""Referrals: exact addresses and hashes, only what the instrument wants, answers kept, corrections when people turn."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.case import Case
from graph.errors import JournalError, NotFoundError, ReferralError
from graph.finding import read_latest_findings
from graph.forms.web_addresses import write_web_address
from graph.referrals import REFER, find_next_referral_number
from liaisons.acts import judging, referring
from liaisons.acts.referring import Wanted, check_wanted
from liaisons.session import Session

Run = Callable[..., tuple[int, str, str]]
HOW: Any = {"who": "tester"}
NOTICE = Wanted(
    instrument="notice", to="Telegram", why="It sells sea crossings.\nPeople drown.", select=("x",), name="Ada Desk",
    mail="desk@ngo.example", good_faith=True,
)  # fmt: skip
ORDER = Wanted(
    instrument="order", to="Telegram", why="A boat sank.", select=("x",), legal_basis="Article 5",
    since=date(2025, 1, 1), until=date(2025, 2, 1), data="subscriber data",
)  # fmt: skip


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("telegram:channel123", "https://t.me/c/123"),
        ("telegram:channel123/45", "https://t.me/c/123/45"),
        ("telegram:@sea_desk", "https://t.me/sea_desk"),
        ("telegram:user123", None),
        ("facebook:123", "https://www.facebook.com/123"),
        ("facebook:@sea.desk", "https://www.facebook.com/sea.desk"),
        ("facebook:group123", "https://www.facebook.com/groups/123"),
        ("facebook:post123", "https://www.facebook.com/123"),
        ("facebook:posthash=0f", None),
        ("instagram:@sea", "https://www.instagram.com/sea"),
        ("tiktok:@sea", "https://www.tiktok.com/@sea"),
        ("x:@sea", "https://x.com/sea"),
        ("youtube:UCabc-1", "https://www.youtube.com/channel/UCabc-1"),
        ("whatsapp:+447700900123", "https://wa.me/447700900123"),
        ("invite:t.me/+AbC-d", "https://t.me/+AbC-d"),
        ("site:sea.example/a b", None),
        ("site:sea.example/<x>\"'", "https://sea.example/%3Cx%3E%22'"),
        ("mail:a@sea.example", "mailto:a@sea.example"),
        ("+447700900123", "tel:+447700900123"),
        ("national:7700900123", None),
        ("name:Sea", None),
    ],
)
def test_an_address_is_where_a_platform_opens_the_thing_and_none_is_made_up(id: str, address: str | None) -> None:
    assert write_web_address(id) == address


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(NOTICE, good_faith=False), "without --good-faith"),
        (replace(NOTICE, mail=""), "without --mail"),
        (replace(NOTICE, legal_basis="Article 5"), "with --legal-basis"),
        (replace(NOTICE, instrument="hotline"), "with --good-faith, --mail, --name"),
        (replace(ORDER, data=""), "without --data"),
        (replace(ORDER, since=date(2025, 3, 1)), "from 2025-03-01 to 2025-02-01"),
        (replace(ORDER, select=()), "without --select"),
    ],
)
def test_an_instrument_takes_what_it_wants_and_nothing_else(wanted: Wanted, said: str) -> None:
    with pytest.raises(ReferralError, match=said):
        check_wanted(wanted)


@pytest.fixture
def session(worked: Path, tmp_path: Path) -> Any:
    shutil.copytree(worked, tmp_path / "case")
    with Session.open(tmp_path / "case", quick=True) as session:
        yield session


def find_first(case: Case, kind: str) -> str:
    return next(one.id for one in read_latest_findings(case).findings if one.kind == kind)


@pytest.mark.slow
def test_a_notice_names_things_by_address_and_posts_by_hash_and_its_sums_check(
    session: Session, tmp_path: Path
) -> None:
    finding = find_first(session.case, "alias")
    wanted = replace(NOTICE, select=(finding,))
    answer, folder = referring.write_referral(session, wanted, who="tester", out=tmp_path / "out")
    assert {path.name for path in folder.iterdir()} == {"referral.txt", "referral.json", "SHA256SUMS"}
    for line in (tmp_path / "out/SHA256SUMS").read_text().splitlines():
        sha256, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == sha256
    letter = (folder / "referral.txt").read_text("utf-8")
    assert "From: Ada Desk <desk@ngo.example>" in letter
    assert "good faith" in letter
    assert "It sells sea crossings.\nPeople drown." in letter
    assert answer.posts
    assert len(answer.things) == 2
    evidence = {path.name for path in session.case.evidence.rglob("*") if path.is_file()}
    for post in answer.posts:
        assert post.sha256 in evidence
        assert post.sha256 in letter
        assert (post.address or post.id) in letter
    for thing in answer.things:
        assert any("inferred, chance" in said for said in thing.stands_on)
        assert all(address in letter for address in thing.addresses)
    assert session.case.verify_results() == []
    (folder / "referral.txt").write_text("another")
    assert [fault.where for fault in session.case.verify_results()] == ["referrals/1/referral.txt"]


@pytest.mark.slow
def test_an_order_shows_no_post_and_no_reference_to_the_case(session: Session) -> None:
    finding = find_first(session.case, "alias")
    answer, folder = referring.write_referral(session, replace(ORDER, select=(finding,)), who="tester")
    assert (answer.posts, answer.period, answer.sender) == ((), ("2025-01-01", "2025-02-01"), "")
    letter = (folder / "referral.txt").read_text("utf-8")
    assert session.case.settings.purpose not in letter
    assert "Legal basis: Article 5" in letter


@pytest.mark.slow
def test_of_a_cluster_the_core_alone_is_referred(session: Session) -> None:
    cluster = next(one for one in read_latest_findings(session.case).findings if one.parts.get("belongs"))
    core = {place["id"] for place in cluster.parts["belongs"] if place["core"]}
    wanted = Wanted(instrument="hotline", to="Hotline", why="x", select=(cluster.id,))
    answer, _ = referring.write_referral(session, wanted, who="tester")
    assert {thing.id for thing in answer.things} == core
    assert len(core) < len(cluster.subjects)


@pytest.mark.slow
def test_who_was_told_what_people_took_back_since_is_told_again_once(session: Session) -> None:
    case, how = session.case, HOW
    alias, other = (one.id for one in [x for x in read_latest_findings(case).findings if x.kind == "alias"][:2])
    judging.judge_finding(session, alias, "same", "they say so", **how)
    danger = Wanted(instrument="danger", to="Police", why="A boat leaves.", select=(alias, other))
    answer, _ = referring.write_referral(session, danger, **how)
    assert answer.states == ("Europol",)

    def due() -> str:
        return referring.list_referrals(case, hide_names=False).referrals[0].correction

    assert due() == ""
    with pytest.raises(ReferralError, match="nothing that it stands on"):
        referring.correct_referral(session, 1, "x", **how)
    judging.withdraw_judgement(session, alias, "a mistake", **how)
    assert due() == "due"
    letter = (referring.correct_referral(session, 1, "They are two.", **how) / "referral.txt").read_text("utf-8")
    assert f"Finding {alias}: the judgement that it is so was taken back." in letter
    assert other not in letter
    assert "Why: They are two." in letter
    assert due() == "sent"
    judging.judge_finding(session, other, "different", "two people", **how)
    assert due() == "due"
    letter = (referring.correct_referral(session, 1, "Nor these.", **how) / "referral.txt").read_text("utf-8")
    assert f"Finding {other}: people judged it not to be so." in letter
    assert alias not in letter
    assert due() == "sent"
    assert case.verify_results() == []


@pytest.mark.slow
def test_answers_are_kept_and_a_year_tells_no_few(session: Session) -> None:
    group = next(subject.id for one in read_latest_findings(session.case).findings for subject in one.subjects)
    hotline = Wanted(instrument="hotline", to="Hotline", why="x", select=(group,))
    for _ in range(5):
        referring.write_referral(session, hotline, who="tester")
    referring.write_referral(session, replace(NOTICE, select=(group,)), who="tester")
    today = datetime.now(ZoneInfo(session.case.settings.time_zone)).date()
    told = referring.enter_answer(session, 6, "acted", today, "removed", who="tester").referrals[0]
    assert (told.number, told.outcome, told.answered, told.says) == (6, "acted", today.isoformat(), "removed")
    with pytest.raises(ReferralError, match="before it was made"):
        referring.enter_answer(session, 6, "acted", date(2020, 1, 1), "", who="tester")
    with pytest.raises(NotFoundError):
        referring.enter_answer(session, 60, "acted", today, "", who="tester")
    figures = referring.count_referrals(session.case, today.year)
    assert figures.total is None  # 6 less the 5 that are told would be the one that is not
    assert [(one.to, one.count) for one in figures.figures] == [("Hotline", 5), ("Telegram", None)]


@pytest.mark.slow
def test_what_is_no_one_thing_is_refused_and_nothing_is_entered(session: Session, tmp_path: Path) -> None:
    before = sum(1 for _ in session.case.journal.entries("refer"))
    for select in ("nobody at all", "al"):
        with pytest.raises(NotFoundError):
            referring.write_referral(session, replace(NOTICE, select=(select,)), who="tester")
    with pytest.raises(ReferralError, match="is there already"):
        referring.write_referral(session, NOTICE, who="tester", out=tmp_path)
    assert sum(1 for _ in session.case.journal.entries("refer")) == before == 0


@pytest.mark.slow
def test_the_commands_write_list_answer_and_count(worked: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "case"
    shutil.copytree(worked, folder)
    case = ("--case", str(folder))
    finding = find_first(Case.open(folder), "succession" if has(folder, "succession") else "alias")
    code, out, err = run("refer", "hotline", "--select", finding, "--to", "Hotline", "--why", "See posts", *case)
    assert (code, err) == (0, "")
    assert "Nothing was sent" in out
    sender = ("--name", "A", "--mail", "b@c.example", "--good-faith")
    code, _, err = run(
        "refer", "notice", "--select", finding, "--to", "T", "--why", "x", *sender, "--hide-names", *case
    )
    assert (code, "names are to be hidden" in err) == (1, True)
    code, out, err = run("refer", "answer", "1", "refused", "--says", "not ours", *case, "--format", "json")
    assert json.loads(out)["referrals"][0]["says"] == "not ours"
    code, out, err = run("refer", "list", *case, "--hide-names")
    assert "Hotline" not in out
    assert "not ours" not in out
    code, out, err = run("refer", "figures", str(datetime.now(UTC).year), *case, "--format", "csv")
    assert "Hotline,hotline,refused,fewer than 5" in out
    code, out, err = run("refer", "correct", "1", "--why", "x", *case)
    assert (code, "nothing that it stands on" in err) == (1, True)


def has(folder: Path, kind: str) -> bool:
    return any(one.kind == kind for one in read_latest_findings(Case.open(folder)).findings)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "made", purpose="test", legal_basis="none", profile="ngo", who="tester")


def enter(case: Case, number: int, to: str = "Hotline", finding: str = "f00d", now: datetime | None = None) -> Path:
    """Keep a referral that a person might have written."""
    entered = {
        "number": number, "instrument": "hotline", "to": to, "why": "x", "findings": [finding], "things": 1, "posts": 0,
    }  # fmt: skip
    thing = {"id": "x:1", "what": "account", "addresses": [], "stands_on": [f"so (finding {finding}, inferred)"]}
    values = {"case": f"referral {number}", "to": to, "made": "2025-01-01T00:00:00Z", "things": [thing]}
    return referring.keep_files(case, str(number), REFER, entered, "letter\n", values, who="tester", now=now)


def judge(case: Case, verdict: str, finding: str = "f00d") -> None:
    said = {"finding": finding, "kind": "alias", "subjects": [], "verdict": verdict, "why": "x"}
    case.journal.append("judge", said, who="tester")


def test_the_number_of_a_referral_that_was_erased_or_whose_entry_is_gone_is_not_given_again(case: Case) -> None:
    enter(case, 1)
    enter(case, 2)
    case.journal.erase([entry.n for entry in case.journal.entries(REFER)], why="asked to", who="tester")
    assert find_next_referral_number(case) == 3
    (case.folder / "referrals/7").mkdir()
    assert find_next_referral_number(case) == 8


def test_a_referral_that_a_kill_left_before_it_had_its_place_gets_it(case: Case) -> None:
    folder = enter(case, 1)
    folder.rename(folder.with_name("1.partial"))
    (folder.parent / "9.partial").mkdir()  # killed before it was entered
    assert case.verify_results()
    enter(case, 2)
    assert {path.name for path in folder.parent.iterdir()} == {"1", "2"}
    assert case.verify_results() == []


def test_what_a_kill_left_half_gets_no_place_and_verify_names_its_folder(case: Case) -> None:
    folder = enter(case, 1)
    (folder / "referral.txt").unlink()
    folder.rename(folder.with_name("1.partial"))
    referring.put_referrals_in_place(case)
    assert not folder.exists()
    assert [fault.where for fault in case.verify_results()] == ["referrals/1"]


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_nothing_is_corrected_by_a_letter_that_is_not_as_it_was_entered(case: Case, damage: str) -> None:
    values = enter(case, 1) / "referral.json"
    judge(case, "different")
    values.unlink() if damage == "gone" else values.write_text(values.read_text().replace("Hotline", "Somebody"))
    with pytest.raises(JournalError, match=r"referral\.json"):
        referring.correct_referral(Session(case), 1, "x", who="tester")
    assert list(case.journal.entries("refer-correct")) == []


def test_who_was_told_what_people_are_no_longer_sure_of_is_told_again(case: Case) -> None:
    judge(case, "same")
    enter(case, 1)
    judge(case, "unsure")
    letter = referring.correct_referral(Session(case), 1, "We look again.", who="tester") / "referral.txt"
    assert "Finding f00d: people who judged that it is so are no longer sure." in letter.read_text("utf-8")
    assert referring.list_referrals(case, hide_names=False).referrals[0].correction == "sent"


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_an_answer_of_the_same_day_is_taken_wherever_the_case_is(tmp_path: Path, zone: str) -> None:
    case = Case.init(tmp_path / "made", purpose="test", legal_basis="none", profile="ngo", time_zone=zone, who="tester")
    made = datetime(2025, 3, 2, 1 if "Pago" in zone else 23, tzinfo=UTC)
    enter(case, 1, now=made)
    session, day = Session(case), made.astimezone(ZoneInfo(zone)).date()
    for said in (None, day):
        told = referring.enter_answer(session, 1, "acted", said, "", who="tester", now=made)
        assert told.referrals[0].answered == day.isoformat()
    with pytest.raises(ReferralError, match="still to come"):
        referring.enter_answer(session, 1, "acted", day + timedelta(days=1), "", who="tester", now=made)


def test_a_copy_that_cannot_be_written_is_told_with_where_the_letter_lies(case: Case, tmp_path: Path) -> None:
    folder = enter(case, 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(ReferralError, match=r"cannot be written.*copy it from .*referrals/1"):
        referring.copy_referral(folder, tmp_path / "file/out")
    assert referring.list_referrals(case, hide_names=False).referrals[0].number == 1


@pytest.mark.parametrize(
    ("counts", "total"), [((5, 1), None), ((5, 4), None), ((2, 2), None), ((4, 4), 8), ((5,), 5), ((), 0)]
)
def test_no_total_tells_what_is_too_few_to_be_told(case: Case, counts: tuple[int, ...], total: int | None) -> None:
    for place, count in enumerate(counts):
        for _ in range(count):
            enter(case, find_next_referral_number(case), to=f"recipient {place}", now=datetime(2025, 3, 2, tzinfo=UTC))
    assert referring.count_referrals(case, 2025).total == total


def test_no_command_names_a_recipient_where_names_are_hidden(case: Case, run: Run) -> None:
    enter(case, 1, to="Ana Secret")
    year = str(datetime.now(UTC).year)
    answer, correct = ("answer", "1", "acted", "--says", "Secret words"), ("correct", "1", "--why", "x")
    for args in (("list",), answer, ("figures", year), correct):
        for form in ("table", "json"):
            _, out, err = run("refer", *args, "--case", str(case.folder), "--hide-names", "--format", form)
            assert "Secret" not in out + err
    _, out, _ = run("refer", "figures", year, "--case", str(case.folder), "--hide-names", "--format", "csv")
    assert "Secret" not in out


@pytest.mark.slow
def test_a_letter_says_what_no_one_is_called(session: Session) -> None:
    """Names stand in the posts alone, and in a rename, whose content they are."""
    case = session.case
    chosen = [one for one in read_latest_findings(case).findings if one.kind not in ("rename", "reuse")]
    select = tuple({one.kind: one.id for one in chosen}.values())
    _, folder = referring.write_referral(session, replace(ORDER, select=select), who="tester")
    letter = (folder / "referral.txt").read_text("utf-8")
    with session.answering(who="tester") as gate:
        gate.recall_names()
        ids = {subject.id for one in chosen if one.id in select for subject in one.subjects}
        gate.learn(ids)
        called = {name for id in ids if (name := gate.voice.names.text(id)) not in id and len(name) > 3}
    assert called
    assert not [name for name in called if name in letter]
    assert all(f"(finding {id}, " in letter for id in select)
