"""Images of questionnaires: taken when there is a good one, else the pack is read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from desktop_app.errors import DiskFull
from desktop_app.forms.questionnaire import Questionnaire, read_with_image
from desktop_app.services import questionnaires
from desktop_app.services.dossiers import find_dossier, open_response
from desktop_app.services.profile import Profile
from desktop_app.services.questionnaires import program, questionnaire_of
from desktop_app.store import records
from desktop_app.store.schema import images
from tests.builders.dossiers import new_dossier, new_profile, sample_pack


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = new_profile(tmp_path / "profile")
    new_dossier(opened)
    yield opened
    opened.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The forms that were read, rather than made again from an image."""
    found: list[bytes] = []

    def read(xform: bytes, secondary: Mapping[str, bytes]) -> tuple[Questionnaire, bytes]:
        found.append(xform)
        return read_with_image(xform, secondary)

    monkeypatch.setattr(questionnaires, "read_with_image", read)
    return found


def kept(profile: Profile) -> list[tuple[str, str]]:
    with profile.store.read() as connection:
        rows = connection.execute(select(images.c.pack, images.c.program))
        return [(row.pack, row.program) for row in rows]


def looks(profile: Profile) -> list[object]:
    response = open_response(profile, find_dossier(profile).id)
    return [response.state(key) for key in response.walk()]


@pytest.fixture(autouse=True)
def nothing_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """No questionnaire of an earlier test."""
    monkeypatch.setattr(questionnaires, "_ahead", {})


def test_what_was_read_ahead_is_taken_and_looks_the_same(
    profile: Profile, reads: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = looks(profile)
    questionnaires.read_ahead(sample_pack())
    monkeypatch.setattr(questionnaires, "_kept", None)  # no image is asked for
    assert looks(profile) == before
    assert reads == []


def test_it_is_read_ahead_once(profile: Profile) -> None:
    questionnaires.read_ahead(sample_pack())
    first = questionnaire_of(profile, sample_pack())
    questionnaires.read_ahead(sample_pack())
    assert questionnaire_of(profile, sample_pack()) is first


def test_a_new_dossier_keeps_an_image_at_once(profile: Profile, reads: list[bytes]) -> None:
    assert kept(profile) == [(sample_pack().info.hash, program())]
    looks(profile)
    assert reads == []


def test_without_an_image_the_pack_is_read_and_one_is_kept(
    profile: Profile, reads: list[bytes]
) -> None:
    with_image = looks(profile)
    with profile.store.begin() as connection:
        connection.execute(delete(images))
    assert looks(profile) == with_image
    assert len(reads) == len(kept(profile)) == 1
    looks(profile)
    assert len(reads) == 1


@pytest.mark.parametrize("content", [b"", b"no image at all"])
def test_an_image_that_is_of_no_use_is_replaced(
    profile: Profile, reads: list[bytes], content: bytes
) -> None:
    pack = sample_pack().info.hash
    questionnaires.keep(profile, pack, content)
    before = looks(profile)
    assert (looks(profile), len(reads)) == (before, 1)


def test_another_program_reads_for_itself(
    profile: Profile, reads: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questionnaires, "program", lambda: "another")
    looks(profile)
    assert len(reads) == 1
    assert kept(profile) == [(sample_pack().info.hash, "another")]


def test_a_full_disk_keeps_nobody_from_the_questionnaire(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("database")

    with profile.store.begin() as connection:
        connection.execute(delete(images))
    monkeypatch.setattr(records, "keep_image", full)
    assert questionnaire_of(profile, sample_pack()).definition.title
    assert kept(profile) == []


def test_the_program_is_named_by_version_and_format() -> None:
    assert program().startswith("0.")
    assert program() == program()
