"""What accounts are compared by: own contacts, names, adverts, company, and what speaks against one hand."""

from collections.abc import Collection

from graph.analysis.alias.columns import SPARE
from graph.analysis.alias.model import Comparison, Level, Model, Rule

TWO, THREE, SIX = SPARE - 2, SPARE - 3, SPARE - 6
"""Low bits of a thing that only these two have, of one that a third has too, and of one that six have."""

RARE_NAME, SOME_NAME, RARE_WORD = 11, 8, 7
"""Bits of rarity from which a whole name is rare, or not common, and one word of it is rare."""

WEEK = 7
"""Days for which two write on one platform at once, from which one person would have two accounts there for no reason
that the files show."""

TALK = "(list_contains(answered_l, unique_id_r) OR list_contains(answered_r, unique_id_l))"
MINUTE = "list_has_any(minutes_l, minutes_r)"

CIRCLE = "circle_l = circle_r"
FEW = 6
"""Accounts of a circle below which what only two of it have says little: there are hardly any others to have it."""

APART = "greatest(first_l - last_r, first_r - last_l)"
"""Days from the last advert of one to the first of the other; below 0 where both wrote at one time, null where either
has too few."""
SOON = 90


def _any(column: str, other: str = "") -> str:
    if not other:
        return f"list_has_any({column}_l, {column}_r)"
    return f"(list_has_any({column}_l, {other}_r) OR list_has_any({other}_l, {column}_r))"


CHANGE = _any("phones_new", "phones")
LEADS = _any("handles", "handles_held")
LEADS_ALONE = f"greatest(top_bits(handles_l, handles_held_r), top_bits(handles_held_l, handles_r)) >= {TWO}"
"""One gives out the handle of the other, and hardly anybody else does."""
SHOWN = _any("phones_public")
CONTACT = f"({_any('phones')} OR {SHOWN} OR {_any('mails')} OR {_any('invites')} OR {_any('handles')} OR {LEADS})"
"""They share a contact: then a name says more than where they share nothing."""

SAME_NAMES = f"{_any('names')} OR {_any('sounds')}"
LIKE_NAMES = f"({SAME_NAMES} OR {_any('parts')})"
OTHER_NAMES = f"words_l > 0 AND words_r > 0 AND NOT {_any('parts')}"
AT_ONCE = " AND ".join(
    ["platform_l = platform_r", *(f"ends_{one} - begins_{other} > {WEEK}" for one in "lr" for other in "lr")]
)
"""Each difference by itself: least and greatest of DuckDB pass over who never posted."""


def _bits(column: str, least: int) -> str:
    return f"top_bits({column}_l, {column}_r) >= {least}"


def _shared(column: str, least: int) -> str:
    return f"len(list_intersect({column}_l, {column}_r)) >= {least}"


def _of(name: str, *levels: tuple[str, str], against: Collection[str] = (), either: Collection[str] = ()) -> Comparison:
    """Give a comparison whose levels speak for one hand, but for those named; the last one is all other pairs."""
    known = [
        Level(key, sql, says="against" if key in against else "either" if key in either else "for")
        for key, sql in levels
    ]
    return Comparison(name, (*known, Level("other", "ELSE")))


def _graded(column: str) -> tuple[tuple[str, str], ...]:
    """Give the levels of things of one's own: by who else has them, and by their share of both accounts' adverts."""
    return (
        ("two_main", _bits(f"{column}_mains", TWO)),
        ("two_own", _bits(f"{column}_owns", TWO)),
        ("three_own", _bits(f"{column}_owns", THREE)),
        ("two_lean", _bits(f"{column}_leans", TWO)),
        ("two_use", _bits(f"{column}_uses", TWO)),
        ("three_lean", _bits(f"{column}_leans", THREE)),
        ("two", _bits(column, TWO)),
        ("three_use", _bits(f"{column}_uses", THREE)),
        ("few_own", _bits(f"{column}_owns", SIX)),
        ("few", _bits(column, SIX)),
        ("many", _any(column)),
    )


def _named(beside: str) -> tuple[tuple[str, str], ...]:
    """Give the levels of names, best first, of pairs of which a condition holds."""
    levels = (
        ("equal_rare", _bits("names", RARE_NAME)),
        ("equal_some", _bits("names", SOME_NAME)),
        ("equal", _any("names")),
        ("alike_rare", _bits("sounds", RARE_NAME)),
        ("alike_some", _bits("sounds", SOME_NAME)),
        ("alike", _any("sounds")),
        ("word_rare", _bits("parts", RARE_WORD)),
        ("word", _any("parts")),
        ("differ_whole", f"{OTHER_NAMES} AND words_l > 1 AND words_r > 1"),
        ("differ", OTHER_NAMES),
    )
    return tuple((key, f"{beside} AND {condition}") for key, condition in levels)


COMPARISONS = (
    _of(
        "phone",
        ("two_hands", f"{_any('phones')} AND ({TALK} OR {MINUTE})"),
        ("declared", f"({_any('resold')} OR {_any('turns')}) AND {CHANGE}"),
        ("resold", _any("resold")),
        ("in_turn", _bits("turns", 3)),
        *_graded("phones"),
        against=("two_hands",),
        either=("declared", "resold", "in_turn"),
    ),
    _of(
        "beside",
        ("each_another", f"{_any('phones')} AND alone_l > 0 AND alone_r > 0"),
        ("one_another", f"{_any('phones')} AND platform_l = platform_r AND alone_l + alone_r > 0"),
        ("one_another_two", f"{_any('phones')} AND alone_l + alone_r > 0"),
        ("two", f"{_any('phones')} AND platform_l <> platform_r"),
        against=("each_another", "one_another", "one_another_two"),
    ),
    _of("places", ("one", _any("phones_home")), against=("one",)),
    _of("profile", ("both", _any("phones_shown")), ("one", _any("phones_shown", "phones"))),
    _of(
        "shown",
        *(
            (key, f"NOT {_any('phones')} AND {LIKE_NAMES} AND {_bits('phones_public', least)}")
            for key, least in (("two", TWO), ("three", THREE), ("few", SIX))
        ),
    ),
    _of("change", ("declared", _any("phones_new", "phones_habit")), ("once", CHANGE)),
    _of("mail", ("shared", _any("mails"))),
    _of("invite", *_graded("invites")),
    _of(
        "handle",
        ("leads_same", f"{LEADS_ALONE} AND ({SAME_NAMES} OR words_l = 0 OR words_r = 0)"),
        ("leads_word", f"{LEADS_ALONE} AND NOT ({OTHER_NAMES})"),
        ("leads_other", LEADS_ALONE),
        ("leads", LEADS),
        ("two", _bits("handles", TWO)),
        ("both", _any("handles")),
    ),
    _of(
        "username",
        ("same", f"{_any('usernames')} AND platform_l <> platform_r AND NOT ({OTHER_NAMES})"),
        ("same_other", f"{_any('usernames')} AND platform_l <> platform_r"),
    ),
    _of("text", *_graded("texts"), ("home", _any("texts_home"))),
    _of("name", *_named(CONTACT), against=("differ_whole", "differ"), either=("word_rare", "word")),
    _of("name_alone", *_named(f"NOT {CONTACT}"), against=("differ_whole", "differ"), either=("word_rare", "word")),
    _of("at_once", ("one_platform", f"{CONTACT} AND {AT_ONCE}"), against=("one_platform",)),
    _of(
        "company",
        ("circle", CIRCLE),
        ("texts", f"{_shared('company_texts', 2)}"),
        ("contact_group", f"{_any('company_contacts')} AND {_any('company_groups')}"),
        ("contact", _any("company_contacts")),
        ("text_group", f"{_any('company_texts')} AND {_any('company_groups')}"),
        ("text", _any("company_texts")),
        ("group", _any("company_groups")),
        either=("contact_group", "contact", "text_group", "text", "group"),
    ),
    _of("size", ("few", f"{CIRCLE} AND circle_size_l < {FEW}"), against=("few",)),
    _of("lives", ("next", f"{APART} BETWEEN 0 AND {SOON}"), ("later", f"{APART} > {SOON}")),
    _of("talk", ("answers", TALK), against=("answers",)),
    _of("minute", ("minute", MINUTE), against=("minute",)),
)  # fmt: skip

RULES = (
    *map(
        Rule,
        (
            "phones",
            "phones_public",
            "mails",
            "invites",
            "handles_any",
            "usernames",
            "texts",
            "company_contacts",
            "company_texts",
        ),
    ),
    Rule("circle", listed=False),
)

MODEL = Model(COMPARISONS, RULES, 0.0)
