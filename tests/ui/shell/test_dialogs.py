"""What is chosen in the dialogs takes effect: settings, backup, passphrase, recovery sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.errors import WrongPassphrase
from desktop_app.services import profiles
from desktop_app.services.settings import AUTO_LOCK, SCHEME, TEXT_PERCENT, Settings
from desktop_app.ui.autolock import AutoLock
from desktop_app.ui.code_paper import CodePaper
from desktop_app.ui.dialogs.backup import BackupDialog
from desktop_app.ui.dialogs.passphrase import PassphraseDialog
from desktop_app.ui.dialogs.settings import SettingsDialog
from desktop_app.ui.printed_code import print_on, write_pdf
from desktop_app.ui.recovery_sheet import sheet
from desktop_app.ui.theme import DARK, colours_of
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import Banner
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.ui.shell.rooms import CODE
from tests.ui.shell.visitor import LONG_MS, SteppingSeconds, Visitor
from tests.ui.shell.writing import editor, go_and_write

pytestmark = pytest.mark.looks

NEW_WORDS = "eleven patient owls counted the tramcars"


def open_settings(visitor: Visitor) -> SettingsDialog:
    visitor.open_workspace()
    visitor.desk.show("settings")
    return visitor.dialog(SettingsDialog)


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    """Choose from a box as a person does, by the keys."""
    (box,) = dialog.findChildren(QComboBox, name)
    box.setFocus()
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


class TestSettings:
    def test_colours_are_used_at_once_and_kept(self, visitor: Visitor, tmp_path: Path) -> None:
        choose(open_settings(visitor), SCHEME.key, "dark")
        assert colours_of(QApplication.palette()).page == DARK.page.lower()
        assert Settings(tmp_path / "settings.json").get(SCHEME) == "dark"

    def test_a_larger_text_is_used_at_once(self, visitor: Visitor) -> None:
        dialog = open_settings(visitor)
        before = visitor.see(QLabel, "", dialog).font().pointSizeF()
        choose(dialog, TEXT_PERCENT.key, 150)
        assert visitor.see(QLabel, "", dialog).font().pointSizeF() == pytest.approx(
            1.5 * before
        )

    def test_the_window_locks_after_the_chosen_time_and_comes_back_to_the_caret(
        self, visitor: Visitor, seconds: SteppingSeconds
    ) -> None:
        dialog = open_settings(visitor)
        choose(dialog, AUTO_LOCK.key, 2)
        dialog.close()
        visitor.window.activateWindow()  # as a window manager does when a dialog has closed
        go_and_write(visitor, "Grand Duchy")
        editor(visitor).setCursorPosition(5)
        (watch,) = visitor.desk.findChildren(AutoLock)
        for passed in (40, 40, 39):  # more at once would be sleep
            seconds.now += passed
            watch.check()
        assert isinstance(visitor.window.scene, Workspace)
        seconds.now += 1
        watch.check()
        visitor.stands_before(Unlock)
        visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=LONG_MS)
        visitor.open_workspace()
        assert (editor(visitor).text(), editor(visitor).cursorPosition()) == ("Grand Duchy", 5)
        visitor.qtbot.waitUntil(editor(visitor).hasFocus)


class TestBackup:
    @pytest.fixture
    def dialog(self, visitor: Visitor) -> BackupDialog:
        visitor.open_workspace()
        visitor.desk.show("backup")
        return visitor.dialog(BackupDialog)

    def test_it_is_made_and_can_be_opened(
        self, visitor: Visitor, dialog: BackupDialog, tmp_path: Path
    ) -> None:
        dialog.make(str(tmp_path / "copy.rdbackup"))
        says(visitor, dialog, "The backup is made")
        profiles.restore(tmp_path / "copy.rdbackup", tmp_path / "restored")
        profiles.unlock(tmp_path / "restored", PASSPHRASE).close()

    def test_return_then_closes_and_makes_no_second_one(
        self, visitor: Visitor, dialog: BackupDialog, tmp_path: Path
    ) -> None:
        dialog.make(str(tmp_path / "copy.rdbackup"))
        says(visitor, dialog, "The backup is made")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.objectName() == "close"

    def test_a_place_that_is_none_is_told_and_can_be_chosen_again(
        self, visitor: Visitor, dialog: BackupDialog, tmp_path: Path
    ) -> None:
        dialog.make(str(tmp_path / "missing" / "copy.rdbackup"))
        says(visitor, dialog, "not allowed to write")
        assert visitor.see(QAbstractButton, "choose", dialog).isEnabled()


class TestPassphrase:
    @pytest.fixture
    def dialog(self, visitor: Visitor) -> PassphraseDialog:
        visitor.open_workspace()
        visitor.desk.show("change-passphrase")
        return visitor.dialog(PassphraseDialog)

    def enter(self, visitor: Visitor, dialog: PassphraseDialog, old: str) -> None:
        visitor.write("old-passphrase", old, dialog)
        visitor.write("passphrase", NEW_WORDS, dialog)
        visitor.write("passphrase-again", NEW_WORDS, dialog)
        visitor.press("change", dialog)

    def test_the_new_one_opens_the_profile_and_the_old_one_does_not(
        self, visitor: Visitor, dialog: PassphraseDialog, folder: Path
    ) -> None:
        self.enter(visitor, dialog, PASSPHRASE)
        says(visitor, dialog, "The passphrase is changed.")
        visitor.closes()
        with pytest.raises(WrongPassphrase):
            profiles.unlock(folder, PASSPHRASE)
        profiles.unlock(folder, NEW_WORDS).close()

    def test_without_the_present_one_nothing_is_changed(
        self, visitor: Visitor, dialog: PassphraseDialog, folder: Path
    ) -> None:
        self.enter(visitor, dialog, "not this one")
        says(visitor, dialog, "does not open the profile")
        visitor.closes()
        profiles.unlock(folder, PASSPHRASE).close()


def says(visitor: Visitor, dialog: QWidget, words: str) -> None:
    """Wait until a message with these words stands in a dialog."""

    def found() -> bool:
        banners = dialog.findChildren(Banner)
        return any(b.isVisible() and words in b.message for b in banners)

    visitor.qtbot.waitUntil(found, timeout=LONG_MS)


@pytest.mark.usefixtures("theme", "language")
class TestSheet:
    """The recovery sheet for the safe."""

    def test_it_has_all_groups_with_their_numbers_and_the_name(self) -> None:
        words = sheet(CODE, "Ana Petrov", date(2026, 3, 3)).toPlainText()
        for number, group in enumerate(CODE.split(), 1):
            assert f"{number}\n{group}" in words.replace("\u2028", "\n")
        assert "For the profile of Ana Petrov, made on 3 March 2026" in words

    def test_a_name_is_no_markup(self) -> None:
        words = sheet(CODE, "<b>Ana</b> & Co", date(2026, 3, 3)).toPlainText()
        assert "<b>Ana</b> & Co" in words

    def test_it_is_one_page_as_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "sheet.pdf"
        assert write_pdf(sheet(CODE, "Ana Petrov", date(2026, 3, 3)), str(file))
        assert file.read_bytes().startswith(b"%PDF-")
        assert file.read_bytes().count(b"/Type /Page\n") == 1

    def test_it_is_printed(self, tmp_path: Path) -> None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        print_on(sheet(CODE, "Ana Petrov", date(2026, 3, 3)), printer)
        assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")

    def test_a_place_that_is_none_is_told(self, qtbot: QtBot, tmp_path: Path) -> None:
        (message,) = saved_to(qtbot, tmp_path / "missing" / "sheet.pdf")
        assert "could not be saved there" in message

    def test_a_saved_file_is_told_to_be_unprotected(self, qtbot: QtBot, tmp_path: Path) -> None:
        (message,) = saved_to(qtbot, tmp_path / "sheet.pdf")
        assert "not protected" in message
        assert (tmp_path / "sheet.pdf").exists()


def saved_to(qtbot: QtBot, file: Path) -> list[str]:
    """What is said when the code's sheet is saved to a file."""
    paper = CodePaper("sheet")
    qtbot.addWidget(paper)
    paper.show_code(CODE, lambda code: sheet(code, "Ana Petrov", date(2026, 3, 3)))
    paper.show()
    paper.save_to(str(file))
    return [b.message for b in paper.findChildren(Banner) if b.isVisible()]
