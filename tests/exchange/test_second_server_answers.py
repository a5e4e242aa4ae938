"""A server that was written from the document alone gives the answers that the server gives."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from review_protocol.contents import content_id, contents_digest
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import (
    NOWHERE,
    Answer,
    Rest,
    Stretch,
    read_answer,
    read_request,
    request_id,
)
from review_protocol.server_invitations import write_server_invitation
from review_protocol.sets import set_id
from review_protocol.signing import SigningKey
from review_protocol.statements import Role, Server
from review_protocol.submissions import ReopeningRequest
from review_server import submissions
from review_server.problems import Problem as TheirProblem
from review_server.secretariat import issue
from tests.builders import parties
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate, long_text
from tests.builders.dossiers import sample_pack
from tests.builders.second_server import Problem, Review, SecondServer
from tests.builders.second_server_letters import read_signed, write_signed
from tests.builders.servers import DAY_S, Office, make_office
from tests.builders.submitted import answered_submission


class Both:
    """The server and the second one, with the same keys and the same time."""

    def __init__(self, office: Office) -> None:
        self.office = office
        keys = office.server.keys
        self.second = SecondServer("", lambda: office.now)
        self.second.key = Ed25519PrivateKey.from_private_bytes(keys.signing.seed())
        self.second.public = keys.signing.public
        self.second.seed = keys.kem.seed()
        self.words: list[str] = []

    def send(self, data: bytes) -> bytes:
        """What both answer, byte for byte. Raises Problem, if both do."""
        try:
            wanted = self.office.send(data)
        except TheirProblem as problem:
            self._expect_refusal(data, problem)
            raise
        found = self.second.answer(data)
        if found != wanted:
            server = self.office.server.keys.signing.public
            request = read_request(data, server)
            ours, theirs = (
                _but_wanted(read_answer(each, request_id(data), server), request.want)
                for each in (found, wanted)
            )
            assert request.want  # in which order they come is nowhere said
            assert ours == theirs
        return wanted

    def _expect_refusal(self, data: bytes, problem: TheirProblem) -> None:
        self.words.append(problem.type)
        with pytest.raises(Problem) as refused:
            self.second.answer(data)
        assert {**refused.value.document(), "title": problem.title} == problem.document()

    def word(self, data: bytes) -> str:
        """Why both refuse it."""
        with pytest.raises(TheirProblem):
            self.send(data)
        return self.words[-1]

    def invited(self, who: Delegate, days: int = 10) -> Delegate:
        """Give somebody a fresh invitation, as both know it."""
        made = self.office.invitation(days=days)
        data = write_server_invitation(made, self.office.server.keys.signing)
        key = SigningKey(made.seed).public
        self.second.reviews[bytes(key)] = Review(read_signed(data, b"RDSERV"))
        return who.invited_by(made)

    def judged(self, who: Delegate, data: bytes) -> str:
        """What both say of a content; of how much is there and of the key they say the same."""
        asked = who.bytes_of(who.request(stretch=stretch(content_id(data), data)))
        server = self.office.server.keys.signing.public
        theirs, ours = (
            read_answer(each, request_id(asked), server)
            for each in (self.office.send(asked), self.second.answer(asked))
        )
        assert (ours.have, ours.kem, ours.refusal) == (theirs.have, theirs.kem, theirs.refusal)
        return theirs.refusal

    def receipts(self, who: Delegate) -> list[bytes]:
        """Those that the second one has given, their bytes in order."""
        found = self.second.dossiers[bytes.fromhex(who.dossier)].office.receipts
        return sorted(write_signed(b"RDRCPT", each, self.second.key) for each in found.values())

    def given(self) -> list[bytes]:
        """Those that the server has given."""
        with self.office.transaction as transaction:
            return sorted(each.signed for each in submissions.list_submissions(transaction))

    def held(self, who: Delegate) -> set[str]:
        """The sets that the second one has of somebody's dossier."""
        sets = self.second.dossiers[bytes.fromhex(who.dossier)].held.sets
        return {name.hex() for name in sets}

    def founder(self, name: str = "ana") -> Delegate:
        made = self.invited(self.office.delegate(name).found())
        made.sync(self.send)
        return made


def _but_wanted(answer: Answer, want: Collection[SetId]) -> Answer:
    """What does not hang on the order in which the wanted sets come."""
    followed = () if want else answer.sets
    return replace(answer, sets=followed, stretch=None, cursor=0, more=False)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    made = Both(make_office(tmp_path / "server"))
    yield made
    made.office.server.database.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_story_of_rounds_is_answered_alike(both: Both, seed: int) -> None:
    chance = random.Random(seed)
    ana = both.founder()
    people = [ana]
    for name, role in (("ben", Role.EXPERT), ("olga", Role.OBSERVER), ("dan", Role.DEPUTY)):
        people.append(both.office.delegate(name).join(ana, role))
    for step in range(40):
        who = chance.choice(people)
        for _ in range(chance.randrange(3)):
            who.write(text=long_text(chance.choice([10, 10, 3_000])))
        if not who.known or chance.random() < 0.5:
            who.sync(both.send)
            continue
        known = sorted(ana.sets)
        began = Rest(id=chance.choice(known), start=chance.choice([0, 90]))
        who.ask(
            both.send,
            most=chance.choice([1, 900, 3_000, 16 * 2**20]),
            hint=chance.choice([0, 3, step, NOWHERE]),
            want=tuple(sorted(chance.sample(known, chance.randrange(3)))),
            ask=tuple(sorted(chance.sample(["", "0", "4a", "f00"], 2))),
            rest=chance.choice([None, began]),
        )
    ana.remove(people[1])
    for each in (ana, people[1], people[3], ana):
        each.sync(both.send)
    assert both.held(ana) == ana.sets.keys()


def test_what_is_refused_is_refused_for_the_same_reason(both: Both) -> None:
    office, ana = both.office, both.founder()
    ben = office.delegate("ben").join(ana)
    ana.sync(both.send)
    data = ana.bytes_of(ana.request())
    both.send(data)
    assert both.word(data) == "repeated"
    assert both.word(data[:-1] + bytes([data[-1] ^ 1])) == "signature"
    assert both.word(data[:9] + b"\2" + data[10:]) == "newer"
    assert both.word(data[:11] + b"\2" + data[12:]) == "malformed"
    assert both.word(data[:40]) == "malformed"
    assert both.word(b"GET / HTTP/1.1") == "malformed"
    assert both.word(ana.bytes_of(ana.request(at=office.now - 601))) == "clock"
    both.send(ana.bytes_of(ana.request(at=office.now + 600)))
    eve = replace(office.delegate("eve"), dossier=ana.dossier, sets=dict(ana.sets))
    assert both.word(eve.bytes_of(eve.request())) == "stranger"
    alone = office.delegate("otto").found()
    first = tuple(alone.sets.values())
    assert both.word(alone.bytes_of(alone.request(sets=first))) == "unknown-dossier"
    assert both.word(ana.bytes_of(ana.request(sets=first))) == "malformed"
    both.invited(alone)
    asks: dict[str, Any] = {"sets": first, "ticket": alone.ticket}
    assert both.word(alone.bytes_of(alone.request(ticket=alone.ticket))) == "malformed"
    office.now += 11 * DAY_S
    alone.at = ben.at = ana.at = office.now
    assert both.word(alone.bytes_of(alone.request(**asks))) == "invitation"
    own = ben.bytes_of(ben.request(stretch=stretch(max(ben.sets), ben.sets[max(ben.sets)])))
    assert both.word(own) == "stranger"  # stretches are for who is a member already
    ben.sync(both.send)
    assert both.held(ana) == ben.sets.keys()


def test_a_dossier_is_made_known_by_its_focal_point_alone(both: Both) -> None:
    ana = both.office.delegate("ana").found()
    ben = both.invited(both.office.delegate("ben").join(ana))
    every = tuple(ben.sets.values())
    request = ben.request(sets=every, ticket=ben.ticket)
    assert both.word(ben.bytes_of(request)) == "invitation"
    both.invited(ana)
    forged = replace(ana.request(sets=every), ticket=ben.ticket)
    assert both.word(ana.bytes_of(forged)) == "invitation"
    ana.sets |= ben.sets
    ana.sync(both.send)
    assert both.held(ana) == ben.sets.keys()


def test_stretches_and_contents_are_answered_alike(both: Both) -> None:
    ana = both.founder()
    ben = both.office.delegate("ben").join(ana)
    olga = both.office.delegate("olga").join(ana, Role.OBSERVER)
    for each in (ana, ben, olga):
        each.sync(both.send)
    large = ana.write(text=long_text(9_000))
    data = ana.sets[large]
    for start, end in ((0, 0), (0, 900), (500, 2_000), (4_000, 5_000), (2_000, len(data) + 1)):
        ana.ask(both.send, stretch=stretch(large, data, start, end))
    other = working_file()
    for who, start, end in (
        (ben, 0, 50),
        (ben, 50, len(other)),
        (ben, 0, 0),
        (olga, 0, len(other)),
    ):
        who.ask(both.send, stretch=stretch(set_id(other), other, start, end))
    more = working_file(seed=1)
    assert olga.ask(both.send, stretch=stretch(set_id(more), more)).refusal == "role"
    wrong = stretch("0" * 64, more)
    assert ben.ask(both.send, stretch=wrong).have == 0
    none = b"neither set nor content"
    assert both.word(ben.bytes_of(ben.request(stretch=stretch(set_id(none), none)))) == (
        "malformed"
    )
    ben.ask(both.send, stretch=stretch(large, data))
    for room in (10, 100, 16 * 2**20):
        rest = Rest(id=SetId(set_id(other)), start=20)
        ana.ask(both.send, most=room, rest=rest, files=bytes(16), hint=NOWHERE)
    known = contents_digest([content_id(other)])
    assert ana.ask(both.send, files=known).files is None
    for each in (ana, ben, olga):
        each.sync(both.send)
    assert both.held(ana) == olga.sets.keys()


def stretch(name: str, data: bytes, start: int = 0, end: int | None = None) -> Stretch:
    """Some bytes of a set or content, or all of them."""
    return Stretch(id=SetId(name), length=len(data), start=start, data=data[start:end])


# Messages to the secretariat


@pytest.fixture
def ana(both: Both) -> Delegate:
    """A focal point who has connected a dossier whose questionnaire both accept."""
    office = both.office
    made = office.delegate("ana").found()
    made.write(statements=(Server(secretariat=office.server.keys.signing.public),))
    both.invited(made).sync(both.send)
    pack = sample_pack()
    (review,) = both.second.reviews.values()
    parties.accept(office, review.invitation["review"], pack)
    both.second.accept(pack.file)
    return made


def test_messages_to_the_secretariat_are_judged_alike(both: Both, ana: Delegate) -> None:
    office = both.office
    ben = office.delegate("ben").join(ana)
    ben.sync(both.send)
    good = answered_submission()
    assert both.judged(ana, parties.written(office, ana, good)) == "locked"
    both.second.submission_seed = parties.unlock_new_key(office).seed()
    assert both.judged(ana, parties.written(office, ben, good)) == "role"
    stale = parties.written(office, ana, good, kem=office.server.keys.kem)
    assert both.judged(ana, stale) == "key"
    newer = bytearray(parties.written(office, ana, good))
    newer[9] = 2
    assert both.judged(ana, bytes(newer)) == "newer"
    newer[9] = 1
    newer[-1] ^= 1
    assert both.judged(ana, bytes(newer)) == "malformed"
    for wrong, word in (
        ({"pack": "ff" * 32}, "pack"),
        ({"form": b"<data"}, "malformed"),
        ({"missing": ("q_6_approach",)}, "incomplete"),
    ):
        data = parties.written(office, ana, answered_submission(**wrong))
        assert both.judged(ana, data) == word
    wish = ReopeningRequest(submission=ContentId("ab" * 32), reason="A law was missed.")
    assert both.judged(ana, parties.written(office, ana, wish)) == "nothing"
    first = parties.written(office, ana, good)
    for _ in range(2):
        assert both.judged(ana, first) == ""
    assert both.receipts(ana) == both.given()
    second = parties.written(office, ana, answered_submission(number=2))
    assert both.judged(ben, second) == "standing"


def test_requests_to_reopen_are_judged_alike(both: Both, ana: Delegate) -> None:
    office = both.office
    both.second.submission_seed = parties.unlock_new_key(office).seed()
    first = parties.written(office, ana, answered_submission())
    assert both.judged(ana, first) == ""
    name = content_id(first)
    for reason in (" ", "x" * 20_001, "with a \0 in it"):
        wish = ReopeningRequest(submission=name, reason=reason)
        assert both.judged(ana, parties.written(office, ana, wish)) == "reason"
    wish = ReopeningRequest(submission=name, reason="A law was missed.")
    asked = parties.written(office, ana, wish)
    assert both.judged(ana, asked) == ""
    decide(office, ana, content_id(asked))
    request = bytes.fromhex(content_id(asked))
    both.second.decide(bytes.fromhex(ana.dossier), request, granted=True, answer="Yes.")
    assert both.judged(ana, parties.written(office, ana, wish)) == "nothing"
    again = parties.written(office, ana, answered_submission())
    assert both.judged(ana, again) == "number"
    office.now += 60
    ana.at = office.now
    second = parties.written(office, ana, answered_submission(number=2))
    assert both.judged(ana, second) == ""
    assert both.receipts(ana) == both.given()
    assert len(both.given()) == 2


def decide(office: Office, who: Delegate, request: ContentId) -> None:
    """What an officer of the server does: the request is granted."""
    with office.transaction as transaction:
        change = submissions.decide(
            transaction, who.dossier, request, granted=True, answer="Yes.", now=office.now
        )
        issue(transaction, office.server.keys, who.dossier, [change])
