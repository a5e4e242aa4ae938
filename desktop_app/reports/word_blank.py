"""Questions with room to answer them, in a Word file that is filled in or printed.

Every room is a control that carries the question's id. Rooms grow with what is written,
and repeated entries have Word's own button that adds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean
from desktop_app.reports.document import Choice, Item
from desktop_app.reports.word_items import Pieces
from desktop_app.reports.word_styles import LINE, PAGE_WIDTH, SET_IN, SOFT, Mark, Style
from desktop_app.reports.word_tables import Shape, entry_table, table
from desktop_app.reports.word_xml import Element

_LABEL_SHARE = 0.42
_TICK_COLUMN = 1000
# How many characters of choices fit, in an entry or out of it; there is no measuring here.
_WHOLE_LINE, _HALF_LINE = 100, 50
_ALL_ROUND = ("top", "left", "bottom", "right", "insideH", "insideV")


class BlankItems:
    """Sets questions that are still to be answered."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._entry = ""  # which entry of a repeated group is being set

    def blocks(self, items: Iterable[Item]) -> Iterator[Element]:
        """Neighbours that depend on the same stand below one sentence, set in."""
        for condition, neighbours in groupby(items, key=lambda item: item.condition):
            group = list(neighbours)
            self._pieces.depth += bool(condition)
            if condition and (len(group) > 1 or group[0].is_line):
                yield self._pieces.own(condition, Style.CONDITION)
                yield from self._neighbours(group)
            else:
                yield from self._neighbours(group, condition)
            self._pieces.depth -= bool(condition)

    def _neighbours(self, items: list[Item], condition: str = "") -> Iterator[Element]:
        """Lines that follow each other are one table."""
        for is_line, group in groupby(items, key=lambda item: item.is_line):
            if is_line:
                yield from self._lines(list(group))
                continue
            for item in group:
                yield from self._item(item, condition)

    def _item(self, item: Item, condition: str) -> Iterator[Element]:
        yield self._pieces.paragraph(Style.ASKED, *self._asked(item, condition))
        if item.is_tabular:
            yield from self._table(item)
        elif item.pattern:
            yield from self._entries(item)
        elif len(item.choices) > 1:
            yield from self._options(item)
        elif not item.choices and not item.is_note:
            shape = self._shape([self._width()], height=LINE * item.lines)
            yield table([[[self._room(item)]]], shape)
            yield self._pieces.paragraph(Style.GAP)

    def _asked(self, item: Item, condition: str = "") -> Iterator[Element]:
        """The condition, the question, the hint: runs of one paragraph."""
        if condition:
            yield self._pieces.run(f"{condition} ", Mark.CONDITION)
        if item.is_tick:
            yield from self._option(item, item.choices[0])
        else:
            yield self._pieces.run(item.label, Mark.PLAIN if item.is_note else "")
        if item.hint:
            yield self._pieces.run(f" {item.hint}", Mark.HINT)

    def _options(self, item: Item) -> Iterator[Element]:
        """All in one line, or else two in a line where both are short."""
        if sum(len(choice.label) + 6 for choice in item.choices) <= _WHOLE_LINE:
            yield self._option_line(item, item.choices, xml.run("\u2003"))
            return
        for choices in _paired(item.choices):
            yield self._option_line(item, choices, xml.tab())

    def _option_line(self, item: Item, choices: Sequence[Choice], between: Element) -> Element:
        runs: list[Element] = []
        for choice in choices:
            runs += [deepcopy(between)] if runs else []
            runs += self._option(item, choice)
        return self._pieces.paragraph(Style.OPTION, *runs)

    def _option(self, item: Item, choice: Choice) -> tuple[Element, Element]:
        box = self._pieces.tick_box(
            self._key(item), choice.value, choice.label, is_round=not choice.several
        )
        return box, self._pieces.run(f"\u00a0{choice.label}", Mark.PLAIN)

    def _lines(self, items: Sequence[Item]) -> Iterator[Element]:
        """Short answers: the room stands beside the question."""
        left = round(self._width() * _LABEL_SHARE)
        shape = self._shape([left, self._width() - left], height=LINE)
        rows = [
            [[self._cell_of(Style.BESIDE, *self._asked(item))], [self._room(item)]]
            for item in items
        ]
        yield table(rows, shape)
        yield self._pieces.paragraph(Style.GAP)

    def _entries(self, item: Item) -> Iterator[Element]:
        outer = self._entry
        for number in range(1, item.entries + 1):
            self._entry = f"{outer}/{number}" if outer else str(number)
            words = self._pieces.words.entry.format(number=number)
            yield self._pieces.own(words, Style.HINT)
            yield from self.blocks(item.pattern)
        self._entry = outer

    def _table(self, item: Item) -> Iterator[Element]:
        """Entries of one line each, below a row that says what goes where."""
        outer = self._entry
        head = [[self._head(each)] for each in item.pattern]
        rows = []
        for number in range(1, item.entries + 1):
            self._entry = f"{outer}/{number}" if outer else str(number)
            rows.append([[self._cell(each)] for each in item.pattern])
        self._entry = outer
        yield entry_table(
            head,
            rows,
            self._shape(self._widths(item.pattern), height=LINE),
            title=clean(item.label),
            key=self._key(item),
            numbers=[self._pieces.next_id() for _ in range(len(rows) + 1)],
        )
        for each in item.pattern:
            if each.condition:
                words = f"{each.choices[0].label if each.is_tick else each.label}: "
                told = each.condition.rstrip(" :")
                runs = self._pieces.run(words), self._pieces.run(told, Mark.CONDITION)
                yield self._pieces.paragraph(Style.HINT, *runs)
        yield self._pieces.paragraph(Style.GAP)

    def _head(self, item: Item) -> Element:
        label = item.choices[0].label if item.is_tick else item.label
        hint = (xml.line_break(), self._pieces.run(item.hint, Mark.HINT)) if item.hint else ()
        return self._cell_of(Style.HEAD, self._pieces.run(label), *hint)

    def _cell(self, item: Item) -> Element:
        if not item.is_tick:
            return self._room(item)
        choice = item.choices[0]
        box = self._pieces.tick_box(self._key(item), choice.value, choice.label, is_round=False)
        return self._cell_of(Style.CELL, box)

    def _widths(self, pattern: Sequence[Item]) -> list[int]:
        whole = self._width()
        shares = [0 if each.is_tick else 2 if each.is_brief else 3 for each in pattern]
        rest = whole - _TICK_COLUMN * shares.count(0)
        return [rest * share // sum(shares) if share else _TICK_COLUMN for share in shares]

    def _width(self) -> int:
        return PAGE_WIDTH - SET_IN * self._pieces.depth

    def _shape(
        self, widths: Sequence[int], *, height: int, sides: Sequence[str] = _ALL_ROUND
    ) -> Shape:
        return Shape(
            widths=widths,
            sides=sides,
            colour=SOFT,
            is_rtl=self._pieces.is_rtl,
            indent=SET_IN * self._pieces.depth,
            height=height,
        )

    def _room(self, item: Item) -> Element:
        control = xml.text_control(
            number=self._pieces.next_id(), key=self._key(item), title=clean(item.label)
        )
        return self._cell_of(Style.CELL, control)

    def _cell_of(self, style: Style, *runs: Element) -> Element:
        """A paragraph in a cell, which is set in already."""
        return xml.paragraph(style, *runs, is_rtl=self._pieces.is_rtl)

    def _key(self, item: Item) -> str:
        """The question's id, with the entry of a repeated group that it stands in."""
        name = item.control.partition("@")[0]
        return f"{name}@{self._entry}" if self._entry else name


def _paired(choices: Sequence[Choice]) -> Iterator[Sequence[Choice]]:
    waiting: list[Choice] = []
    for choice in choices:
        is_short = len(choice.label) <= _HALF_LINE
        if waiting and not is_short:
            yield waiting
            waiting = []
        waiting = [*waiting, choice]
        if len(waiting) == 2 or not is_short:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
