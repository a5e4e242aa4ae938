"""The user guide: read in parts, and true to what the program says."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from desktop_app.services.guide import FOLDER, BlockKind, read_guide
from tests.builders.cluster1 import blank_form, make_form, states

UI = Path(__file__).parents[3] / "desktop_app" / "ui"
QUOTED = re.compile(r"“([^”]+)”")
OF_THE_SHEET = {"number", "text"}
OF_THE_QUESTIONNAIRE = {"unofficial working text", "Draft"}


@cache
def said() -> str:
    """Every text in the window's code and in the questionnaire, one a line."""
    texts: set[str] = set()
    for path in UI.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)
                  and isinstance(n.value, str)}  # fmt: skip
    for form in (blank_form(), make_form("UNTOC", party_kind="organization")):
        for state in states(form):
            texts |= {state.label, *(choice.label for choice in state.choices)}
    return "\n".join(texts)


def quoted() -> list[str]:
    text = (FOLDER / "en.md").read_text(encoding="utf-8")
    return sorted({phrase.rstrip(".") for phrase in QUOTED.findall(text)} - OF_THE_SHEET)


@pytest.mark.parametrize("phrase", quoted())
def test_what_the_guide_quotes_stands_in_the_program(phrase: str) -> None:
    assert phrase.casefold() in said().casefold()


def test_after_a_loss_the_old_computer_is_removed_last() -> None:
    """One's only computer cannot be removed: the other has to be there first."""
    blocks = [block for section in read_guide("en").sections for block in section.blocks]
    (loss,) = [block.text for block in blocks if block.text.startswith("Lost computer")]
    order = ["Invite again", "send a file back", "takes it in", "digits", "confirm", "Remove"]
    places = [loss.index(each) for each in order]
    assert places == sorted(places)


def test_it_is_read_in_parts() -> None:
    guide = read_guide("en")
    assert guide.title == "User guide"
    assert len(guide.sections) > 12
    assert all(section.title and section.blocks for section in guide.sections)
    kinds = {block.kind for section in guide.sections for block in section.blocks}
    assert kinds == set(BlockKind)


def test_nothing_of_its_markup_is_left() -> None:
    guide = read_guide("en")
    blocks = [*guide.lead, *(b for section in guide.sections for b in section.blocks)]
    assert not [b.text for b in blocks if re.match(r"[-#*>]|\d+\. ", b.text) or "**" in b.text]


def test_steps_are_numbered_one_after_the_other() -> None:
    for section in read_guide("en").sections:
        marks = [b.mark for b in section.blocks if b.kind is BlockKind.STEP]
        assert marks == [f"{n}." for n in range(1, len(marks) + 1)]


def test_a_language_without_a_guide_has_the_english_one(tmp_path: Path) -> None:
    assert read_guide("xx").language == "en"
    (tmp_path / "en.md").write_text("# Guide\n\n## One\n\nText\n", encoding="utf-8")
    (tmp_path / "fr.md").write_text("# Manuel\n\n## Un\n\nTexte\n", encoding="utf-8")
    assert read_guide("fr", folder=tmp_path).title == "Manuel"
