"""What the journal keeps: entries that a live response hands over, and what is read back.

A response makes entries on the UI thread without any I/O; the journal writes them, several
in one transaction, and each at most once: writing an entry again changes nothing. Ids are
made by the client (``new_id``). All times are UTC.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType

from desktop_app.domain.access import EVERYTHING, Access
from desktop_app.domain.keys import NO_PACK, NodeKey, PackHash, QuestionId, VersionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import Status
from review_protocol.changes import RecordType
from review_protocol.names import MemberId, SetId

ChangeId = NewType("ChangeId", str)
VALUE = "value"


def new_id() -> str:
    """A fresh id for a version or another change."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An autosave of one editing session of an answer: the session is one version.

    The first autosave makes the version, later ones with the same ``version_id`` put
    their ``value`` in its place ("" clears), and ``closes`` ends it: after that the
    version never changes again. ``replaces`` are the versions that were current when
    the session started. ``facet`` is ``value``, ``note`` or ``translation:`` and a tag.
    """

    key: NodeKey
    value: str
    version_id: VersionId
    replaces: tuple[VersionId, ...] = ()
    started_at: datetime
    at: datetime
    closes: bool = False
    facet: str = VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The editing session of a version is over; closing it twice does no harm."""

    version_id: VersionId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSet:
    """A person gave these versions a status; versions still open are closed by it."""

    id: ChangeId
    versions: tuple[VersionId, ...]
    status: Status
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceAdded:
    """A person added an instance of a repeat, or took back its removal.

    What was answered inside before the removal is current again. ``key`` is the
    instance's own: the repeat's name, with the instance's id as the last one. When a
    removal is taken back, the instance keeps the ``order`` it had.
    """

    id: ChangeId
    key: NodeKey
    order: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRemoved:
    """A person removed an instance; ``saw`` are the current versions inside it."""

    id: ChangeId
    key: NodeKey
    saw: tuple[VersionId, ...] = ()
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCreated:
    """The first entry of every dossier; its pack is in the store already."""

    id: ChangeId
    pack: PackHash
    party: str
    start: date | None = None
    instruments: tuple[str, ...] = ()
    at: datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """The official number and text of a question (a card group's name) in one language."""

    question: QuestionId
    language: str
    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLoaded:
    """Official wording was loaded; it takes the place of what these questions had."""

    id: ChangeId
    wording: tuple[Wording, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PackUpgraded:
    """The dossier goes on with another pack, which is in the store already.

    Of several the highest ``version`` counts, then the lowest hash. Editing sessions that
    are open are closed by it: what is typed afterwards is given under the new pack.
    """

    id: ChangeId
    pack: PackHash
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A record that members share, as somebody left it: a note, an assignment, a person.

    ``type`` is a `RecordType`; ``subject`` tells records of a type apart. It takes the
    place of what its author saw: the record's current versions.
    """

    id: ChangeId
    type: RecordType
    subject: str
    fields: Mapping[str, str]
    withdrawn: bool = False
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Restricted:
    """The focal point lets an expert edit these questions alone; None lifts that."""

    id: ChangeId
    member: MemberId
    questions: tuple[QuestionId, ...] | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The focal point takes what waits in these sets after all, or never."""

    id: ChangeId
    sets: tuple[SetId, ...]
    accept: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """The focal point approves exactly these versions, answered under this pack.

    Translations of the answers that the versions are of are approved along with them.
    """

    id: ChangeId
    versions: tuple[VersionId, ...]
    pack: PackHash
    note: str = ""
    at: datetime


@dataclass(frozen=True, slots=True)
class Drafted:
    """A text that does not stand yet, as far as it is written; "" when it is done with.

    ``subject`` says what it is about. It is no change: others never get it.
    """

    subject: str
    text: str

    @property
    def id(self) -> ChangeId:
        """The last of a subject takes the place of those before."""
        return ChangeId(f"draft:{self.subject}")


Entry = (
    Typed
    | Closed
    | StatusSet
    | InstanceAdded
    | InstanceRemoved
    | DossierCreated
    | WordingLoaded
    | PackUpgraded
    | Recorded
    | Restricted
    | Decided
    | Cleared
    | Drafted
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentVersion:
    """A version that nothing has replaced.

    ``basis`` is the pack under which it was given, or under which somebody last set a
    status on it; "" for one that is not stored yet. ``is_late`` says that its author did
    not know yet of the pack that the dossier has now.
    """

    id: VersionId
    value: str
    status: Status
    author: str
    basis: PackHash = NO_PACK
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The state of a dossier as the journal gives it.

    ``answers.values`` holds "" for an answer that was cleared on purpose, and nothing of
    removed instances. ``versions`` has every answered node's current versions (facet
    ``value``), those inside removed instances too; more than one value is a conflict. The
    first counts: the own one, else that with the lowest id. ``disputed`` are instances
    that somebody removed while somebody else wrote inside; they stay until it is settled.
    ``access`` is what the person at this computer may write. ``drafts`` are texts that do
    not stand yet, by what they are about. ``unconfirmed`` names the authors of current
    versions whom nobody has confirmed yet, oneself left out.
    """

    answers: Answers
    versions: Mapping[NodeKey, tuple[CurrentVersion, ...]] = field(default_factory=dict)
    wording: tuple[Wording, ...] = ()
    disputed: frozenset[NodeKey] = frozenset()
    access: Access = EVERYTHING
    drafts: Mapping[str, str] = field(default_factory=dict)
    unconfirmed: Mapping[VersionId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the user was in a dossier: the article, the node with focus, and the caret."""

    article: NodeKey
    node: NodeKey | None = None
    caret: int = 0
