"""What makes pairs: counted before they are made; where they are too many, what most accounts share makes none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.alias.model import Rule

if TYPE_CHECKING:
    import duckdb

PAIRS = 50
"""Pairs an account that a rule makes at most: beyond, it takes everybody for everybody's alias."""

ALWAYS = 1_000_000
"""Pairs that a rule makes in any case: two accounts that share a hundred adverts are no reason to leave them out."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What a rule makes no pairs of, so that it makes no more than allowed."""

    above: int
    """Accounts that share a value, above which it makes no pair."""
    values: int
    pairs: int
    """Pairs of these values; those that share something rarer too are compared all the same."""


def count_rule_values(con: "duckdb.DuckDBPyConnection", rule: Rule) -> dict[int, int]:
    """Count the values of a rule by how many accounts of the table ``accounts`` share them, fewest first."""
    users = f"SELECT count(*) AS n FROM ({select_rule_values(rule)}) WHERE k IS NOT NULL GROUP BY k"  # noqa: S608 - our own names
    return dict(con.sql(f"SELECT n, count(*) FROM ({users}) WHERE n > 1 GROUP BY n ORDER BY n").fetchall())  # noqa: S608


def count_blocked_pairs(values: Mapping[int, int]) -> int:
    """Give the pairs that so many values make, those of two shared values twice."""
    return sum(many * users * (users - 1) // 2 for users, many in values.items())


def choose_refused(values: Mapping[int, int], accounts: int) -> Refused | None:
    """Give what is left out: of values of more accounts before those of fewer; None where nothing has to be."""
    most, made, above = max(PAIRS * accounts, ALWAYS), 0, 1
    for users in sorted(values):
        made += count_blocked_pairs({users: values[users]})
        if made > most:
            common = {n: many for n, many in values.items() if n > above}
            return Refused(above, sum(common.values()), count_blocked_pairs(common))
        above = users
    return None


def bound_rules(con: "duckdb.DuckDBPyConnection", table: str, rules: Mapping[Rule, Refused | None]) -> tuple[Rule, ...]:
    """Give rules that make no more than allowed, on the accounts and what makes their pairs, both named ``table``."""
    columns, joins, found = ["accounts.*"], [], []
    for rule, left in rules.items():
        if left is None:
            found.append(rule)
            continue
        rare = f"rare_{rule.column}"
        con.execute(f"CREATE TABLE {rare} AS {select_kept_values(rule, left.above)}")
        columns.append(f"{rare}.k AS {rare}")
        joins.append(f"LEFT JOIN {rare} ON {rare}.id = accounts.unique_id")
        found.append(Rule(rare, rule.listed))
    con.execute(f"CREATE VIEW {table} AS SELECT {', '.join(columns)} FROM accounts {' '.join(joins)}")  # noqa: S608
    return tuple(found)


def select_kept_values(rule: Rule, above: int) -> str:
    """Give the query for ``id`` and, as ``k``, the values of a rule that no more than so many accounts share."""
    few = f"SELECT k FROM ({select_rule_values(rule)}) WHERE k IS NOT NULL GROUP BY k HAVING count(*) <= {above}"  # noqa: S608
    rows = f"FROM ({select_rule_values(rule)}) SEMI JOIN ({few}) USING (k)"
    return f"SELECT id, list(k ORDER BY k) AS k {rows} GROUP BY id" if rule.listed else f"SELECT id, k {rows}"


def select_rule_values(rule: Rule) -> str:
    """Give the query for the values of a rule, one a row, as ``k`` beside the ``id`` of the account."""
    value = f"unnest({rule.column})" if rule.listed else rule.column
    return f"SELECT unique_id AS id, {value} AS k FROM accounts"  # noqa: S608 - our own names
