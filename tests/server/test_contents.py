"""Contents over rounds: they come and go once the sets are the same, in pieces if need be."""

from __future__ import annotations

from review_protocol.contents import content_id, contents_digest
from review_protocol.names import ContentId, SetId
from review_protocol.pacing import SMALL
from review_protocol.rounds import Rest, Standing, Stretch
from review_protocol.statements import Role
from review_server.contents import names_of
from review_server.schema import contents
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate
from tests.builders.servers import Office


def test_a_file_comes_to_the_server_and_to_everybody(office: Office) -> None:
    ana = office.founder()
    (name,) = ana.has(working_file(5_000))
    ana.sync(office.send)
    ben = office.delegate("ben").join(ana)
    ben.named = [name]
    ben.sync(office.send)
    assert ben.drawer.whole[name] == working_file(5_000)
    assert ana.there == ben.there == {name}


def test_what_is_the_same_on_both_sides_costs_one_request(office: Office) -> None:
    ana = office.founder()
    ana.has(working_file(5_000), working_file(90_000, seed=3))
    ana.sync(office.send)
    assert ana.sync(office.send) == 1


def test_what_nobody_asks_about_is_not_told(office: Office) -> None:
    ana = office.founder()
    ana.has(working_file())
    ana.sync(office.send)
    assert ana.ask(office.send).files is None
    names = names_in(office, ana.dossier)
    assert ana.ask(office.send, files=contents_digest(names)).files is None
    assert ana.ask(office.send, files=bytes(16)).files == names


def test_a_large_file_goes_in_stretches_on_a_poor_line(office: Office) -> None:
    ana = office.founder()
    ana.seconds = 2.0
    (name,) = ana.has(working_file(100_000))
    talk = ana.talk()
    talk.broke()
    turns = 0
    while not talk.is_over:
        ana.turn(talk, office.send)
        turns += 1
    assert turns >= 100_000 // SMALL
    assert names_in(office, ana.dossier) == (name,)
    ben = office.delegate("ben").join(ana)
    ben.named = [name]
    ben.sync(office.send)
    ben.drawer.whole.clear()
    ben.seconds = 2.0
    talk = ben.talk()
    talk.broke()
    ben.turn(talk, office.send)
    assert 0 < ben.drawer.come(name) < 100_000
    ben.sync(office.send)  # another time: it goes on where it stopped
    assert ben.drawer.whole[name] == working_file(100_000)


def test_a_file_that_was_half_brought_goes_on_from_there(office: Office) -> None:
    ana = office.founder()
    (name,) = ana.has(working_file(100_000))
    talk = ana.talk()
    talk.broke()
    for _ in range(3):
        ana.turn(talk, office.send)
    talk.broke()  # nobody knows how much came
    sent = []

    def counting(data: bytes) -> bytes:
        sent.append(len(data))
        return office.send(data)

    while not talk.is_over:
        ana.turn(talk, counting)
    assert sum(sent) < 100_000
    assert names_in(office, ana.dossier) == (name,)


def test_a_server_that_lost_a_file_gets_it_again(office: Office) -> None:
    ana = office.founder()
    (name,) = ana.has(working_file())
    ana.sync(office.send)
    forget_contents(office)
    ana.sync(office.send)
    assert names_in(office, ana.dossier) == (name,)


def test_other_bytes_than_the_name_says_are_not_kept(office: Office) -> None:
    ana = office.founder()
    name = SetId(content_id(working_file(seed=1)))
    data = working_file(seed=2)
    stretch = Stretch(id=name, length=len(data), start=0, data=data)
    assert ana.ask(office.send, stretch=stretch).have == 0
    assert names_in(office, ana.dossier) == ()


def test_the_removed_and_observers_bring_none(office: Office) -> None:
    ana = office.founder()
    eve = office.delegate("eve").join(ana, Role.OBSERVER)
    eve.sync(office.send)
    (name,) = eve.has(working_file())
    eve.sync(office.send)
    assert eve.refused == {name: "role"}
    ben = office.delegate("ben").join(ana)
    ben.sync(office.send)
    ana.sync(office.send)
    ana.remove(ben)
    ana.sync(office.send)
    data = working_file(seed=5)
    stretch = Stretch(id=SetId(content_id(data)), length=len(data), start=0, data=data)
    assert ben.ask(office.send, stretch=stretch).standing is Standing.REMOVED
    assert names_in(office, ana.dossier) == ()


def test_the_removed_get_none(office: Office) -> None:
    ana, ben = two(office)
    (name,) = ana.has(working_file())
    ana.sync(office.send)
    ana.remove(ben)
    ana.sync(office.send)
    answer = ben.ask(office.send, files=bytes(16), rest=Rest(id=SetId(name), start=0))
    assert answer.files is None
    assert answer.stretch is None


def test_another_dossier_has_no_part_in_them(office: Office) -> None:
    ana = office.founder()
    (name,) = ana.has(working_file())
    ana.sync(office.send)
    other = office.founder("olga")
    answer = other.ask(office.send, files=bytes(16), rest=Rest(id=SetId(name), start=0))
    assert answer.files == ()
    assert answer.stretch is None


def test_a_file_that_is_asked_for_behind_its_end_does_not_come(office: Office) -> None:
    ana = office.founder()
    (name,) = ana.has(working_file(1_000))
    ana.sync(office.send)
    for start in (1_000, 5_000):
        assert ana.ask(office.send, rest=Rest(id=SetId(name), start=start)).stretch is None
    answer = ana.ask(office.send, rest=Rest(id=SetId(name), start=990))
    assert answer.stretch is not None
    assert answer.stretch.data == working_file(1_000)[990:]


def two(office: Office) -> tuple[Delegate, Delegate]:
    """A focal point and an expert, both known to the server."""
    ana = office.founder()
    ben = office.delegate("ben").join(ana)
    ben.sync(office.send)
    ana.sync(office.send)
    return ana, ben


def names_in(office: Office, dossier: SetId) -> tuple[ContentId, ...]:
    """What the server holds."""
    with office.transaction as transaction:
        return names_of(transaction, dossier)


def forget_contents(office: Office) -> None:
    """As a server does that is put back to before they came."""
    with office.transaction as transaction:
        transaction.execute(contents.delete())
