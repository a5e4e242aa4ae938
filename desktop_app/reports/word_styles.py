"""The look of a Word file: page, fonts that every office has, and a style for each part.

Everything is set by styles, so that whoever edits the file changes its look in one place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from desktop_app.reports.word_xml import borders, element

ACCENT, INK, SOFT, RULE = "1F5C57", "1D2428", "57626A", "D9D9D2"
# In twentieths of a point: what the margins leave, a line to write on by hand, and how
# far what depends on a condition is set in.
PAGE_WIDTH, LINE, SET_IN = 9866, 380, 200
_MARGIN = Mm(18)
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
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
    STEP = "ListBullet"
    FACT = "Fact"
    CONDITION = "Condition"
    ASKED = "Question"
    BESIDE = "QuestionBeside"
    NOTE = "Note"
    HINT = "Hint"
    ANSWER = "Answer"
    MISSING = "NotAnswered"
    OPTION = "Option"
    CELL = "Cell"
    HEAD = "ColumnHead"
    GAP = "Gap"
    SIGN = "SignatureLine"


class Mark(StrEnum):
    """The ids of the character styles."""

    CONDITION = "ConditionWords"
    HINT = "HintWords"
    PLAIN = "PlainWords"


_INDENTS = {Style.ANSWER: 170, Style.MISSING: 170}


def indent_of(style: Style) -> int:
    """How far a style sets its paragraphs in, in twentieths of a point."""
    return _INDENTS.get(style, 0)


def style_file(file: WordFile, *, language: str) -> None:
    """Give the file its styles."""
    normal = file.styles["Normal"]
    _dress(normal, size=9.5, colour=INK)
    normal.paragraph_format.space_after = Pt(4)
    _set_fonts(normal, language)
    for level, size, before, after in ((1, 17, 0, 8), (2, 13, 16, 6), (3, 10, 12, 3)):
        heading = file.styles[f"Heading {level}"]
        _dress(heading, size=size, colour=ACCENT if level == 1 else INK, bold=True)
        _space(heading, before=before, after=after, keeps=True)
        heading.paragraph_format.page_break_before = level == 1
        _set_fonts(heading, language)
    rule = borders("w:pBdr", RULE, sides=("top",), space=6)
    card = file.styles["Heading 3"].element.get_or_add_pPr()
    card.insert_element_before(rule, *_AFTER_BORDERS)
    _style_front(file, language)
    _style_cards(file)
    _style_rooms(file)
    _style_foot(file)


def _style_front(file: WordFile, language: str) -> None:
    title, party = file.styles["Title"], file.styles["Subtitle"]
    _dress(title, size=26, colour=ACCENT, bold=True)
    title.paragraph_format.space_before = Pt(90)
    frame = title.element.pPr.find(qn("w:pBdr"))
    if frame is not None:
        title.element.pPr.remove(frame)
    _dress(party, size=16, colour=INK)
    party.font.italic = False
    contents = file.styles["TOC Heading"]
    contents.base_style = file.styles["Normal"]
    _dress(contents, size=17, colour=ACCENT, bold=True)
    contents.paragraph_format.page_break_before = True
    for style in (title, party, contents):
        _set_fonts(style, language)


def _style_cards(file: WordFile) -> None:
    _space(_add(file, Style.FACT, "Fact", size=8, colour=SOFT), after=3, keeps=True)
    condition = _add(file, Style.CONDITION, "Condition", size=8, colour=ACCENT)
    condition.font.italic = True
    _space(condition, before=5, after=2, keeps=True)
    asked = _add(file, Style.ASKED, "Question", size=9, bold=True)
    _space(asked, before=5, after=2, keeps=True)
    _space(_add(file, Style.NOTE, "Note", size=9), after=2)
    _space(_add(file, Style.HINT, "Hint", size=8, colour=SOFT), after=2, keeps=True)
    for style, name in ((Style.ANSWER, "Answer"), (Style.MISSING, "Not answered")):
        is_answer = style is Style.ANSWER
        answer = _add(
            file, style, name, size=9.5 if is_answer else 8, colour=INK if is_answer else SOFT
        )
        answer.paragraph_format.left_indent = Pt(_INDENTS[style] / 20)
        _space(answer, after=2)


def _style_foot(file: WordFile) -> None:
    """Lines to sign on."""
    sign = _add(file, Style.SIGN, "Signature line", size=8, colour=SOFT)
    _space(sign, before=40)
    rule = borders("w:pBdr", INK, sides=("top",), space=2)
    sign.element.get_or_add_pPr().insert_element_before(rule, *_AFTER_BORDERS)


def _style_rooms(file: WordFile) -> None:
    """What only the blank questionnaire has."""
    _space(_add(file, Style.BESIDE, "Question beside", size=9, bold=True), before=2, after=2)
    _space(_add(file, Style.CELL, "Cell", size=9.5), before=1, after=1)
    head = _add(file, Style.HEAD, "Column head", size=7.5, bold=True)
    _space(head, before=1, after=1, keeps=True)
    gap = _add(file, Style.GAP, "Gap", size=4)
    _space(gap)
    gap.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    gap.paragraph_format.line_spacing = Pt(4)
    option = _add(file, Style.OPTION, "Option", size=9)
    option.paragraph_format.tab_stops.add_tab_stop(Pt(PAGE_WIDTH / 40))
    option.paragraph_format.keep_together = True
    _space(option, after=1)
    for mark, name, size, colour in (
        (Mark.CONDITION, "Condition words", 8, ACCENT),
        (Mark.HINT, "Hint words", 8, SOFT),
        (Mark.PLAIN, "Plain words", 9, INK),
    ):
        words: CharacterStyle = file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        words.element.set(qn("w:styleId"), mark)
        _dress(words, size=size, colour=colour, bold=False)
        words.font.italic = mark is Mark.CONDITION


def _add(
    file: WordFile,
    style: Style,
    name: str,
    *,
    size: float,
    colour: str = INK,
    bold: bool | None = None,
) -> ParagraphStyle:
    added: ParagraphStyle = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.element.set(qn("w:styleId"), style)
    added.base_style = file.styles["Normal"]
    _dress(added, size=size, colour=colour, bold=bold)
    return added


def _dress(style: Any, *, size: float, colour: str, bold: bool | None = None) -> None:
    """Size, colour and weight, for scripts that run from the right too."""
    style.font.size, style.font.bold = Pt(size), bold
    style.font.cs_bold = bold
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(size * 2))))


def _space(style: Any, *, before: float = 0, after: float = 0, keeps: bool = False) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.keep_with_next = keeps or None


def set_up_page(section: Section, *, is_rtl: bool) -> None:
    """A4, and a title page without a header; from right to left if need be."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    if is_rtl:
        properties = section._sectPr
        bidi: Any = element("w:bidi")
        properties.insert_element_before(bidi, "w:rtlGutter", "w:docGrid")


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
