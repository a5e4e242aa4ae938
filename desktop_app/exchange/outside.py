"""What was held last, kept outside the profile: so that an old copy put back is noticed.

A small file for each profile, with the names of change sets by dossier and nothing else.
Nothing depends on it: losing it costs the notice, and a copy that somebody else made of it
tells them that there are dossiers.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop_app.domain.keys import DossierId
from desktop_app.domain.places import PROGRAM, state_folder
from desktop_app.store.files import make_private_folder, write_whole, writing
from review_protocol.names import DeviceId, SetId

_MAX_BYTES = 4 * 1024 * 1024
_SET_ID = re.compile(r"[0-9a-f]{64}")

Heads = Mapping[DossierId, frozenset[SetId]]


def heads_file(device: DeviceId) -> Path:
    """Where those of a profile are kept, which is known by the device it was made on."""
    folder = state_folder(sys.platform, os.environ) / PROGRAM / "heads"
    return folder / f"{device}.json"


def remember(file: Path, heads: Heads) -> None:
    """Note what is held now. Raises DiskFull or NotWritable."""
    content = {dossier: sorted(ids) for dossier, ids in heads.items() if ids}
    data = json.dumps(content, sort_keys=True).encode()
    if _read(file) != data:
        with writing(file.name):
            make_private_folder(file.parent)
        write_whole(file, [data], what=file.name, is_lasting=False)


def recall(file: Path) -> dict[DossierId, frozenset[SetId]]:
    """What was noted last; nothing where that cannot be read."""
    try:
        content = json.loads(_read(file))
    except ValueError:
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        DossierId(dossier): frozenset(SetId(each) for each in ids if _is_id(each))
        for dossier, ids in content.items()
        if isinstance(ids, list)
    }


def lost(remembered: Heads, held: Mapping[DossierId, Iterable[SetId]]) -> Heads:
    """Of each dossier the sets that were held before and are not now, if there are any."""
    gone = {dossier: ids - set(held.get(dossier, ())) for dossier, ids in remembered.items()}
    return {dossier: ids for dossier, ids in gone.items() if ids}


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_MAX_BYTES)
    except OSError:
        return b""


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _SET_ID.fullmatch(value) is not None
