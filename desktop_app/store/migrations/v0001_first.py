"""The first shape: profile, packs, dossiers, the journal, and the state derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def upgrade() -> None:
    _create_profile()
    _create_journal()
    _create_versions()
    _create_answers()
    _create_derived()


def _create_profile() -> None:
    blob = sa.LargeBinary()
    op.create_table(
        "meta", _text("name"), sa.Column("value", blob, nullable=False), _key("meta", "name")
    )
    op.create_table(
        "packs",
        _text("hash"),
        sa.Column("content", blob, nullable=False),
        _integer("added_at"),
        _key("packs", "hash"),
    )
    op.create_table(
        "signers",
        _text("fingerprint"),
        sa.Column("public_key", blob, nullable=False),
        _integer("accepted_at"),
        _key("signers", "fingerprint"),
    )


def _create_journal() -> None:
    op.create_table(
        "dossiers",
        *map(_text, ("id", "pack", "party", "start", "instruments")),
        _integer("created_at"),
        _key("dossiers", "id"),
        _refers("dossiers", "pack", "packs.hash"),
    )
    op.create_table(
        "changes",
        _integer("seq"),
        *map(_text, ("id", "dossier", "kind")),
        sa.Column("payload", sa.LargeBinary()),
        *map(_text, ("author", "device")),
        _integer("made_at"),
        sa.Column("set_hash", sa.Text()),
        _key("changes", "seq"),
        _refers("changes", "dossier", "dossiers.id"),
        sa.UniqueConstraint("id", name="uq_changes_id"),
    )
    op.create_table(
        "places",
        *map(_text, ("dossier", "article", "node")),
        *map(_integer, ("caret", "left_at")),
        _key("places", "dossier"),
        _refers("places", "dossier", "dossiers.id"),
    )


def _create_versions() -> None:
    op.create_table(
        "versions",
        *map(_text, ("id", "dossier", "question", "instances", "facet", "value")),
        _integer("status"),
        _text("author"),
        *map(_integer, ("started_at", "saved_at")),
        sa.Column("ended_at", sa.Integer()),
        _key("versions", "id"),
        _refers("versions", "id", "changes.id"),
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


def _create_answers() -> None:
    op.create_table(
        "answers",
        *map(_text, ("dossier", "question", "instances", "facet", "version")),
        _key("answers", "dossier", "question", "instances", "facet", "version"),
        _refers("answers", "dossier", "dossiers.id"),
        _refers("answers", "version", "versions.id"),
    )
    op.create_index("ix_answers_version", "answers", ["version"])


def _create_derived() -> None:
    op.create_table(
        "marks",
        *map(_text, ("version", "change")),
        _integer("status"),
        _key("marks", "version", "change"),
        _refers("marks", "version", "versions.id"),
        _refers("marks", "change", "changes.id"),
    )
    op.create_table(
        "instances",
        *map(_text, ("dossier", "repeat", "path", "change")),
        _integer("present"),
        _text("order"),
        _key("instances", "dossier", "repeat", "path", "change"),
        _refers("instances", "dossier", "dossiers.id"),
        _refers("instances", "change", "changes.id"),
    )
    op.create_table(
        "wording",
        *map(_text, ("dossier", "question", "language", "number", "text")),
        _key("wording", "dossier", "question", "language"),
        _refers("wording", "dossier", "dossiers.id"),
    )
