"""Kill -9 at random moments: what was durable is there, old or new passphrase opens.

Ten kills here; fifty in `dev.py bench kill`.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.killing import (
    FIRST,
    SECOND,
    kill_while_changing,
    kill_while_typing,
    make_profile,
)


@pytest.mark.long
def test_what_was_durable_survives_every_kill_while_typing(tmp_path: Path) -> None:
    profile, random = make_profile(tmp_path / "profile"), Random(11)
    found = [kill_while_typing(profile, random) for _ in range(5)]
    assert found == sorted(found)
    assert found[-1] >= 5


def test_one_of_two_passphrases_opens_after_every_kill_while_changing(tmp_path: Path) -> None:
    profile, random = make_profile(tmp_path / "profile"), Random(12)
    assert {kill_while_changing(profile, random) for _ in range(5)} <= {FIRST, SECOND}
