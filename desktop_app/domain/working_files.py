"""Working files as screens and lists show them: what is attached, and whether it is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from review_protocol.names import MemberId


class FileState(StrEnum):
    """Whether the bytes of a file are here. Of a damaged one it is not even known which."""

    HERE = "here"
    COMING = "coming"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingFile:
    """A law's text, a letter: for the members alone, never part of an answer or a submission.

    ``name`` is safe to be shown and to be the name of a file. ``come_bytes`` is how much of
    one that is still to come is here, of about ``size_bytes``.
    """

    id: str
    question: str
    name: str
    media_type: str
    size_bytes: int
    state: FileState
    author: MemberId
    author_name: str
    made_at: datetime
    is_mine: bool = False
    may_withdraw: bool = False
    come_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFiles:
    """What is attached to a question, and whether somebody here may attach more."""

    files: tuple[WorkingFile, ...] = ()
    may_attach: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAtHand:
    """How many of a dossier's files are here and how large they are; how many are not."""

    here: int = 0
    size_bytes: int = 0
    to_come: int = 0
