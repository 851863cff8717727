"""The page's ES modules as one script, so that the page stays one file and its policy needs one hash more.

The modules stand one after another, each after those that it imports, in one module of the page: imports are left out
and ``export`` is taken off. That is the same program as long as modules import by name and from beside, import in no
circle, and no two declare the same name; what breaks one of these rules is refused. Decision 038 has what was tried.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InstallError

IMPORT = re.compile(r'^import (?:\{([^{}]*)\} from )?"\./([a-z_]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|let|class|function|async function)\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:const|let|class|function\*?|async function) +(\w+|[{\[].*)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:const|let|class|function\*?|async function) +(\w+)", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
"""An import or export that is left after the known ones are taken out."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: what it imports by file, what it exports and declares, and its text without either word."""

    file: str
    imports: Mapping[str, tuple[str, ...]]
    exports: frozenset[str]
    declares: tuple[str, ...]
    text: str


def bundle_modules(folder: Path, entry: str) -> str:
    """Give the modules that ``entry`` needs as one text; raise InstallError where they cannot stand in one."""
    modules = list(order_modules(folder, entry))
    by_file = {module.file: module for module in modules}
    for module in modules:
        for file, names in module.imports.items():
            for name in names:
                if name not in by_file[file].exports:
                    raise make_bundle_error(module.file, f"{name} imported from {file}", "a name that it exports")
    twice = [name for name, times in Counter(name for one in modules for name in one.declares).items() if times > 1]
    if twice:
        files = ", ".join(module.file for module in modules if twice[0] in module.declares)
        raise make_bundle_error(files, f"{twice[0]} declared twice", "each name of a module once among all modules")
    return "".join(module.text for module in modules)


def declared_names(folder: Path, entry: str) -> list[str]:
    """Give every name that the modules declare."""
    return [name for module in order_modules(folder, entry) for name in module.declares]


def order_modules(folder: Path, entry: str) -> Iterator[Module]:
    """Yield modules, each after those that it imports."""
    done: set[str] = set()

    def visit(file: str, way: tuple[str, ...]) -> Iterator[Module]:
        if file in way:
            raise make_bundle_error(
                file, f"a circle of imports: {' -> '.join((*way, file))}", "imports in one direction"
            )
        if file in done:
            return
        module = read_module(folder, file)
        for needed in module.imports:
            yield from visit(needed, (*way, file))
        done.add(file)
        yield module

    yield from visit(entry, ())


def read_module(folder: Path, file: str) -> Module:
    """Read one module; raise InstallError where it imports or exports in a way that cannot be taken apart."""
    try:
        text = (folder / file).read_text("utf-8")
    except FileNotFoundError:
        raise make_bundle_error(file, "no such module", "a file in scripts/") from None
    imports: dict[str, tuple[str, ...]] = {}
    for match in IMPORT.finditer(text):
        names = tuple(name.strip() for name in (match[1] or "").split(",") if name.strip())
        if wrong := [name for name in names if not name.isidentifier() and not name.startswith("$")]:
            raise make_bundle_error(file, f"import of {wrong[0]!r:.60}", "names as the other module has them")
        imports[match[2]] = (*imports.get(match[2], ()), *names)
    plain = EXPORT.sub("", IMPORT.sub("", text))
    if left := OTHER.search(plain):
        raise make_bundle_error(
            file, f"{left[0]!r:.60}", 'import { name } from "./file.js"; export const, let, class or function'
        )
    declares = tuple(DECLARED.findall(text))
    if grouped := [name for name in declares if not name.isidentifier()]:
        raise make_bundle_error(
            file, f"a declaration of {grouped[0]!r:.60}", "one name a declaration at the top of a module"
        )
    return Module(file, imports, frozenset(EXPORTED.findall(text)), declares, plain.lstrip("\n"))


def make_bundle_error(file: str, found: str, expected: str) -> InstallError:
    """Make the error of a module that cannot be put into the page."""
    return InstallError(f"the page's script {file}", found, expected)
