"""How to read this report: what its words promise and what they do not."""

from graph.reports.blocks import Facts, Section, phrase_words
from graph.views.shapes import Overview

TERMS = (
    (
        "Lead",
        "Something worth a look, with the reasons for and against it. A lead is no proof, and being named in one says "
        "nothing about a person.",
    ),
    ("Observed", "Read from files by stable ids: the files say so, word for word."),
    ("Inferred", "Concluded from several observations. It may be wrong; the reasons say what it rests on."),
    ("Judged", "Decided by a person, whose name, time and reason stand beside it."),
    (
        "Weight in bits",
        "How much a reason speaks for a lead (above 0) or against it (below 0); each bit doubles or halves the odds. "
        "What the odds are before anything is known is a reason too; all in all they are what the score rests on. "
        "Reasons of weight 0 are told and do not count.",
    ),
    ("Evidence", "How much there is of it: little, some or much. It is not the chance of being right."),
    (
        "Chance",
        "Of leads with as many bits, so many in a hundred were true in made-up worlds of kinds that nothing was learnt "
        "from. A real case may be harder; docs/cards/families.md tells how it was measured and where it fails. "
        "Where people have judged enough leads of a kind, what they found true in this case corrects it: the lead "
        "tells by how many judgements, between what bounds, and what the chance was before.",
    ),
    (
        "Withdrawn",
        "A lead that was told before people's judgements of others like it put its chance below what is told. It "
        "stands last, and is drawn in no picture.",
    ),
    (
        "Not calibrated",
        "The chance that such leads are right has not been measured. They are ordered by bits.",
    ),
    (
        "Stability",
        "How often the members of a cluster come together when it is computed again. It is no chance of being right; "
        "members that often end elsewhere are named as in doubt.",
    ),
    ("One of two", "The next best answer is less than two bits behind: look at both before you take one."),
    (
        "Quotes",
        "Posts as they were written, in their own script, the contact marked. Below each stand the file, the beginning "
        "of its SHA-256 and the place in it; controls and direction marks were taken out.",
    ),
    (
        "Generic contacts",
        "A hotline, a bank or a number that very many share says little about any two who use it: it weighs nothing, "
        "joins no cluster and ends a handoff.",
    ),
    ("Where the trail stops", "Where the files stop, the report stops. What is not here was not read, or not found."),
)


def write_reading_section(view: Overview) -> Section:
    """Give the terms, and the time zone."""
    zone = f"All days are days in {view.zone}. A name that is written over a span was seen at both ends of it."
    pairs = (*((term, phrase_words(says)) for term, says in TERMS), ("Times", phrase_words(zone)))
    return Section("How to read this", (Facts(pairs),), None, "How to read")
