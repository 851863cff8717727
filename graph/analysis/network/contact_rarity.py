"""Contact rarity: how telling each contact of a case is, measured against where its users sit."""

from graph.analysis.network.partition import partition_rows
from graph.analysis.network.projection import project_ties
from graph.analysis.shared.rarity import SPREAD_FROM, Rarity, measure_all_contacts
from graph.snapshot import Snapshot
from graph.snapshot.derived import keep_derived


@keep_derived
def measure_rarity(snapshot: Snapshot, protected: frozenset[str], seed: int) -> Rarity:
    """Measure contacts against clusters that were made without any of many users.

    Left in, a hotline ties those who share nothing else into a cluster of its own, and seems at home there.
    Groups weigh as much as contacts: the question is where its users sit, not who works with whom.
    """
    from scipy.sparse import csr_array

    first = measure_all_contacts(snapshot, protected)
    many = {contact for contact, users in first.users.items() if users >= SPREAD_FROM}
    shared = project_ties(snapshot, many | {snapshot.number[id] for id in protected & snapshot.number.keys()})
    pairs = csr_array(shared.pairs(contacts=True) + shared.meetings(1.0))
    pairs.sort_indices()
    homes = {}
    for number, rows in enumerate(partition_rows(pairs, seed=seed)):
        if len(rows) > 1:
            homes.update(dict.fromkeys(shared.users[rows].tolist(), number))
    return measure_all_contacts(snapshot, protected, homes)
