"""The blocks of the home page: the key to the bars, a part with its articles, what is to do."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Part
from desktop_app.services.response import Response
from desktop_app.ui.home.article_row import ArticleRow
from desktop_app.ui.home.review import Findings
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    CardFrame,
    Ink,
    Picture,
    Text,
    column,
    row,
)
from desktop_app.ui.widgets.flow import Flow
from desktop_app.ui.widgets.status_badge import StatusBadge


class Legend(QWidget):
    """What the lengths of a bar stand for, with how many there are; breaks into lines."""

    def __init__(self, badges: tuple[StatusBadge, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, across=Measure.LARGE)
        for badge in badges:
            flow.addWidget(badge)


class PartBlock(QWidget):
    """A part of the questionnaire with its articles, or why it is hidden.

    Signals:
        article_chosen: (NodeKey)
    """

    article_chosen = Signal(object)

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(part.title, strong=True)
        self._remark = Text(
            self.tr("Hidden: not in force for this party. Answers in it are kept."),
            TypeRole.HINT,
            ink=Ink.SOFT,
        )
        self._rows = {a.key: ArticleRow(a.key, a.title) for a in part.articles}
        for line in self._rows.values():
            line.clicked.connect(self._on_clicked)
        rows = column(*self._rows.values(), spacing=0)
        whole = column(self._title, self._remark, rows, spacing=Measure.HAIR)
        whole.setContentsMargins(0, Measure.SMALL, 0, 0)
        self.setLayout(whole)

    def show_part(self, part: Part, response: Response) -> None:
        """Show how far it is now."""
        self._title.setText(part.title)
        self._title.set_ink(Ink.PLAIN if part.relevant else Ink.SOFT)
        self._remark.setVisible(not part.relevant)
        for article in part.articles:
            line = self._rows[article.key]
            line.setText(article.title)
            line.setVisible(part.relevant and article.relevant)
            if part.relevant and article.relevant:
                line.set_progress(response.progress(article.key))

    @Slot()
    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, ArticleRow):
            self.article_chosen.emit(line.key)


class ToDo(CardFrame):
    """What is left to do, each with a way to the first of it. Hidden until it is known.

    Signals:
        node_chosen: (NodeKey)
    """

    node_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.addWidget(Text(self.tr("To do"), TypeRole.QUESTION, strong=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Measure.HAIR)
        self.body.addLayout(self._lines)
        self.hide()

    def show_findings(self, findings: Findings) -> None:
        """List what was found."""
        self._clear()
        changed = self.tr("Answers whose question has changed: {count}")
        self._add(Icon.WARNING, Ink.WAIT, changed, findings.changed)
        mend = self.tr("Answers that cannot be right as they stand: {count}")
        self._add(Icon.WARNING, Ink.WAIT, mend, findings.to_mend)
        warned = self.tr("Questions with a remark, such as a missing law: {count}")
        self._add(Icon.WARNING, Ink.WAIT, warned, findings.warned)
        drafts = self.tr("Questions in draft: {count}")
        self._add(Icon.EDIT, Ink.SOFT, drafts, findings.drafts)
        unanswered = self.tr("Unanswered questions: {count}")
        self._add(Icon.QUESTIONNAIRE, Ink.SOFT, unanswered, findings.unanswered)
        if not self._lines.count():
            done = Text(self.tr("Nothing is left: every question is finished."), ink=Ink.SOFT)
            self._lines.addWidget(done)
        self.show()

    def _add(self, icon: Icon, ink: Ink, words: str, keys: tuple[NodeKey, ...]) -> None:
        if not keys:
            return
        words = words.format(count=len(keys))
        line = QWidget()
        text = Text(words)
        go = Button(self.tr("Go to the first"), kind=ButtonKind.LINK)
        go.setAccessibleName(f"{words}. {go.text()}")
        go.setProperty("key", keys[0])
        go.clicked.connect(self._on_go)
        line.setLayout(row(Picture(icon, ink=ink), text, go))
        self._lines.addWidget(line)

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_go(self) -> None:
        self.node_chosen.emit(self.sender().property("key"))
