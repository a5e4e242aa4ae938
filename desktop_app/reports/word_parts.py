"""The pieces of a Word file that python-docx has no words for (ECMA-376, part 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from desktop_app.reports.direction import clean

_ACCENT = RGBColor(0x1F, 0x5C, 0x57)
_INK = RGBColor(0x1D, 0x24, 0x28)
_FONT = "Noto Sans"


def style_file(file: WordFile, *, language: str) -> None:
    """Give the file our type: fonts for every script, headings, the answer's style."""
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    _set_fonts(normal.element.get_or_add_rPr(), language)
    for level, size in ((1, 18), (2, 14), (3, 10.5)):
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.bold = Pt(size), True
        heading.font.color.rgb = _ACCENT if level == 1 else _INK
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.page_break_before = level == 1
        _set_fonts(heading.element.get_or_add_rPr(), language)
    title = styles["Title"]
    title.font.size, title.font.color.rgb = Pt(26), _ACCENT
    _set_fonts(title.element.get_or_add_rPr(), language)
    styles["Subtitle"].font.color.rgb = _INK
    _set_fonts(styles["Subtitle"].element.get_or_add_rPr(), language)
    answer = styles.add_style("Answer", WD_STYLE_TYPE.PARAGRAPH)
    answer.base_style = normal
    answer.paragraph_format.left_indent = Mm(4)
    contents = styles["TOC Heading"]
    contents.base_style = normal
    contents.font.size, contents.font.bold, contents.font.color.rgb = Pt(18), True, _ACCENT
    contents.paragraph_format.page_break_before = True


def _set_fonts(properties: Any, language: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), _FONT)
    fonts.set(qn("w:hAnsi"), _FONT)
    fonts.set(qn("w:cs"), "Noto Sans Arabic")
    fonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")
    old = properties.find(qn("w:lang"))
    if old is not None:
        properties.remove(old)
    properties.append(_element("w:lang", val=language, bidi="ar-SA", eastAsia="zh-CN"))


def direct_paragraph(paragraph: Paragraph, *, is_rtl: bool, language: str) -> None:
    """Set a paragraph's direction and its runs' language."""
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        if is_rtl:
            properties.append(_element("w:rtl"))
        kind = "bidi" if is_rtl else ("eastAsia" if language == "zh" else "val")
        properties.append(_element("w:lang", **{kind: language}))
    if is_rtl:
        turn_paragraph(paragraph)


def turn_paragraph(paragraph: Paragraph) -> None:
    """Make a paragraph run right to left."""
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.append(_element("w:bidi"))


def turn_section(section: Section) -> None:
    """Make a section's pages run right to left."""
    section._sectPr.append(_element("w:bidi"))


def size_entry_table(table: Table, *, is_rtl: bool) -> None:
    """Give an entry's table a narrow column of labels and a wide one of answers."""
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Mm(46), Mm(116)
    if is_rtl:
        table._tblPr.append(_element("w:bidiVisual"))


def drop_first_paragraph(cell: _Cell) -> None:
    """Remove the empty paragraph that a new cell starts with, once others follow it."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def wrap_in_control(
    made: Sequence[Paragraph], *, number: int, tag: str, title: str, is_placeholder: bool
) -> None:
    """Put paragraphs into one rich-text content control (``w:sdt``, 17.5.2.29)."""
    control = OxmlElement("w:sdt")
    properties = _child(control, "w:sdtPr")
    properties.append(_element("w:alias", val=clean(title).replace("\n", " ")[:60]))
    properties.append(_element("w:tag", val=tag[:64]))
    properties.append(_element("w:id", val=str(number)))
    if is_placeholder:
        properties.append(_element("w:showingPlcHdr"))
    content = _child(control, "w:sdtContent")
    first = made[0]._p
    first.addprevious(control)
    for paragraph in made:
        content.append(paragraph._p)


def add_bookmark(paragraph: Paragraph, name: str, *, number: int) -> None:
    """Name a paragraph, so that the contents can point at it."""
    start = _element("w:bookmarkStart", id=str(number))
    start.set(qn("w:name"), name)
    end = _element("w:bookmarkEnd", id=str(number))
    paragraph._p.append(start)
    paragraph._p.append(end)


def add_contents(
    file: WordFile, titles: Sequence[tuple[int, str, str]], *, is_rtl: bool
) -> None:
    """A table of contents: links that work at once, page numbers when Word updates it."""
    for place, (level, title, mark) in enumerate(titles):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(6 * (level - 1))
        if is_rtl:
            turn_paragraph(paragraph)
        if place == 0:
            _begin_field(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
        link = _element("w:hyperlink", anchor=mark)
        run = _child(link, "w:r")
        text = _child(run, "w:t")
        text.text = title
        paragraph._p.append(link)
        if place == len(titles) - 1:
            _add_field_character(paragraph, "end")


def add_page_numbers(paragraph: Paragraph, pattern: str) -> None:
    """The footer's line, from a pattern with ``{page}`` and ``{pages}``."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if code:
            _begin_field(paragraph, f" {code} ")
            paragraph.add_run("1")
            _add_field_character(paragraph, "end")


def _begin_field(paragraph: Paragraph, instruction: str) -> None:
    _add_field_character(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = instruction
    paragraph.add_run()._r.append(code)
    _add_field_character(paragraph, "separate")


def _add_field_character(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType=kind))


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _child(parent: Any, name: str) -> Any:
    child = OxmlElement(name)
    parent.append(child)
    return child
