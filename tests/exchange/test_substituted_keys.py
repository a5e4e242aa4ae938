"""Keys that are none, and keys put in the place of others: nobody is fooled, nothing sealed.

Each comes in a package of a member's, properly signed, through the window's service.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.domain.keys import QuestionId
from desktop_app.exchange import packing
from desktop_app.services import members
from desktop_app.services.invitations import open_by_code
from review_protocol import bodies, chunks, encoding, packages
from review_protocol.errors import NotForUs
from review_protocol.invitations import Invitation
from review_protocol.sealing import KemKey, KemPublic, Purpose, seal
from review_protocol.signing import Context, SigningKey
from review_protocol.state import Roster, Standing
from review_protocol.statement_coding import device_message, join_message
from tests.builders.hostile_files import PACKAGE_FRONT, Forger
from tests.builders.keys import make_kem_key
from tests.builders.offices import Office
from tests.builders.signing import make_signing_key

ZERO = bytes(32)
SMALL = (
    ZERO,
    bytes([1, *bytes(31)]),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
)
"""Points of order 4, 1, 2 and 8; what all of them sign is worth nothing."""
NOTHING = encoding.compress(bodies.write_body(())[0])
"""The body of a set in which nothing is said."""
NEVER = make_signing_key("nobody's")
THIEF = make_kem_key("the thief's")


@pytest.fixture
def forger(alice: Office, bob: Office) -> Forger:
    """The focal point herself, gone bad."""
    return Forger(alice, bob, alice.device.signing)


def small_curve_point(kem: bytes) -> bytes:
    """A sealing key whose X25519 half anybody knows the shared secret of."""
    return kem[:-32] + ZERO


def stated(forger: Forger, **statement: Any) -> bytes:
    """A package with a set that makes this statement."""
    data = forger.change_set(NOTHING, statements=[statement])
    return forger.package(data)


def rosters(office: Office) -> Roster:
    return office.held().state.roster


STATEMENTS: dict[str, dict[str, Any]] = {
    "a reserve key of small order": {"kind": "reserve", "reserve": SMALL[3]},
    "a server key of small order": {"kind": "server", "secretariat": SMALL[1]},
    "an invitation key of small order": {
        "kind": "invite",
        "invitation": SMALL[0],
        "role": "expert",
        "member": None,
    },
    "a computer of small order": {
        "kind": "device",
        "device": SMALL[2],
        "kem": bytes(THIEF.public),
        "proof": bytes(64),
    },
    "a computer with a sealing key of small order": {
        "kind": "device",
        "device": NEVER.public,
        "kem": small_curve_point(THIEF.public),
        "proof": bytes(64),
    },
    "a computer that never said so": {
        "kind": "device",
        "device": NEVER.public,
        "kem": bytes(THIEF.public),
        "proof": bytes(64),
    },
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_key_that_is_none_comes_into_no_roster(
    name: str, forger: Forger, bob: Office, stick: Path
) -> None:
    before = rosters(bob)
    file = stick / "forged.rdexch"
    file.write_bytes(stated(forger, **STATEMENTS[name]))
    bob.receive(file)
    assert rosters(bob) == before
    assert bob.is_sound()
    bob.answer("why_5", "not for a thief")
    sent = bob.send(stick / "answer.rdexch").read_bytes()
    slots = packages.read_front(io.BytesIO(sent).read).slots
    assert len(slots) == 2  # Alice's and his own
    for slot in slots:
        with pytest.raises(NotForUs):
            THIEF.open(Purpose.PACKAGE_KEY, slot)


@pytest.mark.parametrize("key", SMALL, ids=bytes.hex)
def test_what_anybody_could_have_signed_is_damage(
    key: bytes, forger: Forger, bob: Office, stick: Path
) -> None:
    """A set of a device whose key has small order, under the signature that always fits."""
    data = bytearray(forger.change_set(device=key))
    data[-64:] = SMALL[1] + bytes(32)
    file = stick / "forged.rdexch"
    file.write_bytes(forger.package(bytes(data)))
    before = bob.load(), bob.held().sealed
    assert [look.verdict for look in bob.plan(file).files] == [FileVerdict.DAMAGED]
    bob.receive(file)
    assert (bob.load(), bob.held().sealed) == before


@pytest.mark.parametrize("key", SMALL, ids=bytes.hex)
def test_a_sender_that_anybody_could_be_is_damage(
    key: bytes, forger: Forger, bob: Office, stick: Path
) -> None:
    file = stick / "forged.rdexch"
    file.write_bytes(forger.with_manifest(lambda plain: plain.update(sender=key)))
    assert [look.verdict for look in bob.plan(file).files] == [FileVerdict.DAMAGED]


def test_what_a_member_seals_anew_to_another_is_not_for_them(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    """Bob hands Carol what Alice had sent to Bob alone, as if Alice had sent it to Carol."""
    alice.answer("why_5", "for Bob alone")
    with alice.profile.store.begin() as transaction:
        held = alice.held()
        made = packing.for_members(
            transaction, held, alice.device, alice.tick(), to=[bob.member]
        )
    data = b"".join(made.pieces(alice.device))
    front = packages.read_front(io.BytesIO(data).read)
    key = bob.device.kem.open(Purpose.PACKAGE_KEY, front.slots[own_slot(front.slots, bob)])
    forged = resealed(data, key, carol.device.kem.public)
    file = stick / "readdressed.rdexch"
    file.write_bytes(forged)
    assert [look.verdict for look in carol.plan(file).files] == [FileVerdict.NOT_FOR_US]
    assert carol.receive(file).files == ()


def own_slot(slots: tuple[bytes, ...], office: Office) -> int:
    """Which of the slots this computer opens."""
    for number, slot in enumerate(slots):
        try:
            office.device.kem.open(Purpose.PACKAGE_KEY, slot)
        except NotForUs:
            continue
        return number
    raise AssertionError("not for this computer")


def resealed(data: bytes, file_key: bytes, to: KemPublic) -> bytes:
    """The same content in a new frame, for somebody else."""
    read = io.BytesIO(data)
    front = packages.read_front(read.read)
    length = len(data) - len(front.head)
    plain = b"".join(chunks.decrypt_chunks(file_key, front.head, read.read, length))
    slot = seal(to, Purpose.PACKAGE_KEY, file_key)
    size = PACKAGE_FRONT.size + len(slot) + 32 + length
    head = PACKAGE_FRONT.pack(packages.MAGIC, 1, 1, size, 1) + slot
    head += hashlib.sha256(head).digest()
    return head + b"".join(chunks.encrypt_chunks(file_key, head, [plain]))


@pytest.mark.parametrize("proven", ["Dora", "Eve"])
def test_an_invitation_s_proof_is_of_the_very_keys(
    alice: Office, bob: Office, stick: Path, proven: str
) -> None:
    """Eve, who reads along, takes over the proof that Dora joins, with keys of her own."""
    invited = alice.invite(stick)
    grant = grant_of(invited.sent.files[0], invited.code)
    key, eve = SigningKey(grant.seed), make_signing_key("Eve")
    dossier = alice.held().sealed[0].id
    honest = key.sign(
        Context.JOIN, join_message(dossier, make_signing_key(proven).public, THIEF.public)
    )
    thief = Forger(alice, bob, eve)
    forged = thief.change_set(
        NOTHING,
        statements=[
            {
                "kind": "join",
                "invitation": key.public,
                "kem": bytes(THIEF.public),
                "proof": honest,
            }
        ],
    )
    alices = Forger(alice, bob, alice.device.signing)
    file = stick / "forged.rdexch"
    file.write_bytes(alices.package(forged))
    before = len(rosters(bob).members)
    bob.receive(file)
    assert len(rosters(bob).members) == before + (proven == "Eve")
    (invitation,) = [
        each for id_, each in rosters(bob).invitations.items() if id_ == key.public
    ]
    assert len(invitation.used_by) == (proven == "Eve")


def grant_of(file: Path, code: str) -> Invitation:
    """What is in an invitation."""
    grant = open_by_code(file, code).manifest.grant
    assert isinstance(grant, Invitation)
    return grant


def test_nobody_brings_a_computer_into_another_member_s_name(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    """Carol's thief would read along as Bob; the computer, if it comes in, is Carol's."""
    own, kem = make_signing_key("a computer"), KemKey(bytes(range(32)))
    dossier = alice.held().sealed[0].id
    message = device_message(dossier, bob.member, kem.public)
    statement = {
        "kind": "device",
        "device": own.public,
        "kem": bytes(kem.public),
        "proof": own.sign(Context.DEVICE, message),
    }
    carols = Forger(carol, alice, carol.device.signing)
    file = stick / "forged.rdexch"
    file.write_bytes(stated(carols, **statement))
    alice.receive(file)
    devices = rosters(alice).members[bob.member].devices
    assert devices == (bob.device.id,)
    standing = [
        each for each in alice.held().state.void_statements if each.standing is Standing.REFUSED
    ]
    assert len(standing) + len(alice.held().state.refused_sets) >= 1


def test_a_clock_that_is_wrong_by_decades_changes_nothing_but_times(
    alice: Office, bob: Office, stick: Path
) -> None:
    """Invitations, restrictions, files and settling: with both clocks wrong it is all alike."""
    alice.clock.pass_by(days=-365 * 40)
    bob.clock.pass_by(days=365 * 60)
    bob.receive(alice.send(stick))
    members.confirm(alice.profile, alice.dossier, bob.member)
    alice.answer("why_5", "Alice, decades ago")
    bob.answer("why_5", "Bob, decades from now")
    alice.receive(bob.send(stick / "1.rdexch"))
    assert alice.stands("why_5") == {"Alice, decades ago", "Bob, decades from now"}
    alice.settle("why_5", "settled decades ago, knowing both")
    members.restrict(alice.profile, alice.dossier, bob.member, [QuestionId("party_name")])
    bob.receive(alice.send(stick / "2.rdexch"))
    assert bob.stands("why_5") == {"settled decades ago, knowing both"}
    bob.answer("why_5", "knew that he may not")
    bob.answer("party_name", "may")
    note = alice.receive(bob.send(stick / "3.rdexch"))
    assert (note.tally.answers, note.tally.refused) == (1, 1)
    bob.receive(alice.send(stick / "4.rdexch"))
    alice.receive(bob.send(stick / "5.rdexch"))
    assert alice.export() == bob.export()
    assert alice.is_sound()
    assert bob.is_sound()
