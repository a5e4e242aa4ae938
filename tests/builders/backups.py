"""Backups of a server's database, and putting them back, as its operator does."""

from __future__ import annotations

import shutil
from pathlib import Path

from review_server.backups import back_up
from tests.builders.databases import dump_postgresql, restore_postgresql
from tests.builders.servers import Office


def backed_up(office: Office, to: Path) -> Path:
    """What an operator's backup is, made while the server has its database open."""
    if office.server.database.is_postgresql:
        dump_postgresql(office.server.configuration.database_url, to)
    else:
        back_up(office.server.configuration, to)
    return to


def put_back(office: Office, backup: Path) -> None:
    """The database of a backup takes the place of today's."""
    office.server.database.close()
    if office.server.database.is_postgresql:
        restore_postgresql(office.server.configuration.database_url, backup)
        return
    folder = office.server.configuration.folder
    for path in folder.glob("server.db*"):
        path.unlink()
    shutil.copy(backup, folder / "server.db")
