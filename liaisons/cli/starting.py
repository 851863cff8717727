"""Commands that begin: a case, the sample."""

import sys
from pathlib import Path

import click

from graph.spelling import near_words
from liaisons.answers import DemoAnswer, InitAnswer
from liaisons.cli.options import Call, add_call_options

OTHERWISE = {"UK": "GB", "EN": "GB", "EL": "GR", "GER": "DE", "FRA": "FR", "TUR": "TR", "ENG": "GB", "USA": "US"}
"""What people write for a country whose two letters are others."""

PROFILES = ("eu-body", "police", "ngo", "research", "platform")


@click.command("demo")
@click.argument(
    "folder", metavar="[FOLDER]", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-case")
)
@add_call_options(case=False)
def run_demo(call: Call, folder: Path) -> None:
    """Run the sample case from export files to report.

    FOLDER is demo-case if left out; a demo made there before is made anew.
    """
    from liaisons import demo as sample
    from liaisons.cli.options import name_program
    from liaisons.cli.screen import clean_for_terminal, write_document, write_note

    say = write_note if call.json else lambda line: click.echo(clean_for_terminal(line))
    report, score = sample.run_sample_case(
        folder, who=call.who, say=say, hide_names=call.hide_names, program=name_program()
    )
    if call.json:
        plain_score = score.plain()
        kinds, checks = tuple(plain_score["kinds"]), tuple(plain_score["checks"])
        write_document(DemoAnswer(str(report), str(report.with_name("network.html")), kinds, checks))
    if not score.passed:
        raise SystemExit(1)


@click.command("init")
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@click.option("--purpose", help="What the case is for.")
@click.option("--legal-basis", help="The law that it rests on.")
@click.option("--profile", type=click.Choice(PROFILES), help="Who works on it: decides masks and how long data stays.")
@click.option("--name", help="What the case is called; the folder's name if left out.")
@click.option("--time-zone", default="UTC", show_default=True, help="Of screens and reports, as Europe/Athens.")
@click.option("--region", "regions", multiple=True, help="Country of national numbers, as DE; may be given again.")
@add_call_options(case=False)
def run_init(
    call: Call,
    folder: Path,
    purpose: str | None,
    legal_basis: str | None,
    profile: str | None,
    name: str | None,
    time_zone: str,
    regions: tuple[str, ...],
) -> None:
    """Start a case, which needs a purpose and a legal basis."""
    if can_ask():
        purpose = purpose or click.prompt("What is the case for", err=True)
        legal_basis = legal_basis or click.prompt("Which law does it rest on", err=True)
        profile = profile or click.prompt("Who works on it", type=click.Choice(PROFILES), err=True)
    from graph.case import Case
    from graph.errors import CaseError
    from liaisons.cli.screen import Screen, write_document

    missing = [name for name, value in (("--purpose", purpose), ("--legal-basis", legal_basis), ("--profile", profile))
               if not value]  # fmt: skip
    if missing:
        raise CaseError("init", "a case needs more", ", ".join(missing), "Options of init; liaisons init --help.")
    regions = tuple(read_region(text) for text in regions)
    case = Case.init(
        folder,
        purpose=purpose or "",
        legal_basis=legal_basis or "",
        profile=profile or "",
        name=name,
        time_zone=time_zone,
        regions=regions,
        who=call.who,
    )
    if call.json:
        write_document(InitAnswer(str(folder), case.settings.name, case.settings.profile))
        return
    Screen().line(
        ("Case ", ""),
        (case.settings.name, "bold"),
        f" in {folder}. Next: {Call(folder, False, False, call.who).hint('ingest PATH')}",
    )


def read_region(text: str) -> str:
    """Give a country as its two letters; refuse what is none, with the nearest."""
    import phonenumbers

    region = text.strip().upper()
    if region in phonenumbers.SUPPORTED_REGIONS:
        return region
    close = near_words(region, sorted(phonenumbers.SUPPORTED_REGIONS), 2, cutoff=0.4)
    close = [OTHERWISE[region]] if region in OTHERWISE else close
    meant = f"did you mean {' or '.join(close)}?" if close else "expected two letters, as DE"
    raise click.BadParameter(f"{text!r:.40} is no country with telephone numbers; {meant}", param_hint="--region")


def can_ask() -> bool:
    """Say whether somebody is there to answer."""
    return sys.stdin.isatty()
