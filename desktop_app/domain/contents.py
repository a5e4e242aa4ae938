"""Bytes that a dossier names and that are no change sets, known by their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ContentId = NewType("ContentId", str)
"""64 small hexadecimal digits."""


class ContentKind(StrEnum):
    """What a content is for. Questionnaires are kept apart: dossiers share them."""

    FILE = "file"
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
