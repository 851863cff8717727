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


def _overlap_sql(column: str, other: str = "") -> str:
    if not other:
        return f"list_has_any({column}_l, {column}_r)"
    return f"(list_has_any({column}_l, {other}_r) OR list_has_any({other}_l, {column}_r))"


CHANGE = _overlap_sql("phones_new", "phones")
LEADS = _overlap_sql("handles", "handles_held")
LEADS_ALONE = f"greatest(top_bits(handles_l, handles_held_r), top_bits(handles_held_l, handles_r)) >= {TWO}"
"""One gives out the handle of the other, and hardly anybody else does."""
SHOWN = _overlap_sql("phones_public")
OTHERS = " OR ".join(map(_overlap_sql, ("mails", "invites", "handles")))
CONTACT = f"({_overlap_sql('phones')} OR {SHOWN} OR {OTHERS} OR {LEADS})"
"""They share a contact: then a name says more than where they share nothing."""

SAME_NAMES = f"{_overlap_sql('names')} OR {_overlap_sql('sounds')}"
LIKE_NAMES = f"({SAME_NAMES} OR {_overlap_sql('parts')})"
OTHER_NAMES = f"words_l > 0 AND words_r > 0 AND NOT {_overlap_sql('parts')}"
AT_ONCE = " AND ".join(
    ["platform_l = platform_r", *(f"ends_{one} - begins_{other} > {WEEK}" for one in "lr" for other in "lr")]
)
"""Each difference by itself: least and greatest of DuckDB pass over who never posted."""


def _overlap_bits_sql(column: str, least: int) -> str:
    return f"top_bits({column}_l, {column}_r) >= {least}"


def _shared_bits_sql(column: str, least: int) -> str:
    return f"len(list_intersect({column}_l, {column}_r)) >= {least}"


def _make_comparison(
    name: str, *levels: tuple[str, str], against: Collection[str] = (), either: Collection[str] = ()
) -> Comparison:
    """Give a comparison whose levels speak for one hand, but for those named; the last one is all other pairs."""
    known = [
        Level(key, sql, says="against" if key in against else "either" if key in either else "for")
        for key, sql in levels
    ]
    return Comparison(name, (*known, Level("other", "ELSE")))


def _grade_levels(column: str) -> tuple[tuple[str, str], ...]:
    """Give the levels of things of one's own: by who else has them, and by their share of both accounts' adverts."""
    return (
        ("two_main", _overlap_bits_sql(f"{column}_mains", TWO)),
        ("two_own", _overlap_bits_sql(f"{column}_owns", TWO)),
        ("three_own", _overlap_bits_sql(f"{column}_owns", THREE)),
        ("two_lean", _overlap_bits_sql(f"{column}_leans", TWO)),
        ("two_use", _overlap_bits_sql(f"{column}_uses", TWO)),
        ("three_lean", _overlap_bits_sql(f"{column}_leans", THREE)),
        ("two", _overlap_bits_sql(column, TWO)),
        ("three_use", _overlap_bits_sql(f"{column}_uses", THREE)),
        ("few_own", _overlap_bits_sql(f"{column}_owns", SIX)),
        ("few", _overlap_bits_sql(column, SIX)),
        ("many", _overlap_sql(column)),
    )


def _name_levels(beside: str) -> tuple[tuple[str, str], ...]:
    """Give the levels of names, best first, of pairs of which a condition holds."""
    levels = (
        ("equal_rare", _overlap_bits_sql("names", RARE_NAME)),
        ("equal_some", _overlap_bits_sql("names", SOME_NAME)),
        ("equal", _overlap_sql("names")),
        ("alike_rare", _overlap_bits_sql("sounds", RARE_NAME)),
        ("alike_some", _overlap_bits_sql("sounds", SOME_NAME)),
        ("alike", _overlap_sql("sounds")),
        ("word_rare", _overlap_bits_sql("parts", RARE_WORD)),
        ("word", _overlap_sql("parts")),
        ("differ_whole", f"{OTHER_NAMES} AND words_l > 1 AND words_r > 1"),
        ("differ", OTHER_NAMES),
    )
    return tuple((key, f"{beside} AND {condition}") for key, condition in levels)


COMPARISONS = (
    _make_comparison(
        "phone",
        ("two_hands", f"{_overlap_sql('phones')} AND ({TALK} OR {MINUTE})"),
        ("declared", f"({_overlap_sql('resold')} OR {_overlap_sql('turns')}) AND {CHANGE}"),
        ("resold", _overlap_sql("resold")),
        ("in_turn", _overlap_bits_sql("turns", 3)),
        *_grade_levels("phones"),
        against=("two_hands",),
        either=("declared", "resold", "in_turn"),
    ),
    _make_comparison(
        "beside",
        ("each_another", f"{_overlap_sql('phones')} AND alone_l > 0 AND alone_r > 0"),
        ("one_another", f"{_overlap_sql('phones')} AND platform_l = platform_r AND alone_l + alone_r > 0"),
        ("one_another_two", f"{_overlap_sql('phones')} AND alone_l + alone_r > 0"),
        ("two", f"{_overlap_sql('phones')} AND platform_l <> platform_r"),
        against=("each_another", "one_another", "one_another_two"),
    ),
    _make_comparison("places", ("one", _overlap_sql("phones_home")), against=("one",)),
    _make_comparison(
        "profile", ("both", _overlap_sql("phones_shown")), ("one", _overlap_sql("phones_shown", "phones"))
    ),
    _make_comparison(
        "shown",
        *(
            (key, f"NOT {_overlap_sql('phones')} AND {LIKE_NAMES} AND {_overlap_bits_sql('phones_public', least)}")
            for key, least in (("two", TWO), ("three", THREE), ("few", SIX))
        ),
    ),
    _make_comparison("change", ("declared", _overlap_sql("phones_new", "phones_habit")), ("once", CHANGE)),
    _make_comparison("mail", ("shared", _overlap_sql("mails"))),
    _make_comparison("invite", *_grade_levels("invites")),
    _make_comparison(
        "handle",
        ("leads_same", f"{LEADS_ALONE} AND ({SAME_NAMES} OR words_l = 0 OR words_r = 0)"),
        ("leads_word", f"{LEADS_ALONE} AND NOT ({OTHER_NAMES})"),
        ("leads_other", LEADS_ALONE),
        ("leads", LEADS),
        ("two", _overlap_bits_sql("handles", TWO)),
        ("both", _overlap_sql("handles")),
    ),
    _make_comparison(
        "username",
        ("same", f"{_overlap_sql('usernames')} AND platform_l <> platform_r AND NOT ({OTHER_NAMES})"),
        ("same_other", f"{_overlap_sql('usernames')} AND platform_l <> platform_r"),
    ),
    _make_comparison("text", *_grade_levels("texts"), ("home", _overlap_sql("texts_home"))),
    _make_comparison("name", *_name_levels(CONTACT), against=("differ_whole", "differ"), either=("word_rare", "word")),
    _make_comparison(
        "name_alone",
        *_name_levels(f"NOT {CONTACT}"),
        against=("differ_whole", "differ"),
        either=("word_rare", "word"),
    ),
    _make_comparison("at_once", ("one_platform", f"{CONTACT} AND {AT_ONCE}"), against=("one_platform",)),
    _make_comparison(
        "company",
        ("circle", CIRCLE),
        ("texts", f"{_shared_bits_sql('company_texts', 2)}"),
        ("contact_group", f"{_overlap_sql('company_contacts')} AND {_overlap_sql('company_groups')}"),
        ("contact", _overlap_sql("company_contacts")),
        ("text_group", f"{_overlap_sql('company_texts')} AND {_overlap_sql('company_groups')}"),
        ("text", _overlap_sql("company_texts")),
        ("group", _overlap_sql("company_groups")),
        either=("contact_group", "contact", "text_group", "text", "group"),
    ),
    _make_comparison("size", ("few", f"{CIRCLE} AND circle_size_l < {FEW}"), against=("few",)),
    _make_comparison("lives", ("next", f"{APART} BETWEEN 0 AND {SOON}"), ("later", f"{APART} > {SOON}")),
    _make_comparison("talk", ("answers", TALK), against=("answers",)),
    _make_comparison("minute", ("minute", MINUTE), against=("minute",)),
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
