"""Submitting to a server in tests: its key unlocked, its review's questionnaire accepted."""

from __future__ import annotations

import base64
from dataclasses import replace

from review_protocol.changes import RecordChange, RecordType
from review_protocol.costs import KdfCost
from review_protocol.epochs import open_epoch
from review_protocol.names import DeviceId
from review_protocol.receipts import Receipt, read_receipt
from review_protocol.sealing import KemKey
from review_protocol.sets import open_body, read_header
from review_protocol.statement_coding import read_statements
from review_protocol.statements import Epoch, Server
from review_server import submission_keys
from review_server.schema import questionnaires
from tests.builders.delegates import Delegate
from tests.builders.keys import make_kem_key
from tests.builders.servers import Office
from tests.builders.sets import PACK

PASSPHRASE = "a passphrase of many words"  # of tests


def unlock_new_key(office: Office) -> KemKey:
    """Make the next submission key, as an operator does, and start with it."""
    folder = office.server.configuration.folder
    submission_keys.make_key(folder, PASSPHRASE, office.now, cost=KdfCost.FOR_TESTS)
    opener = submission_keys.unlock(folder, PASSPHRASE)
    office.server = replace(office.server, opener=opener)
    assert opener.current is not None
    return opener.current


def party(office: Office, name: str = "ana") -> Delegate:
    """A focal point who has connected a dossier whose questionnaire the review accepts."""
    ana = office.delegate(name).found()
    ana.write(statements=(Server(secretariat=office.server.keys.signing.public),))
    invitation = office.invitation()
    ana.at = office.now
    ana.invited_by(invitation).sync(office.send)
    row = {
        "review": invitation.review,
        "hash": PACK,
        "title": "Cluster I",
        "version": 1,
        "at": office.now,
        "content": b"",
    }
    with office.transaction as transaction:
        transaction.execute(questionnaires.insert(), row)
    return ana


def records(office: Office, who: Delegate) -> list[RecordChange]:
    """What the secretariat has told this device."""
    found: list[RecordChange] = []
    for data in who.sets.values():
        header = read_header(data)
        if header.device != office.server.keys.signing.public:
            continue
        for statement in read_statements(header.statements):
            assert isinstance(statement, Epoch)
            key = open_epoch(statement, DeviceId(who.id), make_kem_key(who.name))
            if key is not None:
                found += [
                    each
                    for each in open_body(data, header, key)
                    if isinstance(each, RecordChange)
                ]
    return found


def receipts(office: Office, who: Delegate) -> list[Receipt]:
    """The receipts that have come to a device."""
    return [
        read_receipt(base64.b64decode(each.fields["receipt"]))
        for each in records(office, who)
        if each.type is RecordType.RECEIPT
    ]
