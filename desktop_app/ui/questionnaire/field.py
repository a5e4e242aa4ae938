"""One question on the page: its words, its control, and what is wrong with its answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.nodes import Facet, NodeState
from desktop_app.ui.announcement import announce
from desktop_app.ui.icons import Icon, icon_size, pixmap_of
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.kinds import (
    ASKS_NOTHING,
    LABEL_IN_CONTROL,
    control_for,
)
from desktop_app.ui.questionnaire.fields.text_control import TextControl
from desktop_app.ui.theme import Measure, TypeRole, colours_of, follow_looks, reading_width
from desktop_app.ui.widgets import Ink, Text


class FaultLine(QWidget):
    """What is wrong: an icon and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._words = Text(ink=Ink.WAIT, role=TypeRole.HINT)
        self._words.setObjectName("fault")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Measure.HAIR + 2)
        across.addWidget(self._picture)
        across.addWidget(self._words, 1)
        self._draw()

    def show_text(self, text: str) -> None:
        """Say this."""
        self._words.setText(text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        tone = colours_of(self.palette()).wait
        size = icon_size(self).width() - 2
        self._picture.setPixmap(pixmap_of(Icon.WARNING, self, colour=tone, size=size))


class Field(QWidget):
    """A question with its answer. Shows faults when the keyboard has left it, not before."""

    def __init__(
        self,
        state: NodeState,
        bench: Bench,
        *,
        is_main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self.key = state.key
        self._bench, self._is_main = bench, is_main
        self._state = state
        self._stuck, self._is_tried, self._has_keyboard = "", False, False
        self._described = ("", "")
        self._label = Text(
            role=TypeRole.QUESTION if is_main else TypeRole.BODY, strong=not is_main
        )
        self._hint: Text | None = None
        self._fault: FaultLine | None = None
        self.setObjectName(f"field-{state.key}")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Measure.HAIR)
        self._lines.addWidget(self._label)
        self.control = self._make_control(state)
        self._lines.addSpacing(Measure.HAIR if is_main else 0)
        self._lines.addWidget(self.control)
        self._measure()
        self._show_words(state)
        self._show_fault()
        bench.enter(self)

    @property
    def state(self) -> NodeState:
        """What it shows."""
        return self._state

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """Show another state."""
        self._state = state
        if facets & {Facet.TEXT, Facet.REQUIRED, Facet.READONLY}:
            self._show_words(state)
        if facets & {
            Facet.VALUE, Facet.CHOICES, Facet.READONLY, Facet.TEXT,
        }:  # fmt: skip
            self.control.apply(state)
        self._show_fault()

    def sync(self) -> None:
        """Nothing stands in a question."""

    def take_keyboard(self, caret: int | None = None) -> None:
        """Have the person answer here."""
        self.control.target().setFocus()
        if caret is not None:
            self.control.set_caret(caret)

    def entered_by_keyboard(self) -> None:
        """The keyboard came here."""
        self._has_keyboard = True

    def left_by_keyboard(self) -> None:
        """The keyboard went: say now what is wrong."""
        self._has_keyboard = False
        self.control.leave()
        self._show_fault()

    def point_out(self) -> None:
        """Somebody wanted to finish, and this is in the way."""
        self._is_tried = True
        self._show_fault()

    @property
    def fault(self) -> str:
        """What is said to be wrong now."""
        return self._fault.text if self._fault and not self._fault.isHidden() else ""

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._measure()

    @property
    def can_be_answered(self) -> bool:
        """Whether somebody can go there and answer."""
        return self._state.type not in ASKS_NOTHING

    def _make_control(self, state: NodeState) -> Control:
        control = control_for(state, self)
        control.entered.connect(self._on_entered)
        control.stuck.connect(self._on_stuck)
        if isinstance(control, TextControl):
            control.large_wanted.connect(self._on_large_wanted)
        return control

    def _show_words(self, state: NodeState) -> None:
        self._label.setText(state.label)
        self._label.setVisible(bool(state.label) and state.type not in LABEL_IN_CONTROL)
        hint = " ".join(filter(None, [state.hint, self._remark(state)]))
        if hint and self._hint is None:
            self._hint = Text(role=TypeRole.HINT, ink=Ink.SOFT)
            self._lines.insertWidget(1, self._hint)
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))

    def _remark(self, state: NodeState) -> str:
        if self._bench.response.access.objection(self.key) is not None:
            return ""  # the card or the article says why, once
        if state.readonly and state.type not in ASKS_NOTHING:
            return self.tr("Filled in by the questionnaire.")
        if state.required and state.type not in ASKS_NOTHING:
            return self.tr("Needed before the question can be finished.")
        return ""

    def _faults(self) -> list[Callable[[], str]]:
        return [self._stuck_fault, self._broken_fault, self._blank_fault, self._stale_fault]

    def _show_fault(self) -> None:
        text = next(filter(None, (fault() for fault in self._faults())), "")
        if self._has_keyboard and not self.fault:
            text = ""
        if text and self._fault is None:
            self._fault = FaultLine()
            self._lines.addWidget(self._fault)
        if text and text != self.fault and self.isVisible():
            announce(self, text)
        if self._fault is not None:
            self._fault.show_text(text)
            self._fault.setVisible(bool(text))
        described = text or (self._hint.text() if self._hint else "")
        if (self._state.label, described) != self._described:
            self._described = (self._state.label, described)
            self.control.describe(*self._described)

    def _stuck_fault(self) -> str:
        return self._stuck

    def _broken_fault(self) -> str:
        if self._state.constraint_ok:
            return ""
        return self._state.message or self.tr("This answer is not allowed here.")

    def _blank_fault(self) -> str:
        if self._state.required_ok or not self._is_tried:
            return ""
        return self.tr("This needs an answer.")

    def _stale_fault(self) -> str:
        if not self._state.stale_choice:
            return ""
        return self.tr("What was chosen here is no longer offered. Choose again.")

    def _measure(self) -> None:
        self._label.setMaximumWidth(reading_width(self._label.font()))

    def _on_entered(self, value: str) -> None:
        self._bench.editing.set(self.key, value)

    @Slot(str)
    def _on_stuck(self, why: str) -> None:
        if why != self._stuck:
            self._stuck = why
            self._show_fault()

    @Slot()
    def _on_large_wanted(self) -> None:
        self._bench.large_wanted.emit(self.key)
