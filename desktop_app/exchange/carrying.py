"""Contents over a line: what a dossier names, where they lie in the profile, what is told.

`review_protocol.contents` decides what goes and comes; here is the shelf it takes them from
and puts them on. Each stretch that comes is kept at once, so a line that breaks, or a
program that is killed, costs no more than the stretch it was in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.contents import ContentKind, HeldContent
from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.exchange.attached import files_named
from desktop_app.exchange.locking import read_lock
from desktop_app.exchange.questionnaires import lacking_packs, later_packs
from desktop_app.store import contents, facts
from desktop_app.store.outbox import read_outbox
from desktop_app.store.store import Store
from desktop_app.store.transaction import Transaction
from review_protocol import packs
from review_protocol.changes import RecordType
from review_protocol.contents import MAX_CONTENT, Carriage
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId, DeviceId
from review_protocol.rules import may
from review_protocol.state import State

NOT_OURS = "not-ours"
"""In the place of a server's word: this computer does not even try to bring it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wares:
    """What of a dossier is to travel: messages first, then questionnaires, then files.

    ``lacking`` are questionnaires that are not here; nobody knows what their files are
    called. ``held`` is what there is in the profile. An observer brings none (``may_bring``),
    and nobody what was ``withdrawn``.
    """

    messages: tuple[ContentId, ...] = ()
    questionnaires: Mapping[ContentId, bytes] = field(default_factory=dict, repr=False)
    files: tuple[ContentId, ...] = ()
    lacking: frozenset[PackHash] = frozenset()
    held: Mapping[ContentId, HeldContent] = field(default_factory=dict, repr=False)
    may_bring: bool = True
    withdrawn: frozenset[ContentId] = frozenset()

    @property
    def not_brought(self) -> frozenset[ContentId]:
        """What stays here, though it is named."""
        return self.withdrawn if self.may_bring else frozenset(self.named)

    @property
    def named(self) -> tuple[ContentId, ...]:
        """All of them, in the order in which they travel."""
        return (*self.messages, *self.questionnaires, *self.files)

    @property
    def to_come(self) -> int:
        """How many files, and questionnaires, are not here whole."""
        whole = {name for name, each in self.held.items() if each.is_whole}
        return len(set(self.files) - whole) + len(self.lacking)


def wares_of(connection: Transaction, dossier: DossierId, state: State, own: DeviceId) -> Wares:
    """What a dossier names now, as its tables and this state say. The small files go first.

    ``own`` is this computer.
    """
    held = contents.held_contents(connection, dossier)
    sizes = {name: each.size for name, each in held.items()}
    files = sorted(
        files_named(connection, dossier), key=lambda each: (sizes.get(each, 0), each)
    )
    messages = (each.id for each in held.values() if each.kind is ContentKind.MESSAGE)
    return Wares(
        messages=tuple(messages),
        questionnaires=later_packs(connection, state),
        files=tuple(files),
        lacking=lacking_packs(connection, state),
        held=held,
        may_bring=may(state.roster, own, RecordType.FILE),
        withdrawn=withdrawn(connection, dossier),
    )


def withdrawn(connection: Transaction, dossier: DossierId) -> frozenset[ContentId]:
    """Submissions of what was opened again before the secretariat had it.

    They stay, for the approval locks once more if somebody else approved it at the same time.
    """
    lock = read_lock(connection, dossier)
    opened = lock.known - lock.locking - lock.receipted
    return frozenset(
        each.id
        for each in read_outbox(connection, dossier).messages
        if each.kind is Kind.SUBMISSION and each.number in opened
    )


def waiting(
    connection: Transaction, dossier: DossierId, there: Collection[ContentId]
) -> frozenset[ContentId]:
    """The messages to the secretariat that it still lacks, as far as is known."""
    lock = read_lock(connection, dossier)
    about = {Kind.SUBMISSION: lock.locking - lock.receipted, Kind.REOPENING: lock.locking}
    return frozenset(
        each.id
        for each in read_outbox(connection, dossier).messages
        if each.number in about[each.kind] and each.id not in there
    )


def files_waiting(
    connection: Transaction, dossier: DossierId, there: Collection[ContentId], own: DeviceId
) -> frozenset[ContentId]:
    """The working files that this computer (``own``) is to bring, as far as is known."""
    if not may(facts.read_facts(connection, dossier).roster, own, RecordType.FILE):
        return frozenset()
    held = contents.held_contents(connection, dossier).values()
    here = {each.id for each in held if each.is_whole}
    return files_named(connection, dossier) & here - frozenset(there)


def carriage(
    store: Store, dossier: DossierId, wares: Wares, there: Collection[ContentId]
) -> Carriage | None:
    """What carries them; None if there is nothing to carry, and no word about it is needed."""
    if not (wares.named or wares.lacking or there):
        return None
    shelf = ProfileShelf(store, dossier, wares)
    made = Carriage(shelf, wares.named, there=there, takes_any=bool(wares.lacking))
    made.refused = dict.fromkeys(wares.not_brought, NOT_OURS)
    return made


class ProfileShelf:
    """A `review_protocol.contents.Shelf` in the encrypted database."""

    def __init__(self, store: Store, dossier: DossierId, wares: Wares) -> None:
        self._store, self._dossier = store, dossier
        self._packs = wares.questionnaires
        self._files = frozenset(wares.files)
        self._held = {name: (each.come, each.size) for name, each in wares.held.items()}

    def length(self, name: ContentId) -> int | None:
        """How long one is that is here whole."""
        if name in self._packs:
            return len(self._packs[name])
        come, size = self._held.get(name, (0, -1))
        return size if come == size else None

    def read(self, name: ContentId, start: int, size: int) -> bytes:
        """Some bytes of it."""
        if name in self._packs:
            return self._packs[name][start : start + size]
        with self._store.read() as transaction:
            return contents.read_stretch(transaction, self._dossier, name, start, size)

    def come(self, name: ContentId) -> int:
        """How much has come of one that is not whole."""
        return self._held.get(name, (0, 0))[0]

    def take(self, name: ContentId, start: int, data: bytes, length: int) -> bool:
        """Keep what follows of a file that is named, or of what begins as a questionnaire."""
        kind = ContentKind.FILE if name in self._files else ContentKind.QUESTIONNAIRE
        if start != self.come(name) or not 0 < length <= MAX_CONTENT:
            return False
        if kind is ContentKind.QUESTIONNAIRE and not start and not _is_pack(data):
            return False
        with self._store.begin() as transaction:
            contents.begin_content(transaction, self._dossier, name, kind, length)
            here = contents.extend_content(transaction, self._dossier, name, start, data)
        self._held[name] = here, length
        return here == start + len(data)


def _is_pack(data: bytes) -> bool:
    return data[: len(packs.MAGIC)] == packs.MAGIC
