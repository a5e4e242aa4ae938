"""What a row lacks by itself or among its neighbours: type, name, calculation, an ending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.errors import Fault
from desktop_app.forms.columns import cell
from desktop_app.forms.sheets import Row

_NAMELESS = {"audit", "note"}  # the compiler names these itself


def row_faults(survey: Sequence[Row]) -> Iterator[Fault]:
    """Faults of the rows of a survey, and of the groups and repeats that they make."""
    opened: list[tuple[str, Row]] = []
    for row in survey:
        kind = " ".join(cell(row, "type").replace("_", " ").split())
        yield from _blank_faults(row, kind)
        word, _, what = kind.partition(" ")
        if word == "begin" and what:
            opened.append((what, row))
        elif word == "end" and what:
            yield from _ending_faults(row, what, opened)
    for what, row in opened:
        yield row.fault(f"this {what} is never closed; add a row end {what}", "type")


def choice_row_faults(choices: Sequence[Row]) -> Iterator[Fault]:
    """Choices that nothing could be stored for."""
    for row in choices:
        if (row.get("list_name") or row.get("list name")) and not cell(row, "name"):
            yield row.fault("this choice has no name; give it what is to be stored", "name")


def _blank_faults(row: Row, kind: str) -> Iterator[Fault]:
    is_end = kind.startswith("end ")
    if not kind and cell(row, "name"):
        yield row.fault("this row has no type; say what it is, such as text", "type")
    elif kind and not is_end and not cell(row, "name") and kind not in _NAMELESS:
        yield row.fault("this row has no name; give it one, of letters, digits and _", "name")
    if kind == "calculate" and not any(
        cell(row, word) for word in ("calculation", "default", "trigger")
    ):
        yield row.fault("a calculate row needs a calculation", "calculation")


def _ending_faults(row: Row, what: str, opened: list[tuple[str, Row]]) -> Iterator[Fault]:
    if not opened:
        yield row.fault(f"no {what} is open here; remove this row", "type")
        return
    begun, begin = opened[-1]
    if begun == what:
        opened.pop()
        return
    told = f"the {begun} of row {begin.number} is open here; close it with end {begun}"
    yield row.fault(told, "type")
    if any(kind == what for kind, _ in opened):
        while opened.pop()[0] != what:
            pass
