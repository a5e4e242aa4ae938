"""A profile as others see it: whether it is sound, what endangers it, what a backup holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.keys import DossierId


class FolderWarning(StrEnum):
    """Why a profile's folder is a poor place for it."""

    NETWORK_SHARE = "network-share"
    CLOUD_FOLDER = "cloud-folder"


class FaultKind(StrEnum):
    """Which of the checks found something."""

    PAGES = "pages"
    STRUCTURE = "structure"
    LINKS = "links"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class CheckFault:
    """How many things a check found; ``detail`` for support, never content."""

    kind: FaultKind
    count: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was looked at and what was found. ``is_complete`` is False when cancelled.

    ``behind`` are dossiers of which something was here before and is not now: an old copy
    was put back. That is no fault; it heals with the next exchange. ``mended`` says where the
    tables did not say what the sets say, and were made anew; in the ``mended_dossiers``.
    """

    dossiers: int = 0
    changes: int = 0
    versions: int = 0
    answers: int = 0
    pages: int = 0
    faults: tuple[CheckFault, ...] = ()
    mended: tuple[CheckFault, ...] = ()
    mended_dossiers: frozenset[DossierId] = frozenset()
    behind: frozenset[DossierId] = frozenset()
    is_complete: bool = True

    @property
    def is_sound(self) -> bool:
        """Whether all was looked at and nothing was found."""
        return self.is_complete and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup that was read back: where it is, how large, and its SHA-256."""

    file: Path
    size_bytes: int
    sha256: str
