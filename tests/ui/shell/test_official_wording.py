"""Official numbers and wording, loaded into an open response from a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers, profiles
from desktop_app.ui.dialogs.wording import WordingDialog
from desktop_app.ui.i18n import Language
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.builders.responses import key
from tests.ui.shell.visitor import LONG_MS, Visitor
from tests.ui.shell.writing import editor, field, go_and_write

CARD = "q_party"
WORDS = "What is the name of the State?"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.csv"


@pytest.fixture
def dialog(visitor: Visitor, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> WordingDialog:
    """The dialog over an open response; every file that is asked for is the sheet."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sheet), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sheet), ""))
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy")
    visitor.desk.show("official-wording")
    return visitor.dialog(WordingDialog)


def says(visitor: Visitor, dialog: WordingDialog, words: str) -> None:
    visitor.qtbot.waitUntil(lambda: words in dialog.banner.message, timeout=LONG_MS)


def official_texts(visitor: Visitor) -> list[str]:
    scene = visitor.stands_before(Workspace)
    return [label.text() for label in scene.findChildren(QLabel, "official")]


def test_a_blank_sheet_is_saved_filled_in_and_loaded(
    visitor: Visitor, dialog: WordingDialog, sheet: Path, with_response: Path
) -> None:
    visitor.press("save-sheet", dialog)
    says(visitor, dialog, "The sheet is written")
    text = sheet.read_text(encoding="utf-8-sig").replace(
        f"{CARD},en,,", f"{CARD},en,12,{WORDS}"
    )
    sheet.write_text(text, encoding="utf-8")
    visitor.press("load-wording", dialog)
    says(visitor, dialog, "Loaded for 1 questions")
    visitor.qtbot.waitUntil(
        lambda: official_texts(visitor) == [f"\u206612\u2069 {WORDS}"],
        timeout=LONG_MS,
    )
    assert editor(visitor).text() == "Grand Duchy"
    dialog.close()
    visitor.closes()
    profile = profiles.unlock(with_response, PASSPHRASE)
    (info,) = dossiers.list_dossiers(profile)
    card = dossiers.open_response(profile, info.id).card(key(CARD))
    profile.close()
    assert (card.official_number, card.official_text) == (
        "12",
        "What is the name of the State?",
    )


def test_a_number_alone_is_shown_as_well(
    visitor: Visitor, dialog: WordingDialog, sheet: Path
) -> None:
    sheet.write_text(f"card,language,number,text\n{CARD},en,12,\n", encoding="utf-8")
    visitor.press("load-wording", dialog)
    visitor.qtbot.waitUntil(
        lambda: official_texts(visitor) == ["\u206612\u2069 "], timeout=LONG_MS
    )


def test_a_faulty_sheet_is_told_with_its_row_and_changes_nothing(
    visitor: Visitor, dialog: WordingDialog, sheet: Path
) -> None:
    sheet.write_text("card,language,number,text\nnobody,en,12,\n", encoding="utf-8")
    visitor.press("load-wording", dialog)
    says(visitor, dialog, "row 2")
    assert official_texts(visitor) == []
    assert field(visitor).state.value == "Grand Duchy"


def test_whoever_may_not_load_it_is_told_and_can_save_the_sheet(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    dialog = WordingDialog(may_load=False)
    qtbot.addWidget(dialog)
    buttons = {each.objectName(): each for each in dialog.findChildren(QAbstractButton)}
    assert not buttons["load-wording"].isEnabled()
    assert buttons["save-sheet"].isEnabled()
    assert any("Only the focal point" in each.text() for each in dialog.findChildren(QLabel))
