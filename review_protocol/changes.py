"""The kinds of change, each as a frozen value. Who may make one and how two merge: `rules`.

A change refers to others by their names (`ChangeId`). Times are whole seconds since 1970,
UTC, as the author's computer had them: shown to people, never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from review_protocol.names import ChangeId, MemberId, SetId

VALUE = "value"
NOTE = "note"
TRANSLATION = "translation:"


class Kind(StrEnum):
    """What stands for a kind of change in the encoding."""

    DOSSIER = "dossier"
    ANSWER = "answer"
    STATUS = "status"
    ADD = "add"
    REMOVE = "remove"
    WORDING = "wording"
    RECORD = "record"
    RESTRICTION = "restriction"
    UPGRADE = "upgrade"
    CLEARANCE = "clearance"
    DECISION = "decision"


class RecordType(StrEnum):
    """What a record is about."""

    NOTE = "note"
    CONSULTATION = "consultation"
    CONTRIBUTION = "contribution"
    LAW = "law"
    ASSIGNMENT = "assignment"
    TIMELINE = "timeline"
    BODY = "body"
    PERSON = "person"
    SERVER = "server"
    APPROVAL = "approval"
    NOTICE = "notice"
    QUESTION = "question"
    RECEIPT = "receipt"
    REOPENING = "reopening"
    FILE = "file"


class Mark(IntEnum):
    """How far somebody says that a version is. Of several the lower wins."""

    DRAFT = 1
    READY = 2
    CLEARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChange:
    """What a dossier is about; the first change of its first set."""

    pack: str
    party: str
    start: str = ""
    instruments: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One version of an answer's facet; ``value`` "" is an answer cleared on purpose."""

    key: str
    value: str
    facet: str = VALUE
    replaces: tuple[ChangeId, ...] = ()
    started: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """A mark on versions, in the place of the marks that it replaces."""

    versions: tuple[ChangeId, ...]
    mark: Mark
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddChange:
    """A repeat instance is there: added, or its removal taken back."""

    key: str
    order: str
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveChange:
    """A repeat instance is gone; ``saw`` are the current versions inside it."""

    key: str
    order: str = ""
    saw: tuple[ChangeId, ...] = ()
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingChange:
    """The official number and text of a question in one language."""

    question: str
    language: str
    number: str
    text: str
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One version of a record: its fields by name, or that it is withdrawn.

    ``subject`` is the record's id (a `PERSON`'s is the member id, a `TIMELINE`'s the
    step). Which fields a type has is the client's to know; the protocol keeps them whole.
    """

    type: RecordType
    subject: str
    fields: Mapping[str, str] = field(default_factory=dict)
    withdrawn: bool = False
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionChange:
    """An expert may edit these questions alone; ``questions`` None lifts the restriction."""

    member: MemberId
    questions: tuple[str, ...] | None
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeChange:
    """The dossier goes on with another version of its questionnaire."""

    pack: str
    version: int
    replaces: tuple[ChangeId, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceChange:
    """The focal point approves exactly these versions, answered under this pack."""

    versions: tuple[ChangeId, ...]
    pack: str
    note: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChange:
    """What waits in these sets is taken after all, or never."""

    sets: tuple[SetId, ...]
    accept: bool
    at: int = 0


Change = (
    DossierChange
    | AnswerChange
    | StatusChange
    | AddChange
    | RemoveChange
    | WordingChange
    | RecordChange
    | RestrictionChange
    | UpgradeChange
    | ClearanceChange
    | DecisionChange
)
