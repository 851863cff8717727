"""How the accounts of the bench are compared, for Splink and for our core alike: columns, levels, rules, training."""

from collections.abc import Sequence
from typing import Any

SHARED = """CREATE OR REPLACE MACRO shared_bits(a, b) AS
    coalesce(list_sum(list_transform(list_intersect(a, b), lambda x: x % 32)), 0)"""
"""Bits that two arrays of key * 32 + bits have in common."""

RULES = (
    "l.phone = r.phone",
    "l.sorted_name = r.sorted_name and l.town = r.town",
    "l.sorted_name = r.sorted_name and l.template = r.template",
)
EXPLODED = "l.circles = r.circles and l.first_name = r.first_name", "l.circles = r.circles and l.template = r.template"
"""Rules in which one group in common is enough."""
SURE = RULES
BY = "l.phone = r.phone", "l.sorted_name = r.sorted_name and l.town = r.town"
"""Rules by whose pairs Splink trains itself."""


def settings() -> dict[str, Any]:
    """Give the settings as Splink takes them."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "comparisons": [
            comparison("name", NAME),
            comparison("phone", [EQUAL.format("phone")]),
            comparison("template", [EQUAL.format("template")]),
            comparison("town", [EQUAL.format("town")]),
            comparison("circles", [f"shared_bits(circles_l, circles_r) >= {bits}" for bits in (18, 9)]),
        ],
        "blocking_rules_to_generate_predictions": [
            *({"blocking_rule": rule} for rule in RULES),
            *({"blocking_rule": rule, "arrays_to_explode": ["circles"]} for rule in EXPLODED),
        ],
        "retain_matching_columns": False,
    }


EQUAL = "{0}_l = {0}_r"
NAME = [
    "sorted_name_l = sorted_name_r",
    "jaro_winkler_similarity(sorted_name_l, sorted_name_r) >= 0.92",
    "jaro_winkler_similarity(sorted_name_l, sorted_name_r) >= 0.82",
    "first_name_l = first_name_r",
]
FREQUENT = {EQUAL.format(name): name for name in ("phone", "template", "town")} | {NAME[0]: "sorted_name"}
"""Equal values weigh by how often they occur."""


def comparison(column: str, levels: Sequence[str]) -> dict[str, Any]:
    """Give a comparison: nothing known, its levels, everything else."""
    of = "sorted_name" if column == "name" else column
    known = [
        {"sql_condition": level, "label_for_charts": level}
        | ({"tf_adjustment_column": FREQUENT[level]} if level in FREQUENT else {})
        for level in levels
    ]
    none = {"sql_condition": f"{of}_l IS NULL OR {of}_r IS NULL", "label_for_charts": "null", "is_null_level": True}
    return {
        "output_column_name": column,
        "comparison_levels": [none, *known, {"sql_condition": "ELSE", "label_for_charts": "else"}],
    }
