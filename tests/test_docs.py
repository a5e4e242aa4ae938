"""The documents are true about what they name: files, tests, commands, links."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import dev
from desktop_app.cli.root import GROUPS, app

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
OURS = (
    *("tests/", "desktop_app/", "review_protocol/", "review_server/"),
    *("resources/", "docs/", "benchmarks/"),
)
# Not in a fresh checkout.
MADE = {"benchmarks/results/", "resources/packs/trusted.json", "resources/translations"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_in(document: Path) -> list[str]:
    return CODE.findall(document.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_files_that_are_named_exist(document: Path) -> None:
    named = [text.partition("::")[0] for text in code_in(document) if text.startswith(OURS)]
    paths = [text for text in named if not set(text) & set("*{}<>") and text not in MADE]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_tests_that_are_named_exist(document: Path) -> None:
    """Written as `tests/unit/x/test_y.py::test_z`, or `test_z` alone."""
    gone = []
    for text in code_in(document):
        path, _, name = text.rpartition("::")
        if path.startswith("tests/") and (ROOT / path).exists():
            gone += (
                [] if f"def {name}(" in (ROOT / path).read_text(encoding="utf-8") else [text]
            )
        elif re.fullmatch(r"test_\w+", text):
            gone += [] if text in all_tests() else [text]
    assert gone == []


@cache
def all_tests() -> frozenset[str]:
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8")))
    return frozenset(found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_that_are_named_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    words = re.findall(r"dev\.py (\w+)", text)
    assert [word for word in words if word not in dev.COMMANDS] == []
    asked = {tuple(c.split()[1:3]) for c in code_in(document) if c.startswith("review-desk ")}
    groups = {words for words in asked if words and words[0] in GROUPS}
    single = {words[0] for words in asked - groups if words and not words[0].startswith("-")}
    own = {each.callback.__name__ for each in app.registered_commands if each.callback}
    assert single <= own
    unknown = [f"{group} {rest[0]}" for group, *rest in groups if rest]
    unknown = [each for each in unknown if each.split()[1] not in commands(each.split()[0])]
    assert unknown == []


@cache
def commands(group: str) -> frozenset[str]:
    """The commands of a group."""
    parser = get_command(import_module(f"desktop_app.cli.{group}").app)
    assert isinstance(parser, TyperGroup)
    return frozenset(parser.commands)


def test_every_command_of_the_developer_entry_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in dev.COMMANDS if f"dev.py {name}" not in text] == []


def test_every_decision_says_what_why_and_what_was_left() -> None:
    for document in (ROOT / "docs" / "decisions").glob("*.md"):
        text = document.read_text(encoding="utf-8")
        assert re.match(r"# \d+\. ", text), document.name
        assert "**Summary.**" in text, document.name
