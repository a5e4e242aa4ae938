"""Files that a code opens: made for somebody who has no key yet, and opened by them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.exchanges import Direction, ExchangeNote, FileVerdict, SentFile, Tally
from desktop_app.domain.keys import DossierId
from desktop_app.errors import BadArgument, ExchangeRefused
from desktop_app.exchange import joining, packing
from desktop_app.exchange.holding import hold
from desktop_app.exchange.joining import Joiner
from desktop_app.exchange.receiving import Received, receive_by_code
from desktop_app.exchange.sources import SUFFIX, naming, sources_in
from desktop_app.services import freshness, packages
from desktop_app.services.profile import Profile
from desktop_app.store import exchanges
from desktop_app.store.facts import read_facts
from desktop_app.store.transaction import Transaction
from review_protocol import invitations
from review_protocol.costs import KdfCost
from review_protocol.errors import MistypedCode
from review_protocol.invitations import Grant, NewDevice, ReserveKey

CODE = "code"
FILE_SUFFIX = SUFFIX
"""How the names of such files end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCode:
    """A file that was written, and the code that opens it: shown once, told by telephone."""

    sent: SentFile
    code: str = field(repr=False)


def write_for_code(
    profile: Profile,
    dossier: DossierId,
    target: Path,
    granting: Callable[[Transaction], Grant],
    *,
    cost: KdfCost = KdfCost.STANDARD,
    text_part_bytes: int | None = None,
) -> ForCode:
    """Write all that is held into a file that a fresh code opens, with a grant in it.

    ``granting`` makes the grant and seals all that is pending, in a transaction that goes
    through only if the file was written and read back. Raises what ``granting`` and
    `packages.export` do; then nothing was granted.
    """
    now, device = profile.clock(), profile.device_for(dossier)
    code = invitations.new_code(secrets.randbelow)
    with profile.store.begin() as transaction:
        grant = granting(transaction)
        outgoing = packing.for_code(
            transaction,
            hold(transaction, dossier, device, with_pending=False),
            device,
            now,
            grant=grant,
            digits=invitations.read_code(code),
            cost=cost,
        )
        sent = packages.send_within(
            transaction,
            profile,
            dossier,
            outgoing,
            target,
            text_part_bytes=text_part_bytes,
            kind=str(outgoing.manifest.purpose),
        )
    freshness.remember(profile)
    return ForCode(sent=sent, code=code)


def open_by_code(path: Path, code: str) -> Received:
    """The one package in a file (or a folder with its parts) that this code opens.

    Raises BadArgument when the code was mistyped (``letters``, ``length``, ``group-N``), or
    ExchangeRefused.
    """
    try:
        digits = invitations.read_code(code)
    except MistypedCode as error:
        raise BadArgument(CODE, error.reason) from error
    with naming(path):
        found = sources_in([path])
        if len(found) != 1:
            raise ExchangeRefused(FileVerdict.NOT_AN_EXCHANGE_FILE, f"{len(found)} files")
        return receive_by_code(found[0], digits)


def join(profile: Profile, path: Path, code: str) -> DossierId:
    """Open an invitation, a second computer's file or the reserve: the dossier is here then.

    If it was here before, and this computer was removed from it, it takes part again with
    fresh keys; what it holds stays. Who was invited is provisional until the focal point
    confirms; who opens the reserve is focal point. Raises BadArgument or ExchangeRefused;
    then nothing was changed.
    """
    received = open_by_code(path, code)
    now = profile.clock()
    with naming(path), profile.store.begin() as transaction:
        dossier, device = _enter(profile, transaction, received, now)
        sender = read_facts(transaction, dossier).roster.member_of(received.sender)
        note = ExchangeNote(
            at=now,
            direction=Direction.RECEIVED,
            members=() if sender is None else (sender,),
            files=(received.name,),
            tally=Tally(),
            sets=len(received.sets),
            size_bytes=received.size_bytes,
        )
        exchanges.add_note(transaction, dossier, note)
    profile.use_device(dossier, device)  # only now: the transaction went through
    freshness.remember(profile)
    return dossier


def _enter(
    profile: Profile, transaction: Transaction, received: Received, now: datetime
) -> tuple[DossierId, DeviceKey]:
    own = profile.device_for(DossierId(received.manifest.dossier))
    joiner = Joiner(device=own, name=profile.name, email=profile.email)
    match received.manifest.grant:
        case NewDevice():
            return joining.take_computer(transaction, received, joiner, now)
        case ReserveKey():
            return joining.use_reserve(transaction, received, joiner, now)
        case _:
            return joining.join(transaction, received, joiner, now)
