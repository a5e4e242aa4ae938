"""A server with the right key that answers what it should not, over real HTTP.

Nothing of it gets in, and what can be noticed is: sets that are dropped by what names them, two
histories by what members confirm and by the digits that they read to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.members import Computer
from desktop_app.domain.servers import Synchronised
from desktop_app.errors import ServerRefused, ServerUnreachable, UserError
from desktop_app.exchange import rounds
from desktop_app.services import people, servers
from review_protocol.names import SetId
from review_protocol.rounds import Answer, Standing
from review_protocol.server_invitations import write_server_invitation
from review_protocol.sets import set_id
from review_server.database import Database
from tests.builders.asgi import Said
from tests.builders.backups import backed_up, put_back
from tests.builders.databases import KINDS, new_database
from tests.builders.lying import Liar, Say, lying, said
from tests.builders.offices import Office as Person
from tests.builders.servers import Office, make_office
from tests.builders.sets import make_set

QUESTION = "q1"


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "server", request.param)
    yield made
    made.server.database.close()


@pytest.fixture
def liar(office: Office) -> Iterator[Liar]:
    with lying(office) as (made, url):
        made.url = url
        yield made


@pytest.fixture
def ana(tmp_path: Path, office: Office, liar: Liar) -> Iterator[Person]:
    """A focal point whose response is connected, and in step."""
    person = Person(name="Ana", folder=tmp_path / "ana").found()
    person.clock.now = datetime.now(UTC)
    office.now = int(person.clock.now.timestamp())
    connect(person, liar, tmp_path)
    yield person
    person.close()


@pytest.fixture
def ben(tmp_path: Path, liar: Liar, ana: Person) -> Iterator[Person]:
    """An expert, confirmed and in step."""
    person = Person(name="Ben", folder=tmp_path / "ben").join(ana.invite(tmp_path))
    person.clock.now = ana.clock.now
    sync(ana)
    connect(person, liar, tmp_path)
    sync(ana)
    ana.confirm(person)
    for each in (ana, person, ana):
        sync(each)
    assert ana.digest() == person.digest()
    yield person
    person.close()


def connect(person: Person, liar: Liar, folder: Path) -> None:
    file = folder / "i.rdserver"
    if not file.exists():
        made = replace(liar.office.invitation(), url=liar.url)
        file.write_bytes(write_server_invitation(made, liar.office.server.keys.signing))
    for _ in range(2):  # again changes nothing
        servers.connect(person.profile, person.dossier, file)
    sync(person)


def sync(person: Person) -> Synchronised:
    return servers.synchronise(person.profile, person.dossier, pause=lambda _: None)


def refused(person: Person) -> str:
    """Why it ends; and nothing came in."""
    before = person.digest()
    with pytest.raises(UserError) as error:
        sync(person)
    assert isinstance(error.value, ServerRefused | ServerUnreachable)
    assert person.digest() == before
    assert person.is_sound()
    return error.value.reason


# What is no answer


@pytest.mark.parametrize("bad", [b"no set at all", make_set().data])
def test_what_is_no_set_of_the_response_is_refused(liar: Liar, ana: Person, bad: bytes) -> None:
    answer = Answer(at=liar.office.now, cursor=9, root=bytes(32), sets=(bad,))
    liar.turns = [liar.saying(answer)]
    assert refused(ana) == "bad-answer"
    sync(ana)


def test_a_flipped_bit_anywhere_is_noticed(liar: Liar, ana: Person) -> None:
    ana.answer(QUESTION, "Yes")
    ana.declare()
    for place in (0, 9, 20, 40, 60, -1, -40, -70):
        liar.turns = [flipped(liar, place)]
        assert refused(ana) in {"not-the-server", "bad-answer", "newer", "signature"}, place
    sync(ana)
    assert servers.status(ana.profile, ana.dossier).unsent == 0


def flipped(liar: Liar, place: int) -> Say:
    def say(data: bytes) -> Said:
        found = bytearray(liar.honestly(data).body)
        found[place] ^= 1
        return said(bytes(found))

    return say


def test_an_answer_to_another_request_is_refused(liar: Liar, ana: Person) -> None:
    old: list[bytes] = []

    def keep(data: bytes) -> Said:
        found = liar.honestly(data)
        old.append(found.body)
        return found

    liar.turns = [keep]
    sync(ana)
    liar.turns = [lambda _: said(old[0])]
    assert refused(ana) == "signature"


def test_an_error_that_is_called_good_is_no_answer(liar: Liar, ana: Person) -> None:
    liar.turns = [lambda _: said(b'{"title": "out of memory"}', kind="application/json")]
    assert refused(ana) == "not-the-server"


def test_an_answer_of_a_newer_program_is_told(liar: Liar, ana: Person) -> None:
    def newer(data: bytes) -> Said:
        answer = liar.honestly(data).body
        return said(answer[:8] + b"\0\2" + answer[10:])

    liar.turns = [newer]
    assert refused(ana) == "newer"


def test_one_that_never_agrees_is_told(liar: Liar, ana: Person) -> None:
    liar.always = liar.saying(Answer(at=liar.office.now, cursor=9, root=bytes(32)))
    assert refused(ana) == "no-agreement"
    liar.always = liar.honestly
    sync(ana)


def test_a_request_that_was_answered_already_is_made_anew(liar: Liar, ana: Person) -> None:
    ana.answer(QUESTION, "Yes")

    def twice(data: bytes) -> Said:
        liar.honestly(data)
        return liar.honestly(data)

    liar.turns = [twice]
    sync(ana)
    assert servers.status(ana.profile, ana.dossier).unsent == 0


# What is one, but not the whole truth


def test_a_set_of_a_newer_program_is_kept(liar: Liar, ana: Person) -> None:
    data = make_set().data
    newer = data[:8] + b"\0\7" + data[10:]
    answer = Answer(at=liar.office.now, cursor=9, root=bytes(32), sets=(newer,))
    liar.turns = [liar.saying(answer)]
    sync(ana)
    assert newer in ana.held_bytes()


def test_much_is_kept_while_it_comes(
    liar: Liar, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "MOST_KEPT", 10)
    held = len(ana.held_bytes())
    test_a_set_of_a_newer_program_is_kept(liar, ana)
    assert len(ana.held_bytes()) == held + 1


def test_sets_in_another_order_and_twice_are_the_same_sets(
    liar: Liar, ana: Person, ben: Person
) -> None:
    for number in range(5):
        ana.answer(f"q{number}", f"answer {number}")
        ana.declare()
    sync(ana)
    liar.turns = [
        liar.changing(lambda found: replace(found, sets=(*found.sets[::-1], *found.sets)))
    ]
    assert sync(ben).tally.answers == 5
    assert ben.export() == ana.export()


def test_a_set_that_is_dropped_shows_by_what_names_it(
    liar: Liar, ana: Person, ben: Person, tmp_path: Path
) -> None:
    """The server says that Ben has all. A later set of Ana's names the one that he lacks."""
    before = set(ana.held_bytes())
    ana.answer(QUESTION, "withheld")
    ana.declare()
    (dropped,) = (set_id(each) for each in set(ana.held_bytes()) - before)
    sync(ana)
    liar.always = liar.without(SetId(ana.dossier), dropped)
    assert sync(ben).tally.incomplete == 0
    assert ana.digest() != ben.digest(), "the digits show it at once"
    ana.answer("q2", "given")
    liar.turns = [liar.honestly]
    sync(ana)
    done = sync(ben)
    assert done.tally.incomplete == 1
    assert ben.stands("q2") == set(), "nothing counts whose past is not known"
    ben.receive(ana.send(tmp_path))
    assert (ben.stands(QUESTION), ben.stands("q2")) == ({"withheld"}, {"given"})
    assert ana.digest() == ben.digest()


def test_two_histories_show_by_what_is_not_confirmed_and_heal_by_a_file(
    liar: Liar, ana: Person, ben: Person, tmp_path: Path
) -> None:
    """One face for Ana, another for Ben; each is told that all is in step."""
    (heard,) = (each for each in computers(ana) if not each.is_this)
    other = twin(liar.office, tmp_path / "other face")
    with lying(other) as (second, _url):
        mine, theirs = "what Ana wrote", "what Ben wrote"
        ana.answer("q1", mine)
        sync(ana)
        liar.always = second.honestly
        ben.answer("q2", theirs)
        sync(ben)
        liar.always = liar.honestly
        sync(ana)
        assert (ana.stands("q2"), ben.stands("q1")) == (set(), set())
        assert ana.digest() != ben.digest()
        (now,) = (each for each in computers(ana) if not each.is_this)
        assert (now.heard_at, now.lacks) == (heard.heard_at, (heard.lacks or 0) + 1)
        ben.receive(ana.send(tmp_path))
        ana.receive(ben.send(tmp_path))
    other.server.database.close()
    assert ana.digest() == ben.digest()
    assert (ana.stands("q2"), ben.stands("q1")) == ({theirs}, {mine})


def computers(person: Person) -> list[Computer]:
    found = people.people(person.profile, person.dossier).members
    return [each for member in found for each in member.computers]


def twin(office: Office, folder: Path) -> Office:
    """Another server with the same key, and what the first knows by now."""
    folder.mkdir()
    kind = "postgresql" if office.server.database.is_postgresql else "sqlite"
    configuration = replace(
        office.server.configuration, folder=folder, database=new_database(kind)
    )
    database = Database(configuration.database_url)
    made = Office(replace(office.server, configuration=configuration, database=database))
    made.now = office.now
    made.server = replace(made.server, clock=lambda: made.now)
    put_back(made, backed_up(office, folder / "backup"))
    return made


def test_a_removal_that_is_made_up_stops_only_the_line(
    liar: Liar, ana: Person, ben: Person, tmp_path: Path
) -> None:
    """Who is told so by the server alone is still a member for everybody else."""

    def removing(found: Answer) -> Answer:
        return replace(found, standing=Standing.REMOVED, root=bytes(32))

    liar.always = liar.changing(removing)
    assert refused(ben) == "removed"
    liar.always = liar.honestly
    ben.answer(QUESTION, "I am still here")
    ana.receive(ben.send(tmp_path))
    assert ana.stands(QUESTION) == {"I am still here"}
    sync(ben)
    assert ana.digest() == ben.digest()
