"""What can be seen of a node: its state, and whether two looks at it differ."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.nodes import Choice, Facet, NodeKind, NodeState
from desktop_app.forms.definition import Shape
from desktop_app.forms.live import Live
from desktop_app.forms.texts import Part
from desktop_app.forms.tree import Node

_FACETS = (
    Facet.VALUE,
    Facet.RELEVANT,
    Facet.REQUIRED,
    Facet.READONLY,
    Facet.VALID,
    Facet.TEXT,
    Facet.CHOICES,
    Facet.CHILDREN,
)
_NOTHING: frozenset[Facet] = frozenset()
View = tuple[Any, ...]  # one thing to compare for each of _FACETS
_INPUTS = {"int": "integer", "integer": "integer", "decimal": "decimal", "date": "date"}
_INPUTS |= {"time": "time", "dateTime": "dateTime"}
_CONTROLS = {
    "select": "select_multiple",
    "select1": "select_one",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
}
SELECTS = {"select", "select1", "rank"}


def view_of(node: Node, live: Live) -> View:
    """A look at a node, as cheap as it can be: fixed texts and options are left out."""
    shape, texts, value = node.shape, node.texts, node.value
    control = shape.control
    is_valid: Any = validity(node)
    if texts is not None:
        is_valid = (is_valid, _message(is_valid, texts))
    choices: Any = None
    if control is not None and control.kind in SELECTS:
        choices = (node.choices, stale(node, live) if value else ())
    return (
        value,
        node.relevant,
        node.required,
        node.readonly,
        is_valid,
        texts and texts[:3],
        choices,
        tuple(frame.ids for frame in node.instances) if shape.instance else None,
    )


def _message(is_valid: tuple[bool, bool], texts: tuple[str, ...]) -> str:
    """Why an answer cannot stay as it is."""
    constraint_ok, required_ok = is_valid
    if constraint_ok and required_ok:
        return ""
    return texts[3 if required_ok else 4]


def compare(before: View, after: View) -> frozenset[Facet]:
    """In which facets two looks differ."""
    if before == after:
        return _NOTHING
    return frozenset(
        facet for facet, one, other in zip(_FACETS, before, after, strict=True) if one != other
    )


def validity(node: Node) -> tuple[bool, bool]:
    """Whether the constraint holds, and whether what is required is there."""
    constraint_ok = node.constraint_ok or not node.relevant or node.value == ""
    required_ok = not (node.required and node.relevant and node.value == "")
    return constraint_ok, required_ok


def stale(node: Node, live: Live) -> tuple[str, ...]:
    """Chosen values that are no longer on offer."""
    if not node.value:
        return ()
    offered = {choice.value for choice in live.choices_of(node)}
    return tuple(value for value in chosen(node.shape, node.value) if value not in offered)


def chosen(shape: Shape, value: str) -> list[str]:
    """The single values in a select's value."""
    single = shape.control is not None and shape.control.kind == "select1"
    return [value] if single else value.split()


def state_of(node: Node, live: Live) -> NodeState:
    """Everything a screen or report needs to know of a node."""
    shape, control = node.shape, node.shape.control
    constraint_ok, required_ok = validity(node)
    texts = _texts(node, live)
    choices: tuple[Choice, ...] = ()
    stale_choice: tuple[str, ...] = ()
    if control is not None and control.kind in SELECTS:
        choices, stale_choice = live.choices_of(node), stale(node, live)
    message = "" if constraint_ok else texts[3]
    return NodeState(
        key=node.key,
        ref=node.frame.ref if shape.kind is NodeKind.INSTANCE else node.ref,
        kind=shape.kind,
        type=type_of(shape, live),
        appearance=control.appearance if control else "",
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly or shape in live.questionnaire.book.calculated,
        value=node.value,
        constraint_ok=constraint_ok,
        required_ok=required_ok,
        message=message if required_ok else texts[4],
        label=texts[0],
        hint=texts[1],
        help=texts[2],
        choices=choices,
        stale_choice=stale_choice,
        attributes={} if shape.kind is NodeKind.INSTANCE else shape.bind.attributes,
    )


def _texts(node: Node, live: Live) -> tuple[str, ...]:
    if node.texts is not None:
        return node.texts
    plan = live.questionnaire.book.texts.get(node.shape)
    if plan is None:
        return ("",) * 5
    return tuple(live.questionnaire.texts.fixed(part, live.language) for part in plan.parts)


def type_of(shape: Shape, live: Live) -> str:
    """The form's own word for what a node asks for."""
    control = shape.control
    if not shape.is_question:
        return ""
    if control is None or control.kind == "group":
        return "calculate"
    if control.kind in _CONTROLS:
        return _CONTROLS[control.kind]
    if control.kind == "upload":
        return (
            "image" if control.parameters.get("mediatype", "").startswith("image") else "file"
        )
    book = live.questionnaire.book
    kind = _INPUTS.get(shape.bind.type, "text")
    if kind == "text" and shape in book.always_readonly and shape not in book.calculated:
        return "note"
    return kind


__all__ = ["Part", "View", "compare", "state_of", "view_of"]
