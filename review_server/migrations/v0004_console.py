"""The secretariat's console: staff, their sessions, tries to sign in, what they did."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_REFUSE_SQLITE = """
CREATE TRIGGER staff_log_keeps_{deed} BEFORE {deed} ON staff_log
BEGIN SELECT RAISE(ABORT, 'staff_log is only added to'); END
"""
_REFUSE_POSTGRESQL = (
    """
CREATE FUNCTION staff_log_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'staff_log is only added to'; END $$
""",
    """
CREATE TRIGGER staff_log_keeps BEFORE UPDATE OR DELETE ON staff_log
FOR EACH ROW EXECUTE FUNCTION staff_log_keeps()
""",
    """
CREATE TRIGGER staff_log_keeps_all BEFORE TRUNCATE ON staff_log
FOR EACH STATEMENT EXECUTE FUNCTION staff_log_keeps()
""",
)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "staff",
        *map(_text, ("name", "email", "password")),
        _bytes("secret"),
        _number("step"),
        _bytes("setup"),
        *map(_number, ("setup_until", "made_at")),
        sa.PrimaryKeyConstraint("name", name="pk_staff"),
    )
    op.create_table(
        "staff_sessions",
        _bytes("id"),
        _text("staff"),
        *map(_number, ("made_at", "seen_at")),
        sa.PrimaryKeyConstraint("id", name="pk_staff_sessions"),
        sa.ForeignKeyConstraint(["staff"], ["staff.name"], name="fk_staff_sessions_staff"),
    )
    op.create_table(
        "staff_tries",
        _bytes("key"),
        *map(_number, ("number", "last")),
        sa.PrimaryKeyConstraint("key", name="pk_staff_tries"),
    )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "staff_log",
        sa.Column("number", number, nullable=False, autoincrement=True),
        _number("at"),
        *map(_text, ("who", "what", "about")),
        sa.PrimaryKeyConstraint("number", name="pk_staff_log"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(_REFUSE_SQLITE.format(deed=deed))
    else:
        for statement in _REFUSE_POSTGRESQL:
            op.execute(statement)
