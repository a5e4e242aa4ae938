"""Who is nominated for a review, as a Word file to go with a note verbale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import docx

from desktop_app.domain.reports import NominationWords
from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import Paragraph, clean, is_rtl_language, paragraphs
from desktop_app.reports.word_saving import describe, saved
from desktop_app.reports.word_styles import PAGE_WIDTH, RULE, Style, set_up_page, style_file
from desktop_app.reports.word_tables import Cell, Shape, table
from desktop_app.reports.word_xml import Element

_SHARES = (24, 22, 26, 14, 14)
_FRAME = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Nominee:
    """One line; what is not known is blank."""

    name: str
    title: str
    email: str
    phone: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations:
    """What the file holds. ``date`` is in words, ``language`` that of the fixed words."""

    party: str
    questionnaire: str
    date: str
    language: str
    nominees: tuple[Nominee, ...]
    words: NominationWords = field(default_factory=NominationWords)


def render(nominations: Nominations, *, timestamp: datetime) -> bytes:
    """The .docx file's bytes; the same list and timestamp give the same bytes."""
    file = docx.Document()
    language = nominations.language
    describe(
        file,
        title=f"{nominations.words.title} · {nominations.party}",
        author=nominations.party,
        language=language,
        timestamp=timestamp,
    )
    style_file(file, language=language)
    section = file.sections[0]
    set_up_page(section, is_rtl=is_rtl_language(language))
    for block in _blocks(nominations):
        section._sectPr.addprevious(block)
    return saved(file, timestamp)


def _blocks(nominations: Nominations) -> Iterator[Element]:
    words, language = nominations.words, nominations.language
    for text, style in (
        (words.title, Style.PART),
        (nominations.party, Style.PARTY),
        (nominations.questionnaire, Style.ASKED),
        (nominations.date, Style.FACT),
        (words.lead, Style.NOTE),
    ):
        yield from _lines(text, style, language)
    shape = Shape(
        widths=[PAGE_WIDTH * share // 100 for share in _SHARES],
        colour=RULE,
        sides=_FRAME,
        is_rtl=is_rtl_language(language),
    )
    rows = [_cells(each, words, language) for each in nominations.nominees]
    head = [_lines(each, Style.HEAD, language) for each in words.heads]
    yield table(rows, shape, head=head)
    yield xml.paragraph(Style.GAP)


def _cells(nominee: Nominee, words: NominationWords, language: str) -> list[Cell]:
    cells = [
        _lines(each.strip() or words.missing, Style.CELL, language)
        for each in (nominee.name, nominee.title, nominee.role)
    ]
    # Addresses and numbers read left to right in every language.
    cells[2:2] = [
        [xml.line(Style.CELL, Paragraph(text, False, "en"), language=language)]
        for text in (clean(each).strip() or words.missing for each in _ways(nominee))
    ]
    return cells


def _ways(nominee: Nominee) -> tuple[str, str]:
    return nominee.email, nominee.phone


def _lines(text: str, style: Style, language: str) -> Sequence[Element]:
    """Plain text in its own direction: nothing in it becomes a field or a link."""
    found = paragraphs(clean(text), language=language)
    return [xml.line(style, line, language=language) for line in found]
