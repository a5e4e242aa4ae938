"""A program of the future, whose database has one more step than ours."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop_app.store.migrating import HEAD, STEPS
from desktop_app.store.store import open_store

_NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "{next}"
down_revision = "{head}"
def upgrade():
    op.add_column("packs", sa.Column("origin", sa.Text(), server_default="unknown"))
    op.execute("UPDATE packs SET origin = 'migrated'")
    {more}
"""
NEXT = f"{int(HEAD) + 1:04}"


def write_steps(folder: Path, more: str = "") -> Path:
    """The steps of the program and one more, which ends with the given line."""
    steps = folder / "migrations"
    if not steps.exists():
        shutil.copytree(STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    text = _NEXT.format(next=NEXT, head=HEAD, more=more)
    (steps / f"v{NEXT}_next.py").write_text(text, encoding="utf-8")
    return steps


@contextlib.contextmanager
def newer_shape(folder: Path, more: str = "") -> Iterator[None]:
    """Meanwhile profiles are unlocked by that program; its steps are kept in the folder."""
    next_program = partial(open_store, steps=write_steps(folder, more), head=NEXT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop_app.services.profile_opening.open_store", next_program)
        yield
