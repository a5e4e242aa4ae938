"""What one office holds brought to another, without a file: the sets, and who sent them."""

from __future__ import annotations

from desktop_app.domain.exchanges import Heard
from desktop_app.exchange.holding import settle
from desktop_app.store import sets
from review_protocol.sets import set_id
from tests.builders.offices import Office


def carry(sender: Office, receiver: Office) -> None:
    """Seal what the sender wrote, and have the receiver take in all of it."""
    sender.declare()
    with sender.profile.store.read() as transaction:
        names = sets.set_ids(transaction, sender.dossier)
        found = tuple(sets.read_some(transaction, sender.dossier, names).values())
    heads = sender.held().state.heads
    device = sender.profile.device_for(sender.dossier).id
    own = receiver.profile.device_for(receiver.dossier)
    with receiver.profile.store.begin() as transaction:
        named = {set_id(each): each for each in found}
        sets.add_sets(transaction, receiver.dossier, named, receiver.tick())
        heard = Heard(heads=frozenset(heads))
        sets.hear(transaction, receiver.dossier, device, heard, receiver.tick())
        settle(transaction, receiver.dossier, own)
