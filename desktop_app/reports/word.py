"""The questionnaire as a Word file: real headings, each answer in a control with its id.

A control's tag is the question's key, so that a text edited in Word can be found again.
Nothing that somebody wrote becomes a field, a link or markup.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from desktop_app.reports import word_parts as parts
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs
from desktop_app.reports.document import Article, Card, Document, Item

_SOFT, _ACCENT = RGBColor(0x57, 0x62, 0x6A), RGBColor(0x1F, 0x5C, 0x57)


def render(document: Document, *, timestamp: datetime) -> bytes:
    """The .docx file's bytes; the same document and timestamp give the same content."""
    return _Writer(document, timestamp).bytes()


class _Writer:
    """Sets one document, top to bottom."""

    def __init__(self, document: Document, timestamp: datetime) -> None:
        self._document = document
        self._words = document.words
        self._is_rtl = is_rtl_language(document.language)
        self._file: WordFile = docx.Document()
        self._ids = itertools.count(1)
        self._set_up(timestamp)

    def bytes(self) -> bytes:
        self._title_page()
        self._contents()
        for part in self._document.parts:
            self._heading(part.title, 1)
            self._condition(part.condition)
            for article in part.articles:
                self._article(article)
        if not self._document.parts:
            self._file.add_paragraph(self._words.nothing)
        if self._document.has_signature:
            self._signature()
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _set_up(self, timestamp: datetime) -> None:
        document, file = self._document, self._file
        properties = file.core_properties
        properties.title = clean(f"{document.title} · {document.party}")
        properties.author = clean(document.party)
        properties.language = document.language
        properties.created = properties.modified = timestamp.replace(tzinfo=None)
        properties.comments = ""
        section = file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        parts.style_file(file, language=document.language)
        header = section.header.paragraphs[0]
        header.add_run(clean(self._header_line())).font.size = Pt(8)
        parts.add_page_numbers(section.footer.paragraphs[0], self._words.page)
        if self._is_rtl:
            parts.turn_section(section)
            for paragraph in (header, section.footer.paragraphs[0]):
                parts.turn_paragraph(paragraph)

    def _mark(self) -> str:
        if self._document.is_blank:
            return self._words.blank
        return self._words.draft if self._document.is_draft else self._words.approved

    def _header_line(self) -> str:
        document = self._document
        code = f"{self._words.check_code} {document.check_code}"
        state = self._words.state_of.format(date=document.date)
        return "  ·  ".join(filter(None, (document.party, self._mark(), state, code)))

    def _title_page(self) -> None:
        self._small(self._document.notice)
        title = self._file.add_paragraph(clean(self._document.title), style="Title")
        self._turn(title)
        self._plain(self._document.party, style="Subtitle")
        self._plain(self._mark())
        self._plain(self._words.state_of.format(date=self._document.date))
        self._plain(f"{self._words.check_code} {self._document.check_code}")

    def _contents(self) -> None:
        self._turn(self._file.add_paragraph(self._words.contents, style="TOC Heading"))
        titles = [
            (level, clean(title), f"h{number}")
            for number, (level, title) in enumerate(self._headings(), start=1)
        ]
        parts.add_contents(self._file, titles, is_rtl=self._is_rtl)
        self._bookmarks = iter([mark for _, _, mark in titles])

    def _headings(self) -> Iterator[tuple[int, str]]:
        for part in self._document.parts:
            yield 1, part.title
            for article in part.articles:
                yield 2, article.title

    def _article(self, article: Article) -> None:
        self._heading(article.title, 2)
        self._condition(article.condition)
        for card in article.cards:
            self._card(card)

    def _card(self, card: Card) -> None:
        self._heading(f"{card.reference}  {card.title}", 3)
        self._small("  ·  ".join(filter(None, (card.level, card.status))))
        self._condition(card.condition)
        if card.official:
            self._small(self._words.official)
            self._lines(card.official)
        self._items(card.items)

    def _items(self, items: Iterable[Item]) -> None:
        for item in items:
            self._condition(item.condition)
            for line in self._lines(item.label):
                line.runs[0].bold = not item.is_note
                line.paragraph_format.keep_with_next = not item.is_note
            self._small(item.hint if self._document.is_blank else "")
            self._answer(item)
            for number, row in enumerate(item.rows, start=1):
                self._small(self._words.entry.format(number=number))
                self._entry(row)
            if item.pattern and self._document.is_blank:
                self._small(self._words.repeat)
                self._items(item.pattern)

    def _entry(self, row: tuple[Item, ...]) -> None:
        """One entry of a repeated group: what was asked at the left, the answer beside it."""
        flat = [item for item in row if item.value and not item.rows]
        if flat:
            table = self._file.add_table(rows=0, cols=2, style="Table Grid")
            parts.size_entry_table(table, is_rtl=self._is_rtl)
            for item in flat:
                asked, answered = table.add_row().cells
                asked.paragraphs[0].add_run(clean(item.label)).font.color.rgb = _SOFT
                self._turn(asked.paragraphs[0])
                self._control(item, answered)
            self._file.add_paragraph()
        self._items(item for item in row if item.rows)

    def _answer(self, item: Item) -> None:
        if item.is_note or item.rows or item.pattern:
            return
        if self._document.is_blank and item.choices:
            several = item.choices[0].several
            self._small(self._words.any_of if several else self._words.one_of)
            for choice in item.choices:
                self._plain(f"{'☐' if several else '○'} {choice.label}", style="Answer")
            return
        self._control(item)

    def _control(self, item: Item, cell: _Cell | None = None) -> None:
        texts = paragraphs(item.value, language=self._document.language)
        made: list[WordParagraph] = []
        for line in texts:
            paragraph = (cell or self._file).add_paragraph(style=None if cell else "Answer")
            paragraph.add_run(line.text)
            parts.direct_paragraph(paragraph, is_rtl=line.is_rtl, language=line.language)
            made.append(paragraph)
        if cell is not None:
            parts.drop_first_paragraph(cell)
        if not made:
            made.append(self._file.add_paragraph(style="Answer"))
            if not self._document.is_blank:
                made[0].add_run(self._words.no_answer).font.color.rgb = _SOFT
            self._turn(made[0])
        parts.wrap_in_control(
            made,
            number=next(self._ids),
            tag=item.control,
            title=item.label,
            is_placeholder=not texts,
        )

    def _heading(self, text: str, level: int) -> None:
        heading = self._file.add_heading(clean(text), level)
        self._turn(heading)
        if level < 3:
            parts.add_bookmark(heading, next(self._bookmarks), number=next(self._ids))

    def _condition(self, text: str) -> None:
        if text:
            run = self._plain(text).runs[0]
            run.italic, run.font.size, run.font.color.rgb = True, Pt(8.5), _ACCENT

    def _small(self, text: str) -> None:
        if text:
            run = self._plain(text).runs[0]
            run.font.size, run.font.color.rgb = Pt(8.5), _SOFT

    def _plain(self, text: str, *, style: str | None = None) -> WordParagraph:
        paragraph = self._file.add_paragraph(clean(text), style=style)
        self._turn(paragraph)
        return paragraph

    def _lines(self, text: str) -> list[WordParagraph]:
        made = []
        for line in paragraphs(text, language=self._document.language):
            paragraph = self._file.add_paragraph()
            paragraph.add_run(line.text)
            parts.direct_paragraph(paragraph, is_rtl=line.is_rtl, language=line.language)
            made.append(paragraph)
        return made

    def _turn(self, paragraph: WordParagraph) -> None:
        if self._is_rtl:
            parts.turn_paragraph(paragraph)

    def _signature(self) -> None:
        words = self._words
        for label in (words.name_title, words.place_date, words.signature):
            paragraph = self._plain(" ")
            paragraph.runs[0].add_break(WD_BREAK.LINE)
            paragraph.add_run("_" * 48)
            self._small(label)
