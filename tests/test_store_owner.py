"""A client of the engine goes on when the process that ran it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import driver
from graph.case import Case
from graph.errors import EngineError
from graph.model import Account
from graph.store import Store

pytestmark = pytest.mark.slow  # each starts an engine or asks one


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait long for an engine that ended: what is done then is the same."""
    monkeypatch.setattr(driver, "PATIENCE", 1.0)
    monkeypatch.setattr(driver, "ENDED", 0.2)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.read("MATCH (n:Account) RETURN n.id"),
        lambda store: list(store.stream("MATCH (n:Account) RETURN n.id")),
        lambda store: store.write(lambda tx: tx.run("MATCH (n:Account) RETURN n.id").values()),
    ],
    ids=["read", "stream", "write"],
)
def test_a_client_whose_owner_ended_takes_its_place(case: Case, ask: Callable[[Store], object]) -> None:
    with Store.of(case, quick=True) as owner:
        owner.write(lambda tx: tx.run("CREATE (:Account {id: 'x:1'})").consume())
        client = Store.of(case, quick=True)
        assert ask(client) == [["x:1"]]
    with client:
        assert client.engine is not None
        assert not client.engine.owner
        assert ask(client) == [["x:1"]]
        assert client.engine.owner
        assert [row for [row] in client.rows(Account, "id")] == ["x:1"]


def test_an_owner_whose_engine_is_gone_says_so_in_a_line(case: Case) -> None:
    with Store.of(case, quick=True) as store:
        assert store.engine is not None
        store.engine.close()
        with pytest.raises(EngineError, match=r"ended .* Run the command again\.") as caught:
            store.read("RETURN 1")
        assert "\n" not in str(caught.value).partition("(")[0]
