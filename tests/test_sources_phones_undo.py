"""A workbook, call records and an address book are taken back whole, on both engines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.case import Case
from graph.store import Store
from ingest import load
from ingest.answers import Answers
from ingest.plan import plan_reading
from tests.acting import settle_run, settle_undo
from tests.test_sources_table_forms import make_xlsx

DATA = Path(__file__).parent / "data"
pytestmark = pytest.mark.slow


def test_a_workbook_call_records_and_an_address_book_are_taken_back_whole(
    fresh: Callable[[], Case], store: Store, tmp_path: Path
) -> None:
    accounts = [
        ("platform", "kind", "id", "name", "phone"),
        ("telegram", "account", "user5", "Amin", "+44 20 7946 0103"),
    ]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(make_xlsx(People=accounts))
    for name in ("call-records.csv", "vcard.vcf"):
        (folder / name).write_bytes((DATA / name).read_bytes())
    answers = 'exporter = "+44 20 7946 0001"\ntime_zone = "UTC"\n'
    (folder / "sources.toml").write_text(f'[[file]]\nmatch = "*"\n{answers}')
    planned = plan_reading([folder], scratch=tmp_path / "scratch")
    case = fresh()

    def enter(*names: str) -> int:
        given = [
            load.Given(one.found.path, one.name, one.source, one.answers)
            for one in planned
            if one.name in names and one.found and one.source
        ]
        assert len(given) == len(names)
        return settle_run(case, store, load.enter_run(case, given, who="tester", unanswered=Answers()))

    enter("book.xlsx")
    before = store.whole()
    run = enter("call-records.csv", "vcard.vcf")
    assert store.whole() != before
    settle_undo(case, store, run)
    assert store.whole() == before
