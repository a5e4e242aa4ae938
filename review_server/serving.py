"""A process that serves: from a folder to a socket that listens, until it is told to stop."""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from review_server.configuration import read_configuration
from review_server.database import Database
from review_server.keys import read_keys
from review_server.logs import note, start_logging
from review_server.migrating import refuse_other
from review_server.problems import Unusable
from review_server.rounds import Server
from review_server.submission_keys import LOCKED, current_public, unlock
from review_server.web import make_app

BACKLOG = 2048
MAX_AT_ONCE = 512
KEEP_ALIVE_S = 20


@contextlib.contextmanager
def open_server(folder: Path, passphrase: str | None = None) -> Iterator[Server]:
    """What a process needs to answer. Raises Unusable, for a database of another shape too.

    Without the passphrase what is sent to the secretariat stays closed.
    """
    configuration = read_configuration(folder)
    keys = read_keys(folder)
    opener = LOCKED if passphrase is None else unlock(folder, passphrase)
    database = Database(configuration.database_url)
    try:
        with database.begin() as transaction:
            refuse_other(transaction)
        yield Server(
            configuration=configuration,
            keys=keys,
            database=database,
            clock=lambda: int(time.time()),
            opener=opener,
        )
    finally:
        database.close()


def serve(folder: Path, *, host: str, port: int, passphrase: str | None = None) -> None:
    """Answer until a signal says to stop; what was begun is finished then.

    Prints one line of JSON with the port when it listens: with port 0 the system chooses.
    """
    with open_server(folder, passphrase) as server, _listen(host, port) as listening:
        start_logging()
        config = uvicorn.Config(
            make_app(server),
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=MAX_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE_S,
            lifespan="off",
            ws="none",
        )
        port = listening.getsockname()[1]
        note("serving", port=port, submission_key=_standing(server))
        sys.stdout.write(json.dumps({"serving": port}) + "\n")
        sys.stdout.flush()
        uvicorn.Server(config).run(sockets=[listening])


def _standing(server: Server) -> str:
    """Whether submissions can be taken: an operator must not learn it from those who send."""
    if current_public(server.configuration.folder) is None:
        return "none"
    return "locked" if server.opener.is_locked else "unlocked"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Unusable(f"Port {port} of {host} cannot be used: {error.strerror}") from error
    listening.listen(BACKLOG)
    return listening
