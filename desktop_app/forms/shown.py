"""What a person sees of a node: whether it has a place at all, and its answer in words."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.nodes import NodeState

HIDDEN = "hidden"
"""The appearance of a text that only the program fills."""
_NOT_TYPED = frozenset({"select_one", "select_multiple", "rank"})


def is_on_page(state: NodeState) -> bool:
    """Whether a node has a place on a page at all, applying or not."""
    return state.type != "calculate" and HIDDEN not in state.appearance.split()


def is_shown(state: NodeState) -> bool:
    """Whether a person sees a node now."""
    return state.relevant and is_on_page(state)


def shown_value(state: NodeState) -> str:
    """An answer as a person reads it: the labels of what was chosen, not their codes."""
    if state.type not in _NOT_TYPED:
        return state.value
    labels: Mapping[str, str] = {choice.value: choice.label for choice in state.choices}
    chosen = [state.value] if state.type == "select_one" else state.value.split()
    return ", ".join(labels.get(value, value) for value in chosen)
