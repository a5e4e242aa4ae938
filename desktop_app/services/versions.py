"""Who changed what becomes versions: editing sessions, and entries not yet stored.

A version is one editing session of an answer, not a keystroke. All of this is in memory;
the journal writes what ``take`` hands over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop_app.domain.entries import (
    ChangeId,
    Cleared,
    Closed,
    CurrentVersion,
    Drafted,
    Entry,
    InstanceAdded,
    InstanceRemoved,
    Loaded,
    StatusSet,
    Typed,
    Wording,
    WordingLoaded,
)
from desktop_app.domain.keys import NodeKey, PackHash, VersionId
from desktop_app.domain.nodes import Instance
from desktop_app.domain.responses import Status

PAUSE = timedelta(minutes=5)
"""After so long without a change, the next one starts a new version."""


@dataclass(slots=True)
class _Session:
    """An open version of one answer. ``leader`` is the answer that the user edits."""

    typed: Typed
    leader: NodeKey
    original: str
    before: tuple[CurrentVersion, ...]
    beside: tuple[CurrentVersion, ...] = ()
    is_handed_over: bool = False


class Versions:
    """The current versions of all answers, and the entries on their way to the store."""

    def __init__(
        self, loaded: Loaded | None, clock: Callable[[], datetime], ids: Callable[[], str]
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._current = dict(loaded.versions) if loaded else {}
        self._unconfirmed = dict(loaded.unconfirmed) if loaded else {}
        self._sessions: dict[NodeKey, _Session] = {}
        self._pending: dict[str, Entry] = {}

    def status(self, key: NodeKey) -> Status:
        """How far an answer is. One that the form itself gave is a draft."""
        return min((v.status for v in self._current.get(key, ())), default=Status.DRAFT)

    def ids_of(self, key: NodeKey) -> tuple[VersionId, ...]:
        """The current versions of an answer; more than one is a conflict."""
        return tuple(version.id for version in self._current.get(key, ()))

    def in_conflict(self, key: NodeKey) -> bool:
        """Whether people left this answer in different states that nobody has settled."""
        return len({version.value for version in self._current.get(key, ())}) > 1

    def unconfirmed(self, key: NodeKey) -> frozenset[str]:
        """Who wrote what stands there and is not confirmed yet, by name."""
        if not self._unconfirmed:
            return frozenset()
        named = (self._unconfirmed.get(each.id) for each in self._current.get(key, ()))
        return frozenset(filter(None, named))

    def record(self, key: NodeKey, value: str, *, was: str, leader: NodeKey) -> None:
        """Take in a value: as the open version of the answer, or as a new one."""
        now = self._clock()
        session = self._sessions.get(key)
        if session and now - session.typed.at > PAUSE:
            self._close(key)
            session = None
        if session is None:
            session = self._open(key, was, leader, now)
        if value == session.original and not session.is_handed_over:
            self._forget(key, session)
            return
        session.typed = replace(session.typed, value=value, at=now)
        self._pending[session.typed.version_id] = session.typed
        self._current[key] = (_draft(session.typed), *session.beside)

    def settle(self, key: NodeKey, value: str) -> None:
        """One version takes the place of all current ones, those of others too."""
        self._close(key)
        now = self._clock()
        typed = Typed(
            key=key,
            value=value,
            version_id=VersionId(self._ids()),
            replaces=self.ids_of(key),
            started_at=now,
            at=now,
            closes=True,
        )
        self._pending[typed.version_id] = typed
        self._current[key] = (_draft(typed),)

    def to_settle(self) -> tuple[NodeKey, ...]:
        """The answers that people left in different states, hidden ones too."""
        return tuple(key for key in self._current if self.in_conflict(key))

    def leave(self, leader: NodeKey | None = None) -> None:
        """The user has left an answer (or all): what it opened is closed."""
        for key, session in tuple(self._sessions.items()):
            if leader is None or leader in (session.leader, key):
                self._close(key)

    def set_status(self, values: Iterable[tuple[NodeKey, str]], status: Status) -> None:
        """Give the current versions of these answers, at least one, a status.

        A value without a version is one that the form itself gave. It becomes the
        person's own by this.
        """
        found: list[VersionId] = []
        for key, value in values:
            if not self.ids_of(key):
                self.record(key, value, was="", leader=key)
            self._close(key)
            found += self.ids_of(key)
            self._current[key] = tuple(
                replace(version, status=status) for version in self._current[key]
            )
        entry = StatusSet(
            id=self._new_id(), versions=tuple(found), status=status, at=self._clock()
        )
        self._pending[entry.id] = entry

    def approve(
        self, values: Iterable[tuple[NodeKey, str]], gone: Iterable[NodeKey], pack: PackHash
    ) -> None:
        """The focal point approves the current versions of these answers.

        ``gone`` are answers in rows that were removed: it is approved that they are.
        """
        found = tuple(values)
        if not found:
            return
        self.set_status(found, Status.CLEARED)
        named = [version for key, _ in found for version in self.ids_of(key)]
        named += [version for key in gone for version in self.ids_of(key)]
        entry = Cleared(id=self._new_id(), versions=tuple(named), pack=pack, at=self._clock())
        self._pending[entry.id] = entry

    def value_of(self, key: NodeKey) -> str:
        """What the version says that counts; "" where there is none."""
        return next((version.value for version in self._current.get(key, ())), "")

    def answered(self) -> Iterable[NodeKey]:
        """Every node that has a version, those in rows that are gone too."""
        return self._current.keys()

    def confirm(self, keys: Iterable[NodeKey]) -> None:
        """Give the current versions of these answers the status they have, anew."""
        found: dict[Status, list[VersionId]] = {}
        for key in keys:
            self._close(key)
            for version in self._current.get(key, ()):
                found.setdefault(version.status, []).append(version.id)
        for status, ids in found.items():
            entry = StatusSet(
                id=self._new_id(), versions=tuple(ids), status=status, at=self._clock()
            )
            self._pending[entry.id] = entry

    def add_instance(self, instance: Instance) -> None:
        """Note that a person added an instance, or took its removal back."""
        entry = InstanceAdded(
            id=self._new_id(), key=instance.key, order=instance.order, at=self._clock()
        )
        self._pending[entry.id] = entry

    def remove_instance(self, instance: NodeKey) -> None:
        """Note that a person removed an instance, and which versions inside it they saw."""
        path = instance.instances
        inside = [key for key in self._current if key.instances[: len(path)] == path]
        for key in inside:
            self._close(key)
        saw = tuple(version for key in inside for version in self.ids_of(key))
        entry = InstanceRemoved(id=self._new_id(), key=instance, saw=saw, at=self._clock())
        self._pending[entry.id] = entry

    def keep_draft(self, entry: Drafted) -> None:
        """Store what does not stand yet along with everything else; it is no version."""
        self._pending[entry.id] = entry

    def load_wording(self, wording: tuple[Wording, ...]) -> None:
        """Note that official wording was loaded."""
        entry = WordingLoaded(id=self._new_id(), wording=wording, at=self._clock())
        self._pending[entry.id] = entry

    def take(self) -> tuple[Entry, ...]:
        """The entries since the last call, oldest first; sessions gone quiet are closed."""
        now = self._clock()
        for key, session in tuple(self._sessions.items()):
            if now - session.typed.at > PAUSE:
                self._close(key)
            elif session.typed.version_id in self._pending:
                session.is_handed_over = True
        entries = tuple(self._pending.values())
        self._pending.clear()
        return entries

    def give_back(self, entries: Iterable[Entry]) -> None:
        """Queue again what could not be written. What is newer keeps its newer value."""
        again = {_name(entry): entry for entry in entries}
        for name, newer in self._pending.items():
            older = again.get(name)
            if isinstance(newer, Closed) and isinstance(older, Typed):
                again[name] = replace(older, closes=True)
            else:
                again[name] = newer
        self._pending = again

    def _open(self, key: NodeKey, was: str, leader: NodeKey, now: datetime) -> _Session:
        before = self._current.get(key, ())
        # Who goes on writing in their own version has not settled anything: what others
        # wrote meanwhile stays beside it.
        seen = before[:1] if self.in_conflict(key) else before
        typed = Typed(
            key=key,
            value=was,
            version_id=VersionId(self._ids()),
            replaces=tuple(version.id for version in seen),
            started_at=now,
            at=now,
        )
        session = _Session(typed, leader, was, before, before[len(seen) :])
        self._sessions[key] = session
        return session

    def _forget(self, key: NodeKey, session: _Session) -> None:
        """Nothing was written and the answer is what it was: no version."""
        del self._sessions[key]
        self._pending.pop(session.typed.version_id, None)
        if session.before:
            self._current[key] = session.before
        else:
            self._current.pop(key, None)

    def _close(self, key: NodeKey) -> None:
        session = self._sessions.pop(key, None)
        if session is None:
            return
        typed = session.typed
        if typed.version_id in self._pending:
            self._pending[typed.version_id] = replace(typed, closes=True)
        else:
            self._pending[typed.version_id] = Closed(version_id=typed.version_id, at=typed.at)

    def _new_id(self) -> ChangeId:
        return ChangeId(self._ids())


def _name(entry: Entry) -> str:
    """What tells the entries of one queue apart: a version, or a change of its own."""
    return entry.version_id if isinstance(entry, Typed | Closed) else entry.id


def _draft(typed: Typed) -> CurrentVersion:
    return CurrentVersion(
        id=typed.version_id, value=typed.value, status=Status.DRAFT, author=""
    )
