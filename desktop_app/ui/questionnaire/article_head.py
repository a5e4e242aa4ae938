"""The head of an article's page, and the way on at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.responses import Article
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, IconButton, Ink, Text, column, row
from desktop_app.ui.wording import apart

_MOST = 6
"""Lines of what is assigned; the dialog has them all."""


class ArticleHead(QWidget):
    """Part, title, and whose words these are.

    Signals:
        copy_wanted: The article is wanted as plain text.
        report_wanted: It is wanted on paper or as a file.
        assign_wanted: A member is to be asked to do it.
        approve_wanted: What is finished of it is to be approved.
    """

    copy_wanted = Signal()
    report_wanted = Signal()
    assign_wanted = Signal()
    approve_wanted = Signal()

    def __init__(
        self,
        article: Article,
        part_title: str,
        notice: str,
        *,
        approves: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        part = Text(part_title, TypeRole.HINT, ink=Ink.SOFT)
        title = Text(article.title, TypeRole.ARTICLE, strong=True)
        title.setObjectName("article-title")
        ours = Text(notice or self.tr("Unofficial working text"), TypeRole.HINT, ink=Ink.SOFT)
        ours.setObjectName("notice")
        copy = IconButton(Icon.COPY, self.tr("Copy the article as text"), name="copy-article")
        copy.clicked.connect(self.copy_wanted)
        report = IconButton(Icon.PRINT, self.tr("Print or export…"), name="report")
        report.clicked.connect(self.report_wanted)
        self._assign = IconButton(Icon.ASSIGN, self.tr("Assign to somebody…"), name="assign")
        self._assign.clicked.connect(self.assign_wanted)
        self._assign.hide()
        approve = IconButton(
            Icon.DONE,
            self.tr("Approve what is finished here"),
            name="approve-article",
        )
        approve.clicked.connect(self.approve_wanted)
        if not approves:
            approve.hide()
        self._assigned = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._assigned.setObjectName("assigned")
        self._assigned.hide()
        self._note = Text(ink=Ink.WAIT)
        self._note.setObjectName("bar")
        self._note.hide()
        words = column(part, title, ours, self._assigned, self._note, spacing=Measure.HAIR)
        across = row(words, approve, self._assign, copy, report)
        across.setStretch(0, 1)
        for button in (approve, self._assign, copy, report):
            across.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)
        self.setAccessibleName(article.title)

    def show_note(self, words: str) -> None:
        """Why nothing here can be answered; "" if it can."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def show_assigned(self, lines: Sequence[str], *, may_assign: bool) -> None:
        """Who is asked to do what of it, and whether more can be given out from here."""
        self._assigned.setText("\n".join(lines[:_MOST]))
        self._assigned.setVisible(bool(lines))
        self._assign.setVisible(may_assign)


class NextArticle(QWidget):
    """A button that names the next article.

    Signals:
        wanted: It was pressed.
    """

    wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Next: {article}").format(article=apart(title))
        button = Button(words, kind=ButtonKind.QUIET, icon=Icon.CONTINUE, name="next-article")
        button.clicked.connect(self.wanted)
        self.setLayout(row(0, button))
        if not title:
            button.hide()
