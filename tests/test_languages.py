"""Languages of reports: every file says the same things with the same values, and each is a page of its direction."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph import forms
from graph.disclosure.vocabulary import is_declared
from graph.kinds import KINDS, Kind
from graph.languages import LANGUAGES, read_language
from graph.languages.catalogue import RULES
from graph.model import CONTACTS, EVERY_LINK, evidence_sentence, label, link_type
from graph.reports import html
from graph.views.shapes import Overview

OTHERS = [code for code in LANGUAGES if code != "en"]
DECLARED = ("label.", "labels.", "link.", "word.", "kind.", "headline.", "reason.")
"""What stands in English where it is declared: the other files have it alone."""


def keys(code: str) -> set[str]:
    """Give the keys of a file, each once for all of its forms."""
    return {key.partition("#")[0] for key in read_language(code).texts}


def places(text: str) -> tuple[set[str], set[frozenset[str]]]:
    """Give what stands in braces, and what does so in each pair of brackets."""
    optional = {frozenset(re.findall(r"\{([^}]*)\}", part)) for part in re.findall(r"\[([^\]]*\{[^\]]*)\]", text)}
    return set(re.findall(r"\{([^}]*)\}", text)), optional


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_every_text_and_no_other(code: str) -> None:
    own = {key for key in keys(code) if not key.startswith(DECLARED)}
    assert own == keys("en")


@pytest.mark.parametrize("code", OTHERS)
def test_what_the_model_declares_is_said_in_every_language(code: str) -> None:
    language = read_language(code)
    wanted = {f"label.{label(cls)}" for cls in html.COUNTED} | {f"labels.{label(cls)}" for cls in CONTACTS}
    wanted |= {f"link.{link_type(cls)}" for cls in EVERY_LINK}
    assert {key for key in keys(code) if key.startswith(("label.", "labels.", "link."))} == wanted
    for cls in EVERY_LINK:
        assert places(language.text(f"link.{link_type(cls)}")) == places(evidence_sentence(cls))


def test_words_of_values_are_declared_and_the_same_in_every_language() -> None:
    words = [{key.partition(".")[2] for key in keys(code) if key.startswith("word.")} for code in OTHERS]
    assert all(some == words[0] for some in words)
    assert {word for word in words[0] if not is_declared(word)} == set()


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_has_its_texts_in_every_language(kind: Kind, code: str) -> None:
    own = {key.split(".")[2] for key in keys(code) if key.startswith(f"kind.{kind.name}.")}
    assert own == {"name", "plural", "title", "short", "lead", "nothing", "counted"}


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_sentence_of_a_kind_is_said_in_every_language_with_the_same_values(kind: Kind, code: str) -> None:
    language = read_language(code)
    said = dict(enumerate(kind.headlines, 1))
    assert {key for key in keys(code) if key.startswith(f"headline.{kind.name}.")} == {
        f"headline.{kind.name}.{place}" for place in said
    }
    for place, template in said.items():
        assert places(language.text(f"headline.{kind.name}.{place}")) == places(template)
    for key, template in kind.reasons.items():
        assert places(language.text(f"reason.{key}")) == places(template), key


@pytest.mark.parametrize("code", OTHERS)
def test_no_reason_is_said_that_no_kind_declares(code: str) -> None:
    declared = {f"reason.{key}" for kind in KINDS.values() for key in kind.reasons}
    assert {key for key in keys(code) if key.startswith("reason.")} == declared


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_has_the_same_values_in_every_language(code: str) -> None:
    english, other = read_language("en"), read_language(code)
    for key in keys("en"):
        assert places(other.text(key, 100)) == places(english.text(key, 100)), key


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_that_counts_has_every_form_that_its_language_takes(code: str) -> None:
    language = read_language(code)
    wanted = {RULES[code](count) for count in range(200)}
    forms: dict[str, set[str]] = {}
    for key in language.texts:
        if "#" in key:
            forms.setdefault(key.partition("#")[0], set()).add(key.partition("#")[2])
    assert {key for key, some in forms.items() if some != wanted} == set()


@pytest.mark.slow
def test_no_text_is_unused() -> None:
    program = "".join(
        path.read_text("utf-8") for path in (Path(html.__file__).parents[1]).rglob("*") if path.suffix in (".py", ".j2")
    )
    # of some tables a text is chosen by a value: then its last part is a word of the program
    tables = {key.partition(".")[0] for key in keys("en")}
    whole = {table for table in tables if re.search(rf"""['"]{table}\.(['"{{]| ?~)""", program)}
    whole.add("choice")  # by f"choice.left_{name}"
    chosen = {key: key.partition(".")[2] if key.partition(".")[0] in whole else key for key in keys("en")}
    quoted = set(re.findall(r"""['"]([^'"]*)(?=['"])""", program))  # all between two marks next to each other
    assert {key for key, word in chosen.items() if not names(key, quoted) and not names(word, quoted)} == set()


def names(word: str, quoted: set[str]) -> bool:
    """Say whether a word stands in quotes in the program, alone or as what a longer one is made of."""
    return not quoted.isdisjoint(
        (word, word.replace("-", " "), re.sub("^left_|_(says|row|caption|led|more)$", "", word))
    )


@pytest.mark.parametrize(("code", "written"), [
    ("en", "1,234,567 -1,234.6 42% 2025-03-02 2025-03-02 01:30 2025-03"),
    ("fr", "1\u202f234\u202f567 -1\u202f234,6 42\u00a0% 02/03/2025 02/03/2025 à 01:30 03/2025"),
    ("de", "1.234.567 -1.234,6 42\u00a0% 02.03.2025 02.03.2025, 01:30 03.2025"),
    ("ar", "1,234,567 -1,234.6 42% 02/03/2025 02/03/2025 01:30 03/2025"),
])  # fmt: skip
def test_numbers_and_days_are_written_as_the_language_writes_them(code: str, written: str) -> None:
    language, zone, at = read_language(code), ZoneInfo("Europe/Athens"), "2025-03-01T23:30:00Z"
    assert written == " ".join([
        language.write_number(1234567), language.write_decimal(-1234.56), language.write_share(0.42),
        language.write_day(at, zone), language.write_minute(at, zone), language.write_month("2025-03"),
    ])  # fmt: skip


def test_a_day_that_has_no_time_is_that_day_in_any_zone() -> None:
    assert read_language("en").write_day("2025-03-01", ZoneInfo("America/Lima")) == "2025-03-01"


def test_arabic_counts_by_the_last_two_digits() -> None:
    said = [read_language("ar").say("count.file", n=n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103)]
    assert said == [
        "لا ملفات", "ملف واحد", "ملفان", "3 ملفات", "10 ملفات", "11 ملفًا", "99 ملفًا", "100 ملف", "103 ملفات",
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_a_page_names_its_language_and_direction(code: str, direction: str, view: Overview) -> None:
    page = html.render_report(replace(view, language=code))
    assert page.splitlines()[1] == f'<html lang="{code}" dir="{direction}">'
    assert read_language(code).say("first.title") in page


def test_no_word_of_a_page_stands_outside_the_files_of_words(
    view: Overview, hostile: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Render the page in a language without a Latin letter: what is left of them comes out of the view, or is typed."""
    kept = ("language.", "number.", "date.day", "date.minute", "date.month")
    texts = {
        key: text if key.startswith(kept) else re.sub(r"[A-Za-zÀ-ÿ](?![^{]*\})", "ж", text)
        for key, text in read_language("fr").texts.items()
    }
    monkeypatch.setattr("graph.languages.catalogue.tomllib.loads", lambda _: texts)
    read_language.cache_clear()
    try:
        page = html.render_report(replace(view, language="fr"))
    finally:
        read_language.cache_clear()
    shown = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    typed = {
        "liaisons",
        "show",
        "log",
        "verify",
        "all",
        "findings",
        "parquet",
        "SHA",
        "compare",
        "format",
        "json",
        "act",
    }
    words = set(re.findall(r"[A-Za-z]{3,}", unescape(shown))) - typed
    known = " ".join([repr(view), *map(forms.clean_line, hostile)])
    assert {word for word in words if word not in known} == set()
