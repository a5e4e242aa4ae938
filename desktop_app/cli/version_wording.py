"""Versions of answers on the command line: who left them, and why one does not count."""

from __future__ import annotations

from desktop_app.domain.moments import here
from desktop_app.domain.responses import VersionInfo, VersionStanding

_WHY = {
    "not-entitled": "its author was not allowed to write it",
    "not-possible": "it could not be done when it was written",
    "restricted": "it was outside the part that its author could write in",
    "unknown-device": "it came from a computer that nobody knew",
    "removed": "its author had been removed meanwhile",
    "demoted": "its author had been given another role meanwhile",
    "handed-over": "its author had handed over meanwhile",
    "rejected": "the focal point decided not to take it",
    "broken": "a part of it could not be read",
}


def version_line(version: VersionInfo) -> str:
    """One version in a line, however long it is."""
    at = here(version.ended_at or version.started_at)
    remarks = [_standing(version)] if version.standing is not VersionStanding.EFFECTIVE else []
    remarks += ["not confirmed yet"] if version.is_unconfirmed else []
    remarks += ["the answer now"] if version.is_current else []
    shown = f"  ({'; '.join(remarks)})" if remarks else ""
    value = " ".join(version.value.split()) or "cleared"
    return f"  {at:%Y-%m-%d %H:%M %Z}  {version.author}: {value}{shown}"


def version_facts(version: VersionInfo) -> dict[str, object]:
    """The same for a program."""
    ended = version.ended_at
    return {
        "version": version.id,
        "value": version.value,
        "author": version.author,
        "at": version.started_at.isoformat(),
        "ended": ended.isoformat() if ended else None,
        "status": version.status.name.lower(),
        "current": version.is_current,
        "standing": str(version.standing),
        "reason": version.reason or None,
        "unconfirmed": version.is_unconfirmed,
    }


def _standing(version: VersionInfo) -> str:
    why = _WHY.get(version.reason, "")
    what = "waits for the focal point's decision"
    if version.standing is VersionStanding.REFUSED:
        what = "refused"
    return f"{what}: {why}" if why else what
