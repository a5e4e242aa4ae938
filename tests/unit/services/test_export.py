"""The export of a dossier: the whole state, nothing derived, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.entries import CurrentVersion, Loaded, Wording
from desktop_app.domain.keys import QuestionId, VersionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import Status
from desktop_app.services.dossiers import export_dossier, open_response
from desktop_app.services.export import canonical, export
from desktop_app.services.profile import Profile
from tests.builders.dossiers import new_dossier, new_profile, save
from tests.builders.responses import first_row, inside, key, sample_info


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
    assert exported["answers"]["q_5_model"] == [
        {"value": "conspiracy", "status": "ready", "author": "A. Expert"}
    ]


def test_hidden_answers_are_in_it(exported: Any) -> None:
    assert exported["answers"]["why_5"][0]["value"] == "Versuch – «nicht» erfaßt"


def test_calculated_values_are_not(exported: Any) -> None:
    assert "count_5" not in exported["answers"]


def test_rows_that_were_added_and_removed_are_in_it(exported: Any) -> None:
    (row,) = exported["instances"]
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


def test_the_order_of_things_in_memory_does_not_matter() -> None:
    versions = {
        key(name): (version("b", name), version("a", f"{name}2")) for name in ("x", "y")
    }
    values = {key("x"): "x", key("y"): "y"}
    forwards = Loaded(answers=Answers(values=values), versions=versions)
    backwards = Loaded(
        answers=Answers(values=dict(reversed(values.items()))),
        versions={k: found[::-1] for k, found in reversed(versions.items())},
    )
    assert export(sample_info(), forwards, {}) == export(sample_info(), backwards, {})


def version(letter: str, value: str) -> CurrentVersion:
    id_ = VersionId(letter * 32)
    return CurrentVersion(id=id_, value=value, status=Status.DRAFT, author="m")


def test_versions_to_settle_are_all_in_it() -> None:
    answers = Answers(values={key("x"): "mine"})
    loaded = Loaded(
        answers=answers, versions={key("x"): (version("b", "mine"), version("a", "yours"))}
    )
    exported = json.loads(export(sample_info(), loaded, {"m": "A. Expert"}))
    assert [each["value"] for each in exported["answers"]["x"]] == ["yours", "mine"]


def test_a_value_without_a_version_is_in_it() -> None:
    loaded = Loaded(answers=Answers(values={key("x"): "given"}))
    exported = json.loads(export(sample_info(), loaded, {}))
    assert exported["answers"]["x"] == [{"value": "given"}]


def test_official_wording_is_in_it() -> None:
    wording = Wording(QuestionId("c"), "en", "7", "Official words")
    exported = json.loads(
        export(sample_info(), Loaded(answers=Answers(), wording=(wording,)), {})
    )
    assert exported["wording"] == {"c": {"en": {"number": "7", "text": "Official words"}}}


def test_canonical_json_is_sorted_tight_and_in_utf_8() -> None:
    assert canonical({"b": ["é"], "a": 1}) == '{"a":1,"b":["é"]}\n'.encode()
