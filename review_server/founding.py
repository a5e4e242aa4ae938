"""A server's folder: made anew, or brought up to date. What else lies in it stays as it is.

Nothing is written before the database is there. A key is never made beside reviews that
another key belongs to: their members would find another server.
"""

from __future__ import annotations

from pathlib import Path

from review_server import reviews
from review_server.cli_support import make_folder
from review_server.configuration import (
    DATABASE,
    Configuration,
    expect_address,
    read_configuration,
    write_configuration,
)
from review_server.configuration import FILE as CONFIGURATION
from review_server.database import Database, Transaction
from review_server.keys import FILE as KEYS
from review_server.keys import LOST, ServerKeys, make_keys, read_keys
from review_server.migrating import migrate
from review_server.notice_journal import FILE as JOURNAL
from review_server.problems import Unusable
from review_server.submission_keys import FILE as SUBMISSION_KEYS

_OWN = (CONFIGURATION, KEYS, SUBMISSION_KEYS, JOURNAL, f"{DATABASE}*")


def found(folder: Path, *, url: str, database: str) -> tuple[Configuration, ServerKeys]:
    """Make the folder, its keys and its database, where they are missing. Raises Unusable."""
    make_folder(folder)
    is_known = (folder / CONFIGURATION).exists()
    if is_known:
        configuration = _expect_same(read_configuration(folder), url, database)
    else:
        if not url:
            raise Unusable("A new server needs --url, the address that clients are told.")
        configuration = Configuration(folder=folder, url=url, database=database)
        expect_address(url)
    own = read_keys(folder) if (folder / KEYS).exists() else None
    opened = Database(configuration.database_url)
    try:
        with opened.begin() as transaction:
            migrate(transaction)
            if own is None:
                _expect_new(transaction)
    finally:
        opened.close()
    if not is_known:
        write_configuration(configuration)
    own = own or make_keys(folder)
    _restrict(folder)
    return configuration, own


def _expect_same(known: Configuration, url: str, database: str) -> Configuration:
    """What is decided already is changed in its file, not by the way."""
    for word, given, kept in (
        ("--url", url, known.url),
        ("--database", database, known.database),
    ):
        if given not in ("", kept):
            raise Unusable(
                f"This folder's server has another {word} ({kept or 'a file in the folder'});"
                f" nothing was changed. It stands in {known.folder / CONFIGURATION}."
            )
    return known


def _expect_new(transaction: Transaction) -> None:
    if reviews.list_reviews(transaction):
        raise Unusable(LOST)


def _restrict(folder: Path) -> None:
    """The server's own files, also those that the database made, are for the owner alone."""
    for path in (each for name in _OWN for each in folder.glob(name)):
        if path.is_file():
            path.chmod(0o600)
