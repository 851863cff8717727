"""The graph as Arrow tables: read once, numbered by sorted id, equal for any order of loading."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from graph.finding import Evidence, make_evidence
from graph.model import (
    CONTACTS,
    EVERY_LINK,
    NODES,
    ForwardedFrom,
    In,
    Link,
    Mentions,
    Name,
    Named,
    Node,
    Opens,
    Participant,
    Post,
    Posted,
    RecordedIn,
    Shows,
    label,
    list_times,
    post_end,
)
from graph.snapshot import columns, network, uses
from graph.snapshot.borne import select_attested, select_borne
from graph.snapshot.columns import link_kinds, node_kinds
from graph.snapshot.sights import list_sights
from graph.snapshot.spells import Spell, fold_spells

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

    from graph.arrays import Ints, NodeNumbers

__all__ = ["Rows", "Snapshot", "Spell"]

READ: tuple[type[Link], ...] = tuple(link for link in EVERY_LINK if link is not RecordedIn)
"""Without RECORDED_IN, of which every node has one a file, and for which no analysis asks."""

Tables = tuple[Mapping[type[Node], "pa.Table"], Mapping[type[Link], "pa.Table"]]
"""What a snapshot is made of: the columns of every node class, and of every link class."""


class Rows(Protocol):
    """What the snapshot asks of a store."""

    def rows(self, cls: type[Node] | type[Link], *columns: str) -> Iterator[list[Any]]:
        """Yield one list of values a node or link."""


class Snapshot:
    """Every node and link at one moment. Nothing changes it; what is computed once is kept."""

    ids: list[str]
    labels: list[str]
    number: dict[str, int]
    posts: "pa.Table"
    """One row a post: post, at, edited (ms UTC), text, author (the account, where account and group
    are said), chat (the group, where group and account are)."""

    def __init__(self, nodes: Mapping[type[Node], "pa.Table"], links: Mapping[type[Link], "pa.Table"]) -> None:
        import pyarrow as pa

        stated = {node: nodes.get(node, make_empty_table(node_kinds(node))) for node in NODES}
        said = {link: links.get(link, make_empty_table(link_kinds(link))) for link in READ}
        known = pa.concat_tables(
            pa.table({"id": table["id"], "label": pa.repeat(label(node), len(table))}) for node, table in stated.items()
        )
        known = known.group_by("id", use_threads=False).aggregate([("label", "min")]).sort_by("id").combine_chunks()
        self.ids = known["id"].to_pylist()
        self.labels = known["label_min"].to_pylist()
        self.number = {id: number for number, id in enumerate(self.ids)}
        self._names = dict(zip(*(stated[Name][column].to_pylist() for column in ("id", "text")), strict=True))
        numbered = columns.number_ends(said, ("start", "end"), pa.array(self.ids, pa.string()))
        self._links = self._without_participants(numbered)
        self._tables: dict[type[Link], pa.Table] = {}
        self._pairs: dict[type[Link], Ints] = {}
        self._of_posts: dict[str, dict[int, int]] = {}
        self.derived: dict[Hashable, Any] = {}
        """What analyses have worked out of it: ``graph.snapshot.derived`` keeps it here."""
        self._times = self._stated_posts(stated[Post])
        self.posts = self._times
        for name, cls, end, other, first in (
            ("author", Posted, "end", "start", "Account"),
            ("chat", In, "start", "end", "Group"),
        ):
            self.posts = self.posts.append_column(name, self._one(self.table(cls), end, other, first))

    @classmethod
    def read(cls, store: Rows) -> "Snapshot":
        """Read a store; ``graph.snapshot.kept`` spares that where the same graph was read before."""
        return cls(*read_tables(store))

    @classmethod
    def of(
        cls,
        nodes: Mapping[type[Node], Iterable[Mapping[str, Any]]],
        links: Mapping[type[Link], Iterable[Mapping[str, Any]]],
    ) -> "Snapshot":
        """Make a snapshot of plain rows; what is left out is null, times are datetimes or ms."""
        return cls(
            {node: make_sparse_table(rows, node_kinds(node)) for node, rows in nodes.items()},
            {link: make_sparse_table(rows, link_kinds(link)) for link, rows in links.items()},
        )

    def label_of(self, id: str) -> str:
        """Give the label of a node."""
        return self.labels[self.number[id]]

    def table(self, cls: type[Link]) -> "pa.Table":
        """Give the links of a class merged over sources, by start and end; ``columns.merge_parallel_links``."""
        if cls not in self._tables:
            end = post_end(cls)  # a link that a post makes has its time
            self._tables[cls] = columns.merge_parallel_links(
                self._links[cls], self._times if end else None, end, list_times(cls)
            )
        return self._tables[cls]

    def of_posts(self, column: str) -> Mapping[int, int]:
        """Give the author, the chat or the time (at, ms) of each post that has one, by post."""
        if column not in self._of_posts:
            pairs = zip(self.posts["post"].to_pylist(), self.posts[column].to_pylist(), strict=True)
            self._of_posts[column] = {post: value for post, value in pairs if value is not None}
        return self._of_posts[column]

    def sightings(self, cls: type[Link]) -> "pa.Table":
        """Give every link of a class with source and place, sorted by start, end, source, place."""
        order = [(name, "ascending") for name in self._links[cls].column_names]
        return self._links[cls].sort_by(order).combine_chunks()

    def spells(self) -> list[Spell]:
        """Give the names of accounts and groups over time, by subject and begin; ``spells.fold_spells``.

        A name saved in an address book is not one that the account bore, and is left out.
        """
        return self._spells

    def attested(self) -> list[Spell]:
        """Give the names over time that accounts and groups are known to have borne themselves (``borne``).

        What one phone alone shows may be what its holder saved: it changes no name.
        """
        return self._attested

    def bearers(self) -> dict[int, set[int]]:
        """Give the accounts that bear or bore each name, by number; a name saved in an address book nobody bears."""
        return self._bearers

    def several(self) -> frozenset[int]:
        """Give the national digits that are numbers of several countries; ``uses.find_ambiguous_contacts``."""
        return self._several

    def tenures(self) -> list[Spell]:
        """Give who held which handle when: ``subject`` is the handle, ``name`` its holder's id."""
        return self._tenures

    def uses(self) -> "pa.Table":
        """Give who uses which contact, but for digits of several countries (``uses``)."""
        return self._uses

    def evidence(self, user: str, contact: str, most: int = 5) -> tuple[Evidence, ...]:
        """Give the links that say so: SHOWS of a profile, then MENTIONS of the oldest posts."""
        return self._evidence(self.number[user], self.number[contact], most)

    def wrote_in(self, writer: str, chat: str, most: int = 5) -> tuple[Evidence, ...]:
        """Give the links of the oldest posts of a writer in a group or chat: IN of each."""
        found = found_in(self._wrote, self.number[writer] * len(self.ids) + self.number[chat], most)
        return tuple(make_evidence(In, self.ids[post], chat) for post in found)

    def has(self, cls: type[Link], start: str, end: str) -> bool:
        """Say whether the graph has such a link."""
        key = self.number[start] * len(self.ids) + self.number[end]
        keys = self._keys(cls)
        at = int(keys.searchsorted(key))
        return at < len(keys) and bool(keys[at] == key)

    def writers(self) -> "pa.Table":
        """Give who wrote where: writer, chat, posts, first_seen, last_seen; sorted."""
        return self._writers

    def name_of(self, id: str) -> str | None:
        """Give the latest known name of an account or group, or the text of a name."""
        return self._names.get(id) or self._latest.get(id)

    def net(self, ids: Collection[str]) -> "nx.DiGraph[str]":
        """Give a small part as networkx; see ``network.build_network``."""
        return network.build_network(self, ids)

    @property
    def newest(self) -> int | None:
        """Give the time of the newest dated thing."""
        import pyarrow.compute as pc

        times = [pc.max(self.posts["at"]).as_py(), pc.max(self.posts["edited"]).as_py()]
        times += [pc.max(self.table(cls)["last_seen"]).as_py() for cls in READ]
        return max((time for time in times if time is not None), default=None)

    def counts(self) -> dict[str, int]:
        """Give the number of nodes by label and of merged links by class name, both sorted."""
        from collections import Counter

        found = Counter(self.labels)
        return dict(sorted(found.items())) | {cls.__name__: n for cls in READ if (n := len(self.table(cls)))}

    @cached_property
    def _borne(self) -> "pa.Table":
        return select_borne(self._links[Named])

    @cached_property
    def _spells(self) -> list[Spell]:
        return list(fold_spells(list_sights(self._borne, Named, self.ids, self._names)))

    @cached_property
    def _attested(self) -> list[Spell]:
        return list(fold_spells(list_sights(select_attested(self._links[Named]), Named, self.ids, self._names)))

    @cached_property
    def _bearers(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for account, name in zip(self._borne["start"].to_pylist(), self._borne["end"].to_pylist(), strict=True):
            if self.labels[account] == "Account":
                found.setdefault(name, set()).add(account)
        return dict(sorted(found.items()))

    @cached_property
    def _several(self) -> frozenset[int]:
        return frozenset(uses.find_ambiguous_contacts((self._links[Mentions], self._links[Shows])))

    @cached_property
    def _tenures(self) -> list[Spell]:
        import pyarrow.compute as pc

        opens = self._links[Opens]
        of_handles = opens.filter(pc.is_in(opens["start"], value_set=self._numbers("Handle")))
        return list(fold_spells(list_sights(of_handles, Opens, self.ids, {})))

    @cached_property
    def _uses(self) -> "pa.Table":
        import pyarrow as pa
        import pyarrow.compute as pc

        several = pa.array(sorted(self._several), pa.int32())
        mentions, shows = (
            links.filter(pc.invert(pc.is_in(links["end"], value_set=several)))
            for links in (self.table(Mentions), self.table(Shows))
        )
        of_contacts = pc.is_in(mentions["end"], value_set=self._numbers(*map(label, CONTACTS)))
        pairs = uses.pair_users(mentions.filter(of_contacts), self.table(Posted), self._in_groups)
        return uses.merge_uses(pairs, self.table(ForwardedFrom), shows)

    @cached_property
    def _in_groups(self) -> "pa.Table":
        import pyarrow.compute as pc

        stands = self.table(In)
        return stands.filter(pc.is_in(stands["end"], value_set=self._numbers("Group")))

    @cached_property
    def _writers(self) -> "pa.Table":
        import pyarrow.compute as pc

        pairs = self._placed.group_by(["writer", "chat"], use_threads=False).aggregate(
            [("post", "count_distinct"), ("at", "min"), ("at", "max")]
        )
        pairs = pairs.rename_columns(["writer", "chat", "posts", "first_seen", "last_seen"])
        pairs = pairs.filter(pc.not_equal(pairs["writer"], pairs["chat"]))
        return pairs.sort_by([("writer", "ascending"), ("chat", "ascending")]).combine_chunks()

    @cached_property
    def _latest(self) -> dict[str, str]:
        latest: dict[str, Spell] = {}
        for spell in self.spells():
            if spell.subject not in latest or spell.end is not None:
                latest[spell.subject] = spell
        return {subject: spell.name for subject, spell in latest.items()}

    def _without_participants(self, links: "Mapping[type[Link], pa.Table]") -> "dict[type[Link], pa.Table]":
        """Give the links of nobody who is known in one chat by a name only: one name in two chats is no evidence.

        What they wrote counts for the chat that it stands in. See decision 036.
        """
        import pyarrow.compute as pc

        apart = self._numbers(label(Participant))
        if not len(apart):
            return dict(links)
        kept = {}
        for cls, table in links.items():
            theirs = pc.or_(pc.is_in(table["start"], value_set=apart), pc.is_in(table["end"], value_set=apart))
            kept[cls] = table.filter(pc.invert(theirs))
        return kept

    def _numbers(self, *labels: str) -> "pa.Array":
        """Give the numbers of all nodes of these labels."""
        import pyarrow as pa

        return pa.array([n for n, label in enumerate(self.labels) if label in labels], pa.int32())

    def _stated_posts(self, stated: "pa.Table") -> "pa.Table":
        import pyarrow as pa

        posts = stated.select(["id", "at", "edited", "text"]).rename_columns(["post", "at", "edited", "text"])
        posts = posts.sort_by("post").combine_chunks()
        return posts.set_column(0, "post", pa.array(map(self.number.get, posts["post"].to_pylist()), pa.int32()))

    def _evidence(self, user: int, contact: int, most: int) -> tuple[Evidence, ...]:
        key = user * len(self.ids) + contact
        found = found_in(self._mentioned, key, most)
        a, b = self.ids[user], self.ids[contact]
        shown = [make_evidence(Shows, a, b)] if self.has(Shows, a, b) else []
        return (*shown, *(make_evidence(Mentions, self.ids[post], b) for post in found))[:most]

    @cached_property
    def _wrote(self) -> "tuple[Ints, NodeNumbers]":
        return uses.by_pair(self._placed, "writer", "chat", len(self.ids))

    @cached_property
    def _placed(self) -> "pa.Table":
        """Give every post by its writer and its place: post, writer, chat, at."""
        wrote = self.table(Posted).select(["start", "end"]).rename_columns(["writer", "post"])
        stands = self.table(In).select(["start", "end", "first_seen"]).rename_columns(["post", "chat", "at"])
        return wrote.join(stands, keys="post", join_type="inner", use_threads=False)

    def _keys(self, cls: type[Link]) -> "Ints":
        """Give both ends as one number, ascending."""
        if cls not in self._pairs:
            links = self.table(cls)
            self._pairs[cls] = links["start"].to_numpy().astype("int64") * len(self.ids) + links["end"].to_numpy()
        return self._pairs[cls]

    @cached_property
    def _mentioned(self) -> "tuple[Ints, NodeNumbers]":
        pairs = uses.pair_users(self.table(Mentions), self.table(Posted), self._in_groups)
        return uses.by_pair(pairs, "user", "contact", len(self.ids))

    def _one(self, links: "pa.Table", post_end: str, other: str, first: str) -> "pa.Array":
        """Give for each post one other end, of the label asked for where there is one."""
        import numpy as np

        ends = links[other].to_numpy()
        wanted = np.zeros(len(self.ids), dtype=bool)
        wanted[self._numbers(first).to_numpy()] = True
        wrong = ~wanted[ends]
        ranked = links.take(np.lexsort((ends, wrong)))
        firsts = ranked.group_by(post_end, use_threads=False).aggregate([(other, "first")])
        return columns.look_up_values(firsts[post_end], firsts[f"{other}_first"], self.posts["post"])


def read_tables(store: Rows) -> "Tables":
    """Read what a snapshot is made of; links first, so that a load meanwhile leaves no end without its node."""
    links = {link: columns.build_table(store.rows(link, *(kinds := link_kinds(link))), kinds) for link in READ}
    nodes = {node: columns.build_table(store.rows(node, *(kinds := node_kinds(node))), kinds) for node in NODES}
    return nodes, links


def found_in(index: "tuple[Ints, NodeNumbers]", key: int, most: int) -> list[int]:
    """Give the first posts of a pair in an index made by ``uses.by_pair``."""
    import numpy as np

    keys, posts = index
    found: list[int] = posts[np.searchsorted(keys, key) : np.searchsorted(keys, key, "right")][:most].tolist()
    return found


def make_sparse_table(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> "pa.Table":
    """Build a table of rows that may leave out what they do not say."""
    return columns.build_table(([columns.to_stored_value(row.get(name)) for name in kinds] for row in rows), kinds)


def make_empty_table(kinds: Mapping[str, str]) -> "pa.Table":
    """Give a table without a row."""
    return columns.build_table([], kinds)
