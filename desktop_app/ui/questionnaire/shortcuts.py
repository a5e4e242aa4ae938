"""What is left to do, as counts that filter: below the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
    """

    filters_chosen = Signal(object)

    def __init__(self, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._lines: dict[Status, _Shortcut] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for status in _SHOWN:
            line = _Shortcut(status)
            line.clicked.connect(self._on_clicked)
            self._lines[status] = line
            lines.addWidget(line)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        counts = self._response.progress().counts
        for status, line in self._lines.items():
            line.show_count(counts.get(status, 0))

    @Slot()
    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, _Shortcut):
            filters = Filters(statuses=frozenset({line.status}))
            self.filters_chosen.emit(UNANSWERED if line.status is Status.EMPTY else filters)


class _Shortcut(QPushButton):
    """A word at the one end, a number at the other."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self.status = status
        self.setObjectName(f"shortcut-{status.name.lower()}")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._word = Text(status_word(status), wraps=False)
        self._number = Text(wraps=False)
        across = row(self._word, 0, self._number)
        across.setContentsMargins(6, 0, 6, 0)
        self.setLayout(across)
        for text in (self._word, self._number):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{status_word(self.status)}: {count}")
