"""The export of a dossier: the whole state, nothing derived, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.responses import Status
from desktop_app.services.dossiers import export_dossier, open_response
from desktop_app.services.export import canonical
from desktop_app.services.profile import Profile
from tests.builders.dossiers import new_dossier, new_profile, save
from tests.builders.responses import first_row, inside, key


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = new_profile(tmp_path / "profile")
    yield opened
    opened.close()


@pytest.fixture
def exported(profile: Profile) -> Any:
    """The export of a dossier with a hidden answer, a row added and one removed."""
    info = new_dossier(profile, start=date(2026, 3, 2))
    response = open_response(profile, info.id)
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "part")
    response.set(key("why_5"), "Versuch – «nicht» erfaßt")
    response.remove(first_row(response, "laws_5"))
    row = response.add(key("laws_5")).changed.added[0].key
    response.set(inside(row, "laws_5_title"), "Penal Code")
    response.set(key("q_5_conspiracy"), "unknown")
    response.set_status(key("c_5_1_a"), Status.READY)
    save(profile, response)
    return json.loads(export_dossier(profile, info.id))


def test_an_answer_has_its_value_status_and_author(exported: Any) -> None:
    (version,) = exported["answers"]["q_5_model"]
    assert (version["value"], version["status"]) == ("conspiracy", "ready")
    assert exported["members"]["all"][version["author"]]["name"] == "A. Expert"


def test_hidden_answers_are_in_it(exported: Any) -> None:
    assert exported["answers"]["why_5"][0]["value"] == "Versuch – «nicht» erfaßt"


def test_calculated_values_are_not(exported: Any) -> None:
    assert "count_5" not in exported["answers"]


def test_rows_that_were_added_and_removed_are_in_it(exported: Any) -> None:
    ((row, presence),) = exported["instances"].items()
    assert presence["present"]
    assert row.startswith("laws_5@")
    assert [each.split("@")[0] for each in exported["removed"]] == ["laws_5"]
    assert any(name.startswith("laws_5_title@") for name in exported["answers"])


def test_the_dossier_itself_is_in_it(exported: Any) -> None:
    dossier = exported["dossier"]
    assert (dossier["party"], dossier["start"], dossier["instruments"]) == (
        "Ruritania",
        "2026-03-02",
        ["UNTOC"],
    )


def test_the_same_state_gives_the_same_bytes(profile: Profile) -> None:
    info = new_dossier(profile)
    assert export_dossier(profile, info.id) == export_dossier(profile, info.id)


def test_what_is_pending_gets_its_name_first(profile: Profile) -> None:
    info = new_dossier(profile)
    response = open_response(profile, info.id)
    response.set(key("q_5_model"), "conspiracy")
    response.leave()
    save(profile, response)
    exported = json.loads(export_dossier(profile, info.id))
    assert all("." in each["id"] for all_ in exported["answers"].values() for each in all_)
    assert exported["held"]["sets"] == 2


def test_who_made_it_is_its_focal_point(exported: Any) -> None:
    members = exported["members"]
    assert members["all"][members["focal_point"]]["role"] == "focal-point"
    assert len(exported["computers"]) == 1


def test_canonical_json_is_sorted_tight_and_in_utf_8() -> None:
    assert canonical({"b": ["é"], "a": 1}) == '{"a":1,"b":["é"]}\n'.encode()
