"""Giving out work from a page: opens the dialog and has it done on the store lane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Allotted, Member
from desktop_app.services import assignments
from desktop_app.services.parts import Share, shares
from desktop_app.services.response import Response
from desktop_app.ui.assignments.dialogs import (
    AssignArticle,
    AssignDialog,
    AssignMember,
    Order,
    assignable,
)
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Work

CHANGED = Changes(assignments=True)


class Giving(QObject):
    """What a page that gives out work needs."""

    def __init__(
        self,
        response: Response,
        hub: ChangeHub,
        runner: TaskRunner,
        work: Work,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._response, self._hub, self._runner = response, hub, runner
        self._work, self._page = work, parent

    def give_article(self, article: NodeKey, card: NodeKey | None, found: Allotted) -> None:
        """Of this article, where one is at this card."""
        response = self._response
        questions = [
            (key, f"{state.reference} {state.title}".strip())
            for key in response.article(article).cards
            if (state := response.card(key)).relevant and response.outline.asks(key)
        ]
        questions.sort(key=lambda question: question[0] != card)
        title = response.article(article).title
        dialog = AssignArticle(
            article, title, questions, assignable(found.people.members), self._page.window()
        )
        self._open(dialog, lambda share: share.article == article)

    def give_to(self, member: Member) -> None:
        """To this member."""
        parts = tuple(part for part in self._response.parts() if part.relevant)
        dialog = AssignMember(member, parts, self._page.window())
        self._open(dialog, lambda share: share.assignment.assignee == member.id)

    def _open(self, dialog: AssignDialog, is_shown: Callable[[Share], bool]) -> None:
        dialog.agreed.connect(partial(self._assign, dialog))
        dialog.withdrawn.connect(partial(self._withdraw, dialog, is_shown))
        self._look(dialog, is_shown)
        dialog.open()

    def _assign(self, dialog: AssignDialog, order: Order) -> None:
        dialog.begin_work(self.tr("One moment…"))
        work = self._work(assignments.assign_all, order.targets, order.assignee, due=order.due)
        self._run(dialog, work, dialog.accept)

    def _withdraw(
        self, dialog: AssignDialog, is_shown: Callable[[Share], bool], assignment: str
    ) -> None:
        self._run(
            dialog,
            self._work(assignments.withdraw, assignment),
            lambda: self._look(dialog, is_shown),
        )

    def _look(self, dialog: AssignDialog, is_shown: Callable[[Share], bool]) -> None:
        def show(found: Allotted) -> None:
            given = shares(self._response, found.assignments)
            dialog.show_given([each for each in given if is_shown(each)])

        self._runner.submit(
            self._work(assignments.allotted),
            owner=dialog,
            on_done=show,
            on_error=partial(_tell, dialog),
        )

    def _run(
        self, dialog: AssignDialog, work: Callable[[], object], then: Callable[[], object]
    ) -> None:
        def done(_nothing: object) -> None:
            then()
            self._hub.tell(CHANGED, self)

        self._runner.submit(work, owner=dialog, on_done=done, on_error=partial(_tell, dialog))


def _tell(dialog: AssignDialog, error: Exception) -> None:
    dialog.show_problem(problem_of(error))
