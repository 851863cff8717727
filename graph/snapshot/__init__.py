"""The graph as Arrow tables: read once, numbered by sorted id, equal for any order of loading."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from graph.finding import Evidence, address
from graph.model import (
    LINKS,
    NODES,
    ForwardedFrom,
    HandsOff,
    In,
    Link,
    Mentions,
    Name,
    Named,
    Node,
    Opens,
    Post,
    Posted,
    RecordedIn,
    RepliesTo,
    Shows,
    label,
)
from graph.snapshot import columns, network
from graph.snapshot.spells import Sight, Spell, fold
from graph.snapshot.uses import uses

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pyarrow as pa

__all__ = ["Rows", "Snapshot", "Spell"]

STATED: dict[type[Node], dict[str, str]] = {
    Post: {"id": "text", "text": "text", "at": "time", "edited": "time"},
    Name: {"id": "text", "text": "text"},
}
"""What is read of a node beside its id."""

READ: tuple[type[Link], ...] = (*(link for link in LINKS if link is not RecordedIn), HandsOff)
"""Without RECORDED_IN, of which every node has one a file, and for which no analysis asks."""

OF_POSTS: dict[type[Link], str] = {
    Posted: "end",
    In: "start",
    ForwardedFrom: "start",
    RepliesTo: "start",
    Mentions: "start",
}
"""Links that a post makes, and the end at which it stands: they have its time."""


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

    def __init__(
        self, nodes: Mapping[type[Node], "pa.Table"], links: Mapping[type[Link], "pa.Table"]
    ) -> None:
        import pyarrow as pa

        known = pa.concat_tables(
            [
                pa.table({"id": table["id"], "label": pa.repeat(label(cls), len(table))})
                for cls, table in nodes.items()
            ]
            or [pa.table({"id": pa.array([], pa.string()), "label": pa.array([], pa.string())})]
        )
        known = known.group_by("id", use_threads=False).aggregate([("label", "min")]).sort_by("id")
        self.ids = known["id"].to_pylist()
        self.labels = known["label_min"].to_pylist()
        self.number = {id: number for number, id in enumerate(self.ids)}
        every = known["id"].combine_chunks()
        named = nodes.get(Name, columns.gather([], STATED[Name]))
        self._names = dict(zip(named["id"].to_pylist(), named["text"].to_pylist(), strict=True))
        self._links = {
            cls: columns.numbered(links[cls], ("start", "end"), every)
            if cls in links
            else columns.numbered(empty(cls), ("start", "end"), every)
            for cls in READ
        }
        self._tables: dict[type[Link], pa.Table] = {}
        self._times = self._stated_posts(nodes, every)
        self.posts = self._times
        for name, cls, post_end, other, first in (
            ("author", Posted, "end", "start", "Account"),
            ("chat", In, "start", "end", "Group"),
        ):
            self.posts = self.posts.append_column(
                name, self._one(self.table(cls), post_end, other, first)
            )

    @classmethod
    def read(cls, store: Rows) -> "Snapshot":
        """Read a store; links first, so that a load meanwhile leaves no end without its node."""
        links = {
            link: columns.gather(store.rows(link, *(kinds := link_kinds(link))), kinds)
            for link in READ
        }
        nodes = {
            node: columns.gather(store.rows(node, *(kinds := node_kinds(node))), kinds)
            for node in NODES
        }
        return cls(nodes, links)

    @classmethod
    def of(
        cls,
        nodes: Mapping[type[Node], Iterable[Mapping[str, Any]]],
        links: Mapping[type[Link], Iterable[Mapping[str, Any]]],
    ) -> "Snapshot":
        """Make a snapshot of plain rows; what is left out is null, times are datetimes or ms."""
        return cls(
            {node: tabled(rows, node_kinds(node)) for node, rows in nodes.items()},
            {link: tabled(rows, link_kinds(link)) for link, rows in links.items()},
        )

    def label_of(self, id: str) -> str:
        """Give the label of a node."""
        return self.labels[self.number[id]]

    def table(self, cls: type[Link]) -> "pa.Table":
        """Give the links of a class merged over sources, by start and end; ``columns.merged``."""
        if cls not in self._tables:
            dates = self._times if cls in OF_POSTS else None
            self._tables[cls] = columns.merged(self._links[cls], dates, OF_POSTS.get(cls))
        return self._tables[cls]

    def sightings(self, cls: type[Link]) -> "pa.Table":
        """Give every link of a class with source and place, sorted by start, end, source, place."""
        order = [(name, "ascending") for name in self._links[cls].column_names]
        return self._links[cls].sort_by(order).combine_chunks()

    def spells(self) -> list[Spell]:
        """Give the names of accounts and groups over time, by subject and begin; ``spells.fold``.

        A name saved in an address book is not one that the account bore, and is left out.
        """
        return self._spells

    def tenures(self) -> list[Spell]:
        """Give who held which handle when: ``subject`` is the handle, ``name`` its holder's id."""
        return self._tenures

    def uses(self) -> "pa.Table":
        """Give who uses which contact; see ``uses.uses``."""
        return self._uses

    def evidence(self, user: str, contact: str, most: int = 5) -> tuple[Evidence, ...]:
        """Give the links that say so: SHOWS of a profile, then MENTIONS of the oldest posts."""
        return self._evidence(self.number[user], self.number[contact], most)

    def writers(self) -> "pa.Table":
        """Give who wrote where: writer, chat, posts, first_seen, last_seen; sorted."""
        return self._writers

    def name_of(self, id: str) -> str | None:
        """Give the latest known name of an account or group, or the text of a name."""
        return self._names.get(id) or self._latest.get(id)

    def net(self, ids: Collection[str]) -> "nx.DiGraph[str]":
        """Give a small part as networkx; see ``network.net``."""
        return network.net(self, ids)

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
        return dict(sorted(found.items())) | {
            cls.__name__: n for cls in READ if (n := len(self.table(cls)))
        }

    @cached_property
    def _spells(self) -> list[Spell]:
        import pyarrow.compute as pc

        named = self._links[Named]
        borne = named.filter(pc.fill_null(pc.not_equal(named["how"], "saved"), True))
        sights = self._sights(borne, "start", "end", Named)
        return list(
            fold(sight._replace(name=self._names.get(sight.name, sight.name)) for sight in sights)
        )

    @cached_property
    def _tenures(self) -> list[Spell]:
        import pyarrow as pa
        import pyarrow.compute as pc

        handles = pa.array(
            [n for n, label in enumerate(self.labels) if label == "Handle"], pa.int32()
        )
        opens = self._links[Opens]
        return list(
            fold(
                self._sights(
                    opens.filter(pc.is_in(opens["start"], value_set=handles)), "start", "end", Opens
                )
            )
        )

    @cached_property
    def _uses(self) -> "pa.Table":
        import pyarrow as pa
        import pyarrow.compute as pc

        contacts = {"Phone", "Handle", "Invite", "Site", "Email"}
        value_set = pa.array(
            [n for n, label in enumerate(self.labels) if label in contacts], pa.int32()
        )
        groups = pa.array(
            [n for n, label in enumerate(self.labels) if label == "Group"], pa.int32()
        )
        mentions, stands = self.table(Mentions), self.table(In)
        return uses(
            self.posts,
            mentions.filter(pc.is_in(mentions["end"], value_set=value_set)),
            self.table(Posted),
            stands.filter(pc.is_in(stands["end"], value_set=groups)),
            self.table(ForwardedFrom),
            self.table(Shows),
        )

    @cached_property
    def _writers(self) -> "pa.Table":
        import pyarrow.compute as pc

        wrote = self.table(Posted).select(["start", "end"]).rename_columns(["writer", "post"])
        stands = (
            self.table(In)
            .select(["start", "end", "first_seen"])
            .rename_columns(["post", "chat", "at"])
        )
        rows = wrote.join(stands, keys="post", join_type="inner", use_threads=False)
        pairs = rows.group_by(["writer", "chat"], use_threads=False).aggregate(
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

    def _sights(
        self, table: "pa.Table", subject: str, name: str, cls: type[Link]
    ) -> Iterator[Sight]:
        """Yield what the links say of each subject, name and moment, sorted by subject."""
        import pyarrow as pa

        moments = [
            pa.table(
                {
                    "subject": part[subject],
                    "name": part[name],
                    "at": part[column] if column else pa.nulls(len(part), pa.int64()),
                    "starts": pa.repeat(column == "from", len(part)),
                    "ends": pa.repeat(column == "to", len(part)),
                    "source": part["source"],
                }
            )
            for column, part in moments_of(table)
        ]
        rows = (
            pa.concat_tables(moments)
            .group_by(["subject", "name", "at"], use_threads=False)
            .aggregate([("starts", "max"), ("ends", "max"), ("source", "distinct")])
            .sort_by([("subject", "ascending"), ("name", "ascending"), ("at", "ascending")])
        )
        for s, n, at, starts, ends, sources in zip(
            *(column.to_pylist() for column in rows.columns), strict=True
        ):
            a, b = self.ids[s], self.ids[n]
            yield Sight(a, b, at, starts, ends, frozenset(sources), address(cls, a, b))

    def _stated_posts(self, nodes: Mapping[type[Node], "pa.Table"], ids: "pa.Array") -> "pa.Table":
        stated = nodes[Post] if Post in nodes else columns.gather([], STATED[Post])
        numbered = columns.numbered(stated, ("id",), ids)
        best = numbered.group_by("id", use_threads=False).aggregate(
            [("at", "min"), ("edited", "max"), ("text", "min")]
        )
        return (
            best.rename_columns(["post", "at", "edited", "text"]).sort_by("post").combine_chunks()
        )

    def _evidence(self, user: int, contact: int, most: int) -> tuple[Evidence, ...]:
        import numpy as np

        keys, posts = self._mentioned
        key = user * len(self.ids) + contact
        found = posts[np.searchsorted(keys, key) : np.searchsorted(keys, key, "right")][:most]
        a, b = self.ids[user], self.ids[contact]
        shown = [address(Shows, a, b)] if key in self._shown else []
        return (*shown, *(address(Mentions, self.ids[post], b) for post in found))[:most]

    @cached_property
    def _shown(self) -> frozenset[int]:
        shows = self.table(Shows)
        return frozenset(
            (
                shows["start"].to_numpy().astype("int64") * len(self.ids) + shows["end"].to_numpy()
            ).tolist()
        )

    @cached_property
    def _mentioned(self) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
        """Give user and contact as one number, and the post; sorted by both, then by time."""
        import numpy as np
        import pyarrow as pa

        mentions, posted, stands = self.table(Mentions), self.table(Posted), self.table(In)
        said = pa.table(
            {"post": mentions["start"], "contact": mentions["end"], "at": mentions["first_seen"]}
        )
        users = pa.concat_tables(
            [
                pa.table({"post": posted["end"], "user": posted["start"]}),
                pa.table({"post": stands["start"], "user": stands["end"]}),
            ]
        )
        users = users.group_by(["post", "user"], use_threads=False).aggregate([])
        rows = said.join(users, keys="post", join_type="inner", use_threads=False)
        keys = rows["user"].to_numpy().astype("int64") * len(self.ids) + rows["contact"].to_numpy()
        posts = rows["post"].to_numpy()
        times = rows["at"].fill_null(np.iinfo("int64").max).to_numpy()
        order = np.lexsort((posts, times, keys))
        return keys[order], posts[order]

    def _one(self, links: "pa.Table", post_end: str, other: str, first: str) -> "pa.Array":
        """Give for each post one other end, of the label asked for where there is one."""
        import numpy as np

        ends = links[other].to_numpy()
        wrong = np.array([self.labels[end] != first for end in ends], dtype=bool)
        ranked = links.take(np.lexsort((ends, wrong)))
        firsts = ranked.group_by(post_end, use_threads=False).aggregate([(other, "first")])
        return columns.lookup(firsts[post_end], firsts[f"{other}_first"], self.posts["post"])


def moments_of(table: "pa.Table") -> Iterator[tuple[str | None, "pa.Table"]]:
    """Yield the part of the links that has each of the four times, then the part that has none."""
    import pyarrow.compute as pc

    none = None
    for column in ("from", "to", "first_seen", "last_seen"):
        missing = pc.is_null(table[column])
        none = missing if none is None else pc.and_(none, missing)
        yield column, table.filter(pc.invert(missing))
    yield None, table.filter(none)


def node_kinds(node: type[Node]) -> dict[str, str]:
    """Give the columns that are read of a node class."""
    return STATED.get(node, {"id": "text"})


def link_kinds(link: type[Link]) -> dict[str, str]:
    """Give the columns that are read of a link class."""
    return dict.fromkeys(("start", "end", "source", "place"), "text") | columns.properties(link)


def tabled(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> "pa.Table":
    """Build a table of rows that may leave out what they do not say."""
    return columns.gather(([columns.plain(row.get(name)) for name in kinds] for row in rows), kinds)


def empty(link: type[Link]) -> "pa.Table":
    """Give a class's table without a row."""
    return columns.gather([], link_kinds(link))
