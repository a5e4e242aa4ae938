"""A reason that everybody in the response can read, and the button that it goes with."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Button, ButtonKind, Foot, column
from desktop_app.ui.widgets.field import Field

_LINES = 3


class ReasonEdit(QWidget):
    """A few lines, and a button that can be pressed once something stands in them.

    Signals:
        given: (reason)
    """

    given = Signal(str)

    def __init__(
        self,
        label: str,
        consequence: str,
        *,
        hint: str,
        name: str,
        kind: ButtonKind = ButtonKind.PRIMARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = QPlainTextEdit()
        self._edit.setObjectName(f"{name}-reason")
        self._edit.setTabChangesFocus(True)
        self._edit.textChanged.connect(self._on_changed)
        self._button = Button(consequence, kind=kind, name=name)
        self._button.clicked.connect(self._on_clicked)
        field = Field(label, self._edit, hint=hint)
        self.setFocusProxy(self._edit)
        self.setLayout(column(field, Foot([self._button]), spacing=Measure.SMALL))
        self._measure()
        self._on_changed()

    def begin_work(self) -> None:
        """What was asked for is under way."""
        self._button.setEnabled(False)

    def end_work(self) -> None:
        """It was not done; the reason is still there."""
        self._on_changed()

    def _measure(self) -> None:
        metrics = QFontMetrics(self._edit.font())
        frame = 2 * self._edit.frameWidth() + 2 * Measure.SMALL
        self._edit.setFixedHeight(metrics.lineSpacing() * _LINES + frame)

    @Slot()
    def _on_changed(self) -> None:
        self._button.setEnabled(bool(self._edit.toPlainText().strip()))

    @Slot()
    def _on_clicked(self) -> None:
        self.given.emit(self._edit.toPlainText().strip())
