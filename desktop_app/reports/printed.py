"""How an answer stands on paper: labels for codes, months in letters, a tick as a word."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.nodes import NodeState
from desktop_app.forms.shown import shown_value
from desktop_app.reports.document import Words

SEVERAL = frozenset({"select_multiple", "rank"})
SELECTS = SEVERAL | {"select_one"}
TICK = "acknowledge"
_PARTIAL = "partial-date"


def printed_value(state: NodeState, words: Words) -> str:
    """A node's answer as a person reads it, each choice on a line; "" if there is none."""
    if not state.value:
        return ""
    if state.type in SEVERAL:
        return "\n".join(_chosen(state))
    if state.type == TICK:
        return words.ticked
    if state.type in {"date", "dateTime"}:
        day, _, rest = state.value.partition("T")
        return " ".join(filter(None, (words.date(day) or day, rest[:5])))
    if _may_be_a_mere_year(state):
        return words.date(state.value) or state.value
    return state.value[:5] if state.type == "time" else shown_value(state)


def printed_choice(state: NodeState, value: str, words: Words) -> str:
    """What one of a node's possible answers would look like; "" if a select lacks it."""
    if state.type in SELECTS:
        labels = {choice.value: choice.label for choice in state.choices}
        return labels.get(value, "")
    return printed_value(replace(state, value=value), words)


def _chosen(state: NodeState) -> list[str]:
    """The labels of what was chosen; those of a ranking in its order, the first first."""
    labels = {choice.value: choice.label for choice in state.choices}
    chosen = [labels.get(value, value) for value in state.value.split()]
    if state.type == "rank":
        return [f"{place}. {label}" for place, label in enumerate(chosen, start=1)]
    return chosen


def _may_be_a_mere_year(state: NodeState) -> bool:
    """A date that is written as text, because a year or a month will do."""
    return state.attributes.get("role") == "date" or _PARTIAL in state.appearance.split()
