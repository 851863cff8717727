"""Node classes: every label, declared once. A node holds what follows from its id."""

import hashlib
import json
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, Self

from graph import forms
from graph.model.meaning import LabelDeclaration, Look, Means, Property, once_a_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with an id that is ours, stable and unique over all labels."""

    declared: ClassVar[LabelDeclaration | None] = None
    id: Annotated[str, Means("Node", "Its id, unique over all labels")]

    def values(self) -> dict[str, Any]:
        """Give the properties that the node is made with."""
        return {name: getattr(self, name) for name in _made_with(type(self))}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPlatform(Node):
    """A node whose id begins with its platform."""

    @property
    def platform(self) -> str:
        """Where it lives, as ``telegram``."""
        return self.id.partition(":")[0]


@once_a_class
def _made_with(cls: type[Node]) -> tuple[str, ...]:
    own = tuple(f.name for f in fields(cls) if f.name != "id")
    return ("id", *(("platform",) if issubclass(cls, OnPlatform) else ()), *own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(OnPlatform):
    """A profile, page or bot on one platform."""

    declared = LabelDeclaration(
        noun="account",
        plural="accounts",
        form="`telegram:user<id>`, `facebook:<id>`",
        look=Look("#2563eb", "#6ea8fe", "circle"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(OnPlatform):
    """A group, channel or chat that accounts write in."""

    declared = LabelDeclaration(
        noun="group",
        plural="groups",
        form="`telegram:channel<id>`, `facebook:group<id>`",
        look=Look("#c2410c", "#fb923c", "hexagon"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(OnPlatform):
    """Somebody who is known in one chat by a name only, and is no account. Make it with ``Participant.of``.

    The same name in another chat is another participant, and no analysis ties the two.
    """

    declared = LabelDeclaration(
        noun="participant",
        plural="participants",
        form="`telegram:participant<hash of chat and name>`",
        look=Look("#4d7c0f", "#a3e635"),
    )

    @classmethod
    def of(cls, chat: Node, name: str) -> Self:
        """Give the node of whoever bears a name in a chat."""
        known = json.dumps([chat.id, forms.make_storable(name)])
        platform = chat.id.partition(":")[0]
        return cls(id=f"{platform}:participant{hashlib.sha256(known.encode()).hexdigest()[:32]}")

    @staticmethod
    def is_id(id: str) -> bool:
        """Tell whether an id may be of a participant."""
        return ":participant" in id


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Node):
    """A number in E.164, or its digits where the country is not known."""

    declared = LabelDeclaration(
        noun="number",
        plural="numbers",
        form="`+491701234567`, or `national:<digits>` where the country is not known",
        prefixes=("+", "national:"),
        look=Look("#0f766e", "#2dd4bf", "square"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle(OnPlatform):
    """A username on a platform, lower case; OPENS says whose it was and when."""

    declared = LabelDeclaration(
        noun="handle",
        plural="handles",
        form="`telegram:@name`",
        prefixes=("*:@",),
        look=Look("#7c3aed", "#c4b5fd", "diamond"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Node):
    """A link that opens a group or chat."""

    declared = LabelDeclaration(
        noun="invite",
        plural="invites",
        form="`invite:t.me/+<hash>`, `invite:chat.whatsapp.com/<code>`",
        prefixes=("invite:",),
        look=Look("#a16207", "#facc15", "triangle"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Node):
    """A web address."""

    declared = LabelDeclaration(
        noun="site",
        plural="sites",
        form="`site:<host and path>`",
        prefixes=("site:",),
        look=Look("#0369a1", "#38bdf8", "cut"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Node):
    """A mail address."""

    declared = LabelDeclaration(
        noun="mail address",
        plural="mail addresses",
        form="`mail:<address>`",
        prefixes=("mail:",),
        look=Look("#be185d", "#f472b6", "tag"),
        mask="mail",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A name as people read it; who bore it and when hangs on NAMED. Make it with ``Name.of``."""

    declared = LabelDeclaration(
        noun="name",
        plural="names",
        form="`name:<text>`, or `name:sha256=<hex>` where the text is long",
        prefixes=("name:",),
        look=Look("#92400e", "#d6a06b"),
    )
    text: Annotated[str, Means("name", "The name, exactly as it was written")]

    @classmethod
    def of(cls, text: str) -> Self:
        """Give the node of a name exactly as it was written."""
        text = forms.make_storable(text)
        return cls(id=forms.make_text_id("name", text), text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(OnPlatform):
    """One message or ad; its text and times are what the best statement of its files says."""

    declared = LabelDeclaration(
        noun="post",
        plural="posts",
        form="`telegram:channel<id>/<number>`, `facebook:post<id>`",
        look=Look("#475569", "#b6c2d2"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Node):
    """A picture or file that a post carries, by its bytes where they are kept. Make it with ``of`` or ``absent``."""

    declared = LabelDeclaration(
        noun="picture or file",
        plural="pictures and files",
        form="`media:<SHA-256>`, or `media:absent-<hash of the post>` where the export does not hold it",
        prefixes=("media:",),
        look=Look("#7e22ce", "#d8b4fe"),
        mask="media",
    )

    @classmethod
    def of(cls, sha256: str) -> Self:
        """Give the node of bytes that are kept as evidence."""
        return cls(id=f"media:{sha256}")

    @classmethod
    def absent(cls, post: Post, slot: str) -> Self:
        """Give the node of what a post carries and no file holds: nobody can tell whether two such are the same."""
        return cls(id=f"media:absent-{hashlib.sha256(f'{post.id} {slot}'.encode()).hexdigest()[:32]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Node):
    """A file that was read."""

    declared = LabelDeclaration(
        noun="file",
        plural="files",
        form="`sha256:<hex>`",
        prefixes=("sha256:",),
        look=Look("#6b7280", "#9ca3af"),
        loaded=(
            Property("reader", "text", "word", "What reads it, as `telegram`", origin="load"),
            Property("version", "int", "int", "Version of the reader and of what is read out of texts", origin="load"),
            Property("answers", "text", "digest", "SHA-256 of its answers in sources.toml", origin="load"),
            Property(
                "beside", "text", "digest", "SHA-256 of the list of what it refers to and was kept", origin="load"
            ),
            Property("exported", "time", "time", "When it was exported, where that is known", origin="load"),
            Property(
                "complete", "bool", "bool", "False before a load or an undo begins, true after a load", origin="load"
            ),
            Property("undoing", "bool", "bool", "True while it is taken back", origin="load"),
            Property("read", "int", "int", "Records that were read", origin="load"),
            Property("refused", "int", "int", "Records that were refused; the journal keeps them", origin="load"),
            Property(
                "reasons", "text", "text", "Why, as `a time expected, 12 times`, the most frequent first", origin="load"
            ),
            Property("unread", "int", "int", "How often a field stood in it that nothing reads", origin="load"),
        ),
    )


CONTACTS: tuple[type[Node], ...] = (Phone, Handle, Invite, Site, Email)
"""What leads to somebody on an app."""

SUBJECTS: tuple[type[Node], ...] = (Account, Group)
"""Who writes, and where."""

NODES: tuple[type[Node], ...] = (
    Post, Media, Name, Phone, Handle, Invite, Site, Email, Participant, Account, Group, Source,
)  # fmt: skip
"""Leaf first: the order in which an undo takes them back."""
