"""A secretariat for tests: a process with its submission key unlocked, and its officer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop_app.services import dossiers, finalising, servers
from desktop_app.store import records
from review_server import submission_keys, submissions
from review_server.couriers import answer_package
from review_server.questionnaires import accept_questionnaire
from review_server.rounds import Server
from review_server.secretariat import issue
from review_server.submissions import Courier
from tests.builders import parties
from tests.builders.approving import write
from tests.builders.offices import Office
from tests.builders.parties import PASSPHRASE
from tests.builders.servers import Process, make_office

WHY = "The rest is prepared."
REMARK = "By diplomatic bag."
HOUR_S = 3_600


@contextmanager
def serving(folder: Path) -> Iterator[Process]:
    """A server that serves, until this ends."""
    made = Process(make_office(folder))
    new_key(made)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        made.office.server.database.close()


def new_key(made: Process) -> None:
    """The next submission key, and its passphrase where `serve` finds it."""
    parties.new_key(made.office, int(time.time()))
    file = made.folder / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    made.passphrase_file = file


def unlocked(made: Process) -> Server:
    """The same server in this process, as an officer's command has it."""
    opener = submission_keys.unlock(made.folder, PASSPHRASE)
    return replace(made.office.server, opener=opener, clock=lambda: int(time.time()))


def connect(who: Office, made: Process, *, accept: bool = True) -> Path:
    """By an invitation to a review that accepts the questionnaire of the response."""
    file = made.invitation_file()
    servers.connect(who.profile, who.dossier, file, for_party="Ruritania")
    if accept:
        with who.profile.store.read() as transaction:
            pack = dossiers.list_dossiers(who.profile)[0].pack
            content = records.read_pack(transaction, pack.hash)
        assert content is not None
        path = made.folder / "questionnaire.rdpack"
        path.write_bytes(content)
        with made.office.server.database.begin() as transaction:
            accept_questionnaire(transaction, file.stem, path, int(time.time()))
    return file


def approve(who: Office, **answers: str) -> None:
    """Answer something and approve the whole."""
    write(who, **answers)
    finalising.approve_everything(who.profile, who.dossier, reason=WHY)


def answered(made: Process, out: Path) -> Path:
    """What the officer does with a courier's file: the reply to it."""
    courier = Courier(received=int(time.time()) - HOUR_S, remark=REMARK)
    reply = answer_package(unlocked(made), out.read_bytes(), courier)
    assert reply.problem == ""
    path = out.with_name(f"{out.stem}-reply.rdcour")
    path.write_bytes(reply.data)
    return path


def decide(made: Process, *, granted: bool, answer: str) -> None:
    """Grant or refuse the one request to reopen that there is."""
    server = unlocked(made)
    with server.database.begin() as transaction:
        (asked,) = submissions.list_requests(transaction)
        change = submissions.decide(
            transaction, asked.dossier, asked.id, granted=granted, answer=answer, now=asked.at
        )
        issue(transaction, server.keys, asked.dossier, [change])
