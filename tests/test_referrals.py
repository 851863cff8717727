"""Referrals: exact addresses and hashes, only what the instrument wants, answers kept, corrections when people turn."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.case import Case
from graph.errors import NotFoundError, ReferralError
from graph.finding import read_latest_findings
from graph.forms.web_addresses import write_web_address
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
    today = datetime.now(UTC).date()
    told = referring.enter_answer(session, 6, "acted", today, "removed", who="tester").referrals[0]
    assert (told.number, told.outcome, told.answered, told.says) == (6, "acted", today.isoformat(), "removed")
    with pytest.raises(ReferralError, match="before it was made"):
        referring.enter_answer(session, 6, "acted", date(2020, 1, 1), "", who="tester")
    with pytest.raises(NotFoundError):
        referring.enter_answer(session, 60, "acted", today, "", who="tester")
    figures = referring.count_referrals(session.case, today.year)
    assert figures.total == 6
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
