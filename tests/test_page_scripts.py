"""The scripts of the network page: modules that stand as one, types that follow the data, nothing that runs markup."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypedDict

import pytest

from graph.errors import InstallError
from graph.picture.page import network, typescript
from graph.picture.page.bundle import bundle_modules, declared_names, order_modules

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPTS = network.HERE / "scripts"
TEMPLATES = network.HERE.parents[1] / "reports/templates"


def write_modules(folder: Path, **texts: str) -> Path:
    """Write modules by name; give their folder."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return folder


def test_modules_stand_after_those_that_they_import_without_imports_and_exports(tmp_path: Path) -> None:
    folder = write_modules(
        tmp_path,
        app='// first\nimport {\n  add,\n  ONE,\n} from "./sums.js";\nimport "./log.js";\n\nadd(ONE);\n',
        sums='import { log } from "./log.js";\n\nexport const ONE = 1;\nexport function add(a) {\n  log(a);\n}\n',
        log="export let told = 0;\nexport function log(a) {\n  told = a;\n}\n",
    )
    assert [line for line in bundle_modules(folder, "app.js").split("\n") if line] == [
        "let told = 0;",
        "function log(a) {",
        "  told = a;",
        "}",
        "const ONE = 1;",
        "function add(a) {",
        "  log(a);",
        "}",
        "// first",
        "add(ONE);",
    ]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"app": 'import { a } from "./b.js";\n', "b": 'import { c } from "./app.js";\n'}, "app.js -> b.js -> app.js"),
        (
            {"app": 'import { a } from "./b.js";\nconst c = 1;\n', "b": "export const a = 1;\nconst c = 2;\n"},
            "c declared",
        ),
        ({"app": 'import { a } from "./b.js";\n', "b": "const a = 1;\n"}, "a imported from b.js"),
        ({"app": 'import { a as c } from "./b.js";\n', "b": "export const a = 1;\n"}, "import of 'a as c'"),
        ({"app": 'import * as b from "./b.js";\n', "b": "export const a = 1;\n"}, "import \\* as b"),
        ({"app": 'import b from "https://example.org/b.js";\n'}, "import b from"),
        ({"app": "export default 1;\n"}, "export default"),
        ({"app": "const a = 1;\nexport { a };\n"}, "export { a }"),
        ({"app": "const { a, b } = c;\n"}, "a declaration of"),
        ({"app": 'import { a } from "./b.js";\n'}, "b.js: no such module"),
    ],
)
def test_modules_that_would_be_another_program_in_one_are_refused(
    tmp_path: Path, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(InstallError, match=message):
        bundle_modules(write_modules(tmp_path, **texts), "app.js")


def test_every_module_is_in_the_page() -> None:
    files = {module.file for module in order_modules(SCRIPTS, network.ENTRY)}
    assert files == {path.name for path in SCRIPTS.glob("*.js")}


def test_every_export_is_imported() -> None:
    texts = [
        path.read_text() for folder in (SCRIPTS, Path(__file__).parent / "scripts") for path in folder.glob("*.js")
    ]
    used = set(re.findall(r"\w+", " ".join(re.findall(r"\{[^{}]*\} (?:from|= await)|state\.\w+", "\n".join(texts)))))
    exported = set(re.findall(r"^export (?:const|let|function) (\w+)", "\n".join(texts), re.MULTILINE))
    assert exported
    assert exported <= used


def test_the_types_of_the_scripts_are_those_of_the_data() -> None:
    assert typescript.TYPES.read_text() == typescript.declare_types(), "run python -m graph.picture.page.typescript"


def test_a_shape_becomes_an_interface_with_its_comments() -> None:
    shape = TypedDict(
        "shape",
        {"from": Annotated[int, "its start"], "why": list[tuple[str, float | None]], "k": NotRequired[Literal["a", 1]]},
    )
    assert typescript.declare_interface(shape) == (
        "export interface shape {\n"
        "  /** its start */\n"
        "  from: number;\n"
        "  why: [string, number | null][];\n"
        '  k?: "a" | 1;\n'
        "}\n"
    )


@pytest.mark.parametrize("hint", [bytes, Any, dict[int, str], set[str]])
def test_what_json_has_no_form_of_has_no_type(hint: object) -> None:
    with pytest.raises(TypeError, match="has no form in JSON"):
        typescript.name_type(hint)


def test_the_scripts_touch_the_page_by_text_alone() -> None:
    text = bundle_modules(SCRIPTS, network.ENTRY)
    assert "replaceChildren" in text
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp|import\(", text
    )


def test_no_line_of_scripts_templates_and_styles_is_longer_than_120() -> None:
    files = [*SCRIPTS.iterdir(), *network.HERE.glob("page.*"), *TEMPLATES.iterdir()]
    assert len(files) > 25
    assert [(path.name, len(line)) for path in files for line in path.read_text().split("\n") if len(line) > 120] == []


def test_no_name_of_a_module_hides_one_of_the_browser(browser: "Browser") -> None:
    page = browser.new_page()
    names = declared_names(SCRIPTS, network.ENTRY)
    assert page.evaluate("(names) => names.filter((name) => name in window)", names) == []
    page.close()
