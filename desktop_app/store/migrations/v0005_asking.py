"""What packages of others spoke of that never came, and which of them asked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("spoken", "asking", "answered"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("peers", column)
    op.execute("UPDATE peers SET spoken = heads")  # what is here is left out when it is read
