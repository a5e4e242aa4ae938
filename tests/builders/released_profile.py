"""Makes the profile that a release is remembered by; run once for each released version.

    python -m tests.builders.released_profile

The folder `tests/data/profiles/VERSION` must not exist yet. What is in it is never edited:
every later program must open it and find what `expected.json` says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from desktop_app import VERSION
from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.services import journal, profiles
from review_protocol.costs import KdfCost
from tests.builders.clocks import SteppingClock
from tests.builders.profiles import EMAIL, NAME, PASSPHRASE, Desk

PROFILES = Path(__file__).parents[1] / "data" / "profiles"


def make(folder: Path) -> None:
    """A small profile with one of everything, its backup, and what is expected of it."""
    made = profiles.create_profile(
        folder / "profile",
        name=NAME,
        email=EMAIL,
        passphrase=PASSPHRASE,
        clock=SteppingClock(),
        kdf=KdfCost(memory_kib=1024, iterations=2, lanes=2),
    )
    desk = Desk(made.profile).create()
    work(desk)
    profiles.backup(made.profile, folder / "profile.rdbackup")
    expected = {
        "passphrase": PASSPHRASE,
        "recovery_code": made.recovery_code,
        "member": made.profile.member,
        "state": state(desk),
    }
    made.profile.close()
    (folder / "profile" / "lock").unlink()
    text = json.dumps(expected, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


def work(desk: Desk) -> None:
    """One of every kind of change."""
    first = desk.answer("q1", "Yes, since 2019")
    second = desk.answer("q1", "Oui, depuis 2019 \u2014 \u0646\u0639\u0645 \u662f", [first])
    desk.set_status(Status.READY, second)
    desk.answer("q2", "", [desk.answer("q2", "cleared later")])
    desk.write(desk.typed("q1", "ask the prosecutor", facet="note"))
    desk.add("law@i1", "1")
    desk.answer("law_title@i1", "Penal Code")
    desk.add("law@i2", "2")
    desk.remove("law@i2", desk.answer("law_title@i2", "removed with its row"))
    desk.remove("law@t1")
    desk.answer("q3", "two versions")
    desk.answer("q3", "to settle")
    desk.word("card_1", "Official text")
    place = Place(article=NodeKey.parse("a5"), node=NodeKey.parse("q1"), caret=3)
    journal.remember(desk.profile, desk.dossier, place)


def state(desk: Desk) -> dict[str, object]:
    """All that can be asked of the dossier, as plain values."""
    loaded = desk.load()
    return {
        "values": {str(key): value for key, value in loaded.answers.values.items()},
        "instances": [[str(i.key), i.order] for i in loaded.answers.instances],
        "removed": sorted(str(key) for key in loaded.answers.removed),
        "versions": {
            str(key): [[v.id, v.value, int(v.status)] for v in versions]
            for key, versions in sorted(loaded.versions.items())
        },
        "wording": [[w.question, w.language, w.number, w.text] for w in loaded.wording],
        "history": [
            [v.value, v.author, v.started_at.isoformat(), int(v.status), v.is_current]
            for v in journal.history(desk.profile, desk.dossier, NodeKey.parse("q1"))
        ],
        "place": str(journal.recall(desk.profile, desk.dossier)),
    }


if __name__ == "__main__":
    target = PROFILES / VERSION
    if target.exists():
        sys.exit(f"{target} is there already and is never made anew")
    target.mkdir(parents=True)
    make(target)
