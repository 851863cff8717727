"""A case, or a selection of it, as one file for another program."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from graph.answers.exchange import ExportAnswer
from graph.case import read_clock
from graph.durable import flush_folder, write_whole
from graph.errors import CaseError, JournalError
from graph.finding import read_latest_findings
from liaisons.session import Session


def write_export(
    session: Session,
    form: str,
    out: Path,
    selection: Sequence[str] = (),
    *,
    around: bool = False,
    posts: bool = False,
    who: str,
    hide_names: bool = False,
    now: datetime | None = None,
) -> ExportAnswer:
    """Write what goes out into a new file, whole or not at all, readable by this user alone.

    The entry ``disclose`` stands in the journal before the file appears, with its SHA-256: an entry whose file the
    disk did not take tells of more than went out, and never of less.

    Parameters:
        form: one of ``graph.exchange.FORMS``.
        selection, around, posts: see ``graph.views.exchanging.make_exchange``.

    Raise CaseError where the file exists or its folder does not, NotFoundError for a selection that is not one thing.
    """
    from graph.exchange import write_form
    from graph.views.answering import AnsweringGate
    from liaisons.gaps import require_whole_graph

    refuse_place(out)
    case = session.case
    with session.writing("export", who=who):
        store = session.store
        require_whole_graph(case, store)
        if lost := read_latest_findings(case).lost:
            raise JournalError("findings", f"those of the last run are lost ({lost})", "", "Run liaisons find first.")
        gate = AnsweringGate(case, store, who=who, hide_names=hide_names, now=now or read_clock())
        gate.recall_names()
        with gate.disclosing("export") as entered:
            view = gate.exchange(selection, around=around, posts=posts)
            written = write_form(form, view)
            digest = hashlib.sha256(written.data).hexdigest()
            entered |= {
                "form": form,
                "selection": [case.journal.pseudonym(id) for id in view.head.selection],
                "around": around,
                "posts": posts,
                "things": len(view.things),
                "links": len(view.links),
                "findings": len(view.findings),
                "bytes": len(written.data),
                "sha256": digest,
            }
        refuse_place(out)
        write_whole(out, written.data)
        flush_folder(out.parent)
    return ExportAnswer(
        file=str(out),
        form=form,
        bytes=len(written.data),
        sha256=digest,
        hidden=hide_names,
        things=dict(sorted(Counter(thing.label for thing in view.things).items())),
        links=dict(sorted(Counter(link.type for link in view.links).items())),
        findings=dict(sorted(Counter(one.kind for one in view.findings).items())),
        files=len(view.files),
        left=(*view.left, *written.left),
    )


def refuse_place(out: Path) -> None:
    """Raise CaseError where a file cannot be made anew."""
    if out.exists() or out.is_symlink():
        raise CaseError(str(out), "is there already", "a new file")
    if not out.parent.is_dir():
        raise CaseError(str(out.parent), "is no folder", "the folder for the file")
