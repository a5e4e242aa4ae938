"""Somebody's clock is wrong by as much as a clock can be: the others read what they wrote."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.cli.version_wording import version_line
from desktop_app.domain.keys import NodeKey
from desktop_app.services import dossiers, inbox, journal
from desktop_app.ui.inbox.words import origin_words
from desktop_app.ui.synchronising.words import when_words
from desktop_app.ui.wording import moment_words, time_words
from tests.builders.offices import Office

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.fixture(
    params=[("Asia/Riyadh", LAST - timedelta(hours=1)), ("America/Lima", FIRST)],
    ids=["the last hour there is", "the first"],
)
def far(request: pytest.FixtureRequest) -> Iterator[datetime]:
    """A moment that is in no year there is, by the zone of this computer."""
    zone, moment = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield moment
    time.tzset()


def test_what_a_clock_wrong_by_thousands_of_years_dated_is_shown(
    alice: Office, stick: Path, tmp_path: Path, far: datetime
) -> None:
    bob = Office(name="Bob", folder=tmp_path / "bob")
    bob.clock.now = far
    bob.join(alice.invite(stick))
    bob.answer("why_5", "from another age")
    alice.receive(bob.send(stick))
    (version,) = journal.history(alice.profile, alice.dossier, NodeKey.parse("why_5"))
    assert "UTC" in version_line(version)
    at = version.ended_at
    assert at is not None
    for words in (moment_words, time_words, when_words):
        assert words(at)
    info = dossiers.find_dossier(alice.profile, alice.dossier)
    (entry,) = inbox.read_inbox(alice.profile, alice.dossier, info).entries
    assert origin_words(entry)
    bob.close()
