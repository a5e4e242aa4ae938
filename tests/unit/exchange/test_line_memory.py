"""What is remembered of a line, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.exchange.line_memory import EASES_IN, LineMemory, limit_now
from desktop_app.store import line_memory
from review_protocol.names import SetId
from review_protocol.pacing import ROOMY, SMALL, SMALLEST
from review_protocol.talks import Part, Talk
from tests.builders.clocks import START
from tests.builders.offices import Office
from tests.builders.rounds import DEVICE
from tests.builders.sets import DOSSIER

PART: Part = (SetId("ab" * 32), b"its beginning")


def a_talk() -> Talk:
    return Talk(
        dossier=DOSSIER, device=DEVICE.public, held=(), unsent=(), sizes=lambda _: {}, hint=0
    )


@pytest.mark.parametrize(
    ("limit", "hours", "now"),
    [
        (SMALLEST, 0, SMALLEST),
        (SMALLEST, 5, SMALLEST),
        (SMALLEST, 6, 2 * SMALLEST),
        (SMALLEST, 12, ROOMY),
        (SMALL, 6, ROOMY),
        (SMALLEST, 10**6, ROOMY),
        (SMALLEST, -7, SMALLEST),  # the clock was set back
    ],
)
def test_a_line_is_taken_to_bear_more_as_time_goes_by(limit: int, hours: int, now: int) -> None:
    assert timedelta(hours=6) == EASES_IN
    assert limit_now((limit, START), START + timedelta(hours=hours)) == now


def test_nothing_is_held_against_a_line_that_nobody_knows() -> None:
    assert limit_now(None, START) == ROOMY


def test_a_line_that_broke_is_remembered_with_what_came(alice: Office) -> None:
    with alice.profile.store.begin() as transaction:
        talk = a_talk()
        memory = LineMemory(transaction, alice.dossier, talk, START)
        assert talk.limit == ROOMY
        talk.broke()
        talk.resume(limit=talk.limit, part=PART)
        memory.keep(transaction, START)
    with alice.profile.store.read() as transaction:
        again = a_talk()
        LineMemory(transaction, alice.dossier, again, START)
        assert (again.limit, again.part) == (SMALL, PART)


def test_what_came_whole_on_another_way_is_not_kept_as_half(alice: Office) -> None:
    with alice.profile.store.begin() as transaction:
        line_memory.write_part(transaction, alice.dossier, PART)
        talk = a_talk()
        talk.held.add(PART[0])
        LineMemory(transaction, alice.dossier, talk, START).keep(transaction, START)
        assert line_memory.read_part(transaction, alice.dossier) is None


def test_a_poor_line_that_bore_all_is_trusted_with_more(alice: Office) -> None:
    with alice.profile.store.begin() as transaction:
        line_memory.write_limit(transaction, alice.dossier, SMALLEST, START)
        found = []
        for _ in range(3):
            talk = a_talk()
            memory = LineMemory(transaction, alice.dossier, talk, START)
            found.append(talk.limit)
            talk.is_in_step = True
            memory.keep(transaction, START)
        assert found == [SMALLEST, 2 * SMALLEST, ROOMY]
        assert line_memory.read_limit(transaction, alice.dossier) is None
