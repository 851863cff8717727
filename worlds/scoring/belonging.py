"""How clusters agree with crews, and how many innocents stand in them: in their cores, and in all of them."""

from collections.abc import Sequence
from typing import Any

from worlds.claims import Claim
from worlds.facts import Truth
from worlds.scoring.agreement import adjusted_rand, mutual_information


def score_clusters(claims: Sequence[Claim], truth: Truth) -> dict[str, Any]:
    """Give the agreement of clusters with crews over the accounts of crews, and innocents for ten of these.

    Who is in none is alone; ``ari_told`` is over those who are in a core. A finding that names no core calls all of its
    subjects members. Innocents are accounts of no crew, clients among them; those count that stand together with an
    account of a crew, in no mere audience.
    """
    crew_of = {account: place for place, crew in enumerate(truth.crews) for account in crew.accounts}
    out: dict[str, Any] = {}
    for ending, told in (("", [one.subjects for one in claims]), ("_core", [name_core(one) for one in claims])):
        said: dict[str, str] = {}
        for one, members in zip(claims, told, strict=True):
            for account in members:
                if account in crew_of:
                    said.setdefault(account, f"cluster {one.id}")
        whole = {account: said.get(account, account) for account in crew_of}
        out[f"ari{ending}"] = adjusted_rand(whole, crew_of)
        if ending:
            out["ari_told"] = adjusted_rand(said, {account: crew_of[account] for account in said}) if said else None
        out[f"covered{ending}"] = len(said) / len(crew_of) if crew_of else 1.0
        if not ending:
            out["nmi"] = mutual_information(whole, crew_of)
        out[f"innocents_per_ten{ending}"] = count_innocents(claims, told, crew_of)
    return out


def name_core(claim: Claim) -> tuple[str, ...]:
    """Give whom a cluster calls its members."""
    core = claim.parts.get("core")
    return claim.subjects if core is None else tuple(core)


def count_innocents(claims: Sequence[Claim], told: Sequence[Sequence[str]], crew_of: dict[str, int]) -> float | None:
    """Give the innocents who stand with accounts of crews, for ten of these; None where no cluster holds any."""
    crewed = innocents = 0
    for one, members in zip(claims, told, strict=True):
        accounts = set(one.accounts).intersection(members)
        of_crews = sum(account in crew_of for account in accounts)
        if of_crews and not one.parts.get("audience"):
            crewed += of_crews
            innocents += len(accounts) - of_crews
    return 10 * innocents / crewed if crewed else None
