"""My part, at home: what I am asked to do, by when, how far it is, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.parts import Share
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.assignments.words import due_words, far_words, today
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Ink, Text, column, row

_MOST = 6


class MyPart(CardFrame):
    """Hidden while nothing is assigned to the person here.

    Signals:
        article_chosen: (NodeKey)
        node_chosen: (NodeKey)
        all_wanted: Somebody wants to see all these questions.
    """

    article_chosen = Signal(object)
    node_chosen = Signal(object)
    all_wanted = Signal()

    def __init__(self, assigned: Assigned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("my-part")
        self._assigned = assigned
        self._shown: tuple[Share, ...] = ()
        self.body.addWidget(Text(self.tr("My part"), TypeRole.QUESTION, strong=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Measure.MEDIUM)
        self.body.addLayout(self._lines)
        self._more = Text("", TypeRole.HINT, ink=Ink.SOFT)
        self._all = Button(
            self.tr("Show only my part"), kind=ButtonKind.PLAIN, name="only-my-part"
        )
        self._all.clicked.connect(self.all_wanted)
        self.body.addWidget(self._more)
        self.body.addWidget(Foot([self._all]))
        assigned.changed.connect(self.refresh)
        self.hide()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show how it stands now: what is left first."""
        mine = sorted(self._assigned.mine, key=lambda share: share.is_done)
        if tuple(mine) == self._shown:
            return
        self._shown = tuple(mine)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for share in mine[:_MOST]:
            self._lines.addWidget(self._line(share))
        left = len(mine) - _MOST
        self._more.setText(self.tr("And {count} more.").format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(mine))

    def _line(self, share: Share) -> QWidget:
        line = QWidget()
        line.setObjectName("share")
        is_late = share.is_overdue(today())
        due = Text(due_words(share), TypeRole.HINT, ink=Ink.WAIT if is_late else Ink.SOFT)
        due.setObjectName("due")
        words = [Text(share.title), due]
        if not share.is_done:
            words.append(Text(far_words(share), TypeRole.HINT, ink=Ink.SOFT))
        go = Button(self.tr("Go there"), kind=ButtonKind.LINK, name="go-to-share")
        go.setAccessibleName(f"{share.title}. {due_words(share)}. {go.text()}")
        go.setProperty("key", share.key)
        go.setProperty("article", share.is_whole_article)
        go.clicked.connect(self._on_go)
        whole = row(column(*words, spacing=0), go)
        whole.setStretch(0, 1)
        line.setLayout(whole)
        return line

    @Slot()
    def _on_go(self) -> None:
        button = self.sender()
        chosen = self.article_chosen if button.property("article") else self.node_chosen
        chosen.emit(button.property("key"))
