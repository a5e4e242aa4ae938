"""Servers for tests: made in a folder, asked in this process or as a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests

from review_protocol.server_invitations import ServerInvitation, write_server_invitation
from review_server.configuration import Configuration, write_configuration
from review_server.database import Database
from review_server.keys import make_keys
from review_server.migrating import migrate
from review_server.reviews import Review, create_review, invite
from review_server.rounds import Server, answer_round
from tests.builders.databases import new_database
from tests.builders.delegates import Delegate
from tests.builders.prepared import CAN_FORK, Prepared, start_prepared
from tests.builders.sets import AT

ROOT = Path(__file__).parents[2]
URL = "http://127.0.0.1:1"
TIMEOUT_S = 60
DAY_S = 86_400


@dataclass
class Office:
    """A server that is asked in this process, and the time it has."""

    server: Server
    now: int = AT

    @property
    def transaction(self) -> Any:
        return self.server.database.begin()

    def send(self, data: bytes) -> bytes:
        """The answer to a request. Raises Problem."""
        return answer_round(self.server, data).data

    def invitation(self, *, days: int = 10, review: str | None = None) -> ServerInvitation:
        """A fresh invitation, to a fresh review if none is named."""
        with self.transaction as transaction:
            chosen = review or create_review(transaction, A_REVIEW, self.now)
            return invite(
                transaction,
                self.server.configuration,
                self.server.keys,
                chosen,
                self.now,
                days=days,
            )

    def delegate(self, name: str) -> Delegate:
        """Somebody who knows this server."""
        return Delegate(name, self.server.keys.signing.public)

    def founder(self, name: str = "ana") -> Delegate:
        """A focal point whose dossier is known here."""
        made = self.delegate(name).found().invited_by(self.invitation())
        made.sync(self.send)
        return made


A_REVIEW = Review(
    id="",
    party="Ruritania",
    cluster="1",
    start="2026-11-01",
    reviewers={"Strelsau": ("UNTOC",), "Zenda": ("UNTOC", "TIP"), "Hentzau": ("FP",)},
)


def make_office(folder: Path, kind: str = "sqlite", **limits: Any) -> Office:
    """A fresh server with an empty database of a kind."""
    configuration = Configuration(folder=folder, url=URL, database=new_database(kind), **limits)
    folder.mkdir(parents=True, exist_ok=True)
    write_configuration(configuration)
    database = Database(configuration.database_url)
    with database.begin() as transaction:
        migrate(transaction)
    keys = make_keys(folder)
    made = Office(
        Server(configuration=configuration, keys=keys, database=database, clock=lambda: AT)
    )
    made.server = replace(made.server, clock=lambda: made.now)
    return made


@dataclass(frozen=True)
class Anew:
    """A process that loads the program itself; otherwise as one that was prepared."""

    process: subprocess.Popen[str]

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def terminate(self) -> None:
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()

    def reap(self, timeout_s: float) -> None:
        self.process.wait(timeout=timeout_s)
        assert self.process.stdout is not None
        self.process.stdout.close()


def start_anew(words: Sequence[str], *, environment: Mapping[str, str], log: Path) -> Anew:
    """The same, as an operator's shell starts it."""
    with log.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "review_server", *words], cwd=ROOT, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    return Anew(process)


@dataclass
class Process:
    """`review-server` in a folder, as an operator runs it; several may serve at once.

    A process begins with the program loaded, unless ``is_anew``: then by Python's own start.
    """

    office: Office
    passphrase_file: Path | None = None
    is_anew: bool = not CAN_FORK
    running: list[Anew | Prepared] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.office.server.configuration.folder

    def invitation(self) -> ServerInvitation:
        """A fresh invitation to a fresh review."""
        self.office.now = int(time.time())
        return self.office.invitation()

    def invitation_file(self) -> Path:
        """The same as the file that the secretariat sends, with the address of the first."""
        invitation = replace(self.invitation(), url=f"http://127.0.0.1:{self.ports[0]}")
        file = self.folder / f"{invitation.review}.rdserver"
        data = write_server_invitation(invitation, self.office.server.keys.signing)
        file.write_bytes(data)
        return file

    def start(self, port: int = 0) -> int:
        """Serve; the port, once it listens."""
        words = ["--folder", str(self.folder), "serve", "--port", str(port)]
        if self.passphrase_file is not None:
            words += ["--passphrase-file", str(self.passphrase_file)]
        start = start_anew if self.is_anew else start_prepared
        log = self.folder / "log"
        serving = start(words, environment={**os.environ, "PYTHONUTF8": "1"}, log=log)
        line = serving.first_line()
        assert line, log.read_text(encoding="utf-8")
        self.running.append(serving)
        self.ports.append(json.loads(line)["serving"])
        return self.ports[-1]

    def kill(self) -> None:
        """End the first process at once, as a power cut would."""
        serving = self.running.pop(0)
        self.ports.pop(0)
        serving.kill()
        serving.reap(TIMEOUT_S)

    def stop(self) -> None:
        """End all of them as an operator does."""
        for serving in self.running:
            serving.terminate()
            serving.reap(TIMEOUT_S)
        self.running, self.ports = [], []

    def send(self, data: bytes) -> bytes:
        """A request over HTTP to the first process; the body of a 200."""
        response = self.post(data)
        assert response.status_code == 200, response.text
        return response.content

    def post(self, data: bytes, port: int | None = None) -> requests.Response:
        """The same, whatever comes back."""
        url = f"http://127.0.0.1:{port or self.ports[0]}/v1/rounds"
        with requests.Session() as session:
            session.trust_env = False
            return session.post(url, data=data, timeout=TIMEOUT_S)

    def log(self) -> list[dict[str, Any]]:
        """What it has logged."""
        lines = (self.folder / "log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
