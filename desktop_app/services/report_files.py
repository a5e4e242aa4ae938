"""A report as a file: set as what was asked for, and written whole or not at all.

Takes up to seconds and belongs on a lane. Whoever calls it is asked between the steps
whether to go on; what they raise ends the work, and no file is left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.domain.reports import FileKind
from desktop_app.reports.document import Document
from desktop_app.services import reports
from desktop_app.services.written_files import write_file

Contents = Document | str
"""A document to be set, or the text of a submission, which is a file as it is."""


def write_report(
    contents: Contents,
    file: Path,
    kind: FileKind,
    *,
    now: datetime,
    go_on: Callable[[], None] = lambda: None,
) -> int:
    """Put a report in the place of a file; how many bytes it has.

    Raises MissingFonts, DiskFull, NotWritable, and what ``go_on`` raises; then the file is
    as it was.
    """
    go_on()
    data = contents.encode() if isinstance(contents, str) else _set(contents, kind, now)
    write_file(file, data, go_on=go_on)
    return len(data)


def _set(document: Document, kind: FileKind, now: datetime) -> bytes:
    setters = {FileKind.PDF: reports.pdf, FileKind.WORD: reports.word}
    return setters[kind](document, now=now)
