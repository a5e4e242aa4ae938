"""Parties that submit to a server that is asked in this process."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.forms.pack import Pack
from review_protocol.costs import KdfCost
from review_protocol.couriers import Direction, Load, write_load
from review_protocol.names import ContentId
from review_protocol.rounds import Stretch
from review_protocol.sealing import KemKey
from review_protocol.sets import set_id
from review_protocol.statements import Server
from review_protocol.submissions import ReopeningRequest, Submission
from review_server import submission_keys
from review_server.schema import questionnaires
from tests.builders.contents import submission_bytes
from tests.builders.delegates import Delegate
from tests.builders.dossiers import sample_pack
from tests.builders.keys import make_kem_key
from tests.builders.servers import Office

PASSPHRASE = "a passphrase of many words"  # of tests


def unlock_new_key(office: Office) -> KemKey:
    """Make the next submission key, as an operator does, and start with it."""
    new_key(office, office.now)
    opener = submission_keys.unlock(office.server.configuration.folder, PASSPHRASE)
    office.server = replace(office.server, opener=opener)
    assert opener.current is not None
    return opener.current


def new_key(office: Office, at: int) -> None:
    """Make the next submission key in a server's folder."""
    folder = office.server.configuration.folder
    submission_keys.make_key(folder, PASSPHRASE, at, cost=KdfCost.FOR_TESTS)


def party(office: Office, name: str = "ana", pack: Pack | None = None) -> Delegate:
    """A focal point who has connected a dossier whose questionnaire the review accepts."""
    pack = pack or sample_pack()
    ana = office.delegate(name).found()
    ana.at = office.now
    ana.write(statements=(Server(secretariat=office.server.keys.signing.public),))
    invitation = office.invitation()
    ana.invited_by(invitation).sync(office.send)
    accept(office, invitation.review, pack)
    return ana


def accept(office: Office, review: str, pack: Pack) -> None:
    """Let a review be answered with a questionnaire."""
    row = {
        "review": review,
        "hash": pack.info.hash,
        "title": pack.info.id,
        "version": pack.info.version,
        "at": office.now,
        "content": pack.file,
    }
    with office.transaction as transaction:
        transaction.execute(questionnaires.insert(), row)


def send(
    office: Office,
    who: Delegate,
    body: Submission | ReopeningRequest,
    *,
    kem: KemKey | None = None,
    at: int | None = None,
) -> ContentId:
    """Submit by a round; the id of what was sent."""
    (name,) = who.has(written(office, who, body, kem=kem, at=at))
    who.at = office.now
    who.sync(office.send)
    return name


def written(
    office: Office,
    who: Delegate,
    body: Submission | ReopeningRequest,
    *,
    kem: KemKey | None = None,
    at: int | None = None,
) -> bytes:
    """The content that carries a body to this server."""
    current = kem or office.server.opener.current or make_kem_key("nobody's")
    return submission_bytes(
        body,
        dossier=who.dossier,
        server=office.server.keys.signing.public,
        kem=current.public,
        key=who.key,
        at=office.now if at is None else at,
    )


def couriered(office: Office, who: Delegate, *contents_: bytes) -> bytes:
    """A package with all that somebody holds, for a courier."""
    messages = [who.bytes_of(who.request(sets=tuple(who.sets.values()), ticket=who.ticket))]
    for data in contents_:
        stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
        messages.append(who.bytes_of(who.request(stretch=stretch)))
    current = office.server.opener.current
    assert current is not None
    load = Load(dossier=who.dossier, messages=tuple(messages))
    return write_load(load, Direction.OUT, current.public)
