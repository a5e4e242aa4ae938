"""What a profile keeps beside the journal."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.entries import ChangeId, DossierCreated, Place
from desktop_app.domain.keys import DossierId, NodeKey, PackHash
from desktop_app.services import journal
from desktop_app.store import records
from desktop_app.store.records import DossierRecord, Signer
from desktop_app.store.store import Store
from tests.builders.clocks import START
from tests.builders.profiles import PACK, PACK_HASH, Desk

HASH = PackHash("a" * 64)


def test_facts_take_each_other_s_place(store: Store) -> None:
    with store.begin() as connection:
        records.write_meta(connection, {"name": b"Ana", "email": b"a@b"})
        records.write_meta(connection, {"name": b"Bo"})
        assert records.read_meta(connection) == {"name": b"Bo", "email": b"a@b"}


def test_a_pack_is_kept_once(store: Store) -> None:
    with store.begin() as connection:
        records.add_pack(connection, HASH, b"content", START)
        records.add_pack(connection, HASH, b"content", START)
        assert records.list_packs(connection) == (HASH,)
        assert records.read_pack(connection, HASH) == b"content"


def test_a_pack_that_is_not_there_is_none(store: Store) -> None:
    with store.read() as connection:
        assert records.read_pack(connection, HASH) is None


def test_a_signer_is_accepted_once(store: Store) -> None:
    signer = Signer("12345 67890", bytes(32))
    with store.begin() as connection:
        records.accept_signer(connection, signer, START)
        records.accept_signer(connection, signer, START)
        assert records.list_signers(connection) == (signer,)


def test_a_dossier_is_listed_as_it_was_made(desk: Desk) -> None:
    first = DossierCreated(
        id=ChangeId("c" * 32),
        pack=HASH,
        party="Ruritania",
        start=date(2026, 1, 15),
        instruments=("UNTOC", "FP"),
        at=START,
    )
    other = journal.create(desk.profile, DossierId("e" * 32), first=first, pack=b"x")
    with desk.profile.store.read() as connection:
        found = records.list_dossiers(connection)
    assert [record.id for record in found] == [other, desk.dossier]
    assert found[0] == DossierRecord(
        id=other,
        pack=HASH,
        party="Ruritania",
        start=date(2026, 1, 15),
        instruments=("UNTOC", "FP"),
        created_at=START,
        member=desk.profile.device.id,
    )
    assert found[1].start is None


def test_the_pack_comes_with_the_dossier(desk: Desk) -> None:
    with desk.profile.store.read() as connection:
        assert records.read_pack(connection, PACK_HASH) == PACK


def test_the_last_place_counts(desk: Desk) -> None:
    places = [
        Place(article=NodeKey.parse("a1"), node=NodeKey.parse("q1@i1"), caret=7),
        Place(article=NodeKey.parse("a2")),
    ]
    for place in places:
        journal.remember(desk.profile, desk.dossier, place)
        assert journal.recall(desk.profile, desk.dossier) == place
    assert journal.last_dossier(desk.profile) == desk.dossier


def test_without_a_place_there_is_none(desk: Desk) -> None:
    assert journal.recall(desk.profile, desk.dossier) is None
    assert journal.last_dossier(desk.profile) is None
