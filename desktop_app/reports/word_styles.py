"""The look of a Word file: page, fonts that every office has, and a style for each part.

Everything is set by styles, so that whoever edits the file changes its look in one place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from desktop_app.reports.word_xml import borders, element

ACCENT, INK, SOFT, RULE = "1F5C57", "1D2428", "57626A", "D9D9D2"
# Word names no substitutes for a font it lacks, so these are what every office has.
_LATIN, _EAST_ASIAN = "Arial", "Microsoft YaHei"


class Style(StrEnum):
    """The ids of the paragraph styles."""

    TITLE = "Title"
    PARTY = "Subtitle"
    CONTENTS = "TOCHeading"
    PART = "Heading1"
    ARTICLE = "Heading2"
    CARD = "Heading3"
    PLAIN = "Normal"
    FACT = "Fact"
    CONDITION = "Condition"
    ASKED = "Question"
    NOTE = "Note"
    HINT = "Hint"
    ANSWER = "Answer"
    MISSING = "NotAnswered"
    ROOM = "WritingRoom"
    OPTION = "Option"


def style_file(file: WordFile, *, language: str) -> None:
    """Give the file its styles."""
    styles = file.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    _set_fonts(normal, language)
    for level, size in ((1, 18), (2, 14), (3, 10.5)):
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.bold = Pt(size), True
        heading.font.color.rgb = _rgb(ACCENT if level == 1 else INK)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.page_break_before = level == 1
        heading.paragraph_format.space_before = Pt((0, 20, 16)[level - 1])
        heading.paragraph_format.space_after = Pt((10, 8, 3)[level - 1])
        _set_fonts(heading, language)
    _style_front(file, language)
    _style_cards(file)


def _style_front(file: WordFile, language: str) -> None:
    title, party = file.styles["Title"], file.styles["Subtitle"]
    title.font.size, title.font.bold, title.font.color.rgb = Pt(26), True, _rgb(ACCENT)
    title.paragraph_format.space_before = Pt(90)
    frame = title.element.pPr.find(qn("w:pBdr"))
    if frame is not None:
        title.element.pPr.remove(frame)
    party.font.size, party.font.italic = Pt(16), False
    party.font.color.rgb = _rgb(INK)
    contents = file.styles["TOC Heading"]
    contents.base_style = file.styles["Normal"]
    contents.font.size, contents.font.bold = Pt(18), True
    contents.font.color.rgb = _rgb(ACCENT)
    contents.paragraph_format.page_break_before = True
    for style in (title, party, contents):
        _set_fonts(style, language)


def _style_cards(file: WordFile) -> None:
    fact = _add(file, Style.FACT, "Fact", size=8.5, colour=SOFT)
    fact.paragraph_format.keep_with_next = True
    condition = _add(file, Style.CONDITION, "Condition", size=8.5, colour=ACCENT)
    condition.font.italic = True
    condition.paragraph_format.keep_with_next = True
    condition.paragraph_format.space_before = Pt(6)
    asked = _add(file, Style.ASKED, "Question", size=9.5)
    asked.font.bold = True
    asked.paragraph_format.keep_with_next = True
    asked.paragraph_format.space_before = Pt(6)
    asked.paragraph_format.space_after = Pt(2)
    _add(file, Style.NOTE, "Note", size=9.5)
    hint = _add(file, Style.HINT, "Hint", size=8.5, colour=SOFT)
    hint.paragraph_format.keep_with_next = True
    hint.paragraph_format.space_after = Pt(3)
    for style, name in ((Style.ANSWER, "Answer"), (Style.MISSING, "Not answered")):
        colour = INK if style is Style.ANSWER else SOFT
        answer = _add(file, style, name, size=10, colour=colour)
        answer.paragraph_format.left_indent = Mm(4)
        answer.paragraph_format.space_after = Pt(2)
    room = _add(file, Style.ROOM, "Writing room", size=11)
    room.paragraph_format.space_after = Pt(0)
    room.paragraph_format.line_spacing = 1.3
    room.element.get_or_add_pPr().insert_element_before(
        borders("w:pBdr", SOFT, sides=("top", "left", "bottom", "right"), space=3),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"),
    )
    option = _add(file, Style.OPTION, "Option", size=10)
    option.paragraph_format.left_indent = Mm(6)
    option.paragraph_format.first_line_indent = -Mm(6)
    option.paragraph_format.space_after = Pt(2)
    option.paragraph_format.keep_together = True


def _add(
    file: WordFile, style: Style, name: str, *, size: float, colour: str = INK
) -> ParagraphStyle:
    added: ParagraphStyle = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.element.set(qn("w:styleId"), style)
    added.base_style = file.styles["Normal"]
    added.font.size = Pt(size)
    added.font.color.rgb = _rgb(colour)
    return added


def set_up_page(section: Section, *, is_rtl: bool) -> None:
    """A4, and a title page without a header; from right to left if need be."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.different_first_page_header_footer = True
    if is_rtl:
        properties = section._sectPr
        bidi: Any = element("w:bidi")
        properties.insert_element_before(bidi, "w:rtlGutter", "w:docGrid")


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour)


def _set_fonts(style: Any, language: str) -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), _LATIN)
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
    old = properties.find(qn("w:lang"))
    if old is not None:
        properties.remove(old)
    properties.append(element("w:lang", val=language, bidi="ar-SA", eastAsia="zh-CN"))
