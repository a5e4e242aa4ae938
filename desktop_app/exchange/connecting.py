"""Which server a dossier is connected to: by an invitation, or as the focal point has named it.

Nothing here opens a line. What the focal point connects, the others learn by the dossier.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.servers import ServerPlace
from desktop_app.errors import NotConnected
from desktop_app.exchange.holding import hold
from desktop_app.exchange.rounds import Desk
from desktop_app.exchange.sealing import seal
from desktop_app.store import records, servers
from desktop_app.store.applying import Author, Writer, writer_for
from desktop_app.store.transaction import Transaction
from review_protocol.addresses import is_address
from review_protocol.changes import RecordType
from review_protocol.names import SetId
from review_protocol.rounds import Ticket, register_message
from review_protocol.rules import may
from review_protocol.server_invitations import ServerInvitation
from review_protocol.signing import Context, SigningKey
from review_protocol.statements import Server


def connect(
    desk: Desk, invitation: ServerInvitation, *, also: Sequence[Recorded] = ()
) -> ServerPlace:
    """Remember an invitation's server; the focal point tells the others, by the dossier, and
    ``also`` what else follows from the invitation.

    What is known of the same server stays; an expired invitation takes no other's place.

    A member whose dossier does not know of it yet learns the rest by the first round. Raises
    NotConnected: expired, or other-server than the one that the focal point has named.
    """
    now, device = desk.clock(), desk.device
    with desk.store.begin() as transaction:
        roster = hold(transaction, desk.dossier, device).state.roster
        is_told = roster.secretariat == invitation.server
        has_expired = invitation.expires <= now.timestamp()
        place = _kept(
            servers.read_server(transaction, desk.dossier),
            ServerPlace(url=invitation.url, key=invitation.server, review=invitation.review),
        )
        if may(roster, device.id, Server):
            if has_expired and not is_told:
                raise NotConnected("expired")
            if place.ticket is None or not has_expired:
                place = replace(place, ticket=_ticket(desk, invitation))
            if also:
                _writer(transaction, desk).write(also)
            _tell_others(transaction, desk, invitation, now, says_key=not is_told)
        elif not is_told and roster.secretariat is not None:
            raise NotConnected("other-server")
        servers.write_server(transaction, desk.dossier, place)
    return place


def connect_as_told(desk: Desk) -> ServerPlace:
    """Use the server that the focal point has named in the dossier. Raises NotConnected.

    What is known of the same server stays.
    """
    with desk.store.begin() as transaction:
        place = told(transaction, desk)
        if place is None:
            raise NotConnected("no-server")
        place = _kept(servers.read_server(transaction, desk.dossier), place)
        servers.write_server(transaction, desk.dossier, place)
    return place


def told(transaction: Transaction, desk: Desk) -> ServerPlace | None:
    """The server that the focal point has named in the dossier, by an address that is used."""
    found = records.read_records(transaction, desk.dossier, RecordType.SERVER)
    if not found:
        return None
    key = hold(transaction, desk.dossier, desk.device).state.roster.secretariat
    for each in found:
        fields, url = each.fields, each.fields.get("url", "")
        if key is not None and each.subject == key.hex() and is_address(url):
            return ServerPlace(url=url, key=key, review=fields.get("review", ""))
    return None


def _kept(before: ServerPlace | None, now: ServerPlace) -> ServerPlace:
    """How far it was in step with a server, wherever that is reached from now on."""
    if before is None or before.key != now.key:
        return now
    return replace(before, url=now.url, review=now.review)


def _ticket(desk: Desk, invitation: ServerInvitation) -> Ticket:
    key = SigningKey(invitation.seed)
    message = register_message(SetId(desk.dossier), desk.device.public)
    return Ticket(invitation=key.public, proof=key.sign(Context.REGISTER, message))


def _tell_others(
    transaction: Transaction,
    desk: Desk,
    invitation: ServerInvitation,
    now: datetime,
    *,
    says_key: bool,
) -> None:
    fields = {
        "url": invitation.url,
        "review": invitation.review,
        "kem": base64.b64encode(invitation.kem).decode("ascii"),
    }
    subject = invitation.server.hex()
    known = records.read_records(transaction, desk.dossier, RecordType.SERVER)
    if all(each.subject != subject or each.fields != fields for each in known):
        record = Recorded(
            id=ChangeId(new_id()),
            type=RecordType.SERVER,
            subject=subject,
            fields=fields,
            at=now,
        )
        _writer(transaction, desk).write([record])
    statements = [Server(secretariat=invitation.server)] if says_key else []
    seal(transaction, desk.dossier, desk.device, now, statements=statements)


def _writer(transaction: Transaction, desk: Desk) -> Writer:
    author = Author(records.member_in(transaction, desk.dossier), desk.device.id)
    return writer_for(transaction, desk.dossier, author)
