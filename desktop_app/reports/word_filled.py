"""Answered questions in a Word file: each answer in a control that carries its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean
from desktop_app.reports.document import Item
from desktop_app.reports.word_items import Pieces
from desktop_app.reports.word_styles import PAGE_WIDTH, RULE, Style
from desktop_app.reports.word_tables import Shape, table
from desktop_app.reports.word_xml import Element

_LEFT = 2500
_FRAME = ("top", "left", "bottom", "right", "insideH")


class FilledItems:
    """Sets answered questions."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def blocks(self, items: Iterable[Item]) -> Iterator[Element]:
        """Each question with its answer, or the word that there is none."""
        for item in items:
            style = Style.NOTE if item.is_note else Style.ASKED
            yield from self._pieces.lines(item.label, style)
            if item.rows:
                yield from self._entries(item)
            elif not item.is_note:
                yield self._answer(item)

    def _answer(self, item: Item) -> Element:
        if item.value:
            lines = self._pieces.lines(item.value, Style.ANSWER)
            return self._control(item, lines)
        missing = self._pieces.own(self._pieces.words.no_answer, Style.MISSING)
        return self._control(item, [missing], is_placeholder=True)

    def _entries(self, item: Item) -> Iterator[Element]:
        for number, row in enumerate(item.rows, start=1):
            words = self._pieces.words.entry.format(number=number)
            yield self._pieces.own(words, Style.HINT)
            yield from self._table([each for each in row if each.value and not each.rows])
            yield from self.blocks(each for each in row if each.rows)

    def _table(self, items: list[Item]) -> Iterator[Element]:
        """An entry: what was asked at the left, the answer beside it."""
        if not items:
            return
        rows = [
            (
                [self._pieces.own(item.label, Style.NOTE)],
                [self._control(item, self._pieces.lines(item.value, Style.NOTE))],
            )
            for item in items
        ]
        shape = Shape(
            widths=(_LEFT, PAGE_WIDTH - _LEFT),
            sides=_FRAME,
            colour=RULE,
            is_rtl=self._pieces.is_rtl,
        )
        yield table(rows, shape)
        yield self._pieces.paragraph(Style.GAP)  # or two tables would be one

    def _control(
        self, item: Item, content: Iterable[Element], *, is_placeholder: bool = False
    ) -> Element:
        return xml.control(
            content,
            number=self._pieces.next_id(),
            key=item.control,
            title=clean(item.label),
            is_placeholder=is_placeholder,
        )
