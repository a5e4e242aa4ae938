"""Print and export: what comes of it, and what is left when it goes wrong."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from desktop_app.errors import MissingFonts
from desktop_app.services import reports
from desktop_app.ui.dialogs.report import ReportDialog
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.workspace import QUESTIONNAIRE
from tests.ui.shell.visitor import LONG_MS, Visitor
from tests.ui.shell.writing import go_and_write


class Printer:
    """Sets a PDF that takes as long as a test wants."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, _document: object, **_options: object) -> bytes:
        self.has_begun.set()
        assert self.may_end.wait(LONG_MS / 1000)
        return b"%PDF-"


class Desktop(QObject):
    """The system's way of opening a file or folder."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Catches what would be opened by another program."""
    catcher = Desktop()
    # The stub says bytes, which it does not take.
    QDesktopServices.setUrlHandler("file", catcher, "open")  # type: ignore[arg-type]
    yield catcher
    QDesktopServices.unsetUrlHandler("file")


def dialog_of(visitor: Visitor) -> ReportDialog:
    """Open the response and its dialog."""
    visitor.open_workspace()
    return reopened(visitor)


def reopened(visitor: Visitor) -> ReportDialog:
    visitor.press("report")
    return visitor.dialog(ReportDialog)


def save(visitor: Visitor, dialog: ReportDialog, file: Path) -> None:
    """Press the button, type where to, and press the system's."""
    visitor.press("save", dialog)
    chooser = visitor.dialog(QFileDialog)
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    buttons = chooser.findChild(QDialogButtonBox)
    assert name is not None
    assert buttons is not None
    name.setText(str(file))
    QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Save), LEFT)


LEFT = Qt.MouseButton.LeftButton


def says(visitor: Visitor, dialog: ReportDialog, words: str) -> str:
    """Wait until the dialog says this; all it says."""
    banner = dialog.banner
    visitor.qtbot.waitUntil(lambda: words in banner.message, timeout=LONG_MS)
    return banner.message


@pytest.mark.parametrize(
    ("kind", "begin"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xml", b"<"), ("blank", b"%PDF-")]
)
def test_each_kind_of_file_is_made(
    visitor: Visitor, out: Path, kind: str, begin: bytes
) -> None:
    dialog = dialog_of(visitor)
    visitor.press(kind, dialog)
    file = out / "report.file"
    save(visitor, dialog, file)
    says(visitor, dialog, "“report.file” is ready.")
    assert file.read_bytes().startswith(begin)
    assert list(out.iterdir()) == [file]


def test_the_kind_ends_a_name_without_an_ending(visitor: Visitor, out: Path) -> None:
    dialog = dialog_of(visitor)
    visitor.press("xml", dialog)
    save(visitor, dialog, out / "report")
    says(visitor, dialog, "“report.xml” is ready.")


def test_what_was_just_typed_is_printed(visitor: Visitor, out: Path) -> None:
    visitor.open_workspace()
    go_and_write(visitor, "Grand Duchy of Strelsau")
    QTest.keyClick(focused(visitor), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = visitor.dialog(ReportDialog)
    visitor.press("xml", dialog)
    save(visitor, dialog, out / "r.xml")
    says(visitor, dialog, "is ready")
    assert "Grand Duchy of Strelsau" in (out / "r.xml").read_text("utf-8")


def focused(visitor: Visitor) -> QWidget:
    widget = visitor.window.focusWidget()
    assert widget is not None
    return widget


def test_the_article_one_is_at_is_offered(visitor: Visitor) -> None:
    workspace = visitor.open_workspace()
    workspace.show_page(QUESTIONNAIRE)
    visitor.press("report")
    dialog = visitor.dialog(ReportDialog)
    visitor.press("this-article", dialog)
    assert dialog.wish.options.articles == frozenset({workspace.article})


def test_at_home_no_article_is_the_one_one_is_at(visitor: Visitor) -> None:
    dialog = dialog_of(visitor)
    assert dialog.findChild(QAbstractButton, "this-article") is None


def test_without_an_article_nothing_can_be_saved(visitor: Visitor) -> None:
    dialog = dialog_of(visitor)
    visitor.press("some-articles", dialog)
    button = visitor.see(QPushButton, "save", dialog)
    assert not button.isEnabled()
    tree = visitor.see(QTreeWidget, "articles", dialog)
    item = tree.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    assert button.isEnabled()
    assert len(dialog.wish.options.articles or ()) == item.childCount()


def test_only_articles_that_apply_are_offered_but_all_of_the_blank(visitor: Visitor) -> None:
    dialog = dialog_of(visitor)
    visitor.press("some-articles", dialog)
    tree = visitor.see(QTreeWidget, "articles", dialog)
    applying = tree.topLevelItemCount()
    visitor.press("blank", dialog)
    assert tree.topLevelItemCount() > applying


def test_xml_has_no_choices_of_paper(visitor: Visitor) -> None:
    dialog = dialog_of(visitor)
    visitor.press("signature", dialog)
    visitor.press("xml", dialog)
    assert not dialog.wish.options.has_signature
    button = dialog.findChild(QAbstractButton, "signature")
    assert button is not None
    assert not button.isVisible()


def test_it_says_that_the_file_is_open_to_anybody_but_not_of_the_blank(
    visitor: Visitor,
) -> None:
    dialog = dialog_of(visitor)
    assert reads(dialog, "not encrypted")
    visitor.press("blank", dialog)
    assert not reads(dialog, "not encrypted")


def reads(dialog: ReportDialog, words: str) -> bool:
    from desktop_app.ui.widgets import Text

    return any(words in t.text() for t in dialog.findChildren(Text) if t.isVisible())


def test_it_says_draft_as_long_as_it_is_one(visitor: Visitor) -> None:
    assert reads(dialog_of(visitor), "marked “Draft”")


def test_file_and_folder_can_be_opened_afterwards(
    visitor: Visitor, out: Path, desktop: Desktop
) -> None:
    dialog = dialog_of(visitor)
    save(visitor, dialog, out / "r.pdf")
    says(visitor, dialog, "check code")
    visitor.press("open-file", dialog)
    visitor.press("open-folder", dialog)
    assert desktop.opened == [out / "r.pdf", out]


def test_the_next_time_begins_as_the_last_ended(visitor: Visitor, out: Path) -> None:
    dialog = dialog_of(visitor)
    visitor.press("docx", dialog)
    visitor.press("signature", dialog)
    save(visitor, dialog, out / "r.docx")
    says(visitor, dialog, "is ready")
    dialog.close()
    visitor.qtbot.waitUntil(lambda: not dialog_is_open(visitor))
    wish = reopened(visitor).wish
    assert (str(wish.kind), wish.options.has_signature) == ("docx", True)


def dialog_is_open(visitor: Visitor) -> bool:
    return bool(visitor.window.findChildren(ReportDialog))


# What goes wrong


def test_a_folder_that_is_gone_is_told_and_the_dialog_goes_on(
    visitor: Visitor, out: Path
) -> None:
    dialog = dialog_of(visitor)
    dialog.save_to(out / "gone" / "r.pdf")
    message = says(visitor, dialog, "not allowed to write the file “r.pdf”")
    assert "choose another place" in message
    save(visitor, dialog, out / "r.pdf")
    says(visitor, dialog, "is ready")


def test_a_full_disk_leaves_the_old_file(
    visitor: Visitor, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = out / "r.pdf"
    file.write_bytes(b"what was there")
    dialog = dialog_of(visitor)

    def full(_handle: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        dialog.save_to(file)
        says(visitor, dialog, "no room left on the disk")
    assert file.read_bytes() == b"what was there"
    assert list(out.iterdir()) == [file]


def test_a_file_that_is_open_elsewhere_is_told(
    visitor: Visitor, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Windows says of a file that a word processor has open."""
    file = out / "r.docx"
    file.write_bytes(b"open in a word processor")
    dialog = dialog_of(visitor)

    def held(*_names: object) -> None:
        raise PermissionError(13, os.strerror(13))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        visitor.press("docx", dialog)
        dialog.save_to(file)
        message = says(visitor, dialog, "not allowed to write the file “r.docx”")
    assert "open in another program" in message
    assert file.read_bytes() == b"open in a word processor"
    assert list(out.iterdir()) == [file]


def test_missing_fonts_are_named(
    visitor: Visitor, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_document: object, **_options: object) -> bytes:
        raise MissingFonts(("Noto Sans Arabic",))

    monkeypatch.setattr(reports, "pdf", lacking)
    dialog = dialog_of(visitor)
    dialog.save_to(out / "r.pdf")
    message = says(visitor, dialog, "Noto Sans Arabic")
    assert "Word" in message
    assert list(out.iterdir()) == []


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printer]:
    """A slow setter of pages."""
    slow = Printer()
    monkeypatch.setattr(reports, "pdf", slow)
    yield slow
    slow.may_end.set()


def begun(visitor: Visitor, printer: Printer, file: Path) -> ReportDialog:
    dialog = dialog_of(visitor)
    dialog.save_to(file)
    visitor.qtbot.waitUntil(printer.has_begun.is_set, timeout=LONG_MS)
    return dialog


def test_stopped_half_way_no_file_is_there(
    visitor: Visitor, out: Path, printer: Printer
) -> None:
    dialog = begun(visitor, printer, out / "r.pdf")
    visitor.press("busy-cancel", dialog)
    assert not visitor.see(QPushButton, "save", dialog).isEnabled()
    printer.may_end.set()
    says(visitor, dialog, "Stopped. No file was written.")
    assert list(out.iterdir()) == []
    assert visitor.see(QPushButton, "save", dialog).isEnabled()


def test_nothing_can_be_chosen_while_it_is_made(
    visitor: Visitor, out: Path, printer: Printer
) -> None:
    dialog = begun(visitor, printer, out / "r.pdf")
    assert not visitor.see(QAbstractButton, "pdf", dialog).isEnabled()
    printer.may_end.set()
    says(visitor, dialog, "is ready")
    assert visitor.see(QAbstractButton, "pdf", dialog).isEnabled()


def test_closed_half_way_no_file_comes_later(
    visitor: Visitor, out: Path, printer: Printer
) -> None:
    dialog = begun(visitor, printer, out / "r.pdf")
    dialog.close()
    printer.may_end.set()
    visitor.closes()  # it waits for the lanes
    assert list(out.iterdir()) == []


def test_a_lock_half_way_leaves_no_file(visitor: Visitor, out: Path, printer: Printer) -> None:
    begun(visitor, printer, out / "r.pdf")
    visitor.desk.lock()
    printer.may_end.set()
    visitor.stands_before(Unlock)
    visitor.qtbot.waitUntil(lambda: not visitor.desk.is_open, timeout=LONG_MS)
    assert list(out.iterdir()) == []
