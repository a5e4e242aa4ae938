"""What is missing, in groups with counts; each entry leads to its question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.submissions import Completeness, Gap, Missing
from desktop_app.ui.submission.words import gap_hint, gap_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Ink, Text, column
from desktop_app.ui.wording import isolated, left_to_right

_FIRST = 5
"""So many of a group are shown at once; a button shows more of them."""
_MORE = 25


class MissingCard(CardFrame):
    """Groups of gaps, or one sentence that there are none.

    Signals:
        chosen: (NodeKey) Go to this question.
    """

    chosen = Signal(object)

    def __init__(self, found: Completeness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missing")
        self.body.setSpacing(Measure.MEDIUM)
        self.body.addWidget(Text(self.tr("What is missing"), TypeRole.QUESTION, strong=True))
        if found.is_complete:
            self.body.addWidget(Text(self.tr("Nothing. Every question is complete.")))
        for gap, entries in found.groups.items():
            group = _Group(gap, entries)
            group.chosen.connect(self.chosen)
            self.body.addWidget(group)


class _Group(QWidget):
    """One kind of gap."""

    chosen = Signal(object)

    def __init__(self, gap: Gap, entries: Sequence[Missing]) -> None:
        super().__init__()
        self.setObjectName(f"gap-{gap}")
        self._gap, self._rest = gap, list(entries[_FIRST:])
        words = self.tr("{what}: {count}").format(what=gap_words(gap), count=len(entries))
        head = Text(words, strong=True)
        if gap is Gap.TO_SETTLE:
            head.set_ink(Ink.WAIT)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        pieces: list[QWidget] = [head]
        if hint := gap_hint(gap):
            pieces.append(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        whole = column(*pieces, self._lines, spacing=Measure.HAIR)
        self.setLayout(whole)
        for entry in entries[:_FIRST]:
            self._add(entry)
        self._more = Button("", kind=ButtonKind.LINK, name="more")
        self._more.clicked.connect(self._on_more)
        whole.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._name_more()

    def _add(self, entry: Missing) -> _Entry:
        line = _Entry(entry)
        line.chosen.connect(self.chosen)
        self._lines.addWidget(line, 0, Qt.AlignmentFlag.AlignLeading)
        return line

    @Slot()
    def _on_more(self) -> None:
        added = [self._add(entry) for entry in self._rest[:_MORE]]
        self._rest = self._rest[_MORE:]
        self._name_more()
        if added:
            added[0].setFocus()

    def _name_more(self) -> None:
        """How many are left, and that they are shown in portions."""
        words = self.tr("Show more ({count} are left)").format(count=len(self._rest))
        self._more.setText(words)
        self._more.setAccessibleName(f"{gap_words(self._gap)}: {words}")
        self._more.setVisible(bool(self._rest))


class _Entry(Button):
    """A question by its number and title; pressing it goes there."""

    chosen = Signal(object)

    def __init__(self, entry: Missing) -> None:
        self._entry = entry
        title = f"{left_to_right(entry.reference)}  {isolated(entry.title)}".strip()
        super().__init__(title, kind=ButtonKind.LINK, name="missing-entry")
        self._title = title
        self.setToolTip(f"{entry.reference} {entry.title}".strip())
        self.setAccessibleName(f"{entry.reference} {entry.title}".strip())
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._title) + Measure.SMALL
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - Measure.HAIR
        elided = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        if elided != self.text():
            self.setText(elided)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._entry.node)
