"""What becomes of answers when a dossier goes on with another version of its questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.keys import NodeKey, PackHash, QuestionId, VersionId


class Difference(StrEnum):
    """In what a question differs between two versions of a questionnaire.

    ``gone``: it is no longer there. ``moved``: it stands in other repeats, so that its
    answers have no place. ``computed``: the questionnaire works it out itself now.
    """

    WORDING = "wording"
    CHOICES = "choices"
    KIND = "kind"
    GONE = "gone"
    MOVED = "moved"
    COMPUTED = "computed"


class Reason(StrEnum):
    """Why an answer should be looked at again.

    ``late``: it was given under an older version by somebody who had not seen the upgrade.
    """

    WORDING = "wording"
    CHOICES = "choices"
    KIND = "kind"
    LATE = "late"


Differences = Mapping[QuestionId, frozenset[Difference]]
"""By question of the older version; questions that are the same are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A version of an answer, and the pack under which it was given or last looked at.

    ``is_late`` says that its author had not seen that there is a newer pack.
    """

    key: NodeKey
    value: str
    basis: PackHash
    version: VersionId | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What becomes of versions of answers. Each is in exactly one of the three.

    ``flagged`` are kept too, with the reasons to look at them again. ``dropped`` have no
    place any more; they stay in the history, and come back if a later pack has one.
    """

    kept: tuple[Given, ...] = ()
    flagged: Mapping[Given, frozenset[Reason]] = field(default_factory=dict)
    dropped: Mapping[Given, Difference] = field(default_factory=dict)
