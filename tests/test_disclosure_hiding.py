"""What is covered in a text where names are hidden: every writing that the program can fold, in linear time."""

import sys

import pytest

from graph.disclosure.hiding import cover
from graph.disclosure.known_names import KnownNames
from graph.disclosure.traces import find_traces
from graph.disclosure.vocabulary import is_declared

KNOWN = KnownNames.of(
    [
        "Nizar Khuzamy", "نزار الخزامي", "Müller Straße", "Al", "Мария Иванова", "李明", "Ngọc Ánh", "Björn Ødegård",
        "አበበ በቀለ", "Travel Agency North", "Felix", "A very long sentence that somebody took for a name once",
    ],
    ["Sea Road", "طريق البحر", "nizar_khuzamy", "Лесная Тропа"],
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Nizar", "khuzamy", "Khuzamy, Nizar", "KHUZAMY NIZAR", "nizar_khuzamy", "nizarkhuzamy", "NizarKhuzamy",
        "𝐍𝐢𝐳𝐚𝐫", "Ｎｉｚａｒ", "Ni\u200bzar", "Ni\u00adzar", "Nízár", "Nіzаr", "بنزار", "ولنزار", "الخزامي", "خزامي",
        "نِزار", "نـزار", "Al", "N i z a r", "N.i.z.a.r", "Ni-zar", "n1zar", "Nizars", "mueller strasse", "MÜLLER",
        "Марией Ивановой", "Марии", "Maria Ivanova", "李明", "ngoc anh", "bjorn odegard", "የአበበ", "North Travel Agency",
        "Felix77", "road sea", "وطريق البحر", "Низар", "Низара Хузами", "Nisar Khusami", "лесная тропа",
    ],
)  # fmt: skip
def test_a_known_name_is_found_in_every_writing_that_the_program_folds(text: str) -> None:
    assert cover(text, KNOWN.find_names(text))[0] == "[name]"
    within = f"(ask {text}) 2"
    assert cover(within, KNOWN.find_names(within))[0] == "(ask [name]) 2"


@pytest.mark.parametrize(
    "text", ["travel to the north", "by the sea", "this road", "البحر", "all is well", "a very long road", "go"]
)
def test_everyday_words_of_firms_and_groups_stay_readable(text: str) -> None:
    assert cover(text, KNOWN.find_names(text))[0] == text


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("call +44 7700 900123 on 2024-05-01 10:00", "call [number] on 2024-05-01 10:00"),
        ("0️⃣7️⃣7️⃣0️⃣0️⃣ 9️⃣0️⃣0️⃣", "[number]"),
        ("07🙂700🙂900🙂123", "[number]"),
        ("O77OO 9OO123 ok", "[number] ok"),
        ("07,70,09,00,12", "[number]"),
        ("01.99.0012.34", "[number]"),
        ("name (at) host dot com", "[mail]"),
        ("nizar [at] example.org!", "[mail]!"),
        ("see shop.example.org, t.me/foo and https://x.org/a?b=1", "see [link], [link] and [link]"),
        ("@nizar_k and @ nizar_k", "[handle] and [handle]"),
        ("from 10:00-12:00, 500 euro, price 3500 €", "from 10:00-12:00, 500 euro, price 3500 €"),
        ("in 2024 and 2025", "in 2024 and 2025"),
    ],
)
def test_a_trace_is_covered_in_disguise_and_days_and_prices_stay(text: str, covered: str) -> None:
    assert cover(text, find_traces(text))[0] == covered


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["A", "a-", "a.a.", "1-", "@", "a@", "o1", "://", "www.", "x.xx/", "(at)", "a (at) ", "+(", "1 2:3", "ا", "tel:",
     "nizar ", "ni.", "n i ", "李明", "sea "],
)  # fmt: skip
def test_hiding_takes_steps_in_proportion_to_the_text(piece: str) -> None:
    """Steps of the interpreter are counted, not seconds: twice the text takes at most some two times the steps."""

    def steps_of(text: str) -> int:
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tick)
        try:
            cover(text, [*find_traces(text), *KNOWN.find_names(text)])
        finally:
            sys.setprofile(None)
        return count

    short, long = (steps_of(piece * (size // len(piece))) for size in (2_000, 8_000))
    assert long <= 5 * short + 500


@pytest.mark.slow
def test_regular_expressions_end_on_forty_thousand_characters_of_one_word() -> None:
    for piece in ("A", "a-", "a.", "1.", "a@"):
        assert cover(piece * 40_000, find_traces(piece * 40_000))


@pytest.mark.parametrize(
    ("value", "declared"),
    [
        ("private_supergroup", True), ("public channel", True), ("t.me", True), ("GB", True), ("removed", True),
        ("channels", True),
        ("Nizar", False),
        ("run by Nizar, call 07700 900123", False), ("private Nizar", False), ("+447700900123", False),
    ],
)  # fmt: skip
def test_a_word_is_shown_only_where_something_declares_it(value: str, declared: bool) -> None:
    assert is_declared(value) is declared
