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


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationWords:
    """The fixed words of a nomination list, so that it can be written in any language."""

    title: str = "Nominations for the review"
    lead: str = (
        "To go with a note verbale. The secretariat is to be told again when somebody is "
        "replaced."
    )
    heads: tuple[str, str, str, str, str] = ("Name", "Title", "E-mail", "Telephone", "Role")
    missing: str = "—"
