"""Change sets: what is held of them, and derived rows that are named by them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Child tables first: a table that others point at cannot be dropped before them.
_MADE_ANEW = ("version_replaces", "answers", "marks", "instances", "wording", "versions")


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _blob(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.add_column("changes", sa.Column("set_index", sa.Integer()))
    member = sa.Column("member", sa.Text(), nullable=False, server_default="")
    op.add_column("dossiers", member)
    _create_sets()
    for table in _MADE_ANEW:
        op.execute(f"CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table}")  # noqa: S608
        op.drop_table(table)
    _create_versions()
    _create_derived()
    _create_shared()
    _fill()
    for table in _MADE_ANEW:
        op.execute(f"DROP TABLE old_{table}")


def _create_sets() -> None:
    op.create_table(
        "sets",
        _integer("seq"),
        *map(_text, ("id", "dossier")),
        _blob("content"),
        _integer("received_at"),
        _key("sets", "seq"),
        _refers("sets", "dossier", "dossiers.id"),
        sa.UniqueConstraint("id", name="uq_sets_id"),
    )
    op.create_table(
        "epochs",
        *map(_text, ("dossier", "epoch")),
        _blob("key"),
        _key("epochs", "dossier", "epoch"),
        _refers("epochs", "dossier", "dossiers.id"),
    )
    op.create_table(
        "peers",
        *map(_text, ("dossier", "device", "heads")),
        _integer("heard_at"),
        _key("peers", "dossier", "device"),
        _refers("peers", "dossier", "dossiers.id"),
    )
    op.create_table(
        "exchanges",
        _integer("seq"),
        _text("dossier"),
        _integer("at"),
        _text("direction"),
        _blob("content"),
        _key("exchanges", "seq"),
        _refers("exchanges", "dossier", "dossiers.id"),
    )


def _create_versions() -> None:
    op.create_table(
        "versions",
        *map(_text, ("id", "dossier", "question", "instances", "facet", "value")),
        *map(_integer, ("status", "standing")),
        _text("author"),
        *map(_integer, ("started_at", "saved_at")),
        sa.Column("ended_at", sa.Integer()),
        sa.Column("basis", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("late", sa.Integer(), nullable=False, server_default=sa.text("0")),
        _key("versions", "id"),
        _refers("versions", "dossier", "dossiers.id"),
    )
    node = ["dossier", "question", "instances"]
    op.create_index("ix_versions_dossier_question_instances", "versions", node)
    op.create_table(
        "version_replaces",
        *map(_text, ("version", "replaced")),
        _key("version_replaces", "version", "replaced"),
        _refers("version_replaces", "version", "versions.id"),
    )
    op.create_index("ix_version_replaces_replaced", "version_replaces", ["replaced"])


def _create_derived() -> None:
    op.create_table(
        "answers",
        *map(_text, ("dossier", "question", "instances", "facet", "version")),
        _key("answers", "dossier", "question", "instances", "facet", "version"),
        _refers("answers", "dossier", "dossiers.id"),
        _refers("answers", "version", "versions.id"),
    )
    op.create_index("ix_answers_version", "answers", ["version"])
    op.create_table(
        "marks",
        *map(_text, ("version", "change")),
        _integer("status"),
        _key("marks", "version", "change"),
        _refers("marks", "version", "versions.id"),
    )
    op.create_table(
        "instances",
        *map(_text, ("dossier", "repeat", "path", "change")),
        _integer("present"),
        _text("order"),
        _key("instances", "dossier", "repeat", "path", "change"),
        _refers("instances", "dossier", "dossiers.id"),
    )
    op.create_table(
        "wording",
        *map(_text, ("dossier", "question", "language", "change", "number", "text")),
        _key("wording", "dossier", "question", "language", "change"),
        _refers("wording", "dossier", "dossiers.id"),
    )


def _create_shared() -> None:
    op.create_table(
        "records",
        *map(_text, ("dossier", "type", "subject", "change")),
        _blob("content"),
        _text("author"),
        _integer("made_at"),
        _key("records", "dossier", "type", "subject", "change"),
        _refers("records", "dossier", "dossiers.id"),
    )
    op.create_table(
        "facts",
        *map(_text, ("dossier", "name")),
        _blob("content"),
        _key("facts", "dossier", "name"),
        _refers("facts", "dossier", "dossiers.id"),
    )


def _fill() -> None:
    """What was there, all of it effective; wording gets the change that loaded it last."""
    op.execute(
        "INSERT INTO versions SELECT id, dossier, question, instances, facet, value, status, "
        "0, author, started_at, saved_at, ended_at, basis, 0 FROM old_versions"
    )
    for table in ("version_replaces", "answers", "marks", "instances"):
        op.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")  # noqa: S608
    op.execute(
        "INSERT INTO wording SELECT w.dossier, w.question, w.language, (SELECT c.id FROM "
        "changes c WHERE c.dossier = w.dossier AND c.kind = 'wording' ORDER BY c.seq DESC "
        "LIMIT 1), w.number, w.text FROM old_wording w"
    )
