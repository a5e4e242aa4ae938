"""Tables in a Word file, among them those whose rows a click adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from desktop_app.reports.word_xml import (
    WORD_2012,
    Element,
    borders,
    child,
    describe,
    element,
)

Cell = Sequence[Element]
"""The blocks of a cell; the last is a paragraph, or a control around one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a table looks; all lengths are in twentieths of a point.

    ``height`` is the least of a row; ``sides`` are where it has lines.
    """

    widths: Sequence[int]
    colour: str
    is_rtl: bool
    sides: Sequence[str] = ()
    indent: int = 0
    height: int = 340


def table(
    rows: Sequence[Sequence[Cell]], shape: Shape, *, head: Sequence[Cell] = ()
) -> Element:
    """A table of cells; a head is repeated on each page."""
    made = _table(shape)
    if head:
        made.append(_row(head, shape, is_head=True))
    made.extend(_row(cells, shape) for cells in rows)
    return made


def entry_table(
    head: Sequence[Cell],
    entries: Sequence[Sequence[Cell]],
    shape: Shape,
    *,
    title: str,
    key: str,
    numbers: Sequence[int],
) -> Element:
    """A table with a head that is repeated on each page, and rows that a click adds.

    They are a repeating section ([MS-DOCX] 2.5.4.2) with the key of the repeated group;
    ``numbers`` are those of the control around all rows and of the controls around each.
    """
    made = _table(shape)
    made.append(_row(head, shape, is_head=True))
    whole, *each = numbers
    rows = _section(made, "repeatingSection", whole, title, key)
    between = "/" if "@" in key else "@"
    for place, (number, cells) in enumerate(zip(each, entries, strict=True), start=1):
        name = f"{key}{between}{place}"
        item = _section(rows, "repeatingSectionItem", number, title, name)
        item.append(_row(cells, shape))
    return made


def _section(parent: Element, kind: str, number: int, title: str, key: str) -> Element:
    """A control of Word 2012's kinds inside another element; returns its content."""
    made = child(parent, "w:sdt")
    properties = describe(made, number, key, title)
    etree.SubElement(properties, f"{{{WORD_2012}}}{kind}", nsmap={"w15": WORD_2012})
    return child(made, "w:sdtContent")


def _table(shape: Shape) -> Element:
    made = element("w:tbl")
    properties = child(made, "w:tblPr")
    if shape.is_rtl:
        child(properties, "w:bidiVisual")
    child(properties, "w:tblW", w=str(sum(shape.widths)), type="dxa")
    child(properties, "w:tblInd", w=str(shape.indent), type="dxa")
    if shape.sides:
        properties.append(borders("w:tblBorders", shape.colour, sides=shape.sides))
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side in ("left", "right"):
        child(margins, f"w:{side}", w="85", type="dxa")
    grid = child(made, "w:tblGrid")
    for width in shape.widths:
        child(grid, "w:gridCol", w=str(width))
    return made


def _row(cells: Sequence[Cell], shape: Shape, *, is_head: bool = False) -> Element:
    made = element("w:tr")
    limits = child(made, "w:trPr")
    child(limits, "w:cantSplit")
    child(limits, "w:trHeight", val=str(shape.height), hRule="atLeast")
    if is_head:
        child(limits, "w:tblHeader")
    for width, blocks in zip(shape.widths, cells, strict=True):
        cell = child(made, "w:tc")
        child(child(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        cell.extend(blocks)
    return made
