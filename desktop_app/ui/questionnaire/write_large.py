"""One answer alone on the page, in larger letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet
from desktop_app.services.response import Edit
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.editing import Editing
from desktop_app.ui.questionnaire.fields.direction_menu import DirectionMenu
from desktop_app.ui.questionnaire.fields.paragraph_edit import ParagraphEdit
from desktop_app.ui.theme import Measure, TypeRole, font_for, reading_width
from desktop_app.ui.widgets import Button, Ink, Text, column, row


class WriteLarge(QWidget):
    """The enlarged editor. What is typed goes the same way as in the field.

    Signals:
        closed: (NodeKey, int) Back to the page, to this answer and caret.
    """

    closed = Signal(object, int)

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._key: NodeKey | None = None
        self._reference = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._question = Text(role=TypeRole.QUESTION, strong=True)
        self._edit = ParagraphEdit(role=TypeRole.QUESTION, grows=False)
        self._edit.setObjectName("large-edit")
        self._edit.typed.connect(self._on_typed)
        self._edit.menu_opening.connect(self._on_menu_opening)
        back = Button(self.tr("Back to the page (F11)"), icon=Icon.BACK, name="write-small")
        back.clicked.connect(self.close_editor)
        head = row(column(self._reference, self._question, spacing=Measure.HAIR), back)
        head.setStretch(0, 1)
        head.setAlignment(back, Qt.AlignmentFlag.AlignTop)
        self._column = QWidget()
        self._column.setLayout(column(head, self._edit, spacing=Measure.MEDIUM))
        across = QHBoxLayout(self)
        across.setContentsMargins(Measure.WIDE, Measure.LARGE, Measure.WIDE, Measure.LARGE)
        across.addStretch(1)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        editing.applied.connect(self._on_applied)

    @property
    def key(self) -> NodeKey | None:
        """The answer that is written here."""
        return self._key

    @property
    def caret(self) -> int:
        """Where one writes."""
        return self._edit.textCursor().position()

    def open_editor(self, key: NodeKey, caret: int) -> None:
        """Write this answer, from this place on."""
        response = self._editing.response
        state = response.state(key)
        card_key = response.card_of(key)
        self._reference.setText(response.card(card_key).reference if card_key else "")
        self._question.setText(state.label)
        self._edit.setAccessibleName(state.label)
        self._edit.setAccessibleDescription(state.hint)
        self._key = None
        self._edit.setReadOnly(state.readonly)
        self._edit.show_text(state.value)
        self._key = key
        cursor = self._edit.textCursor()
        cursor.setPosition(min(caret, self._edit.document().characterCount() - 1))
        self._edit.setTextCursor(cursor)
        wide = reading_width(font_for(TypeRole.QUESTION)) + 4 * Measure.SMALL
        self._column.setMaximumWidth(wide + QApplication.font().pointSize())
        self._edit.setFocus()

    @Slot()
    def close_editor(self) -> None:
        """Go back to the page."""
        key, self._key = self._key, None
        if key is not None:
            self.closed.emit(key, self.caret)

    @Slot(QMenu)
    def _on_menu_opening(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addMenu(DirectionMenu(self._edit, menu))

    @Slot()
    def _on_typed(self) -> None:
        if self._key is not None:
            self._editing.set(self._key, self._edit.text())

    @Slot(object)
    def _on_applied(self, edit: Edit) -> None:
        if self._key is not None and Facet.VALUE in edit.changed.nodes.get(self._key, ()):
            self._edit.show_text(self._editing.response.state(self._key).value)
