"""Whether a questionnaire can be used: every fault of it, with its place.

What `review-desk form check` says. A questionnaire without an error is compiled and
loaded as the program would load it, so that "can be used" is never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from desktop_app.errors import Fault, FormRefused, NewerFormat, PackRefused
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.columns import cells
from desktop_app.forms.form import Form
from desktop_app.forms.layout import Layout
from desktop_app.forms.linting import errors_of, lint
from desktop_app.forms.locating import locate
from desktop_app.forms.pack import SUFFIX, read_pack
from desktop_app.forms.sheets import Workbook, read_bytes
from desktop_app.forms.sources import read_beside
from desktop_app.forms.workbook import compile_form, compile_workbook, expanded, read

_PATH = re.compile(r"(?:/[\w.\-]+)+")
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def check(path: Path) -> tuple[Fault, ...]:
    """Every fault, errors and warnings. Without an error among them it can be used.

    ``path`` is a pack's folder, a workbook, an XForm (.xml) or a pack.
    """
    try:
        if path.suffix.lower() == SUFFIX:
            return _check_pack(path)
        if path.suffix.lower() == ".xml" and path.is_file():
            return _load_faults(compile_form(path).xform, FilesBeside(path.parent))
        return _check_sheets(path)
    except FormRefused as refused:
        return refused.faults


def _check_pack(path: Path) -> tuple[Fault, ...]:
    try:
        pack = read_pack(read_bytes(path))
    except (PackRefused, NewerFormat) as error:
        return (Fault(str(error)),)
    return _load_faults(pack.xform, pack.secondary)


def _check_sheets(path: Path) -> tuple[Fault, ...]:
    workbook = expanded(read(path))
    beside = read_beside(path, workbook).faults if path.is_dir() else ()
    faults = [*lint(workbook), *beside]
    try:
        compiled = compile_workbook(workbook)
    except FormRefused as refused:
        return (*faults, *_not_told(refused.faults, faults))
    faults += _not_told(compiled.warnings, faults)
    if not errors_of(faults):
        files = FilesBeside(path if path.is_dir() else path.parent)
        found = _load_faults(compiled.xform, files)
        faults += [_placed(fault, workbook, files) for fault in found]
    return tuple(faults)


def _not_told(new: Sequence[Fault], told: Sequence[Fault]) -> list[Fault]:
    """Those faults whose row was not spoken of yet: the compiler finds one at a time."""
    errors = {(fault.sheet, fault.row) for fault in told if fault.severity == "error"}
    rows = errors | {(fault.sheet, fault.row) for fault in told}
    return [
        fault
        for fault in new
        if not fault.row
        or (fault.sheet, fault.row) not in (errors if fault.severity == "error" else rows)
    ]


def _load_faults(xform: bytes, secondary: Mapping[str, bytes]) -> tuple[Fault, ...]:
    try:
        _load(xform, secondary)
    except FormRefused as refused:
        return refused.faults
    return ()


def _load(xform: bytes, secondary: Mapping[str, bytes]) -> None:
    Form.load(xform, now=lambda: _ANY_DAY, random=Random(0), secondary=secondary)  # noqa: S311


def _placed(fault: Fault, workbook: Workbook, files: Mapping[str, bytes]) -> Fault:
    """A fault that names a node by its path, with the cell that the node's rule stands in."""
    layout = Layout(workbook.survey)
    rows = {layout.of(row).path: row for row in workbook.survey}
    for path in _PATH.findall(fault.message):
        row = rows.get(path)
        if row is not None:
            header = next((each.header for each, _ in cells(row, [fault.column])), fault.column)
            message = fault.message.removeprefix(f"{path}: ")
            return replace(
                fault, message=message, sheet=row.sheet, row=row.number, column=header
            )
    return _searched(fault, workbook, files)


def _searched(fault: Fault, workbook: Workbook, files: Mapping[str, bytes]) -> Fault:
    """A fault that names nothing, at the cell without which it would not be there."""

    def complaint(changed: Workbook) -> Exception | None:
        try:
            _load(compile_workbook(changed).xform, files)
        except FormRefused as refused:
            return refused
        return None

    place = locate(workbook, complaint)
    if place is None:
        return fault
    row, header = place
    return replace(fault, sheet=row.sheet, row=row.number, column=header)
