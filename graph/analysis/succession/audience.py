"""Audience: who is in a group or answers and writes on a page, as the graph tells it, and the links that say so."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from graph.analysis.shared.lifetimes import Life
from graph.analysis.succession.members import UNKNOWN, Members
from graph.finding import Evidence, make_evidence
from graph.model import In, MemberOf, RepliesTo
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Ints, NodeNumbers

TOLD = 3
"""Members told of a pair."""


class Audience:
    """Members and writers of groups, who answers and writes on pages; staff left out."""

    def __init__(self, snapshot: Snapshot, lives: Mapping[int, Life], staff: Mapping[int, set[int]]) -> None:
        """Take the lives of subjects and who runs or makes each of them, all by number."""
        import numpy as np

        self.snapshot, self.lives = snapshot, lives
        nodes = len(snapshot.ids)
        born = np.zeros(nodes, dtype="int64")
        born[sorted(lives)] = [lives[one].born for one in sorted(lives)]
        apart = np.array([one * nodes + who for one, some in staff.items() for who in some], dtype="int64")
        self.members = Members(*self._said(), born, apart)

    def inside(self, members: "list[int]", *subjects: int) -> tuple[Evidence, ...]:
        """Give the links of a few members into groups, or to the posts of pages that they answer."""
        ids, found = self.snapshot.ids, list[Evidence]()
        for member in members[:TOLD]:
            for subject in subjects:
                if self.snapshot.has(MemberOf, ids[member], ids[subject]):
                    found.append(make_evidence(MemberOf, ids[member], ids[subject]))
                elif self.snapshot.labels[subject] == "Group":
                    found += self.snapshot.wrote_in(ids[member], ids[subject], 1)
                else:
                    found += self._answers.get((subject, member), ())
        return tuple(found)

    def _said(self) -> "tuple[NodeNumbers, Ints, Ints]":
        """Give subject, member and time of coming of all links; one known by name is the one account of that name."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        snapshot = self.snapshot
        links, writers = snapshot.table(MemberOf), snapshot.writers()
        tables = [
            pa.table({"group": links["end"], "member": links["start"], "came": links["from"]}),
            pa.table({"group": writers["chat"], "member": writers["writer"], "came": writers["first_seen"]}),
            self._answering.select(["group", "member", "came"]),
        ]
        rows = pa.concat_tables(tables)
        rows = rows.filter(pc.is_in(rows["group"], value_set=pa.array(sorted(self.lives), pa.int32())))
        member = rows["member"].to_numpy()
        account = np.arange(len(snapshot.ids))
        for name, bearers in snapshot.bearers().items():
            if len(bearers) == 1:  # who is listed by a name that one account alone bears is that account
                account[name] = min(bearers)
        return rows["group"].to_numpy(), account[member], rows["came"].fill_null(UNKNOWN).to_numpy()

    @cached_property
    def _answering(self) -> "pa.Table":
        """Give who answers the posts of pages, or writes on them: group (the page), member, came, post, other."""
        import pyarrow as pa
        import pyarrow.compute as pc

        pages = pa.array(sorted(n for n in self.lives if self.snapshot.labels[n] == "Account"), pa.int32())
        posts = self.snapshot.posts.select(["post", "author", "at"])
        links = self.snapshot.table(RepliesTo).select(["start", "end"])
        answers = links.join(posts, keys="start", right_keys="post", join_type="inner", use_threads=False)
        pages_of = posts.select(["post", "author"]).rename_columns(["post", "group"])
        answers = answers.join(pages_of, keys="end", right_keys="post", join_type="inner", use_threads=False)
        answers = answers.rename_columns({"start": "post", "end": "other", "author": "member", "at": "came"})
        stands = self.snapshot.table(In).select(["start", "end"]).rename_columns(["post", "group"])
        written = stands.join(posts, keys="post", join_type="inner", use_threads=False)
        written = written.rename_columns({"author": "member", "at": "came"})
        written = written.append_column("other", written["post"])
        columns = ["group", "member", "came", "post", "other"]
        rows = pa.concat_tables([answers.select(columns), written.select(columns)])
        mask = pc.and_(pc.is_in(rows["group"], value_set=pages), pc.not_equal(rows["group"], rows["member"]))
        return rows.filter(pc.fill_null(mask, False)).sort_by([(name, "ascending") for name in columns])

    @cached_property
    def _answers(self) -> dict[tuple[int, int], tuple[Evidence, ...]]:
        """Give the first answer of each to each page."""
        ids, found = self.snapshot.ids, dict[tuple[int, int], tuple[Evidence, ...]]()
        for row in self._answering.to_pylist():
            if row["other"] == row["post"]:
                link = make_evidence(In, ids[row["post"]], ids[row["group"]])
            else:
                link = make_evidence(RepliesTo, ids[row["post"]], ids[row["other"]])
            found.setdefault((row["group"], row["member"]), (link,))
        return found
