"""My part, and what is left to do, as counts that filter: below the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.services.response import Response
from desktop_app.services.search import Filters
from desktop_app.ui.questionnaire.filters import UNANSWERED
from desktop_app.ui.widgets import Text, row
from desktop_app.ui.widgets.status_badge import status_word

_SHOWN = (Status.EMPTY, Status.DRAFT, Status.READY)


class Shortcuts(QWidget):
    """One line for each status, with how many questions have it.

    Signals:
        filters_chosen: (Filters) Somebody wants to see these questions.
        part_chosen: Somebody wants to see what is assigned to them.
    """

    filters_chosen = Signal(object)
    part_chosen = Signal()

    def __init__(self, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._lines: dict[Status, _Shortcut] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._mine = _Shortcut(self.tr("My part"), "my-part")
        self._mine.clicked.connect(self.part_chosen)
        self._mine.hide()
        lines.addWidget(self._mine)
        for status in _SHOWN:
            line = _Shortcut(status_word(status), status.name.lower())
            line.setProperty("status", int(status))
            line.clicked.connect(self._on_clicked)
            self._lines[status] = line
            lines.addWidget(line)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        counts = self._response.progress().counts
        for status, line in self._lines.items():
            line.show_count(counts.get(status, 0))

    def show_part(self, cards: frozenset[NodeKey]) -> None:
        """Offer what is assigned to the person here, if there is anything."""
        self._mine.show_count(len(cards))
        self._mine.setVisible(bool(cards))

    @Slot()
    def _on_clicked(self) -> None:
        status = Status(self.sender().property("status"))
        filters = Filters(statuses=frozenset({status}))
        self.filters_chosen.emit(UNANSWERED if status is Status.EMPTY else filters)


class _Shortcut(QPushButton):
    """A word at the one end, a number at the other."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.setObjectName(f"shortcut-{name}")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._word = Text(words, wraps=False)
        self._number = Text(wraps=False)
        across = row(self._word, 0, self._number)
        across.setContentsMargins(6, 0, 6, 0)
        self.setLayout(across)
        for text in (self._word, self._number):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{self._word.text()}: {count}")
