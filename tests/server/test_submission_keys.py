"""The submission key: made, followed by another, lost, locked."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from review_protocol.costs import KdfCost
from review_protocol.submissions import key_name
from review_server.problems import Unusable
from review_server.submission_keys import (
    FILE,
    Standing,
    current_public,
    make_key,
    mark_lost,
    read_keys,
    unlock,
)
from review_server.submissions import list_submissions
from tests.builders.parties import PASSPHRASE, new_key, party, unlock_new_key, written
from tests.builders.servers import Office, Process
from tests.builders.submitted import answered_submission


def make(folder: Path, passphrase: str = PASSPHRASE, now: int = 1) -> str:
    return make_key(folder, passphrase, now, cost=KdfCost.FOR_TESTS).name.hex()


def test_before_the_first_there_is_none(tmp_path: Path) -> None:
    assert current_public(tmp_path) is None
    assert unlock(tmp_path, "whatever").is_locked


def test_the_next_one_takes_its_place_and_both_open(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path, now=2)
    opener = unlock(tmp_path, PASSPHRASE)
    assert opener.current is not None
    assert current_public(tmp_path) == opener.current.public
    assert opener.named(bytes.fromhex(first)) is opener.older[0]
    assert opener.named(bytes.fromhex(second)) is opener.current
    assert [each.standing for each in read_keys(tmp_path)] == [Standing.OLD, Standing.CURRENT]


def test_a_lost_one_opens_nothing_any_more(tmp_path: Path) -> None:
    first = make(tmp_path)
    mark_lost(tmp_path, first[:6])
    opener = unlock(tmp_path, PASSPHRASE)
    assert (opener.current, opener.named(bytes.fromhex(first))) == (None, None)
    assert current_public(tmp_path) is None
    make(tmp_path, now=2)
    assert unlock(tmp_path, PASSPHRASE).current is not None


@pytest.mark.parametrize("name", ["", "zz", "0" * 33])
def test_only_one_that_is_there_is_lost(tmp_path: Path, name: str) -> None:
    make(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(Unusable, match="no key"):
        mark_lost(tmp_path, name)
    assert (tmp_path / FILE).read_bytes() == before


def test_another_passphrase_opens_nothing_and_makes_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    for work in (unlock, make):
        with pytest.raises(Unusable, match="not the passphrase"):
            work(tmp_path, "another passphrase")
    assert (tmp_path / FILE).read_bytes() == before


def test_a_short_passphrase_is_none(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="12 characters"):
        make(tmp_path, "short")
    assert not (tmp_path / FILE).exists()


def test_the_passphrase_is_the_same_however_it_is_composed(tmp_path: Path) -> None:
    make(tmp_path, "clé de la soumission".replace("é", "e\u0301"))
    assert unlock(tmp_path, "clé de la soumission").current is not None


def test_the_file_is_the_owners_and_shows_no_secret(tmp_path: Path) -> None:
    make(tmp_path)
    path = tmp_path / FILE
    assert path.stat().st_mode & 0o777 == 0o600
    opener = unlock(tmp_path, PASSPHRASE)
    assert opener.current is not None
    assert opener.current.seed().hex() not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", ["slot", "public", "format", "text"])
def test_a_damaged_file_is_told(tmp_path: Path, damage: str) -> None:
    make(tmp_path)
    content = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    if damage == "format":
        content["format"] = 2
    elif damage != "text":
        text = content["keys"][0][damage]
        content["keys"][0][damage] = text[:-2] + f"{int(text[-2:], 16) ^ 1:02x}"
    text = "no json" if damage == "text" else json.dumps(content)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Unusable, match=r"damaged|newer"):
        unlock(tmp_path, PASSPHRASE)


def test_one_that_is_lost_while_it_is_unlocked_opens_nothing_any_more(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path, now=2)
    opener = unlock(tmp_path, PASSPHRASE)
    mark_lost(tmp_path, second)
    assert [key_name(each.public).hex() for each in opener.usable] == [first]
    assert opener.named(bytes.fromhex(second)) is None
    assert opener.named(bytes.fromhex(first)) is not None
    assert opener.offered is None, "none that could be named"
    third = make(tmp_path, now=3)
    assert opener.offered == current_public(tmp_path)
    assert opener.refusal(bytes.fromhex(second)) == "key"
    assert opener.refusal(bytes.fromhex(third)) == "locked", "not unlocked here yet"


def test_a_key_that_follows_is_not_named_while_the_unlocked_one_is_good(
    tmp_path: Path,
) -> None:
    make(tmp_path)
    opener = unlock(tmp_path, PASSPHRASE)
    make(tmp_path, now=2)
    assert opener.current is not None
    assert opener.offered == opener.current.public


@pytest.mark.parametrize("damage", ["gone", "nonsense"])
def test_while_the_file_is_not_there_nothing_is_opened(tmp_path: Path, damage: str) -> None:
    make(tmp_path)
    opener = unlock(tmp_path, PASSPHRASE)
    content = (tmp_path / FILE).read_bytes()
    if damage == "gone":
        (tmp_path / FILE).unlink()
    else:
        (tmp_path / FILE).write_bytes(b"no json")
    assert (opener.usable, opener.offered) == ((), None)
    assert opener.refusal(bytes(16)) == "locked"
    (tmp_path / FILE).write_bytes(content)
    assert opener.usable == (opener.current,)


def test_every_process_that_serves_takes_nothing_sealed_to_a_key_that_was_lost(
    process: Process, tmp_path: Path
) -> None:
    """Both looked into it before; neither is started anew until the end."""
    office = process.office
    office.now = int(time.time())
    lost = unlock_new_key(office)
    process.passphrase_file = tmp_path / "passphrase"
    process.passphrase_file.write_text(PASSPHRASE, encoding="utf-8")
    ports = [process.start(), process.start()]
    anas = [party(office, name) for name in ("ana", "olga")]
    for ana, port in zip(anas, ports, strict=True):
        ana.sync(lambda data, port=port: process.post(data, port).content)  # type: ignore[misc]  # of this turn
    mark_lost(process.folder, key_name(lost.public).hex()[:8])
    new_key(office, office.now)
    for ana, port in zip(anas, ports, strict=True):
        (name,) = ana.has(written(office, ana, answered_submission(), kem=lost))
        ana.sync(lambda data, port=port: process.post(data, port).content)  # type: ignore[misc]  # of this turn
        assert ana.refused[name] == "key"
        assert ana.new_kem == current_public(process.folder)
    assert submitted(office) == 0


def submitted(office: Office) -> int:
    with office.transaction as transaction:
        return len(list_submissions(transaction))
