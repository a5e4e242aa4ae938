"""Contents, the questionnaires of a review, submissions and requests to reopen them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "contents",
        *map(_bytes, ("dossier", "id", "bringer")),
        _text("kind"),
        *map(_number, ("at", "size")),
        _bytes("content"),
        _key("contents", "dossier", "id"),
        _refers("contents", "dossier", "dossiers.id"),
    )
    op.create_table(
        "questionnaires",
        *map(_text, ("review", "hash", "title")),
        *map(_number, ("version", "at")),
        _bytes("content"),
        _key("questionnaires", "review", "hash"),
        _refers("questionnaires", "review", "reviews.id"),
    )
    op.create_table(
        "submissions",
        *map(_bytes, ("dossier", "id")),
        *map(_number, ("number", "sent", "registered")),
        _number("received", nullable=True),
        _bytes("receipt"),
        _key("submissions", "dossier", "id"),
        _refers("submissions", "dossier", "dossiers.id"),
    )
    op.create_table(
        "reopenings",
        *map(_bytes, ("dossier", "id", "submission")),
        _text("reason"),
        _number("at"),
        _number("decided_at", nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        _text("answer"),
        _key("reopenings", "dossier", "id"),
        _refers("reopenings", "dossier", "dossiers.id"),
    )
