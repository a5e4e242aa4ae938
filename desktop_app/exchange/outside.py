"""What was held last, kept outside the profile: so that an old copy put back is noticed.

A small file for each profile, with the ids of heads by dossier and nothing else. Losing it
costs nothing but the notice.
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
from desktop_app.store.files import make_private_folder, write_whole
from review_protocol.names import SetId

_MAX_BYTES = 4 * 1024 * 1024
_SET_ID = re.compile(r"[0-9a-f]{64}")


def heads_file(profile: str) -> Path:
    """Where the heads of a profile are kept; ``profile`` is its id."""
    folder = state_folder(sys.platform, os.environ) / PROGRAM / "heads"
    return folder / f"{profile}.json"


def remember(file: Path, heads: Mapping[DossierId, Iterable[SetId]]) -> None:
    """Note what is held now. Raises DiskFull or NotWritable."""
    make_private_folder(file.parent)
    content = {dossier: sorted(ids) for dossier, ids in heads.items()}
    text = json.dumps(content, sort_keys=True)
    write_whole(file, [text.encode()], what=file.name)


def recall(file: Path) -> dict[DossierId, frozenset[SetId]]:
    """What was noted last; nothing where that cannot be read."""
    try:
        data = file.read_bytes()[:_MAX_BYTES]
        content = json.loads(data)
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        DossierId(dossier): frozenset(SetId(each) for each in ids if _is_id(each))
        for dossier, ids in content.items()
        if isinstance(ids, list)
    }


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _SET_ID.fullmatch(value) is not None


def lost(
    remembered: Mapping[DossierId, frozenset[SetId]],
    held: Mapping[DossierId, frozenset[SetId]],
) -> frozenset[DossierId]:
    """The dossiers of which something was held before and is not now."""
    return frozenset(
        dossier for dossier, ids in remembered.items() if ids - held.get(dossier, frozenset())
    )
