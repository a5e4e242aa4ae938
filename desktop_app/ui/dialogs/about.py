"""What this program is, what it is not, and whose work is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app import VERSION
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Ink, Line, Text, column


class AboutDialog(Dialog):
    """Version, the notice on the wording, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("About Review Desk"))
        self.body.setSpacing(Measure.LARGE)
        version = self.tr("Version {version}").format(version=VERSION)
        self.body.addWidget(Text(version, ink=Ink.SOFT))
        self._add(
            self.tr("What it is"),
            self.tr(
                "A program to answer the questionnaires of the review mechanism of the United "
                "Nations Convention against Transnational Organized Crime, offline and "
                "encrypted."
            ),
        )
        self._add(
            self.tr("Unofficial working text"),
            self.tr(
                "The wording of the questions is this program's own. It is not the official "
                "text and takes its place nowhere. The program is neither made nor endorsed "
                "by the United Nations."
            ),
        )
        self._add(
            self.tr("What leaves this computer"),
            self.tr(
                "Nothing, unless you export, print or back it up. There is no account, and "
                "the program reports nothing to anybody."
            ),
        )
        self.body.addWidget(Line())
        licences = self.tr(
            "Review Desk is free software under the Apache License 2.0. It uses Qt (LGPL), "
            "SQLCipher (BSD), Lucide icons (ISC), and others named in its documentation."
        )
        self.body.addWidget(Text(licences, TypeRole.HINT, ink=Ink.SOFT))
        self.add_close_button(self.tr("Close"))

    def _add(self, title: str, words: str) -> None:
        self.body.addLayout(column(Text(title, strong=True), Text(words), spacing=Measure.HAIR))
