"""The secretariat's replies on the exchange page: to another response, and with refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers, receipts, submitting
from desktop_app.ui.exchange.page import ExchangePage
from tests.builders.dossiers import sample_pack
from tests.builders.offices import Office
from tests.builders.secretariats import answered, approve, connect, serving
from tests.builders.servers import Process
from tests.ui.exchange.test_exchange import LONG_MS, receiving, texts, waits_for


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Process]:
    """A server that serves with its submission key unlocked."""
    with serving(tmp_path / "server") as made:
        yield made


def reply_to(who: Office, made: Process, folder: Path, *, accept: bool = True) -> Path:
    """What came back by courier for what somebody approved."""
    who.clock.pass_by(seconds=(datetime.now(UTC) - who.clock()).total_seconds())
    connect(who, made, accept=accept)
    approve(who, q_5_model="conspiracy")
    out = folder / "bag.rdcour"
    submitting.submit_file(who.profile, who.dossier, out)
    return answered(made, out)


def test_a_reply_to_another_response_is_taken_in_there_and_said_so(
    qtbot: QtBot, alice: Office, secretariat: Process, tmp_path: Path, exchange: ExchangePage
) -> None:
    shown = alice.dossier
    other = dossiers.create_dossier(alice.profile, pack=sample_pack(), party="Borduria")
    alice.dossier = other.id
    reply = reply_to(alice, secretariat, tmp_path)
    with qtbot.assertNotEmitted(exchange.reload_wanted):
        receiving(exchange).look_at([reply])
        waits_for(qtbot, exchange, "to another response, that of")
    assert "Borduria" in texts(exchange)
    assert receipts.receipts(alice.profile, other.id) != ()
    assert receipts.receipts(alice.profile, shown) == ()


def test_what_was_not_taken_is_said_with_what_to_do(
    qtbot: QtBot, alice: Office, secretariat: Process, tmp_path: Path, exchange: ExchangePage
) -> None:
    reply = reply_to(alice, secretariat, tmp_path, accept=False)
    with qtbot.waitSignal(exchange.reload_wanted, timeout=LONG_MS) as wanted:
        receiving(exchange).look_at([reply])
    for words in (
        "does not accept this version of the questionnaire",
        "Ask the secretariat which one it accepts.",
    ):
        assert words in texts(exchange)
        assert words in wanted.args[0]
