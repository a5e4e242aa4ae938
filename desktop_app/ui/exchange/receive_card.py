"""Receiving: files dropped or chosen, what they would bring, and taking them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.exchanges import ExchangeNote, FileLook, FileVerdict, Plan
from desktop_app.ui.announcement import announce
from desktop_app.ui.errors import Problem
from desktop_app.ui.exchange.words import (
    afterwards_words,
    brought_words,
    files_words,
    look_words,
    tally_words,
)
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)

_FINE = frozenset({FileVerdict.GOOD, FileVerdict.NOTHING_NEW})
_MOST_SHOWN = 12
SERVER_INVITATION = ".rdserver"
CARRIED = ".rdcour"


class ReceiveCard(CardFrame):
    """The right half of the page.

    Signals:
        plan_wanted: (paths) Say what these would bring.
        apply_wanted: (Plan) Take it in.
        cancelled: Stop looking at the files.
        invitation_dropped: (Path) It is one to a server, for the card beside this one.
        reply_wanted: (Path) It came back from the secretariat by courier: take it in.
    """

    plan_wanted = Signal(object)
    apply_wanted = Signal(object)
    cancelled = Signal()
    invitation_dropped = Signal(object)
    reply_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receive")
        self.setAcceptDrops(True)
        self._plan: Plan | None = None
        self.banner = Banner()
        self.busy = BusyLine()
        self._files = Button(
            self.tr("Choose files…"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.OPEN,
            name="choose-files",
        )
        self._folder = Button(self.tr("A whole folder…"), name="choose-folder")
        self._found = QVBoxLayout()
        self._take = Button(
            self.tr("Take it in"), kind=ButtonKind.PRIMARY, icon=Icon.DONE, name="take-in"
        )
        self._leave = Button(self.tr("Leave it"), name="leave")
        self._preview = QWidget()
        self._build()

    def look_at(self, paths: list[Path]) -> None:
        """Ask what these files would bring."""
        if not paths:
            return
        if len(paths) == 1 and paths[0].suffix == SERVER_INVITATION:
            self.invitation_dropped.emit(paths[0])
            return
        self._forget()
        self.banner.hide()
        if len(paths) == 1 and paths[0].suffix == CARRIED:
            self._set_busy(self.tr("Taking it in…"), cancellable=False)
            self.reply_wanted.emit(paths[0])
            return
        self._set_busy(self.tr("Looking at the files…"), cancellable=True)
        self.plan_wanted.emit(paths)

    def show_plan(self, plan: Plan) -> None:
        """Say what would be done; nothing has been."""
        self._end_work()
        self._forget()
        self._plan = plan
        for look in plan.files[:_MOST_SHOWN]:
            self._found.addWidget(_Look(look))
        if len(plan.files) > _MOST_SHOWN:
            more = self.tr("… and {count} more files.")
            self._found.addWidget(Text(more.format(count=len(plan.files) - _MOST_SHOWN)))
        sentences = self._sentences(plan)
        for number, sentence in enumerate(sentences):
            self._found.addWidget(Text(sentence, strong=number == 0))
        self._take.setVisible(not plan.is_idle)
        is_of_use = any(look.verdict in _FINE for look in plan.files)
        self._leave.setText(self.tr("Leave it") if not plan.is_idle else self.tr("Close"))
        self._preview.show()
        (self._take if not plan.is_idle else self._leave).setFocus()
        announce(self, " ".join(sentences) if is_of_use else look_words(plan.files[0]))

    def begin_taking(self) -> None:
        """It is being taken in."""
        self._set_busy(self.tr("Taking it in…"), cancellable=False)
        self._preview.setEnabled(False)

    def show_done(self, note: ExchangeNote) -> None:
        """It is here."""
        self._end_work()
        self._forget()
        what = brought_words(note)
        title = self.tr("Taken in: {what}.").format(what=what) if what else self.tr("Done.")
        self.banner.show_message(BannerKind.INFO, title)

    def show_reply(
        self, note: ExchangeNote, refused: Sequence[str], *, is_risk: bool = False
    ) -> None:
        """The secretariat's reply is here; ``refused`` are sentences on what was not taken.

        ``is_risk``: a submission is among it, or a request to reopen one.
        """
        self._end_work()
        what = brought_words(note)
        title = self.tr("The secretariat's reply was taken in.")
        if what:
            title = self.tr("The secretariat's reply was taken in: {what}.").format(what=what)
        kind = BannerKind.WAIT if refused else BannerKind.INFO
        kind = BannerKind.RISK if is_risk else kind
        self.banner.show_message(kind, title, " ".join(refused))

    def show_problem(self, problem: Problem) -> None:
        """Nothing was taken in."""
        self._end_work()
        self.banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)

    def end_work(self) -> None:
        """The user stopped it."""
        self._end_work()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        self.look_at([path for path in paths if path.name])
        event.acceptProposedAction()

    def _build(self) -> None:
        self.body.setSpacing(Measure.MEDIUM)
        title = Text(self.tr("Receive"), TypeRole.QUESTION, strong=True)
        what = self.tr(
            "Drop files here, or choose them. You see what they would bring before anything "
            "changes."
        )
        for piece in (title, Text(what), self.banner, self.busy):
            self.body.addWidget(piece)
        self.body.addWidget(Foot([self._files, self._folder]))
        self._found.setSpacing(Measure.SMALL)
        foot = Foot([self._take], [self._leave])
        self._preview.setLayout(column(self._found, foot, spacing=Measure.MEDIUM))
        self.body.addWidget(self._preview)
        self.body.addStretch(1)
        self._preview.hide()
        self._files.clicked.connect(self._on_files)
        self._folder.clicked.connect(self._on_folder)
        self._take.clicked.connect(self._on_take)
        self._leave.clicked.connect(self._on_leave)
        self.busy.cancelled.connect(self.cancelled)

    def _sentences(self, plan: Plan) -> list[str]:
        if plan.is_idle:
            return [self.tr("There is nothing to take in.")]
        if plan.is_empty:
            return [self.tr("This brings no new work. It tells what others have by now.")]
        what = tally_words(plan.tally)
        brings = (
            self.tr("This brings {what}.").format(what=what)
            if what
            else self.tr("This brings nothing that shows by itself.")
        )
        return [brings, *files_words(plan), *afterwards_words(plan.tally)]

    def _set_busy(self, what: str, *, cancellable: bool) -> None:
        for button in (self._files, self._folder):
            button.setEnabled(False)
        self.busy.start(what, cancellable=cancellable)

    def _end_work(self) -> None:
        self.busy.stop()
        self._preview.setEnabled(True)
        for button in (self._files, self._folder):
            button.setEnabled(True)

    def _forget(self) -> None:
        self._plan = None
        self._preview.hide()
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_files(self) -> None:
        kinds = self.tr("Exchange files ({pattern})").format(pattern="*.rdexch *.rdcour *.txt")
        title = self.tr("Choose what was sent to you")
        everything = self.tr("All files ({pattern})").format(pattern="*")
        files, _ = QFileDialog.getOpenFileNames(
            self, title, QDir.homePath(), f"{kinds};;{everything}"
        )
        self.look_at([Path(file) for file in files])

    @Slot()
    def _on_folder(self) -> None:
        title = self.tr("Choose the folder or stick")
        folder = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if folder:
            self.look_at([Path(folder)])

    @Slot()
    def _on_take(self) -> None:
        if self._plan is not None:
            self.apply_wanted.emit(self._plan)

    @Slot()
    def _on_leave(self) -> None:
        self._forget()
        self._files.setFocus()


class _Look(QWidget):
    """One file and what is the matter with it."""

    def __init__(self, look: FileLook) -> None:
        super().__init__()
        is_fine = look.verdict in _FINE
        words = Text(look_words(look), TypeRole.HINT, ink=Ink.SOFT if is_fine else Ink.WAIT)
        self.setLayout(column(Text(f"\u2068{look.name}\u2069"), words, spacing=2))
