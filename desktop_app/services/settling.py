"""Two or more versions of an answer, what they have in common, and which one stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import BadArgument
from desktop_app.services import journal
from desktop_app.services.profile import Profile
from desktop_app.services.response import Edit, Response
from desktop_app.store import loading


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An answer to settle: its current versions, and the text they all come from.

    ``ancestor`` is the value of the newest version that all of them replaced, directly or
    by way of others; "" where there was none.
    """

    key: NodeKey
    versions: tuple[VersionInfo, ...]
    ancestor: str = ""


def conflicts(
    profile: Profile, dossier: DossierId, keys: Iterable[NodeKey]
) -> tuple[Conflict, ...]:
    """The versions of answers to settle (`Response.to_settle`). Belongs on the store lane."""
    return tuple(_conflict(profile, dossier, key) for key in keys)


def settle(
    response: Response,
    conflict: Conflict,
    *,
    keep: str | None = None,
    value: str | None = None,
) -> Edit:
    """Let one of the versions stand, or another text; all stay in the history.

    Raises BadArgument for a version that is none of them, StepRefused for what the
    questionnaire does not take.
    """
    if keep is not None:
        kept = [each for each in conflict.versions if each.id == keep]
        if not kept:
            raise BadArgument("version", "unknown")
        value = kept[0].value
    return response.settle(conflict.key, value or "")


def _conflict(profile: Profile, dossier: DossierId, key: NodeKey) -> Conflict:
    versions = journal.history(profile, dossier, key)
    current = tuple(each for each in versions if each.is_current)
    with profile.store.read() as transaction:
        ancestor = loading.common_ancestor(transaction, [each.id for each in current])
    return Conflict(key=key, versions=current, ancestor=ancestor)
