"""A set of a member's that nobody can read keeps nothing of the secretariat's from anybody."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.services import servers, submitting
from desktop_app.store.sets import set_ids
from review_protocol.digests import roster_digest
from review_protocol.epochs import EpochKey
from review_protocol.names import SetId
from review_protocol.rounds import Request, read_answer, request_id, write_request
from review_protocol.sets import set_id
from review_protocol.statements import Role
from tests.builders.offices import Office
from tests.builders.second_server_sets import write_set
from tests.builders.secretariats import approve, connect
from tests.builders.servers import Process

KINDS = {
    "of a kind that no program knows": ("another", {"at": 0, "sets": [], "kinds": {}}),
    "with a change that no program knows": (
        "changes",
        {"at": 0, "sets": [], "kinds": {"another": {"at": [0]}}},
    ),
}


def sync(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _: None)


@pytest.fixture
def bob(alice: Office, secretariat: Process, tmp_path: Path, stick: Path) -> Office:
    """An observer who synchronises, as Alice does, whose response is approved."""
    invitation = alice.invite(stick, Role.OBSERVER)
    joined = Office(name="Bob", folder=tmp_path / "bob").join(invitation)
    for each in (alice, joined):
        each.clock.pass_by(seconds=(datetime.now(UTC) - each.clock()).total_seconds())
    file = connect(alice, secretariat)
    sync(alice)
    servers.connect(joined.profile, joined.dossier, file)
    sync(joined)
    sync(alice)
    approve(alice, q_5_model="conspiracy")
    return joined


def bring(who: Office, secretariat: Process, kind: str, body: dict[str, object]) -> SetId:
    """To the server, a set after all that somebody holds; its name."""
    held = who.held()
    epoch, key = next(iter(held.opened.keys.items()))
    header = {
        "dossier": bytes.fromhex(who.dossier),
        "kind": kind,
        "device": who.device.public,
        "parents": sorted(bytes.fromhex(each) for each in held.state.heads),
        "roster": roster_digest(held.state.statement_sets),
        "epoch": bytes(epoch),
        "statements": [],
    }
    signing = Ed25519PrivateKey.from_private_bytes(who.device.signing.seed())
    data = write_set(header, body, EpochKey(key), signing)
    server = secretariat.office.server.keys.signing.public
    asked = Request(
        dossier=SetId(who.dossier),
        device=who.device.public,
        at=int(time.time()),
        nonce=b"12345678",
        root=bytes(32),
        sets=(data,),
    )
    request = write_request(asked, server, who.device.signing)
    read_answer(secretariat.send(request), request_id(request), server)
    return set_id(data)


@pytest.mark.parametrize(("kind", "body"), KINDS.values(), ids=KINDS)
def test_the_receipt_comes_nevertheless(
    alice: Office, bob: Office, secretariat: Process, kind: str, body: dict[str, object]
) -> None:
    hidden = bring(bob, secretariat, kind, body)
    kept = submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)
    assert kept.is_verified
    with alice.profile.store.read() as transaction:
        names = set_ids(transaction, alice.dossier)
    assert hidden in names
