"""Change sets for tests: one change and one statement of every kind, and drafts around them."""

from __future__ import annotations

from typing import Any

from review_protocol import sealing
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.epochs import epoch_id
from review_protocol.names import ChangeId, DeviceId, MemberId, SetId, change_id, device_id
from review_protocol.sealing import Purpose
from review_protocol.sets import Draft, SealedSet, seal_set
from review_protocol.signing import Context
from review_protocol.statement_coding import (
    device_message,
    join_message,
    reserve_message,
)
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Epoch,
    Found,
    HandOver,
    Invite,
    Join,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    SealedKey,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
    UseReserve,
)
from tests.builders.keys import make_epoch_key, make_kem_key
from tests.builders.signing import make_signing_key

AT = 1_793_000_000
DOSSIER = SetId("d0" * 32)
ONE, TWO = SetId("11" * 32), SetId("22" * 32)
PACK = "ab" * 32
MEMBER = MemberId("5e" * 16)
DEVICE = device_id(make_signing_key().public)


def local(name: str) -> ChangeId:
    """The name of a change that is not sealed yet."""
    return ChangeId(name)


EVERY_CHANGE: list[tuple[ChangeId, Change]] = [
    (
        local("wording"),
        WordingChange(question="q1", language="fr-CA", number="1", text="?", at=AT),
    ),
    (
        local("dossier"),
        DossierChange(pack=PACK, party="Ruritania", instruments=("TIP", "UNTOC"), at=AT + 5),
    ),
    (local("first"), AnswerChange(key="q1", value="Yes \u2014 \u0646\u0639\u0645", at=AT)),
    (
        local("second"),
        AnswerChange(
            key="law_title@i1/i2",
            facet="translation:fr",
            value="",
            replaces=(local("first"), change_id(TWO, 7), change_id(ONE, 0)),
            started=AT - 100,
            at=AT - 7,
        ),
    ),
    (
        local("status"),
        StatusChange(versions=(local("second"),), mark=Mark.READY, at=AT),
    ),
    (local("add"), AddChange(key="law@i1", order="1", at=AT)),
    (
        local("remove"),
        RemoveChange(key="law@i1", saw=(local("first"),), replaces=(local("add"),), at=AT),
    ),
    (
        local("record"),
        RecordChange(type=RecordType.LAW, subject="c1", fields={"title": "Penal Code"}, at=AT),
    ),
    (
        local("gone"),
        RecordChange(
            type=RecordType.LAW,
            subject="c1",
            withdrawn=True,
            replaces=(local("record"),),
            at=AT,
        ),
    ),
    (local("free"), RestrictionChange(member=MEMBER, questions=None, at=AT)),
    (local("bound"), RestrictionChange(member=MEMBER, questions=("q1", "q2"), at=AT)),
    (local("upgrade"), UpgradeChange(pack=PACK, version=4, at=AT)),
    (
        local("clearance"),
        ClearanceChange(versions=(local("second"), change_id(ONE, 3)), pack=PACK, at=AT),
    ),
    (local("decision"), DecisionChange(sets=(ONE, TWO), accept=False, at=AT)),
]
KEM = make_kem_key().public
INVITATION = make_signing_key("invitation")
RESERVE = make_signing_key("reserve")
SECOND = make_signing_key("second computer")
_DEVICE_KEY = make_signing_key().public


def every_statement(dossier: SetId) -> list[Statement]:
    """One of every kind, with proofs that fit the dossier and the device of tests."""
    return [
        Found(kem=KEM),
        Invite(invitation=INVITATION.public, role=Role.EXPERT),
        Invite(invitation=INVITATION.public, role=Role.OBSERVER, member=MEMBER),
        Join(
            invitation=INVITATION.public,
            kem=KEM,
            proof=INVITATION.sign(Context.JOIN, join_message(dossier, _DEVICE_KEY, KEM)),
        ),
        Confirm(member=MEMBER, device=DEVICE),
        AddDevice(
            device=SECOND.public,
            kem=KEM,
            proof=SECOND.sign(Context.DEVICE, device_message(dossier, MEMBER, KEM)),
        ),
        RemoveDevice(device=DEVICE),
        SetRole(member=MEMBER, role=Role.DEPUTY),
        RemoveMember(member=MEMBER),
        HandOver(to=MEMBER),
        HandOver(to=MEMBER, until=AT),
        TakeBack(),
        TakeOver(),
        Reserve(reserve=RESERVE.public),
        UseReserve(
            reserve=RESERVE.public,
            kem=KEM,
            proof=RESERVE.sign(Context.RESERVE, reserve_message(dossier, _DEVICE_KEY, KEM)),
        ),
        Epoch(
            epoch=epoch_id(make_epoch_key()),
            keys=(
                SealedKey(
                    device=DeviceId(DEVICE),
                    sealed=sealing.seal(KEM, Purpose.EPOCH_KEY, make_epoch_key()),
                ),
            ),
            older=bytes(60),
        ),
        Server(secretariat=make_signing_key("secretariat").public),
    ]


EVERY_STATEMENT = every_statement(DOSSIER)


def make_draft(**changes: Any) -> Draft:
    """A set in the middle of a dossier's life."""
    fields: dict[str, Any] = {
        "dossier": DOSSIER,
        "parents": frozenset({ONE, TWO}),
        "roster": b"\x0f" * 32,
        "salt": bytes(range(16)),
        "changes": [(local("a"), AnswerChange(key="q1", value="Yes", at=AT))],
        **changes,
    }
    return Draft(**fields)


def make_set(**changes: Any) -> SealedSet:
    """The draft, sealed by the device of tests under the first epoch."""
    return seal_set(make_draft(**changes), make_signing_key(), make_epoch_key())
