"""The scene of the first start: one step at a time, forwards and back."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.services.settings import SCHEME, TEXT_PERCENT, Settings
from desktop_app.ui.errors import Problem
from desktop_app.ui.first_start.language_step import LanguageStep
from desktop_app.ui.first_start.person_step import PersonStep
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from desktop_app.ui.first_start.trail import Trail
from desktop_app.ui.icons import Icon
from desktop_app.ui.new_passphrase import Estimator, NewPassphrase
from desktop_app.ui.scene import Scene
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.widgets import (
    BannerKind,
    Button,
    ButtonKind,
    Foot,
    Line,
)
from desktop_app.ui.widgets.pages import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who makes a profile, and the passphrase they chose."""

    name: str
    email: str
    passphrase: str


LANGUAGE_STEP, PERSON, PASSPHRASE, RECOVERY = range(4)


class FirstStart(Scene):
    """Four steps. The profile is made between the third and the fourth.

    Signals:
        profile_wanted: (Person) Make the profile, then call `show_code` or `show_problem`.
        finished: The code is confirmed.
        restore_wanted: The user has a backup.
        language_chosen: (tag) The window is to be built anew in this language.
        look_chosen: (scheme, text size in per cent)
    """

    profile_wanted = Signal(object)
    finished = Signal()
    restore_wanted = Signal()
    language_chosen = Signal(str)
    look_chosen = Signal(str, int)

    def __init__(
        self,
        settings: Settings,
        *,
        language: str,
        runner: TaskRunner,
        estimator: Estimator,
        random: Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        look = settings.get(SCHEME), settings.get(TEXT_PERCENT)
        self._language = LanguageStep(language, *look)
        self._person = PersonStep()
        self._passphrase = NewPassphrase(runner, estimator)
        self._recovery = RecoveryStep(random)
        self._steps = (self._language, self._person, self._passphrase, self._recovery)
        self._at = LANGUAGE_STEP
        self._warning: tuple[str, str] | None = None
        self._trail = Trail(self._step_names())
        self._pages = Pages(*self._steps)
        self._back = Button(self.tr("Back"), icon=Icon.BACK, name="back")
        self._next = Button("", kind=ButtonKind.PRIMARY, name="next")
        self._restore = Button(
            self.tr("I have a backup of a profile…"), kind=ButtonKind.LINK, name="restore"
        )
        self._build()
        self._connect()
        self._go(LANGUAGE_STEP)

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._at

    def spoken(self) -> str:
        return f"{self._trail.accessibleName()}. {super().spoken()}"

    def start(self) -> None:
        self._steps[self._at].start()

    def show_code(self, code: str) -> None:
        """The profile is made: show its recovery code."""
        self.end_work()
        self._passphrase.clear()
        self._recovery.show_code(code, self._person.name)
        self._go(RECOVERY)

    def warn(self, title: str, detail: str) -> None:
        """Something speaks against making a profile here; say it before that is done."""
        self._warning = (title, detail)
        if self._at == PASSPHRASE:
            self._show_warning()

    def show_problem(self, problem: Problem, kind: BannerKind = BannerKind.WAIT) -> None:
        super().show_problem(problem, kind)
        self._next.setEnabled(self._steps[self._at].is_complete)

    def _build(self) -> None:
        self.body.insertWidget(self.body.indexOf(self.banner), self._trail)
        self.card.body.addWidget(self._pages)
        self.card.body.addWidget(Line())
        self.card.body.addWidget(Foot([self._back], [self._next]))
        self.body.insertWidget(self.body.indexOf(self.busy) + 1, self._restore)

    def _connect(self) -> None:
        self._language.language_chosen.connect(self.language_chosen)
        self._language.look_chosen.connect(self.look_chosen)
        for step in (self._person, self._passphrase, self._recovery):
            step.changed.connect(self._on_step_changed)
            step.entered.connect(self._on_next)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._restore.clicked.connect(self.restore_wanted)

    def _go(self, step: int) -> None:
        self._at = step
        self.banner.hide()
        self._pages.show_page(self._steps[step])
        self._trail.set_step(step)
        if step == PASSPHRASE and self._warning is not None:
            self._show_warning()
        self._tell()
        self.scroll_to_top()
        self.start()

    def _show_warning(self) -> None:
        if self._warning is not None:
            self.banner.show_message(BannerKind.WAIT, *self._warning)

    def _tell(self) -> None:
        """Title and buttons as the step has them."""
        title, lead = self._words()[self._at]
        self.set_title(title, lead)
        going_on = self.tr("Continue")
        making = self.tr("Make my profile")
        asking = self.tr("The sheet is in my hands")
        ending = self.tr("The sheet is right")
        words = {PASSPHRASE: making, RECOVERY: ending if self._recovery.is_asking else asking}
        self._next.setText(words.get(self._at, going_on))
        # The profile exists at the last step; the way back there is to the code only.
        self._back.setVisible(self._at in (PERSON, PASSPHRASE) or self._recovery.is_asking)
        self._restore.setVisible(self._at == LANGUAGE_STEP)
        self._next.setEnabled(self._steps[self._at].is_complete)

    def _step_names(self) -> tuple[str, ...]:
        return (
            self.tr("Language"),
            self.tr("You"),
            self.tr("Passphrase"),
            self.tr("Recovery sheet"),
        )

    def _words(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Welcome"),
                self.tr(
                    "Review Desk helps you fill the questionnaire on this computer, without "
                    "a network. First, make it easy to read."
                ),
            ),
            (
                self.tr("Who are you?"),
                self.tr("Colleagues with whom you share your work will see this."),
            ),
            (
                self.tr("Choose a passphrase"),
                self.tr(
                    "Everything you write is encrypted on this computer. The passphrase opens "
                    "it, each time you start."
                ),
            ),
            (
                self.tr("Keep the recovery sheet safe"),
                "",
            ),
        )

    @Slot()
    def _on_step_changed(self) -> None:
        self._next.setEnabled(self._steps[self._at].is_complete)

    @Slot()
    def _on_back(self) -> None:
        if self._at == RECOVERY:
            self._recovery.show_again()
            self._tell()
            self._recovery.start()
            return
        self._go(self._at - 1)

    @Slot()
    def _on_next(self) -> None:
        if not self._steps[self._at].is_complete:
            return
        if self._at == PASSPHRASE:
            self.profile_wanted.emit(
                Person(
                    name=self._person.name,
                    email=self._person.email,
                    passphrase=self._passphrase.text,
                )
            )
        elif self._at == RECOVERY:
            self._on_sheet_in_hands()
        else:
            self._passphrase.set_personal(self._person.name, self._person.email)
            self._go(self._at + 1)

    def _on_sheet_in_hands(self) -> None:
        if not self._recovery.is_asking:
            self._recovery.ask()
            self._tell()
            return
        self._recovery.forget()
        self.finished.emit()
