"""The first shape: reviews, invitations, dossiers with sets and what follows from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


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
        "reviews",
        *map(_text, ("id", "party", "cluster", "start", "instruments")),
        _number("made_at"),
        _key("reviews", "id"),
    )
    op.create_table(
        "reviewers",
        *map(_text, ("review", "state", "instruments")),
        _key("reviewers", "review", "state"),
        _refers("reviewers", "review", "reviews.id"),
    )
    op.create_table(
        "invitations",
        _bytes("id"),
        _text("review"),
        *map(_number, ("made_at", "expires_at")),
        sa.Column("dossier", sa.LargeBinary()),
        _key("invitations", "id"),
        _refers("invitations", "review", "reviews.id"),
    )
    op.create_table(
        "dossiers",
        _bytes("id"),
        _text("review"),
        *map(_number, ("made_at", "last", "size")),
        _bytes("roster"),
        _key("dossiers", "id"),
        _refers("dossiers", "review", "reviews.id"),
    )
    _create_sets()
    op.create_table("answered", _bytes("id"), _number("at"), _key("answered", "id"))
    op.create_index("ix_answered_at", "answered", ["at"])


def _create_sets() -> None:
    op.create_table(
        "sets",
        _bytes("dossier"),
        _number("place"),
        *map(_bytes, ("id", "bringer")),
        _number("size"),
        _bytes("content"),
        sa.Column("past", sa.LargeBinary()),
        sa.Column("states", sa.Boolean(), nullable=False),
        _key("sets", "dossier", "place"),
        _refers("sets", "dossier", "dossiers.id"),
        sa.UniqueConstraint("dossier", "id", name="uq_sets_dossier_id"),
    )
    op.create_index("ix_sets_dossier_states", "sets", ["dossier", "states"])
    op.create_table(
        "pasts",
        *map(_bytes, ("dossier", "digest", "ids")),
        _key("pasts", "dossier", "digest"),
        _refers("pasts", "dossier", "dossiers.id"),
    )
    op.create_table(
        "lacking",
        *map(_bytes, ("dossier", "child", "parent")),
        _key("lacking", "dossier", "child", "parent"),
        _refers("lacking", "dossier", "dossiers.id"),
    )
    op.create_table(
        "nodes",
        _bytes("dossier"),
        _text("prefix"),
        sa.Column("number", sa.Integer(), nullable=False),
        _bytes("digest"),
        _key("nodes", "dossier", "prefix"),
        _refers("nodes", "dossier", "dossiers.id"),
    )
    op.create_table(
        "stretches",
        *map(_bytes, ("dossier", "device", "id")),
        *map(_number, ("length", "start")),
        _bytes("data"),
        _key("stretches", "dossier", "device", "id", "start"),
        _refers("stretches", "dossier", "dossiers.id"),
    )
