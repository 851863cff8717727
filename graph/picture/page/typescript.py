"""Writes the types of the page's data for the scripts: ``python -m graph.picture.page.typescript``.

The shapes stand in ``shapes.py``; a test holds the file that is written here equal to them.
"""

from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from graph.picture.page import shapes

TYPES = Path(__file__).parent / "scripts" / "page_data.d.ts"
HEAD = "// Written by `python -m graph.picture.page.typescript` from shapes.py: change that file, not this one.\n"
SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def write_types(path: Path = TYPES) -> None:
    """Write the file of types."""
    path.write_text(declare_types(), "utf-8")


def declare_types() -> str:
    """Declare every shape of ``shapes.py`` as an interface of TypeScript."""
    declared = [one for one in vars(shapes).values() if is_typeddict(one)]
    return "\n".join([HEAD, *map(declare_interface, declared)])


def declare_interface(shape: Any) -> str:
    """Declare one shape; keys keep their order."""
    rows = []
    for key, hint in get_type_hints(shape, include_extras=True).items():
        needed = "" if key in shape.__required_keys__ else "?"
        if get_origin(hint) is NotRequired:
            (hint,) = get_args(hint)
        if get_origin(hint) is Annotated:
            hint, comment = get_args(hint)
            rows.append(f"  /** {comment} */")
        rows.append(f"  {key}{needed}: {name_type(hint)};")
    return "\n".join([f"export interface {shape.__name__} {{", *rows, "}", ""])


def name_type(hint: Any) -> str:
    """Name a type of Python as TypeScript does; raise TypeError for one that JSON has no form of."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{part}"' if isinstance(part, str) else str(part) for part in parts)
    if origin in (Union, UnionType):
        return " | ".join(map(name_type, parts))
    if origin is tuple:
        return f"[{', '.join(map(name_type, parts))}]"
    if origin is list:
        inner = name_type(parts[0])
        return f"({inner})[]" if get_origin(parts[0]) in (Literal, Union, UnionType) else f"{inner}[]"
    if origin is dict and (parts[0] is str or get_origin(parts[0]) is Literal):
        return f"Record<{name_type(parts[0])}, {name_type(parts[1])}>"
    raise TypeError(
        f"{hint!r} has no form in JSON; expected str, int, float, bool, None, list, tuple, dict or TypedDict"
    )


if __name__ == "__main__":
    write_types()
