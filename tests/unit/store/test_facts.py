"""Roster, alarms and what does not stand come back from the rows as they went in."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.errors import DamagedFile
from desktop_app.store.facts import Aside, Fact, Facts, Holding, encoded, read_facts
from desktop_app.store.records import DossierRecord, add_dossier, add_pack
from desktop_app.store.schema import facts
from desktop_app.store.store import Store
from review_protocol.encoding import decode, encode
from review_protocol.names import ChangeId, DeviceId, MemberId, SetId
from review_protocol.state import (
    Alarm,
    AlarmKind,
    DeviceState,
    Invitation,
    MemberState,
    Reason,
    Roster,
    Standing,
)
from review_protocol.statements import Role
from tests.builders.clocks import START
from tests.builders.signing import make_signing_key

DOSSIER, PACK = DossierId("d" * 64), PackHash("c" * 64)
RECORD = DossierRecord(
    id=DOSSIER, pack=PACK, party="Ruritania", start=None, instruments=(), created_at=START
)
ANA, BEN = MemberId("a" * 32), MemberId("b" * 32)
ONE, TWO, NEW = (DeviceId(digit * 32) for digit in "123")
SET, OTHER = SetId("5" * 64), SetId("6" * 64)
KEY = make_signing_key().public


def device(id_: DeviceId, member: MemberId, role: Role, **more: bool) -> DeviceState:
    return DeviceState(id=id_, sign=KEY, kem=b"k" * 32, member=member, role=role, **more)


FULL = Facts(
    roster=Roster(
        members={
            ANA: MemberState(id=ANA, role=Role.FOCAL_POINT, devices=(ONE, NEW)),
            BEN: MemberState(
                id=BEN,
                role=Role.EXPERT,
                devices=(TWO,),
                is_provisional=True,
                is_removed=True,
                restriction=frozenset({"q1", "q2"}),
                invitation=KEY,
            ),
        },
        devices={
            ONE: device(ONE, ANA, Role.FOCAL_POINT),
            NEW: device(NEW, ANA, Role.EXPERT, is_provisional=True),
            TWO: device(
                TWO, BEN, Role.EXPERT, is_provisional=True, is_removed=True, is_forked=True
            ),
        },
        invitations={
            KEY: Invitation(id=KEY, role=Role.OBSERVER, member=BEN, used_by=(TWO, ONE)),
        },
        focal_point=ANA,
        until=1_800_000_000,
        lenders=(BEN, ANA),
        reserve=KEY,
        secretariat=KEY,
    ),
    alarms=(Alarm(kind=AlarmKind.FORK, subject=TWO, sets=(SET, OTHER)),),
    aside=(
        Aside(
            id=ChangeId(f"{SET}.0"),
            set_id=SET,
            author=BEN,
            kind="answer",
            subject="q1@r",
            text="not taken",
            at=12,
            standing=Standing.REFUSED,
            reason=Reason.RESTRICTED,
        ),
        Aside(
            id=ChangeId(f"{SET}.1"),
            set_id=SET,
            author=BEN,
            kind="status",
            subject="",
            text="",
            at=13,
            standing=Standing.WAITING,
            reason=None,
        ),
    ),
    holding=Holding(
        heads=(SET, OTHER),
        missing=(OTHER,),
        waiting_for_parents=(SET,),
        unreadable=(OTHER,),
        newer=(SET,),
        disputed=("laws_5@r1",),
    ),
)


def keep(store: Store, rows: dict[Fact, bytes]) -> None:
    with store.begin() as connection:
        add_pack(connection, PACK, b"a questionnaire", START)
        add_dossier(connection, RECORD)
        for name, content in rows.items():
            row = {"dossier": DOSSIER, "name": str(name), "content": content}
            connection.execute(insert(facts).values(row))


def found(store: Store) -> Facts:
    with store.read() as connection:
        return read_facts(connection, DOSSIER)


def test_before_anything_was_sealed_there_is_nothing(store: Store) -> None:
    assert found(store) == Facts()


def test_all_of_it_comes_back(store: Store) -> None:
    keep(store, encoded(FULL))
    assert found(store) == FULL


def test_the_same_facts_have_the_same_bytes_in_whatever_order_they_were_found() -> None:
    roster = FULL.roster
    turned = Roster(
        members=dict(reversed(list(roster.members.items()))),
        devices=dict(reversed(list(roster.devices.items()))),
        invitations=roster.invitations,
        focal_point=roster.focal_point,
        until=roster.until,
        lenders=roster.lenders,
        reserve=roster.reserve,
        secretariat=roster.secretariat,
    )
    other = Facts(roster=turned, alarms=FULL.alarms, aside=FULL.aside, holding=FULL.holding)
    assert encoded(other) == encoded(FULL)


def test_a_row_that_is_missing_is_nothing_of_its_kind(store: Store) -> None:
    rows = encoded(FULL)
    del rows[Fact.ALARMS]
    keep(store, rows)
    assert found(store) == Facts(roster=FULL.roster, aside=FULL.aside, holding=FULL.holding)


@pytest.mark.parametrize(
    ("name", "at", "word"),
    [
        (Fact.ROSTER, "members", {"role": "king"}),
        (Fact.ROSTER, "members", {"devices": 1}),
        (Fact.ROSTER, "devices", {"sign": "text"}),
        (Fact.ALARMS, "alarms", {"kind": "no such alarm"}),
        (Fact.ASIDE, "aside", {"standing": "perhaps"}),
        (Fact.ASIDE, "aside", {"reason": "because"}),
    ],
)
def test_a_row_that_nobody_could_have_written_is_damage(
    store: Store, name: Fact, at: str, word: dict[str, object]
) -> None:
    rows = encoded(FULL)
    plain = decode(rows[name])
    assert isinstance(plain, dict)
    several = plain[at]
    assert isinstance(several, list)
    assert isinstance(several[0], dict)
    several[0].update(word)  # type: ignore[arg-type]  # plain values
    keep(store, {**rows, name: encode(plain)})
    with pytest.raises(DamagedFile):
        found(store)
