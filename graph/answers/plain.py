"""Frozen classes as JSON values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

OMITTED: Mapping[str, Any] = {"omitted": True}
"""Metadata of a field that is left out of the JSON where it is empty."""


def omitted_with(name: str) -> Mapping[str, Any]:
    """Give the metadata of a field that is left out of the JSON where the field ``name`` is empty."""
    return {"omitted": name}


def to_json(value: Any) -> Any:
    """Give a value as JSON values: a class as an object with its fields in their order, a tuple as a list."""
    if isinstance(value, Mapping):
        return {key: to_json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(one) for one in value]
    if not is_dataclass(value):
        return value
    made: dict[str, Any] = {}
    for name, omitted in named_fields(value.__class__):
        said = getattr(value, name)
        if not omitted or (said if omitted is True else getattr(value, omitted)) not in (None, "", {}):
            made[name] = to_json(said)
    amend = getattr(value, "amend_json", None)
    return made if amend is None else amend(made)


@cache
def named_fields(cls: Any) -> tuple[tuple[str, bool | str], ...]:
    """Give the fields of a class that its JSON has, each with when it is left out: never, empty, or as another is."""
    return tuple(
        (one.name, one.metadata.get("omitted", False)) for one in fields(cls) if not one.metadata.get("hidden")
    )
