"""Brings a database to the shape this program works with, in one transaction, or refuses.

Alembic is imported only when there is something to do: a process that serves starts sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from review_server.database import Transaction
from review_server.problems import Unusable

STEPS = Path(__file__).parent / "migrations"
HEAD = "0004"


def found_revision(transaction: Transaction) -> int:
    """The number of the shape that a database has; 0 for an empty one."""
    if not inspect(transaction).has_table("alembic_version"):
        return 0
    found = transaction.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return int(found) if found else 0


def refuse_other(transaction: Transaction) -> None:
    """Raises Unusable unless the database has just the shape that this program knows."""
    found, head = found_revision(transaction), int(HEAD)
    if found > head:
        raise Unusable(f"The database has shape {found}; this program knows {head}. Update it.")
    if not found:
        raise Unusable(
            "The database is empty. Was there one, put its copy back;"
            " else run: review-server init"
        )
    if found < head:
        raise Unusable(f"The database has shape {found} of {head}. Run: review-server init")


def migrate(transaction: Transaction) -> None:
    """Take every step that is missing, inside the caller's transaction."""
    if found_revision(transaction) > int(HEAD):
        refuse_other(transaction)
    from alembic.config import Config  # noqa: PLC0415  # see the module's docstring
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(STEPS.parent), version_locations=[str(STEPS)])

    def missing(revision: Any, _context: object) -> Sequence[Any]:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), scripts, fn=missing) as environment:
        environment.configure(connection=transaction, transactional_ddl=True)
        environment.run_migrations()
