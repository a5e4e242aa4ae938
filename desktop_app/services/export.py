"""A dossier's whole state as canonical JSON, for comparing two copies byte for byte.

Described in docs/file-formats.md, "Dossier export". Nothing derived is in it: no
calculated value, no relevance, no progress. Hidden answers are, like all others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from desktop_app.domain.entries import CurrentVersion, Loaded
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import DossierInfo

FORMAT = "review-desk-dossier"
VERSION = 1
Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | None


def export(info: DossierInfo, loaded: Loaded, names: Mapping[str, str]) -> bytes:
    """The state as UTF-8 JSON; ``names`` are the members' by their ids."""
    whole: Json = {
        "format": FORMAT,
        "version": VERSION,
        "dossier": _dossier(info),
        "answers": {
            str(key): _current(loaded, key, value, names)
            for key, value in loaded.answers.values.items()
        },
        "instances": {str(each.key): each.order for each in loaded.answers.instances},
        "removed": sorted(map(str, loaded.answers.removed)),
        "wording": _wording(loaded),
    }
    return canonical(whole)


def canonical(value: Json) -> bytes:
    """JSON with sorted keys, no spaces, nothing escaped that need not be, one line end."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _dossier(info: DossierInfo) -> Json:
    pack = info.pack
    return {
        "id": info.id,
        "party": info.party,
        "created_at": _moment(info.created_at),
        "start": info.start.isoformat() if info.start else None,
        "instruments": sorted(info.instruments),
        "pack": {"id": pack.id, "version": pack.version, "hash": pack.hash},
    }


def _current(loaded: Loaded, key: NodeKey, value: str, names: Mapping[str, str]) -> Json:
    """The current versions of an answer: one, or those that wait to be settled."""
    versions = sorted(loaded.versions.get(key, ()), key=lambda version: version.id)
    if not versions:
        return [{"value": value}]
    return [_version(version, names) for version in versions]


def _version(version: CurrentVersion, names: Mapping[str, str]) -> Json:
    return {
        "value": version.value,
        "status": version.status.name.lower(),
        "author": names.get(version.author, version.author),
    }


def _wording(loaded: Loaded) -> Json:
    wording: dict[str, dict[str, Json]] = {}
    for each in loaded.wording:
        by_language = wording.setdefault(each.question, {})
        by_language[each.language] = {"number": each.number, "text": each.text}
    return {name: dict(by_language) for name, by_language in wording.items()}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
