"""Longer text: the growing editor, with its tools beside it while one writes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.direction_menu import DirectionMenu
from desktop_app.ui.questionnaire.fields.paragraph_edit import (
    ParagraphEdit,
    tools_width,
)
from desktop_app.ui.widgets import IconButton


class TextControl(Control):
    """An answer of any length.

    Signals:
        large_wanted: The person wants a larger place to write.
    """

    large_wanted = Signal()

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = ParagraphEdit(self)
        self._edit.setObjectName("paragraphs")
        self._edit.installEventFilter(self)
        self._edit.typed.connect(self._on_typed)
        self._edit.menu_opening.connect(self._on_menu_opening)
        self._edit.large_wanted.connect(self.large_wanted)
        self._tools: _Tools | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._edit)
        self.apply(state)

    def apply(self, state: NodeState) -> None:
        self._edit.setReadOnly(state.readonly)
        self._edit.show_text(state.value)

    def target(self) -> QWidget:
        return self._edit

    def caret(self) -> int:
        return self._edit.textCursor().position()

    def set_caret(self, place: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(min(place, self._edit.document().characterCount() - 1))
        self._edit.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self._edit.isReadOnly():
            self._show_tools()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        if self._tools is not None:
            self._tools.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tools()

    @Slot()
    def _on_typed(self) -> None:
        self.entered.emit(self._edit.text())

    @Slot(QMenu)
    def _on_menu_opening(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addMenu(DirectionMenu(self._edit, menu))
        menu.addAction(self.tr("Write large (F11)"), self.large_wanted.emit)

    def _show_tools(self) -> None:
        if self._tools is None:
            self._tools = _Tools(self._edit, self)
        self._place_tools()
        self._tools.show()

    def _place_tools(self) -> None:
        if self._tools is None:
            return
        size = self._tools.sizeHint()
        size.setWidth(tools_width(self._edit.font()))
        inside = self._edit.geometry()
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = inside.left() + 3 if is_rtl else inside.right() - size.width() - 2
        self._tools.setGeometry(QRect(left, inside.top() + 3, size.width(), size.height()))
        self._tools.raise_()


class _Tools(QWidget):
    """The direction of the paragraph, and more room. Made when somebody first writes here."""

    def __init__(self, edit: ParagraphEdit, parent: QWidget) -> None:
        super().__init__(parent)
        direction = QToolButton(self)
        direction.setText("¶")
        direction.setObjectName("paragraph-direction")
        direction.setToolTip(self.tr("Direction of the paragraph"))
        direction.setAccessibleName(direction.toolTip())
        direction.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        direction.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        direction.setMenu(DirectionMenu(edit, self))
        large = IconButton(Icon.WRITE_LARGE, self.tr("Write large (F11)"), name="write-large")
        large.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        large.clicked.connect(edit.large_wanted)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(large, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(direction, 0, Qt.AlignmentFlag.AlignHCenter)
