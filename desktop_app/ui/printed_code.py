"""A sheet for the safe: a code in numbered groups, whose it is, and what it is for.

It goes to a printer, or into a PDF that the user puts where they want. Nothing of it is
kept by the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

_TITLE = QTextDocument.MetaInformation.DocumentTitle
_PAGE = """
<div dir="{direction}">
<p style="font-size:11pt; color:#57626A">Review Desk</p>
<h1 style="font-size:22pt; font-weight:600">{title}</h1>
<p style="font-size:12pt">{whose}</p>
<p>&nbsp;</p>
<table dir="ltr" width="100%" cellpadding="10" cellspacing="0" border="1"
 style="border-collapse:collapse; border-color:#1D2428">{rows}</table>
<p>&nbsp;</p>
{paragraphs}
</div>
"""
_PARAGRAPH = '<p style="font-size:12pt">{}</p>'
_PER_ROW = 4


def code_sheet(
    code: str, *, title: str, whose: str, paragraphs: Sequence[str]
) -> QTextDocument:
    """The sheet for a code, as a document of one page."""
    document = QTextDocument()
    font = QFont(QApplication.font())
    font.setPointSizeF(12)
    document.setDefaultFont(font)
    page = _PAGE.format(
        direction="rtl" if QGuiApplication.isRightToLeft() else "ltr",
        title=escape(title),
        whose=escape(whose),
        rows=_rows(code.split()),
        paragraphs="\n".join(_PARAGRAPH.format(escape(each)) for each in paragraphs),
    )
    document.setHtml(page)
    document.setMetaInformation(_TITLE, title)
    return document


def print_on(document: QTextDocument, device: QPagedPaintDevice) -> None:
    """Put the sheet on A4."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    document.print_(device)


def write_pdf(document: QTextDocument, file: str) -> bool:
    """Write the sheet as a PDF; False when it cannot be written there."""
    place = QFile(file)
    if not place.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    writer = QPdfWriter(place)
    writer.setTitle(document.metaInformation(_TITLE))
    writer.setCreator("Review Desk")
    print_on(document, writer)
    place.close()
    return _is_pdf(file)


def _rows(groups: list[str]) -> str:
    cells = [
        f'<td align="center"><span style="font-size:9pt; color:#57626A">{number}</span><br/>'
        f'<span style="font-size:18pt; font-family:monospace">{escape(group)}</span></td>'
        for number, group in enumerate(groups, 1)
    ]
    rows = [cells[at : at + _PER_ROW] for at in range(0, len(cells), _PER_ROW)]
    return "".join(f"<tr>{''.join(row)}</tr>" for row in rows)


def _is_pdf(file: str) -> bool:
    try:
        with Path(file).open("rb") as written:
            return written.read(5) == b"%PDF-"
    except OSError:
        return False
