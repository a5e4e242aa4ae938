"""The tables. `changes` is the truth; what `DERIVED` lists can be made again from it.

Times are microseconds since 1970, UTC. A node is stored as its question (the name) and its
instances (their ids, outermost first, with "/" between).
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _integer(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _dossier() -> Column[str]:
    return Column("dossier", Text, ForeignKey("dossiers.id"), nullable=False)


def _change() -> Column[str]:
    return Column("change", Text, ForeignKey("changes.id"), nullable=False)


meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BLOB, nullable=False),
)

packs = Table(
    "packs",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("content", BLOB, nullable=False),
    _integer("added_at"),
)

# What a program read of a pack, so that it need not read it again; may go at any time.
images = Table(
    "images",
    metadata,
    Column("pack", Text, ForeignKey("packs.hash"), primary_key=True),
    _text("program"),
    Column("content", BLOB, nullable=False),
)

signers = Table(
    "signers",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("public_key", BLOB, nullable=False),
    _integer("accepted_at"),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("pack", Text, ForeignKey("packs.hash"), nullable=False),
    _text("party"),
    _text("start"),
    _text("instruments"),
    _integer("created_at"),
)

# A version and the change that made it have one id. `payload` is empty while that version
# is open: its text is then in `versions` alone, so that an autosave writes one row.
# `set_hash` is filled when changes are sealed for an exchange.
changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True),
    _text("id"),
    _dossier(),
    _text("kind"),
    Column("payload", BLOB),
    _text("author"),
    _text("device"),
    _integer("made_at"),
    Column("set_hash", Text),
    UniqueConstraint("id"),
)

# `basis` is the pack under which the version was given, or last looked at (a status set).
versions = Table(
    "versions",
    metadata,
    Column("id", Text, ForeignKey("changes.id"), primary_key=True),
    _dossier(),
    _text("question"),
    _text("instances"),
    _text("facet"),
    _text("value"),
    _integer("status"),
    _text("author"),
    _integer("started_at"),
    _integer("saved_at"),
    Column("ended_at", Integer),
    Column("basis", Text, nullable=False, server_default=text("''")),
    Index(None, "dossier", "question", "instances"),
)

# No foreign key on `replaced`: a version may arrive before the one that it replaces.
version_replaces = Table(
    "version_replaces",
    metadata,
    Column("version", Text, ForeignKey("versions.id"), nullable=False),
    _text("replaced"),
    PrimaryKeyConstraint("version", "replaced"),
    Index(None, "replaced"),
)

answers = Table(
    "answers",
    metadata,
    _dossier(),
    _text("question"),
    _text("instances"),
    _text("facet"),
    Column("version", Text, ForeignKey("versions.id"), nullable=False),
    PrimaryKeyConstraint("dossier", "question", "instances", "facet", "version"),
    Index(None, "version"),
)

# The status changes of a version that no later one replaced; its status is the lowest.
marks = Table(
    "marks",
    metadata,
    Column("version", Text, ForeignKey("versions.id"), nullable=False),
    _change(),
    _integer("status"),
    PrimaryKeyConstraint("version", "change"),
)

# The additions and removals of an instance that no later one replaced.
instances = Table(
    "instances",
    metadata,
    _dossier(),
    _text("repeat"),
    _text("path"),
    _change(),
    _integer("present"),
    _text("order"),
    PrimaryKeyConstraint("dossier", "repeat", "path", "change"),
)

wording = Table(
    "wording",
    metadata,
    _dossier(),
    _text("question"),
    _text("language"),
    _text("number"),
    _text("text"),
    PrimaryKeyConstraint("dossier", "question", "language"),
)

places = Table(
    "places",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.id"), primary_key=True),
    _text("article"),
    _text("node"),
    _integer("caret"),
    _integer("left_at"),
)

DERIVED = (version_replaces, answers, marks, instances, wording, versions)
