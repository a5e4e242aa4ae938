"""A code that is shown once, and the two ways to put it on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.printed_code import print_on, write_pdf
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    Button,
    Foot,
    column,
)
from desktop_app.ui.widgets.code_grid import CodeGrid


class CodePaper(QWidget):
    """The digits, a button to print them and one to save them as a PDF.

    ``name`` is what the file of the sheet is called.

    Signals:
        changed: A message came or went, so that the room needed is another.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._code = name, ""
        self._make: Callable[[str], QTextDocument] | None = None
        self._banner = Banner()
        self._banner.closed.connect(self.changed)
        self._grid = CodeGrid()
        self._print = Button(self.tr("Print the sheet…"), icon=Icon.PRINT, name="print-sheet")
        self._print.clicked.connect(self._on_print)
        save = Button(self.tr("Save it as PDF…"), icon=Icon.SAVE_FILE, name="save-sheet")
        save.clicked.connect(self._on_save)
        self.setFocusProxy(self._print)
        buttons = Foot([self._print, save])
        self.setLayout(column(self._banner, self._grid, buttons, spacing=Measure.LARGE))

    def show_code(self, code: str, sheet: Callable[[str], QTextDocument]) -> None:
        """Show its groups of digits; ``sheet`` makes the page for a code.

        It must hold no widget: one that holds another's parent is not let go in order.
        """
        self._code, self._make = code, sheet
        self._grid.show_code(code.split())

    def forget(self) -> None:
        """Take the code off the screen."""
        self._code = ""
        self._grid.clear()

    def save_to(self, file: str) -> None:
        """Write the sheet as a PDF, and say that it is there or why not."""
        if self._make is None:
            return
        if write_pdf(self._make(self._code), file):
            words = self.tr("The sheet was saved. Print it, then delete the file.")
            detail = self.tr("It is not protected: whoever opens it can read the code.")
            self._banner.show_message(BannerKind.INFO, words, detail)
        else:
            words = self.tr("The sheet could not be saved there.")
            detail = self.tr("Your profile is not concerned. Choose another folder.")
            self._banner.show_message(BannerKind.WAIT, words, detail)
        self.changed.emit()

    @Slot()
    def _on_print(self) -> None:
        # Only here: it brings the printers' library with it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        is_wanted = QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted
        if is_wanted and self._make is not None:
            print_on(self._make(self._code), printer)

    @Slot()
    def _on_save(self) -> None:
        start = QDir.home().filePath(f"{self._name}.pdf")
        file, _ = QFileDialog.getSaveFileName(self, self._name, start, "PDF (*.pdf)")
        if file:
            self.save_to(file)
