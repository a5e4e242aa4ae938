"""Contents: bytes that a dossier names and that are no sets, such as working files."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "contents",
        _integer("seq"),
        *map(_text, ("dossier", "id", "kind")),
        *map(_integer, ("size", "come")),
        sa.PrimaryKeyConstraint("seq", name="pk_contents"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_contents_dossier"),
        sa.UniqueConstraint("dossier", "id", name="uq_contents_dossier_id"),
    )
    op.create_table(
        "content_pieces",
        *map(_integer, ("content", "start")),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("content", "start", name="pk_content_pieces"),
        sa.ForeignKeyConstraint(
            ["content"], ["contents.seq"], name="fk_content_pieces_content"
        ),
    )
