"""How to read this report: what its words promise and what they do not."""

from graph.languages import read_language
from graph.reports.blocks import Facts, Section, phrase_command, phrase_words, write_phrase
from graph.views.shapes import Overview

TERMS = (
    "lead",
    "observed",
    "inferred",
    "judged",
    "weight",
    "evidence",
    "chance",
    "withdrawn",
    "not_calibrated",
    "stability",
    "one_of_two",
    "quotes",
    "generic",
    "stops",
)
"""In the order in which they are explained; the texts of each language say what each means."""


def write_reading_section(view: Overview) -> Section:
    """Give the terms, and the time zone."""
    language = read_language(view.language)
    say = language.say
    pairs = [(say(f"reading.{term}"), phrase_words(say(f"reading.{term}_says"))) for term in TERMS]
    zone = write_phrase(language, "reading.times_says", zone=phrase_command(view.zone))
    facts = Facts((*pairs, (say("reading.times"), zone)))
    return Section(say("reading.title"), (facts,), None, say("reading.short"))
