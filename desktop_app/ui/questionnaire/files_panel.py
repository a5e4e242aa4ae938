"""Working files of a question: attached by choosing or dropping, saved, removed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.working_files import QuestionFiles, WorkingFile
from desktop_app.services import working_files
from desktop_app.services.response import Response
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.barred import bar_words
from desktop_app.ui.questionnaire.file_entry import FileEntry
from desktop_app.ui.tasks import Handle, Task, TaskRunner, WorkProgress
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import BusyLine, Button, Ink, Text, row
from desktop_app.ui.wording import apart, left_to_right
from desktop_app.ui.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One file to attach or to save. ``words`` say that it is being done."""

    words: str
    work: Callable[[Handle], object]
    on_done: Callable[[object], object]
    can_stop: bool


class FilesPanel(QScrollArea):
    """The files leaf. It asks the store only while it is looked at.

    Files are on the question as a whole: the card, not one of its answers. What takes long
    is done on a lane, one file after the other; attaching can be stopped.

    Signals:
        changed: A file was attached or removed.
        begun: (Task) It has the profile open until it has ended.
    """

    changed = Signal()
    begun = Signal(object)

    def __init__(
        self,
        response: Response,
        work: Work,
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._response, self._work, self._runner = response, work, runner
        self._card: NodeKey | None = None
        self._asking: Task | None = None
        self._doing: Task | None = None
        self._waiting: deque[_Job] = deque()
        self._entries: list[FileEntry] = []
        self._is_warned = False
        self.setObjectName("files")
        self.setAccessibleName(self.tr("Working files"))
        self.setWidgetResizable(True)
        self.setAcceptDrops(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = Text(strong=True)
        self._remark = Text(ink=Ink.SOFT)
        self._remark.setObjectName("files-remark")
        self._nothing = Text(self.tr("Nothing is attached to this question yet."), ink=Ink.SOFT)
        self._busy = BusyLine()
        self._busy.cancelled.connect(self._on_cancelled)
        self._attach = Button(self.tr("Attach a file…"), icon=Icon.ADD, name="attach-file")
        self._attach.clicked.connect(self._on_choose)
        self._build()
        self._show_card()

    def show_question(self, card: NodeKey | None) -> None:
        """Speak of this question from now on; without one, of the last."""
        if card is None or card == self._card:
            return
        self._card = card
        self._clear()
        self._show_card()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Files may have come: ask, if anybody looks."""
        if self._card is None or not self.isVisible():
            return
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._runner.submit(
            self._work(working_files.on_question, self._card),
            owner=self,
            on_done=self.show_files,
            on_error=self._on_ask_failed,
        )

    def show_files(self, found: QuestionFiles) -> None:
        """List these; whoever may not attach is not offered it."""
        self._asking = None
        self._clear()
        self._nothing.setVisible(not found.files)
        for file in found.files:
            entry = FileEntry(file)
            entry.save_wanted.connect(self._on_save_wanted)
            entry.withdraw_wanted.connect(self._on_withdraw_wanted)
            self._list.addWidget(entry)
            self._entries.append(entry)
        # Tab goes as one reads, though the entries were made last of all.
        entered = [each for entry in self._entries for each in entry.findChildren(Button)]
        for one, following in pairwise([self._attach, *entered]):
            QWidget.setTabOrder(one, following)
        self._foot.setVisible(found.may_attach)
        bar = self._response.access.bar
        self._barred.setText("" if found.may_attach or bar is None else bar_words(bar))
        self._barred.setVisible(bool(self._barred.text()))
        self.setAcceptDrops(found.may_attach)

    def attach(self, paths: Iterable[Path]) -> None:
        """Attach files to the question that is shown, one after the other."""
        if self._card is None:
            return
        self._say("")
        card = self._card
        self._waiting.extend(self._attaching(card, path) for path in paths)
        self._go_on()

    def save(self, file: WorkingFile, target: Path) -> None:
        """Write a copy out, next of all: somebody waits for it."""
        self._say("")
        job = _Job(
            words=self.tr("Saving {name}…").format(name=apart(file.name)),
            work=partial(_save, self._work, file.id, target),
            on_done=self._on_saved,
            can_stop=False,  # it is one step, and what is written stays
        )
        self._waiting.appendleft(job)
        self._go_on()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._card is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        event.acceptProposedAction()
        self.attach(path for path in paths if path.name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._asking is not None:
            self._asking.cancel()

    def _build(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(Measure.SMALL, Measure.HAIR, Measure.SMALL, Measure.SMALL)
        lines.setSpacing(Measure.MEDIUM)
        self._list = QVBoxLayout()
        self._list.setSpacing(Measure.SMALL)
        hint = self.tr(
            "Or drop files here: a law's text, a letter, up to 15 MiB each. They are "
            "encrypted, for the members alone, and never part of what is submitted."
        )
        self._foot = QWidget()
        below = QVBoxLayout(self._foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(Measure.SMALL)
        below.addLayout(row(self._attach, 0))
        below.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        for piece in (self._title, self._remark, self._busy, self._nothing):
            lines.addWidget(piece)
        self._barred = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        lines.addWidget(self._foot)
        lines.addWidget(self._barred)
        lines.addLayout(self._list)
        lines.addStretch(1)
        self.setWidget(inside)

    def _show_card(self) -> None:
        has_card = self._card is not None
        self._attach.setEnabled(has_card and self._doing is None)
        if self._card is not None:
            self._title.setText(self._response.state(self._card).label)
        self._title.setVisible(has_card)
        for piece in (self._nothing, self._foot, self._barred):
            piece.hide()  # until it is known
        self._say("" if has_card else self.tr("Go to a question, and its files stand here."))

    def _clear(self) -> None:
        for entry in self._entries:
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()

    def _say(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    # What takes long

    def _go_on(self) -> None:
        """The next file that waits to be attached or saved."""
        if self._doing is not None or not self._waiting:
            return
        job = self._waiting.popleft()
        self._attach.setEnabled(False)
        self._busy.start(job.words, cancellable=job.can_stop)
        self._doing = self._runner.submit_long(
            job.work,
            owner=self,
            on_done=job.on_done,
            on_error=self._on_error,
            on_progress=_ignore,
        )
        self.begun.emit(self._doing)

    def _attaching(self, card: NodeKey, path: Path) -> _Job:
        return _Job(
            words=self.tr("Encrypting {name}…").format(name=apart(path.name)),
            work=partial(_add, self._work, card, path),
            on_done=self._on_attached,
            can_stop=True,
        )

    def _end(self) -> None:
        self._doing = None
        self._busy.stop()
        self._attach.setEnabled(self._card is not None)

    def _on_attached(self, _nothing: object) -> None:
        self._end()
        self._go_on()
        self.changed.emit()
        self.refresh()

    def _on_saved(self, path: object) -> None:
        self._end()
        words = self.tr(
            "Saved as {path}. It is not encrypted there: whoever gets hold of it can read it."
        )
        self._say(words.format(path=left_to_right(str(path))))
        self._go_on()

    def _on_error(self, error: Exception) -> None:
        self._end()
        self._tell(error)
        self._go_on()

    def _tell(self, error: Exception) -> None:
        problem = problem_of(error)
        said = self._remark.text()  # of several files several may be no good
        self._say(" ".join(filter(None, [said, problem.happened, problem.advice])))

    @Slot()
    def _on_cancelled(self) -> None:
        """Attach no more; copies that somebody wants are saved all the same."""
        self._waiting = deque(each for each in self._waiting if not each.can_stop)
        if self._doing is not None:
            self._doing.cancel()
        self._end()
        self._go_on()
        self.refresh()

    # Beside what takes long: it goes on

    def _on_ask_failed(self, error: Exception) -> None:
        self._asking = None
        self._tell(error)

    def _on_withdrawn(self, _nothing: object) -> None:
        self.changed.emit()
        self.refresh()

    # What one asks for

    @Slot()
    def _on_choose(self) -> None:
        title = self.tr("What to attach")
        files, _ = QFileDialog.getOpenFileNames(self, title, QDir.homePath())
        self.attach(map(Path, files))

    @Slot(object)
    def _on_save_wanted(self, file: WorkingFile) -> None:
        """Say once what it means that a file leaves the profile."""
        if self._is_warned:
            self._choose_target(file)
            return
        question = Question(
            self.tr("Save a copy outside the profile?"),
            self.tr(
                "The copy is not encrypted: whoever gets hold of it can read it. Keep it where "
                "only you can, and delete it when it is no longer needed."
            ),
            consequence=self.tr("Choose where to save it"),
            otherwise=self.tr("Leave it in the profile"),
            parent=self,
        )
        question.agreed.connect(partial(self._on_agreed, file))
        question.open()

    def _on_agreed(self, file: WorkingFile) -> None:
        self._is_warned = True
        self._choose_target(file)

    def _choose_target(self, file: WorkingFile) -> None:
        start = str(Path(QDir.homePath()) / file.name)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), start)
        if path:
            self.save(file, Path(path))

    @Slot(object)
    def _on_withdraw_wanted(self, file: WorkingFile) -> None:
        question = Question(
            self.tr("Remove this file from the response?"),
            self.tr("The other members lose it with the next exchange: {name}").format(
                name=apart(file.name)
            ),
            consequence=self.tr("Remove it"),
            otherwise=self.tr("Leave it"),
            parent=self,
        )
        question.agreed.connect(partial(self._withdraw, file))
        question.open()

    def _withdraw(self, file: WorkingFile) -> None:
        self._say("")
        self._runner.submit(
            self._work(working_files.withdraw, file.id),
            owner=self,
            on_done=self._on_withdrawn,
            on_error=self._tell,
        )


def _add(work: Work, card: NodeKey, path: Path, handle: Handle) -> object:
    return work(working_files.add, card, path, go_on=partial(_on, handle))()


def _save(work: Work, file: str, target: Path, _handle: Handle) -> object:
    return work(working_files.get, file, target)()


def _on(handle: Handle) -> None:
    """Stop where the user wants it."""
    handle.report(WorkProgress())


def _ignore(_progress: object) -> None:
    """The bar moves without end."""
