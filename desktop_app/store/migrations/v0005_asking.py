"""What packages of others spoke of that never came, and which of them asked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("spoken", "asks"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("peers", column)
