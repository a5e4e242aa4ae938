"""A device's side of rounds, against a server that is a dictionary, and one that lies."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from review_protocol.names import SetId
from review_protocol.pacing import PROBE, ROOMY, SMALL, SMALLEST
from review_protocol.rounds import (
    MAX_MESSAGE,
    NOWHERE,
    Answer,
    Listing,
    Request,
    Rest,
    Standing,
    Stretch,
    Ticket,
)
from review_protocol.sets import set_id
from review_protocol.talks import Talk
from review_protocol.trees import LISTED, Tree, two_below
from tests.builders.rounds import DEVICE, ONE_TIME
from tests.builders.sets import AT, DOSSIER

TICKET = Ticket(invitation=ONE_TIME.public, proof=bytes(64))


def some_sets(count: int, start: int = 0, size: int = 40) -> dict[SetId, bytes]:
    """Bytes that nobody can tell from sets without looking into them."""
    made = (hashlib.sha256(str(n).encode()).digest() * (size // 32 + 1) for n in
            range(start, start + count))  # fmt: skip
    return {set_id(data[:size]): data[:size] for data in made}


@dataclass
class Mirror:
    """What the server does, in a few lines and without any check."""

    sets: dict[SetId, bytes] = field(default_factory=dict)
    parts: dict[SetId, bytes] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        come = {set_id(data): data for data in request.sets}
        have = self._take(request.stretch, come)
        rest = request.rest
        whole = rest.id if rest and rest.start == len(self.sets.get(rest.id, b"")) else ""
        fresh = [name for name in self.sets if name not in come and name != whole]
        self.sets |= {name: data for name, data in come.items() if name not in self.sets}
        order = list(self.sets)
        start = min(request.hint, len(order))
        given = [self.sets[name] for name in request.want]
        room, stretch, cursor = request.most, None, start
        for name in order[start:]:
            data = self.sets[name]
            if name in fresh and name not in request.want:
                if len(data) > room:
                    stretch = None if given else self._rest(name, request.rest, room)
                    break
                given.append(data)
                room -= len(data)
            cursor += 1
        tree = Tree(self.sets)
        return Answer(
            at=AT,
            cursor=cursor,
            root=tree.root,
            more=cursor < len(order),
            listings=tuple(self._listing(tree, prefix) for prefix in request.ask),
            have=have,
            sets=tuple(given),
            stretch=stretch,
        )

    def _take(self, stretch: Stretch | None, come: dict[SetId, bytes]) -> int:
        if stretch is None:
            return 0
        part = self.parts.get(stretch.id, b"")
        if stretch.start == len(part):
            part += stretch.data
        self.parts[stretch.id] = part
        if len(part) == stretch.length:
            come[stretch.id] = part
        return len(part)

    def _rest(self, name: SetId, rest: Rest | None, room: int) -> Stretch:
        start = rest.start if rest and rest.id == name else 0
        data = self.sets[name]
        return Stretch(id=name, length=len(data), start=start, data=data[start : start + room])

    def _listing(self, tree: Tree, prefix: str) -> Listing:
        ids = tree.under(prefix)
        if len(ids) <= LISTED:
            return Listing(ids=tuple(ids))
        return Listing(digests=tuple(map(tree.digest, two_below(prefix))))


def make_talk(
    held: dict[SetId, bytes], unsent: Collection[SetId] | None = None, **more: Any
) -> Talk:
    return Talk(
        dossier=DOSSIER,
        device=DEVICE.public,
        held=held.keys(),
        unsent=list(held if unsent is None else unsent),
        sizes=lambda names: {name: len(held[name]) for name in names},
        **more,
    )


def turn(talk: Talk, held: dict[SetId, bytes], server: Mirror, seconds: float = 0.0) -> Answer:
    """A request, its answer, and what came kept."""
    nonce = len(server.asked).to_bytes(8, "big")
    request = talk.request(at=AT, nonce=nonce, read=lambda names: [held[n] for n in names])
    answer = server.answer(request)
    held |= {set_id(data): data for data in talk.hear(answer, seconds=seconds)}
    return answer


def run(talk: Talk, held: dict[SetId, bytes], server: Mirror, *, breaks: bool = False) -> int:
    """All of it; how many requests. A line that breaks is slow too."""
    while not talk.is_over:
        turn(talk, held, server, 3.0 if breaks else 0.0)
        if breaks and len(server.asked) % 3 == 0:
            talk.broke()
    return len(server.asked)


def test_who_knows_what_the_server_has_needs_one_request() -> None:
    held, theirs = some_sets(5), some_sets(3, start=5)
    server = Mirror(sets={**some_sets(4), **theirs})
    talk = make_talk(held, unsent=list(held)[4:], hint=4)
    assert run(talk, held, server) == 1
    assert held.keys() == server.sets.keys() == talk.held
    assert talk.is_in_step
    assert talk.hint == 8


def test_who_brings_a_dossier_sends_all_of_it_with_the_ticket() -> None:
    held, server = some_sets(5), Mirror()
    talk = make_talk(held, ticket=TICKET)
    assert run(talk, held, server) == 1
    (request,) = server.asked
    assert (request.ticket, request.hint, len(request.sets)) == (TICKET, 0, 5)


def test_who_meets_the_server_first_compares_before_sending() -> None:
    held = some_sets(10)
    server = Mirror(sets={**some_sets(8), **some_sets(1, start=20)})
    talk = make_talk(held, unsent=[])
    assert run(talk, held, server) == 2
    first, second = server.asked
    assert (first.hint, first.ask, first.sets) == (NOWHERE, ("",), ())
    assert len(second.sets) == 2
    assert held.keys() == server.sets.keys()


def test_what_differs_among_many_is_found_in_four_requests() -> None:
    held, server = some_sets(3_000), Mirror(sets=some_sets(3_000))
    held |= some_sets(20, start=10_000)
    for name in list(server.sets)[::500]:
        del server.sets[name]
    server.sets |= some_sets(20, start=20_000)
    talk = make_talk(held, unsent=(), hint=len(server.sets))
    assert run(talk, held, server) == 4
    assert held.keys() == server.sets.keys()


def test_a_broken_line_gets_little_at_once() -> None:
    held = {**some_sets(40, size=2_000), **some_sets(2, start=50, size=100_000)}
    server = Mirror(sets=some_sets(2, start=60, size=100_000))
    talk = make_talk(held, hint=0)
    talk.broke()
    run(talk, held, server, breaks=True)
    assert held.keys() == server.sets.keys()
    assert max(sum(map(len, request.sets)) for request in server.asked) <= SMALL
    assert max(request.most for request in server.asked) <= SMALL
    assert min(request.most for request in server.asked) == PROBE
    stretches = [request.stretch for request in server.asked if request.stretch]
    assert max(len(each.data) for each in stretches) <= SMALL
    brought = sum(len(each.data) for each in stretches)
    brought += sum(len(data) for request in server.asked for data in request.sets)
    assert brought == 40 * 2_000 + 2 * 100_000  # nothing was brought twice


def test_what_came_of_a_lost_request_costs_little_to_find_out() -> None:
    """The answer was lost: only the next few bytes are brought once more."""
    held = some_sets(1, size=100_000)
    server = Mirror()
    talk = make_talk(held, hint=0)
    turn(talk, held, server, 3.0)
    lost = talk.request(at=AT, nonce=b"the lost", read=lambda names: [held[n] for n in names])
    server.answer(lost)
    talk.broke()
    run(talk, held, server)
    assert server.sets == held
    probe = server.asked[2].stretch
    assert probe is not None
    assert len(probe.data) == PROBE


def test_what_had_come_without_anybody_knowing_is_not_brought_again() -> None:
    held = some_sets(30, size=2_000)
    server = Mirror(sets=dict(held))
    talk = make_talk(held, hint=0)
    assert run(talk, held, server) == 1
    assert talk.sent == set(held)
    assert not talk.unsent


def test_few_names_are_asked_for_at_once() -> None:
    """They would all come again with each request, on the poorest of lines."""
    server = Mirror(sets=some_sets(900, size=400))
    held: dict[SetId, bytes] = {}
    talk = make_talk(held)
    turn(talk, held, server, 5.0)
    turn(talk, held, server, 5.0)
    assert 0 < len(server.asked[1].want) <= SMALL // 1024
    run(talk, held, server)
    assert held == server.sets


def test_a_set_that_came_on_another_way_is_not_sent_on() -> None:
    held = some_sets(1, size=100_000)
    server = Mirror(sets=dict(held), parts=dict(held))
    talk = make_talk(held, hint=0)
    talk.broke()
    answer = turn(talk, held, server)
    assert answer.have == 0 or talk.is_in_step


def some_way(talk: Talk, held: dict[SetId, bytes], server: Mirror) -> None:
    """A poor line, until half of a set is here."""
    talk.broke()
    while talk.part is None or len(talk.part[1]) < 50_000:
        turn(talk, held, server)


def test_a_talk_goes_on_where_the_one_before_it_ended() -> None:
    held: dict[SetId, bytes] = {}
    server = Mirror(sets=some_sets(1, size=100_000))
    first = make_talk(held, hint=0)
    some_way(first, held, server)
    asked = len(server.asked)
    talk = make_talk(held, hint=first.hint)
    talk.resume(limit=first.limit, part=first.part)
    assert run(talk, held, server) - asked == 2
    assert held == server.sets
    assert server.asked[asked].most <= first.limit


def test_half_a_set_that_came_whole_on_another_way_is_forgotten() -> None:
    held: dict[SetId, bytes] = {}
    server = Mirror(sets=some_sets(1, size=100_000))
    first = make_talk(held, hint=0)
    some_way(first, held, server)
    held |= server.sets
    talk = make_talk(held, unsent=(), hint=0)
    talk.resume(limit=SMALL, part=first.part)
    assert talk.part is None
    run(talk, held, server)
    assert server.asked[-1].rest is None


def test_half_a_set_that_the_server_has_no_more_is_forgotten() -> None:
    held: dict[SetId, bytes] = {}
    talk = make_talk(held, hint=0)
    (name,) = some_sets(1, size=100_000)
    talk.resume(limit=SMALL, part=(name, b"its beginning"))
    run(talk, held, Mirror(sets=(there := some_sets(3, start=7))))
    assert (talk.part, held) == (None, there)


@pytest.mark.parametrize(("limit", "taken"), [(0, SMALLEST), (10**12, ROOMY), (9_000, 9_000)])
def test_what_is_remembered_of_a_line_stays_within_reason(limit: int, taken: int) -> None:
    talk = make_talk({}, hint=0)
    talk.resume(limit=limit, part=None)
    assert talk.limit == taken


class TestLies:
    """Whatever a server says, the talk ends, and nothing comes in under a wrong name."""

    def hear(self, answer: Answer, **more: Any) -> tuple[Talk, tuple[bytes, ...]]:
        held = some_sets(3)
        talk = make_talk(held, unsent=(), hint=0, **more)
        talk.request(at=AT, nonce=bytes(8), read=lambda names: [held[n] for n in names])
        return talk, talk.hear(answer)

    def test_one_that_never_agrees_is_left(self) -> None:
        held = some_sets(3)

        class Stubborn(Mirror):
            def answer(self, request: Request) -> Answer:
                self.asked.append(request)
                return Answer(at=AT, cursor=7, root=bytes(32))

        talk = make_talk(held, hint=0)
        assert run(talk, held, Stubborn()) < 12
        assert (talk.is_stuck, talk.is_in_step) == (True, False)

    def test_one_that_promises_more_for_ever_is_left(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("review_protocol.talks._MOST_TURNS", 50)
        held = some_sets(3)

        class Tease(Mirror):
            def answer(self, request: Request) -> Answer:
                self.asked.append(request)
                return Answer(at=AT, cursor=request.hint + 1, root=bytes(32), more=True)

        assert run(make_talk(held, hint=0), held, Tease()) == 50

    def test_a_set_that_is_here_is_not_new(self) -> None:
        data = next(iter(some_sets(1).values()))
        _, new = self.hear(Answer(at=AT, cursor=1, sets=(data, data)))
        assert new == ()

    @pytest.mark.parametrize(
        "stretch",
        [
            Stretch(id=SetId("ee" * 32), length=5, start=0, data=b"12345"),
            Stretch(id=SetId("ee" * 32), length=5, start=2, data=b"345"),
            Stretch(id=SetId("ee" * 32), length=3, start=0, data=b"12345"),
            Stretch(id=next(iter(some_sets(1))), length=40, start=0, data=b"1"),
        ],
    )
    def test_a_stretch_that_is_no_set_is_dropped(self, stretch: Stretch) -> None:
        talk, new = self.hear(Answer(at=AT, cursor=1, stretch=stretch, root=bytes(32)))
        assert new == ()
        assert talk.request(at=AT, nonce=bytes(8), read=lambda _: ()).rest is None

    def test_a_listing_without_anything_is_passed_over(self) -> None:
        held = some_sets(3)
        talk = make_talk(held, unsent=())
        talk.request(at=AT, nonce=bytes(8), read=lambda _: ())
        talk.hear(Answer(at=AT, cursor=0, root=bytes(32), listings=(Listing(),)))
        assert not talk.is_over

    def test_names_under_another_prefix_are_passed_over(self) -> None:
        held = some_sets(3)
        talk = make_talk(held, unsent=())
        digests = [bytes(32)] * 256
        talk.request(at=AT, nonce=bytes(8), read=lambda _: ())
        told = Answer(
            at=AT, cursor=0, root=bytes(32), listings=(Listing(digests=tuple(digests)),)
        )
        talk.hear(told)
        asked = talk.request(at=AT, nonce=bytes(8), read=lambda _: ()).ask
        alien = SetId(("00" if asked[0] != "00" else "11") * 32)
        talk.hear(replace(told, listings=(Listing(ids=(alien,)),)))
        assert alien not in talk.request(at=AT, nonce=bytes(8), read=lambda _: ()).want

    def test_who_is_removed_brings_all_and_asks_nothing(self) -> None:
        held = some_sets(40, size=2_000)

        class Removing(Mirror):
            def answer(self, request: Request) -> Answer:
                super().answer(request)
                return Answer(at=AT, cursor=0, standing=Standing.REMOVED)

        server = Removing()
        talk = make_talk(held, hint=0)
        talk.broke()
        run(talk, held, server)
        assert talk.is_removed
        assert held.keys() == server.sets.keys()


def test_what_a_server_judges_by_goes_at_once_and_the_rest_as_the_line_bears() -> None:
    held = some_sets(20, size=10_000)
    names = list(held)
    talk, server = make_talk(held, hint=0), Mirror()
    talk.bring_whole(names[5:15])
    talk.broke()
    turn(talk, held, server)
    assert [set_id(data) for data in server.asked[0].sets] == names[5:15]
    assert server.asked[0].most <= SMALL
    while not talk.is_over:
        turn(talk, held, server, seconds=2.0)
        assert sum(map(len, server.asked[-1].sets)) <= 4 * SMALL
    assert server.sets == held


def test_what_no_request_has_room_for_goes_bit_by_bit() -> None:
    held = some_sets(2, size=10_000)
    talk, server = make_talk(held, hint=0), Mirror()
    talk.unsent[next(iter(held))] = MAX_MESSAGE
    talk.bring_whole(held)
    turn(talk, held, server)
    assert not server.asked[0].sets
    assert server.asked[0].stretch is not None
