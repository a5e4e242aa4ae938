"""Which widget shows a node inside a card."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.law_register import is_law_repeat
from desktop_app.ui.questionnaire.laws import LawBox
from desktop_app.ui.questionnaire.repeats import RepeatBox
from desktop_app.ui.questionnaire.stack import Group


def make_piece(state: NodeState, bench: Bench, parent: QWidget) -> QWidget:
    """A field, a titled group, or a repeat."""
    if state.kind is NodeKind.REPEAT:
        return (LawBox if is_law_repeat(state) else RepeatBox)(state, bench, parent)
    if state.kind is NodeKind.GROUP:
        return Group(state, bench, parent)
    return Field(state, bench, is_main=state.attributes.get("role") == "main", parent=parent)
