"""Which cell a compiler stumbles over that does not say so: found by leaving rows out.

The compiler is asked again and again about less of the workbook. What is reported in the
same way by the first rows up to one, but not by those before it, is that row's fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from desktop_app.forms.columns import cell
from desktop_app.forms.sheets import CHOICES, SETTINGS, SURVEY, Row, Workbook, columns_of

Compile = Callable[[Workbook], Exception | None]
Complaint = tuple[type[Exception], str]
_NUMBER = re.compile(r"\d+")
_STRUCTURE = ("type", "name", "list_name")


def locate(workbook: Workbook, compile_: Compile) -> tuple[Row, str] | None:
    """The row and column without which the compiler has another or no complaint.

    ``compile_`` gives what it complains of, or None.
    """
    search = _Search(workbook, compile_)
    for sheet in (SETTINGS, SURVEY, CHOICES):
        found = search.cell(workbook, sheet)
        if found is not None:
            return found
    for sheet in (SURVEY, CHOICES):
        row = search.row(workbook, sheet)
        if row is not None:
            return row, search.column(workbook, sheet, row)
    return None


def _sign(error: Exception) -> Complaint:
    """What makes two errors the same: neither Python's own wording nor numbers in ours do."""
    is_pythons = type(error).__module__ == "builtins"
    return type(error), "" if is_pythons else _NUMBER.sub("", str(error))


class _Search:
    def __init__(self, workbook: Workbook, compile_: Compile) -> None:
        self._compile = compile_
        self._sought = self._complaint(workbook)

    def _complaint(self, workbook: Workbook) -> Complaint | None:
        error = self._compile(workbook)
        return None if error is None else _sign(error)

    def cell(self, workbook: Workbook, sheet: str) -> tuple[Row, str] | None:
        """The cell of a column without which, in all rows, the workbook can be compiled."""
        rows = _rows(workbook, sheet)
        for header in columns_of(rows):
            if self._complaint(_without(workbook, sheet, header, 0)) is not None:
                continue
            begin = partial(_without, workbook, sheet, header)
            count = self._fewest(len(rows), begin)
            if count is not None:
                return rows[count - 1], header
        return None

    def row(self, workbook: Workbook, sheet: str) -> Row | None:
        """The last of the fewest first rows of a sheet that bring out the complaint."""
        rows = _rows(workbook, sheet)

        def begin(count: int) -> Workbook:
            closing = _closing(rows[:count]) if sheet == SURVEY else []
            return _with(workbook, sheet, [*rows[:count], *closing])

        count = self._fewest(len(rows), begin)
        return None if count is None else rows[count - 1]

    def column(self, workbook: Workbook, sheet: str, row: Row) -> str:
        """The column of a row that changes the complaint, or what the row is known by."""
        rows = _rows(workbook, sheet)
        place = next(index for index, each in enumerate(rows) if each is row)
        for header in sorted(row.cells, key=lambda header: header in _STRUCTURE):
            cells = {name: text for name, text in row.cells.items() if name != header}
            changed = [*rows[:place], replace(row, cells=cells), *rows[place + 1 :]]
            if not self._is_same(_with(workbook, sheet, changed)):
                return header
        return next((header for header in _STRUCTURE if header in row.cells), "")

    def _fewest(self, most: int, begin: Callable[[int], Workbook]) -> int | None:
        """How many rows it takes; None if all are too few, or none enough."""
        if not most or self._is_same(begin(0)) or not self._is_same(begin(most)):
            return None
        without, enough = 0, most
        while enough - without > 1:
            middle = (without + enough) // 2
            if self._is_same(begin(middle)):
                enough = middle
            else:
                without = middle
        return enough

    def _is_same(self, workbook: Workbook) -> bool:
        return self._complaint(workbook) == self._sought


def _rows(workbook: Workbook, sheet: str) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = getattr(workbook, sheet)
    return rows


def _without(workbook: Workbook, sheet: str, header: str, count: int) -> Workbook:
    """The workbook with a column's cells in the first so many rows only."""
    rows = list(_rows(workbook, sheet))
    for place, row in enumerate(rows[count:], count):
        cells = {name: text for name, text in row.cells.items() if name != header}
        rows[place] = replace(row, cells=cells)
    return _with(workbook, sheet, rows)


def _with(workbook: Workbook, sheet: str, rows: Sequence[Row]) -> Workbook:
    whole = {SURVEY: workbook.survey, CHOICES: workbook.choices, SETTINGS: workbook.settings}
    whole[sheet] = tuple(rows)
    survey, choices, settings = whole[SURVEY], whole[CHOICES], whole[SETTINGS]
    return replace(workbook, survey=survey, choices=choices, settings=settings)


def _closing(rows: Sequence[Row]) -> list[Row]:
    """The rows that close what is still open."""
    opened: list[str] = []
    for row in rows:
        kind = cell(row, "type").replace("_", " ")
        if kind.startswith("begin "):
            opened.append(kind.removeprefix("begin "))
        elif kind.startswith("end ") and opened:
            opened.pop()
    return [
        Row({"type": f"end {kind}"}, rows[-1].sheet, rows[-1].number) for kind in opened[::-1]
    ]
