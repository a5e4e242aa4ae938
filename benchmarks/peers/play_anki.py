"""Anki's library as a peer; runs in an environment of its own, without any of our modules.

    python play_anki.py FOLDER URL

Takes one JSON value a line: a list of [question, text] is written as notes, null synchronises.
Says a line when each is done; the first when the account is there and both sides are empty.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from anki.collection import Collection


def main(folder: str, url: str) -> None:
    """Play until standard input ends."""
    here = Collection(str(Path(folder) / "mine.anki2"))
    kind, deck = here.models.by_name("Basic"), here.decks.id("Default")
    login = here.sync_login("u", "p", url)
    _begin(here, login)
    notes: dict[str, Any] = {}
    print("ready", flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        if texts is None:
            here.sync_collection(login, False)
        for question, text in texts or ():
            if question in notes:
                note = here.get_note(notes[question])
                note["Back"] = text
                here.update_note(note)
                continue
            note = here.new_note(kind)
            note["Front"], note["Back"] = question, text
            here.add_note(note, deck)
            notes[question] = note.id
        print("done", flush=True)
    here.close()


def _begin(here: Any, login: Any) -> None:
    """The first time all of a collection is uploaded; here an empty one."""
    told = here.sync_collection(login, False)
    here.close_for_full_sync()
    here.full_upload_or_download(auth=login, server_usn=told.server_media_usn, upload=True)
    here.reopen(after_full_sync=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
