"""The user guide, offline: its contents on top, every entry leads to its section."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desktop_app.services.guide import Block, BlockKind, Section, read_guide
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Line, Text, column, row


class GuideDialog(Dialog):
    """Shows all of it on one page that scrolls."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(characters=80, parent=parent)
        guide = read_guide(language)
        self.set_title(guide.title)
        # A guide that is not translated stays as it is, in a window that is mirrored too.
        self._direction = QLocale(guide.language).textDirection()
        self._heads: list[Text] = []
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll it
        self._page.setAccessibleName(guide.title)
        for block in guide.lead:
            self.body.addLayout(self._set(block))
        self.body.addLayout(self._build_contents(guide.sections))
        for section in guide.sections:
            self._add(section)
        self.add_close_button(self.tr("Close"))

    @property
    def sections(self) -> tuple[str, ...]:
        """What the sections are called."""
        return tuple(head.text() for head in self._heads)

    def show_section(self, number: int) -> None:
        """Scroll to a section."""
        head = self._heads[number]
        page = self._page.widget()
        assert page is not None
        at = head.mapTo(page, head.rect().topLeft()).y()
        self._page.verticalScrollBar().setValue(at - Measure.SMALL)
        self._page.setFocus()

    def _build_contents(self, sections: tuple[Section, ...]) -> QLayout:
        lines = column(spacing=0)
        for number, section in enumerate(sections):
            link = Button(section.title, kind=ButtonKind.LINK, name=f"section-{number}")
            link.setProperty("section", number)
            link.clicked.connect(self._on_link)
            lines.addLayout(row(link, 0))
        return lines

    def _add(self, section: Section) -> None:
        head = Text(section.title, TypeRole.QUESTION, strong=True)
        head.setLayoutDirection(self._direction)
        self._heads.append(head)
        self.body.addWidget(Line())
        self.body.addWidget(head)
        for block in section.blocks:
            self.body.addLayout(self._set(block))

    def _set(self, block: Block) -> QHBoxLayout:
        text = Text(block.text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setLayoutDirection(self._direction)
        if block.kind is BlockKind.PARAGRAPH:
            return row(text)
        mark = Text(block.mark, wraps=False)
        pieces = [mark, text] if self.layoutDirection() == self._direction else [text, mark]
        line = row(*pieces, spacing=Measure.SMALL)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(line.indexOf(text), 1)
        return line

    @Slot()
    def _on_link(self) -> None:
        self.show_section(int(self.sender().property("section")))
