"""What shall stand in place of all versions: written or chosen as in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.kinds import control_for
from desktop_app.ui.theme import Measure, TypeRole, font_for
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, column
from desktop_app.ui.widgets.field import Field

_LINES = 6
_WRITTEN = "text"
_CHOSEN = frozenset({"select_one", "select_multiple", "rank", "range"})
_OTHERS = frozenset({"integer", "decimal", "date", "time", "dateTime"})


class TextBox(Control):
    """Several lines. Whatever is typed is the value."""

    def __init__(self, state: NodeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit(state.value, self)
        self._text.setObjectName("what-stands")
        self._text.setTabChangesFocus(True)
        self._text.setReadOnly(state.readonly)
        self._text.setPlaceholderText(self.tr("Write what stands instead"))
        line = QFontMetrics(font_for(TypeRole.BODY)).lineSpacing()
        self._text.setFixedHeight(line * _LINES + 2 * Measure.SMALL)
        self._text.textChanged.connect(self._on_typed)
        self.setLayout(column(self._text, spacing=0))
        self.setFocusProxy(self._text)

    def apply(self, state: NodeState) -> None:
        if state.value != self._text.toPlainText():
            self._text.setPlainText(state.value)

    def target(self) -> QWidget:
        return self._text

    def caret(self) -> int:
        return self._text.textCursor().position()

    def set_caret(self, place: int) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(min(place, len(self._text.toPlainText())))
        self._text.setTextCursor(cursor)

    @Slot()
    def _on_typed(self) -> None:
        self.entered.emit(self._text.toPlainText())


class OwnView(CardFrame):
    """A control with what was begun, and the button that lets it stand.

    Signals:
        typed: (str) This far it is now, "" for nothing.
        chosen: (str) This shall stand.
        lacking: Nothing is written or chosen that could stand.
    """

    typed = Signal(str)
    chosen = Signal(str)
    lacking = Signal()

    def __init__(
        self,
        state: NodeState,
        *,
        begun: str,
        number: int,
        versions: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = replace(state, value=begun)
        self._stuck = ""
        self.setObjectName("own-view")
        is_written = state.type == _WRITTEN
        make = TextBox if is_written else control_for
        self._control: Control = make(self._state, None)
        self._control.entered.connect(self._on_entered)
        self._control.stuck.connect(self._on_stuck)
        label = self.tr("Or a text of your own") if is_written else self.tr("Or another answer")
        self._field = Field(label, self._control)
        self._control.describe(label, "")
        words = (
            self.tr("{number}  Let this text stand")
            if is_written
            else self.tr("{number}  Let this answer stand")
        )
        use = Button(words.format(number=number), name="use-own")
        use.clicked.connect(self._on_use)
        self.body.addWidget(self._field)
        self.body.addWidget(Foot([use], self._build_join(versions)))

    @property
    def value(self) -> str:
        """What would stand."""
        return self._state.value

    def take_keyboard(self, caret: int | None = None) -> None:
        """Have the person write or choose here."""
        self._control.target().setFocus()
        if caret is not None:
            self._control.set_caret(caret)

    def caret(self) -> int | None:
        """Where the person writes; None where the keyboard is elsewhere."""
        focus = QApplication.focusWidget()
        has_keyboard = focus is not None and self._control.isAncestorOf(focus)
        return self._control.caret() if has_keyboard else None

    def _build_join(self, versions: Sequence[str]) -> list[QWidget]:
        joined = joined_versions(self._state, versions)
        if joined is None:
            return []
        both = Button(self.tr("Put both here"), kind=ButtonKind.LINK, name="join")
        both.clicked.connect(partial(self._put, joined))
        return [both]

    def _put(self, value: str) -> None:
        self._on_entered(value)

    @Slot(str)
    def _on_entered(self, value: str) -> None:
        self._state = replace(self._state, value=value)
        self._control.apply(self._state)
        self.typed.emit(value)

    @Slot(str)
    def _on_stuck(self, why: str) -> None:
        self._stuck = why
        self._field.show_fault(why)

    @Slot()
    def _on_use(self) -> None:
        self._control.leave()  # says now whether what is typed there can be taken over
        if self._stuck:
            return
        value = self.value.strip()
        if value:
            self.chosen.emit(value)
        else:
            self.lacking.emit()


def can_be_given(state: NodeState) -> bool:
    """Whether there is more to such an answer than the versions that there are."""
    return state.type == _WRITTEN or state.type in _CHOSEN | _OTHERS


def joined_versions(state: NodeState, versions: Sequence[str]) -> str | None:
    """All versions in one: texts one below the other, and whatever any of them chose."""
    if state.type == _WRITTEN:
        return "\n\n".join(filter(None, versions))
    if state.type != "select_multiple":
        return None
    chosen = dict.fromkeys(value for each in versions for value in each.split())
    offered = [choice.value for choice in state.choices if choice.value in chosen]
    return " ".join([*offered, *(value for value in chosen if value not in offered)])
