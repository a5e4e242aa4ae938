"""What a person can ask for on paper or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.keys import NodeKey


class FileKind(StrEnum):
    """What a report can be written as; the value is the ending of the file's name."""

    PDF = "pdf"
    WORD = "docx"
    XML = "xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What to print: which articles (``None``: all), answered only, a block to sign."""

    articles: frozenset[NodeKey] | None = None
    answered_only: bool = False
    has_signature: bool = False
