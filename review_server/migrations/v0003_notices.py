"""Dates that staff entered of steps, to whom e-mail goes, and which notices were given."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "dates",
        _text("review"),
        _number("number"),
        *map(_text, ("step", "revised", "done", "reason")),
        _number("at"),
        _key("dates", "review", "number"),
        _refers("dates", "review", "reviews.id"),
    )
    op.create_table(
        "contacts",
        *map(_text, ("review", "address")),
        _key("contacts", "review", "address"),
        _refers("contacts", "review", "reviews.id"),
    )
    op.create_table(
        "notices",
        *map(_bytes, ("dossier", "subject")),
        *map(_text, ("step", "kind", "due")),
        _number("at"),
        _key("notices", "dossier", "subject"),
        _refers("notices", "dossier", "dossiers.id"),
    )
    op.create_table(
        "notice_runs",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        *map(_text, ("journal", "holder")),
        _number("until"),
        _key("notice_runs", "id"),
    )
