"""The house's rules as tests: layers, owners of libraries, sizes, bans. No exemption lists."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLIENT, SERVER = "desktop_app", "review_server"
SERVER_MAY_IMPORT = {
    "domain",
    "errors",
    "forms",
    "reports",
}  # of the client: it reads and prints
BELOW = {"errors", "domain"}  # what every layer of the client may import
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "domain": set(),
    "forms": set(),
    "crypto": set(),
    "store": {"crypto"},
    "remote": set(),
    "exchange": {"crypto", "forms", "store", "remote"},
    "reports": {"forms"},
    "services": {"crypto", "forms", "store", "remote", "exchange", "reports"},
    "ui": {"services"},
    "cli": {"services"},
}  # `app`, `demo` and `__main__` put the parts together and may import everything
ON_TOP = {"app", "demo", "__main__"}
OWNERS: dict[str, set[str]] = {  # library -> the only places that may import it
    "PySide6": {"ui", *ON_TOP},
    "shiboken6": {"ui", *ON_TOP},
    "sqlalchemy": {"store", SERVER},
    "alembic": {"store", SERVER},
    "sqlcipher3": {"store"},
    "requests": {"remote"},
    "urllib3": {"remote"},
    "truststore": {"remote"},
    "cryptography": {"crypto", "review_protocol", SERVER},
    "lxml": {"forms", "reports"},
    "pyxform": {"forms"},
    "typst": {"reports"},
    "docx": {"reports"},
    "typer": {"cli", SERVER, *ON_TOP},
    "fastapi": {SERVER},
    "starlette": {SERVER},
    "uvicorn": {SERVER},
    "jinja2": {SERVER},
    "markupsafe": {SERVER},
    "zxcvbn": {"crypto", SERVER},
    "cbor2": {"review_protocol"},
    "backports": {"review_protocol"},
    "compression": {"review_protocol"},
}
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "controller"}
PROGRAM = sorted(
    path for top in (CLIENT, "review_protocol", SERVER) for path in (ROOT / top).rglob("*.py")
)
OURS = [
    *PROGRAM,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
    *sorted((ROOT / "i18n").rglob("*.py")),
    ROOT / "dev.py",
    ROOT / "setup.py",
]


def name_of(path: Path) -> str:
    """How a failing case is called."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Every dotted name a module imports, wherever in the file it does so."""
    return imported(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parts[:-1])


def imported(source: str, package: tuple[str, ...]) -> set[str]:
    """The same for source text that stands in a package; relative names are made whole."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            names |= {f"{stem}.{alias.name}" for alias in node.names}
    return names


def parse(path: Path) -> ast.Module:
    """The syntax tree of one of our files."""
    return ast.parse(path.read_text(encoding="utf-8"))


def layer_of(path: Path) -> str:
    """`review_protocol`, `review_server`, or the folder or module directly below the client."""
    parts = path.relative_to(ROOT).parts
    return parts[1].removesuffix(".py") if parts[0] == CLIENT else parts[0]


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    layer = layer_of(path)
    used = {n.split(".")[1] for n in imports(path) if n.startswith(f"{CLIENT}.")}
    used -= {"VERSION"}
    if layer != SERVER:
        assert not [name for name in imports(path) if name.split(".")[0] == SERVER]
    if layer == "review_protocol":
        assert not used
    elif layer == SERVER:
        assert used <= SERVER_MAY_IMPORT
    elif layer not in ON_TOP:
        assert used <= MAY_IMPORT[layer] | {layer} | (
            BELOW if layer not in BELOW else {"domain"}
        )


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    found = {n.split(".")[0] for n in imports(path)}
    assert {lib for lib in found & OWNERS.keys() if layer_of(path) not in OWNERS[lib]} == set()


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_every_library_has_an_owner(path: Path) -> None:
    """One that has none may be here by chance: brought by another, and gone tomorrow."""
    foreign = {n.split(".")[0] for n in imports(path)} - sys.stdlib_module_names
    assert foreign - {CLIENT, "review_protocol", SERVER} <= OWNERS.keys()


def test_a_relative_or_a_late_import_is_seen_too() -> None:
    source = "def f():\n    from ..ui import page\n    import sqlalchemy.orm\n"
    assert imported(source, (CLIENT, "domain")) == {"desktop_app.ui.page", "sqlalchemy.orm"}


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_module_is_too_long(path: Path) -> None:
    limit = 600 if "tests" in path.relative_to(ROOT).parts else 500
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_function_is_too_long(path: Path) -> None:
    too_long = {
        node.name for node in functions(path) if (node.end_lineno or 0) - node.lineno + 1 > 60
    }
    assert not too_long


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_class_has_too_many_public_methods(path: Path) -> None:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.ClassDef):
            methods = [
                child.name
                for child in node.body
                if isinstance(child, ast.FunctionDef) and not child.name.startswith("_")
            ]
            assert len(methods) <= 25, node.name


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    words = set(re.split(r"[^a-z]+", name_of(path).lower()))
    assert not words & BANNED_NAMES


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_text_is_translated_from_an_f_string(path: Path) -> None:
    """`pyside6-lupdate` extracts the f-string and no translation of it ever matches."""
    assert [node.lineno for node in calls(path, "tr") if has_f_string(node)] == []


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_layout_is_asked_for_its_items(path: Path) -> None:
    """The binding keeps them beyond their end, and then the program ends; see `laid_out`."""
    assert [node.lineno for node in calls(path, "itemAt", "itemAtPosition")] == []


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_chance_but_the_system_s_in_cryptography(path: Path) -> None:
    if layer_of(path) in {"crypto", "review_protocol"}:
        assert "random" not in {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=name_of)
def test_no_test_waits_for_a_fixed_time(path: Path) -> None:
    waits = [node.lineno for node in calls(path, "wait") if receiver(node) == "qtbot"]
    waits += [node.lineno for node in calls(path, "sleep") if receiver(node) == "time"]
    assert waits == []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path, *methods: str) -> Iterator[ast.Call]:
    """Calls of ``something.method(...)``."""
    for node in ast.walk(parse(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in methods:
            yield node


def receiver(call: ast.Call) -> str:
    """The name before the dot, or "" when it is an expression."""
    assert isinstance(call.func, ast.Attribute)
    return call.func.value.id if isinstance(call.func.value, ast.Name) else ""


def has_f_string(call: ast.Call) -> bool:
    """Whether an argument is an f-string."""
    return any(isinstance(argument, ast.JoinedStr) for argument in call.args)
