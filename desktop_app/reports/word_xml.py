"""The pieces of a Word file's body, made directly: it has thousands (ECMA-376, part 1).

The order of the properties inside an element is the schema's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn
from lxml import etree

from desktop_app.reports.direction import Paragraph

Element = etree._Element
_TAG_LENGTH = 64  # Word refuses a longer one
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SYMBOLS = "MS Gothic"
_NOTHING_YET = "\u00a0" * 12


def element(name: str, /, **attributes: str) -> Element:
    """An element of the main namespace."""
    made = etree.Element(qn(name))
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def child(parent: Element, name: str, /, **attributes: str) -> Element:
    """The same, inside another."""
    made = element(name, **attributes)
    parent.append(made)
    return made


def paragraph(
    style: str,
    *runs: Element,
    is_rtl: bool = False,
    indent: int = 0,
    keeps_with_next: bool = False,
) -> Element:
    """A paragraph; an ``indent`` stands for the style's own."""
    made = element("w:p")
    properties = child(made, "w:pPr")
    child(properties, "w:pStyle", val=style)
    if keeps_with_next:
        child(properties, "w:keepNext")
    if is_rtl:
        child(properties, "w:bidi")
    if indent:
        child(properties, "w:ind", left=str(indent))
    made.extend(runs)
    return made


def run(text: str, *, mark: str = "", language: str = "", is_rtl: bool = False) -> Element:
    """Text without line breaks, with what its script needs; ``mark`` is a character style."""
    made = element("w:r")
    if mark or language or is_rtl:
        properties = child(made, "w:rPr")
        if mark:
            child(properties, "w:rStyle", val=mark)
        if is_rtl:
            child(properties, "w:rtl")
        if language:
            kind = "bidi" if is_rtl else ("eastAsia" if language == "zh" else "val")
            child(properties, "w:lang", **{kind: language})
    content = child(made, "w:t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tab() -> Element:
    """On to the next tab stop."""
    made = element("w:r")
    child(made, "w:tab")
    return made


def line_break() -> Element:
    """A new line in the same paragraph."""
    made = element("w:r")
    child(made, "w:br")
    return made


def line(style: str, text: Paragraph, *, language: str, indent: int = 0) -> Element:
    """A line of somebody's text, in its own direction."""
    is_own = text.language == language and not text.is_rtl
    words = run(text.text, language="" if is_own else text.language, is_rtl=text.is_rtl)
    return paragraph(style, words, is_rtl=text.is_rtl, indent=indent)


def control(
    content: Iterable[Element], *, number: int, key: str, title: str, is_placeholder: bool
) -> Element:
    """A rich-text content control around paragraphs (``w:sdt``, 17.5.2.29)."""
    made = element("w:sdt")
    describe(made, number, key, title, is_placeholder=is_placeholder)
    child(made, "w:sdtContent").extend(content)
    return made


def text_control(*, number: int, key: str, title: str) -> Element:
    """A control for plain text of any number of lines, as part of a line; it is empty."""
    made = element("w:sdt")
    properties = describe(made, number, key, title, is_placeholder=True)
    child(properties, "w:text", multiLine="1")
    # Wide enough to be clicked, and nothing on paper.
    child(made, "w:sdtContent").append(run(_NOTHING_YET))
    return made


def tick_box(*, number: int, key: str, title: str, is_round: bool) -> Element:
    """A box to tick as part of a line: a control that a click changes ([MS-DOCX] 2.6.1)."""
    made = element("w:sdt")
    properties = describe(made, number, key, title)
    empty, full = ("25CB", "25CF") if is_round else ("2610", "2612")
    box = _of_2010(properties, "checkbox")
    _of_2010(box, "checked", val="0")
    _of_2010(box, "checkedState", val=full, font=_SYMBOLS)
    _of_2010(box, "uncheckedState", val=empty, font=_SYMBOLS)
    shown = element("w:r")
    fonts = child(child(shown, "w:rPr"), "w:rFonts", hint="eastAsia")
    for name in ("ascii", "eastAsia", "hAnsi"):
        fonts.set(qn(f"w:{name}"), _SYMBOLS)
    child(shown, "w:t").text = chr(int(empty, 16))
    child(made, "w:sdtContent").append(shown)
    return made


def tag_of(key: str) -> str:
    """A question's key as a control's tag; only in nested groups are ids cut short."""
    if len(key) <= _TAG_LENGTH:
        return key
    name, _, path = key.partition("@")
    ids, _, choice = path.partition("=")
    short = "/".join(each[:8] for each in ids.split("/"))
    return f"{name}@{short}{'=' if choice else ''}{choice}"[:_TAG_LENGTH]


def describe(
    made: Element, number: int, key: str, title: str, *, is_placeholder: bool = False
) -> Element:
    """Give a control what each says of itself, in the schema's order."""
    properties = child(made, "w:sdtPr")
    child(properties, "w:alias", val=" ".join(title.split())[:60])
    child(properties, "w:tag", val=tag_of(key))
    child(properties, "w:id", val=str(number))
    if is_placeholder:
        child(properties, "w:showingPlcHdr")
    return properties


def _of_2010(parent: Element, name: str, **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{{{_WORD_2010}}}{name}", nsmap={"w14": _WORD_2010})
    for attribute, value in attributes.items():
        made.set(f"{{{_WORD_2010}}}{attribute}", value)
    return made


def borders(name: str, colour: str, *, sides: Sequence[str], space: int = 0) -> Element:
    """Thin lines on some sides of a paragraph or table."""
    made = element(name)
    for side in sides:
        child(made, f"w:{side}", val="single", sz="4", space=str(space), color=colour)
    return made


def without_rule(heading: Element) -> Element:
    """A heading without the line that its style draws above it."""
    properties = heading[0]
    made = element("w:pBdr")
    child(made, "w:top", val="nil")
    properties.insert(1, made)  # behind the style's name
    return heading


def bookmarked(heading: Element, name: str, *, number: int) -> Element:
    """Name a heading, so that the contents can point at it."""
    heading.append(element("w:bookmarkStart", id=str(number), name=name))
    heading.append(element("w:bookmarkEnd", id=str(number)))
    return heading


def contents(titles: Sequence[tuple[int, str, str]], *, is_rtl: bool) -> list[Element]:
    """A table of contents: links that work at once, page numbers when Word updates it."""
    made = []
    for level, title, mark in titles:
        link = element("w:hyperlink", anchor=mark)
        link.append(run(title))
        made.append(paragraph("Normal", link, is_rtl=is_rtl, indent=340 * (level - 1)))
    if made:
        code = begin_field(' TOC \\o "1-2" \\h \\z \\u ')
        for place, piece in enumerate(code, start=1):
            made[0].insert(place, piece)
        made[-1].append(end_field())
    return made


def page_numbers(pattern: str, *, is_rtl: bool) -> list[Element]:
    """The footer's line, from a pattern with ``{page}`` and ``{pages}``."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    made = []
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        made.append(run(text, is_rtl=is_rtl))
        if code:
            made += [*begin_field(f" {code} "), run("1"), end_field()]
    return made


def begin_field(instruction: str) -> list[Element]:
    """The runs before what a field shows."""
    code = element("w:r")
    text = child(code, "w:instrText")
    text.text = instruction
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [_field_character("begin"), code, _field_character("separate")]


def end_field() -> Element:
    """The run after what a field shows."""
    return _field_character("end")


def _field_character(kind: str) -> Element:
    made = element("w:r")
    child(made, "w:fldChar", fldCharType=kind)
    return made
