"""Rounds as docs/protocol.md, section 8, says them, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from review_protocol.errors import Altered
from review_protocol.names import SetId
from review_protocol.rounds import WINDOW_S, Standing, Stretch, Ticket, read_answer, request_id
from review_protocol.sets import open_set, set_id
from review_protocol.signing import Context
from review_protocol.statements import Invite, RemoveMember, Role
from review_server import schema
from review_server.problems import (
    BadTicket,
    Full,
    Malformed,
    Newer,
    Problem,
    Repeated,
    RequestTooLarge,
    Stranger,
    UnknownDossier,
    WrongClock,
    WrongSignature,
)
from tests.builders.delegates import Delegate, long_text
from tests.builders.servers import DAY_S, Office, make_office
from tests.builders.signing import make_signing_key


def rows(office: Office) -> list[int]:
    """How much there is in every table."""
    with office.transaction as transaction:
        return [
            transaction.scalar(select(func.count()).select_from(table))
            for table in schema.metadata.sorted_tables
        ]


def refusal(office: Office, data: bytes) -> Problem:
    """Why a request is refused; nothing of it is left."""
    before = rows(office)
    with pytest.raises(Problem) as refused:
        office.send(data)
    assert rows(office) == before
    return refused.value


def test_two_members_come_to_hold_the_same_with_one_request_each(office: Office) -> None:
    """But for the first time that one meets the server: then the two compare first."""
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    ana.write()
    ben.write()
    assert [ana.sync(office.send), ben.sync(office.send), ana.sync(office.send)] == [1, 2, 1]
    assert ana.sets == ben.sets
    assert [ana.sync(office.send), ben.sync(office.send)] == [1, 1]


def test_nothing_new_brings_nothing(office: Office) -> None:
    ana = office.founder()
    answer = ana.ask(office.send)
    assert (answer.root, answer.sets, answer.more, answer.cursor) == (None, (), False, ana.hint)


def test_a_repeated_request_changes_nothing_and_tells_nothing(office: Office) -> None:
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    recorded = ana.bytes_of(ana.request())
    office.send(recorded)
    ben.sync(office.send)
    assert isinstance(refusal(office, recorded), Repeated)
    office.now += 2 * WINDOW_S
    assert isinstance(refusal(office, recorded), WrongClock)


def test_what_was_answered_is_forgotten_when_it_cannot_be_repeated(office: Office) -> None:
    ana = office.founder()
    for number in range(3):
        ana.ask(office.send, nonce=b"\1" + bytes([number] * 7))
    ana.at = office.now = office.now + 3 * WINDOW_S
    ana.ask(office.send, nonce=bytes(8))
    with office.transaction as transaction:
        assert len(transaction.scalars(select(schema.answered.c.id)).all()) == 1


def test_an_answer_that_was_lost_costs_nothing_but_another_request(office: Office) -> None:
    ana = office.founder()
    ana.write()
    sets = tuple(data for name, data in ana.sets.items() if name not in ana.known)
    ana.ask(office.send, sets=sets)  # and the answer is lost
    ana.sync(office.send)
    with office.transaction as transaction:
        kept = transaction.scalars(select(schema.sets.c.id)).all()
    assert sorted(bytes(each).hex() for each in kept) == sorted(ana.sets)


def test_a_stranger_is_refused_and_leaves_nothing(office: Office) -> None:
    ana = office.founder()
    eve = replace(office.delegate("eve"), dossier=ana.dossier, sets=dict(ana.sets))
    head = max(ana.sets)
    own = eve.write(after=[head], text="hello")
    request = eve.request(sets=(eve.sets[own],))
    assert isinstance(refusal(office, eve.bytes_of(request)), Stranger)
    stretch = Stretch(id=own, length=len(eve.sets[own]), start=0, data=eve.sets[own])
    whole = eve.bytes_of(eve.request(stretch=stretch))
    assert isinstance(refusal(office, whole), Stranger)


def test_who_forges_an_invitation_is_a_stranger(office: Office) -> None:
    ana = office.founder()
    eve = replace(office.delegate("eve"), dossier=ana.dossier, sets=dict(ana.sets))
    key = make_signing_key("forged")
    eve.write(statements=(Invite(invitation=key.public, role=Role.EXPERT),))
    eve.join(replace(eve, name="eve"))
    request = eve.request(sets=tuple(eve.sets.values()))
    assert isinstance(refusal(office, eve.bytes_of(request)), Stranger)


def test_a_member_of_another_dossier_is_a_stranger(office: Office) -> None:
    ana = office.founder()
    other = office.founder("otto")
    request = replace(other.request(), dossier=ana.dossier)
    assert isinstance(refusal(office, other.bytes_of(request)), Stranger)
    alien = other.request(sets=tuple(ana.sets.values()))
    assert isinstance(refusal(office, other.bytes_of(alien)), Malformed)


def test_an_observer_takes_part_in_rounds(office: Office) -> None:
    ana = office.founder()
    olga = office.delegate("olga").join(ana, Role.OBSERVER)
    olga.sync(office.send)
    ana.write()
    ana.sync(office.send)
    olga.sync(office.send)
    assert ana.sets == olga.sets


def test_who_was_removed_may_bring_and_gets_only_their_removal(office: Office) -> None:
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    for each in (ana, ben, ana):
        each.sync(office.send)
    removal = ana.remove(ben)
    ana.write(text="not for Ben")
    ana.sync(office.send)
    late = ben.write()
    answer = ben.ask(office.send, sets=(ben.sets[late],), ask=("",), want=tuple(ana.sets)[-1:])
    assert (answer.standing, answer.root, answer.listings) == (Standing.REMOVED, None, ())
    (only,) = answer.sets
    assert set_id(only) == removal
    assert open_set(only, {}).statements == (RemoveMember(member=ben.member),)
    ana.sync(office.send)
    assert late in ana.sets
    ben.sync(office.send)
    assert ben.talk().is_removed is False


def test_a_wrong_clock_is_told_the_right_time(office: Office) -> None:
    ana = office.founder()
    for off in (-WINDOW_S - 1, WINDOW_S + 1, 10**9):
        problem = refusal(office, ana.bytes_of(ana.request(at=office.now + off)))
        assert isinstance(problem, WrongClock)
        assert problem.document()["now"] == office.now
    ana.ask(office.send, at=office.now + WINDOW_S)


def test_a_message_for_another_server_is_refused(office: Office) -> None:
    ana = office.founder()
    elsewhere = replace(ana, server=make_signing_key("another server").public)
    data = elsewhere.bytes_of(elsewhere.request())
    assert isinstance(refusal(office, data), WrongSignature)


def test_another_s_signature_is_refused(office: Office) -> None:
    ana = office.founder()
    data = ana.bytes_of(ana.request())
    signature = replace(ana, name="ben").bytes_of(replace(ana.request(), nonce=b"12345678"))
    assert isinstance(refusal(office, data[:-64] + signature[-64:]), WrongSignature)


def test_what_is_no_request_is_refused(small_office: Office) -> None:
    ana = small_office.founder()
    data = ana.bytes_of(ana.request())
    assert isinstance(refusal(small_office, b""), Malformed)
    assert isinstance(refusal(small_office, data + b"\0"), Malformed)
    assert isinstance(refusal(small_office, data[:8] + b"\0\2" + data[10:]), Newer)
    assert isinstance(refusal(small_office, data + bytes(2**25)), RequestTooLarge)


def test_a_damaged_set_refuses_the_request_whole(office: Office) -> None:
    ana = office.founder()
    good, bad = ana.sets[ana.write()], bytearray(ana.sets[ana.write()])
    bad[-1] ^= 1
    request = ana.request(sets=(good, bytes(bad)))
    assert isinstance(refusal(office, ana.bytes_of(request)), Malformed)


class TestMakingKnown:
    def test_an_unknown_dossier_needs_a_ticket(self, office: Office) -> None:
        ana = office.delegate("ana").found()
        request = ana.request(sets=tuple(ana.sets.values()))
        assert isinstance(refusal(office, ana.bytes_of(request)), UnknownDossier)

    def test_a_ticket_counts_for_one_dossier(self, office: Office) -> None:
        invitation = office.invitation()
        ana = office.delegate("ana").found().invited_by(invitation)
        ana.sync(office.send)
        ana.sync(office.send)  # the same ticket again does no harm
        otto = office.delegate("otto").found().invited_by(invitation)
        self.expect_bad(office, otto)

    def test_an_old_ticket_counts_no_more(self, office: Office) -> None:
        ana = office.delegate("ana").found().invited_by(office.invitation(days=1))
        ana.at = office.now = office.now + DAY_S
        self.expect_bad(office, ana)

    def test_a_forged_ticket_does_not_count(self, office: Office) -> None:
        ana = office.delegate("ana").found().invited_by(office.invitation())
        assert ana.ticket is not None
        mine = make_signing_key("mine")
        message = bytes.fromhex(ana.dossier) + ana.key.public
        proof = mine.sign(Context.REGISTER, message)
        ana.ticket, good = Ticket(invitation=mine.public, proof=proof), ana.ticket
        self.expect_bad(office, ana)
        ana.ticket = replace(good, proof=bytes(64))
        self.expect_bad(office, ana)

    def test_only_the_focal_point_makes_a_dossier_known(self, office: Office) -> None:
        ana = office.delegate("ana").found()
        ben = office.delegate("ben").join(ana).invited_by(office.invitation())
        self.expect_bad(office, ben)

    def test_the_first_set_must_come_along(self, office: Office) -> None:
        ana = office.delegate("ana").found().invited_by(office.invitation())
        request = ana.request(ticket=ana.ticket)
        assert isinstance(refusal(office, ana.bytes_of(request)), Malformed)

    def expect_bad(self, office: Office, who: Delegate) -> None:
        sets = tuple(who.sets.values())
        request = who.request(ticket=who.ticket, sets=sets)
        assert isinstance(refusal(office, who.bytes_of(request)), BadTicket)


class TestOrder:
    def test_sets_come_in_any_order(self, office: Office) -> None:
        """Whoever brings the last of them first waits for nobody."""
        ana = office.founder()
        ben = office.delegate("ben").join(ana)
        names = [ben.write() for _ in range(4)]
        invite, join = (n for n in ben.sets if n not in ana.known and n not in names)
        ana.ask(office.send, sets=tuple(ben.sets[n] for n in reversed(names)))
        with office.transaction as transaction:
            assert len(transaction.execute(select(schema.lacking)).all()) == 4
        assert isinstance(self.asking(office, ben), Stranger)
        ana.ask(office.send, sets=(ben.sets[join],))
        assert isinstance(self.asking(office, ben), Stranger)
        ana.ask(office.send, sets=(ben.sets[invite],))
        with office.transaction as transaction:
            assert transaction.execute(select(schema.lacking)).all() == []
        assert ben.ask(office.send).root is None

    def asking(self, office: Office, who: Delegate) -> Problem:
        return refusal(office, who.bytes_of(who.request()))

    def test_a_set_for_a_newer_program_is_kept_and_given_on(self, office: Office) -> None:
        ana = office.founder()
        ben = office.delegate("ben").join(ana)
        newer = ana.sets[ana.write()]
        newer = newer[:8] + b"\0\7" + newer[10:]
        ana.sets[set_id(newer)] = newer
        for each in (ana, ben):
            each.sync(office.send)
        assert ben.sets[set_id(newer)] == newer

    def test_what_a_header_tells_wrongly_makes_nobody_a_member(self, office: Office) -> None:
        ana = office.founder()
        eve = office.delegate("eve").join(ana, roster=bytes(32))
        ana.sync(office.send)
        request = eve.request(sets=tuple(eve.sets.values()))
        assert isinstance(refusal(office, eve.bytes_of(request)), Stranger)
        eve.write(statements=(eve.joining(),))
        assert eve.ask(office.send, sets=tuple(eve.sets.values())).root is None


class TestLittleAtOnce:
    def test_what_has_no_room_comes_next(self, office: Office) -> None:
        ana = office.founder()
        ben = office.delegate("ben").join(ana)
        for _ in range(8):
            ana.write()
        ana.sync(office.send)
        size = len(next(iter(ana.sets.values())))
        answer = ben.ask(office.send, sets=tuple(ben.sets.values()), most=size)
        assert answer.more
        assert sum(map(len, answer.sets)) <= size
        rest = ben.ask(office.send, hint=answer.cursor, root=bytes(32))
        assert not rest.more
        found = {*map(set_id, (*answer.sets, *rest.sets))}
        assert found == ana.sets.keys() - ben.sets.keys()

    def test_a_set_that_has_no_room_at_all_comes_in_stretches(self, office: Office) -> None:
        ana = office.founder()
        ben = office.delegate("ben").join(ana)
        for each in (ana, ben, ana):
            each.sync(office.send)
        for _ in range(2):
            ana.write(text=long_text(150_000))
            ana.write()
        ana.sync(office.send)
        ben.seconds = 2.0
        talk = ben.talk()
        talk.broke()
        turns = 0
        while not talk.is_over:
            ben.turn(talk, office.send)
            turns += 1
        assert turns >= 8
        assert ben.sets == ana.sets

    def test_and_goes_in_stretches_that_may_be_cut(self, office: Office) -> None:
        ana = office.founder()
        large = ana.write(text=long_text(150_000))
        ana.seconds = 2.0
        talk = ana.talk()
        talk.broke()

        def lossy(data: bytes) -> bytes:
            answer = office.send(data)
            if next(turn) % 2:
                raise ConnectionError
            return answer

        turn = iter(range(1_000))
        while not talk.is_over:
            try:
                ana.turn(talk, lossy)
            except ConnectionError:
                talk.broke()
        with office.transaction as transaction:
            assert transaction.execute(select(schema.stretches)).all() == []
            kept = transaction.scalars(select(schema.sets.c.id)).all()
        assert large in {bytes(each).hex() for each in kept}

    def test_a_stretch_counts_from_the_start_alone(self, office: Office) -> None:
        ana = office.founder()
        data = ana.sets[ana.write()]
        name, length = set_id(data), len(data)

        def send(start: int, end: int, id_: SetId = name) -> int:
            stretch = Stretch(id=id_, length=length, start=start, data=data[start:end])
            return ana.ask(office.send, stretch=stretch, root=bytes(32)).have

        assert send(0, 100) == 100
        assert send(150, 200) == 100
        assert send(0, 0) == 100
        assert send(50, 120) == 120
        assert send(0, 80) == 120
        assert send(0, 10, SetId("ee" * 32)) == 10  # another takes its place
        assert send(0, 100) == 100
        assert send(100, length) == length
        assert send(0, 5) == length

    def test_what_is_not_what_it_was_called_is_forgotten(self, office: Office) -> None:
        ana = office.founder()
        data = ana.sets[ana.write()]
        stretch = Stretch(id=SetId("ee" * 32), length=len(data), start=0, data=data)
        assert ana.ask(office.send, stretch=stretch, root=bytes(32)).have == 0
        with office.transaction as transaction:
            assert transaction.execute(select(schema.stretches)).all() == []


def test_a_dossier_has_a_limit(small_office: Office) -> None:
    ana = small_office.founder()
    configuration = replace(small_office.server.configuration, max_dossier_mib=0)
    small_office.server = replace(small_office.server, configuration=configuration)
    ana.ask(small_office.send)
    new = ana.sets[ana.write()]
    refused = refusal(small_office, ana.bytes_of(ana.request(sets=(new,))))
    assert isinstance(refused, Full)


def test_an_answer_is_signed_for_its_request(small_office: Office) -> None:
    ana = small_office.founder()
    one, two = (ana.bytes_of(ana.request()) for _ in range(2))
    answer = small_office.send(one)
    read_answer(answer, request_id(one), ana.server)
    with pytest.raises(Altered):
        read_answer(answer, request_id(two), ana.server)


def test_two_servers_have_two_keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    one, two = (make_office(tmp_path_factory.mktemp("s") / "x") for _ in range(2))
    assert one.server.keys.signing.public != two.server.keys.signing.public
    for each in (one, two):
        each.server.database.close()
