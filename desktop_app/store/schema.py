"""The tables. `sets` and `changes` are the truth; what `DERIVED` lists follows from them.

A sealed change, and a version, is named by its set and its place there; what this device
has not sealed yet has a local name. Times are microseconds since 1970, UTC. A node is
stored as its question (the name) and its instances (their ids, outermost first, with "/"
between).
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
# With `since`: in what its questions differ from those of that older pack.
images = Table(
    "images",
    metadata,
    Column("pack", Text, ForeignKey("packs.hash"), nullable=False),
    _text("since"),
    _text("program"),
    Column("content", BLOB, nullable=False),
    PrimaryKeyConstraint("pack", "since"),
)

signers = Table(
    "signers",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("public_key", BLOB, nullable=False),
    _integer("accepted_at"),
)

# `member` is who this device is in the dossier; "" before the dossier is founded.
dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("pack", Text, ForeignKey("packs.hash"), nullable=False),
    _text("party"),
    _text("start"),
    _text("instruments"),
    _integer("created_at"),
    Column("member", Text, nullable=False, server_default=""),
)

# What this device did. A version and the change that made it have one id. `payload` is empty
# while that version is open: its text is then in `versions` alone, so that an autosave writes
# one row. Sealing fills `set_hash` and `set_index`: together the change's name from then on.
# Of versions that collapsed when they were sealed all have the name of the last.
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
    Column("set_index", Integer),
    UniqueConstraint("id"),
)

# The sets that are held, whole, in the order in which they came. None is ever deleted.
sets = Table(
    "sets",
    metadata,
    Column("seq", Integer, primary_key=True),
    _text("id"),
    _dossier(),
    Column("content", BLOB, nullable=False),
    _integer("received_at"),
    UniqueConstraint("id"),
)

# The keys that bodies are encrypted under, as far as this device was given them.
epochs = Table(
    "epochs",
    metadata,
    _dossier(),
    _text("epoch"),
    Column("key", BLOB, nullable=False),
    PrimaryKeyConstraint("dossier", "epoch"),
)

# What another device held when it made the last package that came from it; what any of its
# packages spoke of that never came; and the packages that asked, answered or not yet.
peers = Table(
    "peers",
    metadata,
    _dossier(),
    _text("device"),
    _text("heads"),
    _integer("heard_at"),
    Column("spoken", Text, nullable=False, server_default=""),
    Column("asking", Text, nullable=False, server_default=""),
    Column("answered", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("dossier", "device"),
)

# The log of exchanges that people read.
exchanges = Table(
    "exchanges",
    metadata,
    Column("seq", Integer, primary_key=True),
    _dossier(),
    _integer("at"),
    _text("direction"),
    Column("content", BLOB, nullable=False),
)

# `standing` is how a version stands (`Standing`): only effective ones can be current. One
# that collapsed into a later one before it ever left this device is kept for its author.
# `basis` is the pack under which the version was given, or last looked at (a status set);
# `late` is 1 when it was given by somebody who did not know yet that there is a newer one.
versions = Table(
    "versions",
    metadata,
    Column("id", Text, primary_key=True),
    _dossier(),
    _text("question"),
    _text("instances"),
    _text("facet"),
    _text("value"),
    _integer("status"),
    _integer("standing"),
    _text("author"),
    _integer("started_at"),
    _integer("saved_at"),
    Column("ended_at", Integer),
    Column("basis", Text, nullable=False, server_default=text("''")),
    Column("late", Integer, nullable=False, server_default=text("0")),
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
    _text("change"),
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
    _text("change"),
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
    _text("change"),
    _text("number"),
    _text("text"),
    PrimaryKeyConstraint("dossier", "question", "language", "change"),
)

# The current versions of everything else that members share: notes, assignments, persons.
records = Table(
    "records",
    metadata,
    _dossier(),
    _text("type"),
    _text("subject"),
    _text("change"),
    Column("content", BLOB, nullable=False),
    _text("author"),
    _integer("made_at"),
    PrimaryKeyConstraint("dossier", "type", "subject", "change"),
)

# Roster, alarms, what waits and what was refused: read whole, written whole.
facts = Table(
    "facts",
    metadata,
    _dossier(),
    _text("name"),
    Column("content", BLOB, nullable=False),
    PrimaryKeyConstraint("dossier", "name"),
)

# What a dossier names that is no set: bytes by their SHA-256, encrypted by whoever made them.
# `size` of them belong here, `come` have come so far; `kind` is a `ContentKind`.
contents = Table(
    "contents",
    metadata,
    Column("seq", Integer, primary_key=True),
    _dossier(),
    _text("id"),
    _text("kind"),
    _integer("size"),
    _integer("come"),
    UniqueConstraint("dossier", "id"),
)

# The bytes of a content, a stretch a row, from `start` on: so nothing that is long is ever
# read or written whole for a part of it.
content_pieces = Table(
    "content_pieces",
    metadata,
    Column("content", Integer, ForeignKey("contents.seq"), nullable=False),
    _integer("start"),
    Column("data", BLOB, nullable=False),
    PrimaryKeyConstraint("content", "start"),
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

DERIVED = (version_replaces, answers, marks, instances, wording, records, facts, versions)
