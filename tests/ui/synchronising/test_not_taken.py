"""A submission that the server refused is told at once, however the round began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.servers import Schedule, ServerStanding, Synchronised
from desktop_app.domain.submissions import NotTaken
from desktop_app.errors import SubmissionRefused
from desktop_app.ui.synchronising.given import Done, Errand, ServerState
from desktop_app.ui.synchronising.server_card import ServerCard
from desktop_app.ui.synchronising.words import came_words, fact_words, short_fact_words
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import BannerKind
from desktop_app.ui.windows.server_fact import ServerFact
from review_protocol.message_kinds import Kind
from tests.ui.synchronising.person import MINUTE, Desk, Person, choose
from tests.ui.synchronising.rooms import REFUSED, STATUS

SO_FAR = Synchronised(requests=1, not_taken=REFUSED)


def heard_by(person: Person) -> list[Sequence[NotTaken]]:
    told: list[Sequence[NotTaken]] = []
    person.server.not_taken.connect(told.append)
    return told


def test_by_the_button(desk: Desk, person: Person) -> None:
    told = heard_by(person)
    desk.outcomes = [Done(so_far=SO_FAR)]
    person.press()
    assert told == [REFUSED]


def test_by_a_schedule_too_though_failures_stay_quiet_there(desk: Desk, person: Person) -> None:
    choose(person, Schedule.QUARTER)
    told = heard_by(person)
    desk.outcomes = [Done(so_far=SO_FAR)]
    person.passes(16 * MINUTE)
    assert told == [REFUSED]


@pytest.mark.parametrize("is_there", [True, False])
def test_who_submits_tells_it_unless_they_have_left(
    desk: Desk, person: Person, qtbot: QtBot, is_there: bool
) -> None:
    owner, own = QObject(), list[Done]()
    told = heard_by(person)
    done = Done(so_far=SO_FAR, error=SubmissionRefused("pack"))
    errand = Errand(work=lambda _stop: done, owner=owner, on_done=own.append, on_error=print)
    assert person.server.carry(errand)
    if not is_there:
        shiboken6.delete(owner)
    person.rest()
    assert told == ([] if is_there else [REFUSED])
    assert own == ([done] if is_there else [])
    assert person.failures == []


def test_the_bar_and_the_card_say_it_as_a_risk(qtbot: QtBot, theme: Theme) -> None:
    status = replace(STATUS, not_taken=REFUSED)
    state = ServerState(standing=ServerStanding(status=status))
    assert fact_words(status) == "Not taken by the secretariat"
    assert short_fact_words(status) == "Not taken"
    fact, card = ServerFact(), ServerCard()
    for made in (fact, card):
        qtbot.addWidget(made)
    fact.show_state(state)
    card.show_state(state)
    for words in (fact.toolTip(), card.banner.message):
        assert "the secretariat has none" in words
        assert "Ask the secretariat which one it accepts." in words
    assert card.banner.kind is BannerKind.RISK


def test_a_wish_that_was_not_taken_does_not_stay_in_the_bar() -> None:
    """Nothing has to be done about it: the inbox and the page of submission have it."""
    wish = replace(REFUSED[0], kind=Kind.REOPENING, word="nothing")
    status = replace(STATUS, not_taken=(wish,))
    assert fact_words(status) == fact_words(STATUS)


def test_it_leads_what_came_with_the_same_round() -> None:
    words = came_words(Synchronised(came=1, tally=Tally(answers=2), not_taken=REFUSED))
    assert words.startswith("The submission was not taken")
    assert "2 answers" in words
