"""Packages in: what an import would do, told without writing anything, and then done.

Sets sign themselves, so any order and any repetition will do. A package is taken only from
a computer that is known: by the sets that are here, or by those that come along.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.contents import ContentKind
from desktop_app.domain.exchanges import (
    Direction,
    ExchangeNote,
    FileLook,
    FileVerdict,
    Heard,
    Plan,
    Tally,
)
from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.errors import ExchangeRefused
from desktop_app.exchange.asking import heard_from, together
from desktop_app.exchange.attached import files_named_in, let_go
from desktop_app.exchange.holding import Held, hold, hold_more, settle
from desktop_app.exchange.naming import names_of
from desktop_app.exchange.questionnaires import is_usable, named_packs
from desktop_app.exchange.receiving import Received, receive
from desktop_app.exchange.sealing import hold_sealed
from desktop_app.exchange.sources import Source
from desktop_app.exchange.tallying import tallies, tally
from desktop_app.store import contents, exchanges, records, sets
from desktop_app.store.transaction import Transaction
from review_protocol.names import ContentId, DeviceId, SetId
from review_protocol.state import State

MAX_NEW = 512 * 1024 * 1024
"""Bytes of new sets that one import takes into memory."""

GoOn = Callable[[], None]
"""Called between two steps of long work; raises when it is to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file: what was in it that is not here, or why it is refused."""

    name: str
    received: Received | None = None
    refusal: ExchangeRefused | None = None

    @property
    def sets(self) -> Mapping[SetId, bytes]:
        """The sets that came and are not here."""
        return self.received.sets if self.received else {}

    @property
    def packs(self) -> Mapping[PackHash, bytes]:
        """The questionnaires that came."""
        return self.received.packs if self.received else {}

    @property
    def files(self) -> Mapping[ContentId, int]:
        """The working files that can be had from it, with their lengths."""
        found = self.received.manifest.files if self.received else ()
        return {ContentId(each.id): each.length for each in found}


def take(
    found: Iterable[Source],
    devices: Sequence[DeviceKey],
    held: Collection[SetId],
    go_on: GoOn,
) -> list[Arrived]:
    """Open all of them. What came in several files is kept in memory once."""
    arrived: list[Arrived] = []
    pool: dict[SetId, bytes] = {}
    room = MAX_NEW
    for source in found:
        go_on()
        try:
            received = receive(source, devices, held)
            fresh = {id_: data for id_, data in received.sets.items() if id_ not in held}
            room -= sum(len(data) for id_, data in fresh.items() if id_ not in pool)
            if room < 0:
                raise ExchangeRefused(FileVerdict.TOO_LARGE, "too much at once")
        except ExchangeRefused as error:
            arrived.append(Arrived(name=source.name, refusal=error))
            continue
        kept = {id_: pool.setdefault(id_, data) for id_, data in fresh.items()}
        arrived.append(Arrived(name=source.name, received=replace(received, sets=kept)))
    return arrived


def choose_dossier(
    connection: Transaction, wanted: DossierId | None, arrived: Iterable[Arrived]
) -> DossierId:
    """The dossier that is meant: the one asked for, else the first that is in the profile."""
    if wanted is not None:
        return wanted
    here = [each.id for each in records.list_dossiers(connection)]
    came = [DossierId(each.received.manifest.dossier) for each in arrived if each.received]
    fitting = [dossier for dossier in came if dossier in here]
    return fitting[0] if fitting else here[0] if len(here) == 1 else DossierId("")


def plan(
    connection: Transaction, dossier: DossierId, device: DeviceKey, arrived: Sequence[Arrived]
) -> Plan:
    """What an import of these files would do to a dossier."""
    arrived = [_of_dossier(each, dossier) for each in arrived]
    if not any(each.received for each in arrived):
        return Plan(dossier=dossier, files=_looks(arrived), tally=Tally())
    before = hold(connection, dossier, device)
    arrived, after = _taken(connection, before, arrived, device)
    new = {id_: data for each in arrived for id_, data in each.sets.items()}
    packs = _wanted_packs(connection, after.state, arrived)
    lacking = _lacking_files(connection, dossier, after.state)
    files = {
        name: size for each in arrived for name, size in each.files.items() if name in lacking
    }
    names = names_of(after.state)
    known = {each: told for each, (told, _) in sets.read_heard(connection, dossier).items()}
    told = [each.received.manifest for each in arrived if each.received]
    heard = heard_from(after, known, told, device.id)
    return Plan(
        dossier=dossier,
        files=_looks(arrived, after.state, names, {*packs, *files}),
        tally=tally(before.state, after, new),
        by_author=dict(tallies(before.state, after, new).items()),
        names=names,
        sets=new,
        packs=packs,
        heard={each: then for each, then in heard.items() if then != known.get(each)},
        working_files=files,
        deliver=partial(_deliver, arrived, frozenset(files)),
        to_come=len(lacking) - len(files),
        size_bytes=sum(each.received.size_bytes for each in arrived if each.received),
    )


def carry_out(
    connection: Transaction, plan: Plan, device: DeviceKey, now: datetime
) -> ExchangeNote:
    """Do it, in the caller's transaction. Doing it again changes nothing.

    What is pending here is sealed first: whoever wrote it had not seen what comes.
    """
    dossier = plan.dossier
    before = hold_sealed(connection, dossier, device, now)
    here = sets.set_ids(connection, dossier)
    new = {id_: data for id_, data in plan.sets.items() if id_ not in here}
    sets.add_sets(connection, dossier, new, now)
    for hash_, content in plan.packs.items():
        records.add_pack(connection, hash_, content, now)
    known = sets.read_heard(connection, dossier)
    has_heard = False
    for sender, planned in plan.heard.items():
        before_it = known[sender][0] if sender in known else Heard()
        heard = together(before_it, planned, here | new.keys())
        if sender not in known or before_it != heard:
            sets.hear(connection, dossier, sender, heard, now)
            has_heard = True
    after = hold_more(before, new.values(), device)
    settle(connection, dossier, device, after)
    files = _take_files(connection, plan)
    let_go(connection, dossier)
    looks = [look for look in plan.files if look.is_taken]
    note = ExchangeNote(
        at=now,
        direction=Direction.RECEIVED,
        members=tuple(dict.fromkeys(look.sender for look in looks if look.sender)),
        files=tuple(look.name for look in looks),
        tally=tally(before.state, after, new),
        sets=len(new),
        size_bytes=plan.size_bytes,
        working_files=files,
    )
    if new or has_heard or files:
        exchanges.add_note(connection, dossier, note)
    return note


def _lacking_files(
    connection: Transaction, dossier: DossierId, state: State
) -> frozenset[ContentId]:
    """The working files that the dossier names then and that are not here whole."""
    held = contents.held_contents(connection, dossier).values()
    return files_named_in(state) - {each.id for each in held if each.is_whole}


def _deliver(
    arrived: Sequence[Arrived], wanted: Collection[ContentId]
) -> Iterator[tuple[ContentId, bytes]]:
    """All of these files that the packages have, one by one, each package to its end."""
    left = set(wanted)
    for each in arrived:
        if each.received is not None and left & each.files.keys():
            for name, data in each.received.files():
                if name in left:
                    left.discard(name)
                    yield name, data


def _take_files(connection: Transaction, plan: Plan) -> int:
    """Keep the working files that come along; how many. What is here by now stays."""
    held = contents.held_contents(connection, plan.dossier)
    count = 0
    for name, data in plan.deliver() if plan.working_files else ():
        if name not in held or not held[name].is_whole:
            contents.add_content(connection, plan.dossier, ContentKind.FILE, data)
            count += 1
    return count


def _of_dossier(arrived: Arrived, dossier: DossierId) -> Arrived:
    if arrived.received is None or arrived.received.manifest.dossier == SetId(dossier):
        return arrived
    return _without(arrived, ExchangeRefused(FileVerdict.OTHER_DOSSIER))


def _taken(
    connection: Transaction,
    before: Held,
    arrived: Sequence[Arrived],
    device: DeviceKey,
) -> tuple[list[Arrived], Held]:
    """Which files are taken, and what follows from them together with what is here.

    A sender may be known only from what another file brings, so all are looked at together,
    again and again until nothing more has to be left out.
    """
    left = list(arrived)
    while True:
        more = {id_: data for each in left for id_, data in each.sets.items()}
        after = hold_more(before, more.values(), device)
        bad = _unusable(_wanted_packs(connection, after.state, left))
        known = after.state.roster.devices
        checked = [_checked(each, known, bad) for each in left]
        if checked == left:
            return left, after
        left = checked


def _checked(
    arrived: Arrived, known: Collection[DeviceId], bad: Collection[PackHash]
) -> Arrived:
    if arrived.received is None:
        return arrived
    if arrived.received.sender not in known:
        return _without(arrived, ExchangeRefused(FileVerdict.UNKNOWN_SENDER))
    if set(bad) & arrived.packs.keys():
        return _without(arrived, ExchangeRefused(FileVerdict.DAMAGED, "a questionnaire"))
    return arrived


def _without(arrived: Arrived, refusal: ExchangeRefused) -> Arrived:
    return Arrived(name=arrived.name, refusal=refusal)


def _wanted_packs(
    connection: Transaction, state: State, arrived: Iterable[Arrived]
) -> dict[PackHash, bytes]:
    """The questionnaires that came, that the dossier goes by, and that are not here yet."""
    named = named_packs(state)
    return {
        hash_: content
        for each in arrived
        for hash_, content in each.packs.items()
        if hash_ in named and records.read_pack(connection, hash_) is None
    }


def _unusable(packs: Mapping[PackHash, bytes]) -> frozenset[PackHash]:
    """Those that this program cannot work with."""
    return frozenset(hash_ for hash_, content in packs.items() if not is_usable(content))


def _looks(
    arrived: Iterable[Arrived],
    state: State | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
    wanted: Collection[str] = (),
) -> tuple[FileLook, ...]:
    """Each file; what came in one before is not new in the next.

    ``wanted`` are the questionnaires and working files that are lacking here.
    """
    looks: list[FileLook] = []
    seen: set[str] = set()
    for each in arrived:
        received = each.received
        if received is None:
            assert each.refusal is not None
            verdict, detail = FileVerdict(each.refusal.reason), each.refusal.detail
            looks.append(FileLook(name=each.name, verdict=verdict, detail=detail))
            continue
        new = each.sets.keys() - seen
        files = (each.files.keys() & set(wanted)) - seen
        is_new = bool(new) or bool(files) or bool(each.packs.keys() & set(wanted) - seen)
        seen |= new | each.packs.keys() | each.files.keys()
        sender = state.roster.member_of(received.sender) if state else None
        looks.append(
            FileLook(
                name=each.name,
                verdict=FileVerdict.GOOD if is_new else FileVerdict.NOTHING_NEW,
                sender=sender,
                sender_name=names.get(sender or "", ""),
                made_at=datetime.fromtimestamp(received.manifest.at, UTC),
                sets=len(received.manifest.sets),
                new=len(new),
                working_files=len(files),
            )
        )
    return tuple(looks)
