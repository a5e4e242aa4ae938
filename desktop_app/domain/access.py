"""What somebody may write in a response: everything, their part, or nothing; and why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.keys import NodeKey


class Bar(StrEnum):
    """Why somebody may read an answer and not write it. Screens show words."""

    NOT_YOUR_PART = "not-your-part"
    OBSERVER = "observer"
    REMOVED = "removed"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Access:
    """``bar`` holds everywhere but for ``questions``, by their names (groups too).

    ``approves`` says whether this person may approve answers, ``annotates`` whether they may
    leave notes, ``words`` whether they may load official wording.
    """

    bar: Bar | None = None
    questions: frozenset[str] = frozenset()
    approves: bool = False
    annotates: bool = False
    words: bool = False

    def objection(self, key: NodeKey) -> Bar | None:
        """Why this node cannot be written, or None."""
        return None if key.question in self.questions else self.bar


EVERYTHING = Access(approves=True, annotates=True, words=True)
