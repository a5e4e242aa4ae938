"""The questionnaire as a Word file: real headings, each answer in a control with its id.

A control's tag is the question's key, so that a text edited in Word can be found again.
Nothing that somebody wrote becomes a field, a link or markup.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime

import docx

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs, runs_right_to_left
from desktop_app.reports.document import Article, Card, Document
from desktop_app.reports.word_blank import BlankItems
from desktop_app.reports.word_filled import FilledItems
from desktop_app.reports.word_items import ItemSetter, Pieces
from desktop_app.reports.word_saving import describe, saved
from desktop_app.reports.word_styles import INK, PAGE_WIDTH, Style, set_up_page, style_file
from desktop_app.reports.word_tables import Shape, table
from desktop_app.reports.word_xml import Element


def render(document: Document, *, timestamp: datetime) -> bytes:
    """The .docx file's bytes; the same document and timestamp give the same bytes."""
    file = docx.Document()
    describe(
        file,
        title=" · ".join(filter(None, (document.title, document.party))),
        author=document.party,
        language=document.language,
        timestamp=timestamp,
    )
    style_file(file, language=document.language)
    section = file.sections[0]
    is_rtl = is_rtl_language(document.language)
    set_up_page(section, is_rtl=is_rtl)
    writer = _Writer(document)
    ending = section._sectPr
    for block in writer.blocks():
        ending.addprevious(block)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for around, line in ((header, writer.header_line()), (footer, writer.footer_line())):
        around._p.getparent().replace(around._p, line)
    return saved(file, timestamp)


class _Writer:
    """Sets one document, top to bottom."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = document.words
        self._is_rtl = is_rtl_language(document.language)
        self._ids = itertools.count(1)
        self._marks = (f"h{number}" for number in itertools.count(1))
        self._pieces = Pieces(document, self._ids)
        items: ItemSetter = (
            BlankItems(self._pieces) if document.is_blank else FilledItems(self._pieces)
        )
        self._items = items

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

    def header_line(self) -> Element:
        """Whose it is, of which state."""
        document = self._document
        code = f"{self._words.check_code} {document.check_code}"
        pieces = filter(None, (document.party, document.mark, document.dated, code))
        return self._pieces.own("  ·  ".join(pieces), Style.FACT)

    def footer_line(self) -> Element:
        """The page's number; it runs the way its words do."""
        words = self._words.page
        is_rtl = runs_right_to_left(words, default=self._is_rtl)
        return xml.paragraph(Style.FACT, *xml.page_numbers(words, is_rtl=is_rtl), is_rtl=is_rtl)

    def _title_page(self) -> Iterator[Element]:
        document = self._document
        yield from self._plain(document.title, Style.TITLE)
        yield from self._plain(document.party, Style.PARTY)
        yield from self._plain(document.mark, Style.ASKED)
        yield from self._plain(document.dated)
        yield from self._plain(f"{self._words.check_code} {document.check_code}")
        for line in document.approval:
            yield from self._pieces.lines(line, Style.PLAIN)
        yield from self._plain(document.notice, Style.NOTE)
        if document.is_blank:
            yield from self._plain(self._words.how_to, Style.ASKED)
            for step in self._words.how_to_steps:
                yield from self._plain(step, Style.STEP)

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
        for place, card in enumerate(article.cards):
            yield from self._card(card, is_first=not place)

    def _card(self, card: Card, *, is_first: bool) -> Iterator[Element]:
        """A rule sets it off from the one before."""
        title = "  ".join(filter(None, (card.reference, card.title)))
        heading = self._pieces.own(title, Style.CARD)
        yield xml.without_rule(heading) if is_first else heading
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
        made = self._pieces.own(text, style)
        return xml.bookmarked(made, next(self._marks), number=next(self._ids))

    def _plain(self, text: str, style: Style = Style.PLAIN) -> Iterable[Element]:
        """A paragraph of the questionnaire's or our own words; none if there are none."""
        if not text:
            return ()
        return (self._pieces.own(text, style),)

    def _signature(self) -> Iterator[Element]:
        """Three lines to write on, side by side."""
        words = self._words
        labels = (words.name_title, words.place_date, words.signature)
        shape = Shape(widths=(PAGE_WIDTH // 3,) * 3, colour=INK, is_rtl=self._is_rtl)
        yield table([[list(self._plain(label, Style.SIGN)) for label in labels]], shape)
        yield self._pieces.paragraph(Style.GAP)
