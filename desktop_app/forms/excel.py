"""Lone workbooks (.xlsx, .xls, .csv, .md) to sheets of located rows, by pyxform's readers."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.sheets import CHOICES, SETTINGS, SURVEY, Row, Workbook, read_bytes

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
_KINDS = {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".csv": ".csv", ".md": ".md"}
_EXTRA = ("external_choices", "entities", "osm")


def read_workbook(path: Path) -> Workbook:
    """The sheets of a lone workbook. Raises FormRefused."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join([*_KINDS, ".xml"])
        raise FormRefused(Fault(f"{path.name} is not of a known kind ({known})"))
    data = read_bytes(path)
    if kind == ".xlsx":
        _check_unpacked_size(path)
    return _workbook(_sheets(data, kind, path))


def _check_unpacked_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FormRefused(Fault(f"{path.name} is not an Excel workbook")) from error
    if size > MAX_UNPACKED_BYTES:
        raise FormRefused(Fault(f"{path.name} unpacks to more than {MAX_UNPACKED_BYTES} bytes"))


def _sheets(data: bytes, kind: str, path: Path) -> Mapping[str, Any]:
    # pyxform takes a second to import and brings workbook libraries.
    from pyxform import xls2json_backends as readers  # noqa: PLC0415

    read = {
        ".xlsx": readers.xlsx_to_dict,
        ".xls": readers.xls_to_dict,
        ".csv": readers.csv_to_dict,
        ".md": readers.md_to_dict,
    }[kind]
    try:
        sheets: Mapping[str, Any] = read(data)
    # Damaged workbooks make the readers raise whatever they run into.
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FormRefused(Fault(f"{path.name} cannot be read: {reason}")) from error
    return sheets


def _workbook(sheets: Mapping[str, Any]) -> Workbook:
    if SURVEY not in sheets:
        names = ", ".join(sheets.get("sheet_names", ()))
        raise FormRefused(Fault(f"there is no sheet named {SURVEY}, only: {names or 'none'}"))
    return Workbook(
        survey=_rows(sheets[SURVEY], SURVEY),
        choices=_rows(sheets.get(CHOICES, ()), CHOICES),
        settings=_rows(sheets.get(SETTINGS, ()), SETTINGS),
        other={name: _rows(sheets[name], name) for name in _EXTRA if name in sheets},
        sheet_names=tuple(sheets.get("sheet_names", ())),
    )


def _rows(rows: Sequence[Mapping[str, Any]], sheet: str) -> tuple[Row, ...]:
    """Rows with their numbers; the reader keeps blank rows so that these are right."""
    return tuple(
        Row({name: str(cell) for name, cell in row.items() if name and cell}, sheet, number)
        for number, row in enumerate(rows, start=2)
    )
