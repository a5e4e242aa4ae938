"""A new recovery sheet, for when the old one was lost, never printed, or seen by others."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, PassphraseEdit, Text, column
from desktop_app.ui.widgets.pages import Pages


class RecoveryDialog(Dialog):
    """The passphrase, the new code, two groups of it; only then does it take effect.

    Signals:
        code_wanted: (passphrase) Call `show_code` or `show_problem`.
        confirmed: (code) The sheet is right: let it open the profile, then `show_done`.
    """

    code_wanted = Signal(str)
    confirmed = Signal(str)

    def __init__(self, random: Random, parent: QWidget | None = None) -> None:
        super().__init__(characters=66, parent=parent)
        self.set_title(self.tr("New recovery sheet"))
        self._passphrase = PassphraseEdit(self.tr("Passphrase"), name="passphrase")
        self._sheet = RecoveryStep(random)
        self._entry = QWidget()
        self._pages = Pages(self._entry, self._sheet)
        self._code = ""
        self._next = Button("", kind=ButtonKind.PRIMARY, name="next")
        self._build()

    def show_code(self, code: str, name: str) -> None:
        """Show the new code; `name` is whose profile it will open."""
        self.end_work()
        self._code = code
        self._passphrase.clear()
        self._sheet.show_code(code, name)
        self._pages.show_page(self._sheet)
        self._tell()
        self._sheet.start()
        self._fit()

    def show_done(self) -> None:
        """The new sheet is the one that counts."""
        self._code = ""
        self._sheet.forget()
        self._content.hide()
        self._next.hide()
        self.show_success(
            self.tr("The new recovery sheet is valid."),
            self.tr(
                "The old one opens nothing any more: destroy it. Backups made before still "
                "open with it."
            ),
        )

    def _build(self) -> None:
        why = self.tr(
            "If the sheet was lost, or somebody may have seen it, put a new one into the safe. "
            "The old one stays valid until the new one is confirmed."
        )
        self._entry.setLayout(column(Text(why), self._passphrase, spacing=Measure.LARGE))
        self.body.addWidget(self._pages)
        self.add_close_button(self.tr("Close"))
        self.add_buttons(self._next)
        self._passphrase.changed.connect(self._tell)
        self._passphrase.entered.connect(self._on_next)
        self._sheet.changed.connect(self._tell)
        self._sheet.entered.connect(self._on_next)
        self._next.clicked.connect(self._on_next)
        self._tell()
        self._passphrase.start()

    @property
    def _shows_sheet(self) -> bool:
        return self._pages.current is self._sheet

    @Slot()
    def _tell(self) -> None:
        """The button as the step has it."""
        words = self.tr("Show the new sheet")
        if self._shows_sheet:
            asking = self.tr("The sheet is in my hands")
            ending = self.tr("The sheet is right")
            words = ending if self._sheet.is_asking else asking
        self._next.setText(words)
        is_complete = self._sheet.is_complete if self._shows_sheet else self._passphrase.text
        self._next.setEnabled(bool(is_complete))

    @Slot()
    def _on_next(self) -> None:
        if not self._next.isEnabled():
            return
        if not self._shows_sheet:
            self.begin_work(self.tr("Making the new sheet…"))
            self.code_wanted.emit(self._passphrase.text)
        elif not self._sheet.is_asking:
            self._sheet.ask()
            self._tell()
        else:
            self.begin_work(self.tr("Putting the new sheet in force…"))
            self.confirmed.emit(self._code)
