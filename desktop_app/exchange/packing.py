"""Packages out: which sets and questionnaires go into one, for whom, and its pieces."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.errors import SendRefused
from desktop_app.exchange.acknowledging import behind, parents_of
from desktop_app.exchange.asking import lacks_of
from desktop_app.exchange.attached import files_named
from desktop_app.exchange.holding import Held
from desktop_app.exchange.naming import names_of
from desktop_app.store import contents, records, sets
from desktop_app.store.transaction import Transaction
from review_protocol import packages
from review_protocol.changes import Change, DossierChange, UpgradeChange
from review_protocol.code_slots import SALT_SIZE
from review_protocol.costs import KdfCost
from review_protocol.invitations import Grant
from review_protocol.keyholders import in_turn
from review_protocol.manifests import (
    MAX_ADDRESSEES,
    MAX_FILES,
    MAX_PACKS,
    MAX_SETS,
    Content,
    Manifest,
    content_of,
)
from review_protocol.names import ContentId, MemberId, SetId
from review_protocol.packages import MAX_PACKAGE, Lock
from review_protocol.sealing import KemPublic
from review_protocol.sets import MAX_PARENTS
from review_protocol.state import DeviceState, State

FILE_KEY_SIZE = 32
_FOR_PADDING = 8 * 1024 * 1024  # what padding and tags add to the largest package, and more

ReadFile = Callable[[ContentId], bytes]
"""Gives the content of a working file that is here whole."""


def no_files(_name: ContentId) -> bytes:
    """For packages that take no working files along."""
    raise AssertionError("a package without working files asks for none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A package that is ready to be written, and the members it is for.

    Working files are read one by one while it is written, by ``read_file``; for those that
    were ``left_out`` there was no room.
    """

    manifest: Manifest
    contents: tuple[bytes, ...] = field(repr=False)
    lock: Lock = field(repr=False)
    members: tuple[MemberId, ...] = ()
    read_file: ReadFile = no_files
    left_out: int = 0

    def pieces(self, device: DeviceKey) -> Iterator[bytes]:
        """The bytes of the file. Raises TooLarge before it gives any."""
        files = (self.read_file(ContentId(each.id)) for each in self.manifest.files)
        return packages.write_package(
            self.manifest, chain(self.contents, files), lock=self.lock, key=device.signing
        )


def for_members(
    connection: Transaction,
    held: Held,
    device: DeviceKey,
    now: datetime,
    *,
    to: Collection[str] | None = None,
    read_file: ReadFile | None = None,
    everything: bool = False,
) -> Outgoing:
    """What these members (None: all) are not known to hold, of all that is ``held`` here; or
    ``everything``, whatever they hold.

    With ``read_file`` also the working files that are here, as many as have room.

    Their computers can open it, and this one too: so a profile that was put back to an older
    state takes its own work back from its own packages. Raises SendRefused for somebody who
    is no member, when nobody else is there, and for more computers than a package is for; of
    these, unconfirmed ones are left out.
    """
    dossier = held.dossier
    addressees = _addressees(held.state, device, to)
    heard = sets.read_heard(connection, dossier)
    parents = parents_of(held.sealed)
    here = sets.set_ids(connection, dossier)
    lacking: set[SetId] = set()
    for each in addressees:
        is_known = each.id in heard and not everything
        heads = heard[each.id][0].heads if is_known else ()
        lacking |= here - behind(parents, heads)
    keys = {each.id: KemPublic(each.kem) for each in addressees}
    lock = packages.for_devices({**keys, device.id: device.kem.public}, _file_key())
    wanted = _Wanted(
        device=device, lock=lock, sets=frozenset(lacking), at=now, read_file=read_file
    )
    members = tuple(sorted({each.member for each in addressees}))
    return _outgoing(connection, held, wanted, members)


def for_code(
    connection: Transaction,
    held: Held,
    device: DeviceKey,
    now: datetime,
    *,
    grant: Grant,
    digits: str,
    cost: KdfCost,
) -> Outgoing:
    """All that is ``held`` here, for whoever is told the code.

    ``digits`` are those that `invitations.read_code` gives of the code.
    """
    salt = secrets.token_bytes(SALT_SIZE)
    lock = packages.for_code(digits, cost, salt=salt, file_key=_file_key())
    everything = sets.set_ids(connection, held.dossier)
    wanted = _Wanted(device=device, lock=lock, sets=everything, at=now, grant=grant)
    return _outgoing(connection, held, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    device: DeviceKey
    lock: Lock
    sets: frozenset[SetId]
    at: datetime
    grant: Grant | None = None
    read_file: ReadFile | None = None


def _outgoing(
    connection: Transaction,
    held: Held,
    wanted: _Wanted,
    members: tuple[MemberId, ...] = (),
) -> Outgoing:
    if not held.sealed:
        raise SendRefused("not-shared")
    if len(wanted.sets) > MAX_SETS:
        raise SendRefused("too-large")
    data = tuple(sets.read_some(connection, held.dossier, wanted.sets).values())
    packs = _packs(connection, held, wanted.sets)
    files: tuple[Content, ...] = ()
    left_out = 0
    if wanted.read_file is not None:
        room = MAX_PACKAGE - _FOR_PADDING - sum(map(len, (*data, *packs)))
        files, left_out = _files(connection, held.dossier, room)
    manifest = Manifest(
        dossier=SetId(held.dossier),
        sender=wanted.device.public,
        to=wanted.lock.devices,
        grant=wanted.grant,
        heads=tuple(sorted(held.state.heads)[:MAX_PARENTS]),
        lacks=() if wanted.grant else lacks_of(connection, held),
        sets=tuple(map(content_of, data)),
        packs=tuple(map(content_of, packs)),
        files=files,
        at=int(wanted.at.timestamp()),
    )
    return Outgoing(
        manifest=manifest,
        contents=(*data, *packs),
        lock=wanted.lock,
        members=members,
        read_file=wanted.read_file or no_files,
        left_out=left_out,
    )


def _addressees(
    state: State, device: DeviceKey, to: Collection[str] | None
) -> tuple[DeviceState, ...]:
    """The other computers of these members, as far as they are not out, and there is room."""
    roster = state.roster
    present = {id_ for id_, member in roster.members.items() if not member.is_removed}
    if not present.issuperset(to or ()):
        raise SendRefused("unknown-member")
    found = tuple(
        each
        for each in in_turn(roster)
        if each.id != device.id and each.member in (present if to is None else to)
    )
    if not found:
        raise SendRefused("nobody-else")
    room = MAX_ADDRESSEES - 1  # and this computer
    if not all(each.is_provisional for each in found[room:]):
        most, _ = Counter(each.member for each in found).most_common(1)[0]
        raise SendRefused("too-many-computers", who=names_of(state).get(most, most[:8]))
    return found[:room]


def _packs(connection: Transaction, held: Held, wanted: Collection[SetId]) -> tuple[bytes, ...]:
    """The questionnaires that these sets speak of, as far as they are here."""
    named = {
        hash_
        for opened in held.sealed
        if opened.id in wanted
        for hash_ in packs_named(opened.changes or ())
    }
    found = (records.read_pack(connection, hash_) for hash_ in sorted(named))
    contents = dict.fromkeys(content for content in found if content is not None)
    return tuple(contents)[:MAX_PACKS]


def _files(
    connection: Transaction, dossier: DossierId, room: int
) -> tuple[tuple[Content, ...], int]:
    """The working files that are here, the small ones first, and for how many is no room."""
    named = files_named(connection, dossier)
    held = contents.held_contents(connection, dossier).values()
    here = sorted((each.size, each.id) for each in held if each.is_whole and each.id in named)
    chosen: list[Content] = []
    for size, name in here[:MAX_FILES]:
        room -= size
        if room < 0:
            break
        chosen.append(Content(id=name, length=size))
    return tuple(chosen), len(here) - len(chosen)


def packs_named(changes: Iterable[Change]) -> Iterator[PackHash]:
    """The hashes of the questionnaires that these changes speak of."""
    for change in changes:
        if isinstance(change, DossierChange | UpgradeChange):
            yield PackHash(change.pack)


def _file_key() -> bytes:
    return secrets.token_bytes(FILE_KEY_SIZE)
