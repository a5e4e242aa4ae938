"""What is shown when the program itself is at fault, with a report that names no answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import TypeRole, fixed_font
from desktop_app.ui.widgets import Button, Text


class CrashDialog(Dialog):
    """Says what is safe, and offers the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(characters=70, parent=parent)
        self.set_title(self.tr("Something in the program went wrong"))
        safe = self.tr(
            "What was saved is safe. You can continue; if it happens again, close the program "
            "and start it again."
        )
        to_do = self.tr(
            "To have it mended, send this report to support. It names places in the program "
            "and nothing that you wrote."
        )
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setFont(fixed_font(TypeRole.HINT))
        self._report.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setMinimumHeight(140)
        for piece in (Text(safe), Text(to_do), self._report):
            self.body.addWidget(piece)
        self.add_close_button(self.tr("Continue"))
        copy = Button(self.tr("Copy the report"), icon=Icon.COPY, name="copy-report")
        copy.clicked.connect(self._on_copy)
        self.add_buttons(copy)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
