"""Brings a database to the shape this program works with, in one transaction, or refuses.

Alembic is imported only when there is something to do: it takes longer to load than all the
rest of unlocking.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from desktop_app.errors import BugError, NewerFormat
from desktop_app.store.failures import FOREIGN, WHAT

STEPS = Path(__file__).parent / "migrations"
HEAD = "0005"


def found_revision(connection: Connection) -> int:
    """The number of the shape that a database has; 0 for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return int(found) if found else 0


def needs_migration(connection: Connection, *, head: str = HEAD) -> bool:
    """Whether an older program made the file. Raises NewerFormat if a newer one did."""
    found = found_revision(connection)
    if found > int(head):
        raise NewerFormat(WHAT, found=found, supported=int(head))
    return found < int(head)


def migrate(connection: Connection, *, steps: Path = STEPS) -> None:
    """Take every step that is missing, inside the caller's transaction.

    Raises BugError when a step cannot be taken.
    """
    from alembic.config import Config  # noqa: PLC0415  # see the module's docstring
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(steps.parent), version_locations=[str(steps)])

    def missing(revision: Any, _context: object) -> Sequence[Any]:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), scripts, fn=missing) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        try:
            environment.run_migrations()
        except FOREIGN:
            raise  # of the database: `translating` says what it means
        except Exception as error:
            # A step is code that meets data nobody has seen: whatever goes wrong in it, the
            # user must be told that the old file is whole and where its backup is.
            raise BugError(f"{type(error).__name__} in a step") from error
