"""The acceptance test of synchronising: the server was restored from yesterday's backup.

Real programs at both ends: a server process on either database, profiles over HTTP, the
operator's own commands, and a mail server.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from desktop_app.domain.timelines import EntryKind
from desktop_app.remote.line import Line
from desktop_app.services import dossiers, inbox, receipts, servers, submitting, working_files
from review_protocol.timelines import day_in_vienna
from review_server import plans
from review_server.configuration import write_configuration
from review_server.schema import reviews
from tests.builders.backups import backed_up, put_back
from tests.builders.databases import KINDS
from tests.builders.mail import MailServer, serving_mail
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.builders.secretariats import approve, connect, new_key
from tests.builders.servers import Process, make_office
from tests.builders.timelines import dated_dossier

STORED, NEW = 200, 20
START = day_in_vienna(datetime.now(UTC)) - timedelta(days=60)
MISSED = ["experts", "focal-point"]
"""The steps whose day is over."""
CONTACT = "focal@example.org"
TIMEOUT_S = 60


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with serving_mail() as made:
        yield made


@pytest.fixture(params=KINDS)
def secretariat(
    request: pytest.FixtureRequest, tmp_path: Path, mail: MailServer
) -> Iterator[Process]:
    """A server on either database that sends e-mail, and serves."""
    made = Process(make_office(tmp_path / "server", request.param))
    sends = replace(
        made.office.server.configuration,
        smtp_host="127.0.0.1", smtp_port=mail.port, smtp_security="none",
        mail_from="secretariat@example.org",
    )  # fmt: skip
    write_configuration(sends)
    made.office.server = replace(made.office.server, configuration=sends)
    new_key(made)
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


class People:
    """Members of one dossier, whose server listens wherever it was started last."""

    def __init__(self, secretariat: Process, folder: Path) -> None:
        self._secretariat, self._folder = secretariat, folder
        self.ana = self._person("Ana")
        self.ana.dossier = dated_dossier(self.ana.profile, START).id
        self.all = [self.ana]
        self.invitation = connect(self.ana, secretariat)
        self.sync(self.ana)

    def join(self, name: str) -> Office:
        """An expert who comes by the focal point's invitation, and by line from then on."""
        sticks = self._folder / f"for {name}"
        sticks.mkdir()
        invited = self.ana.invite(sticks)
        self.sync(self.ana)
        made = self._person(name).join(invited)
        servers.connect(made.profile, made.dossier, self.invitation)
        self.all.append(made)
        self.sync(made, self.ana)
        self.ana.confirm(made)
        self.sync(self.ana, made)
        return made

    def sync(self, *who: Office) -> None:
        """One after the other; the address is where the server is now."""
        port = self._secretariat.ports[0]
        for each in who or self.all:
            servers.synchronise(
                each.profile,
                each.dossier,
                pause=lambda _seconds: None,
                open_line=lambda _url: Line(f"http://127.0.0.1:{port}"),
            )

    def _person(self, name: str) -> Office:
        made = Office(name=name, folder=self._folder / name)
        made.clock.now = datetime.now(UTC)
        return made


@pytest.fixture
def people(secretariat: Process, tmp_path: Path) -> Iterator[People]:
    made = People(secretariat, tmp_path)
    with secretariat.office.transaction as transaction:
        review = transaction.scalar(select(reviews.c.id))
        transaction.execute(update(reviews).values(start=START.isoformat()))
        plans.add_contact(transaction, review, CONTACT)
    yield made
    for each in made.all:
        each.close()


def told_of(secretariat: Process) -> list[dict[str, Any]]:
    """What a run of the operator's timer tells members, and mails."""
    command = [sys.executable, "-m", "review_server", "--folder", str(secretariat.folder)]
    ran = subprocess.run(
        [*command, "--json", "notices", "run"],
        capture_output=True, text=True, check=True, timeout=TIMEOUT_S,
    )  # fmt: skip
    found = json.loads(ran.stdout)
    return [*found["given"], *found["mailed"]]


def notices_at(who: Office) -> list[str]:
    """The steps that the secretariat's notices at somebody are of, each as often as it came."""
    info = dossiers.find_dossier(who.profile, who.dossier)
    entries = inbox.read_inbox(who.profile, who.dossier, info).entries
    mine = (
        each for each in entries if each.from_secretariat and each.kind is EntryKind.OVERDUE
    )
    return sorted(each.about for each in mine)


def test_the_server_was_restored_from_yesterday_s_backup(
    secretariat: Process, people: People, mail: MailServer, tmp_path: Path
) -> None:
    """200 synchronised; a backup; 20 new and 20 edited, a working file, a submission and
    notices; the backup put back. Ana, who wrote nothing meanwhile, then a fresh Cora, and Ben,
    whose own computer was put back too: nobody is asked, and nothing is lost or told twice.
    """
    ana, ben = people.ana, people.join("Ben")
    for number in range(STORED):
        ana.answer(f"q{number}", f"first answer {number}")
    people.sync()
    before = ben.image(tmp_path / "Ben's disk, yesterday")
    backup = backed_up(secretariat.office, tmp_path / "yesterday")

    for number in range(STORED - NEW, STORED + NEW):
        ben.answer(f"q{number}", f"today's answer {number}")
    law = tmp_path / "law.txt"
    law.write_text("The Penal Code, article 5. " * 5_000)
    working_files.add(ben.profile, ben.dossier, key("why_5"), law)
    people.sync(ben, ana)
    approve(ana, instruments="UNTOC", q_5_model="conspiracy", q_5_conspiracy="part")
    receipt = submitting.submit(ana.profile, ana.dossier)
    assert len(told_of(secretariat)) == 2 * len(MISSED)
    people.sync(ana, ben)
    wanted, digest = ana.export(), ana.digest()
    assert ben.export() == wanted
    assert notices_at(ben) == MISSED

    secretariat.stop()
    put_back(secretariat.office, backup)
    secretariat.start()
    assert told_of(secretariat) == []
    ben.put_back(before)
    people.sync(ana)
    assert ana.export() == wanted
    cora = people.join("Cora")
    people.sync()
    assert told_of(secretariat) == []
    people.sync()
    assert ana.export() == ben.export() == cora.export()
    for each in people.all:
        assert each.stands(f"q{STORED + NEW - 1}") == {f"today's answer {STORED + NEW - 1}"}
        assert each.stands(f"q{STORED - 1}") == {f"today's answer {STORED - 1}"}
        assert each.stands("q0") == {"first answer 0"}
        assert [found.signed for found in receipts.receipts(each.profile, each.dossier)] == [
            receipt.signed
        ]
        assert notices_at(each) == MISSED
        (file,) = working_files.list_files(each.profile, each.dossier)
        copy = working_files.get(each.profile, each.dossier, file.id, tmp_path / each.name)
        assert copy.read_bytes() == law.read_bytes()
        assert each.is_sound()
    assert len({each.digest() for each in people.all}) == 1
    assert digest != ana.digest(), "Cora's joining is new"
    assert mail.recipients == [CONTACT] * len(MISSED)
