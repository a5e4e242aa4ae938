"""The real questionnaire, walked by a seeded user who does anything anywhere."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.entries import Entry, Typed
from desktop_app.forms.pack import write_pack
from desktop_app.services import dossiers, journal, profiles
from desktop_app.services.search import MOST
from tests.builders.clocks import SteppingClock
from tests.builders.dossiers import PASSPHRASE, new_profile
from tests.builders.real import INSTRUMENTS, real_contents, real_form, real_response
from tests.builders.replay import Replay
from tests.builders.walker import Walker


def walk(seed: int, steps: int) -> None:
    """Walk, then compare with a fresh form and with what the journal would give back."""
    clock, journal = SteppingClock(), Replay()
    response = real_response(clock=clock, instruments=INSTRUMENTS)

    def store(entries: tuple[Entry, ...]) -> None:
        journal.take(entries)

    Walker(response, Random(seed), clock, store).walk(steps)
    states = [response.state(key) for key in response.walk()]
    fresh = real_form(response.form.answers(), clock)
    assert [fresh.state(key) for key in fresh.walk()] == states
    again = real_response(loaded=journal.loaded(), clock=clock)
    assert [again.state(key) for key in again.walk()] == states
    assert again.progress() == response.progress()
    assert [again.card(key) for key in again.outline.cards()] == [
        response.card(key) for key in response.outline.cards()
    ]


def test_fifteen_hundred_steps_leave_nothing_adrift() -> None:
    walk(1, 1_500)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [2, 3])
def test_thousands_of_steps_leave_nothing_adrift(seed: int) -> None:
    walk(seed, 8_000)


def test_a_walk_in_a_real_profile_comes_back_from_the_disk(tmp_path: Path) -> None:
    """The same with what the encrypted store gives back, opened as the window opens it."""
    clock = SteppingClock()
    profile = new_profile(tmp_path / "profile", clock=clock)
    info = dossiers.create_dossier(
        profile, pack=write_pack(real_contents()), party="Ruritania", instruments=INSTRUMENTS
    )
    response = dossiers.open_response(profile, info.id)
    asked: set[str] = set()

    def store(entries: tuple[Entry, ...]) -> None:
        asked.update(entry.key.question for entry in entries if isinstance(entry, Typed))
        journal.write(profile, info.id, entries)

    Walker(response, Random(6), clock, store).walk(4_000)
    profile.close()
    again = profiles.unlock(tmp_path / "profile", PASSPHRASE, clock=clock)
    reopened = dossiers.open_response(again, info.id)
    assert [reopened.state(key) for key in reopened.walk()] == [
        response.state(key) for key in response.walk()
    ]
    assert [reopened.card(key) for key in reopened.outline.cards()] == [
        response.card(key) for key in response.outline.cards()
    ]
    assert profiles.check(again).is_sound
    again.close()
    assert len(asked) > 500  # the walk went through the whole questionnaire


def test_every_card_has_a_reference_a_title_and_something_to_answer() -> None:
    response = real_response(instruments=INSTRUMENTS)
    cards = [response.card(key) for key in response.outline.cards()]
    assert all(card.reference and card.title for card in cards)
    assert all(response.outline.asks(card.key) for card in cards)


def test_every_answer_belongs_to_a_card() -> None:
    response = real_response()
    answers = (key for key in response.walk() if response.outline.kind(key).is_answer)
    assert [key for key in answers if response.card_of(key) is None] == []


def test_a_search_stops_when_nobody_would_read_on() -> None:
    assert len(real_response(instruments=INSTRUMENTS).search("e")) == MOST
