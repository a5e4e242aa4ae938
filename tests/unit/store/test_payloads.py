"""What a change says: exact times, checked types, and bytes that stay the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from desktop_app.errors import DamagedFile
from desktop_app.store import payloads
from desktop_app.store.payloads import Fields, microseconds, moment


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_to_the_microsecond(at: datetime) -> None:
    assert moment(microseconds(at)) == at


def test_the_zone_of_a_clock_does_not_matter() -> None:
    vienna = timezone(timedelta(hours=1))
    assert microseconds(datetime(2026, 1, 1, 1, tzinfo=vienna)) == microseconds(
        datetime(2026, 1, 1, 0, tzinfo=UTC)
    )


def test_an_answer_s_bytes_stay_what_they_are() -> None:
    """They will be hashed and signed: another encoding would be another change."""
    made = payloads.answer(
        key="q@i/j", facet="value", value="S\u00ed", replaces={"b", "a"}, started=1, ended=2
    )
    assert made.hex() == (
        "a762617402636b657965714069"
        "2f6a646b696e6466616e737765726566616365746576616c75656576616c756563"
        "53c3ad677374617274656401687265706c6163657382616161"
        "62"
    )


@pytest.mark.parametrize("name", ["missing", "number"])
def test_what_is_no_text_is_damage(name: str) -> None:
    with pytest.raises(DamagedFile):
        Fields({"number": 1}).text(name)


@pytest.mark.parametrize("name", ["missing", "text"])
def test_what_is_no_number_is_damage(name: str) -> None:
    with pytest.raises(DamagedFile):
        Fields({"text": "1"}).integer(name)


@pytest.mark.parametrize("name", ["missing", "text", "mixed"])
def test_what_is_no_list_of_texts_is_damage(name: str) -> None:
    with pytest.raises(DamagedFile):
        Fields({"text": "1", "mixed": ["a", 1]}).texts(name)


def test_what_is_no_list_of_maps_is_damage() -> None:
    with pytest.raises(DamagedFile):
        Fields({"list": ["a"]}).maps("list")
