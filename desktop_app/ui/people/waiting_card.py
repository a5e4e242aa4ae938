"""Work that waits for the focal point's decision: who wrote what, and the two ways."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import WaitingChange, WaitingWork
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, CardFrame, Foot, Ink, Text, column
from desktop_app.ui.wording import isolated, moment_words
from review_protocol.changes import Kind

translate = QCoreApplication.translate
_MOST = 20
_MOST_CHARACTERS = 400


class WaitingCard(CardFrame):
    """What one author wrote.

    Signals:
        decided: (WaitingWork, take it)
    """

    decided = Signal(object, bool)

    def __init__(
        self,
        work: WaitingWork,
        response: Response,
        *,
        may_decide: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self.setObjectName("waiting")
        self._work = work
        title = self.tr("{name} wrote this after being removed or given another role:")
        self.body.addWidget(Text(title.format(name=isolated(work.author_name)), strong=True))
        for change in work.changes[:_MOST]:
            self.body.addLayout(_lines(change, response))
        if len(work.changes) > _MOST:
            more = self.tr("And {count} more.").format(count=len(work.changes) - _MOST)
            self.body.addWidget(Text(more, ink=Ink.SOFT))
        if not may_decide:
            waits = self.tr("The focal point decides about it.")
            self.body.addWidget(Text(waits, TypeRole.HINT, ink=Ink.SOFT))
            return
        take = Button(self.tr("Take it into the response"), name="take")
        take.clicked.connect(self._on_take)
        never = Button(self.tr("Never take it…"), name="never")
        never.clicked.connect(self._on_never)
        self.body.addWidget(Foot([take, never]))

    @Slot()
    def _on_take(self) -> None:
        self.decided.emit(self._work, True)

    @Slot()
    def _on_never(self) -> None:
        self.decided.emit(self._work, False)


def _lines(change: WaitingChange, response: Response) -> QVBoxLayout:
    about = _about(change, response)
    head = Text(f"{about} · {moment_words(change.at)}", TypeRole.HINT, ink=Ink.SOFT)
    text = change.text[:_MOST_CHARACTERS] + (" …" if change.text[_MOST_CHARACTERS:] else "")
    return column(head, Text(text or translate("WaitingCard", "No text.")), spacing=0)


def _about(change: WaitingChange, response: Response) -> str:
    words = {
        Kind.ANSWER: translate("WaitingCard", "Answer"),
        Kind.STATUS: translate("WaitingCard", "Status of an answer"),
        Kind.ADD: translate("WaitingCard", "Row added"),
        Kind.REMOVE: translate("WaitingCard", "Row removed"),
        Kind.RECORD: translate("WaitingCard", "Note or entry"),
    }
    what = next((each for kind, each in words.items() if kind == change.kind), "")
    what = what or translate("WaitingCard", "Decision")
    try:
        label = response.state(NodeKey.parse(change.subject)).label
    except (UnknownReference, ValueError):
        return what
    return f"{what}: {isolated(label)}" if label else what
