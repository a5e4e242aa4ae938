"""What the inbox and the timeline of the open response hold: read once, kept up."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.timelines import Bulletin, InboxEntry
from desktop_app.services import inbox
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.tasks import Task, TaskRunner
from desktop_app.ui.work import Work

AGAIN_MS = 15 * 60 * 1000
"""A day may end while the window is open."""


class Post(QObject):
    """Empty until it was read; and always, where there is no profile to ask.

    Signals:
        changed: (Bulletin) It holds something else now.
        came: (number) So many entries are there that nobody was told of yet.
        failed: (error) It could not be read, or marked.
    """

    changed = Signal(object)
    came = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        info: DossierInfo,
        hub: ChangeHub,
        runner: TaskRunner,
        work: Work | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._info, self._runner, self._work = info, runner, work
        self._asking: Task | None = None
        self.bulletin = Bulletin()
        hub.changed.connect(self._on_changed)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Ask the profile."""
        if self._work is not None and self._runner.accepts:
            self._again.start()
            if self._asking is not None:
                self._asking.cancel()  # or what is new would be told twice
            self._asking = self._runner.submit(
                self._work(inbox.read_bulletin, self._info),
                owner=self,
                on_done=self.show,
                on_error=self.failed.emit,
            )

    def show(self, bulletin: Bulletin) -> None:
        """This is what it holds. What is new is told once, and remembered as told."""
        self.bulletin = bulletin
        self.changed.emit(bulletin)
        new = bulletin.inbox.new
        if new:
            self.came.emit(len(new))
            self._mark(inbox.mark_told, new)

    def read(self, entries: Iterable[InboxEntry]) -> None:
        """Somebody has read these."""
        unread = [each for each in entries if not each.is_read]
        if unread:
            self._mark(inbox.mark_read, unread, then_refresh=True)

    def _mark(
        self, how: inbox.Marking, entries: Iterable[InboxEntry], *, then_refresh: bool = False
    ) -> None:
        if self._work is None:
            return

        def done(_nothing: object) -> None:
            if then_refresh:
                self.refresh()

        self._runner.submit(
            self._work(how, [each.id for each in entries]),
            owner=self,
            on_done=done,
            on_error=self.failed.emit,
        )

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.dates or changes.people or changes.exchange:
            self.refresh()
