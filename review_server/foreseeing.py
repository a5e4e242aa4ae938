"""Judging a submission before the transaction that takes it: reading one takes a while.

Only a member's, and only one that came whole at once; any other is judged where it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from review_protocol.contents import content_id
from review_protocol.names import ContentId, device_id
from review_protocol.rounds import Request
from review_server import contents, submissions
from review_server.database import Database
from review_server.keys import ServerKeys
from review_server.rosters import read_roster
from review_server.schema import dossiers
from review_server.submission_keys import SubmissionKeys
from review_server.submissions import Bringing


def foresee(
    database: Database, keys: ServerKeys, opener: SubmissionKeys, request: Request, now: int
) -> Mapping[ContentId, str]:
    """By the name of the content what `submissions.foresee` says of it."""
    data = _whole(request)
    if data is None or contents.kind_of(data) != "submission":
        return {}
    with database.begin() as transaction:
        query = select(dossiers.c.review, dossiers.c.roster)
        row = transaction.execute(query.filter_by(id=bytes.fromhex(request.dossier))).first()
        name = content_id(data)
        known = contents.size_of(transaction, request.dossier, name)
    if row is None or known is not None:
        return {}
    roster, review = read_roster(bytes(row.roster)), str(row.review)
    seat = roster.get(device_id(request.device))
    if seat is None or seat.is_removed:
        return {}
    bringing = Bringing(
        keys=keys, opener=opener, dossier=request.dossier, review=review, roster=roster, now=now
    )

    def accepted(pack: str) -> bytes | None:
        with database.begin() as transaction:
            return submissions.accepted(transaction, review, pack)

    word = submissions.foresee(bringing, data, accepted)
    return {} if word is None else {name: word}


def _whole(request: Request) -> bytes | None:
    stretch = request.stretch
    if stretch is None or stretch.start or len(stretch.data) != stretch.length:
        return None
    return stretch.data
