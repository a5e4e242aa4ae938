"""Dossiers in a real profile: created, listed, opened again with all that was entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.entries import Entry
from desktop_app.domain.responses import Status
from desktop_app.errors import BadArgument, DossierMissing, FormRefused
from desktop_app.forms.pack import write_pack
from desktop_app.services import journal
from desktop_app.services.dossiers import (
    create_dossier,
    find_dossier,
    list_dossiers,
    load_wording,
    open_response,
)
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from tests.builders.clocks import SteppingClock
from tests.builders.dossiers import new_dossier, new_profile, sample_pack, save
from tests.builders.packs import make_contents
from tests.builders.responses import first_row, inside, key
from tests.builders.walker import Walker

START = date(2026, 3, 2)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def profile(tmp_path: Path, clock: SteppingClock) -> Iterator[Profile]:
    opened = new_profile(tmp_path / "profile", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def response(profile: Profile) -> Response:
    return open_response(profile, new_dossier(profile).id)


def reopened(profile: Profile, response: Response) -> Response:
    """What a person finds who comes back."""
    response.leave()
    save(profile, response)
    return open_response(profile, response.info.id)


def test_a_new_dossier_is_listed(profile: Profile) -> None:
    info = new_dossier(profile, start=START)
    assert list_dossiers(profile) == (info,)


def test_a_new_dossier_knows_its_party_start_and_instruments(profile: Profile) -> None:
    response = open_response(profile, new_dossier(profile, start=START).id)
    names = ("party_name", "review_start", "instruments")
    assert [response.state(key(name)).value for name in names] == [
        "Ruritania",
        "2026-03-02",
        "UNTOC",
    ]


def test_what_the_form_writes_at_first_is_written_once(profile: Profile) -> None:
    info = new_dossier(profile)
    ids = {open_response(profile, info.id).state(key("instanceID")).value for _ in range(2)}
    assert len(ids) == 1
    assert ids != {""}


def test_opening_a_dossier_leaves_nothing_to_store(response: Response) -> None:
    assert response.take_pending() == ()


def test_an_instrument_that_the_pack_lacks_is_refused(profile: Profile) -> None:
    with pytest.raises(BadArgument):
        create_dossier(profile, pack=sample_pack(), party="X", instruments=("UNCAC",))
    assert list_dossiers(profile) == ()


def test_a_form_that_does_not_ask_for_the_party_is_left_as_it_is(profile: Profile) -> None:
    info = create_dossier(profile, pack=write_pack(make_contents()), party="Ruritania")
    response = open_response(profile, info.id)
    assert [response.state(k).value for k in response.walk()] == ["", "a"]


def test_the_only_dossier_need_not_be_named(profile: Profile) -> None:
    info = new_dossier(profile)
    assert find_dossier(profile) == info


def test_a_dossier_is_found_by_the_beginning_of_its_id(profile: Profile) -> None:
    first, _ = new_dossier(profile), new_dossier(profile)
    assert find_dossier(profile, first.id[:12]) == first


def test_one_of_several_dossiers_must_be_named(profile: Profile) -> None:
    known = {new_dossier(profile).id, new_dossier(profile).id}
    with pytest.raises(DossierMissing) as refusal:
        find_dossier(profile)
    assert set(refusal.value.known) == known


def test_an_unknown_dossier_is_refused(profile: Profile) -> None:
    with pytest.raises(DossierMissing):
        find_dossier(profile, "ffff")


def test_answers_and_statuses_are_there_again(profile: Profile, response: Response) -> None:
    response.set(key("q_5_model"), "group")
    response.set_status(key("c_5_1_a"), Status.READY)
    again = reopened(profile, response)
    assert again.card(key("c_5_1_a")) == response.card(key("c_5_1_a"))
    assert again.card(key("c_5_1_a")).status is Status.READY


def test_rows_are_there_again(profile: Profile, response: Response) -> None:
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "yes")
    response.remove(first_row(response, "laws_5"))
    row = response.add(key("laws_5")).changed.added[0].key
    response.set(inside(row, "laws_5_title"), "Penal Code")
    again = reopened(profile, response)
    assert again.children(key("laws_5")) == (row,)
    assert again.state(inside(row, "laws_5_title")).value == "Penal Code"


def test_a_removal_taken_back_is_there_again(profile: Profile, response: Response) -> None:
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "yes")
    row = first_row(response, "laws_5")
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.remove(row)
    save(profile, response)
    response.undo()
    again = reopened(profile, response)
    assert again.state(inside(row, "laws_5_title")).value == "Penal Code"


def test_an_editing_session_is_one_version_in_the_history(
    profile: Profile, response: Response, clock: SteppingClock
) -> None:
    clock.pass_by(minutes=1)
    party = key("party_name")
    for text in ("R", "Ru", "Rur"):
        response.set(party, text)
        save(profile, response)
    reopened(profile, response)
    versions = journal.history(profile, response.info.id, party)
    assert [version.value for version in versions] == ["Rur", "Ruritania"]


def test_a_status_taken_back_and_given_again_is_there_again(
    profile: Profile, response: Response
) -> None:
    card = key("q_party")
    for status in (Status.READY, Status.DRAFT, Status.READY):
        response.set_status(card, status)
    assert reopened(profile, response).card(card).status is Status.READY


def test_a_dossier_opens_in_the_language_asked_for(profile: Profile) -> None:
    info = new_dossier(profile)
    assert open_response(profile, info.id, language="fr").form.language == "French (fr)"


def test_a_language_that_the_form_lacks_is_its_own(profile: Profile) -> None:
    info = new_dossier(profile)
    assert open_response(profile, info.id, language="ar").form.language == "English (en)"


def test_official_wording_is_loaded_from_a_sheet(
    profile: Profile, response: Response, tmp_path: Path
) -> None:
    sheet = tmp_path / "official.csv"
    sheet.write_text("card,language,number,text\nc_5_1_a,en,7,Official words\n", "utf-8")
    load_wording(profile, response.info.id, sheet)
    card = open_response(profile, response.info.id).card(key("c_5_1_a"))
    assert (card.official_number, card.official_text) == ("7", "Official words")


def test_wording_of_an_unknown_card_is_refused(
    profile: Profile, response: Response, tmp_path: Path
) -> None:
    sheet = tmp_path / "official.csv"
    sheet.write_text("card,language,number,text\nnone,en,7,Official words\n", "utf-8")
    with pytest.raises(FormRefused):
        load_wording(profile, response.info.id, sheet)


@pytest.mark.parametrize("seed", range(3))
def test_the_journal_makes_of_any_entries_what_was_on_the_screen(
    profile: Profile, response: Response, seed: int
) -> None:
    def store(entries: tuple[Entry, ...]) -> None:
        journal.write(profile, response.info.id, entries)

    Walker(response, Random(seed), SteppingClock(), store).walk(250)
    again = reopened(profile, response)
    assert [again.state(k) for k in again.walk()] == [
        response.state(k) for k in response.walk()
    ]
    assert [again.card(k) for k in again.outline.cards()] == [
        response.card(k) for k in response.outline.cards()
    ]
