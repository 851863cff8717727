"""The declarations read: labels, types, properties and their meanings, forms of ids, ends that a link may have."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from graph.errors import ModelError
from graph.model.links import ENDS, LINKS, HandsOff, Link, RecordedIn, property_name
from graph.model.meaning import Column, LabelDeclaration, LinkDeclaration, LinkLook, Look, Means, Property, once_a_class
from graph.model.nodes import CONTACTS, NODES, SUBJECTS, Node, OnPlatform, Post, Source

EVERY_LINK: tuple[type[Link], ...] = (*LINKS, HandsOff)
"""All link classes, the derived one last."""

READING: tuple[type[Node], ...] = (
    *SUBJECTS,
    *CONTACTS,
    *(cls for cls in NODES if cls not in (*SUBJECTS, *CONTACTS, Post, Source)),
    Post,
    Source,
)
"""All node classes in the order in which people read them."""

UNDECLARED = "[value]"
"""What stands, where names are hidden, for a value whose property has no declared meaning: it may hold anything."""

GREY = Look("#475569", "#b6c2d2")


def label(node: type[Node]) -> str:
    """Give a node class's label."""
    return node.__name__


def link_type(link: type[Link]) -> str:
    """Give a link class's type: HandsOff is HANDS_OFF."""
    return _write_in_capitals(link.__name__)


@cache
def _write_in_capitals(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


# Properties


@once_a_class
def list_properties(cls: type[Node] | type[Link]) -> tuple[Property, ...]:
    """Give the properties of a node class with its id, or those of a link class without ends, source and place."""
    hints = get_type_hints(cls, include_extras=True)
    own = [_declare_property(f.name, hints[f.name]) for f in fields(cls) if f.name not in ENDS]
    if issubclass(cls, Link):
        return tuple(own)
    if issubclass(cls, OnPlatform):
        own.insert(1, Property("platform", "text", "word", "Where it lives, as `telegram`"))
    if cls is Post:
        own += list_statement_properties()
    return (*own, *(cls.declared.loaded if cls.declared else ()))


PROVENANCE = (
    Property("source", "text", "Source", "The file that says so"),
    Property("place", "text", "place", "Where in the file, as people can find it again"),
)
"""What every link of a file has beside its own properties."""


@cache
def list_statement_properties() -> tuple[Property, ...]:
    """Give what a file says of a post: all of RECORDED_IN but whether it states it; the post shows the best of it."""
    return tuple(
        Property(one.name, one.column, one.meaning, one.about.removeprefix("Of a post: ").capitalize(), origin="file")
        for one in list_properties(RecordedIn)
        if one.name != "stated"
    )


@once_a_class
def list_times(cls: type[Node] | type[Link]) -> frozenset[str]:
    """Give the names of properties that hold times."""
    return frozenset(one.name for one in list_properties(cls) if one.column == "time")


@once_a_class
def list_folds(cls: type[Link]) -> tuple[tuple[str, str], ...]:
    """Give the properties of which the least or the greatest of one file stands, with which."""
    return tuple((one.name, one.keep) for one in list_properties(cls) if one.keep != "first")


@once_a_class
def list_required(cls: type[Link]) -> tuple[Property, ...]:
    """Give the properties without which a link cannot be made."""
    needed = {f.name for f in fields(cls) if f.default is MISSING}
    return tuple(one for one in list_properties(cls) if one.field in needed)


def _declare_property(field: str, hint: Any) -> Property:
    means = next((one for one in get_args(hint)[1:] if isinstance(one, Means)), None) if _is_annotated(hint) else None
    column = _choose_column(get_args(hint)[0] if _is_annotated(hint) else hint)
    if means is None:
        return Property(property_name(field), column, None, "", field)
    return Property(property_name(field), column, means.meaning, means.about, field, keep=means.keep)


def _is_annotated(hint: Any) -> bool:
    return get_origin(hint) is Annotated


def _choose_column(hint: Any) -> Column:
    parts = {get_origin(one) or one for one in (hint, *get_args(hint))}
    kinds: Mapping[type, Column] = {datetime: "time", tuple: "list", bool: "bool", float: "float", int: "int"}
    return next((name for kind, name in kinds.items() if kind in parts), "text")


# Labels


def describe_label(cls: type[Node]) -> LabelDeclaration:
    """Give the declaration of a label; where a class has none, its name stands for it and it is not drawn."""
    name = label(cls).lower()
    return cls.declared or LabelDeclaration(noun=name, plural=f"{name}s", form="", look=GREY)


MASKS: Mapping[str, str] = {
    label(cls): describe_label(cls).mask or describe_label(cls).noun.replace(" ", "-") for cls in NODES
}
"""By label the one word of a pseudonym."""

PREFIXES: Mapping[str, str] = {prefix: label(cls) for cls in NODES for prefix in describe_label(cls).prefixes}

FORMLESS: tuple[type[Node], ...] = tuple(cls for cls in NODES if not describe_label(cls).prefixes)
"""Classes whose ids do not show their label."""

DRAWN: tuple[str, ...] = tuple(label(cls) for cls in READING if describe_label(cls).look.shape)
"""Labels that are drawn as nodes; what else there is is folded into links and panels."""

ID_MEANINGS: tuple[str, ...] = (*map(label, READING), "Contact", "Node")
"""Meanings whose values are ids: a label's, a contact's, or anything's."""


def label_by_form(id: str) -> str | None:
    """Give the label that an id shows by its form; None of accounts, groups and posts."""
    kind, colon, rest = id.partition(":")
    return PREFIXES.get(id[:1]) or (PREFIXES.get(kind + colon) if colon else None) or PREFIXES.get(f"*:{rest[:1]}")


@once_a_class
def called_by(cls: type[Node]) -> str | None:
    """Give the property that says what a node is called; None where its id does, or links do."""
    return next((one.name for one in list_properties(cls) if one.meaning == "name" and one.origin == "id"), None)


# Links


def describe_link(cls: type[Link]) -> LinkDeclaration:
    """Give the declaration of a link type; where a class has none, its type is its sentence."""
    return cls.declared or LinkDeclaration(f"{{start}} {link_type(cls).lower().replace('_', ' ')} {{end}}")


@once_a_class
def evidence_sentence(cls: type[Link]) -> str:
    """Give the sentence of a link type with the meaning of each part: ``{how:word}``."""
    meanings = {"start": "Node", "end": "Node"} | {
        one.name: one.shown_as for one in (*list_properties(cls), *PROVENANCE)
    }
    return re.sub(r"\{(\w+)\}", lambda part: f"{{{part[1]}:{meanings[part[1]]}}}", describe_link(cls).sentence)


@once_a_class
def post_end(cls: type[Link]) -> str | None:
    """Give the end at which the post stands of a link that a post makes; None of any other."""
    starts, ends = cls.ends
    return "start" if starts == (Post,) else "end" if ends == (Post,) else None


@once_a_class
def link_look(cls: type[Link]) -> LinkLook | None:
    """Give how a link is drawn; None where it is not."""
    return describe_link(cls).look


def check_ends(link: Link) -> None:
    """Raise ModelError where the model forbids such an end of a link."""
    starts, ends = link.ends
    if isinstance(link.start, starts) and isinstance(link.end, ends):
        return
    raise ModelError(
        link.place,
        f"{link_type(type(link))} from {_give_end_id(link.start)} to {_give_end_id(link.end)}",
        f"{link_type(type(link))} from {_join_labels(starts)} to {_join_labels(ends)}",
        "Make another link of it, or let its class in graph/model/links.py have these ends.",
    )


def _give_end_id(node: Node) -> str:
    return f"{label(type(node))} {node.id!r:.60}"


def _join_labels(classes: tuple[type[Node], ...]) -> str:
    return " or ".join(map(label, classes))
