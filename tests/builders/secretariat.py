"""What members find in the secretariat's sets, and reviews with steps for it to tell of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from review_protocol.changes import RecordChange, RecordType
from review_protocol.epochs import open_epoch
from review_protocol.notices import Notice, of_fields
from review_protocol.sets import open_body, open_set, read_header
from review_protocol.statements import Epoch, Server
from review_server.reviews import Review, create_review
from tests.builders.delegates import Delegate
from tests.builders.keys import make_kem_key
from tests.builders.parties import accept
from tests.builders.servers import Office
from tests.builders.timelines import dated_pack

START = date(2026, 11, 1)


def noon(text: str) -> int:
    """Noon in Greenwich of a day, in seconds since 1970."""
    return int(datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC).timestamp())


def new_review(office: Office, start: str = START.isoformat(), party: str = "Ruritania") -> str:
    """A review with the steps of the first cluster."""
    review = Review(id="", party=party, cluster="I", start=start, reviewers={"Zenda": ()})
    with office.transaction as transaction:
        made = create_review(transaction, review, office.now)
    accept(office, made, dated_pack())
    return made


def founder(office: Office, review: str, name: str = "ana") -> Delegate:
    """A focal point who has named the server, and whose dossier is known there."""
    made = office.delegate(name).found().invited_by(office.invitation(review=review))
    made.at = office.now
    keys = office.server.keys
    made.write(statements=(Server(secretariat=keys.signing.public),))
    made.sync(office.send)
    return made


def told(delegate: Delegate) -> list[RecordChange]:
    """The records in the secretariat's sets that a delegate can read, in the order of time."""
    found: list[RecordChange] = []
    for data in delegate.sets.values():
        header = read_header(data)
        if header.device != delegate.server:
            continue
        for statement in open_set(data, {}).statements:
            assert isinstance(statement, Epoch)
            key = open_epoch(statement, delegate.id, make_kem_key(delegate.name))
            changes = open_body(data, header, key) if key is not None else ()
            found += [each for each in changes if isinstance(each, RecordChange)]
    return sorted(found, key=lambda each: (each.at, each.subject))


def notices_told(delegate: Delegate) -> list[Notice]:
    """The notices among them."""
    return [of_fields(e.fields) for e in told(delegate) if e.type is RecordType.NOTICE]
