"""A server that was put back to an older state, or a client, heals: nobody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select

from review_protocol.changes import AnswerChange
from review_protocol.names import SetId
from review_protocol.trees import LEAF, LISTED, Tree
from review_server import digest_tree, schema
from review_server.database import Database
from review_server.submissions import list_submissions
from tests.builders.backups import backed_up, put_back
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate
from tests.builders.parties import party, send, unlock_new_key
from tests.builders.secretariat import told
from tests.builders.servers import DAY_S, Office
from tests.builders.sets import AT
from tests.builders.submitted import answered_submission
from tests.builders.trees import some_ids


def test_the_server_was_restored_from_yesterday_s_backup(
    office: Office, tmp_path: Path
) -> None:
    """The acceptance test of synchronising: 200 synchronised, a backup, 20 new and 20 edited
    synchronised, the backup put back; A without a change of its own, then a fresh B.
    """
    ana = party(office)
    unlock_new_key(office)
    ben = office.delegate("ben").join(ana)
    for number in range(200):
        ana.write(answer(f"q{number}", "first"), after=[ana.dossier])
    (early,) = ana.has(working_file(30_000))
    for each in (ana, ben):
        each.sync(office.send)
    backup = backed_up(office, tmp_path / "yesterday")
    office.now += DAY_S
    for number in (*range(200, 220), *range(20)):
        ana.write(answer(f"q{number}", "today"), after=[ana.dossier])
    (late,) = ana.has(working_file(30_000, seed=5))
    ana.at = ben.at = office.now
    submission = send(office, ana, answered_submission())
    ben.sync(office.send)
    before = [each.fields for each in told(ana)]
    put_back(office, backup)
    office.now += DAY_S
    ana.at = office.now
    ana.sync(office.send)
    fresh = office.delegate("ben")
    fresh.dossier, fresh.at, fresh.named = ben.dossier, office.now, [early, late, submission]
    fresh.sync(office.send)
    assert fresh.sets == ben.sets == ana.sets
    assert {early, late, submission} <= fresh.drawer.whole.keys()
    assert [each.fields for each in told(ana)] == before  # the same receipt, nothing twice
    assert [each.fields for each in told(fresh)] == before
    with office.transaction as transaction:
        (taken,) = list_submissions(transaction)
    assert taken.receipt.time == office.now - DAY_S
    assert [ana.sync(office.send), fresh.sync(office.send)] == [1, 1]


def answer(question: str, text: str) -> AnswerChange:
    return AnswerChange(key=question, value=text, at=AT)


def test_what_was_written_meanwhile_does_not_hide_what_was_lost(
    office: Office, tmp_path: Path
) -> None:
    """The server gives the same places to other sets, so that every cursor is wrong."""
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    for each in (ana, ben, ana):
        each.sync(office.send)
    backup = backed_up(office, tmp_path / "yesterday")
    lost = ana.write()
    for each in (ana, ben):
        each.sync(office.send)
    put_back(office, backup)
    for _ in range(3):
        ben.write()
    assert ben.sync(office.send) <= 4
    ana.sync(office.send)
    assert ana.sets == ben.sets
    assert lost in ana.sets


def test_a_client_that_was_put_back_gets_its_own_again(office: Office) -> None:
    ana = office.founder()
    before = dict(ana.sets), set(ana.known), ana.hint
    written = [ana.write() for _ in range(3)]
    ana.sync(office.send)
    ana.sets, ana.known, ana.hint = before
    forked = ana.write(text="on the old copy")
    assert ana.sync(office.send) <= 4
    assert {*written, forked} <= ana.sets.keys()


def test_a_computer_with_nothing_gets_all(office: Office) -> None:
    ana = office.founder()
    for _ in range(5):
        ana.write()
    ana.sync(office.send)
    again = Delegate("ana", ana.server, dossier=ana.dossier)
    assert again.sync(office.send) <= 4
    assert again.sets == ana.sets


class TestTree:
    """The tree that is kept while sets come is the one that is made of all of them."""

    @pytest.mark.parametrize("batch", [1, 37, 400])
    def test_it_grows_as_it_is_made(self, office: Office, batch: int) -> None:
        dossier = bytes.fromhex(office.founder().dossier)
        ids = sorted(some_ids(batch * 3 + LEAF))
        ids = ids[::2] + ids[1::2]
        with office.transaction as transaction:
            for table in (schema.nodes, schema.sets):
                transaction.execute(delete(table).filter_by(dossier=dossier))
            for at in range(0, len(ids), batch):
                self.add(transaction, dossier, ids[at : at + batch], at)
            assert digest_tree.root(transaction, dossier) == Tree(ids).root
            kept = transaction.execute(select(schema.nodes)).all()
            tree = Tree(ids)
            assert {r.prefix: r.digest for r in kept} == {
                r.prefix: tree.digest(r.prefix) for r in kept
            }
            assert {r.prefix: r.number for r in kept} == {
                r.prefix: len(tree.under(r.prefix)) for r in kept
            }

    def test_what_is_asked_for_is_listed(self, small_office: Office) -> None:
        dossier = bytes.fromhex(small_office.founder().dossier)
        ids = some_ids(20 * LISTED)
        tree = Tree(ids)
        with small_office.transaction as transaction:
            for table in (schema.nodes, schema.sets):
                transaction.execute(delete(table).filter_by(dossier=dossier))
            self.add(transaction, dossier, ids, 0)
            whole = digest_tree.listing(transaction, dossier, "")
            some = digest_tree.listing(transaction, dossier, "a")
            few = digest_tree.listing(transaction, dossier, "ab")
            none = digest_tree.listing(transaction, dossier, "ab" * 20)
        assert whole.digests is not None
        assert list(whole.digests) == [tree.digest(f"{n:02x}") for n in range(256)]
        assert some.digests is not None
        assert list(some.digests) == [tree.digest(f"a{n:02x}") for n in range(256)]
        assert list(few.ids or ()) == tree.under("ab")
        assert none.ids == ()

    def add(self, transaction: object, dossier: bytes, ids: list[SetId], start: int) -> None:
        rows = [
            {
                "dossier": dossier,
                "place": start + n + 10,
                "id": bytes.fromhex(each),
                "bringer": b"",
                "size": 1,
                "content": b"x",
                "past": None,
                "states": False,
            }
            for n, each in enumerate(ids)
        ]
        transaction.execute(schema.sets.insert(), rows)  # type: ignore[attr-defined]
        digest_tree.grow(transaction, dossier, ids)  # type: ignore[arg-type]


def test_a_thousand_sets_apart_are_found_by_their_digests(small_office: Office) -> None:
    """More than a listing of names holds: digests first, then the names of what differs."""
    office = small_office
    ana = office.founder()
    head = ana.dossier
    for number in range(LISTED + 50):
        ana.write(after=[head], text=f"{number}")
    ana.sync(office.send)
    some = sorted(ana.sets)[3::400]
    with office.transaction as transaction:
        dossier = bytes.fromhex(ana.dossier)
        gone = [bytes.fromhex(each) for each in some]
        which = delete(schema.sets).filter_by(dossier=dossier)
        transaction.execute(which.where(schema.sets.c.id.in_(gone)))
        transaction.execute(delete(schema.nodes).filter_by(dossier=dossier))
        left = [each for each in sorted(ana.sets) if each not in some]
        digest_tree.grow(transaction, dossier, left)
    assert ana.sync(office.send) <= 4
    with office.transaction as transaction:
        kept = transaction.scalars(select(schema.sets.c.id)).all()
    assert sorted(bytes(each).hex() for each in kept) == sorted(ana.sets)


def test_the_database_is_closed_and_opened_again(small_office: Office) -> None:
    ana = small_office.founder()
    small_office.server.database.close()
    again = Database(small_office.server.configuration.database_url)
    with again.begin() as transaction:
        assert digest_tree.root(transaction, bytes.fromhex(ana.dossier)) == Tree(ana.sets).root
    again.close()


def test_what_only_a_removed_member_still_has_comes_again(
    office: Office, tmp_path: Path
) -> None:
    """They are told no root, so nothing else would show that the server has lost it."""
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    ben.sync(office.send)
    ana.sync(office.send)
    backup = backed_up(office, tmp_path / "yesterday")
    lost = ben.write(text="Taken, and then lost by the server.")
    ben.sync(office.send)
    put_back(office, backup)
    ana.remove(ben)
    ana.sync(office.send)
    ben.sync(office.send)
    assert ben.talk().is_removed is False  # a talk begins without knowing
    ana.sync(office.send)
    assert lost in ana.sets
