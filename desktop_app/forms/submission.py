"""The submission of a form: ODK instance XML with the relevant nodes only.

What a file or image question names is working material of the dossier and stays there.
"""

from __future__ import annotations

import re

from lxml import etree

from desktop_app.domain.nodes import NodeKind
from desktop_app.forms.live import Live
from desktop_app.forms.markup import JAVAROSA
from desktop_app.forms.tree import Node, children

# XML 1.0 cannot carry these at all, not even escaped (production 2).
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def submission_of(live: Live) -> str:
    """The XML text; characters that XML cannot carry are left out."""
    definition = live.questionnaire.definition
    nsmap = {prefix: uri for prefix, uri in definition.namespaces.items() if prefix != "h"}
    root = etree.Element(
        definition.root_tag,
        nsmap=nsmap,  # type: ignore[arg-type]  # the stubs do not know the default namespace
    )
    for name, value in definition.root_attributes.items():
        if not name.startswith(f"{{{JAVAROSA}}}"):
            root.set(name, value)
    namespace = definition.root_tag.rpartition("}")[0]
    prefix = f"{namespace}}}" if namespace else ""
    _fill(root, live.root.node, prefix)
    return etree.tostring(root, encoding="unicode")


def _is_file(node: Node) -> bool:
    control = node.shape.control
    return control is not None and control.kind == "upload"


def _fill(element: etree._Element, node: Node, prefix: str) -> None:
    for inner in children(node):
        if not inner.relevant or _is_file(inner):
            continue
        if inner.shape.kind is NodeKind.REPEAT:
            _fill(element, inner, prefix)
            continue
        child = etree.SubElement(element, prefix + inner.shape.name)
        if inner.shape.is_question:
            child.text = _IMPOSSIBLE.sub("", inner.value) or None
        else:
            _fill(child, inner, prefix)
