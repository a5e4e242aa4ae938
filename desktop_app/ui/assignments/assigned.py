"""What is assigned in the open response: read once, kept up, asked by every page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Allotted
from desktop_app.services.assignments import allotted
from desktop_app.services.parts import Share, my_cards, shares
from desktop_app.services.response import Response
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Work


class Assigned(QObject):
    """Empty until it was read; and always, where there is no profile to ask.

    Signals:
        changed: Something else is assigned now, or it is further.
        failed: (error) It could not be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        response: Response,
        hub: ChangeHub,
        runner: TaskRunner,
        work: Work | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._response, self._runner, self._work = response, runner, work
        self._allotted = Allotted()
        self._shares: tuple[Share, ...] | None = ()
        hub.changed.connect(self._on_changed)

    @property
    def allotted(self) -> Allotted:
        """What was read."""
        return self._allotted

    @property
    def shares(self) -> tuple[Share, ...]:
        """All that is assigned, by due date."""
        if self._shares is None:
            self._shares = shares(self._response, self._allotted.assignments)
        return self._shares

    @property
    def mine(self) -> tuple[Share, ...]:
        """What is assigned to the person here."""
        return tuple(each for each in self.shares if each.assignment.is_mine)

    @property
    def my_cards(self) -> frozenset[NodeKey]:
        """The questions in it."""
        return my_cards(self.shares)

    @property
    def may_assign(self) -> bool:
        """Whether the person here may give out work, and there is somebody to give it to."""
        present = [each for each in self._allotted.people.members if not each.is_removed]
        return self._allotted.may_assign and len(present) > 1

    def of_article(self, article: NodeKey) -> tuple[Share, ...]:
        """What is assigned of a page: all of it, or questions on it."""
        return tuple(each for each in self.shares if each.article == article)

    @Slot()
    def refresh(self) -> None:
        """Ask the profile."""
        if self._work is not None:
            self._runner.submit(
                self._work(allotted), owner=self, on_done=self.show, on_error=self.failed.emit
            )

    def show(self, found: Allotted) -> None:
        """This is what is assigned."""
        self._allotted, self._shares = found, None
        self.changed.emit()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.assignments or changes.people or changes.exchange or changes.dates:
            self.refresh()
        elif (changes.cards or changes.structure) and self._allotted.assignments:
            self._shares = None
            self.changed.emit()
