"""What was read of a questionnaire, kept; and under which questionnaire an answer was given."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "images",
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pack", "since", name="pk_images"),
        sa.ForeignKeyConstraint(["pack"], ["packs.hash"], name="fk_images_pack"),
    )
    basis = sa.Column("basis", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("versions", basis)
    op.execute(
        "UPDATE versions SET basis = (SELECT pack FROM dossiers WHERE id = versions.dossier)"
    )
