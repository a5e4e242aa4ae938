"""A way in without the passphrase: the recovery code, then a new passphrase and a new code."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.errors import Problem
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from desktop_app.ui.icons import Icon
from desktop_app.ui.new_passphrase import Estimator, NewPassphrase
from desktop_app.ui.scene import Scene
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import (
    BannerKind,
    Button,
    ButtonKind,
    Foot,
    Line,
    column,
)
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.pages import Pages

_DIGITS = 48


class Recover(Scene):
    """Code and new passphrase on one page; then the new recovery sheet.

    Signals:
        recover_wanted: (code, new passphrase) Try it; call `show_code` or `show_problem`.
        left: The user goes back to the passphrase.
        finished: The new sheet is confirmed.
    """

    recover_wanted = Signal(str, str)
    left = Signal()
    finished = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        estimator: Estimator,
        random: Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self.set_title(
            self.tr("Open with the recovery code"),
            self.tr("It is on the sheet that was printed for the safe."),
        )
        self._code = QLineEdit()
        self._passphrase = NewPassphrase(runner, estimator, replaces=True)
        self._sheet = RecoveryStep(random)
        self._entry = self._build_entry()
        self._pages = Pages(self._entry, self._sheet)
        self._back = Button(self.tr("Back"), icon=Icon.BACK, name="back")
        self._next = Button(
            self.tr("Open and set the new passphrase"), kind=ButtonKind.PRIMARY, name="next"
        )
        self._build()

    def start(self) -> None:
        self._code.setFocus()

    def show_code(self, code: str, name: str) -> None:
        """The profile is open: show its new recovery code."""
        self.end_work()
        self._code.clear()
        self._passphrase.clear()
        self._sheet.show_code(code, name)
        self._pages.show_page(self._sheet)
        lead = self.tr("The old code opens nothing any more. This is the new one.")
        self.set_title(self.tr("Keep the new recovery sheet safe"), lead)
        self._tell()
        self._sheet.start()

    def show_problem(self, problem: Problem, kind: BannerKind = BannerKind.WAIT) -> None:
        super().show_problem(problem, kind)
        self._code.setFocus()

    def _build_entry(self) -> QWidget:
        self._code.setObjectName("recovery-code")
        self._code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        hint = self.tr("48 digits in 8 groups; spaces do not matter.")
        code = Field(self.tr("Recovery code"), self._code, hint=hint)
        entry = QWidget()
        entry.setLayout(column(code, self._passphrase, spacing=Measure.LARGE))
        return entry

    def _build(self) -> None:
        self._code.textChanged.connect(self._on_changed)
        for part in (self._passphrase, self._sheet):
            part.changed.connect(self._on_changed)
            part.entered.connect(self._on_next)
        self._code.returnPressed.connect(self._passphrase.start)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self.card.body.addWidget(self._pages)
        self.card.body.addWidget(Line())
        self.card.body.addWidget(Foot([self._back], [self._next]))
        self._tell()

    @property
    def _shows_sheet(self) -> bool:
        return self._pages.current is self._sheet

    def _tell(self) -> None:
        if self._shows_sheet:
            asking = self.tr("The sheet is in my hands")
            ending = self.tr("The sheet is right")
            self._next.setText(ending if self._sheet.is_asking else asking)
        self._back.setVisible(not self._shows_sheet or self._sheet.is_asking)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._shows_sheet:
            self._next.setEnabled(self._sheet.is_complete)
            return
        digits = sum(character.isdecimal() for character in self._code.text())
        self._next.setEnabled(digits >= _DIGITS and self._passphrase.is_complete)

    @Slot()
    def _on_back(self) -> None:
        if not self._shows_sheet:
            self.left.emit()
            return
        self._sheet.show_again()
        self._tell()

    @Slot()
    def _on_next(self) -> None:
        if not self._next.isEnabled():
            return
        if not self._shows_sheet:
            self.begin_work(self.tr("Opening your profile…"))
            self.recover_wanted.emit(self._code.text(), self._passphrase.text)
        elif not self._sheet.is_asking:
            self._sheet.ask()
            self._tell()
        else:
            self._sheet.forget()
            self.finished.emit()
