"""Evidence of what two subjects share: both speak, in turn."""

import pytest

from graph.answers import LinkShown, ReasonShown
from graph.answers.quotes import Quote
from graph.disclosure.names import Names
from graph.finding import Evidence
from graph.views.evidence import in_turn
from liaisons.cli import cards

PHONE = "+12025550101"
MINE = [Evidence("MENTIONS", f"x:1/{n}", PHONE) for n in range(4)]
THEIRS = [Evidence("MENTIONS", f"x:2/{n}", PHONE) for n in range(2)]


def names(**wrote: str) -> Names:
    """Give names that know who wrote the posts of ``MINE`` and of ``THEIRS``, and where they stand."""
    known = Names(None)
    known.posts.update((link.start, (0, wrote["mine"], wrote["my_chat"])) for link in MINE)
    known.posts.update((link.start, (0, wrote["theirs"], wrote["their_chat"])) for link in THEIRS)
    return known


@pytest.mark.parametrize(
    ("subjects", "wrote"),
    [
        (("a", "b"), {"mine": "a", "theirs": "b", "my_chat": "g", "their_chat": "g"}),
        (("g", "h"), {"mine": "a", "theirs": "a", "my_chat": "g", "their_chat": "h"}),
        (("a", "b", PHONE), {"mine": "a", "theirs": "b", "my_chat": "g", "their_chat": "g"}),
        ((), {"mine": "a", "theirs": "b", "my_chat": "g", "their_chat": "g"}),
    ],
    ids=["two accounts", "two groups of one writer", "accounts and the contact they end in", "not of the finding"],
)
def test_both_ends_speak_in_turn(subjects: tuple[str, ...], wrote: dict[str, str]) -> None:
    turned = in_turn([*MINE, *THEIRS], subjects, names(**wrote))
    assert turned == [MINE[0], THEIRS[0], MINE[1], THEIRS[1], MINE[2], MINE[3]]


def test_a_profile_and_a_post_of_one_account_are_one_voice() -> None:
    shows = [Evidence("SHOWS", "a", PHONE), Evidence("SHOWS", "b", PHONE)]
    known = names(mine="a", theirs="b", my_chat="g", their_chat="g")
    assert in_turn([shows[0], *MINE, shows[1], *THEIRS], ("a", "b"), known)[:4] == [
        shows[0],
        shows[1],
        MINE[0],
        THEIRS[0],
    ]


def test_a_terminal_quotes_each_link_once_before_any_a_second_time() -> None:
    def link(*texts: str) -> LinkShown:
        quotes = [Quote(None, None, None, None, text, None, None, "posts.csv", "a" * 64, "line 7", 1) for text in texts]
        return LinkShown("IN", "a", "b", tuple(quotes))

    links = (link("a1", "a2", "a3"), link("b1"), LinkShown("IN", "a", "b"))
    quoted = cards.list_quotes(ReasonShown("both write", 1.0, links))
    assert [quote.text for quote in quoted] == ["a1", "b1", "a2", "a3"]
