"""A poor line is remembered from one synchronisation to the next, and so is half a large set.

Else each would begin with more at once than the line bears, and with the set from its start.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.domain.keys import DossierId
from desktop_app.store import line_memory
from desktop_app.store.transaction import Transaction
from review_protocol.pacing import ROOMY, SMALL
from review_protocol.talks import Part, Talk

EASES_IN = timedelta(hours=6)
"""In this time a line is taken to bear twice as much: people move, and lines are mended."""


class LineMemory:
    """Of one talk: what was known when it began, and what is to be known after it."""

    def __init__(
        self, transaction: Transaction, dossier: DossierId, talk: Talk, now: datetime
    ) -> None:
        self._dossier, self._talk = dossier, talk
        part = line_memory.read_part(transaction, dossier)
        self._kept = _mark(part)
        self._began = limit_now(line_memory.read_limit(transaction, dossier), now)
        talk.resume(limit=self._began, part=part)

    def keep(self, transaction: Transaction, now: datetime) -> None:
        """Note how it stands now."""
        talk = self._talk
        limit = talk.limit
        if talk.is_in_step and limit >= self._began:
            limit *= 2
        is_poor = limit <= SMALL
        line_memory.write_limit(transaction, self._dossier, limit if is_poor else None, now)
        if _mark(talk.part) != self._kept:
            line_memory.write_part(transaction, self._dossier, talk.part)
            self._kept = _mark(talk.part)


def limit_now(known: tuple[int, datetime] | None, now: datetime) -> int:
    """How many bytes at once a line is taken to bear."""
    if known is None:
        return ROOMY
    limit, at = known
    eased = max(0, (now - at) // EASES_IN)
    limit = limit * 2 ** min(eased, 32)
    return limit if limit <= SMALL else ROOMY


def _mark(part: Part | None) -> tuple[str, int] | None:
    """What tells one part from another, and from less of itself."""
    return (part[0], len(part[1])) if part else None
