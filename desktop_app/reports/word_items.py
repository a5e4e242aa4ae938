"""The questions of a card in a Word file: asked, and answered or with room to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs
from desktop_app.reports.document import Document, Item
from desktop_app.reports.word_styles import RULE, Style
from desktop_app.reports.word_xml import Element

_SET_IN = 200
"""How far what depends on a condition is set in, in twentieths of a point."""
_OWN_INDENT = {Style.ANSWER: 227, Style.MISSING: 227, Style.OPTION: 340, Style.ROOM: 60}
_WIDTHS = (2600, 6500)
_FRAME = ("top", "left", "bottom", "right", "insideH")


class ItemWriter:
    """Sets questions; ``ids`` numbers the controls of the whole file."""

    def __init__(self, document: Document, ids: Iterator[int]) -> None:
        self._words, self._language = document.words, document.language
        self._is_blank = document.is_blank
        self._is_rtl = is_rtl_language(document.language)
        self._ids = ids
        self._depth = 0

    def blocks(self, items: Iterable[Item]) -> Iterator[Element]:
        """Neighbours that depend on the same stand below one sentence, set in."""
        for condition, group in groupby(items, key=lambda item: item.condition):
            if not condition:
                for item in group:
                    yield from self._item(item)
                continue
            self._depth += 1
            yield self._own(condition, Style.CONDITION)
            for item in group:
                yield from self._item(item)
            self._depth -= 1

    def _item(self, item: Item) -> Iterator[Element]:
        yield from self._asked(item)
        if item.rows or item.pattern:
            yield from self._entries(item)
        elif not item.is_note:
            yield from self._answer(item)

    def _asked(self, item: Item) -> Iterator[Element]:
        style = Style.NOTE if item.is_note else Style.ASKED
        yield from self._lines(item.label, style)
        if self._is_blank and item.hint:
            yield self._own(item.hint, Style.HINT)

    def _entries(self, item: Item) -> Iterator[Element]:
        for number, row in enumerate(item.rows, start=1):
            yield self._own(self._words.entry.format(number=number), Style.HINT)
            answered = [each for each in row if each.value and not each.rows]
            yield from self._table(answered)
            yield from self.blocks(each for each in row if each.rows)
        if item.pattern:
            yield self._own(self._words.repeat, Style.HINT)
            apart = [each for each in item.pattern if each.pattern or each.is_note]
            yield from self._table([each for each in item.pattern if each not in apart])
            yield from self.blocks(apart)

    def _table(self, items: list[Item]) -> Iterator[Element]:
        """An entry: what is asked at the left, the answer or room for it beside it."""
        depth, self._depth = self._depth, 0
        rows = [(list(self._left(item)), list(self._right(item))) for item in items]
        self._depth = depth
        if not rows:
            return
        frame = xml.borders("w:tblBorders", RULE, sides=_FRAME)
        indent = 60 + _SET_IN * depth
        widths = (_WIDTHS[0], _WIDTHS[1] - _SET_IN * depth)
        yield xml.table(rows, widths=widths, frame=frame, is_rtl=self._is_rtl, indent=indent)
        yield xml.paragraph(Style.HINT, is_rtl=self._is_rtl)  # or two tables would be one

    def _left(self, item: Item) -> Iterator[Element]:
        if item.condition:
            yield self._own(item.condition, Style.CONDITION)
        if item.label or not item.condition:
            yield self._own(item.label, Style.NOTE)
        if self._is_blank and item.hint:
            yield self._own(item.hint, Style.HINT)

    def _right(self, item: Item) -> Iterator[Element]:
        if item.choices:
            yield from self._options(item)
        elif self._is_blank:
            lines = [xml.paragraph(Style.NOTE) for _ in range(item.lines)]
            yield self._control(item, lines, is_placeholder=False)
        else:
            yield self._control(item, self._lines(item.value, Style.NOTE), is_placeholder=False)

    def _answer(self, item: Item) -> Iterator[Element]:
        if item.choices:
            yield from self._options(item)
        elif self._is_blank:
            room = [self._paragraph(Style.ROOM) for _ in range(item.lines)]
            yield self._control(item, room, is_placeholder=False)
            yield self._paragraph(Style.HINT)
        elif item.value:
            lines = self._lines(item.value, Style.ANSWER)
            yield self._control(item, lines, is_placeholder=False)
        else:
            missing = self._own(self._words.no_answer, Style.MISSING)
            yield self._control(item, [missing], is_placeholder=True)

    def _options(self, item: Item) -> Iterator[Element]:
        several = item.choices[0].several
        if len(item.choices) > 1:
            yield self._own(self._words.any_of if several else self._words.one_of, Style.HINT)
        for choice in item.choices:
            box = xml.tick_box(
                number=next(self._ids),
                key=f"{item.control}={choice.value}",
                title=choice.label,
                is_round=not several,
            )
            yield self._paragraph(Style.OPTION, box, xml.run(f" {clean(choice.label)}"))

    def _control(
        self, item: Item, content: Iterable[Element], *, is_placeholder: bool
    ) -> Element:
        return xml.control(
            content,
            number=next(self._ids),
            key=item.control,
            title=clean(item.label),
            is_placeholder=is_placeholder,
        )

    def _own(self, text: str, style: Style) -> Element:
        """A line of the questionnaire's or our own words."""
        return self._paragraph(style, xml.run(clean(text)))

    def _lines(self, text: str, style: Style) -> Iterator[Element]:
        for line in paragraphs(text, language=self._language):
            yield xml.line(style, line, language=self._language, indent=self._indent(style))

    def _paragraph(self, style: Style, *runs: Element) -> Element:
        return xml.paragraph(style, *runs, is_rtl=self._is_rtl, indent=self._indent(style))

    def _indent(self, style: Style) -> int:
        own = _OWN_INDENT.get(style, 0)
        return own + _SET_IN * self._depth if self._depth else 0
