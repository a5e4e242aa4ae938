"""Makes the golden files of rounds; run once for each version of a format.

    python -m tests.builders.round_files

The folder `tests/data/protocol/rounds-1` must not exist yet. What is in it is never edited.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from review_protocol.rounds import request_id
from review_protocol.trees import Tree
from tests.builders.protocol_files import plain
from tests.builders.rounds import (
    FULL_ANSWER,
    FULL_REQUEST,
    INVITATION,
    SERVER,
    answer_bytes,
    invitation_bytes,
    make_request,
    request_bytes,
)
from tests.builders.trees import some_ids

FOLDER = Path(__file__).parents[1] / "data" / "protocol" / "rounds-1"
TREES = (0, 1, 256, 257, 5_000)


def make(folder: Path) -> None:
    """The shortest and the fullest request, its answer, an invitation, and what they say."""
    request = request_bytes()
    files = {
        "idle.rdrequest": request_bytes(make_request()),
        "full.rdrequest": request,
        "full.rdanswer": answer_bytes(to=request_id(request)),
        "invitation.rdserver": invitation_bytes(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    expected = {
        "server": SERVER.public.hex(),
        "idle": plain(make_request()),
        "request": plain(FULL_REQUEST),
        "answer": plain(FULL_ANSWER),
        "invitation": plain(INVITATION),
        "roots": {str(count): Tree(some_ids(count)).root.hex() for count in TREES},
    }
    text = json.dumps(expected, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there already and is never made anew")
    FOLDER.mkdir(parents=True)
    make(FOLDER)
