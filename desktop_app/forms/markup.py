"""XML in, safely: no entities, no document types, no network, and limits on everything."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.limits import MAX_FORM_BYTES, MAX_XML_DEPTH, MAX_XML_ELEMENTS

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
PACK = "urn:review-desk:pack"


def parse_xml(content: bytes, *, what: str = "the form") -> etree._Element:
    """The root element of a document, or FormRefused."""
    if len(content) > MAX_FORM_BYTES:
        raise FormRefused(Fault(f"{what} is larger than {MAX_FORM_BYTES // 2**20} MiB"))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormRefused(Fault(f"{what} is not well-formed XML: {error}")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormRefused(Fault(f"{what} has a document type, which is not allowed"))
    _check_size(root, what)
    return root


def _check_size(root: etree._Element, what: str) -> None:
    # Depth needs no count of its own: without huge_tree, libxml2 stops at 256 levels, and
    # what is read by recursion stops at MAX_XML_DEPTH.
    for count, _ in enumerate(root.iter()):
        if count > MAX_XML_ELEMENTS:
            raise FormRefused(Fault(f"{what} has more than {MAX_XML_ELEMENTS} elements"))


def check_depth(depth: int) -> None:
    """Refuse elements that nest too deep to be read by recursion."""
    if depth > MAX_XML_DEPTH:
        raise FormRefused(Fault(f"the form nests deeper than {MAX_XML_DEPTH} elements"))


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=10_000)
def _without_namespace(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str, namespace: str = "") -> str:
    """An attribute's text without white space around it; "" when it is not there."""
    key = f"{{{namespace}}}{name}" if namespace else name
    return (element.get(key) or "").strip()


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The child elements with one of these names, whatever their namespace."""
    return [child for child in element if local_name(child) in names]


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element of that name, or None."""
    for found in element:
        if local_name(found) == name:
            return found
    return None
