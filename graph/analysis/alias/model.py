"""What a table of accounts is compared by: comparisons with levels and their weights in bits, and what makes a pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp2
from typing import Any, Literal

MOST = 20.0
"""Bits beyond which no weight is believed (Splink: a level that nobody reaches learns nonsense, up to -28)."""

RARE = 1e-4
"""Share of true pairs told to Splink for a level that none of them reached."""


Says = Literal["for", "against", "either"]


@dataclass(frozen=True, slots=True)
class Level:
    """How alike two accounts are in one respect."""

    key: str
    sql: str
    """Condition in DuckDB's SQL on columns that end in ``_l`` and ``_r``; ``ELSE`` for all other pairs."""
    bits: float = 0.0
    share: float = RARE
    """Of true pairs those at this level, as far as is known."""
    says: Says = "either"
    """What the level may say of one hand when weights are learnt; "for" is never learnt to weigh below 0."""
    term_frequency: str = ""
    """A column whose rarer values weigh more, and commoner ones less, than ``bits``."""

    def creator(self) -> dict[str, Any]:
        """Give it as Splink takes it: m / u is 2 to the power of the bits."""
        share = min(self.share, exp2(self.bits))
        found: dict[str, Any] = {
            "sql_condition": self.sql,
            "label_for_charts": self.key,
            "m_probability": share,
            "u_probability": share / exp2(self.bits),
        }
        if self.term_frequency:
            found |= {"tf_adjustment_column": self.term_frequency}
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """One respect in which two accounts are compared; the first level whose condition holds counts."""

    name: str
    levels: tuple[Level, ...]

    def at(self, gamma: int) -> Level:
        """Give the level that Splink numbers so: 0 is the last."""
        return self.levels[len(self.levels) - 1 - gamma]

    def creator(self) -> dict[str, Any]:
        """Give it as Splink takes it."""
        return {"output_column_name": self.name, "comparison_levels": [level.creator() for level in self.levels]}


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes two accounts a pair to compare: equal values of a column, or a value that two lists share."""

    column: str
    listed: bool = True

    def creator(self) -> dict[str, Any]:
        """Give it as Splink takes it."""
        found: dict[str, Any] = {"blocking_rule": f"l.{self.column} = r.{self.column}"}
        return found | ({"arrays_to_explode": [self.column]} if self.listed else {})


@dataclass(frozen=True, slots=True)
class Model:
    """All that pairs are made by, compared by and weighed by; ``prior`` is the bits at which every pair begins."""

    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    prior: float

    def settings(self, **more: Any) -> dict[str, Any]:
        """Give the settings of a Splink linker for one table; ``more`` stands above all."""
        return {
            "link_type": "dedupe_only",
            "probability_two_random_records_match": 1 / (1 + exp2(-self.prior)),
            "comparisons": [comparison.creator() for comparison in self.comparisons],
            "blocking_rules_to_generate_predictions": [rule.creator() for rule in self.rules],
            "retain_matching_columns": False,
            "retain_intermediate_calculation_columns": True,
            "linker_uid": "liaisons",  # Splink draws one by chance otherwise, and names its tables by it
        } | more

    def weights(self) -> dict[str, dict[str, list[float]]]:
        """Give bits and share of every level as JSON values, by comparison and level; ``weighed`` takes them back."""
        return {
            comparison.name: {level.key: [level.bits, level.share] for level in comparison.levels}
            for comparison in self.comparisons
        }

    def weighed(self, prior: float, weights: Mapping[str, Mapping[str, Sequence[float]]]) -> "Model":
        """Give the model with other weights, none beyond ``MOST``; raise ``KeyError`` where a level has none."""
        return replace(
            self,
            prior=prior,
            comparisons=tuple(
                replace(
                    comparison,
                    levels=tuple(
                        replace(level, bits=clamp_bits(bits), share=share)
                        for level in comparison.levels
                        for bits, share in (weights[comparison.name][level.key],)
                    ),
                )
                for comparison in self.comparisons
            ),
        )


def clamp_bits(bits: float) -> float:
    """Keep a weight within ``MOST``."""
    return max(-MOST, min(MOST, bits))
