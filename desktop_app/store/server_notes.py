"""What is noted of a dossier's server beside its place: when to ask it, and how that went."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, func, select

from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import LastRound, Schedule, Synchronised, Trouble
from desktop_app.store.exchanges import tally_of, tally_put
from desktop_app.store.payloads import Fields, microseconds, moment
from desktop_app.store.records import drop_fact, read_fact, write_meta
from desktop_app.store.schema import changes
from review_protocol.encoding import encode

_SCHEDULE, _LAST, _TROUBLE = "schedule:", "round:", "trouble:"
_SECOND = timedelta(seconds=1)


def read_schedule(connection: Connection, dossier: DossierId) -> Schedule:
    """When it is asked; only by button, unless something else was chosen."""
    found = read_fact(connection, f"{_SCHEDULE}{dossier}") or b""
    chosen = found.decode("ascii", "replace")
    return Schedule(chosen) if chosen in set(Schedule) else Schedule.BUTTON


def write_schedule(connection: Connection, dossier: DossierId, schedule: Schedule) -> None:
    """Ask it so from now on."""
    write_meta(connection, {f"{_SCHEDULE}{dossier}": schedule.encode("ascii")})


def read_last(connection: Connection, dossier: DossierId) -> LastRound | None:
    """The last synchronisation that went well. Raises DamagedFile."""
    found = read_fact(connection, f"{_LAST}{dossier}")
    if found is None:
        return None
    content = Fields.of(found)
    off = content.optional_integer("clock_off")
    done = Synchronised(
        came=content.integer("came"),
        went=content.integer("went"),
        requests=content.integer("requests"),
        bytes_sent=content.integer("sent"),
        bytes_received=content.integer("received"),
        tally=tally_of(content.map("tally")),
        clock_off=None if off is None else off * _SECOND,
        files_came=_count(content, "files_came"),
        files_went=_count(content, "files_went"),
        file_bytes=_count(content, "file_bytes"),
        files_to_come=_count(content, "files_to_come"),
        messages_went=_count(content, "messages_went"),
    )
    return LastRound(at=moment(content.integer("at")), done=done)


def write_last(connection: Connection, dossier: DossierId, last: LastRound) -> None:
    """It went well: what went wrong before is over."""
    done = last.done
    content = encode(
        {
            "at": microseconds(last.at),
            "came": done.came,
            "went": done.went,
            "requests": done.requests,
            "sent": done.bytes_sent,
            "received": done.bytes_received,
            "tally": tally_put(done.tally),
            "clock_off": None if done.clock_off is None else done.clock_off // _SECOND,
            "files_came": done.files_came,
            "files_went": done.files_went,
            "file_bytes": done.file_bytes,
            "files_to_come": done.files_to_come,
            "messages_went": done.messages_went,
        }
    )
    write_meta(connection, {f"{_LAST}{dossier}": content})
    drop_fact(connection, f"{_TROUBLE}{dossier}")


def read_trouble(connection: Connection, dossier: DossierId) -> Trouble | None:
    """Since when every try failed, and why the last one did. Raises DamagedFile."""
    found = read_fact(connection, f"{_TROUBLE}{dossier}")
    if found is None:
        return None
    content = Fields.of(found)
    since = moment(content.integer("since"))
    return Trouble(since=since, kind=content.text("kind"), reason=content.text("reason"))


def write_trouble(connection: Connection, dossier: DossierId, trouble: Trouble) -> None:
    """It went wrong; since when is what was noted first."""
    before = read_trouble(connection, dossier)
    since = min(before.since, trouble.since) if before else trouble.since
    content = encode(
        {"since": microseconds(since), "kind": trouble.kind, "reason": trouble.reason}
    )
    write_meta(connection, {f"{_TROUBLE}{dossier}": content})


def forget_outcomes(connection: Connection, dossier: DossierId) -> None:
    """Of another server nothing is known yet."""
    drop_fact(connection, f"{_LAST}{dossier}")
    forget_trouble(connection, dossier)


def forget_trouble(connection: Connection, dossier: DossierId) -> None:
    """What went wrong may have been mended: nothing was tried since."""
    drop_fact(connection, f"{_TROUBLE}{dossier}")


def count_pending(connection: Connection, dossier: DossierId) -> int:
    """How many changes of this computer are in no set yet."""
    query = select(func.count()).select_from(changes)
    return (
        connection.scalar(
            query.where(changes.c.dossier == dossier, changes.c.set_hash.is_(None))
        )
        or 0
    )


def _count(content: Fields, name: str) -> int:
    """What notes from before there were files do not hold."""
    return content.integer(name) if content.has(name) else 0
