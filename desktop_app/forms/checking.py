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
from desktop_app.forms.columns import cell
from desktop_app.forms.form import Form
from desktop_app.forms.linting import errors_of, lint
from desktop_app.forms.pack import SUFFIX, read_pack
from desktop_app.forms.sheets import Row, read_bytes
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
            return _load_faults(compile_form(path).xform, FilesBeside(path.parent), ())
        return _check_sheets(path)
    except FormRefused as refused:
        return refused.faults


def _check_pack(path: Path) -> tuple[Fault, ...]:
    try:
        pack = read_pack(read_bytes(path))
    except (PackRefused, NewerFormat) as error:
        return (Fault(str(error)),)
    return _load_faults(pack.xform, pack.secondary, ())


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
        folder = path if path.is_dir() else path.parent
        faults += _load_faults(compiled.xform, FilesBeside(folder), workbook.survey)
    return tuple(faults)


def _not_told(new: Sequence[Fault], told: Sequence[Fault]) -> list[Fault]:
    """Those faults whose row was not spoken of yet: the compiler finds one at a time."""
    rows = {(fault.sheet, fault.row) for fault in told if fault.row}
    return [fault for fault in new if (fault.sheet, fault.row) not in rows]


def _load_faults(
    xform: bytes, secondary: Mapping[str, bytes], survey: Sequence[Row]
) -> tuple[Fault, ...]:
    try:
        Form.load(xform, now=lambda: _ANY_DAY, random=Random(0), secondary=secondary)  # noqa: S311
    except FormRefused as refused:
        rows = {cell(row, "name"): row for row in survey}
        return tuple(_placed(fault, rows) for fault in refused.faults)
    return ()


def _placed(fault: Fault, rows: Mapping[str, Row]) -> Fault:
    """A fault that names a node by its path, with the row of that node."""
    for path in _PATH.findall(fault.message):
        row = rows.get(path.rpartition("/")[2])
        if row is not None:
            return replace(fault, sheet=row.sheet, row=row.number)
    return fault
