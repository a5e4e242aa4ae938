"""Which control a question gets, by its type and appearance."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.domain.nodes import NodeState
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.questionnaire.fields.line_control import LineControl, NumberControl
from desktop_app.ui.questionnaire.fields.many_choices import ManyChoices, Ranking
from desktop_app.ui.questionnaire.fields.moment_controls import (
    DateControl,
    DateTimeControl,
    TimeControl,
)
from desktop_app.ui.questionnaire.fields.one_choice import one_choice
from desktop_app.ui.questionnaire.fields.plain import Acknowledgement, Missing, Note
from desktop_app.ui.questionnaire.fields.slider import ScaleControl
from desktop_app.ui.questionnaire.fields.text_control import TextControl

Maker = Callable[[NodeState, QWidget | None], Control]


def _text(state: NodeState, parent: QWidget | None) -> Control:
    """Several lines where the form says so or the answer has them; else one."""
    if "multiline" in state.appearance.split() or "\n" in state.value:
        return TextControl(state, parent)
    return LineControl(state, parent)


_MAKERS: dict[str, Maker] = {
    "text": _text,
    "integer": NumberControl,
    "decimal": NumberControl,
    "date": DateControl,
    "time": TimeControl,
    "dateTime": DateTimeControl,
    "select_one": one_choice,
    "select_multiple": ManyChoices,
    "rank": Ranking,
    "range": ScaleControl,
    "acknowledge": Acknowledgement,
    "note": Note,
}

UNSEEN = frozenset({"calculate"})
ASKS_NOTHING = frozenset({"note"})
LABEL_IN_CONTROL = frozenset({"acknowledge"})


def control_for(state: NodeState, parent: QWidget | None = None) -> Control:
    """A control that shows this state."""
    return _MAKERS.get(state.type, Missing)(state, parent)
