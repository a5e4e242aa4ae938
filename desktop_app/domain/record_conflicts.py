"""What two people wrote of one thing that is no answer: a person, an assignment, a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from review_protocol.changes import RecordType

SETTLED_BY_MEMBERS = (
    RecordType.PERSON,
    RecordType.ASSIGNMENT,
    RecordType.TIMELINE,
    RecordType.NOTE,
    RecordType.FILE,
    RecordType.SERVER,
)
"""Of these somebody chooses which version stands; an approval is not chosen, it is made."""


def ref_of(type_: RecordType, subject: str) -> str:
    """How such a conflict is named where a node would be: no node has a colon."""
    return f"{type_}:{subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """One of them. ``fields`` have the names of members in the place of ids."""

    id: str
    author: str
    at: datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConflict:
    """Versions of one record, neither of which knew of the other, and which differ.

    ``about`` is who or what it is of, in words where there are any; ``may_settle`` whether
    the person here may choose.
    """

    type: RecordType
    subject: str
    about: str
    versions: tuple[RecordVersion, ...]
    may_settle: bool = True

    @property
    def ref(self) -> str:
        """Its name on the command line and in tallies."""
        return ref_of(self.type, self.subject)
