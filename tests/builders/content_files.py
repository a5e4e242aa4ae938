"""Makes the golden content of a working file; run once for each version of the format.

    python -m tests.builders.content_files

The folder `tests/data/protocol/files-1` must not exist yet. What is in it is never edited.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from review_protocol.working_files import write_file

FOLDER = Path(__file__).parents[1] / "data" / "protocol" / "files-1"
KEY = bytes(range(32))
LETTER = "A letter to the ministry, \u2116 7.\n".encode()


def make(folder: Path) -> None:
    """A content, and what is in it."""
    content = write_file(LETTER, KEY)
    (folder / "letter.rdfile").write_bytes(content)
    expected = {
        "content": hashlib.sha256(content).hexdigest(),
        "key": KEY.hex(),
        "file": LETTER.hex(),
    }
    text = json.dumps(expected, indent=1, sort_keys=True)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there already and is never made anew")
    FOLDER.mkdir(parents=True)
    make(FOLDER)
