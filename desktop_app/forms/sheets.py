"""Sheets of a questionnaire's source: rows that know where they stand, and CSV reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.limits import MAX_FORM_BYTES

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column (blank ones are absent), and its place in the source.

    ``number`` is 1-based and counts the header, as Excel shows it. A row that a block
    made stands where its card does; ``note`` names the block's own row then, and ``card``
    the card.
    """

    cells: Mapping[str, str]
    sheet: str
    number: int
    note: str = ""
    card: str = ""

    def get(self, column: str) -> str:
        """The cell in a column, "" if it is blank."""
        return self.cells.get(column, "")

    def fault(self, message: str, column: str = "", severity: str = "error") -> Fault:
        """A fault at this place."""
        told = f"{message} ({self.note})" if self.note else message
        return Fault(told, self.sheet, self.number, column, severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The source of a questionnaire: its sheets, blocks still to be expanded.

    ``other`` are sheets that are passed on to the compiler as they are. ``blocks`` are
    the definitions by name; ``is_pack`` tells a pack's folder from a lone workbook.
    """

    survey: tuple[Row, ...]
    choices: tuple[Row, ...] = ()
    settings: tuple[Row, ...] = ()
    blocks: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    other: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    sheet_names: tuple[str, ...] = ()
    is_pack: bool = False


def columns_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Every column that some row uses, in order of first use."""
    return tuple(dict.fromkeys(column for row in rows for column in row.cells))


def read_table(path: Path, sheet: str) -> tuple[Row, ...]:
    """The rows of a CSV file that is one sheet. Raises FormRefused."""
    try:
        records = list(csv.reader(io.StringIO(read_text(path, sheet), newline=""), strict=True))
    except csv.Error as error:
        raise FormRefused(Fault(f"the file is not CSV: {error}", sheet)) from error
    if not records:
        return ()
    header = [" ".join(name.split()) for name in records[0]]
    _check_header(header, sheet)
    return tuple(_rows(header, records, sheet))


def read_bytes(path: Path, sheet: str = "") -> bytes:
    """A source file's bytes. Raises FormRefused when it is absent or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FORM_BYTES + 1)
    except OSError as error:
        raise FormRefused(
            Fault(f"{path.name} cannot be read: {error.strerror}", sheet)
        ) from error
    if len(data) > MAX_FORM_BYTES:
        raise FormRefused(Fault(f"{path.name} is larger than {MAX_FORM_BYTES} bytes", sheet))
    return data


def read_text(path: Path, sheet: str = "") -> str:
    """A source file's text, which must be UTF-8. Raises FormRefused."""
    try:
        return read_bytes(path, sheet).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise FormRefused(Fault(f"{path.name} is not UTF-8 text", sheet, row)) from error


def _check_header(header: list[str], sheet: str) -> None:
    faults = [
        Fault(f"the column {name!r} occurs twice", sheet, 1, name)
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    if faults:
        raise FormRefused(*faults)


def _rows(header: list[str], records: list[list[str]], sheet: str) -> Iterator[Row]:
    for number, record in enumerate(records[1:], start=2):
        if any(cell.strip() for cell in record[len(header) :]):
            raise FormRefused(Fault("the row has more cells than the header", sheet, number))
        cells = {
            name: text
            for name, cell in zip(header, record, strict=False)
            if name and (text := cell.strip())
        }
        if cells:
            yield Row(cells, sheet, number)
