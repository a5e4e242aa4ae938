"""Changing the passphrase: the present one, then the new one twice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.new_passphrase import Estimator, NewPassphrase
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, PassphraseEdit, Text


class PassphraseDialog(Dialog):
    """Asks; whoever opened it changes the passphrase and says how it went.

    Signals:
        change_wanted: (old, new) Change it; then call `show_done` or `show_problem`.
    """

    change_wanted = Signal(str, str)

    def __init__(
        self,
        runner: TaskRunner,
        estimator: Estimator,
        personal: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Change the passphrase"))
        self._old = PassphraseEdit(self.tr("Present passphrase"), name="old-passphrase")
        self._new = NewPassphrase(runner, estimator, replaces=True)
        self._new.set_personal(*personal)
        self._change = Button(
            self.tr("Change the passphrase"), kind=ButtonKind.PRIMARY, name="change"
        )
        self._build()

    def show_done(self) -> None:
        """The passphrase is the new one."""
        self._old.clear()
        self._new.clear()
        title = self.tr("The passphrase is changed.")
        detail = self.tr(
            "Your recovery sheet stays valid. Backups made before open with the old passphrase."
        )
        self._content.hide()
        self._change.hide()
        self.show_success(title, detail)

    def _build(self) -> None:
        self.body.setSpacing(Measure.LARGE)
        why = self.tr("Your answers are not encrypted anew; only what opens them changes.")
        for piece in (Text(why), self._old, self._new):
            self.body.addWidget(piece)
        self.add_close_button(self.tr("Close"))
        self.add_buttons(self._change)
        self._change.setEnabled(False)
        self._old.changed.connect(self._on_changed)
        self._old.entered.connect(self._new.start)
        self._new.changed.connect(self._on_changed)
        self._new.entered.connect(self._on_change)
        self._change.clicked.connect(self._on_change)
        self._old.start()

    @Slot()
    def _on_changed(self) -> None:
        self._change.setEnabled(bool(self._old.text) and self._new.is_complete)

    @Slot()
    def _on_change(self) -> None:
        if self._change.isEnabled():
            self.begin_work(self.tr("Changing the passphrase…"))
            self.change_wanted.emit(self._old.text, self._new.text)
