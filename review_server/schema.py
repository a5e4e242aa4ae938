"""The tables. Names of sets, dossiers and devices are bytes; times are seconds since 1970, UTC.

`sets` and `contents` are the truth of what members share; `pasts`, `lacking`, `nodes` and a
dossier's `roster` follow from it. `reviews` and `invitations` are the secretariat's own.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _dossier() -> Column[bytes]:
    return Column("dossier", LargeBinary, ForeignKey("dossiers.id"), nullable=False)


# `start` is an ISO date, or ""; `instruments` codes with spaces between.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    _text("party"),
    _text("cluster"),
    _text("start"),
    _text("instruments"),
    _number("made_at"),
)

# The reviewing States of a review: two, or more, each for some of the instruments.
reviewers = Table(
    "reviewers",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _text("state"),
    _text("instruments"),
    PrimaryKeyConstraint("review", "state"),
)

# `id` is the public half of the one-time key; `dossier` what was made known by it.
invitations = Table(
    "invitations",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _number("made_at"),
    _number("expires_at"),
    Column("dossier", LargeBinary),
)

# `last` is the place of the newest set, `size` the bytes of all; `roster` see `rosters`.
dossiers = Table(
    "dossiers",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _number("made_at"),
    _number("last"),
    _number("size"),
    _bytes("roster"),
)

# None is ever changed or deleted. `past` names the row of `pasts` with the sets with statements
# in its causal past; null while an ancestor is missing, or if the set is for a newer program.
# `bringer` is the device that brought it, which need not be the author's.
sets = Table(
    "sets",
    metadata,
    _dossier(),
    _number("place"),
    _bytes("id"),
    _bytes("bringer"),
    _number("size"),
    _bytes("content"),
    Column("past", LargeBinary),
    Column("states", Boolean, nullable=False),
    PrimaryKeyConstraint("dossier", "place"),
    UniqueConstraint("dossier", "id"),
    Index(None, "dossier", "states"),
)

# `digest` is the roster digest of `ids`: names of sets, ascending, one behind the other.
pasts = Table(
    "pasts",
    metadata,
    _dossier(),
    _bytes("digest"),
    _bytes("ids"),
    PrimaryKeyConstraint("dossier", "digest"),
)

# A set that waits, and a parent of it that is not here or waits itself.
lacking = Table(
    "lacking",
    metadata,
    _dossier(),
    _bytes("child"),
    _bytes("parent"),
    PrimaryKeyConstraint("dossier", "child", "parent"),
)

# The tree of digests (docs/file-formats.md) of a dossier's sets.
nodes = Table(
    "nodes",
    metadata,
    _dossier(),
    _text("prefix"),
    Column("number", Integer, nullable=False),
    _bytes("digest"),
    PrimaryKeyConstraint("dossier", "prefix"),
)

# Requests that were answered, by their hash, for as long as they could be repeated.
answered = Table(
    "answered",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    _number("at"),
    Index(None, "at"),
)

# What has come of a set that is sent in stretches; of one set for each device.
stretches = Table(
    "stretches",
    metadata,
    _dossier(),
    _bytes("device"),
    _bytes("id"),
    _number("length"),
    _number("start"),
    _bytes("data"),
    PrimaryKeyConstraint("dossier", "device", "id", "start"),
)

# What belongs to a dossier and is no set. `kind` is `file`, `questionnaire`, `submission` or
# `reopening`; none is ever changed.
contents = Table(
    "contents",
    metadata,
    _dossier(),
    _bytes("id"),
    _bytes("bringer"),
    _text("kind"),
    _number("at"),
    _number("size"),
    _bytes("content"),
    PrimaryKeyConstraint("dossier", "id"),
)

# Which questionnaires a review may be answered with; `content` is the file.
questionnaires = Table(
    "questionnaires",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _text("hash"),
    _text("title"),
    _number("version"),
    _number("at"),
    _bytes("content"),
    PrimaryKeyConstraint("review", "hash"),
)

# A submission that was taken, and its receipt. Its content is missing after a restore until
# a member has brought it again.
submissions = Table(
    "submissions",
    metadata,
    _dossier(),
    _bytes("id"),
    _number("number"),
    _number("sent"),
    _number("registered"),
    Column("received", BigInteger),
    _bytes("receipt"),
    PrimaryKeyConstraint("dossier", "id"),
)

# The wish to send another version in the place of a submission; open until it is decided.
reopenings = Table(
    "reopenings",
    metadata,
    _dossier(),
    _bytes("id"),
    _bytes("submission"),
    _text("reason"),
    _number("at"),
    Column("decided_at", BigInteger),
    Column("granted", Boolean),
    _text("answer"),
    PrimaryKeyConstraint("dossier", "id"),
)

# What staff entered of a step's dates: ISO dates, or "". Of a step the highest number counts;
# none is ever changed or deleted.
dates = Table(
    "dates",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _number("number"),
    _text("step"),
    _text("revised"),
    _text("done"),
    _text("reason"),
    _number("at"),
    PrimaryKeyConstraint("review", "number"),
)

# To whom e-mail about a review goes: entered by staff, since the server can read no names.
contacts = Table(
    "contacts",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),
    _text("address"),
    PrimaryKeyConstraint("review", "address"),
)

# The notices that were given to a dossier, by the subject of their record.
notices = Table(
    "notices",
    metadata,
    _dossier(),
    _bytes("subject"),
    _text("step"),
    _text("kind"),
    _text("due"),
    _number("at"),
    PrimaryKeyConstraint("dossier", "subject"),
)

# One row: whose turn it is to give notices, until when, and the journal that belongs to it.
notice_runs = Table(
    "notice_runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("journal"),
    _text("holder"),
    _number("until"),
)

# The secretariat's staff. `password` is Argon2id's text form, `secret` the sealed key of the
# one-time codes, `step` the last of them that was used, `setup` the hash of the code by which
# an account is set up, until `setup_until`; "" and empty bytes are none.
staff = Table(
    "staff",
    metadata,
    Column("name", Text, primary_key=True),
    _text("email"),
    _text("password"),
    _bytes("secret"),
    _number("step"),
    _bytes("setup"),
    _number("setup_until"),
    _number("made_at"),
)

# Who is signed in; `id` is the hash of what the browser holds.
staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("staff", Text, ForeignKey("staff.name"), nullable=False),
    _number("made_at"),
    _number("seen_at"),
)

# Tries to sign in: how many in a row, and the last. `key` is a hash that only we can make.
staff_tries = Table(
    "staff_tries",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    _number("number"),
    _number("last"),
)

# What the staff did. The database refuses to change or remove a line (see the migration).
staff_log = Table(
    "staff_log",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _number("at"),
    _text("who"),
    _text("what"),
    _text("about"),
)
