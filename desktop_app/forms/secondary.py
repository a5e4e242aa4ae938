"""Secondary instances: lists of choices and look-up tables that come with a questionnaire."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from lxml import etree

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.limits import MAX_SECONDARY_ROWS
from desktop_app.forms.markup import local_name, parse_xml


class Item:
    """A node of a secondary instance. It never changes and always counts."""

    __slots__ = ("attributes", "children", "name", "parent", "value")
    relevant = True

    def __init__(self, name: str, value: str = "", parent: Item | None = None) -> None:
        self.name, self.value, self.parent = name, value, parent
        self.children: list[Item] = []
        self.attributes: Mapping[str, str] = {}
        if parent is not None:
            parent.children.append(self)

    def child_text(self, name: str) -> str:
        """The text of the first child of that name, or ""."""
        for child in self.children:
            if child.name == name:
                return child.value
        return ""


def from_element(element: etree._Element) -> Item:
    """A document whose one child is the element."""
    document = Item("")
    _copy(element, document)
    return document


def _copy(element: etree._Element, parent: Item) -> None:
    pending = [(element, parent)]
    while pending:
        source, above = pending.pop()
        text = "" if len(source) else (source.text or "")
        item = Item(local_name(source), text, above)
        if source.attrib:
            item.attributes = {str(name): str(value) for name, value in source.attrib.items()}
        pending += [(child, item) for child in reversed(source)]


def from_file(name: str, content: bytes) -> Item:
    """A document from a CSV file (``root/item``, one child per column) or an XML file."""
    if name.lower().endswith(".csv"):
        return _from_csv(name, content)
    return from_element(parse_xml(content, what=name))


def empty() -> Item:
    """A document without rows, for a file that was not given."""
    document = Item("")
    Item("root", "", document)
    return document


def _from_csv(name: str, content: bytes) -> Item:
    document = Item("")
    root = Item("root", "", document)
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = ";" if ";" in first and "," not in first else ","
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header = [column.strip() for column in next(rows, [])]
        for number, row in enumerate(rows):
            if number >= MAX_SECONDARY_ROWS:
                raise FormRefused(Fault(f"{name} has more than {MAX_SECONDARY_ROWS} rows"))
            if not row:
                continue
            item = Item("item", "", root)
            for column, value in zip(header, row, strict=False):
                Item(column, value, item)
    except UnicodeDecodeError as error:
        raise FormRefused(Fault(f"{name} is not UTF-8 text")) from error
    except csv.Error as error:
        raise FormRefused(Fault(f"{name} is not a CSV file: {error}")) from error
    return document
