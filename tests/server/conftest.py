"""Servers on SQLite and on PostgreSQL; asked in this process, or over HTTP as they run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from review_server.cli_support import PASSPHRASE_FILE
from review_server.schema import staff_tries
from tests.builders.databases import KINDS
from tests.builders.mail import MailServer, serving_mail
from tests.builders.parties import PASSPHRASE, unlock_new_key
from tests.builders.servers import Office, Process, make_office


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A server that is asked in this process, on either database."""
    made = make_office(tmp_path / "server", request.param)
    yield made
    made.server.database.close()


@pytest.fixture
def small_office(tmp_path: Path) -> Iterator[Office]:
    """One on SQLite, where the database does not matter."""
    made = make_office(tmp_path / "server")
    yield made
    made.server.database.close()


@pytest.fixture
def ready(office: Office) -> Office:
    """One whose submission key is unlocked."""
    unlock_new_key(office)
    return office


@pytest.fixture(params=KINDS)
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    """A server as it is installed, on either database; nothing serves yet."""
    made = Process(make_office(tmp_path / "server", request.param))
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture(scope="module", params=KINDS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    """Two processes that serve one database of either kind, for all tests of a module.

    Their submission key is unlocked.
    """
    folder = tmp_path_factory.mktemp("served")
    made = Process(make_office(folder / "server", request.param))
    unlock_new_key(made.office)
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSPHRASE_FILE, str(folder / "passphrase"))
        made.start()
        made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def desk(served: Process) -> Process:
    """The same, where nobody has tried to sign in."""
    with served.office.transaction as transaction:
        transaction.execute(delete(staff_tries))
    return served


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server that takes what it is given."""
    with serving_mail() as server:
        yield server
