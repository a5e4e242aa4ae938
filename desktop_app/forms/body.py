"""The body of an XForm: which control asks for which node, and what a change sets off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from desktop_app.forms.definition import (
    Action,
    Control,
    ItemsetSource,
    ItemSource,
    TextSource,
)
from desktop_app.forms.markup import (
    JAVAROSA,
    attribute,
    check_depth,
    child,
    children,
    local_name,
)
from desktop_app.forms.wording import source_of

CONTROLS = {"input", "secret", "select", "select1", "rank", "range", "trigger", "upload"}
_PARAMETERS = ("start", "end", "step", "mediatype", "rows")


@dataclass(slots=True)
class Body:
    """Controls by the path of their node; repeats by path with their ``jr:count``."""

    controls: dict[str, Control] = field(default_factory=dict)
    repeats: dict[str, str] = field(default_factory=dict)
    fixed: set[str] = field(default_factory=set)
    actions: list[Action] = field(default_factory=list)


def read_body(body: etree._Element | None) -> Body:
    """Every control, group and repeat of a form's body."""
    found = Body()
    if body is not None:
        _read(body, found, 1)
    return found


def read_actions(element: etree._Element, *, source: str = "") -> Iterator[Action]:
    """The ``setvalue`` elements directly inside an element, one for each event."""
    for action in children(element, "setvalue"):
        target = attribute(action, "ref") or attribute(action, "bind")
        expression = attribute(action, "value") or _as_literal(action.text)
        for event in attribute(action, "event").split():
            yield Action(event=event, target=target, expression=expression, source=source)


def _as_literal(text: str | None) -> str:
    if not text:
        return ""
    quote = '"' if "'" in text else "'"
    return f"{quote}{text}{quote}"


def _read(element: etree._Element, found: Body, depth: int) -> None:
    check_depth(depth)
    for part in element:
        name = local_name(part)
        if name in CONTROLS:
            path = attribute(part, "ref")
            found.controls.setdefault(path, _control(part, name))
            found.actions += read_actions(part, source=path)
        elif name == "group":
            _group(part, found)
            _read(part, found, depth + 1)
        elif name == "repeat":
            _repeat(part, found)
            _read(part, found, depth + 1)


def _group(element: etree._Element, found: Body) -> None:
    repeat = child(element, "repeat")
    path = attribute(element, "ref")
    if not path and repeat is not None:
        path = attribute(repeat, "nodeset")
    if path:
        found.controls[path] = Control(
            kind="group",
            appearance=attribute(element, "appearance"),
            label=source_of(child(element, "label")),
            hint=source_of(child(element, "hint")),
        )


def _repeat(element: etree._Element, found: Body) -> None:
    path = attribute(element, "nodeset")
    found.repeats[path] = attribute(element, "count", JAVAROSA)
    if attribute(element, "noAddRemove", JAVAROSA) in {"true()", "true", "1"}:
        found.fixed.add(path)
    found.actions += read_actions(element)


def _control(element: etree._Element, name: str) -> Control:
    itemset = child(element, "itemset")
    return Control(
        kind=name,
        appearance=attribute(element, "appearance"),
        label=source_of(child(element, "label")),
        hint=source_of(child(element, "hint")),
        items=tuple(_item(item) for item in children(element, "item")),
        itemset=None if itemset is None else _itemset(itemset),
        parameters={key: text for key in _PARAMETERS if (text := attribute(element, key))},
    )


def _item(element: etree._Element) -> ItemSource:
    value = child(element, "value")
    label = source_of(child(element, "label")) or TextSource()
    text = "" if value is None else (value.text or "").strip()
    return ItemSource(value=text, label=label)


def _itemset(element: etree._Element) -> ItemsetSource:
    value, label = child(element, "value"), child(element, "label")
    return ItemsetSource(
        nodes=attribute(element, "nodeset"),
        value="" if value is None else attribute(value, "ref"),
        label=source_of(label) or TextSource(),
    )
