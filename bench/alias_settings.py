"""How the accounts of the bench are compared, by our core and by bare Splink alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.bare_splink import Training
    from graph.analysis.alias.model import Comparison, Model

LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    "name": (
        ("equal", "sorted_name_l = sorted_name_r"),
        ("near", "jaro_winkler_similarity(sorted_name_l, sorted_name_r) >= 0.92"),
        ("alike", "jaro_winkler_similarity(sorted_name_l, sorted_name_r) >= 0.82"),
        ("first", "first_name_l = first_name_r"),
    ),
    "phone": (("equal", "phone_l = phone_r"),),
    "template": (("equal", "template_l = template_r"),),
    "town": (("equal", "town_l = town_r"),),
    "circles": (
        ("two", "len(list_intersect(circles_l, circles_r)) >= 2"),
        ("rare", "top_bits(circles_l, circles_r) >= 9"),
        ("one", "top_bits(circles_l, circles_r) >= 0"),
    ),
}
FREQUENT = {"name": "sorted_name", "phone": "phone", "template": "template", "town": "town"}
"""Columns in which an equal value weighs by how often it occurs."""
LISTED = {"phone": False, "name_town": False, "name_template": False, "circle_names": True, "circle_templates": True}
"""What makes a pair: an equal value, or a value that two lists share."""


def training() -> "Training":
    """Say how Splink learns the weights."""
    from bench.bare_splink import Training
    from graph.analysis.alias.linking import MACRO

    return Training(
        macros=[MACRO],
        sure=[f"l.{column} = r.{column}" for column in ("phone", "name_town", "name_template")],
        recall=0.6,
        by=["l.phone = r.phone", "l.sorted_name = r.sorted_name and l.town = r.town"],
    )


def model() -> "Model":
    """Give all that accounts are compared by, without weights."""
    from graph.analysis.alias.model import Model, Rule

    compared = tuple(comparison(name, levels, FREQUENT.get(name, "")) for name, levels in LEVELS.items())
    return Model(compared, tuple(Rule(column, listed) for column, listed in LISTED.items()), -20.0)


def comparison(name: str, levels: Sequence[tuple[str, str]], frequent: str = "") -> "Comparison":
    """Give a comparison; the first level is the one that weighs by how often its value occurs."""
    from graph.analysis.alias.model import Comparison, Level

    of = frequent or name
    known = [Level(key, sql, term_frequency="" if at else frequent) for at, (key, sql) in enumerate(levels)]
    return Comparison(name, (Level("null", f"{of}_l IS NULL OR {of}_r IS NULL"), *known, Level("other", "ELSE")))


def untrained(model: "Model") -> dict[str, Any]:
    """Give settings as one writes them for Splink by hand: without weights, its own level for what is not known."""
    settings = model.settings()
    compared = []
    for one in settings["comparisons"]:
        levels = [
            {name: value for name, value in level.items() if name not in ("m_probability", "u_probability")}
            | ({"is_null_level": True} if level["label_for_charts"] == "null" else {})
            for level in one["comparison_levels"]
        ]
        compared.append({**one, "comparison_levels": levels})
    return {**settings, "comparisons": compared, "retain_intermediate_calculation_columns": False}
