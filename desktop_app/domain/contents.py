"""Bytes that a dossier names and that are no change sets, known by their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from review_protocol.names import ContentId


class ContentKind(StrEnum):
    """What a content is for. A questionnaire is one only until it can be used as one."""

    FILE = "file"
    QUESTIONNAIRE = "questionnaire"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContent:
    """A content that is here, or begins to be: ``come`` of its ``size`` bytes."""

    id: ContentId
    kind: ContentKind
    size: int
    come: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here."""
        return self.come == self.size
