"""Packages that came by courier: their messages are answered like those that come by HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from review_protocol.couriers import Direction, Load, read_load, write_load
from review_protocol.errors import NotForUs, ProtocolError
from review_protocol.names import SetId, device_id
from review_protocol.rounds import Request, read_request, request_id
from review_protocol.sealing import KemKey, KemPublic
from review_protocol.signing import PublicKey
from review_server.courier_outcomes import Outcome, outcome_of
from review_server.problems import Problem, Unusable
from review_server.received_times import check_received, expect_past
from review_server.rosters import full_roster
from review_server.rounds import Done, Server, answer_round
from review_server.schema import dossiers
from review_server.shelf import Shelf
from review_server.submissions import Courier

MAX_REMARK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back. ``problem`` is the type of what stopped it, "" if all was answered.

    ``outcomes`` say of each content that was looked at whether it was taken: all may be
    answered, and none taken.
    """

    data: bytes = field(repr=False)
    dossier: SetId
    answered: int
    problem: str = ""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def refusals(self) -> tuple[str, ...]:
        """The words for what was not taken or not answered, each once."""
        words = [each.refusal for each in self.outcomes] + [self.problem]
        return tuple(dict.fromkeys(filter(None, words)))


def answer_package(
    server: Server, data: bytes, courier: Courier, *, is_sure: bool = False
) -> Reply:
    """The reply to a package. A second time it changes nothing, and is answered again.

    Raises Unusable for what is no such package, or comes from nobody who could be answered;
    Impossible for a time at which it cannot have been received, and Doubtful for one at which
    it hardly was, unless somebody is sure.
    """
    if len(courier.remark) > MAX_REMARK:
        raise Unusable(f"The remark is longer than {MAX_REMARK:,} letters: shorten it.")
    expect_past(courier.received, server.clock())
    load = _open(server, data)
    requests = [_read(server, message) for message in load.messages]
    device = _sender(load, requests)
    with server.database.begin() as transaction:
        check_received(
            transaction,
            requests,
            load.dossier,
            courier.received,
            server.clock(),
            is_sure=is_sure,
        )
    answers: list[Done] = []
    problem = ""
    for message in load.messages:
        try:
            answers.append(answer_round(server, message, courier))
        except Problem as error:
            problem = error.type
            break
    reply = Load(
        dossier=load.dossier,
        messages=tuple(each.data for each in answers),
        to=tuple(request_id(each).hex() for each in load.messages[: len(answers)]),
        problem=problem,
    )
    kem = _kem_of(server, load.dossier, device, problem)
    return Reply(
        data=write_load(reply, Direction.BACK, kem),
        dossier=load.dossier,
        answered=len(answers),
        problem=problem,
        outcomes=_outcomes(server, requests, answers),
    )


def _outcomes(
    server: Server, requests: Sequence[Request], answers: Sequence[Done]
) -> tuple[Outcome, ...]:
    """Of those that were answered."""
    with server.database.begin() as transaction:
        found = (
            outcome_of(transaction, server.opener, request, done.refusal)
            for request, done in zip(requests, answers, strict=False)
        )
        return tuple(each for each in found if each is not None)


def _open(server: Server, data: bytes) -> Load:
    """By whichever of our keys it was sealed to."""
    try:
        for key in _keys(server):
            try:
                return read_load(data, Direction.OUT, key)
            except NotForUs:
                continue
    except ProtocolError as error:
        raise Unusable(
            "This is no package that can be read: damaged, or another kind."
        ) from error
    raise Unusable(
        "The package is for another server, or the submission key is locked or marked as lost."
    )


def _sender(load: Load, requests: Sequence[Request]) -> PublicKey:
    """Whose messages these are: all are looked at before the first one is answered."""
    if not requests:
        raise Unusable("The package is empty.")
    device = requests[0].device
    if any(each.dossier != load.dossier or each.device != device for each in requests):
        raise Unusable("The package holds messages that do not belong together.")
    return device


def _read(server: Server, message: bytes) -> Request:
    try:
        return read_request(message, server.keys.signing.public)
    except ProtocolError as error:
        raise Unusable("The package holds a message that cannot be read.") from error


def _keys(server: Server) -> tuple[KemKey, ...]:
    return (*server.opener.usable, server.keys.kem)


def _kem_of(server: Server, dossier: SetId, device: PublicKey, problem: str) -> KemPublic:
    with server.database.begin() as transaction:
        query = select(dossiers.c.last).filter_by(id=bytes.fromhex(dossier))
        last = transaction.scalar(query)
        if last is not None:
            stating = Shelf(transaction, dossier, last).stating()
            known = full_roster(stating, dossier).devices.get(device_id(device))
            if known is not None:
                return KemPublic(known.kem)
    raise Unusable(f"The package was refused ({problem}), and its sender is not known here.")
