"""Clusters: accounts, groups and contacts that belong together, by the rare things they share."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from graph.analysis.cluster import naming, tracking
from graph.analysis.cluster.core import Belonging, Place
from graph.analysis.cluster.hierarchy import LEAST, Levels
from graph.analysis.cluster.layers import Layer, split_layers
from graph.analysis.cluster.reasons import Bonds, rate_cluster_confidence
from graph.analysis.cluster.resolution import Division, divide_rows
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.network.projection import SUBJECTS, Ties, project_ties
from graph.analysis.shared.adverts import find_adverts
from graph.analysis.shared.context import Past
from graph.analysis.shared.rarity import Rarity
from graph.finding import Finding, Judgement, Reason, Subject
from graph.model import Called
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    from graph.arrays import Floats, FloatTable

KINDS = {"Account": "accounts", "Group": "groups"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The node numbers of one cluster, and where it stands."""

    users: tuple[int, ...]
    """Accounts and groups."""
    contacts: tuple[int, ...]
    layer: int
    place: int
    """Among the clusters of its layer's division."""

    @property
    def members(self) -> tuple[int, ...]:
        """Give all of them."""
        return (*self.users, *self.contacts)


def find_clusters(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield one finding a cluster of three accounts and groups or more, the largest first.

    The score is the mean stability of its accounts and groups: how often seeds put each with those it is tied to
    there (``resolution``). Those below 0.9 are told as borderline. ``above`` says in what the cluster lies on the
    coarser rung, ``below`` what lies in it on the finer one.
    ``core`` names those who do what the cluster does, ``belongs`` says of each member how it stands in it
    (``core``); the reasons are those of the core. A cluster without a core, or of those who merely meet in
    groups, is an ``audience``: nobody in it is told as a member.
    Those who share contacts are divided first, audiences apart from them (``split_layers``).

    The id is that of the lineage and lives on while the cluster is recognised (``tracking``). A judgement
    of this kind about two subjects binds: *different* is a wall, *same* a link that holds. *Same* about an
    alias holds here too, *different* about an alias does not part: two hands may work side by side. A
    judgement about a whole cluster says something of the finding and moves nobody.

    Phones that deal with somebody are members as accounts are: of who only calls nothing else is known.

    Known limits: on one rung, small clusters of a case that also
    has far larger ones may lie together.
    """
    rarity = measure_rarity(snapshot, past.protected, past.seed)
    protected = {snapshot.number[id] for id in past.protected & snapshot.number.keys()}
    shared = project_ties(snapshot, protected.union(rarity.generic), find_asked_contacts(snapshot, rarity))
    runs = list_former_clusters(past)
    former = [finding for run in runs for finding in run]
    parted = list(divide_layers(snapshot, shared, past))
    clusters = sorted(
        fill_clusters(snapshot, shared, past, parted), key=lambda cluster: (-len(cluster.members), cluster.members)
    )
    ids = [frozenset(snapshot.ids[member] for member in cluster.members) for cluster in clusters]
    last, *gone = [[frozenset(subject.id for subject in finding.subjects) for finding in run] for run in runs]
    descents = tracking.trace_descent(last, ids, gone)
    keys = {former[descent.heir_of].key for descent in descents if descent.heir_of is not None}
    own = []
    for members, descent in zip(ids, descents, strict=True):
        own.append(make_lineage_key(members, keys) if descent.heir_of is None else former[descent.heir_of].key)
        keys.add(own[-1])
    spans = measure_activity_spans(snapshot)
    bonds = Bonds(snapshot, shared, rarity)
    belonging = Belonging(snapshot, shared, find_adverts(snapshot, frozenset(rarity.generic)), rarity.generic)
    same = [
        (snapshot.number[a], snapshot.number[b])
        for a, b, verdict in read_cluster_judgements(past.judgements)
        if verdict == "same" and a in snapshot.number and b in snapshot.number
    ]
    nobody: tuple[tuple[Place, ...], tuple[Place, ...]] = ((), ())
    places = [
        nobody if parted[cluster.layer][0].audience else belonging.divide(cluster.users, same) for cluster in clusters
    ]
    told = [
        tuple(bonds.reasons([place.user for place in core] or cluster.users))
        for cluster, (core, _) in zip(clusters, places, strict=True)
    ]
    audiences = [not core for core, _ in places]
    parents = [former[one.heir_of].parts if one.heir_of is not None else None for one in descents]
    members_of = [named_members(snapshot, shared, *one) for one in zip(clusters, told, audiences, strict=True)]
    titles = naming.name_clusters(snapshot, members_of, [parts["name"] if parts else None for parts in parents])
    numbers = number_clusters(parents, former)
    levels = [Levels(snapshot, layer, division) for layer, division in parted]
    for number, (cluster, key, descent) in enumerate(zip(clusters, own, descents, strict=True)):
        level = levels[cluster.layer]
        reasons = told[number]
        times = spans[list(cluster.users)]
        yield Finding(
            "cluster",
            key,
            tuple(Subject(snapshot.ids[member], snapshot.labels[member]) for member in cluster.members),
            reasons,
            "inferred",
            rate_cluster_confidence(reasons, rarity),
            level.score(cluster.place),
            {
                "name": titles[number],
                "number": numbers[number],
                "size": len(cluster.members),
                **count_members(snapshot, cluster),
                "first_seen": find_least_time(times[:, 0]),
                "last_seen": find_least_time(-times[:, 1], -1),
                "from": {"how": descent.how, "clusters": [former[parent].id for parent in descent.parents]},
                "audience": audiences[number],
                **told_places(snapshot, *places[number]),
                **level.parts(cluster.place),
            },
        )


def live_on(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the clusters of a run as the next one finds them where it has nothing new: each lives on."""
    for one in findings:
        yield replace(one, parts={**one.parts, "from": {"how": "lives", "clusters": [one.id]}})


def list_former_clusters(past: Past) -> list[list[Finding]]:
    """Give the clusters of the run before, then those that had ended by then, a run, the latest first."""
    runs: list[list[Finding]] = []
    known: set[tuple[str, ...]] = set()
    for run in (past.findings.get("cluster", ()), *past.earlier.get("cluster", ())):
        some = sorted((finding for finding in run if finding.key not in known), key=lambda finding: finding.key)
        known |= {finding.key for finding in some}
        runs.append(some)
    return runs


def find_asked_contacts(snapshot: Snapshot, rarity: Rarity) -> set[tuple[int, int]]:
    """Give users and contacts where a user asks about a contact and never gives it out: that ties nobody to it."""
    uses = find_adverts(snapshot, frozenset(rarity.generic)).by_user.values()
    every = (use for by_contact in uses for use in by_contact.values())
    return {(use.user, use.contact) for use in every if use.asked and not use.posts and not use.shown}


def divide_layers(snapshot: Snapshot, shared: Ties, past: Past) -> Iterator[tuple[Layer, Division]]:
    """Divide the accounts and groups of each layer, starting from the clusters of the last run over fewer files."""
    row = {snapshot.ids[user]: number for number, user in enumerate(shared.users.tolist())}
    verdicts = [
        (row[a], row[b], verdict) for a, b, verdict in read_cluster_judgements(past.judgements) if a in row and b in row
    ]
    start = sorted(past.fewer.get("cluster", ()), key=lambda finding: finding.key)
    for layer in split_layers(snapshot, shared, [(a, b) for a, b, verdict in verdicts if verdict == "same"]):
        place = {int(user): number for number, user in enumerate(layer.users.tolist()) if not layer.guests[number]}
        before = {
            place[snapshot.number[subject.id]]: number
            for number, finding in enumerate(start)
            for subject in finding.subjects
            if snapshot.number.get(subject.id) in place
        }
        stood = (finding.parts["rung"] for finding in start if finding.parts.get("apart") == layer.audience)
        rows = [(int(shared.users[a]), int(shared.users[b]), verdict) for a, b, verdict in verdicts]
        held = [(place[a], place[b], verdict) for a, b, verdict in rows if a in place and b in place]
        division = divide_rows(
            layer.pairs,
            seed=past.seed,
            before=before,
            stood=next(stood, None),
            same=[(a, b) for a, b, verdict in held if verdict == "same"],
            different=[(a, b) for a, b, verdict in held if verdict == "different"],
            core=layer.core,
            least=layer.least,
        )
        yield layer, division


def fill_clusters(
    snapshot: Snapshot, shared: Ties, past: Past, parted: Sequence[tuple[Layer, Division]]
) -> Iterator[Cluster]:
    """Yield the clusters that are large enough, each with the contacts it holds and no wall parts from it."""
    large = []
    for number, (layer, division) in enumerate(parted):
        for place, some in enumerate(division.clusters):
            users = layer.residents(some)
            if len(users) >= LEAST:
                large.append((number, place, users))
    walls = {frozenset((a, b)) for a, b, verdict in read_cluster_judgements(past.judgements) if verdict == "different"}
    held = assign_contacts(snapshot, shared, [users for _, _, users in large])
    for number, (layer_, place, users) in enumerate(large):
        contacts = (
            contact
            for contact in held.get(number, ())
            if not walls or not any(frozenset((snapshot.ids[contact], snapshot.ids[user])) in walls for user in users)
        )
        yield Cluster(users, tuple(contacts), layer_, place)


def read_cluster_judgements(judgements: Iterable[Judgement]) -> Iterator[tuple[str, str, str]]:
    """Yield the two ids and the verdict of judgements that bind clusters; of one pair the last stands."""
    last: dict[tuple[str, str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.n):
        if len(judgement.subjects) == 2:
            a, b = sorted(subject.id for subject in judgement.subjects)
            last[judgement.kind, a, b] = judgement
    for (kind, a, b), judgement in sorted(last.items()):
        if kind == "cluster" or (kind == "alias" and judgement.verdict == "same"):
            yield a, b, judgement.verdict


def assign_contacts(snapshot: Snapshot, shared: Ties, clusters: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Give for each cluster of accounts and groups the contacts of whose weight it holds at least half.

    By weight, so that three who quote many numbers do not draw a number away from the two who live by it.
    """
    import numpy as np

    home = np.full(len(shared.users), -1)
    for number, some in enumerate(clusters):
        home[np.searchsorted(shared.users, some)] = number
    coo = shared.matrix.tocoo()
    rows, columns = coo.coords
    total = np.bincount(columns, coo.data, minlength=len(shared.things))
    places, place = np.unique(np.stack([columns, home[rows]]), axis=1, return_inverse=True)
    weight = np.bincount(place.ravel(), coo.data)
    held: dict[int, list[int]] = {}
    taken: set[int] = set()
    users = frozenset(shared.users.tolist())
    most = (places[1] >= 0) & (2 * weight >= total[places[0]])
    for column, number in zip(places[0][most].tolist(), places[1][most].tolist(), strict=True):
        thing = int(shared.things[column])
        if thing not in taken and thing not in users and snapshot.labels[thing] not in SUBJECTS:
            held.setdefault(number, []).append(thing)
            taken.add(thing)
    return held


def number_clusters(parents: Sequence[Mapping[str, Any] | None], former: Sequence[Finding]) -> list[int]:
    """Give each cluster its number: kept with the lineage, else one that no cluster has had."""
    fresh = count(max((finding.parts["number"] for finding in former), default=0) + 1)
    return [parts["number"] if parts else next(fresh) for parts in parents]


def told_places(snapshot: Snapshot, core: Sequence[Place], around: Sequence[Place]) -> dict[str, Any]:
    """Give who is in the core, how each member belongs, and how many accounts there are of either; of none nothing."""
    if not core:
        return {"core": []}
    return {
        "core": [snapshot.ids[place.user] for place in core],
        "belongs": [
            {
                "id": snapshot.ids[place.user],
                "core": inner,
                "how": place.key,
                "thing": None if place.thing is None else snapshot.ids[place.thing],
                "members": place.members,
            }
            for inner, places in ((True, core), (False, around))
            for place in places
        ],
        "core_accounts": count_accounts(snapshot, core),
        "around_accounts": count_accounts(snapshot, around) or None,
    }


def count_accounts(snapshot: Snapshot, places: Sequence[Place]) -> int:
    """Count the accounts among members."""
    return sum(snapshot.labels[place.user] == "Account" for place in places)


def named_members(
    snapshot: Snapshot, shared: Ties, cluster: Cluster, reasons: Sequence[Reason], audience: bool
) -> naming.Members:
    """Give what a cluster is named by; of phones that deal with each other the one with the most partners first."""
    by_label: dict[str, list[int]] = {"Account": [], "Group": [], "Phone": []}
    for user in cluster.users:
        by_label[snapshot.labels[user]].append(user)
    partners = shared.partners(cluster.users)
    phones = sorted(by_label["Phone"], key=lambda phone: (-partners.get(phone, 0), phone))
    contacts = (*phones, *cluster.contacts)
    return naming.Members(len(by_label["Account"]), by_label["Group"], contacts, reasons, audience, len(phones))


def make_lineage_key(members: Iterable[str], taken: set[tuple[str, ...]]) -> tuple[str]:
    """Give the key of a lineage at its birth: it follows from the first members, so a rebuilt case has it too."""
    digest = hashlib.sha256("\n".join(sorted(members)).encode())
    while (digest.hexdigest()[:12],) in taken:  # an older lineage was born with the same members
        digest.update(b"\n")
    return (digest.hexdigest()[:12],)


def count_members(snapshot: Snapshot, cluster: Cluster) -> dict[str, int]:
    """Count accounts, groups and contacts, phones that deal with somebody among the last."""
    labels = [snapshot.labels[user] for user in cluster.users]
    counts = {name: labels.count(kind) for kind, name in KINDS.items()}
    return counts | {"contacts": len(cluster.members) - sum(counts.values())}


def measure_activity_spans(snapshot: Snapshot) -> "FloatTable":
    """Give for each node when it was first and last seen writing, showing, calling or holding posts, NaN if never."""
    import numpy as np

    spans = np.full((len(snapshot.ids), 2), np.nan)
    uses, writers, calls = snapshot.uses(), snapshot.writers(), snapshot.table(Called)
    for table, ends in ((uses, ("user",)), (writers, ("writer", "chat")), (calls, ("start", "end"))):
        for end in ends:
            nodes = table[end].to_numpy()
            first, last = (table[name].cast("float64").to_numpy() for name in ("first_seen", "last_seen"))
            np.fmin.at(spans[:, 0], nodes, first)
            np.fmax.at(spans[:, 1], nodes, last)
    return spans


def find_least_time(times: "Floats", sign: int = 1) -> int | None:
    """Give the least time times the sign, None where there is none."""
    import numpy as np

    known = times[~np.isnan(times)]
    return sign * int(known.min()) if len(known) else None
