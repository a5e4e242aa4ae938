"""Messages of a round and a server's invitation, for tests: one with everything in it."""

from __future__ import annotations

from typing import Any

from review_protocol.names import SetId
from review_protocol.rounds import (
    Answer,
    Listing,
    Request,
    Rest,
    Stretch,
    Ticket,
    register_message,
    write_answer,
    write_request,
)
from review_protocol.server_invitations import ServerInvitation, write_server_invitation
from review_protocol.signing import Context
from tests.builders.keys import make_kem_key
from tests.builders.sets import AT, DOSSIER, ONE, TWO
from tests.builders.signing import make_signing_key

DEVICE, SERVER = make_signing_key("device"), make_signing_key("server")
ONE_TIME = make_signing_key("one-time key of a server's invitation")
ROOT = bytes(range(32))
SETS = (b"the bytes of a set", b"and those of another")
STRETCH = Stretch(
    id=SetId("77" * 32), length=90_000, start=32_768, data=b"a stretch of a third"
)
PROOF = ONE_TIME.sign(Context.REGISTER, register_message(DOSSIER, DEVICE.public))


def make_request(**changes: Any) -> Request:
    """A request with nothing new; or as the test says."""
    fields: dict[str, Any] = {
        "dossier": DOSSIER,
        "device": DEVICE.public,
        "at": AT,
        "nonce": bytes(8),
        "root": ROOT,
        **changes,
    }
    return Request(**fields)


FULL_REQUEST = make_request(
    hint=1_234,
    most=65_536,
    ask=("", "0a"),
    want=(ONE, TWO),
    rest=Rest(id=TWO, start=4_096),
    ticket=Ticket(invitation=ONE_TIME.public, proof=PROOF),
    sets=SETS,
    stretch=STRETCH,
)
FULL_ANSWER = Answer(
    at=AT + 1,
    cursor=1_240,
    root=ROOT[::-1],
    more=True,
    listings=(
        Listing(ids=(ONE, TWO)),
        Listing(digests=tuple(bytes([n] * 32) for n in range(256))),
    ),
    have=52_000,
    sets=SETS,
    stretch=STRETCH,
)
INVITATION = ServerInvitation(
    url="https://review.example.org",
    server=SERVER.public,
    kem=make_kem_key("server").public,
    review="r-1",
    party="Ruritania",
    cluster="1",
    start="2026-11-01",
    expires=AT + 864_000,
    seed=ONE_TIME.seed(),
)


def request_bytes(request: Request = FULL_REQUEST) -> bytes:
    """The message, signed by the device for the server."""
    return write_request(request, SERVER.public, DEVICE)


def answer_bytes(answer: Answer = FULL_ANSWER, to: bytes = ROOT) -> bytes:
    """The message, signed by the server for the request with this hash."""
    return write_answer(answer, to, SERVER)


def invitation_bytes(invitation: ServerInvitation = INVITATION) -> bytes:
    """The file, signed by the server."""
    return write_server_invitation(invitation, SERVER)
