"""An XForm document to a Definition: what pyxform writes, read with limits, or FormRefused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms import secondary as secondary_files
from desktop_app.forms.body import Body, read_actions, read_body
from desktop_app.forms.definition import Action, Bind, Definition
from desktop_app.forms.markup import (
    JAVAROSA,
    PACK,
    attribute,
    child,
    children,
    local_name,
    parse_xml,
)
from desktop_app.forms.secondary import Item
from desktop_app.forms.structure import Structure, read_structure
from desktop_app.forms.wording import read_itext, source_of_message, with_outputs

_PACK_PREFIX = f"{{{PACK}}}"
_EXTERNAL = ("jr://file-csv/", "jr://file/", "jr://instance/", "jr://")


def read(xform: bytes, secondary: Mapping[str, bytes]) -> Definition:
    """The definition in a compiled form; ``secondary`` holds external files by name."""
    document = parse_xml(xform)
    head, body = child(document, "head"), child(document, "body")
    model = None if head is None else child(head, "model")
    if local_name(document) != "html" or model is None:
        raise FormRefused(Fault("this is not an XForm: it has no h:head with a model"))
    found = read_body(body)
    primary = _primary(model)
    structure = read_structure(primary, set(found.repeats))
    _attach(structure, found, model)
    languages, default, itext = read_itext(model)
    lists, missing = _secondary(model, secondary)
    title = None if head is None else child(head, "title")
    return Definition(
        title="" if title is None else " ".join((title.text or "").split()),
        root=structure.root,
        root_tag=str(primary.tag),
        root_attributes={str(name): str(value) for name, value in primary.attrib.items()},
        namespaces=dict(primary.nsmap),
        shapes=structure.shapes,
        by_path=structure.by_path,
        seed=structure.seed,
        templates=structure.templates,
        languages=languages,
        default_language=default,
        itext=itext,
        with_outputs=with_outputs(itext),
        actions=[*_model_actions(model), *found.actions],
        secondary=lists,
        missing=missing,
    )


def _primary(model: etree._Element) -> etree._Element:
    for instance in children(model, "instance"):
        if len(instance):
            return instance[0]
    raise FormRefused(Fault("this XForm has no primary instance"))


def _attach(structure: Structure, body: Body, model: etree._Element) -> None:
    """Give each shape its bind and its control."""
    for element in children(model, "bind"):
        shape = structure.by_path.get(attribute(element, "nodeset"))
        if shape is not None:
            shape.bind = _bind(element)
    unknown: list[Fault] = []
    for path, control in body.controls.items():
        shape = structure.by_path.get(path)
        if shape is None:
            unknown.append(Fault(f"a control refers to {path}, which is not in the form"))
            continue
        shape.control = control
    for path, count in body.repeats.items():
        shape = structure.by_path.get(path)
        if shape is None or shape.kind is not NodeKind.REPEAT:
            unknown.append(Fault(f"a repeat refers to {path}, which is not in the form"))
            continue
        shape.count, shape.is_fixed = count, path in body.fixed or bool(count)
    if unknown:
        raise FormRefused(*unknown)


def _bind(element: etree._Element) -> Bind:
    marks = {
        str(name).removeprefix(_PACK_PREFIX): str(value)
        for name, value in element.attrib.items()
        if str(name).startswith(_PACK_PREFIX)
    }
    return Bind(
        type=attribute(element, "type").rpartition(":")[2] or "string",
        relevant=attribute(element, "relevant"),
        required=attribute(element, "required"),
        readonly=attribute(element, "readonly"),
        constraint=attribute(element, "constraint"),
        calculate=attribute(element, "calculate"),
        constraint_message=source_of_message(attribute(element, "constraintMsg", JAVAROSA)),
        required_message=source_of_message(attribute(element, "requiredMsg", JAVAROSA)),
        preload=(
            attribute(element, "preload", JAVAROSA),
            attribute(element, "preloadParams", JAVAROSA),
        ),
        attributes=marks,
    )


def _model_actions(model: etree._Element) -> Iterator[Action]:
    yield from read_actions(model)


def _secondary(
    model: etree._Element, files: Mapping[str, bytes]
) -> tuple[dict[str, Item], tuple[str, ...]]:
    """Secondary instances by id, and the names of files that were not given."""
    lists: dict[str, Item] = {}
    missing: list[str] = []
    for instance in children(model, "instance"):
        identity, source = attribute(instance, "id"), attribute(instance, "src")
        if not identity or (not source and not len(instance)):
            continue
        if not source:
            lists[identity] = secondary_files.from_element(instance[0])
            continue
        name = _file_name(source)
        content = files.get(name, files.get(identity))
        if content is None:
            missing.append(name)
            lists[identity] = secondary_files.empty()
        else:
            lists[identity] = secondary_files.from_file(name, content)
    return lists, tuple(missing)


def _file_name(source: str) -> str:
    for prefix in _EXTERNAL:
        if source.startswith(prefix):
            return source.removeprefix(prefix)
    return source
