"""The questionnaire as a Word file: real headings, each answer in a control with its id.

A control's tag is the question's key, so that a text edited in Word can be found again.
Nothing that somebody wrote becomes a field, a link or markup.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

import docx
from docx.document import Document as WordFile

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs
from desktop_app.reports.document import Article, Card, Document
from desktop_app.reports.word_items import ItemWriter
from desktop_app.reports.word_styles import INK, Style, set_up_page, style_file
from desktop_app.reports.word_xml import Element

_PAGE_WIDTH = 9180  # what the margins leave, in twentieths of a point


def render(document: Document, *, timestamp: datetime) -> bytes:
    """The .docx file's bytes; the same document and timestamp give the same bytes."""
    file = docx.Document()
    _describe(file, document, timestamp)
    style_file(file, language=document.language)
    section = file.sections[0]
    is_rtl = is_rtl_language(document.language)
    set_up_page(section, is_rtl=is_rtl)
    writer = _Writer(document)
    ending = section._sectPr
    for block in writer.blocks():
        ending.addprevious(block)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for around, runs in (
        (header, [xml.run(clean(writer.header_line()))]),
        (footer, xml.page_numbers(document.words.page)),
    ):
        made = xml.paragraph(Style.FACT, *runs, is_rtl=is_rtl)
        around._p.getparent().replace(around._p, made)
    out = io.BytesIO()
    file.save(out)
    return _dated(out.getvalue(), timestamp)


def _describe(file: WordFile, document: Document, timestamp: datetime) -> None:
    properties = file.core_properties
    title = " · ".join(filter(None, (document.title, document.party)))
    properties.title = clean(title)[:255]
    properties.author = properties.last_modified_by = clean(document.party)[:255]
    properties.language = document.language
    properties.created = properties.modified = timestamp.replace(tzinfo=None)
    properties.comments = ""


def _dated(data: bytes, timestamp: datetime) -> bytes:
    """The same archive, whose members are all as old as the report."""
    moment = timestamp.timetuple()[:6]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated,
    ):
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(entry, made.read(member))
    return out.getvalue()


class _Writer:
    """Sets one document, top to bottom."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = document.words
        self._is_rtl = is_rtl_language(document.language)
        self._ids = itertools.count(1)
        self._marks = (f"h{number}" for number in itertools.count(1))
        self._items = ItemWriter(document, self._ids)

    def blocks(self) -> Iterator[Element]:
        yield from self._title_page()
        yield from self._contents()
        for part in self._document.parts:
            yield self._heading(part.title, Style.PART)
            yield from self._plain(part.condition, Style.CONDITION)
            for article in part.articles:
                yield from self._article(article)
        if not self._document.parts:
            yield from self._plain(self._words.nothing)
        if self._document.has_signature:
            yield from self._signature()

    def header_line(self) -> str:
        document = self._document
        code = f"{self._words.check_code} {document.check_code}"
        state = self._words.state_of.format(date=document.date)
        return "  ·  ".join(filter(None, (document.party, self._mark(), state, code)))

    def _mark(self) -> str:
        if self._document.is_blank:
            return self._words.blank
        return self._words.draft if self._document.is_draft else self._words.approved

    def _title_page(self) -> Iterator[Element]:
        document = self._document
        yield from self._plain(document.title, Style.TITLE)
        yield from self._plain(document.party, Style.PARTY)
        yield from self._plain(self._mark(), Style.ASKED)
        yield from self._plain(self._words.state_of.format(date=document.date))
        yield from self._plain(f"{self._words.check_code} {document.check_code}")
        yield from self._plain("")
        yield from self._plain(document.notice, Style.NOTE)

    def _contents(self) -> Iterator[Element]:
        yield from self._plain(self._words.contents, Style.CONTENTS)
        titles = [
            (level, clean(title), f"h{number}")
            for number, (level, title) in enumerate(self._headings(), start=1)
        ]
        yield from xml.contents(titles, is_rtl=self._is_rtl)

    def _headings(self) -> Iterator[tuple[int, str]]:
        for part in self._document.parts:
            yield 1, part.title
            for article in part.articles:
                yield 2, article.title

    def _article(self, article: Article) -> Iterator[Element]:
        yield self._heading(article.title, Style.ARTICLE)
        yield from self._plain(article.condition, Style.CONDITION)
        for card in article.cards:
            yield from self._card(card)

    def _card(self, card: Card) -> Iterator[Element]:
        title = "  ".join(filter(None, (card.reference, card.title)))
        yield from self._plain(title, Style.CARD)
        yield from self._plain(
            "  ·  ".join(filter(None, (card.level, card.status))), Style.FACT
        )
        yield from self._plain(card.condition, Style.CONDITION)
        if card.official:
            yield from self._plain(self._words.official, Style.FACT)
            for line in paragraphs(card.official, language=self._document.language):
                yield xml.line(Style.PLAIN, line, language=self._document.language)
        yield from self._items.blocks(card.items)

    def _heading(self, text: str, style: Style) -> Element:
        made = xml.paragraph(style, xml.run(clean(text)), is_rtl=self._is_rtl)
        return xml.bookmarked(made, next(self._marks), number=next(self._ids))

    def _plain(self, text: str, style: Style = Style.PLAIN) -> Iterable[Element]:
        """A paragraph of the questionnaire's or our own words; none if there are none."""
        if not text:
            return ()
        return (xml.paragraph(style, xml.run(clean(text)), is_rtl=self._is_rtl),)

    def _signature(self) -> Iterator[Element]:
        """Three lines to write on, side by side."""
        words = self._words
        labels = (words.name_title, words.place_date, words.signature)
        for _ in range(3):
            yield xml.paragraph(Style.PLAIN, is_rtl=self._is_rtl, keeps_with_next=True)
        yield xml.table(
            [[list(self._plain(label, Style.HINT)) for label in labels]],
            widths=(_PAGE_WIDTH // 3,) * 3,
            frame=xml.borders("w:tblBorders", INK, sides=("top",)),
            is_rtl=self._is_rtl,
        )
        yield xml.paragraph(Style.PLAIN, is_rtl=self._is_rtl)
