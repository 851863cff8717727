"""A case in a notebook: answers and tables as pandas, clusters and neighbourhoods as networkx, through the gate."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import liaisons
from graph.case import Case
from graph.errors import CaseError, NotFoundError, QuestionError
from graph.finding import read_latest_findings
from liaisons.notebook import Notebook

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent
LONG = 120.0


@pytest.fixture(scope="module")
def folder(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the case that was read and analysed, in a folder as the demo's."""
    return Path(shutil.copytree(worked, tmp_path_factory.mktemp("notebook") / "demo-case/liaisons"))


@pytest.fixture(scope="module")
def notebook(folder: Path) -> Iterator[Notebook]:
    with liaisons.open(folder, who="ann") as notebook:
        yield notebook


@pytest.fixture(scope="module")
def hidden(folder: Path, notebook: Notebook) -> Iterator[Notebook]:
    """Give a second notebook on the case, a client of the first, that hides names."""
    with liaisons.open(folder, who="bob", hide_names=True) as hidden:
        yield hidden


def secrets(notebook: Notebook) -> set[str]:
    """Give names and numbers of the case that are long enough to be told from chance."""
    names = set(notebook.table("Name")["text"]) | set(notebook.table("Phone")["id"])
    return {name for name in names if len(name) > 8}


def test_a_question_is_answered_as_a_table(notebook: Notebook) -> None:
    shared = notebook.ask("contacts_shared_across_groups")
    assert len(shared) > 3
    assert shared["groups"].min() >= 2
    phone = next(id for id in shared["contact"] if id.startswith("+"))
    spelt = notebook.ask("contact_seen", contact=f"00{phone[1:3]} {phone[3:]}")
    assert spelt["posts"][0] > 0
    assert str(spelt["first_post"].dtype).endswith(", UTC]")


def test_a_question_that_is_none_is_told(notebook: Notebook) -> None:
    with pytest.raises(QuestionError, match="contacts_shared_across_groups"):
        notebook.ask("contacts_shared_across_group")
    with pytest.raises(QuestionError, match="days"):
        notebook.ask("contacts_taken_over", days="many")
    with pytest.raises(NotFoundError):
        notebook.ask("contacts_of", who="telegram:user1")


def test_all_questions_are_listed(notebook: Notebook) -> None:
    questions = notebook.questions()
    assert "contacts_shared_across_groups" in set(questions["name"])
    assert questions["title"].str.endswith("?").all()


def test_nodes_and_links_are_tables(notebook: Notebook) -> None:
    posts, handoffs = notebook.table("Post"), notebook.table("HANDS_OFF")
    assert posts["id"].is_unique
    assert str(posts["at"].dtype).endswith(", UTC]")
    assert {"start", "end", "app", "posts", "first_seen", "last_seen"} <= set(handoffs.columns)
    assert set(handoffs["start"]) <= set(notebook.table("Account")["id"]) | set(notebook.table("Group")["id"])
    assert len(notebook.table("CALLED")) == 0
    assert {"start", "end", "at"} <= set(notebook.table("CALLED").columns)
    with pytest.raises(NotFoundError, match="Account"):
        notebook.table("Accounts")


def test_findings_are_those_of_the_case(notebook: Notebook, folder: Path) -> None:
    known = {one.id: one.kind for one in read_latest_findings(Case.open(folder)).findings}
    assert dict(notebook.findings()[["id", "kind"]].itertuples(index=False)) == known
    assert set(notebook.findings("alias")["kind"]) == {"alias"}


def test_how_long_groups_and_names_last_is_a_table_a_row_a_day(notebook: Notebook) -> None:
    lasting = notebook.survival()
    assert set(lasting["what"]) == {"group", "group name", "account name"}
    told = lasting.dropna(subset=["days"])
    assert set(told["split"]) >= {"", "platform"}
    assert told["share"].between(0, 1).all()
    assert (lasting["ended"] >= lasting["removed"]).all()
    assert lasting[lasting["days"].isna()]["share"].isna().all()


def test_a_cluster_and_a_neighbourhood_are_networks(notebook: Notebook, folder: Path) -> None:
    one = next(one for one in read_latest_findings(Case.open(folder)).findings if one.kind == "cluster")
    net = notebook.cluster(one.id[:8])
    assert set(net) == {subject.id for subject in one.subjects}
    assert net.number_of_edges() >= net.number_of_nodes() - 1
    assert [id for id, said in net.nodes(data=True) if said.get("core")] == [
        subject.id for subject in one.subjects if subject.id in one.parts["core"]
    ]
    centre = one.subjects[0].id
    near, far = notebook.neighbourhood(centre), notebook.neighbourhood(centre, 2)
    assert {centre} < set(near) < set(far)
    assert all(said["name"] for _, said in near.nodes(data=True))
    with pytest.raises(NotFoundError):
        notebook.cluster("")
    with pytest.raises(NotFoundError):
        notebook.neighbourhood("nobody")


def test_hidden_names_stand_nowhere(hidden: Notebook, notebook: Notebook, folder: Path) -> None:
    known = secrets(notebook)
    cluster = next(one.id for one in read_latest_findings(Case.open(folder)).findings if one.kind == "cluster")
    tables = [
        hidden.ask("contacts_shared_across_groups"),
        hidden.findings(),
        *map(hidden.table, ("Account", "Group", "Name", "Phone", "Post", "NAMED", "MENTIONS", "HANDS_OFF")),
    ]
    said = [table.to_csv() for table in tables] + [repr(list(hidden.cluster(cluster).nodes(data=True)))]
    assert [name for name in known if any(name in text for text in said)] == []
    assert len(tables[2]) == len(notebook.table("Account"))


def test_what_was_asked_stands_in_the_journal_before_it_is_answered(notebook: Notebook, folder: Path) -> None:
    journal = Case.open(folder).journal
    before = journal.last("consult")
    notebook.ask("busiest_accounts")
    after = journal.last("consult")
    assert before is not None
    assert after is not None
    assert after.payload is not None
    assert (after.n > before.n, after.who, after.payload["question"]) == (True, "ann", "busiest_accounts")


def test_a_folder_that_is_no_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="liaisons init"):
        liaisons.open(tmp_path)


def test_a_notebook_that_nobody_closes_ends_all_the_same(worked: Path, tmp_path: Path) -> None:
    shutil.copytree(worked, tmp_path / "case")
    code = "import liaisons\nnotebook = liaisons.open('case')\nprint(len(notebook.table('Account')))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "LIAISONS_KEYS": os.environ["LIAISONS_KEYS"]},
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG,
    )
    assert int(done.stdout) > 100
    assert done.stderr == ""


def test_importing_liaisons_loads_nothing_heavy() -> None:
    heavy = ("IPython", "arcadedb_embedded", "jpype", "neo4j", "networkx", "numpy", "pandas", "pyarrow", "pyvis")
    code = f"import sys, liaisons; print(sorted(set(sys.modules) & set({heavy})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_example_of_the_readme_runs(folder: Path, notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert example, "the README has no example in Python"
    monkeypatch.chdir(folder.parent.parent)
    known: dict[str, Any] = {}
    exec(compile(example[1], "README.md", "exec"), known)
    assert len(known["leads"]) > 1
    assert len(known["net"]) > 1
