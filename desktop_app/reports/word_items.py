"""What both kinds of questions in a Word file are made of: lines, controls, indents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs, runs_right_to_left
from desktop_app.reports.document import Document, Item
from desktop_app.reports.word_styles import SET_IN, Style, indent_of
from desktop_app.reports.word_xml import Element


class ItemSetter(Protocol):
    """Sets the questions of a card, answered or not."""

    def blocks(self, items: Iterable[Item]) -> Iterator[Element]:
        """What stands in the body for these questions."""


class Pieces:
    """Makes lines in the file's language; ``ids`` numbers the controls of the whole file."""

    def __init__(self, document: Document, ids: Iterator[int]) -> None:
        self.words, self.language = document.words, document.language
        self.is_rtl = is_rtl_language(document.language)
        self._ids = ids
        self.depth = 0

    def own(self, text: str, style: Style) -> Element:
        """A line of the questionnaire's or our own words."""
        return self.paragraph(style, self.run(text))

    def run(self, text: str, mark: str = "") -> Element:
        """Such words as part of a line."""
        is_rtl = self.is_rtl and runs_right_to_left(text, default=True)
        return xml.run(clean(text), mark=mark, is_rtl=is_rtl)

    def lines(self, text: str, style: Style) -> Iterator[Element]:
        """Somebody's words, each line in its own direction."""
        for line in paragraphs(text, language=self.language):
            yield xml.line(style, line, language=self.language, indent=self.indent(style))

    def paragraph(self, style: Style, *runs: Element) -> Element:
        """A paragraph that runs the way the page does."""
        return xml.paragraph(style, *runs, is_rtl=self.is_rtl, indent=self.indent(style))

    def indent(self, style: Style) -> int:
        """How far a paragraph is set in, if further than its style says; else 0."""
        return indent_of(style) + SET_IN * self.depth if self.depth else 0

    def next_id(self) -> int:
        """A number that no other control has."""
        return next(self._ids)

    def tick_box(self, key: str, value: str, title: str, *, is_round: bool) -> Element:
        """A box to tick that carries question and choice."""
        return xml.tick_box(
            number=self.next_id(),
            key=f"{key}={value}",
            title=clean(title),
            is_round=is_round,
        )
