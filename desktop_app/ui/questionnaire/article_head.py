"""The head of an article's page, and the way on at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.responses import Article
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, IconButton, Ink, Text, column, row
from desktop_app.ui.wording import apart


class ArticleHead(QWidget):
    """Part, title, and whose words these are.

    Signals:
        copy_wanted: The article is wanted as plain text.
        report_wanted: It is wanted on paper or as a file.
    """

    copy_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self, article: Article, part_title: str, notice: str, parent: QWidget | None = None
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
        words = column(part, title, ours, spacing=Measure.HAIR)
        across = row(words, copy, report)
        across.setStretch(0, 1)
        for button in (copy, report):
            across.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)
        self.setAccessibleName(article.title)


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
