"""Answers whose question has changed: the card says so until somebody has looked."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from desktop_app.domain.entries import CurrentVersion, Loaded
from desktop_app.domain.keys import PackHash, VersionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import Status
from desktop_app.domain.upgrades import Reason
from desktop_app.forms.form import Form
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.second_look import what_changed
from desktop_app.ui.widgets import Banner
from tests.builders.clocks import CountingIds, SteppingClock
from tests.builders.responses import key, sample_info
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import xform
from tests.ui.questionnaire.test_status import call, status

GIVEN = {"instruments": "UNTOC", "alpha": "yes", "beta": "no"}


def flagged_response(*reasons: Reason, name: str = "alpha") -> Response:
    """Two answers that are finished, one of them flagged."""
    versions = {
        key(each): (
            CurrentVersion(
                id=VersionId(each * 4),
                value=value,
                status=Status.READY,
                author="",
                basis=PackHash("o" * 64),
            ),
        )
        for each, value in GIVEN.items()
    }
    answers = Answers(values={key(each): value for each, value in GIVEN.items()})
    clock = SteppingClock()
    return Response(
        Form.load(xform(), answers=answers, now=clock, random=Random(7)),
        sample_info(),
        loaded=Loaded(answers=answers, versions=versions),
        flagged={key(name): frozenset(reasons)},
        clock=clock,
        ids=CountingIds(),
    )


@pytest.fixture
def reader(make_person: Callable[[Response], Person]) -> Person:
    """Somebody who comes back after the wording of one question has changed."""
    person = make_person(flagged_response(Reason.WORDING))
    person.open("five")
    return person


def asks(person: Person, name: str) -> bool:
    """Whether a card asks for a second look."""
    return person.sees("second-look", person.card(name))


def test_the_card_says_that_its_question_has_changed(reader: Person) -> None:
    assert reader.reads("The wording has changed", reader.card("alpha"))
    assert not asks(reader, "beta")


def test_it_stands_under_the_header(reader: Person) -> None:
    look, header = reader.see("second-look"), reader.see("reference", reader.card("alpha"))
    question = reader.field("alpha")
    places = [reader.place_of(each).y() for each in (header, look, question)]
    assert places == sorted(places)


def test_saying_that_it_holds_ends_it_and_keeps_the_status(reader: Person) -> None:
    reader.press("banner-action", reader.see("second-look"))
    assert not asks(reader, "alpha")
    assert status(reader, "card_alpha") == "Finished by expert"
    assert reader.value("alpha") == "yes"


def test_another_answer_ends_it(reader: Person) -> None:
    reader.choose("alpha", "no")
    assert not asks(reader, "alpha")


def test_calling_the_question_draft_ends_it(reader: Person) -> None:
    call(reader, "card_alpha", "Draft")
    assert not asks(reader, "alpha")


def test_it_cannot_be_closed_away(reader: Person) -> None:
    assert not reader.sees("banner-close", reader.see("second-look"))


def test_a_screen_reader_hears_all_of_it(reader: Person) -> None:
    look = reader.see("second-look")
    assert isinstance(look, Banner)
    assert look.accessibleName() == look.message


@pytest.mark.parametrize(
    ("reasons", "part"),
    [
        ({Reason.WORDING}, "wording has changed"),
        ({Reason.CHOICES}, "choices have changed"),
        ({Reason.WORDING, Reason.CHOICES}, "Wording and choices"),
        ({Reason.KIND, Reason.WORDING}, "another kind of answer"),
        ({Reason.LATE}, "older version"),
    ],
)
def test_each_reason_has_its_sentence(reasons: set[Reason], part: str) -> None:
    assert part in what_changed(frozenset(reasons))
