"""What is to be settled: versions of an answer, and rows removed while somebody wrote in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.domain.entries import VALUE
from desktop_app.domain.keys import DossierId, NodeKey, VersionId
from desktop_app.domain.record_conflicts import RecordConflict
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import BadArgument
from desktop_app.exchange.holding import Held, hold
from desktop_app.services import journal
from desktop_app.services.drafts import settling_of
from desktop_app.services.profile import Profile
from desktop_app.services.record_conflicts import record_conflicts
from desktop_app.services.response import Edit, Response
from desktop_app.store import loading, records
from review_protocol.changes import AnswerChange, RemoveChange
from review_protocol.names import MemberId, device_id
from review_protocol.state import Presence

SHORTEST = 8
"""So many digits of a version's name are enough, if no other begins with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An answer to settle: its current versions, and the text they all come from.

    ``ancestor`` is the value of the newest version that all of them replaced, directly or
    by way of others; "" where there was none.
    """

    key: NodeKey
    versions: tuple[VersionInfo, ...]
    ancestor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One member's versions, of the answers in which it is plain which one that is."""

    author: str
    kept: tuple[tuple[Conflict, VersionId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands in a removed row. ``is_unseen``: whoever removed it had not seen it."""

    key: NodeKey
    value: str
    author: str
    at: datetime
    is_unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Somebody who removed a row, and when."""

    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    """A row that somebody removed and somebody else wrote in, neither knowing of the other."""

    key: NodeKey
    removals: tuple[Removal, ...]
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """All that is to be settled."""

    conflicts: tuple[Conflict, ...] = ()
    rows: tuple[RemovedRow, ...] = ()
    records: tuple[RecordConflict, ...] = ()


def unsettled(
    profile: Profile, dossier: DossierId, keys: Iterable[NodeKey], rows: Iterable[NodeKey]
) -> Unsettled:
    """All kinds; answers and rows of what a response names. For the store lane."""
    return Unsettled(
        conflicts=conflicts(profile, dossier, keys),
        rows=removed_rows(profile, dossier, rows),
        records=record_conflicts(profile, dossier),
    )


def conflicts(
    profile: Profile, dossier: DossierId, keys: Iterable[NodeKey]
) -> tuple[Conflict, ...]:
    """The versions of answers to settle (`Response.to_settle`). Belongs on the store lane."""
    return tuple(_conflict(profile, dossier, key) for key in keys)


def sides(found: Iterable[Conflict]) -> tuple[Side, ...]:
    """By member the version that could stand in each answer, the members by name.

    Where computers of one member left different texts, none of them is the member's.
    """
    kept: dict[MemberId, list[tuple[Conflict, VersionId]]] = defaultdict(list)
    names: dict[MemberId, str] = {}
    for conflict in found:
        for member, versions in _by_member(conflict).items():
            names[member] = versions[0].author
            if len({each.value for each in versions}) == 1:
                kept[member].append((conflict, versions[0].id))
    ordered = sorted(kept, key=lambda member: (names[member], member))
    return tuple(Side(author=names[each], kept=tuple(kept[each])) for each in ordered)


def _by_member(conflict: Conflict) -> dict[MemberId, list[VersionInfo]]:
    found: dict[MemberId, list[VersionInfo]] = defaultdict(list)
    for version in conflict.versions:
        found[version.member].append(version)
    return found


def removed_rows(
    profile: Profile, dossier: DossierId, keys: Iterable[NodeKey]
) -> tuple[RemovedRow, ...]:
    """Who removed these rows, and what stands in them. Belongs on the store lane."""
    wanted = tuple(keys)
    if not wanted:
        return ()
    with profile.store.read() as transaction:
        device = profile.device_for(dossier)
        held = hold(transaction, dossier, device)
        names = records.read_names(transaction, dossier)
    removals = _removals(held, names)
    found = []
    for key in wanted:
        presence = held.state.presence.get(str(key))
        if presence is not None and presence.unseen:
            found.append(
                RemovedRow(
                    key=key,
                    removals=tuple(removals[each] for each in presence.changes),
                    written=_written(held, key, presence, names),
                )
            )
    return tuple(found)


def settle(
    response: Response,
    conflict: Conflict,
    *,
    keep: str | None = None,
    value: str | None = None,
) -> Edit:
    """Let one of the versions stand, or another text; all stay in the history.

    ``keep`` is the name of a version, or its beginning if no other begins so. Raises
    BadArgument for a version that is none of them or not the only one, StepRefused for what
    the questionnaire does not take.
    """
    if keep is not None:
        value = _named(conflict, keep).value
    edit = response.settle(conflict.key, value or "")
    response.drafts.keep(settling_of(conflict.key), "")
    return edit


def drafts_left(response: Response, found: Iterable[Conflict]) -> tuple[NodeKey, ...]:
    """The answers that somebody else settled while one was writing what shall stand."""
    open_ = {each.key for each in found}
    return tuple(key for key in response.drafts.to_settle() if key not in open_)


def use_left(response: Response, answer: NodeKey, value: str) -> Edit:
    """Such a text becomes the answer after all, like any other edit. Raises StepRefused."""
    edit = response.set(answer, value or None)
    response.leave(answer)
    response.drafts.keep(settling_of(answer), "")
    return edit


def _named(conflict: Conflict, name: str) -> VersionInfo:
    for each in conflict.versions:
        if each.id == name:
            return each
    begin_so = [each for each in conflict.versions if each.id.startswith(name)]
    if not begin_so:
        raise BadArgument("version", "unknown")
    if len(name) < SHORTEST:
        raise BadArgument("version", "short")
    if len(begin_so) > 1:
        raise BadArgument("version", "ambiguous")
    return begin_so[0]


def settle_row(response: Response, row: NodeKey, *, keep: bool) -> Edit:
    """The row stays with all that is in it, or goes with it; the history has it either way.

    Raises StepRefused.
    """
    return response.keep(row) if keep else response.remove(row)


def _conflict(profile: Profile, dossier: DossierId, key: NodeKey) -> Conflict:
    versions = journal.history(profile, dossier, key)
    current = tuple(each for each in versions if each.is_current)
    with profile.store.read() as transaction:
        ancestor = loading.common_ancestor(transaction, [each.id for each in current])
    return Conflict(key=key, versions=current, ancestor=ancestor)


def _removals(held: Held, names: dict[str, str]) -> dict[str, Removal]:
    """Every removal of a row, by the name of its change."""
    found: dict[str, Removal] = {}
    for opened in held.sealed:
        member = held.state.roster.member_of(device_id(opened.device)) or ""
        for name, change in zip(opened.names, opened.changes or (), strict=False):
            if isinstance(change, RemoveChange):
                at = datetime.fromtimestamp(change.at, UTC)
                found[name] = Removal(author=names.get(member, member), at=at)
    return found


def _written(
    held: Held, row: NodeKey, presence: Presence, names: dict[str, str]
) -> tuple[Written, ...]:
    depth = len(row.instances)
    found = []
    for (name, facet), current in held.state.answers.items():
        key = NodeKey.parse(name)
        if facet != VALUE or key.instances[:depth] != row.instances:
            continue
        for id_ in current:
            judged = held.state.versions[id_].judged
            assert isinstance(judged.change, AnswerChange)
            found.append(
                Written(
                    key=key,
                    value=judged.change.value,
                    author=names.get(judged.author, judged.author),
                    at=datetime.fromtimestamp(judged.change.at, UTC),
                    is_unseen=id_ in presence.unseen,
                )
            )
    return tuple(sorted(found, key=lambda one: (str(one.key), one.at, one.value)))
