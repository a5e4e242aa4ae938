"""Leaving a response, in order: save everything, remember the place, let go what is open.

What cannot be saved is never dropped without the user having said so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import DossierId
from desktop_app.services.profile import Profile
from desktop_app.ui import deeds
from desktop_app.ui.desk.session import Session
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tasks import Task
from desktop_app.ui.tools import Tools
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import BannerKind


class Purpose(Enum):
    """Why a response is being left."""

    LOCK = auto()
    CLOSE = auto()
    CHOOSE = auto()
    UPGRADE = auto()
    RELOAD = auto()


_CLOSES = {Purpose.LOCK, Purpose.CLOSE}
_RETURNS = {Purpose.LOCK, Purpose.UPGRADE, Purpose.RELOAD}


@dataclass(frozen=True, slots=True)
class Return:
    """Where to go on when the response is opened again."""

    dossier: DossierId
    place: Place | None
    page: int


@dataclass(slots=True)
class Held:
    """What is open. ``users`` is work on other lanes that has the profile open too, and
    ``round`` the last synchronisation, which may go on for a moment after it was stopped.
    """

    profile: Profile | None = None
    session: Session | None = None
    users: list[Task] = field(default_factory=list)
    round: Task | None = None

    def use(self, task: Task) -> None:
        """Let the profile go only when this has ended, or after a long wait."""
        # Those that have ended are let go: with an error they hold on to all they read.
        self.users = [*(each for each in self.users if not each.wait(0)), task]


class Leaving(QObject):
    """One leave at a time.

    Signals:
        left: (Purpose) The session is gone; for LOCK and CLOSE the profile too.
        stayed: The user goes on with the response, which is shown.
        failed: (error) The profile could not be closed in order; it is let go all the same.
    """

    left = Signal(object)
    stayed = Signal()
    failed = Signal(object)

    def __init__(self, tools: Tools, held: Held, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._held = tools, held
        self._purpose: Purpose | None = None
        self._cover: Unlock | None = None
        self._question: Question | None = None
        self._place: Place | None = None
        self._focus: QWidget | None = None
        self._turn = 0
        self.return_to: Return | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether something is being left already."""
        return self._purpose is not None

    def start(self, purpose: Purpose) -> None:
        """Begin; closing takes precedence over what is under way."""
        if self._purpose is not None and purpose is not Purpose.CLOSE:
            return
        is_first, self._purpose = self._purpose is None, purpose
        session = self._held.session
        if session is None:
            self._let_go(None)
            return
        if is_first:
            self._place = session.place()
            self._take_focus()
            session.all_saved.connect(self._on_all_saved)
            session.not_saved.connect(self._on_not_saved)
        if purpose is Purpose.LOCK:
            self._hide_content()
        session.drain()

    def _take_focus(self) -> None:
        """A field that loses the keyboard hands over its last words: before all is saved."""
        self._focus = QApplication.focusWidget()
        if self._focus is not None:
            self._focus.clearFocus()

    def _hide_content(self) -> None:
        self._cover = Unlock(is_locked=True)
        self._cover.unlock_wanted.connect(self._on_return_wanted)
        self._tools.window.cover(self._cover)
        self._cover.begin_work(self.tr("Saving…"))

    @Slot()
    def _on_all_saved(self) -> None:
        session = self._held.session
        if session is None or self._purpose is None:
            return
        dossier, page = session.response.info.id, session.workspace.page
        if self._purpose in _RETURNS:
            self.return_to = Return(dossier, self._place, page)
        self._drop_session(session)
        self._let_go((dossier, self._place))

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        problem = problem_of(error)
        if self._purpose not in _CLOSES:
            self._stay()
        elif self._purpose is Purpose.CLOSE:
            self._ask(problem.happened)
        elif self._cover is not None:
            title = self.tr("Your last words are not saved yet. {reason}")
            detail = self.tr(
                "They are kept, hidden, and saving is tried again every few seconds. {advice} "
                "With your passphrase you can go back to them."
            )
            self._cover.end_work()
            self._cover.banner.show_message(
                BannerKind.RISK,
                title.format(reason=problem.happened),
                detail.format(advice=problem.to_do),
                closable=False,
            )
            self._cover.start()

    def _ask(self, reason: str) -> None:
        if self._question is not None:
            return
        words = self.tr(
            "{reason} If you close the window now, what you wrote since it was last saved is "
            "lost."
        )
        self._question = Question(
            self.tr("Your last words are not saved"),
            words.format(reason=reason),
            consequence=self.tr("Close and lose the last words"),
            otherwise=self.tr("Stay here"),
            parent=self._tools.window,
        )
        self._question.agreed.connect(self._on_loss_accepted)
        self._question.declined.connect(self._on_declined)
        self._question.open()

    @Slot()
    def _on_loss_accepted(self) -> None:
        self._question = None
        session = self._held.session
        if session is not None:
            self._drop_session(session)
            self._let_go(None)

    @Slot()
    def _on_declined(self) -> None:
        self._question = None
        self._stay()

    def _stay(self) -> None:
        """Go on with the response, as if nothing had been wanted."""
        self._purpose = None
        session = self._held.session
        if session is None:
            return
        session.all_saved.disconnect(self._on_all_saved)
        session.not_saved.disconnect(self._on_not_saved)
        session.stop_draining()
        self._tools.window.cover(session.workspace)
        if self._cover is not None:
            self._tools.window.drop(self._cover)
            self._cover = None
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()
        self.stayed.emit()

    # Back to what could not be saved

    @Slot(str)
    def _on_return_wanted(self, passphrase: str) -> None:
        profile, cover = self._held.profile, self._cover
        if profile is None or cover is None:
            return
        self._tools.runner.submit(
            lambda: deeds.confirm(profile, passphrase),
            owner=cover,
            on_done=self._on_confirmed,
            on_error=self._on_not_confirmed,
        )

    def _on_confirmed(self, _nothing: object) -> None:
        self._stay()

    def _on_not_confirmed(self, error: Exception) -> None:
        if self._cover is not None:
            self._cover.show_problem(problem_of(error))

    # Letting go

    def _drop_session(self, session: Session) -> None:
        if self._question is not None:
            self._question.blockSignals(True)
            self._question.close()
            self._question = None
        session.stop()
        self._held.session = None
        session.workspace.setEnabled(False)
        if self._cover is not None:
            self._tools.window.drop(session.workspace)
        session.deleteLater()

    def _let_go(self, stood_at: tuple[DossierId, Place | None] | None) -> None:
        profile = self._held.profile
        if profile is None:
            self._finish(self._turn)
            return
        closes = self._purpose in _CLOSES
        users = [task.wait for task in self._held.users] if closes else []
        if self._held.round is not None:
            users.append(self._held.round.wait)
            self._held.round = None
        if closes:
            self._held.profile = None
            self._held.users = []
        self._turn += 1
        turn = self._turn
        self._tools.runner.submit(
            lambda: deeds.leave(profile, stood_at, users, closes=closes),
            owner=self,
            on_done=lambda _nothing: self._finish(turn),
            on_error=lambda error: self._on_trouble(turn, error),
        )

    def _on_trouble(self, turn: int, error: Exception) -> None:
        self.failed.emit(error)
        self._finish(turn)

    def _finish(self, turn: int) -> None:
        if turn != self._turn:  # closing has overtaken it
            return
        purpose, self._purpose, self._cover = self._purpose, None, None
        if purpose is not None:
            self.left.emit(purpose)
