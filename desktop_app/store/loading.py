"""What the journal's tables say now: a dossier's answers, and the history of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, select

from desktop_app.domain.decisions import decided_between
from desktop_app.domain.entries import VALUE, CurrentVersion, Loaded, Wording
from desktop_app.domain.keys import (
    DossierId,
    InstanceId,
    NodeKey,
    PackHash,
    QuestionId,
    VersionId,
)
from desktop_app.domain.nodes import Answers, Instance, InstancePath
from desktop_app.domain.responses import Disputed, Status, VersionInfo, VersionStanding
from desktop_app.store.drafts import read_drafts
from desktop_app.store.facts import read_facts
from desktop_app.store.payloads import RowStanding, moment
from desktop_app.store.schema import answers, instances, version_replaces, versions, wording
from desktop_app.store.sequence import in_order
from review_protocol.names import MemberId

_CURRENT = (
    select(
        versions.c.id,
        versions.c.question,
        versions.c.instances,
        versions.c.value,
        versions.c.status,
        versions.c.author,
        versions.c.basis,
        versions.c.late,
    )
    .join(answers, answers.c.version == versions.c.id)
    .where(answers.c.dossier == bindparam("dossier"), answers.c.facet == VALUE)
    .order_by(versions.c.id)
)
_PRESENCE = select(instances).where(instances.c.dossier == bindparam("dossier"))
_WORDING = (
    select(wording)
    .where(wording.c.dossier == bindparam("dossier"))
    .order_by(wording.c.question, wording.c.language, wording.c.change)
)
_HISTORY = (
    select(versions, exists().where(answers.c.version == versions.c.id).label("is_current"))
    .where(
        versions.c.dossier == bindparam("dossier"),
        versions.c.question == bindparam("question"),
        versions.c.instances == bindparam("instances"),
        versions.c.facet == VALUE,
    )
    .order_by(versions.c.started_at, versions.c.saved_at, versions.c.id)
)
_ASIDE = {RowStanding.WAITING, RowStanding.REFUSED}
_STANDINGS = {
    RowStanding.EFFECTIVE: VersionStanding.EFFECTIVE,
    RowStanding.WAITING: VersionStanding.WAITING,
    RowStanding.REFUSED: VersionStanding.REFUSED,
    RowStanding.LOCAL: VersionStanding.EFFECTIVE,
}


def load(connection: Connection, dossier: DossierId, member: str) -> Loaded:
    """The state of a dossier; in a conflict, ``member``'s own version counts."""
    disputed = _disputed(connection, dossier)
    added, removed, gone = _instances(connection, dossier, disputed)
    current: dict[NodeKey, list[CurrentVersion]] = defaultdict(list)
    for row in connection.execute(_CURRENT, {"dossier": dossier}):
        version = CurrentVersion(
            id=VersionId(row.id),
            value=row.value,
            status=Status(row.status),
            author=row.author,
            basis=PackHash(row.basis),
            is_late=bool(row.late),
        )
        current[_key(row.question, row.instances)].append(version)
    ordered = {key: _own_first(found, member) for key, found in current.items()}
    values = {
        key: found[0].value
        for key, found in ordered.items()
        if not _is_inside(key.instances, gone)
    }
    return Loaded(
        answers=Answers(values=values, instances=added, removed=removed),
        versions=ordered,
        disputed=disputed,
        wording=_wording(connection, dossier),
        drafts=read_drafts(connection, dossier),
    )


def history(
    connection: Connection, dossier: DossierId, key: NodeKey, names: Mapping[str, str]
) -> tuple[VersionInfo, ...]:
    """Every version of an answer, the latest first; authors by name where it is known."""
    where = {
        "dossier": dossier,
        "question": key.question,
        "instances": "/".join(key.instances),
    }
    rows = in_order(connection, connection.execute(_HISTORY, where).all())
    settled = _settled(connection, rows)
    disputed = {
        row.id: Disputed(
            names.get(row.author, row.author),
            moment(row.saved_at if row.ended_at is None else row.ended_at),
        )
        for row in rows
    }
    reasons: Mapping[str, str] = {}
    if any(RowStanding(row.standing) in _ASIDE for row in rows):
        aside = read_facts(connection, dossier).aside
        reasons = {each.id: str(each.reason or "") for each in aside}
    return tuple(
        VersionInfo(
            id=VersionId(row.id),
            key=key,
            value=row.value,
            author=names.get(row.author, row.author),
            member=MemberId(row.author),
            started_at=moment(row.started_at),
            ended_at=None if row.ended_at is None else moment(row.ended_at),
            status=Status(row.status),
            is_current=bool(row.is_current),
            standing=_STANDINGS[RowStanding(row.standing)],
            has_left="." in row.id,
            settled=tuple(disputed[each] for each in settled[row.id]),
            reason=reasons.get(row.id, ""),
            basis=PackHash(row.basis),
        )
        for row in reversed(rows)
    )


def _settled(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[str, tuple[str, ...]]:
    """By version those between which it decided. One that never left decided nothing."""
    values = {row.id: row.value for row in rows}
    replaces: dict[str, list[str]] = defaultdict(list)
    query = select(version_replaces).where(version_replaces.c.version.in_(values))
    for row in connection.execute(query):
        replaces[row.version].append(row.replaced)
    named = {row.id: replaces[row.id] for row in rows if row.standing == RowStanding.EFFECTIVE}
    return {
        id_: decided_between(named.get(id_, ()), values=values, replaces=replaces)
        for id_ in values
    }


def answered(connection: Connection, dossier: DossierId) -> frozenset[NodeKey]:
    """Every node of which any version is not blank, whatever became of it."""
    query = select(versions.c.question, versions.c.instances).distinct()
    found = query.where(
        versions.c.dossier == dossier, versions.c.facet == VALUE, versions.c.value != ""
    )
    return frozenset(_key(row.question, row.instances) for row in connection.execute(found))


def common_ancestor(connection: Connection, of: Sequence[str]) -> str:
    """The value of the newest version that all of these came to replace; "" if none did."""
    pasts = [_replaced_by(connection, each) for each in of]
    shared = set.intersection(*pasts) if pasts else set()
    # What another shared one had replaced lies further back; all that lies there is shared.
    query = select(version_replaces.c.replaced).where(version_replaces.c.version.in_(shared))
    newest = shared.difference(connection.scalars(query))
    found = select(versions.c.value).where(versions.c.id.in_(newest)).order_by(versions.c.id)
    return connection.scalars(found).first() or ""


def _replaced_by(connection: Connection, version: str) -> set[str]:
    """Everything that a version replaced, directly or by way of others."""
    old = version_replaces.c.replaced
    past = select(old).where(version_replaces.c.version == version).cte(recursive=True)
    further = select(old).join(past, version_replaces.c.version == past.c.replaced)
    return set(connection.scalars(select(past.union(further).c.replaced)))


def _instances(
    connection: Connection, dossier: DossierId, disputed: frozenset[NodeKey]
) -> tuple[tuple[Instance, ...], frozenset[NodeKey], frozenset[InstancePath]]:
    """Those that a person added; those of the form itself that are removed; paths gone."""
    orders: dict[NodeKey, str] = {}
    present: dict[NodeKey, bool] = {}
    for row in connection.execute(_PRESENCE, {"dossier": dossier}):
        key = _key(row.repeat, row.path)
        orders[key] = max(orders.get(key, ""), row.order)
        present[key] = present.get(key, key in disputed) or bool(row.present)
    gone = frozenset(key.instances for key, is_there in present.items() if not is_there)
    added = [
        Instance(key, orders[key])
        for key, is_there in present.items()
        if is_there and orders[key] and not _is_inside(key.instances, gone)
    ]
    added.sort(key=lambda each: (len(each.key.instances), each.order, each.key))
    removed = frozenset(
        key for key, is_there in present.items() if not is_there and not orders[key]
    )
    return tuple(added), removed, gone


def _is_inside(path: InstancePath, gone: frozenset[InstancePath]) -> bool:
    return any(path[:depth] in gone for depth in range(1, len(path) + 1))


def _own_first(found: Iterable[CurrentVersion], member: str) -> tuple[CurrentVersion, ...]:
    """The one that counts comes first: the own, else that with the lowest id."""
    return tuple(sorted(found, key=lambda version: (version.author != member, version.id)))


def _disputed(connection: Connection, dossier: DossierId) -> frozenset[NodeKey]:
    return frozenset(map(NodeKey.parse, read_facts(connection, dossier).holding.disputed))


def _wording(connection: Connection, dossier: DossierId) -> tuple[Wording, ...]:
    found: dict[tuple[str, str], Wording] = {}
    for row in connection.execute(_WORDING, {"dossier": dossier}):
        wording_ = Wording(QuestionId(row.question), row.language, row.number, row.text)
        found.setdefault((row.question, row.language), wording_)
    return tuple(found.values())


def _key(name: str, path: str) -> NodeKey:
    ids = tuple(InstanceId(part) for part in path.split("/")) if path else ()
    return NodeKey(QuestionId(name), ids)
