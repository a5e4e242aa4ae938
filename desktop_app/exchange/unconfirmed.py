"""What came from computers that the focal point has not confirmed yet. Nothing is derived."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.keys import DossierId
from desktop_app.exchange.acknowledging import origins_held
from desktop_app.store.facts import read_facts
from desktop_app.store.transaction import Transaction
from review_protocol.names import DeviceId, SetId


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """The sets of such computers, and whether this is one of them."""

    sets: frozenset[SetId] = frozenset()
    is_own: bool = False

    def has(self, version: str) -> bool:
        """Whether a version is of one; what is not sealed yet was made here."""
        name, is_sealed, _ = version.partition(".")
        return SetId(name) in self.sets if is_sealed else self.is_own


def read_unconfirmed(connection: Transaction, dossier: DossierId, own: DeviceId) -> Unconfirmed:
    """As the roster is known here now; mostly there are none, and then nothing is read."""
    devices = read_facts(connection, dossier).roster.devices
    waiting = {each.sign for each in devices.values() if each.is_provisional}
    if not waiting:
        return Unconfirmed()
    found = origins_held(connection, dossier).items()
    return Unconfirmed(
        sets=frozenset(name for name, origin in found if origin.device in waiting),
        is_own=own in devices and devices[own].is_provisional,
    )
