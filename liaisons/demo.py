"""The demo: the sample case from export files to a report, held against the truth that was written beside them."""

import shlex
import shutil
from pathlib import Path

from graph.case import Case
from graph.errors import CaseError
from liaisons.acts.finding import find_leads
from liaisons.acts.loading import ingest_files
from liaisons.acts.reporting import write_report
from liaisons.nouns import format_count, read_words
from liaisons.saying import Say
from liaisons.session import Session
from worlds.sample import write_sample
from worlds.truth import Score, print_score, read_truth_file, score_findings

REGIONS = ("DE", "FR", "TR")


def run_sample_case(
    folder: Path, *, who: str, say: Say, hide_names: bool = False, program: str = "liaisons"
) -> tuple[Path, Score]:
    """Write the sample's files into a folder, work them through, tell each step; give the report and the score.

    With ``hide_names`` the report has pseudonyms, and what names files and accounts is left unsaid.
    ``program`` is how it is called where the person is. The folder is made anew: one that a demo made before is
    removed, any other is refused.
    """
    export, truth, home = folder / "case", folder / "truth.json", folder / "liaisons"
    if folder.exists():
        if not truth.is_file() or not (home / "case.toml").is_file():
            raise CaseError(
                str(folder), "is there and was made by no demo", "a folder that is not there yet", "Name another."
            )
        shutil.rmtree(folder)
    say(f"writing an invented network's export files into {export}")
    write_sample(folder)
    case = Case.init(
        home,
        name="Sample case",
        purpose="Show what Liaisons does with an invented network of accounts and groups.",
        legal_basis="None is needed: every person, number and post was invented.",
        profile="ngo",
        time_zone="Europe/Berlin",
        regions=REGIONS,
        who=who,
    )
    with Session(case) as session:
        return work_through(session, export, truth, who=who, say=say, hide_names=hide_names, program=program)


def work_through(
    session: Session, export: Path, truth: Path, *, who: str, say: Say, hide_names: bool, program: str
) -> tuple[Path, Score]:
    """Read the files of the sample, find, report, and hold what was found against the truth."""
    say("reading them")
    read_in = ingest_files(session, [export], who=who)
    say(f"  {format_count(len(read_in.files), 'file')} read, {len(read_in.left)} not")
    for file in () if hide_names else read_in.files:
        refused = f"; {file['refused']:,} refused" if file["refused"] else ""
        say(f"  {file['name']}: {read_words(file['read'])}{refused}")
    for left in () if hide_names else read_in.left:
        say(f"  {left['name']}: not read: {left['why']}")
    say("looking for renames, names passed on, handoffs, clusters, aliases and successions")
    findings = find_leads(session, who=who)
    say("writing the report")
    report = write_report(session, who=who, hide_names=hide_names)
    result = score_findings([finding.plain() for finding in findings], read_truth_file(truth))
    say("")
    say("against the truth that was planted:")
    for line in print_score(result):
        if not (hide_names and line.startswith(" ")):  # what was missed, by its ids
            say(f"  {line.partition(':')[0] if hide_names else line}")
    say("")
    say(f"report: {report}")
    say(f"network: {report.with_name('network.html')}")
    say(f"the case: {session.case.folder}")
    say(f"what was found: {program} find --last --case {shlex.quote(str(session.case.folder))}")
    return report, result
