"""Frozen classes as JSON values."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import Any

HIDDEN: Mapping[str, Any] = {"hidden": True}
"""Metadata of a field that the JSON never has."""

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
    for one in json_fields(value.__class__):
        said, omitted = getattr(value, one.name), one.metadata.get("omitted")
        if not omitted or (said if omitted is True else getattr(value, omitted)) not in (None, "", {}):
            made[one.name] = to_json(said)
    amend = getattr(value, "amend_json", None)
    return made if amend is None else amend(made)


@cache
def json_fields(cls: Any) -> tuple[Field[Any], ...]:
    """Give the fields that the JSON of a class has; ``omitted`` says when: always, not empty, or as another is not."""
    return tuple(one for one in fields(cls) if not one.metadata.get("hidden"))
