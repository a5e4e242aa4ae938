"""The sheet for the safe: the recovery code, whose it is, and what it is for.

It goes to a printer, or into a PDF that the user puts where they want. Nothing of it is
kept by the program.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
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

from desktop_app.ui.wording import day_words

translate = QCoreApplication.translate

_PAGE = """
<div dir="{direction}">
<p style="font-size:11pt; color:#57626A">Review Desk</p>
<h1 style="font-size:22pt; font-weight:600">{title}</h1>
<p style="font-size:12pt">{whose}</p>
<p>&nbsp;</p>
<table dir="ltr" width="100%" cellpadding="10" cellspacing="0" border="1"
 style="border-collapse:collapse; border-color:#1D2428">{rows}</table>
<p>&nbsp;</p>
<p style="font-size:12pt">{use}</p>
<p style="font-size:12pt">{keep}</p>
<p style="font-size:12pt">{lost}</p>
</div>
"""
_PER_ROW = 4


def sheet(code: str, name: str, made_on: date) -> QTextDocument:
    """The sheet for a code, as a document of one page."""
    document = QTextDocument()
    font = QFont(QApplication.font())
    font.setPointSizeF(12)
    document.setDefaultFont(font)
    document.setHtml(_page(code, name, made_on))
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, _title())
    return document


def print_on(document: QTextDocument, device: QPagedPaintDevice) -> None:
    """Put the sheet on A4."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    document.print_(device)


def write_pdf(document: QTextDocument, file: str) -> bool:
    """Write the sheet as a PDF; False when it cannot be written there."""
    writer = QPdfWriter(file)
    writer.setTitle(_title())
    writer.setCreator("Review Desk")
    print_on(document, writer)
    return writer.pageLayout().isValid() and _is_pdf(file)


def _title() -> str:
    return translate("RecoverySheet", "Recovery sheet")


def _page(code: str, name: str, made_on: date) -> str:
    whose = translate("RecoverySheet", "For the profile of {name}, made on {day}")
    use = translate(
        "RecoverySheet",
        "If the passphrase is forgotten, this code opens the profile: start Review Desk, "
        "choose “I have forgotten my passphrase”, and type all digits.",
    )
    keep = translate(
        "RecoverySheet",
        "Keep this sheet in a safe, away from the computer. Whoever has both can read "
        "everything in the profile.",
    )
    lost = translate(
        "RecoverySheet",
        "Nobody can open the profile without the passphrase or this code, neither the makers "
        "of the program nor the secretariat.",
    )
    is_rtl = QGuiApplication.isRightToLeft()
    return _PAGE.format(
        direction="rtl" if is_rtl else "ltr",
        title=escape(_title()),
        whose=escape(whose.format(name=name, day=day_words(made_on))),
        rows=_rows(code.split()),
        use=escape(use),
        keep=escape(keep),
        lost=escape(lost),
    )


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
